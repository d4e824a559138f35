/*
 * Tests of the functions that find domain controllers
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
#include <winsock2.h>
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <ntsecapi.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>
#include <lmjoin.h>
#include <dsgetdc.h>

#include "wine/test.h"
#include "product.h"

#define UNTOUCHED  ((DOMAIN_CONTROLLER_INFOW *)0xdeadbeef)

static BOOL is_in_domain(void)
{
    NETSETUP_JOIN_STATUS type = NetSetupUnknownStatus;
    WCHAR *name = NULL;

    NetGetJoinInformation( NULL, &name, &type );
    NetApiBufferFree( name );
    return type == NetSetupDomainName;
}

/* Asks for the computer's own domain alone, so that nothing leaves a computer without one. */
static void test_no_domain(void)
{
    static const struct { const WCHAR *computer, *domain; } rows[] =
    {
        { NULL, NULL }, { NULL, L"" }, { L"", NULL }, { L"localhost", NULL },
    };
    DOMAIN_CONTROLLER_INFOW *info;
    unsigned int i;
    DWORD status;

    if (is_in_domain())
    {
        skip( "this computer is in a domain\n" );
        return;
    }
    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        info = UNTOUCHED;
        status = DsGetDcNameW( rows[i].computer, rows[i].domain, NULL, NULL, 0, &info );
        if (!testing_ours() && !under_wine() && rows[i].computer) continue;
        ok( status == ERROR_NO_SUCH_DOMAIN || broken( !testing_ours() ), "row %u: got %lu\n", i, status );
        if (testing_ours()) ok( !info, "row %u: got %p\n", i, info );
    }
}

static void test_bad_input(void)
{
    DOMAIN_CONTROLLER_INFOW *info = UNTOUCHED;
    DWORD status;

    if (!testing_ours())
    {
        skip( "what others make of bad input is unknown\n" );
        return;
    }
    status = DsGetDcNameW( NULL, NULL, NULL, NULL, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = DsGetDcNameW( L"\\\\a/b", NULL, NULL, NULL, 0, &info );
    ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "got %lu\n", status );
    ok( !info, "got %p\n", info );
}

static void *const garbage = (void *)0xdeadbeef;

/* longer than any name */
static char long_name[400];

