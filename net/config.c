/*
 * NET CONFIG
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

#include "net.h"
#include <dsrole.h>

static struct
{
    const WCHAR *autodisconnect, *comment, *hidden;
} given;

static const struct option options[] =
{
    { L"autodisconnect", OPTION_VALUE, &given.autodisconnect },
    { L"srvcomment",     OPTION_VALUE, &given.comment },
    { L"hidden",         OPTION_VALUE, &given.hidden },
    { NULL, 0, NULL }
};

/* the name of Windows' edition */
static void put_version( unsigned int width, DWORD major, DWORD minor )
{
    WCHAR name[128];
    DWORD size = sizeof(name);

    if (RegGetValueW( HKEY_LOCAL_MACHINE, L"Software\\Microsoft\\Windows NT\\CurrentVersion", L"ProductName", RRF_RT_REG_SZ,
                      NULL, name, &size )) put( L"%-*sWindows %u.%u\n", width, L"Software version", major, minor );
    else put( L"%-*s%s\n", width, L"Software version", name );
}

static void put_workstation_transports( void )
{
    WKSTA_TRANSPORT_INFO_0 *transports = NULL;
    DWORD count = 0, total, resume = 0, i;

    put( L"\nWorkstation active on\n" );
    if (!NetWkstaTransportEnum( NULL, 0, (BYTE **)&transports, MAX_PREFERRED_LENGTH, &count, &total, &resume ))
        for (i = 0; transports && i < count; i++)
            put( L"\t%s (%s)\n", transports[i].wkti0_transport_name, transports[i].wkti0_transport_address );
    NetApiBufferFree( transports );
    put( L"\n" );
}

static int show_workstation( void )
{
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *role = NULL;
    WKSTA_USER_INFO_1 *user = NULL;
    WKSTA_INFO_502 *settings = NULL;
    WKSTA_INFO_100 *info = NULL;
    NET_API_STATUS status;
    WCHAR full[256];
    DWORD size = ARRAYSIZE(full);

    status = NetWkstaGetInfo( NULL, 100, (BYTE **)&info );
    if (!status) status = NetWkstaUserGetInfo( NULL, 1, (BYTE **)&user );
    if (!status)
    {
        if (!GetComputerNameExW( ComputerNameDnsFullyQualified, full, &size )) full[0] = 0;
        put( L"%-37s\\\\%s\n", L"Computer name", info->wki100_computername );
        put( L"%-37s%s\n", L"Full Computer name", full );
        put( L"%-37s%s\n", L"User name", user->wkui1_username );
        put_workstation_transports();
        put_version( 37, info->wki100_ver_major, info->wki100_ver_minor );
        put( L"\n%-37s%s\n", L"Workstation domain", info->wki100_langroup );
        if (!DsRoleGetPrimaryDomainInformation( NULL, DsRolePrimaryDomainInfoBasic, (BYTE **)&role ) && role->DomainNameDns)
            put( L"%-37s%s\n", L"Workstation Domain DNS Name", role->DomainNameDns );
        put( L"%-37s%s\n\n", L"Logon domain", user->wkui1_logon_domain );
        if (!NetWkstaGetInfo( NULL, 502, (BYTE **)&settings ))
        {
            put( L"%-37s%u\n", L"COM Open Timeout (sec)", settings->wki502_char_wait );
            put( L"%-37s%u\n", L"COM Send Count (byte)", settings->wki502_maximum_collection_count );
            put( L"%-37s%u\n", L"COM Send Timeout (msec)", settings->wki502_collection_time );
        }
    }
    if (role) DsRoleFreeMemory( role );
    NetApiBufferFree( info );
    NetApiBufferFree( user );
    NetApiBufferFree( settings );
    return status ? fail( status ) : done();
}

static void put_server_transports( void )
{
    SERVER_TRANSPORT_INFO_0 *transports = NULL;
    DWORD count = 0, total, resume = 0, i;

    put( L"Server is active on\n" );
    if (!NetServerTransportEnum( NULL, 0, (BYTE **)&transports, MAX_PREFERRED_LENGTH, &count, &total, &resume ))
        for (i = 0; transports && i < count; i++)
            put( L"\t%s (%s)\n", transports[i].svti0_transportname, transports[i].svti0_networkaddress );
    NetApiBufferFree( transports );
    put( L"\n" );
}

