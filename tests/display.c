/*
 * The sorted lists of accounts
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
#include <stddef.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winnls.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "answer.h"
#include "product.h"

#define USERS     1
#define MACHINES  2
#define GROUPS    3

#define ALL  0x10000  /* entries */

/* What the structures of users and groups have in common: where each has its name and its number for the next. */
static const struct list
{
    DWORD level;
    DWORD size;
    DWORD size32, size64;   /* computed by hand from Microsoft Learn's structures */
    DWORD name, comment, next;
}
lists[] =
{
    { USERS, sizeof(NET_DISPLAY_USER), 24, 40, offsetof( NET_DISPLAY_USER, usri1_name ),
      offsetof( NET_DISPLAY_USER, usri1_comment ), offsetof( NET_DISPLAY_USER, usri1_next_index ) },
    { MACHINES, sizeof(NET_DISPLAY_MACHINE), 20, 32, offsetof( NET_DISPLAY_MACHINE, usri2_name ),
      offsetof( NET_DISPLAY_MACHINE, usri2_comment ), offsetof( NET_DISPLAY_MACHINE, usri2_next_index ) },
    { GROUPS, sizeof(NET_DISPLAY_GROUP), 20, 32, offsetof( NET_DISPLAY_GROUP, grpi3_name ),
      offsetof( NET_DISPLAY_GROUP, grpi3_comment ), offsetof( NET_DISPLAY_GROUP, grpi3_next_index ) },
};

static const WCHAR *get_string( const BYTE *entries, DWORD index, const struct list *list, DWORD offset )
{
    return *(const WCHAR * const *)(entries + index * list->size + offset);
}

static DWORD get_next( const BYTE *entries, DWORD index, const struct list *list )
{
    return *(const DWORD *)(entries + index * list->size + list->next);
}

static void test_layout(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(lists); i++)
        ok( lists[i].size == (sizeof(void *) == 8 ? lists[i].size64 : lists[i].size32), "level %lu: got %lu\n",
            lists[i].level, lists[i].size );
}

static NET_API_STATUS query( const struct list *list, DWORD index, DWORD wanted, DWORD max_length, BYTE **entries,
                             DWORD *count )
{
    *entries = (BYTE *)0xdeadbeef;
    *count = 0xdeadbeef;
    return NetQueryDisplayInformation( NULL, list->level, index, wanted, max_length, count, (void **)entries );
}

/* One call's answer: one buffer, in the names' order. */
static void check_entries( const struct list *list, BYTE *entries, DWORD count )
{
    struct answer answer;
    DWORD i;

    open_answer( &answer, entries, count * list->size );
    for (i = 0; i < count; i++)
    {
        check_string( &answer, get_string( entries, i, list, list->name ), "name" );
        check_string( &answer, get_string( entries, i, list, list->comment ), "comment" );
        if (list->level == USERS)
            check_string( &answer, ((NET_DISPLAY_USER *)entries)[i].usri1_full_name, "full name" );
        if (i && testing_ours())
            ok( CompareStringOrdinal( get_string( entries, i - 1, list, list->name ), -1,
                                      get_string( entries, i, list, list->name ), -1, TRUE ) == CSTR_LESS_THAN,
                "%s stands behind another\n", wine_dbgstr_w( get_string( entries, i, list, list->name ) ) );
    }
    close_answer( &answer );
}

/* Walks through a list, with one kind of limit: the names are those of all at once. Returns how many calls it took. */
static DWORD walk( const struct list *list, DWORD wanted, DWORD max_length, const BYTE *all, DWORD all_count )
{
    DWORD count, index = 0, seen = 0, calls = 0, i;
    NET_API_STATUS status;
    BYTE *entries;

    winetest_push_context( "level %lu, %lu entries, %lu bytes", list->level, wanted, max_length );
    do
    {
        status = query( list, index, wanted, max_length, &entries, &count );
        calls++;
        ok( status == NERR_Success || status == ERROR_MORE_DATA, "got status %lu\n", status );
        ok( count >= 1 && count <= max( wanted, 1 ), "got %lu entries\n", count );
        if ((status && status != ERROR_MORE_DATA) || !count || count > max( wanted, 1 )) break;
        for (i = 0; i < count; i++, seen++)
        {
            if (seen >= all_count) continue;
            ok( !lstrcmpW( get_string( entries, i, list, list->name ), get_string( all, seen, list, list->name ) ),
                "got %s as number %lu\n", wine_dbgstr_w( get_string( entries, i, list, list->name ) ), seen );
        }
        index = get_next( entries, count - 1, list );
        check_entries( list, entries, count );
    }
    while (status == ERROR_MORE_DATA && seen <= all_count);
    ok( seen == all_count, "got %lu of %lu\n", seen, all_count );
    winetest_pop_context();
    return calls;
}

