/*
 * AES: authentication of messages, and encryption with it
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
#include "wincrypt.h"
#include "lmcons.h"
#include "lmapibuf.h"

#include "aes.h"
#include "delay.h"

/*
 * CMAC (RFC 4493), CCM (RFC 3610), GCM and GMAC (NIST SP 800-38D), which Wine has none of but GCM, and that only with a library
 * that may be missing. All is made of the cipher itself, which the CryptoAPI always has. A call of it costs as much as two
 * blocks do: so as many blocks as there are go into one.
 */

#define CHUNK  1024     /* bytes of a call */

struct aes
{
    HCRYPTKEY ecb;
    HCRYPTKEY cbc;                  /* for what chains blocks */
    BYTE      subkeys[2][AES_BLOCK];    /* CMAC's */
    ULONGLONG high[256], low[256];  /* GHASH: each byte, as a polynomial in front, times the hash key */
    BYTE      buffer[CHUNK];
    DWORD     used;                 /* of it, by what is chained */
};

static HCRYPTPROV provider;
static WORD reductions[256];        /* GHASH: what a byte that is shifted out comes back as */

static BOOL CALLBACK init( INIT_ONCE *once, void *param, void **context )
{
    unsigned int i, bit;

    (void)once, (void)param, (void)context;
    if (!CryptAcquireContextW( &provider, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT | CRYPT_SILENT )) return FALSE;
    keep_loaded();      /* nothing releases it */
    for (i = 0; i < ARRAYSIZE(reductions); i++)
        for (bit = 0; bit < 8; bit++) if (i & 1 << bit) reductions[i] ^= 0xe100 >> (7 - bit);
    return TRUE;
}

static BOOL encrypt_blocks( HCRYPTKEY key, BYTE *data, DWORD size )
{
    DWORD encrypted = size;

    return CryptEncrypt( key, 0, FALSE, 0, data, &encrypted, size ) && encrypted == size;
}

static HCRYPTKEY import_key( const BYTE *key, DWORD size, DWORD mode )
{
    struct
    {
        BLOBHEADER header;
        DWORD      size;
        BYTE       key[32];
    }
    blob = { { PLAINTEXTKEYBLOB, CUR_BLOB_VERSION, 0, size == 32 ? CALG_AES_256 : CALG_AES_128 }, size, { 0 } };
    HCRYPTKEY handle;
    BOOL ret;

    memcpy( blob.key, key, size );
    ret = CryptImportKey( provider, (BYTE *)&blob, sizeof(blob) - sizeof(blob.key) + size, 0, 0, &handle );
    SecureZeroMemory( &blob, sizeof(blob) );
    if (!ret) return 0;
    if (CryptSetKeyParam( handle, KP_MODE, (BYTE *)&mode, 0 )) return handle;
    CryptDestroyKey( handle );
    return 0;
}

static ULONGLONG get_big_endian( const BYTE *bytes )
{
    ULONGLONG number = 0;
    unsigned int i;

    for (i = 0; i < sizeof(number); i++) number = number << 8 | bytes[i];
    return number;
}

static void put_big_endian( BYTE *bytes, ULONGLONG number, unsigned int size )
{
    for (; size; size--, number >>= 8) bytes[size - 1] = number;
}

static void xor_bytes( BYTE *bytes, const BYTE *others, DWORD size )
{
    ULONGLONG number, other;

    for (; size >= sizeof(number); size -= sizeof(number), bytes += sizeof(number), others += sizeof(number))
    {
        memcpy( &number, bytes, sizeof(number) );
        memcpy( &other, others, sizeof(other) );
        number ^= other;
        memcpy( bytes, &number, sizeof(number) );
    }
    while (size--) *bytes++ ^= *others++;
}

/* RFC 4493, 2.3 */
static void make_subkey( BYTE made[AES_BLOCK], const BYTE block[AES_BLOCK] )
{
    BYTE carry = block[0] & 0x80 ? 0x87 : 0;
    unsigned int i;

    for (i = 0; i < AES_BLOCK - 1; i++) made[i] = block[i] << 1 | block[i + 1] >> 7;
    made[i] = block[i] << 1 ^ carry;
}

