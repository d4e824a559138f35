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
        group->attributes = entries[i].bits;
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
        if ((status = read_sam_display( sam, DomainDisplayGroup, index, MAXDWORD, MAX_PREFERRED_LENGTH, &entries,
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
