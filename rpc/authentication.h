/*
 * The identity of a connection: NTLM, by which all that is sent is sealed
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

#ifndef NETAPI32_AUTHENTICATION_H
#define NETAPI32_AUTHENTICATION_H

#include "local/computer.h"
#include "ntlm.h"

#define NTLM_SIGNATURE_SIZE  16

/* one direction of it */
struct ntlm_stream
{
    BYTE  key[KEY_SIZE];        /* that signs */
    DWORD number;               /* of the next message */
    BYTE  box[256], i, j;       /* the state of RC4, which seals */
};

/* of one connection */
struct authentication
{
    const struct credentials *credentials;
    WCHAR                     target[ARRAYSIZE(L"host/") + MAX_SERVER_NAME];   /* whom it is for */
    BYTE                      key[KEY_SIZE];    /* of the session, once the server's challenge was answered */
    struct ntlm_stream        to_server;
    struct ntlm_stream        from_server;
};

void start_authentication( const struct credentials *credentials, const WCHAR *service, const WCHAR *host,
                           struct authentication *authentication );
void end_authentication( struct authentication *authentication );
BOOL make_token( struct authentication *authentication, const BYTE *challenge, DWORD challenge_size,
                 BYTE token[MAX_TOKEN], DWORD *token_size );

/* A message, of which a part is sealed; the signature is behind it. */
struct sealed_message
{
    BYTE *start;
    DWORD size;
    BYTE *part;
    DWORD part_size;
};

void make_signature( struct ntlm_stream *stream, const BYTE *message, DWORD size, BYTE signature[NTLM_SIGNATURE_SIZE] );
void seal( struct authentication *authentication, const struct sealed_message *message );
BOOL unseal( struct authentication *authentication, const struct sealed_message *message );

#endif
