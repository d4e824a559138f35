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

#include "sam.h"
#include "samgroup.h"

/* ---- asking ----------------------------------------------------------------------------------- */

struct groups_question
{
    struct sam    sam;
    struct group *groups;
    DWORD         count;
    DWORD         room;
};

static NET_API_STATUS add_groups( struct groups_question *question, const struct sam_display_entry *entries,
                                  DWORD count )
{
    NET_API_STATUS status;
    struct group *group;
    DWORD i;

    status = grow_sam_array( (void **)&question->groups, sizeof(*group), question->count, &question->room, count );
    for (i = 0; i < count && !status; i++)
    {
        group = &question->groups[question->count++];
        group->name = entries[i].name;
        group->comment = entries[i].comment;
        group->id = entries[i].id;
        /* a group of Windows has some; Samba's displays have none, while it tells the usual ones of each group */
        group->attributes = entries[i].bits ? entries[i].bits : GROUP_ATTRIBUTES;
        status = make_sam_sid( &question->sam, group->id, &group->sid );
    }
    return status;
}

/* The list for displays has all that the levels tell: a list of the names needs questions for each of them. */
static NET_API_STATUS ask_groups( struct sam *sam )
{
    struct groups_question *question = (struct groups_question *)sam;
    struct sam_display_entry *entries;
    DWORD count, index = 0;
    NET_API_STATUS status;
    BOOL more;

    question->count = question->room = 0;
    do
    {
        if ((status = read_sam_display( sam, DomainDisplayGroup, index, MAXDWORD, &entries,
                                        &count, &more ))) return status;
        if ((status = add_groups( question, entries, count ))) return status;
        if (!more) return NERR_Success;
        if (!count || entries[count - 1].next_index <= index) return RPC_X_BAD_STUB_DATA;  /* it would never end */
        index = entries[count - 1].next_index;
    }
    while (TRUE);
}

NET_API_STATUS enum_sam_groups( const WCHAR *server, const struct level *level, DWORD max_length, DWORD *resume,
                                BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct groups_question question = { .sam = { .ask = ask_groups, .access = SAM_READ_DOMAIN, .repeatable = TRUE } };
    struct record_source source = { .get = get_array_record, .record_size = sizeof(struct group) };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam )))
    {
        source.records = question.groups;
        source.count = question.count;
        status = pack_enum( level, &source, max_length, resume, buffer, entries_read, total_entries );
    }
    free_sam_answer( &question.sam );
    return status;
}

struct group_question
{
    struct sam     sam;
    const WCHAR   *name;
    struct group   group;
    struct member *members;
    DWORD          count;
    /* of those that change it */
    const struct group  *changed;
    const struct member *users;     /* one, or those that are to be all */
    DWORD                user_count;
    BOOL                 add;
};

static NET_API_STATUS open_group( struct group_question *question, DWORD access, POLICY_HANDLE **handle )
{
    NET_API_STATUS status;

    if ((status = find_sam_group( &question->sam, question->name, &question->group.id ))) return status;
    return open_sam_group( &question->sam, question->group.id, access, handle );
}

static NET_API_STATUS query_group( struct group_question *question, POLICY_HANDLE *handle )
{
    struct stub_run *run = &question->sam.call.run;
    SAMPR_GROUP_INFO_BUFFER *info = NULL;
    NET_API_STATUS status;

    status = map_sam_status( SamrQueryInformationGroup( question->sam.binding, handle, GroupReplicationInformation,
                                                        &info ) );
    if (status) return status;
    if (!is_stub_array( run, info, 1, sizeof(*info) )) return RPC_X_BAD_STUB_DATA;
    question->group.attributes = info->DoNotUse.Attributes;
    if ((status = get_stub_string( run, &info->DoNotUse.Name, &question->group.name ))) return status;
    return get_stub_string( run, &info->DoNotUse.AdminComment, &question->group.comment );
}

static NET_API_STATUS ask_group( struct sam *sam )
{
    struct group_question *question = (struct group_question *)sam;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_group( question, GROUP_READ_INFORMATION, &handle ))) return status;
    if ((status = query_group( question, handle ))) return status;
    return make_sam_sid( sam, question->group.id, &question->group.sid );
}

NET_API_STATUS get_sam_group( const WCHAR *server, const WCHAR *name, const struct level *level, BYTE **buffer )
{
    struct group_question question = {
        .sam = { .ask = ask_group, .access = SAM_READ_DOMAIN, .repeatable = TRUE }, .name = name };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam ))) status = pack_info( level, &question.group, buffer );
    free_sam_answer( &question.sam );
    return status;
}

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

