/*
 * rpcrt4: a call that fails loses its binding and its request.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-failed-call.exe rpc-failed-call.c -lrpcrt4 -lws2_32
 * Exit status: 0 it does not, 1 it does.
 */

#include "rpc-server.h"

#define CALLS  200

static void answer( SOCKET socket )
{
    static struct message message;

    while (read_message( socket, &message ))
    {
        if (message.header.type == BIND) send_bind_ack( socket, &message, 5840, NULL, 0 );
        else send_fault( socket, message.header.call, 5 /* ERROR_ACCESS_DENIED */ );
    }
}

/* what is allocated in all heaps: small blocks may be told in groups, so that bytes are counted and not blocks */
static SIZE_T count(void)
{
    HANDLE heaps[64];
    DWORD i, n = GetProcessHeaps( ARRAYSIZE(heaps), heaps );
    SIZE_T bytes = 0;

    for (i = 0; i < n && i < ARRAYSIZE(heaps); i++)
    {
        PROCESS_HEAP_ENTRY entry = {0};

        HeapLock( heaps[i] );
        while (HeapWalk( heaps[i], &entry )) if (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) bytes += entry.cbData;
        HeapUnlock( heaps[i] );
    }
    return bytes;
}

static RPC_STATUS fail( WORD port, DWORD size )
{
    RPC_BINDING_HANDLE binding = make_binding( port );
    RPC_MESSAGE message;
    RPC_STATUS status = call( binding, &message, size );

    /* as stubs do after the exception */
    I_RpcFreeBuffer( &message );
    RpcBindingFree( &binding );
    return status;
}

/* bytes that are lost with each call, whose request has so many */
static int lost( WORD port, DWORD size )
{
    unsigned int i;
    SIZE_T before;
    RPC_STATUS status = 0;
    int each;

    for (i = 0; i < 40; i++) status = fail( port, size );
    Sleep( 500 );
    before = count();
    for (i = 0; i < CALLS; i++) fail( port, size );
    Sleep( 500 );
    each = (int)(count() - before) / CALLS;
    printf( "calls with a request of %lu bytes, each with a binding of its own, return %ld and leave %d bytes each\n", size, status, each );
    return each;
}

int main(void)
{
    WORD port = start_server( answer );
    int small = lost( port, 4 ), large = lost( port, 4321 );

    /* a binding has some hundred bytes */
    return small >= 100 || large >= 4000;
}
