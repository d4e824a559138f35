/*
 * The interfaces of servers
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

#ifndef NETAPI32_INTERFACE_H
#define NETAPI32_INTERFACE_H

#include "rpc.h"
#include "rpcndr.h"

struct remote_interface
{
    const WCHAR   *name;    /* of its pipe, and of its port in the registry */
    RPC_IF_HANDLE *spec;
    BOOL           needs_tcp;   /* It is never asked over a pipe. */
    const WCHAR   *pipe;        /* where it is another one's; else NULL */
};

extern const struct remote_interface remote_dssetup;
extern const struct remote_interface remote_lsarpc;
extern const struct remote_interface remote_netdfs;
extern const struct remote_interface remote_netlogon;
extern const struct remote_interface remote_samr;
extern const struct remote_interface remote_samr_tcp;
extern const struct remote_interface remote_srvsvc;
extern const struct remote_interface remote_wkssvc;

/* how data are represented; no other syntax is offered */
extern const RPC_SYNTAX_IDENTIFIER ndr_syntax;

NET_API_STATUS map_rpc_status( RPC_STATUS status );

#endif
