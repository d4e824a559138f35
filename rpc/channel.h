/*
 * Channels: what carries PDUs to a server
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

#ifndef NETAPI32_CHANNEL_H
#define NETAPI32_CHANNEL_H

#include "local/computer.h"

/* room for an address in numbers, an IPv6 one with its scope, and for a port */
#define MAX_ADDRESS  (65 + 1)
#define MAX_PORT     (5 + 1)

/* where an interface is */
struct endpoint
{
    const struct transport *transport;  /* how it is reached */
    WCHAR     server[MAX_SERVER_NAME];  /* as it was asked for */
    WCHAR     host[MAX_SERVER_NAME];    /* the same, or the address that answers */
    WCHAR     port[MAX_PORT];
    DWORD     connect_limit;            /* milliseconds, for each address */
    DWORD     call_limit;               /* milliseconds */
    DWORD     function_limit;           /* milliseconds, for all calls that a function makes */
    ULONGLONG deadline;                 /* of the function that is asking now, in GetTickCount64()'s time */
};

/* A transport puts this first in what it needs. */
struct channel
{
    const struct transport *transport;
};

/* Deadlines are in GetTickCount64()'s time. */
struct transport
{
    /* The endpoint's host becomes the address that answered. NERR_Success, ERROR_BAD_NETPATH (no such name, or nothing
     * answers there in time), ERROR_NOT_SUPPORTED (this Wine does not have it) or ERROR_NOT_ENOUGH_MEMORY. */
    NET_API_STATUS (*open)( struct endpoint *endpoint, struct channel **channel );
    /* NERR_Success, ERROR_TIMEOUT or RPC_S_CALL_FAILED (the channel is broken) */
    NET_API_STATUS (*send)( struct channel *channel, const BYTE *bytes, DWORD size, ULONGLONG deadline );
    /* the same; what comes is at least one byte */
    NET_API_STATUS (*receive)( struct channel *channel, BYTE *bytes, DWORD size, ULONGLONG deadline, DWORD *received );
    /* Whether it can be used: the server has not closed it, nor said what nobody asked. */
    BOOL (*is_idle)( const struct channel *channel );
    void (*close)( struct channel *channel );
};

extern const struct transport tcp_transport;

#endif
