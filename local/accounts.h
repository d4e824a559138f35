/*
 * The accounts of this computer
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

#ifndef NETAPI32_ACCOUNTS_H
#define NETAPI32_ACCOUNTS_H

#include "pack.h"

/*
 * The prefix is the computer. Its accounts are those that Wine itself knows: the SIDs of the account
 * domain and of the BUILTIN domain that LookupAccountSid() has names for, and the token of this
 * process, which tells who the user is and which groups the user is a member of.
 */

/* the families' records, see pack.h; string members are never NULL but where it is said */

struct user
{
    const WCHAR *name;
    const WCHAR *domain_and_name;
    const WCHAR *password;              /* NULL: nobody is told */
    const WCHAR *full_name;
    const WCHAR *comment;
    const WCHAR *user_comment;
    const WCHAR *home_dir;
    const WCHAR *home_dir_drive;
    const WCHAR *script_path;
    const WCHAR *profile;
    const WCHAR *parms;
    const WCHAR *workstations;          /* empty: all */
    const WCHAR *logon_server;
    const WCHAR *internet_provider;
    const WCHAR *internet_principal;
    const struct bytes *logon_hours;
    PSID         sid;
    DWORD        id;
    DWORD        primary_group_id;
    DWORD        priv;
    DWORD        flags;
    DWORD        auth_flags;
    DWORD        password_age;          /* in seconds */
    DWORD        password_expired;
    DWORD        last_logon;            /* times are in seconds since 1970, UTC; 0: unknown */
    DWORD        last_logoff;
    DWORD        account_expires;
    DWORD        max_storage;           /* in bytes */
    DWORD        units_per_week;
    DWORD        bad_password_count;
    DWORD        logon_count;
    DWORD        country_code;
    DWORD        code_page;
    BOOL         internet_identity;
};

/* what Windows says of a group of the account domain, and of its members */
#define GROUP_ATTRIBUTES  (SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED)

/* A group of the account domain ("None"), or a local one: an alias, of the BUILTIN domain. */
struct group
{
    const WCHAR *name;
    const WCHAR *comment;
    PSID         sid;
    DWORD        id;
    DWORD        attributes;            /* SE_GROUP_... */
};

/* A member of a group. */
struct member
{
    PSID         sid;
    SID_NAME_USE use;
    const WCHAR *name;
    const WCHAR *domain_and_name;
    DWORD        attributes;            /* SE_GROUP_... */
};

/* The levels of GROUP_USERS_INFO: of users in a group, or of groups that a user is in. They are handed in as well. No
 * parm_err tells of a bad name among them, so that any number does. */
#define GROUP_USERS_LEVELS(levels, record) \
    static const struct field levels##_0[] = \
    { \
        INPUT( STRING, GROUP_USERS_INFO_0, grui0_name, record, name, USER_NAME_PARMNUM, UNLEN ), \
    }; \
    static const struct field levels##_1[] = \
    { \
        INPUT( STRING, GROUP_USERS_INFO_1, grui1_name, record, name, USER_NAME_PARMNUM, UNLEN ), \
        FIELD( VALUE, GROUP_USERS_INFO_1, grui1_attributes, record, attributes ), \
    }; \
    static const struct level levels[] = \
    { \
        LEVEL( 0, GROUP_USERS_INFO_0, levels##_0 ), \
        LEVEL( 1, GROUP_USERS_INFO_1, levels##_1 ), \
    }

/* A snapshot of all accounts: an array of each kind. */
struct accounts
{
    const WCHAR  *domain;               /* the account domain's name: the computer's */
    PSID          domain_sid;
    const struct user *current_user;    /* who runs this process; NULL for no account of this computer */
    struct user  *users;
    struct group *groups;
    struct group *aliases;              /* NULL before list_own_groups() */
    DWORD         user_count;
    DWORD         group_count;
    DWORD         alias_count;
};

extern const struct user default_user;

NET_API_STATUS open_accounts( struct accounts **accounts );
void close_accounts( struct accounts *accounts );

/* names are compared as the accounts database does, without regard to case; NULL: there is none */
const struct user *find_user( const struct accounts *accounts, const WCHAR *name );
const struct group *find_group( const struct accounts *accounts, const WCHAR *name );

/* Groups of the account domain and local ones: the kind is SidTypeGroup or SidTypeAlias. */
NET_API_STATUS list_own_groups( struct accounts *accounts, SID_NAME_USE kind, struct record_source *groups );
NET_API_STATUS open_own_group( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found, struct accounts **accounts,
                           const struct group **group );

DWORD get_id( PSID sid );
BOOL is_in_domain( PSID sid, PSID domain );
void make_sid( BYTE *sid, PSID domain, DWORD id );
const WCHAR *skip_domain( const WCHAR *domain, const WCHAR *name );

/* accounts that are to be added, or to get another name */
BOOL is_account_name( const WCHAR *name );
NET_API_STATUS unpack_group( const struct level *level, const void *info, BOOL named, struct group *group,
                             DWORD *parm_err );
NET_API_STATUS unpack_members( const struct level *level, const BYTE *info, DWORD count, struct member **members );

BOOL is_member( const struct accounts *accounts, const struct user *user, const struct group *group );

NET_API_STATUS find_member( const struct accounts *accounts, const struct member *member,
                            const struct user **user );

/* NetUserAdd() and NetUserDel(): accounts that live as long as this process, as with Wine's own */
NET_API_STATUS add_user( const struct user *user );
NET_API_STATUS delete_user( const WCHAR *name );

/* the functions of group.c and localgroup.c at this computer, their arguments checked */
NET_API_STATUS enum_own_groups( SID_NAME_USE kind, const struct enum_args *args );
NET_API_STATUS get_own_group( SID_NAME_USE kind, const WCHAR *name, const struct level *level, BYTE **buffer );
NET_API_STATUS enum_own_members( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                             const struct enum_args *args );
NET_API_STATUS add_own_group( SID_NAME_USE kind, const struct group *group );
NET_API_STATUS delete_own_group( SID_NAME_USE kind, const WCHAR *name );
NET_API_STATUS set_own_group( SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                          const struct group *changed );

#endif
