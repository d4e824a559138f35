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


#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "builtin.h"
#include "computer.h"
#include "snapshot.h"
#include "store.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define FIRST_ADDED_ID  1001    /* Wine gives the user 1000 */

/* ---- tables of records ------------------------------------------------------------------------- */

static void release_record( struct record *record )
{
    if (record && !InterlockedDecrement( &record->references )) NetApiBufferFree( record );
}

/* Room for one entry more. */
static NET_API_STATUS grow_array( void **array, DWORD count, DWORD *room, SIZE_T size )
{
    NET_API_STATUS status;
    DWORD new_room;
    void *new;

    if (count < *room) return NERR_Success;
    new_room = max( 16, 2 * count );
    if (new_room > MAXLONG / size) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferReallocate( *array, new_room * size, &new ))) return status;
    *array = new;
    *room = new_room;
    return NERR_Success;
}

static struct table *get_table( const struct snapshot *snapshot, SID_NAME_USE kind )
{
    const struct table *table = kind == SidTypeUser ? &snapshot->users :
                                kind == SidTypeGroup ? &snapshot->groups : &snapshot->aliases;

    return (struct table *)table;
}

/* where the entry of an id is, or would be */
static DWORD find_id( const struct table *table, DWORD id, BOOL *found )
{
    DWORD low = 0, high = table->count, middle, other;

    /* mostly it is a new one */
    if (high && table->entries[high - 1].record->account.id < id) low = high;
    while (low < high)
    {
        middle = low + (high - low) / 2;
        if ((other = table->entries[middle].record->account.id) == id)
        {
            *found = TRUE;
            return middle;
        }
        if (other < id) low = middle + 1;
        else high = middle;
    }
    *found = FALSE;
    return low;
}

/* An id that is taken, also by a member or by members of an account that there is no more. */
static void take_note_of_id( struct snapshot *snapshot, DWORD id )
{
    if (id < MAX_ADDED_ID) snapshot->next_id = max( snapshot->next_id, id + 1 );
}

/* ---- the snapshot ----------------------------------------------------------------------------- */

static SRWLOCK current_lock = SRWLOCK_INIT;
static struct snapshot *current;

static struct snapshot *get_snapshot( const struct accounts *accounts )
{
    return CONTAINING_RECORD( accounts, struct snapshot, accounts );
}

static void release_table( struct table *table )
{
    DWORD i;

    for (i = 0; i < table->count; i++)
    {
        release_record( table->entries[i].record );
        release_sid_list( table->entries[i].members );
    }
    NetApiBufferFree( table->entries );
}

static void release_snapshot( struct snapshot *snapshot )
{
    if (!snapshot || InterlockedDecrement( &snapshot->references )) return;
    release_table( &snapshot->users );
    release_table( &snapshot->groups );
    release_table( &snapshot->aliases );
    NetApiBufferFree( snapshot->by_name );
    release_record( snapshot->policy );
    NetApiBufferFree( snapshot );
}

void close_accounts( struct accounts *accounts )
{
    if (accounts) release_snapshot( get_snapshot( accounts ) );
}

static NET_API_STATUS copy_table( const struct table *from, struct table *to )
{
    NET_API_STATUS status;
    DWORD i;

    to->count = 0;
    to->room = from->count + 1;
    if ((status = NetApiBufferAllocate( to->room * sizeof(*to->entries), (void **)&to->entries ))) return status;
    for (i = 0; i < from->count; i++)
    {
        to->entries[i] = from->entries[i];
        InterlockedIncrement( &to->entries[i].record->references );
        if (to->entries[i].members) InterlockedIncrement( &to->entries[i].members->references );
    }
    to->count = from->count;
    return NERR_Success;
}

