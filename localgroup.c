/*
 * Local groups
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
#include "servers/joinedaccount.h"
#include "servers/samalias.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* ---- the levels ------------------------------------------------------------------------------- */

#define GROUP(n, member, source, parm, limit) \
    INPUT( STRING, LOCALGROUP_INFO_##n, lgrpi##n##_##member, struct group, source, parm, limit )

#define NAME_FIELD(n)     GROUP( n, name, name, LOCALGROUP_NAME_PARMNUM, GNLEN )
#define COMMENT_FIELD(n)  GROUP( n, comment, comment, LOCALGROUP_COMMENT_PARMNUM, MAXCOMMENTSZ )

static const struct field localgroup_0[] = { NAME_FIELD( 0 ) };
static const struct field localgroup_1[] = { NAME_FIELD( 1 ), COMMENT_FIELD( 1 ) };
static const struct level localgroup_levels[] =
{
    REFUSED_LEVEL( 0, LOCALGROUP_INFO_0, localgroup_0 ),
    REFUSED_LEVEL( 1, LOCALGROUP_INFO_1, localgroup_1 ),
};

static const struct field localgroup_1002[] = { COMMENT_FIELD( 1002 ) };
static const struct level set_levels[] =
{
    LEVEL( 0, LOCALGROUP_INFO_0, localgroup_0 ),
    NAMELESS_LEVEL( 1, LOCALGROUP_INFO_1, localgroup_1 ),
    LEVEL( 1002, LOCALGROUP_INFO_1002, localgroup_1002 ),
};

#define MEMBER_OUT(kind, n, target, source) \
    FIELD( kind, LOCALGROUP_MEMBERS_INFO_##n, lgrmi##n##_##target, struct member, source )

/* no parm_err tells of a bad member, so that any number does */
#define MEMBER(kind, n, target, source, limit) \
    INPUT( kind, LOCALGROUP_MEMBERS_INFO_##n, lgrmi##n##_##target, struct member, source, 1, limit )

static const struct field members_0[] = { MEMBER( SID, 0, sid, sid, 0 ) };
static const struct field members_1[] =
{
    MEMBER_OUT( SID, 1, sid, sid ),
    MEMBER_OUT( VALUE, 1, sidusage, use ),
    MEMBER_OUT( STRING, 1, name, name ),
};
static const struct field members_2[] =
{
    MEMBER_OUT( SID, 2, sid, sid ),
    MEMBER_OUT( VALUE, 2, sidusage, use ),
    MEMBER_OUT( STRING, 2, domainandname, domain_and_name ),
};
static const struct field members_3[] =
{
    MEMBER( STRING, 3, domainandname, domain_and_name, MAX_SERVER_NAME + UNLEN ),
};

/* levels that are handed in as well come first */
static const struct level member_levels[] =
{
    LEVEL( 0, LOCALGROUP_MEMBERS_INFO_0, members_0 ),
    LEVEL( 3, LOCALGROUP_MEMBERS_INFO_3, members_3 ),
    LEVEL( 1, LOCALGROUP_MEMBERS_INFO_1, members_1 ),
    LEVEL( 2, LOCALGROUP_MEMBERS_INFO_2, members_2 ),
};
#define MEMBER_INPUT_LEVELS  2

/* ---- helpers ---------------------------------------------------------------------------------- */

/* Of this computer. Who is none of its own is looked up first: what then fails has changed nothing. */
static NET_API_STATUS change_members_here( const WCHAR *groupname, struct member *members, DWORD count,
                                           enum member_change change )
{
    struct joined_answer found;
    NET_API_STATUS status;

    if (!(status = find_joined_members( members, count, &found )))
        status = change_own_members( groupname, members, count, change );
    free_joined_answer( &found );
    return status;
}

/* All that the functions have in common which change who is a member. */
static NET_API_STATUS change_members( const WCHAR *servername, const WCHAR *groupname, DWORD level,
                                      const BYTE *buf, DWORD count, enum member_change change )
{
    const struct level *info = find_level( member_levels, MEMBER_INPUT_LEVELS, level );
    struct member *members;
    NET_API_STATUS status;
    const WCHAR *other;

    if ((status = begin_set( servername, info, NULL, groupname && (buf || !count), &other ))) return status;
    if ((status = unpack_members( info, buf, count, &members ))) return status;

    if (other) status = change_sam_alias_members( other, groupname, members, count, change );
    else status = change_members_here( groupname, members, count, change );
    NetApiBufferFree( members );
    return status;
}

/* ---- asking ----------------------------------------------------------------------------------- */

/************************************************************
 *                NetLocalGroupEnum  (NETAPI32.@)
 *
 * Lists the local groups of a computer.
 *
 * PARAMS
 *  servername   [I]   The computer; NULL is this one.
 *  level        [I]   0 or 1: the number of the LOCALGROUP_INFO structure.
 *  bufptr       [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                     failure, and when there are none.
 *  prefmaxlen   [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread  [O]   Number of the structures.
 *  totalentries [O]   Number of those that there are from the resume handle on.
 *  resumehandle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, NERR_BufTooSmall (not even one fits), ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (an output is missing), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), or
 *  what open_accounts() returns for this computer, and ask_sam() for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. Of the resume handle only the lower 32 bits are used.
 */
NET_API_STATUS WINAPI NetLocalGroupEnum( LPCWSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                         LPDWORD entriesread, LPDWORD totalentries, PDWORD_PTR resumehandle )
{
    const struct enum_args args = { FIND_LEVEL( localgroup_levels, level ), prefmaxlen, resume_index( resumehandle ),
                                    bufptr, entriesread, totalentries };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen, entriesread,
           totalentries, resumehandle );

    if ((status = begin_enum( servername, &args, TRUE, &other ))) return status;
    if (other)
        return enum_sam_aliases( other, args.level, prefmaxlen, args.resume, bufptr, entriesread, totalentries );
    return enum_own_groups( SidTypeAlias, &args );
}

/************************************************************
 *                NetLocalGroupGetInfo  (NETAPI32.@)
 *
 * Tells about a local group of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The local group's name.
 *  level      [I] 0 or 1: the number of the LOCALGROUP_INFO structure.
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
NET_API_STATUS WINAPI NetLocalGroupGetInfo( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE *bufptr )
{
    const struct level *info = FIND_LEVEL( localgroup_levels, level );
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(groupname), level, bufptr );

    if ((status = begin_get( servername, info, bufptr, groupname != NULL, &other ))) return status;
    if (other) return get_sam_alias( other, groupname, info, bufptr );
    return get_own_group( SidTypeAlias, groupname, info, bufptr );
}

/************************************************************
 *                NetLocalGroupGetMembers  (NETAPI32.@)
 *
 * Lists the members of a local group.
 *
 * PARAMS
 *  servername     [I]   The computer; NULL is this one.
 *  localgroupname [I]   The local group's name.
 *  level          [I]   0, 1, 2 or 3: the number of the LOCALGROUP_MEMBERS_INFO structure.
 *  bufptr         [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                       failure, and when there are none.
 *  prefmaxlen     [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread    [O]   Number of the structures.
 *  totalentries   [O]   Number of those that there are from the resume handle on.
 *  resumehandle   [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, ERROR_NO_SUCH_ALIAS,
 *  ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no localgroupname, or an output is missing),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), or
 *  what open_accounts() returns for this computer, and ask_sam() for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. Of the resume handle only the lower 32 bits are used. Members whom this computer does not know
 *  are named by a controller of the domain that it has joined; where it is out of reach, and of those whom nobody knows, the
 *  name is the SID, and the use SidTypeUnknown. Level 0 asks no controller.
 */
NET_API_STATUS WINAPI NetLocalGroupGetMembers( LPCWSTR servername, LPCWSTR localgroupname, DWORD level,
                                               LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                               LPDWORD totalentries, PDWORD_PTR resumehandle )
{
    const struct enum_args args = { FIND_LEVEL( member_levels, level ), prefmaxlen, resume_index( resumehandle ), bufptr,
                                    entriesread, totalentries };
    struct joined_answer names = { .asked_count = 0 };
    const struct member_naming naming = { name_joined_members, &names };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(localgroupname), level,
           bufptr, prefmaxlen, entriesread, totalentries, resumehandle );

    if ((status = begin_enum( servername, &args, localgroupname != NULL, &other ))) return status;
    if (other)
        return get_sam_alias_members( other, localgroupname, args.level, prefmaxlen, args.resume, bufptr, entriesread,
                                      totalentries );
    status = enum_own_members( SidTypeAlias, localgroupname, ERROR_NO_SUCH_ALIAS, level ? &naming : NULL, &args );
    free_joined_answer( &names );
    return status;
}

/* ---- changing --------------------------------------------------------------------------------- */

/************************************************************
 *                NetLocalGroupAdd  (NETAPI32.@)
 *
 * Adds a local group to a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 0 or 1: the number of the LOCALGROUP_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_ALIAS_EXISTS, NERR_GroupExists, NERR_UserExists (a group, a user has the name),
 *  ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this
 *  computer ERROR_ACCESS_DENIED (the caller is no administrator), or what begin_change() and end_change() return; or
 *  what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetLocalGroupAdd( LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( localgroup_levels, level );
    struct group alias = { 0 };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buf, parm_err );

    if ((status = begin_set( servername, info, parm_err, TRUE, &other ))) return status;
    if ((status = unpack_group( info, buf, TRUE, &alias, parm_err ))) return status;
    if (other) return add_sam_alias( other, &alias );
    return add_own_group( SidTypeAlias, &alias );
}

/************************************************************
 *                NetLocalGroupAddMember  (NETAPI32.@)
 *
 * Makes an account a member of a local group.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The local group's name.
 *  membersid  [I] The member's SID.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, ERROR_NO_SUCH_MEMBER, ERROR_INVALID_MEMBER (a local group or a domain),
 *  ERROR_MEMBER_IN_ALIAS, ERROR_INVALID_PARAMETER (no groupname, or no SID), ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the computer); for this computer ERROR_ACCESS_DENIED (the caller is no administrator),
 *  ERROR_BADDB (what the registry has of the group is damaged) or what begin_change() and end_change() return; or
 *  what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h: obsolete, the same as NetLocalGroupAddMembers for one member.
 */
NET_API_STATUS WINAPI NetLocalGroupAddMember( LPCWSTR servername, LPCWSTR groupname, PSID membersid )
{
    LOCALGROUP_MEMBERS_INFO_0 member = { membersid };

    TRACE( "(%s, %s, %p)\n", debugstr_w(servername), debugstr_w(groupname), membersid );

    return change_members( servername, groupname, 0, (const BYTE *)&member, 1, ADD_MEMBERS );
}

/************************************************************
 *                NetLocalGroupAddMembers  (NETAPI32.@)
 *
 * Makes accounts members of a local group.
 *
 * PARAMS
 *  servername   [I] The computer; NULL is this one.
 *  groupname    [I] The local group's name.
 *  level        [I] 0 (SIDs) or 3 (names): the number of the LOCALGROUP_MEMBERS_INFO structure.
 *  buf          [I] An array of the structures.
 *  totalentries [I] Number of the structures.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, ERROR_NO_SUCH_MEMBER, ERROR_INVALID_MEMBER (a local group or a domain),
 *  ERROR_MEMBER_IN_ALIAS, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no groupname, no buf, or no SID or name in
 *  it), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this computer ERROR_ACCESS_DENIED (the caller
 *  is no administrator), ERROR_BADDB (what the registry has of the group is damaged) or what begin_change() and
 *  end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. All or nothing: what another computer has done before it refuses a member is undone.
 *  Who is of a domain, DOMAIN\user or DOMAIN\group by its flat name or DNS's, is looked up at a controller of the domain
 *  that this computer has joined, before anything changes: then also ERROR_NO_SUCH_DOMAIN (no controller is found),
 *  RPC_X_BAD_STUB_DATA (it lies), or what ask_sam() returns. ERROR_NO_SUCH_MEMBER: also where none is joined.
 */
NET_API_STATUS WINAPI NetLocalGroupAddMembers( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                                               DWORD totalentries )
{
    TRACE( "(%s, %s, %lu, %p, %lu)\n", debugstr_w(servername), debugstr_w(groupname), level, buf,
           totalentries );

    return change_members( servername, groupname, level, buf, totalentries, ADD_MEMBERS );
}

/************************************************************
 *                NetLocalGroupDel  (NETAPI32.@)
 *
 * Deletes a local group of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The local group's name.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, ERROR_SPECIAL_ACCOUNT (a local group that Windows has made),
 *  ERROR_INVALID_PARAMETER (no groupname), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this
 *  computer ERROR_ACCESS_DENIED (the caller is no administrator), or what begin_change() and end_change() return; or
 *  what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h; MS-SAMR 3.1.5.7.2.
 */
NET_API_STATUS WINAPI NetLocalGroupDel( LPCWSTR servername, LPCWSTR groupname )
{
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s)\n", debugstr_w(servername), debugstr_w(groupname) );

    if (!groupname) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( servername, &other ))) return status;
    if (other) return delete_sam_alias( other, groupname );
    return delete_own_group( SidTypeAlias, groupname );
}

