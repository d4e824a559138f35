/*
 * A server for SMB 2 and 3 that has pipes alone
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

#ifndef NETAPI32_TESTS_SMBSERVER_H
#define NETAPI32_TESTS_SMBSERVER_H

#include "pdus.h"

/* Like pdus.c it needs no network. What the server is like stands in the page of rpcserver.h. */

#define MAX_SMB_MESSAGE  0x20000

struct smb_connection;

/* What is sent has its frame. With "is_at_once" pipes answer before answer_smb() returns, and misdeeds do not wait. */
struct smb_connection *create_smb_connection( send_bytes *send, void *context );
struct smb_connection *create_smb_connection_at_once( send_bytes *send, void *context );
enum ending answer_smb( struct smb_connection *connection, BYTE *message, DWORD size );
void break_smb_pipes( struct smb_connection *connection );
void free_smb_connection( struct smb_connection *connection );

#endif
