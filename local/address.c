/*
 * The addresses of this computer
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

#include "winsock2.h"
#include "ws2tcpip.h"
#include "mstcpip.h"
#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "iptypes.h"

#include "address.h"
#include "delay.h"

/* so many are known; a computer with more is not known by the others */
#define MOST_ADDRESSES  256

/* bytes that are enough for most computers' adapters */
#define FEW_ADAPTERS  0x2000

/* For so long, in milliseconds, the addresses are taken to be what they were: to ask for them takes longer than a
 * question to a server. */
#define FRESH  5000

static const IN6_ADDR loopback = { .u.Byte = { [15] = 1 } };

/* IPv4 addresses stand in the lists as IPv6 has them, ::ffff:1.2.3.4. */
static void map_ipv4( const IN_ADDR *ipv4, IN6_ADDR *address )
{
    memset( address, 0, sizeof(*address) );
    address->u.Byte[10] = address->u.Byte[11] = 0xff;
    memcpy( &address->u.Byte[12], ipv4, sizeof(*ipv4) );
}

/* A link-local address is another computer's on another link: the scope tells which link it is. */
struct address
{
    IN6_ADDR number;
    ULONG    scope;     /* 0: none is told */
};

static BOOL parse_address( const WCHAR *name, struct address *address )
{
    WCHAR *end;
    IN_ADDR ipv4;
    USHORT port;

    address->scope = 0;
    if (!RtlIpv4StringToAddressW( name, FALSE, &end, &ipv4 ) && !*end)
    {
        map_ipv4( &ipv4, &address->number );
        return TRUE;
    }
    return name[0] != '[' && !RtlIpv6StringToAddressExW( name, &address->number, &address->scope, &port );
}

static BOOL is_loopback( const IN6_ADDR *address )
{
    static const BYTE mapped[13] = { [10] = 0xff, 0xff, 127 };

    return !memcmp( address, &loopback, sizeof(loopback) ) || !memcmp( address, mapped, sizeof(mapped) );
}

static BOOL is_same_address( const struct address *a, const struct address *b )
{
    return !memcmp( &a->number, &b->number, sizeof(a->number) ) && (!a->scope || !b->scope || a->scope == b->scope);
}

static BOOL get_socket_address( const SOCKET_ADDRESS *from, struct address *address )
{
    const SOCKADDR_IN6 *ipv6 = (const SOCKADDR_IN6 *)from->lpSockaddr;

    switch (from->lpSockaddr->sa_family)
    {
    case AF_INET:
        map_ipv4( &((const SOCKADDR_IN *)from->lpSockaddr)->sin_addr, &address->number );
        address->scope = 0;
        return TRUE;
    case AF_INET6:
        address->number = ipv6->sin6_addr;
        address->scope = ipv6->sin6_scope_id;
        return TRUE;
    default:
        return FALSE;
    }
}

/* All adapters, with what GAA_FLAG_... leave of them; NULL for none. There may be more of them from one call to the next. */
NET_API_STATUS get_adapter_addresses( ULONG flags, IP_ADAPTER_ADDRESSES **adapters )
{
    static ULONG (WINAPI *pGetAdaptersAddresses)( ULONG family, ULONG flags, void *reserved,
                                                  IP_ADAPTER_ADDRESSES *adapters, ULONG *size );
    static const struct delayed_import imports[] = { DELAYED_IMPORT( GetAdaptersAddresses ) };
    NET_API_STATUS status;
    ULONG error, size = FEW_ADAPTERS;
    void *buffer = NULL;

    *adapters = NULL;
    if (!load_imports( L"iphlpapi.dll", imports, ARRAYSIZE(imports) )) return NERR_Success;

    /* to find out the size takes as long as to read them */
    if ((status = NetApiBufferAllocate( size, &buffer ))) return status;
    while ((error = pGetAdaptersAddresses( AF_UNSPEC, flags, NULL, buffer, &size )) == ERROR_BUFFER_OVERFLOW)
    {
        NetApiBufferFree( buffer );
        if ((status = NetApiBufferAllocate( size, &buffer ))) return status;
    }
    if (error) NetApiBufferFree( buffer );
    else *adapters = buffer;
    return NERR_Success;
}

static struct
{
    SRWLOCK        lock;
    ULONGLONG      read;        /* when, in milliseconds; 0: never */
    DWORD          count;
    struct address addresses[MOST_ADDRESSES];
}
own;

/* The adapters are asked without the lock: that takes long, and wants locks that the program may hold. */
static NET_API_STATUS read_own_addresses(void)
{
    const IP_ADAPTER_UNICAST_ADDRESS *unicast;
    IP_ADAPTER_ADDRESSES *adapters, *adapter;
    NET_API_STATUS status;

    status = get_adapter_addresses( GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER |
                                    GAA_FLAG_SKIP_FRIENDLY_NAME, &adapters );
    if (status) return status;
    AcquireSRWLockExclusive( &own.lock );
    own.count = 0;
    for (adapter = adapters; adapter; adapter = adapter->Next)
        for (unicast = adapter->FirstUnicastAddress; unicast && own.count < MOST_ADDRESSES; unicast = unicast->Next)
            own.count += get_socket_address( &unicast->Address, &own.addresses[own.count] );
    own.read = GetTickCount64();
    ReleaseSRWLockExclusive( &own.lock );
    NetApiBufferFree( adapters );
    return NERR_Success;
}

/* FALSE: what is known is too old to tell. */
static BOOL search_own_addresses( const struct address *address, BOOL *is_own )
{
    BOOL is_fresh;
    DWORD i;

    *is_own = FALSE;
    AcquireSRWLockShared( &own.lock );
    is_fresh = own.read && GetTickCount64() - own.read < FRESH;
    for (i = 0; i < own.count && !*is_own; i++) *is_own = is_same_address( address, &own.addresses[i] );
    ReleaseSRWLockShared( &own.lock );
    return is_fresh;
}

/************************************************************
 *                find_own_address
 *
 * Tells whether a name is an address of this computer in numbers: any that leads back to it (127.0.0.0/8, ::1), or one
 * of its network adapters'.
 *
 * PARAMS
 *  name   [I] A computer's name, without backslashes in front.
 *  is_own [O] FALSE as well for what is no address; undefined on failure.
 *
 * RETURNS
 *  NERR_Success or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS find_own_address( const WCHAR *name, BOOL *is_own )
{
    struct address address;
    NET_API_STATUS status;

    *is_own = FALSE;
    if (!parse_address( name, &address )) return NERR_Success;
    if ((*is_own = is_loopback( &address.number ))) return NERR_Success;
    if (search_own_addresses( &address, is_own )) return NERR_Success;
    if ((status = read_own_addresses())) return status;
    search_own_addresses( &address, is_own );
    return NERR_Success;
}
