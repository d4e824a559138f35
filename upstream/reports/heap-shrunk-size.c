/*
 * ntdll: HeapReAlloc() in place leaves a wrong size.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o heap-shrunk-size.exe heap-shrunk-size.c
 * Exit status: 0 the size is right, 1 it is wrong.
 */

#include <windows.h>
#include <stdio.h>

int main(void)
{
    /* with each pair the sizes with the header round up to another block, or to a block smaller than its bin's */
    static const SIZE_T sizes[][2] = { {42, 40}, {5, 4} };
    HANDLE heap = GetProcessHeap();
    unsigned int i, j;
    int ret = 0;

    for (i = 0; i < ARRAYSIZE(sizes); i++)
    {
        void *block = NULL;
        SIZE_T size;

        /* enough of that size for the low fragmentation heap */
        for (j = 0; j < 64; j++) block = HeapAlloc( heap, 0, sizes[i][0] );
        if (!HeapReAlloc( heap, HEAP_REALLOC_IN_PLACE_ONLY, block, sizes[i][1] )) continue;
        size = HeapSize( heap, 0, block );
        printf( "from %u bytes to %u: HeapSize() returned %u\n", (unsigned int)sizes[i][0], (unsigned int)sizes[i][1],
                (unsigned int)size );
        if (size != sizes[i][1]) ret = 1;
    }
    return ret;
}
