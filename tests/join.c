/*
 * Test of the functions that tell what the computer has joined
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
#include <ntsecapi.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmjoin.h>
#include <lmwksta.h>
#include <dsrole.h>

#include "answer.h"
#include "joined.h"

LONG WINAPI RtlGetVersion( OSVERSIONINFOEXW *version );

static void *const garbage = (void *)0xdeadbeef;

/* what the LSA says that this computer has joined */
static BOOL get_lsa_domain( WCHAR name[256], BOOL *in_domain )
{
    POLICY_PRIMARY_DOMAIN_INFO *info;
    LSA_OBJECT_ATTRIBUTES attributes;
    LSA_HANDLE policy;
    LONG status;

    memset( &attributes, 0, sizeof(attributes) );
    status = LsaOpenPolicy( NULL, &attributes, POLICY_VIEW_LOCAL_INFORMATION, &policy );
    ok( !status, "LsaOpenPolicy returned %#lx\n", status );
    if (status) return FALSE;
    status = LsaQueryInformationPolicy( policy, PolicyPrimaryDomainInformation, (void **)&info );
    ok( !status, "LsaQueryInformationPolicy returned %#lx\n", status );
    LsaClose( policy );
    if (status) return FALSE;
    lstrcpynW( name, info->Name.Buffer, min( 256, info->Name.Length / sizeof(WCHAR) + 1 ) );
    *in_domain = info->Sid != NULL;
    LsaFreeMemory( info );
    return TRUE;
}

static void test_sizes(void)
{
#ifdef _WIN64
    ok( sizeof(DSROLE_PRIMARY_DOMAIN_INFO_BASIC) == 48, "got %u bytes\n",
        (unsigned int)sizeof(DSROLE_PRIMARY_DOMAIN_INFO_BASIC) );
#else
    ok( sizeof(DSROLE_PRIMARY_DOMAIN_INFO_BASIC) == 36, "got %u bytes\n",
        (unsigned int)sizeof(DSROLE_PRIMARY_DOMAIN_INFO_BASIC) );
#endif
    ok( sizeof(DSROLE_UPGRADE_STATUS_INFO) == 8, "got %u bytes\n",
        (unsigned int)sizeof(DSROLE_UPGRADE_STATUS_INFO) );
    ok( sizeof(DSROLE_OPERATION_STATE_INFO) == 4, "got %u bytes\n",
        (unsigned int)sizeof(DSROLE_OPERATION_STATE_INFO) );
}

static void check_join( const WCHAR *server, const WCHAR *domain, BOOL in_domain )
{
    NETSETUP_JOIN_STATUS type = 77;
    WCHAR *name = garbage;
    struct answer answer;
    NET_API_STATUS status;

    status = NetGetJoinInformation( server, &name, &type );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status) return;
    ok( type == (in_domain ? NetSetupDomainName : NetSetupWorkgroupName), "got type %u\n", type );
    ok( !lstrcmpW( name, domain ), "got name %s, the LSA's is %s\n", debugstr_w( name ), debugstr_w( domain ) );
    open_answer( &answer, name, 0 );
    check_string( &answer, name, "name" );
    close_answer( &answer );
}

