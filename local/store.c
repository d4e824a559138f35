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


#include <stdarg.h>
#include <string.h>

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "windef.h"
#include "winbase.h"
#include "winreg.h"
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "delay.h"
#include "pack.h"
#include "store.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define STORE_VERSION  1
#define LOCK_NAME      L"Global\\netapi32_accounts"
#define LOCK_TIMEOUT   30000    /* in milliseconds */

/* State holds the newest changes whose sizes add up to this, and at least one: by those, a process that has read the store
 * brings what it knows up to date. */
#define STATE_SIZE  0x2000

/* in characters, without the terminator: the longest is a SID of 15 sub-authorities */
#define MAX_VALUE_NAME  200

/* State begins with the stamp of its last change, and has the changes, the oldest first. Where Stamp is another number, the
 * last change has not been finished. */
struct state
{
    ULONGLONG stamp;
    DWORD     count;
    DWORD     reserved;
};

/* A change in State: its size in bytes, then the values. */
struct state_value
{
    DWORD size;         /* of all of it, in bytes */
    DWORD key;
    DWORD id;
    DWORD type;
    DWORD name_size;    /* in bytes, with the terminator; the data is behind the name */
    DWORD data_size;
};

static const WCHAR *const key_names[STORE_KEYS] = { NULL, L"Users", L"Groups", L"Aliases", L"Members" };

/* The key stays open, for as long as nobody deletes it. Then it is closed when no thread uses it any more. */
static SRWLOCK key_lock = SRWLOCK_INIT;
static HKEY store_key, deleted_key;
static unsigned int key_users;
static HANDLE store_mutex;

/* ---- relative ids as names: eight hexadecimal digits ------------------------------------------ */

void get_name_of_id( DWORD id, WCHAR name[9] )
{
    unsigned int i;

    for (i = 0; i < 8; i++) name[i] = L"0123456789abcdef"[id >> (28 - 4 * i) & 15];
    name[8] = 0;
}

BOOL get_id_of_name( const WCHAR *name, DWORD *id )
{
    unsigned int i;

    *id = 0;
    for (i = 0; i < 8; i++)
    {
        if (name[i] >= '0' && name[i] <= '9') *id = *id << 4 | (name[i] - '0');
        else if (name[i] >= 'a' && name[i] <= 'f') *id = *id << 4 | (name[i] - 'a' + 10);
        else if (name[i] >= 'A' && name[i] <= 'F') *id = *id << 4 | (name[i] - 'A' + 10);
        else return FALSE;
    }
    return !name[i];
}

/* ---- changes ---------------------------------------------------------------------------------- */

static NET_API_STATUS make_room( struct store_change *change, DWORD size )
{
    NET_API_STATUS status;
    DWORD room = change->room;
    void *data;

    if (size <= room - change->size) return NERR_Success;
    if (size > MAXDWORD / 4 || room > MAXDWORD / 4) return ERROR_NOT_ENOUGH_MEMORY;
    room = max( 2 * room, change->size + size );
    if ((status = NetApiBufferReallocate( change->data, room, &data ))) return status;
    change->data = data;
    change->room = room;
    return NERR_Success;
}

NET_API_STATUS add_to_change( struct store_change *change, const struct store_value *value )
{
    struct state_value entry = { .key = value->key, .id = value->id, .type = value->type, .data_size = value->size };
    NET_API_STATUS status;

    if (value->size > MAXDWORD / 4) return ERROR_NOT_ENOUGH_MEMORY;
    if (value->name) entry.name_size = (lstrlenW( value->name ) + 1) * sizeof(WCHAR);
    entry.size = (sizeof(entry) + entry.name_size + entry.data_size + 3) & ~3;
    if ((status = make_room( change, entry.size ))) return status;
    memset( change->data + change->size + entry.size - sizeof(DWORD), 0, sizeof(DWORD) );
    memcpy( change->data + change->size, &entry, sizeof(entry) );
    if (entry.name_size) memcpy( change->data + change->size + sizeof(entry), value->name, entry.name_size );
    if (entry.data_size)
        memcpy( change->data + change->size + sizeof(entry) + entry.name_size, value->data, entry.data_size );
    change->size += entry.size;
    return NERR_Success;
}

