/*
 * A user of another computer changes the own password
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
#include "rpc.h"
#include "rpcndr.h"

#include "password.h"
#include "sam.h"
#include "sampassword.h"
#include "rpc/credentials.h"

struct password_change
{
    struct remote_call call;
    const WCHAR       *server;
    const WCHAR       *user;
    const WCHAR       *old_password;
    const WCHAR       *new_password;
    NET_API_STATUS     status;
};

/* The server lets nobody do that, too. But what is sent is encrypted with the old password alone, so that who reads along could
 * try out both at leisure. */
static DWORD ask_change( handle_t binding, void *args )
{
    struct password_change *change = args;
    SAMPR_ENCRYPTED_USER_PASSWORD encrypted;
    ENCRYPTED_NT_OWF_PASSWORD encrypted_old;
    RPC_UNICODE_STRING server, user;

    if (!is_sealed_call( &change->call )) return change->status = ERROR_NO_USER_SESSION_KEY;
    if ((change->status = set_counted_string( &server, change->server ))) return change->status;
    if ((change->status = set_counted_string( &user, change->user ))) return change->status;
    change->status = ERROR_INTERNAL_ERROR;
    if (!encrypt_own_password( change->old_password, change->new_password, &encrypted, &encrypted_old ))
        return change->status;
    change->status = map_sam_status( SamrUnicodeChangePasswordUser2( binding, &server, &user, &encrypted, &encrypted_old,
                                                                     FALSE, NULL, NULL ));
    SecureZeroMemory( &encrypted, sizeof(encrypted) );
    SecureZeroMemory( &encrypted_old, sizeof(encrypted_old) );
    return change->status;
}

/* whether the server's calls are somebody's */
static NET_API_STATUS find_session( const WCHAR *server, BOOL *has_user )
{
    struct credentials *credentials = get_server_credentials( server );
    NET_API_STATUS status = NERR_Success;

    if (!credentials) status = read_credentials( server, &credentials );
    *has_user = credentials && credentials->user[0];
    release_credentials( credentials );
    return status;
}

/* By a session of the user's own, for this call alone. A server that does not let the user in does not say why. */
static NET_API_STATUS change_as_user( struct password_change *change )
{
    struct credentials *credentials;
    struct binding *binding;
    NET_API_STATUS status;

    status = create_credentials( NULL, change->user, change->old_password, wcslen( change->old_password ), &credentials );
    if (status) return status;
    status = connect_remote( change->server, &remote_samr, credentials, &change->call, &binding );
    free_remote_answer( &change->call );
    release_binding( binding );
    release_credentials( credentials );
    if (status == ERROR_LOGON_FAILURE) return ERROR_INVALID_PASSWORD;
    return status ? status : change->status;
}

/************************************************************
 *                change_sam_password
 *
 * Changes the password of a user of a server, as the user would.
 *
 * PARAMS
 *  server       [I] Its name or address.
 *  user         [I] The user's name.
 *  old_password [I] The password that the user has.
 *  new_password [I] The password that the user gets; both of PWLEN characters at most.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PASSWORD (the old one is another; where nobody else has a session, also: there is no such user,
 *  or the server does not let the user in, as one whose password has to be changed), ERROR_NO_USER_SESSION_KEY (the session is
 *  not sealed), ERROR_BAD_USERNAME (none), what the server returns, or what call_remote() does.
 *
 * NOTES
 *  MS-SAMR 3.1.5.10.3. It is asked by the session that there is, whoever's that is; where there is none, by one of the user.
 */
NET_API_STATUS change_sam_password( const WCHAR *server, const WCHAR *user, const WCHAR *old_password,
                                    const WCHAR *new_password )
{
    struct password_change change = { .call = { .run = { .function = ask_change, .args = &change } }, .server = server,
                                      .user = user, .old_password = old_password, .new_password = new_password };
    NET_API_STATUS status;
    BOOL has_user;

    if ((status = find_session( server, &has_user ))) return status;
    if (!has_user) return change_as_user( &change );
    status = call_remote( server, &remote_samr, &change.call );
    free_remote_answer( &change.call );
    return status;
}
