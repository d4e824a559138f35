/*
 * The memory of client stubs
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

#ifndef NETAPI32_MEMORY_H
#define NETAPI32_MEMORY_H

#include "dtyp.h"

struct rpc_connection;
struct stub_chunk;

/* A run of the client stubs that one answer takes, with all that they allocate. */
struct stub_run
{
    DWORD            (*function)( handle_t binding, void *args );
    void              *args;
    /* stub.c's and memory.c's own */
    struct rpc_connection *connection;
    struct stub_chunk *chunks;
    SIZE_T             allocated;
    SIZE_T             max_allocated;
    const struct _MIDL_STUB_MESSAGE *stub;      /* while its answer is unpacked */
};

BOOL init_stub_memory(void);
struct stub_run *enter_stub_run( struct stub_run *run );
void leave_stub_run( struct stub_run *run, struct stub_run *outer );
void begin_unpacking( const struct _MIDL_STUB_MESSAGE *stub, DWORD answer_size );
void end_unpacking(void);
void free_stub_memory( struct stub_run *run );

/* For a run's function: what goes with the stubs' memory. */
void * __RPC_USER stub_allocate( size_t size );

/* Whether what a server sent can be read. */
BOOL is_stub_array( const struct stub_run *run, const void *ptr, DWORD count, SIZE_T size );
BOOL is_stub_string( const struct stub_run *run, const WCHAR *string );
BOOL is_stub_sid( const struct stub_run *run, const RPC_SID *sid );
NET_API_STATUS get_stub_string( struct stub_run *run, const RPC_UNICODE_STRING *counted, const WCHAR **string );

#endif
