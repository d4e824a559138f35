/*
 * rpcrt4: a call waits for ever.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-timeout.exe rpc-timeout.c -lrpcrt4 -lws2_32
 * Exit status: 0 it ends when the time is over, 1 it does not.
 */

#include "rpc-server.h"

#define LIMIT  1000     /* ms */
#define LATE   10000

static RPC_BINDING_HANDLE binding;

static void answer( SOCKET socket )
{
    static struct message message;

    while (read_message( socket, &message ))
        if (message.header.type == BIND) send_bind_ack( socket, &message, 5840, NULL, 0 );
}

static DWORD CALLBACK make_call( void *arg )
{
    RPC_MESSAGE message;

    (void)arg;
    return call( binding, &message, 4 );
}

int main(void)
{
    WORD port = start_server( answer );
    DWORD started, status;
    HANDLE thread;

    binding = make_binding( port );
    status = RpcBindingSetOption( binding, RPC_C_OPT_CALL_TIMEOUT, LIMIT );
    printf( "RpcBindingSetOption( RPC_C_OPT_CALL_TIMEOUT, %u ms ) returned %lu\n", LIMIT, status );
    started = GetTickCount();
    thread = CreateThread( NULL, 0, make_call, NULL, 0, NULL );
    if (WaitForSingleObject( thread, LATE ))
    {
        printf( "the call still waits after %u ms\n", LATE );
        TerminateProcess( GetCurrentProcess(), 1 );
    }
    GetExitCodeThread( thread, &status );
    printf( "the call returned %lu after %lu ms\n", status, GetTickCount() - started );
    TerminateProcess( GetCurrentProcess(), 0 );
    return 0;
}
