/*
 * The security account manager of other computers
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
#include <stddef.h>
#include <string.h>

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "windef.h"
#include "winbase.h"
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"

#include "sam.h"
#include "local/accounts.h"
#include "local/computer.h"

/*
 * Statuses, and what servers send
 */

/* What Microsoft Learn has for the functions of lmaccess.h; the rest is map_nt_status()'s. */
NET_API_STATUS map_sam_status( LONG status )
{
    switch (status)
    {
    case STATUS_NO_SUCH_USER:           return NERR_UserNotFound;
    case STATUS_NO_SUCH_GROUP:          return NERR_GroupNotFound;
    case STATUS_NO_SUCH_ALIAS:          return NERR_GroupNotFound;
    case STATUS_USER_EXISTS:            return NERR_UserExists;
    case STATUS_GROUP_EXISTS:           return NERR_GroupExists;
    case STATUS_MEMBER_IN_GROUP:        return NERR_UserInGroup;
    case STATUS_MEMBER_NOT_IN_GROUP:    return NERR_UserNotInGroup;
    case STATUS_SPECIAL_ACCOUNT:
    case STATUS_SPECIAL_USER:
    case STATUS_SPECIAL_GROUP:          return NERR_SpeGroupOp;
    case STATUS_LAST_ADMIN:             return NERR_LastAdmin;
    case STATUS_NO_MORE_ENTRIES:        return ERROR_NO_MORE_ITEMS;
    case STATUS_PASSWORD_RESTRICTION:   return NERR_PasswordTooShort;
    default:                            return map_nt_status( status );
    }
}

/* of what returns a part of a list: there is more of it */
static NET_API_STATUS map_list_status( LONG status )
{
    return status == STATUS_MORE_ENTRIES ? NERR_Success : map_sam_status( status );
}

/* of what looks accounts up: not all are there */
static NET_API_STATUS map_lookup_status( LONG status )
{
    return status == STATUS_SOME_NOT_MAPPED ? NERR_Success : map_sam_status( status );
}

/* In "ask" alone. ERROR_NOT_ENOUGH_MEMORY also for what no memory has room for. */
NET_API_STATUS allocate_sam_memory( SIZE_T count, SIZE_T size, void **memory )
{
    *memory = NULL;
    if (count > ~(SIZE_T)0 / size || !(*memory = stub_allocate( count * size ))) return ERROR_NOT_ENOUGH_MEMORY;
    memset( *memory, 0, count * size );
    return NERR_Success;
}

/* Room in an array for more items. They are there when there is more than the first part of them: twice as much room
 * makes it few times. */
static NET_API_STATUS make_room( struct sam_array *array, DWORD needed )
{
    NET_API_STATUS status;
    void *grown;

    if (needed <= array->room) return NERR_Success;
    needed = max( needed, min( array->room, MAXDWORD / 2 ) * 2 );
    if ((status = allocate_sam_memory( needed, array->item_size, &grown ))) return status;
    if (array->count) memcpy( grown, array->items, array->count * array->item_size );
    array->items = grown;
    array->room = needed;
    return NERR_Success;
}

/* Items of zeroes at the end of an array, the first of which is "added". */
NET_API_STATUS extend_sam_array( struct sam_array *array, DWORD more, void **added )
{
    NET_API_STATUS status;

    if (array->count + more < array->count) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = make_room( array, array->count + more ))) return status;
    *added = (BYTE *)array->items + array->count * array->item_size;
    array->count += more;
    return NERR_Success;
}

static void swap_items( BYTE *a, BYTE *b, SIZE_T size )
{
    BYTE byte;

    for (; size; size--, a++, b++)
    {
        byte = *a;
        *a = *b;
        *b = byte;
    }
}

/* Moves the root of a heap to its place among what is below it. */
static void sift_down( BYTE *items, SIZE_T root, SIZE_T count, SIZE_T size, compare_function compare )
{
    SIZE_T child;

    for (; (child = 2 * root + 1) < count; root = child)
    {
        if (child + 1 < count && compare( items + child * size, items + (child + 1) * size ) < 0) child++;
        if (compare( items + root * size, items + child * size ) >= 0) return;
        swap_items( items + root * size, items + child * size, size );
    }
}

