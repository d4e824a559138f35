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

#ifndef NETAPI32_SAM_H
#define NETAPI32_SAM_H

#include "pack.h"
#include "samlsa.h"
#include "rpc/remote.h"
#include "samr.h"

/*
 * A family's questions are one function, "ask", that calls what stands below and the stubs of samr. A family
 * with questions of its own puts struct sam first in its struct:
 *
 *     struct user_question { struct sam sam; const WCHAR *name; struct user user; };
 *     struct user_question question = { .sam = { .ask = ask_user, .access = SAM_READ_DOMAIN, .repeatable = TRUE },
 *                                       .name = name };
 *     return ask_sam_info( server, &question.sam, info, &question.user, buffer );
 *
 * "ask" runs below run_stubs(), which an exception may end at any stub: what it needs beyond its own stack it
 * allocates with allocate_sam_memory(), which free_sam_answer() frees. It may run twice.
 */

enum sam_domain
{
    SAM_ACCOUNT,        /* the computer's own, or the domain's that it is a controller of */
    SAM_BUILTIN,
    SAM_DOMAINS
};

/* users and groups that are open at a time */
#define MAX_SAM_OBJECTS  2

/* What a server sends in parts, or an answer is packed from. */
struct sam_array
{
    void  *items;
    SIZE_T item_size;
    DWORD  count;
    DWORD  room;            /* for so many */
};

struct sam
{
    NET_API_STATUS    (*ask)( struct sam *sam );
    DWORD               access;         /* DOMAIN_... that it takes */
    BOOL                repeatable;     /* see struct remote_call */
    struct sam_array    records;        /* of ask_sam_list(): their size; none when "ask" begins */
    /* for "ask" */
    struct remote_call  call;           /* whose run the checks of what the stubs return take */
    handle_t            binding;
    const WCHAR        *domain_name;    /* the account domain's, once that is open */
    PSID                domain_sid;     /* likewise */
    const WCHAR        *server;
    /* sam.c's own */
    POLICY_HANDLE       server_handle;
    POLICY_HANDLE       domains[SAM_DOMAINS];   /* zeroes before they are open */
    POLICY_HANDLE       objects[MAX_SAM_OBJECTS];
    unsigned int        object_count;
    BOOL                connected;
};

NET_API_STATUS ask_sam( const WCHAR *server, struct sam *sam );
void free_sam_answer( struct sam *sam );
NET_API_STATUS ask_sam_status( const WCHAR *server, struct sam *sam );
NET_API_STATUS ask_sam_info( const WCHAR *server, struct sam *sam, const struct level *level, const void *record,
                             BYTE **buffer );
NET_API_STATUS ask_sam_list( const WCHAR *server, struct sam *sam, const struct level *level, DWORD max_length,
                             DWORD *resume, BYTE **buffer, DWORD *entries_read, DWORD *total_entries );

/*
 * For "ask". All that they return was checked, and lives until free_sam_answer(). What the stubs that "ask" itself
 * calls return has to be checked with is_stub_array() and its relatives.
 */

/* an account in a list */
struct sam_account
{
    const WCHAR *name;
    DWORD        id;
};

/* an account in a sorted list, of users, machines or groups */
struct sam_display_entry
{
    const WCHAR *name;
    const WCHAR *comment;
    const WCHAR *full_name;     /* a user's */
    DWORD        id;
    DWORD        bits;          /* USER_... of an account, SE_GROUP_... of a group */
    DWORD        next_index;
};

NET_API_STATUS map_sam_status( LONG status );
NET_API_STATUS allocate_sam_memory( SIZE_T count, SIZE_T size, void **memory );
NET_API_STATUS extend_sam_array( struct sam_array *array, DWORD more, void **added );
typedef int (__cdecl *compare_function)( const void *a, const void *b );
void sort_sam_items( void *items, SIZE_T count, SIZE_T size, compare_function compare );
NET_API_STATUS make_sam_sid( const struct sam *sam, DWORD id, PSID *sid );

/*
 * Handles. Objects are closed in reverse: a function that opens some for itself keeps sam->object_count of before, and
 * closes them on every path, so that whoever calls it may do so any number of times; those that are left are ask_sam()'s
 * to close, and so are the domains. What creates an object does it at the place that next_sam_object() tells, and hands
 * the stub's status to add_sam_object().
 */
PSID get_sam_domain_sid( const struct sam *sam, enum sam_domain domain );
NET_API_STATUS open_sam_domain( struct sam *sam, enum sam_domain domain, POLICY_HANDLE **handle );
NET_API_STATUS open_sam_user( struct sam *sam, DWORD id, DWORD access, POLICY_HANDLE **user );
NET_API_STATUS open_sam_group( struct sam *sam, DWORD id, DWORD access, POLICY_HANDLE **group );
NET_API_STATUS open_sam_alias( struct sam *sam, enum sam_domain domain, DWORD id, DWORD access,
                               POLICY_HANDLE **alias );
NET_API_STATUS delete_sam_handle( LONG status, POLICY_HANDLE *handle );
void close_sam_objects( struct sam *sam, unsigned int count );
NET_API_STATUS next_sam_object( struct sam *sam, POLICY_HANDLE **handle );
NET_API_STATUS add_sam_object( struct sam *sam, LONG status );

NET_API_STATUS find_sam_user( struct sam *sam, const WCHAR *name, DWORD *id );
NET_API_STATUS find_sam_group( struct sam *sam, const WCHAR *name, DWORD *id );
NET_API_STATUS find_sam_alias( struct sam *sam, const WCHAR *name, enum sam_domain *domain, DWORD *id );

