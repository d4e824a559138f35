/*
 * The setting LocalServer: who the Server service of this computer is
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <winnls.h>
#include <winreg.h>
#include <lm.h>

#include "product.h"
#include "questions.h"
#include "hostile/rpcserver.h"

/*
 * The server is tests/hostile/rpcserver.c, which logs who asks what. tests/host/samba-local has the same with a real one.
 */

#define ADDRESS        L"127.0.0.29"
#define OTHER_ADDRESS  L"127.0.0.30"    /* nobody's */
#define OWN_ADDRESS    L"127.0.0.1"
#define SETTINGS_KEY   L"Software\\Wine\\NetApi32"
#define SERVERS_KEY    SETTINGS_KEY L"\\Servers\\"

static struct rpc_server server;

/* documented for netapi32.dll; mingw-w64's library does not have it */
static NET_API_STATUS (WINAPI *pNetShareDelEx)( WCHAR *server, DWORD level, BYTE *buffer );

/* ---- the registry ----------------------------------------------------------------------------- */

static HKEY settings;

/* what the prefix had */
struct saved_value
{
    const WCHAR *name;
    LSTATUS      status;
    DWORD        type;
    DWORD        size;
    BYTE         data[2048];
};
static struct saved_value saved[] = { { .name = L"LocalServer" }, { .name = L"EndpointMapperPort" } };

static BOOL save_settings(void)
{
    unsigned int i;

    if (RegCreateKeyExW( HKEY_LOCAL_MACHINE, SETTINGS_KEY, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &settings,
                         NULL )) return FALSE;
    for (i = 0; i < ARRAY_SIZE(saved); i++)
    {
        saved[i].size = sizeof(saved[i].data);
        saved[i].status = RegQueryValueExW( settings, saved[i].name, NULL, &saved[i].type, saved[i].data, &saved[i].size );
        RegDeleteValueW( settings, saved[i].name );
    }
    return TRUE;
}

static void restore_settings(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(saved); i++)
    {
        if (saved[i].status) RegDeleteValueW( settings, saved[i].name );
        else RegSetValueExW( settings, saved[i].name, 0, saved[i].type, saved[i].data, saved[i].size );
    }
    RegCloseKey( settings );
}

/* NULL: none */
static void set_local_server( const WCHAR *name )
{
    if (!name) RegDeleteValueW( settings, L"LocalServer" );
    else RegSetValueExW( settings, L"LocalServer", 0, REG_SZ, (BYTE *)name, (lstrlenW( name ) + 1) * sizeof(WCHAR) );
}

static void set_port( const WCHAR *key_path, DWORD port )
{
    HKEY key;

    if (RegCreateKeyExW( HKEY_LOCAL_MACHINE, key_path, 0, NULL, 0, KEY_SET_VALUE | KEY_WOW64_64KEY, NULL, &key, NULL )) return;
    RegSetValueExW( key, L"EndpointMapperPort", 0, REG_DWORD, (BYTE *)&port, sizeof(port) );
    RegCloseKey( key );
}

static void delete_key( const WCHAR *path )
{
    RegDeleteKeyExW( HKEY_LOCAL_MACHINE, path, KEY_WOW64_64KEY, 0 );
}

/* ---- who is asked ----------------------------------------------------------------------------- */

/* how many requests came that wanted this; -1: others came */
static LONG count_requests( const char *interface_name, LONG opnum )
{
    LONG i, count = server.page->log_count;

    for (i = 0; i < count && i < MAX_LOG; i++)
        if (strcmp( server.page->log[i].interface_name, interface_name ) || server.page->log[i].opnum != opnum) return -1;
    return count;
}

#define LIST  &buffer, MAX_PREFERRED_LENGTH, &count, &total
static NET_API_STATUS close_answer( NET_API_STATUS status, BYTE *buffer )
{
    ok( !buffer || !status || status == ERROR_MORE_DATA, "a buffer with status %lu\n", status );
    NetApiBufferFree( buffer );
    return status;
}

#define ASK(name, call) \
    static NET_API_STATUS ask_##name( WCHAR *server ) \
    { \
        BYTE *buffer = NULL; \
        DWORD count = 0, total = 0; \
        NET_API_STATUS status = call; \
        (void)count, (void)total; \
        return close_answer( status, buffer ); \
    }

#define TEXT_OF(text)  (WCHAR *)L##text

