/*
 * Users of this computer that are added, changed and deleted
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
#include <stddef.h>
#include <stdio.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <winnls.h>
#include <winreg.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "faulting.h"
#include "joined.h"
#include "product.h"
#include "program.h"
#include "users.h"

/* All accounts of these tests are named so: what is left of a run that was ended is gone before the next one. */
#define PREFIX       L"netapi32 test "
#define NAME         PREFIX L"a"
#define OTHER        PREFIX L"b"
#define RENAMED      PREFIX L"c"
#define GROUP        PREFIX L"group"
#define OTHER_GROUP  PREFIX L"grou2"
#define ALIAS        PREFIX L"alias"

/* no policy of a Windows refuses these */
#define PASSWORD        L"Only-4-tests!"
#define OTHER_PASSWORD  L"Another-1-of-them"

static WCHAR long_string[1000];

/* ---- the accounts of these tests -------------------------------------------------------------- */

static BOOL is_own_name( const WCHAR *name )
{
    return !_wcsnicmp( name, PREFIX, ARRAY_SIZE(PREFIX) - 1 );
}

static void delete_own_accounts(void)
{
    DWORD i, read, total;
    GROUP_INFO_0 *groups;
    LOCALGROUP_INFO_0 *aliases;
    USER_INFO_0 *users;

    if (!NetUserEnum( NULL, 0, 0, (BYTE **)&users, MAX_PREFERRED_LENGTH, &read, &total, NULL ))
    {
        for (i = 0; i < read; i++) if (is_own_name( users[i].usri0_name )) NetUserDel( NULL, users[i].usri0_name );
        NetApiBufferFree( users );
    }
    if (!NetGroupEnum( NULL, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &read, &total, NULL ))
    {
        for (i = 0; i < read; i++) if (is_own_name( groups[i].grpi0_name )) NetGroupDel( NULL, groups[i].grpi0_name );
        NetApiBufferFree( groups );
    }
    if (!NetLocalGroupEnum( NULL, 0, (BYTE **)&aliases, MAX_PREFERRED_LENGTH, &read, &total, NULL ))
    {
        for (i = 0; i < read; i++)
            if (is_own_name( aliases[i].lgrpi0_name )) NetLocalGroupDel( NULL, aliases[i].lgrpi0_name );
        NetApiBufferFree( aliases );
    }
}

static USER_INFO_1 make_user( const WCHAR *name, const WCHAR *password )
{
    USER_INFO_1 user = { .usri1_name = (WCHAR *)name, .usri1_password = (WCHAR *)password, .usri1_priv = USER_PRIV_USER,
                         .usri1_flags = UF_SCRIPT };

    return user;
}

static NET_API_STATUS add( const WCHAR *name, const WCHAR *password )
{
    USER_INFO_1 user = make_user( name, password );

    if (!password) user.usri1_flags |= UF_PASSWD_NOTREQD;
    return NetUserAdd( NULL, 1, (BYTE *)&user, NULL );
}

