/*
 * What answers DCE/RPC's PDUs, over a socket or a pipe: right and wrong
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

#include <windef.h>
#include <winbase.h>

#include "mutation.h"
#include "pdus.h"
#include "recording.h"

struct server_page *served_page;
#define page  served_page

struct rpc_interface
{
    const char *name;
    GUID        id;
};

static const struct rpc_interface interfaces[] =
{
    { "epm", { 0xe1af8308, 0x5d1f, 0x11c9, { 0x91, 0xa4, 0x08, 0x00, 0x2b, 0x14, 0xa0, 0xfa } } },
    { "wkssvc", { 0x6bffd098, 0xa112, 0x3610, { 0x98, 0x33, 0x46, 0xc3, 0xf8, 0x7e, 0x34, 0x5a } } },
    { "srvsvc", { 0x4b324fc8, 0x1670, 0x01d3, { 0x12, 0x78, 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88 } } },
    { "samr", { 0x12345778, 0x1234, 0xabcd, { 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0x89, 0xac } } },
    { "lsarpc", { 0x12345778, 0x1234, 0xabcd, { 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab } } },
    { "netlogon", { 0x12345678, 0x1234, 0xabcd, { 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0xcf, 0xfb } } },
    { "dssetup", { 0x3919286a, 0xb10c, 0x11d0, { 0x9b, 0xa8, 0x00, 0xc0, 0x4f, 0xd9, 0x2e, 0xf5 } } },
    { "netdfs", { 0x4fc742e0, 0x4a10, 0x11cf, { 0x82, 0x73, 0x00, 0xaa, 0x00, 0x4a, 0xe6, 0x73 } } },
};

#define EPT_MAP  3

#define FAULT_OPNUM  0x1c010002     /* nca_s_op_rng_error */

#define MAX_REQUEST  0x100000

struct connection
{
    send_bytes             *send;
    void                   *context;
    const struct rpc_interface *iface;
    BYTE                    request[MAX_REQUEST];
    DWORD                   request_size;
    DWORD                   call_id;
    WORD                    opnum;
    BYTE                    answer[MAX_MISDEED];
    DWORD                   answer_size;
    BYTE                    stub_data[MAX_RULE_ANSWERS];
    BOOL                    is_last;    /* answer on this connection */
    BOOL                    is_in_request;  /* more fragments of it come */
};

static WORD get_word( const BYTE *bytes )
{
    return bytes[0] | bytes[1] << 8;
}

static DWORD get_dword( const BYTE *bytes )
{
    return get_word( bytes ) | get_word( bytes + 2 ) << 16;
}

static void put_word( BYTE *bytes, DWORD value )
{
    bytes[0] = value;
    bytes[1] = value >> 8;
}

static void put_dword( BYTE *bytes, DWORD value )
{
    put_word( bytes, value );
    put_word( bytes + 2, value >> 16 );
}

DWORD write_header( BYTE *pdu, enum pdu_type type, BYTE flags, DWORD length, DWORD call_id )
{
    static const BYTE start[] = { 5, 0, 0, 0, 0x10, 0, 0, 0 };

    memcpy( pdu, start, sizeof(start) );
    pdu[2] = type;
    pdu[3] = flags;
    put_word( pdu + PDU_FRAG_LENGTH, length );
    put_word( pdu + PDU_FRAG_LENGTH + 2, 0 );
    put_dword( pdu + PDU_CALL_ID, call_id );
    if (type != PDU_RESPONSE && type != PDU_FAULT) return PDU_HEADER;
    put_dword( pdu + 16, length - REQUEST_HEADER );
    put_dword( pdu + 20, 0 );
    return REQUEST_HEADER;
}

const struct recorded_call *get_recorded_calls( unsigned int *count )
{
    *count = ARRAYSIZE(recorded_calls);
    return recorded_calls;
}

