/*
 * What the tests ask other computers
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

#include <stddef.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winuser.h>
#include <wincred.h>
#include <lm.h>

#include "program.h"
#include "questions.h"

/* what tests/host/make-recorded made on its server */
#define USER         L"u1"
#define GROUP        L"Few"
#define LOCAL_GROUP  L"Few Local"
#define SHARE        L"public"

#define LIST  &reply->buffer, MAX_PREFERRED_LENGTH, &reply->count, &reply->total

static void ask_wksta_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetWkstaGetInfo( server, question->level, &reply->buffer );
}

static void ask_wksta_users( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD resume = 0;

    reply->status = NetWkstaUserEnum( server, question->level, LIST, &resume );
}

static void ask_wksta_transports( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetWkstaTransportEnum( server, question->level, LIST, NULL );
}

static void ask_server_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetServerGetInfo( server, question->level, &reply->buffer );
}

static void ask_disks( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetServerDiskEnum( server, question->level, LIST, NULL );
}

static void ask_server_transports( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetServerTransportEnum( server, question->level, LIST, NULL );
}

static void ask_statistics( const struct question *question, WCHAR *server, struct reply *reply )
{
    const WCHAR *service = question->size == sizeof(STAT_SERVER_0) ? L"LanmanServer" : L"LanmanWorkstation";

    reply->status = NetStatisticsGet( server, (WCHAR *)service, 0, 0, &reply->buffer );
}

static void ask_time( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = NetRemoteTOD( server, &reply->buffer );
}

static void ask_shares( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD resume = 0;

    reply->status = NetShareEnum( server, question->level, LIST, &resume );
}

static void ask_share_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetShareGetInfo( server, (WCHAR *)SHARE, question->level, &reply->buffer );
}

static void check_share( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD type;

    (void)question;
    reply->status = NetShareCheck( server, (WCHAR *)L"C:\\nothing", &type );
}

static void add_share( const struct question *question, WCHAR *server, struct reply *reply )
{
    SHARE_INFO_2 info = { (WCHAR *)L"no share", STYPE_DISKTREE, (WCHAR *)L"", 0, ~0u, 0, (WCHAR *)L"C:\\nothing", (WCHAR *)L"" };
    DWORD parm;

    reply->status = NetShareAdd( server, question->level, (BYTE *)&info, &parm );
}

static void delete_share( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = NetShareDel( server, (WCHAR *)L"no share", 0 );
}

static void ask_sessions( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetSessionEnum( server, NULL, NULL, question->level, LIST, NULL );
}

static void ask_connections( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetConnectionEnum( server, (WCHAR *)SHARE, question->level, LIST, NULL );
}

static void ask_files( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD_PTR resume = 0;

    reply->status = NetFileEnum( server, NULL, NULL, question->level, LIST, &resume );
}

static void close_file( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = NetFileClose( server, 0x7fffffff );
}

static void ask_users( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD resume = 0;

    reply->status = NetUserEnum( server, question->level, 0, LIST, &resume );
}

static void ask_user_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetUserGetInfo( server, USER, question->level, &reply->buffer );
}

static void set_user_comment( const struct question *question, WCHAR *server, struct reply *reply )
{
    USER_INFO_1007 info = { (WCHAR *)L"a comment" };
    DWORD parm;

    reply->status = NetUserSetInfo( server, USER, question->level, (BYTE *)&info, &parm );
}

static void ask_user_groups( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetUserGetGroups( server, USER, question->level, LIST );
}

static void ask_user_local_groups( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetUserGetLocalGroups( server, USER, question->level, LG_INCLUDE_INDIRECT, LIST );
}

static void ask_modals( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetUserModalsGet( server, question->level, &reply->buffer );
}

static void ask_display( const struct question *question, WCHAR *server, struct reply *reply )
{
    void *buffer = reply->buffer;

    reply->status = NetQueryDisplayInformation( server, question->level, 0, 100, MAX_PREFERRED_LENGTH, &reply->count, &buffer );
    reply->buffer = buffer;
    reply->total = reply->count;
}

static void ask_groups( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD_PTR resume = 0;

    reply->status = NetGroupEnum( server, question->level, LIST, &resume );
}

static void ask_group_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetGroupGetInfo( server, GROUP, question->level, &reply->buffer );
}

static void ask_group_users( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD_PTR resume = 0;

    reply->status = NetGroupGetUsers( server, GROUP, question->level, LIST, &resume );
}

static void ask_local_groups( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD_PTR resume = 0;

    reply->status = NetLocalGroupEnum( server, question->level, LIST, &resume );
}

