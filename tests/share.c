/*
 * Conformance tests of shares
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmshare.h>

#include "services.h"

/* documented for netapi32.dll; mingw-w64's library does not have all of them */
static NET_API_STATUS (WINAPI *pNetShareDelEx)( WCHAR *server, DWORD level, BYTE *buffer );

/* mingw-w64's header does not have it */
struct share_info_503
{
    SHARE_INFO_2 info;
    WCHAR *server_name;
    DWORD reserved;
    void *descriptor;
};

static const struct size types[] =
{
    TYPE_SIZE( SHARE_INFO_0, 8, 4 ),
    TYPE_SIZE( SHARE_INFO_1, 24, 12 ),
    TYPE_SIZE( SHARE_INFO_2, 56, 32 ),
    TYPE_SIZE( SHARE_INFO_501, 32, 16 ),
    TYPE_SIZE( SHARE_INFO_502, 72, 40 ),
    TYPE_SIZE( struct share_info_503, 80, 44 ),
    TYPE_SIZE( SHARE_INFO_1004, 8, 4 ),
    TYPE_SIZE( SHARE_INFO_1005, 4, 4 ),
    TYPE_SIZE( SHARE_INFO_1006, 4, 4 ),
    TYPE_SIZE( SHARE_INFO_1501, 16, 8 ),
};

static NET_API_STATUS enum_shares( const WCHAR *server, DWORD level, BYTE **buffer, DWORD *read,
                                   DWORD *total, DWORD_PTR *resume )
{
    return NetShareEnum( (WCHAR *)server, level, buffer, MAX_PREFERRED_LENGTH, read, total, (DWORD *)resume );
}

static NET_API_STATUS enum_sticky( const WCHAR *server, DWORD level, BYTE **buffer, DWORD *read,
                                   DWORD *total, DWORD_PTR *resume )
{
    return NetShareEnumSticky( (WCHAR *)server, level, buffer, MAX_PREFERRED_LENGTH, read, total,
                               (DWORD *)resume );
}

static NET_API_STATUS get_share( const WCHAR *server, DWORD level, BYTE **buffer )
{
    return NetShareGetInfo( (WCHAR *)server, (WCHAR *)L"no-such-share", level, buffer );
}

/* a share that nothing is wrong with, in the structures of all input levels */
static WCHAR name[] = L"data", remark[] = L"of the tests", path[] = L"C:\\";
static SECURITY_DESCRIPTOR descriptor;
static struct
{
    SHARE_INFO_2 level2;
    SHARE_INFO_502 level502;
    struct share_info_503 level503;
} good;

static void init_share(void)
{
    static const SHARE_INFO_2 info = { name, STYPE_DISKTREE, remark, 0, 4, 0, path, NULL };

    InitializeSecurityDescriptor( &descriptor, SECURITY_DESCRIPTOR_REVISION );
    good.level2 = good.level503.info = info;
    memcpy( &good.level502, &info, sizeof(info) );
    good.level502.shi502_reserved = good.level503.reserved = 0;
    good.level502.shi502_security_descriptor = good.level503.descriptor = &descriptor;
    good.level503.server_name = (WCHAR *)L"*";
}

static const DWORD add_levels[] = { 2, 502, 503 };
static SHARE_INFO_2 * const add_structures[] =
    { &good.level2, (SHARE_INFO_2 *)&good.level502, &good.level503.info };  /* they begin alike */

static void check_add( NET_API_STATUS expected, DWORD expected_parm )
{
    NET_API_STATUS status;
    unsigned int i;
    DWORD parm;

    for (i = 0; i < ARRAY_SIZE(add_levels); i++)
    {
        parm = 0xdeadbeef;
        status = NetShareAdd( NULL, add_levels[i], (BYTE *)add_structures[i], &parm );
        ok( status == expected, "level %lu: got status %lu\n", add_levels[i], status );
        ok( parm == expected_parm, "level %lu: got bad member %lu\n", add_levels[i], parm );
        status = NetShareAdd( NULL, add_levels[i], (BYTE *)add_structures[i], NULL );
        ok( status == expected, "level %lu: got status %lu without parm_err\n", add_levels[i], status );
    }
}

