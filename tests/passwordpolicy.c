/*
 * Tests of passwords against the account policy
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
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "answer.h"
#include "changes.h"

/*
 * The test has a copy of the code, and a policy of its own: this computer's can be changed, but not by everybody, and
 * others have to do with it meanwhile.
 */

/* before the name means the test's own */
static NET_API_STATUS get_own_modals( const WCHAR *server, DWORD level, BYTE **buffer )
{
    return NetUserModalsGet( server, level, buffer );
}

static USER_MODALS_INFO_0 test_modals_0;
static USER_MODALS_INFO_3 test_modals_3;

static NET_API_STATUS WINAPI get_test_modals( const WCHAR *server, DWORD level, BYTE **buffer )
{
    DWORD size = level ? sizeof(test_modals_3) : sizeof(test_modals_0);

    ok( !server, "got server %s\n", debugstr_w( server ) );
    ok( !level || level == 3, "got level %lu\n", level );
    if (NetApiBufferAllocate( size, (void **)buffer )) return ERROR_NOT_ENOUGH_MEMORY;
    memcpy( *buffer, level ? (void *)&test_modals_3 : (void *)&test_modals_0, size );
    return NERR_Success;
}

#define NetUserModalsGet               get_test_modals
#define NetValidatePasswordPolicy      copied_NetValidatePasswordPolicy
#define NetValidatePasswordPolicyFree  copied_NetValidatePasswordPolicyFree
#define find_server                    copied_find_server
#define validate_sam_password          copied_validate_sam_password
#include "../passwordpolicy.c"
#undef NetValidatePasswordPolicy
#undef NetValidatePasswordPolicyFree

NET_API_STATUS WINAPI NetValidatePasswordPolicy( const WCHAR *server, void *qualifier, NET_VALIDATE_PASSWORD_TYPE type,
                                                 void *input, void **output );
NET_API_STATUS WINAPI NetValidatePasswordPolicyFree( void **output );

NET_API_STATUS find_server( const WCHAR *server, const WCHAR **other )
{
    *other = server;
    return NERR_Success;
}

/* Remote tests of hostile/ and host/samba-users have this. */
NET_API_STATUS validate_sam_password( const WCHAR *server, NET_VALIDATE_PASSWORD_TYPE type, const void *arg,
                                      NET_VALIDATE_OUTPUT_ARG **output )
{
    (void)server, (void)type, (void)arg, (void)output;
    return ERROR_BAD_NETPATH;
}

typedef NET_API_STATUS (WINAPI *validate_t)( const WCHAR *, void *, NET_VALIDATE_PASSWORD_TYPE, void *, void ** );
typedef NET_API_STATUS (WINAPI *free_t)( void ** );

static const struct
{
    validate_t validate;
    free_t     free;
}
own = { NetValidatePasswordPolicy, NetValidatePasswordPolicyFree },
copy = { copied_NetValidatePasswordPolicy, copied_NetValidatePasswordPolicyFree };

#define MINUTE  (60 * TICKS_PER_SECOND)
#define DAY     (24 * 60 * MINUTE)

static ULONGLONG now(void)
{
    FILETIME time;

    GetSystemTimeAsFileTime( &time );
    return get_time( &time );
}

static FILETIME make_time( ULONGLONG ticks )
{
    FILETIME time = { (DWORD)ticks, (DWORD)(ticks >> 32) };

    return time;
}

static BOOL is_now( const FILETIME *time )
{
    ULONGLONG ago = now() - get_time( time );

    return ago < MINUTE;
}

/* what a program has stored of an account */
static NET_VALIDATE_PERSISTED_FIELDS stored;

static void store_times( ULONGLONG set, ULONGLONG bad, ULONGLONG locked, DWORD bad_count )
{
    memset( &stored, 0, sizeof(stored) );
    stored.PresentFields = NET_VALIDATE_PASSWORD_LAST_SET | NET_VALIDATE_BAD_PASSWORD_TIME | NET_VALIDATE_LOCKOUT_TIME |
                           NET_VALIDATE_BAD_PASSWORD_COUNT;
    stored.PasswordLastSet = make_time( set );
    stored.BadPasswordTime = make_time( bad );
    stored.LockoutTime = make_time( locked );
    stored.BadPasswordCount = bad_count;
}