/* A copy that can be changed. */
static NET_API_STATUS copy_snapshot( const struct snapshot *from, struct snapshot **copy )
{
    NET_API_STATUS status;
    struct snapshot *to;

    if ((status = NetApiBufferAllocate( sizeof(*to), (void **)&to ))) return status;
    *to = *from;
    to->references = 1;
    to->by_name = NULL;
    to->name_room = from->name_count + 1;
    memset( &to->users, 0, sizeof(to->users) );
    memset( &to->groups, 0, sizeof(to->groups) );
    memset( &to->aliases, 0, sizeof(to->aliases) );
    if (to->policy) InterlockedIncrement( &to->policy->references );
    status = copy_table( &from->users, &to->users );
    if (!status) status = copy_table( &from->groups, &to->groups );
    if (!status) status = copy_table( &from->aliases, &to->aliases );
    if (!status) status = NetApiBufferAllocate( to->name_room * sizeof(*to->by_name), (void **)&to->by_name );
    if (status)
    {
        release_snapshot( to );
        return status;
    }
    memcpy( to->by_name, from->by_name, from->name_count * sizeof(*to->by_name) );
    *copy = to;
    return NERR_Success;
}

/* ---- names ------------------------------------------------------------------------------------ */

static int compare_names( const WCHAR *a, const WCHAR *b )
{
    return CompareStringOrdinal( a, -1, b, -1, TRUE ) - CSTR_EQUAL;
}

/* Of a name that an edited registry has twice, Wine's account is the first, and one that is whole before a damaged one. */
static int compare_record_names( const void *a, const void *b )
{
    const struct account *first = &(*(struct record *const *)a)->account, *second = &(*(struct record *const *)b)->account;
    int order;

    if ((order = compare_names( first->name, second->name ))) return order;
    if (first->is_builtin != second->is_builtin) return first->is_builtin ? -1 : 1;
    if (first->is_damaged != second->is_damaged) return first->is_damaged ? 1 : -1;
    if (first->id != second->id) return first->id < second->id ? -1 : 1;
    return first->kind < second->kind ? -1 : first->kind > second->kind;
}

