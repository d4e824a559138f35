/*
 * Random arguments for the four functions
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
#include "../../guard.h"

/*
 * Ten million calls with arguments of every kind; with NETAPI32_TEST_MINUTES=60 as many as an
 * hour takes, in rounds. One thread, and each step has numbers of its own, so that
 * NETAPI32_TEST_SEED=0x... repeats a run: but for what depends on the buffers' addresses.
 *
 * The test keeps its own account of the buffers, by which it knows what each call has to return.
 * It leaves out three kinds of pointers:
 * - a pointer into a buffer whose bytes imitate a header of the heap. So content() makes bytes
 *   that nothing in a header is, and all bytes of a buffer are written;
 * - the pointer of a dead buffer that in the meantime is a block of somebody else in the process:
 *   of the heap itself, which makes groups of small blocks;
 * - the pointer of a small buffer that the program freed by the heap's functions: the module may
 *   still take it for a buffer (apibuffer.c).
 */
#define SLOTS       512
#define DEAD        256
#define CALLS       10000000
#define VALIDATE    100000         /* after so many calls each byte is looked at */
#define MOST_BYTES  0x4000000      /* in all live buffers */
/* from here on the module notices when the program has freed one itself (apibuffer.c) */
#ifdef _WIN64
#define LARGE_BUFFER  0xfe000
#else
#define LARGE_BUFFER  0x7e000
#endif
#define HUGE        0x10000000     /* from here on there may be no memory: NULL is an answer too */

#define UNTOUCHED  ((void *)(ULONG_PTR)0xdeadbeef)

enum function { ALLOCATE, FREE, REALLOCATE, GET_SIZE, FUNCTIONS };

enum kind
{
    NOTHING, LIVE, INTERIOR, DEAD_BUFFER, STATIC, STACK, CODE, OTHER_HEAP, PAGES, UNMAPPED, SMALL,
    HANDLE_VALUE, ANY_BITS, NEAR_LIVE, KINDS
};

static const char *const kind_names[KINDS] =
{
    "NULL", "live", "interior", "dead", "static", "stack", "code", "other heap", "pages", "unmapped",
    "small number", "handle", "any bits", "live with a bit changed"
};

struct slot
{
    BYTE *ptr;
    DWORD size;
    DWORD seed;
    BOOL remembered;               /* the module made it */
    struct slot *next;             /* of the same hash */
};

static struct slot slots[SLOTS], *hashed[1024];
static void *dead[DEAD];
static struct slot stale_slots[16384], *stale_hashed[4096], *stale_unused;
static SIZE_T live_bytes;
static struct generator generator;
static DWORD seed, steps;
static ULONGLONG calls[FUNCTIONS][KINDS], left_out, faults;
static unsigned int errors;
static HANDLE other_heap;
static BYTE *other_blocks[8], *pages, *unmapped;
static BYTE static_bytes[256], *stack_bytes;

static DWORD number( DWORD below )
{
    return (ULONGLONG)next_number( &generator ) * below >> 32;
}

/* A million checks that pass are one in the end; of those that fail the first few are shown. */
#define check( condition, ... ) \
    do { if (!(condition) && errors++ < 20) ok( 0, __VA_ARGS__ ); } while (0)

static BYTE content( DWORD seed, DWORD i )
{
    return 0x80 | ((seed + i * 5) & 0x3f);
}

static void fill( const struct slot *slot )
{
    static BYTE pattern[64 + 64];
    DWORD i, start = slot->seed * 0xcd & 0x3f;      /* 0xcd is 1 / 5 modulo 64 */

    if (!pattern[0]) for (i = 0; i < sizeof(pattern); i++) pattern[i] = content( 0, i );
    for (i = 0; i + 64 <= slot->size; i += 64) memcpy( slot->ptr + i, pattern + start, 64 );
    memcpy( slot->ptr + i, pattern + start, slot->size - i );
}

