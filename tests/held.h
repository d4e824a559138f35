/*
 * Counts what the process holds: blocks of the process heap in use, and handles
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

#ifndef NETAPI32_TESTS_HELD_H
#define NETAPI32_TESTS_HELD_H

#include <windef.h>
#include <winbase.h>

#include "product.h"

#define HEAP_GROUP_BLOCKS  31

/*
 * Wine's heap from 8.2 on makes small blocks that are asked for often in groups, and HeapWalk()
 * shows a group as one block, whether or not something in it is used. Its header tells it, and
 * it begins with a list entry and a mask of the free ones. That is the heap's own business, so
 * can_count_blocks() tries whether it is still like that.
 */
static inline LONG blocks_in( const PROCESS_HEAP_ENTRY *entry )
{
    const BYTE *data = entry->lpData;
    DWORD free_blocks;
    LONG used = HEAP_GROUP_BLOCKS;

    if (!under_wine() || !(data[-1] & 0x80)) return 1;
    if (entry->cbData < HEAP_GROUP_BLOCKS * 8) return 1;
    for (free_blocks = *(const DWORD *)(data + sizeof(SLIST_ENTRY)) & 0x7fffffff; free_blocks;
         free_blocks &= free_blocks - 1) used--;
    return used;
}

static inline LONG count_blocks( void )
{
    PROCESS_HEAP_ENTRY entry = { 0 };
    LONG count = 0;

    HeapLock( GetProcessHeap() );
    while (HeapWalk( GetProcessHeap(), &entry ))
        if (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) count += blocks_in( &entry );
    HeapUnlock( GetProcessHeap() );
    return count;
}

/* Tells whether the count goes up and down with the blocks: the small, the large, the many. */
static inline BOOL can_count_blocks( void )
{
    static const DWORD sizes[] = { 24, 2000, 0x200000 };
    void *blocks[ARRAYSIZE(sizes)][100];
    unsigned int i, j;
    LONG before = count_blocks(), during;

    for (i = 0; i < ARRAYSIZE(sizes); i++)
        for (j = 0; j < (i < 2 ? 100 : 2); j++)
            blocks[i][j] = HeapAlloc( GetProcessHeap(), 0, sizes[i] );
    during = count_blocks();
    for (i = 0; i < ARRAYSIZE(sizes); i++)
        for (j = 0; j < (i < 2 ? 100 : 2); j++)
            HeapFree( GetProcessHeap(), 0, blocks[i][j] );
    return during == before + 202 && count_blocks() == before;
}

/* Wine's headers lack it. */
WINBASEAPI BOOL WINAPI GetProcessHandleCount( HANDLE process, DWORD *count );

static inline LONG count_handles( void )
{
    DWORD count = 0;

    GetProcessHandleCount( GetCurrentProcess(), &count );
    return count;
}

#endif
