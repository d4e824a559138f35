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
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"

#include "wine/debug.h"

#include "connection.h"
#include "credentials.h"
#include "endpoint.h"
#include "interface.h"
#include "kerberos.h"
#include "pack.h"
#include "reader.h"
#include "smbsession.h"
#include "local/settings.h"
#include "locator/locator.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define EPM_PORT  135
#define SMB_PORT  445

/* milliseconds; the second is that of SMB requests: LanmanWorkstation's SessTimeout */
#define DEFAULT_CONNECT_TIMEOUT  5000
#define DEFAULT_CALL_TIMEOUT     45000
#define DEFAULT_FUNCTION_TIMEOUT 600000

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

/* ept_map's arguments, as NDR has them */
struct map_question
{
    DWORD            object_referent;
    GUID             object;            /* any */
    DWORD            tower_referent;
    DWORD            max_size;
    DWORD            size;              /* of the tower */
    struct tcp_tower tower;
    BYTE             padding;
    BYTE             entry_handle[20];  /* none */
    DWORD            max_count;         /* of the towers that are wanted */
};

#include "poppack.h"

#define FLOOR_UUID  0x0d
#define FLOOR_NCACN 0x0b
#define FLOOR_TCP   0x07
#define FLOOR_IP    0x09

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
        5, make_uuid_floor( interface_id ), make_uuid_floor( &ndr_syntax ), { 1, FLOOR_NCACN, 2, { 0 } },
        { 1, FLOOR_TCP, 2, { 0 } }, { 1, FLOOR_IP, 4, { 0 } }
    };
    *tower = made;
}