/* In place of qsort(), which takes hours for items in an order that a server has chosen for it. */
void sort_sam_items( void *items, SIZE_T count, SIZE_T size, compare_function compare )
{
    SIZE_T i;

    for (i = count / 2; i; i--) sift_down( items, i - 1, count, size, compare );
    for (i = count; i > 1; i--)
    {
        swap_items( items, (BYTE *)items + (i - 1) * size, size );
        sift_down( items, 0, i - 1, size, compare );
    }
}

/* In "ask" alone: the SID of an account of the account domain. */
NET_API_STATUS make_sam_sid( const struct sam *sam, DWORD id, PSID *sid )
{
    NET_API_STATUS status;

    if ((status = allocate_sam_memory( 1, SECURITY_MAX_SID_SIZE, sid ))) return status;
    make_sid( *sid, sam->domain_sid, id );
    return NERR_Success;
}

/*
 * Handles
 */

/* The place for an object that is to be opened or created. ERROR_TOO_MANY_OPEN_FILES: there is none. */
NET_API_STATUS next_sam_object( struct sam *sam, POLICY_HANDLE **handle )
{
    if (sam->object_count >= MAX_SAM_OBJECTS) return ERROR_TOO_MANY_OPEN_FILES;
    *handle = &sam->objects[sam->object_count];
    memset( *handle, 0, sizeof(**handle) );
    return NERR_Success;
}

/* what the stub returned that was to open it */
NET_API_STATUS add_sam_object( struct sam *sam, LONG result )
{
    POLICY_HANDLE *handle;
    NET_API_STATUS status;

    if (sam->object_count >= MAX_SAM_OBJECTS) return ERROR_TOO_MANY_OPEN_FILES;
    handle = &sam->objects[sam->object_count];
    if (!(status = check_handle( map_sam_status( result ), handle ))) sam->object_count++;
    return status;
}

/* what deleting it returned: its handle is none then, which Samba does not tell of each */
NET_API_STATUS delete_sam_handle( LONG status, POLICY_HANDLE *handle )
{
    if (!status) memset( handle, 0, sizeof(*handle) );
    return map_sam_status( status );
}

/* Closes what is open, and was not deleted. */
static void close_handle( struct sam *sam, POLICY_HANDLE *handle )
{
    if (is_handle( handle )) SamrCloseHandle( sam->binding, handle );
}

/* Closes the objects but for so many, which were opened first. */
void close_sam_objects( struct sam *sam, unsigned int count )
{
    while (sam->object_count > count) close_handle( sam, &sam->objects[--sam->object_count] );
}

/* The account domain is the one that is not Builtin. */
static NET_API_STATUS find_account_domain( struct sam *sam )
{
    SAMPR_ENUMERATION_BUFFER *domains = NULL;
    DWORD i, context = 0, count;
    RPC_UNICODE_STRING name;
    RPC_SID *sid = NULL;
    NET_API_STATUS status;

    status = map_list_status( SamrEnumerateDomainsInSamServer( sam->binding, &sam->server_handle, &context, &domains,
                                                               MAX_PREFERRED_LENGTH, &count ) );
    if (status) return status;
    if (!is_stub_array( &sam->call.run, domains, 1, sizeof(*domains) )) return RPC_X_BAD_STUB_DATA;
    if (!is_stub_array( &sam->call.run, domains->Buffer, domains->EntriesRead, sizeof(*domains->Buffer) )) return RPC_X_BAD_STUB_DATA;
    for (i = 0; i < domains->EntriesRead; i++)
    {
        if ((status = get_stub_string( &sam->call.run, &domains->Buffer[i].Name, &sam->domain_name ))) return status;
        if (!is_same_name( sam->domain_name, L"Builtin" )) break;
    }
    if (i == domains->EntriesRead) return ERROR_NO_SUCH_DOMAIN;

    if ((status = set_counted_string( &name, sam->domain_name ))) return status;
    status = map_sam_status( SamrLookupDomainInSamServer( sam->binding, &sam->server_handle, &name, &sid ) );
    if (status) return status;
    /* one sub-authority is the accounts' */
    if (!is_stub_sid( &sam->call.run, sid ) || sid->SubAuthorityCount == SID_MAX_SUB_AUTHORITIES)
        return RPC_X_BAD_STUB_DATA;
    sam->domain_sid = sid;
    return NERR_Success;
}

