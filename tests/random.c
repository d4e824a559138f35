/*
 * Random operations of eight threads on one heap
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
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>

#include "product.h"
#include "generator.h"

/*
 * A million operations a thread; with NETAPI32_TEST_MINUTES=60 as many as an hour takes, in
 * rounds. NETAPI32_TEST_SEED=0x... repeats a run: each thread then draws the same numbers, but
 * in which order the threads come is up to the system.
 */
#define THREADS     8
#define SLOTS       64         /* buffers of a thread */
#define SHELVES     64         /* where threads leave buffers for each other */
#define OPERATIONS  1000000
#define VALIDATE    100000     /* one thread looks at the whole heap after so many */

enum kind { BUFFER, HEAP_BLOCK, LOCAL_BLOCK, KINDS };
enum call { CALL_ALLOCATE, CALL_FREE, CALL_REALLOCATE, CALL_SIZE, CALLS };

/* a buffer, and what its content is made of */
struct slot
{
    BYTE *ptr;
    DWORD size;
    DWORD seed;
    DWORD owner;               /* the thread that wrote it */
    enum kind kind;
};

struct thread
{
    HANDLE handle;
    struct generator generator;
    DWORD number;
    DWORD errors;
    DWORD calls[CALLS];
    DWORD misuses, handed_over;
    char first_error[160];
    struct slot slots[SLOTS];
};

static BOOL judging;
static struct thread threads[THREADS];
static struct
{
    LONG taken;
    struct slot slot;
}
shelves[SHELVES];
static BYTE static_bytes[64];

/* ok() is not for threads; a million checks are one in the end. */
static void TEST_PRINTF(3, 4) check( struct thread *thread, BOOL condition, const char *format, ... )
{
    va_list args;

    if (condition || thread->errors++) return;
    va_start( args, format );
    _vsnprintf( thread->first_error, sizeof(thread->first_error) - 1, format, args );
    va_end( args );
}

/*
 * The bytes are those of the size, the owner and the seed, and tell them from others'. Each is
 * 0x80 to 0xbf, which nothing in a heap's header is: so a pointer into a buffer is never one
 * that the heap takes for a block of its own, as it would when the bytes imitate a header.
 */
static BYTE content( const struct slot *slot, DWORD i )
{
    return 0x80 | ((slot->seed + slot->size * 3 + slot->owner * 11 + i * 5) & 0x3f);
}

/* the first 64 bytes, a few of the others, and the last */
static DWORD next_byte( const struct slot *slot, DWORD i )
{
    if (i < 63 || i + 509 < slot->size) return i < 63 ? i + 1 : i + 509;
    return i < slot->size - 1 ? slot->size - 1 : slot->size;
}

static void fill( const struct slot *slot )
{
    DWORD i;

    for (i = 0; i < slot->size; i = next_byte( slot, i )) slot->ptr[i] = content( slot, i );
}

static BOOL is_filled( const struct slot *slot, const BYTE *ptr, DWORD size )
{
    DWORD i;

    for (i = 0; i < size; i = next_byte( slot, i )) if (ptr[i] != content( slot, i )) return FALSE;
    return TRUE;
}

static void set_slot( struct thread *thread, struct slot *slot, void *ptr, DWORD size, DWORD seed )
{
    slot->ptr = ptr;
    slot->size = size;
    slot->seed = seed;
    slot->owner = thread->number;
    fill( slot );
}

/* mostly small, now and then one that is a system allocation of its own */
static DWORD pick_size( DWORD number )
{
    DWORD bits = number >> 16;

    switch (number & 0x3ff)
    {
    case 0: return 0x70000 + bits * 16;
    case 1: case 2: return 0;
    default: return number & 0x1c00 ? bits & 0xff : number & 0x2000 ? bits & 0xfff : bits & 0x7fff;
    }
}

