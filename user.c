/*
 * Users
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

#include "arguments.h"
#include "delay.h"
#include "local/computer.h"
#include "local/group.h"
#include "local/member.h"
#include "local/user.h"
#include "servers/controller.h"
#include "servers/joinedaccount.h"
#include "servers/samchange.h"
#include "servers/sampassword.h"
#include "servers/samuser.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* ---- the levels ------------------------------------------------------------------------------- */

#define USER(kind, n, member, source, parm, limit) \
    INPUT( kind, USER_INFO_##n, usri##n##_##member, struct user, source, parm, limit )
#define USER_OUT(kind, n, member, source) \
    FIELD( kind, USER_INFO_##n, usri##n##_##member, struct user, source )

/* a member that is handed in, but that lmaccess.h has no number for; it is never a bad one */
#define UNNUMBERED_PARM  0xffff

/* Microsoft Learn, USER_INFO_3 and USER_INFO_4: there the privilege is no input */
#define PRIV_FIELD(n) \
    { FIELD_VALUE, sizeof(DWORD), offsetof( USER_INFO_##n, usri##n##_priv ), offsetof( struct user, priv ), \
      n == 3 || n == 4 ? 0 : USER_PRIV_PARMNUM, 0, 0, NULL }

/* levels 1 to 4 begin alike */
#define NAME_FIELD(n)      USER( STRING, n, name, name, USER_NAME_PARMNUM, LM20_UNLEN )
#define PASSWORD_FIELD(n)  USER( STRING, n, password, password, USER_PASSWORD_PARMNUM, PWLEN )

#define LEVEL_1_FIELDS(n) \
    USER_OUT( VALUE, n, password_age, password_age ), \
    PRIV_FIELD( n ), \
    USER( STRING, n, home_dir, home_dir, USER_HOME_DIR_PARMNUM, PATHLEN ), \
    USER( STRING, n, comment, comment, USER_COMMENT_PARMNUM, MAXCOMMENTSZ ), \
    USER( VALUE, n, flags, flags, USER_FLAGS_PARMNUM, 0 ), \
    USER( STRING, n, script_path, script_path, USER_SCRIPT_PATH_PARMNUM, PATHLEN )

#define LEVEL_2_FIELDS(n) \
    LEVEL_1_FIELDS( n ), \
    USER_OUT( VALUE, n, auth_flags, auth_flags ), \
    USER( STRING, n, full_name, full_name, USER_FULL_NAME_PARMNUM, MAXCOMMENTSZ ), \
    USER( STRING, n, usr_comment, user_comment, USER_USR_COMMENT_PARMNUM, MAXCOMMENTSZ ), \
    USER( STRING, n, parms, parms, USER_PARMS_PARMNUM, MAXCOMMENTSZ ), \
    USER( STRING, n, workstations, workstations, USER_WORKSTATIONS_PARMNUM, MAXCOMMENTSZ ), \
    USER_OUT( VALUE, n, last_logon, last_logon ), \
    USER_OUT( VALUE, n, last_logoff, last_logoff ), \
    USER( VALUE, n, acct_expires, account_expires, USER_ACCT_EXPIRES_PARMNUM, 0 ), \
    USER( VALUE, n, max_storage, max_storage, USER_MAX_STORAGE_PARMNUM, 0 ), \
    USER( VALUE, n, units_per_week, units_per_week, USER_UNITS_PER_WEEK_PARMNUM, 0 ), \
    USER_OUT( BYTES, n, logon_hours, logon_hours ), \
    USER_OUT( VALUE, n, bad_pw_count, bad_password_count ), \
    USER_OUT( VALUE, n, num_logons, logon_count ), \
    USER_OUT( STRING, n, logon_server, logon_server ), \
    USER( VALUE, n, country_code, country_code, USER_COUNTRY_CODE_PARMNUM, 0 ), \
    USER( VALUE, n, code_page, code_page, USER_CODE_PAGE_PARMNUM, 0 )

#define LEVEL_3_FIELDS(n) \
    USER( VALUE, n, primary_group_id, primary_group_id, USER_PRIMARY_GROUP_PARMNUM, 0 ), \
    USER( STRING, n, profile, profile, USER_PROFILE_PARMNUM, PATHLEN ), \
    USER( STRING, n, home_dir_drive, home_dir_drive, USER_HOME_DIR_DRIVE_PARMNUM, PATHLEN ), \
    USER( VALUE, n, password_expired, password_expired, UNNUMBERED_PARM, 0 )

static const struct field user_0[] = { NAME_FIELD( 0 ) };
static const struct field user_1[] = { NAME_FIELD( 1 ), PASSWORD_FIELD( 1 ), LEVEL_1_FIELDS( 1 ) };
static const struct field user_2[] = { NAME_FIELD( 2 ), PASSWORD_FIELD( 2 ), LEVEL_2_FIELDS( 2 ) };
static const struct field user_3[] =
{
    NAME_FIELD( 3 ),
    PASSWORD_FIELD( 3 ),
    LEVEL_2_FIELDS( 3 ),
    USER_OUT( VALUE, 3, user_id, id ),
    LEVEL_3_FIELDS( 3 ),
};
static const struct field user_4[] =
{
    NAME_FIELD( 4 ),
    PASSWORD_FIELD( 4 ),
    LEVEL_2_FIELDS( 4 ),
    USER_OUT( SID, 4, user_sid, sid ),
    LEVEL_3_FIELDS( 4 ),
};

#define LEVEL_10_FIELDS(n) \
    USER_OUT( STRING, n, name, name ), \
    USER_OUT( STRING, n, comment, comment ), \
    USER_OUT( STRING, n, usr_comment, user_comment ), \
    USER_OUT( STRING, n, full_name, full_name )

static const struct field user_10[] = { LEVEL_10_FIELDS( 10 ) };
static const struct field user_11[] =
{
    LEVEL_10_FIELDS( 11 ),
    USER_OUT( VALUE, 11, priv, priv ),
    USER_OUT( VALUE, 11, auth_flags, auth_flags ),
    USER_OUT( VALUE, 11, password_age, password_age ),
    USER_OUT( STRING, 11, home_dir, home_dir ),
    USER_OUT( STRING, 11, parms, parms ),
    USER_OUT( VALUE, 11, last_logon, last_logon ),
    USER_OUT( VALUE, 11, last_logoff, last_logoff ),
    USER_OUT( VALUE, 11, bad_pw_count, bad_password_count ),
    USER_OUT( VALUE, 11, num_logons, logon_count ),
    USER_OUT( STRING, 11, logon_server, logon_server ),
    USER_OUT( VALUE, 11, country_code, country_code ),
    USER_OUT( STRING, 11, workstations, workstations ),
    USER_OUT( VALUE, 11, max_storage, max_storage ),
    USER_OUT( VALUE, 11, units_per_week, units_per_week ),
    USER_OUT( BYTES, 11, logon_hours, logon_hours ),
    USER_OUT( VALUE, 11, code_page, code_page ),
};

/* and so do 20 and 23 */
#define LEVEL_20_FIELDS(n) \
    USER_OUT( STRING, n, name, name ), \
    USER_OUT( STRING, n, full_name, full_name ), \
    USER_OUT( STRING, n, comment, comment ), \
    USER_OUT( VALUE, n, flags, flags )

static const struct field user_20[] = { LEVEL_20_FIELDS( 20 ), USER_OUT( VALUE, 20, user_id, id ) };
static const struct field user_23[] = { LEVEL_20_FIELDS( 23 ), USER_OUT( SID, 23, user_sid, sid ) };
static const struct field user_24[] =
{
    USER_OUT( VALUE, 24, internet_identity, internet_identity ),
    USER_OUT( VALUE, 24, flags, flags ),
    USER_OUT( STRING, 24, internet_provider_name, internet_provider ),
    USER_OUT( STRING, 24, internet_principal_name, internet_principal ),
    USER_OUT( SID, 24, user_sid, sid ),
};

/* levels that NetUserEnum() has come first */
static const struct level user_levels[] =
{
    REFUSED_LEVEL( 0, USER_INFO_0, user_0 ),
    REFUSED_LEVEL( 1, USER_INFO_1, user_1 ),
    REFUSED_LEVEL( 2, USER_INFO_2, user_2 ),
    REFUSED_LEVEL( 3, USER_INFO_3, user_3 ),
    REFUSED_LEVEL( 10, USER_INFO_10, user_10 ),
    REFUSED_LEVEL( 11, USER_INFO_11, user_11 ),
    REFUSED_LEVEL( 20, USER_INFO_20, user_20 ),
    REFUSED_LEVEL( 23, USER_INFO_23, user_23 ),
    LEVEL( 4, USER_INFO_4, user_4 ),
    LEVEL( 24, USER_INFO_24, user_24 ),
};
#define ENUM_LEVELS  8

/* what NetUserAdd() takes, and NetUserSetInfo() as well */
static const struct level input_levels[] =
{
    LEVEL( 1, USER_INFO_1, user_1 ),
    LEVEL( 2, USER_INFO_2, user_2 ),
    LEVEL( 3, USER_INFO_3, user_3 ),
    LEVEL( 4, USER_INFO_4, user_4 ),
};

/* what NetUserSetInfo() alone takes: encrypted passwords, whose bytes cannot be bad ... */
static const struct field user_22[] = { NAME_FIELD( 22 ), LEVEL_2_FIELDS( 22 ) };

/* ... and one field each, of the same number but for 1000; the logon hours are as long as their number tells */
#define SINGLE(kind, n, member, source, parm, limit) \
    static const struct field user_##n[] = { USER( kind, n, member, source, parm, limit ) }

SINGLE( STRING, 1003, password, password, USER_PASSWORD_PARMNUM, PWLEN );
SINGLE( VALUE, 1005, priv, priv, USER_PRIV_PARMNUM, 0 );
SINGLE( STRING, 1006, home_dir, home_dir, USER_HOME_DIR_PARMNUM, PATHLEN );
SINGLE( STRING, 1007, comment, comment, USER_COMMENT_PARMNUM, MAXCOMMENTSZ );
SINGLE( VALUE, 1008, flags, flags, USER_FLAGS_PARMNUM, 0 );
SINGLE( STRING, 1009, script_path, script_path, USER_SCRIPT_PATH_PARMNUM, PATHLEN );
SINGLE( VALUE, 1010, auth_flags, auth_flags, USER_AUTH_FLAGS_PARMNUM, 0 );
SINGLE( STRING, 1011, full_name, full_name, USER_FULL_NAME_PARMNUM, MAXCOMMENTSZ );
SINGLE( STRING, 1012, usr_comment, user_comment, USER_USR_COMMENT_PARMNUM, MAXCOMMENTSZ );
SINGLE( STRING, 1013, parms, parms, USER_PARMS_PARMNUM, MAXCOMMENTSZ );
SINGLE( STRING, 1014, workstations, workstations, USER_WORKSTATIONS_PARMNUM, MAXCOMMENTSZ );
SINGLE( VALUE, 1017, acct_expires, account_expires, USER_ACCT_EXPIRES_PARMNUM, 0 );
SINGLE( VALUE, 1018, max_storage, max_storage, USER_MAX_STORAGE_PARMNUM, 0 );
SINGLE( STRING, 1023, logon_server, logon_server, USER_LOGON_SERVER_PARMNUM, UNCLEN );
SINGLE( VALUE, 1024, country_code, country_code, USER_COUNTRY_CODE_PARMNUM, 0 );
SINGLE( VALUE, 1025, code_page, code_page, USER_CODE_PAGE_PARMNUM, 0 );
SINGLE( VALUE, 1051, primary_group_id, primary_group_id, USER_PRIMARY_GROUP_PARMNUM, 0 );
SINGLE( STRING, 1052, profile, profile, USER_PROFILE_PARMNUM, PATHLEN );
SINGLE( STRING, 1053, home_dir_drive, home_dir_drive, USER_HOME_DIR_DRIVE_PARMNUM, PATHLEN );

static const struct field user_1020[] =
{
    USER( VALUE, 1020, units_per_week, units_per_week, USER_UNITS_PER_WEEK_PARMNUM, 0 ),
    USER_OUT( BYTES, 1020, logon_hours, logon_hours ),
};

#define SINGLE_LEVEL(n)  LEVEL( n, USER_INFO_##n, user_##n )
static const struct level set_levels[] =
{
    { 21, sizeof(USER_INFO_21), 0, NULL, FALSE },
    SINGLE_LEVEL( 22 ),
    SINGLE_LEVEL( 0 ), SINGLE_LEVEL( 1003 ), SINGLE_LEVEL( 1005 ), SINGLE_LEVEL( 1006 ), SINGLE_LEVEL( 1007 ),
    SINGLE_LEVEL( 1008 ), SINGLE_LEVEL( 1009 ), SINGLE_LEVEL( 1010 ), SINGLE_LEVEL( 1011 ), SINGLE_LEVEL( 1012 ),
    SINGLE_LEVEL( 1013 ), SINGLE_LEVEL( 1014 ), SINGLE_LEVEL( 1017 ), SINGLE_LEVEL( 1018 ), SINGLE_LEVEL( 1020 ),
    SINGLE_LEVEL( 1023 ), SINGLE_LEVEL( 1024 ), SINGLE_LEVEL( 1025 ), SINGLE_LEVEL( 1051 ), SINGLE_LEVEL( 1052 ),
    SINGLE_LEVEL( 1053 ),
};

GROUP_USERS_LEVELS( user_groups_levels, struct group );

static const struct field localgroup_users_0[] =
{
    FIELD( STRING, LOCALGROUP_USERS_INFO_0, lgrui0_name, struct group, name ),
};
static const struct level user_aliases_levels[] = { LEVEL( 0, LOCALGROUP_USERS_INFO_0, localgroup_users_0 ) };

/* ---- helpers ---------------------------------------------------------------------------------- */

/* the accounts, and the user of that name among them */
static NET_API_STATUS open_user( const WCHAR *name, struct accounts **accounts, const struct user **user )
{
    NET_API_STATUS status;

    if ((status = open_accounts( accounts ))) return status;
    if ((status = find_user( *accounts, name, user ))) close_accounts( *accounts );
    return status;
}

static BOOL has_user( const struct accounts *accounts, const struct account *group, const void *user )
{
    return is_member( accounts, user, &group->u.group );
}

static BOOL has_user_indirectly( const struct accounts *accounts, const struct account *alias, const void *user )
{
    return is_member_indirectly( accounts, user, &alias->u.group );
}

/* Packs those of the groups of a kind, SidTypeGroup or SidTypeAlias, that the user is a member of. */
static NET_API_STATUS pack_groups_of( const struct accounts *accounts, const struct user *user, SID_NAME_USE kind,
                                      account_condition condition, const struct enum_args *args )
{
    struct account_list list;
    NET_API_STATUS status;

    if ((status = list_accounts( accounts, kind, condition, user, &list ))) return status;
    status = pack_records( args, &list.source );
    close_account_list( &list );
    return status;
}

/* ---- asking ----------------------------------------------------------------------------------- */

/************************************************************
 *                NetUserEnum  (NETAPI32.@)
 *
 * Lists the users of a computer.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  level         [I]   0, 1, 2, 3, 10, 11, 20 or 23: the number of the USER_INFO structure.
 *  filter        [I]   FILTER_... bits of the kinds of accounts that are wanted; 0: all.
 *  bufptr        [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                      failure, and when there are none.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   Number of the structures.
 *  totalentries  [O]   Number of those that there are from the resume handle on.
 *  resume_handle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, NERR_BufTooSmall (not even one fits), ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (an output is missing), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), or what ask_sam() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. Another computer's users are asked for one by one at the levels 1, 2, 3, 10 and 11,
 *  as many as there is room for, and at 20 and 23 where its lists have no flags, as those of Samba's domain controllers. Its list
 *  begins anew with each call.
 */
NET_API_STATUS WINAPI NetUserEnum( LPCWSTR servername, DWORD level, DWORD filter, LPBYTE *bufptr,
                                   DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                   LPDWORD resume_handle )
{
    const struct enum_args args = { find_level( user_levels, ENUM_LEVELS, level ), prefmaxlen, resume_handle, bufptr,
                                    entriesread, totalentries };
    struct accounts *accounts;
    struct account_list list;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %#lx, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, filter, bufptr,
           prefmaxlen, entriesread, totalentries, resume_handle );

    if ((status = begin_enum( servername, &args, TRUE, &other ))) return status;
    if (other)
        return enum_sam_users( other, args.level, filter, prefmaxlen, resume_handle, bufptr, entriesread, totalentries );
    if ((status = open_accounts( &accounts ))) return status;

    if (!(status = list_accounts( accounts, SidTypeUser, NULL, NULL, &list )))
    {
        /* there are normal accounts alone */
        if (filter && !(filter & FILTER_NORMAL_ACCOUNT)) list.source.count = 0;
        status = pack_records( &args, &list.source );
        close_account_list( &list );
    }
    close_accounts( accounts );
    return status;
}

/************************************************************
 *                NetUserGetInfo  (NETAPI32.@)
 *
 * Tells about a user of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  username   [I] The user's name.
 *  level      [I] 0, 1, 2, 3, 4, 10, 11, 20, 23 or 24: the number of the USER_INFO structure.
 *  bufptr     [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no username, no bufptr),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), or what ask_sam() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. No password is ever told: its member is NULL. Another computer's
 *  UF_PASSWD_CANT_CHANGE is not told.
 */
NET_API_STATUS WINAPI NetUserGetInfo( LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE *bufptr )
{
    const struct level *info = FIND_LEVEL( user_levels, level );
    struct accounts *accounts;
    const struct user *user;
    struct user described;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(username), level, bufptr );

    if ((status = begin_get( servername, info, bufptr, username != NULL, &other ))) return status;
    if (other) return get_sam_user( other, username, info, bufptr );
    if ((status = open_user( username, &accounts, &user ))) return status;

    describe_user( accounts, user, get_time(), &described );
    status = pack_info( info, &described, bufptr );
    close_accounts( accounts );
    return status;
}

/************************************************************
 *                NetUserGetGroups  (NETAPI32.@)
 *
 * Lists the groups of the account domain that a user is a member of.
 *
 * PARAMS
 *  servername   [I] The computer; NULL is this one.
 *  username     [I] The user's name.
 *  level        [I] 0 or 1: the number of the GROUP_USERS_INFO structure.
 *  bufptr       [O] An array of the structures, the caller's to free with NetApiBufferFree(); NULL on failure,
 *                   and when there are none.
 *  prefmaxlen   [I] Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread  [O] Number of the structures.
 *  totalentries [O] Number of the groups.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, NERR_UserNotFound, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no username, or an output is missing), ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the
 *  computer), or what ask_sam() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetUserGetGroups( LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE *bufptr,
                                        DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries )
{
    const struct enum_args args = { FIND_LEVEL( user_groups_levels, level ), prefmaxlen, NULL, bufptr, entriesread,
                                    totalentries };
    struct accounts *accounts;
    const struct user *user;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p, %lu, %p, %p)\n", debugstr_w(servername), debugstr_w(username), level,
           bufptr, prefmaxlen, entriesread, totalentries );

    if ((status = begin_enum( servername, &args, username != NULL, &other ))) return status;
    if (other) return get_sam_user_groups( other, username, args.level, prefmaxlen, bufptr, entriesread, totalentries );
    if ((status = open_user( username, &accounts, &user ))) return status;

    status = pack_groups_of( accounts, user, SidTypeGroup, has_user, &args );
    close_accounts( accounts );
    return status;
}

/* of a user of the domain that this computer has joined, or of one that it trusts */
static NET_API_STATUS enum_aliases_of_joined( const WCHAR *name, DWORD flags, const struct enum_args *args )
{
    NET_API_STATUS status;
    struct sid_list *sids;

    if ((status = find_joined_user_sids( name, flags, &sids ))) return status;
    status = enum_own_aliases_of( sids, args );
    release_sid_list( sids );
    return status;
}

/* what NetUserGetLocalGroups() alone has a status for */
static BOOL ends_in_blank( const WCHAR *server )
{
    if (!server[0] || is_longer_than( server, MAX_SERVER_NAME + 1 )) return FALSE;
    return server[lstrlenW( server ) - 1] == ' ';
}

/************************************************************
 *                NetUserGetLocalGroups  (NETAPI32.@)
 *
 * Lists the local groups that a user is a member of.
 *
 * PARAMS
 *  servername   [I] The computer; NULL is this one.
 *  username     [I] The user's name; the computer's and a backslash may stand in front. DOMAIN\user, by the domain's flat name or
 *                   DNS's: a user of the domain that this computer has joined, or of one that it trusts.
 *  level        [I] 0: LOCALGROUP_USERS_INFO_0.
 *  flags        [I] LG_INCLUDE_INDIRECT: those too in which a group of the user's is; or 0.
 *  bufptr       [O] An array of the structures, the caller's to free with NetApiBufferFree(); NULL on failure,
 *                   and when there are none.
 *  prefmaxlen   [I] Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread  [O] Number of the structures.
 *  totalentries [O] Number of the groups.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, NERR_UserNotFound, ERROR_INVALID_LEVEL, ERROR_ACCESS_DENIED (a blank behind the
 *  computer's name), ERROR_INVALID_PARAMETER (no username, unknown flags, or an output is missing),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), or what ask_sam() returns for another computer, or the controller of a domain that has to be asked for its user; then
 *  also ERROR_NO_SUCH_DOMAIN (none is found).
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. No group of this computer is in a local one, so that the flag changes nothing here. A
 *  user of a domain that another computer is not the controller of has to be known to its LSA. At another computer the flag adds the
 *  groups in which the user is, and of a domain's controller the local groups in which those local groups are; a group in a group is
 *  not followed, since no server tells of it.
 */
NET_API_STATUS WINAPI NetUserGetLocalGroups( LPCWSTR servername, LPCWSTR username, DWORD level, DWORD flags,
                                             LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                             LPDWORD totalentries )
{
    const struct enum_args args = { FIND_LEVEL( user_aliases_levels, level ), prefmaxlen, NULL, bufptr, entriesread,
                                    totalentries };
    struct accounts *accounts;
    const struct user *user;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %#lx, %p, %lu, %p, %p)\n", debugstr_w(servername), debugstr_w(username), level,
           flags, bufptr, prefmaxlen, entriesread, totalentries );

    status = begin_enum( servername, &args, username && !(flags & ~LG_INCLUDE_INDIRECT), &other );
    if (status == ERROR_INVALID_NAME && ends_in_blank( servername )) return ERROR_ACCESS_DENIED;
    if (status) return status;
    if (other)
        return get_sam_user_aliases( other, username, args.level, flags, prefmaxlen, bufptr, entriesread, totalentries );
    if ((status = open_accounts( &accounts ))) return status;

    status = find_user( accounts, skip_domain( accounts->domain, username ), &user );
    if (status == NERR_UserNotFound) status = find_joined_runner( accounts, username, &user );
    if (status == NERR_UserNotFound)
    {
        close_accounts( accounts );
        return enum_aliases_of_joined( username, flags, &args );
    }
    if (!status) status = pack_groups_of( accounts, user, SidTypeAlias,
                                          flags & LG_INCLUDE_INDIRECT ? has_user_indirectly : has_user, &args );
    close_accounts( accounts );
    return status;
}

