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

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"

#include "accounts.h"
#include "computer.h"
#include "delay.h"

/* The relative ids that a computer's accounts have: Microsoft Learn, "Security identifiers". The names
 * are Wine's: an id without one is no account. */
static const DWORD user_ids[] = { DOMAIN_USER_RID_ADMIN, DOMAIN_USER_RID_GUEST };
static const DWORD group_ids[] = { DOMAIN_GROUP_RID_USERS };
#define FIRST_ALIAS_ID  DOMAIN_ALIAS_RID_ADMINS
#define ALIAS_IDS       64
#define FIRST_USER_ID   1000    /* of an account that is not built in; Wine gives it to the user */

static SID builtin_domain = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_BUILTIN_DOMAIN_RID } };

static const BYTE all_hours[] =
{
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff
};
static const struct bytes all_logon_hours = { sizeof(all_hours), all_hours };

/* What Wine has no value for is as Windows gives it to a new account. Microsoft Learn, USER_INFO_4: a time of 0 is
 * one that is not known, and the logon server \\* is any of them. */
const struct user default_user =
{
    .full_name = L"",
    .comment = L"",
    .user_comment = L"",
    .home_dir = L"",
    .home_dir_drive = L"",
    .script_path = L"",
    .profile = L"",
    .parms = L"",
    .workstations = L"",
    .logon_server = L"\\\\*",
    .internet_provider = L"",
    .internet_principal = L"",
    .logon_hours = &all_logon_hours,
    .primary_group_id = DOMAIN_GROUP_RID_USERS,
    .priv = USER_PRIV_USER,
    .flags = UF_SCRIPT | UF_NORMAL_ACCOUNT,
    .account_expires = TIMEQ_FOREVER,
    .max_storage = USER_MAXSTORAGE_UNLIMITED,
    .units_per_week = UNITS_PER_WEEK,
};

/* room for an account's name and SID */
struct account
{
    WCHAR name[UNLEN + 1];
    BYTE  sid[SECURITY_MAX_SID_SIZE];
};

struct user_account
{
    struct account account;
    WCHAR          domain_and_name[MAX_SERVER_NAME + UNLEN + 1];
};

/* A snapshot with all that it points to, in one block; the aliases are another. */
struct snapshot
{
    struct accounts     accounts;
    WCHAR               domain[MAX_SERVER_NAME];
    BYTE                domain_sid[SECURITY_MAX_SID_SIZE];
    TOKEN_USER         *token_user;
    TOKEN_PRIMARY_GROUP *token_primary_group;
    TOKEN_GROUPS       *token_groups;
    struct user_account user_accounts[ARRAYSIZE(user_ids) + 1];
    struct account      group_accounts[ARRAYSIZE(group_ids)];
    struct group        groups[ARRAYSIZE(group_ids)];
    DWORD               first_added;    /* of the users */
    struct user         users[1];       /* as many as there are, the added ones last */
};

struct aliases
{
    struct account accounts[ALIAS_IDS];
    struct group   aliases[ALIAS_IDS];
};

struct added_user
{
    struct added_user  *next;
    LONG                references;     /* the list's is one */
    struct user        *user;
    struct user_account account;
};

/* A snapshot refers to the added users that it points to. It holds no lock: a function that takes one may fault on what a
 * program has handed in, which the program may survive. */
static SRWLOCK added_lock = SRWLOCK_INIT;
static struct added_user *added_users;  /* the oldest first */
static DWORD added_count;
static LONG last_added_id = FIRST_USER_ID;

/* ---- SIDs ------------------------------------------------------------------------------------- */

DWORD get_id( PSID sid )
{
    return *GetSidSubAuthority( sid, *GetSidSubAuthorityCount( sid ) - 1 );
}

BOOL is_in_domain( PSID sid, PSID domain )
{
    return *GetSidSubAuthorityCount( sid ) == *GetSidSubAuthorityCount( domain ) + 1 &&
           !memcmp( GetSidIdentifierAuthority( sid ), GetSidIdentifierAuthority( domain ),
                    sizeof(SID_IDENTIFIER_AUTHORITY) ) &&
           !memcmp( GetSidSubAuthority( sid, 0 ), GetSidSubAuthority( domain, 0 ),
                    *GetSidSubAuthorityCount( domain ) * sizeof(DWORD) );
}

