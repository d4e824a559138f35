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
 * there is looked at by the heap. A buffer that makes room for another one in the table costs a
 * look at the heap later on.
 *
 * A remembered buffer that the program frees by HeapFree() stays in the table. Given to us after
 * that it reaches the heap as if by HeapFree() once more: what the heap itself detects is still an
 * error here, and a fault, where the memory is gone, is caught by the guards. A large buffer's memory
 * is mapped for it alone, and another heap's block may get the same address later on. So its block
 * keeps a value that says it is still the one that was made here.
 *
 * What nobody tells is a dead pointer whose address is in use again: another block begins there or,
 * in Wine 10.0, one of the heap's groups of small blocks.
 *
 * Threads that give us one pointer at the same time take turns, as Wine's heaps look at a block's
 * header before they take their lock: two threads could both find it in use, and free it twice. Who
 * looks at a buffer to free or move it claims the address's place in the table, whether the buffer is
 * remembered there or not: one interlocked operation. So of several threads one frees the buffer, and
 * the others get ERROR_INVALID_PARAMETER: of a buffer that was made here and of any other block of the
 * process heap, as long as none of them allocates meanwhile and gets the same address. That holds for
 * the functions of this module: of a thread that frees the block by HeapFree() nothing is known here.
 */
#undef RtlMoveMemory  /* the headers take the C runtime's */
void WINAPI RtlMoveMemory( void *dst, const void *src, SIZE_T size );
SIZE_T WINAPI RtlSizeHeap( HANDLE heap, ULONG flags, const void *ptr );
BOOLEAN WINAPI RtlLockHeap( HANDLE heap );
BOOLEAN WINAPI RtlUnlockHeap( HANDLE heap );
BOOLEAN WINAPI RtlSetUserValueHeap( HANDLE heap, ULONG flags, void *ptr, void *value );
SIZE_T WINAPI large_size( const void *ptr );
DECLSPEC_IMPORT void * WINAPI RtlAllocateHeap( HANDLE heap, ULONG flags, SIZE_T size );
BOOLEAN WINAPI guarded_validate_heap( HANDLE heap, ULONG flags, const void *ptr );
BOOLEAN WINAPI guarded_free_heap( HANDLE heap, ULONG flags, void *ptr );
SIZE_T WINAPI guarded_size_heap( HANDLE heap, ULONG flags, const void *ptr );
void * WINAPI guarded_realloc_heap( HANDLE heap, ULONG flags, void *ptr, SIZE_T size );
SIZE_T WINAPI guarded_large_size( const void *ptr );

#define FAULT  2

GUARDED_CALL( guarded_validate_heap, RtlValidateHeap, 3, 2 );
GUARDED_CALL( guarded_free_heap, RtlFreeHeap, 3, 0 );
GUARDED_CALL( guarded_size_heap, RtlSizeHeap, 3, -1 );
GUARDED_CALL( guarded_realloc_heap, RtlReAllocateHeap, 4, 0 );
GUARDED_LOCAL_CALL( guarded_large_size, large_size, guard_fault );

#define BAD_SIZE  (~(SIZE_T)0)

#define LOW_FRAGMENTATION_HEAP  2  /* HeapCompatibilityInformation, Microsoft Learn: HeapQueryInformation() */

static enum { FRONT_END_UNKNOWN, NO_FRONT_END, HAS_FRONT_END } front_end;

/* From here on a heap may map memory for each block, so that another heap's may come to the same address.
 * Wine's heaps do so from a few KiB more on. Blocks below tell themselves which heap they belong to. */
#ifdef _WIN64
#define LARGE_BUFFER  0xfe000
#else
#define LARGE_BUFFER  0x7e000
#endif

/* as LocalAlloc() has it: the block keeps a value for us */
#define HEAP_ADD_USER_INFO  0x100

/* The table. A place is many addresses'. To remember a buffer overwrites another one without a look: that takes no
 * interlocked operation, and what is lost is a remembered buffer. */
static struct
{
    void * volatile buffer[4096];   /* that is remembered; with LARGE, its block's user value is its address */
    void * volatile claimed[4096];  /* that a thread frees or moves, or looks at for that; NULL: none */
} places;

#define LARGE  1

static inline void *as_large( const void *ptr )
{
    return (void *)((ULONG_PTR)ptr | LARGE);
}

