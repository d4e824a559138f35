/*
 * Tests of the settings of other computers: ports and time limits, with sockets of our own on the loopback network
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
#include <winerror.h>
#include <winreg.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmwksta.h>

#include "product.h"

#define SERVER         L"127.83.69.84"  /* nobody else's on the loopback network */
#define SERVER_NUMBER  0x7f534554
#define SETTINGS_KEY   L"Software\\Wine\\NetApi32"
#define SERVER_KEY     SETTINGS_KEY L"\\Servers\\" SERVER

/* A server on this computer takes no time, and the machine may be busy. Less than the standard of each limit. */
#define TOLERANCE  4000

static const WCHAR *key_path;

static void set_value( const WCHAR *name, DWORD type, const void *value, DWORD size )
{
    LSTATUS status;
    HKEY key;

    status = RegCreateKeyExW( HKEY_LOCAL_MACHINE, key_path, 0, NULL, 0, KEY_SET_VALUE | KEY_WOW64_64KEY, NULL, &key, NULL );
    if (!status)
    {
        status = RegSetValueExW( key, name, 0, type, value, size );
        RegCloseKey( key );
    }
    ok( !status, "%s: got error %ld\n", debugstr_w( name ), status );
}

static void set( const WCHAR *name, DWORD value )
{
    set_value( name, REG_DWORD, &value, sizeof(value) );
}

static void delete_values(void)
{
    static const WCHAR * const names[] = { L"ConnectTimeout", L"CallTimeout", L"FunctionTimeout", L"EndpointMapperPort",
                                           L"wkssvc" };
    unsigned int i;
    HKEY key;

    RegDeleteKeyExW( HKEY_LOCAL_MACHINE, SERVER_KEY, KEY_WOW64_64KEY, 0 );
    if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, SETTINGS_KEY, 0, KEY_SET_VALUE | KEY_WOW64_64KEY, &key )) return;
    for (i = 0; i < ARRAY_SIZE(names); i++) RegDeleteValueW( key, names[i] );
    RegCloseKey( key );
}

/* A socket with a port of its own; "backlog" as for listen(), -1 for one that does not listen. */
static SOCKET open_socket( int backlog, DWORD *port )
{
    SOCKADDR_IN address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl( SERVER_NUMBER ) };
    SOCKET s = socket( AF_INET, SOCK_STREAM, IPPROTO_TCP );
    int length = sizeof(address);

    ok( !bind( s, (SOCKADDR *)&address, sizeof(address) ), "bind failed with %u\n", WSAGetLastError() );
    if (backlog >= 0) ok( !listen( s, backlog ), "listen failed with %u\n", WSAGetLastError() );
    getsockname( s, (SOCKADDR *)&address, &length );
    *port = ntohs( address.sin_port );
    return s;
}

/* How many connections were made to it that nobody has accepted yet. */
static unsigned int count_connections( SOCKET s )
{
    u_long nonblocking = 1;
    unsigned int count = 0;
    SOCKET connection;

    ioctlsocket( s, FIONBIO, &nonblocking );
    while ((connection = accept( s, NULL, NULL )) != INVALID_SOCKET)
    {
        count++;
        closesocket( connection );
    }
    return count;
}

#define check_call( expected, least, most )  check_call_( __LINE__, expected, least, most )
static void check_call_( unsigned int line, NET_API_STATUS expected, DWORD least, DWORD most )
{
    BYTE *buffer = (BYTE *)1;
    DWORD start = GetTickCount(), time;
    NET_API_STATUS status;

    status = NetWkstaGetInfo( (WCHAR *)L"\\\\" SERVER, 100, &buffer );
    time = GetTickCount() - start;
    ok_( __FILE__, line )( status == expected, "got status %lu, not %lu\n", status, expected );
    ok_( __FILE__, line )( !buffer, "got buffer %p\n", buffer );
    /* the timers' own precision */
    ok_( __FILE__, line )( time + 50 >= least && time <= most + TOLERANCE, "it took %lu ms\n", time );
}

