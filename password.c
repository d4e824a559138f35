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

/* advapi32's, which no header has */
typedef struct
{
    ULONG buffer[4];
    ULONG bits[2];
    BYTE  input[64];
    BYTE  digest[16];
} MD5_CTX;

struct crypt_data
{
    DWORD length;
    DWORD maximum_length;
    void *data;
};

void WINAPI MD5Init( MD5_CTX *context );
void WINAPI MD5Update( MD5_CTX *context, const BYTE *data, unsigned int length );
void WINAPI MD5Final( MD5_CTX *context );
NTSTATUS WINAPI SystemFunction032( struct crypt_data *data, const struct crypt_data *key );    /* RC4 */
BOOLEAN WINAPI SystemFunction036( void *buffer, ULONG length );                                /* random bytes */

/* The key of a session over TCP, MS-RPCE's for all; that of the authentication, which encrypts the whole call
 * besides, is no program's to have. */
static const BYTE session_key[] = { 'S','y','s','t','e','m','L','i','b','r','a','r','y','D','T','C' };

/* MS-SAMR's SAMPR_USER_PASSWORD and the salt */
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
 *  password  [I] The password, of PWLEN characters at most.
 *  encrypted [O] The encrypted one. Nothing else keeps a copy.
 *
 * RETURNS
 *  TRUE, or FALSE when there are no random numbers.
 *
 * NOTES
 *  MS-SAMR 2.2.6.22 and 3.2.2.
 */
BOOL encrypt_password( const WCHAR *password, SAMPR_ENCRYPTED_USER_PASSWORD_NEW *encrypted )
{
    struct password_buffer *buffer = (struct password_buffer *)encrypted;
    struct crypt_data data = { FIELD_OFFSET( struct password_buffer, salt ), data.length, buffer };
    SIZE_T length = wcslen( password );
    struct crypt_data key;
    MD5_CTX md5;

    if (!SystemFunction036( buffer, sizeof(*buffer) )) return FALSE;
    buffer->length = length * sizeof(WCHAR);
    memcpy( buffer->password + PWLEN - length, password, buffer->length );
    MD5Init( &md5 );
    MD5Update( &md5, buffer->salt, sizeof(buffer->salt) );
    MD5Update( &md5, session_key, sizeof(session_key) );
    MD5Final( &md5 );
    key.length = key.maximum_length = sizeof(md5.digest);
    key.data = md5.digest;
    SystemFunction032( &data, &key );
    return TRUE;
}