/* all: else of a large buffer some bytes have to do */
static BOOL is_filled( const struct slot *slot, const BYTE *ptr, DWORD size, BOOL all )
{
    DWORD i;

    for (i = 0; i < size; i += i < 64 || all || i + 251 >= size ? 1 : 251)
        if (ptr[i] != content( slot->seed, i )) return FALSE;
    return TRUE;
}

/* where the chain of the same hash has the pointer, or ends */
static struct slot **find_in( struct slot **table, unsigned int size, const void *ptr )
{
    struct slot **entry = &table[((ULONG_PTR)ptr >> 4 ^ (ULONG_PTR)ptr >> 16) % size];

    while (*entry && (*entry)->ptr != ptr) entry = &(*entry)->next;
    return entry;
}

static struct slot **live_entry( const void *ptr )
{
    return find_in( hashed, ARRAY_SIZE(hashed), ptr );
}

static struct slot *find_live( const void *ptr )
{
    return *live_entry( ptr );
}

/* the pointers that the module may remember, although the heap freed them */
static struct slot **stale_entry( const void *ptr )
{
    return find_in( stale_hashed, ARRAY_SIZE(stale_hashed), ptr );
}

static void add_stale( void *ptr )
{
    struct slot **entry = stale_entry( ptr ), *stale = stale_unused;

    if (*entry) return;
    stale_unused = stale->next;
    stale->ptr = ptr;
    stale->next = NULL;
    *entry = stale;
}

static void remove_stale( const void *ptr )
{
    struct slot **entry = stale_entry( ptr ), *stale = *entry;

    if (!stale) return;
    *entry = stale->next;
    stale->next = stale_unused;
    stale_unused = stale;
}

/* The heap's own opinion of a pointer that is not in the account. Wine's fault on some, and then
 * still hold their lock. */
#define FAULT  2
BOOLEAN WINAPI fuzz_validate( HANDLE heap, ULONG flags, const void *ptr );
GUARDED_CALL( fuzz_validate, RtlValidateHeap, 3, 2 );

static BOOL is_others_block( const void *ptr )
{
    BOOLEAN ret = fuzz_validate( GetProcessHeap(), 0, ptr );

    if (ret == FAULT)
    {
        HeapUnlock( GetProcessHeap() );
        faults++;
    }
    return ret == TRUE;
}

static void add_live( struct slot *slot, void *ptr, DWORD size, BOOL remembered )
{
    struct slot **entry = live_entry( ptr );

    check( !*entry, "%p was given out twice\n", ptr );
    if (*entry) return;
    slot->ptr = ptr;
    slot->size = size;
    slot->remembered = remembered;
    slot->seed = next_number( &generator );
    slot->next = NULL;
    *entry = slot;
    live_bytes += size;
    fill( slot );
}

static void remove_live( struct slot *slot )
{
    struct slot **entry = live_entry( slot->ptr );

    *entry = slot->next;
    slot->ptr = NULL;
    live_bytes -= slot->size;
}

/* freed by the module, which has forgotten it */
static void bury( struct slot *slot )
{
    remove_stale( slot->ptr );
    dead[number( DEAD )] = slot->ptr;
    remove_live( slot );
}

static struct slot *pick_live(void)
{
    unsigned int i, first = number( SLOTS );

    for (i = 0; i < 16; i++)
    {
        struct slot *slot = &slots[(first + i) % SLOTS];
        if (slot->ptr) return slot;
    }
    return NULL;
}

static struct slot *pick_empty(void)
{
    unsigned int i, first = number( SLOTS );

    for (i = 0; i < SLOTS; i++)
    {
        struct slot *slot = &slots[(first + i) % SLOTS];
        if (!slot->ptr) return slot;
    }
    return NULL;
}

/* by the functions of the heap's, behind the back of the module */
static void free_by_heap( struct slot *slot )
{
    void *ptr = slot->ptr;

    check( is_filled( slot, ptr, slot->size, FALSE ), "%p of %lu bytes is changed\n", ptr,
           slot->size );
    remove_live( slot );
    if (slot->remembered) add_stale( ptr );
    if (number( 2 )) check( HeapFree( GetProcessHeap(), 0, ptr ), "HeapFree failed\n" );
    else check( !LocalFree( ptr ), "LocalFree failed\n" );
}

