/*
 * Tests of the groups of the account domain
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

#include "wine/test.h"
#include <winnls.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "answer.h"
#include "changes.h"
#include "groups.h"
#include "product.h"

/* the group that all users of a computer are in; Windows translates the name */
static WCHAR all_users[GNLEN + 1];

#define MEMBER_ATTRIBUTES  (SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED)

static void test_layout(void)
{
    static const struct layout layouts[] =
    {
        LAYOUT( GROUP_INFO_0, 4, 8 ),
        LAYOUT( GROUP_INFO_1, 8, 16 ),
        LAYOUT( GROUP_INFO_2, 16, 24 ),
        LAYOUT( GROUP_INFO_3, 16, 32 ),
        LAYOUT( GROUP_INFO_1002, 4, 8 ),
        LAYOUT( GROUP_INFO_1005, 4, 4 ),
        LAYOUT( GROUP_USERS_INFO_0, 4, 8 ),
        LAYOUT( GROUP_USERS_INFO_1, 8, 16 ),
    };

    check_layouts( layouts, ARRAY_SIZE(layouts) );
}

/* ---- levels ----------------------------------------------------------------------------------- */

static void check_group_0( struct answer *answer, const void *info )
{
    const GROUP_INFO_0 *group = info;

    check_string( answer, group->grpi0_name, "name" );
}

static void check_group_1( struct answer *answer, const void *info )
{
    const GROUP_INFO_1 *group = info;

    check_string( answer, group->grpi1_name, "name" );
    check_string( answer, group->grpi1_comment, "comment" );
}

static void check_id( DWORD id, const WCHAR *name )
{
    ok( lstrcmpW( name, all_users ) ? id > 1000 : id == DOMAIN_GROUP_RID_USERS, "%s has id %lu\n",
        wine_dbgstr_w( name ), id );
}

static void check_group_2( struct answer *answer, const void *info )
{
    const GROUP_INFO_2 *group = info;

    check_string( answer, group->grpi2_name, "name" );
    check_string( answer, group->grpi2_comment, "comment" );
    check_id( group->grpi2_group_id, group->grpi2_name );
    ok( group->grpi2_attributes == MEMBER_ATTRIBUTES, "got attributes %#lx\n", group->grpi2_attributes );
}

static void check_group_3( struct answer *answer, const void *info )
{
    const GROUP_INFO_3 *group = info;
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1];
    DWORD size = ARRAY_SIZE(computer);

    check_string( answer, group->grpi3_name, "name" );
    check_string( answer, group->grpi3_comment, "comment" );
    check_part( answer, group->grpi3_group_sid, GetLengthSid( group->grpi3_group_sid ), "SID" );
    check_id( last_sub_authority( group->grpi3_group_sid ), group->grpi3_name );
    ok( is_own_sid( group->grpi3_group_sid ), "%s is of another domain\n", wine_dbgstr_w( group->grpi3_name ) );
    ok( group->grpi3_attributes == MEMBER_ATTRIBUTES, "got attributes %#lx\n", group->grpi3_attributes );
    GetComputerNameW( computer, &size );
    /* Wine's LSA does not know what has been added. */
    if (!under_wine() || !lstrcmpW( group->grpi3_name, all_users ))
        check_account( group->grpi3_name, group->grpi3_group_sid, SidTypeGroup, computer );
}

static void check_user_0( struct answer *answer, const void *info )
{
    const GROUP_USERS_INFO_0 *user = info;

    check_string( answer, user->grui0_name, "name" );
}

static void check_user_1( struct answer *answer, const void *info )
{
    const GROUP_USERS_INFO_1 *user = info;

    check_string( answer, user->grui1_name, "name" );
    ok( user->grui1_attributes == MEMBER_ATTRIBUTES, "got attributes %#lx\n", user->grui1_attributes );
}

static const struct enum_level group_levels[] =
{
    { 0, sizeof(GROUP_INFO_0), FALSE, check_group_0 },
    { 1, sizeof(GROUP_INFO_1), FALSE, check_group_1 },
    { 2, sizeof(GROUP_INFO_2), FALSE, check_group_2 },
    { 3, sizeof(GROUP_INFO_3), FALSE, check_group_3 },
};

static const struct enum_level user_levels[] =
{
    { 0, sizeof(GROUP_USERS_INFO_0), FALSE, check_user_0 },
    { 1, sizeof(GROUP_USERS_INFO_1), FALSE, check_user_1 },
};

/* ---- asking ----------------------------------------------------------------------------------- */

static NET_API_STATUS enum_groups( const WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                   DWORD *total, DWORD_PTR *resume )
{
    return NetGroupEnum( server, level, buffer, max_length, read, total, resume );
}

/* the group whose users are listed */
static const WCHAR *enumerated = all_users;

static NET_API_STATUS enum_users( const WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                  DWORD *total, DWORD_PTR *resume )
{
    return NetGroupGetUsers( server, enumerated, level, buffer, max_length, read, total, resume );
}

static const struct enumeration groups =
    { "NetGroupEnum", enum_groups, group_levels, ARRAY_SIZE(group_levels), 1, NULL, FALSE };
static const struct enumeration users =
    { "NetGroupGetUsers", enum_users, user_levels, ARRAY_SIZE(user_levels), 1, NULL, FALSE };

