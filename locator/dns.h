/*
 * DNS: which hosts have a service
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

#ifndef NETAPI32_DNS_H
#define NETAPI32_DNS_H

#include "dnsname.h"
#include "sockets.h"

/* of a host, and where one service is: more are passed over, of services those that would be tried last */
#define MAX_ADDRESSES  4
#define MAX_SERVICES   256

/* an IPv4 address is mapped: ::ffff:1.2.3.4 */
struct dns_host
{
    WCHAR    name[MAX_DOMAIN_NAME];
    DWORD    address_count;
    IN6_ADDR addresses[MAX_ADDRESSES];
};

struct dns_service
{
    struct dns_host host;
    WORD            port;
    WORD            priority;
    WORD            weight;
};

NET_API_STATUS find_services( const WCHAR *name, ULONGLONG deadline, struct dns_service **services, DWORD *count );
struct dns_lookups;

NET_API_STATUS create_lookups( struct dns_lookups **lookups );
void begin_lookup( struct dns_lookups *lookups, struct dns_host *host );
BOOL add_lookups( const struct dns_lookups *lookups, struct socket_set *set, ULONGLONG *until );
NET_API_STATUS continue_lookups( struct dns_lookups *lookups, const struct socket_set *set, ULONGLONG deadline );
void free_lookups( struct dns_lookups *lookups );
NET_API_STATUS find_addresses( struct dns_host *host, ULONGLONG deadline );
int make_socket_address( const IN6_ADDR *address, WORD port, SOCKADDR_STORAGE *made );
BOOL get_dns_suffix( WCHAR suffix[MAX_DOMAIN_NAME] );

#endif
