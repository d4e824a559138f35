/*
 * Connections to other computers
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
#include "lmapibuf.h"
#include "lmuse.h"
#include "rpc.h"
#include "rpcndr.h"
#include "samr.h"
#include "wkssvc.h"

#include "wine/debug.h"

#include "pack.h"
#include "local/computer.h"
#include "rpc/credentials.h"
#include "rpc/remote.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* in the SDK's lmuse.h, not in mingw-w64's */
#define USE_FLAGS_PARMNUM         7
#define USE_AUTHIDENTITY_PARMNUM  8

struct use_info_4
{
    USE_INFO_3 ui4_ui3;
    DWORD      ui4_auth_identity_length;
    BYTE      *ui4_auth_identity;
};

#define IPC_SHARE   L"\\IPC$"
#define MAX_REMOTE  (2 + MAX_SERVER_NAME + NNLEN + 1)

/* the family's record, see pack.h */
struct use_record
{
    const WCHAR *local;
    const WCHAR *remote;
    const WCHAR *password;      /* in what is added alone */
    DWORD        status;
    DWORD        type;
    DWORD        reference_count;
    DWORD        use_count;
    const WCHAR *user;
    const WCHAR *domain;
    ULONG        flags;
    DWORD        identity_length;
    BYTE        *identity;
};

