/*
 * The buffer functions by the names that netutils.dll has for them
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

#include "product.h"

static NET_API_STATUS (WINAPI *pNetApiBufferAllocate)( DWORD size, void **buffer );
static NET_API_STATUS (WINAPI *pNetApiBufferFree)( void *buffer );
static NET_API_STATUS (WINAPI *pNetApiBufferReallocate)( void *buffer, DWORD size, void **moved );
static NET_API_STATUS (WINAPI *pNetApiBufferSize)( void *buffer, DWORD *size );
static NET_API_STATUS (WINAPI *pNetapipBufferAllocate)( DWORD size, void **buffer );

/* Returns whether netutils.dll has code that can be called. */
static BOOL init_functions( HMODULE netutils )
{
    static const struct
    {
        const char *name;
        void *proc;
    }
    functions[] =
    {
        { "NetApiBufferAllocate", &pNetApiBufferAllocate },
        { "NetApiBufferFree", &pNetApiBufferFree },
        { "NetApiBufferReallocate", &pNetApiBufferReallocate },
        { "NetApiBufferSize", &pNetApiBufferSize },
        { "NetapipBufferAllocate", &pNetapipBufferAllocate },
    };
    HMODULE netapi32 = GetModuleHandleW( L"netapi32.dll" );
    unsigned int i, same = 0;
    void *proc, *other;

    for (i = 0; i < ARRAY_SIZE(functions); i++)
    {
        proc = (void *)GetProcAddress( netutils, functions[i].name );
        other = (void *)GetProcAddress( netapi32, functions[i].name );
        memcpy( functions[i].proc, &proc, sizeof(proc) );
        if (proc && proc == other) same++;
        else if (is_ours( netutils ))
            ok( 0, "%s: netutils.dll has %p, netapi32.dll has %p\n", functions[i].name, proc,
                other );
    }
    /* Wine 8.0 has the code in netapi32.dll; netutils.dll's exports end the program */
    return same == ARRAY_SIZE(functions) || is_ours( netutils );
}

static void test_buffers(void)
{
    NET_API_STATUS status;
    void *buffer;
    DWORD size;

    SetLastError( 0xdeadbeef );
    status = pNetApiBufferAllocate( 64, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Allocate returned %lu\n", status );
    ok( GetLastError() == 0xdeadbeef, "got last error %lu\n", GetLastError() );

    size = 0xdeadbeef;
    status = pNetApiBufferSize( NULL, &size );
    ok( status == ERROR_INVALID_PARAMETER, "Size returned %lu\n", status );
    status = pNetApiBufferFree( NULL );
    ok( status == NERR_Success, "Free returned %lu\n", status );

    buffer = NULL;
    status = pNetApiBufferAllocate( 0, &buffer );
    ok( status == NERR_Success, "Allocate returned %lu\n", status );
    status = pNetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );

    buffer = NULL;
    status = pNetApiBufferReallocate( NULL, 300, &buffer );
    ok( status == NERR_Success, "Reallocate returned %lu\n", status );
    ok( buffer != NULL, "got no buffer\n" );
    memset( buffer, 0x5a, 300 );
    status = pNetApiBufferReallocate( buffer, 3000, &buffer );
    ok( status == NERR_Success, "Reallocate returned %lu\n", status );
    ok( ((char *)buffer)[0] == 0x5a && ((char *)buffer)[299] == 0x5a, "the bytes were changed\n" );
    status = pNetApiBufferSize( buffer, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size >= 3000, "got size %lu\n", size );
    status = pNetApiBufferReallocate( buffer, 0, &buffer );
    ok( status == NERR_Success, "Reallocate returned %lu\n", status );
    ok( !buffer, "got buffer %p\n", buffer );

    buffer = NULL;
    status = pNetapipBufferAllocate( 50, &buffer );
    ok( status == NERR_Success, "NetapipBufferAllocate returned %lu\n", status );
    status = pNetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

struct names
{
    NET_API_STATUS (WINAPI *allocate)( DWORD size, void **buffer );
    NET_API_STATUS (WINAPI *size)( void *buffer, DWORD *size );
    NET_API_STATUS (WINAPI *reallocate)( void *buffer, DWORD size, void **moved );
    NET_API_STATUS (WINAPI *free)( void *buffer );
};

static void use_names( const struct names *names, DWORD length )
{
    NET_API_STATUS status;
    void *buffer;
    DWORD size;

    status = names->allocate( length, &buffer );
    ok( status == NERR_Success, "Allocate returned %lu\n", status );
    status = names->size( buffer, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size >= length, "got size %lu\n", size );
    status = names->reallocate( buffer, length + 100, &buffer );
    ok( status == NERR_Success, "Reallocate returned %lu\n", status );
    status = names->free( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

/* programs allocate by one name and free by the other */
static void test_both_names(void)
{
    static const DWORD sizes[] = { 0, 1, 100, 5000, 0x100000 };
    const struct names there = { pNetApiBufferAllocate, NetApiBufferSize, NetApiBufferReallocate, NetApiBufferFree };
    const struct names back = { NetApiBufferAllocate, pNetApiBufferSize, pNetApiBufferReallocate, pNetApiBufferFree };
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        winetest_push_context( "%lu bytes", sizes[i] );
        use_names( &there, sizes[i] );
        use_names( &back, sizes[i] );
        winetest_pop_context();
    }
}

START_TEST(netutils)
{
    HMODULE netutils = LoadLibraryW( L"netutils.dll" );

    if (!netutils)
    {
        win_skip( "there is no netutils.dll, error %lu\n", GetLastError() );
        return;
    }
    if (!init_functions( netutils ))
    {
        skip( "netutils.dll and netapi32.dll have different functions\n" );
        return;
    }
    test_buffers();
    test_both_names();
}
