/*
 * The keys of the SMB server, and whom it lets in
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
#include <stddef.h>
#include <string.h>

#include <windef.h>
#include <winbase.h>
#include <winuser.h>
#include <lmcons.h>

#include "../../rpc/ntlm.h"
#include "smbkeys.h"

/* MS-NLMP, from the server's side. What the client does not want, such as to sign, is no reason to refuse it. */

#define AUTHENTICATE_SIZE  64
#define KEY_EXCHANGE       0x40000000

/* where the fields of the message are, each with a length of 16 bits and an offset */
enum field { FIELD_RESPONSE = 20, FIELD_DOMAIN = 28, FIELD_USER = 36, FIELD_KEY = 52, FIELD_FLAGS = 60 };

static const BYTE *get_field( const BYTE *token, DWORD size, enum field field, WORD *length )
{
    DWORD offset;

    memcpy( length, token + field, sizeof(*length) );
    memcpy( &offset, token + field + 4, sizeof(offset) );
    return offset <= size && *length <= size - offset ? token + offset : NULL;
}

/* 3.3.2: NTOWFv2, with the domain as the client has it */
static void hash_user( const WCHAR *user, const WCHAR *password, const BYTE *domain, DWORD domain_size, BYTE hash[KEY_SIZE] )
{
    BYTE password_hash[KEY_SIZE];
    WCHAR upper[UNLEN + 1];
    MD4_CTX md4;

    MD4Init( &md4 );
    MD4Update( &md4, (const BYTE *)password, lstrlenW( password ) * sizeof(WCHAR) );
    MD4Final( &md4 );
    memcpy( password_hash, md4.digest, KEY_SIZE );
    lstrcpynW( upper, user, UNLEN + 1 );
    CharUpperW( upper );
    hmac_md5( password_hash, upper, lstrlenW( upper ) * sizeof(WCHAR), domain, domain_size, hash );
}

static BOOL is_user( const BYTE *name, DWORD size, const WCHAR *user )
{
    WCHAR copy[UNLEN + 1];

    if (!user[0] || size > UNLEN * sizeof(WCHAR)) return FALSE;
    memcpy( copy, name, size );
    copy[size / sizeof(WCHAR)] = 0;
    return !lstrcmpiW( copy, user );
}

enum server_logon log_on_client( const WCHAR *user, const WCHAR *password, const BYTE challenge[8], const BYTE *token,
                                 DWORD size, BYTE key[KEY_SIZE] )
{
    WORD response_size, domain_size, user_size, key_size;
    const BYTE *response, *domain, *name, *sent_key;
    BYTE hash[KEY_SIZE], proof[KEY_SIZE];
    DWORD flags;

    if (size < AUTHENTICATE_SIZE || token[8] != 3) return CLIENT_REFUSED;
    response = get_field( token, size, FIELD_RESPONSE, &response_size );
    domain = get_field( token, size, FIELD_DOMAIN, &domain_size );
    name = get_field( token, size, FIELD_USER, &user_size );
    sent_key = get_field( token, size, FIELD_KEY, &key_size );
    memcpy( &flags, token + FIELD_FLAGS, sizeof(flags) );
    if (!response || !domain || !name) return CLIENT_REFUSED;
    if (!user_size && response_size <= 1) return CLIENT_ANONYMOUS;
    /* what is not longer is a response of version 1 */
    if (!is_user( name, user_size, user ) || response_size < KEY_SIZE + 28) return CLIENT_REFUSED;
    hash_user( user, password, domain, domain_size, hash );
    hmac_md5( hash, challenge, 8, response + KEY_SIZE, response_size - KEY_SIZE, proof );
    if (memcmp( proof, response, KEY_SIZE )) return CLIENT_REFUSED;
    hmac_md5( hash, response, KEY_SIZE, NULL, 0, key );
    if (!(flags & KEY_EXCHANGE)) return CLIENT_USER;
    if (!sent_key || key_size != KEY_SIZE) return CLIENT_REFUSED;
    memcpy( hash, sent_key, KEY_SIZE );
    encrypt_rc4( hash, KEY_SIZE, key );
    memcpy( key, hash, KEY_SIZE );
    return CLIENT_USER;
}

static void derive_key( const BYTE key[KEY_SIZE], const char *magic, BYTE derived[KEY_SIZE] )
{
    MD5_CTX md5;

    MD5Init( &md5 );
    MD5Update( &md5, key, KEY_SIZE );
    MD5Update( &md5, (const BYTE *)magic, strlen( magic ) + 1 );
    MD5Final( &md5 );
    memcpy( derived, md5.digest, KEY_SIZE );
}

/* RFC 4178, 5: the server's signature, its first one, of the list of mechanisms that the client sent. */
void sign_mechanisms( const BYTE key[KEY_SIZE], const BYTE *list, DWORD size, BYTE signature[16] )
{
    BYTE sign_key[KEY_SIZE], seal_key[KEY_SIZE], digest[KEY_SIZE];
    const DWORD number = 0;

    derive_key( key, "session key to server-to-client signing key magic constant", sign_key );
    derive_key( key, "session key to server-to-client sealing key magic constant", seal_key );
    hmac_md5( sign_key, &number, sizeof(number), list, size, digest );
    encrypt_rc4( digest, 8, seal_key );
    memset( signature, 0, 16 );
    signature[0] = 1;
    memcpy( signature + 4, digest, 8 );
}
