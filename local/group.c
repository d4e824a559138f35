/*
 * Groups of this computer, local ones as well
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
#include "lmapibuf.h"

#include "builtin.h"
#include "change.h"
#include "computer.h"
#include "group.h"
#include "member.h"
#include "sidlist.h"

/* ---- asking ----------------------------------------------------------------------------------- */

NET_API_STATUS enum_own_groups( SID_NAME_USE kind, const struct enum_args *args )
{
    struct accounts *accounts;
    struct account_list list;
    NET_API_STATUS status;

    if ((status = open_accounts( &accounts ))) return status;
    if (!(status = list_accounts( accounts, kind, NULL, NULL, &list )))
    {
        status = pack_records( args, &list.source );
        close_account_list( &list );
    }
    close_accounts( accounts );
    return status;
}

NET_API_STATUS get_own_group( SID_NAME_USE kind, const WCHAR *name, const struct level *level, BYTE **buffer )
{
    const struct group *group;
    struct accounts *accounts;
    NET_API_STATUS status;

    if ((status = open_accounts( &accounts ))) return status;
    if (!(status = find_group( accounts, kind, name, NERR_GroupNotFound, &group ))) status = pack_info( level, group, buffer );
    close_accounts( accounts );
    return status;
}

NET_API_STATUS enum_own_members( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                                 const struct member_naming *naming, const struct enum_args *args )
{
    const struct group *group;
    struct accounts *accounts;
    struct member_list list;
    NET_API_STATUS status;

    if ((status = open_accounts( &accounts ))) return status;
    if (!(status = find_group( accounts, kind, name, not_found, &group )) &&
        !(status = list_members( accounts, group, &list )))
    {
        if (naming) status = naming->name_members( list.members, list.source.count, naming->context );
        if (!status) status = pack_records( args, &list.source );
        close_member_list( &list );
    }
    close_accounts( accounts );
    return status;
}

static BOOL has_any_member( const struct accounts *accounts, const struct account *alias, const void *context )
{
    const struct sid_list *sids = context;
    DWORD i;

    for (i = 0; i < sids->count; i++) if (has_member( accounts, &alias->u.group, (PSID)sids->sids[i] )) return TRUE;
    return FALSE;
}

/* The local groups that any of the SIDs is a member of. */
NET_API_STATUS enum_own_aliases_of( const struct sid_list *sids, const struct enum_args *args )
{
    struct accounts *accounts;
    struct account_list list;
    NET_API_STATUS status;

    if ((status = open_accounts( &accounts ))) return status;
    if (!(status = list_accounts( accounts, SidTypeAlias, has_any_member, sids, &list )))
    {
        status = pack_records( args, &list.source );
        close_account_list( &list );
    }
    close_accounts( accounts );
    return status;
}

/* ---- what a program has handed in: a copy, since the store's lock is no place to fault in ------ */

#define STRING_COPY(member)  FIELD( STRING, struct group, member, struct group, member )

static const struct field group_copy[] =
{
    { FIELD_VALUE, sizeof(struct group), 0, 0, 0, 0, 0, NULL },
    STRING_COPY( name ),
    STRING_COPY( comment ),
};
static const struct level group_copy_level = LEVEL( 0, struct group, group_copy );
C_ASSERT( sizeof(struct group) <= 0xff );

static NET_API_STATUS copy_name( const WCHAR *name, NET_API_STATUS not_found, WCHAR copy[UNLEN + 1] )
{
    if (is_longer_than( name, UNLEN )) return not_found;
    lstrcpynW( copy, name, UNLEN + 1 );     /* another thread may make it longer meanwhile */
    return NERR_Success;
}

/* ---- adding, deleting, changing --------------------------------------------------------------- */

/* Users, groups and local groups share their names. */
static NET_API_STATUS check_new_name( const struct accounts *accounts, SID_NAME_USE kind, const WCHAR *name )
{
    const struct account *account = find_account( accounts, name );

    if (!account) return NERR_Success;
    if (account->kind == SidTypeUser) return NERR_UserExists;
    return kind == SidTypeAlias && account->kind == SidTypeAlias ? ERROR_ALIAS_EXISTS : NERR_GroupExists;
}

