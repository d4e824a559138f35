/*
 * Named pipes of servers, over SMB
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
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"

#include "wine/debug.h"

#include "channel.h"
#include "smbsession.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

struct pipe_channel
{
    struct channel      channel;
    struct smb_session *session;
    struct smb_file     file;
    struct smb_request  request;        /* the last one, with its response */
    BOOL                is_asked;       /* It is under way. */
    const BYTE         *data;           /* what of its response was not taken yet */
    DWORD               data_size;
};

/* milliseconds, before a pipe is asked for again that others have */
#define FIRST_PAUSE  10
#define LAST_PAUSE   500

/* How long a call of the pipe itself takes: no more than what it is for. */
static ULONGLONG get_deadline( const struct endpoint *endpoint )
{
    return min( GetTickCount64() + endpoint->call_limit, endpoint->deadline );
}

static NET_API_STATUS ask( struct pipe_channel *pipe, WORD command, const struct smb_body *body, ULONGLONG deadline )
{
    pipe->data_size = 0;
    return begin_request( pipe->session->connection, &pipe->request, command, body, deadline );
}

/* What the server says is in *answer, with NERR_Success. */
static NET_API_STATUS get_answer( struct pipe_channel *pipe, ULONGLONG deadline, LONG *answer )
{
    NET_API_STATUS status;

    if ((status = finish_request( pipe->session->connection, &pipe->request, deadline ))) return status;
    *answer = get_response_status( &pipe->request );
    if (is_session_lost( *answer )) break_smb_connection( pipe->session->connection );
    return NERR_Success;
}

/* MS-SMB2, 3.2.4.3: to read and to write, what is there. */
static NET_API_STATUS ask_for_pipe( struct pipe_channel *pipe, const WCHAR *name, ULONGLONG deadline, LONG *answer )
{
    const struct smb_create create =
    {
        .size = 57, .impersonation = 2, .access = FILE_GENERIC_READ | FILE_GENERIC_WRITE,
        .sharing = FILE_SHARE_READ | FILE_SHARE_WRITE, .disposition = 1, .options = 0x40,
        .name_offset = sizeof(struct smb_header) + sizeof(create), .name_size = lstrlenW( name ) * sizeof(*name)
    };
    const struct smb_body body = { &create, sizeof(create), name, create.name_size };
    NET_API_STATUS status;

    if ((status = ask( pipe, SMB_CREATE, &body, deadline ))) return status;
    if ((status = get_answer( pipe, deadline, answer ))) return status;
    TRACE( "%s: %#lx\n", debugstr_w(name), *answer );
    return NERR_Success;
}

/* All ends of a pipe may be others' for a moment; then there is one soon. */
static NET_API_STATUS create_pipe( struct pipe_channel *pipe, const WCHAR *name, ULONGLONG deadline )
{
    const struct smb_created *created;
    DWORD pause = FIRST_PAUSE;
    NET_API_STATUS status;
    LONG answer;

    for (;; pause = min( 2 * pause, LAST_PAUSE ))
    {
        if ((status = ask_for_pipe( pipe, name, deadline, &answer ))) return status;
        if (answer != STATUS_PIPE_NOT_AVAILABLE || GetTickCount64() + pause >= deadline) break;
        Sleep( pause );
    }
    if (answer) return map_smb_status( answer );
    if (!(created = get_response_body( &pipe->request, sizeof(*created), 89 ))) return RPC_S_PROTOCOL_ERROR;
    pipe->file = created->file;
    return NERR_Success;
}

/* the length in a PDU's header has 16 bits */
#define MAX_PDU  0xffff

static DWORD get_max_message( const struct smb_session *session )
{
    return min( session->logon.max_transact, min( session->logon.max_read, session->logon.max_write ) );
}

static void free_pipe( struct pipe_channel *pipe )
{
    release_session( pipe->session );
    NetApiBufferFree( pipe->request.response );
    NetApiBufferFree( pipe );
}

