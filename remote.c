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
#include "lsarpc.h"
#include "samr.h"
#include "srvsvc.h"
#include "wkssvc.h"

#include "wine/debug.h"

#include "computer.h"
#include "credentials.h"
#include "delay.h"
#include "remote.h"
#include "sessionkey.h"
#include "settings.h"
#include "use.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

const struct remote_interface remote_lsarpc = { L"lsarpc", &lsarpc_v0_0_c_ifspec };
const struct remote_interface remote_samr = { L"samr", &samr_v1_0_c_ifspec };
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

/* Wine's RPC gives a binding the open connections of another one, where the address, the port and the network options
 * are the same, and it takes the credentials for the same: such that are alike in the first half of each string, and
 * such that were at the same place in memory. Some of these connections are of bindings that it lost when a call failed,
 * and may be dead. TCP has no network options: so that each binding has its own connections, its number stands there. */
#define NETWORK_OPTIONS  L"Binding="
#define OPTIONS_LENGTH   (ARRAYSIZE(NETWORK_OPTIONS) + 8)

static void make_network_options( WCHAR options[OPTIONS_LENGTH] )
{
    static const WCHAR digits[] = L"0123456789abcdef";
    static LONG last_number;
    DWORD number = InterlockedIncrement( &last_number );
    WCHAR *p;

    lstrcpyW( options, NETWORK_OPTIONS L"00000000" );
    for (p = options + OPTIONS_LENGTH - 2; number; number >>= 4) *p-- = digits[number & 0xf];
}

/* Without credentials. TCP is the transport; one that is not RPC's own would be reached here through a
 * port of this computer. */
NET_API_STATUS make_binding( const struct endpoint *endpoint, handle_t *binding )
{
    WCHAR options[OPTIONS_LENGTH];
    RPC_STATUS status;
    RPC_WSTR string;

    make_network_options( options );
    status = pRpcStringBindingComposeW( NULL, (RPC_WSTR)L"ncacn_ip_tcp", (RPC_WSTR)endpoint->address,
                                        (RPC_WSTR)endpoint->port, (RPC_WSTR)options, &string );
    if (status) return map_rpc_status( status );
    status = pRpcBindingFromStringBindingW( string, binding );
    pRpcStringFreeW( &string );
    return map_rpc_status( status );
}

void free_binding( handle_t *binding )
{
    pRpcBindingFree( binding );
}

/* NULL: nobody. */
static NET_API_STATUS set_credentials( handle_t binding, const struct credentials *credentials )
{
    SEC_WINNT_AUTH_IDENTITY_W identity = { .Flags = SEC_WINNT_AUTH_IDENTITY_UNICODE };
    RPC_STATUS status;

    if (!credentials || !credentials->user[0]) return NERR_Success;

    identity.User = (USHORT *)credentials->user;
    identity.UserLength = wcslen( credentials->user );
    identity.Domain = (USHORT *)credentials->domain;
    identity.DomainLength = credentials->domain ? wcslen( credentials->domain ) : 0;
    identity.Password = (USHORT *)credentials->password;
    identity.PasswordLength = wcslen( credentials->password );
    status = pRpcBindingSetAuthInfoW( binding, NULL, RPC_C_AUTHN_LEVEL_PKT_PRIVACY, RPC_C_AUTHN_WINNT,
                                      &identity, RPC_C_AUTHZ_NONE );
    if (status == RPC_S_UNKNOWN_AUTHN_SERVICE)
        WARN( "Wine cannot log on to servers without the program ntlm_auth, which is a part of Samba's winbind\n" );
    return map_rpc_status( status );
}

/* those of NetUseAdd(), else what the Windows credential store has; NULL: nobody */
static NET_API_STATUS get_credentials( const WCHAR *server, struct credentials **credentials )
{
    if ((*credentials = get_use_credentials( server ))) return NERR_Success;
    return read_credentials( server, credentials );
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
    BOOL                           unproven;    /* It has credentials, and no answer has come yet. */
    WCHAR                          server[MAX_SERVER_NAME];
};

static SRWLOCK bindings_lock = SRWLOCK_INIT;
static struct binding *bindings;
static LONG credential_changes;

/* NULL is allowed. */
void release_binding( struct binding *binding )
{
    if (!binding || InterlockedDecrement( &binding->references )) return;
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
        if (!is_same_name( old->server, server ))
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

    while ((old = dropped))
    {
        dropped = old->next;
        release_binding( old );
    }
}

BOOL has_binding( const WCHAR *server )
{
    struct binding *binding;

    AcquireSRWLockShared( &bindings_lock );
    for (binding = bindings; binding && !is_same_name( binding->server, server ); binding = binding->next) {}
    ReleaseSRWLockShared( &bindings_lock );
    return binding != NULL;
}

static NET_API_STATUS create_binding_at( const WCHAR *server, const struct remote_interface *iface,
                                         const struct endpoint *endpoint, const struct credentials *credentials,
                                         struct binding **binding )
{
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(**binding), (void **)binding ))) return status;
    (*binding)->iface = iface;
    (*binding)->references = 1;
    lstrcpynW( (*binding)->server, server, MAX_SERVER_NAME );
    if (!(status = make_binding( endpoint, &(*binding)->handle )))
    {
        (*binding)->unproven = credentials && credentials->user[0];
        if (!(status = set_credentials( (*binding)->handle, credentials ))) return NERR_Success;
        free_binding( &(*binding)->handle );
    }
    NetApiBufferFree( *binding );
    return status;
}

