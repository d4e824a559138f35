/*
 * What main.c does for the tests beyond Wine's macros
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

#ifndef NETAPI32_TESTS_PROGRAM_H
#define NETAPI32_TESTS_PROGRAM_H

#include "wine/test.h"

enum exit_status { STATUS_PASSED, STATUS_FAILED, STATUS_USAGE, STATUS_WRONG_DLL };

/* to standard output, at once */
void print( const char *format, ... ) TEST_PRINTF(1, 2);

/* The checks that have failed so far. */
LONG count_failures( void );

/* Of a test that has parts: whether one of them was chosen, and whether this one is to run. */
BOOL has_wanted_part( void );
BOOL is_wanted_part( const char *name );

/* Starts this program with the arguments. */
BOOL start_self( const WCHAR *arguments, HANDLE standard_output, PROCESS_INFORMATION *process );

/* Runs this program with the arguments, and keeps the start of what it prints. */
DWORD run_self( const WCHAR *arguments, char *buffer, DWORD size );

/* an exception filter that ends the program at once, without a debugger or a dialog */
LONG CALLBACK end_program( EXCEPTION_POINTERS *exception );

/* a process that tests/store.c has started */
int run_store_child( int argc, char **argv );

int behaviour_row( const char *id );
void print_behaviour( BOOL with_seen );
void print_decided(void);

/* modals.c: the policy, for another process to read it */
int print_policy(void);

/* tells of a user, and gives it a comment */
int tell_user( const char *name, const char *comment );

int misuse_row( const char *index, const char *function );
int print_misuse( const char *word );

#endif
