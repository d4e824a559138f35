/*
 * Domain controllers: which one is asked
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

#include "sockets.h"
#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#define _DSGETDCAPI_  /* no imports */
#include "dsgetdc.h"

#include "wine/debug.h"

#include "cldap.h"
#include "dns.h"
#include "locator.h"
#include "pack.h"
#include "local/computer.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* in milliseconds: for DNS to tell the services; for the pings, with the addresses that DNS has yet to tell; for better answers
 * than one that will do */
#define DNS_LIMIT     4000
#define PING_LIMIT    3000
#define BETTER_LIMIT  300

/* Between two pings; between two questions for addresses, the first few and the others: all targets are pinged, and all hosts are
 * asked for, within the limit. */
#define PING_PAUSE    60
#define REPEAT_PAUSE  1000      /* until a target is asked once more, as messages get lost */
#define LOOKUP_PAUSE  50
#define FEW_LOOKUPS   5
#define SHORT_PAUSE   8
#define MAX_BURST     8         /* questions at once, where a machine that does much else is behind with them */

/* the same for the recorded site's, where those of all sites are pinged after them */
#define OWN_PING_LIMIT  1500

/* the same for a controller in this computer's site, after another one was found */
#define CLOSER_DNS_LIMIT   1000
#define CLOSER_PING_LIMIT  500

/* addresses that are pinged; more controllers than that do not make it likelier that one answers */
#define MAX_TARGETS  48

#define LDAP_PORT  389

/*
 * Which controllers will do
 */

/* Flags of the question that a flag of the answer has to show: MS-NRPC 3.5.4.3.1, MS-ADTS 6.3.1.2. */
static const struct { ULONG wanted, shown; } needs[] =
{
    { DS_PDC_REQUIRED, DS_PDC_FLAG },
    { DS_GC_SERVER_REQUIRED, DS_GC_FLAG },
    { DS_KDC_REQUIRED, DS_KDC_FLAG },
    { DS_TIMESERV_REQUIRED, DS_TIMESERV_FLAG },
    { DS_WRITABLE_REQUIRED, DS_WRITABLE_FLAG },
    { DS_DIRECTORY_SERVICE_REQUIRED, DS_DS_FLAG },
    { DS_ONLY_LDAP_NEEDED, DS_LDAP_FLAG },
    { DS_DIRECTORY_SERVICE_6_REQUIRED, 0x1800 },    /* with some of the secrets, or with all */
    { DS_WEB_SERVICE_REQUIRED, 0x2000 },
    { DS_DIRECTORY_SERVICE_8_REQUIRED, 0x4000 },
    { DS_DIRECTORY_SERVICE_9_REQUIRED, 0x8000 },
    { DS_DIRECTORY_SERVICE_10_REQUIRED, 0x10000 },
};

/* what controllers tell of themselves */
#define TOLD_FLAGS  0x1ffff

static BOOL has_needs( ULONG wanted, ULONG shown )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(needs); i++) if (wanted & needs[i].wanted && !(shown & needs[i].shown)) return FALSE;
    return TRUE;
}

/* These are not needed, but waited for. */
static BOOL is_preferred( ULONG wanted, ULONG shown )
{
    if (wanted & DS_GOOD_TIMESERV_PREFERRED && !(shown & DS_GOOD_TIMESERV_FLAG)) return FALSE;
    return !(wanted & DS_DIRECTORY_SERVICE_PREFERRED) || shown & DS_DS_FLAG;
}

static BOOL is_self( const WCHAR *flat_name )
{
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 1];

    return !get_computer_name( name ) && is_same_name( name, flat_name );
}

/* "domain": the name that DNS was asked for; a global catalog is the whole forest's. */
static BOOL is_wanted( const struct locator_question *question, const WCHAR *domain, const struct ping_answer *answer )
{
    const WCHAR *told = question->flags & DS_GC_SERVER_REQUIRED ? answer->forest : answer->domain;

    if (!is_same_name( domain, told )) return FALSE;
    if (question->guid && memcmp( question->guid, &answer->guid, sizeof(answer->guid) )) return FALSE;
    if (question->flags & DS_AVOID_SELF && is_self( answer->flat_host )) return FALSE;
    return has_needs( question->flags, answer->flags );
}

