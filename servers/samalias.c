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
#include "samkind.h"
#include "sammember.h"

/* ---- aliases ---------------------------------------------------------------------------------- */

struct aliases_question
{
    struct sam sam;
    BOOL       comments;    /* asked for each alias: only where the level has them */
};

static NET_API_STATUS query_comment( struct sam *sam, enum sam_domain domain, struct group *alias )
{
    unsigned int opened = sam->object_count;
    SAMPR_ALIAS_INFO_BUFFER *info = NULL;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_sam_alias( sam, domain, alias->id, ALIAS_READ_INFORMATION, &handle ))) return status;
    status = map_sam_status( SamrQueryInformationAlias( sam->binding, handle, AliasAdminCommentInformation, &info ) );
    close_sam_objects( sam, opened );
    if (status) return status;
    if (!is_stub_array( &sam->call.run, info, 1, sizeof(*info) )) return RPC_X_BAD_STUB_DATA;
    return get_stub_string( &sam->call.run, &info->AdminComment.AdminComment, &alias->comment );
}

/* Those that are gone since they were listed are left out. */
static NET_API_STATUS add_aliases( struct aliases_question *question, enum sam_domain domain )
{
    struct sam *sam = &question->sam;
    struct group alias = { 0 }, *added;
    struct sam_account *accounts;
    NET_API_STATUS status;
    DWORD i, count;

    if ((status = list_sam_aliases( sam, domain, &accounts, &count ))) return status;
    for (i = 0; i < count; i++)
    {
        alias.name = accounts[i].name;
        alias.id = accounts[i].id;
        if (question->comments) status = query_comment( sam, domain, &alias );
        if (status == NERR_GroupNotFound) continue;
        if (status || (status = extend_sam_array( &sam->records, 1, (void **)&added ))) return status;
        *added = alias;
    }
    return NERR_Success;
}

static NET_API_STATUS ask_aliases( struct sam *sam )
{
    struct aliases_question *question = (struct aliases_question *)sam;
    NET_API_STATUS status;

    if ((status = add_aliases( question, SAM_BUILTIN ))) return status;
    return add_aliases( question, SAM_ACCOUNT );
}

NET_API_STATUS enum_sam_aliases( const WCHAR *server, const struct level *level, DWORD max_length, DWORD *resume,
                                 BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct aliases_question question = {
        .sam = { .ask = ask_aliases, .access = SAM_READ_DOMAIN, .repeatable = TRUE,
                 .records.item_size = sizeof(struct group) }, .comments = level->number != 0 };

    return ask_sam_list( server, &question.sam, level, max_length, resume, buffer, entries_read, total_entries );
}

static NET_API_STATUS open_alias( struct sam *sam, const WCHAR *name, DWORD access, DWORD *id, POLICY_HANDLE **handle )
{
    enum sam_domain domain;
    NET_API_STATUS status;

    if ((status = find_sam_alias( sam, name, &domain, id ))) return status;
    return open_sam_alias( sam, domain, *id, access, handle );
}

static NET_API_STATUS query_alias( struct sam *sam, POLICY_HANDLE *handle, struct group *alias )
{
    SAMPR_ALIAS_INFO_BUFFER *info = NULL;
    NET_API_STATUS status;

    status = map_sam_status( SamrQueryInformationAlias( sam->binding, handle, AliasGeneralInformation, &info ) );
    if (status) return status;
    if (!is_stub_array( &sam->call.run, info, 1, sizeof(*info) )) return RPC_X_BAD_STUB_DATA;
    if ((status = get_stub_string( &sam->call.run, &info->General.Name, &alias->name ))) return status;
    return get_stub_string( &sam->call.run, &info->General.AdminComment, &alias->comment );
}

static LONG set_alias( handle_t binding, POLICY_HANDLE *handle, DWORD class, union sam_group_info *info )
{
    return SamrSetInformationAlias( binding, handle, class, &info->alias );
}

static const struct sam_group_kind aliases =
{
    open_alias, query_alias, SamrCreateAliasInDomain, set_alias, SamrDeleteAlias,
    AliasNameInformation, AliasAdminCommentInformation, 0,
    DOMAIN_CREATE_ALIAS, ALIAS_READ_INFORMATION, ALIAS_WRITE_ACCOUNT
};

NET_API_STATUS get_sam_alias( const WCHAR *server, const WCHAR *name, const struct level *level, BYTE **buffer )
{
    return get_group_of_kind( server, &aliases, name, level, buffer );
}

NET_API_STATUS add_sam_alias( const WCHAR *server, const struct group *alias )
{
    return add_group_of_kind( server, &aliases, alias );
}

/* What is documented to be returned when there is none differs from function to function. */
static NET_API_STATUS no_such_alias( NET_API_STATUS status )
{
    return status == NERR_GroupNotFound ? ERROR_NO_SUCH_ALIAS : status;
}

NET_API_STATUS set_sam_alias( const WCHAR *server, const WCHAR *name, const struct group *changed )
{
    return no_such_alias( set_group_of_kind( server, &aliases, name, changed ) );
}

NET_API_STATUS delete_sam_alias( const WCHAR *server, const WCHAR *name )
{
    return delete_group_of_kind( server, &aliases, name );
}

/* ---- asking for members ----------------------------------------------------------------------- */

struct members_question
{
    struct sam         sam;
    const WCHAR       *name;
    BOOL               names;       /* asked for the members only where the level has them, or the program */
    struct lsa_lookup  others;      /* members whose names or SIDs no SAM knows */
    /* of those that change it */
    struct member     *wanted;
    DWORD              wanted_count;
    enum member_change change;
};