/************************************************************
 *                NetLocalGroupDelMember  (NETAPI32.@)
 *
 * Ends the membership of an account in a local group.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The local group's name.
 *  membersid  [I] The member's SID.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, ERROR_NO_SUCH_MEMBER, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_SPECIAL_ACCOUNT
 *  (Administrator stays in Administrators), ERROR_INVALID_PARAMETER (no groupname, or no SID),
 *  ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this computer ERROR_ACCESS_DENIED (the caller is
 *  no administrator), ERROR_BADDB (what the registry has of the group is damaged) or what begin_change() and
 *  end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h: obsolete, the same as NetLocalGroupDelMembers for one member.
 */
NET_API_STATUS WINAPI NetLocalGroupDelMember( LPCWSTR servername, LPCWSTR groupname, PSID membersid )
{
    LOCALGROUP_MEMBERS_INFO_0 member = { membersid };

    TRACE( "(%s, %s, %p)\n", debugstr_w(servername), debugstr_w(groupname), membersid );

    return change_members( servername, groupname, 0, (const BYTE *)&member, 1, DELETE_MEMBERS );
}

/************************************************************
 *                NetLocalGroupDelMembers  (NETAPI32.@)
 *
 * Ends the membership of accounts in a local group.
 *
 * PARAMS
 *  servername   [I] The computer; NULL is this one.
 *  groupname    [I] The local group's name.
 *  level        [I] 0 (SIDs) or 3 (names): the number of the LOCALGROUP_MEMBERS_INFO structure.
 *  buf          [I] An array of the structures.
 *  totalentries [I] Number of the structures.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, ERROR_NO_SUCH_MEMBER, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_SPECIAL_ACCOUNT
 *  (Administrator stays in Administrators), ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no groupname, no buf, or no
 *  SID or name in it), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this computer
 *  ERROR_ACCESS_DENIED (the caller is no administrator), ERROR_BADDB (what the registry has of the group is damaged)
 *  or what begin_change() and end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. All or nothing: what another computer has done before it refuses a member is undone.
 *  Who is of a domain, DOMAIN\user or DOMAIN\group by its flat name or DNS's, is looked up at a controller of the domain
 *  that this computer has joined, before anything changes: then also ERROR_NO_SUCH_DOMAIN (no controller is found),
 *  RPC_X_BAD_STUB_DATA (it lies), or what ask_sam() returns. ERROR_NO_SUCH_MEMBER: also where none is joined.
 */
