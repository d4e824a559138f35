/*
 * SMB 2 and 3: the keys of a session, and what they sign and seal
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
#include "lmerr.h"
#include "lmapibuf.h"

#include "aes.h"
#include "hash.h"
#include "smb.h"
#include "smbcrypt.h"

#define MAX_KEY_SIZE  32    /* bytes */

/* Sender and receiver have their own ciphers, as they may run at the same time. */
struct smb_keys
{
    WORD        cipher;
    WORD        signing;
    BOOL        is_server;
    BYTE        application_key[KEY_SIZE];
    BYTE        signing_key[KEY_SIZE];
    struct aes *signer, *checker;       /* NULL with SMB_HMAC_SHA256 */
    struct aes *sealer, *unsealer;      /* NULL where nothing can be sealed */
    ULONGLONG   nonce;                  /* of the last message that was sealed */
};

/* MS-SMB2 3.1.4.2 and 3.2.5.3.1; with their ends */
enum key_use { SIGNING_KEY, CLIENT_KEY, SERVER_KEY, APPLICATION_KEY };

static const struct
{
    const char *label, *context;    /* of 3.0 */
    const char *label_311;          /* there the context is the hash */
}
uses[] =
{
    { "SMB2AESCMAC", "SmbSign", "SMBSigningKey" },
    { "SMB2AESCCM", "ServerIn ", "SMBC2SCipherKey" },
    { "SMB2AESCCM", "ServerOut", "SMBS2CCipherKey" },
    { "SMB2APP", "SmbRpc", "SMBAppKey" },
};

/************************************************************
 *                add_preauth
 *
 * Puts a message into the hash by which 3.1.1 finds out that somebody has changed one.
 *
 * PARAMS
 *  preauth [I/O] The hash, of zeros before the first message. Where it cannot be computed it is of zeros again, and the keys
 *                that are made of it are not the server's.
 *  message [I]   The message, without its frame.
 *  size    [I]   Its size in bytes.
 *
 * NOTES
 *  MS-SMB2 3.1.4.4.1: SHA-512 is the only one.
 */
void add_preauth( BYTE preauth[PREAUTH_SIZE], const BYTE *message, DWORD size )
{
    const struct data_part parts[] = { { preauth, PREAUTH_SIZE }, { message, size } };
    BYTE hash[SHA512_SIZE];

    if (hash_sha512( parts, ARRAYSIZE(parts), hash )) memcpy( preauth, hash, PREAUTH_SIZE );
    else memset( preauth, 0, PREAUTH_SIZE );
}
C_ASSERT( PREAUTH_SIZE == SHA512_SIZE );

/* SP 800-108, 5.1: HMAC-SHA256, and no more than one block of it */
static BOOL derive_key( const BYTE *key, DWORD key_size, const struct data_part *fixed, unsigned int count, BYTE *made, DWORD size )
{
    static const BYTE counter[] = { 0, 0, 0, 1 };
    struct data_part parts[8] = { { counter, sizeof(counter) } };
    BYTE digest[SHA256_SIZE];
    BOOL ret;

    if (count >= ARRAYSIZE(parts) || size > sizeof(digest)) return FALSE;
    memcpy( parts + 1, fixed, count * sizeof(*fixed) );
    if ((ret = hmac_sha256( key, key_size, parts, count + 1, digest ))) memcpy( made, digest, size );
    SecureZeroMemory( digest, sizeof(digest) );
    return ret;
}

