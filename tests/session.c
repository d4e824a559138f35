/*
 * Conformance tests of sessions, connections and open files
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
#include <lmshare.h>

#include "services.h"

static const struct size types[] =
{
    TYPE_SIZE( SESSION_INFO_0, 8, 4 ),
    TYPE_SIZE( SESSION_INFO_1, 32, 24 ),
    TYPE_SIZE( SESSION_INFO_2, 40, 28 ),
    TYPE_SIZE( SESSION_INFO_10, 24, 16 ),
    TYPE_SIZE( SESSION_INFO_502, 48, 32 ),
    TYPE_SIZE( CONNECTION_INFO_0, 4, 4 ),
    TYPE_SIZE( CONNECTION_INFO_1, 40, 28 ),
    TYPE_SIZE( FILE_INFO_2, 4, 4 ),
    TYPE_SIZE( FILE_INFO_3, 32, 20 ),
};

/* the client and the user of the next call */
static WCHAR *client, *user;

static NET_API_STATUS enum_sessions( const WCHAR *server, DWORD level, BYTE **buffer, DWORD *read,
                                     DWORD *total, DWORD_PTR *resume )
{
    return NetSessionEnum( (WCHAR *)server, client, user, level, buffer, MAX_PREFERRED_LENGTH, read, total,
                           (DWORD *)resume );
}

static NET_API_STATUS enum_connections( const WCHAR *server, DWORD level, BYTE **buffer, DWORD *read,
                                        DWORD *total, DWORD_PTR *resume )
{
    return NetConnectionEnum( (WCHAR *)server, client, level, buffer, MAX_PREFERRED_LENGTH, read, total,
                              (DWORD *)resume );
}

static NET_API_STATUS enum_files( const WCHAR *server, DWORD level, BYTE **buffer, DWORD *read,
                                  DWORD *total, DWORD_PTR *resume )
{
    return NetFileEnum( (WCHAR *)server, client, user, level, buffer, MAX_PREFERRED_LENGTH, read, total, resume );
}

static NET_API_STATUS get_session( const WCHAR *server, DWORD level, BYTE **buffer )
{
    return NetSessionGetInfo( (WCHAR *)server, client, user, level, buffer );
}

static NET_API_STATUS get_file( const WCHAR *server, DWORD level, BYTE **buffer )
{
    return NetFileGetInfo( (WCHAR *)server, 0x7fffffff, level, buffer );
}

/* A client's name begins with two backslashes. What a function calls none differs. */
static void test_client_names(void)
{
    static const WCHAR * const bad[] = { L"client", L"\\client", L"\\\\" };
    WCHAR longest[2 + 255 + 2];
    struct outputs outputs;
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    user = (WCHAR *)L"nobody";
    for (i = 0; i < ARRAY_SIZE(bad); i++)
    {
        client = (WCHAR *)bad[i];
        winetest_push_context( "%s", debugstr_w( client ) );
        init_outputs( &outputs );
        status = enum_sessions( NULL, 10, &outputs.buffer, &outputs.read, &outputs.total, &outputs.resume );
        ok( status == NERR_InvalidComputer, "NetSessionEnum returned %lu\n", status );
        check_cleared( &outputs );
        buffer = garbage();
        status = get_session( NULL, 10, &buffer );
        ok( status == NERR_InvalidComputer, "NetSessionGetInfo returned %lu\n", status );
        ok( !buffer, "got buffer %p\n", buffer );
        status = NetSessionDel( NULL, client, user );
        ok( status == NERR_InvalidComputer, "NetSessionDel returned %lu\n", status );
        winetest_pop_context();
    }

    for (i = 0; i < ARRAY_SIZE(longest); i++) longest[i] = i < 2 ? '\\' : 'c';
    longest[2 + 255] = 0;
    status = NetSessionDel( NULL, longest, NULL );
    ok( status == NERR_ServerNotStarted, "the longest name: got status %lu\n", status );
    longest[2 + 255] = 'c';
    longest[2 + 255 + 1] = 0;
    status = NetSessionDel( NULL, longest, NULL );
    ok( status == NERR_InvalidComputer, "a name too long: got status %lu\n", status );
}

