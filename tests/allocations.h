/*
 * Lets an allocation of the module fail
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

#ifndef NETAPI32_TESTS_ALLOCATIONS_H
#define NETAPI32_TESTS_ALLOCATIONS_H

#include <stddef.h>
#include <windef.h>
#include <winbase.h>

#include "imports.h"

#define MOST_ALLOCATIONS  2000  /* a call that makes more goes round in circles */

/*
 * The functions that the module allocates by are imported. Their entries in the table of its
 * imports are exchanged for ours, which fail when they are told to: the n-th of all, for each n
 * until the call comes to its end before it.
 */

static unsigned int allocations;    /* since the call began */
static unsigned int failing;        /* the number of the one that fails; 0: none */

static inline BOOL fails(void)
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

static inline BOOL take_allocators( HMODULE module )
{
    unsigned int i, count = 0;

    for (i = 0; i < ARRAY_SIZE(allocators); i++)
        count += exchange_import( module, allocators[i].name, allocators[i].failing, allocators[i].original );
    return count >= 2;
}

/* The n-th allocation of what is called next fails; 0: none. */
static inline void start_failing( unsigned int n )
{
    allocations = 0;
    failing = n;
}

/* Whether one has failed. */
static inline BOOL stop_failing(void)
{
    BOOL failed = failing && allocations >= failing;

    failing = 0;
    return failed;
}

#endif
