/*
 * Tests of the packer of answers, alone
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

#include <stdarg.h>

#include "wine/test.h"

/*
 * No export shows the packer as it is, so the test has a copy of it. The buffers come from the
 * netapi32.dll that is loaded.
 */
#include "../pack.c"

NET_API_STATUS WINAPI NetApiBufferAllocate( DWORD size, void **buffer );
NET_API_STATUS WINAPI NetApiBufferFree( void *buffer );
NET_API_STATUS WINAPI NetApiBufferSize( void *buffer, DWORD *size );

#define UNTOUCHED  ((BYTE *)(ULONG_PTR)0xdeadbeef)

struct thing
{
    const WCHAR *name;
    const WCHAR *comment;
    PSID sid;
    const struct bytes *bytes;
    struct { DWORD low, high; } pair;
    DWORD number;
    WORD small;
    BYTE tiny;
};

typedef struct { WCHAR *name; } THING_0;
typedef struct { DWORD number; } THING_1;
typedef struct
{
    WORD small;
    WCHAR *name;
    BYTE tiny;
    void *bytes;
    DWORD number;
    PSID sid;
    struct { DWORD low, high; } pair;
    WCHAR *comment;
} THING_2;

static const struct field fields_0[] = { INPUT( STRING, THING_0, name, struct thing, name, 7, 5 ) };
static const struct field fields_1[] = { FIELD( VALUE, THING_1, number, struct thing, number ) };
static const struct field fields_2[] =
{
    INPUT( VALUE, THING_2, small, struct thing, small, 1, 0 ),
    INPUT( STRING, THING_2, name, struct thing, name, 2, 5 ),
    FIELD( VALUE, THING_2, tiny, struct thing, tiny ),
    INPUT( BYTES, THING_2, bytes, struct thing, bytes, 4, 0 ),
    INPUT( VALUE, THING_2, number, struct thing, number, 5, 0 ),
    INPUT( SID, THING_2, sid, struct thing, sid, 6, 0 ),
    FIELD( VALUE, THING_2, pair, struct thing, pair ),
    INPUT( STRING, THING_2, comment, struct thing, comment, 8, 0 ),
};
static const struct level levels[] =
{
    LEVEL( 0, THING_0, fields_0 ),
    LEVEL( 1, THING_1, fields_1 ),
    LEVEL( 2, THING_2, fields_2 ),
};

static struct { BYTE revision, count, authority[6]; DWORD parts[2]; } sid = { 1, 2, { 0, 0, 0, 0, 0, 5 }, { 32, 544 } };
static const struct bytes five = { 5, (const BYTE *)"12345" }, none = { 0, NULL };

/* strings of even and odd lengths, empty and missing ones, so that what follows is aligned or not */
static const struct thing things[] =
{
    { L"a", L"even", &sid, &five, { 1, 2 }, 3, 4, 5 },
    { L"", L"", NULL, NULL, { 0, 0 }, 0, 0, 0 },
    { L"abcdef", NULL, &sid, NULL, { ~0u, ~0u }, ~0u, 0xffff, 0xff },
    { NULL, NULL, NULL, NULL, { 0, 0 }, 0, 0, 0 },
    { L"odd", L"x", NULL, &five, { 6, 7 }, 8, 9, 10 },
    { L"", NULL, &sid, &none, { 0, 0 }, 1, 0, 0 },
    { L"last", L"comment", &sid, &five, { 11, 12 }, 13, 14, 15 },
};

static const struct record_source all_things = { ARRAYSIZE(things), get_array_record, things, sizeof(things[0]), FALSE };

/* ---- what an answer has to be, computed in another way ---- */

static DWORD add_aligned( DWORD size, DWORD alignment, DWORD more )
{
    return (size + alignment - 1) / alignment * alignment + more;
}

static DWORD text_size( const WCHAR *text )
{
    return text ? (lstrlenW( text ) + 1) * sizeof(WCHAR) : 0;
}

/* count things from the first on, the data in the order of the level's members */
static DWORD answer_size( unsigned int level, DWORD first, DWORD count )
{
    static const DWORD sizes[] = { sizeof(THING_0), sizeof(THING_1), sizeof(THING_2) };
    DWORD i, size = count * sizes[level];

    for (i = first; i < first + count; i++)
    {
        if (level == 1) continue;
        size += text_size( things[i].name );
        if (level == 0) continue;
        if (things[i].bytes) size = add_aligned( size, 4, things[i].bytes->size );
        if (things[i].sid) size = add_aligned( size, 4, sizeof(sid) );
        if (things[i].comment) size = add_aligned( size, 2, text_size( things[i].comment ) );
    }
    return size;
}

static BOOL is_inside( const BYTE *buffer, DWORD size, const void *ptr, DWORD length )
{
    return (const BYTE *)ptr >= buffer && (const BYTE *)ptr + length <= buffer + size;
}

