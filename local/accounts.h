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
 * The prefix is the computer. Its accounts are those that Wine itself knows (builtin.h), and what the registry keeps beside them
 * (store.h): accounts that have been added, and changes of Wine's.
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
    const WCHAR *password_hash;         /* as hash_password() makes it; NULL: none has been set */
    const WCHAR *password_history;      /* hashes of those before, with blanks between; NULL: none */
    const struct bytes *logon_hours;
    PSID         sid;
    DWORD        id;
    DWORD        primary_group_id;
    DWORD        priv;
    DWORD        flags;
    DWORD        auth_flags;
    DWORD        password_set;          /* a time; 0: not known */
    DWORD        password_age;          /* in seconds */
    DWORD        password_expired;
    DWORD        last_logon;            /* times are in seconds since 1970, UTC; 0: unknown */
    DWORD        last_logoff;
    DWORD        account_expires;
    DWORD        max_storage;           /* in bytes */
    DWORD        units_per_week;
    DWORD        bad_password_count;
    DWORD        bad_password_time;     /* of the last one */
    DWORD        lockout_time;          /* since when nobody can log on; 0: anybody can */
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
    const WCHAR *domain_and_name;
    const WCHAR *comment;
    PSID         sid;
    DWORD        id;
    DWORD        attributes;            /* SE_GROUP_... */
};

/* Microsoft Learn, "Enforce password history" */
#define MAX_PASSWORD_HISTORY  24

/* The account policy. */
struct policy
{
    DWORD        min_password_length;   /* in characters */
    DWORD        max_password_age;      /* these in seconds */
    DWORD        min_password_age;
    DWORD        force_logoff;
    DWORD        password_history_length;
    DWORD        role;
    const WCHAR *primary;
    const WCHAR *domain_name;
    PSID         domain_id;
    DWORD        lockout_duration;      /* in seconds */
    DWORD        lockout_window;        /* likewise */
    DWORD        lockout_threshold;     /* wrong passwords; 0: any number */
};

#define SAME_ATTRIBUTES  0xffffffff     /* of a group that is changed: they stay as they are */

/* What becomes of the members that a program names: they are added, taken out, or become all that there are. */
enum member_change { ADD_MEMBERS, DELETE_MEMBERS, SET_MEMBERS };

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

/* A snapshot of all accounts, which does not change. */
struct accounts
{
    const WCHAR  *domain;               /* the account domain's name: the computer's */
    PSID          domain_sid;
    PSID          user_sid;             /* of who runs this process, who may be no user of this computer */
    struct policy policy;
    BOOL          policy_is_damaged;    /* The registry has something else. */
};

/* what a new one begins with, and the text that the registry has (docs/accounts.md): records.c */
extern const struct user default_user;
extern const struct group default_group;
extern const struct policy default_policy;
extern const struct text_format user_text, group_text, policy_text;

NET_API_STATUS open_accounts( struct accounts **accounts );
void close_accounts( struct accounts *accounts );

/* An account of any kind. Names are compared as the accounts database does, without regard to case. NULL: there is none */
struct account
{
    SID_NAME_USE kind;                  /* SidTypeUser, SidTypeGroup or SidTypeAlias */
    BOOL         is_builtin;            /* Wine has it */
    BOOL         is_damaged;            /* The registry has something else than an account. */
    const WCHAR *name;
    PSID         sid;
    DWORD        id;
    union
    {
        struct user  user;
        struct group group;
    } u;
};

static inline const struct account *account_of_user( const struct user *user )
{
    return CONTAINING_RECORD( user, struct account, u.user );
}

static inline const struct account *account_of_group( const struct group *group )
{
    return CONTAINING_RECORD( group, struct account, u.group );
}

/* those of a kind, sorted by relative id; the damaged ones are among them */
DWORD count_accounts( const struct accounts *accounts, SID_NAME_USE kind );
const struct account *get_account( const struct accounts *accounts, SID_NAME_USE kind, DWORD index );

/* those of all kinds, sorted by name */
DWORD count_names( const struct accounts *accounts );
const struct account *get_account_by_name( const struct accounts *accounts, DWORD index );

const struct account *find_account( const struct accounts *accounts, const WCHAR *name );
const struct account *find_account_by_sid( const struct accounts *accounts, PSID sid );
NET_API_STATUS find_user( const struct accounts *accounts, const WCHAR *name, const struct user **user );
NET_API_STATUS find_joined_runner( const struct accounts *accounts, const WCHAR *name, const struct user **user );
NET_API_STATUS find_group( const struct accounts *accounts, SID_NAME_USE kind, const WCHAR *name, NET_API_STATUS not_found,
                           const struct group **group );

/* the SIDs that are members of a group; not those whose primary group it is */
struct sid_list;
const struct sid_list *get_members( const struct accounts *accounts, const struct group *group );
BOOL has_member( const struct accounts *accounts, const struct group *group, PSID sid );

/* the time of now, in seconds since 1970 */
DWORD get_time(void);

/* how long ago something was; the clock may have been set back since */
static inline DWORD get_elapsed( DWORD since, DWORD now )
{
    return now > since ? now - since : 0;
}

/* A user as he is now: some of what is told depends on the time. The first does without the privilege, which takes longer. */
void describe_times( const struct accounts *accounts, const struct user *user, DWORD now, struct user *described );
void describe_user( const struct accounts *accounts, const struct user *user, DWORD now, struct user *described );

/* The accounts of a kind that are whole, and that a condition holds for, as pack_records() takes them; NULL: all. Close it
 * before the snapshot. */
struct account_list
{
    struct record_source    source;
    const struct accounts  *accounts;
    const struct account  **found;
    DWORD                   now;
    struct user             user;       /* the last one that was asked for */
};
typedef BOOL (*account_condition)( const struct accounts *accounts, const struct account *account, const void *context );
NET_API_STATUS list_accounts( const struct accounts *accounts, SID_NAME_USE kind, account_condition condition,
                              const void *context, struct account_list *list );
void close_account_list( struct account_list *list );

/* SIDs and names, records.c as well */
DWORD get_id( PSID sid );
BOOL is_in_domain( PSID sid, PSID domain );
void make_sid( BYTE *sid, PSID domain, DWORD id );
const WCHAR *skip_domain( const WCHAR *domain, const WCHAR *name );
void join_names( WCHAR *domain_and_name, const WCHAR *domain, const WCHAR *name );

/* accounts that are to be added, or to get another name */
BOOL is_account_name( const WCHAR *name );
NET_API_STATUS unpack_group( const struct level *level, const void *info, BOOL named, struct group *group,
                             DWORD *parm_err );
NET_API_STATUS unpack_members( const struct level *level, const BYTE *info, DWORD count, struct member **members );

#endif