/* where the first record of a name is, or would be */
static DWORD find_name( const struct snapshot *snapshot, const WCHAR *name, BOOL *found )
{
    DWORD low = 0, high = snapshot->name_count, middle;
    int order;

    *found = FALSE;
    while (low < high)
    {
        middle = low + (high - low) / 2;
        order = compare_names( snapshot->by_name[middle]->account.name, name );
        if (!order) *found = TRUE;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* While all of the store is read the names are sorted at the end. */
static NET_API_STATUS add_name( struct snapshot *snapshot, struct record *record )
{
    NET_API_STATUS status;
    DWORD place;
    BOOL found;

    if (snapshot->is_loading) return NERR_Success;
    if ((status = grow_array( (void **)&snapshot->by_name, snapshot->name_count, &snapshot->name_room,
                              sizeof(*snapshot->by_name) ))) return status;
    place = find_name( snapshot, record->account.name, &found );
    while (place < snapshot->name_count && compare_record_names( &snapshot->by_name[place], &record ) < 0) place++;
    memmove( snapshot->by_name + place + 1, snapshot->by_name + place,
             (snapshot->name_count - place) * sizeof(*snapshot->by_name) );
    snapshot->by_name[place] = record;
    snapshot->name_count++;
    return NERR_Success;
}

static void remove_name( struct snapshot *snapshot, const struct record *record )
{
    DWORD place;
    BOOL found;

    if (snapshot->is_loading) return;
    place = find_name( snapshot, record->account.name, &found );
    while (place < snapshot->name_count && snapshot->by_name[place] != record) place++;
    if (place == snapshot->name_count) return;
    memmove( snapshot->by_name + place, snapshot->by_name + place + 1,
             (snapshot->name_count - place - 1) * sizeof(*snapshot->by_name) );
    snapshot->name_count--;
}

static void collect_names( struct snapshot *snapshot, const struct table *table )
{
    DWORD i;

    for (i = 0; i < table->count; i++) snapshot->by_name[snapshot->name_count++] = table->entries[i].record;
}

static NET_API_STATUS sort_names( struct snapshot *snapshot )
{
    DWORD count = snapshot->users.count + snapshot->groups.count + snapshot->aliases.count;
    NET_API_STATUS status;

    NetApiBufferFree( snapshot->by_name );
    snapshot->by_name = NULL;
    if ((status = NetApiBufferAllocate( (count + 1) * sizeof(*snapshot->by_name), (void **)&snapshot->by_name ))) return status;
    snapshot->name_count = 0;
    snapshot->name_room = count + 1;
    collect_names( snapshot, &snapshot->users );
    collect_names( snapshot, &snapshot->groups );
    collect_names( snapshot, &snapshot->aliases );
    qsort( snapshot->by_name, count, sizeof(*snapshot->by_name), compare_record_names );
    return NERR_Success;
}

/* ---- records ---------------------------------------------------------------------------------- */

static const struct builtin_accounts *builtin;  /* set before there is a snapshot */

static const struct user *find_builtin_user( DWORD id )
{
    DWORD i;

    for (i = 0; i < builtin->user_count; i++) if (builtin->users[i].id == id) return &builtin->users[i];
    return NULL;
}

static const struct group *find_builtin_group( SID_NAME_USE kind, DWORD id )
{
    const struct group *groups = kind == SidTypeAlias ? builtin->aliases : builtin->groups;
    DWORD i, count = kind == SidTypeAlias ? builtin->alias_count : builtin->group_count;

    for (i = 0; i < count; i++) if (groups[i].id == id) return &groups[i];
    return NULL;
}

/* What the record of an account begins with, before what the registry has. */
void get_unchanged_account( SID_NAME_USE kind, DWORD id, struct account *account )
{
    const struct group *group;
    const struct user *user;

    memset( account, 0, sizeof(*account) );
    account->kind = kind;
    account->id = id;
    if (account->kind == SidTypeUser)
    {
        user = find_builtin_user( account->id );
        account->u.user = user ? *user : default_user;
        account->is_builtin = !!user;
        return;
    }
    group = find_builtin_group( account->kind, account->id );
    account->u.group = group ? *group : default_group;
    account->is_builtin = !!group;
}

/* NULL: Wine has no such account */
static const WCHAR *get_builtin_name( SID_NAME_USE kind, DWORD id )
{
    const struct user *user = kind == SidTypeUser ? find_builtin_user( id ) : NULL;
    const struct group *group = kind == SidTypeUser ? NULL : find_builtin_group( kind, id );

    return user ? user->name : group ? group->name : NULL;
}

static void complain( SID_NAME_USE kind, DWORD id, const WCHAR *name )
{
    WCHAR digits[9];

    get_name_of_id( id, digits );
    ERR( "HKLM\\%s: the value %s of the key %s is damaged (name: %s)\n", debugstr_w(STORE_PATH), debugstr_w(digits),
         kind == SidTypeUser ? "Users" : kind == SidTypeGroup ? "Groups" : "Aliases", debugstr_w(name) );
}

/* whether that is who runs this process */
static BOOL is_current_user( SID_NAME_USE kind, DWORD id )
{
    return kind == SidTypeUser && find_builtin_user( id ) &&
           EqualSid( find_builtin_user( id )->sid, (PSID)builtin->user_sid );
}

/* The record of what the registry has. A damaged one has a name when that can be read, and otherwise its number for one. */
static NET_API_STATUS make_record( SID_NAME_USE kind, DWORD id, DWORD type, const void *text, DWORD size,
                                   struct record **made )
{
    DWORD text_length = size / sizeof(WCHAR) + 1, domain_length = wcslen( builtin->domain ), name_length;
    const WCHAR **name, *original = get_builtin_name( kind, id );
    struct account *account;
    struct record *record;
    NET_API_STATUS status;
    WCHAR *domain_and_name;
    BOOL valid;

    if (size > MAXLONG / 4) return ERROR_NOT_ENOUGH_MEMORY;
    name_length = max( text_length, original ? wcslen( original ) : 8 );
    if ((status = NetApiBufferAllocate( offsetof( struct record, text[text_length + domain_length + 1 + name_length + 1] ),
                                        (void **)&record ))) return status;
    memset( record, 0, sizeof(*record) );
    record->references = 1;
    account = &record->account;
    get_unchanged_account( kind, id, account );
    memcpy( record->text, text, size );
    record->text[text_length - 1] = 0;

    name = kind == SidTypeUser ? &account->u.user.name : &account->u.group.name;
    valid = type == REG_MULTI_SZ &&
            read_text( kind == SidTypeUser ? &user_text : &group_text, record->text, size, &account->u, &record->hours );
    if (account->is_builtin && kind != SidTypeUser) *name = original;
    if (is_current_user( kind, id )) *name = original;      /* it is as Unix has it */
    if (*name != original && !is_account_name( *name ))
    {
        valid = FALSE;
        if (original || !**name) *name = original;
    }
    if (!*name) valid = FALSE;

    domain_and_name = record->text + text_length;
    if (*name) join_names( domain_and_name, builtin->domain, *name );
    else
    {
        join_names( domain_and_name, builtin->domain, L"" );
        get_name_of_id( id, domain_and_name + domain_length + 1 );
        *name = domain_and_name + domain_length + 1;
    }
    if (!valid) complain( kind, id, *name );
    account->is_damaged = !valid;
    account->name = *name;
    make_sid( record->sid, kind == SidTypeAlias && account->is_builtin ? &builtin_domain : builtin->domain_sid, id );
    account->sid = record->sid;
    if (kind == SidTypeUser)
    {
        account->u.user.domain_and_name = domain_and_name;
        account->u.user.sid = record->sid;
        account->u.user.id = id;
    }
    else
    {
        account->u.group.sid = record->sid;
        account->u.group.id = id;
        account->u.group.domain_and_name = domain_and_name;
    }
    *made = record;
    return NERR_Success;
}

/* Puts a record in the place of one of the same id, if there is one. It is the table's then, or gone after a failure. */
static NET_API_STATUS put_record( struct snapshot *snapshot, struct record *record )
{
    struct table *table = get_table( snapshot, record->account.kind );
    NET_API_STATUS status;
    struct entry *entry;
    DWORD place;
    BOOL found;

    place = find_id( table, record->account.id, &found );
    if (found)
    {
        entry = &table->entries[place];
        remove_name( snapshot, entry->record );
        release_record( entry->record );
        entry->record = record;
        return add_name( snapshot, record );
    }
    if ((status = grow_array( (void **)&table->entries, table->count, &table->room, sizeof(*table->entries) )))
    {
        release_record( record );
        return status;
    }
    entry = &table->entries[place];
    memmove( entry + 1, entry, (table->count - place) * sizeof(*entry) );
    entry->record = record;
    entry->members = NULL;
    table->count++;
    return add_name( snapshot, record );
}

static void remove_record( struct snapshot *snapshot, SID_NAME_USE kind, DWORD id )
{
    struct table *table = get_table( snapshot, kind );
    struct entry *entry;
    DWORD place;
    BOOL found;

    place = find_id( table, id, &found );
    if (!found) return;
    entry = &table->entries[place];
    remove_name( snapshot, entry->record );
    release_record( entry->record );
    release_sid_list( entry->members );
    memmove( entry, entry + 1, (table->count - place - 1) * sizeof(*entry) );
    table->count--;
}

/* ---- members ---------------------------------------------------------------------------------- */

static struct entry *find_entry( const struct snapshot *snapshot, SID_NAME_USE kind, DWORD id )
{
    struct table *table = get_table( snapshot, kind );
    DWORD place;
    BOOL found;

    place = find_id( table, id, &found );
    return found ? &table->entries[place] : NULL;
}

/* No two have one id, unless somebody has edited the registry. */
static struct entry *find_group_entry( const struct snapshot *snapshot, DWORD id )
{
    struct entry *entry = find_entry( snapshot, SidTypeAlias, id );

    return entry ? entry : find_entry( snapshot, SidTypeGroup, id );
}

static void set_list( struct entry *entry, struct sid_list *list )
{
    release_sid_list( entry->members );
    entry->members = list;
}

static NET_API_STATUS set_default_members( struct entry *entry )
{
    BYTE sids[MAX_BUILTIN_MEMBERS][SECURITY_MAX_SID_SIZE];
    const struct account *account = &entry->record->account;
    unsigned int i, count = 0;
    NET_API_STATUS status;
    struct sid_list *list;

    if (account->kind == SidTypeAlias && account->is_builtin) count = get_builtin_members( builtin, account->id, sids );
    if ((status = make_sid_list( count, &list ))) return status;
    for (i = 0; i < count; i++) add_sid( &list, sids[i], TRUE );     /* there is room */
    list->is_default = TRUE;
    set_list( entry, list );
    return NERR_Success;
}

/* "-" and a number, as a SID has it: other ways to write one would not be found again when it is taken out. */
static BOOL read_part( const WCHAR **name, DWORD *number )
{
    const WCHAR *digit = *name;
    ULONGLONG value = 0;

    if (*digit++ != '-' || (*digit == '0' && digit[1] >= '0' && digit[1] <= '9')) return FALSE;
    for (*name = digit; *digit >= '0' && *digit <= '9' && value <= MAXDWORD; digit++) value = 10 * value + (*digit - '0');
    if (digit == *name || value > MAXDWORD) return FALSE;
    *name = digit;
    *number = value;
    return TRUE;
}

/* ConvertStringSidToSid() takes more than the names that ConvertSidToStringSid() makes, and its time: there may be many members. */
static BOOL get_sid_of_name( const WCHAR *name, BYTE sid[SECURITY_MAX_SID_SIZE] )
{
    SID_IDENTIFIER_AUTHORITY authority = { { 0 } };
    DWORD number, parts[SID_MAX_SUB_AUTHORITIES];
    BYTE i, count = 0;

    if ((*name != 'S' && *name != 's') || name[1] != '-' || name[2] != '1') return FALSE;
    name += 3;
    if (!read_part( &name, &number )) return FALSE;
    for (i = 0; i < 4; i++) authority.Value[5 - i] = number >> 8 * i;
    while (*name)
    {
        if (count == SID_MAX_SUB_AUTHORITIES || !read_part( &name, &parts[count] )) return FALSE;
        count++;
    }
    if (!count || !InitializeSid( (PSID)sid, &authority, count )) return FALSE;
    for (i = 0; i < count; i++) *GetSidSubAuthority( (PSID)sid, i ) = parts[i];
    return TRUE;
}

static NET_API_STATUS read_member( struct snapshot *snapshot, const struct store_value *value )
{
    struct entry *entry = find_group_entry( snapshot, value->id );
    BYTE sid[SECURITY_MAX_SID_SIZE];
    NET_API_STATUS status;
    struct sid_list *list;

    take_note_of_id( snapshot, value->id );
    if (!entry)
    {
        WCHAR digits[9];

        get_name_of_id( value->id, digits );
        if (value->type == STORE_CREATED)
            ERR( "HKLM\\%s: the key Members\\%s is damaged: there is no such group\n", debugstr_w(STORE_PATH),
                 debugstr_w(digits) );
        return NERR_Success;
    }
    if (value->type == STORE_CREATED)
    {
        if ((status = make_sid_list( 0, &list ))) return status;
        set_list( entry, list );
        return NERR_Success;
    }
    if (!value->name) return set_default_members( entry );    /* The key has been deleted. */
    if (!get_sid_of_name( value->name, sid ))
    {
        ERR( "HKLM\\%s: a value of the key Members is damaged: %s is no SID\n", debugstr_w(STORE_PATH),
             debugstr_w(value->name) );
        return NERR_Success;
    }
    if (is_in_domain( (PSID)sid, (PSID)builtin->domain_sid )) take_note_of_id( snapshot, get_id( (PSID)sid ) );
    return value->type == STORE_DELETED ? remove_sid( &entry->members, (PSID)sid )
                                        : add_sid( &entry->members, (PSID)sid, !snapshot->is_loading );
}

/* ---- reading the store ------------------------------------------------------------------------ */

static NET_API_STATUS read_record( struct snapshot *snapshot, SID_NAME_USE kind, const struct store_value *value )
{
    struct record *record;
    NET_API_STATUS status;
    DWORD id;

    if (!get_id_of_name( value->name, &id ))
    {
        ERR( "HKLM\\%s: the value %s is damaged: that is no relative id\n", debugstr_w(STORE_PATH), debugstr_w(value->name) );
        return NERR_Success;
    }
    if (value->type == STORE_DELETED)
    {
        if (!get_builtin_name( kind, id ))
        {
            remove_record( snapshot, kind, id );
            return NERR_Success;
        }
    }
    status = make_record( kind, id, value->type == STORE_DELETED ? REG_MULTI_SZ : value->type, value->data,
                          value->type == STORE_DELETED ? 0 : value->size, &record );
    if (status) return status;
    if ((status = put_record( snapshot, record ))) return status;
    take_note_of_id( snapshot, id );
    if (kind == SidTypeUser) return NERR_Success;
    if (find_entry( snapshot, kind, id )->members) return NERR_Success;
    return set_default_members( find_entry( snapshot, kind, id ) );
}

static void set_default_policy( struct accounts *accounts )
{
    accounts->policy = default_policy;
    accounts->policy.domain_name = accounts->domain;
    accounts->policy.domain_id = accounts->domain_sid;
}

static NET_API_STATUS read_policy( struct snapshot *snapshot, const struct store_value *value )
{
    struct record *record;
    NET_API_STATUS status;

    if (value->size > MAXLONG / 4) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferAllocate( sizeof(*record) + value->size, (void **)&record ))) return status;
    memset( record, 0, sizeof(*record) );
    record->references = 1;
    memcpy( record->text, value->data, value->size );
    set_default_policy( &snapshot->accounts );
    snapshot->accounts.policy_is_damaged = value->type != REG_MULTI_SZ ||
        !read_text( &policy_text, record->text, value->size, &snapshot->accounts.policy, NULL );
    if (snapshot->accounts.policy_is_damaged)
        ERR( "HKLM\\%s: the value Policy is damaged\n", debugstr_w(STORE_PATH) );
    release_record( snapshot->policy );
    snapshot->policy = record;
    return NERR_Success;
}

