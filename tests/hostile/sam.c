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
#include <lmdfs.h>
#include <rpc.h>

#include "generator.h"
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
    CLOSE_HANDLE = 1, OPEN_DOMAIN = 7, ENUMERATE_USERS = 13, ENUMERATE_ALIASES = 15, GET_ALIAS_MEMBERSHIP = 16,
    LOOKUP_NAMES = 17, LOOKUP_IDS = 18, OPEN_GROUP = 19,
    REMOVE_FROM_GROUP = 24, GET_GROUP_MEMBERS = 25, OPEN_ALIAS = 27, QUERY_ALIAS = 28, ADD_ALIAS_MEMBER = 31, REMOVE_ALIAS_MEMBER = 32,
    GET_MEMBERS = 33, OPEN_USER = 34, DELETE_USER = 35, QUERY_USER = 36, REMOVE_FROM_FOREIGN_DOMAIN = 45,
    CREATE_USER = 50, QUERY_DISPLAY = 51, CHANGE_PASSWORD = 55, CONNECT = 57, SET_USER = 58, VALIDATE_PASSWORD = 67
};
enum { LSA_CLOSE = 0, LSA_OPEN_POLICY = 44, LSA_LOOKUP_SIDS = 57, LSA_LOOKUP_NAMES = 68 };
enum { SHARE_ENUM = 15, SHARE_GET_INFO = 16, DISK_ENUM = 23 };
enum { WKSTA_SET_INFO = 1, GET_JOIN_INFO = 20 };
enum { DFS_GET_INFO = 4, DFS_ENUM = 5, DFS_ENUM_EX = 21 };

#define STATUS_WAIT_1              0x00000001
#define STATUS_PENDING_            0x00000103
#define STATUS_MORE_ENTRIES        0x00000105
#define STATUS_BUFFER_OVERFLOW_    0x80000005
#define STATUS_AS_HRESULT          0x80070000      /* Windows' mapping makes 0 of it */
#define STATUS_NO_SUCH_USER        0xc0000064
#define STATUS_NO_SUCH_ALIAS       0xc0000151
#define STATUS_MEMBER_IN_GROUP_    0xc0000067
#define STATUS_MEMBER_NOT_IN_GROUP_ 0xc0000068
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
#define check_status( status, expected )  check_status_( __LINE__, status, expected )
static void check_status_( unsigned int line, NET_API_STATUS status, NET_API_STATUS expected )
{
    ok_( __FILE__, line )( status == expected, "got status %lu\n", status );
}

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
                if (!is_in_share( planned++ )) continue;
                begin();
                return_status( requests[i].opnum, 0, ALL_CALLS, statuses[k] );
                wrong = ask_question( question, ADDRESS, &status );
                ok( !wrong, "%s, opnum %ld, %#lx: %s\n", question->name, requests[i].opnum, statuses[k], wrong );
                ok( status == RPC_X_BAD_STUB_DATA, "%s, opnum %ld, %#lx: returned %lu\n", question->name, requests[i].opnum,
                    statuses[k], status );
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

/* a string behind its pointer, with the null or without */
static void put_string( const WCHAR *string, BOOL terminated )
{
    DWORD length = lstrlenW( string ) + terminated;

    put( length );
    put( 0 );
    put( length );
    put_bytes( string, length * sizeof(WCHAR) );
    built.size = (built.size + 3) & ~3u;
}

static void answer_join( BOOL has_name, const WCHAR *name, BOOL terminated, DWORD type, DWORD status )
{
    built.size = 0;
    put( has_name );
    if (has_name) put_string( name, terminated );
    put( type );
    put( status );
    give_built( add_rule( &server, "wkssvc", GET_JOIN_INFO, 0, ALL_CALLS ) );
}

#define check_join( expected, type )  check_join_( __LINE__, expected, type )
static void check_join_( unsigned int line, NET_API_STATUS expected, DWORD expected_type )
{
    NETSETUP_JOIN_STATUS type = 77;
    WCHAR *name = (WCHAR *)1;
    NET_API_STATUS status;

    status = NetGetJoinInformation( ADDRESS, &name, &type );
    check_status_( line, status, expected );
    ok_( __FILE__, line )( type == expected_type, "got type %d\n", type );
    if (expected) ok_( __FILE__, line )( !name, "got %p\n", name );
    else ok_( __FILE__, line )( !lstrcmpW( name, L"TESTGROUP" ), "got %s\n", wine_dbgstr_w( name ) );
    if (!status) NetApiBufferFree( name );
}

