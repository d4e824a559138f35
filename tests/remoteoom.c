/*
 * Lets each allocation of each question to another computer fail in turn
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
#include <winreg.h>
#include <winuser.h>
#include <wincred.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmshare.h>
#include <lmuse.h>

#include "allocations.h"
#include "held.h"
#include "product.h"
#include "program.h"
#include "questions.h"
#include "hostile/rpcserver.h"

/*
 * Connecting, asking, unpacking and packing, with the server of tests/hostile/rpcserver.c and what it answers. rpcrt4 allocates by the
 * module's stub_allocate(), so that what it unpacks counts.
 */

#define ADDRESS  L"127.0.0.17"
#define REMOTE   L"\\\\" ADDRESS L"\\IPC$"

static const WCHAR *asked = ADDRESS;    /* NULL: this computer */
static LONG blocks, handles;
static unsigned int failures;   /* of allocations */

static NET_API_STATUS add_use(void)
{
    USE_INFO_2 info = { .ui2_remote = (WCHAR *)REMOTE, .ui2_asg_type = USE_WILDCARD, .ui2_username = (WCHAR *)L"" };

    return NetUseAdd( NULL, 2, (BYTE *)&info, NULL );
}

static NET_API_STATUS delete_use(void)
{
    return NetUseDel( NULL, (WCHAR *)REMOTE, USE_NOFORCE );
}

static void check_nothing_lost( unsigned int n )
{
    LONG more_blocks = count_blocks() - blocks, more_handles = count_handles() - handles;

    ok( !more_blocks && !more_handles, "allocation %u: %ld blocks and %ld handles more\n", n, more_blocks, more_handles );
}

static void note_what_is_there(void)
{
    blocks = count_blocks();
    handles = count_handles();
}

static NET_API_STATUS ask( const struct question *question )
{
    NET_API_STATUS status;
    const char *wrong = ask_question( question, asked, &status );

    ok( !wrong, "%s\n", wrong );
    return status;
}

/* Returns whether the question failed for want of the n-th allocation. The next one is answered. */
static BOOL fail_allocation( const struct question *question, unsigned int n, BOOL connected, NET_API_STATUS good_status )
{
    NET_API_STATUS status;
    BOOL failed;

    start_failing( n );
    status = ask( question );
    failed = stop_failing();
    if (failed)
    {
        failures++;
        ok( status == ERROR_NOT_ENOUGH_MEMORY, "allocation %u: got status %lu\n", n, status );
        status = ask( question );
    }
    ok( status == good_status, "after allocation %u: got status %lu, not %lu\n", n, status, good_status );
    if (!connected) forget_connections( ADDRESS );
    check_nothing_lost( n );
    return failed;
}

static void test_question( const struct question *question, BOOL connected )
{
    NET_API_STATUS good_status;
    unsigned int n;

    /* what is loaded once, and what a connection keeps */
    ask( question );
    good_status = ask( question );
    if (!connected) forget_connections( ADDRESS );
    note_what_is_there();
    for (n = 1; n < MOST_ALLOCATIONS; n++)
        if (!fail_allocation( question, n, connected, good_status )) break;
    ok( n > 1 && n < MOST_ALLOCATIONS, "%u allocations\n", n - 1 );
}

static void test_questions( const char *how, BOOL connected )
{
    unsigned int i;

    for (i = 0; i < question_count; i++)
    {
        if (!is_wanted_part( questions[i].name )) continue;
        winetest_push_context( "%s, %s", questions[i].name, how );
        test_question( &questions[i], connected );
        winetest_pop_context();
    }
}

/* Those of the credential store, and below those of a use. Without a name they are nobody's: the server cannot log on. */
static void test_credentials(void)
{
    WCHAR address[] = ADDRESS;

    set_credential( address, "", "" );
    forget_connections( ADDRESS );
    winetest_push_context( "%s, with credentials", questions->name );
    test_question( questions, FALSE );
    winetest_pop_context();
    ok( CredDeleteW( address, CRED_TYPE_DOMAIN_PASSWORD, 0 ), "CredDeleteW failed with %lu\n", GetLastError() );
    forget_connections( ADDRESS );
}