/*
 * Pings, side by side
 */

struct target
{
    SOCKADDR_STORAGE address;
    int              length;
    IN6_ADDR         number;
    ULONGLONG        when;      /* it was pinged */
};

/* while it goes on */
struct search
{
    const struct locator_question *question;
    const WCHAR        *domain;         /* its DNS name */
    ULONGLONG           deadline;
    struct dns_service *services;       /* as DNS lists them */
    DWORD               service_count;
    BYTE                pinged[MAX_SERVICES];       /* how many addresses of each */
    BYTE                looked_up[MAX_SERVICES];    /* whether its addresses were asked for */
    struct dns_lookups *lookups;        /* NULL: none were */
    DWORD               lookup_count;
    NET_API_STATUS      status;         /* ERROR_NOT_ENOUGH_MEMORY: something could not be done */
    DWORD               first_id;       /* of the pings, one after the other */
    SOCKET              sockets[2];     /* of IPv4 and of IPv6 */
    struct socket_set   set;            /* what is waited for */
    DWORD               target_count;
    DWORD               repeated;       /* how many of them were pinged once more */
    struct target       targets[MAX_TARGETS];
    BOOL                found;
    BOOL                found_preferred;
    struct ping_answer  answer;         /* the best so far, */
    IN6_ADDR            address;        /* and whose it is */
    BYTE                message[0x4000];
};

/* The port of a catalog's or a KDC's record is another protocol's; MS-ADTS 6.3.3 has none for pings. */
static WORD get_ping_port( const struct search *search, const struct dns_service *service )
{
    return search->question->flags & (DS_GC_SERVER_REQUIRED | DS_KDC_REQUIRED) ? LDAP_PORT : service->port;
}

/* FALSE: no address is known that was not pinged, or no more are pinged. */
static BOOL get_next_target( struct search *search, struct target *target )
{
    const struct dns_service *service;
    DWORD i;

    if (search->target_count == MAX_TARGETS) return FALSE;
    for (i = 0; i < search->service_count; i++)
    {
        service = &search->services[i];
        if (search->pinged[i] >= service->host.address_count) continue;
        target->number = service->host.addresses[search->pinged[i]++];
        target->length = make_socket_address( &target->number, get_ping_port( search, service ), &target->address );
        return TRUE;
    }
    return FALSE;
}

/* Has DNS asked for the addresses of the next host that has none. FALSE: there is none, or no more are pinged. */
static BOOL look_up_next( struct search *search )
{
    NET_API_STATUS status;
    DWORD i;

    if (search->target_count == MAX_TARGETS) return FALSE;
    for (i = 0; i < search->service_count; i++)
        if (!search->services[i].host.address_count && !search->looked_up[i]) break;
    if (i == search->service_count) return FALSE;
    if (!search->lookups && (status = create_lookups( &search->lookups )))
    {
        search->status = status;
        return FALSE;
    }
    search->looked_up[i] = TRUE;
    search->lookup_count++;
    begin_lookup( search->lookups, &search->services[i].host );
    return TRUE;
}

/* FALSE: it could not be sent. "id": the target's, which stays its own when it is asked once more. */
static BOOL send_ping( struct search *search, const struct target *target, DWORD id )
{
    SOCKET *socket = &search->sockets[target->address.ss_family == AF_INET6];
    struct ping ping = { .domain = search->domain, .account = search->question->account,
                         .account_flags = search->question->account_flags };
    BYTE request[MAX_PING];
    DWORD size = write_ping( &ping, search->first_id + id, request );

    if (*socket == INVALID_SOCKET)
    {
        *socket = psocket( target->address.ss_family, SOCK_DGRAM, IPPROTO_UDP );
        if (*socket != INVALID_SOCKET) set_nonblocking( *socket );
    }
    if (!size || *socket == INVALID_SOCKET) return FALSE;
    return psendto( *socket, (const char *)request, size, 0, (const SOCKADDR *)&target->address, target->length ) ==
           (int)size;
}

