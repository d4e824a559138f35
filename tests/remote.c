/*
 * Tests of the functions at other computers, against the server that tests/host/samba-info starts
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

#include "wine/test.h"
#include <windef.h>
#include <winsock2.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmremutl.h>
#include <lmserver.h>
#include <lmwksta.h>

#include "answer.h"
#include "remote.h"

/*
 * Beside what is in remote.h:
 *   STATUS_100, 101, 102, USERS, SERVER, TIME   what that user gets
 *   NAME, DOMAIN, VERSION, COMMENT, TYPE, LOGGED_ON
 */
static WCHAR server[300];

static void check_fact( struct answer *answer, const WCHAR *string, const WCHAR *name )
{
    WCHAR value[300];

    check_string( answer, string, "string" );
    get_fact( name, value );
    ok( string && !lstrcmpW( string, value ), "%s is %s, not %s\n", debugstr_w( name ), debugstr_w( string ),
        debugstr_w( value ) );
}

static void check_version( DWORD major, DWORD minor )
{
    WCHAR value[300], *end;

    get_fact( L"VERSION", value );
    ok( major == wcstoul( value, &end, 10 ) && *end == '.' && minor == wcstoul( end + 1, NULL, 10 ),
        "got version %lu.%lu, not %s\n", major, minor, debugstr_w( value ) );
}

/* Whether the server let it be asked. All outputs are defined, whatever it says. */
static BOOL check_status( NET_API_STATUS status, NET_API_STATUS expected, const void *buffer )
{
    ok( status == expected, "got %lu, not %lu\n", status, expected );
    if (status) ok( !buffer, "got a buffer with an error\n" );
    return !status;
}

static void test_workstation(void)
{
    static const WCHAR * const statuses[] = { L"STATUS_100", L"STATUS_101", L"STATUS_102" };
    static const SIZE_T sizes[] = { sizeof(WKSTA_INFO_100), sizeof(WKSTA_INFO_101), sizeof(WKSTA_INFO_102) };
    const WKSTA_INFO_102 *info;
    struct answer answer;
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        winetest_push_context( "NetWkstaGetInfo %u", 100 + i );
        buffer = (BYTE *)1;
        status = NetWkstaGetInfo( server, 100 + i, &buffer );
        if (check_status( status, get_number( statuses[i] ), buffer ))
        {
            info = (WKSTA_INFO_102 *)buffer;
            open_answer( &answer, buffer, sizes[i] );
            ok( info->wki102_platform_id == PLATFORM_ID_NT, "got platform %lu\n", info->wki102_platform_id );
            check_fact( &answer, info->wki102_computername, L"NAME" );
            check_fact( &answer, info->wki102_langroup, L"DOMAIN" );
            check_version( info->wki102_ver_major, info->wki102_ver_minor );
            if (i >= 1) check_string( &answer, info->wki102_lanroot, "LAN root" );
            if (i >= 2) ok( info->wki102_logged_on_users == get_number( L"LOGGED_ON" ), "got %lu users\n",
                            info->wki102_logged_on_users );
            close_answer( &answer );
        }
        winetest_pop_context();
    }
}

