/*
 * What the Netlogon service tells of sites and trusts
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
#include "pack.h"
#include "local/computer.h"
#include "locator/locator.h"
#include "servers/logon.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * A computer in a workgroup has no Netlogon service. So the questions that this service answers end as they do on a
 * Windows computer in a workgroup: each function's comment tells how. For a computer in a domain, as the prefix records it,
 * a controller of that domain is asked what its own service would ask one.
 */

/* RPC_S_SERVER_UNAVAILABLE: this computer is in no domain. */
static NET_API_STATUS find_own_controller( ULONG flags, struct located_controller **controller )
{
    struct joined_domain domain;
    NET_API_STATUS status;

    *controller = NULL;
    if (get_joined_domain( &domain )) return RPC_S_SERVER_UNAVAILABLE;
    status = locate_controller( domain.name, NULL, domain.site[0] ? domain.site : NULL, flags, controller );
    return status == ERROR_NO_SUCH_DOMAIN ? ERROR_NO_LOGON_SERVERS : status;
}

/* whose Netlogon is asked */
struct netlogon
{
    const WCHAR               *server;
    struct located_controller *controller;
};

static NET_API_STATUS find_netlogon( const WCHAR *server, struct netlogon *netlogon )
{
    NET_API_STATUS status;

    netlogon->controller = NULL;
    if ((status = find_server( server, &netlogon->server )) || netlogon->server) return status;
    if ((status = find_own_controller( 0, &netlogon->controller ))) return status;
    netlogon->server = netlogon->controller->name;
    return NERR_Success;
}

static NET_API_STATUS end_netlogon( struct netlogon *netlogon, NET_API_STATUS status )
{
    NetApiBufferFree( netlogon->controller );
    return status;
}

/* Characters of a domain's name, with a dot at its end. */
#define MAX_DOMAIN_LENGTH  MAX_DOMAIN_NAME

/*
 * Strings of the code page. Each takes the WCHARs' buffer, and frees it; nothing is done where there was an error before.
 */

static NET_API_STATUS give_narrow( NET_API_STATUS status, WCHAR *wide, char **string )
{
    DWORD size = narrow_size( wide );
    char *next;

    if (!status && !(status = NetApiBufferAllocate( size, (void **)string )))
    {
        next = *string;
        narrow( wide, &next, &size );
    }
    NetApiBufferFree( wide );
    return status;
}

static NET_API_STATUS give_narrow_list( NET_API_STATUS status, WCHAR **wide, DWORD count, char ***list )
{
    DWORD i, size = 0;
    char *next;

    for (i = 0; !status && i < count; i++) size += narrow_size( wide[i] );
    if (!status && !(status = NetApiBufferAllocate( count * sizeof(*list) + size, (void **)list )))
    {
        next = (char *)(*list + count);
        for (i = 0; i < count; i++) (*list)[i] = narrow( wide[i], &next, &size );
    }
    NetApiBufferFree( wide );
    return status;
}

/*
 * Sites
 */

/* What is recorded, else what a controller says. */
static NET_API_STATUS get_own_site( WCHAR **site )
{
    struct located_controller *controller;
    struct joined_domain domain;
    NET_API_STATUS status;

    if (get_joined_domain( &domain )) return ERROR_NO_SITENAME;
    if (domain.site[0]) return pack_string( domain.site, site );
    status = find_own_controller( 0, &controller );
    if (!status && controller->client_site[0]) status = pack_string( controller->client_site, site );
    else if (status != ERROR_NOT_ENOUGH_MEMORY) status = ERROR_NO_SITENAME;
    NetApiBufferFree( controller );
    return status;
}

