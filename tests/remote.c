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
#include <lmjoin.h>
#include <lmdfs.h>
#include <dsrole.h>

#include "answer.h"
#include "remote.h"

/*
 * Beside what is in remote.h:
 *   STATUS_100, 101, 102, USERS, SERVER, TIME, JOIN, SET, DFS, NO_LINK   what that user gets
 *   NAME, DOMAIN, VERSION, COMMENT, ROLE (DsRole_Role...), TYPE, LOGGED_ON
 *   DFS, DFS_COUNT, DFS_COMMENT   of a namespace: a line for each path, see check_line(); how many there are; its comment
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

static NETSETUP_JOIN_STATUS get_type_of_role( DWORD role )
{
    return role == DsRole_RoleStandaloneWorkstation || role == DsRole_RoleStandaloneServer ? NetSetupWorkgroupName
                                                                                            : NetSetupDomainName;
}

static void test_join( NET_API_STATUS expected )
{
    NETSETUP_JOIN_STATUS type = 77, expected_type = NetSetupUnknownStatus;
    WCHAR *name = (WCHAR *)1;
    struct answer answer;
    NET_API_STATUS status;

    status = NetGetJoinInformation( server, &name, &type );
    if (check_status( status, expected, name ))
    {
        expected_type = get_type_of_role( get_number( L"ROLE" ) );
        open_answer( &answer, name, 0 );
        check_fact( &answer, name, L"DOMAIN" );
        close_answer( &answer );
    }
    ok( type == expected_type, "got type %d, not %d\n", type, expected_type );
}

/* What Samba does not have: the page's errors. */
static void test_set_info( NET_API_STATUS expected )
{
    WKSTA_INFO_502 info = { .wki502_keep_conn = 600 };
    DWORD parm = 0xdead;
    NET_API_STATUS status;

    status = NetWkstaSetInfo( server, 502, (BYTE *)&info, &parm );
    ok( status == expected && parm == 0xdead, "got %lu, not %lu, parm_err %lu\n", status, expected, parm );
    status = NetWkstaSetInfo( server, 503, (BYTE *)&info, &parm );
    ok( status == ERROR_INVALID_LEVEL, "got %lu\n", status );
    status = NetWkstaSetInfo( server, 502, NULL, &parm );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
}

/*
 * A namespace: each path that is told, with its comment and its targets, as the script makes a line of what rpcclient got
 */

static void check_line( const WCHAR *path, const WCHAR *comment, DWORD state, const DFS_STORAGE_INFO *storages, DWORD count )
{
    WCHAR line[600], facts[300], *end;
    DWORD i;

    wsprintfW( line, L"%.200s|%.100s|%lu", path, comment, state );
    for (i = 0; i < count; i++)
        wsprintfW( line + lstrlenW( line ), L"|%.50s|%.50s", storages[i].ServerName, storages[i].ShareName );
    end = wcsstr( get_fact( L"DFS", facts ), line );
    ok( end && (end == facts || end[-1] == ';') && end[lstrlenW( line )] == ';', "%s is not in %s\n", debugstr_w(line),
        debugstr_w(facts) );
}

static void check_storages( struct answer *answer, const DFS_STORAGE_INFO *storages, DWORD count )
{
    DWORD i;

    check_part( answer, storages, count * sizeof(*storages), "storages" );
    for (i = 0; i < count; i++)
    {
        check_string( answer, storages[i].ServerName, "server" );
        check_string( answer, storages[i].ShareName, "share" );
    }
}

