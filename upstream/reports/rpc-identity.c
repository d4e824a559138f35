/*
 * rpcrt4: RpcAuthInfo_IsEqual() compares half of each string.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-identity.exe rpc-identity.c -lrpcrt4 -lws2_32 -lsecur32
 * Exit status: 0 all of it, 1 half, 77 that cannot be told.
 */

#include "rpc-server.h"
#include "ntlm.h"

static BYTE challenge[256];
static DWORD challenge_size;
static LONG binds, authenticated;

static void answer( SOCKET socket )
{
    static struct message message;

    while (read_message( socket, &message ))
    {
        switch (message.header.type)
        {
        case BIND:
            InterlockedIncrement( &binds );
            send_bind_ack( socket, &message, 5840, challenge, challenge_size );
            break;
        case AUTH3:
            InterlockedIncrement( &authenticated );
            break;
        default:
            send_response( socket, message.header.call, 4, "done", 4 );
        }
    }
}

/* A call of a user by a binding that stays, as its identity does. */
static RPC_STATUS call_as( WORD port, const WCHAR *user )
{
    SEC_WINNT_AUTH_IDENTITY_W identity =
    {
        (void *)user, wcslen( user ), (void *)NTLM_DOMAIN, ARRAYSIZE(NTLM_DOMAIN) - 1,
        (void *)NTLM_PASSWORD, ARRAYSIZE(NTLM_PASSWORD) - 1, SEC_WINNT_AUTH_IDENTITY_UNICODE
    };
    SEC_WINNT_AUTH_IDENTITY_W *kept = HeapAlloc( GetProcessHeap(), 0, sizeof(*kept) );
    RPC_BINDING_HANDLE binding = make_binding( port );
    RPC_MESSAGE message;
    RPC_STATUS status;

    if (!kept) exit( 77 );
    *kept = identity;
    status = RpcBindingSetAuthInfoW( binding, NULL, RPC_C_AUTHN_LEVEL_CONNECT, RPC_C_AUTHN_WINNT, kept, RPC_C_AUTHZ_NONE );
    if (status)
    {
        printf( "RpcBindingSetAuthInfoW() returned %ld; Wine needs ntlm_auth\n", status );
        exit( 77 );
    }
    status = call( binding, &message, 4 );
    /* gives the connection back, for the next call of the same user */
    if (!status) I_RpcFreeBuffer( &message );
    printf( "a call of %ls returned %ld; logged on so far: %ld\n", user, status, binds );
    return status;
}

int main(void)
{
    WORD port = start_server( answer );

    challenge_size = make_challenge( challenge, 32 );
    if (call_as( port, L"manager1" ) || authenticated != 1) return 77;
    /* whether a connection is taken again at all */
    if (call_as( port, L"manager1" ) || binds != 1) return 77;
    if (call_as( port, L"manager2" )) return 77;
    if (binds > 1)
    {
        printf( "manager2 has a connection of its own\n" );
        return 0;
    }
    printf( "manager2 was given the connection of manager1\n" );
    return 1;
}
