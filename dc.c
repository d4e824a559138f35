/*
 * Domain controllers
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
#include "winnls.h"
#include "winerror.h"
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"
#define _DSGETDCAPI_  /* no imports */
#include "dsgetdc.h"

#include "wine/debug.h"

#include "ansi.h"
#include "join.h"
#include "pack.h"
#include "local/computer.h"
#include "locator/dns.h"
#include "locator/locator.h"
#include "servers/logon.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* the family's record, see pack.h */
struct dc_record
{
    const WCHAR *name;
    const WCHAR *address;
    ULONG        address_type;
    GUID         domain_guid;
    const WCHAR *domain;
    const WCHAR *forest;
    ULONG        flags;
    const WCHAR *site;              /* NULL: unknown */
    const WCHAR *client_site;       /* likewise */
};

#define DC_FIELD(kind, member, record)  FIELD( kind, DOMAIN_CONTROLLER_INFOW, member, struct dc_record, record )

static const struct field dc_fields[] =
{
    DC_FIELD( STRING, DomainControllerName, name ),
    DC_FIELD( STRING, DomainControllerAddress, address ),
    DC_FIELD( VALUE, DomainControllerAddressType, address_type ),
    DC_FIELD( VALUE, DomainGuid, domain_guid ),
    DC_FIELD( STRING, DomainName, domain ),
    DC_FIELD( STRING, DnsForestName, forest ),
    DC_FIELD( VALUE, Flags, flags ),
    DC_FIELD( STRING, DcSiteName, site ),
    DC_FIELD( STRING, ClientSiteName, client_site ),
};

static const struct level dc_level = LEVEL( 0, DOMAIN_CONTROLLER_INFOW, dc_fields );

/* all that Microsoft Learn has for DsGetDcNameW() */
#define DC_NAME_FLAGS  (DS_FORCE_REDISCOVERY | DS_DIRECTORY_SERVICE_REQUIRED | DS_DIRECTORY_SERVICE_PREFERRED | \
                        DS_GC_SERVER_REQUIRED | DS_PDC_REQUIRED | DS_BACKGROUND_ONLY | DS_IP_REQUIRED | DS_KDC_REQUIRED | \
                        DS_TIMESERV_REQUIRED | DS_WRITABLE_REQUIRED | DS_GOOD_TIMESERV_PREFERRED | DS_AVOID_SELF | \
                        DS_ONLY_LDAP_NEEDED | DS_IS_FLAT_NAME | DS_IS_DNS_NAME | DS_TRY_NEXTCLOSEST_SITE | \
                        DS_DIRECTORY_SERVICE_6_REQUIRED | DS_WEB_SERVICE_REQUIRED | DS_DIRECTORY_SERVICE_8_REQUIRED | \
                        DS_DIRECTORY_SERVICE_9_REQUIRED | DS_DIRECTORY_SERVICE_10_REQUIRED | DS_RETURN_DNS_NAME | \
                        DS_RETURN_FLAT_NAME)

/* flags of which one at most may be there */
static const ULONG excluding[] =
{
    DS_PDC_REQUIRED | DS_GC_SERVER_REQUIRED | DS_KDC_REQUIRED,      /* Each has a name of its own in DNS. */
    DS_GC_SERVER_REQUIRED | DS_WRITABLE_REQUIRED,
    DS_IS_FLAT_NAME | DS_IS_DNS_NAME,
    DS_RETURN_FLAT_NAME | DS_RETURN_DNS_NAME,
    DS_FORCE_REDISCOVERY | DS_BACKGROUND_ONLY,
};

static BOOL are_dc_name_flags( ULONG flags, const WCHAR *site )
{
    unsigned int i;
    ULONG both;

    if (flags & ~(ULONG)DC_NAME_FLAGS) return FALSE;
    for (i = 0; i < ARRAYSIZE(excluding); i++)
    {
        both = flags & excluding[i];
        if (both & (both - 1)) return FALSE;
    }
    return !(flags & DS_TRY_NEXTCLOSEST_SITE) || !site || !site[0];
}

