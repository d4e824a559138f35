/*
 * Servers that misbehave
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <psapi.h>
#include <lmcons.h>
#include <lmerr.h>

#include "product.h"
#include "generator.h"
#include "held.h"
#include "program.h"
#include "questions.h"
#include "recording.h"
#include "rpcserver.h"

/*
 * Whatever a server does, each function returns in time, with a status that tells the truth and outputs that are defined;
 * nothing is lost, and the process lives. The server is tests/hostile/rpcserver.c, which is told here what to do.
 *
 * Usually each kind of misdeed is tried on some places of an answer, which takes a minute or two;
 * NETAPI32_TEST_MINUTES=1 or more tries all of them. NETAPI32_TEST_PART=NAME tries one kind of them on one question.
 */

#define STATUS_MORE_ENTRIES  0x105

/* not 127.0.0.1, which is this computer for the functions */
#define ADDRESS  L"127.0.0.15"

/* Connecting to the endpoint mapper and to the server, asking each of them, and all again where a connection was kept,
 * on a machine that is busy. */
#define MOST_TIME  (8 * time_limit + 10000)

/* far more than an answer takes, far less than would hurt */
#define MOST_MEMORY  (200 * 1024 * 1024)

static struct rpc_server server;
/* of the server's page: a server that is started again has another one */
#define misdeed  (&server.page->misdeed)
static DWORD time_limit, most_time;
static LONG asked, refused;
static NET_API_STATUS last_status;
/* the call whose answer is bad */
static struct logged_request target;
static const struct recorded_call *answer;
static BOOL is_only_call;   /* else the function may do without it */
static BOOL thorough;
static BOOL over_pipes;     /* of SMB, else over TCP */

#define EPT_MAP            3
#define MAP_ANSWER         128     /* bytes */
#define MAP_ANSWER_TOWERS  36      /* behind a handle and four counts the referents */

/* What a function may return: an error, success, or either, where the misdeed may not matter or not be noticed. */
enum outcome { FAILS, WORKS, EITHER };

static void ask( const struct question *question, enum outcome outcome )
{
    DWORD start = GetTickCount(), time;
    NET_API_STATUS status;
    const char *wrong = ask_question( question, ADDRESS, &status );
    BOOL failed;

    time = GetTickCount() - start;
    most_time = max( most_time, time );
    asked++;
    last_status = status;
    /* what the server returns itself is an answer that came through; recorded.h may have such */
    failed = status && status != ERROR_MORE_DATA;
    if (failed) refused++;
    if (wrong) ok( 0, "%s\n", wrong );
    if (time > MOST_TIME) ok( 0, "took %lu milliseconds\n", time );
    if (outcome != EITHER && is_only_call && failed != (outcome == FAILS)) ok( 0, "returned %lu\n", status );
}

/* Wine may keep the connections of a process that was ended: whoever asked there would wait until the time limit. */
static BOOL restart_server( DWORD limit )
{
    if (server.process) forget_connections( ADDRESS );
    stop_rpc_server( &server );
    time_limit = limit;
    if ((over_pipes ? start_smb_server : start_rpc_server)( &server, ADDRESS, limit )) return TRUE;
    ok( 0, "the server did not start\n" );
    return FALSE;
}

static void stop_misdeed(void)
{
    misdeed->active = FALSE;
}

/* opnum: whose answer it is, BIND_ANSWER for the bind's. The bytes come next, then do_misdeed(). */
static void plan_misdeed( const char *interface_name, LONG opnum, enum ending ending )
{
    misdeed->active = FALSE;
    lstrcpynA( misdeed->interface_name, interface_name, sizeof(misdeed->interface_name) );
    misdeed->opnum = opnum;
    misdeed->skip = 0;
    misdeed->once = FALSE;
    misdeed->own_call_id = FALSE;
    misdeed->size = 0;
    misdeed->repeat_from = ~0u;
    misdeed->piece = 0;
    misdeed->delay = 0;
    misdeed->mutations = 0;
    misdeed->is_patch = FALSE;
    misdeed->ending = ending;
}

static void do_misdeed( const struct question *question, enum outcome outcome )
{
    server.page->done = 0;
    misdeed->active = TRUE;
    ask( question, outcome );
    stop_misdeed();
    if (!server.page->done) ok( 0, "it was not done\n" );
}

