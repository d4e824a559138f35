/*
 * What the functions do with pointers that are no buffers, as a table
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
#include <winuser.h>

#include "misuse.h"
#include "program.h"

#define NEW_SIZE  64  /* of Reallocate */

/* in the child: makes one call of the table, and prints what came of it */
int misuse_row( const char *index, const char *function )
{
    const struct bad_pointer *row = get_bad_pointer( atoi( index ) );
    char bytes[MISUSE_BYTES] __attribute__((aligned(16))) = { 0 };
    struct misuse seen;
    void *variable;

    if (!row || atoi( function ) > MISUSED_REALLOCATE) return STATUS_USAGE;
    SetUnhandledExceptionFilter( end_program );
    prepare_misuse( bytes, &variable );
    misuse( row, atoi( function ), NEW_SIZE, &seen );
    if (!seen.ptr)
    {
        print( "none here" );
        return STATUS_PASSED;
    }
    print( "%lu", seen.status );
    if (seen.size && seen.size != 0xdeadbeef) print( ", size %lu", seen.size );
    if (!seen.moved) print( ", q NULL" );
    else if (seen.moved != UNTOUCHED) print( ", q a buffer" );

    look_for_damage( &seen );
    if (!seen.heap_valid) print( "; heap damaged" );
    if (seen.changed_neighbours) print( "; others changed" );
    if (seen.heap_valid && !seen.changed_neighbours) print( "; intact" );
    /* the program's end would use the heap, too */
    TerminateProcess( GetCurrentProcess(), STATUS_PASSED );
    return STATUS_FAILED;
}

static void print_row( const struct bad_pointer *row, unsigned int index )
{
    unsigned int function;
    char buffer[256];
    WCHAR arguments[64];
    DWORD exit_code;

    print( "| %s |", row->name );
    for (function = MISUSED_FREE; function <= MISUSED_REALLOCATE; function++)
    {
        wsprintfW( arguments, L"misuse %u %u", index, function );
        exit_code = run_self( arguments, buffer, sizeof(buffer) );
        /* a status, and no more: the heap could not be looked at */
        print( " %s%s%s |", buffer, exit_code && buffer[0] ? "; " : "", exit_code ? "crash" : "" );
    }
    print( "\n" );
}

/* The rows that have the word in their name, as Markdown. Each call has a process of its own, which
 * it may end or spoil. */
int print_misuse( const char *word )
{
    const struct bad_pointer *row;
    unsigned int i, found = 0;

    for (i = 0; (row = get_bad_pointer( i )); i++)
    {
        if (!strstr( row->name, word )) continue;
        if (!found++)
            print( "| pointer | Free( p ) | Size( p, &n ) | Reallocate( p, %u, &q ) |\n|---|---|---|---|\n", NEW_SIZE );
        print_row( row, i );
    }
    if (!found) print( "no pointer has '%s' in its name; without a word, misuse shows all\n", word );
    return found ? STATUS_PASSED : STATUS_USAGE;
}
