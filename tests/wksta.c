/*
 * Test of the workstation functions
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
#include <winsock2.h>
#include <winerror.h>
#include <iptypes.h>
#include <ntsecapi.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmwksta.h>

#include "answer.h"
#include "joined.h"

LONG WINAPI RtlGetVersion( OSVERSIONINFOEXW *version );

/* of another pointer size each */
#ifdef _WIN64
# define SIZE(size64, size32)  size64
#else
# define SIZE(size64, size32)  size32
#endif

static void test_sizes(void)
{
    static const struct
    {
        const char *name;
        SIZE_T size, expected;
    }
    types[] =
    {
        { "WKSTA_INFO_100", sizeof(WKSTA_INFO_100), SIZE( 32, 20 ) },
        { "WKSTA_INFO_101", sizeof(WKSTA_INFO_101), SIZE( 40, 24 ) },
        { "WKSTA_INFO_102", sizeof(WKSTA_INFO_102), SIZE( 48, 28 ) },
        { "WKSTA_INFO_502", sizeof(WKSTA_INFO_502), 140 },
        { "WKSTA_USER_INFO_0", sizeof(WKSTA_USER_INFO_0), SIZE( 8, 4 ) },
        { "WKSTA_USER_INFO_1", sizeof(WKSTA_USER_INFO_1), SIZE( 32, 16 ) },
        { "WKSTA_USER_INFO_1101", sizeof(WKSTA_USER_INFO_1101), SIZE( 8, 4 ) },
        { "WKSTA_TRANSPORT_INFO_0", sizeof(WKSTA_TRANSPORT_INFO_0), SIZE( 32, 20 ) },
    };
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(types); i++)
        ok( types[i].size == types[i].expected, "%s has %u bytes\n", types[i].name,
            (unsigned int)types[i].size );
}

static void *const garbage = (void *)0xdeadbeef;

/* the LSA's name for what this computer has joined, or for its accounts */
static void get_lsa_name( POLICY_INFORMATION_CLASS class, WCHAR *name, DWORD size )
{
    LSA_OBJECT_ATTRIBUTES attributes;
    LSA_UNICODE_STRING *string;  /* the first member of both structures */
    LSA_HANDLE policy;
    LONG status;

    name[0] = 0;
    memset( &attributes, 0, sizeof(attributes) );
    status = LsaOpenPolicy( NULL, &attributes, POLICY_VIEW_LOCAL_INFORMATION, &policy );
    ok( !status, "LsaOpenPolicy returned %#lx\n", status );
    if (status) return;
    status = LsaQueryInformationPolicy( policy, class, (void **)&string );
    ok( !status, "LsaQueryInformationPolicy returned %#lx\n", status );
    if (!status)
    {
        ok( string->Length < size * sizeof(WCHAR), "got a name of %u bytes\n", string->Length );
        memcpy( name, string->Buffer, string->Length );
        name[string->Length / sizeof(WCHAR)] = 0;
        LsaFreeMemory( string );
    }
    LsaClose( policy );
}

/* 101 and 102 begin as 100 does */
static void check_workstation( struct answer *answer, const WKSTA_INFO_100 *info )
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1] = L"", group[256];
    DWORD size = ARRAY_SIZE(computer);
    OSVERSIONINFOEXW version;

    GetComputerNameW( computer, &size );
    get_lsa_name( PolicyPrimaryDomainInformation, group, ARRAY_SIZE(group) );
    memset( &version, 0, sizeof(version) );
    version.dwOSVersionInfoSize = sizeof(version);
    RtlGetVersion( &version );

    check_string( answer, info->wki100_computername, "computer name" );
    check_string( answer, info->wki100_langroup, "group" );
    ok( info->wki100_platform_id == PLATFORM_ID_NT, "got platform %lu\n", info->wki100_platform_id );
    ok( !lstrcmpW( info->wki100_computername, computer ), "got computer name %s\n",
        debugstr_w( info->wki100_computername ) );
    ok( !lstrcmpW( info->wki100_langroup, group ), "got group %s, the LSA's is %s\n",
        debugstr_w( info->wki100_langroup ), debugstr_w( group ) );
    ok( info->wki100_ver_major == version.dwMajorVersion && info->wki100_ver_minor == version.dwMinorVersion,
        "got version %lu.%lu, not %lu.%lu\n", info->wki100_ver_major, info->wki100_ver_minor,
        version.dwMajorVersion, version.dwMinorVersion );
}

