/*
 * Users of this computer
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
#include "hash.h"
#include "member.h"
#include "password.h"
#include "user.h"

/* ---- what a program has handed in ------------------------------------------------------------- */

#define STRING_COPY(member)  FIELD( STRING, struct user, member, struct user, member )

/* A copy of a record that owns its strings: all of the record, and over that the copied strings. */
static const struct field user_copy[] =
{
    { FIELD_VALUE, sizeof(struct user), 0, 0, 0, 0, 0, NULL },
    STRING_COPY( name ),
    STRING_COPY( password ),
    STRING_COPY( full_name ),
    STRING_COPY( comment ),
    STRING_COPY( user_comment ),
    STRING_COPY( home_dir ),
    STRING_COPY( home_dir_drive ),
    STRING_COPY( script_path ),
    STRING_COPY( profile ),
    STRING_COPY( parms ),
    STRING_COPY( workstations ),
    STRING_COPY( logon_server ),
};
static const struct level user_copy_level = LEVEL( 0, struct user, user_copy );
C_ASSERT( sizeof(struct user) <= 0xff );

/* What is to be changed of a user, or a new one: a copy, since the store's lock is no place to fault in. */
struct user_input
{
    struct user  *user;
    struct bytes  hours;
    BYTE          hours_data[LOGON_HOURS_SIZE];
    WCHAR         hash[PASSWORD_HASH_LENGTH];   /* of the password; empty: there is none */
};

static void free_input( struct user_input *input )
{
    if (!input->user) return;
    if (input->user->password)
        SecureZeroMemory( (WCHAR *)input->user->password, wcslen( input->user->password ) * sizeof(WCHAR) );
    NetApiBufferFree( input->user );
    input->user = NULL;
}

static NET_API_STATUS copy_input( const struct user *user, const BYTE *hours, struct user_input *input )
{
    NET_API_STATUS status;

    memset( input, 0, sizeof(*input) );
    if ((status = pack_info( &user_copy_level, user, (BYTE **)&input->user ))) return status;
    if (hours)
    {
        memcpy( input->hours_data, hours, sizeof(input->hours_data) );
        input->hours.size = sizeof(input->hours_data);
        input->hours.data = input->hours_data;
        input->user->logon_hours = &input->hours;
    }
    if (input->user->password && input->user->password[0]) status = hash_password( input->user->password, input->hash );
    if (status) free_input( input );
    return status;
}

static NET_API_STATUS copy_name( const WCHAR *name, WCHAR copy[UNLEN + 1] )
{
    if (is_longer_than( name, UNLEN )) return NERR_UserNotFound;
    lstrcpynW( copy, name, UNLEN + 1 );     /* another thread may make it longer meanwhile */
    return NERR_Success;
}

/* ---- passwords -------------------------------------------------------------------------------- */

/* What the policy asks of a password that is set: MS-SAMR 3.1.1.7.2. */
static NET_API_STATUS check_length( const struct policy *policy, const struct user *user, const WCHAR *password )
{
    DWORD length = password ? wcslen( password ) : 0;

    if (user->flags & UF_PASSWD_NOTREQD) return NERR_Success;
    return length < policy->min_password_length ? NERR_PasswordTooShort : NERR_Success;
}

/* whether a password is the one that a user has, or one of those before that the policy remembers */
static NET_API_STATUS check_history( const struct policy *policy, const struct user *user, const WCHAR *password )
{
    const WCHAR *next = user->password_history, *end;
    WCHAR hash[PASSWORD_HASH_LENGTH];
    NET_API_STATUS status;
    BOOL is_right;
    DWORD i;

    if (!policy->password_history_length) return NERR_Success;
    if ((status = compare_password( password, user->password_hash, &is_right ))) return status;
    for (i = 1; i < policy->password_history_length && next && *next && !is_right; i++)
    {
        if (!(end = wcschr( next, ' ' ))) end = next + wcslen( next );
        if (end - next >= PASSWORD_HASH_LENGTH) return ERROR_BADDB;
        memcpy( hash, next, (end - next) * sizeof(*hash) );
        hash[end - next] = 0;
        if ((status = compare_password( password, hash, &is_right ))) return status;
        next = *end ? end + 1 : end;
    }
    return is_right ? NERR_PasswordTooShort : NERR_Success;     /* as for all that the policy refuses */
}

