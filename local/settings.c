/*
 * The settings of other computers, in the registry
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
#include "winreg.h"
#include "lmcons.h"

#include "wine/debug.h"

#include "computer.h"
#include "settings.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * The settings: numbers in the registry, of a server in its own key, or for all; 0 is none. docs/remote.md has them.
 *   ConnectTimeout, CallTimeout, FunctionTimeout  milliseconds
 *   EndpointMapperPort           where servers have another than 135
 *   wkssvc, srvsvc, samr, lsarpc ports, for servers whose endpoint mapper cannot be asked
 * and strings, for all:
 *   LocalServer                  the server that is this computer's Server service, see docs/remote.md
 *   DnsServer, KdcAddress        who is asked for domain controllers and for tickets, see docs/domains.md
 */

#define SETTINGS_KEY  L"Software\\Wine\\NetApi32"

static BOOL open_settings( const WCHAR *server, HKEY *key )
{
    WCHAR path[ARRAYSIZE(SETTINGS_KEY L"\\Servers\\") + MAX_SERVER_NAME] = SETTINGS_KEY;

    if (server)
    {
        lstrcatW( path, L"\\Servers\\" );
        lstrcatW( path, server );
    }
    return !RegOpenKeyExW( HKEY_LOCAL_MACHINE, path, 0, KEY_QUERY_VALUE | KEY_WOW64_64KEY, key );
}

/* Whether a server has a key of its own. */
BOOL has_settings( const WCHAR *server )
{
    HKEY key;

    if (!open_settings( server, &key )) return FALSE;
    RegCloseKey( key );
    return TRUE;
}

static BOOL query_setting( const WCHAR *server, const WCHAR *name, DWORD *value )
{
    DWORD type, size = sizeof(*value);
    LSTATUS status;
    HKEY key;

    if (!open_settings( server, &key )) return FALSE;
    status = RegQueryValueExW( key, name, NULL, &type, (BYTE *)value, &size );
    RegCloseKey( key );
    return !status && type == REG_DWORD && size == sizeof(*value) && *value;
}

DWORD get_setting( const WCHAR *server, const WCHAR *name, DWORD standard )
{
    DWORD value;

    return query_setting( server, name, &value ) || query_setting( NULL, name, &value ) ? value : standard;
}

/************************************************************
 *                get_text_setting
 *
 * PARAMS
 *  name  [I] The setting, which is for all servers.
 *  text  [O] Its text; undefined on failure.
 *  count [I] Characters that there is room for, the end included.
 *
 * RETURNS
 *  TRUE: there is a text. FALSE: there is none, or it is empty, too long, no REG_SZ, or has an end in its midst.
 */
BOOL get_text_setting( const WCHAR *name, WCHAR *text, DWORD count )
{
    DWORD type, length, size = count * sizeof(*text);
    LSTATUS status;
    HKEY key;

    if (!open_settings( NULL, &key )) return FALSE;
    /* Nothing in the registry sees to the end, which counts as a character where it is there. */
    memset( text, 0, count * sizeof(*text) );
    status = RegQueryValueExW( key, name, NULL, &type, (BYTE *)text, &size );
    RegCloseKey( key );
    if (status == ERROR_FILE_NOT_FOUND) return FALSE;
    if (!status && type == REG_SZ && !(size % sizeof(*text)) && !text[count - 1])
    {
        length = lstrlenW( text );
        if (length && size / sizeof(*text) <= length + 1) return TRUE;
    }
    WARN( "%s: error %ld, type %lu, %lu bytes, which is no text\n", debugstr_w(name), status, type, size );
    return FALSE;
}
