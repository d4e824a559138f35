/*
 * NTLM: the messages by which a client logs on
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

/* of the longest message, in bytes: what servers and credentials put into it has to have room here */
#define MAX_TOKEN  2048

DWORD make_ntlm_negotiate( BYTE *token );
BOOL make_ntlm_authenticate( const struct credentials *credentials, const WCHAR *target, const BYTE *challenge,
                             DWORD challenge_size, BYTE token[MAX_TOKEN], DWORD *token_size, BYTE key[KEY_SIZE] );
DWORD make_anonymous_token( BOOL is_answer, BYTE *token );

void hash_nt_password( const WCHAR *password, DWORD size, BYTE hash[KEY_SIZE] );
void hmac_md5( const BYTE key[KEY_SIZE], const void *data, DWORD size, const void *more, DWORD more_size,
               BYTE digest[KEY_SIZE] );

#endif
