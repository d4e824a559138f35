/*
 * Who uses what a computer shares: sessions, connections and open files
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
#include "servers/lanman.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * The Server service has them. This computer has none but the server that the setting LocalServer names: without it,
 * whatever it is asked rightly gets NERR_ServerNotStarted, as on a Windows without the service. Other computers answer.
 */

/* ---- the levels ------------------------------------------------------------------------------- */

struct session
{
    const WCHAR *client;            /* the computer's name */
    const WCHAR *user;
    const WCHAR *client_type;
    const WCHAR *transport;
    DWORD        opens;             /* files, devices and pipes */
    DWORD        time;              /* in seconds */
    DWORD        idle_time;         /* in seconds */
    DWORD        user_flags;        /* SESS_... */
};

#define SESSION(kind, n, member, source) \
    FIELD( kind, SESSION_INFO_##n, sesi##n##_##member, struct session, source )

#define SESSION_1_FIELDS(n) \
    SESSION( STRING, n, cname, client ), \
    SESSION( STRING, n, username, user ), \
    SESSION( VALUE, n, num_opens, opens ), \
    SESSION( VALUE, n, time, time ), \
    SESSION( VALUE, n, idle_time, idle_time ), \
    SESSION( VALUE, n, user_flags, user_flags )
#define SESSION_2_FIELDS(n)  SESSION_1_FIELDS( n ), SESSION( STRING, n, cltype_name, client_type )

static const struct field session_0[] = { SESSION( STRING, 0, cname, client ) };
static const struct field session_1[] = { SESSION_1_FIELDS( 1 ) };
static const struct field session_2[] = { SESSION_2_FIELDS( 2 ) };
static const struct field session_10[] =
{
    SESSION( STRING, 10, cname, client ),
    SESSION( STRING, 10, username, user ),
    SESSION( VALUE, 10, time, time ),
    SESSION( VALUE, 10, idle_time, idle_time ),
};
static const struct field session_502[] =
{
    SESSION_2_FIELDS( 502 ),
    SESSION( STRING, 502, transport, transport ),
};

/* levels that NetSessionGetInfo() has come first */
static const struct level session_levels[] =
{
    LEVEL( 0, SESSION_INFO_0, session_0 ),
    LEVEL( 1, SESSION_INFO_1, session_1 ),
    LEVEL( 2, SESSION_INFO_2, session_2 ),
    LEVEL( 10, SESSION_INFO_10, session_10 ),
    LEVEL( 502, SESSION_INFO_502, session_502 ),
};
#define INFO_LEVELS  4

struct share_connection
{
    const WCHAR *user;              /* of a share's connection; else the share's name is that of a computer */
    const WCHAR *share;
    DWORD        id;
    DWORD        type;              /* STYPE_... */
    DWORD        opens;
    DWORD        users;
    DWORD        time;              /* in seconds */
};

#define CONNECTION(kind, n, member, source) \
    FIELD( kind, CONNECTION_INFO_##n, coni##n##_##member, struct share_connection, source )

static const struct field connection_0[] = { CONNECTION( VALUE, 0, id, id ) };
static const struct field connection_1[] =
{
    CONNECTION( VALUE, 1, id, id ),
    CONNECTION( VALUE, 1, type, type ),
    CONNECTION( VALUE, 1, num_opens, opens ),
    CONNECTION( VALUE, 1, num_users, users ),
    CONNECTION( VALUE, 1, time, time ),
    CONNECTION( STRING, 1, username, user ),
    CONNECTION( STRING, 1, netname, share ),
};
static const struct level connection_levels[] =
{
    LEVEL( 0, CONNECTION_INFO_0, connection_0 ),
    LEVEL( 1, CONNECTION_INFO_1, connection_1 ),
};

struct file
{
    const WCHAR *user;
    const WCHAR *path;
    DWORD        id;
    DWORD        permissions;       /* PERM_FILE_... */
    DWORD        locks;
};

#define OPEN_FILE(kind, n, member, source) \
    FIELD( kind, FILE_INFO_##n, fi##n##_##member, struct file, source )

static const struct field file_2[] = { OPEN_FILE( VALUE, 2, id, id ) };
static const struct field file_3[] =
{
    OPEN_FILE( VALUE, 3, id, id ),
    OPEN_FILE( VALUE, 3, permissions, permissions ),
    OPEN_FILE( VALUE, 3, num_locks, locks ),
    OPEN_FILE( STRING, 3, pathname, path ),
    OPEN_FILE( STRING, 3, username, user ),
};
static const struct level file_levels[] =
{
    LEVEL( 2, FILE_INFO_2, file_2 ),
    LEVEL( 3, FILE_INFO_3, file_3 ),
};

/* MS-SRVS, 3.1.4.5: a client's name begins with two backslashes. None is no bad one. */
static BOOL is_client_name( const WCHAR *name )
{
    if (!name || !name[0]) return TRUE;
    return name[0] == '\\' && name[1] == '\\' && name[2] && !is_longer_than( name + 2, MAX_SERVER_NAME - 1 );
}

/* What the service is asked about, beside the level. */
struct service_question
{
    struct lanman_question question;
    WCHAR                 *client;
    WCHAR                 *user;
    WCHAR                 *object;      /* a share, a client, or the beginning of a path */
    DWORD                  id;
};

#define QUESTION(function, level_found, length) \
    .question = { .iface = &remote_srvsvc, .ask = function, .level = level_found, .max_length = length }
#define FILE_QUESTION(function, level_found, length) \
    .question = { .iface = &remote_srvsvc, .ask = function, .level = level_found, .max_length = length, \
                  .path = offsetof( struct file, path ) }

/* ---- sessions --------------------------------------------------------------------------------- */

static DWORD ask_sessions( handle_t binding, struct lanman_question *question )
{
    struct service_question *asked = (struct service_question *)question;

    return NetrSessionEnum( binding, question->server, asked->client, asked->user,
                            (SESSION_ENUM_STRUCT *)&question->list, question->max_length, &question->total,
                            question->resume );
}

static DWORD ask_session_end( handle_t binding, struct lanman_question *question )
{
    struct service_question *asked = (struct service_question *)question;

    return NetrSessionDel( binding, question->server, asked->client, asked->user );
}

/************************************************************
 *                NetSessionEnum  (NETAPI32.@)
 *
 * Lists the sessions of a computer's clients.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  client        [I]   Only those of this computer, its name with two backslashes in front; NULL or empty: all.
 *  username      [I]   Only those of this user; NULL or empty: all.
 *  level         [I]   0, 1, 2, 10 or 502: the number of the SESSION_INFO structure.
 *  bufptr        [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                      failure.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   Number of the structures.
 *  totalentries  [O]   Number of those that there are from the resume handle on.
 *  resume_handle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_list() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (an output is missing), NERR_InvalidComputer (client), or ERROR_INVALID_NAME (the
 *  computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetSessionEnum( LMSTR servername, LMSTR client, LMSTR username, DWORD level,
                                      LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                      LPDWORD totalentries, LPDWORD resume_handle )
{
    const struct enum_args args = { FIND_LEVEL( session_levels, level ), prefmaxlen, resume_handle, bufptr,
                                    entriesread, totalentries };
    struct service_question asked = { QUESTION( ask_sessions, args.level, prefmaxlen ),
                                      .client = client, .user = username };
    NET_API_STATUS status;

    TRACE( "(%s, %s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(client), debugstr_w(username),
           level, bufptr, prefmaxlen, entriesread, totalentries, resume_handle );

    if ((status = begin_enum( servername, &args, TRUE, &asked.question.server ))) return status;
    if (!is_client_name( client )) return NERR_InvalidComputer;
    if (!find_service( &asked.question )) return NERR_ServerNotStarted;
    return ask_list( &asked.question, resume_handle, bufptr, entriesread, totalentries );
}

static BOOL is_same_client( const WCHAR *a, const WCHAR *b )
{
    while (*a == '\\') a++;
    while (*b == '\\') b++;
    return is_same_name( a, b );
}

/* A server has only the list. It need not heed whom it is asked for, and at level 0 it does not tell the users: so a
 * longer level is asked for in its place, whose structure begins alike. All have the client's name and the user's first. */
static NET_API_STATUS get_session( const WCHAR *server, const struct level *level, WCHAR *client,
                                   WCHAR *user, BYTE **buffer )
{
    const struct level *asked_level = level->number ? level : &session_levels[1];
    struct service_question asked = { QUESTION( ask_sessions, asked_level, MAX_PREFERRED_LENGTH ),
                                      .client = client, .user = user };
    NET_API_STATUS status, result = NERR_ClientNameNotFound;
    DWORD i, count, total;
    BYTE *sessions;

    asked.question.server = server;
    if (!find_service( &asked.question )) return NERR_ServerNotStarted;
    /* Without a limit there is no more. */
    if ((status = ask_list( &asked.question, NULL, &sessions, &count, &total )) == ERROR_MORE_DATA)
        status = RPC_X_BAD_STUB_DATA;
    if (status) result = status;
    for (i = 0; !status && i < count; i++)
    {
        const SESSION_INFO_10 *session = (const SESSION_INFO_10 *)(sessions + i * asked_level->size);

        if (!session->sesi10_cname || !is_same_client( session->sesi10_cname, client )) continue;
        result = NERR_UserNotFound;
        if (!session->sesi10_username || !is_same_name( session->sesi10_username, user )) continue;
        result = pack_copies( level, session, 1, buffer );
        break;
    }
    NetApiBufferFree( sessions );
    return result;
}

/************************************************************
 *                NetSessionGetInfo  (NETAPI32.@)
 *
 * Tells about a client's session.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  client     [I] The client's name, with two backslashes in front.
 *  username   [I] The user's name.
 *  level      [I] 0, 1, 2 or 10: the number of the SESSION_INFO structure.
 *  bufptr     [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_list() returns, NERR_ClientNameNotFound
 *  (the client has no session) or NERR_UserNotFound (not one of this user), ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no client, no username, no bufptr), NERR_InvalidComputer (client), or
 *  ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetSessionGetInfo( LMSTR servername, LMSTR client, LMSTR username, DWORD level,
                                         LPBYTE *bufptr )
{
    const struct level *info = find_level( session_levels, INFO_LEVELS, level );
    const WCHAR *server;
    NET_API_STATUS status;

    TRACE( "(%s, %s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(client), debugstr_w(username),
           level, bufptr );

    if ((status = begin_get( servername, info, bufptr, client && client[0] && username && username[0], &server )))
        return status;
    if (!is_client_name( client )) return NERR_InvalidComputer;
    return get_session( server, info, client, username, bufptr );
}

/************************************************************
 *                NetSessionDel  (NETAPI32.@)
 *
 * Ends sessions of a computer's clients.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  client     [I] The client's name, with two backslashes in front; NULL or empty: any.
 *  username   [I] The user's name; NULL or empty: any.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_status() returns,
 *  ERROR_INVALID_PARAMETER (neither a client nor a user), NERR_InvalidComputer (client), or ERROR_INVALID_NAME
 *  (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetSessionDel( LMSTR servername, LMSTR client, LMSTR username )
{
    struct service_question asked = { QUESTION( ask_session_end, NULL, 0 ), .client = client, .user = username };
    NET_API_STATUS status;

    TRACE( "(%s, %s, %s)\n", debugstr_w(servername), debugstr_w(client), debugstr_w(username) );

    if ((!client || !client[0]) && (!username || !username[0])) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( servername, &asked.question.server ))) return status;
    if (!is_client_name( client )) return NERR_InvalidComputer;
    if (!find_service( &asked.question )) return NERR_ServerNotStarted;
    return ask_status( &asked.question, FALSE );
}

/* ---- connections ------------------------------------------------------------------------------ */

static DWORD ask_connections( handle_t binding, struct lanman_question *question )
{
    return NetrConnectionEnum( binding, question->server, ((struct service_question *)question)->object,
                               (CONNECT_ENUM_STRUCT *)&question->list, question->max_length, &question->total,
                               question->resume );
}

/************************************************************
 *                NetConnectionEnum  (NETAPI32.@)
 *
 * Lists the connections to a share, or those of a client.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  qualifier     [I]   The share's name, or the client's with two backslashes in front.
 *  level         [I]   0 or 1: the number of the CONNECTION_INFO structure.
 *  bufptr        [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on
 *                      failure.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   Number of the structures.
 *  totalentries  [O]   Number of those that there are from the resume handle on.
 *  resume_handle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_list() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no qualifier, or an output is missing), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetConnectionEnum( LMSTR servername, LMSTR qualifier, DWORD level, LPBYTE *bufptr,
                                         DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                         LPDWORD resume_handle )
{
    const struct enum_args args = { FIND_LEVEL( connection_levels, level ), prefmaxlen, resume_handle, bufptr,
                                    entriesread, totalentries };
    struct service_question asked = { QUESTION( ask_connections, args.level, prefmaxlen ), .object = qualifier };
    NET_API_STATUS status;

    TRACE( "(%s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(qualifier),
           level, bufptr, prefmaxlen, entriesread, totalentries, resume_handle );

    if ((status = begin_enum( servername, &args, qualifier && qualifier[0], &asked.question.server ))) return status;
    if (!find_service( &asked.question )) return NERR_ServerNotStarted;
    return ask_list( &asked.question, resume_handle, bufptr, entriesread, totalentries );
}

/* ---- open files ------------------------------------------------------------------------------- */

static DWORD ask_files( handle_t binding, struct lanman_question *question )
{
    struct service_question *asked = (struct service_question *)question;

    return NetrFileEnum( binding, question->server, asked->object, asked->user,
                         (FILE_ENUM_STRUCT *)&question->list, question->max_length, &question->total,
                         question->resume );
}

static DWORD ask_file( handle_t binding, struct lanman_question *question )
{
    return NetrFileGetInfo( binding, question->server, ((struct service_question *)question)->id,
                            question->level->number, (FILE_INFO *)&question->array.structures );
}

static DWORD ask_file_end( handle_t binding, struct lanman_question *question )
{
    return NetrFileClose( binding, question->server, ((struct service_question *)question)->id );
}

/************************************************************
 *                NetFileEnum  (NETAPI32.@)
 *
 * Lists the files of a computer that its clients have open.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  basepath      [I]   Only those whose paths begin so; NULL or empty: all.
 *  username      [I]   Only those of this user; NULL or empty: all.
 *  level         [I]   2 or 3: the number of the FILE_INFO structure.
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
NET_API_STATUS WINAPI NetFileEnum( LMSTR servername, LMSTR basepath, LMSTR username, DWORD level,
                                   LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                   LPDWORD totalentries, PDWORD_PTR resume_handle )
{
    const struct enum_args args = { FIND_LEVEL( file_levels, level ), prefmaxlen, resume_index( resume_handle ), bufptr,
                                    entriesread, totalentries };
    struct service_question asked = { FILE_QUESTION( ask_files, args.level, prefmaxlen ),
                                      .object = basepath, .user = username };
    NET_API_STATUS status;
    WCHAR *path = NULL;

    TRACE( "(%s, %s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(basepath), debugstr_w(username),
           level, bufptr, prefmaxlen, entriesread, totalentries, resume_handle );

    if ((status = begin_enum( servername, &args, TRUE, &asked.question.server ))) return status;
    if (!find_service( &asked.question )) return NERR_ServerNotStarted;
    if (asked.question.is_local && basepath &&
        (status = make_shared_path( basepath, FALSE, &path )) == ERROR_NOT_ENOUGH_MEMORY) return status;
    if (path) asked.object = path;
    status = ask_list( &asked.question, args.resume, bufptr, entriesread, totalentries );
    NetApiBufferFree( path );
    return status;
}

/************************************************************
 *                NetFileGetInfo  (NETAPI32.@)
 *
 * Tells about a file that a client has open.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  fileid     [I] The number that NetFileEnum() gives it.
 *  level      [I] 2 or 3: the number of the FILE_INFO structure.
 *  bufptr     [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_info() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no bufptr), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetFileGetInfo( LMSTR servername, DWORD fileid, DWORD level, LPBYTE *bufptr )
{
    struct service_question asked = { FILE_QUESTION( ask_file, FIND_LEVEL( file_levels, level ), 0 ), .id = fileid };
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %lu, %p)\n", debugstr_w(servername), fileid, level, bufptr );

    if ((status = begin_get( servername, asked.question.level, bufptr, TRUE, &asked.question.server ))) return status;
    if (!find_service( &asked.question )) return NERR_ServerNotStarted;
    return ask_info( &asked.question, bufptr );
}

/************************************************************
 *                NetFileClose  (NETAPI32.@)
 *
 * Closes a file that a client has open.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  fileid     [I] The number that NetFileEnum() gives it.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_status() returns, ERROR_INVALID_NAME
 *  (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmshare.h.
 */
NET_API_STATUS WINAPI NetFileClose( LMSTR servername, DWORD fileid )
{
    struct service_question asked = { QUESTION( ask_file_end, NULL, 0 ), .id = fileid };
    NET_API_STATUS status;

    TRACE( "(%s, %lu)\n", debugstr_w(servername), fileid );

    if ((status = find_server( servername, &asked.question.server ))) return status;
    if (!find_service( &asked.question )) return NERR_ServerNotStarted;
    return ask_status( &asked.question, FALSE );
}