/* Pings the next one that a ping can be sent to. FALSE: there is none. */
static BOOL ping_next( struct search *search, ULONGLONG now )
{
    struct target target;

    while (get_next_target( search, &target ))
    {
        if (!send_ping( search, &target, search->target_count )) continue;
        target.when = now;
        search->targets[search->target_count++] = target;
        return TRUE;
    }
    return FALSE;
}

/* Those that have not answered well. Returns when the next one is to be asked once more, "end" for none. */
static ULONGLONG repeat_pings( struct search *search, ULONGLONG now, ULONGLONG end )
{
    for (; search->repeated < search->target_count; search->repeated++)
    {
        if (now < search->targets[search->repeated].when + REPEAT_PAUSE)
            return min( end, search->targets[search->repeated].when + REPEAT_PAUSE );
        send_ping( search, &search->targets[search->repeated], search->repeated );
    }
    return end;
}

/* Which target an answer is from. NULL: nobody that was asked this. */
static const struct target *find_target( const struct search *search, DWORD size, const SOCKADDR_STORAGE *from )
{
    const SOCKADDR_IN *ipv4 = (const SOCKADDR_IN *)from;
    const SOCKADDR_IN6 *ipv6 = (const SOCKADDR_IN6 *)from;
    const struct target *target;
    DWORD id;

    if (!read_ping_id( search->message, size, &id ) || id - search->first_id >= search->target_count) return NULL;
    target = &search->targets[id - search->first_id];
    /* in both families the port stands at the same place */
    if (target->address.ss_family != from->ss_family || ((const SOCKADDR_IN *)&target->address)->sin_port != ipv4->sin_port)
        return NULL;
    if (from->ss_family == AF_INET6)
        return memcmp( &target->number, &ipv6->sin6_addr, sizeof(target->number) ) ? NULL : target;
    return memcmp( &target->number.u.Byte[12], &ipv4->sin_addr, sizeof(ipv4->sin_addr) ) ? NULL : target;
}

static void take_answer( struct search *search, DWORD size, const SOCKADDR_STORAGE *from )
{
    const struct target *target = find_target( search, size, from );
    struct ping_answer answer;

    if (!target || !read_ping_answer( search->message, size, &answer )) return;
    if (!is_wanted( search->question, search->domain, &answer ))
    {
        TRACE( "%s will not do, flags %#lx\n", debugstr_w(answer.host), answer.flags );
        return;
    }
    if (search->found && !is_preferred( search->question->flags, answer.flags )) return;
    search->found = TRUE;
    search->found_preferred = is_preferred( search->question->flags, answer.flags );
    search->answer = answer;
    search->address = target->number;
}

/* one message of each socket */
static void receive_answers( struct search *search )
{
    SOCKADDR_STORAGE from;
    unsigned int i;
    int size, length;

    for (i = 0; i < ARRAYSIZE(search->sockets); i++)
    {
        if (!has_socket( &search->set.readable, search->sockets[i] )) continue;
        length = sizeof(from);
        memset( &from, 0, sizeof(from) );
        size = precvfrom( search->sockets[i], (char *)search->message, sizeof(search->message), 0, (SOCKADDR *)&from, &length );
        if (size > 0) take_answer( search, size, &from );
    }
}

/* "is_more": something is left to be asked after that time. FALSE: nothing is, and nothing can come. */
static BOOL wait_for_answers( struct search *search, ULONGLONG until, BOOL is_more )
{
    struct socket_set *set = &search->set;
    unsigned int i;
    BOOL looks_up;

    clear_sockets( set );
    looks_up = search->lookups && add_lookups( search->lookups, set, &until );
    if (!is_more && !looks_up && !search->target_count) return FALSE;
    for (i = 0; i < ARRAYSIZE(search->sockets); i++)
        if (search->sockets[i] != INVALID_SOCKET) add_socket( set, search->sockets[i], FALSE );
    wait_for_sockets( set, until );
    receive_answers( search );
    if (looks_up && continue_lookups( search->lookups, set, search->deadline )) search->status = ERROR_NOT_ENOUGH_MEMORY;
    return TRUE;
}

/* Asks one after the other until one will do, and waits for them all. Hosts whose addresses have yet to come hold up none of
 * those behind them, and one that comes is pinged at once where the pause between pings is over. */
