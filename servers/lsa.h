/*
 * SIDs and names of accounts, as other computers know them
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

#ifndef NETAPI32_LSA_H
#define NETAPI32_LSA_H

#include "local/accounts.h"
#include "rpc/remote.h"

/* An array of records, in which what is known of each account is there, and the rest is looked up. What their
 * members point to then is valid until free_remote_answer( &lookup.call ), which has to be called on every path. */
struct lsa_lookup
{
    struct member     *members;
    DWORD              count;
    struct remote_call call;        /* zeroes, but for "begun" */
};

NET_API_STATUS lookup_sids( const WCHAR *server, struct lsa_lookup *lookup );
NET_API_STATUS lookup_names( const WCHAR *server, struct lsa_lookup *lookup );

NET_API_STATUS name_by_sid( struct member *member );
NET_API_STATUS set_member_name( struct member *member, SID_NAME_USE use, const WCHAR *domain, const WCHAR *name );

#endif