static SID builtin_domain = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_BUILTIN_DOMAIN_RID } };

/* The account domain's is known once that is open. */
PSID get_sam_domain_sid( const struct sam *sam, enum sam_domain domain )
{
    return domain == SAM_BUILTIN ? &builtin_domain : sam->domain_sid;
}

/* Opens a domain where that has not been done. */
NET_API_STATUS open_sam_domain( struct sam *sam, enum sam_domain domain, POLICY_HANDLE **handle )
{
    NET_API_STATUS status;
    LONG result;

    *handle = &sam->domains[domain];
    if (is_handle( *handle )) return NERR_Success;
    if (domain == SAM_ACCOUNT && (status = find_account_domain( sam ))) return status;
    result = SamrOpenDomain( sam->binding, &sam->server_handle, sam->access, get_sam_domain_sid( sam, domain ), *handle );
    return check_handle( map_sam_status( result ), *handle );
}

typedef LONG (*open_function)( handle_t binding, POLICY_HANDLE *domain, DWORD access, DWORD id, POLICY_HANDLE *handle );

static NET_API_STATUS open_object( struct sam *sam, enum sam_domain domain, open_function open, DWORD id, DWORD access,
                                   POLICY_HANDLE **handle )
{
    POLICY_HANDLE *domain_handle;
    NET_API_STATUS status;

    if ((status = open_sam_domain( sam, domain, &domain_handle ))) return status;
    if ((status = next_sam_object( sam, handle ))) return status;
    return add_sam_object( sam, open( sam->binding, domain_handle, access, id, *handle ) );
}

NET_API_STATUS open_sam_user( struct sam *sam, DWORD id, DWORD access, POLICY_HANDLE **user )
{
    return open_object( sam, SAM_ACCOUNT, SamrOpenUser, id, access, user );
}

NET_API_STATUS open_sam_group( struct sam *sam, DWORD id, DWORD access, POLICY_HANDLE **group )
{
    return open_object( sam, SAM_ACCOUNT, SamrOpenGroup, id, access, group );
}

NET_API_STATUS open_sam_alias( struct sam *sam, enum sam_domain domain, DWORD id, DWORD access,
                               POLICY_HANDLE **alias )
{
    return open_object( sam, domain, SamrOpenAlias, id, access, alias );
}

/*
 * Names and ids
 */

#define MAX_LOOKUP  1000    /* MS-SAMR's limit for a call */

/* The answers' arrays have to be as long as the question. */
static NET_API_STATUS copy_numbers( struct sam *sam, const SAMPR_ULONG_ARRAY *array, DWORD *numbers, DWORD count )
{
    if (array->Count != count || !is_stub_array( &sam->call.run, array->Element, count, sizeof(DWORD) ))
        return RPC_X_BAD_STUB_DATA;
    memcpy( numbers, array->Element, count * sizeof(DWORD) );
    return NERR_Success;
}

/* the kinds of accounts */
static NET_API_STATUS copy_uses( struct sam *sam, const SAMPR_ULONG_ARRAY *array, DWORD *uses, DWORD count )
{
    NET_API_STATUS status;
    DWORD i;

    if ((status = copy_numbers( sam, array, uses, count ))) return status;
    for (i = 0; i < count; i++) if (!is_account_use( uses[i] )) uses[i] = SidTypeUnknown;
    return NERR_Success;
}

/* those of which none was found */
static NET_API_STATUS set_unknown( DWORD *uses, DWORD count )
{
    DWORD i;

    for (i = 0; i < count; i++) uses[i] = SidTypeUnknown;
    return NERR_Success;
}

