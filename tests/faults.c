/*
 * Lack of memory, at every allocation and everywhere
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winternl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <rpc.h>

#include "product.h"

#define UNTOUCHED  ((void *)(ULONG_PTR)0xdeadbeef)

/*
 * A heap that knows each block it gave out, and fails when it is told to
 */

static struct block
{
    void *ptr;
    SIZE_T size;
}
blocks[16];

static unsigned int allocations;   /* asked for so far, the failed ones included */
static unsigned int failing;       /* the allocation that fails; 0: none */
static BOOL failing_on;            /* and all that follow */
static BOOL moving;                /* a reallocation moves the block */
static BOOL inexact;               /* a reallocation leaves the block a few bytes more, as Wine 10.0's may */
#define EXTRA  8

static struct block *find_block( const void *ptr )
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(blocks); i++) if (blocks[i].ptr == ptr) return &blocks[i];
    return NULL;
}

static unsigned int blocks_in_use(void)
{
    unsigned int i, count = 0;

    for (i = 0; i < ARRAY_SIZE(blocks); i++) if (blocks[i].ptr) count++;
    return count;
}

static BOOL will_fail( unsigned int number )
{
    return failing && (failing_on ? number >= failing : number == failing);
}

static void check_heap_call( HANDLE heap, ULONG flags )
{
    if (heap != GetProcessHeap()) ok( 0, "got heap %p\n", heap );
    if (flags) ok( 0, "got heap flags %08lx\n", flags );
}

static void * WINAPI counted_allocate( HANDLE heap, ULONG flags, SIZE_T size )
{
    struct block *block = find_block( NULL );

    check_heap_call( heap, flags );
    if (will_fail( ++allocations )) return NULL;
    if (!block) ok( 0, "more than %u blocks\n", (unsigned int)ARRAY_SIZE(blocks) );
    if (!block || !(block->ptr = HeapAlloc( heap, 0, size ))) return NULL;
    memset( block->ptr, 0xcd, size );
    block->size = size;
    return block->ptr;
}

/* Here each block is freed by one call: what reaches the heap for a dead one is an error. */
static BOOLEAN WINAPI counted_free( HANDLE heap, ULONG flags, void *ptr )
{
    struct block *block = ptr ? find_block( ptr ) : NULL;

    check_heap_call( heap, flags );
    if (!block) ok( 0, "%p was freed, which is no block in use\n", ptr );
    if (!block) return FALSE;
    memset( ptr, 0xdd, block->size );
    block->ptr = NULL;
    return HeapFree( heap, 0, ptr );
}

static SIZE_T WINAPI counted_size( HANDLE heap, ULONG flags, const void *ptr )
{
    struct block *block = ptr ? find_block( ptr ) : NULL;

    check_heap_call( heap, flags & ~HEAP_NO_SERIALIZE );
    return block ? block->size : ~(SIZE_T)0;
}

static void * WINAPI counted_reallocate( HANDLE heap, ULONG flags, void *ptr, SIZE_T size )
{
    struct block *block = ptr ? find_block( ptr ) : NULL;
    void *moved;

    check_heap_call( heap, flags );
    if (!block) ok( 0, "%p was reallocated, which is no block in use\n", ptr );
    if (!block || will_fail( ++allocations )) return NULL;
    if (moving)
    {
        if (!(moved = HeapAlloc( heap, 0, size ))) return NULL;
        memcpy( moved, ptr, min( size, block->size ) );
        memset( ptr, 0xdd, block->size );
        HeapFree( heap, 0, ptr );
    }
    else if (inexact)
    {
        moved = ptr;
        size += EXTRA;
    }
    else if (!(moved = HeapReAlloc( heap, 0, ptr, size ))) return NULL;
    block->ptr = moved;
    block->size = size;
    return moved;
}

/* a low fragmentation heap, as are all others */
static DWORD WINAPI counted_query( HANDLE heap, HEAP_INFORMATION_CLASS info_class, void *info, SIZE_T size, SIZE_T *result )
{
    ok( heap != NULL, "got no heap\n" );
    ok( info_class == HeapCompatibilityInformation && size == sizeof(ULONG) && !result, "got class %u, size %lu\n",
        info_class, (unsigned long)size );
    *(ULONG *)info = 2;
    return 0;
}

