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

static void test_site(void)
{
    WCHAR *site = garbage;
    char *site_a = garbage;
    DWORD status;

    status = DsGetSiteNameW( NULL, &site );
    ok( status == ERROR_NO_SITENAME && !site, "got %lu, %p\n", status, site );
    site = garbage;
    status = DsGetSiteNameW( L"localhost", &site );
    ok( status == ERROR_NO_SITENAME && !site, "got %lu, %p\n", status, site );
    site = garbage;
    status = DsGetSiteNameW( L"no-such-computer.invalid", &site );
    ok( status == ERROR_BAD_NETPATH && !site, "got %lu, %p\n", status, site );
    status = DsGetSiteNameW( NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = DsGetSiteNameA( "localhost", &site_a );
    ok( status == ERROR_NO_SITENAME && !site_a, "got %lu, %p\n", status, site_a );
    site_a = garbage;
    status = DsGetSiteNameA( "\\\\", &site_a );
    ok( status == ERROR_INVALID_NAME && !site_a, "got %lu, %p\n", status, site_a );
    site_a = garbage;
    status = DsGetSiteNameA( long_name, &site_a );
    ok( status == ERROR_INVALID_PARAMETER && !site_a, "got %lu, %p\n", status, site_a );
    status = DsGetSiteNameA( NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
}

static void test_trusts(void)
{
    static const struct { const WCHAR *computer; DWORD status; NTSTATUS nt_status; } rows[] =
    {
        { NULL, RPC_S_SERVER_UNAVAILABLE, RPC_NT_SERVER_UNAVAILABLE },
        { L"localhost", RPC_S_SERVER_UNAVAILABLE, RPC_NT_SERVER_UNAVAILABLE },
        { L"no-such-computer.invalid", ERROR_BAD_NETPATH, STATUS_BAD_NETWORK_PATH },
        { L"\\\\", ERROR_INVALID_NAME, STATUS_OBJECT_NAME_INVALID },
    };
    LSA_FOREST_TRUST_INFORMATION *forest;
    DS_DOMAIN_TRUSTSW *trusts;
    DS_DOMAIN_TRUSTSA *trusts_a;
    ULONG count;
    WCHAR *names;
    NTSTATUS nt_status;
    BOOL is_service;
    unsigned int i;
    DWORD status;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        winetest_push_context( "%u", i );
        trusts = garbage;
        count = 77;
        status = DsEnumerateDomainTrustsW( (WCHAR *)rows[i].computer, DS_DOMAIN_PRIMARY, &trusts, &count );
        ok( status == rows[i].status && !trusts && !count, "got %lu, %p, %lu\n", status, trusts, count );
        forest = garbage;
        status = DsGetForestTrustInformationW( rows[i].computer, NULL, 0, &forest );
        ok( status == rows[i].status && !forest, "got %lu, %p\n", status, forest );
        names = garbage;
        nt_status = NetEnumerateTrustedDomains( (WCHAR *)rows[i].computer, &names );
        ok( nt_status == rows[i].nt_status && !names, "got %#lx, %p\n", nt_status, names );
        is_service = 77;
        nt_status = NetIsServiceAccount( (WCHAR *)rows[i].computer, (WCHAR *)L"svc$", &is_service );
        ok( nt_status == (rows[i].status == RPC_S_SERVER_UNAVAILABLE ? STATUS_SUCCESS : rows[i].nt_status) && !is_service,
            "got %#lx, %d\n", nt_status, is_service );
        winetest_pop_context();
    }
    trusts_a = garbage;
    count = 77;
    status = DsEnumerateDomainTrustsA( NULL, DS_DOMAIN_PRIMARY, &trusts_a, &count );
    ok( status == RPC_S_SERVER_UNAVAILABLE && !trusts_a && !count, "got %lu, %p, %lu\n", status, trusts_a, count );
    status = DsEnumerateDomainTrustsA( (char *)"\\\\", DS_DOMAIN_PRIMARY, &trusts_a, &count );
    ok( status == ERROR_INVALID_NAME, "got %lu\n", status );
    trusts_a = garbage;
    status = DsEnumerateDomainTrustsA( NULL, DS_DOMAIN_PRIMARY, &trusts_a, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !trusts_a, "got %lu, %p\n", status, trusts_a );
    count = 77;
    status = DsEnumerateDomainTrustsW( NULL, DS_DOMAIN_PRIMARY, NULL, &count );
    ok( status == ERROR_INVALID_PARAMETER && !count, "got %lu, %lu\n", status, count );

    forest = garbage;
    status = DsGetForestTrustInformationW( NULL, L"a", 2, &forest );
    ok( status == ERROR_INVALID_FLAGS && !forest, "got %lu, %p\n", status, forest );
    forest = garbage;
    status = DsGetForestTrustInformationW( NULL, NULL, DS_GFTI_UPDATE_TDO, &forest );
    ok( status == ERROR_INVALID_PARAMETER && !forest, "got %lu, %p\n", status, forest );
    status = DsGetForestTrustInformationW( NULL, NULL, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    nt_status = NetEnumerateTrustedDomains( NULL, NULL );
    ok( nt_status == STATUS_INVALID_PARAMETER, "got %#lx\n", nt_status );
    nt_status = NetIsServiceAccount( NULL, NULL, &is_service );
    ok( nt_status == STATUS_INVALID_PARAMETER, "got %#lx\n", nt_status );
    nt_status = NetIsServiceAccount( NULL, (WCHAR *)L"svc$", NULL );
    ok( nt_status == STATUS_INVALID_PARAMETER, "got %#lx\n", nt_status );
}

static void test_address_to_site(void)
{
    SOCKADDR_IN address = { .sin_family = AF_INET };
    SOCKET_ADDRESS entry = { (SOCKADDR *)&address, sizeof(address) };
    WCHAR **sites, **subnets;
    char **sites_a, **subnets_a;
    DWORD status;

#define ALL_GARBAGE  (sites = subnets = garbage, sites_a = subnets_a = garbage)
    ALL_GARBAGE;
    status = DsAddressToSiteNamesW( NULL, 1, &entry, &sites );
    ok( status == RPC_S_SERVER_UNAVAILABLE && !sites, "got %lu, %p\n", status, sites );
    status = DsAddressToSiteNamesA( NULL, 1, &entry, &sites_a );
    ok( status == RPC_S_SERVER_UNAVAILABLE && !sites_a, "got %lu, %p\n", status, sites_a );
    ALL_GARBAGE;
    status = DsAddressToSiteNamesExW( NULL, 1, &entry, &sites, &subnets );
    ok( status == RPC_S_SERVER_UNAVAILABLE && !sites && !subnets, "got %lu, %p, %p\n", status, sites, subnets );
    status = DsAddressToSiteNamesExA( NULL, 1, &entry, &sites_a, &subnets_a );
    ok( status == RPC_S_SERVER_UNAVAILABLE && !sites_a && !subnets_a, "got %lu, %p, %p\n", status, sites_a, subnets_a );
    ALL_GARBAGE;
    status = DsAddressToSiteNamesW( L"no-such-computer.invalid", 1, &entry, &sites );
    ok( status == ERROR_BAD_NETPATH && !sites, "got %lu, %p\n", status, sites );
    status = DsAddressToSiteNamesExA( "\\\\", 1, &entry, &sites_a, &subnets_a );
    ok( status == ERROR_INVALID_NAME && !sites_a && !subnets_a, "got %lu, %p, %p\n", status, sites_a, subnets_a );
    ALL_GARBAGE;
    status = DsAddressToSiteNamesW( NULL, 0, &entry, &sites );
    ok( status == ERROR_INVALID_PARAMETER && !sites, "got %lu, %p\n", status, sites );
    status = DsAddressToSiteNamesA( NULL, 1, NULL, &sites_a );
    ok( status == ERROR_INVALID_PARAMETER && !sites_a, "got %lu, %p\n", status, sites_a );
    ALL_GARBAGE;
    status = DsAddressToSiteNamesExW( NULL, 1, &entry, &sites, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !sites, "got %lu, %p\n", status, sites );
    status = DsAddressToSiteNamesExA( NULL, 1, &entry, NULL, &subnets_a );
    ok( status == ERROR_INVALID_PARAMETER && !subnets_a, "got %lu, %p\n", status, subnets_a );
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

static void test_control(void)
{
    static const WCHAR *name = L"DOMAIN", *nothing;
    static const struct { DWORD function, level; const WCHAR **data; NET_API_STATUS status; } rows[] =
    {
        { NETLOGON_CONTROL_QUERY, 1, NULL, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_QUERY, 2, NULL, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_QUERY, 3, NULL, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_QUERY, 0, NULL, ERROR_INVALID_LEVEL },
        { NETLOGON_CONTROL_QUERY, 4, NULL, ERROR_INVALID_LEVEL },
        { NETLOGON_CONTROL_TC_QUERY, 2, &name, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_TC_QUERY, 2, NULL, ERROR_INVALID_PARAMETER },
        { NETLOGON_CONTROL_TC_QUERY, 2, &nothing, ERROR_INVALID_PARAMETER },
        { NETLOGON_CONTROL_TC_VERIFY, 2, &name, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_REDISCOVER, 2, &name, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_CHANGE_PASSWORD, 1, &name, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_FIND_USER, 4, &name, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_FIND_USER, 1, &name, ERROR_INVALID_LEVEL },
        { NETLOGON_CONTROL_QUERY_DNS_REG, 1, NULL, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_QUERY_DNS_REG, 2, NULL, ERROR_INVALID_LEVEL },
        { NETLOGON_CONTROL_FORCE_DNS_REG, 1, NULL, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_REPLICATE, 1, NULL, ERROR_NOT_SUPPORTED },
        { NETLOGON_CONTROL_BREAKPOINT, 1, NULL, ERROR_NOT_SUPPORTED },
        { 0, 1, NULL, ERROR_NOT_SUPPORTED },
    };
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        buffer = garbage;
        status = I_NetLogonControl2( NULL, rows[i].function, rows[i].level, (BYTE *)rows[i].data, &buffer );
        ok( status == rows[i].status, "row %u: got %lu, not %lu\n", i, status, rows[i].status );
        ok( !buffer, "row %u: got %p\n", i, buffer );
    }
    status = I_NetLogonControl2( L"no-such-computer.invalid", NETLOGON_CONTROL_QUERY, 1, NULL, &buffer );
    ok( status == ERROR_BAD_NETPATH, "got %lu\n", status );
    status = I_NetLogonControl2( NULL, NETLOGON_CONTROL_QUERY, 1, NULL, NULL );
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
    test_site();
    test_trusts();
    test_address_to_site();
    test_list();
    test_netbios();
    test_control();
}
