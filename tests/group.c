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

static void check_group_2( struct answer *answer, const void *info )
{
    const GROUP_INFO_2 *group = info;

    check_string( answer, group->grpi2_name, "name" );
    check_string( answer, group->grpi2_comment, "comment" );
    ok( group->grpi2_group_id == DOMAIN_GROUP_RID_USERS, "got id %lu\n", group->grpi2_group_id );
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
    ok( last_sub_authority( group->grpi3_group_sid ) == DOMAIN_GROUP_RID_USERS, "got id %lu\n",
        last_sub_authority( group->grpi3_group_sid ) );
    ok( group->grpi3_attributes == MEMBER_ATTRIBUTES, "got attributes %#lx\n", group->grpi3_attributes );
    GetComputerNameW( computer, &size );
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

static NET_API_STATUS enum_users( const WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                  DWORD *total, DWORD_PTR *resume )
{
    return NetGroupGetUsers( server, all_users, level, buffer, max_length, read, total, resume );
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

/* ---- changing --------------------------------------------------------------------------------- */

/* The rest of this file changes nothing, or nothing for longer than the process lives: where the DLL is another one,
 * it could change the computer. */

static void test_add(void)
{
    static const WCHAR * const bad_names[] = { NULL, L"", L" ", L"...", L"a.", L"a\\b", L"a/b", L"a,b", L"a\tb", L"a|b" };
    WCHAR name[GNLEN + 2], comment[MAXCOMMENTSZ + 2];
    GROUP_INFO_3 info = { name, comment, NULL, 0 };
    DWORD level, parm;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(name); i++) name[i] = 'n';
    name[GNLEN] = 0;
    for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = '"';
    comment[MAXCOMMENTSZ] = 0;

    for (level = 0; level <= 3; level++)
    {
        check_parm( NetGroupAdd( NULL, level, (BYTE *)&info, &parm ), ERROR_ACCESS_DENIED, 0 );
        name[GNLEN] = 'n';
        name[GNLEN + 1] = 0;
        check_parm( NetGroupAdd( NULL, level, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER, GROUP_NAME_PARMNUM );
        name[GNLEN] = 0;
        if (!level) continue;
        comment[MAXCOMMENTSZ] = '"';
        comment[MAXCOMMENTSZ + 1] = 0;
        check_parm( NetGroupAdd( NULL, level, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER, GROUP_COMMENT_PARMNUM );
        comment[MAXCOMMENTSZ] = 0;
    }
    for (i = 0; i < ARRAY_SIZE(bad_names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( bad_names[i] ) );
        info.grpi3_name = (WCHAR *)bad_names[i];
        check_parm( NetGroupAdd( NULL, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER, GROUP_NAME_PARMNUM );
        check_status( NetGroupAdd( NULL, 1, (BYTE *)&info, NULL ), ERROR_INVALID_PARAMETER );
        winetest_pop_context();
    }
    info.grpi3_name = all_users;
    check_parm( NetGroupAdd( NULL, 0, (BYTE *)&info, &parm ), NERR_GroupExists, 0 );
    info.grpi3_name = (WCHAR *)L"administrators";
    check_parm( NetGroupAdd( NULL, 0, (BYTE *)&info, &parm ), NERR_GroupExists, 0 );
    info.grpi3_name = (WCHAR *)L"guest";
    check_parm( NetGroupAdd( NULL, 0, (BYTE *)&info, &parm ), NERR_UserExists, 0 );

    check_parm( NetGroupAdd( NULL, 4, (BYTE *)&info, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetGroupAdd( NULL, 1002, (BYTE *)&info, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetGroupAdd( NULL, 0, NULL, &parm ), ERROR_INVALID_PARAMETER, 0 );
    check_parm( NetGroupAdd( L"no-such-computer.invalid", 0, (BYTE *)&info, &parm ), ERROR_BAD_NETPATH, 0 );
}

static void test_set_info(void)
{
    WCHAR comment[MAXCOMMENTSZ + 2], ignored[GNLEN + 2];
    GROUP_INFO_3 info = { ignored, (WCHAR *)L"", NULL, 0 };
    GROUP_INFO_0 name = { (WCHAR *)L"new name" };
    GROUP_INFO_1002 comment_info = { comment };
    GROUP_INFO_1005 attributes = { 0 };
    DWORD level, parm;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(ignored); i++) ignored[i] = i <= GNLEN ? '\\' : 0;
    for (level = 1; level <= 3; level++)
        check_parm( NetGroupSetInfo( NULL, all_users, level, (BYTE *)&info, &parm ), ERROR_ACCESS_DENIED, 0 );
    check_parm( NetGroupSetInfo( NULL, all_users, 1005, (BYTE *)&attributes, &parm ), ERROR_ACCESS_DENIED, 0 );

    for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = 'c';
    comment[MAXCOMMENTSZ + 1] = 0;
    info.grpi3_comment = comment;
    for (level = 1; level <= 3; level++)
        check_parm( NetGroupSetInfo( NULL, all_users, level, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                    GROUP_COMMENT_PARMNUM );
    check_parm( NetGroupSetInfo( NULL, all_users, 1002, (BYTE *)&comment_info, &parm ), ERROR_INVALID_PARAMETER,
                GROUP_COMMENT_PARMNUM );
    comment[MAXCOMMENTSZ] = 0;
    check_parm( NetGroupSetInfo( NULL, all_users, 1002, (BYTE *)&comment_info, &parm ), ERROR_ACCESS_DENIED, 0 );

    check_parm( NetGroupSetInfo( NULL, all_users, 0, (BYTE *)&name, &parm ), ERROR_ACCESS_DENIED, 0 );
    name.grpi0_name = (WCHAR *)L"bad\\name";
    check_parm( NetGroupSetInfo( NULL, all_users, 0, (BYTE *)&name, &parm ), ERROR_INVALID_PARAMETER,
                GROUP_NAME_PARMNUM );
    name.grpi0_name = (WCHAR *)L"Guest";
    check_parm( NetGroupSetInfo( NULL, all_users, 0, (BYTE *)&name, &parm ), NERR_UserExists, 0 );
    name.grpi0_name = (WCHAR *)L"Users";
    check_parm( NetGroupSetInfo( NULL, all_users, 0, (BYTE *)&name, &parm ), NERR_GroupExists, 0 );

    check_parm( NetGroupSetInfo( NULL, NO_SUCH_NAME, 1005, (BYTE *)&attributes, &parm ), NERR_GroupNotFound, 0 );
    check_parm( NetGroupSetInfo( NULL, NULL, 1005, (BYTE *)&attributes, &parm ), ERROR_INVALID_PARAMETER, 0 );
    check_parm( NetGroupSetInfo( NULL, all_users, 1005, NULL, &parm ), ERROR_INVALID_PARAMETER, 0 );
    check_parm( NetGroupSetInfo( NULL, all_users, 1001, (BYTE *)&name, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetGroupSetInfo( L"\\x", all_users, 1005, (BYTE *)&attributes, &parm ), ERROR_INVALID_NAME, 0 );
    check_status( NetGroupSetInfo( NULL, all_users, 1005, (BYTE *)&attributes, NULL ), ERROR_ACCESS_DENIED );
}

static void test_set_users(void)
{
    GROUP_USERS_INFO_0 some[] = { { (WCHAR *)L"Guest" }, { (WCHAR *)L"administrator" } };
    GROUP_USERS_INFO_1 more[] = { { (WCHAR *)L"Guest", 0 }, { (WCHAR *)NO_SUCH_NAME, 0 } };

    check_status( NetGroupSetUsers( NULL, all_users, 0, (BYTE *)some, 2 ), ERROR_ACCESS_DENIED );
    check_status( NetGroupSetUsers( NULL, all_users, 0, NULL, 0 ), ERROR_ACCESS_DENIED );
    check_status( NetGroupSetUsers( NULL, all_users, 1, (BYTE *)more, 1 ), ERROR_ACCESS_DENIED );
    check_status( NetGroupSetUsers( NULL, all_users, 1, (BYTE *)more, 2 ), NERR_UserNotFound );
    more[1].grui1_name = NULL;
    check_status( NetGroupSetUsers( NULL, all_users, 1, (BYTE *)more, 2 ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupSetUsers( NULL, all_users, 0, NULL, 1 ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupSetUsers( NULL, NULL, 0, (BYTE *)some, 2 ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupSetUsers( NULL, all_users, 2, (BYTE *)some, 2 ), ERROR_INVALID_LEVEL );
    check_status( NetGroupSetUsers( NULL, NO_SUCH_NAME, 0, (BYTE *)some, 2 ), NERR_GroupNotFound );
    check_status( NetGroupSetUsers( L"\\x", all_users, 0, (BYTE *)some, 2 ), ERROR_INVALID_NAME );
}

static void test_users_and_deletion(void)
{
    check_status( NetGroupAddUser( NULL, all_users, L"Guest" ), NERR_UserInGroup );
    check_status( NetGroupAddUser( NULL, all_users, NO_SUCH_NAME ), NERR_UserNotFound );
    check_status( NetGroupAddUser( NULL, NO_SUCH_NAME, L"Guest" ), NERR_GroupNotFound );
    check_status( NetGroupAddUser( NULL, all_users, NULL ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupAddUser( NULL, NULL, L"Guest" ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupAddUser( L"\\x", all_users, L"Guest" ), ERROR_INVALID_NAME );

    check_status( NetGroupDelUser( NULL, all_users, L"Guest" ), ERROR_ACCESS_DENIED );
    check_status( NetGroupDelUser( NULL, all_users, NO_SUCH_NAME ), NERR_UserNotFound );
    check_status( NetGroupDelUser( NULL, NO_SUCH_NAME, L"Guest" ), NERR_GroupNotFound );
    check_status( NetGroupDelUser( NULL, all_users, NULL ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupDelUser( NULL, NULL, L"Guest" ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupDelUser( L"\\x", all_users, L"Guest" ), ERROR_INVALID_NAME );

    check_status( NetGroupDel( NULL, all_users ), ERROR_ACCESS_DENIED );
    check_status( NetGroupDel( NULL, NO_SUCH_NAME ), NERR_GroupNotFound );
    check_status( NetGroupDel( NULL, NULL ), ERROR_INVALID_PARAMETER );
    check_status( NetGroupDel( L"\\x", all_users ), ERROR_INVALID_NAME );
}

/* a user who is added is in the group of all users at once */
static void test_added_user(void)
{
    USER_INFO_1 info = { .usri1_name = (WCHAR *)L"group test", .usri1_password = (WCHAR *)L"Secret 1 secret",
                         .usri1_priv = USER_PRIV_USER, .usri1_flags = UF_SCRIPT };

    check_status( NetUserAdd( NULL, 1, (BYTE *)&info, NULL ), NERR_Success );
    ok( is_member_by_group( all_users, info.usri1_name ), "the added user is not in the group\n" );
    ok( is_member_by_user( all_users, info.usri1_name ), "the group is not among the added user's\n" );
    test_enumeration( &users );
    check_status( NetUserDel( NULL, info.usri1_name ), NERR_Success );
    ok( !is_member_by_group( all_users, info.usri1_name ), "the deleted user is in the group\n" );
}

START_TEST(group)
{
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
    test_enumeration( &groups );
    test_enumeration( &users );
    test_info();
    test_names();
    test_membership();
    if (!testing_ours())
    {
        skip( "not changing this computer\n" );
        return;
    }
    test_add();
    test_set_info();
    test_set_users();
    test_users_and_deletion();
    test_added_user();
    test_membership();
}
