/*
 * Test of the functions of this computer in a prefix that records the domain that the Linux system has joined
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <winreg.h>
#include <sddl.h>
#include <lm.h>
#include <lmjoin.h>
#include <dsrole.h>

#include "answer.h"
#include "joined.h"

/* no domain of anybody's: RFC 2606 */
#define NAME  L"corp.joined.invalid"
#define FLAT  L"JOINED"

static void *const garbage = (void *)0xdeadbeef;
static const GUID no_guid;
static const GUID domain_guid = { 0xc3d37857, 0xdf86, 0x4202, { 0xb4, 0x1e, 0x48, 0x53, 0x4b, 0x78, 0x7f, 0x3f } };

/* ---- the record ------------------------------------------------------------------------------- */

static HKEY key;

static void clear_record(void)
{
    clear_joined_record( key );
}

/* NULL: none */
static void record( const WCHAR *name, const WCHAR *text )
{
    if (!text) RegDeleteValueW( key, name );
    else ok( !RegSetValueExW( key, name, 0, REG_SZ, (const BYTE *)text, (lstrlenW( text ) + 1) * sizeof(WCHAR) ),
             "%s cannot be set\n", debugstr_w( name ) );
}

static void record_all(void)
{
    record( L"Name", NAME );
    record( L"FlatName", FLAT );
    record( L"Forest", L"joined.invalid" );
    record( L"Site", L"Default-First-Site-Name" );
    record( L"Guid", L"c3d37857-df86-4202-b41e-48534b787f3f" );
    record( L"Sid", L"S-1-5-21-1894793980-3676551492-2038321513" );
}

/* ---- what is told ----------------------------------------------------------------------------- */

/* NULL: of the workgroup */
static void check_joined( const WCHAR *flat_name )
{
    NETSETUP_JOIN_STATUS type = 77;
    NET_API_STATUS status;
    WCHAR *name = garbage;
    struct answer answer;

    status = NetGetJoinInformation( NULL, &name, &type );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status) return;
    ok( type == (flat_name ? NetSetupDomainName : NetSetupWorkgroupName), "got type %u\n", type );
    if (flat_name) ok( !lstrcmpW( name, flat_name ), "got name %s\n", debugstr_w( name ) );
    else ok( lstrcmpW( name, FLAT ), "got the domain's name\n" );
    open_answer( &answer, name, 0 );
    check_string( &answer, name, "name" );
    close_answer( &answer );
}

static BOOL is_same( const WCHAR *got, const WCHAR *expected )
{
    return got && expected ? !lstrcmpW( got, expected ) : !got && !expected;
}

static void check_role( const WCHAR *flat_name, const WCHAR *name, const WCHAR *forest, const GUID *guid )
{
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *info = garbage;
    struct answer answer;
    DWORD error;

    error = DsRoleGetPrimaryDomainInformation( NULL, DsRolePrimaryDomainInfoBasic, (BYTE **)&info );
    ok( !error, "got error %lu\n", error );
    if (error) return;
    if (name) ok( info->MachineRole == DsRole_RoleMemberWorkstation || info->MachineRole == DsRole_RoleMemberServer,
                  "got role %u\n", info->MachineRole );
    else ok( info->MachineRole == DsRole_RoleStandaloneWorkstation || info->MachineRole == DsRole_RoleStandaloneServer,
             "got role %u\n", info->MachineRole );
    ok( info->Flags == (memcmp( guid, &no_guid, sizeof(*guid) ) ? DSROLE_PRIMARY_DOMAIN_GUID_PRESENT : 0), "got flags %#lx\n",
        info->Flags );
    if (flat_name) ok( is_same( info->DomainNameFlat, flat_name ), "got name %s\n", debugstr_w( info->DomainNameFlat ) );
    ok( is_same( info->DomainNameDns, name ), "got DNS name %s\n", debugstr_w( info->DomainNameDns ) );
    ok( is_same( info->DomainForestName, forest ), "got forest %s\n", debugstr_w( info->DomainForestName ) );
    ok( !memcmp( &info->DomainGuid, guid, sizeof(*guid) ), "got GUID %08lx-...\n",
        info->DomainGuid.Data1 );
    open_answer( &answer, info, sizeof(*info) );
    check_string( &answer, info->DomainNameFlat, "name" );
    if (name) check_string( &answer, info->DomainNameDns, "DNS name" );
    if (forest) check_string( &answer, info->DomainForestName, "forest" );
    close_answer( &answer );
}