/* ---- changing --------------------------------------------------------------------------------- */

/* A user before it is unpacked: what is not handed in is not changed, or as the server makes it. Levels 3 and 4 tell no
 * privilege of one that is added: it is a user. */
static const struct user server_user = { .priv = USER_PRIV_USER, .primary_group_id = DOMAIN_GROUP_RID_USERS };

/* The account functions have codes of their own for a bad name or password. */
static NET_API_STATUS refuse_member( DWORD parm, DWORD *parm_err )
{
    if (parm_err) *parm_err = parm;
    switch (parm)
    {
    case USER_NAME_PARMNUM:      return NERR_BadUsername;
    case USER_PASSWORD_PARMNUM:  return NERR_PasswordTooShort;  /* Windows' code for a long one too */
    default:                     return ERROR_INVALID_PARAMETER;
    }
}

static NET_API_STATUS unpack_user( const struct level *level, const void *info, struct user *user,
                                   DWORD *parm_err )
{
    DWORD parm = PARM_ERROR_NONE;

    return unpack_info( level, info, user, &parm ) ? refuse_member( parm, parm_err ) : NERR_Success;
}

/* The logon hours that a structure for this computer has, NULL for none. They are those of a week's hours: Microsoft Learn,
 * USER_INFO_2 and USER_INFO_1020, tells that the number of units is ignored. */
