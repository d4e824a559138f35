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

#include "delay.h"
#include "forward.h"
#include "join.h"
#include "pack.h"
#include "local/computer.h"
#include "servers/dns.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * A computer in a workgroup has no Netlogon service. So the questions that this service answers end as they do on a
 * Windows computer in a workgroup: each function's comment tells how.
 */

/************************************************************
 *                DsGetDcNameW  (NETAPI32.@)
 *
 * Finds a domain controller.
 *
 * PARAMS
 *  ComputerName         [I] The computer that looks for it; NULL is this one.
 *  DomainName           [I] The domain; NULL is the one that this computer is in.
 *  DomainGuid           [I] The domain's GUID; NULL is allowed.
 *  SiteName             [I] The site; NULL is allowed.
 *  Flags                [I] What is wanted of the controller.
 *  DomainControllerInfo [O] The controller, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_NO_SUCH_DOMAIN (DNS knows no controller, or this computer is in no domain),
 *  ERROR_INVALID_PARAMETER (no output), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME or ERROR_BAD_NETPATH
 *  (the computer).
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetDcNameW( LPCWSTR ComputerName, LPCWSTR DomainName, GUID *DomainGuid, LPCWSTR SiteName,
                           ULONG Flags, PDOMAIN_CONTROLLER_INFOW *DomainControllerInfo )
{
    struct join_state state;
    NET_API_STATUS status;

    TRACE( "(%s, %s, %p, %s, %#lx, %p)\n", debugstr_w(ComputerName), debugstr_w(DomainName), DomainGuid,
           debugstr_w(SiteName), Flags, DomainControllerInfo );

    if (!DomainControllerInfo) return ERROR_INVALID_PARAMETER;
    *DomainControllerInfo = NULL;
    if ((status = check_server( ComputerName ))) return status;
    if (!DomainName || !DomainName[0])
    {
        if ((status = get_join_state( &state ))) return status;
        if (!state.in_domain) return ERROR_NO_SUCH_DOMAIN;
    }
    return find_host_controller( ComputerName, DomainName, DomainGuid, SiteName, Flags, DomainControllerInfo );
}

/* Arguments of the functions that take strings of the system's code page: in WCHARs; NULL stays NULL. FALSE: it is longer
 * than any name of its kind. */
struct wide_name
{
    WCHAR  buffer[MAX_SERVER_NAME + 2];     /* with the backslashes */
    WCHAR *name;
};

static BOOL widen( const char *string, struct wide_name *wide )
{
    wide->name = string ? wide->buffer : NULL;
    return !string || MultiByteToWideChar( CP_ACP, 0, string, -1, wide->buffer, ARRAYSIZE(wide->buffer) );
}

static DWORD narrow_size( const WCHAR *string )
{
    return string ? WideCharToMultiByte( CP_ACP, 0, string, -1, NULL, 0, NULL, NULL ) : 0;
}

