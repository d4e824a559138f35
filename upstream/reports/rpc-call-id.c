/*
 * rpcrt4: a call takes any call's answer.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-call-id.exe rpc-call-id.c -lrpcrt4 -lws2_32
 * Exit status: 0 it does not, 1 it does.
 */

#include "rpc-server.h"

static void answer( SOCKET socket )
{
    static struct message message;

    while (read_message( socket, &message ))
    {
        if (message.header.type == BIND)
        {
            send_bind_ack( socket, &message, 5840, NULL, 0 );
            continue;
        }
        send_response( socket, message.header.call + 1000, 4, "next", 4 );
        send_response( socket, message.header.call, 4, "this", 4 );
    }
}

int main(void)
{
    RPC_BINDING_HANDLE binding = make_binding( start_server( answer ) );
    RPC_MESSAGE message;
    RPC_STATUS status = call( binding, &message, 4 );

    if (status || message.BufferLength != 4)
    {
        printf( "the call returned %ld\n", status );
        return 0;
    }
    printf( "the call got '%.4s', the answer to %s one\n", (char *)message.Buffer,
            memcmp( message.Buffer, "this", 4 ) ? "another" : "this" );
    return memcmp( message.Buffer, "this", 4 ) != 0;
}
