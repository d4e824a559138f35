/*
 * Damages what servers answer
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

#ifndef NETAPI32_TESTS_MUTATION_H
#define NETAPI32_TESTS_MUTATION_H

#include <string.h>
#include <windef.h>
#include <winbase.h>

#include "generator.h"

static inline DWORD number_below( struct generator *generator, DWORD limit )
{
    return limit ? next_number( generator ) % limit : 0;
}

/* a number that tests the limits: of counts, of sums and products of 32 bits, of pointers */
static inline DWORD odd_number( struct generator *generator )
{
    static const DWORD numbers[] =
    {
        0, 1, 2, 3, 4, 8, 16, 0x7f, 0x80, 0xff, 0x100, 0x105, 234, 0x7fff, 0x8000, 0xffff, 0x10000, 0x20000, 0x20004,
        0x1000000, 0x10000000, 0x15555556, 0x20000000, 0x20000001, 0x2aaaaaab, 0x3fffffff, 0x40000000, 0x55555556,
        0x7ffffffe, 0x7fffffff, 0x80000000, 0x80000001, 0xaaaaaaab, 0xfffffff0, 0xfffffffc, 0xfffffffe, 0xffffffff
    };
    return numbers[number_below( generator, sizeof(numbers) / sizeof(numbers[0]) )];
}

/* Damages one place of the bytes, of which there is room for "space". Returns the new size. */
static inline DWORD mutate_once( struct generator *generator, BYTE *bytes, DWORD size, DWORD space )
{
    DWORD place = number_below( generator, size ) & ~3u, other = number_below( generator, size ) & ~3u, number;

    if (size < 8) return size;
    place = min( place, size - 4 );
    other = min( other, size - 4 );
    switch (number_below( generator, 12 ))
    {
    case 0:
    case 1:
    case 2:
        number = odd_number( generator );
        memcpy( bytes + place, &number, sizeof(number) );
        return size;
    case 3:
        memcpy( &number, bytes + place, sizeof(number) );
        number += (LONG)number_below( generator, 9 ) - 4;
        memcpy( bytes + place, &number, sizeof(number) );
        return size;
    case 4:
    case 5:
        bytes[number_below( generator, size )] ^= 1 << number_below( generator, 8 );
        return size;
    case 6:
        bytes[number_below( generator, size )] = next_number( generator );
        return size;
    case 7:
        memmove( bytes + place, bytes + other, 4 );
        return size;
    case 8:
        return number_below( generator, size );
    case 9:
        if (size + 4 > space) return size;
        memmove( bytes + place + 4, bytes + place, size - place );
        return size + 4;
    case 10:
        memmove( bytes + place, bytes + place + 4, size - place - 4 );
        return size - 4;
    default:
        number = min( number_below( generator, 64 ), space - size );
        memset( bytes + size, next_number( generator ), number );
        return size + number;
    }
}

static inline DWORD mutate( struct generator *generator, BYTE *bytes, DWORD size, DWORD space )
{
    DWORD count = 1 + number_below( generator, 4 );

    while (count--) size = mutate_once( generator, bytes, size, space );
    return size;
}

#endif