/* NIST SP 800-38D, 6.3: the first bit of a block is that of the lowest power */
static void make_hash_tables( struct aes *aes, const BYTE block[AES_BLOCK] )
{
    ULONGLONG high = get_big_endian( block ), low = get_big_endian( block + 8 ), carry;
    unsigned int bit, i;

    for (bit = 0x80; bit; bit >>= 1)
    {
        aes->high[bit] = high;
        aes->low[bit] = low;
        carry = low & 1 ? (ULONGLONG)0xe1 << 56 : 0;
        low = low >> 1 | high << 63;
        high = high >> 1 ^ carry;
    }
    for (bit = 2; bit < 256; bit <<= 1)
        for (i = 1; i < bit; i++)
        {
            aes->high[bit | i] = aes->high[bit] ^ aes->high[i];
            aes->low[bit | i] = aes->low[bit] ^ aes->low[i];
        }
}

/************************************************************
 *                create_aes
 *
 * PARAMS
 *  key  [I] The key. It is copied.
 *  size [I] Its size in bytes, 16 or 32.
 *
 * RETURNS
 *  What destroy_aes() frees, or NULL: there is no such cipher, or no memory. One thread may use it at a time.
 */
struct aes *create_aes( const BYTE *key, DWORD size )
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
    BYTE block[AES_BLOCK] = { 0 };
    struct aes *aes;

    if ((size != 16 && size != 32) || !InitOnceExecuteOnce( &once, init, NULL, NULL )) return NULL;
    if (NetApiBufferAllocate( sizeof(*aes), (void **)&aes )) return NULL;
    memset( aes, 0, sizeof(*aes) );
    aes->ecb = import_key( key, size, CRYPT_MODE_ECB );
    aes->cbc = import_key( key, size, CRYPT_MODE_CBC );
    if (!aes->ecb || !aes->cbc || !encrypt_blocks( aes->ecb, block, sizeof(block) ))
    {
        destroy_aes( aes );
        return NULL;
    }
    make_subkey( aes->subkeys[0], block );
    make_subkey( aes->subkeys[1], aes->subkeys[0] );
    make_hash_tables( aes, block );
    SecureZeroMemory( block, sizeof(block) );
    return aes;
}

void destroy_aes( struct aes *aes )
{
    if (!aes) return;
    if (aes->ecb) CryptDestroyKey( aes->ecb );
    if (aes->cbc) CryptDestroyKey( aes->cbc );
    SecureZeroMemory( aes, sizeof(*aes) );
    NetApiBufferFree( aes );
}

/* ---- blocks that are chained: the last one, encrypted, depends on all of them */

static BOOL begin_chain( struct aes *aes )
{
    static const BYTE zero[AES_BLOCK];

    aes->used = 0;
    return CryptSetKeyParam( aes->cbc, KP_IV, zero, 0 );
}

/* The last bytes stay in the buffer. */
static BOOL chain_bytes( struct aes *aes, const BYTE *data, DWORD size )
{
    DWORD count;

    for (; size; size -= count, data += count)
    {
        if (aes->used == CHUNK)
        {
            if (!encrypt_blocks( aes->cbc, aes->buffer, CHUNK )) return FALSE;
            aes->used = 0;
        }
        count = min( size, CHUNK - aes->used );
        memcpy( aes->buffer + aes->used, data, count );
        aes->used += count;
    }
    return TRUE;
}

static void pad_chain( struct aes *aes )
{
    while (aes->used % AES_BLOCK) aes->buffer[aes->used++] = 0;
}

static BOOL end_chain( struct aes *aes, BYTE last[AES_BLOCK] )
{
    if (!encrypt_blocks( aes->cbc, aes->buffer, aes->used )) return FALSE;
    memcpy( last, aes->buffer + aes->used - AES_BLOCK, AES_BLOCK );
    return TRUE;
}

/************************************************************
 *                make_cmac
 *
 * PARAMS
 *  aes   [I] The key.
 *  parts [I] What is authenticated.
 *  count [I] How many parts there are.
 *  tag   [O] What authenticates it; undefined after a failure.
 *
 * RETURNS
 *  Whether there is a tag.
 *
 * NOTES
 *  RFC 4493.
 */