/* A session that was idle may have ended since; then it is made again, once. */
static NET_API_STATUS open_pipe( struct endpoint *endpoint, struct credentials *credentials, struct channel **channel )
{
    ULONGLONG deadline = get_deadline( endpoint );
    struct pipe_channel *pipe;
    NET_API_STATUS status;
    unsigned int attempts;

    if ((status = NetApiBufferAllocate( sizeof(*pipe), (void **)&pipe ))) return status;
    memset( pipe, 0, sizeof(*pipe) );
    pipe->channel.transport = &pipe_transport;
    for (attempts = 0; attempts < 2; attempts++)
    {
        if ((status = open_session( endpoint, credentials, &pipe->session ))) break;
        if (!(status = create_pipe( pipe, endpoint->pipe, deadline ))) break;
        if (!pipe->session->connection->failure || status == ERROR_TIMEOUT) break;
        release_session( pipe->session );
        pipe->session = NULL;
    }
    if (status)
    {
        free_pipe( pipe );
        return status;
    }
    pipe->channel.max_fragment = min( MAX_PDU, get_max_message( pipe->session ) );
    *channel = &pipe->channel;
    return NERR_Success;
}

static void close_pipe( struct channel *channel )
{
    struct pipe_channel *pipe = (struct pipe_channel *)channel;
    const struct smb_close closing = { .size = 24, .file = pipe->file };
    const struct smb_body body = { &closing, sizeof(closing), NULL, 0 };

    if (pipe->is_asked) drop_request( pipe->session->connection, &pipe->request );
    tell_server( pipe->session->connection, SMB_CLOSE, &body );
    free_pipe( pipe );
}

/* What is not the last part of a request: 3.2.4.7 */
static NET_API_STATUS write_pipe( struct pipe_channel *pipe, const BYTE *bytes, DWORD size, ULONGLONG deadline )
{
    const struct smb_write write =
    {
        .size = 49, .data_offset = sizeof(struct smb_header) + sizeof(write), .length = size, .file = pipe->file
    };
    const struct smb_body body = { &write, sizeof(write), bytes, size };
    const struct smb_written *written;
    NET_API_STATUS status;
    LONG answer;

    if (size > pipe->session->logon.max_write) return RPC_S_PROTOCOL_ERROR;
    if ((status = ask( pipe, SMB_WRITE, &body, deadline ))) return status;
    if ((status = get_answer( pipe, deadline, &answer ))) return status;
    if (answer) return map_smb_status( answer );
    written = get_response_body( &pipe->request, sizeof(*written), 17 );
    return written && written->count == size ? NERR_Success : RPC_S_PROTOCOL_ERROR;
}

/* The last part goes with the question for the answer: 3.2.4.20.4 */
static NET_API_STATUS send_pipe( struct channel *channel, const BYTE *bytes, DWORD size, BOOL is_last,
                                 ULONGLONG deadline )
{
    struct pipe_channel *pipe = (struct pipe_channel *)channel;
    const struct smb_ioctl ioctl =
    {
        .size = 57, .code = SMB_PIPE_TRANSCEIVE, .file = pipe->file, .flags = SMB_IS_FSCTL,
        .input_offset = sizeof(struct smb_header) + sizeof(ioctl), .input_size = size,
        .max_output = pipe->session->logon.max_transact
    };
    const struct smb_body body = { &ioctl, sizeof(ioctl), bytes, size };
    NET_API_STATUS status;

    if (!is_last) return write_pipe( pipe, bytes, size, deadline );
    if (size > pipe->session->logon.max_transact) return RPC_S_PROTOCOL_ERROR;
    if (!(status = ask( pipe, SMB_IOCTL, &body, deadline ))) pipe->is_asked = TRUE;
    return status;
}