#define check_arg( arg, type, expected, changed )  check_arg_( __LINE__, &copy.validate, arg, type, expected, changed )
/* Returns what has changed; it is valid until the next call. */
static const NET_VALIDATE_PERSISTED_FIELDS *check_arg_( unsigned int line, const validate_t *function, void *arg,
                                                       NET_VALIDATE_PASSWORD_TYPE type, NET_API_STATUS expected,
                                                       DWORD changed )
{
    static NET_VALIDATE_PERSISTED_FIELDS fields;
    NET_VALIDATE_OUTPUT_ARG *output = (void *)0xdeadbeef;
    NET_API_STATUS status;

    memset( &fields, 0, sizeof(fields) );
    status = (*function)( NULL, NULL, type, arg, (void **)&output );
    ok_( __FILE__, line )( !status, "got status %lu\n", status );
    if (status) return &fields;
    ok_( __FILE__, line )( output->ValidationStatus == expected, "got validation status %lu, not %lu\n",
                           output->ValidationStatus, expected );
    ok_( __FILE__, line )( output->ChangedPersistedFields.PresentFields == changed, "got fields %#lx, not %#lx\n",
                           output->ChangedPersistedFields.PresentFields, changed );
    fields = output->ChangedPersistedFields;
    fields.PasswordHistory = NULL;
    status = copy.free( (void **)&output );
    ok_( __FILE__, line )( !status && !output, "Free returned %lu, and left %p\n", status, output );
    return &fields;
}

static void test_authentication(void)
{
    const NET_VALIDATE_PERSISTED_FIELDS *changed;
    NET_VALIDATE_AUTHENTICATION_INPUT_ARG arg = { .PasswordMatched = TRUE };
    ULONGLONG t = now();

    test_modals_0.usrmod0_max_passwd_age = 42 * 24 * 60 * 60;
    test_modals_3.usrmod3_lockout_duration = 30 * 60;
    test_modals_3.usrmod3_lockout_observation_window = 10 * 60;
    test_modals_3.usrmod3_lockout_threshold = 3;

    /* a field that is not present counts as 0 */
    arg.InputPersistedFields.PasswordLastSet = make_time( t );
    check_arg( &arg, NetValidateAuthentication, NERR_PasswordMustChange, 0 );

    store_times( t - DAY, 0, 0, 0 );
    arg.InputPersistedFields = stored;
    check_arg( &arg, NetValidateAuthentication, NERR_Success, 0 );
    store_times( t - 41 * DAY, 0, 0, 2 );
    arg.InputPersistedFields = stored;
    changed = check_arg( &arg, NetValidateAuthentication, NERR_Success, NET_VALIDATE_BAD_PASSWORD_COUNT );
    ok( !changed->BadPasswordCount, "got count %lu\n", changed->BadPasswordCount );
    store_times( t - 43 * DAY, 0, 0, 0 );
    arg.InputPersistedFields = stored;
    check_arg( &arg, NetValidateAuthentication, NERR_PasswordExpired, 0 );
    test_modals_0.usrmod0_max_passwd_age = TIMEQ_FOREVER;
    check_arg( &arg, NetValidateAuthentication, NERR_Success, 0 );

    /* locked out, and after that */
    store_times( t - DAY, 0, t - 29 * MINUTE, 0 );
    arg.InputPersistedFields = stored;
    check_arg( &arg, NetValidateAuthentication, NERR_AccountLockedOut, 0 );
    store_times( t - DAY, 0, t - 31 * MINUTE, 0 );
    arg.InputPersistedFields = stored;
    changed = check_arg( &arg, NetValidateAuthentication, NERR_Success, NET_VALIDATE_LOCKOUT_TIME );
    ok( !get_time( &changed->LockoutTime ), "still locked out\n" );
    test_modals_3.usrmod3_lockout_duration = TIMEQ_FOREVER;
    check_arg( &arg, NetValidateAuthentication, NERR_AccountLockedOut, 0 );

    /* wrong passwords: the first one, the second, one after the window, and one too many */
    arg.PasswordMatched = FALSE;
    store_times( t - DAY, 0, 0, 0 );
    arg.InputPersistedFields = stored;
    changed = check_arg( &arg, NetValidateAuthentication, NERR_BadPassword,
                        NET_VALIDATE_BAD_PASSWORD_COUNT | NET_VALIDATE_BAD_PASSWORD_TIME );
    ok( changed->BadPasswordCount == 1, "got count %lu\n", changed->BadPasswordCount );
    ok( is_now( &changed->BadPasswordTime ), "got another time\n" );
    store_times( t - DAY, t - 9 * MINUTE, 0, 1 );
    arg.InputPersistedFields = stored;
    changed = check_arg( &arg, NetValidateAuthentication, NERR_BadPassword,
                        NET_VALIDATE_BAD_PASSWORD_COUNT | NET_VALIDATE_BAD_PASSWORD_TIME );
    ok( changed->BadPasswordCount == 2, "got count %lu\n", changed->BadPasswordCount );
    store_times( t - DAY, t - 11 * MINUTE, 0, 2 );
    arg.InputPersistedFields = stored;
    changed = check_arg( &arg, NetValidateAuthentication, NERR_BadPassword,
                        NET_VALIDATE_BAD_PASSWORD_COUNT | NET_VALIDATE_BAD_PASSWORD_TIME );
    ok( changed->BadPasswordCount == 1, "got count %lu\n", changed->BadPasswordCount );
    store_times( t - DAY, t - 9 * MINUTE, 0, 2 );
    arg.InputPersistedFields = stored;
    changed = check_arg( &arg, NetValidateAuthentication, NERR_BadPassword, NET_VALIDATE_BAD_PASSWORD_COUNT |
                        NET_VALIDATE_BAD_PASSWORD_TIME | NET_VALIDATE_LOCKOUT_TIME );
    ok( changed->BadPasswordCount == 3, "got count %lu\n", changed->BadPasswordCount );
    ok( is_now( &changed->LockoutTime ), "got another time\n" );
    test_modals_3.usrmod3_lockout_threshold = 0;
    check_arg( &arg, NetValidateAuthentication, NERR_BadPassword,
              NET_VALIDATE_BAD_PASSWORD_COUNT | NET_VALIDATE_BAD_PASSWORD_TIME );
}

