/*
 * Tests of users and the account policy of other computers, on the server that tests/host/samba-users starts
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
#include <stdlib.h>

#include "wine/test.h"
#include <windef.h>
#include <winerror.h>
#include <winnls.h>
#include <sddl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "answer.h"
#include "groups.h"
#include "remote.h"
#include "tell.h"

/*
 * Beside what is in remote.h:
 *   PHASE   what to do: "read" tells all users, a line each, for the script to compare with what Samba's own tools
 *           tell; "make" changes what the script then looks at, "unmake" the rest; "password" changes one; "many" is for many
 *           users
 *   MANY    how many users there are for that
 *   STATUS_WRONG, STATUS_SHORT, STATUS_UNKNOWN, STATUS_DISABLED  what Samba's own client gets when it changes a password
 */
static WCHAR server[300];

/* ---- levels ----------------------------------------------------------------------------------- */

#define USER_HOURS  21  /* bytes */

static const char *narrow_hours( const BYTE *hours )
{
    static char buffer[2 * USER_HOURS + 1];
    unsigned int i;

    for (i = 0; i < USER_HOURS; i++) sprintf( buffer + 2 * i, "%02X", hours[i] );
    return buffer;
}

static void check_user_0( struct answer *answer, const void *info )
{
    const USER_INFO_0 *user = info;

    check_string( answer, user->usri0_name, "name" );
    TELL( "user 0|%s\n", narrow( user->usri0_name ) );
}

static void check_user_1( struct answer *answer, const void *info )
{
    const USER_INFO_1 *user = info;

    check_string( answer, user->usri1_name, "name" );
    ok( !user->usri1_password, "got a password\n" );
    check_string( answer, user->usri1_home_dir, "home_dir" );
    check_string( answer, user->usri1_comment, "comment" );
    check_string( answer, user->usri1_script_path, "script_path" );
    TELL( "user 1|%s|%s|%s|0x%lx|%s\n", narrow( user->usri1_name ), narrow( user->usri1_home_dir ),
          narrow( user->usri1_comment ), user->usri1_flags, narrow( user->usri1_script_path ) );
}

/* levels 2, 3 and 4 begin alike */
static void check_user_2( struct answer *answer, const void *info )
{
    const USER_INFO_2 *user = info;

    check_string( answer, user->usri2_name, "name" );
    ok( !user->usri2_password, "got a password\n" );
    check_string( answer, user->usri2_home_dir, "home_dir" );
    check_string( answer, user->usri2_comment, "comment" );
    check_string( answer, user->usri2_script_path, "script_path" );
    check_string( answer, user->usri2_full_name, "full_name" );
    check_string( answer, user->usri2_usr_comment, "usr_comment" );
    check_string( answer, user->usri2_parms, "parms" );
    check_string( answer, user->usri2_workstations, "workstations" );
    check_part( answer, user->usri2_logon_hours, USER_HOURS, "logon_hours" );
    check_string( answer, user->usri2_logon_server, "logon_server" );
    ok( user->usri2_units_per_week == UNITS_PER_WEEK, "got %lu units\n", user->usri2_units_per_week );
    TELL( "user 2|%s|%s|%s|0x%lx|%s|%s|%s|%s|%lu|%lu|%s|%lu\n", narrow( user->usri2_name ),
          narrow( user->usri2_home_dir ), narrow( user->usri2_comment ), user->usri2_flags,
          narrow( user->usri2_script_path ), narrow( user->usri2_full_name ), narrow( user->usri2_parms ),
          narrow( user->usri2_workstations ), user->usri2_last_logon, user->usri2_acct_expires,
          narrow_hours( user->usri2_logon_hours ), user->usri2_bad_pw_count );
}

static void check_user_3( struct answer *answer, const void *info )
{
    const USER_INFO_3 *user = info;
    BOOL told = telling;

    telling = FALSE;
    check_user_2( answer, info );
    telling = told;
    check_string( answer, user->usri3_profile, "profile" );
    check_string( answer, user->usri3_home_dir_drive, "home_dir_drive" );
    TELL( "user 3|%s|%lu|%s|%s\n", narrow( user->usri3_name ), user->usri3_user_id, narrow( user->usri3_profile ),
          narrow( user->usri3_home_dir_drive ) );
}

static void check_user_4( struct answer *answer, const void *info )
{
    const USER_INFO_4 *user = info;
    BOOL told = telling;

    telling = FALSE;
    check_user_2( answer, info );
    telling = told;
    check_sid( answer, user->usri4_user_sid );
    check_string( answer, user->usri4_profile, "profile" );
    check_string( answer, user->usri4_home_dir_drive, "home_dir_drive" );
    TELL( "user 4|%s|%s|%s|%s\n", narrow( user->usri4_name ), narrow_sid( user->usri4_user_sid ),
          narrow( user->usri4_profile ), narrow( user->usri4_home_dir_drive ) );
}

static void check_user_10( struct answer *answer, const void *info )
{
    const USER_INFO_10 *user = info;

    check_string( answer, user->usri10_name, "name" );
    check_string( answer, user->usri10_comment, "comment" );
    check_string( answer, user->usri10_usr_comment, "usr_comment" );
    check_string( answer, user->usri10_full_name, "full_name" );
    TELL( "user 10|%s|%s|%s\n", narrow( user->usri10_name ), narrow( user->usri10_comment ),
          narrow( user->usri10_full_name ) );
}

