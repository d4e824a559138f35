/*
 * Conformance tests of the network management API buffers
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
#include <lmaccess.h>
#include <lmapibuf.h>
#include <lmwksta.h>

/* Only what is known of Windows stands here; what this project adds to it is in robustness.c. */

static void fill( void *buffer, DWORD size, BYTE seed )
{
    BYTE *bytes = buffer;
    DWORD i;

    for (i = 0; i < size; i++) bytes[i] = seed + i * 7;
}

/* Returns how many bytes are as fill() made them. */
static DWORD count_kept( const void *buffer, DWORD size, BYTE seed )
{
    const BYTE *bytes = buffer;
    DWORD i;

    for (i = 0; i < size; i++) if (bytes[i] != (BYTE)(seed + i * 7)) break;
    return i;
}

static void test_allocate(void)
{
    static const DWORD sizes[] =
    {
        1, 2, 3, 8, 16, 17, 255, 4096, 65536, 0x7f000, 0x80000, 0x200001
    };
    NET_API_STATUS status;
    unsigned int i;
    DWORD size;
    void *buffer;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        winetest_push_context( "%lu bytes", sizes[i] );

        buffer = NULL;
        status = NetApiBufferAllocate( sizes[i], &buffer );
        ok( status == NERR_Success, "Allocate returned %lu\n", status );
        ok( buffer != NULL, "got no buffer\n" );
        fill( buffer, sizes[i], i );

        size = 0xdeadbeef;
        status = NetApiBufferSize( buffer, &size );
        ok( status == NERR_Success, "Size returned %lu\n", status );
        ok( size >= sizes[i] && size != 0xdeadbeef, "got size %lu\n", size );
        ok( count_kept( buffer, sizes[i], i ) == sizes[i], "Size changed the buffer\n" );

        status = NetApiBufferFree( buffer );
        ok( status == NERR_Success, "Free returned %lu\n", status );

        winetest_pop_context();
    }
}

static void test_allocate_nothing(void)
{
    NET_API_STATUS status;
    DWORD size;
    void *buffer = NULL;

    status = NetApiBufferAllocate( 0, &buffer );
    ok( status == NERR_Success, "Allocate returned %lu\n", status );

    size = 0xdeadbeef;
    status = NetApiBufferSize( buffer, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size < 0xdeadbeef, "got size %lu\n", size );

    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

static void test_alignment(void)
{
    NET_API_STATUS status;
    void *buffers[300];
    unsigned int i;

    /* all of them live at once, so that they are not the same block again and again */
    for (i = 0; i < ARRAY_SIZE(buffers); i++)
    {
        buffers[i] = NULL;
        status = NetApiBufferAllocate( i, &buffers[i] );
        ok( status == NERR_Success, "%u bytes: Allocate returned %lu\n", i, status );
        ok( !((ULONG_PTR)buffers[i] % MEMORY_ALLOCATION_ALIGNMENT), "%u bytes: got buffer %p\n",
            i, buffers[i] );
        fill( buffers[i], i, i );
    }
    for (i = 0; i < ARRAY_SIZE(buffers); i++)
    {
        ok( count_kept( buffers[i], i, i ) == i, "%u bytes: buffer %p was overwritten\n",
            i, buffers[i] );
        status = NetApiBufferFree( buffers[i] );
        ok( status == NERR_Success, "%u bytes: Free returned %lu\n", i, status );
    }
}

static void test_no_output(void)
{
    static const DWORD sizes[] = { 0, 1, 1024, 0xffffffff };
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        SetLastError( 0xdeadbeef );
        status = NetApiBufferAllocate( sizes[i], NULL );
        ok( status == ERROR_INVALID_PARAMETER, "%lu bytes: Allocate returned %lu\n",
            sizes[i], status );
        ok( GetLastError() == 0xdeadbeef, "%lu bytes: got last error %lu\n",
            sizes[i], GetLastError() );
    }
}

