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

#include <errno.h>
#include <stdio.h>
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

#define SEED_VARIABLE     "NETAPI32_TEST_SEED"
#define MINUTES_VARIABLE  "NETAPI32_TEST_MINUTES"
#define MAX_MINUTES       10080  /* a week */

/* Reads a variable, decimal or hexadecimal; one that is not set leaves the number as it is.
 * FALSE: it holds no number from 0 to largest. */
static inline BOOL read_number( const char *name, DWORD largest, DWORD *number )
{
    const char *text = getenv( name );
    BOOL is_hex;
    char *end;

    if (!text || !*text) return TRUE;
    if (*text < '0' || *text > '9') return FALSE;  /* blanks and signs as well */
    is_hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    errno = 0;
    *number = strtoul( text, &end, is_hex ? 16 : 10 );
    return !errno && !*end && *number <= largest;
}

/* the seed that is set, or one that differs from run to run */
static inline DWORD get_seed( void )
{
    LARGE_INTEGER count;
    DWORD seed;

    QueryPerformanceCounter( &count );
    seed = (count.u.LowPart ^ GetTickCount()) * 0x9e3779b1 ^ GetCurrentProcessId();
    read_number( SEED_VARIABLE, MAXDWORD, &seed );
    return seed;
}

#define SHARE_VARIABLE  "NETAPI32_TEST_SHARE"

/* Whether the nth of many trials is to be made: NETAPI32_TEST_SHARE=1/3 has the first of each three, then the fourth ... */
static inline BOOL is_in_share( DWORD n )
{
    const char *text = getenv( SHARE_VARIABLE );
    unsigned int which, of;

    if (!text || sscanf( text, "%u/%u", &which, &of ) != 2 || !which || which > of) return TRUE;
    return n % of == which - 1;
}

/* how long a random test goes on; 0 leaves it at its usual number */
static inline DWORD get_minutes( void )
{
    DWORD minutes = 0;

    read_number( MINUTES_VARIABLE, MAX_MINUTES, &minutes );
    return minutes;
}

#endif