NET_API_STATUS lookup_sam_names( struct sam *sam, enum sam_domain domain, const WCHAR *const *names,
                                 DWORD count, DWORD *ids, DWORD *uses );
NET_API_STATUS lookup_sam_ids( struct sam *sam, enum sam_domain domain, const DWORD *ids, DWORD count,
                               const WCHAR **names, DWORD *uses );

NET_API_STATUS read_sam_user_number( struct sam *sam, DWORD id, USER_INFORMATION_CLASS class, DWORD *number );
NET_API_STATUS is_sam_of_domain( struct sam *sam, BOOL *is_domain );

NET_API_STATUS read_sam_display( struct sam *sam, DOMAIN_DISPLAY_INFORMATION class, DWORD index, DWORD wanted,
                                 struct sam_display_entry **entries, DWORD *count, BOOL *more );
NET_API_STATUS list_sam_display( struct sam *sam, DOMAIN_DISPLAY_INFORMATION class, struct sam_display_entry **entries,
                                 DWORD *count );

NET_API_STATUS list_sam_users( struct sam *sam, DWORD control, struct sam_account **users, DWORD *count );
NET_API_STATUS list_sam_aliases( struct sam *sam, enum sam_domain domain, struct sam_account **aliases,
                                 DWORD *count );

/*
 * MS-SAMR's access rights; MAXIMUM_ALLOWED asks for those that there are
 */

#define SAM_SERVER_CONNECT              0x0001
#define SAM_SERVER_ENUMERATE_DOMAINS    0x0010
#define SAM_SERVER_LOOKUP_DOMAIN        0x0020

#define DOMAIN_READ_PASSWORD_PARAMETERS 0x0001
#define DOMAIN_WRITE_PASSWORD_PARAMS    0x0002
#define DOMAIN_READ_OTHER_PARAMETERS    0x0004
#define DOMAIN_WRITE_OTHER_PARAMETERS   0x0008
#define DOMAIN_CREATE_USER              0x0010
#define DOMAIN_CREATE_GROUP             0x0020
#define DOMAIN_CREATE_ALIAS             0x0040
#define DOMAIN_GET_ALIAS_MEMBERSHIP     0x0080
#define DOMAIN_LIST_ACCOUNTS            0x0100
#define DOMAIN_LOOKUP                   0x0200
#define DOMAIN_ADMINISTER_SERVER        0x0400

/* what finding and listing accounts takes */
#define SAM_READ_DOMAIN                 (DOMAIN_LIST_ACCOUNTS | DOMAIN_LOOKUP)

#define GROUP_READ_INFORMATION          0x0001
#define GROUP_WRITE_ACCOUNT             0x0002
#define GROUP_ADD_MEMBER                0x0004
#define GROUP_REMOVE_MEMBER             0x0008
#define GROUP_LIST_MEMBERS              0x0010

#define ALIAS_ADD_MEMBER                0x0001
#define ALIAS_REMOVE_MEMBER             0x0002
#define ALIAS_LIST_MEMBERS              0x0004
#define ALIAS_READ_INFORMATION          0x0008
#define ALIAS_WRITE_ACCOUNT             0x0010

#define USER_READ_GENERAL               0x0001
#define USER_READ_PREFERENCES           0x0002
#define USER_WRITE_PREFERENCES          0x0004
#define USER_READ_LOGON                 0x0008
#define USER_READ_ACCOUNT               0x0010
#define USER_WRITE_ACCOUNT              0x0020
#define USER_FORCE_PASSWORD_CHANGE      0x0080
#define USER_LIST_GROUPS                0x0100

/*
 * MS-SAMR's kinds and states of accounts, which lmaccess.h has as UF_...
 */

#define USER_ACCOUNT_DISABLED                       0x00000001
#define USER_HOME_DIRECTORY_REQUIRED                0x00000002
#define USER_PASSWORD_NOT_REQUIRED                  0x00000004
#define USER_TEMP_DUPLICATE_ACCOUNT                 0x00000008
#define USER_NORMAL_ACCOUNT                         0x00000010
#define USER_MNS_LOGON_ACCOUNT                      0x00000020
#define USER_INTERDOMAIN_TRUST_ACCOUNT              0x00000040
#define USER_WORKSTATION_TRUST_ACCOUNT              0x00000080
#define USER_SERVER_TRUST_ACCOUNT                   0x00000100
#define USER_ACCOUNT_TYPES \
    (USER_TEMP_DUPLICATE_ACCOUNT | USER_NORMAL_ACCOUNT | USER_INTERDOMAIN_TRUST_ACCOUNT | \
     USER_WORKSTATION_TRUST_ACCOUNT | USER_SERVER_TRUST_ACCOUNT)
#define USER_DONT_EXPIRE_PASSWORD                   0x00000200
#define USER_ACCOUNT_AUTO_LOCKED                    0x00000400
#define USER_ENCRYPTED_TEXT_PASSWORD_ALLOWED        0x00000800
#define USER_SMARTCARD_REQUIRED                     0x00001000
#define USER_TRUSTED_FOR_DELEGATION                 0x00002000
#define USER_NOT_DELEGATED                          0x00004000
#define USER_USE_DES_KEY_ONLY                       0x00008000
#define USER_DONT_REQUIRE_PREAUTH                   0x00010000
#define USER_PASSWORD_EXPIRED                       0x00020000
#define USER_TRUSTED_TO_AUTHENTICATE_FOR_DELEGATION 0x00040000

#endif