static void test_ports(void)
{
    DWORD closed_port, port, other_port;
    SOCKET closed = open_socket( -1, &closed_port ), s = open_socket( 50, &port ), other = open_socket( 50, &other_port );

    set( L"CallTimeout", 500 );
    set( L"EndpointMapperPort", closed_port );
    check_call( ERROR_BAD_NETPATH, 0, 0 );

    set( L"EndpointMapperPort", port );
    check_call( RPC_S_CALL_FAILED, 500, 500 );
    ok( count_connections( s ) == 1, "the port of the endpoint mapper was not asked\n" );

    /* where the interface has a port, the endpoint mapper is not asked */
    set( L"wkssvc", other_port );
    check_call( RPC_S_CALL_FAILED, 500, 500 );
    ok( count_connections( other ) == 1 && !count_connections( s ), "another port was asked\n" );
    set( L"wkssvc", closed_port );
    check_call( ERROR_BAD_NETPATH, 0, 0 );
    ok( !count_connections( s ) && !count_connections( other ), "another port was asked\n" );

    /* none of these is a port */
    set( L"wkssvc", 0 );
    check_call( RPC_S_CALL_FAILED, 500, 500 );
    set( L"wkssvc", 0x10000 | other_port );
    check_call( RPC_S_CALL_FAILED, 500, 500 );
    set_value( L"wkssvc", REG_SZ, L"1234", sizeof(L"1234") );
    check_call( RPC_S_CALL_FAILED, 500, 500 );
    set_value( L"wkssvc", REG_DWORD, L"1", sizeof(WCHAR) );
    check_call( RPC_S_CALL_FAILED, 500, 500 );
    ok( count_connections( s ) == 4 && !count_connections( other ), "another port was asked\n" );

    closesocket( closed );
    closesocket( s );
    closesocket( other );
    delete_values();
}

static void test_time_limits(void)
{
    SOCKADDR_IN address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl( SERVER_NUMBER ) };
    SOCKET s, full, fillers[4];
    DWORD port, full_port;
    u_long nonblocking = 1;
    unsigned int i;

    s = open_socket( 50, &port );
    set( L"EndpointMapperPort", port );
    set( L"CallTimeout", 2500 );
    check_call( RPC_S_CALL_FAILED, 2500, 2500 );
    set( L"CallTimeout", 300 );
    check_call( RPC_S_CALL_FAILED, 300, 300 );

    /* that of all calls that a function makes comes first where it is the shorter one */
    set( L"FunctionTimeout", 2500 );
    check_call( RPC_S_CALL_FAILED, 300, 300 );
    set( L"CallTimeout", 30000 );
    check_call( RPC_S_CALL_FAILED, 2500, 2500 );
    set( L"FunctionTimeout", 0 );

    /* Nobody accepts, and there is no room for more: the address is as good as dead. */
    full = open_socket( 0, &full_port );
    address.sin_port = htons( full_port );
    for (i = 0; i < ARRAY_SIZE(fillers); i++)
    {
        fillers[i] = socket( AF_INET, SOCK_STREAM, IPPROTO_TCP );
        ioctlsocket( fillers[i], FIONBIO, &nonblocking );
        connect( fillers[i], (SOCKADDR *)&address, sizeof(address) );
    }
    set( L"EndpointMapperPort", full_port );
    set( L"ConnectTimeout", 500 );
    check_call( ERROR_BAD_NETPATH, 500, 500 );
    set( L"ConnectTimeout", 2500 );
    check_call( ERROR_BAD_NETPATH, 2500, 2500 );
    set( L"FunctionTimeout", 700 );
    check_call( ERROR_BAD_NETPATH, 700, 700 );

    for (i = 0; i < ARRAY_SIZE(fillers); i++) closesocket( fillers[i] );
    closesocket( full );
    closesocket( s );
    delete_values();
}

/* A key without values: the address is a server's all the same. */
static void make_server_key(void)
{
    HKEY key;
    LSTATUS status;

    status = RegCreateKeyExW( HKEY_LOCAL_MACHINE, SERVER_KEY, 0, NULL, 0, KEY_SET_VALUE | KEY_WOW64_64KEY, NULL, &key, NULL );
    ok( !status, "got error %ld\n", status );
    if (!status) RegCloseKey( key );
}

/* Each address that leads back to this computer is this computer, but for one with a key of its own. */
static void test_own_address(void)
{
    BYTE *buffer = NULL;
    NET_API_STATUS status;
    DWORD port;
    SOCKET s = open_socket( -1, &port );

    status = NetWkstaGetInfo( (WCHAR *)L"\\\\" SERVER, 100, &buffer );
    ok( !status && buffer, "got status %lu, buffer %p\n", status, buffer );
    NetApiBufferFree( buffer );
    set( L"EndpointMapperPort", port );
    check_call( ERROR_BAD_NETPATH, 0, 0 );
    closesocket( s );
    delete_values();
}

/* A server's own setting comes before the one for all. */
static void test_precedence(void)
{
    DWORD port;
    SOCKET s = open_socket( 50, &port );

    make_server_key();
    key_path = SETTINGS_KEY;
    set( L"EndpointMapperPort", port );
    set( L"CallTimeout", 500 );
    check_call( RPC_S_CALL_FAILED, 500, 500 );
    key_path = SERVER_KEY;
    set( L"CallTimeout", 3500 );
    check_call( RPC_S_CALL_FAILED, 3500, 3500 );
    closesocket( s );
    delete_values();
}

START_TEST(settings)
{
    WSADATA data;

    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    WSAStartup( MAKEWORD( 2, 2 ), &data );
    delete_values();
    key_path = SERVER_KEY;
    test_own_address();
    test_ports();
    test_time_limits();
    test_precedence();
    WSACleanup();
}