static BOOL get_all_users_name(void)
{
    GROUP_INFO_2 *info = NULL;
    DWORD i, read = 0, total;

    NetGroupEnum( NULL, 2, (BYTE **)&info, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    for (i = 0; i < read; i++)
        if (info[i].grpi2_group_id == DOMAIN_GROUP_RID_USERS) lstrcpynW( all_users, info[i].grpi2_name, GNLEN + 1 );
    NetApiBufferFree( info );
    return all_users[0] != 0;
}

static const struct group_calls calls = { "NetGroupGetInfo", NetGroupGetInfo, NetGroupGetUsers, NERR_GroupNotFound };

static void test_info(void)
{
    static const DWORD bad_levels[] = { 4, 1002, 1005, 0xffffffff };

    check_group_levels( &calls, all_users, group_levels, ARRAY_SIZE(group_levels) );
    check_bad_group_levels( &calls, all_users, bad_levels, ARRAY_SIZE(bad_levels) );
}

static void test_names(void)
{
    check_group_names( &calls, all_users );
    if (testing_ours()) check_no_group( &calls, L"Administrators" );
}

/* ---- membership ------------------------------------------------------------------------------- */

static BOOL is_member_by_group( const WCHAR *group, const WCHAR *user )
{
    GROUP_USERS_INFO_0 *info = NULL;
    DWORD i, read = 0, total;
    BOOL found = FALSE;

    check_status( NetGroupGetUsers( NULL, group, 0, (BYTE **)&info, MAX_PREFERRED_LENGTH, &read, &total, NULL ),
                  NERR_Success );
    for (i = 0; i < read; i++) if (!lstrcmpW( info[i].grui0_name, user )) found = TRUE;
    NetApiBufferFree( info );
    return found;
}

static BOOL is_member_by_user( const WCHAR *group, const WCHAR *user )
{
    GROUP_USERS_INFO_0 *info = NULL;
    DWORD i, read = 0, total;
    BOOL found = FALSE;

    check_status( NetUserGetGroups( NULL, user, 0, (BYTE **)&info, MAX_PREFERRED_LENGTH, &read, &total ),
                  NERR_Success );
    for (i = 0; i < read; i++) if (!lstrcmpW( info[i].grui0_name, group )) found = TRUE;
    NetApiBufferFree( info );
    return found;
}

static DWORD count_users( const WCHAR *group )
{
    DWORD read = 0, total;
    BYTE *buffer = NULL;

    NetGroupGetUsers( NULL, group, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    NetApiBufferFree( buffer );
    return read;
}

/* the token's groups that are of the domain the group is in */
static DWORD count_token_groups( const TOKEN_GROUPS *groups, PSID sid )
{
    DWORD i, count = 0;

    for (i = 0; i < groups->GroupCount; i++)
        if (EqualPrefixSid( groups->Groups[i].Sid, sid ) && (groups->Groups[i].Attributes & SE_GROUP_ENABLED)) count++;
    return count;
}

static void test_membership(void)
{
    TOKEN_GROUPS *token_groups = get_token_info( TokenGroups );
    TOKEN_USER *token_user = get_token_info( TokenUser );
    DWORD i, j, read = 0, total, user_count, of_this_user = 0;
    USER_INFO_23 *user_infos = get_users( &user_count );
    GROUP_INFO_3 *infos = NULL;
    BOOL is_member, is_known = FALSE;

    check_status( NetGroupEnum( NULL, 3, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &read, &total, NULL ), NERR_Success );
    for (i = 0; i < read; i++) for (j = 0; j < user_count; j++)
    {
        winetest_push_context( "%s in %s", wine_dbgstr_w( user_infos[j].usri23_name ),
                               wine_dbgstr_w( infos[i].grpi3_name ) );
        is_member = is_member_by_group( infos[i].grpi3_name, user_infos[j].usri23_name );
        ok( is_member == is_member_by_user( infos[i].grpi3_name, user_infos[j].usri23_name ),
            "the group says %d, the user not\n", is_member );
        if (EqualSid( user_infos[j].usri23_user_sid, token_user->User.Sid ))
        {
            is_known = TRUE;
            of_this_user += is_member;
            ok( is_member == is_in_token( token_groups, infos[i].grpi3_group_sid ), "the token disagrees\n" );
        }
        winetest_pop_context();
    }
    if (is_known)
    {
        total = count_token_groups( token_groups, infos[0].grpi3_group_sid );
        ok( of_this_user == total, "a member of %lu groups, the token has %lu\n", of_this_user, total );
    }
    else skip( "the user is no account of this computer\n" );
    NetApiBufferFree( infos );
    NetApiBufferFree( user_infos );
    HeapFree( GetProcessHeap(), 0, token_user );
    HeapFree( GetProcessHeap(), 0, token_groups );
}

/* ---- adding ----------------------------------------------------------------------------------- */

/* what is told of a group, and is to be told */
#define check_group( name, comment )  check_group_( __LINE__, name, comment )
static DWORD check_group_( unsigned int line, const WCHAR *name, const WCHAR *comment )
{
    GROUP_INFO_3 *info = NULL;
    NET_API_STATUS status;
    DWORD id;

    status = NetGroupGetInfo( NULL, name, 3, (BYTE **)&info );
    ok_( __FILE__, line )( !status, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
    if (status) return 0;
    ok_( __FILE__, line )( !lstrcmpW( info->grpi3_name, name ), "%s has the name %s\n", wine_dbgstr_w( name ),
                           wine_dbgstr_w( info->grpi3_name ) );
    ok_( __FILE__, line )( !lstrcmpW( info->grpi3_comment, comment ), "%s: got comment %s\n", wine_dbgstr_w( name ),
                           wine_dbgstr_w( info->grpi3_comment ) );
    ok_( __FILE__, line )( info->grpi3_attributes == MEMBER_ATTRIBUTES, "%s: got attributes %#lx\n",
                           wine_dbgstr_w( name ),
                           info->grpi3_attributes );
    id = last_sub_authority( info->grpi3_group_sid );
    ok_( __FILE__, line )( is_own_sid( info->grpi3_group_sid ) && id > 1000, "%s: got id %lu\n", wine_dbgstr_w( name ),
                           id );
    NetApiBufferFree( info );
    return id;
}

static void check_no_such_group( const WCHAR *name )
{
    BYTE *info = NULL;

    check_status( NetGroupGetInfo( NULL, name, 0, &info ), NERR_GroupNotFound );
    NetApiBufferFree( info );
}

/* Microsoft Learn, GROUP_INFO_1005: the attributes are hard-coded. A relative id and a SID are not the program's to
 * choose. */
static void test_add_levels(void)
{
    SID sid = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_INTERACTIVE_RID } };
    GROUP_INFO_3 info = { (WCHAR *)TEST_GROUP, (WCHAR *)L"one \"comment\"", &sid, 0x123 };
    GROUP_INFO_2 info_2 = { (WCHAR *)TEST_GROUP, (WCHAR *)L"", 500, 0 };
    DWORD level, parm, id, last = 0;

    for (level = 0; level <= 3; level++)
    {
        winetest_push_context( "level %lu", level );
        check_parm( NetGroupAdd( NULL, level, level == 2 ? (BYTE *)&info_2 : (BYTE *)&info, &parm ), NERR_Success, 0 );
        id = check_group( TEST_GROUP, level == 1 || level == 3 ? info.grpi3_comment : L"" );
        ok( id > last, "id %lu after %lu\n", id, last );        /* that of a deleted group is never used again */
        last = id;
        check_status( NetGroupDel( NULL, TEST_GROUP ), NERR_Success );
        check_no_such_group( TEST_GROUP );
        winetest_pop_context();
    }
    info.grpi3_comment = NULL;
    check_status( NetGroupAdd( NULL, 1, (BYTE *)&info, NULL ), NERR_Success );
    check_group( TEST_GROUP, L"" );
    check_status( NetGroupDel( NULL, TEST_GROUP ), NERR_Success );
}

static void test_add_names(void)
{
    static const WCHAR * const bad_names[] =
        { NULL, L"", L" ", L"...", L". .", L"a.", L"a\\b", L"a/b", L"a[b", L"a]b", L"a:b", L"a|b", L"a<b", L"a>b",
          L"a+b", L"a=b",
          L"a;b", L"a,b", L"a?b", L"a*b", L"a\"b", L"a\tb", L"\x1f" };
    static const WCHAR * const good_names[] =
        { L"netapi32", L"netapi32.test", L"netapi32 'test' group & (more) #1 - 100%!", L"netapi32 {~^`_$}",
          L"1234567890netapi32",
          L"netapi32 \x0393\x03c1\x03ac\x03bc\x03bc\x03b1", L"netapi32 \x7ec4\x5225\x6e2c\x8a66",
              L"netapi32 \xd83d\xde00",
          L"netapi32 \x00c4\x00d6\x00dc\x00df" };
    WCHAR name[GNLEN + 2], comment[MAXCOMMENTSZ + 2];
    GROUP_INFO_1 info = { name, comment };
    unsigned int i;
    DWORD parm;

    for (i = 0; i < ARRAY_SIZE(good_names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( good_names[i] ) );
        NetGroupDel( NULL, good_names[i] );
        check_status( add_group( good_names[i] ), NERR_Success );
        check_group( good_names[i], L"a comment" );
        check_status( NetGroupDel( NULL, good_names[i] ), NERR_Success );
        winetest_pop_context();
    }

    for (i = 0; i < ARRAY_SIZE(name); i++) name[i] = L"netapi32"[i % 8];
    for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = '"';
    name[GNLEN] = comment[MAXCOMMENTSZ] = 0;
    NetGroupDel( NULL, name );
    check_parm( NetGroupAdd( NULL, 1, (BYTE *)&info, &parm ), NERR_Success, 0 );
    check_group( name, comment );
    check_status( NetGroupDel( NULL, name ), NERR_Success );
    if (!testing_ours()) return;        /* whether Windows tells it so is nobody's promise */

    name[GNLEN] = 'x';
    name[GNLEN + 1] = 0;
    check_parm( NetGroupAdd( NULL, 0, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER, GROUP_NAME_PARMNUM );
    info.grpi1_name = (WCHAR *)TEST_GROUP;
    comment[MAXCOMMENTSZ] = '"';
    comment[MAXCOMMENTSZ + 1] = 0;
    check_parm( NetGroupAdd( NULL, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER, GROUP_COMMENT_PARMNUM );
    check_no_such_group( TEST_GROUP );
    info.grpi1_comment = NULL;
    for (i = 0; i < ARRAY_SIZE(bad_names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( bad_names[i] ) );
        info.grpi1_name = (WCHAR *)bad_names[i];
        check_parm( NetGroupAdd( NULL, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER, GROUP_NAME_PARMNUM );
        check_status( NetGroupAdd( NULL, 1, (BYTE *)&info, NULL ), ERROR_INVALID_PARAMETER );
        winetest_pop_context();
    }
}

/* Users, groups and local groups have their names in common, without regard to case. */
static void test_add_existing(void)
{
    GROUP_INFO_0 info = { (WCHAR *)L"NETAPI32 Test Group" };
    DWORD parm;

    check_status( add_group( TEST_GROUP ), NERR_Success );
    check_status( add_user( TEST_USER ), NERR_Success );
    check_status( add_alias( TEST_ALIAS ), NERR_Success );
    check_parm( NetGroupAdd( NULL, 0, (BYTE *)&info, &parm ), NERR_GroupExists, 0 );
    check_group( TEST_GROUP, L"a comment" );
    check_status( NetGroupAdd( NULL, 0, (BYTE *)&info, NULL ), NERR_GroupExists );
    info.grpi0_name = all_users;
    check_status( NetGroupAdd( NULL, 0, (BYTE *)&info, NULL ), NERR_GroupExists );
    info.grpi0_name = (WCHAR *)L"netapi32 TEST user";
    check_status( NetGroupAdd( NULL, 0, (BYTE *)&info, NULL ), NERR_UserExists );
    info.grpi0_name = (WCHAR *)TEST_ALIAS;
    check_refused( NetGroupAdd( NULL, 0, (BYTE *)&info, NULL ), NERR_GroupExists );
    check_no_such_group( TEST_ALIAS );
    check_no_such_group( TEST_USER );
    delete_test_accounts();

    if (!testing_ours()) return;
    info.grpi0_name = (WCHAR *)TEST_GROUP;
    check_parm( NetGroupAdd( NULL, 4, (BYTE *)&info, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetGroupAdd( NULL, 1002, (BYTE *)&info, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetGroupAdd( NULL, 0, NULL, &parm ), ERROR_INVALID_PARAMETER, 0 );
    check_parm( NetGroupAdd( L"no-such-computer.invalid", 0, (BYTE *)&info, &parm ), ERROR_BAD_NETPATH, 0 );
    check_no_such_group( TEST_GROUP );
}

/* ---- users in added groups -------------------------------------------------------------------- */

/* what both sides tell */
#define check_member( group, user, expected )  check_member_( __LINE__, group, user, expected )
static void check_member_( unsigned int line, const WCHAR *group, const WCHAR *user, BOOL expected )
{
    ok_( __FILE__, line )( is_member_by_group( group, user ) == expected, "%s in %s by the group: %d\n",
                           wine_dbgstr_w( user ),
                           wine_dbgstr_w( group ), !expected );
    ok_( __FILE__, line )( is_member_by_user( group, user ) == expected, "%s in %s by the user: %d\n",
                           wine_dbgstr_w( user ),
                           wine_dbgstr_w( group ), !expected );
}

static void add_test_accounts(void)
{
    check_status( add_group( TEST_GROUP ), NERR_Success );
    check_status( add_user( TEST_USER ), NERR_Success );
    check_status( add_user( OTHER_USER ), NERR_Success );
}

static void test_users(void)
{
    add_test_accounts();
    check_member( all_users, TEST_USER, TRUE );
    check_member( TEST_GROUP, TEST_USER, FALSE );
    check_status( NetGroupAddUser( NULL, TEST_GROUP, L"NETAPI32 Test User" ), NERR_Success );
    check_member( TEST_GROUP, TEST_USER, TRUE );
    check_member( TEST_GROUP, OTHER_USER, FALSE );
    check_refused( NetGroupAddUser( NULL, TEST_GROUP, TEST_USER ), NERR_UserInGroup );
    check_refused( NetGroupAddUser( NULL, all_users, TEST_USER ), NERR_UserInGroup );
    check_status( NetGroupAddUser( NULL, TEST_GROUP, OTHER_USER ), NERR_Success );
    check_status( NetGroupDelUser( NULL, TEST_GROUP, TEST_USER ), NERR_Success );
    check_member( TEST_GROUP, TEST_USER, FALSE );
    check_member( TEST_GROUP, OTHER_USER, TRUE );
    check_status( NetGroupDelUser( NULL, TEST_GROUP, TEST_USER ), NERR_UserNotInGroup );

    check_status( NetGroupAddUser( NULL, TEST_GROUP, NO_SUCH_NAME ), NERR_UserNotFound );
    check_status( NetGroupAddUser( NULL, NO_SUCH_NAME, TEST_USER ), NERR_GroupNotFound );
    check_status( NetGroupDelUser( NULL, TEST_GROUP, NO_SUCH_NAME ), NERR_UserNotFound );
    check_status( NetGroupDelUser( NULL, NO_SUCH_NAME, TEST_USER ), NERR_GroupNotFound );
    check_refused( NetGroupAddUser( NULL, TEST_GROUP, TEST_GROUP ), NERR_UserNotFound );
    check_refused( NetGroupAddUser( NULL, TEST_USER, TEST_USER ), NERR_GroupNotFound );
    check_refused( NetGroupDelUser( NULL, all_users, TEST_USER ), NERR_SpeGroupOp );
    check_member( all_users, TEST_USER, TRUE );

    /* a user who is deleted is not in it any more, nor is another one of the name */
    check_status( NetUserDel( NULL, OTHER_USER ), NERR_Success );
    ok( !count_users( TEST_GROUP ), "a deleted user is a member\n" );
    check_status( add_user( OTHER_USER ), NERR_Success );
    check_member( TEST_GROUP, OTHER_USER, FALSE );

    /* a group with members is deleted with them, and another one of the name has none */
    check_status( NetGroupAddUser( NULL, TEST_GROUP, TEST_USER ), NERR_Success );
    check_refused( NetGroupDel( NULL, all_users ), NERR_SpeGroupOp );
    if (testing_ours())
    {
        check_status( NetGroupDel( NULL, TEST_GROUP ), NERR_Success );
        ok( !is_member_by_user( TEST_GROUP, TEST_USER ), "a member of a deleted group\n" );
        check_status( add_group( TEST_GROUP ), NERR_Success );
        check_member( TEST_GROUP, TEST_USER, FALSE );
        ok( !count_users( TEST_GROUP ), "a new group has members\n" );
    }
    delete_test_accounts();
    if (!testing_ours()) return;

    check_status( NetGroupAddUser( NULL, all_users, NULL ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupAddUser( NULL, NULL, L"Guest" ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupAddUser( L"\\x", all_users, L"Guest" ), ERROR_INVALID_NAME );
    check_status( NetGroupDelUser( NULL, all_users, NULL ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupDelUser( NULL, NULL, L"Guest" ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupDelUser( L"\\x", all_users, L"Guest" ), ERROR_INVALID_NAME );
    check_status( NetGroupDel( NULL, NO_SUCH_NAME ), NERR_GroupNotFound );
    check_status( NetGroupDel( NULL, L"Users" ), NERR_GroupNotFound );
    check_status( NetGroupDel( NULL, L"Guest" ), NERR_GroupNotFound );
    check_status( NetGroupDel( NULL, L"" ), NERR_GroupNotFound );
    check_status( NetGroupDel( NULL, NULL ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupDel( L"\\x", all_users ), ERROR_INVALID_NAME );
}

static void test_set_users(void)
{
    GROUP_USERS_INFO_0 both[] = { { (WCHAR *)L"netapi32 TEST user" }, { (WCHAR *)OTHER_USER } };
    GROUP_USERS_INFO_0 twice[] = { { (WCHAR *)TEST_USER }, { (WCHAR *)OTHER_USER }, { (WCHAR *)TEST_USER } };
    GROUP_USERS_INFO_1 one = { (WCHAR *)OTHER_USER, MEMBER_ATTRIBUTES };
    GROUP_USERS_INFO_0 unknown[] = { { (WCHAR *)TEST_USER }, { (WCHAR *)NO_SUCH_NAME } };

    add_test_accounts();
    check_status( NetGroupSetUsers( NULL, TEST_GROUP, 0, (BYTE *)both, 2 ), NERR_Success );
    check_member( TEST_GROUP, TEST_USER, TRUE );
    check_member( TEST_GROUP, OTHER_USER, TRUE );
    check_status( NetGroupSetUsers( NULL, TEST_GROUP, 0, (BYTE *)both, 2 ), NERR_Success );
    check_status( NetGroupSetUsers( NULL, TEST_GROUP, 1, (BYTE *)&one, 1 ), NERR_Success );
    check_member( TEST_GROUP, TEST_USER, FALSE );
    check_member( TEST_GROUP, OTHER_USER, TRUE );
    check_status( NetGroupSetUsers( NULL, TEST_GROUP, 0, (BYTE *)unknown, 2 ), NERR_UserNotFound );
    check_member( TEST_GROUP, TEST_USER, FALSE );
    check_member( TEST_GROUP, OTHER_USER, TRUE );
    check_status( NetGroupSetUsers( NULL, NO_SUCH_NAME, 0, (BYTE *)both, 2 ), NERR_GroupNotFound );
    if (testing_ours())
    {
        check_status( NetGroupSetUsers( NULL, TEST_GROUP, 0, (BYTE *)twice, 3 ), NERR_Success );
        check_member( TEST_GROUP, TEST_USER, TRUE );
        check_status( NetGroupSetUsers( NULL, TEST_GROUP, 0, NULL, 0 ), NERR_Success );
        check_member( TEST_GROUP, TEST_USER, FALSE );
        check_member( TEST_GROUP, OTHER_USER, FALSE );

        /* all are in None, and stay there */
        check_status( NetGroupSetUsers( NULL, all_users, 0, (BYTE *)both, 2 ), NERR_SpeGroupOp );
        check_status( NetGroupSetUsers( NULL, all_users, 0, NULL, 0 ), NERR_SpeGroupOp );
        check_member( all_users, TEST_USER, TRUE );

        check_status( NetGroupSetUsers( NULL, TEST_GROUP, 2, (BYTE *)both, 2 ), ERROR_INVALID_LEVEL );
        check_status( NetGroupSetUsers( NULL, TEST_GROUP, 0, NULL, 1 ), ERROR_INVALID_PARAMETER );
        check_status( NetGroupSetUsers( NULL, NULL, 0, (BYTE *)both, 2 ), ERROR_INVALID_PARAMETER );
        check_status( NetGroupSetUsers( L"\\x", TEST_GROUP, 0, (BYTE *)both, 2 ), ERROR_INVALID_NAME );
        both[1].grui0_name = NULL;
        check_status( NetGroupSetUsers( NULL, TEST_GROUP, 0, (BYTE *)both, 2 ), ERROR_INVALID_PARAMETER );
        check_member( TEST_GROUP, TEST_USER, FALSE );
    }
    delete_test_accounts();
}

/* All users of this computer, for a group that has to have them. Of Windows no page tells it. */
static void test_set_all_users(void)
{
    GROUP_USERS_INFO_0 *infos = NULL;
    DWORD read = 0, total;

    check_status( add_user( TEST_USER ), NERR_Success );
    check_status( NetGroupGetUsers( NULL, all_users, 0, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &read, &total, NULL ),
                  NERR_Success );
    check_status( NetGroupSetUsers( NULL, all_users, 0, (BYTE *)infos, read ), NERR_Success );
    check_status( NetGroupSetUsers( NULL, all_users, 0, (BYTE *)infos, read - 1 ), NERR_SpeGroupOp );
    check_member( all_users, TEST_USER, TRUE );
    NetApiBufferFree( infos );
    delete_test_accounts();
}

/* MS-SAMR 3.1.5.7.1: a group that is a user's primary one is not deleted. */
static void test_primary_group(void)
{
    GROUP_USERS_INFO_0 other = { (WCHAR *)OTHER_USER };
    USER_INFO_1051 primary;
    GROUP_INFO_2 *info = NULL;
    NET_API_STATUS status;

    add_test_accounts();
    check_status( NetGroupAddUser( NULL, TEST_GROUP, TEST_USER ), NERR_Success );
    check_status( NetGroupGetInfo( NULL, TEST_GROUP, 2, (BYTE **)&info ), NERR_Success );
    primary.usri1051_primary_group_id = info->grpi2_group_id;
    NetApiBufferFree( info );
    status = NetUserSetInfo( NULL, TEST_USER, 1051, (BYTE *)&primary, NULL );
    ok( !status, "got status %lu\n", status );
    check_refused( NetGroupDelUser( NULL, TEST_GROUP, TEST_USER ), ERROR_MEMBERS_PRIMARY_GROUP );
    check_refused( NetGroupDel( NULL, TEST_GROUP ), ERROR_MEMBERS_PRIMARY_GROUP );
    check_refused( NetGroupSetUsers( NULL, TEST_GROUP, 0, (BYTE *)&other, 1 ), ERROR_MEMBERS_PRIMARY_GROUP );
    check_refused( NetGroupSetUsers( NULL, TEST_GROUP, 0, NULL, 0 ), ERROR_MEMBERS_PRIMARY_GROUP );
    check_member( TEST_GROUP, TEST_USER, TRUE );
    check_member( TEST_GROUP, OTHER_USER, FALSE );
    check_refused( NetGroupAddUser( NULL, TEST_GROUP, TEST_USER ), NERR_UserInGroup );

    primary.usri1051_primary_group_id = DOMAIN_GROUP_RID_USERS;
    check_status( NetUserSetInfo( NULL, TEST_USER, 1051, (BYTE *)&primary, NULL ), NERR_Success );
    check_member( TEST_GROUP, TEST_USER, TRUE );
    check_status( NetGroupDelUser( NULL, TEST_GROUP, TEST_USER ), NERR_Success );
    check_status( NetGroupDel( NULL, TEST_GROUP ), NERR_Success );
    delete_test_accounts();
}

/* ---- changing --------------------------------------------------------------------------------- */

static void test_set_info(void)
{
    WCHAR comment[MAXCOMMENTSZ + 2], ignored[GNLEN + 2];
    GROUP_INFO_3 info = { ignored, (WCHAR *)L"new", NULL, 0 };
    GROUP_INFO_0 name = { (WCHAR *)OTHER_GROUP };
    GROUP_INFO_1002 comment_info = { comment };
    GROUP_INFO_1005 attributes = { 0x80000000 };
    DWORD level, parm, id;
    unsigned int i;

    /* a name is changed by level 0 alone */
    for (i = 0; i < ARRAY_SIZE(ignored); i++) ignored[i] = i <= GNLEN ? '\\' : 0;
    if (!testing_ours()) info.grpi3_name = (WCHAR *)TEST_GROUP;
    add_test_accounts();
    id = check_group( TEST_GROUP, L"a comment" );
    check_status( NetGroupAddUser( NULL, TEST_GROUP, TEST_USER ), NERR_Success );
    for (level = 1; level <= 3; level++)
    {
        info.grpi3_comment = level & 1 ? (WCHAR *)L"odd" : (WCHAR *)L"even";
        check_parm( NetGroupSetInfo( NULL, L"netapi32 TEST group", level, (BYTE *)&info, &parm ), NERR_Success, 0 );
        check_group( TEST_GROUP, info.grpi3_comment );
    }
    for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = i < MAXCOMMENTSZ ? 'c' : 0;
    check_parm( NetGroupSetInfo( NULL, TEST_GROUP, 1002, (BYTE *)&comment_info, &parm ), NERR_Success, 0 );
    check_group( TEST_GROUP, comment );
    check_status( NetGroupSetInfo( NULL, TEST_GROUP, 1005, (BYTE *)&attributes, NULL ), NERR_Success );
    check_group( TEST_GROUP, comment );
    comment[0] = 0;
    check_status( NetGroupSetInfo( NULL, TEST_GROUP, 1002, (BYTE *)&comment_info, NULL ), NERR_Success );
    check_group( TEST_GROUP, L"" );

    check_parm( NetGroupSetInfo( NULL, TEST_GROUP, 0, (BYTE *)&name, &parm ), NERR_Success, 0 );
    check_no_such_group( TEST_GROUP );
    ok( check_group( OTHER_GROUP, L"" ) == id, "the group has another id\n" );
    check_member( OTHER_GROUP, TEST_USER, TRUE );
    ok( !is_member_by_user( TEST_GROUP, TEST_USER ), "the old name is among the user's groups\n" );
    name.grpi0_name = (WCHAR *)L"Netapi32 Other Group";
    check_status( NetGroupSetInfo( NULL, OTHER_GROUP, 0, (BYTE *)&name, NULL ), NERR_Success );
    check_group( L"Netapi32 Other Group", L"" );
    check_status( add_group( TEST_GROUP ), NERR_Success );
    check_status( add_alias( TEST_ALIAS ), NERR_Success );
    name.grpi0_name = (WCHAR *)L"netapi32 test GROUP";
    check_refused( NetGroupSetInfo( NULL, OTHER_GROUP, 0, (BYTE *)&name, NULL ), NERR_GroupExists );
    name.grpi0_name = all_users;
    check_refused( NetGroupSetInfo( NULL, OTHER_GROUP, 0, (BYTE *)&name, NULL ), NERR_GroupExists );
    name.grpi0_name = (WCHAR *)TEST_USER;
    check_refused( NetGroupSetInfo( NULL, OTHER_GROUP, 0, (BYTE *)&name, NULL ), NERR_UserExists );
    name.grpi0_name = (WCHAR *)TEST_ALIAS;
    check_refused( NetGroupSetInfo( NULL, OTHER_GROUP, 0, (BYTE *)&name, NULL ), NERR_GroupExists );
    check_group( L"Netapi32 Other Group", L"" );
    ok( check_group( TEST_GROUP, L"a comment" ) > id, "an id twice\n" );
    check_status( NetGroupSetInfo( NULL, NO_SUCH_NAME, 1005, (BYTE *)&attributes, NULL ), NERR_GroupNotFound );

    if (testing_ours())
    {
        name.grpi0_name = (WCHAR *)L"bad\\name";
        check_parm( NetGroupSetInfo( NULL, TEST_GROUP, 0, (BYTE *)&name, &parm ), ERROR_INVALID_PARAMETER,
                    GROUP_NAME_PARMNUM );
        name.grpi0_name = NULL;
        check_parm( NetGroupSetInfo( NULL, TEST_GROUP, 0, (BYTE *)&name, &parm ), ERROR_INVALID_PARAMETER,
                    GROUP_NAME_PARMNUM );
        for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = i <= MAXCOMMENTSZ ? 'c' : 0;
        info.grpi3_comment = comment;
        for (level = 1; level <= 3; level++)
            check_parm( NetGroupSetInfo( NULL, TEST_GROUP, level, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                        GROUP_COMMENT_PARMNUM );
        check_parm( NetGroupSetInfo( NULL, TEST_GROUP, 1002, (BYTE *)&comment_info, &parm ), ERROR_INVALID_PARAMETER,
                    GROUP_COMMENT_PARMNUM );
        info.grpi3_comment = NULL;
        check_status( NetGroupSetInfo( NULL, TEST_GROUP, 1, (BYTE *)&info, NULL ), NERR_Success );
        check_group( TEST_GROUP, L"a comment" );
        check_parm( NetGroupSetInfo( NULL, NULL, 1005, (BYTE *)&attributes, &parm ), ERROR_INVALID_PARAMETER, 0 );
        check_parm( NetGroupSetInfo( NULL, TEST_GROUP, 1005, NULL, &parm ), ERROR_INVALID_PARAMETER, 0 );
        check_parm( NetGroupSetInfo( NULL, TEST_GROUP, 1001, (BYTE *)&name, &parm ), ERROR_INVALID_LEVEL, 0 );
        check_parm( NetGroupSetInfo( L"\\x", TEST_GROUP, 1005, (BYTE *)&attributes, &parm ), ERROR_INVALID_NAME, 0 );
    }
    delete_test_accounts();
}

/* None may have another comment, and keeps its name. */
static void test_set_all_users_info(void)
{
    GROUP_INFO_1002 comment = { (WCHAR *)L"another" };
    GROUP_INFO_0 name = { (WCHAR *)OTHER_GROUP };
    GROUP_INFO_1 *old = NULL, *new = NULL;

    check_status( NetGroupGetInfo( NULL, all_users, 1, (BYTE **)&old ), NERR_Success );
    check_status( NetGroupSetInfo( NULL, all_users, 1002, (BYTE *)&comment, NULL ), NERR_Success );
    check_status( NetGroupGetInfo( NULL, all_users, 1, (BYTE **)&new ), NERR_Success );
    ok( !lstrcmpW( new->grpi1_comment, L"another" ), "got comment %s\n", wine_dbgstr_w( new->grpi1_comment ) );
    comment.grpi1002_comment = old->grpi1_comment;
    check_status( NetGroupSetInfo( NULL, all_users, 1002, (BYTE *)&comment, NULL ), NERR_Success );
    NetApiBufferFree( new );
    NetApiBufferFree( old );
    if (testing_ours()) check_status( NetGroupSetInfo( NULL, all_users, 0, (BYTE *)&name, NULL ), NERR_SpeGroupOp );
}

/* ---- many ------------------------------------------------------------------------------------- */

#define MANY  300

static const WCHAR *group_name( unsigned int i )
{
    static WCHAR name[64];

    wsprintfW( name, L"netapi32 group %u", i );
    return name;
}

static const WCHAR *user_name( unsigned int i )
{
    static WCHAR name[64];

    wsprintfW( name, L"netapi32 u%u", i );
    return name;
}

/* By the resume handle, a few at a time, all of them. */
static void test_many(void)
{
    struct enumeration many_groups = groups, many_users = users;
    unsigned int i;

    for (i = 0; i < MANY; i++)
    {
        check_status( add_group( group_name( i ) ), NERR_Success );
        check_status( add_user( user_name( i ) ), NERR_Success );
    }
    check_status( add_group( TEST_GROUP ), NERR_Success );
    for (i = 0; i < MANY; i++)
        check_status( NetGroupAddUser( NULL, TEST_GROUP, user_name( i ) ), NERR_Success );
    many_groups.at_least = MANY + 1;
    many_users.at_least = MANY;
    test_enum_level( &many_groups, &group_levels[1] );
    test_enum_level( &many_groups, &group_levels[3] );
    enumerated = TEST_GROUP;
    test_enum_level( &many_users, &user_levels[0] );
    test_enum_level( &many_users, &user_levels[1] );
    enumerated = all_users;
    test_enum_level( &many_users, &user_levels[0] );
}

static void delete_many(void)
{
    unsigned int i;

    for (i = 0; i < MANY; i++)
    {
        NetGroupDel( NULL, group_name( i ) );
        NetUserDel( NULL, user_name( i ) );
    }
    delete_test_accounts();
}

/* ---- others ----------------------------------------------------------------------------------- */

static void change_as_other(void)
{
    GROUP_USERS_INFO_0 user = { (WCHAR *)TEST_USER };
    GROUP_INFO_1002 comment = { (WCHAR *)L"another" };

    check_status( add_group( OTHER_GROUP ), ERROR_ACCESS_DENIED );
    check_status( NetGroupDel( NULL, TEST_GROUP ), ERROR_ACCESS_DENIED );
    check_status( NetGroupSetInfo( NULL, TEST_GROUP, 1002, (BYTE *)&comment, NULL ), ERROR_ACCESS_DENIED );
    check_status( NetGroupAddUser( NULL, TEST_GROUP, TEST_USER ), ERROR_ACCESS_DENIED );
    check_status( NetGroupDelUser( NULL, TEST_GROUP, OTHER_USER ), ERROR_ACCESS_DENIED );
    check_status( NetGroupSetUsers( NULL, TEST_GROUP, 0, (BYTE *)&user, 1 ), ERROR_ACCESS_DENIED );
}

static void test_other(void)
{
    add_test_accounts();
    check_status( NetGroupAddUser( NULL, TEST_GROUP, OTHER_USER ), NERR_Success );
    if (!run_as_other( change_as_other )) skip( "there is no token without the administrators\n" );
    check_group( TEST_GROUP, L"a comment" );
    check_member( TEST_GROUP, TEST_USER, FALSE );
    check_member( TEST_GROUP, OTHER_USER, TRUE );
    check_no_such_group( OTHER_GROUP );
    delete_test_accounts();
}

START_TEST(group)
{
    BOOL changing = may_change_accounts();

    test_layout();
    if (under_wine() && !testing_ours())
    {
        skip( "Wine's own has no groups\n" );
        return;
    }
    if (!get_all_users_name())
    {
        ok( 0, "there is no group of all users\n" );
        return;
    }
    if (changing) delete_many();
    test_enumeration( &groups );
    test_enumeration( &users );
    test_info();
    test_names();
    test_membership();
    if (!changing)
    {
        skip( "this user may not change accounts\n" );
        return;
    }
    test_add_levels();
    test_add_names();
    test_add_existing();
    test_users();
    test_set_users();
    if (testing_ours()) test_set_all_users();
    test_primary_group();
    test_set_info();
    test_set_all_users_info();
    test_many();
    delete_many();
    test_other();
    test_membership();
}