static void check_user_11( struct answer *answer, const void *info )
{
    const USER_INFO_11 *user = info;

    check_string( answer, user->usri11_name, "name" );
    check_string( answer, user->usri11_comment, "comment" );
    check_string( answer, user->usri11_usr_comment, "usr_comment" );
    check_string( answer, user->usri11_full_name, "full_name" );
    check_string( answer, user->usri11_home_dir, "home_dir" );
    check_string( answer, user->usri11_parms, "parms" );
    check_string( answer, user->usri11_logon_server, "logon_server" );
    check_string( answer, user->usri11_workstations, "workstations" );
    check_part( answer, user->usri11_logon_hours, USER_HOURS, "logon_hours" );
    TELL( "user 11|%s|%s|%s|%s|%s|%s|%lu\n", narrow( user->usri11_name ), narrow( user->usri11_comment ),
          narrow( user->usri11_full_name ), narrow( user->usri11_home_dir ), narrow( user->usri11_workstations ),
          narrow_hours( user->usri11_logon_hours ), user->usri11_last_logon );
}

static void check_user_20( struct answer *answer, const void *info )
{
    const USER_INFO_20 *user = info;

    check_string( answer, user->usri20_name, "name" );
    check_string( answer, user->usri20_full_name, "full_name" );
    check_string( answer, user->usri20_comment, "comment" );
    TELL( "user 20|%s|%s|%s|0x%lx|%lu\n", narrow( user->usri20_name ), narrow( user->usri20_full_name ),
          narrow( user->usri20_comment ), user->usri20_flags, user->usri20_user_id );
}

static void check_user_23( struct answer *answer, const void *info )
{
    const USER_INFO_23 *user = info;

    check_string( answer, user->usri23_name, "name" );
    check_string( answer, user->usri23_full_name, "full_name" );
    check_string( answer, user->usri23_comment, "comment" );
    check_sid( answer, user->usri23_user_sid );
    TELL( "user 23|%s|%s|%s|0x%lx|%s\n", narrow( user->usri23_name ), narrow( user->usri23_full_name ),
          narrow( user->usri23_comment ), user->usri23_flags, narrow_sid( user->usri23_user_sid ) );
}

static const struct enum_level user_levels[] =
{
    { 0, sizeof(USER_INFO_0), FALSE, check_user_0 },
    { 1, sizeof(USER_INFO_1), FALSE, check_user_1 },
    { 2, sizeof(USER_INFO_2), FALSE, check_user_2 },
    { 3, sizeof(USER_INFO_3), FALSE, check_user_3 },
    { 10, sizeof(USER_INFO_10), FALSE, check_user_10 },
    { 11, sizeof(USER_INFO_11), FALSE, check_user_11 },
    { 20, sizeof(USER_INFO_20), FALSE, check_user_20 },
    { 23, sizeof(USER_INFO_23), FALSE, check_user_23 },
};
static const struct enum_level info_level_4 = { 4, sizeof(USER_INFO_4), FALSE, check_user_4 };

static DWORD filter;

static NET_API_STATUS enum_users( const WCHAR *name, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                  DWORD *total, DWORD_PTR *resume )
{
    return NetUserEnum( name, level, filter, buffer, max_length, read, total, (DWORD *)resume );
}

static const struct enumeration users =
    { "NetUserEnum", enum_users, user_levels, ARRAY_SIZE(user_levels), 1, server, TRUE };

/* ---- reading ---------------------------------------------------------------------------------- */