static void test_join_state(void)
{
    NETSETUP_JOIN_STATUS result;
    NET_API_STATUS status;
    WCHAR *name;
    DWORD type;

    begin();
    check_join( NERR_Success, NetSetupWorkgroupName );
    ok( server.page->log_count == 1, "%ld requests were sent\n", server.page->log_count );
    for (type = NetSetupUnknownStatus; type <= NetSetupDomainName; type++)
    {
        begin();
        answer_join( TRUE, L"TESTGROUP", TRUE, type, 0 );
        check_join( NERR_Success, type );
    }
    begin();
    answer_join( TRUE, L"TESTGROUP", TRUE, NetSetupDomainName + 1, 0 );
    check_join( RPC_X_BAD_STUB_DATA, NetSetupUnknownStatus );
    begin();
    answer_join( TRUE, L"TESTGROUP", TRUE, 0xffff, 0 );
    check_join( RPC_X_BAD_STUB_DATA, NetSetupUnknownStatus );
    begin();
    answer_join( FALSE, L"", TRUE, NetSetupDomainName, 0 );
    check_join( RPC_X_BAD_STUB_DATA, NetSetupUnknownStatus );
    begin();
    answer_join( TRUE, L"TESTGROUP", FALSE, NetSetupDomainName, 0 );
    status = NetGetJoinInformation( ADDRESS, &name, &result );
    ok( status && !name && result == NetSetupUnknownStatus, "got status %lu, %p, type %d\n", status, name, result );
    begin();
    answer_join( TRUE, L"TESTGROUP", TRUE, NetSetupDomainName, ERROR_NOT_READY );
    check_join( ERROR_NOT_READY, NetSetupUnknownStatus );
}

static NET_API_STATUS set_workstation( DWORD level, void *info, DWORD *parm )
{
    *parm = 0xdead;
    return NetWkstaSetInfo( (WCHAR *)ADDRESS, level, info, parm );
}

static void test_workstation_change(void)
{
    WKSTA_INFO_102 names = { 500, (WCHAR *)L"NAME", (WCHAR *)L"GROUP", 5, 1, (WCHAR *)L"", 0 };
    WKSTA_INFO_502 info = { .wki502_keep_conn = 1 };
    static WCHAR long_name[300];
    struct rule *rule;
    DWORD level, parm;

    begin();
    check_status( set_workstation( 502, &info, &parm ), NERR_Success );
    ok( parm == 0xdead, "got parm_err %lu\n", parm );
    check_status( NetWkstaSetInfo( (WCHAR *)ADDRESS, 502, (BYTE *)&info, NULL ), NERR_Success );
    for (level = 100; level <= 102; level++) check_status( set_workstation( level, &names, &parm ), NERR_Success );
    ok( server.page->log_count == 5, "%ld requests were sent\n", server.page->log_count );
    ok( server.page->longest_request > (LONG)sizeof(info), "the longest had %ld bytes\n", server.page->longest_request );

    /* the parameter that is to blame, and none with another error */
    begin();
    rule = add_rule( &server, "wkssvc", WKSTA_SET_INFO, 0, ALL_CALLS );
    patch_answer( rule, 4, 17 );
    patch_answer( rule, STATUS_OFFSET, ERROR_INVALID_PARAMETER );
    check_status( set_workstation( 502, &info, &parm ), ERROR_INVALID_PARAMETER );
    ok( parm == 17, "got parm_err %lu\n", parm );
    check_status( NetWkstaSetInfo( (WCHAR *)ADDRESS, 502, (BYTE *)&info, NULL ), ERROR_INVALID_PARAMETER );
    begin();
    rule = add_rule( &server, "wkssvc", WKSTA_SET_INFO, 0, ALL_CALLS );
    patch_answer( rule, 4, 17 );
    patch_answer( rule, STATUS_OFFSET, ERROR_INVALID_LEVEL );
    check_status( set_workstation( 502, &info, &parm ), ERROR_INVALID_LEVEL );
    ok( parm == 0xdead, "got parm_err %lu\n", parm );

    /* what is not sent */
    begin();
    check_status( set_workstation( 103, &info, &parm ), ERROR_INVALID_LEVEL );
    check_status( set_workstation( 1013, &info, &parm ), ERROR_INVALID_LEVEL );
    check_status( set_workstation( 502, NULL, &parm ), ERROR_INVALID_PARAMETER );
    for (level = 0; level < ARRAY_SIZE(long_name) - 1; level++) long_name[level] = 'x';
    names.wki102_langroup = long_name;
    check_status( set_workstation( 100, &names, &parm ), ERROR_INVALID_PARAMETER );
    ok( !server.page->log_count, "%ld requests were sent\n", server.page->log_count );
}

#define DFS_ROOT  (WCHAR *)L"\\\\" ADDRESS L"\\dfs"
#define DFS_LINK  (WCHAR *)L"\\\\" ADDRESS L"\\dfs\\link"

