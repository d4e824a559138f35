/*
 * rpcrt4, secur32, msv1_0: passwords stay in memory.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o password-memory.exe password-memory.c -lsecur32 -lrpcrt4
 * Exit status: 0 they do not, 1 they do, 77 there is no NTLM.
 */

#include "ntlm.h"
#include <rpc.h>

#define LENGTH  96      /* what a freed block begins with the heap may need for itself */
#define TAIL    24

static WCHAR password[LENGTH + 1];

/* characters that nothing else has, from the program's start on */
static void make_password( unsigned int seed )
{
    unsigned int i;

    for (i = 0; i < LENGTH; i++)
    {
        seed = seed * 1103515245 + 12345;
        password[i] = 'a' + (seed >> 16) % 26;
    }
    password[i] = 0;
}

/* how often the end of the password is anywhere in memory, with characters of so many bytes */
static unsigned int find( unsigned int seed, unsigned int width )
{
    BYTE wanted[TAIL * 2];
    MEMORY_BASIC_INFORMATION memory;
    const BYTE *at = NULL, *end;
    unsigned int i, found = 0;

    /* not as it is, or it would find itself */
    make_password( seed );
    memset( wanted, 0, sizeof(wanted) );
    for (i = 0; i < TAIL; i++) wanted[i * width] = password[LENGTH - TAIL + i];
    for (i = 0; i < TAIL * width; i++) wanted[i] ^= 0x55;
    SecureZeroMemory( password, sizeof(password) );

    while (VirtualQuery( at, &memory, sizeof(memory) ))
    {
        at = memory.BaseAddress;
        end = at + memory.RegionSize;
        if (memory.State == MEM_COMMIT && memory.Type == MEM_PRIVATE && memory.Protect == PAGE_READWRITE)
        {
            for (; at + TAIL * width <= end; at++)
            {
                for (i = 0; i < TAIL * width && at[i] == (wanted[i] ^ 0x55); i++) ;
                if (i == TAIL * width) found++;
            }
        }
        at = end;
    }
    return found;
}

static int tell( const char *what, unsigned int seed )
{
    unsigned int found;

    SecureZeroMemory( password, sizeof(password) );
    found = find( seed, 1 ) + find( seed, 2 );
    printf( "after %s: %u times\n", what, found );
    return found != 0;
}

int main(void)
{
    SEC_WINNT_AUTH_IDENTITY_W identity = { (void *)L"tester", 6, (void *)L"SERVER", 6, (void *)password, LENGTH,
                                           SEC_WINNT_AUTH_IDENTITY_UNICODE };
    static unsigned char ansi[LENGTH];
    SEC_WINNT_AUTH_IDENTITY_A identity_a = { (void *)"tester", 6, (void *)"SERVER", 6, ansi, LENGTH, SEC_WINNT_AUTH_IDENTITY_ANSI };
    static BYTE challenge[256];
    static struct ntlm_tokens tokens;
    unsigned int seed = GetTickCount(), i;
    RPC_BINDING_HANDLE binding;
    CredHandle credentials;
    CtxtHandle context;
    TimeStamp expiry;
    RPC_STATUS status;
    int ret = 0;

    get_credentials( &credentials );

    make_password( seed );
    for (i = 0; i < LENGTH; i++) ansi[i] = password[i];
    if (AcquireCredentialsHandleA( NULL, (void *)"NTLM", SECPKG_CRED_OUTBOUND, NULL, &identity_a, NULL, NULL, &credentials, &expiry ))
        return 77;
    FreeCredentialsHandle( &credentials );
    SecureZeroMemory( ansi, sizeof(ansi) );
    ret |= tell( "AcquireCredentialsHandleA() and FreeCredentialsHandle()", seed );

    make_password( ++seed );
    if (AcquireCredentialsHandleW( NULL, (void *)L"NTLM", SECPKG_CRED_OUTBOUND, NULL, &identity, NULL, NULL, &credentials, &expiry ))
        return 77;
    if (!log_on( &credentials, &context, 0, challenge, make_challenge( challenge, 32 ), &tokens )) DeleteSecurityContext( &context );
    FreeCredentialsHandle( &credentials );
    ret |= tell( "a logon and FreeCredentialsHandle()", seed );

    make_password( ++seed );
    if (RpcBindingFromStringBindingW( (void *)L"ncacn_ip_tcp:127.0.0.1[9]", &binding )) return 77;
    if ((status = RpcBindingSetAuthInfoW( binding, NULL, RPC_C_AUTHN_LEVEL_CONNECT, RPC_C_AUTHN_WINNT, &identity, RPC_C_AUTHZ_NONE )))
    {
        printf( "RpcBindingSetAuthInfoW() returned %ld\n", status );
        return 77;
    }
    RpcBindingFree( &binding );
    ret |= tell( "RpcBindingSetAuthInfoW() and RpcBindingFree()", seed );
    return ret;
}
