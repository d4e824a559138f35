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

#include "pdus.h"
#include "program.h"
#include "smbserver.h"

/*
 * The server
 */

/* No bytes: the client is told no more, and what it sends is lost. */
static BOOL send_all( void *context, const BYTE *bytes, DWORD size )
{
    struct linger reset = { 1, 0 };
    int sent;

    if (!bytes)
    {
        setsockopt( (SOCKET)context, SOL_SOCKET, SO_LINGER, (char *)&reset, sizeof(reset) );
        shutdown( (SOCKET)context, SD_BOTH );
    }
    for (; size; bytes += sent, size -= sent)
        if ((sent = send( (SOCKET)context, (const char *)bytes, size, 0 )) <= 0) return FALSE;
    return TRUE;
}

static BOOL receive_all( SOCKET socket, BYTE *bytes, DWORD size )
{
    int got;

    for (; size; bytes += got, size -= got) if ((got = recv( socket, (char *)bytes, size, 0 )) <= 0) return FALSE;
    return TRUE;
}

static void end_as_told( SOCKET socket, enum ending ending )
{
    struct linger reset = { 1, 0 };
    BYTE bytes[0x1000];

    switch (ending)
    {
    case ENDING_RESET: setsockopt( socket, SOL_SOCKET, SO_LINGER, (char *)&reset, sizeof(reset) ); break;
    case ENDING_SILENCE: while (recv( socket, (char *)bytes, sizeof(bytes), 0 ) > 0) {} break;
    case ENDING_DEAF: Sleep( 5 * SHORT_TIME_LIMIT ); break;
    default: break;
    }
    closesocket( socket );
}

static DWORD WINAPI serve_rpc( void *arg )
{
    SOCKET socket = (SOCKET)arg;
    struct connection *connection = create_connection( send_all, arg );
    enum ending ending = ENDING_CLOSE;
    BYTE *pdu = HeapAlloc( GetProcessHeap(), 0, 0x10000 );
    DWORD size;

    while (connection && pdu && receive_all( socket, pdu, PDU_HEADER ))
    {
        size = pdu[PDU_FRAG_LENGTH] | pdu[PDU_FRAG_LENGTH + 1] << 8;
        if (size < PDU_HEADER || !receive_all( socket, pdu + PDU_HEADER, size - PDU_HEADER )) break;
        if ((ending = answer_pdu( connection, pdu, size )) != ENDING_KEEP) break;
        ending = ENDING_CLOSE;
    }
    end_as_told( socket, ending );
    if (connection) free_connection( connection );
    HeapFree( GetProcessHeap(), 0, pdu );
    return 0;
}

static DWORD WINAPI serve_smb( void *arg )
{
    SOCKET socket = (SOCKET)arg;
    struct smb_connection *connection = create_smb_connection( send_all, arg );
    enum ending ending = ENDING_CLOSE;
    BYTE *message = HeapAlloc( GetProcessHeap(), 0, MAX_SMB_MESSAGE ), frame[4];
    DWORD size;

    while (connection && message && receive_all( socket, frame, sizeof(frame) ))
    {
        size = frame[1] << 16 | frame[2] << 8 | frame[3];
        if (frame[0] || size > MAX_SMB_MESSAGE || !receive_all( socket, message, size )) break;
        if ((ending = answer_smb( connection, message, size )) != ENDING_KEEP) break;
        ending = ENDING_CLOSE;
    }
    if (connection) break_smb_pipes( connection );
    end_as_told( socket, ending );
    if (connection) free_smb_connection( connection );
    HeapFree( GetProcessHeap(), 0, message );
    return 0;
}

static SOCKET listen_at( const char *address, volatile LONG *port )
{
    struct sockaddr_in name = { .sin_family = AF_INET };
    int size = sizeof(name);
    SOCKET listener;
    WSADATA data;

    WSAStartup( MAKEWORD(2, 2), &data );
    listener = socket( AF_INET, SOCK_STREAM, 0 );
    name.sin_addr.s_addr = inet_addr( address );
    if (bind( listener, (struct sockaddr *)&name, sizeof(name) ) || listen( listener, 64 ) ||
        getsockname( listener, (struct sockaddr *)&name, &size ))
    {
        *port = -1;
        return INVALID_SOCKET;
    }
    *port = ntohs( name.sin_port );
    return listener;
}

static void accept_client( SOCKET listener, LPTHREAD_START_ROUTINE serve )
{
    SOCKET client = accept( listener, NULL, NULL );
    BOOL nodelay = TRUE;
    HANDLE thread;

    if (client == INVALID_SOCKET) return;
    setsockopt( client, IPPROTO_TCP, TCP_NODELAY, (char *)&nodelay, sizeof(nodelay) );
    if ((thread = CreateThread( NULL, 0, serve, (void *)client, 0, NULL ))) CloseHandle( thread );
    else closesocket( client );
}

static DWORD WINAPI accept_smb( void *listener )
{
    for (;;) accept_client( (SOCKET)listener, serve_smb );
    return 0;
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
    SOCKET listener, smb;

    if (!memory || !(served_page = MapViewOfFile( memory, FILE_MAP_ALL_ACCESS, 0, 0, 0 ))) return STATUS_FAILED;
    parent = OpenProcess( SYNCHRONIZE, FALSE, strtoul( strrchr( mapping, '-' ) + 1, NULL, 10 ) );
    if (!parent) return STATUS_FAILED;
    CloseHandle( CreateThread( NULL, 0, follow_parent, parent, 0, NULL ) );
    if ((smb = listen_at( address, &served_page->smb_port )) == INVALID_SOCKET ||
        (listener = listen_at( address, &served_page->port )) == INVALID_SOCKET) return STATUS_FAILED;
    CloseHandle( CreateThread( NULL, 0, accept_smb, (void *)smb, 0, NULL ) );
    for (;;) accept_client( listener, serve_rpc );
}

/*
 * The tests' side
 */

#define SETTINGS_KEY  L"Software\\Wine\\NetApi32\\Servers\\"

static void set_number( HKEY key, const WCHAR *name, DWORD number )
{
    RegSetValueExW( key, name, 0, REG_DWORD, (BYTE *)&number, sizeof(number) );
}

#define TRANSPORT_PIPES  1
#define TRANSPORT_TCP    2

/* They make an address of this computer another computer's as well. */
BOOL write_settings( const struct rpc_server *server, DWORD time_limit )
{
    WCHAR path[ARRAY_SIZE(SETTINGS_KEY) + ARRAY_SIZE(server->address)] = SETTINGS_KEY;
    HKEY key;

    lstrcatW( path, server->address );
    if (RegCreateKeyExW( HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &key, NULL ))
        return FALSE;
    set_number( key, L"Transport", server->page->over_pipes ? TRANSPORT_PIPES : TRANSPORT_TCP );
    set_number( key, L"SmbPort", server->page->smb_port );
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

static BOOL start_server( struct rpc_server *server, const WCHAR *address, DWORD time_limit, BOOL over_pipes )
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
        server->page->over_pipes = over_pipes;
        if (wait_for_port( server ) && write_settings( server, time_limit )) return TRUE;
    }
    stop_rpc_server( server );
    return FALSE;
}

/* A server that was stopped may be started again: then it has another port. */
BOOL start_rpc_server( struct rpc_server *server, const WCHAR *address, DWORD time_limit )
{
    return start_server( server, address, time_limit, FALSE );
}

/* The same one, which is asked over pipes. */
BOOL start_smb_server( struct rpc_server *server, const WCHAR *address, DWORD time_limit )
{
    return start_server( server, address, time_limit, TRUE );
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
