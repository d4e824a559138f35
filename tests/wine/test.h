/*
 * Checks for test programs, by the names that Wine's tests use
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

#ifndef NETAPI32_WINE_TEST_H
#define NETAPI32_WINE_TEST_H

/*
 * A test file that includes "wine/test.h" compiles here, and unchanged in Wine's tree, where it
 * gets Wine's own header. main.c has the functions and the list of tests.
 */

#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <windef.h>
#include <winbase.h>

#ifndef ARRAY_SIZE
# define ARRAY_SIZE(x)  (sizeof(x) / sizeof((x)[0]))
#endif

/* The formats are msvcrt's: %lu is a DWORD. */
#define TEST_PRINTF(fmt, args)  __attribute__((format( ms_printf, fmt, args )))

extern int winetest_interactive;  /* the user is there to look and answer */
extern int winetest_debug;        /* 0 silences trace() */

void test_location( const char *file, int line );
int test_ok( int condition, const char *format, ... ) TEST_PRINTF(2, 3);
void test_skip( const char *format, ... ) TEST_PRINTF(1, 2);
void test_win_skip( const char *format, ... ) TEST_PRINTF(1, 2);
void test_trace( const char *format, ... ) TEST_PRINTF(1, 2);
int test_broken( int condition );
int test_begin_todo( int is_todo );
int test_end_todo( void );
int test_is_wine( void );

void winetest_push_context( const char *format, ... ) TEST_PRINTF(1, 2);
void winetest_pop_context( void );

const char *wine_dbgstr_w( const WCHAR *str );

/* The place is set before the condition is computed, so that a crash in there can be told. */
#define ok_(file, line)        test_location( file, line ), test_ok
#define skip_(file, line)      test_location( file, line ), test_skip
#define win_skip_(file, line)  test_location( file, line ), test_win_skip
#define trace_(file, line)     test_location( file, line ), test_trace

#define ok(...)        ok_( __FILE__, __LINE__ )( __VA_ARGS__ )
#define skip(...)      skip_( __FILE__, __LINE__ )( __VA_ARGS__ )
#define win_skip(...)  win_skip_( __FILE__, __LINE__ )( __VA_ARGS__ )
#define trace(...)     trace_( __FILE__, __LINE__ )( __VA_ARGS__ )

#define broken(condition)  test_broken( !!(condition) )

/* before a statement: its checks are known to fail (under Wine) */
#define todo_if(is_todo) \
    for (int todo_ = test_begin_todo( !!(is_todo) ); todo_; todo_ = test_end_todo())
#define todo_wine_if(is_todo)  todo_if( (is_todo) && test_is_wine() )
#define todo_wine              todo_wine_if( 1 )

#define debugstr_w  wine_dbgstr_w

#define START_TEST(name)  void func_##name( void ); void func_##name( void )

#endif
