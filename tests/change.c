/*
 * Lets each allocation and each registry call fail in turn, of all that changes accounts
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
#include <stdio.h>

#include "wine/test.h"
#include <winreg.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "allocations.h"
#include "changes.h"
#include "held.h"
#include "product.h"
#include "registrycalls.h"

/* docs/accounts.md */
#define ACCOUNTS_KEY  L"Software\\Wine\\NetApi32\\Accounts"

/* ---- all accounts, as a number ---------------------------------------------------------------- */

/* In whatever order they are listed, and without relative ids: a group that is added once more has another one. */
struct accounts
{
    DWORD     users, groups, aliases, members;
    ULONGLONG sum;
};

static void add_record( struct accounts *accounts, const char *format, ... )
{
    ULONGLONG hash = 14695981039346656037ull;
    char text[4096], *c;
    va_list args;

    va_start( args, format );
    _vsnprintf( text, sizeof(text), format, args );
    va_end( args );
    text[sizeof(text) - 1] = 0;
    for (c = text; *c; c++) hash = (hash ^ (BYTE)*c) * 1099511628211ull;
    accounts->sum += hash;
}

static BOOL read_users( struct accounts *accounts )
{
    USER_INFO_2 *infos = NULL;
    NET_API_STATUS status;
    DWORD i, total;

    status = NetUserEnum( NULL, 2, 0, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &accounts->users, &total, NULL );
    for (i = 0; !status && i < accounts->users; i++)
        add_record( accounts, "user %ls %lu %ls %lx %ls %ls", infos[i].usri2_name, infos[i].usri2_priv,
                    infos[i].usri2_comment,
                    infos[i].usri2_flags, infos[i].usri2_full_name, infos[i].usri2_home_dir );
    NetApiBufferFree( infos );
    return !status;
}

static BOOL read_groups( struct accounts *accounts )
{
    GROUP_INFO_2 *infos = NULL;
    GROUP_USERS_INFO_0 *users;
    NET_API_STATUS status;
    DWORD i, j, read, total;

    status = NetGroupEnum( NULL, 2, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &accounts->groups, &total, NULL );
    for (i = 0; !status && i < accounts->groups; i++)
    {
        add_record( accounts, "group %ls %ls", infos[i].grpi2_name, infos[i].grpi2_comment );
        if ((status = NetGroupGetUsers( NULL, infos[i].grpi2_name, 0, (BYTE **)&users, MAX_PREFERRED_LENGTH, &read,
                                        &total,
                                        NULL ))) break;
        for (j = 0; j < read; j++) add_record( accounts, "%ls in %ls", users[j].grui0_name, infos[i].grpi2_name );
        accounts->members += read;
        NetApiBufferFree( users );
    }
    NetApiBufferFree( infos );
    return !status;
}

static BOOL read_aliases( struct accounts *accounts )
{
    LOCALGROUP_INFO_1 *infos = NULL;
    LOCALGROUP_MEMBERS_INFO_3 *members;
    NET_API_STATUS status;
    DWORD i, j, read, total;

    status = NetLocalGroupEnum( NULL, 1, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &accounts->aliases, &total, NULL );
    for (i = 0; !status && i < accounts->aliases; i++)
    {
        add_record( accounts, "alias %ls %ls", infos[i].lgrpi1_name, infos[i].lgrpi1_comment );
        if ((status = NetLocalGroupGetMembers( NULL, infos[i].lgrpi1_name, 3, (BYTE **)&members, MAX_PREFERRED_LENGTH,
                                               &read, &total,
                                               NULL ))) break;
        for (j = 0; j < read; j++) add_record( accounts, "%ls in %ls", members[j].lgrmi3_domainandname,
                                               infos[i].lgrpi1_name );
        accounts->members += read;
        NetApiBufferFree( members );
    }
    NetApiBufferFree( infos );
    return !status;
}

