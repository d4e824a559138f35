/*
 * Tests of the credentials that a server is asked with
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
#include <winsock2.h>
#include <winerror.h>
#include <rpc.h>
#include <wincred.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmuse.h>
#include <lmwksta.h>

#include "answer.h"
#include "imports.h"

/*
 * tests/credentials sets in the environment: NETAPI32_CREDENTIALS_...
 *   SERVER, ALIAS                   two names of the same server
 *   DOMAIN                          the server's own
 *   USER, USER_PASSWORD             a user without rights
 *   ADMIN, ADMIN_PASSWORD           an administrator. The passwords begin alike, and are of one length.
 */
static WCHAR server[100], alias[100], domain[100], user[100], user_password[100], admin[100], admin_password[100];
static WCHAR remote[110], alias_remote[110];

static void get_variable( const WCHAR *name, WCHAR value[100] )
{
    WCHAR variable[64] = L"NETAPI32_CREDENTIALS_";

    lstrcatW( variable, name );
    value[0] = 0;
    GetEnvironmentVariableW( variable, value, 100 );
}

/* Who one is shows in what one gets: level 101 is for users, 102 for administrators. */
enum asker { NOBODY, USER, ADMIN, UNKNOWN_STATUS };

static NET_API_STATUS ask_level( const WCHAR *name, DWORD level )
{
    BYTE *buffer = (BYTE *)1;
    NET_API_STATUS status = NetWkstaGetInfo( (WCHAR *)name, level, &buffer );

    ok( !status == !!buffer, "level %lu: got status %lu, buffer %p\n", level, status, buffer );
    NetApiBufferFree( buffer );
    return status;
}

static enum asker who_asks( const WCHAR *name )
{
    NET_API_STATUS status101, status102;

    status101 = ask_level( name, 101 );
    status102 = ask_level( name, 102 );
    if (!status101 && !status102) return ADMIN;
    if (!status101 && status102 == ERROR_ACCESS_DENIED) return USER;
    if (status101 == ERROR_ACCESS_DENIED && status102 == ERROR_ACCESS_DENIED) return NOBODY;
    trace( "%s: got status %lu and %lu\n", debugstr_w( name ), status101, status102 );
    return UNKNOWN_STATUS;
}

#define check_asker( name, expected )  check_asker_( __LINE__, name, expected )
static void check_asker_( unsigned int line, const WCHAR *name, enum asker expected )
{
    enum asker asker = who_asks( name );

    ok_( __FILE__, line )( asker == expected, "%s is asked by %u, not by %u\n", debugstr_w( name ), asker, expected );
}

static NET_API_STATUS add_use( const WCHAR *name, const WCHAR *of, const WCHAR *who, const WCHAR *password,
                               ULONG flags )
{
    USE_INFO_3 info = { { NULL, (WCHAR *)name, (WCHAR *)password, 0, USE_WILDCARD, 0, 0, (WCHAR *)who,
                          (WCHAR *)of }, flags };

    return NetUseAdd( NULL, 3, (BYTE *)&info, NULL );
}

#define check_add( expected, name, of, who, password, flags ) \
    check_status_( __LINE__, add_use( name, of, who, password, flags ), expected )
#define check_del( name )  check_status_( __LINE__, NetUseDel( NULL, (WCHAR *)(name), USE_NOFORCE ), NERR_Success )
static void check_status_( unsigned int line, NET_API_STATUS status, NET_API_STATUS expected )
{
    ok_( __FILE__, line )( status == expected, "got status %lu, not %lu\n", status, expected );
}

#define check_state( name, expected )  check_state_( __LINE__, name, expected )
static void check_state_( unsigned int line, const WCHAR *name, DWORD expected )
{
    USE_INFO_1 *info;
    NET_API_STATUS status;

    status = NetUseGetInfo( NULL, (WCHAR *)name, 1, (BYTE **)&info );
    ok_( __FILE__, line )( status == NERR_Success, "got status %lu\n", status );
    if (status) return;
    ok_( __FILE__, line )( info->ui1_status == expected, "got state %lu\n", info->ui1_status );
    NetApiBufferFree( info );
}

static void store_credential( const WCHAR *name, const WCHAR *who, WCHAR *password )
{
    CREDENTIALW credential = { .Type = CRED_TYPE_DOMAIN_PASSWORD, .TargetName = (WCHAR *)name,
                               .Persist = CRED_PERSIST_SESSION, .UserName = (WCHAR *)who,
                               .CredentialBlob = (BYTE *)password,
                               .CredentialBlobSize = lstrlenW( password ) * sizeof(WCHAR) };

    ok( CredWriteW( &credential, 0 ), "CredWriteW failed with %lu\n", GetLastError() );
}

