/*
 * Several servers at a time, one of which goes away and comes back
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
#include "questions.h"
#include "rpcserver.h"

/*
 * Eight threads ask four servers whatever there is to ask. The first server is ended, and started again; the others do not
 * notice, and neither does it once it is back. The servers are tests/hostile/rpcserver.c, or those whose addresses are in
 * NETAPI32_TEST_SERVERS: then somebody else ends the first one, and starts it.
 */
#define THREADS       8
#define SERVERS       4
#define SECONDS_BEFORE       4      /* all servers answer */
#define SECONDS_AWAY         4
#define MAX_RESTART_SECONDS  300    /* where somebody else does it */
#define MAX_RETURN_SECONDS   120    /* from the start of the first server on, however busy the machine is */
#define ANSWERS_AFTERWARDS   200    /* one after the other, without a failure: it is back */
#define MAX_QUESTIONS 64

#define VARIABLE            L"NETAPI32_TEST_SERVERS"
#define RESTARTED_VARIABLE  L"NETAPI32_TEST_RESTARTED"

static WCHAR addresses[SERVERS][64] = { L"127.0.0.15", L"127.0.0.16", L"127.0.0.17", L"127.0.0.18" };
static NET_API_STATUS expected[SERVERS][MAX_QUESTIONS];
static volatile LONG answers[SERVERS], failures[SERVERS], wrong_answers, is_over;
static volatile LONG answers_afterwards;    /* of the first server, since it failed last */
static ULONGLONG first_failure, last_failure;
static NET_API_STATUS last_status;
static const char *last_name;
static DWORD last_duration;
static SRWLOCK failure_lock = SRWLOCK_INIT;
static DWORD seed;
static BOOL (*start_server)( struct rpc_server *server, const WCHAR *address, DWORD time_limit );

static void note_failure( unsigned int server, NET_API_STATUS status, const char *name, ULONGLONG started )
{
    static LONG shown;
    ULONGLONG now = GetTickCount64();

    InterlockedIncrement( &failures[server] );
    if (server)
    {
        if (InterlockedIncrement( &shown ) <= 20) trace( "server %u, %s: %lu\n", server, name, status );
        return;
    }
    AcquireSRWLockExclusive( &failure_lock );
    if (!first_failure) first_failure = now;
    last_failure = now;
    last_status = status;
    last_name = name;
    last_duration = now - started;
    answers_afterwards = 0;
    ReleaseSRWLockExclusive( &failure_lock );
}

static void ask_one( unsigned int server, unsigned int number )
{
    ULONGLONG started = GetTickCount64();
    NET_API_STATUS status;
    const char *wrong = ask_question( &questions[number], addresses[server], &status );

    if (wrong)
    {
        InterlockedIncrement( &wrong_answers );
        trace( "server %u, %s: %s\n", server, questions[number].name, wrong );
    }
    if (status != expected[server][number]) note_failure( server, status, questions[number].name, started );
    else
    {
        InterlockedIncrement( &answers[server] );
        if (!server) InterlockedIncrement( &answers_afterwards );
    }
}

static DWORD WINAPI ask_servers( void *arg )
{
    struct generator generator;
    unsigned int server;

    start_numbers( &generator, seed, (ULONG_PTR)arg );
    while (!is_over)
    {
        server = next_number( &generator ) % SERVERS;
        ask_one( server, next_number( &generator ) % question_count );
    }
    return 0;
}

/* what each question returns while all is well */
static void expect_answers(void)
{
    unsigned int i, j;
    const char *wrong;

    for (i = 0; i < SERVERS; i++)
        for (j = 0; j < question_count; j++)
        {
            wrong = ask_question( &questions[j], addresses[i], &expected[i][j] );
            ok( !wrong, "server %u, %s: %s\n", i, questions[j].name, wrong );
        }
    for (i = 0; i < SERVERS; i++)
        ok( !expected[i][0], "server %u does not answer: %lu\n", i, expected[i][0] );
}

static void end_and_start( struct rpc_server *server )
{
    Sleep( SECONDS_BEFORE * 1000 );
    stop_rpc_server( server );
    Sleep( SECONDS_AWAY * 1000 );
    ok( start_server( server, addresses[0], TIME_LIMIT ), "the server did not start again\n" );
}