static BOOL read_policy( struct accounts *accounts )
{
    USER_MODALS_INFO_0 *info0 = NULL;
    USER_MODALS_INFO_1 *info1 = NULL;
    USER_MODALS_INFO_3 *info3 = NULL;
    BOOL is_read;

    NetUserModalsGet( NULL, 0, (BYTE **)&info0 );
    NetUserModalsGet( NULL, 1, (BYTE **)&info1 );
    NetUserModalsGet( NULL, 3, (BYTE **)&info3 );
    if ((is_read = info0 && info1 && info3))
        add_record( accounts, "policy %lu %lu %lu %lu %lu %lu %ls %lu %lu %lu", info0->usrmod0_min_passwd_len,
                    info0->usrmod0_max_passwd_age, info0->usrmod0_min_passwd_age, info0->usrmod0_force_logoff,
                    info0->usrmod0_password_hist_len, info1->usrmod1_role, info1->usrmod1_primary,
                    info3->usrmod3_lockout_duration, info3->usrmod3_lockout_observation_window,
                        info3->usrmod3_lockout_threshold );
    NetApiBufferFree( info0 );
    NetApiBufferFree( info1 );
    NetApiBufferFree( info3 );
    return is_read;
}

static struct accounts read_accounts(void)
{
    struct accounts accounts = { 0 };

    ok( read_users( &accounts ) && read_groups( &accounts ) && read_aliases( &accounts ) && read_policy( &accounts ),
        "the accounts cannot be read\n" );
    return accounts;
}

static BOOL are_same( const struct accounts *a, const struct accounts *b )
{
    return a->users == b->users && a->groups == b->groups && a->aliases == b->aliases && a->members == b->members &&
           a->sum == b->sum;
}

/* What the module knows is old, as if another process had made many changes: all of the registry is read again. */
static void make_old(void)
{
    ULONGLONG stamp = 0;
    DWORD size = sizeof(stamp);
    HKEY key;

    if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, ACCOUNTS_KEY, 0, KEY_READ | KEY_WRITE | KEY_WOW64_64KEY, &key )) return;
    RegQueryValueExW( key, L"Stamp", NULL, NULL, (BYTE *)&stamp, &size );
    RegDeleteValueW( key, L"State" );
    stamp += 5;
    RegSetValueExW( key, L"Stamp", 0, REG_BINARY, (BYTE *)&stamp, sizeof(stamp) );
    RegCloseKey( key );
}

/* A change that has begun comes to its end with the next one; this is one of nothing. */
static void begin_another(void)
{
    ok( NetLocalGroupDel( NULL, NO_SUCH_NAME ) == NERR_GroupNotFound, "there is such a group\n" );
}

/* ---- the changes ------------------------------------------------------------------------------ */

/* Beforehand there are TEST_ALIAS and TEST_GROUP, both with TEST_USER in it, and OTHER_USER, who has a password. */

#define PASSWORD      L"Secret 1 secret"
#define NEW_PASSWORD  L"Secret 2 secret"

static WCHAR guests[GNLEN + 1] = L"Guests";
static BYTE everyone[SECURITY_MAX_SID_SIZE];

static NET_API_STATUS add_member( const WCHAR *alias, const WCHAR *name )
{
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)name };

    return NetLocalGroupAddMembers( NULL, alias, 3, (BYTE *)&member, 1 );
}

static NET_API_STATUS delete_member( const WCHAR *alias, const WCHAR *name )
{
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)name };

    return NetLocalGroupDelMembers( NULL, alias, 3, (BYTE *)&member, 1 );
}

static NET_API_STATUS add_password_user( const WCHAR *name )
{
    USER_INFO_1 info = { .usri1_name = (WCHAR *)name, .usri1_password = (WCHAR *)PASSWORD, .usri1_priv = USER_PRIV_USER,
                         .usri1_flags = UF_SCRIPT };

    return NetUserAdd( NULL, 1, (BYTE *)&info, NULL );
}