static SHARE_INFO_2 new_share = { TEXT_OF( "no share" ), STYPE_DISKTREE, TEXT_OF( "" ), 0, ~0u, 0, TEXT_OF( "C:\\" ), NULL };
static SHARE_INFO_1004 new_remark = { TEXT_OF( "a remark" ) };
static SERVER_INFO_1005 new_comment = { TEXT_OF( "a comment" ) };
static DWORD type;

ASK( shares, NetShareEnum( server, 1, LIST, NULL ) )
ASK( sticky_shares, NetShareEnumSticky( server, 1, LIST, NULL ) )
ASK( share, NetShareGetInfo( server, TEXT_OF( "public" ), 1, &buffer ) )
ASK( check, NetShareCheck( server, TEXT_OF( "C:\\nothing" ), &type ) )
ASK( add, NetShareAdd( server, 2, (BYTE *)&new_share, NULL ) )
ASK( set, NetShareSetInfo( server, TEXT_OF( "no share" ), 1004, (BYTE *)&new_remark, NULL ) )
ASK( delete, NetShareDel( server, TEXT_OF( "no share" ), 0 ) )
ASK( delete_sticky, NetShareDelSticky( server, TEXT_OF( "no share" ), 0 ) )
ASK( delete_ex, pNetShareDelEx( server, 2, (BYTE *)&new_share ) )
ASK( sessions, NetSessionEnum( server, NULL, NULL, 1, LIST, NULL ) )
ASK( session, NetSessionGetInfo( server, TEXT_OF( "\\\\nobody" ), TEXT_OF( "nobody" ), 1, &buffer ) )
ASK( session_end, NetSessionDel( server, TEXT_OF( "\\\\nobody" ), NULL ) )
ASK( connections, NetConnectionEnum( server, TEXT_OF( "public" ), 1, LIST, NULL ) )
ASK( files, NetFileEnum( server, NULL, NULL, 3, LIST, NULL ) )
ASK( file, NetFileGetInfo( server, 0x7fffffff, 3, &buffer ) )
ASK( file_end, NetFileClose( server, 0x7fffffff ) )
ASK( server_100, NetServerGetInfo( server, 100, &buffer ) )
ASK( server_101, NetServerGetInfo( server, 101, &buffer ) )
ASK( server_102, NetServerGetInfo( server, 102, &buffer ) )
ASK( server_change, NetServerSetInfo( server, 1005, (BYTE *)&new_comment, NULL ) )
ASK( disks, NetServerDiskEnum( server, 0, LIST, NULL ) )
ASK( transports, NetServerTransportEnum( server, 0, LIST, NULL ) )
ASK( time, NetRemoteTOD( server, &buffer ) )
ASK( server_statistics, NetStatisticsGet( server, TEXT_OF( "LanmanServer" ), 0, 0, &buffer ) )
ASK( workstation_statistics, NetStatisticsGet( server, TEXT_OF( "LanmanWorkstation" ), 0, 0, &buffer ) )
ASK( workstation, NetWkstaGetInfo( server, 100, &buffer ) )
ASK( users, NetUserEnum( server, 0, 0, LIST, NULL ) )

/* MS-SRVS, 3.1.4 */
enum { NOTHING = -1 };
static const struct asking
{
    const char      *name;
    NET_API_STATUS (*ask)( WCHAR *server );
    LONG             opnum;         /* what the Server service is asked; NOTHING: there is an answer here */
    BOOL             has_answer;    /* here, too */
} askings[] =
{
    { "NetShareEnum", ask_shares, 15, FALSE },
    { "NetShareEnumSticky", ask_sticky_shares, 36, FALSE },
    { "NetShareGetInfo", ask_share, 16, FALSE },
    { "NetShareCheck", ask_check, 20, FALSE },
    { "NetShareAdd", ask_add, 14, FALSE },
    { "NetShareSetInfo", ask_set, 17, FALSE },
    { "NetShareDel", ask_delete, 18, FALSE },
    { "NetShareDelSticky", ask_delete_sticky, 19, FALSE },
    { "NetShareDelEx", ask_delete_ex, 57, FALSE },
    { "NetSessionEnum", ask_sessions, 12, FALSE },
    { "NetSessionGetInfo", ask_session, 12, FALSE },
    { "NetSessionDel", ask_session_end, 13, FALSE },
    { "NetConnectionEnum", ask_connections, 8, FALSE },
    { "NetFileEnum", ask_files, 9, FALSE },
    { "NetFileGetInfo", ask_file, 10, FALSE },
    { "NetFileClose", ask_file_end, 11, FALSE },
    { "NetServerGetInfo 101", ask_server_101, 21, TRUE },
    { "NetServerGetInfo 102", ask_server_102, 21, TRUE },
    { "NetServerSetInfo", ask_server_change, 22, FALSE },
    /* what is this computer's own, whoever shares its folders */
    { "NetServerGetInfo 100", ask_server_100, NOTHING, FALSE },
    { "NetServerDiskEnum", ask_disks, NOTHING, FALSE },
    { "NetServerTransportEnum", ask_transports, NOTHING, FALSE },
    { "NetRemoteTOD", ask_time, NOTHING, FALSE },
    { "NetStatisticsGet, Server", ask_server_statistics, NOTHING, FALSE },
    { "NetStatisticsGet, Workstation", ask_workstation_statistics, NOTHING, FALSE },
    { "NetWkstaGetInfo", ask_workstation, NOTHING, FALSE },
    { "NetUserEnum", ask_users, NOTHING, FALSE },
};