BOOL make_cmac( struct aes *aes, const struct data_part *parts, unsigned int count, BYTE tag[AES_BLOCK] )
{
    const BYTE *subkey = aes->subkeys[0];
    unsigned int i;

    if (!begin_chain( aes )) return FALSE;
    for (i = 0; i < count; i++) if (!chain_bytes( aes, parts[i].data, parts[i].size )) return FALSE;
    if (!aes->used || aes->used % AES_BLOCK)    /* no whole block at the end */
    {
        aes->buffer[aes->used++] = 0x80;
        pad_chain( aes );
        subkey = aes->subkeys[1];
    }
    xor_bytes( aes->buffer + aes->used - AES_BLOCK, subkey, AES_BLOCK );
    return end_chain( aes, tag );
}

/* ---- CBC with ciphertext stealing: the last block need not be whole, and the last two are swapped */

/************************************************************
 *                encrypt_cts
 *
 * PARAMS
 *  aes  [I]   The key.
 *  data [I/O] What is encrypted in place. It begins with a block that no other text has: the initial vector is of zeros.
 *  size [I]   Its size in bytes, a block's at least.
 *
 * RETURNS
 *  TRUE, or FALSE: it is too short, or the cipher failed. The data may be neither one nor the other then.
 *
 * NOTES
 *  RFC 3962, 5.
 */
BOOL encrypt_cts( struct aes *aes, BYTE *data, DWORD size )
{
    DWORD rest = size ? (size - 1) % AES_BLOCK + 1 : 0, whole = size - rest;
    BYTE last[AES_BLOCK] = { 0 };

    if (size < AES_BLOCK) return FALSE;
    if (!whole) return encrypt_blocks( aes->ecb, data, size );
    memcpy( last, data + whole, rest );
    if (!begin_chain( aes ) || !encrypt_blocks( aes->cbc, data, whole ) || !encrypt_blocks( aes->cbc, last, AES_BLOCK ))
        return FALSE;
    memmove( data + whole, data + whole - AES_BLOCK, rest );
    memcpy( data + whole - AES_BLOCK, last, AES_BLOCK );
    return TRUE;
}

static BOOL decrypt_blocks( HCRYPTKEY key, BYTE *data, DWORD size )
{
    DWORD decrypted = size;

    return CryptDecrypt( key, 0, FALSE, 0, data, &decrypted ) && decrypted == size;
}

/* The reverse of encrypt_cts(). */
BOOL decrypt_cts( struct aes *aes, BYTE *data, DWORD size )
{
    DWORD rest = size ? (size - 1) % AES_BLOCK + 1 : 0, whole = size - rest;
    BYTE last[AES_BLOCK];

    if (size < AES_BLOCK) return FALSE;
    if (!whole) return decrypt_blocks( aes->ecb, data, size );
    memcpy( last, data + whole - AES_BLOCK, AES_BLOCK );
    if (!decrypt_blocks( aes->ecb, last, AES_BLOCK )) return FALSE;
    /* What the last block is short of is in the one before it. */
    memcpy( data + whole - AES_BLOCK, data + whole, rest );
    memcpy( data + whole - AES_BLOCK + rest, last + rest, AES_BLOCK - rest );
    xor_bytes( data + whole, last, rest );
    SecureZeroMemory( last, sizeof(last) );
    return begin_chain( aes ) && decrypt_blocks( aes->cbc, data, whole );
}

/* ---- GHASH */

/* Zeros fill up the last block. */
static void hash_bytes( const struct aes *aes, BYTE hash[AES_BLOCK], const BYTE *data, DWORD size )
{
    ULONGLONG high, low;
    DWORD count;
    BYTE out;
    int i;

    for (; size; size -= count, data += count)
    {
        count = min( size, AES_BLOCK );
        xor_bytes( hash, data, count );
        for (i = AES_BLOCK - 1, high = low = 0; ; i--)
        {
            high ^= aes->high[hash[i]];
            low ^= aes->low[hash[i]];
            if (!i) break;
            out = low;
            low = low >> 8 | high << 56;
            high = high >> 8 ^ (ULONGLONG)reductions[out] << 48;
        }
        put_big_endian( hash, high, 8 );
        put_big_endian( hash + 8, low, 8 );
    }
}

