/*
 * What this project promises beyond Windows: bad pointers, lack of memory, last error
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
#include <winnt.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>

#include "faulting.h"
#include "product.h"
#include "held.h"
#include "misuse.h"

/*
 * How Windows behaves in these cases is not known. So the checks judge this project's DLL only;
 * of any other they report what it does differently. What may end the process there is left out.
 */
static BOOL judging;

#define ours(condition, ...) \
    do \
    { \
        BOOL holds_ = !!(condition); \
        if (judging) ok( holds_, __VA_ARGS__ ); \
        else if (!holds_) trace( __VA_ARGS__ ); \
    } while (0)

static void fill( void *buffer, SIZE_T size, BYTE seed )
{
    BYTE *bytes = buffer;
    SIZE_T i;

    for (i = 0; i < size; i++) bytes[i] = seed + i * 5;
}

static BOOL is_filled( const void *buffer, SIZE_T size, BYTE seed )
{
    const BYTE *bytes = buffer;
    SIZE_T i;

    for (i = 0; i < size; i++) if (bytes[i] != (BYTE)(seed + i * 5)) return FALSE;
    return TRUE;
}

static void test_exact_size(void)
{
    static const DWORD sizes[] =
    {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 100, 255, 1023, 4095, 4096, 4097,
        0x7fff, 0x8001, 0xffff, 0x10001, 0x7efff, 0x7f001, 0x7ffff, 0x80001, 0x100000, 0x1234567
    };
    NET_API_STATUS status;
    DWORD i, size;
    void *buffer;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        winetest_push_context( "%lu bytes", sizes[i] );

        buffer = NULL;
        status = NetApiBufferAllocate( sizes[i], &buffer );
        ours( status == NERR_Success, "Allocate returned %lu\n", status );
        ours( buffer != NULL, "got no buffer\n" );
        size = 0xdeadbeef;
        status = NetApiBufferSize( buffer, &size );
        ours( status == NERR_Success, "Size returned %lu\n", status );
        ours( size == sizes[i], "got size %lu\n", size );

        status = NetApiBufferReallocate( buffer, sizes[i] + 19, &buffer );
        ours( status == NERR_Success, "Reallocate returned %lu\n", status );
        status = NetApiBufferSize( buffer, &size );
        ours( status == NERR_Success, "Size after growing returned %lu\n", status );
        ours( size == sizes[i] + 19, "got size %lu after growing by 19\n", size );

        status = NetApiBufferReallocate( buffer, sizes[i] + 1, &buffer );
        ours( status == NERR_Success, "Reallocate returned %lu\n", status );
        status = NetApiBufferSize( buffer, &size );
        ours( status == NERR_Success, "Size after shrinking returned %lu\n", status );
        ours( size == sizes[i] + 1, "got size %lu after shrinking by 18\n", size );

        NetApiBufferFree( buffer );

        status = NetApiBufferReallocate( NULL, sizes[i] + 3, &buffer );
        ours( status == NERR_Success, "Reallocate of NULL returned %lu\n", status );
        status = NetApiBufferSize( buffer, &size );
        ours( status == NERR_Success, "Size after Reallocate of NULL returned %lu\n", status );
        ours( size == sizes[i] + 3, "got size %lu instead of 3 more\n", size );
        NetApiBufferFree( buffer );

        winetest_pop_context();
    }
}

/* Wine's heap changes its ways with sizes that it is asked for often. */
static void test_exact_small_size(void)
{
    static void *buffers[64];
    NET_API_STATUS status;
    DWORD from, to, size;
    unsigned int i;

    for (from = 1; from <= 200; from++)
    {
        for (i = 0; i < ARRAY_SIZE(buffers); i++)
        {
            NetApiBufferAllocate( from, &buffers[i] );
            fill( buffers[i], from, i );
            to = from - min( i, from - 1 );
            status = NetApiBufferReallocate( buffers[i], to, &buffers[i] );
            ours( status == NERR_Success, "%lu to %lu bytes: Reallocate returned %lu\n", from, to, status );
            size = 0xdeadbeef;
            status = NetApiBufferSize( buffers[i], &size );
            ours( status == NERR_Success && size == to, "%lu to %lu bytes: Size returned %lu, size %lu\n",
                  from, to, status, size );
            ours( is_filled( buffers[i], to, i ), "%lu to %lu bytes: the content is changed\n", from, to );
        }
        for (i = 0; i < ARRAY_SIZE(buffers); i++) NetApiBufferFree( buffers[i] );
    }
}

/* Sizes that no or hardly any DWORD can hold exist on x86_64 only. */
static void test_huge_size(void)
{
#ifdef _WIN64
    NET_API_STATUS status;
    DWORD size;
    void *buffer;

    if (!(buffer = HeapAlloc( GetProcessHeap(), 0, 0xffffffff )))
        skip( "this system has no 4 GB to reserve\n" );
    else
    {
        HeapFree( GetProcessHeap(), 0, buffer );
        status = NetApiBufferAllocate( 0xffffffff, &buffer );
        ours( status == NERR_Success, "Allocate returned %lu\n", status );
        size = 0xdeadbeef;
        status = NetApiBufferSize( buffer, &size );
        ours( status == NERR_Success, "Size returned %lu\n", status );
        ours( size == 0xffffffff, "got size %lu\n", size );
        status = NetApiBufferFree( buffer );
        ours( status == NERR_Success, "Free returned %lu\n", status );
    }

    if (!judging)
    {
        skip( "a block of the process heap may be no buffer\n" );
        return;
    }
    if (!(buffer = HeapAlloc( GetProcessHeap(), 0, 0x100000010 )))
    {
        skip( "this system has no 4 GB to reserve\n" );
        return;
    }
    size = 0xdeadbeef;
    status = NetApiBufferSize( buffer, &size );
    ok( status == ERROR_INVALID_PARAMETER, "Size of 4 GB and 16 bytes returned %lu\n", status );
    ok( size == 0, "got size %lu\n", size );
    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
#endif
}

