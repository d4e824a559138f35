/*
 * Checks passwords against the account policy, for programs with accounts of their own
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
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "pack.h"
#include "local/computer.h"
#include "servers/samvalidate.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * The rules are those of MS-SAMR 3.1.5.13.7, SamrValidatePassword(), in its order; Microsoft Learn, NET_VALIDATE_OUTPUT_ARG,
 * has the statuses. Times are FILETIMEs: 100 ns since 1601, UTC; 0: never.
 */

#define TICKS_PER_SECOND  10000000ull

struct policy
{
    DWORD     min_length;           /* of a password, in characters */
    DWORD     history_length;       /* passwords that are remembered */
    ULONGLONG min_age;              /* these in 100 ns */
    ULONGLONG max_age;              /* ~0: for ever, as those below */
    ULONGLONG lockout_duration;
    ULONGLONG lockout_window;
    DWORD     lockout_threshold;    /* wrong passwords in that time; 0: any number */
};

static ULONGLONG get_ticks( DWORD seconds )
{
    return seconds == TIMEQ_FOREVER ? ~0ull : seconds * TICKS_PER_SECOND;
}

/* The policy that NetUserModalsGet() tells of this computer. */
static NET_API_STATUS get_policy( struct policy *policy )
{
    USER_MODALS_INFO_0 *passwords;
    USER_MODALS_INFO_3 *lockout;
    NET_API_STATUS status;

    if ((status = NetUserModalsGet( NULL, 0, (BYTE **)&passwords ))) return status;
    if (!(status = NetUserModalsGet( NULL, 3, (BYTE **)&lockout )))
    {
        policy->min_length = passwords->usrmod0_min_passwd_len;
        policy->history_length = passwords->usrmod0_password_hist_len;
        policy->min_age = get_ticks( passwords->usrmod0_min_passwd_age );
        policy->max_age = get_ticks( passwords->usrmod0_max_passwd_age );
        policy->lockout_duration = get_ticks( lockout->usrmod3_lockout_duration );
        policy->lockout_window = get_ticks( lockout->usrmod3_lockout_observation_window );
        policy->lockout_threshold = lockout->usrmod3_lockout_threshold;
        NetApiBufferFree( lockout );
    }
    NetApiBufferFree( passwords );
    return status;
}

static ULONGLONG get_time( const FILETIME *time )
{
    return (ULONGLONG)time->dwHighDateTime << 32 | time->dwLowDateTime;
}

/* when an interval after a time is over; what has no room is never */
static ULONGLONG add_interval( ULONGLONG time, ULONGLONG interval )
{
    return time > ~0ull - interval ? ~0ull : time + interval;
}

/* One validation: what the program knows of the account, and what becomes of it. */
struct validation
{
    struct policy                 policy;
    FILETIME                      now;
    NET_VALIDATE_PERSISTED_FIELDS input;    /* A field that is not present is 0. */
    NET_VALIDATE_OUTPUT_ARG       output;
    const NET_VALIDATE_PASSWORD_HASH *new_hash;     /* that the history begins with from now on; NULL: it stays */
};

static void set_input( struct validation *validation, const NET_VALIDATE_PERSISTED_FIELDS *input )
{
    NET_VALIDATE_PERSISTED_FIELDS *fields = &validation->input;
    DWORD present = input->PresentFields;

    if (present & NET_VALIDATE_PASSWORD_LAST_SET) fields->PasswordLastSet = input->PasswordLastSet;
    if (present & NET_VALIDATE_BAD_PASSWORD_TIME) fields->BadPasswordTime = input->BadPasswordTime;
    if (present & NET_VALIDATE_LOCKOUT_TIME) fields->LockoutTime = input->LockoutTime;
    if (present & NET_VALIDATE_BAD_PASSWORD_COUNT) fields->BadPasswordCount = input->BadPasswordCount;
    if (!(present & NET_VALIDATE_PASSWORD_HISTORY) || !(present & NET_VALIDATE_PASSWORD_HISTORY_LENGTH) ||
        !input->PasswordHistory) return;
    fields->PasswordHistory = input->PasswordHistory;
    fields->PasswordHistoryLength = input->PasswordHistoryLength;
}

