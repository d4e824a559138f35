/*
 * The groups of other computers' account domains
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
#include "lmaccess.h"
#include "rpc.h"
#include "rpcndr.h"

#include "samgroup.h"
#include "samkind.h"

/* ---- groups ----------------------------------------------------------------------------------- */

/* The list for displays has all that the levels tell: a list of the names needs questions for each of them. */
static NET_API_STATUS ask_groups( struct sam *sam )
{
    struct sam_display_entry *entries;
    NET_API_STATUS status;
    struct group *groups;
    DWORD i, count;

    if ((status = list_sam_display( sam, DomainDisplayGroup, &entries, &count ))) return status;
    status = extend_sam_array( &sam->records, count, (void **)&groups );
    for (i = 0; i < count && !status; i++)
    {
        groups[i].name = entries[i].name;
        groups[i].comment = entries[i].comment;
        groups[i].id = entries[i].id;
        /* a group of Windows has some; Samba's displays have none, while it tells the usual ones of each group */
        groups[i].attributes = entries[i].bits ? entries[i].bits : GROUP_ATTRIBUTES;
        status = make_sam_sid( sam, groups[i].id, &groups[i].sid );
    }
    return status;
}

NET_API_STATUS enum_sam_groups( const WCHAR *server, const struct level *level, DWORD max_length, DWORD *resume,
                                BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct sam question = { .ask = ask_groups, .access = SAM_READ_DOMAIN, .repeatable = TRUE,
                            .records.item_size = sizeof(struct group) };

    return ask_sam_list( server, &question, level, max_length, resume, buffer, entries_read, total_entries );
}

static NET_API_STATUS open_group( struct sam *sam, const WCHAR *name, DWORD access, DWORD *id, POLICY_HANDLE **handle )
{
    NET_API_STATUS status;

    if ((status = find_sam_group( sam, name, id ))) return status;
    return open_sam_group( sam, *id, access, handle );
}

/* "group": its id is known */
static NET_API_STATUS query_group( struct sam *sam, POLICY_HANDLE *handle, struct group *group )
{
    struct stub_run *run = &sam->call.run;
    SAMPR_GROUP_INFO_BUFFER *info = NULL;
    NET_API_STATUS status;

    status = map_sam_status( SamrQueryInformationGroup( sam->binding, handle, GroupReplicationInformation, &info ) );
    if (status) return status;
    if (!is_stub_array( run, info, 1, sizeof(*info) )) return RPC_X_BAD_STUB_DATA;
    group->attributes = info->DoNotUse.Attributes;
    if ((status = get_stub_string( run, &info->DoNotUse.Name, &group->name ))) return status;
    if ((status = get_stub_string( run, &info->DoNotUse.AdminComment, &group->comment ))) return status;
    return make_sam_sid( sam, group->id, &group->sid );
}

static LONG set_group( handle_t binding, POLICY_HANDLE *handle, DWORD class, union sam_group_info *info )
{
    return SamrSetInformationGroup( binding, handle, class, &info->group );
}

static const struct sam_group_kind groups =
{
    open_group, query_group, SamrCreateGroupInDomain, set_group, SamrDeleteGroup,
    GroupNameInformation, GroupAdminCommentInformation, GroupAttributeInformation,
    DOMAIN_CREATE_GROUP, GROUP_READ_INFORMATION, GROUP_WRITE_ACCOUNT
};

NET_API_STATUS get_sam_group( const WCHAR *server, const WCHAR *name, const struct level *level, BYTE **buffer )
{
    return get_group_of_kind( server, &groups, name, level, buffer );
}

NET_API_STATUS add_sam_group( const WCHAR *server, const struct group *group )
{
    NET_API_STATUS status = add_group_of_kind( server, &groups, group );

    return status == ERROR_ALIAS_EXISTS ? NERR_GroupExists : status;
}

NET_API_STATUS set_sam_group( const WCHAR *server, const WCHAR *name, const struct group *changed )
{
    return set_group_of_kind( server, &groups, name, changed );
}