static void ping_targets( struct search *search, DWORD limit )
{
    ULONGLONG now = GetTickCount64(), end = min( now + limit, search->deadline ), ping = now, lookup = now, until;
    unsigned int burst;

    while (!search->found_preferred && (now = GetTickCount64()) < end)
    {
        if (now >= ping && ping_next( search, now )) lookup = max( lookup, ping = now + PING_PAUSE );
        for (burst = 0; burst < MAX_BURST && now >= ping && now >= lookup && look_up_next( search ); burst++)
            lookup += search->lookup_count <= FEW_LOOKUPS ? LOOKUP_PAUSE : SHORT_PAUSE;
        until = repeat_pings( search, now, end );
        if (now < ping) until = min( until, ping );
        if (now < lookup) until = min( until, lookup );
        if (!wait_for_answers( search, until, now < ping || now < lookup )) break;
        if (search->found) end = min( end, GetTickCount64() + BETTER_LIMIT );
    }
}

/*
 * Names
 */

/* A name with a dot in its midst is not NetBIOS's, but one without may be DNS's. */
BOOL is_dns_domain( const WCHAR *domain )
{
    const WCHAR *dot = wcschr( domain, '.' );

    return dot && dot[1];
}

static void append( WCHAR *text, const WCHAR *part )
{
    if (text[0]) lstrcatW( text, L"." );
    lstrcatW( text, part );
}

/************************************************************
 *                name_controller_service
 *
 * PARAMS
 *  domain  [I] The DNS name of the domain, of the forest for DS_GC_SERVER_REQUIRED.
 *  site    [I] Whose controllers; NULL or empty: all.
 *  flags   [I] DS_PDC_REQUIRED, DS_GC_SERVER_REQUIRED, DS_KDC_REQUIRED, DS_ONLY_LDAP_NEEDED.
 *  service [O] The name under which they stand in DNS.
 *  count   [I] Characters that there is room for, MAX_SERVICE_NAME at least.
 *
 * RETURNS
 *  NERR_Success, or ERROR_NO_SUCH_DOMAIN: a name is longer than such names are.
 *
 * NOTES
 *  MS-ADTS 6.3.2.3. There is one primary controller in a domain, whatever its site.
 */
NET_API_STATUS name_controller_service( const WCHAR *domain, const WCHAR *site, ULONG flags, WCHAR *service, DWORD count )
{
    DWORD length = lstrlenW( domain );

    if (!length || length >= MAX_DOMAIN_NAME || (site && is_longer_than( site, MAX_SITE_NAME - 1 )) ||
        count < MAX_SERVICE_NAME) return ERROR_NO_SUCH_DOMAIN;
    lstrcpyW( service, flags & DS_KDC_REQUIRED ? L"_kerberos._tcp" : L"_ldap._tcp" );
    if (site && site[0] && !(flags & DS_PDC_REQUIRED))
    {
        append( service, site );
        append( service, L"_sites" );
    }
    if (flags & DS_PDC_REQUIRED) append( service, L"pdc._msdcs" );
    else if (flags & DS_GC_SERVER_REQUIRED) append( service, L"gc._msdcs" );
    else if (!(flags & DS_ONLY_LDAP_NEEDED)) append( service, L"dc._msdcs" );
    append( service, domain );
    return NERR_Success;
}

/*
 * The search
 */

/* Pings those of a site, or all. Whether one was found is in "search". */
static NET_API_STATUS search_site( struct search *search, const WCHAR *site, DWORD dns_limit, DWORD ping_limit )
{
    ULONGLONG deadline = min( GetTickCount64() + dns_limit, search->deadline );
    WCHAR service[MAX_SERVICE_NAME];
    NET_API_STATUS status;
    unsigned int i;

    if ((status = name_controller_service( search->domain, site, search->question->flags, service, ARRAYSIZE(service) )))
        return status;
    if ((status = find_services( service, deadline, &search->services, &search->service_count ))) return status;
    /* what it searched before is no target any more */
    search->first_id += search->target_count;
    search->target_count = search->repeated = search->lookup_count = 0;
    memset( search->pinged, 0, sizeof(search->pinged) );
    memset( search->looked_up, 0, sizeof(search->looked_up) );
    search->found_preferred = FALSE;
    search->sockets[0] = search->sockets[1] = INVALID_SOCKET;
    ping_targets( search, ping_limit );
    free_lookups( search->lookups );
    search->lookups = NULL;
    for (i = 0; i < ARRAYSIZE(search->sockets); i++)
        if (search->sockets[i] != INVALID_SOCKET) pclosesocket( search->sockets[i] );
    NetApiBufferFree( search->services );
    if (search->found) return NERR_Success;
    return search->status ? search->status : ERROR_NO_SUCH_DOMAIN;
}