static NET_API_STATUS set_comment( const WCHAR *alias, const WCHAR *comment )
{
    LOCALGROUP_INFO_1002 info = { (WCHAR *)comment };

    return NetLocalGroupSetInfo( NULL, alias, 1002, (BYTE *)&info, NULL );
}

static NET_API_STATUS rename_alias( const WCHAR *old, const WCHAR *new )
{
    LOCALGROUP_INFO_0 info = { (WCHAR *)new };

    return NetLocalGroupSetInfo( NULL, old, 0, (BYTE *)&info, NULL );
}

static NET_API_STATUS rename_group( const WCHAR *old, const WCHAR *new )
{
    GROUP_INFO_0 info = { (WCHAR *)new };

    return NetGroupSetInfo( NULL, old, 0, (BYTE *)&info, NULL );
}

static NET_API_STATUS set_group_comment( const WCHAR *comment )
{
    GROUP_INFO_1 info = { NULL, (WCHAR *)comment };

    return NetGroupSetInfo( NULL, TEST_GROUP, 1, (BYTE *)&info, NULL );
}

static NET_API_STATUS rename_user( const WCHAR *old, const WCHAR *new )
{
    USER_INFO_0 info = { (WCHAR *)new };

    return NetUserSetInfo( NULL, old, 0, (BYTE *)&info, NULL );
}

static NET_API_STATUS set_user_comment( const WCHAR *comment )
{
    USER_INFO_1007 info = { (WCHAR *)comment };

    return NetUserSetInfo( NULL, TEST_USER, 1007, (BYTE *)&info, NULL );
}

static NET_API_STATUS set_length( DWORD length )
{
    return NetUserModalsSet( NULL, 1001, (BYTE *)&length, NULL );
}

static NET_API_STATUS set_primary( WCHAR *primary )
{
    return NetUserModalsSet( NULL, 1007, (BYTE *)&primary, NULL );
}

static NET_API_STATUS add_an_alias(void)       { return add_alias( OTHER_ALIAS ); }
static NET_API_STATUS delete_an_alias(void)    { return NetLocalGroupDel( NULL, OTHER_ALIAS ); }
static NET_API_STATUS delete_the_alias(void)   { return NetLocalGroupDel( NULL, TEST_ALIAS ); }
static NET_API_STATUS rename_the_alias(void)   { return rename_alias( TEST_ALIAS, OTHER_ALIAS ); }
static NET_API_STATUS rename_alias_back(void)  { return rename_alias( OTHER_ALIAS, TEST_ALIAS ); }
static NET_API_STATUS set_alias_comment(void)  { return set_comment( TEST_ALIAS, L"another" ); }
static NET_API_STATUS set_comment_back(void)   { return set_comment( TEST_ALIAS, L"a comment" ); }
static NET_API_STATUS add_alias_member(void)   { return add_member( TEST_ALIAS, L"NT AUTHORITY\\SYSTEM" ); }
static NET_API_STATUS delete_alias_member(void) { return delete_member( TEST_ALIAS, L"NT AUTHORITY\\SYSTEM" ); }
static NET_API_STATUS add_alias_sid(void)      { return NetLocalGroupAddMember( NULL, TEST_ALIAS, everyone ); }
static NET_API_STATUS delete_alias_sid(void)   { return NetLocalGroupDelMember( NULL, TEST_ALIAS, everyone ); }
static NET_API_STATUS empty_the_alias(void)    { return delete_member( TEST_ALIAS, TEST_USER ); }
static NET_API_STATUS fill_the_alias(void)     { return add_member( TEST_ALIAS, TEST_USER ); }
static NET_API_STATUS add_guest(void)          { return add_member( guests, TEST_USER ); }

static NET_API_STATUS add_the_alias(void)
{
    NET_API_STATUS status = add_alias( TEST_ALIAS );

    return status ? status : fill_the_alias();
}

