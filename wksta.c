/*
 * The workstation: its configuration, its users and its transports
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
#include "wkssvc.h"

#include "wine/debug.h"

#include "arguments.h"
#include "join.h"
#include "local/computer.h"
#include "local/joined.h"
#include "local/transport.h"
#include "servers/lanman.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * The configuration
 */

/* the family's record, see pack.h */
struct workstation
{
    DWORD          platform_id;
    const WCHAR   *computer_name;
    const WCHAR   *lan_group;
    DWORD          version_major;
    DWORD          version_minor;
    const WCHAR   *lan_root;
    DWORD          logged_on_users;
    WKSTA_INFO_502 settings;
};

#define WORKSTATION_FIELD(kind, level, member, record) \
    FIELD( kind, WKSTA_INFO_##level, wki##level##_##member, struct workstation, record )

/* each level has the fields of the one before */
#define FIELDS_100(level) \
    WORKSTATION_FIELD( VALUE, level, platform_id, platform_id ), \
    WORKSTATION_FIELD( STRING, level, computername, computer_name ), \
    WORKSTATION_FIELD( STRING, level, langroup, lan_group ), \
    WORKSTATION_FIELD( VALUE, level, ver_major, version_major ), \
    WORKSTATION_FIELD( VALUE, level, ver_minor, version_minor )
#define FIELDS_101(level) \
    FIELDS_100( level ), \
    WORKSTATION_FIELD( STRING, level, lanroot, lan_root )

static const struct field fields_100[] = { FIELDS_100( 100 ) };
static const struct field fields_101[] = { FIELDS_101( 101 ) };
static const struct field fields_102[] =
{
    FIELDS_101( 102 ),
    WORKSTATION_FIELD( VALUE, 102, logged_on_users, logged_on_users ),
};

/* numbers only, so that the record has the structure itself */
static const struct field fields_502[] =
{
    { FIELD_VALUE, sizeof(WKSTA_INFO_502), 0, offsetof( struct workstation, settings ), 0, 0, 0, NULL },
};

static const struct level workstation_levels[] =
{
    LEVEL( 100, WKSTA_INFO_100, fields_100 ),
    LEVEL( 101, WKSTA_INFO_101, fields_101 ),
    LEVEL( 102, WKSTA_INFO_102, fields_102 ),
    LEVEL( 502, WKSTA_INFO_502, fields_502 ),
};

/* The defaults of LanmanWorkstation's registry values: Microsoft's knowledge base, article 102981,
 * "Workstation Service Entries". What has no such value is 0: the Open Specification MS-WKST, 2.2.5.4,
 * allows any number. */
static const WKSTA_INFO_502 default_settings =
{
    .wki502_char_wait = 3600,                   /* milliseconds */
    .wki502_collection_time = 250,              /* milliseconds */
    .wki502_maximum_collection_count = 16,      /* bytes */
    .wki502_keep_conn = 600,                    /* seconds */
    .wki502_max_cmds = 15,
    .wki502_sess_timeout = 45,                  /* seconds */
    .wki502_siz_char_buf = 512,                 /* bytes */
    .wki502_lock_quota = 4096,                  /* bytes */
    .wki502_lock_increment = 10,                /* milliseconds */
    .wki502_lock_maximum = 500,                 /* milliseconds */
    .wki502_pipe_increment = 10,                /* milliseconds */
    .wki502_pipe_maximum = 500,                 /* milliseconds */
    .wki502_cache_file_timeout = 10,            /* seconds */
    .wki502_dormant_file_limit = 45,
    .wki502_read_ahead_throughput = 0xffffffff, /* kilobytes a second */
    .wki502_num_mailslot_buffers = 5,
    .wki502_num_srv_announce_buffers = 20,
    .wki502_max_illegal_datagram_events = 5,
    .wki502_illegal_datagram_event_reset_frequency = 60,  /* seconds */
    .wki502_log_election_packets = FALSE,
    .wki502_use_opportunistic_locking = TRUE,
    .wki502_use_unlock_behind = TRUE,
    .wki502_buf_named_pipes = TRUE,
    .wki502_use_lock_read_unlock = TRUE,
    .wki502_utilize_nt_caching = TRUE,
    .wki502_use_raw_read = TRUE,
    .wki502_use_raw_write = TRUE,
    .wki502_use_write_raw_data = TRUE,
    .wki502_buf_files_deny_write = TRUE,
    .wki502_buf_read_only_files = TRUE,
    .wki502_use_512_byte_max_transfer = FALSE,
};

/* LAN Manager's folder: Windows has none, and servers that are no LAN Manager send this. */
#define NO_LAN_ROOT  L""

/* Wine knows of no other user than the one who runs the process. */
#define LOGGED_ON_USERS  1

/* what the record's strings point to */
struct workstation_names
{
    WCHAR             computer[MAX_COMPUTERNAME_LENGTH + 1];
    struct join_state join;
};

static NET_API_STATUS get_workstation( struct workstation *workstation,
                                       struct workstation_names *names )
{
    OSVERSIONINFOEXW version;
    NET_API_STATUS status;

    if ((status = get_computer_name( names->computer ))) return status;
    if ((status = get_join_state( &names->join ))) return status;
    get_version( &version );

    workstation->platform_id = PLATFORM_ID_NT;
    workstation->computer_name = names->computer;
    workstation->lan_group = names->join.name;
    workstation->version_major = version.dwMajorVersion;
    workstation->version_minor = version.dwMinorVersion;
    workstation->lan_root = NO_LAN_ROOT;
    workstation->logged_on_users = LOGGED_ON_USERS;
    workstation->settings = default_settings;
    return NERR_Success;
}

static DWORD ask_workstation( handle_t binding, struct lanman_question *question )
{
    return NetrWkstaGetInfo( binding, question->server, question->level->number,
                             (WKSTA_INFO *)&question->array.structures );
}

/************************************************************
 *                NetWkstaGetInfo  (NETAPI32.@)
 *
 * Tells a computer's names, version and configuration.
 *
 * PARAMS
 *  server [I] The computer; NULL for this one.
 *  level  [I] 100, 101, 102 or 502.
 *  buffer [O] The level's structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no buffer), ERROR_INVALID_LEVEL, ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the computer), what ask_info() returns for another computer, or a system error.
 *
 * NOTES
 *  Microsoft Learn, lmwksta.h.
 */
NET_API_STATUS WINAPI NetWkstaGetInfo( WCHAR *server, DWORD level, BYTE **buffer )
{
    const struct level *info_level = FIND_LEVEL( workstation_levels, level );
    struct lanman_question question = { .iface = &remote_wkssvc, .ask = ask_workstation, .level = info_level };
    struct workstation workstation;
    struct workstation_names names;
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p)\n", debugstr_w(server), level, buffer );

    if ((status = begin_get( server, info_level, buffer, TRUE, &question.server ))) return status;
    if (question.server) return ask_info( &question, buffer );
    if ((status = get_workstation( &workstation, &names ))) return status;
    return pack_info( info_level, &workstation, buffer );
}

