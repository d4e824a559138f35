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
#include "lmapibuf.h"

#include "wine/debug.h"

#include "channel.h"
#include "literal.h"
#include "sockets.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

struct tcp_channel
{
    struct channel channel;
    SOCKET         socket;
    DWORD          send_limit;      /* what the socket has, in milliseconds; */
    DWORD          receive_limit;   /* one thread may send while another one receives */
};

static void close_tcp( struct channel *channel )
{
    struct tcp_channel *tcp = (struct tcp_channel *)channel;

    pclosesocket( tcp->socket );
    NetApiBufferFree( tcp );
}

/*
 * Names: GetAddrInfoW() takes as long as it likes
 */

/* a name that a thread looks up, which goes on with it when nobody waits any more */
struct lookup
{
    LONG       references;
    INT        result;
    ADDRINFOW *list;
    WCHAR      name[MAX_SERVER_NAME];
    WCHAR      port[MAX_PORT];
};

/* threads that look up names which nobody waits for; a name server that does not answer shall not gather more */
#define MAX_LOOKUPS  16
static LONG lookups;

static void release_lookup( struct lookup *lookup )
{
    if (InterlockedDecrement( &lookup->references )) return;
    if (lookup->list) pFreeAddrInfoW( lookup->list );
    NetApiBufferFree( lookup );
}

static const ADDRINFOW hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_protocol = IPPROTO_TCP };

static DWORD WINAPI run_lookup( void *arg )
{
    struct lookup *lookup = arg;

    lookup->result = pGetAddrInfoW( lookup->name, lookup->port, &hints, &lookup->list );
    release_lookup( lookup );
    InterlockedDecrement( &lookups );
    return 0;
}

static struct lookup *create_lookup( const struct endpoint *endpoint )
{
    struct lookup *lookup;

    if (NetApiBufferAllocate( sizeof(*lookup), (void **)&lookup )) return NULL;
    lookup->references = 2;
    lookup->list = NULL;
    lstrcpynW( lookup->name, endpoint->host, ARRAYSIZE(lookup->name) );
    lstrcpynW( lookup->port, endpoint->port, ARRAYSIZE(lookup->port) );
    return lookup;
}

/* Starts a thread; one reference is its own. NULL: there is none. */
static HANDLE start_lookup( struct lookup *lookup )
{
    HANDLE thread = NULL;

    if (InterlockedIncrement( &lookups ) <= MAX_LOOKUPS) thread = CreateThread( NULL, 0, run_lookup, lookup, 0, NULL );
    if (!thread)
    {
        InterlockedDecrement( &lookups );
        lookup->references = 1;
    }
    return thread;
}

static DWORD get_time_left( const struct endpoint *endpoint )
{
    ULONGLONG now = GetTickCount64();

    return now < endpoint->deadline ? min( endpoint->deadline - now, endpoint->connect_limit ) : 0;
}

/* The list is the caller's to free; NULL: no such name, or nobody could tell in time. */
static ADDRINFOW *look_up( const struct endpoint *endpoint )
{
    ADDRINFOW numeric = hints, *list = NULL;
    const WCHAR *host = endpoint->host;
    WCHAR literal[MAX_ADDRESS];
    struct lookup *lookup;
    HANDLE thread;

    if (parse_ipv6_literal( host, literal ))
    {
        if (!literal[0]) return NULL;
        host = literal;
    }
    numeric.ai_flags = AI_NUMERICHOST;
    if (!pGetAddrInfoW( host, endpoint->port, &numeric, &list )) return list;
    if (host == literal) return NULL;
    if (!(lookup = create_lookup( endpoint ))) return NULL;
    if ((thread = start_lookup( lookup )))
    {
        /* until it is gone, with all that it had */
        if (!WaitForSingleObject( thread, get_time_left( endpoint ) ) && !lookup->result)
        {
            list = lookup->list;
            lookup->list = NULL;
        }
        CloseHandle( thread );
    }
    release_lookup( lookup );
    return list;
}

