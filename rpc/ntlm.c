/*
 * NTLM: how strong a session is, and its key
 *
 * Copyright 2026 the netapi32 for Wine authors
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#include <stdarg.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"

#include "credentials.h"
#include "ntlm.h"

/*
 * MS-NLMP. Passwords are encrypted with a key that both sides have from the authentication. Wine tells it to no program:
 * I_RpcBindingInqSecurityContext() is not there, and its NTLM has no SECPKG_ATTR_SESSION_KEY. But the message by which the
 * client proves who it is has all that is needed by somebody who knows the password. */

struct ntlm_buffer
{
    WORD  length;
    WORD  maximum_length;
    DWORD offset;
};

struct ntlm_authenticate
{
    char               signature[8];
    DWORD              type;
    struct ntlm_buffer lm_response;
    struct ntlm_buffer nt_response;
    struct ntlm_buffer domain;
    struct ntlm_buffer user;
    struct ntlm_buffer workstation;
    struct ntlm_buffer session_key;
    DWORD              flags;
};

struct ntlm_challenge
{
    char               signature[8];
    DWORD              type;
    struct ntlm_buffer target_name;
    DWORD              flags;
};

#define NTLM_SIGNATURE     "NTLMSSP"
#define NTLM_CHALLENGE     2
#define NTLM_AUTHENTICATE  3
#define NTLM_1_RESPONSE    24   /* bytes; those of version 2 are longer */

#define NTLM_UNICODE           0x00000001
#define NTLM_SIGN              0x00000010
#define NTLM_SEAL              0x00000020
#define NTLM_EXTENDED_SECURITY 0x00080000
#define NTLM_128               0x20000000
#define NTLM_KEY_EXCHANGE      0x40000000

/* without any of these keys are short, or the same for all sessions with a password */
#define NTLM_STRONG  (NTLM_UNICODE | NTLM_SIGN | NTLM_SEAL | NTLM_EXTENDED_SECURITY | NTLM_128 | NTLM_KEY_EXCHANGE)

/************************************************************
 *                is_strong_challenge
 *
 * Tells whether a server wants a session that can be trusted: signed and sealed, with a key of 128 bits that is this
 * session's alone.
 *
 * PARAMS
 *  challenge [I] What the server sent.
 *  size      [I] Its length in bytes.
 *
 * NOTES
 *  MS-NLMP, 2.2.1.2 and 2.2.2.5. The client's NTLM would take whatever the server leaves out.
 */
BOOL is_strong_challenge( const BYTE *challenge, DWORD size )
{
    struct ntlm_challenge header;

    if (size < sizeof(header)) return FALSE;
    memcpy( &header, challenge, sizeof(header) );
    return !memcmp( header.signature, NTLM_SIGNATURE, sizeof(NTLM_SIGNATURE) ) && header.type == NTLM_CHALLENGE &&
           (header.flags & NTLM_STRONG) == NTLM_STRONG;
}

static void hmac_md5( const BYTE key[KEY_SIZE], const void *data, DWORD size, const void *more, DWORD more_size,
                      BYTE digest[KEY_SIZE] )
{
    BYTE inner[64] = { 0 }, outer[64] = { 0 };
    unsigned int i;
    MD5_CTX md5;

    memcpy( inner, key, KEY_SIZE );
    memcpy( outer, key, KEY_SIZE );
    for (i = 0; i < sizeof(inner); i++)
    {
        inner[i] ^= 0x36;
        outer[i] ^= 0x5c;
    }
    MD5Init( &md5 );
    MD5Update( &md5, inner, sizeof(inner) );
    MD5Update( &md5, data, size );
    MD5Update( &md5, more, more_size );
    MD5Final( &md5 );
    memcpy( digest, md5.digest, KEY_SIZE );
    MD5Init( &md5 );
    MD5Update( &md5, outer, sizeof(outer) );
    MD5Update( &md5, digest, KEY_SIZE );
    MD5Final( &md5 );
    memcpy( digest, md5.digest, KEY_SIZE );
    SecureZeroMemory( &md5, sizeof(md5) );
    SecureZeroMemory( inner, sizeof(inner) );
    SecureZeroMemory( outer, sizeof(outer) );
}

