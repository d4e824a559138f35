/*
 * Members of this computer's groups
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
#include <stddef.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "sddl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"

#include "builtin.h"
#include "computer.h"
#include "member.h"
#include "sidlist.h"

/* ---- names of SIDs that are no account of this computer's ------------------------------------- */

struct foreign_name
{
    struct foreign_name *next;
    SID_NAME_USE         use;
    BYTE                 sid[SECURITY_MAX_SID_SIZE];
    const WCHAR         *name;              /* the end of domain_and_name */
    WCHAR                domain_and_name[1];
};

/* What Wine knows stays the same, and is asked for once. What it does not know may get a name. */
static struct foreign_name *known_names;

static struct foreign_name *find_foreign_name( PSID sid )
{
    struct foreign_name *name;

    for (name = known_names; name; name = name->next) if (EqualSid( name->sid, sid )) return name;
    return NULL;
}

static NET_API_STATUS make_foreign_name( PSID sid, const WCHAR *domain, const WCHAR *name, SID_NAME_USE use,
                                         struct foreign_name **made )
{
    DWORD domain_length = domain[0] ? lstrlenW( domain ) + 1 : 0, length = domain_length + lstrlenW( name ) + 1;
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( offsetof( struct foreign_name, domain_and_name[length] ), (void **)made )))
        return status;
    (*made)->next = NULL;
    (*made)->use = use;
    CopySid( SECURITY_MAX_SID_SIZE, (*made)->sid, sid );
    (*made)->name = (*made)->domain_and_name + domain_length;
    if (domain_length) join_names( (*made)->domain_and_name, domain, name );
    else lstrcpyW( (*made)->domain_and_name, name );
    return NERR_Success;
}

/* An account that there is no more, or of another computer: the SID is its name. */
static NET_API_STATUS make_unknown_name( PSID sid, struct foreign_name **made )
{
    NET_API_STATUS status;
    WCHAR *string;

    if (!ConvertSidToStringSidW( sid, &string )) return GetLastError();
    status = make_foreign_name( sid, L"", string, SidTypeUnknown, made );
    LocalFree( string );
    return status;
}

static NET_API_STATUS get_foreign_name( PSID sid, struct foreign_name **unknown, const struct foreign_name **found )
{
    DWORD name_size = UNLEN + 1, domain_size = MAX_SERVER_NAME;
    WCHAR name[UNLEN + 1], domain[MAX_SERVER_NAME];
    struct foreign_name *made;
    NET_API_STATUS status;
    SID_NAME_USE use;

    if ((*found = find_foreign_name( sid ))) return NERR_Success;
    if (!LookupAccountSidW( NULL, sid, name, &name_size, domain, &domain_size, &use ) || use == SidTypeUnknown)
    {
        if ((status = make_unknown_name( sid, &made ))) return status;
        made->next = *unknown;
        *found = *unknown = made;
        return NERR_Success;
    }
    if ((status = make_foreign_name( sid, domain, name, use, &made ))) return status;
    do made->next = known_names;
    while (InterlockedCompareExchangePointer( (void **)&known_names, made, made->next ) != made->next);
    *found = made;
    return NERR_Success;
}

/* ---- who is in a group ------------------------------------------------------------------------ */

/* Whether a user is in a group whatever its list of members says: it is the user's primary group, or None, which
 * all users are in. */
BOOL is_always_member( const struct user *user, const struct group *group )
{
    return account_of_group( group )->kind == SidTypeGroup &&
           (user->primary_group_id == group->id || group->id == DOMAIN_GROUP_RID_USERS);
}

BOOL is_member( const struct accounts *accounts, const struct user *user, const struct group *group )
{
    return is_always_member( user, group ) || has_member( accounts, group, user->sid );
}

/* Whether a user is in a local group, or in a group that is in it. */
BOOL is_member_indirectly( const struct accounts *accounts, const struct user *user, const struct group *alias )
{
    DWORD i, count = count_accounts( accounts, SidTypeGroup );
    const struct account *group;

    if (is_member( accounts, user, alias )) return TRUE;
    for (i = 0; i < count; i++)
    {
        group = get_account( accounts, SidTypeGroup, i );
        if (has_member( accounts, alias, group->sid ) && is_member( accounts, user, &group->u.group )) return TRUE;
    }
    return FALSE;
}

static NET_API_STATUS name_member( const struct accounts *accounts, struct member_list *list, struct member *member )
{
    const struct account *account = find_account_by_sid( accounts, member->sid );
    const struct foreign_name *foreign;
    NET_API_STATUS status;

    if (account && account->kind == SidTypeUser)
    {
        member->use = SidTypeUser;
        member->name = account->name;
        member->domain_and_name = account->u.user.domain_and_name;
        return NERR_Success;
    }
    if (account && account->kind == SidTypeGroup)
    {
        member->use = SidTypeGroup;
        member->name = account->name;
        member->domain_and_name = account->u.group.domain_and_name;
        return NERR_Success;
    }
    if ((status = get_foreign_name( member->sid, &list->unknown, &foreign ))) return status;
    member->use = foreign->use;
    member->name = foreign->name;
    member->domain_and_name = foreign->domain_and_name;
    return NERR_Success;
}

