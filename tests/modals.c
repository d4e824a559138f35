/*
 * The account policy
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
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <winreg.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "answer.h"
#include "changes.h"
#include "product.h"
#include "program.h"

static void test_layout(void)
{
    BOOL is_64 = sizeof(void *) == 8;

    ok( sizeof(USER_MODALS_INFO_0) == 20, "got %u\n", (UINT)sizeof(USER_MODALS_INFO_0) );
    ok( sizeof(USER_MODALS_INFO_1) == (is_64 ? 16 : 8), "got %u\n", (UINT)sizeof(USER_MODALS_INFO_1) );
    ok( sizeof(USER_MODALS_INFO_2) == (is_64 ? 16 : 8), "got %u\n", (UINT)sizeof(USER_MODALS_INFO_2) );
    ok( sizeof(USER_MODALS_INFO_3) == 12, "got %u\n", (UINT)sizeof(USER_MODALS_INFO_3) );
}

static void *get_modals( DWORD level, struct answer *answer, SIZE_T size )
{
    BYTE *info = (BYTE *)0xdeadbeef;
    NET_API_STATUS status = NetUserModalsGet( NULL, level, &info );

    ok( status == NERR_Success, "level %lu: got status %lu\n", level, status );
    if (status) return NULL;
    open_answer( answer, info, size );
    return info;
}

/* An administrator may have changed the policy: what is then still true. */
static void test_policy(void)
{
    USER_MODALS_INFO_0 *info0;
    USER_MODALS_INFO_1 *info1;
    USER_MODALS_INFO_3 *info3;
    struct answer answer;

    if ((info0 = get_modals( 0, &answer, sizeof(*info0) )))
    {
        ok( info0->usrmod0_min_passwd_len <= PWLEN, "got length %lu\n", info0->usrmod0_min_passwd_len );
        ok( info0->usrmod0_min_passwd_age <= info0->usrmod0_max_passwd_age, "got ages %lu, %lu\n",
            info0->usrmod0_min_passwd_age, info0->usrmod0_max_passwd_age );
        close_answer( &answer );
    }
    if ((info1 = get_modals( 1, &answer, sizeof(*info1) )))
    {
        ok( info1->usrmod1_role <= UAS_ROLE_PRIMARY, "got role %lu\n", info1->usrmod1_role );
        if (testing_ours())
        {
            /* MS-SAMR 3.1.5.5.1.2, DomainServerRoleInformation: that of a server that is no domain controller */
            ok( info1->usrmod1_role == UAS_ROLE_PRIMARY, "got role %lu\n", info1->usrmod1_role );
            check_string( &answer, info1->usrmod1_primary, "primary" );
            ok( !info1->usrmod1_primary[0], "got primary %s\n", wine_dbgstr_w( info1->usrmod1_primary ) );
        }
        close_answer( &answer );
    }
    if ((info3 = get_modals( 3, &answer, sizeof(*info3) )))
    {
        ok( info3->usrmod3_lockout_observation_window <= info3->usrmod3_lockout_duration, "got %lu, %lu\n",
            info3->usrmod3_lockout_observation_window, info3->usrmod3_lockout_duration );
        close_answer( &answer );
    }
}

/* docs/accounts.md: whether nobody has changed it */
static BOOL is_unchanged_policy(void)
{
    DWORD type, size = 0;
    NET_API_STATUS status;
    HKEY key;

    if (!testing_ours()) return FALSE;
    status = RegOpenKeyExW( HKEY_LOCAL_MACHINE, L"Software\\Wine\\NetApi32\\Accounts", 0, KEY_READ | KEY_WOW64_64KEY,
                            &key );
    if (status) return TRUE;
    status = RegQueryValueExW( key, L"Policy", NULL, &type, NULL, &size );
    RegCloseKey( key );
    return status || size <= 2 * sizeof(WCHAR);
}

/* Microsoft Learn, "Security policy settings", has what a stand-alone computer begins with, and MS-SAMR 3.1.5.5.1.2 the
 * role of what is no domain controller. */
