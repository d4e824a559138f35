/*
 * Users
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
#include <stddef.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "answer.h"
#include "product.h"
#include "users.h"

/* ---- the levels ------------------------------------------------------------------------------- */

static void test_layout(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(user_levels); i++)
    {
        DWORD size = sizeof(void *) == 8 ? user_levels[i].size64 : user_levels[i].size32;

        ok( user_levels[i].size == size, "level %lu: %lu bytes, not %lu\n", user_levels[i].level,
            user_levels[i].size, size );
    }
    ok( sizeof(GROUP_USERS_INFO_0) == sizeof(void *), "got %u\n", (UINT)sizeof(GROUP_USERS_INFO_0) );
    ok( sizeof(GROUP_USERS_INFO_1) == 2 * sizeof(void *), "got %u\n", (UINT)sizeof(GROUP_USERS_INFO_1) );
    ok( sizeof(LOCALGROUP_USERS_INFO_0) == sizeof(void *), "got %u\n", (UINT)sizeof(LOCALGROUP_USERS_INFO_0) );
}

/* ---- the users there are ---------------------------------------------------------------------- */

static USER_INFO_0 *enum_names( DWORD *count )
{
    NET_API_STATUS status;
    USER_INFO_0 *names;
    DWORD total;

    status = NetUserEnum( NULL, 0, 0, (BYTE **)&names, MAX_PREFERRED_LENGTH, count, &total, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( *count == total, "got %lu of %lu\n", *count, total );
    ok( *count >= 1, "got no user\n" );
    return names;
}

static void test_levels(void)
{
    DWORD i, count;
    USER_INFO_0 *names = enum_names( &count );

    for (i = 0; i < count; i++) check_levels_of( names[i].usri0_name );
    NetApiBufferFree( names );
}

/* All at once: the users that NetUserGetInfo() tells of, in the same words. */
static void check_enum( const struct user_level *level, const USER_INFO_0 *names, DWORD count )
{
    DWORD i, read = 0xdeadbeef, total = 0xdeadbeef, resume = 0;
    BYTE *infos = (BYTE *)0xdeadbeef;
    struct answer answer;
    NET_API_STATUS status;

    status = NetUserEnum( L"", level->level, FILTER_NORMAL_ACCOUNT, &infos, MAX_PREFERRED_LENGTH, &read, &total,
                          &resume );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( read == count && total == count && !resume, "got %lu of %lu, resume handle %lu\n", read, total, resume );
    if (status) return;

    open_answer( &answer, infos, read * level->size );
    for (i = 0; i < min( read, count ); i++)
    {
        const BYTE *info = infos + i * level->size;
        BYTE *single = get_user( names[i].usri0_name, level->level );

        check_structure( &answer, level, info );
        if (single) compare_levels( level, info, level, single );
        NetApiBufferFree( single );
    }
    close_answer( &answer );
}

/* One at a time: as much room as each needs, and one byte less for none. */
static void check_walk( const struct user_level *level, const USER_INFO_0 *names, DWORD count )
{
    DWORD i, read, total, resume = 0, size;
    NET_API_STATUS status;
    BYTE *info;

    for (i = 0; i < count; i++)
    {
        info = get_user( names[i].usri0_name, level->level );
        NetApiBufferSize( info, &size );
        NetApiBufferFree( info );

        info = (BYTE *)0xdeadbeef;
        read = 0xdeadbeef;
        status = NetUserEnum( NULL, level->level, 0, &info, size - 1, &read, &total, &resume );
        ok( status == NERR_BufTooSmall, "%lu: got status %lu\n", i, status );
        ok( !info && !read && resume == i, "%lu: got %p, %lu, resume handle %lu\n", i, info, read, resume );
        ok( total == count - i, "%lu: got total %lu\n", i, total );

        status = NetUserEnum( NULL, level->level, 0, &info, size, &read, &total, &resume );
        ok( status == (i + 1 < count ? ERROR_MORE_DATA : NERR_Success), "%lu: got status %lu\n", i, status );
        ok( read == 1 && total == count - i, "%lu: got %lu of %lu\n", i, read, total );
        ok( resume == (i + 1) % count, "%lu: got resume handle %lu\n", i, resume );
        NetApiBufferFree( info );
    }
}

static void test_enum(void)
{
    DWORD i, count, read, total, resume;
    USER_INFO_0 *names = enum_names( &count );
    NET_API_STATUS status;
    BYTE *infos;

    for (i = 0; i < ARRAY_SIZE(user_levels); i++)
    {
        const struct user_level *level = &user_levels[i];

        if (!level->is_enumerated) continue;
        winetest_push_context( "level %lu", level->level );
        check_enum( level, names, count );
        if (testing_ours()) check_walk( level, names, count );
        winetest_pop_context();
    }
    NetApiBufferFree( names );

    /* the other kinds of accounts are machines' and domains' */
    status = NetUserEnum( NULL, 0, FILTER_WORKSTATION_TRUST_ACCOUNT | FILTER_SERVER_TRUST_ACCOUNT, &infos,
                          MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( !read && !total, "got %lu of %lu\n", read, total );
    if (testing_ours()) ok( !infos, "got %p\n", infos );
    NetApiBufferFree( infos );

    resume = 0xfffffff0;
    status = NetUserEnum( NULL, 0, 0, &infos, MAX_PREFERRED_LENGTH, &read, &total, &resume );
    if (testing_ours())
        ok( !status && !infos && !read && !total && !resume, "got %lu, %p, %lu of %lu, resume handle %lu\n",
            status, infos, read, total, resume );
    NetApiBufferFree( infos );
}

static void test_sids(void)
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1];
    DWORD i, count, size = ARRAY_SIZE(computer);
    USER_INFO_0 *names = enum_names( &count );

    GetComputerNameW( computer, &size );
    for (i = 0; i < count; i++)
    {
        USER_INFO_4 *info4 = get_user( names[i].usri0_name, 4 );
        USER_INFO_23 *info23 = get_user( names[i].usri0_name, 23 );

        /* an added one is none that Wine's LSA knows */
        if (info4 && under_wine() && last_sub_authority( info4->usri4_user_sid ) > 1000)
        {
            NetApiBufferFree( info4 );
            NetApiBufferFree( info23 );
            continue;
        }
        if (info4) check_account( info4->usri4_name, info4->usri4_user_sid, SidTypeUser, computer );
        if (info23) check_account( info23->usri23_name, info23->usri23_user_sid, SidTypeUser, computer );
        NetApiBufferFree( info4 );
        NetApiBufferFree( info23 );
    }
    NetApiBufferFree( names );
}

