/*
 * Kerberos: a connection's context, as GSS-API has it
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

#ifndef NETAPI32_KRBCONTEXT_H
#define NETAPI32_KRBCONTEXT_H

#include "krbmessage.h"

struct sealed_message;

/* of sealed messages, and of what is signed alone, in bytes */
#define KRB_SIGNATURE_SIZE  76
#define KRB_MIC_SIZE        28

struct krb_context;

struct krb_context *create_krb_context( struct krb_ticket *ticket, BOOL is_dce );
void destroy_krb_context( struct krb_context *context );
void forget_context_ticket( const struct krb_context *context );
const struct krb_key *get_krb_session_key( const struct krb_context *context );
BYTE *make_first_krb_token( struct krb_context *context, DWORD *size );
NET_API_STATUS read_krb_token( struct krb_context *context, BYTE *token, DWORD size );
BYTE *make_last_krb_token( struct krb_context *context, DWORD *size );
BOOL make_krb_mic( struct krb_context *context, const BYTE *message, DWORD size, BYTE mic[KRB_MIC_SIZE] );
BOOL is_krb_mic( struct krb_context *context, const BYTE *message, DWORD size, const BYTE *mic, DWORD mic_size );
BOOL seal_krb( struct krb_context *context, const struct sealed_message *message );
BOOL unseal_krb( struct krb_context *context, const struct sealed_message *message );

#endif
