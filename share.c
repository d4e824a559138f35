/*
 * Shared folders and printers
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
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"
#include "srvsvc.h"

#include "wine/debug.h"

#include "arguments.h"
#include "local/computer.h"
#include "local/sharedpath.h"
#include "servers/descriptor.h"
#include "servers/lanman.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * The Server service shares. This computer has none but the server that the setting LocalServer names: without it,
 * whatever it is asked rightly gets NERR_ServerNotStarted, as on a Windows without the service. Other computers answer.
 */

struct share
{
    const WCHAR *name;
    const WCHAR *remark;
    const WCHAR *path;
    const WCHAR *password;          /* of share-level security, which Windows has not */
    const WCHAR *server_name;       /* the name that the share belongs to; "*": any */
    PSECURITY_DESCRIPTOR descriptor;
    DWORD        type;              /* STYPE_... */
    DWORD        permissions;       /* ACCESS_..., of share-level security */
    DWORD        max_uses;          /* SHI_USES_UNLIMITED */
    DWORD        current_uses;
    DWORD        flags;             /* SHI1005_FLAGS_... and CSC_... */
    DWORD        reserved;
};

/* SHARE_INFO_503, which neither mingw-w64's nor Wine's header has */
struct share_info_503
{
    LPWSTR shi503_netname;
    DWORD  shi503_type;
    LPWSTR shi503_remark;
    DWORD  shi503_permissions;
    DWORD  shi503_max_uses;
    DWORD  shi503_current_uses;
    LPWSTR shi503_path;
    LPWSTR shi503_passwd;
    LPWSTR shi503_servername;
    DWORD  shi503_reserved;
    PSECURITY_DESCRIPTOR shi503_security_descriptor;
};

/* ---- the levels ------------------------------------------------------------------------------- */

#define SHARE(kind, info, member, source, parm, limit) \
    INPUT( kind, info, member, struct share, source, parm, limit )
#define SHARE_OUT(kind, info, member, source)  FIELD( kind, info, member, struct share, source )

#define NAME(n, info)        SHARE( STRING, info, shi##n##_netname, name, SHARE_NETNAME_PARMNUM, NNLEN )
#define REMARK(n, info)      SHARE( STRING, info, shi##n##_remark, remark, SHARE_REMARK_PARMNUM, MAXCOMMENTSZ )
#define MAX_USES(n, info)    SHARE( VALUE, info, shi##n##_max_uses, max_uses, SHARE_MAX_USES_PARMNUM, 0 )
#define DESCRIPTOR(n, info) \
    SIZED_INPUT( DESCRIPTOR, info, shi##n##_security_descriptor, shi##n##_reserved, struct share, descriptor, \
                 SHARE_FILE_SD_PARMNUM )

