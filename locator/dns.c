/*
 * DNS: which hosts have a service, and their addresses
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

#include "sockets.h"
#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "dns.h"
#include "dnsquery.h"
#include "local/computer.h"

/* of one name, each another's alias; more are a circle, or might as well be */
#define MAX_ALIASES  8

/*
 * Records
 */

struct record
{
    WCHAR         name[MAX_DOMAIN_NAME];
    WORD          type;
    struct reader data;     /* the message, at the record's data; it ends with them */
};

/* FALSE: there is no more that can be read. */
static BOOL read_record( struct reader *reader, struct record *record )
{
    WORD class, size;

    if (!read_dns_name( reader, record->name )) return FALSE;
    record->type = read_word( reader );
    class = read_word( reader );
    read_bytes( reader, 4 );
    size = read_word( reader );
    record->data = *reader;
    if (!read_bytes( reader, size )) return FALSE;
    record->data.size = reader->offset;
    if (class != CLASS_IN) record->type = 0;
    return TRUE;
}

/* The next record of an answer's first part that is of a name and of a type. FALSE: there is none. */
static BOOL find_record( struct reader *reader, WORD *left, const WCHAR *name, WORD type, struct record *record )
{
    while (*left && read_record( reader, record ))
    {
        --*left;
        if (record->type == type && is_same_name( record->name, name )) return TRUE;
    }
    return FALSE;
}

/* Whose records answer a question for a name: its own, or those of the name that it is an alias of, by RFC 1034, 3.6.2. An
 * alias whose other name's records are not in the same answer is not asked for. FALSE: there are too many. */
static BOOL follow_aliases( const struct answer *answer, WCHAR name[MAX_DOMAIN_NAME] )
{
    struct record record;
    struct reader reader;
    WORD left;
    int i;

    for (i = 0; i <= MAX_ALIASES; i++)
    {
        reader = answer->reader;
        left = answer->answers;
        if (!find_record( &reader, &left, name, TYPE_CNAME, &record )) return TRUE;
        if (!read_dns_name( &record.data, name ) || record.data.offset != record.data.size) return FALSE;
    }
    return FALSE;
}

/*
 * Addresses
 */

/* an IPv4 address in IPv6's form */
static BOOL is_mapped( const IN6_ADDR *address )
{
    static const BYTE mapped[12] = { [10] = 0xff, 0xff };

    return !memcmp( address, mapped, sizeof(mapped) );
}

int make_socket_address( const IN6_ADDR *address, WORD port, SOCKADDR_STORAGE *made )
{
    SOCKADDR_IN6 *ipv6 = (SOCKADDR_IN6 *)made;
    SOCKADDR_IN *ipv4 = (SOCKADDR_IN *)made;

    memset( made, 0, sizeof(*made) );
    port = (WORD)(port << 8 | port >> 8);
    if (!is_mapped( address ))
    {
        ipv6->sin6_family = AF_INET6;
        ipv6->sin6_port = port;
        ipv6->sin6_addr = *address;
        return sizeof(*ipv6);
    }
    ipv4->sin_family = AF_INET;
    ipv4->sin_port = port;
    memcpy( &ipv4->sin_addr, &address->u.Byte[12], sizeof(ipv4->sin_addr) );
    return sizeof(*ipv4);
}

/* What no host has: that of none, of all, or of several. */
static BOOL is_host_address( const IN6_ADDR *address )
{
    static const IN6_ADDR none;
    const BYTE *bytes = address->u.Byte;

    if (is_mapped( address )) return bytes[12] && bytes[12] < 224;
    return bytes[0] != 0xff && memcmp( address, &none, sizeof(none) );
}

/* FALSE: it is no address, or there is no room. */
static BOOL add_address( struct record *record, struct dns_host *host )
{
    IN6_ADDR *address = &host->addresses[host->address_count];
    DWORD size = record->type == TYPE_A ? 4 : 16;
    const BYTE *bytes;

    if ((record->type != TYPE_A && record->type != TYPE_AAAA) || host->address_count == MAX_ADDRESSES) return FALSE;
    if (!(bytes = read_bytes( &record->data, size )) || record->data.offset != record->data.size) return FALSE;
    memset( address, 0, sizeof(*address) );
    if (size == 4) address->u.Byte[10] = address->u.Byte[11] = 0xff;
    memcpy( &address->u.Byte[16 - size], bytes, size );
    if (!is_host_address( address )) return FALSE;
    host->address_count++;
    return TRUE;
}

static void read_addresses( struct answer *answer, WORD type, struct dns_host *host )
{
    WCHAR name[MAX_DOMAIN_NAME];
    struct record record;

    lstrcpyW( name, host->name );
    if (!follow_aliases( answer, name )) return;
    while (find_record( &answer->reader, &answer->answers, name, type, &record )) add_address( &record, host );
}

