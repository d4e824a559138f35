/*
 * Servers whose answers are right NDR, and lie
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

#include "wine/test.h"
#include <stdlib.h>
#include <windef.h>
#include <winbase.h>
#include <winreg.h>
#include <lm.h>
#include <rpc.h>

#include "product.h"
#include "program.h"
#include "questions.h"
#include "rpcserver.h"

/*
 * The server is tests/hostile/rpcserver.c; here are the rules that make its answers a lie: statuses that are no success and
 * no error, handles that are none, lists without an end, accounts that vanish, ids of what was not made.
 */

/* Not 127.0.0.1, which is this computer for the functions */
#define ADDRESS  L"127.0.0.19"

#define USER         L"u1"
#define GROUP        L"Few"
#define LOCAL_GROUP  L"Few Local"

/* MS-SAMR's opnums, and MS-LSAT's */
enum
{
    CLOSE_HANDLE = 1, OPEN_DOMAIN = 7, ENUMERATE_USERS = 13, ENUMERATE_ALIASES = 15, LOOKUP_NAMES = 17, OPEN_GROUP = 19,
    REMOVE_FROM_GROUP = 24, GET_GROUP_MEMBERS = 25, OPEN_ALIAS = 27, QUERY_ALIAS = 28, ADD_ALIAS_MEMBER = 31,
    GET_MEMBERS = 33, OPEN_USER = 34, DELETE_USER = 35, QUERY_USER = 36, REMOVE_FROM_FOREIGN_DOMAIN = 45,
    CREATE_USER = 50, QUERY_DISPLAY = 51, CONNECT = 57, SET_USER = 58
};
enum { LSA_CLOSE = 0, LSA_OPEN_POLICY = 44, LSA_LOOKUP_SIDS = 57, LSA_LOOKUP_NAMES = 68 };
enum { SHARE_ENUM = 15, SHARE_GET_INFO = 16, DISK_ENUM = 23 };

#define STATUS_WAIT_1              0x00000001
#define STATUS_PENDING_            0x00000103
#define STATUS_MORE_ENTRIES        0x00000105
#define STATUS_BUFFER_OVERFLOW_    0x80000005
#define STATUS_AS_HRESULT          0x80070000      /* Windows' mapping makes 0 of it */
#define STATUS_NO_SUCH_USER        0xc0000064
#define STATUS_NO_SUCH_ALIAS       0xc0000151
#define STATUS_USER_EXISTS         0xc0000063
#define STATUS_ACCESS_DENIED_      0xc0000022
#define STATUS_SPECIAL_ACCOUNT     0xc0000124
#define FAULT_ACCESS_DENIED        5

#define HANDLE_SIZE  20

static struct rpc_server server;

static struct rule *sam_rule( LONG opnum, DWORD first, DWORD count )
{
    return add_rule( &server, "samr", opnum, first, count );
}

static struct rule *return_status( LONG opnum, DWORD first, DWORD count, DWORD status )
{
    struct rule *rule = sam_rule( opnum, first, count );

    patch_answer( rule, STATUS_OFFSET, status );
    return rule;
}

static void return_no_handle( LONG opnum )
{
    struct rule *rule = sam_rule( opnum, 0, ALL_CALLS );
    LONG offset;

    for (offset = 0; offset < HANDLE_SIZE; offset += sizeof(DWORD)) patch_answer( rule, offset, 0 );
}

/* how many requests with that opnum the server has got since begin() */
static DWORD count_requests( const char *interface_name, LONG opnum )
{
    LONG i, logged = min( server.page->log_count, MAX_LOG );
    DWORD count = 0;

    for (i = 0; i < logged; i++)
        count += !strcmp( server.page->log[i].interface_name, interface_name ) && server.page->log[i].opnum == opnum;
    return count;
}

static DWORD count_sam( LONG opnum )
{
    return count_requests( "samr", opnum );
}

#define check_requests( opnum, expected ) \
    ok( count_sam( opnum ) == (expected), "%lu requests with opnum %d\n", count_sam( opnum ), opnum )
#define check_status( status, expected ) \
    ok( (status) == (expected), "got status %lu\n", (DWORD)(status) )

/* Each handle that the server gave out and did not delete is given back. */
static void check_handles( DWORD failed )
{
    DWORD opened = count_sam( CONNECT ) + count_sam( OPEN_DOMAIN ) + count_sam( OPEN_GROUP ) + count_sam( OPEN_ALIAS ) +
                   count_sam( OPEN_USER );

    ok( count_sam( CLOSE_HANDLE ) == opened - failed, "%lu handles of %lu were closed\n", count_sam( CLOSE_HANDLE ),
        opened - failed );
}

static void begin(void)
{
    forget_connections( ADDRESS );
    clear_rules( &server );
    server.page->log_count = 0;
    server.page->longest_request = 0;
}

/* ---- what the answers are made of ------------------------------------------------------------- */

struct answer
{
    BYTE  bytes[0x40000];
    DWORD size;
};

static struct answer built;

static void put_bytes( const void *bytes, DWORD size )
{
    memcpy( built.bytes + built.size, bytes, size );
    built.size += size;
}

static void put( DWORD number )
{
    put_bytes( &number, sizeof(number) );
}

static void put_handle(void)
{
    static const BYTE handle[HANDLE_SIZE] = { [4] = 0x77 };

    put_bytes( handle, sizeof(handle) );
}

static void give_built( struct rule *rule )
{
    give_answer( &server, rule, built.bytes, built.size );
}

/* a handle and a status */
static void answer_handle( struct rule *rule, DWORD status )
{
    built.size = 0;
    put_handle();
    put( status );
    give_built( rule );
}

