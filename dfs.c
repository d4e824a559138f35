/*
 * The distributed file system
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
#include "lmdfs.h"

#include "wine/debug.h"

#include "pack.h"
#include "local/computer.h"
#include "servers/dns.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Wine has no client of the distributed file system: its cache is empty. This computer has no namespace, nor the service
 * that would tell so.
 */

static BOOL is_any_of( DWORD level, const WORD *levels, unsigned int count )
{
    unsigned int i;

    for (i = 0; i < count; i++) if (levels[i] == level) return TRUE;
    return FALSE;
}

/* The first part of a path, with or without two backslashes in front: the server's name, or the domain's. */
static BOOL get_server_part( const WCHAR *path, WCHAR name[MAX_SERVER_NAME] )
{
    unsigned int i;

    if (path[0] == '\\' && path[1] == '\\') path += 2;
    for (i = 0; path[i] && path[i] != '\\'; i++)
    {
        if (i == MAX_SERVER_NAME - 1) return FALSE;
        name[i] = path[i];
    }
    name[i] = 0;
    return i != 0;
}

/* a root or a link: \\server\namespace\link */
static BOOL is_dfs_path( const WCHAR *path )
{
    WCHAR name[MAX_SERVER_NAME];
    const WCHAR *share;

    if (!path || !get_server_part( path, name )) return FALSE;
    if (path[0] == '\\' && path[1] == '\\') path += 2;
    share = wcschr( path, '\\' );
    return share && share[1] && share[1] != '\\';
}

/* Who serves a path, or is a server itself: nobody does on this computer. */
static NET_API_STATUS ask_dfs_server( const WCHAR *path )
{
    WCHAR name[MAX_SERVER_NAME];
    NET_API_STATUS status;

    if (!get_server_part( path, name )) return ERROR_INVALID_NAME;
    return (status = check_server( name )) ? status : RPC_S_SERVER_UNAVAILABLE;
}

/************************************************************
 *                NetDfsGetClientInfo  (NETAPI32.@)
 *
 * Tells what the client has in its cache about a root or a link.
 *
 * PARAMS
 *  DfsEntryPath [I] Its path, \\server\namespace or \\server\namespace\link.
 *  ServerName   [I] The server of one of its targets; NULL is allowed.
 *  ShareName    [I] The share of that target; NULL is allowed.
 *  Level        [I] 1 to 4: the number of the DFS_INFO structure.
 *  Buffer       [O] NULL.
 *
 * RETURNS
 *  NERR_DfsNoSuchVolume (the cache is empty), ERROR_INVALID_PARAMETER (the path or the output is missing),
 *  ERROR_INVALID_LEVEL, ERROR_INVALID_NAME (no path of that kind).
 *
 * NOTES
 *  Microsoft Learn, lmdfs.h. That Windows says NERR_DfsNoSuchVolume is from public reports.
 */
NET_API_STATUS WINAPI NetDfsGetClientInfo( LPWSTR DfsEntryPath, LPWSTR ServerName, LPWSTR ShareName, DWORD Level,
                                           LPBYTE *Buffer )
{
    static const WORD levels[] = { 1, 2, 3, 4 };

    TRACE( "(%s, %s, %s, %lu, %p)\n", debugstr_w(DfsEntryPath), debugstr_w(ServerName), debugstr_w(ShareName), Level,
           Buffer );

    if (Buffer) *Buffer = NULL;
    if (!Buffer || !DfsEntryPath) return ERROR_INVALID_PARAMETER;
    if (!is_any_of( Level, levels, ARRAYSIZE(levels) )) return ERROR_INVALID_LEVEL;
    return is_dfs_path( DfsEntryPath ) ? NERR_DfsNoSuchVolume : ERROR_INVALID_NAME;
}