void free_change( struct store_change *change )
{
    NetApiBufferFree( change->data );
    memset( change, 0, sizeof(*change) );
}

/* Whether a change could have it: what is in State is written as it is. */
static BOOL is_own_value( const struct store_value *value )
{
    const WCHAR *text = value->data;
    DWORD id, length = value->size / sizeof(*text);
    BOOL is_text = value->type == REG_MULTI_SZ && !(value->size % sizeof(*text)) && length && !text[length - 1];
    BOOL is_deleted = value->type == STORE_DELETED && !value->size;

    switch (value->key)
    {
    case STORE_ROOT:
        if (!value->name) return FALSE;
        if (!lstrcmpW( value->name, L"Policy" )) return is_text;
        return !lstrcmpW( value->name, L"NextId" ) && value->type == REG_DWORD && value->size == sizeof(DWORD);
    case STORE_USERS:
    case STORE_GROUPS:
    case STORE_ALIASES:
        return value->name && get_id_of_name( value->name, &id ) && (is_text || is_deleted);
    case STORE_MEMBERS:
        if (value->name && (!value->name[0] || is_longer_than( value->name, MAX_VALUE_NAME ))) return FALSE;
        return is_deleted || (!value->size && value->type == (value->name ? REG_NONE : STORE_CREATED));
    default:
        return FALSE;
    }
}

/* The first value at "data", which somebody may have edited. Returns its size there, or 0 for what is none. */
static DWORD get_value( const BYTE *data, DWORD size, struct store_value *value )
{
    const struct state_value *entry = (const struct state_value *)data;
    const WCHAR *name = (const WCHAR *)(entry + 1);

    if (size < sizeof(*entry) || entry->size > size || entry->size < sizeof(*entry) || entry->size % sizeof(DWORD)) return 0;
    if (entry->name_size > entry->size - sizeof(*entry)) return 0;
    if (entry->data_size > entry->size - sizeof(*entry) - entry->name_size) return 0;
    if (entry->name_size % sizeof(WCHAR) || (entry->name_size && name[entry->name_size / sizeof(WCHAR) - 1])) return 0;
    value->key = entry->key;
    value->id = entry->id;
    value->type = entry->type;
    value->name = entry->name_size ? name : NULL;
    value->data = (const BYTE *)name + entry->name_size;
    value->size = entry->data_size;
    return is_own_value( value ) ? entry->size : 0;
}

static NET_API_STATUS read_values( const BYTE *data, DWORD size, struct store_reader *reader )
{
    struct store_value value;
    NET_API_STATUS status;
    DWORD value_size;

    for (; size; data += value_size, size -= value_size)
    {
        if (!(value_size = get_value( data, size, &value ))) return ERROR_BADDB;
        if ((status = reader->read( reader, &value ))) return status;
    }
    return NERR_Success;
}

NET_API_STATUS read_change( const struct store_change *change, struct store_reader *reader )
{
    return read_values( change->data, change->size, reader );
}

/* ---- stamps ----------------------------------------------------------------------------------- */

/* They go up one by one: none comes to the larger ones. */
static BOOL is_stamp( ULONGLONG stamp )
{
    return stamp && stamp < MAXLONGLONG;
}

/* The one after another; 0: none. A key that is made after another one has been deleted must not have the same ones: a process
 * would take what it knows of that for what there is. So the first one is the time. */
static ULONGLONG get_next_stamp( ULONGLONG stamp )
{
    LARGE_INTEGER now;

    if (stamp) return stamp + 1;
    NtQuerySystemTime( &now );
    return max( now.QuadPart, 1 );
}

/* ---- the key ---------------------------------------------------------------------------------- */

/* The open key, until close_store(). A program of another bitness has the same one. */
static NET_API_STATUS open_store( BOOL create, HKEY *key )
{
    NET_API_STATUS status = NERR_Success;
    BOOL opened = FALSE;

    AcquireSRWLockExclusive( &key_lock );
    if (!store_key)
    {
        if (create)
            status = RegCreateKeyExW( HKEY_LOCAL_MACHINE, STORE_PATH, 0, NULL, 0, KEY_READ | KEY_WRITE | KEY_WOW64_64KEY, NULL,
                                      &store_key, NULL );
        else
            status = RegOpenKeyExW( HKEY_LOCAL_MACHINE, STORE_PATH, 0, KEY_READ | KEY_WRITE | KEY_WOW64_64KEY, &store_key );
        if (status) store_key = NULL;
        else opened = TRUE;
    }
    *key = store_key;
    if (!status) key_users++;
    ReleaseSRWLockExclusive( &key_lock );
    /* not with a lock, as it waits for the loader's; who has the store's has done it before */
    if (opened && !store_mutex) keep_loaded();
    return status;
}