static void check_lan_root( struct answer *answer, const WKSTA_INFO_101 *info )
{
    check_string( answer, info->wki101_lanroot, "LAN root" );
    ok( !info->wki101_lanroot[0], "got LAN root %s\n", debugstr_w( info->wki101_lanroot ) );
}

/* as many as NetWkstaUserEnum() lists */
static void check_logged_on( const WKSTA_INFO_102 *info )
{
    DWORD count, total;
    NET_API_STATUS status;
    BYTE *users;

    status = NetWkstaUserEnum( NULL, 0, &users, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( !status, "NetWkstaUserEnum returned %lu\n", status );
    if (testing_ours())
        ok( info->wki102_logged_on_users == count, "got %lu users, %lu are listed\n",
            info->wki102_logged_on_users, count );
    else ok( info->wki102_logged_on_users >= 1, "got no users\n" );
    NetApiBufferFree( users );
}

/* Microsoft's knowledge base, article 102981, in the structure's order; 0 where it has nothing */
static const WKSTA_INFO_502 documented_settings =
{
    3600, 250, 16, 600, 15, 45, 512, 0, 4096, 10, 500, 10, 500, 10, 45, 0xffffffff, 5, 20, 5, 60,
    FALSE, TRUE, TRUE, FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, FALSE, TRUE, TRUE, FALSE, FALSE
};

/* Windows' own have changed with its versions, within the documented ranges. */
static void check_settings( const WKSTA_INFO_502 *info )
{
    const DWORD *values = (const DWORD *)info, *expected = (const DWORD *)&documented_settings;
    unsigned int i;

    ok( info->wki502_keep_conn >= 1 && info->wki502_keep_conn <= 65535, "got keep_conn %lu\n",
        info->wki502_keep_conn );
    ok( info->wki502_sess_timeout >= 10 && info->wki502_sess_timeout <= 65535, "got sess_timeout %lu\n",
        info->wki502_sess_timeout );
    if (!testing_ours()) return;
    for (i = 0; i < sizeof(*info) / sizeof(DWORD); i++)
        ok( values[i] == expected[i], "member %u is %lu, not %lu\n", i, values[i], expected[i] );
}

static void check_info( DWORD level, BYTE *info )
{
    static const SIZE_T sizes[] =
        { sizeof(WKSTA_INFO_100), sizeof(WKSTA_INFO_101), sizeof(WKSTA_INFO_102) };
    struct answer answer;

    open_answer( &answer, info, level == 502 ? sizeof(WKSTA_INFO_502) : sizes[level - 100] );
    if (level == 502) check_settings( (WKSTA_INFO_502 *)info );
    else check_workstation( &answer, (WKSTA_INFO_100 *)info );
    if (level == 101 || level == 102) check_lan_root( &answer, (WKSTA_INFO_101 *)info );
    if (level == 102) check_logged_on( (WKSTA_INFO_102 *)info );
    close_answer( &answer );
}

static void test_info(void)
{
    static const DWORD levels[] = { 100, 101, 102, 502 };
    static const DWORD bad_levels[] = { 0, 99, 103, 302, 402, 501, 1010, 1013, 1062, ~0u };
    WCHAR names[MAX_OWN_NAMES][300];
    NET_API_STATUS status;
    unsigned int i, count;
    BYTE *info;

    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        winetest_push_context( "level %lu", levels[i] );
        info = garbage;
        status = NetWkstaGetInfo( NULL, levels[i], &info );
        ok( status == NERR_Success, "got status %lu\n", status );
        if (!status) check_info( levels[i], info );
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        info = garbage;
        status = NetWkstaGetInfo( NULL, bad_levels[i], &info );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        if (testing_ours()) ok( !info, "level %lu: got %p\n", bad_levels[i], info );
    }

    count = own_names( names );
    ok( count > 5, "this computer has %u names\n", count );
    for (i = 0; i < count; i++)
    {
        info = garbage;
        status = NetWkstaGetInfo( names[i], 100, &info );
        ok( status == NERR_Success, "%s: got status %lu\n", debugstr_w( names[i] ), status );
        if (!status) check_info( 100, info );
    }
    if (!testing_ours()) return;  /* Windows looks for these, and faults without a buffer */
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        info = garbage;
        status = NetWkstaGetInfo( (WCHAR *)bad_servers[i], 100, &info );
        ok( status == (bad_servers[i][0] == '\\' ? ERROR_INVALID_NAME : ERROR_BAD_NETPATH),
            "%s: got status %lu\n", debugstr_w( bad_servers[i] ), status );
        ok( !info, "%s: got %p\n", debugstr_w( bad_servers[i] ), info );
    }
    status = NetWkstaGetInfo( NULL, 100, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
}