static NET_API_STATUS set_alias_members(void)
{
    LOCALGROUP_MEMBERS_INFO_3 members[] = { { (WCHAR *)OTHER_USER }, { (WCHAR *)L"Everyone" },
                                            { (WCHAR *)L"S-1-5-21-1-2-3-4" } };

    return NetLocalGroupSetMembers( NULL, TEST_ALIAS, 3, (BYTE *)members, ARRAY_SIZE(members) );
}

static NET_API_STATUS set_members_back(void)
{
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)TEST_USER };

    return NetLocalGroupSetMembers( NULL, TEST_ALIAS, 3, (BYTE *)&member, 1 );
}

/* The members of Guests are what Wine and Windows say again, and not the registry. */
static NET_API_STATUS delete_guest(void)
{
    NET_API_STATUS status = delete_member( guests, TEST_USER );

    RegDeleteTreeW( HKEY_LOCAL_MACHINE, ACCOUNTS_KEY L"\\Members\\00000222" );
    make_old();
    return status;
}

static NET_API_STATUS add_a_group(void)        { return add_group( OTHER_GROUP ); }
static NET_API_STATUS delete_a_group(void)     { return NetGroupDel( NULL, OTHER_GROUP ); }
static NET_API_STATUS delete_the_group(void)   { return NetGroupDel( NULL, TEST_GROUP ); }
static NET_API_STATUS rename_the_group(void)   { return rename_group( TEST_GROUP, OTHER_GROUP ); }
static NET_API_STATUS rename_group_back(void)  { return rename_group( OTHER_GROUP, TEST_GROUP ); }
static NET_API_STATUS set_the_comment(void)    { return set_group_comment( L"another" ); }
static NET_API_STATUS set_the_comment_back(void) { return set_group_comment( L"a comment" ); }
static NET_API_STATUS add_a_user(void)         { return NetGroupAddUser( NULL, TEST_GROUP, OTHER_USER ); }
static NET_API_STATUS delete_a_user(void)      { return NetGroupDelUser( NULL, TEST_GROUP, OTHER_USER ); }
static NET_API_STATUS empty_the_group(void)    { return NetGroupSetUsers( NULL, TEST_GROUP, 0, NULL, 0 ); }
static NET_API_STATUS fill_the_group(void)     { return NetGroupAddUser( NULL, TEST_GROUP, TEST_USER ); }

static NET_API_STATUS add_the_group(void)
{
    NET_API_STATUS status = add_group( TEST_GROUP );

    return status ? status : fill_the_group();
}

static NET_API_STATUS add_new_user(void)       { return add_password_user( L"netapi32 new user" ); }
static NET_API_STATUS delete_new_user(void)    { return NetUserDel( NULL, L"netapi32 new user" ); }
static NET_API_STATUS delete_the_user(void)    { return NetUserDel( NULL, TEST_USER ); }
static NET_API_STATUS rename_the_user(void)    { return rename_user( TEST_USER, L"netapi32 new user" ); }
static NET_API_STATUS rename_user_back(void)   { return rename_user( L"netapi32 new user", TEST_USER ); }
static NET_API_STATUS set_a_comment(void)      { return set_user_comment( L"another" ); }
static NET_API_STATUS set_no_comment(void)     { return set_user_comment( L"" ); }

static NET_API_STATUS add_the_user(void)
{
    NET_API_STATUS status = add_user( TEST_USER );

    if (!status) status = fill_the_alias();
    return status ? status : fill_the_group();
}

static NET_API_STATUS set_length_of_9(void)    { return set_length( 9 ); }
static NET_API_STATUS set_no_length(void)      { return set_length( 0 ); }
static NET_API_STATUS set_a_primary(void)      { return set_primary( (WCHAR *)L"\\\\SERVER" ); }
static NET_API_STATUS set_no_primary(void)     { return set_primary( (WCHAR *)L"" ); }

