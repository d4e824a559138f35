/*
 * Credentials for other computers
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

#ifndef NETAPI32_CREDENTIALS_H
#define NETAPI32_CREDENTIALS_H

/* Who a server is asked as. It does not change, and is wiped when nobody refers to it. */
struct credentials
{
    LONG         references;
    DWORD        size;          /* in bytes */
    const WCHAR *domain;        /* NULL: the server's own */
    const WCHAR *user;          /* an empty string: nobody */
    const WCHAR *password;
    WCHAR        strings[1];
};

NET_API_STATUS create_credentials( const WCHAR *domain, const WCHAR *user, const WCHAR *password,
                                   DWORD password_length, struct credentials **credentials );
struct credentials *share_credentials( struct credentials *credentials );
void release_credentials( struct credentials *credentials );
BOOL is_same_credentials( const struct credentials *a, const struct credentials *b );
NET_API_STATUS add_server_credentials( const WCHAR *server, struct credentials *credentials );
void remove_server_credentials( const WCHAR *server );
struct credentials *get_server_credentials( const WCHAR *server );
NET_API_STATUS read_credentials( const WCHAR *server, struct credentials **credentials );

#endif
