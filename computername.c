/*
 * Names of computers, workgroups and domains
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

#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmjoin.h"
#include "windns.h"

#include "wine/debug.h"

#include "computername.h"
#include "delay.h"
#include "pack.h"
#include "local/computer.h"
#include "locator/locator.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* What a computer, a workgroup or a domain can be called: Microsoft Learn, "Naming conventions in Active Directory for
 * computers, domains, sites, and OUs". */
BOOL is_netbios_name( const WCHAR *name )
{
    const WCHAR *p;

    if (!name[0] || name[0] == '.' || is_longer_than( name, MAX_COMPUTERNAME_LENGTH )) return FALSE;
    for (p = name; *p; p++) if (*p < ' ' || wcschr( L"\\/:*?\"<>|", *p )) return FALSE;
    return TRUE;
}

/* By the rules of Wine's DNS client, which are those of Windows' one. */
static NET_API_STATUS check_dns_name( const WCHAR *name, DNS_NAME_FORMAT format, NET_API_STATUS invalid )
{
    static DNS_STATUS (WINAPI *pDnsValidateName_W)( const WCHAR *name, DNS_NAME_FORMAT format );
    static const struct delayed_import imports[] = { DELAYED_IMPORT( DnsValidateName_W ) };
    DNS_STATUS status;

    if (!load_imports( L"dnsapi.dll", imports, ARRAYSIZE(imports) )) return ERROR_NOT_SUPPORTED;
    switch ((status = pDnsValidateName_W( name, format )))
    {
    case ERROR_SUCCESS:
    case DNS_ERROR_NON_RFC_NAME:
    case DNS_ERROR_INVALID_NAME_CHAR:   return status;
    default:                            return invalid;
    }
}

/* A NetBIOS name or a DNS name: whether there is such a domain only DNS is asked. */
static NET_API_STATUS check_domain_name( const WCHAR *name )
{
    NET_API_STATUS status;

    if (is_netbios_name( name )) return NERR_Success;
    status = check_dns_name( name, DnsNameDomain, ERROR_INVALID_DOMAINNAME );
    return status == DNS_ERROR_NON_RFC_NAME ? NERR_Success : status;
}

static NET_API_STATUS validate_name( const WCHAR *name, NETSETUP_NAME_TYPE type )
{
    NET_API_STATUS status;

    switch (type)
    {
    case NetSetupMachine:
        return is_netbios_name( name ) ? NERR_Success : ERROR_INVALID_COMPUTERNAME;
    case NetSetupWorkgroup:
        return is_netbios_name( name ) ? NERR_Success : NERR_InvalidWorkgroupName;
    case NetSetupDomain:
        return check_domain_name( name ) ? ERROR_NO_SUCH_DOMAIN : find_domain( name );
    case NetSetupNonExistentDomain:
        if ((status = check_domain_name( name ))) return status;
        if (!(status = find_domain( name ))) return ERROR_DUP_NAME;
        return status == ERROR_NO_SUCH_DOMAIN ? NERR_Success : status;
    case NetSetupDnsMachine:
        return check_dns_name( name, DnsNameHostnameFull, NERR_InvalidComputer );
    default:
        return ERROR_INVALID_PARAMETER;
    }
}

/************************************************************
 *                NetValidateName  (NETAPI32.@)
 *
 * Checks a name.
 *
 * PARAMS
 *  lpServer   [I] The computer that checks it; NULL is this one.
 *  lpName     [I] The name.
 *  lpAccount  [I] The user as whom a domain is asked. It is not used: DNS is asked, and no domain.
 *  lpPassword [I] That user's password. It is not used.
 *  NameType   [I] What it is a name of: NetSetupMachine, NetSetupWorkgroup, NetSetupDomain (there is such a domain),
 *                 NetSetupNonExistentDomain (there is none) or NetSetupDnsMachine.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no name, or an unknown type), ERROR_INVALID_COMPUTERNAME,
 *  NERR_InvalidWorkgroupName, ERROR_NO_SUCH_DOMAIN, ERROR_DUP_NAME (there is such a domain),
 *  ERROR_INVALID_DOMAINNAME; NERR_InvalidComputer, DNS_ERROR_INVALID_NAME_CHAR, DNS_ERROR_NON_RFC_NAME (of a DNS name),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_NOT_SUPPORTED (Wine's dnsapi.dll is missing), or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h. Nobody else on the network is asked whether a computer's name is in use.
 */
NET_API_STATUS WINAPI NetValidateName( LPCWSTR lpServer, LPCWSTR lpName, LPCWSTR lpAccount, LPCWSTR lpPassword,
                                       NETSETUP_NAME_TYPE NameType )
{
    NET_API_STATUS status;

    TRACE( "(%s, %s, %s, %p, %u)\n", debugstr_w(lpServer), debugstr_w(lpName), debugstr_w(lpAccount), lpPassword,
           NameType );

    if (!lpName) return ERROR_INVALID_PARAMETER;
    return (status = check_server( lpServer )) ? status : validate_name( lpName, NameType );
}

/* an array of strings, for pack_enum() */
struct name
{
    const WCHAR *name;
};

static const struct field name_fields[] = { FIELD( STRING, struct name, name, struct name, name ) };
static const struct level name_level = LEVEL( 0, struct name, name_fields );

/************************************************************
 *                NetEnumerateComputerNames  (NETAPI32.@)
 *
 * Lists the names of a computer.
 *
 * PARAMS
 *  Server        [I] The computer; NULL is this one.
 *  NameType      [I] NetPrimaryComputerName, NetAlternateComputerNames or NetAllComputerNames.
 *  Reserved      [I] 0.
 *  EntryCount    [O] How many there are; 0 on failure.
 *  ComputerNames [O] An array of them, the caller's to free with NetApiBufferFree(); NULL for none, and on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (an output is missing, something is reserved, or an unknown type),
 *  ERROR_NOT_ENOUGH_MEMORY, or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmjoin.h. The primary name is the DNS name, as far as it is known. Wine has no alternate names.
 */
NET_API_STATUS WINAPI NetEnumerateComputerNames( LPCWSTR Server, NET_COMPUTER_NAME_TYPE NameType, ULONG Reserved,
                                                 PDWORD EntryCount, LPWSTR **ComputerNames )
{
    WCHAR text[MAX_SERVER_NAME];
    struct name name = { text };
    DWORD size = ARRAYSIZE(text);
    NET_API_STATUS status;

    TRACE( "(%s, %u, %lu, %p, %p)\n", debugstr_w(Server), NameType, Reserved, EntryCount, ComputerNames );

    if (EntryCount) *EntryCount = 0;
    if (ComputerNames) *ComputerNames = NULL;
    if (!EntryCount || !ComputerNames || Reserved || (DWORD)NameType >= NetComputerNameTypeMax)
        return ERROR_INVALID_PARAMETER;
    if ((status = check_server( Server ))) return status;
    if (NameType == NetAlternateComputerNames) return NERR_Success;
    if (!GetComputerNameExW( ComputerNameDnsFullyQualified, text, &size )) return GetLastError();
    if (!(status = pack_info( &name_level, &name, (BYTE **)ComputerNames ))) *EntryCount = 1;
    return status;
}
