/*
 * The account policy: modals, as they are called in LAN Manager
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
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"

#include "wine/debug.h"

#include "arguments.h"
#include "local/change.h"
#include "servers/sam.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define TICKS_1601_TO_1970  116444736000000000ull  /* of 100 ns */

#define DAY  (24 * 60 * 60)

#define MODALS(kind, n, member, source, parm, limit) \
    INPUT( kind, USER_MODALS_INFO_##n, usrmod##n##_##member, struct policy, source, parm, limit )

static const struct field modals_0[] =
{
    MODALS( VALUE, 0, min_passwd_len, min_password_length, MODALS_MIN_PASSWD_LEN_PARMNUM, 0 ),
    MODALS( VALUE, 0, max_passwd_age, max_password_age, MODALS_MAX_PASSWD_AGE_PARMNUM, 0 ),
    MODALS( VALUE, 0, min_passwd_age, min_password_age, MODALS_MIN_PASSWD_AGE_PARMNUM, 0 ),
    MODALS( VALUE, 0, force_logoff, force_logoff, MODALS_FORCE_LOGOFF_PARMNUM, 0 ),
    MODALS( VALUE, 0, password_hist_len, password_history_length, MODALS_PASSWD_HIST_LEN_PARMNUM, 0 ),
};
static const struct field modals_1[] =
{
    MODALS( VALUE, 1, role, role, MODALS_ROLE_PARMNUM, 0 ),
    MODALS( STRING, 1, primary, primary, MODALS_PRIMARY_PARMNUM, UNCLEN ),
};
static const struct field modals_2[] =
{
    MODALS( STRING, 2, domain_name, domain_name, MODALS_DOMAIN_NAME_PARMNUM, DNLEN ),
    MODALS( SID, 2, domain_id, domain_id, MODALS_DOMAIN_ID_PARMNUM, 0 ),
};
static const struct field modals_3[] =
{
    MODALS( VALUE, 3, lockout_duration, lockout_duration, MODALS_LOCKOUT_DURATION_PARMNUM, 0 ),
    MODALS( VALUE, 3, lockout_observation_window, lockout_window, MODALS_LOCKOUT_OBSERVATION_WINDOW_PARMNUM, 0 ),
    MODALS( VALUE, 3, lockout_threshold, lockout_threshold, MODALS_LOCKOUT_THRESHOLD_PARMNUM, 0 ),
};
static const struct level modals_levels[] =
{
    LEVEL( 0, USER_MODALS_INFO_0, modals_0 ),
    LEVEL( 1, USER_MODALS_INFO_1, modals_1 ),
    LEVEL( 2, USER_MODALS_INFO_2, modals_2 ),
    LEVEL( 3, USER_MODALS_INFO_3, modals_3 ),
};

/* what NetUserModalsSet() alone takes: one field each */
#define SINGLE(kind, n, member, source, parm, limit) \
    static const struct field modals_##n[] = { MODALS( kind, n, member, source, parm, limit ) }
#define SINGLE_LEVEL(n)  LEVEL( n, USER_MODALS_INFO_##n, modals_##n )

SINGLE( VALUE, 1001, min_passwd_len, min_password_length, MODALS_MIN_PASSWD_LEN_PARMNUM, 0 );
SINGLE( VALUE, 1002, max_passwd_age, max_password_age, MODALS_MAX_PASSWD_AGE_PARMNUM, 0 );
SINGLE( VALUE, 1003, min_passwd_age, min_password_age, MODALS_MIN_PASSWD_AGE_PARMNUM, 0 );
SINGLE( VALUE, 1004, force_logoff, force_logoff, MODALS_FORCE_LOGOFF_PARMNUM, 0 );
SINGLE( VALUE, 1005, password_hist_len, password_history_length, MODALS_PASSWD_HIST_LEN_PARMNUM, 0 );
SINGLE( VALUE, 1006, role, role, MODALS_ROLE_PARMNUM, 0 );
SINGLE( STRING, 1007, primary, primary, MODALS_PRIMARY_PARMNUM, UNCLEN );

static const struct level single_levels[] =
{
    SINGLE_LEVEL( 1001 ),
    SINGLE_LEVEL( 1002 ),
    SINGLE_LEVEL( 1003 ),
    SINGLE_LEVEL( 1004 ),
    SINGLE_LEVEL( 1005 ),
    SINGLE_LEVEL( 1006 ),
    SINGLE_LEVEL( 1007 ),
};

/* What a policy has to be, by Microsoft Learn's pages on the USER_MODALS_INFO structures and on the settings, and by
 * MS-SAMR 3.1.1.6 and 2.2.3.15, where the lockout threshold has 16 bits. Returns the number of the first member that is
 * bad. */
static DWORD find_bad_member( const struct policy *modals )
{
    if (modals->min_password_length > PWLEN) return MODALS_MIN_PASSWD_LEN_PARMNUM;
    if (modals->max_password_age < DAY) return MODALS_MAX_PASSWD_AGE_PARMNUM;
    if (modals->min_password_age > modals->max_password_age) return MODALS_MIN_PASSWD_AGE_PARMNUM;
    if (modals->password_history_length > MAX_PASSWORD_HISTORY) return MODALS_PASSWD_HIST_LEN_PARMNUM;
    if (modals->role > UAS_ROLE_PRIMARY) return MODALS_ROLE_PARMNUM;
    if (modals->lockout_window > modals->lockout_duration) return MODALS_LOCKOUT_OBSERVATION_WINDOW_PARMNUM;
    if (modals->lockout_threshold > MAXWORD) return MODALS_LOCKOUT_THRESHOLD_PARMNUM;
    return PARM_ERROR_NONE;
}

/*
 * Other computers
 */

struct modals_question
{
    struct sam          sam;
    const struct level *level;
    struct policy       modals;
    const void         *info;       /* what a program hands in */
    DWORD              *parm_err;
};

static NET_API_STATUS query_domain( struct sam *sam, DOMAIN_INFORMATION_CLASS class,
                                    SAMPR_DOMAIN_INFO_BUFFER **info )
{
    POLICY_HANDLE *domain;
    NET_API_STATUS status;

    *info = NULL;
    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    status = map_sam_status( SamrQueryInformationDomain( sam->binding, domain, class, info ));
    if (status) return status;
    return is_stub_array( &sam->call.run, *info, 1, sizeof(**info) ) ? NERR_Success : RPC_X_BAD_STUB_DATA;
}

/* An interval is a negative number of 100 ns; the least one, and what has no room, is for ever. As it is counted from
 * 1970 on, the system's functions convert it. */
static DWORD get_interval( const void *interval )
{
    LARGE_INTEGER time;
    DWORD seconds;

    memcpy( &time, interval, sizeof(time) );
    time.QuadPart = TICKS_1601_TO_1970 - (ULONGLONG)time.QuadPart;
    return RtlTimeToSecondsSince1970( &time, &seconds ) ? seconds : TIMEQ_FOREVER;
}

static NET_API_STATUS ask_passwords( struct sam *sam, struct policy *modals )
{
    SAMPR_DOMAIN_INFO_BUFFER *passwords, *logoff;
    NET_API_STATUS status;

    if ((status = query_domain( sam, DomainPasswordInformation, &passwords ))) return status;
    if ((status = query_domain( sam, DomainLogoffInformation, &logoff ))) return status;
    modals->min_password_length = passwords->Password.MinPasswordLength;
    modals->max_password_age = get_interval( &passwords->Password.MaxPasswordAge );
    modals->min_password_age = get_interval( &passwords->Password.MinPasswordAge );
    modals->password_history_length = passwords->Password.PasswordHistoryLength;
    modals->force_logoff = get_interval( &logoff->Logoff.ForceLogoff );
    return NERR_Success;
}

static NET_API_STATUS ask_role( struct sam *sam, struct policy *modals )
{
    SAMPR_DOMAIN_INFO_BUFFER *info;
    NET_API_STATUS status;

    if ((status = query_domain( sam, DomainGeneralInformation, &info ))) return status;
    modals->role = info->General.DomainServerRole;  /* the numbers are those of UAS_ROLE_... */
    return get_stub_string( &sam->call.run, &info->General.ReplicaSourceNodeName, &modals->primary );
}

static NET_API_STATUS ask_domain( struct sam *sam, struct policy *modals )
{
    POLICY_HANDLE *domain;
    NET_API_STATUS status;

    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    modals->domain_name = sam->domain_name;
    modals->domain_id = sam->domain_sid;
    return NERR_Success;
}

static NET_API_STATUS ask_lockout( struct sam *sam, struct policy *modals )
{
    SAMPR_DOMAIN_INFO_BUFFER *info;
    NET_API_STATUS status;

    if ((status = query_domain( sam, DomainLockoutInformation, &info ))) return status;
    modals->lockout_duration = get_interval( &info->Lockout.LockoutDuration );
    modals->lockout_window = get_interval( &info->Lockout.LockoutObservationWindow );
    modals->lockout_threshold = info->Lockout.LockoutThreshold;
    return NERR_Success;
}

/* In groups: what a level needs of the server, by which a single member is of one of the others. */
enum modals_group { MODALS_PASSWORDS, MODALS_ROLE, MODALS_DOMAIN, MODALS_LOCKOUT };

static enum modals_group get_group( DWORD level )
{
    if (level < 1001) return level;     /* 0 to 3 */
    return level < 1006 ? MODALS_PASSWORDS : MODALS_ROLE;
}

static NET_API_STATUS ask_modals( struct sam *sam )
{
    static NET_API_STATUS (*const questions[])( struct sam *sam, struct policy *modals ) =
        { ask_passwords, ask_role, ask_domain, ask_lockout };
    struct modals_question *question = (struct modals_question *)sam;

    return questions[get_group( question->level->number )]( sam, &question->modals );
}

static NET_API_STATUS get_sam_modals( const WCHAR *server, const struct level *level, BYTE **buffer )
{
    struct modals_question question =
    {
        .sam = { .ask = ask_modals, .repeatable = TRUE,
                 .access = DOMAIN_READ_PASSWORD_PARAMETERS | DOMAIN_READ_OTHER_PARAMETERS },
        .level = level,
    };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam ))) status = pack_info( level, &question.modals, buffer );
    free_sam_answer( &question.sam );
    return status;
}

