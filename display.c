/*
 * The sorted lists of accounts that user interfaces show
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
#include <stdlib.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "accounts.h"
#include "computer.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* Microsoft Learn, NetQueryDisplayInformation */
#define MAX_ENTRIES_A_CALL  100

/* An entry of a list. Its index is its place; 0 is the first. */
struct entry
{
    const WCHAR *name;
    const WCHAR *comment;
    const WCHAR *full_name;
    DWORD        id;
    DWORD        flags;
    DWORD        attributes;
    DWORD        next_index;
};

static const struct field display_user[] =
{
    FIELD( STRING, NET_DISPLAY_USER, usri1_name, struct entry, name ),
    FIELD( STRING, NET_DISPLAY_USER, usri1_comment, struct entry, comment ),
    FIELD( VALUE, NET_DISPLAY_USER, usri1_flags, struct entry, flags ),
    FIELD( STRING, NET_DISPLAY_USER, usri1_full_name, struct entry, full_name ),
    FIELD( VALUE, NET_DISPLAY_USER, usri1_user_id, struct entry, id ),
    FIELD( VALUE, NET_DISPLAY_USER, usri1_next_index, struct entry, next_index ),
};
static const struct field display_machine[] =
{
    FIELD( STRING, NET_DISPLAY_MACHINE, usri2_name, struct entry, name ),
    FIELD( STRING, NET_DISPLAY_MACHINE, usri2_comment, struct entry, comment ),
    FIELD( VALUE, NET_DISPLAY_MACHINE, usri2_flags, struct entry, flags ),
    FIELD( VALUE, NET_DISPLAY_MACHINE, usri2_user_id, struct entry, id ),
    FIELD( VALUE, NET_DISPLAY_MACHINE, usri2_next_index, struct entry, next_index ),
};
static const struct field display_group[] =
{
    FIELD( STRING, NET_DISPLAY_GROUP, grpi3_name, struct entry, name ),
    FIELD( STRING, NET_DISPLAY_GROUP, grpi3_comment, struct entry, comment ),
    FIELD( VALUE, NET_DISPLAY_GROUP, grpi3_group_id, struct entry, id ),
    FIELD( VALUE, NET_DISPLAY_GROUP, grpi3_attributes, struct entry, attributes ),
    FIELD( VALUE, NET_DISPLAY_GROUP, grpi3_next_index, struct entry, next_index ),
};
#define LEVEL_USERS     1
#define LEVEL_MACHINES  2
#define LEVEL_GROUPS    3
static const struct level display_levels[] =
{
    LEVEL( LEVEL_USERS, NET_DISPLAY_USER, display_user ),
    LEVEL( LEVEL_MACHINES, NET_DISPLAY_MACHINE, display_machine ),
    LEVEL( LEVEL_GROUPS, NET_DISPLAY_GROUP, display_group ),
};

static int compare_names( const WCHAR *a, const WCHAR *b )
{
    return CompareStringOrdinal( a, -1, b, -1, TRUE ) - CSTR_EQUAL;
}

static int compare_entries( const void *a, const void *b )
{
    return compare_names( ((const struct entry *)a)->name, ((const struct entry *)b)->name );
}

/* The sorted list of a level, its strings the accounts', the caller's to free with NetApiBufferFree().
 * No other computer has an account here: the list of machines is empty. */
static NET_API_STATUS list_entries( const struct accounts *accounts, DWORD level, struct entry **entries,
                                    DWORD *count )
{
    NET_API_STATUS status;
    DWORD i;

    *count = level == LEVEL_USERS ? accounts->user_count : level == LEVEL_GROUPS ? accounts->group_count : 0;
    if ((status = NetApiBufferAllocate( *count * sizeof(**entries), (void **)entries ))) return status;
    memset( *entries, 0, *count * sizeof(**entries) );

    for (i = 0; i < *count; i++)
    {
        struct entry *entry = &(*entries)[i];

        if (level == LEVEL_USERS)
        {
            entry->name = accounts->users[i].name;
            entry->comment = accounts->users[i].comment;
            entry->full_name = accounts->users[i].full_name;
            entry->id = accounts->users[i].id;
            entry->flags = accounts->users[i].flags;
        }
        else
        {
            entry->name = accounts->groups[i].name;
            entry->comment = accounts->groups[i].comment;
            entry->id = accounts->groups[i].id;
            entry->attributes = accounts->groups[i].attributes;
        }
    }
    qsort( *entries, *count, sizeof(**entries), compare_entries );
    for (i = 0; i < *count; i++) (*entries)[i].next_index = i + 1;
    return NERR_Success;
}