/* ---- the user who runs this process ----------------------------------------------------------- */

static WCHAR current_name[UNLEN + 1];

/* the names of what is in the token and begins with "domain" are the wanted ones */
static void check_group_names( const WCHAR **names, DWORD count, PSID domain, SID_NAME_USE wanted )
{
    TOKEN_GROUPS *groups = get_token_info( TokenGroups );
    DWORD i, j, found = 0;

    for (i = 0; i < groups->GroupCount; i++)
    {
        WCHAR name[256], domain_name[256];
        DWORD name_size = ARRAY_SIZE(name), domain_size = ARRAY_SIZE(domain_name);
        PSID sid = groups->Groups[i].Sid;
        SID_NAME_USE use;

        if (!(groups->Groups[i].Attributes & SE_GROUP_ENABLED)) continue;
        if (*GetSidSubAuthorityCount( sid ) != *GetSidSubAuthorityCount( domain ) + 1) continue;
        if (!EqualPrefixSid( sid, domain ) &&
            memcmp( GetSidSubAuthority( sid, 0 ), GetSidSubAuthority( domain, 0 ),
                    *GetSidSubAuthorityCount( domain ) * sizeof(DWORD) )) continue;
        if (!LookupAccountSidW( NULL, sid, name, &name_size, domain_name, &domain_size, &use ) || use != wanted)
            continue;
        for (j = 0; j < count && lstrcmpW( names[j], name ); j++) ;
        ok( j < count, "the token has %s\n", wine_dbgstr_w( name ) );
        found++;
    }
    ok( found == count, "got %lu groups, the token has %lu\n", count, found );
    HeapFree( GetProcessHeap(), 0, groups );
}

