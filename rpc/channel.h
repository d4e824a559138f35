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

#include "crypt.h"
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
    const WCHAR *pipe;                  /* over SMB: the name of the interface's */
    BOOL      is_unknown;               /* after a failure: Nobody knows the host's name. */
    BOOL      lacks_pipes;              /* over TCP: because no SMB answered */
    BOOL      needs_seal;               /* Nothing that can be read is sent. */
    DWORD     connect_limit;            /* milliseconds, for each address */
    DWORD     call_limit;               /* milliseconds */
    DWORD     function_limit;           /* milliseconds, for all calls that a function makes */
    ULONGLONG deadline;                 /* of the function that is asking now, in GetTickCount64()'s time */
};

/* A transport puts this first in what it needs. */
struct channel
{
    const struct transport *transport;
    DWORD                   max_fragment;   /* of a PDU that goes over it, in bytes */
};

struct credentials;

/* Deadlines are in GetTickCount64()'s time. */
struct transport
{
    BOOL logs_on;   /* The server learns from it who asks, and it protects what goes over it: RPC need not. */

    /* Credentials: who asks, where it logs on; NULL: the user, by a ticket; one without a name: nobody. The endpoint's host becomes the address
     * that answered. NERR_Success, ERROR_BAD_NETPATH (no such name, or nothing answers there in time),
     * ERROR_NOT_SUPPORTED (this Wine does not have it), ERROR_NOT_ENOUGH_MEMORY, or why the server does not let in. */
    NET_API_STATUS (*open)( struct endpoint *endpoint, struct credentials *credentials, struct channel **channel );
    /* is_last: The server answers then. NERR_Success, ERROR_TIMEOUT or RPC_S_CALL_FAILED (the channel is broken), or why the
     * server does not take it. */
    NET_API_STATUS (*send)( struct channel *channel, const BYTE *bytes, DWORD size, BOOL is_last, ULONGLONG deadline );
    /* the same; what comes is at least one byte. RPC_S_CALL_FAILED_DNE: the server did not do what was sent last. */
    NET_API_STATUS (*receive)( struct channel *channel, BYTE *bytes, DWORD size, ULONGLONG deadline, DWORD *received );
    /* Whether it can be used: the server has not closed it, nor said what nobody asked. */
    BOOL (*is_idle)( const struct channel *channel );
    /* Where it logs on: whether what goes over it is encrypted, and the key for passwords; FALSE: nobody logged on. */
    BOOL (*is_sealed)( const struct channel *channel );
    BOOL (*get_key)( const struct channel *channel, BYTE key[KEY_SIZE] );
    void (*close)( struct channel *channel );
};

extern const struct transport pipe_transport;
extern const struct transport tcp_transport;

#endif