/* The port that a tower leads to; 0 for a tower of another kind. */
static WORD get_tower_port( const BYTE *tower, DWORD size, const RPC_SYNTAX_IDENTIFIER *interface_id )
{
    struct tcp_tower answer, expected;

    if (size < sizeof(answer)) return 0;
    memcpy( &answer, tower, sizeof(answer) );
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

#define EPT_MAP     3
#define MAX_TOWERS  4

static const RPC_SYNTAX_IDENTIFIER epm =
{
    { 0xe1af8308, 0x5d1f, 0x11c9, { 0x91, 0xa4, 0x08, 0x00, 0x2b, 0x14, 0xa0, 0xfa } }, { 3, 0 }
};

/* Whoever asks it learns the same. */
static struct credentials nobody = { 1, sizeof(nobody), NULL, nobody.strings, nobody.strings, { 0 } };

static void make_question( const RPC_SYNTAX_IDENTIFIER *interface_id, struct map_question *question )
{
    memset( question, 0, sizeof(*question) );
    question->object_referent = 1;
    question->tower_referent = 2;
    question->max_size = question->size = sizeof(question->tower);
    make_tower( interface_id, &question->tower );
    question->max_count = MAX_TOWERS;
}

static WORD read_tower_port( struct reader *reader, const RPC_SYNTAX_IDENTIFIER *interface_id )
{
    const BYTE *tower;
    DWORD size;

    read_number( reader );  /* the size, which comes again */
    size = read_number( reader );
    tower = read_bytes( reader, size );
    return tower ? get_tower_port( tower, size, interface_id ) : 0;
}

/* The first of the towers that leads to a port. rpcrt4 cannot be let read this answer: it writes as many towers as the
 * server sends, wherever there is room for those that were wanted. */
static WORD read_port( struct reader *reader, const RPC_SYNTAX_IDENTIFIER *interface_id )
{
    DWORD referents[MAX_TOWERS], count, i;
    WORD port = 0;

    reader->offset = MEMBER_SIZE( struct map_question, entry_handle );
    for (i = 0; i < 3; i++) read_number( reader );  /* how many towers there are, of how many, from where on */
    if ((count = read_number( reader )) > MAX_TOWERS) return 0;
    for (i = 0; i < count; i++) referents[i] = read_number( reader );
    for (i = 0; i < count && !port; i++) if (referents[i]) port = read_tower_port( reader, interface_id );
    return port;
}

/* C706, appendix O: ept_map. A server without endpoint mapper returns what one does that does not run the interface. */
static NET_API_STATUS ask_endpoint_mapper( struct endpoint *mapper, const RPC_SYNTAX_IDENTIFIER *interface_id,
                                           WORD *port )
{
    struct rpc_connection *connection;
    struct map_question question;
    RPC_STATUS status;
    BYTE *answer;
    DWORD size;

    if ((status = open_connection( mapper, &epm, &nobody, &connection ))) return map_rpc_status( status );
    make_question( interface_id, &question );
    *port = 0;
    if (!(status = ask_connection( connection, EPT_MAP, (BYTE *)&question, sizeof(question), &answer, &size )))
    {
        struct reader reader = { .start = answer, .size = size };
        *port = read_port( &reader, interface_id );
    }
    close_connection( connection );
    TRACE( "%s: port %u, status %ld\n", debugstr_w(mapper->host), *port, status );
    if (status) return map_rpc_status( status );
    return *port ? NERR_Success : RPC_S_SERVER_UNAVAILABLE;
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

/*
 * Which way
 */

/* the setting "Transport" */
#define PIPES_ALONE  1
#define TCP_ALONE    2

/* The name of the domain that this computer has joined is a controller of it; DNS has the domain's own name for them, too. */
static void name_host( const WCHAR *server, WCHAR host[MAX_SERVER_NAME] )
{
    struct located_controller *controller;
    struct joined_domain joined;

    lstrcpynW( host, server, MAX_SERVER_NAME );
    if (get_joined_domain( &joined ) || !is_same_name( joined.flat_name, server )) return;
    if (locate_controller( joined.name, NULL, NULL, 0, &controller )) return;
    lstrcpynW( host, controller->name, MAX_SERVER_NAME );
    NetApiBufferFree( controller );
}

static void init_endpoint( const WCHAR *server, ULONGLONG begun, struct endpoint *endpoint )
{
    endpoint->transport = &tcp_transport;
    lstrcpynW( endpoint->server, server, ARRAYSIZE(endpoint->server) );
    name_host( server, endpoint->host );
    endpoint->pipe = NULL;
    endpoint->is_unknown = endpoint->lacks_pipes = endpoint->needs_seal = FALSE;
    endpoint->connect_limit = get_setting( server, L"ConnectTimeout", DEFAULT_CONNECT_TIMEOUT );
    endpoint->call_limit = get_setting( server, L"CallTimeout", DEFAULT_CALL_TIMEOUT );
    endpoint->function_limit = get_setting( server, L"FunctionTimeout", DEFAULT_FUNCTION_TIMEOUT );
    endpoint->deadline = begun + endpoint->function_limit;
}

/* Opens the server's session, for as long as somebody asks it: so it has pipes, and lets in. */
static NET_API_STATUS find_pipe( const WCHAR *server, const struct remote_interface *iface, struct credentials *credentials,
                                 ULONGLONG begun, struct endpoint *endpoint, struct smb_session **session )
{
    init_endpoint( server, begun, endpoint );
    endpoint->transport = &pipe_transport;
    endpoint->pipe = iface->pipe ? iface->pipe : iface->name;
    endpoint->needs_seal = get_setting( server, L"RequireEncryption", 0 ) != 0;
    make_port( get_port_setting( server, L"SmbPort", SMB_PORT ), endpoint->port );
    return open_session( endpoint, credentials, session );
}

static NET_API_STATUS find_tcp_endpoint( const WCHAR *server, const struct remote_interface *iface, WORD port,
                                         ULONGLONG begun, struct endpoint *endpoint )
{
    const RPC_CLIENT_INTERFACE *spec = *iface->spec;
    NET_API_STATUS status;

    init_endpoint( server, begun, endpoint );
    if (!port)
    {
        make_port( get_port_setting( server, L"EndpointMapperPort", EPM_PORT ), endpoint->port );
        if ((status = ask_endpoint_mapper( endpoint, &spec->InterfaceId, &port ))) return status;
    }
    make_port( port, endpoint->port );
    return NERR_Success;
}

/************************************************************
 *                find_endpoint
 *
 * Finds out where an interface of a server is: at a named pipe, else, where no SMB answers or the settings say so, at a
 * port of its own.
 *
 * PARAMS
 *  server      [I] The server's name or address.
 *  iface       [I] The interface.
 *  credentials [I] Who asks; NULL: the user, who may have a ticket. One without a name: nobody.
 *  needs_tcp   [I] SMB did not answer before.
 *  begun       [I] When the function began that asks, in GetTickCount64()'s time.
 *  endpoint    [O] The transport, its host and port, and the time limits for it.
 *  session     [O] Over SMB the session, the caller's to give back with release_session(): while there is one, pipes need no
 *                  log-on. Else NULL.
 *
 * RETURNS
 *  NERR_Success, ERROR_BAD_NETPATH (no such name, or nothing answers there in time), RPC_S_SERVER_UNAVAILABLE (the server has
 *  no such interface), ERROR_NO_USER_SESSION_KEY (nothing would be sealed, where the settings want that),
 *  ERROR_NOT_ENOUGH_MEMORY, what open_session() returns, or what map_rpc_status() makes of the endpoint mapper's failure.
 */
NET_API_STATUS find_endpoint( const WCHAR *server, const struct remote_interface *iface, struct credentials *credentials,
                              BOOL needs_tcp, ULONGLONG begun, struct endpoint *endpoint, struct smb_session **session )
{
    DWORD transport = get_setting( server, L"Transport", 0 );
    WORD port = get_port_setting( server, iface->name, 0 );
    BOOL has_pipes = !port && !iface->needs_tcp && transport != TCP_ALONE, needs_seal;
    NET_API_STATUS status;

    *session = NULL;
    if (has_pipes && (!needs_tcp || transport == PIPES_ALONE))
    {
        status = find_pipe( server, iface, credentials, begun, endpoint, session );
        if (status != ERROR_BAD_NETPATH || endpoint->is_unknown || transport == PIPES_ALONE)
            return map_rpc_status( status );
    }
    needs_seal = get_setting( server, L"RequireEncryption", 0 ) != 0;
    if (needs_seal && !(credentials ? credentials->user[0] : has_user_ticket())) return ERROR_NO_USER_SESSION_KEY;
    status = find_tcp_endpoint( server, iface, port, begun, endpoint );
    endpoint->needs_seal = needs_seal;
    endpoint->lacks_pipes = has_pipes;
    return status;
}
