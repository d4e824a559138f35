/*
 * The key of a session with a server
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
#include <stdlib.h>
#include <string.h>

#include "winsock2.h"
#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"

#include "wine/debug.h"

#include "credentials.h"
#include "delay.h"
#include "endpoint.h"
#include "remote.h"
#include "sessionkey.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Passwords are encrypted with a key that both sides have from the authentication. Wine tells it to no program:
 * I_RpcBindingInqSecurityContext() is not there, and its NTLM has no SECPKG_ATTR_SESSION_KEY. But the message by which the
 * client proves who it is has all that is needed by somebody who knows the password. So a connection that needs
 * the key goes through a port of this computer, where that message is seen.
 */

/*
 * NTLM: MS-NLMP
 */

struct ntlm_buffer
{
    WORD  length;
    WORD  maximum_length;
    DWORD offset;
};

struct ntlm_authenticate
{
    char               signature[8];
    DWORD              type;
    struct ntlm_buffer lm_response;
    struct ntlm_buffer nt_response;
    struct ntlm_buffer domain;
    struct ntlm_buffer user;
    struct ntlm_buffer workstation;
    struct ntlm_buffer session_key;
    DWORD              flags;
};

#define NTLM_SIGNATURE     "NTLMSSP"
#define NTLM_AUTHENTICATE  3
#define NTLM_UNICODE       0x00000001
#define NTLM_KEY_EXCHANGE  0x40000000
#define NTLM_1_RESPONSE    24   /* bytes; those of version 2 are longer */

static void hmac_md5( const BYTE key[KEY_SIZE], const void *data, DWORD size, const void *more, DWORD more_size,
                      BYTE digest[KEY_SIZE] )
{
    BYTE inner[64] = { 0 }, outer[64] = { 0 };
    unsigned int i;
    MD5_CTX md5;

    memcpy( inner, key, KEY_SIZE );
    memcpy( outer, key, KEY_SIZE );
    for (i = 0; i < sizeof(inner); i++)
    {
        inner[i] ^= 0x36;
        outer[i] ^= 0x5c;
    }
    MD5Init( &md5 );
    MD5Update( &md5, inner, sizeof(inner) );
    MD5Update( &md5, data, size );
    MD5Update( &md5, more, more_size );
    MD5Final( &md5 );
    memcpy( digest, md5.digest, KEY_SIZE );
    MD5Init( &md5 );
    MD5Update( &md5, outer, sizeof(outer) );
    MD5Update( &md5, digest, KEY_SIZE );
    MD5Final( &md5 );
    memcpy( digest, md5.digest, KEY_SIZE );
    SecureZeroMemory( &md5, sizeof(md5) );
    SecureZeroMemory( inner, sizeof(inner) );
    SecureZeroMemory( outer, sizeof(outer) );
}

/* what a buffer of a message has; NULL where it leads outside */
static const BYTE *get_ntlm_data( const struct ntlm_authenticate *message, DWORD size, const struct ntlm_buffer *buffer )
{
    if (buffer->offset > size || buffer->length > size - buffer->offset) return NULL;
    return (const BYTE *)message + buffer->offset;
}

/* NTOWFv2, by the names as the message has them */
static BOOL hash_user( const struct ntlm_authenticate *message, DWORD size, const BYTE nt_hash[KEY_SIZE],
                       BYTE key[KEY_SIZE] )
{
    const BYTE *user = get_ntlm_data( message, size, &message->user );
    const BYTE *domain = get_ntlm_data( message, size, &message->domain );
    WCHAR copy[UNLEN + 1], upper[UNLEN + 1];
    int length = message->user.length / sizeof(WCHAR);

    if (!user || !domain || message->user.length > sizeof(copy)) return FALSE;
    memcpy( copy, user, message->user.length );
    if (length && LCMapStringW( LOCALE_INVARIANT, LCMAP_UPPERCASE, copy, length, upper, ARRAYSIZE(upper) ) != length)
        return FALSE;
    hmac_md5( nt_hash, upper, message->user.length, domain, message->domain.length, key );
    return TRUE;
}

/************************************************************
 *                find_ntlm_key
 *
 * Finds the key of a session that a client begins.
 *
 * PARAMS
 *  token   [I] What the client sends to prove who it is.
 *  size    [I] Its length in bytes.
 *  nt_hash [I] The hash of the password.
 *  key     [O] The key.
 *
 * RETURNS
 *  FALSE for another message, and for NTLM's version 1.
 */
