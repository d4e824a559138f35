/*
 * Passwords on their way to a security account manager
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
#include "rpc.h"
#include "rpcndr.h"

#include "password.h"
#include "rpc/ntlm.h"

/* what Windows' servers have for all sessions over TCP, whatever the authentication */
const BYTE tcp_session_key[KEY_SIZE] = { 'S','y','s','t','e','m','L','i','b','r','a','r','y','D','T','C' };

/* MS-SAMR's SAMPR_USER_PASSWORD, and the salt */
struct password_buffer
{
    WCHAR password[PWLEN];      /* at the end; random numbers in front of it */
    DWORD length;               /* in bytes */
    BYTE  salt[16];
};
C_ASSERT( sizeof(struct password_buffer) == sizeof(SAMPR_ENCRYPTED_USER_PASSWORD_NEW) );

/* FALSE when there are no random numbers, or when the password has become too long: it is the program's memory, in which
 * another of its threads may write. */
static BOOL fill_buffer( struct password_buffer *buffer, const WCHAR *password )
{
    SIZE_T length = wcslen( password );

    if (length > PWLEN || !SystemFunction036( buffer, sizeof(*buffer) )) return FALSE;
    buffer->length = length * sizeof(WCHAR);
    memcpy( buffer->password + PWLEN - length, password, buffer->length );
    return TRUE;
}

/************************************************************
 *                encrypt_password
 *
 * Encrypts a password for SamrSetInformationUser2().
 *
 * PARAMS
 *  password    [I] The password, of PWLEN characters at most.
 *  session_key [I] The key of the session with the server.
 *  encrypted   [O] The encrypted one. There is no other copy left.
 *
 * RETURNS
 *  TRUE, or FALSE as fill_buffer() does.
 *
 * NOTES
 *  MS-SAMR, SAMPR_ENCRYPTED_USER_PASSWORD_NEW.
 */
BOOL encrypt_password( const WCHAR *password, const BYTE session_key[KEY_SIZE],
                       SAMPR_ENCRYPTED_USER_PASSWORD_NEW *encrypted )
{
    struct password_buffer buffer;
    MD5_CTX md5;

    if (!fill_buffer( &buffer, password )) return FALSE;
    MD5Init( &md5 );
    MD5Update( &md5, buffer.salt, sizeof(buffer.salt) );
    MD5Update( &md5, session_key, KEY_SIZE );
    MD5Final( &md5 );
    encrypt_rc4( &buffer, FIELD_OFFSET( struct password_buffer, salt ), md5.digest );
    memcpy( encrypted, &buffer, sizeof(buffer) );
    SecureZeroMemory( &md5, sizeof(md5) );
    return TRUE;
}

/************************************************************
 *                encrypt_own_password
 *
 * Encrypts a password for SamrUnicodeChangePasswordUser2(), which takes it from whoever knows the old one.
 *
 * PARAMS
 *  old_password  [I] The password that the user has.
 *  new_password  [I] The one that the user gets; both of PWLEN characters at most.
 *  encrypted     [O] The new one, as the hash of the old one encrypts it. There is no other copy left.
 *  encrypted_old [O] The hash of the old one, as that of the new one encrypts it.
 *
 * RETURNS
 *  TRUE, or FALSE as fill_buffer() does.
 *
 * NOTES
 *  MS-SAMR 2.2.6.21 and 2.2.7.3. Whoever reads it can try passwords: it is to be sent sealed.
 */
BOOL encrypt_own_password( const WCHAR *old_password, const WCHAR *new_password, SAMPR_ENCRYPTED_USER_PASSWORD *encrypted,
                           ENCRYPTED_NT_OWF_PASSWORD *encrypted_old )
{
    SIZE_T old_length = wcslen( old_password );
    BYTE old_hash[KEY_SIZE], new_hash[KEY_SIZE];
    struct password_buffer buffer;

    if (old_length > PWLEN || !fill_buffer( &buffer, new_password )) return FALSE;
    hash_nt_password( old_password, old_length * sizeof(WCHAR), old_hash );
    hash_nt_password( buffer.password + PWLEN - buffer.length / sizeof(WCHAR), buffer.length, new_hash );
    SystemFunction012( old_hash, new_hash, encrypted_old->data );
    encrypt_rc4( &buffer, sizeof(*encrypted), old_hash );
    memcpy( encrypted, &buffer, sizeof(*encrypted) );
    SecureZeroMemory( old_hash, sizeof(old_hash) );
    SecureZeroMemory( new_hash, sizeof(new_hash) );
    return TRUE;
}
C_ASSERT( FIELD_OFFSET( struct password_buffer, salt ) == sizeof(SAMPR_ENCRYPTED_USER_PASSWORD) );
