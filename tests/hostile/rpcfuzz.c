/*
 * Damaged answers of servers
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
#include <winuser.h>
#include <lmcons.h>
#include <lmerr.h>

#include "product.h"
#include "generator.h"
#include "held.h"
#include "mutation.h"
#include "questions.h"
#include "rpcserver.h"

/*
 * All questions, in random order, to a server that damages some of its answers at random: so many damaged answers, or as
 * many as NETAPI32_TEST_MINUTES takes. They come over TCP, so that all of the client is tested; NETAPI32_TEST_SEED=0x...
 * repeats the run.
 *
 * tests/host/wrong-answers links the module with answers of its own in place of the connections, and runs this with
 * NETAPI32_TEST_OFFLINE, which is how many there shall be: what becomes of an answer once it is there, and fast.
 *
 * Then there are sequences as well, NETAPI32_TEST_SEQUENCES: a question each, whose requests are answered rightly, or wrongly
 * in right NDR: see wrong.h. A sequence depends on the seed and its number alone; NETAPI32_TEST_FIRST is the first one's.
 */
#define MUTANTS   1500
#define ONE_OF    3         /* answers */
#define VALIDATE  1000      /* after so many questions the heap is looked at */

#define ADDRESS   L"127.0.0.16"
#define VARIABLE  "NETAPI32_TEST_OFFLINE"

static BOOL start( struct rpc_server *server, DWORD *mutants )
{
    WCHAR name[64];

    if (!read_number( VARIABLE, MAXLONG, mutants ) || !getenv( VARIABLE )) return start_rpc_server( server, ADDRESS, TIME_LIMIT );
    wsprintfW( name, L"netapi32-offline-%lu", GetCurrentProcessId() );
    lstrcpynW( server->address, ADDRESS, ARRAY_SIZE(server->address) );
    return open_page( server, name ) && write_settings( server, TIME_LIMIT );
}

static void ask_all(void)
{
    NET_API_STATUS status;
    const char *wrong;
    unsigned int i;

    for (i = 0; i < question_count; i++)
    {
        wrong = ask_question( &questions[i], ADDRESS, &status );
        ok( !wrong, "%s: %s\n", questions[i].name, wrong );
    }
}

static const char *const kind_names[] =
{
#define KIND( name, text )  text,
    WRONG_KINDS
#undef KIND
};

static DWORD current_sequence;

/* Before the program ends, for that. */
static LONG CALLBACK tell_sequence( EXCEPTION_POINTERS *exception )
{
    if (exception->ExceptionRecord->ExceptionCode == EXCEPTION_ACCESS_VIOLATION) trace( "in sequence %lu\n", current_sequence );
    return EXCEPTION_CONTINUE_SEARCH;
}

/* What is held after right answers: whether the server is known, wrong ones change. */
static LONG count_settled_blocks(void)
{
    ask_all();
    return count_blocks();
}

/* Asks a question that has so many calls in a sequence. Returns what is wrong. */
static const char *ask_in_sequence( struct sequences *sequences, const struct question *question, DWORD calls,
                                    struct generator *generator, NET_API_STATUS *status )
{
    static const DWORD one_of[] = { 1, 1, 1, 2, 2, 3, 3, 6 };
    const char *wrong;

    sequences->one_of = number_below( generator, 16 ) ? one_of[number_below( generator, ARRAY_SIZE(one_of) )] : 0;
    sequences->alike = !number_below( generator, 3 );
    sequences->right = number_below( generator, 2 ) * number_below( generator, calls );
    sequences->calls = sequences->wrong = sequences->handles = sequences->unknown_handles = 0;
    sequences->random = generator->state;
    sequences->active = TRUE;
    wrong = ask_question( question, ADDRESS, status );
    sequences->active = FALSE;
    if (sequences->calls > MAX_SEQUENCE_CALLS) return "it asks without end";
    if (sequences->unknown_handles) return "a request has a handle that no answer gave, or a closed one";
    if (!sequences->wrong && sequences->handles) return "handles stay open";
    return wrong;
}

