/*
 * A server of our own for DCE/RPC, which does what it is told: right and wrong
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
#include <winsock2.h>
#include <windef.h>
#include <winbase.h>
#include <winreg.h>
#include <winuser.h>
#include <winnls.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmuse.h>

#include "mutation.h"
#include "program.h"
#include "recording.h"
#include "rpcserver.h"

/*
 * The server
 */

static struct server_page *page;

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
};

#define EPT_MAP  3

#define FAULT_OPNUM  0x1c010002     /* nca_s_op_rng_error */

#define MAX_REQUEST  0x100000

struct connection
{
    SOCKET                  socket;
    const struct rpc_interface *iface;
    BYTE                    request[MAX_REQUEST];
    DWORD                   request_size;
    DWORD                   call_id;
    WORD                    opnum;
    BYTE                    answer[MAX_MISDEED];
    DWORD                   answer_size;
    BYTE                    stub_data[MAX_RULE_ANSWERS];
    BOOL                    is_last;    /* answer on this connection */
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
    *count = ARRAY_SIZE(recorded_calls);
    return recorded_calls;
}

static BOOL send_all( SOCKET socket, const BYTE *bytes, DWORD size )
{
    int sent;

    for (; size; bytes += sent, size -= sent) if ((sent = send( socket, (const char *)bytes, size, 0 )) <= 0) return FALSE;
    return TRUE;
}

static BOOL receive_all( SOCKET socket, BYTE *bytes, DWORD size )
{
    int got;

    for (; size; bytes += got, size -= got) if ((got = recv( socket, (char *)bytes, size, 0 )) <= 0) return FALSE;
    return TRUE;
}

static void note_longest( DWORD size )
{
    if ((LONG)size > page->longest_request) page->longest_request = size;
}

/* Receives a PDU, or the fragments of a request, whose stub data come together. */
static BOOL receive_pdu( struct connection *connection, enum pdu_type *type )
{
    BYTE header[REQUEST_HEADER];
    DWORD length;

    connection->request_size = 0;
    do
    {
        if (!receive_all( connection->socket, header, PDU_HEADER )) return FALSE;
        length = get_word( header + PDU_FRAG_LENGTH ) - PDU_HEADER;
        *type = header[2];
        connection->call_id = get_dword( header + PDU_CALL_ID );
        if (*type == PDU_REQUEST)
        {
            if (!receive_all( connection->socket, header + PDU_HEADER, REQUEST_HEADER - PDU_HEADER )) return FALSE;
            length -= REQUEST_HEADER - PDU_HEADER;
            connection->opnum = get_word( header + 22 );
        }
        note_longest( connection->request_size + length );
        if (length > MAX_REQUEST - connection->request_size) return FALSE;
        if (!receive_all( connection->socket, connection->request + connection->request_size, length )) return FALSE;
        connection->request_size += length;
    }
    while (!(header[3] & PDU_LAST));
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
    for (i = 0; i < ARRAY_SIZE(interfaces); i++)
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

static void wait_for_close( struct connection *connection )
{
    while (recv( connection->socket, (char *)connection->request, MAX_REQUEST, 0 ) > 0) {}
}

/* Returns whether the connection goes on. */
static BOOL misbehave( struct connection *connection )
{
    const struct misdeed *misdeed = &page->misdeed;
    DWORD i, piece, size = min( misdeed->size, MAX_MISDEED ), repeat_from = misdeed->repeat_from;
    struct linger reset = { 1, 0 };
    enum ending ending = misdeed->ending;

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
        if (!send_all( connection->socket, connection->answer + i, piece )) return FALSE;
        if (i + piece == size && repeat_from < size)
        {
            i = repeat_from;
            piece = 0;
        }
    }
    switch (ending)
    {
    case ENDING_KEEP: return TRUE;
    case ENDING_CLOSE: break;
    case ENDING_RESET:
        setsockopt( connection->socket, SOL_SOCKET, SO_LINGER, (char *)&reset, sizeof(reset) );
        break;
    case ENDING_SILENCE: wait_for_close( connection ); break;
    case ENDING_DEAF: Sleep( 5 * SHORT_TIME_LIMIT ); break;
    }
    return FALSE;
}

