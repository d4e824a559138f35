/*
 * What the computer has joined: a workgroup, a domain, Azure Active Directory
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
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "lmjoin.h"
#include "dsrole.h"
#include "rpc.h"
#include "rpcndr.h"
#include "wkssvc.h"

#include "wine/debug.h"

#include "computername.h"
#include "join.h"
#include "pack.h"
#include "local/computer.h"
#include "local/domain.h"
#include "locator/locator.h"
#include "rpc/remote.h"
#include "servers/directory.h"
#include "servers/role.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* what a new Windows computer is in; where the LSA has no name */
#define DEFAULT_WORKGROUP  L"WORKGROUP"

C_ASSERT( MAX_FLAT_NAME <= MAX_SERVER_NAME );

/* An LSA string's lengths may be those of a broken registry value. */
static void copy_lsa_string( WCHAR *target, DWORD size, const LSA_UNICODE_STRING *string )
{
    DWORD i, len = min( string->Length, string->MaximumLength ) / sizeof(WCHAR);

    if (!string->Buffer) len = 0;
    for (i = 0; i < len && i < size - 1; i++) target[i] = string->Buffer[i];
    target[i] = 0;
}

/************************************************************
 *                get_join_state
 *
 * Tells what this computer has joined, so that all who ask get one answer: the domain that the prefix records, else what
 * the LSA knows.
 *
 * PARAMS
 *  state [O] Undefined on failure.
 *
 * RETURNS
 *  NERR_Success or the LSA's error.
 *
 * NOTES
 *  Microsoft Learn, POLICY_PRIMARY_DOMAIN_INFO: a computer without a domain has a name, the
 *  workgroup's, and no SID. Wine's LSA never knows of a domain: docs/domains.md.
 */
NET_API_STATUS get_join_state( struct join_state *state )
{
    POLICY_PRIMARY_DOMAIN_INFO *info;
    NET_API_STATUS status;

    state->is_recorded = !get_joined_domain( &state->domain );
    if (state->is_recorded)
    {
        state->in_domain = TRUE;
        memcpy( state->name, state->domain.flat_name, sizeof(state->domain.flat_name) );
        return NERR_Success;
    }
    memset( &state->domain, 0, sizeof(state->domain) );
    if ((status = query_policy( PolicyPrimaryDomainInformation, (void **)&info ))) return status;
    state->in_domain = info->Sid != NULL;
    copy_lsa_string( state->name, ARRAYSIZE(state->name), &info->Name );
    if (!state->name[0]) memcpy( state->name, DEFAULT_WORKGROUP, sizeof(DEFAULT_WORKGROUP) );
    LsaFreeMemory( info );
    return NERR_Success;
}

/* what another computer has joined */
struct join_question
{
    const WCHAR *server;
    WKSTA_NAME   name;
    JOIN_STATUS  type;
};

static DWORD ask_join_state( handle_t binding, void *args )
{
    struct join_question *question = args;

    question->name.Name = NULL;
    question->type = JoinUnknown;
    return NetrGetJoinInformation( binding, question->server, &question->name, &question->type );
}

static NET_API_STATUS get_join_state_of( const WCHAR *server, WCHAR **name, NETSETUP_JOIN_STATUS *type )
{
    struct join_question question = { .server = server };
    struct remote_call call = { .run = { .function = ask_join_state, .args = &question }, .repeatable = TRUE };
    NET_API_STATUS status = call_remote( server, &remote_wkssvc, &call );
    BOOL in_domain;

    if (!status && (!is_stub_string( &call.run, question.name.Name ) || (DWORD)question.type > JoinDomain))
        status = RPC_X_BAD_STUB_DATA;
    if (!status && !(status = pack_string( question.name.Name, name ))) *type = (NETSETUP_JOIN_STATUS)question.type;
    free_remote_answer( &call );
    if (status != ERROR_NOT_SUPPORTED) return status;
    if (!(status = ask_membership( server, name, &in_domain )))
        *type = in_domain ? NetSetupDomainName : NetSetupWorkgroupName;
    return status;
}

