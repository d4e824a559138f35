/*
 * NET GROUP
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

#include "net.h"

/* Groups of a domain: as on Windows it works on a controller, and elsewhere with /domain. */

static struct
{
    const WCHAR *add, *delete, *domain, *comment;
} given;

static const struct option options[] =
{
    { L"add",     OPTION_FLAG,  &given.add },
    { L"delete",  OPTION_FLAG,  &given.delete },
    { L"domain",  OPTION_MAYBE, &given.domain },
    { L"comment", OPTION_VALUE, &given.comment },
    { NULL, 0, NULL }
};

static int list_groups( const struct place *place )
{
    struct list list = { 0 };
    unsigned int rounds = 0;
    DWORD count, total, i;
    DWORD_PTR resume = 0;
    NET_API_STATUS status;
    GROUP_INFO_0 *groups;

    do
    {
        groups = NULL;
        count = 0;
        status = NetGroupEnum( place->server, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; groups && i < count; i++) add_row( &list, groups[i].grpi0_name, NULL, NULL, NULL );
        NetApiBufferFree( groups );
    }
    while (more_rounds( status, count, &rounds ));
    if (status)
    {
        free_list( &list );
        return fail( status );
    }
    sort_list( &list );
    put( L"\nGroup Accounts for %s\n\n", place->name );
    put_rule();
    for (i = 0; i < list.count; i++) put( L"*%s\n", list.rows[i].cells[0] );
    free_list( &list );
    return done();
}

static int show_group( const struct place *place, const WCHAR *name )
{
    GROUP_USERS_INFO_0 *members;
    struct list list = { 0 };
    unsigned int rounds = 0;
    GROUP_INFO_1 *info = NULL;
    DWORD count, total, i;
    DWORD_PTR resume = 0;
    NET_API_STATUS status;

    status = NetGroupGetInfo( place->server, name, 1, (BYTE **)&info );
    if (status) return fail( status );
    do
    {
        members = NULL;
        count = 0;
        status = NetGroupGetUsers( place->server, name, 0, (BYTE **)&members, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; members && i < count; i++) add_row( &list, members[i].grui0_name, NULL, NULL, NULL );
        NetApiBufferFree( members );
    }
    while (more_rounds( status, count, &rounds ));
    if (!status)
    {
        sort_list( &list );
        put( L"%-15s%s\n", L"Group name", info->grpi1_name );
        put( L"%-15s%s\n\n", L"Comment", info->grpi1_comment );
        put( L"Members\n\n" );
        put_rule();
        put_names( &list );
    }
    NetApiBufferFree( info );
    free_list( &list );
    return status ? fail( status ) : done();
}

/* There is no call for several: those before one that fails are done. */
static int change_members( const struct place *place, WCHAR **names, DWORD count )
{
    NET_API_STATUS status;
    DWORD i;

    for (i = 1; i <= count; i++)
    {
        status = (given.add ? NetGroupAddUser : NetGroupDelUser)( place->server, names[0], names[i] );
        if (status == NERR_UserNotFound) return fail_about( MSG_NO_ACCOUNT, names[i] );
        if (status) return fail( status );
    }
    return done();
}

static int change_group( const struct place *place, WCHAR *name )
{
    GROUP_INFO_1 info = { name, (WCHAR *)given.comment };
    GROUP_INFO_1002 comment = { (WCHAR *)given.comment };
    NET_API_STATUS status;
    DWORD parm;

    if (given.add) status = NetGroupAdd( place->server, 1, (BYTE *)&info, &parm );
    else if (given.delete) status = NetGroupDel( place->server, name );
    else status = NetGroupSetInfo( place->server, name, 1002, (BYTE *)&comment, &parm );
    return status ? fail( status ) : done();
}

int net_group( int argc, WCHAR **argv )
{
    struct place place;
    struct words words;

    if (!parse_options( argc, argv, options, &words ) ||
        !is_group_command( words.count, given.add != NULL, given.delete != NULL, given.comment != NULL )) return misused();
    if (!given.domain && !is_controller()) return fail( MSG_CONTROLLER_ONLY );
    if (!find_place( given.domain, &place )) return EXIT_FAILED;
    if (!words.count) return list_groups( &place );
    if (words.count > 1) return change_members( &place, words.words, words.count - 1 );
    if (given.add || given.delete || given.comment) return change_group( &place, words.words[0] );
    return show_group( &place, words.words[0] );
}
