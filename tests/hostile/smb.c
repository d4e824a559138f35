/*
 * SMB servers that misbehave
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

#include <stddef.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winreg.h>
#include <winuser.h>
#include <rpc.h>
#include <lm.h>

#include "generator.h"
#include "held.h"
#include "mutation.h"
#include "product.h"
#include "program.h"
#include "questions.h"
#include "recording.h"
#include "rpcserver.h"
#include "../../rpc/smb.h"

/*
 * Whatever a server does with SMB, a function returns in time: with an error, or with the right answer. Nothing is lost, no
 * secret goes where nobody has proven who he is, and the next call to a good server works. The server is smbserver.c, which is
 * told here what to do. What it does wrong with DCE/RPC, over a pipe as over TCP, hostile.c has.
 *
 * NETAPI32_TEST_MINUTES=1 or more tries each place and each bit; NETAPI32_TEST_PART=NAME one kind of misdeeds.
 * NETAPI32_SMB_WAIT=60 is a server for other programs, for so many seconds: NETAPI32_SMB_DIALECT and so on are its properties.
 */

#define ADDRESS   L"127.0.0.20"
#define USER      L"tester"
#define PASSWORD  L"Secret 1"

static struct rpc_server server;
#define planned  (&server.page->smb_misdeed)
#define notes    (&server.page->smb_notes)
#define setup    (&server.page->smb)

static BOOL as_user, user_wanted, thorough;
/* The first of two runs is short, for what is allocated at the first use. */
static BOOL warm;
static BOOL went_on;    /* the client, beyond the session's setup */
static LONG asked, refused, tried, waited;
static DWORD most_time, time_limit;
static NET_API_STATUS last_status;

/* FAILS_LATER: the client may go on, and finds out before its first question. */
enum outcome { FAILS, FAILS_LATER, WORKS, EITHER };

#define HEADER_SIZE  64

static void set_number( const WCHAR *name, DWORD number )
{
    WCHAR path[100] = L"Software\\Wine\\NetApi32\\Servers\\";
    HKEY key;

    lstrcatW( path, ADDRESS );
    if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, path, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, &key )) return;
    RegSetValueExW( key, name, 0, REG_DWORD, (BYTE *)&number, sizeof(number) );
    RegCloseKey( key );
}

static void set_limit( DWORD limit )
{
    if (limit == time_limit) return;
    write_settings( &server, time_limit = limit );
    set_number( L"FunctionTimeout", 4 * limit );
}

/* No session is kept, and the next one is this user's. */
static void renew_session(void)
{
    WCHAR remote[80];
    USE_INFO_3 use = { { NULL, remote, (WCHAR *)PASSWORD, 0, USE_WILDCARD, 0, 0, (WCHAR *)USER, NULL }, CREATE_NO_CONNECT };
    NET_API_STATUS status;

    wsprintfW( remote, L"\\\\%s\\IPC$", ADDRESS );
    NetUseDel( NULL, remote, USE_FORCE );
    if (!as_user)
    {
        forget_connections( ADDRESS );
        return;
    }
    status = NetUseAdd( NULL, 3, (BYTE *)&use, NULL );
    ok( !status, "NetUseAdd returned %lu\n", status );
}

static void end_session(void)
{
    as_user = FALSE;
    renew_session();
}

/* What is wrong with the answer, which is known; NULL: nothing. */
static const char *ask_name( NET_API_STATUS *status )
{
    WKSTA_INFO_100 *info = (WKSTA_INFO_100 *)(ULONG_PTR)0xdeadbeef;
    BOOL is_right;

    *status = NetWkstaGetInfo( (WCHAR *)ADDRESS, 100, (BYTE **)&info );
    if (*status) return info ? "a buffer with an error" : NULL;
    is_right = info->wki100_platform_id == 500 && !lstrcmpW( info->wki100_computername, L"TESTSERVER1" ) &&
               !lstrcmpW( info->wki100_langroup, L"TESTGROUP" );
    NetApiBufferFree( info );
    return is_right ? NULL : "another answer";
}

/* No status of the server's that a program would take for an answer. */
static BOOL is_answer( NET_API_STATUS status )
{
    return status == ERROR_MORE_DATA || (status >= NERR_BASE && status <= MAX_NERR) || status == ERROR_NO_SUCH_DOMAIN ||
           (status >= ERROR_USER_EXISTS && status <= ERROR_LAST_ADMIN) ||
           (status >= ERROR_NO_SUCH_ALIAS && status <= ERROR_ALIAS_EXISTS);
}

static void reset_notes(void)
{
    memset( (void *)notes, 0, offsetof( struct smb_notes, mistake ) );
}

/* The time limit of what may wait for it. A user's session may take longer on a busy machine. */
static DWORD get_short_limit(void)
{
    return as_user ? 2 * SHORT_TIME_LIMIT : SHORT_TIME_LIMIT / 2;
}

static void ask( enum outcome outcome )
{
    DWORD start = GetTickCount(), time;
    NET_API_STATUS status;
    const char *wrong = ask_name( &status );

    time = GetTickCount() - start;
    most_time = max( most_time, time );
    last_status = status;
    asked++;
    if (status) refused++;
    if (time >= get_short_limit() - 100) waited++;
    if (wrong) ok( 0, "%s\n", wrong );
    if (is_answer( status )) ok( 0, "returned %lu\n", status );
    if (time > 5 * time_limit + 10000) ok( 0, "took %lu milliseconds\n", time );
    if (outcome != EITHER && !status != (outcome == WORKS)) ok( 0, "returned %lu\n", status );
}

/* A good server, which finds no fault with its client. */
static void ask_well(void)
{
    planned->active = FALSE;
    set_limit( TIME_LIMIT );
    renew_session();
    reset_notes();
    winetest_push_context( "afterwards" );
    ask( WORKS );
    if (notes->mistakes) ok( 0, "%ld mistakes of the client, the first: %s\n", notes->mistakes, notes->mistake );
    if (as_user && !notes->users) ok( 0, "the server knows no user\n" );
    winetest_pop_context();
}

/* command: whose answer; number: which one of the connection's */
static void plan( LONG command, LONG number, enum smb_deed deed, DWORD count )
{
    planned->active = FALSE;
    planned->command = command;
    planned->number = number;
    planned->once = FALSE;
    planned->connection_skip = 0;
    planned->deed = deed;
    planned->stage = STAGE_PLAIN;
    planned->count = count;
    planned->delay = 0;
    planned->ending = ENDING_KEEP;
    planned->patch_count = 0;
    planned->size = 0;
}

static struct smb_patch *plan_patch( LONG offset, DWORD size, ULONGLONG value )
{
    struct smb_patch *patch = &planned->patches[planned->patch_count++];

    patch->offset = offset;
    patch->size = size;
    patch->flip = FALSE;
    patch->value = value;
    return patch;
}

static void plan_flip( enum smb_stage stage, LONG offset, DWORD bit )
{
    planned->stage = stage;
    plan_patch( offset, 1, (ULONGLONG)1 << bit )->flip = TRUE;
}

static void do_planned( enum outcome outcome, DWORD limit )
{
    set_limit( limit );
    renew_session();
    reset_notes();
    planned->active = TRUE;
    ask( outcome );
    planned->active = FALSE;
}

/* A good call follows some of the misdeeds of a user, whose sessions take long, and all of the others. */
static void do_misdeed( enum outcome outcome )
{
    BOOL has_rpc_misdeed = server.page->misdeed.active;

    /* the time limit is for those that wait for it, with good answers the machine may be busy */
    do_planned( outcome, outcome == WORKS ? TIME_LIMIT : get_short_limit() );
    if (!notes->done) do_planned( outcome, TIME_LIMIT );
    tried++;
    went_on = notes->requests[SMB_TREE_CONNECT] != 0;
    if (!notes->done) ok( 0, "it was not done\n" );
    if (outcome == FAILS && notes->afterwards) ok( 0, "%ld requests afterwards\n", notes->afterwards );
    if (outcome == WORKS && notes->mistakes) ok( 0, "%ld mistakes, the first: %s\n", notes->mistakes, notes->mistake );
    if (as_user && notes->open && outcome != EITHER) ok( 0, "%ld requests could be read\n", notes->open );
    server.page->misdeed.active = FALSE;
    if (!as_user || thorough || tried % 4 == 0) ask_well();
    server.page->misdeed.active = has_rpc_misdeed;
}

/*
 * The steps: whose answer goes wrong
 */

static const struct step
{
    const char *name;
    LONG        command;
    LONG        number;
    BOOL        is_protected;   /* of a user's session: signed at least */
}
steps[] =
{
    { "NEGOTIATE", SMB_NEGOTIATE, 0, FALSE },
    { "first SESSION_SETUP", SMB_SESSION_SETUP, 1, FALSE },
    { "last SESSION_SETUP", SMB_SESSION_SETUP, 2, TRUE },
    { "TREE_CONNECT", SMB_TREE_CONNECT, 3, TRUE },
    { "CREATE", SMB_CREATE, 4, TRUE },
    { "bind", SMB_IOCTL, 5, TRUE },
    { "call", SMB_IOCTL, 6, TRUE },
};

#define LAST_SETUP  (&steps[2])
#define CALL        (&steps[6])

static const struct step *step;

static void plan_step( enum smb_deed deed, DWORD count )
{
    plan( step->command, step->number, deed, count );
}

static void do_at_step( enum outcome outcome )
{
    winetest_push_context( "%s", step->name );
    do_misdeed( outcome );
    winetest_pop_context();
}

/* What damages a message that is protected is noticed, if it is damaged afterwards. */
static enum outcome at_least( enum outcome outcome )
{
    return as_user && step->is_protected ? FAILS : outcome;
}

/*
 * The misdeeds that each answer can have
 */