static NET_API_STATUS read_root( struct snapshot *snapshot, const struct store_value *value )
{
    DWORD id;

    if (is_same_name( value->name, L"Policy" )) return read_policy( snapshot, value );
    if (!is_same_name( value->name, L"NextId" )) return NERR_Success;
    if (value->type == REG_DWORD && value->size == sizeof(id))
    {
        memcpy( &id, value->data, sizeof(id) );
        if (id >= FIRST_ADDED_ID && id <= MAX_ADDED_ID)
        {
            take_note_of_id( snapshot, id - 1 );
            return NERR_Success;
        }
    }
    ERR( "HKLM\\%s: the value NextId is damaged\n", debugstr_w(STORE_PATH) );
    return NERR_Success;
}

struct snapshot_reader
{
    struct store_reader reader;
    struct snapshot    *snapshot;
};

static NET_API_STATUS read_value( struct store_reader *reader, const struct store_value *value )
{
    struct snapshot *snapshot = CONTAINING_RECORD( reader, struct snapshot_reader, reader )->snapshot;

    switch (value->key)
    {
    case STORE_USERS:    return read_record( snapshot, SidTypeUser, value );
    case STORE_GROUPS:   return read_record( snapshot, SidTypeGroup, value );
    case STORE_ALIASES:  return read_record( snapshot, SidTypeAlias, value );
    case STORE_MEMBERS:  return read_member( snapshot, value );
    default:             return read_root( snapshot, value );
    }
}