static BOOL find_ntlm_key( const BYTE *token, DWORD size, const BYTE nt_hash[KEY_SIZE], BYTE key[KEY_SIZE] )
{
    struct ntlm_authenticate header;
    const struct ntlm_authenticate *message = (const struct ntlm_authenticate *)token;
    const BYTE *response, *session_key;
    BYTE user_key[KEY_SIZE];

    if (size < sizeof(header)) return FALSE;
    memcpy( &header, token, sizeof(header) );
    if (memcmp( header.signature, NTLM_SIGNATURE, sizeof(NTLM_SIGNATURE) ) || header.type != NTLM_AUTHENTICATE ||
        !(header.flags & NTLM_UNICODE) || header.nt_response.length <= NTLM_1_RESPONSE)
        return FALSE;
    if (!(response = get_ntlm_data( message, size, &header.nt_response ))) return FALSE;
    if (!hash_user( message, size, nt_hash, user_key )) return FALSE;
    hmac_md5( user_key, response, KEY_SIZE, NULL, 0, key );     /* the response begins with its proof */
    SecureZeroMemory( user_key, sizeof(user_key) );
    if (!(header.flags & NTLM_KEY_EXCHANGE)) return TRUE;

    session_key = get_ntlm_data( message, size, &header.session_key );
    if (!session_key || header.session_key.length != KEY_SIZE) return FALSE;
    memcpy( user_key, session_key, KEY_SIZE );
    encrypt_rc4( user_key, KEY_SIZE, key );
    memcpy( key, user_key, KEY_SIZE );
    SecureZeroMemory( user_key, sizeof(user_key) );
    return TRUE;
}

/*
 * The relay
 */

#include "pshpack1.h"

/* of a PDU of RPC: C706, chapter 12 */
struct pdu_header
{
    BYTE  version;
    BYTE  minor_version;
    BYTE  type;
    BYTE  flags;
    DWORD data_representation;
    WORD  length;
    WORD  auth_length;
    DWORD call_id;
};

#include "poppack.h"

#define PDU_AUTH3  16       /* MS-RPCE */
#define MAX_PDU    0xffff

struct key_relay
{
    struct endpoint server;
    DWORD           connect_timeout;    /* milliseconds */
    SOCKET          listener;
    HANDLE          thread;
    LONG            stopping;
    BYTE            nt_hash[KEY_SIZE];
    BYTE            key[KEY_SIZE];
    LONG            has_key;
    DWORD           size;               /* of what there is in the buffer, of the client's next PDU */
    BYTE            pdu[MAX_PDU];
};

static SOCKET (WSAAPI *paccept)( SOCKET socket, struct sockaddr *address, int *length );
static int (WSAAPI *pbind)( SOCKET socket, const struct sockaddr *address, int length );
static int (WSAAPI *pclosesocket)( SOCKET socket );
static int (WSAAPI *pgetsockname)( SOCKET socket, struct sockaddr *address, int *length );
static int (WSAAPI *plisten)( SOCKET socket, int backlog );
static int (WSAAPI *precv)( SOCKET socket, char *buffer, int size, int flags );
static int (WSAAPI *pselect)( int count, fd_set *read, fd_set *write, fd_set *except,
                              const struct timeval *timeout );
static int (WSAAPI *psend)( SOCKET socket, const char *buffer, int size, int flags );
static SOCKET (WSAAPI *psocket)( int family, int type, int protocol );

static BOOL load_relay_imports(void)
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( accept ),
        DELAYED_IMPORT( bind ),
        DELAYED_IMPORT( closesocket ),
        DELAYED_IMPORT( getsockname ),
        DELAYED_IMPORT( listen ),
        DELAYED_IMPORT( recv ),
        DELAYED_IMPORT( select ),
        DELAYED_IMPORT( send ),
        DELAYED_IMPORT( socket ),
    };

    return load_imports( L"ws2_32.dll", imports, ARRAYSIZE(imports) );
}

/* Looks for the key in what the client sends, up to the message that has it. */
static void watch_client( struct key_relay *relay, const BYTE *data, DWORD size )
{
    struct pdu_header header;
    DWORD taken;

    while (size && !relay->has_key)
    {
        taken = min( size, MAX_PDU - relay->size );
        memcpy( relay->pdu + relay->size, data, taken );
        relay->size += taken;
        data += taken;
        size -= taken;
        for (;;)
        {
            if (relay->size < sizeof(header)) break;
            memcpy( &header, relay->pdu, sizeof(header) );
            if (header.length < sizeof(header) + header.auth_length || relay->size < header.length) break;
            if (header.type == PDU_AUTH3 &&
                find_ntlm_key( relay->pdu + header.length - header.auth_length, header.auth_length, relay->nt_hash,
                               relay->key ))
                InterlockedExchange( &relay->has_key, TRUE );
            relay->size -= header.length;
            memmove( relay->pdu, relay->pdu + header.length, relay->size );
        }
    }
}

/* Waits for one of two sockets to have something; FALSE at the end. */
static BOOL wait_sockets( struct key_relay *relay, SOCKET a, SOCKET b, fd_set *ready )
{
    const struct timeval period = { 0, 20000 };     /* after which it is seen that the relay is to stop */
    int count;

    do
    {
        if (relay->stopping) return FALSE;
        ready->fd_count = 2;
        ready->fd_array[0] = a;
        ready->fd_array[1] = b;
        count = pselect( 0, ready, NULL, NULL, &period );
    }
    while (!count);
    return count > 0;
}

static BOOL is_ready( const fd_set *ready, SOCKET socket )
{
    unsigned int i;

    for (i = 0; i < ready->fd_count; i++) if (ready->fd_array[i] == socket) return TRUE;
    return FALSE;
}