static void test_change(void)
{
    WCHAR of_256[257], of_257[258];
    NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG arg = { .PasswordMatch = TRUE };
    const NET_VALIDATE_PERSISTED_FIELDS *changed;
    ULONGLONG t = now();
    unsigned int i;

    for (i = 0; i < 257; i++) of_256[i] = of_257[i] = 'x';
    of_256[256] = of_257[257] = 0;
    test_modals_0.usrmod0_min_passwd_len = 7;
    test_modals_0.usrmod0_min_passwd_age = 24 * 60 * 60;
    test_modals_3.usrmod3_lockout_duration = 30 * 60;

    store_times( t - 2 * DAY, 0, 0, 0 );
    arg.InputPersistedFields = stored;
    arg.ClearPassword = (WCHAR *)L"1234567";
    changed = check_arg( &arg, NetValidatePasswordChange, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET );
    ok( is_now( &changed->PasswordLastSet ), "got another time\n" );
    arg.ClearPassword = (WCHAR *)L"123456";
    check_arg( &arg, NetValidatePasswordChange, NERR_PasswordTooShort, 0 );
    arg.ClearPassword = NULL;
    check_arg( &arg, NetValidatePasswordChange, NERR_PasswordTooShort, 0 );
    arg.ClearPassword = of_256;
    check_arg( &arg, NetValidatePasswordChange, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET );
    arg.ClearPassword = of_257;
    check_arg( &arg, NetValidatePasswordChange, NERR_PasswordTooLong, 0 );

    arg.ClearPassword = (WCHAR *)L"1234567";
    store_times( t - DAY / 2, 0, 0, 0 );
    arg.InputPersistedFields = stored;
    check_arg( &arg, NetValidatePasswordChange, NERR_PasswordTooRecent, 0 );
    arg.InputPersistedFields.PresentFields = 0;
    check_arg( &arg, NetValidatePasswordChange, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET );
    store_times( t - 2 * DAY, 0, t - MINUTE, 0 );
    arg.InputPersistedFields = stored;
    check_arg( &arg, NetValidatePasswordChange, NERR_AccountLockedOut, 0 );

    arg.PasswordMatch = FALSE;
    store_times( t - 2 * DAY, 0, 0, 0 );
    arg.InputPersistedFields = stored;
    check_arg( &arg, NetValidatePasswordChange, NERR_BadPassword,
              NET_VALIDATE_BAD_PASSWORD_COUNT | NET_VALIDATE_BAD_PASSWORD_TIME );
}

