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

#include <stdarg.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"

#include "channel.h"
#include "credentials.h"
#include "kerberos.h"
#include "mechanism.h"

/************************************************************
 *                use_ntlm
 *
 * For a server that does not take Kerberos. Where nobody was named nobody asks then: a ticket is of no use.
 *
 * PARAMS
 *  credentials [I]   As for start_mechanism().
 *  service     [I]   The same.
 *  endpoint    [I]   The same.
 *  mechanism   [I/O] That of start_mechanism().
 */
void use_ntlm( const struct credentials *credentials, const WCHAR *service, const struct endpoint *endpoint,
               struct mechanism *mechanism )
{
    WCHAR prefix[16];

    end_mechanism( mechanism );
    if (!credentials || !credentials->user[0]) return;
    lstrcpyW( prefix, service );
    lstrcatW( prefix, L"/" );
    start_authentication( credentials, prefix, endpoint->server, &mechanism->ntlm );
    mechanism->kind = MECHANISM_NTLM;
}

/************************************************************
 *                start_mechanism
 *
 * PARAMS
 *  credentials [I] Who asks; needed until end_mechanism(). NULL: the user, who may have a ticket; else nobody. One without a
 *                  name: nobody.
 *  service     [I] What of the server is asked: L"cifs" or L"host".
 *  endpoint    [I] The server.
 *  is_dce      [I] For DCE/RPC.
 *  mechanism   [O] How; to be given back with end_mechanism(), also after a failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, or what get_service_ticket() returns.
 */
NET_API_STATUS start_mechanism( const struct credentials *credentials, const WCHAR *service, const struct endpoint *endpoint,
                                BOOL is_dce, struct mechanism *mechanism )
{
    struct krb_ticket *ticket;
    NET_API_STATUS status;

    memset( mechanism, 0, sizeof(*mechanism) );
    if ((status = get_service_ticket( credentials, service, endpoint, &ticket ))) return status;
    if (!ticket)
    {
        use_ntlm( credentials, service, endpoint, mechanism );
        return NERR_Success;
    }
    if (!(mechanism->kerberos = create_krb_context( ticket, is_dce ))) return ERROR_NOT_ENOUGH_MEMORY;
    mechanism->kind = MECHANISM_KERBEROS;
    return NERR_Success;
}

void end_mechanism( struct mechanism *mechanism )
{
    if (mechanism->kind == MECHANISM_NTLM) end_authentication( &mechanism->ntlm );
    destroy_krb_context( mechanism->kerberos );
    memset( mechanism, 0, sizeof(*mechanism) );
}

/* RPC's number of it */
BYTE get_mechanism_service( const struct mechanism *mechanism )
{
    return mechanism->kind == MECHANISM_KERBEROS ? RPC_C_AUTHN_GSS_KERBEROS : RPC_C_AUTHN_WINNT;
}

/* of sealed messages, in bytes */
DWORD get_signature_size( const struct mechanism *mechanism )
{
    return mechanism->kind == MECHANISM_KERBEROS ? KRB_SIGNATURE_SIZE : NTLM_SIGNATURE_SIZE;
}

/* Writes the signature behind the message. FALSE: no memory. */
BOOL seal_by( struct mechanism *mechanism, const struct sealed_message *message )
{
    if (mechanism->kind == MECHANISM_KERBEROS) return seal_krb( mechanism->kerberos, message );
    seal( &mechanism->ntlm, message );
    return TRUE;
}

/* FALSE: not from who has the key, or changed on the way. */
BOOL unseal_by( struct mechanism *mechanism, const struct sealed_message *message )
{
    if (mechanism->kind == MECHANISM_KERBEROS) return unseal_krb( mechanism->kerberos, message );
    return unseal( &mechanism->ntlm, message );
}

/* What passwords are encrypted with. */
void get_mechanism_key( const struct mechanism *mechanism, BYTE key[KEY_SIZE] )
{
    if (mechanism->kind == MECHANISM_KERBEROS) memcpy( key, get_krb_session_key( mechanism->kerberos )->bytes, KEY_SIZE );
    else memcpy( key, mechanism->ntlm.key, KEY_SIZE );
}