static int show_server( void )
{
    SERVER_INFO_502 *limits = NULL;
    SERVER_INFO_102 *info = NULL;
    NET_API_STATUS status = NetServerGetInfo( NULL, 102, (BYTE **)&info );

    if (status) return fail( status );
    put( L"%-38s\\\\%s\n", L"Server Name", info->sv102_name );
    put( L"%-38s%s\n\n", L"Server Comment", info->sv102_comment );
    put_version( 38, info->sv102_version_major & MAJOR_VERSION_MASK, info->sv102_version_minor );
    put_server_transports();
    put( L"\n%-38s%s\n", L"Server hidden", info->sv102_hidden ? L"Yes" : L"No" );
    if (info->sv102_users == MAXDWORD) put( L"%-38s%s\n", L"Maximum Logged On Users", L"No limit" );
    else put( L"%-38s%u\n", L"Maximum Logged On Users", info->sv102_users );
    if (!NetServerGetInfo( NULL, 502, (BYTE **)&limits ))
        put( L"%-38s%u\n", L"Maximum open files per session", limits->sv502_sessopens );
    if ((LONG)info->sv102_disc == (LONG)SV_NODISC) put( L"\n%-38s%s\n", L"Idle session time (min)", L"-1" );
    else put( L"\n%-38s%u\n", L"Idle session time (min)", info->sv102_disc );
    NetApiBufferFree( info );
    NetApiBufferFree( limits );
    return done();
}

static int set_server( DWORD minutes, BOOL hidden )
{
    SERVER_INFO_1005 comment = { (WCHAR *)given.comment };
    SERVER_INFO_1010 disconnect = { minutes };
    SERVER_INFO_1016 hide = { hidden };
    NET_API_STATUS status = NERR_Success;
    DWORD parm;

    if (given.comment) status = NetServerSetInfo( NULL, 1005, (BYTE *)&comment, &parm );
    if (!status && given.autodisconnect) status = NetServerSetInfo( NULL, 1010, (BYTE *)&disconnect, &parm );
    if (!status && given.hidden) status = NetServerSetInfo( NULL, 1016, (BYTE *)&hide, &parm );
    return status ? fail( status ) : done();
}

/* which of the two services answer */
static int list_services( void )
{
    SERVER_INFO_102 *server = NULL;
    WKSTA_INFO_100 *wksta = NULL;

    put( L"The following running services can be controlled:\n\n" );
    if (!NetServerGetInfo( NULL, 102, (BYTE **)&server )) put( L"   Server\n" );
    if (!NetWkstaGetInfo( NULL, 100, (BYTE **)&wksta )) put( L"   Workstation\n" );
    put( L"\n" );
    NetApiBufferFree( server );
    NetApiBufferFree( wksta );
    return done();
}

int net_config( int argc, WCHAR **argv )
{
    BOOL change, hidden = FALSE;
    DWORD minutes = 0;
    struct words words;

    if (!parse_options( argc, argv, options, &words ) || words.count > 1) return misused();
    change = given.autodisconnect || given.comment || given.hidden;
    if (given.hidden && !parse_yes_no( L"hidden", given.hidden, &hidden )) return misused();
    if (given.autodisconnect && !wcscmp( given.autodisconnect, L"-1" )) minutes = SV_NODISC;
    else if (given.autodisconnect && !parse_number( L"autodisconnect", given.autodisconnect, 0, 65535, &minutes ))
        return misused();
    if (!words.count) return change ? misused() : list_services();
    if (!_wcsicmp( words.words[0], L"server" ) || !_wcsicmp( words.words[0], L"srv" ))
        return change ? set_server( minutes, hidden ) : show_server();
    if (change || (_wcsicmp( words.words[0], L"workstation" ) && _wcsicmp( words.words[0], L"rdr" ) &&
                   _wcsicmp( words.words[0], L"redirector" ) && _wcsicmp( words.words[0], L"wksta" ))) return misused();
    return show_workstation();
}
