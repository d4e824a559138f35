/*
 * Logging on to an SMB server
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

#ifndef NETAPI32_SMBLOGON_H
#define NETAPI32_SMBLOGON_H

#include "smbconnection.h"

struct credentials;

/* what came of it */
struct smb_logon
{
    DWORD max_transact;             /* bytes that the server takes and gives in one message */
    DWORD max_read;
    DWORD max_write;
    BOOL  has_key;                  /* Somebody logged on. */
    BYTE  key[KEY_SIZE];            /* that passwords are encrypted with */
};

NET_API_STATUS log_on( struct smb_connection *connection, const struct endpoint *endpoint,
                       const struct credentials *credentials, struct smb_logon *logon );

#endif