static void set_interval( void *interval, DWORD seconds )
{
    LONGLONG value = seconds == TIMEQ_FOREVER ? MINLONGLONG : -10000000 * (LONGLONG)seconds;

    memcpy( interval, &value, sizeof(value) );
}

static NET_API_STATUS set_domain( struct sam *sam, DOMAIN_INFORMATION_CLASS class, SAMPR_DOMAIN_INFO_BUFFER *info )
{
    POLICY_HANDLE *domain;
    NET_API_STATUS status;

    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    return map_sam_status( SamrSetInformationDomain( sam->binding, domain, class, info ));
}

/* The properties, as whether passwords have to be complex, are what they were. */
static NET_API_STATUS write_passwords( struct sam *sam, const struct policy *modals )
{
    SAMPR_DOMAIN_INFO_BUFFER *info;
    NET_API_STATUS status;

    if ((status = query_domain( sam, DomainPasswordInformation, &info ))) return status;
    info->Password.MinPasswordLength = modals->min_password_length;
    info->Password.PasswordHistoryLength = modals->password_history_length;
    set_interval( &info->Password.MaxPasswordAge, modals->max_password_age );
    set_interval( &info->Password.MinPasswordAge, modals->min_password_age );
    return set_domain( sam, DomainPasswordInformation, info );
}

