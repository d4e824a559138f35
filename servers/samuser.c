/*
 * The users of other computers
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
#include "rpc.h"
#include "rpcndr.h"

#include "lsa.h"
#include "sam.h"
#include "samuser.h"
#include "local/sidlist.h"

/*
 * A user's record
 */

/* FILTER_... are the kinds' bits of USER_..., these places away */
#define FILTER_SHIFT  3
C_ASSERT( FILTER_NORMAL_ACCOUNT << FILTER_SHIFT == USER_NORMAL_ACCOUNT );
C_ASSERT( FILTER_SERVER_TRUST_ACCOUNT << FILTER_SHIFT == USER_SERVER_TRUST_ACCOUNT );

static const struct { DWORD control, flag; } user_flags[] =
{
    { USER_ACCOUNT_DISABLED, UF_ACCOUNTDISABLE },
    { USER_HOME_DIRECTORY_REQUIRED, UF_HOMEDIR_REQUIRED },
    { USER_PASSWORD_NOT_REQUIRED, UF_PASSWD_NOTREQD },
    { USER_TEMP_DUPLICATE_ACCOUNT, UF_TEMP_DUPLICATE_ACCOUNT },
    { USER_NORMAL_ACCOUNT, UF_NORMAL_ACCOUNT },
    { USER_MNS_LOGON_ACCOUNT, UF_MNS_LOGON_ACCOUNT },
    { USER_INTERDOMAIN_TRUST_ACCOUNT, UF_INTERDOMAIN_TRUST_ACCOUNT },
    { USER_WORKSTATION_TRUST_ACCOUNT, UF_WORKSTATION_TRUST_ACCOUNT },
    { USER_SERVER_TRUST_ACCOUNT, UF_SERVER_TRUST_ACCOUNT },
    { USER_DONT_EXPIRE_PASSWORD, UF_DONT_EXPIRE_PASSWD },
    { USER_ACCOUNT_AUTO_LOCKED, UF_LOCKOUT },
    { USER_ENCRYPTED_TEXT_PASSWORD_ALLOWED, UF_ENCRYPTED_TEXT_PASSWORD_ALLOWED },
    { USER_SMARTCARD_REQUIRED, UF_SMARTCARD_REQUIRED },
    { USER_TRUSTED_FOR_DELEGATION, UF_TRUSTED_FOR_DELEGATION },
    { USER_NOT_DELEGATED, UF_NOT_DELEGATED },
    { USER_USE_DES_KEY_ONLY, UF_USE_DES_KEY_ONLY },
    { USER_DONT_REQUIRE_PREAUTH, UF_DONT_REQUIRE_PREAUTH },
    { USER_PASSWORD_EXPIRED, UF_PASSWORD_EXPIRED },
    { USER_TRUSTED_TO_AUTHENTICATE_FOR_DELEGATION, UF_TRUSTED_TO_AUTHENTICATE_FOR_DELEGATION },
};

/* UF_... for USER_...; every account has UF_SCRIPT: Microsoft Learn, USER_INFO_1 */
DWORD get_user_flags( DWORD control )
{
    DWORD flags = UF_SCRIPT;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(user_flags); i++) if (control & user_flags[i].control) flags |= user_flags[i].flag;
    return flags;
}

/* the reverse */
DWORD get_sam_control( DWORD flags )
{
    DWORD control = 0;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(user_flags); i++) if (flags & user_flags[i].flag) control |= user_flags[i].control;
    return control;
}

/* seconds since 1970; "never" for what is none: SAM has 0 or the greatest number for a time that never comes, or came */
static DWORD get_seconds( const OLD_LARGE_INTEGER *time, DWORD never )
{
    LARGE_INTEGER value;
    DWORD seconds;

    value.u.LowPart = time->LowPart;
    value.u.HighPart = time->HighPart;
    return value.QuadPart && RtlTimeToSecondsSince1970( &value, &seconds ) ? seconds : never;
}

static DWORD get_age( const OLD_LARGE_INTEGER *time )
{
    DWORD now, then = get_seconds( time, 0 );
    LARGE_INTEGER value;

    NtQuerySystemTime( &value );
    RtlTimeToSecondsSince1970( &value, &now );
    return then && then < now ? now - then : 0;
}

