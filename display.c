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
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"

#include "wine/debug.h"

#include "arguments.h"
#include "local/accounts.h"
#include "local/computer.h"
#include "servers/sam.h"
#include "servers/samuser.h"

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

#define DISPLAY(kind, type, prefix, member, source) \
    FIELD( kind, NET_DISPLAY_##type, prefix##_##member, struct entry, source )

/* what all kinds have */
#define COMMON_FIELDS(type, prefix, id_member) \
    DISPLAY( STRING, type, prefix, name, name ), \
    DISPLAY( STRING, type, prefix, comment, comment ), \
    DISPLAY( VALUE, type, prefix, id_member, id ), \
    DISPLAY( VALUE, type, prefix, next_index, next_index )

static const struct field display_user[] =
{
    COMMON_FIELDS( USER, usri1, user_id ),
    DISPLAY( VALUE, USER, usri1, flags, flags ),
    DISPLAY( STRING, USER, usri1, full_name, full_name ),
};
static const struct field display_machine[] =
{
    COMMON_FIELDS( MACHINE, usri2, user_id ),
    DISPLAY( VALUE, MACHINE, usri2, flags, flags ),
};
static const struct field display_group[] =
{
    COMMON_FIELDS( GROUP, grpi3, group_id ),
    DISPLAY( VALUE, GROUP, grpi3, attributes, attributes ),
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

/* The sorted list of a level, its strings the accounts', the caller's to free with NetApiBufferFree(): of many accounts, it is made
 * for each hundred. No other computer has an account here: the list of machines is empty. */
static NET_API_STATUS list_entries( const struct accounts *accounts, DWORD level, struct entry **entries,
                                    DWORD *count )
{
    DWORD i, now = get_time();
    struct user described;
    NET_API_STATUS status;
    SID_NAME_USE kind;

    *count = 0;
    if (level == LEVEL_MACHINES) return NetApiBufferAllocate( 0, (void **)entries );
    kind = level == LEVEL_USERS ? SidTypeUser : SidTypeGroup;
    if ((status = NetApiBufferAllocate( count_accounts( accounts, kind ) * sizeof(**entries), (void **)entries ))) return status;
    memset( *entries, 0, count_accounts( accounts, kind ) * sizeof(**entries) );

    for (i = 0; i < count_names( accounts ); i++)
    {
        const struct account *account = get_account_by_name( accounts, i );
        struct entry *entry = &(*entries)[*count];

        if (account->kind != kind || account->is_damaged) continue;
        entry->name = account->name;
        entry->id = account->id;
        if (level == LEVEL_USERS)
        {
            entry->comment = account->u.user.comment;
            entry->full_name = account->u.user.full_name;
            describe_times( accounts, &account->u.user, now, &described );
            entry->flags = described.flags;
        }
        else
        {
            entry->comment = account->u.group.comment;
            entry->attributes = account->u.group.attributes;
        }
        entry->next_index = ++*count;
    }
    return NERR_Success;
}

/* How many a call returns at most: one at least, so that who goes on as long as there are more gets to the end. */
static DWORD limit_wanted( DWORD wanted )
{
    return max( min( wanted, MAX_ENTRIES_A_CALL ), 1 );
}

/* Packs entries from an index on: at least one, however short the caller would like the answer. */
static NET_API_STATUS pack_entries( const struct enum_args *args, const struct entry *entries, DWORD count,
                                    DWORD index, DWORD wanted )
{
    struct record_source source = { .get = get_array_record, .records = entries,
                                    .record_size = sizeof(*entries) };
    struct enum_args from = *args;
    DWORD resume = index;
    NET_API_STATUS status;

    if (index >= count) return NERR_Success;
    source.count = index + min( wanted, count - index );
    from.resume = &resume;
    status = pack_records( &from, &source );
    if (status && status != ERROR_MORE_DATA) return status;
    return index + *args->entries_read < count ? ERROR_MORE_DATA : NERR_Success;
}

/*
 * Other computers. The levels' numbers are those of SAM's classes.
 */

C_ASSERT( LEVEL_USERS == DomainDisplayUser && LEVEL_MACHINES == DomainDisplayMachine &&
          LEVEL_GROUPS == DomainDisplayGroup );

struct display_question
{
    struct sam    sam;
    DWORD         level;
    const WCHAR  *prefix;
    DWORD         index;        /* asked with, or answered */
    DWORD         wanted;
    struct entry *entries;
    DWORD         count;
    BOOL          more;
};

#define QUESTION(f, ...)  { .sam = { .ask = (f), .access = SAM_READ_DOMAIN, .repeatable = TRUE }, __VA_ARGS__ }

static NET_API_STATUS ask_entries( struct sam *sam )
{
    struct display_question *question = (struct display_question *)sam;
    struct sam_display_entry *entries;
    NET_API_STATUS status;
    DWORD i;

    status = read_sam_display( sam, question->level, question->index, question->wanted, &entries,
                               &question->count, &question->more );
    if (status) return status;
    status = allocate_sam_memory( question->count, sizeof(*question->entries), (void **)&question->entries );
    if (status) return status;
    for (i = 0; i < question->count; i++)
    {
        question->entries[i].name = entries[i].name;
        question->entries[i].comment = entries[i].comment;
        question->entries[i].full_name = entries[i].full_name;
        question->entries[i].id = entries[i].id;
        if (question->level == LEVEL_GROUPS) question->entries[i].attributes = entries[i].bits;
        else question->entries[i].flags = get_user_flags( entries[i].bits );
        question->entries[i].next_index = entries[i].next_index;
    }
    return NERR_Success;
}

static NET_API_STATUS query_sam_display( const WCHAR *server, const struct enum_args *args, DWORD index,
                                         DWORD wanted )
{
    struct display_question question = QUESTION( ask_entries, .level = args->level->number, .index = index,
                                                 .wanted = wanted );
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam )))
    {
        status = pack_entries( args, question.entries, question.count, 0, question.count );
        if (!status && question.more) status = ERROR_MORE_DATA;
    }
    free_sam_answer( &question.sam );
    return status;
}

