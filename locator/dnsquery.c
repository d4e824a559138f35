/*
 * Questions to name servers
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

#include "sockets.h"
#include "mstcpip.h"
#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "ntsecapi.h"
#include "iptypes.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "dns.h"
#include "dnsquery.h"
#include "local/address.h"
#include "local/computer.h"
#include "local/settings.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Wine's DnsQuery() takes as long as the Linux system likes, which is up to a minute where no name server answers; Wine 8.0's
 * cannot read an answer that ends in a service's record, and no version gives the addresses that stand beside those.
 */

#define PORT      53
#define ATTEMPTS  2
#define WAIT      1000      /* milliseconds for one server to answer */

/* RFC 1035, 4.1.1 */
#define FLAGS_RESPONSE   0x8000
#define FLAGS_OPCODE     0x7800
#define FLAGS_TRUNCATED  0x0200
#define FLAGS_RECURSION  0x0100
#define FLAGS_CODE       0x000f
enum { CODE_NONE, CODE_NO_NAME = 3 };

/*
 * The name servers
 */

/* DnsServer, "address" or "address:port" */
static BOOL get_set_server( struct name_server *server )
{
    SOCKADDR_IN6 *ipv6 = (SOCKADDR_IN6 *)&server->address;
    SOCKADDR_IN *ipv4 = (SOCKADDR_IN *)&server->address;
    WCHAR text[MAX_SERVER_NAME];

    memset( server, 0, sizeof(*server) );
    if (!get_text_setting( L"DnsServer", text, ARRAYSIZE(text) )) return FALSE;
    if (!RtlIpv4StringToAddressExW( text, FALSE, &ipv4->sin_addr, &ipv4->sin_port ))
    {
        ipv4->sin_family = AF_INET;
        server->length = sizeof(*ipv4);
    }
    else if (!RtlIpv6StringToAddressExW( text, &ipv6->sin6_addr, &ipv6->sin6_scope_id, &ipv6->sin6_port ))
    {
        ipv6->sin6_family = AF_INET6;
        server->length = sizeof(*ipv6);
    }
    else return FALSE;
    /* in both families the port stands at the same place */
    if (!ipv4->sin_port) ipv4->sin_port = (WORD)(PORT << 8 | PORT >> 8);
    return TRUE;
}

/* All adapters with their name servers, the caller's to free; NULL for none. */
static IP_ADAPTER_ADDRESSES *get_adapters(void)
{
    IP_ADAPTER_ADDRESSES *adapters;

    return get_adapter_addresses( GAA_FLAG_SKIP_UNICAST | GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST |
                                  GAA_FLAG_SKIP_FRIENDLY_NAME, &adapters ) ? NULL : adapters;
}

static BOOL has_server( const struct name_server *servers, DWORD count, const struct name_server *server )
{
    DWORD i;

    for (i = 0; i < count; i++)
        if (servers[i].length == server->length && !memcmp( &servers[i].address, &server->address, server->length ))
            return TRUE;
    return FALSE;
}

/* The one that has answered where others had not: they would be waited for with each question. Windows, too, goes on with it, and
 * after some time in the system's order. */
#define PREFERRED_FOR  (15 * 60 * 1000)     /* milliseconds */

static struct name_server preferred;
static ULONGLONG preferred_since;
static SRWLOCK preferred_lock = SRWLOCK_INIT;

static void prefer_server( const struct name_server *server )
{
    AcquireSRWLockExclusive( &preferred_lock );
    preferred = *server;
    preferred_since = GetTickCount64();
    ReleaseSRWLockExclusive( &preferred_lock );
}

static void put_preferred_first( struct name_server *servers, DWORD count )
{
    struct name_server server;
    ULONGLONG since;
    DWORD i;

    AcquireSRWLockShared( &preferred_lock );
    server = preferred;
    since = preferred_since;
    ReleaseSRWLockShared( &preferred_lock );
    if (!server.length || GetTickCount64() - since >= PREFERRED_FOR) return;
    for (i = 1; i < count && !has_server( servers + i, 1, &server ); i++) {}
    if (i >= count) return;
    memmove( servers + 1, servers, i * sizeof(*servers) );
    servers[0] = server;
}