static void answer_status( struct rule *rule, DWORD status )
{
    built.size = 0;
    put( status );
    give_built( rule );
}

#define FIRST_ID  1001

/* SamrEnumerateUsersInDomain() or SamrEnumerateAliasesInDomain(): so many accounts, n1 ... */
static void list_accounts( LONG opnum, DWORD count )
{
    DWORD i, length;
    WCHAR name[12];

    built.size = 0;
    put( 0 );
    put( 1 );
    put( count );
    put( 1 );
    put( count );
    for (i = 0; i < count; i++)
    {
        length = wsprintfW( name, L"n%lu", i + 1 );
        put( FIRST_ID + i );
        put( length * sizeof(WCHAR) * 0x10001 );
        put( i + 1 );
    }
    for (i = 0; i < count; i++)
    {
        length = wsprintfW( name, L"n%lu", i + 1 );
        put( length );
        put( 0 );
        put( length );
        put_bytes( name, length * sizeof(WCHAR) );
        built.size = (built.size + 3) & ~3u;
    }
    put( count );
    put( 0 );
    give_built( sam_rule( opnum, 0, ALL_CALLS ) );
}

/* SamrCreateUser2InDomain() */
static void create_user( DWORD status )
{
    built.size = 0;
    put_handle();
    put( MAXDWORD );
    put( FIRST_ID );
    put( status );
    give_built( sam_rule( CREATE_USER, 0, ALL_CALLS ) );
}

/* SamrLookupNamesInDomain(), of one name */
static void find_account( SID_NAME_USE use )
{
    DWORD numbers[] = { FIRST_ID, use };
    unsigned int i;

    built.size = 0;
    for (i = 0; i < ARRAY_SIZE(numbers); i++)
    {
        put( 1 );
        put( 1 );
        put( 1 );
        put( numbers[i] );
    }
    put( 0 );
    give_built( sam_rule( LOOKUP_NAMES, 0, ALL_CALLS ) );
}

static NET_API_STATUS enum_users( DWORD level, DWORD max_length, BYTE **buffer, DWORD *count )
{
    DWORD total;

    return NetUserEnum( ADDRESS, level, 0, buffer, max_length, count, &total, NULL );
}

/* ---- handles ---------------------------------------------------------------------------------- */

/* The list has n1 ..., but SamrQueryInformationUser() tells always the same name. */
static BOOL is_queried_user( const void *user )
{
    return ((const USER_INFO_0 *)user)->usri0_name[0] != 'n';
}

#define MANY  40

/* Accounts that are listed and gone when they are asked for, more than there is room for handles. */
static void test_accounts_that_vanish(void)
{
    DWORD_PTR resume = 0;
    NET_API_STATUS status;
    BYTE *buffer = NULL;
    DWORD count, total;

    begin();
    list_accounts( ENUMERATE_USERS, MANY );
    return_status( QUERY_USER, 0, ALL_CALLS, STATUS_NO_SUCH_USER );
    status = enum_users( 3, MAX_PREFERRED_LENGTH, &buffer, &count );
    check_status( status, NERR_Success );
    ok( !count && !buffer, "got %lu users\n", count );
    check_requests( QUERY_USER, MANY );
    check_handles( 0 );

    /* those who cannot even be opened, and one who is there */
    begin();
    list_accounts( ENUMERATE_USERS, MANY );
    return_status( OPEN_USER, 0, MANY - 1, STATUS_NO_SUCH_USER );
    status = enum_users( 3, MAX_PREFERRED_LENGTH, &buffer, &count );
    check_status( status, NERR_Success );
    ok( count == 1, "got %lu users\n", count );
    ok( is_queried_user( buffer ), "got %ls\n", ((USER_INFO_3 *)buffer)->usri3_name );
    check_handles( MANY - 1 );
    NetApiBufferFree( buffer );

    begin();
    list_accounts( ENUMERATE_ALIASES, MANY );
    return_status( QUERY_ALIAS, 0, ALL_CALLS, STATUS_NO_SUCH_ALIAS );
    status = NetLocalGroupEnum( ADDRESS, 1, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &resume );
    check_status( status, NERR_Success );
    ok( !count && !buffer, "got %lu groups\n", count );
    check_requests( QUERY_ALIAS, 2 * MANY );
    check_handles( 0 );

    /* an error ends it, and closes what is open */
    begin();
    list_accounts( ENUMERATE_USERS, MANY );
    return_status( QUERY_USER, 1, ALL_CALLS, STATUS_ACCESS_DENIED_ );
    status = enum_users( 3, MAX_PREFERRED_LENGTH, &buffer, &count );
    check_status( status, ERROR_ACCESS_DENIED );
    check_requests( QUERY_USER, 2 );
    check_handles( 0 );
}

/* Statuses that no call has for a success, of each call of each question to the SAM. */
static void test_statuses(void)
{
    static const DWORD statuses[] = { STATUS_WAIT_1, STATUS_PENDING_, STATUS_AS_HRESULT, STATUS_BUFFER_OVERFLOW_ };
    struct logged_request requests[100];
    const struct question *question;
    LONG i, j, count, planned = 0;
    NET_API_STATUS status;
    const char *wrong;
    unsigned int k;

    for (question = questions; question < questions + question_count; question++)
    {
        begin();
        ask_question( question, ADDRESS, &status );
        count = min( server.page->log_count, (LONG)ARRAY_SIZE(requests) );
        memcpy( requests, server.page->log, count * sizeof(*requests) );
        if (status || strcmp( requests[0].interface_name, "samr" )) continue;
        for (i = 0; i < count; i++)
        {
            for (j = 0; j < i && requests[j].opnum != requests[i].opnum; j++) {}
            if (j < i || requests[i].opnum == CLOSE_HANDLE) continue;
            for (k = 0; k < ARRAY_SIZE(statuses); k++)
            {
                begin();
                return_status( requests[i].opnum, 0, ALL_CALLS, statuses[k] );
                wrong = ask_question( question, ADDRESS, &status );
                ok( !wrong, "%s, opnum %ld, %#lx: %s\n", question->name, requests[i].opnum, statuses[k], wrong );
                ok( status == RPC_X_BAD_STUB_DATA, "%s, opnum %ld, %#lx: returned %lu\n", question->name, requests[i].opnum,
                    statuses[k], status );
                planned++;
            }
        }
    }
    ok( planned > 100, "tried %ld statuses\n", planned );
}

