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
enum input { NO_INPUT, TEXT_INPUT, SHARE_INPUT, USE_INPUT, PASSWORD_INPUT };

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
    const struct call *after;       /* is made after a success, and shows what that has changed: */
    DWORD after_status;             /* ... by this status */
    const WCHAR *shown, *hidden;    /* ... by a text that is in the answer, or is not */
    WORD shown_at;                  /* ... by a number at this offset plus 1 */
    DWORD shown_number;
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
/* no service answers on this computer */
#define NO_SERVICE  .options = WRITES, .refusal = ERROR_BAD_NETPATH

#define ADD_A_USE  { USE_ADD, 3, .name = OTHER_IPC, .input = USE_INPUT, .options = WRITES, \
                     .undo = "NetUseDel", .undo_arguments = "sn0" }

static const struct call add_a_use = ADD_A_USE;

#define USES_ROW(level)      { USE_ENUM, level, &USE_INFO_##level##_layout, .before = &add_a_use }
#define USE_INFO_ROW(level)  { USE_GET_INFO, level, &USE_INFO_##level##_layout, .name = OTHER_IPC, .before = &add_a_use }

/* ---- the accounts that the calls add, change and delete --------------------------------------- */

#define OWN_USER   L"netapi32 calls"
#define OWN_GROUP  L"netapi32 calls g"
#define OWN_ALIAS  L"netapi32 calls a"
#define OWN_TEXT   L"text of a call"

/* the structure of the highest level begins like those of the lower ones; 3 is another one */
#define OWN_USER_MEMBERS(type, n, id, password) \
    .usri##n##_name = (WCHAR *)OWN_USER, .usri##n##_password = password, .usri##n##_priv = USER_PRIV_USER, \
    .usri##n##_comment = (WCHAR *)OWN_TEXT, .usri##n##_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT, \
    .usri##n##_acct_expires = TIMEQ_FOREVER, .usri##n##_max_storage = USER_MAXSTORAGE_UNLIMITED, \
    .usri##n##_units_per_week = UNITS_PER_WEEK, .usri##n##_primary_group_id = DOMAIN_GROUP_RID_USERS
#define OWN_USER_INPUT(password)    (&(USER_INFO_4){ OWN_USER_MEMBERS( USER_INFO_4, 4, user_sid, password ) })
#define OWN_USER_INPUT_3(password)  (&(USER_INFO_3){ OWN_USER_MEMBERS( USER_INFO_3, 3, user_id, password ) })
#define OWN_USER_INPUT_22 \
    (&(USER_INFO_22){ .usri22_priv = USER_PRIV_USER, .usri22_comment = (WCHAR *)OWN_TEXT, \
                      .usri22_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT, .usri22_acct_expires = TIMEQ_FOREVER, \
                      .usri22_max_storage = USER_MAXSTORAGE_UNLIMITED, .usri22_units_per_week = UNITS_PER_WEEK })
#define OWN_GROUP_INPUT(name)       (&(GROUP_INFO_3){ (WCHAR *)name, (WCHAR *)OWN_TEXT, NULL, 7 })
#define OWN_GROUP_INPUT_2(name)     (&(GROUP_INFO_2){ (WCHAR *)name, (WCHAR *)OWN_TEXT, 0, 7 })
#define OWN_TEXT_INPUT(text)        (&(WCHAR *){ (WCHAR *)text })
#define OWN_NUMBER_INPUT(number)    (&(DWORD){ number })
#define OWN_PASSWORD                (WCHAR *)L"Secret-1234"

#define SHOWN_AT(type, member, number)  .shown_at = offsetof( type, member ) + 1, .shown_number = number