static void allocate( struct thread *thread, struct slot *slot, DWORD kind, DWORD size, DWORD seed )
{
    NET_API_STATUS status = NERR_Success;
    void *ptr = NULL;

    switch (kind & 7)
    {
    case 0:
        slot->kind = HEAP_BLOCK;
        ptr = HeapAlloc( GetProcessHeap(), 0, size );
        break;
    case 1:
        slot->kind = LOCAL_BLOCK;
        ptr = LocalAlloc( LMEM_FIXED, size );
        break;
    case 2:
        slot->kind = BUFFER;
        thread->calls[CALL_REALLOCATE]++;
        if (!size) size = 1;
        status = NetApiBufferReallocate( NULL, size, &ptr );
        break;
    default:
        slot->kind = BUFFER;
        thread->calls[CALL_ALLOCATE]++;
        status = NetApiBufferAllocate( size, &ptr );
    }
    check( thread, !status && ptr, "%lu bytes: got status %lu, buffer %p", size, status, ptr );
    if (ptr) set_slot( thread, slot, ptr, size, seed );
}

static void check_content( struct thread *thread, const struct slot *slot )
{
    check( thread, is_filled( slot, slot->ptr, slot->size ),
           "%p of %lu bytes, by thread %lu, is changed", slot->ptr, slot->size, slot->owner );
}

static void free_slot( struct thread *thread, struct slot *slot, DWORD number )
{
    /* ours does not care who made it, nor who frees it */
    enum kind kind = judging && !(number & 7) ? (number >> 3) % KINDS : slot->kind;
    void *ptr = slot->ptr;
    NET_API_STATUS status;

    check_content( thread, slot );
    memset( ptr, 0x55, min( slot->size, 16 ) );
    slot->ptr = NULL;
    switch (kind)
    {
    case HEAP_BLOCK:
        check( thread, HeapFree( GetProcessHeap(), 0, ptr ), "%p: HeapFree failed", ptr );
        break;
    case LOCAL_BLOCK:
        check( thread, !LocalFree( ptr ), "%p: LocalFree failed", ptr );
        break;
    default:
        thread->calls[CALL_FREE]++;
        status = NetApiBufferFree( ptr );
        check( thread, !status, "%p: Free returned %lu", ptr, status );
    }
}

static void reallocate( struct thread *thread, struct slot *slot, DWORD size, DWORD seed )
{
    void *ptr = slot->ptr;
    NET_API_STATUS status;

    if (slot->kind != BUFFER && !judging) return;
    check_content( thread, slot );
    if (seed & 1) size = slot->size + (size & 0xfff);
    thread->calls[CALL_REALLOCATE]++;
    status = NetApiBufferReallocate( ptr, size, &ptr );
    check( thread, !status && !ptr == !size, "%p, %lu to %lu bytes: got status %lu, buffer %p",
           slot->ptr, slot->size, size, status, ptr );
    slot->kind = BUFFER;
    slot->ptr = ptr;
    if (!ptr) return;
    check( thread, is_filled( slot, ptr, min( size, slot->size ) ),
           "%p, %lu to %lu bytes: the content is changed", ptr, slot->size, size );
    set_slot( thread, slot, ptr, size, seed );
}

static void get_size( struct thread *thread, struct slot *slot )
{
    NET_API_STATUS status;
    DWORD size = 0xdeadbeef;

    if (slot->kind != BUFFER && !judging) return;
    thread->calls[CALL_SIZE]++;
    status = NetApiBufferSize( slot->ptr, &size );
    check( thread, !status && (judging ? size == slot->size : size >= slot->size),
           "%p of %lu bytes: got status %lu, size %lu", slot->ptr, slot->size, status, size );
}

/* Leaves the buffer on a shelf, and takes along what another thread left there. */
static void hand_over( struct thread *thread, struct slot *slot, DWORD number )
{
    unsigned int i = number % SHELVES;
    struct slot left;

    if (InterlockedExchange( &shelves[i].taken, 1 )) return;
    left = shelves[i].slot;
    shelves[i].slot = *slot;
    InterlockedExchange( &shelves[i].taken, 0 );
    *slot = left;
    thread->handed_over++;
    if (left.ptr) check_content( thread, slot );
}

