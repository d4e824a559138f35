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

#ifndef NETAPI32_HASH_H
#define NETAPI32_HASH_H

#define SHA1_SIZE    20
#define SHA256_SIZE  32
#define SHA512_SIZE  64

/* What is hashed, or signed, one after the other. */
struct data_part
{
    const void *data;
    DWORD       size;
};

BOOL load_bcrypt(void);
BOOL hash_sha512( const struct data_part *parts, unsigned int count, BYTE digest[SHA512_SIZE] );
BOOL hmac_sha1( const BYTE *key, DWORD key_size, const struct data_part *parts, unsigned int count, BYTE digest[SHA1_SIZE] );
BOOL hmac_sha256( const BYTE *key, DWORD key_size, const struct data_part *parts, unsigned int count, BYTE digest[SHA256_SIZE] );
BOOL pbkdf2_sha1( const void *password, DWORD password_size, const BYTE *salt, DWORD salt_size, DWORD iterations,
                  BYTE *key, DWORD key_size );
BOOL pbkdf2_sha512( const void *password, DWORD password_size, const BYTE *salt, DWORD salt_size, DWORD iterations,
                    BYTE *key, DWORD key_size );
BOOL make_random_bytes( BYTE *bytes, DWORD size );
BOOL is_same_secret( const BYTE *bytes, const BYTE *others, DWORD size );

#endif