static void test_current_user(void)
{
    static SID admins = { SID_REVISION, 2, { SECURITY_NT_AUTHORITY },
                          { SECURITY_BUILTIN_DOMAIN_RID } };
    BYTE admins_sid[SECURITY_MAX_SID_SIZE];
    TOKEN_USER *user = get_token_info( TokenUser );
    TOKEN_PRIMARY_GROUP *group = get_token_info( TokenPrimaryGroup );
    TOKEN_GROUPS *groups = get_token_info( TokenGroups );
    USER_INFO_4 *info = get_user( current_name, 4 );

    memcpy( admins_sid, &admins, sizeof(admins) );
    *GetSidSubAuthority( admins_sid, 1 ) = DOMAIN_ALIAS_RID_ADMINS;
    if (info && testing_ours())
    {
        ok( EqualSid( info->usri4_user_sid, user->User.Sid ), "got another SID\n" );
        ok( info->usri4_primary_group_id == last_sub_authority( group->PrimaryGroup ), "got group %lu, not %lu\n",
            info->usri4_primary_group_id, last_sub_authority( group->PrimaryGroup ) );
        ok( info->usri4_priv == (is_in_token( groups, admins_sid ) ? USER_PRIV_ADMIN : USER_PRIV_USER),
            "got privilege %lu\n", info->usri4_priv );
    }
    if (info)
    {
        ok( info->usri4_flags & UF_NORMAL_ACCOUNT, "got flags %#lx\n", info->usri4_flags );
        ok( info->usri4_flags & UF_SCRIPT, "got flags %#lx\n", info->usri4_flags );
        ok( !(info->usri4_flags & UF_ACCOUNTDISABLE), "got flags %#lx\n", info->usri4_flags );
        ok( info->usri4_units_per_week == UNITS_PER_WEEK, "got %lu units\n", info->usri4_units_per_week );
    }
    NetApiBufferFree( info );
    HeapFree( GetProcessHeap(), 0, user );
    HeapFree( GetProcessHeap(), 0, group );
    HeapFree( GetProcessHeap(), 0, groups );
}

static void test_groups(void)
{
    BYTE domain[SECURITY_MAX_SID_SIZE];
    const WCHAR *names[64];
    TOKEN_USER *user;
    DWORD i, read = 0xdeadbeef, total = 0xdeadbeef;
    GROUP_USERS_INFO_0 *infos0;
    GROUP_USERS_INFO_1 *infos1;
    struct answer answer;
    NET_API_STATUS status;

    status = NetUserGetGroups( NULL, current_name, 0, (BYTE **)&infos0, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( read == total && read >= 1, "got %lu of %lu\n", read, total );
    if (status) return;
    open_answer( &answer, infos0, read * sizeof(*infos0) );
    for (i = 0; i < min( read, ARRAY_SIZE(names) ); i++)
    {
        names[i] = infos0[i].grui0_name;
        check_string( &answer, names[i], "name" );
    }
    if (testing_ours())
    {
        user = get_token_info( TokenUser );
        CopySid( sizeof(domain), domain, user->User.Sid );
        --*GetSidSubAuthorityCount( domain );
        check_group_names( names, read, domain, SidTypeGroup );
        HeapFree( GetProcessHeap(), 0, user );
    }

    status = NetUserGetGroups( NULL, current_name, 1, (BYTE **)&infos1, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success, "got status %lu\n", status );
    for (i = 0; i < read; i++)
    {
        ok( !lstrcmpW( infos1[i].grui1_name, infos0[i].grui0_name ), "got %s and %s\n",
            wine_dbgstr_w( infos1[i].grui1_name ), wine_dbgstr_w( infos0[i].grui0_name ) );
        ok( infos1[i].grui1_attributes == (SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED),
            "got attributes %#lx\n", infos1[i].grui1_attributes );
    }
    close_answer( &answer );
    open_answer( &answer, infos1, read * sizeof(*infos1) );
    for (i = 0; i < read; i++) check_string( &answer, infos1[i].grui1_name, "name" );
    close_answer( &answer );
}

/* Microsoft Learn, NetUserGetGroups and NetUserGetLocalGroups: ERROR_MORE_DATA where there is no room for all. */
static void test_groups_without_room(void)
{
    DWORD read = 0xdeadbeef, total = 0xdeadbeef;
    NET_API_STATUS status;
    BYTE *infos = NULL;

    if (!testing_ours()) return;
    status = NetUserGetGroups( NULL, current_name, 0, &infos, 1, &read, &total );
    ok( status == ERROR_MORE_DATA && read == 1 && total >= 1, "got status %lu, %lu of %lu\n", status, read, total );
    NetApiBufferFree( infos );
    infos = NULL;
    status = NetUserGetLocalGroups( NULL, current_name, 0, 0, &infos, 1, &read, &total );
    ok( status == ERROR_MORE_DATA && read == 1 && total >= 1, "got status %lu, %lu of %lu\n", status, read, total );
    NetApiBufferFree( infos );
}

static void check_local_groups( const WCHAR *name, DWORD flags )
{
    static SID builtin = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_BUILTIN_DOMAIN_RID } };
    DWORD i, read = 0xdeadbeef, total = 0xdeadbeef;
    LOCALGROUP_USERS_INFO_0 *infos;
    const WCHAR *names[64];
    struct answer answer;
    NET_API_STATUS status;

    winetest_push_context( "%s, flags %#lx", wine_dbgstr_w( name ), flags );
    status = NetUserGetLocalGroups( NULL, name, 0, flags, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status)
    {
        ok( read == total, "got %lu of %lu\n", read, total );
        open_answer( &answer, infos, read * sizeof(*infos) );
        for (i = 0; i < min( read, ARRAY_SIZE(names) ); i++)
        {
            names[i] = infos[i].lgrui0_name;
            check_string( &answer, names[i], "name" );
        }
        if (testing_ours()) check_group_names( names, read, &builtin, SidTypeAlias );
        close_answer( &answer );
    }
    winetest_pop_context();
}