void make_sid( BYTE *sid, PSID domain, DWORD id )
{
    CopySid( SECURITY_MAX_SID_SIZE, sid, domain );
    *GetSidSubAuthority( sid, (*GetSidSubAuthorityCount( sid ))++ ) = id;
}

/* the account of this id, when Wine has a name for it and it is of that kind */
static BOOL read_account( struct account *account, PSID domain, DWORD id, SID_NAME_USE wanted )
{
    DWORD name_size = ARRAYSIZE(account->name), domain_size = MAX_SERVER_NAME;
    WCHAR domain_name[MAX_SERVER_NAME];
    SID_NAME_USE use;

    make_sid( account->sid, domain, id );
    return LookupAccountSidW( NULL, account->sid, account->name, &name_size, domain_name, &domain_size,
                              &use ) && use == wanted;
}

/* ---- the token of this process ---------------------------------------------------------------- */

static NET_API_STATUS get_token_information( HANDLE token, TOKEN_INFORMATION_CLASS class, void **info )
{
    NET_API_STATUS status;
    DWORD size = 0;

    GetTokenInformation( token, class, NULL, 0, &size );
    if ((status = NetApiBufferAllocate( size, info ))) return status;
    return GetTokenInformation( token, class, *info, size, &size ) ? NERR_Success : GetLastError();
}

static NET_API_STATUS read_token( struct snapshot *snapshot )
{
    NET_API_STATUS status;
    HANDLE token;

    if (!OpenProcessToken( GetCurrentProcess(), TOKEN_QUERY, &token )) return GetLastError();
    status = get_token_information( token, TokenUser, (void **)&snapshot->token_user );
    if (!status)
        status = get_token_information( token, TokenPrimaryGroup, (void **)&snapshot->token_primary_group );
    if (!status) status = get_token_information( token, TokenGroups, (void **)&snapshot->token_groups );
    CloseHandle( token );
    return status;
}

static const SID_AND_ATTRIBUTES *find_token_group( const struct snapshot *snapshot, PSID sid )
{
    DWORD i;

    for (i = 0; i < snapshot->token_groups->GroupCount; i++)
        if (EqualSid( snapshot->token_groups->Groups[i].Sid, sid )) return &snapshot->token_groups->Groups[i];
    return NULL;
}

static BOOL is_enabled_in_token( const struct snapshot *snapshot, PSID sid )
{
    const SID_AND_ATTRIBUTES *group = find_token_group( snapshot, sid );

    return group && (group->Attributes & SE_GROUP_ENABLED);
}

/* ---- the snapshot ----------------------------------------------------------------------------- */

static NET_API_STATUS read_domain( struct snapshot *snapshot )
{
    LSA_OBJECT_ATTRIBUTES attributes = { .Length = sizeof(attributes) };
    POLICY_ACCOUNT_DOMAIN_INFO *info;
    LSA_HANDLE policy;
    NTSTATUS status;
    unsigned int length;

    if ((status = LsaOpenPolicy( NULL, &attributes, POLICY_VIEW_LOCAL_INFORMATION, &policy )))
        return LsaNtStatusToWinError( status );
    status = LsaQueryInformationPolicy( policy, PolicyAccountDomainInformation, (void **)&info );
    LsaClose( policy );
    if (status) return LsaNtStatusToWinError( status );

    length = min( info->DomainName.Length / sizeof(WCHAR), MAX_SERVER_NAME - 1 );
    memcpy( snapshot->domain, info->DomainName.Buffer, length * sizeof(WCHAR) );
    snapshot->domain[length] = 0;
    /* one sub-authority is the accounts' */
    if (info->DomainSid && IsValidSid( info->DomainSid ) &&
        *GetSidSubAuthorityCount( info->DomainSid ) < SID_MAX_SUB_AUTHORITIES)
        CopySid( SECURITY_MAX_SID_SIZE, snapshot->domain_sid, info->DomainSid );
    else status = STATUS_NO_SUCH_DOMAIN;
    LsaFreeMemory( info );

    snapshot->accounts.domain = snapshot->domain;
    snapshot->accounts.domain_sid = snapshot->domain_sid;
    return status ? NERR_InternalError : NERR_Success;
}

