/*
 * Tests of smbconnection.c: requests under way, and what comes in their place
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <lmcons.h>
#include <lmerr.h>

/* No export shows the functions as they are, so the test has a copy of them, whose server is its own. */
#define tcp_transport scripted_transport
#include "../rpc/smbconnection.c"

/* what the server sends, and what it was sent */
struct script
{
    struct channel    channel;
    BYTE              input[1024];
    DWORD             input_size, input_used;
    unsigned int      sent;
    struct smb_header last;
};

static NET_API_STATUS open_script( struct endpoint *endpoint, struct credentials *credentials, struct channel **channel )
{
    static struct script script;

    (void)endpoint, (void)credentials;
    memset( &script, 0, sizeof(script) );
    script.channel.transport = &scripted_transport;
    *channel = &script.channel;
    return NERR_Success;
}

static NET_API_STATUS send_script( struct channel *channel, const BYTE *bytes, DWORD size, BOOL is_last, ULONGLONG deadline )
{
    struct script *script = (struct script *)channel;

    (void)is_last, (void)deadline;
    script->sent++;
    if (size >= sizeof(struct smb_frame) + sizeof(script->last))
        memcpy( &script->last, bytes + sizeof(struct smb_frame), sizeof(script->last) );
    return NERR_Success;
}

static NET_API_STATUS receive_script( struct channel *channel, BYTE *bytes, DWORD size, ULONGLONG deadline, DWORD *received )
{
    struct script *script = (struct script *)channel;

    (void)deadline;
    *received = min( size, script->input_size - script->input_used );
    if (!*received) return ERROR_TIMEOUT;
    memcpy( bytes, script->input + script->input_used, *received );
    script->input_used += *received;
    return NERR_Success;
}

static BOOL is_script_idle( const struct channel *channel )
{
    const struct script *script = (const struct script *)channel;

    return script->input_used == script->input_size;
}

static void close_script( struct channel *channel )
{
    (void)channel;
}

const struct transport scripted_transport =
{
    FALSE, open_script, send_script, receive_script, is_script_idle, NULL, NULL, close_script
};

static struct smb_connection *open_test_connection( struct script **script )
{
    struct smb_connection *connection = NULL;
    NET_API_STATUS status = open_smb_connection( NULL, &connection );

    ok( !status && connection, "got %lu\n", status );
    connection->credits = 64;
    *script = (struct script *)connection->carrier;
    return connection;
}

static void answer( struct script *script, WORD command, ULONGLONG message_id, LONG status, DWORD flags )
{
    const struct smb_frame frame = { 0, { 0, 0, sizeof(struct smb_header) } };
    struct smb_header header = { .protocol = SMB_PROTOCOL, .size = sizeof(header), .command = command, .status = status,
                                 .credits = 1, .flags = SMB_RESPONSE | flags, .message_id = message_id };

    if (flags & SMB_ASYNC) header.async_id = 77;
    memcpy( script->input + script->input_size, &frame, sizeof(frame) );
    memcpy( script->input + script->input_size + sizeof(frame), &header, sizeof(header) );
    script->input_size += sizeof(frame) + sizeof(header);
}

static NET_API_STATUS begin( struct smb_connection *connection, struct smb_request *request )
{
    static const struct smb_body body = { "", 1, NULL, 0 };

    memset( request, 0, sizeof(*request) );
    return begin_request( connection, request, SMB_READ, &body, GetTickCount64() + 10000 );
}

static NET_API_STATUS finish( struct smb_connection *connection, struct smb_request *request )
{
    return finish_request( connection, request, GetTickCount64() + 10000 );
}

