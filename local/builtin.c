/*
 * The accounts that Wine knows
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
#include "computer.h"
#include "domain.h"

SID builtin_domain = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_BUILTIN_DOMAIN_RID } };

/* The relative ids that a computer's accounts have: Microsoft Learn, "Security identifiers". The names are Wine's: an id without one
 * is no account. */
static const DWORD user_ids[] = { DOMAIN_USER_RID_ADMIN, DOMAIN_USER_RID_GUEST };

/* The built-in local groups of a Windows 10 that is no domain controller: "Local accounts" and "Active Directory security groups"
 * there tell which those are. */
static const struct
{
    DWORD        id;
    const WCHAR *comment;
    const WCHAR *name;      /* as English Windows has it, where Wine has another one */
}
builtin_aliases[] =
{
    { DOMAIN_ALIAS_RID_ADMINS, L"May do anything on this computer", NULL },
    { DOMAIN_ALIAS_RID_USERS, L"May use the computer, but not change the system", NULL },
    { DOMAIN_ALIAS_RID_GUESTS, L"May do what users may, with less of their own", NULL },
    { DOMAIN_ALIAS_RID_POWER_USERS, L"Kept for programs of older versions of Windows", NULL },
    { DOMAIN_ALIAS_RID_BACKUP_OPS, L"May read and restore all files, for backups", NULL },
    { DOMAIN_ALIAS_RID_REPLICATOR, L"For the replication of files in a domain", L"Replicator" },
    { DOMAIN_ALIAS_RID_REMOTE_DESKTOP_USERS, L"May log on from another computer", NULL },
    { DOMAIN_ALIAS_RID_NETWORK_CONFIGURATION_OPS, L"May change the settings of the network", NULL },
    { DOMAIN_ALIAS_RID_MONITORING_USERS, L"May read performance counters", NULL },
    { DOMAIN_ALIAS_RID_LOGGING_USERS, L"May log performance counters and traces", NULL },
    { DOMAIN_ALIAS_RID_DCOM_USERS, L"May start and use distributed COM objects", NULL },
    { DOMAIN_ALIAS_RID_IUSERS, L"For the web server, Internet Information Services", NULL },
    { DOMAIN_ALIAS_RID_CRYPTO_OPERATORS, L"May change the settings of cryptography", NULL },
    { DOMAIN_ALIAS_RID_EVENT_LOG_READERS_GROUP, L"May read the event logs", NULL },
    { DOMAIN_ALIAS_RID_HYPER_V_ADMINS, L"May do anything with Hyper-V", NULL },
    { DOMAIN_ALIAS_RID_ACCESS_CONTROL_ASSISTANCE_OPS, L"May ask what rights others have to resources", NULL },
    { DOMAIN_ALIAS_RID_REMOTE_MANAGEMENT_USERS, L"May manage the computer by its web services", NULL },
    { 0x245 /* System Managed Accounts Group */, L"Accounts that the system looks after", NULL },
    { 0x247 /* Device Owners */, L"May change settings of the whole device", NULL },
};
C_ASSERT( ARRAYSIZE(builtin_aliases) <= MAX_BUILTIN_ALIASES && ARRAYSIZE(user_ids) < MAX_BUILTIN_USERS );

/* ---- the token of this process ---------------------------------------------------------------- */

static NET_API_STATUS get_token_information( HANDLE token, TOKEN_INFORMATION_CLASS class, void **info )
{
    NET_API_STATUS status;
    DWORD size = 0;

    *info = NULL;
    GetTokenInformation( token, class, NULL, 0, &size );
    if ((status = NetApiBufferAllocate( size, info ))) return status;
    if (GetTokenInformation( token, class, *info, size, &size )) return NERR_Success;
    status = GetLastError();
    NetApiBufferFree( *info );
    *info = NULL;
    return status;
}

static BOOL is_enabled_in_token( const struct builtin_accounts *accounts, PSID sid )
{
    DWORD i;

    for (i = 0; i < accounts->token_groups->GroupCount; i++)
        if (EqualSid( accounts->token_groups->Groups[i].Sid, sid ))
            return !!(accounts->token_groups->Groups[i].Attributes & SE_GROUP_ENABLED);
    return FALSE;
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* the account of this id, when Wine has a name for it and it is of that kind */
static BOOL read_account( struct builtin_account *account, const WCHAR *domain, PSID domain_sid, DWORD id, SID_NAME_USE kind )
{
    DWORD name_size = ARRAYSIZE(account->name), domain_size = MAX_SERVER_NAME;
    WCHAR domain_name[MAX_SERVER_NAME];
    SID_NAME_USE use;

    make_sid( account->sid, domain_sid, id );
    if (!LookupAccountSidW( NULL, account->sid, account->name, &name_size, domain_name, &domain_size, &use ) || use != kind)
        return FALSE;
    join_names( account->domain_and_name, domain, account->name );
    return TRUE;
}

/* The token says of the user what Windows' account would say. */
static void describe_current_user( struct builtin_accounts *accounts, struct user *user, const TOKEN_PRIMARY_GROUP *primary )
{
    if (is_in_domain( primary->PrimaryGroup, accounts->domain_sid )) user->primary_group_id = get_id( primary->PrimaryGroup );
    user->flags |= UF_DONT_EXPIRE_PASSWD;
    /* Microsoft Learn, USER_INFO_3: how often a user has logged on is not known */
    user->logon_count = MAXDWORD;
}

/* Nobody can log on as one of these under Wine; on a new Windows nobody can either. */
static void describe_other_user( struct user *user )
{
    user->flags |= UF_ACCOUNTDISABLE | UF_DONT_EXPIRE_PASSWD;
    if (user->id == DOMAIN_USER_RID_GUEST) user->flags |= UF_PASSWD_NOTREQD | UF_PASSWD_CANT_CHANGE;
}

static struct builtin_account *next_account( struct builtin_accounts *accounts )
{
    return &accounts->accounts[accounts->user_count + accounts->group_count + accounts->alias_count];
}

static void read_user( struct builtin_accounts *accounts, DWORD id, const TOKEN_PRIMARY_GROUP *primary )
{
    struct builtin_account *account = next_account( accounts );
    struct user *user = &accounts->users[accounts->user_count];

    if (!read_account( account, accounts->domain, accounts->domain_sid, id, SidTypeUser )) return;
    *user = default_user;
    user->name = account->name;
    user->domain_and_name = account->domain_and_name;
    user->sid = account->sid;
    user->id = id;
    if (EqualSid( user->sid, accounts->user_sid )) describe_current_user( accounts, user, primary );
    else describe_other_user( user );
    accounts->user_count++;
}

static void read_users( struct builtin_accounts *accounts, const TOKEN_PRIMARY_GROUP *primary )
{
    DWORD user_id = is_in_domain( accounts->user_sid, accounts->domain_sid ) ? get_id( accounts->user_sid ) : 0;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(user_ids); i++) read_user( accounts, user_ids[i], primary );
    if (user_id > user_ids[ARRAYSIZE(user_ids) - 1]) read_user( accounts, user_id, primary );
}

