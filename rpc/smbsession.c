/*
 * Sessions at SMB servers: one for each server and user, for all interfaces and threads
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

#include "wine/debug.h"

#include "credentials.h"
#include "delay.h"
#include "smbsession.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* those that somebody holds: bindings, and pipes */
static SRWLOCK sessions_lock = SRWLOCK_INIT;
static CONDITION_VARIABLE sessions_changed = CONDITION_VARIABLE_INIT;
static struct smb_session *sessions;

static void close_session( struct smb_session *session )
{
    static const struct { WORD size, reserved; } logoff = { 4, 0 };
    static const struct smb_body body = { &logoff, sizeof(logoff), NULL, 0 };

    if (session->connection)
    {
        tell_server( session->connection, SMB_LOGOFF, &body );
        close_smb_connection( session->connection );
    }
    release_credentials( session->credentials );
    SecureZeroMemory( &session->logon, sizeof(session->logon) );
    NetApiBufferFree( session );
}

/* NULL is allowed. */
void release_session( struct smb_session *session )
{
    struct smb_session **link;

    if (!session) return;
    AcquireSRWLockExclusive( &sessions_lock );
    if (InterlockedDecrement( &session->references )) session = NULL;
    else
    {
        for (link = &sessions; *link != session; link = &(*link)->next) {}
        *link = session->next;
    }
    ReleaseSRWLockExclusive( &sessions_lock );
    if (session) close_session( session );
}

/* whether it can be used, or its status told to those who wait for it */
static BOOL is_usable( const struct smb_session *session )
{
    return session->is_opening || (!session->status && !session->connection->failure);
}

static BOOL is_session_of( const struct smb_session *session, const struct endpoint *endpoint,
                           const struct credentials *credentials )
{
    if (!is_same_name( session->server, endpoint->server ) || lstrcmpW( session->port, endpoint->port ) ||
        session->needs_seal != endpoint->needs_seal) return FALSE;
    return session->credentials && credentials ? is_same_credentials( session->credentials, credentials ) :
                                                 session->credentials == credentials;
}

/* Whether the server has not ended it, as far as can be told without asking. */
BOOL is_open_session( struct smb_session *session )
{
    return is_smb_idle( session->connection );
}

static NET_API_STATUS create_session( const struct endpoint *endpoint, struct credentials *credentials,
                                      struct smb_session **session )
{
    struct smb_session *created;
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(*created), (void **)&created ))) return status;
    memset( created, 0, sizeof(*created) );
    created->references = 1;
    created->is_opening = TRUE;
    created->needs_seal = endpoint->needs_seal;
    created->credentials = share_credentials( credentials );
    lstrcpynW( created->server, endpoint->server, ARRAYSIZE(created->server) );
    lstrcpynW( created->port, endpoint->port, ARRAYSIZE(created->port) );
    *session = created;
    return NERR_Success;
}

/* Waits for the thread that opens it. The caller holds the lock, and a reference. */
static NET_API_STATUS wait_for_session( struct smb_session *session, ULONGLONG deadline )
{
    ULONGLONG now;

    while (session->is_opening)
    {
        if ((now = GetTickCount64()) >= deadline) return ERROR_TIMEOUT;
        SleepConditionVariableSRW( &sessions_changed, &sessions_lock, min( deadline - now, MAXLONG ), 0 );
    }
    return session->status;
}

/* Opens one that is in the list. */
static NET_API_STATUS fill_session( struct smb_session *session, struct endpoint *endpoint )
{
    struct smb_connection *connection;
    NET_API_STATUS status;

    if (!(status = open_smb_connection( endpoint, &connection )) &&
        (status = log_on( connection, endpoint, session->credentials, &session->logon )))
    {
        close_smb_connection( connection );
        connection = NULL;
    }
    AcquireSRWLockExclusive( &sessions_lock );
    if (!status) session->connection = connection;
    session->status = status;
    session->is_opening = FALSE;
    ReleaseSRWLockExclusive( &sessions_lock );
    WakeAllConditionVariable( &sessions_changed );
    return status;
}

/************************************************************
 *                open_session
 *
 * Takes the session that a server has for somebody, or opens it.
 *
 * PARAMS
 *  endpoint    [I/O] Where the server is.
 *  credentials [I]   Who asks; NULL: the user, who may have a ticket. One without a name: nobody.
 *  session     [O]   To be given back with release_session(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_BAD_NETPATH (nothing answers there), ERROR_TIMEOUT, ERROR_NOT_ENOUGH_MEMORY, or what log_on()
 *  returns. Who waited for another thread's attempt gets what became of that: a wrong password is tried once.
 */
NET_API_STATUS open_session( struct endpoint *endpoint, struct credentials *credentials, struct smb_session **session )
{
    struct smb_session *found;
    NET_API_STATUS status = NERR_Success;

    *session = NULL;
    keep_loaded();
    AcquireSRWLockExclusive( &sessions_lock );
    for (found = sessions; found; found = found->next)
        if (is_usable( found ) && is_session_of( found, endpoint, credentials )) break;
    if (found)
    {
        InterlockedIncrement( &found->references );
        status = wait_for_session( found, endpoint->deadline );
        ReleaseSRWLockExclusive( &sessions_lock );
    }
    else
    {
        if (!(status = create_session( endpoint, credentials, &found )))
        {
            found->next = sessions;
            sessions = found;
        }
        ReleaseSRWLockExclusive( &sessions_lock );
        if (!status) status = fill_session( found, endpoint );
    }
    if (!status) *session = found;
    else release_session( found );
    return status;
}