static NET_API_STATUS ask_index( struct sam *sam )
{
    struct display_question *question = (struct display_question *)sam;
    RPC_UNICODE_STRING prefix;
    POLICY_HANDLE *domain;
    NET_API_STATUS status;

    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    if ((status = set_counted_string( &prefix, question->prefix ))) return status;
    return map_sam_status( SamrGetDisplayEnumerationIndex2( sam->binding, domain, question->level, &prefix,
                                                            &question->index ));
}

static NET_API_STATUS get_sam_display_index( const WCHAR *server, DWORD level, const WCHAR *prefix, DWORD *index )
{
    struct display_question question = QUESTION( ask_index, .level = level, .prefix = prefix );
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam ))) *index = question.index;
    free_sam_answer( &question.sam );
    return status;
}

/************************************************************
 *                NetQueryDisplayInformation  (NETAPI32.@)
 *
 * Lists accounts of a computer, sorted by name: another computer's as it sorts them.
 *
 * PARAMS
 *  ServerName             [I] The computer; NULL is this one.
 *  Level                  [I] 1: users, NET_DISPLAY_USER; 2: computers, NET_DISPLAY_MACHINE; 3: groups,
 *                             NET_DISPLAY_GROUP.
 *  Index                  [I] Index of the first entry that is wanted: 0, the next_index of another entry,
 *                             or what NetGetDisplayInformationIndex() tells.
 *  EntriesRequested       [I] How many entries are wanted at most; no call returns more than 100, nor less than one
 *                             where there are some.
 *  PreferredMaximumLength [I] Size in bytes that the answer may have, but one entry is returned in any case;
 *                             MAX_PREFERRED_LENGTH: any.
 *  ReturnedEntryCount     [O] Number of the structures; 0 on failure, and when no entry has that index.
 *  SortedBuffer           [O] An array of the structures, the caller's to free with NetApiBufferFree(); NULL
 *                             when there are none.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (an output is missing),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), or what ask_sam() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetQueryDisplayInformation( LPCWSTR ServerName, DWORD Level, DWORD Index,
                                                  DWORD EntriesRequested, DWORD PreferredMaximumLength,
                                                  LPDWORD ReturnedEntryCount, PVOID *SortedBuffer )
{
    DWORD count, total;
    const struct enum_args args = { FIND_LEVEL( display_levels, Level ), PreferredMaximumLength, NULL,
                                    (BYTE **)SortedBuffer, ReturnedEntryCount, &total };
    struct accounts *accounts;
    struct entry *entries;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %lu, %lu, %lu, %p, %p)\n", debugstr_w(ServerName), Level, Index, EntriesRequested,
           PreferredMaximumLength, ReturnedEntryCount, SortedBuffer );

    if ((status = begin_enum( ServerName, &args, TRUE, &other ))) return status;
    if (other) return query_sam_display( other, &args, Index, limit_wanted( EntriesRequested ) );
    if ((status = open_accounts( &accounts ))) return status;

    if (!(status = list_entries( accounts, Level, &entries, &count )))
    {
        status = pack_entries( &args, entries, count, Index, limit_wanted( EntriesRequested ) );
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
 *  ERROR_INVALID_PARAMETER (no Prefix, no Index), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), or what ask_sam() returns for another computer.
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
    const WCHAR *other;
    DWORD i, count;

    TRACE( "(%s, %lu, %s, %p)\n", debugstr_w(ServerName), Level, debugstr_w(Prefix), Index );

    if (!Index) return ERROR_INVALID_PARAMETER;
    *Index = 0;
    if (!Prefix) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( ServerName, &other ))) return status;
    if (!FIND_LEVEL( display_levels, Level )) return ERROR_INVALID_LEVEL;
    if (other) return get_sam_display_index( other, Level, Prefix, Index );
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
