/*
 * rpcrt4: a string of a fixed size within a structure is not read.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-wstring.exe rpc-wstring.c -lrpcrt4
 * Exit status: 0 it is read, 1 it is not.
 */

#include <windows.h>
#include <rpcndr.h>
#include <stdio.h>
#include <string.h>

#define SHORT_BYTES( n )  (n) & 0xff, ((n) >> 8) & 0xff

/* struct { [string] WCHAR name[4]; long number; } */
struct item
{
    WCHAR name[4];
    LONG number;
};

static const unsigned char format[] =
{
    0x1a, 0x03, SHORT_BYTES( sizeof(struct item) ), SHORT_BYTES( 0 ), SHORT_BYTES( 0 ),  /* FC_BOGUS_STRUCT */
    0x4c, 0x00, SHORT_BYTES( 4 ),   /* FC_EMBEDDED_COMPLEX: below */
    0x08, 0x5b,                     /* FC_LONG, FC_END */
    0x29, 0x5c, SHORT_BYTES( 4 )    /* FC_WSTRING, 4 characters */
};

static void *WINAPI allocate( size_t size ) { return HeapAlloc( GetProcessHeap(), 0, size ); }
static void WINAPI release( void *block ) { HeapFree( GetProcessHeap(), 0, block ); }

static LONG CALLBACK refused( EXCEPTION_POINTERS *pointers )
{
    DWORD code = pointers->ExceptionRecord->ExceptionCode;

    if (code != RPC_X_BAD_STUB_DATA && code != RPC_S_INVALID_BOUND && code != EXCEPTION_ACCESS_VIOLATION)
        return EXCEPTION_CONTINUE_SEARCH;
    printf( "reading the structure raised %#lx\n", code );
    ExitProcess( 1 );
}

int main(void)
{
    /* offset, length, characters, number */
    static DECLSPEC_ALIGN(8) unsigned char bytes[] = { 0,0,0,0, 4,0,0,0, 'a',0, 'b',0, 'c',0, 0,0, 0x78,0x56,0x34,0x12 };
    MIDL_STUB_DESC description = { .pfnAllocate = allocate, .pfnFree = release, .pFormatTypes = format, .Version = 0x50002 };
    MIDL_STUB_MESSAGE stub;
    RPC_MESSAGE message = {0};
    struct item item = { L"", 0 }, *read = &item;

    setvbuf( stdout, NULL, _IONBF, 0 );
    AddVectoredExceptionHandler( 1, refused );
    NdrClientInitializeNew( &message, &stub, &description, 0 );
    message.Buffer = bytes;
    message.BufferLength = stub.BufferLength = sizeof(bytes);
    stub.Buffer = stub.BufferStart = bytes;
    stub.BufferEnd = bytes + sizeof(bytes);
    NdrComplexStructUnmarshall( &stub, (unsigned char **)&read, format, FALSE );
    printf( "the string of 'abc' and 0x12345678 was read as '%.4ls' and %#lx\n", read->name, read->number );
    return memcmp( read->name, L"abc", sizeof(read->name) ) || read->number != 0x12345678;
}