static void check_recorded_link( const DFS_INFO_3 *info )
{
    ok( !lstrcmpW( info->EntryPath, L"\\\\TESTSERVER1\\dfs\\link" ), "got %s\n", wine_dbgstr_w( info->EntryPath ) );
    ok( info->State == DFS_VOLUME_STATE_OK, "got state %lu\n", info->State );
    ok( info->NumberOfStorages == 2, "got %lu storages\n", info->NumberOfStorages );
    if (info->NumberOfStorages != 2) return;
    ok( !lstrcmpW( info->Storage[0].ServerName, L"files" ) && !lstrcmpW( info->Storage[1].ServerName, L"other" ) &&
        !lstrcmpW( info->Storage[1].ShareName, L"projects" ), "got %s, %s, %s\n", wine_dbgstr_w( info->Storage[0].ServerName ),
        wine_dbgstr_w( info->Storage[1].ServerName ), wine_dbgstr_w( info->Storage[1].ShareName ) );
}

/* DFS_INFO_9 without what its pointers lead to */
static void put_dfs_9( DWORD storages, BOOL has_storages )
{
    static const GUID guid = { 0x11223344, 0x5566, 0x7788, { 1, 2, 3, 4, 5, 6, 7, 8 } };

    put( 1 );       /* the path */
    put( 2 );       /* the comment */
    put( DFS_VOLUME_STATE_ONLINE );
    put( 300 );
    put_bytes( &guid, sizeof(guid) );
    put( DFS_PROPERTY_FLAG_SITE_COSTING );
    put( 48 );
    put( sizeof(SECURITY_DESCRIPTOR_RELATIVE) );
    put( 3 );       /* the descriptor */
    put( storages );
    put( has_storages ? 4 : 0 );
}

static void put_dfs_9_parts( DWORD storages, WORD control )
{
    SECURITY_DESCRIPTOR_RELATIVE descriptor = { .Revision = SECURITY_DESCRIPTOR_REVISION, .Control = control };
    DWORD i;

    put_string( L"\\\\x\\y", TRUE );
    put_string( L"about it", TRUE );
    put( sizeof(descriptor) );
    put_bytes( &descriptor, sizeof(descriptor) );
    put( storages );
    for (i = 0; i < storages; i++)
    {
        put( DFS_STORAGE_STATE_ONLINE );
        put( 5 );
        put( 6 );
        put( DfsSiteCostHighPriorityClass );
        put( 7 );   /* the rank */
    }
    for (i = 0; i < storages; i++)
    {
        put_string( i ? L"second" : L"first", TRUE );
        put_string( L"share", TRUE );
    }
}

/* told: how many storages the structure tells; sent: how many there are, 0: no pointer */
static void answer_dfs_9( DWORD told, DWORD sent, WORD control )
{
    built.size = 0;
    put( 9 );
    put( 1 );
    put_dfs_9( told, sent != 0 );
    put_dfs_9_parts( sent, control );
    put( 0 );
    give_built( add_rule( &server, "netdfs", DFS_GET_INFO, 0, ALL_CALLS ) );
}

static void test_dfs_info(void)
{
    static const struct { DWORD told, sent; WORD control; NET_API_STATUS status; } rows[] =
    {
        { 2, 2, SE_SELF_RELATIVE, NERR_Success },
        { 0, 0, SE_SELF_RELATIVE, NERR_Success },
        { 2, 0, SE_SELF_RELATIVE, RPC_X_BAD_STUB_DATA },
        { 3, 1, SE_SELF_RELATIVE, RPC_X_BAD_STUB_DATA },
        { 0x10000001, 1, SE_SELF_RELATIVE, RPC_X_BAD_STUB_DATA },
        { 1, 1, 0, RPC_X_BAD_STUB_DATA },       /* no descriptor that can be sent */
    };
    NET_API_STATUS status;
    DFS_INFO_9 *info;
    unsigned int i;
    DWORD size;

    begin();
    check_status( NetDfsGetInfo( DFS_LINK, NULL, NULL, 3, (BYTE **)&info ), NERR_Success );
    check_recorded_link( (DFS_INFO_3 *)info );
    NetApiBufferFree( info );
    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        winetest_push_context( "row %u", i );
        begin();
        answer_dfs_9( rows[i].told, rows[i].sent, rows[i].control );
        info = (DFS_INFO_9 *)1;
        status = NetDfsGetInfo( DFS_LINK, (WCHAR *)L"first", (WCHAR *)L"share", 9, (BYTE **)&info );
        check_status( status, rows[i].status );
        if (status) ok( !info, "got %p\n", info );
        else
        {
            ok( !lstrcmpW( info->EntryPath, L"\\\\x\\y" ) && !lstrcmpW( info->Comment, L"about it" ), "got %s, %s\n",
                wine_dbgstr_w( info->EntryPath ), wine_dbgstr_w( info->Comment ) );
            ok( info->State == DFS_VOLUME_STATE_ONLINE && info->Timeout == 300 && info->Guid.Data1 == 0x11223344 &&
                info->PropertyFlags == DFS_PROPERTY_FLAG_SITE_COSTING && info->MetadataSize == 48, "got other numbers\n" );
            ok( info->SdLengthReserved == sizeof(SECURITY_DESCRIPTOR_RELATIVE) &&
                IsValidSecurityDescriptor( info->pSecurityDescriptor ), "got a bad descriptor\n" );
            ok( info->NumberOfStorages == rows[i].sent && !info->Storage == !rows[i].sent, "got %lu storages at %p\n",
                info->NumberOfStorages, info->Storage );
            if (info->NumberOfStorages == 2)
                ok( !lstrcmpW( info->Storage[1].ServerName, L"second" ) && !lstrcmpW( info->Storage[1].ShareName, L"share" ) &&
                    info->Storage[1].TargetPriority.TargetPriorityClass == DfsSiteCostHighPriorityClass &&
                    info->Storage[1].TargetPriority.TargetPriorityRank == 7, "got another storage\n" );
            /* all of it is one buffer */
            NetApiBufferSize( info, &size );
            if (info->Storage) ok( (BYTE *)info->Storage[1].ShareName >= (BYTE *)info &&
                                   (BYTE *)info->Storage[1].ShareName < (BYTE *)info + size, "it is not in the buffer\n" );
            NetApiBufferFree( info );
        }
        winetest_pop_context();
    }
}