static void allocate_by_heap(void)
{
    struct slot *slot = pick_empty();
    DWORD size = number( 2000 );
    void *ptr;

    if (!slot) return;
    if (number( 2 )) ptr = HeapAlloc( GetProcessHeap(), 0, size );
    else ptr = LocalAlloc( LMEM_FIXED, size );
    check( ptr != NULL, "no block of %lu bytes\n", size );
    if (ptr) add_live( slot, ptr, size, FALSE );
}

static DWORD pick_size(void)
{
    static const DWORD limits[] =
    {
        0, 1, 8, 16, 24, 32, 64, 128, 256, 0x200, 0x400, 0x800, 0x1000, 0x3fe0, 0x4000, 0x7ff0,
        0x8000, 0xfff0, 0x10000, 0x20000
    };
    static const DWORD large[] =
    {
        0x7f000, 0x80000, 0xfefe8, 0xff000, 0x100000, 0x200000, 0x1000000
    };
    static const DWORD huge[] =
    {
        0x10000000, 0x7ffe0000, 0x7fffffff, 0x80000000, 0xc0000000, 0xfffe0000, 0xffff0000,
        0xfffff000, 0xfffffff0, 0xfffffff8, 0xffffffff
    };
    DWORD kind = number( 10000 );

    if (!kind) return huge[number( ARRAY_SIZE(huge) )];
    if (kind < 20) return large[number( ARRAY_SIZE(large) )] + number( 33 ) - 16;
    if (kind < 2500)
    {
        DWORD size = limits[number( ARRAY_SIZE(limits) )] + number( 5 );
        return size >= 2 ? size - 2 : size;
    }
    if (kind < 3000) return number( 0x10000 );
    return number( 300 );
}

static void *pick_pointer( enum kind *kind )
{
    struct slot *slot;
    DWORD choice = number( 1000 ), bits = next_number( &generator );

    if (choice < 500) *kind = LIVE;
    else if (choice < 540) *kind = NOTHING;
    else if (choice < 640) *kind = INTERIOR;
    else if (choice < 760) *kind = DEAD_BUFFER;
    else *kind = STATIC + number( KINDS - STATIC );

    switch (*kind)
    {
    case NOTHING:
        return NULL;
    case LIVE:
        if ((slot = pick_live())) return slot->ptr;
        break;
    case INTERIOR:
        /* from 8 on, where all that the heap looks at is content */
        if (!(slot = pick_live()) || slot->size <= 8) break;
        if (number( 4 )) return slot->ptr + 8 + number( slot->size - 8 ) / 8 * 8;
        return slot->ptr + 8 + number( slot->size - 8 );
    case NEAR_LIVE:
        if ((slot = pick_live())) return (void *)((ULONG_PTR)slot->ptr ^
                                                  (ULONG_PTR)1 << number( sizeof(void *) * 8 ));
        break;
    case DEAD_BUFFER:
        return dead[bits % DEAD];
    case STATIC:
        return static_bytes + bits % sizeof(static_bytes);
    case STACK:
        return stack_bytes + bits % 0x400;
    case CODE:
        return (BYTE *)(ULONG_PTR)pick_pointer + (int)(bits % 0x2000 - 0x1000);
    case OTHER_HEAP:
        return other_blocks[bits % ARRAY_SIZE(other_blocks)];
    case PAGES:
        return pages + (bits & 1 ? bits >> 1 & 0x3ff0 : bits >> 1 & 0x3fff);
    case UNMAPPED:
        return unmapped + (bits & 1 ? bits >> 1 & 0xfff0 : bits >> 1 & 0xffff);
    case SMALL:
        return (void *)(ULONG_PTR)(bits & 0x1ffff);
    case HANDLE_VALUE:
        return (void *)(LONG_PTR)(LONG)~(bits & 0xff);
    default:
        /* also of the address range that the process uses */
        return (void *)((ULONG_PTR)bits << (number( 3 ) * 6 * (sizeof(void *) - 4) / 4) ^
                        next_number( &generator ));
    }
    *kind = NOTHING;
    return NULL;
}