#define USE_FIELD(kind, info, prefix, member, record, parm, limit) \
    INPUT( kind, info, prefix##member, struct use_record, record, parm, limit )

/* each level has the fields of the one before */
#define FIELDS_0(info, prefix) \
    USE_FIELD( STRING, info, prefix, local, local, USE_LOCAL_PARMNUM, DEVLEN ), \
    USE_FIELD( STRING, info, prefix, remote, remote, USE_REMOTE_PARMNUM, MAX_REMOTE - 1 )
#define FIELDS_1(info, prefix) \
    FIELDS_0( info, prefix ), \
    USE_FIELD( STRING, info, prefix, password, password, USE_PASSWORD_PARMNUM, PWLEN ), \
    USE_FIELD( VALUE, info, prefix, status, status, 0, 0 ), \
    USE_FIELD( VALUE, info, prefix, asg_type, type, USE_ASGTYPE_PARMNUM, 0 ), \
    USE_FIELD( VALUE, info, prefix, refcount, reference_count, 0, 0 ), \
    USE_FIELD( VALUE, info, prefix, usecount, use_count, 0, 0 )
#define FIELDS_2(info, prefix) \
    FIELDS_1( info, prefix ), \
    USE_FIELD( STRING, info, prefix, username, user, USE_USERNAME_PARMNUM, UNLEN ), \
    USE_FIELD( STRING, info, prefix, domainname, domain, USE_DOMAINNAME_PARMNUM, MAX_SERVER_NAME - 1 )

static const struct field fields_0[] = { FIELDS_0( USE_INFO_0, ui0_ ) };
static const struct field fields_1[] = { FIELDS_1( USE_INFO_1, ui1_ ) };
static const struct field fields_2[] = { FIELDS_2( USE_INFO_2, ui2_ ) };
static const struct field fields_3[] =
{
    FIELDS_2( USE_INFO_3, ui3_ui2.ui2_ ),
    USE_FIELD( VALUE, USE_INFO_3, ui3_, flags, flags, USE_FLAGS_PARMNUM, 0 ),
};
static const struct field fields_4[] =
{
    FIELDS_2( struct use_info_4, ui4_ui3.ui3_ui2.ui2_ ),
    USE_FIELD( VALUE, struct use_info_4, ui4_ui3.ui3_, flags, flags, USE_FLAGS_PARMNUM, 0 ),
    USE_FIELD( VALUE, struct use_info_4, ui4_, auth_identity_length, identity_length, USE_AUTHIDENTITY_PARMNUM, 0 ),
    USE_FIELD( VALUE, struct use_info_4, ui4_, auth_identity, identity, USE_AUTHIDENTITY_PARMNUM, 0 ),
};

static const struct level levels[] =
{
    LEVEL( 0, USE_INFO_0, fields_0 ),
    LEVEL( 1, USE_INFO_1, fields_1 ),
    LEVEL( 2, USE_INFO_2, fields_2 ),
    LEVEL( 3, USE_INFO_3, fields_3 ),
    LEVEL( 4, struct use_info_4, fields_4 ),
};

#define INFO_LEVELS  4  /* An authentication identity goes in, never out. */
#define ENUM_LEVELS  3  /* the Open Specification MS-WKST, 2.2.5.29 */

/*
 * The connections are the process's, as a logon session has its own in Windows. A server has one at most: that to its
 * share IPC$, over which it is asked. Disks and printers are nothing that Wine could connect.
 */

struct use
{
    DWORD count;
    ULONG flags;
    WCHAR server[MAX_SERVER_NAME];
    WCHAR remote[MAX_REMOTE];
};

static SRWLOCK uses_lock = SRWLOCK_INIT;
static struct use **uses;
static DWORD use_count;

/* The caller holds the lock. The index is the number of uses where there is none. */
static DWORD find_use( const WCHAR *server )
{
    DWORD i;

    for (i = 0; i < use_count && !is_same_name( uses[i]->server, server ); i++) {}
    return i;
}

static DWORD find_remote( const WCHAR *remote )
{
    DWORD i;

    for (i = 0; i < use_count && !is_same_name( uses[i]->remote, remote ); i++) {}
    return i;
}

/* What NetUseAdd() was given for a server; NULL for nothing. The caller holds the lock, and they stay as long as it does. */
static const struct credentials *find_credentials( const WCHAR *server )
{
    struct credentials *credentials = get_server_credentials( server );

    release_credentials( credentials );
    return credentials;
}

static void describe_use( const struct use *use, struct use_record *record )
{
    const struct credentials *credentials = find_credentials( use->server );

    memset( record, 0, sizeof(*record) );
    record->local = L"";
    record->remote = use->remote;
    record->status = has_connection( use->server ) ? USE_OK : USE_DISCONN;
    record->type = USE_IPC;
    record->use_count = use->count;
    record->user = credentials ? credentials->user : L"";
    record->domain = credentials && credentials->domain ? credentials->domain : L"";
    record->flags = use->flags;
}

/*
 * What is added
 */

static NET_API_STATUS find_bad_field( DWORD number, DWORD *parm_err )
{
    if (parm_err) *parm_err = number;
    return ERROR_INVALID_PARAMETER;
}

static BOOL is_ipc( const WCHAR *remote )
{
    const WCHAR *share = wcschr( remote + 2, '\\' );

    return is_same_name( share, IPC_SHARE );
}

/* The server of \\server\share. */
static BOOL parse_remote( const WCHAR *remote, WCHAR server[2 + MAX_SERVER_NAME] )
{
    const WCHAR *share;

    if (!remote || remote[0] != '\\' || remote[1] != '\\') return FALSE;
    if (!(share = wcschr( remote + 2, '\\' )) || share == remote + 2) return FALSE;
    if (share - remote >= 2 + MAX_SERVER_NAME || !share[1] || wcschr( share + 1, '\\' )) return FALSE;
    lstrcpynW( server, remote, share - remote + 1 );
    return TRUE;
}

/* Whether the connection can be, before anybody is asked. "server" gets the computer's name, with backslashes. */
static NET_API_STATUS check_use( const struct use_record *record, WCHAR server[2 + MAX_SERVER_NAME],
                                 DWORD *parm_err )
{
    const WCHAR *other;

    if (!parse_remote( record->remote, server ) || find_server( server, &other ))
        return find_bad_field( USE_REMOTE_PARMNUM, parm_err );
    if (record->type != USE_WILDCARD && record->type > USE_IPC)
        return find_bad_field( USE_ASGTYPE_PARMNUM, parm_err );
    /* What such an identity looks like is not documented. */
    if (record->identity_length) return find_bad_field( USE_AUTHIDENTITY_PARMNUM, parm_err );

    if (!is_ipc( record->remote )) return ERROR_NO_NETWORK;  /* so WNetAddConnection2W() says */
    if (record->local && record->local[0]) return ERROR_BAD_DEV_TYPE;
    if (record->type != USE_WILDCARD && record->type != USE_IPC) return ERROR_BAD_DEV_TYPE;
    return other ? NERR_Success : ERROR_BAD_NETPATH;  /* no service answers for this computer */
}

static BOOL is_given( const WCHAR *string )
{
    return string && string[0];
}

/* NULL where there are none: the server is asked as the credential store says. What is given is used, or it is an error:
 * a password alone is that of the user who runs the process. */
static NET_API_STATUS get_given_credentials( const struct use_record *record, struct credentials **credentials )
{
    const WCHAR *password = record->password ? record->password : L"", *user = record->user;
    BOOL has_any = is_given( user ) || is_given( record->domain ) || is_given( password );
    WCHAR own_name[UNLEN + 1];
    DWORD size = ARRAYSIZE(own_name);

    *credentials = NULL;
    if (record->flags & USE_DEFAULT_CREDENTIALS) return NERR_Success;   /* the program itself says so */
    if (!user && !has_any) return NERR_Success;
    if (!user && is_given( password ) && GetUserNameW( own_name, &size )) user = own_name;
    if (has_any && !is_given( user )) return ERROR_BAD_USERNAME;
    return create_credentials( is_given( record->domain ) ? record->domain : NULL,
                               user, password, wcslen( password ), credentials );
}

/* Whether there is a use of the server already, and the status then: a server has one session, of one user. */
static BOOL join_use( const WCHAR *server, const struct credentials *credentials, NET_API_STATUS *status )
{
    const struct credentials *present = find_credentials( server );
    DWORD i = find_use( server );

    if (i == use_count) return FALSE;
    *status = NERR_Success;
    if (!credentials || (present && is_same_credentials( present, credentials )))
        uses[i]->count++;
    else
        *status = ERROR_SESSION_CREDENTIAL_CONFLICT;
    return TRUE;
}

/* The caller holds the lock. NULL for "credentials": none. */
static NET_API_STATUS append_use( struct use *use, struct credentials *credentials )
{
    NET_API_STATUS status;

    if (credentials && (status = add_server_credentials( use->server, credentials ))) return status;
    status = NetApiBufferReallocate( uses, (use_count + 1) * sizeof(*uses), (void **)&uses );
    if (!status) uses[use_count++] = use;
    else remove_server_credentials( use->server );
    return status;
}

/* The functions that ask whether a server knows the user. Domain controllers have the second one alone. */
static DWORD ask_workstation( handle_t binding, void *args )
{
    WKSTA_INFO info = { NULL };

    (void)args;
    return NetrWkstaGetInfo( binding, NULL, 100, &info );
}

static DWORD ask_accounts( handle_t binding, void *args )
{
    POLICY_HANDLE handle = { 0 };
    LONG status;

    (void)args;
    if (!(status = SamrConnect2( binding, NULL, &handle, MAXIMUM_ALLOWED ))) SamrCloseHandle( binding, &handle );
    return status;
}

static NET_API_STATUS connect_server( const WCHAR *server, struct credentials *credentials,
                                      struct binding **binding )
{
    struct remote_call call = { .run = { .function = ask_workstation }, .logs_on = TRUE };
    NET_API_STATUS status;

    status = connect_remote( server, &remote_wkssvc, credentials, &call, binding );
    free_remote_answer( &call );
    if (status != RPC_S_SERVER_UNAVAILABLE) return status;

    call.run.function = ask_accounts;
    status = connect_remote( server, &remote_samr, credentials, &call, binding );
    free_remote_answer( &call );
    return status;
}

static NET_API_STATUS create_use( const WCHAR *server, const struct use_record *record, struct use **use )
{
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(**use), (void **)use ))) return status;
    (*use)->count = 1;
    (*use)->flags = record->flags;
    lstrcpynW( (*use)->server, server, ARRAYSIZE((*use)->server) );
    lstrcpynW( (*use)->remote, record->remote, ARRAYSIZE((*use)->remote) );
    return NERR_Success;
}

