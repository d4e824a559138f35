/*
 * NET COMPUTER
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

/* Accounts of computers in a domain: as on Windows it works on a controller. */

static struct
{
    const WCHAR *add, *delete;
} given;

static const struct option options[] =
{
    { L"add",    OPTION_FLAG, &given.add },
    { L"delete", OPTION_FLAG, &given.delete },
    { NULL, 0, NULL }
};

int net_computer( int argc, WCHAR **argv )
{
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 2], password[LM20_PWLEN + 1];
    USER_INFO_1 user = { 0 };
    NET_API_STATUS status;
    struct place place;
    struct words words;
    DWORD parm;

    if (!parse_options( argc, argv, options, &words ) || words.count != 1 || !given.add == !given.delete ||
        !find_server( words.words[0], &place )) return misused();
    if (wcslen( place.computer ) > MAX_COMPUTERNAME_LENGTH) return fail( NERR_InvalidComputer );
    if (!is_controller()) return fail( MSG_CONTROLLER_ONLY );
    _wcsupr( wcscpy( name, place.computer ) );
    wcscat( name, L"$" );
    if (given.delete) status = NetUserDel( NULL, name );
    else
    {
        /* the password that a computer has until it joins: its name */
        wcsncpy( password, place.computer, LM20_PWLEN );
        password[LM20_PWLEN] = 0;
        _wcslwr( password );
        user.usri1_name = name;
        user.usri1_password = password;
        user.usri1_priv = USER_PRIV_USER;
        user.usri1_flags = UF_SCRIPT | UF_WORKSTATION_TRUST_ACCOUNT;
        status = NetUserAdd( NULL, 1, (BYTE *)&user, &parm );
    }
    return status ? fail( status ) : done();
}