static void test_dfs_list( WCHAR *root, DWORD level, SIZE_T size )
{
    DWORD i, count = 0xdead, resume = 0, links = get_number( L"DFS_COUNT" );
    BYTE *buffer = (BYTE *)1;
    const DFS_INFO_3 *info;
    struct answer answer;
    NET_API_STATUS status;

    status = NetDfsEnum( root, level, MAX_PREFERRED_LENGTH, &buffer, &count, &resume );
    ok( !status && count == links, "got %lu, %lu of %lu\n", status, count, links );
    if (status) return;
    open_answer( &answer, buffer, count * size );
    for (i = 0; i < count; i++)
    {
        info = (DFS_INFO_3 *)(buffer + i * size);
        check_string( &answer, info->EntryPath, "path" );
        if (level < 2) continue;
        check_string( &answer, info->Comment, "comment" );
        if (level < 3) continue;
        check_storages( &answer, info->Storage, info->NumberOfStorages );
        check_line( info->EntryPath, info->Comment, info->State, info->Storage, info->NumberOfStorages );
    }
    close_answer( &answer );
    status = NetDfsEnum( root, level, MAX_PREFERRED_LENGTH, &buffer, &count, &resume );
    ok( status == ERROR_NO_MORE_ITEMS && !buffer && !count, "got %lu, %lu at %p\n", status, count, buffer );
}

/* The comment of a link is the namespace's here, and none in the list. */
static void test_dfs_info( WCHAR *link )
{
    BYTE *buffer = (BYTE *)1;
    struct answer answer;
    NET_API_STATUS status;
    DFS_INFO_3 *info;
    WCHAR comment[300];

    status = NetDfsGetInfo( link, NULL, NULL, 3, &buffer );
    ok( !status, "got %lu\n", status );
    if (status) return;
    info = (DFS_INFO_3 *)buffer;
    open_answer( &answer, info, sizeof(*info) );
    check_string( &answer, info->EntryPath, "path" );
    check_string( &answer, info->Comment, "comment" );
    ok( !lstrcmpW( info->Comment, get_fact( L"DFS_COMMENT", comment ) ), "got %s\n", debugstr_w( info->Comment ) );
    check_storages( &answer, info->Storage, info->NumberOfStorages );
    check_line( info->EntryPath, L"", info->State, info->Storage, info->NumberOfStorages );
    close_answer( &answer );
}

static void test_dfs( NET_API_STATUS expected )
{
    static const SIZE_T sizes[] = { sizeof(DFS_INFO_1), sizeof(DFS_INFO_2), sizeof(DFS_INFO_3) };
    WCHAR root[MAX_PATH], link[MAX_PATH];
    BYTE *buffer = (BYTE *)1;
    DWORD count = 0xdead;
    NET_API_STATUS status;
    unsigned int i;

    wsprintfW( root, L"\\\\%s\\dfs", server );
    wsprintfW( link, L"%s\\link", root );
    if (expected)
    {
        status = NetDfsEnum( root, 3, MAX_PREFERRED_LENGTH, &buffer, &count, NULL );
        ok( status == expected && !buffer && !count, "got %lu, %lu at %p\n", status, count, buffer );
        buffer = (BYTE *)1;
        status = NetDfsGetInfo( link, NULL, NULL, 3, &buffer );
        ok( status == expected && !buffer, "got %lu, %p\n", status, buffer );
        return;
    }
    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        winetest_push_context( "NetDfsEnum %u", i + 1 );
        test_dfs_list( root, i + 1, sizes[i] );
        winetest_pop_context();
    }
    test_dfs_info( link );
    wsprintfW( link, L"%s\\no-link", root );
    status = NetDfsGetInfo( link, NULL, NULL, 3, &buffer );
    ok( status == get_number( L"STATUS_NO_LINK" ) && !buffer, "got %lu, %p\n", status, buffer );
}

START_TEST(remote)
{
    if (!begin_remote( server )) return;

    test_workstation();
    test_users( get_number( L"STATUS_USERS" ) );
    test_transports();
    test_server( get_number( L"STATUS_SERVER" ) );
    test_time( get_number( L"STATUS_TIME" ) );
    test_join( get_number( L"STATUS_JOIN" ) );
    test_set_info( get_number( L"STATUS_SET" ) );
    test_dfs( get_number( L"STATUS_DFS" ) );

    end_remote( server );
}
