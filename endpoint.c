/*
 * Where the interfaces of servers are: the endpoint mapper, and the ports in the registry
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
#include <string.h>

#include "winsock2.h"
#include "ws2tcpip.h"
#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"
#include "epm.h"

#include "wine/debug.h"

#include "delay.h"
#include "endpoint.h"
#include "remote.h"
#include "settings.h"
#include "stub.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define EPM_PORT  135

/*
 * The connection. Wine's RPC has no time limit for it: so the first one is made here.
 */

static INT (WSAAPI *pGetAddrInfoW)( const WCHAR *name, const WCHAR *service, const ADDRINFOW *hints,
                                    ADDRINFOW **info );
static void (WSAAPI *pFreeAddrInfoW)( ADDRINFOW *info );
static INT (WSAAPI *pGetNameInfoW)( const SOCKADDR *address, socklen_t length, WCHAR *host,
                                    DWORD host_size, WCHAR *service, DWORD service_size, INT flags );
static int (WSAAPI *pWSAStartup)( WORD version, WSADATA *data );
static int (WSAAPI *pclosesocket)( SOCKET socket );
static int (WSAAPI *pconnect)( SOCKET socket, const struct sockaddr *address, int length );
static int (WSAAPI *pioctlsocket)( SOCKET socket, long command, u_long *arg );
static int (WSAAPI *pselect)( int count, fd_set *read, fd_set *write, fd_set *except,
                              const struct timeval *timeout );
static SOCKET (WSAAPI *psocket)( int family, int type, int protocol );

static BOOL CALLBACK init_sockets( INIT_ONCE *once, void *param, void **context )
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
        DELAYED_IMPORT( select ),
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

    return InitOnceExecuteOnce( &once, init_sockets, NULL, NULL );
}

static BOOL is_reachable( const ADDRINFOW *info, DWORD time_limit )
{
    struct timeval timeout = { time_limit / 1000, time_limit % 1000 * 1000 };
    fd_set connected, failed;
    u_long nonblocking = 1;
    BOOL reachable;
    SOCKET socket;

    if ((socket = psocket( info->ai_family, info->ai_socktype, info->ai_protocol )) == INVALID_SOCKET)
        return FALSE;
    connected.fd_count = failed.fd_count = 1;
    connected.fd_array[0] = failed.fd_array[0] = socket;
    pioctlsocket( socket, FIONBIO, &nonblocking );
    reachable = !pconnect( socket, info->ai_addr, info->ai_addrlen ) ||
                (pselect( 0, NULL, &connected, &failed, &timeout ) > 0 && connected.fd_count);
    pclosesocket( socket );
    return reachable;
}

/* Finds out at which of its addresses a server can be reached. */
static NET_API_STATUS find_address( const WCHAR *name, const WCHAR *port, DWORD time_limit,
                                    WCHAR address[MAX_ADDRESS] )
{
    const ADDRINFOW hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_protocol = IPPROTO_TCP };
    NET_API_STATUS status = ERROR_BAD_NETPATH;
    ADDRINFOW *list, *info;

    if (pGetAddrInfoW( name, port, &hints, &list )) return ERROR_BAD_NETPATH;
    for (info = list; info; info = info->ai_next)
    {
        if (!is_reachable( info, time_limit )) continue;
        if (!pGetNameInfoW( info->ai_addr, info->ai_addrlen, address, MAX_ADDRESS, NULL, 0, NI_NUMERICHOST ))
            status = NERR_Success;
        break;
    }
    pFreeAddrInfoW( list );
    TRACE( "%s port %s: %lu\n", debugstr_w(name), debugstr_w(port), status );
    return status;
}

/*
 * The towers: C706, appendices I and L. Servers take none that leaves out what has no value yet.
 */

#include "pshpack1.h"

/* an identifier of an iface, or of NDR */
struct uuid_floor
{
    WORD lhs_length;    /* 19 */
    BYTE protocol;      /* 0x0d */
    GUID uuid;
    WORD major;
    WORD rhs_length;    /* 2 */
    WORD minor;
};

/* a protocol, with a value of 16 bits */
struct word_floor
{
    WORD lhs_length;    /* 1 */
    BYTE protocol;
    WORD rhs_length;    /* 2 */
    BYTE value[2];      /* the highest first */
};

struct address_floor
{
    WORD lhs_length;    /* 1 */
    BYTE protocol;
    WORD rhs_length;    /* 4 */
    BYTE value[4];
};

struct tcp_tower
{
    WORD                 count;
    struct uuid_floor    interface_id;
    struct uuid_floor    transfer_syntax;
    struct word_floor    rpc;           /* connections: the minor version */
    struct word_floor    tcp;           /* the port */
    struct address_floor ip;
};

#include "poppack.h"

#define FLOOR_UUID  0x0d
#define FLOOR_NCACN 0x0b
#define FLOOR_TCP   0x07
#define FLOOR_IP    0x09

static const RPC_SYNTAX_IDENTIFIER ndr =
{
    { 0x8a885d04, 0x1ceb, 0x11c9, { 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60 } }, { 2, 0 }
};

static struct uuid_floor make_uuid_floor( const RPC_SYNTAX_IDENTIFIER *id )
{
    const struct uuid_floor floor = { 19, FLOOR_UUID, id->SyntaxGUID, id->SyntaxVersion.MajorVersion, 2,
                                      id->SyntaxVersion.MinorVersion };
    return floor;
}

