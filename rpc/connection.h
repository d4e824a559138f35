/*
 * Connections to the interfaces of servers: DCE/RPC's PDUs
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

#ifndef NETAPI32_CONNECTION_H
#define NETAPI32_CONNECTION_H

#include "crypt.h"

/*
 * Why not rpcrt4.dll's own: a server can make Wine's send it the contents of this process' memory, keep it waiting for
 * ever, and give it one call's answer for another's; each error loses memory. See docs/wine-bugs.md. What is still
 * rpcrt4's is the packing of data, see ndr.c.
 */

struct credentials;
struct endpoint;

/* to one interface, for one call at a time */
struct rpc_connection;

RPC_STATUS open_connection( struct endpoint *endpoint, const RPC_SYNTAX_IDENTIFIER *interface_id,
                            struct credentials *credentials, struct rpc_connection **connection );
void close_connection( struct rpc_connection *connection );
void set_connection_deadline( struct rpc_connection *connection, ULONGLONG deadline );
BOOL is_sealed_connection( const struct rpc_connection *connection );
BOOL is_idle_connection( const struct rpc_connection *connection );
BOOL get_connection_key( const struct rpc_connection *connection, BYTE key[KEY_SIZE] );
RPC_STATUS ask_connection( struct rpc_connection *connection, WORD opnum, const BYTE *question, DWORD question_size,
                           BYTE **answer, DWORD *answer_size );
void drop_answer( struct rpc_connection *connection );

#endif