static BOOLEAN WINAPI counted_validate( HANDLE heap, ULONG flags, const void *ptr )
{
    check_heap_call( heap, flags );
    return !ptr || find_block( ptr );
}

/* The module's file, on that heap. The guards have nothing to guard here: what they would
 * define are the functions above. */
#define NETAPI32_GUARD_H
#define GUARDED_CALL(name, function, nargs, failed)  struct no_guard
#define GUARDED_LOCAL_CALL(name, function, filter)   struct no_guard

#define NetApiBufferAllocate    counted_NetApiBufferAllocate
#define NetApiBufferFree        counted_NetApiBufferFree
#define NetApiBufferReallocate  counted_NetApiBufferReallocate
#define NetApiBufferSize        counted_NetApiBufferSize
#define MIDL_user_allocate      counted_MIDL_user_allocate
#define MIDL_user_free          counted_MIDL_user_free
#define RtlAllocateHeap         counted_allocate
#define RtlFreeHeap             counted_free
#define RtlQueryHeapInformation counted_query
#define RtlReAllocateHeap       counted_reallocate
#define RtlSizeHeap             counted_size
#define RtlValidateHeap         counted_validate
#define guarded_validate_heap   counted_validate
#define guarded_free_heap       counted_free
#define guarded_realloc_heap    counted_reallocate
#define guarded_size_heap       counted_size
#define large_size              counted_large_size
#define guarded_large_size      counted_large_size
/* they are imports no more, and GCC 14 fails where they are declared as such */
#undef DECLSPEC_IMPORT
#define DECLSPEC_IMPORT
#include "../apibuffer.c"
#undef NetApiBufferAllocate
#undef NetApiBufferFree
#undef NetApiBufferReallocate
#undef NetApiBufferSize

/*
 * Each allocation of each sequence fails in turn
 */

enum action { ALLOCATE, STUB, GROW_NULL, GROW, SAME_SIZE, SHRINK, SHRINK_INEXACT, MOVE, MOVE_SMALLER,
              TO_NOTHING, FREE, STUB_FREE, MISUSE };

static const struct sequence
{
    const char *name;
    enum action actions[12];    /* up to a FREE of the last buffer, or all twelve */
}
sequences[] =
{
    { "Allocate", { ALLOCATE, FREE } },
    { "MIDL_user_allocate", { STUB, STUB_FREE } },
    { "Reallocate of NULL", { GROW_NULL, FREE } },
    { "Reallocate, growing", { ALLOCATE, GROW, FREE } },
    { "Reallocate, moving", { ALLOCATE, MOVE, FREE } },
    { "Reallocate, shrinking", { ALLOCATE, SHRINK, FREE } },
    { "Reallocate, shrinking inexactly", { ALLOCATE, SHRINK_INEXACT, GROW, SHRINK_INEXACT, FREE } },
    { "Reallocate, moving and shrinking", { ALLOCATE, MOVE_SMALLER, FREE } },
    { "Reallocate to the same size", { ALLOCATE, SAME_SIZE, FREE } },
    { "Reallocate to nothing", { ALLOCATE, TO_NOTHING, ALLOCATE, FREE } },
    { "stub's buffer, grown and freed by the program", { STUB, GROW, MOVE, FREE } },
    { "program's buffer, grown and freed by the stub", { ALLOCATE, MOVE, GROW, STUB_FREE } },
    { "a chain", { GROW_NULL, GROW, MOVE, GROW, SHRINK, MOVE, SAME_SIZE, MOVE_SMALLER, GROW,
                   FREE } },
    { "misuse between", { ALLOCATE, MISUSE, GROW, MISUSE, MOVE, MISUSE, TO_NOTHING, MISUSE,
                          STUB, MISUSE, FREE, MISUSE } },
};

/* What the test knows of a buffer: two of them take the actions in turn. */
static struct buffer
{
    void *ptr;
    DWORD size;
}
buffers[2];

static void fill_buffer( struct buffer *buffer )
{
    DWORD i;

    for (i = 0; i < buffer->size; i++) ((BYTE *)buffer->ptr)[i] = i * 3 + (buffer - buffers);
}

