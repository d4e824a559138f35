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

#define SECURITY_WIN32
#include "sspi.h"

#include "local/computer.h"

struct credentials;

/* of one connection */
struct authentication
{
    CredHandle credential;
    CtxtHandle context;
    BOOL       has_context;
    DWORD      signature_size;  /* once the context is complete */
    WCHAR      target[ARRAYSIZE(L"host/") + MAX_SERVER_NAME];   /* whom it is for */
};

/* of NTLM's messages, far more than they take */
#define MAX_TOKEN  2048

/* what NTLM puts beside each fragment */
#define MAX_SIGNATURE  64

/* a fragment's parts, each right behind the one before */
struct sealed_parts
{
    BYTE *header;
    DWORD header_size;
    BYTE *body;
    DWORD body_size;
    BYTE *trailer;
    DWORD trailer_size;
    BYTE *signature;
    DWORD signature_size;
};

RPC_STATUS start_authentication( const struct credentials *credentials, const WCHAR *host,
                                 struct authentication *authentication );
void end_authentication( struct authentication *authentication );
RPC_STATUS make_token( struct authentication *authentication, const BYTE *challenge, DWORD challenge_size,
                       BYTE token[MAX_TOKEN], DWORD *token_size );
RPC_STATUS seal_parts( struct authentication *authentication, const struct sealed_parts *parts );
RPC_STATUS unseal_parts( struct authentication *authentication, const struct sealed_parts *parts );

#endif
