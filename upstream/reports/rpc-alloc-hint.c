/*
 * rpcrt4: an answer's hint is allocated, whatever it is.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-alloc-hint.exe rpc-alloc-hint.c -lrpcrt4 -lws2_32
 * Exit status: 0 it is not, 1 it is.
 */

#include "rpc-server.h"

#define HINT  0x10000000

static void answer( SOCKET socket )
{
    static struct message message;

    while (read_message( socket, &message ))
    {
        if (message.header.type == BIND) send_bind_ack( socket, &message, 5840, NULL, 0 );
        else send_response( socket, message.header.call, HINT, "data", 4 );
    }
}

int main(void)
{
    RPC_BINDING_HANDLE binding = make_binding( start_server( answer ) );
    MEMORY_BASIC_INFORMATION memory;
    RPC_MESSAGE message;
    RPC_STATUS status = call( binding, &message, 4 );

    if (status)
    {
        printf( "the call returned %ld\n", status );
        return 0;
    }
    VirtualQuery( message.Buffer, &memory, sizeof(memory) );
    printf( "an answer of %u bytes is in a block of %lu KB or less\n", message.BufferLength,
            (unsigned long)(memory.RegionSize / 1024) );
    return memory.RegionSize >= HINT;
}
