/*
 * Other computers, over RPC: bindings, credentials and statuses
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
#include "wincred.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"
#include "srvsvc.h"
#include "wkssvc.h"

#include "wine/debug.h"

#include "computer.h"
#include "delay.h"
#include "remote.h"
#include "settings.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

const struct remote_interface remote_srvsvc = { L"srvsvc", &srvsvc_v3_0_c_ifspec };
const struct remote_interface remote_wkssvc = { L"wkssvc", &wkssvc_v1_0_c_ifspec };

/*
 * The bindings
 */

static RPC_STATUS (RPC_ENTRY *pRpcBindingFree)( RPC_BINDING_HANDLE *binding );
static RPC_STATUS (RPC_ENTRY *pRpcBindingFromStringBindingW)( RPC_WSTR string, RPC_BINDING_HANDLE *binding );
static RPC_STATUS (RPC_ENTRY *pRpcBindingSetAuthInfoW)( RPC_BINDING_HANDLE binding, RPC_WSTR principal,
                                                        ULONG level, ULONG service,
                                                        RPC_AUTH_IDENTITY_HANDLE identity, ULONG authorization );
static RPC_STATUS (RPC_ENTRY *pRpcStringBindingComposeW)( RPC_WSTR object, RPC_WSTR protocol, RPC_WSTR address,
                                                          RPC_WSTR port, RPC_WSTR options, RPC_WSTR *string );
static RPC_STATUS (RPC_ENTRY *pRpcStringFreeW)( RPC_WSTR *string );

static BOOL CALLBACK init_rpc( INIT_ONCE *once, void *param, void **context )
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( RpcBindingFree ),
        DELAYED_IMPORT( RpcBindingFromStringBindingW ),
        DELAYED_IMPORT( RpcBindingSetAuthInfoW ),
        DELAYED_IMPORT( RpcStringBindingComposeW ),
        DELAYED_IMPORT( RpcStringFreeW ),
    };

    (void)once, (void)param, (void)context;
    return load_rpcrt4() && load_imports( L"rpcrt4.dll", imports, ARRAYSIZE(imports) );
}

static BOOL load_rpc(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    return InitOnceExecuteOnce( &once, init_rpc, NULL, NULL );
}

/* Without credentials. TCP is the transport; one that is not RPC's own would be reached here through a
 * port of this computer. */
NET_API_STATUS make_binding( const struct endpoint *endpoint, handle_t *binding )
{
    RPC_STATUS status;
    RPC_WSTR string;

    status = pRpcStringBindingComposeW( NULL, (RPC_WSTR)L"ncacn_ip_tcp", (RPC_WSTR)endpoint->address,
                                        (RPC_WSTR)endpoint->port, NULL, &string );
    if (status) return map_rpc_status( status );
    status = pRpcBindingFromStringBindingW( string, binding );
    pRpcStringFreeW( &string );
    return map_rpc_status( status );
}

void free_binding( handle_t *binding )
{
    pRpcBindingFree( binding );
}

/* what the Windows credential store has for a server; nobody asks where it has nothing */
static NET_API_STATUS set_credentials( const WCHAR *server, handle_t binding, BOOL *authenticated )
{
    SEC_WINNT_AUTH_IDENTITY_W identity = { .Flags = SEC_WINNT_AUTH_IDENTITY_UNICODE };
    CREDENTIALW *credential;
    WCHAR *separator;
    RPC_STATUS status;

    *authenticated = CredReadW( server, CRED_TYPE_DOMAIN_PASSWORD, 0, &credential );
    if (!*authenticated) return NERR_Success;

    if ((separator = wcschr( credential->UserName, '\\' )))
    {
        identity.Domain = (USHORT *)credential->UserName;
        identity.DomainLength = separator - credential->UserName;
        identity.User = (USHORT *)separator + 1;
    }
    else identity.User = (USHORT *)credential->UserName;
    identity.UserLength = lstrlenW( (WCHAR *)identity.User );
    identity.Password = (USHORT *)credential->CredentialBlob;
    identity.PasswordLength = credential->CredentialBlobSize / sizeof(WCHAR);

    TRACE( "%s: as %s\n", debugstr_w(server), debugstr_w(credential->UserName) );
    status = pRpcBindingSetAuthInfoW( binding, NULL, RPC_C_AUTHN_LEVEL_PKT_PRIVACY, RPC_C_AUTHN_WINNT,
                                      &identity, RPC_C_AUTHZ_NONE );
    SecureZeroMemory( credential->CredentialBlob, credential->CredentialBlobSize );
    CredFree( credential );
    return map_rpc_status( status );
}

/*
 * The cache: one binding for a server and iface, for all threads
 */

/* more than a program talks to at a time: the one that was made first makes room */
#define MAX_BINDINGS  64

