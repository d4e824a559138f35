/*
 * Tests of a server that knows the password, and misbehaves
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

#include <stdio.h>

#include "wine/test.h"
#include <winsock2.h>
#include <windef.h>
#include <winbase.h>
#include <winreg.h>
#include <winuser.h>
#include <rpc.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>
#include <lmuse.h>
#include <lmwksta.h>

#include "questions.h"
#include "services.h"

/*
 * tests/host/sealed starts tests/hostile/sealed-server, which has the list of the misdeeds, and sets in the environment:
 * NETAPI32_SEALED_...
 *   SERVER           its address
 *   PORT, CONTROL    its ports: for DCE/RPC, and for this test
 *   USER, PASSWORD   whom it lets in
 */
static char control_port[100];
static WCHAR server[100], user[100], password[100], remote[110];
static DWORD port;

/* The first of two runs is short, for what is allocated at the first use. */
static BOOL warm;

/* milliseconds: what no answer takes, however busy the machine is, and how much later than its time limit a call may end */
#define TIME_LIMIT  30000
#define LATENESS    10000

static void get_variable( const WCHAR *name, WCHAR value[100] )
{
    WCHAR variable[64] = L"NETAPI32_SEALED_";

    lstrcatW( variable, name );
    value[0] = 0;
    GetEnvironmentVariableW( variable, value, 100 );
}

/*
 * The control connection
 */

static SOCKET control;

#define MAX_LINE  300

static BOOL connect_control(void)
{
    struct sockaddr_in name = { .sin_family = AF_INET };
    char address[100];
    WSADATA data;

    WSAStartup( MAKEWORD(2, 2), &data );
    wsprintfA( address, "%ls", server );
    name.sin_addr.s_addr = inet_addr( address );
    name.sin_port = htons( strtoul( control_port, NULL, 10 ) );
    control = socket( AF_INET, SOCK_STREAM, 0 );
    return !connect( control, (struct sockaddr *)&name, sizeof(name) );
}

/* Sends a command, and gets its answer, a line; an empty one when the server is gone. */
static void tell_server( const char *command, char answer[MAX_LINE] )
{
    unsigned int size = 0;

    answer[0] = 0;
    if (send( control, command, strlen( command ), 0 ) <= 0) return;
    while (size < MAX_LINE - 1 && recv( control, answer + size, 1, 0 ) == 1 && answer[size] != '\n') size++;
    answer[size] = 0;
}

/* how often the misdeed was done */
static int end_misdeed(void)
{
    char answer[MAX_LINE];

    tell_server( "did\n", answer );
    return answer[0] ? atoi( answer ) : -1;
}

/*
 * The settings and credentials
 */

#define SETTINGS_KEY  L"Software\\Wine\\NetApi32\\Servers\\"

static void set_number( HKEY key, const WCHAR *name, DWORD number )
{
    RegSetValueExW( key, name, 0, REG_DWORD, (BYTE *)&number, sizeof(number) );
}

static void write_settings( DWORD call_limit, DWORD function_limit )
{
    WCHAR path[ARRAY_SIZE(SETTINGS_KEY) + ARRAY_SIZE(server)] = SETTINGS_KEY;
    LSTATUS status;
    HKEY key;

    lstrcatW( path, server );
    status = RegCreateKeyExW( HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &key, NULL );
    ok( !status, "RegCreateKeyExW returned %ld\n", status );
    if (status) return;
    set_number( key, L"wkssvc", port );
    set_number( key, L"srvsvc", port );
    set_number( key, L"samr", port );
    set_number( key, L"lsarpc", port );
    set_number( key, L"netdfs", port );
    set_number( key, L"netlogon", port );
    set_number( key, L"dssetup", port );
    set_number( key, L"ConnectTimeout", TIME_LIMIT );
    set_number( key, L"CallTimeout", call_limit ? call_limit : TIME_LIMIT );
    set_number( key, L"FunctionTimeout", function_limit ? function_limit : 4 * TIME_LIMIT );
    RegCloseKey( key );
}

static void delete_settings(void)
{
    WCHAR path[ARRAY_SIZE(SETTINGS_KEY) + ARRAY_SIZE(server)] = SETTINGS_KEY;

    lstrcatW( path, server );
    RegDeleteKeyExW( HKEY_LOCAL_MACHINE, path, KEY_WOW64_64KEY, 0 );
}