static void tell_user( const struct enum_level *level, const WCHAR *name )
{
    struct answer answer;
    NET_API_STATUS status;
    BYTE *buffer = POISON;

    status = NetUserGetInfo( server, name, level->number, &buffer );
    ok( status == NERR_Success, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
    if (status) return;
    open_answer( &answer, buffer, level->size );
    level->check( &answer, buffer );
    close_answer( &answer );
}

/* The same line from both functions: what the one tells of each user has to be what the other tells of all. */
static void tell_users( const struct enum_level *level )
{
    DWORD i, count = 0, total;
    NET_API_STATUS status;
    struct answer answer;
    BYTE *buffer = NULL;

    status = NetUserEnum( server, level->number, filter, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( status == NERR_Success && count == total && count, "got status %lu, %lu of %lu\n", status, count, total );
    if (!buffer) return;
    open_answer( &answer, buffer, count * level->size );
    telling = TRUE;
    for (i = 0; i < count; i++)
    {
        level->check( &answer, buffer + i * level->size );
        tell_user( level, *(WCHAR **)(buffer + i * level->size) );
        if (level->number == 3) tell_user( &info_level_4, *(WCHAR **)(buffer + i * level->size) );
    }
    telling = FALSE;
    close_answer( &answer );
}

static void tell_groups( const WCHAR *user )
{
    LOCALGROUP_USERS_INFO_0 *aliases = NULL;
    GROUP_USERS_INFO_1 *groups = NULL;
    DWORD i, count, total;

    check_status( NetUserGetGroups( server, user, 1, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &count, &total ), NERR_Success );
    ok( count == total, "got %lu of %lu\n", count, total );
    for (i = 0; i < count; i++)
        printf( "fact|group|%s|%s|0x%lx\n", narrow( user ), narrow( groups[i].grui1_name ), groups[i].grui1_attributes );
    NetApiBufferFree( groups );
    check_status( NetUserGetLocalGroups( server, user, 0, LG_INCLUDE_INDIRECT, (BYTE **)&aliases, MAX_PREFERRED_LENGTH,
                                         &count, &total ), NERR_Success );
    ok( count == total, "got %lu of %lu\n", count, total );
    for (i = 0; i < count; i++) printf( "fact|alias|%s|%s\n", narrow( user ), narrow( aliases[i].lgrui0_name ) );
    NetApiBufferFree( aliases );
}

static void tell_all_groups(void)
{
    USER_INFO_0 *list = NULL;
    DWORD i, count = 0, total;

    check_status( NetUserEnum( server, 0, FILTER_NORMAL_ACCOUNT, (BYTE **)&list, MAX_PREFERRED_LENGTH, &count, &total, NULL ),
                  NERR_Success );
    for (i = 0; i < count; i++) tell_groups( list[i].usri0_name );
    NetApiBufferFree( list );
}

static void tell_modals(void)
{
    USER_MODALS_INFO_0 *passwords;
    USER_MODALS_INFO_1 *role;
    USER_MODALS_INFO_2 *domain;
    USER_MODALS_INFO_3 *lockout;
    struct answer answer;
    WCHAR name[300];

    check_status( NetUserModalsGet( server, 0, (BYTE **)&passwords ), NERR_Success );
    open_answer( &answer, passwords, sizeof(*passwords) );
    printf( "fact|passwords|%lu|%ld|%ld|%ld|%lu\n", passwords->usrmod0_min_passwd_len,
            (LONG)passwords->usrmod0_max_passwd_age, (LONG)passwords->usrmod0_min_passwd_age,
            (LONG)passwords->usrmod0_force_logoff, passwords->usrmod0_password_hist_len );
    close_answer( &answer );

    check_status( NetUserModalsGet( server, 1, (BYTE **)&role ), NERR_Success );
    open_answer( &answer, role, sizeof(*role) );
    check_string( &answer, role->usrmod1_primary, "primary" );
    ok( role->usrmod1_role <= UAS_ROLE_PRIMARY, "got role %lu\n", role->usrmod1_role );
    ok( !lstrcmpW( role->usrmod1_primary, get_fact( L"NAME", name ) ), "got %s\n", wine_dbgstr_w( role->usrmod1_primary ) );
    close_answer( &answer );

    check_status( NetUserModalsGet( server, 2, (BYTE **)&domain ), NERR_Success );
    open_answer( &answer, domain, sizeof(*domain) );
    check_string( &answer, domain->usrmod2_domain_name, "domain" );
    check_sid( &answer, domain->usrmod2_domain_id );
    printf( "fact|domain|%s|%s\n", narrow( domain->usrmod2_domain_name ), narrow_sid( domain->usrmod2_domain_id ) );
    close_answer( &answer );

    check_status( NetUserModalsGet( server, 3, (BYTE **)&lockout ), NERR_Success );
    open_answer( &answer, lockout, sizeof(*lockout) );
    printf( "fact|lockout|%ld|%ld|%lu\n", (LONG)lockout->usrmod3_lockout_duration,
            (LONG)lockout->usrmod3_lockout_observation_window, lockout->usrmod3_lockout_threshold );
    close_answer( &answer );
}

/* In parts of one length, 0 for as few as can be had. */
static void tell_display( DWORD wanted, DWORD max_length )
{
    DWORD count, calls = 0, index = 0, total = 0;
    NET_DISPLAY_USER *list;
    struct answer answer;
    NET_API_STATUS status;
    DWORD i;

    do
    {
        list = (void *)POISON;
        status = NetQueryDisplayInformation( server, 1, index, wanted, max_length, &count, (void **)&list );
        ok( status == NERR_Success || status == ERROR_MORE_DATA, "got status %lu\n", status );
        if (status && status != ERROR_MORE_DATA) break;
        ok( count <= max( wanted, 1 ), "got %lu entries\n", count );
        if (!count) break;  /* Samba tells that there are more where it has told as many as it may */
        open_answer( &answer, list, count * sizeof(*list) );
        for (i = 0; i < count; i++)
        {
            check_string( &answer, list[i].usri1_name, "name" );
            check_string( &answer, list[i].usri1_comment, "comment" );
            check_string( &answer, list[i].usri1_full_name, "full_name" );
            printf( "fact|display|%s|%s|%s|0x%lx|%lu\n", narrow( list[i].usri1_name ), narrow( list[i].usri1_comment ),
                    narrow( list[i].usri1_full_name ), list[i].usri1_flags, list[i].usri1_user_id );
            index = list[i].usri1_next_index;
            total++;
        }
        close_answer( &answer );
        calls++;
    }
    while (status == ERROR_MORE_DATA && calls < 100);
    ok( total && status == NERR_Success && (wanted > 1 ? calls < total : calls == total), "%lu entries in %lu calls\n", total, calls );
}

static void test_display(void)
{
    DWORD count = 0xdead;
    void *list = POISON;

    tell_display( 100, MAX_PREFERRED_LENGTH );
    tell_display( 2, MAX_PREFERRED_LENGTH );
    tell_display( 1, 0 );
    tell_display( 0, MAX_PREFERRED_LENGTH );
    check_status( NetQueryDisplayInformation( server, 1, 1000, 10, MAX_PREFERRED_LENGTH, &count, &list ), NERR_Success );
    ok( !count && !list, "got %lu entries at %p\n", count, list );
    check_status( NetQueryDisplayInformation( server, 2, 0, 10, MAX_PREFERRED_LENGTH, &count, &list ), NERR_Success );
    ok( count == 1 && !lstrcmpiW( ((NET_DISPLAY_MACHINE *)list)->usri2_name, L"machine$" ), "got %lu machines\n", count );
    NetApiBufferFree( list );
    check_status( NetQueryDisplayInformation( server, 3, 0, 10, MAX_PREFERRED_LENGTH, &count, &list ), NERR_Success );
    NetApiBufferFree( list );
    check_status( NetQueryDisplayInformation( server, 4, 0, 10, MAX_PREFERRED_LENGTH, &count, &list ), ERROR_INVALID_LEVEL );
    /* Samba finds none, whatever the prefix */
    check_status( NetGetDisplayInformationIndex( server, 1, L"u", &count ), ERROR_NO_MORE_ITEMS );
    ok( !count, "got index %lu\n", count );
}

static void test_missing_users(void)
{
    static const DWORD levels[] = { 0, 1, 2, 3, 4, 10, 11, 20, 23, 24 };
    DWORD count, total;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        buffer = POISON;
        check_status( NetUserGetInfo( server, NO_SUCH_NAME, levels[i], &buffer ), NERR_UserNotFound );
        ok( !buffer, "level %lu: got %p\n", levels[i], buffer );
    }
    check_status( NetUserGetInfo( server, L"Nobodies", 0, &buffer ), NERR_UserNotFound );  /* a group */
    check_status( NetUserGetInfo( server, L"", 0, &buffer ), NERR_UserNotFound );
    check_status( NetUserGetInfo( server, NULL, 0, &buffer ), ERROR_INVALID_PARAMETER );
    check_status( NetUserGetInfo( server, NO_SUCH_NAME, 5, &buffer ), ERROR_INVALID_LEVEL );
    check_status( NetUserGetGroups( server, NO_SUCH_NAME, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total ), NERR_UserNotFound );
    check_no_entries( buffer, count, &total );
    check_status( NetUserGetLocalGroups( server, NO_SUCH_NAME, 0, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total ), NERR_UserNotFound );
    check_no_entries( buffer, count, &total );
    check_status( NetUserGetLocalGroups( server, L"NOSUCHDOMAIN\\x", 0, 0, &buffer, MAX_PREFERRED_LENGTH, &count, &total ), NERR_UserNotFound );
    check_no_entries( buffer, count, &total );
    check_enum_error( &users, server, 4, ERROR_INVALID_LEVEL );
}

/* Nothing on the server is a trust account but the machine that the script has made. */
static void test_filters(void)
{
    static const DWORD levels[] = { 0, 3, 20 };
    DWORD i, all, normal, machines, none, total;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        winetest_push_context( "level %lu", levels[i] );
        check_status( NetUserEnum( server, levels[i], 0, &buffer, MAX_PREFERRED_LENGTH, &all, &total, NULL ), NERR_Success );
        NetApiBufferFree( buffer );
        check_status( NetUserEnum( server, levels[i], FILTER_NORMAL_ACCOUNT, &buffer, MAX_PREFERRED_LENGTH, &normal, &total, NULL ), NERR_Success );
        NetApiBufferFree( buffer );
        check_status( NetUserEnum( server, levels[i], FILTER_WORKSTATION_TRUST_ACCOUNT, &buffer, MAX_PREFERRED_LENGTH, &machines, &total, NULL ), NERR_Success );
        ok( machines == 1 && !lstrcmpiW( *(WCHAR **)buffer, L"machine$" ), "got %lu machines\n", machines );
        NetApiBufferFree( buffer );
        check_status( NetUserEnum( server, levels[i], FILTER_SERVER_TRUST_ACCOUNT, &buffer, MAX_PREFERRED_LENGTH, &none, &total, NULL ), NERR_Success );
        check_no_entries( buffer, none, &total );
        ok( all == normal + machines, "%lu users are not %lu and %lu\n", all, normal, machines );
        winetest_pop_context();
    }
}