NET_API_STATUS delete_sam_group( const WCHAR *server, const WCHAR *name )
{
    return delete_group_of_kind( server, &groups, name );
}

/* ---- members ---------------------------------------------------------------------------------- */

struct members_question
{
    struct sam           sam;
    const WCHAR         *name;
    const struct member *users;     /* one, or those that are to be all */
    DWORD                user_count;
    BOOL                 add;
};

/* the id first, which compare_ids() takes */
struct group_member
{
    DWORD id;
    DWORD attributes;
};

static NET_API_STATUS query_members( struct sam *sam, POLICY_HANDLE *handle, SAMPR_GET_MEMBERS_BUFFER **members )
{
    struct stub_run *run = &sam->call.run;
    NET_API_STATUS status;

    *members = NULL;
    if ((status = map_sam_status( SamrGetMembersInGroup( sam->binding, handle, members )))) return status;
    if (!is_stub_array( run, *members, 1, sizeof(**members) ) ||
        !is_stub_array( run, (*members)->Members, (*members)->MemberCount, sizeof(DWORD) ) ||
        !is_stub_array( run, (*members)->Attributes, (*members)->MemberCount, sizeof(DWORD) ))
        return RPC_X_BAD_STUB_DATA;
    return NERR_Success;
}

/* MS-SAMR 3.1.5.8.3: of a domain's group, those are members too whose primary group it is. Samba's controllers do not tell of
 * them. Which kind of server it is shows by Guest, who is in a small group by nothing else. */
static NET_API_STATUS lacks_primary_members( struct sam *sam, BOOL *lacks )
{
    unsigned int opened = sam->object_count;
    SAMPR_GET_MEMBERS_BUFFER *members;
    NET_API_STATUS status;
    POLICY_HANDLE *group;
    BOOL is_domain;
    DWORD i, id;

    *lacks = FALSE;
    if ((status = is_sam_of_domain( sam, &is_domain )) || !is_domain) return status;
    status = read_sam_user_number( sam, DOMAIN_USER_RID_GUEST, UserPrimaryGroupInformation, &id );
    if (!status && !(status = open_sam_group( sam, id, GROUP_LIST_MEMBERS, &group )))
    {
        status = query_members( sam, group, &members );
        close_sam_objects( sam, opened );
        if (status) return status;
        for (i = 0; i < members->MemberCount; i++) if (members->Members[i] == DOMAIN_USER_RID_GUEST) return NERR_Success;
        *lacks = TRUE;
    }
    /* the user who asks may not know, or there is no Guest: then what the server tells has to do */
    return status == ERROR_ACCESS_DENIED || status == NERR_UserNotFound || status == NERR_GroupNotFound ? NERR_Success : status;
}

static int __cdecl compare_ids( const void *a, const void *b )
{
    DWORD first = *(const DWORD *)a, second = *(const DWORD *)b;

    return first < second ? -1 : first > second;
}

static NET_API_STATUS add_member( struct sam_array *list, DWORD id, DWORD attributes )
{
    struct group_member *added;
    NET_API_STATUS status;

    if ((status = extend_sam_array( list, 1, (void **)&added ))) return status;
    added->id = id;
    added->attributes = attributes;
    return NERR_Success;
}

/* Asks each account that is no member yet for its primary group. Those that are gone since they were listed are none. */
static NET_API_STATUS add_primary_members( struct sam *sam, DWORD group, struct sam_array *list )
{
    DWORD i, count, primary, known = list->count;
    struct sam_account *accounts;
    NET_API_STATUS status;

    if ((status = list_sam_users( sam, 0, &accounts, &count ))) return status;
    sort_sam_items( list->items, known, list->item_size, compare_ids );
    for (i = 0; i < count && !status; i++)
    {
        if (bsearch( &accounts[i].id, list->items, known, list->item_size, compare_ids )) continue;
        status = read_sam_user_number( sam, accounts[i].id, UserPrimaryGroupInformation, &primary );
        if (status == NERR_UserNotFound || status == ERROR_ACCESS_DENIED) status = NERR_Success;
        else if (!status && primary == group) status = add_member( list, accounts[i].id, GROUP_ATTRIBUTES );
    }
    return status;
}