static void join_names( WCHAR *domain_and_name, const WCHAR *domain, const WCHAR *name )
{
    unsigned int length = wcslen( domain );

    memcpy( domain_and_name, domain, length * sizeof(WCHAR) );
    domain_and_name[length] = '\\';
    wcscpy( domain_and_name + length + 1, name );
}

/* an account's record has its name and SID from the account itself */
static void set_account( struct user *user, struct user_account *account, const WCHAR *domain )
{
    join_names( account->domain_and_name, domain, account->account.name );
    user->name = account->account.name;
    user->domain_and_name = account->domain_and_name;
    user->sid = account->account.sid;
    user->id = get_id( account->account.sid );
}

/* The token says of the user what Windows' account would say. */
static void describe_current_user( const struct snapshot *snapshot, struct user *user )
{
    BYTE admins[SECURITY_MAX_SID_SIZE];
    PSID group = snapshot->token_primary_group->PrimaryGroup;

    make_sid( admins, &builtin_domain, DOMAIN_ALIAS_RID_ADMINS );
    if (is_enabled_in_token( snapshot, admins )) user->priv = USER_PRIV_ADMIN;
    if (is_in_domain( group, (PSID)snapshot->domain_sid )) user->primary_group_id = get_id( group );
    user->flags |= UF_DONT_EXPIRE_PASSWD;
}

/* Nobody can log on as one of these under Wine; on a new Windows nobody can either. */
static void describe_other_user( struct user *user )
{
    user->flags |= UF_ACCOUNTDISABLE | UF_DONT_EXPIRE_PASSWD;
    if (user->id == DOMAIN_USER_RID_ADMIN) user->priv = USER_PRIV_ADMIN;
    if (user->id == DOMAIN_USER_RID_GUEST)
    {
        user->priv = USER_PRIV_GUEST;
        user->flags |= UF_PASSWD_NOTREQD | UF_PASSWD_CANT_CHANGE;
    }
}

static void read_user( struct snapshot *snapshot, DWORD id, BOOL is_current )
{
    DWORD index = snapshot->accounts.user_count;
    struct user_account *account = &snapshot->user_accounts[index];
    struct user *user = &snapshot->users[index];

    if (!read_account( &account->account, snapshot->domain_sid, id, SidTypeUser )) return;
    *user = default_user;
    set_account( user, account, snapshot->domain );
    if (is_current)
    {
        describe_current_user( snapshot, user );
        snapshot->accounts.current_user = user;
    }
    else describe_other_user( user );
    snapshot->accounts.user_count++;
}

static void read_users( struct snapshot *snapshot )
{
    PSID user_sid = snapshot->token_user->User.Sid;
    DWORD current_id = is_in_domain( user_sid, snapshot->domain_sid ) ? get_id( user_sid ) : 0;
    struct added_user *added;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(user_ids); i++)
        read_user( snapshot, user_ids[i], user_ids[i] == current_id );
    if (current_id && !snapshot->accounts.current_user) read_user( snapshot, current_id, TRUE );

    snapshot->first_added = snapshot->accounts.user_count;
    for (added = added_users; added; added = added->next)
    {
        InterlockedIncrement( &added->references );
        snapshot->users[snapshot->accounts.user_count++] = *added->user;
    }
}

static void release_added_user( struct added_user *added )
{
    if (InterlockedDecrement( &added->references )) return;
    NetApiBufferFree( added->user );
    NetApiBufferFree( added );
}

static void read_group( struct group *groups, struct account *accounts, DWORD *count, PSID domain,
                         DWORD id, SID_NAME_USE use )
{
    struct group *group = &groups[*count];

    if (!read_account( &accounts[*count], domain, id, use )) return;
    group->name = accounts[*count].name;
    group->comment = L"";
    group->sid = accounts[*count].sid;
    group->id = id;
    group->attributes = GROUP_ATTRIBUTES;
    (*count)++;
}

/************************************************************
 *                open_accounts
 *
 * Takes a snapshot of the accounts, without the aliases.
 *
 * PARAMS
 *  accounts [O] The snapshot, to be closed by close_accounts(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, or an error of Wine's LSA.
 */