/* Two links of DFS_INFO_9. */
static void answer_dfs_list( LONG opnum, DWORD resume, DWORD status )
{
    DWORD i;

    built.size = 0;
    put( 1 );       /* the list's address */
    put( 9 );
    put( 9 );
    put( 2 );       /* the container's */
    put( 2 );
    put( 3 );
    put( 2 );
    for (i = 0; i < 2; i++) put_dfs_9( 1, TRUE );
    for (i = 0; i < 2; i++) put_dfs_9_parts( 1, SE_SELF_RELATIVE );
    put( 4 );       /* the resume handle's */
    put( resume );
    put( status );
    give_built( add_rule( &server, "netdfs", opnum, 0, ALL_CALLS ) );
}

static void check_dfs_list( DWORD level, DWORD *resume, NET_API_STATUS expected, DWORD expected_count, DWORD expected_resume )
{
    BYTE *buffer = (BYTE *)1;
    DWORD count = 0xdead;
    NET_API_STATUS status;

    status = NetDfsEnum( DFS_ROOT, level, MAX_PREFERRED_LENGTH, &buffer, &count, resume );
    check_status( status, expected );
    ok( count == expected_count && !buffer == !count, "got %lu at %p\n", count, buffer );
    if (resume) ok( *resume == expected_resume, "got handle %lu\n", *resume );
    if (buffer) NetApiBufferFree( buffer );
}

static void test_dfs_list(void)
{
    DWORD count, resume = 0;
    DFS_INFO_3 *list;

    /* as Samba has it: all at once, and by the older call */
    begin();
    check_status( NetDfsEnum( DFS_ROOT, 3, MAX_PREFERRED_LENGTH, (BYTE **)&list, &count, &resume ), NERR_Success );
    ok( count == 2 && resume == 2, "got %lu, handle %lu\n", count, resume );
    if (count == 2) check_recorded_link( &list[1] );
    NetApiBufferFree( list );
    ok( count_requests( "netdfs", DFS_ENUM_EX ) == 1 && count_requests( "netdfs", DFS_ENUM ) == 1, "asked otherwise\n" );
    patch_answer( add_rule( &server, "netdfs", DFS_ENUM, 0, ALL_CALLS ), -8, 2 );   /* it stays */
    check_dfs_list( 3, &resume, ERROR_NO_MORE_ITEMS, 0, 2 );
    check_dfs_list( 3, NULL, NERR_Success, 2, 0 );

    /* as Windows has it: in parts */
    begin();
    answer_dfs_list( DFS_ENUM_EX, 2, 0 );
    resume = 0;
    check_dfs_list( 9, &resume, NERR_Success, 2, 2 );
    begin();
    answer_dfs_list( DFS_ENUM_EX, 4, 0 );
    check_dfs_list( 9, &resume, NERR_Success, 2, 4 );
    ok( !count_requests( "netdfs", DFS_ENUM ), "the older call was made, too\n" );
    check_dfs_list( 9, &resume, ERROR_NO_MORE_ITEMS, 0, 4 );    /* that is what it says of the next part, too */
    begin();
    answer_dfs_list( DFS_ENUM_EX, 4, ERROR_NO_MORE_ITEMS );
    check_dfs_list( 9, &resume, ERROR_NO_MORE_ITEMS, 0, 4 );
    check_dfs_list( 9, NULL, ERROR_NO_MORE_ITEMS, 0, 0 );

    /* another level than was asked for */
    begin();
    answer_dfs_list( DFS_ENUM_EX, 2, 0 );
    resume = 0;
    check_dfs_list( 6, &resume, RPC_X_BAD_STUB_DATA, 0, 0 );
}