/* the answers that query_all()'s strings are in */
static BYTE *kept_answers[256];
static unsigned int kept_count;

static void free_kept_answers(void)
{
    while (kept_count) NetApiBufferFree( kept_answers[--kept_count] );
}

/* Puts together what several calls return, the structures alone. */
static BYTE *query_all( const struct list *list, DWORD *count )
{
    DWORD index = 0, read;
    NET_API_STATUS status;
    BYTE *all, *entries;

    *count = 0;
    all = HeapAlloc( GetProcessHeap(), 0, 1000 * list->size );
    do
    {
        status = query( list, index, ALL, MAX_PREFERRED_LENGTH, &entries, &read );
        ok( status == NERR_Success || status == ERROR_MORE_DATA, "level %lu: got status %lu\n", list->level, status );
        ok( read <= 100, "level %lu: got %lu entries\n", list->level, read );
        if ((status && status != ERROR_MORE_DATA) || !read || *count + read > 1000) break;
        if (kept_count == ARRAY_SIZE(kept_answers)) break;
        kept_answers[kept_count++] = entries;
        memcpy( all + *count * list->size, entries, read * list->size );
        *count += read;
        index = get_next( entries, read - 1, list );
    }
    while (status == ERROR_MORE_DATA);
    return all;
}

static const NET_DISPLAY_USER *find_user( const NET_DISPLAY_USER *users, DWORD count, const WCHAR *name )
{
    DWORD i;

    for (i = 0; i < count; i++) if (!lstrcmpW( users[i].usri1_name, name )) return &users[i];
    return NULL;
}

static void test_users(void)
{
    DWORD i, count, read, total;
    NET_DISPLAY_USER *users = (NET_DISPLAY_USER *)query_all( &lists[0], &count );
    NET_API_STATUS status;
    USER_INFO_20 *infos;

    status = NetUserEnum( NULL, 20, 0, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( read == count, "NetUserEnum has %lu users, this has %lu\n", read, count );
    for (i = 0; i < read; i++)
    {
        const NET_DISPLAY_USER *user = find_user( users, count, infos[i].usri20_name );

        winetest_push_context( "%s", wine_dbgstr_w( infos[i].usri20_name ) );
        ok( user != NULL, "not in the list\n" );
        if (user)
        {
            ok( user->usri1_user_id == infos[i].usri20_user_id, "got id %lu\n", user->usri1_user_id );
            ok( user->usri1_flags == infos[i].usri20_flags, "got flags %#lx\n", user->usri1_flags );
            ok( !lstrcmpW( user->usri1_comment, infos[i].usri20_comment ), "got another comment\n" );
            ok( !lstrcmpW( user->usri1_full_name, infos[i].usri20_full_name ), "got another full name\n" );
        }
        winetest_pop_context();
    }
    NetApiBufferFree( infos );
    HeapFree( GetProcessHeap(), 0, users );
}

/* NetUserGetGroups() tells of the groups too, as everybody is in the one there is on a computer without a domain. */
static void test_groups(void)
{
    DWORD i, count;
    NET_DISPLAY_GROUP *groups = (NET_DISPLAY_GROUP *)query_all( &lists[2], &count );
    BOOL has_users = FALSE;

    ok( count >= 1, "got no group\n" );
    for (i = 0; i < count; i++)
    {
        GROUP_INFO_2 *info;

        winetest_push_context( "%s", wine_dbgstr_w( groups[i].grpi3_name ) );
        if (groups[i].grpi3_group_id == DOMAIN_GROUP_RID_USERS) has_users = TRUE;
        if (!NetGroupGetInfo( NULL, groups[i].grpi3_name, 2, (BYTE **)&info ))
        {
            ok( info->grpi2_group_id == groups[i].grpi3_group_id, "got id %lu\n", groups[i].grpi3_group_id );
            ok( info->grpi2_attributes == groups[i].grpi3_attributes, "got attributes %#lx\n", groups[i].grpi3_attributes );
            ok( !lstrcmpW( info->grpi2_comment, groups[i].grpi3_comment ), "got comment %s\n",
                wine_dbgstr_w( groups[i].grpi3_comment ) );
            NetApiBufferFree( info );
        }
        winetest_pop_context();
    }
    ok( has_users, "the group of all users is not there\n" );
    HeapFree( GetProcessHeap(), 0, groups );
}

static void test_machines(void)
{
    NET_API_STATUS status;
    BYTE *entries;
    DWORD count;

    status = query( &lists[1], 0, ALL, MAX_PREFERRED_LENGTH, &entries, &count );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (testing_ours()) ok( !count && !entries, "got %lu entries, %p\n", count, entries );
    else NetApiBufferFree( entries );
}

static void test_limits(void)
{
    static const DWORD levels[] = { 0, 2 };
    DWORD i, count, read;
    NET_API_STATUS status;
    BYTE *entries;

    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        const struct list *list = &lists[levels[i]];
        BYTE *all = query_all( list, &count );

        winetest_push_context( "level %lu", list->level );
        walk( list, 1, MAX_PREFERRED_LENGTH, all, count );
        walk( list, 2, MAX_PREFERRED_LENGTH, all, count );
        if (testing_ours())
        {
            ok( walk( list, ALL, 1, all, count ) == count, "a byte is not taken for one entry\n" );
            ok( walk( list, ALL, 0x4000, all, count ) <= 3, "16 kB do not suffice\n" );
            /* no entry has that index */
            status = query( list, count, ALL, MAX_PREFERRED_LENGTH, &entries, &read );
            ok( !status && !read && !entries, "got status %lu, %lu entries, %p\n", status, read, entries );
            status = query( list, 0xffffffff, ALL, MAX_PREFERRED_LENGTH, &entries, &read );
            ok( !status && !read && !entries, "got status %lu, %lu entries, %p\n", status, read, entries );
            /* Learn's sample goes on as long as it is ERROR_MORE_DATA, from the last entry's next_index on: to the end,
             * whatever it asks for. */
            ok( walk( list, 0, MAX_PREFERRED_LENGTH, all, count ) == count, "not one entry a call\n" );
        }
        HeapFree( GetProcessHeap(), 0, all );
        winetest_pop_context();
    }
}