/* Whether the answer has NetBIOS names: where they were asked for, or the domain was. */
static BOOL wants_flat_names( ULONG flags, const WCHAR *domain )
{
    if (flags & (DS_RETURN_FLAT_NAME | DS_RETURN_DNS_NAME)) return flags & DS_RETURN_FLAT_NAME;
    return domain && domain[0] && !is_dns_domain( domain ) && !(flags & DS_IS_DNS_NAME);
}

/* NULL for what is unknown */
static const WCHAR *get_known( const WCHAR *text ) { return text[0] ? text : NULL; }

static NET_API_STATUS pack_controller( const struct located_controller *found, BOOL wants_flat,
                                       DOMAIN_CONTROLLER_INFOW **info )
{
    WCHAR name[2 + MAX_DOMAIN_NAME] = L"\\\\", address[2 + MAX_ADDRESS_TEXT] = L"\\\\";
    struct dc_record record = { .name = name, .address = address, .address_type = DS_INET_ADDRESS,
                                .domain_guid = found->guid, .forest = get_known( found->forest ),
                                .site = get_known( found->site ), .client_site = get_known( found->client_site ) };

    if (wants_flat && (!found->flat_name[0] || !found->flat_domain[0])) return ERROR_NO_SUCH_DOMAIN;
    lstrcpyW( name + 2, wants_flat ? found->flat_name : found->name );
    lstrcpyW( address + 2, found->address );
    record.domain = wants_flat ? found->flat_domain : found->domain;
    record.flags = found->flags & DS_PING_FLAGS;
    if (!wants_flat) record.flags |= DS_DNS_CONTROLLER_FLAG | DS_DNS_DOMAIN_FLAG;
    if (record.forest) record.flags |= DS_DNS_FOREST_FLAG;
    return pack_info( &dc_level, &record, (BYTE **)info );
}

/* Which domain is meant: the forest's for a global catalog. */
static NET_API_STATUS get_own_domain( ULONG flags, struct joined_domain *joined, const WCHAR **domain )
{
    if (get_joined_domain( joined )) return ERROR_NO_SUCH_DOMAIN;
    *domain = flags & DS_GC_SERVER_REQUIRED && joined->forest[0] ? joined->forest : joined->name;
    return NERR_Success;
}

/* RFC 1035's names, or NetBIOS' */
static BOOL is_domain_name( const WCHAR *domain )
{
    return !is_longer_than( domain, MAX_DOMAIN_NAME - 1 ) && !wcspbrk( domain, L"\\/\"<>|*?,; \t" ) && domain[0] != '.' &&
           !wcsstr( domain, L".." );
}

static DWORD get_dc_name( const WCHAR *computer, const struct locator_question *asked, DOMAIN_CONTROLLER_INFOW **info )
{
    struct locator_question question = *asked;
    struct located_controller *found;
    struct joined_domain joined;
    const WCHAR *other;
    NET_API_STATUS status;

    if (!are_dc_name_flags( asked->flags, asked->site )) return ERROR_INVALID_FLAGS;
    if (asked->domain && !is_domain_name( asked->domain )) return ERROR_INVALID_DOMAINNAME;
    if (asked->site && is_longer_than( asked->site, MAX_SITE_NAME - 1 )) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( computer, &other ))) return status;
    if (other) return ask_controller( other, asked, info );
    if ((!asked->domain || !asked->domain[0]) && (status = get_own_domain( asked->flags, &joined, &question.domain )))
        return status;
    if ((status = locate( &question, &found ))) return status;
    status = pack_controller( found, wants_flat_names( asked->flags, asked->domain ), info );
    NetApiBufferFree( found );
    return status;
}

/************************************************************
 *                DsGetDcNameW  (NETAPI32.@)
 *
 * Finds a domain controller.
 *
 * PARAMS
 *  ComputerName         [I] The computer that looks for it; NULL is this one.
 *  DomainName           [I] The domain, by its DNS name or by its NetBIOS name; NULL is the one that this computer is in. A
 *                           global catalog is the forest's.
 *  DomainGuid           [I] The domain's GUID; NULL is allowed.
 *  SiteName             [I] The site whose controllers come first; NULL: this computer's.
 *  Flags                [I] What is wanted of the controller.
 *  DomainControllerInfo [O] The controller, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_NO_SUCH_DOMAIN (DNS knows no such controller, none answers in time, or this computer is in no
 *  domain), ERROR_INVALID_FLAGS (unknown ones, or some that exclude each other), ERROR_INVALID_DOMAINNAME,
 *  ERROR_INVALID_PARAMETER (no output, or the site's name is too long), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME or
 *  ERROR_BAD_NETPATH (the computer).
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h; which flags exclude each other: MS-NRPC 3.5.4.3.1.
 */
