/*
 * Times questions to a server, for bench/servers and tests/host/samba-*
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
#include <windows.h>
#include <lm.h>

/*
 * remote SERVER USER PASSWORD QUESTION COUNT
 *
 * Asks once, which connects, then COUNT times. Prints one line of CSV:
 *   question,entries,us
 * us is the mean time of the others: neither the connection nor the first question is in it; 0 where there are no others.
 */

struct question
{
    const WCHAR *name;
    NET_API_STATUS (*ask)( WCHAR *server, BYTE **buffer, DWORD *entries );
};

static NET_API_STATUS ask_users( WCHAR *server, BYTE **buffer, DWORD *entries )
{
    DWORD total;

    return NetUserEnum( server, 0, FILTER_NORMAL_ACCOUNT, buffer, MAX_PREFERRED_LENGTH, entries, &total, NULL );
}

static NET_API_STATUS ask_shares( WCHAR *server, BYTE **buffer, DWORD *entries )
{
    DWORD total;

    return NetShareEnum( server, 1, buffer, MAX_PREFERRED_LENGTH, entries, &total, NULL );
}

static NET_API_STATUS ask_workstation( WCHAR *server, BYTE **buffer, DWORD *entries )
{
    *entries = 1;
    return NetWkstaGetInfo( server, 100, buffer );
}

static const struct question questions[] =
{
    { L"NetUserEnum", ask_users },
    { L"NetShareEnum", ask_shares },
    { L"NetWkstaGetInfo", ask_workstation },
};

static void die( const char *what, NET_API_STATUS status )
{
    fprintf( stderr, "remote: %s: error %lu\n", what, status );
    ExitProcess( 1 );
}

static void connect_as( WCHAR *server, WCHAR *user, WCHAR *password )
{
    WCHAR name[300];
    USE_INFO_2 use = { .ui2_remote = name, .ui2_password = password, .ui2_asg_type = USE_IPC, .ui2_username = user };
    NET_API_STATUS status;

    _snwprintf( name, ARRAYSIZE(name), L"\\\\%ls\\IPC$", server );
    name[ARRAYSIZE(name) - 1] = 0;
    if ((status = NetUseAdd( NULL, 2, (BYTE *)&use, NULL ))) die( "NetUseAdd", status );
}

static DWORD ask( const struct question *question, WCHAR *server )
{
    NET_API_STATUS status;
    DWORD entries;
    BYTE *buffer;

    if ((status = question->ask( server, &buffer, &entries ))) die( "a question", status );
    NetApiBufferFree( buffer );
    return entries;
}

static double now_us(void)
{
    LARGE_INTEGER counter, frequency;

    QueryPerformanceCounter( &counter );
    QueryPerformanceFrequency( &frequency );
    return counter.QuadPart * 1e6 / frequency.QuadPart;
}

int wmain( int argc, WCHAR *argv[] )
{
    const struct question *question = questions;
    double start, end;
    DWORD entries;
    int i, count;

    while (argc == 6 && question < questions + ARRAYSIZE(questions) && wcscmp( question->name, argv[4] )) question++;
    if (argc != 6 || question == questions + ARRAYSIZE(questions) || (count = _wtoi( argv[5] )) < 0)
    {
        fprintf( stderr, "usage: remote SERVER USER PASSWORD NetUserEnum|NetShareEnum|NetWkstaGetInfo COUNT\n" );
        return 2;
    }
    connect_as( argv[1], argv[2], argv[3] );
    entries = ask( question, argv[1] );
    start = now_us();
    for (i = 0; i < count; i++) entries = ask( question, argv[1] );
    end = now_us();
    printf( "%ls,%lu,%.1f\n", question->name, entries, count ? (end - start) / count : 0.0 );
    return 0;
}
