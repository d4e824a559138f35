/*
 * TCP with time limits
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

#include "winsock2.h"
#include "ws2tcpip.h"
#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"

#include "wine/debug.h"

#include "delay.h"
#include "tcp.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

static INT (WSAAPI *pGetAddrInfoW)( const WCHAR *name, const WCHAR *service, const ADDRINFOW *hints,
                                    ADDRINFOW **info );
static void (WSAAPI *pFreeAddrInfoW)( ADDRINFOW *info );
static INT (WSAAPI *pGetNameInfoW)( const SOCKADDR *address, socklen_t length, WCHAR *host,
                                    DWORD host_size, WCHAR *service, DWORD service_size, INT flags );
static int (WSAAPI *pWSAStartup)( WORD version, WSADATA *data );
static int (WSAAPI *pclosesocket)( SOCKET socket );
static int (WSAAPI *pconnect)( SOCKET socket, const struct sockaddr *address, int length );
static int (WSAAPI *pioctlsocket)( SOCKET socket, long command, u_long *arg );
static int (WSAAPI *precv)( SOCKET socket, char *buffer, int length, int flags );
static int (WSAAPI *pselect)( int count, fd_set *read, fd_set *write, fd_set *except,
                              const struct timeval *timeout );
static int (WSAAPI *psend)( SOCKET socket, const char *buffer, int length, int flags );
static int (WSAAPI *psetsockopt)( SOCKET socket, int level, int option, const char *value, int length );
static SOCKET (WSAAPI *psocket)( int family, int type, int protocol );

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
        DELAYED_IMPORT( select ),
        DELAYED_IMPORT( send ),
        DELAYED_IMPORT( setsockopt ),
        DELAYED_IMPORT( socket ),
    };
    WSADATA data;

    (void)once, (void)param, (void)context;
    return load_imports( L"ws2_32.dll", imports, ARRAYSIZE(imports) ) &&
           !pWSAStartup( MAKEWORD( 2, 2 ), &data );
}

static BOOL load_sockets(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    return InitOnceExecuteOnce( &once, init, NULL, NULL );
}

static BOOL is_connected( SOCKET socket, DWORD time_limit )
{
    struct timeval timeout = { time_limit / 1000, time_limit % 1000 * 1000 };
    fd_set connected, failed;

    connected.fd_count = failed.fd_count = 1;
    connected.fd_array[0] = failed.fd_array[0] = socket;
    return pselect( 0, NULL, &connected, &failed, &timeout ) > 0 && connected.fd_count;
}

static BOOL connect_tcp( const ADDRINFOW *info, DWORD time_limit, SOCKET *socket )
{
    u_long nonblocking = 1;
    BOOL nodelay = TRUE;

    *socket = psocket( info->ai_family, info->ai_socktype, info->ai_protocol );
    if (*socket == INVALID_SOCKET) return FALSE;
    pioctlsocket( *socket, FIONBIO, &nonblocking );
    if (!pconnect( *socket, info->ai_addr, info->ai_addrlen ) || is_connected( *socket, time_limit ))
    {
        nonblocking = 0;
        pioctlsocket( *socket, FIONBIO, &nonblocking );
        psetsockopt( *socket, IPPROTO_TCP, TCP_NODELAY, (char *)&nodelay, sizeof(nodelay) );
        return TRUE;
    }
    pclosesocket( *socket );
    return FALSE;
}

/************************************************************
 *                open_tcp
 *
 * Connects to the first address of a server that answers.
 *
 * PARAMS
 *  name       [I] The server's name or address.
 *  port       [I] A number.
 *  time_limit [I] For each address, in milliseconds.
 *  tcp        [O] The connection, to be given back with close_tcp().
 *  address    [O] The address, in numbers.
 *
 * RETURNS
 *  NERR_Success, ERROR_BAD_NETPATH (no such name, or nothing answers there in time), or
 *  ERROR_NOT_SUPPORTED (this Wine has no sockets).
 */
