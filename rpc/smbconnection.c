/*
 * Connections to SMB servers: requests under way, their credits and their protection
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
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"

#include "wine/debug.h"

#include "smbconnection.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* A thread that waits for a response takes what comes, for all, when no other thread does. So no thread has to be there
 * for a connection, and where one thread asks, nobody hands anything over. */

/* how many requests more the server is asked to take; more than threads that ask one server at a time */
#define WANTED_CREDITS  64

/* milliseconds for what nobody waits for: the rest of a message that has begun to come, and what the server is told */
#define MAX_LEFT_TIME  1000

/************************************************************
 *                open_smb_connection
 *
 * PARAMS
 *  endpoint   [I/O] Where the server is; its host becomes the address that answered.
 *  connection [O]   To be given back with close_smb_connection().
 *
 * RETURNS
 *  NERR_Success, or what tcp_transport's open returns.
 */
NET_API_STATUS open_smb_connection( struct endpoint *endpoint, struct smb_connection **connection )
{
    struct smb_connection *opened;
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(*opened), (void **)&opened ))) return status;
    memset( opened, 0, FIELD_OFFSET( struct smb_connection, input ) );
    InitializeSRWLock( &opened->lock );
    InitializeConditionVariable( &opened->changed );
    opened->credits = 1;
    if (!(status = tcp_transport.open( endpoint, NULL, &opened->carrier ))) *connection = opened;
    else NetApiBufferFree( opened );
    return status;
}

void close_smb_connection( struct smb_connection *connection )
{
    connection->carrier->transport->close( connection->carrier );
    destroy_smb_keys( connection->keys );
    SecureZeroMemory( connection->input, sizeof(connection->input) );
    SecureZeroMemory( connection->output, sizeof(connection->output) );
    NetApiBufferFree( connection );
}

/*
 * What the server sends
 */

static NET_API_STATUS fill_input( struct smb_connection *connection, DWORD size, ULONGLONG deadline )
{
    NET_API_STATUS status;
    DWORD received;

    for (; connection->input_size - connection->input_used < size; connection->input_size += received)
        if ((status = connection->carrier->transport->receive( connection->carrier,
                                                               connection->input + connection->input_size,
                                                               sizeof(connection->input) - connection->input_size,
                                                               deadline, &received )))
            return status;
    return NERR_Success;
}

/* The next frame's message, which is valid until the next one is received. What has come of it stays on a timeout. */
static NET_API_STATUS receive_message( struct smb_connection *connection, ULONGLONG deadline, BYTE **message,
                                       DWORD *size )
{
    const struct smb_frame *frame = (const struct smb_frame *)connection->input;
    NET_API_STATUS status;

    if (connection->input_used)
    {
        connection->input_size -= connection->input_used;
        memmove( connection->input, connection->input + connection->input_used, connection->input_size );
        connection->input_used = 0;
    }
    if ((status = fill_input( connection, sizeof(*frame), deadline ))) return status;
    *size = frame->length[0] << 16 | frame->length[1] << 8 | frame->length[2];
    /* So NetBIOS says that it does not take the connection, which ends then, before that is read or after. */
    if (frame->zero) return RPC_S_CALL_FAILED;
    if (*size < sizeof(struct smb_header) || *size > sizeof(connection->input) - sizeof(*frame)) return RPC_S_PROTOCOL_ERROR;
    if ((status = fill_input( connection, sizeof(*frame) + *size, deadline ))) return status;
    connection->input_used = sizeof(*frame) + *size;
    *message = connection->input + sizeof(*frame);
    return NERR_Success;
}

