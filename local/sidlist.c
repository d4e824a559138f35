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


#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "sidlist.h"

#define LIST_SIZE(room)  offsetof( struct sid_list, sids[room] )

void release_sid_list( struct sid_list *list )
{
    if (list && !InterlockedDecrement( &list->references )) NetApiBufferFree( list );
}

static NET_API_STATUS copy_list( const struct sid_list *old, DWORD room, struct sid_list **list )
{
    NET_API_STATUS status;

    if (room > MAXLONG / SECURITY_MAX_SID_SIZE - 1) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferAllocate( LIST_SIZE( room ), (void **)list ))) return status;
    if (old) memcpy( *list, old, LIST_SIZE( old->count ) );
    else memset( *list, 0, LIST_SIZE( 0 ) );
    (*list)->references = 1;
    (*list)->room = room;
    return NERR_Success;
}

/* an empty one */
NET_API_STATUS make_sid_list( DWORD room, struct sid_list **list )
{
    return copy_list( NULL, room, list );
}

/* What is behind a SID is 0, so that two can be compared as they are. */
static void pad_sid( BYTE padded[SECURITY_MAX_SID_SIZE], PSID sid )
{
    memset( padded, 0, SECURITY_MAX_SID_SIZE );
    CopySid( SECURITY_MAX_SID_SIZE, padded, sid );
}

static int compare_sids( const void *a, const void *b )
{
    return memcmp( a, b, SECURITY_MAX_SID_SIZE );
}

void sort_sid_list( struct sid_list *list )
{
    if (list) qsort( list->sids, list->count, sizeof(list->sids[0]), compare_sids );
}

/* where a SID is, or would be */
static DWORD find_place( const struct sid_list *list, const BYTE *sid, BOOL *found )
{
    DWORD low = 0, high = list->count, middle;
    int order;

    *found = FALSE;
    while (low < high)
    {
        middle = low + (high - low) / 2;
        if (!(order = compare_sids( list->sids[middle], sid )))
        {
            *found = TRUE;
            return middle;
        }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

BOOL is_in_sid_list( const struct sid_list *list, PSID sid )
{
    BYTE padded[SECURITY_MAX_SID_SIZE];
    BOOL found;

    pad_sid( padded, sid );
    find_place( list, padded, &found );
    return found;
}

/* The list is nobody else's then, and has room for one SID more. */
static NET_API_STATUS own_list( struct sid_list **list )
{
    struct sid_list *old = *list, *new;
    NET_API_STATUS status;

    if (old->references == 1 && old->count < old->room) return NERR_Success;
    if ((status = copy_list( old, max( 2 * old->count, 8 ), &new ))) return status;
    release_sid_list( old );
    *list = new;
    return NERR_Success;
}

NET_API_STATUS add_sid( struct sid_list **list, PSID sid, BOOL sorted )
{
    BYTE padded[SECURITY_MAX_SID_SIZE];
    NET_API_STATUS status;
    BOOL found = FALSE;
    DWORD place;

    pad_sid( padded, sid );
    if ((status = own_list( list ))) return status;
    place = sorted ? find_place( *list, padded, &found ) : (*list)->count;
    (*list)->is_default = FALSE;
    if (found) return NERR_Success;
    memmove( (*list)->sids[place + 1], (*list)->sids[place], ((*list)->count - place) * sizeof(padded) );
    memcpy( (*list)->sids[place], padded, sizeof(padded) );
    (*list)->count++;
    return NERR_Success;
}

NET_API_STATUS remove_sid( struct sid_list **list, PSID sid )
{
    BYTE padded[SECURITY_MAX_SID_SIZE];
    NET_API_STATUS status;
    DWORD place;
    BOOL found;

    pad_sid( padded, sid );
    if ((status = own_list( list ))) return status;
    place = find_place( *list, padded, &found );
    (*list)->is_default = FALSE;
    if (!found) return NERR_Success;
    memmove( (*list)->sids[place], (*list)->sids[place + 1], ((*list)->count - place - 1) * sizeof(padded) );
    (*list)->count--;
    return NERR_Success;
}
