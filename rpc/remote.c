/*
 * Other computers, over RPC: bindings and statuses
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
#include "rpc.h"
#include "rpcndr.h"

#include "wine/debug.h"

#include "connection.h"
#include "credentials.h"
#include "endpoint.h"
#include "kerberos.h"
#include "remote.h"
#include "smbsession.h"
#include "local/computer.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * The bindings
 */

/* those of NetUseAdd(), else what the Windows credential store has; NULL: the user, who may have a ticket */
static NET_API_STATUS get_credentials( const WCHAR *server, struct credentials **credentials )
{
    if ((*credentials = get_server_credentials( server ))) return NERR_Success;
    return read_credentials( server, credentials );
}

/* more than a program talks to at a time: the one that was made first makes room */
#define MAX_BINDINGS  64

/* connections that a binding keeps: more threads than that seldom ask one server at a time */
#define MAX_IDLE  8

/* One for a server and interface, for all threads: each call has a connection of its own. */
struct binding
{
    struct binding                *next;
    const struct remote_interface *iface;
    LONG                           references;  /* the cache's is one */
    BOOL                           unproven;    /* It has credentials, and no answer has come yet. */
    struct credentials            *credentials;
    struct endpoint                endpoint;
    struct smb_session            *session;     /* Over SMB: it stays open as long as this. */
    struct rpc_connection         *idle[MAX_IDLE];
    unsigned int                   idle_count;
};

static SRWLOCK bindings_lock = SRWLOCK_INIT;
static struct binding *bindings;
static LONG credential_changes;

/* NULL is allowed. */
void release_binding( struct binding *binding )
{
    if (!binding || InterlockedDecrement( &binding->references )) return;
    while (binding->idle_count) close_connection( binding->idle[--binding->idle_count] );
    release_session( binding->session );
    release_credentials( binding->credentials );
    NetApiBufferFree( binding );
}

static struct binding *find_binding( const WCHAR *server, const struct remote_interface *iface )
{
    struct binding *binding;

    AcquireSRWLockExclusive( &bindings_lock );
    for (binding = bindings; binding; binding = binding->next)
        if (binding->iface == iface && is_same_name( binding->endpoint.server, server )) break;
    if (binding) InterlockedIncrement( &binding->references );
    ReleaseSRWLockExclusive( &bindings_lock );
    return binding;
}

/* Into the cache, where the lock is held. The caller keeps its own reference; one that is returned is to be released. */
static struct binding *insert_binding( struct binding *binding )
{
    struct binding **last, *oldest;
    unsigned int count = 0;

    binding->next = bindings;
    bindings = binding;
    InterlockedIncrement( &binding->references );
    for (last = &bindings; (*last)->next; last = &(*last)->next) count++;
    if (count < MAX_BINDINGS) return NULL;
    oldest = *last;
    *last = NULL;
    return oldest;
}

/* changes: credential_changes when its credentials were asked for. A binding with those of before is for one call alone. */
static void add_binding( struct binding *binding, LONG changes )
{
    struct binding *oldest = NULL;

    AcquireSRWLockExclusive( &bindings_lock );
    if (changes == credential_changes) oldest = insert_binding( binding );
    ReleaseSRWLockExclusive( &bindings_lock );
    release_binding( oldest );
}

/* The caller keeps its own reference. */
static void forget_binding( struct binding *binding )
{
    struct binding **link;

    AcquireSRWLockExclusive( &bindings_lock );
    for (link = &bindings; *link && *link != binding; link = &(*link)->next) {}
    if (*link) *link = binding->next;
    else binding = NULL;  /* another thread was first */
    ReleaseSRWLockExclusive( &bindings_lock );
    release_binding( binding );
}

/* A server's credentials have changed. NULL for "binding": its next call makes a new one. */
void replace_bindings( const WCHAR *server, struct binding *binding )
{
    struct binding **link, *old, *dropped = NULL;

    AcquireSRWLockExclusive( &bindings_lock );
    credential_changes++;
    for (link = &bindings; (old = *link);)
    {
        if (!is_same_name( old->endpoint.server, server ))
        {
            link = &old->next;
            continue;
        }
        *link = old->next;
        old->next = dropped;
        dropped = old;
    }
    if (binding && (old = insert_binding( binding )))
    {
        old->next = dropped;
        dropped = old;
    }
    ReleaseSRWLockExclusive( &bindings_lock );

    if (!binding) forget_tickets();     /* those of who was taken back, too */
    while ((old = dropped))
    {
        dropped = old->next;
        release_binding( old );
    }
}