/* ---- more users than one call returns --------------------------------------------------------- */

/* all users and groups of these tests are named so */
#define PREFIX  L"netapi32 test "
#define GROUP   PREFIX L"group"
#define ADDED   130

static void set_name( WCHAR *name, DWORD i )
{
    /* not in the order of the names, in either case */
    _snwprintf( name, LM20_UNLEN + 1, i % 2 ? L"netapi32 test %03lu" : L"NETAPI32 TEST %03lu", i * 37 % ADDED );
}

static NET_API_STATUS add_user( const WCHAR *name )
{
    USER_INFO_1 user = { .usri1_name = (WCHAR *)name, .usri1_priv = USER_PRIV_USER,
                         .usri1_flags = UF_SCRIPT | UF_PASSWD_NOTREQD };

    return NetUserAdd( NULL, 1, (BYTE *)&user, NULL );
}

static void add_users(void)
{
    WCHAR name[LM20_UNLEN + 1];
    NET_API_STATUS status;
    DWORD i;

    for (i = 0; i < ADDED; i++)
    {
        set_name( name, i );
        status = add_user( name );
        ok( status == NERR_Success, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
    }
}

static void delete_users(void)
{
    WCHAR name[LM20_UNLEN + 1];
    DWORD i;

    for (i = 0; i < ADDED; i++)
    {
        set_name( name, i );
        NetUserDel( NULL, name );
    }
    NetUserDel( NULL, PREFIX L"a" );
    NetUserDel( NULL, PREFIX L"z" );
    NetGroupDel( NULL, GROUP );
}

static void test_many_users(void)
{
    NET_API_STATUS status;
    DWORD count, all_count;
    BYTE *entries, *all;

    add_users();
    status = query( &lists[0], 0, ALL, MAX_PREFERRED_LENGTH, &entries, &count );
    ok( status == ERROR_MORE_DATA && count == 100, "got status %lu, %lu entries\n", status, count );
    check_entries( &lists[0], entries, count );
    all = query_all( &lists[0], &all_count );
    ok( all_count > ADDED, "got %lu entries\n", all_count );
    ok( walk( &lists[0], ALL, MAX_PREFERRED_LENGTH, all, all_count ) == 2, "100 a call are not two calls\n" );
    ok( walk( &lists[0], 7, MAX_PREFERRED_LENGTH, all, all_count ) == (all_count + 6) / 7, "got other calls\n" );
    walk( &lists[0], ALL, 500, all, all_count );
    test_users();
    HeapFree( GetProcessHeap(), 0, all );
    delete_users();
    status = query( &lists[0], 0, ALL, MAX_PREFERRED_LENGTH, &entries, &count );
    ok( !status && count == all_count - ADDED, "got status %lu, %lu entries\n", status, count );
    if (!status) check_entries( &lists[0], entries, count );
}

/* ---- the index of a prefix -------------------------------------------------------------------- */

static BOOL is_at_or_behind( const WCHAR *name, const WCHAR *prefix )
{
    return CompareStringOrdinal( name, -1, prefix, -1, TRUE ) != CSTR_LESS_THAN;
}

static void check_index( const struct list *list, const BYTE *all, DWORD count, const WCHAR *prefix )
{
    NET_API_STATUS status;
    DWORD i, index = 0xdeadbeef, read;
    BYTE *entries;

    winetest_push_context( "level %lu, prefix %s", list->level, wine_dbgstr_w( prefix ) );
    for (i = 0; i < count && !is_at_or_behind( get_string( all, i, list, list->name ), prefix ); i++) ;
    status = NetGetDisplayInformationIndex( NULL, list->level, prefix, &index );
    if (i == count)
    {
        ok( status == ERROR_NO_MORE_ITEMS, "got status %lu\n", status );
        ok( !index, "got index %lu\n", index );
    }
    else
    {
        ok( status == NERR_Success, "got status %lu\n", status );
        query( list, index, 1, MAX_PREFERRED_LENGTH, &entries, &read );
        ok( read == 1, "got %lu entries\n", read );
        if (read == 1)
        {
            ok( !lstrcmpW( get_string( entries, 0, list, list->name ), get_string( all, i, list, list->name ) ),
                "index %lu is %s, not %s\n", index, wine_dbgstr_w( get_string( entries, 0, list, list->name ) ),
                wine_dbgstr_w( get_string( all, i, list, list->name ) ) );
            NetApiBufferFree( entries );
        }
    }
    winetest_pop_context();
}

static void test_index(void)
{
    static const WCHAR * const prefixes[] = { L"", L"A", L"a", L"admin", L"Administratorx", L"G", L"None", L"zzzz", L"\xffff" };
    static const DWORD levels[] = { 0, 2 };
    DWORD i, j, count;

    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        const struct list *list = &lists[levels[i]];
        BYTE *all = query_all( list, &count );

        for (j = 0; j < ARRAY_SIZE(prefixes); j++) check_index( list, all, count, prefixes[j] );
        for (j = 0; j < count; j++) check_index( list, all, count, get_string( all, j, list, list->name ) );
        HeapFree( GetProcessHeap(), 0, all );
    }
}