/* whatever their units are, programs read as many bytes as the hours of a week have: Microsoft Learn, USER_INFO_2 */
#define LOGON_HOURS_SIZE  (UNITS_PER_WEEK / 8)

static NET_API_STATUS set_logon_hours( const struct sam *sam, struct user *user, const SAMPR_LOGON_HOURS *hours )
{
    DWORD size = (hours->UnitsPerWeek + 7) / 8;
    struct bytes *bytes;
    NET_API_STATUS status;
    BYTE *data;

    /* hours that are not set are all */
    if (!hours->LogonHours || !hours->UnitsPerWeek) return NERR_Success;
    if (!is_stub_array( &sam->call.run, hours->LogonHours, size, 1 )) return RPC_X_BAD_STUB_DATA;
    if ((status = allocate_sam_memory( 1, sizeof(*bytes), (void **)&bytes ))) return status;
    if ((status = allocate_sam_memory( max( size, LOGON_HOURS_SIZE ), 1, (void **)&data ))) return status;
    bytes->size = max( size, LOGON_HOURS_SIZE );
    bytes->data = memcpy( data, hours->LogonHours, size );
    user->logon_hours = bytes;
    user->units_per_week = hours->UnitsPerWeek;
    return NERR_Success;
}

static NET_API_STATUS set_strings( struct sam *sam, struct user *user, const SAMPR_USER_ALL_INFORMATION *all )
{
    const struct { const RPC_UNICODE_STRING *source; const WCHAR **target; } strings[] =
    {
        { &all->UserName, &user->name },
        { &all->FullName, &user->full_name },
        { &all->HomeDirectory, &user->home_dir },
        { &all->HomeDirectoryDrive, &user->home_dir_drive },
        { &all->ScriptPath, &user->script_path },
        { &all->ProfilePath, &user->profile },
        { &all->AdminComment, &user->comment },
        { &all->WorkStations, &user->workstations },
        { &all->UserComment, &user->user_comment },
        { &all->Parameters, &user->parms },
    };
    NET_API_STATUS status = NERR_Success;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(strings) && !status; i++)
        status = get_stub_string( &sam->call.run, strings[i].source, strings[i].target );
    return status;
}

static NET_API_STATUS set_user( struct sam *sam, struct user *user, const SAMPR_USER_ALL_INFORMATION *all )
{
    NET_API_STATUS status;

    user->id = all->UserId;
    user->primary_group_id = all->PrimaryGroupId;
    user->flags = get_user_flags( all->UserAccountControl );
    user->password_age = get_age( &all->PasswordLastSet );
    user->password_expired = !!all->PasswordExpired;
    user->last_logon = get_seconds( &all->LastLogon, 0 );
    user->last_logoff = get_seconds( &all->LastLogoff, 0 );
    user->account_expires = get_seconds( &all->AccountExpires, TIMEQ_FOREVER );
    user->bad_password_count = all->BadPasswordCount;
    user->logon_count = all->LogonCount;
    user->country_code = all->CountryCode;
    user->code_page = all->CodePage;
    if ((status = set_logon_hours( sam, user, &all->LogonHours ))) return status;
    return set_strings( sam, user, all );
}

/*
 * Groups of a user
 */

NET_API_STATUS read_sam_groups( struct sam *sam, POLICY_HANDLE *user, const SAMPR_GET_GROUPS_BUFFER **groups )
{
    SAMPR_GET_GROUPS_BUFFER *buffer = NULL;
    NET_API_STATUS status;

    if ((status = map_sam_status( SamrGetGroupsForUser( sam->binding, user, &buffer )))) return status;
    if (!is_stub_array( &sam->call.run, buffer, 1, sizeof(*buffer) ) ||
        !is_stub_array( &sam->call.run, buffer->Groups, buffer->MembershipCount, sizeof(*buffer->Groups) ))
        return RPC_X_BAD_STUB_DATA;
    *groups = buffer;
    return NERR_Success;
}