/* what a buffer of a message has; NULL where it leads outside */
static const BYTE *get_ntlm_data( const struct ntlm_authenticate *message, DWORD size, const struct ntlm_buffer *buffer )
{
    if (buffer->offset > size || buffer->length > size - buffer->offset) return NULL;
    return (const BYTE *)message + buffer->offset;
}

/* NTOWFv2, by the names as the message has them */
static BOOL hash_user( const struct ntlm_authenticate *message, DWORD size, const BYTE nt_hash[KEY_SIZE],
                       BYTE key[KEY_SIZE] )
{
    const BYTE *user = get_ntlm_data( message, size, &message->user );
    const BYTE *domain = get_ntlm_data( message, size, &message->domain );
    WCHAR copy[UNLEN + 1], upper[UNLEN + 1];
    int length = message->user.length / sizeof(WCHAR);

    if (!user || !domain || message->user.length > sizeof(copy)) return FALSE;
    memcpy( copy, user, message->user.length );
    if (length && LCMapStringW( LOCALE_INVARIANT, LCMAP_UPPERCASE, copy, length, upper, ARRAYSIZE(upper) ) != length)
        return FALSE;
    hmac_md5( nt_hash, upper, message->user.length, domain, message->domain.length, key );
    return TRUE;
}

static BOOL find_ntlm_key( const BYTE *token, DWORD size, const BYTE nt_hash[KEY_SIZE], BYTE key[KEY_SIZE] )
{
    struct ntlm_authenticate header;
    const struct ntlm_authenticate *message = (const struct ntlm_authenticate *)token;
    const BYTE *response, *session_key;
    BYTE user_key[KEY_SIZE];

    if (size < sizeof(header)) return FALSE;
    memcpy( &header, token, sizeof(header) );
    if (memcmp( header.signature, NTLM_SIGNATURE, sizeof(NTLM_SIGNATURE) ) || header.type != NTLM_AUTHENTICATE ||
        (header.flags & NTLM_STRONG) != NTLM_STRONG || header.nt_response.length <= NTLM_1_RESPONSE)
        return FALSE;
    if (!(response = get_ntlm_data( message, size, &header.nt_response ))) return FALSE;
    if (!hash_user( message, size, nt_hash, user_key )) return FALSE;
    hmac_md5( user_key, response, KEY_SIZE, NULL, 0, key );     /* the response begins with its proof */
    SecureZeroMemory( user_key, sizeof(user_key) );

    session_key = get_ntlm_data( message, size, &header.session_key );
    if (!session_key || header.session_key.length != KEY_SIZE) return FALSE;
    memcpy( user_key, session_key, KEY_SIZE );
    encrypt_rc4( user_key, KEY_SIZE, key );
    memcpy( key, user_key, KEY_SIZE );
    SecureZeroMemory( user_key, sizeof(user_key) );
    return TRUE;
}

static void hash_password( const WCHAR *password, BYTE hash[KEY_SIZE] )
{
    MD4_CTX md4;

    MD4Init( &md4 );
    MD4Update( &md4, (const BYTE *)password, wcslen( password ) * sizeof(WCHAR) );
    MD4Final( &md4 );
    memcpy( hash, md4.digest, KEY_SIZE );
    SecureZeroMemory( &md4, sizeof(md4) );
}

/* MS-NLMP, 3.4.5.2 and 3.4.5.3, for a session that is strong. "magic" is hashed with its end. */
static void make_direction_key( const BYTE key[KEY_SIZE], const char *magic, BYTE made[KEY_SIZE] )
{
    MD5_CTX md5;

    MD5Init( &md5 );
    MD5Update( &md5, key, KEY_SIZE );
    MD5Update( &md5, (const BYTE *)magic, strlen( magic ) + 1 );
    MD5Final( &md5 );
    memcpy( made, md5.digest, KEY_SIZE );
    SecureZeroMemory( &md5, sizeof(md5) );
}

