/*
 * The accounts that Wine knows
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


#ifndef NETAPI32_BUILTIN_H
#define NETAPI32_BUILTIN_H

#include "accounts.h"
#include "computer.h"

/*
 * Those that LookupAccountSid() has names for, of the account domain and of BUILTIN, and the user who runs this process. They stay
 * the same as long as the process lives: they are asked for once.
 */

#define MAX_BUILTIN_USERS    3
#define MAX_BUILTIN_ALIASES  24

struct builtin_account
{
    WCHAR name[UNLEN + 1];
    WCHAR domain_and_name[MAX_SERVER_NAME + UNLEN + 1];
    BYTE  sid[SECURITY_MAX_SID_SIZE];
};

struct builtin_accounts
{
    const WCHAR *domain;                    /* the account domain: the computer */
    PSID  domain_sid;
    BYTE  user_sid[SECURITY_MAX_SID_SIZE];  /* of who runs this process */
    DWORD user_count;
    DWORD group_count;
    DWORD alias_count;
    struct user  users[MAX_BUILTIN_USERS];  /* all three sorted by relative id */
    struct group groups[1];
    struct group aliases[MAX_BUILTIN_ALIASES];
    struct builtin_account accounts[MAX_BUILTIN_USERS + 1 + MAX_BUILTIN_ALIASES];
    TOKEN_GROUPS *token_groups;
};

NET_API_STATUS get_builtin_accounts( const struct builtin_accounts **accounts );

/* The members that a local group of BUILTIN has before any is changed. Returns how many there are. */
#define MAX_BUILTIN_MEMBERS  4
unsigned int get_builtin_members( const struct builtin_accounts *accounts, DWORD id,
                                  BYTE members[MAX_BUILTIN_MEMBERS][SECURITY_MAX_SID_SIZE] );

extern SID builtin_domain;

#endif
