/*
 * What the interfaces of the security account manager and of the local security authority have in common
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
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"

#include "samlsa.h"

/* Windows' mapping. STATUS_SUCCESS alone is a success; a call that has others besides looks for them first. An error that
 * the mapping makes a success of, as 0x80070000, or a promise of more, is none that a function may return. */
NET_API_STATUS map_nt_status( LONG status )
{
    NET_API_STATUS error;

    if (!status) return NERR_Success;
    error = status < 0 ? RtlNtStatusToDosError( status ) : NERR_Success;
    return error && error != ERROR_MORE_DATA ? error : RPC_X_BAD_STUB_DATA;
}

/* MS-RPCE: zeroes are no handle. */
BOOL is_handle( const POLICY_HANDLE *handle )
{
    static const POLICY_HANDLE none;

    return memcmp( handle, &none, sizeof(none) ) != 0;
}

/* What opening something has come to: its status, and a handle that is none where it failed. */
NET_API_STATUS check_handle( NET_API_STATUS status, POLICY_HANDLE *handle )
{
    if (!status && !is_handle( handle )) status = RPC_X_BAD_STUB_DATA;
    if (status) memset( handle, 0, sizeof(*handle) );
    return status;
}

/* A string to send, which is not copied. ERROR_INVALID_PARAMETER: it is too long for its length to be told; the beginning
 * of it would be another name. */
NET_API_STATUS set_counted_string( RPC_UNICODE_STRING *counted, const WCHAR *string )
{
    SIZE_T length = wcslen( string );

    if (length > UNICODE_STRING_MAX_CHARS) return ERROR_INVALID_PARAMETER;
    counted->Length = counted->MaximumLength = length * sizeof(WCHAR);
    counted->Buffer = (WCHAR *)string;
    return NERR_Success;
}

/* whether a SID_NAME_USE of a server's is an account's, or a domain's */
BOOL is_account_use( DWORD use )
{
    switch (use)
    {
    case SidTypeUser:
    case SidTypeGroup:
    case SidTypeDomain:
    case SidTypeAlias:
    case SidTypeWellKnownGroup:
    case SidTypeComputer:
        return TRUE;
    default:
        return FALSE;
    }
}
