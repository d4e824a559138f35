/*
 * Tests of the distributed file system
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
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmdfs.h>

#include "answer.h"

#define UNTOUCHED  ((BYTE *)0xdeadbeef)

typedef NET_API_STATUS (WINAPI *get_info_t)( WCHAR *path, WCHAR *server, WCHAR *share, DWORD level, BYTE **buffer );

#define check_get( get, path, level, expected )  check_get_( __LINE__, get, path, level, expected )
static void check_get_( unsigned int line, get_info_t get, const WCHAR *path, DWORD level, NET_API_STATUS expected )
{
    BYTE *buffer = UNTOUCHED;
    NET_API_STATUS status;

    status = get( (WCHAR *)path, NULL, NULL, level, &buffer );
    ok_( __FILE__, line )( status == expected, "%s, level %lu: got status %lu, not %lu\n", debugstr_w( path ), level,
                           status, expected );
    ok_( __FILE__, line )( !buffer, "got buffer %p\n", buffer );
}

static void test_get(void)
{
    static const DWORD levels[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 100, 150 }, bad_levels[] = { 0, 10, 200, 300, -1 };
    static const WCHAR * const bad_paths[] = { L"", L"\\", L"\\\\", L"\\\\localhost", L"\\\\localhost\\", L"localhost",
                                               L"\\\\\\root", L"\\\\localhost\\\\root" };
    unsigned int i;
    NET_API_STATUS status;

    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        check_get( NetDfsGetInfo, L"\\\\localhost\\root\\link", levels[i], RPC_S_SERVER_UNAVAILABLE );
        check_get( NetDfsGetClientInfo, L"\\\\localhost\\root\\link", levels[i],
                   levels[i] <= 4 ? NERR_DfsNoSuchVolume : ERROR_INVALID_LEVEL );
    }
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        check_get( NetDfsGetInfo, L"\\\\localhost\\root", bad_levels[i], ERROR_INVALID_LEVEL );
        check_get( NetDfsGetClientInfo, L"\\\\localhost\\root", bad_levels[i], ERROR_INVALID_LEVEL );
    }
    for (i = 0; i < ARRAY_SIZE(bad_paths); i++)
    {
        check_get( NetDfsGetInfo, bad_paths[i], 1, ERROR_INVALID_NAME );
        check_get( NetDfsGetClientInfo, bad_paths[i], 1, ERROR_INVALID_NAME );
    }
    check_get( NetDfsGetInfo, L"localhost\\root", 1, RPC_S_SERVER_UNAVAILABLE );
    check_get( NetDfsGetInfo, L"\\\\no-such-computer.invalid\\root", 1, ERROR_BAD_NETPATH );
    check_get( NetDfsGetClientInfo, L"\\\\no-such-computer.invalid\\root", 1, NERR_DfsNoSuchVolume );
    check_get( NetDfsGetInfo, NULL, 1, ERROR_INVALID_PARAMETER );
    check_get( NetDfsGetClientInfo, NULL, 1, ERROR_INVALID_PARAMETER );
    status = NetDfsGetInfo( (WCHAR *)L"\\\\localhost\\root", NULL, NULL, 1, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetDfsGetClientInfo( (WCHAR *)L"\\\\localhost\\root", NULL, NULL, 1, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
}

#define check_enum( name, level, expected )  check_enum_( __LINE__, name, level, expected )
static void check_enum_( unsigned int line, const WCHAR *name, DWORD level, NET_API_STATUS expected )
{
    BYTE *buffer = UNTOUCHED;
    DWORD count = 77, resume = 0;
    NET_API_STATUS status;

    status = NetDfsEnum( (WCHAR *)name, level, MAX_PREFERRED_LENGTH, &buffer, &count, &resume );
    ok_( __FILE__, line )( status == expected, "%s, level %lu: got status %lu, not %lu\n", debugstr_w( name ), level,
                           status, expected );
    ok_( __FILE__, line )( !buffer && !count && !resume, "got buffer %p, %lu entries, handle %lu\n", buffer, count, resume );
}

static void test_enum(void)
{
    static const DWORD levels[] = { 1, 2, 3, 4, 5, 6, 8, 9 }, bad_levels[] = { 0, 7, 50, 201, -1 };
    BYTE *buffer = UNTOUCHED;
    NET_API_STATUS status;
    DWORD count = 77;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(levels); i++) check_enum( L"\\\\localhost\\root", levels[i], RPC_S_SERVER_UNAVAILABLE );
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++) check_enum( L"\\\\localhost\\root", bad_levels[i], ERROR_INVALID_LEVEL );
    check_enum( L"localhost\\root", 1, RPC_S_SERVER_UNAVAILABLE );
    check_enum( L"localhost", 300, RPC_S_SERVER_UNAVAILABLE );
    check_enum( L"\\\\localhost", 300, RPC_S_SERVER_UNAVAILABLE );
    check_enum( L"localhost", 1, ERROR_INVALID_NAME );
    check_enum( L"", 300, ERROR_INVALID_NAME );
    check_enum( L"", 200, ERROR_INVALID_NAME );
    check_enum( L"no-such-computer.invalid", 300, ERROR_BAD_NETPATH );
    check_enum( NULL, 1, ERROR_INVALID_PARAMETER );
    status = NetDfsEnum( (WCHAR *)L"\\\\localhost\\root", 1, MAX_PREFERRED_LENGTH, NULL, &count, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !count, "got status %lu, %lu entries\n", status, count );
    status = NetDfsEnum( (WCHAR *)L"\\\\localhost\\root", 1, MAX_PREFERRED_LENGTH, &buffer, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !buffer, "got status %lu, buffer %p\n", status, buffer );
}

START_TEST(dfs)
{
    if (!testing_ours())
    {
        skip( "what others know of namespaces is unknown\n" );
        return;
    }
    test_get();
    test_enum();
}
