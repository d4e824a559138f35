/*
 * rpcrt4: a server makes its client send memory, or messages without end.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-fragment-size.exe rpc-fragment-size.c -lrpcrt4 -lws2_32
 * Exit status: 0 it does not, 1 it does.
 */

#include "rpc-server.h"

#define REQUEST_SIZE  100   /* bytes of the request's data */
#define ENOUGH        200   /* fragments */

static WORD largest;
static LONG fragments, received;

static void answer( SOCKET socket )
{
    static struct message message;

    while (read_message( socket, &message ))
    {
        if (message.header.type == BIND)
        {
            send_bind_ack( socket, &message, largest, NULL, 0 );
            continue;
        }
        fragments++;
        received += message.header.size - sizeof(message.header) - 8;
        if (message.header.flags & 2)   /* the last one */
            send_response( socket, message.header.call, 4, "done", 4 );
        else if (fragments >= ENOUGH || received > REQUEST_SIZE)
            return;
    }
}

static LONG CALLBACK fault( EXCEPTION_POINTERS *pointers )
{
    if (pointers->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION) return EXCEPTION_CONTINUE_SEARCH;
    printf( "largest fragment %u: an access violation while sending\n", largest );
    TerminateProcess( GetCurrentProcess(), 1 );
    return EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
    /* not 8 to 23, with which 4 GB are written behind a block */
    static const WORD sizes[] = { 24, 39, 0, 7 };
    WORD port = start_server( answer );
    unsigned int i;
    int ret = 0;

    AddVectoredExceptionHandler( 1, fault );
    for (i = 0; i < ARRAYSIZE(sizes); i++)
    {
        RPC_BINDING_HANDLE binding = make_binding( port );
        RPC_MESSAGE message;
        RPC_STATUS status;

        largest = sizes[i];
        fragments = received = 0;
        status = call( binding, &message, REQUEST_SIZE );
        Sleep( 100 );
        printf( "largest fragment %u: of a request of %u bytes came %ld bytes in %ld fragments%s; the call returned %ld\n", largest,
                REQUEST_SIZE, received, fragments, fragments >= ENOUGH ? ", and no end" : "", status );
        if (received > REQUEST_SIZE || fragments >= ENOUGH) ret = 1;
        RpcBindingFree( &binding );
    }
    return ret;
}