static BOOL is_local( const struct asking *asking )
{
    return asking->opnum == NOTHING || asking->has_answer;
}

/* The Server service is not asked: there is none, or it does not answer. */
static void check_no_service( const WCHAR *name )
{
    NET_API_STATUS status, expected;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(askings); i++)
    {
        server.page->log_count = 0;
        expected = is_local( &askings[i] ) ? NERR_Success : NERR_ServerNotStarted;
        status = askings[i].ask( (WCHAR *)name );
        ok( status == expected, "%s: got status %lu, not %lu\n", askings[i].name, status, expected );
        ok( !server.page->log_count, "%s: the server was asked\n", askings[i].name );
    }
}

/* The server is asked once, by those functions that want the service, which return what they do when they name it. */
static void check_service( const WCHAR *name )
{
    NET_API_STATUS status, expected;
    unsigned int i;
    LONG requests;

    for (i = 0; i < ARRAY_SIZE(askings); i++)
    {
        expected = is_local( &askings[i] ) ? NERR_Success : askings[i].ask( (WCHAR *)ADDRESS );
        server.page->log_count = 0;
        status = askings[i].ask( (WCHAR *)name );
        ok( status == expected, "%s: got status %lu, not %lu\n", askings[i].name, status, expected );
        requests = askings[i].opnum == NOTHING ? server.page->log_count : count_requests( "srvsvc", askings[i].opnum ) - 1;
        ok( !requests, "%s: it came %ld times too often\n", askings[i].name, requests );
    }
}

/* What there is for the server's own name comes whole: the recorded answers are good ones. */
static void test_answers(void)
{
    NET_API_STATUS status, expected;
    const char *wrong;
    unsigned int i;
    LONG asked = 0;

    set_local_server( ADDRESS );
    for (i = 0; i < question_count; i++)
    {
        if (strncmp( questions[i].name, "NetShare", 8 ) && strncmp( questions[i].name, "NetSession", 10 ) &&
            strncmp( questions[i].name, "NetFile", 7 ) && strncmp( questions[i].name, "NetConnection", 13 )) continue;
        ask_question( &questions[i], ADDRESS, &expected );
        server.page->log_count = 0;
        wrong = ask_question( &questions[i], NULL, &status );
        ok( !wrong, "%s: %s\n", questions[i].name, wrong );
        /* a folder that is not there gets as far as this computer */
        if (!strncmp( questions[i].name, "NetShareAdd", 11 )) expected = NERR_UnknownDevDir;
        else asked += server.page->log_count;
        ok( status == expected, "%s: got status %lu, not %lu\n", questions[i].name, status, expected );
    }
    ok( asked >= 8, "%ld questions came\n", asked );
    set_local_server( NULL );
}

static void test_functions(void)
{
    winetest_push_context( "without the setting" );
    check_no_service( NULL );
    winetest_pop_context();

    set_local_server( ADDRESS );
    winetest_push_context( "with the setting" );
    check_service( NULL );
    winetest_pop_context();

    /* it is felt at the next call */
    set_local_server( NULL );
    winetest_push_context( "without it again" );
    check_no_service( NULL );
    winetest_pop_context();
}

/* ---- values ----------------------------------------------------------------------------------- */

