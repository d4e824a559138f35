/*
 * Connections without a network: for tests/host/wrong-answers, which links them into the module
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

#include "windef.h"
#include "winbase.h"
#include "winuser.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"

#include "../../rpc/channel.h"
#include "../../rpc/connection.h"
#include "../../rpc/credentials.h"
#include "../../rpc/endpoint.h"
#include "mutation.h"
#include "recording.h"
#include "rpcserver.h"
#include "wrong.h"

/* the linker's --wrap option leads the calls here; what they do, connection.c and its neighbours tell */

static struct server_page *page;

/* a connection is the name of its interface */
RPC_STATUS __wrap_open_connection( struct endpoint *endpoint, const RPC_SYNTAX_IDENTIFIER *interface_id,
                                   struct credentials *credentials, struct rpc_connection **connection )
{
    static const struct { DWORD first; BYTE last; const char *name; } names[] =
    {
        { 0x6bffd098, 0x5a, "wkssvc" }, { 0x4b324fc8, 0x88, "srvsvc" }, { 0x12345778, 0xac, "samr" },
        { 0x12345778, 0xab, "lsarpc" }, { 0x4fc742e0, 0x73, "netdfs" },
        { 0x12345678, 0xfb, "netlogon" }, { 0x3919286a, 0xf5, "dssetup" },
    };
    unsigned int i;

    (void)endpoint, (void)credentials;
    for (i = 0; i < ARRAYSIZE(names); i++)
        if (interface_id->SyntaxGUID.Data1 == names[i].first && interface_id->SyntaxGUID.Data4[7] == names[i].last)
            *connection = (struct rpc_connection *)names[i].name;
    return RPC_S_OK;
}

void __wrap_set_connection_deadline( struct rpc_connection *connection, ULONGLONG deadline )
{
    (void)connection, (void)deadline;
}

BOOL __wrap_is_sealed_connection( const struct rpc_connection *connection )
{
    (void)connection;
    return FALSE;
}

void __wrap_close_connection( struct rpc_connection *connection )
{
    (void)connection;
}

void __wrap_drop_answer( struct rpc_connection *connection )
{
    (void)connection;
}

BOOL __wrap_is_idle_connection( const struct rpc_connection *connection )
{
    (void)connection;
    return TRUE;
}

/* the module looks at one thing of it */
static const struct transport offline_transport = { .logs_on = FALSE };

NET_API_STATUS __wrap_find_endpoint( const WCHAR *server, const struct remote_interface *iface,
                                     struct credentials *credentials, BOOL needs_tcp, ULONGLONG begun,
                                     struct endpoint *endpoint, struct smb_session **session )
{
    (void)iface, (void)credentials, (void)needs_tcp, (void)begun;
    *session = NULL;
    memset( endpoint, 0, sizeof(*endpoint) );
    endpoint->transport = &offline_transport;
    lstrcpynW( endpoint->server, server, ARRAYSIZE(endpoint->server) );
    return NERR_Success;
}

NET_API_STATUS __wrap_read_credentials( const WCHAR *server, struct credentials **credentials )
{
    (void)server;
    *credentials = NULL;
    return NERR_Success;
}

static void open_page_of_test(void)
{
    char name[64];

    wsprintfA( name, "netapi32-offline-%lu", GetCurrentProcessId() );
    page = MapViewOfFile( OpenFileMappingA( FILE_MAP_ALL_ACCESS, FALSE, name ), FILE_MAP_ALL_ACCESS, 0, 0, 0 );
}

/* What was not recorded: the local group's name in the account domain, and the names of the two members that lsarpc is
 * asked for. */
static const BYTE local_group[] =
{
    1, 0, 0, 0, 4, 0, 2, 0, 1, 0, 0, 0, 0xec, 3, 0, 0, 1, 0, 0, 0, 8, 0, 2, 0, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0
};
static const BYTE policy[] = { 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0, 0, 0, 0 };
static const BYTE closed[24];
static const BYTE two_names[] =
{
    0, 0, 2, 0, 1, 0, 0, 0, 4, 0, 2, 0, 32, 0, 0, 0,                        /* a list of one domain */
    1, 0, 0, 0, 4, 0, 4, 0, 8, 0, 2, 0, 12, 0, 2, 0,
    2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 'D', 0, 'N', 0,
    1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0,
    2, 0, 0, 0, 16, 0, 2, 0, 2, 0, 0, 0,                                    /* two names */
    1, 0, 0, 0, 2, 0, 2, 0, 20, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    5, 0, 0, 0, 4, 0, 4, 0, 24, 0, 2, 0, 255, 255, 255, 255, 0, 0, 0, 0,
    1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 'a', 0, 0, 0,
    2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 'a', 0, 'b', 0,
    2, 0, 0, 0, 0, 0, 0, 0
};

