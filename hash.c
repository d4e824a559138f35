/*
 * Hashes, by bcrypt.dll
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

#include "windef.h"
#include "winbase.h"
#include "bcrypt.h"

#include "delay.h"
#include "hash.h"

static NTSTATUS (WINAPI *pBCryptOpenAlgorithmProvider)( BCRYPT_ALG_HANDLE *, const WCHAR *, const WCHAR *, ULONG );
static NTSTATUS (WINAPI *pBCryptDeriveKeyPBKDF2)( BCRYPT_ALG_HANDLE, UCHAR *, ULONG, UCHAR *, ULONG, ULONGLONG, UCHAR *, ULONG,
                                                  ULONG );
static NTSTATUS (WINAPI *pBCryptCloseAlgorithmProvider)( BCRYPT_ALG_HANDLE, ULONG );
static NTSTATUS (WINAPI *pBCryptCreateHash)( BCRYPT_ALG_HANDLE, BCRYPT_HASH_HANDLE *, UCHAR *, ULONG, UCHAR *, ULONG, ULONG );
static NTSTATUS (WINAPI *pBCryptHashData)( BCRYPT_HASH_HANDLE, UCHAR *, ULONG, ULONG );
static NTSTATUS (WINAPI *pBCryptFinishHash)( BCRYPT_HASH_HANDLE, UCHAR *, ULONG, ULONG );
static NTSTATUS (WINAPI *pBCryptDestroyHash)( BCRYPT_HASH_HANDLE );
static NTSTATUS (WINAPI *pBCryptGenRandom)( BCRYPT_ALG_HANDLE, UCHAR *, ULONG, ULONG );

/* the providers of what is computed for each message */
static BCRYPT_ALG_HANDLE sha512, sha1_hmac, sha256_hmac;

/* To be called without the accounts' lock: a DLL that is loaded meanwhile may ask for it. */
BOOL load_bcrypt(void)
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( BCryptOpenAlgorithmProvider ),
        DELAYED_IMPORT( BCryptDeriveKeyPBKDF2 ),
        DELAYED_IMPORT( BCryptCloseAlgorithmProvider ),
        DELAYED_IMPORT( BCryptCreateHash ),
        DELAYED_IMPORT( BCryptHashData ),
        DELAYED_IMPORT( BCryptFinishHash ),
        DELAYED_IMPORT( BCryptDestroyHash ),
        DELAYED_IMPORT( BCryptGenRandom ),
    };

    return load_imports( L"bcrypt.dll", imports, ARRAYSIZE(imports) );
}

static BOOL CALLBACK open_providers( INIT_ONCE *once, void *param, void **context )
{
    (void)once, (void)param, (void)context;
    if (!load_bcrypt()) return FALSE;
    if (!sha512 && pBCryptOpenAlgorithmProvider( &sha512, BCRYPT_SHA512_ALGORITHM, NULL, 0 ))
    {
        sha512 = NULL;
        return FALSE;
    }
    if (!sha1_hmac && pBCryptOpenAlgorithmProvider( &sha1_hmac, BCRYPT_SHA1_ALGORITHM, NULL, BCRYPT_ALG_HANDLE_HMAC_FLAG ))
    {
        sha1_hmac = NULL;
        return FALSE;
    }
    if (pBCryptOpenAlgorithmProvider( &sha256_hmac, BCRYPT_SHA256_ALGORITHM, NULL, BCRYPT_ALG_HANDLE_HMAC_FLAG )) return FALSE;
    keep_loaded();      /* nothing closes them */
    return TRUE;
}

static BOOL have_providers(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    return InitOnceExecuteOnce( &once, open_providers, NULL, NULL );
}

static BOOL hash_parts( BCRYPT_ALG_HANDLE provider, const BYTE *key, DWORD key_size, const struct data_part *parts,
                        unsigned int count, BYTE *digest, DWORD size )
{
    BCRYPT_HASH_HANDLE hash;
    NTSTATUS status = 0;
    unsigned int i;

    if (pBCryptCreateHash( provider, &hash, NULL, 0, (UCHAR *)key, key_size, 0 )) return FALSE;
    for (i = 0; i < count && !status; i++) status = pBCryptHashData( hash, (UCHAR *)parts[i].data, parts[i].size, 0 );
    if (!status) status = pBCryptFinishHash( hash, digest, size, 0 );
    pBCryptDestroyHash( hash );
    return !status;
}

/************************************************************
 *                hash_sha512
 *
 * PARAMS
 *  parts  [I] What is hashed.
 *  count  [I] How many parts there are.
 *  digest [O] The hash; undefined after a failure.
 *
 * RETURNS
 *  TRUE, or FALSE: there is no bcrypt.dll that can do it, or no memory.
 */
