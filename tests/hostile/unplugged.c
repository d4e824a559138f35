/*
 * Connections without a network: for tests/host/unplugged, which links them into the module
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

#include "windef.h"
#include "winbase.h"
#include "winuser.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"

#include "../../rpc/connection.h"
#include "../../rpc/credentials.h"
#include "../../rpc/endpoint.h"
#include "mutation.h"
#include "recording.h"
#include "rpcserver.h"

/* the linker's --wrap option leads the calls here; what they do, connection.c and its neighbours tell */

static struct server_page *page;

/* a connection is the name of its interface */
RPC_STATUS __wrap_open_connection( struct endpoint *endpoint, const RPC_SYNTAX_IDENTIFIER *interface_id,
                                   const struct credentials *credentials, struct rpc_connection **connection )
{
    static const struct { DWORD first; BYTE last; const char *name; } names[] =
    {
        { 0x6bffd098, 0x5a, "wkssvc" }, { 0x4b324fc8, 0x88, "srvsvc" }, { 0x12345778, 0xac, "samr" },
        { 0x12345778, 0xab, "lsarpc" },
    };
    unsigned int i;

    (void)endpoint, (void)credentials;
    for (i = 0; i < ARRAYSIZE(names); i++)
        if (interface_id->SyntaxGUID.Data1 == names[i].first && interface_id->SyntaxGUID.Data4[7] == names[i].last)
            *connection = (struct rpc_connection *)names[i].name;
    return RPC_S_OK;
}

void __wrap_set_connection_deadline( struct rpc_connection *connection, ULONGLONG deadline )
{
    (void)connection, (void)deadline;
}

BOOL __wrap_is_sealed_connection( const struct rpc_connection *connection )
{
    (void)connection;
    return FALSE;
}

void __wrap_close_connection( struct rpc_connection *connection )
{
    (void)connection;
}

void __wrap_drop_answer( struct rpc_connection *connection )
{
    (void)connection;
}

BOOL __wrap_is_idle_connection( const struct rpc_connection *connection )
{
    (void)connection;
    return TRUE;
}

NET_API_STATUS __wrap_find_endpoint( const WCHAR *server, const struct remote_interface *iface, ULONGLONG begun,
                                     struct endpoint *endpoint )
{
    (void)iface, (void)begun;
    memset( endpoint, 0, sizeof(*endpoint) );
    lstrcpynW( endpoint->server, server, ARRAYSIZE(endpoint->server) );
    return NERR_Success;
}

NET_API_STATUS __wrap_read_credentials( const WCHAR *server, struct credentials **credentials )
{
    (void)server;
    *credentials = NULL;
    return NERR_Success;
}

static void open_page_of_test(void)
{
    char name[64];

    wsprintfA( name, "netapi32-unplugged-%lu", GetCurrentProcessId() );
    page = MapViewOfFile( OpenFileMappingA( FILE_MAP_ALL_ACCESS, FALSE, name ), FILE_MAP_ALL_ACCESS, 0, 0, 0 );
}

RPC_STATUS __wrap_ask_connection( struct rpc_connection *connection, WORD opnum, const BYTE *question, DWORD question_size,
                                  BYTE **answer, DWORD *answer_size )
{
    static BYTE bytes[0x10000 + 16] __attribute__((aligned(16)));
    const struct recorded_call *call = find_recorded_call( (const char *)connection, opnum, question, question_size );
    struct generator generator;
    DWORD size;

    if (!page) open_page_of_test();
    if (!call) return RPC_S_PROCNUM_OUT_OF_RANGE;
    size = call->response_size;
    memcpy( bytes, call->response, size );
    if (page->misdeed.active)
    {
        generator.state = page->misdeed.random;
        if (!number_below( &generator, page->misdeed.mutations ))
        {
            page->done++;
            size = mutate( &generator, bytes, size, sizeof(bytes) - 16 );
        }
        page->misdeed.random = generator.state;
    }
    memset( bytes + size, 0, 16 );
    *answer = bytes;
    *answer_size = size;
    return RPC_S_OK;
}