static NET_API_STATUS ask_for_more( struct pipe_channel *pipe, ULONGLONG deadline )
{
    const struct smb_read read = { .size = 49, .length = pipe->session->logon.max_read, .file = pipe->file };
    const struct smb_body body = { &read, sizeof(read), NULL, 0 };
    NET_API_STATUS status;

    if (!(status = ask( pipe, SMB_READ, &body, deadline ))) pipe->is_asked = TRUE;
    return status;
}

/* FALSE: it is none. */
static BOOL find_data( struct pipe_channel *pipe )
{
    const struct smb_ioctl_answer *transceived;
    const struct smb_read_answer *read;

    if (pipe->request.command == SMB_IOCTL)
    {
        if (!(transceived = get_response_body( &pipe->request, sizeof(*transceived), 49 ))) return FALSE;
        pipe->data_size = transceived->output_size;
        pipe->data = get_response_data( &pipe->request, transceived->output_offset, pipe->data_size );
        return pipe->data && pipe->data_size <= pipe->session->logon.max_transact;
    }
    if (!(read = get_response_body( &pipe->request, sizeof(*read), 17 ))) return FALSE;
    pipe->data_size = read->data_size;
    pipe->data = get_response_data( &pipe->request, read->data_offset, pipe->data_size );
    return pipe->data && pipe->data_size <= pipe->session->logon.max_read;
}

/* The server has not done a call whose question it refused; but what it kept pending, or began to answer, it may have. */
static NET_API_STATUS map_refusal( const struct pipe_channel *pipe, LONG answer )
{
    NET_API_STATUS status = map_smb_status( answer );
    BOOL is_taken = pipe->request.command != SMB_IOCTL || pipe->request.async_id;

    return status == RPC_S_CALL_FAILED_DNE && is_taken ? RPC_S_CALL_FAILED : status;
}

/* Takes the response to what is under way; without any, the server is asked for more of the last one: 3.2.4.6. */
static NET_API_STATUS fill_pipe( struct pipe_channel *pipe, ULONGLONG deadline )
{
    NET_API_STATUS status;
    LONG answer;

    if (!pipe->is_asked && (status = ask_for_more( pipe, deadline ))) return status;
    pipe->is_asked = FALSE;
    if ((status = get_answer( pipe, deadline, &answer ))) return status;
    if (answer && answer != STATUS_BUFFER_OVERFLOW) return map_refusal( pipe, answer );
    if (find_data( pipe ) && pipe->data_size) return NERR_Success;
    pipe->data_size = 0;
    return RPC_S_PROTOCOL_ERROR;
}

static NET_API_STATUS receive_pipe( struct channel *channel, BYTE *bytes, DWORD size, ULONGLONG deadline,
                                    DWORD *received )
{
    struct pipe_channel *pipe = (struct pipe_channel *)channel;
    NET_API_STATUS status;

    *received = 0;
    if (!pipe->data_size && (status = fill_pipe( pipe, deadline ))) return status;
    *received = min( size, pipe->data_size );
    memcpy( bytes, pipe->data, *received );
    pipe->data += *received;
    pipe->data_size -= *received;
    return NERR_Success;
}

static BOOL is_pipe_idle( const struct channel *channel )
{
    const struct pipe_channel *pipe = (const struct pipe_channel *)channel;

    return !pipe->data_size && !pipe->is_asked && is_smb_idle( pipe->session->connection );
}

static BOOL is_pipe_sealed( const struct channel *channel )
{
    return ((const struct pipe_channel *)channel)->session->connection->is_sealed;
}

static BOOL get_pipe_key( const struct channel *channel, BYTE key[KEY_SIZE] )
{
    const struct smb_logon *logon = &((const struct pipe_channel *)channel)->session->logon;

    if (logon->has_key) memcpy( key, logon->key, KEY_SIZE );
    return logon->has_key;
}

const struct transport pipe_transport =
{
    TRUE, open_pipe, send_pipe, receive_pipe, is_pipe_idle, is_pipe_sealed, get_pipe_key, close_pipe
};