/* Packs entries from an index on: at least one, however short the caller would like the answer. */
static NET_API_STATUS pack_entries( const struct level *level, const struct entry *entries, DWORD count,
                                    DWORD index, DWORD wanted, DWORD max_length, BYTE **buffer,
                                    DWORD *entries_read )
{
    struct record_source source = { .get = get_array_record, .records = entries,
                                    .record_size = sizeof(*entries) };
    NET_API_STATUS status;
    DWORD total_entries;

    if (index >= count) return NERR_Success;
    source.count = index + min( min( wanted, MAX_ENTRIES_A_CALL ), count - index );
    status = pack_enum( level, &source, max_length, &(DWORD){ index }, buffer, entries_read, &total_entries );
    if (status == NERR_BufTooSmall)
    {
        source.count = index + 1;
        status = pack_enum( level, &source, MAX_PREFERRED_LENGTH, &(DWORD){ index }, buffer, entries_read,
                            &total_entries );
    }
    return !status && index + *entries_read < count ? ERROR_MORE_DATA : status;
}

/************************************************************
 *                NetQueryDisplayInformation  (NETAPI32.@)
 *
 * Lists accounts of a computer, sorted by name.
 *
 * PARAMS
 *  ServerName             [I] The computer; NULL is this one.
 *  Level                  [I] 1: users, NET_DISPLAY_USER; 2: computers, NET_DISPLAY_MACHINE; 3: groups,
 *                             NET_DISPLAY_GROUP.
 *  Index                  [I] Index of the first entry that is wanted: 0, the next_index of another entry,
 *                             or what NetGetDisplayInformationIndex() tells.
 *  EntriesRequested       [I] How many entries are wanted at most; no call returns more than 100.
 *  PreferredMaximumLength [I] Size in bytes that the answer may have, but one entry is returned in any case;
 *                             MAX_PREFERRED_LENGTH: any.
 *  ReturnedEntryCount     [O] Number of the structures; 0 on failure, and when no entry has that index.
 *  SortedBuffer           [O] An array of the structures, the caller's to free with NetApiBufferFree(); NULL
 *                             when there are none.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (an output is missing),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME or ERROR_BAD_NETPATH (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetQueryDisplayInformation( LPCWSTR ServerName, DWORD Level, DWORD Index,
                                                  DWORD EntriesRequested, DWORD PreferredMaximumLength,
                                                  LPDWORD ReturnedEntryCount, PVOID *SortedBuffer )
{
    const struct level *info = FIND_LEVEL( display_levels, Level );
    struct accounts *accounts;
    struct entry *entries;
    NET_API_STATUS status;
    DWORD count;

    TRACE( "(%s, %lu, %lu, %lu, %lu, %p, %p)\n", debugstr_w(ServerName), Level, Index, EntriesRequested,
           PreferredMaximumLength, ReturnedEntryCount, SortedBuffer );

    if ((status = clear_outputs( (BYTE **)SortedBuffer, ReturnedEntryCount, &count ))) return status;
    if ((status = check_server( ServerName ))) return status;
    if (!info) return ERROR_INVALID_LEVEL;
    if ((status = open_accounts( &accounts ))) return status;

    if (!(status = list_entries( accounts, Level, &entries, &count )))
    {
        status = pack_entries( info, entries, count, Index, EntriesRequested, PreferredMaximumLength,
                               (BYTE **)SortedBuffer, ReturnedEntryCount );
        NetApiBufferFree( entries );
    }
    close_accounts( accounts );
    return status;
}

/************************************************************
 *                NetGetDisplayInformationIndex  (NETAPI32.@)
 *
 * Tells where in a sorted list of accounts the names with a prefix begin.
 *
 * PARAMS
 *  ServerName [I] The computer; NULL is this one.
 *  Level      [I] 1: users, 2: computers, 3: groups.
 *  Prefix     [I] The prefix.
 *  Index      [O] Index, for NetQueryDisplayInformation(), of the first entry whose name begins with the prefix,
 *                 or comes after it in the alphabet; 0 on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_MORE_ITEMS (there is no such entry), ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no Prefix, no Index), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME or
 *  ERROR_BAD_NETPATH (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetGetDisplayInformationIndex( LPCWSTR ServerName, DWORD Level, LPCWSTR Prefix,
                                                     LPDWORD Index )
{
    struct accounts *accounts;
    struct entry *entries;
    NET_API_STATUS status;
    DWORD i, count;

    TRACE( "(%s, %lu, %s, %p)\n", debugstr_w(ServerName), Level, debugstr_w(Prefix), Index );

    if (!Index) return ERROR_INVALID_PARAMETER;
    *Index = 0;
    if (!Prefix) return ERROR_INVALID_PARAMETER;
    if ((status = check_server( ServerName ))) return status;
    if (!FIND_LEVEL( display_levels, Level )) return ERROR_INVALID_LEVEL;
    if ((status = open_accounts( &accounts ))) return status;

    if (!(status = list_entries( accounts, Level, &entries, &count )))
    {
        for (i = 0; i < count && compare_names( entries[i].name, Prefix ) < 0; i++) ;
        if (i < count) *Index = i;
        else status = ERROR_NO_MORE_ITEMS;
        NetApiBufferFree( entries );
    }
    close_accounts( accounts );
    return status;
}
