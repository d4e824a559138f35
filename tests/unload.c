/*
 * Tests of a program that loads the module, uses it and unloads it, again and again
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmuse.h>

#include "held.h"
#include "product.h"
#include "hostile/rpcserver.h"

#define ADDRESS  L"127.0.0.19"
#define ROUNDS   200

/* A copy cannot be deleted while it is loaded: those that are left of earlier processes are. */
static void delete_copies( const WCHAR *folder )
{
    WCHAR path[MAX_PATH];
    WIN32_FIND_DATAW found;
    HANDLE find;

    wsprintfW( path, L"%snetapi32_copy_*.dll", folder );
    if ((find = FindFirstFileW( path, &found )) == INVALID_HANDLE_VALUE) return;
    do
    {
        wsprintfW( path, L"%s%s", folder, found.cFileName );
        DeleteFileW( path );
    }
    while (FindNextFileW( find, &found ));
    FindClose( find );
}

/* A copy under another name: this program itself imports the module, which stays because of that. */
static BOOL copy_module( WCHAR path[MAX_PATH] )
{
    WCHAR module[MAX_PATH], folder[MAX_PATH];

    if (path[0]) return TRUE;
    GetModuleFileNameW( GetModuleHandleW( L"netapi32.dll" ), module, MAX_PATH );
    GetTempPathW( MAX_PATH, folder );
    delete_copies( folder );
    wsprintfW( path, L"%snetapi32_copy_%u.dll", folder, GetCurrentProcessId() );
    return CopyFileW( module, path, FALSE );
}

static NET_API_STATUS ask_loaded( const WCHAR *path )
{
    NET_API_STATUS (WINAPI *get_info)( WCHAR *server, DWORD level, BYTE **buffer );
    NET_API_STATUS (WINAPI *free_buffer)( void *buffer );
    HMODULE module = LoadLibraryW( path );
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    ok( module != NULL, "the copy was not loaded, error %lu\n", GetLastError() );
    if (!module) return ~0u;
    get_info = (void *)GetProcAddress( module, "NetWkstaGetInfo" );
    free_buffer = (void *)GetProcAddress( module, "NetApiBufferFree" );
    status = get_info( (WCHAR *)ADDRESS, 100, &buffer );
    free_buffer( buffer );
    FreeLibrary( module );
    return status;
}

/* How many TLS indices are left is not told: the next one is the lowest that is free. */
static DWORD next_tls_index(void)
{
    DWORD index = TlsAlloc();

    TlsFree( index );
    return index;
}

START_TEST(unload)
{
    LONG handles, connections;
    struct rpc_server server;
    static WCHAR path[MAX_PATH];   /* A second run has the copy, which stays loaded. */
    NET_API_STATUS status;
    unsigned int i;
    DWORD index;

    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    if (!start_rpc_server( &server, ADDRESS, TIME_LIMIT )) return;
    if (copy_module( path ))
    {
        status = ask_loaded( path );
        ok( status == NERR_Success, "got status %lu\n", status );
        handles = count_handles();
        index = next_tls_index();
        connections = server.page->connections;
        for (i = 1; i < ROUNDS && !status; i++) status = ask_loaded( path );
        ok( i == ROUNDS, "round %u: got status %lu\n", i, status );
        ok( count_handles() <= handles + 2, "%ld handles more after %u rounds\n", count_handles() - handles, i );
        ok( next_tls_index() == index, "TLS index %lu is the next, after %lu before\n", next_tls_index(), index );
        ok( server.page->connections <= connections + 1, "%ld connections were made\n",
            server.page->connections - connections );
    }
    else skip( "the module could not be copied, error %lu\n", GetLastError() );
    stop_rpc_server( &server );
}