/* The SIDs by which a user can be a member of an alias: the user's own, and those of the groups, or NULL. */
static NET_API_STATUS collect_sids( const struct sam *sam, DWORD id, const SAMPR_GET_GROUPS_BUFFER *groups,
                                    SAMPR_PSID_ARRAY *sids )
{
    NET_API_STATUS status;
    DWORD i;

    sids->Count = 1 + (groups ? groups->MembershipCount : 0);
    if ((status = allocate_sam_memory( sids->Count, sizeof(*sids->Sids), (void **)&sids->Sids ))) return status;
    status = make_sam_sid( sam, id, (PSID *)&sids->Sids[0].SidPointer );
    for (i = 1; i < sids->Count && !status; i++)
        status = make_sam_sid( sam, groups->Groups[i - 1].RelativeId, (PSID *)&sids->Sids[i].SidPointer );
    return status;
}

/* the relative ids of the aliases of a domain that any of the SIDs is a member of */
static NET_API_STATUS read_aliases_of( struct sam *sam, enum sam_domain domain, SAMPR_PSID_ARRAY *sids,
                                       SAMPR_ULONG_ARRAY *ids )
{
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    memset( ids, 0, sizeof(*ids) );
    if ((status = open_sam_domain( sam, domain, &handle ))) return status;
    if ((status = map_sam_status( SamrGetAliasMembership( sam->binding, handle, sids, ids )))) return status;
    return is_stub_array( &sam->call.run, ids->Element, ids->Count, sizeof(*ids->Element) ) ? NERR_Success
                                                                                            : RPC_X_BAD_STUB_DATA;
}

/* What the privilege is told by: Microsoft Learn, USER_INFO_1 and USER_INFO_2. */
NET_API_STATUS read_sam_privileges( struct sam *sam, POLICY_HANDLE *handle, struct user *user )
{
    const SAMPR_GET_GROUPS_BUFFER *groups;
    SAMPR_ULONG_ARRAY aliases;
    SAMPR_PSID_ARRAY sids;
    NET_API_STATUS status;
    DWORD i;

    if ((status = read_sam_groups( sam, handle, &groups ))) return status;
    if ((status = collect_sids( sam, user->id, groups, &sids ))) return status;
    if ((status = read_aliases_of( sam, SAM_BUILTIN, &sids, &aliases ))) return status;
    for (i = 0; i < aliases.Count; i++)
    {
        switch (aliases.Element[i])
        {
        case DOMAIN_ALIAS_RID_ADMINS: user->priv = USER_PRIV_ADMIN; break;
        case DOMAIN_ALIAS_RID_GUESTS: if (user->priv == USER_PRIV_USER) user->priv = USER_PRIV_GUEST; break;
        case DOMAIN_ALIAS_RID_ACCOUNT_OPS: user->auth_flags |= AF_OP_ACCOUNTS; break;
        case DOMAIN_ALIAS_RID_SYSTEM_OPS: user->auth_flags |= AF_OP_SERVER; break;
        case DOMAIN_ALIAS_RID_PRINT_OPS: user->auth_flags |= AF_OP_PRINT; break;
        }
    }
    return NERR_Success;
}

/*
 * Asking for users
 */

struct users_question
{
    struct sam          sam;
    const struct level *level;
    const WCHAR        *name;           /* one user's */
    DWORD               filter;
    DWORD               first;          /* index of the first that is read */
    DWORD               max_length;
    struct user         user;           /* the one */
};

#define QUESTION(f, record, ...) \
    { .sam = { .ask = (f), .access = SAM_READ_DOMAIN | DOMAIN_GET_ALIAS_MEMBERSHIP, .repeatable = TRUE, \
               .records.item_size = sizeof(record) }, __VA_ARGS__ }

/* what the levels tell beyond the name, and the calls that each user takes for it */
static BOOL has_privileges( const struct level *level )
{
    switch (level->number)
    {
    case 1: case 2: case 3: case 4: case 11: return TRUE;
    default: return FALSE;
    }
}

/* Display information has all of these levels. */
static BOOL is_display_level( const struct level *level )
{
    return level->number == 20 || level->number == 23;
}

static NET_API_STATUS add_user_records( struct sam *sam, DWORD count, struct user **added )
{
    NET_API_STATUS status;
    DWORD i;

    if ((status = extend_sam_array( &sam->records, count, (void **)added ))) return status;
    for (i = 0; i < count; i++) (*added)[i] = default_user;
    return NERR_Success;
}

