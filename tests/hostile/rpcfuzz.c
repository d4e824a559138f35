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
#include "questions.h"
#include "rpcserver.h"

/*
 * All questions, in random order, to a server that damages some of its answers at random: so many damaged answers, or as
 * many as NETAPI32_TEST_MINUTES takes. They come over TCP, so that all of the client is tested; NETAPI32_TEST_SEED=0x...
 * repeats the run.
 *
 * tests/host/unplugged links the module with answers of its own in place of the connections, and runs this with
 * NETAPI32_TEST_UNPLUGGED, which is how many there shall be: what becomes of an answer once it is there, and fast.
 */
#define MUTANTS   1500
#define ONE_OF    3         /* answers */
#define VALIDATE  1000      /* after so many questions the heap is looked at */

#define ADDRESS   L"127.0.0.16"
#define VARIABLE  "NETAPI32_TEST_UNPLUGGED"

static BOOL start( struct rpc_server *server, DWORD *mutants )
{
    WCHAR name[64];

    if (!read_number( VARIABLE, MAXLONG, mutants ) || !getenv( VARIABLE )) return start_rpc_server( server, ADDRESS, TIME_LIMIT );
    wsprintfW( name, L"netapi32-unplugged-%lu", GetCurrentProcessId() );
    return open_page( server, name );
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
    stop_rpc_server( &server );
}
