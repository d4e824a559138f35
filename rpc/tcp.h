/*
 * TCP with time limits
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

#ifndef NETAPI32_TCP_H
#define NETAPI32_TCP_H

/* room for an address in numbers, an IPv6 one with its scope, and for a port */
#define MAX_ADDRESS  (65 + 1)
#define MAX_PORT     (5 + 1)

struct tcp
{
    UINT_PTR socket;
    DWORD    time_limit;    /* what the socket has, in milliseconds */
};

NET_API_STATUS open_tcp( const WCHAR *name, const WCHAR *port, DWORD time_limit, struct tcp *tcp,
                         WCHAR address[MAX_ADDRESS] );
void close_tcp( struct tcp *tcp );
BOOL is_tcp_idle( const struct tcp *tcp );
NET_API_STATUS send_tcp( struct tcp *tcp, const BYTE *bytes, DWORD size, ULONGLONG deadline );
NET_API_STATUS receive_tcp( struct tcp *tcp, BYTE *bytes, DWORD size, ULONGLONG deadline, DWORD *received );

#endif