/************************************************************
 *                DsGetSiteNameW  (NETAPI32.@)
 *
 * Tells the site of a computer.
 *
 * PARAMS
 *  ComputerName [I] The computer; NULL is this one.
 *  SiteName     [O] The site's name, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_NO_SITENAME (it is in no site, or nobody knows this computer's), ERROR_INVALID_PARAMETER (no output),
 *  ERROR_NOT_ENOUGH_MEMORY, what find_server() does, or for another computer what ask_site() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h; MS-NRPC 3.5.4.3.6. This computer's site is the one that the prefix records, else the one
 *  in which a controller of its domain finds it.
 */
DWORD WINAPI DsGetSiteNameW( LPCWSTR ComputerName, LPWSTR *SiteName )
{
    const WCHAR *other;
    NET_API_STATUS status;

    TRACE( "(%s, %p)\n", debugstr_w(ComputerName), SiteName );

    if (!SiteName) return ERROR_INVALID_PARAMETER;
    *SiteName = NULL;
    if ((status = find_server( ComputerName, &other ))) return status;
    return other ? ask_site( other, SiteName ) : get_own_site( SiteName );
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
    WCHAR *site;

    TRACE( "(%s, %p)\n", debugstr_a(ComputerName), SiteName );

    if (SiteName) *SiteName = NULL;
    if (!SiteName || !widen( ComputerName, &computer )) return ERROR_INVALID_PARAMETER;
    status = DsGetSiteNameW( computer.name, &site );
    return give_narrow( status, site, SiteName );
}

/* of the server, or of a controller of this computer's domain */
static NET_API_STATUS get_covered_sites( const WCHAR *server, WCHAR ***sites, ULONG *count )
{
    struct netlogon netlogon;
    NET_API_STATUS status;

    if ((status = find_netlogon( server, &netlogon ))) return status;
    return end_netlogon( &netlogon, ask_covered_sites( netlogon.server, sites, count ));
}

/************************************************************
 *                DsGetDcSiteCoverageW  (NETAPI32.@)
 *
 * Lists the sites that a domain controller covers.
 *
 * PARAMS
 *  ServerName [I] The controller; NULL: one of this computer's domain.
 *  EntryCount [O] How many sites there are; 0 on failure.
 *  SiteNames  [O] Their names, in one buffer, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, RPC_S_SERVER_UNAVAILABLE (this computer is in no domain, and has no Netlogon service),
 *  ERROR_NO_LOGON_SERVERS (no controller of its domain answers), ERROR_INVALID_PARAMETER (an output is missing),
 *  ERROR_NOT_ENOUGH_MEMORY, what find_server() or locate_controller() does, or what ask_covered_sites() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h; MS-NRPC 3.5.4.3.7.
 */
DWORD WINAPI DsGetDcSiteCoverageW( LPCWSTR ServerName, PULONG EntryCount, LPWSTR **SiteNames )
{
    TRACE( "(%s, %p, %p)\n", debugstr_w(ServerName), EntryCount, SiteNames );

    if (EntryCount) *EntryCount = 0;
    if (SiteNames) *SiteNames = NULL;
    return EntryCount && SiteNames ? get_covered_sites( ServerName, SiteNames, EntryCount ) : ERROR_INVALID_PARAMETER;
}

/************************************************************
 *                DsGetDcSiteCoverageA  (NETAPI32.@)
 *
 * DsGetDcSiteCoverageW() with strings of the system's code page.
 *
 * PARAMS
 *  As DsGetDcSiteCoverageW().
 *
 * RETURNS
 *  What DsGetDcSiteCoverageW() does; ERROR_INVALID_PARAMETER for a name that is too long, too.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h.
 */
DWORD WINAPI DsGetDcSiteCoverageA( LPCSTR ServerName, PULONG EntryCount, LPSTR **SiteNames )
{
    struct wide_name server;
    NET_API_STATUS status;
    WCHAR **sites = NULL;
    ULONG count = 0;

    TRACE( "(%s, %p, %p)\n", debugstr_a(ServerName), EntryCount, SiteNames );

    if (EntryCount) *EntryCount = 0;
    if (SiteNames) *SiteNames = NULL;
    if (!EntryCount || !SiteNames || !widen( ServerName, &server )) return ERROR_INVALID_PARAMETER;
    status = get_covered_sites( server.name, &sites, &count );
    if (!(status = give_narrow_list( status, sites, count, SiteNames ))) *EntryCount = count;
    return status;
}