/************************************************************
 *                find_addresses
 *
 * PARAMS
 *  host     [I/O] Its name is given; its addresses are asked for where it has none.
 *  deadline [I]   Milliseconds of GetTickCount64().
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_DOMAIN: DNS knows none; or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS find_addresses( struct dns_host *host, ULONGLONG deadline )
{
    static const WORD types[] = { TYPE_A, TYPE_AAAA };
    struct asker *asker;
    NET_API_STATUS status;
    unsigned int i;

    if (host->address_count) return NERR_Success;
    if ((status = create_asker( &asker ))) return status;
    for (i = 0; i < ARRAYSIZE(types) && !host->address_count && status != ERROR_NOT_ENOUGH_MEMORY; i++)
        if (!(status = ask( asker, host->name, types[i], deadline ))) read_addresses( &asker->answer, types[i], host );
    NetApiBufferFree( asker );
    if (host->address_count) return NERR_Success;
    return status ? status : ERROR_NO_SUCH_DOMAIN;
}

/*
 * Addresses of several hosts, side by side
 */

/* questions at one time; each has a socket */
#define MAX_LOOKUPS  (FD_SETSIZE - 4)

struct lookup
{
    struct query     query;
    WORD             type;
    struct dns_host *host;
    DWORD            number;    /* the later, the larger */
};

struct dns_lookups
{
    struct asker  *asker;
    NET_API_STATUS status;
    DWORD          begun;
    struct lookup  lookups[MAX_LOOKUPS];
};

/************************************************************
 *                create_lookups
 *
 * PARAMS
 *  lookups [O] Room for questions, the caller's to free with free_lookups(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_DOMAIN (there are no sockets), or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS create_lookups( struct dns_lookups **lookups )
{
    struct dns_lookups *created;
    NET_API_STATUS status;

    *lookups = NULL;
    if ((status = NetApiBufferAllocate( sizeof(*created), (void **)&created ))) return status;
    memset( created, 0, sizeof(*created) );
    if ((status = create_asker( &created->asker ))) NetApiBufferFree( created );
    else *lookups = created;
    return status;
}

void free_lookups( struct dns_lookups *lookups )
{
    unsigned int i;

    if (!lookups) return;
    for (i = 0; i < MAX_LOOKUPS; i++)
        if (lookups->lookups[i].query.status == ERROR_IO_PENDING) end_query( &lookups->lookups[i].query, ERROR_NO_SUCH_DOMAIN );
    NetApiBufferFree( lookups->asker );
    NetApiBufferFree( lookups );
}

static void begin_type( struct dns_lookups *lookups, struct lookup *lookup, WORD type )
{
    lookup->type = type;
    lookup->number = ++lookups->begun;
    begin_query( lookups->asker, &lookup->query, lookup->host->name, type );
}

/* An IPv6 address is asked for where there is no other. */
static void end_type( struct dns_lookups *lookups, struct lookup *lookup )
{
    if (lookup->query.status == ERROR_NOT_ENOUGH_MEMORY) lookups->status = ERROR_NOT_ENOUGH_MEMORY;
    else if (lookup->query.status != ERROR_IO_PENDING && !lookup->host->address_count && lookup->type == TYPE_A)
        begin_type( lookups, lookup, TYPE_AAAA );
}

/************************************************************
 *                begin_lookup
 *
 * Asks for a host's addresses, and waits for nothing.
 *
 * PARAMS
 *  lookups [I/O] Where the question stands, until its answer is taken by continue_lookups(). Where there is no more room the one
 *                that has waited longest is given up.
 *  host    [I/O] Its name is given; the addresses come there, so it has to stay.
 */
void begin_lookup( struct dns_lookups *lookups, struct dns_host *host )
{
    struct lookup *lookup = &lookups->lookups[0];
    unsigned int i;

    for (i = 0; i < MAX_LOOKUPS && lookup->query.status == ERROR_IO_PENDING; i++)
        if (lookups->lookups[i].query.status != ERROR_IO_PENDING || lookups->lookups[i].number < lookup->number)
            lookup = &lookups->lookups[i];
    if (lookup->query.status == ERROR_IO_PENDING) end_query( &lookup->query, ERROR_NO_SUCH_DOMAIN );
    lookup->host = host;
    begin_type( lookups, lookup, TYPE_A );
    end_type( lookups, lookup );
}

/* Adds what all of them wait for, and tells when the first one is to go on at the latest. FALSE: there are none. */
BOOL add_lookups( const struct dns_lookups *lookups, struct socket_set *set, ULONGLONG *until )
{
    BOOL added = FALSE;
    unsigned int i;

    for (i = 0; i < MAX_LOOKUPS; i++)
    {
        if (lookups->lookups[i].query.status != ERROR_IO_PENDING) continue;
        add_query( &lookups->lookups[i].query, set, until );
        added = TRUE;
    }
    return added;
}

/* Until the deadline, as answers may be made such that it takes long to read them. NERR_Success, or ERROR_NOT_ENOUGH_MEMORY: an
 * answer could not be taken. */