/* ---- users and groups that are added and changed ---------------------------------------------- */

/* The place of a name in a list, or -1. What is there has that comment. */
static int find_entry( const struct list *list, const WCHAR *name, const WCHAR *comment )
{
    DWORD i, count;
    BYTE *all = query_all( list, &count );

    for (i = 0; i < count && lstrcmpW( get_string( all, i, list, list->name ), name ); i++) ;
    if (i < count)
        ok( !lstrcmpW( get_string( all, i, list, list->comment ), comment ), "%s: got comment %s\n", wine_dbgstr_w( name ),
            wine_dbgstr_w( get_string( all, i, list, list->comment ) ) );
    HeapFree( GetProcessHeap(), 0, all );
    return i < count ? (int)i : -1;
}

static void test_changes(void)
{
    USER_INFO_0 renamed = { (WCHAR *)PREFIX L"z" };
    USER_INFO_1007 comment = { (WCHAR *)L"another comment" };
    USER_INFO_1008 flags = { UF_SCRIPT | UF_ACCOUNTDISABLE };
    USER_INFO_1011 full_name = { (WCHAR *)L"A Full Name" };
    GROUP_INFO_1 group = { (WCHAR *)GROUP, (WCHAR *)L"a group's comment" };
    WCHAR upper[] = PREFIX L"M";

    ok( !add_user( upper ), "it was not added\n" );
    ok( !add_user( PREFIX L"a" ), "it was not added\n" );
    ok( find_entry( &lists[0], PREFIX L"a", L"" ) >= 0, "it is not in the list\n" );
    ok( find_entry( &lists[0], upper, L"" ) > find_entry( &lists[0], PREFIX L"a", L"" ), "it stands before the other\n" );
    ok( !NetUserSetInfo( NULL, PREFIX L"a", 1007, (BYTE *)&comment, NULL ), "it was not changed\n" );
    ok( !NetUserSetInfo( NULL, PREFIX L"a", 1008, (BYTE *)&flags, NULL ), "it was not changed\n" );
    ok( !NetUserSetInfo( NULL, PREFIX L"a", 1011, (BYTE *)&full_name, NULL ), "it was not changed\n" );
    ok( find_entry( &lists[0], PREFIX L"a", L"another comment" ) >= 0, "it is not in the list\n" );
    test_users();
    ok( !NetUserSetInfo( NULL, PREFIX L"a", 0, (BYTE *)&renamed, NULL ), "it was not renamed\n" );
    ok( find_entry( &lists[0], PREFIX L"a", L"" ) < 0, "it has its old name\n" );
    ok( find_entry( &lists[0], PREFIX L"z", L"another comment" ) > find_entry( &lists[0], upper, L"" ),
        "it stands before the other\n" );
    test_index();
    NetUserDel( NULL, PREFIX L"z" );
    ok( find_entry( &lists[0], PREFIX L"z", L"" ) < 0, "it is still there\n" );
    NetUserDel( NULL, upper );

    if (NetGroupAdd( NULL, 1, (BYTE *)&group, NULL ))
    {
        skip( "no group can be added\n" );
        return;
    }
    ok( find_entry( &lists[2], GROUP, L"a group's comment" ) >= 0, "the group is not in the list\n" );
    test_groups();
    test_index();
    NetGroupDel( NULL, GROUP );
    ok( find_entry( &lists[2], GROUP, L"" ) < 0, "the group is still there\n" );
}

