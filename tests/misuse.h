/*
 * Calls with pointers that are no buffers
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

#ifndef NETAPI32_TESTS_MISUSE_H
#define NETAPI32_TESTS_MISUSE_H

#include <windef.h>
#include <winbase.h>
#include <lmcons.h>

#define UNTOUCHED  ((void *)(ULONG_PTR)0xdeadbeef)

struct bad_pointer
{
    const char *name;
    void *(*make)( ULONG_PTR arg );
    ULONG_PTR arg;
    void (*cleanup)( void *ptr );
};

enum misused { MISUSED_FREE, MISUSED_SIZE, MISUSED_REALLOCATE };

/* what came of one call */
struct misuse
{
    void *ptr;                 /* what the function got; NULL: this system has no such pointer */
    NET_API_STATUS status;
    DWORD size;                /* what Size gave */
    void *moved;               /* what Reallocate gave */
    BOOL handlers_kept;
    BOOL heap_valid;
    DWORD changed_neighbours;  /* a bit for each live buffer whose content is not what it was */
};

/* The table is in robustness.c, which judges each row; misuse.c shows them. NULL: there are no more. */
const struct bad_pointer *get_bad_pointer( unsigned int index );

#define MISUSE_BYTES  256

/* Makes the live buffers. The bytes and the variable are the caller's, on its stack. */
void prepare_misuse( char *bytes, void **variable );

void misuse( const struct bad_pointer *row, enum misused function, DWORD new_size, struct misuse *seen );

/* With a damaged heap this may end the program. */
void look_for_damage( struct misuse *seen );

#endif
