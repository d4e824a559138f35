/*
 * Tests of what Wine's own netapi32 does
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

#include <stdarg.h>

#include <ntstatus.h>
#define WIN32_NO_STATUS
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <winternl.h>

#include "product.h"

/* These lead nowhere. */
#define LOW   ((void *)(ULONG_PTR)0x10)
static void *nowhere;   /* reserved */

static DWORD (WINAPI *get_url)( const WCHAR *path, WCHAR *url, DWORD *size );
static DWORD (WINAPI *get_path)( const WCHAR *url, WCHAR *path, DWORD *size );
static NTSTATUS (WINAPI *delete_object)( void **descriptor );
static void (WINAPI *init_string)( STRING *target, const char *string );

static void test_dav(void)
{
    static WCHAR buffer[100];
    DWORD size = ARRAY_SIZE(buffer), status;

    status = get_url( L"\\\\server\\share\\file", buffer, &size );
    ok( !status && !lstrcmpW( buffer, L"http://server/share/file" ), "got %lu, %s\n", status, debugstr_w( buffer ) );
    ok( size == 25, "got size %lu\n", size );
    size = 3;
    status = get_url( L"\\\\server\\share\\file", buffer, &size );
    ok( status == ERROR_INSUFFICIENT_BUFFER && size == 25, "got %lu, size %lu\n", status, size );
    size = ARRAY_SIZE(buffer);
    status = get_path( L"http://server/share/file", buffer, &size );
    ok( !status && !lstrcmpW( buffer, L"\\\\server\\DavWWWRoot\\share\\file" ), "got %lu, %s\n", status, debugstr_w( buffer ) );

    if (!testing_ours()) return;
    size = ARRAY_SIZE(buffer);
    status = get_url( NULL, buffer, &size );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = get_url( L"\\\\server\\share", buffer, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = get_url( LOW, buffer, &size );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = get_url( L"\\\\server\\share", LOW, &size );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = get_url( L"\\\\server\\share", buffer, nowhere );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = get_path( NULL, buffer, &size );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = get_path( L"http://server/share", buffer, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = get_path( nowhere, buffer, &size );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
}

static void test_ntdll(void)
{
    void *descriptor = NULL;
    STRING string;
    NTSTATUS status;

    memset( &string, 0xcc, sizeof(string) );
    init_string( &string, "four" );
    ok( string.Length == 4 && string.MaximumLength == 5 && !strcmp( string.Buffer, "four" ), "got length %u\n", string.Length );
    init_string( &string, NULL );
    ok( !string.Length && !string.MaximumLength && !string.Buffer, "got length %u\n", string.Length );
    descriptor = HeapAlloc( GetProcessHeap(), 0, 20 );
    status = delete_object( &descriptor );
    ok( !status, "got %#lx\n", status );

    if (!testing_ours()) return;
    status = delete_object( NULL );
    ok( status == STATUS_INVALID_PARAMETER, "got %#lx\n", status );
    status = delete_object( LOW );
    ok( status == STATUS_INVALID_PARAMETER, "got %#lx\n", status );
    memset( &string, 0xcc, sizeof(string) );
    init_string( NULL, "four" );
    init_string( LOW, "four" );
    init_string( &string, nowhere );
    ok( string.Length == 0xcccc, "got length %u\n", string.Length );
}

START_TEST(forward)
{
    HMODULE module = GetModuleHandleW( L"netapi32.dll" );

    get_url = (void *)GetProcAddress( module, "DavGetHTTPFromUNCPath" );
    get_path = (void *)GetProcAddress( module, "DavGetUNCFromHTTPPath" );
    delete_object = (void *)GetProcAddress( module, "NetpDeleteSecurityObject" );
    init_string = (void *)GetProcAddress( module, "NetpInitOemString" );
    if (!get_url || !get_path || !delete_object || !init_string)
    {
        win_skip( "these functions are not exported\n" );
        return;
    }
    nowhere = VirtualAlloc( NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS );
    test_dav();
    test_ntdll();
    VirtualFree( nowhere, 0, MEM_RELEASE );
}