static void test_bad_input(void)
{
    static const DWORD bad_levels[] = { 0, 4, 100, 0xffffffff };
    NET_API_STATUS status;
    DWORD i, count, index;
    void *entries;

    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        entries = (void *)0xdeadbeef;
        count = index = 0xdeadbeef;
        status = NetQueryDisplayInformation( NULL, bad_levels[i], 0, 1, MAX_PREFERRED_LENGTH, &count, &entries );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        if (testing_ours()) ok( !entries && !count, "level %lu: got %p, %lu\n", bad_levels[i], entries, count );
        status = NetGetDisplayInformationIndex( NULL, bad_levels[i], L"A", &index );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        if (testing_ours()) ok( !index, "level %lu: got %lu\n", bad_levels[i], index );
    }
    if (!testing_ours()) return;

    index = 0xdeadbeef;
    status = NetGetDisplayInformationIndex( NULL, MACHINES, L"", &index );
    ok( status == ERROR_NO_MORE_ITEMS && !index, "got status %lu, index %lu\n", status, index );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        entries = (void *)0xdeadbeef;
        count = index = 0xdeadbeef;
        status = NetQueryDisplayInformation( bad_servers[i], USERS, 0, 1, MAX_PREFERRED_LENGTH, &count, &entries );
        ok( status != NERR_Success && !entries && !count, "%s: got status %lu\n", wine_dbgstr_w( bad_servers[i] ), status );
        status = NetGetDisplayInformationIndex( bad_servers[i], USERS, L"", &index );
        ok( status != NERR_Success && !index, "%s: got status %lu\n", wine_dbgstr_w( bad_servers[i] ), status );
    }
    entries = (void *)0xdeadbeef;
    status = NetQueryDisplayInformation( NULL, USERS, 0, 1, MAX_PREFERRED_LENGTH, NULL, &entries );
    ok( status == ERROR_INVALID_PARAMETER && !entries, "got status %lu, %p\n", status, entries );
    count = 0xdeadbeef;
    status = NetQueryDisplayInformation( NULL, USERS, 0, 1, MAX_PREFERRED_LENGTH, &count, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !count, "got status %lu, %lu\n", status, count );
    index = 0xdeadbeef;
    status = NetGetDisplayInformationIndex( NULL, USERS, NULL, &index );
    ok( status == ERROR_INVALID_PARAMETER && !index, "got status %lu, %lu\n", status, index );
    status = NetGetDisplayInformationIndex( NULL, USERS, L"", NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
}

static void test_own_names(void)
{
    WCHAR names[MAX_OWN_NAMES][300];
    unsigned int i, count = own_names( names );
    NET_API_STATUS status;
    DWORD read;
    void *entries;

    for (i = 0; i < count; i++)
    {
        status = NetQueryDisplayInformation( names[i], USERS, 0, 1, MAX_PREFERRED_LENGTH, &read, &entries );
        ok( !status || status == ERROR_MORE_DATA, "%s: got status %lu\n", wine_dbgstr_w( names[i] ), status );
        if (!status || status == ERROR_MORE_DATA) NetApiBufferFree( entries );
    }
}

START_TEST(display)
{
    NET_API_STATUS status;

    test_layout();
    test_users();
    test_groups();
    test_machines();
    test_limits();
    test_index();
    test_bad_input();
    test_own_names();
    delete_users();
    if (!(status = add_user( PREFIX L"a" )))
    {
        NetUserDel( NULL, PREFIX L"a" );
        test_many_users();
        test_changes();
    }
    else
    {
        ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
        skip( "this user may not add users\n" );
    }
    free_kept_answers();
}
