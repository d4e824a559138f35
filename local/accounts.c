/*
 * The accounts of this computer
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
#include "winnls.h"
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"

#include "accounts.h"
#include "builtin.h"
#include "computer.h"
#include "joined.h"
#include "snapshot.h"

/* ---- finding ---------------------------------------------------------------------------------- */

/* NERR_Success, NERR_UserNotFound, or ERROR_BADDB: what the registry has is damaged. */
NET_API_STATUS find_user( const struct accounts *accounts, const WCHAR *name, const struct user **user )
{
    const struct account *account = find_account( accounts, name );

    *user = NULL;
    if (!account || account->kind != SidTypeUser) return NERR_UserNotFound;
    if (account->is_damaged) return ERROR_BADDB;
    *user = &account->u.user;
    return NERR_Success;
}

/* The same for a group of a kind; what is returned when there is none differs from function to function. */
NET_API_STATUS find_group( const struct accounts *accounts, SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                           const struct group **group )
{
    const struct account *account = find_account( accounts, name );

    *group = NULL;
    if (!account || account->kind != kind) return not_found;
    if (account->is_damaged) return ERROR_BADDB;
    *group = &account->u.group;
    return NERR_Success;
}

/* ---- what is told ----------------------------------------------------------------------------- */

DWORD get_time(void)
{
    LARGE_INTEGER now;
    DWORD seconds;

    NtQuerySystemTime( &now );
    return RtlTimeToSecondsSince1970( &now, &seconds ) ? seconds : 0;
}

static DWORD get_priv( const struct accounts *accounts, const struct user *user )
{
    static const struct { DWORD id, priv; } privs[] =
        { { DOMAIN_ALIAS_RID_ADMINS, USER_PRIV_ADMIN }, { DOMAIN_ALIAS_RID_GUESTS, USER_PRIV_GUEST } };
    BYTE sid[SECURITY_MAX_SID_SIZE];
    const struct account *alias;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(privs); i++)
    {
        make_sid( sid, &builtin_domain, privs[i].id );
        if ((alias = find_account_by_sid( accounts, sid )) && has_member( accounts, &alias->u.group, user->sid ))
            return privs[i].priv;
    }
    return USER_PRIV_USER;
}

void describe_times( const struct accounts *accounts, const struct user *user, DWORD now, struct user *described )
{
    const struct policy *policy = &accounts->policy;

    *described = *user;
    if (user->password_set && now > user->password_set)
    {
        described->password_age = now - user->password_set;
        if (policy->max_password_age != TIMEQ_FOREVER && described->password_age > policy->max_password_age)
            described->password_expired = TRUE;
    }
    /* MS-SAMR 3.1.5.14.4 */
    if (user->flags & (UF_DONT_EXPIRE_PASSWD | UF_SMARTCARD_REQUIRED)) described->password_expired = FALSE;
    if (described->password_expired) described->flags |= UF_PASSWORD_EXPIRED;
    if (user->lockout_time && (policy->lockout_duration == TIMEQ_FOREVER ||
                               get_elapsed( user->lockout_time, now ) < policy->lockout_duration))
        described->flags |= UF_LOCKOUT;
}

void describe_user( const struct accounts *accounts, const struct user *user, DWORD now, struct user *described )
{
    describe_times( accounts, user, now, described );
    described->priv = get_priv( accounts, user );
}

/************************************************************
 *                find_joined_runner
 *
 * Finds the user who runs this process by the name that he has in the domain that the computer has joined. To Wine he is one
 * of this computer's.
 *
 * PARAMS
 *  accounts [I] The accounts of this computer.
 *  name     [I] DOMAIN\user or user@domain.
 *  user     [O] The user that he is to Wine; undefined on failure.
 *
 * RETURNS
 *  NERR_Success, or NERR_UserNotFound: the name is somebody else's.
 */