/************************************************************
 *                list_members
 *
 * Lists the members of a group.
 *
 * PARAMS
 *  accounts [I] The snapshot.
 *  group    [I] The group, of either kind.
 *  list     [O] The members, to be closed by close_member_list(), but not on failure.
 *
 * RETURNS
 *  NERR_Success or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS list_members( const struct accounts *accounts, const struct group *group, struct member_list *list )
{
    const struct sid_list *sids = get_members( accounts, group );
    DWORD i, users = 0, count = sids->count;
    NET_API_STATUS status;
    struct member *member;

    memset( list, 0, sizeof(*list) );
    if (account_of_group( group )->kind == SidTypeGroup) count += users = count_accounts( accounts, SidTypeUser );
    if ((status = NetApiBufferAllocate( count * sizeof(*member), (void **)&list->members ))) return status;
    list->source.get = get_array_record;
    list->source.records = list->members;
    list->source.record_size = sizeof(*member);
    for (i = 0; i < sids->count && !status; i++)
    {
        member = &list->members[list->source.count++];
        memset( member, 0, sizeof(*member) );
        member->sid = (PSID)sids->sids[i];
        member->attributes = GROUP_ATTRIBUTES;
        status = name_member( accounts, list, member );
    }
    for (i = 0; i < users && !status; i++)
    {
        const struct account *account = get_account( accounts, SidTypeUser, i );

        if (account->is_damaged || has_member( accounts, group, account->sid ) ||
            !is_member( accounts, &account->u.user, group )) continue;
        member = &list->members[list->source.count++];
        member->sid = account->sid;
        member->use = SidTypeUser;
        member->name = account->name;
        member->domain_and_name = account->u.user.domain_and_name;
        member->attributes = GROUP_ATTRIBUTES;
    }
    if (status) close_member_list( list );
    return status;
}

void close_member_list( struct member_list *list )
{
    struct foreign_name *next;

    NetApiBufferFree( list->members );
    for (; list->unknown; list->unknown = next)
    {
        next = list->unknown->next;
        NetApiBufferFree( list->unknown );
    }
}

/* ---- members that are to be ------------------------------------------------------------------- */

/* Of the accounts of this computer, users and groups can be in a local group. */
static NET_API_STATUS take_account( const struct account *account, BYTE *sid )
{
    if (account->kind == SidTypeAlias) return ERROR_INVALID_MEMBER;
    CopySid( SECURITY_MAX_SID_SIZE, sid, account->sid );
    return NERR_Success;
}

/* A SID that is no account of this computer's may be one of another computer's. */
static NET_API_STATUS find_by_sid( const struct accounts *accounts, PSID wanted, BYTE *sid )
{
    const struct account *account = find_account_by_sid( accounts, wanted );

    if (account) return take_account( account, sid );
    if (EqualSid( wanted, accounts->domain_sid ) || EqualSid( wanted, &builtin_domain ) ||
        is_in_domain( wanted, &builtin_domain )) return ERROR_INVALID_MEMBER;
    if (is_in_domain( wanted, accounts->domain_sid )) return ERROR_NO_SUCH_MEMBER;
    CopySid( SECURITY_MAX_SID_SIZE, sid, wanted );
    return NERR_Success;
}

/* What list_members() tells of an account that nobody knows is a name for it. */
static NET_API_STATUS find_by_sid_string( const struct accounts *accounts, const WCHAR *name, BYTE *sid )
{
    NET_API_STATUS status;
    PSID wanted;

    if (!ConvertStringSidToSidW( name, &wanted )) return ERROR_NO_SUCH_MEMBER;
    status = find_by_sid( accounts, wanted, sid );
    LocalFree( wanted );
    return status;
}

static NET_API_STATUS find_by_name( const struct accounts *accounts, const WCHAR *name, BYTE *sid )
{
    DWORD domain_size = MAX_SERVER_NAME, sid_size = SECURITY_MAX_SID_SIZE;
    const WCHAR *own_name = skip_domain( accounts->domain, name );
    const struct account *account;
    WCHAR domain[MAX_SERVER_NAME];
    SID_NAME_USE use;

    if (own_name == name) own_name = skip_domain( L".", name );
    if (own_name == name && is_same_name( name, accounts->domain )) return ERROR_INVALID_MEMBER;    /* the domain itself */
    if ((account = find_account( accounts, own_name ))) return take_account( account, sid );
    if (!wcsncmp( name, L"S-1-", 4 )) return find_by_sid_string( accounts, name, sid );
    if (!name[0] || !LookupAccountNameW( NULL, name, sid, &sid_size, domain, &domain_size, &use )) return ERROR_NO_SUCH_MEMBER;
    switch (use)
    {
    case SidTypeWellKnownGroup:  return NERR_Success;
    case SidTypeAlias:
    case SidTypeDomain:          return ERROR_INVALID_MEMBER;
    /* Wine has names for more users and groups than there are accounts */
    default:                     return find_account_by_sid( accounts, (PSID)sid ) ? NERR_Success : ERROR_NO_SUCH_MEMBER;
    }
}

/************************************************************
 *                find_member
 *
 * Finds who it is that a program names as a member of a local group.
 *
 * PARAMS
 *  accounts [I] The snapshot.
 *  member   [I] The SID, or when that is NULL the name, with or without a domain's in front; or a SID as a string.
 *  sid      [O] The SID.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_MEMBER, or ERROR_INVALID_MEMBER (a local group or a domain, which can be no member).
 */
NET_API_STATUS find_member( const struct accounts *accounts, const struct member *member, BYTE sid[SECURITY_MAX_SID_SIZE] )
{
    return member->sid ? find_by_sid( accounts, member->sid, sid ) : find_by_name( accounts, member->domain_and_name, sid );
}