static BOOL make_key( const struct smb_agreement *agreement, const BYTE session_key[KEY_SIZE], enum key_use use, BYTE *key,
                      DWORD size )
{
    /* 3.1.4.2: keys of 256 bits are made of all that there is */
    BOOL is_full = size == MAX_KEY_SIZE && agreement->full_size && agreement->full_size <= sizeof(agreement->full_key);
    const BYTE bits[] = { 0, 0, size * 8 >> 8, (BYTE)(size * 8) };
    const char *label = uses[use].label_311;
    struct data_part fixed[] = { { NULL, 0 }, { "", 1 }, { agreement->preauth, PREAUTH_SIZE }, { bits, sizeof(bits) } };

    if (agreement->dialect < SMB_DIALECT_300)
    {
        memcpy( key, session_key, KEY_SIZE );
        return TRUE;
    }
    if (agreement->dialect < SMB_DIALECT_311)
    {
        label = uses[use].label;
        fixed[2].data = uses[use].context;
        fixed[2].size = strlen( uses[use].context ) + 1;
    }
    fixed[0].data = label;
    fixed[0].size = strlen( label ) + 1;
    return derive_key( is_full ? agreement->full_key : session_key, is_full ? agreement->full_size : KEY_SIZE, fixed,
                       ARRAYSIZE(fixed), key, size );
}

static struct aes *make_cipher( const struct smb_agreement *agreement, const BYTE session_key[KEY_SIZE], enum key_use use,
                                DWORD size )
{
    BYTE key[MAX_KEY_SIZE];
    struct aes *aes = NULL;

    if (make_key( agreement, session_key, use, key, size )) aes = create_aes( key, size );
    SecureZeroMemory( key, sizeof(key) );
    return aes;
}

static BOOL is_possible( const struct smb_agreement *agreement )
{
    switch (agreement->dialect)
    {
    case SMB_DIALECT_202:
    case SMB_DIALECT_210:
        return !agreement->cipher && agreement->signing == SMB_HMAC_SHA256;
    case SMB_DIALECT_300:
    case SMB_DIALECT_302:
        return agreement->cipher <= SMB_AES_128_CCM && agreement->signing == SMB_AES_CMAC;
    case SMB_DIALECT_311:
        return agreement->cipher <= SMB_AES_256_GCM && agreement->signing <= SMB_AES_GMAC;
    }
    return FALSE;
}

/************************************************************
 *                create_smb_keys
 *
 * Makes the keys of a session.
 *
 * PARAMS
 *  agreement   [I] What client and server agreed on.
 *  session_key [I] The key that both have from the authentication.
 *  keys        [O] The keys; destroy_smb_keys() frees them. NULL after a failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_SUPPORTED (no dialect has such a cipher or signature, or there is no cryptography for it), or
 *  ERROR_NOT_ENOUGH_MEMORY.
 *
 * NOTES
 *  MS-SMB2 3.1.4.2 and 3.2.5.3.1. One thread may sign and seal with the keys while another one checks and unseals.
 */
NET_API_STATUS create_smb_keys( const struct smb_agreement *agreement, const BYTE session_key[KEY_SIZE],
                                struct smb_keys **keys )
{
    DWORD size = agreement->cipher >= SMB_AES_256_CCM ? 32 : 16;
    struct smb_keys *made;
    BOOL ret;

    *keys = NULL;
    if (!is_possible( agreement )) return ERROR_NOT_SUPPORTED;
    if (NetApiBufferAllocate( sizeof(*made), (void **)&made )) return ERROR_NOT_ENOUGH_MEMORY;
    memset( made, 0, sizeof(*made) );
    made->cipher = agreement->cipher;
    made->signing = agreement->signing;
    made->is_server = !!agreement->is_server;
    ret = make_key( agreement, session_key, SIGNING_KEY, made->signing_key, KEY_SIZE ) &&
          make_key( agreement, session_key, APPLICATION_KEY, made->application_key, KEY_SIZE );
    if (ret && made->signing != SMB_HMAC_SHA256)
    {
        made->signer = create_aes( made->signing_key, KEY_SIZE );
        made->checker = create_aes( made->signing_key, KEY_SIZE );
        ret = made->signer && made->checker;
    }
    if (ret && made->cipher)
    {
        made->sealer = make_cipher( agreement, session_key, made->is_server ? SERVER_KEY : CLIENT_KEY, size );
        made->unsealer = make_cipher( agreement, session_key, made->is_server ? CLIENT_KEY : SERVER_KEY, size );
        ret = made->sealer && made->unsealer;
    }
    if (!ret)
    {
        destroy_smb_keys( made );
        return ERROR_NOT_SUPPORTED;
    }
    *keys = made;
    return NERR_Success;
}