static void test_default_policy(void)
{
    USER_MODALS_INFO_0 *info0 = NULL;
    USER_MODALS_INFO_1 *info1 = NULL;
    USER_MODALS_INFO_3 *info3 = NULL;

    if (!is_unchanged_policy()) return;
    if (!NetUserModalsGet( NULL, 0, (BYTE **)&info0 ))
    {
        ok( info0->usrmod0_min_passwd_len == 0, "got length %lu\n", info0->usrmod0_min_passwd_len );
        ok( info0->usrmod0_max_passwd_age == 42 * 86400, "got age %lu\n", info0->usrmod0_max_passwd_age );
        ok( info0->usrmod0_min_passwd_age == 0, "got age %lu\n", info0->usrmod0_min_passwd_age );
        ok( info0->usrmod0_force_logoff == TIMEQ_FOREVER, "got %lu\n", info0->usrmod0_force_logoff );
        ok( info0->usrmod0_password_hist_len == 0, "got length %lu\n", info0->usrmod0_password_hist_len );
    }
    if (!NetUserModalsGet( NULL, 1, (BYTE **)&info1 ))
    {
        ok( info1->usrmod1_role == UAS_ROLE_PRIMARY, "got role %lu\n", info1->usrmod1_role );
        ok( !info1->usrmod1_primary[0], "got primary %s\n", wine_dbgstr_w( info1->usrmod1_primary ) );
    }
    if (!NetUserModalsGet( NULL, 3, (BYTE **)&info3 ))
    {
        ok( info3->usrmod3_lockout_duration == 1800, "got %lu\n", info3->usrmod3_lockout_duration );
        ok( info3->usrmod3_lockout_observation_window == 1800, "got %lu\n", info3->usrmod3_lockout_observation_window );
        ok( info3->usrmod3_lockout_threshold == 0, "got %lu\n", info3->usrmod3_lockout_threshold );
    }
    ok( info0 && info1 && info3, "there is no policy\n" );
    NetApiBufferFree( info0 );
    NetApiBufferFree( info1 );
    NetApiBufferFree( info3 );
}

/* The domain is that of the users' SIDs, and has the computer's name. */
static void test_domain(void)
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1], user_name[UNLEN + 1], name[256], domain[256];
    DWORD size = ARRAY_SIZE(computer), name_size = ARRAY_SIZE(name), domain_size = ARRAY_SIZE(domain);
    USER_MODALS_INFO_2 *info;
    struct answer answer;
    USER_INFO_4 *user;
    SID_NAME_USE use;
    BYTE sid[SECURITY_MAX_SID_SIZE];

    if (!(info = get_modals( 2, &answer, sizeof(*info) ))) return;
    check_string( &answer, info->usrmod2_domain_name, "domain" );
    ok( IsValidSid( info->usrmod2_domain_id ), "got no SID\n" );
    check_part( &answer, info->usrmod2_domain_id, GetLengthSid( info->usrmod2_domain_id ), "SID" );

    GetComputerNameW( computer, &size );
    ok( !lstrcmpiW( info->usrmod2_domain_name, computer ), "got %s, the computer is %s\n",
        wine_dbgstr_w( info->usrmod2_domain_name ), wine_dbgstr_w( computer ) );
    ok( LookupAccountSidW( NULL, info->usrmod2_domain_id, name, &name_size, domain, &domain_size, &use ),
        "the SID is not found, error %lu\n", GetLastError() );
    ok( use == SidTypeDomain && !lstrcmpiW( domain, computer ), "got use %u, %s\n", use, wine_dbgstr_w( domain ) );

    size = ARRAY_SIZE(user_name);
    GetUserNameW( user_name, &size );
    if (!NetUserGetInfo( NULL, user_name, 4, (BYTE **)&user ))
    {
        CopySid( sizeof(sid), sid, user->usri4_user_sid );
        --*GetSidSubAuthorityCount( sid );
        ok( EqualSid( sid, info->usrmod2_domain_id ), "the user is of another domain\n" );
        NetApiBufferFree( user );
    }
    close_answer( &answer );
}