static const BYTE *get_hours( const struct level *level, const BYTE *info )
{
    const BYTE *hours = NULL;
    WORD i;

    for (i = 0; i < level->count; i++)
        if (level->fields[i].kind == FIELD_BYTES) memcpy( &hours, info + level->fields[i].target, sizeof(hours) );
    return hours;
}

/* Levels 21 and 22 have a password that is encrypted already, of which nothing else can be made; 0 in all of it is none. */
static BOOL has_encrypted_password( const struct level *level, const BYTE *info )
{
    static const BYTE none[ENCRYPTED_PWLEN];
    BYTE password[ENCRYPTED_PWLEN];

    if (level->number != 21 && level->number != 22) return FALSE;
    memcpy( password, level->number == 21 ? ((const USER_INFO_21 *)info)->usri21_password
                                          : ((const USER_INFO_22 *)info)->usri22_password, sizeof(password) );
    return level->number == 21 || memcmp( password, none, sizeof(none) );
}

/* What an account that is added has to be. Returns the number of the first member that is bad. */
static DWORD find_bad_member( const struct user *user, DWORD kinds )
{
    if (!is_account_name( user->name )) return USER_NAME_PARMNUM;
    if (user->priv != USER_PRIV_USER) return USER_PRIV_PARMNUM;
    if (user->flags & UF_ACCOUNT_TYPE_MASK & ~kinds) return USER_FLAGS_PARMNUM;
    if (user->primary_group_id != DOMAIN_GROUP_RID_USERS) return USER_PRIMARY_GROUP_PARMNUM;
    return PARM_ERROR_NONE;
}

