/*
 * Records of accounts: what new ones begin with, their texts, SIDs and names
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
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"

#include "accounts.h"
#include "recordtext.h"

#define DAY  (24 * 60 * 60)

static const BYTE all_hours[LOGON_HOURS_SIZE] =
{
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff
};
static const struct bytes all_logon_hours = { sizeof(all_hours), all_hours };

/* What Wine has no value for is as Windows gives it to a new account. Microsoft Learn, USER_INFO_4: a time of 0 is
 * one that is not known, and the logon server \\* is any of them. */
const struct user default_user =
{
    .full_name = L"",
    .comment = L"",
    .user_comment = L"",
    .home_dir = L"",
    .home_dir_drive = L"",
    .script_path = L"",
    .profile = L"",
    .parms = L"",
    .workstations = L"",
    .logon_server = L"\\\\*",
    .internet_provider = L"",
    .internet_principal = L"",
    .logon_hours = &all_logon_hours,
    .primary_group_id = DOMAIN_GROUP_RID_USERS,
    .priv = USER_PRIV_USER,
    .flags = UF_SCRIPT | UF_NORMAL_ACCOUNT,
    .account_expires = TIMEQ_FOREVER,
    .max_storage = USER_MAXSTORAGE_UNLIMITED,
    .units_per_week = UNITS_PER_WEEK,
};

const struct group default_group = { .comment = L"", .attributes = GROUP_ATTRIBUTES };

/* The password and lockout policy of a stand-alone computer, as Microsoft Learn has it in "Security policy settings
 * reference", on the page of each: "Minimum password length", "Maximum password age" ... The lockout times mean nothing
 * without a threshold, and have no documented default: 30 minutes is what the policy editor suggests when a threshold is
 * set. "Force logoff when logon hours expire" is disabled. The role is that of all computers that are no domain
 * controllers: MS-SAMR 3.1.5.5.1.2. */
const struct policy default_policy =
{
    .max_password_age = 42 * DAY,
    .force_logoff = TIMEQ_FOREVER,
    .role = UAS_ROLE_PRIMARY,
    .primary = L"",
    .lockout_duration = 30 * 60,
    .lockout_window = 30 * 60,
};

/* ---- the texts of records, docs/accounts.md --------------------------------------------------- */

#define RECORD_TEXT(kind, name, type, member, limit)  { name, TEXT_##kind, offsetof( type, member ), limit }

static const struct text_field user_fields[] =
{
    RECORD_TEXT( STRING, L"Name", struct user, name, UNLEN ),
    RECORD_TEXT( STRING, L"FullName", struct user, full_name, MAXCOMMENTSZ ),
    RECORD_TEXT( STRING, L"Comment", struct user, comment, MAXCOMMENTSZ ),
    RECORD_TEXT( STRING, L"UserComment", struct user, user_comment, MAXCOMMENTSZ ),
    RECORD_TEXT( NUMBER, L"Flags", struct user, flags, 0 ),
    RECORD_TEXT( STRING, L"HomeDirectory", struct user, home_dir, PATHLEN ),
    RECORD_TEXT( STRING, L"HomeDrive", struct user, home_dir_drive, PATHLEN ),
    RECORD_TEXT( STRING, L"ScriptPath", struct user, script_path, PATHLEN ),
    RECORD_TEXT( STRING, L"ProfilePath", struct user, profile, PATHLEN ),
    RECORD_TEXT( STRING, L"Parameters", struct user, parms, MAXCOMMENTSZ ),
    RECORD_TEXT( STRING, L"Workstations", struct user, workstations, MAXCOMMENTSZ ),
    RECORD_TEXT( STRING, L"LogonServer", struct user, logon_server, UNCLEN ),
    RECORD_TEXT( NUMBER, L"PrimaryGroup", struct user, primary_group_id, 0 ),
    RECORD_TEXT( NUMBER, L"AuthFlags", struct user, auth_flags, 0 ),
    RECORD_TEXT( NUMBER, L"AccountExpires", struct user, account_expires, 0 ),
    RECORD_TEXT( NUMBER, L"MaxStorage", struct user, max_storage, 0 ),
    RECORD_TEXT( NUMBER, L"UnitsPerWeek", struct user, units_per_week, 0 ),
    RECORD_TEXT( HOURS, L"LogonHours", struct user, logon_hours, 0 ),
    RECORD_TEXT( NUMBER, L"CountryCode", struct user, country_code, 0 ),
    RECORD_TEXT( NUMBER, L"CodePage", struct user, code_page, 0 ),
    RECORD_TEXT( STRING, L"Password", struct user, password_hash, MAXCOMMENTSZ ),
    RECORD_TEXT( STRING, L"PasswordHistory", struct user, password_history, 0x7fff ),
    RECORD_TEXT( NUMBER, L"PasswordSet", struct user, password_set, 0 ),
    RECORD_TEXT( NUMBER, L"PasswordExpired", struct user, password_expired, 0 ),
    RECORD_TEXT( NUMBER, L"LastLogon", struct user, last_logon, 0 ),
    RECORD_TEXT( NUMBER, L"LogonCount", struct user, logon_count, 0 ),
    RECORD_TEXT( NUMBER, L"BadPasswordCount", struct user, bad_password_count, 0 ),
    RECORD_TEXT( NUMBER, L"BadPasswordTime", struct user, bad_password_time, 0 ),
    RECORD_TEXT( NUMBER, L"LockoutTime", struct user, lockout_time, 0 ),
};
const struct text_format user_text = { ARRAYSIZE(user_fields), user_fields };