static NET_API_STATUS lookup_some_names( struct sam *sam, POLICY_HANDLE *domain, RPC_UNICODE_STRING *names,
                                         DWORD count, DWORD *ids, DWORD *uses )
{
    SAMPR_ULONG_ARRAY id_array = { 0 }, use_array = { 0 };
    NET_API_STATUS status;
    LONG result;

    result = SamrLookupNamesInDomain( sam->binding, domain, count, names, &id_array, &use_array );
    if (result == STATUS_NONE_MAPPED) return set_unknown( uses, count );
    if ((status = map_lookup_status( result ))) return status;
    if ((status = copy_numbers( sam, &id_array, ids, count ))) return status;
    return copy_uses( sam, &use_array, uses, count );
}

/************************************************************
 *                lookup_sam_names
 *
 * Finds accounts by their names.
 *
 * PARAMS
 *  sam    [I/O] The server.
 *  domain [I]   The domain.
 *  names  [I]   The names.
 *  count  [I]   How many there are.
 *  ids    [O]   The accounts' relative ids.
 *  uses   [O]   The accounts' kinds, SidTypeUser ...; SidTypeUnknown for a name that no account has.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (a name that is too long to be sent), ERROR_NOT_ENOUGH_MEMORY,
 *  RPC_X_BAD_STUB_DATA, or what the server returns.
 */
NET_API_STATUS lookup_sam_names( struct sam *sam, enum sam_domain domain, const WCHAR *const *names,
                                 DWORD count, DWORD *ids, DWORD *uses )
{
    RPC_UNICODE_STRING *strings;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    DWORD i, n;

    if ((status = open_sam_domain( sam, domain, &handle ))) return status;
    if ((status = allocate_sam_memory( min( count, MAX_LOOKUP ), sizeof(*strings), (void **)&strings ))) return status;
    for (; count && !status; count -= n, names += n, ids += n, uses += n)
    {
        n = min( count, MAX_LOOKUP );
        for (i = 0; i < n && !status; i++) status = set_counted_string( &strings[i], names[i] );
        if (!status) status = lookup_some_names( sam, handle, strings, n, ids, uses );
    }
    return status;
}

static NET_API_STATUS lookup_some_ids( struct sam *sam, POLICY_HANDLE *domain, const DWORD *ids, DWORD count,
                                       const WCHAR **names, DWORD *uses )
{
    SAMPR_RETURNED_USTRING_ARRAY name_array = { 0 };
    SAMPR_ULONG_ARRAY use_array = { 0 };
    NET_API_STATUS status;
    LONG result;
    DWORD i;

    for (i = 0; i < count; i++) names[i] = L"";
    result = SamrLookupIdsInDomain( sam->binding, domain, count, (DWORD *)ids, &name_array, &use_array );
    if (result == STATUS_NONE_MAPPED) return set_unknown( uses, count );
    if ((status = map_lookup_status( result ))) return status;
    if ((status = copy_uses( sam, &use_array, uses, count ))) return status;
    if (name_array.Count != count || !is_stub_array( &sam->call.run, name_array.Element, count, sizeof(*name_array.Element) ))
        return RPC_X_BAD_STUB_DATA;
    for (i = 0; i < count && !status; i++) status = get_stub_string( &sam->call.run, &name_array.Element[i], &names[i] );
    return status;
}

/* The same for the names of ids: an empty one for an id that no account has. */
NET_API_STATUS lookup_sam_ids( struct sam *sam, enum sam_domain domain, const DWORD *ids, DWORD count,
                               const WCHAR **names, DWORD *uses )
{
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    DWORD n;

    status = open_sam_domain( sam, domain, &handle );
    for (; count && !status; count -= n, ids += n, names += n, uses += n)
    {
        n = min( count, MAX_LOOKUP );
        status = lookup_some_ids( sam, handle, ids, n, names, uses );
    }
    return status;
}

