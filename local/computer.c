/*
 * This computer: its names, its version, and when it was started
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
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"

#include "wine/debug.h"

#include "address.h"
#include "computer.h"
#include "pack.h"
#include "settings.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

NTSTATUS WINAPI RtlGetVersion( OSVERSIONINFOEXW *version );

/* Names of computers and accounts alike are compared without regard to case, in any alphabet. */
BOOL is_same_name( const WCHAR *a, const WCHAR *b )
{
    return CompareStringOrdinal( a, -1, b, -1, TRUE ) == CSTR_EQUAL;
}

/* This computer's, which stay the same as long as it runs. To look them up for each call would be most of what a question
 * to another computer costs here. */
enum { NETBIOS_NAME, HOST_NAME, FULL_NAME, NAMES };
static const COMPUTER_NAME_FORMAT name_formats[NAMES] =
    { ComputerNameNetBIOS, ComputerNameDnsHostname, ComputerNameDnsFullyQualified };
static WCHAR names[NAMES][MAX_SERVER_NAME];
static DWORD name_errors[NAMES];

static BOOL CALLBACK read_names( INIT_ONCE *once, void *param, void **context )
{
    unsigned int i;
    DWORD size;

    (void)once, (void)param, (void)context;
    for (i = 0; i < NAMES; i++)
    {
        size = ARRAYSIZE(names[i]);
        if (GetComputerNameExW( name_formats[i], names[i], &size )) continue;
        names[i][0] = 0;
        name_errors[i] = GetLastError();
    }
    return TRUE;
}

static void know_names(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    InitOnceExecuteOnce( &once, read_names, NULL, NULL );
}

/* As DNS has it, a name may end in a dot; the dot alone is what Windows' own programs call this computer. */
static NET_API_STATUS is_this_computer( const WCHAR *name, BOOL *is_own )
{
    WCHAR undotted[MAX_SERVER_NAME];
    unsigned int i, length = lstrlenW( name );

    *is_own = TRUE;
    if (is_same_name( name, L"." )) return NERR_Success;
    memcpy( undotted, name, (length + 1) * sizeof(WCHAR) );
    if (undotted[length - 1] == '.') undotted[length - 1] = 0;

    know_names();
    if (is_same_name( undotted, L"localhost" )) return NERR_Success;
    for (i = 0; i < NAMES; i++)
        if (names[i][0] && is_same_name( undotted, names[i] )) return NERR_Success;
    return find_own_address( name, is_own );
}

/* Microsoft Learn, NetUserGetGroups: no blanks in front or behind, no illegal characters. Those of an IPv6 address are
 * legal. */
static BOOL is_server_name( const WCHAR *name )
{
    const WCHAR *p;

    if (!name[0] || name[0] == ' ' || is_longer_than( name, MAX_SERVER_NAME - 1 )) return FALSE;
    for (p = name; *p; p++) if (*p < ' ' || wcschr( L"\\/*?\"<>|", *p )) return FALSE;
    return p[-1] != ' ';
}

/************************************************************
 *                find_server
 *
 * Tells which computer a server name names.
 *
 * PARAMS
 *  server [I] NULL, an empty string, or a name with or without two backslashes in front.
 *  other  [O] NULL for this computer; the name of another one without the backslashes, a part of "server".
 *             NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_NAME for what cannot be a name, or ERROR_NOT_ENOUGH_MEMORY.
 *
 * NOTES
 *  A name or an address of this computer that the user has given settings of its own, such as a port, is meant
 *  for the server that runs here: it counts as another one's.
 */
NET_API_STATUS find_server( const WCHAR *server, const WCHAR **other )
{
    NET_API_STATUS status;
    BOOL is_own;

    *other = NULL;
    if (!server || !server[0]) return NERR_Success;

    if (server[0] == '\\')
    {
        if (server[1] != '\\') return ERROR_INVALID_NAME;
        server += 2;
    }
    if (!is_server_name( server )) return ERROR_INVALID_NAME;

    if ((status = is_this_computer( server, &is_own ))) return status;
    if (!is_own || has_settings( server )) *other = server;
    return NERR_Success;
}

/* For a function that no other computer is asked for: ERROR_BAD_NETPATH where the name is another's. */
NET_API_STATUS check_server( const WCHAR *server )
{
    const WCHAR *other;
    NET_API_STATUS status = find_server( server, &other );

    return !status && other ? ERROR_BAD_NETPATH : status;
}

/************************************************************
 *                get_local_server
 *
 * Tells the server that the user has set for this computer's Server service.
 *
 * PARAMS
 *  server [O] Its name, without backslashes; undefined on failure.
 *
 * RETURNS
 *  FALSE: none is set, or what cannot be a name.
 *
 * NOTES
 *  It is read at each call. Whatever it names is reached as another computer is, be it this computer's own name or
 *  address: so it leads to a server, and never back here.
 */
BOOL get_local_server( WCHAR server[MAX_SERVER_NAME] )
{
    WCHAR text[2 + MAX_SERVER_NAME];
    const WCHAR *name = text;

    if (!get_text_setting( L"LocalServer", text, ARRAYSIZE(text) )) return FALSE;
    if (text[0] == '\\' && text[1] == '\\') name += 2;
    if (!is_server_name( name ))
    {
        WARN( "%s is no name of a server\n", debugstr_w(text) );
        return FALSE;
    }
    lstrcpyW( server, name );
    return TRUE;
}

/* The NetBIOS name. */
NET_API_STATUS get_computer_name( WCHAR name[MAX_COMPUTERNAME_LENGTH + 1] )
{
    know_names();
    lstrcpynW( name, names[NETBIOS_NAME], MAX_COMPUTERNAME_LENGTH + 1 );
    return name_errors[NETBIOS_NAME];
}

/* The computer's own version: GetVersionExW() gives a program the one it was made for. */
void get_version( OSVERSIONINFOEXW *version )
{
    memset( version, 0, sizeof(*version) );
    version->dwOSVersionInfoSize = sizeof(*version);
    RtlGetVersion( version );
}

static BOOL CALLBACK read_boot_time( INIT_ONCE *once, void *param, void **context )
{
    ULONGLONG *boot = param, up = GetTickCount64() * 10000;
    FILETIME now;

    (void)once, (void)context;
    GetSystemTimeAsFileTime( &now );
    *boot = ((ULONGLONG)now.dwHighDateTime << 32 | now.dwLowDateTime) - up;
    return TRUE;
}

/* When this computer was started, in 100 ns since 1601: as GetTickCount() has it, which programs take for that. The
 * time that Wine's ntdll tells is when the wineserver was. It stays the same when somebody sets the clock. */
ULONGLONG get_boot_time(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
    static ULONGLONG boot;

    InitOnceExecuteOnce( &once, read_boot_time, &boot, NULL );
    return boot;
}