/************************************************************
 *                add_own_group
 *
 * Adds a group to this computer. Microsoft Learn, GROUP_INFO_1005: the attributes are always the same.
 *
 * PARAMS
 *  kind  [I] SidTypeGroup or SidTypeAlias.
 *  group [I] The group; the comment may be NULL.
 *
 * RETURNS
 *  NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), NERR_UserExists, NERR_GroupExists, ERROR_ALIAS_EXISTS,
 *  or what begin_change() and end_change() return.
 */
NET_API_STATUS add_own_group( SID_NAME_USE kind, const struct group *group )
{
    struct account_change change;
    struct group *own, added;
    NET_API_STATUS status;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = pack_info( &group_copy_level, group, (BYTE **)&own ))) return status;
    if (!(status = begin_change( &change )))
    {
        added = *own;
        added.attributes = GROUP_ATTRIBUTES;
        status = check_new_name( change.accounts, kind, added.name );
        if (!status) status = take_id( &change, &added.id );
        if (!status) status = put_group( &change, kind, &added );
        status = end_change( &change, status );
    }
    NetApiBufferFree( own );
    return status;
}

/* What cannot be deleted, nor get another name. Microsoft Learn, NetGroupDel and NetLocalGroupDel: the two have codes of their own
 * for it. */
static NET_API_STATUS check_special( const struct account *account )
{
    if (!account->is_builtin || account->is_damaged) return NERR_Success;
    return account->kind == SidTypeGroup ? NERR_SpeGroupOp : ERROR_SPECIAL_ACCOUNT;
}

/* MS-SAMR, SamrDeleteGroup: nobody may have it for the primary group. */
static NET_API_STATUS check_primary( const struct accounts *accounts, const struct account *group )
{
    DWORD i, count = count_accounts( accounts, SidTypeUser );

    if (group->kind != SidTypeGroup || group->is_builtin) return NERR_Success;
    for (i = 0; i < count; i++)
        if (get_account( accounts, SidTypeUser, i )->u.user.primary_group_id == group->id) return ERROR_MEMBERS_PRIMARY_GROUP;
    return NERR_Success;
}

/* NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), NERR_GroupNotFound, NERR_SpeGroupOp or
 * ERROR_SPECIAL_ACCOUNT (Wine has it), ERROR_MEMBERS_PRIMARY_GROUP, or what begin_change() and end_change() return. */
NET_API_STATUS delete_own_group( SID_NAME_USE kind, const WCHAR *name )
{
    const struct account *account;
    struct account_change change;
    WCHAR own_name[UNLEN + 1];
    NET_API_STATUS status;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_name( name, NERR_GroupNotFound, own_name ))) return status;
    if ((status = begin_change( &change ))) return status;
    account = find_account( change.accounts, own_name );
    if (!account || account->kind != kind) status = NERR_GroupNotFound;
    else status = check_special( account );
    if (!status) status = check_primary( change.accounts, account );
    if (!status) status = delete_account( &change, account );
    return end_change( &change, status );
}

/************************************************************
 *                set_own_group
 *
 * Changes a group of this computer.
 *
 * PARAMS
 *  kind      [I] SidTypeGroup or SidTypeAlias.
 *  name      [I] The group's name.
 *  not_found [I] What to return when there is none: it differs from function to function.
 *  changed   [I] What is changed: the name and the comment, when they are not NULL.
 *
 * RETURNS
 *  NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), not_found, NERR_SpeGroupOp or ERROR_SPECIAL_ACCOUNT (a
 *  new name for one that Wine has), NERR_UserExists, NERR_GroupExists, ERROR_ALIAS_EXISTS, ERROR_BADDB, or what begin_change()
 *  and end_change() return.
 */
