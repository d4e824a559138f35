/*
 * What controllers tell of themselves, over connectionless LDAP
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

#ifndef NETAPI32_CLDAP_H
#define NETAPI32_CLDAP_H

#include "local/joined.h"

/* of a request, in bytes */
#define MAX_PING  1024

/* what a controller is asked for */
struct ping
{
    const WCHAR *domain;        /* NULL: the server's own */
    const GUID  *guid;          /* NULL: any */
    const WCHAR *account;       /* NULL: none has to be there */
    DWORD        account_flags; /* UF_... of it that are allowed; 0: all */
};

struct ping_answer
{
    DWORD flags;                /* DS_PDC_FLAG ... */
    GUID  guid;                 /* the domain's */
    WCHAR forest[MAX_DOMAIN_NAME];
    WCHAR domain[MAX_DOMAIN_NAME];
    WCHAR host[MAX_DOMAIN_NAME];
    WCHAR flat_domain[MAX_FLAT_NAME];
    WCHAR flat_host[MAX_FLAT_NAME];
    WCHAR site[MAX_SITE_NAME];
    WCHAR client_site[MAX_SITE_NAME];
    WCHAR next_site[MAX_SITE_NAME];
};

DWORD write_ping( const struct ping *ping, DWORD id, BYTE request[MAX_PING] );
BOOL read_ping_id( const BYTE *message, DWORD size, DWORD *id );
BOOL read_ping_answer( const BYTE *message, DWORD size, struct ping_answer *answer );

#endif