NET_API_STATUS WINAPI NetLocalGroupDelMembers( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                                               DWORD totalentries )
{
    TRACE( "(%s, %s, %lu, %p, %lu)\n", debugstr_w(servername), debugstr_w(groupname), level, buf,
           totalentries );

    return change_members( servername, groupname, level, buf, totalentries, DELETE_MEMBERS );
}

/************************************************************
 *                NetLocalGroupSetInfo  (NETAPI32.@)
 *
 * Changes a local group of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  groupname  [I] The local group's name.
 *  level      [I] 0 (its name), 1 or 1002 (its comment): the number of the LOCALGROUP_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_ALIAS, ERROR_ALIAS_EXISTS, NERR_GroupExists or NERR_UserExists (of the new name),
 *  ERROR_SPECIAL_ACCOUNT (a new name for a local group that Windows has made), ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this computer
 *  ERROR_ACCESS_DENIED (the caller is no administrator), ERROR_BADDB (what the registry has of the group is damaged)
 *  or what begin_change() and end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h.
 */
NET_API_STATUS WINAPI NetLocalGroupSetInfo( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                                            LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( set_levels, level );
    struct group changed = { 0 };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %s, %lu, %p, %p)\n", debugstr_w(servername), debugstr_w(groupname), level, buf, parm_err );

    if ((status = begin_set( servername, info, parm_err, groupname != NULL, &other ))) return status;
    if ((status = unpack_group( info, buf, level == 0, &changed, parm_err ))) return status;
    if (other) return set_sam_alias( other, groupname, &changed );
    return set_own_group( SidTypeAlias, groupname, ERROR_NO_SUCH_ALIAS, &changed );
}