/* An answer is for whom it is, and what comes too late for nobody. */
static void test_answers(void)
{
    struct smb_request first, second;
    struct smb_connection *connection;
    struct script *script;
    NET_API_STATUS status;
    unsigned int i;

    connection = open_test_connection( &script );
    status = begin( connection, &first );
    ok( !status, "got %lu\n", status );
    status = begin( connection, &second );
    ok( !status, "got %lu\n", status );
    answer( script, SMB_READ, 1, STATUS_NOT_SUPPORTED, 0 );
    answer( script, SMB_READ, 0, STATUS_PENDING, SMB_ASYNC );
    status = finish( connection, &second );
    ok( !status && get_response_status( &second ) == STATUS_NOT_SUPPORTED, "got %lu\n", status );
    status = finish( connection, &first );
    ok( status == ERROR_TIMEOUT, "got %lu\n", status );
    ok( script->sent == 3 && script->last.command == SMB_CANCEL && script->last.flags == SMB_ASYNC &&
        script->last.async_id == 77 && !script->last.message_id, "%u sent, command %u, flags %lx\n", script->sent,
        script->last.command, script->last.flags );
    answer( script, SMB_READ, 0, STATUS_CANCELLED, SMB_ASYNC );
    ok( is_smb_idle( connection ), "it does not work any more\n" );
    ok( !connection->requests && !connection->dropped_count, "%u dropped\n", connection->dropped_count );
    NetApiBufferFree( second.response );

    /* a server that answers nothing any more */
    for (i = 0; i <= ARRAY_SIZE(connection->dropped); i++)
    {
        status = begin( connection, &first );
        ok( !status, "%u: got %lu\n", i, status );
        status = finish( connection, &first );
        ok( status == ERROR_TIMEOUT, "%u: got %lu\n", i, status );
    }
    ok( !is_smb_idle( connection ), "it still works\n" );
    close_smb_connection( connection );
}

/* Who breaks a connection learns why; whose request was not sent learns that. */
static void test_break(void)
{
    struct smb_request first, second;
    struct smb_connection *connection;
    struct script *script;
    NET_API_STATUS status;

    connection = open_test_connection( &script );
    begin( connection, &first );
    begin( connection, &second );
    answer( script, SMB_WRITE, 0, 0, 0 );
    status = finish( connection, &first );
    ok( status == RPC_S_PROTOCOL_ERROR, "got %lu\n", status );
    status = finish( connection, &second );
    ok( status == RPC_S_PROTOCOL_ERROR, "got %lu\n", status );
    status = begin( connection, &first );
    ok( status == RPC_S_CALL_FAILED, "got %lu\n", status );
    ok( script->sent == 2 && !connection->requests, "%u sent\n", script->sent );
    close_smb_connection( connection );

    /* what is under way when the session ends may have been done: it is not RPC_S_CALL_FAILED_DNE */
    connection = open_test_connection( &script );
    begin( connection, &first );
    break_smb_connection( connection );
    status = finish( connection, &first );
    ok( status == RPC_S_CALL_FAILED, "got %lu\n", status );
    close_smb_connection( connection );

    /* the last credit */
    connection = open_test_connection( &script );
    connection->credits = 0;
    status = begin( connection, &first );
    ok( status == RPC_S_PROTOCOL_ERROR, "got %lu\n", status );
    close_smb_connection( connection );
}

/* With a key, what is not signed is believed in nothing; but a server without the session has no key. */
static void test_unsigned(void)
{
    static const struct { LONG answer; DWORD flags; NET_API_STATUS status; } unsigned_answers[] =
    {
        { STATUS_SUCCESS, 0, RPC_S_ACCESS_DENIED },
        { STATUS_LOGON_FAILURE, 0, RPC_S_ACCESS_DENIED },
        { STATUS_PENDING, 0, RPC_S_ACCESS_DENIED },
        { STATUS_PENDING, SMB_ASYNC, ERROR_TIMEOUT },
        { STATUS_PENDING, SMB_ASYNC | SMB_SIGNED, ERROR_TIMEOUT },  /* so Windows sends them */
        { STATUS_CANCELLED, SMB_ASYNC, RPC_S_ACCESS_DENIED },
        { STATUS_USER_SESSION_DELETED, 0, RPC_S_CALL_FAILED },
        { STATUS_USER_SESSION_DELETED, SMB_SIGNED, RPC_S_CALL_FAILED },
    };
    const struct smb_agreement agreement = { .dialect = SMB_DIALECT_210, .signing = SMB_HMAC_SHA256 };
    const BYTE key[KEY_SIZE] = { 1 };
    struct smb_connection *connection;
    struct smb_request request;
    struct script *script;
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(unsigned_answers); i++)
    {
        connection = open_test_connection( &script );
        status = create_smb_keys( &agreement, key, &connection->keys );
        ok( !status, "got %lu\n", status );
        begin( connection, &request );
        ok( script->last.flags == SMB_SIGNED, "got %lx\n", script->last.flags );
        answer( script, SMB_READ, 0, unsigned_answers[i].answer, unsigned_answers[i].flags );
        status = finish( connection, &request );
        ok( status == unsigned_answers[i].status, "%u: got %lu\n", i, status );
        close_smb_connection( connection );
    }
}