static BOOL keeps( const struct buffer *buffer, DWORD size )
{
    DWORD i;

    for (i = 0; i < size; i++)
        if (((BYTE *)buffer->ptr)[i] != (BYTE)(i * 3 + (buffer - buffers))) return FALSE;
    return TRUE;
}

static void check_buffers( const char *after )
{
    unsigned int i, used = 0;
    NET_API_STATUS status;
    DWORD size;

    for (i = 0; i < ARRAY_SIZE(buffers); i++)
    {
        if (!buffers[i].ptr) continue;
        used++;
        size = 0xdeadbeef;
        status = counted_NetApiBufferSize( buffers[i].ptr, &size );
        ok( status == NERR_Success, "%s: Size returned %lu\n", after, status );
        ok( size == buffers[i].size, "%s: got size %lu\n", after, size );
        ok( keeps( &buffers[i], buffers[i].size ), "%s: the buffer is changed\n", after );
    }
    ok( blocks_in_use() == used, "%s: %u blocks in use for %u buffers\n", after, blocks_in_use(),
        used );
}

static void check_allocate( struct buffer *buffer, enum action action )
{
    BOOL fails = will_fail( allocations + 1 );
    NET_API_STATUS status = NERR_Success, expect = fails ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success;
    void *ptr = UNTOUCHED;

    if (action == ALLOCATE) status = counted_NetApiBufferAllocate( 40, &ptr );
    else if (action == GROW_NULL) status = counted_NetApiBufferReallocate( NULL, 40, &ptr );
    else if (!(ptr = counted_MIDL_user_allocate( 40 ))) status = ERROR_NOT_ENOUGH_MEMORY;
    ok( status == expect, "got status %lu, expected %lu\n", status, expect );
    if (fails)
    {
        if (action == GROW_NULL) ok( ptr == UNTOUCHED, "got buffer %p\n", ptr );
        else ok( !ptr, "got buffer %p\n", ptr );
        return;
    }
    ok( ptr && find_block( ptr ), "got buffer %p\n", ptr );
    if (!ptr || !find_block( ptr )) return;
    buffer->ptr = ptr;
    buffer->size = 40;
    fill_buffer( buffer );
}

/* same: the caller's one variable is given for both the old and the new buffer */
static void check_reallocate( struct buffer *buffer, enum action action, BOOL same )
{
    BOOL fails = will_fail( allocations + 1 ), second_fails = will_fail( allocations + 2 );
    NET_API_STATUS status, expect = fails ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success;
    DWORD old_size = buffer->size, size = old_size;
    void *old = buffer->ptr, *new_buffer = UNTOUCHED;
    void **output = same ? &buffer->ptr : &new_buffer, *before = *output;

    if (action == GROW || action == MOVE) size = old_size * 3 + 1;
    if (action == SHRINK || action == SHRINK_INEXACT || action == MOVE_SMALLER) size = old_size / 2;

    inexact = action == SHRINK_INEXACT;
    moving = action == MOVE || action == MOVE_SMALLER;
    status = counted_NetApiBufferReallocate( old, size, output );
    ok( status == expect, "got status %lu, expected %lu\n", status, expect );
    if (fails)
    {
        ok( *output == before, "got buffer %p instead of %p\n", *output, before );
        buffer->ptr = old;
        return;
    }
    ok( *output && find_block( *output ), "got buffer %p\n", *output );
    if (inexact && second_fails)
    {
        ok( *output == old, "got buffer %p instead of %p\n", *output, old );
        size += EXTRA;
    }
    if (moving)
    {
        ok( *output != old, "the buffer did not move\n" );
        /* the next block may be where the old one was */
        if (!find_block( old ))
        {
            unsigned int asked = allocations;

            status = counted_NetApiBufferFree( old );
            ok( status == ERROR_INVALID_PARAMETER, "Free of the old place returned %lu\n",
                status );
            ok( allocations == asked, "Free allocated\n" );
        }
    }
    buffer->ptr = *output;
    buffer->size = size;
    ok( keeps( buffer, min( size, old_size ) ), "the buffer is changed\n" );
    fill_buffer( buffer );
}

