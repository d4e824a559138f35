/*
 * Behaviour, case by case: tests/behaviour.h tried, row by row
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
#include <winnt.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>

#include "product.h"
#include "program.h"

#define UNTOUCHED  ((void *)(ULONG_PTR)0xdeadbeef)

/* what a row's function saw */
static char seen[256];

static void TEST_PRINTF(1, 2) see( const char *format, ... )
{
    size_t len = strlen( seen );
    va_list args;

    if (len) len += strlen( strcpy( seen + len, "; " ) );
    va_start( args, format );
    _vsnprintf( seen + len, sizeof(seen) - len - 1, format, args );
    va_end( args );
}

static void see_pointer( const char *name, const void *ptr )
{
    if (!ptr) see( "%s NULL", name );
    else if (ptr == UNTOUCHED) see( "%s untouched", name );
    else see( "%s a buffer", name );
}

static void see_heap( void )
{
    see( HeapValidate( GetProcessHeap(), 0, NULL ) ? "heap intact" : "heap damaged" );
}

static void see_last_error( void )
{
    if (GetLastError() == 0xdeadbeef) see( "last error untouched" );
    else see( "last error %lu", GetLastError() );
}

static void see_still_valid( void *ptr )
{
    see( HeapValidate( GetProcessHeap(), 0, ptr ) ? "p valid" : "p lost" );
}

static void *make_buffer( DWORD size )
{
    void *ptr = NULL;

    NetApiBufferAllocate( size, &ptr );
    if (ptr) memset( ptr, 0x5a, size );
    return ptr;
}

static void *make_freed( void )
{
    void *ptr = make_buffer( 100 );

    NetApiBufferFree( ptr );
    return ptr;
}

static void *static_data( void )
{
    static char data[256] __attribute__((aligned(16)));

    return data + 64;
}

static void row_allocate( void )
{
    void *p = UNTOUCHED;

    see( "%lu", NetApiBufferAllocate( 100, &p ) );
    see_pointer( "p", p );
}

static void row_allocate_null( void )
{
    SetLastError( 0xdeadbeef );
    see( "%lu", NetApiBufferAllocate( 100, NULL ) );
    see_last_error();
}

static void row_allocate_zero_null( void )
{
    SetLastError( 0xdeadbeef );
    see( "%lu", NetApiBufferAllocate( 0, NULL ) );
    see_last_error();
}

static void row_allocate_zero( void )
{
    void *p = UNTOUCHED;
    DWORD n;

    see( "%lu", NetApiBufferAllocate( 0, &p ) );
    see_pointer( "p", p );
    see( "Size %lu", NetApiBufferSize( p, &n ) );
    see( "Free %lu", NetApiBufferFree( p ) );
}

#ifdef _WIN64
static void see_only_32bit( void )
{
    see( "32-bit only" );
}
# define row_allocate_too_much    see_only_32bit
# define row_reallocate_too_much  see_only_32bit
#else
static void row_allocate_too_much( void )
{
    void *p = UNTOUCHED;

    see( "%lu", NetApiBufferAllocate( 0xfffffff0, &p ) );
    see_pointer( "p", p );
}

static void row_reallocate_too_much( void )
{
    void *p = make_buffer( 100 ), *q = UNTOUCHED;

    see( "%lu", NetApiBufferReallocate( p, 0xfffffff0, &q ) );
    see_pointer( "q", q );
    see_still_valid( p );
}
#endif

static void row_free_buffer( void )
{
    see( "%lu", NetApiBufferFree( make_buffer( 100 ) ) );
}

static void row_free_null( void )
{
    see( "%lu", NetApiBufferFree( NULL ) );
}

static void see_free( void *ptr )
{
    see( "%lu", NetApiBufferFree( ptr ) );
    see_heap();
}

static void row_free_twice( void )
{
    see_free( make_freed() );
}

static void row_free_interior( void )
{
    see_free( (char *)make_buffer( 100 ) + 16 );
}

static void row_free_variable( void )
{
    void *p = make_buffer( 100 );

    see_free( &p );
}

static void row_free_static( void )
{
    see_free( static_data() );
}

static void row_free_other_heap( void )
{
    HANDLE heap = HeapCreate( 0, 0, 0 );

    see_free( HeapAlloc( heap, 0, 100 ) );
}

static void row_free_unmapped( void )
{
    char *region = VirtualAlloc( NULL, 0x30000, MEM_RESERVE, PAGE_NOACCESS );

    see_free( region + 0x10010 );
}

static void row_reallocate_null( void )
{
    void *p = UNTOUCHED;

    see( "%lu", NetApiBufferReallocate( NULL, 100, &p ) );
    see_pointer( "p", p );
}

static void row_reallocate_grow( void )
{
    void *p = make_buffer( 100 );
    unsigned int i, kept = 0;

    see( "%lu", NetApiBufferReallocate( p, 5000, &p ) );
    see_pointer( "p", p );
    for (i = 0; p && i < 100; i++) kept += ((BYTE *)p)[i] == 0x5a;
    see( kept == 100 ? "bytes kept" : "bytes lost" );
}

static void row_reallocate_zero( void )
{
    void *p = make_buffer( 100 );

    see( "%lu", NetApiBufferReallocate( p, 0, &p ) );
    see_pointer( "p", p );
}

static void row_reallocate_null_zero( void )
{
    void *p = UNTOUCHED;

    see( "%lu", NetApiBufferReallocate( NULL, 0, &p ) );
    see_pointer( "p", p );
}

static void row_reallocate_no_output( void )
{
    void *p = make_buffer( 100 );

    see( "%lu", NetApiBufferReallocate( p, 200, NULL ) );
    see_still_valid( p );
}