struct field
{
    LONG         command;       /* ANY_ANSWER: in the header */
    LONG         number;
    DWORD        offset;
    DWORD        size;
    ULONGLONG    value;
    enum outcome outcome;       /* of an anonymous session */
    enum outcome user_outcome;
};

static void do_field( const struct field *field )
{
    winetest_push_context( "number at %lu: %#I64x", field->offset, field->value );
    plan_step( DEED_PATCH, 0 );
    plan_patch( field->offset, field->size, field->value );
    do_at_step( as_user ? field->user_outcome : field->outcome );
    winetest_pop_context();
}

/* in turns, where not all are tried */
static BOOL is_turn( unsigned int number )
{
    static unsigned int turn;

    if (!is_in_share( number ) || (!warm && number % 16)) return FALSE;
    return thorough || !as_user || turn++ % 2 == 0;
}

/* the same for what a user's sessions are about: all of it, but in the first run */
static BOOL is_chosen( unsigned int number )
{
    return is_in_share( number ) && (warm || number % 16 == 0);
}

static void test_headers(void)
{
    static const struct field fields[] =
    {
        { ANY_ANSWER, 0, 0, 1, 0xff, FAILS, FAILS },                        /* the protocol: SMB 1 */
        { ANY_ANSWER, 0, 0, 1, 0xfd, FAILS, FAILS }, { ANY_ANSWER, 0, 0, 1, 0xfc, FAILS, FAILS },
        { ANY_ANSWER, 0, 0, 4, 0, FAILS, FAILS },
        { ANY_ANSWER, 0, 4, 2, 0, FAILS, FAILS }, { ANY_ANSWER, 0, 4, 2, 63, FAILS, FAILS },   /* size */
        { ANY_ANSWER, 0, 4, 2, 65, FAILS, FAILS }, { ANY_ANSWER, 0, 4, 2, 0xffff, FAILS, FAILS },
        { ANY_ANSWER, 0, 6, 2, 0xffff, EITHER, EITHER },                    /* credit charge */
        { ANY_ANSWER, 0, 8, 4, 0xc0000022, FAILS, FAILS }, { ANY_ANSWER, 0, 8, 4, 0xc000000d, FAILS, FAILS },   /* status */
        { ANY_ANSWER, 0, 8, 4, 0xffffffff, FAILS, FAILS }, { ANY_ANSWER, 0, 8, 4, 0x80000005, EITHER, EITHER },
        { ANY_ANSWER, 0, 8, 4, 0x00000001, EITHER, EITHER }, { ANY_ANSWER, 0, 8, 4, 0x7fffffff, EITHER, EITHER },
        { ANY_ANSWER, 0, 8, 4, 0x80000000, EITHER, EITHER }, { ANY_ANSWER, 0, 8, 4, 0x00000103, EITHER, EITHER },
        { ANY_ANSWER, 0, 8, 4, 0xc000006d, FAILS, FAILS }, { ANY_ANSWER, 0, 8, 4, 0xc0000203, FAILS_LATER, FAILS_LATER },
        { ANY_ANSWER, 0, 12, 2, SMB_CANCEL, FAILS, FAILS }, { ANY_ANSWER, 0, 12, 2, 13, FAILS, FAILS },  /* command */
        { ANY_ANSWER, 0, 12, 2, SMB_READ, FAILS, FAILS }, { ANY_ANSWER, 0, 12, 2, 18, FAILS, FAILS },
        { ANY_ANSWER, 0, 12, 2, 0xffff, FAILS, FAILS }, { ANY_ANSWER, 0, 12, 2, SMB_LOGOFF, FAILS, FAILS },
        { ANY_ANSWER, 0, 14, 2, 0, EITHER, EITHER }, { ANY_ANSWER, 0, 14, 2, 0xffff, WORKS, WORKS },    /* credits */
        { ANY_ANSWER, 0, 16, 4, 0, FAILS, FAILS },                          /* flags: from a client */
        { ANY_ANSWER, 0, 16, 4, 3, EITHER, EITHER }, { ANY_ANSWER, 0, 16, 4, 2, FAILS, FAILS },
        { ANY_ANSWER, 0, 16, 4, 9, EITHER, EITHER }, { ANY_ANSWER, 0, 16, 4, 0xffffffff, EITHER, EITHER },
        { ANY_ANSWER, 0, 20, 4, 1, EITHER, EITHER }, { ANY_ANSWER, 0, 20, 4, 8, EITHER, EITHER },     /* next */
        { ANY_ANSWER, 0, 20, 4, 64, EITHER, EITHER }, { ANY_ANSWER, 0, 20, 4, 0xfffffff8, EITHER, EITHER },
        { ANY_ANSWER, 0, 20, 4, 0x7ffffff8, EITHER, EITHER }, { ANY_ANSWER, 0, 20, 4, 0xffffffff, EITHER, EITHER },
        { ANY_ANSWER, 0, 24, 8, 0x77, FAILS, FAILS }, { ANY_ANSWER, 0, 24, 8, 0xfffffffffffffffe, FAILS, FAILS },  /* id */
        { ANY_ANSWER, 0, 24, 8, 0xffffffffffffffff, FAILS, FAILS }, { ANY_ANSWER, 0, 24, 8, 0x100000000, FAILS, FAILS },
        { ANY_ANSWER, 0, 32, 8, 0xffffffffffffffff, EITHER, EITHER },       /* process and tree */
        { ANY_ANSWER, 0, 40, 8, 0, EITHER, EITHER }, { ANY_ANSWER, 0, 40, 8, 1, EITHER, EITHER },     /* session */
        { ANY_ANSWER, 0, 40, 8, 0xffffffffffffffff, EITHER, EITHER },
        { ANY_ANSWER, 0, 48, 8, 0xffffffffffffffff, EITHER, EITHER },       /* signature, where there is none */
    };
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(steps); i++)
        for (j = 0; j < ARRAY_SIZE(fields); j++)
        {
            step = &steps[i];
            if (is_turn( i * ARRAY_SIZE(fields) + j )) do_field( &fields[j] );
        }
}

static void test_ids(void)
{
    unsigned int i;

    /* that of the answer before */
    for (i = 1; i < ARRAY_SIZE(steps); i++)
    {
        if (!is_turn( i )) continue;
        step = &steps[i];
        winetest_push_context( "the id before" );
        plan_step( DEED_PATCH, 0 );
        plan_patch( 24, 8, step->number - 1 );
        do_at_step( FAILS );
        winetest_pop_context();
    }
}

/* Behind the header: structure sizes, offsets, lengths, counts. With 3.1.1 NEGOTIATE has contexts from 160 on: the hash, the cipher
 * at 208, the signatures at 224. */
