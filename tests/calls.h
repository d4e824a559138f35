/*
 * The calls of each function and information level on this computer, and what is right
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

#ifndef NETAPI32_TESTS_CALLS_H
#define NETAPI32_TESTS_CALLS_H

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <lm.h>
#include <dsgetdc.h>
#include <dsrole.h>

#ifndef RPC_NT_SERVER_UNAVAILABLE
#define RPC_NT_SERVER_UNAVAILABLE  0xc0020017
#endif

/*
 * One list for all that tries every function and level: survey/survey.c judges the answers,
 * tests/oom.c lets the memory end. The layouts are mingw-w64's structures, not the module's tables.
 */

/* what has to stand at an offset of a structure */
enum rule
{
    IS_TEXT,        /* a pointer to a string in the same buffer */
    IS_NULL,        /* a pointer that tells nothing */
    IS_OPTIONAL,    /* a string or NULL */
    IS_COMPUTER,    /* this computer's NetBIOS name */
    IS_USER,        /* the name of a user, to whom a SID belongs; the next SID and numbers are about it */
    IS_GROUP,       /* ... of a group of the account domain */
    IS_ALIAS,       /* ... of a local group */
    IS_DOMAIN,      /* ... of the account domain */
    IS_ACCOUNT,     /* ... of any kind, with or without its domain */
    IS_SID,         /* a pointer to the SID of that name; without a name, to one that has a name */
    IS_SID_USE,     /* what kind of SID it is */
    IS_RID,         /* its relative identifier */
    IS_HOURS,       /* a pointer to 21 bytes, one bit an hour of the week, or NULL */
    IS_PRIVILEGE,   /* USER_PRIV_...; of the user who asks, that of the token */
    IS_USER_FLAGS,  /* UF_... of an account that works */
    IS_PLATFORM,    /* PLATFORM_ID_NT */
    IS_MAJOR,       /* the version that RtlGetVersion() tells */
    IS_MINOR,
    IS_CONNECTION,  /* the remote name of the one connection that there is */
    IS_NUMBER,      /* any */
    IS_DESCRIPTOR,  /* a pointer to a self-relative security descriptor, or NULL */
};

struct item
{
    WORD offset;
    WORD rule;
};

struct layout
{
    WORD size;
    WORD count;
    const struct item *items;
};