/* Zeroes are no handle. */
static void test_no_handles(void)
{
    static const LONG opnums[] = { CONNECT, OPEN_DOMAIN, OPEN_USER, OPEN_GROUP, OPEN_ALIAS };
    const struct question *question;
    NET_API_STATUS status;
    LONG planned = 0;
    unsigned int i;

    for (question = questions; question < questions + question_count; question++)
        for (i = 0; i < ARRAY_SIZE(opnums); i++)
        {
            begin();
            return_no_handle( opnums[i] );
            ask_question( question, ADDRESS, &status );
            if (!server.page->rules[0].applied) continue;
            ok( status == RPC_X_BAD_STUB_DATA, "%s, opnum %ld: returned %lu\n", question->name, opnums[i], status );
            planned++;
        }
    ok( planned > 20, "tried %ld handles\n", planned );
}

/* Answers whose pointers are none, or lead to nothing of which there is something. */
static void answer_with_nothing( const struct question *question, LONG opnum )
{
    static const struct { DWORD count, numbers[5], most; } beginnings[] =
        { { 0, { 0 }, 7 }, { 3, { 1, 5, 0 }, 3 }, { 2, { 5, 0 }, 3 }, { 4, { 0, 1, 5, 0 }, 3 }, { 5, { 0, 0, 1, 5, 0 }, 2 },
          { 4, { 1, 0, 1, 0 }, 2 }, { 3, { 1, 1, 1 }, 3 } };
    NET_API_STATUS status;
    const char *wrong;
    unsigned int i;
    DWORD zeros, j;

    for (i = 0; i < ARRAY_SIZE(beginnings); i++)
        for (zeros = 1; zeros <= beginnings[i].most; zeros++)
        {
            begin();
            built.size = 0;
            for (j = 0; j < beginnings[i].count; j++) put( beginnings[i].numbers[j] );
            for (j = 0; j < zeros; j++) put( 0 );
            give_built( sam_rule( opnum, 0, ALL_CALLS ) );
            wrong = ask_question( question, ADDRESS, &status );
            ok( !wrong, "%s, opnum %ld, beginning %u, %lu zeros: %s\n", question->name, opnum, i, zeros, wrong );
        }
}

static void test_empty_answers(void)
{
    struct logged_request requests[100];
    const struct question *question;
    BOOL done[100] = { FALSE };
    NET_API_STATUS status;
    LONG i, count, opnum;

    for (question = questions; question < questions + question_count; question++)
    {
        begin();
        ask_question( question, ADDRESS, &status );
        count = min( server.page->log_count, (LONG)ARRAY_SIZE(requests) );
        memcpy( requests, server.page->log, count * sizeof(*requests) );
        for (i = 0; i < count; i++)
        {
            opnum = requests[i].opnum;
            if (strcmp( requests[i].interface_name, "samr" ) || opnum >= (LONG)ARRAY_SIZE(done) || done[opnum]) continue;
            done[opnum] = TRUE;
            answer_with_nothing( question, opnum );
        }
    }
}

/* The authority that is asked for names of other domains. */
static void test_authority(void)
{
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)L"OTHER\\somebody" };
    static const DWORD statuses[] = { STATUS_WAIT_1, STATUS_AS_HRESULT, 0 };
    struct rule *rule;
    unsigned int i;
    DWORD status;

    for (i = 0; i < ARRAY_SIZE(statuses); i++)
    {
        begin();
        find_account( SidTypeAlias );
        rule = add_rule( &server, "lsarpc", LSA_OPEN_POLICY, 0, ALL_CALLS );
        answer_handle( rule, statuses[i] );
        if (!statuses[i]) patch_answer( rule, 4, 0 );
        status = NetLocalGroupAddMembers( ADDRESS, LOCAL_GROUP, 3, (BYTE *)&member, 1 );
        ok( rule->applied == 1, "it was not asked\n" );
        ok( status == RPC_X_BAD_STUB_DATA, "%#lx: returned %lu\n", statuses[i], status );
        ok( !count_requests( "lsarpc", LSA_LOOKUP_NAMES ), "%#lx: asked for names\n", statuses[i] );
    }
}

static struct rule *authority_rule( LONG opnum, DWORD first, DWORD count )
{
    return add_rule( &server, "lsarpc", opnum, first, count );
}

/* LsarLookupNames3(), of one name: the SID S-1-1-0 of a user */
static void find_sid(void)
{
    built.size = 0;
    put( 0 );
    put( 1 );
    put( 1 );
    put( 1 );
    put( SidTypeUser );
    put( 2 );
    put( MAXDWORD );
    put( 0 );
    put( 1 );
    put( 0x101 );
    put( 0x01000000 );
    put( 0 );
    put( 1 );
    put( 0 );
    give_built( authority_rule( LSA_LOOKUP_NAMES, 0, ALL_CALLS ) );
}