static NET_API_STATUS list_users( struct users_question *question, DWORD filter )
{
    struct sam_account *accounts;
    NET_API_STATUS status;
    struct user *users;
    DWORD i, count;

    if ((status = list_sam_users( &question->sam, filter << FILTER_SHIFT, &accounts, &count ))) return status;
    if ((status = add_user_records( &question->sam, count, &users ))) return status;
    for (i = 0; i < count; i++)
    {
        users[i].name = accounts[i].name;
        users[i].id = accounts[i].id;
    }
    return NERR_Success;
}

/* those of a list of display information that the filter has */
static NET_API_STATUS list_display( struct users_question *question, DOMAIN_DISPLAY_INFORMATION class, DWORD filter )
{
    struct sam_display_entry *entries;
    NET_API_STATUS status;
    struct user *user;
    DWORD i, count;

    if ((status = list_sam_display( &question->sam, class, &entries, &count ))) return status;
    for (i = 0; i < count; i++)
    {
        if (!(entries[i].bits & (filter << FILTER_SHIFT))) continue;
        if ((status = add_user_records( &question->sam, 1, &user ))) return status;
        user->name = entries[i].name;
        user->comment = entries[i].comment;
        if (entries[i].full_name) user->full_name = entries[i].full_name;
        user->flags = get_user_flags( entries[i].bits );
        user->id = entries[i].id;
        if ((status = make_sam_sid( &question->sam, user->id, &user->sid ))) return status;
    }
    return NERR_Success;
}

/* all that a level of NetUserGetInfo() tells, of a user who is open */
static NET_API_STATUS read_open_user( struct users_question *question, POLICY_HANDLE *handle, struct user *user )
{
    SAMPR_USER_INFO_BUFFER *info = NULL;
    struct sam *sam = &question->sam;
    NET_API_STATUS status;

    status = map_sam_status( SamrQueryInformationUser( sam->binding, handle, UserAllInformation, &info ));
    if (status) return status;
    if (!is_stub_array( &sam->call.run, info, 1, sizeof(info->All) )) return RPC_X_BAD_STUB_DATA;
    if ((status = set_user( sam, user, &info->All ))) return status;
    if ((status = make_sam_sid( sam, user->id, &user->sid ))) return status;
    return has_privileges( question->level ) ? read_sam_privileges( sam, handle, user ) : NERR_Success;
}

/* the same by the user's id */
static NET_API_STATUS read_user( struct users_question *question, struct user *user )
{
    unsigned int opened = question->sam.object_count;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if ((status = open_sam_user( &question->sam, user->id, MAXIMUM_ALLOWED, &handle ))) return status;
    status = read_open_user( question, handle, user );
    close_sam_objects( &question->sam, opened );
    return status;
}

/* Reads the users from an index on, as many as the answer has room for, and one more. Those that are gone since they
 * were listed are left out. */
static NET_API_STATUS read_users( struct users_question *question, DWORD first )
{
    struct fitting fitting = { .level = question->level, .max_length = question->max_length };
    struct sam_array *records = &question->sam.records;
    NET_API_STATUS status;
    struct user *user;
    DWORD i = first;

    while (i < records->count)
    {
        user = (struct user *)records->items + i;
        status = read_user( question, user );
        if (status == NERR_UserNotFound) memmove( user, user + 1, (--records->count - i) * sizeof(*user) );
        else if (status) return status;
        else if (!fit_record( &fitting, user )) break;
        else i++;
    }
    return NERR_Success;
}

#define FILTER_ALL \
    (FILTER_TEMP_DUPLICATE_ACCOUNT | FILTER_NORMAL_ACCOUNT | FILTER_INTERDOMAIN_TRUST_ACCOUNT | \
     FILTER_WORKSTATION_TRUST_ACCOUNT | FILTER_SERVER_TRUST_ACCOUNT)
#define FILTER_MACHINES  (FILTER_WORKSTATION_TRUST_ACCOUNT | FILTER_SERVER_TRUST_ACCOUNT)