/************************************************************
 *                NetGetJoinInformation  (NETAPI32.@)
 *
 * Tells what a computer has joined.
 *
 * PARAMS
 *  server [I] The computer; NULL for this one.
 *  name   [O] Name of the workgroup or the domain, the caller's to free with NetApiBufferFree();
 *             NULL on failure.
 *  type   [O] NetSetupWorkgroupName or NetSetupDomainName; NetSetupUnknownStatus on failure. Another computer may also
 *             have joined nothing, NetSetupUnjoined, or not tell, NetSetupUnknownStatus.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (an output is missing), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), RPC_X_BAD_STUB_DATA (an answer that is none), what another computer or call_remote() returns, or the
 *  LSA's error.
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h; MS-WKST 3.2.4.15. A server whose Workstation service has no such function, as Samba's, is
 *  asked for its role, and for the name that its service tells otherwise.
 */
NET_API_STATUS WINAPI NetGetJoinInformation( const WCHAR *server, WCHAR **name,
                                             NETSETUP_JOIN_STATUS *type )
{
    struct join_state state;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %p, %p)\n", debugstr_w(server), name, type );

    if (name) *name = NULL;
    if (type) *type = NetSetupUnknownStatus;
    if (!name || !type) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( server, &other ))) return status;
    if (other) return get_join_state_of( other, name, type );
    if ((status = get_join_state( &state ))) return status;
    if ((status = pack_string( state.name, name ))) return status;
    *type = state.in_domain ? NetSetupDomainName : NetSetupWorkgroupName;
    return NERR_Success;
}

/* Where Wine's LSA looks for the workgroup. */
static NET_API_STATUS set_workgroup( const WCHAR *name )
{
    LSTATUS status;
    HKEY key;

    status = RegCreateKeyExW( HKEY_LOCAL_MACHINE, L"System\\CurrentControlSet\\Services\\VxD\\VNETSUP", 0, NULL, 0,
                              KEY_SET_VALUE, NULL, &key, NULL );
    if (status) return status;
    status = RegSetValueExW( key, L"Workgroup", 0, REG_SZ, (const BYTE *)name, (lstrlenW( name ) + 1) * sizeof(WCHAR) );
    RegCloseKey( key );
    return status;
}

/* The name may have a controller's behind it: DOMAIN\CONTROLLER. */
static NET_API_STATUS find_domain_to_join( const WCHAR *name )
{
    WCHAR domain[MAX_SERVER_NAME];
    unsigned int i;

    for (i = 0; name[i] && name[i] != '\\'; i++)
    {
        if (i == ARRAYSIZE(domain) - 1) return ERROR_NO_SUCH_DOMAIN;
        domain[i] = name[i];
    }
    domain[i] = 0;
    return find_domain( domain );
}

/************************************************************
 *                NetJoinDomain  (NETAPI32.@)
 *
 * Makes a computer a member of a workgroup or a domain.
 *
 * PARAMS
 *  lpServer     [I] The computer; NULL is this one.
 *  lpDomain     [I] The workgroup's name; the domain's, behind which a controller's may stand: DOMAIN\CONTROLLER.
 *  lpAccountOU  [I] Where in the domain its account belongs. It is not used.
 *  lpAccount    [I] The user as whom the domain is asked. It is not used.
 *  lpPassword   [I] That user's password. It is not used.
 *  fJoinOptions [I] NETSETUP_JOIN_DOMAIN: a domain; with NETSETUP_DOMAIN_JOIN_IF_JOINED also when it is in one. The
 *                   others are not used.
 *
 * RETURNS
 *  NERR_Success (a workgroup), ERROR_INVALID_PARAMETER (no name), NERR_InvalidWorkgroupName, NERR_SetupAlreadyJoined (it
 *  is in a domain), ERROR_NO_SUCH_DOMAIN (DNS knows none), ERROR_NOT_SUPPORTED (a domain that there is: the Linux
 *  system joins it, Wine does not), ERROR_NOT_ENOUGH_MEMORY, what check_server() does, or the error of the LSA or
 *  the registry.
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h.
 */
NET_API_STATUS WINAPI NetJoinDomain( LPCWSTR lpServer, LPCWSTR lpDomain, LPCWSTR lpAccountOU, LPCWSTR lpAccount,
                                     LPCWSTR lpPassword, DWORD fJoinOptions )
{
    static const DWORD to_other_domain = NETSETUP_JOIN_DOMAIN | NETSETUP_DOMAIN_JOIN_IF_JOINED;
    struct join_state state;
    NET_API_STATUS status;

    TRACE( "(%s, %s, %s, %s, %p, %#lx)\n", debugstr_w(lpServer), debugstr_w(lpDomain), debugstr_w(lpAccountOU),
           debugstr_w(lpAccount), lpPassword, fJoinOptions );

    if (!lpDomain) return ERROR_INVALID_PARAMETER;
    if ((status = check_server( lpServer ))) return status;
    if ((status = get_join_state( &state ))) return status;
    if (state.in_domain && (fJoinOptions & to_other_domain) != to_other_domain) return NERR_SetupAlreadyJoined;
    if (fJoinOptions & NETSETUP_JOIN_DOMAIN)
        return (status = find_domain_to_join( lpDomain )) ? status : ERROR_NOT_SUPPORTED;
    return is_netbios_name( lpDomain ) ? set_workgroup( lpDomain ) : NERR_InvalidWorkgroupName;
}