static void test_bodies(void)
{
    static const struct field fields[] =
    {
        { SMB_NEGOTIATE, 0, 64, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 64, 2, 64, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 64, 2, 66, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 66, 2, 0, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 66, 2, 0xffff, EITHER, EITHER },    /* security mode */
        { SMB_NEGOTIATE, 0, 68, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 68, 2, 0x0100, FAILS, FAILS },    /* dialect */
        { SMB_NEGOTIATE, 0, 68, 2, 0x02ff, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 68, 2, 0x0312, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 68, 2, 0x0310, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 68, 2, 0xffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 68, 2, 0x0202, EITHER, FAILS_LATER }, { SMB_NEGOTIATE, 0, 68, 2, 0x0210, EITHER, FAILS_LATER },
        { SMB_NEGOTIATE, 0, 68, 2, 0x0300, EITHER, FAILS_LATER }, { SMB_NEGOTIATE, 0, 68, 2, 0x0302, EITHER, FAILS_LATER },
        { SMB_NEGOTIATE, 0, 70, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 70, 2, 1, EITHER, EITHER },   /* contexts */
        { SMB_NEGOTIATE, 0, 70, 2, 4, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 70, 2, 0xffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 72, 8, 0, WORKS, WORKS },                       /* the server's GUID */
        { SMB_NEGOTIATE, 0, 88, 4, 0, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 88, 4, 0xffffffff, EITHER, EITHER },
        { SMB_NEGOTIATE, 0, 92, 4, 0, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 92, 4, 1, EITHER, EITHER },  /* largest sizes */
        { SMB_NEGOTIATE, 0, 92, 4, 100, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 92, 4, 0xffffffff, EITHER, EITHER },
        { SMB_NEGOTIATE, 0, 96, 4, 0, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 96, 4, 0xffffffff, EITHER, EITHER },
        { SMB_NEGOTIATE, 0, 100, 4, 0, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 100, 4, 1, EITHER, EITHER },
        { SMB_NEGOTIATE, 0, 100, 4, 0xffffffff, EITHER, EITHER },
        { SMB_NEGOTIATE, 0, 104, 8, 0xffffffffffffffff, WORKS, WORKS },     /* times */
        { SMB_NEGOTIATE, 0, 120, 2, 0, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 120, 2, 1, EITHER, EITHER },  /* the token */
        { SMB_NEGOTIATE, 0, 120, 2, 63, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 120, 2, 235, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 120, 2, 0xffff, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 120, 2, 0xfff0, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 122, 2, 0, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 122, 2, 1, EITHER, EITHER },
        { SMB_NEGOTIATE, 0, 122, 2, 109, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 122, 2, 0xffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 124, 4, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 124, 4, 64, FAILS, FAILS },   /* where contexts are */
        { SMB_NEGOTIATE, 0, 124, 4, 236, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 124, 4, 0x7fffffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 124, 4, 0xfffffff8, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 124, 4, 0xffffffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 160, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 160, 2, 2, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 162, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 162, 2, 1, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 162, 2, 5, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 162, 2, 69, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 162, 2, 0xffff, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 162, 2, 0xfff8, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 168, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 168, 2, 2, FAILS, FAILS },   /* hashes */
        { SMB_NEGOTIATE, 0, 168, 2, 0xffff, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 170, 2, 0xffff, EITHER, EITHER },
        { SMB_NEGOTIATE, 0, 172, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 172, 2, 2, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 172, 2, 0xffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 208, 2, 1, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 208, 2, 0x77, EITHER, EITHER },
        { SMB_NEGOTIATE, 0, 210, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 210, 2, 3, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 210, 2, 0xffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 216, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 216, 2, 2, FAILS, FAILS },   /* ciphers */
        { SMB_NEGOTIATE, 0, 216, 2, 0xffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 218, 2, 0, EITHER, EITHER }, { SMB_NEGOTIATE, 0, 218, 2, 5, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 218, 2, 0xffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 224, 2, 2, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 226, 2, 0, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 226, 2, 0xffff, FAILS, FAILS },
        { SMB_NEGOTIATE, 0, 232, 2, 0, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 232, 2, 2, FAILS, FAILS },   /* signatures */
        { SMB_NEGOTIATE, 0, 234, 2, 3, FAILS, FAILS }, { SMB_NEGOTIATE, 0, 234, 2, 0xffff, FAILS, FAILS },

        { SMB_SESSION_SETUP, 1, 64, 2, 0, FAILS, FAILS }, { SMB_SESSION_SETUP, 1, 64, 2, 8, FAILS, FAILS },
        { SMB_SESSION_SETUP, 1, 64, 2, 10, FAILS, FAILS },
        { SMB_SESSION_SETUP, 1, 66, 2, 0xffff, EITHER, EITHER },
        { SMB_SESSION_SETUP, 1, 68, 2, 0, FAILS, FAILS }, { SMB_SESSION_SETUP, 1, 68, 2, 63, FAILS, FAILS },
        { SMB_SESSION_SETUP, 1, 68, 2, 0x7fff, FAILS, FAILS }, { SMB_SESSION_SETUP, 1, 68, 2, 0xffff, FAILS, FAILS },
        { SMB_SESSION_SETUP, 1, 70, 2, 0, FAILS, FAILS }, { SMB_SESSION_SETUP, 1, 70, 2, 1, FAILS, FAILS },
        { SMB_SESSION_SETUP, 1, 70, 2, 0x7fff, FAILS, FAILS }, { SMB_SESSION_SETUP, 1, 70, 2, 0xffff, FAILS, FAILS },
        { SMB_SESSION_SETUP, 1, 8, 4, 0, FAILS, FAILS },                    /* success at once */
        { SMB_SESSION_SETUP, 2, 64, 2, 0, FAILS, FAILS }, { SMB_SESSION_SETUP, 2, 64, 2, 8, FAILS, FAILS },
        { SMB_SESSION_SETUP, 2, 66, 2, 1, EITHER, FAILS }, { SMB_SESSION_SETUP, 2, 66, 2, 2, WORKS, FAILS }, /* guest, nobody */
        { SMB_SESSION_SETUP, 2, 66, 2, 3, EITHER, FAILS }, { SMB_SESSION_SETUP, 2, 66, 2, 4, EITHER, EITHER },
        { SMB_SESSION_SETUP, 2, 66, 2, 7, EITHER, FAILS }, { SMB_SESSION_SETUP, 2, 66, 2, 0xffff, EITHER, FAILS },
        { SMB_SESSION_SETUP, 2, 68, 2, 0, EITHER, EITHER }, { SMB_SESSION_SETUP, 2, 68, 2, 0xffff, EITHER, EITHER },
        { SMB_SESSION_SETUP, 2, 70, 2, 0, EITHER, EITHER }, { SMB_SESSION_SETUP, 2, 70, 2, 0xffff, EITHER, EITHER },
        { SMB_SESSION_SETUP, 2, 8, 4, 0xc0000016, FAILS, FAILS },           /* more processing */
        { SMB_SESSION_SETUP, 2, 40, 8, 0x0000040000000003, FAILS_LATER, FAILS_LATER },  /* another session */

        { SMB_TREE_CONNECT, 3, 64, 2, 0, FAILS, FAILS }, { SMB_TREE_CONNECT, 3, 64, 2, 15, FAILS, FAILS },
        { SMB_TREE_CONNECT, 3, 64, 2, 17, FAILS, FAILS },
        { SMB_TREE_CONNECT, 3, 66, 1, 0, FAILS, FAILS }, { SMB_TREE_CONNECT, 3, 66, 1, 1, FAILS, FAILS },  /* disk */
        { SMB_TREE_CONNECT, 3, 66, 1, 3, FAILS, FAILS }, { SMB_TREE_CONNECT, 3, 66, 1, 0xff, FAILS, FAILS },
        { SMB_TREE_CONNECT, 3, 68, 4, 0x8000, FAILS, EITHER },              /* what nobody can do: encrypt */
        { SMB_TREE_CONNECT, 3, 68, 4, 0xffffffff, FAILS, EITHER }, { SMB_TREE_CONNECT, 3, 72, 4, 0xffffffff, EITHER, EITHER },
        { SMB_TREE_CONNECT, 3, 36, 4, 0, FAILS_LATER, FAILS_LATER }, { SMB_TREE_CONNECT, 3, 36, 4, 0xffffffff, FAILS_LATER, FAILS_LATER },

        { SMB_CREATE, 4, 64, 2, 0, FAILS, FAILS }, { SMB_CREATE, 4, 64, 2, 88, FAILS, FAILS },
        { SMB_CREATE, 4, 64, 2, 90, FAILS, FAILS }, { SMB_CREATE, 4, 66, 2, 0xffff, EITHER, EITHER },
        { SMB_CREATE, 4, 68, 4, 0xffffffff, EITHER, EITHER }, { SMB_CREATE, 4, 120, 4, 0xffffffff, EITHER, EITHER },
        { SMB_CREATE, 4, 128, 8, 0, FAILS_LATER, FAILS_LATER }, { SMB_CREATE, 4, 128, 8, 0xffffffffffffffff, FAILS_LATER, FAILS_LATER },
        { SMB_CREATE, 4, 144, 4, 0xffffffff, EITHER, EITHER }, { SMB_CREATE, 4, 148, 4, 0xffffffff, EITHER, EITHER },

        { SMB_IOCTL, 6, 64, 2, 0, FAILS, FAILS }, { SMB_IOCTL, 6, 64, 2, 48, FAILS, FAILS },
        { SMB_IOCTL, 6, 64, 2, 50, FAILS, FAILS }, { SMB_IOCTL, 6, 68, 4, 0x00140204, EITHER, EITHER },
        { SMB_IOCTL, 6, 72, 8, 0, EITHER, EITHER },
        { SMB_IOCTL, 6, 88, 4, 0, EITHER, EITHER }, { SMB_IOCTL, 6, 88, 4, 0xffffffff, EITHER, EITHER },    /* input */
        { SMB_IOCTL, 6, 92, 4, 1, EITHER, EITHER }, { SMB_IOCTL, 6, 92, 4, 0xffffffff, EITHER, EITHER },
        { SMB_IOCTL, 6, 96, 4, 0, FAILS, FAILS }, { SMB_IOCTL, 6, 96, 4, 63, FAILS, FAILS },              /* output */
        { SMB_IOCTL, 6, 96, 4, 64, FAILS, FAILS }, { SMB_IOCTL, 6, 96, 4, 111, FAILS, FAILS },
        { SMB_IOCTL, 6, 96, 4, 113, FAILS, FAILS }, { SMB_IOCTL, 6, 96, 4, 0x7fffffff, FAILS, FAILS },
        { SMB_IOCTL, 6, 96, 4, 0x80000000, FAILS, FAILS }, { SMB_IOCTL, 6, 96, 4, 0xffffff00, FAILS, FAILS },
        { SMB_IOCTL, 6, 96, 4, 0xffffffff, FAILS, FAILS },
        { SMB_IOCTL, 6, 100, 4, 0, FAILS, FAILS }, { SMB_IOCTL, 6, 100, 4, 0x10000, FAILS, FAILS },
        { SMB_IOCTL, 6, 100, 4, 0x7fffffff, FAILS, FAILS }, { SMB_IOCTL, 6, 100, 4, 0xffffff90, FAILS, FAILS },
        { SMB_IOCTL, 6, 100, 4, 0xffffffff, FAILS, FAILS },
    };
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(fields); i++)
    {
        for (j = 0; steps[j].command != fields[i].command || steps[j].number != fields[i].number; j++) {}
        step = &steps[j];
        if (is_turn( i )) do_field( &fields[i] );
    }
}

/* Answers of a length that they should not have. */
static void test_lengths(void)
{
    static const DWORD sizes[] = { 0, 1, 3, 4, 5, 52, 63, 64, 65, 66, 68, 72, 73, 79, 80, 96, 111, 112, 127, 128, 129, 151, 160,
                                   168, 207, 216, 235 };
    static const DWORD more[] = { 1, 7, 8, 100, 5000 };
    /* what each answer has, readable and, for a user, as it is on the wire */
    static const DWORD least[] = { 236, 72, 72, 80, 152, 112, 112 }, least_sealed[] = { 236, 200, 80, 132, 204, 224, 240 };
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(steps); i++)
    {
        step = &steps[i];
        for (j = 0; j < ARRAY_SIZE(sizes); j++)
        {
            if (!is_turn( i * 32 + j )) continue;
            winetest_push_context( "%lu bytes", sizes[j] );
            plan_step( DEED_CUT, sizes[j] );
            do_at_step( sizes[j] < least[i] ? FAILS : EITHER );
            plan_step( DEED_CUT, sizes[j] );
            planned->stage = STAGE_WIRE;
            do_at_step( sizes[j] < (as_user ? least_sealed : least)[i] ? FAILS : EITHER );
            winetest_pop_context();
        }
        for (j = 0; j < ARRAY_SIZE(more); j++)
        {
            if (!is_turn( i * 32 + j )) continue;
            winetest_push_context( "%lu bytes more", more[j] );
            plan_step( DEED_GROW, more[j] );
            do_at_step( EITHER );
            plan_step( DEED_GROW, more[j] );
            planned->stage = STAGE_WIRE;
            do_at_step( at_least( EITHER ) );
            winetest_pop_context();
        }
    }
}