static void check_group( const WCHAR *expected )
{
    SERVER_TRANSPORT_INFO_1 *transports = NULL;
    DWORD i, count = 0, total;
    WKSTA_INFO_100 *info;
    NET_API_STATUS status;

    status = NetWkstaGetInfo( NULL, 100, (BYTE **)&info );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status) ok( !lstrcmpW( info->wki100_langroup, expected ), "got group %s\n", debugstr_w( info->wki100_langroup ) );
    if (!status) NetApiBufferFree( info );
    status = NetServerTransportEnum( NULL, 1, (BYTE **)&transports, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( status == NERR_Success || status == ERROR_NETWORK_UNREACHABLE, "got status %lu\n", status );
    for (i = 0; i < count; i++)
        ok( !lstrcmpW( transports[i].svti1_domain, expected ), "got domain %s\n", debugstr_w( transports[i].svti1_domain ) );
    NetApiBufferFree( transports );
}

static void test_domain(void)
{
    record_all();
    check_joined( FLAT );
    check_role( FLAT, NAME, L"joined.invalid", &domain_guid );
    check_group( FLAT );

    /* what is not known */
    winetest_push_context( "no forest" );
    record( L"Forest", NULL );
    check_role( FLAT, NAME, NULL, &domain_guid );
    winetest_pop_context();
    winetest_push_context( "no GUID" );
    record( L"Guid", NULL );
    check_role( FLAT, NAME, NULL, &no_guid );
    winetest_pop_context();
    winetest_push_context( "no SID, no site" );
    record( L"Sid", NULL );
    record( L"Site", NULL );
    check_joined( FLAT );
    check_role( FLAT, NAME, NULL, &no_guid );
    check_group( FLAT );
    winetest_pop_context();
    clear_record();
    check_joined( NULL );
    check_role( NULL, NULL, NULL, &no_guid );
}

static const WCHAR end_in_midst[] = L"JOI\0NED";

