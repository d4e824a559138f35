/*
 * NET FILE
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
    const WCHAR *close;
} given;

static const struct option options[] =
{
    { L"close", OPTION_FLAG, &given.close },
    { NULL, 0, NULL }
};

static NET_API_STATUS read_files( struct list *list )
{
    unsigned int rounds = 0;
    NET_API_STATUS status;
    DWORD count, total, i;
    DWORD_PTR resume = 0;
    FILE_INFO_3 *files;
    struct row *row;

    do
    {
        files = NULL;
        count = 0;
        status = NetFileEnum( NULL, NULL, NULL, 3, (BYTE **)&files, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; files && i < count; i++)
        {
            row = add_row( list, files[i].fi3_pathname, files[i].fi3_username, NULL, NULL );
            row->numbers[0] = files[i].fi3_id;
            row->numbers[1] = files[i].fi3_num_locks;
            row->numbers[2] = files[i].fi3_permissions;
        }
        NetApiBufferFree( files );
    }
    while (more_rounds( status, count, &rounds ));
    sort_list( list );
    return status;
}

static int list_files( void )
{
    struct list list = { 0 };
    NET_API_STATUS status = without_server( read_files( &list ) );
    unsigned int i, count = list.count;

    if (!status && !count) put( L"There are no entries in the list.\n\n" );
    else if (!status)
    {
        put( L"\nID         Path                                    User name            # Locks\n\n" );
        put_rule();
        /* a path has to be whole: it gets the room that it needs */
        for (i = 0; i < count; i++)
            put( L"%-10u %-39s %-20s %u\n", list.rows[i].numbers[0], list.rows[i].cells[0], list.rows[i].cells[1],
                 list.rows[i].numbers[1] );
    }
    free_list( &list );
    if (status) return fail( status );
    return count ? done() : EXIT_DONE;
}

/* Looked for in the list: NetFileGetInfo() asks for what Samba has not. */
static int show_file( DWORD id )
{
    struct list list = { 0 };
    NET_API_STATUS status = read_files( &list );
    const struct row *row;
    unsigned int i;

    for (i = 0; i < list.count && list.rows[i].numbers[0] != id; i++) {}
    if (!status && i == list.count) status = NERR_FileIdNotFound;
    if (!status)
    {
        row = &list.rows[i];
        put( L"%-15s%u\n", L"File ID", row->numbers[0] );
        put( L"%-15s%s\n", L"User name", row->cells[1] );
        put( L"%-15s%u\n", L"Locks", row->numbers[1] );
        put( L"%-15s%s\n", L"Path", row->cells[0] );
        put( L"%-15s%s%s%s\n", L"Permissions", row->numbers[2] & PERM_FILE_READ ? L"R" : L"",
             row->numbers[2] & PERM_FILE_WRITE ? L"W" : L"", row->numbers[2] & PERM_FILE_CREATE ? L"C" : L"" );
    }
    free_list( &list );
    return status ? fail( status ) : done();
}

int net_file( int argc, WCHAR **argv )
{
    NET_API_STATUS status;
    struct words words;
    DWORD id;

    if (!parse_options( argc, argv, options, &words ) || words.count > 1 || (given.close && !words.count)) return misused();
    if (!words.count) return list_files();
    for (id = 0; words.words[0][id] >= '0' && words.words[0][id] <= '9'; id++) {}
    if (!id || id > 10 || words.words[0][id]) return misused();
    id = wcstoul( words.words[0], NULL, 10 );
    if (!given.close) return show_file( id );
    status = NetFileClose( NULL, id );
    return status ? fail( status ) : done();
}
