/*
 * The domain that the Linux system has joined
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

#ifndef NETAPI32_JOINED_H
#define NETAPI32_JOINED_H

/* of names, in characters, the end included: DNS's, NetBIOS's and sites' */
#define MAX_DOMAIN_NAME   256
#define MAX_FLAT_NAME     16
#define MAX_SITE_NAME     64

/* as "wine-netapi32 domain" has recorded it; empty strings, a GUID of zeros and a SID of 0 bytes are unknown */
struct joined_domain
{
    WCHAR name[MAX_DOMAIN_NAME];        /* DNS's, never empty */
    WCHAR flat_name[MAX_FLAT_NAME];     /* NetBIOS's, never empty */
    WCHAR forest[MAX_DOMAIN_NAME];
    WCHAR site[MAX_SITE_NAME];          /* this computer's */
    GUID  guid;
    BYTE  sid[SECURITY_MAX_SID_SIZE];
    BOOL  has_sid;
};

NET_API_STATUS get_joined_domain( struct joined_domain *domain );
const WCHAR *find_joined_name( const struct joined_domain *domain, const WCHAR *name, DWORD *length );
BOOL get_joined_user( const struct joined_domain *domain, const WCHAR *wine_user, WCHAR user[UNLEN + 1] );

#endif