/* All who are in a group, of whose id the handle is: struct group_member. */
static NET_API_STATUS list_group_members( struct sam *sam, DWORD group, POLICY_HANDLE *handle, struct sam_array *list )
{
    SAMPR_GET_MEMBERS_BUFFER *members;
    NET_API_STATUS status;
    BOOL lacks_some;
    DWORD i;

    memset( list, 0, sizeof(*list) );
    list->item_size = sizeof(struct group_member);
    if ((status = query_members( sam, handle, &members ))) return status;
    for (i = 0; i < members->MemberCount && !status; i++)
        status = add_member( list, members->Members[i], members->Attributes[i] );
    if (!status) status = lacks_primary_members( sam, &lacks_some );
    return status || !lacks_some ? status : add_primary_members( sam, group, list );
}

/* A member whose account is gone has no name: it is left out. */
static NET_API_STATUS name_members( struct sam *sam, const struct sam_array *list )
{
    const struct group_member *members = list->items;
    DWORD i, *uses, *ids, count = list->count;
    struct member *member;
    NET_API_STATUS status;
    const WCHAR **names;

    if ((status = allocate_sam_memory( count, sizeof(*ids), (void **)&ids ))) return status;
    for (i = 0; i < count; i++) ids[i] = members[i].id;

    if ((status = allocate_sam_memory( count, sizeof(*names), (void **)&names ))) return status;
    if ((status = allocate_sam_memory( count, sizeof(*uses), (void **)&uses ))) return status;
    if ((status = lookup_sam_ids( sam, SAM_ACCOUNT, ids, count, names, uses ))) return status;
    for (i = 0; i < count; i++)
    {
        if (uses[i] == SidTypeUnknown) continue;
        if ((status = extend_sam_array( &sam->records, 1, (void **)&member ))) return status;
        member->name = names[i];
        member->attributes = members[i].attributes;
    }
    return NERR_Success;
}

static NET_API_STATUS ask_members( struct sam *sam )
{
    struct members_question *question = (struct members_question *)sam;
    struct sam_array members;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    DWORD id;

    if ((status = open_group( sam, question->name, GROUP_LIST_MEMBERS, &id, &handle ))) return status;
    if ((status = list_group_members( sam, id, handle, &members ))) return status;
    return name_members( sam, &members );
}

NET_API_STATUS get_sam_group_users( const WCHAR *server, const WCHAR *name, const struct level *level,
                                    DWORD max_length, DWORD *resume, BYTE **buffer, DWORD *entries_read,
                                    DWORD *total_entries )
{
    struct members_question question = {
        .sam = { .ask = ask_members, .access = SAM_READ_DOMAIN, .repeatable = TRUE,
                 .records.item_size = sizeof(struct member) }, .name = name };

    return ask_sam_list( server, &question.sam, level, max_length, resume, buffer, entries_read, total_entries );
}

static NET_API_STATUS change_user( struct sam *sam, POLICY_HANDLE *handle, DWORD id, BOOL add )
{
    return map_sam_status( add ? SamrAddMemberToGroup( sam->binding, handle, id, GROUP_ATTRIBUTES )
                               : SamrRemoveMemberFromGroup( sam->binding, handle, id ) );
}