/* Connects to the first address of the endpoint's host that answers. */
static NET_API_STATUS connect_host( struct endpoint *endpoint, SOCKET *socket )
{
    NET_API_STATUS status = ERROR_BAD_NETPATH;
    WCHAR address[MAX_ADDRESS];
    ADDRINFOW *list, *info;

    endpoint->is_unknown = !(list = look_up( endpoint ));
    if (!list) return ERROR_BAD_NETPATH;
    for (info = list; info && status; info = info->ai_next)
    {
        if (!connect_tcp( info->ai_addr, info->ai_addrlen, get_time_left( endpoint ), socket )) continue;
        if (!pGetNameInfoW( info->ai_addr, info->ai_addrlen, address, MAX_ADDRESS, NULL, 0, NI_NUMERICHOST ))
            status = NERR_Success;
        else pclosesocket( *socket );
    }
    pFreeAddrInfoW( list );
    TRACE( "%s port %s: %lu\n", debugstr_w(endpoint->host), debugstr_w(endpoint->port), status );
    if (!status) lstrcpynW( endpoint->host, address, ARRAYSIZE(endpoint->host) );
    return status;
}

/* of Windows' and Samba's RPC over TCP */
#define MAX_FRAGMENT  5840

static NET_API_STATUS open_tcp( struct endpoint *endpoint, struct credentials *credentials, struct channel **channel )
{
    struct tcp_channel *tcp;
    NET_API_STATUS status;

    (void)credentials;
    if (!load_sockets()) return ERROR_NOT_SUPPORTED;
    if ((status = NetApiBufferAllocate( sizeof(*tcp), (void **)&tcp ))) return status;
    if ((status = connect_host( endpoint, &tcp->socket )))
    {
        NetApiBufferFree( tcp );
        return status;
    }
    tcp->channel.transport = &tcp_transport;
    tcp->channel.max_fragment = MAX_FRAGMENT;
    tcp->send_limit = tcp->receive_limit = 0;
    *channel = &tcp->channel;
    return NERR_Success;
}

static BOOL is_tcp_idle( const struct channel *channel )
{
    const struct tcp_channel *tcp = (const struct tcp_channel *)channel;
    const struct timeval now = { 0, 0 };
    fd_set readable;

    readable.fd_count = 1;
    readable.fd_array[0] = tcp->socket;
    return !pselect( 0, &readable, NULL, NULL, &now );
}

/* A socket's time limit is for one operation, and it takes a call to change it: so it stays while it is about right. */
#define TIME_TOLERANCE  250  /* milliseconds */

static NET_API_STATUS set_time_limit( struct tcp_channel *tcp, int option, DWORD *present, ULONGLONG deadline )
{
    ULONGLONG now = GetTickCount64();
    DWORD time_limit;

    if (now >= deadline) return ERROR_TIMEOUT;
    time_limit = min( deadline - now, MAXLONG );
    if (*present && *present <= time_limit + TIME_TOLERANCE && time_limit <= *present + TIME_TOLERANCE)
        return NERR_Success;
    psetsockopt( tcp->socket, SOL_SOCKET, option, (char *)&time_limit, sizeof(time_limit) );
    *present = time_limit;
    return NERR_Success;
}

static NET_API_STATUS get_failure( ULONGLONG deadline )
{
    return GetTickCount64() + TIME_TOLERANCE >= deadline ? ERROR_TIMEOUT : RPC_S_CALL_FAILED;
}

static NET_API_STATUS send_tcp( struct channel *channel, const BYTE *bytes, DWORD size, BOOL is_last,
                                ULONGLONG deadline )
{
    struct tcp_channel *tcp = (struct tcp_channel *)channel;
    NET_API_STATUS status;
    int sent;

    (void)is_last;
    for (; size; bytes += sent, size -= sent)
    {
        if ((status = set_time_limit( tcp, SO_SNDTIMEO, &tcp->send_limit, deadline ))) return status;
        if ((sent = psend( tcp->socket, (const char *)bytes, size, 0 )) <= 0) return get_failure( deadline );
    }
    return NERR_Success;
}

static NET_API_STATUS receive_tcp( struct channel *channel, BYTE *bytes, DWORD size, ULONGLONG deadline,
                                   DWORD *received )
{
    struct tcp_channel *tcp = (struct tcp_channel *)channel;
    NET_API_STATUS status;
    int got;

    *received = 0;
    if ((status = set_time_limit( tcp, SO_RCVTIMEO, &tcp->receive_limit, deadline ))) return status;
    if ((got = precv( tcp->socket, (char *)bytes, size, 0 )) <= 0)
        return got ? get_failure( deadline ) : RPC_S_CALL_FAILED;
    *received = got;
    return NERR_Success;
}

const struct transport tcp_transport = 
{
    FALSE, open_tcp, send_tcp, receive_tcp, is_tcp_idle, NULL, NULL, close_tcp
};
