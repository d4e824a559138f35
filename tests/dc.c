/*
 * Tests of the functions that find domain controllers
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

#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmjoin.h>
#include <dsgetdc.h>

#include "wine/test.h"
#include "product.h"

#define UNTOUCHED  ((DOMAIN_CONTROLLER_INFOW *)0xdeadbeef)

static BOOL is_in_domain(void)
{
    NETSETUP_JOIN_STATUS type = NetSetupUnknownStatus;
    WCHAR *name = NULL;

    NetGetJoinInformation( NULL, &name, &type );
    NetApiBufferFree( name );
    return type == NetSetupDomainName;
}

/* Asks for the computer's own domain alone, so that nothing leaves a computer without one. */
static void test_no_domain(void)
{
    static const struct { const WCHAR *computer, *domain; } rows[] =
    {
        { NULL, NULL }, { NULL, L"" }, { L"", NULL }, { L"localhost", NULL },
    };
    DOMAIN_CONTROLLER_INFOW *info;
    unsigned int i;
    DWORD status;

    if (is_in_domain())
    {
        skip( "this computer is in a domain\n" );
        return;
    }
    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        info = UNTOUCHED;
        status = DsGetDcNameW( rows[i].computer, rows[i].domain, NULL, NULL, 0, &info );
        if (!testing_ours() && !under_wine() && rows[i].computer) continue;
        ok( status == ERROR_NO_SUCH_DOMAIN || broken( !testing_ours() ), "row %u: got %lu\n", i, status );
        if (testing_ours()) ok( !info, "row %u: got %p\n", i, info );
    }
}

static void test_bad_input(void)
{
    DOMAIN_CONTROLLER_INFOW *info = UNTOUCHED;
    DWORD status;

    if (!testing_ours())
    {
        skip( "what others make of bad input is unknown\n" );
        return;
    }
    status = DsGetDcNameW( NULL, NULL, NULL, NULL, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got %lu\n", status );
    status = DsGetDcNameW( L"\\\\a/b", NULL, NULL, NULL, 0, &info );
    ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "got %lu\n", status );
    ok( !info, "got %p\n", info );
}

START_TEST(dc)
{
    test_no_domain();
    test_bad_input();
}