/* The hash that a user had becomes the first of the history. What is returned is the caller's to free; NULL is none. */
static NET_API_STATUS make_history( const struct policy *policy, const struct user *user, WCHAR **history )
{
    const WCHAR *old = user->password_history ? user->password_history : L"", *end = old;
    const WCHAR *hash = user->password_hash ? user->password_hash : L"";
    DWORD i, length, kept = min( policy->password_history_length, MAX_PASSWORD_HISTORY );
    NET_API_STATUS status;

    *history = NULL;
    if (kept < 2 || (!*hash && !*old)) return NERR_Success;
    if (!*hash) kept++;     /* one that is blank takes no place */
    for (i = 2; i < kept && *end; i++)
    {
        if (i > 2) end++;
        while (*end && *end != ' ') end++;
    }
    length = wcslen( hash );
    if ((status = NetApiBufferAllocate( (length + 1 + (end - old) + 1) * sizeof(WCHAR), (void **)history ))) return status;
    memcpy( *history, hash, length * sizeof(WCHAR) );
    if (length && end > old) (*history)[length++] = ' ';
    memcpy( *history + length, old, (end - old) * sizeof(WCHAR) );
    (*history)[length + (end - old)] = 0;
    return NERR_Success;
}

/* A user gets a password; the hash has to live as long as the record. A locked account stays so: MS-SAMR 3.1.1.8.7. */
static void set_password( struct user *user, const WCHAR *hash )
{
    user->password_hash = hash[0] ? hash : NULL;
    user->password_set = get_time();
    user->password_expired = FALSE;
}

/* ---- flags ------------------------------------------------------------------------------------- */

/* The flags that are kept. What the time tells is none of them: MS-SAMR 3.1.1.8.10. */
static DWORD get_kept_flags( DWORD flags )
{
    return (flags & ~(UF_LOCKOUT | UF_PASSWORD_EXPIRED)) | UF_SCRIPT | UF_NORMAL_ACCOUNT;
}

/* ---- adding and deleting ---------------------------------------------------------------------- */

/* Users, groups and local groups share their names. */
static NET_API_STATUS check_new_name( const struct accounts *accounts, const WCHAR *name )
{
    const struct account *account = find_account( accounts, name );

    if (!account) return NERR_Success;
    return account->kind == SidTypeUser ? NERR_UserExists : NERR_GroupExists;
}

/************************************************************
 *                add_own_user
 *
 * Adds a user to this computer.
 *
 * PARAMS
 *  user  [I] The user, whose strings may be NULL: those of a new one.
 *  hours [I] Logon hours, 21 bytes; NULL: all.
 *
 * RETURNS
 *  NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), NERR_UserExists, NERR_GroupExists (groups and local
 *  groups share the users' names), NERR_PasswordTooShort, or what begin_change() and end_change() return.
 */
NET_API_STATUS add_own_user( const struct user *user, const BYTE *hours )
{
    struct account_change change;
    struct user_input input;
    NET_API_STATUS status;
    struct user added;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_input( user, hours, &input ))) return status;
    if (!(status = begin_change( &change )))
    {
        added = *input.user;
        added.flags = get_kept_flags( added.flags );
        added.units_per_week = UNITS_PER_WEEK;
        status = check_new_name( change.accounts, added.name );
        if (!status) status = check_length( &change.accounts->policy, &added, added.password );
        if (!status) status = take_id( &change, &added.id );
        if (!status)
        {
            set_password( &added, input.hash );
            added.password_expired = !!user->password_expired;
            status = put_user( &change, &added );
        }
        status = end_change( &change, status );
    }
    free_input( &input );
    return status;
}

/* NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), NERR_UserNotFound, ERROR_SPECIAL_ACCOUNT (Wine has the
 * user), or what begin_change() and end_change() return. */