/* The next byte of RC4's stream. */
static BYTE get_stream_byte( struct ntlm_signatures *signatures )
{
    BYTE *box = signatures->box, swapped = box[++signatures->i];

    signatures->j += swapped;
    box[signatures->i] = box[signatures->j];
    box[signatures->j] = swapped;
    return box[(BYTE)(box[signatures->i] + swapped)];
}

/************************************************************
 *                start_signatures
 *
 * Gets ready for the server's signatures.
 *
 * PARAMS
 *  key        [I] find_session_key()'s.
 *  signatures [O] For is_signature(); to be wiped by the caller.
 */
void start_signatures( const BYTE key[KEY_SIZE], struct ntlm_signatures *signatures )
{
    BYTE seal_key[KEY_SIZE], *box = signatures->box, swapped, j = 0;
    unsigned int i;

    make_direction_key( key, "session key to server-to-client signing key magic constant", signatures->key );
    make_direction_key( key, "session key to server-to-client sealing key magic constant", seal_key );
    for (i = 0; i < sizeof(signatures->box); i++) box[i] = i;
    for (i = 0; i < sizeof(signatures->box); i++)
    {
        swapped = box[i];
        j += swapped + seal_key[i % KEY_SIZE];
        box[i] = box[j];
        box[j] = swapped;
    }
    signatures->i = signatures->j = 0;
    signatures->number = 0;
    SecureZeroMemory( seal_key, sizeof(seal_key) );
}

/************************************************************
 *                is_signature
 *
 * Checks the signature of the server's next message.
 *
 * PARAMS
 *  signatures  [I/O] Of start_signatures().
 *  message     [I]   What is signed, decrypted.
 *  size        [I]   In bytes.
 *  sealed_size [I]   How many bytes of it were encrypted.
 *  signature   [I]   As it came.
 *
 * NOTES
 *  MS-NLMP, 3.4.4.2. Wine's NTLM compares the last 8 bytes alone: the number, and half of the checksum.
 */
BOOL is_signature( struct ntlm_signatures *signatures, const BYTE *message, DWORD size, DWORD sealed_size,
                   const BYTE signature[NTLM_SIGNATURE_SIZE] )
{
    struct { DWORD version; BYTE checksum[8]; DWORD number; } expected = { 1, { 0 }, signatures->number };
    BYTE digest[KEY_SIZE];
    unsigned int i;

    hmac_md5( signatures->key, &signatures->number, sizeof(signatures->number), message, size, digest );
    while (sealed_size--) get_stream_byte( signatures );
    for (i = 0; i < sizeof(expected.checksum); i++) expected.checksum[i] = digest[i] ^ get_stream_byte( signatures );
    signatures->number++;
    return !memcmp( &expected, signature, NTLM_SIGNATURE_SIZE );
}

/************************************************************
 *                find_session_key
 *
 * Finds the key of a session that a client begins.
 *
 * PARAMS
 *  credentials [I] Who the client is.
 *  token       [I] What it sends to prove it.
 *  size        [I] The token's length in bytes.
 *  key         [O] The key.
 *
 * RETURNS
 *  FALSE for another message, for NTLM's version 1, and for a session that is_strong_challenge() would refuse.
 */
BOOL find_session_key( const struct credentials *credentials, const BYTE *token, DWORD size, BYTE key[KEY_SIZE] )
{
    BYTE nt_hash[KEY_SIZE];
    BOOL found;

    hash_password( credentials->password, nt_hash );
    found = find_ntlm_key( token, size, nt_hash, key );
    SecureZeroMemory( nt_hash, sizeof(nt_hash) );
    return found;
}