static const struct recorded_call more_calls[] =
{
    { "samr", 17, NULL, 0, local_group, sizeof(local_group) },
    { "lsarpc", 0, NULL, 0, closed, sizeof(closed) },
    { "lsarpc", 44, NULL, 0, policy, sizeof(policy) },
    { "lsarpc", 57, NULL, 0, two_names, sizeof(two_names) },
};

/* SamrOpenDomain's handle of the shorter SID */
static BOOL is_builtin( const BYTE *handle )
{
    const struct recorded_call *call;

    for (call = recorded_calls; call < recorded_calls + ARRAYSIZE(recorded_calls); call++)
        if (!strcmp( call->interface_name, "samr" ) && call->opnum == 7 && !memcmp( call->response, handle, 20 ))
            return call->request_size == 40;
    return FALSE;
}

static const struct recorded_call *find_call( const char *interface_name, WORD opnum, const BYTE *question, DWORD size )
{
    static const BYTE none_mapped[] = { 0x73, 0, 0, 0xc0 };
    const struct recorded_call *call = find_recorded_call( interface_name, opnum, question, size );
    unsigned int i;

    if (call && (strcmp( interface_name, "samr" ) || opnum != 17 || is_builtin( question ) ||
                 memcmp( call->response + call->response_size - 4, none_mapped, 4 ))) return call;
    for (i = 0; i < ARRAYSIZE(more_calls); i++)
        if (!strcmp( more_calls[i].interface_name, interface_name ) && more_calls[i].opnum == opnum) return &more_calls[i];
    return NULL;
}

/* the calls' answers as trees, read once */
static struct answer answers[ARRAYSIZE(recorded_calls) + ARRAYSIZE(more_calls)];

static const struct recorded_call *get_call( unsigned int number )
{
    return number < ARRAYSIZE(recorded_calls) ? &recorded_calls[number] : &more_calls[number - ARRAYSIZE(recorded_calls)];
}

static unsigned int get_number( const struct recorded_call *call )
{
    unsigned int i;

    for (i = 0; get_call( i ) != call; i++) {}
    return i;
}

/* One that is not written as it was read has a wrong format. */
static BOOL read_call( const struct recorded_call *call, struct answer *answer )
{
    static BYTE bytes[0x10000];
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(answer_formats); i++)
    {
        if (strcmp( answer_formats[i].interface_name, call->interface_name ) || answer_formats[i].opnum != call->opnum) continue;
        if (!read_answer( answer, answer_formats[i].text, call->response, call->response_size )) continue;
        return write_answer( answer, bytes, sizeof(bytes) ) == call->response_size &&
               !memcmp( bytes, call->response, call->response_size );
    }
    return FALSE;
}

static void read_calls(void)
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(answers); i++)
        if (!read_call( get_call( i ), &answers[i] ) && !page->sequences.bad_call) page->sequences.bad_call = i + 1;
}

/* another call's answer, of the same opnum; NULL: there is none */
static const struct answer *pick_other( const struct recorded_call *call, struct generator *generator )
{
    unsigned int i, count = 0, chosen = 0;

    for (i = 0; i < ARRAYSIZE(answers); i++)
        if (get_call( i ) != call && !strcmp( get_call( i )->interface_name, call->interface_name ) &&
            get_call( i )->opnum == call->opnum && !number_below( generator, ++count )) chosen = i;
    return count ? &answers[chosen] : NULL;
}

/* a handle that something else has */
static const struct answer *pick_handle( struct generator *generator )
{
    unsigned int i;

    do i = number_below( generator, ARRAYSIZE(answers) ); while (answers[i].nodes[1].kind != 'h');
    return &answers[i];
}

static BOOL is_answer( const struct recorded_call *call, const BYTE *bytes, DWORD size )
{
    return size == call->response_size && !memcmp( bytes, call->response, size );
}

/* Answers wrongly. Returns the size; 0: with a fault. What cannot be done with the answer, another kind is tried for. */
static DWORD answer_wrong( const struct recorded_call *call, struct generator *generator, BYTE *bytes, DWORD space )
{
    static struct answer answer;
    const struct answer *right = &answers[get_number( call )], *other;
    BOOL is_nt = !strcmp( call->interface_name, "samr" ) || !strcmp( call->interface_name, "lsarpc" );
    enum wrong_kind kind, kinds[2];
    DWORD size, count, i;

    do
    {
        wrong_bytes_size = 0;
        memcpy( &answer, right, offsetof( struct answer, nodes ) + right->count * sizeof(answer.nodes[0]) );
        for (count = 0; !count || (count < 2 && !number_below( generator, 4 )); )
        {
            kind = number_below( generator, WRONG_KIND_COUNT );
            if (kind == WRONG_FAULT && !count) { page->sequences.done[kind]++; return 0; }
            other = kind == WRONG_HANDLE ? pick_handle( generator ) : pick_other( call, generator );
            if (kind == WRONG_EXCHANGE && !count && other)
                memcpy( &answer, other, offsetof( struct answer, nodes ) + other->count * sizeof(answer.nodes[0]) );
            else if (!make_wrong( &answer, generator, kind, is_nt, page->sequences.calls, other )) continue;
            kinds[count++] = kind;
        }
        size = write_answer( &answer, bytes, space );
    }
    while (is_answer( call, bytes, size ));
    for (i = 0; i < count; i++) page->sequences.done[kinds[i]]++;
    return size;
}