NET_API_STATUS open_accounts( struct accounts **accounts )
{
    struct snapshot *snapshot;
    NET_API_STATUS status;
    unsigned int i;
    DWORD size;

    *accounts = NULL;
    AcquireSRWLockShared( &added_lock );
    size = offsetof( struct snapshot, users[ARRAYSIZE(user_ids) + 1 + added_count] );
    if ((status = NetApiBufferAllocate( size, (void **)&snapshot )))
    {
        ReleaseSRWLockShared( &added_lock );
        return status;
    }
    memset( snapshot, 0, size );
    snapshot->accounts.users = snapshot->users;
    snapshot->accounts.groups = snapshot->groups;

    status = read_domain( snapshot );
    if (!status) status = read_token( snapshot );
    if (!status) read_users( snapshot );
    ReleaseSRWLockShared( &added_lock );
    if (status)
    {
        close_accounts( &snapshot->accounts );
        return status;
    }

    for (i = 0; i < ARRAYSIZE(group_ids); i++)
        read_group( snapshot->groups, snapshot->group_accounts, &snapshot->accounts.group_count,
                    snapshot->domain_sid, group_ids[i], SidTypeGroup );
    *accounts = &snapshot->accounts;
    return NERR_Success;
}

/* Adds the aliases to a snapshot, which takes longer than all the rest. */
static NET_API_STATUS read_aliases( struct accounts *accounts )
{
    struct aliases *aliases;
    NET_API_STATUS status;
    DWORD id;

    if (accounts->aliases) return NERR_Success;
    if ((status = NetApiBufferAllocate( sizeof(*aliases), (void **)&aliases ))) return status;
    for (id = FIRST_ALIAS_ID; id < FIRST_ALIAS_ID + ALIAS_IDS; id++)
        read_group( aliases->aliases, aliases->accounts, &accounts->alias_count, &builtin_domain, id,
                    SidTypeAlias );
    accounts->aliases = aliases->aliases;
    return NERR_Success;
}

void close_accounts( struct accounts *accounts )
{
    struct snapshot *snapshot = CONTAINING_RECORD( accounts, struct snapshot, accounts );
    DWORD i;

    if (!accounts) return;
    for (i = snapshot->first_added; i < accounts->user_count; i++)
        release_added_user( CONTAINING_RECORD( accounts->users[i].name, struct added_user, account.account.name ) );
    if (accounts->aliases) NetApiBufferFree( CONTAINING_RECORD( accounts->aliases, struct aliases, aliases ) );
    NetApiBufferFree( snapshot->token_user );
    NetApiBufferFree( snapshot->token_primary_group );
    NetApiBufferFree( snapshot->token_groups );
    NetApiBufferFree( snapshot );
}

const struct user *find_user( const struct accounts *accounts, const WCHAR *name )
{
    DWORD i;

    for (i = 0; i < accounts->user_count; i++)
        if (is_same_name( accounts->users[i].name, name )) return &accounts->users[i];
    return NULL;
}

static const struct group *find_by_name( const struct group *groups, DWORD count, const WCHAR *name )
{
    DWORD i;

    for (i = 0; i < count; i++) if (is_same_name( groups[i].name, name )) return &groups[i];
    return NULL;
}

const struct group *find_group( const struct accounts *accounts, const WCHAR *name )
{
    return find_by_name( accounts->groups, accounts->group_count, name );
}

/* The groups of a kind, as records that pack_records() takes. They live as long as the snapshot. */
NET_API_STATUS list_own_groups( struct accounts *accounts, SID_NAME_USE kind, struct record_source *groups )
{
    NET_API_STATUS status;

    memset( groups, 0, sizeof(*groups) );
    if (kind == SidTypeAlias && (status = read_aliases( accounts ))) return status;
    groups->count = kind == SidTypeAlias ? accounts->alias_count : accounts->group_count;
    groups->get = get_array_record;
    groups->records = kind == SidTypeAlias ? accounts->aliases : accounts->groups;
    groups->record_size = sizeof(struct group);
    return NERR_Success;
}

/************************************************************
 *                open_group
 *
 * Takes a snapshot of the accounts, and finds a group in it.
 *
 * PARAMS
 *  kind      [I] SidTypeGroup, or SidTypeAlias for a local one.
 *  name      [I] The group's name.
 *  not_found [I] What to return when there is none: it differs from function to function.
 *  accounts  [O] The snapshot, to be closed by close_accounts(); nothing to close on failure.
 *  group     [O] The group.
 *
 * RETURNS
 *  NERR_Success, not_found, or what open_accounts() returns.
 */