/* Without both of its names there is no domain. What else is broken is unknown. */
static void test_broken_records(void)
{
    static WCHAR long_name[257], long_flat_name[17], long_forest[257], unended[258];
    static const DWORD number = 77;
    const struct
    {
        const WCHAR *name;
        DWORD        type;
        const void  *data;
        DWORD        size;
    }
    names[] =
    {
        { L"Name", REG_SZ, L"", sizeof(L"") },
        { L"Name", REG_SZ, L"", 0 },
        { L"Name", REG_DWORD, &number, sizeof(number) },
        { L"Name", REG_BINARY, NAME, sizeof(NAME) },
        { L"Name", REG_MULTI_SZ, NAME L"\0", sizeof(NAME L"\0") },
        { L"Name", REG_EXPAND_SZ, NAME, sizeof(NAME) },
        { L"Name", REG_SZ, NAME, sizeof(NAME) - 3 },
        { L"Name", REG_SZ, long_name, sizeof(long_name) },
        { L"Name", REG_SZ, L"corp joined.invalid", sizeof(L"corp joined.invalid") },
        { L"Name", REG_SZ, L"corp.joined.invalid\\x", sizeof(L"corp.joined.invalid\\x") },
        { L"Name", REG_SZ, L"corp\x00e4.invalid", sizeof(L"corp\x00e4.invalid") },
        { L"FlatName", REG_SZ, L"", sizeof(L"") },
        { L"FlatName", REG_DWORD, &number, sizeof(number) },
        { L"FlatName", REG_BINARY, FLAT, sizeof(FLAT) },
        { L"FlatName", REG_SZ, long_flat_name, sizeof(long_flat_name) },
        /* as many characters as there is room for; RegSetValueEx() counts an end that stands behind them */
        { L"Name", REG_SZ, unended, 256 * sizeof(WCHAR) },
        { L"FlatName", REG_SZ, unended, 16 * sizeof(WCHAR) },
        { L"FlatName", REG_SZ, end_in_midst, sizeof(end_in_midst) },
        { L"FlatName", REG_SZ, L"JOINED\n", sizeof(L"JOINED\n") },
        { L"FlatName", REG_SZ, L"JOI\\NED", sizeof(L"JOI\\NED") },
    },
    unknown[] =
    {
        { L"Forest", REG_DWORD, &number, sizeof(number) },
        { L"Forest", REG_SZ, long_forest, sizeof(long_forest) },
        { L"Forest", REG_SZ, end_in_midst, sizeof(end_in_midst) },
        { L"Forest", REG_SZ, L"a forest", sizeof(L"a forest") },
    };
    static const WCHAR * const guids[] =
    {
        L"", L"c3d37857-df86-4202-b41e-48534b787f3", L"c3d37857-df86-4202-b41e-48534b787f3f0",
        L"{c3d37857-df86-4202-b41e-48534b787f3f}", L"c3d37857-df86-4202-b41e-48534b787f3g", L"c3d37857df86-4202-b41e-48534b787f3ff",
        L"c3d37857_df86_4202_b41e_48534b787f3f", L"00000000-0000-0000-0000-000000000000",
    };
    unsigned int i;
    LSTATUS status;

    for (i = 0; i < ARRAY_SIZE(long_name) - 1; i++) long_name[i] = long_forest[i] = i % 8 == 7 ? '.' : 'a';
    for (i = 0; i < ARRAY_SIZE(long_flat_name) - 1; i++) long_flat_name[i] = 'A';
    for (i = 0; i < ARRAY_SIZE(unended); i++) unended[i] = 'A';

    for (i = 0; i < ARRAY_SIZE(names); i++)
    {
        winetest_push_context( "%u: %s", i, debugstr_w( names[i].name ) );
        record_all();
        status = RegSetValueExW( key, names[i].name, 0, names[i].type, names[i].data, names[i].size );
        ok( !status, "got error %ld\n", status );
        check_joined( NULL );
        check_role( NULL, NULL, NULL, &no_guid );
        winetest_pop_context();
    }
    winetest_push_context( "no Name" );
    record_all();
    record( L"Name", NULL );
    check_joined( NULL );
    winetest_pop_context();
    winetest_push_context( "no FlatName" );
    record_all();
    record( L"FlatName", NULL );
    check_joined( NULL );
    winetest_pop_context();

    for (i = 0; i < ARRAY_SIZE(unknown); i++)
    {
        winetest_push_context( "%u: %s", i, debugstr_w( unknown[i].name ) );
        record_all();
        status = RegSetValueExW( key, unknown[i].name, 0, unknown[i].type, unknown[i].data, unknown[i].size );
        ok( !status, "got error %ld\n", status );
        check_joined( FLAT );
        check_role( FLAT, NAME, NULL, &domain_guid );
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(guids); i++)
    {
        winetest_push_context( "%s", debugstr_w( guids[i] ) );
        record_all();
        record( L"Guid", guids[i] );
        check_joined( FLAT );
        check_role( FLAT, NAME, L"joined.invalid", &no_guid );
        winetest_pop_context();
    }

    /* the longest names that there are; nothing sees to the end of a value */
    long_name[255] = long_flat_name[15] = 0;
    record_all();
    record( L"Name", long_name );
    record( L"FlatName", long_flat_name );
    RegSetValueExW( key, L"Forest", 0, REG_SZ, (const BYTE *)long_name, 255 * sizeof(WCHAR) );
    record( L"Guid", L"C3D37857-DF86-4202-B41E-48534B787F3F" );
    check_joined( long_flat_name );
    check_role( long_flat_name, long_name, long_name, &domain_guid );
    check_group( long_flat_name );
    clear_record();
}

