/*
 * What the two kinds of other computers' groups have in common
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

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"

#include "samkind.h"
#include "samgroup.h"

struct kind_question
{
    struct sam                   sam;
    const struct sam_group_kind *kind;
    const WCHAR                 *name;
    struct group                 group;     /* as it is */
    const struct group          *changed;   /* as it shall be */
};

static NET_API_STATUS open_group( struct kind_question *question, DWORD access, POLICY_HANDLE **handle )
{
    return question->kind->open( &question->sam, question->name, access, &question->group.id, handle );
}

static NET_API_STATUS ask_get( struct sam *sam )
{
    struct kind_question *question = (struct kind_question *)sam;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_group( question, question->kind->query_right, &handle ))) return status;
    return question->kind->query( sam, handle, &question->group );
}

NET_API_STATUS get_group_of_kind( const WCHAR *server, const struct sam_group_kind *kind, const WCHAR *name,
                                  const struct level *level, BYTE **buffer )
{
    struct kind_question question = {
        .sam = { .ask = ask_get, .access = SAM_READ_DOMAIN, .repeatable = TRUE }, .kind = kind, .name = name };

    return ask_sam_info( server, &question.sam, level, &question.group, buffer );
}

static NET_API_STATUS set_info( struct kind_question *question, POLICY_HANDLE *handle, DWORD class,
                                union sam_group_info *info )
{
    return map_sam_status( question->kind->set( question->sam.binding, handle, class, info ) );
}

/* NULL: it stays as it is */
static NET_API_STATUS set_string( struct kind_question *question, POLICY_HANDLE *handle, DWORD class,
                                  const WCHAR *string )
{
    union sam_group_info info;
    NET_API_STATUS status;

    if (!string) return NERR_Success;
    if ((status = set_counted_string( &info.string, string ))) return status;
    return set_info( question, handle, class, &info );
}

/* Attributes that it has already are not sent: there are servers that set none. */
static NET_API_STATUS set_attributes( struct kind_question *question, POLICY_HANDLE *handle )
{
    DWORD attributes = question->changed->attributes;
    union sam_group_info info;

    if (!question->kind->attributes_class || attributes == SAME_ATTRIBUTES || attributes == question->group.attributes)
        return NERR_Success;
    info.group.Attribute.Attributes = attributes;
    return set_info( question, handle, question->kind->attributes_class, &info );
}

/* all but the name */
static NET_API_STATUS describe_group( struct kind_question *question, POLICY_HANDLE *handle )
{
    NET_API_STATUS status;

    status = set_string( question, handle, question->kind->comment_class, question->changed->comment );
    return status ? status : set_attributes( question, handle );
}

static NET_API_STATUS delete_group( struct kind_question *question, POLICY_HANDLE *handle )
{
    return delete_sam_handle( question->kind->delete( question->sam.binding, handle ), handle );
}

/* One that cannot be as it shall is not there. */
static NET_API_STATUS ask_add( struct sam *sam )
{
    struct kind_question *question = (struct kind_question *)sam;
    POLICY_HANDLE *domain, *handle;
    RPC_UNICODE_STRING name;
    NET_API_STATUS status;
    LONG result;

    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    if ((status = set_counted_string( &name, question->changed->name ))) return status;
    if ((status = next_sam_object( sam, &handle ))) return status;
    result = question->kind->create( sam->binding, domain, &name, question->kind->set_right | DELETE, handle,
                                     &question->group.id );
    if ((status = add_sam_object( sam, result ))) return status;
    question->group.attributes = GROUP_ATTRIBUTES;
    if ((status = describe_group( question, handle ))) delete_group( question, handle );
    return status;
}

NET_API_STATUS add_group_of_kind( const WCHAR *server, const struct sam_group_kind *kind, const struct group *group )
{
    struct kind_question question = {
        .sam = { .ask = ask_add, .access = SAM_READ_DOMAIN | kind->create_right }, .kind = kind, .changed = group };

    return ask_sam_status( server, &question.sam );
}

static NET_API_STATUS ask_set( struct sam *sam )
{
    struct kind_question *question = (struct kind_question *)sam;
    const struct sam_group_kind *kind = question->kind;
    BOOL has_attributes = kind->attributes_class && question->changed->attributes != SAME_ATTRIBUTES;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    status = open_group( question, kind->set_right | (has_attributes ? kind->query_right : 0), &handle );
    if (!status && has_attributes) status = kind->query( sam, handle, &question->group );
    if (!status) status = set_string( question, handle, kind->name_class, question->changed->name );
    return status ? status : describe_group( question, handle );
}

NET_API_STATUS set_group_of_kind( const WCHAR *server, const struct sam_group_kind *kind, const WCHAR *name,
                                  const struct group *changed )
{
    struct kind_question question = { .sam = { .ask = ask_set, .access = SAM_READ_DOMAIN },
                                      .kind = kind, .name = name, .changed = changed };

    return ask_sam_status( server, &question.sam );
}

static NET_API_STATUS ask_delete( struct sam *sam )
{
    struct kind_question *question = (struct kind_question *)sam;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_group( question, DELETE, &handle ))) return status;
    return delete_group( question, handle );
}

NET_API_STATUS delete_group_of_kind( const WCHAR *server, const struct sam_group_kind *kind, const WCHAR *name )
{
    struct kind_question question = { .sam = { .ask = ask_delete, .access = SAM_READ_DOMAIN },
                                      .kind = kind, .name = name };

    return ask_sam_status( server, &question.sam );
}