/* RFC 1001's frames, of which SMB has one type alone. */
static void test_frames(void)
{
    static const struct { BYTE frame[4]; enum outcome outcome; } frames[] =
    {
        { { 0, 0, 0, 0 }, FAILS }, { { 0, 0, 0, 1 }, FAILS }, { { 0, 0, 0, 63 }, FAILS }, { { 0, 0, 0, 64 }, FAILS },
        { { 0, 0xff, 0xff, 0xff }, FAILS }, { { 0, 1, 0, 0 }, FAILS }, { { 0xff, 0xff, 0xff, 0xff }, FAILS },
        { { 0x81, 0, 0, 0 }, EITHER }, { { 0x82, 0, 0, 0 }, EITHER }, { { 0x83, 0, 0, 1 }, EITHER }, { { 0x85, 0, 0, 0 }, EITHER },
        { { 0x85, 0xff, 0xff, 0xff }, EITHER }, { { 1, 0, 0, 0 }, EITHER },
    };
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(steps); i++)
        for (j = 0; j < ARRAY_SIZE(frames); j++)
        {
            if (!is_turn( i * 16 + j )) continue;
            step = &steps[i];
            winetest_push_context( "frame %02x%02x%02x%02x", frames[j].frame[0], frames[j].frame[1], frames[j].frame[2],
                                   frames[j].frame[3] );
            plan_step( DEED_PATCH, 0 );
            planned->stage = STAGE_FRAME;
            plan_patch( 0, 4, frames[j].frame[0] | frames[j].frame[1] << 8 | frames[j].frame[2] << 16 |
                              (DWORD)frames[j].frame[3] << 24 );
            do_at_step( frames[j].outcome );
            winetest_pop_context();
        }
}

/* the server's break of an oplock that nobody has: MS-SMB2, 2.2.23.1 */
static void add_oplock_break(void)
{
    struct smb_header header = { .protocol = SMB_PROTOCOL, .size = 64, .command = 18, .flags = SMB_RESPONSE,
                                 .message_id = ~(ULONGLONG)0 };
    BYTE body[24] = { 24 };

    memcpy( planned->bytes, &header, sizeof(header) );
    memcpy( planned->bytes + sizeof(header), body, sizeof(body) );
    planned->size = sizeof(header) + sizeof(body);
}

/* What nobody asked for comes first: once, often, and without end. */
static void test_unasked(void)
{
    static const DWORD counts[] = { 1, 100, ~0u };
    static const BYTE keep_alive[4] = { 0x85 }, empty[4] = { 0 };
    unsigned int i, j, kind;

    for (i = 0; i < ARRAY_SIZE(steps); i++)
        for (j = 0; j < ARRAY_SIZE(counts); j++)
            for (kind = 0; kind < 4; kind++)
            {
                if (!is_turn( i * 16 + j * 4 + kind )) continue;
                step = &steps[i];
                winetest_push_context( "unasked %u, %ld times", kind, (LONG)counts[j] );
                plan_step( kind < 2 ? DEED_BEFORE : DEED_BEFORE_RAW, counts[j] );
                add_oplock_break();
                if (kind == 1) memset( planned->bytes + 12, 0xff, 2 );   /* another command */
                if (kind >= 2) memcpy( planned->bytes, kind == 2 ? keep_alive : empty, planned->size = 4 );
                do_at_step( counts[j] == ~0u ? FAILS : EITHER );
                winetest_pop_context();
            }
}

static void test_pending(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(steps); i++)
    {
        if (!is_turn( i )) continue;
        step = &steps[i];
        winetest_push_context( "pending" );
        plan_step( DEED_PENDING, 1 );
        do_at_step( i >= 4 ? WORKS : EITHER );
        plan_step( DEED_PENDING, 50 );
        do_at_step( EITHER );
        plan_step( DEED_PENDING, ~0u );
        do_at_step( FAILS );
        plan_step( DEED_PENDING, 1 );
        planned->stage = STAGE_WIRE;                        /* and an answer that is not asynchronous */
        do_at_step( EITHER );
        plan_step( DEED_PENDING, 1 );
        plan_patch( 16, 4, SMB_RESPONSE );                  /* no asynchronous one */
        do_at_step( EITHER );
        plan_step( DEED_PENDING, 1 );
        plan_patch( 32, 8, 0xffffffffffffffff );            /* another id */
        do_at_step( EITHER );
        plan_step( DEED_PENDING, 1 );
        plan_patch( 24, 8, 0xffff );                        /* of another message */
        do_at_step( EITHER );
        plan_step( DEED_PENDING, 1 );
        plan_patch( 14, 2, 0xffff );                        /* credits */
        do_at_step( EITHER );
        winetest_pop_context();
    }
}

/* Answers that are another message's, or come more than once. */
static void test_replays(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(steps); i++)
    {
        if (!is_turn( i )) continue;
        step = &steps[i];
        winetest_push_context( "replay" );
        plan_step( DEED_TWICE, 1 );
        do_at_step( EITHER );
        plan_step( DEED_TWICE, 100 );
        do_at_step( EITHER );
        if (i)
        {
            plan_step( DEED_REPLAY, 1 );
            do_at_step( FAILS );
        }
        if (i > 1)
        {
            plan_step( DEED_REPLAY, 2 );
            do_at_step( FAILS );
        }
        plan_step( DEED_COMPOUND, 0 );
        do_at_step( EITHER );
        plan_step( DEED_COMPOUND, 8 );
        do_at_step( EITHER );
        plan_step( DEED_COMPOUND, 0xfffffff8 );
        do_at_step( EITHER );
        winetest_pop_context();
    }
}

static void test_endings(void)
{
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(steps); i++)
    {
        if (!is_turn( i )) continue;
        step = &steps[i];
        for (j = ENDING_CLOSE; j <= ENDING_DEAF; j++)
        {
            if (j == ENDING_DEAF && !thorough && i % 3) continue;
            winetest_push_context( "ending %u", j );
            plan_step( DEED_ENDING, 0 );
            planned->ending = j;
            do_at_step( FAILS );
            if (j != ENDING_DEAF && (thorough || j != ENDING_SILENCE || i == 3))
            {
                plan_step( DEED_CUT, 50 );
                planned->stage = STAGE_FRAME;
                planned->ending = j;
                do_at_step( FAILS );
            }
            winetest_pop_context();
        }
        winetest_push_context( "pieces" );
        plan_step( DEED_PIECES, 1 );
        do_at_step( WORKS );
        plan_step( DEED_PIECES, 1 );
        planned->delay = SHORT_TIME_LIMIT / 4;
        do_at_step( FAILS );
        winetest_pop_context();
    }
}

static void test_statuses(void)
{
    static const DWORD statuses[] =
    {
        0xc0000022, 0xc000006d, 0xc000006e, 0xc0000064, 0xc0000071, 0xc0000072, 0xc0000234, 0xc00000cc, 0xc0000034, 0xc00000ae,
        0xc00000bb, 0xc000009a, 0xc0000120, 0xc0000203, 0xc000035c, 0xc0000466, 0xc0000257, 0x80000005, 0xc00000b0, 0xc000014b,
        1, 0x103, 0x12345678, 0xffffffff,
        /* answers about groups, users and domains */
        0xc0000063, 0xc0000066, 0xc00000df, 0xc0000151, 0xc0000152, 0xc0000153, 0xc0000154,
        /* codes of exceptions */
        0x80000001, 0x80000003, 0x80000004, 0xc0000005, 0xc0000094, 0xc00000fd,
        /* any error of Win32's: more data, no such user, no such interface, success */
        0x800700ea, 0xc00100ea, 0x800708ad, 0xc00108ad, 0xc0020012, 0xc002001c, 0x80070000, 0xc0010000,
    };
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(steps); i++)
        for (j = 0; j < ARRAY_SIZE(statuses); j++)
        {
            if (!is_turn( i * 64 + j )) continue;
            step = &steps[i];
            winetest_push_context( "status %#lx", statuses[j] );
            plan_step( DEED_STATUS, statuses[j] );
            do_at_step( FAILS_LATER );
            winetest_pop_context();
        }
}

/* SPNEGO's and NTLM's messages: empty, huge, and nonsense */
static void test_tokens(void)
{
    static const DWORD sizes[] = { 0, 1, 2, 5, 100, 0xfe00 };
    static const BYTE starts[3][16] =
    {
        "NTLMSSP\0\2\0\0\0\xff\xff\xff", { 0x60, 0x84, 0xff, 0xff, 0xff, 0xff }, { 0xa1, 0x82, 0xff, 0xff, 0x30, 0x84, 0xff }
    };
    struct generator generator;
    unsigned int i, j, kind;
    DWORD k;

    start_numbers( &generator, 7, 0 );
    for (i = 0; i < 3; i++)
        for (j = 0; j < ARRAY_SIZE(sizes); j++)
            for (kind = 0; kind < 4; kind++)
            {
                if (!is_turn( i * 32 + j * 4 + kind )) continue;
                step = &steps[i];
                winetest_push_context( "token %u of %lu bytes", kind, sizes[j] );
                plan_step( DEED_TOKEN, 0 );
                for (k = 0; k < sizes[j]; k++)
                    planned->bytes[k] = kind == 3 ? (BYTE)next_number( &generator ) : starts[kind][k % sizeof(starts[kind])];
                planned->size = sizes[j];
                do_at_step( i == 1 ? FAILS : EITHER );
                winetest_pop_context();
            }
}