/* Fibonacci hashing, of 16 bytes each: blocks in a row, of whatever size, get places far from each other. The address
 * with LARGE has another place, so that a pointer to there is not taken for the buffer. */
static inline unsigned int place_of( const void *ptr )
{
    return (UINT32)(ULONG_PTR)ptr * 0x09e3779bu >> 20;
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

/* Where Wine's heaps keep the user value of a block with memory of its own: before the header. It is looked at
 * once before it is relied on. */
static inline void **user_value( const void *ptr )
{
    return (void **)((char *)ptr - 8 - sizeof(void *));
}

/* Tells the size of a buffer that is remembered as a large one; 0: it is not what it was. */
SIZE_T WINAPI large_size( const void *ptr )
{
    return *user_value( ptr ) == ptr ? RtlSizeHeap( process_heap(), HEAP_NO_SERIALIZE, ptr ) : 0;
}

static void __attribute__((noinline)) remember_large_buffer( void *ptr )
{
    if (RtlSetUserValueHeap( process_heap(), 0, ptr, ptr ) && *user_value( ptr ) == ptr)
        places.buffer[place_of( ptr )] = as_large( ptr );
}

static inline void remember_buffer( void *ptr, SIZE_T size )
{
    if (size < LARGE_BUFFER) places.buffer[place_of( ptr )] = ptr;
    else remember_large_buffer( ptr );
}

static void * __attribute__((noinline)) allocate_large_buffer( SIZE_T size )
{
    void *ptr = RtlAllocateHeap( process_heap(), HEAP_ADD_USER_INFO, size );

    if (ptr) remember_large_buffer( ptr );
    return ptr;
}

static inline void *allocate_buffer( SIZE_T size )
{
    void *ptr;

    if (size >= LARGE_BUFFER) return allocate_large_buffer( size );
    if ((ptr = RtlAllocateHeap( process_heap(), 0, size ))) places.buffer[place_of( ptr )] = ptr;
    return ptr;
}

/* Whether it is a block of the process heap, which looks at it. */
static BOOL validate_buffer( const void *ptr )
{
    BOOLEAN valid = guarded_validate_heap( process_heap(), 0, ptr );

    if (valid == TRUE) return TRUE;
    /* Wine's follows what is left of a dead block's header, and faults with the heap's lock held */
    if (valid == FAULT) RtlUnlockHeap( process_heap() );
    WARN( "%p is not a buffer\n", ptr );
    return FALSE;
}

/* Makes the place this thread's when it is claimed for "from"; NULL: for nothing. Returns what it is claimed for. */
static inline void *claim_place( unsigned int place, const void *ptr, void *from )
{
    return InterlockedCompareExchangePointer( (void **)&places.claimed[place], (void *)ptr, from );
}

/* claim_place(), which waits for the other threads. FALSE: another one has the same buffer, and does not come to its end. */
static BOOL __attribute__((noinline)) wait_for_place( unsigned int place, const void *ptr )
{
    unsigned int tries;
    void *other;

    /* Who has claimed it may be waiting for the heap's lock, and the program have locked the heap before it called
     * here; or TerminateThread() has ended it. So not for ever, and a place that is another buffer's is taken soon:
     * only threads with one pointer have to keep each other out. */
    for (tries = 0; (other = claim_place( place, ptr, NULL )); tries++)
    {
        if (other == ptr && tries >= 2000) return FALSE;
        if (other != ptr && tries >= 1050 && claim_place( place, ptr, other ) == other) return TRUE;
        if (tries < 1000) SwitchToThread();
        else Sleep( 1 );
    }
    return TRUE;
}

/* It may be another thread's by now, which did not want to wait longer. */
static inline void leave_place( unsigned int place, const void *ptr )
{
    if (places.claimed[place] == ptr) places.claimed[place] = NULL;
}

#define UNREMEMBERED  ((void *)LARGE)  /* a block of the heap that is not in the table */

/* Of a claimed place. Returns what the buffer is remembered as, or UNREMEMBERED; NULL: it is no buffer. */
static void * __attribute__((noinline)) find_other_buffer( unsigned int place, const void *ptr )
{
    if (places.buffer[place] == ptr) return (void *)ptr;
    if (places.buffer[place] == as_large( ptr ))
    {
        if (guarded_large_size( ptr )) return as_large( ptr );
        places.buffer[place] = NULL;  /* the program has freed it */
    }
    return validate_buffer( ptr ) ? UNREMEMBERED : NULL;
}

/* found: what find_other_buffer() has returned. Before the heap frees it, as then the address may become another buffer's. */
static inline void forget_buffer( unsigned int place, const void *found )
{
    if (found != UNREMEMBERED) places.buffer[place] = NULL;
}

/* NetApiBufferFree() of a claimed place, but for what is small and remembered. These are apart, so that the usual way saves
 * no registers for them. */
static NET_API_STATUS __attribute__((noinline)) free_other_buffer( unsigned int place, void *ptr )
{
    void *found = find_other_buffer( place, ptr );
    BOOLEAN freed = FALSE;

    if (found)
    {
        forget_buffer( place, found );
        freed = guarded_free_heap( process_heap(), 0, ptr );
    }
    leave_place( place, ptr );
    return freed ? NERR_Success : ERROR_INVALID_PARAMETER;
}

static NET_API_STATUS __attribute__((noinline)) wait_and_free_buffer( unsigned int place, void *ptr )
{
    return wait_for_place( place, ptr ) ? free_other_buffer( place, ptr ) : ERROR_INVALID_PARAMETER;
}

/* Without the place: to look at a buffer keeps it from nobody. The heap's lock keeps it as it is, but for the small blocks of
 * Wine 10.0, which are freed without: so it is looked at once more. */
static SIZE_T __attribute__((noinline)) size_of_other_buffer( const void *ptr )
{
    SIZE_T size = BAD_SIZE;

    RtlLockHeap( process_heap() );
    if (validate_buffer( ptr )) size = guarded_size_heap( process_heap(), HEAP_NO_SERIALIZE, ptr );
    if (size != BAD_SIZE && !validate_buffer( ptr )) size = BAD_SIZE;
    RtlUnlockHeap( process_heap() );
    return size;
}

/* A remembered buffer's header stays as it is, unless another thread frees or moves the buffer meanwhile, which forgets it
 * first. So the size needs neither a lock nor the place. */
static inline SIZE_T size_of_buffer( const void *ptr )
{
    unsigned int place = place_of( ptr );
    SIZE_T size;

    if (places.buffer[place] == ptr)
    {
        size = guarded_size_heap( process_heap(), HEAP_NO_SERIALIZE, ptr );
        if (places.buffer[place] == ptr) return size;
    }
    else if (places.buffer[place] == as_large( ptr ))
    {
        size = guarded_large_size( ptr );
        if (size && places.buffer[place] == as_large( ptr )) return size;
    }
    return size_of_other_buffer( ptr );
}

static BOOL is_low_fragmentation_heap( HANDLE heap )
{
    ULONG info;

    return !RtlQueryHeapInformation( heap, HeapCompatibilityInformation, &info, sizeof(info), NULL ) &&
           info == LOW_FRAGMENTATION_HEAP;
}

/* Whether a heap can be one in this Wine, which is asked once: those of Wine 8.0 cannot. */
static BOOL __attribute__((noinline)) find_front_end(void)
{
    HANDLE heap = RtlCreateHeap( HEAP_GROWABLE, NULL, 0, 0, NULL, NULL );
    ULONG info = LOW_FRAGMENTATION_HEAP;

    if (!heap) return TRUE;  /* for now */
    RtlSetHeapInformation( heap, HeapCompatibilityInformation, &info, sizeof(info) );
    front_end = is_low_fragmentation_heap( heap ) ? HAS_FRONT_END : NO_FRONT_END;
    RtlDestroyHeap( heap );
    return front_end == HAS_FRONT_END;
}

/* The process heap's front end, which it has from a certain use of small blocks on. */
static inline BOOL has_low_fragmentation_heap(void)
{
    if (front_end == NO_FRONT_END || (front_end == FRONT_END_UNKNOWN && !find_front_end())) return FALSE;
    return is_low_fragmentation_heap( process_heap() );
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
    unsigned int place = place_of( Buffer );
    BOOLEAN freed;

    TRACE( "(%p)\n", Buffer );

    if (!Buffer) return NERR_Success;

    if (claim_place( place, Buffer, NULL )) return wait_and_free_buffer( place, Buffer );
    if (places.buffer[place] != Buffer) return free_other_buffer( place, Buffer );
    places.buffer[place] = NULL;
    freed = guarded_free_heap( process_heap(), 0, Buffer );
    places.claimed[place] = NULL;
    return freed ? NERR_Success : ERROR_INVALID_PARAMETER;
}

static NET_API_STATUS __attribute__((noinline)) allocate_in_place_of_nothing( SIZE_T size, void **new_buffer )
{
    void *buffer = allocate_buffer( size );

    if (!buffer) return ERROR_NOT_ENOUGH_MEMORY;
    *new_buffer = buffer;
    return NERR_Success;
}

/* Remembers what the heap has made of a claimed place's buffer, and leaves the place. */
static NET_API_STATUS __attribute__((noinline)) finish_reallocation( void *old, void *found, void *buffer,
                                                                     SIZE_T size, void **new_buffer )
{
    NET_API_STATUS status = NERR_Success;
    unsigned int place = place_of( old );

    if (!buffer)
    {
        BOOL is_dead = guarded_size_heap( process_heap(), 0, old ) == BAD_SIZE;

        status = is_dead ? ERROR_INVALID_PARAMETER : ERROR_NOT_ENOUGH_MEMORY;
        if (!is_dead && found != UNREMEMBERED) places.buffer[place] = found;
    }
    else
    {
        if (buffer == old) buffer = make_exact( buffer, size );
        /* In place a buffer stays what it is: a large one large, as it keeps its memory. Of a block that was not in the
         * table that is only known where it is so small that the heap would have moved it. */
        if (buffer == old && found != UNREMEMBERED) places.buffer[place] = found;
        else if (buffer != old || size < LARGE_BUFFER / 8) remember_buffer( buffer, size );
    }
    leave_place( place, old );
    if (!status) *new_buffer = buffer;  /* which may fault */
    return status;
}

/* NetApiBufferReallocate() of a claimed place, but for what is small and remembered, and stays small */
static NET_API_STATUS __attribute__((noinline)) reallocate_other_buffer( void *ptr, SIZE_T size, void **new_buffer )
{
    unsigned int place = place_of( ptr );
    void *found = find_other_buffer( place, ptr ), *buffer;

    if (!found)
    {
        leave_place( place, ptr );
        return ERROR_INVALID_PARAMETER;
    }
    forget_buffer( place, found );
    buffer = guarded_realloc_heap( process_heap(), size < LARGE_BUFFER ? 0 : HEAP_ADD_USER_INFO, ptr, size );
    return finish_reallocation( ptr, found, buffer, size, new_buffer );
}

static NET_API_STATUS __attribute__((noinline)) wait_and_reallocate_buffer( void *ptr, SIZE_T size, void **new_buffer )
{
    if (!wait_for_place( place_of( ptr ), ptr )) return ERROR_INVALID_PARAMETER;
    return reallocate_other_buffer( ptr, size, new_buffer );
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
    unsigned int place = place_of( OldBuffer );
    void *buffer;

    TRACE( "(%p, %lu, %p)\n", OldBuffer, NewByteCount, NewBuffer );

    if (!NewBuffer) return ERROR_INVALID_PARAMETER;

    if (!NewByteCount)
    {
        NET_API_STATUS status = NetApiBufferFree( OldBuffer );

        if (!status) *NewBuffer = NULL;
        return status;
    }

    if (!OldBuffer) return allocate_in_place_of_nothing( NewByteCount, NewBuffer );

    if (claim_place( place, OldBuffer, NULL )) return wait_and_reallocate_buffer( OldBuffer, NewByteCount, NewBuffer );
    if (places.buffer[place] != OldBuffer || NewByteCount >= LARGE_BUFFER)
        return reallocate_other_buffer( OldBuffer, NewByteCount, NewBuffer );

    places.buffer[place] = NULL;
    buffer = guarded_realloc_heap( process_heap(), 0, OldBuffer, NewByteCount );
    if (!buffer || (buffer == OldBuffer && front_end != NO_FRONT_END))
        return finish_reallocation( OldBuffer, OldBuffer, buffer, NewByteCount, NewBuffer );

    places.buffer[place_of( buffer )] = buffer;
    places.claimed[place] = NULL;
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
    if (!Buffer) return ERROR_INVALID_PARAMETER;

    size = size_of_buffer( Buffer );
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