/* A folder that is to be shared: its name is another one for the server. */
static void ask_to_share( const struct question *question, WCHAR *server, struct reply *reply )
{
    SHARE_INFO_2 info = { (WCHAR *)L"no share", STYPE_DISKTREE, (WCHAR *)L"", 0, ~0u, 0, (WCHAR *)L"C:\\windows", NULL };

    (void)question;
    reply->status = NetShareAdd( server, 2, (BYTE *)&info, NULL );
}

static void ask_files_below( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetFileEnum( server, (WCHAR *)L"C:\\windows", NULL, question->level, &reply->buffer, MAX_PREFERRED_LENGTH,
                                 &reply->count, &reply->total, NULL );
}

/* The server is this computer's Server service. */
static void test_local(void)
{
    static const struct question paths[] =
    {
        { "NetShareAdd 2, a folder", ask_to_share, 2, 0, { 0 } },
        { "NetFileEnum 3, a folder", ask_files_below, 3, sizeof(FILE_INFO_3), { 0 } },
    };
    BYTE saved[600];
    DWORD type, size = sizeof(saved);
    LSTATUS status;
    unsigned int i;
    HKEY key;

    if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, L"Software\\Wine\\NetApi32", 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, &key ))
    {
        ok( 0, "there are no settings\n" );
        return;
    }
    status = RegQueryValueExW( key, L"LocalServer", NULL, &type, saved, &size );
    RegSetValueExW( key, L"LocalServer", 0, REG_SZ, (BYTE *)ADDRESS, sizeof(ADDRESS) );
    asked = NULL;
    winetest_push_context( "this computer's server" );
    for (i = 0; i < question_count; i++)
    {
        /* This folder is not there, so nobody is asked. */
        if (!strcmp( questions[i].name, "NetShareAdd 2" )) continue;
        if (strncmp( questions[i].name, "NetShare", 8 ) && strncmp( questions[i].name, "NetSession", 10 ) &&
            strncmp( questions[i].name, "NetConnection", 13 ) && strncmp( questions[i].name, "NetFile", 7 ) &&
            strncmp( questions[i].name, "NetServerGetInfo", 16 )) continue;
        winetest_push_context( "%s", questions[i].name );
        test_question( &questions[i], TRUE );
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(paths); i++)
    {
        winetest_push_context( "%s", paths[i].name );
        test_question( &paths[i], TRUE );
        winetest_pop_context();
    }
    winetest_pop_context();
    asked = ADDRESS;
    if (status) RegDeleteValueW( key, L"LocalServer" );
    else RegSetValueExW( key, L"LocalServer", 0, type, saved, size );
    RegCloseKey( key );
}

/* A use that could not be added is none. */
static void test_use(void)
{
    NET_API_STATUS status;
    unsigned int n;
    BOOL failed;

    winetest_push_context( "NetUseAdd" );
    ok( !add_use() && !delete_use(), "got an error\n" );
    note_what_is_there();
    for (n = 1; n < MOST_ALLOCATIONS; n++)
    {
        start_failing( n );
        status = add_use();
        if (!(failed = stop_failing())) break;
        failures++;
        ok( status == ERROR_NOT_ENOUGH_MEMORY, "allocation %u: got status %lu\n", n, status );
        status = delete_use();
        ok( status == NERR_UseNotFound, "allocation %u: NetUseDel returned %lu\n", n, status );
        check_nothing_lost( n );
    }
    ok( n > 1 && !failed && !status && !delete_use(), "allocation %u: got status %lu\n", n, status );
    check_nothing_lost( n );
    winetest_pop_context();
}

/* NETAPI32_TEST_PART=NAME: one question alone */
START_TEST(remoteoom)
{
    struct rpc_server server;

    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    ok( take_allocators( GetModuleHandleW( L"netapi32.dll" ) ), "the module's allocators were not found\n" );
    if (!start_rpc_server( &server, ADDRESS, TIME_LIMIT ))
    {
        ok( 0, "the server did not start\n" );
        return;
    }
    failures = 0;
    test_questions( "connecting", FALSE );
    test_questions( "connected", TRUE );
    if (is_wanted_part( "credentials" )) test_credentials();
    if (is_wanted_part( "uses" )) test_use();
    if (is_wanted_part( "local" )) test_local();
    trace( "%u questions, %u allocations that failed\n", question_count, failures );
    stop_rpc_server( &server );
}
