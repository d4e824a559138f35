/*
 * Buffers between the modules: the heap, Wine's own netapi32, netutils, Net* answers
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
#include <lmjoin.h>
#include <lmwksta.h>

#include "product.h"

static void fill( void *buffer, SIZE_T size, BYTE seed )
{
    BYTE *bytes = buffer;
    SIZE_T i;

    for (i = 0; i < size; i++) bytes[i] = seed + i * 3;
}

static BOOL is_filled( const void *buffer, SIZE_T size, BYTE seed )
{
    const BYTE *bytes = buffer;
    SIZE_T i;

    for (i = 0; i < size; i++) if (bytes[i] != (BYTE)(seed + i * 3)) return FALSE;
    return TRUE;
}

static void check_size( void *buffer, DWORD expected )
{
    NET_API_STATUS status;
    DWORD size = 0xdeadbeef;

    status = NetApiBufferSize( buffer, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size == expected, "got size %lu\n", size );
}

static void check_heap(void)
{
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
}

static const DWORD block_sizes[] = { 0, 1, 20, 500, 5000, 0x40000, 0x180000 };

/* our buffers, given to the heap's functions */
static void test_buffer_to_heap(void)
{
    HANDLE heap = GetProcessHeap();
    NET_API_STATUS status;
    unsigned int i;
    void *buffer, *moved;
    DWORD size;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(block_sizes); i++)
    {
        size = block_sizes[i];
        winetest_push_context( "%lu bytes", size );

        status = NetApiBufferAllocate( size, &buffer );
        ok( status == NERR_Success, "Allocate returned %lu\n", status );
        fill( buffer, size, i );
        ok( HeapSize( heap, 0, buffer ) == size, "HeapSize returned %lu\n",
            (DWORD)HeapSize( heap, 0, buffer ) );
        ok( HeapValidate( heap, 0, buffer ), "HeapValidate failed\n" );
        ret = HeapFree( heap, 0, buffer );
        ok( ret, "HeapFree failed, error %lu\n", GetLastError() );

        NetApiBufferAllocate( size, &buffer );
        fill( buffer, size, i );
        moved = HeapReAlloc( heap, 0, buffer, size + 300 );
        ok( moved != NULL, "HeapReAlloc failed\n" );
        ok( is_filled( moved, size, i ), "HeapReAlloc changed the bytes\n" );
        check_size( moved, size + 300 );
        status = NetApiBufferReallocate( moved, size + 1000, &moved );
        ok( status == NERR_Success, "Reallocate returned %lu\n", status );
        ok( is_filled( moved, size, i ), "Reallocate changed the bytes\n" );
        ok( HeapSize( heap, 0, moved ) == size + 1000, "HeapSize returned %lu\n",
            (DWORD)HeapSize( heap, 0, moved ) );
        ok( HeapValidate( heap, 0, moved ), "HeapValidate failed\n" );
        ret = HeapFree( heap, 0, moved );
        ok( ret, "HeapFree failed, error %lu\n", GetLastError() );
        check_heap();

        winetest_pop_context();
    }
}

static void *heap_alloc( SIZE_T size )
{
    return HeapAlloc( GetProcessHeap(), 0, size );
}

static void *heap_alloc_zero( SIZE_T size )
{
    return HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, size );
}

static void *heap_realloc( SIZE_T size )
{
    return HeapReAlloc( GetProcessHeap(), 0, HeapAlloc( GetProcessHeap(), 0, 50 ), size );
}

static void *local_alloc( SIZE_T size )
{
    return LocalAlloc( LMEM_FIXED, size );
}

static void *global_alloc( SIZE_T size )
{
    return GlobalAlloc( GMEM_FIXED, size );
}