/* Those of the system, each once. */
static DWORD read_system_servers( struct name_server servers[MAX_SERVERS] )
{
    const IP_ADAPTER_DNS_SERVER_ADDRESS *entry;
    const IP_ADAPTER_ADDRESSES *adapter;
    IP_ADAPTER_ADDRESSES *adapters;
    struct name_server server;
    DWORD count = 0;

    adapters = get_adapters();
    for (adapter = adapters; adapter; adapter = adapter->Next)
        for (entry = adapter->FirstDnsServerAddress; entry && count < MAX_SERVERS; entry = entry->Next)
        {
            if (entry->Address.iSockaddrLength < (int)sizeof(SOCKADDR_IN) ||
                entry->Address.iSockaddrLength > (int)sizeof(server.address)) continue;
            memset( &server, 0, sizeof(server) );
            server.length = entry->Address.iSockaddrLength;
            memcpy( &server.address, entry->Address.lpSockaddr, server.length );
            ((SOCKADDR_IN *)&server.address)->sin_port = (WORD)(PORT << 8 | PORT >> 8);
            if (!has_server( servers, count, &server )) servers[count++] = server;
        }
    NetApiBufferFree( adapters );
    return count;
}

/* For so long, in milliseconds, they are taken to be what they were: to ask for them takes longer than a question to one. */
#define FRESH  1000

static struct
{
    SRWLOCK            lock;
    ULONGLONG          read;        /* when; 0: never */
    DWORD              count;
    struct name_server servers[MAX_SERVERS];
}
system_servers;

static DWORD get_servers( struct name_server servers[MAX_SERVERS] )
{
    ULONGLONG now = GetTickCount64();
    DWORD count = 0;
    BOOL is_fresh;

    if (get_set_server( servers )) return 1;
    AcquireSRWLockShared( &system_servers.lock );
    if ((is_fresh = system_servers.read && now - system_servers.read < FRESH))
        memcpy( servers, system_servers.servers, (count = system_servers.count) * sizeof(*servers) );
    ReleaseSRWLockShared( &system_servers.lock );
    if (is_fresh) return count;
    count = read_system_servers( servers );
    AcquireSRWLockExclusive( &system_servers.lock );
    memcpy( system_servers.servers, servers, (system_servers.count = count) * sizeof(*servers) );
    system_servers.read = now;
    ReleaseSRWLockExclusive( &system_servers.lock );
    return count;
}

/* The domain that names without dots are looked for in. FALSE: none. */
BOOL get_dns_suffix( WCHAR suffix[MAX_DOMAIN_NAME] )
{
    IP_ADAPTER_ADDRESSES *adapters = get_adapters(), *adapter;

    suffix[0] = 0;
    for (adapter = adapters; adapter && !suffix[0]; adapter = adapter->Next)
        if (adapter->DnsSuffix) lstrcpynW( suffix, adapter->DnsSuffix, MAX_DOMAIN_NAME );
    NetApiBufferFree( adapters );
    return suffix[0] != 0;
}

/*
 * Questions and answers
 */

static void put_word( BYTE *bytes, WORD word )
{
    bytes[0] = word >> 8;
    bytes[1] = word;
}

WORD read_word( struct reader *reader )
{
    const BYTE *bytes = read_bytes( reader, 2 );

    return bytes ? bytes[0] << 8 | bytes[1] : 0;
}

/* FALSE: it is no name. Who does not see the question cannot guess its number and the port that it comes from. */
static BOOL make_question( const WCHAR *name, WORD type, struct question *question )
{
    DWORD size = write_dns_name( name, question->bytes + HEADER_SIZE );

    memset( question->bytes, 0, HEADER_SIZE );
    if (!size || !SystemFunction036( question->bytes, 2 )) return FALSE;
    put_word( question->bytes + 2, FLAGS_RECURSION );
    put_word( question->bytes + 4, 1 );
    put_word( question->bytes + HEADER_SIZE + size, type );
    put_word( question->bytes + HEADER_SIZE + size + 2, CLASS_IN );
    question->size = HEADER_SIZE + size + 4;
    return TRUE;
}

static BYTE fold( BYTE byte ) { return byte >= 'A' && byte <= 'Z' ? byte + 'a' - 'A' : byte; }

/* FALSE: it does not answer this question. */
static BOOL read_header( const struct question *question, DWORD size, struct answer *answer )
{
    struct reader *reader = &answer->reader;
    const BYTE *asked = question->bytes + HEADER_SIZE, *told;
    DWORD i, asked_size = question->size - HEADER_SIZE;
    WORD questions;

    *reader = (struct reader){ answer->bytes, size, 2, FALSE };
    if (size < HEADER_SIZE || memcmp( answer->bytes, question->bytes, 2 )) return FALSE;
    answer->flags = read_word( reader );
    questions = read_word( reader );
    answer->answers = read_word( reader );
    answer->others = read_word( reader );
    i = answer->others + read_word( reader );
    answer->others = min( i, 0xffff );
    if (!(answer->flags & FLAGS_RESPONSE) || answer->flags & FLAGS_OPCODE || questions != 1) return FALSE;
    if (!(told = read_bytes( reader, asked_size ))) return FALSE;
    for (i = 0; i < asked_size; i++) if (fold( told[i] ) != fold( asked[i] )) return FALSE;
    return TRUE;
}