static NET_API_STATUS write_logoff( struct sam *sam, const struct policy *modals )
{
    SAMPR_DOMAIN_INFO_BUFFER info;

    set_interval( &info.Logoff.ForceLogoff, modals->force_logoff );
    return set_domain( sam, DomainLogoffInformation, &info );
}

static NET_API_STATUS write_role( struct sam *sam, const struct policy *modals )
{
    SAMPR_DOMAIN_INFO_BUFFER info;

    info.Role.DomainServerRole = modals->role;
    return set_domain( sam, DomainServerRoleInformation, &info );
}

static NET_API_STATUS write_primary( struct sam *sam, const struct policy *modals )
{
    SAMPR_DOMAIN_INFO_BUFFER info;
    NET_API_STATUS status;

    if ((status = set_counted_string( &info.Replication.ReplicaSourceNodeName, modals->primary ))) return status;
    return set_domain( sam, DomainReplicationInformation, &info );
}

static NET_API_STATUS write_lockout( struct sam *sam, const struct policy *modals )
{
    SAMPR_DOMAIN_INFO_BUFFER info;

    set_interval( &info.Lockout.LockoutDuration, modals->lockout_duration );
    set_interval( &info.Lockout.LockoutObservationWindow, modals->lockout_window );
    info.Lockout.LockoutThreshold = modals->lockout_threshold;
    return set_domain( sam, DomainLockoutInformation, &info );
}

/* Levels 0 and 1 take two writes, the single ones one of them. */
static NET_API_STATUS write_modals( struct modals_question *question )
{
    DWORD level = question->level->number;
    struct policy *modals = &question->modals;
    struct sam *sam = &question->sam;
    NET_API_STATUS status;

    switch (level)
    {
    case 0:     return (status = write_passwords( sam, modals )) ? status : write_logoff( sam, modals );
    case 1:     return (status = write_role( sam, modals )) ? status : write_primary( sam, modals );
    case 3:     return write_lockout( sam, modals );
    case 1004:  return write_logoff( sam, modals );
    case 1006:  return write_role( sam, modals );
    case 1007:  return write_primary( sam, modals );
    default:    return write_passwords( sam, modals );
    }
}

/* No computer has its domain's name or SID changed. */
static NET_API_STATUS refuse_domain( const struct level *level, const void *info, DWORD *parm_err )
{
    struct policy modals;
    NET_API_STATUS status;

    return (status = unpack_info( level, info, &modals, parm_err )) ? status : ERROR_NOT_SUPPORTED;
}

