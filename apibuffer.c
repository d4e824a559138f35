/*
 * Network management API buffers
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
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"

#include "wine/debug.h"

#include "guard.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * A buffer is an ordinary block of the process heap, so that it does not matter who made it:
 * we, Wine's own netapi32, an RPC stub, or the program with HeapAlloc() or LocalAlloc().
 *
 * A pointer that is no such block must not reach the heap, which takes some of them for blocks:
 * another heap's, or one that was freed and merged with its neighbour. RtlValidateHeap() tells
 * them all, but it takes the heap's lock and about as long as an allocation. So the buffers that
 * were made here are remembered, as many as the table holds, and only a pointer that is not in
 * there is looked at by the heap. The entries are written without a lock: one that another thread
 * overwrites costs a look at the heap later on.
 *
 * A remembered buffer that the program frees by HeapFree() stays in the table. Given to us after
 * that it reaches the heap as if by HeapFree() once more: what the heap itself detects is still an
 * error here, and a fault, where the memory is gone, is caught by the guards.
 *
 * What nobody tells is a dead pointer whose address is in use again: another block begins there or,
 * in Wine 10.0, one of the heap's groups of small blocks.
 */
#undef RtlMoveMemory  /* the headers take the C runtime's */
void WINAPI RtlMoveMemory( void *dst, const void *src, SIZE_T size );
BOOLEAN WINAPI RtlUnlockHeap( HANDLE heap );
BOOLEAN WINAPI guarded_validate_heap( HANDLE heap, ULONG flags, const void *ptr );
BOOLEAN WINAPI guarded_free_heap( HANDLE heap, ULONG flags, void *ptr );
SIZE_T WINAPI guarded_size_heap( HANDLE heap, ULONG flags, const void *ptr );
void * WINAPI guarded_realloc_heap( HANDLE heap, ULONG flags, void *ptr, SIZE_T size );

#define FAULT  2

GUARDED_CALL( guarded_validate_heap, RtlValidateHeap, 3, 2 );
GUARDED_CALL( guarded_free_heap, RtlFreeHeap, 3, 0 );
GUARDED_CALL( guarded_size_heap, RtlSizeHeap, 3, -1 );
GUARDED_CALL( guarded_realloc_heap, RtlReAllocateHeap, 4, 0 );

#define BAD_SIZE  (~(SIZE_T)0)

#define LOW_FRAGMENTATION_HEAP  2  /* HeapCompatibilityInformation, Microsoft Learn: HeapQueryInformation() */

/* from here on a heap may map memory for each block, so that another heap's may come to the same
 * address; and a look at the heap takes little of the time */
#define LARGE_BUFFER  0x40000

static void *live_buffers[4096];

static inline void **live_entry( const void *ptr )
{
    /* Fibonacci hashing: blocks in a row, of whatever size, get entries far from each other */
    return &live_buffers[(UINT32)((ULONG_PTR)ptr >> 4) * 0x9e3779b1u >> 20];
}

/* GetProcessHeap() without the call: the PEB's ProcessHeap, which mingw-w64's headers do not name */
static inline HANDLE process_heap( void )
{
    HANDLE *peb;

#ifdef __x86_64__
    __asm__( "movq %%gs:0x60,%0" : "=r" (peb) );
#else
    __asm__( "movl %%fs:0x30,%0" : "=r" (peb) );
#endif
    return peb[6];
}

static inline void remember_buffer( void *ptr, SIZE_T size )
{
    if (size < LARGE_BUFFER) *live_entry( ptr ) = ptr;
}

static inline void *allocate_buffer( SIZE_T size )
{
    void *ptr = RtlAllocateHeap( process_heap(), 0, size );

    if (ptr) remember_buffer( ptr, size );
    return ptr;
}

/* apart, so that the usual way saves no registers for it */
static BOOL __attribute__((noinline)) is_other_buffer( const void *ptr )
{
    BOOLEAN valid = guarded_validate_heap( process_heap(), 0, ptr );

    if (valid == TRUE) return TRUE;
    /* Wine's follows what is left of a dead block's header, and faults with the heap's lock held */
    if (valid == FAULT) RtlUnlockHeap( process_heap() );
    WARN( "%p is not a buffer\n", ptr );
    return FALSE;
}

static inline BOOL is_buffer( const void *ptr )
{
    return *live_entry( ptr ) == ptr || is_other_buffer( ptr );
}

/* Tells as well whether it is a buffer. The heap may free it only after that: then another thread
 * gets the address, and remembers it. */
static inline BOOL forget_buffer( const void *ptr )
{
    void **entry = live_entry( ptr );

    if (*entry != ptr) return is_other_buffer( ptr );
    *entry = NULL;
    return TRUE;
}

/* The process heap's front end, which it has from a certain use of small blocks on; Wine 8.0's has none. */
static inline BOOL has_low_fragmentation_heap(void)
{
    ULONG info;

    return !RtlQueryHeapInformation( process_heap(), HeapCompatibilityInformation, &info, sizeof(info), NULL ) &&
           info == LOW_FRAGMENTATION_HEAP;
}

/* In Wine 10.0 that takes the size of a block for a few bytes more, when it has made the block smaller in
 * place. Without memory for another block it stays so: the bytes are there. */
static void *make_exact( void *ptr, SIZE_T size )
{
    void *exact;

    if (!has_low_fragmentation_heap()) return ptr;
    if (guarded_size_heap( process_heap(), 0, ptr ) == size) return ptr;
    if (!(exact = RtlAllocateHeap( process_heap(), 0, size ))) return ptr;
    RtlMoveMemory( exact, ptr, size );
    RtlFreeHeap( process_heap(), 0, ptr );
    return exact;
}