/* Takes the protection from around a message. RPC_S_ACCESS_DENIED: it is not from who has the key. */
static NET_API_STATUS unprotect( struct smb_connection *connection, BYTE **message, DWORD *size )
{
    const struct smb_transform *transform = (const struct smb_transform *)*message;

    if (!connection->is_sealed) return NERR_Success;
    if (*size < sizeof(*transform) + sizeof(struct smb_header) ||
        transform->protocol != SMB_TRANSFORM_PROTOCOL || transform->session_id != connection->session_id ||
        !unseal_message( connection->keys, *message, *size ))
        return RPC_S_ACCESS_DENIED;
    *message += sizeof(*transform);
    *size -= sizeof(*transform);
    return NERR_Success;
}

static BOOL is_interim( const struct smb_header *header )
{
    return header->status == STATUS_PENDING && header->flags & SMB_ASYNC;
}

/* Who has no session any more has no key to sign that with: 3.3.5.2.4. It is worth as much as a connection that ends. */
static NET_API_STATUS refuse_message( const struct smb_header *header )
{
    return is_session_lost( header->status ) ? RPC_S_CALL_FAILED : RPC_S_ACCESS_DENIED;
}

/* MS-SMB2, 3.2.5.1. Compound responses answer compound requests, and breaks of oplocks those who have one. */
static NET_API_STATUS check_message( struct smb_connection *connection, const BYTE *message, DWORD size )
{
    const struct smb_header *header = (const struct smb_header *)message;

    if (header->protocol != SMB_PROTOCOL || header->size != sizeof(*header) ||
        !(header->flags & SMB_RESPONSE) || header->next) return RPC_S_PROTOCOL_ERROR;
    /* Only such an one is not signed, whatever its flags say: it tells nothing but that there is more to wait for. */
    if (connection->keys && !connection->is_sealed && !is_interim( header ) &&
        !is_signed_message( connection->keys, message, size )) return refuse_message( header );
    return NERR_Success;
}

static void add_credits( struct smb_connection *connection, const struct smb_header *header )
{
    connection->credits = min( connection->credits + header->credits, 2 * WANTED_CREDITS );
}

/* The caller holds the lock. */
static struct smb_request **find_request( struct smb_connection *connection, ULONGLONG message_id )
{
    struct smb_request **link;

    for (link = &connection->requests; *link && (*link)->message_id != message_id; link = &(*link)->next) {}
    return link;
}

static BOOL is_dropped( struct smb_connection *connection, const struct smb_header *header )
{
    unsigned int i;

    for (i = 0; i < connection->dropped_count && connection->dropped[i] != header->message_id; i++) {}
    if (i == connection->dropped_count) return FALSE;
    if (!is_interim( header )) connection->dropped[i] = connection->dropped[--connection->dropped_count];
    return TRUE;
}

/* whether a message can be the response to a request */
static BOOL is_response( const struct smb_connection *connection, const struct smb_request *request,
                         const struct smb_header *header )
{
    if (header->command != request->command) return FALSE;
    if (connection->session_id && header->session_id != connection->session_id) return FALSE;
    if (header->flags & SMB_ASYNC)
        return header->async_id && (!request->async_id || header->async_id == request->async_id);
    return !request->async_id;
}

static NET_API_STATUS keep_response( struct smb_request *request, const BYTE *message, DWORD size )
{
    if (size > request->response_space)
    {
        if (NetApiBufferReallocate( request->response, size, (void **)&request->response ))
            return ERROR_NOT_ENOUGH_MEMORY;
        request->response_space = size;
    }
    memcpy( request->response, message, size );
    request->response_size = size;
    return NERR_Success;
}

/* Gives a message to whom it is for. The caller holds the lock. */
static NET_API_STATUS deliver( struct smb_connection *connection, const BYTE *message, DWORD size )
{
    const struct smb_header *header = (const struct smb_header *)message;
    struct smb_request **link = find_request( connection, header->message_id ), *request = *link;
    NET_API_STATUS status;

    add_credits( connection, header );
    if (!request) return is_dropped( connection, header ) ? NERR_Success : RPC_S_PROTOCOL_ERROR;
    if (!is_response( connection, request, header )) return RPC_S_PROTOCOL_ERROR;
    if (is_interim( header ))
    {
        request->async_id = header->async_id;
        return NERR_Success;
    }
    if ((status = keep_response( request, message, size ))) return status;
    *link = request->next;
    request->is_done = TRUE;
    return NERR_Success;
}

