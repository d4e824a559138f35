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
#include "lmapibuf.h"
#include "lmdfs.h"
#include "rpc.h"
#include "rpcndr.h"
#include "netdfs.h"

#include "wine/debug.h"

#include "pack.h"
#include "local/computer.h"
#include "locator/locator.h"
#include "servers/lanman.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Wine has no client of the distributed file system: its cache is empty. This computer has no namespace, nor the service
 * that would tell so. Of other computers the structures are told as they are sent.
 */

/* no record: they are copied alone, see pack_copies() */
#define DFS(kind, type, member) \
    { FIELD_##kind, MEMBER_SIZE( type, member ), offsetof( type, member ), 0, 0, 0, 0, NULL }
#define DFS_DESCRIPTOR(type) \
    { FIELD_DESCRIPTOR, MEMBER_SIZE( type, pSecurityDescriptor ), offsetof( type, pSecurityDescriptor ), 0, 0, 0, \
      offsetof( type, SdLengthReserved ), NULL }
#define DFS_STORAGE(type, items) \
    { FIELD_ARRAY, MEMBER_SIZE( type, Storage ), offsetof( type, Storage ), 0, 0, 0, offsetof( type, NumberOfStorages ), items }

static const struct field storage_fields[] =
{
    DFS( VALUE, DFS_STORAGE_INFO, State ),
    DFS( STRING, DFS_STORAGE_INFO, ServerName ),
    DFS( STRING, DFS_STORAGE_INFO, ShareName ),
};
static const struct level storage = LEVEL( 0, DFS_STORAGE_INFO, storage_fields );

static const struct field storage_fields_1[] =
{
    DFS( VALUE, DFS_STORAGE_INFO_1, State ),
    DFS( STRING, DFS_STORAGE_INFO_1, ServerName ),
    DFS( STRING, DFS_STORAGE_INFO_1, ShareName ),
    DFS( VALUE, DFS_STORAGE_INFO_1, TargetPriority ),
};
static const struct level storage_1 = LEVEL( 1, DFS_STORAGE_INFO_1, storage_fields_1 );

/* levels 2 to 6, 8 and 9 begin alike, and so do more of them */
#define DFS_FIELDS(n) \
    DFS( STRING, DFS_INFO_##n, EntryPath ), \
    DFS( STRING, DFS_INFO_##n, Comment ), \
    DFS( VALUE, DFS_INFO_##n, State ), \
    DFS( VALUE, DFS_INFO_##n, NumberOfStorages )
#define DFS_4_FIELDS(n) \
    DFS_FIELDS( n ), \
    DFS( VALUE, DFS_INFO_##n, Timeout ), \
    DFS( VALUE, DFS_INFO_##n, Guid )
#define DFS_5_FIELDS(n) \
    DFS_4_FIELDS( n ), \
    DFS( VALUE, DFS_INFO_##n, PropertyFlags ), \
    DFS( VALUE, DFS_INFO_##n, MetadataSize )
#define DFS_8_FIELDS(n) \
    DFS_5_FIELDS( n ), \
    DFS( VALUE, DFS_INFO_##n, SdLengthReserved ), \
    DFS_DESCRIPTOR( DFS_INFO_##n )

static const struct field fields_1[] = { DFS( STRING, DFS_INFO_1, EntryPath ) };
static const struct field fields_2[] = { DFS_FIELDS( 2 ) };
static const struct field fields_3[] = { DFS_FIELDS( 3 ), DFS_STORAGE( DFS_INFO_3, &storage ) };
static const struct field fields_4[] = { DFS_4_FIELDS( 4 ), DFS_STORAGE( DFS_INFO_4, &storage ) };
static const struct field fields_5[] = { DFS_5_FIELDS( 5 ) };
static const struct field fields_6[] = { DFS_5_FIELDS( 6 ), DFS_STORAGE( DFS_INFO_6, &storage_1 ) };
static const struct field fields_7[] = { WHOLE( DFS_INFO_7 ) };
static const struct field fields_8[] = { DFS_8_FIELDS( 8 ) };
static const struct field fields_9[] = { DFS_8_FIELDS( 9 ), DFS_STORAGE( DFS_INFO_9, &storage_1 ) };
static const struct field fields_50[] = { WHOLE( DFS_INFO_50 ) };
static const struct field fields_100[] = { DFS( STRING, DFS_INFO_100, Comment ) };
static const struct field fields_150[] = { DFS( VALUE, DFS_INFO_150, SdLengthReserved ), DFS_DESCRIPTOR( DFS_INFO_150 ) };
static const struct field fields_200[] = { DFS( STRING, DFS_INFO_200, FtDfsName ) };
static const struct field fields_300[] = { DFS( VALUE, DFS_INFO_300, Flags ), DFS( STRING, DFS_INFO_300, DfsName ) };

#define DFS_LEVEL(n)  LEVEL( n, DFS_INFO_##n, fields_##n )

/* levels that NetDfsGetClientInfo() has come first */
static const struct level info_levels[] =
{
    DFS_LEVEL( 1 ), DFS_LEVEL( 2 ), DFS_LEVEL( 3 ), DFS_LEVEL( 4 ), DFS_LEVEL( 5 ), DFS_LEVEL( 6 ), DFS_LEVEL( 7 ),
    DFS_LEVEL( 8 ), DFS_LEVEL( 9 ), DFS_LEVEL( 50 ), DFS_LEVEL( 100 ), DFS_LEVEL( 150 ),
};
#define CLIENT_LEVELS  4

static const struct level enum_levels[] =
{
    DFS_LEVEL( 1 ), DFS_LEVEL( 2 ), DFS_LEVEL( 3 ), DFS_LEVEL( 4 ), DFS_LEVEL( 5 ), DFS_LEVEL( 6 ), DFS_LEVEL( 8 ),
    DFS_LEVEL( 9 ), DFS_LEVEL( 200 ), DFS_LEVEL( 300 ),
};

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

/* Who serves a path, or is a server itself: another computer; nobody does on this one. */
static NET_API_STATUS find_dfs_server( const WCHAR *path, WCHAR name[MAX_SERVER_NAME], const WCHAR **other )
{
    NET_API_STATUS status;

    if (!get_server_part( path, name )) return ERROR_INVALID_NAME;
    if ((status = find_server( name, other ))) return status;
    return *other ? NERR_Success : RPC_S_SERVER_UNAVAILABLE;
}

/* characters of what Windows calls a long path */
#define MAX_DFS_PATH  32767

/* NULL, or what can be sent. A bad pointer faults here. */
static BOOL is_name( const WCHAR *name )
{
    return !name || !is_longer_than( name, MAX_DFS_PATH );
}

struct dfs_question
{
    struct lanman_question question;
    const WCHAR           *path;
    const WCHAR           *server;  /* of a target, and its share */
    const WCHAR           *share;
};

static DWORD ask_dfs_info( handle_t binding, struct lanman_question *question )
{
    const struct dfs_question *dfs = (const struct dfs_question *)question;

    return NetrDfsGetInfo( binding, dfs->path, dfs->server, dfs->share, question->level->number,
                           (DFS_INFO_STRUCT *)&question->array.structures );
}

static DWORD ask_dfs_list( handle_t binding, struct lanman_question *question )
{
    return NetrDfsEnumEx( binding, ((struct dfs_question *)question)->path, question->level->number, question->max_length,
                          (DFS_INFO_ENUM_STRUCT *)&question->list, question->resume );
}

/* What older servers have, as Samba: the one namespace that there is, or all. */
static DWORD ask_whole_dfs_list( handle_t binding, struct lanman_question *question )
{
    return NetrDfsEnum( binding, question->level->number, question->max_length, (DFS_INFO_ENUM_STRUCT *)&question->list,
                        question->resume );
}

/* The page has a program go on until ERROR_NO_MORE_ITEMS. A server that tells all at once may leave the resume handle alone:
 * then it is moved here, and where it stays another time there is no more. */
static NET_API_STATUS go_on( DWORD *resume, DWORD from, BYTE **buffer, DWORD *entries_read )
{
    if (*resume != from) return NERR_Success;
    if (!from)
    {
        *resume = *entries_read;
        return NERR_Success;
    }
    NetApiBufferFree( *buffer );
    *buffer = NULL;
    *entries_read = 0;
    return ERROR_NO_MORE_ITEMS;
}

static NET_API_STATUS enum_dfs( struct dfs_question *dfs, DWORD *resume, BYTE **buffer, DWORD *entries_read )
{
    DWORD from = resume ? *resume : 0, total;
    NET_API_STATUS status;

    dfs->question.ask = ask_dfs_list;
    status = ask_list( &dfs->question, resume, buffer, entries_read, &total );
    if (status == ERROR_NOT_SUPPORTED)
    {
        dfs->question.ask = ask_whole_dfs_list;
        status = ask_list( &dfs->question, resume, buffer, entries_read, &total );
    }
    if (!status && !*entries_read) status = ERROR_NO_MORE_ITEMS;
    return status || !resume ? status : go_on( resume, from, buffer, entries_read );
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
    TRACE( "(%s, %s, %s, %lu, %p)\n", debugstr_w(DfsEntryPath), debugstr_w(ServerName), debugstr_w(ShareName), Level,
           Buffer );

    if (Buffer) *Buffer = NULL;
    if (!Buffer || !DfsEntryPath) return ERROR_INVALID_PARAMETER;
    if (!find_level( info_levels, CLIENT_LEVELS, Level )) return ERROR_INVALID_LEVEL;
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
 *  Buffer       [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, RPC_S_SERVER_UNAVAILABLE (this computer has no such service), ERROR_INVALID_PARAMETER (the path or the output
 *  is missing, or a name is too long to be one), ERROR_INVALID_LEVEL, ERROR_INVALID_NAME (no path of that kind), what
 *  find_server() does, or what ask_info() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmdfs.h. The first part of the path is asked; a domain's name leads to one of its controllers.
 */
NET_API_STATUS WINAPI NetDfsGetInfo( LPWSTR DfsEntryPath, LPWSTR ServerName, LPWSTR ShareName, DWORD Level,
                                     LPBYTE *Buffer )
{
    struct dfs_question dfs = { .question = { .iface = &remote_netdfs, .ask = ask_dfs_info,
                                              .level = FIND_LEVEL( info_levels, Level ) },
                                .path = DfsEntryPath, .server = ServerName, .share = ShareName };
    WCHAR name[MAX_SERVER_NAME];
    NET_API_STATUS status;

    TRACE( "(%s, %s, %s, %lu, %p)\n", debugstr_w(DfsEntryPath), debugstr_w(ServerName), debugstr_w(ShareName), Level,
           Buffer );

    if (Buffer) *Buffer = NULL;
    if (!Buffer || !DfsEntryPath) return ERROR_INVALID_PARAMETER;
    if (!dfs.question.level) return ERROR_INVALID_LEVEL;
    if (!is_dfs_path( DfsEntryPath )) return ERROR_INVALID_NAME;
    if (!is_name( DfsEntryPath ) || !is_name( ServerName ) || !is_name( ShareName )) return ERROR_INVALID_PARAMETER;
    if ((status = find_dfs_server( DfsEntryPath, name, &dfs.question.server ))) return status;
    return ask_info( &dfs.question, Buffer );
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
 *  Buffer       [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on failure.
 *  EntriesRead  [O]   Number of the structures; 0 on failure.
 *  ResumeHandle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_MORE_ITEMS, RPC_S_SERVER_UNAVAILABLE (this computer has no such service), ERROR_NO_SUCH_DOMAIN,
 *  ERROR_NOT_SUPPORTED (a domain that there is: nobody asks it), ERROR_INVALID_PARAMETER (the name or an output is missing,
 *  or the name is too long to be one), ERROR_INVALID_LEVEL, ERROR_INVALID_NAME (no name of that kind),
 *  ERROR_NOT_ENOUGH_MEMORY, what find_server() does, or what ask_list() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmdfs.h. A server that has NetrDfsEnum() alone, as Samba, tells the links of all its namespaces.
 */
NET_API_STATUS WINAPI NetDfsEnum( LPWSTR DfsName, DWORD Level, DWORD PrefMaxLen, LPBYTE *Buffer, LPDWORD EntriesRead,
                                  LPDWORD ResumeHandle )
{
    struct dfs_question dfs = { .question = { .iface = &remote_netdfs, .level = FIND_LEVEL( enum_levels, Level ),
                                              .max_length = PrefMaxLen }, .path = DfsName };
    WCHAR name[MAX_SERVER_NAME];
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %lu, %p, %p, %p)\n", debugstr_w(DfsName), Level, PrefMaxLen, Buffer, EntriesRead, ResumeHandle );

    if (Buffer) *Buffer = NULL;
    if (EntriesRead) *EntriesRead = 0;
    if (!DfsName || !Buffer || !EntriesRead) return ERROR_INVALID_PARAMETER;
    if (!dfs.question.level) return ERROR_INVALID_LEVEL;
    if (Level == 200)
    {
        if (!get_server_part( DfsName, name )) return ERROR_INVALID_NAME;
        return (status = find_domain( name )) ? status : ERROR_NOT_SUPPORTED;
    }
    if (Level != 300 && !is_dfs_path( DfsName )) return ERROR_INVALID_NAME;
    if (!is_name( DfsName )) return ERROR_INVALID_PARAMETER;
    if ((status = find_dfs_server( DfsName, name, &dfs.question.server ))) return status;
    return enum_dfs( &dfs, ResumeHandle, Buffer, EntriesRead );
}