/* A server that never comes to an end with the session. */
static void test_endless_setup(void)
{
    winetest_push_context( "more processing for ever" );
    plan( SMB_SESSION_SETUP, ANY_ANSWER, DEED_PATCH, 0 );
    plan_patch( 8, 4, 0xc0000016 );
    do_misdeed( FAILS_LATER );
    winetest_pop_context();
    winetest_push_context( "no credits at all" );
    plan( ANY_ANSWER, ANY_ANSWER, DEED_PATCH, 0 );
    plan_patch( 14, 2, 0 );
    do_misdeed( FAILS_LATER );
    winetest_pop_context();
    winetest_push_context( "another session each time" );
    plan( SMB_SESSION_SETUP, 2, DEED_PATCH, 0 );
    plan_patch( 40, 8, 0x1234 );
    do_misdeed( FAILS_LATER );
    winetest_pop_context();
}

/*
 * READ and WRITE: answers and requests of more than one fragment
 */

#define WKSTA_GET_INFO  0

/* The answer comes in two fragments: FSCTL_PIPE_TRANSCEIVE has the first one, READ the second. */
static void plan_fragments(void)
{
    struct misdeed *fragments = &server.page->misdeed;
    static const struct recorded_call *call;
    const struct recorded_call *calls;
    DWORD first = 8, size;
    unsigned int count, i;

    calls = get_recorded_calls( &count );
    for (i = 0; i < count && !call; i++)
        if (!strcmp( calls[i].interface_name, "wkssvc" ) && !calls[i].opnum && calls[i].request[calls[i].request_size - 4] == 100)
            call = &calls[i];
    memset( fragments, 0, offsetof( struct misdeed, bytes ) );
    lstrcpyA( fragments->interface_name, "wkssvc" );
    fragments->opnum = WKSTA_GET_INFO;
    fragments->repeat_from = ~0u;
    size = write_header( fragments->bytes, PDU_RESPONSE, PDU_FIRST, REQUEST_HEADER + first, 1 );
    memcpy( fragments->bytes + size, call->response, first );
    size += first;
    size += write_header( fragments->bytes + size, PDU_RESPONSE, PDU_LAST, REQUEST_HEADER + call->response_size - first, 1 );
    memcpy( fragments->bytes + size, call->response + first, call->response_size - first );
    fragments->size = size + call->response_size - first;
    fragments->active = TRUE;
}

static void test_reads(void)
{
    static const struct field fields[] =
    {
        { SMB_READ, 7, 64, 2, 0, FAILS, FAILS }, { SMB_READ, 7, 64, 2, 16, FAILS, FAILS }, { SMB_READ, 7, 64, 2, 18, FAILS, FAILS },
        { SMB_READ, 7, 66, 1, 0, FAILS, FAILS }, { SMB_READ, 7, 66, 1, 63, FAILS, FAILS }, { SMB_READ, 7, 66, 1, 79, FAILS, FAILS },
        { SMB_READ, 7, 66, 1, 81, FAILS, FAILS }, { SMB_READ, 7, 66, 1, 0xff, FAILS, FAILS },
        { SMB_READ, 7, 68, 4, 0, FAILS, FAILS }, { SMB_READ, 7, 68, 4, 0x10000, FAILS, FAILS },
        { SMB_READ, 7, 68, 4, 0x7fffffff, FAILS, FAILS }, { SMB_READ, 7, 68, 4, 0xffffffb0, FAILS, FAILS },
        { SMB_READ, 7, 68, 4, 0xffffffff, FAILS, FAILS }, { SMB_READ, 7, 72, 4, 0xffffffff, EITHER, EITHER },
        { SMB_READ, 7, 8, 4, 0xc0000022, FAILS, FAILS }, { SMB_READ, 7, 12, 2, SMB_IOCTL, FAILS, FAILS },
        { SMB_READ, 7, 24, 8, 0xffffffffffffffff, FAILS, FAILS },
    };
    static const struct step read_step = { "READ", SMB_READ, 7, TRUE };
    unsigned int i;

    step = &read_step;
    plan_fragments();
    set_limit( TIME_LIMIT );
    renew_session();
    reset_notes();
    ask( WORKS );
    ok( notes->requests[SMB_READ] == 1, "%ld reads\n", notes->requests[SMB_READ] );
    ok( !notes->mistakes, "%ld mistakes, the first: %s\n", notes->mistakes, notes->mistake );
    for (i = 0; i < ARRAY_SIZE(fields); i++)
    {
        if (!is_turn( i )) continue;
        plan_fragments();
        do_field( &fields[i] );
    }
    for (i = 64; i < 100; i += 5)
    {
        if (!is_turn( i )) continue;
        plan_fragments();
        plan_step( DEED_CUT, i );
        do_at_step( FAILS );
    }
    server.page->misdeed.active = FALSE;
}

static NET_API_STATUS set_descriptor(void)
{
    static BYTE list[8000];
    SECURITY_DESCRIPTOR descriptor;
    SHARE_INFO_1501 info = { 0, &descriptor };
    SID sid = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_LOCAL_SYSTEM_RID } };
    unsigned int i;

    InitializeSecurityDescriptor( &descriptor, SECURITY_DESCRIPTOR_REVISION );
    InitializeAcl( (ACL *)list, sizeof(list), ACL_REVISION );
    for (i = 0; i < 300; i++) AddAccessAllowedAce( (ACL *)list, ACL_REVISION, i + 1, &sid );
    SetSecurityDescriptorDacl( &descriptor, TRUE, (ACL *)list, FALSE );
    return NetShareSetInfo( (WCHAR *)ADDRESS, (WCHAR *)L"public", 1501, (BYTE *)&info, NULL );
}

static void test_writes(void)
{
    static const struct { LONG offset; DWORD size; DWORD value; } numbers[] =
    {
        { 64, 2, 0 }, { 64, 2, 16 }, { 68, 4, 0 }, { 68, 4, 1 }, { 68, 4, 0x7fffffff }, { 68, 4, 0xffffffff },
        { 8, 4, 0xc0000022 }, { 12, 2, SMB_READ },
    };
    NET_API_STATUS status;
    unsigned int i;

    set_limit( TIME_LIMIT );
    renew_session();
    reset_notes();
    server.page->longest_request = 0;
    status = set_descriptor();
    ok( notes->requests[SMB_WRITE] > 0, "status %lu, no writes\n", status );
    ok( server.page->longest_request > 6000, "the server has got %lu bytes\n", server.page->longest_request );
    ok( !notes->mistakes, "%ld mistakes, the first: %s\n", notes->mistakes, notes->mistake );
    for (i = 0; i < ARRAY_SIZE(numbers); i++)
    {
        if (!is_turn( i )) continue;
        winetest_push_context( "number at %ld: %#lx", numbers[i].offset, numbers[i].value );
        set_limit( TIME_LIMIT );
        renew_session();
        reset_notes();
        server.page->log_count = 0;
        plan( SMB_WRITE, ANY_ANSWER, DEED_PATCH, 0 );
        plan_patch( numbers[i].offset, numbers[i].size, numbers[i].value );
        planned->active = TRUE;
        status = set_descriptor();
        planned->active = FALSE;
        ok( status, "it returned success\n" );
        ok( notes->done == 1, "it was done %ld times\n", notes->done );
        ok( !server.page->log_count, "the rest of the request was sent\n" );
        winetest_pop_context();
        ask_well();
    }
}

/*
 * What only a session with a user has
 */

/* Signed and sealed answers, each of which has a bit that is not right. */
static void test_bits(void)
{
    static const DWORD lengths[] = { 236, 200, 80, 52 + 80, 52 + 152, 52 + 172, 52 + 220 };
    struct generator generator;
    unsigned int i, j, count = !warm ? 1 : thorough ? 400 : 24;

    start_numbers( &generator, get_seed(), 0 );
    for (i = 0; i < ARRAY_SIZE(steps); i++)
        for (j = 0; j < count; j++)
        {
            DWORD place = number_below( &generator, lengths[i] ), bit = number_below( &generator, 8 );

            if (!is_in_share( i * count + j )) continue;
            step = &steps[i];
            winetest_push_context( "bit %lu of byte %lu", bit, place );
            plan_step( DEED_PATCH, 0 );
            plan_flip( STAGE_WIRE, place, bit );
            /* Of the first two answers nobody is sure before the third is there. */
            do_at_step( i < 2 ? FAILS_LATER : FAILS );
            winetest_pop_context();
        }
}

/* the same where answers are signed alone, with each of the three signatures */
static void test_signed_bits(void)
{
    static const struct { WORD dialect, signing; } kinds[] =
        { { SMB_DIALECT_202, 0 }, { SMB_DIALECT_311, SMB_AES_CMAC }, { SMB_DIALECT_311, SMB_AES_GMAC } };
    struct generator generator;
    unsigned int i, j, count = !warm ? 1 : thorough ? 400 : 20;

    start_numbers( &generator, get_seed(), 1 );
    for (i = 0; i < ARRAY_SIZE(kinds); i++)
    {
        setup->dialect = kinds[i].dialect;
        setup->signing = kinds[i].signing;
        setup->has_signing = TRUE;
        setup->cipher = NO_CIPHER;
        for (j = 0; j < count; j++)
        {
            DWORD place = number_below( &generator, 64 + 112 ), bit = number_below( &generator, 8 );

            if (!is_in_share( i * count + j )) continue;
            step = CALL;
            winetest_push_context( "dialect %#x, signature %u: bit %lu of byte %lu", kinds[i].dialect, kinds[i].signing, bit, place );
            plan_step( DEED_PATCH, 0 );
            planned->number = kinds[i].dialect == SMB_DIALECT_311 ? 6 : 7;
            plan_flip( STAGE_WIRE, place, bit );
            do_at_step( FAILS );
            winetest_pop_context();
        }
        memset( setup, 0, offsetof( struct smb_setup, user ) );
    }
}