/* What changes a computer's account in its domain. */
static NET_API_STATUS change_membership( const WCHAR *server )
{
    struct join_state state;
    NET_API_STATUS status;

    if ((status = check_server( server ))) return status;
    if ((status = get_join_state( &state ))) return status;
    return state.in_domain ? ERROR_NOT_SUPPORTED : NERR_SetupNotJoined;
}

/************************************************************
 *                NetUnjoinDomain  (NETAPI32.@)
 *
 * Takes a computer out of its domain.
 *
 * PARAMS
 *  lpServer       [I] The computer; NULL is this one.
 *  lpAccount      [I] The user as whom the domain is asked. It is not used.
 *  lpPassword     [I] That user's password. It is not used.
 *  fUnjoinOptions [I] NETSETUP_ACCT_DELETE: without its account. It is not used.
 *
 * RETURNS
 *  NERR_SetupNotJoined, ERROR_NOT_SUPPORTED (it is in a domain: the Linux system leaves it, Wine does not),
 *  ERROR_NOT_ENOUGH_MEMORY, what check_server() does, or the LSA's error.
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h.
 */
NET_API_STATUS WINAPI NetUnjoinDomain( LPCWSTR lpServer, LPCWSTR lpAccount, LPCWSTR lpPassword, DWORD fUnjoinOptions )
{
    TRACE( "(%s, %s, %p, %#lx)\n", debugstr_w(lpServer), debugstr_w(lpAccount), lpPassword, fUnjoinOptions );

    return change_membership( lpServer );
}

/************************************************************
 *                NetRenameMachineInDomain  (NETAPI32.@)
 *
 * Changes the name of a computer in its domain.
 *
 * PARAMS
 *  lpServer         [I] The computer; NULL is this one.
 *  lpNewMachineName [I] Its new name; NULL: that of the computer. It is not used.
 *  lpAccount        [I] The user as whom the domain is asked. It is not used.
 *  lpPassword       [I] That user's password. It is not used.
 *  fRenameOptions   [I] NETSETUP_ACCT_CREATE: a new account. It is not used.
 *
 * RETURNS
 *  What NetUnjoinDomain() does.
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h.
 */
NET_API_STATUS WINAPI NetRenameMachineInDomain( LPCWSTR lpServer, LPCWSTR lpNewMachineName, LPCWSTR lpAccount,
                                                LPCWSTR lpPassword, DWORD fRenameOptions )
{
    TRACE( "(%s, %s, %s, %p, %#lx)\n", debugstr_w(lpServer), debugstr_w(lpNewMachineName), debugstr_w(lpAccount),
           lpPassword, fRenameOptions );

    return change_membership( lpServer );
}

/************************************************************
 *                NetGetJoinableOUs  (NETAPI32.@)
 *
 * Lists the organizational units of a domain in which a computer's account can be made.
 *
 * PARAMS
 *  lpServer   [I] The computer that asks; NULL is this one.
 *  lpDomain   [I] The domain's name, DNS's; of the domain that this computer has joined also the flat one.
 *  lpAccount  [I] The user as whom the domain is asked: the name alone, DOMAIN\user or user@domain. NULL: the one as whom its
 *                 controller is asked by other functions.
 *  lpPassword [I] That user's password; NULL is an empty one.
 *  OUCount    [O] How many there are; 0 on failure.
 *  OUs        [O] An array of their distinguished names, the caller's to free as a whole with NetApiBufferFree(); NULL on
 *                 failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (the domain or an output is missing), ERROR_NO_SUCH_DOMAIN (no controller of it is
 *  found), ERROR_ACCESS_DENIED (nobody to ask as, or the domain refuses), ERROR_LOGON_FAILURE (the user or the password),
 *  ERROR_NOT_SUPPORTED (there is no way to authenticate the user without sending the password), ERROR_BAD_NETPATH (the controller
 *  does not answer in time), RPC_X_BAD_STUB_DATA (an answer that is none), ERROR_BAD_USERNAME, ERROR_NOT_ENOUGH_MEMORY, what
 *  check_server() does, or another error of list_joinable_units().
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h. The container where accounts are made that are told no place, Computers, is among them. Those
 *  are told in which the user who is asked as may make a computer's account (allowedChildClassesEffective, MS-ADTS 3.1.1.4.5).
 *  Wine's wldap32 asks, by NTLM; it needs Samba's program ntlm_auth.
 */
