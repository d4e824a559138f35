/*
 * The identity of a connection: by Kerberos, or by NTLM
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

#ifndef NETAPI32_MECHANISM_H
#define NETAPI32_MECHANISM_H

#include "authentication.h"
#include "krbcontext.h"

struct endpoint;

enum mechanism_kind { MECHANISM_NONE, MECHANISM_NTLM, MECHANISM_KERBEROS };

/* of one connection */
struct mechanism
{
    enum mechanism_kind   kind;         /* MECHANISM_NONE: nobody */
    struct authentication ntlm;
    struct krb_context   *kerberos;     /* NULL: another kind */
};

NET_API_STATUS start_mechanism( const struct credentials *credentials, const WCHAR *service, const struct endpoint *endpoint,
                                BOOL is_dce, struct mechanism *mechanism );
void use_ntlm( const struct credentials *credentials, const WCHAR *service, const struct endpoint *endpoint,
               struct mechanism *mechanism );
void end_mechanism( struct mechanism *mechanism );
BYTE get_mechanism_service( const struct mechanism *mechanism );
DWORD get_signature_size( const struct mechanism *mechanism );
BOOL seal_by( struct mechanism *mechanism, const struct sealed_message *message );
BOOL unseal_by( struct mechanism *mechanism, const struct sealed_message *message );
void get_mechanism_key( const struct mechanism *mechanism, BYTE key[KEY_SIZE] );

#endif