/* Takes the next message. The caller has connection->is_reading, and holds the lock, which is free meanwhile. A timeout is
 * the caller's alone, all other failures are the connection's. */
static NET_API_STATUS take_message( struct smb_connection *connection, ULONGLONG deadline )
{
    NET_API_STATUS status;
    BYTE *message;
    DWORD size;

    ReleaseSRWLockExclusive( &connection->lock );
    if (!(status = receive_message( connection, deadline, &message, &size )) &&
        !(status = unprotect( connection, &message, &size ))) status = check_message( connection, message, size );
    AcquireSRWLockExclusive( &connection->lock );
    if (!status) status = deliver( connection, message, size );
    if (status && status != ERROR_TIMEOUT && !connection->failure)
    {
        WARN( "%lu\n", status );
        connection->failure = status;
    }
    return status;
}

/* Takes the next message, or waits until another thread has. The caller holds the lock, which is free meanwhile. */
static NET_API_STATUS wait_for_change( struct smb_connection *connection, ULONGLONG deadline )
{
    ULONGLONG now = GetTickCount64();
    NET_API_STATUS status;

    if (now >= deadline) return ERROR_TIMEOUT;
    if (connection->is_reading)
    {
        SleepConditionVariableSRW( &connection->changed, &connection->lock, min( deadline - now, MAXLONG ), 0 );
        return connection->failure;
    }
    connection->is_reading = TRUE;
    status = take_message( connection, deadline );
    connection->is_reading = FALSE;
    WakeAllConditionVariable( &connection->changed );
    return status;
}

/*
 * What it is sent
 */

/* Waits until a request can be sent; then the caller has connection->is_sending. It holds the lock. On a connection that
 * broke before nothing is sent: RPC_S_CALL_FAILED, whatever it was that another request broke it by. */
static NET_API_STATUS start_sending( struct smb_connection *connection, BOOL takes_credit, ULONGLONG deadline )
{
    ULONGLONG now;

    for (;;)
    {
        if (connection->failure) return RPC_S_CALL_FAILED;
        if ((now = GetTickCount64()) >= deadline) return ERROR_TIMEOUT;
        if (connection->is_sending)
            SleepConditionVariableSRW( &connection->changed, &connection->lock, min( deadline - now, MAXLONG ), 0 );
        else if (takes_credit && !connection->credits)
        {
            /* none can come when there is nothing to answer */
            if (!connection->requests && !connection->dropped_count) return connection->failure = RPC_S_PROTOCOL_ERROR;
            wait_for_change( connection, deadline );
        }
        else break;
    }
    connection->is_sending = TRUE;
    return NERR_Success;
}

static struct smb_header *make_header( struct smb_connection *connection, WORD command, ULONGLONG message_id,
                                       ULONGLONG async_id )
{
    struct smb_header *header = (struct smb_header *)(connection->output + sizeof(struct smb_frame) +
                                                      sizeof(struct smb_transform));

    memset( header, 0, sizeof(*header) );
    header->protocol = SMB_PROTOCOL;
    header->size = sizeof(*header);
    header->command = command;
    header->message_id = message_id;
    header->session_id = connection->session_id;
    if (async_id)
    {
        header->flags = SMB_ASYNC;
        header->async_id = async_id;
    }
    else header->tree_id = connection->tree_id;
    if (command != SMB_CANCEL)
    {
        header->credits = WANTED_CREDITS;
        if (command != SMB_NEGOTIATE) header->credit_charge = 1;
    }
    return header;
}

