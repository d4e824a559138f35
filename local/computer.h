/*
 * This computer: its names, its version, and when it was started
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

#ifndef NETAPI32_COMPUTER_H
#define NETAPI32_COMPUTER_H

/* room for the longest name of a computer, a DNS name, and its end */
#define MAX_SERVER_NAME  (255 + 1)

BOOL is_same_name( const WCHAR *a, const WCHAR *b );
NET_API_STATUS find_server( const WCHAR *server, const WCHAR **other );
NET_API_STATUS check_server( const WCHAR *server );
BOOL get_local_server( WCHAR server[MAX_SERVER_NAME] );
NET_API_STATUS get_computer_name( WCHAR name[MAX_COMPUTERNAME_LENGTH + 1] );
void get_version( OSVERSIONINFOEXW *version );
ULONGLONG get_boot_time(void);

#endif