static void test_bad_input(void)
{
    static const DWORD bad_levels[] = { 4, 100, 1000, 1001, 1007, 0xffffffff };
    WCHAR names[MAX_OWN_NAMES][300];
    NET_API_STATUS status;
    unsigned int i, count;
    BYTE *info;

    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        info = (BYTE *)0xdeadbeef;
        status = NetUserModalsGet( NULL, bad_levels[i], &info );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
        if (testing_ours()) ok( !info, "level %lu: got %p\n", bad_levels[i], info );
    }
    count = own_names( names );
    for (i = 0; i < count; i++)
    {
        status = NetUserModalsGet( names[i], 0, &info );
        ok( status == NERR_Success, "%s: got status %lu\n", wine_dbgstr_w( names[i] ), status );
        if (!status) NetApiBufferFree( info );
    }
    if (!testing_ours()) return;
    status = NetUserModalsGet( NULL, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        info = (BYTE *)0xdeadbeef;
        status = NetUserModalsGet( bad_servers[i], 0, &info );
        ok( status != NERR_Success, "%s: got success\n", wine_dbgstr_w( bad_servers[i] ) );
        ok( !info, "%s: got %p\n", wine_dbgstr_w( bad_servers[i] ), info );
    }
}

/* ---- changing --------------------------------------------------------------------------------- */

/* the whole policy but level 2, which nobody changes */
struct policy
{
    USER_MODALS_INFO_0 passwords;
    DWORD              role;
    WCHAR              primary[UNCLEN + 1];
    USER_MODALS_INFO_3 lockout;
};

static void read_policy( struct policy *policy )
{
    USER_MODALS_INFO_0 *info0 = NULL;
    USER_MODALS_INFO_1 *info1 = NULL;
    USER_MODALS_INFO_3 *info3 = NULL;

    memset( policy, 0, sizeof(*policy) );
    if (!NetUserModalsGet( NULL, 0, (BYTE **)&info0 )) policy->passwords = *info0;
    if (!NetUserModalsGet( NULL, 1, (BYTE **)&info1 ))
    {
        policy->role = info1->usrmod1_role;
        lstrcpynW( policy->primary, info1->usrmod1_primary ? info1->usrmod1_primary : L"",
                   ARRAY_SIZE(policy->primary) );
    }
    if (!NetUserModalsGet( NULL, 3, (BYTE **)&info3 )) policy->lockout = *info3;
    NetApiBufferFree( info0 );
    NetApiBufferFree( info1 );
    NetApiBufferFree( info3 );
}

static void describe_policy( const struct policy *policy, char text[512] )
{
    const USER_MODALS_INFO_0 *passwords = &policy->passwords;
    const USER_MODALS_INFO_3 *lockout = &policy->lockout;

    sprintf( text, "policy: %lu %lu %lu %lu %lu, role %lu %ls, lockout %lu %lu %lu.", passwords->usrmod0_min_passwd_len,
             passwords->usrmod0_max_passwd_age, passwords->usrmod0_min_passwd_age, passwords->usrmod0_force_logoff,
             passwords->usrmod0_password_hist_len, policy->role, policy->primary, lockout->usrmod3_lockout_duration,
             lockout->usrmod3_lockout_observation_window, lockout->usrmod3_lockout_threshold );
}

/* what another process tells of it */
int print_policy(void)
{
    struct policy policy;
    char text[512];

    read_policy( &policy );
    describe_policy( &policy, text );
    print( "%s\n", text );
    return STATUS_PASSED;
}

/* how the policy is, and has to be */
static struct policy expected_policy;

#define check_policy()  check_policy_( __LINE__ )
static void check_policy_( unsigned int line )
{
    struct policy policy;
    char is[512], was[512];

    read_policy( &policy );
    describe_policy( &policy, is );
    describe_policy( &expected_policy, was );
    ok_( __FILE__, line )( !strcmp( is, was ), "it is %s It has to be %s\n", is, was );
}