static void note_longest( DWORD size )
{
    if ((LONG)size > page->longest_request) page->longest_request = size;
}

/* Takes a PDU; the fragments of a request are one when the last has come. FALSE: it is none, or too long. */
static BOOL take_pdu( struct connection *connection, const BYTE *pdu, DWORD size, enum pdu_type *type, BOOL *is_whole )
{
    DWORD header = pdu[2] == PDU_REQUEST ? REQUEST_HEADER : PDU_HEADER;

    if (size < header) return FALSE;
    if (!connection->is_in_request) connection->request_size = 0;
    *type = pdu[2];
    connection->call_id = get_dword( pdu + PDU_CALL_ID );
    if (*type == PDU_REQUEST) connection->opnum = get_word( pdu + 22 );
    size -= header;
    note_longest( connection->request_size + size );
    if (size > MAX_REQUEST - connection->request_size) return FALSE;
    memcpy( connection->request + connection->request_size, pdu + header, size );
    connection->request_size += size;
    *is_whole = pdu[3] & PDU_LAST;
    connection->is_in_request = !*is_whole;
    return TRUE;
}

/* MS-RPCE, 2.2.2: the largest fragments, the association group, a secondary address, and the result for each context */
static void answer_bind( struct connection *connection )
{
    static const BYTE accepted[] =
    {
        MAX_FRAGMENT & 0xff, MAX_FRAGMENT >> 8, MAX_FRAGMENT & 0xff, MAX_FRAGMENT >> 8, 0x78, 0x56, 0x34, 0x12,
        4, 0, '1', '3', '5', 0, 0, 0,
        1, 0, 0, 0,
        0, 0, 0, 0, 0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9, 0x11, 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60, 2, 0, 0, 0
    };
    unsigned int i;
    GUID id;

    memcpy( &id, connection->request + 16, sizeof(id) );
    connection->iface = NULL;
    for (i = 0; i < ARRAYSIZE(interfaces); i++)
        if (!memcmp( &interfaces[i].id, &id, sizeof(id) )) connection->iface = &interfaces[i];

    connection->answer_size = PDU_HEADER + sizeof(accepted);
    write_header( connection->answer, PDU_BIND_ACK, PDU_FIRST | PDU_LAST, connection->answer_size, connection->call_id );
    memcpy( connection->answer + PDU_HEADER, accepted, sizeof(accepted) );
    if (!connection->iface) connection->answer[PDU_HEADER + 20] = 2;    /* provider rejection */
}

/* in fragments */
static void answer_stub_data( struct connection *connection, const BYTE *data, DWORD size )
{
    BYTE *pdu = connection->answer, flags = PDU_FIRST;
    DWORD length;

    do
    {
        length = min( size, MAX_FRAGMENT - REQUEST_HEADER );
        if (length == size) flags |= PDU_LAST;
        write_header( pdu, PDU_RESPONSE, flags, REQUEST_HEADER + length, connection->call_id );
        put_dword( pdu + 16, size );
        memcpy( pdu + REQUEST_HEADER, data, length );
        pdu += REQUEST_HEADER + length;
        data += length;
        size -= length;
        flags = 0;
    }
    while (size);
    connection->answer_size = pdu - connection->answer;
}

static void answer_fault( struct connection *connection, DWORD status )
{
    connection->answer_size = REQUEST_HEADER + 8;
    write_header( connection->answer, PDU_FAULT, PDU_FIRST | PDU_LAST, connection->answer_size, connection->call_id );
    put_dword( connection->answer + REQUEST_HEADER, status );
    put_dword( connection->answer + REQUEST_HEADER + 4, 0 );
}

