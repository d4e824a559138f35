/*
 * The users of other computers
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

#ifndef NETAPI32_SAMUSER_H
#define NETAPI32_SAMUSER_H

#include "sam.h"
#include "local/accounts.h"

/* the functions of user.c for other computers, their arguments checked and their outputs cleared */
NET_API_STATUS enum_sam_users( const WCHAR *server, const struct level *level, DWORD filter, DWORD max_length,
                               DWORD *resume, BYTE **buffer, DWORD *entries_read, DWORD *total_entries );
NET_API_STATUS get_sam_user( const WCHAR *server, const WCHAR *name, const struct level *level, BYTE **buffer );
NET_API_STATUS get_sam_user_groups( const WCHAR *server, const WCHAR *name, const struct level *level,
                                    DWORD max_length, BYTE **buffer, DWORD *entries_read, DWORD *total_entries );
NET_API_STATUS get_sam_user_aliases( const WCHAR *server, const WCHAR *name, const struct level *level, DWORD flags,
                                     DWORD max_length, BYTE **buffer, DWORD *entries_read, DWORD *total_entries );
struct sid_list;
NET_API_STATUS get_sam_user_sids( const WCHAR *server, const WCHAR *name, DWORD flags, struct sid_list **sids );

DWORD get_user_flags( DWORD control );
DWORD get_sam_control( DWORD flags );

/* for questions to a SAM, see sam.h */
NET_API_STATUS read_sam_groups( struct sam *sam, POLICY_HANDLE *user, const SAMPR_GET_GROUPS_BUFFER **groups );
NET_API_STATUS read_sam_privileges( struct sam *sam, POLICY_HANDLE *handle, struct user *user );

#endif