static void add_bytes( const void *bytes, DWORD size )
{
    memcpy( misdeed->bytes + misdeed->size, bytes, size );
    misdeed->size += size;
}

/* Returns where its body begins. */
static BYTE *add_pdu( enum pdu_type type, BYTE flags, const void *body, DWORD size )
{
    BYTE *pdu = misdeed->bytes + misdeed->size;
    DWORD header = type == PDU_RESPONSE || type == PDU_FAULT ? REQUEST_HEADER : PDU_HEADER;

    misdeed->size += write_header( pdu, type, flags, header + size, 1 );
    add_bytes( body, size );
    return pdu + header;
}


/* a bind's answer, as a good server gives it */
static const BYTE good_bind_ack[] =
{
    MAX_FRAGMENT & 0xff, MAX_FRAGMENT >> 8, MAX_FRAGMENT & 0xff, MAX_FRAGMENT >> 8, 0x78, 0x56, 0x34, 0x12,
    4, 0, '1', '3', '5', 0, 0, 0,
    1, 0, 0, 0,
    0, 0, 0, 0, 0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9, 0x11, 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60, 2, 0, 0, 0
};

/* where its parts are */
#define ACK_MAX_SEND        0
#define ACK_ADDRESS_LENGTH  8
#define ACK_RESULT_COUNT    16
#define ACK_RESULT          20
#define ACK_REASON          22
#define ACK_SYNTAX          24

static void plan_response( enum ending ending )
{
    plan_misdeed( target.interface_name, target.opnum, ending );
}

/* A bind comes only where no connection is kept: each that was breaks. */
static void plan_bind_ack( const struct question *question, enum ending ending )
{
    plan_response( ENDING_CLOSE );
    do_misdeed( question, FAILS );
    plan_misdeed( target.interface_name, BIND_ANSWER, ending );
}

/*
 * The misdeeds. Each is done to each question.
 */

/* for whatever has many places: all of them, or the first ones, where the headers are, and some */
static BOOL is_chosen( DWORD place )
{
    return thorough || place < 28 || place % 41 == 3;
}

/* The connection ends in the midst of an answer. */
static void cut( const struct question *question, enum pdu_type type, const BYTE *body, DWORD size )
{
    DWORD i, length = PDU_HEADER + (type == PDU_RESPONSE) * (REQUEST_HEADER - PDU_HEADER) + size;

    for (i = 0; i < length; i++)
    {
        if (!is_chosen( i )) continue;
        if (type == PDU_RESPONSE) plan_response( i % 2 ? ENDING_CLOSE : ENDING_RESET );
        else plan_bind_ack( question, i % 2 ? ENDING_CLOSE : ENDING_RESET );
        add_pdu( type, PDU_FIRST | PDU_LAST, body, size );
        misdeed->size = i;
        do_misdeed( question, FAILS );
    }
}

static void test_cut_answers( const struct question *question )
{

    cut( question, PDU_BIND_ACK, good_bind_ack, sizeof(good_bind_ack) );
    cut( question, PDU_RESPONSE, answer->response, answer->response_size );
}

static void test_garbage( const struct question *question )
{
    static const DWORD sizes[] = { 1, 15, 16, 24, 100, 5000, 100000 };
    struct generator generator;
    unsigned int i, j;
    DWORD k;

    start_numbers( &generator, 1, question - questions );
    for (i = 0; i < ARRAY_SIZE(sizes); i++)
        for (j = 0; j < 6; j++)
        {
            if (j % 2) plan_response( ENDING_CLOSE );
            else plan_bind_ack( question, ENDING_CLOSE );
            misdeed->own_call_id = TRUE;
            for (k = 0; k < sizes[i]; k++)
                misdeed->bytes[k] = j < 2 ? 0 : j < 4 ? 0xff : next_number( &generator );
            misdeed->size = sizes[i];
            do_misdeed( question, FAILS );
        }
}

struct header_field
{
    DWORD        offset;
    DWORD        size;
    DWORD        value;
    enum outcome response, bind_ack;
};

