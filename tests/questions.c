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
#include <winsock2.h>
#include <windef.h>
#include <winbase.h>
#include <winuser.h>
#include <wincred.h>
#include <ntsecapi.h>
#include <lm.h>
#include <lmdfs.h>
#include <dsgetdc.h>
#include <dsrole.h>

#include "program.h"
#include "questions.h"

/* what tests/host/make-recorded made on its server */
#define USER         L"u1"
#define GROUP        L"Few"
#define LOCAL_GROUP  L"Few Local"
#define SHARE        L"public"
#define DFS_ROOT     L"dfs"
#define DFS_LINK     L"dfs\\link"

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

static void set_wksta_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    WKSTA_INFO_502 info = { 0 };
    DWORD parm;

    reply->status = NetWkstaSetInfo( server, question->level, (BYTE *)&info, &parm );
}

static void ask_join_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    NETSETUP_JOIN_STATUS type;

    (void)question;
    reply->status = NetGetJoinInformation( server, (WCHAR **)&reply->buffer, &type );
}

static void ask_dfs_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    WCHAR path[MAX_PATH];

    wsprintfW( path, L"\\\\%s\\" DFS_LINK, server );
    reply->status = NetDfsGetInfo( path, NULL, NULL, question->level, &reply->buffer );
}

static void ask_dfs_links( const struct question *question, WCHAR *server, struct reply *reply )
{
    WCHAR path[MAX_PATH];
    DWORD resume = 0;

    wsprintfW( path, L"\\\\%s\\" DFS_ROOT, server );
    reply->status = NetDfsEnum( path, question->level, MAX_PREFERRED_LENGTH, &reply->buffer, &reply->count, &resume );
    reply->total = reply->count;
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

/*
 * Netlogon and the role: what tests/host/make-recorded has of a domain controller
 */

NET_API_STATUS WINAPI NetLogonGetTimeServiceParentDomain( LPWSTR server, LPWSTR *domain, BOOL *is_same_site );

struct site
{
    WCHAR *name;
};

static void ask_site( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = DsGetSiteNameW( server, (WCHAR **)&reply->buffer );
}

static void ask_site_coverage( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = DsGetDcSiteCoverageW( server, &reply->count, (WCHAR ***)&reply->buffer );
    reply->total = reply->count;
}

static void ask_address_sites( const struct question *question, WCHAR *server, struct reply *reply )
{
    SOCKADDR_IN addresses[2] = { { .sin_family = AF_INET }, { .sin_family = AF_INET } };
    SOCKET_ADDRESS entries[2] = { { (SOCKADDR *)&addresses[0], sizeof(*addresses) },
                                  { (SOCKADDR *)&addresses[1], sizeof(*addresses) } };
    WCHAR **subnets;

    (void)question;
    addresses[0].sin_addr.S_un.S_addr = 0x0700630a;     /* 10.99.0.7 */
    reply->status = DsAddressToSiteNamesExW( server, 2, entries, (WCHAR ***)&reply->buffer, &subnets );
    reply->count = reply->total = reply->status ? 0 : 2;
    NetApiBufferFree( subnets );
}

static void ask_trusts( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = DsEnumerateDomainTrustsW( server, DS_DOMAIN_IN_FOREST, (DS_DOMAIN_TRUSTSW **)&reply->buffer, &reply->count );
    reply->total = reply->count;
}

static void ask_forest( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = DsGetForestTrustInformationW( server, NULL, 0, (LSA_FOREST_TRUST_INFORMATION **)&reply->buffer );
}

static void ask_secure_channel( const struct question *question, WCHAR *server, struct reply *reply )
{
    static const WCHAR *name = L"EXAMPLE";

    reply->status = I_NetLogonControl2( server, NETLOGON_CONTROL_TC_QUERY, question->level, (BYTE *)&name, &reply->buffer );
}

static void ask_who_knows( const struct question *question, WCHAR *server, struct reply *reply )
{
    static const WCHAR *name = L"anna";

    reply->status = I_NetLogonControl2( server, NETLOGON_CONTROL_FIND_USER, question->level, (BYTE *)&name, &reply->buffer );
}

static void ask_netlogon( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = I_NetLogonControl( server, NETLOGON_CONTROL_QUERY, question->level, &reply->buffer );
}

static void ask_controller( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = DsGetDcNameW( server, L"example.test", NULL, NULL, 0, (DOMAIN_CONTROLLER_INFOW **)&reply->buffer );
}

static void ask_dc_name( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = NetGetDCName( server, L"EXAMPLE", &reply->buffer );
}

static void ask_any_dc_name( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = NetGetAnyDCName( server, L"EXAMPLE", &reply->buffer );
}

static void ask_time_service( const struct question *question, WCHAR *server, struct reply *reply )
{
    BOOL is_same_site;

    (void)question;
    reply->status = NetLogonGetTimeServiceParentDomain( server, (WCHAR **)&reply->buffer, &is_same_site );
}

static void ask_role( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = DsRoleGetPrimaryDomainInformation( server, question->level, &reply->buffer );
}

/* Where a structure's pointers are. */
#define KIND_STRING      0x00000
#define KIND_SID         0x10000
#define KIND_DESCRIPTOR  0x20000
#define KIND_BYTES       0x30000
#define KIND_STORAGE     0x40000        /* an array of DFS_STORAGE_INFO, their number in front of the pointer */
#define KIND_RECORDS     0x50000        /* an LSA_FOREST_TRUST_INFORMATION's */
#define KIND_MASK        0x70000
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
    { "NetWkstaSetInfo 502", set_wksta_info, 502, 0, { 0 } },
    { "NetGetJoinInformation", ask_join_info, 0, sizeof(WCHAR), { 0 } },
    { "DsGetSiteName", ask_site, 0, sizeof(WCHAR), { 0 } },
    { "DsGetDcSiteCoverage", ask_site_coverage, 0, sizeof(struct site), { POINTER( STRING, struct site, name ) } },
    { "DsAddressToSiteNamesEx", ask_address_sites, 0, sizeof(struct site), { POINTER( STRING, struct site, name ) } },
#define T DS_DOMAIN_TRUSTSW
    { "DsEnumerateDomainTrusts", ask_trusts, 0, sizeof(T),
      { S( NetbiosDomainName ), S( DnsDomainName ), POINTER( SID, T, DomainSid ) } },
#undef T
    { "DsGetForestTrustInformation", ask_forest, 0, sizeof(LSA_FOREST_TRUST_INFORMATION),
      { POINTER( RECORDS, LSA_FOREST_TRUST_INFORMATION, Entries ) } },
    { "I_NetLogonControl 1", ask_netlogon, 1, sizeof(NETLOGON_INFO_1), { 0 } },
    { "I_NetLogonControl2 2", ask_secure_channel, 2, sizeof(NETLOGON_INFO_2),
      { POINTER( STRING, NETLOGON_INFO_2, netlog2_trusted_dc_name ) } },
    { "I_NetLogonControl2 4", ask_who_knows, 4, sizeof(NETLOGON_INFO_4),
      { POINTER( STRING, NETLOGON_INFO_4, netlog4_trusted_dc_name ),
        POINTER( STRING, NETLOGON_INFO_4, netlog4_trusted_domain_name ) } },
#define T DOMAIN_CONTROLLER_INFOW
    { "DsGetDcName", ask_controller, 0, sizeof(T),
      { S( DomainControllerName ), S( DomainControllerAddress ), S( DomainName ), S( DnsForestName ), S( DcSiteName ),
        S( ClientSiteName ) } },
#undef T
    { "NetGetDCName", ask_dc_name, 0, sizeof(WCHAR), { 0 } },
    { "NetGetAnyDCName", ask_any_dc_name, 0, sizeof(WCHAR), { 0 } },
    { "NetLogonGetTimeServiceParentDomain", ask_time_service, 0, sizeof(WCHAR), { 0 } },
#define T DSROLE_PRIMARY_DOMAIN_INFO_BASIC
    { "DsRoleGetPrimaryDomainInformation 1", ask_role, DsRolePrimaryDomainInfoBasic, sizeof(T),
      { S( DomainNameFlat ), S( DomainNameDns ), S( DomainForestName ) } },
#undef T
    { "DsRoleGetPrimaryDomainInformation 2", ask_role, DsRoleUpgradeStatus, sizeof(DSROLE_UPGRADE_STATUS_INFO), { 0 } },
#define T DFS_INFO_3
    { "NetDfsGetInfo 3", ask_dfs_info, 3, sizeof(T), { S( EntryPath ), S( Comment ), POINTER( STORAGE, T, Storage ) } },
    { "NetDfsEnum 3", ask_dfs_links, 3, sizeof(T), { S( EntryPath ), S( Comment ), POINTER( STORAGE, T, Storage ) } },
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

/* The storages that a DFS_INFO_3 has at the pointer, before which stands how many there are, and their strings. */
static BOOL is_storage( const BYTE *pointer, const DFS_STORAGE_INFO *storage, DWORD size )
{
    const BYTE *base = (const BYTE *)storage, *string;
    DWORD i, count = ((const DWORD *)pointer)[-1];

    if (count > size / sizeof(*storage)) return FALSE;
    for (i = 0; i < 2 * count; i++)
    {
        string = (const BYTE *)(i % 2 ? storage[i / 2].ShareName : storage[i / 2].ServerName);
        if (string && (string < base || string >= base + size || !is_string( (const WCHAR *)string, base + size - string )))
            return FALSE;
    }
    return TRUE;
}

static BOOL is_counted_string( const LSA_UNICODE_STRING *string, const BYTE *base, DWORD size )
{
    SIZE_T offset = (const BYTE *)string->Buffer - base;

    return string->Length % sizeof(WCHAR) == 0 && string->Length <= string->MaximumLength && offset < size &&
           string->MaximumLength <= size - offset;
}

/* The pointers to the records that an LSA_FOREST_TRUST_INFORMATION has, and all behind them. */
static BOOL is_records( const BYTE *member, LSA_FOREST_TRUST_RECORD *const *entries, DWORD size )
{
    const LSA_FOREST_TRUST_INFORMATION *info =
        (const void *)(member - offsetof( LSA_FOREST_TRUST_INFORMATION, Entries ));
    const BYTE *base = (const BYTE *)entries, *part;
    DWORD i;

    if (info->RecordCount > size / sizeof(*entries)) return FALSE;
    for (i = 0; i < info->RecordCount; i++)
    {
        part = (const BYTE *)entries[i];
        if (part < base || part + sizeof(**entries) > base + size) return FALSE;
        switch (entries[i]->ForestTrustType)
        {
        case ForestTrustTopLevelName:
        case ForestTrustTopLevelNameEx:
            if (!is_counted_string( &entries[i]->ForestTrustData.TopLevelName, base, size )) return FALSE;
            break;
        case ForestTrustDomainInfo:
            part = entries[i]->ForestTrustData.DomainInfo.Sid;
            if (part < base || part + 8 > base + size || !IsValidSid( (PSID)part ) ||
                part + GetLengthSid( (PSID)part ) > base + size) return FALSE;
            if (!is_counted_string( &entries[i]->ForestTrustData.DomainInfo.DnsName, base, size ) ||
                !is_counted_string( &entries[i]->ForestTrustData.DomainInfo.NetbiosName, base, size )) return FALSE;
            break;
        default:
            part = entries[i]->ForestTrustData.Data.Buffer;
            if (entries[i]->ForestTrustData.Data.Length &&
                (part < base || part + entries[i]->ForestTrustData.Data.Length > base + size)) return FALSE;
        }
    }
    return TRUE;
}

/* size: what there is from the pointer on */
static BOOL is_good( DWORD kind, const BYTE *member, void *pointer, DWORD size )
{
    switch (kind)
    {
    case KIND_STRING: return is_string( pointer, size );
    case KIND_SID: return size >= 8 && IsValidSid( pointer ) && GetLengthSid( pointer ) <= size;
    case KIND_DESCRIPTOR: return size >= sizeof(SECURITY_DESCRIPTOR_RELATIVE) && IsValidSecurityDescriptor( pointer ) &&
                                 GetSecurityDescriptorLength( pointer ) <= size;
    case KIND_STORAGE: return is_storage( member, pointer, size );
    case KIND_RECORDS: return is_records( member, pointer, size );
    default: return size >= LOGON_HOURS_SIZE;
    }
}

static const char *check_buffer( const struct question *question, const struct reply *reply, DWORD count )
{
    const DWORD *pointer;
    DWORD size, i;
    BYTE *part, *member;
    SIZE_T offset;

    if (!question->size) return NULL;
    if (!reply->buffer) return count ? "no buffer for structures" : NULL;
    if (NetApiBufferSize( reply->buffer, &size )) return "a buffer that is none";
    if (count > size / question->size) return "more structures than the buffer holds";
    for (i = 0; i < count; i++)
        for (pointer = question->pointers; pointer < question->pointers + MAX_POINTERS && *pointer; pointer++)
        {
            member = reply->buffer + i * question->size + (*pointer & OFFSET_MASK) - 1;
            memcpy( &part, member, sizeof(part) );
            offset = part - reply->buffer;
            if (!part) continue;
            if (offset < count * question->size || offset >= size) return "a wild pointer";
            if (!is_good( *pointer & KIND_MASK, member, part, size - offset )) return "something that ends behind the buffer";
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
