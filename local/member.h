/*
 * Members of this computer's groups
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


#ifndef NETAPI32_MEMBER_H
#define NETAPI32_MEMBER_H

#include "accounts.h"

/* The members of a group, as pack_records() takes them. Close it before the snapshot. */
struct member_list
{
    struct record_source source;
    struct member       *members;
    struct foreign_name *unknown;       /* of SIDs that nobody knows */
};

NET_API_STATUS list_members( const struct accounts *accounts, const struct group *group, struct member_list *list );
void close_member_list( struct member_list *list );

BOOL is_always_member( const struct user *user, const struct group *group );
BOOL is_member( const struct accounts *accounts, const struct user *user, const struct group *group );
BOOL is_member_indirectly( const struct accounts *accounts, const struct user *user, const struct group *alias );

NET_API_STATUS find_member( const struct accounts *accounts, const struct member *member, BYTE sid[SECURITY_MAX_SID_SIZE] );

#endif