static void test_reading(void)
{
    unsigned int i;

    filter = 0;
    for (i = 0; i < users.level_count; i++)
    {
        winetest_push_context( "level %lu", user_levels[i].number );
        tell_users( &user_levels[i] );
        test_enum_level( &users, &user_levels[i] );
        winetest_pop_context();
    }
    tell_all_groups();
    tell_modals();
    test_display();
    test_filters();
    test_missing_users();
}

/* ---- a user's own password --------------------------------------------------------------------- */

/* The script then looks which of them is the user's. */
#define OWN           L"u4"
#define OLD_PASSWORD  L"Secret 3"
#define NEW_PASSWORD  L"N\x00e4u & 6"

/* Whoever asks, and nobody as well. The user has the new one at the end. */
static void check_changes(void)
{
    WCHAR long_password[PWLEN + 2], user[300];
    DWORD i;

    NetUserChangePassword( server, OWN, NEW_PASSWORD, OLD_PASSWORD );   /* of a run before */
    check_status( NetUserChangePassword( server, OWN, L"Secret 4", NEW_PASSWORD ), get_number( L"STATUS_WRONG" ) );
    check_status( NetUserChangePassword( server, OWN, L"", NEW_PASSWORD ), get_number( L"STATUS_WRONG" ) );
    check_status( NetUserChangePassword( server, OWN, OLD_PASSWORD, L"S" ), get_number( L"STATUS_SHORT" ) );
    check_status( NetUserChangePassword( server, OWN, OLD_PASSWORD, L"" ), get_number( L"STATUS_SHORT" ) );
    check_status( NetUserChangePassword( server, NO_SUCH_NAME, OLD_PASSWORD, NEW_PASSWORD ), get_number( L"STATUS_UNKNOWN" ) );
    check_status( NetUserChangePassword( server, L"", OLD_PASSWORD, NEW_PASSWORD ),
                  get_fact( L"USER", user )[0] ? get_number( L"STATUS_UNKNOWN" ) : ERROR_BAD_USERNAME );
    check_status( NetUserChangePassword( server, OWN, NULL, NEW_PASSWORD ), ERROR_INVALID_PARAMETER );
    check_status( NetUserChangePassword( server, OWN, OLD_PASSWORD, NULL ), ERROR_INVALID_PARAMETER );
    for (i = 0; i <= PWLEN; i++) long_password[i] = 'x';
    long_password[i] = 0;
    check_status( NetUserChangePassword( server, OWN, OLD_PASSWORD, long_password ), NERR_PasswordTooShort );
    /* of a user who is disabled: with a session of somebody else's the server tells why */
    check_status( NetUserChangePassword( server, L"u2", OLD_PASSWORD, NEW_PASSWORD ), get_number( L"STATUS_DISABLED" ) );

    long_password[PWLEN] = 0;
    check_status( NetUserChangePassword( server, OWN, OLD_PASSWORD, long_password ), NERR_Success );
    check_status( NetUserChangePassword( server, OWN, OLD_PASSWORD, NEW_PASSWORD ), get_number( L"STATUS_WRONG" ) );
    check_status( NetUserChangePassword( server, OWN, long_password, NEW_PASSWORD ), NERR_Success );
}

