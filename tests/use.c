/*
 * Tests of the connections to other computers: NetUse*, without a server
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
#include <wchar.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winreg.h>
#include <winerror.h>
#include <wincred.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmuse.h>
#include <lmwksta.h>

#include "faulting.h"
#include "services.h"

/* No name server knows it, so that a connection that were made would fail. */
#define SERVER  L"no-such-computer.invalid"
#define REMOTE  L"\\\\" SERVER L"\\IPC$"
#define OTHER   L"\\\\no-such-computer2.invalid\\ipc$"

#define PARM_UNTOUCHED  0xdeadbeef

static const struct size types[] =
{
    TYPE_SIZE( USE_INFO_0, 16, 8 ),
    TYPE_SIZE( USE_INFO_1, 40, 28 ),
    TYPE_SIZE( USE_INFO_2, 56, 36 ),
    TYPE_SIZE( USE_INFO_3, 64, 40 ),
};

/* in the SDK's headers, not in mingw-w64's */
struct use_info_4
{
    USE_INFO_3 ui4_ui3;
    DWORD      ui4_auth_identity_length;
    BYTE      *ui4_auth_identity;
};

static NET_API_STATUS add_use( const WCHAR *remote, const WCHAR *domain, const WCHAR *user, const WCHAR *password,
                               ULONG flags )
{
    USE_INFO_3 info = { { NULL, (WCHAR *)remote, (WCHAR *)password, 0xdead, USE_IPC, 0xdead, 0xdead,
                          (WCHAR *)user, (WCHAR *)domain }, flags };

    return NetUseAdd( NULL, 3, (BYTE *)&info, NULL );
}

static void check_list( DWORD expected )
{
    DWORD read = 0xdead, total = 0xdead, resume = 0;
    BYTE *buffer = garbage();
    NET_API_STATUS status;

    status = NetUseEnum( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, &resume );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( read == expected && total == expected && !resume, "got %lu of %lu, resume handle %lu\n", read, total, resume );
    ok( !buffer == !expected, "got buffer %p\n", buffer );
    NetApiBufferFree( buffer );
}

