/*
 * Domain controllers
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

#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "lmcons.h"
#define _DSGETDCAPI_  /* no imports */
#include "dsgetdc.h"

#include "wine/debug.h"

#include "delay.h"
#include "join.h"
#include "local/computer.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* the errors of DNS queries */
#define FIRST_DNS_ERROR  9000
#define LAST_DNS_ERROR   9999

/* Wine's own asks DNS for a controller, with errors that no caller expects. */
static DWORD ask_host( LPCWSTR computer, LPCWSTR domain, GUID *guid, LPCWSTR site, ULONG flags,
                       PDOMAIN_CONTROLLER_INFOW *info )
{
    static DWORD (WINAPI *pDsGetDcNameW)( LPCWSTR, LPCWSTR, GUID *, LPCWSTR, ULONG, PDOMAIN_CONTROLLER_INFOW * );
    static const struct delayed_import imports[] = { DELAYED_IMPORT( DsGetDcNameW ) };
    DWORD status;

    if (!load_imports( L"netapi32_host.dll", imports, ARRAYSIZE(imports) )) return ERROR_NO_SUCH_DOMAIN;
    status = pDsGetDcNameW( computer, domain, guid, site, flags, info );
    if (status == ERROR_CALL_NOT_IMPLEMENTED || (status >= FIRST_DNS_ERROR && status <= LAST_DNS_ERROR))
        return ERROR_NO_SUCH_DOMAIN;
    return status;
}

/************************************************************
 *                DsGetDcNameW  (NETAPI32.@)
 *
 * Finds a domain controller.
 *
 * PARAMS
 *  ComputerName         [I] The computer that looks for it; NULL is this one.
 *  DomainName           [I] The domain; NULL is the one that this computer is in.
 *  DomainGuid           [I] The domain's GUID; NULL is allowed.
 *  SiteName             [I] The site; NULL is allowed.
 *  Flags                [I] What is wanted of the controller.
 *  DomainControllerInfo [O] The controller, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_NO_SUCH_DOMAIN (DNS knows no controller, or this computer is in no domain),
 *  ERROR_INVALID_PARAMETER (no output), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME or ERROR_BAD_NETPATH
 *  (the computer).
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetDcNameW( LPCWSTR ComputerName, LPCWSTR DomainName, GUID *DomainGuid, LPCWSTR SiteName,
                           ULONG Flags, PDOMAIN_CONTROLLER_INFOW *DomainControllerInfo )
{
    struct join_state state;
    NET_API_STATUS status;

    TRACE( "(%s, %s, %p, %s, %#lx, %p)\n", debugstr_w(ComputerName), debugstr_w(DomainName), DomainGuid,
           debugstr_w(SiteName), Flags, DomainControllerInfo );

    if (!DomainControllerInfo) return ERROR_INVALID_PARAMETER;
    *DomainControllerInfo = NULL;
    if ((status = check_server( ComputerName ))) return status;
    if (!DomainName || !DomainName[0])
    {
        if ((status = get_join_state( &state ))) return status;
        if (!state.in_domain) return ERROR_NO_SUCH_DOMAIN;
    }
    status = ask_host( ComputerName, DomainName, DomainGuid, SiteName, Flags, DomainControllerInfo );
    if (status) *DomainControllerInfo = NULL;
    return status;
}
