/*
 * Kerberos: keys, encryption and checksums
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
#include "lmapibuf.h"

#include "aes.h"
#include "krbcrypt.h"
#include "ntlm.h"

/* RFC 3961 and 3962: AES, with HMAC-SHA-1. RFC 4757: RC4, with HMAC-MD5. */

#define RC4_CONFOUNDER  8

/* of the types that this client knows; 0: it does not know this one */
DWORD get_krb_key_size( LONG type )
{
    switch (type)
    {
    case KRB_AES256: return 32;
    case KRB_AES128:
    case KRB_RC4: return 16;
    default: return 0;
    }
}

static BOOL is_aes( LONG type )
{
    return type == KRB_AES128 || type == KRB_AES256;
}

DWORD get_krb_confounder_size( LONG type )
{
    return is_aes( type ) ? KRB_CONFOUNDER : RC4_CONFOUNDER + KEY_SIZE;
}

/* by how much what is encrypted is longer, in bytes */
DWORD get_krb_overhead( LONG type )
{
    return is_aes( type ) ? KRB_CONFOUNDER + KRB_TAG : RC4_CONFOUNDER + KEY_SIZE;
}

/*
 * Keys
 */

/* RFC 3961, 5.1: copies of the text, each turned by 13 bits more, are added up with the carry going round. */
static void fold_bytes( const BYTE *text, DWORD size, BYTE *folded, DWORD folded_size )
{
    DWORD bits = size * 8, length = size, other = folded_size, i, turn, bit;
    unsigned int sum;

    while (other) { DWORD rest = length % other; length = other; other = rest; }
    length = size / length * folded_size;       /* their least common multiple */
    memset( folded, 0, folded_size );
    for (sum = 0, i = length; i--;)
    {
        /* the byte i of the row of copies, of which copy number turn is turned to the right */
        turn = i / size;
        bit = (bits - 13 * turn % bits + i % size * 8) % bits;
        sum += folded[i % folded_size] + (BYTE)((text[bit / 8] << 8 | text[(bit / 8 + 1) % size]) >> (8 - bit % 8));
        folded[i % folded_size] = sum;
        sum >>= 8;
    }
    for (i = folded_size; sum && i--; sum >>= 8)
    {
        sum += folded[i];
        folded[i] = sum;
        if (!i && sum >> 8) i = folded_size;    /* round once more */
    }
}

/* RFC 3961, 5.1: DK, of AES, whose blocks are keys */
static BOOL derive_krb_key( const BYTE *base, DWORD key_size, const void *constant, DWORD size, BYTE key[KRB_MAX_KEY] )
{
    struct aes *aes = create_aes( base, key_size );
    BYTE block[AES_BLOCK];
    BOOL ret = aes != NULL;
    DWORD done;

    fold_bytes( constant, size, block, sizeof(block) );
    for (done = 0; ret && done < key_size; done += sizeof(block))
    {
        ret = encrypt_cts( aes, block, sizeof(block) );
        memcpy( key + done, block, sizeof(block) );
    }
    destroy_aes( aes );
    SecureZeroMemory( block, sizeof(block) );
    return ret;
}

#define USE_CHECKSUM   0x99
#define USE_ENCRYPT    0xaa
#define USE_INTEGRITY  0x55

static BOOL derive_use_key( const struct krb_key *key, DWORD use, BYTE kind, BYTE made[KRB_MAX_KEY] )
{
    const BYTE constant[] = { use >> 24, use >> 16, use >> 8, use, kind };

    return derive_krb_key( key->bytes, key->size, constant, sizeof(constant), made );
}

/* The caller's to wipe and free. */
static char *get_utf8( const WCHAR *text, DWORD *size )
{
    int length = lstrlenW( text );
    char *utf8;

    *size = length ? WideCharToMultiByte( CP_UTF8, 0, text, length, NULL, 0, NULL, NULL ) : 0;
    if (NetApiBufferAllocate( *size + 1, (void **)&utf8 )) return NULL;
    if (*size) WideCharToMultiByte( CP_UTF8, 0, text, length, utf8, *size, NULL, NULL );
    return utf8;
}