static void test_join(void)
{
    WCHAR domain[256], names[MAX_OWN_NAMES][300], *name;
    NETSETUP_JOIN_STATUS type;
    NET_API_STATUS status;
    unsigned int i, count;
    BOOL in_domain;

    if (!get_lsa_domain( domain, &in_domain )) return;
    trace( "in the %s %s\n", in_domain ? "domain" : "workgroup", debugstr_w( domain ) );
    check_join( NULL, domain, in_domain );
    count = own_names( names );
    for (i = 0; i < count; i++)
    {
        winetest_push_context( "%s", debugstr_w( names[i] ) );
        check_join( names[i], domain, in_domain );
        winetest_pop_context();
    }

    status = NetGetJoinInformation( NULL, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    if (!testing_ours()) return;
    type = 77;
    status = NetGetJoinInformation( NULL, NULL, &type );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    ok( type == NetSetupUnknownStatus, "got type %u\n", type );
    name = garbage;
    status = NetGetJoinInformation( NULL, &name, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    ok( !name, "got name %p\n", name );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        name = garbage;
        type = 77;
        status = NetGetJoinInformation( bad_servers[i], &name, &type );
        ok( status == (bad_servers[i][0] == '\\' ? ERROR_INVALID_NAME : ERROR_BAD_NETPATH),
            "%s: got status %lu\n", debugstr_w( bad_servers[i] ), status );
        ok( !name && type == NetSetupUnknownStatus, "%s: got name %p, type %u\n",
            debugstr_w( bad_servers[i] ), name, type );
    }
}

static void check_workgroup( const WCHAR *expected )
{
    WKSTA_INFO_100 *info;
    NETSETUP_JOIN_STATUS type;
    NET_API_STATUS status;
    WCHAR *name;

    status = NetGetJoinInformation( NULL, &name, &type );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( type == NetSetupWorkgroupName, "got type %u\n", type );
    ok( !lstrcmpW( name, expected ), "got name %s\n", debugstr_w( name ) );
    NetApiBufferFree( name );
    status = NetWkstaGetInfo( NULL, 100, (BYTE **)&info );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( !lstrcmpW( info->wki100_langroup, expected ), "got group %s\n", debugstr_w( info->wki100_langroup ) );
    NetApiBufferFree( info );
}

#define WORKGROUP_KEY  L"System\\CurrentControlSet\\Services\\VxD\\VNETSUP"

/* Where Wine's LSA looks for the workgroup; the caller closes and deletes it. NULL: it cannot be tried here. */
static HKEY create_workgroup_key(void)
{
    LONG error;
    HKEY key;

    if (!testing_ours()) return NULL;
    if (!RegOpenKeyExW( HKEY_LOCAL_MACHINE, WORKGROUP_KEY, 0, KEY_READ, &key ))
    {
        RegCloseKey( key );
        skip( "this prefix has a workgroup of its own\n" );
        return NULL;
    }
    /* volatile: should the test crash, it is gone with Wine */
    error = RegCreateKeyExW( HKEY_LOCAL_MACHINE, WORKGROUP_KEY, 0, NULL, REG_OPTION_VOLATILE, KEY_ALL_ACCESS, NULL, &key,
                             NULL );
    ok( !error, "RegCreateKeyExW returned %ld\n", error );
    return error ? NULL : key;
}

/* What stands where Wine's LSA looks for the workgroup is followed. A name may be missing or longer
 * than any; of a value without bytes, Wine's LSA makes a string of 65534. */
static void test_workgroup(void)
{
    WCHAR long_name[301], cut_name[256];
    const struct
    {
        const WCHAR *value;
        DWORD        size;
        const WCHAR *expected;
    }
    tests[] =
    {
        { L"OFFICE", sizeof(L"OFFICE"), L"OFFICE" },
        { L"", sizeof(L""), L"WORKGROUP" },
        { L"", 0, L"WORKGROUP" },
        { long_name, sizeof(long_name), cut_name },
    };
    unsigned int i;
    LONG error;
    HKEY key;

    if (!(key = create_workgroup_key())) return;
    for (i = 0; i < 300; i++) long_name[i] = 'A' + i % 26;
    long_name[300] = 0;
    lstrcpynW( cut_name, long_name, ARRAY_SIZE(cut_name) );

    for (i = 0; i < ARRAY_SIZE(tests); i++)
    {
        winetest_push_context( "%u", i );
        error = RegSetValueExW( key, L"Workgroup", 0, REG_SZ, (const BYTE *)tests[i].value, tests[i].size );
        ok( !error, "RegSetValueExW returned %ld\n", error );
        check_workgroup( tests[i].expected );
        winetest_pop_context();
    }
    RegCloseKey( key );
    error = RegDeleteKeyW( HKEY_LOCAL_MACHINE, WORKGROUP_KEY );
    ok( !error, "RegDeleteKeyW returned %ld\n", error );
}

/* A workgroup that is joined is that of all answers. */
static void test_join_workgroup(void)
{
    static const WCHAR * const bad_names[] = { L"", L"ABCDEFGHIJKLMNOP", L"a*b", L"a\\b", L"DOMAIN\\DC" };
    NET_API_STATUS status;
    unsigned int i;
    LONG error;
    HKEY key;

    if (!(key = create_workgroup_key())) return;
    RegCloseKey( key );

    status = NetJoinDomain( NULL, L"OFFICE", NULL, NULL, NULL, 0 );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_workgroup( L"OFFICE" );
    for (i = 0; i < ARRAY_SIZE(bad_names); i++)
    {
        status = NetJoinDomain( NULL, bad_names[i], NULL, NULL, NULL, 0 );
        ok( status == NERR_InvalidWorkgroupName, "%s: got status %lu\n", debugstr_w( bad_names[i] ), status );
    }
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        status = NetJoinDomain( bad_servers[i], L"HOME", NULL, NULL, NULL, 0 );
        ok( status == (bad_servers[i][0] == '\\' ? ERROR_INVALID_NAME : ERROR_BAD_NETPATH), "%s: got status %lu\n",
            debugstr_w( bad_servers[i] ), status );
    }
    check_workgroup( L"OFFICE" );
    status = NetJoinDomain( L"localhost", L"Two Words", L"OU=x", L"user", L"password", NETSETUP_ACCT_CREATE );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_workgroup( L"Two Words" );
    error = RegDeleteKeyW( HKEY_LOCAL_MACHINE, WORKGROUP_KEY );
    ok( !error, "RegDeleteKeyW returned %ld\n", error );
}