/* Defines the outputs of DsAddressToSiteNames...(). FALSE: an argument is missing, or there are too many addresses. */
static BOOL begin_address_to_site( DWORD count, const SOCKET_ADDRESS *addresses, void **sites, BOOL wants_subnets,
                                   void **subnets )
{
    if (sites) *sites = NULL;
    if (subnets) *subnets = NULL;
    return count && count <= MAX_SITE_ADDRESSES && addresses && sites && (subnets || !wants_subnets);
}

static NET_API_STATUS get_address_sites( const WCHAR *server, DWORD count, const SOCKET_ADDRESS *addresses, WCHAR ***sites,
                                         WCHAR ***subnets )
{
    struct netlogon netlogon;
    NET_API_STATUS status;

    if ((status = find_netlogon( server, &netlogon ))) return status;
    return end_netlogon( &netlogon, ask_address_sites( netlogon.server, addresses, count, sites, subnets ));
}

/************************************************************
 *                DsAddressToSiteNamesExW  (NETAPI32.@)
 *
 * Tells the sites and subnets that addresses belong to.
 *
 * PARAMS
 *  ComputerName    [I] A domain controller; NULL: one of this computer's domain.
 *  EntryCount      [I] How many addresses there are.
 *  SocketAddresses [I] The addresses, AF_INET or AF_INET6.
 *  SiteNames       [O] The name of each one's site, in one buffer, the caller's to free with NetApiBufferFree(); NULL on
 *                      failure. The name is NULL where the address is in no site, or is none.
 *  SubnetNames     [O] The name of each one's subnet, likewise. It is NULL where the site was found without a subnet, too.
 *
 * RETURNS
 *  ERROR_SUCCESS, RPC_S_SERVER_UNAVAILABLE (this computer is in no domain, and has no Netlogon service),
 *  ERROR_NO_LOGON_SERVERS (no controller of its domain answers), ERROR_INVALID_PARAMETER (no address, more than 32,000 of
 *  them, or an output is missing), ERROR_NOT_ENOUGH_MEMORY, what find_server() or locate_controller() does, or what
 *  ask_address_sites() does.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h; MS-NRPC 3.5.4.3.8 and 3.5.4.3.9.
 */
DWORD WINAPI DsAddressToSiteNamesExW( LPCWSTR ComputerName, DWORD EntryCount, PSOCKET_ADDRESS SocketAddresses,
                                      LPWSTR **SiteNames, LPWSTR **SubnetNames )
{
    TRACE( "(%s, %lu, %p, %p, %p)\n", debugstr_w(ComputerName), EntryCount, SocketAddresses, SiteNames, SubnetNames );

    if (!begin_address_to_site( EntryCount, SocketAddresses, (void **)SiteNames, TRUE, (void **)SubnetNames ))
        return ERROR_INVALID_PARAMETER;
    return get_address_sites( ComputerName, EntryCount, SocketAddresses, SiteNames, SubnetNames );
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
    WCHAR **sites = NULL, **subnets = NULL;
    struct wide_name computer;
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %p, %p)\n", debugstr_a(ComputerName), EntryCount, SocketAddresses, SiteNames, SubnetNames );

    if (!begin_address_to_site( EntryCount, SocketAddresses, (void **)SiteNames, TRUE, (void **)SubnetNames ) ||
        !widen( ComputerName, &computer )) return ERROR_INVALID_PARAMETER;
    status = get_address_sites( computer.name, EntryCount, SocketAddresses, &sites, &subnets );
    status = give_narrow_list( status, sites, EntryCount, SiteNames );
    if ((status = give_narrow_list( status, subnets, EntryCount, SubnetNames )))
    {
        NetApiBufferFree( *SiteNames );
        *SiteNames = NULL;
    }
    return status;
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
    return get_address_sites( ComputerName, EntryCount, SocketAddresses, SiteNames, NULL );
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
    NET_API_STATUS status;
    WCHAR **sites = NULL;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_a(ComputerName), EntryCount, SocketAddresses, SiteNames );

    if (!begin_address_to_site( EntryCount, SocketAddresses, (void **)SiteNames, FALSE, NULL ) ||
        !widen( ComputerName, &computer )) return ERROR_INVALID_PARAMETER;
    status = get_address_sites( computer.name, EntryCount, SocketAddresses, &sites, NULL );
    return give_narrow_list( status, sites, EntryCount, SiteNames );
}