static void test_statuses(void)
{
    static const struct { LONG status; NET_API_STATUS error; } statuses[] =
    {
        { STATUS_ACCESS_DENIED, ERROR_ACCESS_DENIED },
        { STATUS_LOGON_FAILURE, ERROR_LOGON_FAILURE },
        { STATUS_NO_SUCH_USER, ERROR_LOGON_FAILURE },
        { STATUS_OBJECT_NAME_NOT_FOUND, ERROR_FILE_NOT_FOUND },
        { STATUS_BAD_NETWORK_NAME, ERROR_BAD_NET_NAME },
        { STATUS_USER_SESSION_DELETED, RPC_S_CALL_FAILED_DNE },
        { STATUS_FILE_CLOSED, RPC_S_CALL_FAILED_DNE },
        { STATUS_PIPE_BROKEN, RPC_S_CALL_FAILED },
        { 0xc000cabc, RPC_S_CALL_FAILED },
        /* no system's: exceptions' codes, and what has Win32's number in it */
        { 0xcabcabca, RPC_S_PROTOCOL_ERROR },
        { 0xc00708ad, RPC_S_PROTOCOL_ERROR },
        /* a program would ask for the rest, or take it that there is no more */
        { STATUS_BUFFER_OVERFLOW, RPC_S_PROTOCOL_ERROR },
        { STATUS_MORE_PROCESSING_REQUIRED, RPC_S_CALL_FAILED },
        { STATUS_NO_MORE_ENTRIES, RPC_S_PROTOCOL_ERROR },
        { STATUS_MORE_ENTRIES, RPC_S_PROTOCOL_ERROR },
        { STATUS_SUCCESS, RPC_S_PROTOCOL_ERROR },
        { STATUS_PENDING, RPC_S_PROTOCOL_ERROR },
        /* or that a member is in the group, is not, or that there is no group */
        { STATUS_MEMBER_IN_ALIAS, RPC_S_CALL_FAILED },
        { STATUS_MEMBER_NOT_IN_ALIAS, RPC_S_CALL_FAILED },
        { STATUS_NO_SUCH_ALIAS, RPC_S_CALL_FAILED },
        { STATUS_ALIAS_EXISTS, RPC_S_CALL_FAILED },
        { STATUS_NO_SUCH_MEMBER, RPC_S_CALL_FAILED },
        { STATUS_USER_EXISTS, RPC_S_CALL_FAILED },
        { STATUS_NO_SUCH_GROUP, RPC_S_CALL_FAILED },
        { STATUS_NONE_MAPPED, RPC_S_CALL_FAILED },
        { STATUS_NOT_FOUND, RPC_S_CALL_FAILED },
        { STATUS_NO_SUCH_DOMAIN, ERROR_LOGON_FAILURE },
        { STATUS_ACCOUNT_RESTRICTION, ERROR_ACCOUNT_RESTRICTION },
        { STATUS_NO_LOGON_SERVERS, ERROR_NO_LOGON_SERVERS },
    };
    NET_API_STATUS error;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(statuses); i++)
    {
        error = map_smb_status( statuses[i].status );
        ok( error == statuses[i].error, "%#lx: got %lu\n", statuses[i].status, error );
    }
}

START_TEST(smbconnection)
{
    test_answers();
    test_break();
    test_unsigned();
    test_statuses();
}
