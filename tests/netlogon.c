/*
 * Tests of sites, trusts and the Netlogon service
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
#include <ws2tcpip.h>
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <winreg.h>
#include <ntsecapi.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>
#include <dsgetdc.h>

#include "wine/test.h"
#include "product.h"

NET_API_STATUS WINAPI NetLogonGetTimeServiceParentDomain( LPWSTR server, LPWSTR *domain, BOOL *is_same_site );

static void *const garbage = (void *)0xdeadbeef;

/* longer than any name */
static char long_name[400];
static WCHAR long_wide_name[1100];

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
    trusts = garbage;
    count = 77;
    status = DsEnumerateDomainTrustsW( NULL, DS_DOMAIN_VALID_FLAGS + 1, &trusts, &count );
    ok( status == ERROR_INVALID_FLAGS && !trusts && !count, "got %lu, %p, %lu\n", status, trusts, count );
    trusts_a = garbage;
    status = DsEnumerateDomainTrustsA( NULL, 0x80000000 | DS_DOMAIN_PRIMARY, &trusts_a, &count );
    ok( status == ERROR_INVALID_FLAGS && !trusts_a, "got %lu, %p\n", status, trusts_a );
    trusts_a = garbage;
    count = 77;
    status = DsEnumerateDomainTrustsA( long_name, DS_DOMAIN_PRIMARY, &trusts_a, &count );
    ok( status == ERROR_INVALID_PARAMETER && !trusts_a && !count, "got %lu, %p, %lu\n", status, trusts_a, count );
    count = 77;
    status = DsEnumerateDomainTrustsW( NULL, DS_DOMAIN_PRIMARY, NULL, &count );
    ok( status == ERROR_INVALID_PARAMETER && !count, "got %lu, %lu\n", status, count );

    forest = garbage;
    status = DsGetForestTrustInformationW( NULL, L"a", 2, &forest );
    ok( status == ERROR_INVALID_FLAGS && !forest, "got %lu, %p\n", status, forest );
    forest = garbage;
    status = DsGetForestTrustInformationW( NULL, NULL, DS_GFTI_UPDATE_TDO, &forest );
    ok( status == ERROR_INVALID_PARAMETER && !forest, "got %lu, %p\n", status, forest );
    forest = garbage;
    status = DsGetForestTrustInformationW( NULL, long_wide_name, 0, &forest );
    ok( status == ERROR_NO_SUCH_DOMAIN && !forest, "got %lu, %p\n", status, forest );
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
    status = DsAddressToSiteNamesW( L"no-such-computer.invalid", 32001, &entry, &sites );
    ok( status == ERROR_INVALID_PARAMETER && !sites, "got %lu, %p\n", status, sites );
    status = DsAddressToSiteNamesExA( long_name, 1, &entry, &sites_a, &subnets_a );
    ok( status == ERROR_INVALID_PARAMETER && !sites_a && !subnets_a, "got %lu, %p, %p\n", status, sites_a, subnets_a );
    ALL_GARBAGE;
    status = DsAddressToSiteNamesExW( NULL, 1, &entry, &sites, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !sites, "got %lu, %p\n", status, sites );
    status = DsAddressToSiteNamesExA( NULL, 1, &entry, NULL, &subnets_a );
    ok( status == ERROR_INVALID_PARAMETER && !subnets_a, "got %lu, %p\n", status, subnets_a );
}