/************************************************************
 *                NetUserAdd  (NETAPI32.@)
 *
 * Adds a user to a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 1, 2, 3 or 4: the number of the USER_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, NERR_UserExists, NERR_GroupExists (a group has the name), NERR_BadUsername,
 *  NERR_PasswordTooShort (the policy refuses it; too long as well), ERROR_ACCESS_DENIED (the caller is no administrator),
 *  ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), an error of
 *  begin_change() and end_change(), or what ask_sam() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. This computer keeps the account in the registry, docs/accounts.md; Wine's LSA does not know
 *  it. There are normal accounts alone, and their primary group is the one that all users are in.
 *  For another computer, what is NULL is as the server makes it; an account without a password can
 *  not be used where the server wants one. ERROR_NO_USER_SESSION_KEY: there is a password, but nobody has
 *  authenticated, so that it is not sent, or the server does not take the connection's key.
 *  ERROR_NOT_SUPPORTED: the flag UF_PASSWD_CANT_CHANGE, for another computer.
 */
NET_API_STATUS WINAPI NetUserAdd( LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( input_levels, level );
    struct user user = default_user;
    NET_API_STATUS status;
    const WCHAR *other;
    DWORD bad_member;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buf, parm_err );

    if ((status = begin_set( servername, info, parm_err, TRUE, &other ))) return status;
    if (other) user = server_user;
    if ((status = unpack_user( info, buf, &user, parm_err ))) return status;
    bad_member = find_bad_member( &user, other ? UF_ACCOUNT_TYPE_MASK : UF_NORMAL_ACCOUNT );
    if (bad_member) return refuse_member( bad_member, parm_err );
    if (other) return add_sam_user( other, info, buf, &user, parm_err );
    status = add_own_user( &user, get_hours( info, buf ) );
    return status == NERR_PasswordTooShort ? refuse_member( USER_PASSWORD_PARMNUM, parm_err ) : status;
}