DWORD WINAPI DsGetDcNameW( LPCWSTR ComputerName, LPCWSTR DomainName, GUID *DomainGuid, LPCWSTR SiteName,
                           ULONG Flags, PDOMAIN_CONTROLLER_INFOW *DomainControllerInfo )
{
    const struct locator_question question = { .domain = DomainName, .guid = DomainGuid, .site = SiteName, .flags = Flags };

    TRACE( "(%s, %s, %p, %s, %#lx, %p)\n", debugstr_w(ComputerName), debugstr_w(DomainName), DomainGuid,
           debugstr_w(SiteName), Flags, DomainControllerInfo );

    if (!DomainControllerInfo) return ERROR_INVALID_PARAMETER;
    *DomainControllerInfo = NULL;
    return get_dc_name( ComputerName, &question, DomainControllerInfo );
}

static DWORD copy_info_to_ansi( const DOMAIN_CONTROLLER_INFOW *wide, DOMAIN_CONTROLLER_INFOA **info )
{
    DWORD status, size = narrow_size( wide->DomainControllerName ) + narrow_size( wide->DomainControllerAddress ) +
                         narrow_size( wide->DomainName ) + narrow_size( wide->DnsForestName ) +
                         narrow_size( wide->DcSiteName ) + narrow_size( wide->ClientSiteName );
    DOMAIN_CONTROLLER_INFOA *ansi;
    char *next;

    if ((status = NetApiBufferAllocate( sizeof(*ansi) + size, (void **)&ansi ))) return status;
    next = (char *)(ansi + 1);
    ansi->DomainControllerName = narrow( wide->DomainControllerName, &next, &size );
    ansi->DomainControllerAddress = narrow( wide->DomainControllerAddress, &next, &size );
    ansi->DomainControllerAddressType = wide->DomainControllerAddressType;
    ansi->DomainGuid = wide->DomainGuid;
    ansi->DomainName = narrow( wide->DomainName, &next, &size );
    ansi->DnsForestName = narrow( wide->DnsForestName, &next, &size );
    ansi->Flags = wide->Flags;
    ansi->DcSiteName = narrow( wide->DcSiteName, &next, &size );
    ansi->ClientSiteName = narrow( wide->ClientSiteName, &next, &size );
    *info = ansi;
    return ERROR_SUCCESS;
}

/************************************************************
 *                DsGetDcNameA  (NETAPI32.@)
 *
 * DsGetDcNameW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsGetDcNameW().
 *
 * RETURNS
 *  What DsGetDcNameW() does; ERROR_INVALID_PARAMETER for a name that is too long, too.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetDcNameA( LPCSTR ComputerName, LPCSTR DomainName, GUID *DomainGuid, LPCSTR SiteName, ULONG Flags,
                           PDOMAIN_CONTROLLER_INFOA *DomainControllerInfo )
{
    struct wide_name computer, domain, site;
    DOMAIN_CONTROLLER_INFOW *info;
    DWORD status;

    TRACE( "(%s, %s, %p, %s, %#lx, %p)\n", debugstr_a(ComputerName), debugstr_a(DomainName), DomainGuid,
           debugstr_a(SiteName), Flags, DomainControllerInfo );

    if (!DomainControllerInfo) return ERROR_INVALID_PARAMETER;
    *DomainControllerInfo = NULL;
    if (!widen( ComputerName, &computer ) || !widen( DomainName, &domain ) || !widen( SiteName, &site ))
        return ERROR_INVALID_PARAMETER;
    if ((status = DsGetDcNameW( computer.name, domain.name, DomainGuid, site.name, Flags, &info ))) return status;
    status = copy_info_to_ansi( info, DomainControllerInfo );
    NetApiBufferFree( info );
    return status;
}

/************************************************************
 *                DsGetDcNameWithAccountW  (NETAPI32.@)
 *
 * DsGetDcNameW() for a controller that knows an account.
 *
 * PARAMS
 *  ComputerName           [I] As for DsGetDcNameW(), as the others.
 *  AccountName            [I] The account; NULL: none has to be there.
 *  AllowableAccountControlBits [I] UF_... of the kinds that are allowed; 0: all.
 *
 * RETURNS
 *  What DsGetDcNameW() does; ERROR_NO_SUCH_USER is not told apart from ERROR_NO_SUCH_DOMAIN: no controller that knows the
 *  account answers.
 *
 * NOTES
 *  MS-NRPC 3.5.4.3.1. Nothing of this is kept.
 */
