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

/* What the guards catch, and what they leave to the program. */
static void check_exception( DWORD code, BOOL caught )
{
    EXCEPTION_RECORD record = { .ExceptionCode = code };
#ifdef _WIN64
    EXCEPTION_POINTERS exception = { &record, NULL };

    ok( guard_fault( &exception, NULL ) ==
        (caught ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH),
        "exception %08lx: the guard %s it\n", code, caught ? "does not take" : "takes" );
#else
    ok( is_fault( code ) == caught, "exception %08lx: the guard %s it\n", code,
        caught ? "does not take" : "takes" );
    /* on its way back from a handler further out */
    record.ExceptionFlags = EXCEPTION_UNWINDING;
    ok( guard_fault( &record, NULL ) == ExceptionContinueSearch,
        "exception %08lx: the guard takes it when unwinding\n", code );
    record.ExceptionFlags = 0;
    if (!caught) ok( guard_fault( &record, NULL ) == ExceptionContinueSearch,
                     "exception %08lx: the guard takes it\n", code );
#endif
}

static void test_exceptions(void)
{
    BYTE *block, saved[64];

    check_exception( EXCEPTION_ACCESS_VIOLATION, TRUE );
    check_exception( EXCEPTION_IN_PAGE_ERROR, TRUE );
    check_exception( EXCEPTION_GUARD_PAGE, TRUE );
    check_exception( EXCEPTION_DATATYPE_MISALIGNMENT, TRUE );
    check_exception( EXCEPTION_BREAKPOINT, FALSE );
    check_exception( EXCEPTION_ILLEGAL_INSTRUCTION, FALSE );
    check_exception( EXCEPTION_STACK_OVERFLOW, FALSE );
    check_exception( 0xc0000017 /* STATUS_NO_MEMORY */, FALSE );
    check_exception( 0xe06d7363 /* of C++ */, FALSE );

    /* a heap that the program has damaged, by writing beyond a block */
    block = HeapAlloc( GetProcessHeap(), 0, 30000 );
    memcpy( saved, block + 30000, sizeof(saved) );
    memset( block + 30000, 0xff, sizeof(saved) );
    check_exception( EXCEPTION_ACCESS_VIOLATION, FALSE );
    memcpy( block + 30000, saved, sizeof(saved) );
    check_exception( EXCEPTION_ACCESS_VIOLATION, TRUE );
    HeapFree( GetProcessHeap(), 0, block );
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
}

/* A fault gives the caller its registers back. On x86_64 the tables see to that. */
static void test_registers(void)
{
#ifndef _WIN64
    void *heap = GetProcessHeap(), *block = HeapAlloc( heap, 0, 0x200000 );
    DWORD ebx, esi, edi;
    SIZE_T size;

    HeapFree( heap, 0, block );
    __asm__ volatile( "movl $0x11111111,%%ebx\n\t"
                      "movl $0x22222222,%%esi\n\t"
                      "movl $0x33333333,%%edi\n\t"
                      "pushl %%eax\n\t"
                      "pushl $0\n\t"
                      "pushl %%ecx\n\t"
                      "call _guarded_size_heap@12"
                      : "=a" (size), "=b" (ebx), "=S" (esi), "=D" (edi), "+c" (heap)
                      : "0" (block) : "edx", "memory", "cc" );
    ok( size == BAD_SIZE, "got size %lx\n", size );
    ok( ebx == 0x11111111 && esi == 0x22222222 && edi == 0x33333333,
        "got registers %lx, %lx, %lx\n", ebx, esi, edi );
#endif
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
    test_exceptions();
    test_registers();
}
