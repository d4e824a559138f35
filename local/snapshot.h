/*
 * The snapshot of this computer's accounts
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


#ifndef NETAPI32_SNAPSHOT_H
#define NETAPI32_SNAPSHOT_H

#include "accounts.h"
#include "recordtext.h"
#include "sidlist.h"
#include "store.h"

/*
 * How accounts.c keeps a snapshot, for those who change accounts. A record does not change either: another one takes its place.
 */

/* NextId is this after the last one */
#define MAX_ADDED_ID  MAXLONG

struct record
{
    LONG              references;
    struct account    account;
    BYTE              sid[SECURITY_MAX_SID_SIZE];
    struct text_hours hours;
    WCHAR             text[1];          /* the registry's, then the domain's name and the account's */
};

/* An account, and who is in it when it is a group. */
struct entry
{
    struct record   *record;
    struct sid_list *members;
};

struct table
{
    struct entry *entries;              /* sorted by relative id */
    DWORD         count;
    DWORD         room;
};

struct snapshot
{
    LONG            references;
    BOOL            is_loading;         /* Nothing is sorted yet but the tables. */
    DWORD           next_id;
    ULONGLONG       stamp;
    struct accounts accounts;
    struct table    users;
    struct table    groups;
    struct table    aliases;
    struct record **by_name;            /* all three */
    DWORD           name_count;
    DWORD           name_room;
    struct record  *policy;             /* what the policy's strings are in */
};

void get_unchanged_account( SID_NAME_USE kind, DWORD id, struct account *account );

/* with the lock of the store */
NET_API_STATUS refresh_snapshot( struct snapshot **snapshot );
NET_API_STATUS prepare_snapshot( struct snapshot *old, const struct store_change *change, struct snapshot **prepared );
void publish_snapshot( struct snapshot *prepared, ULONGLONG stamp );

#endif
