/*
 * Changes of this computer's accounts
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
#include "winreg.h"
#include "sddl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"

#include "builtin.h"
#include "change.h"
#include "sidlist.h"

/* Whether the caller may change accounts. */
BOOL is_administrator(void)
{
    BYTE admins[SECURITY_MAX_SID_SIZE];
    BOOL is_member;

    make_sid( admins, &builtin_domain, DOMAIN_ALIAS_RID_ADMINS );
    return CheckTokenMembership( NULL, (PSID)admins, &is_member ) && is_member;
}

/************************************************************
 *                begin_change
 *
 * Begins a change of the accounts.
 *
 * PARAMS
 *  change [O] The change, to be ended by end_change(), but not on failure.
 *
 * RETURNS
 *  What open_accounts() returns.
 */
NET_API_STATUS begin_change( struct account_change *change )
{
    struct accounts *accounts;
    NET_API_STATUS status;

    memset( change, 0, sizeof(*change) );
    if ((status = open_accounts( &accounts ))) return status;   /* what Wine knows, without the lock */
    close_accounts( accounts );
    if ((status = lock_store())) return status;
    if ((status = refresh_snapshot( &change->snapshot )))
    {
        unlock_store();
        return status;
    }
    change->accounts = &change->snapshot->accounts;
    change->next_id = change->snapshot->next_id;
    return NERR_Success;
}

/************************************************************
 *                end_change
 *
 * Makes a change, or gives it up.
 *
 * PARAMS
 *  change [I] The change.
 *  status [I] An error: nothing is changed, and this is returned.
 *
 * RETURNS
 *  The status, or an error of the registry.
 */
NET_API_STATUS end_change( struct account_change *change, NET_API_STATUS status )
{
    struct snapshot *prepared;
    ULONGLONG stamp = 0;

    if (status || !change->values.size) close_accounts( &change->snapshot->accounts );
    else if (!(status = prepare_snapshot( change->snapshot, &change->values, &prepared )))
    {
        status = write_store( &change->values, &stamp );
        publish_snapshot( prepared, stamp );
    }
    unlock_store();
    free_change( &change->values );
    return status;
}

static NET_API_STATUS put_text( struct account_change *change, enum store_key key, const WCHAR *name,
                                const struct text_format *format, const void *record, const void *base )
{
    struct store_value value = { .key = key, .name = name, .type = REG_MULTI_SZ };
    NET_API_STATUS status;
    WCHAR *text;

    if ((status = write_text( format, record, base, &text, &value.size ))) return status;
    value.data = text;
    status = add_to_change( &change->values, &value );
    NetApiBufferFree( text );
    return status;
}

NET_API_STATUS put_user( struct account_change *change, const struct user *user )
{
    struct account base;
    WCHAR name[9];

    get_unchanged_account( SidTypeUser, user->id, &base );
    get_name_of_id( user->id, name );
    return put_text( change, STORE_USERS, name, &user_text, user, &base.u.user );
}

NET_API_STATUS put_group( struct account_change *change, SID_NAME_USE kind, const struct group *group )
{
    struct account base;
    WCHAR name[9];

    get_unchanged_account( kind, group->id, &base );
    get_name_of_id( group->id, name );
    return put_text( change, kind == SidTypeAlias ? STORE_ALIASES : STORE_GROUPS, name, &group_text, group, &base.u.group );
}

NET_API_STATUS put_policy( struct account_change *change, const struct policy *policy )
{
    return put_text( change, STORE_ROOT, L"Policy", &policy_text, policy, &default_policy );
}

/* The relative id of an account that is being made. */
NET_API_STATUS take_id( struct account_change *change, DWORD *id )
{
    struct store_value value = { .key = STORE_ROOT, .name = L"NextId", .type = REG_DWORD, .size = sizeof(change->next_id) };

    if (change->next_id >= MAX_ADDED_ID) return ERROR_DS_NO_RIDS_ALLOCATED;
    *id = change->next_id++;
    value.data = &change->next_id;
    return add_to_change( &change->values, &value );
}