/* Lengths that promise more than comes are for test_silence() too: here the connection ends. */
static void test_headers( const struct question *question )
{
    static const struct header_field fields[] =
    {
        { 0, 1, 4, FAILS, FAILS }, { 0, 1, 0, FAILS, FAILS }, { 1, 1, 9, FAILS, FAILS },  /* version */
        { 2, 1, PDU_REQUEST, FAILS, FAILS }, { 2, 1, 1, FAILS, FAILS }, { 2, 1, PDU_FAULT, FAILS, FAILS },
        { 2, 1, PDU_BIND, FAILS, FAILS }, { 2, 1, PDU_BIND_NAK, FAILS, FAILS }, { 2, 1, PDU_ALTER_CONTEXT, FAILS, FAILS },
        { 2, 1, PDU_ALTER_CONTEXT_RESP, FAILS, EITHER }, { 2, 1, PDU_AUTH3, FAILS, FAILS },
        { 2, 1, PDU_SHUTDOWN, FAILS, FAILS }, { 2, 1, PDU_CO_CANCEL, FAILS, FAILS }, { 2, 1, PDU_ORPHANED, FAILS, FAILS },
        { 2, 1, 20, FAILS, FAILS }, { 2, 1, 0x7f, FAILS, FAILS }, { 2, 1, 0xff, FAILS, FAILS },
        { 3, 1, 0, FAILS, FAILS }, { 3, 1, PDU_FIRST, FAILS, FAILS }, { 3, 1, PDU_LAST, FAILS, FAILS },  /* flags */
        { 3, 1, 0x83, EITHER, EITHER }, { 3, 1, 0xff, EITHER, EITHER }, { 3, 1, 0x23, EITHER, EITHER },
        { 4, 1, 0x00, FAILS, FAILS }, { 4, 1, 0x11, EITHER, EITHER }, { 4, 1, 0x20, FAILS, FAILS },  /* data representation */
        { 5, 1, 1, EITHER, EITHER }, { 5, 1, 3, EITHER, EITHER }, { 6, 2, 0xffff, EITHER, EITHER },
        { 8, 2, 0, FAILS, FAILS }, { 8, 2, 1, FAILS, FAILS }, { 8, 2, 15, FAILS, FAILS }, { 8, 2, 16, FAILS, FAILS },
        { 8, 2, 23, FAILS, FAILS }, { 8, 2, 24, FAILS, FAILS }, { 8, 2, 25, FAILS, FAILS }, { 8, 2, 28, EITHER, FAILS },
        { 8, 2, 0x7fff, FAILS, FAILS }, { 8, 2, 0x8000, FAILS, FAILS }, { 8, 2, 0xffff, FAILS, FAILS },  /* fragment */
        { 10, 2, 1, FAILS, EITHER }, { 10, 2, 8, FAILS, EITHER }, { 10, 2, 16, FAILS, EITHER },  /* verifier */
        { 10, 2, 0x7fff, FAILS, FAILS }, { 10, 2, 0xfff0, FAILS, FAILS }, { 10, 2, 0xffff, FAILS, FAILS },
        { 12, 4, 0, FAILS, FAILS }, { 12, 4, 0x7fffffff, FAILS, FAILS }, { 12, 4, ~0u, FAILS, FAILS },  /* call id */
        { 16, 4, 0, EITHER, EITHER }, { 16, 4, 1, EITHER, EITHER }, { 16, 4, 0x1000, EITHER, EITHER },  /* allocation hint */
        { 16, 4, 0x7fffffff, EITHER, EITHER }, { 16, 4, 0x80000000, EITHER, EITHER }, { 16, 4, ~0u, EITHER, EITHER },
        { 20, 2, 1, FAILS, EITHER }, { 20, 2, 0xffff, FAILS, EITHER },  /* context */
    };
    const struct header_field *field;

    for (field = fields; field < fields + ARRAY_SIZE(fields); field++)
    {
        winetest_push_context( "header %lu: %#lx", field->offset, field->value );
        plan_response( ENDING_CLOSE );
        misdeed->own_call_id = field->offset == PDU_CALL_ID;
        add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, answer->response, answer->response_size );
        memcpy( misdeed->bytes + field->offset, &field->value, field->size );
        do_misdeed( question, field->response );
        plan_bind_ack( question, ENDING_CLOSE );
        misdeed->own_call_id = field->offset == PDU_CALL_ID;
        add_pdu( PDU_BIND_ACK, PDU_FIRST | PDU_LAST, good_bind_ack, sizeof(good_bind_ack) );
        memcpy( misdeed->bytes + field->offset, &field->value, field->size );
        do_misdeed( question, FAILS );
        winetest_pop_context();
    }
}