static void change_time( struct validation *validation, DWORD field, FILETIME *time, const FILETIME *value )
{
    validation->output.ChangedPersistedFields.PresentFields |= field;
    *time = *value;
}

static void change_bad_password_count( struct validation *validation, DWORD count )
{
    validation->output.ChangedPersistedFields.PresentFields |= NET_VALIDATE_BAD_PASSWORD_COUNT;
    validation->output.ChangedPersistedFields.BadPasswordCount = count;
}

/* Whether the account is locked out. A lockout that is over is taken back. */
static BOOL check_lockout( struct validation *validation )
{
    static const FILETIME never;
    ULONGLONG locked = get_time( &validation->input.LockoutTime );

    if (!locked) return FALSE;
    if (add_interval( locked, validation->policy.lockout_duration ) >= get_time( &validation->now )) return TRUE;
    change_time( validation, NET_VALIDATE_LOCKOUT_TIME, &validation->output.ChangedPersistedFields.LockoutTime, &never );
    return FALSE;
}

/* One more wrong password, or the first after some time. */
static NET_API_STATUS count_bad_password( struct validation *validation )
{
    NET_VALIDATE_PERSISTED_FIELDS *changed = &validation->output.ChangedPersistedFields;
    const struct policy *policy = &validation->policy;
    ULONGLONG last = get_time( &validation->input.BadPasswordTime );
    BOOL goes_on = last && add_interval( last, policy->lockout_window ) >= get_time( &validation->now );

    change_bad_password_count( validation, goes_on ? validation->input.BadPasswordCount + 1 : 1 );
    change_time( validation, NET_VALIDATE_BAD_PASSWORD_TIME, &changed->BadPasswordTime, &validation->now );
    if (policy->lockout_threshold && changed->BadPasswordCount >= policy->lockout_threshold)
        change_time( validation, NET_VALIDATE_LOCKOUT_TIME, &changed->LockoutTime, &validation->now );
    return NERR_BadPassword;
}

/* A password is right: none is counted as wrong. */
static void forget_bad_passwords( struct validation *validation )
{
    if (validation->input.BadPasswordCount) change_bad_password_count( validation, 0 );
}

static NET_API_STATUS validate_authentication( struct validation *validation, const void *arg )
{
    const NET_VALIDATE_AUTHENTICATION_INPUT_ARG *input = arg;
    ULONGLONG set = get_time( &validation->input.PasswordLastSet );

    if (check_lockout( validation )) return NERR_AccountLockedOut;
    if (!input->PasswordMatched) return count_bad_password( validation );
    if (!set) return NERR_PasswordMustChange;
    if (add_interval( set, validation->policy.max_age ) < get_time( &validation->now )) return NERR_PasswordExpired;
    forget_bad_passwords( validation );
    return NERR_Success;
}

/* No password at all is an empty one. The policy of this computer does not ask for complex ones. */
static NET_API_STATUS check_password( const struct validation *validation, const WCHAR *password )
{
    if (!password) password = L"";
    if (is_longer_than( password, PWLEN )) return NERR_PasswordTooLong;
    return (DWORD)lstrlenW( password ) < validation->policy.min_length ? NERR_PasswordTooShort : NERR_Success;
}

/* As many as the policy has remembered, of those that the program knows. */
static DWORD get_known_history( const struct validation *validation )
{
    return min( validation->input.PasswordHistoryLength, validation->policy.history_length );
}