/* Whether a connection is there: one that the server has not closed, or by which it has answered and is asked just now. The
 * caller holds the lock, so that nobody takes an idle one. */
static BOOL is_connected( const struct binding *binding )
{
    unsigned int i;

    if (binding->session) return is_open_session( binding->session );
    if (binding->references > 1 && !binding->unproven && !binding->idle_count) return TRUE;
    for (i = 0; i < binding->idle_count; i++) if (is_idle_connection( binding->idle[i] )) return TRUE;
    return FALSE;
}

BOOL has_connection( const WCHAR *server )
{
    struct binding *binding;

    AcquireSRWLockShared( &bindings_lock );
    for (binding = bindings; binding; binding = binding->next)
        if (is_same_name( binding->endpoint.server, server ) && is_connected( binding )) break;
    ReleaseSRWLockShared( &bindings_lock );
    return binding != NULL;
}

/* Whether the server was found to have no pipes; to ask for them again can take as long as a connection may. */
static BOOL lacks_pipes( const WCHAR *server )
{
    struct binding *binding;

    AcquireSRWLockShared( &bindings_lock );
    for (binding = bindings; binding; binding = binding->next)
        if (binding->endpoint.lacks_pipes && is_same_name( binding->endpoint.server, server )) break;
    ReleaseSRWLockShared( &bindings_lock );
    return binding != NULL;
}

static NET_API_STATUS create_binding( const WCHAR *server, const struct remote_interface *iface, ULONGLONG begun,
                                      struct credentials *credentials, struct binding **binding )
{
    struct binding *created;
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(*created), (void **)&created ))) return status;
    if ((status = find_endpoint( server, iface, credentials, lacks_pipes( server ), begun, &created->endpoint,
                                 &created->session )))
    {
        NetApiBufferFree( created );
        return status;
    }
    created->iface = iface;
    created->references = 1;
    created->unproven = credentials && credentials->user[0] && !created->endpoint.transport->logs_on;
    created->credentials = share_credentials( credentials );
    created->idle_count = 0;
    *binding = created;
    return NERR_Success;
}

static struct rpc_connection *take_connection( struct binding *binding )
{
    struct rpc_connection *connection = NULL;

    AcquireSRWLockExclusive( &bindings_lock );
    if (binding->idle_count) connection = binding->idle[--binding->idle_count];
    ReleaseSRWLockExclusive( &bindings_lock );
    return connection;
}

static void keep_connection( struct binding *binding, struct rpc_connection *connection )
{
    drop_answer( connection );
    AcquireSRWLockExclusive( &bindings_lock );
    if (binding->idle_count < MAX_IDLE)
    {
        binding->idle[binding->idle_count++] = connection;
        connection = NULL;
    }
    ReleaseSRWLockExclusive( &bindings_lock );
    if (connection) close_connection( connection );
}

/* An idle one that the server has closed is no use for a call that must not be made twice. */
static RPC_STATUS get_connection( struct binding *binding, const struct remote_call *call,
                                  struct rpc_connection **connection )
{
    const RPC_CLIENT_INTERFACE *spec = *binding->iface->spec;
    struct endpoint endpoint = binding->endpoint;

    endpoint.deadline = call->begun + endpoint.function_limit;
    while ((*connection = take_connection( binding )))
    {
        set_connection_deadline( *connection, endpoint.deadline );
        if (call->repeatable || is_idle_connection( *connection )) return RPC_S_OK;
        close_connection( *connection );
    }
    return open_connection( &endpoint, &spec->InterfaceId, binding->credentials, connection );
}

/*
 * The calls
 */

/* whether the server did nothing: the connection was gone before, or the port is another interface's now */
static BOOL is_undone( RPC_STATUS status )
{
    return status == ERROR_BAD_NETPATH || status == RPC_S_CALL_FAILED_DNE || status == RPC_S_COMM_FAILURE ||
           status == RPC_S_UNKNOWN_IF;
}

static NET_API_STATUS begin_call( struct remote_call *call )
{
    call->run.chunks = NULL;
    call->run.allocated = 0;
    if (!call->begun) call->begun = GetTickCount64();
    return load_stubs() ? NERR_Success : ERROR_NOT_SUPPORTED;
}