/* Only what changes nothing, wherever the test runs. */
static void test_membership(void)
{
    WCHAR domain[256], **units = garbage;
    NET_API_STATUS status;
    DWORD count = 77;
    BOOL in_domain;

    status = NetJoinDomain( NULL, NULL, NULL, NULL, NULL, NETSETUP_JOIN_DOMAIN );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    if (!testing_ours() || !get_lsa_domain( domain, &in_domain ) || in_domain) return;

    /* the empty name is no domain's, and nobody is asked */
    status = NetJoinDomain( NULL, L"", NULL, NULL, NULL, NETSETUP_JOIN_DOMAIN );
    ok( status == ERROR_NO_SUCH_DOMAIN, "got status %lu\n", status );
    status = NetJoinDomain( NULL, L"\\DC", NULL, NULL, NULL, NETSETUP_JOIN_DOMAIN );
    ok( status == ERROR_NO_SUCH_DOMAIN, "got status %lu\n", status );
    status = NetUnjoinDomain( NULL, NULL, NULL, 0 );
    ok( status == NERR_SetupNotJoined, "got status %lu\n", status );
    status = NetUnjoinDomain( NULL, L"user", L"password", NETSETUP_ACCT_DELETE );
    ok( status == NERR_SetupNotJoined, "got status %lu\n", status );
    status = NetUnjoinDomain( L"no-such-computer.invalid", NULL, NULL, 0 );
    ok( status == ERROR_BAD_NETPATH, "got status %lu\n", status );
    status = NetRenameMachineInDomain( NULL, L"NEW", NULL, NULL, NETSETUP_ACCT_CREATE );
    ok( status == NERR_SetupNotJoined, "got status %lu\n", status );
    status = NetRenameMachineInDomain( L"\\\\", L"NEW", NULL, NULL, 0 );
    ok( status == ERROR_INVALID_NAME, "got status %lu\n", status );

    status = NetGetJoinableOUs( NULL, L"", NULL, NULL, &count, &units );
    ok( status == ERROR_NO_SUCH_DOMAIN, "got status %lu\n", status );
    ok( !count && !units, "got %lu units, %p\n", count, units );
    units = garbage;
    count = 77;
    status = NetGetJoinableOUs( NULL, NULL, NULL, NULL, &count, &units );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    ok( !count && !units, "got %lu units, %p\n", count, units );
    units = garbage;
    status = NetGetJoinableOUs( NULL, L"a", NULL, NULL, NULL, &units );
    ok( status == ERROR_INVALID_PARAMETER && !units, "got status %lu, %p\n", status, units );
    status = NetGetJoinableOUs( L"no-such-computer.invalid", L"a", NULL, NULL, &count, &units );
    ok( status == ERROR_BAD_NETPATH, "got status %lu\n", status );
}