static DWORD WINAPI serve_client( void *arg )
{
    struct connection *connection = arg;
    enum pdu_type type;

    while (receive_pdu( connection, &type ))
    {
        connection->answer_size = 0;
        if (type == PDU_BIND) answer_bind( connection );
        else if (type == PDU_REQUEST) answer_request( connection );
        if (page->misdeed.active && page->misdeed.mutations && type == PDU_REQUEST) mutate_answer( connection );
        else if (is_victim( connection, type ))
        {
            if (!misbehave( connection )) break;
            continue;
        }
        if (!send_all( connection->socket, connection->answer, connection->answer_size ) || connection->is_last) break;
    }
    closesocket( connection->socket );
    InterlockedDecrement( &page->open );
    HeapFree( GetProcessHeap(), 0, connection );
    return 0;
}

static SOCKET listen_at( const char *address )
{
    struct sockaddr_in name = { .sin_family = AF_INET };
    int size = sizeof(name);
    SOCKET listener;
    WSADATA data;

    WSAStartup( MAKEWORD(2, 2), &data );
    listener = socket( AF_INET, SOCK_STREAM, 0 );
    name.sin_addr.s_addr = inet_addr( address );
    if (bind( listener, (struct sockaddr *)&name, sizeof(name) ) || listen( listener, 64 ) ||
        getsockname( listener, (struct sockaddr *)&name, &size )) return INVALID_SOCKET;
    page->port = ntohs( name.sin_port );
    return listener;
}

static void accept_client( SOCKET listener )
{
    struct connection *connection;
    SOCKET client = accept( listener, NULL, NULL );
    HANDLE thread = NULL;
    BOOL nodelay = TRUE;

    if (client == INVALID_SOCKET) return;
    setsockopt( client, IPPROTO_TCP, TCP_NODELAY, (char *)&nodelay, sizeof(nodelay) );
    InterlockedIncrement( &page->connections );
    InterlockedIncrement( &page->open );
    if ((connection = HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*connection) )))
    {
        connection->socket = client;
        thread = CreateThread( NULL, 0, serve_client, connection, 0, NULL );
    }
    if (thread) CloseHandle( thread );
    else closesocket( client );
}

/* Ends with the process that started it. */
static DWORD WINAPI follow_parent( void *parent )
{
    WaitForSingleObject( parent, INFINITE );
    ExitProcess( STATUS_PASSED );
}

/* mapping: the name of the shared memory, which ends in the parent's process id */
int run_rpc_server( const char *address, const char *mapping )
{
    HANDLE memory = OpenFileMappingA( FILE_MAP_ALL_ACCESS, FALSE, mapping ), parent;
    SOCKET listener;

    if (!memory || !(page = MapViewOfFile( memory, FILE_MAP_ALL_ACCESS, 0, 0, 0 ))) return STATUS_FAILED;
    parent = OpenProcess( SYNCHRONIZE, FALSE, strtoul( strrchr( mapping, '-' ) + 1, NULL, 10 ) );
    if (!parent) return STATUS_FAILED;
    CloseHandle( CreateThread( NULL, 0, follow_parent, parent, 0, NULL ) );
    if ((listener = listen_at( address )) == INVALID_SOCKET)
    {
        page->port = -1;
        return STATUS_FAILED;
    }
    for (;;) accept_client( listener );
}

/*
 * The tests' side
 */

#define SETTINGS_KEY  L"Software\\Wine\\NetApi32\\Servers\\"

static void set_number( HKEY key, const WCHAR *name, DWORD number )
{
    RegSetValueExW( key, name, 0, REG_DWORD, (BYTE *)&number, sizeof(number) );
}

/* They make an address of this computer another computer's as well. */
BOOL write_settings( const struct rpc_server *server, DWORD time_limit )
{
    WCHAR path[ARRAY_SIZE(SETTINGS_KEY) + ARRAY_SIZE(server->address)] = SETTINGS_KEY;
    HKEY key;

    lstrcatW( path, server->address );
    if (RegCreateKeyExW( HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &key, NULL ))
        return FALSE;
    set_number( key, L"EndpointMapperPort", server->page->port );
    set_number( key, L"ConnectTimeout", time_limit );
    set_number( key, L"CallTimeout", time_limit );
    RegCloseKey( key );
    return TRUE;
}