static void ask_local_group_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetLocalGroupGetInfo( server, LOCAL_GROUP, question->level, &reply->buffer );
}

static void ask_members( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD_PTR resume = 0;

    reply->status = NetLocalGroupGetMembers( server, LOCAL_GROUP, question->level, LIST, &resume );
}

/* Where a structure's pointers are. */
#define KIND_STRING      0x00000
#define KIND_SID         0x10000
#define KIND_DESCRIPTOR  0x20000
#define KIND_BYTES       0x30000
#define KIND_MASK        0x30000
#define OFFSET_MASK      0x0ffff

#define POINTER(kind, type, member)  (KIND_##kind + offsetof( type, member ) + 1)
#define S(member)  POINTER( STRING, T, member )

/* More than one level of a function where the structures differ in kind. The calls that change something fail, or change
 * what nobody looks at. */
const struct question questions[] =
{
#define T WKSTA_INFO_100
    { "NetWkstaGetInfo 100", ask_wksta_info, 100, sizeof(T), { S( wki100_computername ), S( wki100_langroup ) } },
#undef T
#define T WKSTA_INFO_102
    { "NetWkstaGetInfo 102", ask_wksta_info, 102, sizeof(T),
      { S( wki102_computername ), S( wki102_langroup ), S( wki102_lanroot ) } },
#undef T
#define T WKSTA_USER_INFO_0
    { "NetWkstaUserEnum 0", ask_wksta_users, 0, sizeof(T), { S( wkui0_username ) } },
#undef T
#define T WKSTA_USER_INFO_1
    { "NetWkstaUserEnum 1", ask_wksta_users, 1, sizeof(T),
      { S( wkui1_username ), S( wkui1_logon_domain ), S( wkui1_oth_domains ), S( wkui1_logon_server ) } },
#undef T
#define T WKSTA_TRANSPORT_INFO_0
    { "NetWkstaTransportEnum 0", ask_wksta_transports, 0, sizeof(T),
      { S( wkti0_transport_name ), S( wkti0_transport_address ) } },
#undef T
#define T SERVER_INFO_101
    { "NetServerGetInfo 101", ask_server_info, 101, sizeof(T), { S( sv101_name ), S( sv101_comment ) } },
#undef T
#define T SERVER_INFO_102
    { "NetServerGetInfo 102", ask_server_info, 102, sizeof(T), { S( sv102_name ), S( sv102_comment ), S( sv102_userpath ) } },
#undef T
    { "NetServerDiskEnum", ask_disks, 0, 3 * sizeof(WCHAR), { 0 } },
    { "NetServerTransportEnum 0", ask_server_transports, 0, sizeof(SERVER_TRANSPORT_INFO_0),
      { POINTER( STRING, SERVER_TRANSPORT_INFO_0, svti0_transportname ),
        POINTER( STRING, SERVER_TRANSPORT_INFO_0, svti0_networkaddress ) } },
    { "NetStatisticsGet, Server", ask_statistics, 0, sizeof(STAT_SERVER_0), { 0 } },
    { "NetStatisticsGet, Workstation", ask_statistics, 0, sizeof(STAT_WORKSTATION_0), { 0 } },
    { "NetRemoteTOD", ask_time, 0, sizeof(TIME_OF_DAY_INFO), { 0 } },
#define T SHARE_INFO_1
    { "NetShareEnum 1", ask_shares, 1, sizeof(T), { S( shi1_netname ), S( shi1_remark ) } },
#undef T
#define T SHARE_INFO_2
    { "NetShareEnum 2", ask_shares, 2, sizeof(T), { S( shi2_netname ), S( shi2_remark ), S( shi2_path ), S( shi2_passwd ) } },
#undef T
#define T SHARE_INFO_502
    { "NetShareEnum 502", ask_shares, 502, sizeof(T),
      { S( shi502_netname ), S( shi502_remark ), S( shi502_path ), S( shi502_passwd ),
        POINTER( DESCRIPTOR, T, shi502_security_descriptor ) } },
    { "NetShareGetInfo 502", ask_share_info, 502, sizeof(T),
      { S( shi502_netname ), S( shi502_remark ), S( shi502_path ), S( shi502_passwd ),
        POINTER( DESCRIPTOR, T, shi502_security_descriptor ) } },
#undef T
    { "NetShareCheck", check_share, 0, 0, { 0 } },
    { "NetShareAdd 2", add_share, 2, 0, { 0 } },
    { "NetShareDel", delete_share, 0, 0, { 0 } },
#define T SESSION_INFO_1
    { "NetSessionEnum 1", ask_sessions, 1, sizeof(T), { S( sesi1_cname ), S( sesi1_username ) } },
#undef T
#define T CONNECTION_INFO_1
    { "NetConnectionEnum 1", ask_connections, 1, sizeof(T), { S( coni1_username ), S( coni1_netname ) } },
#undef T
#define T FILE_INFO_3
    { "NetFileEnum 3", ask_files, 3, sizeof(T), { S( fi3_pathname ), S( fi3_username ) } },
#undef T
    { "NetFileClose", close_file, 0, 0, { 0 } },
#define T USER_INFO_0
    { "NetUserEnum 0", ask_users, 0, sizeof(T), { S( usri0_name ) } },
#undef T
#define T USER_INFO_3
    { "NetUserEnum 3", ask_users, 3, sizeof(T),
      { S( usri3_name ), S( usri3_home_dir ), S( usri3_comment ), S( usri3_script_path ), S( usri3_full_name ),
        S( usri3_workstations ), S( usri3_logon_server ), S( usri3_profile ), POINTER( BYTES, T, usri3_logon_hours ) } },
#undef T
#define T USER_INFO_4
    { "NetUserGetInfo 4", ask_user_info, 4, sizeof(T),
      { S( usri4_name ), S( usri4_home_dir ), S( usri4_comment ), S( usri4_script_path ), S( usri4_full_name ),
        S( usri4_workstations ), S( usri4_logon_server ), S( usri4_profile ), POINTER( BYTES, T, usri4_logon_hours ),
        POINTER( SID, T, usri4_user_sid ) } },
#undef T
    { "NetUserSetInfo 1007", set_user_comment, 1007, 0, { 0 } },
#define T GROUP_USERS_INFO_1
    { "NetUserGetGroups 1", ask_user_groups, 1, sizeof(T), { S( grui1_name ) } },
    { "NetGroupGetUsers 1", ask_group_users, 1, sizeof(T), { S( grui1_name ) } },
#undef T
#define T LOCALGROUP_USERS_INFO_0
    { "NetUserGetLocalGroups 0", ask_user_local_groups, 0, sizeof(T), { S( lgrui0_name ) } },
#undef T
    { "NetUserModalsGet 0", ask_modals, 0, sizeof(USER_MODALS_INFO_0), { 0 } },
    { "NetUserModalsGet 1", ask_modals, 1, sizeof(USER_MODALS_INFO_1), { POINTER( STRING, USER_MODALS_INFO_1, usrmod1_primary ) } },
    { "NetUserModalsGet 2", ask_modals, 2, sizeof(USER_MODALS_INFO_2),
      { POINTER( STRING, USER_MODALS_INFO_2, usrmod2_domain_name ), POINTER( SID, USER_MODALS_INFO_2, usrmod2_domain_id ) } },
    { "NetUserModalsGet 3", ask_modals, 3, sizeof(USER_MODALS_INFO_3), { 0 } },
#define T NET_DISPLAY_USER
    { "NetQueryDisplayInformation 1", ask_display, 1, sizeof(T), { S( usri1_name ), S( usri1_comment ), S( usri1_full_name ) } },
#undef T
#define T NET_DISPLAY_GROUP
    { "NetQueryDisplayInformation 3", ask_display, 3, sizeof(T), { S( grpi3_name ), S( grpi3_comment ) } },
#undef T
#define T GROUP_INFO_3
    { "NetGroupEnum 3", ask_groups, 3, sizeof(T), { S( grpi3_name ), S( grpi3_comment ), POINTER( SID, T, grpi3_group_sid ) } },
    { "NetGroupGetInfo 3", ask_group_info, 3, sizeof(T),
      { S( grpi3_name ), S( grpi3_comment ), POINTER( SID, T, grpi3_group_sid ) } },
#undef T
#define T LOCALGROUP_INFO_1
    { "NetLocalGroupEnum 1", ask_local_groups, 1, sizeof(T), { S( lgrpi1_name ), S( lgrpi1_comment ) } },
    { "NetLocalGroupGetInfo 1", ask_local_group_info, 1, sizeof(T), { S( lgrpi1_name ), S( lgrpi1_comment ) } },
#undef T
#define T LOCALGROUP_MEMBERS_INFO_2
    { "NetLocalGroupGetMembers 2", ask_members, 2, sizeof(T),
      { S( lgrmi2_domainandname ), POINTER( SID, T, lgrmi2_sid ) } },
#undef T
#define T LOCALGROUP_MEMBERS_INFO_0
    { "NetLocalGroupGetMembers 0", ask_members, 0, sizeof(T), { POINTER( SID, T, lgrmi0_sid ) } },
#undef T
};

