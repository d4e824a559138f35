/*
 * What the Netlogon service of another computer tells of sites
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

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "winsock2.h"
#include "ws2tcpip.h"
#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"
#define _DSGETDCAPI_  /* no imports */
#include "dsgetdc.h"
#include "rpc.h"
#include "rpcndr.h"
#include "netlogon.h"

#include "lanman.h"
#include "logon.h"
#include "pack.h"

struct site_question
{
    struct remote_call     call;
    DWORD                  count;       /* of the addresses */
    NL_SOCKET_ADDRESS     *addresses;
    BOOL                   wants_subnets;
    NETLOGON_STRING        site;
    NL_SITE_NAME_ARRAY    *sites;
    NL_SITE_NAME_EX_ARRAY *subnets;
};

static DWORD get_site( handle_t binding, void *args )
{
    struct site_question *question = args;

    question->site.String = NULL;
    return DsrGetSiteName( binding, NULL, &question->site );
}

/* DsrGetSiteName() */
NET_API_STATUS ask_site( const WCHAR *server, WCHAR **site )
{
    struct site_question question =
    {
        .call = { .run = { .function = get_site, .args = &question }, .repeatable = TRUE },
    };

    return ask_logon_string( server, &question.call, &question.site.String, site );
}

/*
 * Lists of names. A name that is empty is that of an address which is in no site.
 */

/* names: counted strings, which have been made to such with a null at their ends */
static NET_API_STATUS pack_names( const WCHAR *const *names, DWORD count, WCHAR ***list )
{
    NET_API_STATUS status;
    SIZE_T size = 0;
    WCHAR *next;
    DWORD i;

    for (i = 0; i < count; i++) size += sizeof(*names) + (wcslen( names[i] ) + 1) * sizeof(WCHAR);
    if ((status = NetApiBufferAllocate( size, (void **)list ))) return status;
    next = (WCHAR *)(*list + count);
    for (i = 0; i < count; i++)
    {
        (*list)[i] = names[i][0] ? next : NULL;
        if (!names[i][0]) continue;
        lstrcpyW( next, names[i] );
        next += wcslen( next ) + 1;
    }
    return NERR_Success;
}

static NET_API_STATUS take_names( struct stub_run *run, const RPC_UNICODE_STRING *sent, DWORD count, WCHAR ***list )
{
    NET_API_STATUS status = NERR_Success;
    const WCHAR **names;
    DWORD i;

    if (!is_stub_array( run, sent, count, sizeof(*sent) )) return RPC_X_BAD_STUB_DATA;
    if ((status = NetApiBufferAllocate( (SIZE_T)count * sizeof(*names), (void **)&names ))) return status;
    for (i = 0; i < count && !status; i++)
    {
        status = get_stub_string( run, &sent[i], &names[i] );
        /* a name that ends before its length does is none */
        if (!status && wcslen( names[i] ) != sent[i].Length / sizeof(WCHAR)) status = RPC_X_BAD_STUB_DATA;
    }
    if (!status) status = pack_names( names, count, list );
    NetApiBufferFree( names );
    return status;
}

static DWORD get_covered_sites( handle_t binding, void *args )
{
    struct site_question *question = args;

    question->sites = NULL;
    return DsrGetDcSiteCoverageW( binding, NULL, &question->sites );
}

static NET_API_STATUS take_covered_sites( struct stub_run *run, const NL_SITE_NAME_ARRAY *sent, WCHAR ***sites,
                                          ULONG *count )
{
    NET_API_STATUS status;
    ULONG i;

    if (!is_stub_array( run, sent, 1, sizeof(*sent) )) return RPC_X_BAD_STUB_DATA;
    if ((status = take_names( run, sent->SiteNames, sent->EntryCount, sites ))) return status;
    for (i = 0; i < sent->EntryCount; i++)
    {
        if ((*sites)[i]) continue;
        NetApiBufferFree( *sites );     /* a site without a name */
        *sites = NULL;
        return RPC_X_BAD_STUB_DATA;
    }
    *count = sent->EntryCount;
    return NERR_Success;
}

/* DsrGetDcSiteCoverageW() */
NET_API_STATUS ask_covered_sites( const WCHAR *server, WCHAR ***sites, ULONG *count )
{
    struct site_question question =
    {
        .call = { .run = { .function = get_covered_sites, .args = &question }, .repeatable = TRUE },
    };
    NET_API_STATUS status = call_remote( server, &remote_netlogon, &question.call );

    *sites = NULL;
    *count = 0;
    if (!status) status = take_covered_sites( &question.call.run, question.sites, sites, count );
    free_remote_answer( &question.call );
    return status;
}