/*
 * Trusts
 */

static NET_API_STATUS get_trusts( const WCHAR *server, ULONG flags, DS_DOMAIN_TRUSTSW **trusts, ULONG *count )
{
    struct netlogon netlogon;
    NET_API_STATUS status;

    if (flags & ~DS_DOMAIN_VALID_FLAGS) return ERROR_INVALID_FLAGS;
    if ((status = find_netlogon( server, &netlogon ))) return status;
    return end_netlogon( &netlogon, ask_trusts( netlogon.server, flags, trusts, count ));
}

/************************************************************
 *                DsEnumerateDomainTrustsW  (NETAPI32.@)
 *
 * Lists the domains that trust a computer's domain, or are trusted by it.
 *
 * PARAMS
 *  ServerName  [I] The computer; NULL: a controller of this one's domain.
 *  Flags       [I] Which ones, DS_DOMAIN_...: those that have one of the flags. 0: the server decides.
 *  Domains     [O] The domains, in one buffer, the caller's to free with NetApiBufferFree(); NULL on failure, and when there
 *                  are none.
 *  DomainCount [O] How many there are; 0 on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_INVALID_FLAGS, RPC_S_SERVER_UNAVAILABLE (this computer is in no domain, and has no Netlogon
 *  service), ERROR_NO_LOGON_SERVERS (no controller of its domain answers), ERROR_INVALID_PARAMETER (an output is missing),
 *  ERROR_NOT_ENOUGH_MEMORY, what find_server() or locate_controller() does, or what ask_trusts() does: of a server
 *  ERROR_NO_LOGON_SERVERS, ERROR_NO_TRUST_LSA_SECRET, ERROR_NO_TRUST_SAM_ACCOUNT, ERROR_INVALID_FLAGS, too.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h; MS-NRPC 3.5.4.7.1, which wants at least one flag. What Windows returns in a workgroup is from
 *  public reports. A domain's ParentIndex counts with DS_DOMAIN_IN_FOREST alone, and is 0 where it does not.
 */
DWORD WINAPI DsEnumerateDomainTrustsW( LPWSTR ServerName, ULONG Flags, PDS_DOMAIN_TRUSTSW *Domains, PULONG DomainCount )
{
    TRACE( "(%s, %#lx, %p, %p)\n", debugstr_w(ServerName), Flags, Domains, DomainCount );

    if (Domains) *Domains = NULL;
    if (DomainCount) *DomainCount = 0;
    return Domains && DomainCount ? get_trusts( ServerName, Flags, Domains, DomainCount ) : ERROR_INVALID_PARAMETER;
}

static DWORD get_sid_size( PSID sid )
{
    return sid ? GetLengthSid( sid ) : 0;
}