/* Samba's file server has the function over TCP, and refuses everybody. */
static void check_validation(void)
{
    NET_VALIDATE_PASSWORD_RESET_INPUT_ARG arg = { .ClearPassword = (WCHAR *)L"a", .UserAccountName = (WCHAR *)OWN };
    NET_VALIDATE_OUTPUT_ARG *output = (void *)POISON;
    NET_API_STATUS status;

    status = NetValidatePasswordPolicy( server, NULL, NetValidatePasswordReset, &arg, (void **)&output );
    ok( status == get_number( L"STATUS_VALIDATE" ), "got status %lu\n", status );
    ok( !output, "got %p\n", output );
}

static void test_own_password(void)
{
    check_changes();
    check_validation();
}

/* ---- changing --------------------------------------------------------------------------------- */

#define MADE        L"made"
#define MADE_FULL   L"made\x00fcll"
#define EXPIRES     2000000000

static NET_API_STATUS set_string( DWORD level, const WCHAR *string )
{
    const WCHAR *info = string;
    DWORD parm = 0xdead;
    NET_API_STATUS status = NetUserSetInfo( server, MADE, level, (BYTE *)&info, &parm );

    ok( !parm, "level %lu: got parm_err %lu\n", level, parm );
    return status;
}

static NET_API_STATUS set_number( DWORD level, DWORD number, DWORD expected_parm )
{
    DWORD parm = 0xdead;
    NET_API_STATUS status = NetUserSetInfo( server, MADE, level, (BYTE *)&number, &parm );

    ok( parm == expected_parm, "level %lu: got parm_err %lu\n", level, parm );
    return status;
}

static NET_API_STATUS set_hours( DWORD units, BYTE each )
{
    BYTE hours[USER_HOURS];
    USER_INFO_1020 info = { units, hours };
    DWORD parm = 0xdead;
    NET_API_STATUS status;

    memset( hours, each, sizeof(hours) );
    status = NetUserSetInfo( server, MADE, 1020, (BYTE *)&info, &parm );

    ok( parm == (status ? USER_UNITS_PER_WEEK_PARMNUM : 0), "got parm_err %lu\n", parm );
    return status;
}