static void delete_credential( const WCHAR *name )
{
    ok( CredDeleteW( name, CRED_TYPE_DOMAIN_PASSWORD, 0 ), "CredDeleteW failed with %lu\n", GetLastError() );
}

/* Each change is felt at the next call. */
static void test_uses(void)
{
    WCHAR full_name[210];

    check_asker( server, NOBODY );
    check_add( NERR_Success, remote, NULL, user, user_password, 0 );
    check_state( remote, USE_OK );
    check_asker( server, USER );
    check_add( ERROR_SESSION_CREDENTIAL_CONFLICT, remote, NULL, admin, admin_password, 0 );
    check_asker( server, USER );
    check_del( remote );
    check_asker( server, NOBODY );

    check_add( NERR_Success, remote, NULL, admin, admin_password, 0 );
    check_asker( server, ADMIN );
    check_asker( alias, NOBODY );
    check_del( remote );
    check_asker( server, NOBODY );

    check_add( NERR_Success, remote, domain, user, user_password, 0 );
    check_asker( server, USER );
    check_del( remote );
    lstrcpyW( full_name, domain );
    lstrcatW( full_name, L"\\" );
    lstrcatW( full_name, user );
    check_add( NERR_Success, remote, NULL, full_name, user_password, 0 );
    check_asker( server, USER );
    check_del( remote );

    check_add( NERR_Success, remote, NULL, NULL, NULL, 0 );
    check_asker( server, NOBODY );
    check_del( remote );
    check_add( NERR_Success, remote, NULL, L"", L"", 0 );
    check_asker( server, NOBODY );
    check_del( remote );
}

/* A password that is wrong is refused, and changes nothing, even where another one's connection is open. */
static void test_wrong_passwords(void)
{
    NET_API_STATUS status;

    check_add( ERROR_LOGON_FAILURE, remote, NULL, user, admin_password, 0 );
    check_add( ERROR_LOGON_FAILURE, remote, NULL, user, L"", 0 );
    check_add( ERROR_LOGON_FAILURE, remote, NULL, user, NULL, 0 );
    check_add( ERROR_LOGON_FAILURE, remote, NULL, L"no-such-user", L"x", 0 );
    status = NetUseDel( NULL, remote, USE_NOFORCE );
    ok( status == NERR_UseNotFound, "got status %lu\n", status );
    check_asker( server, NOBODY );

    check_add( NERR_Success, remote, NULL, user, user_password, 0 );
    check_asker( server, USER );
    check_add( ERROR_LOGON_FAILURE, alias_remote, NULL, user, admin_password, 0 );
    check_asker( alias, NOBODY );
    check_add( ERROR_LOGON_FAILURE, alias_remote, NULL, admin, user_password, 0 );
    check_add( NERR_Success, alias_remote, NULL, admin, admin_password, 0 );
    check_asker( alias, ADMIN );
    check_asker( server, USER );
    check_del( remote );
    check_asker( server, NOBODY );
    check_asker( alias, ADMIN );
    check_del( alias_remote );
}

/* Then the first call finds out. */
static void test_unconnected(void)
{
    check_add( NERR_Success, remote, NULL, user, admin_password, CREATE_NO_CONNECT );
    check_state( remote, USE_DISCONN );
    ok( ask_level( server, 101 ) == ERROR_LOGON_FAILURE, "got another status\n" );
    ok( ask_level( server, 101 ) == ERROR_LOGON_FAILURE, "got another status\n" );
    check_state( remote, USE_DISCONN );
    check_del( remote );
    check_add( NERR_Success, remote, NULL, user, user_password, CREATE_NO_CONNECT );
    check_state( remote, USE_DISCONN );
    check_asker( server, USER );
    check_state( remote, USE_OK );
    check_del( remote );
}

/* What comes over the network, where the module takes it. */
static int (WSAAPI *receive)( SOCKET s, char *buffer, int length, int flags );
static BOOL name_received;

static int WSAAPI watching_receive( SOCKET s, char *buffer, int length, int flags )
{
    int i, size = lstrlenW( domain ) * sizeof(WCHAR), received = receive( s, buffer, length, flags );

    for (i = 0; i + size <= received; i++) if (!memcmp( buffer + i, domain, size )) name_received = TRUE;
    return received;
}

