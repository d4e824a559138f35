/*
 * Groups of the account domain
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
#include "local/computer.h"
#include "local/group.h"
#include "servers/samgroup.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* ---- the levels ------------------------------------------------------------------------------- */

#define GROUP(kind, n, member, source, parm, limit) \
    INPUT( kind, GROUP_INFO_##n, grpi##n##_##member, struct group, source, parm, limit )
#define GROUP_OUT(kind, n, member, source) \
    FIELD( kind, GROUP_INFO_##n, grpi##n##_##member, struct group, source )

#define NAME_FIELD(n)        GROUP( STRING, n, name, name, GROUP_NAME_PARMNUM, GNLEN )
#define COMMENT_FIELD(n)     GROUP( STRING, n, comment, comment, GROUP_COMMENT_PARMNUM, MAXCOMMENTSZ )
#define ATTRIBUTES_FIELD(n)  GROUP( VALUE, n, attributes, attributes, GROUP_ATTRIBUTES_PARMNUM, 0 )

static const struct field group_0[] = { NAME_FIELD( 0 ) };
static const struct field group_1[] = { NAME_FIELD( 1 ), COMMENT_FIELD( 1 ) };
static const struct field group_2[] =
{
    NAME_FIELD( 2 ),
    COMMENT_FIELD( 2 ),
    GROUP_OUT( VALUE, 2, group_id, id ),
    ATTRIBUTES_FIELD( 2 ),
};
static const struct field group_3[] =
{
    NAME_FIELD( 3 ),
    COMMENT_FIELD( 3 ),
    GROUP_OUT( SID, 3, group_sid, sid ),
    ATTRIBUTES_FIELD( 3 ),
};
static const struct level group_levels[] =
{
    LEVEL( 0, GROUP_INFO_0, group_0 ),
    LEVEL( 1, GROUP_INFO_1, group_1 ),
    LEVEL( 2, GROUP_INFO_2, group_2 ),
    LEVEL( 3, GROUP_INFO_3, group_3 ),
};

static const struct field group_1002[] = { COMMENT_FIELD( 1002 ) };
static const struct field group_1005[] = { ATTRIBUTES_FIELD( 1005 ) };
static const struct level set_levels[] =
{
    LEVEL( 0, GROUP_INFO_0, group_0 ),
    NAMELESS_LEVEL( 1, GROUP_INFO_1, group_1 ),
    NAMELESS_LEVEL( 2, GROUP_INFO_2, group_2 ),
    NAMELESS_LEVEL( 3, GROUP_INFO_3, group_3 ),
    LEVEL( 1002, GROUP_INFO_1002, group_1002 ),
    LEVEL( 1005, GROUP_INFO_1005, group_1005 ),
};

GROUP_USERS_LEVELS( group_users_levels, struct member );

/* ---- helpers ---------------------------------------------------------------------------------- */

/* All that the functions have in common which change the membership of one user. */
static NET_API_STATUS change_user( const WCHAR *servername, const WCHAR *groupname, const WCHAR *username, BOOL add )
{
    NET_API_STATUS status;
    const WCHAR *other;

    if (!groupname || !username) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( servername, &other ))) return status;
    if (other) return change_sam_group_user( other, groupname, username, add );
    return change_own_group_user( groupname, username, add );
}

/* ---- asking ----------------------------------------------------------------------------------- */

/************************************************************
 *                NetGroupEnum  (NETAPI32.@)
 *
 * Lists the groups of the account domain of a computer.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  level         [I]   0, 1, 2 or 3: the number of the GROUP_INFO structure.
 *  bufptr        [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                      failure, and when there are none.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   Number of the structures.
 *  totalentries  [O]   Number of those that there are from the resume handle on.
 *  resume_handle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (an output is missing), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), or
 *  what open_accounts() returns for this computer, and ask_sam() for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. Of the resume handle only the lower 32 bits are used.
 */
NET_API_STATUS WINAPI NetGroupEnum( LPCWSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                    LPDWORD entriesread, LPDWORD totalentries, PDWORD_PTR resume_handle )
{
    const struct enum_args args = { FIND_LEVEL( group_levels, level ), prefmaxlen, resume_index( resume_handle ), bufptr,
                                    entriesread, totalentries };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen, entriesread,
           totalentries, resume_handle );

    if ((status = begin_enum( servername, &args, TRUE, &other ))) return status;
    if (other)
        return enum_sam_groups( other, args.level, prefmaxlen, args.resume, bufptr, entriesread, totalentries );
    return enum_own_groups( SidTypeGroup, &args );
}

