/*
 * Whether an answer is one buffer
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

#ifndef NETAPI32_TESTS_ANSWER_H
#define NETAPI32_TESTS_ANSWER_H

#include "wine/test.h"
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>

#include "product.h"

/*
 * open_answer(), then check_string() and its relatives for all that the structures point to, then
 * close_answer(), which frees it: every pointer is into the buffer, behind the array, and nothing is
 * left over at its end. Where other modules than ours make the answers, they may be longer.
 */
struct answer
{
    void       *buffer;
    const BYTE *parts;      /* end of the array */
    const BYTE *last;       /* end of the last part */
    const BYTE *end;
};

/* size: of the array of structures, in bytes */
static inline void open_answer( struct answer *answer, void *buffer, SIZE_T size )
{
    NET_API_STATUS status;
    DWORD length = 0;

    status = NetApiBufferSize( buffer, &length );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( length >= size, "%lu bytes cannot hold an array of %lu\n", length, (DWORD)size );
    answer->buffer = buffer;
    answer->parts = answer->last = (const BYTE *)buffer + size;
    answer->end = (const BYTE *)buffer + length;
}

static inline void check_part( struct answer *answer, const void *part, SIZE_T size, const char *name )
{
    const BYTE *start = part;

    ok( start >= answer->parts && start < answer->end, "%s %p is not in %p-%p\n", name, part,
        answer->parts, answer->end );
    ok( size <= (SIZE_T)(answer->end - start), "%s of %lu bytes goes beyond the end\n", name, (DWORD)size );
    if (start + size > answer->last) answer->last = start + size;
}

static inline void check_string( struct answer *answer, const WCHAR *string, const char *name )
{
    ok( string != NULL, "no %s\n", name );
    if (string) check_part( answer, string, (lstrlenW( string ) + 1) * sizeof(WCHAR), name );
}

static inline void close_answer( struct answer *answer )
{
    NET_API_STATUS status;

    if (testing_ours())
        ok( answer->last == answer->end, "%d bytes are left over\n", (int)(answer->end - answer->last) );
    status = NetApiBufferFree( answer->buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

/* server names that name no computer we reach; the error is another one on each */
static const WCHAR * const bad_servers[] = { L"\\\\", L"\\x", L"\\\\x\\y", L"\\\\ localhost", L"\\\\localhost ",
                                           L"\\\\local?host", L"no-such-computer.invalid" };

/* names of this computer */
#define MAX_OWN_NAMES  20

static inline unsigned int own_names( WCHAR names[MAX_OWN_NAMES][300] )
{
    static const WCHAR * const fixed[] = { L"", L"localhost", L"127.0.0.1", L"\\\\127.0.0.1" };
    static const COMPUTER_NAME_FORMAT formats[] =
        { ComputerNameNetBIOS, ComputerNameDnsHostname, ComputerNameDnsFullyQualified };
    /* Windows' own functions do not agree about these */
    static const WCHAR * const further[] = { L".", L"\\\\.", L"LocalHost.", L"127.255.255.254", L"\\\\127.1", L"::1",
                                             L"\\\\0:0::1", L"::ffff:127.0.0.2" };
    unsigned int i, count;
    DWORD size;

    for (count = 0; count < ARRAY_SIZE(fixed); count++) lstrcpyW( names[count], fixed[count] );
    for (i = 0; i < ARRAY_SIZE(formats); i++)
    {
        size = 256;
        if (GetComputerNameExW( formats[i], names[count], &size ) && size) count++;
    }
    lstrcpyW( names[count], L"\\\\" );
    size = 256;
    if (GetComputerNameExW( ComputerNameNetBIOS, names[count] + 2, &size )) count++;
    if (!testing_ours()) return count;
    size = 256;
    if (GetComputerNameExW( ComputerNameDnsFullyQualified, names[count], &size )) lstrcatW( names[count++], L"." );
    for (i = 0; i < ARRAY_SIZE(further); i++) lstrcpyW( names[count++], further[i] );
    return count;
}

#endif