static const struct change
{
    const char *name;
    NET_API_STATUS (*make)(void);
    NET_API_STATUS (*undo)(void);
}
changes[] =
{
    { "NetLocalGroupAdd", add_an_alias, delete_an_alias },
    { "NetLocalGroupDel", delete_the_alias, add_the_alias },
    { "NetLocalGroupSetInfo 0", rename_the_alias, rename_alias_back },
    { "NetLocalGroupSetInfo 1002", set_alias_comment, set_comment_back },
    { "NetLocalGroupAddMembers 3", add_alias_member, delete_alias_member },
    { "NetLocalGroupAddMember", add_alias_sid, delete_alias_sid },
    { "NetLocalGroupDelMembers", empty_the_alias, fill_the_alias },
    { "NetLocalGroupSetMembers", set_alias_members, set_members_back },
    { "NetLocalGroupAddMembers of Guests", add_guest, delete_guest },
    { "NetGroupAdd", add_a_group, delete_a_group },
    { "NetGroupDel", delete_the_group, add_the_group },
    { "NetGroupSetInfo 0", rename_the_group, rename_group_back },
    { "NetGroupSetInfo 1", set_the_comment, set_the_comment_back },
    { "NetGroupAddUser", add_a_user, delete_a_user },
    { "NetGroupSetUsers", empty_the_group, fill_the_group },
    { "NetUserAdd", add_new_user, delete_new_user },
    { "NetUserDel", delete_the_user, add_the_user },
    { "NetUserSetInfo 0", rename_the_user, rename_user_back },
    { "NetUserSetInfo 1007", set_a_comment, set_no_comment },
    { "NetUserModalsSet 1001", set_length_of_9, set_no_length },
    { "NetUserModalsSet 1007", set_a_primary, set_no_primary },
};

/* ---- judging ---------------------------------------------------------------------------------- */

static BOOL counting;                       /* the blocks in use */
static unsigned int failures;
static unsigned int done_nevertheless;      /* changes that have been told to fail */

/* how the accounts are without and with the change */
static struct accounts before, after;

static void undo( const struct change *change )
{
    struct accounts now;
    NET_API_STATUS status = change->undo();

    ok( !status, "undoing it returned %lu\n", status );
    now = read_accounts();
    ok( are_same( &now, &before ), "it is not undone: %lu users, %lu groups, %lu aliases, %lu members\n", now.users,
        now.groups,
        now.aliases, now.members );
}

/* An allocation that fails: nothing has changed, or the module did without it. */
static BOOL fail_allocation( const struct change *change, unsigned int n, BOOL old )
{
    LONG blocks;
    struct accounts now;
    NET_API_STATUS status;
    BOOL reached;

    if (old) make_old();
    blocks = count_blocks();
    start_failing( n );
    status = change->make();
    reached = stop_failing();
    failures += reached;
    blocks = count_blocks() - blocks;
    if (!reached) ok( !status, "no allocation failed: got status %lu\n", status );
    else ok( status == ERROR_NOT_ENOUGH_MEMORY, "allocation %u: got status %lu\n", n, status );
    if (status && !old) ok( !blocks || !counting, "allocation %u: %ld blocks more\n", n, blocks );
    now = read_accounts();
    ok( are_same( &now, status ? &before : &after ),
        "allocation %u, status %lu: %lu users, %lu groups, %lu aliases, %lu members\n",
        n, status, now.users, now.groups, now.aliases, now.members );
    if (!status) undo( change );
    return reached;
}

/* A registry call that fails: the accounts are those before, or those after it, now and later. */
static BOOL fail_registry_call( const struct change *change, unsigned int n, BOOL old )
{
    struct accounts now, later, read;
    NET_API_STATUS status;
    BOOL reached, done;

    if (old) make_old();
    start_bad_calls( n, FALSE, NULL );
    status = change->make();
    reached = stop_bad_calls();
    failures += reached;
    ok( status == (reached ? ERROR_NO_SYSTEM_RESOURCES : NERR_Success) || (reached && !status), "call %u: got status %lu\n", n,
        status );
    now = read_accounts();
    done = are_same( &now, &after );
    ok( done || (status && are_same( &now, &before )),
        "call %u, status %lu: %lu users, %lu groups, %lu aliases, %lu members\n", n,
        status, now.users, now.groups, now.aliases, now.members );
    begin_another();
    later = read_accounts();
    ok( are_same( &later, &after ) || (!done && are_same( &later, &before )),
        "call %u, status %lu, later: %lu users, %lu groups, %lu aliases, %lu members\n", n, status, later.users,
            later.groups,
        later.aliases, later.members );
    if (status && are_same( &later, &after )) done_nevertheless++;
    make_old();
    read = read_accounts();
    ok( are_same( &read, &later ), "call %u: the registry has others\n", n );
    if (are_same( &read, &after )) undo( change );
    return reached;
}