static void add_users(void)
{
    USER_INFO_1 user_1 = { .usri1_name = (WCHAR *)MADE, .usri1_password = (WCHAR *)L"Secret 4", .usri1_priv = USER_PRIV_USER,
                           .usri1_flags = UF_SCRIPT };
    BYTE hours[USER_HOURS] = { 0x12, 0x34 };
    USER_INFO_2 user_2 =
    {
        .usri2_name = (WCHAR *)MADE_FULL, .usri2_priv = USER_PRIV_USER, .usri2_home_dir = (WCHAR *)L"D:\\home",
        .usri2_comment = (WCHAR *)L"A comm\x00e4nt", .usri2_flags = UF_SCRIPT | UF_DONT_EXPIRE_PASSWD | UF_ACCOUNTDISABLE,
        .usri2_script_path = (WCHAR *)L"script.bat", .usri2_full_name = (WCHAR *)L"Made in Full",
        .usri2_usr_comment = (WCHAR *)L"", .usri2_parms = (WCHAR *)L"", .usri2_workstations = (WCHAR *)L"A,B",
        .usri2_acct_expires = EXPIRES, .usri2_max_storage = USER_MAXSTORAGE_UNLIMITED,
        .usri2_units_per_week = UNITS_PER_WEEK, .usri2_logon_hours = hours,
    };
    DWORD parm;

    check_parm( NetUserAdd( server, 1, (BYTE *)&user_1, &parm ), NERR_Success, 0 );
    check_parm( NetUserAdd( server, 1, (BYTE *)&user_1, &parm ), NERR_UserExists, 0 );
    check_parm( NetUserAdd( server, 2, (BYTE *)&user_2, &parm ), NERR_Success, 0 );
    user_1.usri1_name = (WCHAR *)L"Few";
    check_parm( NetUserAdd( server, 1, (BYTE *)&user_1, &parm ), NERR_GroupExists, 0 );
    user_1.usri1_name = (WCHAR *)L"a/b";
    check_parm( NetUserAdd( server, 1, (BYTE *)&user_1, &parm ), NERR_BadUsername, USER_NAME_PARMNUM );
    user_1.usri1_name = (WCHAR *)L"other";
    user_1.usri1_priv = USER_PRIV_ADMIN;
    check_parm( NetUserAdd( server, 1, (BYTE *)&user_1, &parm ), ERROR_INVALID_PARAMETER, USER_PRIV_PARMNUM );
    user_2.usri2_name = user_1.usri1_name;
    user_2.usri2_units_per_week = 5;
    check_parm( NetUserAdd( server, 2, (BYTE *)&user_2, &parm ), ERROR_INVALID_PARAMETER, USER_UNITS_PER_WEEK_PARMNUM );
    check_status( NetUserDel( server, L"other" ), NERR_UserNotFound );
}

static void set_users(void)
{
    check_status( set_string( 1006, L"E:\\home" ), NERR_Success );
    check_status( set_string( 1007, L"A comment" ), NERR_Success );
    check_status( set_number( 1008, UF_SCRIPT | UF_DONT_EXPIRE_PASSWD, 0 ), NERR_Success );
    check_status( set_string( 1009, L"other.bat" ), NERR_Success );
    check_status( set_number( 1008, UF_SCRIPT | UF_PASSWD_CANT_CHANGE, 0 ), ERROR_NOT_SUPPORTED );
    check_status( set_number( 1010, 0, 0 ), NERR_Success );
    check_status( set_number( 1010, AF_OP_PRINT, USER_AUTH_FLAGS_PARMNUM ), ERROR_INVALID_PARAMETER );
    check_status( set_string( 1011, L"F\x00fcll Name" ), NERR_Success );
    check_status( set_string( 1012, L"The user's" ), NERR_Success );
    check_status( set_string( 1012, NULL ), NERR_Success );     /* it stays */
    check_status( set_string( 1014, L"C,D" ), NERR_Success );
    check_status( set_number( 1017, EXPIRES + 1, 0 ), NERR_Success );
    check_status( set_number( 1018, 1, 0 ), ERROR_NOT_SUPPORTED );
    check_status( set_hours( UNITS_PER_WEEK, 0 ), NERR_Success );
    check_status( set_hours( UNITS_PER_WEEK, 0xff ), NERR_Success );
    check_status( set_hours( 8, 0 ), ERROR_INVALID_PARAMETER );
    check_status( set_string( 1052, L"P:\\profile" ), NERR_Success );
    check_status( set_string( 1053, L"H:" ), NERR_Success );
    check_status( set_number( 1005, USER_PRIV_USER, 0 ), NERR_Success );
    check_status( set_number( 1005, USER_PRIV_ADMIN, USER_PRIV_PARMNUM ), ERROR_INVALID_PARAMETER );
    check_status( NetUserSetInfo( server, NO_SUCH_NAME, 1007, (BYTE *)&(WCHAR *){ (WCHAR *)L"" }, NULL ), NERR_UserNotFound );
}

static void check_made(void)
{
    USER_INFO_3 *user;

    check_status( NetUserGetInfo( server, MADE, 3, (BYTE **)&user ), NERR_Success );
    ok( !lstrcmpW( user->usri3_usr_comment, L"The user's" ), "got %s\n", wine_dbgstr_w( user->usri3_usr_comment ) );
    ok( !lstrcmpW( user->usri3_full_name, L"F\x00fcll Name" ), "got %s\n", wine_dbgstr_w( user->usri3_full_name ) );
    ok( user->usri3_acct_expires == EXPIRES + 1, "got %lu\n", user->usri3_acct_expires );
    ok( user->usri3_flags == (UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_DONT_EXPIRE_PASSWD), "got flags %#lx\n", user->usri3_flags );
    ok( user->usri3_priv == USER_PRIV_USER, "got priv %lu\n", user->usri3_priv );
    ok( user->usri3_password_age < 600, "got age %lu\n", user->usri3_password_age );
    ok( !user->usri3_password_expired, "the password is expired\n" );
    NetApiBufferFree( user );
}

