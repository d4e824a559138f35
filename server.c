/*
 * What a computer is to others on the network: server, time, disks, statistics
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
#include "winnls.h"
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"
#include "srvsvc.h"
#include "wkssvc.h"

#include "wine/debug.h"

#include "arguments.h"
#include "join.h"
#include "local/computer.h"
#include "local/transport.h"
#include "servers/disks.h"
#include "servers/lanman.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* ---- the levels ------------------------------------------------------------------------------- */

struct server
{
    const WCHAR *name;
    const WCHAR *comment;
    const WCHAR *user_path;         /* of the users' directories */
    DWORD        platform_id;
    DWORD        version_major;
    DWORD        version_minor;
    DWORD        type;              /* SV_TYPE_... */
    DWORD        users;             /* that may be logged on */
    LONG         disconnect;        /* an idle session, after so many minutes */
    BOOL         hidden;
    DWORD        announce;          /* in seconds */
    DWORD        announce_delta;    /* in milliseconds */
    DWORD        licenses;          /* users per license */
};

#define SERVER(kind, n, member, source) \
    FIELD( kind, SERVER_INFO_##n, sv##n##_##member, struct server, source )

#define LEVEL_100_FIELDS(n) \
    SERVER( VALUE, n, platform_id, platform_id ), \
    SERVER( STRING, n, name, name )
#define COMMENT(n) \
    INPUT( STRING, SERVER_INFO_##n, sv##n##_comment, struct server, comment, SV_COMMENT_PARMNUM, MAXCOMMENTSZ )
#define LEVEL_101_FIELDS(n) \
    LEVEL_100_FIELDS( n ), \
    SERVER( VALUE, n, version_major, version_major ), \
    SERVER( VALUE, n, version_minor, version_minor ), \
    SERVER( VALUE, n, type, type ), \
    COMMENT( n )

static const struct field server_100[] = { LEVEL_100_FIELDS( 100 ) };
static const struct field server_101[] = { LEVEL_101_FIELDS( 101 ) };
static const struct field server_102[] =
{
    LEVEL_101_FIELDS( 102 ),
    SERVER( VALUE, 102, users, users ),
    SERVER( VALUE, 102, disc, disconnect ),
    SERVER( VALUE, 102, hidden, hidden ),
    SERVER( VALUE, 102, announce, announce ),
    SERVER( VALUE, 102, anndelta, announce_delta ),
    SERVER( VALUE, 102, licenses, licenses ),
    SERVER( STRING, 102, userpath, user_path ),
};
static const struct level server_levels[] =
{
    LEVEL( 100, SERVER_INFO_100, server_100 ),
    LEVEL( 101, SERVER_INFO_101, server_101 ),
    LEVEL( 102, SERVER_INFO_102, server_102 ),
};

/* The comment is what NetServerSetInfo() takes of each structure; there is no service here that had the rest. */
static const struct field server_1005[] = { COMMENT( 1005 ) };
static const struct level server_set_levels[] =
{
    LEVEL( 101, SERVER_INFO_101, server_101 ),
    LEVEL( 102, SERVER_INFO_102, server_102 ),
    LEVEL( 1005, SERVER_INFO_1005, server_1005 ),
};

static const struct field disk_0[] = { WHOLE( struct disk_info ) };
static const struct level disk_levels[] = { LEVEL( 0, struct disk_info, disk_0 ) };

static const struct field time_of_day[] = { WHOLE( TIME_OF_DAY_INFO ) };
static const struct level time_of_day_level = LEVEL( 0, TIME_OF_DAY_INFO, time_of_day );

static const struct field workstation_statistics_0[] = { WHOLE( STAT_WORKSTATION_0 ) };
static const struct level workstation_statistics_levels[] =
{
    LEVEL( 0, STAT_WORKSTATION_0, workstation_statistics_0 ),
};
static const struct field server_statistics_0[] = { WHOLE( STAT_SERVER_0 ) };
static const struct level server_statistics_levels[] =
{
    LEVEL( 0, STAT_SERVER_0, server_statistics_0 ),
};

struct server_transport
{
    const WCHAR *name;
    const WCHAR *network_address;
    const WCHAR *domain;
    const struct bytes *address;
    DWORD        address_length;
    DWORD        circuits;          /* that clients have on it */
};

#define TRANSPORT(kind, n, member, source) \
    FIELD( kind, SERVER_TRANSPORT_INFO_##n, svti##n##_##member, struct server_transport, source )
#define TRANSPORT_FIELDS(n) \
    TRANSPORT( VALUE, n, numberofvcs, circuits ), \
    TRANSPORT( STRING, n, transportname, name ), \
    SIZED_INPUT( BYTES, SERVER_TRANSPORT_INFO_##n, svti##n##_transportaddress, svti##n##_transportaddresslength, \
                 struct server_transport, address, 0 ), \
    TRANSPORT( VALUE, n, transportaddresslength, address_length ), \
    TRANSPORT( STRING, n, networkaddress, network_address )

static const struct field transport_0[] = { TRANSPORT_FIELDS( 0 ) };
static const struct field transport_1[] = { TRANSPORT_FIELDS( 1 ), TRANSPORT( STRING, 1, domain, domain ) };
static const struct level transport_levels[] =
{
    REFUSED_LEVEL( 0, SERVER_TRANSPORT_INFO_0, transport_0 ),
    REFUSED_LEVEL( 1, SERVER_TRANSPORT_INFO_1, transport_1 ),
};

/* ---- this computer ---------------------------------------------------------------------------- */

/* what a Server service has that nobody configured: Microsoft's Knowledge Base, 102967 */
#define DEFAULT_COMMENT         L""
#define DEFAULT_DISCONNECT      15
#define DEFAULT_ANNOUNCE        240
#define DEFAULT_ANNOUNCE_DELTA  3000
/* no document has these two: they are what Samba's server answers */
#define DEFAULT_USERS           0xffffffff
#define DEFAULT_USER_PATH       L"C:\\"

/* by which programs tell the editions of Windows */
#define PRODUCT_TYPES  (SV_TYPE_SERVER_NT | SV_TYPE_DOMAIN_CTRL | SV_TYPE_DOMAIN_BAKCTRL)

/* No SV_TYPE_SERVER: this computer shares nothing by itself. */
static DWORD get_server_type( BYTE product )
{
    DWORD type = SV_TYPE_WORKSTATION | SV_TYPE_NT;

    if (product == VER_NT_SERVER) type |= SV_TYPE_SERVER_NT;
    if (product == VER_NT_DOMAIN_CONTROLLER) type |= SV_TYPE_DOMAIN_CTRL;
    return type;
}

static NET_API_STATUS get_server( struct server *server, WCHAR name[MAX_COMPUTERNAME_LENGTH + 1] )
{
    OSVERSIONINFOEXW version;
    NET_API_STATUS status;

    if ((status = get_computer_name( name ))) return status;
    get_version( &version );

    server->name = name;
    server->comment = DEFAULT_COMMENT;
    server->user_path = DEFAULT_USER_PATH;
    server->platform_id = PLATFORM_ID_NT;
    server->version_major = version.dwMajorVersion;
    server->version_minor = version.dwMinorVersion;
    server->type = get_server_type( version.wProductType );
    server->users = DEFAULT_USERS;
    server->disconnect = DEFAULT_DISCONNECT;
    server->hidden = SV_VISIBLE;
    server->announce = DEFAULT_ANNOUNCE;
    server->announce_delta = DEFAULT_ANNOUNCE_DELTA;
    server->licenses = SV_USERS_PER_LICENSE;
    return NERR_Success;
}

/* What the answer of this computer's Server service has of its own, in place of the defaults. The structures of both levels
 * begin alike. */
static void take_service( const BYTE *answer, DWORD level, struct server *server )
{
    const SERVER_INFO_102 *told = (const SERVER_INFO_102 *)answer;

    if (told->sv102_comment) server->comment = told->sv102_comment;
    server->type |= told->sv102_type & ~PRODUCT_TYPES;
    if (level != 102) return;
    server->users = told->sv102_users;
    server->disconnect = told->sv102_disc;
    server->hidden = told->sv102_hidden;
    server->announce = told->sv102_announce;
    server->announce_delta = told->sv102_anndelta;
    server->licenses = told->sv102_licenses;
}

static DWORD get_disks( struct disk_info disks[MAX_DISKS] )
{
    DWORD drives = GetLogicalDrives(), count = 0, i;

    for (i = 0; i < MAX_DISKS; i++)
    {
        if (!(drives & (1u << i))) continue;
        disks[count].name[0] = 'A' + i;
        disks[count].name[1] = ':';
        disks[count++].name[2] = 0;
    }
    return count;
}

/* minutes to add to local time for UTC; -1: unknown */
static LONG get_time_zone(void)
{
    TIME_ZONE_INFORMATION info;

    switch (GetTimeZoneInformation( &info ))
    {
    case TIME_ZONE_ID_UNKNOWN: return info.Bias;
    case TIME_ZONE_ID_STANDARD: return info.Bias + info.StandardBias;
    case TIME_ZONE_ID_DAYLIGHT: return info.Bias + info.DaylightBias;
    default: return -1;
    }
}

static DWORD seconds_since_1970( LARGE_INTEGER time )
{
    ULONG seconds = 0;

    RtlTimeToSecondsSince1970( &time, &seconds );
    return seconds;
}

static void get_time_of_day( TIME_OF_DAY_INFO *info )
{
    DWORD adjustment, increment = 0;
    LARGE_INTEGER now;
    SYSTEMTIME time;
    FILETIME utc;
    BOOL disabled;

    GetSystemTimeAsFileTime( &utc );
    FileTimeToSystemTime( &utc, &time );
    now.u.LowPart = utc.dwLowDateTime;
    now.u.HighPart = utc.dwHighDateTime;
    GetSystemTimeAdjustment( &adjustment, &increment, &disabled );

    info->tod_elapsedt = seconds_since_1970( now );
    info->tod_msecs = GetTickCount();
    info->tod_hours = time.wHour;
    info->tod_mins = time.wMinute;
    info->tod_secs = time.wSecond;
    info->tod_hunds = time.wMilliseconds / 10;
    info->tod_timezone = get_time_zone();
    info->tod_tinterval = increment / 1000;  /* from units of 100 ns to units of 100 us */
    info->tod_day = time.wDay;
    info->tod_month = time.wMonth;
    info->tod_year = time.wYear;
    info->tod_weekday = time.wDayOfWeek;
}

/* The services are as old as the system. */
static DWORD get_start_time(void)
{
    LARGE_INTEGER boot = { .QuadPart = get_boot_time() };

    return seconds_since_1970( boot );
}

/* What a Server service would be reached by: the computer's transports, under the computer's name. */
struct own_transports
{
    struct record_source    source;
    struct transport       *transports;
    struct server_transport record;
    struct bytes            address;
    BYTE                    netbios_name[16];
    struct join_state       join;
};

static const void *get_own_transport( const struct record_source *source, DWORD index )
{
    struct own_transports *own = CONTAINING_RECORD( source, struct own_transports, source );

    own->record.name = own->transports[index].name;
    own->record.network_address = own->transports[index].address;
    own->record.circuits = own->transports[index].number_of_vcs;
    return &own->record;
}

/* The caller frees own->transports. */
static NET_API_STATUS get_own_transports( struct own_transports *own )
{
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 1];
    NET_API_STATUS status;

    if ((status = get_computer_name( name ))) return status;
    if ((status = get_join_state( &own->join ))) return status;
    status = get_transports( &own->transports, &own->source.count );
    if (status && status != ERROR_NETWORK_UNREACHABLE) return status;   /* without a network there are none */

    memset( own->netbios_name, ' ', sizeof(own->netbios_name) );
    WideCharToMultiByte( CP_OEMCP, 0, name, lstrlenW( name ), (char *)own->netbios_name, MAX_COMPUTERNAME_LENGTH,
                         NULL, NULL );
    own->address.data = own->netbios_name;
    own->address.size = own->record.address_length = sizeof(own->netbios_name);
    own->record.address = &own->address;
    own->record.domain = own->join.name;
    own->source.get = get_own_transport;
    return NERR_Success;
}

/* ---- the functions ---------------------------------------------------------------------------- */

static DWORD ask_server( handle_t binding, struct lanman_question *question )
{
    return NetrServerGetInfo( binding, question->server, question->level->number,
                              (SERVER_INFO *)&question->array.structures );
}

/************************************************************
 *                NetServerGetInfo  (NETAPI32.@)
 *
 * Tells about a computer as a server.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 100, 101 or 102: the number of the SERVER_INFO structure.
 *  bufptr     [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no bufptr), ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the computer), or what ask_info() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmserver.h. Windows' Server service answers this. Programs ask for the name, the version and the
 *  edition of a computer in this way, so of this computer there is an answer without the service: as from the
 *  other functions that tell of the computer. Those three are this computer's whatever the server says that the setting
 *  LocalServer names; it is asked for the rest, and where it does not tell there are the defaults. What the
 *  service itself has, shares, sessions and open files, is NERR_ServerNotStarted without it, and so is a change of its
 *  settings.
 */
NET_API_STATUS WINAPI NetServerGetInfo( LMSTR servername, DWORD level, LPBYTE *bufptr )
{
    const struct level *info = FIND_LEVEL( server_levels, level );
    struct lanman_question question = { .iface = &remote_srvsvc, .ask = ask_server, .level = info };
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 1];
    struct server server;
    NET_API_STATUS status;
    BYTE *answer = NULL;

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, bufptr );

    if ((status = begin_get( servername, info, bufptr, TRUE, &question.server ))) return status;
    if (question.server) return ask_info( &question, bufptr );
    if ((status = get_server( &server, name ))) return status;
    if (level != 100 && find_service( &question ))
    {
        if (!(status = ask_info( &question, &answer ))) take_service( answer, level, &server );
        else if (status == ERROR_NOT_ENOUGH_MEMORY) return status;
        else WARN( "%s: status %lu\n", debugstr_w(question.server), status );
    }
    status = pack_info( info, &server, bufptr );
    NetApiBufferFree( answer );
    return status;
}