static void test_change( const struct change *change )
{
    NET_API_STATUS status;
    unsigned int n, old;

    before = read_accounts();
    status = change->make();
    ok( !status, "got status %lu\n", status );
    after = read_accounts();
    ok( !are_same( &before, &after ), "nothing changes\n" );
    if (status) return;
    undo( change );
    for (old = 0; old < 2; old++)
    {
        for (n = 1; n < MOST_ALLOCATIONS && fail_allocation( change, n, old ); n++) ;
        ok( n > 3 && n < MOST_ALLOCATIONS, "%u allocations\n", n );
        for (n = 1; n < MOST_ALLOCATIONS && fail_registry_call( change, n, old ); n++) ;
        ok( n > 3 && n < MOST_ALLOCATIONS, "%u registry calls\n", n );
    }
}

/* All is read from the registry, and an allocation or a call fails: then it is all, or nothing. */
static void test_reading(void)
{
    struct accounts known = read_accounts(), now;
    BYTE *info;
    NET_API_STATUS status;
    unsigned int n, kind;
    BOOL reached;

    for (kind = 0; kind < 2; kind++)
    {
        for (n = 1, reached = TRUE; reached && n < MOST_ALLOCATIONS; n++)
        {
            make_old();
            if (kind) start_bad_calls( n, FALSE, NULL );
            else start_failing( n );
            status = NetLocalGroupGetInfo( NULL, TEST_ALIAS, 1, &info );
            reached = kind ? stop_bad_calls() : stop_failing();
            failures += reached;
            ok( status == (!reached ? NERR_Success : kind ? ERROR_NO_SYSTEM_RESOURCES : ERROR_NOT_ENOUGH_MEMORY),
                "%u: got status %lu\n", n,
                status );
            if (!status) NetApiBufferFree( info );
            now = read_accounts();
            ok( are_same( &now, &known ), "%u: there are other accounts\n", n );
        }
        ok( n > 20 && n < MOST_ALLOCATIONS, "%u times\n", n );
    }
}

START_TEST(change)
{
    HMODULE netapi32 = GetModuleHandleW( L"netapi32.dll" );
    DWORD size = sizeof(everyone);
    unsigned int i;

    if (!testing_ours() || !may_change_accounts())
    {
        skip( "not for this netapi32.dll, or not for this user\n" );
        return;
    }
    ok( take_allocators( netapi32 ), "the module's allocators were not found\n" );
    ok( take_registry_calls( netapi32 ), "the module's registry calls were not found\n" );
    if (!(counting = can_count_blocks())) skip( "this heap's blocks cannot be counted\n" );
    CreateWellKnownSid( WinWorldSid, NULL, everyone, &size );

    delete_test_accounts();
    NetUserDel( NULL, L"netapi32 new user" );
    ok( !add_password_user( OTHER_USER ) && !add_user( TEST_USER ) && !add_the_alias() && !add_the_group(),
        "nothing was added\n" );
    for (i = 0; i < ARRAY_SIZE(changes); i++)
    {
        winetest_push_context( "%s", changes[i].name );
        test_change( &changes[i] );
        winetest_pop_context();
    }
    test_reading();
    delete_test_accounts();
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
    trace( "%u failures; %u changes were told to fail, and were made by the next one\n", failures, done_nevertheless );
}