static void hash_sizes( const struct aes *aes, BYTE hash[AES_BLOCK], ULONGLONG added_size, ULONGLONG size )
{
    BYTE sizes[AES_BLOCK];

    put_big_endian( sizes, added_size * 8, 8 );
    put_big_endian( sizes + 8, size * 8, 8 );
    hash_bytes( aes, hash, sizes, sizeof(sizes) );
}

/************************************************************
 *                make_gmac
 *
 * PARAMS
 *  aes   [I] The key.
 *  nonce [I] What no other message with this key had.
 *  parts [I] What is authenticated; of all but the last part, the size is a multiple of 16 bytes.
 *  count [I] How many parts there are.
 *  tag   [O] What authenticates it; undefined after a failure.
 *
 * RETURNS
 *  Whether there is a tag.
 *
 * NOTES
 *  NIST SP 800-38D, 3: GCM without a text that is encrypted.
 */
BOOL make_gmac( struct aes *aes, const BYTE nonce[12], const struct data_part *parts, unsigned int count, BYTE tag[AES_BLOCK] )
{
    BYTE first[AES_BLOCK] = { 0 };
    ULONGLONG size = 0;
    unsigned int i;

    memcpy( first, nonce, 12 );
    first[AES_BLOCK - 1] = 1;
    if (!encrypt_blocks( aes->ecb, first, sizeof(first) )) return FALSE;
    memset( tag, 0, AES_BLOCK );
    for (i = 0; i < count; i++)
    {
        hash_bytes( aes, tag, parts[i].data, parts[i].size );
        size += parts[i].size;
    }
    hash_sizes( aes, tag, size, 0 );
    xor_bytes( tag, first, AES_BLOCK );
    return TRUE;
}

/* ---- encryption */

/* RFC 3610, 2.2: the tag, not yet encrypted */
static BOOL make_ccm_tag( struct aes *aes, const struct aes_text *text, BYTE tag[AES_BLOCK] )
{
    DWORD size_size = AES_BLOCK - 1 - text->nonce_size;
    BYTE block[AES_BLOCK], added_size[2];

    block[0] = (text->added_size ? 0x40 : 0) | (text->tag_size - 2) / 2 << 3 | (size_size - 1);
    memcpy( block + 1, text->nonce, text->nonce_size );
    put_big_endian( block + 1 + text->nonce_size, text->size, size_size );
    if (!begin_chain( aes ) || !chain_bytes( aes, block, sizeof(block) )) return FALSE;
    if (text->added_size)
    {
        put_big_endian( added_size, text->added_size, sizeof(added_size) );
        if (!chain_bytes( aes, added_size, sizeof(added_size) ) || !chain_bytes( aes, text->added, text->added_size ))
            return FALSE;
        pad_chain( aes );
    }
    if (!chain_bytes( aes, text->data, text->size )) return FALSE;
    pad_chain( aes );
    return end_chain( aes, tag );
}

static BOOL make_tag( struct aes *aes, enum aes_mode mode, const struct aes_text *text, BYTE tag[AES_BLOCK] )
{
    if (mode == AES_CCM) return make_ccm_tag( aes, text, tag );
    memset( tag, 0, AES_BLOCK );
    hash_bytes( aes, tag, text->added, text->added_size );
    hash_bytes( aes, tag, text->data, text->size );
    hash_sizes( aes, tag, text->added_size, text->size );
    return TRUE;
}