/* Sends the message that stands in output. The caller has connection->is_sending. */
static NET_API_STATUS send_message( struct smb_connection *connection, struct smb_header *header, DWORD size,
                                    ULONGLONG deadline )
{
    BYTE *message = (BYTE *)header;
    struct smb_frame *frame;

    if (connection->is_hashed) add_preauth( connection->preauth, message, size );
    if (connection->is_sealed)
    {
        message -= sizeof(struct smb_transform);
        if (!seal_message( connection->keys, connection->session_id, message, size )) return ERROR_ENCRYPTION_FAILED;
        size += sizeof(struct smb_transform);
    }
    else if (connection->keys && !sign_message( connection->keys, message, size )) return ERROR_ENCRYPTION_FAILED;
    frame = (struct smb_frame *)(message - sizeof(*frame));
    frame->zero = 0;
    frame->length[0] = size >> 16;
    frame->length[1] = size >> 8;
    frame->length[2] = size;
    return connection->carrier->transport->send( connection->carrier, (BYTE *)frame, sizeof(*frame) + size, TRUE,
                                                 deadline );
}

/* Of what cannot be sent nobody knows how much the server has got. The caller holds the lock. */
static void end_sending( struct smb_connection *connection, NET_API_STATUS status )
{
    connection->is_sending = FALSE;
    if (status && !connection->failure) connection->failure = status == ERROR_TIMEOUT ? RPC_S_CALL_FAILED : status;
    WakeAllConditionVariable( &connection->changed );
}

static DWORD copy_body( struct smb_header *header, const struct smb_body *body )
{
    BYTE *start = (BYTE *)(header + 1);

    memcpy( start, body->fixed, body->fixed_size );
    if (body->data_size) memcpy( start + body->fixed_size, body->data, body->data_size );
    return sizeof(*header) + body->fixed_size + body->data_size;
}

/************************************************************
 *                begin_request
 *
 * Sends a request.
 *
 * PARAMS
 *  connection [I]   Where to.
 *  request    [I/O] For finish_request(), which has to be called after NERR_Success.
 *  command    [I]   What the server is asked to do.
 *  body       [I]   Less than MAX_SMB_MESSAGE in all.
 *  deadline   [I]   In GetTickCount64()'s time.
 *
 * RETURNS
 *  NERR_Success, ERROR_TIMEOUT, RPC_S_CALL_FAILED (it has not got the whole request: the connection is broken),
 *  RPC_S_PROTOCOL_ERROR (it takes no request), or ERROR_ENCRYPTION_FAILED.
 */
NET_API_STATUS begin_request( struct smb_connection *connection, struct smb_request *request, WORD command,
                              const struct smb_body *body, ULONGLONG deadline )
{
    struct smb_header *header;
    NET_API_STATUS status;

    request->command = command;
    request->is_done = FALSE;
    request->async_id = 0;
    request->response_size = 0;
    AcquireSRWLockExclusive( &connection->lock );
    if (!(status = start_sending( connection, TRUE, deadline )))
    {
        request->message_id = connection->message_id++;
        connection->credits--;
        request->next = connection->requests;
        connection->requests = request;
        ReleaseSRWLockExclusive( &connection->lock );

        header = make_header( connection, command, request->message_id, 0 );
        status = send_message( connection, header, copy_body( header, body ), deadline );

        AcquireSRWLockExclusive( &connection->lock );
        end_sending( connection, status );
        if (status && !request->is_done) *find_request( connection, request->message_id ) = request->next;
    }
    ReleaseSRWLockExclusive( &connection->lock );
    return status;
}

/* The server is told that nobody waits for a response. The caller holds the lock. */
static void cancel_request( struct smb_connection *connection, const struct smb_request *request )
{
    static const struct { WORD size, reserved; } cancel = { 4, 0 };
    static const struct smb_body body = { &cancel, sizeof(cancel), NULL, 0 };
    ULONGLONG deadline = GetTickCount64() + MAX_LEFT_TIME;
    struct smb_header *header;
    NET_API_STATUS status;

    if (connection->dropped_count == ARRAYSIZE(connection->dropped))
    {
        connection->failure = RPC_S_CALL_FAILED;
        WakeAllConditionVariable( &connection->changed );
    }
    else connection->dropped[connection->dropped_count++] = request->message_id;
    if (connection->is_sending || start_sending( connection, FALSE, deadline )) return;
    ReleaseSRWLockExclusive( &connection->lock );
    header = make_header( connection, SMB_CANCEL, request->message_id, request->async_id );
    status = send_message( connection, header, copy_body( header, &body ), deadline );
    AcquireSRWLockExclusive( &connection->lock );
    end_sending( connection, status );
}