NET_API_STATUS open_own_group( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found, struct accounts **accounts,
                           const struct group **group )
{
    struct record_source groups;
    NET_API_STATUS status;

    if ((status = open_accounts( accounts ))) return status;
    if (!(status = list_own_groups( *accounts, kind, &groups )))
    {
        if ((*group = find_by_name( groups.records, groups.count, name ))) return NERR_Success;
        status = not_found;
    }
    close_accounts( *accounts );
    return status;
}

static const struct group *find_group_by_sid( const struct accounts *accounts, PSID sid )
{
    DWORD i;

    for (i = 0; i < accounts->group_count; i++)
        if (EqualSid( accounts->groups[i].sid, sid )) return &accounts->groups[i];
    return NULL;
}

static const struct user *find_user_by_sid( const struct accounts *accounts, PSID sid )
{
    DWORD i;

    for (i = 0; i < accounts->user_count; i++)
        if (EqualSid( accounts->users[i].sid, sid )) return &accounts->users[i];
    return NULL;
}

/* The name alone of an account of a domain, which may stand with a backslash in front. */
const WCHAR *skip_domain( const WCHAR *domain, const WCHAR *name )
{
    unsigned int length = wcslen( domain );

    if (!is_longer_than( name, length ) || name[length] != '\\') return name;
    return CompareStringOrdinal( name, length, domain, length, TRUE ) == CSTR_EQUAL ? name + length + 1 : name;
}

/* ---- names that are to be --------------------------------------------------------------------- */

/* Microsoft Learn, USER_INFO_1 and NetGroupAdd, tells the characters that a name may not have and that no period
 * ends it; "User name policy", that it is not of periods and spaces alone. */
BOOL is_account_name( const WCHAR *name )
{
    const WCHAR *c;

    if (!name || !name[wcsspn( name, L" ." )]) return FALSE;
    for (c = name; *c; c++) if (*c < ' ' || wcschr( L"\"/\\[]:|<>+=;,?*", *c )) return FALSE;
    return c[-1] != '.';
}

/* Tells whether a new account can have a name: users, groups and aliases share their names. What is returned for the name
 * of an alias differs from function to function. */
static NET_API_STATUS check_new_name( struct accounts *accounts, const WCHAR *name, NET_API_STATUS alias_status )
{
    NET_API_STATUS status;

    if (find_user( accounts, name )) return NERR_UserExists;
    if (find_group( accounts, name )) return NERR_GroupExists;
    if ((status = read_aliases( accounts ))) return status;
    return find_by_name( accounts->aliases, accounts->alias_count, name ) ? alias_status : NERR_Success;
}

/* check_new_name() for a group of a kind */
static NET_API_STATUS check_new_group( SID_NAME_USE kind, const WCHAR *name )
{
    struct accounts *accounts;
    NET_API_STATUS status;

    if ((status = open_accounts( &accounts ))) return status;
    status = check_new_name( accounts, name, kind == SidTypeAlias ? ERROR_ALIAS_EXISTS : NERR_GroupExists );
    close_accounts( accounts );
    return status;
}

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

/* ---- members ---------------------------------------------------------------------------------- */

/* The token tells it of the user who runs this process. The others are in the groups that Windows puts them in. */
BOOL is_member( const struct accounts *accounts, const struct user *user, const struct group *group )
{
    const struct snapshot *snapshot = CONTAINING_RECORD( accounts, struct snapshot, accounts );

    if (user == accounts->current_user) return is_enabled_in_token( snapshot, group->sid );
    switch (group->id)
    {
    case DOMAIN_GROUP_RID_USERS:   return TRUE;
    case DOMAIN_ALIAS_RID_ADMINS:  return user->id == DOMAIN_USER_RID_ADMIN;
    case DOMAIN_ALIAS_RID_GUESTS:  return user->id == DOMAIN_USER_RID_GUEST;
    default:                       return FALSE;
    }
}

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