/* The structures, their SIDs, which have to be aligned, and then the strings. */
static NET_API_STATUS copy_trusts_to_ansi( const DS_DOMAIN_TRUSTSW *wide, ULONG count, DS_DOMAIN_TRUSTSA **trusts )
{
    DWORD i, sids = 0, size = 0;
    DS_DOMAIN_TRUSTSA *ansi;
    NET_API_STATUS status;
    BYTE *next_sid;
    char *next;

    if (!count) return NERR_Success;
    for (i = 0; i < count; i++)
    {
        sids += get_sid_size( wide[i].DomainSid );
        size += narrow_size( wide[i].NetbiosDomainName ) + narrow_size( wide[i].DnsDomainName );
    }
    if ((status = NetApiBufferAllocate( count * sizeof(*ansi) + sids + size, (void **)&ansi ))) return status;
    next_sid = (BYTE *)(ansi + count);
    next = (char *)next_sid + sids;
    for (i = 0; i < count; i++)
    {
        ansi[i].NetbiosDomainName = narrow( wide[i].NetbiosDomainName, &next, &size );
        ansi[i].DnsDomainName = narrow( wide[i].DnsDomainName, &next, &size );
        ansi[i].Flags = wide[i].Flags;
        ansi[i].ParentIndex = wide[i].ParentIndex;
        ansi[i].TrustType = wide[i].TrustType;
        ansi[i].TrustAttributes = wide[i].TrustAttributes;
        ansi[i].DomainSid = wide[i].DomainSid ? next_sid : NULL;
        ansi[i].DomainGuid = wide[i].DomainGuid;
        memcpy( next_sid, wide[i].DomainSid, get_sid_size( wide[i].DomainSid ) );
        next_sid += get_sid_size( wide[i].DomainSid );
    }
    *trusts = ansi;
    return NERR_Success;
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
    DS_DOMAIN_TRUSTSW *trusts = NULL;
    struct wide_name server;
    NET_API_STATUS status;
    ULONG count = 0;

    TRACE( "(%s, %#lx, %p, %p)\n", debugstr_a(ServerName), Flags, Domains, DomainCount );

    if (Domains) *Domains = NULL;
    if (DomainCount) *DomainCount = 0;
    if (!Domains || !DomainCount || !widen( ServerName, &server )) return ERROR_INVALID_PARAMETER;
    if ((status = get_trusts( server.name, Flags, &trusts, &count ))) return status;
    if (!(status = copy_trusts_to_ansi( trusts, count, Domains ))) *DomainCount = count;
    NetApiBufferFree( trusts );
    return status;
}

/************************************************************
 *                DsGetForestTrustInformationW  (NETAPI32.@)
 *
 * Tells which names a trusted forest claims.
 *
 * PARAMS
 *  ServerName        [I] A domain controller; NULL: one of this computer's domain.
 *  TrustedDomainName [I] The trusted domain; NULL is the server's own.
 *  Flags             [I] 0 or DS_GFTI_UPDATE_TDO, which wants a domain.
 *  ForestTrustInfo   [O] The names, in one buffer, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  ERROR_SUCCESS, RPC_S_SERVER_UNAVAILABLE (this computer is in no domain, and has no Netlogon service),
 *  ERROR_NO_LOGON_SERVERS (no controller of its domain answers), ERROR_INVALID_FLAGS, ERROR_INVALID_PARAMETER (no output, or
 *  no domain to update), ERROR_NO_SUCH_DOMAIN (a name that is too long to be one's), ERROR_NOT_ENOUGH_MEMORY, what
 *  find_server() or locate_controller() does, or what ask_forest_trust() does: of a server ERROR_NO_SUCH_DOMAIN,
 *  ERROR_ACCESS_DENIED, ERROR_NOT_FOUND (the domain's trust is none of a forest), ERROR_INVALID_FUNCTION (it is no
 *  controller), too.
 *
 * NOTES
 *  Microsoft Learn, dsgetdc.h; MS-NRPC 3.5.4.7.5.
 */