static void check_set( DWORD level, const void *info, NET_API_STATUS expected, DWORD expected_parm )
{
    DWORD parm = 0xdeadbeef;
    NET_API_STATUS status = NetUserModalsSet( NULL, level, (BYTE *)info, &parm );

    ok( status == expected, "level %lu: got status %lu, not %lu\n", level, status, expected );
    ok( parm == expected_parm, "level %lu: got parameter %lu, not %lu\n", level, parm, expected_parm );
    status = NetUserModalsSet( NULL, level, (BYTE *)info, NULL );
    ok( status == expected, "level %lu: got status %lu, not %lu\n", level, status, expected );
    check_policy();
}

/* one of the levels that have a single member: what it is, and that no other one changes */
static void check_set_number( DWORD level, DWORD *expected, DWORD number )
{
    *expected = number;
    check_set( level, &number, NERR_Success, 0 );
}

static void check_bad_number( DWORD level, DWORD number )
{
    check_set( level, &number, ERROR_INVALID_PARAMETER, level - 1000 );
}

static void test_set_levels(void)
{
    USER_MODALS_INFO_0 *passwords = &expected_policy.passwords;
    USER_MODALS_INFO_0 info0 = { 8, 90 * 86400, 86400, 600, 24 };
    USER_MODALS_INFO_3 info3 = { 600, 300, 5 };

    *passwords = info0;
    check_set( 0, &info0, NERR_Success, 0 );
    expected_policy.lockout = info3;
    check_set( 3, &info3, NERR_Success, 0 );
    check_set_number( 1001, &passwords->usrmod0_min_passwd_len, 14 );
    check_set_number( 1001, &passwords->usrmod0_min_passwd_len, 0 );
    check_set_number( 1003, &passwords->usrmod0_min_passwd_age, 2 * 86400 );
    check_set_number( 1002, &passwords->usrmod0_max_passwd_age, 7 * 86400 );
    check_set_number( 1002, &passwords->usrmod0_max_passwd_age, TIMEQ_FOREVER );
    check_set_number( 1003, &passwords->usrmod0_min_passwd_age, 0 );
    check_set_number( 1004, &passwords->usrmod0_force_logoff, 0 );
    check_set_number( 1004, &passwords->usrmod0_force_logoff, TIMEQ_FOREVER );
    check_set_number( 1005, &passwords->usrmod0_password_hist_len, 3 );
    check_set_number( 1005, &passwords->usrmod0_password_hist_len, 0 );
    info3.usrmod3_lockout_duration = TIMEQ_FOREVER;
    info3.usrmod3_lockout_threshold = 0;
    expected_policy.lockout = info3;
    check_set( 3, &info3, NERR_Success, 0 );
}

/* Windows asks what the role is of other services than the account manager. */
static void test_set_role(void)
{
    USER_MODALS_INFO_1 info1 = { UAS_ROLE_MEMBER, (WCHAR *)L"\\\\SERVER" };
    WCHAR *primary = (WCHAR *)L"OTHER";

    expected_policy.role = UAS_ROLE_MEMBER;
    lstrcpyW( expected_policy.primary, L"\\\\SERVER" );
    check_set( 1, &info1, NERR_Success, 0 );
    check_set_number( 1006, &expected_policy.role, UAS_ROLE_BACKUP );
    lstrcpyW( expected_policy.primary, primary );
    check_set( 1007, &primary, NERR_Success, 0 );
    /* no string: what it was */
    info1.usrmod1_role = expected_policy.role = UAS_ROLE_STANDALONE;
    info1.usrmod1_primary = NULL;
    check_set( 1, &info1, NERR_Success, 0 );
    primary = (WCHAR *)L"";
    expected_policy.primary[0] = 0;
    check_set( 1007, &primary, NERR_Success, 0 );
}

/* Microsoft Learn, the pages on the USER_MODALS_INFO structures; MS-SAMR 3.1.1.6. After an error nothing has
 * changed. */