/* Of other SIDs Wine makes no string that tells them; no account has such a one. */
static BOOL has_string( PSID sid )
{
    const BYTE *authority = GetSidIdentifierAuthority( sid )->Value;

    return *GetSidSubAuthorityCount( sid ) && !authority[0] && !authority[1] && authority[2] < 0x80;
}

static NET_API_STATUS put_sid( struct account_change *change, const struct group *group, PSID sid, DWORD type )
{
    struct store_value value = { .key = STORE_MEMBERS, .id = group->id, .type = type };
    NET_API_STATUS status;
    WCHAR *name;

    if (!has_string( sid )) return ERROR_NO_SUCH_MEMBER;
    if (!ConvertSidToStringSidW( sid, &name )) return GetLastError();
    value.name = name;
    status = add_to_change( &change->values, &value );
    LocalFree( name );
    return status;
}

/* From now on the registry has the list, the members that nobody has changed included. */
static NET_API_STATUS begin_list( struct account_change *change, const struct group *group, const struct sid_list *list )
{
    struct store_value created = { .key = STORE_MEMBERS, .id = group->id, .type = STORE_CREATED };
    NET_API_STATUS status;
    DWORD i;

    status = add_to_change( &change->values, &created );
    for (i = 0; i < list->count && !status; i++) status = put_sid( change, group, (PSID)list->sids[i], REG_NONE );
    return status;
}

NET_API_STATUS put_members( struct account_change *change, const struct group *group, const struct sid_list *added,
                            const struct sid_list *removed )
{
    const struct sid_list *list = get_members( change->accounts, group );
    NET_API_STATUS status = NERR_Success;
    DWORD i;

    if (list->is_default) status = begin_list( change, group, list );
    for (i = 0; added && i < added->count && !status; i++)
        status = put_sid( change, group, (PSID)added->sids[i], REG_NONE );
    for (i = 0; removed && i < removed->count && !status; i++)
        status = put_sid( change, group, (PSID)removed->sids[i], STORE_DELETED );
    return status;
}

/* put_members() of one */
NET_API_STATUS put_member( struct account_change *change, const struct group *group, PSID sid, BOOL add )
{
    NET_API_STATUS status;

    if ((status = put_members( change, group, NULL, NULL ))) return status;
    return put_sid( change, group, sid, add ? REG_NONE : STORE_DELETED );
}

static NET_API_STATUS leave_groups( struct account_change *change, const struct account *account, SID_NAME_USE kind )
{
    DWORD i, count = count_accounts( change->accounts, kind );
    NET_API_STATUS status = NERR_Success;
    const struct group *group;

    for (i = 0; i < count && !status; i++)
    {
        group = &get_account( change->accounts, kind, i )->u.group;
        if (has_member( change->accounts, group, account->sid )) status = put_member( change, group, account->sid, FALSE );
    }
    return status;
}

static NET_API_STATUS delete_record( struct account_change *change, const struct account *account )
{
    struct store_value value = { .type = STORE_DELETED };
    WCHAR name[9];

    get_name_of_id( account->id, name );
    value.key = account->kind == SidTypeUser ? STORE_USERS : account->kind == SidTypeGroup ? STORE_GROUPS : STORE_ALIASES;
    value.name = name;
    return add_to_change( &change->values, &value );
}

/* An account that is in groups leaves them; a group has no members any more. What Wine has is as Wine has it then, for which alone a
 * damaged one can be deleted. */
NET_API_STATUS delete_account( struct account_change *change, const struct account *account )
{
    struct store_value members = { .key = STORE_MEMBERS, .id = account->id, .type = STORE_DELETED };
    NET_API_STATUS status;

    if (account->is_builtin) return delete_record( change, account );
    if ((status = leave_groups( change, account, SidTypeAlias ))) return status;
    if ((status = leave_groups( change, account, SidTypeGroup ))) return status;
    if (account->kind != SidTypeUser && !get_members( change->accounts, &account->u.group )->is_default)
        if ((status = add_to_change( &change->values, &members ))) return status;
    return delete_record( change, account );
}