NET_API_STATUS set_own_group( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                              const struct group *changed )
{
    struct account_change change;
    WCHAR own_name[UNLEN + 1];
    struct group *own, new;
    const struct group *old;
    NET_API_STATUS status;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_name( name, not_found, own_name ))) return status;
    if ((status = pack_info( &group_copy_level, changed, (BYTE **)&own ))) return status;
    if (!(status = begin_change( &change )))
    {
        if (!(status = find_group( change.accounts, kind, own_name, not_found, &old )))
        {
            new = *old;
            if (own->comment) new.comment = own->comment;
            if (own->name && !(status = check_special( account_of_group( old ) )))
            {
                const struct account *other = find_account( change.accounts, own->name );

                new.name = own->name;
                if (other && other != account_of_group( old )) status = check_new_name( change.accounts, kind, own->name );
            }
        }
        if (!status) status = put_group( &change, kind, &new );
        status = end_change( &change, status );
    }
    NetApiBufferFree( own );
    return status;
}

/* ---- members of groups of the account domain -------------------------------------------------- */

/* Microsoft Learn, NetGroupDelUser: there are special groups, of which None is one, that users cannot be taken out of. */
static NET_API_STATUS check_user_change( const struct accounts *accounts, const struct user *user, const struct group *group,
                                         BOOL add )
{
    if (is_member( accounts, user, group ) == add) return add ? NERR_UserInGroup : NERR_UserNotInGroup;
    if (add) return NERR_Success;
    if (account_of_group( group )->is_builtin) return NERR_SpeGroupOp;
    return user->primary_group_id == group->id ? ERROR_MEMBERS_PRIMARY_GROUP : NERR_Success;
}

/************************************************************
 *                change_own_group_user
 *
 * Puts a user into a group of the account domain, or takes one out.
 *
 * PARAMS
 *  name [I] The group's name.
 *  user [I] The user's.
 *  add  [I] Whether the user is to be in it.
 *
 * RETURNS
 *  NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), NERR_GroupNotFound, NERR_UserNotFound,
 *  NERR_UserInGroup, NERR_UserNotInGroup, NERR_SpeGroupOp, ERROR_MEMBERS_PRIMARY_GROUP, ERROR_BADDB, or what begin_change()
 *  and end_change() return.
 */
NET_API_STATUS change_own_group_user( const WCHAR *name, const WCHAR *user_name, BOOL add )
{
    WCHAR own_name[UNLEN + 1], own_user[UNLEN + 1];
    struct account_change change;
    const struct group *group;
    const struct user *user;
    NET_API_STATUS status;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_name( name, NERR_GroupNotFound, own_name ))) return status;
    if ((status = copy_name( user_name, NERR_UserNotFound, own_user ))) return status;
    if ((status = begin_change( &change ))) return status;
    status = find_group( change.accounts, SidTypeGroup, own_name, NERR_GroupNotFound, &group );
    if (!status) status = find_user( change.accounts, own_user, &user );
    if (!status) status = check_user_change( change.accounts, user, group, add );
    if (!status) status = put_member( &change, group, user->sid, add );
    return end_change( &change, status );
}

/* the SIDs that one list has and another has not */
static NET_API_STATUS list_others( const struct sid_list *list, const struct sid_list *without, struct sid_list **others )
{
    NET_API_STATUS status;
    DWORD i;

    if ((status = make_sid_list( 0, others ))) return status;
    for (i = 0; i < list->count && !status; i++)
        if (!is_in_sid_list( without, (PSID)list->sids[i] )) status = add_sid( others, (PSID)list->sids[i], FALSE );
    if (status) release_sid_list( *others );
    return status;
}

/* The group has the members of a list, and no others. */
static NET_API_STATUS put_list( struct account_change *change, const struct group *group, const struct sid_list *wanted )
{
    const struct sid_list *list = get_members( change->accounts, group );
    struct sid_list *added, *removed;
    NET_API_STATUS status;

    if ((status = list_others( wanted, list, &added ))) return status;
    if (!(status = list_others( list, wanted, &removed )))
    {
        status = put_members( change, group, added, removed );
        release_sid_list( removed );
    }
    release_sid_list( added );
    return status;
}