struct server_change
{
    struct lanman_question question;
    DWORD                  parm_err;
};

static DWORD ask_change( handle_t binding, struct lanman_question *question )
{
    SERVER_INFO_STRUCT info = { question->level->number, { question->array.structures } };

    return NetrServerSetInfo( binding, question->server, &info, &((struct server_change *)question)->parm_err );
}

/************************************************************
 *                NetServerSetInfo  (NETAPI32.@)
 *
 * Changes a computer's comment.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  level      [I] 101, 102 or 1005: the number of the SERVER_INFO structure.
 *  buf        [I] The structure.
 *  parm_err   [O] The number of its first bad member; NULL is allowed.
 *
 * RETURNS
 *  NERR_ServerNotStarted (this computer has no Server service), what ask_status() returns, ERROR_INVALID_LEVEL,
 *  ERROR_INVALID_PARAMETER (no structure, or a bad member), or ERROR_INVALID_NAME (the computer).
 *
 * NOTES
 *  Microsoft Learn, lmserver.h. At levels 101 and 102 another computer gets the whole structure, and may change
 *  more than the comment.
 */
NET_API_STATUS WINAPI NetServerSetInfo( LMSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err )
{
    struct server_change change = { .question = { .iface = &remote_srvsvc, .ask = ask_change,
                                                  .level = FIND_LEVEL( server_set_levels, level ) } };
    struct server server;
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buf, parm_err );

    if ((status = begin_set( servername, change.question.level, parm_err, TRUE, &change.question.server )))
        return status;
    if ((status = unpack_info( change.question.level, buf, &server, parm_err ))) return status;
    if (!find_service( &change.question )) return NERR_ServerNotStarted;
    change.question.array.structures = buf;
    status = ask_status( &change.question, FALSE );
    if (parm_err && status == ERROR_INVALID_PARAMETER) *parm_err = change.parm_err;
    return status;
}