static void test_binds( const struct question *question )
{
    static const struct { DWORD offset; WORD value; enum outcome outcome; } fields[] =
    {
        { ACK_ADDRESS_LENGTH, 0, FAILS }, { ACK_ADDRESS_LENGTH, 3, EITHER }, { ACK_ADDRESS_LENGTH, 20, FAILS },
        { ACK_ADDRESS_LENGTH, 36, FAILS }, { ACK_ADDRESS_LENGTH, 100, FAILS }, { ACK_ADDRESS_LENGTH, 0x7ffe, FAILS },
        { ACK_ADDRESS_LENGTH, 0xfffc, FAILS }, { ACK_ADDRESS_LENGTH, 0xffff, FAILS },
        { ACK_RESULT_COUNT, 0, FAILS }, { ACK_RESULT_COUNT, 2, FAILS }, { ACK_RESULT_COUNT, 0xff, FAILS },
        { ACK_RESULT, 1, FAILS }, { ACK_RESULT, 2, FAILS }, { ACK_RESULT, 3, FAILS }, { ACK_RESULT, 0xffff, FAILS },
        { ACK_SYNTAX, 0x5d05, EITHER }, { ACK_SYNTAX + 16, 3, EITHER },
    };
    static const WORD reasons[] = { 0, 1, 2, 3, 4, 8, 9, 0xffff };
    unsigned int i;
    BYTE *body;

    for (i = 0; i < ARRAY_SIZE(fields); i++)
    {
        winetest_push_context( "bind ack %lu: %#x", fields[i].offset, fields[i].value );
        plan_bind_ack( question, ENDING_KEEP );
        body = add_pdu( PDU_BIND_ACK, PDU_FIRST | PDU_LAST, good_bind_ack, sizeof(good_bind_ack) );
        memcpy( body + fields[i].offset, &fields[i].value, sizeof(WORD) );
        do_misdeed( question, fields[i].outcome );
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(reasons); i++)
    {
        winetest_push_context( "reason %#x", reasons[i] );
        plan_bind_ack( question, ENDING_KEEP );
        body = add_pdu( PDU_BIND_ACK, PDU_FIRST | PDU_LAST, good_bind_ack, sizeof(good_bind_ack) );
        body[ACK_RESULT] = 2;
        memcpy( body + ACK_REASON, &reasons[i], sizeof(WORD) );
        do_misdeed( question, FAILS );
        plan_bind_ack( question, ENDING_KEEP );
        add_pdu( PDU_BIND_NAK, PDU_FIRST | PDU_LAST, &reasons[i], sizeof(WORD) );
        do_misdeed( question, FAILS );
        winetest_pop_context();
    }
}

/* The largest fragment that the server says it takes. A client shall never send more than its request, which takes less
 * than a kilobyte here, nor send it forever. */
static void test_largest_fragments( const struct question *question )
{
    WORD size;
    BYTE *body;

    for (size = 0; size < 120; size++)
    {
        if (!is_chosen( size ) && size % 4) continue;
        winetest_push_context( "fragments of %u", size );
        server.page->longest_request = 0;
        plan_bind_ack( question, ENDING_KEEP );
        body = add_pdu( PDU_BIND_ACK, PDU_FIRST | PDU_LAST, good_bind_ack, sizeof(good_bind_ack) );
        memcpy( body + ACK_MAX_SEND, &size, sizeof(size) );
        memcpy( body + ACK_MAX_SEND + 2, &size, sizeof(size) );
        do_misdeed( question, EITHER );
        if (server.page->longest_request >= 1024)
            ok( 0, "the server got %lu bytes\n", server.page->longest_request );
        winetest_pop_context();
    }
}

