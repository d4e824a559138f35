/*
 * Tests of groups and local groups of other computers, on the server that tests/samba-groups starts
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

/*
 * Beside what is in remote.h:
 *   PHASE            what to do: "read" tells all groups and members, a line each, for the script to compare with
 *                    what Samba's own tools tell; "make" changes what the script then looks at, "unmake" the rest;
 *                    "refused" is for a user who may not
 *   BIG              the name of a group with many members, and of a local group
 *   MEMBERS          how many they have
 */
static WCHAR server[300];
static const WCHAR *group_name;     /* whose members are asked for */

#define MEMBER_ATTRIBUTES  (SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED)

/* ---- telling ---------------------------------------------------------------------------------- */

/* The lines are the script's, and come between those of the test. */
static BOOL telling;

static const char *narrow( const WCHAR *string )
{
    static char buffers[8][600];
    static unsigned int next;
    char *buffer = buffers[next++ % ARRAY_SIZE(buffers)];

    if (!WideCharToMultiByte( CP_UTF8, 0, string, -1, buffer, sizeof(buffers[0]), NULL, NULL )) buffer[0] = 0;
    return buffer;
}

static const char *sid_string( PSID sid )
{
    const char *result = "no SID";
    WCHAR *string;

    if (ConvertSidToStringSidW( sid, &string ))
    {
        result = narrow( string );
        LocalFree( string );
    }
    return result;
}

#define TELL(...)  do { if (telling) printf( "fact|" __VA_ARGS__ ); } while (0)

/* ---- levels ----------------------------------------------------------------------------------- */

static void check_sid( struct answer *answer, PSID sid )
{
    ok( IsValidSid( sid ), "bad SID %p\n", sid );
    check_part( answer, sid, GetLengthSid( sid ), "SID" );
}

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
          sid_string( group->grpi3_group_sid ), group->grpi3_attributes );
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
    TELL( "alias member 0|%s|%s\n", narrow( group_name ), sid_string( member->lgrmi0_sid ) );
}

static void check_member_1( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_1 *member = info;

    check_sid( answer, member->lgrmi1_sid );
    check_string( answer, member->lgrmi1_name, "name" );
    TELL( "alias member 1|%s|%s|%s|%u\n", narrow( group_name ), sid_string( member->lgrmi1_sid ),
          narrow( member->lgrmi1_name ), member->lgrmi1_sidusage );
}

static void check_member_2( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_2 *member = info;

    check_sid( answer, member->lgrmi2_sid );
    check_string( answer, member->lgrmi2_domainandname, "name" );
    TELL( "alias member 2|%s|%s|%s|%u\n", narrow( group_name ), sid_string( member->lgrmi2_sid ),
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
    { "NetGroupEnum", enum_groups, group_levels, ARRAY_SIZE(group_levels), 1, server };
static const struct enumeration users =
    { "NetGroupGetUsers", enum_users, user_levels, ARRAY_SIZE(user_levels), 0, server };
static const struct enumeration aliases =
    { "NetLocalGroupEnum", enum_aliases, alias_levels, ARRAY_SIZE(alias_levels), 1, server };
static const struct enumeration members =
    { "NetLocalGroupGetMembers", enum_members, member_levels, ARRAY_SIZE(member_levels), 0, server };

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

    group_name = get_fact( L"BIG", name );
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
    group_name = get_fact( L"SMALL", small );
    for (i = 0; i < users.level_count; i++) test_enum_level( &users, &user_levels[i] );
    lstrcatW( small, L" Local" );
    for (i = 0; i < members.level_count; i++) test_enum_level( &members, &member_levels[i] );
}

START_TEST(remotegroup)
{
    WCHAR phase[300];

    if (!begin_remote( server )) return;
    get_fact( L"PHASE", phase );
    if (!lstrcmpW( phase, L"read" )) test_reading();
    end_remote( server );
}