/************************************************************
 *                NetServerDiskEnum  (NETAPI32.@)
 *
 * Lists the disk drives of a computer.
 *
 * PARAMS
 *  servername    [I] The computer; NULL is this one.
 *  level         [I] 0.
 *  bufptr        [O] An array of strings of three characters, the end included ("C:"), the caller's to free with
 *                    NetApiBufferFree(); NULL on failure, and when there are none.
 *  prefmaxlen    [I] Ignored, as documented.
 *  entriesread   [O] Number of the strings.
 *  totalentries  [O] The same.
 *  resume_handle [O] 0, as all come at once; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (an output is missing), ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the computer), or what ask_list() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmserver.h.
 */
NET_API_STATUS WINAPI NetServerDiskEnum( LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                         LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle )
{
    const struct enum_args args = { FIND_LEVEL( disk_levels, level ), MAX_PREFERRED_LENGTH, NULL, bufptr, entriesread,
                                    totalentries };
    struct lanman_question question = { .iface = &remote_srvsvc, .ask = ask_disks, .level = args.level };
    struct disk_info disks[MAX_DISKS];
    struct record_source source = { 0, get_array_record, disks, sizeof(disks[0]), FALSE };
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume_handle );

    if ((status = begin_enum( servername, &args, TRUE, &question.server ))) return status;
    if (question.server)
        status = ask_list( &question, NULL, bufptr, entriesread, totalentries );
    else
    {
        source.count = get_disks( disks );
        status = pack_records( &args, &source );
    }
    if (!status && resume_handle) *resume_handle = 0;
    return status;
}