/************************************************************
 *                NetGroupGetInfo  (NETAPI32.@)
 *
 * Tells about a group of the account domain of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The group's name.
 *  level      [I] 0, 1, 2 or 3: the number of the GROUP_INFO structure.
 *  bufptr     [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no groupname, no bufptr),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), or
 *  what open_accounts() returns for this computer, and ask_sam() for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetGroupGetInfo( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE *bufptr )
{
    const struct level *info = FIND_LEVEL( group_levels, level );
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(groupname), level, bufptr );

    if ((status = begin_get( servername, info, bufptr, groupname != NULL, &other ))) return status;
    if (other) return get_sam_group( other, groupname, info, bufptr );
    return get_own_group( SidTypeGroup, groupname, info, bufptr );
}

/************************************************************
 *                NetGroupGetUsers  (NETAPI32.@)
 *
 * Lists the members of a group of the account domain.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  groupname     [I]   The group's name.
 *  level         [I]   0 or 1: the number of the GROUP_USERS_INFO structure.
 *  bufptr        [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                      failure, and when there are none.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   Number of the structures.
 *  totalentries  [O]   Number of those that there are from the resume handle on.
 *  resume_handle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, NERR_GroupNotFound,
 *  ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no groupname, or an output is missing),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), or
 *  what open_accounts() returns for this computer, and ask_sam() for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. Of the resume handle only the lower 32 bits are used. A domain's group also has those whose
 *  primary group it is: Samba's domain controllers do not tell of them, so that there each account is asked for, which takes three
 *  questions an account. Groups in the group are told as its members.
 */
NET_API_STATUS WINAPI NetGroupGetUsers( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE *bufptr,
                                        DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                        PDWORD_PTR resume_handle )
{
    const struct enum_args args = { FIND_LEVEL( group_users_levels, level ), prefmaxlen, resume_index( resume_handle ),
                                    bufptr, entriesread, totalentries };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(groupname), level, bufptr,
           prefmaxlen, entriesread, totalentries, resume_handle );

    if ((status = begin_enum( servername, &args, groupname != NULL, &other ))) return status;
    if (other)
        return get_sam_group_users( other, groupname, args.level, prefmaxlen, args.resume, bufptr, entriesread,
                                    totalentries );
    return enum_own_members( SidTypeGroup, groupname, NERR_GroupNotFound, NULL, &args );
}

/* ---- changing --------------------------------------------------------------------------------- */

/************************************************************
 *                NetGroupAdd  (NETAPI32.@)
 *
 * Adds a group to the account domain of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 0, 1, 2 or 3: the number of the GROUP_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupExists, NERR_UserExists (a user has the name), ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this computer
 *  ERROR_ACCESS_DENIED (the caller is no administrator), or what begin_change() and end_change() return; or what
 *  ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. The attributes, the relative id and the SID are not the program's to choose.
 */
NET_API_STATUS WINAPI NetGroupAdd( LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( group_levels, level );
    struct group group = { .attributes = GROUP_ATTRIBUTES };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buf, parm_err );

    if ((status = begin_set( servername, info, parm_err, TRUE, &other ))) return status;
    if ((status = unpack_group( info, buf, TRUE, &group, parm_err ))) return status;
    if (other) return add_sam_group( other, &group );
    return add_own_group( SidTypeGroup, &group );
}

/************************************************************
 *                NetGroupAddUser  (NETAPI32.@)
 *
 * Makes a user a member of a group of the account domain.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The group's name.
 *  username   [I] The user's name.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, NERR_UserNotFound, NERR_UserInGroup, ERROR_INVALID_PARAMETER (a name is
 *  missing), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this computer ERROR_ACCESS_DENIED (the
 *  caller is no administrator), ERROR_BADDB (what the registry has of the group is damaged) or what begin_change()
 *  and end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetGroupAddUser( LPCWSTR servername, LPCWSTR groupname, LPCWSTR username )
{
    TRACE( "(%s, %s, %s)\n", debugstr_w(servername), debugstr_w(groupname), debugstr_w(username) );

    return change_user( servername, groupname, username, TRUE );
}

/************************************************************
 *                NetGroupDel  (NETAPI32.@)
 *
 * Deletes a group of the account domain of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The group's name.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, NERR_SpeGroupOp (a group that Windows has made), ERROR_MEMBERS_PRIMARY_GROUP (it
 *  is some user's primary group), ERROR_INVALID_PARAMETER (no groupname), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME
 *  (the computer); for this computer ERROR_ACCESS_DENIED (the caller is no administrator), or what begin_change() and
 *  end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h; of the primary group MS-SAMR 3.1.5.7.1. A group with members is deleted as well.
 */