static void test_control(void)
{
    static const WCHAR *name = L"DOMAIN", *nothing, *long_control_name = long_wide_name;
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
        { NETLOGON_CONTROL_TC_QUERY, 2, &long_control_name, ERROR_INVALID_PARAMETER },
        { NETLOGON_CONTROL_SET_DBFLAG, 1, NULL, ERROR_INVALID_PARAMETER },
        { NETLOGON_CONTROL_SET_DBFLAG, 1, &name, ERROR_NOT_SUPPORTED },
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

static void test_older_control(void)
{
    static const struct { DWORD function, level; NET_API_STATUS status; } rows[] =
    {
        { NETLOGON_CONTROL_QUERY, 1, ERROR_SERVICE_NOT_ACTIVE },
        { NETLOGON_CONTROL_QUERY, 2, ERROR_NOT_SUPPORTED },
        { NETLOGON_CONTROL_QUERY, 0, ERROR_INVALID_LEVEL },
        { NETLOGON_CONTROL_QUERY, 3, ERROR_INVALID_LEVEL },
        { NETLOGON_CONTROL_TC_QUERY, 1, ERROR_INVALID_PARAMETER },
        { NETLOGON_CONTROL_SET_DBFLAG, 1, ERROR_INVALID_PARAMETER },
        { NETLOGON_CONTROL_REPLICATE, 1, ERROR_NOT_SUPPORTED },
    };
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        buffer = garbage;
        status = I_NetLogonControl( NULL, rows[i].function, rows[i].level, &buffer );
        ok( status == rows[i].status, "row %u: got %lu, not %lu\n", i, status, rows[i].status );
        ok( !buffer, "row %u: got %p\n", i, buffer );
    }
    buffer = garbage;
    status = I_NetLogonControl( L"no-such-computer.invalid", NETLOGON_CONTROL_QUERY, 1, &buffer );
    ok( status == ERROR_BAD_NETPATH && !buffer, "got %lu, %p\n", status, buffer );
    status = I_NetLogonControl( NULL, NETLOGON_CONTROL_QUERY, 1, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
}

static void test_coverage(void)
{
    static const struct { const WCHAR *computer; const char *computer_a; DWORD status; } rows[] =
    {
        { NULL, NULL, RPC_S_SERVER_UNAVAILABLE },
        { L"localhost", "localhost", RPC_S_SERVER_UNAVAILABLE },
        { L"no-such-computer.invalid", "no-such-computer.invalid", ERROR_BAD_NETPATH },
        { L"\\\\", "\\\\", ERROR_INVALID_NAME },
    };
    unsigned int i;
    WCHAR **sites;
    char **sites_a;
    DWORD status;
    ULONG count;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        sites = garbage;
        count = 77;
        status = DsGetDcSiteCoverageW( rows[i].computer, &count, &sites );
        ok( status == rows[i].status && !sites && !count, "row %u: got %lu, %p, %lu\n", i, status, sites, count );
        sites_a = garbage;
        count = 77;
        status = DsGetDcSiteCoverageA( rows[i].computer_a, &count, &sites_a );
        ok( status == rows[i].status && !sites_a && !count, "row %u: got %lu, %p, %lu\n", i, status, sites_a, count );
    }
    sites = garbage;
    status = DsGetDcSiteCoverageW( NULL, NULL, &sites );
    ok( status == ERROR_INVALID_PARAMETER && !sites, "got %lu, %p\n", status, sites );
    count = 77;
    status = DsGetDcSiteCoverageW( NULL, &count, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !count, "got %lu, %lu\n", status, count );
    count = 77;
    sites_a = garbage;
    status = DsGetDcSiteCoverageA( long_name, &count, &sites_a );
    ok( status == ERROR_INVALID_PARAMETER && !count && !sites_a, "got %lu, %lu, %p\n", status, count, sites_a );
    status = DsGetDcSiteCoverageA( NULL, &count, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
}

static void test_time_service(void)
{
    static const struct { const WCHAR *computer; DWORD status; } rows[] =
    {
        { NULL, RPC_S_SERVER_UNAVAILABLE }, { L"localhost", RPC_S_SERVER_UNAVAILABLE },
        { L"no-such-computer.invalid", ERROR_BAD_NETPATH }, { L"\\\\", ERROR_INVALID_NAME },
    };
    BOOL is_same_site;
    unsigned int i;
    WCHAR *domain;
    DWORD status;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        domain = garbage;
        is_same_site = 77;
        status = NetLogonGetTimeServiceParentDomain( (WCHAR *)rows[i].computer, &domain, &is_same_site );
        ok( status == rows[i].status && !domain && !is_same_site, "row %u: got %lu, %p, %d\n", i, status, domain, is_same_site );
    }
    domain = garbage;
    status = NetLogonGetTimeServiceParentDomain( NULL, &domain, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !domain, "got %lu, %p\n", status, domain );
    is_same_site = 77;
    status = NetLogonGetTimeServiceParentDomain( NULL, NULL, &is_same_site );
    ok( status == ERROR_INVALID_PARAMETER && !is_same_site, "got %lu, %d\n", status, is_same_site );
}

/*
 * A domain that the prefix records, and that nobody finds: RFC 6761
 */

#define DOMAIN_KEY  L"Software\\Wine\\NetApi32\\Domain"
#define DOMAIN      L"no-such-domain.invalid"
#define SITE        L"Branch"

