/*
 * The local groups of other computers: aliases
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
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"

#include "lsa.h"
#include "sam.h"
#include "samalias.h"

/* ---- asking ----------------------------------------------------------------------------------- */

struct aliases_question
{
    struct sam    sam;
    BOOL          comments;     /* asked for each alias: only where the level has them */
    struct group *aliases;
    DWORD         count;
};

static NET_API_STATUS query_comment( struct sam *sam, enum sam_domain domain, struct group *alias )
{
    SAMPR_ALIAS_INFO_BUFFER *info = NULL;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_sam_alias( sam, domain, alias->id, ALIAS_READ_INFORMATION, &handle ))) return status;
    status = map_sam_status( SamrQueryInformationAlias( sam->binding, handle, AliasAdminCommentInformation, &info ) );
    close_sam_object( sam );
    if (status) return status;
    if (!is_stub_array( &sam->call.run, info, 1, sizeof(*info) )) return RPC_X_BAD_STUB_DATA;
    return get_stub_string( &sam->call.run, &info->AdminComment.AdminComment, &alias->comment );
}

static NET_API_STATUS add_aliases( struct aliases_question *question, enum sam_domain domain, DWORD *room )
{
    struct sam_account *accounts;
    NET_API_STATUS status;
    struct group *alias;
    DWORD i, count;

    if ((status = list_sam_aliases( &question->sam, domain, &accounts, &count ))) return status;
    status = grow_sam_array( (void **)&question->aliases, sizeof(*question->aliases), question->count, room, count );
    for (i = 0; i < count && !status; i++)
    {
        alias = &question->aliases[question->count++];
        alias->name = accounts[i].name;
        alias->id = accounts[i].id;
        if (question->comments) status = query_comment( &question->sam, domain, alias );
    }
    return status;
}

static NET_API_STATUS ask_aliases( struct sam *sam )
{
    struct aliases_question *question = (struct aliases_question *)sam;
    NET_API_STATUS status;
    DWORD room = 0;

    question->count = 0;
    if ((status = add_aliases( question, SAM_BUILTIN, &room ))) return status;
    return add_aliases( question, SAM_ACCOUNT, &room );
}

NET_API_STATUS enum_sam_aliases( const WCHAR *server, const struct level *level, DWORD max_length, DWORD *resume,
                                 BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct aliases_question question = {
        .sam = { .ask = ask_aliases, .access = SAM_READ_DOMAIN, .repeatable = TRUE },
        .comments = level->number != 0 };
    struct record_source source = { .get = get_array_record, .record_size = sizeof(struct group) };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam )))
    {
        source.records = question.aliases;
        source.count = question.count;
        status = pack_enum( level, &source, max_length, resume, buffer, entries_read, total_entries );
    }
    free_sam_answer( &question.sam );
    return status;
}

struct alias_question
{
    struct sam     sam;
    const WCHAR   *name;
    struct group   alias;
    struct member *members;
    DWORD          count;
};

static NET_API_STATUS open_alias( struct alias_question *question, DWORD access, POLICY_HANDLE **handle )
{
    enum sam_domain domain;
    NET_API_STATUS status;

    if ((status = find_sam_alias( &question->sam, question->name, &domain, &question->alias.id ))) return status;
    return open_sam_alias( &question->sam, domain, question->alias.id, access, handle );
}

static NET_API_STATUS ask_alias( struct sam *sam )
{
    struct alias_question *question = (struct alias_question *)sam;
    SAMPR_ALIAS_INFO_BUFFER *info = NULL;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_alias( question, ALIAS_READ_INFORMATION, &handle ))) return status;
    status = map_sam_status( SamrQueryInformationAlias( sam->binding, handle, AliasGeneralInformation, &info ) );
    if (status) return status;
    if (!is_stub_array( &sam->call.run, info, 1, sizeof(*info) )) return RPC_X_BAD_STUB_DATA;
    if ((status = get_stub_string( &sam->call.run, &info->General.Name, &question->alias.name ))) return status;
    return get_stub_string( &sam->call.run, &info->General.AdminComment, &question->alias.comment );
}

NET_API_STATUS get_sam_alias( const WCHAR *server, const WCHAR *name, const struct level *level, BYTE **buffer )
{
    struct alias_question question = {
        .sam = { .ask = ask_alias, .access = SAM_READ_DOMAIN, .repeatable = TRUE }, .name = name };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam ))) status = pack_info( level, &question.alias, buffer );
    free_sam_answer( &question.sam );
    return status;
}

static NET_API_STATUS query_members( struct alias_question *question, POLICY_HANDLE *handle )
{
    struct stub_run *run = &question->sam.call.run;
    SAMPR_PSID_ARRAY sids = { 0 };
    NET_API_STATUS status;
    DWORD i;

    status = map_sam_status( SamrGetMembersInAlias( question->sam.binding, handle, &sids ) );
    if (status) return status;
    if (!is_stub_array( run, sids.Sids, sids.Count, sizeof(*sids.Sids) )) return RPC_X_BAD_STUB_DATA;
    status = allocate_sam_memory( sids.Count, sizeof(*question->members), (void **)&question->members );
    if (status) return status;
    for (i = 0; i < sids.Count; i++)
    {
        if (!is_stub_sid( run, sids.Sids[i].SidPointer )) return RPC_X_BAD_STUB_DATA;
        question->members[i].sid = sids.Sids[i].SidPointer;
    }
    question->count = sids.Count;
    return NERR_Success;
}

static NET_API_STATUS ask_members( struct sam *sam )
{
    struct alias_question *question = (struct alias_question *)sam;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_alias( question, ALIAS_LIST_MEMBERS, &handle ))) return status;
    return query_members( question, handle );
}

NET_API_STATUS get_sam_alias_members( const WCHAR *server, const WCHAR *name, const struct level *level,
                                      DWORD max_length, DWORD *resume, BYTE **buffer, DWORD *entries_read,
                                      DWORD *total_entries )
{
    struct alias_question question = {
        .sam = { .ask = ask_members, .access = SAM_READ_DOMAIN, .repeatable = TRUE }, .name = name };
    struct record_source source = { .get = get_array_record, .record_size = sizeof(struct member) };
    struct lsa_lookup names = { 0 };
    NET_API_STATUS status;

    status = ask_sam( server, &question.sam );
    if (!status && level->number != 0)
    {
        names.members = question.members;
        names.count = question.count;
        status = lookup_sids( server, &names );
    }
    if (!status)
    {
        source.records = question.members;
        source.count = question.count;
        status = pack_enum( level, &source, max_length, resume, buffer, entries_read, total_entries );
    }
    free_remote_answer( &names.call );
    free_sam_answer( &question.sam );
    return status;
}