static NET_API_STATUS add_use( ULONG flags )
{
    USE_INFO_3 info = { { NULL, remote, password, 0, USE_WILDCARD, 0, 0, user, NULL }, flags };

    return NetUseAdd( NULL, 3, (BYTE *)&info, NULL );
}

static void delete_use(void)
{
    NET_API_STATUS status = NetUseDel( NULL, remote, USE_FORCE );

    ok( !status, "NetUseDel returned %lu\n", status );
}

/* The next question makes a new connection, with new settings. */
static void renew_use(void)
{
    NET_API_STATUS status;

    delete_use();
    status = add_use( CREATE_NO_CONNECT );
    ok( !status, "NetUseAdd returned %lu\n", status );
}

/*
 * The questions
 */

/* Whether a function says that it got no answer: no program takes it for what a server found out. */
static BOOL is_no_answer( NET_API_STATUS status )
{
    switch (status)
    {
    case ERROR_ACCESS_DENIED:
    case ERROR_NOT_ENOUGH_MEMORY:
    case ERROR_NOT_SUPPORTED:
    case ERROR_BAD_NETPATH:
    case ERROR_LOGON_FAILURE: return TRUE;
    default: return (status >= RPC_S_INVALID_STRING_BINDING && status <= RPC_X_BAD_STUB_DATA) ||
                    (status >= RPC_S_CALL_CANCELLED && status <= RPC_S_GROUP_MEMBER_NOT_FOUND);
    }
}

/* The answer is known, word for word. */
static const char *ask_name( NET_API_STATUS *status )
{
    WKSTA_INFO_100 *info = garbage();
    BOOL is_right;

    *status = NetWkstaGetInfo( server, 100, (BYTE **)&info );
    if (*status) return info ? "a buffer with an error" : NULL;
    is_right = info->wki100_platform_id == 500 && !lstrcmpW( info->wki100_computername, L"TESTSERVER1" ) &&
               !lstrcmpW( info->wki100_langroup, L"TESTGROUP" );
    NetApiBufferFree( info );
    return is_right ? NULL : "another answer";
}

/*
 * Passwords: what the server knows of them stands there, too. It looks at all that it is sent, and answers what it is told to.
 */
#define OLD_PASSWORD  L"Old 1"
#define PASSWORD_USER L"somebody"

static NET_VALIDATE_PASSWORD_HASH history[] = { { 3, (BYTE *)"one" }, { 11, (BYTE *)"two of them" } };
static const NET_VALIDATE_PASSWORD_HASH new_hash = { 11, (BYTE *)"the new one" };

/* 0x40 is no field, 0x10 and 0x20 are the history's: what is not present is not sent */
static const NET_VALIDATE_PERSISTED_FIELDS sent_fields =
{
    0x40 | NET_VALIDATE_PASSWORD_LAST_SET | NET_VALIDATE_LOCKOUT_TIME | NET_VALIDATE_BAD_PASSWORD_COUNT |
        NET_VALIDATE_PASSWORD_HISTORY_LENGTH | NET_VALIDATE_PASSWORD_HISTORY,
    { 1, 2 }, { 3, 4 }, { 5, 0x80000006 }, 7, ARRAY_SIZE(history), history
};

static BOOL is_hash( const NET_VALIDATE_PASSWORD_HASH *hash, const NET_VALIDATE_PASSWORD_HASH *expected )
{
    return hash->Length == expected->Length && !memcmp( hash->Hash, expected->Hash, expected->Length );
}

/* NULL: as the server has to answer */
static const char *check_validation( const NET_VALIDATE_OUTPUT_ARG *output, DWORD hashes )
{
    const NET_VALIDATE_PERSISTED_FIELDS *fields = &output->ChangedPersistedFields;

    if (fields->PresentFields != sent_fields.PresentFields || fields->BadPasswordCount != 7 ||
        memcmp( &fields->PasswordLastSet, &sent_fields.PasswordLastSet, sizeof(FILETIME) ) ||
        memcmp( &fields->LockoutTime, &sent_fields.LockoutTime, sizeof(FILETIME) ) ||
        fields->BadPasswordTime.dwLowDateTime || fields->BadPasswordTime.dwHighDateTime) return "other numbers";
    if (fields->PasswordHistoryLength != hashes || !fields->PasswordHistory != !hashes) return "another history";
    if (hashes && (!is_hash( &fields->PasswordHistory[0], &new_hash ) || !is_hash( &fields->PasswordHistory[1], &history[0] ) ||
                   !is_hash( &fields->PasswordHistory[2], &history[1] ))) return "other hashes";
    return NULL;
}

