/*
 * msv1_0: a long challenge of a server goes beyond a buffer.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o ntlm-challenge.exe ntlm-challenge.c -lsecur32
 * Exit status: 0 it does not, 1 it does, 77 there is no NTLM.
 */

#include "ntlm.h"

static LONG CALLBACK fault( EXCEPTION_POINTERS *pointers )
{
    DWORD code = pointers->ExceptionRecord->ExceptionCode;

    if (code != EXCEPTION_ACCESS_VIOLATION && code != 0xc0000374 /* STATUS_HEAP_CORRUPTION */) return EXCEPTION_CONTINUE_SEARCH;
    printf( "exception %#lx\n", code );
    TerminateProcess( GetCurrentProcess(), 1 );
    return EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
    static BYTE challenge[4096];
    static struct ntlm_tokens tokens;
    CredHandle credentials;
    CtxtHandle context;
    WORD information;

    get_credentials( &credentials );
    AddVectoredExceptionHandler( 1, fault );
    /* with what is in front of it up to 1904 bytes, which Wine takes for the most that there can be */
    for (information = 1300; information <= 1836; information += 50)
    {
        DWORD size = make_challenge( challenge, information );
        SECURITY_STATUS status = log_on( &credentials, &context, 0, challenge, size, &tokens );

        printf( "a challenge of %lu bytes: %#lx\n", size, status );
        if (!HeapValidate( GetProcessHeap(), 0, NULL ))
        {
            printf( "the heap is damaged\n" );
            TerminateProcess( GetCurrentProcess(), 1 );
        }
        DeleteSecurityContext( &context );
    }
    return 0;
}