static void close_store(void)
{
    AcquireSRWLockExclusive( &key_lock );
    if (!--key_users && deleted_key)
    {
        RegCloseKey( deleted_key );
        deleted_key = NULL;
    }
    ReleaseSRWLockExclusive( &key_lock );
}

/* It has been deleted; another one may be there. One that is deleted before threads have left the last one stays open. */
static void forget_store( HKEY key )
{
    AcquireSRWLockExclusive( &key_lock );
    if (store_key == key)
    {
        store_key = NULL;
        if (!deleted_key) deleted_key = key;
    }
    ReleaseSRWLockExclusive( &key_lock );
}

/* 0: there is none, or a value that is none of ours. */
static NET_API_STATUS read_stamp( HKEY root, ULONGLONG *stamp )
{
    DWORD type, size = sizeof(*stamp);
    NET_API_STATUS status;

    status = RegQueryValueExW( root, L"Stamp", NULL, &type, (BYTE *)stamp, &size );
    if (!status && type == REG_BINARY && size == sizeof(*stamp) && is_stamp( *stamp )) return NERR_Success;
    *stamp = 0;
    if (status && status != ERROR_MORE_DATA) return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    ERR( "HKLM\\%s: the value Stamp is damaged\n", debugstr_w(STORE_PATH) );
    return NERR_Success;
}

/* The open key and its stamp, but not on failure; ERROR_FILE_NOT_FOUND: there is none. One that has been deleted is opened anew. */
static NET_API_STATUS open_with_stamp( HKEY *key, ULONGLONG *stamp )
{
    NET_API_STATUS status;
    int tries;

    *stamp = 0;
    for (tries = 0; tries < 2; tries++)
    {
        if ((status = open_store( FALSE, key ))) return status;
        if (!(status = read_stamp( *key, stamp ))) return NERR_Success;
        if (status == ERROR_KEY_DELETED) forget_store( *key );
        close_store();
        if (status != ERROR_KEY_DELETED) return status;
    }
    return ERROR_FILE_NOT_FOUND;
}

NET_API_STATUS get_store_stamp( ULONGLONG *stamp )
{
    NET_API_STATUS status;
    HKEY key;

    status = open_with_stamp( &key, stamp );
    if (status) return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    close_store();
    if (!*stamp) *stamp = NO_STAMP;
    return NERR_Success;
}

/* A value's data of any size, the caller's to free. */
static NET_API_STATUS query_value( HKEY key, const WCHAR *name, DWORD *type, BYTE **data, DWORD *size )
{
    NET_API_STATUS status;

    *data = NULL;
    if ((status = RegQueryValueExW( key, name, NULL, type, NULL, size ))) return status;
    if ((status = NetApiBufferAllocate( *size, (void **)data ))) return status;
    if (!(status = RegQueryValueExW( key, name, NULL, type, *data, size ))) return NERR_Success;
    NetApiBufferFree( *data );
    *data = NULL;
    return status;
}

/* ---- State ------------------------------------------------------------------------------------ */

static BOOL are_values( const BYTE *data, DWORD size )
{
    struct store_value value;
    DWORD value_size;

    for (; size; data += value_size, size -= value_size) if (!(value_size = get_value( data, size, &value ))) return FALSE;
    return TRUE;
}

/* whether it is a State: somebody may have edited it */
static BOOL check_state( const BYTE *data, DWORD type, DWORD size )
{
    const struct state *state = (const struct state *)data;
    DWORD i, change_size;

    if (type != REG_BINARY || size < sizeof(*state)) return FALSE;
    data += sizeof(*state);
    size -= sizeof(*state);
    for (i = 0; i < state->count; i++)
    {
        if (size < sizeof(change_size)) return FALSE;
        memcpy( &change_size, data, sizeof(change_size) );
        size -= sizeof(change_size);
        data += sizeof(change_size);
        if (change_size > size || !are_values( data, change_size )) return FALSE;
        data += change_size;
        size -= change_size;
    }
    return !size && is_stamp( state->stamp );
}