NET_API_STATUS delete_own_user( const WCHAR *name )
{
    const struct account *account;
    struct account_change change;
    WCHAR own_name[UNLEN + 1];
    NET_API_STATUS status;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_name( name, own_name ))) return status;
    if ((status = begin_change( &change ))) return status;
    account = find_account( change.accounts, own_name );
    if (!account || account->kind != SidTypeUser) status = NERR_UserNotFound;
    else if (account->is_builtin && !account->is_damaged) status = ERROR_SPECIAL_ACCOUNT;
    else status = delete_account( &change, account );
    return end_change( &change, status );
}

/* ---- changing --------------------------------------------------------------------------------- */

/* Takes over what the level has; a string that is NULL stays as it is. */
static void take_members( const struct level *level, const struct user *changed, struct user *user )
{
    const BYTE *from;
    BYTE *to;
    WORD i;

    for (i = 0; i < level->count; i++)
    {
        const struct field *field = &level->fields[i];

        if (!field->parm && field->kind != FIELD_BYTES) continue;
        from = (const BYTE *)changed + field->source;
        to = (BYTE *)user + field->source;
        if (field->kind == FIELD_VALUE) memcpy( to, from, field->size );
        else if (*(const void *const *)from) memcpy( to, from, sizeof(void *) );
    }
}

static BOOL has_field( const struct level *level, SIZE_T source )
{
    WORD i;

    for (i = 0; i < level->count; i++) if (level->fields[i].source == source && level->fields[i].parm) return TRUE;
    return FALSE;
}

/* whether nobody else who can log on is an administrator */
static BOOL is_last_administrator( const struct accounts *accounts, const struct user *user )
{
    DWORD i, count = count_accounts( accounts, SidTypeUser );
    const struct account *admins, *other;
    BYTE sid[SECURITY_MAX_SID_SIZE];

    make_sid( sid, &builtin_domain, DOMAIN_ALIAS_RID_ADMINS );
    if (!(admins = find_account_by_sid( accounts, sid ))) return FALSE;
    if (!is_member_indirectly( accounts, user, &admins->u.group )) return FALSE;
    for (i = 0; i < count; i++)
    {
        other = get_account( accounts, SidTypeUser, i );
        if (other->is_damaged || other->id == user->id || (other->u.user.flags & UF_ACCOUNTDISABLE)) continue;
        if (is_member_indirectly( accounts, &other->u.user, &admins->u.group )) return FALSE;
    }
    return TRUE;
}

static NET_API_STATUS refuse( DWORD parm, DWORD *parm_err, NET_API_STATUS status )
{
    *parm_err = parm;
    return status;
}

/* The primary group has to be one that the user is in, and stays one that he was in. */
static NET_API_STATUS change_primary_group( struct account_change *change, const struct user *old, const struct user *new,
                                            DWORD *parm_err )
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    const struct account *group;

    make_sid( sid, change->accounts->domain_sid, new->primary_group_id );
    group = find_account_by_sid( change->accounts, (PSID)sid );
    if (!group || group->kind != SidTypeGroup) return refuse( USER_PRIMARY_GROUP_PARMNUM, parm_err, NERR_GroupNotFound );
    if (!is_member( change->accounts, old, &group->u.group ))
        return refuse( USER_PRIMARY_GROUP_PARMNUM, parm_err, NERR_UserNotInGroup );
    if (old->primary_group_id == DOMAIN_GROUP_RID_USERS) return NERR_Success;
    make_sid( sid, change->accounts->domain_sid, old->primary_group_id );
    if (!(group = find_account_by_sid( change->accounts, (PSID)sid ))) return NERR_Success;
    return put_member( change, &group->u.group, old->sid, TRUE );
}

static NET_API_STATUS change_flags( const struct accounts *accounts, const struct user *old, struct user *new, DWORD *parm_err )
{
    if (new->flags & UF_ACCOUNT_TYPE_MASK & ~UF_NORMAL_ACCOUNT)
        return refuse( USER_FLAGS_PARMNUM, parm_err, ERROR_INVALID_PARAMETER );
    /* Microsoft Learn, USER_INFO_1008: an account can be unlocked so, and not locked */
    if (new->lockout_time && !(new->flags & UF_LOCKOUT)) new->lockout_time = new->bad_password_count = 0;
    new->flags = get_kept_flags( new->flags );
    if ((new->flags & ~old->flags & UF_ACCOUNTDISABLE) && is_last_administrator( accounts, old )) return NERR_LastAdmin;
    return NERR_Success;
}

