/*
 * NET USER
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

#include "net.h"

/*
 * The account is read and written as a USER_INFO_3, which has all that the options can change, in one call: a change happens as
 * a whole or not at all. See NetUserAdd and NetUserSetInfo of Microsoft's documentation.
 */

static struct
{
    const WCHAR *add, *delete, *domain, *active, *comment, *country, *expires, *full_name, *home, *may_change, *required,
                *must_change, *profile, *script, *times, *user_comment, *workstations, *random;
} given;

static const struct option options[] =
{
    { L"add",               OPTION_FLAG,  &given.add },
    { L"delete",            OPTION_FLAG,  &given.delete },
    { L"domain",            OPTION_MAYBE, &given.domain },
    { L"active",            OPTION_VALUE, &given.active },
    { L"comment",           OPTION_VALUE, &given.comment },
    { L"countrycode",       OPTION_VALUE, &given.country },
    { L"expires",           OPTION_VALUE, &given.expires },
    { L"fullname",          OPTION_VALUE, &given.full_name },
    { L"homedir",           OPTION_VALUE, &given.home },
    { L"passwordchg",       OPTION_VALUE, &given.may_change },
    { L"passwordreq",       OPTION_VALUE, &given.required },
    { L"logonpasswordchg",  OPTION_VALUE, &given.must_change },
    { L"profilepath",       OPTION_VALUE, &given.profile },
    { L"scriptpath",        OPTION_VALUE, &given.script },
    { L"times",             OPTION_VALUE, &given.times },
    { L"usercomment",       OPTION_VALUE, &given.user_comment },
    { L"workstations",      OPTION_VALUE, &given.workstations },
    { L"random",            OPTION_FLAG,  &given.random },
    { NULL, 0, NULL }
};

/* what the options come to, besides their texts */
static struct
{
    BOOL  active, may_change, required, must_change;
    DWORD country, expires;
    BYTE  hours[21];
} change;

static int list_users( const struct place *place )
{
    DWORD resume = 0, count, total, i;
    struct list list = { 0 };
    unsigned int rounds = 0;
    NET_API_STATUS status;
    USER_INFO_0 *users;

    do
    {
        users = NULL;
        count = 0;
        status = NetUserEnum( place->server, 0, FILTER_NORMAL_ACCOUNT, (BYTE **)&users, MAX_PREFERRED_LENGTH, &count, &total,
                              &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; users && i < count; i++) add_row( &list, users[i].usri0_name, NULL, NULL, NULL );
        NetApiBufferFree( users );
    }
    while (more_rounds( status, count, &rounds ));
    if (status)
    {
        free_list( &list );
        return fail( status );
    }
    sort_list( &list );
    put( L"\nUser accounts for %s\n\n", place->name );
    put_rule();
    put_names( &list );
    free_list( &list );
    return done();
}

static const WCHAR *yes_no( BOOL yes )
{
    return yes ? L"Yes" : L"No";
}

static void put_user( const USER_INFO_3 *user, DWORD max_age, DWORD min_age )
{
    DWORD flags = user->usri3_flags, country = user->usri3_country_code;
    DWORD now = now_seconds(), age = user->usri3_password_age, set = now > age ? now - age : 0;
    BOOL known = set && age != TIMEQ_FOREVER && !user->usri3_password_expired;

    put( L"%-29s%s\n", L"User name", user->usri3_name );
    put( L"%-29s%s\n", L"Full Name", user->usri3_full_name );
    put( L"%-29s%s\n", L"Comment", user->usri3_comment );
    put( L"%-29s%s\n", L"User's comment", user->usri3_usr_comment );
    put( L"%-29s%s%u%s\n", L"Country/region code", country > 99 ? L"" : country > 9 ? L"0" : L"00", country,
         country ? L"" : L" (System Default)" );
    put( L"%-29s%s\n", L"Account active", flags & UF_LOCKOUT ? L"Locked" : yes_no( !(flags & UF_ACCOUNTDISABLE) ) );
    put( L"%-29s%s\n\n", L"Account expires",
         user->usri3_acct_expires == TIMEQ_FOREVER ? L"Never" : moment_text( user->usri3_acct_expires ) );
    put( L"%-29s%s\n", L"Password last set", known ? moment_text( set ) : L"Never" );
    put( L"%-29s%s\n", L"Password expires", user->usri3_password_expired ? moment_text( now ) :
         flags & UF_DONT_EXPIRE_PASSWD || max_age == TIMEQ_FOREVER || !known ? L"Never" : moment_text( set + max_age ) );
    put( L"%-29s%s\n", L"Password changeable", known ? moment_text( set + min_age ) : moment_text( now ) );
    put( L"%-29s%s\n", L"Password required", yes_no( !(flags & UF_PASSWD_NOTREQD) ) );
    put( L"%-29s%s\n\n", L"User may change password", yes_no( !(flags & UF_PASSWD_CANT_CHANGE) ) );
    put( L"%-29s%s\n", L"Workstations allowed",
         user->usri3_workstations && *user->usri3_workstations ? user->usri3_workstations : L"All" );
    put( L"%-29s%s\n", L"Logon script", user->usri3_script_path );
    put( L"%-29s%s\n", L"User profile", user->usri3_profile );
    put( L"%-29s%s\n", L"Home directory", user->usri3_home_dir );
    put( L"%-29s%s\n\n", L"Last logon", user->usri3_last_logon ? moment_text( user->usri3_last_logon ) : L"Never" );
    put_hours( user->usri3_units_per_week == UNITS_PER_WEEK ? user->usri3_logon_hours : NULL );
    put( L"\n" );
}