/* The server's name is in the answer; only in the one to nobody can it be read. */
static void test_privacy(void)
{
    void *address = GetProcAddress( GetModuleHandleW( L"ws2_32.dll" ), "recv" );

    if (!receive && !exchange_entry( find_address( GetModuleHandleW( L"netapi32.dll" ), address ),
                                     watching_receive, &receive ))
    {
        ok( FALSE, "the module receives in another way\n" );
        return;
    }
    name_received = FALSE;
    ok( !ask_level( server, 100 ), "got an error\n" );
    ok( name_received, "the answer was not seen\n" );
    /* The server tells its name when it is logged on to, too. */
    check_add( NERR_Success, remote, NULL, user, user_password, 0 );
    name_received = FALSE;
    ok( !ask_level( server, 100 ), "got an error\n" );
    ok( !name_received, "the answer was not encrypted\n" );
    check_del( remote );
}

static void test_store(void)
{
    WCHAR wrong[] = L"wrong";

    check_asker( server, NOBODY );
    store_credential( server, user, user_password );
    check_asker( server, NOBODY );  /* The connection is there already. */
    check_add( NERR_Success, remote, NULL, NULL, NULL, 0 );
    check_asker( server, USER );
    check_del( remote );
    check_asker( server, USER );
    check_add( NERR_Success, remote, NULL, admin, admin_password, 0 );
    check_asker( server, ADMIN );
    check_del( remote );
    check_asker( server, USER );
    check_add( NERR_Success, remote, NULL, admin, admin_password, CREATE_NO_CONNECT );
    check_asker( server, ADMIN );
    check_del( remote );
    check_add( NERR_Success, remote, NULL, L"", L"", 0 );
    check_asker( server, NOBODY );
    check_del( remote );

    store_credential( server, user, wrong );
    check_add( ERROR_LOGON_FAILURE, remote, NULL, NULL, NULL, 0 );
    delete_credential( server );
    check_add( NERR_Success, remote, NULL, NULL, NULL, 0 );
    check_asker( server, NOBODY );
    check_del( remote );
}

static LONG stop_asking, answers[UNKNOWN_STATUS + 1];

static DWORD WINAPI keep_asking( void *arg )
{
    BYTE *buffer;

    (void)arg;
    while (!stop_asking)
    {
        switch (NetWkstaGetInfo( server, 101, &buffer ))
        {
        case NERR_Success: InterlockedIncrement( &answers[USER] ); break;
        case ERROR_ACCESS_DENIED: InterlockedIncrement( &answers[NOBODY] ); break;
        default: InterlockedIncrement( &answers[UNKNOWN_STATUS] ); break;
        }
        NetApiBufferFree( buffer );
    }
    return 0;
}

/* A call that began before the change may end as the user of before, the next one not. */
static void test_threads(void)
{
    HANDLE threads[4];
    unsigned int i;

    stop_asking = 0;
    memset( answers, 0, sizeof(answers) );
    for (i = 0; i < ARRAY_SIZE(threads); i++) threads[i] = CreateThread( NULL, 0, keep_asking, NULL, 0, NULL );
    for (i = 0; i < 10; i++)
    {
        check_add( NERR_Success, remote, NULL, user, user_password, 0 );
        check_asker( server, USER );
        check_del( remote );
        check_asker( server, NOBODY );
    }
    stop_asking = 1;
    WaitForMultipleObjects( ARRAY_SIZE(threads), threads, TRUE, INFINITE );
    for (i = 0; i < ARRAY_SIZE(threads); i++) CloseHandle( threads[i] );
    ok( answers[USER] && answers[NOBODY] && !answers[UNKNOWN_STATUS], "got %lu answers as a user, %lu as nobody, %lu others\n",
        answers[USER], answers[NOBODY], answers[UNKNOWN_STATUS] );
}

/* so that as many connections are left as there were */
static void disconnect( const WCHAR *name )
{
    check_add( NERR_Success, name, NULL, NULL, NULL, CREATE_NO_CONNECT );
    check_del( name );
}

START_TEST(credentials)
{
    get_variable( L"SERVER", server );
    if (!server[0])
    {
        skip( "no server; wine-netapi32 check samba starts one\n" );
        return;
    }
    get_variable( L"ALIAS", alias );
    get_variable( L"DOMAIN", domain );
    get_variable( L"USER", user );
    get_variable( L"USER_PASSWORD", user_password );
    get_variable( L"ADMIN", admin );
    get_variable( L"ADMIN_PASSWORD", admin_password );
    lstrcpyW( remote, L"\\\\" );
    lstrcatW( remote, server );
    lstrcatW( remote, L"\\IPC$" );
    lstrcpyW( alias_remote, L"\\\\" );
    lstrcatW( alias_remote, alias );
    lstrcatW( alias_remote, L"\\IPC$" );

    test_uses();
    test_wrong_passwords();
    test_unconnected();
    test_privacy();
    test_store();
    test_threads();
    disconnect( remote );
    disconnect( alias_remote );
}