static void see_reallocate( void *ptr )
{
    void *q = UNTOUCHED;

    see( "%lu", NetApiBufferReallocate( ptr, 200, &q ) );
    see_pointer( "q", q );
    see_heap();
}

static void row_reallocate_freed( void )
{
    see_reallocate( make_freed() );
}

static void row_reallocate_static( void )
{
    see_reallocate( static_data() );
}

static void row_size( void )
{
    DWORD n = 0;

    see( "%lu", NetApiBufferSize( make_buffer( 13 ), &n ) );
    if (n >= 13) see( "n at least 13" );
    else see( "n %lu", n );
}

static void row_size_exact( void )
{
    DWORD n = 0xdeadbeef;

    NetApiBufferSize( make_buffer( 13 ), &n );
    see( "n %lu", n );
}

static void row_size_null( void )
{
    DWORD n;

    see( "%lu", NetApiBufferSize( NULL, &n ) );
}

static void row_size_null_output( void )
{
    DWORD n = 0xdeadbeef;

    NetApiBufferSize( NULL, &n );
    see( n == 0xdeadbeef ? "n untouched" : "n %lu", n );
}

static void row_size_no_output( void )
{
    see( "%lu", NetApiBufferSize( make_buffer( 13 ), NULL ) );
}

static void see_size( void *ptr )
{
    DWORD n = 0xdeadbeef;

    see( "%lu", NetApiBufferSize( ptr, &n ) );
    see( n == 0xdeadbeef ? "n untouched" : "n %lu", n );
}

static void row_size_freed( void )
{
    see_size( make_freed() );
}

static void row_size_static( void )
{
    see_size( static_data() );
}

static void row_last_error( void )
{
    const char *changed = NULL;
    void *p = NULL;
    DWORD n;

#define CALL(name, call) \
    SetLastError( 0xdeadbeef ); \
    if (!(call) && GetLastError() != 0xdeadbeef && !changed) changed = name
    CALL( "Allocate", NetApiBufferAllocate( 100, &p ) );
    CALL( "Size", NetApiBufferSize( p, &n ) );
    CALL( "Reallocate", NetApiBufferReallocate( p, 5000, &p ) );
    CALL( "Free", NetApiBufferFree( p ) );
#undef CALL
    if (changed) see( "changed by %s", changed );
    else see( "untouched" );
}

static void row_private_name( void )
{
    NET_API_STATUS (WINAPI *allocate)( DWORD size, void **buffer );
    void *p = UNTOUCHED;

    allocate = (void *)GetProcAddress( GetModuleHandleW( L"netapi32.dll" ), "NetapipBufferAllocate" );
    if (!allocate)
    {
        see( "not exported" );
        return;
    }
    see( "%lu", allocate( 100, &p ) );
    see_pointer( "p", p );
}

enum evidence { DOCUMENTED, PROVEN, MEASURED, UNKNOWN };

static const char * const evidence_names[] =
{
    "documented", "proven by Wine's tests", "measured", "unknown"
};

static const struct row
{
    const char *id;
    const char *call;
    enum evidence evidence;
    const char *known;
    const char *ours;
    void (*function)( void );
}
rows[] =
{
#define ROW(id, call, evidence, known, ours) { #id, call, evidence, known, ours, row_##id },
#include "behaviour.h"
#undef ROW
};

/* in the child: prints what the row's call did */
int behaviour_row( const char *id )
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(rows) && strcmp( rows[i].id, id ); i++) ;
    if (i == ARRAY_SIZE(rows)) return STATUS_USAGE;
    SetUnhandledExceptionFilter( end_program );
    rows[i].function();
    print( "%s", seen );
    return STATUS_PASSED;
}

/* Each row has a process of its own, which on Windows some of them may end. */
static const char *try_row( const struct row *row )
{
    static char buffer[300];
    WCHAR arguments[64];
    DWORD exit_code;

    wsprintfW( arguments, L"row %hs", row->id );
    exit_code = run_self( arguments, buffer, sizeof(buffer) );
    if (exit_code) _snprintf( buffer, sizeof(buffer), "ends the program: %08lx", exit_code );
    return buffer;
}

/* The rows as Markdown; with what this system does in a column of its own. */
/* The rows whose behaviour on Windows is not known, and whether this module does what this system does. */
void print_decided(void)
{
    unsigned int i, same = 0, unknown = 0;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        const char *seen;

        if (rows[i].evidence != UNKNOWN) continue;
        seen = try_row( &rows[i] );
        print( "%s\n    this system: %s\n    netapi32 for Wine: %s\n", rows[i].call, seen, rows[i].ours );
        unknown++;
        same += !strcmp( seen, rows[i].ours );
    }
    print( "%u of %u are the same\n", same, unknown );
}

void print_behaviour( BOOL with_seen )
{
    unsigned int i;

    print( "| call | Windows | how that is known | netapi32 for Wine |%s\n",
           with_seen ? " this system |" : "" );
    print( "|---|---|---|---|%s\n", with_seen ? "---|" : "" );
    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        print( "| `%s` | %s | %s | %s |", rows[i].call, rows[i].known,
               evidence_names[rows[i].evidence], rows[i].ours );
        if (with_seen) print( " %s |", try_row( &rows[i] ) );
        print( "\n" );
    }
}

START_TEST(behaviour)
{
    const char *result;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        winetest_push_context( "%s", rows[i].id );
        result = try_row( &rows[i] );
        if (!strcmp( result, "32-bit only" )) ;
        else if (testing_ours())
            ok( !strcmp( result, rows[i].ours ), "got \"%s\" instead of \"%s\"\n", result, rows[i].ours );
        else if (rows[i].known[0])
            ok( !strcmp( result, rows[i].known ), "got \"%s\" instead of \"%s\"\n", result, rows[i].known );
        else trace( "%s\n", result );
        winetest_pop_context();
    }
}