/* A member whose account is gone has no name: it is left out. */
static NET_API_STATUS name_members( struct group_question *question, const SAMPR_GET_MEMBERS_BUFFER *members )
{
    DWORD i, *uses, count = members->MemberCount;
    NET_API_STATUS status;
    const WCHAR **names;

    question->count = 0;
    if ((status = allocate_sam_memory( count, sizeof(*names), (void **)&names ))) return status;
    if ((status = allocate_sam_memory( count, sizeof(*uses), (void **)&uses ))) return status;
    if ((status = allocate_sam_memory( count, sizeof(*question->members), (void **)&question->members ))) return status;
    if ((status = lookup_sam_ids( &question->sam, SAM_ACCOUNT, members->Members, count, names, uses ))) return status;
    for (i = 0; i < count; i++)
    {
        struct member *member = &question->members[question->count];

        if (uses[i] == SidTypeUnknown) continue;
        member->name = names[i];
        member->attributes = members->Attributes[i];
        question->count++;
    }
    return NERR_Success;
}

static NET_API_STATUS ask_members( struct sam *sam )
{
    struct group_question *question = (struct group_question *)sam;
    SAMPR_GET_MEMBERS_BUFFER *members;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_group( question, GROUP_LIST_MEMBERS, &handle ))) return status;
    if ((status = query_members( sam, handle, &members ))) return status;
    return name_members( question, members );
}

NET_API_STATUS get_sam_group_users( const WCHAR *server, const WCHAR *name, const struct level *level,
                                    DWORD max_length, DWORD *resume, BYTE **buffer, DWORD *entries_read,
                                    DWORD *total_entries )
{
    struct group_question question = {
        .sam = { .ask = ask_members, .access = SAM_READ_DOMAIN, .repeatable = TRUE }, .name = name };
    struct record_source source = { .get = get_array_record, .record_size = sizeof(struct member) };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam )))
    {
        source.records = question.members;
        source.count = question.count;
        status = pack_enum( level, &source, max_length, resume, buffer, entries_read, total_entries );
    }
    free_sam_answer( &question.sam );
    return status;
}

/* ---- changing --------------------------------------------------------------------------------- */

static NET_API_STATUS set_info( struct sam *sam, POLICY_HANDLE *handle, GROUP_INFORMATION_CLASS class,
                                SAMPR_GROUP_INFO_BUFFER *info )
{
    return map_sam_status( SamrSetInformationGroup( sam->binding, handle, class, info ) );
}

/* Attributes that it has already are not sent: there are servers that set none. */
static NET_API_STATUS set_group( struct sam *sam, POLICY_HANDLE *handle, const struct group *changed,
                                 DWORD attributes )
{
    SAMPR_GROUP_INFO_BUFFER info;
    NET_API_STATUS status = NERR_Success;

    if (changed->name)
    {
        set_sam_string( &info.Name.Name, changed->name );
        status = set_info( sam, handle, GroupNameInformation, &info );
    }
    if (!status && changed->comment)
    {
        set_sam_string( &info.AdminComment.AdminComment, changed->comment );
        status = set_info( sam, handle, GroupAdminCommentInformation, &info );
    }
    if (!status && changed->attributes != SAME_ATTRIBUTES && changed->attributes != attributes)
    {
        info.Attribute.Attributes = changed->attributes;
        status = set_info( sam, handle, GroupAttributeInformation, &info );
    }
    return status;
}

/* One that cannot be as it shall is not there. */
static NET_API_STATUS ask_add( struct sam *sam )
{
    struct group_question *question = (struct group_question *)sam;
    struct group changed = { .comment = question->changed->comment, .attributes = question->changed->attributes };
    POLICY_HANDLE *domain, *handle;
    RPC_UNICODE_STRING name;
    NET_API_STATUS status;
    LONG result;

    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    set_sam_string( &name, question->changed->name );
    result = SamrCreateGroupInDomain( sam->binding, domain, &name, GROUP_WRITE_ACCOUNT | DELETE, next_sam_handle( sam ),
                                      &question->group.id );
    if ((status = add_sam_handle( sam, result, &handle )))
        return status == ERROR_ALIAS_EXISTS ? NERR_GroupExists : status;
    if ((status = set_group( sam, handle, &changed, GROUP_ATTRIBUTES )))
        delete_sam_handle( SamrDeleteGroup( sam->binding, handle ), handle );
    return status;
}

NET_API_STATUS add_sam_group( const WCHAR *server, const struct group *group )
{
    struct group_question question = {
        .sam = { .ask = ask_add, .access = SAM_READ_DOMAIN | DOMAIN_CREATE_GROUP }, .changed = group };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_sam_answer( &question.sam );
    return status;
}