static void test_faults( const struct question *question )
{
    static const DWORD statuses[] =
    {
        0, 1, 5, 8, 14, 87, 0x6a6, 0x6ba, 0x6bb, 0x6bd, 0x6be, 0x6bf, 0x6c0, 0x6d1, 0x6e4, 0x6f4, 0x6f7, 0x71a, 0x721,
        0x1c000001, 0x1c000002, 0x1c000009, 0x1c00000b, 0x1c00000c, 0x1c000012, 0x1c00001a, 0x1c00001b, 0x1c00001c,
        0x1c010002, 0x1c010003, 0x1c010006, 0x1c010013, 0x1c010014,
        0x80000001, 0x80000003, 0x80000004, 0x80010001, 0xc0000005, 0xc000001d, 0xc0000025, 0xc0000026, 0xc0000094, 0xc00000fd,
        0xc000013a, 0xe06d7363, 0x406d1388, 0x7fffffff, 0x80000000, ~0u
    };
    DWORD body[2] = { 0 };
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(statuses); i++)
    {
        winetest_push_context( "fault %#lx", statuses[i] );
        body[0] = statuses[i];
        plan_response( ENDING_KEEP );
        add_pdu( PDU_FAULT, PDU_FIRST | PDU_LAST, body, sizeof(body) );
        do_misdeed( question, FAILS );
        plan_response( ENDING_CLOSE );
        add_pdu( PDU_FAULT, PDU_FIRST | PDU_LAST, body, i % 8 );  /* cut, or without the rest of it */
        do_misdeed( question, FAILS );
        winetest_pop_context();
    }
}

/* Each number of an answer is made another one: counts, lengths, referents, the level, characters. */
static void test_numbers( const struct question *question )
{
    static const DWORD values[] = { 0, 1, 2, 3, 0xff, 0xffff, 0x10000, 0x20004, 0x10000000, 0x20000001, 0x3fffffff, 0x40000000,
                                    0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff,
                                    STATUS_MORE_ENTRIES, ERROR_MORE_DATA };
    DWORD offset, value, old;
    unsigned int i;
    BYTE *body;

    for (offset = 0; offset + sizeof(value) <= answer->response_size; offset += sizeof(value))
    {
        if (!is_chosen( offset / sizeof(value) )) continue;
        for (i = 0; i < ARRAY_SIZE(values) + 2; i++)
        {
            /* in turns */
            if (!thorough && (offset / sizeof(value) + i) % 3) continue;
            memcpy( &old, answer->response + offset, sizeof(old) );
            value = i < ARRAY_SIZE(values) ? values[i] : i == ARRAY_SIZE(values) ? old + 1 : old - 1;
            winetest_push_context( "number at %lu: %#lx", offset, value );
            plan_response( ENDING_KEEP );
            body = add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, answer->response, answer->response_size );
            memcpy( body + offset, &value, sizeof(value) );
            do_misdeed( question, EITHER );
            winetest_pop_context();
        }
    }
}

/* An answer that ends too early, and one that does not end where it should, in right PDUs. */
static void test_lengths( const struct question *question )
{
    BYTE filler[64];
    DWORD i;

    for (i = 0; i < answer->response_size; i++)
    {
        if (!is_chosen( i )) continue;
        winetest_push_context( "%lu bytes of %lu", i, answer->response_size );
        plan_response( ENDING_KEEP );
        add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, answer->response, i );
        do_misdeed( question, FAILS );
        winetest_pop_context();
    }
    memset( filler, 0x55, sizeof(filler) );
    plan_response( ENDING_KEEP );
    add_pdu( PDU_RESPONSE, PDU_FIRST, answer->response, answer->response_size );
    add_pdu( PDU_RESPONSE, PDU_LAST, filler, sizeof(filler) );
    do_misdeed( question, EITHER );
}

/* What another call gets, and what the same one gets of another server. */
static void test_other_answers( const struct question *question )
{
    const struct recorded_call *calls;
    unsigned int count, i;

    calls = get_recorded_calls( &count );
    for (i = 0; i < count; i++)
    {
        winetest_push_context( "answer of %s %u", calls[i].interface_name, calls[i].opnum );
        plan_response( ENDING_KEEP );
        add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, calls[i].response, calls[i].response_size );
        do_misdeed( question, EITHER );
        winetest_pop_context();
    }
}

static SIZE_T get_peak_memory(void)
{
    PROCESS_MEMORY_COUNTERS counters = { .cb = sizeof(counters) };

    K32GetProcessMemoryInfo( GetCurrentProcess(), &counters, sizeof(counters) );
    return counters.PeakWorkingSetSize;
}