/************************************************************
 *                NetUserDel  (NETAPI32.@)
 *
 * Deletes a user of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  username   [I] The user's name.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound, ERROR_ACCESS_DENIED (the caller is no administrator), ERROR_SPECIAL_ACCOUNT (the user is
 *  Wine's), ERROR_INVALID_PARAMETER (no username), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), an error of begin_change() and end_change(), or what ask_sam() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetUserDel( LPCWSTR servername, LPCWSTR username )
{
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s)\n", debugstr_w(servername), debugstr_w(username) );

    if (!username) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( servername, &other ))) return status;
    return other ? delete_sam_user( other, username ) : delete_own_user( username );
}

/************************************************************
 *                NetUserSetInfo  (NETAPI32.@)
 *
 * Changes a user of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  username   [I] The user's name.
 *  level      [I] 0 to 4, 21, 22, or 1000 and the number of one member: the number of the USER_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound, NERR_UserExists or NERR_GroupExists (the new name), NERR_BadUsername,
 *  NERR_PasswordTooShort (the policy refuses it; too long as well), NERR_GroupNotFound or NERR_UserNotInGroup (the primary
 *  group), NERR_LastAdmin, ERROR_ACCESS_DENIED (the caller is no administrator), ERROR_SPECIAL_ACCOUNT (the name of the user
 *  who runs this process), ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER, ERROR_NOT_SUPPORTED, ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the computer), an error of begin_change() and end_change(), or what ask_sam() returns for another
 *  computer.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. A string that is NULL stays as it is. ERROR_NOT_SUPPORTED: the encrypted passwords of the
 *  levels 21 and 22, and for another computer those levels, 1018 and 1023, and the flag UF_PASSWD_CANT_CHANGE.
 *  ERROR_NO_USER_SESSION_KEY: as NetUserAdd() returns it.
 */