static NET_API_STATUS pack_members( const struct accounts *accounts, const struct group *group,
                                    const struct enum_args *args )
{
    struct record_source source = { .get = get_array_record, .record_size = sizeof(struct member) };
    struct member *members;
    NET_API_STATUS status;
    DWORD i;

    if ((status = NetApiBufferAllocate( accounts->user_count * sizeof(*members), (void **)&members )))
        return status;
    for (i = 0; i < accounts->user_count; i++)
    {
        const struct user *user = &accounts->users[i];
        struct member *member = &members[source.count];

        if (!is_member( accounts, user, group )) continue;
        member->sid = user->sid;
        member->use = SidTypeUser;
        member->name = user->name;
        member->domain_and_name = user->domain_and_name;
        member->attributes = GROUP_ATTRIBUTES;
        source.count++;
    }
    source.records = members;
    status = pack_records( args, &source );
    NetApiBufferFree( members );
    return status;
}

/************************************************************
 *                find_member
 *
 * Finds the account that a program names as a member.
 *
 * PARAMS
 *  accounts [I] The snapshot.
 *  member   [I] Its SID, or when that is NULL its name, with or without a domain's in front.
 *  user     [O] The user; NULL for a group, and on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_MEMBER, or ERROR_INVALID_MEMBER (an alias or a domain, which can be no member).
 */
NET_API_STATUS find_member( const struct accounts *accounts, const struct member *member,
                            const struct user **user )
{
    DWORD name_size = UNLEN + 1, domain_size = MAX_SERVER_NAME, sid_size = SECURITY_MAX_SID_SIZE;
    WCHAR name[UNLEN + 1], domain[MAX_SERVER_NAME];
    BYTE sid[SECURITY_MAX_SID_SIZE];
    SID_NAME_USE use;
    BOOL found;

    *user = NULL;
    if (member->sid)
    {
        *user = find_user_by_sid( accounts, member->sid );
        if (*user || find_group_by_sid( accounts, member->sid )) return NERR_Success;
        found = LookupAccountSidW( NULL, member->sid, name, &name_size, domain, &domain_size, &use );
    }
    else
    {
        const WCHAR *own_name = skip_domain( accounts->domain, member->domain_and_name );

        *user = find_user( accounts, own_name );
        if (*user || find_group( accounts, own_name )) return NERR_Success;
        found = own_name[0] && LookupAccountNameW( NULL, member->domain_and_name, sid, &sid_size, domain,
                                                   &domain_size, &use );
    }

    if (!found) return ERROR_NO_SUCH_MEMBER;
    switch (use)
    {
    case SidTypeWellKnownGroup:  return NERR_Success;
    case SidTypeAlias:
    case SidTypeDomain:          return ERROR_INVALID_MEMBER;
    default:                     return ERROR_NO_SUCH_MEMBER;  /* Wine's name for an id that is no account */
    }
}

/* ---- adding and deleting users ---------------------------------------------------------------- */

#define STRING_COPY(member)  FIELD( STRING, struct user, member, struct user, member )

/* A copy of a record that owns its strings: all of the record, and over that the copied strings.
 * An account's name and SID are set with the account. */
static const struct field user_copy[] =
{
    { FIELD_VALUE, sizeof(struct user), 0, 0, 0, 0, 0 },
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
    STRING_COPY( internet_provider ),
    STRING_COPY( internet_principal ),
};
static const struct level user_copy_level = LEVEL( 0, struct user, user_copy );
C_ASSERT( sizeof(struct user) <= 0xff );

static struct added_user **find_added_user( const WCHAR *name )
{
    struct added_user **link;

    for (link = &added_users; *link; link = &(*link)->next)
        if (is_same_name( (*link)->user->name, name )) break;
    return link;
}

static NET_API_STATUS make_added_user( const struct user *user, const struct accounts *accounts,
                                       struct added_user **added )
{
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(**added), (void **)added ))) return status;
    if ((status = pack_info( &user_copy_level, user, (BYTE **)&(*added)->user )))
    {
        NetApiBufferFree( *added );
        return status;
    }
    (*added)->next = NULL;
    (*added)->references = 1;
    (*added)->user->password = NULL;
    wcscpy( (*added)->account.account.name, user->name );
    make_sid( (*added)->account.account.sid, accounts->domain_sid, InterlockedIncrement( &last_added_id ) );
    set_account( (*added)->user, &(*added)->account, accounts->domain );
    return NERR_Success;
}

/************************************************************
 *                add_user
 *
 * Adds an account for as long as this process lives, as Wine's own netapi32 does.
 *
 * PARAMS
 *  user [I] The account. Its strings are copied; its password is kept nowhere. The name has UNLEN
 *           characters at most.
 *
 * RETURNS
 *  NERR_Success, NERR_UserExists, NERR_GroupExists (groups and local groups share the users' names),
 *  ERROR_NOT_ENOUGH_MEMORY, or an error of Wine's LSA.
 */
