/*
 * Domain controllers, by DNS
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
#include <stdlib.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "windns.h"

#include "wine/debug.h"

#include "delay.h"
#include "dns.h"
#include "pack.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define MAX_DNS_NAME  255

/* a service and its domain: "_ldap._tcp.dc._msdcs.example.org" */
#define MAX_RECORD_NAME  (2 * MAX_DNS_NAME + 1)

static DNS_STATUS (WINAPI *pDnsQuery_W)( const WCHAR *name, WORD type, DWORD options, void *extra, DNS_RECORD **records,
                                         void **reserved );
static void (WINAPI *pDnsRecordListFree)( DNS_RECORD *records, DNS_FREE_TYPE type );

/* Records of another kind may stand beside those that were asked for; a host without a name is no service: RFC 2782. */
static const DNS_SRV_DATAW *get_service( const DNS_RECORD *record )
{
    const DNS_SRV_DATAW *service = &((const DNS_RECORDW *)record)->Data.SRV;

    if (record->wType != DNS_TYPE_SRV || !service->pNameTarget) return NULL;
    if (is_longer_than( service->pNameTarget, MAX_DNS_NAME )) return NULL;
    return service->pNameTarget[0] && wcscmp( service->pNameTarget, L"." ) ? service : NULL;
}

static int __cdecl compare_controllers( const void *a, const void *b )
{
    const struct controller *first = a, *second = b;

    if (first->priority != second->priority) return first->priority < second->priority ? -1 : 1;
    return (int)second->weight - first->weight;
}

/* Where DNS says nothing, or nothing of use, nobody knows of such a domain. */
static NET_API_STATUS copy_controllers( const DNS_RECORD *records, struct controller **controllers, DWORD *count )
{
    const DNS_SRV_DATAW *service;
    const DNS_RECORD *record;
    NET_API_STATUS status;
    DWORD size = 0, length;
    WCHAR *text;

    for (record = records; record; record = record->pNext)
    {
        if (!(service = get_service( record ))) continue;
        size += sizeof(**controllers) + (lstrlenW( service->pNameTarget ) + 1) * sizeof(WCHAR);
        ++*count;
    }
    if (!*count) return ERROR_NO_SUCH_DOMAIN;
    if ((status = NetApiBufferAllocate( size, (void **)controllers )))
    {
        *count = 0;
        return status;
    }
    text = (WCHAR *)(*controllers + *count);
    *count = 0;
    for (record = records; record; record = record->pNext)
    {
        struct controller *controller = &(*controllers)[*count];

        if (!(service = get_service( record ))) continue;
        length = lstrlenW( service->pNameTarget ) + 1;
        controller->host = memcpy( text, service->pNameTarget, length * sizeof(WCHAR) );
        controller->port = service->wPort;
        controller->priority = service->wPriority;
        controller->weight = service->wWeight;
        text += length;
        ++*count;
    }
    qsort( *controllers, *count, sizeof(**controllers), compare_controllers );
    return NERR_Success;
}

/************************************************************
 *                list_controllers
 *
 * Asks DNS for the controllers of a domain.
 *
 * PARAMS
 *  service     [I] What they are for, as "_ldap._tcp.dc._msdcs".
 *  domain      [I] The domain's DNS name.
 *  controllers [O] An array, the best first, the caller's to free with NetApiBufferFree(); NULL on failure.
 *  count       [O] How many there are, one at least; 0 on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_DOMAIN (DNS knows none, or does not answer), ERROR_NOT_ENOUGH_MEMORY, or
 *  DNS_ERROR_BAD_PACKET (there is an answer, but it cannot be read).
 *
 * NOTES
 *  MS-ADTS 6.3.2.3, the names of the records. Wine 8.0 cannot read an answer that ends in such a record.
 */
NET_API_STATUS list_controllers( const WCHAR *service, const WCHAR *domain, struct controller **controllers,
                                 DWORD *count )
{
    static const struct delayed_import imports[] =
        { DELAYED_IMPORT( DnsQuery_W ), DELAYED_IMPORT( DnsRecordListFree ) };
    WCHAR name[MAX_RECORD_NAME + 1];
    DNS_RECORD *records = NULL;
    NET_API_STATUS status;
    DNS_STATUS error;

    *controllers = NULL;
    *count = 0;
    if (!domain[0] || is_longer_than( domain, MAX_DNS_NAME ) || is_longer_than( service, MAX_DNS_NAME ))
        return ERROR_NO_SUCH_DOMAIN;
    if (!load_imports( L"dnsapi.dll", imports, ARRAYSIZE(imports) )) return ERROR_NO_SUCH_DOMAIN;

    lstrcpyW( name, service );
    lstrcatW( name, L"." );
    lstrcatW( name, domain );
    error = pDnsQuery_W( name, DNS_TYPE_SRV, DNS_QUERY_STANDARD, NULL, &records, NULL );
    TRACE( "%s: %ld\n", debugstr_w(name), error );
    if (error) return error == ERROR_NOT_ENOUGH_MEMORY || error == DNS_ERROR_BAD_PACKET ? error : ERROR_NO_SUCH_DOMAIN;
    status = copy_controllers( records, controllers, count );
    pDnsRecordListFree( records, DnsFreeRecordList );
    return status;
}

/* Whether DNS knows controllers of a domain, readable or not: NERR_Success, or what list_controllers() returns. */
NET_API_STATUS find_domain( const WCHAR *domain )
{
    struct controller *controllers;
    NET_API_STATUS status;
    DWORD count;

    if (!(status = list_controllers( L"_ldap._tcp.dc._msdcs", domain, &controllers, &count )))
        NetApiBufferFree( controllers );
    return status == DNS_ERROR_BAD_PACKET ? NERR_Success : status;
}