/* Nothing is changed before the server has let the user in. */
static NET_API_STATUS add_use( const WCHAR *server, const struct use_record *record,
                               struct credentials *given, struct credentials *credentials )
{
    struct binding *binding = NULL;
    NET_API_STATUS status;
    struct use *use;
    BOOL joined;

    AcquireSRWLockExclusive( &uses_lock );
    joined = join_use( server, given, &status );
    ReleaseSRWLockExclusive( &uses_lock );
    if (joined) return status;

    if (!(record->flags & CREATE_NO_CONNECT) && (status = connect_server( server, credentials, &binding )))
        return status;
    if (!(status = create_use( server, record, &use )))
    {
        AcquireSRWLockExclusive( &uses_lock );
        joined = join_use( server, given, &status );    /* Another thread may have been first. */
        if (!joined && !(status = append_use( use, given ))) replace_bindings( server, binding );
        ReleaseSRWLockExclusive( &uses_lock );
        if (joined || status) NetApiBufferFree( use );
    }
    release_binding( binding );
    return status;
}

/************************************************************
 *                NetUseAdd  (NETAPI32.@)
 *
 * Connects to a server, as a user of that server: its other functions are then called as that user. The process
 * keeps the connection until NetUseDel().
 *
 * PARAMS
 *  server   [I] The computer that connects; NULL for this one.
 *  level    [I] 0 to 4.
 *  buffer   [I] The level's structure. Its remote name is \\server\IPC$. A password without a user's name
 *               is that of the user who runs the process. Without both the server is asked as the
 *               Windows credential store says, else anonymously; an empty user name means anonymously.
 *               The flag CREATE_NO_CONNECT leaves it to the first call to find out whether the password
 *               is right.
 *  parm_err [O] The number of the first bad field with ERROR_INVALID_PARAMETER, else untouched. NULL
 *               is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no buffer, or a bad field), ERROR_INVALID_LEVEL,
 *  ERROR_NO_NETWORK (a disk or a printer: Wine connects none), ERROR_BAD_DEV_TYPE (IPC$ is neither),
 *  ERROR_SESSION_CREDENTIAL_CONFLICT (the server is connected with other credentials),
 *  ERROR_BAD_USERNAME (a password or a domain of no user), ERROR_LOGON_FAILURE (the server does not know the user, or the password is wrong), ERROR_BAD_NETPATH
 *  (no such server, or it is this computer), ERROR_NOT_ENOUGH_MEMORY, what check_server() returns for another
 *  computer, or what connect_remote() returns: docs/remote.md has the statuses of servers.
 *
 * NOTES
 *  Microsoft Learn, lmuse.h. Levels 0 and 3: the Open Specification MS-WKST, 3.2.4.7. Level 4 is in the
 *  SDK's headers alone: its authentication identity has to be missing.
 */
