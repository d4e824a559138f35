/*
 * What answers DCE/RPC's PDUs, over a socket or a pipe: right and wrong
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

#ifndef NETAPI32_TESTS_PDUS_H
#define NETAPI32_TESTS_PDUS_H

#include "rpcserver.h"

/* It needs no network and no test's macros: tests/hostile/smboffline.c links it into the module. */

extern struct server_page *served_page;

/* one of a client, to an interface */
struct connection;

/* What is sent may be a part of a PDU, or several. FALSE: nobody is there any more. */
typedef BOOL send_bytes( void *context, const BYTE *bytes, DWORD size );

struct connection *create_connection( send_bytes *send, void *context );
void free_connection( struct connection *connection );
enum ending answer_pdu( struct connection *connection, const BYTE *pdu, DWORD size );

#endif