DWORD WINAPI DsGetDcNameWithAccountW( LPCWSTR ComputerName, LPCWSTR AccountName, ULONG AllowableAccountControlBits,
                                      LPCWSTR DomainName, GUID *DomainGuid, LPCWSTR SiteName, ULONG Flags,
                                      PDOMAIN_CONTROLLER_INFOW *DomainControllerInfo )
{
    const struct locator_question question = { .domain = DomainName, .guid = DomainGuid, .site = SiteName,
                                               .account = AccountName, .account_flags = AllowableAccountControlBits,
                                               .flags = Flags };

    TRACE( "(%s, %s, %#lx, %s, %p, %s, %#lx, %p)\n", debugstr_w(ComputerName), debugstr_w(AccountName),
           AllowableAccountControlBits, debugstr_w(DomainName), DomainGuid, debugstr_w(SiteName), Flags,
           DomainControllerInfo );

    if (!DomainControllerInfo) return ERROR_INVALID_PARAMETER;
    *DomainControllerInfo = NULL;
    return get_dc_name( ComputerName, &question, DomainControllerInfo );
}

/************************************************************
 *                DsGetDcNameWithAccountA  (NETAPI32.@)
 *
 * DsGetDcNameWithAccountW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsGetDcNameWithAccountW().
 *
 * RETURNS
 *  What DsGetDcNameWithAccountW() does; ERROR_INVALID_PARAMETER for a name that is too long, too.
 *
 * NOTES
 *  MS-NRPC 3.5.4.3.1.
 */
DWORD WINAPI DsGetDcNameWithAccountA( LPCSTR ComputerName, LPCSTR AccountName, ULONG AllowableAccountControlBits,
                                      LPCSTR DomainName, GUID *DomainGuid, LPCSTR SiteName, ULONG Flags,
                                      PDOMAIN_CONTROLLER_INFOA *DomainControllerInfo )
{
    struct wide_name computer, account, domain, site;
    DOMAIN_CONTROLLER_INFOW *info;
    DWORD status;

    TRACE( "(%s, %s, %#lx, %s, %p, %s, %#lx, %p)\n", debugstr_a(ComputerName), debugstr_a(AccountName),
           AllowableAccountControlBits, debugstr_a(DomainName), DomainGuid, debugstr_a(SiteName), Flags,
           DomainControllerInfo );

    if (!DomainControllerInfo) return ERROR_INVALID_PARAMETER;
    *DomainControllerInfo = NULL;
    if (!widen( ComputerName, &computer ) || !widen( AccountName, &account ) || !widen( DomainName, &domain ) ||
        !widen( SiteName, &site )) return ERROR_INVALID_PARAMETER;
    if ((status = DsGetDcNameWithAccountW( computer.name, account.name, AllowableAccountControlBits, domain.name, DomainGuid,
                                           site.name, Flags, &info ))) return status;
    status = copy_info_to_ansi( info, DomainControllerInfo );
    NetApiBufferFree( info );
    return status;
}

/*
 * DsGetDcOpen() and its relatives
 */

#define DC_LIST_MAGIC  0x64634c53

