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

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"
#include "epm.h"

#include "wine/debug.h"

#include "connection.h"
#include "endpoint.h"
#include "remote.h"
#include "settings.h"
#include "stub.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define EPM_PORT  135

/*
 * The towers: C706, appendices I and L. Servers take none that leaves out what has no value yet.
 */

#include "pshpack1.h"

/* an identifier of an interface, or of NDR */
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

static NET_API_STATUS ask_endpoint_mapper( struct endpoint *mapper, const RPC_SYNTAX_IDENTIFIER *interface_id,
                                           WORD *port )
{
    const RPC_CLIENT_INTERFACE *spec = epm_v3_0_c_ifspec;
    struct map_args args = { interface_id, 0 };
    struct stub_run run = { .function = map_interface, .args = &args };
    struct rpc_connection *connection;
    NET_API_STATUS status;
    BOOL answered;
    DWORD result;

    if ((status = open_connection( mapper, &spec->InterfaceId, NULL, &connection ))) return map_rpc_status( status );
    answered = run_stubs( &run, connection, &result );
    free_stub_memory( &run );
    close_connection( connection );
    TRACE( "%s: port %u, result %#lx\n", debugstr_w(mapper->host), args.port, result );
    *port = args.port;
    if (!answered) return map_rpc_status( result );
    return result ? RPC_S_SERVER_UNAVAILABLE : NERR_Success;  /* what a server that does not run it returns */
}

/* What is no port is no setting. */
static WORD get_port_setting( const WCHAR *server, const WCHAR *name, WORD standard )
{
    DWORD port = get_setting( server, name, standard );

    return port <= 0xffff ? port : standard;
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
 * Finds out where an interface of a server is.
 *
 * PARAMS
 *  server    [I] The server's name or address.
 *  iface     [I] The interface.
 *  endpoint  [O] Its host and port, and the time limits for it.
 *
 * RETURNS
 *  NERR_Success, ERROR_BAD_NETPATH (no such name, or nothing answers there in time),
 *  RPC_S_SERVER_UNAVAILABLE (the server has no such interface), ERROR_NOT_ENOUGH_MEMORY, or what
 *  map_rpc_status() makes of the endpoint mapper's failure.
 */
NET_API_STATUS find_endpoint( const WCHAR *server, const struct remote_interface *iface,
                              struct endpoint *endpoint )
{
    const RPC_CLIENT_INTERFACE *spec = *iface->spec;
    NET_API_STATUS status;
    WORD port;

    lstrcpynW( endpoint->host, server, ARRAYSIZE(endpoint->host) );
    endpoint->connect_limit = get_setting( server, L"ConnectTimeout", DEFAULT_CONNECT_TIMEOUT );
    endpoint->call_limit = get_setting( server, L"CallTimeout", DEFAULT_CALL_TIMEOUT );
    if (!(port = get_port_setting( server, iface->name, 0 )))
    {
        make_port( get_port_setting( server, L"EndpointMapperPort", EPM_PORT ), endpoint->port );
        if ((status = ask_endpoint_mapper( endpoint, &spec->InterfaceId, &port ))) return status;
    }
    make_port( port, endpoint->port );
    return NERR_Success;
}