/* The user as he is to be; its strings are those of the record and of the input. */
static NET_API_STATUS make_changed_user( struct account_change *change, const struct user *old, const struct level *level,
                                         const struct user_input *input, WCHAR **history, struct user *new, DWORD *parm_err )
{
    const struct user *changed = input->user;
    NET_API_STATUS status = NERR_Success;
    struct user described;

    describe_user( change->accounts, old, get_time(), &described );
    *new = *old;
    take_members( level, changed, new );
    new->password = NULL;
    new->units_per_week = old->units_per_week;  /* Microsoft Learn, USER_INFO_2: it is ignored */
    new->password_expired = !!new->password_expired;
    if (level->number) new->name = old->name;
    else
    {
        const struct account *other = find_account( change->accounts, changed->name );

        /* Wine goes on to name the user as the Unix user is named */
        if (EqualSid( old->sid, change->accounts->user_sid ) && wcscmp( changed->name, old->name ))
            return refuse( USER_NAME_PARMNUM, parm_err, ERROR_SPECIAL_ACCOUNT );
        if (other && other != account_of_user( old ))
            return refuse( USER_NAME_PARMNUM, parm_err, check_new_name( change->accounts, changed->name ) );
    }
    if (has_field( level, offsetof( struct user, priv ) ))
    {
        /* Microsoft Learn, USER_INFO_1: it has to be what it is */
        if (new->priv != described.priv) return refuse( USER_PRIV_PARMNUM, parm_err, ERROR_INVALID_PARAMETER );
        new->priv = old->priv;
    }
    if (has_field( level, offsetof( struct user, flags ) )) status = change_flags( change->accounts, old, new, parm_err );
    if (!status && new->primary_group_id != old->primary_group_id)
        status = change_primary_group( change, old, new, parm_err );
    if (status || !changed->password) return status;

    if ((status = check_length( &change->accounts->policy, new, changed->password )))
        return refuse( USER_PASSWORD_PARMNUM, parm_err, status );
    if ((status = make_history( &change->accounts->policy, old, history ))) return status;
    new->password_history = *history;
    set_password( new, input->hash );
    if (has_field( level, offsetof( struct user, password_expired ) )) new->password_expired = !!changed->password_expired;
    return NERR_Success;
}

/************************************************************
 *                set_own_user
 *
 * Changes a user of this computer.
 *
 * PARAMS
 *  name     [I] The user's name.
 *  level    [I] Which members are changed; with the number 0 the name alone.
 *  changed  [I] The members; a string that is NULL stays as it is.
 *  hours    [I] Logon hours, 21 bytes; NULL: they stay.
 *  parm_err [O] The number of a bad member; not touched where there is none.
 *
 * RETURNS
 *  NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), NERR_UserNotFound, NERR_UserExists or NERR_GroupExists
 *  (the new name), ERROR_INVALID_PARAMETER, NERR_PasswordTooShort, NERR_GroupNotFound or NERR_UserNotInGroup (the primary
 *  group), NERR_LastAdmin, ERROR_SPECIAL_ACCOUNT (a new name for the user who runs this process), ERROR_BADDB, or what
 *  begin_change() and end_change() return.
 */
NET_API_STATUS set_own_user( const WCHAR *name, const struct level *level, const struct user *changed, const BYTE *hours,
                             DWORD *parm_err )
{
    struct account_change change;
    WCHAR own_name[UNLEN + 1], *history = NULL;
    const struct user *old;
    struct user_input input;
    NET_API_STATUS status;
    struct user new;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_name( name, own_name ))) return status;
    if ((status = copy_input( changed, hours, &input ))) return status;
    if (!(status = begin_change( &change )))
    {
        status = find_user( change.accounts, own_name, &old );
        if (!status) status = make_changed_user( &change, old, level, &input, &history, &new, parm_err );
        if (!status) status = put_user( &change, &new );
        status = end_change( &change, status );
    }
    NetApiBufferFree( history );
    free_input( &input );
    return status;
}