NET_API_STATUS continue_lookups( struct dns_lookups *lookups, const struct socket_set *set, ULONGLONG deadline )
{
    struct lookup *lookup;

    for (lookup = lookups->lookups; lookup < lookups->lookups + MAX_LOOKUPS && GetTickCount64() < deadline; lookup++)
    {
        if (lookup->query.status != ERROR_IO_PENDING) continue;
        if (continue_query( lookups->asker, &lookup->query, set ))
            read_addresses( &lookups->asker->answer, lookup->type, lookup->host );
        end_type( lookups, lookup );
    }
    return lookups->status;
}

/*
 * Services
 */

/* Where the next one has room: behind the others, or in place of one that would be tried later. NULL: there is none. */
static struct dns_service *find_room( struct dns_service *services, DWORD *count, WORD priority )
{
    struct dns_service *last = services;
    DWORD i;

    if (*count < MAX_SERVICES) return &services[(*count)++];
    for (i = 1; i < *count; i++) if (services[i].priority > last->priority) last = &services[i];
    return priority < last->priority ? last : NULL;
}

/* A host without a name is no service: RFC 2782. */
static void add_service( struct record *record, struct dns_service *services, DWORD *count )
{
    struct reader *data = &record->data;
    WORD priority = read_word( data ), weight = read_word( data ), port = read_word( data );
    WCHAR name[MAX_DOMAIN_NAME];
    struct dns_service *service;

    if (!read_dns_name( data, name ) || !name[0] || data->offset != data->size || !port) return;
    if (!(service = find_room( services, count, priority ))) return;
    service->priority = priority;
    service->weight = weight;
    service->port = port;
    service->host.address_count = 0;
    lstrcpyW( service->host.name, name );
}

static int __cdecl compare_services( const void *a, const void *b )
{
    const struct dns_service *first = a, *second = b;

    return (int)first->priority - second->priority;
}

/* RFC 2782: among those of one priority, one that weighs twice as much comes first twice as often. */
static void order_services( struct dns_service *services, DWORD count )
{
    DWORD i, j, end, sum, place;
    struct dns_service chosen;

    qsort( services, count, sizeof(*services), compare_services );
    for (i = 0; i < count; i++)
    {
        for (end = i, sum = 0; end < count && services[end].priority == services[i].priority; end++)
            sum += services[end].weight;
        if (!sum || !SystemFunction036( &place, sizeof(place) )) continue;
        place %= sum;
        for (j = i; place >= services[j].weight; j++) place -= services[j].weight;
        chosen = services[j];
        memmove( services + i + 1, services + i, (j - i) * sizeof(*services) );
        services[i] = chosen;
    }
}

/* "name": as it was asked for, a dot at its end is allowed */
static void read_services( struct answer *answer, const WCHAR *name, struct dns_service *services, DWORD *count )
{
    DWORD records, i, length = lstrlenW( name );
    WCHAR owner[MAX_DOMAIN_NAME];
    struct record record;

    if (length && name[length - 1] == '.') length--;
    lstrcpynW( owner, name, min( length + 1, ARRAYSIZE(owner) ) );
    if (!follow_aliases( answer, owner )) return;
    while (find_record( &answer->reader, &answer->answers, owner, TYPE_SRV, &record ))
        add_service( &record, services, count );
    /* the addresses stand behind them */
    for (records = answer->others; records && read_record( &answer->reader, &record ); records--)
    {
        if (record.type != TYPE_A && record.type != TYPE_AAAA) continue;
        for (i = 0; i < *count; i++)
            if (is_same_name( record.name, services[i].host.name ) && add_address( &record, &services[i].host )) break;
    }
}

/************************************************************
 *                find_services
 *
 * Asks DNS who has a service.
 *
 * PARAMS
 *  name     [I] The service with its domain: "_ldap._tcp.dc._msdcs.example.org".
 *  deadline [I] Milliseconds of GetTickCount64().
 *  services [O] An array, in the order in which they are to be tried, the caller's to free with NetApiBufferFree(); NULL on
 *               failure. Addresses are there where DNS has told them unasked.
 *  count    [O] How many there are, one at least; 0 on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_DOMAIN (DNS knows none, or does not answer in time), or ERROR_NOT_ENOUGH_MEMORY.
 *
 * NOTES
 *  RFC 1035, RFC 2782; MS-ADTS 6.3.2.3, the names.
 */
NET_API_STATUS find_services( const WCHAR *name, ULONGLONG deadline, struct dns_service **services, DWORD *count )
{
    struct asker *asker;
    NET_API_STATUS status;

    *services = NULL;
    *count = 0;
    if ((status = create_asker( &asker ))) return status;
    if (!(status = ask( asker, name, TYPE_SRV, deadline )) &&
        !(status = NetApiBufferAllocate( MAX_SERVICES * sizeof(**services), (void **)services )))
    {
        read_services( &asker->answer, name, *services, count );
        order_services( *services, *count );
        if (!*count)
        {
            NetApiBufferFree( *services );
            *services = NULL;
            status = ERROR_NO_SUCH_DOMAIN;
        }
    }
    NetApiBufferFree( asker );
    return status;
}