/* One account of a kind; "missing" where there is none. */
static NET_API_STATUS find_sam_account( struct sam *sam, enum sam_domain domain, const WCHAR *name, DWORD wanted,
                                    NET_API_STATUS missing, DWORD *id )
{
    NET_API_STATUS status;
    DWORD use;

    if ((status = lookup_sam_names( sam, domain, &name, 1, id, &use ))) return status;
    return use == wanted ? NERR_Success : missing;
}

NET_API_STATUS find_sam_user( struct sam *sam, const WCHAR *name, DWORD *id )
{
    return find_sam_account( sam, SAM_ACCOUNT, name, SidTypeUser, NERR_UserNotFound, id );
}

NET_API_STATUS find_sam_group( struct sam *sam, const WCHAR *name, DWORD *id )
{
    return find_sam_account( sam, SAM_ACCOUNT, name, SidTypeGroup, NERR_GroupNotFound, id );
}

/* Both domains have aliases. Builtin is asked first: it needs not be searched for. */
NET_API_STATUS find_sam_alias( struct sam *sam, const WCHAR *name, enum sam_domain *domain, DWORD *id )
{
    NET_API_STATUS status;

    *domain = SAM_BUILTIN;
    status = find_sam_account( sam, *domain, name, SidTypeAlias, NERR_GroupNotFound, id );
    if (status != NERR_GroupNotFound) return status;
    *domain = SAM_ACCOUNT;
    return find_sam_account( sam, *domain, name, SidTypeAlias, NERR_GroupNotFound, id );
}

/* The number that a small class of SamrQueryInformationUser() consists of, of a user's id: UserPrimaryGroupInformation's or
 * UserControlInformation's. */
NET_API_STATUS read_sam_user_number( struct sam *sam, DWORD id, USER_INFORMATION_CLASS class, DWORD *number )
{
    DWORD right = class == UserControlInformation ? USER_READ_ACCOUNT : USER_READ_GENERAL;
    unsigned int opened = sam->object_count;
    SAMPR_USER_INFO_BUFFER *info = NULL;
    POLICY_HANDLE *user;
    NET_API_STATUS status;

    if ((status = open_sam_user( sam, id, right, &user ))) return status;
    status = map_sam_status( SamrQueryInformationUser( sam->binding, user, class, &info ) );
    close_sam_objects( sam, opened );
    if (status) return status;
    if (!is_stub_array( &sam->call.run, info, 1, sizeof(info->Control) )) return RPC_X_BAD_STUB_DATA;
    *number = info->Control.UserAccountControl;
    return NERR_Success;
}
C_ASSERT( offsetof( SAMPR_USER_INFO_BUFFER, Control.UserAccountControl ) ==
          offsetof( SAMPR_USER_INFO_BUFFER, PrimaryGroup.PrimaryGroupId ) );

/* Whether the server is a controller of an Active Directory domain: its tickets' account has the same id in each. */
NET_API_STATUS is_sam_of_domain( struct sam *sam, BOOL *is_domain )
{
    DWORD id = DOMAIN_USER_RID_KRBTGT, use = SidTypeUnknown;
    NET_API_STATUS status;
    const WCHAR *name;

    status = lookup_sam_ids( sam, SAM_ACCOUNT, &id, 1, &name, &use );
    *is_domain = !status && use == SidTypeUser;
    return status;
}

/*
 * Lists
 */

static NET_API_STATUS append_accounts( struct sam *sam, const SAMPR_ENUMERATION_BUFFER *some, struct sam_array *list )
{
    struct sam_account *accounts;
    NET_API_STATUS status;
    DWORD i;

    if ((status = extend_sam_array( list, some->EntriesRead, (void **)&accounts ))) return status;
    for (i = 0; i < some->EntriesRead; i++)
    {
        if ((status = get_stub_string( &sam->call.run, &some->Buffer[i].Name, &accounts[i].name ))) return status;
        accounts[i].id = some->Buffer[i].RelativeId;
    }
    return NERR_Success;
}

/* The functions have their arguments in common, but one that users alone have. */
typedef LONG (*enumerate_function)( handle_t binding, POLICY_HANDLE *domain, DWORD *context, DWORD control,
                                    SAMPR_ENUMERATION_BUFFER **buffer, DWORD *count );

