/*
 * Wine's advapi32's functions of cryptography, which no header has
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

#ifndef NETAPI32_CRYPT_H
#define NETAPI32_CRYPT_H

typedef struct
{
    ULONG buffer[4];
    ULONG bits[2];
    BYTE  input[64];
    BYTE  digest[16];
} MD5_CTX;

typedef struct
{
    ULONG buffer[4];
    ULONG bits[2];
    BYTE  input[64];
    BYTE  digest[16];
} MD4_CTX;

/* RC4's data or key */
struct rc4_bytes
{
    DWORD length;
    DWORD maximum_length;
    void *data;
};

void WINAPI MD4Init( MD4_CTX *context );
void WINAPI MD4Update( MD4_CTX *context, const BYTE *data, unsigned int length );
void WINAPI MD4Final( MD4_CTX *context );
void WINAPI MD5Init( MD5_CTX *context );
void WINAPI MD5Update( MD5_CTX *context, const BYTE *data, unsigned int length );
void WINAPI MD5Final( MD5_CTX *context );
LONG WINAPI SystemFunction012( const BYTE *data, const BYTE *key, BYTE *encrypted );    /* DES: 16 bytes, with a key of 14 */
LONG WINAPI SystemFunction032( struct rc4_bytes *data, const struct rc4_bytes *key );  /* RC4 */
BOOLEAN WINAPI SystemFunction036( void *buffer, ULONG length );                         /* random bytes */

#define KEY_SIZE  16

static inline void encrypt_rc4( void *data, DWORD size, BYTE key[KEY_SIZE] )
{
    const struct rc4_bytes key_bytes = { KEY_SIZE, KEY_SIZE, key };
    struct rc4_bytes data_bytes = { size, size, data };

    SystemFunction032( &data_bytes, &key_bytes );
}

#endif