NET_API_STATUS WINAPI NetGetJoinableOUs( LPCWSTR lpServer, LPCWSTR lpDomain, LPCWSTR lpAccount, LPCWSTR lpPassword,
                                         DWORD *OUCount, LPWSTR **OUs )
{
    NET_API_STATUS status;
    DWORD count;
    WCHAR **units;

    TRACE( "(%s, %s, %s, %p, %p, %p)\n", debugstr_w(lpServer), debugstr_w(lpDomain), debugstr_w(lpAccount), lpPassword,
           OUCount, OUs );

    if (OUCount) *OUCount = 0;
    if (OUs) *OUs = NULL;
    if (!lpDomain || !OUCount || !OUs) return ERROR_INVALID_PARAMETER;
    if ((status = check_server( lpServer ))) return status;
    if ((status = list_joinable_units( lpDomain, lpAccount, lpPassword, &count, &units ))) return status;
    *OUCount = count;
    *OUs = units;
    return NERR_Success;
}

/* mingw-w64's headers have no DSREG_JOIN_INFO. Nobody here makes one. */
typedef struct dsreg_join_info DSREG_JOIN_INFO;

/************************************************************
 *                NetGetAadJoinInformation  (NETAPI32.@)
 *
 * Tells which Azure Active Directory the computer has joined: none, for Wine cannot join one.
 *
 * PARAMS
 *  tenant [I] Identifier of the tenant; NULL or empty: any.
 *  info   [O] NULL: neither has this computer joined, nor has the user added an account.
 *
 * RETURNS
 *  S_OK or E_INVALIDARG (no info).
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h.
 */
HRESULT WINAPI NetGetAadJoinInformation( const WCHAR *tenant, DSREG_JOIN_INFO **info )
{
    TRACE( "(%s, %p)\n", debugstr_w(tenant), info );

    if (!info) return E_INVALIDARG;
    *info = NULL;
    return S_OK;
}

/************************************************************
 *                NetFreeAadJoinInformation  (NETAPI32.@)
 *
 * Frees what NetGetAadJoinInformation() gave.
 *
 * PARAMS
 *  info [I] NULL is allowed. A pointer that is no buffer is left alone.
 *
 * RETURNS
 *  Nothing.
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h.
 */
void WINAPI NetFreeAadJoinInformation( DSREG_JOIN_INFO *info )
{
    TRACE( "(%p)\n", info );

    NetApiBufferFree( info );
}

/* the family's record, see pack.h */
struct role
{
    DSROLE_MACHINE_ROLE    machine_role;
    ULONG                  flags;
    const WCHAR           *flat_name;
    const WCHAR           *dns_name;            /* NULL: unknown, or there is none */
    const WCHAR           *forest_name;         /* likewise */
    GUID                   domain_guid;
    ULONG                  upgrade_state;
    DSROLE_SERVER_STATE    previous_server_state;
    DSROLE_OPERATION_STATE operation_state;
};

#define ROLE_FIELD(kind, level, member, record)  FIELD( kind, DSROLE_##level, member, struct role, record )

static const struct field basic_fields[] =
{
    ROLE_FIELD( VALUE, PRIMARY_DOMAIN_INFO_BASIC, MachineRole, machine_role ),
    ROLE_FIELD( VALUE, PRIMARY_DOMAIN_INFO_BASIC, Flags, flags ),
    ROLE_FIELD( STRING, PRIMARY_DOMAIN_INFO_BASIC, DomainNameFlat, flat_name ),
    ROLE_FIELD( STRING, PRIMARY_DOMAIN_INFO_BASIC, DomainNameDns, dns_name ),
    ROLE_FIELD( STRING, PRIMARY_DOMAIN_INFO_BASIC, DomainForestName, forest_name ),
    ROLE_FIELD( VALUE, PRIMARY_DOMAIN_INFO_BASIC, DomainGuid, domain_guid ),
};