/* Freed pointers are no misuse here: another thread may have got the same one. */
static void misuse( struct thread *thread, struct slot *slot, DWORD number )
{
    NET_API_STATUS status;
    DWORD size = 0xdeadbeef;
    void *bad, *moved = &moved;

    switch (number & 7)
    {
    case 0: bad = static_bytes + (number >> 8) % sizeof(static_bytes); break;
    case 1: bad = (void *)(ULONG_PTR)(1 + (number >> 8) % 0xffff); break;
    case 2: bad = &moved; break;
    case 3: bad = (void *)~(ULONG_PTR)(number >> 8 & 0xffff); break;
    default:
        if (slot->size < 64) return;
        bad = slot->ptr + 16 + (number >> 8) % 48;
    }
    thread->misuses++;
    switch (number >> 30)
    {
    case 0:
        thread->calls[CALL_FREE]++;
        status = NetApiBufferFree( bad );
        break;
    case 1:
        thread->calls[CALL_SIZE]++;
        status = NetApiBufferSize( bad, &size );
        check( thread, !size, "%p: got size %lu", bad, size );
        break;
    default:
        thread->calls[CALL_REALLOCATE]++;
        status = NetApiBufferReallocate( bad, number >> 28 & 1 ? 100 : 0, &moved );
        check( thread, moved == &moved, "%p: got buffer %p", bad, moved );
    }
    check( thread, status == ERROR_INVALID_PARAMETER, "%p: got status %lu", bad, status );
}

static DWORD CALLBACK thread_proc( void *arg )
{
    struct thread *thread = arg;
    struct slot *slot;
    DWORD i, action, number, size, seed;

    for (i = 1; i <= OPERATIONS; i++)
    {
        /* always as many numbers, whatever is done */
        action = next_number( &thread->generator );
        number = next_number( &thread->generator );
        size = pick_size( next_number( &thread->generator ) );
        seed = next_number( &thread->generator );

        slot = &thread->slots[action % SLOTS];
        action >>= 16;
        if (action % 8 == 7) hand_over( thread, slot, number );
        else if (!slot->ptr) allocate( thread, slot, number, size, seed );
        else switch (action % 8)
        {
        case 0: case 1: free_slot( thread, slot, number ); break;
        case 2: case 3: case 4: reallocate( thread, slot, size, seed ); break;
        case 5: get_size( thread, slot ); break;
        default: if (judging) misuse( thread, slot, number );
        }
        if (!thread->number && !(i % VALIDATE))
            check( thread, HeapValidate( GetProcessHeap(), 0, NULL ), "the heap is damaged" );
    }
    for (i = 0; i < SLOTS; i++)
        if (thread->slots[i].ptr) free_slot( thread, &thread->slots[i], 1 );
    return 0;
}

static void run_threads(void)
{
    unsigned int i;

    for (i = 0; i < THREADS; i++)
    {
        threads[i].number = i;
        threads[i].handle = CreateThread( NULL, 0, thread_proc, &threads[i], 0, NULL );
        ok( threads[i].handle != NULL, "thread %u was not started, error %lu\n", i,
            GetLastError() );
    }
    for (i = 0; i < THREADS; i++)
    {
        WaitForSingleObject( threads[i].handle, INFINITE );
        CloseHandle( threads[i].handle );
        ok( !threads[i].errors, "thread %u had %lu errors, the first: %s\n", i, threads[i].errors,
            threads[i].first_error );
        threads[i].errors = 0;
    }
    for (i = 0; i < SHELVES; i++)
        if (shelves[i].slot.ptr) free_slot( &threads[0], &shelves[i].slot, 1 );
    ok( !threads[0].errors, "on the shelves: %s\n", threads[0].first_error );
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
}

START_TEST(random)
{
    DWORD seed = get_seed(), minutes = get_minutes(), start;
    ULONGLONG calls = 0, misuses = 0, over = 0;
    unsigned int i, j, rounds = 0;

    judging = testing_ours();
    trace( "seed 0x%08lx: NETAPI32_TEST_SEED repeats it\n", seed );
    for (i = 0; i < THREADS; i++) start_numbers( &threads[i].generator, seed, i );

    start = GetTickCount();
    do
    {
        run_threads();
        rounds++;
        for (i = 0; i < THREADS; i++)
        {
            for (j = 0; j < CALLS; j++) calls += threads[i].calls[j];
            misuses += threads[i].misuses;
            over += threads[i].handed_over;
            memset( threads[i].calls, 0, sizeof(threads[i].calls) );
            threads[i].misuses = threads[i].handed_over = 0;
        }
    } while (GetTickCount() - start < minutes * 60000);

    trace( "%u times %u threads with %u operations: %I64u calls, %I64u of them misuse, %I64u buffers "
           "handed over, %lu seconds\n", rounds, THREADS, OPERATIONS, calls, misuses, over,
           (GetTickCount() - start) / 1000 );
}