static NET_API_STATUS ask_delete( struct sam *sam )
{
    struct group_question *question = (struct group_question *)sam;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_group( question, DELETE, &handle ))) return status;
    return delete_sam_handle( SamrDeleteGroup( sam->binding, handle ), handle );
}

NET_API_STATUS delete_sam_group( const WCHAR *server, const WCHAR *name )
{
    struct group_question question = { .sam = { .ask = ask_delete, .access = SAM_READ_DOMAIN }, .name = name };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_sam_answer( &question.sam );
    return status;
}

static NET_API_STATUS ask_set( struct sam *sam )
{
    struct group_question *question = (struct group_question *)sam;
    BOOL has_attributes = question->changed->attributes != SAME_ATTRIBUTES;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    status = open_group( question, GROUP_WRITE_ACCOUNT | (has_attributes ? GROUP_READ_INFORMATION : 0), &handle );
    if (!status && has_attributes) status = query_group( question, handle );
    return status ? status : set_group( sam, handle, question->changed, question->group.attributes );
}

NET_API_STATUS set_sam_group( const WCHAR *server, const WCHAR *name, const struct group *changed )
{
    struct group_question question = {
        .sam = { .ask = ask_set, .access = SAM_READ_DOMAIN }, .name = name, .changed = changed };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_sam_answer( &question.sam );
    return status;
}

static NET_API_STATUS change_user( struct sam *sam, POLICY_HANDLE *handle, DWORD id, BOOL add )
{
    return map_sam_status( add ? SamrAddMemberToGroup( sam->binding, handle, id, GROUP_ATTRIBUTES )
                               : SamrRemoveMemberFromGroup( sam->binding, handle, id ) );
}

/* The group and the user are looked up at once. */
static NET_API_STATUS ask_change_user( struct sam *sam )
{
    struct group_question *question = (struct group_question *)sam;
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
    struct group_question question = {
        .sam = { .ask = ask_change_user, .access = SAM_READ_DOMAIN }, .name = name, .users = &member, .add = add };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_sam_answer( &question.sam );
    return status;
}

static int __cdecl compare_ids( const void *a, const void *b )
{
    DWORD first = *(const DWORD *)a, second = *(const DWORD *)b;

    return first < second ? -1 : first > second;
}

/* whether each user is there; "ids" are sorted, each once */
static NET_API_STATUS find_users( struct group_question *question, DWORD **ids, DWORD *count )
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

    qsort( *ids, user_count, sizeof(**ids), compare_ids );
    for (*count = i = 0; i < user_count; i++)
        if (!i || (*ids)[i] != (*ids)[i - 1]) (*ids)[(*count)++] = (*ids)[i];
    return NERR_Success;
}

/* Both are sorted: what only one of them has is added or deleted. Adding comes first, so that nobody who is to stay is out
 * meanwhile. */
static NET_API_STATUS change_users( struct sam *sam, POLICY_HANDLE *handle, const DWORD *wanted, DWORD wanted_count,
                                    const DWORD *present, DWORD present_count )
{
    NET_API_STATUS status = NERR_Success;
    DWORD i;

    for (i = 0; i < wanted_count && !status; i++)
        if (!bsearch( &wanted[i], present, present_count, sizeof(*present), compare_ids ))
            status = change_user( sam, handle, wanted[i], TRUE );
    for (i = 0; i < present_count && !status; i++)
        if (!bsearch( &present[i], wanted, wanted_count, sizeof(*wanted), compare_ids ))
            status = change_user( sam, handle, present[i], FALSE );
    return status;
}

static NET_API_STATUS ask_set_users( struct sam *sam )
{
    struct group_question *question = (struct group_question *)sam;
    SAMPR_GET_MEMBERS_BUFFER *members;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    DWORD *ids, count;

    status = open_group( question, GROUP_LIST_MEMBERS | GROUP_ADD_MEMBER | GROUP_REMOVE_MEMBER, &handle );
    if (status) return status;
    if ((status = find_users( question, &ids, &count ))) return status;
    if ((status = query_members( sam, handle, &members ))) return status;
    qsort( members->Members, members->MemberCount, sizeof(*members->Members), compare_ids );
    return change_users( sam, handle, ids, count, members->Members, members->MemberCount );
}

NET_API_STATUS set_sam_group_users( const WCHAR *server, const WCHAR *name, const struct member *members, DWORD count )
{
    struct group_question question = {
        .sam = { .ask = ask_set_users, .access = SAM_READ_DOMAIN }, .name = name, .users = members,
        .user_count = count };
    NET_API_STATUS status = ask_sam( server, &question.sam );

    free_sam_answer( &question.sam );
    return status;
}