static int show_user( const struct place *place, const WCHAR *name )
{
    DWORD count = 0, total, i, max_age = TIMEQ_FOREVER, min_age = 0;
    LOCALGROUP_USERS_INFO_0 *aliases = NULL;
    struct list locals = { 0 }, globals = { 0 };
    GROUP_USERS_INFO_0 *groups = NULL;
    USER_MODALS_INFO_0 *modals = NULL;
    USER_INFO_3 *user = NULL;
    NET_API_STATUS status;

    /* all of it first: half of an answer would look like a whole one */
    status = NetUserGetInfo( place->server, name, 3, (BYTE **)&user );
    if (!status)
        status = NetUserGetLocalGroups( place->server, name, 0, 0, (BYTE **)&aliases, MAX_PREFERRED_LENGTH, &count, &total );
    for (i = 0; !status && i < count; i++) add_row( &locals, aliases[i].lgrui0_name, NULL, NULL, NULL );
    count = 0;
    if (!status) status = NetUserGetGroups( place->server, name, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &count, &total );
    for (i = 0; !status && i < count; i++) add_row( &globals, groups[i].grui0_name, NULL, NULL, NULL );
    if (!status) status = NetUserModalsGet( place->server, 0, (BYTE **)&modals );
    if (!status)
    {
        max_age = modals->usrmod0_max_passwd_age;
        min_age = modals->usrmod0_min_passwd_age;
        sort_list( &locals );
        sort_list( &globals );
        put_user( user, max_age, min_age );
        put_memberships( L"Local Group Memberships", &locals );
        put_memberships( L"Global Group memberships", &globals );
    }
    NetApiBufferFree( user );
    NetApiBufferFree( aliases );
    NetApiBufferFree( groups );
    NetApiBufferFree( modals );
    free_list( &locals );
    free_list( &globals );
    return status ? fail( status ) : done();
}

/* ---- changes ---- */

/* whether an option asks for a change of an account's fields */
static BOOL fields_given( void )
{
    return given.active || given.comment || given.country || given.expires || given.full_name || given.home ||
           given.may_change || given.required || given.must_change || given.profile || given.script || given.times ||
           given.user_comment || given.workstations;
}

static BOOL parse_fields( void )
{
    WCHAR *p;

    if (given.active && !parse_yes_no( L"active", given.active, &change.active )) return FALSE;
    if (given.may_change && !parse_yes_no( L"passwordchg", given.may_change, &change.may_change )) return FALSE;
    if (given.required && !parse_yes_no( L"passwordreq", given.required, &change.required )) return FALSE;
    if (given.must_change && !parse_yes_no( L"logonpasswordchg", given.must_change, &change.must_change )) return FALSE;
    if (given.country && !parse_number( L"countrycode", given.country, 0, 999, &change.country )) return FALSE;
    if (given.times && !parse_hours( given.times, change.hours )) return bad_value( L"times", given.times );
    if (given.expires)
    {
        if (!_wcsicmp( given.expires, L"never" )) change.expires = TIMEQ_FOREVER;
        else if (!parse_date( given.expires, &change.expires )) return bad_value( L"expires", given.expires );
    }
    if (given.workstations && !wcscmp( given.workstations, L"*" )) given.workstations = L"";
    /* what the functions want is a list with commas; net.exe takes semicolons as well */
    if (given.workstations)
    {
        given.workstations = copy_text( given.workstations );
        for (p = (WCHAR *)given.workstations; *p; p++) if (*p == ';') *p = ',';
    }
    return TRUE;
}

