/*
 * Passwords of this computer's users
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


#ifndef NETAPI32_OWNPASSWORD_H
#define NETAPI32_OWNPASSWORD_H

#define PASSWORD_HASH_LENGTH  128   /* in characters, with the terminator */

NET_API_STATUS hash_password( const WCHAR *password, WCHAR hash[PASSWORD_HASH_LENGTH] );
NET_API_STATUS compare_password( const WCHAR *password, const WCHAR *hash, BOOL *is_right );

#endif