static void test_history(void)
{
    static BYTE hashes[4][4] = { "one", "two", "thr", "fou" };
    NET_VALIDATE_PASSWORD_HASH history[3] = { { 4, hashes[0] }, { 4, hashes[1] }, { 4, hashes[2] } };
    NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG arg = { .PasswordMatch = TRUE, .ClearPassword = (WCHAR *)L"1234567" };
    NET_VALIDATE_OUTPUT_ARG *output = NULL;
    NET_VALIDATE_PASSWORD_HASH *hash;
    NET_API_STATUS status;
    struct answer answer;
    unsigned int i;

    store_times( now() - 2 * DAY, 0, 0, 0 );
    arg.InputPersistedFields = stored;
    arg.InputPersistedFields.PresentFields |= NET_VALIDATE_PASSWORD_HISTORY_LENGTH | NET_VALIDATE_PASSWORD_HISTORY;
    arg.InputPersistedFields.PasswordHistory = history;
    arg.InputPersistedFields.PasswordHistoryLength = ARRAY_SIZE(history);
    arg.HashedPassword.Length = 4;

    test_modals_0.usrmod0_password_hist_len = 2;
    for (i = 0; i < 2; i++)
    {
        arg.HashedPassword.Hash = hashes[i];
        check_arg( &arg, NetValidatePasswordChange, NERR_PasswordHistConflict, 0 );
    }
    /* also of a password that is too short */
    arg.ClearPassword = (WCHAR *)L"1";
    check_arg( &arg, NetValidatePasswordChange, NERR_PasswordHistConflict, 0 );
    arg.ClearPassword = (WCHAR *)L"1234567";
    arg.HashedPassword.Hash = hashes[2];
    check_arg( &arg, NetValidatePasswordChange, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET |
              NET_VALIDATE_PASSWORD_HISTORY_LENGTH | NET_VALIDATE_PASSWORD_HISTORY );
    arg.HashedPassword.Length = 3;
    arg.HashedPassword.Hash = hashes[0];
    check_arg( &arg, NetValidatePasswordChange, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET |
              NET_VALIDATE_PASSWORD_HISTORY_LENGTH | NET_VALIDATE_PASSWORD_HISTORY );

    /* the new one comes first, and the oldest goes */
    arg.HashedPassword.Length = 4;
    arg.HashedPassword.Hash = hashes[3];
    status = copy.validate( NULL, NULL, NetValidatePasswordChange, &arg, (void **)&output );
    ok( !status && output && !output->ValidationStatus, "got status %lu\n", status );
    if (status || !output) return;
    ok( output->ChangedPersistedFields.PasswordHistoryLength == 2, "got %lu hashes\n",
        output->ChangedPersistedFields.PasswordHistoryLength );
    hash = output->ChangedPersistedFields.PasswordHistory;
    ok( hash[0].Length == 4 && !memcmp( hash[0].Hash, hashes[3], 4 ), "got another hash first\n" );
    ok( hash[1].Length == 4 && !memcmp( hash[1].Hash, hashes[0], 4 ), "got another hash second\n" );
    open_answer( &answer, output, sizeof(*output) );
    check_part( &answer, hash, 2 * sizeof(*hash), "history" );
    for (i = 0; i < 2; i++) check_part( &answer, hash[i].Hash, hash[i].Length, "hash" );
    close_answer( &answer );

    /* no room for what a program tells of its hashes */
    if (sizeof(void *) == 8)
    {
        test_modals_0.usrmod0_password_hist_len = 3;
        history[0].Length = history[1].Length = 0xfffffff0;
        output = (void *)0xdeadbeef;
        status = copy.validate( NULL, NULL, NetValidatePasswordChange, &arg, (void **)&output );
        ok( status == ERROR_NOT_ENOUGH_MEMORY && !output, "got status %lu, %p\n", status, output );
    }
    test_modals_0.usrmod0_password_hist_len = 0;
}

static void test_reset(void)
{
    NET_VALIDATE_PASSWORD_RESET_INPUT_ARG arg = { .ClearPassword = (WCHAR *)L"1234567" };
    const NET_VALIDATE_PERSISTED_FIELDS *changed;
    ULONGLONG t = now();

    /* neither a lockout nor the age of the old one counts; wrong passwords were the old one's */
    store_times( t, t, t, 2 );
    arg.InputPersistedFields = stored;
    changed = check_arg( &arg, NetValidatePasswordReset, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET |
                        NET_VALIDATE_BAD_PASSWORD_COUNT );
    ok( is_now( &changed->PasswordLastSet ) && !changed->BadPasswordCount, "got another time, or count %lu\n",
        changed->BadPasswordCount );
    store_times( t, t, t, 0 );
    arg.InputPersistedFields = stored;
    arg.PasswordMustChangeAtNextLogon = TRUE;
    changed = check_arg( &arg, NetValidatePasswordReset, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET );
    ok( !get_time( &changed->PasswordLastSet ), "got a time\n" );
    store_times( t, t, t, 2 );
    arg.InputPersistedFields = stored;
    arg.ClearLockout = TRUE;
    changed = check_arg( &arg, NetValidatePasswordReset, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET |
                        NET_VALIDATE_LOCKOUT_TIME | NET_VALIDATE_BAD_PASSWORD_COUNT );
    ok( !get_time( &changed->LockoutTime ) && !changed->BadPasswordCount, "still locked out\n" );
    arg.ClearPassword = (WCHAR *)L"123456";
    check_arg( &arg, NetValidatePasswordReset, NERR_PasswordTooShort, 0 );
}