NET_API_STATUS WINAPI NetUserSetInfo( LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE buf,
                                      LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( input_levels, level );
    struct user changed = server_user;
    DWORD bad_member = PARM_ERROR_NONE;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p, %p)\n", debugstr_w(servername), debugstr_w(username), level, buf, parm_err );

    if (!info) info = FIND_LEVEL( set_levels, level );
    if ((status = begin_set( servername, info, parm_err, username != NULL, &other ))) return status;
    if ((status = unpack_user( info, buf, &changed, parm_err ))) return status;
    if (other) return set_sam_user( other, username, info, buf, &changed, parm_err );
    if (has_encrypted_password( info, buf )) return ERROR_NOT_SUPPORTED;
    if (!level && !is_account_name( changed.name )) return refuse_member( USER_NAME_PARMNUM, parm_err );
    status = set_own_user( username, info, &changed, get_hours( info, buf ), &bad_member );
    if (status && parm_err) *parm_err = bad_member;
    return status;
}

/* a level of GROUP_USERS_INFO: each structure begins with the name */
static const WCHAR *get_group_name( const struct level *level, const BYTE *buf, DWORD index )
{
    return ((const GROUP_USERS_INFO_0 *)(buf + (SIZE_T)index * level->size))->grui0_name;
}

/* The groups that a program names, as records. */
static NET_API_STATUS unpack_groups( const struct level *level, const BYTE *buf, DWORD count, struct group **groups )
{
    NET_API_STATUS status;
    DWORD i;

    *groups = NULL;
    if (count > MAXDWORD / sizeof(**groups)) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferAllocate( count * sizeof(**groups), (void **)groups ))) return status;
    for (i = 0; i < count; i++)
    {
        memset( &(*groups)[i], 0, sizeof(**groups) );
        (*groups)[i].name = get_group_name( level, buf, i );
    }
    return NERR_Success;
}

