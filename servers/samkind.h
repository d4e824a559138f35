/*
 * What the two kinds of other computers' groups have in common
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

#ifndef NETAPI32_SAMKIND_H
#define NETAPI32_SAMKIND_H

#include "sam.h"
#include "local/accounts.h"

/*
 * A SAM has groups, whose members are users of its own domain, and aliases, which are the local groups, and have SIDs of
 * any domain for members. What can be asked of a group itself, and changed of it, differs in the stubs alone.
 */

union sam_group_info
{
    SAMPR_GROUP_INFO_BUFFER group;
    SAMPR_ALIAS_INFO_BUFFER alias;
    RPC_UNICODE_STRING      string;     /* a name or a comment of either */
};

struct sam_group_kind
{
    NET_API_STATUS (*open)( struct sam *sam, const WCHAR *name, DWORD access, DWORD *id, POLICY_HANDLE **handle );
    NET_API_STATUS (*query)( struct sam *sam, POLICY_HANDLE *handle, struct group *group );
    /* the stubs */
    LONG           (*create)( handle_t binding, POLICY_HANDLE *domain, RPC_UNICODE_STRING *name, DWORD access,
                              POLICY_HANDLE *handle, DWORD *id );
    LONG           (*set)( handle_t binding, POLICY_HANDLE *handle, DWORD class, union sam_group_info *info );
    LONG           (*delete)( handle_t binding, POLICY_HANDLE *handle );
    DWORD            name_class;
    DWORD            comment_class;
    DWORD            attributes_class;      /* 0: it has none */
    DWORD            create_right;          /* DOMAIN_... */
    DWORD            query_right;           /* GROUP_... or ALIAS_... */
    DWORD            set_right;
};

/* the functions of group.c and localgroup.c, their arguments checked */
NET_API_STATUS get_group_of_kind( const WCHAR *server, const struct sam_group_kind *kind, const WCHAR *name,
                                  const struct level *level, BYTE **buffer );
NET_API_STATUS add_group_of_kind( const WCHAR *server, const struct sam_group_kind *kind, const struct group *group );
NET_API_STATUS set_group_of_kind( const WCHAR *server, const struct sam_group_kind *kind, const WCHAR *name,
                                  const struct group *changed );
NET_API_STATUS delete_group_of_kind( const WCHAR *server, const struct sam_group_kind *kind, const WCHAR *name );

#endif