static void test_null_buffer(void)
{
    NET_API_STATUS status;
    DWORD size = 0xdeadbeef;
    void *buffer = NULL;

    status = NetApiBufferSize( NULL, &size );
    ok( status == ERROR_INVALID_PARAMETER, "Size returned %lu\n", status );

    status = NetApiBufferFree( NULL );
    ok( status == NERR_Success, "Free returned %lu\n", status );

    status = NetApiBufferReallocate( NULL, 1500, &buffer );
    ok( status == NERR_Success, "Reallocate returned %lu\n", status );
    ok( buffer != NULL, "got no buffer\n" );
    fill( buffer, 1500, 1 );

    status = NetApiBufferSize( buffer, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size >= 1500, "got size %lu\n", size );
    ok( count_kept( buffer, 1500, 1 ) == 1500, "the buffer was overwritten\n" );

    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

static void test_reallocate_nothing(void)
{
    static const DWORD sizes[] = { 0, 1, 1024, 0x100000 };
    NET_API_STATUS status;
    unsigned int i;
    void *buffer;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        status = NetApiBufferAllocate( sizes[i], &buffer );
        ok( status == NERR_Success, "%lu bytes: Allocate returned %lu\n", sizes[i], status );
        status = NetApiBufferReallocate( buffer, 0, &buffer );
        ok( status == NERR_Success, "%lu bytes: Reallocate returned %lu\n", sizes[i], status );
        ok( !buffer, "%lu bytes: got buffer %p\n", sizes[i], buffer );
    }
}

