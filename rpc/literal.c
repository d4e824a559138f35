/*
 * IPv6 addresses in the form of names, for where a colon cannot stand: fe80--1s4.ipv6-literal.net
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

#include "winsock2.h"
#include "ws2tcpip.h"
#include "mstcpip.h"
#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"

#include "literal.h"

static const WCHAR suffix[] = L".ipv6-literal.net";

/* how many characters stand before the suffix, which can have the dot that ends a full DNS name; -1 without suffix */
static int find_suffix( const WCHAR *name )
{
    int length = lstrlenW( name );

    if (length && name[length - 1] == '.') length--;
    length -= ARRAYSIZE(suffix) - 1;
    if (length < 0) return -1;
    return CompareStringOrdinal( name + length, ARRAYSIZE(suffix) - 1, suffix, -1, TRUE ) == CSTR_EQUAL ? length : -1;
}

static BOOL is_hex_digit( WCHAR c )
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* The name's characters as an address has them, if it is one: each dash a colon, and a percent sign before the scope. */
static BOOL translate( const WCHAR *name, int length, WCHAR text[MAX_ADDRESS] )
{
    int i;

    if (length >= MAX_ADDRESS) return FALSE;
    for (i = 0; i < length; i++)
    {
        if (is_hex_digit( name[i] )) text[i] = name[i];
        else if (name[i] == '-') text[i] = ':';
        else if (name[i] == 's' || name[i] == 'S') text[i] = '%';
        else return FALSE;
    }
    text[i] = 0;
    return TRUE;
}

/************************************************************
 *                parse_ipv6_literal
 *
 * Translates a name below ipv6-literal.net, which Windows takes for an IPv6 address and never asks DNS for: a dash
 * is a colon, an 's' stands before the number of the scope.
 *
 * PARAMS
 *  name    [I] A computer's name, without backslashes in front.
 *  address [O] The address in numbers, with its scope, as fe80::1%4. Empty for a name below ipv6-literal.net that
 *              is no address: there is no such computer, and DNS is not to be asked for it. Undefined on FALSE.
 *
 * RETURNS
 *  Whether it is a name below ipv6-literal.net. Others are for DNS.
 */
BOOL parse_ipv6_literal( const WCHAR *name, WCHAR address[MAX_ADDRESS] )
{
    int length = find_suffix( name );
    ULONG scope, size = MAX_ADDRESS;
    IN6_ADDR number;
    USHORT port;

    if (length < 0) return FALSE;
    /* written anew, so that everybody takes it for an address, whatever the name's spelling */
    if (!translate( name, length, address ) || RtlIpv6StringToAddressExW( address, &number, &scope, &port ) ||
        RtlIpv6AddressToStringExW( &number, scope, 0, address, &size ))
        address[0] = 0;
    return TRUE;
}