/* The SIDs of the users of names. */
static NET_API_STATUS find_users( const struct member *members, DWORD count, struct sid_list **sids )
{
    struct accounts *accounts;
    const struct user *user;
    NET_API_STATUS status;
    DWORD i;

    if ((status = open_accounts( &accounts ))) return status;
    status = make_sid_list( 0, sids );
    for (i = 0; i < count && !status; i++)
    {
        if (is_longer_than( members[i].name, UNLEN )) status = NERR_UserNotFound;
        else status = find_user( accounts, members[i].name, &user );
        if (!status) status = add_sid( sids, user->sid, TRUE );
        if (status) release_sid_list( *sids );
    }
    close_accounts( accounts );
    return status;
}

/* Whether all users who are always in a group are in the list; they get into the group's own list by nothing else. */
static NET_API_STATUS check_required( struct account_change *change, const struct group *group, struct sid_list **wanted )
{
    DWORD i, count = count_accounts( change->accounts, SidTypeUser );
    NET_API_STATUS status;

    for (i = 0; i < count; i++)
    {
        const struct account *user = get_account( change->accounts, SidTypeUser, i );

        if (user->is_damaged || !is_always_member( &user->u.user, group )) continue;
        if (!is_in_sid_list( *wanted, user->sid ))
            return account_of_group( group )->is_builtin ? NERR_SpeGroupOp : ERROR_MEMBERS_PRIMARY_GROUP;
        if (has_member( change->accounts, group, user->sid )) continue;
        if ((status = remove_sid( wanted, user->sid ))) return status;
    }
    for (i = 0; i < (*wanted)->count; i++)
        if (!find_account_by_sid( change->accounts, (PSID)(*wanted)->sids[i] )) return NERR_UserNotFound;
    return NERR_Success;
}

/************************************************************
 *                set_own_group_users
 *
 * Sets who is in a group of the account domain.
 *
 * PARAMS
 *  name    [I] The group's name.
 *  members [I] Records with the names of the users.
 *  count   [I] How many there are.
 *
 * RETURNS
 *  The same as change_own_group_user(); NERR_SpeGroupOp: None has all users.
 */
NET_API_STATUS set_own_group_users( const WCHAR *name, const struct member *members, DWORD count )
{
    struct account_change change;
    WCHAR own_name[UNLEN + 1];
    const struct group *group;
    struct sid_list *wanted;
    NET_API_STATUS status;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_name( name, NERR_GroupNotFound, own_name ))) return status;
    if ((status = find_users( members, count, &wanted ))) return status;
    if (!(status = begin_change( &change )))
    {
        status = find_group( change.accounts, SidTypeGroup, own_name, NERR_GroupNotFound, &group );
        if (!status) status = check_required( &change, group, &wanted );
        if (!status) status = put_list( &change, group, wanted );
        status = end_change( &change, status );
    }
    release_sid_list( wanted );
    return status;
}

/* ---- members of local groups ------------------------------------------------------------------ */

/* Who a program names. One who is to be taken out needs not be there any more. */
static NET_API_STATUS find_sids( const WCHAR *name, const struct member *members, DWORD count, enum member_change kind,
                                 struct sid_list **sids )
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    const struct group *alias;
    struct accounts *accounts;
    NET_API_STATUS status;
    DWORD i;

    if ((status = open_accounts( &accounts ))) return status;
    status = find_group( accounts, SidTypeAlias, name, NERR_GroupNotFound, &alias );
    if (!status) status = make_sid_list( 0, sids );
    for (i = 0; i < count && !status; i++)
    {
        status = find_member( accounts, &members[i], sid );
        if (status && kind == DELETE_MEMBERS)
        {
            if (members[i].sid) CopySid( sizeof(sid), sid, members[i].sid );
            else if (status == ERROR_INVALID_MEMBER) status = ERROR_MEMBER_NOT_IN_ALIAS;
            if (members[i].sid) status = NERR_Success;
        }
        if (!status) status = add_sid( sids, (PSID)sid, TRUE );
        if (status) release_sid_list( *sids );
    }
    close_accounts( accounts );
    return status;
}