NET_API_STATUS find_joined_runner( const struct accounts *accounts, const WCHAR *name, const struct user **user )
{
    const struct account *account = find_account_by_sid( accounts, accounts->user_sid );
    WCHAR runner[UNLEN + 1];
    struct joined_domain domain;
    const WCHAR *user_name;
    DWORD length;

    if (get_joined_domain( &domain ) || !(user_name = find_joined_name( &domain, name, &length ))) return NERR_UserNotFound;
    if (!account || account->kind != SidTypeUser || !get_joined_user( &domain, account->name, runner ))
        return NERR_UserNotFound;
    if (CompareStringOrdinal( user_name, length, runner, -1, TRUE ) != CSTR_EQUAL) return NERR_UserNotFound;
    *user = &account->u.user;
    return NERR_Success;
}

static const void *get_listed_account( const struct record_source *source, DWORD index )
{
    struct account_list *list = (struct account_list *)source->records;
    const struct account *account = list->found[index];

    if (account->kind != SidTypeUser) return &account->u.group;
    describe_user( list->accounts, &account->u.user, list->now, &list->user );
    return &list->user;
}

NET_API_STATUS list_accounts( const struct accounts *accounts, SID_NAME_USE kind, account_condition condition,
                              const void *context, struct account_list *list )
{
    DWORD i, count = count_accounts( accounts, kind );
    const struct account *account;
    NET_API_STATUS status;

    memset( &list->source, 0, sizeof(list->source) );
    list->source.get = get_listed_account;
    list->source.records = list;
    list->accounts = accounts;
    list->now = get_time();
    if ((status = NetApiBufferAllocate( count * sizeof(*list->found), (void **)&list->found ))) return status;
    for (i = 0; i < count; i++)
    {
        account = get_account( accounts, kind, i );
        if (account->is_damaged || (condition && !condition( accounts, account, context ))) continue;
        list->found[list->source.count++] = account;
    }
    return NERR_Success;
}

void close_account_list( struct account_list *list )
{
    NetApiBufferFree( list->found );
}

/* ---- what is handed in ------------------------------------------------------------------------ */

/* unpack_info() for a group of either kind. When it is to be named so, ERROR_INVALID_PARAMETER for a name that none can
 * have. */
NET_API_STATUS unpack_group( const struct level *level, const void *info, BOOL named, struct group *group,
                             DWORD *parm_err )
{
    NET_API_STATUS status;

    if ((status = unpack_info( level, info, group, parm_err ))) return status;
    if (!named || is_account_name( group->name )) return NERR_Success;
    if (parm_err) *parm_err = GROUP_NAME_PARMNUM;   /* a local group's too */
    return ERROR_INVALID_PARAMETER;
}
C_ASSERT( GROUP_NAME_PARMNUM == LOCALGROUP_NAME_PARMNUM );

/************************************************************
 *                unpack_members
 *
 * Takes an array of members apart that a program hands in.
 *
 * PARAMS
 *  level   [I] The level's structure.
 *  info    [I] The array.
 *  count   [I] How many there are in it.
 *  members [O] Records with names or SIDs, those of the array itself; to be freed with NetApiBufferFree(). NULL
 *              on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (one has no name and no SID, or a bad one) or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS unpack_members( const struct level *level, const BYTE *info, DWORD count, struct member **members )
{
    NET_API_STATUS status;
    struct member *member;

    *members = NULL;
    if (count > MAXDWORD / sizeof(*member)) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferAllocate( count * sizeof(*member), (void **)members ))) return status;
    memset( *members, 0, count * sizeof(*member) );
    for (member = *members; count && !status; count--, info += level->size, member++)
    {
        status = unpack_info( level, info, member, NULL );
        if (!status && !member->sid && !member->name && !member->domain_and_name) status = ERROR_INVALID_PARAMETER;
    }
    if (!status) return NERR_Success;
    NetApiBufferFree( *members );
    *members = NULL;
    return status;
}
