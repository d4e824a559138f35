/*
 * msv1_0: half of a signature is looked at.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o ntlm-signature.exe ntlm-signature.c -lsecur32 -lbcrypt
 * Exit status: 0 all of it is, 1 it is not, 77 that cannot be told.
 */

#include "ntlm.h"
#include <bcrypt.h>

/* With a key of 0 bytes no HMAC. */
static void digest( const WCHAR *name, const void *key, ULONG key_size, const void *bytes, ULONG size, BYTE result[16] )
{
    BCRYPT_ALG_HANDLE algorithm;

    if (BCryptOpenAlgorithmProvider( &algorithm, name, NULL, key_size ? BCRYPT_ALG_HANDLE_HMAC_FLAG : 0 ) ||
        BCryptHash( algorithm, (UCHAR *)key, key_size, (UCHAR *)bytes, size, result, 16 ))
    {
        printf( "no %ls\n", name );
        exit( 77 );
    }
    BCryptCloseAlgorithmProvider( algorithm, 0 );
}

static void rc4( const BYTE key[16], BYTE *bytes, ULONG size )
{
    BYTE state[256], swapped, a = 0, b = 0;
    ULONG i;

    for (i = 0; i < 256; i++) state[i] = i;
    for (i = 0; i < 256; i++)
    {
        b += state[i] + key[i % 16];
        swapped = state[i]; state[i] = state[b]; state[b] = swapped;
    }
    for (i = b = 0; i < size; i++)
    {
        b += state[++a];
        swapped = state[a]; state[a] = state[b]; state[b] = swapped;
        bytes[i] ^= state[(BYTE)(state[a] + state[b])];
    }
}

static WORD word_at( const BYTE *message, DWORD offset ) { return message[offset] | message[offset + 1] << 8; }

/* MS-NLMP, 3.3.2 and 3.4.5: the key that the client has sent, as the server gets it */
static void get_session_key( const struct ntlm_tokens *tokens, BYTE key[16] )
{
    const BYTE *message = tokens->authenticate;
    const DWORD domain = word_at( message, 32 ), user = word_at( message, 40 ), proof = word_at( message, 24 );
    const DWORD domain_size = word_at( message, 28 ), user_size = word_at( message, 36 );
    BYTE hash[16], owner[16];
    WCHAR names[128];

    if (domain_size + user_size > sizeof(names)) exit( 77 );
    memcpy( names, message + user, user_size );
    CharUpperBuffW( names, user_size / sizeof(WCHAR) );
    memcpy( (BYTE *)names + user_size, message + domain, domain_size );
    digest( BCRYPT_MD4_ALGORITHM, NULL, 0, NTLM_PASSWORD, sizeof(NTLM_PASSWORD) - sizeof(WCHAR), hash );
    digest( BCRYPT_MD5_ALGORITHM, hash, 16, names, user_size + domain_size, owner );
    digest( BCRYPT_MD5_ALGORITHM, owner, 16, message + proof, 16, hash );
    if (word_at( message, 52 ) == 16)
    {
        memcpy( key, message + word_at( message, 56 ), 16 );
        rc4( hash, key, 16 );
    }
    else memcpy( key, hash, 16 );
}

/* 3.4.4.2: of the server's first message */
static void sign( const BYTE key[16], const char *text, BYTE signature[16] )
{
    static const char sign_text[] = "session key to server-to-client signing key magic constant";
    static const char seal_text[] = "session key to server-to-client sealing key magic constant";
    BYTE bytes[128] = {0}, sign_key[16], seal_key[16], checksum[16];

    memcpy( bytes, key, 16 );
    memcpy( bytes + 16, sign_text, sizeof(sign_text) );
    digest( BCRYPT_MD5_ALGORITHM, NULL, 0, bytes, 16 + sizeof(sign_text), sign_key );
    memcpy( bytes + 16, seal_text, sizeof(seal_text) );
    digest( BCRYPT_MD5_ALGORITHM, NULL, 0, bytes, 16 + sizeof(seal_text), seal_key );
    memset( bytes, 0, 4 );
    memcpy( bytes + 4, text, strlen( text ) );
    digest( BCRYPT_MD5_ALGORITHM, sign_key, 16, bytes, 4 + strlen( text ), checksum );
    rc4( seal_key, checksum, 8 );
    memset( signature, 0, 16 );
    signature[0] = 1;
    memcpy( signature + 4, checksum, 8 );
}

/* A session of its own for each message, whose signature has one wrong bit, or none for -1. */
static SECURITY_STATUS verify( CredHandle *credentials, int wrong )
{
    static BYTE challenge[256];
    static struct ntlm_tokens tokens;
    char text[] = "a message";
    BYTE key[16], signature[16];
    SecBuffer buffers[2] = { { strlen( text ), SECBUFFER_DATA, text }, { sizeof(signature), SECBUFFER_TOKEN, signature } };
    SecBufferDesc message = { SECBUFFER_VERSION, 2, buffers };
    CtxtHandle context;
    SECURITY_STATUS status;
    ULONG quality;

    status = log_on( credentials, &context, ISC_REQ_INTEGRITY, challenge, make_challenge( challenge, 32 ), &tokens );
    if (status)
    {
        printf( "the logon returned %#lx\n", status );
        exit( 77 );
    }
    get_session_key( &tokens, key );
    sign( key, text, signature );
    if (wrong >= 0) signature[wrong / 8] ^= 1 << wrong % 8;
    status = VerifySignature( &context, &message, 0, &quality );
    DeleteSecurityContext( &context );
    return status;
}

int main(void)
{
    int bit, taken = 0;
    CredHandle credentials;
    SECURITY_STATUS status;

    get_credentials( &credentials );
    if ((status = verify( &credentials, -1 )))
    {
        printf( "the right signature: %#lx\n", status );
        return 77;
    }
    for (bit = 0; bit < 128; bit += 4)
    {
        if (verify( &credentials, bit )) continue;
        if (!taken++) printf( "the right signature was taken, and such with a wrong bit in byte" );
        printf( " %d", bit / 8 );
    }
    printf( taken ? "\n%d of 32 wrong signatures were taken\n" : "%d of 32 wrong signatures were taken\n", taken );
    return taken != 0;
}
