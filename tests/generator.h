/*
 * Random numbers that can be had again
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

#ifndef NETAPI32_TESTS_GENERATOR_H
#define NETAPI32_TESTS_GENERATOR_H

#include <stdlib.h>
#include <windef.h>
#include <winbase.h>

/* xorshift with 64 bits of state, of which the better half is given out */
struct generator
{
    ULONGLONG state;
};

static inline DWORD next_number( struct generator *generator )
{
    ULONGLONG x = generator->state;

    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    generator->state = x;
    return x >> 32;
}

/* Generators of one seed and different streams have nothing in common. */
static inline void start_numbers( struct generator *generator, DWORD seed, DWORD stream )
{
    unsigned int i;

    generator->state = ((ULONGLONG)(stream + 1) << 32 | seed) * 0x9e3779b97f4a7c15 | 1;
    for (i = 0; i < 16; i++) next_number( generator );
}

/* NETAPI32_TEST_SEED, or one that differs from run to run */
static inline DWORD get_seed( void )
{
    const char *text = getenv( "NETAPI32_TEST_SEED" );
    LARGE_INTEGER count;

    if (text && *text) return strtoul( text, NULL, 0 );
    QueryPerformanceCounter( &count );
    return (count.u.LowPart ^ GetTickCount()) * 0x9e3779b1 ^ GetCurrentProcessId();
}

/* NETAPI32_TEST_MINUTES: how long a random test goes on; 0 leaves it at its usual number */
static inline DWORD get_minutes( void )
{
    const char *text = getenv( "NETAPI32_TEST_MINUTES" );

    return text ? strtoul( text, NULL, 0 ) : 0;
}

#endif