static void set_flag( DWORD *flags, DWORD flag, BOOL on )
{
    if (on) *flags |= flag;
    else *flags &= ~flag;
}

static void set_text( WCHAR **field, const WCHAR *text )
{
    if (text) *field = (WCHAR *)text;
}

static void set_fields( USER_INFO_3 *user )
{
    if (given.active)
    {
        set_flag( &user->usri3_flags, UF_ACCOUNTDISABLE, !change.active );
        if (change.active) user->usri3_flags &= ~UF_LOCKOUT;
    }
    if (given.may_change) set_flag( &user->usri3_flags, UF_PASSWD_CANT_CHANGE, !change.may_change );
    if (given.required) set_flag( &user->usri3_flags, UF_PASSWD_NOTREQD, !change.required );
    if (given.must_change) user->usri3_password_expired = change.must_change;
    if (given.country) user->usri3_country_code = change.country;
    if (given.expires) user->usri3_acct_expires = change.expires;
    if (given.times)
    {
        user->usri3_units_per_week = UNITS_PER_WEEK;
        user->usri3_logon_hours = change.hours;
    }
    set_text( &user->usri3_comment, given.comment );
    set_text( &user->usri3_full_name, given.full_name );
    set_text( &user->usri3_home_dir, given.home );
    set_text( &user->usri3_profile, given.profile );
    set_text( &user->usri3_script_path, given.script );
    set_text( &user->usri3_usr_comment, given.user_comment );
    set_text( &user->usri3_workstations, given.workstations );
}

/*
 * A user that is added to a computer becomes a member of its local group Users, as Windows' net.exe has it: NetUserAdd() alone
 * makes nobody a member. Where that fails the user is taken away again.
 */
static NET_API_STATUS join_users( const struct place *place, const WCHAR *name )
{
    WCHAR alias[GNLEN + 1], domain[DNLEN + 256];
    BYTE users[SECURITY_MAX_SID_SIZE];
    DWORD alias_size = ARRAYSIZE(alias), domain_size = ARRAYSIZE(domain), users_size = sizeof(users);
    LOCALGROUP_MEMBERS_INFO_0 member;
    USER_INFO_23 *user = NULL;
    NET_API_STATUS status;
    SID_NAME_USE use;

    if (!CreateWellKnownSid( WinBuiltinUsersSid, NULL, users, &users_size )) return GetLastError();
    if (!LookupAccountSidW( place->server, users, alias, &alias_size, domain, &domain_size, &use )) wcscpy( alias, L"Users" );
    if (!(status = NetUserGetInfo( place->server, name, 23, (BYTE **)&user )))
    {
        member.lgrmi0_sid = user->usri23_user_sid;
        status = NetLocalGroupAddMembers( place->server, alias, 0, (BYTE *)&member, 1 );
        NetApiBufferFree( user );
    }
    return status == ERROR_MEMBER_IN_ALIAS ? NERR_Success : status;
}

static int add_user( const struct place *place, const WCHAR *name, WCHAR *password )
{
    USER_INFO_3 user = { 0 };
    NET_API_STATUS status;
    DWORD parm;

    user.usri3_name = (WCHAR *)name;
    user.usri3_password = password;
    user.usri3_priv = USER_PRIV_USER;
    user.usri3_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT;
    user.usri3_acct_expires = TIMEQ_FOREVER;
    user.usri3_max_storage = USER_MAXSTORAGE_UNLIMITED;
    user.usri3_primary_group_id = DOMAIN_GROUP_RID_USERS;
    set_fields( &user );
    status = NetUserAdd( place->server, 3, (BYTE *)&user, &parm );
    if (status) return fail( status );
    if (!given.domain && (status = join_users( place, name )))
    {
        NetUserDel( place->server, name );
        return fail( status );
    }
    return EXIT_DONE;
}