static LONG enumerate_users( handle_t binding, POLICY_HANDLE *domain, DWORD *context, DWORD control,
                             SAMPR_ENUMERATION_BUFFER **buffer, DWORD *count )
{
    return SamrEnumerateUsersInDomain( binding, domain, context, control, buffer, MAX_PREFERRED_LENGTH, count );
}

static LONG enumerate_aliases( handle_t binding, POLICY_HANDLE *domain, DWORD *context, DWORD control,
                               SAMPR_ENUMERATION_BUFFER **buffer, DWORD *count )
{
    (void)control;
    return SamrEnumerateAliasesInDomain( binding, domain, context, buffer, MAX_PREFERRED_LENGTH, count );
}

/* A server tells at most what it likes to in one answer, and where to go on: in each a part of the list, or it would never
 * end. All parts together are bounded by the memory of a run. */
static NET_API_STATUS list_sam_accounts( struct sam *sam, enum sam_domain domain, enumerate_function enumerate,
                                     DWORD control, struct sam_account **accounts, DWORD *count )
{
    struct sam_array list = { .item_size = sizeof(**accounts) };
    SAMPR_ENUMERATION_BUFFER *some;
    DWORD context = 0, asked, returned;
    POLICY_HANDLE *handle;
    NET_API_STATUS status;
    LONG result;

    if ((status = open_sam_domain( sam, domain, &handle ))) return status;
    do
    {
        some = NULL;
        asked = context;
        result = enumerate( sam->binding, handle, &context, control, &some, &returned );
        if (result == STATUS_NO_MORE_ENTRIES) break;
        if ((status = map_list_status( result ))) return status;
        if (!some && !result && !returned) break;   /* Samba's domain controllers have no list where nothing is in it */
        if (!is_stub_array( &sam->call.run, some, 1, sizeof(*some) )) return RPC_X_BAD_STUB_DATA;
        if (!is_stub_array( &sam->call.run, some->Buffer, some->EntriesRead, sizeof(*some->Buffer) )) return RPC_X_BAD_STUB_DATA;
        if ((status = append_accounts( sam, some, &list ))) return status;
        if (result == STATUS_MORE_ENTRIES && (!some->EntriesRead || context == asked)) return RPC_X_BAD_STUB_DATA;
    }
    while (result == STATUS_MORE_ENTRIES);
    *accounts = list.items;
    *count = list.count;
    return NERR_Success;
}

/* "control": USER_... bits of MS-SAMR, of which the accounts have one; 0: all */
NET_API_STATUS list_sam_users( struct sam *sam, DWORD control, struct sam_account **users, DWORD *count )
{
    return list_sam_accounts( sam, SAM_ACCOUNT, enumerate_users, control, users, count );
}

NET_API_STATUS list_sam_aliases( struct sam *sam, enum sam_domain domain, struct sam_account **aliases,
                                 DWORD *count )
{
    return list_sam_accounts( sam, domain, enumerate_aliases, 0, aliases, count );
}

/* The three classes' structures begin alike; a user's alone has one member more. */
static NET_API_STATUS copy_display( struct sam *sam, DOMAIN_DISPLAY_INFORMATION class,
                                    const SAMPR_DISPLAY_INFO_BUFFER *buffer, struct sam_display_entry **entries,
                                    DWORD *count )
{
    static const SIZE_T sizes[] =
    {
        [DomainDisplayUser] = sizeof(SAMPR_DOMAIN_DISPLAY_USER),
        [DomainDisplayMachine] = sizeof(SAMPR_DOMAIN_DISPLAY_MACHINE),
        [DomainDisplayGroup] = sizeof(SAMPR_DOMAIN_DISPLAY_GROUP),
    };
    const BYTE *structure = (const BYTE *)buffer->MachineInformation.Buffer;
    struct sam_display_entry *entry;
    NET_API_STATUS status;
    DWORD i;

    *count = buffer->MachineInformation.EntriesRead;
    if (!is_stub_array( &sam->call.run, structure, *count, sizes[class] )) return RPC_X_BAD_STUB_DATA;
    if ((status = allocate_sam_memory( *count, sizeof(*entry), (void **)entries ))) return status;
    for (i = 0; i < *count; i++, structure += sizes[class])
    {
        const SAMPR_DOMAIN_DISPLAY_MACHINE *account = (const SAMPR_DOMAIN_DISPLAY_MACHINE *)structure;

        entry = &(*entries)[i];
        entry->id = account->Rid;
        entry->bits = account->AccountControl;
        entry->next_index = account->Index;
        if ((status = get_stub_string( &sam->call.run, &account->AccountName, &entry->name ))) return status;
        if ((status = get_stub_string( &sam->call.run, &account->AdminComment, &entry->comment ))) return status;
        if (class == DomainDisplayUser &&
            (status = get_stub_string( &sam->call.run, &((const SAMPR_DOMAIN_DISPLAY_USER *)account)->FullName,
                                       &entry->full_name )))
            return status;
    }
    return NERR_Success;
}

