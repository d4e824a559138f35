/*
 * Tests of named pipes, on the servers that tests/host/samba-pipes starts, each set up in another way
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>
#include <lmshare.h>
#include <lmuse.h>
#include <lmwksta.h>

#include "program.h"

/*
 * tests/host/samba-pipes sets in the environment: NETAPI32_PIPES_...
 *   SERVER           its address
 *   USER, PASSWORD   as whom it is asked; without a user, as nobody
 *   QUESTIONS        what it is asked, in turn, and what that returns: "NetWkstaGetInfo=0 NetUserEnum=5"
 *   VICTIM           whose password is set
 *   NEW_USER         who is added
 *   NEW_PASSWORD     of both
 */
static WCHAR server[100], user[100], password[100], victim[100], new_user[100], new_password[100], questions[1000];

static void get_variable( const WCHAR *name, WCHAR *value, DWORD size )
{
    WCHAR variable[64] = L"NETAPI32_PIPES_";

    lstrcatW( variable, name );
    value[0] = 0;
    GetEnvironmentVariableW( variable, value, size );
}

/* ---- the questions ---------------------------------------------------------------------------- */

/* what a call that has failed leaves behind, and what one that succeeded may not */
static void check_buffer( NET_API_STATUS status, void *buffer )
{
    ok( (!status || status == ERROR_MORE_DATA) == !!buffer, "got status %lu, buffer %p\n", status, buffer );
    NetApiBufferFree( buffer );
}

static void get_remote( WCHAR *remote, DWORD size )
{
    _snwprintf( remote, size, L"\\\\%ls\\IPC$", server );
    remote[size - 1] = 0;
}

static NET_API_STATUS add_use(void)
{
    WCHAR remote[110];
    USE_INFO_2 info = { .ui2_remote = remote, .ui2_password = password, .ui2_asg_type = USE_IPC, .ui2_username = user };

    get_remote( remote, ARRAY_SIZE(remote) );
    return NetUseAdd( NULL, 2, (BYTE *)&info, NULL );
}

static NET_API_STATUS delete_use(void)
{
    WCHAR remote[110];

    get_remote( remote, ARRAY_SIZE(remote) );
    return NetUseDel( NULL, remote, USE_NOFORCE );
}

static NET_API_STATUS get_workstation( DWORD level )
{
    BYTE *buffer = (BYTE *)1;
    NET_API_STATUS status = NetWkstaGetInfo( server, level, &buffer );

    check_buffer( status, buffer );
    return status;
}

static NET_API_STATUS get_workstation_100(void) { return get_workstation( 100 ); }
static NET_API_STATUS get_workstation_102(void) { return get_workstation( 102 ); }

static NET_API_STATUS list_shares(void)
{
    BYTE *buffer = (BYTE *)1;
    DWORD count, total;
    NET_API_STATUS status = NetShareEnum( server, 1, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );

    check_buffer( status, buffer );
    return status;
}

static NET_API_STATUS list_users(void)
{
    BYTE *buffer = (BYTE *)1;
    DWORD count, total;
    NET_API_STATUS status = NetUserEnum( server, 0, FILTER_NORMAL_ACCOUNT, &buffer, MAX_PREFERRED_LENGTH, &count, &total,
                                         NULL );

    check_buffer( status, buffer );
    return status;
}

static NET_API_STATUS set_password(void)
{
    USER_INFO_1003 info = { new_password };

    return NetUserSetInfo( server, victim, 1003, (BYTE *)&info, NULL );
}

/* each test runs twice */
static NET_API_STATUS add_user(void)
{
    USER_INFO_1 info = { .usri1_name = new_user, .usri1_password = new_password, .usri1_priv = USER_PRIV_USER,
                         .usri1_flags = UF_SCRIPT };

    NetUserDel( server, new_user );
    return NetUserAdd( server, 1, (BYTE *)&info, NULL );
}

static const struct question
{
    const WCHAR *name;
    NET_API_STATUS (*ask)(void);
}
known_questions[] =
{
    { L"NetUseAdd", add_use },
    { L"NetUseDel", delete_use },
    { L"NetWkstaGetInfo", get_workstation_100 },
    { L"NetWkstaGetInfo102", get_workstation_102 },
    { L"NetShareEnum", list_shares },
    { L"NetUserEnum", list_users },
    { L"NetUserSetInfo", set_password },
    { L"NetUserAdd", add_user },
};

/* Asks what the script wants, and tells it what came. */
static void ask_questions(void)
{
    unsigned int i, count = 0;
    WCHAR *p, *end, *equals;
    NET_API_STATUS status, expected;

    for (p = questions; *p; p = end)
    {
        if ((end = wcschr( p, ' ' ))) *end++ = 0;
        else end = p + lstrlenW( p );
        if (!(equals = wcschr( p, '=' )))
        {
            ok( FALSE, "what does %ls return?\n", p );
            continue;
        }
        *equals = 0;
        expected = wcstoul( equals + 1, NULL, 10 );
        for (i = 0; i < ARRAY_SIZE(known_questions) && wcscmp( known_questions[i].name, p ); i++) ;
        if (i == ARRAY_SIZE(known_questions))
        {
            ok( FALSE, "%ls is not known\n", p );
            continue;
        }
        status = known_questions[i].ask();
        print( "fact|%ls|%lu\n", p, status );
        ok( status == expected, "%ls: got status %lu, not %lu\n", p, status, expected );
        count++;
    }
    ok( count, "nothing was asked\n" );
}

START_TEST(pipes)
{
    get_variable( L"SERVER", server, ARRAY_SIZE(server) );
    if (!server[0])
    {
        skip( "no server; wine-netapi32 check samba-pipes starts some\n" );
        return;
    }
    get_variable( L"USER", user, ARRAY_SIZE(user) );
    get_variable( L"PASSWORD", password, ARRAY_SIZE(password) );
    get_variable( L"VICTIM", victim, ARRAY_SIZE(victim) );
    get_variable( L"NEW_USER", new_user, ARRAY_SIZE(new_user) );
    get_variable( L"NEW_PASSWORD", new_password, ARRAY_SIZE(new_password) );
    get_variable( L"QUESTIONS", questions, ARRAY_SIZE(questions) );
    ask_questions();
}