static void test_protection(void)
{
    static const struct { const char *name; enum smb_deed deed; } deeds[] =
    {
        { "another key", DEED_OTHER_KEY }, { "not signed", DEED_PLAIN }, { "a false signature", DEED_FALSE_SIGNATURE },
        { "not sealed", DEED_SIGNED_ONLY }, { "sealed twice", DEED_NESTED },
        { "another session", DEED_OTHER_SESSION },
    };
    unsigned int i, j, kind;

    for (kind = 0; kind < 3; kind++)
    {
        /* sealed; signed, in two ways */
        if (kind) setup->cipher = NO_CIPHER;
        if (kind == 2) setup->dialect = SMB_DIALECT_210;
        for (i = 2; i < ARRAY_SIZE(steps); i++)
            for (j = 0; j < ARRAY_SIZE(deeds); j++)
            {
                if (((kind || i == 2) && j >= 3) || !is_chosen( i * 8 + j )) continue;
                step = &steps[i];
                winetest_push_context( "kind %u, %s", kind, deeds[j].name );
                plan_step( deeds[j].deed, 0 );
                if (kind == 2 && i > 3) planned->number++;
                do_at_step( FAILS );
                winetest_pop_context();
            }
        memset( setup, 0, offsetof( struct smb_setup, user ) );
    }
    /* what seals it: of another session, not encrypted, of another length */
    static const struct { DWORD offset, size; ULONGLONG value; } transform[] =
    {
        { 36, 4, 0 }, { 36, 4, 63 }, { 36, 4, 0xffffffff }, { 36, 4, 0x7fffffff }, { 42, 2, 0 }, { 42, 2, 2 }, { 42, 2, 0xffff },
        { 44, 8, 0 }, { 44, 8, 0x0000040000000077 }, { 44, 8, 0xffffffffffffffff }, { 40, 2, 0xffff }, { 20, 8, 0 }, { 4, 8, 0 },
    };
    step = CALL;
    for (i = 0; i < ARRAY_SIZE(transform); i++)
    {
        if (!is_chosen( i )) continue;
        winetest_push_context( "transform header %lu: %#I64x", transform[i].offset, transform[i].value );
        plan_step( DEED_PATCH, 0 );
        planned->stage = STAGE_WIRE;
        plan_patch( transform[i].offset, transform[i].size, transform[i].value );
        do_at_step( FAILS );
        winetest_pop_context();
    }
}

/* Somebody on the way takes out what is better. */
static void test_downgrades(void)
{
    static const WORD dialects[] = { SMB_DIALECT_202, SMB_DIALECT_210, SMB_DIALECT_300, SMB_DIALECT_302 };
    static const struct { const char *name; LONG offset; DWORD size; ULONGLONG value; } answers[] =
    {
        { "capabilities", 64 + 48, 4, 0xffffffff }, { "capabilities", 64 + 48, 4, 0 }, { "a GUID", 64 + 52, 8, 0x77 },
        { "a GUID", 64 + 60, 8, 0x77 }, { "the security mode", 64 + 68, 2, 0 }, { "a dialect", 64 + 70, 2, SMB_DIALECT_311 },
        { "a dialect", 64 + 70, 2, 0 }, { "the output", 64 + 36, 4, 23 }, { "the output", 64 + 36, 4, 0 },
        { "the output", 64 + 36, 4, 0xffffffff }, { "the output", 64 + 32, 4, 0xffffffff }, { "the output", 64 + 32, 4, 0 },
        { "the structure", 64, 2, 48 }, { "another command", 12, 2, SMB_READ },
    };
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(dialects); i++)
    {
        setup->dialect = dialects[i];
        winetest_push_context( "dialect %#x", dialects[i] );
        setup->knows_better = TRUE;
        set_limit( SHORT_TIME_LIMIT );
        renew_session();
        reset_notes();
        winetest_push_context( "a server that knows better" );
        ask( FAILS );
        ok( notes->requests[SMB_VALIDATE] > 0, "it was not asked\n" );
        ok( !notes->requests[SMB_CREATE], "a pipe was opened\n" );
        winetest_pop_context();
        setup->knows_better = FALSE;
        for (j = 0; j < ARRAY_SIZE(answers); j++)
        {
            if (!is_chosen( i * ARRAY_SIZE(answers) + j )) continue;
            winetest_push_context( "%s, %#I64x", answers[j].name, answers[j].value );
            plan( SMB_VALIDATE, ANY_ANSWER, DEED_PATCH, 0 );
            plan_patch( answers[j].offset, answers[j].size, answers[j].value );
            do_misdeed( FAILS );
            winetest_pop_context();
        }
        winetest_push_context( "not signed" );
        plan( SMB_VALIDATE, ANY_ANSWER, DEED_PLAIN, 0 );
        do_misdeed( FAILS );
        plan( SMB_VALIDATE, ANY_ANSWER, DEED_FALSE_SIGNATURE, 0 );
        do_misdeed( FAILS );
        winetest_pop_context();
        winetest_push_context( "cut" );
        plan( SMB_VALIDATE, ANY_ANSWER, DEED_CUT, 64 + 48 + 23 );
        do_misdeed( FAILS );
        winetest_pop_context();
        memset( setup, 0, offsetof( struct smb_setup, user ) );
        winetest_pop_context();
    }
    /* of 3.1.1's answer: the dialect, the cipher, the signature, the hash */
    for (i = 0; i < ARRAY_SIZE(dialects); i++)
    {
        winetest_push_context( "dialect %#x in place of 3.1.1", dialects[i] );
        plan( SMB_NEGOTIATE, 0, DEED_PATCH, 0 );
        planned->stage = STAGE_WIRE;
        plan_patch( 68, 2, dialects[i] );
        plan_patch( 70, 2, 0 );
        do_misdeed( FAILS_LATER );
        ok( !went_on, "the client went on\n" );
        winetest_pop_context();
    }
    for (i = 0; i < 6; i++)
    {
        static const struct { LONG offset; WORD value; } contexts[] =
            { { 218, 0 }, { 218, SMB_AES_128_CCM }, { 218, SMB_AES_256_GCM }, { 234, SMB_HMAC_SHA256 }, { 234, SMB_AES_CMAC }, { 70, 2 } };

        winetest_push_context( "contexts, %u", i );
        setup->cipher = SMB_AES_128_GCM;
        setup->has_signing = TRUE;
        setup->signing = SMB_AES_GMAC;
        plan( SMB_NEGOTIATE, 0, DEED_PATCH, 0 );
        planned->stage = STAGE_WIRE;
        plan_patch( contexts[i].offset, 2, contexts[i].value );
        do_misdeed( FAILS_LATER );
        ok( !went_on, "the client went on\n" );
        winetest_pop_context();
        memset( setup, 0, offsetof( struct smb_setup, user ) );
    }
}

/*
 * Servers that are as they should be
 */

static const WORD all_dialects[] = { SMB_DIALECT_202, SMB_DIALECT_210, SMB_DIALECT_300, SMB_DIALECT_302, SMB_DIALECT_311 };

static void check_good( BOOL can_be_sealed )
{
    set_limit( TIME_LIMIT );
    renew_session();
    reset_notes();
    ask( WORKS );
    ok( !notes->mistakes, "%ld mistakes of the client, the first: %s\n", notes->mistakes, notes->mistake );
    if (!as_user) return;
    ok( !notes->open, "%ld requests could be read\n", notes->open );
    ok( notes->users == 1, "%ld users\n", notes->users );
    if (can_be_sealed) ok( notes->sealed >= 4, "%ld requests were sealed\n", notes->sealed );
    else ok( notes->is_signed >= 4, "%ld requests were signed\n", notes->is_signed );
}

static void test_good_servers(void)
{
    unsigned int i, variant;

    for (i = 0; i < ARRAY_SIZE(all_dialects); i++)
        for (variant = 0; variant < 5; variant++)
        {
            winetest_push_context( "dialect %#x, variant %u", all_dialects[i], variant );
            setup->dialect = all_dialects[i];
            setup->raw_ntlm = variant == 1;
            setup->says_pending = variant == 2;
            setup->cipher = variant == 3 ? NO_CIPHER : 0;
            setup->seals = as_user && variant == 4 && all_dialects[i] >= SMB_DIALECT_300;
            setup->null_flag = variant == 4;
            check_good( all_dialects[i] >= SMB_DIALECT_300 && variant != 3 );
            memset( setup, 0, offsetof( struct smb_setup, user ) );
            winetest_pop_context();
        }
    for (i = SMB_AES_128_CCM; i <= SMB_AES_256_GCM; i++)
    {
        winetest_push_context( "cipher %u", i );
        setup->cipher = i;
        check_good( TRUE );
        memset( setup, 0, offsetof( struct smb_setup, user ) );
        winetest_pop_context();
    }
    for (i = SMB_HMAC_SHA256; i <= SMB_AES_GMAC; i++)
    {
        winetest_push_context( "signature %u", i );
        setup->cipher = NO_CIPHER;
        setup->has_signing = TRUE;
        setup->signing = i;
        check_good( FALSE );
        memset( setup, 0, offsetof( struct smb_setup, user ) );
        winetest_pop_context();
    }
    winetest_push_context( "no context for signatures" );
    setup->no_contexts = TRUE;
    check_good( TRUE );
    memset( setup, 0, offsetof( struct smb_setup, user ) );
    winetest_pop_context();
}