/* In a few calls all users and machines, but the kinds that no list of display information has one by one. */
static NET_API_STATUS describe_users( struct users_question *question )
{
    DWORD filter = question->filter ? question->filter : FILTER_ALL;
    NET_API_STATUS status = NERR_Success;
    DWORD described;

    if (filter & FILTER_NORMAL_ACCOUNT) status = list_display( question, DomainDisplayUser, FILTER_NORMAL_ACCOUNT );
    if (!status && (filter & FILTER_MACHINES)) status = list_display( question, DomainDisplayMachine, filter & FILTER_MACHINES );
    described = question->sam.records.count;
    filter &= ~(FILTER_NORMAL_ACCOUNT | FILTER_MACHINES);
    if (!status && filter) status = list_users( question, filter );
    if (!status) status = read_users( question, max( question->first, described ) );
    return status;
}

static NET_API_STATUS ask_users( struct sam *sam )
{
    struct users_question *question = (struct users_question *)sam;
    NET_API_STATUS status;

    if (is_display_level( question->level )) return describe_users( question );

    if ((status = list_users( question, question->filter )) || !question->level->number) return status;
    return read_users( question, question->first );
}

/* NetUserEnum(). The resume handle is an index: of a list that begins anew with each call. */
NET_API_STATUS enum_sam_users( const WCHAR *server, const struct level *level, DWORD filter, DWORD max_length,
                               DWORD *resume, BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct users_question question = QUESTION( ask_users, struct user, .level = level, .filter = filter,
                                               .max_length = max_length, .first = resume ? *resume : 0 );

    return ask_sam_list( server, &question.sam, level, max_length, resume, buffer, entries_read, total_entries );
}

static NET_API_STATUS ask_user( struct sam *sam )
{
    struct users_question *question = (struct users_question *)sam;
    NET_API_STATUS status;

    question->user = default_user;
    if ((status = find_sam_user( sam, question->name, &question->user.id ))) return status;
    return read_user( question, &question->user );
}

/* NetUserGetInfo() */
NET_API_STATUS get_sam_user( const WCHAR *server, const WCHAR *name, const struct level *level, BYTE **buffer )
{
    struct users_question question = QUESTION( ask_user, struct user, .level = level, .name = name );

    return ask_sam_info( server, &question.sam, level, &question.user, buffer );
}

/*
 * Asking for a user's groups
 */

struct groups_question
{
    struct sam          sam;
    const WCHAR        *name;
    PSID                sid;            /* of a user of another domain; NULL: the name is an account's */
    DWORD               flags;          /* LG_... */
};

static NET_API_STATUS open_named_user( struct sam *sam, const WCHAR *name, DWORD *id, POLICY_HANDLE **user )
{
    NET_API_STATUS status;

    if ((status = find_sam_user( sam, name, id ))) return status;
    return open_sam_user( sam, *id, USER_LIST_GROUPS, user );
}

/* Adds groups by their ids; one that is gone meanwhile has no name. */
static NET_API_STATUS add_groups( struct sam *sam, enum sam_domain domain, const DWORD *ids,
                                  const DWORD *attributes, DWORD count )
{
    struct group *group;
    const WCHAR **names;
    NET_API_STATUS status;
    DWORD i, *uses;

    if (!count) return NERR_Success;
    if ((status = allocate_sam_memory( count, sizeof(*names), (void **)&names ))) return status;
    if ((status = allocate_sam_memory( count, sizeof(*uses), (void **)&uses ))) return status;
    if ((status = lookup_sam_ids( sam, domain, ids, count, names, uses ))) return status;
    for (i = 0; i < count; i++)
    {
        if (!names[i][0]) continue;
        if ((status = extend_sam_array( &sam->records, 1, (void **)&group ))) return status;
        group->name = names[i];
        group->attributes = attributes ? attributes[i] : 0;
    }
    return NERR_Success;
}

static NET_API_STATUS ask_groups( struct sam *sam )
{
    struct groups_question *question = (struct groups_question *)sam;
    const SAMPR_GET_GROUPS_BUFFER *groups;
    DWORD i, id, *ids, *attributes;
    NET_API_STATUS status;
    POLICY_HANDLE *user;

    if ((status = open_named_user( sam, question->name, &id, &user ))) return status;
    if ((status = read_sam_groups( sam, user, &groups ))) return status;
    if ((status = allocate_sam_memory( groups->MembershipCount, sizeof(*ids), (void **)&ids ))) return status;
    status = allocate_sam_memory( groups->MembershipCount, sizeof(*attributes), (void **)&attributes );
    if (status) return status;
    for (i = 0; i < groups->MembershipCount; i++)
    {
        ids[i] = groups->Groups[i].RelativeId;
        attributes[i] = groups->Groups[i].Attributes;
    }
    return add_groups( sam, SAM_ACCOUNT, ids, attributes, groups->MembershipCount );
}

