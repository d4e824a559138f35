/*
 * Writes down what servers answer: for tests/host/make-recorded, which links it into the module
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
#include "rpc.h"
#include "rpcndr.h"

#include "../../rpc/connection.h"
#include "../../rpc/endpoint.h"

/* the linker's --wrap option leads the calls here */
RPC_STATUS __real_open_connection( struct endpoint *endpoint, const RPC_SYNTAX_IDENTIFIER *interface_id,
                                   const struct credentials *credentials, struct rpc_connection **connection );
RPC_STATUS __real_ask_connection( struct rpc_connection *connection, WORD opnum, const BYTE *question, DWORD question_size,
                                  BYTE **answer, DWORD *answer_size );

/* The connections are not closed meanwhile: there are few. */
static struct { struct rpc_connection *connection; GUID id; } opened[64];
static unsigned int opened_count;

RPC_STATUS __wrap_open_connection( struct endpoint *endpoint, const RPC_SYNTAX_IDENTIFIER *interface_id,
                                   const struct credentials *credentials, struct rpc_connection **connection )
{
    RPC_STATUS status = __real_open_connection( endpoint, interface_id, credentials, connection );

    if (status || opened_count == ARRAYSIZE(opened)) return status;
    opened[opened_count].connection = *connection;
    opened[opened_count++].id = interface_id->SyntaxGUID;
    return status;
}

static void write_text( const char *text )
{
    DWORD written;

    WriteFile( GetStdHandle( STD_ERROR_HANDLE ), text, lstrlenA( text ), &written, NULL );
}

static void write_bytes( const BYTE *bytes, DWORD size )
{
    char text[1024];
    DWORD i;

    write_text( size ? " " : " -" );
    for (i = 0; i < size; i++)
    {
        wsprintfA( text + i % 500 * 2, "%02x", bytes[i] );
        if (i % 500 == 499 || i == size - 1) write_text( text );
    }
}

/* A line: "answer", the interface's first and last number, the opnum, and the bytes of both. */
RPC_STATUS __wrap_ask_connection( struct rpc_connection *connection, WORD opnum, const BYTE *question, DWORD question_size,
                                  BYTE **answer, DWORD *answer_size )
{
    RPC_STATUS status = __real_ask_connection( connection, opnum, question, question_size, answer, answer_size );
    unsigned int i = opened_count;
    char text[64];

    while (i && opened[i - 1].connection != connection) i--;
    if (status || !i--) return status;
    wsprintfA( text, "answer %08x-%02x %u", opened[i].id.Data1, opened[i].id.Data4[7], opnum );
    write_text( text );
    write_bytes( question, question_size );
    write_bytes( *answer, *answer_size );
    write_text( "\n" );
    return status;
}
