/*
 * What the tests of groups and of local groups have in common
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

#ifndef NETAPI32_TESTS_GROUPS_H
#define NETAPI32_TESTS_GROUPS_H

#include "wine/test.h"
#include <lmaccess.h>

#include "answer.h"

#define POISON        ((BYTE *)(DWORD_PTR)0xdeadbeef)
#define NO_SUCH_NAME  L"no such account"

/* the sizes of a structure as Windows has it, without regard to what the headers say */
struct layout
{
    const char *name;
    SIZE_T      size, size32, size64;
};
#define LAYOUT(type, size32, size64)  { #type, sizeof(type), size32, size64 }

static inline void check_layouts( const struct layout *layouts, unsigned int count )
{
    unsigned int i;

    for (i = 0; i < count; i++)
        ok( layouts[i].size == (sizeof(void *) == 8 ? layouts[i].size64 : layouts[i].size32), "%s has %lu bytes\n",
            layouts[i].name, (DWORD)layouts[i].size );
}

/* A level of an enumeration. Each of its structures begins with a pointer, to a name or a SID. */
struct enum_level
{
    DWORD  number;
    SIZE_T size;
    BOOL   is_sid;
    void (*check)( struct answer *answer, const void *info );
};

struct enumeration
{
    const char *name;
    NET_API_STATUS (*call)( const WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                            DWORD *total, DWORD_PTR *resume );
    const struct enum_level *levels;
    unsigned int level_count;
    DWORD at_least;         /* as many there are on each system */
    const WCHAR *server;    /* NULL: this computer */
    BOOL refuses;           /* NERR_BufTooSmall, where no entry has room: its page on Microsoft Learn lists it */
};

static inline BOOL is_same_entry( const struct enum_level *level, const void *a, const void *b )
{
    const void *first = *(const void * const *)a, *second = *(const void * const *)b;

    return level->is_sid ? EqualSid( (PSID)first, (PSID)second ) : !lstrcmpW( first, second );
}

/* whatever the entries: the outputs of a call that returned none */
static inline void check_no_entries( const BYTE *buffer, DWORD read, const DWORD *total )
{
    ok( !buffer, "got buffer %p\n", buffer );
    ok( !read, "got %lu entries\n", read );
    if (total) ok( !*total, "got %lu in all\n", *total );
}

static inline void check_enum_error( const struct enumeration *e, const WCHAR *server, DWORD level,
                                     NET_API_STATUS expected )
{
    DWORD read = 0xdeadbeef, total = 0xdeadbeef;
    DWORD_PTR resume = 0;
    NET_API_STATUS status;
    BYTE *buffer = POISON;

    status = e->call( server, level, &buffer, MAX_PREFERRED_LENGTH, &read, &total, &resume );
    if (expected) ok( status == expected, "got status %lu instead of %lu\n", status, expected );
    else ok( status != NERR_Success, "server %s: got status %lu\n", wine_dbgstr_w( server ), status );
    if (testing_ours()) check_no_entries( buffer, read, &total );
    ok( !resume, "the resume handle became %p\n", (void *)resume );
}