/* Without one, or for a damaged one, an empty State. */
static NET_API_STATUS read_state( HKEY key, BYTE **data )
{
    NET_API_STATUS status;
    DWORD type, size;

    status = query_value( key, L"State", &type, data, &size );
    if (status && status != ERROR_FILE_NOT_FOUND) return status;
    if (!status)
    {
        if (check_state( *data, type, size )) return NERR_Success;
        ERR( "HKLM\\%s: the value State is damaged\n", debugstr_w(STORE_PATH) );
        NetApiBufferFree( *data );
    }
    size = sizeof(struct state);
    if (!(status = NetApiBufferAllocate( size, (void **)data ))) memset( *data, 0, size );
    return status;
}

/* The change of a number, counted from the oldest. */
static const BYTE *get_change( const BYTE *data, DWORD index, DWORD *size )
{
    DWORD change_size;

    data += sizeof(struct state);
    for (;;)
    {
        memcpy( &change_size, data, sizeof(change_size) );
        data += sizeof(change_size);
        if (!index--) break;
        data += change_size;
    }
    *size = change_size;
    return data;
}

/* The State with one change more, and as many of those before as there is room for. */
static NET_API_STATUS add_to_state( const BYTE *old, const struct store_change *change, BYTE **data, DWORD *size )
{
    const struct state *state = (const struct state *)old;
    DWORD i, first = state->count, old_size = 0, change_size;
    struct state *new;
    NET_API_STATUS status;
    const BYTE *from;
    BYTE *next;

    while (first)
    {
        get_change( old, first - 1, &change_size );
        if (change->size > STATE_SIZE || old_size + change_size > STATE_SIZE - change->size) break;
        old_size += sizeof(change_size) + change_size;
        first--;
    }
    *size = sizeof(*new) + old_size + sizeof(change_size) + change->size;
    if ((status = NetApiBufferAllocate( *size, (void **)data ))) return status;
    new = (struct state *)*data;
    new->stamp = state->stamp + 1;
    new->count = state->count - first + 1;
    new->reserved = 0;
    next = (BYTE *)(new + 1);
    for (i = first; i < state->count; i++)
    {
        from = get_change( old, i, &change_size );
        memcpy( next, &change_size, sizeof(change_size) );
        memcpy( next + sizeof(change_size), from, change_size );
        next += sizeof(change_size) + change_size;
    }
    memcpy( next, &change->size, sizeof(change->size) );
    memcpy( next + sizeof(change->size), change->data, change->size );
    return NERR_Success;
}

/* ---- writing ---------------------------------------------------------------------------------- */

static void get_members_path( DWORD id, WCHAR path[32] )
{
    lstrcpyW( path, L"Members\\" );
    get_name_of_id( id, path + lstrlenW( path ) );
}

/* The key of the last value stays open for the next one: mostly it is the same. */
struct writer
{
    struct store_reader reader;
    HKEY                root;
    HKEY                key;
    WCHAR               path[32];
};

static void close_written_key( struct writer *writer )
{
    if (writer->key) RegCloseKey( writer->key );
    writer->key = NULL;
}

static NET_API_STATUS open_written_key( struct writer *writer, const WCHAR *path )
{
    NET_API_STATUS status;

    if (writer->key && !lstrcmpW( writer->path, path )) return NERR_Success;
    close_written_key( writer );
    lstrcpyW( writer->path, path );
    status = RegCreateKeyExW( writer->root, path, 0, NULL, 0, KEY_WRITE | KEY_WOW64_64KEY, NULL, &writer->key, NULL );
    if (status) writer->key = NULL;
    return status;
}

