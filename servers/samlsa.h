/*
 * What the interfaces of the security account manager and of the local security authority have in common
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

#ifndef NETAPI32_SAMLSA_H
#define NETAPI32_SAMLSA_H

#include "rpc/stub.h"

NET_API_STATUS map_nt_status( LONG status );
BOOL is_handle( const POLICY_HANDLE *handle );
NET_API_STATUS check_handle( NET_API_STATUS status, POLICY_HANDLE *handle );
NET_API_STATUS set_counted_string( RPC_UNICODE_STRING *counted, const WCHAR *string );
BOOL is_account_use( DWORD use );

#endif