static const char *validate( NET_VALIDATE_PASSWORD_TYPE type, const WCHAR *result, NET_API_STATUS *status, DWORD *told )
{
    NET_VALIDATE_AUTHENTICATION_INPUT_ARG authentication = { sent_fields, result[0] == '1' };
    NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG change = { sent_fields, (WCHAR *)result, (WCHAR *)PASSWORD_USER, new_hash, 2 };
    NET_VALIDATE_PASSWORD_RESET_INPUT_ARG reset = { sent_fields, (WCHAR *)result, (WCHAR *)PASSWORD_USER, new_hash, 2, FALSE };
    void *args[] = { &authentication, &change, &reset };
    NET_VALIDATE_OUTPUT_ARG *output = garbage();
    const char *wrong;

    *told = ~0u;
    *status = NetValidatePasswordPolicy( server, NULL, type, args[type - 1], (void **)&output );
    if (*status) return output ? "a buffer with an error" : NULL;
    wrong = check_validation( output, type == NetValidateAuthentication ? 0 : 3 );
    *told = output->ValidationStatus;
    if (NetValidatePasswordPolicyFree( (void **)&output )) wrong = "a buffer that cannot be freed";
    return wrong;
}

static void test_policy(void)
{
    static const NET_API_STATUS results[] =
    {
        NERR_Success, NERR_PasswordMustChange, NERR_AccountLockedOut, NERR_PasswordExpired, NERR_BadPassword,
        NERR_PasswordHistConflict, NERR_PasswordTooShort, NERR_PasswordTooLong, NERR_PasswordNotComplexEnough,
        NERR_PasswordTooRecent, NERR_PasswordFilterError
    };
    static NET_VALIDATE_PASSWORD_HASH no_hashes[1025];
    static BYTE large_hash[1025];
    NET_VALIDATE_PASSWORD_RESET_INPUT_ARG large = { .HashedPassword = { sizeof(large_hash), large_hash } };
    NET_VALIDATE_OUTPUT_ARG *output = garbage();
    NET_API_STATUS status;
    unsigned int i, type;
    const char *wrong;
    WCHAR result[12];
    DWORD told;

    for (type = NetValidateAuthentication; type <= NetValidatePasswordReset; type++)
        for (i = 0; i < ARRAY_SIZE(results) && (type != NetValidateAuthentication || i < 2); i++)
        {
            wsprintfW( result, L"%u", i );
            wrong = validate( type, result, &status, &told );
            ok( !status && !wrong && told == results[i], "type %u, result %u: got status %lu, %lu, %s\n", type, i, status, told,
                wrong ? wrong : "nothing wrong" );
        }
    /* too much to be sent */
    status = NetValidatePasswordPolicy( server, NULL, NetValidatePasswordReset, &large, (void **)&output );
    ok( status == ERROR_INVALID_PARAMETER && !output, "got status %lu, %p\n", status, output );
    large.HashedPassword.Hash = NULL;
    large.InputPersistedFields = sent_fields;
    large.InputPersistedFields.PasswordHistory = no_hashes;
    large.InputPersistedFields.PasswordHistoryLength = ARRAY_SIZE(no_hashes);
    status = NetValidatePasswordPolicy( server, NULL, NetValidatePasswordReset, &large, (void **)&output );
    ok( status == ERROR_INVALID_PARAMETER && !output, "got status %lu, %p\n", status, output );
}

