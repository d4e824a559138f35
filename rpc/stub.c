/*
 * Calls of client stubs: their exceptions
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

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"

#include "wine/debug.h"

#include "delay.h"
#include "guard.h"
#include "ndr.h"
#include "stub.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

static BOOL CALLBACK init( INIT_ONCE *once, void *param, void **context )
{
    (void)once, (void)param, (void)context;
    keep_loaded();
    return load_ndr() && init_stub_memory();
}

/* No stub may run before it returned TRUE. */
BOOL load_stubs(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    return InitOnceExecuteOnce( &once, init, NULL, NULL );
}

static DWORD call_stubs( void *args )
{
    struct stub_run *run = args;

    return run->function( (handle_t)run->connection, run->args );
}

/************************************************************
 *                run_stubs
 *
 * Runs client stubs. Whatever the server does, it returns.
 *
 * PARAMS
 *  run        [I/O] What to run; free_stub_memory() frees what it got, on every path.
 *  connection [I]   The server's. When an exception ended the run, it can only be closed.
 *  result     [O]   What the function returned, or the exception's code: a status of ask_connection() or
 *                   of rpcrt4.dll's, RPC_X_BAD_STUB_DATA for one that is no status.
 *
 * RETURNS
 *  TRUE: the function returned. FALSE: an exception ended it.
 */
BOOL run_stubs( struct stub_run *run, struct rpc_connection *connection, DWORD *result )
{
    struct guarded_call call = { call_stubs, run, 0 };
    struct stub_run *outer = enter_stub_run( run );

    run->connection = connection;
    /* A server tells which exception it wants raised: so all are taken, and none goes on to the program. */
    *result = run_guarded( &call );
    leave_stub_run( run, outer );
    if (!call.exception) return TRUE;

    *result = call.exception;
    if (call.exception <= 0xffff) return FALSE;
    /* no status of ours or of rpcrt4's: what was sent should have been refused before it did that */
    ERR( "exception %#lx\n", call.exception );
    *result = RPC_X_BAD_STUB_DATA;
    return FALSE;
}
