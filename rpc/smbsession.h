/*
 * Sessions at SMB servers: one for each server and user, for all interfaces and threads
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

#ifndef NETAPI32_SMBSESSION_H
#define NETAPI32_SMBSESSION_H

#include "smblogon.h"

struct smb_session
{
    struct smb_session    *next;
    LONG                   references;
    BOOL                   is_opening;      /* by the thread that made it */
    NET_API_STATUS         status;          /* why it could not be opened */
    WCHAR                  server[MAX_SERVER_NAME];
    WCHAR                  port[MAX_PORT];
    BOOL                   needs_seal;
    struct credentials    *credentials;     /* NULL: the user, by a ticket */
    struct smb_connection *connection;
    struct smb_logon       logon;
};

NET_API_STATUS open_session( struct endpoint *endpoint, struct credentials *credentials, struct smb_session **session );
void release_session( struct smb_session *session );
BOOL is_open_session( struct smb_session *session );

#endif