/* ept_map: one tower, the one asked for with this server's port */
static void answer_ept_map( struct connection *connection )
{
    static const BYTE before[20 + 4 + 12 + 4] = { [20] = 1, [24] = 4, [32] = 1, [36] = 1 };
    const BYTE *tower = connection->request + 4 + 16 + 4 + 8;
    DWORD size = get_dword( tower - 4 ), i;
    BYTE data[0x200] = { 0 };

    if (size > 0x100 || size < 18) { answer_fault( connection, FAULT_OPNUM ); return; }
    memcpy( data, before, sizeof(before) );
    put_dword( data + sizeof(before), size );
    put_dword( data + sizeof(before) + 4, size );
    i = sizeof(before) + 8;
    memcpy( data + i, tower, size );
    i += size;
    data[i - 11] = page->port >> 8;     /* of its last two floors, the port and the address */
    data[i - 10] = page->port;
    i = (i + 3) & ~3u;
    answer_stub_data( connection, data, i + 4 );
}

static void log_request( const struct connection *connection, const struct recorded_call *call )
{
    LONG number = InterlockedIncrement( &page->log_count ) - 1;
    struct logged_request *request = &page->log[number];

    if (number >= MAX_LOG) return;
    lstrcpynA( request->interface_name, connection->iface->name, sizeof(request->interface_name) );
    request->opnum = connection->opnum;
    request->answer = call ? call - recorded_calls : -1;
}

/* What the rules make of a right answer in connection->stub_data, or of none. */
static void apply_rules( struct connection *connection, BOOL has_answer, DWORD size )
{
    struct rule *rule;
    DWORD i, call, fault = has_answer ? 0 : FAULT_OPNUM;

    for (rule = page->rules; rule < page->rules + page->rule_count; rule++)
    {
        if (strcmp( rule->interface_name, connection->iface->name ) || rule->opnum != connection->opnum) continue;
        call = InterlockedIncrement( &rule->calls ) - 1;
        if (call < rule->first || call - rule->first >= rule->count) continue;
        InterlockedIncrement( &rule->applied );
        if (rule->delay) Sleep( rule->delay );
        if (rule->has_answer)
        {
            fault = 0;
            memcpy( connection->stub_data, page->rule_answers + rule->answer, size = rule->answer_size );
        }
        for (i = 0; i < rule->patch_count; i++)
            put_dword( connection->stub_data + rule->patches[i].offset + (rule->patches[i].offset < 0) * size,
                       rule->patches[i].value );
        if (rule->fault) fault = rule->fault;
    }
    if (fault) answer_fault( connection, fault );
    else answer_stub_data( connection, connection->stub_data, size );
}

static void answer_request( struct connection *connection )
{
    const struct recorded_call *call;

    InterlockedIncrement( &page->requests );
    if (!connection->iface) answer_fault( connection, FAULT_OPNUM );
    else if (connection->iface == interfaces && connection->opnum == EPT_MAP) answer_ept_map( connection );
    else
    {
        call = find_recorded_call( connection->iface->name, connection->opnum, connection->request, connection->request_size );
        log_request( connection, call );
        if (call) memcpy( connection->stub_data, call->response, call->response_size );
        apply_rules( connection, call != NULL, call ? call->response_size : 0 );
    }
}

/* Damages the stub data, or all of an answer of one fragment. The clients are of one thread. */
static void mutate_answer( struct connection *connection )
{
    struct misdeed *misdeed = &page->misdeed;
    struct generator generator = { misdeed->random };
    DWORD start = number_below( &generator, 8 ) ? REQUEST_HEADER : 0, size = connection->answer_size;

    connection->is_last = FALSE;
    if (!number_below( &generator, misdeed->mutations ) && size >= REQUEST_HEADER && size <= MAX_FRAGMENT)
    {
        InterlockedIncrement( &page->done );
        size = start + mutate( &generator, connection->answer + start, size - start, MAX_FRAGMENT - start );
        if (start)
        {
            put_word( connection->answer + PDU_FRAG_LENGTH, size );
            put_dword( connection->answer + 16, size - REQUEST_HEADER );
        }
        else connection->is_last = TRUE;  /* The client may wait for more. */
        connection->answer_size = size;
    }
    misdeed->random = generator.state;
}

