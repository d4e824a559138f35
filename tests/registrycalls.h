/*
 * Registry calls of a module that are counted, fail, or end the process
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

#ifndef NETAPI32_TESTS_REGISTRYCALLS_H
#define NETAPI32_TESTS_REGISTRYCALLS_H

#include <windef.h>
#include <winbase.h>
#include <winreg.h>

#include "imports.h"

static unsigned int registry_calls;     /* since the counting began */
static unsigned int bad_call;           /* the number of the one that fails, or is not come to; 0: none */
static BOOL all_bad;                    /* and all that follow */
static void (*at_bad_call)( void );

static inline BOOL is_bad_call( void )
{
    if (!bad_call || ++registry_calls < bad_call || (registry_calls > bad_call && !all_bad)) return FALSE;
    if (at_bad_call) at_bad_call();
    return TRUE;
}

#define REGISTRY_CALL(name, params, args) \
    static LSTATUS (WINAPI *original_##name) params; \
    static LSTATUS WINAPI counted_##name params \
    { \
        return is_bad_call() ? ERROR_NO_SYSTEM_RESOURCES : original_##name args; \
    }

REGISTRY_CALL( RegCreateKeyExW, ( HKEY key, const WCHAR *name, DWORD reserved, WCHAR *class, DWORD options, REGSAM access,
                                  SECURITY_ATTRIBUTES *attributes, HKEY *created, DWORD *disposition ),
               ( key, name, reserved, class, options, access, attributes, created, disposition ) )
REGISTRY_CALL( RegOpenKeyExW, ( HKEY key, const WCHAR *name, DWORD options, REGSAM access, HKEY *opened ),
               ( key, name, options, access, opened ) )
REGISTRY_CALL( RegQueryValueExW, ( HKEY key, const WCHAR *name, DWORD *reserved, DWORD *type, BYTE *data, DWORD *size ),
               ( key, name, reserved, type, data, size ) )
REGISTRY_CALL( RegSetValueExW, ( HKEY key, const WCHAR *name, DWORD reserved, DWORD type, const BYTE *data, DWORD size ),
               ( key, name, reserved, type, data, size ) )
REGISTRY_CALL( RegDeleteValueW, ( HKEY key, const WCHAR *name ), ( key, name ) )
REGISTRY_CALL( RegDeleteTreeW, ( HKEY key, const WCHAR *name ), ( key, name ) )
REGISTRY_CALL( RegEnumKeyExW, ( HKEY key, DWORD index, WCHAR *name, DWORD *length, DWORD *reserved, WCHAR *class, DWORD *size,
                                FILETIME *time ), ( key, index, name, length, reserved, class, size, time ) )

static LONG (WINAPI *original_NtEnumerateValueKey)( HANDLE key, ULONG index, ULONG class, void *info, ULONG size, ULONG *needed );
static LONG WINAPI counted_NtEnumerateValueKey( HANDLE key, ULONG index, ULONG class, void *info, ULONG size, ULONG *needed )
{
    if (is_bad_call()) return 0xc000009a;   /* STATUS_INSUFFICIENT_RESOURCES */
    return original_NtEnumerateValueKey( key, index, class, info, size, needed );
}

#define REGISTRY_ENTRY(name)  { #name, counted_##name, &original_##name }
static const struct
{
    const char *name;
    void *counted;
    void *original;         /* the variable for it */
}
registry_functions[] =
{
    REGISTRY_ENTRY( RegCreateKeyExW ),
    REGISTRY_ENTRY( RegOpenKeyExW ),
    REGISTRY_ENTRY( RegQueryValueExW ),
    REGISTRY_ENTRY( RegSetValueExW ),
    REGISTRY_ENTRY( RegDeleteValueW ),
    REGISTRY_ENTRY( RegDeleteTreeW ),
    REGISTRY_ENTRY( NtEnumerateValueKey ),
    REGISTRY_ENTRY( RegEnumKeyExW ),
};

/* All of them are called: one that is missing is done by another function that is not counted. */
static inline BOOL take_registry_calls( HMODULE module )
{
    unsigned int i, count = 0;

    for (i = 0; i < ARRAYSIZE(registry_functions); i++)
        count += exchange_import( module, registry_functions[i].name, registry_functions[i].counted,
                                  registry_functions[i].original );
    return count == ARRAYSIZE(registry_functions);
}

/* The nth call fails, or calls the function before it is made, and those after it do with "all". */
static inline void start_bad_calls( unsigned int n, BOOL all, void (*function)( void ) )
{
    registry_calls = 0;
    bad_call = n;
    all_bad = all;
    at_bad_call = function;
}

/* Whether it came to that. */
static inline BOOL stop_bad_calls( void )
{
    BOOL reached = bad_call && registry_calls >= bad_call;

    bad_call = 0;
    return reached;
}

#endif