/* what a handle points to */
struct dc_list
{
    DWORD               magic;
    BOOL                only_site;
    BOOL                tells_end_of_site;
    BOOL                in_site;         /* The site's controllers are listed, not the domain's. */
    BOOL                at_end_of_site;  /* This is to be told next. */
    BOOL                asked;
    ULONG               flags;
    DWORD               next;
    DWORD               count;
    struct dns_service *controllers;     /* as DNS lists them; NULL before it is asked */
    WCHAR               site[MAX_SITE_NAME];
    WCHAR               domain[MAX_DOMAIN_NAME];
};

/* in milliseconds, for the list and for a host's addresses */
#define DNS_LIMIT  4000

static DWORD ask_dc_list( struct dc_list *list )
{
    WCHAR service[MAX_SERVICE_NAME];
    DWORD status;

    NetApiBufferFree( list->controllers );
    list->controllers = NULL;
    list->next = list->count = 0;
    status = name_controller_service( list->domain, list->in_site ? list->site : NULL, list->flags, service,
                                      ARRAYSIZE(service) );
    if (!status) status = find_services( service, GetTickCount64() + DNS_LIMIT, &list->controllers, &list->count );
    if (status && status != ERROR_NO_SUCH_DOMAIN) return status;
    list->asked = TRUE;     /* none is a list, too */
    return ERROR_SUCCESS;
}

/* The next one: of the site, then of the whole domain. */
static DWORD find_next_controller( struct dc_list *list, struct dns_service **controller )
{
    DWORD status;

    if (!list->asked && (status = ask_dc_list( list ))) return status;
    while (list->next == list->count)
    {
        if (!list->in_site) return ERROR_NO_MORE_ITEMS;
        if (list->tells_end_of_site && !list->at_end_of_site)
        {
            list->at_end_of_site = TRUE;
            return ERROR_FILEMARK_DETECTED;
        }
        if (list->only_site) return ERROR_NO_MORE_ITEMS;
        list->in_site = list->asked = FALSE;
        if ((status = ask_dc_list( list ))) return status;
    }
    *controller = &list->controllers[list->next];
    return ERROR_SUCCESS;
}

/************************************************************
 *                DsGetDcOpenW  (NETAPI32.@)
 *
 * Begins to list the controllers of a domain, as DNS has them.
 *
 * PARAMS
 *  DnsName         [I] The domain's DNS name.
 *  OptionFlags     [I] DS_ONLY_DO_SITE_NAME: the site's controllers alone; DS_NOTIFY_AFTER_SITE_RECORDS: DsGetDcNext()
 *                      tells when they come to their end.
 *  SiteName        [I] The site whose controllers come first; NULL is allowed.
 *  DomainGuid      [I] The domain's GUID, which is not asked for; NULL is allowed.
 *  DnsForestName   [I] The forest's name, for DS_GC_SERVER_REQUIRED; NULL: the domain is the forest's root.
 *  DcFlags         [I] What is wanted of the controllers: DS_PDC_REQUIRED, DS_GC_SERVER_REQUIRED, DS_KDC_REQUIRED,
 *                      DS_ONLY_LDAP_NEEDED, DS_WRITABLE_REQUIRED, DS_FORCE_REDISCOVERY.
 *  RetGetDcContext [O] A handle, the caller's to close with DsGetDcCloseW(); NULL on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_INVALID_PARAMETER (a name or the output is missing, or a name is too long),
 *  ERROR_INVALID_FLAGS, or ERROR_NOT_ENOUGH_MEMORY.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h. DNS is asked by the first DsGetDcNext(). The list is the same after
 *  DS_FORCE_REDISCOVERY, as nothing is kept, and DS_WRITABLE_REQUIRED: those that are not do not stand in it.
 */