static void test_local_groups(void)
{
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 1 + UNLEN + 1];
    DWORD size = MAX_COMPUTERNAME_LENGTH + 1, read, total;
    NET_API_STATUS status;
    BYTE *infos;

    test_groups_without_room();
    check_local_groups( current_name, 0 );
    check_local_groups( current_name, LG_INCLUDE_INDIRECT );
    GetComputerNameW( name, &size );
    lstrcatW( name, L"\\" );
    lstrcatW( name, current_name );
    check_local_groups( name, 0 );
    check_local_groups( name, LG_INCLUDE_INDIRECT );

    infos = (BYTE *)0xdeadbeef;
    read = total = 0xdeadbeef;
    status = NetUserGetLocalGroups( NULL, L"no-such-domain\\nobody", 0, 0, &infos, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status != NERR_Success, "got success\n" );
    if (testing_ours())
    {
        ok( status == NERR_UserNotFound, "got status %lu\n", status );
        ok( !infos && !read && !total, "got %p, %lu of %lu\n", infos, read, total );
        status = NetUserGetLocalGroups( NULL, current_name, 0, 0x80, &infos, MAX_PREFERRED_LENGTH, &read, &total );
        ok( status == ERROR_INVALID_PARAMETER, "unknown flags: got status %lu\n", status );
    }
}

/* ---- bad input -------------------------------------------------------------------------------- */

/* the four functions that answer, as one */
enum function { GET_INFO, ENUM, GET_GROUPS, GET_LOCAL_GROUPS, FUNCTIONS };
static const char * const function_names[FUNCTIONS] =
    { "NetUserGetInfo", "NetUserEnum", "NetUserGetGroups", "NetUserGetLocalGroups" };

static NET_API_STATUS call( enum function function, const WCHAR *server, const WCHAR *name, DWORD level, BYTE **buffer,
                            DWORD *read, DWORD *total )
{
    switch (function)
    {
    case GET_INFO:
        return NetUserGetInfo( server, name, level, buffer );
    case ENUM:
        return NetUserEnum( server, level, 0, buffer, MAX_PREFERRED_LENGTH, read, total, NULL );
    case GET_GROUPS:
        return NetUserGetGroups( server, name, level, buffer, MAX_PREFERRED_LENGTH, read, total );
    default:
        return NetUserGetLocalGroups( server, name, level, 0, buffer, MAX_PREFERRED_LENGTH, read, total );
    }
}