/* After a controller was found that is in another site than this computer: one of its own, or of the next one. "searched": the
 * site in which it was looked for, NULL for all. */
static void search_closer( struct search *search, const WCHAR *searched )
{
    struct ping_answer *answer = &search->answer;
    WCHAR site[MAX_SITE_NAME];

    if (answer->flags & DS_CLOSEST_FLAG || search->question->flags & DS_PDC_REQUIRED) return;
    lstrcpyW( site, answer->client_site );
    if (site[0] && !is_same_name( site, answer->site ) && (!searched || !is_same_name( site, searched )) &&
        !search_site( search, site, CLOSER_DNS_LIMIT, CLOSER_PING_LIMIT ) && is_same_name( answer->site, site )) return;
    lstrcpyW( site, answer->next_site );
    if (search->question->flags & DS_TRY_NEXTCLOSEST_SITE && site[0] && !is_same_name( site, answer->site ))
        search_site( search, site, CLOSER_DNS_LIMIT, CLOSER_PING_LIMIT );
}

static void write_address( const IN6_ADDR *address, WCHAR *text )
{
    SOCKADDR_STORAGE made;
    ULONG size = MAX_ADDRESS_TEXT;

    make_socket_address( address, 0, &made );
    if (made.ss_family == AF_INET) RtlIpv4AddressToStringW( &((SOCKADDR_IN *)&made)->sin_addr, text );
    else RtlIpv6AddressToStringExW( address, 0, 0, text, &size );
}

static NET_API_STATUS copy_found( const struct search *search, struct located_controller **controller )
{
    const struct ping_answer *answer = &search->answer;
    struct located_controller *found;
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(*found), (void **)&found ))) return status;
    memset( found, 0, sizeof(*found) );
    lstrcpyW( found->name, answer->host );
    lstrcpyW( found->flat_name, answer->flat_host );
    write_address( &search->address, found->address );
    lstrcpyW( found->domain, answer->domain );
    lstrcpyW( found->flat_domain, answer->flat_domain );
    lstrcpyW( found->forest, answer->forest );
    lstrcpyW( found->site, answer->site );
    lstrcpyW( found->client_site, answer->client_site );
    found->guid = answer->guid;
    found->flags = answer->flags & TOLD_FLAGS;
    *controller = found;
    return NERR_Success;
}

/* The site that is known to be this computer's: that of the domain which is recorded. */
static const WCHAR *get_own_site( const WCHAR *domain, WCHAR site[MAX_SITE_NAME] )
{
    struct joined_domain joined;

    if (get_joined_domain( &joined ) || !is_same_name( joined.name, domain ) || !joined.site[0]) return NULL;
    lstrcpyW( site, joined.site );
    return site;
}

/* "domain": DNS's */
static NET_API_STATUS search_domain( const struct locator_question *question, const WCHAR *domain,
                                     struct located_controller **controller )
{
    const WCHAR *wanted = question->site && question->site[0] ? question->site : NULL, *site = wanted;
    WCHAR own_site[MAX_SITE_NAME];
    struct search *search;
    NET_API_STATUS status;