DWORD WINAPI DsGetDcOpenW( LPCWSTR DnsName, ULONG OptionFlags, LPCWSTR SiteName, GUID *DomainGuid,
                           LPCWSTR DnsForestName, ULONG DcFlags, PHANDLE RetGetDcContext )
{
    const WCHAR *domain = DcFlags & DS_GC_SERVER_REQUIRED && DnsForestName ? DnsForestName : DnsName;
    struct dc_list *list;
    NET_API_STATUS status;

    TRACE( "(%s, %#lx, %s, %p, %s, %#lx, %p)\n", debugstr_w(DnsName), OptionFlags, debugstr_w(SiteName), DomainGuid,
           debugstr_w(DnsForestName), DcFlags, RetGetDcContext );

    if (!RetGetDcContext) return ERROR_INVALID_PARAMETER;
    *RetGetDcContext = NULL;
    if (!DnsName || !DnsName[0] || is_longer_than( domain, ARRAYSIZE(list->domain) - 1 )) return ERROR_INVALID_PARAMETER;
    if (SiteName && is_longer_than( SiteName, ARRAYSIZE(list->site) - 1 )) return ERROR_INVALID_PARAMETER;
    if (OptionFlags & ~DS_OPEN_VALID_OPTION_FLAGS || DcFlags & ~DS_OPEN_VALID_FLAGS) return ERROR_INVALID_FLAGS;

    if ((status = NetApiBufferAllocate( sizeof(*list), (void **)&list ))) return status;
    memset( list, 0, sizeof(*list) );
    list->magic = DC_LIST_MAGIC;
    lstrcpyW( list->domain, domain );
    if (SiteName) lstrcpyW( list->site, SiteName );
    list->flags = DcFlags;
    if (DcFlags & DS_PDC_REQUIRED) list->site[0] = 0;    /* there is one in the domain */
    list->in_site = list->site[0] != 0;
    list->only_site = OptionFlags & DS_ONLY_DO_SITE_NAME;
    list->tells_end_of_site = OptionFlags & DS_NOTIFY_AFTER_SITE_RECORDS;
    *RetGetDcContext = list;
    return ERROR_SUCCESS;
}

/************************************************************
 *                DsGetDcOpenA  (NETAPI32.@)
 *
 * DsGetDcOpenW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsGetDcOpenW().
 *
 * RETURNS
 *  What DsGetDcOpenW() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetDcOpenA( LPCSTR DnsName, ULONG OptionFlags, LPCSTR SiteName, GUID *DomainGuid,
                           LPCSTR DnsForestName, ULONG DcFlags, PHANDLE RetGetDcContext )
{
    struct wide_name domain, site, forest;

    TRACE( "(%s, %#lx, %s, %p, %s, %#lx, %p)\n", debugstr_a(DnsName), OptionFlags, debugstr_a(SiteName), DomainGuid,
           debugstr_a(DnsForestName), DcFlags, RetGetDcContext );

    if (RetGetDcContext) *RetGetDcContext = NULL;
    if (!widen( DnsName, &domain ) || !widen( SiteName, &site ) || !widen( DnsForestName, &forest ))
        return ERROR_INVALID_PARAMETER;
    return DsGetDcOpenW( domain.name, OptionFlags, site.name, DomainGuid, forest.name, DcFlags, RetGetDcContext );
}

/* The addresses of a host, with the port, in one block; none where DNS does not have them. */
static DWORD get_host_addresses( struct dns_service *controller, SOCKET_ADDRESS **addresses, ULONG *count )
{
    struct dns_host *host = &controller->host;
    SOCKADDR_STORAGE *made;
    DWORD i, status;

    status = find_addresses( host, GetTickCount64() + DNS_LIMIT );
    if (status == ERROR_NOT_ENOUGH_MEMORY) return status;
    if (!host->address_count) return ERROR_SUCCESS;
    if (!(*addresses = LocalAlloc( LMEM_FIXED, host->address_count * (sizeof(**addresses) + sizeof(*made)) )))
        return ERROR_NOT_ENOUGH_MEMORY;
    made = (SOCKADDR_STORAGE *)(*addresses + host->address_count);
    for (i = 0; i < host->address_count; i++)
    {
        (*addresses)[i].lpSockaddr = (SOCKADDR *)&made[i];
        (*addresses)[i].iSockaddrLength = make_socket_address( &host->addresses[i], controller->port, &made[i] );
    }
    *count = host->address_count;
    return ERROR_SUCCESS;
}