/* ---- connections ------------------------------------------------------------------------------ */

#define OTHER_ADDRESS  L"127.0.0.21"
#define OTHER_IPC      (WCHAR *)L"\\\\" OTHER_ADDRESS L"\\IPC$"

#define check_use( expected )  check_use_( __LINE__, expected )
static void check_use_( unsigned int line, DWORD expected )
{
    USE_INFO_1 *info = NULL, *list = NULL;
    DWORD count = 0, total;
    NET_API_STATUS status;

    status = NetUseGetInfo( NULL, OTHER_IPC, 1, (BYTE **)&info );
    ok_( __FILE__, line )( !status && info->ui1_status == expected, "got status %lu, state %lu\n", status,
                           info ? info->ui1_status : ~0u );
    NetApiBufferFree( info );
    status = NetUseEnum( NULL, 1, (BYTE **)&list, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok_( __FILE__, line )( !status && count == 1 && list->ui1_status == expected, "got status %lu, state %lu\n", status,
                           list ? list->ui1_status : ~0u );
    NetApiBufferFree( list );
}

/* The connection's end is on its way. */
static void wait_for_end(void)
{
    USE_INFO_1 *info;
    unsigned int i;
    DWORD state;

    for (i = 0; i < 500; i++)
    {
        if (NetUseGetInfo( NULL, OTHER_IPC, 1, (BYTE **)&info )) return;
        state = info->ui1_status;
        NetApiBufferFree( info );
        if (state == USE_DISCONN) return;
        Sleep( 10 );
    }
}

static void ask_other(void)
{
    NET_API_STATUS status;
    BYTE *buffer;

    status = NetWkstaGetInfo( (WCHAR *)OTHER_ADDRESS, 100, &buffer );
    check_status( status, NERR_Success );
    if (!status) NetApiBufferFree( buffer );
}

/* The server answers the next question, and closes the connection then. */
static void close_other( struct misdeed *misdeed )
{
    strcpy( misdeed->interface_name, "wkssvc" );
    misdeed->opnum = 0;
    misdeed->once = misdeed->is_patch = TRUE;
    misdeed->patch_offset = MAX_MISDEED;    /* behind all that there is: the answer is the right one */
    misdeed->ending = ENDING_CLOSE;
    misdeed->active = TRUE;
}

/* A connection that the server has closed is none, also before somebody asks. */
static void test_use_states(void)
{
    USE_INFO_2 use = { .ui2_remote = OTHER_IPC, .ui2_asg_type = USE_IPC, .ui2_username = (WCHAR *)L"",
                       .ui2_password = (WCHAR *)L"" };
    static struct rpc_server other;
    NET_API_STATUS status;
    unsigned int i;

    if (!start_rpc_server( &other, OTHER_ADDRESS, TIME_LIMIT ))
    {
        ok( 0, "no server\n" );
        return;
    }
    status = NetUseAdd( NULL, 2, (BYTE *)&use, NULL );
    check_status( status, NERR_Success );
    for (i = 0; i < 2; i++)
    {
        check_use( USE_OK );
        check_use( USE_OK );
        close_other( &other.page->misdeed );
        ask_other();
        ok( other.page->done == (LONG)i + 1, "the server has not closed it\n" );
        wait_for_end();
        check_use( USE_DISCONN );
        ask_other();
    }
    check_use( USE_OK );
    status = NetUseDel( NULL, OTHER_IPC, USE_FORCE );
    check_status( status, NERR_Success );
    stop_rpc_server( &other );
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
    NET_VALIDATE_PASSWORD_RESET_INPUT_ARG reset = { .ClearPassword = (WCHAR *)L"Secret" };
    void *output = (void *)1;
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

    /* the user's own, by a session of the user's, which this server cannot give; a program's own user's */
    begin();
    answer_status( sam_rule( CHANGE_PASSWORD, 0, ALL_CALLS ), 0 );
    status = NetUserChangePassword( ADDRESS, USER, L"Secret", L"Secret 2" );
    ok( status != NERR_Success, "it was changed\n" );
    check_requests( CHANGE_PASSWORD, 0 );
    begin();
    status = NetValidatePasswordPolicy( ADDRESS, NULL, NetValidatePasswordReset, &reset, &output );
    check_status( status, ERROR_NO_USER_SESSION_KEY );
    ok( !output, "got %p\n", output );
    check_requests( VALIDATE_PASSWORD, 0 );

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

/* ---- what a domain's controllers tell, and what they do not ----------------------------------- */

static void put_names( DWORD count )
{
    DWORD i, length;
    WCHAR name[12];

    for (i = 0; i < count; i++)
    {
        length = wsprintfW( name, L"n%lu", i + 1 );
        put( length );
        put( 0 );
        put( length );
        put_bytes( name, length * sizeof(WCHAR) );
        built.size = (built.size + 3) & ~3u;
    }
}

static void put_name( DWORD index )
{
    WCHAR name[12];

    put( wsprintfW( name, L"n%lu", index + 1 ) * sizeof(WCHAR) * 0x10001 );
    put( index + 1 );
}

/* SamrLookupIdsInDomain(): so many accounts, n1 ... */
static void name_accounts( DWORD first, DWORD calls, DWORD count, DWORD use )
{
    DWORD i;

    built.size = 0;
    put( count );
    put( 1 );
    put( count );
    for (i = 0; i < count; i++) put_name( i );
    put_names( count );
    put( count );
    put( 1 );
    put( count );
    for (i = 0; i < count; i++) put( use );
    put( 0 );
    give_built( sam_rule( LOOKUP_IDS, first, calls ) );
}

/* a class of SamrQueryInformationUser() that is a number */
static struct rule *tell_number( DWORD first, DWORD calls, DWORD class, DWORD number )
{
    struct rule *rule = sam_rule( QUERY_USER, first, calls );

    built.size = 0;
    put( 1 );
    put( class );
    put( number );
    put( 0 );
    give_built( rule );
    return rule;
}

/* none */
static void tell_nothing(void)
{
    built.size = 0;
    put( 0 );
    put( 0 );
    give_built( sam_rule( QUERY_USER, 0, ALL_CALLS ) );
}

#define CLASS_PRIMARY_GROUP  9
#define CLASS_CONTROL        16

#define CONTROL_WORKSTATION  0x80

/* SamrQueryDisplayInformation3(): computers, n1 ..., without any flags */
static void display_machines( DWORD count )
{
    DWORD i;

    built.size = 0;
    put( 0 );
    put( 0 );
    put( 2 );
    put( count );
    put( 1 );
    put( count );
    for (i = 0; i < count; i++)
    {
        put( i + 1 );
        put( FIRST_ID + i );
        put( 0 );
        put_name( i );
        put( 0 );
        put( 0 );
    }
    put_names( count );
    put( 0 );
    give_built( sam_rule( QUERY_DISPLAY, 0, ALL_CALLS ) );
}

static NET_API_STATUS enum_machines( USER_INFO_20 **users, DWORD *count )
{
    DWORD total;

    *users = NULL;
    return NetUserEnum( ADDRESS, 20, FILTER_WORKSTATION_TRUST_ACCOUNT, (BYTE **)users, MAX_PREFERRED_LENGTH, count, &total, NULL );
}

/* The flags that a list has not are asked for. */
static void test_flags_of_lists(void)
{
    NET_DISPLAY_MACHINE *machines = NULL;
    USER_INFO_20 *users;
    NET_API_STATUS status;
    DWORD i, count;

    begin();
    display_machines( MANY );
    tell_number( 0, ALL_CALLS, CLASS_CONTROL, CONTROL_WORKSTATION );
    status = enum_machines( &users, &count );
    check_status( status, NERR_Success );
    ok( count == MANY, "got %lu computers\n", count );
    for (i = 0; i < count; i++)
        ok( users[i].usri20_flags == (UF_WORKSTATION_TRUST_ACCOUNT | UF_SCRIPT), "got flags %#lx\n", users[i].usri20_flags );
    NetApiBufferFree( users );
    check_requests( QUERY_USER, MANY );
    check_handles( 0 );
    status = NetQueryDisplayInformation( ADDRESS, 2, 0, 100, MAX_PREFERRED_LENGTH, &count, (void **)&machines );
    check_status( status, NERR_Success );
    ok( count == MANY && machines[MANY - 1].usri2_flags == (UF_WORKSTATION_TRUST_ACCOUNT | UF_SCRIPT), "got %lu computers\n", count );
    NetApiBufferFree( machines );

    /* those that are gone, and those of whom it does not tell, are of no kind */
    begin();
    display_machines( MANY );
    return_status( OPEN_USER, 0, MANY - 2, STATUS_NO_SUCH_USER );
    patch_answer( tell_number( 0, 1, CLASS_CONTROL, CONTROL_WORKSTATION ), STATUS_OFFSET, STATUS_ACCESS_DENIED_ );
    tell_number( 1, 1, CLASS_CONTROL, CONTROL_WORKSTATION );
    status = enum_machines( &users, &count );
    check_status( status, NERR_Success );
    ok( count == 1, "got %lu computers\n", count );
    NetApiBufferFree( users );
    check_handles( MANY - 2 );

    /* no number */
    begin();
    display_machines( MANY );
    tell_nothing();
    status = enum_machines( &users, &count );
    check_status( status, RPC_X_BAD_STUB_DATA );
    check_requests( QUERY_USER, 1 );
}

#define GUEST_ID  501

/* SamrGetMembersInGroup() */
static void tell_member( DWORD first, DWORD calls, DWORD id )
{
    built.size = 0;
    put( 1 );
    put( 1 );
    put( 2 );
    put( 3 );
    put( 1 );
    put( id );
    put( 1 );
    put( 7 );
    put( 0 );
    give_built( sam_rule( GET_GROUP_MEMBERS, first, calls ) );
}

/* A domain's group, of which the server tells that member, and those users there are whose primary group it may be. */
static void begin_primary( DWORD member )
{
    begin();
    find_account( SidTypeGroup );
    name_accounts( 0, 1, 1, SidTypeUser );
    tell_member( 0, ALL_CALLS, member );
    list_accounts( ENUMERATE_USERS, MANY );
}

static NET_API_STATUS list_users( DWORD *count )
{
    DWORD total;
    BYTE *buffer;
    NET_API_STATUS status = NetGroupGetUsers( ADDRESS, GROUP, 1, &buffer, MAX_PREFERRED_LENGTH, count, &total, NULL );

    if (!status) NetApiBufferFree( buffer );
    return status;
}

static void test_primary_members(void)
{
    NET_API_STATUS status;
    DWORD count;

    begin_primary( 5 );
    tell_number( 0, ALL_CALLS, CLASS_PRIMARY_GROUP, FIRST_ID );
    name_accounts( 1, 1, MANY + 1, SidTypeUser );
    status = list_users( &count );
    check_status( status, NERR_Success );
    ok( count == MANY + 1, "got %lu users\n", count );
    check_requests( QUERY_USER, MANY + 1 );
    check_handles( 0 );

    /* no one else's: one is gone, of one it does not tell, one is told already, the others have another group */
    begin_primary( FIRST_ID + 2 );
    tell_number( 0, 1, CLASS_PRIMARY_GROUP, FIRST_ID );
    return_status( OPEN_USER, 1, 1, STATUS_NO_SUCH_USER );
    patch_answer( tell_number( 1, 1, CLASS_PRIMARY_GROUP, FIRST_ID ), STATUS_OFFSET, STATUS_ACCESS_DENIED_ );
    tell_number( 2, ALL_CALLS, CLASS_PRIMARY_GROUP, FIRST_ID + 1 );
    name_accounts( 1, 1, 1, SidTypeUser );
    status = list_users( &count );
    check_status( status, NERR_Success );
    ok( count == 1, "got %lu users\n", count );
    check_requests( QUERY_USER, 1 + MANY - 2 );
    check_handles( 1 );

    /* a server that tells of them is not asked for each */
    begin_primary( GUEST_ID );
    tell_number( 0, ALL_CALLS, CLASS_PRIMARY_GROUP, FIRST_ID );
    name_accounts( 1, 1, 1, SidTypeUser );
    status = list_users( &count );
    check_status( status, NERR_Success );
    ok( count == 1, "got %lu users\n", count );
    check_requests( ENUMERATE_USERS, 0 );
    check_handles( 0 );

    /* nor is one that does not tell of Guest, nor one that is no domain's */
    begin_primary( 5 );
    return_status( OPEN_USER, 0, ALL_CALLS, STATUS_ACCESS_DENIED_ );
    name_accounts( 1, 1, 1, SidTypeUser );
    status = list_users( &count );
    check_status( status, NERR_Success );
    ok( count == 1, "got %lu users\n", count );
    check_requests( ENUMERATE_USERS, 0 );
    check_handles( 1 );
    begin_primary( 5 );
    name_accounts( 0, 1, 1, SidTypeAlias );
    name_accounts( 1, 1, 1, SidTypeUser );
    status = list_users( &count );
    check_status( status, NERR_Success );
    check_requests( OPEN_USER, 0 );

    /* no number */
    begin_primary( 5 );
    tell_nothing();
    status = list_users( &count );
    check_status( status, RPC_X_BAD_STUB_DATA );
    check_requests( QUERY_USER, 1 );
}

/* SamrGetAliasMembership() */
static void tell_aliases( DWORD first, DWORD calls, DWORD count )
{
    DWORD i;

    built.size = 0;
    put( count );
    put( 1 );
    put( count );
    for (i = 0; i < count; i++) put( FIRST_ID + 1000 + i );     /* not the user's */
    put( 0 );
    give_built( sam_rule( GET_ALIAS_MEMBERSHIP, first, calls ) );
}

#define MAX_ALIASES  4096   /* that a user is in */

/* Local groups of a domain in each other, which are asked for as long as there are new ones. */
static void test_aliases_in_aliases(void)
{
    static const struct { DWORD flags, steps, asked; } rows[] =
        { { 0, 1, 2 }, { LG_INCLUDE_INDIRECT, 0, 2 }, { LG_INCLUDE_INDIRECT, 1, 3 }, { LG_INCLUDE_INDIRECT, 5, 7 } };
    DWORD i, j, count, total;
    NET_API_STATUS status;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        begin();
        tell_aliases( 0, ALL_CALLS, rows[i].steps );
        for (j = 0; j < rows[i].steps; j++) tell_aliases( j, 1, j + 1 );
        name_accounts( 0, ALL_CALLS, rows[i].steps, SidTypeAlias );
        status = NetUserGetLocalGroups( ADDRESS, USER, 0, rows[i].flags, &buffer, MAX_PREFERRED_LENGTH, &count, &total );
        ok( !status && count == 2 * rows[i].steps, "row %lu: got status %lu, %lu groups\n", i, status, count );
        if (!status) NetApiBufferFree( buffer );
        ok( count_sam( GET_ALIAS_MEMBERSHIP ) == rows[i].asked, "row %lu: asked %lu times\n", i,
            count_sam( GET_ALIAS_MEMBERSHIP ) );
        check_handles( 0 );
    }
    begin();
    tell_aliases( 0, ALL_CALLS, MAX_ALIASES + 1 );
    status = NetUserGetLocalGroups( ADDRESS, USER, 0, LG_INCLUDE_INDIRECT, &buffer, MAX_PREFERRED_LENGTH, &count, &total );
    check_status( status, RPC_X_BAD_STUB_DATA );
    check_requests( GET_ALIAS_MEMBERSHIP, 1 );
    check_handles( 0 );
}

/* A list of nothing, as Samba's controllers have it, and what has no list either. */
static void test_no_list(void)
{
    static const struct { DWORD count, status; NET_API_STATUS expected; } rows[] =
    {
        { 0, 0, NERR_Success },
        { 1, 0, RPC_X_BAD_STUB_DATA },
        { 0, STATUS_MORE_ENTRIES, RPC_X_BAD_STUB_DATA },
        { 0, STATUS_WAIT_1, RPC_X_BAD_STUB_DATA },
    };
    NET_API_STATUS status;
    BYTE *buffer;
    DWORD i, count;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        begin();
        built.size = 0;
        put( 0 );
        put( 0 );
        put( rows[i].count );
        put( rows[i].status );
        give_built( sam_rule( ENUMERATE_USERS, 0, ALL_CALLS ) );
        status = enum_users( 0, MAX_PREFERRED_LENGTH, &buffer, &count );
        ok( status == rows[i].expected && !count && !buffer, "row %lu: got status %lu, %lu users\n", i, status, count );
        check_requests( ENUMERATE_USERS, 1 );
    }
}

