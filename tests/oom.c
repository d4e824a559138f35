/*
 * Lets each allocation of each function and level fail in turn
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

#include "calls.h"
#include "heap.h"
#include "imports.h"
#include "product.h"

/*
 * The functions that the module allocates by are imported. Their entries in the table of its
 * imports are exchanged for ours, which fail when they are told to: the n-th of all, for each n
 * until the call comes to its end before it.
 */

#define MOST_ALLOCATIONS  2000  /* a call that makes more goes round in circles */

static unsigned int allocations;    /* since the call began */
static unsigned int failing;        /* the number of the one that fails; 0: none */

static BOOL counting;               /* the blocks in use */
static unsigned int called;         /* functions and levels */
static unsigned int failures;       /* of allocations */

static BOOL fails(void)
{
    return ++allocations == failing;
}

static void * (WINAPI *heap_allocate)( HANDLE heap, ULONG flags, SIZE_T size );
static void * (WINAPI *heap_reallocate)( HANDLE heap, ULONG flags, void *ptr, SIZE_T size );
static HLOCAL (WINAPI *local_allocate)( UINT flags, SIZE_T size );
static void * (CDECL *c_allocate)( size_t size );

static void * WINAPI failing_heap_allocate( HANDLE heap, ULONG flags, SIZE_T size )
{
    return fails() ? NULL : heap_allocate( heap, flags, size );
}

static void * WINAPI failing_heap_reallocate( HANDLE heap, ULONG flags, void *ptr, SIZE_T size )
{
    return fails() ? NULL : heap_reallocate( heap, flags, ptr, size );
}

static HLOCAL WINAPI failing_local_allocate( UINT flags, SIZE_T size )
{
    return fails() ? NULL : local_allocate( flags, size );
}

static void * CDECL failing_c_allocate( size_t size )
{
    return fails() ? NULL : c_allocate( size );
}

static const struct
{
    const char *name;
    void *failing;
    void *original;         /* the variable for it */
}
allocators[] =
{
    { "RtlAllocateHeap", failing_heap_allocate, &heap_allocate },
    { "HeapAlloc", failing_heap_allocate, &heap_allocate },
    { "RtlReAllocateHeap", failing_heap_reallocate, &heap_reallocate },
    { "HeapReAlloc", failing_heap_reallocate, &heap_reallocate },
    { "LocalAlloc", failing_local_allocate, &local_allocate },
    { "malloc", failing_c_allocate, &c_allocate },
};

static unsigned int take_imports( HMODULE module )
{
    unsigned int i, count = 0;

    for (i = 0; i < ARRAY_SIZE(allocators); i++)
        count += exchange_import( module, allocators[i].name, allocators[i].failing, allocators[i].original );
    return count;
}

/* What is forwarded is not the module's. */
static BOOL is_code_of( HMODULE module, FARPROC function )
{
    HMODULE found = NULL;

    GetModuleHandleExW( GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                        (const WCHAR *)function, &found );
    return found == module;
}

/* Returns whether the call failed for want of the n-th allocation. */
static BOOL fail_allocation( HMODULE netapi32, const struct call *call, FARPROC function, unsigned int n,
                             DWORD good_status )
{
    LONG before = count_blocks(), after;
    struct outputs outputs;
    DWORD status;
    BOOL reached;

    allocations = 0;
    failing = n;
    status = make_call( function, call, &outputs );
    failing = 0;
    reached = allocations >= n;

    if (!reached)
        ok( status == good_status, "no allocation failed: got status %lu instead of %lu\n", status, good_status );
    else
    {
        failures++;
        ok( status == ERROR_NOT_ENOUGH_MEMORY || status == (DWORD)E_OUTOFMEMORY, "allocation %u: got status %lu\n", n,
            status );
        if (strchr( call->arguments, 'b' ))
            ok( !outputs.buffer, "allocation %u: got buffer %p\n", n, outputs.buffer );
        if (strchr( call->arguments, 'r' ))
            ok( outputs.read != UNTOUCHED_DWORD, "allocation %u: the first output is untouched\n", n );
        if (strchr( call->arguments, 't' ))
            ok( !outputs.read && !outputs.total, "allocation %u: got %lu of %lu\n", n, outputs.read, outputs.total );
    }
    undo_call( netapi32, call, status, &outputs );
    after = count_blocks();
    ok( after == before || !counting, "allocation %u: %ld blocks more\n", n, after - before );
    return reached;
}

static void test_call( HMODULE netapi32, const struct call *call )
{
    FARPROC function = call_function( netapi32, call->function );
    struct outputs outputs;
    unsigned int n, run;
    DWORD status = 0;

    ok( function != NULL, "there is no such function\n" );
    if (!function || !is_code_of( netapi32, function ) || call->options & NO_STATUS) return;
    called++;

    /* the first calls load what they need, and keep it */
    for (run = 0; run < 2; run++)
    {
        status = make_call( function, call, &outputs );
        undo_call( netapi32, call, status, &outputs );
    }
    for (n = 1; n < MOST_ALLOCATIONS; n++)
        if (!fail_allocation( netapi32, call, function, n, status )) break;
    ok( n < MOST_ALLOCATIONS, "%u allocations\n", n );
    ok( n > 1 || status || !strchr( call->arguments, 'b' ) || !call->layout, "it allocates nothing\n" );
}

START_TEST(oom)
{
    HMODULE netapi32 = GetModuleHandleW( L"netapi32.dll" );
    unsigned int i;

    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    ok( take_imports( netapi32 ) >= 2, "the module's allocators were not found\n" );
    init_calls();
    if (!(counting = can_count_blocks())) skip( "this heap's blocks cannot be counted\n" );
    for (i = 0; i < CALL_COUNT; i++)
    {
        winetest_push_context( "%s %lu", calls[i].function, calls[i].level );
        test_call( netapi32, &calls[i] );
        winetest_pop_context();
    }
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
    trace( "%u calls, %u allocations that failed\n", called, failures );
}
