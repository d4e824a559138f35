/*
 * The groups of other computers' account domains
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

#ifndef NETAPI32_SAMGROUP_H
#define NETAPI32_SAMGROUP_H

#include "local/accounts.h"

/* the functions of group.c, their arguments checked */
NET_API_STATUS enum_sam_groups( const WCHAR *server, const struct level *level, DWORD max_length, DWORD *resume,
                                BYTE **buffer, DWORD *entries_read, DWORD *total_entries );
NET_API_STATUS get_sam_group( const WCHAR *server, const WCHAR *name, const struct level *level, BYTE **buffer );
NET_API_STATUS get_sam_group_users( const WCHAR *server, const WCHAR *name, const struct level *level,
                                    DWORD max_length, DWORD *resume, BYTE **buffer, DWORD *entries_read,
                                    DWORD *total_entries );

/* A record's name, comment and attributes, of which NULL and SAME_ATTRIBUTES stay as they are. */
NET_API_STATUS add_sam_group( const WCHAR *server, const struct group *group );
NET_API_STATUS delete_sam_group( const WCHAR *server, const WCHAR *name );
NET_API_STATUS set_sam_group( const WCHAR *server, const WCHAR *name, const struct group *changed );
NET_API_STATUS change_sam_group_user( const WCHAR *server, const WCHAR *name, const WCHAR *user, BOOL add );
NET_API_STATUS set_sam_group_users( const WCHAR *server, const WCHAR *name, const struct member *members, DWORD count );

#endif