/* Wine's accounts alone. */
static NET_API_STATUS make_snapshot( struct snapshot **made )
{
    struct store_value nothing = { .type = STORE_DELETED };
    NET_API_STATUS status = NERR_Success;
    struct snapshot *snapshot;
    WCHAR digits[9];
    DWORD i;

    if ((status = NetApiBufferAllocate( sizeof(*snapshot), (void **)&snapshot ))) return status;
    memset( snapshot, 0, sizeof(*snapshot) );
    snapshot->references = 1;
    snapshot->next_id = FIRST_ADDED_ID;
    snapshot->is_loading = TRUE;
    snapshot->accounts.domain = builtin->domain;
    snapshot->accounts.domain_sid = builtin->domain_sid;
    snapshot->accounts.user_sid = (PSID)builtin->user_sid;
    set_default_policy( &snapshot->accounts );
    nothing.name = digits;
    for (i = 0; i < builtin->user_count && !status; i++)
    {
        get_name_of_id( builtin->users[i].id, digits );
        status = read_record( snapshot, SidTypeUser, &nothing );
    }
    for (i = 0; i < builtin->group_count && !status; i++)
    {
        get_name_of_id( builtin->groups[i].id, digits );
        status = read_record( snapshot, SidTypeGroup, &nothing );
    }
    for (i = 0; i < builtin->alias_count && !status; i++)
    {
        get_name_of_id( builtin->aliases[i].id, digits );
        status = read_record( snapshot, SidTypeAlias, &nothing );
    }
    if (status) release_snapshot( snapshot );
    else *made = snapshot;
    return status;
}

