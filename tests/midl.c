/*
 * The RPC stubs' allocator, which no module exports
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

#include "product.h"

/*
 * MIDL_user_allocate() and MIDL_user_free() are the module's own. So the test has a copy of
 * apibuffer.c, its exports under other names, and holds it against the module that is loaded.
 * Here wine/debug.h is the one beside wine/test.h: Wine's headers are not needed.
 */
#define NetApiBufferAllocate    copy_NetApiBufferAllocate
#define NetApiBufferFree        copy_NetApiBufferFree
#define NetApiBufferReallocate  copy_NetApiBufferReallocate
#define NetApiBufferSize        copy_NetApiBufferSize
#include "../apibuffer.c"
#include "../guard.c"
#undef NetApiBufferAllocate
#undef NetApiBufferFree
#undef NetApiBufferReallocate
#undef NetApiBufferSize

NET_API_STATUS WINAPI NetApiBufferAllocate( DWORD size, void **buffer );
NET_API_STATUS WINAPI NetApiBufferFree( void *buffer );
NET_API_STATUS WINAPI NetApiBufferSize( void *buffer, DWORD *size );

static void test_stub_to_program(void)
{
    static const DWORD sizes[] = { 0, 1, 8, 60, 4000, 0x180000 };
    NET_API_STATUS status;
    unsigned int i;
    void *buffer;
    DWORD size;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        buffer = MIDL_user_allocate( sizes[i] );
        ok( buffer != NULL, "%lu bytes: got no buffer\n", sizes[i] );
        ok( !((ULONG_PTR)buffer % MEMORY_ALLOCATION_ALIGNMENT), "%lu bytes: got buffer %p\n",
            sizes[i], buffer );
        memset( buffer, 0x33, sizes[i] );

        size = 0xdeadbeef;
        status = NetApiBufferSize( buffer, &size );
        ok( status == NERR_Success, "%lu bytes: Size returned %lu\n", sizes[i], status );
        ok( size == sizes[i], "%lu bytes: got size %lu\n", sizes[i], size );
        status = NetApiBufferFree( buffer );
        ok( status == NERR_Success, "%lu bytes: Free returned %lu\n", sizes[i], status );
    }
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
}

static void test_program_to_stub(void)
{
    NET_API_STATUS status;
    void *buffer;

    status = NetApiBufferAllocate( 500, &buffer );
    ok( status == NERR_Success, "Allocate returned %lu\n", status );
    SetLastError( 0xdeadbeef );
    MIDL_user_free( buffer );
    ok( GetLastError() == 0xdeadbeef, "got last error %lu\n", GetLastError() );
    ok( !HeapValidate( GetProcessHeap(), 0, buffer ), "the buffer was not freed\n" );

    MIDL_user_free( NULL );
    ok( GetLastError() == 0xdeadbeef, "got last error %lu for NULL\n", GetLastError() );

    /* these must not end the program */
    MIDL_user_free( &buffer );
    MIDL_user_free( (void *)(ULONG_PTR)16 );
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
}

static void test_no_memory(void)
{
    void *buffer = MIDL_user_allocate( ~(SIZE_T)0 - 0x100 );

    ok( !buffer, "got buffer %p\n", buffer );
}

START_TEST(midl)
{
    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    test_stub_to_program();
    test_program_to_stub();
    test_no_memory();
}
