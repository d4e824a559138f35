/*
 * Tests of the names that literal.c takes for IPv6 addresses
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

#include <winsock2.h>
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>

/* No export shows the function as it is, so the test has a copy of it. */
#include "../rpc/literal.c"

#define SUFFIX  L".ipv6-literal.net"

static const struct
{
    const WCHAR *name;
    const WCHAR *address;   /* empty: none, though the name is of that kind */
}
literals[] =
{
    { L"fe80--1" SUFFIX, L"fe80::1" },
    { L"fe80--1s4" SUFFIX, L"fe80::1%4" },
    { L"FE80--ABCDS12.IPv6-Literal.NET", L"fe80::abcd%12" },
    { L"fe80--1s4294967295" SUFFIX, L"fe80::1%4294967295" },
    { L"fe80--1" SUFFIX L".", L"fe80::1" },
    { L"--1" SUFFIX, L"::1" },
    { L"0--1" SUFFIX, L"::1" },
    { L"--" SUFFIX, L"::" },
    { L"2001-db8--" SUFFIX, L"2001:db8::" },
    { L"2001-db8-0-1-2-3-4-5" SUFFIX, L"2001:db8:0:1:2:3:4:5" },
    { L"2001-0db8-0000-0000-0008-0800-200c-417a" SUFFIX, L"2001:db8::8:800:200c:417a" },
    { L"ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffffs4294967295" SUFFIX, L"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff%4294967295" },

    { SUFFIX, L"" },
    { SUFFIX L".", L"" },
    { L"server" SUFFIX, L"" },
    { L"www.fe80--1" SUFFIX, L"" },
    { L"fe80--1." SUFFIX, L"" },
    { L"fe80::1" SUFFIX, L"" },
    { L"[fe80--1]" SUFFIX, L"" },
    { L"fe80--1%4" SUFFIX, L"" },
    { L"fe80--1s" SUFFIX, L"" },
    { L"fe80--1s4s5" SUFFIX, L"" },
    { L"fe80--1seth0" SUFFIX, L"" },
    { L"fe80--1sa" SUFFIX, L"" },
    { L"fe80--1s4a" SUFFIX, L"" },
    { L"fe80--1s4-5" SUFFIX, L"" },
    { L"fe80--1ss4" SUFFIX, L"" },
    { L"fe80s4--1" SUFFIX, L"" },
    { L"fe80--1s-4" SUFFIX, L"" },
    { L"fe80--1s4294967296" SUFFIX, L"" },
    { L"s4" SUFFIX, L"" },
    { L"-" SUFFIX, L"" },
    { L"---" SUFFIX, L"" },
    { L"fe80-1" SUFFIX, L"" },
    { L"fe80---1" SUFFIX, L"" },
    { L"fe80--1--2" SUFFIX, L"" },
    { L"fe80--12345" SUFFIX, L"" },
    { L"fe80--g" SUFFIX, L"" },
    { L"fe80--1-" SUFFIX, L"" },
    { L"-fe80--1" SUFFIX, L"" },
    { L"fe80--0x1" SUFFIX, L"" },
    { L"1-2-3-4-5-6-7" SUFFIX, L"" },
    { L"1-2-3-4-5-6-7-8-9" SUFFIX, L"" },
    { L"--ffff-127.0.0.1" SUFFIX, L"" },
    { L"fe80--1 " SUFFIX, L"" },
    { L"fe80--\xff11" SUFFIX, L"" },
    { L"0000000000000000000000000000000000000000000000000000000000000000--1" SUFFIX, L"" },
    { L"fe80--1s000000000000000000000000000000000000000000000000000000000000000000000004" SUFFIX, L"" },
};

static const WCHAR * const others[] =
{
    L"", L".", L"server", L"fe80--1", L"fe80::1", L"ipv6-literal.net", L"ipv6-literal.net.", L"fe80--1-ipv6-literal.net",
    L"fe80--1.ipv6-literal.net.example.com", L"fe80--1.ipv6-literal.net..", L"fe80--1.ipv6-literal.ne", L"fe80--1.ipv6-literal",
    L"fe80--1.ipv6-literal.org",
};

START_TEST(literal)
{
    WCHAR address[MAX_ADDRESS + 1], name[MAX_ADDRESS + ARRAY_SIZE(SUFFIX)];
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(literals); i++)
    {
        memset( address, 0x55, sizeof(address) );
        ok( parse_ipv6_literal( literals[i].name, address ), "%s is none\n", debugstr_w( literals[i].name ) );
        ok( !lstrcmpW( address, literals[i].address ), "%s is %s\n", debugstr_w( literals[i].name ), debugstr_w( address ) );
        ok( address[MAX_ADDRESS] == 0x5555, "%s: written beyond the end\n", debugstr_w( literals[i].name ) );
    }
    for (i = 0; i < ARRAY_SIZE(others); i++)
        ok( !parse_ipv6_literal( others[i], address ), "%s is one\n", debugstr_w( others[i] ) );

    /* as many digits as there is room for, but for the null */
    for (i = 0; i < MAX_ADDRESS; i++) name[i] = '0';
    lstrcpyW( name + i, SUFFIX );
    address[MAX_ADDRESS] = 0x5555;
    ok( parse_ipv6_literal( name, address ) && !address[0], "got %s\n", debugstr_w( address ) );
    ok( address[MAX_ADDRESS] == 0x5555, "written beyond the end\n" );
}