static void check_freed( void *old )
{
    NET_API_STATUS status;
    void *ptr = UNTOUCHED;
    DWORD size = 0xdeadbeef;

    status = counted_NetApiBufferFree( old );
    ok( status == ERROR_INVALID_PARAMETER, "the second Free returned %lu\n", status );
    status = counted_NetApiBufferSize( old, &size );
    ok( status == ERROR_INVALID_PARAMETER, "Size after Free returned %lu\n", status );
    ok( !size, "got size %lu after Free\n", size );
    status = counted_NetApiBufferReallocate( old, 80, &ptr );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate after Free returned %lu\n", status );
    ok( ptr == UNTOUCHED, "got buffer %p after Free\n", ptr );
}

static void check_free( struct buffer *buffer, enum action action )
{
    NET_API_STATUS status = NERR_Success;
    unsigned int asked = allocations;
    void *old = buffer->ptr, *ptr = UNTOUCHED;

    if (action == FREE) status = counted_NetApiBufferFree( old );
    else if (action == STUB_FREE) counted_MIDL_user_free( old );
    else
    {
        status = counted_NetApiBufferReallocate( old, 0, &ptr );
        ok( !ptr, "got buffer %p\n", ptr );
    }
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( allocations == asked, "freeing allocated\n" );
    buffer->ptr = NULL;
    if (old && !find_block( old )) check_freed( old );
}