static void test_reallocate(void)
{
    static const DWORD sizes[] =
    {
        1, 2, 7, 16, 33, 100, 256, 1000, 4096, 20000, 0x10000, 0x7f000, 0x100000, 0x300007
    };
    unsigned int from, to, step;
    NET_API_STATUS status;
    DWORD size, kept;
    void *buffer, *moved;

    for (from = 0; from < ARRAY_SIZE(sizes); from++)
    {
        for (to = 0; to < ARRAY_SIZE(sizes); to++)
        {
            winetest_push_context( "%lu to %lu bytes", sizes[from], sizes[to] );

            status = NetApiBufferAllocate( sizes[from], &buffer );
            ok( status == NERR_Success, "Allocate returned %lu\n", status );
            fill( buffer, sizes[from], from );

            moved = NULL;
            status = NetApiBufferReallocate( buffer, sizes[to], &moved );
            ok( status == NERR_Success, "Reallocate returned %lu\n", status );
            ok( moved != NULL, "got no buffer\n" );
            ok( !((ULONG_PTR)moved % MEMORY_ALLOCATION_ALIGNMENT), "got buffer %p\n", moved );

            kept = min( sizes[from], sizes[to] );
            ok( count_kept( moved, kept, from ) == kept, "byte %lu was changed\n",
                count_kept( moved, kept, from ) );
            fill( moved, sizes[to], to );

            status = NetApiBufferSize( moved, &size );
            ok( status == NERR_Success, "Size returned %lu\n", status );
            ok( size >= sizes[to], "got size %lu\n", size );

            status = NetApiBufferFree( moved );
            ok( status == NERR_Success, "Free returned %lu\n", status );

            winetest_pop_context();
        }
    }

    /* one buffer through all sizes, by the same variable, and back */
    buffer = NULL;
    kept = 0;
    for (step = 0; step < 2 * ARRAY_SIZE(sizes); step++)
    {
        size = sizes[step < ARRAY_SIZE(sizes) ? step : 2 * ARRAY_SIZE(sizes) - 1 - step];
        status = NetApiBufferReallocate( buffer, size, &buffer );
        ok( status == NERR_Success, "step %u: Reallocate returned %lu\n", step, status );
        kept = min( kept, size );
        ok( count_kept( buffer, kept, 3 ) == kept, "step %u: byte %lu was changed\n",
            step, count_kept( buffer, kept, 3 ) );
        fill( buffer, size, 3 );
        kept = size;
    }
    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

/* The SDK has no declaration of it. */
static void test_private_name(void)
{
    NET_API_STATUS (WINAPI *pNetapipBufferAllocate)( DWORD size, void **buffer );
    NET_API_STATUS status;
    DWORD size = 0;
    void *buffer;

    pNetapipBufferAllocate = (void *)GetProcAddress( GetModuleHandleW( L"netapi32.dll" ),
                                                     "NetapipBufferAllocate" );
    ok( pNetapipBufferAllocate != NULL, "NetapipBufferAllocate is not exported\n" );
    if (!pNetapipBufferAllocate) return;

    SetLastError( 0xdeadbeef );
    status = pNetapipBufferAllocate( 16, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "NetapipBufferAllocate returned %lu\n", status );
    ok( GetLastError() == 0xdeadbeef, "got last error %lu\n", GetLastError() );

    buffer = NULL;
    status = pNetapipBufferAllocate( 0, &buffer );
    ok( status == NERR_Success, "NetapipBufferAllocate returned %lu\n", status );
    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );

    buffer = NULL;
    status = pNetapipBufferAllocate( 600, &buffer );
    ok( status == NERR_Success, "NetapipBufferAllocate returned %lu\n", status );
    ok( buffer != NULL, "got no buffer\n" );
    fill( buffer, 600, 2 );
    status = NetApiBufferSize( buffer, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size >= 600, "got size %lu\n", size );
    status = NetApiBufferReallocate( buffer, 6000, &buffer );
    ok( status == NERR_Success, "Reallocate returned %lu\n", status );
    ok( count_kept( buffer, 600, 2 ) == 600, "byte %lu was changed\n",
        count_kept( buffer, 600, 2 ) );
    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

/* A string of an answer has to stand in the answer's own buffer, with its terminating null. */
static void check_string( const void *buffer, DWORD size, const WCHAR *string, const char *name )
{
    const char *start = buffer, *end = start + size;
    const WCHAR *p = string;

    if (!string) return;
    ok( (const char *)string >= start && (const char *)string < end,
        "%s %p is not in the buffer %p-%p\n", name, string, start, end );
    if ((const char *)string < start || (const char *)string >= end) return;
    while ((const char *)(p + 1) <= end && *p) p++;
    ok( (const char *)(p + 1) <= end, "%s %p has no end in the buffer %p-%p\n",
        name, string, start, end );
}

static DWORD get_size( void *buffer, DWORD least )
{
    NET_API_STATUS status;
    DWORD size = 0;

    status = NetApiBufferSize( buffer, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size >= least, "got size %lu of a buffer with %lu bytes in use\n", size, least );
    return size;
}

static void free_answer( void *buffer )
{
    NET_API_STATUS status = NetApiBufferFree( buffer );

    ok( status == NERR_Success, "Free returned %lu\n", status );
}

static void test_wksta_answers(void)
{
    WKSTA_INFO_100 *info = NULL;
    WKSTA_USER_INFO_0 *user0 = NULL;
    WKSTA_USER_INFO_1 *user1 = NULL;
    NET_API_STATUS status;
    DWORD size;

    winetest_push_context( "NetWkstaGetInfo 100" );
    status = NetWkstaGetInfo( NULL, 100, (BYTE **)&info );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status)
    {
        size = get_size( info, sizeof(*info) );
        ok( info->wki100_computername && info->wki100_computername[0], "got no computer name\n" );
        check_string( info, size, info->wki100_computername, "computer name" );
        check_string( info, size, info->wki100_langroup, "langroup" );
        free_answer( info );
    }
    winetest_pop_context();

    winetest_push_context( "NetWkstaUserGetInfo 0" );
    status = NetWkstaUserGetInfo( NULL, 0, (BYTE **)&user0 );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status)
    {
        size = get_size( user0, sizeof(*user0) );
        ok( user0->wkui0_username && user0->wkui0_username[0], "got no user name\n" );
        check_string( user0, size, user0->wkui0_username, "user name" );
        free_answer( user0 );
    }
    winetest_pop_context();

    winetest_push_context( "NetWkstaUserGetInfo 1" );
    status = NetWkstaUserGetInfo( NULL, 1, (BYTE **)&user1 );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status)
    {
        size = get_size( user1, sizeof(*user1) );
        ok( user1->wkui1_username && user1->wkui1_username[0], "got no user name\n" );
        check_string( user1, size, user1->wkui1_username, "user name" );
        check_string( user1, size, user1->wkui1_logon_domain, "logon domain" );
        check_string( user1, size, user1->wkui1_oth_domains, "other domains" );
        check_string( user1, size, user1->wkui1_logon_server, "logon server" );
        free_answer( user1 );
    }
    winetest_pop_context();
}