static void check_status( enum function function, enum kind kind, const void *ptr, DWORD size,
                          NET_API_STATUS status, NET_API_STATUS expect )
{
    static const char *const names[FUNCTIONS] = { "Allocate", "Free", "Reallocate", "Size" };

    check( status == expect, "%s of %p (%s), %lu bytes: got status %lu, expected %lu\n",
           names[function], ptr, kind_names[kind], size, status, expect );
    if (!status) check( GetLastError() == 0xdeadbeef, "%s of %p (%s): got last error %lu\n",
                        names[function], ptr, kind_names[kind], GetLastError() );
}

static BOOL may_fail( DWORD size, NET_API_STATUS status )
{
    return size >= HUGE && status == ERROR_NOT_ENOUGH_MEMORY;
}

/* Keeps a new buffer, or gives it back when it is too large to be written. */
static void keep( struct slot *slot, void *ptr, DWORD size )
{
    NET_API_STATUS status;
    DWORD got = 0xdeadbeef;

    check( ptr && ptr != UNTOUCHED, "got buffer %p for %lu bytes\n", ptr, size );
    if (!ptr || ptr == UNTOUCHED) return;
    if (slot && size < HUGE && live_bytes + size < MOST_BYTES)
    {
        add_live( slot, ptr, size, size < LARGE_BUFFER );
        return;
    }
    status = NetApiBufferSize( ptr, &got );
    check( !status && got == size, "%lu bytes: Size returned %lu, size %lu\n", size, status, got );
    status = NetApiBufferFree( ptr );
    check( !status, "%lu bytes: Free returned %lu\n", size, status );
    dead[number( DEAD )] = ptr;
    calls[GET_SIZE][LIVE]++;
    calls[FREE][LIVE]++;
}

static void call_allocate(void)
{
    DWORD size = pick_size();
    NET_API_STATUS status;
    void *ptr = UNTOUCHED;

    if (!number( 30 ))
    {
        calls[ALLOCATE][NOTHING]++;
        status = NetApiBufferAllocate( size, NULL );
        check_status( ALLOCATE, NOTHING, NULL, size, status, ERROR_INVALID_PARAMETER );
        return;
    }
    calls[ALLOCATE][LIVE]++;
    SetLastError( 0xdeadbeef );
    status = NetApiBufferAllocate( size, &ptr );
    if (may_fail( size, status ))
    {
        check( !ptr, "no memory, and buffer %p\n", ptr );
        return;
    }
    check_status( ALLOCATE, NOTHING, NULL, size, status, NERR_Success );
    keep( pick_empty(), ptr, size );
}

static void call_free( void *ptr, struct slot *slot, enum kind kind )
{
    NET_API_STATUS status;

    if (slot) check( is_filled( slot, ptr, slot->size, FALSE ), "%p of %lu bytes is changed\n", ptr,
                     slot->size );
    calls[FREE][kind]++;
    SetLastError( 0xdeadbeef );
    status = NetApiBufferFree( ptr );
    check_status( FREE, kind, ptr, 0, status,
                  !ptr || slot ? NERR_Success : ERROR_INVALID_PARAMETER );
    if (!slot) return;
    bury( slot );
}

