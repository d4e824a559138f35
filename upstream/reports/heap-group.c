/*
 * ntdll: HeapValidate() takes a group of the low fragmentation heap for a block.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o heap-group.exe heap-group.c
 * Exit status: 0 it does not, 1 it does.
 */

#include <windows.h>
#include <stdio.h>

int main(void)
{
    static void *blocks[8], *crowd[20000];
    HANDLE heap = GetProcessHeap();
    int i;

    for (i = 0; i < 8; i++) blocks[i] = HeapAlloc( heap, 0, 500 );
    for (i = 0; i < 20000; i++) crowd[i] = HeapAlloc( heap, 0, 16 );
    for (i = 1; i < 7; i++) HeapFree( heap, 0, blocks[i] );
    /* all that is allocated from here on has 16 bytes */
    for (i = 0; i < 20000; i++)
    {
        void *old = crowd[i];

        crowd[i] = HeapAlloc( heap, 0, 16 );
        HeapFree( heap, 0, old );
    }
    for (i = 1; i < 7; i++)
    {
        if (!HeapValidate( heap, 0, blocks[i] ) || HeapSize( heap, 0, blocks[i] ) == 16) continue;
        printf( "a dead pointer is a valid block of %u bytes, where only such of 16 were allocated\n",
                (unsigned int)HeapSize( heap, 0, blocks[i] ) );
        return 1;
    }
    printf( "no dead pointer is a valid block of another size\n" );
    return 0;
}
