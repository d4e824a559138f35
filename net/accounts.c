/*
 * NET ACCOUNTS
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

#define MINUTE      60
#define DAY         (24 * 60 * MINUTE)
#define MAX_DAYS    999
#define MAX_MINUTES 99999

static struct
{
    const WCHAR *domain, *logoff, *length, *max_age, *min_age, *history, *threshold, *duration, *window;
} given;

static const struct option options[] =
{
    { L"domain",           OPTION_MAYBE, &given.domain },
    { L"forcelogoff",      OPTION_VALUE, &given.logoff },
    { L"minpwlen",         OPTION_VALUE, &given.length },
    { L"maxpwage",         OPTION_VALUE, &given.max_age },
    { L"minpwage",         OPTION_VALUE, &given.min_age },
    { L"uniquepw",         OPTION_VALUE, &given.history },
    { L"lockoutthreshold", OPTION_VALUE, &given.threshold },
    { L"lockoutduration",  OPTION_VALUE, &given.duration },
    { L"lockoutwindow",    OPTION_VALUE, &given.window },
    { NULL, 0, NULL }
};

static void put_setting( const WCHAR *label, BOOL none, const WCHAR *word, DWORD number )
{
    if (none) put( L"%-54s%s\n", label, word );
    else put( L"%-54s%u\n", label, number );
}

static const WCHAR *role_of( const struct place *place )
{
    const WCHAR *role = L"UNKNOWN";
    SERVER_INFO_101 *info = NULL;

    if (NetServerGetInfo( place->server, 101, (BYTE **)&info )) return role;
    if (info->sv101_type & SV_TYPE_DOMAIN_CTRL) role = L"PRIMARY";
    else if (info->sv101_type & SV_TYPE_DOMAIN_BAKCTRL) role = L"BACKUP";
    else if (info->sv101_type & SV_TYPE_SERVER_NT) role = L"SERVER";
    else role = L"WORKSTATION";
    NetApiBufferFree( info );
    return role;
}

static void put_policy( const struct place *place, const USER_MODALS_INFO_0 *policy, const USER_MODALS_INFO_3 *lockout )
{
    put_setting( L"Force user logoff how long after time expires?:", policy->usrmod0_force_logoff == TIMEQ_FOREVER,
                 L"Never", policy->usrmod0_force_logoff / MINUTE );
    put_setting( L"Minimum password age (days):", FALSE, NULL, policy->usrmod0_min_passwd_age / DAY );
    put_setting( L"Maximum password age (days):", policy->usrmod0_max_passwd_age == TIMEQ_FOREVER, L"Unlimited",
                 policy->usrmod0_max_passwd_age / DAY );
    put_setting( L"Minimum password length:", FALSE, NULL, policy->usrmod0_min_passwd_len );
    put_setting( L"Length of password history maintained:", !policy->usrmod0_password_hist_len, L"None",
                 policy->usrmod0_password_hist_len );
    put_setting( L"Lockout threshold:", !lockout->usrmod3_lockout_threshold, L"Never", lockout->usrmod3_lockout_threshold );
    put_setting( L"Lockout duration (minutes):", lockout->usrmod3_lockout_duration == TIMEQ_FOREVER, L"Never",
                 lockout->usrmod3_lockout_duration / MINUTE );
    put_setting( L"Lockout observation window (minutes):", FALSE, NULL,
                 lockout->usrmod3_lockout_observation_window / MINUTE );
    put( L"%-54s%s\n", L"Computer role:", role_of( place ) );
}

/* what an option takes: a number of units, or a word for no limit */
struct limit
{
    const WCHAR *option;
    DWORD        min, max, unit;
    const WCHAR *word;
    DWORD        none;          /* what the word stands for */
};

static const struct limit logoff_limit =    { L"forcelogoff",      0, MAX_MINUTES, MINUTE, L"no",        TIMEQ_FOREVER };
static const struct limit length_limit =    { L"minpwlen",         0, PWLEN,       1,      NULL,         0 };
static const struct limit max_age_limit =   { L"maxpwage",         1, MAX_DAYS,    DAY,    L"unlimited", TIMEQ_FOREVER };
static const struct limit min_age_limit =   { L"minpwage",         0, MAX_DAYS,    DAY,    NULL,         0 };
static const struct limit history_limit =   { L"uniquepw",         0, 24,          1,      NULL,         0 };
static const struct limit threshold_limit = { L"lockoutthreshold", 0, 999,         1,      L"never",     0 };
static const struct limit duration_limit =  { L"lockoutduration",  0, MAX_MINUTES, MINUTE, L"never",     TIMEQ_FOREVER };
static const struct limit window_limit =    { L"lockoutwindow",    0, MAX_MINUTES, MINUTE, NULL,         0 };

/* NULL, an option that is not there, leaves the value as it is. */
static BOOL parse_limit( const struct limit *limit, const WCHAR *text, DWORD *value )
{
    DWORD number;

    if (!text) return TRUE;
    if (limit->word && !_wcsicmp( text, limit->word ))
    {
        *value = limit->none;
        return TRUE;
    }
    if (!parse_number( limit->option, text, limit->min, limit->max, &number )) return FALSE;
    *value = number * limit->unit;
    return TRUE;
}

static BOOL parse_policy( USER_MODALS_INFO_0 *policy, USER_MODALS_INFO_3 *lockout )
{
    return parse_limit( &logoff_limit, given.logoff, &policy->usrmod0_force_logoff ) &&
           parse_limit( &length_limit, given.length, &policy->usrmod0_min_passwd_len ) &&
           parse_limit( &max_age_limit, given.max_age, &policy->usrmod0_max_passwd_age ) &&
           parse_limit( &min_age_limit, given.min_age, &policy->usrmod0_min_passwd_age ) &&
           parse_limit( &history_limit, given.history, &policy->usrmod0_password_hist_len ) &&
           parse_limit( &threshold_limit, given.threshold, &lockout->usrmod3_lockout_threshold ) &&
           parse_limit( &duration_limit, given.duration, &lockout->usrmod3_lockout_duration ) &&
           parse_limit( &window_limit, given.window, &lockout->usrmod3_lockout_observation_window );
}

int net_accounts( int argc, WCHAR **argv )
{
    BOOL set_policy, set_lockout;
    USER_MODALS_INFO_0 *policy = NULL, unused_policy;
    USER_MODALS_INFO_3 *lockout = NULL, unused_lockout;
    NET_API_STATUS status;
    struct place place;
    struct words words;
    DWORD parm;

    /* what is wrong in the options is told before anybody is asked */
    if (!parse_options( argc, argv, options, &words ) || words.count || !parse_policy( &unused_policy, &unused_lockout ))
        return misused();
    set_policy = given.logoff || given.length || given.max_age || given.min_age || given.history;
    set_lockout = given.threshold || given.duration || given.window;
    if (!find_place( given.domain, &place )) return EXIT_FAILED;
    status = NetUserModalsGet( place.server, 0, (BYTE **)&policy );
    if (!status) status = NetUserModalsGet( place.server, 3, (BYTE **)&lockout );
    if (!status && (set_policy || set_lockout))
    {
        parse_policy( policy, lockout );
        if (set_policy) status = NetUserModalsSet( place.server, 0, (BYTE *)policy, &parm );
        if (!status && set_lockout) status = NetUserModalsSet( place.server, 3, (BYTE *)lockout, &parm );
    }
    else if (!status) put_policy( &place, policy, lockout );
    NetApiBufferFree( policy );
    NetApiBufferFree( lockout );
    return status ? fail( status ) : done();
}