/*
 * Context handles: requests have those alone that answers gave, and that have not been closed.
 */

#define HANDLE_SIZE   20
#define MAX_HANDLES   4096

static BYTE handles[MAX_HANDLES][HANDLE_SIZE];

static BOOL has_handle( const struct recorded_call *call )
{
    return (!strcmp( call->interface_name, "samr" ) && call->opnum != 57) ||
           (!strcmp( call->interface_name, "lsarpc" ) && call->opnum != 44);
}

static BOOL is_close( const struct recorded_call *call )
{
    return call->opnum == (call->interface_name[0] == 's' ? 1 : 0);
}

static void check_handle( const struct recorded_call *call, const BYTE *question )
{
    struct sequences *sequences = &page->sequences;
    DWORD i;

    if (!has_handle( call )) return;
    for (i = 0; i < sequences->handles && memcmp( handles[i], question, HANDLE_SIZE ); i++) {}
    if (i == sequences->handles) sequences->unknown_handles++;
    else if (is_close( call )) memcpy( handles[i], handles[--sequences->handles], HANDLE_SIZE );
}

static void keep_handle( const struct recorded_call *call, const BYTE *bytes, DWORD size )
{
    static const BYTE success[4], none[HANDLE_SIZE];

    if (answers[get_number( call )].nodes[1].kind != 'h' || is_close( call )) return;
    if (size < HANDLE_SIZE + 4 || memcmp( bytes + size - 4, success, 4 ) || !memcmp( bytes, none, HANDLE_SIZE )) return;
    if (page->sequences.handles < MAX_HANDLES) memcpy( handles[page->sequences.handles++], bytes, HANDLE_SIZE );
}

/* One request of a sequence. */
static RPC_STATUS answer_in_sequence( const struct recorded_call *call, const BYTE *question, BYTE *bytes, DWORD space,
                                      DWORD *size )
{
    static const struct recorded_call *victim;
    static ULONGLONG victim_random;
    struct sequences *sequences = &page->sequences;
    struct generator generator = { sequences->random }, again;
    BOOL is_wrong = sequences->one_of && !number_below( &generator, sequences->one_of );

    if (++sequences->calls > MAX_SEQUENCE_CALLS) return RPC_S_CALL_FAILED;
    check_handle( call, question );
    /* in a handle's answer there is little to be wrong */
    if (answers[get_number( call )].nodes[1].kind == 'h' && number_below( &generator, 3 )) is_wrong = FALSE;
    if (sequences->calls <= sequences->right) is_wrong = FALSE;
    else if (sequences->alike && sequences->wrong) is_wrong = call == victim;
    if (is_wrong)
    {
        if (!sequences->wrong++) { victim = call; victim_random = generator.state; }
        again.state = victim_random;
        *size = answer_wrong( call, sequences->alike ? &again : &generator, bytes, space );
    }
    sequences->random = generator.state;
    keep_handle( call, bytes, *size );
    return *size ? RPC_S_OK : RPC_S_PROCNUM_OUT_OF_RANGE;
}

RPC_STATUS __wrap_ask_connection( struct rpc_connection *connection, WORD opnum, const BYTE *question, DWORD question_size,
                                  BYTE **answer, DWORD *answer_size )
{
    static BYTE bytes[0x10000 + 16] __attribute__((aligned(16)));
    const struct recorded_call *call = find_call( (const char *)connection, opnum, question, question_size );
    struct generator generator;
    RPC_STATUS status = RPC_S_OK;
    DWORD size;

    if (!page)
    {
        open_page_of_test();
        read_calls();
    }
    if (!call) return RPC_S_PROCNUM_OUT_OF_RANGE;
    size = call->response_size;
    memcpy( bytes, call->response, size );
    if (page->misdeed.active)
    {
        generator.state = page->misdeed.random;
        if (!number_below( &generator, page->misdeed.mutations ))
        {
            page->done++;
            size = mutate( &generator, bytes, size, sizeof(bytes) - 16 );
        }
        page->misdeed.random = generator.state;
    }
    else if (page->sequences.active) status = answer_in_sequence( call, question, bytes, sizeof(bytes) - 16, &size );
    memset( bytes + size, 0, 16 );
    *answer = bytes;
    *answer_size = size;
    return status;
}
