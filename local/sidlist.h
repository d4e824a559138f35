/*
 * Lists of SIDs
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


#ifndef NETAPI32_SIDLIST_H
#define NETAPI32_SIDLIST_H

/* The members of a group, sorted. Several snapshots have one list: who changes it gets one of his own. */
struct sid_list
{
    LONG  references;
    BOOL  is_default;                   /* The registry has none. */
    DWORD count;
    DWORD room;
    BYTE  sids[1][SECURITY_MAX_SID_SIZE];
};

NET_API_STATUS make_sid_list( DWORD room, struct sid_list **list );
void release_sid_list( struct sid_list *list );
BOOL is_in_sid_list( const struct sid_list *list, PSID sid );

/* Without sorting, sort_sid_list() has to follow. */
NET_API_STATUS add_sid( struct sid_list **list, PSID sid, BOOL sorted );
NET_API_STATUS remove_sid( struct sid_list **list, PSID sid );
void sort_sid_list( struct sid_list *list );

#endif
