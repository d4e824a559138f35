/*
 * NET VIEW
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

static struct
{
    const WCHAR *domain, *all, *cache;
} given;

static const struct option options[] =
{
    { L"domain", OPTION_MAYBE, &given.domain },
    { L"all",    OPTION_FLAG,  &given.all },
    { L"cache",  OPTION_FLAG,  &given.cache },
    { NULL, 0, NULL }
};

static const WCHAR *type_text( DWORD type )
{
    switch (type & ~(STYPE_SPECIAL | STYPE_TEMPORARY))
    {
    case STYPE_DISKTREE: return L"Disk";
    case STYPE_PRINTQ:   return L"Print";
    case STYPE_DEVICE:   return L"Comm";
    case STYPE_IPC:      return L"IPC";
    default:             return L"Unknown";
    }
}

/* the shares of a server, sorted; those that end in $ only with /all */
static NET_API_STATUS read_shares( const struct place *place, struct list *list )
{
    DWORD count, total, i, resume = 0;
    unsigned int rounds = 0;
    NET_API_STATUS status;
    SHARE_INFO_1 *shares;
    size_t length;

    do
    {
        shares = NULL;
        count = 0;
        status = NetShareEnum( place->server, 1, (BYTE **)&shares, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; shares && i < count; i++)
        {
            const WCHAR *name = shares[i].shi1_netname ? shares[i].shi1_netname : L"";

            length = wcslen( name );
            if (!given.all && ((length && name[length - 1] == '$') || shares[i].shi1_type & STYPE_SPECIAL)) continue;
            add_row( list, name, type_text( shares[i].shi1_type ), shares[i].shi1_remark, NULL );
        }
        NetApiBufferFree( shares );
    }
    while (more_rounds( status, count, &rounds ));
    sort_list( list );
    return status;
}

/* The columns are as wide as what is in them. */
static void put_shares( const struct place *place, const struct list *list )
{
    unsigned int i, name_width = widest( list, 0, 10 ) + 2, type_width = widest( list, 1, 4 ) + 2;
    SERVER_INFO_101 *server = NULL;

    put( L"Shared resources at %s\n\n", place->name );
    if (!NetServerGetInfo( place->server, 101, (BYTE **)&server ))
    {
        if (server->sv101_comment && *server->sv101_comment) put( L"%s\n\n", server->sv101_comment );
        NetApiBufferFree( server );
    }
    put( L"%-*s%-*s%-9s%s\n\n", name_width, L"Share name", type_width, L"Type", L"Used as", L"Comment" );
    put_rule();
    for (i = 0; i < list->count; i++)
        put( L"%-*s%-*s%-9s%s\n", name_width, list->rows[i].cells[0], type_width, list->rows[i].cells[1], L"",
             list->rows[i].cells[2] );
}

static int list_shares( const struct place *place )
{
    struct list list = { 0 };
    NET_API_STATUS status = read_shares( place, &list );
    unsigned int count = list.count;

    if (!status && !count) put( L"There are no entries in the list.\n\n" );
    else if (!status) put_shares( place, &list );
    free_list( &list );
    if (status) return fail( status );
    return count ? done() : EXIT_DONE;
}

/* the servers of a domain or workgroup, or with 'domains' those themselves, as the browser service knows them */
static int list_servers( const WCHAR *domain, BOOL domains )
{
    DWORD count, total, i, resume = 0;
    struct list list = { 0 };
    unsigned int rounds = 0;
    SERVER_INFO_101 *servers;
    NET_API_STATUS status;

    do
    {
        servers = NULL;
        count = 0;
        status = NetServerEnum( NULL, 101, (BYTE **)&servers, MAX_PREFERRED_LENGTH, &count, &total,
                                domains ? SV_TYPE_DOMAIN_ENUM : SV_TYPE_ALL, domain, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; servers && i < count; i++) add_row( &list, servers[i].sv101_name, servers[i].sv101_comment, NULL, NULL );
        NetApiBufferFree( servers );
    }
    while (more_rounds( status, count, &rounds ));
    if (!status)
    {
        sort_list( &list );
        put( domains ? L"\nDomain\n\n" : L"\nServer Name            Remark\n\n" );
        put_rule();
        for (i = 0; i < list.count; i++)
        {
            if (domains) put( L"%s\n", list.rows[i].cells[0] );
            else put( L"\\\\%-20s %s\n", list.rows[i].cells[0], list.rows[i].cells[1] );
        }
    }
    free_list( &list );
    return status ? fail( status ) : done();
}

int net_view( int argc, WCHAR **argv )
{
    struct place place;
    struct words words;

    if (!parse_options( argc, argv, options, &words ) || words.count > 1 || (words.count && given.domain) ||
        (words.count && !find_server( words.words[0], &place )) || (given.all && !words.count)) return misused();
    if (words.count) return list_shares( &place );
    return list_servers( given.domain && *given.domain ? given.domain : NULL, given.domain && !*given.domain );
}
