/*
 * Calls of client stubs
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

#ifndef NETAPI32_STUB_H
#define NETAPI32_STUB_H

struct stub_chunk;

/* A run of the client stubs that one answer takes, with all that they allocate. */
struct stub_run
{
    DWORD            (*function)( handle_t binding, void *args );
    void              *args;
    DWORD              time_limit;  /* for each call, in milliseconds */
    /* stub.c's own */
    handle_t           binding;
    struct stub_chunk *chunks;
    SIZE_T             allocated;
    DWORD              thread;
    BOOL               timed_out;
    DWORD              exception;
};

BOOL load_rpcrt4(void);
void * __RPC_USER stub_allocate( size_t size );
BOOL run_stubs( struct stub_run *run, handle_t binding, DWORD *result );
void free_stub_memory( struct stub_run *run );
BOOL is_stub_array( const struct stub_run *run, const void *ptr, DWORD count, SIZE_T size );
BOOL is_stub_string( const struct stub_run *run, const WCHAR *string );

#endif
