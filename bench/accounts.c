/*
 * How long questions about many accounts of this computer, and changes of them, take
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

#include <stdio.h>
#include <windows.h>
#include <lm.h>

/*
 * accounts USERS GROUPS MEMBERS
 *
 * Adds users, local groups, and members of one of these, and measures what that and questions take. Prints lines of CSV:
 *   netapi32,operation,users,calls,us
 * us is the median time of a call. What has been added is deleted in the end. Nothing is measured of what fails, as most does with
 * Wine's own. A question of a process that knows nothing yet is asked by this program as "accounts cold".
 */

#define PREFIX  L"bench_"

static const char *netapi32;
static unsigned int users;

static double now_us(void)
{
    LARGE_INTEGER counter, frequency;

    QueryPerformanceCounter( &counter );
    QueryPerformanceFrequency( &frequency );
    return counter.QuadPart * 1e6 / frequency.QuadPart;
}

static void print( const char *operation, unsigned int calls, double us )
{
    printf( "%s,%s,%u,%u,%.1f\n", netapi32, operation, users, calls, us );
    fflush( stdout );
}

static int compare_times( const void *a, const void *b )
{
    double first = *(const double *)a, second = *(const double *)b;

    return first < second ? -1 : first > second;
}

static NET_API_STATUS add_user( unsigned int number )
{
    WCHAR name[32], none[1] = L"";
    /* Wine's own does not take NULL for a string */
    USER_INFO_1 info = { name, none, 0, USER_PRIV_USER, none, none, UF_SCRIPT | UF_PASSWD_NOTREQD, none };

    _snwprintf( name, ARRAYSIZE(name), PREFIX L"user%u", number );
    return NetUserAdd( NULL, 1, (BYTE *)&info, NULL );
}

static NET_API_STATUS delete_user( unsigned int number )
{
    WCHAR name[32];

    _snwprintf( name, ARRAYSIZE(name), PREFIX L"user%u", number );
    return NetUserDel( NULL, name );
}

static NET_API_STATUS add_group( unsigned int number )
{
    WCHAR name[32];
    LOCALGROUP_INFO_0 info = { name };

    _snwprintf( name, ARRAYSIZE(name), PREFIX L"group%u", number );
    return NetLocalGroupAdd( NULL, 0, (BYTE *)&info, NULL );
}

static NET_API_STATUS delete_group( unsigned int number )
{
    WCHAR name[32];

    _snwprintf( name, ARRAYSIZE(name), PREFIX L"group%u", number );
    return NetLocalGroupDel( NULL, name );
}

static NET_API_STATUS ask_user( unsigned int number )
{
    NET_API_STATUS status;
    BYTE *buffer = NULL;
    WCHAR name[32];

    _snwprintf( name, ARRAYSIZE(name), PREFIX L"user%u", number );
    status = NetUserGetInfo( NULL, name, 1, &buffer );
    NetApiBufferFree( buffer );
    return status;
}

static NET_API_STATUS ask_groups_of_user( unsigned int number )
{
    NET_API_STATUS status;
    DWORD read, total;
    BYTE *buffer = NULL;
    WCHAR name[32];

    _snwprintf( name, ARRAYSIZE(name), PREFIX L"user%u", number );
    status = NetUserGetLocalGroups( NULL, name, 0, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total );
    NetApiBufferFree( buffer );
    return status;
}