const unsigned int question_count = ARRAY_SIZE(questions);

/* what no function leaves behind */
#define UNDEFINED         0xdeadbeef
#define UNDEFINED_BUFFER  ((BYTE *)(ULONG_PTR)UNDEFINED)

#define LOGON_HOURS_SIZE  21

static BOOL is_string( const WCHAR *string, DWORD size )
{
    DWORD i;

    for (i = 0; i < size / sizeof(WCHAR); i++) if (!string[i]) return TRUE;
    return FALSE;
}

/* size: what there is from the pointer on */
static BOOL is_good( DWORD kind, void *pointer, DWORD size )
{
    switch (kind)
    {
    case KIND_STRING: return is_string( pointer, size );
    case KIND_SID: return size >= 8 && IsValidSid( pointer ) && GetLengthSid( pointer ) <= size;
    case KIND_DESCRIPTOR: return size >= sizeof(SECURITY_DESCRIPTOR_RELATIVE) && IsValidSecurityDescriptor( pointer ) &&
                                 GetSecurityDescriptorLength( pointer ) <= size;
    default: return size >= LOGON_HOURS_SIZE;
    }
}

static const char *check_buffer( const struct question *question, const struct reply *reply, DWORD count )
{
    const DWORD *pointer;
    DWORD size, i;
    SIZE_T offset;
    BYTE *part;

    if (!question->size) return NULL;
    if (!reply->buffer) return count ? "no buffer for structures" : NULL;
    if (NetApiBufferSize( reply->buffer, &size )) return "a buffer that is none";
    if (count > size / question->size) return "more structures than the buffer holds";
    for (i = 0; i < count; i++)
        for (pointer = question->pointers; pointer < question->pointers + MAX_POINTERS && *pointer; pointer++)
        {
            memcpy( &part, reply->buffer + i * question->size + (*pointer & OFFSET_MASK) - 1, sizeof(part) );
            offset = part - reply->buffer;
            if (!part) continue;
            if (offset < count * question->size || offset >= size) return "a wild pointer";
            if (!is_good( *pointer & KIND_MASK, part, size - offset )) return "something that ends behind the buffer";
        }
    return NULL;
}