/* ---- groups of a user ------------------------------------------------------------------------- */

static BOOL is_named( const struct group *group, const struct group *groups, DWORD count )
{
    DWORD i;

    for (i = 0; i < count; i++) if (groups[i].id == group->id) return TRUE;
    return FALSE;
}

/* the groups that are in a list are those that the user is in; the one that all users are in, and the primary one, stay */
static NET_API_STATUS put_groups_of( struct account_change *change, const struct user *user, const struct group *groups,
                                     DWORD count )
{
    DWORD i, group_count = count_accounts( change->accounts, SidTypeGroup );
    NET_API_STATUS status = NERR_Success;
    const struct account *group;
    BOOL is_in, wanted;

    for (i = 0; i < group_count && !status; i++)
    {
        group = get_account( change->accounts, SidTypeGroup, i );
        is_in = is_member( change->accounts, user, &group->u.group );
        wanted = is_named( &group->u.group, groups, count );
        if (is_in == wanted) continue;
        if (wanted) status = put_member( change, &group->u.group, user->sid, TRUE );
        else if (has_member( change->accounts, &group->u.group, user->sid ))
            status = put_member( change, &group->u.group, user->sid, FALSE );
    }
    return status;
}

/************************************************************
 *                set_own_user_groups
 *
 * Sets which groups of the account domain a user is in.
 *
 * PARAMS
 *  name   [I] The user's name.
 *  groups [I] Records with the names of the groups.
 *  count  [I] How many there are.
 *
 * RETURNS
 *  NERR_Success, ERROR_ACCESS_DENIED (the caller is no administrator), NERR_UserNotFound, NERR_GroupNotFound, ERROR_BADDB,
 *  ERROR_NOT_ENOUGH_MEMORY, or what begin_change() and end_change() return.
 */
NET_API_STATUS set_own_user_groups( const WCHAR *name, const struct group *groups, DWORD count )
{
    WCHAR own_name[UNLEN + 1];
    struct account_change change;
    struct accounts *accounts;
    const struct group *found;
    const struct user *user;
    NET_API_STATUS status;
    struct group *own;
    DWORD i;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = copy_name( name, own_name ))) return status;
    if (count > MAXDWORD / sizeof(*own)) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferAllocate( count * sizeof(*own), (void **)&own ))) return status;
    if ((status = open_accounts( &accounts )))
    {
        NetApiBufferFree( own );
        return status;
    }
    status = find_user( accounts, own_name, &user );
    for (i = 0; i < count && !status; i++)
    {
        if (is_longer_than( groups[i].name, UNLEN )) status = NERR_GroupNotFound;
        else status = find_group( accounts, SidTypeGroup, groups[i].name, NERR_GroupNotFound, &found );
        if (!status) own[i] = *found;
    }
    close_accounts( accounts );
    if (!status && !(status = begin_change( &change )))
    {
        status = find_user( change.accounts, own_name, &user );
        if (!status) status = put_groups_of( &change, user, own, count );
        status = end_change( &change, status );
    }
    NetApiBufferFree( own );
    return status;
}

/* ---- passwords that users know ---------------------------------------------------------------- */

static BOOL is_locked( const struct policy *policy, const struct user *user, DWORD now )
{
    return user->lockout_time && (policy->lockout_duration == TIMEQ_FOREVER ||
                                  get_elapsed( user->lockout_time, now ) < policy->lockout_duration);
}

/* One more wrong password, or the first after some time. */
static NET_API_STATUS count_bad_password( struct account_change *change, const struct user *user, DWORD now )
{
    const struct policy *policy = &change->accounts->policy;
    struct user counted = *user;

    counted.bad_password_count = get_elapsed( user->bad_password_time, now ) < policy->lockout_window ? user->bad_password_count + 1 : 1;
    counted.bad_password_time = now;
    if (policy->lockout_threshold && counted.bad_password_count >= policy->lockout_threshold) counted.lockout_time = now;
    return put_user( change, &counted );
}