NET_API_STATUS add_user( const struct user *user )
{
    struct added_user *added = NULL, **link;
    struct accounts *accounts;
    NET_API_STATUS status;

    if ((status = open_accounts( &accounts ))) return status;
    if (!(status = check_new_name( accounts, user->name, NERR_GroupExists )))
        status = make_added_user( user, accounts, &added );
    close_accounts( accounts );
    if (status) return status;

    AcquireSRWLockExclusive( &added_lock );
    link = find_added_user( user->name );
    if (*link) status = NERR_UserExists;
    else
    {
        *link = added;
        added_count++;
        keep_loaded();
    }
    ReleaseSRWLockExclusive( &added_lock );
    if (status) release_added_user( added );
    return status;
}

/* NERR_Success, NERR_UserNotFound, or ERROR_ACCESS_DENIED: the account is Wine's. */
NET_API_STATUS delete_user( const WCHAR *name )
{
    struct added_user **link, *added;
    struct accounts *accounts;
    NET_API_STATUS status;

    if (is_longer_than( name, UNLEN )) return NERR_UserNotFound;    /* A bad pointer faults before there is a lock. */
    AcquireSRWLockExclusive( &added_lock );
    link = find_added_user( name );
    if ((added = *link))
    {
        *link = added->next;
        added_count--;
    }
    ReleaseSRWLockExclusive( &added_lock );
    if (added)
    {
        release_added_user( added );
        return NERR_Success;
    }

    if ((status = open_accounts( &accounts ))) return status;
    status = find_user( accounts, name ) ? ERROR_ACCESS_DENIED : NERR_UserNotFound;
    close_accounts( accounts );
    return status;
}

/* ---- groups, local ones as well --------------------------------------------------------------- */

NET_API_STATUS enum_own_groups( SID_NAME_USE kind, const struct enum_args *args )
{
    struct record_source groups;
    struct accounts *accounts;
    NET_API_STATUS status;

    if ((status = open_accounts( &accounts ))) return status;
    if (!(status = list_own_groups( accounts, kind, &groups ))) status = pack_records( args, &groups );
    close_accounts( accounts );
    return status;
}

NET_API_STATUS get_own_group( SID_NAME_USE kind, const WCHAR *name, const struct level *level, BYTE **buffer )
{
    const struct group *group;
    struct accounts *accounts;
    NET_API_STATUS status;

    if ((status = open_own_group( kind, name, NERR_GroupNotFound, &accounts, &group ))) return status;
    status = pack_info( level, group, buffer );
    close_accounts( accounts );
    return status;
}

NET_API_STATUS enum_own_members( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                             const struct enum_args *args )
{
    const struct group *group;
    struct accounts *accounts;
    NET_API_STATUS status;

    if ((status = open_own_group( kind, name, not_found, &accounts, &group ))) return status;
    status = pack_members( accounts, group, args );
    close_accounts( accounts );
    return status;
}

/* whether there is such a group */
static NET_API_STATUS check_group( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found )
{
    const struct group *group;
    struct accounts *accounts;
    NET_API_STATUS status;

    if (!(status = open_own_group( kind, name, not_found, &accounts, &group ))) close_accounts( accounts );
    return status;
}

/* Wine can have no group more, none less and none other: ERROR_ACCESS_DENIED for what could be, else what is wrong. */
NET_API_STATUS add_own_group( SID_NAME_USE kind, const struct group *group )
{
    NET_API_STATUS status = check_new_group( kind, group->name );

    return status ? status : ERROR_ACCESS_DENIED;
}

NET_API_STATUS delete_own_group( SID_NAME_USE kind, const WCHAR *name )
{
    NET_API_STATUS status = check_group( kind, name, NERR_GroupNotFound );

    return status ? status : ERROR_ACCESS_DENIED;
}

NET_API_STATUS set_own_group( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                          const struct group *changed )
{
    NET_API_STATUS status = check_group( kind, name, not_found );

    if (!status && changed->name) status = check_new_group( kind, changed->name );
    return status ? status : ERROR_ACCESS_DENIED;
}