/* A lookup that the server lets fail when all has been told: what it told does not count, and is nowhere any more. */
static void test_lookups_that_fail(void)
{
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)L"OTHER\\somebody" };
    NET_API_STATUS status;

    begin();
    find_account( SidTypeAlias );
    answer_status( sam_rule( ADD_ALIAS_MEMBER, 0, ALL_CALLS ), 0 );
    find_sid();
    answer_handle( authority_rule( LSA_OPEN_POLICY, 0, 2 ), 0 );
    answer_handle( authority_rule( LSA_OPEN_POLICY, 2, ALL_CALLS ), STATUS_ACCESS_DENIED_ );
    answer_handle( authority_rule( LSA_CLOSE, 0, 1 ), 0 );
    authority_rule( LSA_CLOSE, 1, ALL_CALLS )->fault = RPC_S_CALL_FAILED;

    status = NetLocalGroupAddMembers( ADDRESS, LOCAL_GROUP, 3, (BYTE *)&member, 1 );
    check_status( status, NERR_Success );
    check_requests( ADD_ALIAS_MEMBER, 1 );
    status = NetLocalGroupAddMembers( ADDRESS, LOCAL_GROUP, 3, (BYTE *)&member, 1 );
    check_status( status, ERROR_NOT_SUPPORTED );
    check_requests( ADD_ALIAS_MEMBER, 1 );
    ok( count_requests( "lsarpc", LSA_OPEN_POLICY ) == 3, "the authority was not asked again\n" );
}

/* milliseconds, for all calls of a function; 0: the usual limit */
static void set_function_limit( DWORD limit )
{
    HKEY key;

    if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, L"Software\\Wine\\NetApi32\\Servers\\" ADDRESS, 0,
                       KEY_SET_VALUE | KEY_WOW64_64KEY, &key )) return;
    if (limit) RegSetValueExW( key, L"FunctionTimeout", 0, REG_DWORD, (BYTE *)&limit, sizeof(limit) );
    else RegDeleteValueW( key, L"FunctionTimeout" );
    RegCloseKey( key );
}

/* What the authority is asked is the same function's. */
static void test_slow_authority(void)
{
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)L"OTHER\\somebody" };
    struct rule *rule;
    NET_API_STATUS status;

    set_function_limit( 1500 );
    begin();
    find_account( SidTypeAlias );
    server.page->rules[0].delay = 1000;
    find_sid();
    rule = authority_rule( LSA_OPEN_POLICY, 0, ALL_CALLS );
    answer_handle( rule, 0 );
    rule->delay = 1000;
    status = NetLocalGroupAddMembers( ADDRESS, LOCAL_GROUP, 3, (BYTE *)&member, 1 );
    check_status( status, RPC_S_CALL_FAILED );
    ok( !count_requests( "lsarpc", LSA_LOOKUP_NAMES ), "it was asked for longer than the function may take\n" );
    set_function_limit( 0 );
}

/* What the authority knows of one name, or of one SID. */
static void answer_lookup( struct rule *rule, BOOL has_domains, DWORD entries, BOOL is_name )
{
    built.size = 0;
    put( has_domains );
    if (has_domains)
    {
        put( 5 );       /* domains, of which there are none */
        put( 0 );
        put( 5 );
    }
    put( entries );
    put( entries );
    if (entries)
    {
        put( 1 );
        put( SidTypeUser );
        if (is_name)
        {
            put( 0 );
            put( 0 );
        }
        else put( 0 );  /* the SID */
        put( 2 );       /* the domain's index */
        put( 0 );
    }
    put( 1 );
    put( 0 );
    give_built( rule );
}

/* SamrGetMembersInAlias(): one of another domain */
static void list_foreign_member(void)
{
    static const BYTE sid[] = { 1, 5, 0, 0, 0, 0, 0, 5 };
    static const DWORD authorities[] = { 21, 7, 7, 7, 1001 };

    built.size = 0;
    put( 1 );
    put( 1 );
    put( 1 );
    put( 1 );
    put( ARRAY_SIZE(authorities) );
    put_bytes( sid, sizeof(sid) );
    put_bytes( authorities, sizeof(authorities) );
    put( 0 );
    give_built( sam_rule( GET_MEMBERS, 0, ALL_CALLS ) );
}

/* Answers of the authority that do not have what was asked for. */
static void test_authority_answers(void)
{
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)L"OTHER\\somebody" };
    LOCALGROUP_MEMBERS_INFO_2 *members = NULL;
    NET_API_STATUS status;
    DWORD count, total;
    struct rule *rule;
    unsigned int i;

    for (i = 0; i < 2; i++)
    {
        begin();
        find_account( SidTypeAlias );
        answer_handle( add_rule( &server, "lsarpc", LSA_OPEN_POLICY, 0, ALL_CALLS ), 0 );
        answer_handle( add_rule( &server, "lsarpc", LSA_CLOSE, 0, ALL_CALLS ), 0 );
        rule = add_rule( &server, "lsarpc", LSA_LOOKUP_NAMES, 0, ALL_CALLS );
        answer_lookup( rule, FALSE, i, FALSE );
        status = NetLocalGroupAddMembers( ADDRESS, LOCAL_GROUP, 3, (BYTE *)&member, 1 );
        ok( rule->applied == 1, "it was not asked\n" );
        ok( status == RPC_X_BAD_STUB_DATA, "%u names: returned %lu\n", i, status );
    }
    for (i = 0; i < 3; i++)
    {
        begin();
        find_account( SidTypeAlias );
        list_foreign_member();
        answer_handle( add_rule( &server, "lsarpc", LSA_OPEN_POLICY, 0, ALL_CALLS ), 0 );
        answer_handle( add_rule( &server, "lsarpc", LSA_CLOSE, 0, ALL_CALLS ), 0 );
        rule = add_rule( &server, "lsarpc", LSA_LOOKUP_SIDS, 0, ALL_CALLS );
        answer_lookup( rule, i == 2, i != 0, TRUE );
        status = NetLocalGroupGetMembers( ADDRESS, LOCAL_GROUP, 2, (BYTE **)&members, MAX_PREFERRED_LENGTH, &count, &total, NULL );
        ok( rule->applied == 1, "it was not asked\n" );
        check_status( status, NERR_Success );
        if (!status) ok( count == 1 && !lstrcmpW( members->lgrmi2_domainandname, L"S-1-5-21-7-7-7-1001" ), "got %lu members\n", count );
        NetApiBufferFree( members );
    }
}

