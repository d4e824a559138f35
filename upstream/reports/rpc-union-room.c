/*
 * rpcrt4: what a union that is a parameter points to has no room in the buffer.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-union-room.exe rpc-union-room.c -lrpcrt4
 * Exit status: 0 it has room, 1 it has none.
 */

#include <windows.h>
#include <rpcndr.h>
#include <stdio.h>

#define SHORT_BYTES( n )  (n) & 0xff, ((n) >> 8) & 0xff

/* [switch_type(long), switch_is(level)] union { [case(1)] [string, unique] WCHAR *name; [default] ; } */
static const unsigned char format[] =
{
    0x2b, 0x08,                     /* FC_NON_ENCAPSULATED_UNION, FC_LONG */
    0x28, 0x00, SHORT_BYTES( 0 ),   /* the switch: the first argument on the stack, FC_LONG */
    SHORT_BYTES( 2 ),               /* the arms follow */
    SHORT_BYTES( sizeof(void *) ), SHORT_BYTES( 1 ),
    1, 0, 0, 0, SHORT_BYTES( 4 ),   /* case 1: the pointer below */
    SHORT_BYTES( 0 ),               /* default: nothing */
    0x12, 0x08, 0x25, 0x5c,         /* FC_UP, simple, FC_C_WSTRING */
    0x5b
};

static void *WINAPI allocate( size_t size ) { return HeapAlloc( GetProcessHeap(), 0, size ); }
static void WINAPI release( void *block ) { HeapFree( GetProcessHeap(), 0, block ); }

static LONG CALLBACK refused( EXCEPTION_POINTERS *pointers )
{
    DWORD code = pointers->ExceptionRecord->ExceptionCode;

    if (code != RPC_X_BAD_STUB_DATA && code != EXCEPTION_ACCESS_VIOLATION) return EXCEPTION_CONTINUE_SEARCH;
    printf( "packing the union raised %#lx\n", code );
    ExitProcess( 1 );
}

int main(void)
{
    static WCHAR name[] = L"a name of some length";
    struct { LONG_PTR level; } arguments = { 1 };
    union { WCHAR *name; } parameter = { name };
    MIDL_STUB_DESC description = { .pfnAllocate = allocate, .pfnFree = release, .pFormatTypes = format, .Version = 0x50002 };
    /* what is behind the switch and the pointer's 4 bytes: size, offset, length, characters */
    DWORD needed = 4 + 4 + 3 * 4 + sizeof(name);
    MIDL_STUB_MESSAGE stub;
    RPC_MESSAGE message = {0};

    setvbuf( stdout, NULL, _IONBF, 0 );
    NdrClientInitializeNew( &message, &stub, &description, 0 );
    stub.StackTop = (unsigned char *)&arguments;
    NdrNonEncapsulatedUnionBufferSize( &stub, (unsigned char *)&parameter, format );
    printf( "the buffer is to have %lu bytes, %lu are needed\n", (unsigned long)stub.BufferLength, needed );

    /* as NdrGetBuffer() does, with some bytes more than are told */
    if (!(message.Buffer = HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, 1000 ))) return 77;
    message.BufferLength = stub.BufferLength;
    stub.Buffer = stub.BufferStart = message.Buffer;
    stub.BufferEnd = stub.BufferStart + stub.BufferLength;
    AddVectoredExceptionHandler( 1, refused );
    NdrNonEncapsulatedUnionMarshall( &stub, (unsigned char *)&parameter, format );
    printf( "%u bytes were packed\n", (unsigned int)(stub.Buffer - stub.BufferStart) );
    return stub.BufferLength < needed || stub.Buffer > stub.BufferEnd;
}