/************************************************************
 *                NetUserSetGroups  (NETAPI32.@)
 *
 * Sets which groups of the account domain a user is a member of.
 *
 * PARAMS
 *  servername  [I] The computer; NULL is this one.
 *  username    [I] The user's name.
 *  level       [I] 0 or 1: the number of the GROUP_USERS_INFO structure.
 *  buf         [I] An array of the structures.
 *  num_entries [I] Number of the structures.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound, NERR_GroupNotFound, ERROR_ACCESS_DENIED (the caller is no administrator),
 *  ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no username, no buf, or
 *  a name is missing in it), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), an error of begin_change() and end_change(), or what ask_sam() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. At this computer the group that all users are in, and the user's primary group, stay.
 */
NET_API_STATUS WINAPI NetUserSetGroups( LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE buf,
                                        DWORD num_entries )
{
    const struct level *info = FIND_LEVEL( user_groups_levels, level );
    struct group *groups;
    NET_API_STATUS status;
    const WCHAR *other;
    DWORD i;

    TRACE( "(%s, %s, %lu, %p, %lu)\n", debugstr_w(servername), debugstr_w(username), level, buf, num_entries );

    if ((status = begin_set( servername, info, NULL, username && (buf || !num_entries), &other ))) return status;
    for (i = 0; i < num_entries; i++) if (!get_group_name( info, buf, i )) return ERROR_INVALID_PARAMETER;
    if (other) return set_sam_user_groups( other, username, info, buf, num_entries );
    /* a bad pointer faults here, where there is nothing to lose yet */
    if (is_longer_than( username, UNLEN )) return NERR_UserNotFound;
    for (i = 0; i < num_entries; i++) if (is_longer_than( get_group_name( info, buf, i ), UNLEN )) return NERR_GroupNotFound;
    if ((status = unpack_groups( info, buf, num_entries, &groups ))) return status;
    status = set_own_user_groups( username, groups, num_entries );
    NetApiBufferFree( groups );
    return status;
}

/* Wine's own changes passwords by Samba's libnetapi, where Wine was built with that. */
static NET_API_STATUS change_password_by_host( const WCHAR *domainname, const WCHAR *username,
                                               const WCHAR *oldpassword, const WCHAR *newpassword )
{
    static NET_API_STATUS (WINAPI *pNetUserChangePassword)( const WCHAR *, const WCHAR *, const WCHAR *,
                                                            const WCHAR * );
    static const struct delayed_import imports[] = { DELAYED_IMPORT( NetUserChangePassword ) };

    if (!load_imports( L"netapi32_host.dll", imports, ARRAYSIZE(imports) )) return ERROR_NOT_SUPPORTED;
    return pNetUserChangePassword( domainname, username, oldpassword, newpassword );
}

