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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "answer.h"
#include "product.h"

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

/* On Windows an administrator may have changed the policy: what is then still true is checked there too. */
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
        if (testing_ours())
        {
            ok( info0->usrmod0_min_passwd_len == 0, "got length %lu\n", info0->usrmod0_min_passwd_len );
            ok( info0->usrmod0_max_passwd_age == 3628800, "got age %lu\n", info0->usrmod0_max_passwd_age );
            ok( info0->usrmod0_min_passwd_age == 0, "got age %lu\n", info0->usrmod0_min_passwd_age );
            ok( info0->usrmod0_force_logoff == TIMEQ_FOREVER, "got %lu\n", info0->usrmod0_force_logoff );
            ok( info0->usrmod0_password_hist_len == 0, "got length %lu\n", info0->usrmod0_password_hist_len );
        }
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
        if (testing_ours())
        {
            ok( info3->usrmod3_lockout_duration == 1800, "got %lu\n", info3->usrmod3_lockout_duration );
            ok( info3->usrmod3_lockout_observation_window == 1800, "got %lu\n",
                info3->usrmod3_lockout_observation_window );
            ok( info3->usrmod3_lockout_threshold == 0, "got %lu\n", info3->usrmod3_lockout_threshold );
        }
        close_answer( &answer );
    }
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

static void check_set( DWORD level, const void *info, NET_API_STATUS expected, DWORD expected_parm )
{
    DWORD parm = 0xdeadbeef;
    NET_API_STATUS status = NetUserModalsSet( NULL, level, (BYTE *)info, &parm );

    ok( status == expected, "level %lu: got status %lu, not %lu\n", level, status, expected );
    ok( parm == expected_parm, "level %lu: got parameter %lu, not %lu\n", level, parm, expected_parm );
    status = NetUserModalsSet( NULL, level, (BYTE *)info, NULL );
    ok( status == expected, "level %lu: got status %lu, not %lu\n", level, status, expected );
}

static void check_set_number( DWORD level, DWORD number, NET_API_STATUS expected )
{
    check_set( level, &number, expected, expected == ERROR_INVALID_PARAMETER ? level - 1000 : 0 );
}

/* Nothing can be changed: that is said when the input is good, and last. */
static void test_set(void)
{
    SID sid = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { 21 } };
    USER_MODALS_INFO_0 info0 = { 8, 90 * 86400, 86400, TIMEQ_FOREVER, 24 };
    USER_MODALS_INFO_1 info1 = { UAS_ROLE_PRIMARY, NULL };
    USER_MODALS_INFO_2 info2 = { (WCHAR *)L"NAME", &sid };
    USER_MODALS_INFO_3 info3 = { 600, 600, 5 };
    WCHAR long_name[300];
    DWORD before, after;
    USER_MODALS_INFO_0 *info;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(long_name) - 1; i++) long_name[i] = 'x';
    long_name[i] = 0;

    check_set( 0, &info0, ERROR_ACCESS_DENIED, 0 );
    info0.usrmod0_min_passwd_age = info0.usrmod0_max_passwd_age + 1;
    check_set( 0, &info0, ERROR_INVALID_PARAMETER, MODALS_MIN_PASSWD_AGE_PARMNUM );
    check_set( 0, NULL, ERROR_INVALID_PARAMETER, 0 );
    check_set( 1, &info1, ERROR_ACCESS_DENIED, 0 );
    info1.usrmod1_role = UAS_ROLE_PRIMARY + 1;
    check_set( 1, &info1, ERROR_INVALID_PARAMETER, MODALS_ROLE_PARMNUM );
    info1.usrmod1_role = UAS_ROLE_PRIMARY;
    info1.usrmod1_primary = long_name;
    check_set( 1, &info1, ERROR_INVALID_PARAMETER, MODALS_PRIMARY_PARMNUM );
    check_set( 2, &info2, ERROR_ACCESS_DENIED, 0 );
    sid.Revision = 7;
    check_set( 2, &info2, ERROR_INVALID_PARAMETER, MODALS_DOMAIN_ID_PARMNUM );
    info2.usrmod2_domain_name = long_name;
    check_set( 2, &info2, ERROR_INVALID_PARAMETER, MODALS_DOMAIN_NAME_PARMNUM );
    check_set( 3, &info3, ERROR_ACCESS_DENIED, 0 );
    info3.usrmod3_lockout_observation_window = 601;
    check_set( 3, &info3, ERROR_INVALID_PARAMETER, MODALS_LOCKOUT_OBSERVATION_WINDOW_PARMNUM );

    check_set_number( 1001, 14, ERROR_ACCESS_DENIED );
    check_set_number( 1001, PWLEN + 1, ERROR_INVALID_PARAMETER );
    check_set_number( 1002, 86400, ERROR_ACCESS_DENIED );
    check_set_number( 1002, 86399, ERROR_INVALID_PARAMETER );
    check_set_number( 1003, 42 * 86400, ERROR_ACCESS_DENIED );
    check_set_number( 1003, 42 * 86400 + 1, ERROR_INVALID_PARAMETER );
    check_set_number( 1004, 0, ERROR_ACCESS_DENIED );
    check_set_number( 1005, 24, ERROR_ACCESS_DENIED );
    check_set_number( 1005, 25, ERROR_INVALID_PARAMETER );
    check_set_number( 1006, UAS_ROLE_STANDALONE, ERROR_ACCESS_DENIED );
    check_set_number( 1006, 4, ERROR_INVALID_PARAMETER );
    info1.usrmod1_primary = (WCHAR *)L"\\\\SERVER";
    check_set( 1007, &info1.usrmod1_primary, ERROR_ACCESS_DENIED, 0 );
    info1.usrmod1_primary = long_name;
    check_set( 1007, &info1.usrmod1_primary, ERROR_INVALID_PARAMETER, MODALS_PRIMARY_PARMNUM );
    check_set( 4, &info0, ERROR_INVALID_LEVEL, 0 );
    check_set( 1000, &info0, ERROR_INVALID_LEVEL, 0 );
    check_set( 1008, &info0, ERROR_INVALID_LEVEL, 0 );
    ok( NetUserModalsSet( L"\\\\", 1004, (BYTE *)&info0, NULL ) == ERROR_INVALID_NAME, "got another status\n" );

    if (NetUserModalsGet( NULL, 0, (BYTE **)&info )) return;
    before = info->usrmod0_max_passwd_age;
    NetApiBufferFree( info );
    check_set_number( 1002, 7 * 86400, ERROR_ACCESS_DENIED );
    if (NetUserModalsGet( NULL, 0, (BYTE **)&info )) return;
    after = info->usrmod0_max_passwd_age;
    NetApiBufferFree( info );
    ok( before == after, "the age was %lu, and is %lu\n", before, after );
}

START_TEST(modals)
{
    test_layout();
    test_policy();
    test_domain();
    test_bad_input();
    /* what this computer refuses, Windows might do */
    if (testing_ours()) test_set();
}
