/*
 * Which computer is asked
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

/* of this computer, without backslashes */
const WCHAR *computer_name( void )
{
    static WCHAR name[256];
    DWORD size = ARRAYSIZE(name);

    if (!name[0] && !GetComputerNameExW( ComputerNameNetBIOS, name, &size )) name[0] = 0;
    return name;
}

/* whether this computer is a domain controller */
BOOL is_controller( void )
{
    SERVER_INFO_101 *info = NULL;
    BOOL controller;

    if (NetServerGetInfo( NULL, 101, (BYTE **)&info )) return FALSE;
    controller = (info->sv101_type & (SV_TYPE_DOMAIN_CTRL | SV_TYPE_DOMAIN_BAKCTRL)) != 0;
    NetApiBufferFree( info );
    return controller;
}

static BOOL is_administrator( void )
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof(sid);
    BOOL member;

    return CreateWellKnownSid( WinBuiltinAdministratorsSid, NULL, sid, &size ) && CheckTokenMembership( NULL, sid, &member ) &&
           member;
}

/*
 * What a list of sessions or files comes to where there is no Server service to ask: nobody has any. Batch files ask for such a
 * list to learn whether they have the rights of an administrator, so who does not is refused.
 */
NET_API_STATUS without_server( NET_API_STATUS status )
{
    if (status != NERR_ServerNotStarted) return status;
    return is_administrator() ? NERR_Success : ERROR_ACCESS_DENIED;
}

static void set_place( struct place *place, const WCHAR *name, BOOL local )
{
    size_t length;

    while (*name == '\\') name++;
    for (length = 0; name[length] && length < ARRAYSIZE(place->name) - 3; length++) {}
    wcscpy( place->name, L"\\\\" );
    memcpy( place->name + 2, name, length * sizeof(*name) );
    place->name[2 + length] = 0;
    place->computer = place->name + 2;
    place->server = local ? NULL : place->name;
}

/*
 * A controller of a domain, empty for that of this computer, that has what the flags of DsGetDcName() want. Returns a status; what
 * was found is the caller's to free with NetApiBufferFree(), NULL on failure.
 */
DWORD find_controller( const WCHAR *domain, ULONG flags, struct place *place, DOMAIN_CONTROLLER_INFOW **found )
{
    DWORD status;

    *found = NULL;
    status = DsGetDcNameW( NULL, *domain ? domain : NULL, NULL, NULL, flags, found );
    if (!status && (!*found || !(*found)->DomainControllerName)) status = ERROR_NO_SUCH_DOMAIN;
    if (!status)
    {
        set_place( place, (*found)->DomainControllerName, FALSE );
        return NERR_Success;
    }
    if (*found) NetApiBufferFree( *found );
    *found = NULL;
    return status;
}

/*
 * Where accounts are: on this computer, or where /domain is given ('domain' is not NULL, and empty for the domain of this
 * computer) at a controller of the domain, which is said. FALSE when there is none, which has been said.
 */
BOOL find_place( const WCHAR *domain, struct place *place )
{
    DOMAIN_CONTROLLER_INFOW *info;
    DWORD status;

    if (!domain)
    {
        set_place( place, computer_name(), TRUE );
        return TRUE;
    }
    if ((status = find_controller( domain, DS_WRITABLE_REQUIRED, place, &info )))
    {
        fail( status );
        return FALSE;
    }
    put( L"The request will be processed at a domain controller for domain %s.\n\n", info->DomainName );
    NetApiBufferFree( info );
    return TRUE;
}

/* whether a word of the command line names a server: "\\server" */
BOOL is_server_name( const WCHAR *word )
{
    return word[0] == '\\' && word[1] == '\\';
}

/* The server "\\name", with or without a backslash behind it; FALSE where the name is none, which has been said. */
BOOL find_server( const WCHAR *name, struct place *place )
{
    size_t length;

    for (length = is_server_name( name ) ? 2 : 0; name[length] && name[length] != '\\'; length++) {}
    if (!is_server_name( name ) || length == 2 || length >= ARRAYSIZE(place->name) || (name[length] && name[length + 1]))
    {
        complain( L"'%s' is no name of a server: \\\\SERVER\n", name );
        return FALSE;
    }
    memcpy( place->name, name, length * sizeof(*name) );
    place->name[length] = 0;
    place->computer = place->name + 2;
    place->server = place->name;
    return TRUE;
}