/* Nothing is changed, so that these run on Wine alone. */
static void test_set_info(void)
{
    static const DWORD levels[] = { 100, 101, 102, 502 };
    WKSTA_INFO_502 before, *info;
    NET_API_STATUS status;
    DWORD parm_err = 0xdeadbeef;
    unsigned int i;

    if (!testing_ours()) return;
    status = NetWkstaGetInfo( NULL, 502, (BYTE **)&info );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status) return;
    before = *info;
    info->wki502_keep_conn++;
    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        status = NetWkstaSetInfo( NULL, levels[i], (BYTE *)info, &parm_err );
        ok( status == ERROR_ACCESS_DENIED, "level %lu: got status %lu\n", levels[i], status );
        status = NetWkstaSetInfo( NULL, levels[i], NULL, &parm_err );
        ok( status == ERROR_INVALID_PARAMETER, "level %lu: got status %lu\n", levels[i], status );
    }
    ok( parm_err == 0xdeadbeef, "got parm_err %#lx\n", parm_err );
    status = NetWkstaSetInfo( NULL, 502, (BYTE *)info, NULL );
    ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
    status = NetWkstaSetInfo( NULL, 1013, (BYTE *)info, NULL );
    ok( status == ERROR_INVALID_LEVEL, "got status %lu\n", status );
    status = NetWkstaSetInfo( (WCHAR *)L"no-such-computer.invalid", 502, (BYTE *)info, NULL );
    ok( status == ERROR_BAD_NETPATH, "got status %lu\n", status );
    NetApiBufferFree( info );

    status = NetWkstaGetInfo( NULL, 502, (BYTE **)&info );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( !memcmp( info, &before, sizeof(before) ), "the settings have changed\n" );
    NetApiBufferFree( info );
}

static void test_computer_name(void)
{
    NET_API_STATUS (WINAPI *pNetpGetComputerName)( WCHAR **name );
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1] = L"", *name = garbage;
    DWORD size = ARRAY_SIZE(computer);
    struct answer answer;
    NET_API_STATUS status;

    pNetpGetComputerName = (void *)GetProcAddress( GetModuleHandleW( L"netapi32.dll" ), "NetpGetComputerName" );
    if (!pNetpGetComputerName)
    {
        win_skip( "NetpGetComputerName is not exported\n" );
        return;
    }
    GetComputerNameW( computer, &size );
    status = pNetpGetComputerName( &name );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status) return;
    ok( !lstrcmpW( name, computer ), "got name %s\n", debugstr_w( name ) );
    open_answer( &answer, name, 0 );
    check_string( &answer, name, "computer name" );
    close_answer( &answer );
    if (!testing_ours()) return;
    status = pNetpGetComputerName( NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
}

static void check_user_name( struct answer *answer, const WCHAR *name )
{
    WCHAR user[UNLEN + 1] = L"";
    DWORD size = ARRAY_SIZE(user);

    GetUserNameW( user, &size );
    check_string( answer, name, "user name" );
    ok( !lstrcmpW( name, user ), "got user %s, not %s\n", debugstr_w( name ), debugstr_w( user ) );
}