static BOOL is_copy( const BYTE *buffer, DWORD size, const WCHAR *copy, const WCHAR *text )
{
    if (!text || !copy) return !text && !copy;
    return is_inside( buffer, size, copy, text_size( text ) ) && !((ULONG_PTR)copy % 2) && !lstrcmpW( copy, text );
}

static BOOL is_block( const BYTE *buffer, DWORD size, const void *copy, const void *data, DWORD length )
{
    if (!data || !copy) return !data && !copy;
    return is_inside( buffer, size, copy, length ) && !((ULONG_PTR)copy % 4) && !memcmp( copy, data, length );
}

static BOOL is_thing( unsigned int level, const BYTE *buffer, DWORD size, DWORD index, const struct thing *thing )
{
    const THING_2 *info = (const THING_2 *)buffer + index;

    if (level == 0) return is_copy( buffer, size, ((const THING_0 *)buffer)[index].name, thing->name );
    if (level == 1) return ((const THING_1 *)buffer)[index].number == thing->number;
    return info->small == thing->small && info->tiny == thing->tiny && info->number == thing->number &&
           info->pair.low == thing->pair.low && info->pair.high == thing->pair.high &&
           is_copy( buffer, size, info->name, thing->name ) &&
           is_copy( buffer, size, info->comment, thing->comment ) &&
           is_block( buffer, size, info->sid, thing->sid, sizeof(sid) ) &&
           (thing->bytes == &none ? info->bytes != NULL :
            is_block( buffer, size, info->bytes, thing->bytes ? thing->bytes->data : NULL, 5 ));
}

/* Checks an answer, and frees it. */
static void check_answer( unsigned int level, BYTE *buffer, DWORD first, DWORD count )
{
    DWORD i, size = 0xdeadbeef;
    NET_API_STATUS status;

    status = NetApiBufferSize( buffer, &size );
    ok( !status && size == answer_size( level, first, count ), "%lu records from %lu: got %lu bytes, not %lu\n", count,
        first, size, answer_size( level, first, count ) );
    for (i = 0; i < count; i++)
        ok( is_thing( level, buffer, size, i, &things[first + i] ), "record %lu of %lu from %lu is not right\n", i,
            count, first );
    status = NetApiBufferFree( buffer );
    ok( !status, "Free returned %lu\n", status );
}

/* ---- tests ---- */

static void test_levels(void)
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
        ok( FIND_LEVEL( levels, i ) == &levels[i], "level %u is not found\n", i );
    ok( !FIND_LEVEL( levels, 3 ), "level 3 is found\n" );
    ok( !FIND_LEVEL( levels, ~0u ), "level -1 is found\n" );
}

static void test_clear_outputs(void)
{
    unsigned int missing;

    for (missing = 0; missing < 8; missing++)
    {
        NET_API_STATUS status, expect = missing ? ERROR_INVALID_PARAMETER : NERR_Success;
        BYTE *buffer = UNTOUCHED;
        DWORD read = 1, total = 2;
        const struct enum_args args = { .buffer = missing & 1 ? NULL : &buffer, .entries_read = missing & 2 ? NULL : &read,
                                        .total_entries = missing & 4 ? NULL : &total };

        status = clear_outputs( &args );
        ok( status == expect, "missing outputs %u: got status %lu\n", missing, status );
        ok( buffer == (missing & 1 ? UNTOUCHED : NULL), "missing outputs %u: got %p\n", missing, buffer );
        ok( read == (missing & 2 ? 1 : 0), "missing outputs %u: got %lu read\n", missing, read );
        ok( total == (missing & 4 ? 2 : 0), "missing outputs %u: got %lu in total\n", missing, total );
    }
}

static void test_info(void)
{
    NET_API_STATUS status;
    unsigned int level;
    BYTE *buffer;
    DWORD i;

    for (level = 0; level < ARRAYSIZE(levels); level++)
    {
        winetest_push_context( "level %u", level );
        for (i = 0; i < ARRAYSIZE(things); i++)
        {
            buffer = UNTOUCHED;
            status = pack_info( &levels[level], &things[i], &buffer );
            ok( status == NERR_Success, "record %lu: got status %lu\n", i, status );
            check_answer( level, buffer, i, 1 );
        }
        winetest_pop_context();
    }
}

/* Each preferred maximum length, from each record on. Where there is no room for one, some levels refuse; of the others
 * one is told all the same, and that there is more: even of the last. */