/************************************************************
 *                NetDfsGetInfo  (NETAPI32.@)
 *
 * Tells about a root or a link, as its server knows it.
 *
 * PARAMS
 *  DfsEntryPath [I] Its path, \\server\namespace or \\server\namespace\link.
 *  ServerName   [I] The server of one of its targets; NULL is allowed.
 *  ShareName    [I] The share of that target; NULL is allowed.
 *  Level        [I] 1 to 9, 50, 100 or 150: the number of the DFS_INFO structure.
 *  Buffer       [O] NULL.
 *
 * RETURNS
 *  RPC_S_SERVER_UNAVAILABLE (this computer has no such service), ERROR_INVALID_PARAMETER (the path or the output is
 *  missing), ERROR_INVALID_LEVEL, ERROR_INVALID_NAME (no path of that kind), or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmdfs.h.
 */
NET_API_STATUS WINAPI NetDfsGetInfo( LPWSTR DfsEntryPath, LPWSTR ServerName, LPWSTR ShareName, DWORD Level,
                                     LPBYTE *Buffer )
{
    static const WORD levels[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 100, 150 };

    TRACE( "(%s, %s, %s, %lu, %p)\n", debugstr_w(DfsEntryPath), debugstr_w(ServerName), debugstr_w(ShareName), Level,
           Buffer );

    if (Buffer) *Buffer = NULL;
    if (!Buffer || !DfsEntryPath) return ERROR_INVALID_PARAMETER;
    if (!is_any_of( Level, levels, ARRAYSIZE(levels) )) return ERROR_INVALID_LEVEL;
    return is_dfs_path( DfsEntryPath ) ? ask_dfs_server( DfsEntryPath ) : ERROR_INVALID_NAME;
}

/************************************************************
 *                NetDfsEnum  (NETAPI32.@)
 *
 * Lists the namespaces of a server or a domain, or the links of a namespace.
 *
 * PARAMS
 *  DfsName      [I]   The path of the namespace; at level 200 a domain, at level 300 a server.
 *  Level        [I]   1 to 6, 8, 9, 200 or 300: the number of the DFS_INFO structure.
 *  PrefMaxLen   [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  Buffer       [O]   NULL.
 *  EntriesRead  [O]   0.
 *  ResumeHandle [I/O] 0 for the first call. It is left alone; NULL is allowed.
 *
 * RETURNS
 *  RPC_S_SERVER_UNAVAILABLE (this computer has no such service), ERROR_NO_SUCH_DOMAIN, ERROR_NOT_SUPPORTED (a domain
 *  that there is: nobody asks it), ERROR_INVALID_PARAMETER (the name or an output is missing), ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_NAME (no name of that kind), ERROR_NOT_ENOUGH_MEMORY, or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmdfs.h.
 */
NET_API_STATUS WINAPI NetDfsEnum( LPWSTR DfsName, DWORD Level, DWORD PrefMaxLen, LPBYTE *Buffer, LPDWORD EntriesRead,
                                  LPDWORD ResumeHandle )
{
    static const WORD levels[] = { 1, 2, 3, 4, 5, 6, 8, 9, 200, 300 };
    WCHAR domain[MAX_SERVER_NAME];
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %lu, %p, %p, %p)\n", debugstr_w(DfsName), Level, PrefMaxLen, Buffer, EntriesRead, ResumeHandle );

    if (Buffer) *Buffer = NULL;
    if (EntriesRead) *EntriesRead = 0;
    if (!DfsName || !Buffer || !EntriesRead) return ERROR_INVALID_PARAMETER;
    if (!is_any_of( Level, levels, ARRAYSIZE(levels) )) return ERROR_INVALID_LEVEL;
    if (Level == 300) return ask_dfs_server( DfsName );
    if (Level != 200) return is_dfs_path( DfsName ) ? ask_dfs_server( DfsName ) : ERROR_INVALID_NAME;
    if (!get_server_part( DfsName, domain )) return ERROR_INVALID_NAME;
    return (status = find_domain( domain )) ? status : ERROR_NOT_SUPPORTED;
}
