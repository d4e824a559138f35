/*
 * Tests of groups and local groups of other computers, on the server that tests/host/samba-groups starts
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
#include <stdio.h>

#include "wine/test.h"
#include <windef.h>
#include <winerror.h>
#include <winnls.h>
#include <sddl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "answer.h"
#include "groups.h"
#include "remote.h"
#include "tell.h"

/*
 * Beside what is in remote.h:
 *   PHASE            what to do: "fill" makes the many members of the local group; "read" tells all groups and members,
 *                    a line each, for the script to compare with what Samba's own tools tell; "make" makes groups and
 *                    members, which the script then looks at, and "unmake" has them gone in the end; "refused" is for
 *                    somebody who may nothing; "others" makes members of other domains
 *   MANY, FEW        the names of a group with many members, of one with few; " Local" behind them makes those of local ones
 *   MEMBERS          how many they have
 *   NAME             the server's name
 *   AUTHORITY        whether its local security authority can be asked
 *   ADD_ALIAS        what the server returns for a local group that is to be added
 */
static WCHAR server[300];
static const WCHAR *group_name;     /* whose members are asked for */

#define MEMBER_ATTRIBUTES  (SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED)

/* ---- levels ----------------------------------------------------------------------------------- */

static void check_group_0( struct answer *answer, const void *info )
{
    const GROUP_INFO_0 *group = info;

    check_string( answer, group->grpi0_name, "name" );
    TELL( "group 0|%s\n", narrow( group->grpi0_name ) );
}

static void check_group_1( struct answer *answer, const void *info )
{
    const GROUP_INFO_1 *group = info;

    check_string( answer, group->grpi1_name, "name" );
    check_string( answer, group->grpi1_comment, "comment" );
    TELL( "group 1|%s|%s\n", narrow( group->grpi1_name ), narrow( group->grpi1_comment ) );
}

static void check_group_2( struct answer *answer, const void *info )
{
    const GROUP_INFO_2 *group = info;

    check_string( answer, group->grpi2_name, "name" );
    check_string( answer, group->grpi2_comment, "comment" );
    TELL( "group 2|%s|%s|0x%lx|0x%lx\n", narrow( group->grpi2_name ), narrow( group->grpi2_comment ),
          group->grpi2_group_id, group->grpi2_attributes );
}

static void check_group_3( struct answer *answer, const void *info )
{
    const GROUP_INFO_3 *group = info;

    check_string( answer, group->grpi3_name, "name" );
    check_string( answer, group->grpi3_comment, "comment" );
    check_sid( answer, group->grpi3_group_sid );
    TELL( "group 3|%s|%s|%s|0x%lx\n", narrow( group->grpi3_name ), narrow( group->grpi3_comment ),
          narrow_sid( group->grpi3_group_sid ), group->grpi3_attributes );
}

static void check_user_0( struct answer *answer, const void *info )
{
    const GROUP_USERS_INFO_0 *user = info;

    check_string( answer, user->grui0_name, "name" );
    TELL( "member 0|%s|%s\n", narrow( group_name ), narrow( user->grui0_name ) );
}

static void check_user_1( struct answer *answer, const void *info )
{
    const GROUP_USERS_INFO_1 *user = info;

    check_string( answer, user->grui1_name, "name" );
    TELL( "member 1|%s|%s|0x%lx\n", narrow( group_name ), narrow( user->grui1_name ), user->grui1_attributes );
}

static void check_alias_0( struct answer *answer, const void *info )
{
    const LOCALGROUP_INFO_0 *alias = info;

    check_string( answer, alias->lgrpi0_name, "name" );
    TELL( "alias 0|%s\n", narrow( alias->lgrpi0_name ) );
}

static void check_alias_1( struct answer *answer, const void *info )
{
    const LOCALGROUP_INFO_1 *alias = info;

    check_string( answer, alias->lgrpi1_name, "name" );
    check_string( answer, alias->lgrpi1_comment, "comment" );
    TELL( "alias 1|%s|%s\n", narrow( alias->lgrpi1_name ), narrow( alias->lgrpi1_comment ) );
}