static void sort_members( struct table *table )
{
    DWORD i;

    for (i = 0; i < table->count; i++) sort_sid_list( table->entries[i].members );
}

static NET_API_STATUS load_snapshot( struct snapshot **loaded )
{
    struct snapshot_reader reader = { { read_value }, NULL };
    NET_API_STATUS status;

    if ((status = make_snapshot( &reader.snapshot ))) return status;
    status = read_store( &reader.reader, &reader.snapshot->stamp );
    if (!status) status = sort_names( reader.snapshot );
    if (status)
    {
        release_snapshot( reader.snapshot );
        return status;
    }
    sort_members( &reader.snapshot->groups );
    sort_members( &reader.snapshot->aliases );
    reader.snapshot->is_loading = FALSE;
    *loaded = reader.snapshot;
    return NERR_Success;
}

static struct snapshot *get_current(void)
{
    struct snapshot *snapshot;

    AcquireSRWLockShared( &current_lock );
    if ((snapshot = current)) InterlockedIncrement( &snapshot->references );
    ReleaseSRWLockShared( &current_lock );
    return snapshot;
}

static void set_current( struct snapshot *snapshot )
{
    struct snapshot *old;

    InterlockedIncrement( &snapshot->references );
    AcquireSRWLockExclusive( &current_lock );
    old = current;
    current = snapshot;
    ReleaseSRWLockExclusive( &current_lock );
    release_snapshot( old );
}