static void test_bad_adds(void)
{
    static WCHAR long_user[UNLEN + 2], long_remote[400];
    static const struct
    {
        const WCHAR   *local;
        const WCHAR   *remote;
        DWORD          type;
        const WCHAR   *user;
        NET_API_STATUS status;
        DWORD          parm_err;
    }
    tests[] =
    {
        { NULL, NULL, USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, L"", USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, SERVER, USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, L"\\\\" SERVER, USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, L"\\\\" SERVER L"\\", USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, L"\\" SERVER L"\\IPC$", USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, L"\\\\\\IPC$", USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, REMOTE L"\\more", USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, long_remote, USE_IPC, NULL, ERROR_INVALID_PARAMETER, 2 },
        { NULL, REMOTE, USE_IPC + 1, NULL, ERROR_INVALID_PARAMETER, 4 },
        { NULL, REMOTE, USE_IPC, long_user, ERROR_INVALID_PARAMETER, 5 },
        { L"X:", REMOTE, USE_IPC, NULL, ERROR_BAD_DEV_TYPE, PARM_UNTOUCHED },
        { NULL, REMOTE, USE_DISKDEV, NULL, ERROR_BAD_DEV_TYPE, PARM_UNTOUCHED },
        { L"X:", L"\\\\" SERVER L"\\disk", USE_DISKDEV, NULL, ERROR_NO_NETWORK, PARM_UNTOUCHED },
        { NULL, L"\\\\" SERVER L"\\disk", USE_WILDCARD, NULL, ERROR_NO_NETWORK, PARM_UNTOUCHED },
        { L"LPT1", L"\\\\" SERVER L"\\printer", USE_SPOOLDEV, NULL, ERROR_NO_NETWORK, PARM_UNTOUCHED },
        { NULL, L"\\\\localhost\\IPC$", USE_IPC, L"user", ERROR_BAD_NETPATH, PARM_UNTOUCHED },
        { NULL, REMOTE, USE_IPC, L"user", ERROR_BAD_NETPATH, PARM_UNTOUCHED },
    };
    USE_INFO_2 info = { NULL, (WCHAR *)REMOTE, NULL, 0, USE_IPC, 0, 0, NULL, NULL };
    struct use_info_4 identity = { { info, CREATE_NO_CONNECT }, 8, (BYTE *)&identity };
    NET_API_STATUS status;
    unsigned int i;
    DWORD parm_err;

    wmemset( long_user, 'u', UNLEN + 1 );
    wmemset( long_remote, 'r', ARRAY_SIZE(long_remote) - 1 );
    memcpy( long_remote, L"\\\\", 2 * sizeof(WCHAR) );
    long_remote[300] = '\\';
    for (i = 0; i < ARRAY_SIZE(tests); i++)
    {
        winetest_push_context( "%u", i );
        info.ui2_local = (WCHAR *)tests[i].local;
        info.ui2_remote = (WCHAR *)tests[i].remote;
        info.ui2_asg_type = tests[i].type;
        info.ui2_username = (WCHAR *)tests[i].user;
        parm_err = PARM_UNTOUCHED;
        status = NetUseAdd( NULL, 2, (BYTE *)&info, &parm_err );
        ok( status == tests[i].status, "got status %lu\n", status );
        ok( parm_err == tests[i].parm_err, "got field %lu\n", parm_err );
        ok( NetUseAdd( NULL, 2, (BYTE *)&info, NULL ) == status, "got another status\n" );
        winetest_pop_context();
    }
    status = NetUseAdd( NULL, 5, (BYTE *)&info, &parm_err );
    ok( status == ERROR_INVALID_LEVEL, "level 5: got status %lu\n", status );
    status = NetUseAdd( NULL, 2, NULL, &parm_err );
    ok( status == ERROR_INVALID_PARAMETER, "no structure: got status %lu\n", status );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        status = NetUseAdd( (WCHAR *)bad_servers[i], 2, (BYTE *)&info, &parm_err );
        ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "%s: got status %lu\n",
            debugstr_w( bad_servers[i] ), status );
    }
    status = NetUseAdd( NULL, 4, (BYTE *)&identity, &parm_err );
    ok( status == ERROR_INVALID_PARAMETER && parm_err == 8, "got status %lu, field %lu\n", status, parm_err );
    check_list( 0 );
}

static void test_levels(void)
{
    USE_INFO_0 info0 = { NULL, (WCHAR *)REMOTE };
    USE_INFO_1 info1 = { NULL, (WCHAR *)REMOTE, NULL, 0, USE_WILDCARD, 0, 0 };
    USE_INFO_2 info2 = { NULL, (WCHAR *)REMOTE, NULL, 0, USE_WILDCARD, 0, 0, NULL, NULL };
    struct use_info_4 info4 = { { info2, CREATE_NO_CONNECT }, 0, NULL };
    NET_API_STATUS status;

    /* These two have no flag that keeps them from connecting. */
    status = NetUseAdd( NULL, 0, (BYTE *)&info0, NULL );
    ok( status == ERROR_BAD_NETPATH, "level 0: got status %lu\n", status );
    status = NetUseAdd( NULL, 1, (BYTE *)&info1, NULL );
    ok( status == ERROR_BAD_NETPATH, "level 1: got status %lu\n", status );
    check_list( 0 );
    status = NetUseAdd( (WCHAR *)L"localhost", 4, (BYTE *)&info4, NULL );
    ok( status == NERR_Success, "level 4: got status %lu\n", status );
    check_list( 1 );
    status = NetUseDel( (WCHAR *)L"localhost", (WCHAR *)REMOTE, USE_NOFORCE );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_list( 0 );
}

static BOOL has_bytes( const void *memory, SIZE_T size, const void *bytes, SIZE_T count )
{
    SIZE_T i;

    for (i = 0; i + count <= size; i++)
        if (!memcmp( (const BYTE *)memory + i, bytes, count )) return TRUE;
    return FALSE;
}