/************************************************************
 *                NetLocalGroupSetMembers  (NETAPI32.@)
 *
 * Sets who the members of a local group are.
 *
 * PARAMS
 *  servername   [I] The computer; NULL is this one.
 *  groupname    [I] The local group's name.
 *  level        [I] 0 (SIDs) or 3 (names): the number of the LOCALGROUP_MEMBERS_INFO structure.
 *  buf          [I] An array of the structures.
 *  totalentries [I] Number of the structures.
 *
 * RETURNS
 *  NERR_Success, NERR_GroupNotFound, ERROR_NO_SUCH_MEMBER, ERROR_INVALID_MEMBER (a local group or a domain),
 *  ERROR_SPECIAL_ACCOUNT (Administrator stays in Administrators), ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no
 *  groupname, no buf, or no SID or name in it), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer); for this
 *  computer ERROR_ACCESS_DENIED (the caller is no administrator), ERROR_BADDB (what the registry has of the group is
 *  damaged) or what begin_change() and end_change() return; or what ask_sam() returns for another one.
 *
 * NOTES
 *  Microsoft Learn, lmaccess.h. All or nothing: what another computer has done before it refuses a member is undone.
 *  Who is of a domain, DOMAIN\user or DOMAIN\group by its flat name or DNS's, is looked up at a controller of the domain
 *  that this computer has joined, before anything changes: then also ERROR_NO_SUCH_DOMAIN (no controller is found),
 *  RPC_X_BAD_STUB_DATA (it lies), or what ask_sam() returns. ERROR_NO_SUCH_MEMBER: also where none is joined.
 */
NET_API_STATUS WINAPI NetLocalGroupSetMembers( LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                                               DWORD totalentries )
{
    TRACE( "(%s, %s, %lu, %p, %lu)\n", debugstr_w(servername), debugstr_w(groupname), level, buf,
           totalentries );

    return change_members( servername, groupname, level, buf, totalentries, SET_MEMBERS );
}
