/*
 * rpcrt4: the bounds of an array turn over.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-variance.exe rpc-variance.c -lrpcrt4
 * Exit status: 0 they are refused, 1 it is written outside of the array.
 */

#include <windows.h>
#include <rpcndr.h>
#include <stdio.h>

#define SHORT_BYTES( n )  (n) & 0xff, ((n) >> 8) & 0xff

/* [size_is(size), first_is(first), length_is(length)] byte array[] */
static const unsigned char format[] =
{
    0x1c, 0x00, SHORT_BYTES( 1 ),                   /* FC_CVARRAY of items of one byte */
    0x28, 0x00, SHORT_BYTES( 0 ),                   /* the size: the first argument on the stack, FC_LONG */
    0x28, 0x00, SHORT_BYTES( sizeof(void *) ),      /* the length: the second one */
    0x01, 0x5b                                      /* FC_BYTE, FC_END */
};

static unsigned char *array;

/* where nothing but the array is, 4 GB behind it and some bytes in front of it */
static void *make_array(void)
{
#ifdef _WIN64
    unsigned char *space = VirtualAlloc( NULL, (SIZE_T)5 << 30, MEM_RESERVE, PAGE_NOACCESS );
#else
    unsigned char *space = VirtualAlloc( NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS );
#endif
    if (!space || !VirtualAlloc( space, 0x1000, MEM_COMMIT, PAGE_READWRITE )) return NULL;
    return space + 16;
}

static void *WINAPI allocate( size_t size ) { (void)size; return array; }
static void WINAPI release( void *block ) { (void)block; }

static LONG CALLBACK raised( EXCEPTION_POINTERS *pointers )
{
    const EXCEPTION_RECORD *record = pointers->ExceptionRecord;

    if (record->ExceptionCode == EXCEPTION_ACCESS_VIOLATION && record->NumberParameters > 1)
    {
        printf( "a write to %p, the array is %p with 1 byte\n", (void *)record->ExceptionInformation[1], array );
        ExitProcess( 1 );
    }
    if (record->ExceptionCode != RPC_S_INVALID_BOUND && record->ExceptionCode != RPC_X_BAD_STUB_DATA)
        return EXCEPTION_CONTINUE_SEARCH;
    printf( "refused with %lu\n", record->ExceptionCode );
    ExitProcess( 0 );
}

int main(void)
{
    /* room for 1, from 0xffffffff on, 1 byte */
    static DECLSPEC_ALIGN(8) unsigned char bytes[] = { 1,0,0,0, 0xff,0xff,0xff,0xff, 1,0,0,0, 0x5a };
    struct { LONG_PTR size, length; } arguments = { 1, 1 };
    MIDL_STUB_DESC description = { .pfnAllocate = allocate, .pfnFree = release, .pFormatTypes = format, .Version = 0x50002 };
    unsigned char *read = NULL;
    MIDL_STUB_MESSAGE stub;
    RPC_MESSAGE message = {0};

    setvbuf( stdout, NULL, _IONBF, 0 );
    if (!(array = make_array()))
    {
        printf( "no address space for the test\n" );
        return 77;
    }
    NdrClientInitializeNew( &message, &stub, &description, 0 );
    stub.StackTop = (unsigned char *)&arguments;
    message.Buffer = bytes;
    message.BufferLength = stub.BufferLength = sizeof(bytes);
    stub.Buffer = stub.BufferStart = bytes;
    stub.BufferEnd = bytes + sizeof(bytes);
    AddVectoredExceptionHandler( 1, raised );
    NdrConformantVaryingArrayUnmarshall( &stub, &read, format, TRUE );
    if (array[-1] == 0x5a) printf( "the byte in front of the array was written\n" );
    else printf( "such bounds were taken\n" );
    return 1;
}
