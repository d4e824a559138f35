/*
 * NET SESSION
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
    const WCHAR *delete, *list;
} given;

static const struct option options[] =
{
    { L"delete", OPTION_FLAG, &given.delete },
    { L"list",   OPTION_FLAG, &given.list },
    { NULL, 0, NULL }
};

/* hours, minutes and seconds; from a day on days, hours and minutes */
static void put_duration( DWORD seconds )
{
    static const WCHAR *const zeros[] = { L"", L"0" };
    DWORD days = seconds / 86400, hours = seconds / 3600 % 24, minutes = seconds / 60 % 60;

    seconds %= 60;
    if (days) put( L"%s%uD %s%uH %s%uM", zeros[days < 10], days, zeros[hours < 10], hours, zeros[minutes < 10], minutes );
    else put( L"%s%u:%s%u:%s%u", zeros[hours < 10], hours, zeros[minutes < 10], minutes, zeros[seconds < 10], seconds );
}

/* The sessions of a client, or of all. Servers other than Windows need not have the client's type: level 1 has all the rest. */
static NET_API_STATUS read_level( WCHAR *client, DWORD level, struct list *list )
{
    DWORD count, total, i, resume = 0;
    unsigned int rounds = 0;
    NET_API_STATUS status;
    struct row *row;
    BYTE *buffer;

    do
    {
        buffer = NULL;
        count = 0;
        status = NetSessionEnum( NULL, client, NULL, level, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; buffer && i < count; i++)
        {
            const SESSION_INFO_2 *typed = level == 2 ? (SESSION_INFO_2 *)buffer + i : NULL;
            /* the members of level 1 come first in level 2 */
            const SESSION_INFO_1 *session = typed ? (const SESSION_INFO_1 *)typed : (SESSION_INFO_1 *)buffer + i;

            row = add_row( list, session->sesi1_cname, session->sesi1_username, typed ? typed->sesi2_cltype_name : NULL, NULL );
            row->numbers[0] = session->sesi1_num_opens;
            row->numbers[1] = session->sesi1_idle_time;
            row->numbers[2] = session->sesi1_time;
            row->numbers[3] = session->sesi1_user_flags;
        }
        NetApiBufferFree( buffer );
    }
    while (more_rounds( status, count, &rounds ));
    sort_list( list );
    return status;
}

static NET_API_STATUS read_sessions( WCHAR *client, struct list *list )
{
    NET_API_STATUS status = read_level( client, 2, list );

    return status == ERROR_INVALID_LEVEL ? read_level( client, 1, list ) : status;
}

static int list_sessions( WCHAR *client )
{
    struct list list = { 0 };
    NET_API_STATUS status = read_sessions( client, &list );
    unsigned int i;

    if (!client) status = without_server( status );
    if (!status && !list.count)
    {
        put( L"There are no entries in the list.\n\n" );
        free_list( &list );
        return EXIT_DONE;
    }
    if (!status && (client || given.list))
        for (i = 0; i < list.count; i++)
        {
            const struct row *row = &list.rows[i];

            put( L"%-15s%s\n%-15s%s\n", L"User name", row->cells[1], L"Computer", row->cells[0] );
            put( L"%-15s%s\n", L"Guest logon", row->numbers[3] & SESS_GUEST ? L"Yes" : L"No" );
            put( L"%-15s%s\n", L"Client type", row->cells[2] );
            put( L"%-15s", L"Sess time" );
            put_duration( row->numbers[2] );
            put( L"\n%-15s", L"Idle time" );
            put_duration( row->numbers[1] );
            put( L"\n%-15s%u\n\n", L"Opens", row->numbers[0] );
        }
    else if (!status)
    {
        put( L"\nComputer               User name            Client Type       Opens Idle time\n\n" );
        put_rule();
        for (i = 0; i < list.count; i++)
        {
            const struct row *row = &list.rows[i];

            put( L"%s%-*s %-20.20s %-17.17s %5u ", row->cells[0][0] == '\\' ? L"" : L"\\\\",
                 row->cells[0][0] == '\\' ? 22u : 20u, row->cells[0], row->cells[1], row->cells[2], row->numbers[0] );
            put_duration( row->numbers[1] );
            put( L"\n" );
        }
    }
    free_list( &list );
    return status ? fail( status ) : done();
}

#define MAX_LOOKS 10

/* Whether a session has gone that was there: one that is older than this one was is it. A server may list it for a moment. */
static BOOL is_gone( const struct row *session )
{
    unsigned int look, i;
    BOOL gone = FALSE;

    for (look = 0; !gone && look < MAX_LOOKS; look++)
    {
        struct list list = { 0 };

        if (look) Sleep( 200 );
        if (!read_sessions( NULL, &list ))
        {
            for (i = 0; i < list.count; i++)
                if (!_wcsicmp( list.rows[i].cells[0], session->cells[0] ) &&
                    !_wcsicmp( list.rows[i].cells[1], session->cells[1] ) &&
                    list.rows[i].numbers[2] >= session->numbers[2] && session->numbers[2]) break;
            gone = i == list.count;
        }
        free_list( &list );
    }
    return gone;
}

/* the sessions of a client, or all; files that are open there are lost, so that it is asked */
static int delete_sessions( WCHAR *client )
{
    struct list list = { 0 };
    NET_API_STATUS status;
    WCHAR name[300];
    unsigned int i;

    status = read_sessions( client, &list );
    if (!status && !list.count && client) status = NERR_ClientNameNotFound;
    if (!status && !client && list.count &&
        !confirm( L"All sessions with this computer will be ended. Do you want to continue this operation?", FALSE ))
    {
        free_list( &list );
        return EXIT_FAILED;
    }
    for (i = 0; !status && i < list.count; i++)
    {
        const struct row *row = &list.rows[i];

        if (client && row->numbers[0])
        {
            put( L"The session from %s has open files.\n\n", row->cells[0] );
            if (!confirm( L"Do you want to continue this operation?", FALSE ))
            {
                free_list( &list );
                return EXIT_FAILED;
            }
        }
        wcscpy( name, row->cells[0][0] == '\\' ? L"" : L"\\\\" );
        wcsncat( name, row->cells[0], ARRAYSIZE(name) - 3 );
        status = NetSessionDel( NULL, name, row->cells[1][0] ? row->cells[1] : NULL );
        /* it has ended by itself meanwhile, or was the one by which the server was asked */
        if (status == NERR_ClientNameNotFound || (status && status != ERROR_ACCESS_DENIED && is_gone( row )))
            status = NERR_Success;
    }
    free_list( &list );
    return status ? fail( status ) : done();
}

int net_session( int argc, WCHAR **argv )
{
    struct words words;
    WCHAR *client;

    if (!parse_options( argc, argv, options, &words ) || words.count > 1 ||
        (words.count && !is_server_name( words.words[0] )) || (given.delete && given.list)) return misused();
    client = words.count ? words.words[0] : NULL;
    return given.delete ? delete_sessions( client ) : list_sessions( client );
}
