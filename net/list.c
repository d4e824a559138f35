/*
 * Lists that are shown sorted
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

#include "net.h"

/* Never NULL: without memory the program ends. */
void *allocate( size_t size )
{
    static BOOL failing;
    void *memory = calloc( 1, size ? size : 1 );

    if (memory) return memory;
    /* the words for it want memory as well */
    if (failing) exit( EXIT_FAILED );
    failing = TRUE;
    exit( fail( ERROR_NOT_ENOUGH_MEMORY ) );
}

/* The caller frees it with free(); NULL is taken for an empty text. */
WCHAR *copy_text( const WCHAR *text )
{
    size_t size = ((text ? wcslen( text ) : 0) + 1) * sizeof(WCHAR);

    return memcpy( allocate( size ), text ? text : L"", size );
}

/* Adds a row with copies of the texts. */
struct row *add_row( struct list *list, const WCHAR *first, const WCHAR *second, const WCHAR *third, const WCHAR *fourth )
{
    struct row *row;

    if (list->count == list->size)
    {
        unsigned int size = list->size * 2 + 64;
        struct row *rows = realloc( list->rows, size * sizeof(*rows) );

        if (!rows) exit( fail( ERROR_NOT_ENOUGH_MEMORY ) );
        list->rows = rows;
        list->size = size;
    }
    row = &list->rows[list->count++];
    memset( row, 0, sizeof(*row) );
    row->cells[0] = copy_text( first );
    row->cells[1] = copy_text( second );
    row->cells[2] = copy_text( third );
    row->cells[3] = copy_text( fourth );
    return row;
}

static int compare_rows( const void *left, const void *right )
{
    const struct row *a = left, *b = right;
    int order = CompareStringW( LOCALE_USER_DEFAULT, NORM_IGNORECASE, a->cells[0], -1, b->cells[0], -1 ) - CSTR_EQUAL;

    return order ? order : wcscmp( a->cells[0], b->cells[0] );
}

/* by their first cell, as people sort */
void sort_list( struct list *list )
{
    if (list->count > 1) qsort( list->rows, list->count, sizeof(*list->rows), compare_rows );
}

void free_list( struct list *list )
{
    unsigned int i, j;

    for (i = 0; i < list->count; i++) for (j = 0; j < MAX_CELLS; j++) free( list->rows[i].cells[j] );
    free( list->rows );
    memset( list, 0, sizeof(*list) );
}

/* how many characters the longest text of a column has, at least 'least' */
unsigned int widest( const struct list *list, unsigned int cell, unsigned int least )
{
    unsigned int i;

    for (i = 0; i < list->count; i++) least = max( least, (unsigned int)wcslen( list->rows[i].cells[cell] ) );
    return least;
}

/* names in three columns, as in NET USER; one that is longer than its column has a blank behind it all the same */
void put_names( const struct list *list )
{
    unsigned int i;

    for (i = 0; i < list->count; i++)
    {
        put( L"%-24s ", list->rows[i].cells[0] );
        if (i % 3 == 2 || i + 1 == list->count) put( L"\n" );
    }
}

/* groups of a user, two a line */
void put_memberships( const WCHAR *label, const struct list *list )
{
    unsigned int i;

    put( L"%-29s", label );
    for (i = 0; i < list->count; i++)
    {
        if (i && !(i % 2)) put( L"\n%-29s", L"" );
        put( L"*%-21.21s", list->rows[i].cells[0] );
    }
    put( L"\n" );
}

/* Whether a list has to be asked for more. One that tells of more and brings nothing, or has no end, is ended. */
BOOL more_rounds( NET_API_STATUS status, DWORD count, unsigned int *rounds )
{
    return status == ERROR_MORE_DATA && count && ++*rounds < MAX_ROUNDS;
}