static void make_tower( const RPC_SYNTAX_IDENTIFIER *interface_id, struct tcp_tower *tower )
{
    const struct tcp_tower made =
    {
        5, make_uuid_floor( interface_id ), make_uuid_floor( &ndr ), { 1, FLOOR_NCACN, 2, { 0 } },
        { 1, FLOOR_TCP, 2, { 0 } }, { 1, FLOOR_IP, 4, { 0 } }
    };
    *tower = made;
}

/* The port that a tower leads to; 0 for a tower of another kind. */
static WORD get_tower_port( const twr_t *tower, const RPC_SYNTAX_IDENTIFIER *interface_id )
{
    struct tcp_tower answer, expected;

    if (tower->tower_length < sizeof(answer)) return 0;
    memcpy( &answer, tower->tower_octet_string, sizeof(answer) );
    make_tower( interface_id, &expected );
    memcpy( expected.tcp.value, answer.tcp.value, sizeof(expected.tcp.value) );
    memcpy( expected.ip.value, answer.ip.value, sizeof(expected.ip.value) );
    /* Servers may have a later minor version. */
    expected.interface_id.minor = answer.interface_id.minor;
    if (memcmp( &answer, &expected, sizeof(answer) )) return 0;
    return answer.tcp.value[0] << 8 | answer.tcp.value[1];
}

/*
 * The endpoint mapper
 */

#define MAX_TOWERS  4

struct map_args
{
    const RPC_SYNTAX_IDENTIFIER *interface_id;
    WORD                         port;
};

static DWORD map_interface( handle_t binding, void *arg )
{
    union
    {
        twr_t twr;
        BYTE  space[FIELD_OFFSET( twr_t, tower_octet_string[sizeof(struct tcp_tower)] )];
    }
    tower;
    ept_lookup_handle_t handle = { 0 };
    twr_t *towers[MAX_TOWERS] = { NULL };
    struct map_args *args = arg;
    struct tcp_tower asked;
    DWORD i, count, status;
    GUID object = { 0 };

    make_tower( args->interface_id, &asked );
    tower.twr.tower_length = sizeof(asked);
    memcpy( tower.twr.tower_octet_string, &asked, sizeof(asked) );
    ept_map( binding, &object, &tower.twr, &handle, MAX_TOWERS, &count, towers, &status );
    if (status) return status;
    for (i = 0; i < count && i < MAX_TOWERS && !args->port; i++)
        if (towers[i]) args->port = get_tower_port( towers[i], args->interface_id );
    return args->port ? RPC_S_OK : EPT_S_NOT_REGISTERED;
}

static NET_API_STATUS ask_endpoint_mapper( const WCHAR *server, const struct endpoint *mapper,
                                           const RPC_SYNTAX_IDENTIFIER *interface_id, WORD *port )
{
    struct map_args args = { interface_id, 0 };
    struct stub_run run = { .function = map_interface, .args = &args };
    NET_API_STATUS status;
    handle_t binding;
    BOOL answered;
    DWORD result;

    if ((status = make_binding( mapper, &binding ))) return status;
    run.time_limit = get_setting( server, L"CallTimeout", DEFAULT_CALL_TIMEOUT );
    answered = run_stubs( &run, binding, &result );
    free_stub_memory( &run );
    free_binding( &binding );
    TRACE( "%s: port %u, result %#lx\n", debugstr_w(server), args.port, result );
    *port = args.port;
    if (!answered) return map_rpc_status( result );
    return result ? RPC_S_SERVER_UNAVAILABLE : NERR_Success;  /* what a server that does not run it returns */
}

static void make_port( WORD number, WCHAR port[MAX_PORT] )
{
    WCHAR *p = port + MAX_PORT - 1;
    unsigned int length;

    *p = 0;
    do *--p = '0' + number % 10; while (number /= 10);
    length = port + MAX_PORT - p;
    memmove( port, p, length * sizeof(*port) );
}

/************************************************************
 *                find_endpoint
 *
 * Finds out where an interface of a server is, and that it can be reached.
 *
 * PARAMS
 *  server    [I] The server's name or address.
 *  iface    [I] The interface.
 *  endpoint  [O] Its address and port.
 *
 * RETURNS
 *  NERR_Success, ERROR_BAD_NETPATH (no such name, or nothing answers there in time),
 *  RPC_S_SERVER_UNAVAILABLE (the server has no such iface), ERROR_NOT_ENOUGH_MEMORY, or what
 *  map_rpc_status() makes of the endpoint mapper's failure.
 */
NET_API_STATUS find_endpoint( const WCHAR *server, const struct remote_interface *iface,
                              struct endpoint *endpoint )
{
    const RPC_CLIENT_INTERFACE *spec = *iface->spec;
    DWORD time_limit = get_setting( server, L"ConnectTimeout", DEFAULT_CONNECT_TIMEOUT );
    const WCHAR *host = server;
    NET_API_STATUS status;
    WORD port;

    if (!load_sockets()) return ERROR_NOT_SUPPORTED;

    if (!(port = get_setting( server, iface->name, 0 )))
    {
        make_port( get_setting( server, L"EndpointMapperPort", EPM_PORT ), endpoint->port );
        if ((status = find_address( server, endpoint->port, time_limit, endpoint->address ))) return status;
        if ((status = ask_endpoint_mapper( server, endpoint, &spec->InterfaceId, &port ))) return status;
        host = endpoint->address;
    }
    make_port( port, endpoint->port );
    return find_address( host, endpoint->port, time_limit, endpoint->address );
}