#define check_shares( server_name, expected, asked )  check_shares_( __LINE__, server_name, expected, asked )
static void check_shares_( unsigned int line, const WCHAR *name, NET_API_STATUS expected, LONG asked )
{
    NET_API_STATUS status;

    server.page->log_count = 0;
    status = ask_shares( (WCHAR *)name );
    ok_( __FILE__, line )( status == expected, "%s: got status %lu, not %lu\n", wine_dbgstr_w( name ), status, expected );
    ok_( __FILE__, line )( server.page->log_count == asked, "%s: %ld requests came\n", wine_dbgstr_w( name ),
                           server.page->log_count );
}

static void check_value( DWORD value_type, const void *data, DWORD size, BOOL good )
{
    LSTATUS status = RegSetValueExW( settings, L"LocalServer", 0, value_type, data, size );

    ok( !status, "got error %ld\n", status );
    winetest_push_context( "type %lu, %lu bytes", value_type, size );
    check_shares( NULL, good ? NERR_Success : NERR_ServerNotStarted, good );
    winetest_pop_context();
}

static void test_values(void)
{
    static const DWORD number = 1;
    WCHAR text[1024];
    unsigned int i;

    check_value( REG_SZ, ADDRESS, sizeof(ADDRESS), TRUE );
    check_value( REG_SZ, L"\\\\" ADDRESS, sizeof(L"\\\\" ADDRESS), TRUE );
    /* Nobody need store the end; where it follows in memory, Wine does. */
    check_value( REG_SZ, ADDRESS L"x", sizeof(ADDRESS) - sizeof(WCHAR), TRUE );

    /* Whoever is asked is the server, if the name leads there. */
    set_port( SETTINGS_KEY, server.page->port );

    check_value( REG_SZ, L"", 0, FALSE );
    check_value( REG_SZ, L"", sizeof(WCHAR), FALSE );
    check_value( REG_SZ, L"\\\\", sizeof(L"\\\\"), FALSE );
    check_value( REG_SZ, L"\\" ADDRESS, sizeof(L"\\" ADDRESS), FALSE );
    check_value( REG_SZ, L"\\\\\\\\" ADDRESS, sizeof(L"\\\\\\\\" ADDRESS), FALSE );
    check_value( REG_SZ, L" " ADDRESS, sizeof(L" " ADDRESS), FALSE );
    check_value( REG_SZ, ADDRESS L" ", sizeof(ADDRESS L" "), FALSE );
    check_value( REG_SZ, ADDRESS L"\\x", sizeof(ADDRESS L"\\x"), FALSE );
    check_value( REG_SZ, ADDRESS L"\0x", sizeof(ADDRESS L"\0x"), FALSE );
    check_value( REG_SZ, ADDRESS L"\0", sizeof(ADDRESS L"\0"), FALSE );
    check_value( REG_SZ, ADDRESS, sizeof(ADDRESS) - 1, FALSE );
    check_value( REG_EXPAND_SZ, ADDRESS, sizeof(ADDRESS), FALSE );
    check_value( REG_MULTI_SZ, ADDRESS L"\0", sizeof(ADDRESS L"\0"), FALSE );
    check_value( REG_BINARY, ADDRESS, sizeof(ADDRESS), FALSE );
    check_value( REG_DWORD, &number, sizeof(number), FALSE );

    /* names of every length about the longest: none of them is anybody's */
    for (i = 0; i < ARRAY_SIZE(text); i++) text[i] = 'a';
    for (i = 254; i < 260; i++)
    {
        check_value( REG_SZ, text, i * sizeof(WCHAR), FALSE );
        text[i] = 0;
        check_value( REG_SZ, text, (i + 1) * sizeof(WCHAR), FALSE );
        text[i] = 'a';
    }
    check_value( REG_SZ, text, sizeof(text), FALSE );
    RegDeleteValueW( settings, L"EndpointMapperPort" );
    set_local_server( NULL );
}

/* ---- whose name it is ------------------------------------------------------------------------- */