static BOOL is_in_history( const struct validation *validation, const NET_VALIDATE_PASSWORD_HASH *hash )
{
    const NET_VALIDATE_PASSWORD_HASH *history = validation->input.PasswordHistory;
    DWORD i, count = get_known_history( validation );

    for (i = 0; i < count; i++)
        if (history[i].Length == hash->Length && history[i].Hash && hash->Hash &&
            !memcmp( history[i].Hash, hash->Hash, hash->Length )) return TRUE;
    return FALSE;
}

/* From now on it is the password; "set" is when it was set. */
static void take_password( struct validation *validation, const NET_VALIDATE_PASSWORD_HASH *hash, const FILETIME *set )
{
    change_time( validation, NET_VALIDATE_PASSWORD_LAST_SET,
                 &validation->output.ChangedPersistedFields.PasswordLastSet, set );
    if (validation->policy.history_length && hash->Hash && hash->Length) validation->new_hash = hash;
}

static NET_API_STATUS validate_change( struct validation *validation, const void *arg )
{
    const NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG *input = arg;
    ULONGLONG set = get_time( &validation->input.PasswordLastSet );
    NET_API_STATUS status;

    if (check_lockout( validation )) return NERR_AccountLockedOut;
    if (set && add_interval( set, validation->policy.min_age ) > get_time( &validation->now ))
        return NERR_PasswordTooRecent;
    if (!input->PasswordMatch) return count_bad_password( validation );
    if (is_in_history( validation, &input->HashedPassword )) return NERR_PasswordHistConflict;
    if ((status = check_password( validation, input->ClearPassword ))) return status;
    take_password( validation, &input->HashedPassword, &validation->now );
    return NERR_Success;
}

static NET_API_STATUS validate_reset( struct validation *validation, const void *arg )
{
    static const FILETIME never;
    const NET_VALIDATE_PASSWORD_RESET_INPUT_ARG *input = arg;
    NET_API_STATUS status;

    if ((status = check_password( validation, input->ClearPassword ))) return status;
    take_password( validation, &input->HashedPassword, input->PasswordMustChangeAtNextLogon ? &never : &validation->now );
    if (input->ClearLockout)
        change_time( validation, NET_VALIDATE_LOCKOUT_TIME, &validation->output.ChangedPersistedFields.LockoutTime, &never );
    forget_bad_passwords( validation );
    return NERR_Success;
}

static NET_VALIDATE_PASSWORD_HASH *copy_hash( NET_VALIDATE_PASSWORD_HASH *target, const NET_VALIDATE_PASSWORD_HASH *hash,
                                              BYTE **next )
{
    target->Length = hash->Hash ? hash->Length : 0;
    target->Hash = *next;
    memcpy( *next, hash->Hash, target->Length );
    *next += target->Length;
    return target + 1;
}

/* The answer is one buffer, the hashes of the history included. */
static NET_API_STATUS pack_validation( const struct validation *validation, NET_VALIDATE_OUTPUT_ARG **output )
{
    const NET_VALIDATE_PASSWORD_HASH *history = validation->input.PasswordHistory;
    ULONGLONG size = sizeof(**output);      /* The program tells how long hashes are. */
    DWORD i, old = 0, count = 0;
    NET_VALIDATE_PASSWORD_HASH *hash;
    NET_API_STATUS status;
    BYTE *next;

    if (validation->new_hash)
    {
        old = min( validation->input.PasswordHistoryLength, validation->policy.history_length - 1 );
        count = old + 1;
        size += count * sizeof(*hash) + validation->new_hash->Length;
        for (i = 0; i < old; i++) size += history[i].Hash ? history[i].Length : 0;
    }
    if (size > MAXDWORD) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferAllocate( size, (void **)output ))) return status;
    **output = validation->output;
    if (!count) return NERR_Success;

    hash = (NET_VALIDATE_PASSWORD_HASH *)(*output + 1);
    next = (BYTE *)(hash + count);
    (*output)->ChangedPersistedFields.PresentFields |= NET_VALIDATE_PASSWORD_HISTORY_LENGTH | NET_VALIDATE_PASSWORD_HISTORY;
    (*output)->ChangedPersistedFields.PasswordHistoryLength = count;
    (*output)->ChangedPersistedFields.PasswordHistory = hash;
    hash = copy_hash( hash, validation->new_hash, &next );
    for (i = 0; i < old; i++) hash = copy_hash( hash, &history[i], &next );
    return NERR_Success;
}