/* Twice the same is once. */
static NET_API_STATUS write_value( struct store_reader *reader, const struct store_value *value )
{
    struct writer *writer = CONTAINING_RECORD( reader, struct writer, reader );
    NET_API_STATUS status;
    WCHAR path[32] = L"";

    if (value->key == STORE_MEMBERS) get_members_path( value->id, path );
    else if (value->key != STORE_ROOT) lstrcpyW( path, key_names[value->key] );

    if (value->type == STORE_DELETED && !value->name)
    {
        close_written_key( writer );
        status = RegDeleteTreeW( writer->root, path );
        return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    }
    if ((status = open_written_key( writer, path ))) return status;
    if (value->type == STORE_CREATED) return NERR_Success;
    if (value->type != STORE_DELETED)
        return RegSetValueExW( writer->key, value->name, 0, value->type, value->data, value->size );
    status = RegDeleteValueW( writer->key, value->name );
    return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
}

/* Does what State has last, and marks it as done. */
static NET_API_STATUS finish_change( HKEY root, const BYTE *data )
{
    const struct state *state = (const struct state *)data;
    struct writer writer = { { write_value }, root, NULL, L"" };
    NET_API_STATUS status;
    const BYTE *change;
    DWORD size;

    change = get_change( data, state->count - 1, &size );
    status = read_values( change, size, &writer.reader );
    close_written_key( &writer );
    if (status) return status;
    return RegSetValueExW( root, L"Stamp", 0, REG_BINARY, (const BYTE *)&state->stamp, sizeof(state->stamp) );
}

/* Stamp or State is missing, or has been edited: as what anybody knows may be old, it is all read anew. */
static NET_API_STATUS renew_stamp( HKEY root, struct state *state, ULONGLONG stamp )
{
    NET_API_STATUS status;

    state->stamp = get_next_stamp( max( state->stamp, stamp ) );
    state->count = 0;
    if ((status = RegSetValueExW( root, L"State", 0, REG_BINARY, (const BYTE *)state, sizeof(*state) ))) return status;
    return RegSetValueExW( root, L"Stamp", 0, REG_BINARY, (const BYTE *)&state->stamp, sizeof(state->stamp) );
}

/* The State, after the change that a process has begun and not finished. */
static NET_API_STATUS recover( HKEY root, BYTE **data )
{
    struct state *state;
    NET_API_STATUS status;
    ULONGLONG stamp;

    if ((status = read_stamp( root, &stamp ))) return status;
    if ((status = read_state( root, data ))) return status;
    state = (struct state *)*data;
    if (stamp && state->stamp == stamp) return NERR_Success;
    if (stamp && state->count && state->stamp == stamp + 1) status = finish_change( root, *data );
    else status = renew_stamp( root, state, stamp );
    if (!status) return NERR_Success;
    NetApiBufferFree( *data );
    *data = NULL;
    return status;
}

/* A process that was ended with the lock leaves it to the next one. */
static NET_API_STATUS wait_for_lock(void)
{
    HANDLE mutex;

    if (!store_mutex)
    {
        if (!(mutex = CreateMutexW( NULL, FALSE, LOCK_NAME ))) return GetLastError();
        if (InterlockedCompareExchangePointer( &store_mutex, mutex, NULL )) CloseHandle( mutex );
        else keep_loaded();
    }
    switch (WaitForSingleObject( store_mutex, LOCK_TIMEOUT ))
    {
    case WAIT_OBJECT_0:
    case WAIT_ABANDONED:  return NERR_Success;
    case WAIT_TIMEOUT:    return ERROR_SEM_TIMEOUT;
    default:              return GetLastError();
    }
}

void unlock_store(void)
{
    ReleaseMutex( store_mutex );
}

/* What another version has made is not touched. */
static NET_API_STATUS check_version( HKEY root )
{
    DWORD version, type, size = sizeof(version);
    NET_API_STATUS status;

    status = RegQueryValueExW( root, L"Version", NULL, &type, (BYTE *)&version, &size );
    if (status && status != ERROR_MORE_DATA) return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    if (!status && type == REG_DWORD && size == sizeof(version) && version == STORE_VERSION) return NERR_Success;
    ERR( "HKLM\\%s: the value Version is not %u: another version of netapi32 has made it\n", debugstr_w(STORE_PATH),
         STORE_VERSION );
    return ERROR_REVISION_MISMATCH;
}

static NET_API_STATUS recover_store(void)
{
    NET_API_STATUS status;
    ULONGLONG stamp;
    BYTE *data;
    HKEY root;

    status = open_with_stamp( &root, &stamp );
    if (status) return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    if (!(status = check_version( root )) && !(status = recover( root, &data ))) NetApiBufferFree( data );
    close_store();
    return status;
}