/* Statuses of groups, of what is a local group. */
static void test_alias_statuses(void)
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof(sid);
    NET_API_STATUS status;

    CreateWellKnownSid( WinWorldSid, NULL, sid, &size );
    begin();
    find_account( SidTypeAlias );
    answer_status( sam_rule( ADD_ALIAS_MEMBER, 0, ALL_CALLS ), STATUS_MEMBER_IN_GROUP_ );
    answer_status( sam_rule( REMOVE_ALIAS_MEMBER, 0, ALL_CALLS ), STATUS_MEMBER_NOT_IN_GROUP_ );
    status = NetLocalGroupAddMember( ADDRESS, LOCAL_GROUP, sid );
    check_status( status, ERROR_MEMBER_IN_ALIAS );
    status = NetLocalGroupDelMember( ADDRESS, LOCAL_GROUP, sid );
    check_status( status, ERROR_MEMBER_NOT_IN_ALIAS );
    check_requests( ADD_ALIAS_MEMBER, 1 );
    check_requests( REMOVE_ALIAS_MEMBER, 1 );
}

/* ---- sorting ---------------------------------------------------------------------------------- */

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
    { "flags of lists", test_flags_of_lists },
    { "primary members", test_primary_members },
    { "aliases in aliases", test_aliases_in_aliases },
    { "no list", test_no_list },
    { "alias statuses", test_alias_statuses },
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
    { "join state", test_join_state },
    { "workstation change", test_workstation_change },
    { "dfs info", test_dfs_info },
    { "dfs list", test_dfs_list },
    { "use states", test_use_states },
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