/************************************************************
 *                make_password_key
 *
 * PARAMS
 *  type       [I] The encryption type.
 *  password   [I] The password.
 *  salt       [I] What is added to it; RC4 has none.
 *  salt_size  [I] In bytes.
 *  iterations [I] How often it is hashed: from KRB_MIN_ITERATIONS to KRB_MAX_ITERATIONS.
 *  key        [O] The key; to be wiped.
 *
 * RETURNS
 *  FALSE: no such type, no memory, no cryptography, or not so many iterations.
 *
 * NOTES
 *  RFC 3962, 4, and RFC 4757, 2.
 */
BOOL make_password_key( LONG type, const WCHAR *password, const BYTE *salt, DWORD salt_size, DWORD iterations,
                        struct krb_key *key )
{
    static const char constant[] = "kerberos";
    BYTE base[KRB_MAX_KEY];
    DWORD size;
    char *utf8;
    BOOL ret;

    memset( key, 0, sizeof(*key) );
    key->type = type;
    key->size = get_krb_key_size( type );
    if (type == KRB_RC4)
    {
        hash_nt_password( password, lstrlenW( password ) * sizeof(*password), key->bytes );
        return TRUE;
    }
    if (!is_aes( type ) || iterations < KRB_MIN_ITERATIONS || iterations > KRB_MAX_ITERATIONS) return FALSE;
    if (!(utf8 = get_utf8( password, &size ))) return FALSE;
    ret = pbkdf2_sha1( utf8, size, salt, salt_size, iterations, base, key->size ) &&
          derive_krb_key( base, key->size, constant, sizeof(constant) - 1, key->bytes );
    SecureZeroMemory( base, sizeof(base) );
    SecureZeroMemory( utf8, size );
    NetApiBufferFree( utf8 );
    return ret;
}

BOOL make_random_key( LONG type, struct krb_key *key )
{
    memset( key, 0, sizeof(*key) );
    key->type = type;
    key->size = get_krb_key_size( type );
    return SystemFunction036( key->bytes, key->size );
}

/*
 * AES
 */

struct krb_seal
{
    struct aes *aes;
    DWORD       size;                       /* of the key that makes the tag */
    BYTE        integrity[KRB_MAX_KEY];
};

void destroy_krb_seal( struct krb_seal *seal )
{
    if (!seal) return;
    destroy_aes( seal->aes );
    SecureZeroMemory( seal, sizeof(*seal) );
    NetApiBufferFree( seal );
}

/************************************************************
 *                create_krb_seal
 *
 * PARAMS
 *  key [I] The key, of AES.
 *  use [I] What for.
 *
 * RETURNS
 *  What destroy_krb_seal() frees, for one thread at a time; NULL: the key is not of AES, or there is no memory.
 */
struct krb_seal *create_krb_seal( const struct krb_key *key, DWORD use )
{
    BYTE cipher[KRB_MAX_KEY];
    struct krb_seal *seal;

    if (!is_aes( key->type ) || NetApiBufferAllocate( sizeof(*seal), (void **)&seal )) return NULL;
    memset( seal, 0, sizeof(*seal) );
    seal->size = key->size;
    if (derive_use_key( key, use, USE_INTEGRITY, seal->integrity ) && derive_use_key( key, use, USE_ENCRYPT, cipher ))
        seal->aes = create_aes( cipher, key->size );
    SecureZeroMemory( cipher, sizeof(cipher) );
    if (seal->aes) return seal;
    destroy_krb_seal( seal );
    return NULL;
}

/* What authenticates a text, before it is encrypted. */
BOOL make_krb_tag( const struct krb_seal *seal, const struct data_part *parts, unsigned int count, BYTE tag[KRB_TAG] )
{
    BYTE digest[SHA1_SIZE];

    if (!hmac_sha1( seal->integrity, seal->size, parts, count, digest )) return FALSE;
    memcpy( tag, digest, KRB_TAG );
    return TRUE;
}