static NET_API_STATUS unpack_modals( const struct level *level, const void *info, struct policy *modals,
                                     DWORD *parm_err )
{
    NET_API_STATUS status;
    DWORD bad_member;

    if ((status = unpack_info( level, info, modals, parm_err ))) return status;
    if (!(bad_member = find_bad_member( modals ))) return NERR_Success;
    if (parm_err) *parm_err = bad_member;
    return ERROR_INVALID_PARAMETER;
}

/* What a program does not hand in is what it was on the server, and only with that it can be told what is bad. */
static NET_API_STATUS ask_set_modals( struct sam *sam )
{
    struct modals_question *question = (struct modals_question *)sam;
    NET_API_STATUS status;

    if ((status = ask_modals( sam ))) return status;
    status = unpack_modals( question->level, question->info, &question->modals, question->parm_err );
    return status ? status : write_modals( question );
}

static NET_API_STATUS set_sam_modals( const WCHAR *server, const struct level *level, const void *info,
                                      DWORD *parm_err )
{
    static const DWORD rights[] =
    {
        [MODALS_PASSWORDS] = DOMAIN_WRITE_PASSWORD_PARAMS | DOMAIN_WRITE_OTHER_PARAMETERS,
        [MODALS_ROLE] = DOMAIN_ADMINISTER_SERVER,
        [MODALS_LOCKOUT] = DOMAIN_WRITE_PASSWORD_PARAMS,
    };
    struct modals_question question =
    {
        .sam = { .ask = ask_set_modals, .access = DOMAIN_READ_PASSWORD_PARAMETERS | DOMAIN_READ_OTHER_PARAMETERS },
        .level = level, .modals = default_policy, .info = info, .parm_err = parm_err,
    };
    NET_API_STATUS status;

    question.sam.access |= rights[get_group( level->number )];
    status = ask_sam( server, &question.sam );
    free_sam_answer( &question.sam );
    return status;
}

/* What is not handed in is what it was. What a program hands in is copied before the store's lock is taken, and judged
 * with the rest of the policy that there is then. */
static NET_API_STATUS set_own_modals( const struct level *level, const void *info, DWORD *parm_err )
{
    struct policy input = { 0 }, policy;
    DWORD bad_member = PARM_ERROR_NONE;
    struct account_change change;
    NET_API_STATUS status;
    BYTE *copy;

    if (!is_administrator()) return ERROR_ACCESS_DENIED;
    if ((status = unpack_info( level, info, &input, parm_err ))) return status;
    if ((status = pack_info( level, &input, &copy ))) return status;
    if (!(status = begin_change( &change )))
    {
        policy = change.accounts->policy;      /* of a damaged one what could be read, and the default */
        status = unpack_modals( level, copy, &policy, &bad_member );
        if (!status) status = put_policy( &change, &policy );
        status = end_change( &change, status );
    }
    NetApiBufferFree( copy );
    if (bad_member && parm_err) *parm_err = bad_member;
    return status;
}

/************************************************************
 *                NetUserModalsGet  (NETAPI32.@)
 *
 * Tells the account policy of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 0, 1, 2 or 3: the number of the USER_MODALS_INFO structure.
 *  bufptr     [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no bufptr), ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the computer), ERROR_BADDB or what open_accounts() returns for this computer, or what ask_sam()
 *  returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetUserModalsGet( LPCWSTR servername, DWORD level, LPBYTE *bufptr )
{
    const struct level *info = FIND_LEVEL( modals_levels, level );
    struct accounts *accounts;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, bufptr );

    if ((status = begin_get( servername, info, bufptr, TRUE, &other ))) return status;
    if (other) return get_sam_modals( other, info, bufptr );
    if ((status = open_accounts( &accounts ))) return status;
    status = accounts->policy_is_damaged ? ERROR_BADDB : pack_info( info, &accounts->policy, bufptr );
    close_accounts( accounts );
    return status;
}

/************************************************************
 *                NetUserModalsSet  (NETAPI32.@)
 *
 * Changes the account policy of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 0 to 3, or 1001 to 1007: the number of the USER_MODALS_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_SUPPORTED (level 2: no computer has its domain's name or SID changed), ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this computer
 *  ERROR_ACCESS_DENIED (the caller is no administrator) or what begin_change() and end_change() return; or what
 *  ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetUserModalsSet( LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( modals_levels, level );
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buf, parm_err );

    if (!info) info = FIND_LEVEL( single_levels, level );
    if ((status = begin_set( servername, info, parm_err, TRUE, &other ))) return status;
    if (!buf) return ERROR_INVALID_PARAMETER;
    if (level == 2) return refuse_domain( info, buf, parm_err );
    if (other) return set_sam_modals( other, info, buf, parm_err );
    return set_own_modals( info, buf, parm_err );
}