const char *ask_question( const struct question *question, const WCHAR *server, NET_API_STATUS *status )
{
    struct reply reply = { UNDEFINED, UNDEFINED_BUFFER, UNDEFINED, UNDEFINED };
    const char *wrong = NULL;
    BOOL is_list;

    question->ask( question, (WCHAR *)server, &reply );
    is_list = reply.count != UNDEFINED || reply.total != UNDEFINED;
    *status = reply.status;
    if (!question->size) reply.buffer = NULL;
    if (reply.buffer == UNDEFINED_BUFFER) return "an undefined buffer";
    if (is_list && (reply.count == UNDEFINED || reply.total == UNDEFINED)) return "undefined counts";
    if (!reply.status || (is_list && reply.status == ERROR_MORE_DATA))
    {
        wrong = check_buffer( question, &reply, is_list ? reply.count : 1 );
        if (NetApiBufferFree( reply.buffer )) wrong = "a buffer that cannot be freed";
    }
    else if (reply.buffer) wrong = "a buffer with an error";
    else if (is_list && (reply.count || reply.total)) wrong = "a count with an error";
    return wrong;
}

/* in the Windows credential store */
void set_credential( WCHAR *server, const char *user, const char *password )
{
    CREDENTIALW credential = { .Type = CRED_TYPE_DOMAIN_PASSWORD, .TargetName = server, .Persist = CRED_PERSIST_SESSION };
    WCHAR wide_user[300], wide_password[300];

    credential.CredentialBlobSize = wsprintfW( wide_password, L"%.256hs", password ) * sizeof(WCHAR);
    credential.CredentialBlob = (BYTE *)wide_password;
    wsprintfW( wide_user, L"%.256hs", user );
    credential.UserName = wide_user;
    CredWriteW( &credential, 0 );
}

/* Asks all once: for tests/host/make-recorded. */
int print_answers( const char *server, const char *user, const char *password )
{
    NET_API_STATUS status;
    const char *wrong;
    WCHAR name[300];
    unsigned int i;

    wsprintfW( name, L"%.256hs", server );
    set_credential( name, user, password );
    for (i = 0; i < question_count; i++)
    {
        wrong = ask_question( &questions[i], name, &status );
        print( "%s: %lu%s%s\n", questions[i].name, status, wrong ? ", " : "", wrong ? wrong : "" );
    }
    CredDeleteW( name, CRED_TYPE_DOMAIN_PASSWORD, 0 );
    return STATUS_PASSED;
}