/* Wine joins and leaves no domain, and a member of one joins no workgroup. */
static void test_membership(void)
{
    NET_API_STATUS status;

    record_all();
    status = NetJoinDomain( NULL, L"OFFICE", NULL, NULL, NULL, 0 );
    ok( status == NERR_SetupAlreadyJoined, "got status %lu\n", status );
    status = NetJoinDomain( NULL, L"OFFICE", NULL, NULL, NULL, NETSETUP_DOMAIN_JOIN_IF_JOINED );
    ok( status == NERR_SetupAlreadyJoined, "got status %lu\n", status );
    status = NetJoinDomain( NULL, L"", NULL, NULL, NULL, NETSETUP_JOIN_DOMAIN );
    ok( status == NERR_SetupAlreadyJoined, "got status %lu\n", status );
    status = NetJoinDomain( NULL, L"", NULL, NULL, NULL, NETSETUP_JOIN_DOMAIN | NETSETUP_DOMAIN_JOIN_IF_JOINED );
    ok( status == ERROR_NO_SUCH_DOMAIN, "got status %lu\n", status );
    status = NetUnjoinDomain( NULL, NULL, NULL, 0 );
    ok( status == ERROR_NOT_SUPPORTED, "got status %lu\n", status );
    status = NetRenameMachineInDomain( NULL, L"NEW", NULL, NULL, 0 );
    ok( status == ERROR_NOT_SUPPORTED, "got status %lu\n", status );
    check_joined( FLAT );
    clear_record();
    status = NetUnjoinDomain( NULL, NULL, NULL, 0 );
    ok( status == NERR_SetupNotJoined, "got status %lu\n", status );
}

/* ---- who runs the process --------------------------------------------------------------------- */

static WCHAR wine_user[UNLEN + 1];

/* NULL: as Wine has him */
static void check_user( const WCHAR *expected )
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1] = L"";
    DWORD count = 0, total, size = ARRAY_SIZE(computer);
    WKSTA_USER_INFO_1 *info[2] = { NULL };
    WKSTA_USER_INFO_0 *name = NULL;
    NET_API_STATUS status;
    struct answer answer;
    unsigned int i;

    GetComputerNameW( computer, &size );
    status = NetWkstaUserGetInfo( NULL, 0, (BYTE **)&name );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (name) ok( !lstrcmpiW( name->wkui0_username, expected ? expected : wine_user ), "got user %s\n",
                  debugstr_w( name->wkui0_username ) );
    NetApiBufferFree( name );
    status = NetWkstaUserGetInfo( NULL, 1, (BYTE **)&info[0] );
    ok( status == NERR_Success, "got status %lu\n", status );
    status = NetWkstaUserEnum( NULL, 1, (BYTE **)&info[1], MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( status == NERR_Success && count == 1 && total == 1, "got status %lu, %lu users of %lu\n", status, count, total );
    for (i = 0; i < ARRAY_SIZE(info); i++)
    {
        if (!info[i]) continue;
        winetest_push_context( i ? "NetWkstaUserEnum" : "NetWkstaUserGetInfo" );
        open_answer( &answer, info[i], sizeof(*info[i]) );
        check_string( &answer, info[i]->wkui1_username, "name" );
        check_string( &answer, info[i]->wkui1_logon_domain, "logon domain" );
        check_string( &answer, info[i]->wkui1_oth_domains, "other domains" );
        check_string( &answer, info[i]->wkui1_logon_server, "logon server" );
        ok( !lstrcmpiW( info[i]->wkui1_username, expected ? expected : wine_user ), "got user %s\n",
            debugstr_w( info[i]->wkui1_username ) );
        ok( !lstrcmpiW( info[i]->wkui1_logon_domain, expected ? FLAT : computer ), "got logon domain %s\n",
            debugstr_w( info[i]->wkui1_logon_domain ) );
        ok( !info[i]->wkui1_oth_domains[0], "got other domains %s\n", debugstr_w( info[i]->wkui1_oth_domains ) );
        ok( !lstrcmpiW( info[i]->wkui1_logon_server, expected ? L"" : computer ), "got logon server %s\n",
            debugstr_w( info[i]->wkui1_logon_server ) );
        close_answer( &answer );
        winetest_pop_context();
    }
}

/* how many local groups there are; -1: status */
static int get_local_groups( const WCHAR *name, DWORD flags, NET_API_STATUS *status )
{
    LOCALGROUP_USERS_INFO_0 *groups = garbage;
    DWORD count = 77, total = 77;

    *status = NetUserGetLocalGroups( NULL, name, 0, flags, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &count, &total );
    if (*status) ok( !groups && !count && !total, "got %p, %lu of %lu\n", groups, count, total );
    else NetApiBufferFree( groups );
    return *status ? -1 : (int)count;
}