static void test_fragments( const struct question *question )
{
    static BYTE filler[0xffff - REQUEST_HEADER];
    enum outcome outcome = FAILS;
    SIZE_T memory = get_peak_memory(), grown;
    DWORD status, i;
    BYTE *body;

    memcpy( &status, answer->response + answer->response_size - sizeof(status), sizeof(status) );
    if (!status) outcome = WORKS;

    winetest_push_context( "fragments of a byte" );
    plan_response( ENDING_KEEP );
    for (i = 0; i < answer->response_size; i++)
        add_pdu( PDU_RESPONSE, (i ? 0 : PDU_FIRST) | (i + 1 < answer->response_size ? 0 : PDU_LAST), answer->response + i, 1 );
    do_misdeed( question, outcome );
    winetest_pop_context();

    winetest_push_context( "one byte at a time" );
    plan_response( ENDING_KEEP );
    add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, answer->response, answer->response_size );
    misdeed->piece = 1;
    do_misdeed( question, outcome );
    winetest_pop_context();

    winetest_push_context( "a fragment of another kind" );
    for (i = 0; i <= 20; i++)
    {
        plan_response( ENDING_CLOSE );
        add_pdu( PDU_RESPONSE, PDU_FIRST, answer->response, 8 );
        add_pdu( i, PDU_LAST, answer->response + 8, i % 2 ? answer->response_size - 8 : 0 );
        do_misdeed( question, i == PDU_RESPONSE ? EITHER : FAILS );
    }
    winetest_pop_context();

    winetest_push_context( "the first fragment twice" );
    plan_response( ENDING_KEEP );
    add_pdu( PDU_RESPONSE, PDU_FIRST, answer->response, 8 );
    add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, answer->response + 8, answer->response_size - 8 );
    do_misdeed( question, FAILS );
    winetest_pop_context();

    if (!restart_server( SHORT_TIME_LIMIT )) return;
    for (i = 0; i < 6; i++)
    {
        winetest_push_context( "endless fragments of %u bytes, hint %x", (unsigned int)(i % 2 ? sizeof(filler) : i), i < 4 ? 0 : ~0u );
        plan_response( ENDING_KEEP );
        body = add_pdu( PDU_RESPONSE, PDU_FIRST, answer->response, answer->response_size );
        if (i >= 4) memset( body - 8, 0xff, 4 );
        misdeed->repeat_from = misdeed->size;
        add_pdu( PDU_RESPONSE, 0, filler, i % 2 ? sizeof(filler) : i );
        do_misdeed( question, FAILS );
        winetest_pop_context();
    }
    winetest_push_context( "endless fragments of a bind's answer" );
    plan_bind_ack( question, ENDING_KEEP );
    add_pdu( PDU_BIND_ACK, PDU_FIRST, good_bind_ack, sizeof(good_bind_ack) );
    misdeed->repeat_from = misdeed->size;
    add_pdu( PDU_BIND_ACK, 0, filler, sizeof(filler) );
    do_misdeed( question, FAILS );
    winetest_pop_context();
    if (!restart_server( TIME_LIMIT )) return;

    /* Wine's peak may go down a little */
    grown = max( get_peak_memory(), memory ) - memory;
    ok( grown <= MOST_MEMORY, "took %lu kilobytes\n", (DWORD)(grown / 1024) );
}

/* The server says nothing more, or too slowly; or does not even listen. */
static void test_silence( const struct question *question )
{
    static const struct { const char *interface_name; LONG opnum; } places[] =
        { { "epm", BIND_ANSWER }, { "epm", EPT_MAP }, { NULL, BIND_ANSWER }, { NULL, 0 } };
    unsigned int i;
    DWORD size;

    for (i = 0; i < ARRAY_SIZE(places) * 4; i++)
    {
        if (over_pipes && places[i / 4].interface_name) continue;
        /* a connection to the endpoint mapper is made only where none to the interface is kept */
        if (!restart_server( SHORT_TIME_LIMIT )) return;
        winetest_push_context( "silence %u", i );
        if (places[i / 4].interface_name)
            plan_misdeed( places[i / 4].interface_name, places[i / 4].opnum, ENDING_SILENCE );
        else plan_misdeed( target.interface_name, places[i / 4].opnum ? BIND_ANSWER : target.opnum, ENDING_SILENCE );
        if (misdeed->opnum == BIND_ANSWER) add_pdu( PDU_BIND_ACK, PDU_FIRST | PDU_LAST, good_bind_ack, sizeof(good_bind_ack) );
        else add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, answer->response, answer->response_size );
        size = misdeed->size;
        switch (i % 4)
        {
        case 0: misdeed->size = 0; break;
        case 1: misdeed->size = size - 1; break;
        case 2: misdeed->piece = 1; misdeed->delay = SHORT_TIME_LIMIT / 4; break;
        case 3: misdeed->size = 10; misdeed->ending = ENDING_DEAF; break;
        }
        do_misdeed( question, FAILS );
        winetest_pop_context();
    }
    restart_server( TIME_LIMIT );
}