/* The caller holds the lock. */
static void forget_request( struct smb_connection *connection, struct smb_request *request )
{
    *find_request( connection, request->message_id ) = request->next;
    if (!connection->failure) cancel_request( connection, request );
}

/************************************************************
 *                finish_request
 *
 * Waits for a response.
 *
 * PARAMS
 *  connection [I]   Where the request was sent.
 *  request    [I/O] begin_request()'s. It gets the response.
 *  deadline   [I]   In GetTickCount64()'s time.
 *
 * RETURNS
 *  NERR_Success, whatever the server's status is, ERROR_TIMEOUT (the request was cancelled), or why the connection cannot
 *  be used any more: RPC_S_CALL_FAILED, RPC_S_PROTOCOL_ERROR (not what SMB answers), RPC_S_ACCESS_DENIED (not from who has
 *  the session's key), ERROR_ENCRYPTION_FAILED, ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS finish_request( struct smb_connection *connection, struct smb_request *request, ULONGLONG deadline )
{
    NET_API_STATUS status = NERR_Success;

    AcquireSRWLockExclusive( &connection->lock );
    while (!request->is_done && !(status = connection->failure))
        if ((status = wait_for_change( connection, deadline )) == ERROR_TIMEOUT) break;
    if (request->is_done) status = NERR_Success;
    else forget_request( connection, request );
    ReleaseSRWLockExclusive( &connection->lock );
    return status;
}

/* Nobody waits for it any more. */
void drop_request( struct smb_connection *connection, struct smb_request *request )
{
    AcquireSRWLockExclusive( &connection->lock );
    if (!request->is_done) forget_request( connection, request );
    ReleaseSRWLockExclusive( &connection->lock );
}

/* The server has ended the session. What else is under way it may have done, or not. */
void break_smb_connection( struct smb_connection *connection )
{
    AcquireSRWLockExclusive( &connection->lock );
    if (!connection->failure) connection->failure = RPC_S_CALL_FAILED;
    ReleaseSRWLockExclusive( &connection->lock );
    WakeAllConditionVariable( &connection->changed );
}

/* Sends a request whose response nobody waits for, if it can be sent at once. */
void tell_server( struct smb_connection *connection, WORD command, const struct smb_body *body )
{
    ULONGLONG deadline = GetTickCount64() + MAX_LEFT_TIME;
    struct smb_header *header;
    NET_API_STATUS status;
    ULONGLONG message_id;

    AcquireSRWLockExclusive( &connection->lock );
    if (!connection->failure && !connection->is_sending && connection->credits &&
        connection->dropped_count < ARRAYSIZE(connection->dropped))
    {
        connection->is_sending = TRUE;
        connection->credits--;
        message_id = connection->message_id++;
        connection->dropped[connection->dropped_count++] = message_id;
        ReleaseSRWLockExclusive( &connection->lock );

        header = make_header( connection, command, message_id, 0 );
        status = send_message( connection, header, copy_body( header, body ), deadline );

        AcquireSRWLockExclusive( &connection->lock );
        end_sending( connection, status );
    }
    ReleaseSRWLockExclusive( &connection->lock );
}