/* ---- users ------------------------------------------------------------------------------------ */

/* where the answer of SamrQueryInformationUser() has them */
#define HOURS_UNITS    184
#define HOURS_POINTER  188
#define HOURS_ARRAY    (-40)    /* how many bytes it has room for */

#define BYTES_OF_A_WEEK  (UNITS_PER_WEEK / 8)

static USER_INFO_3 *ask_for_hours( DWORD units, NET_API_STATUS *status )
{
    BYTE *buffer = NULL;

    patch_answer( sam_rule( QUERY_USER, 0, ALL_CALLS ), HOURS_UNITS, units );
    *status = NetUserGetInfo( ADDRESS, USER, 3, &buffer );
    return (USER_INFO_3 *)buffer;
}

/* The string that comes next stands behind the bytes that programs read. */
static BOOL is_behind_hours( const USER_INFO_3 *user, const WCHAR *string )
{
    const BYTE *bytes = (const BYTE *)string;

    return bytes < user->usri3_logon_hours || bytes >= user->usri3_logon_hours + BYTES_OF_A_WEEK;
}

static void test_logon_hours(void)
{
    NET_API_STATUS status;
    USER_INFO_3 *user;
    DWORD size;

    /* more than there are */
    begin();
    user = ask_for_hours( 0xffff, &status );
    check_status( status, RPC_X_BAD_STUB_DATA );
    ok( !user, "got a user\n" );

    /* less than programs read */
    begin();
    user = ask_for_hours( 7, &status );
    check_status( status, NERR_Success );
    NetApiBufferSize( user, &size );
    ok( user->usri3_logon_hours + BYTES_OF_A_WEEK <= (BYTE *)user + size, "too few bytes\n" );
    ok( is_behind_hours( user, user->usri3_logon_server ) && is_behind_hours( user, user->usri3_profile ) &&
        is_behind_hours( user, user->usri3_home_dir_drive ), "a string follows too few bytes\n" );
    NetApiBufferFree( user );

    /* none: all of them */
    begin();
    user = ask_for_hours( 0, &status );
    check_status( status, NERR_Success );
    ok( user->usri3_units_per_week == UNITS_PER_WEEK, "got %lu units\n", user->usri3_units_per_week );
    NetApiBufferFree( user );
    begin();
    patch_answer( sam_rule( QUERY_USER, 0, ALL_CALLS ), HOURS_POINTER, 0 );
    patch_answer( sam_rule( QUERY_USER, 0, ALL_CALLS ), HOURS_ARRAY, 0 );
    user = ask_for_hours( UNITS_PER_WEEK, &status );
    check_status( status, NERR_Success );
    NetApiBufferFree( user );
}

/* ---- the other services ----------------------------------------------------------------------- */

/* Where strings were asked for the server has another level of numbers, however many it has. */
static void test_wrong_levels(void)
{
    static const struct { const char *interface_name; LONG opnum; } calls[] = { { "wkssvc", 0 }, { "srvsvc", 21 } };
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;
    DWORD n, j;

    for (i = 0; i < ARRAY_SIZE(calls); i++)
        for (n = 1; n < 60; n++)
        {
            begin();
            built.size = 0;
            put( 502 );
            put( 1 );
            for (j = 0; j < n; j++) put( 0x11111111 );
            put( 0 );
            give_built( add_rule( &server, calls[i].interface_name, calls[i].opnum, 0, ALL_CALLS ) );
            status = i ? NetServerGetInfo( (WCHAR *)ADDRESS, 101, &buffer ) : NetWkstaGetInfo( (WCHAR *)ADDRESS, 102, &buffer );
            ok( status && !buffer, "%s, %lu numbers: got status %lu\n", calls[i].interface_name, n, status );
        }
}

/* ---- passwords -------------------------------------------------------------------------------- */

/* Nobody has authenticated: no password goes there, however encrypted. */
static void test_passwords(void)
{
    USER_INFO_1003 password = { (WCHAR *)L"Secret" };
    USER_INFO_1 user = { .usri1_name = (WCHAR *)L"n1", .usri1_password = (WCHAR *)L"Secret", .usri1_priv = USER_PRIV_USER,
                         .usri1_flags = UF_SCRIPT };
    SHARE_INFO_2 share = { .shi2_netname = (WCHAR *)L"share", .shi2_path = (WCHAR *)L"C:\\share", .shi2_max_uses = ~0u,
                           .shi2_passwd = (WCHAR *)L"Secret" };
    NET_API_STATUS status;

    begin();
    status = NetUserSetInfo( ADDRESS, USER, 1003, (BYTE *)&password, NULL );
    check_status( status, ERROR_NO_USER_SESSION_KEY );
    check_requests( SET_USER, 0 );
    check_handles( 0 );

    begin();
    create_user( 0 );
    status = NetUserAdd( ADDRESS, 1, (BYTE *)&user, NULL );
    check_status( status, ERROR_NO_USER_SESSION_KEY );
    check_requests( CREATE_USER, 0 );
    check_requests( SET_USER, 0 );

    /* a share's */
    begin();
    status = NetShareAdd( (WCHAR *)ADDRESS, 2, (BYTE *)&share, NULL );
    check_status( status, ERROR_NO_USER_SESSION_KEY );
    ok( !server.page->log_count, "%ld requests were sent\n", server.page->log_count );
    share.shi2_passwd = NULL;
    begin();
    NetShareAdd( (WCHAR *)ADDRESS, 2, (BYTE *)&share, NULL );
    ok( server.page->log_count == 1, "%ld requests were sent\n", server.page->log_count );
}