/* size: a block's at least. The text begins with a confounder. */
BOOL encrypt_krb_text( struct krb_seal *seal, BYTE *text, DWORD size )
{
    return encrypt_cts( seal->aes, text, size );
}

BOOL decrypt_krb_text( struct krb_seal *seal, BYTE *text, DWORD size )
{
    return decrypt_cts( seal->aes, text, size );
}

/* text: the confounder, the text and the tag */
static BOOL encrypt_aes( const struct krb_key *key, DWORD use, BYTE *text, DWORD size )
{
    struct krb_seal *seal = create_krb_seal( key, use );
    const struct data_part part = { text, size + KRB_CONFOUNDER };
    BOOL ret = seal && SystemFunction036( text, KRB_CONFOUNDER ) && make_krb_tag( seal, &part, 1, text + part.size ) &&
               encrypt_krb_text( seal, text, part.size );

    destroy_krb_seal( seal );
    return ret;
}

static BOOL decrypt_aes( const struct krb_key *key, DWORD use, BYTE *text, DWORD size )
{
    struct krb_seal *seal = create_krb_seal( key, use );
    const struct data_part part = { text, size - KRB_TAG };
    BYTE tag[KRB_TAG];
    BOOL ret = seal && decrypt_krb_text( seal, text, part.size ) && make_krb_tag( seal, &part, 1, tag ) &&
               is_same_secret( tag, text + part.size, sizeof(tag) );

    destroy_krb_seal( seal );
    return ret;
}

/*
 * RC4
 */

/* RFC 4757, 3: some uses are counted otherwise */
static void get_rc4_use( DWORD use, BYTE number[4] )
{
    if (use == 3 || use == 9) use = 8;
    if (use == 23) use = 13;
    number[0] = use;
    number[1] = use >> 8;
    number[2] = use >> 16;
    number[3] = use >> 24;
}

/* text: the checksum, which becomes the key's part of it, the confounder and the text */
static void encrypt_rc4_text( const BYTE use_key[KEY_SIZE], const BYTE checksum[KEY_SIZE], BYTE *text, DWORD size )
{
    BYTE cipher[KEY_SIZE];

    hmac_md5( use_key, checksum, KEY_SIZE, NULL, 0, cipher );
    encrypt_rc4( text, size, cipher );
    SecureZeroMemory( cipher, sizeof(cipher) );
}

static BOOL encrypt_old( const struct krb_key *key, DWORD use, BYTE *text, DWORD size )
{
    BYTE number[4], use_key[KEY_SIZE];

    if (!SystemFunction036( text + KEY_SIZE, RC4_CONFOUNDER )) return FALSE;
    get_rc4_use( use, number );
    hmac_md5( key->bytes, number, sizeof(number), NULL, 0, use_key );
    hmac_md5( use_key, text + KEY_SIZE, RC4_CONFOUNDER + size, NULL, 0, text );
    encrypt_rc4_text( use_key, text, text + KEY_SIZE, RC4_CONFOUNDER + size );
    SecureZeroMemory( use_key, sizeof(use_key) );
    return TRUE;
}

static BOOL decrypt_old( const struct krb_key *key, DWORD use, BYTE *text, DWORD size )
{
    BYTE number[4], use_key[KEY_SIZE], checksum[KEY_SIZE];

    get_rc4_use( use, number );
    hmac_md5( key->bytes, number, sizeof(number), NULL, 0, use_key );
    encrypt_rc4_text( use_key, text, text + KEY_SIZE, size - KEY_SIZE );
    hmac_md5( use_key, text + KEY_SIZE, size - KEY_SIZE, NULL, 0, checksum );
    SecureZeroMemory( use_key, sizeof(use_key) );
    return is_same_secret( checksum, text, sizeof(checksum) );
}

