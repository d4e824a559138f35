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

#ifndef NETAPI32_AES_H
#define NETAPI32_AES_H

#include "hash.h"

#define AES_BLOCK  16   /* bytes, of a tag, too */

enum aes_mode { AES_CCM, AES_GCM };

/* what is encrypted in place, and authenticated */
struct aes_text
{
    const BYTE *nonce;
    DWORD       nonce_size;     /* GCM: 12; CCM: 11 to 13 */
    const BYTE *added;          /* authenticated, and not encrypted */
    DWORD       added_size;     /* CCM: less than 65,280 */
    BYTE       *data;
    DWORD       size;
    BYTE       *tag;
    DWORD       tag_size;       /* CCM: even; 4 to 16 */
};

struct aes;

struct aes *create_aes( const BYTE *key, DWORD size );
void destroy_aes( struct aes *aes );
BOOL make_cmac( struct aes *aes, const struct data_part *parts, unsigned int count, BYTE tag[AES_BLOCK] );
BOOL make_gmac( struct aes *aes, const BYTE nonce[12], const struct data_part *parts, unsigned int count, BYTE tag[AES_BLOCK] );
BOOL encrypt_cts( struct aes *aes, BYTE *data, DWORD size );
BOOL decrypt_cts( struct aes *aes, BYTE *data, DWORD size );
BOOL seal_text( struct aes *aes, enum aes_mode mode, const struct aes_text *text );
BOOL unseal_text( struct aes *aes, enum aes_mode mode, const struct aes_text *text );

#endif
