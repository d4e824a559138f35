/*
 * Functions that ask a service of this computer, which may not run
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

#ifndef NETAPI32_TESTS_SERVICES_H
#define NETAPI32_TESTS_SERVICES_H

#include "answer.h"

/* of another pointer size each */
#ifdef _WIN64
# define SIZE(size64, size32)  size64
#else
# define SIZE(size64, size32)  size32
#endif

struct size
{
    const char *name;
    SIZE_T      size;
    SIZE_T      expected;
};
#define TYPE_SIZE(type, size64, size32)  { #type, sizeof(type), SIZE( size64, size32 ) }

static inline void check_sizes( const struct size *types, unsigned int count )
{
    unsigned int i;

    for (i = 0; i < count; i++)
        ok( types[i].size == types[i].expected, "%s has %u bytes\n", types[i].name,
            (unsigned int)types[i].size );
}

static inline void *garbage(void)
{
    return (void *)(ULONG_PTR)0xdeadbeef;
}

/* what an enumeration sets */
struct outputs
{
    BYTE     *buffer;
    DWORD     read;
    DWORD     total;
    DWORD_PTR resume;
};

static inline void init_outputs( struct outputs *outputs )
{
    outputs->buffer = garbage();
    outputs->read = outputs->total = 0xdeadbeef;
    outputs->resume = 0;
}

static inline void check_cleared( const struct outputs *outputs )
{
    ok( !outputs->buffer, "got buffer %p\n", outputs->buffer );
    ok( !outputs->read && !outputs->total, "got %lu of %lu entries\n", outputs->read, outputs->total );
    ok( !outputs->resume, "got resume handle %lu\n", (DWORD)outputs->resume );
}

/* An enumeration, any arguments of its own left out. Outputs that are not wanted are NULL. */
typedef NET_API_STATUS enum_function( const WCHAR *server, DWORD level, BYTE **buffer, DWORD *read,
                                      DWORD *total, DWORD_PTR *resume );

/* For those that the Server service answers. On Windows it runs, mostly. */
static inline void check_service_enum( const char *name, enum_function *function, const DWORD *levels,
                                       unsigned int level_count, const DWORD *bad_levels,
                                       unsigned int bad_level_count )
{
    struct outputs outputs;
    NET_API_STATUS status;
    unsigned int i;

    winetest_push_context( "%s", name );
    for (i = 0; i < level_count; i++)
    {
        init_outputs( &outputs );
        status = function( NULL, levels[i], &outputs.buffer, &outputs.read, &outputs.total, &outputs.resume );
        if (testing_ours())
            ok( status == NERR_ServerNotStarted, "level %lu: got status %lu\n", levels[i], status );
        else ok( status != ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", levels[i], status );
        if (testing_ours()) check_cleared( &outputs );
        else if (!status) NetApiBufferFree( outputs.buffer );
    }
    for (i = 0; i < bad_level_count; i++)
    {
        init_outputs( &outputs );
        status = function( L"", bad_levels[i], &outputs.buffer, &outputs.read, &outputs.total, &outputs.resume );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        if (testing_ours()) check_cleared( &outputs );
    }
    if (testing_ours())
    {
        for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
        {
            init_outputs( &outputs );
            status = function( bad_servers[i], levels[0], &outputs.buffer, &outputs.read, &outputs.total,
                               &outputs.resume );
            ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "%s: got status %lu\n",
                debugstr_w( bad_servers[i] ), status );
            check_cleared( &outputs );
        }
        init_outputs( &outputs );
        status = function( NULL, levels[0], NULL, &outputs.read, &outputs.total, &outputs.resume );
        ok( status == ERROR_INVALID_PARAMETER, "no buffer: got status %lu\n", status );
        ok( !outputs.read && !outputs.total, "got %lu of %lu entries\n", outputs.read, outputs.total );
        init_outputs( &outputs );
        status = function( NULL, levels[0], &outputs.buffer, NULL, &outputs.total, &outputs.resume );
        ok( status == ERROR_INVALID_PARAMETER, "no entries read: got status %lu\n", status );
        ok( !outputs.buffer && !outputs.total, "got buffer %p, %lu entries\n", outputs.buffer, outputs.total );
        init_outputs( &outputs );
        status = function( NULL, levels[0], &outputs.buffer, &outputs.read, NULL, &outputs.resume );
        ok( status == ERROR_INVALID_PARAMETER, "no total entries: got status %lu\n", status );
        ok( !outputs.buffer && !outputs.read, "got buffer %p, %lu entries\n", outputs.buffer, outputs.read );
    }
    winetest_pop_context();
}

/* A function that tells of one thing, likewise. */
typedef NET_API_STATUS info_function( const WCHAR *server, DWORD level, BYTE **buffer );

static inline void check_service_info( const char *name, info_function *function, const DWORD *levels,
                                       unsigned int level_count, const DWORD *bad_levels,
                                       unsigned int bad_level_count )
{
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    winetest_push_context( "%s", name );
    for (i = 0; i < level_count; i++)
    {
        buffer = garbage();
        status = function( NULL, levels[i], &buffer );
        if (testing_ours())
            ok( status == NERR_ServerNotStarted, "level %lu: got status %lu\n", levels[i], status );
        else ok( status && status != ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", levels[i], status );
        if (testing_ours()) ok( !buffer, "level %lu: got buffer %p\n", levels[i], buffer );
    }
    for (i = 0; i < bad_level_count; i++)
    {
        buffer = garbage();
        status = function( NULL, bad_levels[i], &buffer );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        if (testing_ours()) ok( !buffer, "level %lu: got buffer %p\n", bad_levels[i], buffer );
    }
    for (i = 0; testing_ours() && i < ARRAY_SIZE(bad_servers); i++)
    {
        buffer = garbage();
        status = function( bad_servers[i], levels[0], &buffer );
        ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "%s: got status %lu\n",
            debugstr_w( bad_servers[i] ), status );
        ok( !buffer, "got buffer %p\n", buffer );
    }
    if (testing_ours())
    {
        status = function( NULL, levels[0], NULL );
        ok( status == ERROR_INVALID_PARAMETER, "no buffer: got status %lu\n", status );
    }
    winetest_pop_context();
}

#endif