BOOL hash_sha512( const struct data_part *parts, unsigned int count, BYTE digest[SHA512_SIZE] )
{
    return have_providers() && hash_parts( sha512, NULL, 0, parts, count, digest, SHA512_SIZE );
}

/************************************************************
 *                hmac_sha1
 *
 * PARAMS
 *  key      [I] The key.
 *  key_size [I] Its size in bytes.
 *  parts    [I] What is authenticated.
 *  count    [I] How many parts there are.
 *  digest   [O] What authenticates it; undefined after a failure.
 *
 * RETURNS
 *  TRUE, or FALSE: there is no bcrypt.dll that can do it, or no memory.
 *
 * NOTES
 *  RFC 2104.
 */
BOOL hmac_sha1( const BYTE *key, DWORD key_size, const struct data_part *parts, unsigned int count, BYTE digest[SHA1_SIZE] )
{
    return have_providers() && hash_parts( sha1_hmac, key, key_size, parts, count, digest, SHA1_SIZE );
}

/************************************************************
 *                hmac_sha256
 *
 * PARAMS
 *  key      [I] The key.
 *  key_size [I] Its size in bytes.
 *  parts    [I] What is authenticated.
 *  count    [I] How many parts there are.
 *  digest   [O] What authenticates it; undefined after a failure.
 *
 * RETURNS
 *  TRUE, or FALSE: there is no bcrypt.dll that can do it, or no memory.
 *
 * NOTES
 *  RFC 2104.
 */
BOOL hmac_sha256( const BYTE *key, DWORD key_size, const struct data_part *parts, unsigned int count, BYTE digest[SHA256_SIZE] )
{
    return have_providers() && hash_parts( sha256_hmac, key, key_size, parts, count, digest, SHA256_SIZE );
}

/************************************************************
 *                pbkdf2_sha1
 *
 * A key of a password.
 *
 * PARAMS
 *  password      [I] The password.
 *  password_size [I] Its size in bytes.
 *  salt          [I] The salt.
 *  salt_size     [I] Its size in bytes.
 *  iterations    [I] How often it is hashed.
 *  key           [O] The key; undefined after a failure.
 *  key_size      [I] How many bytes of it are wanted.
 *
 * RETURNS
 *  TRUE, or FALSE: there is no bcrypt.dll that can do it, or no memory.
 *
 * NOTES
 *  RFC 8018, with HMAC-SHA-1.
 */
BOOL pbkdf2_sha1( const void *password, DWORD password_size, const BYTE *salt, DWORD salt_size, DWORD iterations,
                  BYTE *key, DWORD key_size )
{
    return have_providers() && !pBCryptDeriveKeyPBKDF2( sha1_hmac, (UCHAR *)password, password_size, (UCHAR *)salt, salt_size,
                                                        iterations, key, key_size, 0 );
}

/************************************************************
 *                pbkdf2_sha512
 *
 * A key of a password, for a module that load_bcrypt() has loaded already.
 *
 * PARAMS
 *  password      [I] The password.
 *  password_size [I] Its size in bytes.
 *  salt          [I] The salt.
 *  salt_size     [I] Its size in bytes.
 *  iterations    [I] How often it is hashed.
 *  key           [O] The key; undefined after a failure.
 *  key_size      [I] How many bytes of it are wanted.
 *
 * RETURNS
 *  TRUE, or FALSE: there is no bcrypt.dll that can do it, or it is not loaded.
 *
 * NOTES
 *  RFC 8018, with HMAC-SHA-512.
 */
BOOL pbkdf2_sha512( const void *password, DWORD password_size, const BYTE *salt, DWORD salt_size, DWORD iterations,
                    BYTE *key, DWORD key_size )
{
    BCRYPT_ALG_HANDLE algorithm;
    NTSTATUS status;

    if (!pBCryptGenRandom) return FALSE;    /* the last that is loaded */
    if (pBCryptOpenAlgorithmProvider( &algorithm, BCRYPT_SHA512_ALGORITHM, NULL, BCRYPT_ALG_HANDLE_HMAC_FLAG )) return FALSE;
    status = pBCryptDeriveKeyPBKDF2( algorithm, (UCHAR *)password, password_size, (UCHAR *)salt, salt_size, iterations,
                                     key, key_size, 0 );
    pBCryptCloseAlgorithmProvider( algorithm, 0 );
    return !status;
}

/* Random bytes that nobody can tell in advance; load_bcrypt() has to have been called. */
BOOL make_random_bytes( BYTE *bytes, DWORD size )
{
    return pBCryptGenRandom && !pBCryptGenRandom( NULL, bytes, size, BCRYPT_USE_SYSTEM_PREFERRED_RNG );
}

/* Takes as long for any of them, so that nobody learns by the time where they differ. */
BOOL is_same_secret( const BYTE *bytes, const BYTE *others, DWORD size )
{
    BYTE differ = 0;

    while (size--) differ |= *bytes++ ^ *others++;
    return !differ;
}