/* All levels, of one that is as it was added. */
static void check_info( const WCHAR *name, const WCHAR *remote, const WCHAR *domain, const WCHAR *user,
                        const WCHAR *password, ULONG flags, DWORD use_count )
{
    static const SIZE_T sizes[] = { sizeof(USE_INFO_0), sizeof(USE_INFO_1), sizeof(USE_INFO_2), sizeof(USE_INFO_3) };
    struct answer answer;
    NET_API_STATUS status;
    USE_INFO_3 *info;
    BYTE *buffer;
    DWORD level, size;

    for (level = 0; level <= 3; level++)
    {
        winetest_push_context( "%s, level %lu", debugstr_w( name ), level );
        buffer = garbage();
        status = NetUseGetInfo( NULL, (WCHAR *)name, level, &buffer );
        ok( status == NERR_Success, "got status %lu\n", status );
        if (status)
        {
            winetest_pop_context();
            continue;
        }
        info = (USE_INFO_3 *)buffer;
        NetApiBufferSize( buffer, &size );
        ok( !has_bytes( buffer, size, password, lstrlenW( password ) * sizeof(WCHAR) ), "the password is in it\n" );
        open_answer( &answer, buffer, sizes[level] );
        check_string( &answer, info->ui3_ui2.ui2_local, "local name" );
        ok( !info->ui3_ui2.ui2_local[0], "got local name %s\n", debugstr_w( info->ui3_ui2.ui2_local ) );
        check_string( &answer, info->ui3_ui2.ui2_remote, "remote name" );
        ok( !lstrcmpW( info->ui3_ui2.ui2_remote, remote ), "got %s\n", debugstr_w( info->ui3_ui2.ui2_remote ) );
        if (level >= 1)
        {
            ok( !info->ui3_ui2.ui2_password, "got password %p\n", info->ui3_ui2.ui2_password );
            ok( info->ui3_ui2.ui2_status == USE_DISCONN, "got %lu\n", info->ui3_ui2.ui2_status );
            ok( info->ui3_ui2.ui2_asg_type == USE_IPC, "got type %lu\n", info->ui3_ui2.ui2_asg_type );
            ok( !info->ui3_ui2.ui2_refcount, "got %lu references\n", info->ui3_ui2.ui2_refcount );
            ok( info->ui3_ui2.ui2_usecount == use_count, "got %lu uses\n", info->ui3_ui2.ui2_usecount );
        }
        if (level >= 2)
        {
            check_string( &answer, info->ui3_ui2.ui2_username, "user" );
            ok( !lstrcmpW( info->ui3_ui2.ui2_username, user ), "got user %s\n", debugstr_w( info->ui3_ui2.ui2_username ) );
            check_string( &answer, info->ui3_ui2.ui2_domainname, "domain" );
            ok( !lstrcmpW( info->ui3_ui2.ui2_domainname, domain ), "got domain %s\n",
                debugstr_w( info->ui3_ui2.ui2_domainname ) );
        }
        if (level >= 3) ok( info->ui3_flags == flags, "got flags %#lx\n", info->ui3_flags );
        close_answer( &answer );
        winetest_pop_context();
    }
}

