/*
 * Groups of this computer, local ones as well
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


#ifndef NETAPI32_OWNGROUP_H
#define NETAPI32_OWNGROUP_H

#include "accounts.h"

/* The functions of group.c and localgroup.c at this computer, their arguments checked. The kind is SidTypeGroup, or SidTypeAlias
 * for local groups. */
NET_API_STATUS enum_own_groups( SID_NAME_USE kind, const struct enum_args *args );
NET_API_STATUS get_own_group( SID_NAME_USE kind, const WCHAR *name, const struct level *level, BYTE **buffer );
/* asks somebody else for the names of the members that this computer does not know: those that are SidTypeUnknown */
struct member_naming
{
    NET_API_STATUS (*name_members)( struct member *members, DWORD count, void *context );
    void            *context;
};
NET_API_STATUS enum_own_members( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                                 const struct member_naming *naming, const struct enum_args *args );
struct sid_list;
NET_API_STATUS enum_own_aliases_of( const struct sid_list *sids, const struct enum_args *args );
NET_API_STATUS add_own_group( SID_NAME_USE kind, const struct group *group );
NET_API_STATUS delete_own_group( SID_NAME_USE kind, const WCHAR *name );
NET_API_STATUS set_own_group( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                              const struct group *changed );
NET_API_STATUS change_own_group_user( const WCHAR *name, const WCHAR *user, BOOL add );
NET_API_STATUS set_own_group_users( const WCHAR *name, const struct member *members, DWORD count );
NET_API_STATUS change_own_members( const WCHAR *name, const struct member *members, DWORD count, enum member_change change );

#endif