static int set_user( const struct place *place, const WCHAR *name, WCHAR *password )
{
    USER_INFO_1003 only = { password };
    USER_INFO_3 *user = NULL;
    NET_API_STATUS status;
    DWORD parm;

    if (!fields_given()) status = NetUserSetInfo( place->server, name, 1003, (BYTE *)&only, &parm );
    else if (!(status = NetUserGetInfo( place->server, name, 3, (BYTE **)&user )))
    {
        user->usri3_password = password;    /* NULL leaves it as it is */
        /* one that is set is not expired, as without options; the level would keep what it was */
        if (password) user->usri3_password_expired = FALSE;
        set_fields( user );
        status = NetUserSetInfo( place->server, name, 3, (BYTE *)user, &parm );
        NetApiBufferFree( user );
    }
    return status ? fail( status ) : EXIT_DONE;
}

/* RtlGenRandom; its documentation gives the name that it is exported by */
BOOLEAN WINAPI SystemFunction036( void *buffer, ULONG length );

#define RANDOM_LENGTH 16    /* more than 80 bits, and one of each kind */

/* A password that meets the usual policies, without letters that look like others. */
static BOOL make_password( WCHAR password[RANDOM_LENGTH + 1] )
{
    static const WCHAR *const kinds[] =
    {
        L"abcdefghijkmnopqrstuvwxyz", L"ABCDEFGHJKLMNPQRSTUVWXYZ", L"23456789", L"!#$*+-=?@_"
    };
    static const WCHAR all[] = L"abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$*+-=?@_";
    BOOL has[ARRAYSIZE(kinds)];
    unsigned int i, j, count;
    BYTE byte;

    do
    {
        memset( has, 0, sizeof(has) );
        for (i = 0; i < RANDOM_LENGTH; i++)
        {
            const unsigned int letters = ARRAYSIZE(all) - 1;

            /* each letter as likely as the others */
            do if (!SystemFunction036( &byte, 1 )) return FALSE;
            while (byte >= 256 / letters * letters);
            password[i] = all[byte % letters];
            for (j = 0; j < ARRAYSIZE(kinds); j++) if (wcschr( kinds[j], password[i] )) has[j] = TRUE;
        }
        password[i] = 0;
        for (count = j = 0; j < ARRAYSIZE(kinds); j++) count += has[j];
    }
    while (count < ARRAYSIZE(kinds));
    return TRUE;
}

int net_user( int argc, WCHAR **argv )
{
    WCHAR buffer[PWLEN + 2], *password = NULL;
    struct place place;
    struct words words;
    int result;

    if (!parse_options( argc, argv, options, &words )) return misused();
    if (words.count > 2 || (given.add && given.delete) || (!words.count && (given.add || given.delete)) ||
        ((words.count == 2 || given.random) && given.delete) || (words.count == 2 && given.random) ||
        (given.random && !words.count) || (fields_given() && (!words.count || given.delete)) || !parse_fields())
        return misused();
    if (words.count == 2 && wcscmp( words.words[1], L"*" ) && wcslen( words.words[1] ) > PWLEN)
    {
        complain( L"The password is longer than %u characters.\n", PWLEN );
        return misused();
    }
    if (words.count == 2)
    {
        password = words.words[1];
        if (!wcscmp( password, L"*" ))
        {
            if (!ask_new_password( L"Type a password for the user:", buffer, ARRAYSIZE(buffer) )) return EXIT_MISUSED;
            password = buffer;
        }
    }
    if (given.random)
    {
        if (!make_password( buffer )) return fail( GetLastError() );
        password = buffer;
    }
    if (!find_place( given.domain, &place )) result = EXIT_FAILED;
    else if (!words.count) return list_users( &place );
    else if (given.delete)
    {
        NET_API_STATUS status = NetUserDel( place.server, words.words[0] );
        result = status ? fail( status ) : done();
    }
    else if (!given.add && !password && !fields_given()) return show_user( &place, words.words[0] );
    else
    {
        if (given.add) result = add_user( &place, words.words[0], password );
        else result = set_user( &place, words.words[0], password );
        if (!result && given.random) put( L"Password for %s is: %s\n\n", words.words[0], password );
        if (!result) done();
    }
    if (password) SecureZeroMemory( password, wcslen( password ) * sizeof(WCHAR) );
    return result;
}
