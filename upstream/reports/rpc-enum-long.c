/*
 * rpcrt4: a number behind an enum in a structure is not aligned in the buffer.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-enum-long.exe rpc-enum-long.c -lrpcrt4
 * Exit status: 0 it is, 1 it is not.
 */

#include <windows.h>
#include <rpcndr.h>
#include <stdio.h>
#include <string.h>

#define SHORT_BYTES( n )  (n) & 0xff, ((n) >> 8) & 0xff

/* struct { enum { A, B } kind; long number; } */
struct item
{
    int kind;
    LONG number;
};

static const unsigned char format[] =
{
    0x1a, 0x03, SHORT_BYTES( sizeof(struct item) ), SHORT_BYTES( 0 ), SHORT_BYTES( 0 ),  /* FC_BOGUS_STRUCT */
    0x0d, 0x08, 0x5c, 0x5b          /* FC_ENUM16, FC_LONG, FC_PAD, FC_END */
};

static void *WINAPI allocate( size_t size ) { return HeapAlloc( GetProcessHeap(), 0, size ); }
static void WINAPI release( void *block ) { HeapFree( GetProcessHeap(), 0, block ); }

static void start( MIDL_STUB_MESSAGE *stub, RPC_MESSAGE *message, unsigned char *bytes, DWORD size )
{
    static MIDL_STUB_DESC description =
        { .pfnAllocate = allocate, .pfnFree = release, .pFormatTypes = format, .Version = 0x50002 };

    memset( message, 0, sizeof(*message) );
    NdrClientInitializeNew( message, stub, &description, 0 );
    message->Buffer = bytes;
    message->BufferLength = stub->BufferLength = size;
    stub->Buffer = stub->BufferStart = bytes;
    stub->BufferEnd = bytes + size;
}

int main(void)
{
    /* C706, 14.3.4 and 14.2.2: an enum has 2 bytes, a long is aligned to 4 */
    static DECLSPEC_ALIGN(8) unsigned char bytes[] = { 1,0, 0,0, 0x01,0,0,0x01 }, packed[16];
    MIDL_STUB_MESSAGE stub;
    RPC_MESSAGE message;
    struct item item = { 0, 0 }, *read = &item;
    int ret = 0;

    start( &stub, &message, bytes, sizeof(bytes) );
    NdrComplexStructUnmarshall( &stub, (unsigned char **)&read, format, FALSE );
    printf( "1 and 0x1000001 were read as %d and %#lx\n", read->kind, read->number );
    if (read->kind != 1 || read->number != 0x1000001) ret = 1;

    item.kind = 1;
    item.number = 0x1000001;
    start( &stub, &message, packed, sizeof(packed) );
    NdrComplexStructMarshall( &stub, (unsigned char *)&item, format );
    printf( "they were packed into %u bytes, 8 is right\n", (unsigned int)(stub.Buffer - packed) );
    if (stub.Buffer - packed != sizeof(bytes) || memcmp( packed, bytes, sizeof(bytes) )) ret = 1;

    stub.BufferLength = 0;
    NdrComplexStructBufferSize( &stub, (unsigned char *)&item, format );
    printf( "their size is told as %lu, at least 8 is right\n", (unsigned long)stub.BufferLength );
    if (stub.BufferLength < sizeof(bytes)) ret = 1;
    return ret;
}