struct binding
{
    struct binding                *next;
    const struct remote_interface *iface;
    handle_t                       handle;
    LONG                           references;  /* the cache's is one */
    BOOL                           authenticated;
    WCHAR                          server[MAX_SERVER_NAME];
};

static SRWLOCK bindings_lock = SRWLOCK_INIT;
static struct binding *bindings;

static void release_binding( struct binding *binding )
{
    if (InterlockedDecrement( &binding->references )) return;
    free_binding( &binding->handle );
    NetApiBufferFree( binding );
}

static struct binding *find_binding( const WCHAR *server, const struct remote_interface *iface )
{
    struct binding *binding;

    AcquireSRWLockExclusive( &bindings_lock );
    for (binding = bindings; binding; binding = binding->next)
        if (binding->iface == iface && is_same_name( binding->server, server )) break;
    if (binding) InterlockedIncrement( &binding->references );
    ReleaseSRWLockExclusive( &bindings_lock );
    return binding;
}

static void add_binding( struct binding *binding )
{
    struct binding **last, *oldest = NULL;
    unsigned int count = 0;

    AcquireSRWLockExclusive( &bindings_lock );
    binding->next = bindings;
    bindings = binding;
    InterlockedIncrement( &binding->references );
    for (last = &bindings; (*last)->next; last = &(*last)->next) count++;
    if (count >= MAX_BINDINGS)
    {
        oldest = *last;
        *last = NULL;
    }
    ReleaseSRWLockExclusive( &bindings_lock );
    if (oldest) release_binding( oldest );
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
    if (binding) release_binding( binding );
}

static NET_API_STATUS create_binding( const WCHAR *server, const struct remote_interface *iface,
                                      struct binding **binding )
{
    struct endpoint endpoint;
    NET_API_STATUS status;

    if ((status = find_endpoint( server, iface, &endpoint ))) return status;
    if ((status = NetApiBufferAllocate( sizeof(**binding), (void **)binding ))) return status;
    (*binding)->iface = iface;
    (*binding)->references = 1;
    lstrcpynW( (*binding)->server, server, MAX_SERVER_NAME );
    if (!(status = make_binding( &endpoint, &(*binding)->handle )))
    {
        status = set_credentials( server, (*binding)->handle, &(*binding)->authenticated );
        if (!status) return NERR_Success;
        free_binding( &(*binding)->handle );
    }
    NetApiBufferFree( *binding );
    return status;
}

/*
 * The statuses
 */

/* Windows' functions reach a server by SMB, whose statuses programs know. */
NET_API_STATUS map_rpc_status( RPC_STATUS status )
{
    switch (status)
    {
    case RPC_S_ACCESS_DENIED: return ERROR_ACCESS_DENIED;
    case RPC_S_OUT_OF_MEMORY: return ERROR_NOT_ENOUGH_MEMORY;
    case RPC_S_INVALID_NET_ADDR: return ERROR_BAD_NETPATH;
    case RPC_S_UNKNOWN_IF:
    case RPC_S_PROCNUM_OUT_OF_RANGE: return ERROR_NOT_SUPPORTED;
    case RPC_S_SEC_PKG_ERROR: return ERROR_LOGON_FAILURE;
    default: return status;
    }
}

/* whether the connection was gone before the server did anything */
static BOOL is_unsent( RPC_STATUS status )
{
    return status == RPC_S_SERVER_UNAVAILABLE || status == RPC_S_CALL_FAILED_DNE ||
           status == RPC_S_COMM_FAILURE;
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

    call->run.chunks = NULL;
    call->run.allocated = 0;
    if (!load_rpc()) return ERROR_NOT_SUPPORTED;
    call->run.time_limit = get_setting( server, L"CallTimeout", DEFAULT_CALL_TIMEOUT );

    for (;;)
    {
        if (!(cached = (binding = find_binding( server, iface )) != NULL))
        {
            if ((status = create_binding( server, iface, &binding ))) return status;
            add_binding( binding );
        }
        if (run_stubs( &call->run, binding->handle, &result ))
        {
            release_binding( binding );
            return result;
        }
        /* So Samba tells of a wrong password, in place of the first answer: in one way while it still checks it, in
         * the other afterwards. What a user may not do is a status that functions return. */
        if (!cached && binding->authenticated &&
            (result == RPC_S_PROTOCOL_ERROR || result == RPC_S_ACCESS_DENIED))
            result = RPC_S_SEC_PKG_ERROR;
        forget_binding( binding );
        release_binding( binding );
        /* A server that was started again since has closed the connection, and may have other ports. */
        if (!cached || call->run.timed_out ||
            !(is_unsent( result ) || (call->repeatable && result == RPC_S_CALL_FAILED)))
            return map_rpc_status( result );
        free_stub_memory( &call->run );
    }
}

void free_remote_answer( struct remote_call *call )
{
    free_stub_memory( &call->run );
}