/* Wine has no configuration of the workstation to change. */
static NET_API_STATUS refuse_info( const struct level *level, const BYTE *info )
{
    if (!level) return ERROR_INVALID_LEVEL;
    return info ? ERROR_ACCESS_DENIED : ERROR_INVALID_PARAMETER;
}

struct workstation_change
{
    struct lanman_question question;
    DWORD                  parm_err;
};

static DWORD ask_change( handle_t binding, struct lanman_question *question )
{
    WKSTA_INFO_STRUCT info = { question->level->number, { question->array.structures } };

    return NetrWkstaSetInfo( binding, question->server, &info, &((struct workstation_change *)question)->parm_err );
}

/* What is sent of a structure, where a bad pointer faults. None of its strings can be set, so that no page has limits for them. */
static BOOL can_be_sent( const struct level *level, const BYTE *info )
{
    unsigned int i;

    for (i = 0; i < level->count; i++)
    {
        const WCHAR *string = NULL;

        if (level->fields[i].kind == FIELD_STRING) memcpy( &string, info + level->fields[i].target, sizeof(string) );
        if (string && is_longer_than( string, PATHLEN )) return FALSE;
    }
    return TRUE;
}

/************************************************************
 *                NetWkstaSetInfo  (NETAPI32.@)
 *
 * Changes a computer's configuration.
 *
 * PARAMS
 *  server   [I] The computer; NULL for this one.
 *  level    [I] 100, 101, 102 or 502.
 *  info     [I] The level's structure.
 *  parm_err [O] The number of the first bad field that another computer tells with ERROR_INVALID_PARAMETER, else untouched.
 *               NULL is allowed.
 *
 * RETURNS
 *  ERROR_INVALID_NAME (the computer), ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER (no info, or a string that is too long to
 *  be sent). On this computer ERROR_ACCESS_DENIED, on another one what ask_status() returns.
 *
 * NOTES
 *  Microsoft Learn, lmwksta.h, which tells not to use the levels from 1010 on. Of the others MS-WKST 3.2.4.2 has a server
 *  take 502 alone.
 */
