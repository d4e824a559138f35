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

#include "allocations.h"
#include "calls.h"
#include "held.h"
#include "product.h"

static BOOL counting;               /* the blocks in use */
static unsigned int called;         /* functions and levels */
static unsigned int failures;       /* of allocations */

/* What is forwarded is not the module's. */
static BOOL is_code_of( HMODULE module, FARPROC function )
{
    HMODULE found = NULL;

    GetModuleHandleExW( GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                        (const WCHAR *)function, &found );
    return found == module;
}

/* What changes the accounts of this computer, change.c tries, which judges and undoes it. */
static BOOL changes_accounts( const struct call *call )
{
    static const char * const names[] = { "NetUser", "NetGroup", "NetLocalGroup" };
    unsigned int i;

    if (!(call->options & WRITES)) return FALSE;
    for (i = 0; i < ARRAY_SIZE(names); i++) if (!strncmp( call->function, names[i], strlen( names[i] ) )) return TRUE;
    return FALSE;
}

/* Returns whether the call failed for want of the n-th allocation. */
static BOOL fail_allocation( HMODULE netapi32, const struct call *call, FARPROC function, unsigned int n,
                             DWORD good_status )
{
    LONG before = count_blocks(), after;
    struct outputs outputs;
    DWORD status;
    BOOL reached;

    start_failing( n );
    status = make_call( function, call, &outputs );
    reached = stop_failing();

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
    ok( undo_call( netapi32, call, status, &outputs ), "nothing was added\n" );
    after = count_blocks();
    ok( after == before || !counting, "allocation %u: %ld blocks more\n", n, after - before );
    return reached;
}

static void test_call( HMODULE netapi32, const struct call *call )
{
    FARPROC function = call_function( netapi32, call->function );
    struct outputs outputs;
    DWORD status = 0, status_before;
    unsigned int n, run;

    ok( function != NULL, "there is no such function\n" );
    if (!function || !is_code_of( netapi32, function ) || call->options & NO_STATUS || changes_accounts( call )) return;
    called++;

    status_before = make_call_before( netapi32, call );
    ok( !status_before, "the call before it returned %lu\n", status_before );
    /* the first calls load what they need, and keep it */
    for (run = 0; run < 2; run++)
    {
        status = make_call( function, call, &outputs );
        undo_call( netapi32, call, status, &outputs );
    }
    for (n = 1; n < MOST_ALLOCATIONS; n++)
        if (!fail_allocation( netapi32, call, function, n, status )) break;
    undo_call_before( netapi32, call, status_before );
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
    ok( take_allocators( netapi32 ), "the module's allocators were not found\n" );
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