static void test_user_answers(void)
{
    USER_INFO_0 *info0 = NULL;
    USER_INFO_1 *info1 = NULL;
    USER_INFO_10 *info10 = NULL;
    WCHAR user[UNLEN + 1];
    DWORD size = ARRAY_SIZE(user);
    NET_API_STATUS status;
    BOOL ret;

    ret = GetUserNameW( user, &size );
    ok( ret, "GetUserName failed, error %lu\n", GetLastError() );
    if (!ret) return;

    winetest_push_context( "NetUserGetInfo 0" );
    status = NetUserGetInfo( NULL, user, 0, (BYTE **)&info0 );
    if (status == NERR_UserNotFound)
    {
        skip( "%s is no account of this computer\n", wine_dbgstr_w( user ) );
        winetest_pop_context();
        return;
    }
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status)
    {
        size = get_size( info0, sizeof(*info0) );
        ok( info0->usri0_name && !lstrcmpiW( info0->usri0_name, user ), "got name %s\n",
            wine_dbgstr_w( info0->usri0_name ) );
        check_string( info0, size, info0->usri0_name, "name" );
        free_answer( info0 );
    }
    winetest_pop_context();

    winetest_push_context( "NetUserGetInfo 1" );
    status = NetUserGetInfo( NULL, user, 1, (BYTE **)&info1 );
    ok( status == NERR_Success || broken( status == ERROR_ACCESS_DENIED ), "got status %lu\n",
        status );
    if (!status)
    {
        size = get_size( info1, sizeof(*info1) );
        check_string( info1, size, info1->usri1_name, "name" );
        check_string( info1, size, info1->usri1_password, "password" );
        check_string( info1, size, info1->usri1_home_dir, "home directory" );
        check_string( info1, size, info1->usri1_comment, "comment" );
        check_string( info1, size, info1->usri1_script_path, "script path" );
        free_answer( info1 );
    }
    winetest_pop_context();

    winetest_push_context( "NetUserGetInfo 10" );
    status = NetUserGetInfo( NULL, user, 10, (BYTE **)&info10 );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status)
    {
        size = get_size( info10, sizeof(*info10) );
        check_string( info10, size, info10->usri10_name, "name" );
        check_string( info10, size, info10->usri10_comment, "comment" );
        check_string( info10, size, info10->usri10_usr_comment, "user comment" );
        check_string( info10, size, info10->usri10_full_name, "full name" );
        free_answer( info10 );
    }
    winetest_pop_context();
}

static void test_user_list(void)
{
    DWORD count = 0, total = 0, resume = 0, size, i;
    USER_INFO_0 *info = NULL;
    NET_API_STATUS status;

    status = NetUserEnum( NULL, 0, FILTER_NORMAL_ACCOUNT, (BYTE **)&info, MAX_PREFERRED_LENGTH,
                          &count, &total, &resume );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status) return;

    ok( count > 0, "got no users\n" );
    size = get_size( info, count * sizeof(*info) );
    for (i = 0; i < count; i++)
    {
        winetest_push_context( "user %lu of %lu", i, count );
        check_string( info, size, info[i].usri0_name, "name" );
        winetest_pop_context();
    }
    free_answer( info );
}

START_TEST(apibuffer)
{
    test_allocate();
    test_allocate_nothing();
    test_alignment();
    test_no_output();
    test_null_buffer();
    test_reallocate_nothing();
    test_reallocate();
    test_private_name();
    test_wksta_answers();
    test_user_answers();
    test_user_list();
}
