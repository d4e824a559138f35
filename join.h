/*
 * What the computer has joined
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

#ifndef NETAPI32_JOIN_H
#define NETAPI32_JOIN_H

#include "local/computer.h"
#include "local/joined.h"

struct join_state
{
    BOOL                 in_domain;
    BOOL                 is_recorded;           /* in a domain that the prefix records */
    WCHAR                name[MAX_SERVER_NAME]; /* the domain's NetBIOS name, or the workgroup's */
    struct joined_domain domain;                /* what is recorded of it; zeros where nothing is */
};

NET_API_STATUS get_join_state( struct join_state *state );

#endif
