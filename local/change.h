/*
 * Changes of this computer's accounts
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


#ifndef NETAPI32_CHANGE_H
#define NETAPI32_CHANGE_H

#include "snapshot.h"

/*
 * A change: nobody else makes one meanwhile, and it is there as a whole or not at all. What a program has handed in must have been
 * copied before it begins, see lock_store().
 */
struct account_change
{
    struct snapshot       *snapshot;    /* the accounts before it */
    const struct accounts *accounts;    /* the same */
    DWORD                  next_id;
    struct store_change    values;
};

BOOL is_administrator(void);

NET_API_STATUS begin_change( struct account_change *change );
NET_API_STATUS end_change( struct account_change *change, NET_API_STATUS status );

NET_API_STATUS put_user( struct account_change *change, const struct user *user );
NET_API_STATUS put_group( struct account_change *change, SID_NAME_USE kind, const struct group *group );
NET_API_STATUS put_policy( struct account_change *change, const struct policy *policy );
NET_API_STATUS take_id( struct account_change *change, DWORD *id );
NET_API_STATUS delete_account( struct account_change *change, const struct account *account );


/* once for a group in a change; NULL: none */
NET_API_STATUS put_members( struct account_change *change, const struct group *group, const struct sid_list *added,
                            const struct sid_list *removed );
NET_API_STATUS put_member( struct account_change *change, const struct group *group, PSID sid, BOOL add );

#endif