    if (!load_sockets()) return ERROR_NO_SUCH_DOMAIN;
    if ((status = NetApiBufferAllocate( sizeof(*search), (void **)&search ))) return status;
    memset( search, 0, sizeof(*search) );
    search->question = question;
    search->domain = domain;
    search->deadline = GetTickCount64() + DNS_LIMIT + PING_LIMIT;
    SystemFunction036( &search->first_id, sizeof(search->first_id) );
    search->first_id &= 0x7fffff;
    if (!site) site = get_own_site( domain, own_site );
    status = ERROR_NO_SUCH_DOMAIN;
    if (site) status = search_site( search, site, DNS_LIMIT, wanted ? PING_LIMIT : OWN_PING_LIMIT );
    if (status == ERROR_NO_SUCH_DOMAIN) status = search_site( search, NULL, DNS_LIMIT, PING_LIMIT );
    /* the computer may have moved since its site was recorded */
    if (!status && !wanted) search_closer( search, site );
    if (!status) status = copy_found( search, controller );
    NetApiBufferFree( search );
    return status;
}

/*
 * What was found before
 */

#define FRESH       (15 * 60 * 1000)    /* milliseconds: Microsoft Learn, DsGetDcNameW() */
#define FRESH_NONE  (45 * 1000)         /* that there is none */
#define MAX_KNOWN   64

static struct known
{
    WCHAR                      domain[MAX_DOMAIN_NAME];     /* as it was asked for */
    WCHAR                      site[MAX_SITE_NAME];
    ULONG                      flags;
    ULONGLONG                  when;
    struct located_controller *controller;                  /* NULL: none was found */
}
known[MAX_KNOWN];
static unsigned int next_known;
static SRWLOCK known_lock = SRWLOCK_INIT;

/* flags that make one answer different from another */
#define SEARCH_FLAGS  (~(ULONG)(DS_FORCE_REDISCOVERY | DS_BACKGROUND_ONLY | DS_RETURN_DNS_NAME | DS_RETURN_FLAT_NAME | \
                                DS_IP_REQUIRED))

static BOOL answers( const struct known *entry, const struct locator_question *question )
{
    ULONGLONG age = GetTickCount64() - entry->when;
    const WCHAR *site = question->site ? question->site : L"";

    if (!entry->domain[0] || !is_same_name( entry->domain, question->domain ) || !is_same_name( entry->site, site )) return FALSE;
    if ((entry->flags ^ question->flags) & SEARCH_FLAGS) return FALSE;
    if (!entry->controller) return age < FRESH_NONE;
    if (question->guid && memcmp( question->guid, &entry->controller->guid, sizeof(*question->guid) )) return FALSE;
    return age < FRESH || question->flags & DS_BACKGROUND_ONLY;
}

/* FALSE: nobody knows. */
static BOOL recall( const struct locator_question *question, struct located_controller **controller, NET_API_STATUS *status )
{
    unsigned int i;

    if (question->account || question->flags & DS_FORCE_REDISCOVERY) return FALSE;
    AcquireSRWLockShared( &known_lock );
    for (i = 0; i < MAX_KNOWN && !answers( &known[i], question ); i++) {}
    if (i < MAX_KNOWN)
    {
        *status = ERROR_NO_SUCH_DOMAIN;
        if (known[i].controller && !(*status = NetApiBufferAllocate( sizeof(**controller), (void **)controller )))
            **controller = *known[i].controller;
    }
    ReleaseSRWLockShared( &known_lock );
    return i < MAX_KNOWN;
}

/* What cannot be kept for want of memory is asked for again. "controller": NULL: there is none. */
static void remember( const struct locator_question *question, const struct located_controller *controller )
{
    struct located_controller *kept = NULL, *dropped;
    const WCHAR *site = question->site ? question->site : L"";
    struct known *entry;
    unsigned int i;

    if (question->account || is_longer_than( question->domain, MAX_DOMAIN_NAME - 1 ) ||
        is_longer_than( site, MAX_SITE_NAME - 1 )) return;
    if (controller)
    {
        if (NetApiBufferAllocate( sizeof(*kept), (void **)&kept )) return;
        *kept = *controller;
    }
    AcquireSRWLockExclusive( &known_lock );
    for (i = 0; i < MAX_KNOWN; i++)
        if (is_same_name( known[i].domain, question->domain ) && is_same_name( known[i].site, site ) &&
            !((known[i].flags ^ question->flags) & SEARCH_FLAGS)) break;
    entry = &known[i < MAX_KNOWN ? i : next_known++ % MAX_KNOWN];
    dropped = entry->controller;
    lstrcpyW( entry->domain, question->domain );
    lstrcpyW( entry->site, site );
    entry->flags = question->flags;
    entry->when = GetTickCount64();
    entry->controller = kept;
    ReleaseSRWLockExclusive( &known_lock );
    NetApiBufferFree( dropped );
}