/* Each name of this computer's leads to the server, but for one that has a key of its own. */
static void test_names(void)
{
    static const WCHAR * const names[] = { NULL, L"", L".", L"\\\\.", L"localhost", L"\\\\LOCALHOST", OWN_ADDRESS, L"127.0.0.31" };
    WCHAR own[2 + MAX_COMPUTERNAME_LENGTH + 1] = L"\\\\";
    DWORD size = MAX_COMPUTERNAME_LENGTH + 1;
    NET_API_STATUS status;
    unsigned int i;

    set_local_server( ADDRESS );
    for (i = 0; i < ARRAY_SIZE(names); i++) check_shares( names[i], NERR_Success, 1 );
    ok( GetComputerNameW( own + 2, &size ), "GetComputerNameW failed with %lu\n", GetLastError() );
    check_shares( own, NERR_Success, 1 );
    check_shares( own + 2, NERR_Success, 1 );
    winetest_push_context( "as %s", wine_dbgstr_w( own ) );
    check_service( own );
    winetest_pop_context();

    /* Others are asked themselves. */
    check_shares( L"\\\\no-such-computer.invalid", ERROR_BAD_NETPATH, 0 );
    set_port( SERVERS_KEY OTHER_ADDRESS, 1 );
    check_shares( OTHER_ADDRESS, ERROR_BAD_NETPATH, 0 );
    set_local_server( OTHER_ADDRESS );
    check_shares( ADDRESS, NERR_Success, 1 );

    /* What is wrong with the arguments comes first. */
    check_shares( L"\\\\a?b", ERROR_INVALID_NAME, 0 );
    status = NetShareDel( NULL, (WCHAR *)L"", 0 );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );

    delete_key( SERVERS_KEY OTHER_ADDRESS );
    set_local_server( NULL );
}

/* A server at this computer's own name and address: what leads there leads to it, and not back here. */
static void test_own_names(void)
{
    struct rpc_server first = server;

    if (!start_rpc_server( &server, OWN_ADDRESS, TIME_LIMIT ))
    {
        server = first;
        skip( "no server at this computer's own address\n" );
        return;
    }
    winetest_push_context( "a key of its own" );
    set_local_server( OWN_ADDRESS );
    check_shares( NULL, NERR_Success, 1 );
    check_shares( L"localhost", NERR_Success, 1 );
    check_shares( OWN_ADDRESS, NERR_Success, 1 );
    winetest_pop_context();

    winetest_push_context( "no key of its own" );
    delete_key( SERVERS_KEY OWN_ADDRESS );
    set_port( SETTINGS_KEY, server.page->port );
    check_shares( NULL, NERR_Success, 1 );
    check_shares( OWN_ADDRESS, NERR_Success, 1 );
    set_local_server( L"localhost" );
    check_shares( NULL, NERR_Success, 1 );
    check_shares( OWN_ADDRESS, NERR_Success, 1 );
    check_shares( L"localhost", NERR_Success, 1 );
    winetest_pop_context();

    RegDeleteValueW( settings, L"EndpointMapperPort" );
    set_local_server( NULL );
    stop_rpc_server( &server );
    server = first;
}

/* ---- what it says ----------------------------------------------------------------------------- */

/* Nothing answers: the service is not started. */
static void test_silence(void)
{
    static const WCHAR * const names[] = { L"localhost", L".", L"no-such-computer.invalid" };
    unsigned int i;

    set_port( SERVERS_KEY OTHER_ADDRESS, 1 );
    set_port( SETTINGS_KEY, 1 );
    set_local_server( OTHER_ADDRESS );
    check_no_service( NULL );
    for (i = 0; i < ARRAY_SIZE(names); i++)
    {
        set_local_server( names[i] );
        check_shares( NULL, NERR_ServerNotStarted, 0 );
    }
    delete_key( SERVERS_KEY OTHER_ADDRESS );
    RegDeleteValueW( settings, L"EndpointMapperPort" );
    set_local_server( NULL );
}

/* A server that answers is a service that runs: what it says is what the function returns. */
static void test_statuses(void)
{
    struct rule *rule;

    set_local_server( ADDRESS );
    rule = add_rule( &server, "srvsvc", 15, 0, 1 );
    patch_answer( rule, STATUS_OFFSET, ERROR_ACCESS_DENIED );
    rule = add_rule( &server, "srvsvc", 15, 1, 1 );
    rule->fault = RPC_S_PROCNUM_OUT_OF_RANGE;
    check_shares( NULL, ERROR_ACCESS_DENIED, 1 );
    check_shares( NULL, ERROR_NOT_SUPPORTED, 1 );
    check_shares( NULL, NERR_Success, 1 );
    clear_rules( &server );
    set_local_server( NULL );
}

/* ---- what is this computer's own, in what comes ----------------------------------------------- */