/* The block in front of those that the data is encrypted with; FALSE where a size is none that can be. */
static BOOL make_first_block( enum aes_mode mode, const struct aes_text *text, BYTE block[AES_BLOCK] )
{
    memset( block, 0, AES_BLOCK );
    if (text->tag_size < 4 || text->tag_size > AES_BLOCK) return FALSE;
    if (mode == AES_GCM)
    {
        if (text->nonce_size != 12) return FALSE;
        memcpy( block, text->nonce, text->nonce_size );
        block[AES_BLOCK - 1] = 1;
        return TRUE;
    }
    if (text->nonce_size < 11 || text->nonce_size > 13 || text->tag_size % 2 || text->added_size >= 0xff00) return FALSE;
    if (text->nonce_size > 11 && text->size >> 8 * (AES_BLOCK - 1 - text->nonce_size)) return FALSE;
    block[0] = AES_BLOCK - 2 - text->nonce_size;
    memcpy( block + 1, text->nonce, text->nonce_size );
    return TRUE;
}

/* Encrypts the first block, and encrypts or decrypts the data by those that follow it: its last 32 bits are counted up. */
static BOOL apply_counter( struct aes *aes, BYTE first[AES_BLOCK], BYTE *data, DWORD size )
{
    DWORD counter = get_big_endian( first + 8 ), used, count, skip = AES_BLOCK;
    BYTE block[AES_BLOCK];

    memcpy( block, first, sizeof(block) );
    do
    {
        count = min( size, CHUNK - skip );
        for (used = 0; used < skip + count; used += AES_BLOCK)
        {
            put_big_endian( block + 12, counter++, 4 );
            memcpy( aes->buffer + used, block, sizeof(block) );
        }
        if (!encrypt_blocks( aes->ecb, aes->buffer, used )) return FALSE;
        if (skip) memcpy( first, aes->buffer, AES_BLOCK );
        xor_bytes( data, aes->buffer + skip, count );
        skip = 0;
        data += count;
    } while (size -= count);
    return TRUE;
}

static BOOL apply_aes( struct aes *aes, enum aes_mode mode, const struct aes_text *text, BOOL is_sealing, BYTE tag[AES_BLOCK] )
{
    /* CCM's tag is of what is in clear, GCM's of what is encrypted. */
    BOOL is_tag_first = mode == AES_CCM ? is_sealing : !is_sealing;
    BYTE first[AES_BLOCK];

    if (!make_first_block( mode, text, first )) return FALSE;
    if (is_tag_first && !make_tag( aes, mode, text, tag )) return FALSE;
    if (!apply_counter( aes, first, text->data, text->size )) return FALSE;
    if (!is_tag_first && !make_tag( aes, mode, text, tag )) return FALSE;
    xor_bytes( tag, first, AES_BLOCK );
    return TRUE;
}

/************************************************************
 *                seal_text
 *
 * Encrypts a text, and authenticates it.
 *
 * PARAMS
 *  aes  [I]   The key.
 *  mode [I]   How.
 *  text [I/O] The text, which is encrypted in place, a nonce that no other text with this key had, and where the tag goes.
 *
 * RETURNS
 *  TRUE, or FALSE: a size is none of the mode's, or the cipher failed. The text may be neither one nor the other then.
 *
 * NOTES
 *  RFC 3610; NIST SP 800-38D.
 */
BOOL seal_text( struct aes *aes, enum aes_mode mode, const struct aes_text *text )
{
    BYTE tag[AES_BLOCK];

    if (!apply_aes( aes, mode, text, TRUE, tag )) return FALSE;
    memcpy( text->tag, tag, text->tag_size );
    return TRUE;
}

/************************************************************
 *                unseal_text
 *
 * Decrypts a text that is authentic.
 *
 * PARAMS
 *  aes  [I]   The key.
 *  mode [I]   How.
 *  text [I/O] The text, which is decrypted in place, with its nonce and its tag.
 *
 * RETURNS
 *  TRUE, or FALSE: it is not what somebody with the key has sealed, a size is none of the mode's, or the cipher failed. The
 *  text is zeros then.
 */
BOOL unseal_text( struct aes *aes, enum aes_mode mode, const struct aes_text *text )
{
    BYTE tag[AES_BLOCK];
    BOOL ret;

    ret = apply_aes( aes, mode, text, FALSE, tag ) && is_same_secret( tag, text->tag, text->tag_size );
    SecureZeroMemory( tag, sizeof(tag) );   /* the right one, for what may be somebody else's text */
    if (!ret) SecureZeroMemory( text->data, text->size );
    return ret;
}