/* So many accounts are copied in no time, and what is known is still there when a change fails for want of memory. */
#define SMALL_COUNT  256

/* A snapshot for the caller alone, to be changed: a copy, or the same where it is large and nobody else has it, so that a change
 * takes as long with many accounts as with few. The old one is closed in any case. With the lock of the store: whoever misses the
 * snapshot waits for that. */
static NET_API_STATUS take_snapshot( struct snapshot *old, struct snapshot **own )
{
    NET_API_STATUS status;
    BOOL is_own;

    AcquireSRWLockExclusive( &current_lock );
    if ((is_own = old->name_count > SMALL_COUNT && old == current && old->references == 2))
    {
        current = NULL;
        old->references = 1;
    }
    ReleaseSRWLockExclusive( &current_lock );
    if (is_own)
    {
        *own = old;
        return NERR_Success;
    }
    status = copy_snapshot( old, own );
    release_snapshot( old );
    return status;
}

/* What has changed since an older one, which is closed; FALSE in "known": that cannot be told. */
static NET_API_STATUS update_snapshot( struct snapshot *old, struct snapshot **updated, BOOL *known )
{
    struct snapshot_reader reader = { { read_value }, NULL };
    NET_API_STATUS status;

    if ((status = take_snapshot( old, &reader.snapshot ))) return status;
    status = read_store_changes( &reader.reader, &reader.snapshot->stamp, known );
    if (status || !*known) release_snapshot( reader.snapshot );
    else *updated = reader.snapshot;
    return status;
}

/* The snapshot of now, with the store's lock. */
NET_API_STATUS refresh_snapshot( struct snapshot **refreshed )
{
    struct snapshot *old = get_current(), *new = NULL;
    NET_API_STATUS status = NERR_Success;
    ULONGLONG stamp;
    BOOL known = FALSE;

    if (old)
    {
        status = get_store_stamp( &stamp );
        if (!status && stamp == old->stamp)
        {
            *refreshed = old;
            return NERR_Success;
        }
        if (!status && stamp) status = update_snapshot( old, &new, &known );
        else release_snapshot( old );
    }
    if (!status && !known) status = load_snapshot( &new );
    if (status) return status;
    set_current( new );
    *refreshed = new;
    return NERR_Success;
}