static const struct text_field group_fields[] =
{
    RECORD_TEXT( STRING, L"Name", struct group, name, GNLEN ),
    RECORD_TEXT( STRING, L"Comment", struct group, comment, MAXCOMMENTSZ ),
    RECORD_TEXT( NUMBER, L"Attributes", struct group, attributes, 0 ),
};
const struct text_format group_text = { ARRAYSIZE(group_fields), group_fields };

static const struct text_field policy_fields[] =
{
    RECORD_TEXT( NUMBER, L"MinPasswordLength", struct policy, min_password_length, 0 ),
    RECORD_TEXT( NUMBER, L"MaxPasswordAge", struct policy, max_password_age, 0 ),
    RECORD_TEXT( NUMBER, L"MinPasswordAge", struct policy, min_password_age, 0 ),
    RECORD_TEXT( NUMBER, L"ForceLogoff", struct policy, force_logoff, 0 ),
    RECORD_TEXT( NUMBER, L"PasswordHistoryLength", struct policy, password_history_length, 0 ),
    RECORD_TEXT( NUMBER, L"Role", struct policy, role, 0 ),
    RECORD_TEXT( STRING, L"Primary", struct policy, primary, UNCLEN ),
    RECORD_TEXT( NUMBER, L"LockoutDuration", struct policy, lockout_duration, 0 ),
    RECORD_TEXT( NUMBER, L"LockoutWindow", struct policy, lockout_window, 0 ),
    RECORD_TEXT( NUMBER, L"LockoutThreshold", struct policy, lockout_threshold, 0 ),
};
const struct text_format policy_text = { ARRAYSIZE(policy_fields), policy_fields };

/* ---- SIDs ------------------------------------------------------------------------------------- */

DWORD get_id( PSID sid )
{
    return *GetSidSubAuthority( sid, *GetSidSubAuthorityCount( sid ) - 1 );
}

BOOL is_in_domain( PSID sid, PSID domain )
{
    return *GetSidSubAuthorityCount( sid ) == *GetSidSubAuthorityCount( domain ) + 1 &&
           !memcmp( GetSidIdentifierAuthority( sid ), GetSidIdentifierAuthority( domain ),
                    sizeof(SID_IDENTIFIER_AUTHORITY) ) &&
           !memcmp( GetSidSubAuthority( sid, 0 ), GetSidSubAuthority( domain, 0 ),
                    *GetSidSubAuthorityCount( domain ) * sizeof(DWORD) );
}

void make_sid( BYTE *sid, PSID domain, DWORD id )
{
    CopySid( SECURITY_MAX_SID_SIZE, sid, domain );
    *GetSidSubAuthority( sid, (*GetSidSubAuthorityCount( sid ))++ ) = id;
}

/* ---- names ------------------------------------------------------------------------------------ */

void join_names( WCHAR *domain_and_name, const WCHAR *domain, const WCHAR *name )
{
    unsigned int length = wcslen( domain );

    memcpy( domain_and_name, domain, length * sizeof(WCHAR) );
    domain_and_name[length] = '\\';
    wcscpy( domain_and_name + length + 1, name );
}

/* The name alone of an account of a domain, which may stand with a backslash in front. */
const WCHAR *skip_domain( const WCHAR *domain, const WCHAR *name )
{
    unsigned int length = wcslen( domain );

    if (!is_longer_than( name, length ) || name[length] != '\\') return name;
    return CompareStringOrdinal( name, length, domain, length, TRUE ) == CSTR_EQUAL ? name + length + 1 : name;
}

/* Microsoft Learn, USER_INFO_1 and NetGroupAdd, tells the characters that a name may not have and that no period
 * ends it; "User name policy", that it is not of periods and spaces alone. */
BOOL is_account_name( const WCHAR *name )
{
    const WCHAR *c;

    if (!name || !name[wcsspn( name, L" ." )]) return FALSE;
    for (c = name; *c; c++) if (*c < ' ' || wcschr( L"\"/\\[]:|<>+=;,?*", *c )) return FALSE;
    return c[-1] != '.';
}