void destroy_smb_keys( struct smb_keys *keys )
{
    if (!keys) return;
    destroy_aes( keys->signer );
    destroy_aes( keys->checker );
    destroy_aes( keys->sealer );
    destroy_aes( keys->unsealer );
    SecureZeroMemory( keys, sizeof(*keys) );
    NetApiBufferFree( keys );
}

BOOL can_seal( const struct smb_keys *keys )
{
    return keys->cipher != 0;
}

/* What programs above SMB encrypt with, as SAMR its passwords. */
void get_application_key( const struct smb_keys *keys, BYTE key[KEY_SIZE] )
{
    memcpy( key, keys->application_key, KEY_SIZE );
}

/* The signature of a message, whatever stands in its field. It has a header. */
static BOOL make_signature( const struct smb_keys *keys, struct aes *aes, BOOL is_server, const BYTE *message, DWORD size,
                            BYTE signature[16] )
{
    struct smb_header header;
    const struct data_part parts[] = { { &header, sizeof(header) }, { message + sizeof(header), size - sizeof(header) } };
    BYTE nonce[12] = { 0 }, digest[SHA256_SIZE];

    memcpy( &header, message, sizeof(header) );
    memset( header.signature, 0, sizeof(header.signature) );
    switch (keys->signing)
    {
    case SMB_AES_CMAC:
        return make_cmac( aes, parts, ARRAYSIZE(parts), signature );
    case SMB_AES_GMAC:  /* MS-SMB2 3.1.4.1 */
        memcpy( nonce, &header.message_id, sizeof(header.message_id) );
        nonce[8] = (is_server ? 1 : 0) | (header.command == SMB_CANCEL ? 2 : 0);
        return make_gmac( aes, nonce, parts, ARRAYSIZE(parts), signature );
    default:
        if (!hmac_sha256( keys->signing_key, KEY_SIZE, parts, ARRAYSIZE(parts), digest )) return FALSE;
        memcpy( signature, digest, sizeof(header.signature) );
        return TRUE;
    }
}
C_ASSERT( sizeof(struct smb_header) % AES_BLOCK == 0 );
C_ASSERT( sizeof(((struct smb_header *)0)->signature) == AES_BLOCK );

/************************************************************
 *                sign_message
 *
 * PARAMS
 *  keys    [I]   The session's keys.
 *  message [I/O] A message that is whole but for SMB_SIGNED and its signature.
 *  size    [I]   Its size in bytes.
 *
 * RETURNS
 *  TRUE, or FALSE: it has no header, or the cryptography failed. It has no signature then.
 *
 * NOTES
 *  MS-SMB2 3.1.4.1.
 */
BOOL sign_message( struct smb_keys *keys, BYTE *message, DWORD size )
{
    struct smb_header *header = (struct smb_header *)message;
    BYTE signature[sizeof(header->signature)];

    if (size < sizeof(*header)) return FALSE;
    header->flags |= SMB_SIGNED;
    memset( header->signature, 0, sizeof(header->signature) );
    if (!make_signature( keys, keys->signer, keys->is_server, message, size, signature )) return FALSE;
    memcpy( header->signature, signature, sizeof(signature) );
    return TRUE;
}

/************************************************************
 *                is_signed_message
 *
 * PARAMS
 *  keys    [I] The session's keys.
 *  message [I] A message, which stays as it is.
 *  size    [I] Its size in bytes.
 *
 * RETURNS
 *  Whether the other side has signed it. None of our own messages is one, though it has the same key.
 *
 * NOTES
 *  MS-SMB2 3.1.5.1.
 */
