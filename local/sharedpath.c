/*
 * How a Samba on this computer names its folders and files
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
#include "winnls.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "delay.h"
#include "sharedpath.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Samba tells programs of /srv/data as C:\srv\data, and shares /srv/data when it is told that. For programs in a prefix C:\ is
 * another folder. Wine knows both names of each.
 */

/* bytes of the longest that Linux takes, and its end; with more, looking for its drive takes long */
#define MAX_UNIX_NAME  4096

static char * (CDECL *pwine_get_unix_file_name)( const WCHAR *path );
static WCHAR * (CDECL *pwine_get_dos_file_name)( const char *path );

static BOOL load_wine(void)
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( wine_get_unix_file_name ),
        DELAYED_IMPORT( wine_get_dos_file_name ),
    };

    return load_imports( L"kernel32.dll", imports, ARRAYSIZE(imports) );
}

static BOOL is_absolute( const WCHAR *path )
{
    return ((path[0] >= 'A' && path[0] <= 'Z') || (path[0] >= 'a' && path[0] <= 'z')) && path[1] == ':' &&
           (path[2] == '\\' || path[2] == '/');
}

static BOOL is_directory( const WCHAR *path )
{
    DWORD attributes = GetFileAttributesW( path );

    return attributes != INVALID_FILE_ATTRIBUTES && attributes & FILE_ATTRIBUTE_DIRECTORY;
}

static NET_API_STATUS make_path( const char *unix_name, WCHAR **shared )
{
    int length = MultiByteToWideChar( CP_UTF8, MB_ERR_INVALID_CHARS, unix_name, -1, NULL, 0 );
    NET_API_STATUS status;
    WCHAR *p;

    /* Samba would take a backslash for the end of a name. */
    if (!length || unix_name[0] != '/' || strchr( unix_name, '\\' )) return ERROR_INVALID_NAME;
    if ((status = NetApiBufferAllocate( (2 + length) * sizeof(**shared), (void **)shared ))) return status;
    p = *shared;
    *p++ = 'C';
    *p++ = ':';
    MultiByteToWideChar( CP_UTF8, 0, unix_name, -1, p, length );
    for (; *p; p++) if (*p == '/') *p = '\\';
    return NERR_Success;
}

/************************************************************
 *                make_shared_path
 *
 * PARAMS
 *  path      [I] A path of this computer's, as programs have it.
 *  is_folder [I] Whether it has to be a folder that is there.
 *  shared    [O] The same as Samba has it, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_NAME (it does not begin with a drive and its root, or Samba could not take its name),
 *  NERR_UnknownDevDir (there is no such folder), ERROR_NOT_SUPPORTED (this is not Wine), or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS make_shared_path( const WCHAR *path, BOOL is_folder, WCHAR **shared )
{
    NET_API_STATUS status;
    char *unix_name;

    *shared = NULL;
    if (!is_absolute( path )) return ERROR_INVALID_NAME;
    if (is_folder && !is_directory( path )) return NERR_UnknownDevDir;
    if (!load_wine()) return ERROR_NOT_SUPPORTED;
    if (!(unix_name = pwine_get_unix_file_name( path ))) return NERR_UnknownDevDir;
    status = make_path( unix_name, shared );
    TRACE( "%s: %s, status %lu\n", debugstr_w(path), debugstr_w(*shared), status );
    HeapFree( GetProcessHeap(), 0, unix_name );
    return status;
}

/* What Samba told becomes what programs have, in its place: a drive's letter takes that of the Unix folder that it is, or more.
 * What is no path of Samba's, or has no drive, stays as it is. Without memory it fails. */
NET_API_STATUS localize_shared_path( WCHAR *path )
{
    int size, length = lstrlenW( path );
    NET_API_STATUS status;
    WCHAR *p, *local;
    char *unix_name, *c;

    if (!is_absolute( path ) || path[0] != 'C' || !load_wine()) return NERR_Success;
    size = WideCharToMultiByte( CP_UTF8, 0, path + 2, -1, NULL, 0, NULL, NULL );
    if (!size || size > MAX_UNIX_NAME) return NERR_Success;
    if ((status = NetApiBufferAllocate( size, (void **)&unix_name ))) return status;
    WideCharToMultiByte( CP_UTF8, 0, path + 2, -1, unix_name, size, NULL, NULL );
    for (c = unix_name; *c; c++) if (*c == '\\') *c = '/';
    if ((local = pwine_get_dos_file_name( unix_name )))
    {
        for (p = local; *p; p++) if (*p == '/') *p = '\\';
        if (is_absolute( local ) && p - local <= length) lstrcpyW( path, local );
        HeapFree( GetProcessHeap(), 0, local );
    }
    NetApiBufferFree( unix_name );
    return NERR_Success;
}