NET_API_STATUS WINAPI NetWkstaSetInfo( WCHAR *server, DWORD level, BYTE *info, DWORD *parm_err )
{
    struct workstation_change change = { .question = { .iface = &remote_wkssvc, .ask = ask_change,
                                                       .level = FIND_LEVEL( workstation_levels, level ) } };
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(server), level, info, parm_err );

    if ((status = find_server( server, &change.question.server ))) return status;
    status = refuse_info( change.question.level, info );
    if (!change.question.server || status != ERROR_ACCESS_DENIED) return status;
    if (!can_be_sent( change.question.level, info )) return ERROR_INVALID_PARAMETER;
    change.question.array.structures = info;
    status = ask_status( &change.question, FALSE );
    if (parm_err && status == ERROR_INVALID_PARAMETER) *parm_err = change.parm_err;
    return status;
}

/************************************************************
 *                NetpGetComputerName  (NETAPI32.@)
 *
 * Tells this computer's NetBIOS name.
 *
 * PARAMS
 *  name [O] The name, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no name), ERROR_NOT_ENOUGH_MEMORY, or a system error.
 *
 * NOTES
 *  Not documented; Wine's tests call it.
 */
NET_API_STATUS WINAPI NetpGetComputerName( WCHAR **name )
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1];
    NET_API_STATUS status;

    TRACE( "(%p)\n", name );

    if (!name) return ERROR_INVALID_PARAMETER;
    *name = NULL;
    if ((status = get_computer_name( computer ))) return status;
    return pack_string( computer, name );
}

/*
 * The users
 */

/* the family's record, see pack.h */
struct logged_on_user
{
    const WCHAR *name;
    const WCHAR *logon_domain;
    const WCHAR *other_domains;
    const WCHAR *logon_server;
};

#define USER_FIELD(level, member, record) \
    FIELD( STRING, WKSTA_USER_INFO_##level, wkui##level##_##member, struct logged_on_user, record )

static const struct field user_fields_0[] = { USER_FIELD( 0, username, name ) };
static const struct field user_fields_1[] =
{
    USER_FIELD( 1, username, name ),
    USER_FIELD( 1, logon_domain, logon_domain ),
    USER_FIELD( 1, oth_domains, other_domains ),
    USER_FIELD( 1, logon_server, logon_server ),
};
static const struct field user_fields_1101[] = { USER_FIELD( 1101, oth_domains, other_domains ) };

static const struct level user_info_levels[] =
{
    LEVEL( 0, WKSTA_USER_INFO_0, user_fields_0 ),
    LEVEL( 1, WKSTA_USER_INFO_1, user_fields_1 ),
    LEVEL( 1101, WKSTA_USER_INFO_1101, user_fields_1101 ),
};

static const struct level user_enum_levels[] =
{
    LEVEL( 0, WKSTA_USER_INFO_0, user_fields_0 ),
    LEVEL( 1, WKSTA_USER_INFO_1, user_fields_1 ),
};

static const struct level user_set_levels[] =
{
    LEVEL( 1, WKSTA_USER_INFO_1, user_fields_1 ),
    LEVEL( 1101, WKSTA_USER_INFO_1101, user_fields_1101 ),
};

/* LanmanWorkstation's registry value OtherDomains, see default_settings */
#define NO_OTHER_DOMAINS  L""

/* which controller checked the password: nobody is asked for that */
#define UNKNOWN_LOGON_SERVER  L""

/* what the record's strings point to */
struct user_names
{
    WCHAR user[UNLEN + 1];
    WCHAR domain[MAX_SERVER_NAME];
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1];
    struct joined_domain joined;
};