/*
 * One question
 */

static void close_query( struct query *query )
{
    if (query->socket != INVALID_SOCKET) pclosesocket( query->socket );
    query->socket = INVALID_SOCKET;
    NetApiBufferFree( query->stream );
    query->stream = NULL;
}

/* "status": what has come of it */
void end_query( struct query *query, NET_API_STATUS status )
{
    close_query( query );
    query->status = status;
}

static const struct name_server *get_server( const struct asker *asker, const struct query *query )
{
    return &asker->servers[(query->tries - 1) % asker->server_count];
}

/* It is connected, or will be, so that only this server's answers come. */
static BOOL connect_query( const struct asker *asker, struct query *query, int type, int protocol )
{
    const struct name_server *server = get_server( asker, query );

    query->socket = psocket( server->address.ss_family, type, protocol );
    if (query->socket == INVALID_SOCKET) return FALSE;
    return set_nonblocking( query->socket ) &&
           (!pconnect( query->socket, (const SOCKADDR *)&server->address, server->length ) || GetLastError() == WSAEWOULDBLOCK);
}

static BOOL ask_by_udp( const struct asker *asker, struct query *query )
{
    const struct question *question = &query->question;

    if (query->socket == INVALID_SOCKET && !connect_query( asker, query, SOCK_DGRAM, IPPROTO_UDP )) return FALSE;
    return psend( query->socket, (const char *)question->bytes, question->size, 0 ) == (int)question->size;
}

static void try_next( const struct asker *asker, struct query *query )
{
    /* Where the next one is the same an answer that comes late will do. */
    if (asker->server_count > 1 || query->by_tcp) close_query( query );
    query->by_tcp = FALSE;
    while (query->tries < ATTEMPTS * asker->server_count)
    {
        query->tries++;
        query->until = GetTickCount64() + WAIT;
        if (ask_by_udp( asker, query )) return;
        close_query( query );
    }
    end_query( query, ERROR_NO_SUCH_DOMAIN );
}

/* RFC 1035, 4.2.2 */
static void begin_tcp( const struct asker *asker, struct query *query )
{
    close_query( query );
    query->by_tcp = TRUE;
    query->sent = FALSE;
    query->received = 0;
    query->until = GetTickCount64() + WAIT;
    if (NetApiBufferAllocate( 2 + MAX_MESSAGE, (void **)&query->stream )) end_query( query, ERROR_NOT_ENOUGH_MEMORY );
    else if (!connect_query( asker, query, SOCK_STREAM, IPPROTO_TCP )) try_next( asker, query );
}

static void take_answer( struct asker *asker, struct query *query )
{
    DWORD code = asker->answer.flags & FLAGS_CODE;

    if (query->tries > 1 && (code == CODE_NONE || code == CODE_NO_NAME)) prefer_server( get_server( asker, query ) );
    TRACE( "code %lu, %u records, flags %#x\n", code, asker->answer.answers, asker->answer.flags );
    if (asker->answer.flags & FLAGS_TRUNCATED && !query->by_tcp) begin_tcp( asker, query );
    else if (code == CODE_NONE) end_query( query, NERR_Success );
    else if (code == CODE_NO_NAME) end_query( query, ERROR_NO_SUCH_DOMAIN );
    else try_next( asker, query );
}

static void receive_by_udp( struct asker *asker, struct query *query )
{
    struct answer *answer = &asker->answer;
    int size = precv( query->socket, (char *)answer->bytes, sizeof(answer->bytes), 0 );

    if (size >= 0)
    {
        if (read_header( &query->question, size, answer )) take_answer( asker, query );
    }
    /* Nobody has that port, or what came was damaged. */
    else if (GetLastError() != WSAEWOULDBLOCK) try_next( asker, query );
}

static void send_by_tcp( const struct asker *asker, struct query *query )
{
    BYTE request[2 + sizeof(query->question.bytes)];
    int size = 2 + query->question.size;

    put_word( request, query->question.size );
    memcpy( request + 2, query->question.bytes, query->question.size );
    query->sent = psend( query->socket, (const char *)request, size, 0 ) == size;
    if (!query->sent) try_next( asker, query );
}