/* The endpoint mapper is asked where no connection is kept. */
static void plan_map( const struct question *question )
{
    plan_response( ENDING_CLOSE );
    do_misdeed( question, FAILS );
    plan_misdeed( "epm", EPT_MAP, ENDING_KEEP );
}

static void test_mapper( const struct question *question )
{
    static const DWORD values[] = { 0, 1, 2, 5, 0xff, 0x10000, 0x20000000, 0x7fffffff, 0xfffffff0, 0xffffffff };
    static const DWORD counts[] = { 5, 100, 1000 };
    DWORD offset, number, j;
    unsigned int i;
    BYTE *body;

    for (offset = 0; offset <= MAP_ANSWER - sizeof(DWORD); offset += sizeof(DWORD))
        for (i = 0; i < ARRAY_SIZE(values); i++)
        {
            winetest_push_context( "number at %lu: %#lx", offset, values[i] );
            plan_map( question );
            misdeed->is_patch = TRUE;
            misdeed->patch_offset = offset;
            misdeed->patch_value = values[i];
            do_misdeed( question, EITHER );
            winetest_pop_context();
        }
    /* more towers than were wanted, none of which is there */
    for (i = 0; i < ARRAY_SIZE(counts); i++)
    {
        winetest_push_context( "%lu towers", counts[i] );
        plan_map( question );
        body = add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, NULL, 0 );
        for (j = 0; j < MAP_ANSWER_TOWERS / sizeof(DWORD) + counts[i] + 100; j++)
        {
            number = j < 5 || j == 7 ? 0 : j < MAP_ANSWER_TOWERS / sizeof(DWORD) ? counts[i] : 0;
            add_bytes( &number, sizeof(number) );
        }
        write_header( body - REQUEST_HEADER, PDU_RESPONSE, PDU_FIRST | PDU_LAST, misdeed->size, 1 );
        do_misdeed( question, FAILS );
        winetest_pop_context();
    }
}

/* A server that was started again may have an interface's port for another one: the endpoint mapper is asked again, also
 * for a call that is made only once. */
static void test_moved_interface(void)
{
    static const WORD rejection[2] = { 2, 1 };  /* no such interface */
    const struct recorded_call *calls;
    const struct question *question;
    NET_API_STATUS good_status;
    unsigned int count, i;
    BYTE *body;
    LONG open;

    for (question = questions; strcmp( question->name, "NetShareDel" ); question++) {}
    winetest_push_context( "%s, interface moved", question->name );
    calls = get_recorded_calls( &count );
    server.page->log_count = 0;
    ask( question, EITHER );
    good_status = last_status;
    target = server.page->log[0];
    answer = &calls[target.answer];
    open = server.page->open;
    /* the port stays known, but not the connection */
    plan_response( ENDING_CLOSE );
    add_pdu( PDU_RESPONSE, PDU_FIRST | PDU_LAST, answer->response, answer->response_size );
    do_misdeed( question, EITHER );
    for (i = 0; i < 1000 && server.page->open >= open; i++) Sleep( 10 );
    plan_misdeed( target.interface_name, BIND_ANSWER, ENDING_KEEP );
    misdeed->once = TRUE;
    body = add_pdu( PDU_BIND_ACK, PDU_FIRST | PDU_LAST, good_bind_ack, sizeof(good_bind_ack) );
    memcpy( body + ACK_RESULT, rejection, sizeof(rejection) );
    do_misdeed( question, EITHER );
    ok( last_status == good_status, "returned %lu, not %lu\n", last_status, good_status );
    ok( server.page->done == 1, "%ld binds were rejected\n", server.page->done );
    winetest_pop_context();
}

