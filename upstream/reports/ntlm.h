/*
 * The client's half of a logon by NTLM, and a challenge that a server could have sent
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * For the programs beside it. MS-NLMP has the messages. Wine needs ntlm_auth for NTLM (Debian: winbind).
 */

#ifndef SECURITY_WIN32
# define SECURITY_WIN32
#endif
#include <windows.h>
#include <sspi.h>
#include <stdio.h>
#include <string.h>

#ifndef UNUSED
# ifdef __GNUC__
#  define UNUSED __attribute__((unused))
# else
#  define UNUSED
# endif
#endif

#define NTLM_USER      L"tester"
#define NTLM_DOMAIN    L"SERVER"
#define NTLM_PASSWORD  L"a Passw0rd"

/* signing, sealing, session security, keys of 128 bits that are exchanged, with target information */
#define NTLM_FLAGS  0xe28a8235

struct ntlm_tokens
{
    BYTE authenticate[4096];    /* the client's last message */
    DWORD authenticate_size;
    ULONG attributes;           /* 0xdeadbeef where nobody has set it */
    CtxtHandle first;           /* what the first call has returned */
};

/* A challenge whose target information has so many bytes, 8 at least. Returns its size. */
static UNUSED DWORD make_challenge( BYTE *message, WORD information )
{
    static const BYTE start[] = { 'N','T','L','M','S','S','P',0, 2,0,0,0 };
    const WORD name_size = sizeof(NTLM_DOMAIN) - sizeof(WCHAR), item = information - 8;
    const DWORD flags = NTLM_FLAGS;
    DWORD offset = 56;

    memset( message, 0, offset );
    memcpy( message, start, sizeof(start) );
    memcpy( message + 12, &name_size, 2 );
    memcpy( message + 14, &name_size, 2 );
    memcpy( message + 16, &offset, 4 );
    memcpy( message + 20, &flags, 4 );
    memcpy( message + 24, "\x1\x23\x45\x67\x89\xab\xcd\xef", 8 );
    memcpy( message + offset, NTLM_DOMAIN, name_size );
    offset += name_size;
    memcpy( message + 40, &information, 2 );
    memcpy( message + 42, &information, 2 );
    memcpy( message + 44, &offset, 4 );
    memcpy( message + 48, "\xa\x0\x61\x4a\x0\x0\x0\xf", 8 );

    /* MsvAvNbDomainName, and the end */
    memset( message + offset, 0, information );
    message[offset] = 2;
    memcpy( message + offset + 2, &item, 2 );
    for (DWORD i = 0; i + 1 < item; i += 2) message[offset + 4 + i] = 'A' + i / 2 % 26;
    return offset + information;
}

static UNUSED void get_credentials( CredHandle *credentials )
{
    SEC_WINNT_AUTH_IDENTITY_W identity =
    {
        (void *)NTLM_USER, ARRAYSIZE(NTLM_USER) - 1, (void *)NTLM_DOMAIN, ARRAYSIZE(NTLM_DOMAIN) - 1,
        (void *)NTLM_PASSWORD, ARRAYSIZE(NTLM_PASSWORD) - 1, SEC_WINNT_AUTH_IDENTITY_UNICODE
    };
    TimeStamp expiry;
    SECURITY_STATUS status;

    setvbuf( stdout, NULL, _IONBF, 0 );
    status = AcquireCredentialsHandleW( NULL, (void *)L"NTLM", SECPKG_CRED_OUTBOUND, NULL, &identity, NULL, NULL, credentials, &expiry );
    if (status)
    {
        printf( "no NTLM here: error %#lx; Wine needs ntlm_auth\n", status );
        exit( 77 );
    }
}

/* Both calls of a client. The context is made in any case but where the first call fails, which ends the program. */
static UNUSED SECURITY_STATUS log_on( CredHandle *credentials, CtxtHandle *context, ULONG wanted, BYTE *challenge, DWORD size,
                                      struct ntlm_tokens *tokens )
{
    static BYTE negotiate[4096];
    SecBuffer in_buffer = { size, SECBUFFER_TOKEN, challenge }, out_buffer = { sizeof(negotiate), SECBUFFER_TOKEN, negotiate };
    SecBufferDesc in = { SECBUFFER_VERSION, 1, &in_buffer }, out = { SECBUFFER_VERSION, 1, &out_buffer };
    SECURITY_STATUS status;
    TimeStamp expiry;

    tokens->attributes = 0xdeadbeef;
    status = InitializeSecurityContextW( credentials, NULL, NULL, wanted, 0, SECURITY_NATIVE_DREP, NULL, 0, context, &out,
                                         &tokens->attributes, &expiry );
    if (status != SEC_I_CONTINUE_NEEDED)
    {
        printf( "the first call returned %#lx\n", status );
        exit( 77 );
    }
    tokens->first = *context;
    out_buffer.pvBuffer = tokens->authenticate;
    out_buffer.cbBuffer = sizeof(tokens->authenticate);
    tokens->attributes = 0xdeadbeef;
    /* the context is the old and the new one, as Microsoft Learn has it */
    status = InitializeSecurityContextW( credentials, context, NULL, wanted, 0, SECURITY_NATIVE_DREP, &in, 0, context, &out,
                                         &tokens->attributes, &expiry );
    tokens->authenticate_size = out_buffer.cbBuffer;
    return status;
}
