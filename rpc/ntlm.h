/*
 * NTLM: how strong a session is, and its key
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

#ifndef NETAPI32_NTLM_H
#define NETAPI32_NTLM_H

#include "crypt.h"

struct credentials;

#define NTLM_SIGNATURE_SIZE  16

/* what a server's signatures are checked with */
struct ntlm_signatures
{
    BYTE  key[KEY_SIZE];
    DWORD number;           /* of the next message */
    BYTE  box[256];         /* RC4's state */
    BYTE  i, j;
};

BOOL is_strong_challenge( const BYTE *challenge, DWORD size );
BOOL find_session_key( const struct credentials *credentials, const BYTE *token, DWORD size, BYTE key[KEY_SIZE] );
void start_signatures( const BYTE key[KEY_SIZE], struct ntlm_signatures *signatures );
BOOL is_signature( struct ntlm_signatures *signatures, const BYTE *message, DWORD size, DWORD sealed_size,
                   const BYTE signature[NTLM_SIGNATURE_SIZE] );

#endif