DWORD WINAPI DsGetForestTrustInformationW( LPCWSTR ServerName, LPCWSTR TrustedDomainName, DWORD Flags,
                                           PLSA_FOREST_TRUST_INFORMATION *ForestTrustInfo )
{
    struct netlogon netlogon;
    NET_API_STATUS status;

    TRACE( "(%s, %s, %#lx, %p)\n", debugstr_w(ServerName), debugstr_w(TrustedDomainName), Flags, ForestTrustInfo );

    if (!ForestTrustInfo) return ERROR_INVALID_PARAMETER;
    *ForestTrustInfo = NULL;
    if (Flags & ~DS_GFTI_VALID_FLAGS) return ERROR_INVALID_FLAGS;
    if (Flags & DS_GFTI_UPDATE_TDO && !TrustedDomainName) return ERROR_INVALID_PARAMETER;
    if (TrustedDomainName && is_longer_than( TrustedDomainName, MAX_DOMAIN_LENGTH )) return ERROR_NO_SUCH_DOMAIN;
    if ((status = find_netlogon( ServerName, &netlogon ))) return status;
    return end_netlogon( &netlogon, ask_forest_trust( netlogon.server, TrustedDomainName, Flags, ForestTrustInfo ));
}

/* The functions that return an NTSTATUS know the errors of the network by other numbers. */
static NTSTATUS get_nt_status( NET_API_STATUS status )
{
    switch (status)
    {
    case NERR_Success:                return STATUS_SUCCESS;
    case ERROR_ACCESS_DENIED:         return STATUS_ACCESS_DENIED;
    case ERROR_BAD_NETPATH:           return STATUS_BAD_NETWORK_PATH;
    case ERROR_INVALID_NAME:          return STATUS_OBJECT_NAME_INVALID;
    case ERROR_LOGON_FAILURE:         return STATUS_LOGON_FAILURE;
    case ERROR_NOT_ENOUGH_MEMORY:     return STATUS_NO_MEMORY;
    case ERROR_NOT_SUPPORTED:         return STATUS_NOT_SUPPORTED;
    case ERROR_NO_LOGON_SERVERS:      return STATUS_NO_LOGON_SERVERS;
    case ERROR_NO_TRUST_LSA_SECRET:   return STATUS_NO_TRUST_LSA_SECRET;
    case ERROR_NO_TRUST_SAM_ACCOUNT:  return STATUS_NO_TRUST_SAM_ACCOUNT;
    case RPC_S_CALL_FAILED:           return RPC_NT_CALL_FAILED;
    case RPC_S_SERVER_UNAVAILABLE:    return RPC_NT_SERVER_UNAVAILABLE;
    case RPC_X_BAD_STUB_DATA:         return RPC_NT_BAD_STUB_DATA;
    default:                          return STATUS_UNSUCCESSFUL;
    }
}

/************************************************************
 *                NetEnumerateTrustedDomains  (NETAPI32.@)
 *
 * Lists the domains that a computer's domain trusts.
 *
 * PARAMS
 *  ServerName  [I] The computer; NULL: a controller of this one's domain.
 *  DomainNames [O] The domains' NetBIOS names behind one another, then an empty one, the caller's to free with
 *                  NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  STATUS_SUCCESS, STATUS_INVALID_PARAMETER (no output), RPC_NT_SERVER_UNAVAILABLE (this computer is in no domain, and has
 *  no Netlogon service; or another one has none), STATUS_NO_LOGON_SERVERS (no controller of its domain answers),
 *  STATUS_OBJECT_NAME_INVALID (no name of a computer), STATUS_BAD_NETWORK_PATH, STATUS_LOGON_FAILURE, STATUS_ACCESS_DENIED,
 *  STATUS_NO_MEMORY, RPC_NT_CALL_FAILED, RPC_NT_BAD_STUB_DATA (an answer that is none), STATUS_UNSUCCESSFUL (another error of
 *  the network), or what the server returns.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h; MS-NRPC 3.5.4.7.3. What Windows returns in a workgroup is that of
 *  DsEnumerateDomainTrustsW().
 */
