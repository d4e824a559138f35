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
 *  TRUE, or FALSE when there are no random numbers, or when the password has become too long: it is the program's
 *  memory, in which another of its threads may write.
 *
 * NOTES
 *  MS-SAMR, SAMPR_ENCRYPTED_USER_PASSWORD_NEW.
 */
BOOL encrypt_password( const WCHAR *password, const BYTE session_key[KEY_SIZE],
                       SAMPR_ENCRYPTED_USER_PASSWORD_NEW *encrypted )
{
    SIZE_T length = wcslen( password );
    struct password_buffer buffer;
    MD5_CTX md5;

    if (length > PWLEN || !SystemFunction036( &buffer, sizeof(buffer) )) return FALSE;
    buffer.length = length * sizeof(WCHAR);
    memcpy( buffer.password + PWLEN - length, password, buffer.length );

    MD5Init( &md5 );
    MD5Update( &md5, buffer.salt, sizeof(buffer.salt) );
    MD5Update( &md5, session_key, KEY_SIZE );
    MD5Final( &md5 );
    encrypt_rc4( &buffer, FIELD_OFFSET( struct password_buffer, salt ), md5.digest );
    memcpy( encrypted, &buffer, sizeof(buffer) );
    SecureZeroMemory( &md5, sizeof(md5) );
    return TRUE;
}
