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

/* No answer of DNS is at hand that Wine's own makes too much of, so the test has a copy of the code. */
#define load_imports              load_test_host
#define DavGetHTTPFromUNCPath     copied_DavGetHTTPFromUNCPath
#define DavGetUNCFromHTTPPath     copied_DavGetUNCFromHTTPPath
#define NetpDeleteSecurityObject  copied_NetpDeleteSecurityObject
#define NetpInitOemString         copied_NetpInitOemString
#define init_string               copied_init_string
#include "../forward.c"
#undef init_string

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

static DWORD test_status;
static const WCHAR *test_name;

/* Wine's own takes an address of four bytes for the name's. */
static DWORD WINAPI get_test_dc_name( const WCHAR *computer, const WCHAR *domain, GUID *guid, const WCHAR *site, ULONG flags,
                                      DOMAIN_CONTROLLER_INFOW **info )
{
    (void)computer, (void)domain, (void)guid, (void)site, (void)flags;
    *info = (void *)0xdeadbeef;
    return *(volatile const WCHAR *)test_name ? test_status : 0;
}

BOOL load_imports( const WCHAR *module, const struct delayed_import *imports, unsigned int count )
{
    (void)module, (void)count;
    *(void **)imports[0].function = (void *)get_test_dc_name;
    return TRUE;
}

static void test_controller(void)
{
    static const struct { const WCHAR *name; DWORD host, expected; } rows[] =
    {
        { LOW, 0, ERROR_NO_SUCH_DOMAIN },
        { L"a", ERROR_CALL_NOT_IMPLEMENTED, ERROR_NO_SUCH_DOMAIN },
        { L"a", 9003, ERROR_NO_SUCH_DOMAIN },
        { L"a", 9502, ERROR_NO_SUCH_DOMAIN },
        { L"a", ERROR_NOT_ENOUGH_MEMORY, ERROR_NOT_ENOUGH_MEMORY },
    };
    DOMAIN_CONTROLLER_INFOW *info;
    unsigned int i;
    DWORD status;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        test_name = rows[i].name;
        test_status = rows[i].host;
        info = (void *)0xdeadbeef;
        status = find_host_controller( NULL, L"example.test", NULL, NULL, 0, &info );
        ok( status == rows[i].expected && !info, "row %u: got %lu, %p\n", i, status, info );
    }
}

START_TEST(forward)
{
    HMODULE module = GetModuleHandleW( L"netapi32.dll" );

    test_controller();
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