static DWORD ask_transports( handle_t binding, struct lanman_question *question )
{
    return NetrServerTransportEnum( binding, question->server, (SERVER_XPORT_ENUM_STRUCT *)&question->list,
                                    question->max_length, &question->total, question->resume );
}

/************************************************************
 *                NetServerTransportEnum  (NETAPI32.@)
 *
 * Lists the transport protocols by which a computer's Server service is reached.
 *
 * PARAMS
 *  servername    [I]   The computer; NULL is this one.
 *  level         [I]   0 or 1: the number of the SERVER_TRANSPORT_INFO structure.
 *  bufptr        [O]   An array of the structures, the caller's to free with NetApiBufferFree(); NULL on failure, and
 *                      when there are none.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   Number of the structures.
 *  totalentries  [O]   Number of those that there are from the resume handle on.
 *  resume_handle [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, NERR_BufTooSmall (not even one fits), ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER
 *  (an output is missing), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), what ask_list() returns for
 *  another computer, or a system error.
 *
 * NOTES
 *  Microsoft Learn, lmserver.h. As NetServerGetInfo(), it tells of this computer without the service; the transports are
 *  those of NetWkstaTransportEnum(), which no client is connected to. Samba does not have the function.
 */
NET_API_STATUS WINAPI NetServerTransportEnum( LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                              LPDWORD entriesread, LPDWORD totalentries,
                                              LPDWORD resume_handle )
{
    const struct enum_args args = { FIND_LEVEL( transport_levels, level ), prefmaxlen, resume_handle, bufptr,
                                    entriesread, totalentries };
    struct lanman_question question = { .iface = &remote_srvsvc, .ask = ask_transports, .level = args.level,
                                        .max_length = prefmaxlen };
    struct own_transports own = { .transports = NULL };
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume_handle );

    if ((status = begin_enum( servername, &args, TRUE, &question.server ))) return status;
    if (question.server) return ask_list( &question, resume_handle, bufptr, entriesread, totalentries );
    if (!(status = get_own_transports( &own ))) status = pack_records( &args, &own.source );
    NetApiBufferFree( own.transports );
    return status;
}