/************************************************************
 *                NetValidatePasswordPolicy  (NETAPI32.@)
 *
 * Checks a password of a program's own account against the account policy of a computer.
 *
 * PARAMS
 *  ServerName     [I] The computer; NULL is this one.
 *  Qualifier      [I] NULL.
 *  ValidationType [I] NetValidateAuthentication, NetValidatePasswordChange or NetValidatePasswordReset.
 *  InputArg       [I] The NET_VALIDATE_..._INPUT_ARG structure of that type.
 *  OutputArg      [O] A NET_VALIDATE_OUTPUT_ARG structure: whether the policy allows it, and what the program has to
 *                     remember of the account. The caller's to free with NetValidatePasswordPolicyFree(); NULL on
 *                     failure.
 *
 * RETURNS
 *  NERR_Success, also for a password that is refused, ERROR_INVALID_PARAMETER (an argument is missing, a qualifier, or an
 *  unknown type), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), or for another computer what
 *  validate_sam_password() does, and ERROR_INVALID_PARAMETER for a string or a history that is too long to be sent.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h, and MS-SAMR 3.1.5.13.7. The policy of this computer is what NetUserModalsGet() tells. Password
 *  filters are not asked: Wine has none.
 */
NET_API_STATUS WINAPI NetValidatePasswordPolicy( LPCWSTR ServerName, LPVOID Qualifier,
                                                 NET_VALIDATE_PASSWORD_TYPE ValidationType, LPVOID InputArg,
                                                 LPVOID *OutputArg )
{
    static NET_API_STATUS (*const validators[])( struct validation *validation, const void *arg ) =
    {
        [NetValidateAuthentication] = validate_authentication,
        [NetValidatePasswordChange] = validate_change,
        [NetValidatePasswordReset] = validate_reset,
    };
    struct validation validation;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %p, %u, %p, %p)\n", debugstr_w(ServerName), Qualifier, ValidationType, InputArg, OutputArg );

    if (OutputArg) *OutputArg = NULL;
    if (!OutputArg || !InputArg || Qualifier) return ERROR_INVALID_PARAMETER;
    if ((DWORD)ValidationType >= ARRAYSIZE(validators) || !validators[ValidationType]) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( ServerName, &other ))) return status;
    if (other) return validate_sam_password( other, ValidationType, InputArg, (NET_VALIDATE_OUTPUT_ARG **)OutputArg );

    memset( &validation, 0, sizeof(validation) );
    if ((status = get_policy( &validation.policy ))) return status;
    GetSystemTimeAsFileTime( &validation.now );
    set_input( &validation, InputArg );     /* each of the structures begins with these */
    validation.output.ValidationStatus = validators[ValidationType]( &validation, InputArg );
    return pack_validation( &validation, (NET_VALIDATE_OUTPUT_ARG **)OutputArg );
}

/************************************************************
 *                NetValidatePasswordPolicyFree  (NETAPI32.@)
 *
 * Frees what NetValidatePasswordPolicy() gave.
 *
 * PARAMS
 *  OutputArg [I/O] The address of the pointer, which is NULL afterwards.
 *
 * RETURNS
 *  NERR_Success, also for NULL at that address; ERROR_INVALID_PARAMETER (no address, or no buffer: it stays).
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetValidatePasswordPolicyFree( LPVOID *OutputArg )
{
    NET_API_STATUS status;

    TRACE( "(%p)\n", OutputArg );

    if (!OutputArg) return ERROR_INVALID_PARAMETER;
    if (!(status = NetApiBufferFree( *OutputArg ))) *OutputArg = NULL;
    return status;
}