/* expected: 0 for any error */
static void check_error( enum function function, const WCHAR *server, const WCHAR *name, DWORD level,
                         NET_API_STATUS expected )
{
    DWORD read = 0xdeadbeef, total = 0xdeadbeef;
    BYTE *buffer = (BYTE *)0xdeadbeef;
    NET_API_STATUS status = call( function, server, name, level, &buffer, &read, &total );

    ok( status && (!expected || status == expected), "server %s, user %s, level %lu: got status %lu, not %lu\n",
        wine_dbgstr_w( server ), wine_dbgstr_w( name ), level, status, expected );
    if (!testing_ours()) return;
    ok( !buffer, "got buffer %p\n", buffer );
    if (function != GET_INFO) ok( !read && !total, "got %lu of %lu\n", read, total );
}

static void test_bad_input(void)
{
    static const DWORD bad_levels[] = { 5, 12, 25, 100, 1000, 1006, 0xffffffff };
    /* Microsoft Learn, NetUserGetGroups: leading or trailing blanks, or an illegal character. NetUserGetLocalGroups has another
     * status for a trailing blank. */
    static const WCHAR * const blank_servers[] = { L" localhost", L"\\\\ localhost", L"local?host", L"local/host" };
    WCHAR long_name[UNLEN + 100];
    enum function function;
    DWORD read, total;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(long_name) - 1; i++) long_name[i] = 'x';
    long_name[i] = 0;
    for (function = 0; function < FUNCTIONS; function++)
    {
        winetest_push_context( "%s", function_names[function] );
        for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
            check_error( function, NULL, current_name, bad_levels[i], ERROR_INVALID_LEVEL );
        for (i = 0; testing_ours() && i < ARRAY_SIZE(bad_servers); i++)
            check_error( function, bad_servers[i], current_name, 0, 0 );
        for (i = 0; testing_ours() && i < ARRAY_SIZE(blank_servers); i++)
            check_error( function, blank_servers[i], current_name, 0, ERROR_INVALID_NAME );
        if (testing_ours())
            check_error( function, L"localhost ", current_name, 0,
                         function == GET_LOCAL_GROUPS ? ERROR_ACCESS_DENIED : ERROR_INVALID_NAME );
        if (function != ENUM)
        {
            check_error( function, NULL, L"no such user", 0, NERR_UserNotFound );
            check_error( function, NULL, long_name, 0, testing_ours() ? NERR_UserNotFound : 0 );
        }
        if (testing_ours())
        {
            if (function != ENUM) check_error( function, NULL, L"", 0, NERR_UserNotFound );
            if (function != ENUM) check_error( function, NULL, NULL, 0, ERROR_INVALID_PARAMETER );
            ok( call( function, NULL, current_name, 0, NULL, &read, &total ) == ERROR_INVALID_PARAMETER,
                "no buffer is no error\n" );
            buffer = (BYTE *)0xdeadbeef;
            total = 0xdeadbeef;
            if (function != GET_INFO)
            {
                ok( call( function, NULL, current_name, 0, &buffer, NULL, &total ) == ERROR_INVALID_PARAMETER,
                    "no entriesread is no error\n" );
                ok( !buffer && !total, "got %p, total %lu\n", buffer, total );
                ok( call( function, NULL, current_name, 0, &buffer, &read, NULL ) == ERROR_INVALID_PARAMETER,
                    "no totalentries is no error\n" );
            }
        }
        winetest_pop_context();
    }
    check_error( ENUM, NULL, NULL, 4, ERROR_INVALID_LEVEL );
    check_error( ENUM, NULL, NULL, 24, ERROR_INVALID_LEVEL );
    check_error( GET_GROUPS, NULL, current_name, 2, ERROR_INVALID_LEVEL );
    check_error( GET_LOCAL_GROUPS, NULL, current_name, 1, ERROR_INVALID_LEVEL );
}

static void test_own_names(void)
{
    WCHAR names[MAX_OWN_NAMES][300];
    unsigned int i, count = own_names( names );
    NET_API_STATUS status;
    BYTE *info;

    for (i = 0; i < count; i++)
    {
        status = NetUserGetInfo( names[i], current_name, 0, &info );
        ok( status == NERR_Success, "server %s: got status %lu\n", wine_dbgstr_w( names[i] ), status );
        if (!status) NetApiBufferFree( info );
    }
}

START_TEST(user)
{
    DWORD size = ARRAY_SIZE(current_name);

    GetUserNameW( current_name, &size );
    test_layout();
    test_levels();
    test_enum();
    test_sids();
    test_current_user();
    test_groups();
    test_local_groups();
    test_bad_input();
    test_own_names();
}