static DWORD ask_time_of_day( handle_t binding, struct lanman_question *question )
{
    return NetrRemoteTOD( binding, question->server, (TIME_OF_DAY_INFO **)&question->array.structures );
}

/************************************************************
 *                NetRemoteTOD  (NETAPI32.@)
 *
 * Tells the time of a computer.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  bufptr     [O] A TIME_OF_DAY_INFO, the caller's to free with NetApiBufferFree(); NULL on failure. The time of
 *                 day is UTC; tod_timezone tells how far local time is from it.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no bufptr), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the
 *  computer), or what ask_info() returns for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmremutl.h.
 */
NET_API_STATUS WINAPI NetRemoteTOD( LPCWSTR servername, LPBYTE *bufptr )
{
    struct lanman_question question = { .iface = &remote_srvsvc, .ask = ask_time_of_day,
                                        .level = &time_of_day_level };
    TIME_OF_DAY_INFO info;
    NET_API_STATUS status;

    TRACE( "(%s, %p)\n", debugstr_w(servername), bufptr );

    if ((status = begin_get( servername, question.level, bufptr, TRUE, &question.server ))) return status;
    if (question.server) return ask_info( &question, bufptr );
    get_time_of_day( &info );
    return pack_info( &time_of_day_level, &info, bufptr );
}