/* arguments without which a function cannot know what is meant */
static void test_missing(void)
{
    static WCHAR empty[] = L"", name[] = L"\\\\client";
    WCHAR * const missing[] = { NULL, empty };
    struct outputs outputs;
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(missing); i++)
    {
        client = missing[i];
        user = (WCHAR *)L"nobody";
        buffer = garbage();
        status = get_session( NULL, 10, &buffer );
        ok( status == ERROR_INVALID_PARAMETER, "no client: NetSessionGetInfo returned %lu\n", status );
        ok( !buffer, "got buffer %p\n", buffer );
        status = NetSessionDel( NULL, client, user );
        ok( status == NERR_ServerNotStarted, "no client: NetSessionDel returned %lu\n", status );
        init_outputs( &outputs );
        status = enum_connections( NULL, 0, &outputs.buffer, &outputs.read, &outputs.total, &outputs.resume );
        ok( status == ERROR_INVALID_PARAMETER, "no qualifier: NetConnectionEnum returned %lu\n", status );
        check_cleared( &outputs );

        client = name;
        user = missing[i];
        buffer = garbage();
        status = get_session( NULL, 10, &buffer );
        ok( status == ERROR_INVALID_PARAMETER, "no user: NetSessionGetInfo returned %lu\n", status );
        ok( !buffer, "got buffer %p\n", buffer );
        status = NetSessionDel( NULL, client, user );
        ok( status == NERR_ServerNotStarted, "no user: NetSessionDel returned %lu\n", status );

        status = NetSessionDel( NULL, missing[i], missing[!i] );
        ok( status == ERROR_INVALID_PARAMETER, "neither: NetSessionDel returned %lu\n", status );
    }
}

/* functions that end something: nothing on a Windows is meant */
static void test_ends(void)
{
    NET_API_STATUS status;
    unsigned int i;

    status = NetFileClose( NULL, 0x7fffffff );
    ok( status == NERR_ServerNotStarted, "NetFileClose returned %lu\n", status );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        status = NetFileClose( (WCHAR *)bad_servers[i], 1 );
        ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "%s: NetFileClose returned %lu\n",
            debugstr_w( bad_servers[i] ), status );
        status = NetSessionDel( (WCHAR *)bad_servers[i], NULL, (WCHAR *)L"nobody" );
        ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "%s: NetSessionDel returned %lu\n",
            debugstr_w( bad_servers[i] ), status );
    }
}

START_TEST(session)
{
    static const DWORD session_levels[] = { 0, 1, 2, 10, 502 };
    static const DWORD bad_session_levels[] = { 3, 9, 11, 501, 503, ~0u };
    static const DWORD bad_session_info_levels[] = { 3, 9, 11, 501, 502, ~0u };
    static const DWORD connection_levels[] = { 0, 1 };
    static const DWORD bad_connection_levels[] = { 2, 3, 502, ~0u };
    static const DWORD file_levels[] = { 2, 3 };
    static const DWORD bad_file_levels[] = { 0, 1, 4, 502, ~0u };

    check_sizes( types, ARRAY_SIZE(types) );
    check_service_enum( "NetSessionEnum", enum_sessions, session_levels, ARRAY_SIZE(session_levels),
                        bad_session_levels, ARRAY_SIZE(bad_session_levels) );
    check_service_enum( "NetFileEnum", enum_files, file_levels, ARRAY_SIZE(file_levels), bad_file_levels,
                        ARRAY_SIZE(bad_file_levels) );
    check_service_info( "NetFileGetInfo", get_file, file_levels, ARRAY_SIZE(file_levels), bad_file_levels,
                        ARRAY_SIZE(bad_file_levels) );
    client = (WCHAR *)L"\\\\no-such-client";
    user = (WCHAR *)L"nobody";
    check_service_enum( "NetConnectionEnum", enum_connections, connection_levels,
                        ARRAY_SIZE(connection_levels), bad_connection_levels,
                        ARRAY_SIZE(bad_connection_levels) );
    check_service_info( "NetSessionGetInfo", get_session, session_levels, ARRAY_SIZE(session_levels) - 1,
                        bad_session_info_levels, ARRAY_SIZE(bad_session_info_levels) );
    if (!testing_ours())
    {
        skip( "what is ended here would be another program's\n" );
        return;
    }
    test_client_names();
    test_missing();
    test_ends();
}