static void test_bad_values(void)
{
    SID sid = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { 21 } };
    USER_MODALS_INFO_0 info0 = { 8, 90 * 86400, 90 * 86400 + 1, 0, 5 };
    USER_MODALS_INFO_1 info1 = { UAS_ROLE_PRIMARY + 1, NULL };
    USER_MODALS_INFO_2 info2 = { (WCHAR *)L"NAME", &sid };
    USER_MODALS_INFO_3 info3 = { 600, 601, 5 };
    DWORD max_age = 50 * 86400, min_age = 10 * 86400;
    WCHAR long_name[300];
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(long_name) - 1; i++) long_name[i] = 'x';
    long_name[i] = 0;

    expected_policy.passwords.usrmod0_max_passwd_age = max_age;
    check_set( 1002, &max_age, NERR_Success, 0 );
    expected_policy.passwords.usrmod0_min_passwd_age = min_age;
    check_set( 1003, &min_age, NERR_Success, 0 );

    check_set( 0, &info0, ERROR_INVALID_PARAMETER, MODALS_MIN_PASSWD_AGE_PARMNUM );
    info0.usrmod0_max_passwd_age = 86399;
    check_set( 0, &info0, ERROR_INVALID_PARAMETER, MODALS_MAX_PASSWD_AGE_PARMNUM );
    info0.usrmod0_min_passwd_len = PWLEN + 1;
    check_set( 0, &info0, ERROR_INVALID_PARAMETER, MODALS_MIN_PASSWD_LEN_PARMNUM );
    info0.usrmod0_min_passwd_len = 0;
    info0.usrmod0_max_passwd_age = info0.usrmod0_min_passwd_age;
    info0.usrmod0_password_hist_len = 25;
    check_set( 0, &info0, ERROR_INVALID_PARAMETER, MODALS_PASSWD_HIST_LEN_PARMNUM );
    check_set( 0, NULL, ERROR_INVALID_PARAMETER, 0 );
    check_set( 1, &info1, ERROR_INVALID_PARAMETER, MODALS_ROLE_PARMNUM );
    info1.usrmod1_role = UAS_ROLE_PRIMARY;
    info1.usrmod1_primary = long_name;
    check_set( 1, &info1, ERROR_INVALID_PARAMETER, MODALS_PRIMARY_PARMNUM );
    check_set( 3, &info3, ERROR_INVALID_PARAMETER, MODALS_LOCKOUT_OBSERVATION_WINDOW_PARMNUM );
    info3.usrmod3_lockout_observation_window = 600;
    info3.usrmod3_lockout_threshold = 0x10000;
    check_set( 3, &info3, ERROR_INVALID_PARAMETER, MODALS_LOCKOUT_THRESHOLD_PARMNUM );

    /* no computer has its domain's name or SID changed, and is told first what is bad of them */
    check_set( 2, &info2, ERROR_NOT_SUPPORTED, 0 );
    sid.Revision = 7;
    check_set( 2, &info2, ERROR_INVALID_PARAMETER, MODALS_DOMAIN_ID_PARMNUM );
    info2.usrmod2_domain_name = long_name;
    check_set( 2, &info2, ERROR_INVALID_PARAMETER, MODALS_DOMAIN_NAME_PARMNUM );

    /* a single member is judged with the others */
    check_bad_number( 1001, PWLEN + 1 );
    check_bad_number( 1002, 86399 );
    check_set( 1002, &(DWORD){ 9 * 86400 }, ERROR_INVALID_PARAMETER, MODALS_MIN_PASSWD_AGE_PARMNUM );
    check_bad_number( 1003, max_age + 1 );
    check_bad_number( 1005, 25 );
    check_bad_number( 1006, UAS_ROLE_PRIMARY + 1 );
    info1.usrmod1_primary = long_name;
    check_set( 1007, &info1.usrmod1_primary, ERROR_INVALID_PARAMETER, MODALS_PRIMARY_PARMNUM );
    check_set( 4, &info0, ERROR_INVALID_LEVEL, 0 );
    check_set( 1000, &info0, ERROR_INVALID_LEVEL, 0 );
    check_set( 1008, &info0, ERROR_INVALID_LEVEL, 0 );
    ok( NetUserModalsSet( L"\\\\", 1004, (BYTE *)&info0, NULL ) == ERROR_INVALID_NAME, "got another status\n" );
}

