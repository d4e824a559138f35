/*
 * The identity of a connection: NTLM, by which all that is sent is sealed
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
#include "lmcons.h"

#include "wine/debug.h"

#include "authentication.h"
#include "credentials.h"
#include "hash.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/************************************************************
 *                start_authentication
 *
 * PARAMS
 *  credentials    [I] Who it is. They are needed until end_authentication().
 *  service        [I] What of the server is asked: L"host/" or L"cifs/".
 *  host           [I] The server's name or address.
 *  authentication [O] To be given back with end_authentication().
 */
void start_authentication( const struct credentials *credentials, const WCHAR *service, const WCHAR *host,
                           struct authentication *authentication )
{
    memset( authentication, 0, sizeof(*authentication) );
    authentication->credentials = credentials;
    lstrcpyW( authentication->target, service );
    lstrcatW( authentication->target, host );
}

void end_authentication( struct authentication *authentication )
{
    SecureZeroMemory( authentication, sizeof(*authentication) );
}

/*
 * The streams: MS-NLMP, 3.4
 */

/* 3.4.5.2 and 3.4.5.3, for a session that is strong. "magic" is hashed with its end. */
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

static void start_stream( const BYTE key[KEY_SIZE], const char *sign_magic, const char *seal_magic,
                          struct ntlm_stream *stream )
{
    BYTE seal_key[KEY_SIZE], *box = stream->box, swapped, j = 0;
    unsigned int i;

    make_direction_key( key, sign_magic, stream->key );
    make_direction_key( key, seal_magic, seal_key );
    for (i = 0; i < sizeof(stream->box); i++) box[i] = i;
    for (i = 0; i < sizeof(stream->box); i++)
    {
        swapped = box[i];
        j += swapped + seal_key[i % KEY_SIZE];
        box[i] = box[j];
        box[j] = swapped;
    }
    stream->i = stream->j = 0;
    stream->number = 0;
    SecureZeroMemory( seal_key, sizeof(seal_key) );
}

static void encrypt( struct ntlm_stream *stream, BYTE *bytes, DWORD size )
{
    BYTE *box = stream->box, swapped;

    for (; size; size--)
    {
        swapped = box[++stream->i];
        stream->j += swapped;
        box[stream->i] = box[stream->j];
        box[stream->j] = swapped;
        *bytes++ ^= box[(BYTE)(box[stream->i] + swapped)];
    }
}

/* 3.4.4.2: of the message as it is before it is sealed */
static void hash_message( const struct ntlm_stream *stream, const BYTE *message, DWORD size, BYTE digest[KEY_SIZE] )
{
    hmac_md5( stream->key, &stream->number, sizeof(stream->number), message, size, digest );
}

static void finish_signature( struct ntlm_stream *stream, BYTE digest[KEY_SIZE], BYTE signature[NTLM_SIGNATURE_SIZE] )
{
    const DWORD version = 1;

    encrypt( stream, digest, 8 );
    memcpy( signature, &version, sizeof(version) );
    memcpy( signature + 4, digest, 8 );
    memcpy( signature + 12, &stream->number, sizeof(stream->number) );
    stream->number++;
}

/* Signs a message that can be read. */
void make_signature( struct ntlm_stream *stream, const BYTE *message, DWORD size, BYTE signature[NTLM_SIGNATURE_SIZE] )
{
    BYTE digest[KEY_SIZE];

    hash_message( stream, message, size, digest );
    finish_signature( stream, digest, signature );
}

/* Writes the signature behind the message. */
void seal( struct authentication *authentication, const struct sealed_message *message )
{
    struct ntlm_stream *stream = &authentication->to_server;
    BYTE digest[KEY_SIZE];

    hash_message( stream, message->start, message->size, digest );
    encrypt( stream, message->part, message->part_size );
    finish_signature( stream, digest, message->start + message->size );
}

/* FALSE: not from who has the password, or changed on the way. */
BOOL unseal( struct authentication *authentication, const struct sealed_message *message )
{
    struct ntlm_stream *stream = &authentication->from_server;
    BYTE digest[KEY_SIZE], signature[NTLM_SIGNATURE_SIZE];

    encrypt( stream, message->part, message->part_size );
    hash_message( stream, message->start, message->size, digest );
    finish_signature( stream, digest, signature );
    return is_same_secret( signature, message->start + message->size, sizeof(signature) );
}

/************************************************************
 *                make_token
 *
 * PARAMS
 *  authentication [I/O] Of start_authentication().
 *  challenge      [I]   What the server sent; NULL for the first token, which asks for it.
 *  challenge_size [I]   In bytes.
 *  token          [O]   What it is to get.
 *  token_size     [O]   In bytes.
 *
 * RETURNS
 *  FALSE: make_ntlm_authenticate() refuses the challenge, or has no room for the names.
 */
BOOL make_token( struct authentication *authentication, const BYTE *challenge, DWORD challenge_size,
                 BYTE token[MAX_TOKEN], DWORD *token_size )
{
    if (!challenge)
    {
        *token_size = make_ntlm_negotiate( token );
        return TRUE;
    }
    if (!make_ntlm_authenticate( authentication->credentials, authentication->target, challenge, challenge_size, token,
                                 token_size, authentication->key ))
    {
        WARN( "the challenge is bad, too long, or for a weak session\n" );
        return FALSE;
    }
    start_stream( authentication->key, "session key to client-to-server signing key magic constant",
                  "session key to client-to-server sealing key magic constant", &authentication->to_server );
    start_stream( authentication->key, "session key to server-to-client signing key magic constant",
                  "session key to server-to-client sealing key magic constant", &authentication->from_server );
    return TRUE;
}