static BOOL is_victim( const struct connection *connection, enum pdu_type type )
{
    struct misdeed *misdeed = &page->misdeed;

    if (!misdeed->active || misdeed->mutations || !connection->iface || strcmp( misdeed->interface_name, connection->iface->name ))
        return FALSE;
    if (misdeed->opnum != (type == PDU_BIND ? BIND_ANSWER : connection->opnum)) return FALSE;
    if (!misdeed->skip) return TRUE;
    misdeed->skip--;
    return FALSE;
}

static void put_call_ids( struct connection *connection )
{
    DWORD i, length;

    for (i = 0; i + PDU_HEADER <= connection->answer_size; i += max( length, PDU_HEADER ))
    {
        length = get_word( connection->answer + i + PDU_FRAG_LENGTH );
        put_dword( connection->answer + i + PDU_CALL_ID, connection->call_id );
    }
}

static enum ending misbehave( struct connection *connection )
{
    const struct misdeed *misdeed = &page->misdeed;
    DWORD i, piece, size = min( misdeed->size, MAX_MISDEED ), repeat_from = misdeed->repeat_from;
    enum ending ending = misdeed->ending;   /* as it is now: it may be another one's soon */

    InterlockedIncrement( &page->done );
    if (misdeed->once) page->misdeed.active = FALSE;
    if (misdeed->is_patch)
    {
        size = repeat_from = connection->answer_size;
        if (misdeed->patch_offset + REQUEST_HEADER + sizeof(DWORD) <= size)
            put_dword( connection->answer + REQUEST_HEADER + misdeed->patch_offset, misdeed->patch_value );
    }
    else
    {
        memcpy( connection->answer, misdeed->bytes, size );
        connection->answer_size = size;
    }
    if (!misdeed->own_call_id) put_call_ids( connection );
    for (i = 0; i < size; i += piece)
    {
        piece = misdeed->piece ? min( misdeed->piece, size - i ) : size - i;
        if (misdeed->delay) Sleep( misdeed->delay );
        if (!connection->send( connection->context, connection->answer + i, piece )) return ENDING_CLOSE;
        if (i + piece == size && repeat_from < size)
        {
            i = repeat_from;
            piece = 0;
        }
    }
    return ending;
}

/************************************************************
 *                answer_pdu
 *
 * PARAMS
 *  connection [I/O] Of create_connection().
 *  pdu        [I]   One that came.
 *  size       [I]   In bytes, as its header has it.
 *
 * RETURNS
 *  How it goes on with the connection.
 */
enum ending answer_pdu( struct connection *connection, const BYTE *pdu, DWORD size )
{
    enum pdu_type type;
    BOOL is_whole;

    if (!take_pdu( connection, pdu, size, &type, &is_whole )) return ENDING_CLOSE;
    if (!is_whole) return ENDING_KEEP;
    connection->answer_size = 0;
    if (type == PDU_BIND) answer_bind( connection );
    else if (type == PDU_REQUEST) answer_request( connection );
    if (page->misdeed.active && page->misdeed.mutations && type == PDU_REQUEST) mutate_answer( connection );
    else if (is_victim( connection, type )) return misbehave( connection );
    if (!connection->send( connection->context, connection->answer, connection->answer_size )) return ENDING_CLOSE;
    return connection->is_last ? ENDING_CLOSE : ENDING_KEEP;
}

struct connection *create_connection( send_bytes *send, void *context )
{
    struct connection *connection = HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*connection) );

    if (!connection) return NULL;
    connection->send = send;
    connection->context = context;
    InterlockedIncrement( &page->connections );
    InterlockedIncrement( &page->open );
    return connection;
}

void free_connection( struct connection *connection )
{
    InterlockedDecrement( &page->open );
    HeapFree( GetProcessHeap(), 0, connection );
}