#define LEVEL_1_FIELDS(n, info) \
    NAME( n, info ), \
    SHARE( VALUE, info, shi##n##_type, type, SHARE_TYPE_PARMNUM, 0 ), \
    REMARK( n, info )
#define LEVEL_2_FIELDS(n, info) \
    LEVEL_1_FIELDS( n, info ), \
    SHARE( VALUE, info, shi##n##_permissions, permissions, SHARE_PERMISSIONS_PARMNUM, 0 ), \
    MAX_USES( n, info ), \
    SHARE( VALUE, info, shi##n##_current_uses, current_uses, SHARE_CURRENT_USES_PARMNUM, 0 ), \
    SHARE( STRING, info, shi##n##_path, path, SHARE_PATH_PARMNUM, PATHLEN ), \
    SHARE( STRING, info, shi##n##_passwd, password, SHARE_PASSWD_PARMNUM, SHPWLEN )
#define LEVEL_502_FIELDS(n, info) \
    LEVEL_2_FIELDS( n, info ), \
    SHARE_OUT( VALUE, info, shi##n##_reserved, reserved ), \
    DESCRIPTOR( n, info )

static const struct field share_0[] = { NAME( 0, SHARE_INFO_0 ) };
static const struct field share_1[] = { LEVEL_1_FIELDS( 1, SHARE_INFO_1 ) };
static const struct field share_2[] = { LEVEL_2_FIELDS( 2, SHARE_INFO_2 ) };
static const struct field share_501[] =
{
    LEVEL_1_FIELDS( 501, SHARE_INFO_501 ),
    SHARE_OUT( VALUE, SHARE_INFO_501, shi501_flags, flags ),
};
static const struct field share_502[] = { LEVEL_502_FIELDS( 502, SHARE_INFO_502 ) };
static const struct field share_503[] =
{
    LEVEL_502_FIELDS( 503, struct share_info_503 ),
    SHARE_OUT( STRING, struct share_info_503, shi503_servername, server_name ),
};
static const struct field share_1005[] = { SHARE_OUT( VALUE, SHARE_INFO_1005, shi1005_flags, flags ) };

/* levels that NetShareEnum() has come first; NetShareDelEx() has the same */
static const struct level share_levels[] =
{
    LEVEL( 0, SHARE_INFO_0, share_0 ),
    LEVEL( 1, SHARE_INFO_1, share_1 ),
    LEVEL( 2, SHARE_INFO_2, share_2 ),
    LEVEL( 502, SHARE_INFO_502, share_502 ),
    LEVEL( 503, struct share_info_503, share_503 ),
    LEVEL( 501, SHARE_INFO_501, share_501 ),
    LEVEL( 1005, SHARE_INFO_1005, share_1005 ),
};
#define ENUM_LEVELS  5

static const struct level add_levels[] =
{
    LEVEL( 2, SHARE_INFO_2, share_2 ),
    LEVEL( 502, SHARE_INFO_502, share_502 ),
    LEVEL( 503, struct share_info_503, share_503 ),
};

/* what NetShareSetInfo() takes of each structure: it ignores the other members */
static const struct field set_1[] = { REMARK( 1, SHARE_INFO_1 ) };
static const struct field set_2[] = { REMARK( 2, SHARE_INFO_2 ), MAX_USES( 2, SHARE_INFO_2 ) };
static const struct field set_502[] =
{
    REMARK( 502, SHARE_INFO_502 ),
    MAX_USES( 502, SHARE_INFO_502 ),
    DESCRIPTOR( 502, SHARE_INFO_502 ),
};
static const struct field set_503[] =
{
    SHARE_OUT( STRING, struct share_info_503, shi503_servername, server_name ),
    DESCRIPTOR( 503, struct share_info_503 ),
};
static const struct field set_1004[] = { REMARK( 1004, SHARE_INFO_1004 ) };
static const struct field set_1006[] = { MAX_USES( 1006, SHARE_INFO_1006 ) };
static const struct field set_1501[] = { DESCRIPTOR( 1501, SHARE_INFO_1501 ) };

static const struct level set_levels[] =
{
    LEVEL( 1, SHARE_INFO_1, set_1 ),
    LEVEL( 2, SHARE_INFO_2, set_2 ),
    LEVEL( 502, SHARE_INFO_502, set_502 ),
    LEVEL( 503, struct share_info_503, set_503 ),
    LEVEL( 1004, SHARE_INFO_1004, set_1004 ),
    LEVEL( 1005, SHARE_INFO_1005, share_1005 ),
    LEVEL( 1006, SHARE_INFO_1006, set_1006 ),
    LEVEL( 1501, SHARE_INFO_1501, set_1501 ),
};

/* ---- helpers ---------------------------------------------------------------------------------- */

/* MS-FSCC, 2.1.6: the length is the level tables' to check */
static BOOL is_share_name( const WCHAR *name )
{
    for (; *name; name++) if (*name < ' ' || wcschr( L"\"\\/[]:|<>+=;,*?", *name )) return FALSE;
    return TRUE;
}

/* Returns the number of the first member without which there can be no new share, PARM_ERROR_NONE
 * when all is there. */
static DWORD find_missing_member( const struct share *share )
{
    DWORD kind = share->type & ~(STYPE_SPECIAL | STYPE_TEMPORARY);

    if (!share->name || !share->name[0]) return SHARE_NETNAME_PARMNUM;
    if (kind > STYPE_IPC) return SHARE_TYPE_PARMNUM;
    if (kind != STYPE_IPC && (!share->path || !share->path[0])) return SHARE_PATH_PARMNUM;
    return PARM_ERROR_NONE;
}

/* ---- other computers -------------------------------------------------------------------------- */

struct share_question
{
    struct lanman_question question;
    WCHAR                 *name;
    DWORD                  type;
    DWORD                  parm_err;
};

static DWORD ask_shares( handle_t binding, struct lanman_question *question )
{
    return NetrShareEnum( binding, question->server, (SHARE_ENUM_STRUCT *)&question->list,
                          question->max_length, &question->total, question->resume );
}

static DWORD ask_sticky_shares( handle_t binding, struct lanman_question *question )
{
    return NetrShareEnumSticky( binding, question->server, (SHARE_ENUM_STRUCT *)&question->list,
                                question->max_length, &question->total, question->resume );
}

static DWORD ask_share( handle_t binding, struct lanman_question *question )
{
    struct share_question *share = (struct share_question *)question;

    return NetrShareGetInfo( binding, question->server, share->name, question->level->number,
                             (SHARE_INFO *)&question->array.structures );
}

static DWORD ask_check( handle_t binding, struct lanman_question *question )
{
    struct share_question *share = (struct share_question *)question;

    return NetrShareCheck( binding, question->server, share->name, &share->type );
}

static DWORD ask_add( handle_t binding, struct lanman_question *question )
{
    struct share_question *share = (struct share_question *)question;
    SHARE_INFO_STRUCT info = { question->level->number, { question->array.structures } };

    return NetrShareAdd( binding, question->server, &info, &share->parm_err );
}

static DWORD ask_set( handle_t binding, struct lanman_question *question )
{
    struct share_question *share = (struct share_question *)question;
    SHARE_INFO_STRUCT info = { question->level->number, { question->array.structures } };

    return NetrShareSetInfo( binding, question->server, share->name, &info, &share->parm_err );
}

static DWORD ask_delete( handle_t binding, struct lanman_question *question )
{
    return NetrShareDel( binding, question->server, ((struct share_question *)question)->name, 0 );
}

static DWORD ask_delete_sticky( handle_t binding, struct lanman_question *question )
{
    return NetrShareDelSticky( binding, question->server, ((struct share_question *)question)->name, 0 );
}

static DWORD ask_delete_ex( handle_t binding, struct lanman_question *question )
{
    SHARE_INFO_STRUCT info = { question->level->number, { question->array.structures } };

    return NetrShareDelEx( binding, question->server, &info );
}

/* The folder of a structure, as this computer's server names it; NULL where the structure has none. Samba heeds that of
 * NetShareSetInfo(), too. */
static NET_API_STATUS find_shared_path( const struct share_question *share, const BYTE *buf, WCHAR **path )
{
    DWORD number = share->question.level->number;
    SHARE_INFO_2 info;      /* the other levels that have a path begin alike */

    *path = NULL;
    if (!share->question.is_local || share->question.ask == ask_delete_ex) return NERR_Success;
    if (number != 2 && number != 502 && number != 503) return NERR_Success;
    memcpy( &info, buf, sizeof(info) );
    if (info.shi2_type & ~(STYPE_SPECIAL | STYPE_TEMPORARY) || !info.shi2_path || !info.shi2_path[0]) return NERR_Success;
    return make_shared_path( info.shi2_path, TRUE, path );
}

static NET_API_STATUS send_structure( struct share_question *share, const BYTE *buf, const BYTE *descriptor, DWORD size,
                                      const WCHAR *path, DWORD *parm_err )
{
    const struct level *level = share->question.level;
    struct share_info_503 structure;    /* the longest */
    const struct field *field, *end = level->fields + level->count;
    NET_API_STATUS status;

    memcpy( &structure, buf, level->size );
    if (path) memcpy( (BYTE *)&structure + offsetof( SHARE_INFO_2, shi2_path ), &path, sizeof(path) );
    for (field = level->fields; field < end; field++)
    {
        if (field->kind != FIELD_DESCRIPTOR) continue;
        memcpy( (BYTE *)&structure + field->target, &descriptor, sizeof(descriptor) );
        memcpy( (BYTE *)&structure + field->length, &size, sizeof(size) );
    }
    share->question.array.structures = &structure;
    share->parm_err = PARM_ERROR_NONE;
    status = ask_status( &share->question, FALSE );
    if (parm_err && status == ERROR_INVALID_PARAMETER) *parm_err = share->parm_err;
    return status;
}

/* Sends a program's structure as it is, but for its security descriptor, which goes in one piece, with its size, and a path of
 * this computer. */
static NET_API_STATUS send_share( struct share_question *share, const BYTE *buf, const struct share *record,
                                  DWORD *parm_err )
{
    NET_API_STATUS status;
    WCHAR *path;
    BYTE *flat;
    DWORD size;

    if (!find_service( &share->question )) return NERR_ServerNotStarted;
    if ((status = flatten_descriptor( record->descriptor, &flat, &size ))) return status;
    share->question.secret = record->password && record->password[0];
    if (!(status = find_shared_path( share, buf, &path )))
        status = send_structure( share, buf, flat, size, path, parm_err );
    NetApiBufferFree( path );
    NetApiBufferFree( flat );
    return status;
}

/* ---- what several functions do ---------------------------------------------------------------- */

typedef DWORD ask_function( handle_t binding, struct lanman_question *question );

/* the two kinds of list have the same form */
static NET_API_STATUS enum_shares( ask_function *ask, const WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length,
                                   DWORD *entries_read, DWORD *total_entries, DWORD *resume )
{
    const struct enum_args args = { find_level( share_levels, ENUM_LEVELS, level ), max_length, resume, buffer,
                                    entries_read, total_entries };
    struct lanman_question question = { .iface = &remote_srvsvc, .ask = ask, .level = args.level,
                                        .max_length = max_length, .path = offsetof( struct share, path ) };
    NET_API_STATUS status;

    if ((status = begin_enum( server, &args, TRUE, &question.server ))) return status;
    if (!find_service( &question )) return NERR_ServerNotStarted;
    return ask_list( &question, resume, buffer, entries_read, total_entries );
}

static NET_API_STATUS delete_share( ask_function *ask, const WCHAR *server, WCHAR *name, DWORD reserved )
{
    struct share_question share = { .question = { .iface = &remote_srvsvc, .ask = ask }, .name = name };
    NET_API_STATUS status;

    if (!name || !name[0] || reserved) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( server, &share.question.server ))) return status;
    if (!find_service( &share.question )) return NERR_ServerNotStarted;
    return ask_status( &share.question, FALSE );
}

/* ---- the functions ---------------------------------------------------------------------------- */

/************************************************************
 *                NetShareEnum  (NETAPI32.@)
 *
 * Lists the shares of a computer.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  level         [I]   0, 1, 2, 502 or 503: the number of the SHARE_INFO structure.
 *  bufptr        [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                      failure.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   Number of the structures.
 *  totalentries  [O]   Number of those that there are from the resume handle on.
 *  resume_handle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_list() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (an output is missing), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetShareEnum( LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                    LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle )
{
    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume_handle );

    return enum_shares( ask_shares, servername, level, bufptr, prefmaxlen, entriesread, totalentries, resume_handle );
}

/************************************************************
 *                NetShareEnumSticky  (NETAPI32.@)
 *
 * Lists the shares that the Server service makes again at each start.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  level         [I]   0, 1, 2, 502 or 503: the number of the SHARE_INFO structure.
 *  bufptr        [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                      failure.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   Number of the structures.
 *  totalentries  [O]   Number of those that there are from the resume handle on.
 *  resume_handle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_list() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (an output is missing), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  MS-SRVS, 3.1.4.9, tells what it does; Microsoft Learn does not.
 */
NET_API_STATUS WINAPI NetShareEnumSticky( LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                          LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle )
{
    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume_handle );

    return enum_shares( ask_sticky_shares, servername, level, bufptr, prefmaxlen, entriesread, totalentries,
                        resume_handle );
}

/************************************************************
 *                NetShareGetInfo  (NETAPI32.@)
 *
 * Tells about a share of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  netname    [I] The share's name.
 *  level      [I] 0, 1, 2, 501, 502, 503 or 1005: the number of the SHARE_INFO structure.
 *  bufptr     [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_info() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no netname, no bufptr), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetShareGetInfo( LMSTR servername, LMSTR netname, DWORD level, LPBYTE *bufptr )
{
    struct share_question share = { .question = { .iface = &remote_srvsvc, .ask = ask_share,
                                                  .level = FIND_LEVEL( share_levels, level ),
                                                  .path = offsetof( struct share, path ) },
                                    .name = netname };
    NET_API_STATUS status;

    TRACE( "(%s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(netname), level, bufptr );

    status = begin_get( servername, share.question.level, bufptr, netname && netname[0], &share.question.server );
    if (status) return status;
    if (!find_service( &share.question )) return NERR_ServerNotStarted;
    return ask_info( &share.question, bufptr );
}

/************************************************************
 *                NetShareCheck  (NETAPI32.@)
 *
 * Tells whether a computer shares a device, and how.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  device     [I] The device's name.
 *  type       [O] STYPE_... bits; untouched on failure, as documented.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_status() returns,
 *  ERROR_INVALID_PARAMETER (no device, no type), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetShareCheck( LMSTR servername, LMSTR device, LPDWORD type )
{
    struct share_question share = { .question = { .iface = &remote_srvsvc, .ask = ask_check }, .name = device };
    NET_API_STATUS status;
    WCHAR *path = NULL;

    TRACE( "(%s, %s, %p)\n", debugstr_w(servername), debugstr_w(device), type );

    if (!device || !device[0] || !type) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( servername, &share.question.server ))) return status;
    if (!find_service( &share.question )) return NERR_ServerNotStarted;
    /* What is no path of this computer's is no device of its server's either: that says so. */
    if (share.question.is_local && (status = make_shared_path( device, FALSE, &path )) == ERROR_NOT_ENOUGH_MEMORY) return status;
    if (path) share.name = path;
    if (!(status = ask_status( &share.question, TRUE ))) *type = share.type;
    NetApiBufferFree( path );
    return status;
}

/************************************************************
 *                NetShareAdd  (NETAPI32.@)
 *
 * Shares a folder or a printer of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 2, 502 or 503: the number of the SHARE_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what send_share() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no structure, or a bad member), or ERROR_INVALID_NAME (the share's, or the
 *  computer's).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h. A folder of this computer is named as programs have it, be it on a drive of the prefix. The
 *  server that the setting LocalServer names shares it by its Unix name, see local/sharedpath.c.
 */
NET_API_STATUS WINAPI NetShareAdd( LMSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( add_levels, level );
    struct share_question addition = { .question = { .iface = &remote_srvsvc, .ask = ask_add, .level = info } };
    struct share share = { 0 };
    NET_API_STATUS status;
    DWORD missing;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buf, parm_err );

    if ((status = begin_set( servername, info, parm_err, TRUE, &addition.question.server ))) return status;
    if ((status = unpack_info( info, buf, &share, parm_err ))) return status;
    if ((missing = find_missing_member( &share )))
    {
        if (parm_err) *parm_err = missing;
        return ERROR_INVALID_PARAMETER;
    }
    if (!is_share_name( share.name )) return ERROR_INVALID_NAME;
    return send_share( &addition, buf, &share, parm_err );
}

/************************************************************
 *                NetShareDel  (NETAPI32.@)
 *
 * Ends a share of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  netname    [I] The share's name.
 *  reserved   [I] 0.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_status() returns,
 *  ERROR_INVALID_PARAMETER (no netname, or reserved), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetShareDel( LMSTR servername, LMSTR netname, DWORD reserved )
{
    TRACE( "(%s, %s, %lu)\n", debugstr_w(servername), debugstr_w(netname), reserved );

    return delete_share( ask_delete, servername, netname, reserved );
}

/************************************************************
 *                NetShareDelSticky  (NETAPI32.@)
 *
 * Keeps the Server service from making a share again at its next start.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  netname    [I] The share's name.
 *  reserved   [I] 0.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_status() returns,
 *  ERROR_INVALID_PARAMETER (no netname, or reserved), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  MS-SRVS, 3.1.4.13, tells what it does; Microsoft Learn does not.
 */
NET_API_STATUS WINAPI NetShareDelSticky( LMSTR servername, LMSTR netname, DWORD reserved )
{
    TRACE( "(%s, %s, %lu)\n", debugstr_w(servername), debugstr_w(netname), reserved );

    return delete_share( ask_delete_sticky, servername, netname, reserved );
}

/************************************************************
 *                NetShareDelEx  (NETAPI32.@)
 *
 * Ends a share of a computer, which a structure names.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 0, 1, 2, 502 or 503: the number of the SHARE_INFO structure.
 *  buf        [I] The structure.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what send_share() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no structure, or no name in it), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetShareDelEx( LMSTR servername, DWORD level, LPBYTE buf )
{
    const struct level *info = find_level( share_levels, ENUM_LEVELS, level );
    struct share_question deletion = { .question = { .iface = &remote_srvsvc, .ask = ask_delete_ex, .level = info } };
    struct share share = { 0 };
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, buf );

    if ((status = begin_set( servername, info, NULL, TRUE, &deletion.question.server ))) return status;
    if ((status = unpack_info( info, buf, &share, NULL ))) return status;
    if (!share.name || !share.name[0]) return ERROR_INVALID_PARAMETER;
    return send_share( &deletion, buf, &share, NULL );
}

/************************************************************
 *                NetShareSetInfo  (NETAPI32.@)
 *
 * Changes a share of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  netname    [I] The share's name.
 *  level      [I] 1, 2, 502, 503, 1004, 1005, 1006 or 1501: the number of the SHARE_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what send_share() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no netname, no structure, or a bad member), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h. Only the remark, the limit of users and the security descriptor of a structure
 *  count.
 */
NET_API_STATUS WINAPI NetShareSetInfo( LMSTR servername, LMSTR netname, DWORD level, LPBYTE buf,
                                       LPDWORD parm_err )
{
    const struct level *info = FIND_LEVEL( set_levels, level );
    struct share_question change = { .question = { .iface = &remote_srvsvc, .ask = ask_set, .level = info },
                                     .name = netname };
    struct share share = { 0 };
    NET_API_STATUS status;

    TRACE( "(%s, %s, %lu, %p, %p)\n", debugstr_w(servername), debugstr_w(netname), level, buf, parm_err );

    status = begin_set( servername, info, parm_err, netname && netname[0], &change.question.server );
    if (status) return status;
    if ((status = unpack_info( info, buf, &share, parm_err ))) return status;
    return send_share( &change, buf, &share, parm_err );
}