/* Wine 8.0's own has none. */
static void test_aad_join(void)
{
    HRESULT (WINAPI *pNetGetAadJoinInformation)( const WCHAR *tenant, void **info );
    void (WINAPI *pNetFreeAadJoinInformation)( void *info );
    HMODULE module = GetModuleHandleW( L"netapi32.dll" );
    void *info;
    HRESULT hr;

    pNetGetAadJoinInformation = (void *)GetProcAddress( module, "NetGetAadJoinInformation" );
    pNetFreeAadJoinInformation = (void *)GetProcAddress( module, "NetFreeAadJoinInformation" );
    if (!pNetGetAadJoinInformation || !pNetFreeAadJoinInformation)
    {
        win_skip( "NetGetAadJoinInformation is not exported\n" );
        return;
    }
    info = garbage;
    hr = pNetGetAadJoinInformation( NULL, &info );
    ok( hr == S_OK, "got %#lx\n", hr );
    if (testing_ours()) ok( !info, "got %p\n", info );
    pNetFreeAadJoinInformation( info );
    info = garbage;
    hr = pNetGetAadJoinInformation( L"00000000-0000-0000-0000-000000000000", &info );
    if (testing_ours()) ok( hr == S_OK && !info, "got %#lx, %p\n", hr, info );
    pNetFreeAadJoinInformation( NULL );
    if (!testing_ours()) return;
    hr = pNetGetAadJoinInformation( NULL, NULL );
    ok( hr == E_INVALIDARG, "got %#lx\n", hr );
}

static void check_basic( const WCHAR *server, const WCHAR *domain, BOOL in_domain )
{
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *info = garbage;
    OSVERSIONINFOEXW version;
    struct answer answer;
    DWORD error;

    memset( &version, 0, sizeof(version) );
    version.dwOSVersionInfoSize = sizeof(version);
    RtlGetVersion( &version );

    error = DsRoleGetPrimaryDomainInformation( server, DsRolePrimaryDomainInfoBasic, (BYTE **)&info );
    ok( !error, "got error %lu\n", error );
    if (error) return;
    if (version.wProductType == VER_NT_WORKSTATION)
        ok( info->MachineRole == (in_domain ? DsRole_RoleMemberWorkstation : DsRole_RoleStandaloneWorkstation),
            "got role %u\n", info->MachineRole );
    else ok( info->MachineRole >= DsRole_RoleStandaloneServer, "got role %u\n", info->MachineRole );
    ok( !lstrcmpW( info->DomainNameFlat, domain ), "got name %s, the LSA's is %s\n",
        debugstr_w( info->DomainNameFlat ), debugstr_w( domain ) );
    if (testing_ours())
    {
        static const GUID no_guid;

        ok( !info->Flags, "got flags %#lx\n", info->Flags );
        ok( !info->DomainNameDns && !info->DomainForestName, "got names %s, %s\n",
            debugstr_w( info->DomainNameDns ), debugstr_w( info->DomainForestName ) );
        ok( !memcmp( &info->DomainGuid, &no_guid, sizeof(no_guid) ), "got a GUID\n" );
        open_answer( &answer, info, sizeof(*info) );
        check_string( &answer, info->DomainNameFlat, "name" );
        close_answer( &answer );
    }
    else DsRoleFreeMemory( info );
}

