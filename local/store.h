/*
 * The registry key of this computer's accounts
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


#ifndef NETAPI32_STORE_H
#define NETAPI32_STORE_H

/*
 * The values in which the accounts of this computer are kept, as docs/accounts.md has them, and nothing of what they mean.
 *
 * A change is several values. It is written as a whole: first into the value State, by one call, then value by value. Whoever
 * finds one that a process has not finished, because it was ended, finishes it.
 */

enum store_key { STORE_ROOT, STORE_USERS, STORE_GROUPS, STORE_ALIASES, STORE_MEMBERS, STORE_KEYS };

/* beside REG_...: what is no value */
#define STORE_DELETED  0x80000000   /* The value is not there any more; without a name, the key of the members. */
#define STORE_CREATED  0x80000001   /* The key of the members is there, with or without values; it has no name. */

/* A value. */
struct store_value
{
    enum store_key key;
    DWORD          id;          /* of the group, for STORE_MEMBERS */
    DWORD          type;        /* REG_..., or one of the above */
    const WCHAR   *name;
    const void    *data;
    DWORD          size;        /* in bytes */
};

/* What is done with each value, when all of them are read, or those that have changed. */
struct store_reader
{
    NET_API_STATUS (*read)( struct store_reader *reader, const struct store_value *value );
};

/* A change that is being made; all of it 0 at first. */
struct store_change
{
    BYTE *data;
    DWORD size;         /* in bytes */
    DWORD room;
};

NET_API_STATUS add_to_change( struct store_change *change, const struct store_value *value );
void free_change( struct store_change *change );
NET_API_STATUS read_change( const struct store_change *change, struct store_reader *reader );

/* A number that each change makes another one; 0: there is no key. Of one where nothing has a stamp, NO_STAMP, until somebody has
 * the lock. */
#define NO_STAMP  MAXULONGLONG
NET_API_STATUS get_store_stamp( ULONGLONG *stamp );

/* One process at a time has the store, and one thread. It must not touch what a program has handed in meanwhile: that may
 * fault, and the program may survive it. */
NET_API_STATUS lock_store(void);
void unlock_store(void);

/* these with the lock */
NET_API_STATUS read_store( struct store_reader *reader, ULONGLONG *stamp );
NET_API_STATUS read_store_changes( struct store_reader *reader, ULONGLONG *stamp, BOOL *known );
NET_API_STATUS write_store( const struct store_change *change, ULONGLONG *stamp );

/* the names of values that are relative ids */
void get_name_of_id( DWORD id, WCHAR name[9] );
BOOL get_id_of_name( const WCHAR *name, DWORD *id );

/* the path in HKEY_LOCAL_MACHINE, for messages */
#define STORE_PATH  L"Software\\Wine\\NetApi32\\Accounts"

#endif
