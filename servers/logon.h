/*
 * What the Netlogon service of another computer tells
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

#ifndef NETAPI32_LOGON_H
#define NETAPI32_LOGON_H

/* winsock2.h, ntsecapi.h and dsgetdc.h come before */

/* Buffers are the caller's to free with NetApiBufferFree(), and NULL on failure. All return NERR_Success,
 * ERROR_NOT_ENOUGH_MEMORY, RPC_X_BAD_STUB_DATA (an answer that is none), what the server returns, or what call_remote()
 * does. */
struct locator_question;

NET_API_STATUS ask_controller( const WCHAR *server, const struct locator_question *asked,
                               DOMAIN_CONTROLLER_INFOW **controller );
NET_API_STATUS ask_dc_name( const WCHAR *server, const WCHAR *domain, BOOL is_any, WCHAR **name );
NET_API_STATUS ask_time_service( const WCHAR *server, WCHAR **domain, BOOL *is_same_site );
NET_API_STATUS ask_logon_control( const WCHAR *server, DWORD function, DWORD level, const void *data, BYTE **buffer );
NET_API_STATUS ask_older_logon_control( const WCHAR *server, DWORD function, DWORD level, BYTE **buffer );
NET_API_STATUS ask_trusts( const WCHAR *server, ULONG flags, DS_DOMAIN_TRUSTSW **trusts, ULONG *count );
NET_API_STATUS ask_trusted_domains( const WCHAR *server, WCHAR **names, NTSTATUS *nt_status );

/* logonsites.c; MS-NRPC, 3.5.4.3.8: so many addresses at a time */
#define MAX_SITE_ADDRESSES  32000

NET_API_STATUS ask_site( const WCHAR *server, WCHAR **site );
NET_API_STATUS ask_covered_sites( const WCHAR *server, WCHAR ***sites, ULONG *count );
NET_API_STATUS ask_address_sites( const WCHAR *server, const SOCKET_ADDRESS *addresses, DWORD count, WCHAR ***sites,
                                  WCHAR ***subnets );

/* foresttrust.c */
NET_API_STATUS ask_forest_trust( const WCHAR *server, const WCHAR *domain, DWORD flags, LSA_FOREST_TRUST_INFORMATION **trust );

/* a question whose answer is one string */
struct remote_call;

NET_API_STATUS ask_logon_string( const WCHAR *server, struct remote_call *call, WCHAR *const *string, WCHAR **answer );

#endif