static void check_member_0( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_0 *member = info;

    check_sid( answer, member->lgrmi0_sid );
    TELL( "alias member 0|%s|%s\n", narrow( group_name ), narrow_sid( member->lgrmi0_sid ) );
}

static void check_member_1( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_1 *member = info;

    check_sid( answer, member->lgrmi1_sid );
    check_string( answer, member->lgrmi1_name, "name" );
    TELL( "alias member 1|%s|%s|%s|%u\n", narrow( group_name ), narrow_sid( member->lgrmi1_sid ),
          narrow( member->lgrmi1_name ), member->lgrmi1_sidusage );
}

static void check_member_2( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_2 *member = info;

    check_sid( answer, member->lgrmi2_sid );
    check_string( answer, member->lgrmi2_domainandname, "name" );
    TELL( "alias member 2|%s|%s|%s|%u\n", narrow( group_name ), narrow_sid( member->lgrmi2_sid ),
          narrow( member->lgrmi2_domainandname ), member->lgrmi2_sidusage );
}

static void check_member_3( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_3 *member = info;

    check_string( answer, member->lgrmi3_domainandname, "name" );
    TELL( "alias member 3|%s|%s\n", narrow( group_name ), narrow( member->lgrmi3_domainandname ) );
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

static const struct enum_level alias_levels[] =
{
    { 0, sizeof(LOCALGROUP_INFO_0), FALSE, check_alias_0 },
    { 1, sizeof(LOCALGROUP_INFO_1), FALSE, check_alias_1 },
};

static const struct enum_level member_levels[] =
{
    { 0, sizeof(LOCALGROUP_MEMBERS_INFO_0), TRUE, check_member_0 },
    { 1, sizeof(LOCALGROUP_MEMBERS_INFO_1), TRUE, check_member_1 },
    { 2, sizeof(LOCALGROUP_MEMBERS_INFO_2), TRUE, check_member_2 },
    { 3, sizeof(LOCALGROUP_MEMBERS_INFO_3), FALSE, check_member_3 },
};

/* ---- asking ----------------------------------------------------------------------------------- */

static NET_API_STATUS enum_members( const WCHAR *name, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                    DWORD *total, DWORD_PTR *resume )
{
    return NetLocalGroupGetMembers( name, group_name, level, buffer, max_length, read, total, resume );
}

static NET_API_STATUS enum_users( const WCHAR *name, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                  DWORD *total, DWORD_PTR *resume )
{
    return NetGroupGetUsers( name, group_name, level, buffer, max_length, read, total, resume );
}

static NET_API_STATUS enum_groups( const WCHAR *name, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                   DWORD *total, DWORD_PTR *resume )
{
    return NetGroupEnum( name, level, buffer, max_length, read, total, resume );
}

static NET_API_STATUS enum_aliases( const WCHAR *name, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                    DWORD *total, DWORD_PTR *resume )
{
    return NetLocalGroupEnum( name, level, buffer, max_length, read, total, resume );
}

static const struct enumeration groups =
    { "NetGroupEnum", enum_groups, group_levels, ARRAY_SIZE(group_levels), 1, server, FALSE };
static const struct enumeration users =
    { "NetGroupGetUsers", enum_users, user_levels, ARRAY_SIZE(user_levels), 0, server, FALSE };
static const struct enumeration aliases =
    { "NetLocalGroupEnum", enum_aliases, alias_levels, ARRAY_SIZE(alias_levels), 1, server, TRUE };
static const struct enumeration members =
    { "NetLocalGroupGetMembers", enum_members, member_levels, ARRAY_SIZE(member_levels), 0, server, FALSE };

typedef NET_API_STATUS (WINAPI *get_info_function)( const WCHAR *server, const WCHAR *name, DWORD level, BYTE **buffer );

/* What the one function tells of each has to be what the other tells of all. */
static void compare_info( get_info_function get, const struct enum_level *level, const BYTE *listed )
{
    const WCHAR *name = *(const WCHAR * const *)listed;
    struct answer answer;
    NET_API_STATUS status;
    BYTE *buffer = POISON;

    status = get( server, name, level->number, &buffer );
    ok( status == NERR_Success, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
    if (status) return;
    open_answer( &answer, buffer, level->size );
    level->check( &answer, buffer );
    close_answer( &answer );
}

static void tell_all( const struct enumeration *e, get_info_function get )
{
    DWORD i, j, count, total, size;
    const struct enum_level *level;
    NET_API_STATUS status;
    struct answer answer;
    BYTE *buffer;

    for (i = 0; i < e->level_count; i++)
    {
        level = &e->levels[i];
        winetest_push_context( "%s %lu", e->name, level->number );
        status = e->call( server, level->number, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
        ok( status == NERR_Success && count == total, "got status %lu, %lu of %lu\n", status, count, total );
        if (buffer)
        {
            size = count * level->size;
            open_answer( &answer, buffer, size );
            telling = TRUE;
            for (j = 0; j < count; j++) level->check( &answer, buffer + j * level->size );
            /* a line for each from both of them */
            for (j = 0; j < count && get; j++) compare_info( get, level, buffer + j * level->size );
            telling = FALSE;
            close_answer( &answer );
        }
        winetest_pop_context();
    }
}

/* the members of all groups */
static void tell_members( const struct enumeration *groups_of, const struct enumeration *members_of )
{
    DWORD i, count, total;
    NET_API_STATUS status;
    WCHAR **names;

    status = groups_of->call( server, 0, (BYTE **)&names, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status) return;
    for (i = 0; i < count; i++)
    {
        group_name = names[i];
        winetest_push_context( "%s", wine_dbgstr_w( group_name ) );
        tell_all( members_of, NULL );
        winetest_pop_context();
    }
    NetApiBufferFree( names );
}

static void test_many_members(void)
{
    DWORD expected = get_number( L"MEMBERS" ), count, total, start;
    WCHAR name[300];
    BYTE *buffer;

    group_name = get_fact( L"MANY", name );
    start = GetTickCount();
    check_status( NetGroupGetUsers( server, name, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL ), NERR_Success );
    trace( "%lu members of a group: %lu ms\n", count, GetTickCount() - start );
    ok( count == expected && total == expected, "got %lu of %lu members\n", count, total );
    NetApiBufferFree( buffer );

    lstrcatW( name, L" Local" );
    start = GetTickCount();
    check_status( NetLocalGroupGetMembers( server, name, 3, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL ),
                  NERR_Success );
    trace( "%lu members of a local group: %lu ms\n", count, GetTickCount() - start );
    ok( count == expected && total == expected, "got %lu of %lu members\n", count, total );
    NetApiBufferFree( buffer );
}

static void test_missing_groups(void)
{
    DWORD level;
    BYTE *buffer;

    group_name = NO_SUCH_NAME;
    for (level = 0; level <= 3; level++)
    {
        winetest_push_context( "level %lu", level );
        buffer = POISON;
        check_status( NetGroupGetInfo( server, group_name, level, &buffer ), NERR_GroupNotFound );
        ok( !buffer, "got %p\n", buffer );
        check_enum_error( &members, server, level, ERROR_NO_SUCH_ALIAS );
        winetest_pop_context();
        if (level > 1) continue;
        winetest_push_context( "level %lu", level );
        buffer = POISON;
        check_status( NetLocalGroupGetInfo( server, group_name, level, &buffer ), NERR_GroupNotFound );
        ok( !buffer, "got %p\n", buffer );
        check_enum_error( &users, server, level, NERR_GroupNotFound );
        winetest_pop_context();
    }
}

static void test_reading(void)
{
    WCHAR small[300];
    unsigned int i;

    tell_all( &groups, NetGroupGetInfo );
    tell_all( &aliases, NetLocalGroupGetInfo );
    tell_members( &groups, &users );
    tell_members( &aliases, &members );
    test_missing_groups();
    test_many_members();

    for (i = 0; i < groups.level_count; i++) test_enum_level( &groups, &group_levels[i] );
    for (i = 0; i < aliases.level_count; i++) test_enum_level( &aliases, &alias_levels[i] );
    group_name = get_fact( L"FEW", small );
    for (i = 0; i < users.level_count; i++) test_enum_level( &users, &user_levels[i] );
    lstrcatW( small, L" Local" );
    for (i = 0; i < members.level_count; i++) test_enum_level( &members, &member_levels[i] );
}

/* ---- changing --------------------------------------------------------------------------------- */

#define MADE        L"Made"
#define MADE_FULL   L"Made in full"
#define FEW_LOCAL   L"Few Local"
#define NONE_LOCAL  L"None Local"

static NET_API_STATUS add_group( DWORD level, const WCHAR *name, const WCHAR *comment, DWORD attributes )
{
    GROUP_INFO_2 info = { (WCHAR *)name, (WCHAR *)comment, 0, attributes };
    GROUP_INFO_3 info_3 = { (WCHAR *)name, (WCHAR *)comment, NULL, attributes };
    DWORD parm = 0xdead;
    NET_API_STATUS status = NetGroupAdd( server, level, level == 3 ? (BYTE *)&info_3 : (BYTE *)&info, &parm );

    if (status != ERROR_INVALID_PARAMETER) ok( !parm, "got parm_err %lu\n", parm );
    return status;
}

static NET_API_STATUS add_alias( const WCHAR *name, const WCHAR *comment )
{
    LOCALGROUP_INFO_1 info = { (WCHAR *)name, (WCHAR *)comment };

    return NetLocalGroupAdd( server, 1, (BYTE *)&info, NULL );
}

typedef NET_API_STATUS (WINAPI *change_function)( const WCHAR *server, const WCHAR *name, DWORD level, BYTE *buffer,
                                                  DWORD count );

/* up to four names; of users, and of members of local groups */
static NET_API_STATUS change_names( change_function change, DWORD level, const WCHAR *group, const WCHAR *a,
                                    const WCHAR *b, const WCHAR *c, const WCHAR *d )
{
    const WCHAR *names[] = { a, b, c, d };
    DWORD count = 0;

    while (count < ARRAY_SIZE(names) && names[count]) count++;
    return change( server, group, level, (BYTE *)names, count );
}

#define ADD( group, ... )   change_names( NetLocalGroupAddMembers, 3, group, __VA_ARGS__ )
#define DEL( group, ... )   change_names( NetLocalGroupDelMembers, 3, group, __VA_ARGS__ )
#define SET( group, ... )   change_names( NetLocalGroupSetMembers, 3, group, __VA_ARGS__ )
#define USERS( group, ... ) change_names( NetGroupSetUsers, 0, group, __VA_ARGS__ )

/* how many members a group has, and whether one of them is there */
static DWORD count_members( const struct enumeration *e, DWORD level, const WCHAR *group, const WCHAR *name, BOOL *has )
{
    DWORD i, count = 0, total;
    WCHAR **names = NULL;

    group_name = group;
    check_status( e->call( server, level, (BYTE **)&names, MAX_PREFERRED_LENGTH, &count, &total, NULL ), NERR_Success );
    for (*has = FALSE, i = 0; i < count; i++)
    {
        if (winetest_debug > 1) trace( "%s: %s\n", wine_dbgstr_w( group ), wine_dbgstr_w( names[i] ) );
        if (!lstrcmpW( names[i], name )) *has = TRUE;
    }
    NetApiBufferFree( names );
    return count;
}

static void check_users_of( const WCHAR *group, DWORD expected, const WCHAR *name, BOOL expected_has )
{
    DWORD count;
    BOOL has;

    count = count_members( &users, 0, group, name, &has );
    ok( count == expected && has == expected_has, "%s: %lu members, %s is %sthere\n", wine_dbgstr_w( group ), count,
        wine_dbgstr_w( name ), has ? "" : "not " );
}

static void check_members_of( const WCHAR *group, DWORD expected, const WCHAR *name, BOOL expected_has )
{
    WCHAR full_name[300];
    DWORD count;
    BOOL has;

    lstrcatW( lstrcatW( (WCHAR *)get_fact( L"NAME", full_name ), L"\\" ), name );
    count = count_members( &members, 3, group, full_name, &has );
    ok( count == expected && has == expected_has, "%s: %lu members, %s is %sthere\n", wine_dbgstr_w( group ), count,
        wine_dbgstr_w( full_name ), has ? "" : "not " );
}

static void make_groups(void)
{
    GROUP_INFO_1002 comment = { (WCHAR *)L"Changed" };
    GROUP_INFO_1005 attributes = { MEMBER_ATTRIBUTES };
    GROUP_INFO_1 changed = { NULL, (WCHAR *)L"Changed in full" };
    DWORD parm;

    check_status( add_group( 1, MADE, L"A comment", 0 ), NERR_Success );
    check_status( add_group( 2, MADE_FULL, L"", MEMBER_ATTRIBUTES ), NERR_Success );
    check_status( add_group( 1, L"made", L"", 0 ), NERR_GroupExists );
    check_status( add_group( 3, L"u1", L"", 0 ), NERR_UserExists );
    check_status( add_group( 0, NONE_LOCAL, NULL, 0 ), NERR_GroupExists );
    check_status( add_group( 0, L"a/b", NULL, 0 ), ERROR_INVALID_PARAMETER );
    check_status( add_group( 0, NULL, NULL, 0 ), ERROR_INVALID_PARAMETER );
    check_status( add_group( 4, L"x", NULL, 0 ), ERROR_INVALID_LEVEL );

    check_parm( NetGroupSetInfo( server, MADE, 1002, (BYTE *)&comment, &parm ), NERR_Success, 0 );
    check_parm( NetGroupSetInfo( server, MADE, 1005, (BYTE *)&attributes, &parm ), NERR_Success, 0 );
    check_parm( NetGroupSetInfo( server, MADE_FULL, 1, (BYTE *)&changed, &parm ), NERR_Success, 0 );
    check_parm( NetGroupSetInfo( server, NO_SUCH_NAME, 1002, (BYTE *)&comment, &parm ), NERR_GroupNotFound, 0 );
}

static void make_users(void)
{
    GROUP_USERS_INFO_1 full[] = { { (WCHAR *)L"u4", 0 }, { (WCHAR *)L"u2", 0 } };

    check_status( NetGroupAddUser( server, MADE, L"u1" ), NERR_Success );
    check_status( NetGroupAddUser( server, MADE, L"u2" ), NERR_Success );
    check_status( NetGroupAddUser( server, MADE, L"u1" ), NERR_UserInGroup );
    check_status( NetGroupAddUser( server, MADE, NO_SUCH_NAME ), NERR_UserNotFound );
    check_status( NetGroupAddUser( server, NO_SUCH_NAME, L"u1" ), NERR_GroupNotFound );
    check_status( NetGroupDelUser( server, MADE, L"u2" ), NERR_Success );
    check_status( NetGroupDelUser( server, MADE, L"u2" ), NERR_UserNotInGroup );
    check_status( NetGroupDelUser( server, MADE, NO_SUCH_NAME ), NERR_UserNotFound );
    check_users_of( MADE, 1, L"u1", TRUE );

    check_status( USERS( MADE_FULL, L"u1", L"u2", L"u3", L"u2" ), NERR_Success );
    check_users_of( MADE_FULL, 3, L"u1", TRUE );
    check_status( USERS( MADE_FULL, L"u4", NO_SUCH_NAME, NULL, NULL ), NERR_UserNotFound );
    check_users_of( MADE_FULL, 3, L"u4", FALSE );
    check_status( NetGroupSetUsers( server, MADE_FULL, 1, (BYTE *)full, 2 ), NERR_Success );
    check_users_of( MADE_FULL, 2, L"u1", FALSE );
    check_users_of( MADE_FULL, 2, L"u4", TRUE );
    check_status( USERS( NO_SUCH_NAME, L"u1", NULL, NULL, NULL ), NERR_GroupNotFound );
}

static void make_aliases(void)
{
    LOCALGROUP_INFO_1002 comment = { (WCHAR *)L"Changed" };
    LOCALGROUP_INFO_1 changed = { NULL, (WCHAR *)L"Changed, too" };
    DWORD parm;

    check_status( add_alias( L"Made Local", L"A comment" ), get_number( L"ADD_ALIAS" ) );
    check_status( add_alias( FEW_LOCAL, L"" ), ERROR_ALIAS_EXISTS );
    check_status( add_alias( MADE, L"" ), NERR_GroupExists );
    check_status( add_alias( L"u1", L"" ), NERR_UserExists );
    check_status( add_alias( L"a*b", L"" ), ERROR_INVALID_PARAMETER );

    check_parm( NetLocalGroupSetInfo( server, FEW_LOCAL, 1002, (BYTE *)&comment, &parm ), NERR_Success, 0 );
    check_parm( NetLocalGroupSetInfo( server, NONE_LOCAL, 1, (BYTE *)&changed, &parm ), NERR_Success, 0 );
    check_parm( NetLocalGroupSetInfo( server, NO_SUCH_NAME, 1, (BYTE *)&changed, &parm ), ERROR_NO_SUCH_ALIAS, 0 );
}

static void make_members(void)
{
    SID everyone = { SID_REVISION, 1, { SECURITY_WORLD_SID_AUTHORITY }, { SECURITY_WORLD_RID } };
    struct { SID sid; DWORD more[4]; } nobody =
        { { SID_REVISION, 5, { SECURITY_NT_AUTHORITY }, { SECURITY_NT_NON_UNIQUE } }, { 1, 2, 3, 4444 } };
    PSID sids[] = { &everyone, &nobody };
    WCHAR name[300];

    lstrcatW( (WCHAR *)get_fact( L"NAME", name ), L"\\u1" );
    check_status( ADD( FEW_LOCAL, name, L"u2", NULL, NULL ), NERR_Success );
    check_status( NetLocalGroupAddMembers( server, FEW_LOCAL, 0, (BYTE *)sids, 2 ), NERR_Success );
    check_members_of( FEW_LOCAL, 4, L"u2", TRUE );
    /* all or nothing */
    check_status( ADD( FEW_LOCAL, L"u3", L"u1", NULL, NULL ), ERROR_MEMBER_IN_ALIAS );
    check_status( ADD( FEW_LOCAL, L"u3", NO_SUCH_NAME, NULL, NULL ), ERROR_NO_SUCH_MEMBER );
    check_status( ADD( FEW_LOCAL, L"u3", NONE_LOCAL, NULL, NULL ), ERROR_INVALID_MEMBER );
    check_status( ADD( NO_SUCH_NAME, L"u3", NULL, NULL, NULL ), NERR_GroupNotFound );
    check_members_of( FEW_LOCAL, 4, L"u3", FALSE );
    check_status( DEL( FEW_LOCAL, L"u2", L"u3", NULL, NULL ), ERROR_MEMBER_NOT_IN_ALIAS );
    check_members_of( FEW_LOCAL, 4, L"u2", TRUE );
    check_status( DEL( FEW_LOCAL, L"u2", NULL, NULL, NULL ), NERR_Success );
    check_members_of( FEW_LOCAL, 3, L"u2", FALSE );
    check_status( NetLocalGroupDelMember( server, FEW_LOCAL, &everyone ), NERR_Success );
    check_status( NetLocalGroupDelMember( server, FEW_LOCAL, &everyone ), ERROR_MEMBER_NOT_IN_ALIAS );
    check_status( NetLocalGroupAddMember( server, FEW_LOCAL, &everyone ), NERR_Success );

    check_status( SET( NONE_LOCAL, L"u1", L"u2", L"u1", NULL ), NERR_Success );
    check_members_of( NONE_LOCAL, 2, L"u1", TRUE );
    check_status( SET( NONE_LOCAL, L"u4", NO_SUCH_NAME, NULL, NULL ), ERROR_NO_SUCH_MEMBER );
    check_members_of( NONE_LOCAL, 2, L"u4", FALSE );
    check_status( SET( NONE_LOCAL, L"u2", L"u3", NULL, NULL ), NERR_Success );
    check_members_of( NONE_LOCAL, 2, L"u1", FALSE );
    check_members_of( NONE_LOCAL, 2, L"u3", TRUE );
    check_status( SET( NO_SUCH_NAME, L"u2", NULL, NULL, NULL ), NERR_GroupNotFound );
}

/* Whatever is there is gone. */
static void remove_all(void)
{
    LOCALGROUP_INFO_1002 comment = { (WCHAR *)L"Some" };

    NetGroupDel( server, MADE );
    NetGroupDel( server, MADE_FULL );
    NetLocalGroupDel( server, L"Made Local" );
    NetLocalGroupSetMembers( server, FEW_LOCAL, 0, NULL, 0 );
    NetLocalGroupSetMembers( server, NONE_LOCAL, 0, NULL, 0 );
    NetLocalGroupSetInfo( server, FEW_LOCAL, 1002, (BYTE *)&comment, NULL );
}

/* The test runs twice, and leaves the same both times. */
static void test_making(void)
{
    remove_all();
    make_groups();
    make_users();
    make_aliases();
    make_members();
}

static void test_unmaking(void)
{
    NET_API_STATUS added = get_number( L"ADD_ALIAS" );

    test_making();
    check_status( NetGroupDel( server, MADE ), NERR_Success );
    check_status( NetGroupDel( server, MADE ), NERR_GroupNotFound );
    check_status( NetGroupDel( server, MADE_FULL ), NERR_Success );
    check_status( NetGroupDel( server, NONE_LOCAL ), NERR_GroupNotFound );
    check_status( NetLocalGroupDel( server, L"Made Local" ), added ? NERR_GroupNotFound : NERR_Success );
    check_status( NetLocalGroupDel( server, NO_SUCH_NAME ), NERR_GroupNotFound );
    check_status( NetLocalGroupSetMembers( server, FEW_LOCAL, 3, NULL, 0 ), NERR_Success );
    check_members_of( FEW_LOCAL, 0, L"u1", FALSE );
    remove_all();
}

static void test_refusal(void)
{
    GROUP_INFO_1002 comment = { (WCHAR *)L"Changed" };

    check_status( add_group( 1, MADE, L"", 0 ), ERROR_ACCESS_DENIED );
    check_status( NetGroupSetInfo( server, L"Few", 1002, (BYTE *)&comment, NULL ), ERROR_ACCESS_DENIED );
    check_status( NetGroupAddUser( server, L"Few", L"u4" ), ERROR_ACCESS_DENIED );
    check_status( NetGroupDelUser( server, L"Few", L"u1" ), ERROR_ACCESS_DENIED );
    check_status( USERS( L"Few", L"u4", NULL, NULL, NULL ), ERROR_ACCESS_DENIED );
    check_status( NetGroupDel( server, L"Few" ), ERROR_ACCESS_DENIED );
    check_status( add_alias( L"Made Local", L"" ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupSetInfo( server, FEW_LOCAL, 1002, (BYTE *)&comment, NULL ), ERROR_ACCESS_DENIED );
    check_status( ADD( FEW_LOCAL, L"u4", NULL, NULL, NULL ), ERROR_ACCESS_DENIED );
    check_status( DEL( FEW_LOCAL, L"u1", NULL, NULL, NULL ), ERROR_ACCESS_DENIED );
    check_status( SET( FEW_LOCAL, L"u4", NULL, NULL, NULL ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupDel( server, FEW_LOCAL ), ERROR_ACCESS_DENIED );
}

/* Members of a domain that the SAM does not have: Unix' own, of which there are root and nobody. */
static void test_others(void)
{
    struct { SID sid; DWORD more; } root = { { SID_REVISION, 2, { { 0, 0, 0, 0, 0, 22 } }, { 1 } }, 0 };
    static const WCHAR root_name[] = L"Unix User\\root", unknown_name[] = L"S-1-22-1-0";
    BOOL has, authority = get_number( L"AUTHORITY" );
    DWORD count;

    remove_all();
    check_status( NetLocalGroupAddMember( server, FEW_LOCAL, &root ), NERR_Success );
    count = count_members( &members, 3, FEW_LOCAL, authority ? root_name : unknown_name, &has );
    ok( count == 1 && has, "%lu members, root is %sthere\n", count, has ? "" : "not " );
    check_status( ADD( FEW_LOCAL, L"u1", L"Unix User\\nobody", NULL, NULL ),
                  authority ? NERR_Success : ERROR_NOT_SUPPORTED );
    check_members_of( FEW_LOCAL, authority ? 3 : 1, L"u1", authority );
    check_status( ADD( FEW_LOCAL, L"u2", L"No Domain\\x", NULL, NULL ),
                  authority ? ERROR_NO_SUCH_MEMBER : ERROR_NOT_SUPPORTED );
    check_status( ADD( FEW_LOCAL, L"u2", NO_SUCH_NAME, NULL, NULL ), ERROR_NO_SUCH_MEMBER );
    check_status( ADD( FEW_LOCAL, L"u2", L"Everyone", L"NT AUTHORITY\\INTERACTIVE", NULL ), NERR_Success );
    check_status( ADD( FEW_LOCAL, L"BUILTIN\\Administrators", NULL, NULL, NULL ), ERROR_INVALID_MEMBER );
    check_members_of( FEW_LOCAL, authority ? 6 : 4, L"u2", TRUE );
    /* which Samba writes in another way */
    check_status( DEL( FEW_LOCAL, L"INTERACTIVE", NULL, NULL, NULL ), NERR_Success );
}

/* The first run adds them all, the second has nothing to do. */
static void test_filling(void)
{
    DWORD i, count = get_number( L"MEMBERS" ), start;
    WCHAR group[300], (*names)[16], **list;

    names = HeapAlloc( GetProcessHeap(), 0, count * sizeof(*names) );
    list = HeapAlloc( GetProcessHeap(), 0, count * sizeof(*list) );
    for (i = 0; i < count; i++)
    {
        swprintf( names[i], ARRAY_SIZE(names[i]), L"u%lu", i + 1 );
        list[i] = names[i];
    }
    lstrcatW( (WCHAR *)get_fact( L"MANY", group ), L" Local" );
    start = GetTickCount();
    check_status( NetLocalGroupSetMembers( server, group, 3, (BYTE *)list, count ), NERR_Success );
    trace( "%lu members set: %lu ms\n", count, GetTickCount() - start );
    HeapFree( GetProcessHeap(), 0, list );
    HeapFree( GetProcessHeap(), 0, names );
}

static const struct phase phases[] =
{
    { L"fill", test_filling },
    { L"read", test_reading },
    { L"make", test_making },
    { L"unmake", test_unmaking },
    { L"refused", test_refusal },
    { L"others", test_others },
};

START_TEST(remotegroup)
{
    if (!begin_remote( server )) return;
    run_phase( phases, ARRAY_SIZE(phases) );
    end_remote( server );
}