static void call_reallocate( void *ptr, struct slot *slot, enum kind kind )
{
    DWORD size = pick_size();
    void *same = ptr, *other = UNTOUCHED, **output = number( 2 ) ? &same : &other, *before;
    BOOL no_output = !number( 20 );
    NET_API_STATUS status, expect = NERR_Success;
    struct slot old;

    if (slot) check( is_filled( slot, ptr, slot->size, FALSE ), "%p of %lu bytes is changed\n", ptr,
                     slot->size );
    if (no_output || (ptr && !slot)) expect = ERROR_INVALID_PARAMETER;
    before = *output;
    calls[REALLOCATE][kind]++;
    SetLastError( 0xdeadbeef );
    status = NetApiBufferReallocate( ptr, size, no_output ? NULL : output );
    if (expect || !may_fail( size, status ))
        check_status( REALLOCATE, kind, ptr, size, status, expect );
    if (status)
    {
        check( *output == before, "Reallocate of %p (%s), %lu bytes: %lu, and buffer %p\n", ptr,
               kind_names[kind], size, status, *output );
        if (slot) check( is_filled( slot, ptr, slot->size, FALSE ), "%p of %lu bytes is changed\n",
                         ptr, slot->size );
        return;
    }
    if (expect) return;
    if (!size)
    {
        check( !*output, "Reallocate of %p to nothing gave %p\n", ptr, *output );
        if (!slot) return;
        bury( slot );
        return;
    }
    if (!slot)
    {
        keep( pick_empty(), *output, size );
        return;
    }
    old = *slot;
    if (*output == ptr) remove_live( slot );
    else bury( slot );
    check( is_filled( &old, *output, min( size, old.size ), FALSE ),
           "%p, %lu to %lu bytes: the content is changed\n", ptr, old.size, size );
    keep( slot, *output, size );
}

static void call_size( void *ptr, struct slot *slot, enum kind kind )
{
    BOOL no_output = !number( 20 );
    NET_API_STATUS status;
    DWORD size = 0xdeadbeef;

    calls[GET_SIZE][kind]++;
    SetLastError( 0xdeadbeef );
    status = NetApiBufferSize( ptr, no_output ? NULL : &size );
    check_status( GET_SIZE, kind, ptr, 0, status,
                  slot && !no_output ? NERR_Success : ERROR_INVALID_PARAMETER );
    if (!no_output) check( size == (slot ? slot->size : 0), "Size of %p (%s), %lu bytes: got %lu\n",
                           ptr, kind_names[kind], slot ? slot->size : 0, size );
}

/* A large buffer that is freed by the heap is no longer there at all. */
static void free_large_by_heap(void)
{
    struct slot *slot = pick_empty();
    DWORD size = 0x200000 + number( 0x10000 );
    NET_API_STATUS status;
    void *ptr = NULL;

    if (!slot || live_bytes + size >= MOST_BYTES) return;
    calls[ALLOCATE][LIVE]++;
    status = NetApiBufferAllocate( size, &ptr );
    check( !status && ptr, "%lu bytes: got status %lu\n", size, status );
    if (!ptr) return;
    add_live( slot, ptr, size, FALSE );
    free_by_heap( slot );
    if (*stale_entry( ptr )) return;
    switch (number( 3 ))
    {
    case 0: call_free( ptr, NULL, DEAD_BUFFER ); break;
    case 1: call_reallocate( ptr, NULL, DEAD_BUFFER ); break;
    default: call_size( ptr, NULL, DEAD_BUFFER );
    }
}