static BYTE own_everyone[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
static BYTE own_hours[21] = { 0x12, 0x34 };

static const struct call add_own_user =
    { "NetUserAdd", "slip", 1, .text = OWN_USER, .data = OWN_USER_INPUT( OWN_PASSWORD ), .options = WRITES,
      .undo = "NetUserDel", .undo_arguments = "sn" };
static const struct call add_own_group =
    { "NetGroupAdd", "slip", 1, .text = OWN_GROUP, .data = OWN_GROUP_INPUT( OWN_GROUP ), .options = WRITES,
      .before = &add_own_user, .undo = "NetGroupDel", .undo_arguments = "sn" };
static const struct call add_own_alias =
    { "NetLocalGroupAdd", "slip", 1, .text = OWN_ALIAS, .data = OWN_GROUP_INPUT( OWN_ALIAS ), .options = WRITES,
      .before = &add_own_user, .undo = "NetLocalGroupDel", .undo_arguments = "sn" };
static const struct call fill_own_group =
    { "NetGroupAddUser", "sno", 0, .text = OWN_GROUP, .other_text = OWN_USER, .options = WRITES, .before = &add_own_group,
      .undo = "NetGroupDelUser", .undo_arguments = "sno" };
static const struct call fill_own_alias =
    { "NetLocalGroupAddMembers", "snlif", 3, .text = OWN_ALIAS, .data = OWN_TEXT_INPUT( OWN_USER ), .flags = 1,
      .options = WRITES, .before = &add_own_alias, .undo = "NetLocalGroupDelMembers", .undo_arguments = "snlif" };
static const struct call fill_own_alias_by_sid =
    { "NetLocalGroupAddMembers", "snlif", 0, .text = OWN_ALIAS, .data = &(PSID){ own_everyone }, .flags = 1,
      .options = WRITES, .before = &add_own_alias, .undo = "NetLocalGroupDelMembers", .undo_arguments = "snlif" };

static const struct call read_own_user = { USER_GET_INFO, 4, .text = OWN_USER };
static const struct call read_added_user = { USER_GET_INFO, 1, .text = OWN_USER };  /* Wine's own has this level */
static const struct call read_own_users_groups = { USER_GET_GROUPS, 0, .text = OWN_USER };
static const struct call use_own_password =
    { "NetUserChangePassword", "snoo", 0, .text = OWN_USER, .other_text = L"Secret-5678" };
static const struct call read_own_group = { GROUP_GET_INFO, 2, .text = OWN_GROUP };
static const struct call read_own_groups_users = { GROUP_GET_USERS, 0, .text = OWN_GROUP };
static const struct call read_own_alias = { LOCAL_GROUP_GET_INFO, 1, .text = OWN_ALIAS };
static const struct call read_own_members = { LOCAL_GROUP_GET_MEMBERS, 2, .text = OWN_ALIAS };
static const struct call read_policy_0 = { USER_MODALS_GET, .level = 0 };
static const struct call read_policy_1 = { USER_MODALS_GET, .level = 1 };
static const struct call read_policy_3 = { USER_MODALS_GET, .level = 3 };

#define OWN_USER_ADD(level, input) \
    { "NetUserAdd", "slip", level, .text = OWN_USER, .data = input, .options = WRITES, .undo = "NetUserDel", \
      .undo_arguments = "sn", .after = &read_added_user, .shown = OWN_TEXT }
#define OWN_USER_SET(level, input, ...) \
    { "NetUserSetInfo", "snlip", level, .text = OWN_USER, .data = input, .options = WRITES, .before = &add_own_user, \
      .after = &read_own_user, __VA_ARGS__ }
#define OWN_USER_TEXT(level) \
    OWN_USER_SET( level, OWN_TEXT_INPUT( L"at level " #level ), .shown = L"at level " #level )
#define OWN_USER_NUMBER(level, member, number) \
    OWN_USER_SET( level, OWN_NUMBER_INPUT( number ), SHOWN_AT( USER_INFO_4, usri4_##member, number ) )
#define OWN_GROUP_ADD(level, input) \
    { "NetGroupAdd", "slip", level, .text = OWN_GROUP, .data = input, .options = WRITES, .undo = "NetGroupDel", \
      .undo_arguments = "sn", .after = &read_own_group, .shown = level ? OWN_TEXT : OWN_GROUP }
#define OWN_GROUP_SET(level, input, ...) \
    { "NetGroupSetInfo", "snlip", level, .text = OWN_GROUP, .data = input, .options = WRITES, .before = &add_own_group, \
      .after = &read_own_group, __VA_ARGS__ }
#define OWN_ALIAS_ADD(level) \
    { "NetLocalGroupAdd", "slip", level, .text = OWN_ALIAS, .data = OWN_GROUP_INPUT( OWN_ALIAS ), .options = WRITES, \
      .undo = "NetLocalGroupDel", .undo_arguments = "sn", .after = &read_own_alias, .shown = level ? OWN_TEXT : OWN_ALIAS }
#define OWN_ALIAS_SET(level, input, wanted) \
    { "NetLocalGroupSetInfo", "snlip", level, .text = OWN_ALIAS, .data = input, .options = WRITES, .before = &add_own_alias, \
      .after = &read_own_alias, .shown = wanted }
#define OWN_MEMBERS(function, level, input, first, ...) \
    { function, "snlif", level, .text = OWN_ALIAS, .data = input, .flags = 1, .options = WRITES, .before = first, \
      .after = &read_own_members, __VA_ARGS__ }
/* the policy is kept before, and set again */
#define POLICY_SET(level, input, get, ...) \
    { "NetUserModalsSet", "slip", level, .data = input, .options = WRITES, .after = get, __VA_ARGS__ }
#define POLICY_NUMBER(level, of, member, number) \
    POLICY_SET( level, OWN_NUMBER_INPUT( number ), &read_policy_##of, \
                SHOWN_AT( USER_MODALS_INFO_##of, usrmod##of##_##member, number ) )

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
    { "DsGetDcSiteCoverageW", "0rb", 0, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { "DsGetDcSiteCoverageA", "0rb", 0, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { "NetLogonGetTimeServiceParentDomain", "0br", 0, .refusal = RPC_S_SERVER_UNAVAILABLE },
    { "I_NetLogonControl", "0flb", 1, .flags = NETLOGON_CONTROL_QUERY, .refusal = ERROR_SERVICE_NOT_ACTIVE },
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

    OWN_USER_ADD( 1, OWN_USER_INPUT( OWN_PASSWORD ) ), OWN_USER_ADD( 2, OWN_USER_INPUT( OWN_PASSWORD ) ),
    OWN_USER_ADD( 3, OWN_USER_INPUT_3( OWN_PASSWORD ) ), OWN_USER_ADD( 4, OWN_USER_INPUT( OWN_PASSWORD ) ),
    { "NetUserDel", "sn", 1, .text = OWN_USER, .data = OWN_USER_INPUT( OWN_PASSWORD ), .options = WRITES,
      .before = &add_own_user, .undo = "NetUserAdd", .undo_arguments = "slip", .after = &read_added_user,
      .after_status = NERR_UserNotFound },
    OWN_USER_SET( 0, OWN_TEXT_INPUT( L"NETAPI32 Calls" ), .shown = L"NETAPI32 Calls" ),
    OWN_USER_SET( 1, OWN_USER_INPUT( NULL ), .shown = OWN_TEXT ), OWN_USER_SET( 2, OWN_USER_INPUT( NULL ), .shown = OWN_TEXT ),
    OWN_USER_SET( 3, OWN_USER_INPUT_3( NULL ), .shown = OWN_TEXT ),
    OWN_USER_SET( 4, OWN_USER_INPUT( NULL ), .shown = OWN_TEXT ), OWN_USER_SET( 22, OWN_USER_INPUT_22, .shown = OWN_TEXT ),
    { "NetUserSetInfo", "snlip", 1003, .text = OWN_USER, .data = OWN_TEXT_INPUT( L"Secret-5678" ), .options = WRITES,
      .before = &add_own_user, .after = &use_own_password },
    OWN_USER_NUMBER( 1005, priv, USER_PRIV_USER ),
    OWN_USER_TEXT( 1006 ), OWN_USER_TEXT( 1007 ),
    OWN_USER_NUMBER( 1008, flags, UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_ACCOUNTDISABLE ),
    OWN_USER_TEXT( 1009 ), OWN_USER_NUMBER( 1010, auth_flags, AF_OP_PRINT ), OWN_USER_TEXT( 1011 ), OWN_USER_TEXT( 1012 ),
    OWN_USER_TEXT( 1013 ), OWN_USER_TEXT( 1014 ), OWN_USER_NUMBER( 1017, acct_expires, 2000000000 ),
    OWN_USER_NUMBER( 1018, max_storage, 1000000 ),
    OWN_USER_SET( 1020, (&(USER_INFO_1020){ UNITS_PER_WEEK, own_hours }),
                  SHOWN_AT( USER_INFO_4, usri4_units_per_week, UNITS_PER_WEEK ) ),
    OWN_USER_TEXT( 1023 ), OWN_USER_NUMBER( 1024, country_code, 49 ), OWN_USER_NUMBER( 1025, code_page, 850 ),
    OWN_USER_NUMBER( 1051, primary_group_id, DOMAIN_GROUP_RID_USERS ), OWN_USER_TEXT( 1052 ), OWN_USER_TEXT( 1053 ),
    { "NetUserSetGroups", "snlif", 0, .text = OWN_USER, .data = OWN_TEXT_INPUT( OWN_GROUP ), .flags = 1, .options = WRITES,
      .before = &add_own_group, .after = &read_own_users_groups, .shown = OWN_GROUP },
    { "NetUserSetGroups", "snlif", 1, .text = OWN_USER, .data = (&(GROUP_USERS_INFO_1){ (WCHAR *)OWN_GROUP, 7 }), .flags = 1,
      .options = WRITES, .before = &add_own_group, .after = &read_own_users_groups, .shown = OWN_GROUP },
    { "NetUserChangePassword", "snoo", 0, .text = OWN_USER, .other_text = OWN_PASSWORD, .options = WRITES,
      .before = &add_own_user },

    POLICY_SET( 0, (&(USER_MODALS_INFO_0){ 3, TIMEQ_FOREVER, 0, TIMEQ_FOREVER, 2 }), &read_policy_0,
                SHOWN_AT( USER_MODALS_INFO_0, usrmod0_password_hist_len, 2 ) ),
    POLICY_SET( 1, (&(USER_MODALS_INFO_1){ UAS_ROLE_PRIMARY, (WCHAR *)L"" }), &read_policy_1,
                SHOWN_AT( USER_MODALS_INFO_1, usrmod1_role, UAS_ROLE_PRIMARY ) ),
    POLICY_SET( 3, (&(USER_MODALS_INFO_3){ 900, 600, 7 }), &read_policy_3,
                SHOWN_AT( USER_MODALS_INFO_3, usrmod3_lockout_threshold, 7 ) ),
    POLICY_NUMBER( 1001, 0, min_passwd_len, 4 ), POLICY_NUMBER( 1002, 0, max_passwd_age, 1000000 ),
    POLICY_NUMBER( 1003, 0, min_passwd_age, 86400 ), POLICY_NUMBER( 1004, 0, force_logoff, 600 ),
    POLICY_NUMBER( 1005, 0, password_hist_len, 5 ), POLICY_NUMBER( 1006, 1, role, UAS_ROLE_PRIMARY ),

    OWN_GROUP_ADD( 0, OWN_GROUP_INPUT( OWN_GROUP ) ), OWN_GROUP_ADD( 1, OWN_GROUP_INPUT( OWN_GROUP ) ),
    OWN_GROUP_ADD( 2, OWN_GROUP_INPUT_2( OWN_GROUP ) ), OWN_GROUP_ADD( 3, OWN_GROUP_INPUT( OWN_GROUP ) ),
    { "NetGroupAddUser", "sno", 0, .text = OWN_GROUP, .other_text = OWN_USER, .options = WRITES, .before = &add_own_group,
      .undo = "NetGroupDelUser", .undo_arguments = "sno", .after = &read_own_groups_users, .shown = OWN_USER },
    { "NetGroupDel", "sn", 1, .text = OWN_GROUP, .data = OWN_GROUP_INPUT( OWN_GROUP ), .options = WRITES,
      .before = &add_own_group, .undo = "NetGroupAdd", .undo_arguments = "slip", .after = &read_own_group,
      .after_status = NERR_GroupNotFound },
    { "NetGroupDelUser", "sno", 0, .text = OWN_GROUP, .other_text = OWN_USER, .options = WRITES, .before = &fill_own_group,
      .undo = "NetGroupAddUser", .undo_arguments = "sno", .after = &read_own_groups_users, .hidden = OWN_USER },
    OWN_GROUP_SET( 0, OWN_TEXT_INPUT( L"NETAPI32 Calls g" ), .shown = L"NETAPI32 Calls g" ),
    OWN_GROUP_SET( 1, OWN_GROUP_INPUT( OWN_GROUP ), .shown = OWN_TEXT ),
    OWN_GROUP_SET( 2, OWN_GROUP_INPUT_2( OWN_GROUP ), .shown = OWN_TEXT ),
    OWN_GROUP_SET( 3, OWN_GROUP_INPUT( OWN_GROUP ), .shown = OWN_TEXT ),
    OWN_GROUP_SET( 1002, OWN_TEXT_INPUT( L"at level 1002" ), .shown = L"at level 1002" ),
    OWN_GROUP_SET( 1005, OWN_NUMBER_INPUT( 7 ), SHOWN_AT( GROUP_INFO_2, grpi2_attributes, 7 ) ),
    { "NetGroupSetUsers", "snlif", 0, .text = OWN_GROUP, .data = OWN_TEXT_INPUT( OWN_USER ), .flags = 1, .options = WRITES,
      .before = &add_own_group, .after = &read_own_groups_users, .shown = OWN_USER },
    { "NetGroupSetUsers", "snlif", 1, .text = OWN_GROUP, .data = (&(GROUP_USERS_INFO_1){ (WCHAR *)OWN_USER, 7 }), .flags = 1,
      .options = WRITES, .before = &add_own_group, .after = &read_own_groups_users, .shown = OWN_USER },

    OWN_ALIAS_ADD( 0 ), OWN_ALIAS_ADD( 1 ),
    OWN_MEMBERS( "NetLocalGroupAddMembers", 0, &(PSID){ own_everyone }, &add_own_alias, .undo = "NetLocalGroupDelMembers",
                 .undo_arguments = "snlif", .shown = L"Everyone" ),
    OWN_MEMBERS( "NetLocalGroupAddMembers", 3, OWN_TEXT_INPUT( OWN_USER ), &add_own_alias, .undo = "NetLocalGroupDelMembers",
                 .undo_arguments = "snlif", .shown = OWN_USER ),
    { "NetLocalGroupDel", "sn", 1, .text = OWN_ALIAS, .data = OWN_GROUP_INPUT( OWN_ALIAS ), .options = WRITES,
      .before = &add_own_alias, .undo = "NetLocalGroupAdd", .undo_arguments = "slip", .after = &read_own_alias,
      .after_status = NERR_GroupNotFound },
    OWN_MEMBERS( "NetLocalGroupDelMembers", 0, &(PSID){ own_everyone }, &fill_own_alias_by_sid,
                 .undo = "NetLocalGroupAddMembers", .undo_arguments = "snlif", .hidden = L"Everyone" ),
    OWN_MEMBERS( "NetLocalGroupDelMembers", 3, OWN_TEXT_INPUT( OWN_USER ), &fill_own_alias, .undo = "NetLocalGroupAddMembers",
                 .undo_arguments = "snlif", .hidden = OWN_USER ),
    OWN_ALIAS_SET( 0, OWN_TEXT_INPUT( L"NETAPI32 Calls a" ), L"NETAPI32 Calls a" ),
    OWN_ALIAS_SET( 1, OWN_GROUP_INPUT( OWN_ALIAS ), OWN_TEXT ),
    OWN_ALIAS_SET( 1002, OWN_TEXT_INPUT( L"at level 1002" ), L"at level 1002" ),
    OWN_MEMBERS( "NetLocalGroupSetMembers", 0, &(PSID){ own_everyone }, &fill_own_alias, .hidden = OWN_USER ),
    OWN_MEMBERS( "NetLocalGroupSetMembers", 3, OWN_TEXT_INPUT( OWN_USER ), &fill_own_alias_by_sid, .shown = OWN_USER ),
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
    static SHARE_INFO_2 share;
    static USE_INFO_3 use;
    static NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG change;
    static NET_VALIDATE_PASSWORD_RESET_INPUT_ARG reset;
    static NET_VALIDATE_AUTHENTICATION_INPUT_ARG authentication;
    static WCHAR *text;

    switch (call->input)
    {
    case TEXT_INPUT:
        text = comment;
        return &text;
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

/* The account policy, which is there before a call that changes it, and afterwards again. */
static struct
{
    void *numbers, *role, *lockout;
}
kept_policy;

static inline void keep_policy( HMODULE netapi32 )
{
    NET_API_STATUS (WINAPI *get)( const WCHAR *server, DWORD level, BYTE **buffer );

    memset( &kept_policy, 0, sizeof(kept_policy) );
    if (!(get = (void *)call_function( netapi32, "NetUserModalsGet" ))) return;
    if (get( NULL, 0, (BYTE **)&kept_policy.numbers )) kept_policy.numbers = NULL;
    if (get( NULL, 1, (BYTE **)&kept_policy.role )) kept_policy.role = NULL;
    if (get( NULL, 3, (BYTE **)&kept_policy.lockout )) kept_policy.lockout = NULL;
}

static inline void set_policy_again( HMODULE netapi32, DWORD level, void *policy )
{
    NET_API_STATUS (WINAPI *set)( const WCHAR *server, DWORD level, BYTE *buffer, DWORD *parm );
    NET_API_STATUS (WINAPI *free_buffer)( void *buffer );
    DWORD parm;

    if (!policy) return;
    if ((set = (void *)call_function( netapi32, "NetUserModalsSet" ))) set( NULL, level, policy, &parm );
    if ((free_buffer = (void *)call_function( netapi32, "NetApiBufferFree" ))) free_buffer( policy );
}

static inline BOOL changes_policy( const struct call *call )
{
    return !strcmp( call->function, "NetUserModalsSet" );
}

/* Those before the one before are made first. */
static inline DWORD make_call_before( HMODULE netapi32, const struct call *call )
{
    FARPROC function = call->before ? call_function( netapi32, call->before->function ) : NULL;
    struct outputs outputs;
    DWORD status;

    if (changes_policy( call )) keep_policy( netapi32 );
    if (!function) return NERR_Success;
    if ((status = make_call_before( netapi32, call->before ))) return status;
    return make_call( function, call->before, &outputs );
}

static inline void undo_call_before( HMODULE netapi32, const struct call *call, DWORD status )
{
    static const struct outputs none;

    if (changes_policy( call ))
    {
        set_policy_again( netapi32, 0, kept_policy.numbers );
        set_policy_again( netapi32, 1, kept_policy.role );
        set_policy_again( netapi32, 3, kept_policy.lockout );
    }
    if (!call->before) return;
    undo_call( netapi32, call->before, status, &none );
    undo_call_before( netapi32, call->before, status );
}

/* What a run that was ended has left behind. */
static inline void delete_own_accounts( HMODULE netapi32 )
{
    static const struct { const char *function; const WCHAR *name; } accounts[] =
        { { "NetUserDel", OWN_USER }, { "NetGroupDel", OWN_GROUP }, { "NetLocalGroupDel", OWN_ALIAS } };
    NET_API_STATUS (WINAPI *delete_account)( const WCHAR *server, const WCHAR *name );
    unsigned int i;

    for (i = 0; i < sizeof(accounts) / sizeof(accounts[0]); i++)
        if ((delete_account = (void *)call_function( netapi32, accounts[i].function ))) delete_account( NULL, accounts[i].name );
}

#endif