/* The DNS name of a domain whose NetBIOS name is given: the one that is recorded, or that was met. */
static BOOL find_dns_name( const WCHAR *flat_name, WCHAR name[MAX_DOMAIN_NAME] )
{
    struct joined_domain joined;
    unsigned int i;

    name[0] = 0;
    if (!get_joined_domain( &joined ) && is_same_name( joined.flat_name, flat_name )) lstrcpyW( name, joined.name );
    if (name[0]) return TRUE;
    AcquireSRWLockShared( &known_lock );
    for (i = 0; i < MAX_KNOWN && !name[0]; i++)
        if (known[i].controller && is_same_name( known[i].controller->flat_domain, flat_name ))
            lstrcpyW( name, known[i].controller->domain );
    ReleaseSRWLockShared( &known_lock );
    return name[0] != 0;
}

/* Nobody is asked for NetBIOS names, as Windows' WINS would be: the network's own domain may have that one. */
static NET_API_STATUS search_flat_domain( const struct locator_question *question, struct located_controller **controller )
{
    WCHAR name[MAX_DOMAIN_NAME];
    NET_API_STATUS status;

    if (!find_dns_name( question->domain, name ) && !get_dns_suffix( name )) return ERROR_NO_SUCH_DOMAIN;
    if ((status = search_domain( question, name, controller ))) return status;
    if (is_same_name( (*controller)->flat_domain, question->domain )) return NERR_Success;
    NetApiBufferFree( *controller );
    *controller = NULL;
    return ERROR_NO_SUCH_DOMAIN;
}

/************************************************************
 *                locate
 *
 * Finds a domain controller.
 *
 * PARAMS
 *  question   [I] What is looked for.
 *  controller [O] One that has answered, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_DOMAIN (nobody knows the domain, or no such controller answers in time), or
 *  ERROR_NOT_ENOUGH_MEMORY.
 *
 * NOTES
 *  MS-ADTS 6.3.2 and 6.3.6. It ends after DNS_LIMIT and PING_LIMIT for a name of one kind. What was found is known for some
 *  time.
 */
NET_API_STATUS locate( const struct locator_question *question, struct located_controller **controller )
{
    WCHAR domain[MAX_DOMAIN_NAME];
    NET_API_STATUS status = ERROR_NO_SUCH_DOMAIN;
    DWORD length = lstrlenW( question->domain );

    *controller = NULL;
    if (!length || length >= MAX_DOMAIN_NAME) return ERROR_NO_SUCH_DOMAIN;
    if (recall( question, controller, &status )) return status;
    lstrcpyW( domain, question->domain );
    if (domain[length - 1] == '.') domain[length - 1] = 0;
    if (!is_dns_domain( domain ) && !(question->flags & DS_IS_DNS_NAME)) status = search_flat_domain( question, controller );
    if (status == ERROR_NO_SUCH_DOMAIN && !(question->flags & DS_IS_FLAT_NAME))
        status = search_domain( question, domain, controller );
    TRACE( "%s, flags %#lx: %lu, %s\n", debugstr_w(domain), question->flags, status,
           debugstr_w(*controller ? (*controller)->name : NULL) );
    if (!status || status == ERROR_NO_SUCH_DOMAIN) remember( question, *controller );
    return status;
}

/* locate() without an account */
NET_API_STATUS locate_controller( const WCHAR *domain, const GUID *guid, const WCHAR *site, ULONG flags,
                                  struct located_controller **controller )
{
    const struct locator_question question = { .domain = domain, .guid = guid, .site = site, .flags = flags };

    return locate( &question, controller );
}

/* Whether there is such a domain: NERR_Success, or what locate() returns. */
NET_API_STATUS find_domain( const WCHAR *domain )
{
    struct located_controller *controller;
    NET_API_STATUS status = locate_controller( domain, NULL, NULL, 0, &controller );

    NetApiBufferFree( controller );
    return status;
}