/* the name alone of a user of the account domain, whose name and a backslash may stand in front; NULL: of another domain */
static const WCHAR *skip_sam_domain( const struct sam *sam, const WCHAR *name )
{
    const WCHAR *separator = wcschr( name, '\\' );

    if (!separator) return name;
    return CompareStringOrdinal( name, separator - name, sam->domain_name, -1, TRUE ) == CSTR_EQUAL ? separator + 1
                                                                                                    : NULL;
}

/* The SIDs of a user of the account domain. */
static NET_API_STATUS find_user_sids( struct groups_question *question, SAMPR_PSID_ARRAY *sids )
{
    const SAMPR_GET_GROUPS_BUFFER *groups = NULL;
    struct sam *sam = &question->sam;
    POLICY_HANDLE *domain, *user;
    NET_API_STATUS status;
    const WCHAR *name;
    DWORD id;

    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    if (!(name = skip_sam_domain( sam, question->name ))) return NERR_UserNotFound;
    if (question->flags & LG_INCLUDE_INDIRECT)
    {
        if ((status = open_named_user( sam, name, &id, &user ))) return status;
        if ((status = read_sam_groups( sam, user, &groups ))) return status;
    }
    else if ((status = find_sam_user( sam, name, &id ))) return status;
    return collect_sids( sam, id, groups, sids );
}

/* of more SIDs or aliases nobody is: a user's token has room for less, and each answer has to bring a new one */
#define MAX_SIDS  4096

static BOOL has_sid( const SAMPR_PSID_ARRAY *sids, PSID sid )
{
    DWORD i;

    for (i = 0; i < sids->Count; i++) if (EqualSid( sids->Sids[i].SidPointer, sid )) return TRUE;
    return FALSE;
}

/* Aliases of the account domain, which may be in others: those that are new. */
static NET_API_STATUS add_alias_sids( struct sam *sam, const SAMPR_ULONG_ARRAY *ids, SAMPR_PSID_ARRAY *sids, BOOL *added )
{
    SAMPR_SID_INFORMATION *more;
    NET_API_STATUS status;
    PSID sid;
    DWORD i;

    *added = FALSE;
    if (ids->Count > MAX_SIDS || sids->Count > MAX_SIDS) return RPC_X_BAD_STUB_DATA;
    if ((status = allocate_sam_memory( sids->Count + ids->Count, sizeof(*more), (void **)&more ))) return status;
    memcpy( more, sids->Sids, sids->Count * sizeof(*more) );
    sids->Sids = more;
    for (i = 0; i < ids->Count; i++)
    {
        if ((status = make_sam_sid( sam, ids->Element[i], &sid ))) return status;
        if (has_sid( sids, sid )) continue;
        sids->Sids[sids->Count++].SidPointer = sid;
        *added = TRUE;
    }
    return NERR_Success;
}

/* The aliases of the account domain that any of the SIDs is a member of. A domain's can be in each other; "indirect" adds those,
 * and the aliases to the SIDs. */
static NET_API_STATUS read_account_aliases( struct sam *sam, BOOL indirect, SAMPR_PSID_ARRAY *sids, SAMPR_ULONG_ARRAY *ids )
{
    NET_API_STATUS status;
    BOOL added;

    do
    {
        if ((status = read_aliases_of( sam, SAM_ACCOUNT, sids, ids )) || !indirect) return status;
        if ((status = add_alias_sids( sam, ids, sids, &added ))) return status;
    }
    while (added);
    return NERR_Success;
}

