/*
 * Connections to SMB servers: requests under way, their credits and their protection
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

#ifndef NETAPI32_SMBCONNECTION_H
#define NETAPI32_SMBCONNECTION_H

#include "channel.h"
#include "smb.h"
#include "smbcrypt.h"

/* A request carries so much at most, and so does a response: one credit's worth. */
#define MAX_SMB_DATA     0x10000
/* servers take that at least, which is a fragment of any RPC */
#define MIN_SMB_DATA     0x1000
/* with the fixed part of any message in front */
#define MAX_SMB_MESSAGE  (MAX_SMB_DATA + 0x200)

/* One that is under way; its owner's, who zeroes it first, and frees the response. */
struct smb_request
{
    struct smb_request *next;
    WORD       command;
    BOOL       is_done;
    ULONGLONG  message_id;
    ULONGLONG  async_id;        /* what the server calls it while it is pending; 0: nothing yet */
    BYTE      *response;        /* the message from its header on; NetApiBufferAllocate()'s, kept for the next one */
    DWORD      response_size;
    DWORD      response_space;
};

/* Shared by threads: any number of requests can be under way. */
struct smb_connection
{
    struct channel     *carrier;
    SRWLOCK             lock;
    CONDITION_VARIABLE  changed;
    NET_API_STATUS      failure;        /* why it cannot be used any more; NERR_Success: it can */
    BOOL                is_sending;     /* One thread has output, */
    BOOL                is_reading;     /* and one input. */
    struct smb_request *requests;       /* that wait for a response */
    ULONGLONG           dropped[32];    /* those of which nobody wants the response */
    unsigned int        dropped_count;
    ULONGLONG           message_id;     /* of the next request */
    DWORD               credits;        /* how many more requests the server takes now */
    ULONGLONG           session_id;     /* 0: none yet */
    DWORD               tree_id;
    BOOL                is_hashed;      /* Requests go into preauth. */
    BYTE                preauth[PREAUTH_SIZE];
    struct smb_keys    *keys;           /* NULL: nothing is protected */
    BOOL                is_sealed;      /* else signed, with keys */
    DWORD               input_size;
    DWORD               input_used;     /* by messages that were looked at */
    BYTE                input[sizeof(struct smb_frame) + sizeof(struct smb_transform) + MAX_SMB_MESSAGE];
    BYTE                output[sizeof(struct smb_frame) + sizeof(struct smb_transform) + MAX_SMB_MESSAGE];
};

NET_API_STATUS open_smb_connection( struct endpoint *endpoint, struct smb_connection **connection );
void close_smb_connection( struct smb_connection *connection );
BOOL is_smb_idle( struct smb_connection *connection );

/* What goes behind the header: the command's structure, then data. */
struct smb_body
{
    const void *fixed;
    DWORD       fixed_size;
    const void *data;
    DWORD       data_size;
};

NET_API_STATUS begin_request( struct smb_connection *connection, struct smb_request *request, WORD command,
                              const struct smb_body *body, ULONGLONG deadline );
NET_API_STATUS finish_request( struct smb_connection *connection, struct smb_request *request, ULONGLONG deadline );
void drop_request( struct smb_connection *connection, struct smb_request *request );
void break_smb_connection( struct smb_connection *connection );
void tell_server( struct smb_connection *connection, WORD command, const struct smb_body *body );

LONG get_response_status( const struct smb_request *request );
const void *get_response_body( const struct smb_request *request, DWORD size, WORD structure_size );
const BYTE *get_response_data( const struct smb_request *request, DWORD offset, DWORD size );
BOOL is_session_lost( LONG status );
NET_API_STATUS map_smb_status( LONG status );

#endif
