/*
 * Accounts of the domain that this computer has joined
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

#ifndef NETAPI32_JOINEDACCOUNT_H
#define NETAPI32_JOINEDACCOUNT_H

#include "sammember.h"
#include "local/joined.h"
#include "local/sidlist.h"

/*
 * Questions about who else than accounts of this computer is in its local groups, or is to be. A controller of the domain is asked
 * where there are such names or SIDs, and the prefix records that it has joined one; else nobody is.
 */

/* What members got, to be freed by free_joined_answer() once nobody reads it. */
struct joined_answer
{
    struct sam           sam;
    struct lsa_lookup    others;
    struct joined_domain domain;
    struct member       *asked;     /* those whom the controller is asked for */
    DWORD                asked_count;
    DWORD               *places;    /* where they are among all */
};

NET_API_STATUS find_joined_members( struct member *members, DWORD count, struct joined_answer *answer );
NET_API_STATUS name_joined_members( struct member *members, DWORD count, void *answer );
void free_joined_answer( struct joined_answer *answer );

NET_API_STATUS find_joined_user_sids( const WCHAR *name, DWORD flags, struct sid_list **sids );

BOOL is_joined_domain( const WCHAR *name );

#endif