static BOOL read_addresses(void)
{
    WCHAR text[SERVERS * 64], *p = text, *end;
    unsigned int i;

    if (!GetEnvironmentVariableW( VARIABLE, text, ARRAY_SIZE(text) )) return FALSE;
    for (i = 0; i < SERVERS && *p; i++, p = end)
    {
        if (!(end = wcschr( p, ' ' ))) end = p + lstrlenW( p );
        lstrcpynW( addresses[i], p, min( (unsigned int)(end - p) + 1, ARRAY_SIZE(addresses[i]) ) );
        if (*end) end++;
    }
    return TRUE;
}

/* The script that started the servers ends the first one and starts it again; then it makes this file. */
static void wait_for_restart(void)
{
    WCHAR file[MAX_PATH];
    unsigned int i;

    GetEnvironmentVariableW( RESTARTED_VARIABLE, file, ARRAY_SIZE(file) );
    for (i = 0; GetFileAttributesW( file ) == INVALID_FILE_ATTRIBUTES && i < MAX_RESTART_SECONDS; i++) Sleep( 1000 );
    ok( i < MAX_RESTART_SECONDS, "the first server was not started again\n" );
    DeleteFileW( file );
}

static void wait_for_answers(void)
{
    ULONGLONG start = GetTickCount64();
    LONG in_a_row;

    ok( failures[0] > 0, "the first server was not away\n" );
    while ((in_a_row = answers_afterwards) < ANSWERS_AFTERWARDS && GetTickCount64() - start < MAX_RETURN_SECONDS * 1000)
        Sleep( 100 );
    ok( in_a_row >= ANSWERS_AFTERWARDS, "the first server did not come back: %ld answers\n", in_a_row );
    trace( "the first server gave %ld answers in a row, %lu ms after its first failure\n", in_a_row,
           (DWORD)(GetTickCount64() - first_failure) );
}

static void run_threads( struct rpc_server *server )
{
    HANDLE threads[THREADS];
    unsigned int i;

    seed = get_seed();
    trace( "seed %#lx: " SEED_VARIABLE " repeats it\n", seed );
    for (i = 0; i < THREADS; i++)
        threads[i] = CreateThread( NULL, 0, ask_servers, (void *)(ULONG_PTR)i, 0, NULL );
    if (server) end_and_start( server );
    else wait_for_restart();
    wait_for_answers();
    is_over = TRUE;
    for (i = 0; i < THREADS; i++)
    {
        DWORD ret = WaitForSingleObject( threads[i], 60000 );
        ok( !ret, "thread %u did not end\n", i );
        CloseHandle( threads[i] );
    }
}

static void run( BOOL others )
{
    struct rpc_server servers[SERVERS];
    unsigned int i;

    if (!testing_ours())
    {
        skip( "the settings of servers are this module's alone\n" );
        return;
    }
    memset( servers, 0, sizeof(servers) );
    memset( (void *)answers, 0, sizeof(answers) );
    memset( (void *)failures, 0, sizeof(failures) );
    first_failure = last_failure = 0;
    is_over = wrong_answers = answers_afterwards = 0;
    for (i = 0; i < SERVERS && !others; i++)
        ok( start_server( &servers[i], addresses[i], TIME_LIMIT ), "server %u did not start\n", i );

    expect_answers();
    run_threads( others ? NULL : &servers[0] );

    for (i = 0; i < SERVERS; i++)
        trace( "server %u: %ld answers, %ld failures\n", i, answers[i], failures[i] );
    /* a question that was under way may fail later still */
    trace( "the last failure, %lu ms after the first: %s, %lu, which took %lu ms\n", (DWORD)(last_failure - first_failure),
           last_name ? last_name : "none", last_status, last_duration );
    ok( !wrong_answers, "%ld answers were wrong\n", wrong_answers );
    for (i = 1; i < SERVERS; i++)
    {
        ok( answers[i] > 0, "server %u gave no answers\n", i );
        ok( !failures[i], "server %u failed %ld times\n", i, failures[i] );
    }
    expect_answers();
    /* how many the module keeps depends on how many threads asked at a time */
    for (i = 0; i < SERVERS; i++) forget_connections( addresses[i] );
    for (i = 0; i < SERVERS && !others; i++) stop_rpc_server( &servers[i] );
}

START_TEST(servers)
{
    start_server = start_rpc_server;
    run( read_addresses() );
}

/* over the pipes of SMB */
START_TEST(serverspipes)
{
    start_server = start_smb_server;
    run( FALSE );
}