/* ---- what is undone, and what is not ---------------------------------------------------------- */

static USER_INFO_1 new_user = { .usri1_name = (WCHAR *)L"n1", .usri1_priv = USER_PRIV_USER, .usri1_comment = (WCHAR *)L"new",
                                .usri1_flags = UF_SCRIPT };

static void test_additions(void)
{
    struct rule *deleted;
    NET_API_STATUS status;

    /* one who was not made, whatever the id beside the error is */
    begin();
    create_user( STATUS_USER_EXISTS );
    answer_handle( sam_rule( DELETE_USER, 0, ALL_CALLS ), 0 );
    status = NetUserAdd( ADDRESS, 1, (BYTE *)&new_user, NULL );
    check_status( status, NERR_UserExists );
    check_requests( OPEN_USER, 0 );
    check_requests( DELETE_USER, 0 );

    /* one who was made, but could not be described, over the same connection */
    begin();
    create_user( 0 );
    return_status( SET_USER, 0, ALL_CALLS, STATUS_ACCESS_DENIED_ );
    deleted = sam_rule( DELETE_USER, 0, ALL_CALLS );
    answer_handle( deleted, 0 );
    status = NetUserAdd( ADDRESS, 1, (BYTE *)&new_user, NULL );
    check_status( status, ERROR_ACCESS_DENIED );
    ok( deleted->applied == 1, "deleted %ld users\n", deleted->applied );
    check_requests( CONNECT, 1 );

    /* over another one, somebody else may answer */
    begin();
    create_user( 0 );
    sam_rule( SET_USER, 0, ALL_CALLS )->fault = FAULT_ACCESS_DENIED;
    answer_handle( sam_rule( DELETE_USER, 0, ALL_CALLS ), 0 );
    status = NetUserAdd( ADDRESS, 1, (BYTE *)&new_user, NULL );
    check_status( status, ERROR_ACCESS_DENIED );
    check_requests( OPEN_USER, 0 );
    check_requests( DELETE_USER, 0 );
}

static void test_deletions(void)
{
    NET_API_STATUS status;

    begin();
    answer_handle( sam_rule( DELETE_USER, 0, ALL_CALLS ), STATUS_SPECIAL_ACCOUNT );
    answer_status( sam_rule( REMOVE_FROM_FOREIGN_DOMAIN, 0, ALL_CALLS ), 0 );
    status = NetUserDel( ADDRESS, USER );
    check_status( status, NERR_SpeGroupOp );
    check_requests( DELETE_USER, 1 );
    check_requests( REMOVE_FROM_FOREIGN_DOMAIN, 0 );
    check_handles( 0 );

    begin();
    answer_handle( sam_rule( DELETE_USER, 0, ALL_CALLS ), 0 );
    answer_status( sam_rule( REMOVE_FROM_FOREIGN_DOMAIN, 0, ALL_CALLS ), 0 );
    status = NetUserDel( ADDRESS, USER );
    check_status( status, NERR_Success );
    check_requests( REMOVE_FROM_FOREIGN_DOMAIN, 1 );
    check_handles( 1 );     /* the user's is none any more */

    begin();
    find_account( SidTypeGroup );
    status = NetUserDel( ADDRESS, USER );
    check_status( status, NERR_UserNotFound );
    check_requests( DELETE_USER, 0 );
}

/* ---- lists ------------------------------------------------------------------------------------ */

/* An honest server with more users than an answer has room for: all that are told were asked for. The level's strings and
 * its bytes are aligned in different ways. */
static void test_long_list( DWORD level, DWORD size )
{
    DWORD resume = 0, count, total, i, wrong = 0, seen = 0;
    NET_API_STATUS status;
    BYTE *users;

    begin();
    list_accounts( ENUMERATE_USERS, 600 );
    do
    {
        status = NetUserEnum( ADDRESS, level, 0, &users, 0x10000, &count, &total, &resume );
        ok( !status || status == ERROR_MORE_DATA, "level %lu: got status %lu\n", level, status );
        if (status && status != ERROR_MORE_DATA) break;
        ok( total == 600 - seen, "level %lu: %lu users of %lu\n", level, total, 600 - seen );
        for (i = 0; i < count; i++)
            wrong += !is_queried_user( users + i * size );
        seen += count;
        NetApiBufferFree( users );
    }
    while (status);
    ok( seen == 600, "level %lu: got %lu users\n", level, seen );
    ok( !wrong, "level %lu: %lu users were not asked for\n", level, wrong );
}