struct statistics_question
{
    struct lanman_question question;
    WCHAR                 *service;
};

static DWORD ask_server_statistics( handle_t binding, struct lanman_question *question )
{
    return NetrServerStatisticsGet( binding, question->server, ((struct statistics_question *)question)->service,
                                    question->level->number, 0, (STAT_SERVER_0 **)&question->array.structures );
}

static DWORD ask_workstation_statistics( handle_t binding, struct lanman_question *question )
{
    return NetrWorkstationStatisticsGet( binding, question->server, ((struct statistics_question *)question)->service,
                                         question->level->number, 0,
                                         (STAT_WORKSTATION_0 **)&question->array.structures );
}

/************************************************************
 *                NetStatisticsGet  (NETAPI32.@)
 *
 * Tells the statistics of the Workstation or the Server service.
 *
 * PARAMS
 *  servername [I] The computer; NULL is this one.
 *  service    [I] SERVICE_WORKSTATION or SERVICE_SERVER, in capital or small letters.
 *  level      [I] 0: STAT_WORKSTATION_0 or STAT_SERVER_0.
 *  options    [I] 0.
 *  bufptr     [O] The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_SUPPORTED (another service), ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no service,
 *  options, no bufptr), ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), or what ask_info() returns
 *  for another computer.
 *
 * NOTES
 *  Microsoft Learn, lmstats.h. The time when counting started is in seconds since 1970 in both structures: that of
 *  the boot. Nobody counts here, so all counters are 0.
 */