static void receive_by_tcp( struct asker *asker, struct query *query )
{
    int got = precv( query->socket, (char *)query->stream + query->received, 2 + MAX_MESSAGE - query->received, 0 );
    DWORD size;

    if (got <= 0)
    {
        if (!got || GetLastError() != WSAEWOULDBLOCK) try_next( asker, query );
        return;
    }
    if ((query->received += got) < 2) return;
    size = query->stream[0] << 8 | query->stream[1];
    if (query->received < 2 + size) return;
    memcpy( asker->answer.bytes, query->stream + 2, size );
    if (read_header( &query->question, size, &asker->answer )) take_answer( asker, query );
    else try_next( asker, query );
}

/************************************************************
 *                begin_query
 *
 * Asks a question, and waits for nothing.
 *
 * PARAMS
 *  asker [I] Who is asked.
 *  query [O] The question, for continue_query() as long as its status is ERROR_IO_PENDING. end_query() ends it before.
 *  name  [I] Whose records are asked for.
 *  type  [I] Which ones.
 */
void begin_query( struct asker *asker, struct query *query, const WCHAR *name, WORD type )
{
    memset( query, 0, sizeof(*query) );
    query->socket = INVALID_SOCKET;
    query->status = ERROR_IO_PENDING;
    TRACE( "%s, type %u\n", debugstr_w(name), type );
    if (make_question( name, type, &query->question )) try_next( asker, query );
    else end_query( query, ERROR_NO_SUCH_DOMAIN );
}

/* Adds what a question waits for. "until" [I/O]: when it is to go on at the latest. */
void add_query( const struct query *query, struct socket_set *set, ULONGLONG *until )
{
    if (query->status != ERROR_IO_PENDING) return;
    add_socket( set, query->socket, query->by_tcp && !query->sent );
    *until = min( *until, query->until );
}

/************************************************************
 *                continue_query
 *
 * PARAMS
 *  asker [I/O] Who is asked. Its answer is the question's when TRUE is returned, until another question goes on.
 *  query [I/O] The question. Its status is NERR_Success with an answer; ERROR_NO_SUCH_DOMAIN: there is no such name, it is none,
 *              or no server answers; ERROR_NOT_ENOUGH_MEMORY; or still ERROR_IO_PENDING.
 *  set   [I]   What wait_for_sockets() found.
 *
 * RETURNS
 *  TRUE: it has been answered.
 */
BOOL continue_query( struct asker *asker, struct query *query, const struct socket_set *set )
{
    if (query->status != ERROR_IO_PENDING) return FALSE;
    if (has_socket( &set->readable, query->socket ))
    {
        if (query->by_tcp) receive_by_tcp( asker, query );
        else receive_by_udp( asker, query );
    }
    else if (has_socket( &set->writable, query->socket )) send_by_tcp( asker, query );
    else if (has_socket( &set->failed, query->socket )) try_next( asker, query );
    if (query->status == ERROR_IO_PENDING && GetTickCount64() >= query->until) try_next( asker, query );
    return query->status == NERR_Success;
}

/************************************************************
 *                create_asker
 *
 * PARAMS
 *  asker [O] The name servers of this computer, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_DOMAIN (there are no sockets), or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS create_asker( struct asker **asker )
{
    NET_API_STATUS status;

    *asker = NULL;
    if (!load_sockets()) return ERROR_NO_SUCH_DOMAIN;
    if ((status = NetApiBufferAllocate( sizeof(**asker), (void **)asker ))) return status;
    (*asker)->server_count = get_servers( (*asker)->servers );
    put_preferred_first( (*asker)->servers, (*asker)->server_count );
    return NERR_Success;
}

/************************************************************
 *                ask
 *
 * Asks one question, and waits.
 *
 * PARAMS
 *  asker    [I/O] Who is asked; on success its answer is there.
 *  name     [I]   Whose records are asked for.
 *  type     [I]   Which ones.
 *  deadline [I]   Milliseconds of GetTickCount64().
 *
 * RETURNS
 *  NERR_Success; ERROR_NO_SUCH_DOMAIN: there is no such name, it is none, or no server answers; ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS ask( struct asker *asker, const WCHAR *name, WORD type, ULONGLONG deadline )
{
    struct socket_set set;
    struct query query;
    ULONGLONG until;

    begin_query( asker, &query, name, type );
    while (query.status == ERROR_IO_PENDING)
    {
        if (GetTickCount64() >= deadline) end_query( &query, ERROR_NO_SUCH_DOMAIN );
        clear_sockets( &set );
        until = deadline;
        add_query( &query, &set, &until );
        wait_for_sockets( &set, until );
        continue_query( asker, &query, &set );
    }
    return query.status;
}
