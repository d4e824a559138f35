/*
 * Users of this computer
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


#ifndef NETAPI32_OWNUSER_H
#define NETAPI32_OWNUSER_H

#include "accounts.h"

/* the functions of user.c at this computer, their arguments checked */
NET_API_STATUS add_own_user( const struct user *user, const BYTE *hours );
NET_API_STATUS delete_own_user( const WCHAR *name );
NET_API_STATUS set_own_user( const WCHAR *name, const struct level *level, const struct user *changed, const BYTE *hours,
                             DWORD *parm_err );
NET_API_STATUS set_own_user_groups( const WCHAR *name, const struct group *groups, DWORD count );
BOOL has_own_password( const WCHAR *name );
NET_API_STATUS change_own_password( const WCHAR *name, const WCHAR *old_password, const WCHAR *new_password );
NET_API_STATUS check_own_password( const WCHAR *name, const WCHAR *password );

#endif