static void test_lengths( unsigned int level, DWORD first, BOOL refused )
{
    struct level tried = levels[level];
    DWORD fits, read_expected, length, left = ARRAYSIZE(things) - first, most = answer_size( level, first, left );

    for (length = 0; length <= most + 1; length++)
    {
        DWORD read = 0xdeadbeef, total = 0xdeadbeef, resume = first;
        NET_API_STATUS status, expect;
        BYTE *buffer = UNTOUCHED;

        for (fits = 0; fits < left && answer_size( level, first, fits + 1 ) <= length; fits++) {}
        expect = fits == left ? NERR_Success : fits || !refused ? ERROR_MORE_DATA : NERR_BufTooSmall;
        read_expected = expect == ERROR_MORE_DATA ? max( fits, 1 ) : fits;

        winetest_push_context( "from %lu, %lu bytes, %srefused", first, length, refused ? "" : "not " );
        tried.refused = refused;
        status = pack_enum( &tried, &all_things, length, &resume, &buffer, &read, &total );
        ok( status == expect, "got status %lu, not %lu\n", status, expect );
        ok( read == read_expected, "got %lu records, not %lu\n", read, read_expected );
        ok( total == left, "got %lu in total, not %lu\n", total, left );
        ok( resume == (fits == left ? 0 : first + read_expected), "got resume handle %lu\n", resume );
        if (read_expected) check_answer( level, buffer, first, read_expected );
        else ok( !buffer, "got buffer %p\n", buffer );
        winetest_pop_context();
    }
}

static void test_enum(void)
{
    DWORD first, read, total, resume;
    NET_API_STATUS status;
    unsigned int level;
    BYTE *buffer;

    for (level = 0; level < ARRAYSIZE(levels); level++)
    {
        winetest_push_context( "level %u", level );
        for (first = 0; first < ARRAYSIZE(things); first++)
        {
            test_lengths( level, first, TRUE );
            test_lengths( level, first, FALSE );
        }

        status = pack_enum( &levels[level], &all_things, MAX_PREFERRED_LENGTH, NULL, &buffer, &read, &total );
        ok( status == NERR_Success && read == ARRAYSIZE(things) && total == read,
            "no resume handle: got status %lu, %lu of %lu\n", status, read, total );
        check_answer( level, buffer, 0, read );
        winetest_pop_context();
    }

    /* at the end and behind it there is nothing more */
    for (first = ARRAYSIZE(things); first < ARRAYSIZE(things) + 2; first++)
    {
        resume = first == ARRAYSIZE(things) ? first : ~0u;
        buffer = UNTOUCHED;
        read = total = 0xdeadbeef;
        status = pack_enum( &levels[2], &all_things, 100, &resume, &buffer, &read, &total );
        ok( status == NERR_Success && !buffer && !read && !total && !resume,
            "behind the end: got status %lu, %p, %lu of %lu, resume handle %lu\n", status, buffer, read, total, resume );
    }
}

static void test_no_records(void)
{
    const struct record_source source = { 0, get_array_record, NULL, 0, FALSE };
    DWORD length, read, total, resume;
    NET_API_STATUS status;
    BYTE *buffer;

    for (length = 0; length < 2; length++)
    {
        buffer = UNTOUCHED;
        read = total = 0xdeadbeef;
        resume = 0;
        status = pack_enum( &levels[2], &source, length ? MAX_PREFERRED_LENGTH : 0, &resume, &buffer, &read, &total );
        ok( status == NERR_Success && !buffer && !read && !total && !resume,
            "got status %lu, %p, %lu of %lu, resume handle %lu\n", status, buffer, read, total, resume );
    }
}

/* Each record of these is the same one: so they cost no memory. */
static const void *get_same_record( const struct record_source *source, DWORD index )
{
    (void)index;
    return source->records;
}

static void test_many_records(void)
{
    const struct record_source source = { 100000, get_same_record, &things[0], 0, FALSE };
    DWORD i, read, total, size, calls = 0, sum = 0, resume = 0;
    NET_API_STATUS status;
    BYTE *buffer;

    status = pack_enum( &levels[2], &source, MAX_PREFERRED_LENGTH, NULL, &buffer, &read, &total );
    ok( status == NERR_Success && read == source.count, "got status %lu, %lu records\n", status, read );
    NetApiBufferSize( buffer, &size );
    for (i = 0; i < read; i += 999)
        ok( is_thing( 2, buffer, size, i, &things[0] ), "record %lu is not right\n", i );
    NetApiBufferFree( buffer );

    do
    {
        status = pack_enum( &levels[2], &source, 65536, &resume, &buffer, &read, &total );
        ok( total == source.count - sum, "after %lu records: got %lu in total\n", sum, total );
        sum += read;
        NetApiBufferFree( buffer );
    }
    while (status == ERROR_MORE_DATA && ++calls < source.count);
    ok( status == NERR_Success && sum == source.count, "after %lu calls: got status %lu, %lu records\n", calls, status, sum );
}

