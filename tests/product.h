/*
 * Which DLL a test has before it
 *
 * Copyright 2026 the netapi32 for Wine authors
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#ifndef NETAPI32_TESTS_PRODUCT_H
#define NETAPI32_TESTS_PRODUCT_H

#include <stdlib.h>
#include <windef.h>
#include <winbase.h>
#include <winuser.h>
#include <winver.h>

#define OUR_PRODUCT_NAME  L"netapi32 for Wine"

static inline BOOL under_wine( void )
{
    return GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "wine_get_version" ) != NULL;
}

/* The version resource as it is in memory: the file of that name may be another DLL's. */
static inline const void *version_resource( HMODULE module )
{
    HRSRC resource = FindResourceW( module, MAKEINTRESOURCEW(1), (const WCHAR *)RT_VERSION );
    HGLOBAL handle = resource ? LoadResource( module, resource ) : NULL;

    return handle ? LockResource( handle ) : NULL;
}

/* Returns a string of the first translation listed, "" when there is none. */
static inline const WCHAR *version_string( HMODULE module, const WCHAR *name )
{
    static const char digits[] = "0123456789abcdef";
    static const WCHAR prefix[] = L"\\StringFileInfo\\";
    const void *version = version_resource( module );
    WCHAR query[64], *p = query, *value;
    WORD *translation;
    UINT len;
    int i;

    if (!version || lstrlenW( name ) > 32) return L"";
    if (!VerQueryValueW( version, L"\\VarFileInfo\\Translation", (void **)&translation, &len ) ||
        len < 2 * sizeof(*translation)) return L"";

    lstrcpyW( query, prefix );
    p += lstrlenW( query );
    for (i = 0; i < 8; i++) *p++ = digits[(translation[i / 4] >> (12 - i % 4 * 4)) & 0xf];
    *p++ = '\\';
    lstrcpyW( p, name );

    return VerQueryValueW( version, query, (void **)&value, &len ) && len ? value : L"";
}

static inline BOOL is_ours( HMODULE module )
{
    return module && !lstrcmpW( version_string( module, L"ProductName" ), OUR_PRODUCT_NAME );
}

/* Tells whether the netapi32.dll that the tests call is this project's. */
static inline BOOL testing_ours( void )
{
    return is_ours( GetModuleHandleW( L"netapi32.dll" ) );
}

#endif
