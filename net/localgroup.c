/*
 * NET LOCALGROUP
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
#include <sddl.h>

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
    LOCALGROUP_INFO_0 *groups;
    unsigned int rounds = 0;
    DWORD count, total, i;
    DWORD_PTR resume = 0;
    NET_API_STATUS status;

    do
    {
        groups = NULL;
        count = 0;
        status = NetLocalGroupEnum( place->server, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; groups && i < count; i++) add_row( &list, groups[i].lgrpi0_name, NULL, NULL, NULL );
        NetApiBufferFree( groups );
    }
    while (more_rounds( status, count, &rounds ));
    if (status)
    {
        free_list( &list );
        return fail( status );
    }
    sort_list( &list );
    put( L"\nAliases for %s\n\n", place->name );
    put_rule();
    for (i = 0; i < list.count; i++) put( L"*%s\n", list.rows[i].cells[0] );
    free_list( &list );
    return done();
}

/* A member as it is shown: one of the computer's own accounts without its domain; where there is no name its SID. */
static void add_member( struct list *list, const struct place *place, const LOCALGROUP_MEMBERS_INFO_2 *member )
{
    const WCHAR *name = member->lgrmi2_domainandname, *at = name ? wcschr( name, '\\' ) : NULL;
    size_t length = wcslen( place->computer );
    WCHAR *text = NULL;

    if (at && (size_t)(at - name) == length && !_wcsnicmp( name, place->computer, length )) name = at + 1;
    if ((!name || !*name) && ConvertSidToStringSidW( member->lgrmi2_sid, &text )) name = text;
    add_row( list, name, NULL, NULL, NULL );
    LocalFree( text );
}

static int show_group( const struct place *place, const WCHAR *name )
{
    LOCALGROUP_MEMBERS_INFO_2 *members;
    LOCALGROUP_INFO_1 *info = NULL;
    struct list list = { 0 };
    unsigned int rounds = 0;
    DWORD count, total, i;
    DWORD_PTR resume = 0;
    NET_API_STATUS status;

    status = NetLocalGroupGetInfo( place->server, name, 1, (BYTE **)&info );
    if (status) return fail( status );
    do
    {
        members = NULL;
        count = 0;
        status = NetLocalGroupGetMembers( place->server, name, 2, (BYTE **)&members, MAX_PREFERRED_LENGTH, &count, &total,
                                          &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; members && i < count; i++) add_member( &list, place, &members[i] );
        NetApiBufferFree( members );
    }
    while (more_rounds( status, count, &rounds ));
    if (!status)
    {
        sort_list( &list );
        put( L"%-15s%s\n", L"Alias name", info->lgrpi1_name );
        put( L"%-15s%s\n\n", L"Comment", info->lgrpi1_comment );
        put( L"Members\n\n" );
        put_rule();
        for (i = 0; i < list.count; i++) put( L"%s\n", list.rows[i].cells[0] );
    }
    NetApiBufferFree( info );
    free_list( &list );
    return status ? fail( status ) : done();
}

/* All of them in one call, which adds or takes away all or none. */
static int change_members( const struct place *place, WCHAR **names, DWORD count )
{
    LOCALGROUP_MEMBERS_INFO_3 *members = allocate( count * sizeof(*members) );
    NET_API_STATUS status;
    DWORD i;

    for (i = 0; i < count; i++) members[i].lgrmi3_domainandname = names[i + 1];
    status = (given.add ? NetLocalGroupAddMembers : NetLocalGroupDelMembers)( place->server, names[0], 3, (BYTE *)members,
                                                                              count );
    free( members );
    /* Windows tells who is missing */
    if (count == 1 && (status == ERROR_NO_SUCH_MEMBER || status == NERR_UserNotFound))
        return fail_about( MSG_NO_ACCOUNT, names[1] );
    return status ? fail( status ) : done();
}

static int change_group( const struct place *place, WCHAR *name )
{
    LOCALGROUP_INFO_1 info = { name, (WCHAR *)given.comment };
    LOCALGROUP_INFO_1002 comment = { (WCHAR *)given.comment };
    NET_API_STATUS status;
    DWORD parm;

    if (given.add) status = NetLocalGroupAdd( place->server, 1, (BYTE *)&info, &parm );
    else if (given.delete) status = NetLocalGroupDel( place->server, name );
    else status = NetLocalGroupSetInfo( place->server, name, 1002, (BYTE *)&comment, &parm );
    return status ? fail( status ) : done();
}

int net_localgroup( int argc, WCHAR **argv )
{
    struct place place;
    struct words words;

    if (!parse_options( argc, argv, options, &words ) ||
        !is_group_command( words.count, given.add != NULL, given.delete != NULL, given.comment != NULL )) return misused();
    if (!find_place( given.domain, &place )) return EXIT_FAILED;
    if (!words.count) return list_groups( &place );
    if (words.count > 1) return change_members( &place, words.words, words.count - 1 );
    if (given.add || given.delete || given.comment) return change_group( &place, words.words[0] );
    return show_group( &place, words.words[0] );
}