/* The names of the SID that was looked up last: a user who runs a program has the same as long as it runs. */
static struct
{
    SRWLOCK lock;
    BOOL    known;
    BYTE    sid[SECURITY_MAX_SID_SIZE];
    WCHAR   user[UNLEN + 1];
    WCHAR   domain[MAX_SERVER_NAME];
}
last_user;

static BOOL find_last_user( PSID sid, struct user_names *names )
{
    BOOL found;

    AcquireSRWLockShared( &last_user.lock );
    if ((found = last_user.known && EqualSid( sid, last_user.sid )))
    {
        lstrcpyW( names->user, last_user.user );
        lstrcpyW( names->domain, last_user.domain );
    }
    ReleaseSRWLockShared( &last_user.lock );
    return found;
}

/* It is looked up without the lock: that takes long. */
static NET_API_STATUS look_up_user( PSID sid, struct user_names *names )
{
    DWORD name_size = ARRAYSIZE(names->user), domain_size = ARRAYSIZE(names->domain);
    SID_NAME_USE use;

    if (find_last_user( sid, names )) return NERR_Success;
    if (!LookupAccountSidW( NULL, sid, names->user, &name_size, names->domain, &domain_size, &use ))
        return GetLastError();
    AcquireSRWLockExclusive( &last_user.lock );
    last_user.known = CopySid( sizeof(last_user.sid), last_user.sid, sid );
    lstrcpyW( last_user.user, names->user );
    lstrcpyW( last_user.domain, names->domain );
    ReleaseSRWLockExclusive( &last_user.lock );
    return NERR_Success;
}

/* The user whose token the thread has: the process', or one it impersonates. To Wine he is one of this computer's, also when
 * the Linux system has him from the domain that it has joined. */
static NET_API_STATUS get_user( struct logged_on_user *user, struct user_names *names )
{
    struct joined_domain *domain = &names->joined;
    WCHAR name[UNLEN + 1];
    union
    {
        TOKEN_USER user;
        BYTE       space[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    }
    info;
    DWORD size = sizeof(info);
    NET_API_STATUS status;

    if (!GetTokenInformation( GetCurrentThreadEffectiveToken(), TokenUser, &info, size, &size )) return GetLastError();
    if ((status = get_computer_name( names->computer ))) return status;
    if ((status = look_up_user( info.user.User.Sid, names ))) return status;

    user->name = names->user;
    user->logon_domain = names->domain;
    user->other_domains = NO_OTHER_DOMAINS;
    user->logon_server = names->computer;  /* which checks the passwords of its own accounts */
    if (!get_joined_domain( domain ) && get_joined_user( domain, names->user, name ))
    {
        user->name = lstrcpyW( names->user, name );
        user->logon_domain = domain->flat_name;
        user->logon_server = UNKNOWN_LOGON_SERVER;
    }
    return NERR_Success;
}

/************************************************************
 *                NetWkstaUserGetInfo  (NETAPI32.@)
 *
 * Tells about the user who calls.
 *
 * PARAMS
 *  reserved [I] NULL.
 *  level    [I] 0, 1 or 1101.
 *  buffer   [O] The level's structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no buffer, or reserved is not NULL), ERROR_INVALID_LEVEL,
 *  ERROR_NOT_ENOUGH_MEMORY, or a system error.
 *
 * NOTES
 *  Microsoft Learn, lmwksta.h. A user whom the Linux system has from the domain that it has joined is told as the domain's, by
 *  the name there, where that system's name for him tells it: docs/domains.md. His logon server is empty then: Wine knows of
 *  none, and no controller is asked.
 */
NET_API_STATUS WINAPI NetWkstaUserGetInfo( WCHAR *reserved, DWORD level, BYTE **buffer )
{
    const struct level *info_level = FIND_LEVEL( user_info_levels, level );
    struct logged_on_user user;
    struct user_names names;
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p)\n", debugstr_w(reserved), level, buffer );

    if (!buffer) return ERROR_INVALID_PARAMETER;
    *buffer = NULL;
    if (reserved) return ERROR_INVALID_PARAMETER;
    if (!info_level) return ERROR_INVALID_LEVEL;
    if ((status = get_user( &user, &names ))) return status;
    return pack_info( info_level, &user, buffer );
}

