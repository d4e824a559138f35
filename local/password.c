/*
 * Passwords of this computer's users
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

#include "hash.h"
#include "password.h"

/*
 * Of a password there is a hash alone, of which nobody gets the password but by trying: PBKDF2 (RFC 8018) with HMAC-SHA-512 of its
 * UTF-16 characters, as the string "pbkdf2-sha512$iterations$salt$key", the last two in hexadecimal digits.
 */

#define SCHEME      L"pbkdf2-sha512$"
#define ITERATIONS  10000
#define MAX_ITERATIONS  1000000
#define SALT_SIZE   16
#define KEY_SIZE    32

static NET_API_STATUS derive_key( const WCHAR *password, const BYTE *salt, DWORD iterations, BYTE key[KEY_SIZE] )
{
    if (!pbkdf2_sha512( password, lstrlenW( password ) * sizeof(*password), salt, SALT_SIZE, iterations, key, KEY_SIZE ))
        return ERROR_NOT_SUPPORTED;
    return NERR_Success;
}

static WCHAR *put_bytes( WCHAR *string, const BYTE *bytes, DWORD size )
{
    static const WCHAR digits[] = L"0123456789abcdef";

    for (; size; size--, bytes++)
    {
        *string++ = digits[*bytes >> 4];
        *string++ = digits[*bytes & 15];
    }
    return string;
}

/* NULL: that are no bytes */
static const WCHAR *get_bytes( const WCHAR *string, BYTE *bytes, DWORD size )
{
    unsigned int i;
    DWORD digit;

    for (; size; size--, bytes++)
        for (i = *bytes = 0; i < 2; i++, string++)
        {
            if (*string >= '0' && *string <= '9') digit = *string - '0';
            else if (*string >= 'a' && *string <= 'f') digit = *string - 'a' + 10;
            else return NULL;
            *bytes = *bytes << 4 | digit;
        }
    return string;
}

/************************************************************
 *                hash_password
 *
 * Makes what is kept of a password.
 *
 * PARAMS
 *  password [I] The password.
 *  hash     [O] A string; another one each time.
 *
 * RETURNS
 *  NERR_Success, or ERROR_NOT_SUPPORTED: there is no bcrypt.dll that can do it.
 */
NET_API_STATUS hash_password( const WCHAR *password, WCHAR hash[PASSWORD_HASH_LENGTH] )
{
    BYTE salt[SALT_SIZE], key[KEY_SIZE];
    NET_API_STATUS status;
    WCHAR *end;

    hash[0] = 0;
    if (!load_bcrypt() || !make_random_bytes( salt, sizeof(salt) )) return ERROR_NOT_SUPPORTED;
    if ((status = derive_key( password, salt, ITERATIONS, key ))) return status;
    lstrcpyW( hash, SCHEME L"10000$" );
    end = put_bytes( hash + lstrlenW( hash ), salt, sizeof(salt) );
    *end++ = '$';
    *put_bytes( end, key, sizeof(key) ) = 0;
    SecureZeroMemory( key, sizeof(key) );
    return NERR_Success;
}
C_ASSERT( ITERATIONS == 10000 );
C_ASSERT( ARRAYSIZE(SCHEME L"10000$") + 2 * SALT_SIZE + 1 + 2 * KEY_SIZE <= PASSWORD_HASH_LENGTH );

/* The numbers of a hash that somebody may have edited. Returns where the key is, or NULL. */
static const WCHAR *read_hash( const WCHAR *hash, DWORD *iterations, BYTE salt[SALT_SIZE] )
{
    if (wcsncmp( hash, SCHEME, ARRAYSIZE(SCHEME) - 1 )) return NULL;
    hash += ARRAYSIZE(SCHEME) - 1;
    for (*iterations = 0; *hash >= '0' && *hash <= '9' && *iterations < MAX_ITERATIONS; hash++)
        *iterations = 10 * *iterations + *hash - '0';
    if (!*iterations || *iterations > MAX_ITERATIONS || *hash++ != '$') return NULL;
    if (!(hash = get_bytes( hash, salt, SALT_SIZE )) || *hash++ != '$') return NULL;
    return hash;
}

/************************************************************
 *                compare_password
 *
 * Tells whether a password is the one that a hash was made of.
 *
 * PARAMS
 *  password [I] The password.
 *  hash     [I] What hash_password() has made; NULL for a user who has no password.
 *  is_right [O] Whether it is.
 *
 * RETURNS
 *  NERR_Success, ERROR_BADDB (the hash is none of ours), or ERROR_NOT_SUPPORTED: there is no bcrypt.dll that can do it.
 */
NET_API_STATUS compare_password( const WCHAR *password, const WCHAR *hash, BOOL *is_right )
{
    BYTE salt[SALT_SIZE], key[KEY_SIZE], wanted[KEY_SIZE];
    NET_API_STATUS status;
    DWORD iterations;

    *is_right = FALSE;
    if (!hash)
    {
        *is_right = !*password;
        return NERR_Success;
    }
    if (!(hash = read_hash( hash, &iterations, salt )) || !(hash = get_bytes( hash, wanted, sizeof(wanted) )) || *hash)
        return ERROR_BADDB;
    /* The caller has loaded bcrypt.dll, before the store's lock was taken. */
    if ((status = derive_key( password, salt, iterations, key ))) return status;
    *is_right = is_same_secret( key, wanted, sizeof(key) );
    SecureZeroMemory( key, sizeof(key) );
    return NERR_Success;
}
