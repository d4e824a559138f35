/*
 * The interfaces of servers, and what asking them may return
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

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"
#include "dssetup.h"
#include "lsarpc.h"
#include "netdfs.h"
#include "netlogon.h"
#include "samr.h"
#include "srvsvc.h"
#include "wkssvc.h"

#include "interface.h"

/* MS-DSSP, 2.1: it has no pipe of its own */
const struct remote_interface remote_dssetup = { L"dssetup", &dssetup_v0_0_c_ifspec, FALSE, L"lsarpc" };
const struct remote_interface remote_lsarpc = { L"lsarpc", &lsarpc_v0_0_c_ifspec, FALSE, NULL };
const struct remote_interface remote_netdfs = { L"netdfs", &netdfs_v3_0_c_ifspec, FALSE, NULL };
const struct remote_interface remote_netlogon = { L"netlogon", &netlogon_v1_0_c_ifspec, FALSE, NULL };
const struct remote_interface remote_samr = { L"samr", &samr_v1_0_c_ifspec, FALSE, NULL };
/* MS-SAMR, 2.1: for SamrValidatePassword */
const struct remote_interface remote_samr_tcp = { L"samr", &samr_v1_0_c_ifspec, TRUE, NULL };
const struct remote_interface remote_srvsvc = { L"srvsvc", &srvsvc_v3_0_c_ifspec, FALSE, NULL };
const struct remote_interface remote_wkssvc = { L"wkssvc", &wkssvc_v1_0_c_ifspec, FALSE, NULL };

const RPC_SYNTAX_IDENTIFIER ndr_syntax =
{
    { 0x8a885d04, 0x1ceb, 0x11c9, { 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60 } }, { 2, 0 }
};

/* Windows' functions reach a server by SMB, whose statuses programs know. */
NET_API_STATUS map_rpc_status( RPC_STATUS status )
{
    switch (status)
    {
    case RPC_S_ACCESS_DENIED: return ERROR_ACCESS_DENIED;
    case RPC_S_OUT_OF_MEMORY: return ERROR_NOT_ENOUGH_MEMORY;
    case RPC_S_INVALID_NET_ADDR: return ERROR_BAD_NETPATH;
    case RPC_S_UNKNOWN_IF:
    case RPC_S_PROCNUM_OUT_OF_RANGE: return ERROR_NOT_SUPPORTED;
    case RPC_S_SEC_PKG_ERROR: return ERROR_LOGON_FAILURE;
    case ERROR_TIMEOUT: return RPC_S_CALL_FAILED;
    default: return status;
    }
}