static BOOL read_group( struct builtin_accounts *accounts, struct group *group, DWORD id, SID_NAME_USE kind )
{
    struct builtin_account *account = next_account( accounts );
    BOOL is_alias = kind == SidTypeAlias;

    if (!read_account( account, is_alias ? L"BUILTIN" : accounts->domain, is_alias ? &builtin_domain : accounts->domain_sid,
                       id, kind )) return FALSE;
    *group = default_group;
    group->name = account->name;
    group->sid = account->sid;
    group->id = id;
    return TRUE;
}

static void read_groups( struct builtin_accounts *accounts )
{
    struct group *alias;
    unsigned int i;

    if (read_group( accounts, accounts->groups, DOMAIN_GROUP_RID_USERS, SidTypeGroup )) accounts->group_count++;
    for (i = 0; i < ARRAYSIZE(builtin_aliases); i++)
    {
        alias = &accounts->aliases[accounts->alias_count];
        if (!read_group( accounts, alias, builtin_aliases[i].id, SidTypeAlias )) continue;
        if (builtin_aliases[i].name) alias->name = builtin_aliases[i].name;
        alias->comment = builtin_aliases[i].comment;
        accounts->alias_count++;
    }
}

static NET_API_STATUS read_accounts( struct builtin_accounts *accounts )
{
    TOKEN_PRIMARY_GROUP *primary = NULL;
    TOKEN_USER *user = NULL;
    NET_API_STATUS status;
    HANDLE token;

    if ((status = get_account_domain( &accounts->domain, &accounts->domain_sid ))) return status;
    if (!OpenProcessToken( GetCurrentProcess(), TOKEN_QUERY, &token )) return GetLastError();
    status = get_token_information( token, TokenUser, (void **)&user );
    if (!status) status = get_token_information( token, TokenPrimaryGroup, (void **)&primary );
    if (!status) status = get_token_information( token, TokenGroups, (void **)&accounts->token_groups );
    CloseHandle( token );
    if (!status)
    {
        CopySid( SECURITY_MAX_SID_SIZE, accounts->user_sid, user->User.Sid );
        read_users( accounts, primary );
        read_groups( accounts );
    }
    NetApiBufferFree( user );
    NetApiBufferFree( primary );
    return status;
}

/* What could not be read is tried again. */
NET_API_STATUS get_builtin_accounts( const struct builtin_accounts **accounts )
{
    static struct builtin_accounts *known;
    struct builtin_accounts *new;
    NET_API_STATUS status;

    if ((*accounts = known)) return NERR_Success;
    if ((status = NetApiBufferAllocate( sizeof(*new), (void **)&new ))) return status;
    memset( new, 0, sizeof(*new) );
    if ((status = read_accounts( new )) || InterlockedCompareExchangePointer( (void **)&known, new, NULL ))
    {
        NetApiBufferFree( new->token_groups );
        NetApiBufferFree( new );
    }
    if (!status) *accounts = known;
    return status;
}

/* Microsoft Learn, "Active Directory security groups", tells the members after an installation. The token tells whether the user who
 * runs this process is one. */
unsigned int get_builtin_members( const struct builtin_accounts *accounts, DWORD id,
                                  BYTE members[MAX_BUILTIN_MEMBERS][SECURITY_MAX_SID_SIZE] )
{
    static SID interactive = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_INTERACTIVE_RID } };
    static SID authenticated = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_AUTHENTICATED_USER_RID } };
    BYTE group[SECURITY_MAX_SID_SIZE];
    unsigned int count = 0;

    switch (id)
    {
    case DOMAIN_ALIAS_RID_ADMINS:
        make_sid( members[count++], accounts->domain_sid, DOMAIN_USER_RID_ADMIN );
        break;
    case DOMAIN_ALIAS_RID_GUESTS:
        make_sid( members[count++], accounts->domain_sid, DOMAIN_USER_RID_GUEST );
        break;
    case DOMAIN_ALIAS_RID_USERS:
        CopySid( SECURITY_MAX_SID_SIZE, members[count++], &interactive );
        CopySid( SECURITY_MAX_SID_SIZE, members[count++], &authenticated );
        break;
    }
    make_sid( group, &builtin_domain, id );
    if (is_enabled_in_token( accounts, group ) && (!count || !EqualSid( members[0], (PSID)accounts->user_sid )))
        CopySid( SECURITY_MAX_SID_SIZE, members[count++], (PSID)accounts->user_sid );
    return count;
}
