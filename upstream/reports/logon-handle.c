/*
 * secur32: each logon loses a handle.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o logon-handle.exe logon-handle.c -lsecur32
 * Exit status: 0 it does not, 1 it does, 77 there is no NTLM.
 */

#include "ntlm.h"

int main(void)
{
    static BYTE challenge[256];
    static struct ntlm_tokens tokens;
    CredHandle credentials;
    CtxtHandle context;
    SECURITY_STATUS status;

    get_credentials( &credentials );
    if ((status = log_on( &credentials, &context, 0, challenge, make_challenge( challenge, 32 ), &tokens )))
    {
        printf( "the logon returned %#lx\n", status );
        return 77;
    }
    /* the context was the old and the new one */
    if (context.dwLower == tokens.first.dwLower && context.dwUpper == tokens.first.dwUpper)
    {
        printf( "the second call returned the handle of the first one\n" );
        return 0;
    }
    printf( "the second call returned another handle, %p, and the first one's, %p, is lost\n", (void *)context.dwLower,
            (void *)tokens.first.dwLower );
    return 1;
}