static void test_info(void)
{
    NET_API_STATUS status;
    BYTE *buffer;
    unsigned int i;

    status = add_use( REMOTE, L"DOMAIN", L"user", L"one password", CREATE_NO_CONNECT );
    ok( status == NERR_Success, "got status %lu\n", status );
    status = add_use( OTHER, NULL, L"Other\\somebody", L"two passwords", CREATE_NO_CONNECT | CREATE_BYPASS_CSC );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_list( 2 );
    check_info( REMOTE, REMOTE, L"DOMAIN", L"user", L"one password", CREATE_NO_CONNECT, 1 );
    check_info( OTHER, OTHER, L"Other", L"somebody", L"two passwords", CREATE_NO_CONNECT | CREATE_BYPASS_CSC, 1 );
    check_info( L"\\\\NO-SUCH-COMPUTER.invalid\\ipc$", REMOTE, L"DOMAIN", L"user", L"one password",
                CREATE_NO_CONNECT, 1 );

    /* a server has one session */
    status = add_use( L"\\\\NO-SUCH-computer.INVALID\\ipc$", L"domain", L"USER", L"one password", 0 );
    ok( status == NERR_Success, "the same user: got status %lu\n", status );
    status = add_use( REMOTE, NULL, NULL, NULL, 0 );
    ok( status == NERR_Success, "no user: got status %lu\n", status );
    status = add_use( REMOTE, L"DOMAIN", L"anybody", L"any password", USE_DEFAULT_CREDENTIALS );
    ok( status == NERR_Success, "default credentials: got status %lu\n", status );
    status = add_use( REMOTE, L"DOMAIN", L"user", L"One password", 0 );
    ok( status == ERROR_SESSION_CREDENTIAL_CONFLICT, "another password: got status %lu\n", status );
    status = add_use( REMOTE, L"DOMAIN", L"user2", L"one password", 0 );
    ok( status == ERROR_SESSION_CREDENTIAL_CONFLICT, "another user: got status %lu\n", status );
    status = add_use( REMOTE, NULL, L"user", L"one password", 0 );
    ok( status == ERROR_SESSION_CREDENTIAL_CONFLICT, "no domain: got status %lu\n", status );
    status = add_use( REMOTE, NULL, L"", NULL, 0 );
    ok( status == ERROR_SESSION_CREDENTIAL_CONFLICT, "nobody: got status %lu\n", status );
    check_list( 2 );
    check_info( REMOTE, REMOTE, L"DOMAIN", L"user", L"one password", CREATE_NO_CONNECT, 4 );

    buffer = garbage();
    status = NetUseGetInfo( NULL, (WCHAR *)REMOTE, 4, &buffer );
    ok( status == ERROR_INVALID_LEVEL && !buffer, "level 4: got status %lu, %p\n", status, buffer );
    buffer = garbage();
    status = NetUseGetInfo( NULL, (WCHAR *)L"X:", 0, &buffer );
    ok( status == NERR_UseNotFound && !buffer, "a drive: got status %lu, %p\n", status, buffer );
    buffer = garbage();
    status = NetUseGetInfo( NULL, NULL, 0, &buffer );
    ok( status == ERROR_INVALID_PARAMETER && !buffer, "no name: got status %lu, %p\n", status, buffer );
    status = NetUseGetInfo( NULL, (WCHAR *)REMOTE, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no buffer: got status %lu\n", status );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        buffer = garbage();
        status = NetUseGetInfo( (WCHAR *)bad_servers[i], (WCHAR *)REMOTE, 0, &buffer );
        ok( (status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH) && !buffer, "%s: got status %lu, %p\n",
            debugstr_w( bad_servers[i] ), status, buffer );
    }
}

static void test_del(void)
{
    NET_API_STATUS status;
    unsigned int i;

    status = NetUseDel( NULL, (WCHAR *)REMOTE, USE_LOTS_OF_FORCE + 1 );
    ok( status == ERROR_INVALID_LEVEL, "got status %lu\n", status );
    status = NetUseDel( NULL, NULL, USE_NOFORCE );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetUseDel( NULL, (WCHAR *)SERVER, USE_NOFORCE );
    ok( status == NERR_UseNotFound, "got status %lu\n", status );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        status = NetUseDel( (WCHAR *)bad_servers[i], (WCHAR *)REMOTE, USE_NOFORCE );
        ok( status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH, "%s: got status %lu\n",
            debugstr_w( bad_servers[i] ), status );
    }
    check_list( 2 );

    /* added four times */
    status = NetUseDel( NULL, (WCHAR *)REMOTE, USE_NOFORCE );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_info( REMOTE, REMOTE, L"DOMAIN", L"user", L"one password", CREATE_NO_CONNECT, 3 );
    status = NetUseDel( NULL, (WCHAR *)REMOTE, USE_FORCE );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_info( REMOTE, REMOTE, L"DOMAIN", L"user", L"one password", CREATE_NO_CONNECT, 2 );
    status = NetUseDel( NULL, (WCHAR *)REMOTE, USE_LOTS_OF_FORCE );
    ok( status == NERR_Success, "got status %lu\n", status );
    status = NetUseDel( NULL, (WCHAR *)REMOTE, USE_LOTS_OF_FORCE );
    ok( status == NERR_UseNotFound, "got status %lu\n", status );
    check_list( 1 );
    check_info( OTHER, OTHER, L"Other", L"somebody", L"two passwords", CREATE_NO_CONNECT | CREATE_BYPASS_CSC, 1 );
    status = NetUseDel( NULL, (WCHAR *)OTHER, USE_NOFORCE );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_list( 0 );
}