NTSTATUS WINAPI NetEnumerateTrustedDomains( LPWSTR ServerName, LPWSTR *DomainNames )
{
    NTSTATUS nt_status = STATUS_SUCCESS;
    struct netlogon netlogon;
    NET_API_STATUS status;

    TRACE( "(%s, %p)\n", debugstr_w(ServerName), DomainNames );

    if (!DomainNames) return STATUS_INVALID_PARAMETER;
    *DomainNames = NULL;
    if (!(status = find_netlogon( ServerName, &netlogon )))
        status = end_netlogon( &netlogon, ask_trusted_domains( netlogon.server, DomainNames, &nt_status ));
    if (status || !nt_status) return get_nt_status( status );
    /* The specification has errors of Windows' other kind; none of them is a success. */
    return nt_status < 0 ? nt_status : get_nt_status( nt_status );
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

/*
 * The service itself
 */

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
static BOOL wants_name( DWORD function )
{
    return function == NETLOGON_CONTROL_REDISCOVER || function == NETLOGON_CONTROL_TC_QUERY ||
           function == NETLOGON_CONTROL_TC_VERIFY || function == NETLOGON_CONTROL_CHANGE_PASSWORD ||
           function == NETLOGON_CONTROL_FIND_USER;
}

/* more characters than a domain's or a user's name has */
#define MAX_CONTROL_NAME  1024

/* What is sent: the name, the number, or nothing. FALSE: it is missing. */
static BOOL get_control_data( DWORD function, const BYTE *data, const void **sent )
{
    *sent = NULL;
    if (function == NETLOGON_CONTROL_SET_DBFLAG) *sent = data;
    else if (!wants_name( function )) return TRUE;
    else if (data && (*sent = *(WCHAR **)data) && is_longer_than( *sent, MAX_CONTROL_NAME )) return FALSE;
    return *sent != NULL;
}

/* what this computer says to it */
static NET_API_STATUS control_nobody( DWORD function, DWORD level )
{
    switch (function)
    {
    case NETLOGON_CONTROL_QUERY:
    case NETLOGON_CONTROL_REDISCOVER:
    case NETLOGON_CONTROL_TC_QUERY:
    case NETLOGON_CONTROL_FIND_USER:
    case NETLOGON_CONTROL_CHANGE_PASSWORD:
    case NETLOGON_CONTROL_TC_VERIFY:
    case NETLOGON_CONTROL_FORCE_DNS_REG:
    case NETLOGON_CONTROL_QUERY_DNS_REG:
        return is_query_level( function, level ) ? ERROR_SERVICE_NOT_ACTIVE : ERROR_INVALID_LEVEL;
    default:
        return ERROR_NOT_SUPPORTED;
    }
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
 *  Data         [I] The address of a domain's or a user's name, or of a number, where the function is about one.
 *  Buffer       [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_SERVICE_NOT_ACTIVE (this computer has no Netlogon service), ERROR_INVALID_PARAMETER (an argument is
 *  missing, or a name is too long to be one), ERROR_INVALID_LEVEL (for that function), ERROR_NOT_SUPPORTED (no function of a
 *  workstation's), ERROR_NOT_ENOUGH_MEMORY, what find_server() does, or for another computer what ask_logon_control() does:
 *  of a server ERROR_ACCESS_DENIED, ERROR_NO_LOGON_SERVERS, ERROR_NO_SUCH_DOMAIN, ERROR_INVALID_DOMAIN_ROLE,
 *  NERR_UserNotFound, too.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h; MS-NRPC 3.5.4.9.1.
 */
NET_API_STATUS WINAPI I_NetLogonControl2( LPCWSTR ServerName, DWORD FunctionCode, DWORD QueryLevel, LPBYTE Data,
                                          LPBYTE *Buffer )
{
    const WCHAR *other;
    NET_API_STATUS status;
    const void *sent;

    TRACE( "(%s, %lu, %lu, %p, %p)\n", debugstr_w(ServerName), FunctionCode, QueryLevel, Data, Buffer );

    if (!Buffer) return ERROR_INVALID_PARAMETER;
    *Buffer = NULL;
    if (!get_control_data( FunctionCode, Data, &sent )) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( ServerName, &other ))) return status;
    if (other) return ask_logon_control( other, FunctionCode, QueryLevel, sent, Buffer );
    return control_nobody( FunctionCode, QueryLevel );
}

/************************************************************
 *                I_NetLogonControl  (NETAPI32.@)
 *
 * I_NetLogonControl2() without data.
 *
 * PARAMS
 *  ServerName   [I] The computer; NULL is this one.
 *  FunctionCode [I] NETLOGON_CONTROL_..., of a function without data.
 *  QueryLevel   [I] 1.
 *  Buffer       [O] NETLOGON_INFO_1, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  What I_NetLogonControl2() does, ERROR_NOT_SUPPORTED at level 2, and ERROR_INVALID_LEVEL at any other.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h; MS-NRPC 3.5.4.9.3.
 */
NET_API_STATUS WINAPI I_NetLogonControl( LPCWSTR ServerName, DWORD FunctionCode, DWORD QueryLevel, LPBYTE *Buffer )
{
    const WCHAR *other;
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %lu, %p)\n", debugstr_w(ServerName), FunctionCode, QueryLevel, Buffer );

    if (!Buffer) return ERROR_INVALID_PARAMETER;
    *Buffer = NULL;
    if (wants_name( FunctionCode ) || FunctionCode == NETLOGON_CONTROL_SET_DBFLAG) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( ServerName, &other ))) return status;
    if (QueryLevel != 1) return QueryLevel == 2 ? ERROR_NOT_SUPPORTED : ERROR_INVALID_LEVEL;
    if (other) return ask_older_logon_control( other, FunctionCode, QueryLevel, Buffer );
    return control_nobody( FunctionCode, QueryLevel );
}

