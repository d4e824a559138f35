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
#include <stdlib.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"

#include "samalias.h"
#include "sammember.h"

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
    BOOL           names;       /* asked for the members only where the level has them */
    struct member *members;
    DWORD          count;
    struct lsa_lookup others;   /* members whose names or SIDs no SAM knows */
    /* of those that change it */
    const struct group  *changed;
    struct member       *wanted;
    DWORD                wanted_count;
    enum member_change   change;
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
    if ((status = query_members( question, handle )) || !question->names) return status;
    return name_sam_members( sam, question->members, question->count, &question->others );
}

/* What is documented to be returned when there is none differs from function to function. */
static NET_API_STATUS no_such_alias( NET_API_STATUS status )
{
    return status == NERR_GroupNotFound ? ERROR_NO_SUCH_ALIAS : status;
}

NET_API_STATUS get_sam_alias_members( const WCHAR *server, const WCHAR *name, const struct level *level,
                                      DWORD max_length, DWORD *resume, BYTE **buffer, DWORD *entries_read,
                                      DWORD *total_entries )
{
    struct alias_question question = {
        .sam = { .ask = ask_members, .access = SAM_READ_DOMAIN, .repeatable = TRUE }, .name = name,
        .names = level->number != 0 };
    struct record_source source = { .get = get_array_record, .record_size = sizeof(struct member) };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam )))
    {
        source.records = question.members;
        source.count = question.count;
        status = pack_enum( level, &source, max_length, resume, buffer, entries_read, total_entries );
    }
    free_remote_answer( &question.others.call );
    free_sam_answer( &question.sam );
    return no_such_alias( status );
}

/* ---- changing --------------------------------------------------------------------------------- */

static NET_API_STATUS set_alias( struct sam *sam, POLICY_HANDLE *handle, const struct group *changed )
{
    NET_API_STATUS status = NERR_Success;
    SAMPR_ALIAS_INFO_BUFFER info;

    if (changed->name)
    {
        set_sam_string( &info.Name.Name, changed->name );
        status = map_sam_status( SamrSetInformationAlias( sam->binding, handle, AliasNameInformation, &info ) );
    }
    if (!status && changed->comment)
    {
        set_sam_string( &info.AdminComment.AdminComment, changed->comment );
        status = map_sam_status( SamrSetInformationAlias( sam->binding, handle, AliasAdminCommentInformation, &info ) );
    }
    return status;
}

/* One that cannot be as it shall is not there. */
static NET_API_STATUS ask_add( struct sam *sam )
{
    struct alias_question *question = (struct alias_question *)sam;
    struct group changed = { .comment = question->changed->comment };
    POLICY_HANDLE *domain, *handle;
    RPC_UNICODE_STRING name;
    NET_API_STATUS status;
    LONG result;

    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    set_sam_string( &name, question->changed->name );
    result = SamrCreateAliasInDomain( sam->binding, domain, &name, ALIAS_WRITE_ACCOUNT | DELETE, next_sam_handle( sam ),
                                      &question->alias.id );
    if ((status = add_sam_handle( sam, result, &handle ))) return status;
    if ((status = set_alias( sam, handle, &changed )))
        delete_sam_handle( SamrDeleteAlias( sam->binding, handle ), handle );
    return status;
}

NET_API_STATUS add_sam_alias( const WCHAR *server, const struct group *alias )
{
    struct alias_question question = {
        .sam = { .ask = ask_add, .access = SAM_READ_DOMAIN | DOMAIN_CREATE_ALIAS }, .changed = alias };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_sam_answer( &question.sam );
    return status;
}

static NET_API_STATUS ask_delete( struct sam *sam )
{
    struct alias_question *question = (struct alias_question *)sam;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_alias( question, DELETE, &handle ))) return status;
    return delete_sam_handle( SamrDeleteAlias( sam->binding, handle ), handle );
}

NET_API_STATUS delete_sam_alias( const WCHAR *server, const WCHAR *name )
{
    struct alias_question question = { .sam = { .ask = ask_delete, .access = SAM_READ_DOMAIN }, .name = name };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_sam_answer( &question.sam );
    return status;
}

static NET_API_STATUS ask_set( struct sam *sam )
{
    struct alias_question *question = (struct alias_question *)sam;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_alias( question, ALIAS_WRITE_ACCOUNT, &handle ))) return status;
    return set_alias( sam, handle, question->changed );
}

NET_API_STATUS set_sam_alias( const WCHAR *server, const WCHAR *name, const struct group *changed )
{
    struct alias_question question = {
        .sam = { .ask = ask_set, .access = SAM_READ_DOMAIN }, .name = name, .changed = changed };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_sam_answer( &question.sam );
    return no_such_alias( status );
}