static NET_API_STATUS query_members( struct sam *sam, POLICY_HANDLE *handle )
{
    struct stub_run *run = &sam->call.run;
    SAMPR_PSID_ARRAY sids = { 0 };
    struct member *members;
    NET_API_STATUS status;
    DWORD i;

    status = map_sam_status( SamrGetMembersInAlias( sam->binding, handle, &sids ) );
    if (status) return status;
    if (!is_stub_array( run, sids.Sids, sids.Count, sizeof(*sids.Sids) )) return RPC_X_BAD_STUB_DATA;
    if ((status = extend_sam_array( &sam->records, sids.Count, (void **)&members ))) return status;
    for (i = 0; i < sids.Count; i++)
    {
        if (!is_stub_sid( run, sids.Sids[i].SidPointer )) return RPC_X_BAD_STUB_DATA;
        members[i].sid = sids.Sids[i].SidPointer;
    }
    return NERR_Success;
}

static NET_API_STATUS ask_members( struct sam *sam )
{
    struct members_question *question = (struct members_question *)sam;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    DWORD id;

    if ((status = open_alias( sam, question->name, ALIAS_LIST_MEMBERS, &id, &handle ))) return status;
    if ((status = query_members( sam, handle )) || !question->names) return status;
    return name_sam_members( sam, sam->records.items, sam->records.count, &question->others );
}

NET_API_STATUS get_sam_alias_members( const WCHAR *server, const WCHAR *name, const struct level *level,
                                      DWORD max_length, DWORD *resume, BYTE **buffer, DWORD *entries_read,
                                      DWORD *total_entries )
{
    struct members_question question = {
        .sam = { .ask = ask_members, .access = SAM_READ_DOMAIN, .repeatable = TRUE,
                 .records.item_size = sizeof(struct member) }, .name = name, .names = level->number != 0 };
    NET_API_STATUS status;

    status = ask_sam_list( server, &question.sam, level, max_length, resume, buffer, entries_read, total_entries );
    free_remote_answer( &question.others.call );
    return no_such_alias( status );
}

/* ---- changing members ------------------------------------------------------------------------- */

/* The server takes one member at a time, where the functions change all or nothing. */
struct step
{
    PSID sid;
    BOOL add;
};

static NET_API_STATUS do_step( struct sam *sam, POLICY_HANDLE *handle, PSID sid, BOOL add )
{
    NET_API_STATUS status = map_sam_status( add ? SamrAddMemberToAlias( sam->binding, handle, sid )
                                                : SamrRemoveMemberFromAlias( sam->binding, handle, sid ) );

    /* Samba's domain controllers do not tell aliases from groups here */
    if (status == NERR_UserInGroup) return ERROR_MEMBER_IN_ALIAS;
    return status == NERR_UserNotInGroup ? ERROR_MEMBER_NOT_IN_ALIAS : status;
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
    sort_sam_items( members, count, sizeof(*members), compare_sids );
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
static NET_API_STATUS find_wanted( struct members_question *question )
{
    BOOL is_domain = FALSE, is_known = FALSE;
    struct sam *sam = &question->sam;
    NET_API_STATUS status;
    DWORD i;

    status = find_sam_members( sam, question->wanted, question->wanted_count, &question->others );
    if (question->change == DELETE_MEMBERS) return status;
    for (i = 0; i < question->wanted_count && !status; i++)
    {
        if (question->wanted[i].use == SidTypeDomain) return ERROR_INVALID_MEMBER;
        if (question->wanted[i].use != SidTypeAlias) continue;
        /* a domain's local groups can be in each other, a computer's cannot */
        if (!is_in_domain( question->wanted[i].sid, get_sam_domain_sid( sam, SAM_ACCOUNT ) )) return ERROR_INVALID_MEMBER;
        if (!is_known) status = is_sam_of_domain( sam, &is_domain );
        is_known = TRUE;
        if (!status && !is_domain) return ERROR_INVALID_MEMBER;
    }
    return status;
}

static NET_API_STATUS ask_change_members( struct sam *sam )
{
    struct members_question *question = (struct members_question *)sam;
    DWORD i, id, count = question->wanted_count;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    struct step *steps;

    status = open_alias( sam, question->name, ALIAS_ADD_MEMBER | ALIAS_REMOVE_MEMBER |
                         (question->change == SET_MEMBERS ? ALIAS_LIST_MEMBERS : 0), &id, &handle );
    if (!status && question->names) status = find_wanted( question );
    if (!status && question->change == SET_MEMBERS) status = query_members( sam, handle );
    if (!status) status = allocate_sam_memory( (SIZE_T)count + sam->records.count, sizeof(*steps), (void **)&steps );
    if (status) return status;

    if (question->change == SET_MEMBERS)
        count = make_set_steps( steps, question->wanted, count, sam->records.items, sam->records.count );
    else for (i = 0; i < count; i++)
        steps[i] = (struct step){ question->wanted[i].sid, question->change == ADD_MEMBERS };
    return do_steps( sam, handle, steps, count );
}

/* The members have names or SIDs, all of them the same. */
NET_API_STATUS change_sam_alias_members( const WCHAR *server, const WCHAR *name, struct member *members, DWORD count,
                                         enum member_change change )
{
    struct members_question question = {
        .sam = { .ask = ask_change_members, .access = SAM_READ_DOMAIN, .records.item_size = sizeof(struct member) },
        .name = name, .names = count && !members->sid, .wanted = members, .wanted_count = count, .change = change };
    NET_API_STATUS status = ask_sam_status( server, &question.sam );

    free_remote_answer( &question.others.call );
    return status;
}