static void check_misuse(void)
{
    unsigned int asked = allocations, used = blocks_in_use();
    NET_API_STATUS status;
    void *variable = UNTOUCHED;

    status = counted_NetApiBufferFree( &variable );
    ok( status == ERROR_INVALID_PARAMETER, "Free returned %lu\n", status );
    status = counted_NetApiBufferReallocate( &variable, 80, &variable );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate returned %lu\n", status );
    status = counted_NetApiBufferReallocate( NULL, 80, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate without output returned %lu\n", status );
    status = counted_NetApiBufferAllocate( 80, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Allocate without output returned %lu\n", status );
    ok( variable == UNTOUCHED, "got buffer %p\n", variable );
    ok( allocations == asked, "misuse allocated\n" );
    ok( blocks_in_use() == used, "misuse changed the number of blocks\n" );
}

static void run_sequence( const struct sequence *sequence, BOOL same )
{
    struct buffer *buffer;
    unsigned int i, j;
    char after[32];

    allocations = 0;
    memset( buffers, 0, sizeof(buffers) );
    for (i = 0; i < ARRAY_SIZE(sequence->actions); i++)
    {
        for (j = 0; j < ARRAY_SIZE(buffers); j++)
        {
            enum action action = sequence->actions[i];

            buffer = &buffers[j];
            sprintf( after, "action %u of buffer %u", i, j );
            if (action == MISUSE) check_misuse();
            else if (action == ALLOCATE || action == STUB || action == GROW_NULL)
            {
                if (!buffer->ptr) check_allocate( buffer, action );
            }
            else if (action == FREE || action == STUB_FREE || action == TO_NOTHING)
            {
                check_free( buffer, action );
            }
            else if (buffer->ptr) check_reallocate( buffer, action, same );
            check_buffers( after );
        }
        if (sequence->actions[i] == FREE || sequence->actions[i] == STUB_FREE) break;
    }
    for (j = 0; j < ARRAY_SIZE(buffers); j++) check_free( &buffers[j], FREE );
    ok( !blocks_in_use(), "%u blocks are lost\n", blocks_in_use() );
}

static void test_each_allocation(void)
{
    unsigned int i, same, most, runs = 0;

    for (i = 0; i < ARRAY_SIZE(sequences); i++)
    {
        for (same = 0; same < 2; same++)
        {
            failing = 0;
            winetest_push_context( "%s", sequences[i].name );
            run_sequence( &sequences[i], same );
            winetest_pop_context();
            most = allocations;
            ok( most > 0, "%s allocates nothing\n", sequences[i].name );

            for (failing = 1; failing <= most; failing++)
            {
                for (failing_on = FALSE; failing_on <= TRUE; failing_on++)
                {
                    winetest_push_context( "%s, allocation %u%s fails", sequences[i].name,
                                           failing, failing_on ? " and on" : "" );
                    run_sequence( &sequences[i], same );
                    winetest_pop_context();
                    runs++;
                }
            }
            failing_on = FALSE;
        }
    }
    failing = 0;
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
    trace( "%u sequences with a failing allocation\n", runs );
}

/*
 * The real thing: a process that has all the memory it gets
 */

NET_API_STATUS WINAPI NetApiBufferAllocate( DWORD size, void **buffer );
NET_API_STATUS WINAPI NetApiBufferFree( void *buffer );
NET_API_STATUS WINAPI NetApiBufferReallocate( void *old_buffer, DWORD size, void **buffer );
NET_API_STATUS WINAPI NetApiBufferSize( void *buffer, DWORD *size );

/* at the front of each buffer that fills the memory; its last bytes hold its size */
struct filler
{
    struct filler *next;
    DWORD size;
};

#define MOST_BYTES  0x200000000  /* more, and the process has no end in sight */

static struct filler *fillers;
static unsigned int filler_count;
static ULONGLONG filled;

static BOOL is_intact( struct filler *filler )
{
    DWORD size = 0, last;

    memcpy( &last, (char *)filler + filler->size - sizeof(last), sizeof(last) );
    return !NetApiBufferSize( filler, &size ) && size == filler->size && last == size;
}

/* Takes all there is. Nothing is said here, for what says it may need memory as well. */
static BOOL fill_memory( NET_API_STATUS *odd_status, void **odd_buffer )
{
    static const DWORD sizes[] = { 0x8000000, 0x1000000, 0x200000, 0x100000, 0x80000, 0x40000,
                                   0x10000, 0x4000, 0x1000, 1000, 200, 64, 24, sizeof(struct filler) };
    NET_API_STATUS status;
    unsigned int i;
    void *buffer;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        for (;;)
        {
            struct filler *filler;

            if (filled > MOST_BYTES) return FALSE;
            buffer = UNTOUCHED;
            if ((status = NetApiBufferAllocate( sizes[i], &buffer ))) break;
            filler = buffer;
            memcpy( (char *)buffer + sizes[i] - sizeof(DWORD), &sizes[i], sizeof(DWORD) );
            filler->next = fillers;
            filler->size = sizes[i];
            fillers = filler;
            filler_count++;
            filled += sizes[i];
        }
        if (status != ERROR_NOT_ENOUGH_MEMORY) *odd_status = status;
        if (buffer) *odd_buffer = buffer;
    }
    return TRUE;
}

static unsigned int free_memory(void)
{
    struct filler *next;
    unsigned int errors = 0;

    for (; fillers; fillers = next)
    {
        next = fillers->next;
        if (!is_intact( fillers )) errors++;
        if (NetApiBufferFree( fillers )) errors++;
        filler_count--;
    }
    filled = 0;
    return errors;
}

/* what happened while there was no memory: it is judged when there is some again */
static struct
{
    NET_API_STATUS allocate, grow_null, grow, grow_same, shrink, size, bad_free, bad_grow;
    NET_API_STATUS free, after_free;
    void *allocated, *grown_null, *grown, *same, *after;
    DWORD got_size, other_size;
    BOOL intact, validated;
}
seen;

static DWORD kept_size = 0x3000;

static BOOL is_kept( const BYTE *bytes, DWORD size )
{
    DWORD i;

    for (i = 0; i < size; i++) if (bytes[i] != (BYTE)(i * 7)) return FALSE;
    return TRUE;
}

static void use_without_memory( void *kept, void *other )
{
    seen.allocated = UNTOUCHED;
    seen.allocate = NetApiBufferAllocate( 0x3001, &seen.allocated );
    seen.grown_null = UNTOUCHED;
    seen.grow_null = NetApiBufferReallocate( NULL, 0x3001, &seen.grown_null );
    seen.grown = UNTOUCHED;
    seen.grow = NetApiBufferReallocate( kept, 0x800000, &seen.grown );
    seen.same = kept;
    seen.grow_same = NetApiBufferReallocate( seen.same, 0x800000, &seen.same );
    seen.got_size = 0xdeadbeef;
    seen.size = NetApiBufferSize( kept, &seen.got_size );
    seen.intact = is_kept( kept, kept_size );
    seen.bad_free = NetApiBufferFree( &seen );
    seen.bad_grow = NetApiBufferReallocate( (char *)kept + 64, 0x800000, &seen.after );
    seen.shrink = NetApiBufferReallocate( kept, kept_size, &seen.same );
    seen.validated = HeapValidate( GetProcessHeap(), 0, NULL );
    seen.free = NetApiBufferFree( other );
    seen.after = UNTOUCHED;
    seen.after_free = NetApiBufferAllocate( 0x200000, &seen.after );
    seen.other_size = 0xdeadbeef;
    if (!seen.after_free) NetApiBufferSize( seen.after, &seen.other_size );
}

static void check_without_memory( const void *kept )
{
    ok( seen.allocate == ERROR_NOT_ENOUGH_MEMORY, "Allocate returned %lu\n", seen.allocate );
    ok( !seen.allocated, "got buffer %p\n", seen.allocated );
    ok( seen.grow_null == ERROR_NOT_ENOUGH_MEMORY, "Reallocate of NULL returned %lu\n",
        seen.grow_null );
    ok( seen.grown_null == UNTOUCHED, "got buffer %p\n", seen.grown_null );
    ok( seen.grow == ERROR_NOT_ENOUGH_MEMORY, "Reallocate returned %lu\n", seen.grow );
    ok( seen.grown == UNTOUCHED, "got buffer %p\n", seen.grown );
    ok( seen.grow_same == ERROR_NOT_ENOUGH_MEMORY, "Reallocate in place returned %lu\n",
        seen.grow_same );
    ok( seen.same == kept, "got buffer %p instead of %p\n", seen.same, kept );
    ok( seen.size == NERR_Success, "Size returned %lu\n", seen.size );
    ok( seen.got_size == kept_size, "got size %lu\n", seen.got_size );
    ok( seen.intact, "the buffer is changed\n" );
    ok( seen.bad_free == ERROR_INVALID_PARAMETER, "Free of no buffer returned %lu\n",
        seen.bad_free );
    ok( seen.bad_grow == ERROR_INVALID_PARAMETER, "Reallocate of no buffer returned %lu\n",
        seen.bad_grow );
    ok( seen.shrink == NERR_Success, "Reallocate to the same size returned %lu\n", seen.shrink );
    ok( seen.validated, "the process heap was damaged\n" );
    ok( seen.free == NERR_Success, "Free returned %lu\n", seen.free );
    ok( seen.after_free == NERR_Success, "Allocate after Free returned %lu\n", seen.after_free );
    ok( seen.other_size == 0x200000, "got size %lu after Free\n", seen.other_size );
}

/* A 32-bit process comes to its end in no time. A 64-bit one does where the shell has limited it. */
static void test_all_memory(void)
{
    NET_API_STATUS status, odd_status = 0;
    void *kept, *other, *odd_buffer = NULL;
    unsigned int count, errors;
    ULONGLONG bytes;
    BOOL full;
    DWORD i;

    status = NetApiBufferAllocate( kept_size, &kept );
    ok( status == NERR_Success, "Allocate returned %lu\n", status );
    for (i = 0; i < kept_size; i++) ((BYTE *)kept)[i] = i * 7;
    status = NetApiBufferAllocate( 0x200000, &other );
    ok( status == NERR_Success, "Allocate returned %lu\n", status );

    full = fill_memory( &odd_status, &odd_buffer );
    count = filler_count;
    bytes = filled;
    if (full) use_without_memory( kept, other );
    errors = free_memory();

    ok( !errors, "%u errors in %u buffers\n", errors, count );
    if (!full)
    {
        skip( "%lu MB are not all that this process may have: ulimit -v 4000000 limits it\n", (DWORD)(bytes >> 20) );
        NetApiBufferFree( other );
    }
    else
    {
        trace( "%u buffers took all memory: %lu MB\n", count, (DWORD)(bytes >> 20) );
        ok( !odd_status, "the memory ended with status %lu\n", odd_status );
        ok( !odd_buffer, "the memory ended with buffer %p\n", odd_buffer );
        check_without_memory( kept );
        if (!seen.after_free) NetApiBufferFree( seen.after );
    }

    /* all as before */
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
    ok( is_kept( kept, kept_size ), "the buffer is changed\n" );
    status = NetApiBufferReallocate( kept, 0x800000, &kept );
    ok( status == NERR_Success, "Reallocate returned %lu\n", status );
    ok( is_kept( kept, kept_size ), "the buffer is changed\n" );
    status = NetApiBufferFree( kept );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

START_TEST(faults)
{
    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    test_each_allocation();
    test_all_memory();
}