/************************************************************
 *                lock_store
 *
 * Keeps others from reading and changing the store, and finishes the change of a process that was ended in it.
 *
 * RETURNS
 *  NERR_Success, ERROR_SEM_TIMEOUT (another process keeps it to itself), ERROR_REVISION_MISMATCH (another version has made it),
 *  ERROR_NOT_ENOUGH_MEMORY, or an error of the registry.
 */
NET_API_STATUS lock_store(void)
{
    NET_API_STATUS status;

    if ((status = wait_for_lock())) return status;
    if ((status = recover_store())) unlock_store();
    return status;
}

static NET_API_STATUS write_change( HKEY root, const struct store_change *change, ULONGLONG *stamp )
{
    static const DWORD version = STORE_VERSION;
    BYTE *old, *data = NULL;
    NET_API_STATUS status;
    DWORD size;

    if ((status = recover( root, &old ))) return status;
    if (RegQueryValueExW( root, L"Version", NULL, NULL, NULL, NULL ))
        status = RegSetValueExW( root, L"Version", 0, REG_DWORD, (const BYTE *)&version, sizeof(version) );
    if (!status) status = add_to_state( old, change, &data, &size );
    NetApiBufferFree( old );
    if (!status) status = RegSetValueExW( root, L"State", 0, REG_BINARY, data, size );
    if (!status) status = finish_change( root, data );
    if (!status) *stamp = ((struct state *)data)->stamp;
    NetApiBufferFree( data );
    return status;
}

/************************************************************
 *                write_store
 *
 * Makes a change.
 *
 * PARAMS
 *  change [I] The values.
 *  stamp  [O] The stamp after it; not changed on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, or an error of the registry.
 *
 * NOTES
 *  After a failure the change may be there all the same, when the next one has the lock: as after a process has ended.
 */