static void delete_settings( const struct rpc_server *server )
{
    WCHAR path[ARRAY_SIZE(SETTINGS_KEY) + ARRAY_SIZE(server->address)] = SETTINGS_KEY;

    lstrcatW( path, server->address );
    RegDeleteKeyExW( HKEY_LOCAL_MACHINE, path, KEY_WOW64_64KEY, 0 );
}

/* Waits until it listens. */
static BOOL wait_for_port( const struct rpc_server *server )
{
    unsigned int i;

    for (i = 0; i < 1000 && !server->page->port; i++)
        if (WaitForSingleObject( server->process, 20 ) != WAIT_TIMEOUT) break;
    return server->page->port > 0;
}

/* "server" gets the memory of that name. */
BOOL open_page( struct rpc_server *server, const WCHAR *name )
{
    server->mapping = CreateFileMappingW( INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, sizeof(*server->page), name );
    if (server->mapping) server->page = MapViewOfFile( server->mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0 );
    return server->page != NULL;
}

/* A server that was stopped may be started again: then it has another port. */
BOOL start_rpc_server( struct rpc_server *server, const WCHAR *address, DWORD time_limit )
{
    WCHAR name[64], arguments[128];
    PROCESS_INFORMATION process;

    memset( server, 0, sizeof(*server) );
    lstrcpynW( server->address, address, ARRAY_SIZE(server->address) );
    wsprintfW( name, L"netapi32-server-%s-%lu", address, GetCurrentProcessId() );
    wsprintfW( arguments, L"serve %s %s", address, name );
    if (open_page( server, name ) && start_self( arguments, GetStdHandle( STD_OUTPUT_HANDLE ), &process ))
    {
        CloseHandle( process.hThread );
        server->process = process.hProcess;
        if (wait_for_port( server ) && write_settings( server, time_limit )) return TRUE;
    }
    stop_rpc_server( server );
    return FALSE;
}

void clear_rules( struct rpc_server *server )
{
    server->page->rule_count = server->page->rule_answers_size = 0;
}

struct rule *add_rule( struct rpc_server *server, const char *interface_name, LONG opnum, DWORD first, DWORD count )
{
    struct rule *rule = &server->page->rules[server->page->rule_count];

    ok( server->page->rule_count < MAX_RULES, "there are too many rules\n" );
    memset( rule, 0, sizeof(*rule) );
    lstrcpynA( rule->interface_name, interface_name, sizeof(rule->interface_name) );
    rule->opnum = opnum;
    rule->first = first;
    rule->count = count;
    server->page->rule_count++;
    return rule;
}

/* stub data */
void give_answer( struct rpc_server *server, struct rule *rule, const void *answer, DWORD size )
{
    struct server_page *shared = server->page;

    ok( size <= MAX_RULE_ANSWERS - shared->rule_answers_size, "the answers are too long\n" );
    rule->has_answer = TRUE;
    rule->answer = shared->rule_answers_size;
    rule->answer_size = size;
    memcpy( shared->rule_answers + rule->answer, answer, size );
    shared->rule_answers_size += size;
}

void patch_answer( struct rule *rule, LONG offset, DWORD value )
{
    ok( rule->patch_count < ARRAY_SIZE(rule->patches), "there are too many patches\n" );
    rule->patches[rule->patch_count].offset = offset;
    rule->patches[rule->patch_count++].value = value;
}

void forget_connections( const WCHAR *address )
{
    WCHAR remote[80];
    USE_INFO_3 use = { { .ui2_remote = remote, .ui2_asg_type = USE_WILDCARD }, CREATE_NO_CONNECT };
    NET_API_STATUS status;

    /* who asks as somebody else keeps none */
    wsprintfW( remote, L"\\\\%s\\IPC$", address );
    status = NetUseAdd( NULL, 3, (BYTE *)&use, NULL );
    ok( !status, "%ls: NetUseAdd returned %lu\n", address, status );
    status = NetUseDel( NULL, remote, USE_FORCE );
    ok( !status, "%ls: NetUseDel returned %lu\n", address, status );
}

void stop_rpc_server( struct rpc_server *server )
{
    if (server->process)
    {
        TerminateProcess( server->process, 0 );
        WaitForSingleObject( server->process, INFINITE );
        CloseHandle( server->process );
    }
    if (server->address[0]) delete_settings( server );
    if (server->page) UnmapViewOfFile( server->page );
    if (server->mapping) CloseHandle( server->mapping );
    memset( server, 0, sizeof(*server) );
}