/* The server takes one member at a time, where the functions change all or nothing. */
struct step
{
    PSID sid;
    BOOL add;
};

static NET_API_STATUS do_step( struct sam *sam, POLICY_HANDLE *handle, PSID sid, BOOL add )
{
    return map_sam_status( add ? SamrAddMemberToAlias( sam->binding, handle, sid )
                               : SamrRemoveMemberFromAlias( sam->binding, handle, sid ) );
}

static NET_API_STATUS do_steps( struct sam *sam, POLICY_HANDLE *handle, const struct step *steps, DWORD count )
{
    NET_API_STATUS status = NERR_Success;
    DWORD i;

    for (i = 0; i < count && !status; i++) status = do_step( sam, handle, steps[i].sid, steps[i].add );
    if (!status) return NERR_Success;
    for (i--; i; i--) do_step( sam, handle, steps[i - 1].sid, !steps[i - 1].add );
    return status;
}

static int __cdecl compare_sids( const void *a, const void *b )
{
    PSID first = ((const struct member *)a)->sid, second = ((const struct member *)b)->sid;
    DWORD size = GetLengthSid( first );
    int order = (int)size - (int)GetLengthSid( second );

    return order ? order : memcmp( first, second, size );
}

static BOOL has_sid( const struct member *members, DWORD count, const struct member *member )
{
    return bsearch( member, members, count, sizeof(*members), compare_sids ) != NULL;
}

static void sort_members( struct member *members, DWORD count )
{
    qsort( members, count, sizeof(*members), compare_sids );
}

/* From those that are members to those that are to be: adding comes first, so that nobody who is to stay is out
 * meanwhile. */
static DWORD make_set_steps( struct step *steps, struct member *wanted, DWORD wanted_count, struct member *present,
                             DWORD present_count )
{
    DWORD i, count = 0;

    sort_members( wanted, wanted_count );
    sort_members( present, present_count );
    for (i = 0; i < wanted_count; i++)
    {
        if (i && !compare_sids( &wanted[i], &wanted[i - 1] )) continue;
        if (!has_sid( present, present_count, &wanted[i] )) steps[count++] = (struct step){ wanted[i].sid, TRUE };
    }
    for (i = 0; i < present_count; i++)
        if (!has_sid( wanted, wanted_count, &present[i] )) steps[count++] = (struct step){ present[i].sid, FALSE };
    return count;
}

/* the SIDs of accounts that a program gave names of */
static NET_API_STATUS find_wanted( struct alias_question *question )
{
    NET_API_STATUS status;
    DWORD i;

    status = find_sam_members( &question->sam, question->wanted, question->wanted_count, &question->others );
    if (status || question->change == DELETE_MEMBERS) return status;
    for (i = 0; i < question->wanted_count; i++)
        if (question->wanted[i].use == SidTypeAlias || question->wanted[i].use == SidTypeDomain)
            return ERROR_INVALID_MEMBER;
    return NERR_Success;
}

static NET_API_STATUS ask_change_members( struct sam *sam )
{
    struct alias_question *question = (struct alias_question *)sam;
    DWORD i, count = question->wanted_count;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    struct step *steps;

    question->count = 0;
    status = open_alias( question, ALIAS_ADD_MEMBER | ALIAS_REMOVE_MEMBER |
                         (question->change == SET_MEMBERS ? ALIAS_LIST_MEMBERS : 0), &handle );
    if (!status && question->names) status = find_wanted( question );
    if (!status && question->change == SET_MEMBERS) status = query_members( question, handle );
    if (!status) status = allocate_sam_memory( (SIZE_T)count + question->count, sizeof(*steps), (void **)&steps );
    if (status) return status;

    if (question->change == SET_MEMBERS)
        count = make_set_steps( steps, question->wanted, count, question->members, question->count );
    else for (i = 0; i < count; i++)
        steps[i] = (struct step){ question->wanted[i].sid, question->change == ADD_MEMBERS };
    return do_steps( sam, handle, steps, count );
}

/* The members have names or SIDs, all of them the same. */
NET_API_STATUS change_sam_alias_members( const WCHAR *server, const WCHAR *name, struct member *members, DWORD count,
                                         enum member_change change )
{
    struct alias_question question = {
        .sam = { .ask = ask_change_members, .access = SAM_READ_DOMAIN }, .name = name, .names = count && !members->sid,
        .wanted = members, .wanted_count = count, .change = change };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_remote_answer( &question.others.call );
    free_sam_answer( &question.sam );
    return status;
}