NET_API_STATUS write_store( const struct store_change *change, ULONGLONG *stamp )
{
    NET_API_STATUS status;
    HKEY root;

    if ((status = open_store( TRUE, &root ))) return status;
    status = write_change( root, change, stamp );
    close_store();
    return status;
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* as ntdll.dll has it: the name is not terminated, the data begins at an offset */
struct full_value
{
    ULONG title;
    ULONG type;
    ULONG data_offset;
    ULONG data_size;
    ULONG name_size;    /* in bytes */
    WCHAR name[1];
};
NTSTATUS WINAPI NtEnumerateValueKey( HANDLE key, ULONG index, ULONG class, void *info, ULONG size, ULONG *needed );
#define KEY_VALUE_FULL_INFORMATION  1

static NET_API_STATUS hand_over( enum store_key kind, DWORD id, const struct full_value *full, struct store_reader *reader )
{
    struct store_value value = { .key = kind, .id = id, .type = full->type, .size = full->data_size };
    WCHAR name[MAX_VALUE_NAME + 1];

    if (full->name_size > MAX_VALUE_NAME * sizeof(*name))
    {
        ERR( "HKLM\\%s: the name of a value is too long\n", debugstr_w(STORE_PATH) );
        return NERR_Success;
    }
    memcpy( name, full->name, full->name_size );
    name[full->name_size / sizeof(*name)] = 0;
    value.name = name;
    value.data = (const BYTE *)full + full->data_offset;
    return reader->read( reader, &value );
}

/* The values of a key, by ntdll's function: RegEnumValueW() asks for most of ours twice, and there may be many. */
static NET_API_STATUS read_key( HKEY key, enum store_key kind, DWORD id, struct store_reader *reader )
{
    struct full_value *full;
    NET_API_STATUS status;
    ULONG room = 0x1000;
    NTSTATUS nt_status;
    void *larger;
    DWORD i = 0;

    if ((status = NetApiBufferAllocate( room, (void **)&full ))) return status;
    while (!status)
    {
        ULONG needed = 0;

        nt_status = NtEnumerateValueKey( key, i, KEY_VALUE_FULL_INFORMATION, full, room, &needed );
        if (nt_status == STATUS_NO_MORE_ENTRIES) break;
        if (nt_status == STATUS_BUFFER_OVERFLOW && needed > room)
        {
            if ((status = NetApiBufferReallocate( full, needed, &larger ))) break;
            full = larger;
            room = needed;
        }
        else if (nt_status) status = RtlNtStatusToDosError( nt_status );
        else
        {
            status = hand_over( kind, id, full, reader );
            i++;
        }
    }
    NetApiBufferFree( full );
    return status;
}

static NET_API_STATUS read_subkey( HKEY parent, const WCHAR *name, enum store_key kind, DWORD id, struct store_reader *reader )
{
    NET_API_STATUS status;
    HKEY key;

    status = RegOpenKeyExW( parent, name, 0, KEY_READ | KEY_WOW64_64KEY, &key );
    if (status) return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    status = read_key( key, kind, id, reader );
    RegCloseKey( key );
    return status;
}

static NET_API_STATUS read_members( HKEY root, struct store_reader *reader )
{
    struct store_value created = { .key = STORE_MEMBERS, .type = STORE_CREATED };
    NET_API_STATUS status;
    WCHAR name[16];
    DWORD i, size;
    HKEY key;

    status = RegOpenKeyExW( root, key_names[STORE_MEMBERS], 0, KEY_READ | KEY_WOW64_64KEY, &key );
    if (status) return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    for (i = 0; !status; i++)
    {
        size = ARRAYSIZE(name);
        status = RegEnumKeyExW( key, i, name, &size, NULL, NULL, NULL, NULL );
        if (status && status != ERROR_MORE_DATA) break;
        if (status || !get_id_of_name( name, &created.id ))
        {
            ERR( "HKLM\\%s: the key %s\\%s is damaged: that is no relative id\n", debugstr_w(STORE_PATH),
                 debugstr_w(key_names[STORE_MEMBERS]), debugstr_w(status ? L"..." : name) );
            status = NERR_Success;
            continue;
        }
        if (!(status = reader->read( reader, &created )))
            status = read_subkey( key, name, STORE_MEMBERS, created.id, reader );
    }
    RegCloseKey( key );
    return status == ERROR_NO_MORE_ITEMS ? NERR_Success : status;
}

/************************************************************
 *                read_store
 *
 * Reads all values.
 *
 * PARAMS
 *  reader [I] What is done with each of them.
 *  stamp  [O] The stamp; 0 when there is no key, and nothing to read.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, what the reader returns, or an error of the registry.
 */
NET_API_STATUS read_store( struct store_reader *reader, ULONGLONG *stamp )
{
    NET_API_STATUS status;
    unsigned int i;
    BYTE *data;
    HKEY root;

    *stamp = 0;
    status = open_store( FALSE, &root );
    if (status) return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    if (!(status = recover( root, &data )))
    {
        *stamp = ((struct state *)data)->stamp;
        NetApiBufferFree( data );
        status = read_key( root, STORE_ROOT, 0, reader );
        for (i = STORE_USERS; i < STORE_MEMBERS && !status; i++) status = read_subkey( root, key_names[i], i, 0, reader );
        if (!status) status = read_members( root, reader );
    }
    close_store();
    return status;
}

/************************************************************
 *                read_store_changes
 *
 * Reads what has changed.
 *
 * PARAMS
 *  reader [I]   What is done with each value.
 *  stamp  [I/O] The stamp of what is known, and that of now.
 *  known  [O]   TRUE: that was all. FALSE: it is not told any more, read_store() has to be called.
 *
 * RETURNS
 *  The same as read_store().
 */
NET_API_STATUS read_store_changes( struct store_reader *reader, ULONGLONG *stamp, BOOL *known )
{
    NET_API_STATUS status;
    struct state *state;
    const BYTE *change;
    DWORD i, size;
    HKEY root;

    *known = FALSE;
    if ((status = open_store( FALSE, &root ))) return status == ERROR_FILE_NOT_FOUND ? NERR_Success : status;
    status = recover( root, (BYTE **)&state );
    close_store();
    if (status) return status;
    if (state->stamp >= *stamp && state->stamp - *stamp <= state->count)
    {
        *known = TRUE;
        for (i = state->count - (state->stamp - *stamp); i < state->count && !status; i++)
        {
            change = get_change( (BYTE *)state, i, &size );
            status = read_values( change, size, reader );
        }
        *stamp = state->stamp;
    }
    NetApiBufferFree( state );
    return status;
}