NET_API_STATUS open_tcp( const WCHAR *name, const WCHAR *port, DWORD time_limit, struct tcp *tcp,
                         WCHAR address[MAX_ADDRESS] )
{
    const ADDRINFOW hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_protocol = IPPROTO_TCP };
    NET_API_STATUS status = ERROR_BAD_NETPATH;
    ADDRINFOW *list, *info;
    SOCKET socket;

    if (!load_sockets()) return ERROR_NOT_SUPPORTED;
    if (pGetAddrInfoW( name, port, &hints, &list )) return ERROR_BAD_NETPATH;
    for (info = list; info && status; info = info->ai_next)
    {
        if (!connect_tcp( info, time_limit, &socket )) continue;
        if (!pGetNameInfoW( info->ai_addr, info->ai_addrlen, address, MAX_ADDRESS, NULL, 0, NI_NUMERICHOST ))
            status = NERR_Success;
        else pclosesocket( socket );
    }
    pFreeAddrInfoW( list );
    TRACE( "%s port %s: %lu\n", debugstr_w(name), debugstr_w(port), status );
    if (status) return status;
    tcp->socket = socket;
    tcp->time_limit = 0;
    return NERR_Success;
}

void close_tcp( struct tcp *tcp )
{
    pclosesocket( tcp->socket );
}

/* Whether the connection can be used: the server has not closed it, nor said what nobody asked. */
BOOL is_tcp_idle( const struct tcp *tcp )
{
    const struct timeval now = { 0, 0 };
    fd_set readable;

    readable.fd_count = 1;
    readable.fd_array[0] = tcp->socket;
    return !pselect( 0, &readable, NULL, NULL, &now );
}

/* A socket's time limit is for one operation, and it takes a call to change it: so it stays while it is about right. */
#define TIME_TOLERANCE  250  /* milliseconds */

static NET_API_STATUS set_time_limit( struct tcp *tcp, ULONGLONG deadline )
{
    ULONGLONG now = GetTickCount64();
    DWORD time_limit;

    if (now >= deadline) return ERROR_TIMEOUT;
    time_limit = min( deadline - now, MAXLONG );
    if (tcp->time_limit && tcp->time_limit <= time_limit + TIME_TOLERANCE &&
        time_limit <= tcp->time_limit + TIME_TOLERANCE) return NERR_Success;
    psetsockopt( tcp->socket, SOL_SOCKET, SO_RCVTIMEO, (char *)&time_limit, sizeof(time_limit) );
    psetsockopt( tcp->socket, SOL_SOCKET, SO_SNDTIMEO, (char *)&time_limit, sizeof(time_limit) );
    tcp->time_limit = time_limit;
    return NERR_Success;
}

static NET_API_STATUS get_failure( ULONGLONG deadline )
{
    return GetTickCount64() + TIME_TOLERANCE >= deadline ? ERROR_TIMEOUT : RPC_S_CALL_FAILED;
}

/************************************************************
 *                send_tcp
 *
 * PARAMS
 *  tcp      [I/O] The connection.
 *  bytes    [I]   What to send.
 *  size     [I]   In bytes.
 *  deadline [I]   In GetTickCount64()'s time.
 *
 * RETURNS
 *  NERR_Success, ERROR_TIMEOUT, or RPC_S_CALL_FAILED (the connection is broken).
 */
NET_API_STATUS send_tcp( struct tcp *tcp, const BYTE *bytes, DWORD size, ULONGLONG deadline )
{
    NET_API_STATUS status;
    int sent;

    for (; size; bytes += sent, size -= sent)
    {
        if ((status = set_time_limit( tcp, deadline ))) return status;
        if ((sent = psend( tcp->socket, (const char *)bytes, size, 0 )) <= 0) return get_failure( deadline );
    }
    return NERR_Success;
}

/* The same for what comes, which is at least one byte. */
NET_API_STATUS receive_tcp( struct tcp *tcp, BYTE *bytes, DWORD size, ULONGLONG deadline, DWORD *received )
{
    NET_API_STATUS status;
    int got;

    *received = 0;
    if ((status = set_time_limit( tcp, deadline ))) return status;
    if ((got = precv( tcp->socket, (char *)bytes, size, 0 )) <= 0)
        return got ? get_failure( deadline ) : RPC_S_CALL_FAILED;
    *received = got;
    return NERR_Success;
}