/* MEMBER( member, value ): in the structures of all levels */
#define MEMBER(member, value) \
    do { unsigned int i_; for (i_ = 0; i_ < ARRAY_SIZE(add_structures); i_++) \
         add_structures[i_]->shi2_##member = (value); } while (0)

static WCHAR *fill_string( WCHAR *string, unsigned int length )
{
    unsigned int i;

    for (i = 0; i < length; i++) string[i] = 'a' + i % 26;
    string[length] = 0;
    return string;
}

static void test_lengths(void)
{
    WCHAR longest[258];

    init_share();
    MEMBER( netname, fill_string( longest, NNLEN ) );
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );
    MEMBER( netname, fill_string( longest, NNLEN + 1 ) );
    check_add( ERROR_INVALID_PARAMETER, SHARE_NETNAME_PARMNUM );

    init_share();
    MEMBER( remark, fill_string( longest, MAXCOMMENTSZ ) );
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );
    MEMBER( remark, fill_string( longest, MAXCOMMENTSZ + 1 ) );
    check_add( ERROR_INVALID_PARAMETER, SHARE_REMARK_PARMNUM );

    init_share();
    MEMBER( path, fill_string( longest, PATHLEN ) );
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );
    MEMBER( path, fill_string( longest, PATHLEN + 1 ) );
    check_add( ERROR_INVALID_PARAMETER, SHARE_PATH_PARMNUM );

    init_share();
    MEMBER( passwd, fill_string( longest, SHPWLEN ) );
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );
    MEMBER( passwd, fill_string( longest, SHPWLEN + 1 ) );
    check_add( ERROR_INVALID_PARAMETER, SHARE_PASSWD_PARMNUM );
}

static void test_members(void)
{
    static const WCHAR * const bad_names[] = { L"a/b", L"a\\b", L"a\"b", L"a[b", L"a:b", L"a|b", L"a<b",
                                               L"a+b", L"a=b", L"a;b", L"a,b", L"a?b", L"a*b", L"a\tb" };
    unsigned int i;

    init_share();
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );
    MEMBER( netname, NULL );
    check_add( ERROR_INVALID_PARAMETER, SHARE_NETNAME_PARMNUM );
    MEMBER( netname, (WCHAR *)L"" );
    check_add( ERROR_INVALID_PARAMETER, SHARE_NETNAME_PARMNUM );
    for (i = 0; i < ARRAY_SIZE(bad_names); i++)
    {
        winetest_push_context( "%s", debugstr_w( bad_names[i] ) );
        MEMBER( netname, (WCHAR *)bad_names[i] );
        check_add( ERROR_INVALID_NAME, PARM_ERROR_NONE );
        winetest_pop_context();
    }
    MEMBER( netname, (WCHAR *)L"Data of \x00e4lteren $" );
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );

    init_share();
    MEMBER( type, STYPE_IPC + 1 );
    check_add( ERROR_INVALID_PARAMETER, SHARE_TYPE_PARMNUM );
    MEMBER( type, STYPE_PRINTQ | STYPE_SPECIAL | STYPE_TEMPORARY );
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );
    MEMBER( path, NULL );
    check_add( ERROR_INVALID_PARAMETER, SHARE_PATH_PARMNUM );
    MEMBER( path, (WCHAR *)L"" );
    check_add( ERROR_INVALID_PARAMETER, SHARE_PATH_PARMNUM );
    MEMBER( type, STYPE_IPC );
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );
}

static void test_descriptor(void)
{
    NET_API_STATUS status;
    SHARE_INFO_1501 info;
    unsigned int i;
    DWORD parm;

    init_share();
    descriptor.Revision = 0x7f;
    for (i = 1; i < ARRAY_SIZE(add_levels); i++)
    {
        parm = 0xdeadbeef;
        status = NetShareAdd( NULL, add_levels[i], (BYTE *)add_structures[i], &parm );
        ok( status == ERROR_INVALID_PARAMETER, "level %lu: got status %lu\n", add_levels[i], status );
        ok( parm == SHARE_FILE_SD_PARMNUM, "level %lu: got bad member %lu\n", add_levels[i], parm );
    }
    info.shi1501_reserved = 0;
    info.shi1501_security_descriptor = &descriptor;
    parm = 0xdeadbeef;
    status = NetShareSetInfo( NULL, name, 1501, (BYTE *)&info, &parm );
    ok( status == ERROR_INVALID_PARAMETER, "level 1501: got status %lu\n", status );
    ok( parm == SHARE_FILE_SD_PARMNUM, "level 1501: got bad member %lu\n", parm );

    good.level502.shi502_security_descriptor = good.level503.descriptor = NULL;
    check_add( NERR_ServerNotStarted, PARM_ERROR_NONE );
}

