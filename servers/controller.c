/*
 * The controller of a domain that is asked about accounts
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

#include "winsock2.h"
#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "ntsecapi.h"
#include "lmapibuf.h"
#define _DSGETDCAPI_  /* no imports */
#include "dsgetdc.h"

#include "controller.h"
#include "local/computer.h"
#include "locator/locator.h"

/************************************************************
 *                find_controller
 *
 * Finds the controller that is asked about a domain's accounts: the one place that knows how.
 *
 * PARAMS
 *  domain  [I] The domain's name, DNS's or the flat one; NULL: the one that this computer has joined.
 *  primary [I] Whether it has to be the one that changes go to.
 *  server  [O] Its DNS name; undefined on failure.
 *
 * RETURNS
 *  NERR_Success, NERR_SetupNotJoined (NULL, and there is none), ERROR_NO_SUCH_DOMAIN, or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS find_controller( const WCHAR *domain, BOOL primary, WCHAR server[MAX_SERVER_NAME] )
{
    struct located_controller *controller;
    struct joined_domain joined;
    NET_API_STATUS status;

    status = get_joined_domain( &joined );
    if (!domain && status) return status;
    if (!status && (!domain || is_same_name( domain, joined.flat_name ))) domain = joined.name;
    if ((status = locate_controller( domain, NULL, NULL, primary ? DS_PDC_REQUIRED : 0, &controller ))) return status;
    lstrcpyW( server, controller->name );
    NetApiBufferFree( controller );
    return NERR_Success;
}