static void test_unpack(void)
{
    WCHAR name[] = L"abcde", long_name[] = L"abcdef";
    BYTE bad_sid[12] = { 9, 1 };
    THING_2 info = { 1, name, 2, name, 3, &sid, { 4, 5 }, NULL };
    THING_0 short_info = { name };
    struct thing thing = { .number = 77, .tiny = 78, .bytes = &five };
    NET_API_STATUS status;
    DWORD parm;

    parm = 0xdeadbeef;
    status = unpack_info( &levels[2], &info, &thing, &parm );
    ok( status == NERR_Success && parm == 0xdeadbeef, "got status %lu, parameter %lu\n", status, parm );
    ok( thing.small == 1 && thing.number == 3 && thing.name == name && thing.sid == &sid && !thing.comment,
        "the record is not right\n" );
    ok( thing.tiny == 78 && !thing.pair.low && thing.bytes == &five, "what is no input was taken\n" );

    status = unpack_info( &levels[2], NULL, &thing, &parm );
    ok( status == ERROR_INVALID_PARAMETER, "no structure: got status %lu\n", status );

    info.name = long_name;
    status = unpack_info( &levels[2], &info, &thing, &parm );
    ok( status == ERROR_INVALID_PARAMETER && parm == 2, "long name: got status %lu, parameter %lu\n", status, parm );
    status = unpack_info( &levels[2], &info, &thing, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no parm_err: got status %lu\n", status );

    info.name = NULL;
    info.sid = bad_sid;
    status = unpack_info( &levels[2], &info, &thing, &parm );
    ok( status == ERROR_INVALID_PARAMETER && parm == 6, "bad SID: got status %lu, parameter %lu\n", status, parm );
    info.sid = NULL;
    info.comment = name;
    status = unpack_info( &levels[2], &info, &thing, &parm );
    ok( status == ERROR_INVALID_PARAMETER && parm == 8, "comment: got status %lu, parameter %lu\n", status, parm );

    parm = 0xdeadbeef;
    status = unpack_info( &levels[0], &short_info, &thing, &parm );
    ok( status == NERR_Success && parm == 0xdeadbeef, "level 0: got status %lu, parameter %lu\n", status, parm );
    short_info.name = long_name;
    status = unpack_info( &levels[0], &short_info, &thing, &parm );
    ok( status == ERROR_INVALID_PARAMETER && parm == 7, "level 0: got status %lu, parameter %lu\n", status, parm );
}

/* The string ends where the memory that can be read does. */
static void test_is_longer_than(void)
{
    SYSTEM_INFO system;
    WCHAR *string;
    BYTE *memory;
    DWORD old;

    GetSystemInfo( &system );
    memory = VirtualAlloc( NULL, 2 * system.dwPageSize, MEM_COMMIT, PAGE_READWRITE );
    VirtualProtect( memory + system.dwPageSize, system.dwPageSize, PAGE_NOACCESS, &old );
    string = (WCHAR *)(memory + system.dwPageSize) - 4;
    memcpy( string, L"abcd", 4 * sizeof(WCHAR) );
    ok( is_longer_than( string, 3 ), "no end, limit 3: not longer\n" );
    string[3] = 0;
    ok( !is_longer_than( string, 3 ), "3 characters, limit 3: longer\n" );
    ok( is_longer_than( string, 2 ), "3 characters, limit 2: not longer\n" );
    ok( !is_longer_than( string, ~0u - 1 ), "3 characters, no limit: longer\n" );
    ok( !is_longer_than( string + 3, 0 ), "empty, limit 0: longer\n" );
    VirtualFree( memory, 0, MEM_RELEASE );
}

/* Told, not judged: the time for a record does not grow with their number. */
static void tell_time(void)
{
    static const DWORD counts[] = { 1000, 10000, 100000 };
    LARGE_INTEGER start, end, frequency;
    DWORD i, j, read, total;
    BYTE *buffer;

    QueryPerformanceFrequency( &frequency );
    for (i = 0; i < ARRAYSIZE(counts); i++)
    {
        const struct record_source source = { counts[i], get_same_record, &things[0], 0, FALSE };
        ULONGLONG best = ~0ull;

        for (j = 0; j < 7; j++)
        {
            QueryPerformanceCounter( &start );
            pack_enum( &levels[2], &source, MAX_PREFERRED_LENGTH, NULL, &buffer, &read, &total );
            QueryPerformanceCounter( &end );
            NetApiBufferFree( buffer );
            best = min( best, (ULONGLONG)(end.QuadPart - start.QuadPart) );
        }
        trace( "%lu records: %lu ns each\n", counts[i],
               (DWORD)(best * 1000000000 / frequency.QuadPart / counts[i]) );
    }
}

START_TEST(pack)
{
    test_levels();
    test_clear_outputs();
    test_info();
    test_enum();
    test_no_records();
    test_many_records();
    test_unpack();
    test_is_longer_than();
    tell_time();
}