/* Lists that do not get on. */
static void test_endless_lists(void)
{
    static const struct { DWORD level; LONG opnum; } lists[] =
        { { 0, ENUMERATE_USERS }, { 20, QUERY_DISPLAY }, { 23, QUERY_DISPLAY } };
    DWORD count, total, start;
    NET_API_STATUS status;
    DWORD_PTR index = 0;
    struct rule *rule;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(lists); i++)
    {
        begin();
        rule = return_status( lists[i].opnum, 0, ALL_CALLS, STATUS_MORE_ENTRIES );
        if (lists[i].opnum == ENUMERATE_USERS) patch_answer( rule, 0, 5 );      /* the resume handle, after the first call */
        start = GetTickCount();
        status = enum_users( lists[i].level, MAX_PREFERRED_LENGTH, &buffer, &count );
        check_status( status, RPC_X_BAD_STUB_DATA );
        ok( rule->applied <= 2, "level %lu: asked %ld times in %lu ms\n", lists[i].level, rule->applied, GetTickCount() - start );
    }

    begin();
    rule = return_status( ENUMERATE_ALIASES, 0, ALL_CALLS, STATUS_MORE_ENTRIES );
    patch_answer( rule, 0, 5 );
    status = NetLocalGroupEnum( ADDRESS, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &index );
    check_status( status, RPC_X_BAD_STUB_DATA );
    ok( rule->applied <= 3, "asked %ld times\n", rule->applied );

    begin();
    rule = return_status( QUERY_DISPLAY, 0, ALL_CALLS, STATUS_MORE_ENTRIES );
    status = NetGroupEnum( ADDRESS, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &index );
    check_status( status, RPC_X_BAD_STUB_DATA );

}