static NET_API_STATUS list_users( unsigned int number )
{
    NET_API_STATUS status;
    DWORD read, total;
    BYTE *buffer = NULL;

    (void)number;
    status = NetUserEnum( NULL, 1, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    NetApiBufferFree( buffer );
    return status;
}

static NET_API_STATUS display_users( unsigned int number )
{
    NET_API_STATUS status;
    NET_DISPLAY_USER *entries;
    DWORD read, index = number;

    do
    {
        entries = NULL;
        read = 0;
        status = NetQueryDisplayInformation( NULL, 1, index, 100, MAX_PREFERRED_LENGTH, &read, (void **)&entries );
        if (read) index = entries[read - 1].usri1_next_index;
        NetApiBufferFree( entries );
    }
    while (status == ERROR_MORE_DATA && read);
    return status;
}

static NET_API_STATUS list_groups( unsigned int number )
{
    NET_API_STATUS status;
    DWORD read, total;
    BYTE *buffer = NULL;

    (void)number;
    status = NetLocalGroupEnum( NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    NetApiBufferFree( buffer );
    return status;
}

static NET_API_STATUS list_members( unsigned int number )
{
    NET_API_STATUS status;
    DWORD read, total;
    BYTE *buffer = NULL;

    (void)number;
    status = NetLocalGroupGetMembers( NULL, PREFIX L"group0", 1, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    NetApiBufferFree( buffer );
    return status;
}

static NET_API_STATUS change_members( unsigned int first, unsigned int count, BOOL add )
{
    LOCALGROUP_MEMBERS_INFO_3 *members = calloc( count, sizeof(*members) );
    WCHAR (*names)[32] = calloc( count, sizeof(*names) );
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < count; i++)
    {
        _snwprintf( names[i], ARRAYSIZE(names[i]), PREFIX L"user%u", first + i );
        members[i].lgrmi3_domainandname = names[i];
    }
    status = add ? NetLocalGroupAddMembers( NULL, PREFIX L"group0", 3, (BYTE *)members, count )
                 : NetLocalGroupDelMembers( NULL, PREFIX L"group0", 3, (BYTE *)members, count );
    free( members );
    free( names );
    return status;
}

static NET_API_STATUS add_member( unsigned int number )
{
    return change_members( number, 1, TRUE );
}

static NET_API_STATUS delete_member( unsigned int number )
{
    return change_members( number, 1, FALSE );
}

/* Calls it with numbers from a first one on, up to one that fails. */
static void measure( const char *operation, NET_API_STATUS (*function)( unsigned int number ), unsigned int first,
                     unsigned int count )
{
    double *times = calloc( count, sizeof(*times) ), start;
    unsigned int i;

    for (i = 0; i < count; i++)
    {
        start = now_us();
        if (function( first + i )) break;
        times[i] = now_us() - start;
    }
    qsort( times, i, sizeof(*times), compare_times );
    if (i) print( operation, i, times[i / 2] );
    else printf( "%s,%s,%u,0,-\n", netapi32, operation, users );
    free( times );
}

static void measure_members( const char *operation, unsigned int first, unsigned int count, BOOL add )
{
    double start = now_us();

    if (!change_members( first, count, add )) print( operation, 1, now_us() - start );
}

/* What a process asks first. */
static void run_cold( const WCHAR *program )
{
    STARTUPINFOW startup = { .cb = sizeof(startup) };
    PROCESS_INFORMATION process;
    WCHAR line[2 * MAX_PATH];

    _snwprintf( line, ARRAYSIZE(line), L"\"%ls\" cold %u", program, users );
    if (!CreateProcessW( NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process )) return;
    WaitForSingleObject( process.hProcess, INFINITE );
    CloseHandle( process.hThread );
    CloseHandle( process.hProcess );
}

int wmain( int argc, WCHAR *argv[] )
{
    unsigned int groups, members;
    WCHAR path[MAX_PATH];

    netapi32 = GetProcAddress( GetModuleHandleW( L"netapi32.dll" ), "wine_account_from_name" ) ? "ours" : "wine";
    if (argc == 3 && !wcscmp( argv[1], L"cold" ))
    {
        users = _wtoi( argv[2] );
        measure( "the first NetUserGetInfo", ask_user, 0, 1 );
        return 0;
    }
    if (argc != 4 || (int)(users = _wtoi( argv[1] )) <= 0 || (int)(groups = _wtoi( argv[2] )) <= 0 ||
        (int)(members = _wtoi( argv[3] )) <= 0 || members > users)
    {
        fprintf( stderr, "usage: accounts USERS GROUPS MEMBERS\n" );
        return 2;
    }
    GetModuleFileNameW( NULL, path, ARRAYSIZE(path) );
    measure( "NetUserAdd", add_user, 0, users );
    measure( "NetLocalGroupAdd", add_group, 0, groups );
    measure_members( "NetLocalGroupAddMembers of all", 0, members, TRUE );
    run_cold( path );
    measure( "NetUserEnum", list_users, 0, 9 );
    measure( "NetQueryDisplayInformation", display_users, 0, 3 );
    measure( "NetUserGetInfo", ask_user, 0, min( users, 1000 ) );
    measure( "NetUserGetLocalGroups", ask_groups_of_user, 0, min( users, 100 ) );
    measure( "NetLocalGroupEnum", list_groups, 0, 9 );
    measure( "NetLocalGroupGetMembers", list_members, 0, 9 );
    measure( "NetUserAdd of more", add_user, users, 20 );
    measure( "NetLocalGroupAddMembers of one", add_member, members, 20 );
    measure( "NetLocalGroupDelMembers of one", delete_member, members, 20 );
    measure( "NetUserDel", delete_user, users, 20 );
    measure( "NetLocalGroupDel", delete_group, 0, groups );
    measure( "NetUserDel of all", delete_user, 0, users );
    return 0;
}