/* a user who is there anew */
#define add_anew(name)  add_anew_( __LINE__, name )
static void add_anew_( int line, const WCHAR *name )
{
    NET_API_STATUS status;

    NetUserDel( NULL, name );
    status = add( name, PASSWORD );
    ok_( __FILE__, line )( status == NERR_Success, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
}

#define check_delete(name, expected)  check_delete_( __LINE__, name, expected )
static void check_delete_( int line, const WCHAR *name, NET_API_STATUS expected )
{
    NET_API_STATUS status = NetUserDel( NULL, name );

    ok_( __FILE__, line )( status == expected, "%s: got status %lu, not %lu\n", wine_dbgstr_w( name ), status, expected );
}

static BOOL is_there( const WCHAR *name )
{
    BYTE *info;

    if (NetUserGetInfo( NULL, name, 0, &info )) return FALSE;
    NetApiBufferFree( info );
    return TRUE;
}

static DWORD get_id_of( const WCHAR *name )
{
    USER_INFO_3 *info = get_user( name, 3 );
    DWORD id = info ? info->usri3_user_id : 0;

    NetApiBufferFree( info );
    return id;
}

/* ---- what a user has -------------------------------------------------------------------------- */

static BYTE some_hours[LOGON_HOURS] = { 0xff, 0x00, 0x81, 0x18, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0x7f };
static BYTE all_hours[LOGON_HOURS] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                       0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

/* all that can be told of a new user, and all of it another value than by default */
static USER_INFO_4 make_full_user(void)
{
    USER_INFO_4 user =
    {
        .usri4_name = (WCHAR *)NAME,
        .usri4_password = (WCHAR *)PASSWORD,
        .usri4_password_age = 1234567,              /* Microsoft Learn, USER_INFO_4: what is ignored has a wrong value here */
        .usri4_priv = USER_PRIV_USER,
        .usri4_home_dir = (WCHAR *)L"C:\\home",
        .usri4_comment = (WCHAR *)L"a comment",
        .usri4_flags = UF_SCRIPT | UF_ACCOUNTDISABLE | UF_HOMEDIR_REQUIRED,
        .usri4_script_path = (WCHAR *)L"logon.cmd",
        .usri4_full_name = (WCHAR *)L"Full N\x00e4me \x4e2d\x6587",
        .usri4_usr_comment = (WCHAR *)L"a user's comment",
        .usri4_parms = (WCHAR *)L"parms",
        .usri4_workstations = (WCHAR *)L"ONE,TWO",
        .usri4_last_logon = 99,
        .usri4_last_logoff = 98,
        .usri4_acct_expires = 2000000000,
        .usri4_max_storage = USER_MAXSTORAGE_UNLIMITED,
        .usri4_units_per_week = UNITS_PER_WEEK,
        .usri4_logon_hours = some_hours,
        .usri4_bad_pw_count = 97,
        .usri4_num_logons = 96,
        .usri4_logon_server = (WCHAR *)L"\\\\ignored",
        .usri4_country_code = 49,
        .usri4_code_page = 850,
        .usri4_primary_group_id = DOMAIN_GROUP_RID_USERS,
        .usri4_profile = (WCHAR *)L"\\\\server\\profile",
        .usri4_home_dir_drive = (WCHAR *)L"H:",
        .usri4_password_expired = 7,
    };

    if (testing_ours()) user.usri4_max_storage = 1000000;
    return user;
}

/* levels 3 and 4 differ in one member: the first one has the relative id, which is ignored */
static USER_INFO_3 make_level_3( const USER_INFO_4 *user )
{
    USER_INFO_3 info;

    memcpy( &info, user, offsetof( USER_INFO_3, usri3_user_id ) );
    info.usri3_user_id = 77;
    info.usri3_primary_group_id = user->usri4_primary_group_id;
    info.usri3_profile = user->usri4_profile;
    info.usri3_home_dir_drive = user->usri4_home_dir_drive;
    info.usri3_password_expired = user->usri4_password_expired;
    return info;
}
C_ASSERT( offsetof( USER_INFO_3, usri3_user_id ) <= offsetof( USER_INFO_4, usri4_user_sid ) );

/* what a new user has, whose structure was of level 1, and had nothing but a name: Microsoft Learn, USER_INFO_4 */
static USER_INFO_4 make_default_user( const WCHAR *name )
{
    USER_INFO_4 user =
    {
        .usri4_name = (WCHAR *)name,
        .usri4_priv = USER_PRIV_USER,
        .usri4_home_dir = (WCHAR *)L"",
        .usri4_comment = (WCHAR *)L"",
        .usri4_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT,
        .usri4_script_path = (WCHAR *)L"",
        .usri4_full_name = (WCHAR *)L"",
        .usri4_usr_comment = (WCHAR *)L"",
        .usri4_parms = (WCHAR *)L"",
        .usri4_workstations = (WCHAR *)L"",
        .usri4_acct_expires = TIMEQ_FOREVER,
        .usri4_max_storage = USER_MAXSTORAGE_UNLIMITED,
        .usri4_units_per_week = UNITS_PER_WEEK,
        .usri4_logon_hours = all_hours,
        .usri4_logon_server = (WCHAR *)L"\\\\*",
        .usri4_primary_group_id = DOMAIN_GROUP_RID_USERS,
        .usri4_profile = (WCHAR *)L"",
        .usri4_home_dir_drive = (WCHAR *)L"",
    };

    return user;
}

/* the members of "from" that level 1, 2 or 4 begins with */
static void take_level( USER_INFO_4 *to, const USER_INFO_4 *from, DWORD level )
{
    to->usri4_home_dir = from->usri4_home_dir;
    to->usri4_comment = from->usri4_comment;
    to->usri4_flags = from->usri4_flags | UF_SCRIPT | UF_NORMAL_ACCOUNT;
    to->usri4_script_path = from->usri4_script_path;
    if (level == 1) return;
    to->usri4_full_name = from->usri4_full_name;
    to->usri4_usr_comment = from->usri4_usr_comment;
    to->usri4_parms = from->usri4_parms;
    to->usri4_workstations = from->usri4_workstations;
    to->usri4_acct_expires = from->usri4_acct_expires;
    to->usri4_max_storage = from->usri4_max_storage;
    to->usri4_logon_hours = from->usri4_logon_hours;
    to->usri4_country_code = from->usri4_country_code;
    to->usri4_code_page = from->usri4_code_page;
    if (level == 2) return;
    to->usri4_profile = from->usri4_profile;
    to->usri4_home_dir_drive = from->usri4_home_dir_drive;
    to->usri4_password_expired = !!from->usri4_password_expired;
    if (to->usri4_password_expired) to->usri4_flags |= UF_PASSWORD_EXPIRED;
}

/* All that is told, at each level, but for the SID. */
#define check_user(name, expected)  check_user_( __LINE__, name, expected )
static void check_user_( int line, const WCHAR *name, const USER_INFO_4 *expected )
{
    const struct user_level *level4 = find_level( 4 );
    USER_INFO_4 *info = get_user( name, 4 ), wanted = *expected;

    winetest_push_context( "line %d", line );
    if (info)
    {
        wanted.usri4_user_sid = info->usri4_user_sid;
        compare_levels( level4, (BYTE *)info, level4, (BYTE *)&wanted );
        NetApiBufferFree( info );
        check_levels_of( name );
    }
    winetest_pop_context();
}

/* ---- adding ----------------------------------------------------------------------------------- */

static const void *get_level( const USER_INFO_4 *full, DWORD level, USER_INFO_3 *level3 )
{
    if (level != 3) return full;    /* 1 and 2 begin like 4 */
    *level3 = make_level_3( full );
    return level3;
}
C_ASSERT( offsetof( USER_INFO_1, usri1_script_path ) == offsetof( USER_INFO_4, usri4_script_path ) );
C_ASSERT( offsetof( USER_INFO_2, usri2_code_page ) == offsetof( USER_INFO_4, usri4_code_page ) );

static void test_add_levels(void)
{
    USER_INFO_4 full = make_full_user(), expected;
    USER_INFO_3 level3;
    NET_API_STATUS status;
    DWORD level, parm;

    for (level = 1; level <= 4; level++)
    {
        winetest_push_context( "level %lu", level );
        parm = 0xdeadbeef;
        status = NetUserAdd( NULL, level, (BYTE *)get_level( &full, level, &level3 ), &parm );
        ok( status == NERR_Success && !parm, "got status %lu, parameter %lu\n", status, parm );
        expected = make_default_user( NAME );
        take_level( &expected, &full, level );
        check_user( NAME, &expected );
        check_delete( NAME, NERR_Success );
        ok( !is_there( NAME ), "it is still there\n" );
        check_delete( NAME, NERR_UserNotFound );
        winetest_pop_context();
    }
}

/* NULL members are empty strings in the answer, and the rest is as Windows makes a new account. */
static void test_add_default_user(void)
{
    USER_INFO_4 expected = make_default_user( NAME ), user = { .usri4_name = (WCHAR *)NAME };
    USER_INFO_1 plain = make_user( NAME, PASSWORD );
    WCHAR comment[] = L"mine";
    NET_API_STATUS status;

    plain.usri1_comment = comment;
    status = NetUserAdd( NULL, 1, (BYTE *)&plain, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    lstrcpyW( comment, L"gone" );   /* the bytes are the caller's after the call */
    expected.usri4_comment = (WCHAR *)L"mine";
    check_user( NAME, &expected );
    check_user( L"NETAPI32 TEST A", &expected );
    check_delete( L"NetAPI32 test A", NERR_Success );

    user.usri4_password = (WCHAR *)PASSWORD;
    user.usri4_priv = USER_PRIV_USER;
    user.usri4_acct_expires = TIMEQ_FOREVER;
    user.usri4_max_storage = USER_MAXSTORAGE_UNLIMITED;
    user.usri4_primary_group_id = DOMAIN_GROUP_RID_USERS;
    status = NetUserAdd( NULL, 4, (BYTE *)&user, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    expected.usri4_comment = (WCHAR *)L"";
    check_user( NAME, &expected );
    check_delete( NAME, NERR_Success );
}

static void check_add( DWORD level, const void *info, NET_API_STATUS expected, DWORD expected_parm )
{
    const WCHAR *name = info ? *(WCHAR **)info : NULL;
    DWORD parm = 0xdeadbeef;
    NET_API_STATUS status = NetUserAdd( NULL, level, (BYTE *)info, &parm );

    ok( status == expected, "got status %lu, not %lu\n", status, expected );
    ok( parm == expected_parm, "got parameter %lu, not %lu\n", parm, expected_parm );
    if (!status) check_delete( name, NERR_Success );
    status = NetUserAdd( NULL, level, (BYTE *)info, NULL );
    ok( status == expected, "got status %lu, not %lu\n", status, expected );
    if (!status) check_delete( name, NERR_Success );
}

/* Microsoft Learn, USER_INFO_1: 20 characters, and which ones a name may not have. */
static void test_names(void)
{
    static const WCHAR * const good_names[] =
    {
        PREFIX L"123456", PREFIX L"x.y", PREFIX L"\x4e2d\x6587", PREFIX L"\x0416\x044f", PREFIX L"\x05d0\x0628",
        PREFIX L"\xd83d\xde00", PREFIX L"\x00e4\x00df", PREFIX L"$", PREFIX L"'#%&(", PREFIX L"~!^_`{", PREFIX L".x",
    };
    static const WCHAR bad_characters[] = L"\"/\\[]:|<>+=;,?*\x01\x09\x1f";
    static const WCHAR * const bad_names[] = { L"", L" ", L"...", L" . ", PREFIX L"x.", PREFIX L"1234567" };
    USER_INFO_1 user = make_user( NULL, PASSWORD );
    WCHAR name[] = PREFIX L"xxx";
    USER_INFO_4 expected;
    NET_API_STATUS status;
    unsigned int i;

    check_add( 1, &user, NERR_BadUsername, USER_NAME_PARMNUM );
    for (i = 0; i < ARRAY_SIZE(good_names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( good_names[i] ) );
        status = add( good_names[i], PASSWORD );
        ok( status == NERR_Success, "got status %lu\n", status );
        expected = make_default_user( good_names[i] );
        if (!status) check_user( good_names[i], &expected );
        status = add( good_names[i], PASSWORD );
        ok( status == NERR_UserExists, "got status %lu\n", status );
        check_delete( good_names[i], NERR_Success );
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(bad_names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( bad_names[i] ) );
        user.usri1_name = (WCHAR *)bad_names[i];
        check_add( 1, &user, NERR_BadUsername, USER_NAME_PARMNUM );
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(bad_characters) - 1; i++)
    {
        winetest_push_context( "character %#x", bad_characters[i] );
        name[ARRAY_SIZE(name) - 3] = bad_characters[i];
        user.usri1_name = name;
        check_add( 1, &user, NERR_BadUsername, USER_NAME_PARMNUM );
        winetest_pop_context();
    }

    /* not documented: a blank at the end belongs to the name */
    if (!testing_ours()) return;
    status = add( NAME L" ", PASSWORD );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( is_there( NAME L" " ) && !is_there( NAME ), "the blank is gone\n" );
    check_delete( NAME L" ", NERR_Success );
}

/* Users, groups and local groups share their names. */
static void test_names_in_use(void)
{
    static const DWORD builtin_groups[] = { DOMAIN_ALIAS_RID_ADMINS, DOMAIN_ALIAS_RID_USERS };
    WCHAR current_name[UNLEN + 1], name[256], domain[256];
    USER_INFO_1 user = make_user( NULL, PASSWORD );
    GROUP_INFO_0 group = { (WCHAR *)GROUP };
    LOCALGROUP_INFO_0 alias = { (WCHAR *)ALIAS };
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD i, size, domain_size;
    SID_NAME_USE use;

    size = ARRAY_SIZE(current_name);
    GetUserNameW( current_name, &size );
    user.usri1_name = current_name;
    if (is_there( current_name )) check_add( 1, &user, NERR_UserExists, 0 );    /* it may be a domain's */
    add_anew( NAME );
    user.usri1_name = (WCHAR *)L"NETAPI32 TEST A";
    check_add( 1, &user, NERR_UserExists, 0 );

    for (i = 0; i < ARRAY_SIZE(builtin_groups); i++)
    {
        size = sizeof(sid);
        CreateWellKnownSid( i ? WinBuiltinUsersSid : WinBuiltinAdministratorsSid, NULL, sid, &size );
        size = domain_size = 256;
        if (!LookupAccountSidW( NULL, sid, name, &size, domain, &domain_size, &use )) continue;
        user.usri1_name = name;
        if (testing_ours()) check_add( 1, &user, NERR_GroupExists, 0 );
    }
    if (!NetGroupAdd( NULL, 0, (BYTE *)&group, NULL ))
    {
        user.usri1_name = (WCHAR *)GROUP;
        check_add( 1, &user, NERR_GroupExists, 0 );
        NetGroupDel( NULL, GROUP );
    }
    if (!NetLocalGroupAdd( NULL, 0, (BYTE *)&alias, NULL ))
    {
        user.usri1_name = (WCHAR *)ALIAS;
        if (testing_ours()) check_add( 1, &user, NERR_GroupExists, 0 );
        NetLocalGroupDel( NULL, ALIAS );
    }
    check_delete( NAME, NERR_Success );
}

static void test_bad_users(void)
{
    static const struct { DWORD offset, parm; } strings[] =
    {
        { offsetof( USER_INFO_4, usri4_home_dir ), USER_HOME_DIR_PARMNUM },
        { offsetof( USER_INFO_4, usri4_comment ), USER_COMMENT_PARMNUM },
        { offsetof( USER_INFO_4, usri4_script_path ), USER_SCRIPT_PATH_PARMNUM },
        { offsetof( USER_INFO_4, usri4_full_name ), USER_FULL_NAME_PARMNUM },
        { offsetof( USER_INFO_4, usri4_usr_comment ), USER_USR_COMMENT_PARMNUM },
        { offsetof( USER_INFO_4, usri4_parms ), USER_PARMS_PARMNUM },
        { offsetof( USER_INFO_4, usri4_workstations ), USER_WORKSTATIONS_PARMNUM },
        { offsetof( USER_INFO_4, usri4_profile ), USER_PROFILE_PARMNUM },
        { offsetof( USER_INFO_4, usri4_home_dir_drive ), USER_HOME_DIR_DRIVE_PARMNUM },
    };
    static const DWORD bad_levels[] = { 0, 5, 10, 11, 20, 21, 22, 23, 24, 1003, 0xffffffff };
    USER_INFO_1 user = make_user( NAME, PASSWORD );
    USER_INFO_4 full = make_full_user();
    USER_INFO_3 level3;
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        status = NetUserAdd( NULL, bad_levels[i], (BYTE *)&full, NULL );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
    }
    status = NetUserAdd( L"\\\\", 1, (BYTE *)&user, NULL );
    ok( status != NERR_Success, "got status %lu\n", status );
    if (testing_ours()) check_add( 1, NULL, ERROR_INVALID_PARAMETER, 0 );

    user.usri1_password = long_string;
    check_add( 1, &user, NERR_PasswordTooShort, USER_PASSWORD_PARMNUM );
    if (testing_ours())
    {
        user.usri1_password = long_string + ARRAY_SIZE(long_string) - 1 - PWLEN;
        check_add( 1, &user, NERR_Success, 0 );
    }

    /* Microsoft Learn, USER_INFO_1: what else than a user cannot be added; USER_INFO_3 and USER_INFO_4: it is ignored */
    user = make_user( NAME, PASSWORD );
    user.usri1_priv = USER_PRIV_ADMIN;
    check_add( 1, &user, ERROR_INVALID_PARAMETER, USER_PRIV_PARMNUM );
    user.usri1_priv = USER_PRIV_GUEST;
    check_add( 1, &user, ERROR_INVALID_PARAMETER, USER_PRIV_PARMNUM );
    full.usri4_priv = USER_PRIV_ADMIN;
    check_add( 2, &full, ERROR_INVALID_PARAMETER, USER_PRIV_PARMNUM );
    check_add( 3, get_level( &full, 3, &level3 ), NERR_Success, 0 );
    check_add( 4, &full, NERR_Success, 0 );
    if (!testing_ours()) return;

    for (i = 0; i < ARRAY_SIZE(strings); i++)
    {
        full = make_full_user();
        *(WCHAR **)((BYTE *)&full + strings[i].offset) = long_string;
        winetest_push_context( "parameter %lu", strings[i].parm );
        check_add( 4, &full, ERROR_INVALID_PARAMETER, strings[i].parm );
        winetest_pop_context();
    }
    user = make_user( NAME, PASSWORD );
    user.usri1_flags |= UF_WORKSTATION_TRUST_ACCOUNT;
    check_add( 1, &user, ERROR_INVALID_PARAMETER, USER_FLAGS_PARMNUM );
    full = make_full_user();
    full.usri4_primary_group_id = DOMAIN_GROUP_RID_ADMINS;
    check_add( 4, &full, ERROR_INVALID_PARAMETER, USER_PRIMARY_GROUP_PARMNUM );
}

/* MS-SAMR 3.1.1.8.10: these two are computed. Microsoft Learn, USER_INFO_2: the units are ignored. */
static void test_ignored_input(void)
{
    USER_INFO_4 full = make_full_user(), expected = make_default_user( NAME );
    NET_API_STATUS status;

    if (!testing_ours()) return;
    full.usri4_flags |= UF_LOCKOUT | UF_PASSWORD_EXPIRED;
    full.usri4_password_expired = 0;
    full.usri4_units_per_week = 0;
    status = NetUserAdd( NULL, 4, (BYTE *)&full, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    full.usri4_flags &= ~(UF_LOCKOUT | UF_PASSWORD_EXPIRED);
    take_level( &expected, &full, 4 );
    check_user( NAME, &expected );

    full.usri4_flags |= UF_LOCKOUT | UF_PASSWORD_EXPIRED;
    full.usri4_units_per_week = 7;
    status = NetUserSetInfo( NULL, NAME, 4, (BYTE *)&full, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_user( NAME, &expected );
    check_delete( NAME, NERR_Success );
}

/* A relative id is never used twice. */
static void test_ids(void)
{
    DWORD first, second, other;

    add_anew( NAME );
    add_anew( OTHER );
    first = get_id_of( NAME );
    other = get_id_of( OTHER );
    ok( first > 1000 && other > first, "got ids %lu and %lu\n", first, other );
    check_delete( OTHER, NERR_Success );
    add_anew( NAME );
    second = get_id_of( NAME );
    ok( second > other, "got id %lu after %lu\n", second, other );
    check_delete( NAME, NERR_Success );
}

/* ---- deleting --------------------------------------------------------------------------------- */

static void test_delete(void)
{
    WCHAR current_name[UNLEN + 1];
    DWORD size = ARRAY_SIZE(current_name);
    NET_API_STATUS status;

    GetUserNameW( current_name, &size );
    check_delete( NAME, NERR_UserNotFound );
    add_anew( NAME );
    add_anew( OTHER );
    check_delete( NAME, NERR_Success );
    ok( !is_there( NAME ) && is_there( OTHER ), "another one is gone\n" );
    check_delete( OTHER, NERR_Success );
    if (!testing_ours()) return;    /* Windows might do what is tried here */
    check_delete( NULL, ERROR_INVALID_PARAMETER );
    check_delete( L"", NERR_UserNotFound );
    check_delete( long_string, NERR_UserNotFound );
    check_delete( L"None", NERR_UserNotFound );
    check_delete( L"Administrators", NERR_UserNotFound );
    check_delete( current_name, ERROR_SPECIAL_ACCOUNT );
    check_delete( L"Administrator", ERROR_SPECIAL_ACCOUNT );
    check_delete( L"guest", ERROR_SPECIAL_ACCOUNT );
    status = NetUserDel( L"\\\\", NAME );
    ok( status == ERROR_INVALID_NAME, "got status %lu\n", status );
}

/* ---- changing --------------------------------------------------------------------------------- */

#define check_set(name, level, info, expected, expected_parm) \
    check_set_( __LINE__, name, level, info, expected, expected_parm )
static void check_set_( int line, const WCHAR *name, DWORD level, const void *info, NET_API_STATUS expected,
                        DWORD expected_parm )
{
    DWORD parm = 0xdeadbeef;
    NET_API_STATUS status = NetUserSetInfo( NULL, name, level, (BYTE *)info, &parm );

    ok_( __FILE__, line )( status == expected, "level %lu: got status %lu, not %lu\n", level, status, expected );
    ok_( __FILE__, line )( parm == expected_parm, "level %lu: got parameter %lu, not %lu\n", level, parm, expected_parm );
}

static const struct member *find_member( const struct user_level *level, const char *name )
{
    unsigned int i;

    for (i = 0; i < level->count; i++) if (!strcmp( level->members[i].name, name )) return &level->members[i];
    return NULL;
}

/* The levels of one member: a value for it, and what it is at level 4. */
static const struct single
{
    DWORD        level;
    const char  *member;
    const WCHAR *string;    /* or else a number */
    DWORD        number;
    BOOL         only_ours; /* what Windows does with it is not documented */
}
singles[] =
{
    { 1006, "home_dir", .string = L"D:\\another" },
    { 1006, "home_dir", .string = L"" },
    { 1007, "comment", .string = L"another comment, \x4e2d\x6587" },
    { 1007, "comment", .string = L"" },
    { 1009, "script_path", .string = L"another.cmd" },
    { 1011, "full_name", .string = L"Another Name" },
    { 1011, "full_name", .string = L"" },
    { 1012, "usr_comment", .string = L"another user's comment" },
    { 1013, "parms", .string = L"others" },
    { 1014, "workstations", .string = L"THREE" },
    { 1014, "workstations", .string = L"" },
    { 1052, "profile", .string = L"C:\\profile" },
    { 1053, "home_dir_drive", .string = L"Z:" },
    { 1005, "priv", .number = USER_PRIV_USER },
    { 1008, "flags", .number = UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_PASSWD_NOTREQD | UF_DONT_EXPIRE_PASSWD },
    { 1008, "flags", .number = UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_ACCOUNTDISABLE },
    { 1008, "flags", .number = UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_PASSWD_CANT_CHANGE },
    { 1008, "flags", .number = UF_SCRIPT | UF_NORMAL_ACCOUNT },
    { 1017, "acct_expires", .number = 1900000000 },
    { 1017, "acct_expires", .number = TIMEQ_FOREVER },
    { 1024, "country_code", .number = 33 },
    { 1025, "code_page", .number = 437 },
    { 1051, "primary_group_id", .number = DOMAIN_GROUP_RID_USERS },
    { 1010, "auth_flags", .number = AF_OP_PRINT, .only_ours = TRUE },
    { 1018, "max_storage", .number = 12345, .only_ours = TRUE },
    { 1023, "logon_server", .string = L"\\\\server", .only_ours = TRUE },
};

/* A level changes its member, and no other. */
static void check_single( const struct single *single )
{
    const struct user_level *level4 = find_level( 4 );
    const struct member *member = find_member( level4, single->member );
    USER_INFO_4 *before = get_user( NAME, 4 ), *after;
    USER_INFO_1007 string = { (WCHAR *)single->string }, null = { NULL };
    USER_INFO_1008 number = { single->number };

    if (!before) return;
    check_set( NAME, single->level, single->string ? (void *)&string : &number, NERR_Success, 0 );
    if (single->string) check_set( NAME, single->level, &null, NERR_Success, 0 );   /* which leaves it as it is */
    if (single->string) *(const WCHAR **)((BYTE *)before + member->offset) = single->string;
    else *(DWORD *)((BYTE *)before + member->offset) = single->number;
    if ((after = get_user( NAME, 4 ))) compare_levels( level4, (BYTE *)after, level4, (BYTE *)before );
    NetApiBufferFree( before );
    NetApiBufferFree( after );
    check_levels_of( NAME );
}

static void test_set_singles(void)
{
    USER_INFO_4 full = make_full_user();
    NET_API_STATUS status;
    unsigned int i;

    full.usri4_password_expired = 0;
    status = NetUserAdd( NULL, 4, (BYTE *)&full, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    for (i = 0; i < ARRAY_SIZE(singles); i++)
    {
        if (singles[i].only_ours && !testing_ours()) continue;
        winetest_push_context( "level %lu, %u", singles[i].level, i );
        check_single( &singles[i] );
        winetest_pop_context();
    }
    check_delete( NAME, NERR_Success );
}

static void test_set_hours(void)
{
    USER_INFO_1020 hours = { UNITS_PER_WEEK, some_hours };
    USER_INFO_4 expected = make_default_user( NAME );

    add_anew( NAME );
    check_set( NAME, 1020, &hours, NERR_Success, 0 );
    expected.usri4_logon_hours = some_hours;
    check_user( NAME, &expected );
    if (testing_ours())
    {
        /* Microsoft Learn, USER_INFO_1020: the number is ignored */
        hours.usri1020_units_per_week = 5;
        hours.usri1020_logon_hours = all_hours;
        check_set( NAME, 1020, &hours, NERR_Success, 0 );
        expected.usri4_logon_hours = all_hours;
        check_user( NAME, &expected );
        hours.usri1020_logon_hours = NULL;
        check_set( NAME, 1020, &hours, NERR_Success, 0 );
        check_user( NAME, &expected );
    }
    check_delete( NAME, NERR_Success );
}

/* Level 22 begins like 2, but for a password that is encrypted. */
static USER_INFO_22 make_level_22( const USER_INFO_4 *user )
{
    USER_INFO_22 info = { .usri22_name = user->usri4_name };

    info.usri22_priv = user->usri4_priv;
    info.usri22_home_dir = user->usri4_home_dir;
    info.usri22_comment = user->usri4_comment;
    info.usri22_flags = user->usri4_flags;
    info.usri22_script_path = user->usri4_script_path;
    info.usri22_full_name = user->usri4_full_name;
    info.usri22_usr_comment = user->usri4_usr_comment;
    info.usri22_parms = user->usri4_parms;
    info.usri22_workstations = user->usri4_workstations;
    info.usri22_acct_expires = user->usri4_acct_expires;
    info.usri22_max_storage = user->usri4_max_storage;
    info.usri22_logon_hours = user->usri4_logon_hours;
    info.usri22_country_code = user->usri4_country_code;
    info.usri22_code_page = user->usri4_code_page;
    return info;
}

static void test_set_levels(void)
{
    USER_INFO_4 full = make_full_user(), expected, empty;
    USER_INFO_22 level22;
    USER_INFO_21 level21;
    USER_INFO_3 level3;
    DWORD level, id;

    full.usri4_name = (WCHAR *)OTHER;   /* Microsoft Learn, USER_INFO_1: it is ignored */
    for (level = 1; level <= 4; level++)
    {
        winetest_push_context( "level %lu", level );
        add_anew( NAME );
        id = get_id_of( NAME );
        expected = make_default_user( NAME );
        check_set( NAME, level, get_level( &full, level, &level3 ), NERR_Success, 0 );
        take_level( &expected, &full, level );
        check_user( NAME, &expected );
        ok( get_id_of( NAME ) == id, "it has another id\n" );
        ok( !is_there( OTHER ), "it has another name\n" );

        /* Microsoft Learn, NetUserSetInfo's sample: NULL leaves a string as it is; the numbers are those of now */
        empty = expected;
        empty.usri4_name = empty.usri4_home_dir = empty.usri4_comment = empty.usri4_script_path = NULL;
        empty.usri4_full_name = empty.usri4_usr_comment = empty.usri4_parms = empty.usri4_workstations = NULL;
        empty.usri4_logon_server = empty.usri4_profile = empty.usri4_home_dir_drive = NULL;
        empty.usri4_logon_hours = NULL;
        check_set( NAME, level, get_level( &empty, level, &level3 ), NERR_Success, 0 );
        check_user( NAME, &expected );
        check_delete( NAME, NERR_Success );
        winetest_pop_context();
    }
    if (!testing_ours()) return;
    add_anew( NAME );
    level22 = make_level_22( &full );
    check_set( NAME, 22, &level22, NERR_Success, 0 );
    expected = make_default_user( NAME );
    take_level( &expected, &full, 2 );
    check_user( NAME, &expected );
    level22.usri22_password[5] = 1;
    level22.usri22_comment = (WCHAR *)L"another";
    check_set( NAME, 22, &level22, ERROR_NOT_SUPPORTED, 0 );
    memset( &level21, 0, sizeof(level21) );
    check_set( NAME, 21, &level21, ERROR_NOT_SUPPORTED, 0 );
    check_user( NAME, &expected );
    check_delete( NAME, NERR_Success );
}

static void test_rename(void)
{
    USER_INFO_0 renamed = { (WCHAR *)RENAMED }, upper = { (WCHAR *)L"NETAPI32 TEST C" }, other = { (WCHAR *)OTHER };
    USER_INFO_0 bad = { (WCHAR *)PREFIX L"x/y" };
    GROUP_INFO_0 group = { (WCHAR *)GROUP };
    WCHAR current_name[UNLEN + 1];
    DWORD id, size = ARRAY_SIZE(current_name);
    USER_INFO_4 expected;
    NET_API_STATUS status;

    add_anew( NAME );
    add_anew( OTHER );
    id = get_id_of( NAME );
    check_set( NAME, 0, &renamed, NERR_Success, 0 );
    ok( !is_there( NAME ), "it has its old name, too\n" );
    expected = make_default_user( RENAMED );
    check_user( RENAMED, &expected );
    ok( get_id_of( RENAMED ) == id, "it has another id\n" );
    check_set( RENAMED, 0, &renamed, NERR_Success, 0 );
    check_set( RENAMED, 0, &upper, NERR_Success, 0 );
    expected.usri4_name = (WCHAR *)L"NETAPI32 TEST C";
    check_user( RENAMED, &expected );

    status = NetUserSetInfo( NULL, RENAMED, 0, (BYTE *)&other, NULL );
    ok( status == NERR_UserExists, "got status %lu\n", status );
    status = NetUserSetInfo( NULL, RENAMED, 0, (BYTE *)&bad, NULL );
    ok( status == NERR_BadUsername, "got status %lu\n", status );
    if (!NetGroupAdd( NULL, 0, (BYTE *)&group, NULL ))
    {
        status = NetUserSetInfo( NULL, RENAMED, 0, (BYTE *)&group, NULL );
        ok( status == NERR_GroupExists, "got status %lu\n", status );
        NetGroupDel( NULL, GROUP );
    }
    check_user( RENAMED, &expected );
    status = NetUserChangePassword( NULL, RENAMED, PASSWORD, OTHER_PASSWORD );
    ok( status == NERR_Success, "the password is another one, got status %lu\n", status );
    if (testing_ours())
    {
        /* the name of the Unix user */
        GetUserNameW( current_name, &size );
        check_set( current_name, 0, &renamed, ERROR_SPECIAL_ACCOUNT, USER_NAME_PARMNUM );
        ok( is_there( current_name ), "it has another name\n" );
    }
    check_delete( RENAMED, NERR_Success );
    check_delete( OTHER, NERR_Success );
}

static void test_bad_changes(void)
{
    static const DWORD string_levels[] =
        { 0, 1003, 1006, 1007, 1009, 1011, 1012, 1013, 1014, 1023, 1052, 1053 };
    static const DWORD bad_levels[] = { 5, 10, 11, 20, 23, 24, 1000, 1001, 1004, 1015, 1054, 0xffffffff };
    USER_INFO_4 full = make_full_user(), expected = make_default_user( NAME );
    USER_INFO_1007 info = { (WCHAR *)L"text" };
    USER_INFO_1005 priv = { USER_PRIV_ADMIN };
    USER_INFO_1008 flags = { UF_SCRIPT | UF_SERVER_TRUST_ACCOUNT };
    USER_INFO_1051 group = { 987654 };
    NET_API_STATUS status;
    unsigned int i;

    add_anew( NAME );
    /* Microsoft Learn, USER_INFO_1 and USER_INFO_1005: it has to be what it is */
    check_set( NAME, 1005, &priv, ERROR_INVALID_PARAMETER, USER_PRIV_PARMNUM );
    full.usri4_priv = USER_PRIV_GUEST;
    check_set( NAME, 1, &full, ERROR_INVALID_PARAMETER, USER_PRIV_PARMNUM );
    check_set( NAME, 2, &full, ERROR_INVALID_PARAMETER, USER_PRIV_PARMNUM );
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        status = NetUserSetInfo( NULL, NAME, bad_levels[i], (BYTE *)&full, NULL );
        ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
    }
    for (i = 0; i < ARRAY_SIZE(string_levels); i++)
    {
        info.usri1007_comment = (WCHAR *)L"text";
        status = NetUserSetInfo( NULL, PREFIX L"nobody", string_levels[i], (BYTE *)&info, NULL );
        ok( status == NERR_UserNotFound, "level %lu: got status %lu\n", string_levels[i], status );
        if (!testing_ours()) continue;
        info.usri1007_comment = long_string;
        check_set( NAME, string_levels[i], &info,
                   string_levels[i] == 0 ? NERR_BadUsername :
                   string_levels[i] == 1003 ? NERR_PasswordTooShort : ERROR_INVALID_PARAMETER,
                   string_levels[i] == 0 ? USER_NAME_PARMNUM : string_levels[i] - 1000 );
        check_set( NAME, string_levels[i], NULL, ERROR_INVALID_PARAMETER, 0 );
    }
    if (testing_ours())
    {
        check_set( NULL, 1, &full, ERROR_INVALID_PARAMETER, 0 );
        check_set( long_string, 1008, &flags, NERR_UserNotFound, 0 );
        check_set( NAME, 1008, &flags, ERROR_INVALID_PARAMETER, USER_FLAGS_PARMNUM );
        check_set( NAME, 1051, &group, NERR_GroupNotFound, USER_PRIMARY_GROUP_PARMNUM );
    }
    check_user( NAME, &expected );
    check_delete( NAME, NERR_Success );
}

static void set_flags( const WCHAR *name, DWORD flags )
{
    check_set( name, 1008, &flags, NERR_Success, 0 );
}

static DWORD get_flags( const WCHAR *name )
{
    USER_INFO_3 *info = get_user( name, 3 );
    DWORD flags = info ? info->usri3_flags : 0;

    NetApiBufferFree( info );
    return flags;
}

/* Microsoft Learn, USER_INFO_1008: the account can be unlocked by that flag, and not locked. */
static void test_computed_flags(void)
{
    USER_INFO_3 *info;

    add_anew( NAME );
    set_flags( NAME, UF_SCRIPT | UF_LOCKOUT );
    ok( get_flags( NAME ) == (UF_SCRIPT | UF_NORMAL_ACCOUNT), "got flags %#lx\n", get_flags( NAME ) );
    if (testing_ours())
    {
        set_flags( NAME, UF_SCRIPT | UF_PASSWORD_EXPIRED );
        ok( get_flags( NAME ) == (UF_SCRIPT | UF_NORMAL_ACCOUNT), "got flags %#lx\n", get_flags( NAME ) );
    }
    /* Microsoft Learn, USER_INFO_3: who has to change the password, until zero takes that back */
    if ((info = get_user( NAME, 3 )))
    {
        info->usri3_password_expired = 7;
        check_set( NAME, 3, info, NERR_Success, 0 );
        NetApiBufferFree( info );
        if ((info = get_user( NAME, 3 )))
        {
            ok( info->usri3_password_expired == 1, "got %lu\n", info->usri3_password_expired );
            ok( info->usri3_flags & UF_PASSWORD_EXPIRED, "got flags %#lx\n", info->usri3_flags );
        }
        /* MS-SAMR 3.1.5.14.4 */
        set_flags( NAME, UF_SCRIPT | UF_DONT_EXPIRE_PASSWD );
        NetApiBufferFree( info );
        if ((info = get_user( NAME, 3 )))
            ok( !info->usri3_password_expired && !(info->usri3_flags & UF_PASSWORD_EXPIRED), "got %lu, flags %#lx\n",
                info->usri3_password_expired, info->usri3_flags );
        NetApiBufferFree( info );
        set_flags( NAME, UF_SCRIPT );
        if ((info = get_user( NAME, 3 )))
        {
            ok( info->usri3_password_expired == 1, "got %lu\n", info->usri3_password_expired );
            info->usri3_password_expired = 0;
            check_set( NAME, 3, info, NERR_Success, 0 );
        }
        NetApiBufferFree( info );
        ok( get_flags( NAME ) == (UF_SCRIPT | UF_NORMAL_ACCOUNT), "got flags %#lx\n", get_flags( NAME ) );
    }
    check_delete( NAME, NERR_Success );
}

/* ---- groups ----------------------------------------------------------------------------------- */

/* Whether a list of structures that begin with a name has that one. */
static BOOL has_name( const BYTE *infos, DWORD count, DWORD size, const WCHAR *name )
{
    for (; count; count--, infos += size) if (!lstrcmpiW( *(WCHAR **)infos, name )) return TRUE;
    return FALSE;
}

static BOOL is_in_group( const WCHAR *name, const WCHAR *group )
{
    DWORD read, total;
    NET_API_STATUS status;
    BYTE *infos;
    BOOL ret;

    status = NetUserGetGroups( NULL, name, 0, &infos, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success && read == total, "got status %lu, %lu of %lu\n", status, read, total );
    if (status) return FALSE;
    ret = has_name( infos, read, sizeof(GROUP_USERS_INFO_0), group );
    NetApiBufferFree( infos );
    return ret;
}

static BOOL is_in_alias( const WCHAR *name, DWORD flags, const WCHAR *alias )
{
    DWORD read, total;
    NET_API_STATUS status;
    BYTE *infos;
    BOOL ret;

    status = NetUserGetLocalGroups( NULL, name, 0, flags, &infos, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success && read == total, "got status %lu, %lu of %lu\n", status, read, total );
    if (status) return FALSE;
    ret = has_name( infos, read, sizeof(LOCALGROUP_USERS_INFO_0), alias );
    NetApiBufferFree( infos );
    return ret;
}

#define check_groups(in, in_other) \
    do { \
        ok( is_in_group( NAME, GROUP ) == in, "in the first group: %d\n", !in ); \
        ok( is_in_group( NAME, OTHER_GROUP ) == in_other, "in the second group: %d\n", !in_other ); \
    } while (0)

static NET_API_STATUS set_groups( DWORD level, const void *groups, DWORD count )
{
    return NetUserSetGroups( NULL, NAME, level, (BYTE *)groups, count );
}

/* the name of the group that all users are in */
static void get_users_group( WCHAR name[256] )
{
    USER_INFO_4 *info = get_user( NAME, 4 );
    DWORD size = 256, domain_size = 256;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    WCHAR domain[256];
    SID_NAME_USE use;

    lstrcpyW( name, L"None" );
    if (!info) return;
    CopySid( sizeof(sid), sid, info->usri4_user_sid );
    *GetSidSubAuthority( sid, *GetSidSubAuthorityCount( sid ) - 1 ) = DOMAIN_GROUP_RID_USERS;
    LookupAccountSidW( NULL, sid, name, &size, domain, &domain_size, &use );
    NetApiBufferFree( info );
}

static DWORD count_members( const WCHAR *group, BOOL is_alias )
{
    DWORD read = 0xdeadbeef, total;
    NET_API_STATUS status;
    BYTE *infos = NULL;

    if (is_alias) status = NetLocalGroupGetMembers( NULL, group, 0, &infos, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    else status = NetGroupGetUsers( NULL, group, 0, &infos, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    NetApiBufferFree( infos );
    return read;
}

static void test_set_groups(void)
{
    GROUP_INFO_0 group = { (WCHAR *)GROUP }, other = { (WCHAR *)OTHER_GROUP };
    WCHAR none[256];
    GROUP_USERS_INFO_0 names[3] = { { none }, { (WCHAR *)GROUP }, { (WCHAR *)OTHER_GROUP } }, missing[] = { { none }, { NULL } };
    GROUP_USERS_INFO_1 infos[3] = { { none, 7 }, { (WCHAR *)L"NETAPI32 TEST GROUP", 0 }, { (WCHAR *)PREFIX L"none", 7 } };
    NET_API_STATUS status;

    add_anew( NAME );
    get_users_group( none );
    if (NetGroupAdd( NULL, 0, (BYTE *)&group, NULL ) || NetGroupAdd( NULL, 0, (BYTE *)&other, NULL ))
    {
        skip( "no group can be added\n" );
        delete_own_accounts();
        return;
    }
    ok( is_in_group( NAME, none ), "it is not in the group of all users\n" );
    check_groups( FALSE, FALSE );
    ok( !set_groups( 0, names, 2 ), "level 0 fails\n" );
    check_groups( TRUE, FALSE );
    ok( !set_groups( 0, names, 3 ), "level 0 fails\n" );
    check_groups( TRUE, TRUE );
    ok( !set_groups( 1, infos, 2 ), "level 1 fails\n" );
    check_groups( TRUE, FALSE );
    status = set_groups( 1, infos, 3 );
    ok( status == NERR_GroupNotFound, "got status %lu\n", status );
    check_groups( TRUE, FALSE );
    status = set_groups( 2, names, 1 );
    ok( status == ERROR_INVALID_LEVEL, "got status %lu\n", status );
    status = NetUserSetGroups( NULL, PREFIX L"nobody", 0, (BYTE *)names, 1 );
    ok( status == NERR_UserNotFound, "got status %lu\n", status );
    ok( !set_groups( 0, names, 1 ), "level 0 fails\n" );
    check_groups( FALSE, FALSE );
    if (testing_ours())
    {
        ok( !set_groups( 0, names, 2 ), "level 0 fails\n" );
        ok( !set_groups( 0, NULL, 0 ), "none at all fails\n" );
        check_groups( FALSE, FALSE );
        ok( is_in_group( NAME, none ), "it is not in the group of all users\n" );
        status = set_groups( 0, missing, 2 );
        ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
        status = set_groups( 0, NULL, 1 );
        ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
        status = NetUserSetGroups( NULL, NULL, 0, (BYTE *)names, 1 );
        ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
        status = NetUserSetGroups( L"\\\\", NAME, 0, (BYTE *)names, 1 );
        ok( status == ERROR_INVALID_NAME, "got status %lu\n", status );
        names[0].grui0_name = long_string;
        status = set_groups( 0, names, 1 );
        ok( status == NERR_GroupNotFound, "got status %lu\n", status );
        names[0].grui0_name = (WCHAR *)L"Administrators";   /* a local one */
        status = set_groups( 0, names, 1 );
        ok( status == NERR_GroupNotFound, "got status %lu\n", status );
        names[0].grui0_name = none;
    }
    /* whoever is deleted is in no group any more, and neither is the next one of the name */
    ok( !set_groups( 0, names, 2 ), "level 0 fails\n" );
    ok( count_members( GROUP, FALSE ) == 1, "got %lu members\n", count_members( GROUP, FALSE ) );
    check_delete( NAME, NERR_Success );
    ok( !count_members( GROUP, FALSE ), "got %lu members\n", count_members( GROUP, FALSE ) );
    add_anew( NAME );
    check_groups( FALSE, FALSE );
    check_delete( NAME, NERR_Success );
    NetGroupDel( NULL, GROUP );
    NetGroupDel( NULL, OTHER_GROUP );
}

/* A group of the user's own becomes the primary one, if he is in it. */
static void test_primary_group(void)
{
    GROUP_INFO_0 group = { (WCHAR *)GROUP };
    GROUP_USERS_INFO_0 name = { (WCHAR *)GROUP };
    USER_INFO_4 expected = make_default_user( NAME );
    USER_INFO_1051 primary;
    GROUP_INFO_2 *info;
    NET_API_STATUS status;

    if (!testing_ours()) return;    /* Windows' workstations have groups for old programs alone */
    add_anew( NAME );
    status = NetGroupAdd( NULL, 0, (BYTE *)&group, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status || NetGroupGetInfo( NULL, GROUP, 2, (BYTE **)&info )) return;
    primary.usri1051_primary_group_id = info->grpi2_group_id;
    NetApiBufferFree( info );
    check_set( NAME, 1051, &primary, NERR_UserNotInGroup, USER_PRIMARY_GROUP_PARMNUM );
    ok( !set_groups( 0, &name, 1 ), "it does not get into the group\n" );
    check_set( NAME, 1051, &primary, NERR_Success, 0 );
    expected.usri4_primary_group_id = primary.usri1051_primary_group_id;
    check_user( NAME, &expected );
    ok( !set_groups( 0, NULL, 0 ), "got a failure\n" );
    ok( is_in_group( NAME, GROUP ), "it left its primary group\n" );
    primary.usri1051_primary_group_id = DOMAIN_GROUP_RID_USERS;
    check_set( NAME, 1051, &primary, NERR_Success, 0 );
    ok( is_in_group( NAME, GROUP ), "it left the group\n" );
    expected.usri4_primary_group_id = DOMAIN_GROUP_RID_USERS;
    check_user( NAME, &expected );
    check_delete( NAME, NERR_Success );
    NetGroupDel( NULL, GROUP );
}

static NET_API_STATUS change_alias( const WCHAR *alias, const WCHAR *member, BOOL add )
{
    WCHAR name[256];
    DWORD size = MAX_COMPUTERNAME_LENGTH + 1;
    LOCALGROUP_MEMBERS_INFO_3 info = { name };

    GetComputerNameW( name, &size );
    lstrcatW( name, L"\\" );
    lstrcatW( name, member );
    return add ? NetLocalGroupAddMembers( NULL, alias, 3, (BYTE *)&info, 1 )
               : NetLocalGroupDelMembers( NULL, alias, 3, (BYTE *)&info, 1 );
}

static void test_local_groups(void)
{
    LOCALGROUP_INFO_0 alias = { (WCHAR *)ALIAS };
    GROUP_INFO_0 group = { (WCHAR *)GROUP };
    GROUP_USERS_INFO_0 name = { (WCHAR *)GROUP };
    WCHAR full_name[256];
    DWORD size = MAX_COMPUTERNAME_LENGTH + 1;

    add_anew( NAME );
    if (NetLocalGroupAdd( NULL, 0, (BYTE *)&alias, NULL ))
    {
        skip( "no local group can be added\n" );
        check_delete( NAME, NERR_Success );
        return;
    }
    ok( !is_in_alias( NAME, 0, ALIAS ) && !is_in_alias( NAME, LG_INCLUDE_INDIRECT, ALIAS ), "it is in there\n" );
    ok( !change_alias( ALIAS, NAME, TRUE ), "it was not added\n" );
    ok( is_in_alias( NAME, 0, ALIAS ) && is_in_alias( NAME, LG_INCLUDE_INDIRECT, ALIAS ), "it is not in there\n" );
    GetComputerNameW( full_name, &size );
    lstrcatW( full_name, L"\\" NAME );
    ok( is_in_alias( full_name, 0, ALIAS ), "with the domain, it is not in there\n" );
    ok( !change_alias( ALIAS, NAME, FALSE ), "it was not taken out\n" );
    ok( !is_in_alias( NAME, 0, ALIAS ), "it is still in there\n" );
    ok( !change_alias( ALIAS, NAME, TRUE ), "it was not added\n" );
    check_delete( NAME, NERR_Success );
    if (testing_ours()) ok( !count_members( ALIAS, TRUE ), "got %lu members\n", count_members( ALIAS, TRUE ) );
    add_anew( NAME );

    /* by a group that is in there */
    if (testing_ours())
    {
        ok( !NetGroupAdd( NULL, 0, (BYTE *)&group, NULL ), "no group was added\n" );
        ok( !set_groups( 0, &name, 1 ), "it does not get into the group\n" );
        ok( !change_alias( ALIAS, GROUP, TRUE ), "the group was not added\n" );
        ok( !is_in_alias( NAME, 0, ALIAS ), "it is directly in there\n" );
        ok( is_in_alias( NAME, LG_INCLUDE_INDIRECT, ALIAS ), "it is not in there\n" );
        ok( !set_groups( 0, NULL, 0 ), "it does not leave the group\n" );
        ok( !is_in_alias( NAME, LG_INCLUDE_INDIRECT, ALIAS ), "it is still in there\n" );
        NetGroupDel( NULL, GROUP );
    }
    check_delete( NAME, NERR_Success );
    NetLocalGroupDel( NULL, ALIAS );
}

static void get_builtin_name( WELL_KNOWN_SID_TYPE type, WCHAR name[256] )
{
    DWORD sid_size = SECURITY_MAX_SID_SIZE, size = 256, domain_size = 256;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    WCHAR domain[256];
    SID_NAME_USE use;

    name[0] = 0;
    CreateWellKnownSid( type, NULL, sid, &sid_size );
    LookupAccountSidW( NULL, sid, name, &size, domain, &domain_size, &use );
}

static DWORD get_priv( const WCHAR *name )
{
    USER_INFO_11 *info = get_user( name, 11 );
    DWORD priv = info ? info->usri11_priv : ~0u;

    NetApiBufferFree( info );
    return priv;
}

/* The privilege is that of the groups: Microsoft Learn, USER_INFO_1. */
static void test_privilege(void)
{
    static const struct { WELL_KNOWN_SID_TYPE group; DWORD priv; } groups[] =
        { { WinBuiltinAdministratorsSid, USER_PRIV_ADMIN }, { WinBuiltinGuestsSid, USER_PRIV_GUEST },
          { WinBuiltinBackupOperatorsSid, USER_PRIV_USER } };
    USER_INFO_1005 priv;
    WCHAR name[256];
    DWORD i, j;

    for (i = 0; i < ARRAY_SIZE(groups); i++)
    {
        get_builtin_name( groups[i].group, name );
        winetest_push_context( "%s", wine_dbgstr_w( name ) );
        add_anew( NAME );
        ok( get_priv( NAME ) == USER_PRIV_USER, "got privilege %lu\n", get_priv( NAME ) );
        ok( !change_alias( name, NAME, TRUE ), "it was not added\n" );
        ok( get_priv( NAME ) == groups[i].priv, "got privilege %lu\n", get_priv( NAME ) );
        check_levels_of( NAME );
        for (j = USER_PRIV_GUEST; j <= USER_PRIV_ADMIN; j++)
        {
            priv.usri1005_priv = j;
            check_set( NAME, 1005, &priv, j == groups[i].priv ? NERR_Success : ERROR_INVALID_PARAMETER,
                       j == groups[i].priv ? 0 : USER_PRIV_PARMNUM );
        }
        check_delete( NAME, NERR_Success );
        ok( get_priv( add( NAME, PASSWORD ) ? L"" : NAME ) == USER_PRIV_USER, "another one of the name has it, too\n" );
        check_delete( NAME, NERR_Success );
        winetest_pop_context();
    }
}

/* Who is the only administrator who can log on is not disabled. */
static void test_last_administrator(void)
{
    WCHAR current_name[UNLEN + 1], administrators[256];
    DWORD i, read, total, admins = 0, flags, size = ARRAY_SIZE(current_name);
    USER_INFO_3 *users;

    if (!testing_ours()) return;
    GetUserNameW( current_name, &size );
    get_builtin_name( WinBuiltinAdministratorsSid, administrators );
    if (NetUserEnum( NULL, 3, 0, (BYTE **)&users, MAX_PREFERRED_LENGTH, &read, &total, NULL )) return;
    for (i = 0; i < read; i++)
        if (users[i].usri3_priv == USER_PRIV_ADMIN && !(users[i].usri3_flags & UF_ACCOUNTDISABLE)) admins++;
    NetApiBufferFree( users );
    if (admins != 1 || get_priv( current_name ) != USER_PRIV_ADMIN)
    {
        skip( "this user is not the only administrator\n" );
        return;
    }
    flags = get_flags( current_name );
    flags |= UF_ACCOUNTDISABLE;
    check_set( current_name, 1008, &flags, NERR_LastAdmin, 0 );
    flags &= ~UF_ACCOUNTDISABLE;
    ok( get_flags( current_name ) == flags, "got flags %#lx\n", get_flags( current_name ) );
    check_set( current_name, 1008, &flags, NERR_Success, 0 );

    /* another one can */
    add_anew( NAME );
    ok( !change_alias( administrators, NAME, TRUE ), "it was not added\n" );
    set_flags( NAME, UF_SCRIPT | UF_ACCOUNTDISABLE );
    flags |= UF_ACCOUNTDISABLE;
    check_set( current_name, 1008, &flags, NERR_LastAdmin, 0 );     /* a disabled one does not count */
    set_flags( NAME, UF_SCRIPT );
    check_set( current_name, 1008, &flags, NERR_Success, 0 );
    ok( get_flags( current_name ) == flags, "got flags %#lx\n", get_flags( current_name ) );
    flags &= ~UF_ACCOUNTDISABLE;
    check_set( current_name, 1008, &flags, NERR_Success, 0 );
    check_delete( NAME, NERR_Success );
}

/* ---- passwords -------------------------------------------------------------------------------- */

#define change_password(old, new)  NetUserChangePassword( NULL, NAME, old, new )

#define check_change(old, new, expected)  check_change_( __LINE__, old, new, expected )
static void check_change_( int line, const WCHAR *old, const WCHAR *new, NET_API_STATUS expected )
{
    NET_API_STATUS status = change_password( old, new );

    ok_( __FILE__, line )( status == expected, "got status %lu, not %lu\n", status, expected );
}

static void set_password( const WCHAR *password )
{
    USER_INFO_1003 info = { (WCHAR *)password };

    check_set( NAME, 1003, &info, NERR_Success, 0 );
}

static DWORD get_bad_count(void)
{
    USER_INFO_3 *info = get_user( NAME, 3 );
    DWORD count = info ? info->usri3_bad_pw_count : ~0u;

    NetApiBufferFree( info );
    return count;
}

static void test_passwords(void)
{
    static const DWORD levels[] = { 1, 2, 3, 4 };
    USER_INFO_4 *info;
    USER_INFO_3 level3;
    unsigned int i;

    add_anew( NAME );
    check_change( L"wrong", OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
    check_change( L"only-4-tests!", OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
    check_change( L"", OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
    ok( get_bad_count() == 3, "got %lu\n", get_bad_count() );
    check_change( PASSWORD, OTHER_PASSWORD, NERR_Success );
    if (testing_ours()) ok( !get_bad_count(), "got %lu\n", get_bad_count() );
    check_change( PASSWORD, OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
    set_password( PASSWORD );
    check_change( OTHER_PASSWORD, PASSWORD, ERROR_INVALID_PASSWORD );
    check_change( PASSWORD, L"\x4e2d\x6587 \x0416 Pa55", NERR_Success );
    check_change( L"\x4e2d\x6587 \x0416 Pa55", PASSWORD, NERR_Success );

    /* all that is handed in at once */
    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        winetest_push_context( "level %lu", levels[i] );
        if ((info = get_user( NAME, 4 )))
        {
            info->usri4_password = (WCHAR *)OTHER_PASSWORD;
            check_set( NAME, levels[i], get_level( info, levels[i], &level3 ), NERR_Success, 0 );
            check_change( OTHER_PASSWORD, PASSWORD, NERR_Success );
            info->usri4_password = NULL;
            check_set( NAME, levels[i], get_level( info, levels[i], &level3 ), NERR_Success, 0 );
            check_change( PASSWORD, OTHER_PASSWORD, NERR_Success );     /* NULL leaves it */
            set_password( PASSWORD );
        }
        NetApiBufferFree( info );
        winetest_pop_context();
    }

    /* another user's is another one */
    add_anew( OTHER );
    set_password( OTHER_PASSWORD );
    ok( !NetUserChangePassword( NULL, OTHER, PASSWORD, OTHER_PASSWORD ), "it was changed with the other one\n" );
    check_change( OTHER_PASSWORD, PASSWORD, NERR_Success );
    check_delete( OTHER, NERR_Success );
    check_delete( NAME, NERR_Success );
}

/* A domain that the prefix records, of which no controller is found: a user of this computer is none of its, whoever else may be,
 * and no password changes. */
static void test_joined_passwords(void)
{
    static const struct { const WCHAR *domain, *user; NET_API_STATUS status; } rows[] =
    {
        { L"netapi32-test.invalid", NAME, ERROR_NO_SUCH_DOMAIN },
        { L"NETAPI32TEST", NAME, ERROR_NO_SUCH_DOMAIN },
        { L"netapi32test", PREFIX L"nobody", ERROR_NO_SUCH_DOMAIN },
        { NULL, PREFIX L"nobody", ERROR_NO_SUCH_DOMAIN },
        { L"", PREFIX L"nobody", ERROR_NO_SUCH_DOMAIN },
        { L"\\\\netapi32-test.invalid", NAME, ERROR_BAD_NETPATH },
        { NULL, NAME, ERROR_INVALID_PASSWORD },
        { L".", PREFIX L"nobody", NERR_UserNotFound },
    };
    NET_API_STATUS status;
    unsigned int i;
    HKEY key;

    if (!testing_ours() || !(key = put_record_aside())) return;
    RegSetValueExW( key, L"Name", 0, REG_SZ, (const BYTE *)L"netapi32-test.invalid", sizeof(L"netapi32-test.invalid") );
    RegSetValueExW( key, L"FlatName", 0, REG_SZ, (const BYTE *)L"NETAPI32TEST", sizeof(L"NETAPI32TEST") );
    add( NAME, PASSWORD );
    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        status = NetUserChangePassword( rows[i].domain, rows[i].user, OTHER_PASSWORD, PASSWORD L"2" );
        ok( status == rows[i].status, "row %u: got status %lu\n", i, status );
    }
    status = NetUserChangePassword( NULL, NAME, PASSWORD, OTHER_PASSWORD );
    ok( status == NERR_Success, "got status %lu\n", status );
    check_delete( NAME, NERR_Success );
    put_record_back();
}

/* Microsoft Learn, NetUserChangePassword */
static void test_password_arguments(void)
{
    WCHAR current_name[UNLEN + 1], longest[PWLEN + 1];
    DWORD i, size = ARRAY_SIZE(current_name);
    NET_API_STATUS status;

    add_anew( NAME );
    GetUserNameW( current_name, &size );
    status = NetUserChangePassword( NULL, PREFIX L"nobody", PASSWORD, OTHER_PASSWORD );
    ok( status == NERR_UserNotFound, "got status %lu\n", status );
    if (testing_ours())
    {
        check_change( NULL, OTHER_PASSWORD, ERROR_INVALID_PARAMETER );
        check_change( PASSWORD, NULL, ERROR_INVALID_PARAMETER );
        check_change( PASSWORD, long_string, NERR_PasswordTooShort );
        check_change( long_string, PASSWORD, NERR_PasswordTooShort );
        status = NetUserChangePassword( L"\\\\", NAME, PASSWORD, OTHER_PASSWORD );
        ok( status == ERROR_INVALID_NAME, "got status %lu\n", status );
        status = NetUserChangePassword( NULL, long_string, PASSWORD, OTHER_PASSWORD );
        ok( status == NERR_UserNotFound, "got status %lu\n", status );
        status = NetUserChangePassword( NULL, L"None", PASSWORD, OTHER_PASSWORD );
        ok( status == NERR_UserNotFound, "got status %lu\n", status );
        for (i = 0; i < PWLEN; i++) longest[i] = 0x100 + i;
        longest[i] = 0;
        check_change( PASSWORD, longest, NERR_Success );
        longest[PWLEN - 1]++;
        check_change( longest, PASSWORD, ERROR_INVALID_PASSWORD );
        longest[PWLEN - 1]--;
        check_change( longest, PASSWORD, NERR_Success );
        /* without one */
        set_password( L"" );
        check_change( PASSWORD, OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
        check_change( L"", OTHER_PASSWORD, NERR_Success );
        check_change( OTHER_PASSWORD, L"", NERR_Success );
        check_change( L"", PASSWORD, NERR_Success );
        /* by a name of this computer, and by none */
        size = ARRAY_SIZE(current_name);
        GetComputerNameW( current_name, &size );
        status = NetUserChangePassword( current_name, NAME, PASSWORD, OTHER_PASSWORD );
        ok( status == NERR_Success, "got status %lu\n", status );
        set_password( PASSWORD );
    }
    set_flags( NAME, UF_SCRIPT | UF_PASSWD_CANT_CHANGE );
    if (testing_ours()) check_change( PASSWORD, OTHER_PASSWORD, ERROR_ACCESS_DENIED );
    set_password( OTHER_PASSWORD );     /* but it can be set */
    set_flags( NAME, UF_SCRIPT );
    check_change( OTHER_PASSWORD, PASSWORD, NERR_Success );
    check_delete( NAME, NERR_Success );
}

static DWORD get_age(void)
{
    USER_INFO_1 *info = get_user( NAME, 1 );
    DWORD age = info ? info->usri1_password_age : ~0u;

    NetApiBufferFree( info );
    return age;
}

/* Microsoft Learn, USER_INFO_1: seconds since the password was changed */
static void test_password_age(void)
{
    USER_INFO_1007 comment = { (WCHAR *)L"later" };
    DWORD start = GetTickCount(), age;

    add_anew( NAME );
    ok( get_age() <= 1 + (GetTickCount() - start) / 1000, "got age %lu\n", get_age() );
    Sleep( 2100 );
    age = get_age();
    ok( age >= 1 && age <= 1 + (GetTickCount() - start) / 1000, "got age %lu\n", age );
    check_set( NAME, 1007, &comment, NERR_Success, 0 );
    age = get_age();
    ok( age >= 1 && age <= 1 + (GetTickCount() - start) / 1000, "got age %lu\n", age );
    check_levels_of( NAME );
    start = GetTickCount();
    set_password( OTHER_PASSWORD );
    ok( get_age() <= 1 + (GetTickCount() - start) / 1000, "got age %lu\n", get_age() );
    Sleep( 1100 );
    start = GetTickCount();
    check_change( OTHER_PASSWORD, PASSWORD, NERR_Success );
    ok( get_age() <= 1 + (GetTickCount() - start) / 1000, "got age %lu\n", get_age() );
    check_delete( NAME, NERR_Success );
}

/* ---- the policy ------------------------------------------------------------------------------- */

static NET_API_STATUS set_policy( DWORD level, const void *info )
{
    DWORD parm = 0xdeadbeef;
    NET_API_STATUS status = NetUserModalsSet( NULL, level, (BYTE *)info, &parm );

    ok( !status, "level %lu: got status %lu, parameter %lu\n", level, status, parm );
    return status;
}

static void test_policy_length( const USER_MODALS_INFO_0 *old )
{
    USER_INFO_1 user = make_user( OTHER, L"Sh0rt-1" );
    USER_INFO_1003 short_password = { (WCHAR *)L"Sh0rt-1" };
    USER_MODALS_INFO_0 policy = *old;

    policy.usrmod0_min_passwd_len = 8;
    if (set_policy( 0, &policy )) return;
    check_add( 1, &user, NERR_PasswordTooShort, testing_ours() ? USER_PASSWORD_PARMNUM : 0 );
    user.usri1_password = (WCHAR *)L"L0nger-1";
    check_add( 1, &user, NERR_Success, 0 );
    user.usri1_password = NULL;
    check_add( 1, &user, NERR_PasswordTooShort, testing_ours() ? USER_PASSWORD_PARMNUM : 0 );
    check_set( NAME, 1003, &short_password, NERR_PasswordTooShort, testing_ours() ? USER_PASSWORD_PARMNUM : 0 );
    check_change( PASSWORD, L"Sh0rt-1", NERR_PasswordTooShort );
    check_change( PASSWORD, L"", NERR_PasswordTooShort );
    check_change( PASSWORD, L"L0nger-1", NERR_Success );
    check_change( L"L0nger-1", PASSWORD, NERR_Success );
    /* MS-SAMR 3.1.1.7.2: whose password is not required is free of it */
    user.usri1_flags |= UF_PASSWD_NOTREQD;
    check_add( 1, &user, NERR_Success, 0 );
    set_flags( NAME, UF_SCRIPT | UF_PASSWD_NOTREQD );
    set_password( L"Sh0rt-1" );
    check_change( L"Sh0rt-1", PASSWORD, NERR_Success );
    set_flags( NAME, UF_SCRIPT );
}

static void test_policy_age( const USER_MODALS_INFO_0 *old )
{
    USER_MODALS_INFO_0 policy = *old;

    policy.usrmod0_min_passwd_age = 24 * 60 * 60;
    policy.usrmod0_max_passwd_age = TIMEQ_FOREVER;
    if (set_policy( 0, &policy )) return;
    check_change( PASSWORD, OTHER_PASSWORD, NERR_PasswordTooShort );
    check_change( L"wrong", OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
    set_password( OTHER_PASSWORD );     /* an administrator may */
    set_password( PASSWORD );
    policy.usrmod0_min_passwd_age = 0;
    if (!set_policy( 0, &policy )) check_change( PASSWORD, OTHER_PASSWORD, NERR_Success );
    set_password( PASSWORD );
}

static void test_policy_history( const USER_MODALS_INFO_0 *old )
{
    USER_MODALS_INFO_0 policy = *old;

    policy.usrmod0_min_passwd_age = 0;
    policy.usrmod0_password_hist_len = 3;
    if (set_policy( 0, &policy )) return;
    check_change( PASSWORD, PASSWORD, NERR_PasswordTooShort );
    check_change( PASSWORD, L"Second-1", NERR_Success );
    check_change( L"Second-1", L"Third-11", NERR_Success );
    check_change( L"Third-11", PASSWORD, NERR_PasswordTooShort );
    check_change( L"Third-11", L"Second-1", NERR_PasswordTooShort );
    check_change( L"Third-11", L"Third-11", NERR_PasswordTooShort );
    check_change( L"Third-11", L"Fourth-1", NERR_Success );
    check_change( L"Fourth-1", PASSWORD, NERR_Success );
    check_change( PASSWORD, L"Third-11", NERR_PasswordTooShort );
    /* without a password between */
    check_change( PASSWORD, L"", NERR_Success );
    check_change( L"", L"Fifth-11", NERR_Success );
    check_change( L"Fifth-11", PASSWORD, NERR_PasswordTooShort );
    policy.usrmod0_password_hist_len = 0;
    if (set_policy( 0, &policy )) return;
    check_change( L"Fifth-11", PASSWORD, NERR_Success );
    check_change( PASSWORD, L"Third-11", NERR_Success );
    check_change( L"Third-11", L"Third-11", NERR_Success );
    set_password( PASSWORD );
}

static void test_policy_lockout(void)
{
    USER_MODALS_INFO_3 policy = { 600, 600, 3 };
    unsigned int i;

    if (set_policy( 3, &policy )) return;
    NetUserDel( NULL, NAME );
    add_anew( NAME );
    for (i = 1; i <= 3; i++)
    {
        check_change( L"wrong", OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
        ok( get_bad_count() == i, "got %lu after %u\n", get_bad_count(), i );
        ok( !(get_flags( NAME ) & UF_LOCKOUT) == (i < 3), "got flags %#lx after %u\n", get_flags( NAME ), i );
    }
    check_change( PASSWORD, OTHER_PASSWORD, ERROR_ACCOUNT_LOCKED_OUT );
    check_change( L"wrong", OTHER_PASSWORD, ERROR_ACCOUNT_LOCKED_OUT );
    check_levels_of( NAME );
    /* MS-SAMR 3.1.1.8.7: a password that is set does not unlock it */
    set_password( OTHER_PASSWORD );
    check_change( OTHER_PASSWORD, PASSWORD, ERROR_ACCOUNT_LOCKED_OUT );
    if (testing_ours())
    {
        set_flags( NAME, get_flags( NAME ) );
        ok( get_flags( NAME ) & UF_LOCKOUT, "got flags %#lx\n", get_flags( NAME ) );
    }
    set_flags( NAME, UF_SCRIPT );
    ok( !(get_flags( NAME ) & UF_LOCKOUT), "got flags %#lx\n", get_flags( NAME ) );
    ok( !get_bad_count(), "got %lu\n", get_bad_count() );
    check_change( L"wrong", OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
    set_flags( NAME, UF_SCRIPT | UF_PASSWD_NOTREQD );   /* no other member than its own */
    ok( get_bad_count() == 1, "got %lu\n", get_bad_count() );
    check_change( OTHER_PASSWORD, PASSWORD, NERR_Success );
    policy.usrmod3_lockout_threshold = 0;
    if (set_policy( 3, &policy )) return;
    for (i = 0; i < 5; i++) check_change( L"wrong", OTHER_PASSWORD, ERROR_INVALID_PASSWORD );
    check_change( PASSWORD, OTHER_PASSWORD, NERR_Success );
}

static void test_policies(void)
{
    USER_MODALS_INFO_0 *passwords, *passwords_now;
    USER_MODALS_INFO_3 *lockout, *lockout_now;

    if (NetUserModalsGet( NULL, 0, (BYTE **)&passwords )) return;
    if (!NetUserModalsGet( NULL, 3, (BYTE **)&lockout ))
    {
        add_anew( NAME );
        test_policy_length( passwords );
        test_policy_age( passwords );
        test_policy_history( passwords );
        set_policy( 0, passwords );
        test_policy_lockout();
        set_policy( 3, lockout );
        check_delete( NAME, NERR_Success );
        if (!NetUserModalsGet( NULL, 0, (BYTE **)&passwords_now ))
        {
            ok( !memcmp( passwords, passwords_now, sizeof(*passwords) ), "the policy is another one\n" );
            NetApiBufferFree( passwords_now );
        }
        if (!NetUserModalsGet( NULL, 3, (BYTE **)&lockout_now ))
        {
            ok( !memcmp( lockout, lockout_now, sizeof(*lockout) ), "the policy is another one\n" );
            NetApiBufferFree( lockout_now );
        }
        NetApiBufferFree( lockout );
    }
    NetApiBufferFree( passwords );
}

/* ---- many users ------------------------------------------------------------------------------- */

#define MANY  300

static void set_number( WCHAR name[LM20_UNLEN + 1], DWORD number )
{
    wsprintfW( name, PREFIX L"%03u", number );
}

static void check_walk_of_many( DWORD level, DWORD size, DWORD max_length )
{
    DWORD read, total, before, number, resume = 0, seen = 0, others = 0, calls = 0;
    BYTE *infos, was_seen[MANY] = { 0 };
    NET_API_STATUS status;
    const WCHAR *name;

    winetest_push_context( "level %lu, %lu bytes", level, max_length );
    do
    {
        before = seen + others;
        infos = NULL;
        status = NetUserEnum( NULL, level, FILTER_NORMAL_ACCOUNT, &infos, max_length, &read, &total, &resume );
        ok( status == NERR_Success || status == ERROR_MORE_DATA, "got status %lu\n", status );
        if ((status && status != ERROR_MORE_DATA) || !read) break;
        ok( total >= read, "got %lu of %lu\n", read, total );
        for (number = 0; number < read; number++)
        {
            name = *(WCHAR **)(infos + number * size);
            if (wcsncmp( name, PREFIX, ARRAY_SIZE(PREFIX) - 1 )) others++;
            else
            {
                DWORD i = wcstoul( name + ARRAY_SIZE(PREFIX) - 1, NULL, 10 );

                ok( i < MANY && !was_seen[i], "%s is there twice\n", wine_dbgstr_w( name ) );
                if (i < MANY) was_seen[i] = TRUE;
                seen++;
            }
        }
        if (testing_ours()) ok( total == MANY + others || status == ERROR_MORE_DATA || before, "got total %lu\n", total );
        NetApiBufferFree( infos );
        calls++;
    }
    while (status == ERROR_MORE_DATA && calls < 10 * MANY);
    ok( seen == MANY, "got %lu\n", seen );
    if (testing_ours()) ok( !resume, "got resume handle %lu\n", resume );
    if (max_length != MAX_PREFERRED_LENGTH) ok( calls > 1, "all at once in %lu bytes\n", max_length );
    winetest_pop_context();
}

static void test_many(void)
{
    static const DWORD other_kinds[] = { FILTER_TEMP_DUPLICATE_ACCOUNT, FILTER_INTERDOMAIN_TRUST_ACCOUNT,
                                         FILTER_WORKSTATION_TRUST_ACCOUNT, FILTER_SERVER_TRUST_ACCOUNT };
    DWORD i, read, total, failures = 0;
    WCHAR name[LM20_UNLEN + 1];
    BYTE *infos;

    for (i = 0; i < MANY; i++)
    {
        set_number( name, i * 7 % MANY );
        failures += !!add( name, NULL );
    }
    ok( !failures, "%lu were not added\n", failures );
    check_walk_of_many( 0, sizeof(USER_INFO_0), MAX_PREFERRED_LENGTH );
    check_walk_of_many( 0, sizeof(USER_INFO_0), 200 );
    check_walk_of_many( 3, sizeof(USER_INFO_3), 4096 );
    check_walk_of_many( 20, sizeof(USER_INFO_20), 1000 );
    check_walk_of_many( 23, sizeof(USER_INFO_23), MAX_PREFERRED_LENGTH );
    for (i = 0; i < ARRAY_SIZE(other_kinds); i++)
    {
        infos = NULL;
        ok( !NetUserEnum( NULL, 0, other_kinds[i], &infos, MAX_PREFERRED_LENGTH, &read, &total, NULL ),
            "filter %#lx fails\n", other_kinds[i] );
        ok( !read || !has_name( infos, read, sizeof(USER_INFO_0), PREFIX L"000" ), "filter %#lx finds it\n", other_kinds[i] );
        NetApiBufferFree( infos );
    }
    for (i = 0; i < MANY; i++)
    {
        set_number( name, i * 11 % MANY );
        failures += !!NetUserDel( NULL, name );
    }
    ok( !failures, "%lu were not deleted\n", failures );
    set_number( name, 0 );
    ok( !is_there( name ), "one is still there\n" );
}

/* ---- another process -------------------------------------------------------------------------- */

/* All that level 4 tells, and the id. */
static void describe( const WCHAR *name, char *text, DWORD size )
{
    const struct user_level *level4 = find_level( 4 );
    DWORD i, j, length = 0;
    USER_INFO_4 *info;
    const WCHAR *string;
    const BYTE *bytes;
    NET_API_STATUS status;

    text[0] = 0;
    if ((status = NetUserGetInfo( NULL, name, 4, (BYTE **)&info )))
    {
        _snprintf( text, size, "status %lu", status );
        return;
    }
    for (i = 0; i < level4->count && length + 700 < size; i++)
    {
        const struct member *member = &level4->members[i];

        if (!strcmp( member->name, "password_age" )) continue;
        length += _snprintf( text + length, size - length, "%s=", member->name );
        switch (member->kind)
        {
        case NUMBER:
            length += _snprintf( text + length, size - length, "%lu ", get_number( (BYTE *)info, member ) );
            break;
        case STRING:
            for (string = get_pointer( (BYTE *)info, member ); string && *string; string++)
                length += _snprintf( text + length, size - length, *string > ' ' && *string < 0x7f ? "%c" : "<%x>", *string );
            text[length++] = ' ';
            break;
        case HOURS:
            bytes = get_pointer( (BYTE *)info, member );
            for (j = 0; j < LOGON_HOURS; j++) length += _snprintf( text + length, size - length, "%02x", bytes[j] );
            text[length++] = ' ';
            break;
        default:
            length += _snprintf( text + length, size - length, "%lu ", last_sub_authority( info->usri4_user_sid ) );
            break;
        }
        text[length] = 0;
    }
    NetApiBufferFree( info );
}

int tell_user( const char *name, const char *comment )
{
    WCHAR wide_name[256], wide_comment[256];
    USER_INFO_1007 info = { wide_comment };
    char text[4000];

    MultiByteToWideChar( CP_ACP, 0, name, -1, wide_name, ARRAY_SIZE(wide_name) );
    MultiByteToWideChar( CP_ACP, 0, comment, -1, wide_comment, ARRAY_SIZE(wide_comment) );
    describe( wide_name, text, sizeof(text) );
    print( "%.1500s", text );
    print( "%s", strlen( text ) > 1500 ? text + 1500 : "" );
    if (!strncmp( text, "status", 6 )) return add( wide_name, PASSWORD ) ? STATUS_FAILED : STATUS_PASSED;
    if (NetUserSetInfo( NULL, wide_name, 1007, (BYTE *)&info, NULL )) return STATUS_FAILED;
    return NetUserChangePassword( NULL, wide_name, PASSWORD, OTHER_PASSWORD ) ? STATUS_FAILED : STATUS_PASSED;
}

static void test_other_process(void)
{
    USER_INFO_4 full = make_full_user(), expected = make_default_user( NAME );
    static char text[4000], other_text[4000];
    NET_API_STATUS status;
    DWORD exit_code, id;

    full.usri4_password_expired = 0;
    status = NetUserAdd( NULL, 4, (BYTE *)&full, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    id = get_id_of( NAME );
    describe( NAME, text, sizeof(text) );
    ok( strstr( text, "comment=a<20>comment " ) != NULL, "got %s\n", text );
    exit_code = run_self( L"user \"" NAME L"\" \"of another process\"", other_text, sizeof(other_text) );
    ok( !exit_code, "got exit code %#lx\n", exit_code );
    ok( !strcmp( text, other_text ), "another process tells %s\n", other_text );
    ok( strlen( text ) > 300, "got %s\n", text );
    full.usri4_comment = (WCHAR *)L"of another process";
    take_level( &expected, &full, 4 );
    check_user( NAME, &expected );
    check_change( OTHER_PASSWORD, PASSWORD, NERR_Success );
    check_delete( NAME, NERR_Success );
    exit_code = run_self( L"user \"" NAME L"\" \"of another process\"", other_text, sizeof(other_text) );
    ok( !exit_code, "got exit code %#lx\n", exit_code );
    ok( !strcmp( other_text, "status 2221" ), "another process tells %s\n", other_text );
    /* that one has added it */
    ok( get_id_of( NAME ) > id, "got id %lu after %lu\n", get_id_of( NAME ), id );
    expected = make_default_user( NAME );
    check_user( NAME, &expected );
    check_change( PASSWORD, OTHER_PASSWORD, NERR_Success );
    check_delete( NAME, NERR_Success );
}

/* ---- threads ---------------------------------------------------------------------------------- */

#define ADDERS       3
#define ENUMERATORS  3
#define ROUNDS       10
#define BURST        10     /* users that a thread adds before it deletes them */

static LONG running, failures, enumerations;

/* The number is a value of the record, the others are strings of it and of the account: where one is another
 * user's, they disagree. */
static void add_and_delete( DWORD thread )
{
    DWORD i, number = thread * ROUNDS * BURST;
    USER_INFO_4 user = make_full_user();
    WCHAR name[LM20_UNLEN + 1];

    user.usri4_name = user.usri4_full_name = user.usri4_comment = name;
    user.usri4_password = NULL;
    user.usri4_flags |= UF_PASSWD_NOTREQD;
    for (i = 0; i < ROUNDS * BURST; i++)
    {
        user.usri4_country_code = number + i;
        set_number( name, number + i );
        if (NetUserAdd( NULL, 4, (BYTE *)&user, NULL )) InterlockedIncrement( &failures );
        if (i % BURST < BURST - 1) continue;
        for (user.usri4_country_code -= BURST - 1; user.usri4_country_code <= number + i; user.usri4_country_code++)
        {
            set_number( name, user.usri4_country_code );
            if (NetUserDel( NULL, name )) InterlockedIncrement( &failures );
        }
    }
}

static DWORD WINAPI adder( void *number )
{
    add_and_delete( (DWORD_PTR)number );
    InterlockedDecrement( &running );
    return 0;
}

/* A user is there with all that belongs to it, or not at all. */
static BOOL is_whole( const USER_INFO_3 *user )
{
    WCHAR name[LM20_UNLEN + 1];

    if (!is_own_name( user->usri3_name )) return TRUE;
    set_number( name, user->usri3_country_code );
    return !lstrcmpW( user->usri3_name, name ) && !lstrcmpW( user->usri3_full_name, name ) &&
           !lstrcmpW( user->usri3_comment, name );
}

static DWORD WINAPI enumerator( void *arg )
{
    DWORD i, read, total;
    USER_INFO_3 *users;

    (void)arg;
    while (running)
    {
        if (NetUserEnum( NULL, 3, 0, (BYTE **)&users, MAX_PREFERRED_LENGTH, &read, &total, NULL ))
        {
            InterlockedIncrement( &failures );
            continue;
        }
        for (i = 0; i < read; i++) if (!is_whole( &users[i] )) InterlockedIncrement( &failures );
        NetApiBufferFree( users );
        InterlockedIncrement( &enumerations );
    }
    return 0;
}

static DWORD count_users(void)
{
    DWORD read = 0, total;
    BYTE *infos;

    if (!NetUserEnum( NULL, 0, 0, &infos, MAX_PREFERRED_LENGTH, &read, &total, NULL )) NetApiBufferFree( infos );
    return read;
}

static void test_threads(void)
{
    HANDLE threads[ADDERS + ENUMERATORS];
    DWORD i, before = count_users();
    DWORD_PTR number;

    running = ADDERS;
    failures = enumerations = 0;
    for (i = 0; i < ENUMERATORS; i++) threads[i] = CreateThread( NULL, 0, enumerator, NULL, 0, NULL );
    for (number = 0; number < ADDERS; number++)
        threads[i++] = CreateThread( NULL, 0, adder, (void *)number, 0, NULL );
    ok( WaitForMultipleObjects( ARRAY_SIZE(threads), threads, TRUE, 120000 ) == WAIT_OBJECT_0, "a thread hangs\n" );
    for (i = 0; i < ARRAY_SIZE(threads); i++) CloseHandle( threads[i] );
    ok( !failures, "%ld failures\n", failures );
    ok( enumerations > 0, "nothing was enumerated\n" );
    ok( before == count_users(), "%lu users before, %lu after\n", before, count_users() );
    trace( "%ld enumerations beside %d additions\n", enumerations, ADDERS * ROUNDS * BURST );
}

/* ---- bad pointers ----------------------------------------------------------------------------- */

#define BAD_POINTER  ((void *)(ULONG_PTR)0xdeadbeef)

/* one argument each */
static DWORD WINAPI call_with_bad_pointer( void *number )
{
    USER_INFO_1 user = make_user( BAD_POINTER, PASSWORD );
    GROUP_USERS_INFO_0 group = { BAD_POINTER };
    USER_INFO_1003 info = { BAD_POINTER };

    switch ((DWORD_PTR)number)
    {
    case 0: return NetUserDel( NULL, BAD_POINTER );
    case 1: return NetUserAdd( NULL, 1, BAD_POINTER, NULL );
    case 2: return NetUserAdd( NULL, 1, (BYTE *)&user, NULL );
    case 3: user.usri1_name = (WCHAR *)NAME;
            user.usri1_password = BAD_POINTER;
            return NetUserAdd( NULL, 1, (BYTE *)&user, NULL );
    case 4: return NetUserSetInfo( NULL, BAD_POINTER, 1007, (BYTE *)&user, NULL );
    case 5: return NetUserSetInfo( NULL, NAME, 1007, BAD_POINTER, NULL );
    case 6: return NetUserSetInfo( NULL, NAME, 1003, (BYTE *)&info, NULL );
    case 7: return NetUserSetInfo( NULL, NAME, 1007, (BYTE *)&user, BAD_POINTER );
    case 8: return NetUserSetGroups( NULL, BAD_POINTER, 0, NULL, 0 );
    case 9: return NetUserSetGroups( NULL, NAME, 0, BAD_POINTER, 1 );
    case 10: return NetUserSetGroups( NULL, NAME, 0, (BYTE *)&group, 1 );
    case 11: return NetUserChangePassword( NULL, BAD_POINTER, PASSWORD, PASSWORD );
    case 12: return NetUserChangePassword( NULL, NAME, BAD_POINTER, PASSWORD );
    default: return NetUserChangePassword( NULL, NAME, PASSWORD, BAD_POINTER );
    }
}

static DWORD WINAPI add_and_delete_user( void *arg )
{
    NET_API_STATUS status = add( OTHER, NULL );

    (void)arg;
    return status ? status : NetUserDel( NULL, OTHER );
}

/* Who survives the fault goes on: nothing is locked. */
static void test_bad_pointers(void)
{
    DWORD i;

    if (!testing_ours()) return;
    add_anew( NAME );
    for (i = 0; i < 14; i++) check_fault( call_with_bad_pointer, add_and_delete_user, i );
    check_delete( NAME, NERR_Success );
}

/* ---- who is no administrator ------------------------------------------------------------------ */

/* A token of this user, who may be no administrator by it. */
static HANDLE make_weak_token(void)
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof(sid);
    SID_AND_ATTRIBUTES admins = { sid, 0 };
    HANDLE token, restricted = NULL, weak = NULL;

    if (!OpenProcessToken( GetCurrentProcess(), TOKEN_ALL_ACCESS, &token )) return NULL;
    CreateWellKnownSid( WinBuiltinAdministratorsSid, NULL, sid, &size );
    if (CreateRestrictedToken( token, 0, 1, &admins, 0, NULL, 0, NULL, &restricted ))
    {
        DuplicateTokenEx( restricted, TOKEN_ALL_ACCESS, NULL, SecurityImpersonation, TokenImpersonation, &weak );
        CloseHandle( restricted );
    }
    CloseHandle( token );
    return weak;
}

static void test_no_administrator(void)
{
    USER_INFO_1 user = make_user( OTHER, PASSWORD );
    USER_INFO_1007 comment = { (WCHAR *)L"a comment" };
    USER_INFO_4 expected = make_default_user( NAME );
    NET_API_STATUS statuses[5];
    HANDLE token = make_weak_token();
    unsigned int i;

    if (!token || !SetThreadToken( NULL, token ))
    {
        skip( "no token without administrators, error %lu\n", GetLastError() );
        if (token) CloseHandle( token );
        return;
    }
    RevertToSelf();
    add_anew( NAME );
    SetThreadToken( NULL, token );
    statuses[0] = NetUserAdd( NULL, 1, (BYTE *)&user, NULL );
    statuses[1] = NetUserSetInfo( NULL, NAME, 1007, (BYTE *)&comment, NULL );
    statuses[2] = NetUserSetGroups( NULL, NAME, 0, NULL, 0 );
    statuses[3] = NetUserDel( NULL, NAME );
    statuses[4] = NetUserChangePassword( NULL, NAME, PASSWORD, OTHER_PASSWORD );    /* who knows the password may */
    RevertToSelf();
    for (i = 0; i < 4; i++) ok( statuses[i] == ERROR_ACCESS_DENIED, "%u: got status %lu\n", i, statuses[i] );
    ok( statuses[4] == NERR_Success, "got status %lu\n", statuses[4] );
    ok( !is_there( OTHER ), "it was added\n" );
    check_user( NAME, &expected );
    check_delete( NAME, NERR_Success );
    CloseHandle( token );
}

/* ----------------------------------------------------------------------------------------------- */

/* docs/accounts.md: of a password the registry has a hash alone, another one each time. */
static void test_hash(void)
{
    static const WCHAR scheme[] = L"Password=pbkdf2-sha512$10000$";
    WCHAR name[9], text[2][1024], *field[2] = { NULL, NULL };
    USER_INFO_20 *info;
    unsigned int i;
    DWORD size;
    HKEY key;

    if (!testing_ours()) return;
    for (i = 0; i < 2; i++)
    {
        add_anew( NAME );
        if (NetUserGetInfo( NULL, NAME, 20, (BYTE **)&info )) return;
        swprintf( name, ARRAY_SIZE(name), L"%08lx", info->usri20_user_id );
        NetApiBufferFree( info );
        if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, L"Software\\Wine\\NetApi32\\Accounts\\Users", 0, KEY_READ | KEY_WOW64_64KEY, &key ))
        {
            ok( 0, "there is no key of users\n" );
            return;
        }
        memset( text[i], 0, sizeof(text[i]) );
        size = sizeof(text[i]) - 2 * sizeof(WCHAR);
        ok( !RegQueryValueExW( key, name, NULL, NULL, (BYTE *)text[i], &size ), "there is no value %ls\n", name );
        RegCloseKey( key );
        for (field[i] = text[i]; *field[i] && wcsncmp( field[i], scheme, ARRAY_SIZE(scheme) - 1 ); field[i] += wcslen( field[i] ) + 1)
            ok( !wcsstr( field[i], PASSWORD ), "the password is in it\n" );
        ok( *field[i], "there is no hash\n" );
        ok( !wcsstr( field[i], PASSWORD ), "the password is in it\n" );
    }
    ok( wcscmp( field[0], field[1] ), "twice the same password has the same hash\n" );
}

START_TEST(userchange)
{
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(long_string) - 1; i++) long_string[i] = 'x';
    delete_own_accounts();
    if ((status = add( NAME, PASSWORD )))
    {
        ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
        skip( "this user may not add users\n" );
        return;
    }
    check_delete( NAME, NERR_Success );

    test_add_levels();
    test_add_default_user();
    test_names();
    test_names_in_use();
    test_bad_users();
    test_ignored_input();
    test_ids();
    test_delete();
    test_set_singles();
    test_set_hours();
    test_set_levels();
    test_rename();
    test_bad_changes();
    test_computed_flags();
    test_set_groups();
    test_primary_group();
    test_local_groups();
    test_privilege();
    test_last_administrator();
    test_passwords();
    test_hash();
    test_password_arguments();
    test_joined_passwords();
    test_password_age();
    test_policies();
    test_many();
    test_other_process();
    test_threads();
    test_bad_pointers();
    test_no_administrator();
    delete_own_accounts();
}