/* FALSE where there is no answer: then the result is an RPC status. */
static BOOL ask_binding( struct binding *binding, struct remote_call *call, DWORD *result )
{
    struct rpc_connection *connection;

    if (!(*result = get_connection( binding, call, &connection )))
    {
        if (run_stubs( &call->run, connection, result ))
        {
            binding->unproven = FALSE;
            keep_connection( binding, connection );
            return TRUE;
        }
        close_connection( connection );
    }
    /* So Samba tells of a wrong password, in place of the first answer: in one way while it still checks it, in the
     * other afterwards. What a user may not do is a status that functions return. */
    if (binding->unproven && (*result == RPC_S_PROTOCOL_ERROR || *result == RPC_S_ACCESS_DENIED))
        *result = RPC_S_SEC_PKG_ERROR;
    return FALSE;
}

static NET_API_STATUS open_binding( const WCHAR *server, const struct remote_interface *iface, ULONGLONG begun,
                                    struct binding **binding )
{
    LONG changes = credential_changes;
    struct credentials *credentials;
    NET_API_STATUS status;

    if ((status = get_credentials( server, &credentials ))) return status;
    if (!(status = create_binding( server, iface, begun, credentials, binding ))) add_binding( *binding, changes );
    release_credentials( credentials );
    return status;
}

/************************************************************
 *                call_remote
 *
 * Asks a server.
 *
 * PARAMS
 *  server    [I]   Its name or address.
 *  iface     [I]   Which of its interfaces.
 *  call      [I/O] The function that asks, whose result is a status of LAN Manager's. All that the stubs
 *                  allocated is valid until free_remote_answer(), which has to be called on every path.
 *
 * RETURNS
 *  What the function returned, or why it could not: what find_endpoint() and map_rpc_status() return.
 */
NET_API_STATUS call_remote( const WCHAR *server, const struct remote_interface *iface,
                            struct remote_call *call )
{
    struct binding *binding;
    NET_API_STATUS status;
    DWORD result;
    BOOL cached;

    if ((status = begin_call( call ))) return status;
    for (;;)
    {
        cached = (binding = find_binding( server, iface )) != NULL;
        if (!cached && (status = open_binding( server, iface, call->begun, &binding ))) return status;
        if (ask_binding( binding, call, &result ))
        {
            release_binding( binding );
            return result;
        }
        forget_binding( binding );
        release_binding( binding );
        /* A server that was started again since has closed the connection, and may have other ports. */
        if (!cached || !(is_undone( result ) || (call->repeatable && result == RPC_S_CALL_FAILED)))
            return map_rpc_status( result );
        free_stub_memory( &call->run );
    }
}

/* For the function that asks: whether what it sends is encrypted, and somebody's who has authenticated. */
BOOL is_sealed_call( const struct remote_call *call )
{
    return is_sealed_connection( call->run.connection );
}

/* For the function that asks. FALSE: nobody authenticated. */
BOOL get_session_key( const struct remote_call *call, BYTE key[KEY_SIZE] )
{
    return get_connection_key( call->run.connection, key );
}

/************************************************************
 *                connect_remote
 *
 * Asks a server as somebody else than its other calls do, and whatever it answers.
 *
 * PARAMS
 *  server      [I]   Its name or address.
 *  iface       [I]   Which of its interfaces.
 *  credentials [I]   Who asks; NULL: the user, who may have a ticket. One without a name: nobody.
 *  call        [I/O] As for call_remote().
 *  binding     [O]   For replace_bindings(), the caller's to give back with release_binding(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, or why the server could not be asked: what find_endpoint() and map_rpc_status() return.
 */
NET_API_STATUS connect_remote( const WCHAR *server, const struct remote_interface *iface,
                               struct credentials *credentials, struct remote_call *call,
                               struct binding **binding )
{
    NET_API_STATUS status;
    DWORD result;

    *binding = NULL;
    if ((status = begin_call( call ))) return status;
    if ((status = create_binding( server, iface, call->begun, credentials, binding ))) return status;
    if (call->logs_on && (*binding)->endpoint.transport->logs_on) return NERR_Success;
    if (ask_binding( *binding, call, &result )) return NERR_Success;
    release_binding( *binding );
    *binding = NULL;
    return map_rpc_status( result );
}

void free_remote_answer( struct remote_call *call )
{
    free_stub_memory( &call->run );
}