static void test_role(void)
{
    static const DSROLE_PRIMARY_DOMAIN_INFO_LEVEL bad_levels[] = { 0, 4, 100, -1 };
    DSROLE_OPERATION_STATE_INFO *operation = garbage;
    DSROLE_UPGRADE_STATUS_INFO *upgrade = garbage;
    WCHAR domain[256], names[MAX_OWN_NAMES][300];
    unsigned int i, count;
    BOOL in_domain;
    DWORD error;
    BYTE *info;

    if (!get_lsa_domain( domain, &in_domain )) return;
    check_basic( NULL, domain, in_domain );
    count = testing_ours() ? own_names( names ) : 0;
    for (i = 0; i < count; i++) check_basic( names[i], domain, in_domain );

    error = DsRoleGetPrimaryDomainInformation( NULL, DsRoleUpgradeStatus, (BYTE **)&upgrade );
    ok( !error, "got error %lu\n", error );
    if (!error)
    {
        ok( !upgrade->OperationState, "got state %lu\n", upgrade->OperationState );
        ok( upgrade->PreviousServerState == DsRoleServerUnknown, "got server state %u\n",
            upgrade->PreviousServerState );
        DsRoleFreeMemory( upgrade );
    }
    error = DsRoleGetPrimaryDomainInformation( NULL, DsRoleOperationState, (BYTE **)&operation );
    ok( !error, "got error %lu\n", error );
    if (!error)
    {
        ok( operation->OperationState == DsRoleOperationIdle, "got state %u\n", operation->OperationState );
        DsRoleFreeMemory( operation );
    }

    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        info = garbage;
        error = DsRoleGetPrimaryDomainInformation( NULL, bad_levels[i], &info );
        ok( error == ERROR_INVALID_PARAMETER, "level %d: got error %lu\n", bad_levels[i], error );
        if (testing_ours()) ok( !info, "level %d: got %p\n", bad_levels[i], info );
        error = DsRoleGetPrimaryDomainInformation( NULL, bad_levels[i], NULL );
        ok( error == ERROR_INVALID_PARAMETER, "level %d: got error %lu\n", bad_levels[i], error );
    }
    error = DsRoleGetPrimaryDomainInformation( NULL, DsRolePrimaryDomainInfoBasic, NULL );
    ok( error == ERROR_INVALID_PARAMETER, "got error %lu\n", error );
    DsRoleFreeMemory( NULL );
    if (!testing_ours()) return;
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        info = garbage;
        error = DsRoleGetPrimaryDomainInformation( bad_servers[i], DsRolePrimaryDomainInfoBasic, &info );
        ok( error == (bad_servers[i][0] == '\\' ? ERROR_INVALID_NAME : ERROR_BAD_NETPATH),
            "%s: got error %lu\n", debugstr_w( bad_servers[i] ), error );
        ok( !info, "%s: got %p\n", debugstr_w( bad_servers[i] ), info );
    }
}

static void record( const WCHAR *name, const WCHAR *text )
{
    RegSetValueExW( joined_key, name, 0, REG_SZ, (const BYTE *)text, (lstrlenW( text ) + 1) * sizeof(WCHAR) );
}

/* Of a domain that is nowhere, by the name that DNS does not know, and by the flat one that the prefix records. */
static void test_joinable_units(void)
{
    static const struct { const WCHAR *domain, *account, *password; } rows[] =
    {
        { L"netapi32-test.invalid", NULL, NULL },
        { L"netapi32-test.invalid", L"anna", L"secret" },
        { L"NETAPI32TEST", L"NETAPI32TEST\\anna", L"secret" },
        { L"netapi32test", L"anna@netapi32-test.invalid", NULL },
        { L".", L"anna", L"secret" },
        { L"\\\\netapi32-test", L"anna", L"secret" },
    };
    NET_API_STATUS status;
    unsigned int i, pass;
    WCHAR **units;
    DWORD count;

    for (pass = 0; pass < 2; pass++)
    {
        for (i = 0; i < ARRAY_SIZE(rows); i++)
        {
            units = garbage;
            count = 77;
            status = NetGetJoinableOUs( NULL, rows[i].domain, rows[i].account, rows[i].password, &count, &units );
            ok( status == ERROR_NO_SUCH_DOMAIN, "pass %u, row %u: got status %lu\n", pass, i, status );
            ok( !count && !units, "pass %u, row %u: got %lu units, %p\n", pass, i, count, units );
        }
        record( L"Name", L"netapi32-test.invalid" );
        record( L"FlatName", L"NETAPI32TEST" );
    }
    clear_joined_record( joined_key );
}

START_TEST(join)
{
    /* the domain of the Linux system is that of the test joined */
    if (testing_ours() && !put_record_aside()) return;
    test_sizes();
    test_join();
    test_workgroup();
    test_join_workgroup();
    test_membership();
    test_aad_join();
    test_role();
    if (testing_ours()) test_joinable_units();
    if (testing_ours()) put_record_back();
}