NET_API_STATUS WINAPI NetStatisticsGet( LMSTR servername, LMSTR service, DWORD level, DWORD options,
                                        LPBYTE *bufptr )
{
    STAT_WORKSTATION_0 workstation = { .StatisticsStartTime.QuadPart = get_start_time() };
    STAT_SERVER_0 server = { .sts0_start = get_start_time() };
    struct statistics_question asked = { .service = service };
    const struct level *info;
    NET_API_STATUS status;
    BOOL is_server;

    TRACE( "(%s, %s, %lu, %lu, %p)\n", debugstr_w(servername), debugstr_w(service), level, options, bufptr );

    if (!bufptr) return ERROR_INVALID_PARAMETER;
    *bufptr = NULL;
    if (!service) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( servername, &asked.question.server ))) return status;

    is_server = is_same_name( service, L"LanmanServer" );
    if (!is_server && !is_same_name( service, L"LanmanWorkstation" )) return ERROR_NOT_SUPPORTED;
    info = is_server ? FIND_LEVEL( server_statistics_levels, level )
                     : FIND_LEVEL( workstation_statistics_levels, level );
    if (!info) return ERROR_INVALID_LEVEL;
    if (options) return ERROR_INVALID_PARAMETER;
    if (asked.question.server)
    {
        asked.question.iface = is_server ? &remote_srvsvc : &remote_wkssvc;
        asked.question.ask = is_server ? ask_server_statistics : ask_workstation_statistics;
        asked.question.level = info;
        return ask_info( &asked.question, bufptr );
    }
    return pack_info( info, is_server ? (const void *)&server : &workstation, bufptr );
}

/* whose names other computers have: no answer tells any */
static const struct level browser_levels[] =
{
    { 100, sizeof(SERVER_INFO_100), 0, NULL, FALSE },
    { 101, sizeof(SERVER_INFO_101), 0, NULL, FALSE },
};

/************************************************************
 *                NetServerEnum  (NETAPI32.@)
 *
 * Lists the servers of a workgroup or domain.
 *
 * PARAMS
 *  servername    [I]   NULL, or this computer.
 *  level         [I]   100 or 101: the number of the SERVER_INFO structure.
 *  bufptr        [O]   NULL.
 *  prefmaxlen    [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  entriesread   [O]   0.
 *  totalentries  [O]   0.
 *  servertype    [I]   Which servers: SV_TYPE_...
 *  domain        [I]   The workgroup or domain; NULL is this computer's.
 *  resume_handle [I/O] It is left alone; NULL is allowed.
 *
 * RETURNS
 *  ERROR_NO_BROWSER_SERVERS_FOUND (nobody keeps a list), ERROR_INVALID_PARAMETER (an output is missing),
 *  ERROR_INVALID_LEVEL, ERROR_INVALID_NAME, or ERROR_BAD_NETPATH (another computer).
 *
 * NOTES
 *  Microsoft Learn, lmserver.h. It wants the browser service, which Windows has no more.
 */
NET_API_STATUS WINAPI NetServerEnum( LMCSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                     LPDWORD entriesread, LPDWORD totalentries, DWORD servertype, LMCSTR domain,
                                     LPDWORD resume_handle )
{
    const struct enum_args args = { FIND_LEVEL( browser_levels, level ), prefmaxlen, resume_handle, bufptr,
                                    entriesread, totalentries };
    NET_API_STATUS status;
    const WCHAR *other;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %#lx, %s, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen, entriesread,
           totalentries, servertype, debugstr_w(domain), resume_handle );

    if ((status = begin_enum( servername, &args, TRUE, &other ))) return status;
    return other ? ERROR_BAD_NETPATH : ERROR_NO_BROWSER_SERVERS_FOUND;
}

/************************************************************
 *                NetServerEnumEx  (NETAPI32.@)
 *
 * NetServerEnum() from a name on.
 *
 * PARAMS
 *  FirstNameToReturn [I] That name; NULL is allowed. The others are as NetServerEnum()'s.
 *
 * RETURNS
 *  What NetServerEnum() does.
 *
 * NOTES
 *  As NetServerEnum().
 */
NET_API_STATUS WINAPI NetServerEnumEx( LMCSTR ServerName, DWORD Level, LPBYTE *Bufptr, DWORD PrefMaxlen,
                                       LPDWORD EntriesRead, LPDWORD totalentries, DWORD servertype, LMCSTR domain,
                                       LMCSTR FirstNameToReturn )
{
    TRACE( "(..., %s)\n", debugstr_w(FirstNameToReturn) );

    return NetServerEnum( ServerName, Level, Bufptr, PrefMaxlen, EntriesRead, totalentries, servertype, domain, NULL );
}