static void test_null_arguments(void)
{
    NET_API_STATUS status;
    DWORD size;
    void *buffer;

    buffer = UNTOUCHED;
    status = NetApiBufferReallocate( NULL, 0, &buffer );
    ours( status == NERR_Success, "Reallocate of nothing to nothing returned %lu\n", status );
    ours( !buffer, "got buffer %p\n", buffer );

    size = 0xdeadbeef;
    status = NetApiBufferSize( NULL, &size );
    ours( status == ERROR_INVALID_PARAMETER, "Size of NULL returned %lu\n", status );
    ours( size == 0, "got size %lu of NULL\n", size );

    if (!judging)
    {
        skip( "a missing output ends the program with DLLs other than ours\n" );
        return;
    }
    NetApiBufferAllocate( 77, &buffer );
    fill( buffer, 77, 1 );

    status = NetApiBufferSize( buffer, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Size without output returned %lu\n", status );
    status = NetApiBufferSize( NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Size of NULL without output returned %lu\n", status );

    status = NetApiBufferReallocate( buffer, 200, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate without output returned %lu\n", status );
    status = NetApiBufferReallocate( buffer, 10, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate without output returned %lu\n", status );
    status = NetApiBufferReallocate( buffer, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate without output returned %lu\n", status );
    status = NetApiBufferReallocate( NULL, 10, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate without output returned %lu\n", status );
    status = NetApiBufferReallocate( NULL, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate without output returned %lu\n", status );

    status = NetApiBufferSize( buffer, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size == 77, "got size %lu\n", size );
    ok( is_filled( buffer, 77, 1 ), "the buffer was changed\n" );
    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

/* A call that succeeds leaves the last error alone. */
static void test_last_error(void)
{
    static const DWORD sizes[] = { 0, 30, 5000, 0x200000 };
    NET_API_STATUS status;
    void *buffer;
    DWORD i, size;

#define CALL(call) \
    SetLastError( 0xdeadbeef ); \
    status = call; \
    ours( status == NERR_Success, "%s returned %lu\n", #call, status ); \
    ours( GetLastError() == 0xdeadbeef, "%s: got last error %lu\n", #call, GetLastError() )

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        winetest_push_context( "%lu bytes", sizes[i] );
        CALL( NetApiBufferAllocate( sizes[i], &buffer ) );
        CALL( NetApiBufferSize( buffer, &size ) );
        CALL( NetApiBufferReallocate( buffer, sizes[i] + 0x10000, &buffer ) );
        CALL( NetApiBufferReallocate( buffer, sizes[i] / 2 + 1, &buffer ) );
        CALL( NetApiBufferFree( buffer ) );
        buffer = NULL;
        CALL( NetApiBufferReallocate( buffer, sizes[i] + 1, &buffer ) );
        CALL( NetApiBufferReallocate( buffer, 0, &buffer ) );
        winetest_pop_context();
    }
    CALL( NetApiBufferFree( NULL ) );
    CALL( NetApiBufferReallocate( NULL, 0, &buffer ) );
#undef CALL
}

/* Nobody asked for zeros, and they take their time. */
static void test_no_clearing(void)
{
    NET_API_STATUS status;
    unsigned int i, cleared = 0, grown_cleared = 0;
    BYTE *buffers[64];

    for (i = 0; i < ARRAY_SIZE(buffers); i++)
    {
        NetApiBufferAllocate( 1000, (void **)&buffers[i] );
        memset( buffers[i], 0x77, 1000 );
    }
    for (i = 0; i < ARRAY_SIZE(buffers); i++) NetApiBufferFree( buffers[i] );

    for (i = 0; i < ARRAY_SIZE(buffers); i++)
    {
        NetApiBufferAllocate( 1000, (void **)&buffers[i] );
        if (!buffers[i][500]) cleared++;
        memset( buffers[i], 0x77, 1000 );
        status = NetApiBufferReallocate( buffers[i], 500, (void **)&buffers[i] );
        ours( status == NERR_Success, "Reallocate returned %lu\n", status );
        status = NetApiBufferReallocate( buffers[i], 1000, (void **)&buffers[i] );
        ours( status == NERR_Success, "Reallocate returned %lu\n", status );
        if (!buffers[i][900]) grown_cleared++;
    }
    ours( cleared < ARRAY_SIZE(buffers), "Allocate clears buffers\n" );
    ours( grown_cleared < ARRAY_SIZE(buffers), "Reallocate clears the new bytes\n" );
    for (i = 0; i < ARRAY_SIZE(buffers); i++) NetApiBufferFree( buffers[i] );
}

/*
 * Lack of memory: on i386 no block can have nearly 4 GB. Smaller sizes, and x86_64, need the
 * system call that gives memory to fail: its code in this process is replaced for that long.
 */
static BYTE saved_code[8];

static void *memory_call(void)
{
    return (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "NtAllocateVirtualMemory" );
}

static void write_code( void *code, const BYTE *bytes )
{
    DWORD old;

    VirtualProtect( code, sizeof(saved_code), PAGE_EXECUTE_READWRITE, &old );
    memcpy( code, bytes, sizeof(saved_code) );
    VirtualProtect( code, sizeof(saved_code), old, &old );
    FlushInstructionCache( GetCurrentProcess(), code, sizeof(saved_code) );
}

static void take_memory_away(void)
{
#ifdef _WIN64
    /* movl $STATUS_NO_MEMORY,%eax; ret */
    static const BYTE bytes[8] = { 0xb8, 0x17, 0x00, 0x00, 0xc0, 0xc3, 0x90, 0x90 };
#else
    /* movl $STATUS_NO_MEMORY,%eax; ret $24 */
    static const BYTE bytes[8] = { 0xb8, 0x17, 0x00, 0x00, 0xc0, 0xc2, 0x18, 0x00 };
#endif

    memcpy( saved_code, memory_call(), sizeof(saved_code) );
    write_code( memory_call(), bytes );
}

static void give_memory_back(void)
{
    write_code( memory_call(), saved_code );
}

/* takes: the call fails only while the memory is taken away */
static void check_out_of_memory( DWORD size, DWORD large, BOOL takes )
{
    NET_API_STATUS status;
    void *buffer, *same, *moved;
    DWORD got;

    winetest_push_context( "%lu to %lu bytes", size, large );

    buffer = UNTOUCHED;
    if (takes) take_memory_away();
    status = NetApiBufferAllocate( large, &buffer );
    if (takes) give_memory_back();
    ours( status == ERROR_NOT_ENOUGH_MEMORY, "Allocate returned %lu\n", status );
    ours( !buffer, "got buffer %p\n", buffer );

    buffer = UNTOUCHED;
    if (takes) take_memory_away();
    status = NetApiBufferReallocate( NULL, large, &buffer );
    if (takes) give_memory_back();
    ours( status == ERROR_NOT_ENOUGH_MEMORY, "Reallocate of NULL returned %lu\n", status );
    ours( buffer == UNTOUCHED, "got buffer %p\n", buffer );

    status = NetApiBufferAllocate( size, &buffer );
    ours( status == NERR_Success, "Allocate returned %lu\n", status );
    fill( buffer, size, 9 );

    moved = UNTOUCHED;
    if (takes) take_memory_away();
    status = NetApiBufferReallocate( buffer, large, &moved );
    if (takes) give_memory_back();
    ours( status == ERROR_NOT_ENOUGH_MEMORY, "Reallocate returned %lu\n", status );
    ours( moved == UNTOUCHED, "got buffer %p\n", moved );

    /* the usual call loses the buffer when a failure stores NULL */
    same = buffer;
    if (takes) take_memory_away();
    status = NetApiBufferReallocate( same, large, &same );
    if (takes) give_memory_back();
    ours( status == ERROR_NOT_ENOUGH_MEMORY, "Reallocate in place returned %lu\n", status );
    ours( same == buffer, "got buffer %p instead of %p\n", same, buffer );

    got = 0xdeadbeef;
    status = NetApiBufferSize( buffer, &got );
    ours( status == NERR_Success, "Size after the failure returned %lu\n", status );
    ours( got == size, "got size %lu after the failure\n", got );
    ours( is_filled( buffer, size, 9 ), "the failure changed the buffer\n" );
    status = NetApiBufferFree( buffer );
    ours( status == NERR_Success, "Free after the failure returned %lu\n", status );

    winetest_pop_context();
}

static void test_out_of_memory(void)
{
    static const DWORD sizes[] = { 0, 1, 100, 4000, 0x20000, 0x100000 };
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
#ifdef _WIN64
        if (!i) skip( "0xfffffff0 bytes are no failure on x86_64\n" );
#else
        check_out_of_memory( sizes[i], 0xfffffff0, FALSE );
        check_out_of_memory( sizes[i], 0xffffffff, FALSE );
#endif
        if (judging) check_out_of_memory( sizes[i], 0x1000000, TRUE );
    }
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
}

/*
 * Pointers that are no buffers
 */

static char *live_block;              /* a buffer in use, as all in neighbours[] are */
static char *stack_bytes;             /* on the stack of the function that runs the rows */
static void **stack_variable;         /* there as well: holds live_block */
static char static_bytes[256] __attribute__((aligned(16)));
static const char constant_bytes[256] __attribute__((aligned(16))) = "constant";

static const DWORD neighbour_sizes[] = { 0, 1, 24, 24, 40, 128, 5000, 0x20000, 0x180000 };
static void *neighbours[ARRAY_SIZE(neighbour_sizes)];

#define LIVE_SIZE  256

/* The heap's front end for small blocks takes over when a size has been asked for often. */
static void *many_blocks[64];

static HANDLE other_heap;
static char *region;

static void *make_value( ULONG_PTR value )
{
    return (void *)value;
}

static void *make_freed( ULONG_PTR size )
{
    void *buffer = NULL;

    if (NetApiBufferAllocate( size, &buffer )) return NULL;
    fill( buffer, size, 0 );
    NetApiBufferFree( buffer );
    return buffer;
}

static void *make_reallocated_to_nothing( ULONG_PTR size )
{
    void *buffer = NULL, *nothing = NULL;

    if (NetApiBufferAllocate( size, &buffer )) return NULL;
    NetApiBufferReallocate( buffer, 0, &nothing );
    return buffer;
}

static void *make_freed_of_many( ULONG_PTR size )
{
    void *buffer;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(many_blocks); i++) NetApiBufferAllocate( size, &many_blocks[i] );
    buffer = many_blocks[ARRAY_SIZE(many_blocks) / 2];
    many_blocks[ARRAY_SIZE(many_blocks) / 2] = NULL;
    NetApiBufferFree( buffer );
    return buffer;
}

static void free_many( void *ptr )
{
    unsigned int i;

    (void)ptr;
    for (i = 0; i < ARRAY_SIZE(many_blocks); i++) NetApiBufferFree( many_blocks[i] );
}

/* freed after the one in front of it, with which the heap merges it: its header stays as it was */
static void *make_merged( ULONG_PTR size )
{
    unsigned int i;

    for (i = 0; i < 8; i++) NetApiBufferAllocate( size, &many_blocks[i] );
    for (i = 1; i < 7; i++) NetApiBufferFree( many_blocks[i] );
    return many_blocks[4];
}

static void free_merged( void *ptr )
{
    (void)ptr;
    NetApiBufferFree( many_blocks[0] );
    NetApiBufferFree( many_blocks[7] );
}

/* the same, while the buffers in use are so many that the module cannot remember this one */
static void *crowd[20000];

/* so that each of them is the one that is remembered, where there is room for one only */
static void remember_crowd(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(crowd); i++) NetApiBufferReallocate( crowd[i], 16, &crowd[i] );
}

static void *make_merged_in_crowd( ULONG_PTR size )
{
    unsigned int i;

    for (i = 0; i < 8; i++) NetApiBufferAllocate( size, &many_blocks[i] );
    for (i = 0; i < ARRAY_SIZE(crowd); i++) NetApiBufferAllocate( 16, &crowd[i] );
    /* Wine 10.0's heap moves them: once here, so that it need not take the freed buffers' memory */
    remember_crowd();
    for (i = 1; i < 7; i++) NetApiBufferFree( many_blocks[i] );
    remember_crowd();
    return many_blocks[4];
}

static void free_crowd( void *ptr )
{
    unsigned int i;

    free_merged( ptr );
    for (i = 0; i < ARRAY_SIZE(crowd); i++) NetApiBufferFree( crowd[i] );
}

/* freed between freed ones, and then under a buffer in use: the dead header takes the bytes before
 * it for a pointer to its neighbour */
static void *make_merged_under_live( ULONG_PTR size )
{
    char *dead, *live;
    unsigned int i;

    for (i = 0; i < 8; i++) NetApiBufferAllocate( size, &many_blocks[i] );
    dead = many_blocks[4];
    NetApiBufferFree( many_blocks[3] );
    NetApiBufferFree( many_blocks[5] );
    NetApiBufferFree( many_blocks[4] );
    NetApiBufferAllocate( size * 3, &many_blocks[3] );
    live = many_blocks[3];
    if (live < dead && dead < live + size * 3) memset( live, 0x9d, dead - live - 8 );
    return dead;
}

static void free_merged_under_live( void *ptr )
{
    unsigned int i;

    (void)ptr;
    for (i = 0; i < 8; i++) if (i != 4 && i != 5) NetApiBufferFree( many_blocks[i] );
}

static void *make_moved( ULONG_PTR size )
{
    void *buffer = NULL, *moved = NULL;

    if (NetApiBufferAllocate( size, &buffer )) return NULL;
    if (!NetApiBufferReallocate( buffer, size + 0x400000, &moved )) NetApiBufferFree( moved );
    return moved != buffer ? buffer : NULL;
}

/* the same, behind a freed one */
static void *make_moved_merged( ULONG_PTR size )
{
    void *buffer, *moved = NULL;
    unsigned int i;

    for (i = 0; i < 8; i++) NetApiBufferAllocate( size, &many_blocks[i] );
    for (i = 1; i < 4; i++) NetApiBufferFree( many_blocks[i] );
    buffer = many_blocks[4];
    if (!NetApiBufferReallocate( buffer, size + 0x400000, &moved )) NetApiBufferFree( moved );
    for (i = 5; i < 7; i++) NetApiBufferFree( many_blocks[i] );
    return moved != buffer ? buffer : NULL;
}

static void *make_stack( ULONG_PTR offset )
{
    return stack_bytes + offset;
}

static void *make_variable( ULONG_PTR unused )
{
    (void)unused;
    return stack_variable;
}

static void *make_static( ULONG_PTR offset )
{
    return static_bytes + offset;
}

static void *make_constant( ULONG_PTR offset )
{
    return (void *)(constant_bytes + offset);
}

static void *make_code( ULONG_PTR offset )
{
    return (char *)(ULONG_PTR)make_code + offset;
}

static void *make_module( ULONG_PTR offset )
{
    return (char *)GetModuleHandleW( NULL ) + offset;
}

static void *make_heap( ULONG_PTR offset )
{
    return (char *)GetProcessHeap() + offset;
}

static void *make_live( ULONG_PTR offset )
{
    return live_block + (LONG_PTR)offset;
}

static void *make_live_filled( ULONG_PTR byte )
{
    memset( live_block, (int)byte, LIVE_SIZE );
    return live_block + 64;
}

static void refill_live( void *ptr )
{
    (void)ptr;
    fill( live_block, LIVE_SIZE, 7 );
}

/* four pages, nothing in front of them and nothing behind: the region is larger */
static void *make_region( ULONG_PTR offset, DWORD first_page, DWORD second_page, BYTE byte )
{
    DWORD old;

    if (!(region = VirtualAlloc( NULL, 0x20000, MEM_RESERVE, PAGE_NOACCESS ))) return NULL;
    VirtualAlloc( region + 0x10000, 0x4000, MEM_COMMIT, PAGE_READWRITE );
    memset( region + 0x10000, byte, 0x4000 );
    VirtualProtect( region + 0x10000, 0x1000, first_page, &old );
    VirtualProtect( region + 0x11000, 0x1000, second_page, &old );
    return region + 0x10000 + offset;
}

static void *make_pages( ULONG_PTR offset )
{
    return make_region( offset, PAGE_READWRITE, PAGE_READWRITE, 0 );
}

static void *make_pages_of_ones( ULONG_PTR offset )
{
    return make_region( offset, PAGE_READWRITE, PAGE_READWRITE, 0xff );
}

static void *make_read_only( ULONG_PTR offset )
{
    return make_region( offset, PAGE_READONLY, PAGE_READONLY, 0x55 );
}

static void *make_noaccess( ULONG_PTR offset )
{
    return make_region( offset, PAGE_NOACCESS, PAGE_READWRITE, 0 );
}

static void *make_guard( ULONG_PTR offset )
{
    return make_region( offset, PAGE_READWRITE | PAGE_GUARD, PAGE_READWRITE, 0 );
}

static void *make_two_guards( ULONG_PTR offset )
{
    return make_region( offset, PAGE_READWRITE | PAGE_GUARD, PAGE_READWRITE | PAGE_GUARD, 0 );
}

static void free_region( void *ptr )
{
    (void)ptr;
    VirtualFree( region, 0, MEM_RELEASE );
}

/* The module still remembers it as a buffer, so that it gets as far as the heap. */
static void *make_heap_freed( ULONG_PTR size )
{
    void *buffer = NULL;

    if (NetApiBufferAllocate( size, &buffer )) return NULL;
    HeapFree( GetProcessHeap(), 0, buffer );
    return buffer;
}

/* the same, and the heap has given the memory around it back */
static void *make_heap_freed_of_many( ULONG_PTR size )
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(many_blocks); i++) NetApiBufferAllocate( size, &many_blocks[i] );
    for (i = 0; i < ARRAY_SIZE(many_blocks); i++) HeapFree( GetProcessHeap(), 0, many_blocks[i] );
    return many_blocks[ARRAY_SIZE(many_blocks) - 8];
}

/* Afterwards the module remembers others in its place. */
static void crowd_out( void *ptr )
{
    unsigned int i;

    (void)ptr;
    for (i = 0; i < ARRAY_SIZE(crowd); i++) NetApiBufferAllocate( 16, &crowd[i] );
    for (i = 0; i < ARRAY_SIZE(crowd); i++) NetApiBufferFree( crowd[i] );
}

static void crowd_out_region( void *ptr )
{
    free_region( ptr );
    crowd_out( ptr );
}

/* the same, where the program has got the memory since then */
static void *make_heap_freed_region( DWORD protect )
{
    char *buffer = make_heap_freed( 0x200000 );

    region = (char *)((ULONG_PTR)buffer & ~(ULONG_PTR)0xffff);
    if (!VirtualAlloc( region, 0x10000, MEM_RESERVE | MEM_COMMIT, protect )) return NULL;
    return buffer;
}

static void *make_heap_freed_page( ULONG_PTR unused )
{
    (void)unused;
    return make_heap_freed_region( PAGE_READWRITE );
}

static void *make_heap_freed_noaccess( ULONG_PTR unused )
{
    (void)unused;
    return make_heap_freed_region( PAGE_NOACCESS );
}

static void *make_heap_freed_guard( ULONG_PTR unused )
{
    (void)unused;
    return make_heap_freed_region( PAGE_READWRITE | PAGE_GUARD );
}

static void *make_released( ULONG_PTR offset )
{
    char *ptr = make_region( offset, PAGE_READWRITE, PAGE_READWRITE, 0 );

    free_region( ptr );
    return ptr;
}

/* a whole allocation of the system's, as a heap's large blocks are */
static void *make_whole_region( ULONG_PTR offset )
{
    if (!(region = VirtualAlloc( NULL, 0x100000, MEM_COMMIT, PAGE_READWRITE ))) return NULL;
    return region + offset;
}

static void *make_view( ULONG_PTR offset )
{
    HANDLE mapping = CreateFileMappingW( INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 0x10000,
                                         NULL );

    region = mapping ? MapViewOfFile( mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0 ) : NULL;
    CloseHandle( mapping );
    return region ? region + offset : NULL;
}

static void unmap_view( void *ptr )
{
    (void)ptr;
    UnmapViewOfFile( region );
}

static void *make_other_heap( ULONG_PTR size )
{
    if (!(other_heap = HeapCreate( 0, 0, 0 ))) return NULL;
    return HeapAlloc( other_heap, HEAP_ZERO_MEMORY, size );
}

static void *make_other_heap_of_many( ULONG_PTR size )
{
    ULONG front_end = 2;  /* low fragmentation */
    void *block = NULL;
    unsigned int i;

    if (!(other_heap = HeapCreate( 0, 0, 0 ))) return NULL;
    HeapSetInformation( other_heap, HeapCompatibilityInformation, &front_end, sizeof(front_end) );
    for (i = 0; i < 200; i++) block = HeapAlloc( other_heap, HEAP_ZERO_MEMORY, size );
    return block;
}

/* at the address of a buffer that the program freed behind the module's back, where the system does that */
static void *make_other_heap_in_place( ULONG_PTR size )
{
    void *buffer = NULL;

    if (!(other_heap = HeapCreate( 0, 0, 0 ))) return NULL;
    NetApiBufferAllocate( size, &buffer );
    HeapFree( GetProcessHeap(), 0, buffer );
    return HeapAlloc( other_heap, HEAP_ZERO_MEMORY, size );
}

static void destroy_heap( void *ptr )
{
    (void)ptr;
    ok( HeapValidate( other_heap, 0, NULL ), "the other heap is damaged\n" );
    ok( HeapDestroy( other_heap ), "the other heap was not destroyed\n" );
}

static void *make_destroyed_heap( ULONG_PTR size )
{
    void *block = make_other_heap( size );

    HeapDestroy( other_heap );
    return block;
}

static void *make_local( ULONG_PTR size )
{
    return LocalAlloc( LMEM_MOVEABLE, size );
}

static void free_local( void *ptr )
{
    ok( !LocalFree( ptr ), "the moveable block was freed already\n" );
}

static void *make_global( ULONG_PTR size )
{
    return GlobalAlloc( GMEM_MOVEABLE, size );
}

static void free_global( void *ptr )
{
    ok( !GlobalFree( ptr ), "the moveable block was freed already\n" );
}

/* msvcrt's heap is its own, or the process heap: then its blocks are buffers like others */
static void *make_malloc( ULONG_PTR size )
{
    HMODULE msvcrt = LoadLibraryW( L"msvcrt.dll" );
    void *(__cdecl *pmalloc)( size_t size ) = (void *)GetProcAddress( msvcrt, "malloc" );
    intptr_t (__cdecl *pget)( void ) = (void *)GetProcAddress( msvcrt, "_get_heap_handle" );

    if (!pmalloc || !pget || (HANDLE)pget() == GetProcessHeap()) return NULL;
    return pmalloc( size );
}

static void free_malloc( void *ptr )
{
    void (__cdecl *pfree)( void *ptr );

    pfree = (void *)GetProcAddress( GetModuleHandleW( L"msvcrt.dll" ), "free" );
    pfree( ptr );
}

static const struct bad_pointer bad_pointers[] =
{
    { "freed buffer of 0 bytes", make_freed, 0, NULL },
    { "freed buffer of 24 bytes", make_freed, 24, NULL },
    { "freed buffer of 1000 bytes", make_freed, 1000, NULL },
    { "freed buffer of 20000 bytes", make_freed, 20000, NULL },
    { "freed buffer of 400000 bytes", make_freed, 400000, NULL },
    { "freed buffer of 2 MB", make_freed, 0x200000, NULL },
    { "freed buffer of 64 MB", make_freed, 0x4000000, NULL },
    { "freed buffer, one of many of 16 bytes", make_freed_of_many, 16, free_many },
    { "freed buffer, one of many of 100 bytes", make_freed_of_many, 100, free_many },
    { "freed buffer, one of many of 3000 bytes", make_freed_of_many, 3000, free_many },
    { "buffer of 24 bytes, reallocated to nothing", make_reallocated_to_nothing, 24, NULL },
    { "buffer of 2 MB, reallocated to nothing", make_reallocated_to_nothing, 0x200000, NULL },
    { "freed buffer of 500 bytes, behind a freed one", make_merged, 500, free_merged },
    { "freed buffer of 40000 bytes, behind a freed one", make_merged, 40000, free_merged },
    { "freed buffer of 20000 bytes, between freed ones, under a live one", make_merged_under_live,
      20000, free_merged_under_live },
    { "freed buffer of 500 bytes, behind a freed one, in a crowd", make_merged_in_crowd, 500,
      free_crowd },
    { "freed buffer of 40000 bytes, behind a freed one, in a crowd", make_merged_in_crowd, 40000,
      free_crowd },
    { "reallocated buffer of 24 bytes", make_moved, 24, NULL },
    { "reallocated buffer of 3000 bytes", make_moved, 3000, NULL },
    { "reallocated buffer of 1 MB", make_moved, 0x100000, NULL },
    { "reallocated buffer of 500 bytes, behind a freed one", make_moved_merged, 500, free_merged },
    { "reallocated buffer of 40000 bytes, behind a freed one", make_moved_merged, 40000,
      free_merged },

    { "buffer of 0 bytes that HeapFree freed", make_heap_freed, 0, crowd_out },
    { "buffer of 24 bytes that HeapFree freed", make_heap_freed, 24, crowd_out },
    { "buffer of 3000 bytes that HeapFree freed", make_heap_freed, 3000, crowd_out },
    { "buffer of 400000 bytes that HeapFree freed", make_heap_freed, 400000, crowd_out },
    { "buffer of 400000 bytes that HeapFree freed, one of many", make_heap_freed_of_many, 400000,
      crowd_out },
    { "buffer of 260000 bytes that HeapFree freed, one of many", make_heap_freed_of_many, 260000,
      crowd_out },
    { "buffer of 2 MB that HeapFree freed", make_heap_freed, 0x200000, crowd_out },
    { "buffer of 64 MB that HeapFree freed", make_heap_freed, 0x4000000, crowd_out },
    { "buffer that HeapFree freed, now a page", make_heap_freed_page, 0, crowd_out_region },
    { "buffer that HeapFree freed, now a page without access", make_heap_freed_noaccess, 0,
      crowd_out_region },
    { "buffer that HeapFree freed, now a guard page", make_heap_freed_guard, 0,
      crowd_out_region },

    { "live buffer + 1", make_live, 1, refill_live },
    { "live buffer + 4", make_live, 4, refill_live },
    { "live buffer + 8", make_live, 8, refill_live },
    { "live buffer + 16", make_live, 16, refill_live },
    { "live buffer + 32", make_live, 32, refill_live },
    { "live buffer + its size", make_live, LIVE_SIZE, refill_live },
    { "live buffer - 8", make_live, -8, refill_live },
    { "live buffer - 16", make_live, -16, refill_live },
    { "in a live buffer of zeros", make_live_filled, 0, refill_live },
    { "in a live buffer of ones", make_live_filled, 1, refill_live },
    { "in a live buffer of 0x55", make_live_filled, 0x55, refill_live },
    { "in a live buffer of 0xff", make_live_filled, 0xff, refill_live },

    { "address of the caller's variable", make_variable, 0, NULL },
    { "stack", make_stack, 64, NULL },
    { "stack, misaligned", make_stack, 67, NULL },
    { "static data", make_static, 64, NULL },
    { "static data, misaligned", make_static, 33, NULL },
    { "constant data", make_constant, 0, NULL },
    { "code", make_code, 0, NULL },
    { "code, aligned", make_code, 64, NULL },
    { "module", make_module, 0, NULL },
    { "module + 16", make_module, 16, NULL },
    { "module + 0x1000", make_module, 0x1000, NULL },
    { "process heap's handle", make_heap, 0, NULL },
    { "process heap's handle + 16", make_heap, 16, NULL },
    { "process heap's handle + 256", make_heap, 256, NULL },

    { "1", make_value, 1, NULL },
    { "7", make_value, 7, NULL },
    { "8", make_value, 8, NULL },
    { "16", make_value, 16, NULL },
    { "0x1000", make_value, 0x1000, NULL },
    { "0xfff8", make_value, 0xfff8, NULL },
    { "0x10000", make_value, 0x10000, NULL },
    { "0x10010", make_value, 0x10010, NULL },
    { "0x20008", make_value, 0x20008, NULL },
    { "0x7fffffff", make_value, 0x7fffffff, NULL },
    { "0x80000000", make_value, 0x80000000, NULL },
    { "0xc0000000", make_value, 0xc0000000, NULL },
    { "0xfffffff0", make_value, 0xfffffff0, NULL },
    { "-1", make_value, -1, NULL },
    { "-8", make_value, -8, NULL },
    { "-16", make_value, -16, NULL },
    { "-4096", make_value, -4096, NULL },
#ifdef _WIN64
    { "0x7ffffffeffff", make_value, 0x7ffffffeffff, NULL },
    { "0x7fffffff0000", make_value, 0x7fffffff0000, NULL },
    { "0x800000000000", make_value, 0x800000000000, NULL },
    { "0x123456789abcdef0", make_value, 0x123456789abcdef0, NULL },
    { "0x8000000000000000", make_value, 0x8000000000000000, NULL },
    { "0xffff800000000000", make_value, 0xffff800000000000, NULL },
#endif

    { "first page of a region", make_pages, 0, free_region },
    { "first page of a region + 8", make_pages, 8, free_region },
    { "first page of a region + 16", make_pages, 16, free_region },
    { "first page of a region + 64", make_pages, 64, free_region },
    { "second page of a region", make_pages, 0x1000, free_region },
    { "last bytes before unmapped memory", make_pages, 0x4000 - 16, free_region },
    { "last byte before unmapped memory", make_pages, 0x4000 - 1, free_region },
    { "unmapped memory behind a page", make_pages, 0x4000, free_region },
    { "unmapped memory behind a page + 16", make_pages, 0x4010, free_region },
    { "page of 0xff", make_pages_of_ones, 0x1000, free_region },
    { "page of 0xff + 64", make_pages_of_ones, 64, free_region },
    { "read-only page", make_read_only, 0, free_region },
    { "read-only page + 64", make_read_only, 64, free_region },
    { "page without access", make_noaccess, 0, free_region },
    { "page without access + 64", make_noaccess, 64, free_region },
    { "page behind one without access", make_noaccess, 0x1000, free_region },
    { "guard page", make_guard, 0, free_region },
    { "guard page + 64", make_guard, 64, free_region },
    { "page behind a guard page", make_guard, 0x1000, free_region },
    { "guard page behind a guard page", make_two_guards, 0x1000, free_region },
    { "released page", make_released, 0, NULL },
    { "released page + 64", make_released, 64, NULL },
    { "whole allocation", make_whole_region, 0, free_region },
    { "whole allocation + 16", make_whole_region, 16, free_region },
    { "whole allocation + 32", make_whole_region, 32, free_region },
    { "whole allocation + 64", make_whole_region, 64, free_region },
    { "whole allocation + 0x10000", make_whole_region, 0x10000, free_region },
    { "mapped view", make_view, 0, unmap_view },
    { "mapped view + 64", make_view, 64, unmap_view },

    { "another heap's block of 24 bytes", make_other_heap, 24, destroy_heap },
    { "another heap's block of 3000 bytes", make_other_heap, 3000, destroy_heap },
    { "another heap's block of 2 MB", make_other_heap, 0x200000, destroy_heap },
    { "another heap's block of 2 MB, where a buffer was", make_other_heap_in_place, 0x200000,
      destroy_heap },
    { "another heap's block, one of many of 16 bytes", make_other_heap_of_many, 16, destroy_heap },
    { "another heap's block, one of many of 100 bytes", make_other_heap_of_many, 100,
      destroy_heap },
    { "another heap's block, one of many of 3000 bytes", make_other_heap_of_many, 3000,
      destroy_heap },
    { "destroyed heap's block of 24 bytes", make_destroyed_heap, 24, NULL },
    { "destroyed heap's block of 2 MB", make_destroyed_heap, 0x200000, NULL },

    { "handle of moveable local memory", make_local, 100, free_local },
    { "handle of discarded local memory", make_local, 0, free_local },
    { "handle of moveable global memory", make_global, 100, free_global },
    { "msvcrt's block", make_malloc, 100, free_malloc },
};

static void allocate_neighbours(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(neighbours); i++)
    {
        NetApiBufferAllocate( neighbour_sizes[i], &neighbours[i] );
        fill( neighbours[i], neighbour_sizes[i], i );
    }
    NetApiBufferAllocate( LIVE_SIZE, (void **)&live_block );
    fill( live_block, LIVE_SIZE, 7 );
}

static void free_neighbours(void)
{
    NET_API_STATUS status;
    unsigned int i;
    DWORD size;

    for (i = 0; i < ARRAY_SIZE(neighbours); i++)
    {
        status = NetApiBufferSize( neighbours[i], &size );
        ok( status == NERR_Success && size == neighbour_sizes[i], "live buffer %u: %lu, size %lu\n",
            i, status, size );
        status = NetApiBufferFree( neighbours[i] );
        ok( status == NERR_Success, "live buffer %u: Free returned %lu\n", i, status );
    }
    ok( is_filled( live_block, LIVE_SIZE, 7 ), "the live buffer is changed\n" );
    status = NetApiBufferFree( live_block );
    ok( status == NERR_Success, "Free of the live buffer returned %lu\n", status );
}

/* the registration of the innermost exception handler, which a guarded call has to restore */
static ULONG_PTR innermost_handler(void)
{
#ifdef _WIN64
    return 0;
#else
    ULONG_PTR handler;

    __asm__ volatile( "movl %%fs:0,%0" : "=r" (handler) );
    return handler;
#endif
}

const struct bad_pointer *get_bad_pointer( unsigned int index )
{
    return index < ARRAY_SIZE(bad_pointers) ? &bad_pointers[index] : NULL;
}

void prepare_misuse( char *bytes, void **variable )
{
    allocate_neighbours();
    *variable = live_block;
    stack_bytes = bytes;
    stack_variable = variable;
}

/* Each call gets a pointer of its own, and nothing else is allocated before the call. */
void misuse( const struct bad_pointer *row, enum misused function, DWORD new_size, struct misuse *seen )
{
    ULONG_PTR handler = innermost_handler();

    memset( seen, 0, sizeof(*seen) );
    seen->size = 0xdeadbeef;
    seen->moved = UNTOUCHED;
    if (!(seen->ptr = row->make( row->arg ))) return;
    switch (function)
    {
    case MISUSED_FREE: seen->status = NetApiBufferFree( seen->ptr ); break;
    case MISUSED_SIZE: seen->status = NetApiBufferSize( seen->ptr, &seen->size ); break;
    default: seen->status = NetApiBufferReallocate( seen->ptr, new_size, &seen->moved );
    }
    seen->handlers_kept = innermost_handler() == handler;
}

void look_for_damage( struct misuse *seen )
{
    unsigned int i;

    seen->heap_valid = HeapValidate( GetProcessHeap(), 0, NULL );
    for (i = 0; i < ARRAY_SIZE(neighbours); i++)
        if (!is_filled( neighbours[i], neighbour_sizes[i], i )) seen->changed_neighbours |= 1 << i;
}

static BOOL check_misuse( const struct bad_pointer *row, enum misused function, DWORD new_size )
{
    struct misuse seen;
    char call[64] = "Free";
    unsigned int i;

    if (function == MISUSED_SIZE) strcpy( call, "Size" );
    if (function == MISUSED_REALLOCATE) sprintf( call, "Reallocate to %lu bytes", new_size );
    misuse( row, function, new_size, &seen );
    if (!seen.ptr) return FALSE;
    look_for_damage( &seen );

    ok( seen.status == ERROR_INVALID_PARAMETER, "%s of %p returned %lu\n", call, seen.ptr, seen.status );
    if (function == MISUSED_SIZE) ok( seen.size == 0, "got size %lu of %p\n", seen.size, seen.ptr );
    if (function == MISUSED_REALLOCATE)
        ok( seen.moved == UNTOUCHED, "%s of %p gave %p\n", call, seen.ptr, seen.moved );
    ok( seen.handlers_kept, "%s changed the handlers\n", call );
    ok( seen.heap_valid, "after %s the process heap is damaged\n", call );
    for (i = 0; i < ARRAY_SIZE(neighbours); i++)
        ok( !(seen.changed_neighbours & 1 << i), "after %s the live buffer of %lu bytes is changed\n",
            call, neighbour_sizes[i] );
    if (row->cleanup) row->cleanup( seen.ptr );
    return TRUE;
}

static void check_bad_pointer( const struct bad_pointer *row )
{
    static const DWORD sizes[] = { 0, 1, 64, 0x100000, 0x7ffffff0 };
    unsigned int i;

    if (!check_misuse( row, MISUSED_FREE, 0 ))
    {
        skip( "there is none on this system\n" );
        return;
    }
    check_misuse( row, MISUSED_SIZE, 0 );
    for (i = 0; i < ARRAY_SIZE(sizes); i++) check_misuse( row, MISUSED_REALLOCATE, sizes[i] );
}

static void test_bad_pointers(void)
{
    char bytes[MISUSE_BYTES] __attribute__((aligned(16))) = { 0 };
    void *variable;
    unsigned int i;

    if (!judging)
    {
        skip( "bad pointers may end the process with DLLs other than ours\n" );
        return;
    }

    prepare_misuse( bytes, &variable );

    for (i = 0; i < ARRAY_SIZE(bad_pointers); i++)
    {
        winetest_push_context( "%s", bad_pointers[i].name );
        check_bad_pointer( &bad_pointers[i] );
        winetest_pop_context();
    }

    ok( variable == live_block, "the caller's variable is changed\n" );
    free_neighbours();
}

/* Nothing is left behind, by calls that succeed and by calls that fail. */
static void test_leaks(void)
{
    static const DWORD sizes[] = { 24, 5000, 0x20000, 0x100000 };
    BOOL counting = can_count_blocks();
    LONG before, after;
    unsigned int i, j;
    void *buffer;
    DWORD size;

    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        before = count_blocks();
        for (j = 0; j < 300; j++)
        {
            NetApiBufferAllocate( sizes[i], &buffer );
            NetApiBufferReallocate( buffer, sizes[i] + 500, &buffer );
            NetApiBufferSize( buffer, &size );
            NetApiBufferFree( buffer );
            buffer = NULL;
            NetApiBufferReallocate( buffer, sizes[i], &buffer );
            NetApiBufferReallocate( buffer, sizes[i] / 2, &buffer );
            NetApiBufferReallocate( buffer, 0, &buffer );
            if (!judging) continue;
            NetApiBufferFree( (void *)(ULONG_PTR)16 );
            NetApiBufferReallocate( (void *)(ULONG_PTR)16, sizes[i], &buffer );
            NetApiBufferSize( (void *)(ULONG_PTR)16, &size );
        }
        after = count_blocks();
        ours( !counting || after == before, "%lu bytes, 600 buffers: the heap had %ld blocks, now %ld\n",
              sizes[i], before, after );
    }
}

/* Threads share the heap. Faults that were caught before must not have left its lock taken. */
static DWORD CALLBACK thread_proc( void *arg )
{
    BYTE seed = (BYTE)(ULONG_PTR)arg;
    DWORD i, size, errors = 0, want;
    void *buffer;

    for (i = 0; i < 2000; i++)
    {
        want = (i * 37 + seed * 101) % 3000;
        buffer = NULL;
        if (NetApiBufferAllocate( want, &buffer ) || !buffer)
        {
            errors++;
            continue;
        }
        fill( buffer, want, seed );
        if (NetApiBufferReallocate( buffer, want + 500, &buffer )) errors++;
        if (!is_filled( buffer, want, seed )) errors++;
        if (NetApiBufferSize( buffer, &size ) || size < want + 500) errors++;
        if (judging && NetApiBufferFree( (void *)(ULONG_PTR)8 ) != ERROR_INVALID_PARAMETER)
            errors++;
        if (NetApiBufferFree( buffer )) errors++;
    }
    return errors;
}

static void test_threads(void)
{
    HANDLE threads[4];
    DWORD errors, ret;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(threads); i++)
        threads[i] = CreateThread( NULL, 0, thread_proc, (void *)(ULONG_PTR)(i + 1), 0, NULL );
    ret = WaitForMultipleObjects( ARRAY_SIZE(threads), threads, TRUE, 60000 );
    ok( ret == WAIT_OBJECT_0, "the threads did not end, got %lu\n", ret );
    for (i = 0; i < ARRAY_SIZE(threads); i++)
    {
        errors = 0xdeadbeef;
        GetExitCodeThread( threads[i], &errors );
        ok( !errors, "thread %u had %lu errors\n", i, errors );
        CloseHandle( threads[i] );
    }
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
}

/* Who holds the heap's lock keeps the functions waiting that change the heap. */
enum locked_call { LOCKED_ALLOCATE, LOCKED_REALLOCATE, LOCKED_FREE, LOCKED_CALLS };

static HANDLE lock_ready, lock_taken, lock_done;

static DWORD CALLBACK lock_proc( void *arg )
{
    ULONG_PTR call = (ULONG_PTR)arg;
    NET_API_STATUS status;
    void *buffer = NULL;

    if (call != LOCKED_ALLOCATE) NetApiBufferAllocate( 0x20000, &buffer );
    SetEvent( lock_ready );
    WaitForSingleObject( lock_taken, 10000 );
    if (call == LOCKED_ALLOCATE) status = NetApiBufferAllocate( 0x20000, &buffer );
    else if (call == LOCKED_REALLOCATE) status = NetApiBufferReallocate( buffer, 0x30000, &buffer );
    else status = NetApiBufferFree( buffer );
    SetEvent( lock_done );
    if (call != LOCKED_FREE) NetApiBufferFree( buffer );
    return status;
}

static void test_lock(void)
{
    DWORD ret, exit_code;
    HANDLE thread;
    unsigned int i;

    if (!judging)
    {
        skip( "buffers may be on another heap\n" );
        return;
    }
    lock_ready = CreateEventW( NULL, FALSE, FALSE, NULL );
    lock_taken = CreateEventW( NULL, FALSE, FALSE, NULL );
    lock_done = CreateEventW( NULL, FALSE, FALSE, NULL );
    for (i = 0; i < LOCKED_CALLS; i++)
    {
        thread = CreateThread( NULL, 0, lock_proc, (void *)(ULONG_PTR)i, 0, NULL );
        WaitForSingleObject( lock_ready, 10000 );
        HeapLock( GetProcessHeap() );
        SetEvent( lock_taken );
        ret = WaitForSingleObject( lock_done, 100 );
        HeapUnlock( GetProcessHeap() );
        ok( ret == WAIT_TIMEOUT, "call %u did not wait for the heap's lock\n", i );
        ret = WaitForSingleObject( thread, 10000 );
        ok( ret == WAIT_OBJECT_0, "call %u did not end, got %lu\n", i, ret );
        ResetEvent( lock_done );
        exit_code = 0xdeadbeef;
        GetExitCodeThread( thread, &exit_code );
        ok( !exit_code, "call %u returned %lu\n", i, exit_code );
        CloseHandle( thread );
    }
    CloseHandle( lock_ready );
    CloseHandle( lock_taken );
    CloseHandle( lock_done );
}

/* What a thread does that waits for the heap's lock: the program has it, and uses the functions meanwhile. */
static DWORD CALLBACK ask_size( void *arg )
{
    DWORD size;

    WaitForSingleObject( lock_taken, 10000 );
    return NetApiBufferSize( arg, &size );
}

static DWORD CALLBACK free_buffer( void *arg )
{
    WaitForSingleObject( lock_taken, 10000 );
    return NetApiBufferFree( arg );
}

static HANDLE start_waiting( DWORD (CALLBACK *function)( void * ), void *arg )
{
    HANDLE thread = CreateThread( NULL, 0, function, arg, 0, NULL );

    Sleep( 50 );  /* threads that start need the heap as well */
    HeapLock( GetProcessHeap() );
    SetEvent( lock_taken );
    Sleep( 50 );
    return thread;
}

static void check_end( HANDLE thread )
{
    DWORD exit_code = 0xdeadbeef;

    HeapUnlock( GetProcessHeap() );
    ok( !WaitForSingleObject( thread, 10000 ), "the thread did not end\n" );
    GetExitCodeThread( thread, &exit_code );
    ok( !exit_code, "the thread got status %lu\n", exit_code );
    CloseHandle( thread );
}

/* Who waits for the place of the thread's goes on long before; a busy machine takes its time. */
#define PATIENCE  10000

static void test_locked_by_program(void)
{
    static void *buffers[8192];
    DWORD size = 0, start, time, failures = 0;
    NET_API_STATUS status;
    unsigned int i;
    HANDLE thread;
    void *block;

    if (!judging) return;
    lock_taken = CreateEventW( NULL, FALSE, FALSE, NULL );

    /* several threads may ask for the size of one buffer */
    block = HeapAlloc( GetProcessHeap(), 0, 100 );
    thread = start_waiting( ask_size, block );
    start = GetTickCount();
    status = NetApiBufferSize( block, &size );
    time = GetTickCount() - start;
    ok( !status && size == 100, "Size returned %lu, size %lu\n", status, size );
    ok( time < PATIENCE, "Size took %lu ms\n", time );
    check_end( thread );
    NetApiBufferFree( block );

    /* so many that some have the same place in the module's table as the thread's */
    for (i = 0; i < ARRAY_SIZE(buffers); i++) NetApiBufferAllocate( 16, &buffers[i] );
    NetApiBufferAllocate( 16, &block );
    thread = start_waiting( free_buffer, block );
    start = GetTickCount();
    for (i = 0; i < ARRAY_SIZE(buffers); i++) if (NetApiBufferFree( buffers[i] )) failures++;
    time = GetTickCount() - start;
    ok( !failures, "%lu were not freed\n", failures );
    ok( time < PATIENCE, "to free took %lu ms\n", time );
    check_end( thread );
    CloseHandle( lock_taken );
}

static DWORD CALLBACK reallocate_to_nowhere( void *arg )
{
    return NetApiBufferReallocate( arg, 0x1f000, (void **)(ULONG_PTR)0x10 );
}

static void *faulting_block;

static DWORD CALLBACK free_block( void *arg )
{
    (void)arg;
    return NetApiBufferFree( faulting_block );
}

/* a program that survives the fault: the buffer is in no thread's hands */
static void test_fault_at_output(void)
{
    if (!judging) return;
    /* of Wine's heaps it stays in its place */
    faulting_block = HeapAlloc( GetProcessHeap(), 0, 0x20000 );
    check_fault( reallocate_to_nowhere, free_block, (DWORD_PTR)faulting_block );
}

START_TEST(robustness)
{
    judging = testing_ours();

    test_exact_size();
    test_exact_small_size();
    test_huge_size();
    test_null_arguments();
    test_last_error();
    test_no_clearing();
    test_out_of_memory();
    test_bad_pointers();
    test_leaks();
    test_lock();
    test_locked_by_program();
    test_fault_at_output();
    test_threads();
}