/* The Linux system's name for him is in the environment, where Wine has his own. */
static void test_user(void)
{
    static const WCHAR * const others[] = { L"JOINED\\somebody", L"somebody@" NAME, L"JOINED\\", L"@" NAME, L"OTHER\\", L"JOINED" };
    /* nobody's, and nobody is asked about a domain that there is not */
    static const WCHAR * const none[] = { L"nobody-of-that-name", L"JOINED\\", L"@" NAME, L"JOINED", L"" };
    WCHAR old[512], linux_user[512], same[512];
    DWORD size = ARRAY_SIZE(wine_user), old_size;
    NET_API_STATUS status;
    unsigned int i, j;
    int groups;

    GetUserNameW( wine_user, &size );
    old_size = GetEnvironmentVariableW( L"USER", old, ARRAY_SIZE(old) );
    groups = get_local_groups( wine_user, 0, &status );
    ok( groups > 0, "got %d groups of %s\n", groups, debugstr_w( wine_user ) );
    record_all();

    SetEnvironmentVariableW( L"USER", wine_user );
    check_user( NULL );
    SetEnvironmentVariableW( L"USER", NULL );
    check_user( NULL );
    for (i = 0; i < ARRAY_SIZE(others); i++)
    {
        winetest_push_context( "%s", debugstr_w( others[i] ) );
        SetEnvironmentVariableW( L"USER", others[i] );
        check_user( NULL );
        winetest_pop_context();
    }
    for (i = 0; i < 5; i++)
    {
        static const WCHAR * const before[] = { L"JOINED\\", L"joined\\", NAME L"\\", L"OTHER\\", L"" };
        static const WCHAR * const behind[] = { L"", L"", L"", L"", L"@JOINED" };

        lstrcpyW( linux_user, before[i] );
        lstrcatW( linux_user, wine_user );
        lstrcatW( linux_user, behind[i] );
        winetest_push_context( "%s", debugstr_w( linux_user ) );
        SetEnvironmentVariableW( L"USER", linux_user );
        check_user( i == 3 ? NULL : wine_user );
        /* by each of the names that he has in the domain he has the groups that Wine gives him */
        lstrcpyW( same, L"joined\\" );
        lstrcatW( same, wine_user );
        if (i != 3) ok( get_local_groups( same, 0, &status ) == groups, "%s: got status %lu\n", debugstr_w( same ), status );
        if (i != 3) ok( get_local_groups( same, LG_INCLUDE_INDIRECT, &status ) == groups, "%s: got status %lu\n",
                        debugstr_w( same ), status );
        lstrcpyW( same, wine_user );
        lstrcatW( same, L"@" NAME );
        if (i != 3) ok( get_local_groups( same, 0, &status ) == groups, "%s: got status %lu\n", debugstr_w( same ), status );
        /* another one of the domain's: not known here, nor is there a domain to ask */
        get_local_groups( L"JOINED\\anna", 0, &status );
        ok( status == ERROR_NO_SUCH_DOMAIN, "got status %lu\n", status );
        get_local_groups( L"OTHER\\anna", 0, &status );
        ok( status == ERROR_NO_SUCH_DOMAIN, "got status %lu\n", status );
        get_local_groups( L"anna@" NAME, 0, &status );
        ok( status == NERR_UserNotFound, "got status %lu\n", status );
        for (j = 0; i != 3 && j < ARRAY_SIZE(none); j++)
        {
            get_local_groups( none[j], 0, &status );
            ok( status == NERR_UserNotFound, "%s: got status %lu\n", debugstr_w( none[j] ), status );
        }
        winetest_pop_context();
    }
    winetest_push_context( "without a record" );
    SetEnvironmentVariableW( L"USER", L"JOINED\\somebody" );
    clear_record();
    check_user( NULL );
    lstrcpyW( same, L"JOINED\\" );
    lstrcatW( same, wine_user );
    get_local_groups( same, 0, &status );
    ok( status == NERR_UserNotFound, "got status %lu\n", status );
    winetest_pop_context();
    SetEnvironmentVariableW( L"USER", old_size && old_size < ARRAY_SIZE(old) ? old : NULL );
}

START_TEST(joined)
{
    if (!testing_ours())
    {
        skip( "Wine's own knows of no record\n" );
        return;
    }
    if (!(key = put_record_aside())) return;
    test_domain();
    test_broken_records();
    test_membership();
    test_user();
    put_record_back();
}