/*
 * Addresses
 */

static BOOL is_address( const SOCKET_ADDRESS *address )
{
    if (!address->lpSockaddr || address->iSockaddrLength < (int)sizeof(SOCKADDR_IN)) return FALSE;
    return address->lpSockaddr->sa_family == AF_INET ||
           (address->lpSockaddr->sa_family == AF_INET6 && address->iSockaddrLength >= (int)sizeof(SOCKADDR_IN6));
}

/* What is no address is sent as one of no family: so the answer has as many entries. */
static void copy_address( const SOCKET_ADDRESS *address, NL_SOCKET_ADDRESS *sent, BYTE *bytes )
{
    memset( bytes, 0, sizeof(SOCKADDR_IN6) );
    sent->lpSockaddr = bytes;
    sent->iSockaddrLength = sizeof(SOCKADDR_IN);
    if (!is_address( address )) return;
    if (address->lpSockaddr->sa_family == AF_INET6) sent->iSockaddrLength = sizeof(SOCKADDR_IN6);
    memcpy( bytes, address->lpSockaddr, sent->iSockaddrLength );
}

static DWORD get_address_sites( handle_t binding, void *args )
{
    struct site_question *question = args;

    question->sites = NULL;
    question->subnets = NULL;
    return question->wants_subnets
        ? DsrAddressToSiteNamesExW( binding, NULL, question->count, question->addresses, &question->subnets )
        : DsrAddressToSiteNamesW( binding, NULL, question->count, question->addresses, &question->sites );
}

static NET_API_STATUS take_address_sites( struct site_question *question, WCHAR ***sites, WCHAR ***subnets )
{
    struct stub_run *run = &question->call.run;
    NET_API_STATUS status;

    if (!question->wants_subnets)
    {
        if (!is_stub_array( run, question->sites, 1, sizeof(*question->sites) ) ||
            question->sites->EntryCount != question->count) return RPC_X_BAD_STUB_DATA;
        return take_names( run, question->sites->SiteNames, question->count, sites );
    }
    if (!is_stub_array( run, question->subnets, 1, sizeof(*question->subnets) ) ||
        question->subnets->EntryCount != question->count) return RPC_X_BAD_STUB_DATA;
    if ((status = take_names( run, question->subnets->SiteNames, question->count, sites ))) return status;
    if (!(status = take_names( run, question->subnets->SubnetNames, question->count, subnets ))) return status;
    NetApiBufferFree( *sites );
    *sites = NULL;
    return status;
}

/************************************************************
 *                ask_address_sites
 *
 * Asks a controller for the sites of addresses.
 *
 * PARAMS
 *  server    [I] The controller.
 *  addresses [I] The addresses. What is none is in no site.
 *  count     [I] How many there are: 1 to MAX_SITE_ADDRESSES.
 *  sites     [O] The name of each one's site, or NULL, with the names in one buffer, the caller's to free with
 *                NetApiBufferFree(); NULL on failure.
 *  subnets   [O] The name of each one's subnet, likewise. NULL: it is not asked for.
 *
 * RETURNS
 *  See logon.h.
 */
NET_API_STATUS ask_address_sites( const WCHAR *server, const SOCKET_ADDRESS *addresses, DWORD count, WCHAR ***sites,
                                  WCHAR ***subnets )
{
    struct site_question question =
    {
        .call = { .run = { .function = get_address_sites, .args = &question }, .repeatable = TRUE },
        .count = count, .wants_subnets = subnets != NULL
    };
    NET_API_STATUS status;
    BYTE *bytes;
    DWORD i;

    *sites = NULL;
    if (subnets) *subnets = NULL;
    if ((status = NetApiBufferAllocate( count * (sizeof(*question.addresses) + sizeof(SOCKADDR_IN6)),
                                        (void **)&question.addresses ))) return status;
    bytes = (BYTE *)(question.addresses + count);
    for (i = 0; i < count; i++, bytes += sizeof(SOCKADDR_IN6)) copy_address( &addresses[i], &question.addresses[i], bytes );
    if (!(status = call_remote( server, &remote_netlogon, &question.call )))
        status = take_address_sites( &question, sites, subnets );
    free_remote_answer( &question.call );
    NetApiBufferFree( question.addresses );
    return status;
}