/* A member's time comes from its own domain. */
static NET_API_STATUS get_own_time_service( WCHAR **domain, BOOL *is_same_site )
{
    struct located_controller *controller;
    struct joined_domain joined;
    const WCHAR *site;

    if (get_joined_domain( &joined )) return RPC_S_SERVER_UNAVAILABLE;
    if (!find_own_controller( DS_PDC_REQUIRED, &controller ))
    {
        site = joined.site[0] ? joined.site : controller->client_site;
        *is_same_site = site[0] && is_same_name( site, controller->site );
    }
    NetApiBufferFree( controller );
    return pack_string( joined.name, domain );
}

/************************************************************
 *                NetLogonGetTimeServiceParentDomain  (NETAPI32.@)
 *
 * Tells the domain from whose controllers a computer takes its time.
 *
 * PARAMS
 *  ServerName  [I] The computer; NULL is this one.
 *  DomainName  [O] The domain's name, the caller's to free with NetApiBufferFree(); NULL on failure.
 *  PdcSameSite [O] Whether the computer's primary controller is in the computer's site; FALSE on failure.
 *
 * RETURNS
 *  NERR_Success, RPC_S_SERVER_UNAVAILABLE (this computer is in no domain, and has no Netlogon service),
 *  ERROR_INVALID_PARAMETER (an output is missing), ERROR_NOT_ENOUGH_MEMORY, what find_server() does, or for another computer
 *  what ask_time_service() does.
 *
 * NOTES
 *  MS-NRPC 3.5.4.8.2; Microsoft Learn has no page of it.
 */
NET_API_STATUS WINAPI NetLogonGetTimeServiceParentDomain( LPWSTR ServerName, LPWSTR *DomainName, BOOL *PdcSameSite )
{
    const WCHAR *other;
    NET_API_STATUS status;

    TRACE( "(%s, %p, %p)\n", debugstr_w(ServerName), DomainName, PdcSameSite );

    if (DomainName) *DomainName = NULL;
    if (PdcSameSite) *PdcSameSite = FALSE;
    if (!DomainName || !PdcSameSite) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( ServerName, &other ))) return status;
    if (other) return ask_time_service( other, DomainName, PdcSameSite );
    return get_own_time_service( DomainName, PdcSameSite );
}