/* Defines the outputs. FALSE: it is no handle. */
static BOOL begin_next( const struct dc_list *list, ULONG *count, SOCKET_ADDRESS **addresses, void **host )
{
    if (count) *count = 0;
    if (count && addresses) *addresses = NULL;
    if (host) *host = NULL;
    return list && list->magic == DC_LIST_MAGIC && (!count || addresses);
}

/* One more is told only when all about it could be. */
static DWORD get_next_controller( struct dc_list *list, ULONG *count, SOCKET_ADDRESS **addresses,
                                  struct dns_service **controller )
{
    DWORD status = find_next_controller( list, controller );

    if (!status && count) status = get_host_addresses( *controller, addresses, count );
    return status;
}

static DWORD end_next( struct dc_list *list, DWORD status, ULONG *count, SOCKET_ADDRESS **addresses )
{
    if (!status) list->next++;
    else if (count)
    {
        LocalFree( *addresses );
        *addresses = NULL;
        *count = 0;
    }
    return status;
}

/************************************************************
 *                DsGetDcNextW  (NETAPI32.@)
 *
 * Tells the next controller of a list.
 *
 * PARAMS
 *  GetDcContextHandle [I] The list, of DsGetDcOpenW().
 *  SockAddressCount   [O] How many addresses there are; 0 on failure. NULL: they are not asked for.
 *  SockAddresses      [O] The controller's addresses with the port of the service, the caller's to free with LocalFree();
 *                         NULL on failure. It is ignored without SockAddressCount.
 *  DnsHostName        [O] The controller's name, the caller's to free with NetApiBufferFree(); NULL on failure. NULL is
 *                         allowed.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_NO_MORE_ITEMS (that was all, or DNS knows no such domain), ERROR_FILEMARK_DETECTED (these were
 *  the site's), ERROR_INVALID_PARAMETER (no handle, or no place for the addresses), ERROR_NOT_ENOUGH_MEMORY (the next
 *  call tells it then).
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetDcNextW( HANDLE GetDcContextHandle, PULONG SockAddressCount, LPSOCKET_ADDRESS *SockAddresses,
                           LPWSTR *DnsHostName )
{
    struct dns_service *controller;
    struct dc_list *list = GetDcContextHandle;
    DWORD status;

    TRACE( "(%p, %p, %p, %p)\n", GetDcContextHandle, SockAddressCount, SockAddresses, DnsHostName );

    if (!begin_next( list, SockAddressCount, SockAddresses, (void **)DnsHostName )) return ERROR_INVALID_PARAMETER;
    status = get_next_controller( list, SockAddressCount, SockAddresses, &controller );
    if (!status && DnsHostName) status = pack_string( controller->host.name, DnsHostName );
    return end_next( list, status, SockAddressCount, SockAddresses );
}

/************************************************************
 *                DsGetDcNextA  (NETAPI32.@)
 *
 * DsGetDcNextW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsGetDcNextW().
 *
 * RETURNS
 *  What DsGetDcNextW() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetDcNextA( HANDLE GetDcContextHandle, PULONG SockAddressCount, LPSOCKET_ADDRESS *SockAddresses,
                           LPSTR *DnsHostName )
{
    struct dns_service *controller;
    struct dc_list *list = GetDcContextHandle;
    DWORD status, size;
    char *next;

    TRACE( "(%p, %p, %p, %p)\n", GetDcContextHandle, SockAddressCount, SockAddresses, DnsHostName );

    if (!begin_next( list, SockAddressCount, SockAddresses, (void **)DnsHostName )) return ERROR_INVALID_PARAMETER;
    status = get_next_controller( list, SockAddressCount, SockAddresses, &controller );
    if (!status && DnsHostName)
    {
        size = narrow_size( controller->host.name );
        if (!(status = NetApiBufferAllocate( size, (void **)DnsHostName )))
        {
            next = *DnsHostName;
            narrow( controller->host.name, &next, &size );
        }
    }
    return end_next( list, status, SockAddressCount, SockAddresses );
}

/************************************************************
 *                DsGetDcCloseW  (NETAPI32.@)
 *
 * Ends a list.
 *
 * PARAMS
 *  GetDcContextHandle [I] The list, of DsGetDcOpenW() or DsGetDcOpenA(). NULL is allowed.
 *
 * RETURNS
 *  Nothing.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
void WINAPI DsGetDcCloseW( HANDLE GetDcContextHandle )
{
    struct dc_list *list = GetDcContextHandle;

    TRACE( "(%p)\n", GetDcContextHandle );

    if (!list || list->magic != DC_LIST_MAGIC) return;
    list->magic = 0;
    NetApiBufferFree( list->controllers );
    NetApiBufferFree( list );
}

/* A controller's NetBIOS name with two backslashes. */
static NET_API_STATUS get_flat_controller( const WCHAR *domain, ULONG flags, BYTE **name )
{
    struct located_controller *found;
    WCHAR text[2 + MAX_FLAT_NAME] = L"\\\\";
    struct joined_domain joined;
    NET_API_STATUS status;

    if (domain && domain[0] && is_dns_domain( domain )) return ERROR_NO_SUCH_DOMAIN;
    if ((!domain || !domain[0]) && (status = get_own_domain( 0, &joined, &domain ))) return status;
    if ((status = locate_controller( domain, NULL, NULL, flags, &found ))) return status;
    lstrcpyW( text + 2, found->flat_name );
    status = found->flat_name[0] ? pack_string( text, (WCHAR **)name ) : ERROR_NO_SUCH_DOMAIN;
    NetApiBufferFree( found );
    return status;
}