/* Whether it works still, as far as can be told without asking the server; takes what has come. */
BOOL is_smb_idle( struct smb_connection *connection )
{
    ULONGLONG deadline = GetTickCount64() + MAX_LEFT_TIME;
    BOOL works;

    AcquireSRWLockExclusive( &connection->lock );
    while (!connection->failure && !connection->is_reading &&
           !connection->carrier->transport->is_idle( connection->carrier ) &&
           wait_for_change( connection, deadline ) != ERROR_TIMEOUT) {}
    works = !connection->failure;
    ReleaseSRWLockExclusive( &connection->lock );
    return works;
}

/*
 * Responses
 */

LONG get_response_status( const struct smb_request *request )
{
    return ((const struct smb_header *)request->response)->status;
}

/* What is behind the header, as the command has it; NULL where there is less, or something else. */
const void *get_response_body( const struct smb_request *request, DWORD size, WORD structure_size )
{
    const BYTE *body = request->response + sizeof(struct smb_header);

    if (request->response_size - sizeof(struct smb_header) < size) return NULL;
    return body[0] == (structure_size & 0xff) && body[1] == structure_size >> 8 ? body : NULL;
}

/* NULL where it is not in the response. */
const BYTE *get_response_data( const struct smb_request *request, DWORD offset, DWORD size )
{
    if (offset < sizeof(struct smb_header) || offset > request->response_size ||
        size > request->response_size - offset) return NULL;
    return request->response + offset;
}

/* whether the session is the server's no more */
BOOL is_session_lost( LONG status )
{
    return status == STATUS_NETWORK_SESSION_EXPIRED || status == STATUS_USER_SESSION_DELETED ||
           status == STATUS_NETWORK_NAME_DELETED;
}

/* What functions return for an answer about accounts and domains, and programs take for one: as that a member is in a group
 * already, or in none. */
static BOOL is_answer( NET_API_STATUS error )
{
    switch (error)
    {
    case ERROR_NO_MORE_FILES:
    case ERROR_ALREADY_EXISTS:
    case ERROR_NO_MORE_ITEMS:
    case ERROR_NOT_FOUND:
    case ERROR_NONE_MAPPED:
    case ERROR_DOMAIN_EXISTS:
    case ERROR_NO_SUCH_MEMBER:
    case ERROR_INVALID_MEMBER: return TRUE;
    default: return (error >= ERROR_USER_EXISTS && error <= ERROR_LAST_ADMIN) ||
                    (error >= ERROR_NO_SUCH_ALIAS && error <= ERROR_ALIAS_EXISTS);
    }
}

/* as programs know them: a server tells who has no account apart from who has a wrong password, Windows' client does not.
 * None says that there is more to come, or no more: an error alone is no answer. */
NET_API_STATUS map_smb_status( LONG status )
{
    NET_API_STATUS error;

    switch (status)
    {
    case STATUS_NO_SUCH_DOMAIN:
    case STATUS_NO_SUCH_USER: return ERROR_LOGON_FAILURE;
    case STATUS_OBJECT_NAME_NOT_FOUND: return ERROR_FILE_NOT_FOUND;
    /* ERROR_BAD_NETPATH is what did not answer */
    case STATUS_BAD_NETWORK_PATH: return ERROR_REM_NOT_LIST;
    case STATUS_FILE_CLOSED: return RPC_S_CALL_FAILED_DNE;
    case STATUS_PIPE_DISCONNECTED:
    case STATUS_PIPE_BROKEN: return RPC_S_CALL_FAILED;
    }
    if (is_session_lost( status )) return RPC_S_CALL_FAILED_DNE;
    /* Some statuses are exceptions' codes, which stubs would raise, and some hold any number of Win32's. A server that has
     * proven nothing yet shall not have functions return what they return for an answer. */
    if (HIWORD(status) != 0xc000) return RPC_S_PROTOCOL_ERROR;
    error = RtlNtStatusToDosError( status );
    if (!error || error == ERROR_MR_MID_NOT_FOUND || error == ERROR_MORE_DATA || (error >= NERR_BASE && error <= MAX_NERR) ||
        error > 0xffff || is_answer( error )) return RPC_S_CALL_FAILED;
    return error;
}