BOOL is_signed_message( struct smb_keys *keys, const BYTE *message, DWORD size )
{
    const struct smb_header *header = (const struct smb_header *)message;
    BYTE signature[sizeof(header->signature)];
    BOOL ret;

    if (size < sizeof(*header) || !(header->flags & SMB_SIGNED)) return FALSE;
    if (!!(header->flags & SMB_RESPONSE) == keys->is_server) return FALSE;
    ret = make_signature( keys, keys->checker, !keys->is_server, message, size, signature ) &&
          is_same_secret( signature, header->signature, sizeof(signature) );
    SecureZeroMemory( signature, sizeof(signature) );
    return ret;
}

static BOOL is_gcm( const struct smb_keys *keys )
{
    return keys->cipher == SMB_AES_128_GCM || keys->cipher == SMB_AES_256_GCM;
}

static void describe_text( const struct smb_keys *keys, struct smb_transform *header, struct aes_text *text )
{
    text->nonce = header->nonce;
    text->nonce_size = is_gcm( keys ) ? 12 : 11;
    text->added = header->nonce;
    text->added_size = sizeof(*header) - FIELD_OFFSET( struct smb_transform, nonce );
    text->data = (BYTE *)(header + 1);
    text->size = header->size;
    text->tag = header->signature;
    text->tag_size = sizeof(header->signature);
}

/************************************************************
 *                seal_message
 *
 * PARAMS
 *  keys       [I/O] The session's keys.
 *  session_id [I]   The session.
 *  transform  [I/O] Room for a struct smb_transform, and behind it the message, which is encrypted in place.
 *  size       [I]   The size of the message in bytes.
 *
 * RETURNS
 *  TRUE, or FALSE: nothing can be sealed, there is no nonce left, or the cryptography failed. What is there is of no use then.
 *
 * NOTES
 *  MS-SMB2 2.2.41 and 3.1.4.3. Each side has its key; so a number that goes up is a nonce.
 */
BOOL seal_message( struct smb_keys *keys, ULONGLONG session_id, BYTE *transform, DWORD size )
{
    struct smb_transform *header = (struct smb_transform *)transform;
    struct aes_text text;

    if (!can_seal( keys ) || !(keys->nonce + 1)) return FALSE;
    keys->nonce++;
    memset( header, 0, sizeof(*header) );
    header->protocol = SMB_TRANSFORM_PROTOCOL;
    memcpy( header->nonce, &keys->nonce, sizeof(keys->nonce) );
    header->size = size;
    header->flags = 1;
    header->session_id = session_id;
    describe_text( keys, header, &text );
    return seal_text( keys->sealer, is_gcm( keys ) ? AES_GCM : AES_CCM, &text );
}

/************************************************************
 *                unseal_message
 *
 * PARAMS
 *  keys      [I]   The session's keys.
 *  transform [I/O] What the other side sent: a struct smb_transform, and behind it the message, which is decrypted in place.
 *  size      [I]   The size of both in bytes.
 *
 * RETURNS
 *  TRUE, or FALSE: the other side has not sealed it with these keys, or the cryptography failed. It is as it was then, or the
 *  message is zeros. Which session the header names, and what the message is, is the caller's to check.
 *
 * NOTES
 *  MS-SMB2 2.2.41 and 3.2.5.1.1.1.
 */
BOOL unseal_message( struct smb_keys *keys, BYTE *transform, DWORD size )
{
    struct smb_transform *header = (struct smb_transform *)transform;
    struct aes_text text;

    if (!can_seal( keys ) || size <= sizeof(*header)) return FALSE;
    if (header->protocol != SMB_TRANSFORM_PROTOCOL || header->flags != 1 ||
        header->size != size - sizeof(*header))
        return FALSE;
    describe_text( keys, header, &text );
    return unseal_text( keys->unsealer, is_gcm( keys ) ? AES_GCM : AES_CCM, &text );
}