/************************************************************
 *                NetGetDCName  (NETAPI32.@)
 *
 * Tells the primary controller of a domain.
 *
 * PARAMS
 *  servername [I] The computer that looks for it; NULL is this one.
 *  domainname [I] The domain's NetBIOS name; NULL is the one that the computer is in.
 *  bufptr     [O] The controller's NetBIOS name behind two backslashes, the caller's to free with NetApiBufferFree(); NULL on
 *                 failure.
 *
 * RETURNS
 *  NERR_Success, NERR_DCNotFound, ERROR_INVALID_PARAMETER (no output), ERROR_NOT_ENOUGH_MEMORY, or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h: DNS names are not for this function.
 */
NET_API_STATUS WINAPI NetGetDCName( LPCWSTR servername, LPCWSTR domainname, LPBYTE *bufptr )
{
    const WCHAR *other;
    NET_API_STATUS status;

    TRACE( "(%s, %s, %p)\n", debugstr_w(servername), debugstr_w(domainname), bufptr );

    if (!bufptr) return ERROR_INVALID_PARAMETER;
    *bufptr = NULL;
    if ((status = find_server( servername, &other ))) return status;
    if (other) return ask_dc_name( other, domainname, FALSE, (WCHAR **)bufptr );
    status = get_flat_controller( domainname, DS_PDC_REQUIRED, bufptr );
    return status == ERROR_NO_SUCH_DOMAIN ? NERR_DCNotFound : status;
}

/************************************************************
 *                NetGetAnyDCName  (NETAPI32.@)
 *
 * Tells a controller of a domain that a computer's domain trusts.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  domainname [I] The domain's NetBIOS name; NULL is the one that the computer is in.
 *  bufptr     [O] The controller's NetBIOS name behind two backslashes, the caller's to free with NetApiBufferFree(); NULL on
 *                 failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_DOMAIN, ERROR_INVALID_PARAMETER (no output), ERROR_NOT_ENOUGH_MEMORY, or what check_server()
 *  does.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h: for a computer in a workgroup no domain is right.
 */
NET_API_STATUS WINAPI NetGetAnyDCName( LPCWSTR servername, LPCWSTR domainname, LPBYTE *bufptr )
{
    struct joined_domain joined;
    const WCHAR *other;
    NET_API_STATUS status;

    TRACE( "(%s, %s, %p)\n", debugstr_w(servername), debugstr_w(domainname), bufptr );

    if (!bufptr) return ERROR_INVALID_PARAMETER;
    *bufptr = NULL;
    if ((status = find_server( servername, &other ))) return status;
    if (other) return ask_dc_name( other, domainname, TRUE, (WCHAR **)bufptr );
    if (get_joined_domain( &joined )) return ERROR_NO_SUCH_DOMAIN;
    return get_flat_controller( domainname, 0, bufptr );
}