#define AT(type, member, rule)  { offsetof( type, member ), rule }
#define LAYOUT(type, ...) \
    static const struct item items_##type[] = { __VA_ARGS__ }; \
    static const struct layout type##_layout = \
        { sizeof(type), sizeof(items_##type) / sizeof(struct item), items_##type }
#define LAYOUT_OF_NUMBERS(type)  static const struct layout type##_layout = { sizeof(type), 0, NULL }

#define USER_1_ITEMS(type, prefix) \
    AT( type, prefix##_name, IS_USER ), \
    AT( type, prefix##_password, IS_NULL ), \
    AT( type, prefix##_priv, IS_PRIVILEGE ), \
    AT( type, prefix##_home_dir, IS_TEXT ), \
    AT( type, prefix##_comment, IS_TEXT ), \
    AT( type, prefix##_flags, IS_USER_FLAGS ), \
    AT( type, prefix##_script_path, IS_TEXT )
#define USER_2_ITEMS(type, prefix) \
    USER_1_ITEMS( type, prefix ), \
    AT( type, prefix##_full_name, IS_TEXT ), \
    AT( type, prefix##_usr_comment, IS_TEXT ), \
    AT( type, prefix##_parms, IS_TEXT ), \
    AT( type, prefix##_workstations, IS_TEXT ), \
    AT( type, prefix##_logon_hours, IS_HOURS ), \
    AT( type, prefix##_logon_server, IS_TEXT )

LAYOUT( USER_INFO_0, AT( USER_INFO_0, usri0_name, IS_USER ) );
LAYOUT( USER_INFO_1, USER_1_ITEMS( USER_INFO_1, usri1 ) );
LAYOUT( USER_INFO_2, USER_2_ITEMS( USER_INFO_2, usri2 ) );
LAYOUT( USER_INFO_3, USER_2_ITEMS( USER_INFO_3, usri3 ),
        AT( USER_INFO_3, usri3_user_id, IS_RID ),
        AT( USER_INFO_3, usri3_profile, IS_TEXT ),
        AT( USER_INFO_3, usri3_home_dir_drive, IS_TEXT ) );
LAYOUT( USER_INFO_4, USER_2_ITEMS( USER_INFO_4, usri4 ),
        AT( USER_INFO_4, usri4_user_sid, IS_SID ),
        AT( USER_INFO_4, usri4_profile, IS_TEXT ),
        AT( USER_INFO_4, usri4_home_dir_drive, IS_TEXT ) );
LAYOUT( USER_INFO_10,
        AT( USER_INFO_10, usri10_name, IS_USER ),
        AT( USER_INFO_10, usri10_comment, IS_TEXT ),
        AT( USER_INFO_10, usri10_usr_comment, IS_TEXT ),
        AT( USER_INFO_10, usri10_full_name, IS_TEXT ) );
LAYOUT( USER_INFO_11,
        AT( USER_INFO_11, usri11_name, IS_USER ),
        AT( USER_INFO_11, usri11_comment, IS_TEXT ),
        AT( USER_INFO_11, usri11_usr_comment, IS_TEXT ),
        AT( USER_INFO_11, usri11_full_name, IS_TEXT ),
        AT( USER_INFO_11, usri11_priv, IS_PRIVILEGE ),
        AT( USER_INFO_11, usri11_home_dir, IS_TEXT ),
        AT( USER_INFO_11, usri11_parms, IS_TEXT ),
        AT( USER_INFO_11, usri11_logon_server, IS_TEXT ),
        AT( USER_INFO_11, usri11_workstations, IS_TEXT ),
        AT( USER_INFO_11, usri11_logon_hours, IS_HOURS ) );
LAYOUT( USER_INFO_20,
        AT( USER_INFO_20, usri20_name, IS_USER ),
        AT( USER_INFO_20, usri20_full_name, IS_TEXT ),
        AT( USER_INFO_20, usri20_comment, IS_TEXT ),
        AT( USER_INFO_20, usri20_flags, IS_USER_FLAGS ),
        AT( USER_INFO_20, usri20_user_id, IS_RID ) );
LAYOUT( USER_INFO_23,
        AT( USER_INFO_23, usri23_name, IS_USER ),
        AT( USER_INFO_23, usri23_full_name, IS_TEXT ),
        AT( USER_INFO_23, usri23_comment, IS_TEXT ),
        AT( USER_INFO_23, usri23_flags, IS_USER_FLAGS ),
        AT( USER_INFO_23, usri23_user_sid, IS_SID ) );
LAYOUT( USER_INFO_24,
        AT( USER_INFO_24, usri24_internet_provider_name, IS_OPTIONAL ),
        AT( USER_INFO_24, usri24_internet_principal_name, IS_OPTIONAL ),
        AT( USER_INFO_24, usri24_user_sid, IS_SID ) );
LAYOUT( USER_MODALS_INFO_0,
        AT( USER_MODALS_INFO_0, usrmod0_min_passwd_len, IS_NUMBER ),
        AT( USER_MODALS_INFO_0, usrmod0_max_passwd_age, IS_NUMBER ),
        AT( USER_MODALS_INFO_0, usrmod0_min_passwd_age, IS_NUMBER ),
        AT( USER_MODALS_INFO_0, usrmod0_force_logoff, IS_NUMBER ),
        AT( USER_MODALS_INFO_0, usrmod0_password_hist_len, IS_NUMBER ) );
LAYOUT( USER_MODALS_INFO_1, AT( USER_MODALS_INFO_1, usrmod1_primary, IS_OPTIONAL ) );
LAYOUT( USER_MODALS_INFO_2,
        AT( USER_MODALS_INFO_2, usrmod2_domain_name, IS_DOMAIN ),
        AT( USER_MODALS_INFO_2, usrmod2_domain_id, IS_SID ) );
LAYOUT( USER_MODALS_INFO_3,
        AT( USER_MODALS_INFO_3, usrmod3_lockout_duration, IS_NUMBER ),
        AT( USER_MODALS_INFO_3, usrmod3_lockout_observation_window, IS_NUMBER ),
        AT( USER_MODALS_INFO_3, usrmod3_lockout_threshold, IS_NUMBER ) );
LAYOUT( NET_DISPLAY_USER,
        AT( NET_DISPLAY_USER, usri1_name, IS_USER ),
        AT( NET_DISPLAY_USER, usri1_comment, IS_TEXT ),
        AT( NET_DISPLAY_USER, usri1_flags, IS_USER_FLAGS ),
        AT( NET_DISPLAY_USER, usri1_full_name, IS_TEXT ),
        AT( NET_DISPLAY_USER, usri1_user_id, IS_RID ) );
LAYOUT( NET_DISPLAY_MACHINE,
        AT( NET_DISPLAY_MACHINE, usri2_name, IS_TEXT ),
        AT( NET_DISPLAY_MACHINE, usri2_comment, IS_TEXT ) );
LAYOUT( NET_DISPLAY_GROUP,
        AT( NET_DISPLAY_GROUP, grpi3_name, IS_GROUP ),
        AT( NET_DISPLAY_GROUP, grpi3_comment, IS_TEXT ),
        AT( NET_DISPLAY_GROUP, grpi3_group_id, IS_RID ) );

LAYOUT( GROUP_INFO_0, AT( GROUP_INFO_0, grpi0_name, IS_GROUP ) );
LAYOUT( GROUP_INFO_1,
        AT( GROUP_INFO_1, grpi1_name, IS_GROUP ),
        AT( GROUP_INFO_1, grpi1_comment, IS_TEXT ) );
LAYOUT( GROUP_INFO_2,
        AT( GROUP_INFO_2, grpi2_name, IS_GROUP ),
        AT( GROUP_INFO_2, grpi2_comment, IS_TEXT ),
        AT( GROUP_INFO_2, grpi2_group_id, IS_RID ),
        AT( GROUP_INFO_2, grpi2_attributes, IS_NUMBER ) );
LAYOUT( GROUP_INFO_3,
        AT( GROUP_INFO_3, grpi3_name, IS_GROUP ),
        AT( GROUP_INFO_3, grpi3_comment, IS_TEXT ),
        AT( GROUP_INFO_3, grpi3_group_sid, IS_SID ),
        AT( GROUP_INFO_3, grpi3_attributes, IS_NUMBER ) );
/* a user of a group, or a group of a user: the row tells which one must be in there */
LAYOUT( GROUP_USERS_INFO_0, AT( GROUP_USERS_INFO_0, grui0_name, IS_ACCOUNT ) );
LAYOUT( GROUP_USERS_INFO_1,
        AT( GROUP_USERS_INFO_1, grui1_name, IS_ACCOUNT ),
        AT( GROUP_USERS_INFO_1, grui1_attributes, IS_NUMBER ) );
LAYOUT( LOCALGROUP_INFO_0, AT( LOCALGROUP_INFO_0, lgrpi0_name, IS_ALIAS ) );
LAYOUT( LOCALGROUP_INFO_1,
        AT( LOCALGROUP_INFO_1, lgrpi1_name, IS_ALIAS ),
        AT( LOCALGROUP_INFO_1, lgrpi1_comment, IS_TEXT ) );
LAYOUT( LOCALGROUP_USERS_INFO_0, AT( LOCALGROUP_USERS_INFO_0, lgrui0_name, IS_ALIAS ) );
LAYOUT( LOCALGROUP_MEMBERS_INFO_0, AT( LOCALGROUP_MEMBERS_INFO_0, lgrmi0_sid, IS_SID ) );
LAYOUT( LOCALGROUP_MEMBERS_INFO_1,
        AT( LOCALGROUP_MEMBERS_INFO_1, lgrmi1_name, IS_ACCOUNT ),
        AT( LOCALGROUP_MEMBERS_INFO_1, lgrmi1_sid, IS_SID ),
        AT( LOCALGROUP_MEMBERS_INFO_1, lgrmi1_sidusage, IS_SID_USE ) );
LAYOUT( LOCALGROUP_MEMBERS_INFO_2,
        AT( LOCALGROUP_MEMBERS_INFO_2, lgrmi2_domainandname, IS_ACCOUNT ),
        AT( LOCALGROUP_MEMBERS_INFO_2, lgrmi2_sid, IS_SID ),
        AT( LOCALGROUP_MEMBERS_INFO_2, lgrmi2_sidusage, IS_SID_USE ) );
LAYOUT( LOCALGROUP_MEMBERS_INFO_3, AT( LOCALGROUP_MEMBERS_INFO_3, lgrmi3_domainandname, IS_ACCOUNT ) );

#define WKSTA_100_ITEMS(type, prefix) \
    AT( type, prefix##_platform_id, IS_PLATFORM ), \
    AT( type, prefix##_computername, IS_COMPUTER ), \
    AT( type, prefix##_langroup, IS_TEXT ), \
    AT( type, prefix##_ver_major, IS_MAJOR ), \
    AT( type, prefix##_ver_minor, IS_MINOR )
#define SERVER_101_ITEMS(type, prefix) \
    AT( type, prefix##_platform_id, IS_PLATFORM ), \
    AT( type, prefix##_name, IS_COMPUTER ), \
    AT( type, prefix##_version_major, IS_MAJOR ), \
    AT( type, prefix##_version_minor, IS_MINOR ), \
    AT( type, prefix##_comment, IS_TEXT )

LAYOUT( WKSTA_INFO_100, WKSTA_100_ITEMS( WKSTA_INFO_100, wki100 ) );
LAYOUT( WKSTA_INFO_101, WKSTA_100_ITEMS( WKSTA_INFO_101, wki101 ),
        AT( WKSTA_INFO_101, wki101_lanroot, IS_TEXT ) );
LAYOUT( WKSTA_INFO_102, WKSTA_100_ITEMS( WKSTA_INFO_102, wki102 ),
        AT( WKSTA_INFO_102, wki102_lanroot, IS_TEXT ) );
LAYOUT_OF_NUMBERS( WKSTA_INFO_502 );
LAYOUT( WKSTA_USER_INFO_0, AT( WKSTA_USER_INFO_0, wkui0_username, IS_USER ) );
LAYOUT( WKSTA_USER_INFO_1,
        AT( WKSTA_USER_INFO_1, wkui1_username, IS_USER ),
        AT( WKSTA_USER_INFO_1, wkui1_logon_domain, IS_TEXT ),
        AT( WKSTA_USER_INFO_1, wkui1_oth_domains, IS_TEXT ),
        AT( WKSTA_USER_INFO_1, wkui1_logon_server, IS_TEXT ) );
LAYOUT( WKSTA_USER_INFO_1101, AT( WKSTA_USER_INFO_1101, wkui1101_oth_domains, IS_TEXT ) );
LAYOUT( WKSTA_TRANSPORT_INFO_0,
        AT( WKSTA_TRANSPORT_INFO_0, wkti0_transport_name, IS_TEXT ),
        AT( WKSTA_TRANSPORT_INFO_0, wkti0_transport_address, IS_TEXT ) );
LAYOUT( SERVER_INFO_100,
        AT( SERVER_INFO_100, sv100_platform_id, IS_PLATFORM ),
        AT( SERVER_INFO_100, sv100_name, IS_COMPUTER ) );
LAYOUT( SERVER_INFO_101, SERVER_101_ITEMS( SERVER_INFO_101, sv101 ) );
LAYOUT( SERVER_INFO_102, SERVER_101_ITEMS( SERVER_INFO_102, sv102 ),
        AT( SERVER_INFO_102, sv102_userpath, IS_TEXT ) );
LAYOUT( SERVER_TRANSPORT_INFO_0,
        AT( SERVER_TRANSPORT_INFO_0, svti0_transportname, IS_TEXT ),
        AT( SERVER_TRANSPORT_INFO_0, svti0_networkaddress, IS_TEXT ) );
#define USE_0_ITEMS(type, prefix) \
    AT( type, prefix##_local, IS_TEXT ), \
    AT( type, prefix##_remote, IS_CONNECTION )
#define USE_1_ITEMS(type, prefix) \
    USE_0_ITEMS( type, prefix ), \
    AT( type, prefix##_password, IS_NULL )
#define USE_2_ITEMS(type, prefix) \
    USE_1_ITEMS( type, prefix ), \
    AT( type, prefix##_username, IS_USER ), \
    AT( type, prefix##_domainname, IS_TEXT )

LAYOUT( USE_INFO_0, USE_0_ITEMS( USE_INFO_0, ui0 ) );
LAYOUT( USE_INFO_1, USE_1_ITEMS( USE_INFO_1, ui1 ) );
LAYOUT( USE_INFO_2, USE_2_ITEMS( USE_INFO_2, ui2 ) );
LAYOUT( USE_INFO_3, USE_2_ITEMS( USE_INFO_3, ui3_ui2.ui2 ) );
#define SHARE_2_ITEMS(type, prefix) \
    AT( type, prefix##_netname, IS_TEXT ), \
    AT( type, prefix##_type, IS_NUMBER ), \
    AT( type, prefix##_remark, IS_OPTIONAL ), \
    AT( type, prefix##_permissions, IS_NUMBER ), \
    AT( type, prefix##_max_uses, IS_NUMBER ), \
    AT( type, prefix##_path, IS_OPTIONAL ), \
    AT( type, prefix##_passwd, IS_OPTIONAL )
LAYOUT( SHARE_INFO_0, AT( SHARE_INFO_0, shi0_netname, IS_TEXT ) );
LAYOUT( SHARE_INFO_1,
        AT( SHARE_INFO_1, shi1_netname, IS_TEXT ),
        AT( SHARE_INFO_1, shi1_type, IS_NUMBER ),
        AT( SHARE_INFO_1, shi1_remark, IS_OPTIONAL ) );
LAYOUT( SHARE_INFO_2, SHARE_2_ITEMS( SHARE_INFO_2, shi2 ) );
LAYOUT( SHARE_INFO_501,
        AT( SHARE_INFO_501, shi501_netname, IS_TEXT ),
        AT( SHARE_INFO_501, shi501_type, IS_NUMBER ),
        AT( SHARE_INFO_501, shi501_remark, IS_OPTIONAL ),
        AT( SHARE_INFO_501, shi501_flags, IS_NUMBER ) );
LAYOUT( SHARE_INFO_502, SHARE_2_ITEMS( SHARE_INFO_502, shi502 ),
        AT( SHARE_INFO_502, shi502_security_descriptor, IS_DESCRIPTOR ) );
LAYOUT( SHARE_INFO_1005, AT( SHARE_INFO_1005, shi1005_flags, IS_NUMBER ) );
LAYOUT( SESSION_INFO_0, AT( SESSION_INFO_0, sesi0_cname, IS_TEXT ) );
LAYOUT( SESSION_INFO_1,
        AT( SESSION_INFO_1, sesi1_cname, IS_TEXT ),
        AT( SESSION_INFO_1, sesi1_username, IS_TEXT ),
        AT( SESSION_INFO_1, sesi1_num_opens, IS_NUMBER ),
        AT( SESSION_INFO_1, sesi1_user_flags, IS_NUMBER ) );
LAYOUT( FILE_INFO_3,
        AT( FILE_INFO_3, fi3_id, IS_NUMBER ),
        AT( FILE_INFO_3, fi3_permissions, IS_NUMBER ),
        AT( FILE_INFO_3, fi3_num_locks, IS_NUMBER ),
        AT( FILE_INFO_3, fi3_pathname, IS_TEXT ),
        AT( FILE_INFO_3, fi3_username, IS_TEXT ) );
LAYOUT( CONNECTION_INFO_0, AT( CONNECTION_INFO_0, coni0_id, IS_NUMBER ) );
LAYOUT( CONNECTION_INFO_1,
        AT( CONNECTION_INFO_1, coni1_id, IS_NUMBER ),
        AT( CONNECTION_INFO_1, coni1_type, IS_NUMBER ),
        AT( CONNECTION_INFO_1, coni1_num_opens, IS_NUMBER ),
        AT( CONNECTION_INFO_1, coni1_num_users, IS_NUMBER ),
        AT( CONNECTION_INFO_1, coni1_username, IS_TEXT ),
        AT( CONNECTION_INFO_1, coni1_netname, IS_OPTIONAL ) );
LAYOUT( TIME_OF_DAY_INFO, AT( TIME_OF_DAY_INFO, tod_elapsedt, IS_NUMBER ) );
LAYOUT_OF_NUMBERS( STAT_WORKSTATION_0 );
LAYOUT_OF_NUMBERS( STAT_SERVER_0 );
LAYOUT( DSROLE_PRIMARY_DOMAIN_INFO_BASIC,
        AT( DSROLE_PRIMARY_DOMAIN_INFO_BASIC, DomainNameFlat, IS_TEXT ),
        AT( DSROLE_PRIMARY_DOMAIN_INFO_BASIC, DomainNameDns, IS_OPTIONAL ),
        AT( DSROLE_PRIMARY_DOMAIN_INFO_BASIC, DomainForestName, IS_OPTIONAL ) );
LAYOUT_OF_NUMBERS( DSROLE_UPGRADE_STATUS_INFO );
LAYOUT_OF_NUMBERS( DSROLE_OPERATION_STATE_INFO );
/* "C:" and its end, and no pointers */
typedef struct { WCHAR name[3]; } DISK_INFO_0;
LAYOUT_OF_NUMBERS( DISK_INFO_0 );
LAYOUT_OF_NUMBERS( NET_VALIDATE_OUTPUT_ARG );
/* a list of names */
typedef struct { WCHAR *name; } COMPUTER_NAME;
LAYOUT( COMPUTER_NAME, AT( COMPUTER_NAME, name, IS_TEXT ) );
/* the answer is a string itself */
typedef struct { WCHAR text[1]; } JOIN_NAME;
LAYOUT_OF_NUMBERS( JOIN_NAME );

/* names that stand for an argument, or for what an answer has to contain */
enum name
{
    NOBODY,             /* NULL */
    EMPTY,
    COMPUTER,
    COMPUTER_UNC,       /* with two backslashes */
    USER,               /* who runs this */
    DOMAIN_USER,        /* computer\user */
    GROUP,              /* the account domain's group of all users: "None" on a workstation */
    ALIAS,              /* a local group that this user is in */
    NEW_NAME,           /* of no account */
    WORKSTATION,        /* the services */
    SERVER,
    DRIVE,
    OWN_IPC,            /* this computer's share of that kind */
    OTHER_IPC,          /* that of a computer that there is not */
    OTHER_COMPUTER,     /* with two backslashes */
    DFS_PATH,           /* of a namespace that there is not */
    NAMES
};

/* what a writing function is handed in */
enum input { NO_INPUT, USER_INPUT, TEXT_INPUT, NAMES_INPUT, MODALS_INPUT, SHARE_INPUT, USE_INPUT, PASSWORD_INPUT };

enum option
{
    MAY_BE_EMPTY = 1,   /* no record at all is an answer, too */
    MAY_BE_NULL = 2,    /* success without a buffer is one, too */
    WRITES = 4,         /* changes the computer: not for Windows */
    NO_STATUS = 8,      /* returns nothing */
    OWN_FREE = 16,      /* the buffer is none of NetApiBufferSize()'s */
    LOCAL = 32          /* not for another computer */
};

/*
 * A letter of "arguments" for each argument, all of them as long as a pointer:
 *   s server  n name  o other name  l level  f flags  m MAX_PREFERRED_LENGTH  0 NULL  i input
 *   b the buffer  r entries read  t total entries  h resume handle  p parm_err: pointers to outputs
 */
struct call
{
    const char *function, *arguments;
    DWORD level;
    const struct layout *layout;
    enum name server, name, other;
    enum name found;                /* that name has to be the first text of a record */
    DWORD flags;
    enum input input;
    unsigned int options;
    DWORD refusal;                  /* a status that is a right answer, too */
    const char *undo, *undo_arguments;  /* takes back what a success adds, once */
    const struct call *before;      /* is made before, and undone afterwards: adds what the call is about */
    const char *clients;            /* programs that make this call */
    const char *about;              /* what tells it from others of the function and level */
    const WCHAR *text, *other_text; /* in place of the names */
    const void *data;               /* in place of the input */
};

#define USER_GET_INFO           "NetUserGetInfo", "snlb"
#define USER_ENUM               "NetUserEnum", "slfbmrth"
#define USER_GET_GROUPS         "NetUserGetGroups", "snlbmrt"
#define USER_GET_LOCAL_GROUPS   "NetUserGetLocalGroups", "snlfbmrt"
#define USER_MODALS_GET         "NetUserModalsGet", "slb"
#define QUERY_DISPLAY           "NetQueryDisplayInformation", "sl0mmrb"
#define DISPLAY_INDEX           "NetGetDisplayInformationIndex", "slnr"
#define GROUP_ENUM              "NetGroupEnum", "slbmrth"
#define GROUP_GET_INFO          "NetGroupGetInfo", "snlb"
#define GROUP_GET_USERS         "NetGroupGetUsers", "snlbmrth"
#define LOCAL_GROUP_ENUM        "NetLocalGroupEnum", "slbmrth"
#define LOCAL_GROUP_GET_INFO    "NetLocalGroupGetInfo", "snlb"
#define LOCAL_GROUP_GET_MEMBERS "NetLocalGroupGetMembers", "snlbmrth"
#define WKSTA_GET_INFO          "NetWkstaGetInfo", "slb"
#define WKSTA_USER_GET_INFO     "NetWkstaUserGetInfo", "0lb"
#define WKSTA_USER_ENUM         "NetWkstaUserEnum", "slbmrth"
#define WKSTA_TRANSPORT_ENUM    "NetWkstaTransportEnum", "slbmrth"
#define GET_JOIN_INFORMATION    "NetGetJoinInformation", "sbr"
#define GET_AAD_JOIN            "NetGetAadJoinInformation", "0b"
#define FREE_AAD_JOIN           "NetFreeAadJoinInformation", "0"
#define DS_ROLE                 "DsRoleGetPrimaryDomainInformation", "slb"
#define SERVER_GET_INFO         "NetServerGetInfo", "slb"
#define SERVER_DISK_ENUM        "NetServerDiskEnum", "slbmrth"
#define SERVER_TRANSPORT_ENUM   "NetServerTransportEnum", "slbmrth"
#define REMOTE_TOD              "NetRemoteTOD", "sb"
#define STATISTICS_GET          "NetStatisticsGet", "snl0b"
#define SHARE_ENUM              "NetShareEnum", "slbmrth"
#define SHARE_GET_INFO          "NetShareGetInfo", "snlb"
#define SHARE_CHECK             "NetShareCheck", "snr"
#define SESSION_ENUM            "NetSessionEnum", "s00lbmrth"
#define SESSION_GET_INFO        "NetSessionGetInfo", "snolb"
#define FILE_ENUM               "NetFileEnum", "s00lbmrth"
#define FILE_GET_INFO           "NetFileGetInfo", "sflb"
#define CONNECTION_ENUM         "NetConnectionEnum", "snlbmrth"
#define DS_GET_DC_NAME          "DsGetDcNameW", "0000fb"
#define DS_TRUSTS               "DsEnumerateDomainTrustsW", "sfbr"
#define LOGON_CONTROL           "I_NetLogonControl2", "sflib"
#define DFS_GET_INFO            "NetDfsGetInfo", "n00lb"
#define DFS_GET_CLIENT_INFO     "NetDfsGetClientInfo", "n00lb"
#define DFS_ENUM                "NetDfsEnum", "nlmbrh"
#define COMPUTER_NAMES          "NetEnumerateComputerNames", "sf0rb"
#define VALIDATE_NAME           "NetValidateName", "sn00f"
#define VALIDATE_PASSWORD       "NetValidatePasswordPolicy", "s0fib"
#define USE_ADD                 "NetUseAdd", "slip"
#define USE_ENUM                "NetUseEnum", "slbmrth"
#define USE_GET_INFO            "NetUseGetInfo", "snlb"

#define USER_ROW(level)  { USER_GET_INFO, level, &USER_INFO_##level##_layout, .name = USER, .found = USER }
#define USERS_ROW(level) { USER_ENUM, level, &USER_INFO_##level##_layout, .found = USER }
/* as long as no server service runs */
#define NO_SERVER  .options = MAY_BE_EMPTY, .refusal = NERR_ServerNotStarted
#define DENIED     .options = WRITES, .refusal = ERROR_ACCESS_DENIED
/* no service answers on this computer */
#define NO_SERVICE  .options = WRITES, .refusal = ERROR_BAD_NETPATH

#define ADD_A_USE  { USE_ADD, 3, .name = OTHER_IPC, .input = USE_INPUT, .options = WRITES, \
                     .undo = "NetUseDel", .undo_arguments = "sn0" }

static const struct call add_a_use = ADD_A_USE;

#define USES_ROW(level)      { USE_ENUM, level, &USE_INFO_##level##_layout, .before = &add_a_use }
#define USE_INFO_ROW(level)  { USE_GET_INFO, level, &USE_INFO_##level##_layout, .name = OTHER_IPC, .before = &add_a_use }

static const struct call calls[] =
{
    USER_ROW( 0 ), USER_ROW( 1 ),
    { USER_GET_INFO, 2, &USER_INFO_2_layout, .name = USER, .found = USER, .clients = "osquery" },
    USER_ROW( 3 ),
    { USER_GET_INFO, 4, &USER_INFO_4_layout, .name = USER, .found = USER, .clients = "osquery" },
    USER_ROW( 10 ), USER_ROW( 11 ), USER_ROW( 20 ),
    { USER_GET_INFO, 23, &USER_INFO_23_layout, .name = USER, .found = USER, .clients = "Rust sysinfo" },
    { USER_GET_INFO, 24, &USER_INFO_24_layout, .name = USER },
    { USER_ENUM, 0, &USER_INFO_0_layout, .found = USER, .clients = "osquery, pywin32" },
    USERS_ROW( 1 ), USERS_ROW( 2 ), USERS_ROW( 3 ), USERS_ROW( 10 ), USERS_ROW( 11 ), USERS_ROW( 20 ),
    USERS_ROW( 23 ),
    { USER_GET_GROUPS, 0, &GROUP_USERS_INFO_0_layout, .name = USER, .found = GROUP, .clients = "pywin32" },
    { USER_GET_GROUPS, 1, &GROUP_USERS_INFO_1_layout, .name = USER, .found = GROUP },
    { USER_GET_LOCAL_GROUPS, 0, &LOCALGROUP_USERS_INFO_0_layout, .name = USER, .found = ALIAS,
      .flags = LG_INCLUDE_INDIRECT, .clients = "osquery, pywin32" },
    { USER_MODALS_GET, 0, &USER_MODALS_INFO_0_layout, .clients = "pywin32" },
    { USER_MODALS_GET, 1, &USER_MODALS_INFO_1_layout, .clients = "pywin32" },
    { USER_MODALS_GET, 2, &USER_MODALS_INFO_2_layout, .clients = "pywin32" },
    { USER_MODALS_GET, 3, &USER_MODALS_INFO_3_layout, .clients = "pywin32" },
    { QUERY_DISPLAY, 1, &NET_DISPLAY_USER_layout, .found = USER },
    { QUERY_DISPLAY, 2, &NET_DISPLAY_MACHINE_layout, .options = MAY_BE_EMPTY },
    { QUERY_DISPLAY, 3, &NET_DISPLAY_GROUP_layout, .found = GROUP },
    { DISPLAY_INDEX, 1, .name = USER },
    { DISPLAY_INDEX, 3, .name = GROUP },

    { GROUP_ENUM, 0, &GROUP_INFO_0_layout, .found = GROUP, .clients = "pywin32" },
    { GROUP_ENUM, 1, &GROUP_INFO_1_layout, .found = GROUP, .clients = "pywin32" },
    { GROUP_ENUM, 2, &GROUP_INFO_2_layout, .found = GROUP, .clients = "pywin32" },
    { GROUP_ENUM, 3, &GROUP_INFO_3_layout, .found = GROUP },
    { GROUP_GET_INFO, 0, &GROUP_INFO_0_layout, .name = GROUP, .found = GROUP },
    { GROUP_GET_INFO, 1, &GROUP_INFO_1_layout, .name = GROUP, .found = GROUP, .clients = "pywin32" },
    { GROUP_GET_INFO, 2, &GROUP_INFO_2_layout, .name = GROUP, .found = GROUP },
    { GROUP_GET_INFO, 3, &GROUP_INFO_3_layout, .name = GROUP, .found = GROUP },
    { GROUP_GET_USERS, 0, &GROUP_USERS_INFO_0_layout, .name = GROUP, .found = USER },
    { GROUP_GET_USERS, 1, &GROUP_USERS_INFO_1_layout, .name = GROUP, .found = USER, .clients = "pywin32" },

    { LOCAL_GROUP_ENUM, 0, &LOCALGROUP_INFO_0_layout, .found = ALIAS, .clients = "pywin32" },
    { LOCAL_GROUP_ENUM, 1, &LOCALGROUP_INFO_1_layout, .found = ALIAS, .clients = "osquery, pywin32" },
    { LOCAL_GROUP_GET_INFO, 0, &LOCALGROUP_INFO_0_layout, .name = ALIAS, .found = ALIAS },
    { LOCAL_GROUP_GET_INFO, 1, &LOCALGROUP_INFO_1_layout, .name = ALIAS, .found = ALIAS, .clients = "pywin32" },
    { LOCAL_GROUP_GET_MEMBERS, 0, &LOCALGROUP_MEMBERS_INFO_0_layout, .name = ALIAS, .clients = "pywin32" },
    { LOCAL_GROUP_GET_MEMBERS, 1, &LOCALGROUP_MEMBERS_INFO_1_layout, .name = ALIAS, .clients = "pywin32" },
    { LOCAL_GROUP_GET_MEMBERS, 2, &LOCALGROUP_MEMBERS_INFO_2_layout, .name = ALIAS, .clients = "pywin32" },
    { LOCAL_GROUP_GET_MEMBERS, 3, &LOCALGROUP_MEMBERS_INFO_3_layout, .name = ALIAS },

    { WKSTA_GET_INFO, 100, &WKSTA_INFO_100_layout, .clients = "pywin32" },
    { WKSTA_GET_INFO, 101, &WKSTA_INFO_101_layout, .clients = "pywin32" },
    { WKSTA_GET_INFO, 102, &WKSTA_INFO_102_layout, .clients = "pywin32" },
    { WKSTA_GET_INFO, 502, &WKSTA_INFO_502_layout, .clients = "pywin32" },
    { WKSTA_USER_GET_INFO, 0, &WKSTA_USER_INFO_0_layout, .found = USER },
    { WKSTA_USER_GET_INFO, 1, &WKSTA_USER_INFO_1_layout, .found = USER },
    { WKSTA_USER_GET_INFO, 1101, .layout = &WKSTA_USER_INFO_1101_layout },
    { WKSTA_USER_ENUM, 0, &WKSTA_USER_INFO_0_layout, .found = USER, .clients = "pywin32" },
    { WKSTA_USER_ENUM, 1, &WKSTA_USER_INFO_1_layout, .found = USER, .clients = "pywin32" },
    { WKSTA_TRANSPORT_ENUM, 0, &WKSTA_TRANSPORT_INFO_0_layout, .options = MAY_BE_EMPTY, .clients = "pywin32" },
    { GET_JOIN_INFORMATION, 0, &JOIN_NAME_layout, .clients = "Go os/user, pywin32" },
    /* a computer that is not joined has no information: Microsoft Learn, NetGetAadJoinInformation */
    { GET_AAD_JOIN, 0, .options = MAY_BE_NULL | OWN_FREE, .clients = "Photoshop" },
    { FREE_AAD_JOIN, 0, .options = NO_STATUS },
    { DS_ROLE, 1, &DSROLE_PRIMARY_DOMAIN_INFO_BASIC_layout, .options = OWN_FREE, .clients = ".NET" },
    { DS_ROLE, 2, &DSROLE_UPGRADE_STATUS_INFO_layout, .options = OWN_FREE },
    { DS_ROLE, 3, &DSROLE_OPERATION_STATE_INFO_layout, .options = OWN_FREE },

    { SERVER_GET_INFO, 100, &SERVER_INFO_100_layout, .clients = "pywin32" },
    { SERVER_GET_INFO, 101, &SERVER_INFO_101_layout, .clients = "pywin32" },
    { SERVER_GET_INFO, 102, &SERVER_INFO_102_layout, .clients = "pywin32" },
    { SERVER_DISK_ENUM, 0, &DISK_INFO_0_layout, .clients = "pywin32" },
    { SERVER_TRANSPORT_ENUM, 0, &SERVER_TRANSPORT_INFO_0_layout, .options = MAY_BE_EMPTY },
    { REMOTE_TOD, 0, .layout = &TIME_OF_DAY_INFO_layout },
    { STATISTICS_GET, 0, &STAT_WORKSTATION_0_layout, .name = WORKSTATION, .clients = "cryptlib, pywin32" },
    { STATISTICS_GET, 0, &STAT_SERVER_0_layout, .name = SERVER,
      .clients = "cryptlib" },
    { SHARE_ENUM, 0, &SHARE_INFO_0_layout, NO_SERVER, .clients = "pywin32" }, { SHARE_ENUM, 1, &SHARE_INFO_1_layout, NO_SERVER, .clients = "pywin32" },
    { SHARE_ENUM, 2, &SHARE_INFO_2_layout, NO_SERVER, .clients = "pywin32" },
    { SHARE_ENUM, 502, &SHARE_INFO_502_layout, NO_SERVER, .clients = "pywin32" }, { SHARE_ENUM, 503, NO_SERVER },
    { SHARE_GET_INFO, 0, &SHARE_INFO_0_layout, .name = NEW_NAME, NO_SERVER }, { SHARE_GET_INFO, 1, &SHARE_INFO_1_layout, .name = NEW_NAME, NO_SERVER },
    { SHARE_GET_INFO, 2, &SHARE_INFO_2_layout, .name = NEW_NAME, NO_SERVER }, { SHARE_GET_INFO, 501, &SHARE_INFO_501_layout, .name = NEW_NAME, NO_SERVER },
    { SHARE_GET_INFO, 502, &SHARE_INFO_502_layout, .name = NEW_NAME, NO_SERVER }, { SHARE_GET_INFO, 1005, &SHARE_INFO_1005_layout, .name = NEW_NAME, NO_SERVER },
    { SHARE_CHECK, 0, .name = DRIVE, NO_SERVER },
    { SESSION_ENUM, 0, &SESSION_INFO_0_layout, NO_SERVER }, { SESSION_ENUM, 1, &SESSION_INFO_1_layout, NO_SERVER }, { SESSION_ENUM, 2, NO_SERVER },
    { SESSION_ENUM, 10, NO_SERVER, .clients = "pywin32" }, { SESSION_ENUM, 502, NO_SERVER },
    { SESSION_GET_INFO, 0, &SESSION_INFO_0_layout, .name = COMPUTER_UNC, .other = USER, NO_SERVER },
    { SESSION_GET_INFO, 1, &SESSION_INFO_1_layout, .name = COMPUTER_UNC, .other = USER, NO_SERVER },
    { SESSION_GET_INFO, 2, .name = COMPUTER_UNC, .other = USER, NO_SERVER },
    { SESSION_GET_INFO, 10, .name = COMPUTER_UNC, .other = USER, NO_SERVER },
    { FILE_ENUM, 2, NO_SERVER }, { FILE_ENUM, 3, &FILE_INFO_3_layout, NO_SERVER, .clients = "pywin32" },
    { FILE_GET_INFO, 2, .flags = 1, NO_SERVER }, { FILE_GET_INFO, 3, &FILE_INFO_3_layout, .flags = 1, NO_SERVER },
    { CONNECTION_ENUM, 0, &CONNECTION_INFO_0_layout, .name = COMPUTER_UNC, NO_SERVER },
    { CONNECTION_ENUM, 1, &CONNECTION_INFO_1_layout, .name = COMPUTER_UNC, NO_SERVER, .clients = "pywin32" },

    /* the same from programs that give other arguments */
    { USER_GET_INFO, 4, &USER_INFO_4_layout, COMPUTER, USER, .found = USER, .clients = "Go os/user" },
    { USER_GET_INFO, 10, &USER_INFO_10_layout, COMPUTER, USER, .found = USER, .clients = "Go os/user" },
    { USER_GET_INFO, 11, &USER_INFO_11_layout, COMPUTER, USER, .found = USER, .clients = "Go os/user" },
    { USER_GET_LOCAL_GROUPS, 0, &LOCALGROUP_USERS_INFO_0_layout, .name = DOMAIN_USER, .found = ALIAS,
      .flags = LG_INCLUDE_INDIRECT, .clients = "Go os/user" },
    { USER_ENUM, 0, &USER_INFO_0_layout, .found = USER, .flags = FILTER_NORMAL_ACCOUNT, .clients = "Rust sysinfo" },
    { USER_GET_LOCAL_GROUPS, 0, &LOCALGROUP_USERS_INFO_0_layout, EMPTY, USER, .found = ALIAS,
      .flags = LG_INCLUDE_INDIRECT, .clients = "Rust sysinfo" },
    { USER_ENUM, 3, &USER_INFO_3_layout, .found = USER, .flags = FILTER_NORMAL_ACCOUNT, .clients = "pywin32" },
    { USER_GET_INFO, 3, &USER_INFO_3_layout, EMPTY, USER, .found = USER, .clients = "pywin32" },
    { SHARE_ENUM, 1, .server = COMPUTER, NO_SERVER, .clients = "PowerShell" },
    { REMOTE_TOD, 0, &TIME_OF_DAY_INFO_layout, COMPUTER_UNC, .clients = "Advanced IP Scanner" },
    /* there is no domain: a workgroup has no controller */
    { DS_GET_DC_NAME, 0, .options = MAY_BE_NULL, .refusal = ERROR_NO_SUCH_DOMAIN, .clients = ".NET" },
    { "DsGetDcNameA", "0000fb", 0, .options = MAY_BE_NULL, .refusal = ERROR_NO_SUCH_DOMAIN },
    { "DsGetSiteNameW", "0b", 0, .refusal = ERROR_NO_SITENAME },
    { "DsGetSiteNameA", "0b", 0, .refusal = ERROR_NO_SITENAME },
    { DS_TRUSTS, 0, .flags = DS_DOMAIN_PRIMARY, .options = LOCAL, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { "DsEnumerateDomainTrustsA", "0fbr", 0, .flags = DS_DOMAIN_PRIMARY, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { "DsGetForestTrustInformationW", "000b", 0, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { "DsAddressToSiteNamesW", "0fib", 0, .input = TEXT_INPUT, .flags = 1, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { "DsAddressToSiteNamesExW", "0fibr", 0, .input = TEXT_INPUT, .flags = 1, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { "NetGetDCName", "00b", 0, .refusal = NERR_DCNotFound },
    { "NetGetAnyDCName", "00b", 0, .refusal = ERROR_NO_SUCH_DOMAIN },
    { "NetEnumerateTrustedDomains", "0b", 0, .refusal = RPC_NT_SERVER_UNAVAILABLE },
    { "NetIsServiceAccount", "0nr", 0, .name = USER, .clients = "installers" },
    { LOGON_CONTROL, 1, .flags = NETLOGON_CONTROL_QUERY, .options = LOCAL, .refusal = ERROR_SERVICE_NOT_ACTIVE },
    { LOGON_CONTROL, 2, .flags = NETLOGON_CONTROL_TC_QUERY, .input = TEXT_INPUT, .options = LOCAL,
      .refusal = ERROR_SERVICE_NOT_ACTIVE },
    { COMPUTER_NAMES, 0, &COMPUTER_NAME_layout, .flags = NetAllComputerNames, .options = LOCAL },
    { VALIDATE_NAME, 0, .name = NEW_NAME, .flags = NetSetupMachine, .options = LOCAL, .about = "a computer" },
    { VALIDATE_NAME, 0, .name = NEW_NAME, .flags = NetSetupWorkgroup, .options = LOCAL, .about = "a workgroup" },
    { VALIDATE_NAME, 0, .name = NEW_NAME, .flags = NetSetupDnsMachine, .options = LOCAL, .about = "a DNS name" },
    { VALIDATE_PASSWORD, 0, &NET_VALIDATE_OUTPUT_ARG_layout, .flags = NetValidatePasswordReset, .input = PASSWORD_INPUT,
      .options = LOCAL, .clients = "SQL Server", .about = "reset" },
    { VALIDATE_PASSWORD, 0, &NET_VALIDATE_OUTPUT_ARG_layout, .flags = NetValidatePasswordChange, .input = PASSWORD_INPUT,
      .options = LOCAL, .about = "change" },
    { VALIDATE_PASSWORD, 0, &NET_VALIDATE_OUTPUT_ARG_layout, .flags = NetValidateAuthentication, .input = PASSWORD_INPUT,
      .options = LOCAL, .about = "authentication" },
    { "NetServerEnum", "0lbmrtf00", 100, .flags = SV_TYPE_ALL, .refusal = ERROR_NO_BROWSER_SERVERS_FOUND },
    { "NetServerEnum", "0lbmrtf00", 101, .flags = SV_TYPE_ALL, .refusal = ERROR_NO_BROWSER_SERVERS_FOUND },
    { DFS_GET_CLIENT_INFO, 1, .name = DFS_PATH, .refusal = NERR_DfsNoSuchVolume },
    { DFS_GET_CLIENT_INFO, 2, .name = DFS_PATH, .refusal = NERR_DfsNoSuchVolume },
    { DFS_GET_CLIENT_INFO, 3, .name = DFS_PATH, .refusal = NERR_DfsNoSuchVolume },
    { DFS_GET_CLIENT_INFO, 4, .name = DFS_PATH, .refusal = NERR_DfsNoSuchVolume },
    { DFS_GET_INFO, 1, .name = DFS_PATH, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { DFS_GET_INFO, 3, .name = DFS_PATH, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { DFS_ENUM, 1, .name = DFS_PATH, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { DFS_ENUM, 300, .name = COMPUTER, .refusal = RPC_S_SERVER_UNAVAILABLE },

    { "NetUserAdd", "slip", 1, .name = NEW_NAME, .input = USER_INPUT, .options = WRITES,
      .undo = "NetUserDel", .undo_arguments = "sn" },
    { "NetUserDel", "sn", 0, .name = NEW_NAME, .options = WRITES, .refusal = NERR_UserNotFound },
    { "NetUserSetInfo", "snlip", 1007, .name = USER, .input = TEXT_INPUT, DENIED },
    { "NetUserSetGroups", "snlif", 0, .name = USER, .input = NAMES_INPUT, .flags = 1, DENIED },
    { "NetUserModalsSet", "slip", 0, .input = MODALS_INPUT, DENIED },
    { "NetGroupAdd", "slip", 1, .name = NEW_NAME, .input = NAMES_INPUT, DENIED },
    { "NetGroupAddUser", "sno", 0, .name = GROUP, .other = USER, .options = WRITES,
      .refusal = NERR_UserInGroup },
    { "NetGroupDel", "sn", 0, .name = GROUP, DENIED },
    { "NetGroupDelUser", "sno", 0, .name = GROUP, .other = USER, DENIED },
    { "NetGroupSetInfo", "snlip", 1002, .name = GROUP, .input = TEXT_INPUT, DENIED },
    { "NetGroupSetUsers", "snlif", 0, .name = GROUP, .input = NAMES_INPUT, .flags = 1, DENIED },
    { "NetLocalGroupAdd", "slip", 1, .name = NEW_NAME, .input = NAMES_INPUT, DENIED },
    { "NetLocalGroupAddMembers", "snlif", 3, .name = ALIAS, .input = NAMES_INPUT, .flags = 1, .options = WRITES,
      .refusal = ERROR_MEMBER_IN_ALIAS },
    { "NetLocalGroupDel", "sn", 0, .name = ALIAS, DENIED },
    { "NetLocalGroupDelMembers", "snlif", 3, .name = ALIAS, .input = NAMES_INPUT, .flags = 1, DENIED },
    { "NetLocalGroupSetInfo", "snlip", 1002, .name = ALIAS, .input = TEXT_INPUT, DENIED },
    { "NetLocalGroupSetMembers", "snlif", 3, .name = ALIAS, .input = NAMES_INPUT, .flags = 1, DENIED },
    { "NetShareAdd", "slip", 2, .input = SHARE_INPUT, .options = WRITES, .refusal = NERR_ServerNotStarted },
    { "NetShareDel", "sn0", 0, .name = NEW_NAME, .options = WRITES, .refusal = NERR_ServerNotStarted },
    { "NetShareSetInfo", "snlip", 2, .name = NEW_NAME, .input = SHARE_INPUT, .options = WRITES,
      .refusal = NERR_ServerNotStarted },

    { "NetUnjoinDomain", "0000", 0, .options = WRITES, .refusal = NERR_SetupNotJoined },
    { "NetRenameMachineInDomain", "0n000", 0, .name = NEW_NAME, .options = WRITES, .refusal = NERR_SetupNotJoined },
    { USE_ADD, 0, .name = OWN_IPC, .input = USE_INPUT, NO_SERVICE },
    { USE_ADD, 1, .name = OWN_IPC, .input = USE_INPUT, NO_SERVICE },
    { USE_ADD, 2, .name = OWN_IPC, .input = USE_INPUT, NO_SERVICE },
    ADD_A_USE,
    USES_ROW( 0 ), USES_ROW( 1 ), USES_ROW( 2 ),
    USE_INFO_ROW( 0 ), USE_INFO_ROW( 1 ), USE_INFO_ROW( 2 ), USE_INFO_ROW( 3 ),
    { "NetUseDel", "sn0", 0, .name = OTHER_IPC, .options = WRITES, .refusal = NERR_UseNotFound },
};

#define CALL_COUNT  (sizeof(calls) / sizeof(calls[0]))

/* ---- arguments ------------------------------------------------------------------------------- */

static WCHAR call_names[NAMES][256];
static BYTE call_user_sid[SECURITY_MAX_SID_SIZE];

static inline void get_name_of_sid( enum name name, PSID sid, const WCHAR *otherwise )
{
    WCHAR domain[256];
    DWORD size = 256, domain_size = 256;
    SID_NAME_USE use;

    if (!LookupAccountSidW( NULL, sid, call_names[name], &size, domain, &domain_size, &use ))
        lstrcpyW( call_names[name], otherwise );
}

/* a local group that the token has */
static inline void get_alias_name( HANDLE token )
{
    static const SID_IDENTIFIER_AUTHORITY nt = { SECURITY_NT_AUTHORITY };
    BYTE buffer[8192];
    TOKEN_GROUPS *groups = (TOKEN_GROUPS *)buffer;
    DWORD i, size;
    PSID sid;

    lstrcpyW( call_names[ALIAS], L"Administrators" );
    if (!GetTokenInformation( token, TokenGroups, buffer, sizeof(buffer), &size )) return;
    for (i = 0; i < groups->GroupCount; i++)
    {
        sid = groups->Groups[i].Sid;
        if (*GetSidSubAuthorityCount( sid ) != 2 || *GetSidSubAuthority( sid, 0 ) != SECURITY_BUILTIN_DOMAIN_RID ||
            memcmp( GetSidIdentifierAuthority( sid ), &nt, sizeof(nt) )) continue;
        get_name_of_sid( ALIAS, sid, L"Administrators" );
        return;
    }
}

static inline void init_calls(void)
{
    BYTE buffer[256], group[SECURITY_MAX_SID_SIZE];
    TOKEN_USER *user = (TOKEN_USER *)buffer;
    DWORD size;
    HANDLE token;

    size = 256;
    GetComputerNameW( call_names[COMPUTER], &size );
    size = 256;
    GetUserNameW( call_names[USER], &size );
    wsprintfW( call_names[COMPUTER_UNC], L"\\\\%s", call_names[COMPUTER] );
    wsprintfW( call_names[DOMAIN_USER], L"%s\\%s", call_names[COMPUTER], call_names[USER] );
    lstrcpyW( call_names[NEW_NAME], L"netapi32calls" );
    lstrcpyW( call_names[WORKSTATION], L"LanmanWorkstation" );
    lstrcpyW( call_names[SERVER], L"LanmanServer" );
    lstrcpyW( call_names[DRIVE], L"C:" );
    wsprintfW( call_names[OWN_IPC], L"\\\\%s\\IPC$", call_names[COMPUTER] );
    lstrcpyW( call_names[OTHER_IPC], L"\\\\no-such-computer.invalid\\IPC$" );
    lstrcpyW( call_names[GROUP], L"None" );
    wsprintfW( call_names[DFS_PATH], L"\\\\%s\\root", call_names[COMPUTER] );

    if (!OpenProcessToken( GetCurrentProcess(), TOKEN_QUERY, &token )) return;
    if (GetTokenInformation( token, TokenUser, buffer, sizeof(buffer), &size ))
    {
        CopySid( sizeof(call_user_sid), call_user_sid, user->User.Sid );
        CopySid( sizeof(group), group, user->User.Sid );
        *GetSidSubAuthority( group, *GetSidSubAuthorityCount( group ) - 1 ) = DOMAIN_GROUP_RID_USERS;
        get_name_of_sid( GROUP, group, L"None" );
    }
    get_alias_name( token );
    CloseHandle( token );
}

static inline const void *call_input( const struct call *call )
{
    static WCHAR comment[] = L"a comment", path[] = L"C:\\windows", password[] = L"Secret-1234";
    static USER_INFO_1 user;
    static USER_MODALS_INFO_0 modals;
    static SHARE_INFO_2 share;
    static USE_INFO_3 use;
    static NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG change;
    static NET_VALIDATE_PASSWORD_RESET_INPUT_ARG reset;
    static NET_VALIDATE_AUTHENTICATION_INPUT_ARG authentication;
    static WCHAR *names[2];

    switch (call->input)
    {
    case USER_INPUT:
        user.usri1_name = call_names[call->name];
        user.usri1_password = password;
        user.usri1_priv = USER_PRIV_USER;
        user.usri1_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT;
        return &user;
    case TEXT_INPUT:
        names[0] = comment;
        return names;
    case NAMES_INPUT:  /* a name, and a comment where the level has one */
        names[0] = call_names[call->arguments[1] == 'l' ? call->name : call->level ? DOMAIN_USER :
                              call->function[3] == 'U' ? GROUP : USER];
        names[1] = comment;
        return names;
    case MODALS_INPUT:
        modals.usrmod0_max_passwd_age = modals.usrmod0_force_logoff = TIMEQ_FOREVER;
        return &modals;
    case SHARE_INPUT:
        share.shi2_netname = call_names[NEW_NAME];
        share.shi2_remark = comment;
        share.shi2_path = path;
        share.shi2_max_uses = SHI_USES_UNLIMITED;
        return &share;
    case USE_INPUT:
        use.ui3_ui2.ui2_remote = call_names[call->name];
        use.ui3_ui2.ui2_password = password;
        use.ui3_ui2.ui2_asg_type = USE_WILDCARD;
        use.ui3_ui2.ui2_username = call_names[USER];
        use.ui3_flags = CREATE_NO_CONNECT;
        return &use;
    case PASSWORD_INPUT:
        change.ClearPassword = reset.ClearPassword = password;
        change.PasswordMatch = authentication.PasswordMatched = TRUE;
        if (call->flags == NetValidatePasswordChange) return &change;
        return call->flags == NetValidatePasswordReset ? (void *)&reset : (void *)&authentication;
    default:
        return NULL;
    }
}

/* ---- calling --------------------------------------------------------------------------------- */

#define UNTOUCHED_BYTE     0xa5
#define UNTOUCHED_DWORD    0xa5a5a5a5
#define UNTOUCHED_POINTER  ((void *)(ULONG_PTR)0xa5a5a5a5a5a5a5a5ull)

struct outputs
{
    void *buffer;
    DWORD read, total, parm;
    ULONG_PTR resume;
};

static inline const WCHAR *call_name( enum name name )
{
    return name == NOBODY ? NULL : call_names[name];
}

static inline ULONG_PTR call_argument( const struct call *call, char letter, struct outputs *outputs )
{
    switch (letter)
    {
    case 's': return (ULONG_PTR)call_name( call->server );
    case 'n': return (ULONG_PTR)(call->text ? call->text : call_name( call->name ));
    case 'o': return (ULONG_PTR)(call->other_text ? call->other_text : call_name( call->other ));
    case 'i': return (ULONG_PTR)(call->data ? call->data : call_input( call ));
    case 'l': return call->level;
    case 'f': return call->flags;
    case 'm': return MAX_PREFERRED_LENGTH;
    case 'b': return (ULONG_PTR)&outputs->buffer;
    case 'r': return (ULONG_PTR)&outputs->read;
    case 't': return (ULONG_PTR)&outputs->total;
    case 'h': return (ULONG_PTR)&outputs->resume;
    case 'p': return (ULONG_PTR)&outputs->parm;
    default: return 0;
    }
}

/* Makes the call, with outputs that show whether it touches them. */
static inline DWORD make_call( FARPROC function, const struct call *call, struct outputs *outputs )
{
    typedef ULONG_PTR A;
    unsigned int i, count = strlen( call->arguments );
    A a[9];

    memset( outputs, UNTOUCHED_BYTE, sizeof(*outputs) );
    outputs->resume = 0;
    for (i = 0; i < count; i++) a[i] = call_argument( call, call->arguments[i], outputs );
    switch (count)
    {
#define CALL(types, ...)  return ((DWORD (WINAPI *)types)(void *)function)( __VA_ARGS__ )
    case 1: CALL( (A), a[0] );
    case 2: CALL( (A, A), a[0], a[1] );
    case 3: CALL( (A, A, A), a[0], a[1], a[2] );
    case 4: CALL( (A, A, A, A), a[0], a[1], a[2], a[3] );
    case 5: CALL( (A, A, A, A, A), a[0], a[1], a[2], a[3], a[4] );
    case 6: CALL( (A, A, A, A, A, A), a[0], a[1], a[2], a[3], a[4], a[5] );
    case 7: CALL( (A, A, A, A, A, A, A), a[0], a[1], a[2], a[3], a[4], a[5], a[6] );
    case 8: CALL( (A, A, A, A, A, A, A, A), a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7] );
    default: CALL( (A, A, A, A, A, A, A, A, A), a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8] );
#undef CALL
    }
}

static inline FARPROC call_function( HMODULE netapi32, const char *name )
{
    return GetProcAddress( netapi32, name );
}

/* Frees an answer, and takes back what was added. FALSE: nothing was added. */
static inline BOOL undo_call( HMODULE netapi32, const struct call *call, DWORD status,
                              const struct outputs *outputs )
{
    const char *free_name = call->options & OWN_FREE ? call->layout ? "DsRoleFreeMemory" :
                            "NetFreeAadJoinInformation" : "NetApiBufferFree";
    NET_API_STATUS (WINAPI *free_buffer)( const void *buffer );
    struct call undo = *call;
    struct outputs none;
    FARPROC function;

    if (outputs->buffer && outputs->buffer != UNTOUCHED_POINTER && strchr( call->arguments, 'b' ) &&
        (free_buffer = (void *)call_function( netapi32, free_name )))
        free_buffer( outputs->buffer );
    if (!call->undo || status || !(function = call_function( netapi32, call->undo ))) return TRUE;
    undo.arguments = call->undo_arguments;
    return !make_call( function, &undo, &none ) && make_call( function, &undo, &none );
}

static inline DWORD make_call_before( HMODULE netapi32, const struct call *call )
{
    FARPROC function = call->before ? call_function( netapi32, call->before->function ) : NULL;
    struct outputs outputs;

    return function ? make_call( function, call->before, &outputs ) : NERR_Success;
}

static inline void undo_call_before( HMODULE netapi32, const struct call *call, DWORD status )
{
    static const struct outputs none;

    if (call->before) undo_call( netapi32, call->before, status, &none );
}

#endif