/* Its name, version and edition, by which programs know a computer, are this computer's; the rest is the server's. */
static void test_server_info(void)
{
    static const DWORD edition = SV_TYPE_SERVER_NT | SV_TYPE_DOMAIN_CTRL | SV_TYPE_DOMAIN_BAKCTRL;
    SERVER_INFO_102 *own = NULL, *told = NULL, *both = NULL;
    struct rule *rule;
    DWORD size;

    if (NetServerGetInfo( NULL, 102, (BYTE **)&own ) || NetServerGetInfo( (WCHAR *)ADDRESS, 102, (BYTE **)&told ))
    {
        ok( 0, "the computers were not asked\n" );
        return;
    }
    ok( told->sv102_comment[0] && !own->sv102_comment[0], "got the comments %s and %s\n", wine_dbgstr_w( told->sv102_comment ),
        wine_dbgstr_w( own->sv102_comment ) );
    set_local_server( ADDRESS );
    NetServerGetInfo( NULL, 102, (BYTE **)&both );
    ok( both != NULL, "there is no answer\n" );
    if (both)
    {
        ok( !lstrcmpW( both->sv102_name, own->sv102_name ), "got the name %s\n", wine_dbgstr_w( both->sv102_name ) );
        ok( both->sv102_platform_id == own->sv102_platform_id && both->sv102_version_major == own->sv102_version_major &&
            both->sv102_version_minor == own->sv102_version_minor, "got version %lu.%lu\n", both->sv102_version_major,
            both->sv102_version_minor );
        ok( (both->sv102_type & edition) == (own->sv102_type & edition), "got type %#lx\n", both->sv102_type );
        ok( (both->sv102_type | edition) == (own->sv102_type | told->sv102_type | edition), "got type %#lx of %#lx and %#lx\n",
            both->sv102_type, own->sv102_type, told->sv102_type );
        ok( both->sv102_type & SV_TYPE_SERVER && !(own->sv102_type & SV_TYPE_SERVER), "got types %#lx and %#lx\n",
            both->sv102_type, own->sv102_type );
        ok( !lstrcmpW( both->sv102_comment, told->sv102_comment ), "got the comment %s\n", wine_dbgstr_w( both->sv102_comment ) );
        ok( both->sv102_users == told->sv102_users && both->sv102_disc == told->sv102_disc &&
            both->sv102_hidden == told->sv102_hidden && both->sv102_announce == told->sv102_announce &&
            both->sv102_anndelta == told->sv102_anndelta && both->sv102_licenses == told->sv102_licenses,
            "got others than the server's numbers\n" );
        ok( !NetApiBufferSize( both, &size ) && size > sizeof(*both), "got %lu bytes\n", size );
    }
    NetApiBufferFree( both );

    /* whatever it says */
    rule = add_rule( &server, "srvsvc", 21, 0, 1 );
    patch_answer( rule, STATUS_OFFSET, ERROR_ACCESS_DENIED );
    both = NULL;
    NetServerGetInfo( NULL, 102, (BYTE **)&both );
    ok( both && !lstrcmpW( both->sv102_name, own->sv102_name ) && !both->sv102_comment[0], "got %s\n",
        both ? wine_dbgstr_w( both->sv102_comment ) : "nothing" );
    clear_rules( &server );
    NetApiBufferFree( both );
    NetApiBufferFree( told );
    NetApiBufferFree( own );
    set_local_server( NULL );
}