#define MANY  100

static void make_remote( unsigned int number, WCHAR remote[32] )
{
    lstrcpyW( remote, L"\\\\no-such-00.invalid\\IPC$" );
    remote[10] += number / 10;
    remote[11] += number % 10;
}

/* Each length, in steps of one structure, gets all of them, in the order in which they were added. */
static void test_enum(void)
{
    static const SIZE_T sizes[] = { sizeof(USE_INFO_0), sizeof(USE_INFO_1), sizeof(USE_INFO_2) };
    static const DWORD lengths[] = { 150, 200, 1000, 2048, MAX_PREFERRED_LENGTH };
    DWORD level, length, i, found, read, total, resume;
    WCHAR remote[32], user[] = L"user 00";
    struct answer answer;
    NET_API_STATUS status;
    USE_INFO_2 *info;
    BYTE *buffer;

    for (i = 0; i < MANY; i++)
    {
        make_remote( i, remote );
        user[5] = '0' + i / 10;
        user[6] = '0' + i % 10;
        status = add_use( remote, NULL, user, L"secret", CREATE_NO_CONNECT );
        ok( status == NERR_Success, "got status %lu\n", status );
    }
    for (level = 0; level <= 2; level++) for (length = 0; length < ARRAY_SIZE(lengths); length++)
    {
        winetest_push_context( "level %lu, length %lu", level, lengths[length] );
        for (found = resume = 0; found < MANY; found += read)
        {
            buffer = garbage();
            status = NetUseEnum( NULL, level, &buffer, lengths[length], &read, &total, &resume );
            ok( status == (found + read < MANY ? ERROR_MORE_DATA : NERR_Success) && read && total == MANY - found,
                "%lu: got status %lu, %lu of %lu\n", found, status, read, total );
            if ((status && status != ERROR_MORE_DATA) || !read) break;
            open_answer( &answer, buffer, read * sizes[level] );
            for (i = 0; i < read; i++)
            {
                info = (USE_INFO_2 *)(buffer + i * sizes[level]);
                make_remote( found + i, remote );
                check_string( &answer, info->ui2_local, "local name" );
                check_string( &answer, info->ui2_remote, "remote name" );
                ok( !lstrcmpW( info->ui2_remote, remote ), "got %s\n", debugstr_w( info->ui2_remote ) );
                if (level >= 1) ok( !info->ui2_password && info->ui2_usecount == 1, "got password %p, %lu uses\n",
                                    info->ui2_password, info->ui2_usecount );
                if (level < 2) continue;
                check_string( &answer, info->ui2_username, "user" );
                check_string( &answer, info->ui2_domainname, "domain" );
                ok( info->ui2_username[6] == '0' + (found + i) % 10, "got %s\n", debugstr_w( info->ui2_username ) );
            }
            close_answer( &answer );
        }
        ok( found == MANY && !resume, "found %lu, resume handle %lu\n", found, resume );
        winetest_pop_context();
    }
    buffer = garbage();
    resume = 0;
    /* Microsoft Learn, NetUseEnum: ERROR_MORE_DATA where there is no room for all */
    status = NetUseEnum( NULL, 2, &buffer, 50, &read, &total, &resume );
    ok( status == ERROR_MORE_DATA && read == 1 && resume == 1, "got status %lu, %lu, resume handle %lu\n", status, read, resume );
    NetApiBufferFree( buffer );
    for (level = 3; level <= 5; level++)
    {
        buffer = garbage();
        read = total = 0xdead;
        status = NetUseEnum( NULL, level, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
        ok( status == ERROR_INVALID_LEVEL && !buffer && !read && !total, "level %lu: got status %lu, %p, %lu of %lu\n",
            level, status, buffer, read, total );
    }
    status = NetUseEnum( NULL, 0, NULL, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    buffer = garbage();
    total = 0xdead;
    status = NetUseEnum( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, NULL, &total, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !buffer && !total, "got status %lu, %p, %lu\n", status, buffer, total );
    buffer = garbage();
    read = 0xdead;
    status = NetUseEnum( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, &read, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !buffer && !read, "got status %lu, %p, %lu\n", status, buffer, read );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        buffer = garbage();
        read = total = 0xdead;
        status = NetUseEnum( (WCHAR *)bad_servers[i], 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
        ok( (status == ERROR_INVALID_NAME || status == ERROR_BAD_NETPATH) && !buffer && !read && !total,
            "%s: got status %lu, %p, %lu of %lu\n", debugstr_w( bad_servers[i] ), status, buffer, read, total );
    }

    /* from the middle on, so that the others have to keep their places */
    for (i = 0; i < MANY; i++)
    {
        make_remote( (i + MANY / 2) % MANY, remote );
        status = NetUseDel( NULL, remote, USE_NOFORCE );
        ok( status == NERR_Success, "%s: got status %lu\n", debugstr_w( remote ), status );
        check_list( MANY - 1 - i );
    }
}

static BOOL is_in_heap( const void *bytes, SIZE_T count )
{
    PROCESS_HEAP_ENTRY entry = { 0 };
    BOOL found = FALSE;

    HeapLock( GetProcessHeap() );
    while (!found && HeapWalk( GetProcessHeap(), &entry ))
        if (!(entry.wFlags & (PROCESS_HEAP_REGION | PROCESS_HEAP_UNCOMMITTED_RANGE)))
            found = has_bytes( entry.lpData, entry.cbData, bytes, count );
    HeapUnlock( GetProcessHeap() );
    return found;
}

/* What is searched for is made when it is needed, so that it stands nowhere else. */
static void make_password( WCHAR password[40] )
{
    unsigned int i;

    for (i = 0; i < 39; i++) password[i] = 'A' + (i * i * 7 + i) % 53;
    password[39] = 0;
}

static void test_wiped(void)
{
    WCHAR password[40];
    NET_API_STATUS status;

    make_password( password );
    status = add_use( REMOTE, L"DOMAIN", L"user", password, CREATE_NO_CONNECT );
    ok( status == NERR_Success, "got status %lu\n", status );
    /* without its beginning, over which the heap writes in a block that is free */
    ok( is_in_heap( password + 20, 18 * sizeof(WCHAR) ), "the search does not find a password\n" );
    status = add_use( REMOTE, L"DOMAIN", L"user2", password, CREATE_NO_CONNECT );
    ok( status == ERROR_SESSION_CREDENTIAL_CONFLICT, "got status %lu\n", status );
    status = NetUseDel( NULL, (WCHAR *)REMOTE, USE_NOFORCE );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( !is_in_heap( password + 20, 18 * sizeof(WCHAR) ), "the password is still in memory\n" );

    /* one that is refused */
    status = add_use( REMOTE, L"DOMAIN", L"user", password, 0 );
    ok( status == ERROR_BAD_NETPATH, "got status %lu\n", status );
    ok( !is_in_heap( password + 20, 18 * sizeof(WCHAR) ), "the password is still in memory\n" );
    SecureZeroMemory( password, sizeof(password) );
}

static void check_refused_credentials( const WCHAR *domain, const WCHAR *user, const WCHAR *password )
{
    NET_API_STATUS status = add_use( REMOTE, domain, user, password, CREATE_NO_CONNECT );

    ok( status == ERROR_BAD_USERNAME, "domain %s, user %s, password %s: got status %lu\n", debugstr_w( domain ),
        debugstr_w( user ), debugstr_w( password ), status );
    check_list( 0 );
}

/* Whoever gives credentials is asked as with them, or not at all: never as nobody. */
static void test_no_user(void)
{
    static WCHAR server[] = L"no-such-computer.invalid", stored_user[] = L"CORP\\";
    CREDENTIALW stored = { .Type = CRED_TYPE_DOMAIN_PASSWORD, .TargetName = server, .Persist = CRED_PERSIST_SESSION,
                           .CredentialBlob = (BYTE *)L"secret", .CredentialBlobSize = 6 * sizeof(WCHAR),
                           .UserName = stored_user };
    USE_INFO_1 info = { .ui1_remote = (WCHAR *)REMOTE, .ui1_password = (WCHAR *)L"secret", .ui1_asg_type = USE_IPC };
    WCHAR own_name[UNLEN + 1];
    DWORD size = ARRAY_SIZE(own_name);
    BYTE *buffer = garbage();
    NET_API_STATUS status;
    USE_INFO_2 *use;
    HKEY key;

    check_refused_credentials( NULL, L"", L"secret" );
    check_refused_credentials( L"DOMAIN", L"", NULL );
    check_refused_credentials( L"DOMAIN", NULL, NULL );
    check_refused_credentials( L"DOMAIN", L"", L"" );
    check_refused_credentials( NULL, L"CORP\\", NULL );
    check_refused_credentials( NULL, L"CORP\\", L"secret" );

    /* a password alone: the user's who runs the process. Level 1 has no name. */
    GetUserNameW( own_name, &size );
    status = add_use( REMOTE, NULL, NULL, L"secret", CREATE_NO_CONNECT );
    ok( status == NERR_Success, "got status %lu\n", status );
    status = NetUseGetInfo( NULL, (WCHAR *)REMOTE, 2, &buffer );
    ok( status == NERR_Success, "got status %lu\n", status );
    use = (USE_INFO_2 *)buffer;
    if (!status) ok( !lstrcmpW( use->ui2_username, own_name ), "got user %s\n", debugstr_w( use->ui2_username ) );
    NetApiBufferFree( buffer );
    status = NetUseAdd( NULL, 1, (BYTE *)&info, NULL );
    ok( status == NERR_Success, "level 1: the same credentials: got status %lu\n", status );
    info.ui1_password = (WCHAR *)L"other";
    status = NetUseAdd( NULL, 1, (BYTE *)&info, NULL );
    ok( status == ERROR_SESSION_CREDENTIAL_CONFLICT, "level 1: got status %lu\n", status );
    status = NetUseDel( NULL, (WCHAR *)REMOTE, USE_LOTS_OF_FORCE );
    ok( status == NERR_Success, "got status %lu\n", status );

    /* what the credential store has */
    ok( CredWriteW( &stored, 0 ), "CredWriteW failed with %lu\n", GetLastError() );
    status = NetWkstaGetInfo( server, 100, &buffer );
    ok( status == ERROR_BAD_USERNAME, "got status %lu\n", status );
    stored.UserName = (WCHAR *)L"";
    ok( CredWriteW( &stored, 0 ), "CredWriteW failed with %lu\n", GetLastError() );
    status = NetWkstaGetInfo( server, 100, &buffer );
    ok( status == ERROR_BAD_USERNAME, "a password alone: got status %lu\n", status );
    stored.UserName = (WCHAR *)L"user";
    stored.CredentialBlob = (BYTE *)L"se\0ret";
    ok( CredWriteW( &stored, 0 ), "CredWriteW failed with %lu\n", GetLastError() );
    status = NetWkstaGetInfo( server, 100, &buffer );
    ok( status == ERROR_INVALID_PASSWORD, "a null in the password: got status %lu\n", status );
    stored.CredentialBlob = (BYTE *)L"secret";
    stored.CredentialBlobSize--;
    ok( CredWriteW( &stored, 0 ), "CredWriteW failed with %lu\n", GetLastError() );
    status = NetWkstaGetInfo( server, 100, &buffer );
    ok( status == ERROR_INVALID_PASSWORD, "a half character: got status %lu\n", status );
    /* one that the store has, but cannot read any more */
    ok( !RegOpenKeyExW( HKEY_CURRENT_USER, L"Software\\Wine\\Credential Manager\\DomPasswd: no-such-computer.invalid", 0,
                        KEY_SET_VALUE, &key ), "the store has another place\n" );
    ok( !RegSetValueExW( key, L"Password", 0, REG_SZ, (const BYTE *)L"x", 2 * sizeof(WCHAR) ), "it cannot be damaged\n" );
    RegCloseKey( key );
    status = NetWkstaGetInfo( server, 100, &buffer );
    ok( status == ERROR_REGISTRY_CORRUPT, "a damaged credential: got status %lu\n", status );
    ok( CredDeleteW( server, CRED_TYPE_DOMAIN_PASSWORD, 0 ), "CredDeleteW failed with %lu\n", GetLastError() );
}

static DWORD WINAPI give_bad_pointer( void *arg )
{
    void *bad = garbage();
    DWORD read, total;
    BYTE *buffer;

    switch ((DWORD_PTR)arg)
    {
    case 0: NetUseDel( NULL, bad, USE_NOFORCE ); break;
    case 1: NetUseGetInfo( NULL, bad, 0, &buffer ); break;
    case 2: NetUseEnum( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, bad ); break;
    }
    return 0;
}

static DWORD WINAPI add_and_delete( void *arg )
{
    (void)arg;
    if (add_use( REMOTE, NULL, L"user", L"x", CREATE_NO_CONNECT )) return 1;
    return NetUseDel( NULL, (WCHAR *)REMOTE, USE_NOFORCE );
}

static void test_bad_pointers(void)
{
    static WCHAR present[] = L"\\\\present.invalid\\IPC$";
    DWORD_PTR i;

    /* so that there is something to compare the names with */
    ok( !add_use( present, NULL, L"user", L"x", CREATE_NO_CONNECT ), "it was not added\n" );
    for (i = 0; i < 3; i++) check_fault( give_bad_pointer, add_and_delete, i );
    ok( !NetUseDel( NULL, present, USE_NOFORCE ), "it was not deleted\n" );
}

static DWORD WINAPI use_servers( void *arg )
{
    WCHAR remote[32];
    unsigned int i;
    DWORD bad = 0, read, total;
    BYTE *buffer;

    for (i = 0; i < 2000; i++)
    {
        make_remote( (i + (DWORD_PTR)arg) % 3, remote );
        switch (add_use( remote, NULL, L"user", arg ? L"one" : L"two", CREATE_NO_CONNECT ))
        {
        case NERR_Success:
            if (NetUseGetInfo( NULL, remote, 2, &buffer )) bad++;
            NetApiBufferFree( buffer );
            if (NetUseDel( NULL, remote, USE_NOFORCE )) bad++;
            break;
        case ERROR_SESSION_CREDENTIAL_CONFLICT: break;
        default: bad++;
        }
        if (NetUseEnum( NULL, 2, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ) || read > 3) bad++;
        NetApiBufferFree( buffer );
    }
    return bad;
}

static void test_threads(void)
{
    HANDLE threads[4];
    DWORD i, bad;

    for (i = 0; i < ARRAY_SIZE(threads); i++)
        threads[i] = CreateThread( NULL, 0, use_servers, (void *)(DWORD_PTR)(i % 2), 0, NULL );
    WaitForMultipleObjects( ARRAY_SIZE(threads), threads, TRUE, INFINITE );
    for (i = 0; i < ARRAY_SIZE(threads); i++)
    {
        bad = 1;
        GetExitCodeThread( threads[i], &bad );
        ok( !bad, "thread %lu: %lu bad results\n", i, bad );
        CloseHandle( threads[i] );
    }
    check_list( 0 );
}

START_TEST(use)
{
    check_sizes( types, ARRAY_SIZE(types) );
    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's: the machine's connections stay as they are\n" );
        return;
    }
    test_bad_adds();
    test_levels();
    test_info();
    test_del();
    test_enum();
    test_wiped();
    test_no_user();
    test_bad_pointers();
    test_threads();
}