static NET_API_STATUS ask_aliases( struct sam *sam )
{
    struct groups_question *question = (struct groups_question *)sam;
    SAMPR_SID_INFORMATION other_user = { question->sid };
    SAMPR_PSID_ARRAY sids = { 1, &other_user };
    NET_API_STATUS status = NERR_Success;
    SAMPR_ULONG_ARRAY ids;

    if (!question->sid) status = find_user_sids( question, &sids );
    if (!status) status = read_account_aliases( sam, question->flags & LG_INCLUDE_INDIRECT, &sids, &ids );
    if (!status) status = add_groups( sam, SAM_ACCOUNT, ids.Element, NULL, ids.Count );
    if (!status) status = read_aliases_of( sam, SAM_BUILTIN, &sids, &ids );
    return status ? status : add_groups( sam, SAM_BUILTIN, ids.Element, NULL, ids.Count );
}

struct sids_question
{
    struct groups_question groups;
    struct sid_list       *sids;
};

static NET_API_STATUS copy_sids( const SAMPR_PSID_ARRAY *sids, struct sid_list **copy )
{
    NET_API_STATUS status;
    DWORD i;

    if ((status = make_sid_list( sids->Count, copy ))) return status;
    for (i = 0; i < sids->Count && !status; i++) status = add_sid( copy, sids->Sids[i].SidPointer, TRUE );
    if (!status) return NERR_Success;
    release_sid_list( *copy );
    *copy = NULL;
    return status;
}

static NET_API_STATUS ask_sids( struct sam *sam )
{
    struct sids_question *question = (struct sids_question *)sam;
    SAMPR_PSID_ARRAY sids;
    SAMPR_ULONG_ARRAY ids;
    NET_API_STATUS status;

    release_sid_list( question->sids );     /* of a try before */
    question->sids = NULL;
    if ((status = find_user_sids( &question->groups, &sids ))) return status;
    if (question->groups.flags & LG_INCLUDE_INDIRECT && (status = read_account_aliases( sam, TRUE, &sids, &ids ))) return status;
    return copy_sids( &sids, &question->sids );
}

/************************************************************
 *                get_sam_user_sids
 *
 * Finds the SIDs by which a user of a domain can be a member of another computer's local group.
 *
 * PARAMS
 *  server [I] A controller of the domain.
 *  name   [I] The user's name; the domain's flat one may stand in front.
 *  flags  [I] LG_INCLUDE_INDIRECT: also those of the user's groups, and of the domain's local groups; or 0.
 *  sids   [O] The SIDs, sorted, the caller's to give back with release_sid_list(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound, ERROR_NOT_ENOUGH_MEMORY, or what ask_sam() does.
 */
NET_API_STATUS get_sam_user_sids( const WCHAR *server, const WCHAR *name, DWORD flags, struct sid_list **sids )
{
    struct sids_question question = { .groups = QUESTION( ask_sids, struct group, .name = name, .flags = flags ) };
    NET_API_STATUS status = ask_sam_status( server, &question.groups.sam );

    if (status) release_sid_list( question.sids );
    *sids = status ? NULL : question.sids;
    return status;
}

/* NetUserGetGroups() */
NET_API_STATUS get_sam_user_groups( const WCHAR *server, const WCHAR *name, const struct level *level,
                                    DWORD max_length, BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct groups_question question = QUESTION( ask_groups, struct group, .name = name );

    return ask_sam_list( server, &question.sam, level, max_length, NULL, buffer, entries_read, total_entries );
}

/* NetUserGetLocalGroups(). The server knows which groups of another domain such a user is in as little as we do. */
NET_API_STATUS get_sam_user_aliases( const WCHAR *server, const WCHAR *name, const struct level *level, DWORD flags,
                                     DWORD max_length, BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct groups_question question = QUESTION( ask_aliases, struct group, .name = name, .flags = flags );
    struct member user = { .domain_and_name = name };
    struct lsa_lookup lookup = { .members = &user, .count = 1 };
    NET_API_STATUS status, looked_up;

    status = ask_sam_list( server, &question.sam, level, max_length, NULL, buffer, entries_read, total_entries );
    if (status != NERR_UserNotFound || !wcschr( name, '\\' )) return status;

    lookup.call.begun = question.sam.call.begun;
    looked_up = lookup_names( server, &lookup );
    if (!looked_up && user.sid && user.use == SidTypeUser)
    {
        question.sid = user.sid;
        status = ask_sam_list( server, &question.sam, level, max_length, NULL, buffer, entries_read, total_entries );
    }
    free_remote_answer( &lookup.call );
    return status;
}
