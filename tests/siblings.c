/*
 * The DLLs beside netapi32.dll in which Windows has its functions: the same functions by their names
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmaccess.h>
#include <lmserver.h>
#include <lmwksta.h>
#include <lmat.h>
#include <lmremutl.h>
#include <lmjoin.h>
#include <dsgetdc.h>
#include <dsrole.h>

#include "product.h"

/* tools/make-exports makes it from the .spec files; elsewhere there is none */
struct export
{
    const char *module, *name, *target;
};

static const struct export exports[] =
{
#ifdef __has_include
# if __has_include("exports.h")
#  include "exports.h"
# endif
#endif
    { NULL, NULL, NULL }
};

static const struct
{
    const WCHAR *dll;
    const char *name;       /* the module's name in exports.h */
}
siblings[] =
{
    { L"browcli.dll", "browcli" }, { L"dsrole.dll", "dsrole" }, { L"logoncli.dll", "logoncli" },
    { L"netutils.dll", "netutils" }, { L"samcli.dll", "samcli" }, { L"schedcli.dll", "schedcli" },
    { L"srvcli.dll", "srvcli" }, { L"wkscli.dll", "wkscli" },
};

/* Each name of the module is the function that netapi32.dll has by it. */
static void check_names( HMODULE module, const char *name )
{
    HMODULE netapi32 = GetModuleHandleW( L"netapi32.dll" );
    const struct export *export;
    unsigned int forwards = 0;
    void *here, *there;

    for (export = exports; export->module; export++)
    {
        if (strcmp( export->module, name )) continue;
        here = (void *)GetProcAddress( module, export->name );
        ok( here != NULL, "%s is not exported\n", export->name );
        there = (void *)GetProcAddress( netapi32, export->name );
        if (!strncmp( export->target, "netapi32.", 9 ))
        {
            forwards++;
            ok( there == here, "%s: got %p, netapi32.dll has %p\n", export->name, here, there );
        }
        else ok( !there, "netapi32.dll has %s\n", export->name );
    }
    ok( forwards >= 2 || !exports[0].module, "only %u names lead to netapi32.dll\n", forwards );
}

static void *find( HMODULE module, const char *name )
{
    void *proc = (void *)GetProcAddress( module, name );

    ok( proc != NULL, "%s is not exported\n", name );
    return proc;
}

/* one of each, called by its name there */
static void call_browcli( HMODULE module )
{
    NET_API_STATUS (WINAPI *pNetServerEnum)( const WCHAR *, DWORD, BYTE **, DWORD, DWORD *, DWORD *, DWORD, const WCHAR *,
                                             DWORD * ) = find( module, "NetServerEnum" );
    DWORD count = 0xdead, total = 0xdead;
    BYTE *buffer = NULL;
    NET_API_STATUS status;

    if (!pNetServerEnum) return;
    status = pNetServerEnum( NULL, 100, &buffer, MAX_PREFERRED_LENGTH, &count, &total, SV_TYPE_ALL, NULL, NULL );
    if (testing_ours()) ok( status != NERR_Success, "there is no list of servers, and NetServerEnum has one\n" );
    NetApiBufferFree( buffer );
}

static void call_dsrole( HMODULE module )
{
    DWORD (WINAPI *pDsRoleGetPrimaryDomainInformation)( const WCHAR *, DSROLE_PRIMARY_DOMAIN_INFO_LEVEL, BYTE ** ) =
        find( module, "DsRoleGetPrimaryDomainInformation" );
    void (WINAPI *pDsRoleFreeMemory)( void * ) = find( module, "DsRoleFreeMemory" );
    BYTE *buffer = NULL;
    DWORD status;

    if (!pDsRoleGetPrimaryDomainInformation || !pDsRoleFreeMemory) return;
    status = pDsRoleGetPrimaryDomainInformation( NULL, DsRolePrimaryDomainInfoBasic, &buffer );
    ok( status == ERROR_SUCCESS && buffer, "DsRoleGetPrimaryDomainInformation returned %lu, %p\n", status, buffer );
    pDsRoleFreeMemory( buffer );
}

static void call_logoncli( HMODULE module )
{
    DWORD (WINAPI *pDsGetDcNameW)( const WCHAR *, const WCHAR *, GUID *, const WCHAR *, ULONG, DOMAIN_CONTROLLER_INFOW ** ) =
        find( module, "DsGetDcNameW" );
    DOMAIN_CONTROLLER_INFOW *info = NULL;
    DWORD status;

    if (!pDsGetDcNameW) return;
    status = pDsGetDcNameW( NULL, NULL, NULL, NULL, 0, &info );
    ok( status == ERROR_NO_SUCH_DOMAIN || !status, "DsGetDcNameW returned %lu\n", status );
    NetApiBufferFree( info );
}

