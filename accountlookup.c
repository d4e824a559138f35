/*
 * Accounts of this computer, for other modules
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
#include "winnls.h"
#include "lmcons.h"
#include "lmerr.h"

#include "wine/debug.h"

#include "local/accounts.h"
#include "local/user.h"
#include "pack.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * What advapi32.dll asks, the one of this project: Windows has no such functions. They tell of the accounts alone that Wine itself
 * does not know, or knows by another name.
 */

static NET_API_STATUS copy_account( const struct accounts *accounts, const struct account *found, PSID sid, WCHAR *account,
                                    WCHAR *domain, SID_NAME_USE *use )
{
    if (!found || found->is_builtin) return NERR_UserNotFound;
    if (found->is_damaged) return ERROR_BADDB;
    if (sid) CopySid( SECURITY_MAX_SID_SIZE, sid, found->sid );
    lstrcpyW( account, found->name );
    lstrcpyW( domain, accounts->domain );
    *use = found->kind;
    return NERR_Success;
}

/************************************************************
 *                wine_account_from_name  (NETAPI32.@)
 *
 * Finds an account of this computer by its name.
 *
 * PARAMS
 *  name    [I] The name; the computer's or a period, and a backslash, may stand in front.
 *  sid     [O] The SID: room for SECURITY_MAX_SID_SIZE bytes.
 *  account [O] The name as the account has it: room for UNLEN + 1 characters.
 *  domain  [O] The computer's name: room for 256 characters.
 *  use     [O] SidTypeUser, SidTypeGroup or SidTypeAlias.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound (no account has the name, or Wine has it), ERROR_BADDB, or what open_accounts() returns.
 */
NET_API_STATUS WINAPI wine_account_from_name( const WCHAR *name, PSID sid, WCHAR *account, WCHAR *domain, SID_NAME_USE *use )
{
    struct accounts *accounts;
    const WCHAR *own_name;
    NET_API_STATUS status;

    TRACE( "(%s, %p, %p, %p, %p)\n", debugstr_w(name), sid, account, domain, use );

    if ((status = open_accounts( &accounts ))) return status;
    own_name = skip_domain( accounts->domain, name );
    if (own_name == name) own_name = skip_domain( L".", name );
    status = copy_account( accounts, find_account( accounts, own_name ), sid, account, domain, use );
    close_accounts( accounts );
    return status;
}

/************************************************************
 *                wine_account_from_sid  (NETAPI32.@)
 *
 * Finds an account of this computer by its SID.
 *
 * PARAMS
 *  sid     [I] The SID.
 *  account [O] The name: room for UNLEN + 1 characters.
 *  domain  [O] The computer's name: room for 256 characters.
 *  use     [O] SidTypeUser, SidTypeGroup or SidTypeAlias.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound (no account has the SID, or Wine has it), ERROR_BADDB, or what open_accounts() returns.
 */
NET_API_STATUS WINAPI wine_account_from_sid( PSID sid, WCHAR *account, WCHAR *domain, SID_NAME_USE *use )
{
    struct accounts *accounts;
    NET_API_STATUS status;

    TRACE( "(%p, %p, %p, %p)\n", sid, account, domain, use );

    if ((status = open_accounts( &accounts ))) return status;
    status = copy_account( accounts, find_account_by_sid( accounts, sid ), NULL, account, domain, use );
    close_accounts( accounts );
    return status;
}

/************************************************************
 *                wine_check_password  (NETAPI32.@)
 *
 * Tells whether a user of this computer may log on with a password.
 *
 * PARAMS
 *  name     [I] The user's name.
 *  password [I] The password.
 *
 * RETURNS
 *  What check_own_password() returns: NERR_UserNotFound for no user, or one that Wine has and nobody has given a
 *  password. Whether a blank password will do is the caller's to say.
 */
NET_API_STATUS WINAPI wine_check_password( const WCHAR *name, const WCHAR *password )
{
    TRACE( "(%s, ...)\n", debugstr_w(name) );

    return check_own_password( name, password );
}