/* The string goes to *next, which then is behind it; "size" bytes are left there, and what remains of them is. */
static char *narrow( const WCHAR *string, char **next, DWORD *size )
{
    char *start = *next;
    int length;

    if (!string) return NULL;
    length = WideCharToMultiByte( CP_ACP, 0, string, -1, start, *size, NULL, NULL );
    *next += length;
    *size -= length;
    return start;
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
 *                DsGetSiteNameW  (NETAPI32.@)
 *
 * Tells the site of a computer.
 *
 * PARAMS
 *  ComputerName [I] The computer; NULL is this one.
 *  SiteName     [O] NULL: nobody knows this computer's site.
 *
 * RETURNS
 *  ERROR_NO_SITENAME, ERROR_INVALID_PARAMETER (no output), or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h; MS-NRPC 3.5.4.3.6: ERROR_NO_SITENAME is a computer's that is in no site.
 */
DWORD WINAPI DsGetSiteNameW( LPCWSTR ComputerName, LPWSTR *SiteName )
{
    NET_API_STATUS status;

    TRACE( "(%s, %p)\n", debugstr_w(ComputerName), SiteName );

    if (!SiteName) return ERROR_INVALID_PARAMETER;
    *SiteName = NULL;
    return (status = check_server( ComputerName )) ? status : ERROR_NO_SITENAME;
}

/************************************************************
 *                DsGetSiteNameA  (NETAPI32.@)
 *
 * DsGetSiteNameW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsGetSiteNameW().
 *
 * RETURNS
 *  What DsGetSiteNameW() does; ERROR_INVALID_PARAMETER for a name that is too long, too.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetSiteNameA( LPCSTR ComputerName, LPSTR *SiteName )
{
    struct wide_name computer;
    NET_API_STATUS status;

    TRACE( "(%s, %p)\n", debugstr_a(ComputerName), SiteName );

    if (SiteName) *SiteName = NULL;
    if (!SiteName || !widen( ComputerName, &computer )) return ERROR_INVALID_PARAMETER;
    return (status = check_server( computer.name )) ? status : ERROR_NO_SITENAME;
}

/* What Netlogon would have to answer, on this computer or on another one. */
static DWORD ask_netlogon( const WCHAR *server )
{
    NET_API_STATUS status = check_server( server );

    return status ? status : RPC_S_SERVER_UNAVAILABLE;
}

/************************************************************
 *                DsEnumerateDomainTrustsW  (NETAPI32.@)
 *
 * Lists the domains that trust a computer's domain, or are trusted by it.
 *
 * PARAMS
 *  ServerName  [I] The computer; NULL is this one.
 *  Flags       [I] Which ones: DS_DOMAIN_...
 *  Domains     [O] NULL.
 *  DomainCount [O] 0.
 *
 * RETURNS
 *  RPC_S_SERVER_UNAVAILABLE (there is no Netlogon service), ERROR_INVALID_PARAMETER (an output is missing), or what
 *  check_server() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h. What Windows returns in a workgroup is from public reports.
 */
DWORD WINAPI DsEnumerateDomainTrustsW( LPWSTR ServerName, ULONG Flags, PDS_DOMAIN_TRUSTSW *Domains, PULONG DomainCount )
{
    TRACE( "(%s, %#lx, %p, %p)\n", debugstr_w(ServerName), Flags, Domains, DomainCount );

    if (Domains) *Domains = NULL;
    if (DomainCount) *DomainCount = 0;
    return Domains && DomainCount ? ask_netlogon( ServerName ) : ERROR_INVALID_PARAMETER;
}

/************************************************************
 *                DsEnumerateDomainTrustsA  (NETAPI32.@)
 *
 * DsEnumerateDomainTrustsW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsEnumerateDomainTrustsW().
 *
 * RETURNS
 *  What DsEnumerateDomainTrustsW() does; ERROR_INVALID_PARAMETER for a name that is too long, too.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsEnumerateDomainTrustsA( LPSTR ServerName, ULONG Flags, PDS_DOMAIN_TRUSTSA *Domains, PULONG DomainCount )
{
    struct wide_name server;

    TRACE( "(%s, %#lx, %p, %p)\n", debugstr_a(ServerName), Flags, Domains, DomainCount );

    if (Domains) *Domains = NULL;
    if (DomainCount) *DomainCount = 0;
    if (!Domains || !DomainCount || !widen( ServerName, &server )) return ERROR_INVALID_PARAMETER;
    return ask_netlogon( server.name );
}

/************************************************************
 *                DsGetForestTrustInformationW  (NETAPI32.@)
 *
 * Tells which names a trusted forest claims.
 *
 * PARAMS
 *  ServerName        [I] A domain controller; NULL is this computer.
 *  TrustedDomainName [I] The trusted domain; NULL is the server's own.
 *  Flags             [I] 0 or DS_GFTI_UPDATE_TDO, which wants a domain.
 *  ForestTrustInfo   [O] NULL.
 *
 * RETURNS
 *  RPC_S_SERVER_UNAVAILABLE (there is no Netlogon service), ERROR_INVALID_FLAGS, ERROR_INVALID_PARAMETER (no output, or
 *  no domain to update), or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h; MS-NRPC 3.5.4.7.5.
 */
DWORD WINAPI DsGetForestTrustInformationW( LPCWSTR ServerName, LPCWSTR TrustedDomainName, DWORD Flags,
                                           PLSA_FOREST_TRUST_INFORMATION *ForestTrustInfo )
{
    TRACE( "(%s, %s, %#lx, %p)\n", debugstr_w(ServerName), debugstr_w(TrustedDomainName), Flags, ForestTrustInfo );

    if (!ForestTrustInfo) return ERROR_INVALID_PARAMETER;
    *ForestTrustInfo = NULL;
    if (Flags & ~DS_GFTI_VALID_FLAGS) return ERROR_INVALID_FLAGS;
    if (Flags & DS_GFTI_UPDATE_TDO && !TrustedDomainName) return ERROR_INVALID_PARAMETER;
    return ask_netlogon( ServerName );
}

/* Defines the outputs of DsAddressToSiteNames...(). FALSE: an argument is missing. */
static BOOL begin_address_to_site( DWORD count, const SOCKET_ADDRESS *addresses, void **sites, BOOL wants_subnets,
                                   void **subnets )
{
    if (sites) *sites = NULL;
    if (subnets) *subnets = NULL;
    return count && addresses && sites && (subnets || !wants_subnets);
}

/************************************************************
 *                DsAddressToSiteNamesExW  (NETAPI32.@)
 *
 * Tells the sites and subnets that addresses belong to.
 *
 * PARAMS
 *  ComputerName    [I] A domain controller; NULL is this computer.
 *  EntryCount      [I] How many addresses there are.
 *  SocketAddresses [I] The addresses.
 *  SiteNames       [O] NULL.
 *  SubnetNames     [O] NULL.
 *
 * RETURNS
 *  RPC_S_SERVER_UNAVAILABLE (this computer is no controller, and has no Netlogon service), ERROR_INVALID_PARAMETER
 *  (no address, or an output is missing), or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h: a controller has to be named.
 */
DWORD WINAPI DsAddressToSiteNamesExW( LPCWSTR ComputerName, DWORD EntryCount, PSOCKET_ADDRESS SocketAddresses,
                                      LPWSTR **SiteNames, LPWSTR **SubnetNames )
{
    TRACE( "(%s, %lu, %p, %p, %p)\n", debugstr_w(ComputerName), EntryCount, SocketAddresses, SiteNames, SubnetNames );

    if (!begin_address_to_site( EntryCount, SocketAddresses, (void **)SiteNames, TRUE, (void **)SubnetNames ))
        return ERROR_INVALID_PARAMETER;
    return ask_netlogon( ComputerName );
}

/************************************************************
 *                DsAddressToSiteNamesExA  (NETAPI32.@)
 *
 * DsAddressToSiteNamesExW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsAddressToSiteNamesExW().
 *
 * RETURNS
 *  What DsAddressToSiteNamesExW() does; ERROR_INVALID_PARAMETER for a name that is too long, too.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsAddressToSiteNamesExA( LPCSTR ComputerName, DWORD EntryCount, PSOCKET_ADDRESS SocketAddresses,
                                      LPSTR **SiteNames, LPSTR **SubnetNames )
{
    struct wide_name computer;

    TRACE( "(%s, %lu, %p, %p, %p)\n", debugstr_a(ComputerName), EntryCount, SocketAddresses, SiteNames, SubnetNames );

    if (!begin_address_to_site( EntryCount, SocketAddresses, (void **)SiteNames, TRUE, (void **)SubnetNames ) ||
        !widen( ComputerName, &computer )) return ERROR_INVALID_PARAMETER;
    return ask_netlogon( computer.name );
}

/************************************************************
 *                DsAddressToSiteNamesW  (NETAPI32.@)
 *
 * DsAddressToSiteNamesExW() without subnets.
 *
 * PARAMS
 *  As DsAddressToSiteNamesExW().
 *
 * RETURNS
 *  What DsAddressToSiteNamesExW() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsAddressToSiteNamesW( LPCWSTR ComputerName, DWORD EntryCount, PSOCKET_ADDRESS SocketAddresses,
                                    LPWSTR **SiteNames )
{
    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(ComputerName), EntryCount, SocketAddresses, SiteNames );

    if (!begin_address_to_site( EntryCount, SocketAddresses, (void **)SiteNames, FALSE, NULL ))
        return ERROR_INVALID_PARAMETER;
    return ask_netlogon( ComputerName );
}

/************************************************************
 *                DsAddressToSiteNamesA  (NETAPI32.@)
 *
 * DsAddressToSiteNamesW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsAddressToSiteNamesW().
 *
 * RETURNS
 *  What DsAddressToSiteNamesW() does; ERROR_INVALID_PARAMETER for a name that is too long, too.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsAddressToSiteNamesA( LPCSTR ComputerName, DWORD EntryCount, PSOCKET_ADDRESS SocketAddresses,
                                    LPSTR **SiteNames )
{
    struct wide_name computer;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_a(ComputerName), EntryCount, SocketAddresses, SiteNames );

    if (!begin_address_to_site( EntryCount, SocketAddresses, (void **)SiteNames, FALSE, NULL ) ||
        !widen( ComputerName, &computer )) return ERROR_INVALID_PARAMETER;
    return ask_netlogon( computer.name );
}

/*
 * DsGetDcOpen() and its relatives
 */

#define DC_LIST_MAGIC  0x64634c53

/* what a handle points to */
struct dc_list
{
    DWORD              magic;
    BOOL               only_site;
    BOOL               tells_end_of_site;
    BOOL               in_site;         /* The site's controllers are listed, not the domain's. */
    BOOL               at_end_of_site;  /* This is to be told next. */
    BOOL               asked;
    DWORD              next;
    DWORD              count;
    struct controller *controllers;     /* as DNS lists them; NULL before it is asked */
    const WCHAR       *service;         /* "_ldap._tcp"; the site follows, then the rest, then the domain */
    const WCHAR       *rest;
    WCHAR              site[64];
    WCHAR              domain[256];
};

/* The names under which controllers stand in DNS: MS-ADTS 6.3.2.3. */
static void name_service( struct dc_list *list, ULONG flags )
{
    const WCHAR *rest = L"dc._msdcs";

    if (flags & DS_PDC_REQUIRED) rest = L"pdc._msdcs";
    else if (flags & DS_GC_SERVER_REQUIRED) rest = L"gc._msdcs";
    else if (flags & DS_ONLY_LDAP_NEEDED) rest = L"";
    list->service = flags & DS_KDC_REQUIRED ? L"_kerberos._tcp" : L"_ldap._tcp";
    list->rest = rest;
    if (flags & DS_PDC_REQUIRED) list->site[0] = 0;    /* there is one in the domain */
}

static DWORD ask_dc_list( struct dc_list *list )
{
    WCHAR service[ARRAYSIZE(list->site) + 64];
    DWORD status;

    NetApiBufferFree( list->controllers );
    list->next = 0;
    lstrcpyW( service, list->service );
    if (list->in_site)
    {
        lstrcatW( service, L"." );
        lstrcatW( service, list->site );
        lstrcatW( service, L"._sites" );
    }
    if (list->rest[0])
    {
        lstrcatW( service, L"." );
        lstrcatW( service, list->rest );
    }
    status = list_controllers( service, list->domain, &list->controllers, &list->count );
    if (status && status != ERROR_NO_SUCH_DOMAIN) return status;
    list->asked = TRUE;     /* none is a list, too */
    return ERROR_SUCCESS;
}

/* The next one: of the site, then of the whole domain. */
static DWORD find_next_controller( struct dc_list *list, const struct controller **controller )
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
    name_service( list, DcFlags );
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
static DWORD get_host_addresses( const struct controller *controller, SOCKET_ADDRESS **addresses, ULONG *count )
{
    static int (WINAPI *pGetAddrInfoW)( const WCHAR *, const WCHAR *, const ADDRINFOW *, ADDRINFOW ** );
    static void (WINAPI *pFreeAddrInfoW)( ADDRINFOW * );
    static int (WINAPI *pWSACleanup)( void );
    static int (WINAPI *pWSAStartup)( WORD, WSADATA * );
    static const struct delayed_import imports[] = { DELAYED_IMPORT( WSAStartup ), DELAYED_IMPORT( WSACleanup ),
                                                     DELAYED_IMPORT( FreeAddrInfoW ), DELAYED_IMPORT( GetAddrInfoW ) };
    const ADDRINFOW hints = { .ai_socktype = SOCK_STREAM };
    ADDRINFOW *list, *info;
    DWORD size = 0, n = 0;
    WSADATA data;
    BYTE *next;
    INT error;

    if (!load_imports( L"ws2_32.dll", imports, ARRAYSIZE(imports) )) return ERROR_SUCCESS;
    if (pWSAStartup( MAKEWORD( 2, 2 ), &data )) return ERROR_SUCCESS;
    error = pGetAddrInfoW( controller->host, NULL, &hints, &list );
    pWSACleanup();
    if (error) return ERROR_SUCCESS;
    for (info = list; info; info = info->ai_next, n++) size += sizeof(**addresses) + sizeof(SOCKADDR_IN6);
    if (!(*addresses = LocalAlloc( LMEM_FIXED | LMEM_ZEROINIT, size )))
    {
        pFreeAddrInfoW( list );
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    next = (BYTE *)(*addresses + n);
    for (info = list; info; info = info->ai_next)
    {
        SOCKET_ADDRESS *address = &(*addresses)[*count];

        if ((info->ai_family != AF_INET && info->ai_family != AF_INET6) || info->ai_addrlen > sizeof(SOCKADDR_IN6)) continue;
        address->lpSockaddr = memcpy( next, info->ai_addr, info->ai_addrlen );
        address->iSockaddrLength = info->ai_addrlen;
        /* in both families the port stands at the same place */
        ((SOCKADDR_IN *)next)->sin_port = (WORD)(controller->port << 8 | controller->port >> 8);
        next += sizeof(SOCKADDR_IN6);
        ++*count;
    }
    pFreeAddrInfoW( list );
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
                                  const struct controller **controller )
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
 *  call tells it then), DNS_ERROR_BAD_PACKET (see list_controllers()).
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetDcNextW( HANDLE GetDcContextHandle, PULONG SockAddressCount, LPSOCKET_ADDRESS *SockAddresses,
                           LPWSTR *DnsHostName )
{
    const struct controller *controller;
    struct dc_list *list = GetDcContextHandle;
    DWORD status;

    TRACE( "(%p, %p, %p, %p)\n", GetDcContextHandle, SockAddressCount, SockAddresses, DnsHostName );

    if (!begin_next( list, SockAddressCount, SockAddresses, (void **)DnsHostName )) return ERROR_INVALID_PARAMETER;
    status = get_next_controller( list, SockAddressCount, SockAddresses, &controller );
    if (!status && DnsHostName) status = pack_string( controller->host, DnsHostName );
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
    const struct controller *controller;
    struct dc_list *list = GetDcContextHandle;
    DWORD status, size;
    char *next;

    TRACE( "(%p, %p, %p, %p)\n", GetDcContextHandle, SockAddressCount, SockAddresses, DnsHostName );

    if (!begin_next( list, SockAddressCount, SockAddresses, (void **)DnsHostName )) return ERROR_INVALID_PARAMETER;
    status = get_next_controller( list, SockAddressCount, SockAddresses, &controller );
    if (!status && DnsHostName)
    {
        size = narrow_size( controller->host );
        if (!(status = NetApiBufferAllocate( size, (void **)DnsHostName )))
        {
            next = *DnsHostName;
            narrow( controller->host, &next, &size );
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

/************************************************************
 *                NetGetDCName  (NETAPI32.@)
 *
 * Tells the primary controller of a domain.
 *
 * PARAMS
 *  servername [I] The computer that looks for it; NULL is this one.
 *  domainname [I] The domain's NetBIOS name; NULL is the one that the computer is in.
 *  bufptr     [O] NULL.
 *
 * RETURNS
 *  NERR_DCNotFound (nobody is asked for domains by their NetBIOS names), ERROR_INVALID_PARAMETER (no output), or what
 *  check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h: DNS names are not for this function.
 */
NET_API_STATUS WINAPI NetGetDCName( LPCWSTR servername, LPCWSTR domainname, LPBYTE *bufptr )
{
    NET_API_STATUS status;

    TRACE( "(%s, %s, %p)\n", debugstr_w(servername), debugstr_w(domainname), bufptr );

    if (!bufptr) return ERROR_INVALID_PARAMETER;
    *bufptr = NULL;
    return (status = check_server( servername )) ? status : NERR_DCNotFound;
}

/************************************************************
 *                NetGetAnyDCName  (NETAPI32.@)
 *
 * Tells a controller of a domain that a computer's domain trusts.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  domainname [I] The domain; NULL is the one that the computer is in.
 *  bufptr     [O] NULL.
 *
 * RETURNS
 *  ERROR_NO_SUCH_DOMAIN, ERROR_INVALID_PARAMETER (no output), or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h: for a computer in a workgroup no domain is right.
 */
NET_API_STATUS WINAPI NetGetAnyDCName( LPCWSTR servername, LPCWSTR domainname, LPBYTE *bufptr )
{
    NET_API_STATUS status;

    TRACE( "(%s, %s, %p)\n", debugstr_w(servername), debugstr_w(domainname), bufptr );

    if (!bufptr) return ERROR_INVALID_PARAMETER;
    *bufptr = NULL;
    return (status = check_server( servername )) ? status : ERROR_NO_SUCH_DOMAIN;
}

/* The functions that return an NTSTATUS know the errors of the network by other numbers. */
static NTSTATUS get_nt_status( NET_API_STATUS status )
{
    switch (status)
    {
    case NERR_Success:              return STATUS_SUCCESS;
    case ERROR_BAD_NETPATH:         return STATUS_BAD_NETWORK_PATH;
    case ERROR_INVALID_NAME:        return STATUS_OBJECT_NAME_INVALID;
    case ERROR_NOT_ENOUGH_MEMORY:   return STATUS_NO_MEMORY;
    case RPC_S_SERVER_UNAVAILABLE:  return RPC_NT_SERVER_UNAVAILABLE;
    default:                        return STATUS_UNSUCCESSFUL;
    }
}

/************************************************************
 *                NetEnumerateTrustedDomains  (NETAPI32.@)
 *
 * Lists the domains that a computer's domain trusts.
 *
 * PARAMS
 *  ServerName  [I] The computer; NULL is this one.
 *  DomainNames [O] NULL.
 *
 * RETURNS
 *  RPC_NT_SERVER_UNAVAILABLE (there is no Netlogon service), STATUS_INVALID_PARAMETER (no output),
 *  STATUS_BAD_NETWORK_PATH (another computer), STATUS_OBJECT_NAME_INVALID (no name of a computer), STATUS_NO_MEMORY.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. What Windows returns in a workgroup is that of DsEnumerateDomainTrustsW().
 */
NTSTATUS WINAPI NetEnumerateTrustedDomains( LPWSTR ServerName, LPWSTR *DomainNames )
{
    TRACE( "(%s, %p)\n", debugstr_w(ServerName), DomainNames );

    if (!DomainNames) return STATUS_INVALID_PARAMETER;
    *DomainNames = NULL;
    return get_nt_status( ask_netlogon( ServerName ));
}

/************************************************************
 *                NetIsServiceAccount  (NETAPI32.@)
 *
 * Tells whether a managed service account is installed on a computer.
 *
 * PARAMS
 *  ServerName  [I] The computer; NULL is this one.
 *  AccountName [I] The account.
 *  IsService   [O] FALSE: domains alone have such accounts.
 *
 * RETURNS
 *  STATUS_SUCCESS, STATUS_INVALID_PARAMETER (an argument is missing), STATUS_BAD_NETWORK_PATH (another computer),
 *  STATUS_OBJECT_NAME_INVALID (no name of a computer), STATUS_NO_MEMORY.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NTSTATUS WINAPI NetIsServiceAccount( LPWSTR ServerName, LPWSTR AccountName, BOOL *IsService )
{
    TRACE( "(%s, %s, %p)\n", debugstr_w(ServerName), debugstr_w(AccountName), IsService );

    if (IsService) *IsService = FALSE;
    if (!IsService || !AccountName) return STATUS_INVALID_PARAMETER;
    return get_nt_status( check_server( ServerName ));
}

/* Whether a function of Netlogon's tells that level: Microsoft Learn, I_NetLogonControl2(). */
static BOOL is_query_level( DWORD function, DWORD level )
{
    switch (function)
    {
    case NETLOGON_CONTROL_FIND_USER:       return level == 4;
    case NETLOGON_CONTROL_FORCE_DNS_REG:
    case NETLOGON_CONTROL_QUERY_DNS_REG:   return level == 1;
    default:                               return level >= 1 && level <= 3;
    }
}

/* Whether a function of Netlogon's is about a domain, or a user. */
static BOOL wants_data( DWORD function )
{
    return function == NETLOGON_CONTROL_REDISCOVER || function == NETLOGON_CONTROL_TC_QUERY ||
           function == NETLOGON_CONTROL_TC_VERIFY || function == NETLOGON_CONTROL_CHANGE_PASSWORD ||
           function == NETLOGON_CONTROL_FIND_USER;
}

/************************************************************
 *                I_NetLogonControl2  (NETAPI32.@)
 *
 * Asks the Netlogon service how it is, or has it do something.
 *
 * PARAMS
 *  ServerName   [I] The computer; NULL is this one.
 *  FunctionCode [I] NETLOGON_CONTROL_...
 *  QueryLevel   [I] 1 to 4: the number of the NETLOGON_INFO structure.
 *  Data         [I] The address of a domain's or a user's name, where the function is about one.
 *  Buffer       [O] NULL.
 *
 * RETURNS
 *  ERROR_SERVICE_NOT_ACTIVE (there is no Netlogon service), ERROR_INVALID_PARAMETER (an argument is missing),
 *  ERROR_INVALID_LEVEL (for that function), ERROR_NOT_SUPPORTED (no function of a workstation's), or what
 *  check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI I_NetLogonControl2( LPCWSTR ServerName, DWORD FunctionCode, DWORD QueryLevel, LPBYTE Data,
                                          LPBYTE *Buffer )
{
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %lu, %p, %p)\n", debugstr_w(ServerName), FunctionCode, QueryLevel, Data, Buffer );

    if (!Buffer) return ERROR_INVALID_PARAMETER;
    *Buffer = NULL;
    if (wants_data( FunctionCode ) && (!Data || !*(WCHAR **)Data)) return ERROR_INVALID_PARAMETER;
    if ((status = check_server( ServerName ))) return status;
    switch (FunctionCode)
    {
    case NETLOGON_CONTROL_QUERY:
    case NETLOGON_CONTROL_REDISCOVER:
    case NETLOGON_CONTROL_TC_QUERY:
    case NETLOGON_CONTROL_FIND_USER:
    case NETLOGON_CONTROL_CHANGE_PASSWORD:
    case NETLOGON_CONTROL_TC_VERIFY:
    case NETLOGON_CONTROL_FORCE_DNS_REG:
    case NETLOGON_CONTROL_QUERY_DNS_REG:
        return is_query_level( FunctionCode, QueryLevel ) ? ERROR_SERVICE_NOT_ACTIVE : ERROR_INVALID_LEVEL;
    default:
        return ERROR_NOT_SUPPORTED;
    }
}