/* Wine's is on the process heap */
static void *task_alloc( SIZE_T size )
{
    void *(WINAPI *pCoTaskMemAlloc)( SIZE_T size );

    pCoTaskMemAlloc = (void *)GetProcAddress( LoadLibraryW( L"ole32.dll" ), "CoTaskMemAlloc" );
    return pCoTaskMemAlloc ? pCoTaskMemAlloc( size ) : NULL;
}

/* other people's blocks, given to our functions */
static void test_heap_to_buffer(void)
{
    static const struct
    {
        const char *name;
        void *(*allocate)( SIZE_T size );
    }
    sources[] =
    {
        { "HeapAlloc", heap_alloc },
        { "HeapAlloc zeroed", heap_alloc_zero },
        { "HeapReAlloc", heap_realloc },
        { "LocalAlloc", local_alloc },
        { "GlobalAlloc", global_alloc },
        { "CoTaskMemAlloc", task_alloc },
    };
    NET_API_STATUS status;
    unsigned int i, j;
    DWORD size;
    void *block;

    for (i = 0; i < ARRAY_SIZE(sources); i++)
    {
        for (j = 0; j < ARRAY_SIZE(block_sizes); j++)
        {
            size = block_sizes[j];
            winetest_push_context( "%s of %lu bytes", sources[i].name, size );

            block = sources[i].allocate( size );
            ok( block != NULL, "got no block\n" );
            fill( block, size, j );
            /* GlobalAlloc() makes 1 byte of 0 */
            ok( HeapSize( GetProcessHeap(), 0, block ) - size <= 1, "HeapSize returned %lu\n",
                (DWORD)HeapSize( GetProcessHeap(), 0, block ) );
            check_size( block, HeapSize( GetProcessHeap(), 0, block ) );
            ok( is_filled( block, size, j ), "Size changed the bytes\n" );
            status = NetApiBufferFree( block );
            ok( status == NERR_Success, "Free returned %lu\n", status );

            block = sources[i].allocate( size );
            fill( block, size, j );
            status = NetApiBufferReallocate( block, size + 700, &block );
            ok( status == NERR_Success, "Reallocate returned %lu\n", status );
            ok( is_filled( block, size, j ), "Reallocate changed the bytes\n" );
            check_size( block, size + 700 );
            status = NetApiBufferReallocate( block, 0, &block );
            ok( status == NERR_Success, "Reallocate to nothing returned %lu\n", status );
            ok( !block, "got block %p\n", block );
            check_heap();

            winetest_pop_context();
        }
    }
}

struct buffer_functions
{
    NET_API_STATUS (WINAPI *allocate)( DWORD size, void **buffer );
    NET_API_STATUS (WINAPI *free)( void *buffer );
    NET_API_STATUS (WINAPI *reallocate)( void *buffer, DWORD size, void **moved );
    NET_API_STATUS (WINAPI *size)( void *buffer, DWORD *size );
};

static const struct buffer_functions our_functions =
{
    NetApiBufferAllocate, NetApiBufferFree, NetApiBufferReallocate, NetApiBufferSize
};

static BOOL get_functions( HMODULE module, struct buffer_functions *functions )
{
    functions->allocate = (void *)GetProcAddress( module, "NetApiBufferAllocate" );
    functions->free = (void *)GetProcAddress( module, "NetApiBufferFree" );
    functions->reallocate = (void *)GetProcAddress( module, "NetApiBufferReallocate" );
    functions->size = (void *)GetProcAddress( module, "NetApiBufferSize" );
    return functions->allocate && functions->free && functions->reallocate && functions->size;
}