/* The domain and the name together are the token's user: they resolve to its SID. */
static void check_account( const WKSTA_USER_INFO_1 *info )
{
    union { SID sid; BYTE space[SECURITY_MAX_SID_SIZE]; } sid;
    union { TOKEN_USER user; BYTE space[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE]; } token_user;
    WCHAR account[UNLEN + 1 + 256 + 1], domain[256];
    DWORD sid_size = sizeof(sid), domain_size = ARRAY_SIZE(domain), size;
    SID_NAME_USE use;
    HANDLE token;
    BOOL ret;

    lstrcpyW( account, info->wkui1_logon_domain );
    lstrcatW( account, L"\\" );
    lstrcatW( account, info->wkui1_username );
    ret = LookupAccountNameW( NULL, account, &sid.sid, &sid_size, domain, &domain_size, &use );
    ok( ret, "LookupAccountNameW failed for %s, error %lu\n", debugstr_w( account ), GetLastError() );
    if (!ret) return;
    ret = OpenProcessToken( GetCurrentProcess(), TOKEN_QUERY, &token );
    ok( ret, "OpenProcessToken failed, error %lu\n", GetLastError() );
    ret = GetTokenInformation( token, TokenUser, &token_user, sizeof(token_user), &size );
    ok( ret, "GetTokenInformation failed, error %lu\n", GetLastError() );
    ok( EqualSid( &sid.sid, token_user.user.User.Sid ), "%s is another account\n", debugstr_w( account ) );
    CloseHandle( token );
}

static void check_user_1( struct answer *answer, const WKSTA_USER_INFO_1 *info )
{
    WCHAR domain[256], computer[MAX_COMPUTERNAME_LENGTH + 1] = L"";
    DWORD size = ARRAY_SIZE(computer);

    GetComputerNameW( computer, &size );
    get_lsa_name( PolicyAccountDomainInformation, domain, ARRAY_SIZE(domain) );
    check_user_name( answer, info->wkui1_username );
    check_string( answer, info->wkui1_logon_domain, "logon domain" );
    check_string( answer, info->wkui1_oth_domains, "other domains" );
    check_string( answer, info->wkui1_logon_server, "logon server" );
    check_account( info );
    if (lstrcmpW( info->wkui1_logon_domain, domain ) && !testing_ours())
    {
        skip( "the user's account is not this computer's\n" );
        return;
    }
    ok( !lstrcmpW( info->wkui1_logon_domain, domain ), "got logon domain %s, the LSA's is %s\n",
        debugstr_w( info->wkui1_logon_domain ), debugstr_w( domain ) );
    ok( !lstrcmpW( info->wkui1_logon_server, computer ), "got logon server %s\n",
        debugstr_w( info->wkui1_logon_server ) );
    ok( !info->wkui1_oth_domains[0], "got other domains %s\n", debugstr_w( info->wkui1_oth_domains ) );
}

static void test_user_info(void)
{
    static const DWORD bad_levels[] = { 2, 100, 1100, 1102, 10000, ~0u };
    WKSTA_USER_INFO_1101 *info1101;
    WKSTA_USER_INFO_0 *info0;
    WKSTA_USER_INFO_1 *info1;
    struct answer answer;
    NET_API_STATUS status;
    unsigned int i;
    BYTE *info;

    status = NetWkstaUserGetInfo( NULL, 0, (BYTE **)&info0 );
    ok( status == NERR_Success, "level 0: got status %lu\n", status );
    if (status) return;
    open_answer( &answer, info0, sizeof(*info0) );
    check_user_name( &answer, info0->wkui0_username );
    close_answer( &answer );

    status = NetWkstaUserGetInfo( NULL, 1, (BYTE **)&info1 );
    ok( status == NERR_Success, "level 1: got status %lu\n", status );
    open_answer( &answer, info1, sizeof(*info1) );
    check_user_1( &answer, info1 );
    close_answer( &answer );

    status = NetWkstaUserGetInfo( NULL, 1101, (BYTE **)&info1101 );
    ok( status == NERR_Success, "level 1101: got status %lu\n", status );
    open_answer( &answer, info1101, sizeof(*info1101) );
    check_string( &answer, info1101->wkui1101_oth_domains, "other domains" );
    close_answer( &answer );

    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        info = garbage;
        status = NetWkstaUserGetInfo( NULL, bad_levels[i], &info );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        if (testing_ours()) ok( !info, "level %lu: got %p\n", bad_levels[i], info );
    }
    if (!testing_ours()) return;
    info = garbage;
    status = NetWkstaUserGetInfo( (WCHAR *)L"x", 0, &info );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    ok( !info, "got %p\n", info );
    status = NetWkstaUserGetInfo( NULL, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
}