/* The flags of accounts that have none of their list's kind, as Samba's domain controllers tell of all: asked for one by one.
 * They stay as they are where the user who asks may not know, or the account is gone. */
static NET_API_STATUS complete_flags( struct sam *sam, DOMAIN_DISPLAY_INFORMATION class,
                                      struct sam_display_entry *entries, DWORD count )
{
    DWORD i, kinds = class == DomainDisplayUser ? USER_NORMAL_ACCOUNT
                                                : USER_WORKSTATION_TRUST_ACCOUNT | USER_SERVER_TRUST_ACCOUNT;
    NET_API_STATUS status = NERR_Success;

    for (i = 0; i < count && !status && class != DomainDisplayGroup; i++)
    {
        if (entries[i].bits & kinds) continue;
        status = read_sam_user_number( sam, entries[i].id, UserControlInformation, &entries[i].bits );
        if (status == NERR_UserNotFound || status == ERROR_ACCESS_DENIED) status = NERR_Success;
    }
    return status;
}

/* Whoever goes on behind any of the entries gets on, and has to come to the end. */
static BOOL makes_progress( const struct sam_display_entry *entries, DWORD count, DWORD index, DWORD wanted, BOOL more )
{
    DWORD i;

    for (i = 0; i < count; i++) if (entries[i].next_index <= index) return FALSE;
    return count <= wanted && (count || !more);
}

/************************************************************
 *                read_sam_display
 *
 * Reads a part of a list that the server sorts by name.
 *
 * PARAMS
 *  sam        [I/O] The server.
 *  class      [I]   Which list.
 *  index      [I]   Where to begin: 0, or what an entry has as next_index.
 *  wanted     [I]   How many entries are wanted at most.
 *  entries    [O]   The entries.
 *  count      [O]   How many there are.
 *  more       [O]   Whether the list goes on behind them.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, RPC_X_BAD_STUB_DATA, or what the server returns.
 */
NET_API_STATUS read_sam_display( struct sam *sam, DOMAIN_DISPLAY_INFORMATION class, DWORD index, DWORD wanted,
                                 struct sam_display_entry **entries, DWORD *count, BOOL *more )
{
    SAMPR_DISPLAY_INFO_BUFFER buffer = { { 0, NULL } };
    DWORD available, returned;
    POLICY_HANDLE *domain;
    NET_API_STATUS status;
    LONG result;

    *count = 0;
    *more = FALSE;
    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    result = SamrQueryDisplayInformation3( sam->binding, domain, class, index, wanted, MAX_PREFERRED_LENGTH, &available,
                                           &returned, &buffer );
    if (result == STATUS_NO_MORE_ENTRIES) return NERR_Success;
    if ((status = map_list_status( result ))) return status;
    *more = result == STATUS_MORE_ENTRIES;
    if ((status = copy_display( sam, class, &buffer, entries, count ))) return status;
    if (!makes_progress( *entries, *count, index, wanted, *more )) return RPC_X_BAD_STUB_DATA;
    return complete_flags( sam, class, *entries, *count );
}