/* The snapshot after a change that is about to be written. The one before is closed. */
NET_API_STATUS prepare_snapshot( struct snapshot *old, const struct store_change *change, struct snapshot **prepared )
{
    struct snapshot_reader reader = { { read_value }, NULL };
    NET_API_STATUS status;

    if ((status = take_snapshot( old, &reader.snapshot ))) return status;
    if ((status = read_change( change, &reader.reader ))) release_snapshot( reader.snapshot );
    else *prepared = reader.snapshot;
    return status;
}

/* It has been written, or not: then the stamp is 0. */
void publish_snapshot( struct snapshot *prepared, ULONGLONG stamp )
{
    prepared->stamp = stamp;
    if (stamp) set_current( prepared );
    release_snapshot( prepared );
}

/************************************************************
 *                open_accounts
 *
 * Takes a snapshot of the accounts.
 *
 * PARAMS
 *  accounts [O] The snapshot, to be closed by close_accounts(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, ERROR_REVISION_MISMATCH (another version of this module has made the registry key),
 *  ERROR_SEM_TIMEOUT (another process keeps it to itself), or an error of Wine's LSA or of the registry.
 */
NET_API_STATUS open_accounts( struct accounts **accounts )
{
    const struct builtin_accounts *known;
    struct snapshot *snapshot;
    NET_API_STATUS status;
    ULONGLONG stamp;

    *accounts = NULL;
    if ((status = get_builtin_accounts( &known ))) return status;
    builtin = known;    /* always the same */
    if ((status = get_store_stamp( &stamp ))) return status;
    snapshot = get_current();
    if (!snapshot || snapshot->stamp != stamp)
    {
        release_snapshot( snapshot );
        if ((status = lock_store())) return status;
        status = refresh_snapshot( &snapshot );
        unlock_store();
        if (status) return status;
    }
    *accounts = &snapshot->accounts;
    return NERR_Success;
}

/* ---- finding ---------------------------------------------------------------------------------- */

DWORD count_accounts( const struct accounts *accounts, SID_NAME_USE kind )
{
    return get_table( get_snapshot( accounts ), kind )->count;
}

const struct account *get_account( const struct accounts *accounts, SID_NAME_USE kind, DWORD index )
{
    return &get_table( get_snapshot( accounts ), kind )->entries[index].record->account;
}

DWORD count_names( const struct accounts *accounts )
{
    return get_snapshot( accounts )->name_count;
}

const struct account *get_account_by_name( const struct accounts *accounts, DWORD index )
{
    return &get_snapshot( accounts )->by_name[index]->account;
}

const struct account *find_account( const struct accounts *accounts, const WCHAR *name )
{
    const struct snapshot *snapshot = get_snapshot( accounts );
    DWORD place;
    BOOL found;

    place = find_name( snapshot, name, &found );
    return found ? &snapshot->by_name[place]->account : NULL;
}

const struct account *find_account_by_sid( const struct accounts *accounts, PSID sid )
{
    static const SID_NAME_USE kinds[] = { SidTypeUser, SidTypeGroup, SidTypeAlias };
    const struct table *table;
    unsigned int i;
    DWORD place;
    BOOL found;

    if (!is_in_domain( sid, accounts->domain_sid ) && !is_in_domain( sid, &builtin_domain )) return NULL;
    for (i = 0; i < ARRAYSIZE(kinds); i++)
    {
        table = get_table( get_snapshot( accounts ), kinds[i] );
        place = find_id( table, get_id( sid ), &found );
        if (found && EqualSid( table->entries[place].record->sid, sid )) return &table->entries[place].record->account;
    }
    return NULL;
}

const struct sid_list *get_members( const struct accounts *accounts, const struct group *group )
{
    return find_entry( get_snapshot( accounts ), account_of_group( group )->kind, group->id )->members;
}

/* Whether it is in the list of members: a user can be in a group by the primary group besides. */
BOOL has_member( const struct accounts *accounts, const struct group *group, PSID sid )
{
    return is_in_sid_list( get_members( accounts, group ), sid );
}