/************************************************************
 *                NetWkstaUserSetInfo  (NETAPI32.@)
 *
 * Would change which other domains the user who calls sees.
 *
 * PARAMS
 *  reserved [I] NULL.
 *  level    [I] 1 or 1101.
 *  info     [I] The level's structure.
 *  parm_err [O] The number of the first bad field. Untouched: no field is looked at. NULL is allowed.
 *
 * RETURNS
 *  ERROR_INVALID_PARAMETER (no info, or reserved is not NULL), ERROR_INVALID_LEVEL, else
 *  ERROR_ACCESS_DENIED.
 *
 * NOTES
 *  Microsoft Learn, lmwksta.h.
 */
NET_API_STATUS WINAPI NetWkstaUserSetInfo( WCHAR *reserved, DWORD level, BYTE *info, DWORD *parm_err )
{
    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(reserved), level, info, parm_err );

    if (reserved) return ERROR_INVALID_PARAMETER;
    return refuse_info( FIND_LEVEL( user_set_levels, level ), info );
}

static DWORD ask_users( handle_t binding, struct lanman_question *question )
{
    return NetrWkstaUserEnum( binding, question->server, (WKSTA_USER_ENUM_STRUCT *)&question->list,
                              question->max_length, &question->total, question->resume );
}

/************************************************************
 *                NetWkstaUserEnum  (NETAPI32.@)
 *
 * Lists who is logged on at a computer: at this one, the user of this process.
 *
 * PARAMS
 *  server        [I]   The computer; NULL for this one.
 *  level         [I]   0 or 1.
 *  buffer        [O]   The structures, the caller's to free with NetApiBufferFree(); NULL on failure.
 *  max_length    [I]   How long the answer may be, in bytes; MAX_PREFERRED_LENGTH: no limit.
 *  entries_read  [O]   How many structures there are in the buffer; 0 on failure.
 *  total_entries [O]   How many there are from the resume handle on.
 *  resume        [I/O] Where to go on, 0 for the first call. NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (an output is missing), ERROR_INVALID_LEVEL,
 *  ERROR_MORE_DATA, ERROR_NOT_ENOUGH_MEMORY, ERROR_INVALID_NAME (the computer), what ask_list() returns for
 *  another computer, or a system error.
 *
 * NOTES
 *  Microsoft Learn, lmwksta.h.
 */