NET_API_STATUS WINAPI NetGroupDel( LPCWSTR servername, LPCWSTR groupname )
{
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s)\n", debugstr_w(servername), debugstr_w(groupname) );

    if (!groupname) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( servername, &other ))) return status;
    if (other) return delete_sam_group( other, groupname );
    return delete_own_group( SidTypeGroup, groupname );
}

/************************************************************
 *                NetGroupDelUser  (NETAPI32.@)
 *
 * Ends the membership of a user in a group of the account domain.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The group's name.
 *  username   [I] The user's name.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, NERR_UserNotFound, NERR_UserNotInGroup, NERR_SpeGroupOp (a group that Windows
 *  has made), ERROR_MEMBERS_PRIMARY_GROUP (it is the user's primary group), ERROR_INVALID_PARAMETER (a name is
 *  missing), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this computer ERROR_ACCESS_DENIED (the
 *  caller is no administrator), ERROR_BADDB (what the registry has of the group is damaged) or what begin_change()
 *  and end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetGroupDelUser( LPCWSTR servername, LPCWSTR groupname, LPCWSTR username )
{
    TRACE( "(%s, %s, %s)\n", debugstr_w(servername), debugstr_w(groupname), debugstr_w(username) );

    return change_user( servername, groupname, username, FALSE );
}

/************************************************************
 *                NetGroupSetInfo  (NETAPI32.@)
 *
 * Changes a group of the account domain of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The group's name.
 *  level      [I] 0 (its name), 1, 2, 3, 1002 or 1005: the number of the GROUP_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, NERR_GroupExists or NERR_UserExists (of the new name), NERR_SpeGroupOp (a new
 *  name for a group that Windows has made), ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the computer); for this computer ERROR_ACCESS_DENIED (the caller is no administrator),
 *  ERROR_BADDB (what the registry has of the group is damaged) or what begin_change() and end_change() return; or
 *  what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. GROUP_INFO_1005 there: the attributes are hard-coded. For this computer they stay so.
 */
NET_API_STATUS WINAPI NetGroupSetInfo( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                                       LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( set_levels, level );
    struct group changed = { .attributes = SAME_ATTRIBUTES };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p, %p)\n", debugstr_w(servername), debugstr_w(groupname), level, buf, parm_err );

    if ((status = begin_set( servername, info, parm_err, groupname != NULL, &other ))) return status;
    if ((status = unpack_group( info, buf, level == 0, &changed, parm_err ))) return status;
    if (other) return set_sam_group( other, groupname, &changed );
    return set_own_group( SidTypeGroup, groupname, NERR_GroupNotFound, &changed );
}

/************************************************************
 *                NetGroupSetUsers  (NETAPI32.@)
 *
 * Sets who the members of a group of the account domain are.
 *
 * PARAMS
 *  servername   [I] The computer; NULL is this one.
 *  groupname    [I] The group's name.
 *  level        [I] 0 or 1: the number of the GROUP_USERS_INFO structure.
 *  buf          [I] An array of the structures.
 *  totalentries [I] Number of the structures.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, NERR_UserNotFound, NERR_SpeGroupOp or ERROR_MEMBERS_PRIMARY_GROUP (of one who
 *  would be out of it, as NetGroupDelUser() tells it), ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no groupname, no
 *  buf, or a name is missing or too long in it), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this
 *  computer ERROR_ACCESS_DENIED (the caller is no administrator), ERROR_BADDB (what the registry has of the group is
 *  damaged) or what begin_change() and end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. Nothing changes when a user is missing; what another computer has done before it
 *  refuses a user stays.
 */
NET_API_STATUS WINAPI NetGroupSetUsers( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                                        DWORD totalentries )
{
    const struct level *info = FIND_LEVEL( group_users_levels, level );
    struct member *members;
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p, %lu)\n", debugstr_w(servername), debugstr_w(groupname), level, buf, totalentries );

    if ((status = begin_set( servername, info, NULL, groupname && (buf || !totalentries), &other ))) return status;
    if ((status = unpack_members( info, buf, totalentries, &members ))) return status;

    if (other) status = set_sam_group_users( other, groupname, members, totalentries );
    else status = set_own_group_users( groupname, members, totalentries );
    NetApiBufferFree( members );
    return status;
}