/* What was told can be handed in, and changes nothing. */
static void set_same(void)
{
    DWORD level, parm;
    BYTE *info;

    for (level = 1; level <= 3; level++)
    {
        check_status( NetUserGetInfo( server, MADE, level, &info ), NERR_Success );
        check_parm( NetUserSetInfo( server, MADE, level, info, &parm ), NERR_Success, 0 );
        NetApiBufferFree( info );
        check_made();
    }
}

static void set_groups(void)
{
    const WCHAR *groups[] = { L"Nobodies", L"Few" };
    GROUP_USERS_INFO_1 with_attributes[] = { { (WCHAR *)L"Nobodies", 7 }, { (WCHAR *)NO_SUCH_NAME, 7 } };
    GROUP_USERS_INFO_0 *list;
    DWORD count, total;

    check_status( NetUserSetGroups( server, MADE, 0, (BYTE *)groups, 2 ), NERR_Success );
    check_status( NetUserGetGroups( server, MADE, 0, (BYTE **)&list, MAX_PREFERRED_LENGTH, &count, &total ), NERR_Success );
    ok( count == 2, "got %lu groups\n", count );
    NetApiBufferFree( list );
    check_status( NetUserSetGroups( server, MADE, 1, (BYTE *)with_attributes, 2 ), NERR_GroupNotFound );
    check_status( NetUserSetGroups( server, MADE, 1, (BYTE *)with_attributes, 1 ), NERR_Success );
    check_status( NetUserGetGroups( server, MADE, 0, (BYTE **)&list, MAX_PREFERRED_LENGTH, &count, &total ), NERR_Success );
    ok( count == 1 && !lstrcmpW( list->grui0_name, L"Nobodies" ), "got %lu groups\n", count );
    NetApiBufferFree( list );
    check_status( NetUserSetGroups( server, MADE, 0, (BYTE *)groups, 2 ), NERR_Success );
    check_status( NetUserSetGroups( server, NO_SUCH_NAME, 0, (BYTE *)groups, 2 ), NERR_UserNotFound );
}

/* The privilege comes of the local group, as the names of the user do. */
static void test_privileges(void)
{
    const WCHAR *made = MADE;
    LOCALGROUP_USERS_INFO_0 *list;
    WCHAR name[600];
    DWORD count, total;
    USER_INFO_1 *user;

    check_status( NetLocalGroupAddMembers( server, L"Administrators", 3, (BYTE *)&made, 1 ), NERR_Success );
    check_status( NetUserGetInfo( server, MADE, 1, (BYTE **)&user ), NERR_Success );
    ok( user->usri1_priv == USER_PRIV_ADMIN, "got priv %lu\n", user->usri1_priv );
    NetApiBufferFree( user );
    lstrcatW( lstrcatW( (WCHAR *)get_fact( L"NAME", name ), L"\\" ), MADE );
    check_status( NetUserGetLocalGroups( server, name, 0, 0, (BYTE **)&list, MAX_PREFERRED_LENGTH, &count, &total ), NERR_Success );
    ok( count == 1 && !lstrcmpW( list->lgrui0_name, L"Administrators" ), "got %lu local groups\n", count );
    NetApiBufferFree( list );
    check_status( NetUserGetLocalGroups( server, MADE, 0, LG_INCLUDE_INDIRECT, (BYTE **)&list, MAX_PREFERRED_LENGTH, &count, &total ), NERR_Success );
    ok( count == 1 && !lstrcmpW( list->lgrui0_name, L"Administrators" ), "got %lu local groups\n", count );
    NetApiBufferFree( list );
    check_status( NetLocalGroupDelMembers( server, L"Administrators", 3, (BYTE *)&made, 1 ), NERR_Success );
}

static NET_API_STATUS set_modals( DWORD level, DWORD value, DWORD expected_parm )
{
    DWORD parm = 0xdead;
    NET_API_STATUS status = NetUserModalsSet( server, level, (BYTE *)&value, &parm );

    ok( parm == expected_parm, "level %lu: got parm_err %lu\n", level, parm );
    return status;
}

#define DAY  (24 * 60 * 60)