/* Of a user of another computer; NULL: the one who runs this process. */
static NET_API_STATUS change_password_elsewhere( const WCHAR *server, const WCHAR *username, const WCHAR *oldpassword,
                                                 const WCHAR *newpassword )
{
    WCHAR own_name[UNLEN + 1];
    DWORD size = ARRAYSIZE(own_name);

    if (!username)
    {
        if (!GetUserNameW( own_name, &size )) return GetLastError();
        username = own_name;
    }
    if (is_longer_than( username, UNLEN )) return NERR_UserNotFound;
    return change_sam_password( server, username, oldpassword, newpassword );
}

/* Whether the user is the one who runs this process, or none of this computer's. */
static BOOL may_be_of_domain( const WCHAR *username )
{
    WCHAR own_name[UNLEN + 1];
    DWORD size = ARRAYSIZE(own_name);
    struct accounts *accounts;
    const struct user *user;

    if (!username || (GetUserNameW( own_name, &size ) && is_same_name( username, own_name ))) return TRUE;
    if (is_longer_than( username, UNLEN ) || open_user( username, &accounts, &user )) return TRUE;
    close_accounts( accounts );
    return FALSE;
}

/* Whose controller changes the password: a domain's that is named as such, or without a name the one that is joined, of which the
 * user may be. A name with two backslashes in front is a server's always. NULL: none is known to do it. */
static BOOL is_domain_asked( const WCHAR *domainname, const WCHAR *other, const WCHAR *username )
{
    struct joined_domain joined;

    if (domainname && domainname[0]) return other && domainname[0] != '\\' && is_joined_domain( other );
    return !get_joined_domain( &joined ) && may_be_of_domain( username );
}

/* NULL: the domain that this computer has joined. */
static NET_API_STATUS change_password_in_domain( const WCHAR *domain, const WCHAR *username, const WCHAR *oldpassword,
                                                 const WCHAR *newpassword )
{
    WCHAR server[MAX_SERVER_NAME];
    NET_API_STATUS status;

    if ((status = find_controller( domain, TRUE, server ))) return status;
    return change_password_elsewhere( server, username, oldpassword, newpassword );
}

static BOOL is_out_of_reach( NET_API_STATUS status )
{
    return status == ERROR_BAD_NETPATH || status == RPC_S_SERVER_UNAVAILABLE;
}

/************************************************************
 *                NetUserChangePassword  (NETAPI32.@)
 *
 * Changes the password of a user.
 *
 * PARAMS
 *  domainname  [I] The domain, by its DNS name or its flat one, or the computer. With two backslashes in front it is a
 *                  computer. NULL: the user's own: this computer where the user has a password here, else the domain that
 *                  it has joined, else this computer.
 *  username    [I] The user's name; NULL is the user who runs this process.
 *  oldpassword [I] The password that the user has.
 *  newpassword [I] The password that the user gets.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PASSWORD (the old one is another), ERROR_ACCOUNT_LOCKED_OUT, ERROR_ACCESS_DENIED (the user may
 *  not change it), NERR_UserNotFound, NERR_PasswordTooShort (the policy refuses it; too long as well),
 *  ERROR_INVALID_PARAMETER (no passwords), ERROR_NOT_SUPPORTED (no bcrypt.dll), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME
 *  (the computer), an error of begin_change() and end_change(); for a domain ERROR_NO_SUCH_DOMAIN (no controller of it is
 *  found) or what find_controller() returns; or for another computer, or the controller, what change_sam_password() does.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. A domain's controller that changes go to is asked. A name without backslashes that is not that
 *  of the joined domain is taken for a computer's first. Of an account that is not kept on this computer, nor on another one that is reached, Wine's own
 *  netapi32 changes the password by Samba's libnetapi, where it was built with that.
 */
NET_API_STATUS WINAPI NetUserChangePassword( LPCWSTR domainname, LPCWSTR username, LPCWSTR oldpassword,
                                             LPCWSTR newpassword )
{
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, ..., ...)\n", debugstr_w(domainname), debugstr_w(username) );

    if (!oldpassword || !newpassword) return ERROR_INVALID_PARAMETER;
    if (is_longer_than( oldpassword, PWLEN ) || is_longer_than( newpassword, PWLEN )) return NERR_PasswordTooShort;
    status = find_server( domainname, &other );
    if (!status && !other && has_own_password( username )) return change_own_password( username, oldpassword, newpassword );
    if (!status && is_domain_asked( domainname, other, username ))
        return change_password_in_domain( other, username, oldpassword, newpassword );
    if (!status && other)
    {
        status = change_password_elsewhere( other, username, oldpassword, newpassword );
        if (!is_out_of_reach( status )) return status;
        /* no computer's name; it may be a domain's */
        if (domainname[0] != '\\')
        {
            NET_API_STATUS changed = change_password_in_domain( other, username, oldpassword, newpassword );

            if (changed != ERROR_NO_SUCH_DOMAIN && !is_out_of_reach( changed )) return changed;
        }
    }
    if (!change_password_by_host( domainname, username, oldpassword, newpassword )) return NERR_Success;
    return status ? status : change_own_password( username, oldpassword, newpassword );
}