static void test_ansi(void)
{
    DOMAIN_CONTROLLER_INFOA *info = garbage;
    DWORD status;

    status = DsGetDcNameA( NULL, NULL, NULL, NULL, 0, &info );
    ok( status == ERROR_NO_SUCH_DOMAIN && !info, "got %lu, %p\n", status, info );
    info = garbage;
    status = DsGetDcNameA( "\\\\", NULL, NULL, NULL, 0, &info );
    ok( status == ERROR_INVALID_NAME && !info, "got %lu, %p\n", status, info );
    info = garbage;
    status = DsGetDcNameA( NULL, long_name, NULL, NULL, 0, &info );
    ok( status == ERROR_INVALID_PARAMETER && !info, "got %lu, %p\n", status, info );
    status = DsGetDcNameA( NULL, NULL, NULL, NULL, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
}

/* A domain of the top-level domain that never has any: RFC 6761. Where no DNS server answers there is none either. */
#define NO_DOMAIN  "no-such-domain.invalid"

static void test_list(void)
{
    SOCKET_ADDRESS *addresses = garbage;
    WCHAR *host = garbage;
    char *host_a = garbage;
    ULONG count = 77;
    HANDLE list = garbage;
    unsigned int i;
    DWORD status;

    status = DsGetDcOpenW( L"" NO_DOMAIN, 0, NULL, NULL, NULL, 0, &list );
    ok( !status && list, "got %lu, %p\n", status, list );
    for (i = 0; i < 2; i++)
    {
        status = DsGetDcNextW( list, &count, &addresses, &host );
        ok( status == ERROR_NO_MORE_ITEMS, "got %lu\n", status );
        ok( !count && !addresses && !host, "got %lu, %p, %p\n", count, addresses, host );
    }
    status = DsGetDcNextA( list, NULL, NULL, &host_a );
    ok( status == ERROR_NO_MORE_ITEMS && !host_a, "got %lu, %p\n", status, host_a );
    addresses = garbage;
    count = 77;
    status = DsGetDcNextW( list, &count, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !count, "got %lu, %lu\n", status, count );
    DsGetDcCloseW( list );

    /* the site's come to an end first */
    status = DsGetDcOpenA( NO_DOMAIN, DS_NOTIFY_AFTER_SITE_RECORDS, "site", NULL, NULL, DS_KDC_REQUIRED, &list );
    ok( !status && list, "got %lu, %p\n", status, list );
    status = DsGetDcNextW( list, NULL, NULL, NULL );
    ok( status == ERROR_FILEMARK_DETECTED, "got %lu\n", status );
    status = DsGetDcNextW( list, NULL, NULL, NULL );
    ok( status == ERROR_NO_MORE_ITEMS, "got %lu\n", status );
    DsGetDcCloseW( list );
    status = DsGetDcOpenA( NO_DOMAIN, DS_NOTIFY_AFTER_SITE_RECORDS, "site", NULL, NULL, DS_PDC_REQUIRED, &list );
    ok( !status && list, "got %lu, %p\n", status, list );
    status = DsGetDcNextW( list, NULL, NULL, NULL );
    ok( status == ERROR_NO_MORE_ITEMS, "got %lu\n", status );
    DsGetDcCloseW( list );
    DsGetDcCloseW( NULL );

    host = garbage;
    status = DsGetDcNextW( NULL, NULL, NULL, &host );
    ok( status == ERROR_INVALID_PARAMETER && !host, "got %lu, %p\n", status, host );
    host_a = garbage;
    status = DsGetDcNextA( NULL, NULL, NULL, &host_a );
    ok( status == ERROR_INVALID_PARAMETER && !host_a, "got %lu, %p\n", status, host_a );
    list = garbage;
    status = DsGetDcOpenW( NULL, 0, NULL, NULL, NULL, 0, &list );
    ok( status == ERROR_INVALID_PARAMETER && !list, "got %lu, %p\n", status, list );
    list = garbage;
    status = DsGetDcOpenW( L"a", 4, NULL, NULL, NULL, 0, &list );
    ok( status == ERROR_INVALID_FLAGS && !list, "got %lu, %p\n", status, list );
    list = garbage;
    status = DsGetDcOpenW( L"a", 0, NULL, NULL, NULL, DS_IP_REQUIRED, &list );
    ok( status == ERROR_INVALID_FLAGS && !list, "got %lu, %p\n", status, list );
    list = garbage;
    status = DsGetDcOpenA( long_name, 0, NULL, NULL, NULL, 0, &list );
    ok( status == ERROR_INVALID_PARAMETER && !list, "got %lu, %p\n", status, list );
    list = garbage;
    status = DsGetDcOpenA( "a", 0, long_name + sizeof(long_name) - 100, NULL, NULL, 0, &list );
    ok( status == ERROR_INVALID_PARAMETER && !list, "got %lu, %p\n", status, list );
    status = DsGetDcOpenW( L"a", 0, NULL, NULL, NULL, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
}

static void test_netbios(void)
{
    NET_API_STATUS status;
    BYTE *name = garbage;

    status = NetGetDCName( NULL, NULL, &name );
    ok( status == NERR_DCNotFound && !name, "got %lu, %p\n", status, name );
    name = garbage;
    status = NetGetAnyDCName( NULL, L"DOMAIN", &name );
    ok( status == ERROR_NO_SUCH_DOMAIN && !name, "got %lu, %p\n", status, name );
    name = garbage;
    status = NetGetDCName( L"no-such-computer.invalid", NULL, &name );
    ok( status == ERROR_BAD_NETPATH && !name, "got %lu, %p\n", status, name );
    name = garbage;
    status = NetGetAnyDCName( L"\\\\", NULL, &name );
    ok( status == ERROR_INVALID_NAME && !name, "got %lu, %p\n", status, name );
    status = NetGetDCName( NULL, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = NetGetAnyDCName( NULL, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
}

START_TEST(dc)
{
    memset( long_name, 'a', sizeof(long_name) - 1 );
    test_no_domain();
    test_bad_input();
    if (!testing_ours() || is_in_domain())
    {
        skip( "what is told in a domain, and by others, is unknown\n" );
        return;
    }
    test_ansi();
    test_list();
    test_netbios();
}
