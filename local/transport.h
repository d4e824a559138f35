/*
 * The transports of this computer
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

#ifndef NETAPI32_TRANSPORT_H
#define NETAPI32_TRANSPORT_H

/* room for \Device\NetBT_Tcpip_{GUID}, the GUID being an adapter's name, and its end */
#define MAX_TRANSPORT_NAME  (20 + 260)

/* the family's record, see pack.h */
struct transport
{
    const WCHAR *name;
    const WCHAR *address;           /* of the adapter: 12 hexadecimal digits */
    DWORD        quality_of_service;
    DWORD        number_of_vcs;     /* of clients */
    BOOL         wan_ish;           /* it reaches beyond the local network */
    WCHAR        name_buffer[MAX_TRANSPORT_NAME];
    WCHAR        address_buffer[12 + 1];
};

NET_API_STATUS get_transports( struct transport **transports, DWORD *count );

#endif