static BOOL pass_on( struct key_relay *relay, SOCKET from, SOCKET to, BOOL watch )
{
    int received, sent, done;
    char buffer[2048];

    if ((received = precv( from, buffer, sizeof(buffer), 0 )) <= 0) return FALSE;
    if (watch) watch_client( relay, (BYTE *)buffer, received );
    for (done = 0; done < received; done += sent)
        if ((sent = psend( to, buffer + done, received - done, 0 )) <= 0) return FALSE;
    return TRUE;
}

static void relay_connection( struct key_relay *relay, SOCKET client )
{
    SOCKET server = open_connection( &relay->server, relay->connect_timeout );
    fd_set ready;

    if (server == INVALID_SOCKET) return;
    while (wait_sockets( relay, client, server, &ready ))
    {
        if (is_ready( &ready, client ) && !pass_on( relay, client, server, TRUE )) break;
        if (is_ready( &ready, server ) && !pass_on( relay, server, client, FALSE )) break;
    }
    pclosesocket( server );
}

/* A binding has one connection at a time, and the relay one binding. */
static DWORD WINAPI relay_thread( void *context )
{
    struct key_relay *relay = context;
    SOCKET client;
    fd_set ready;

    while (wait_sockets( relay, relay->listener, relay->listener, &ready ))
    {
        if ((client = paccept( relay->listener, NULL, NULL )) == INVALID_SOCKET) break;
        relay_connection( relay, client );
        pclosesocket( client );
    }
    return 0;
}

static void hash_password( const WCHAR *password, BYTE hash[KEY_SIZE] )
{
    MD4_CTX md4;

    MD4Init( &md4 );
    MD4Update( &md4, (const BYTE *)password, wcslen( password ) * sizeof(WCHAR) );
    MD4Final( &md4 );
    memcpy( hash, md4.digest, KEY_SIZE );
    SecureZeroMemory( &md4, sizeof(md4) );
}

/* at a port that the system chooses, for this computer alone */
static NET_API_STATUS listen_locally( struct key_relay *relay, struct endpoint *endpoint )
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    int length = sizeof(address);

    address.sin_addr.S_un.S_un_b.s_b1 = 127;
    address.sin_addr.S_un.S_un_b.s_b4 = 1;
    relay->listener = psocket( AF_INET, SOCK_STREAM, IPPROTO_TCP );
    if (relay->listener == INVALID_SOCKET || pbind( relay->listener, (struct sockaddr *)&address, sizeof(address) ) ||
        plisten( relay->listener, 1 ) || pgetsockname( relay->listener, (struct sockaddr *)&address, &length ))
        return ERROR_NOT_SUPPORTED;
    lstrcpyW( endpoint->address, L"127.0.0.1" );
    make_port( (BYTE)address.sin_port << 8 | address.sin_port >> 8, endpoint->port );
    return NERR_Success;
}

/************************************************************
 *                start_key_relay
 *
 * Makes a port of this computer that leads to a server.
 *
 * PARAMS
 *  server      [I] The server's.
 *  credentials [I] Who authenticates there.
 *  relay       [O] The relay, the caller's to end with stop_key_relay(); NULL on failure.
 *  endpoint    [O] The port.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, or ERROR_NOT_SUPPORTED where there are no sockets.
 */
NET_API_STATUS start_key_relay( const struct endpoint *server, const struct credentials *credentials,
                                struct key_relay **relay, struct endpoint *endpoint )
{
    struct key_relay *made;
    NET_API_STATUS status;

    *relay = NULL;
    if (!load_relay_imports()) return ERROR_NOT_SUPPORTED;
    if ((status = NetApiBufferAllocate( sizeof(*made), (void **)&made ))) return status;
    memset( made, 0, FIELD_OFFSET( struct key_relay, pdu ) );
    made->server = *server;
    made->connect_timeout = DEFAULT_CONNECT_TIMEOUT;
    hash_password( credentials->password, made->nt_hash );
    if (!(status = listen_locally( made, endpoint )) &&
        !(made->thread = CreateThread( NULL, 0, relay_thread, made, 0, NULL )))
        status = ERROR_NOT_ENOUGH_MEMORY;
    if (status) stop_key_relay( made );
    else *relay = made;
    return status;
}

/* NULL is allowed. */
void stop_key_relay( struct key_relay *relay )
{
    if (!relay) return;
    InterlockedExchange( &relay->stopping, TRUE );
    if (relay->thread)
    {
        WaitForSingleObject( relay->thread, INFINITE );
        CloseHandle( relay->thread );
    }
    if (relay->listener != INVALID_SOCKET) pclosesocket( relay->listener );
    SecureZeroMemory( relay, sizeof(*relay) );
    NetApiBufferFree( relay );
}

/* FALSE where there was no message that tells it. The client has sent it before its first call. */
BOOL get_relayed_key( struct key_relay *relay, BYTE key[KEY_SIZE] )
{
    if (!relay || !InterlockedCompareExchange( &relay->has_key, FALSE, FALSE )) return FALSE;
    memcpy( key, relay->key, KEY_SIZE );
    return TRUE;
}