static void check_all( BOOL last )
{
    unsigned int i;

    check( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
    for (i = 0; i < SLOTS; i++)
    {
        if (!slots[i].ptr) continue;
        check( is_filled( &slots[i], slots[i].ptr, slots[i].size, TRUE ),
               "%p of %lu bytes is changed\n", slots[i].ptr, slots[i].size );
        if (last) call_free( slots[i].ptr, &slots[i], LIVE );
    }
}

static ULONGLONG call_count( enum function function )
{
    ULONGLONG count = 0;
    unsigned int i;

    for (i = 0; i < KINDS; i++) count += calls[function][i];
    return count;
}

static ULONGLONG all_calls(void)
{
    unsigned int i;
    ULONGLONG count = 0;

    for (i = 0; i < FUNCTIONS; i++) count += call_count( i );
    return count;
}

static void run_calls(void)
{
    ULONGLONG end = all_calls() + CALLS;
    struct slot *slot;
    enum kind kind;
    DWORD i, choice;
    void *ptr;

    for (i = 1; errors < 1000; i++)
    {
        if (!(i % VALIDATE))
        {
            check_all( FALSE );
            if (all_calls() >= end) break;
        }
        start_numbers( &generator, seed, steps++ );
        choice = number( 1000 );
        if (choice < 230) call_allocate();
        else if (choice < 250) allocate_by_heap();
        else if (choice < 280)
        {
            if (stale_unused && (slot = pick_live())) free_by_heap( slot );
        }
        else if (choice < 281)
        {
            if (!number( 10 )) free_large_by_heap();
        }
        else
        {
            ptr = pick_pointer( &kind );
            slot = ptr ? find_live( ptr ) : NULL;
            if (slot) kind = LIVE;
            else if (ptr && kind != INTERIOR && (*stale_entry( ptr ) || is_others_block( ptr )))
            {
                left_out++;
                continue;
            }
            if (choice < 480) call_free( ptr, slot, kind );
            else if (choice < 800) call_reallocate( ptr, slot, kind );
            else call_size( ptr, slot, kind );
        }
    }
    check_all( TRUE );
}

static void make_bad_pointers(void)
{
    unsigned int i;

    other_heap = HeapCreate( 0, 0, 0 );
    for (i = 0; i < ARRAY_SIZE(other_blocks); i++)
        other_blocks[i] = HeapAlloc( other_heap, HEAP_ZERO_MEMORY, i < 6 ? 24 + i * 100 : 0x200000 );
    pages = VirtualAlloc( NULL, 0x4000, MEM_COMMIT, PAGE_READWRITE );
    memset( pages + 0x1000, 0xff, 0x1000 );
    /* reserved, so that nothing else gets there */
    unmapped = VirtualAlloc( NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS );
}

static void free_bad_pointers(void)
{
    unsigned int i;

    ok( HeapValidate( other_heap, 0, NULL ), "the other heap is damaged\n" );
    for (i = 0; i < ARRAY_SIZE(other_blocks); i++)
        ok( HeapFree( other_heap, 0, other_blocks[i] ), "the other heap's block %u is gone\n", i );
    HeapDestroy( other_heap );
    VirtualFree( pages, 0, MEM_RELEASE );
    VirtualFree( unmapped, 0, MEM_RELEASE );
}

static DWORD CALLBACK thread_proc( void *arg )
{
    (void)arg;
    return !HeapValidate( GetProcessHeap(), 0, NULL );
}

/* A fault in the heap, survived, must not leave its lock taken: this thread would not notice. */
static void check_other_thread(void)
{
    HANDLE thread = CreateThread( NULL, 0, thread_proc, NULL, 0, NULL );
    DWORD ret = WaitForSingleObject( thread, 30000 );

    ok( !ret, "another thread cannot use the heap, wait %lu\n", ret );
    if (ret) TerminateThread( thread, 1 );
    CloseHandle( thread );
}

START_TEST(fuzz)
{
    DWORD minutes = get_minutes(), start;
    BYTE bytes[0x400] = { 0 };
    ULONGLONG bad = 0;
    unsigned int i, j, rounds = 0;

    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    seed = get_seed();
    trace( "seed 0x%08lx: NETAPI32_TEST_SEED repeats it\n", seed );
    stack_bytes = bytes;
    make_bad_pointers();
    for (i = 0; i < ARRAY_SIZE(stale_slots); i++)
    {
        stale_slots[i].next = stale_unused;
        stale_unused = &stale_slots[i];
    }

    start = GetTickCount();
    do
    {
        run_calls();
        rounds++;
        ok( !errors, "round %u: %u errors\n", rounds, errors );
        ok( !live_bytes, "%lu bytes are in use\n", (DWORD)live_bytes );
        check_other_thread();
    } while (!errors && GetTickCount() - start < minutes * 60000);

    for (i = 0; i < FUNCTIONS; i++) for (j = 0; j < KINDS; j++) if (j > LIVE) bad += calls[i][j];
    trace( "%I64u calls, %I64u with a bad pointer: Allocate %I64u, Free %I64u, Reallocate %I64u, "
           "Size %I64u; %I64u pointers left out, the heap faulted at %I64u, "
           "%lu seconds\n", all_calls(), bad,
           call_count( ALLOCATE ), call_count( FREE ), call_count( REALLOCATE ),
           call_count( GET_SIZE ), left_out, faults, (GetTickCount() - start) / 1000 );
    free_bad_pointers();
}