/* The same where it is a program that goes on. */
static void test_parts_of_lists(void)
{
    DWORD count, total, resume = 0;
    NET_API_STATUS status;
    BYTE *buffer;

    /* the entries' indices are those of before, or there are more than were asked for */
    begin();
    status = NetQueryDisplayInformation( ADDRESS, 1, 0, 100, MAX_PREFERRED_LENGTH, &count, (void **)&buffer );
    check_status( status, NERR_Success );
    ok( count > 1, "got %lu users\n", count );
    NetApiBufferFree( buffer );
    status = NetQueryDisplayInformation( ADDRESS, 1, 100, 100, MAX_PREFERRED_LENGTH, &count, (void **)&buffer );
    check_status( status, RPC_X_BAD_STUB_DATA );
    status = NetQueryDisplayInformation( ADDRESS, 1, 0, 1, MAX_PREFERRED_LENGTH, &count, (void **)&buffer );
    check_status( status, RPC_X_BAD_STUB_DATA );

    /* the other services: more, and the same resume handle; the recorded one is 0 */
    begin();
    patch_answer( add_rule( &server, "srvsvc", SHARE_ENUM, 0, ALL_CALLS ), STATUS_OFFSET, ERROR_MORE_DATA );
    status = NetShareEnum( (WCHAR *)ADDRESS, 1, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &resume );
    check_status( status, RPC_X_BAD_STUB_DATA );
    status = NetShareEnum( (WCHAR *)ADDRESS, 1, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    check_status( status, ERROR_MORE_DATA );
    NetApiBufferFree( buffer );

    /* more, where all comes at once, and of one structure */
    begin();
    patch_answer( add_rule( &server, "srvsvc", DISK_ENUM, 0, ALL_CALLS ), STATUS_OFFSET, ERROR_MORE_DATA );
    patch_answer( add_rule( &server, "srvsvc", SHARE_GET_INFO, 0, ALL_CALLS ), STATUS_OFFSET, ERROR_MORE_DATA );
    status = NetServerDiskEnum( (WCHAR *)ADDRESS, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, &resume );
    check_status( status, RPC_X_BAD_STUB_DATA );
    status = NetShareGetInfo( (WCHAR *)ADDRESS, (WCHAR *)L"IPC$", 1, &buffer );
    check_status( status, RPC_X_BAD_STUB_DATA );
    ok( server.page->rules[0].applied && server.page->rules[1].applied, "they were not asked\n" );
}

/* The order that makes qsort() slowest: M. D. McIlroy, "A killer adversary for quicksort". It is found by letting it sort
 * numbers that get their values, the lowest ones first, when it compares them. */

#define SORTED  24000

static DWORD values[SORTED], next_value, pivot;

static int __cdecl compare_adversely( const void *a, const void *b )
{
    DWORD first = *(const DWORD *)a, second = *(const DWORD *)b;

    if (values[first] == SORTED && values[second] == SORTED) values[first == pivot ? first : second] = next_value++;
    if (values[first] == SORTED) pivot = first;
    else if (values[second] == SORTED) pivot = second;
    return (int)(values[first] - values[second]);
}

static DWORD find_slowest_order(void)
{
    static DWORD indices[SORTED];
    DWORD i, start = GetTickCount();

    next_value = pivot = 0;
    for (i = 0; i < SORTED; i++)
    {
        indices[i] = i;
        values[i] = SORTED;
    }
    qsort( indices, SORTED, sizeof(*indices), compare_adversely );
    return GetTickCount() - start;
}

/* A group's members in that order. The first change ends it. */
static void test_slow_sorting(void)
{
    DWORD i, j, start, slowest = find_slowest_order();
    NET_API_STATUS status;

    begin();
    find_account( SidTypeGroup );
    built.size = 0;
    put( 1 );
    put( SORTED );
    put( 2 );
    put( 3 );
    for (j = 0; j < 2; j++)
    {
        put( SORTED );
        for (i = 0; i < SORTED; i++) put( FIRST_ID + values[i] );
    }
    put( 0 );
    give_built( sam_rule( GET_GROUP_MEMBERS, 0, ALL_CALLS ) );
    answer_status( sam_rule( REMOVE_FROM_GROUP, 0, ALL_CALLS ), STATUS_ACCESS_DENIED_ );
    start = GetTickCount();
    status = NetGroupSetUsers( ADDRESS, GROUP, 0, NULL, 0 );
    ok( (GetTickCount() - start) * 2 < slowest, "sorted in %lu ms, qsort() does in %lu\n", GetTickCount() - start, slowest );
    check_status( status, ERROR_ACCESS_DENIED );
    check_requests( REMOVE_FROM_GROUP, 1 );
}

/* ---- memory ------------------------------------------------------------------------------------ */

#define SHARES  8000

/* NetrShareEnum(), level 0 */
static void list_shares(void)
{
    DWORD i;

    built.size = 0;
    put( 0 );
    put( 0 );
    put( 1 );
    put( SHARES );
    put( 2 );
    put( SHARES );
    for (i = 0; i < SHARES; i++) put( i + 3 );
    for (i = 0; i < SHARES; i++)
    {
        put( 2 );
        put( 0 );
        put( 2 );
        put( 's' );
    }
    put( SHARES );
    put( 0 );
    put( 0 );
    give_built( add_rule( &server, "srvsvc", SHARE_ENUM, 0, ALL_CALLS ) );
}

static SIZE_T count_bytes(void)
{
    PROCESS_HEAP_ENTRY entry = { 0 };
    SIZE_T bytes = 0;

    HeapLock( GetProcessHeap() );
    while (HeapWalk( GetProcessHeap(), &entry )) if (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) bytes += entry.cbData;
    HeapUnlock( GetProcessHeap() );
    return bytes;
}

/* A connection that is kept keeps no long answer. */
static void test_idle_memory(void)
{
    DWORD count, total;
    NET_API_STATUS status;
    LONG connections;
    SIZE_T before;
    BYTE *buffer;

    begin();
    status = NetShareEnum( (WCHAR *)ADDRESS, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    check_status( status, NERR_Success );
    NetApiBufferFree( buffer );
    connections = server.page->connections;
    before = count_bytes();
    list_shares();
    status = NetShareEnum( (WCHAR *)ADDRESS, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    check_status( status, NERR_Success );
    ok( count == SHARES, "got %lu shares\n", count );
    NetApiBufferFree( buffer );
    ok( server.page->connections == connections, "the connection was not kept\n" );
    ok( count_bytes() < before + 50000, "%lu bytes more\n", (DWORD)(count_bytes() - before) );
}

/* ---- names ------------------------------------------------------------------------------------ */

#define LONG_NAME  40000        /* characters: more than a length on the wire has room for */

static void check_refusal( const char *function, NET_API_STATUS status )
{
    ok( status == ERROR_INVALID_PARAMETER || status == NERR_UserNotFound || status == ERROR_NO_SUCH_MEMBER,
        "%s returned %lu\n", function, status );
    ok( server.page->longest_request < 5000, "%s sent %ld bytes\n", function, server.page->longest_request );
    ok( !count_requests( "lsarpc", LSA_LOOKUP_NAMES ), "%s asked for another name\n", function );
}

static void begin_with_authority(void)
{
    begin();
    answer_handle( add_rule( &server, "lsarpc", LSA_OPEN_POLICY, 0, ALL_CALLS ), 0 );
}

static void test_long_names(void)
{
    static const WCHAR *const prefixes[] = { L"", L"OTHER\\" };
    LOCALGROUP_MEMBERS_INFO_3 member;
    NET_API_STATUS status;
    DWORD count, total;
    unsigned int i, j;
    BYTE *buffer;
    WCHAR *name;

    name = HeapAlloc( GetProcessHeap(), 0, (LONG_NAME + 1) * sizeof(WCHAR) );
    for (i = 0; i < ARRAY_SIZE(prefixes); i++)
    {
        lstrcpyW( name, prefixes[i] );
        for (j = lstrlenW( name ); j < LONG_NAME; j++) name[j] = 'x';
        name[j] = 0;

        begin_with_authority();
        check_refusal( "NetUserDel", NetUserDel( ADDRESS, name ) );
        begin_with_authority();
        status = NetUserGetLocalGroups( ADDRESS, name, 0, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total );
        check_refusal( "NetUserGetLocalGroups", status );
        begin_with_authority();
        find_account( SidTypeAlias );
        server.page->rules[1].count = 1;
        member.lgrmi3_domainandname = name;
        status = NetLocalGroupAddMembers( ADDRESS, LOCAL_GROUP, 3, (BYTE *)&member, 1 );
        check_refusal( "NetLocalGroupAddMembers", status );
    }
    HeapFree( GetProcessHeap(), 0, name );
}

static void test_long_lists(void)
{
    test_long_list( 2, sizeof(USER_INFO_2) );
    test_long_list( 3, sizeof(USER_INFO_3) );
    test_long_list( 11, sizeof(USER_INFO_11) );
}

static const struct
{
    const char *name;
    void      (*test)(void);
}
parts[] =
{
    { "passwords", test_passwords },
    { "additions", test_additions },
    { "deletions", test_deletions },
    { "long lists", test_long_lists },
    { "endless lists", test_endless_lists },
    { "parts of lists", test_parts_of_lists },
    { "long names", test_long_names },
    { "authority", test_authority },
    { "authority answers", test_authority_answers },
    { "no handles", test_no_handles },
    { "statuses", test_statuses },
    { "accounts that vanish", test_accounts_that_vanish },
    { "lookups that fail", test_lookups_that_fail },
    { "slow authority", test_slow_authority },
    { "slow sorting", test_slow_sorting },
    { "idle memory", test_idle_memory },
    { "empty answers", test_empty_answers },
    { "logon hours", test_logon_hours },
    { "wrong levels", test_wrong_levels },
};

/* NETAPI32_TEST_PART=NAME runs one of the parts. */
START_TEST(hostilesam)
{
    unsigned int i;

    if (!testing_ours())
    {
        skip( "the settings of servers are this module's alone\n" );
        return;
    }
    if (!start_rpc_server( &server, ADDRESS, TIME_LIMIT ))
    {
        ok( 0, "the server did not start\n" );
        return;
    }
    for (i = 0; i < ARRAY_SIZE(parts); i++) if (is_wanted_part( parts[i].name )) parts[i].test();
    forget_connections( ADDRESS );
    stop_rpc_server( &server );
}