static void call_netutils( HMODULE module )
{
    NET_API_STATUS (WINAPI *pNetApiBufferFree)( void * ) = find( module, "NetApiBufferFree" );
    void *buffer = NULL;
    NET_API_STATUS status;

    if (!pNetApiBufferFree) return;
    status = NetApiBufferAllocate( 10, &buffer );
    ok( status == NERR_Success, "NetApiBufferAllocate returned %lu\n", status );
    status = pNetApiBufferFree( buffer );
    ok( status == NERR_Success, "NetApiBufferFree returned %lu\n", status );
}

static void call_samcli( HMODULE module )
{
    NET_API_STATUS (WINAPI *pNetUserGetInfo)( const WCHAR *, const WCHAR *, DWORD, BYTE ** ) = find( module, "NetUserGetInfo" );
    WCHAR name[UNLEN + 1];
    DWORD size = ARRAY_SIZE(name);
    BYTE *buffer = NULL;
    NET_API_STATUS status;

    GetUserNameW( name, &size );
    if (!pNetUserGetInfo) return;
    status = pNetUserGetInfo( NULL, name, 0, &buffer );
    ok( status == NERR_Success && buffer, "NetUserGetInfo returned %lu, %p\n", status, buffer );
    if (buffer) ok( !lstrcmpiW( ((USER_INFO_0 *)buffer)->usri0_name, name ), "got user %s\n",
                    wine_dbgstr_w( ((USER_INFO_0 *)buffer)->usri0_name ) );
    NetApiBufferFree( buffer );
}

static void call_schedcli( HMODULE module )
{
    NET_API_STATUS (WINAPI *pNetScheduleJobGetInfo)( const WCHAR *, DWORD, BYTE ** ) = find( module, "NetScheduleJobGetInfo" );
    BYTE *buffer = NULL;
    NET_API_STATUS status;

    if (!pNetScheduleJobGetInfo) return;
    status = pNetScheduleJobGetInfo( NULL, 0x7fffffff, &buffer );
    ok( status != NERR_Success, "there is a job of that number\n" );
}

static void call_srvcli( HMODULE module )
{
    NET_API_STATUS (WINAPI *pNetRemoteTOD)( const WCHAR *, BYTE ** ) = find( module, "NetRemoteTOD" );
    BYTE *buffer = NULL;
    NET_API_STATUS status;

    if (!pNetRemoteTOD) return;
    status = pNetRemoteTOD( NULL, &buffer );
    ok( status == NERR_Success && buffer, "NetRemoteTOD returned %lu, %p\n", status, buffer );
    NetApiBufferFree( buffer );
}

static void call_wkscli( HMODULE module )
{
    NET_API_STATUS (WINAPI *pNetGetJoinInformation)( const WCHAR *, WCHAR **, NETSETUP_JOIN_STATUS * ) =
        find( module, "NetGetJoinInformation" );
    NETSETUP_JOIN_STATUS join = NetSetupUnknownStatus;
    WCHAR *name = NULL;
    NET_API_STATUS status;

    if (!pNetGetJoinInformation) return;
    status = pNetGetJoinInformation( NULL, &name, &join );
    ok( status == NERR_Success && name, "NetGetJoinInformation returned %lu, %p\n", status, name );
    ok( join != NetSetupUnknownStatus, "got status %d\n", join );
    NetApiBufferFree( name );
}

static void (*const calls[])( HMODULE module ) =
{
    call_browcli, call_dsrole, call_logoncli, call_netutils, call_samcli, call_schedcli, call_srvcli, call_wkscli
};

START_TEST(siblings)
{
    unsigned int i;
    HMODULE module;

    C_ASSERT( ARRAY_SIZE(calls) == ARRAY_SIZE(siblings) );
    for (i = 0; i < ARRAY_SIZE(siblings); i++)
    {
        winetest_push_context( "%s", siblings[i].name );
        module = LoadLibraryW( siblings[i].dll );
        if (testing_ours()) ok( is_ours( module ), "it is not netapi32 for Wine's\n" );
        if (!module) win_skip( "there is none, error %lu\n", GetLastError() );
        /* Wine's own has stubs that end the program */
        else if (!testing_ours() && under_wine()) skip( "Wine's own is not called\n" );
        else
        {
            if (testing_ours()) check_names( module, siblings[i].name );
            calls[i]( module );
        }
        if (module) FreeLibrary( module );
        winetest_pop_context();
    }
}