/************************************************************
 *                NetApiBufferAllocate  (NETAPI32.@)
 *
 * Allocates a buffer.
 *
 * PARAMS
 *  ByteCount [I] Size in bytes; 0 gives a buffer of no bytes.
 *  Buffer    [O] The buffer, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no Buffer) or ERROR_NOT_ENOUGH_MEMORY.
 *
 * NOTES
 *  Microsoft Learn, lmapibuf.h. NetapipBufferAllocate is the same function.
 */
NET_API_STATUS WINAPI NetApiBufferAllocate( DWORD ByteCount, void **Buffer )
{
    TRACE( "(%lu, %p)\n", ByteCount, Buffer );

    if (!Buffer) return ERROR_INVALID_PARAMETER;
    *Buffer = allocate_buffer( ByteCount );
    return *Buffer ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

/************************************************************
 *                NetApiBufferFree  (NETAPI32.@)
 *
 * Frees a buffer, with all that a network management function put into it.
 *
 * PARAMS
 *  Buffer [I] The buffer; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, or ERROR_INVALID_PARAMETER for a pointer that is no buffer: nothing is freed.
 *
 * NOTES
 *  Microsoft Learn, lmapibuf.h. What Windows returns for a pointer that is no buffer is unknown.
 */
NET_API_STATUS WINAPI NetApiBufferFree( void *Buffer )
{
    TRACE( "(%p)\n", Buffer );

    if (!Buffer) return NERR_Success;

    if (!forget_buffer( Buffer )) return ERROR_INVALID_PARAMETER;
    if (!guarded_free_heap( process_heap(), 0, Buffer )) return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

/************************************************************
 *                NetApiBufferReallocate  (NETAPI32.@)
 *
 * Changes the size of a buffer. Its bytes are kept, up to the smaller of the two sizes.
 *
 * PARAMS
 *  OldBuffer    [I] The buffer; NULL allocates a new one.
 *  NewByteCount [I] New size in bytes; 0 frees the buffer.
 *  NewBuffer    [O] The buffer, which may have moved, the caller's to free with
 *                   NetApiBufferFree(); NULL when NewByteCount is 0. Untouched on failure,
 *                   so that a caller who names the same variable twice keeps the buffer.
 *
 * RETURNS
 *  NERR_Success; ERROR_INVALID_PARAMETER (no NewBuffer, or OldBuffer is no buffer) or
 *  ERROR_NOT_ENOUGH_MEMORY: OldBuffer is as it was.
 *
 * NOTES
 *  Microsoft Learn, lmapibuf.h. What Windows does on failure is unknown.
 */
NET_API_STATUS WINAPI NetApiBufferReallocate( void *OldBuffer, DWORD NewByteCount, void **NewBuffer )
{
    void *buffer;

    TRACE( "(%p, %lu, %p)\n", OldBuffer, NewByteCount, NewBuffer );

    if (!NewBuffer) return ERROR_INVALID_PARAMETER;

    if (!NewByteCount)
    {
        NET_API_STATUS status = NetApiBufferFree( OldBuffer );

        if (!status) *NewBuffer = NULL;
        return status;
    }

    if (!OldBuffer) buffer = allocate_buffer( NewByteCount );
    else
    {
        if (!forget_buffer( OldBuffer )) return ERROR_INVALID_PARAMETER;
        buffer = guarded_realloc_heap( process_heap(), 0, OldBuffer, NewByteCount );
        if (buffer == OldBuffer) buffer = make_exact( buffer, NewByteCount );
        if (buffer) remember_buffer( buffer, NewByteCount );
        else if (guarded_size_heap( process_heap(), 0, OldBuffer ) == BAD_SIZE)
            return ERROR_INVALID_PARAMETER;
    }
    if (!buffer) return ERROR_NOT_ENOUGH_MEMORY;

    *NewBuffer = buffer;
    return NERR_Success;
}

/************************************************************
 *                NetApiBufferSize  (NETAPI32.@)
 *
 * Tells the size of a buffer.
 *
 * PARAMS
 *  Buffer    [I] The buffer.
 *  ByteCount [O] The size in bytes that was asked for; 0 on failure.
 *
 * RETURNS
 *  NERR_Success, or ERROR_INVALID_PARAMETER (no Buffer, no ByteCount, Buffer is no buffer, or a
 *  heap block whose size no DWORD can hold).
 *
 * NOTES
 *  Microsoft Learn, lmapibuf.h. What Windows returns for a pointer that is no buffer is unknown.
 */
NET_API_STATUS WINAPI NetApiBufferSize( void *Buffer, DWORD *ByteCount )
{
    SIZE_T size;

    TRACE( "(%p, %p)\n", Buffer, ByteCount );

    if (!ByteCount) return ERROR_INVALID_PARAMETER;
    *ByteCount = 0;
    if (!Buffer || !is_buffer( Buffer )) return ERROR_INVALID_PARAMETER;

    size = guarded_size_heap( process_heap(), 0, Buffer );
    if (size == BAD_SIZE || size != (DWORD)size) return ERROR_INVALID_PARAMETER;
    *ByteCount = size;
    return NERR_Success;
}

/* The RPC stubs' allocator: what it makes is a buffer, so that a stub's answer can be handed out. */
void * __RPC_USER MIDL_user_allocate( size_t size )
{
    return allocate_buffer( size );
}

void __RPC_USER MIDL_user_free( void *ptr )
{
    NetApiBufferFree( ptr );
}
