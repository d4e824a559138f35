/*
 * Sockets, which are loaded when a function needs them
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

#include "sockets.h"
#include "windef.h"
#include "winbase.h"

#include "delay.h"

INT (WSAAPI *pGetAddrInfoW)( const WCHAR *name, const WCHAR *service, const ADDRINFOW *hints, ADDRINFOW **info );
void (WSAAPI *pFreeAddrInfoW)( ADDRINFOW *info );
INT (WSAAPI *pGetNameInfoW)( const SOCKADDR *address, socklen_t length, WCHAR *host, DWORD host_size, WCHAR *service,
                            DWORD service_size, INT flags );
int (WSAAPI *pWSAStartup)( WORD version, WSADATA *data );
int (WSAAPI *pclosesocket)( SOCKET socket );
int (WSAAPI *pconnect)( SOCKET socket, const struct sockaddr *address, int length );
int (WSAAPI *pioctlsocket)( SOCKET socket, long command, u_long *arg );
int (WSAAPI *precv)( SOCKET socket, char *buffer, int length, int flags );
int (WSAAPI *pselect)( int count, fd_set *read, fd_set *write, fd_set *except, const struct timeval *timeout );
int (WSAAPI *psend)( SOCKET socket, const char *buffer, int length, int flags );
int (WSAAPI *psetsockopt)( SOCKET socket, int level, int option, const char *value, int length );
SOCKET (WSAAPI *psocket)( int family, int type, int protocol );
int (WSAAPI *precvfrom)( SOCKET socket, char *buffer, int length, int flags, struct sockaddr *from, int *from_length );
int (WSAAPI *psendto)( SOCKET socket, const char *buffer, int length, int flags, const struct sockaddr *to, int to_length );

static BOOL CALLBACK init( INIT_ONCE *once, void *param, void **context )
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( GetAddrInfoW ),
        DELAYED_IMPORT( FreeAddrInfoW ),
        DELAYED_IMPORT( GetNameInfoW ),
        DELAYED_IMPORT( WSAStartup ),
        DELAYED_IMPORT( closesocket ),
        DELAYED_IMPORT( connect ),
        DELAYED_IMPORT( ioctlsocket ),
        DELAYED_IMPORT( recv ),
        DELAYED_IMPORT( recvfrom ),
        DELAYED_IMPORT( select ),
        DELAYED_IMPORT( send ),
        DELAYED_IMPORT( sendto ),
        DELAYED_IMPORT( setsockopt ),
        DELAYED_IMPORT( socket ),
    };
    WSADATA data;

    (void)once, (void)param, (void)context;
    return load_imports( L"ws2_32.dll", imports, ARRAYSIZE(imports) ) &&
           !pWSAStartup( MAKEWORD( 2, 2 ), &data );
}

/* FALSE: there are none. */
BOOL load_sockets(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    return InitOnceExecuteOnce( &once, init, NULL, NULL );
}

BOOL set_nonblocking( SOCKET socket )
{
    u_long nonblocking = 1;

    return !pioctlsocket( socket, FIONBIO, &nonblocking );
}

void clear_sockets( struct socket_set *set )
{
    set->readable.fd_count = set->writable.fd_count = set->failed.fd_count = 0;
}

static void add( fd_set *sockets, SOCKET socket )
{
    if (sockets->fd_count < FD_SETSIZE) sockets->fd_array[sockets->fd_count++] = socket;
}

/* "is_connecting": until it is connected, else until something has come */
void add_socket( struct socket_set *set, SOCKET socket, BOOL is_connecting )
{
    add( is_connecting ? &set->writable : &set->readable, socket );
    if (is_connecting) add( &set->failed, socket );
}

BOOL has_socket( const fd_set *sockets, SOCKET socket )
{
    unsigned int i;

    for (i = 0; i < sockets->fd_count; i++) if (sockets->fd_array[i] == socket) return TRUE;
    return FALSE;
}

/* "until": milliseconds of GetTickCount64(). Only those stay in the set that need not wait any longer. */
void wait_for_sockets( struct socket_set *set, ULONGLONG until )
{
    ULONGLONG now = GetTickCount64();
    DWORD limit = until > now ? min( until - now, MAXLONG ) : 0;
    struct timeval timeout = { limit / 1000, limit % 1000 * 1000 };

    if (!set->readable.fd_count && !set->writable.fd_count) Sleep( limit );
    else if (pselect( 0, &set->readable, &set->writable, &set->failed, &timeout ) < 0)
    {
        clear_sockets( set );
        Sleep( min( limit, 10 ) );  /* whoever calls this may do so until the time is over */
    }
}

/* The socket does not wait by itself. What has failed at once, as where there is no way to the address, is no select()'s. */
static BOOL connect_in_time( SOCKET socket, const SOCKADDR *address, int length, DWORD time_limit )
{
    struct timeval timeout = { time_limit / 1000, time_limit % 1000 * 1000 };
    fd_set connected, failed;

    if (!pconnect( socket, address, length )) return TRUE;
    if (GetLastError() != WSAEWOULDBLOCK) return FALSE;
    connected.fd_count = failed.fd_count = 1;
    connected.fd_array[0] = failed.fd_array[0] = socket;
    return pselect( 0, NULL, &connected, &failed, &timeout ) > 0 && connected.fd_count;
}

/* Milliseconds. The socket waits for what comes, and sends at once. */
BOOL connect_tcp( const SOCKADDR *address, int length, DWORD time_limit, SOCKET *socket )
{
    u_long nonblocking = 0;
    BOOL nodelay = TRUE;

    *socket = psocket( address->sa_family, SOCK_STREAM, IPPROTO_TCP );
    if (*socket == INVALID_SOCKET) return FALSE;
    set_nonblocking( *socket );
    if (connect_in_time( *socket, address, length, time_limit ))
    {
        pioctlsocket( *socket, FIONBIO, &nonblocking );
        psetsockopt( *socket, IPPROTO_TCP, TCP_NODELAY, (char *)&nodelay, sizeof(nodelay) );
        return TRUE;
    }
    pclosesocket( *socket );
    return FALSE;
}