/* Whether a password is right; a wrong one is counted, for which the change has to be made also then. */
static NET_API_STATUS verify_password( struct account_change *change, const struct user *user, const WCHAR *password, DWORD now,
                                       BOOL *is_right )
{
    NET_API_STATUS status;

    if ((status = compare_password( password, user->password_hash, is_right )) || *is_right) return status;
    return count_bad_password( change, user, now );
}

/* the user of a name, or of the process; a name in the records of other kinds is none */
static NET_API_STATUS find_password_user( const struct accounts *accounts, const WCHAR *name, const struct user **user )
{
    const struct account *account;

    if (name) return find_user( accounts, name, user );
    account = find_account_by_sid( accounts, accounts->user_sid );
    if (!account || account->kind != SidTypeUser) return NERR_UserNotFound;
    if (account->is_damaged) return ERROR_BADDB;
    *user = &account->u.user;
    return NERR_Success;
}

struct password_change
{
    WCHAR name[UNLEN + 1];
    WCHAR old_password[PWLEN + 1];
    WCHAR new_password[PWLEN + 1];
    WCHAR hash[PASSWORD_HASH_LENGTH];
    WCHAR *history;
    BOOL  is_right;
};

static NET_API_STATUS try_password( struct account_change *change, const struct user *user, struct password_change *passwords )
{
    const struct policy *policy = &change->accounts->policy;
    struct user changed = *user;
    NET_API_STATUS status;
    DWORD now = get_time();

    passwords->is_right = TRUE;
    if (is_locked( policy, user, now )) return ERROR_ACCOUNT_LOCKED_OUT;
    status = verify_password( change, user, passwords->old_password, now, &passwords->is_right );
    if (status || !passwords->is_right) return status;
    if (user->flags & UF_PASSWD_CANT_CHANGE) return ERROR_ACCESS_DENIED;
    /* all of these are one error: Microsoft Learn, NetUserChangePassword */
    if (!user->password_expired && user->password_set && get_elapsed( user->password_set, now ) < policy->min_password_age)
        return NERR_PasswordTooShort;
    if ((status = check_length( policy, user, passwords->new_password ))) return status;
    if ((status = check_history( policy, user, passwords->new_password ))) return status;
    if ((status = make_history( policy, user, &passwords->history ))) return status;
    changed.password_history = passwords->history;
    set_password( &changed, passwords->hash );
    changed.bad_password_count = 0;
    changed.lockout_time = 0;
    return put_user( change, &changed );
}

/************************************************************
 *                change_own_password
 *
 * Changes a password, for who knows the old one.
 *
 * PARAMS
 *  name         [I] The user's name; NULL: who runs this process.
 *  old_password [I] The password that the user has. Both have PWLEN characters at most.
 *  new_password [I] The one that the user gets.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PASSWORD, ERROR_ACCOUNT_LOCKED_OUT, ERROR_ACCESS_DENIED (the user may not change it),
 *  NERR_PasswordTooShort (what the policy refuses), NERR_UserNotFound, ERROR_BADDB, ERROR_NOT_SUPPORTED (no bcrypt.dll), or
 *  what begin_change() and end_change() return.
 */
NET_API_STATUS change_own_password( const WCHAR *name, const WCHAR *old_password, const WCHAR *new_password )
{
    struct password_change passwords;
    struct account_change change;
    const struct user *user;
    NET_API_STATUS status;

    memset( &passwords, 0, sizeof(passwords) );
    if (name && (status = copy_name( name, passwords.name ))) return status;
    lstrcpynW( passwords.old_password, old_password, PWLEN + 1 );
    lstrcpynW( passwords.new_password, new_password, PWLEN + 1 );
    load_bcrypt();      /* not with the store's lock: a DLL that is loaded meanwhile may ask for it */
    status = passwords.new_password[0] ? hash_password( passwords.new_password, passwords.hash ) : NERR_Success;
    if (!status && !(status = begin_change( &change )))
    {
        status = find_password_user( change.accounts, name ? passwords.name : NULL, &user );
        if (!status) status = try_password( &change, user, &passwords );
        status = end_change( &change, status );
        if (!status && !passwords.is_right) status = ERROR_INVALID_PASSWORD;
    }
    NetApiBufferFree( passwords.history );
    SecureZeroMemory( &passwords, sizeof(passwords) );
    return status;
}