/* made by one, changed and freed by the other */
static void exchange( const struct buffer_functions *from, const struct buffer_functions *to )
{
    NET_API_STATUS status;
    unsigned int i;
    void *buffer;
    DWORD got;

    for (i = 0; i < ARRAY_SIZE(block_sizes); i++)
    {
        winetest_push_context( "%lu bytes", block_sizes[i] );

        buffer = NULL;
        status = from->allocate( block_sizes[i], &buffer );
        ok( status == NERR_Success, "Allocate returned %lu\n", status );
        fill( buffer, block_sizes[i], i );
        got = 0xdeadbeef;
        status = to->size( buffer, &got );
        ok( status == NERR_Success, "Size returned %lu\n", status );
        ok( got == block_sizes[i], "got size %lu\n", got );
        status = to->reallocate( buffer, block_sizes[i] + 40, &buffer );
        ok( status == NERR_Success, "Reallocate returned %lu\n", status );
        ok( is_filled( buffer, block_sizes[i], i ), "Reallocate changed the bytes\n" );
        status = from->size( buffer, &got );
        ok( status == NERR_Success, "Size returned %lu\n", status );
        ok( got == block_sizes[i] + 40, "got size %lu\n", got );
        status = to->free( buffer );
        ok( status == NERR_Success, "Free returned %lu\n", status );
        check_heap();

        winetest_pop_context();
    }
}

static void test_host(void)
{
    HMODULE host = LoadLibraryW( L"netapi32_host.dll" );
    struct buffer_functions functions;

    if (!host)
    {
        skip( "there is no netapi32_host.dll, error %lu\n", GetLastError() );
        return;
    }
    ok( !is_ours( host ), "netapi32_host.dll is not Wine's own netapi32.dll\n" );
    ok( host != GetModuleHandleW( L"netapi32.dll" ), "netapi32_host.dll is netapi32.dll\n" );
    if (!get_functions( host, &functions ))
    {
        ok( 0, "netapi32_host.dll lacks functions\n" );
        return;
    }
    winetest_push_context( "Wine's to ours" );
    exchange( &functions, &our_functions );
    winetest_pop_context();
    winetest_push_context( "ours to Wine's" );
    exchange( &our_functions, &functions );
    winetest_pop_context();
}

static void test_netutils(void)
{
    HMODULE netutils = LoadLibraryW( L"netutils.dll" );
    struct buffer_functions functions;

    if (!netutils || !get_functions( netutils, &functions ))
    {
        win_skip( "there is no netutils.dll with the functions\n" );
        return;
    }
    /* Wine 8.0's exports end the program */
    if (!is_ours( netutils ) &&
        functions.allocate != (void *)GetProcAddress( GetModuleHandleW( L"netapi32.dll" ),
                                                      "NetApiBufferAllocate" ))
    {
        skip( "netutils.dll has nothing to do with netapi32.dll\n" );
        return;
    }
    winetest_push_context( "netutils' to netapi32's" );
    exchange( &functions, &our_functions );
    winetest_pop_context();
    winetest_push_context( "netapi32's to netutils'" );
    exchange( &our_functions, &functions );
    winetest_pop_context();
}

/*
 * Answers: whatever another function made, NetApiBufferSize() measures and NetApiBufferFree() frees
 */

static NET_API_STATUS get_wksta( void **buffer )
{
    return NetWkstaGetInfo( NULL, 100, (BYTE **)buffer );
}

static NET_API_STATUS get_wksta_102( void **buffer )
{
    return NetWkstaGetInfo( NULL, 102, (BYTE **)buffer );
}

static NET_API_STATUS get_wksta_user( void **buffer )
{
    return NetWkstaUserGetInfo( NULL, 1, (BYTE **)buffer );
}

static NET_API_STATUS get_modals_0( void **buffer )
{
    return NetUserModalsGet( NULL, 0, (BYTE **)buffer );
}

static NET_API_STATUS get_modals_2( void **buffer )
{
    return NetUserModalsGet( NULL, 2, (BYTE **)buffer );
}

static NET_API_STATUS get_join( void **buffer )
{
    NETSETUP_JOIN_STATUS type;

    return NetGetJoinInformation( NULL, (WCHAR **)buffer, &type );
}

static NET_API_STATUS get_local_groups( void **buffer )
{
    DWORD count, total;
    DWORD_PTR resume = 0;

    return NetLocalGroupEnum( NULL, 1, (BYTE **)buffer, MAX_PREFERRED_LENGTH, &count, &total,
                              &resume );
}