static void record( HKEY key, const WCHAR *name, const WCHAR *text )
{
    RegSetValueExW( key, name, 0, REG_SZ, (const BYTE *)text, (lstrlenW( text ) + 1) * sizeof(WCHAR) );
}

static void test_recorded_domain( HKEY key )
{
    SOCKADDR_IN address = { .sin_family = AF_INET };
    SOCKET_ADDRESS entry = { (SOCKADDR *)&address, sizeof(address) };
    LSA_FOREST_TRUST_INFORMATION *forest = garbage;
    DS_DOMAIN_TRUSTSW *trusts = garbage;
    BOOL is_same_site = 77;
    WCHAR *name, **sites;
    ULONG count = 77;
    NTSTATUS nt_status;
    DWORD status;
    char *name_a;

    record( key, L"Name", DOMAIN );
    record( key, L"FlatName", L"NOBODY" );
    name = garbage;
    status = DsGetSiteNameW( NULL, &name );
    ok( status == ERROR_NO_SITENAME && !name, "got %lu, %p\n", status, name );
    record( key, L"Site", SITE );
    status = DsGetSiteNameW( NULL, &name );
    ok( !status && !lstrcmpW( name, SITE ), "got %lu, %s\n", status, wine_dbgstr_w( name ) );
    NetApiBufferFree( name );
    status = DsGetSiteNameA( "localhost", &name_a );
    ok( !status && !strcmp( name_a, "Branch" ), "got %lu, %s\n", status, name_a );
    NetApiBufferFree( name_a );

    status = DsEnumerateDomainTrustsW( NULL, DS_DOMAIN_PRIMARY, &trusts, &count );
    ok( status == ERROR_NO_LOGON_SERVERS && !trusts && !count, "got %lu, %p, %lu\n", status, trusts, count );
    status = DsGetForestTrustInformationW( NULL, NULL, 0, &forest );
    ok( status == ERROR_NO_LOGON_SERVERS && !forest, "got %lu, %p\n", status, forest );
    name = garbage;
    nt_status = NetEnumerateTrustedDomains( NULL, &name );
    ok( nt_status == STATUS_NO_LOGON_SERVERS && !name, "got %#lx, %p\n", nt_status, name );
    sites = garbage;
    status = DsGetDcSiteCoverageW( NULL, &count, &sites );
    ok( status == ERROR_NO_LOGON_SERVERS && !sites, "got %lu, %p\n", status, sites );
    sites = garbage;
    status = DsAddressToSiteNamesW( NULL, 1, &entry, &sites );
    ok( status == ERROR_NO_LOGON_SERVERS && !sites, "got %lu, %p\n", status, sites );
    status = NetLogonGetTimeServiceParentDomain( NULL, &name, &is_same_site );
    ok( !status && !lstrcmpW( name, DOMAIN ) && !is_same_site, "got %lu, %s, %d\n", status, wine_dbgstr_w( name ), is_same_site );
    NetApiBufferFree( name );
}

static void test_domain(void)
{
    DWORD disposition;
    HKEY key;

    if (RegCreateKeyExW( HKEY_LOCAL_MACHINE, DOMAIN_KEY, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &key, &disposition ))
    {
        skip( "a domain cannot be recorded\n" );
        return;
    }
    if (disposition == REG_CREATED_NEW_KEY) test_recorded_domain( key );
    else skip( "a domain is recorded\n" );
    RegCloseKey( key );
    if (disposition == REG_CREATED_NEW_KEY) RegDeleteKeyExW( HKEY_LOCAL_MACHINE, DOMAIN_KEY, KEY_WOW64_64KEY, 0 );
}

static BOOL is_domain_recorded(void)
{
    HKEY key;

    if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, DOMAIN_KEY, 0, KEY_READ | KEY_WOW64_64KEY, &key )) return FALSE;
    RegCloseKey( key );
    return TRUE;
}

START_TEST(netlogon)
{
    unsigned int i;

    for (i = 0; i < sizeof(long_name) - 1; i++) long_name[i] = 'a';
    for (i = 0; i < ARRAY_SIZE(long_wide_name) - 1; i++) long_wide_name[i] = 'a';
    if (!testing_ours() || is_domain_recorded())
    {
        skip( "what is told in a domain, and by others, is unknown\n" );
        return;
    }
    test_site();
    test_trusts();
    test_address_to_site();
    test_control();
    test_older_control();
    test_coverage();
    test_time_service();
    test_domain();
}