static void test_add(void)
{
    static const DWORD bad_levels[] = { 0, 1, 3, 501, 504, 1004, 1501, ~0u };
    NET_API_STATUS status;
    unsigned int i;
    DWORD parm;

    init_share();
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        parm = 0xdeadbeef;
        status = NetShareAdd( NULL, bad_levels[i], (BYTE *)&good, &parm );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        ok( parm == PARM_ERROR_NONE, "level %lu: got bad member %lu\n", bad_levels[i], parm );
    }
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        status = NetShareAdd( (WCHAR *)bad_servers[i], 2, (BYTE *)&good.level2, NULL );
        ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "%s: got status %lu\n",
            debugstr_w( bad_servers[i] ), status );
    }
    parm = 0xdeadbeef;
    status = NetShareAdd( NULL, 2, NULL, &parm );
    ok( status == ERROR_INVALID_PARAMETER, "no structure: got status %lu\n", status );
    ok( parm == PARM_ERROR_NONE, "no structure: got bad member %lu\n", parm );
}

/* NetShareSetInfo() looks at the remark, the limit and the descriptor alone */
static void test_set(void)
{
    static const DWORD bad_levels[] = { 0, 3, 501, 1003, 1007, 1502, ~0u };
    static void *single[2];   /* of 1004 to 1501: no pointer, flags and numbers of 0 */
    static const struct
    {
        DWORD level;
        void *info;
        WCHAR **remark;
    }
    tests[] =
    {
        { 1, &good.level2, &good.level2.shi2_remark },  /* they begin alike */
        { 2, &good.level2, &good.level2.shi2_remark },
        { 502, &good.level502, &good.level502.shi502_remark },
        { 503, &good.level503, NULL },
        { 1004, single, (WCHAR **)single },
        { 1005, single, NULL },
        { 1006, single, NULL },
        { 1501, single, NULL },
    };
    WCHAR too_long[MAXCOMMENTSZ + 2];
    NET_API_STATUS status;
    unsigned int i;
    DWORD parm;

    fill_string( too_long, MAXCOMMENTSZ + 1 );
    init_share();
    MEMBER( netname, too_long );
    MEMBER( type, ~0u );
    MEMBER( path, NULL );
    for (i = 0; i < ARRAY_SIZE(tests); i++)
    {
        winetest_push_context( "level %lu", tests[i].level );
        parm = 0xdeadbeef;
        status = NetShareSetInfo( NULL, name, tests[i].level, tests[i].info, &parm );
        ok( status == NERR_ServerNotStarted, "got status %lu\n", status );
        ok( parm == PARM_ERROR_NONE, "got bad member %lu\n", parm );
        status = NetShareSetInfo( NULL, name, tests[i].level, NULL, NULL );
        ok( status == ERROR_INVALID_PARAMETER, "no structure: got status %lu\n", status );
        if (tests[i].remark)
        {
            *tests[i].remark = too_long;
            status = NetShareSetInfo( NULL, name, tests[i].level, tests[i].info, &parm );
            ok( status == ERROR_INVALID_PARAMETER, "remark: got status %lu\n", status );
            ok( parm == SHARE_REMARK_PARMNUM, "remark: got bad member %lu\n", parm );
            *tests[i].remark = NULL;
        }
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        parm = 0xdeadbeef;
        status = NetShareSetInfo( NULL, name, bad_levels[i], (BYTE *)&good, &parm );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        ok( parm == PARM_ERROR_NONE, "level %lu: got bad member %lu\n", bad_levels[i], parm );
    }
    status = NetShareSetInfo( NULL, NULL, 1004, (BYTE *)single, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no name: got status %lu\n", status );
    status = NetShareSetInfo( (WCHAR *)bad_servers[0], name, 1004, (BYTE *)single, NULL );
    ok( status == ERROR_INVALID_NAME, "a bad server: got status %lu\n", status );
}

static void test_delete(void)
{
    static const DWORD levels[] = { 0, 1, 2, 502, 503 }, bad_levels[] = { 3, 501, 1004, ~0u };
    NET_API_STATUS status;
    WCHAR too_long[NNLEN + 2];
    unsigned int i;

    status = NetShareDel( NULL, name, 0 );
    ok( status == NERR_ServerNotStarted, "NetShareDel returned %lu\n", status );
    status = NetShareDel( NULL, name, 1 );
    ok( status == ERROR_INVALID_PARAMETER, "reserved: NetShareDel returned %lu\n", status );
    status = NetShareDel( NULL, NULL, 0 );
    ok( status == ERROR_INVALID_PARAMETER, "no name: NetShareDel returned %lu\n", status );
    status = NetShareDel( (WCHAR *)bad_servers[0], name, 0 );
    ok( status == ERROR_INVALID_NAME, "a bad server: NetShareDel returned %lu\n", status );
    status = NetShareDelSticky( NULL, name, 0 );
    ok( status == NERR_ServerNotStarted, "NetShareDelSticky returned %lu\n", status );
    status = NetShareDelSticky( NULL, (WCHAR *)L"", 0 );
    ok( status == ERROR_INVALID_PARAMETER, "no name: NetShareDelSticky returned %lu\n", status );

    init_share();
    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        /* the name is the first member of all of them */
        SHARE_INFO_2 *info = add_structures[levels[i] == 502 ? 1 : levels[i] == 503 ? 2 : 0];

        winetest_push_context( "level %lu", levels[i] );
        status = pNetShareDelEx( NULL, levels[i], (BYTE *)info );
        ok( status == NERR_ServerNotStarted, "got status %lu\n", status );
        info->shi2_netname = fill_string( too_long, NNLEN + 1 );
        status = pNetShareDelEx( NULL, levels[i], (BYTE *)info );
        ok( status == ERROR_INVALID_PARAMETER, "a name too long: got status %lu\n", status );
        info->shi2_netname = NULL;
        status = pNetShareDelEx( NULL, levels[i], (BYTE *)info );
        ok( status == ERROR_INVALID_PARAMETER, "no name: got status %lu\n", status );
        status = pNetShareDelEx( NULL, levels[i], NULL );
        ok( status == ERROR_INVALID_PARAMETER, "no structure: got status %lu\n", status );
        info->shi2_netname = name;
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        status = pNetShareDelEx( NULL, bad_levels[i], (BYTE *)&good );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
    }
}

