/*
 * Other computers, over RPC
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

#ifndef NETAPI32_REMOTE_H
#define NETAPI32_REMOTE_H

#include "crypt.h"
#include "interface.h"
#include "stub.h"

/* A function's questions to a server, in one run of client stubs. */
struct remote_call
{
    struct stub_run run;
    BOOL            repeatable;     /* It changes nothing: when a connection breaks, it may be asked again. */
    BOOL            logs_on;        /* connect_remote() need not ask where the server lets in before. */
    ULONGLONG       begun;          /* 0: now; a function that makes several calls hands the first one's on */
};

NET_API_STATUS call_remote( const WCHAR *server, const struct remote_interface *iface,
                            struct remote_call *call );
void free_remote_answer( struct remote_call *call );
BOOL is_sealed_call( const struct remote_call *call );
BOOL get_session_key( const struct remote_call *call, BYTE key[KEY_SIZE] );

/* for use.c, which has the credentials */
struct binding;
struct credentials;

NET_API_STATUS connect_remote( const WCHAR *server, const struct remote_interface *iface,
                               struct credentials *credentials, struct remote_call *call,
                               struct binding **binding );
void replace_bindings( const WCHAR *server, struct binding *binding );
BOOL has_connection( const WCHAR *server );
void release_binding( struct binding *binding );

#endif