NET_API_STATUS WINAPI NetUseAdd( WCHAR *server, DWORD level, BYTE *buffer, DWORD *parm_err )
{
    const struct level *info_level = FIND_LEVEL( levels, level );
    struct use_record record = { .type = USE_WILDCARD };
    struct credentials *given, *credentials;
    WCHAR other[2 + MAX_SERVER_NAME];
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(server), level, buffer, parm_err );

    if ((status = check_server( server ))) return status;
    if (!info_level) return ERROR_INVALID_LEVEL;
    if ((status = unpack_info( info_level, buffer, &record, parm_err ))) return status;
    if ((status = check_use( &record, other, parm_err ))) return status;

    if ((status = get_given_credentials( &record, &given ))) return status;
    credentials = share_credentials( given );
    if (!given) status = read_credentials( other + 2, &credentials );
    if (!status) status = add_use( other + 2, &record, given, credentials );
    release_credentials( credentials );
    release_credentials( given );
    return status;
}

/* The caller holds the lock. */
static void remove_use( DWORD index )
{
    struct use *use = uses[index];

    memmove( &uses[index], &uses[index + 1], (--use_count - index) * sizeof(*uses) );
    if (!use_count) NetApiBufferReallocate( uses, 0, (void **)&uses );
    remove_server_credentials( use->server );
    replace_bindings( use->server, NULL );
    NetApiBufferFree( use );
}

/************************************************************
 *                NetUseDel  (NETAPI32.@)
 *
 * Ends a connection: the server's functions are no longer called as that user.
 *
 * PARAMS
 *  server [I] The computer that is connected; NULL for this one.
 *  name   [I] The connection's remote name.
 *  force  [I] USE_NOFORCE or USE_FORCE: undoes one NetUseAdd(). USE_LOTS_OF_FORCE: undoes all of them.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no name), ERROR_INVALID_LEVEL (no such force),
 *  NERR_UseNotFound, or what check_server() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmuse.h; the Open Specification MS-WKST, 3.2.4.9. No file is ever open.
 */
NET_API_STATUS WINAPI NetUseDel( WCHAR *server, WCHAR *name, DWORD force )
{
    NET_API_STATUS status;
    DWORD i;

    TRACE( "(%s, %s, %lu)\n", debugstr_w(server), debugstr_w(name), force );

    if ((status = check_server( server ))) return status;
    if (!name) return ERROR_INVALID_PARAMETER;
    if (force > USE_LOTS_OF_FORCE) return ERROR_INVALID_LEVEL;
    if (is_longer_than( name, MAX_REMOTE - 1 )) return NERR_UseNotFound;   /* A bad pointer faults before there is a lock. */

    AcquireSRWLockExclusive( &uses_lock );
    if ((i = find_remote( name )) == use_count) status = NERR_UseNotFound;
    else if (force == USE_LOTS_OF_FORCE || !--uses[i]->count) remove_use( i );
    ReleaseSRWLockExclusive( &uses_lock );
    return status;
}