static void test_other_process(void)
{
    DWORD numbers[] = { 7, 11 };
    char told[2048], expected[512];
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(numbers); i++)
    {
        check_set_number( 1001, &expected_policy.passwords.usrmod0_min_passwd_len, numbers[i] );
        describe_policy( &expected_policy, expected );
        ok( !run_self( L"policy", told, sizeof(told) ), "the other process failed\n" );
        ok( strstr( told, expected ) != NULL, "it tells %s\n", told );
    }
}

/* Two that change different members at once lose nothing of each other's. */
#define ROUNDS  100

static DWORD WINAPI set_history( void *stop )
{
    DWORD i, number, lost = 0;
    USER_MODALS_INFO_0 *info;

    for (i = 0; i < ROUNDS; i++)
    {
        number = i % 24;
        if (NetUserModalsSet( NULL, 1005, (BYTE *)&number, NULL )) lost++;
        Sleep( i % 8 );     /* for the other one */
        if (NetUserModalsGet( NULL, 0, (BYTE **)&info )) continue;
        if (info->usrmod0_password_hist_len != number) lost++;
        NetApiBufferFree( info );
    }
    *(LONG *)stop = TRUE;
    return lost;
}

static void test_two_threads(void)
{
    LONG stop = FALSE;
    HANDLE thread = CreateThread( NULL, 0, set_history, &stop, 0, NULL );
    USER_MODALS_INFO_0 *info;
    DWORD number, lost = 0;

    for (number = 0; !*(volatile LONG *)&stop; number = (number + 1) % 15)
    {
        if (NetUserModalsSet( NULL, 1001, (BYTE *)&number, NULL )) lost++;
        Sleep( number % 8 );
        if (NetUserModalsGet( NULL, 0, (BYTE **)&info )) continue;
        if (info->usrmod0_min_passwd_len != number) lost++;
        NetApiBufferFree( info );
    }
    ok( !lost, "the length was lost %lu times\n", lost );
    WaitForSingleObject( thread, INFINITE );
    GetExitCodeThread( thread, &lost );
    ok( !lost, "the history was lost %lu times\n", lost );
    CloseHandle( thread );
}

static void set_as_other(void)
{
    DWORD number = 9;

    ok( NetUserModalsSet( NULL, 1001, (BYTE *)&number, NULL ) == ERROR_ACCESS_DENIED, "got another status\n" );
}

static void test_set(void)
{
    struct policy old;
    USER_MODALS_INFO_1 role;

    read_policy( &old );
    expected_policy = old;
    test_set_levels();
    if (testing_ours())
    {
        test_set_role();
        test_bad_values();
    }
    test_other_process();
    if (!run_as_other( set_as_other )) skip( "there is no token without the administrators\n" );
    check_policy();
    if (testing_ours()) test_two_threads();

    expected_policy = old;
    ok( !NetUserModalsSet( NULL, 0, (BYTE *)&old.passwords, NULL ), "the policy is not what it was\n" );
    ok( !NetUserModalsSet( NULL, 3, (BYTE *)&old.lockout, NULL ), "the policy is not what it was\n" );
    role.usrmod1_role = old.role;
    role.usrmod1_primary = old.primary;
    if (testing_ours()) ok( !NetUserModalsSet( NULL, 1, (BYTE *)&role, NULL ), "the policy is not what it was\n" );
    check_policy();
}

START_TEST(modals)
{
    test_layout();
    test_policy();
    test_default_policy();
    test_domain();
    test_bad_input();
    if (may_change_accounts()) test_set();
    else skip( "this user may not change the policy\n" );
}