static const struct field upgrade_fields[] =
{
    ROLE_FIELD( VALUE, UPGRADE_STATUS_INFO, OperationState, upgrade_state ),
    ROLE_FIELD( VALUE, UPGRADE_STATUS_INFO, PreviousServerState, previous_server_state ),
};

static const struct field operation_fields[] =
{
    ROLE_FIELD( VALUE, OPERATION_STATE_INFO, OperationState, operation_state ),
};

static const struct level role_levels[] =
{
    LEVEL( DsRolePrimaryDomainInfoBasic, DSROLE_PRIMARY_DOMAIN_INFO_BASIC, basic_fields ),
    LEVEL( DsRoleUpgradeStatus, DSROLE_UPGRADE_STATUS_INFO, upgrade_fields ),
    LEVEL( DsRoleOperationState, DSROLE_OPERATION_STATE_INFO, operation_fields ),
};

static DSROLE_MACHINE_ROLE get_machine_role( BOOL in_domain )
{
    OSVERSIONINFOEXW version;

    get_version( &version );
    if (version.wProductType == VER_NT_WORKSTATION)
        return in_domain ? DsRole_RoleMemberWorkstation : DsRole_RoleStandaloneWorkstation;
    return in_domain ? DsRole_RoleMemberServer : DsRole_RoleStandaloneServer;
}

/* Wine is no domain controller, is not upgraded from one, and nothing makes it one. */
static NET_API_STATUS get_role( struct role *role, struct join_state *state )
{
    static const GUID no_guid;
    NET_API_STATUS status = get_join_state( state );

    if (status) return status;
    memset( role, 0, sizeof(*role) );
    role->machine_role = get_machine_role( state->in_domain );
    role->flat_name = state->name;
    if (state->is_recorded)
    {
        role->dns_name = state->domain.name;
        if (state->domain.forest[0]) role->forest_name = state->domain.forest;
        role->domain_guid = state->domain.guid;
        if (!IsEqualGUID( &role->domain_guid, &no_guid )) role->flags = DSROLE_PRIMARY_DOMAIN_GUID_PRESENT;
    }
    role->previous_server_state = DsRoleServerUnknown;
    role->operation_state = DsRoleOperationIdle;
    return NERR_Success;
}

/************************************************************
 *                DsRoleGetPrimaryDomainInformation  (NETAPI32.@)
 *
 * Tells a computer's role in its domain.
 *
 * PARAMS
 *  server [I] The computer; NULL for this one.
 *  level  [I] DsRolePrimaryDomainInfoBasic, DsRoleUpgradeStatus or DsRoleOperationState.
 *  buffer [O] The level's structure, the caller's to free with DsRoleFreeMemory(); NULL on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_INVALID_PARAMETER (no buffer, or an unknown level),
 *  ERROR_NOT_ENOUGH_MEMORY, what find_server() does, what ask_role() does for another computer, or the LSA's error.
 *
 * NOTES
 *  Microsoft Learn, dsrole.h; MS-DSSP 3.2.5.1. A computer without a domain has the workgroup's name for the
 *  domain's, and no DNS name, forest or GUID. Of a domain the forest or the GUID may be unknown, and without a record of it
 *  the DNS name as well: NULL, and no DSROLE_PRIMARY_DOMAIN_GUID_PRESENT.
 */
DWORD WINAPI DsRoleGetPrimaryDomainInformation( const WCHAR *server,
                                                DSROLE_PRIMARY_DOMAIN_INFO_LEVEL level, BYTE **buffer )
{
    const struct level *info_level = FIND_LEVEL( role_levels, level );
    const WCHAR *other;
    struct join_state state;
    NET_API_STATUS status;
    struct role role;

    TRACE( "(%s, %u, %p)\n", debugstr_w(server), level, buffer );

    if (buffer) *buffer = NULL;
    if (!buffer || !info_level) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( server, &other ))) return status;
    if (other) return ask_role( other, info_level, buffer );
    if ((status = get_role( &role, &state ))) return status;
    return pack_info( info_level, &role, buffer );
}

/************************************************************
 *                DsRoleFreeMemory  (NETAPI32.@)
 *
 * Frees what DsRoleGetPrimaryDomainInformation() gave.
 *
 * PARAMS
 *  buffer [I] NULL is allowed. A pointer that is no buffer is left alone.
 *
 * RETURNS
 *  Nothing.
 *
 * NOTES
 *  Microsoft Learn, dsrole.h.
 */
void WINAPI DsRoleFreeMemory( void *buffer )
{
    TRACE( "(%p)\n", buffer );

    NetApiBufferFree( buffer );
}
