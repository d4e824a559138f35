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

#ifndef NETAPI32_KRBCRYPT_H
#define NETAPI32_KRBCRYPT_H

#include "crypt.h"
#include "hash.h"

/* encryption types */
#define KRB_AES128  17      /* aes128-cts-hmac-sha1-96 */
#define KRB_AES256  18      /* aes256-cts-hmac-sha1-96 */
#define KRB_RC4     23      /* rc4-hmac, for keys that are older than AES in their domain */

#define KRB_MAX_KEY         32      /* bytes */
#define KRB_MAX_CHECKSUM    16
#define KRB_CONFOUNDER      16      /* of AES, in front of what is encrypted */
#define KRB_TAG             12      /* of AES, behind it */

#define KRB_MIN_ITERATIONS  4096    /* the usual; with less it is quicker to guess a password */
#define KRB_MAX_ITERATIONS  65536

struct krb_key
{
    LONG  type;
    DWORD size;
    BYTE  bytes[KRB_MAX_KEY];
};

/* a key for one use, of AES alone */
struct krb_seal;

DWORD get_krb_key_size( LONG type );
BOOL make_password_key( LONG type, const WCHAR *password, const BYTE *salt, DWORD salt_size, DWORD iterations,
                        struct krb_key *key );
BOOL make_random_key( LONG type, struct krb_key *key );

DWORD get_krb_confounder_size( LONG type );
DWORD get_krb_overhead( LONG type );
BOOL encrypt_krb( const struct krb_key *key, DWORD use, BYTE *text, DWORD size );
BOOL decrypt_krb( const struct krb_key *key, DWORD use, BYTE *text, DWORD size, BYTE **plain, DWORD *plain_size );
LONG make_krb_checksum( const struct krb_key *key, DWORD use, const struct data_part *parts, unsigned int count,
                        BYTE checksum[KRB_MAX_CHECKSUM], DWORD *size );

struct krb_seal *create_krb_seal( const struct krb_key *key, DWORD use );
void destroy_krb_seal( struct krb_seal *seal );
BOOL make_krb_tag( const struct krb_seal *seal, const struct data_part *parts, unsigned int count, BYTE tag[KRB_TAG] );
BOOL encrypt_krb_text( struct krb_seal *seal, BYTE *text, DWORD size );
BOOL decrypt_krb_text( struct krb_seal *seal, BYTE *text, DWORD size );

#endif