/* This computer's own policy, whatever it is. */
static void test_own(void)
{
    NET_VALIDATE_PASSWORD_RESET_INPUT_ARG reset = { .ClearPassword = (WCHAR *)L"Str0ng-Pa55word!",
                                                    .UserAccountName = (WCHAR *)L"sa" };
    NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG change = { .ClearPassword = (WCHAR *)L"Str0ng-Pa55word!", .PasswordMatch = TRUE };
    NET_VALIDATE_AUTHENTICATION_INPUT_ARG authentication = { .PasswordMatched = TRUE };
    DWORD old, changed = 17;
    USER_MODALS_INFO_0 *info;

    check_arg_( __LINE__, &own.validate, &reset, NetValidatePasswordReset, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET );
    check_arg_( __LINE__, &own.validate, &change, NetValidatePasswordChange, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET );
    check_arg_( __LINE__, &own.validate, &authentication, NetValidateAuthentication, NERR_PasswordMustChange, 0 );
    store_times( now() - DAY, 0, 0, 0 );
    authentication.InputPersistedFields = stored;
    check_arg_( __LINE__, &own.validate, &authentication, NetValidateAuthentication, NERR_Success, 0 );

    /* it is the one that NetUserModalsSet() changes */
    if (!may_change_accounts() || get_own_modals( NULL, 0, (BYTE **)&info ))
    {
        skip( "the policy stays as it is\n" );
        return;
    }
    old = info->usrmod0_min_passwd_len;
    NetApiBufferFree( info );
    ok( !NetUserModalsSet( NULL, 1001, (BYTE *)&changed, NULL ), "the length is not changed\n" );
    check_arg_( __LINE__, &own.validate, &reset, NetValidatePasswordReset, NERR_PasswordTooShort, 0 );
    check_arg_( __LINE__, &own.validate, &change, NetValidatePasswordChange, NERR_PasswordTooShort, 0 );
    ok( !NetUserModalsSet( NULL, 1001, (BYTE *)&old, NULL ), "the length is not what it was\n" );
    check_arg_( __LINE__, &own.validate, &reset, NetValidatePasswordReset, NERR_Success, NET_VALIDATE_PASSWORD_LAST_SET );
}

static void test_bad_input(void)
{
    NET_VALIDATE_PASSWORD_RESET_INPUT_ARG arg = { .ClearPassword = (WCHAR *)L"1234567" };
    static const struct
    {
        const WCHAR *server;
        BOOL         qualifier;
        int          type;
        BOOL         no_input;
        NET_API_STATUS status;
    }
    rows[] =
    {
        { NULL, TRUE, NetValidatePasswordReset, FALSE, ERROR_INVALID_PARAMETER },
        { NULL, FALSE, 0, FALSE, ERROR_INVALID_PARAMETER },
        { NULL, FALSE, 4, FALSE, ERROR_INVALID_PARAMETER },
        { NULL, FALSE, -1, FALSE, ERROR_INVALID_PARAMETER },
        { NULL, FALSE, NetValidatePasswordReset, TRUE, ERROR_INVALID_PARAMETER },
        { L"\\\\", FALSE, NetValidatePasswordReset, FALSE, ERROR_INVALID_NAME },
        { L"no-such-computer.invalid", FALSE, NetValidatePasswordReset, FALSE, ERROR_BAD_NETPATH },
    };
    void *output, *block;
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        output = (void *)0xdeadbeef;
        status = own.validate( rows[i].server, rows[i].qualifier ? &arg : NULL, rows[i].type, rows[i].no_input ? NULL : &arg,
                               &output );
        ok( status == rows[i].status, "row %u: got status %lu\n", i, status );
        ok( !output, "row %u: got %p\n", i, output );
    }
    status = own.validate( NULL, NULL, NetValidatePasswordReset, &arg, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = own.free( NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    output = NULL;
    status = own.free( &output );
    ok( status == NERR_Success && !output, "got status %lu, %p\n", status, output );
    output = block = &arg;
    status = own.free( &output );
    ok( status == ERROR_INVALID_PARAMETER && output == block, "got status %lu, %p\n", status, output );
}

START_TEST(passwordpolicy)
{
    test_authentication();
    test_change();
    test_history();
    test_reset();
    if (!testing_ours())
    {
        skip( "what this computer's policy allows is unknown\n" );
        return;
    }
    test_own();
    test_bad_input();
}
