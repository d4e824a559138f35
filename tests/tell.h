/*
 * Facts about a server, told for a script to compare with what Samba's own tools tell
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

#ifndef NETAPI32_TESTS_TELL_H
#define NETAPI32_TESTS_TELL_H

#include <stdio.h>
#include <sddl.h>

#include "answer.h"

/* The lines are the script's, and come between those of the test. */
static BOOL telling;

static inline const char *narrow( const WCHAR *string )
{
    static char buffers[16][600];
    static unsigned int next;
    char *buffer = buffers[next++ % ARRAY_SIZE(buffers)];

    if (!WideCharToMultiByte( CP_UTF8, 0, string, -1, buffer, sizeof(buffers[0]), NULL, NULL )) buffer[0] = 0;
    return buffer;
}

static inline const char *narrow_sid( PSID sid )
{
    const char *result = "no SID";
    WCHAR *string;

    if (ConvertSidToStringSidW( sid, &string ))
    {
        result = narrow( string );
        LocalFree( string );
    }
    return result;
}

#define TELL(...)  do { if (telling) printf( "fact|" __VA_ARGS__ ); } while (0)

static inline void check_sid( struct answer *answer, PSID sid )
{
    ok( IsValidSid( sid ), "bad SID %p\n", sid );
    check_part( answer, sid, GetLengthSid( sid ), "SID" );
}

#endif
