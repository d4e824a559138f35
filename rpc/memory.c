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

#include <stdarg.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"

#include "memory.h"

/*
 * Stubs leave behind what they had of an answer that was cut or is wrong, and make pointers of what is none where a
 * server names another arm of a union than it was asked for. So all they allocate comes from a few chunks: it goes
 * with them, and whether a pointer leads into them is soon told.
 */

/* the run that a thread is in, for the allocator */
static DWORD current_run = TLS_OUT_OF_INDEXES;

/* No stub may run before it returned TRUE. It is called once. */
BOOL init_stub_memory(void)
{
    return (current_run = TlsAlloc()) != TLS_OUT_OF_INDEXES;
}

/* for all answers of a run */
#define MAX_RUN_MEMORY   (256 * 1024 * 1024)
/* An answer takes more memory than it has bytes: pointers are larger in memory than on the wire, blocks are aligned, and
 * arrays have room for more items than are sent. A server that promises more than that is not believed. */
#define MAX_GROWTH       16
#define MIN_LIMIT        (1024 * 1024)
#define MIN_CHUNK        (16 * 1024)
#define STUB_ALIGNMENT   16

struct stub_chunk
{
    struct stub_chunk *next;
    SIZE_T             size;
    SIZE_T             used;
    DECLSPEC_ALIGN(STUB_ALIGNMENT) BYTE data[1];
};

static struct stub_chunk *add_chunk( struct stub_run *run, SIZE_T size )
{
    struct stub_chunk *chunk;

    if (size > run->max_allocated - run->allocated) return NULL;
    /* each as large as all before, so that there are few */
    size = max( size, min( max( run->allocated, MIN_CHUNK ), run->max_allocated - run->allocated ) );
    if (NetApiBufferAllocate( FIELD_OFFSET( struct stub_chunk, data[size] ), (void **)&chunk )) return NULL;
    run->allocated += size;
    chunk->next = run->chunks;
    chunk->size = size;
    chunk->used = 0;
    return run->chunks = chunk;
}

static void *allocate_in_run( struct stub_run *run, SIZE_T size )
{
    struct stub_chunk *chunk = run->chunks;
    void *ptr;

    if (size > run->max_allocated) return NULL;
    size = (size + STUB_ALIGNMENT - 1) & ~(size_t)(STUB_ALIGNMENT - 1);
    if ((!chunk || size > chunk->size - chunk->used) && !(chunk = add_chunk( run, size ))) return NULL;
    ptr = chunk->data + chunk->used;
    chunk->used += size;
    /* Of the wrong arm of a union more is read than the server sent. */
    return memset( ptr, 0, size );
}

/* rpcrt4 adds where an array's items begin to how many there are, with 32 bits, to see whether the array has room for
 * them; then it allocates the array, and writes the items. So a number that turns over is seen when it allocates. */
void * __RPC_USER stub_allocate( size_t size )
{
    struct stub_run *run = TlsGetValue( current_run );
    void *ptr;

    if (run->stub && (ULONGLONG)run->stub->Offset + run->stub->ActualCount > MAXDWORD)
        RaiseException( RPC_X_BAD_STUB_DATA, 0, 0, NULL );
    ptr = allocate_in_run( run, size );
    if (!ptr && size > run->max_allocated - run->allocated) RaiseException( RPC_X_BAD_STUB_DATA, 0, 0, NULL );
    return ptr;
}

static void reset_limits( struct stub_run *run )
{
    run->max_allocated = MAX_RUN_MEMORY;
    run->stub = NULL;
}

/* What this thread's stubs allocate is the run's from now on. Returns the run whose it was before, for leave_stub_run(). */
struct stub_run *enter_stub_run( struct stub_run *run )
{
    struct stub_run *outer = TlsGetValue( current_run );

    reset_limits( run );
    TlsSetValue( current_run, run );
    return outer;
}

void leave_stub_run( struct stub_run *run, struct stub_run *outer )
{
    TlsSetValue( current_run, outer );
    reset_limits( run );
}

/* answer_size: in bytes */
void begin_unpacking( const struct _MIDL_STUB_MESSAGE *stub, DWORD answer_size )
{
    struct stub_run *run = TlsGetValue( current_run );

    run->max_allocated = run->allocated + min( MAX_RUN_MEMORY - run->allocated,
                                               MIN_LIMIT + (SIZE_T)answer_size * MAX_GROWTH );
    run->stub = stub;
}

void end_unpacking(void)
{
    reset_limits( TlsGetValue( current_run ) );
}

/* All goes at once. */
void __RPC_USER stub_free( void *ptr )
{
    (void)ptr;
}

/* What the stubs of a run returned is valid until then. */
void free_stub_memory( struct stub_run *run )
{
    struct stub_chunk *chunk;

    while ((chunk = run->chunks))
    {
        run->chunks = chunk->next;
        NetApiBufferFree( chunk );
    }
    run->allocated = 0;
}

/* how many bytes there are from a pointer on; 0 for one that leads elsewhere */
static SIZE_T get_stub_size( const struct stub_run *run, const void *ptr )
{
    const struct stub_chunk *chunk;
    SIZE_T offset;

    for (chunk = run->chunks; chunk; chunk = chunk->next)
    {
        offset = (const BYTE *)ptr - chunk->data;
        if (offset < chunk->used) return chunk->used - offset;
    }
    return 0;
}

/* Whether what a server sent can be read as an array. One without items may have no memory. */
BOOL is_stub_array( const struct stub_run *run, const void *ptr, DWORD count, SIZE_T size )
{
    return !count || count <= get_stub_size( run, ptr ) / size;
}

BOOL is_stub_string( const struct stub_run *run, const WCHAR *string )
{
    SIZE_T i, count = get_stub_size( run, string ) / sizeof(WCHAR);

    for (i = 0; i < count; i++) if (!string[i]) return TRUE;
    return FALSE;
}

BOOL is_stub_sid( const struct stub_run *run, const RPC_SID *sid )
{
    return is_stub_array( run, sid, 1, FIELD_OFFSET( RPC_SID, SubAuthority ) ) &&
           sid->Revision == SID_REVISION && sid->SubAuthorityCount <= SID_MAX_SUB_AUTHORITIES &&
           is_stub_array( run, sid, 1, FIELD_OFFSET( RPC_SID, SubAuthority[sid->SubAuthorityCount] ) );
}

/* A counted string of an answer, as one with a null at its end: it goes with the answer. No string is an empty
 * one. Or the error: RPC_X_BAD_STUB_DATA or ERROR_NOT_ENOUGH_MEMORY. */
NET_API_STATUS get_stub_string( struct stub_run *run, const RPC_UNICODE_STRING *counted, const WCHAR **string )
{
    SIZE_T length = counted->Length / sizeof(WCHAR);
    WCHAR *copy;

    if (!is_stub_array( run, counted->Buffer, length, sizeof(WCHAR) )) return RPC_X_BAD_STUB_DATA;
    if (!(copy = allocate_in_run( run, (length + 1) * sizeof(WCHAR) ))) return ERROR_NOT_ENOUGH_MEMORY;
    if (length) memcpy( copy, counted->Buffer, length * sizeof(WCHAR) );
    copy[length] = 0;
    *string = copy;
    return NERR_Success;
}
