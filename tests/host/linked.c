/*
 * A program that is linked to each module beside netapi32.dll, as .NET and installers are
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


/* It calls one function of each or more. Exit status: how many were answered wrongly. */

#include <stdarg.h>
#include <stdio.h>
#include <windows.h>
#include <lm.h>
#include <lmjoin.h>
#include <lmat.h>
#include <dsgetdc.h>
#include <dsrole.h>

static int failures;

static void expect( const char *module, const char *name, int right, DWORD status )
{
    printf( "%s.%s: %lu%s\n", module, name, status, right ? "" : ", which is wrong" );
    if (!right) failures++;
}

int wmain(void)
{
    BYTE *buffer = NULL, *user = NULL, *workstation = NULL, *now = NULL, *servers = NULL, *role = NULL, *job = NULL;
    DOMAIN_CONTROLLER_INFOW *controller = NULL;
    DWORD size = UNLEN + 1, count, total, status;
    WCHAR name[UNLEN + 1], *domain = NULL;
    NETSETUP_JOIN_STATUS join;

    GetUserNameW( name, &size );
    status = NetApiBufferAllocate( 16, (void **)&buffer );
    expect( "netutils", "NetApiBufferAllocate", !status && buffer, status );
    status = NetUserGetInfo( NULL, name, 1, &user );
    expect( "samcli", "NetUserGetInfo", !status && user, status );
    status = NetWkstaGetInfo( NULL, 100, &workstation );
    expect( "wkscli", "NetWkstaGetInfo", !status && workstation, status );
    status = NetGetJoinInformation( NULL, &domain, &join );
    expect( "wkscli", "NetGetJoinInformation", !status && domain && join != NetSetupUnknownStatus, status );
    status = NetRemoteTOD( NULL, &now );
    expect( "srvcli", "NetRemoteTOD", !status && now, status );
    status = DsGetDcNameW( NULL, NULL, NULL, NULL, 0, &controller );
    expect( "logoncli", "DsGetDcNameW", status ? status == ERROR_NO_SUCH_DOMAIN : controller != NULL, status );
    status = DsRoleGetPrimaryDomainInformation( NULL, DsRolePrimaryDomainInfoBasic, &role );
    expect( "dsrole", "DsRoleGetPrimaryDomainInformation", !status && role, status );
    status = NetServerEnum( NULL, 100, &servers, MAX_PREFERRED_LENGTH, &count, &total, SV_TYPE_ALL, NULL, NULL );
    expect( "browcli", "NetServerEnum", status != NERR_Success, status );
    status = NetScheduleJobGetInfo( NULL, 0x7fffffff, &job );
    expect( "schedcli", "NetScheduleJobGetInfo", status != NERR_Success, status );

    if (role) DsRoleFreeMemory( role );
    expect( "dsrole", "DsRoleFreeMemory", TRUE, 0 );
    status = NetApiBufferFree( buffer ) | NetApiBufferFree( user ) | NetApiBufferFree( workstation ) |
             NetApiBufferFree( domain ) | NetApiBufferFree( now ) | NetApiBufferFree( controller );
    expect( "netutils", "NetApiBufferFree", !status, status );
    return failures;
}