static void test_sequences( struct sequences *sequences, DWORD seed )
{
    DWORD count = 0, first = 0, number, right = 0, refused = 0, longest = 0, failed = 0, started = GetTickCount();
    struct { NET_API_STATUS status; DWORD calls; } *expected;
    NET_API_STATUS status;
    struct generator generator;
    unsigned int i, asked;
    const char *wrong;
    void *handler;
    LONG blocks;

    read_number( "NETAPI32_TEST_SEQUENCES", MAXLONG, &count );
    read_number( "NETAPI32_TEST_FIRST", MAXLONG, &first );
    if (!count) return;
    ok( !sequences->bad_call, "answer %lu has another format\n", sequences->bad_call - 1 );
    if (sequences->bad_call) return;
    expected = HeapAlloc( GetProcessHeap(), 0, question_count * sizeof(*expected) );
    for (i = 0; i < question_count; i++)
    {
        sequences->one_of = sequences->alike = sequences->calls = sequences->handles = 0;
        sequences->active = TRUE;
        ask_question( &questions[i], ADDRESS, &expected[i].status );
        sequences->active = FALSE;
        expected[i].calls = sequences->calls;
    }
    memset( sequences->done, 0, sizeof(sequences->done) );
    handler = AddVectoredExceptionHandler( 1, tell_sequence );
    blocks = count_settled_blocks();

    for (number = first; number - first < count && failed < 10; number++)
    {
        current_sequence = number;
        start_numbers( &generator, seed, number );
        asked = number_below( &generator, question_count );
        wrong = ask_in_sequence( sequences, &questions[asked], expected[asked].calls, &generator, &status );
        if (!sequences->wrong) right++;
        if (status) refused++;
        longest = max( longest, sequences->calls );
        if (!wrong && !sequences->wrong && status != expected[asked].status) wrong = "it fails with right answers";
        if (!wrong && number % VALIDATE == 0)
        {
            if (!HeapValidate( GetProcessHeap(), 0, NULL )) wrong = "the heap is damaged";
            else if (count_settled_blocks() != blocks) wrong = "blocks are lost, now or before";
        }
        if (wrong) ok( 0, "%s, sequence %lu, %lu requests, %lu answers wrong, status %lu: %s\n", questions[asked].name, number,
                       sequences->calls, sequences->wrong, status, wrong );
        failed += wrong != NULL;
    }
    trace( "%lu sequences, %lu all right, %lu refused, at most %lu requests, %lu seconds\n", number - first, right, refused,
           longest, (GetTickCount() - started) / 1000 );
    for (i = 0; i < WRONG_KIND_COUNT; i++)
    {
        trace( "%lu times %s\n", sequences->done[i], kind_names[i] );
        ok( sequences->done[i] || count < 10000, "never %s\n", kind_names[i] );
    }
    blocks = count_settled_blocks() - blocks;
    ok( !blocks, "%ld blocks are lost\n", blocks );
    RemoveVectoredExceptionHandler( handler );
    HeapFree( GetProcessHeap(), 0, expected );
}

START_TEST(rpcfuzz)
{
    DWORD seed = get_seed(), minutes = get_minutes(), mutants = MUTANTS, started, asked, refused = 0;
    struct generator generator;
    struct rpc_server server;
    const struct question *question;
    NET_API_STATUS status;
    const char *wrong;
    LONG blocks;

    if (!testing_ours())
    {
        skip( "the settings of servers are this module's alone\n" );
        return;
    }
    memset( &server, 0, sizeof(server) );
    if (!start( &server, &mutants ))
    {
        ok( 0, "the server did not start\n" );
        return;
    }
    ask_all();
    ask_all();
    blocks = count_blocks();

    trace( "seed %#lx: " SEED_VARIABLE " repeats it\n", seed );
    start_numbers( &generator, seed, 0 );
    server.page->misdeed.mutations = ONE_OF;
    server.page->misdeed.random = generator.state;
    server.page->done = 0;
    server.page->misdeed.active = TRUE;
    start_numbers( &generator, seed, 1 );
    started = GetTickCount();
    for (asked = 0; minutes ? GetTickCount() - started < minutes * 60000 : (DWORD)server.page->done < mutants; asked++)
    {
        question = &questions[next_number( &generator ) % question_count];
        wrong = ask_question( question, ADDRESS, &status );
        if (status) refused++;
        if (wrong) ok( 0, "%s, after %ld damaged answers: %s\n", question->name, server.page->done, wrong );
        if (asked == VALIDATE && !server.page->done)
        {
            ok( 0, "no answer is damaged, of %lu questions\n", asked );
            break;
        }
        if (asked % VALIDATE == 0 && !HeapValidate( GetProcessHeap(), 0, NULL ))
        {
            ok( 0, "the heap is damaged, after %ld damaged answers\n", server.page->done );
            break;
        }
    }
    server.page->misdeed.active = FALSE;
    trace( "%lu questions, %ld damaged answers, %lu refused, %lu seconds\n", asked, server.page->done, refused,
           (GetTickCount() - started) / 1000 );

    ask_all();
    ok( count_blocks() == blocks, "%ld blocks are lost\n", count_blocks() - blocks );
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the heap is damaged\n" );
    if (getenv( VARIABLE )) test_sequences( &server.page->sequences, seed );
    stop_rpc_server( &server );
}