static void test_password_change(void)
{
    static const struct { const WCHAR *old_password, *wanted; NET_API_STATUS status; } rows[] =
    {
        { OLD_PASSWORD, L"0", NERR_Success },
        { L"Another", L"0", ERROR_INVALID_PASSWORD },
        { L"", L"0", ERROR_INVALID_PASSWORD },
        { OLD_PASSWORD, L"c000006a", ERROR_INVALID_PASSWORD },      /* STATUS_WRONG_PASSWORD */
        { OLD_PASSWORD, L"c000006c", NERR_PasswordTooShort },       /* STATUS_PASSWORD_RESTRICTION */
        { OLD_PASSWORD, L"c0000022", ERROR_ACCESS_DENIED },
        { OLD_PASSWORD, L"c0000064", NERR_UserNotFound },
        { OLD_PASSWORD, L"c000006e", ERROR_ACCOUNT_RESTRICTION },
        { OLD_PASSWORD, L"c0000072", ERROR_ACCOUNT_DISABLED },
        { OLD_PASSWORD, L"c0000234", ERROR_ACCOUNT_LOCKED_OUT },
        { OLD_PASSWORD, L"c0000224", ERROR_PASSWORD_MUST_CHANGE },
        { OLD_PASSWORD, L"c0000071", ERROR_PASSWORD_EXPIRED },
        { OLD_PASSWORD, L"c000006b", ERROR_ILL_FORMED_PASSWORD },
        { OLD_PASSWORD, L"103", RPC_X_BAD_STUB_DATA },              /* no error and no success */
    };
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        status = NetUserChangePassword( server, PASSWORD_USER, rows[i].old_password, rows[i].wanted );
        ok( status == rows[i].status, "row %u: got status %lu, not %lu\n", i, status, rows[i].status );
    }
    status = NetUserChangePassword( server, L"nobody", OLD_PASSWORD, L"0" );
    ok( status == ERROR_INVALID_PASSWORD, "got status %lu\n", status );
}

/* It makes no use when it fails. */
static const char *ask_to_add( NET_API_STATUS *status )
{
    USE_INFO_1 *info;

    delete_use();
    if (!(*status = add_use( 0 ))) return NULL;
    if (!NetUseGetInfo( NULL, remote, 1, (BYTE **)&info ))
    {
        NetApiBufferFree( info );
        return "a use in spite of an error";
    }
    add_use( CREATE_NO_CONNECT );
    return NULL;
}

static const char *ask( const char *name, NET_API_STATUS *status )
{
    unsigned int i;
    DWORD told;

    *status = ~0u;
    if (!strcmp( name, "NetWkstaGetInfo 100" )) return ask_name( status );
    if (!strcmp( name, "NetUseAdd" )) return ask_to_add( status );
    if (!strcmp( name, "NetValidatePasswordPolicy" )) return validate( NetValidatePasswordReset, L"0", status, &told );
    for (i = 0; i < question_count; i++)
        if (!strcmp( name, questions[i].name )) return ask_question( &questions[i], server, status );
    return "there is no such question";
}

#define ask_well( name )  ask_well_( __LINE__, name )
static void ask_well_( unsigned int line, const char *name )
{
    NET_API_STATUS status;
    const char *wrong = ask( name, &status );

    ok_( __FILE__, line )( !status && !wrong, "%s: got status %lu, %s\n", name, status, wrong ? wrong : "nothing wrong" );
}

/*
 * The misdeeds
 */

enum field { KIND, QUESTION, EXPECTED, BEFORE, CALL_LIMIT, FUNCTION_LIMIT, NAME, FIELD_COUNT };

static BOOL split( char *line, char *fields[FIELD_COUNT] )
{
    unsigned int i;

    for (i = 0; i < FIELD_COUNT; i++)
    {
        fields[i] = line;
        if (!(line = strchr( line, '\t' ))) break;
        *line++ = 0;
    }
    return i == FIELD_COUNT - 1;
}

static void check_outcome( const char *expected, NET_API_STATUS status, int done )
{
    if (!strcmp( expected, "works" )) ok( !status, "got status %lu\n", status );
    else if (!strcmp( expected, "either" )) ok( !status || is_no_answer( status ), "got status %lu\n", status );
    else if (strcmp( expected, "any" )) ok( is_no_answer( status ), "got status %lu\n", status );
    if (!strcmp( expected, "once" )) ok( done == 1, "it was asked %d times\n", done );
    else ok( done > 0, "the server did it %d times\n", done );
}