static void test_user_set_info(void)
{
    WKSTA_USER_INFO_1101 info = { (WCHAR *)L"" };
    NET_API_STATUS status;

    if (!testing_ours()) return;
    status = NetWkstaUserSetInfo( NULL, 1101, (BYTE *)&info, NULL );
    ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
    status = NetWkstaUserSetInfo( NULL, 1101, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetWkstaUserSetInfo( NULL, 0, (BYTE *)&info, NULL );
    ok( status == ERROR_INVALID_LEVEL, "got status %lu\n", status );
    status = NetWkstaUserSetInfo( (WCHAR *)L"x", 1101, (BYTE *)&info, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
}

typedef NET_API_STATUS WINAPI enum_function( WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length,
                                             DWORD *entries_read, DWORD *total_entries, DWORD *resume );

static void check_cleared( const BYTE *buffer, DWORD count, DWORD total )
{
    if (!testing_ours()) return;
    ok( !buffer, "got %p\n", buffer );
    ok( !count && !total, "got %lu entries of %lu\n", count, total );
}

/* what the two enumerations have in common */
static void check_enum_errors( enum_function *function, NET_API_STATUS no_total )
{
    static const DWORD bad_levels[] = { 2, 10, 502, 1101, ~0u };
    DWORD count, total, resume;
    NET_API_STATUS status;
    BYTE *buffer;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        buffer = garbage;
        count = total = resume = 7;
        status = function( NULL, bad_levels[i], &buffer, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        check_cleared( buffer, count, total );
    }
    if (!testing_ours()) return;
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        buffer = garbage;
        count = total = 7;
        status = function( (WCHAR *)bad_servers[i], 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
        ok( status == (bad_servers[i][0] == '\\' ? ERROR_INVALID_NAME : ERROR_BAD_NETPATH),
            "%s: got status %lu\n", debugstr_w( bad_servers[i] ), status );
        check_cleared( buffer, count, total );
    }
    count = total = 7;
    status = function( NULL, 0, NULL, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    check_cleared( NULL, count, total );
    buffer = garbage;
    total = 7;
    status = function( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, NULL, &total, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    check_cleared( buffer, 0, total );
    buffer = garbage;
    count = 7;
    status = function( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, &count, NULL, NULL );
    ok( status == no_total, "got status %lu\n", status );
    check_cleared( buffer, count, 0 );
}

/* Walks to the end in answers as small as can be; each holds one entry at least. */
static void check_walk( enum_function *function, DWORD level, DWORD expected )
{
    DWORD count, total, resume = 0, seen = 0, length = 0;
    NET_API_STATUS status;
    BYTE *buffer;

    do
    {
        count = total = 7;
        buffer = garbage;
        status = function( NULL, level, &buffer, length, &count, &total, &resume );
        if (status == NERR_BufTooSmall)
        {
            ok( !buffer && !count, "got %p, %lu entries\n", buffer, count );
            ok( total == expected - seen, "got %lu in all, not %lu\n", total, expected - seen );
            length++;
            continue;
        }
        ok( !status || status == ERROR_MORE_DATA, "got status %lu\n", status );
        ok( count >= 1 && count <= total, "got %lu entries of %lu\n", count, total );
        ok( total == expected - seen, "got %lu in all, not %lu\n", total, expected - seen );
        NetApiBufferFree( buffer );
        seen += count;
        ok( resume == (status ? seen : 0), "got resume handle %lu after %lu\n", resume, seen );
    }
    while (length < 0x10000 && (status == NERR_BufTooSmall || status == ERROR_MORE_DATA));
    ok( length > 0, "an entry fits in nothing\n" );
    ok( seen == expected, "saw %lu entries of %lu\n", seen, expected );
}

/* Microsoft Learn, NetWkstaUserEnum: ERROR_MORE_DATA where there is no room for all. The length is an advice ("Network
 * Management Function Buffer Lengths"), and who goes on until it is NERR_Success gets to the end. */
static void check_advice( DWORD level )
{
    static const DWORD lengths[] = { 0, 1, sizeof(WKSTA_USER_INFO_0) };
    DWORD i, count, total, resume;
    NET_API_STATUS status;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(lengths); i++)
    {
        resume = 0;
        count = total = 7;
        buffer = garbage;
        status = NetWkstaUserEnum( NULL, level, &buffer, lengths[i], &count, &total, &resume );
        ok( status == ERROR_MORE_DATA, "%lu bytes: got status %lu\n", lengths[i], status );
        ok( count == 1 && total == 1 && resume == 1, "got %lu of %lu users, resume handle %lu\n", count, total, resume );
        if (buffer != garbage) NetApiBufferFree( buffer );
        status = NetWkstaUserEnum( NULL, level, &buffer, lengths[i], &count, &total, &resume );
        ok( status == NERR_Success && !resume, "got status %lu, resume handle %lu\n", status, resume );
        check_cleared( buffer, count, total );
    }
}

static void test_user_enum(void)
{
    DWORD count, total, resume, level, i, found;
    WKSTA_USER_INFO_1 *info1;
    WKSTA_USER_INFO_0 *info0;
    WCHAR user[UNLEN + 1] = L"";
    struct answer answer;
    NET_API_STATUS status;
    BYTE *buffer;

    i = ARRAY_SIZE(user);
    GetUserNameW( user, &i );
    for (level = 0; level <= 1; level++)
    {
        winetest_push_context( "level %lu", level );
        buffer = garbage;
        count = total = resume = 0;
        status = NetWkstaUserEnum( NULL, level, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        ok( status == NERR_Success, "got status %lu\n", status );
        if (status)
        {
            winetest_pop_context();
            continue;
        }
        ok( count >= 1 && total == count, "got %lu entries of %lu\n", count, total );
        ok( !resume, "got resume handle %lu\n", resume );
        info0 = (WKSTA_USER_INFO_0 *)buffer;
        info1 = (WKSTA_USER_INFO_1 *)buffer;
        open_answer( &answer, buffer, count * (level ? sizeof(*info1) : sizeof(*info0)) );
        for (i = found = 0; i < count; i++)
        {
            const WCHAR *name = level ? info1[i].wkui1_username : info0[i].wkui0_username;

            found += !lstrcmpW( name, user );
            if (!testing_ours()) continue;
            if (level) check_user_1( &answer, &info1[i] );
            else check_user_name( &answer, name );
        }
        ok( found >= 1, "%s is not in the list\n", debugstr_w( user ) );
        close_answer( &answer );
        if (testing_ours())
        {
            ok( count == 1, "got %lu users\n", count );
            check_advice( level );
        }
        winetest_pop_context();
    }
    check_enum_errors( NetWkstaUserEnum, ERROR_INVALID_PARAMETER );
    if (!testing_ours()) return;
    resume = 5;
    buffer = garbage;
    status = NetWkstaUserEnum( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &resume );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_cleared( buffer, count, total );
}

/* The names and addresses are those of the adapters that GetAdaptersAddresses() lists. Returns their
 * number: without a loopback one, with an address. */
static DWORD get_adapters( IP_ADAPTER_ADDRESSES *adapters, ULONG size )
{
    ULONG (WINAPI *pGetAdaptersAddresses)( ULONG family, ULONG flags, void *reserved,
                                           IP_ADAPTER_ADDRESSES *adapters, ULONG *size );
    HMODULE module = LoadLibraryW( L"iphlpapi.dll" );
    const IP_ADAPTER_ADDRESSES *adapter;
    DWORD count = 0;
    ULONG error;

    pGetAdaptersAddresses = (void *)GetProcAddress( module, "GetAdaptersAddresses" );
    error = pGetAdaptersAddresses( AF_INET, 0, NULL, adapters, &size );
    ok( !error, "GetAdaptersAddresses returned %lu\n", error );
    if (error) return 0;
    for (adapter = adapters; adapter; adapter = adapter->Next)
        if (adapter->IfType != IF_TYPE_SOFTWARE_LOOPBACK && adapter->FirstUnicastAddress) count++;
    return count;
}

static void check_transport( const WKSTA_TRANSPORT_INFO_0 *info, const IP_ADAPTER_ADDRESSES *adapter )
{
    WCHAR name[400], address[32] = L"";
    BYTE mac[6] = { 0 };
    unsigned int i;

    for (; adapter; adapter = adapter->Next)
    {
        if (adapter->IfType == IF_TYPE_SOFTWARE_LOOPBACK) continue;
        wsprintfW( name, L"\\Device\\NetBT_Tcpip_%hs", adapter->AdapterName );
        if (!lstrcmpW( name, info->wkti0_transport_name )) break;
    }
    ok( adapter != NULL, "no adapter for %s\n", debugstr_w( info->wkti0_transport_name ) );
    if (!adapter) return;
    ok( adapter->FirstUnicastAddress != NULL, "the adapter has no address\n" );
    memcpy( mac, adapter->PhysicalAddress, min( sizeof(mac), adapter->PhysicalAddressLength ) );
    for (i = 0; i < sizeof(mac); i++) wsprintfW( address + 2 * i, L"%02X", mac[i] );
    ok( !lstrcmpW( info->wkti0_transport_address, address ), "%s: got address %s, not %s\n",
        debugstr_w( name ), debugstr_w( info->wkti0_transport_address ), debugstr_w( address ) );
    ok( info->wkti0_wan_ish == TRUE, "got wan_ish %d\n", info->wkti0_wan_ish );
}

static void test_transport_enum(void)
{
    static BYTE space[0x10000];
    IP_ADAPTER_ADDRESSES *adapters = (IP_ADAPTER_ADDRESSES *)space;
    DWORD i, other, count = 7, total = 7, expected = get_adapters( adapters, sizeof(space) );
    WKSTA_TRANSPORT_INFO_0 *info = garbage;
    struct answer answer;
    NET_API_STATUS status;

    check_enum_errors( NetWkstaTransportEnum, RPC_X_NULL_REF_POINTER );
    status = NetWkstaTransportEnum( NULL, 0, (BYTE **)&info, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    if (!expected)
    {
        skip( "there is no network\n" );
        if (!testing_ours()) return;
        ok( status == ERROR_NETWORK_UNREACHABLE, "got status %lu\n", status );
        check_cleared( (BYTE *)info, count, total );
        return;
    }
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status || !info) return;
    trace( "%lu transports, the first is %s, address %s\n", count, debugstr_w( info->wkti0_transport_name ),
           debugstr_w( info->wkti0_transport_address ) );
    open_answer( &answer, info, count * sizeof(*info) );
    for (i = 0; i < count; i++)
    {
        check_string( &answer, info[i].wkti0_transport_name, "transport name" );
        check_string( &answer, info[i].wkti0_transport_address, "transport address" );
        if (!testing_ours()) continue;
        check_transport( &info[i], adapters );
        for (other = 0; other < i; other++)
            ok( lstrcmpW( info[i].wkti0_transport_name, info[other].wkti0_transport_name ),
                "%s is there twice\n", debugstr_w( info[i].wkti0_transport_name ) );
    }
    close_answer( &answer );
    if (!testing_ours()) return;
    ok( count == expected && total == expected, "got %lu transports of %lu, there are %lu adapters\n",
        count, total, expected );
    check_walk( NetWkstaTransportEnum, 0, expected );
}

START_TEST(wksta)
{
    /* the domain of the Linux system is that of the test joined */
    if (testing_ours() && !put_record_aside()) return;
    test_sizes();
    test_info();
    test_set_info();
    test_computer_name();
    test_user_info();
    test_user_set_info();
    test_user_enum();
    test_transport_enum();
    if (testing_ours()) put_record_back();
}