static NET_API_STATUS get_user( void **buffer )
{
    WCHAR user[UNLEN + 1];
    DWORD size = ARRAY_SIZE(user);

    GetUserNameW( user, &size );
    return NetUserGetInfo( NULL, user, 10, (BYTE **)buffer );
}

static NET_API_STATUS get_users_20( void **buffer )
{
    DWORD count, total, resume = 0;

    return NetUserEnum( NULL, 20, 0, (BYTE **)buffer, MAX_PREFERRED_LENGTH, &count, &total,
                        &resume );
}

static void test_answers(void)
{
    static const struct
    {
        const char *name;
        NET_API_STATUS (*get)( void **buffer );
        BOOL can_fail;
    }
    answers[] =
    {
        { "NetWkstaGetInfo 100", get_wksta, FALSE },
        { "NetWkstaGetInfo 102", get_wksta_102, TRUE },
        { "NetWkstaUserGetInfo 1", get_wksta_user, FALSE },
        { "NetUserModalsGet 0", get_modals_0, TRUE },
        { "NetUserModalsGet 2", get_modals_2, TRUE },
        { "NetGetJoinInformation", get_join, FALSE },
        { "NetLocalGroupEnum 1", get_local_groups, FALSE },
        { "NetUserGetInfo 10", get_user, TRUE },
        { "NetUserEnum 20", get_users_20, TRUE },
    };
    NET_API_STATUS status;
    unsigned int i;
    void *buffer;
    DWORD size;

    for (i = 0; i < ARRAY_SIZE(answers); i++)
    {
        winetest_push_context( "%s", answers[i].name );

        buffer = NULL;
        status = answers[i].get( &buffer );
        if (status && answers[i].can_fail) trace( "got status %lu\n", status );
        else ok( status == NERR_Success, "got status %lu\n", status );
        if (!status && buffer)
        {
            size = 0xdeadbeef;
            status = NetApiBufferSize( buffer, &size );
            ok( status == NERR_Success, "Size returned %lu\n", status );
            ok( size < 0x1000000, "got size %lu\n", size );
            status = NetApiBufferFree( buffer );
            ok( status == NERR_Success, "Free returned %lu\n", status );
        }
        winetest_pop_context();
    }
    check_heap();
}

/* page after page, as programs with a resume handle do */
static void test_enumeration(void)
{
    DWORD count, total, resume = 0, size, calls = 0;
    NET_API_STATUS status, free_status;
    USER_INFO_0 *info;

    do
    {
        info = NULL;
        count = total = 0;
        status = NetUserEnum( NULL, 0, FILTER_NORMAL_ACCOUNT, (BYTE **)&info, 1000, &count, &total,
                              &resume );
        ok( status == NERR_Success || status == ERROR_MORE_DATA, "call %lu: got status %lu\n",
            calls, status );
        if (info)
        {
            size = 0;
            free_status = NetApiBufferSize( info, &size );
            ok( free_status == NERR_Success, "call %lu: Size returned %lu\n", calls, free_status );
            ok( size >= count * sizeof(*info), "call %lu: got size %lu for %lu users\n",
                calls, size, count );
            free_status = NetApiBufferFree( info );
            ok( free_status == NERR_Success, "call %lu: Free returned %lu\n", calls, free_status );
        }
        calls++;
    }
    while (status == ERROR_MORE_DATA && calls < 100);
    ok( calls < 100, "the enumeration has no end\n" );
    check_heap();
}

START_TEST(interop)
{
    /* which heap Windows takes is not documented */
    if (testing_ours() || under_wine())
    {
        test_buffer_to_heap();
        test_heap_to_buffer();
    }
    else skip( "buffers may be on another heap here\n" );

    test_host();
    test_netutils();
    test_answers();
    test_enumeration();
}