static void test_users( NET_API_STATUS expected )
{
    DWORD level, i, count, total, resume;
    const WKSTA_USER_INFO_1 *user;
    struct answer answer = { NULL };
    NET_API_STATUS status;
    SIZE_T size;
    BYTE *buffer;

    for (level = 0; level <= 1; level++)
    {
        size = level ? sizeof(WKSTA_USER_INFO_1) : sizeof(WKSTA_USER_INFO_0);
        winetest_push_context( "NetWkstaUserEnum %lu", level );
        buffer = (BYTE *)1;
        count = total = 0xdead;
        resume = 0;
        status = NetWkstaUserEnum( server, level, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (check_status( status, expected, buffer ))
        {
            ok( count == get_number( L"LOGGED_ON" ) && total == count, "got %lu of %lu users\n", count, total );
            if (buffer) open_answer( &answer, buffer, count * size );
            for (i = 0; i < count; i++)
            {
                user = (WKSTA_USER_INFO_1 *)(buffer + i * size);
                check_string( &answer, user->wkui1_username, "user name" );
                if (!level) continue;
                check_string( &answer, user->wkui1_logon_domain, "domain" );
                check_string( &answer, user->wkui1_logon_server, "logon server" );
                if (user->wkui1_oth_domains) check_string( &answer, user->wkui1_oth_domains, "domains" );
            }
            if (buffer) close_answer( &answer );
        }
        else ok( !count && !total, "got %lu of %lu users with an error\n", count, total );
        winetest_pop_context();
    }
}

/* Samba has not got the function, and rpcclient no question of that kind. */
static void test_transports(void)
{
    DWORD count = 0xdead, total = 0xdead, expected = get_number( L"STATUS_100" );
    BYTE *buffer = (BYTE *)1;
    NET_API_STATUS status;

    status = NetWkstaTransportEnum( server, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( status == (expected ? expected : ERROR_NOT_SUPPORTED), "got %lu\n", status );
    ok( !buffer && !count && !total, "got %lu of %lu transports, %p\n", count, total, buffer );
}

static void test_server( NET_API_STATUS expected )
{
    static const SIZE_T sizes[] = { sizeof(SERVER_INFO_100), sizeof(SERVER_INFO_101), sizeof(SERVER_INFO_102) };
    const SERVER_INFO_102 *info;
    struct answer answer;
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        winetest_push_context( "NetServerGetInfo %u", 100 + i );
        buffer = (BYTE *)1;
        status = NetServerGetInfo( server, 100 + i, &buffer );
        if (check_status( status, expected, buffer ))
        {
            info = (SERVER_INFO_102 *)buffer;
            open_answer( &answer, buffer, sizes[i] );
            ok( info->sv102_platform_id == PLATFORM_ID_NT, "got platform %lu\n", info->sv102_platform_id );
            check_fact( &answer, info->sv102_name, L"NAME" );
            if (i >= 1)
            {
                check_version( info->sv102_version_major, info->sv102_version_minor );
                ok( info->sv102_type == get_number( L"TYPE" ), "got type %#lx\n", info->sv102_type );
                check_fact( &answer, info->sv102_comment, L"COMMENT" );
            }
            if (i >= 2) check_string( &answer, info->sv102_userpath, "user path" );
            close_answer( &answer );
        }
        winetest_pop_context();
    }
}

/* The server has the clock of this machine. */
static void test_time( NET_API_STATUS expected )
{
    FILETIME time;
    ULARGE_INTEGER now;
    TIME_OF_DAY_INFO *info = (TIME_OF_DAY_INFO *)1;
    struct answer answer;
    NET_API_STATUS status;
    LONGLONG difference;

    status = NetRemoteTOD( server, (BYTE **)&info );
    if (!check_status( status, expected, info )) return;
    open_answer( &answer, info, sizeof(*info) );
    GetSystemTimeAsFileTime( &time );
    now.LowPart = time.dwLowDateTime;
    now.HighPart = time.dwHighDateTime;
    difference = (LONGLONG)(now.QuadPart / 10000000 - 11644473600) - info->tod_elapsedt;
    ok( difference >= 0 && difference <= 5, "the time is %d seconds off\n", (int)difference );
    ok( info->tod_elapsedt % 60 == info->tod_secs && info->tod_elapsedt / 60 % 60 == info->tod_mins &&
        info->tod_elapsedt / 3600 % 24 == info->tod_hours, "got %lu:%lu:%lu for %lu\n", info->tod_hours,
        info->tod_mins, info->tod_secs, info->tod_elapsedt );
    close_answer( &answer );
}

START_TEST(remote)
{
    if (!begin_remote( server )) return;

    test_workstation();
    test_users( get_number( L"STATUS_USERS" ) );
    test_transports();
    test_server( get_number( L"STATUS_SERVER" ) );
    test_time( get_number( L"STATUS_TIME" ) );

    end_remote( server );
}