/* Administrator stays an administrator: "net localgroup" of Windows tells error 1371 of it. */
static BOOL is_kept( const struct accounts *accounts, const struct group *alias, PSID sid )
{
    return account_of_group( alias )->is_builtin && alias->id == DOMAIN_ALIAS_RID_ADMINS &&
           is_in_domain( sid, accounts->domain_sid ) && get_id( sid ) == DOMAIN_USER_RID_ADMIN;
}

/* All of them can be done, or none is. */
static NET_API_STATUS check_member( const struct accounts *accounts, const struct group *alias, PSID sid, enum member_change kind )
{
    BOOL is_in = has_member( accounts, alias, sid );

    if (kind == DELETE_MEMBERS)
    {
        if (!is_in) return find_account_by_sid( accounts, sid ) || !is_in_domain( sid, accounts->domain_sid )
                           ? ERROR_MEMBER_NOT_IN_ALIAS : ERROR_NO_SUCH_MEMBER;
        return is_kept( accounts, alias, sid ) ? ERROR_SPECIAL_ACCOUNT : NERR_Success;
    }
    if (kind == ADD_MEMBERS && is_in) return ERROR_MEMBER_IN_ALIAS;
    return is_in_domain( sid, accounts->domain_sid ) && !find_account_by_sid( accounts, sid ) ? ERROR_NO_SUCH_MEMBER
                                                                                               : NERR_Success;
}

static NET_API_STATUS put_alias_members( struct account_change *change, const struct group *alias, struct sid_list *sids,
                                         enum member_change kind )
{
    const struct sid_list *list = get_members( change->accounts, alias );
    NET_API_STATUS status = NERR_Success;
    DWORD i;

    for (i = 0; i < sids->count && !status; i++)
        status = check_member( change->accounts, alias, (PSID)sids->sids[i], kind );
    if (status) return status;
    if (kind != SET_MEMBERS && !sids->count) return NERR_Success;
    if (kind == ADD_MEMBERS) return put_members( change, alias, sids, NULL );
    if (kind == DELETE_MEMBERS) return put_members( change, alias, NULL, sids );
    for (i = 0; i < list->count; i++)
        if (is_kept( change->accounts, alias, (PSID)list->sids[i] ) && !is_in_sid_list( sids, (PSID)list->sids[i] ))
            return ERROR_SPECIAL_ACCOUNT;
    return put_list( change, alias, sids );
}

/************************************************************
 *                change_own_members
 *
 * Changes who is in a local group.
 *
 * PARAMS
 *  name    [I] The group's name.
 *  members [I] Records with the SIDs, or with the names, with or without a domain in front.
 *  count   [I] How many there are.
 *  kind    [I] Whether they are added, taken out, or become all that there are.
 *
 * RETURNS
 *  NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), NERR_GroupNotFound, ERROR_NO_SUCH_MEMBER,
 *  ERROR_INVALID_MEMBER, ERROR_MEMBER_IN_ALIAS, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_SPECIAL_ACCOUNT (Administrator stays in
 *  Administrators), ERROR_BADDB, or what begin_change() and end_change() return. After an error nothing has changed.
 */
NET_API_STATUS change_own_members( const WCHAR *name, const struct member *members, DWORD count, enum member_change kind )
{
    struct account_change change;
    WCHAR own_name[UNLEN + 1];
    const struct group *alias;
    struct sid_list *sids;
    NET_API_STATUS status;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_name( name, NERR_GroupNotFound, own_name ))) return status;
    if ((status = find_sids( own_name, members, count, kind, &sids ))) return status;
    if (!(status = begin_change( &change )))
    {
        status = find_group( change.accounts, SidTypeAlias, own_name, NERR_GroupNotFound, &alias );
        if (!status) status = put_alias_members( &change, alias, sids, kind );
        status = end_change( &change, status );
    }
    release_sid_list( sids );
    return status;
}