static void test_check(void)
{
    NET_API_STATUS status;
    DWORD type = 0xdeadbeef;

    status = NetShareCheck( NULL, path, &type );
    if (testing_ours()) ok( status == NERR_ServerNotStarted, "got status %lu\n", status );
    if (status) ok( type == 0xdeadbeef, "got type %#lx\n", type );
    if (!testing_ours()) return;
    status = NetShareCheck( NULL, NULL, &type );
    ok( status == ERROR_INVALID_PARAMETER, "no device: got status %lu\n", status );
    status = NetShareCheck( NULL, (WCHAR *)L"", &type );
    ok( status == ERROR_INVALID_PARAMETER, "an empty device: got status %lu\n", status );
    status = NetShareCheck( NULL, path, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no type: got status %lu\n", status );
    status = NetShareCheck( (WCHAR *)bad_servers[0], path, &type );
    ok( status == ERROR_INVALID_NAME, "a bad server: got status %lu\n", status );
    ok( type == 0xdeadbeef, "got type %#lx\n", type );
}

START_TEST(share)
{
    static const DWORD enum_levels[] = { 0, 1, 2, 502, 503 };
    static const DWORD bad_enum_levels[] = { 3, 10, 500, 504, 1004, ~0u };
    static const DWORD info_levels[] = { 0, 1, 2, 501, 502, 503, 1005 };
    static const DWORD bad_info_levels[] = { 3, 10, 500, 504, 1003, 1501, ~0u };
    NET_API_STATUS status;
    BYTE *buffer;

    check_sizes( types, ARRAY_SIZE(types) );
    check_service_enum( "NetShareEnum", enum_shares, enum_levels, ARRAY_SIZE(enum_levels), bad_enum_levels,
                        ARRAY_SIZE(bad_enum_levels) );
    check_service_info( "NetShareGetInfo", get_share, info_levels, ARRAY_SIZE(info_levels), bad_info_levels,
                        ARRAY_SIZE(bad_info_levels) );
    test_check();
    if (!testing_ours())
    {
        skip( "shares would be made and ended\n" );
        return;
    }
    check_service_enum( "NetShareEnumSticky", enum_sticky, enum_levels, ARRAY_SIZE(enum_levels),
                        bad_enum_levels, ARRAY_SIZE(bad_enum_levels) );
    buffer = garbage();
    status = NetShareGetInfo( NULL, NULL, 1, &buffer );
    ok( status == ERROR_INVALID_PARAMETER, "no name: got status %lu\n", status );
    ok( !buffer, "got buffer %p\n", buffer );

    pNetShareDelEx = (void *)GetProcAddress( GetModuleHandleW( L"netapi32.dll" ), "NetShareDelEx" );
    ok( pNetShareDelEx != NULL, "NetShareDelEx is not exported\n" );
    test_add();
    test_lengths();
    test_members();
    test_descriptor();
    test_set();
    if (pNetShareDelEx) test_delete();
}