NET_API_STATUS WINAPI NetWkstaUserEnum( WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length,
                                        DWORD *entries_read, DWORD *total_entries, DWORD *resume )
{
    const struct enum_args args = { FIND_LEVEL( user_enum_levels, level ), max_length, resume, buffer, entries_read,
                                    total_entries };
    struct lanman_question question = { .iface = &remote_wkssvc, .ask = ask_users, .level = args.level,
                                        .max_length = max_length };
    struct record_source source = { LOGGED_ON_USERS, get_array_record, NULL, 0, FALSE };
    struct logged_on_user user;
    struct user_names names;
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(server), level, buffer, max_length,
           entries_read, total_entries, resume );

    if ((status = begin_enum( server, &args, TRUE, &question.server ))) return status;
    if (question.server) return ask_list( &question, resume, buffer, entries_read, total_entries );
    if ((status = get_user( &user, &names ))) return status;
    source.records = &user;
    return pack_records( &args, &source );
}

/*
 * The transports
 */

#define TRANSPORT_FIELD(kind, member, record) \
    FIELD( kind, WKSTA_TRANSPORT_INFO_0, wkti0_##member, struct transport, record )

static const struct field transport_fields[] =
{
    TRANSPORT_FIELD( VALUE, quality_of_service, quality_of_service ),
    TRANSPORT_FIELD( VALUE, number_of_vcs, number_of_vcs ),
    TRANSPORT_FIELD( STRING, transport_name, name ),
    TRANSPORT_FIELD( STRING, transport_address, address ),
    TRANSPORT_FIELD( VALUE, wan_ish, wan_ish ),
};

static const struct level transport_levels[] = { REFUSED_LEVEL( 0, WKSTA_TRANSPORT_INFO_0, transport_fields ) };

static DWORD ask_transports( handle_t binding, struct lanman_question *question )
{
    return NetrWkstaTransportEnum( binding, question->server, (WKSTA_TRANSPORT_ENUM_STRUCT *)&question->list,
                                   question->max_length, &question->total, question->resume );
}

/************************************************************
 *                NetWkstaTransportEnum  (NETAPI32.@)
 *
 * Lists the transports of a computer, by which it reaches servers.
 *
 * PARAMS
 *  server        [I]   The computer; NULL for this one.
 *  level         [I]   0.
 *  buffer        [O]   The structures, the caller's to free with NetApiBufferFree(); NULL on failure.
 *  max_length    [I]   How long the answer may be, in bytes; MAX_PREFERRED_LENGTH: no limit.
 *  entries_read  [O]   How many structures there are in the buffer; 0 on failure.
 *  total_entries [O]   How many there are from the resume handle on.
 *  resume        [I/O] Where to go on, 0 for the first call. NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no buffer or entries_read), RPC_X_NULL_REF_POINTER (no
 *  total_entries), ERROR_INVALID_LEVEL, ERROR_MORE_DATA, NERR_BufTooSmall (not even the first
 *  structure fits), ERROR_NETWORK_UNREACHABLE (there are none), ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_INVALID_NAME (the computer), what ask_list() returns for another computer, or a system error.
 *
 * NOTES
 *  Microsoft Learn, lmwksta.h. Wine's tests have the missing total_entries from Windows, and none
 *  at all from Wine's own.
 */
NET_API_STATUS WINAPI NetWkstaTransportEnum( WCHAR *server, DWORD level, BYTE **buffer,
                                             DWORD max_length, DWORD *entries_read,
                                             DWORD *total_entries, DWORD *resume )
{
    const struct enum_args args = { FIND_LEVEL( transport_levels, level ), max_length, resume, buffer, entries_read,
                                    total_entries };
    struct lanman_question question = { .iface = &remote_wkssvc, .ask = ask_transports, .level = args.level,
                                        .max_length = max_length };
    struct record_source source = { 0, get_array_record, NULL, sizeof(struct transport), FALSE };
    struct transport *transports;
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(server), level, buffer, max_length,
           entries_read, total_entries, resume );

    if ((status = begin_enum( server, &args, TRUE, &question.server )))
        return buffer && entries_read && !total_entries ? RPC_X_NULL_REF_POINTER : status;
    if (question.server) return ask_list( &question, resume, buffer, entries_read, total_entries );
    if ((status = get_transports( &transports, &source.count ))) return status;
    source.records = transports;
    status = pack_records( &args, &source );
    NetApiBufferFree( transports );
    return status;
}