/*
 * What is told
 */

/* The caller holds the lock. */
struct use_source
{
    struct record_source source;
    struct use_record    record;    /* the one that was got last */
};

static const void *get_use_record( const struct record_source *source, DWORD index )
{
    struct use_source *use_source = CONTAINING_RECORD( source, struct use_source, source );

    describe_use( uses[index], &use_source->record );
    return &use_source->record;
}

/************************************************************
 *                NetUseEnum  (NETAPI32.@)
 *
 * Lists the connections.
 *
 * PARAMS
 *  server        [I]   The computer that is connected; NULL for this one.
 *  level         [I]   0, 1 or 2.
 *  buffer        [O]   An array of the level's structures, the caller's to free with NetApiBufferFree();
 *                      NULL on failure and when there are none. There is no password in it. The status is USE_OK,
 *                      or USE_DISCONN: the next call connects.
 *  max_length    [I]   How long it may be, in bytes; MAX_PREFERRED_LENGTH: no limit.
 *  entries_read  [O]   How many structures it holds; 0 on failure.
 *  total_entries [O]   How many there are from the first that is wanted on; 0 on failure.
 *  resume        [I/O] 0 for the first connection; what comes back leads to the next one. NULL: from the
 *                      first on.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, ERROR_INVALID_PARAMETER (an output is missing), ERROR_INVALID_LEVEL,
 *  ERROR_NOT_ENOUGH_MEMORY, or what check_server() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmuse.h.
 */
NET_API_STATUS WINAPI NetUseEnum( WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length,
                                  DWORD *entries_read, DWORD *total_entries, DWORD *resume )
{
    DWORD from = resume ? *resume : 0;      /* A bad pointer faults before there is a lock, or behind it. */
    const struct enum_args args = { find_level( levels, ENUM_LEVELS, level ), max_length, &from, buffer, entries_read,
                                    total_entries };
    struct use_source source = { .source = { .get = get_use_record } };
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(server), level, buffer, max_length, entries_read,
           total_entries, resume );

    if ((status = clear_outputs( &args ))) return status;
    if ((status = check_server( server ))) return status;
    if (!args.level) return ERROR_INVALID_LEVEL;

    AcquireSRWLockShared( &uses_lock );
    source.source.count = use_count;
    status = pack_records( &args, &source.source );
    ReleaseSRWLockShared( &uses_lock );
    if (resume) *resume = from;
    return status;
}

/************************************************************
 *                NetUseGetInfo  (NETAPI32.@)
 *
 * Tells about a connection.
 *
 * PARAMS
 *  server [I] The computer that is connected; NULL for this one.
 *  name   [I] The connection's remote name.
 *  level  [I] 0 to 3.
 *  buffer [O] The level's structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *             There is no password in it.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no name, no buffer), ERROR_INVALID_LEVEL, NERR_UseNotFound,
 *  ERROR_NOT_ENOUGH_MEMORY, or what check_server() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmuse.h. Level 3: the Open Specification MS-WKST, 3.2.4.8.
 */
NET_API_STATUS WINAPI NetUseGetInfo( WCHAR *server, WCHAR *name, DWORD level, BYTE **buffer )
{
    const struct level *info_level = find_level( levels, INFO_LEVELS, level );
    struct use_record record;
    NET_API_STATUS status;
    DWORD i;

    TRACE( "(%s, %s, %lu, %p)\n", debugstr_w(server), debugstr_w(name), level, buffer );

    if (!buffer) return ERROR_INVALID_PARAMETER;
    *buffer = NULL;
    if ((status = check_server( server ))) return status;
    if (!info_level) return ERROR_INVALID_LEVEL;
    if (!name) return ERROR_INVALID_PARAMETER;
    if (is_longer_than( name, MAX_REMOTE - 1 )) return NERR_UseNotFound;   /* as in NetUseDel() */

    AcquireSRWLockShared( &uses_lock );
    if ((i = find_remote( name )) == use_count) status = NERR_UseNotFound;
    else
    {
        describe_use( uses[i], &record );
        status = pack_info( info_level, &record, buffer );
    }
    ReleaseSRWLockShared( &uses_lock );
    return status;
}
