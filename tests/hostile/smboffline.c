/*
 * The SMB server in place of TCP: for tests/host/wrong-answers, which links it into the module
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

#include "windef.h"
#include "winbase.h"
#include "winuser.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"

#include "../../rpc/channel.h"
#include "../../rpc/credentials.h"
#include "smbserver.h"

/* the linker's --wrap option leads here what uses these; what they do, tcp.c and its neighbours tell */

/*
 * The carrier: what is sent is answered at once
 */

struct offline_channel
{
    struct channel         channel;
    struct smb_connection *smb;
    BOOL                   is_closed;
    DWORD                  size;    /* of what has not been received */
    BYTE                   bytes[0x200000];
};

static void open_page_of_test(void)
{
    char name[64];

    wsprintfA( name, "netapi32-offline-%lu", GetCurrentProcessId() );
    served_page = MapViewOfFile( OpenFileMappingA( FILE_MAP_ALL_ACCESS, FALSE, name ), FILE_MAP_ALL_ACCESS, 0, 0, 0 );
}

static BOOL add_bytes( void *context, const BYTE *bytes, DWORD size )
{
    struct offline_channel *offline = context;

    if (size > sizeof(offline->bytes) - offline->size) return FALSE;
    memcpy( offline->bytes + offline->size, bytes, size );
    offline->size += size;
    return TRUE;
}

static NET_API_STATUS open_offline( struct endpoint *endpoint, struct credentials *credentials, struct channel **channel )
{
    struct offline_channel *offline = HeapAlloc( GetProcessHeap(), 0, sizeof(*offline) );

    (void)endpoint, (void)credentials;
    if (!offline) return ERROR_NOT_ENOUGH_MEMORY;
    if (!served_page) open_page_of_test();
    offline->channel.transport = &tcp_transport;
    offline->channel.max_fragment = 0xffff;
    offline->is_closed = FALSE;
    offline->size = 0;
    offline->smb = create_smb_connection_at_once( add_bytes, offline );
    *channel = &offline->channel;
    return NERR_Success;
}

/* a whole frame */
static NET_API_STATUS send_offline( struct channel *channel, const BYTE *bytes, DWORD size, BOOL is_last, ULONGLONG deadline )
{
    static BYTE message[MAX_SMB_MESSAGE];
    struct offline_channel *offline = (struct offline_channel *)channel;

    (void)is_last, (void)deadline;
    if (offline->is_closed || size < 4 || size - 4 > sizeof(message)) return RPC_S_CALL_FAILED;
    memcpy( message, bytes + 4, size - 4 );
    if (answer_smb( offline->smb, message, size - 4 ) != ENDING_KEEP) offline->is_closed = TRUE;
    return NERR_Success;
}

/* Where nothing comes, it would not come until the deadline either; but some of those who wait look at the clock. */
static NET_API_STATUS receive_offline( struct channel *channel, BYTE *bytes, DWORD size, ULONGLONG deadline, DWORD *received )
{
    struct offline_channel *offline = (struct offline_channel *)channel;
    ULONGLONG now = GetTickCount64();

    *received = 0;
    if (!offline->size)
    {
        if (offline->is_closed) return RPC_S_CALL_FAILED;
        if (deadline > now) Sleep( min( deadline - now, 1 ) );
        return ERROR_TIMEOUT;
    }
    *received = min( size, offline->size );
    memcpy( bytes, offline->bytes, *received );
    offline->size -= *received;
    memmove( offline->bytes, offline->bytes + *received, offline->size );
    return NERR_Success;
}

static BOOL is_offline_idle( const struct channel *channel )
{
    const struct offline_channel *offline = (const struct offline_channel *)channel;

    return !offline->size && !offline->is_closed;
}

static BOOL is_offline_sealed( const struct channel *channel )
{
    (void)channel;
    return FALSE;
}

static BOOL get_offline_key( const struct channel *channel, BYTE key[KEY_SIZE] )
{
    (void)channel, (void)key;
    return FALSE;
}

static void close_offline( struct channel *channel )
{
    struct offline_channel *offline = (struct offline_channel *)channel;

    free_smb_connection( offline->smb );
    HeapFree( GetProcessHeap(), 0, offline );
}

const struct transport __wrap_tcp_transport =
{
    FALSE, open_offline, send_offline, receive_offline, is_offline_idle, is_offline_sealed, get_offline_key, close_offline
};

/*
 * The settings, and the credential store
 */

#define TIME_LIMIT_OFFLINE  30      /* milliseconds: longer than nothing */

DWORD __wrap_get_setting( const WCHAR *server, const WCHAR *name, DWORD standard )
{
    (void)server;
    if (!lstrcmpW( name, L"Transport" )) return 1;
    if (!lstrcmpW( name, L"CallTimeout" ) || !lstrcmpW( name, L"FunctionTimeout" ))
        return served_page && served_page->smb_misdeed.active ? TIME_LIMIT_OFFLINE : TIME_LIMIT;
    return standard;
}

NET_API_STATUS __wrap_read_credentials( const WCHAR *server, struct credentials **credentials )
{
    (void)server;
    *credentials = NULL;
    return NERR_Success;
}