static const struct
{
    const char *name;
    void      (*test)( const struct question *question );
    BOOL        connection;     /* concerns the connection alone */
}
misdeeds[] =
{
    { "cut answers", test_cut_answers, TRUE },
    { "garbage", test_garbage, TRUE },
    { "headers", test_headers, TRUE },
    { "binds", test_binds, TRUE },
    { "largest fragments", test_largest_fragments, TRUE },
    { "mapper", test_mapper, TRUE },
    { "faults", test_faults, TRUE },
    { "numbers", test_numbers, FALSE },
    { "lengths", test_lengths, FALSE },
    { "other answers", test_other_answers, FALSE },
    { "fragments", test_fragments, TRUE },
    { "silence", test_silence, TRUE },
};

/* Nothing is lost by misdeeds: the same good call before and after leaves the same behind. */
static void run_misdeeds( const struct question *question, unsigned int which )
{
    LONG blocks, handles, questions_before = asked, refused_before = refused;
    DWORD start = GetTickCount();
    unsigned int i;

    winetest_push_context( "%s, answer of %s %ld", question->name, target.interface_name, target.opnum );
    plan_response( ENDING_CLOSE );
    do_misdeed( question, FAILS );
    forget_connections( ADDRESS );
    ask( question, EITHER );
    blocks = count_blocks();
    handles = count_handles();
    for (i = 0; i < ARRAY_SIZE(misdeeds) && server.page; i++)
    {
        if (!is_wanted_part( misdeeds[i].name )) continue;
        if (over_pipes && (!misdeeds[i].connection || misdeeds[i].test == test_mapper)) continue;
        if (misdeeds[i].connection && !thorough && !has_wanted_part() && which % ARRAY_SIZE(misdeeds) != i) continue;
        winetest_push_context( "%s", misdeeds[i].name );
        misdeeds[i].test( question );
        winetest_pop_context();
    }
    forget_connections( ADDRESS );
    ask( question, EITHER );
    ok( count_blocks() == blocks, "%ld blocks are lost\n", count_blocks() - blocks );
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the heap is damaged\n" );
    ok( count_handles() == handles, "%ld handles are lost\n", count_handles() - handles );
    trace( "%ld questions, %ld refused, %lu ms\n", asked - questions_before, refused - refused_before, GetTickCount() - start );
    winetest_pop_context();
}

/* Each recorded answer goes bad, for the first question that gets it. */
static void test_question( const struct question *question )
{
    static BOOL is_done[2][1000];
    static unsigned int number;
    struct logged_request log[MAX_LOG];
    const struct recorded_call *calls;
    unsigned int count;
    LONG i, log_count;

    calls = get_recorded_calls( &count );
    server.page->log_count = 0;
    ask( question, EITHER );
    log_count = min( server.page->log_count, MAX_LOG );
    memcpy( log, server.page->log, sizeof(log) );
    /* where the Workstation service does not tell, the security authority is asked */
    is_only_call = log_count == 1 && strcmp( question->name, "NetGetJoinInformation" );
    for (i = 0; i < log_count && server.page; i++)
    {
        if (log[i].answer < 0 || is_done[over_pipes][log[i].answer]) continue;
        is_done[over_pipes][log[i].answer] = TRUE;
        target = log[i];
        answer = &calls[log[i].answer];
        if (is_in_share( number )) run_misdeeds( question, number );
        number++;
    }
}

static void run( BOOL pipes )
{
    unsigned int i;

    if (!testing_ours())
    {
        skip( "the settings of servers are this module's alone\n" );
        return;
    }
    over_pipes = pipes;
    if (!restart_server( TIME_LIMIT )) return;
    thorough = get_minutes() != 0;
    asked = refused = most_time = 0;

    if (!pipes && is_wanted_part( "moved interface" )) test_moved_interface();
    for (i = 0; i < (has_wanted_part() ? 1 : question_count) && server.page; i++) test_question( &questions[i] );
    trace( "%ld questions, %ld refused, the longest took %lu milliseconds\n", asked, refused, most_time );
    forget_connections( ADDRESS );
    stop_rpc_server( &server );
}

START_TEST(hostile)
{
    run( FALSE );
}

/* The same over pipes, as far as it is not about what is in an answer, once it is there. */
START_TEST(hostilepipes)
{
    run( TRUE );
}