static void change_modals(void)
{
    USER_MODALS_INFO_0 passwords = { 3, 40 * DAY, DAY, TIMEQ_FOREVER, 4 };
    USER_MODALS_INFO_3 lockout = { 3600, 1200, 5 };
    DWORD parm;

    check_parm( NetUserModalsSet( server, 0, (BYTE *)&passwords, &parm ), NERR_Success, 0 );
    check_parm( NetUserModalsSet( server, 3, (BYTE *)&lockout, &parm ), NERR_Success, 0 );
    lockout.usrmod3_lockout_duration = 600;
    check_parm( NetUserModalsSet( server, 3, (BYTE *)&lockout, &parm ), ERROR_INVALID_PARAMETER,
                MODALS_LOCKOUT_OBSERVATION_WINDOW_PARMNUM );
    check_status( set_modals( 1001, 6, 0 ), NERR_Success );
    check_status( set_modals( 1002, 50 * DAY, 0 ), NERR_Success );
    check_status( set_modals( 1003, 45 * DAY, 0 ), NERR_Success );     /* fewer than the server's 50 */
    check_status( set_modals( 1003, 51 * DAY, MODALS_MIN_PASSWD_AGE_PARMNUM ), ERROR_INVALID_PARAMETER );
    check_status( set_modals( 1003, 2 * DAY, 0 ), NERR_Success );
    check_status( set_modals( 1004, 60, 0 ), NERR_Success );
    check_status( set_modals( 1005, 5, 0 ), NERR_Success );
    check_status( set_modals( 1005, 25, MODALS_PASSWD_HIST_LEN_PARMNUM ), ERROR_INVALID_PARAMETER );
    check_status( set_modals( 4, 0, 0 ), ERROR_INVALID_LEVEL );
}

static void restore_modals(void)
{
    USER_MODALS_INFO_0 passwords = { 5, TIMEQ_FOREVER, 0, TIMEQ_FOREVER, 0 };
    USER_MODALS_INFO_3 lockout = { 1800, 1800, 0 };

    check_status( NetUserModalsSet( server, 0, (BYTE *)&passwords, NULL ), NERR_Success );
    check_status( NetUserModalsSet( server, 3, (BYTE *)&lockout, NULL ), NERR_Success );
}

/* The test runs twice, and leaves the same both times. */
static void test_making(void)
{
    NetUserDel( server, MADE );
    NetUserDel( server, MADE_FULL );
    restore_modals();
    add_users();
    set_users();
    check_made();
    set_same();
    set_groups();
    test_privileges();
    check_status( set_string( 1003, L"Secret 5" ), NERR_Success );
    check_status( set_string( 1014, L"" ), NERR_Success );      /* so that it can be tried */
    change_modals();
    tell_modals();
}

static void test_unmaking(void)
{
    restore_modals();
    NetUserDel( server, MADE );
    NetUserDel( server, MADE_FULL );
    add_users();
    check_status( NetUserDel( server, MADE ), NERR_Success );
    check_status( NetUserDel( server, MADE ), NERR_UserNotFound );
    check_status( NetUserDel( server, MADE_FULL ), NERR_Success );
    check_status( NetUserDel( server, L"Few" ), NERR_UserNotFound );
    tell_modals();
}

/* Each part of the answer begins where the one before has ended. */
static void walk_parts( const struct enum_level *level, const BYTE *all, DWORD count )
{
    DWORD got = 0, i, read, total, resume = 0, calls = 0;
    NET_API_STATUS status;
    BYTE *buffer;

    do
    {
        status = NetUserEnum( server, level->number, filter, &buffer, 0x10000, &read, &total, &resume );
        ok( status == (got + read < count ? ERROR_MORE_DATA : NERR_Success) && read && total == count - got,
            "got status %lu, %lu of %lu users\n", status, read, total );
        for (i = 0; i < read && got < count; i++, got++)
            ok( is_same_entry( level, buffer + i * level->size, all + got * level->size ), "user %lu is another one\n", got );
        NetApiBufferFree( buffer );
        calls++;
    }
    while (status == ERROR_MORE_DATA && read);
    ok( got == count && !resume, "got %lu users, resume %lu\n", got, resume );
    trace( "level %lu: %lu users in %lu parts\n", level->number, got, calls );
}

static void test_many(void)
{
    static const DWORD levels[] = { 0, 20 };
    DWORD expected = get_number( L"MANY" ), i, j, count, total, start;
    const struct enum_level *level;
    BYTE *buffer;

    filter = FILTER_NORMAL_ACCOUNT;
    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        level = &user_levels[levels[i] == 20 ? 6 : 0];
        for (j = 0; j < 3; j++)
        {
            start = GetTickCount();
            check_status( NetUserEnum( server, levels[i], filter, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL ), NERR_Success );
            trace( "level %lu: %lu users, %lu ms\n", levels[i], count, GetTickCount() - start );
            ok( count == expected && total == expected, "got %lu of %lu users\n", count, total );
            NetApiBufferFree( buffer );
        }
        telling = TRUE;
        check_status( NetUserEnum( server, levels[i], filter, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL ), NERR_Success );
        for (j = 0; j < count; j++)
            if (!levels[i]) TELL( "many|%s\n", narrow( ((USER_INFO_0 *)buffer)[j].usri0_name ) );
            else TELL( "many 20|%s|%s|%lu\n", narrow( ((USER_INFO_20 *)buffer)[j].usri20_name ),
                       narrow( ((USER_INFO_20 *)buffer)[j].usri20_full_name ), ((USER_INFO_20 *)buffer)[j].usri20_user_id );
        telling = FALSE;
        walk_parts( level, buffer, count );
        NetApiBufferFree( buffer );
    }
}

static const struct phase phases[] =
{
    { L"read", test_reading },
    { L"make", test_making },
    { L"unmake", test_unmaking },
    { L"password", test_own_password },
    { L"many", test_many },
};

START_TEST(remoteuser)
{
    if (!begin_remote( server )) return;
    run_phase( phases, ARRAY_SIZE(phases) );
    end_remote( server );
}