/* The whole of such a list. */
NET_API_STATUS list_sam_display( struct sam *sam, DOMAIN_DISPLAY_INFORMATION class, struct sam_display_entry **entries,
                                 DWORD *count )
{
    struct sam_array list = { .item_size = sizeof(**entries) };
    struct sam_display_entry *some, *added;
    DWORD index = 0, returned;
    NET_API_STATUS status;
    BOOL more;

    do
    {
        if ((status = read_sam_display( sam, class, index, MAXDWORD, &some, &returned, &more ))) return status;
        if (!returned) break;
        if ((status = extend_sam_array( &list, returned, (void **)&added ))) return status;
        memcpy( added, some, returned * sizeof(*added) );
        index = some[returned - 1].next_index;
    }
    while (more);
    *entries = list.items;
    *count = list.count;
    return NERR_Success;
}

/*
 * The whole
 */

static DWORD ask_connected( handle_t binding, void *args )
{
    struct sam *sam = args;
    enum sam_domain domain;
    NET_API_STATUS status;

    /* What changes something is not done again when it was a later stub that found the connection gone. */
    if (sam->connected && !sam->repeatable) return RPC_S_CALL_FAILED;
    sam->binding = binding;
    sam->records.count = sam->records.room = 0;
    sam->object_count = 0;
    memset( sam->domains, 0, sizeof(sam->domains) );

    status = map_sam_status( SamrConnect2( binding, sam->server, &sam->server_handle,
                                           SAM_SERVER_CONNECT | SAM_SERVER_ENUMERATE_DOMAINS | SAM_SERVER_LOOKUP_DOMAIN ));
    if ((status = check_handle( status, &sam->server_handle ))) return status;
    sam->connected = TRUE;
    status = sam->ask( sam );
    close_sam_objects( sam, 0 );
    for (domain = SAM_ACCOUNT; domain < SAM_DOMAINS; domain++) close_handle( sam, &sam->domains[domain] );
    close_handle( sam, &sam->server_handle );
    return status;
}

/************************************************************
 *                ask_sam
 *
 * Asks a server's security account manager.
 *
 * PARAMS
 *  server [I]   Its name or address.
 *  sam    [I/O] The question. What it got is valid until free_sam_answer(), which has to be called on every
 *               path. No handle is left open on the server; where an exception ends it, the connection goes,
 *               and the handles with it.
 *
 * RETURNS
 *  What the question returns, what the server does, or what call_remote() does.
 */
NET_API_STATUS ask_sam( const WCHAR *server, struct sam *sam )
{
    sam->server = server;
    sam->connected = FALSE;
    sam->call.run.function = ask_connected;
    sam->call.run.args = sam;
    sam->call.repeatable = sam->repeatable;
    return call_remote( server, &remote_samr, &sam->call );
}

void free_sam_answer( struct sam *sam )
{
    free_remote_answer( &sam->call );
}

/* A question whose answer is a status alone. */
NET_API_STATUS ask_sam_status( const WCHAR *server, struct sam *sam )
{
    NET_API_STATUS status = ask_sam( server, sam );

    free_sam_answer( sam );
    return status;
}

/* A question for one record, which "ask" describes. What pack_info() returns as well. */
NET_API_STATUS ask_sam_info( const WCHAR *server, struct sam *sam, const struct level *level, const void *record,
                             BYTE **buffer )
{
    NET_API_STATUS status;

    if (!(status = ask_sam( server, sam ))) status = pack_info( level, record, buffer );
    free_sam_answer( sam );
    return status;
}

/* A question for records, which "ask" adds to sam->records. What pack_enum() returns as well. */
NET_API_STATUS ask_sam_list( const WCHAR *server, struct sam *sam, const struct level *level, DWORD max_length,
                             DWORD *resume, BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct record_source source = { .get = get_array_record, .record_size = sam->records.item_size };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, sam )))
    {
        source.records = sam->records.items;
        source.count = sam->records.count;
        status = pack_enum( level, &source, max_length, resume, buffer, entries_read, total_entries );
    }
    free_sam_answer( sam );
    return status;
}