/* Returns whether the function succeeded. */
static BOOL try_misdeed( char *fields[FIELD_COUNT] )
{
    DWORD limit = max( atoi( fields[CALL_LIMIT] ), atoi( fields[FUNCTION_LIMIT] ) ), elapsed;
    NET_API_STATUS status;
    const char *wrong;
    int before;

    write_settings( atoi( fields[CALL_LIMIT] ), atoi( fields[FUNCTION_LIMIT] ) );
    renew_use();
    for (before = atoi( fields[BEFORE] ); before; before--) ask_well( fields[QUESTION] );

    elapsed = GetTickCount();
    wrong = ask( fields[QUESTION], &status );
    elapsed = GetTickCount() - elapsed;
    ok( !wrong, "got status %lu and %s\n", status, wrong );
    check_outcome( fields[EXPECTED], status, end_misdeed() );
    if (limit) ok( elapsed < limit + LATENESS, "it took %lu ms\n", elapsed );
    return !status;
}

/* After so many misdeeds the server is one like others, for one call. */
#define CLEAN_INTERVAL  20

static void report( const char *kind, unsigned int tried, unsigned int succeeded )
{
    if (warm && kind[0]) trace( "%s: %u misdeeds, %u answered\n", kind, tried, succeeded );
}

static void test_misdeeds(void)
{
    char line[MAX_LINE], kind[MAX_LINE] = "", *fields[FIELD_COUNT];
    unsigned int count = 0, tried = 0, succeeded = 0;

    tell_server( warm ? "start all\n" : "start samples\n", line );
    ok( !strcmp( line, "ready" ), "got %s\n", line );
    for (;; count++)
    {
        tell_server( "next\n", line );
        if (!split( line, fields )) break;
        if (strcmp( kind, fields[KIND] ))
        {
            report( kind, tried, succeeded );
            tried = succeeded = 0;
            lstrcpynA( kind, fields[KIND], sizeof(kind) );
        }
        winetest_push_context( "%s, %s, %s", fields[KIND], fields[NAME], fields[QUESTION] );
        succeeded += try_misdeed( fields );
        tried++;
        winetest_pop_context();
        if (count % CLEAN_INTERVAL) continue;
        write_settings( 0, 0 );
        renew_use();
        ask_well( "NetWkstaGetInfo 100" );
    }
    report( kind, tried, succeeded );
    ok( !strcmp( line, "end" ), "got %s\n", line );
    ok( count > 0, "there were no misdeeds\n" );
}

static void test_clean(void)
{
    write_settings( 0, 0 );
    renew_use();
    ask_well( "NetUseAdd" );
    ask_well( "NetWkstaGetInfo 100" );
    ask_well( "NetShareEnum 1" );
    ask_well( "NetUserEnum 0" );
    ask_well( "NetUserGetInfo 4" );
    ask_well( "NetGetJoinInformation" );
    ask_well( "NetDfsEnum 3" );
    ask_well( "NetWkstaSetInfo 502" );
    test_policy();
    test_password_change();
}

START_TEST(sealed)
{
    WCHAR number[100];
    char line[MAX_LINE];
    NET_API_STATUS status;

    get_variable( L"SERVER", server );
    if (!server[0])
    {
        skip( "no server; wine-netapi32 check sealed starts one\n" );
        return;
    }
    get_variable( L"PORT", number );
    port = wcstoul( number, NULL, 10 );
    get_variable( L"CONTROL", number );
    wsprintfA( control_port, "%ls", number );
    get_variable( L"USER", user );
    get_variable( L"PASSWORD", password );
    lstrcpyW( remote, L"\\\\" );
    lstrcatW( remote, server );
    lstrcatW( remote, L"\\IPC$" );

    if (!connect_control())
    {
        ok( FALSE, "cannot reach the server\n" );
        return;
    }
    write_settings( 0, 0 );  /* so that the address is another computer's */
    status = add_use( CREATE_NO_CONNECT );
    ok( !status, "NetUseAdd returned %lu\n", status );
    test_clean();
    test_misdeeds();
    test_clean();
    if (warm)
    {
        tell_server( "notes\n", line );
        trace( "the server had %s\n", line );
    }
    warm = TRUE;
    delete_use();
    delete_settings();
    closesocket( control );
}