static NET_API_STATUS create_binding( const WCHAR *server, const struct remote_interface *iface,
                                      const struct credentials *credentials, struct binding **binding )
{
    struct endpoint endpoint;
    NET_API_STATUS status;

    if ((status = find_endpoint( server, iface, &endpoint ))) return status;
    return create_binding_at( server, iface, &endpoint, credentials, binding );
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

static NET_API_STATUS begin_call( const WCHAR *server, struct remote_call *call )
{
    call->run.chunks = NULL;
    call->run.allocated = 0;
    call->relay = NULL;
    if (!load_rpc()) return ERROR_NOT_SUPPORTED;
    call->run.time_limit = get_setting( server, L"CallTimeout", DEFAULT_CALL_TIMEOUT );
    return NERR_Success;
}

/* FALSE where there is no answer: then the result is an RPC status. */
static BOOL ask_binding( struct binding *binding, struct remote_call *call, DWORD *result )
{
    if (run_stubs( &call->run, binding->handle, result ))
    {
        binding->unproven = FALSE;
        return TRUE;
    }
    /* So Samba tells of a wrong password, in place of the first answer: in one way while it still checks it, in the
     * other afterwards. What a user may not do is a status that functions return. */
    if (binding->unproven && (*result == RPC_S_PROTOCOL_ERROR || *result == RPC_S_ACCESS_DENIED))
        *result = RPC_S_SEC_PKG_ERROR;
    return FALSE;
}

static NET_API_STATUS open_binding( const WCHAR *server, const struct remote_interface *iface,
                                    struct binding **binding )
{
    LONG changes = credential_changes;
    struct credentials *credentials;
    NET_API_STATUS status;

    if ((status = get_credentials( server, &credentials ))) return status;
    if (!(status = create_binding( server, iface, credentials, binding ))) add_binding( *binding, changes );
    release_credentials( credentials );
    return status;
}

/* One call with a binding of its own, for which the connection's key is found. */
static NET_API_STATUS call_with_key( const WCHAR *server, const struct remote_interface *iface,
                                     const struct credentials *credentials, struct remote_call *call )
{
    struct endpoint endpoint, relayed;
    struct binding *binding;
    NET_API_STATUS status;
    DWORD result;

    if ((status = find_endpoint( server, iface, &endpoint ))) return status;
    if ((status = start_key_relay( &endpoint, credentials, &call->relay, &relayed ))) return status;
    if (!(status = create_binding_at( server, iface, &relayed, credentials, &binding )))
    {
        status = ask_binding( binding, call, &result ) ? result : map_rpc_status( result );
        release_binding( binding );
    }
    stop_key_relay( call->relay );
    call->relay = NULL;
    return status;
}

/* For the function that asks. FALSE: nobody authenticated, or in a way that does not tell the key. */
BOOL get_session_key( const struct remote_call *call, BYTE key[KEY_SIZE] )
{
    return get_relayed_key( call->relay, key );
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
    struct credentials *credentials;
    struct binding *binding;
    NET_API_STATUS status;
    DWORD result;
    BOOL cached;

    if ((status = begin_call( server, call ))) return status;
    if (call->wants_key)
    {
        if ((status = get_credentials( server, &credentials ))) return status;
        if (credentials && credentials->user[0])
        {
            status = call_with_key( server, iface, credentials, call );
            release_credentials( credentials );
            return status;
        }
        release_credentials( credentials );
    }
    for (;;)
    {
        cached = (binding = find_binding( server, iface )) != NULL;
        if (!cached && (status = open_binding( server, iface, &binding ))) return status;
        if (ask_binding( binding, call, &result ))
        {
            release_binding( binding );
            return result;
        }
        forget_binding( binding );
        release_binding( binding );
        /* A server that was started again since has closed the connection, and may have other ports. */
        if (!cached || call->run.timed_out ||
            !(is_unsent( result ) || (call->repeatable && result == RPC_S_CALL_FAILED)))
            return map_rpc_status( result );
        free_stub_memory( &call->run );
    }
}

/************************************************************
 *                connect_remote
 *
 * Asks a server as somebody else than its other calls do, and whatever it answers.
 *
 * PARAMS
 *  server      [I]   Its name or address.
 *  iface       [I]   Which of its interfaces.
 *  credentials [I]   Who asks; NULL: nobody.
 *  call        [I/O] As for call_remote().
 *  binding     [O]   For replace_bindings(), the caller's to give back with release_binding(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, or why the server could not be asked: what find_endpoint() and map_rpc_status() return.
 */
NET_API_STATUS connect_remote( const WCHAR *server, const struct remote_interface *iface,
                               const struct credentials *credentials, struct remote_call *call,
                               struct binding **binding )
{
    NET_API_STATUS status;
    DWORD result;

    *binding = NULL;
    if ((status = begin_call( server, call ))) return status;
    if ((status = create_binding( server, iface, credentials, binding ))) return status;
    if (ask_binding( *binding, call, &result )) return NERR_Success;
    release_binding( *binding );
    *binding = NULL;
    return map_rpc_status( result );
}

void free_remote_answer( struct remote_call *call )
{
    free_stub_memory( &call->run );
}