/* The group and the user are looked up at once. */
static NET_API_STATUS ask_change_user( struct sam *sam )
{
    struct members_question *question = (struct members_question *)sam;
    const WCHAR *names[] = { question->name, question->users[0].name };
    DWORD ids[ARRAYSIZE(names)], uses[ARRAYSIZE(names)];
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = lookup_sam_names( sam, SAM_ACCOUNT, names, ARRAYSIZE(names), ids, uses ))) return status;
    if (uses[0] != SidTypeGroup) return NERR_GroupNotFound;
    if (uses[1] != SidTypeUser) return NERR_UserNotFound;
    status = open_sam_group( sam, ids[0], question->add ? GROUP_ADD_MEMBER : GROUP_REMOVE_MEMBER, &handle );
    return status ? status : change_user( sam, handle, ids[1], question->add );
}

NET_API_STATUS change_sam_group_user( const WCHAR *server, const WCHAR *name, const WCHAR *user, BOOL add )
{
    const struct member member = { .name = user };
    struct members_question question = {
        .sam = { .ask = ask_change_user, .access = SAM_READ_DOMAIN }, .name = name, .users = &member, .add = add };

    return ask_sam_status( server, &question.sam );
}

/* whether each user is there; "ids" are sorted, each once */
static NET_API_STATUS find_users( struct members_question *question, DWORD **ids, DWORD *count )
{
    DWORD i, *uses, user_count = question->user_count;
    NET_API_STATUS status;
    const WCHAR **names;

    if ((status = allocate_sam_memory( user_count, sizeof(*names), (void **)&names ))) return status;
    if ((status = allocate_sam_memory( user_count, sizeof(*uses), (void **)&uses ))) return status;
    if ((status = allocate_sam_memory( user_count, sizeof(**ids), (void **)ids ))) return status;
    for (i = 0; i < user_count; i++) names[i] = question->users[i].name;
    if ((status = lookup_sam_names( &question->sam, SAM_ACCOUNT, names, user_count, *ids, uses ))) return status;
    for (i = 0; i < user_count; i++) if (uses[i] != SidTypeUser) return NERR_UserNotFound;

    sort_sam_items( *ids, user_count, sizeof(**ids), compare_ids );
    for (*count = i = 0; i < user_count; i++)
        if (!i || (*ids)[i] != (*ids)[i - 1]) (*ids)[(*count)++] = (*ids)[i];
    return NERR_Success;
}

/* Both are sorted: what only one of them has is added or deleted. Adding comes first, so that nobody who is to stay is out
 * meanwhile. */
static NET_API_STATUS change_users( struct sam *sam, POLICY_HANDLE *handle, const DWORD *wanted, DWORD wanted_count,
                                    const struct group_member *present, DWORD present_count )
{
    NET_API_STATUS status = NERR_Success;
    DWORD i;

    for (i = 0; i < wanted_count && !status; i++)
        if (!bsearch( &wanted[i], present, present_count, sizeof(*present), compare_ids ))
            status = change_user( sam, handle, wanted[i], TRUE );
    for (i = 0; i < present_count && !status; i++)
        if (!bsearch( &present[i], wanted, wanted_count, sizeof(*wanted), compare_ids ))
            status = change_user( sam, handle, present[i].id, FALSE );
    return status;
}

static NET_API_STATUS ask_set_users( struct sam *sam )
{
    struct members_question *question = (struct members_question *)sam;
    struct sam_array members;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    DWORD *ids, id, count;

    status = open_group( sam, question->name, GROUP_LIST_MEMBERS | GROUP_ADD_MEMBER | GROUP_REMOVE_MEMBER, &id, &handle );
    if (status) return status;
    if ((status = find_users( question, &ids, &count ))) return status;
    if ((status = list_group_members( sam, id, handle, &members ))) return status;
    sort_sam_items( members.items, members.count, members.item_size, compare_ids );
    return change_users( sam, handle, ids, count, members.items, members.count );
}

NET_API_STATUS set_sam_group_users( const WCHAR *server, const WCHAR *name, const struct member *members, DWORD count )
{
    struct members_question question = {
        .sam = { .ask = ask_set_users, .access = SAM_READ_DOMAIN }, .name = name, .users = members,
        .user_count = count };

    return ask_sam_status( server, &question.sam );
}