/* No message more than it takes. */
static void test_round_trips(void)
{
    static const struct { LONG command, count; } first[] =
        { { SMB_NEGOTIATE, 1 }, { SMB_SESSION_SETUP, 2 }, { SMB_TREE_CONNECT, 1 }, { SMB_CREATE, 1 }, { SMB_IOCTL, 2 },
          { SMB_READ, 0 }, { SMB_WRITE, 0 }, { SMB_CLOSE, 0 }, { SMB_VALIDATE, 0 } };
    SERVER_INFO_100 *info;
    NET_API_STATUS status;
    unsigned int i;
    LONG count;

    set_limit( TIME_LIMIT );
    renew_session();
    /* until the server has the end of the last session, which nobody waits for */
    for (i = 0; i < 500 && server.page->open; i++) Sleep( 10 );
    reset_notes();
    ask( WORKS );
    for (i = 0; i < ARRAY_SIZE(first); i++)
        ok( notes->requests[first[i].command] == first[i].count, "command %ld: %ld requests\n", first[i].command,
            notes->requests[first[i].command] );
    count = notes->answers;
    ask( WORKS );
    ok( notes->answers == count + 1, "%ld answers for a call more\n", notes->answers - count );
    count = notes->answers;
    status = NetServerGetInfo( (WCHAR *)ADDRESS, 100, (BYTE **)&info );
    ok( !status, "returned %lu\n", status );
    if (!status) NetApiBufferFree( info );
    ok( notes->answers == count + 3, "%ld answers for another interface\n", notes->answers - count );
    ok( notes->connections == 1, "%ld connections\n", notes->connections );
    ok( !notes->mistakes, "%ld mistakes, the first: %s\n", notes->mistakes, notes->mistake );
}

static DWORD WINAPI ask_often( void *arg )
{
    LONG *failures = arg;
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < 50; i++)
        if (ask_name( &status ) || status) InterlockedIncrement( failures );
    return 0;
}

/* All over one connection, some answers later than those of others that were asked for later. */
static void test_threads(void)
{
    HANDLE threads[8];
    LONG failures = 0;
    unsigned int i, variant;

    for (variant = 0; variant < 2; variant++)
    {
        setup->says_pending = variant;
        set_limit( TIME_LIMIT );
        renew_session();
        reset_notes();
        ask( WORKS );
        for (i = 0; i < ARRAY_SIZE(threads); i++) threads[i] = CreateThread( NULL, 0, ask_often, &failures, 0, NULL );
        for (i = 0; i < ARRAY_SIZE(threads); i++)
        {
            ok( !WaitForSingleObject( threads[i], 120000 ), "a thread did not end\n" );
            CloseHandle( threads[i] );
        }
        ok( !failures, "%ld of 400 calls failed\n", failures );
        ok( notes->connections == 1, "%ld connections\n", notes->connections );
        ok( !notes->mistakes, "%ld mistakes, the first: %s\n", notes->mistakes, notes->mistake );
        setup->says_pending = FALSE;
    }
}

/* What a server may not make of a user. */
static void test_logons(void)
{
    set_limit( TIME_LIMIT );
    setup->share_type = 1;
    renew_session();
    reset_notes();
    ask( FAILS );
    ok( !notes->requests[SMB_CREATE], "a pipe was opened on a disk\n" );
    setup->share_type = 0;
    if (!as_user)
    {
        setup->no_anonymous = TRUE;
        renew_session();
        ask( FAILS );
        ok( last_status == ERROR_ACCESS_DENIED, "returned %lu\n", last_status );
        setup->no_anonymous = FALSE;
        setup->seals = TRUE;
        renew_session();
        ask( FAILS );
        setup->seals = FALSE;
        return;
    }
    lstrcpyW( setup->password, L"Secret 2" );
    renew_session();
    reset_notes();
    ask( FAILS );
    ok( last_status == ERROR_LOGON_FAILURE, "returned %lu\n", last_status );
    setup->takes_guests = TRUE;
    renew_session();
    reset_notes();
    ask( FAILS );
    ok( notes->sessions > 0, "nobody was a guest\n" );
    ok( !notes->requests[SMB_TREE_CONNECT], "a guest went on\n" );
    setup->takes_guests = FALSE;
    lstrcpyW( setup->password, PASSWORD );
}

static LONG count_logged( const char *interface_name, LONG opnum )
{
    LONG i, count = 0;

    for (i = 0; i < server.page->log_count && i < MAX_LOG; i++)
        count += !strcmp( server.page->log[i].interface_name, interface_name ) && server.page->log[i].opnum == opnum;
    return count;
}

#define SET_USER  58

/* A password goes nowhere unless it is sealed. */
static void test_passwords(void)
{
    USER_INFO_1003 password = { (WCHAR *)L"Secret 3" };
    static const struct { WORD dialect, cipher; BOOL is_sealed; } kinds[] =
    {
        { SMB_DIALECT_202, 0, FALSE }, { SMB_DIALECT_210, 0, FALSE }, { SMB_DIALECT_300, NO_CIPHER, FALSE },
        { SMB_DIALECT_311, NO_CIPHER, FALSE }, { SMB_DIALECT_300, 0, TRUE }, { SMB_DIALECT_311, 0, TRUE },
    };
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(kinds); i++)
    {
        winetest_push_context( "dialect %#x, cipher %#x", kinds[i].dialect, kinds[i].cipher );
        setup->dialect = kinds[i].dialect;
        setup->cipher = kinds[i].cipher;
        set_limit( TIME_LIMIT );
        renew_session();
        reset_notes();
        server.page->log_count = 0;
        status = NetUserSetInfo( ADDRESS, L"u1", 1003, (BYTE *)&password, NULL );
        if (as_user && kinds[i].is_sealed) ok( count_logged( "samr", SET_USER ), "it was not set: %lu\n", status );
        else
        {
            ok( status == ERROR_NO_USER_SESSION_KEY, "returned %lu\n", status );
            ok( !count_logged( "samr", SET_USER ), "it was sent\n" );
        }
        ok( !notes->mistakes, "%ld mistakes, the first: %s\n", notes->mistakes, notes->mistake );
        if (as_user)
        {
            /* refused, or sealed */
            renew_session();
            set_number( L"RequireEncryption", 1 );
            reset_notes();
            ask( kinds[i].is_sealed ? WORKS : FAILS );
            ok( kinds[i].is_sealed || !notes->requests[SMB_CREATE], "a pipe was opened\n" );
            set_number( L"RequireEncryption", 0 );
        }
        memset( setup, 0, offsetof( struct smb_setup, user ) );
        winetest_pop_context();
    }
}

#define SHARE_DEL  18

/* What may have been done is not done again, however its answer is lost. */
static void test_changes(void)
{
    static const struct { const char *name; enum smb_deed deed; DWORD count; enum ending ending; BOOL users; } ways[] =
    {
        { "closed", DEED_ENDING, 0, ENDING_CLOSE, FALSE }, { "reset", DEED_ENDING, 0, ENDING_RESET, FALSE },
        { "silence", DEED_ENDING, 0, ENDING_SILENCE, FALSE }, { "pending", DEED_PENDING, ~0u, ENDING_KEEP, FALSE },
        { "a replay", DEED_REPLAY, 1, ENDING_KEEP, FALSE }, { "cut", DEED_CUT, 100, ENDING_KEEP, FALSE },
        { "refused", DEED_STATUS, 0xc0000022, ENDING_KEEP, FALSE }, { "a broken pipe", DEED_STATUS, 0xc000014b, ENDING_KEEP, FALSE },
        { "another key", DEED_OTHER_KEY, 0, ENDING_KEEP, TRUE }, { "not protected", DEED_PLAIN, 0, ENDING_KEEP, TRUE },
    };
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(ways); i++)
    {
        if (!is_chosen( i ) || (ways[i].users && !as_user)) continue;
        winetest_push_context( "%s", ways[i].name );
        set_limit( TIME_LIMIT );
        renew_session();
        ask( WORKS );       /* The session is there then; what follows is a pipe, its bind and the call. */
        write_settings( &server, time_limit = get_short_limit() );
        reset_notes();
        server.page->log_count = 0;
        plan( SMB_IOCTL, 9, ways[i].deed, ways[i].count );
        planned->ending = ways[i].ending;
        planned->active = TRUE;
        status = NetShareDel( (WCHAR *)ADDRESS, (WCHAR *)L"public", 0 );
        planned->active = FALSE;
        ok( status && !is_answer( status ), "returned %lu\n", status );
        ok( notes->done == 1, "it was done %ld times\n", notes->done );
        ok( count_logged( "srvsvc", SHARE_DEL ) == 1, "it was asked for %ld times\n", count_logged( "srvsvc", SHARE_DEL ) );
        winetest_pop_context();
        ask_well();
    }
}

static const struct
{
    const char *name;
    void      (*test)(void);
    BOOL        anonymous, user;
}
parts[] =
{
    { "good servers", test_good_servers, TRUE, TRUE },
    { "round trips", test_round_trips, TRUE, TRUE },
    { "threads", test_threads, TRUE, TRUE },
    { "logons", test_logons, TRUE, TRUE },
    { "passwords", test_passwords, TRUE, TRUE },
    { "headers", test_headers, TRUE, TRUE },
    { "ids", test_ids, TRUE, TRUE },
    { "bodies", test_bodies, TRUE, TRUE },
    { "lengths", test_lengths, TRUE, TRUE },
    { "frames", test_frames, TRUE, TRUE },
    { "unasked", test_unasked, TRUE, TRUE },
    { "pending", test_pending, TRUE, TRUE },
    { "replays", test_replays, TRUE, TRUE },
    { "endings", test_endings, TRUE, TRUE },
    { "statuses", test_statuses, TRUE, TRUE },
    { "tokens", test_tokens, TRUE, TRUE },
    { "endless setup", test_endless_setup, TRUE, TRUE },
    { "reads", test_reads, TRUE, TRUE },
    { "writes", test_writes, TRUE, TRUE },
    { "changes", test_changes, TRUE, TRUE },
    { "bits", test_bits, FALSE, TRUE },
    { "signed bits", test_signed_bits, FALSE, TRUE },
    { "protection", test_protection, FALSE, TRUE },
    { "downgrades", test_downgrades, FALSE, TRUE },
};