static inline void check_missing_outputs( const struct enumeration *e, DWORD level )
{
    DWORD read = 0xdeadbeef, total = 0xdeadbeef;
    BYTE *buffer = POISON;
    NET_API_STATUS status;

    if (!testing_ours()) return;    /* Windows may fault */
    status = e->call( NULL, level, NULL, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no buffer: got status %lu\n", status );
    check_no_entries( NULL, read, &total );
    status = e->call( NULL, level, &buffer, MAX_PREFERRED_LENGTH, NULL, &total, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no count: got status %lu\n", status );
    check_no_entries( buffer, 0, &total );
    buffer = POISON;
    read = 0xdeadbeef;
    status = e->call( NULL, level, &buffer, MAX_PREFERRED_LENGTH, &read, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no total count: got status %lu\n", status );
    check_no_entries( buffer, read, NULL );
}

/* Where a resume handle has its upper half: undefined there on the way in, it has to be so on the way out. */
static inline DWORD_PTR undefined_half( void )
{
    return testing_ours() && sizeof(DWORD_PTR) > sizeof(DWORD) ? ~(DWORD_PTR)0xffffffff : 0;
}

/* Where the function's page on Microsoft Learn lists ERROR_MORE_DATA alone, a length is an advice ("Network Management Function
 * Buffer Lengths"), and who goes on as NetLocalGroupGetMembers' page has it, until it is NERR_Success, gets to the end. */
static inline void walk_without_room( const struct enumeration *e, const struct enum_level *level, const BYTE *all,
                                      DWORD count )
{
    DWORD_PTR resume = undefined_half();
    DWORD got = 0, calls = 0, read, total;
    NET_API_STATUS status;
    BYTE *buffer;

    do
    {
        read = total = 0xdeadbeef;
        buffer = POISON;
        status = e->call( e->server, level->number, &buffer, 1, &read, &total, &resume );
        ok( status == (got < count ? ERROR_MORE_DATA : NERR_Success), "got status %lu after %lu of %lu\n", status, got,
            count );
        ok( total == count - got, "got %lu in all, %lu are left\n", total, count - got );
        ok( read == (got < count), "got %lu entries after %lu of %lu\n", read, got, count );
        if (buffer && got < count && read == 1)
        {
            ok( is_same_entry( level, buffer, all + got * level->size ), "entry %lu is another one\n", got );
            got++;
        }
        else ok( !buffer, "got buffer %p\n", buffer );
        NetApiBufferFree( buffer );
    }
    while (status == ERROR_MORE_DATA && ++calls <= count);
    ok( got == count, "got %lu of %lu entries\n", got, count );
    ok( resume == undefined_half(), "the resume handle became %p\n", (void *)resume );
}

/* In as small pieces as can be had: the room for an answer grows, a byte at a time, until something fits. Another computer is
 * not asked for less than has ever room. */
static inline void walk( const struct enumeration *e, const struct enum_level *level, const BYTE *all, DWORD count )
{
    DWORD max_length = !testing_ours() ? 1000 : e->server ? level->size : 0, got = 0, read, total, size, i, refused = 0;
    DWORD_PTR resume = undefined_half();
    NET_API_STATUS status;
    BYTE *buffer;

    do
    {
        read = total = 0xdeadbeef;
        buffer = POISON;
        status = e->call( e->server, level->number, &buffer, max_length, &read, &total, &resume );
        if (testing_ours()) ok( total == count - got, "got %lu in all, %lu are left\n", total, count - got );
        if (status == NERR_BufTooSmall && max_length < 1000)
        {
            ok( !buffer && !read, "got buffer %p with %lu entries\n", buffer, read );
            max_length++;
            refused++;
            continue;
        }
        ok( status == (got + read < count ? ERROR_MORE_DATA : NERR_Success), "got status %lu after %lu of %lu\n",
            status, got + read, count );
        ok( read && read <= count - got, "got %lu entries after %lu of %lu\n", read, got, count );
        if (!buffer || !read || read > count - got) break;
        for (i = 0; i < read; i++, got++)
            ok( is_same_entry( level, buffer + i * level->size, all + got * level->size ),
                "entry %lu is another one\n", got );
        size = 0xdeadbeef;
        NetApiBufferSize( buffer, &size );
        if (testing_ours()) ok( size <= max_length, "%lu bytes allowed, got %lu\n", max_length, size );
        NetApiBufferFree( buffer );
    }
    while (got < count);
    if (testing_ours()) ok( refused >= (e->server ? 1 : level->size), "refused %lu times\n", refused );
    ok( resume == undefined_half(), "the resume handle became %p\n", (void *)resume );
}

/* handles that no call has left */
static inline void check_wrong_handles( const struct enumeration *e, const struct enum_level *level, DWORD count )
{
    static const DWORD handles[] = { 0x7fffffff, 0x80000000, 0xffffffff };
    DWORD read, total;
    NET_API_STATUS status;
    DWORD_PTR resume;
    unsigned int i;
    BYTE *buffer;

    if (!testing_ours()) return;
    for (i = 0; i <= ARRAY_SIZE(handles); i++)
    {
        resume = i < ARRAY_SIZE(handles) ? handles[i] : count;
        read = total = 0xdeadbeef;
        buffer = POISON;
        status = e->call( e->server, level->number, &buffer, MAX_PREFERRED_LENGTH, &read, &total, &resume );
        ok( status == NERR_Success, "handle %u: got status %lu\n", i, status );
        check_no_entries( buffer, read, &total );
        ok( !resume, "handle %u became %p\n", i, (void *)resume );
    }
}

static inline void check_own_names( const struct enumeration *e, DWORD level, DWORD count )
{
    WCHAR names[MAX_OWN_NAMES][300];
    unsigned int i, name_count = own_names( names );
    DWORD read, total;
    NET_API_STATUS status;
    BYTE *buffer;

    for (i = 0; i < name_count; i++)
    {
        buffer = NULL;
        read = 0;
        status = e->call( names[i], level, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
        ok( status == NERR_Success && read == count, "%s: got status %lu, %lu entries\n",
            wine_dbgstr_w( names[i] ), status, read );
        NetApiBufferFree( buffer );
    }
}

static inline void test_enum_level( const struct enumeration *e, const struct enum_level *level )
{
    DWORD i, read = 0xdeadbeef, total = 0xdeadbeef;
    DWORD_PTR resume = 0;
    struct answer answer;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    status = e->call( e->server, level->number, &buffer, MAX_PREFERRED_LENGTH, &read, &total, &resume );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( read == total, "got %lu of %lu entries\n", read, total );
    ok( read >= e->at_least, "got %lu entries\n", read );
    ok( !resume, "the resume handle became %p\n", (void *)resume );
    if (status || !buffer) return;

    if (e->refuses || !testing_ours()) walk( e, level, buffer, read );
    else walk_without_room( e, level, buffer, read );
    check_wrong_handles( e, level, read );
    if (!e->server) check_own_names( e, level->number, read );
    open_answer( &answer, buffer, read * level->size );
    for (i = 0; i < read; i++) level->check( &answer, buffer + i * level->size );
    close_answer( &answer );
}

static inline void test_enumeration( const struct enumeration *e )
{
    static const DWORD bad_levels[] = { 4, 10, 1002, 1005, 0x10000, 0xffffffff };
    unsigned int i;

    for (i = 0; i < e->level_count; i++)
    {
        winetest_push_context( "%s %lu", e->name, e->levels[i].number );
        test_enum_level( e, &e->levels[i] );
        check_missing_outputs( e, e->levels[i].number );
        winetest_pop_context();
    }
    winetest_push_context( "%s", e->name );
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++) check_enum_error( e, NULL, bad_levels[i], ERROR_INVALID_LEVEL );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++) check_enum_error( e, bad_servers[i], e->levels[0].number, 0 );
    winetest_pop_context();
}

/* All users, an array that is to be freed with NetApiBufferFree(). */
static inline USER_INFO_23 *get_users( DWORD *count )
{
    USER_INFO_23 *users = NULL;
    NET_API_STATUS status;
    DWORD total;

    *count = 0;
    status = NetUserEnum( NULL, 23, 0, (BYTE **)&users, MAX_PREFERRED_LENGTH, count, &total, NULL );
    ok( status == NERR_Success, "NetUserEnum returned %lu\n", status );
    return users;
}

/* Of a call that has to change nothing, the outcome. */
#define check_status( call, expected ) do { \
    NET_API_STATUS status_ = (call); \
    ok( status_ == (expected), #call ": got status %lu instead of %lu\n", status_, (DWORD)(expected) ); \
    } while (0)

/* The same with the number of the member that is bad, 0 for none. */
#define check_parm( call, expected, expected_parm ) do { \
    parm = 0xdeadbeef; \
    check_status( call, expected ); \
    ok( parm == (expected_parm), #call ": got parm_err %lu\n", parm ); \
    } while (0)

/* The functions that tell of a group, and of its members. */
struct group_calls
{
    const char *name;
    NET_API_STATUS (WINAPI *get_info)( LPCWSTR server, LPCWSTR group, DWORD level, LPBYTE *buffer );
    NET_API_STATUS (WINAPI *get_members)( LPCWSTR server, LPCWSTR group, DWORD level, LPBYTE *buffer, DWORD max_length,
                                          LPDWORD read, LPDWORD total, PDWORD_PTR resume );
    NET_API_STATUS no_members;      /* what the latter returns when there is no such group */
};

/* each level tells of the group what the enumeration tells */
static inline void check_group_levels( const struct group_calls *calls, const WCHAR *group,
                                       const struct enum_level *levels, unsigned int count )
{
    struct answer answer;
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < count; i++)
    {
        winetest_push_context( "%s %lu", calls->name, levels[i].number );
        buffer = NULL;
        status = calls->get_info( NULL, group, levels[i].number, &buffer );
        ok( status == NERR_Success, "got status %lu\n", status );
        if (!status)
        {
            ok( !lstrcmpW( *(WCHAR **)buffer, group ), "got group %s\n", wine_dbgstr_w( *(WCHAR **)buffer ) );
            open_answer( &answer, buffer, levels[i].size );
            levels[i].check( &answer, buffer );
            close_answer( &answer );
        }
        winetest_pop_context();
    }
}

static inline void check_bad_group_levels( const struct group_calls *calls, const WCHAR *group, const DWORD *levels,
                                           unsigned int count )
{
    unsigned int i;
    BYTE *buffer;

    winetest_push_context( "%s", calls->name );
    for (i = 0; i < count; i++)
    {
        buffer = POISON;
        check_status( calls->get_info( NULL, group, levels[i], &buffer ), ERROR_INVALID_LEVEL );
        if (testing_ours()) ok( !buffer, "got buffer %p\n", buffer );
    }
    winetest_pop_context();
}

/* no_group: a name that there is no such group of; NULL: none at all */
static inline void check_no_group( const struct group_calls *calls, const WCHAR *no_group )
{
    DWORD read = 0xdeadbeef, total = 0xdeadbeef;
    BYTE *buffer = POISON;

    winetest_push_context( "%s", calls->name );
    check_status( calls->get_info( NULL, no_group, 0, &buffer ),
                  no_group ? NERR_GroupNotFound : ERROR_INVALID_PARAMETER );
    ok( !buffer, "got buffer %p\n", buffer );
    buffer = POISON;
    check_status( calls->get_members( NULL, no_group, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ),
                  no_group ? calls->no_members : ERROR_INVALID_PARAMETER );
    check_no_entries( buffer, read, &total );
    winetest_pop_context();
}

/* in capital letters, and on computers that there are not */
static inline void check_group_names( const struct group_calls *calls, const WCHAR *group )
{
    WCHAR upper[GNLEN + 1], longest[5000];
    unsigned int i;
    BYTE *buffer = NULL;

    winetest_push_context( "%s", calls->name );
    lstrcpyW( upper, group );
    CharUpperW( upper );
    check_status( calls->get_info( NULL, upper, 0, &buffer ), NERR_Success );
    NetApiBufferFree( buffer );
    if (testing_ours())
    {
        for (i = 0; i < ARRAY_SIZE(longest); i++) longest[i] = i < ARRAY_SIZE(longest) - 1 ? 'x' : 0;
        check_no_group( calls, longest );
        check_no_group( calls, NO_SUCH_NAME );
        check_no_group( calls, L"" );
        check_no_group( calls, NULL );
        check_status( calls->get_info( NULL, group, 0, NULL ), ERROR_INVALID_PARAMETER );
        for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
        {
            buffer = POISON;
            ok( calls->get_info( bad_servers[i], group, 0, &buffer ), "%s is a server\n",
                wine_dbgstr_w( bad_servers[i] ) );
            ok( !buffer, "got buffer %p\n", buffer );
        }
    }
    winetest_pop_context();
}

#endif
