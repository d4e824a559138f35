/*
 * ntdll: HeapValidate() of a dead block faults.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o heap-dead-block.exe heap-dead-block.c
 * Exit status: 0 it does not, 1 it does, 77 that cannot be told here.
 */

#include <windows.h>
#include <stdio.h>
#include <string.h>

static HANDLE heap;
static HANDLE locked;

static DWORD CALLBACK lock_heap( void *arg )
{
    (void)arg;
    HeapLock( heap );
    HeapUnlock( heap );
    SetEvent( locked );
    return 0;
}

static LONG CALLBACK fault( EXCEPTION_POINTERS *pointers )
{
    if (pointers->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION) return EXCEPTION_CONTINUE_SEARCH;
    printf( "HeapValidate() faulted\n" );
    /* no C library here: another thread waits for the heap that this one has locked */
    CloseHandle( CreateThread( NULL, 0, lock_heap, NULL, 0, NULL ) );
    if (WaitForSingleObject( locked, 2000 ) != WAIT_OBJECT_0) printf( "and left the heap locked\n" );
    fflush( stdout );
    TerminateProcess( GetCurrentProcess(), 1 );
    return EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
    char *blocks[8], *live;
    BOOL valid;
    int i;

    setvbuf( stdout, NULL, _IONBF, 0 );
    heap = GetProcessHeap();
    locked = CreateEventW( NULL, TRUE, FALSE, NULL );
    for (i = 0; i < 8; i++) blocks[i] = HeapAlloc( heap, 0, 20000 );
    HeapFree( heap, 0, blocks[3] );
    HeapFree( heap, 0, blocks[5] );
    HeapFree( heap, 0, blocks[4] );      /* merged with both: its header stays as it was */
    live = HeapAlloc( heap, 0, 60000 );  /* gets their space */
    if (live < blocks[4] && blocks[4] < live + 60000) memset( live, 0x9d, blocks[4] - live - 8 );

    AddVectoredExceptionHandler( 1, fault );
    valid = HeapValidate( heap, 0, blocks[4] );
    printf( "HeapValidate() returned %d\n", valid );
    return valid ? 1 : 0;
}