/* Whether the password of a user is kept here: not before one has been set for a user of Wine's. */
BOOL has_own_password( const WCHAR *name )
{
    struct accounts *accounts;
    const struct user *user;
    BOOL ret = FALSE;

    if (name && is_longer_than( name, UNLEN )) return FALSE;
    if (open_accounts( &accounts )) return FALSE;
    if (!find_password_user( accounts, name, &user )) ret = user->password_hash || !account_of_user( user )->is_builtin;
    close_accounts( accounts );
    return ret;
}

/* ---- logging on ------------------------------------------------------------------------------- */

static BOOL may_log_on_now( const struct user *user )
{
    SYSTEMTIME time;
    DWORD hour;

    GetSystemTime( &time );
    hour = time.wDayOfWeek * 24 + time.wHour;
    return user->logon_hours->data[hour / 8] >> hour % 8 & 1;
}

static NET_API_STATUS try_logon( struct account_change *change, const struct user *user, const WCHAR *password, BOOL *is_right )
{
    const struct policy *policy = &change->accounts->policy;
    struct user described, logged_on = *user;
    NET_API_STATUS status;
    DWORD now = get_time();

    *is_right = TRUE;
    describe_user( change->accounts, user, now, &described );
    if (is_locked( policy, user, now )) return ERROR_ACCOUNT_LOCKED_OUT;
    if ((status = verify_password( change, user, password, now, is_right )) || !*is_right) return status;
    if (user->flags & UF_ACCOUNTDISABLE) return ERROR_ACCOUNT_DISABLED;
    if (user->account_expires != TIMEQ_FOREVER && user->account_expires && user->account_expires <= now)
        return ERROR_ACCOUNT_EXPIRED;
    if (!may_log_on_now( user )) return ERROR_INVALID_LOGON_HOURS;
    if (described.password_expired) return user->password_expired ? ERROR_PASSWORD_MUST_CHANGE : ERROR_PASSWORD_EXPIRED;
    logged_on.last_logon = now;
    if (logged_on.logon_count != MAXDWORD) logged_on.logon_count++;
    logged_on.bad_password_count = 0;
    logged_on.lockout_time = 0;
    return put_user( change, &logged_on );
}

/************************************************************
 *                check_own_password
 *
 * Tells whether a user of this computer may log on with a password.
 *
 * PARAMS
 *  name     [I] The user's name.
 *  password [I] The password.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound (no user, or one that Wine has and nobody has given a password), ERROR_LOGON_FAILURE, ERROR_ACCOUNT_LOCKED_OUT,
 *  ERROR_ACCOUNT_DISABLED, ERROR_ACCOUNT_EXPIRED, ERROR_INVALID_LOGON_HOURS, ERROR_PASSWORD_MUST_CHANGE,
 *  ERROR_PASSWORD_EXPIRED, ERROR_BADDB, ERROR_NOT_SUPPORTED (no bcrypt.dll), or what
 *  begin_change() and end_change() return.
 */
NET_API_STATUS check_own_password( const WCHAR *name, const WCHAR *password )
{
    WCHAR own_name[UNLEN + 1], own_password[PWLEN + 1];
    struct account_change change;
    BOOL is_right = TRUE;
    const struct user *user;
    NET_API_STATUS status;

    if ((status = copy_name( name, own_name ))) return status;
    if (is_longer_than( password, PWLEN )) return ERROR_LOGON_FAILURE;
    lstrcpynW( own_password, password, PWLEN + 1 );
    load_bcrypt();
    if (!(status = begin_change( &change )))
    {
        status = find_user( change.accounts, own_name, &user );
        if (!status && account_of_user( user )->is_builtin && !user->password_hash) status = NERR_UserNotFound;
        if (!status) status = try_logon( &change, user, own_password, &is_right );
        status = end_change( &change, status );
        if (!status && !is_right) status = ERROR_LOGON_FAILURE;
    }
    SecureZeroMemory( own_password, sizeof(own_password) );
    return status;
}