/************************************************************
 *                encrypt_krb
 *
 * PARAMS
 *  key  [I]   The key.
 *  use  [I]   What for: RFC 4120, 7.5.1.
 *  text [I/O] The text, with room for a confounder in front of it, and get_krb_overhead() in all; it is encrypted in place.
 *  size [I]   The text's size in bytes.
 *
 * RETURNS
 *  FALSE: no such type, no memory, or no cryptography.
 */
BOOL encrypt_krb( const struct krb_key *key, DWORD use, BYTE *text, DWORD size )
{
    if (key->size != get_krb_key_size( key->type ) || !key->size) return FALSE;
    return is_aes( key->type ) ? encrypt_aes( key, use, text, size ) : encrypt_old( key, use, text, size );
}

/************************************************************
 *                decrypt_krb
 *
 * PARAMS
 *  key        [I]   The key.
 *  use        [I]   What for.
 *  text       [I/O] What was encrypted; it is decrypted in place, and zeros after a failure.
 *  size       [I]   Its size in bytes.
 *  plain      [O]   The text, within it.
 *  plain_size [O]   The text's size in bytes.
 *
 * RETURNS
 *  FALSE: not from who has the key, or changed on the way; no such type, no memory, or no cryptography.
 */
BOOL decrypt_krb( const struct krb_key *key, DWORD use, BYTE *text, DWORD size, BYTE **plain, DWORD *plain_size )
{
    BOOL ret = FALSE;

    *plain = NULL;
    *plain_size = 0;
    if (key->size && key->size == get_krb_key_size( key->type ) && size >= get_krb_overhead( key->type ))
        ret = is_aes( key->type ) ? decrypt_aes( key, use, text, size ) : decrypt_old( key, use, text, size );
    if (!ret)
    {
        SecureZeroMemory( text, size );
        return FALSE;
    }
    *plain = text + get_krb_confounder_size( key->type );
    *plain_size = size - get_krb_overhead( key->type );
    return TRUE;
}

/************************************************************
 *                make_krb_checksum
 *
 * PARAMS
 *  key      [I] The key.
 *  use      [I] What for.
 *  parts    [I] What it is of; one alone with RC4.
 *  count    [I] How many parts there are.
 *  checksum [O] The checksum that goes with the key's type.
 *  size     [O] In bytes.
 *
 * RETURNS
 *  Its type; 0: there is none.
 *
 * NOTES
 *  RFC 3962, 6, and RFC 4757, 4.
 */
LONG make_krb_checksum( const struct krb_key *key, DWORD use, const struct data_part *parts, unsigned int count,
                        BYTE checksum[KRB_MAX_CHECKSUM], DWORD *size )
{
    BYTE made[KRB_MAX_KEY], digest[SHA1_SIZE], number[4];
    BOOL ret = FALSE;
    MD5_CTX md5;

    *size = 0;
    if (is_aes( key->type ))
    {
        if (derive_use_key( key, use, USE_CHECKSUM, made ) && hmac_sha1( made, key->size, parts, count, digest ))
        {
            memcpy( checksum, digest, *size = KRB_TAG );
            ret = TRUE;
        }
        SecureZeroMemory( made, sizeof(made) );
        return ret ? (key->type == KRB_AES256 ? 16 : 15) : 0;
    }
    if (key->type != KRB_RC4 || count != 1) return 0;
    hmac_md5( key->bytes, "signaturekey", sizeof("signaturekey"), NULL, 0, made );
    get_rc4_use( use, number );
    MD5Init( &md5 );
    MD5Update( &md5, number, sizeof(number) );
    MD5Update( &md5, parts->data, parts->size );
    MD5Final( &md5 );
    hmac_md5( made, md5.digest, KEY_SIZE, NULL, 0, checksum );
    SecureZeroMemory( made, sizeof(made) );
    *size = KEY_SIZE;
    return -138;
}
