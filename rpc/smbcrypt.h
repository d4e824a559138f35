/*
 * SMB 2 and 3: the keys of a session, and what they sign and seal
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

#ifndef NETAPI32_SMBCRYPT_H
#define NETAPI32_SMBCRYPT_H

#include "crypt.h"

#define PREAUTH_SIZE  64

/* what client and server agreed on */
struct smb_agreement
{
    WORD dialect;
    WORD cipher;                    /* SMB_AES_...; 0: nothing can be sealed */
    WORD signing;                   /* SMB_HMAC_SHA256 below 3.0 */
    BYTE preauth[PREAUTH_SIZE];     /* 3.1.1: the hash over all up to the last request of the session's setup */
    DWORD full_size;                /* of the whole key of the session, which Kerberos may have; 0: session_key is all */
    BYTE full_key[32];
    BOOL is_server;                 /* whose keys they are: FALSE for a client, as for all but tests */
};

struct smb_keys;

void add_preauth( BYTE preauth[PREAUTH_SIZE], const BYTE *message, DWORD size );
NET_API_STATUS create_smb_keys( const struct smb_agreement *agreement, const BYTE session_key[KEY_SIZE],
                                struct smb_keys **keys );
void destroy_smb_keys( struct smb_keys *keys );
BOOL can_seal( const struct smb_keys *keys );
void get_application_key( const struct smb_keys *keys, BYTE key[KEY_SIZE] );
BOOL sign_message( struct smb_keys *keys, BYTE *message, DWORD size );
BOOL is_signed_message( struct smb_keys *keys, const BYTE *message, DWORD size );
BOOL seal_message( struct smb_keys *keys, ULONGLONG session_id, BYTE *transform, DWORD size );
BOOL unseal_message( struct smb_keys *keys, BYTE *transform, DWORD size );

#endif
