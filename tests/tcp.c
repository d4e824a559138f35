/*
 * Tests of the connections by TCP: names that nobody can tell
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

#include <winsock2.h>
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>

#include "held.h"

/* No export shows how long a name takes, so the test has a copy, in which GetAddrInfoW() is its own. */
#include "../rpc/tcp.c"
#include "../sockets.c"
#include "../delay.c"

#define SLOW  2000  /* milliseconds that a name server does not answer */

static volatile LONG asked, answered;

static INT WSAAPI slow_get_addr_info( const WCHAR *name, const WCHAR *service, const ADDRINFOW *hint, ADDRINFOW **info )
{
    if (hint->ai_flags & AI_NUMERICHOST) return GetAddrInfoW( name, service, hint, info );
    InterlockedIncrement( &asked );
    Sleep( SLOW );
    /* the answer comes when nobody waits any more */
    GetAddrInfoW( L"127.0.0.1", service, hint, info );
    InterlockedIncrement( &answered );
    return 0;
}

static DWORD connect_to( const WCHAR *host, DWORD limit, DWORD function_limit, NET_API_STATUS *status )
{
    ULONGLONG start = GetTickCount64();
    struct endpoint endpoint = { .transport = &tcp_transport, .port = L"9", .connect_limit = limit,
                                 .deadline = start + function_limit };
    struct channel *channel = NULL;

    lstrcpynW( endpoint.host, host, ARRAY_SIZE(endpoint.host) );
    *status = tcp_transport.open( &endpoint, NULL, &channel );
    if (!*status) channel->transport->close( channel );
    return GetTickCount64() - start;
}

START_TEST(tcp)
{
    NET_API_STATUS status;
    unsigned int i;
    LONG handles, before;
    DWORD time;

    if (!load_sockets())
    {
        skip( "there are no sockets\n" );
        return;
    }
    pGetAddrInfoW = slow_get_addr_info;
    asked = answered = 0;
    handles = count_handles();

    time = connect_to( L"nobody.invalid", 300, 60000, &status );
    ok( status == ERROR_BAD_NETPATH && time + 50 >= 300 && time < SLOW, "got status %lu after %lu ms\n", status, time );
    time = connect_to( L"nobody.invalid", 60000, 300, &status );
    ok( status == ERROR_BAD_NETPATH && time + 50 >= 300 && time < SLOW, "got status %lu after %lu ms\n", status, time );
    ok( asked == 2 && !answered, "asked %ld times, answered %ld times\n", asked, answered );

    /* the threads that go on are few, and go away */
    for (i = 0; i < 3 * MAX_LOOKUPS; i++) connect_to( L"nobody.invalid", 1, 60000, &status );
    ok( lookups <= MAX_LOOKUPS, "%ld threads look names up\n", lookups );
    for (i = 0; i < 100 && lookups; i++) Sleep( 200 );
    /* the first two may have been gone by then */
    ok( asked >= MAX_LOOKUPS && asked <= MAX_LOOKUPS + 2, "asked %ld times\n", asked );
    ok( answered == asked && !lookups, "asked %ld times, answered %ld times\n", asked, answered );
    before = asked;
    ok( count_handles() == handles, "%ld handles more\n", count_handles() - handles );

    /* names that are addresses, or ought to be */
    connect_to( L"127.0.0.1", 3000, 60000, &status );
    /* nobody is connected to all of a network */
    time = connect_to( L"255.255.255.255", 30000, 60000, &status );
    ok( status == ERROR_BAD_NETPATH && time < 10000, "got status %lu after %lu ms\n", status, time );
    connect_to( L"--1.ipv6-literal.net", 3000, 60000, &status );
    connect_to( L"server.ipv6-literal.net", 3000, 60000, &status );
    ok( status == ERROR_BAD_NETPATH, "got status %lu\n", status );
    ok( asked == before, "DNS was asked for an address\n" );
    pGetAddrInfoW = NULL;
}