/* A folder that Samba names by its Unix name has the name that programs here know. */
static void test_paths(void)
{
    WCHAR * (CDECL *dos_file_name)( const char *path );
    SHARE_INFO_2 *told = NULL, *local = NULL;
    char unix_name[MAX_PATH], *p;
    WCHAR *expected, *name;
    DWORD i, count = 0, local_count = 0, total;

    dos_file_name = (void *)GetProcAddress( GetModuleHandleW( L"kernel32.dll" ), "wine_get_dos_file_name" );
    ok( dos_file_name != NULL, "this is not Wine\n" );
    set_local_server( ADDRESS );
    NetShareEnum( (WCHAR *)ADDRESS, 2, (BYTE **)&told, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    NetShareEnum( NULL, 2, (BYTE **)&local, MAX_PREFERRED_LENGTH, &local_count, &total, NULL );
    ok( count && count == local_count, "got %lu and %lu shares\n", count, local_count );
    for (i = 0; i < count && count == local_count; i++)
    {
        name = told[i].shi2_path;
        if (!name || name[0] != 'C' || name[1] != ':')
        {
            ok( !lstrcmpW( local[i].shi2_path, name ), "got %s\n", wine_dbgstr_w( local[i].shi2_path ) );
            continue;
        }
        WideCharToMultiByte( CP_UTF8, 0, name + 2, -1, unix_name, sizeof(unix_name), NULL, NULL );
        for (p = unix_name; *p; p++) if (*p == '\\') *p = '/';
        if (!(expected = dos_file_name( unix_name ))) continue;
        if (expected[1] != ':') lstrcpyW( expected, name );   /* it is on no drive of the prefix */
        ok( !lstrcmpW( local[i].shi2_path, expected ), "got %s, not %s\n", wine_dbgstr_w( local[i].shi2_path ),
            wine_dbgstr_w( expected ) );
        HeapFree( GetProcessHeap(), 0, expected );
    }
    NetApiBufferFree( told );
    NetApiBufferFree( local );
    set_local_server( NULL );
}

/* What is no folder of this computer's is not shared, and Samba does not hear of it. */
static void test_folders(void)
{
    static const struct
    {
        const WCHAR *path;
        DWORD type;
        NET_API_STATUS status;  /* NERR_Success: what the server says */
    }
    folders[] =
    {
        { L"C:\\", STYPE_DISKTREE, NERR_Success },
        { L"c:/windows", STYPE_DISKTREE, NERR_Success },
        { L"C:\\windows\\", STYPE_DISKTREE | STYPE_TEMPORARY, NERR_Success },
        { L"C:\\no\\such\\folder", STYPE_DISKTREE, NERR_UnknownDevDir },
        { L"C:\\no-such-folder", STYPE_DISKTREE | STYPE_SPECIAL, NERR_UnknownDevDir },
        { L"C:\\windows\\win.ini", STYPE_DISKTREE, NERR_UnknownDevDir },
        { L"1:\\", STYPE_DISKTREE, ERROR_INVALID_NAME },
        { L"C:", STYPE_DISKTREE, ERROR_INVALID_NAME },
        { L"windows", STYPE_DISKTREE, ERROR_INVALID_NAME },
        { L"/tmp", STYPE_DISKTREE, ERROR_INVALID_NAME },
        { L"\\tmp", STYPE_DISKTREE, ERROR_INVALID_NAME },
        { L"\\\\server\\share", STYPE_DISKTREE, ERROR_INVALID_NAME },
        { L"a printer", STYPE_PRINTQ, NERR_Success },
    };
    SHARE_INFO_2 info = new_share;
    NET_API_STATUS status, expected;
    unsigned int i;

    set_local_server( ADDRESS );
    for (i = 0; i < ARRAY_SIZE(folders); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( folders[i].path ) );
        info.shi2_path = (WCHAR *)folders[i].path;
        info.shi2_type = folders[i].type;
        expected = folders[i].status ? folders[i].status : NetShareAdd( (WCHAR *)ADDRESS, 2, (BYTE *)&info, NULL );
        server.page->log_count = 0;
        status = NetShareAdd( NULL, 2, (BYTE *)&info, NULL );
        ok( status == expected, "got status %lu, not %lu\n", status, expected );
        ok( server.page->log_count == !folders[i].status, "%ld requests came\n", server.page->log_count );
        server.page->log_count = 0;
        status = NetShareSetInfo( NULL, (WCHAR *)L"no share", 2, (BYTE *)&info, NULL );
        if (folders[i].status) ok( status == expected, "got status %lu, not %lu\n", status, expected );
        ok( server.page->log_count == !folders[i].status, "%ld requests came\n", server.page->log_count );
        /* whose name alone counts */
        server.page->log_count = 0;
        pNetShareDelEx( NULL, 2, (BYTE *)&info );
        ok( server.page->log_count == 1, "%ld requests came\n", server.page->log_count );
        winetest_pop_context();
    }
    set_local_server( NULL );
}

START_TEST(localserver)
{
    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    pNetShareDelEx = (void *)GetProcAddress( GetModuleHandleW( L"netapi32.dll" ), "NetShareDelEx" );
    if (!save_settings())
    {
        skip( "no settings may be written\n" );
        return;
    }
    if (start_rpc_server( &server, ADDRESS, TIME_LIMIT ))
    {
        test_functions();
        test_answers();
        test_values();
        test_names();
        test_own_names();
        test_silence();
        test_statuses();
        test_server_info();
        test_paths();
        test_folders();
        stop_rpc_server( &server );
    }
    restore_settings();
}
