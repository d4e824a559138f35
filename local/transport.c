/*
 * The transports of this computer
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
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "iptypes.h"

#include "delay.h"
#include "transport.h"

/* NetBIOS over TCP/IP is the only transport that Wine has: one for each adapter. */
#define TRANSPORT_PREFIX  L"\\Device\\NetBT_Tcpip_"

/* Loaded when it is needed, and kept: it brings Windows Sockets with it, which takes time. */
static ULONG (WINAPI *pGetAdaptersInfo)( IP_ADAPTER_INFO *info, ULONG *size );

static BOOL load_iphlpapi(void)
{
    static const struct delayed_import imports[] = { DELAYED_IMPORT( GetAdaptersInfo ) };

    return load_imports( L"iphlpapi.dll", imports, ARRAYSIZE(imports) );
}

/* All adapters but loopback ones; NULL for none. There may be more of them from one call to the next. */
static NET_API_STATUS get_adapters( IP_ADAPTER_INFO **adapters )
{
    NET_API_STATUS status;
    ULONG error, size = 0;
    void *buffer = NULL;

    *adapters = NULL;
    if (!load_iphlpapi()) return ERROR_NETWORK_UNREACHABLE;

    while ((error = pGetAdaptersInfo( buffer, &size )) == ERROR_BUFFER_OVERFLOW)
    {
        NetApiBufferFree( buffer );
        if ((status = NetApiBufferAllocate( size, &buffer ))) return status;
    }
    if (!error)
    {
        *adapters = buffer;
        return NERR_Success;
    }
    NetApiBufferFree( buffer );
    return error == ERROR_NO_DATA ? NERR_Success : error;
}

/* NetBIOS needs an address to listen at. */
static BOOL has_address( const IP_ADAPTER_INFO *adapter )
{
    return strcmp( adapter->IpAddressList.IpAddress.String, "0.0.0.0" );
}

static void make_transport( const IP_ADAPTER_INFO *adapter, struct transport *transport )
{
    static const WCHAR digits[] = L"0123456789ABCDEF";
    WCHAR *address = transport->address_buffer, *p;
    unsigned int i;
    BYTE byte;

    memcpy( transport->name_buffer, TRANSPORT_PREFIX, sizeof(TRANSPORT_PREFIX) );
    p = transport->name_buffer + ARRAYSIZE(TRANSPORT_PREFIX) - 1;
    for (i = 0; i < sizeof(adapter->AdapterName) - 1 && adapter->AdapterName[i]; i++)
        *p++ = adapter->AdapterName[i];
    *p = 0;
    for (i = 0; i < 6; i++)
    {
        byte = i < adapter->AddressLength ? adapter->Address[i] : 0;
        *address++ = digits[byte >> 4];
        *address++ = digits[byte & 0xf];
    }
    *address = 0;
    transport->name = transport->name_buffer;
    transport->address = transport->address_buffer;
    transport->quality_of_service = 0;
    transport->number_of_vcs = 0;
    transport->wan_ish = TRUE;  /* TCP/IP is routed */
}

/************************************************************
 *                get_transports
 *
 * Lists the transports of this computer: NetBIOS over TCP/IP on each adapter that has an address,
 * but for the loopback one.
 *
 * PARAMS
 *  transports [O] An array, the caller's to free with NetApiBufferFree(); NULL on failure.
 *  count      [O] How many there are, one at least; 0 on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NETWORK_UNREACHABLE (there is none), ERROR_NOT_ENOUGH_MEMORY, or what
 *  GetAdaptersInfo() returns.
 */
NET_API_STATUS get_transports( struct transport **transports, DWORD *count )
{
    const IP_ADAPTER_INFO *adapter;
    IP_ADAPTER_INFO *adapters;
    NET_API_STATUS status;
    DWORD total = 0;

    *transports = NULL;
    *count = 0;
    if ((status = get_adapters( &adapters ))) return status;

    for (adapter = adapters; adapter; adapter = adapter->Next) total += has_address( adapter );
    if (!total) status = ERROR_NETWORK_UNREACHABLE;
    else status = NetApiBufferAllocate( total * sizeof(**transports), (void **)transports );
    if (!status)
        for (adapter = adapters; adapter; adapter = adapter->Next)
            if (has_address( adapter )) make_transport( adapter, &(*transports)[(*count)++] );

    NetApiBufferFree( adapters );
    return status;
}