static ULONGLONG get_processor_time( HANDLE process )
{
    FILETIME created, ended, kernel, user;

    GetProcessTimes( process, &created, &ended, &kernel, &user );
    return ((ULONGLONG)kernel.dwHighDateTime << 32 | kernel.dwLowDateTime) / 10000 +
           ((ULONGLONG)user.dwHighDateTime << 32 | user.dwLowDateTime) / 10000;
}

static void run_part( unsigned int i )
{
    DWORD start = GetTickCount();
    ULONGLONG processor = get_processor_time( GetCurrentProcess() );
    LONG asked_before = asked, refused_before = refused, waited_before = waited, blocks, handles;

    winetest_push_context( "%s, %s", parts[i].name, as_user ? "a user" : "nobody" );
    ask_well();
    end_session();
    blocks = count_blocks();
    handles = count_handles();
    as_user = user_wanted;
    parts[i].test();
    planned->active = server.page->misdeed.active = FALSE;
    memset( setup, 0, offsetof( struct smb_setup, user ) );
    ask_well();
    end_session();
    ok( count_blocks() <= blocks, "%ld blocks are lost\n", count_blocks() - blocks );
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the heap is damaged\n" );
    ok( count_handles() <= handles, "%ld handles are lost\n", count_handles() - handles );
    as_user = user_wanted;
    trace( "%ld questions, %ld refused, %ld waited, %lu ms, %lu ms of the processor\n", asked - asked_before,
           refused - refused_before, waited - waited_before, GetTickCount() - start,
           (DWORD)(get_processor_time( GetCurrentProcess() ) - processor) );
    winetest_pop_context();
}

static void run_parts( BOOL user )
{
    unsigned int i;

    as_user = user_wanted = user;
    for (i = 0; i < ARRAY_SIZE(parts); i++)
        if ((user ? parts[i].user : parts[i].anonymous) && is_wanted_part( parts[i].name )) run_part( i );
}

static DWORD get_hex( const char *name )
{
    return getenv( name ) ? strtoul( getenv( name ), NULL, 16 ) : 0;
}

/* For smbclient and its like, of which tests/host has none: it is how this server itself is tested. */
static void wait_for_others( DWORD seconds )
{
    setup->dialect = get_hex( "NETAPI32_SMB_DIALECT" );
    setup->cipher = get_hex( "NETAPI32_SMB_CIPHER" );
    setup->signing = get_hex( "NETAPI32_SMB_SIGNING" );
    setup->has_signing = setup->signing != 0;
    setup->raw_ntlm = get_hex( "NETAPI32_SMB_RAW" );
    setup->says_pending = get_hex( "NETAPI32_SMB_PENDING" );
    setup->seals = get_hex( "NETAPI32_SMB_SEALS" );
    print( "port %ld\n", server.page->smb_port );
    Sleep( seconds * 1000 );
    print( "%ld connections, %ld sessions, %ld users, %ld sealed, %ld signed, %ld open, %ld mistakes: %s\n", notes->connections,
           notes->sessions, notes->users, notes->sealed, notes->is_signed, notes->open, notes->mistakes, notes->mistake );
}

static BOOL start( BOOL offline )
{
    WCHAR name[64];
    BOOL started;

    memset( &server, 0, sizeof(server) );
    time_limit = 0;
    if (offline)
    {
        wsprintfW( name, L"netapi32-offline-%lu", GetCurrentProcessId() );
        lstrcpynW( server.address, ADDRESS, ARRAY_SIZE(server.address) );
        if ((started = open_page( &server, name ))) server.page->over_pipes = TRUE;
    }
    else started = start_smb_server( &server, ADDRESS, TIME_LIMIT );
    if (!started)
    {
        ok( 0, "the server did not start\n" );
        return FALSE;
    }
    lstrcpyW( setup->user, USER );
    lstrcpyW( setup->password, PASSWORD );
    return TRUE;
}

static BOOL can_test(void)
{
    if (!testing_ours()) skip( "the settings of servers are this module's alone\n" );
    return testing_ours();
}

START_TEST(smb)
{
    DWORD seconds = 0;

    if (!can_test() || !start( FALSE )) return;
    thorough = get_minutes() != 0;
    asked = refused = waited = tried = 0;
    if (getenv( "NETAPI32_SMB_WAIT" ) && read_number( "NETAPI32_SMB_WAIT", 100000, &seconds )) wait_for_others( seconds );
    else
    {
        run_parts( FALSE );
        run_parts( TRUE );
        trace( "%ld misdeeds, %ld questions, %ld refused, %ld waited, the longest took %lu milliseconds\n", tried, asked, refused,
               waited, most_time );
        trace( "the server took %lu ms of the processor\n", (DWORD)get_processor_time( server.process ) );
        end_session();
    }
    warm = TRUE;
    stop_rpc_server( &server );
}

/*
 * Messages of the server that are damaged at random: so many, or as many as NETAPI32_TEST_MINUTES takes. NETAPI32_TEST_SEED=0x...
 * repeats a run. tests/host/wrong-answers links the module with the server in place of TCP, and runs this with
 * NETAPI32_TEST_OFFLINE, which is how many there shall be.
 */
#define MUTANTS   400
#define ONE_OF    4
#define VALIDATE  1000

/* Another server each time. */
static void set_up( struct generator *generator )
{
    memset( setup, 0, offsetof( struct smb_setup, user ) );
    setup->dialect = all_dialects[number_below( generator, ARRAY_SIZE(all_dialects) )];
    if (number_below( generator, 2 )) setup->dialect = 0;
    setup->cipher = number_below( generator, 8 ) ? number_below( generator, 5 ) : NO_CIPHER;
    if (setup->dialect && setup->dialect < SMB_DIALECT_311 && setup->cipher != NO_CIPHER) setup->cipher = 0;
    setup->has_signing = number_below( generator, 2 );
    setup->signing = number_below( generator, 3 );
    setup->raw_ntlm = !number_below( generator, 4 );
    setup->says_pending = !number_below( generator, 4 );
    setup->null_flag = number_below( generator, 2 );
    /* nobody can be sealed */
    setup->seals = as_user && (!setup->dialect || setup->dialect >= SMB_DIALECT_300) && setup->cipher != NO_CIPHER &&
                   number_below( generator, 2 );
}

/* What is allocated at the first use is there then. */
static void warm_up(void)
{
    NET_API_STATUS status;
    unsigned int i;

    set_limit( TIME_LIMIT );
    for (as_user = TRUE; ; as_user = FALSE)
    {
        renew_session();
        for (i = 0; i < question_count; i++) ask_question( &questions[i], ADDRESS, &status );
        if (!as_user) break;
    }
    ask_well();
    end_session();
}

START_TEST(smbfuzz)
{
    DWORD seed = get_seed(), minutes = get_minutes(), mutants = MUTANTS, started, i, offline = 0, damaged = 0, done;
    const struct question *question;
    struct generator generator;
    NET_API_STATUS status;
    const char *wrong;
    LONG blocks;

    if (!can_test()) return;
    if (getenv( "NETAPI32_TEST_OFFLINE" )) read_number( "NETAPI32_TEST_OFFLINE", MAXLONG, &offline );
    if (offline) mutants = offline;
    if (!start( offline )) return;
    if (offline) minutes = 0;
    refused = 0;
    warm_up();
    if (!offline) set_limit( SHORT_TIME_LIMIT );
    blocks = count_blocks();

    trace( "seed %#lx: " SEED_VARIABLE " repeats it\n", seed );
    start_numbers( &generator, seed, 0 );
    plan( ANY_ANSWER, ANY_ANSWER, DEED_MUTATE, ONE_OF );
    planned->random = generator.state;
    start_numbers( &generator, seed, 1 );
    reset_notes();
    started = GetTickCount();
    for (i = 0; minutes ? GetTickCount() - started < minutes * 60000 : damaged < mutants; i++)
    {
        if (i % 4 == 0)
        {
            as_user = number_below( &generator, 2 );
            planned->active = FALSE;
            renew_session();
            set_up( &generator );
            planned->active = TRUE;
        }
        question = &questions[number_below( &generator, 4 ) ? 0 : number_below( &generator, question_count )];
        done = notes->done;
        wrong = ask_question( question, ADDRESS, &status );
        damaged += notes->done - done;
        if (status) refused++;
        if (wrong) ok( 0, "%s, after %lu damaged messages: %s\n", question->name, damaged, wrong );
        if (i == VALIDATE && !damaged)
        {
            ok( 0, "nothing is damaged, of %lu questions\n", i );
            break;
        }
        if (i % VALIDATE == 0 && !HeapValidate( GetProcessHeap(), 0, NULL ))
        {
            ok( 0, "the heap is damaged, after %lu damaged messages\n", damaged );
            break;
        }
    }
    planned->active = FALSE;
    trace( "%lu questions, %lu damaged messages, %ld refused, %lu seconds\n", i, damaged, refused,
           (GetTickCount() - started) / 1000 );

    memset( setup, 0, offsetof( struct smb_setup, user ) );
    as_user = FALSE;
    ask_well();
    end_session();
    ok( count_blocks() <= blocks, "%ld blocks are lost\n", count_blocks() - blocks );
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the heap is damaged\n" );
    stop_rpc_server( &server );
}
