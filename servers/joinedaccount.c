/*
 * Accounts of the domain that this computer has joined
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

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"

#include "controller.h"
#include "joinedaccount.h"
#include "samuser.h"
#include "local/computer.h"
#include "local/domain.h"

/* ---- whose names and SIDs they are ------------------------------------------------------------ */

/* Whether a domain stands in front that is none of this computer's. */
static BOOL has_foreign_domain( const WCHAR *name )
{
    static const WCHAR *const own[] = { L".", L"BUILTIN", L"NT AUTHORITY" };
    const WCHAR *separator = wcschr( name, '\\' ), *domain;
    unsigned int i;
    PSID sid;

    if (!separator || separator == name || !separator[1] || wcschr( separator + 1, '\\' )) return FALSE;
    for (i = 0; i < ARRAYSIZE(own); i++) if (skip_domain( own[i], name ) != name) return FALSE;
    return !get_account_domain( &domain, &sid ) && skip_domain( domain, name ) == name;
}

/* whether a SID is an account's of a domain that is none of this computer's */
static BOOL is_foreign_sid( PSID sid )
{
    static const SID_IDENTIFIER_AUTHORITY nt_authority = { SECURITY_NT_AUTHORITY };
    const WCHAR *domain;
    PSID domain_sid;

    if (memcmp( GetSidIdentifierAuthority( sid ), &nt_authority, sizeof(nt_authority) )) return FALSE;
    if (*GetSidSubAuthorityCount( sid ) != 5 || *GetSidSubAuthority( sid, 0 ) != SECURITY_NT_NON_UNIQUE) return FALSE;
    return !get_account_domain( &domain, &domain_sid ) && !is_in_domain( sid, domain_sid );
}

/* The name alone of an account of the domain; NULL: it is another domain's. */
static const WCHAR *skip_joined_domain( const struct joined_domain *domain, const WCHAR *name )
{
    const WCHAR *own_name = skip_domain( domain->flat_name, name );

    if (own_name == name) own_name = skip_domain( domain->name, name );
    return own_name == name ? NULL : own_name;
}

/* Whether the prefix records that the computer has joined the domain of that name, DNS's or the flat one. */
BOOL is_joined_domain( const WCHAR *name )
{
    struct joined_domain domain;

    return !get_joined_domain( &domain ) && (is_same_name( name, domain.flat_name ) || is_same_name( name, domain.name ));
}

/* ---- members ---------------------------------------------------------------------------------- */

static BOOL is_wanted_name( const struct member *member )
{
    return !member->sid && has_foreign_domain( member->domain_and_name );
}

static BOOL is_wanted_sid( const struct member *member )
{
    return member->use == SidTypeUnknown && is_foreign_sid( member->sid );
}

/* Collects those that a controller is to be asked for: none where nothing is joined. */
static NET_API_STATUS collect_members( const struct member *members, DWORD count, BOOL (*is_wanted)( const struct member *member ),
                                       struct joined_answer *answer )
{
    NET_API_STATUS status;
    DWORD i, wanted = 0;

    for (i = 0; i < count; i++) wanted += is_wanted( &members[i] );
    if (!wanted || get_joined_domain( &answer->domain )) return NERR_Success;
    if (wanted > MAXLONG / sizeof(*answer->asked)) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferAllocate( wanted * sizeof(*answer->asked), (void **)&answer->asked ))) return status;
    if ((status = NetApiBufferAllocate( wanted * sizeof(*answer->places), (void **)&answer->places ))) return status;
    for (i = 0; i < count && answer->asked_count < wanted; i++)
    {
        if (!is_wanted( &members[i] )) continue;
        answer->asked[answer->asked_count] = members[i];
        answer->places[answer->asked_count++] = i;
    }
    return NERR_Success;
}

static NET_API_STATUS ask_controller( struct joined_answer *answer, NET_API_STATUS (*ask)( struct sam *sam ) )
{
    WCHAR server[MAX_SERVER_NAME];
    NET_API_STATUS status;

    if (!answer->asked_count) return NERR_Success;
    if ((status = find_controller( NULL, FALSE, server ))) return status;
    answer->sam.ask = ask;
    answer->sam.access = SAM_READ_DOMAIN;
    answer->sam.repeatable = TRUE;
    answer->sam.records.item_size = sizeof(struct member);
    status = ask_sam( server, &answer->sam );
    answer->sam.server = NULL;
    return status;
}

void free_joined_answer( struct joined_answer *answer )
{
    free_remote_answer( &answer->others.call );
    free_sam_answer( &answer->sam );
    NetApiBufferFree( answer->asked );
    NetApiBufferFree( answer->places );
}

/* What the controller is asked for: copies, since it may have to be asked anew. */
static NET_API_STATUS copy_asked( struct joined_answer *answer, struct member **members )
{
    NET_API_STATUS status;

    if ((status = extend_sam_array( &answer->sam.records, answer->asked_count, (void **)members ))) return status;
    memcpy( *members, answer->asked, answer->asked_count * sizeof(**members) );
    return NERR_Success;
}

/* The account manager knows its domain's flat name alone. */
static NET_API_STATUS use_flat_name( struct joined_answer *answer, struct member *member )
{
    const WCHAR *own_name = skip_domain( answer->domain.name, member->domain_and_name );
    NET_API_STATUS status;
    WCHAR *joined;

    if (own_name == member->domain_and_name) return NERR_Success;
    if ((status = allocate_sam_memory( wcslen( answer->domain.flat_name ) + 1 + wcslen( own_name ) + 1, sizeof(*joined),
                                       (void **)&joined ))) return status;
    join_names( joined, answer->domain.flat_name, own_name );
    member->domain_and_name = joined;
    return NERR_Success;
}

/* A controller tells who the accounts of its domain are, and those that it trusts; none of this computer's. */
static NET_API_STATUS check_found( const struct joined_answer *answer, const struct member *member )
{
    if (member->use == SidTypeDomain) return ERROR_INVALID_MEMBER;
    if (!is_foreign_sid( member->sid )) return member->use == SidTypeAlias ? ERROR_INVALID_MEMBER : RPC_X_BAD_STUB_DATA;
    if (answer->domain.has_sid && skip_joined_domain( &answer->domain, member->domain_and_name ) &&
        !is_in_domain( member->sid, (PSID)answer->domain.sid )) return RPC_X_BAD_STUB_DATA;
    return NERR_Success;
}

static NET_API_STATUS ask_members( struct sam *sam )
{
    struct joined_answer *answer = CONTAINING_RECORD( sam, struct joined_answer, sam );
    struct member *members;
    NET_API_STATUS status;
    DWORD i;

    if ((status = copy_asked( answer, &members ))) return status;
    for (i = 0; i < answer->asked_count && !status; i++) status = use_flat_name( answer, &members[i] );
    if (!status) status = find_sam_members( sam, members, answer->asked_count, &answer->others );
    for (i = 0; i < answer->asked_count && !status; i++) status = check_found( answer, &members[i] );
    return status;
}

/************************************************************
 *                find_joined_members
 *
 * Finds the SIDs of members that are no accounts of this computer, which is to have them in a local group.
 *
 * PARAMS
 *  members [I/O] The members' names in domain_and_name. Those whose domain is none of this computer's get SIDs; the others
 *                stay as they are.
 *  count   [I]   How many there are.
 *  answer  [O]   Has the SIDs; for free_joined_answer(), on failure as well.
 *
 * RETURNS
 *  NERR_Success (nothing is joined, also), ERROR_NO_SUCH_MEMBER (the domain has no such account), ERROR_INVALID_MEMBER (the
 *  domain itself, or a local group of Windows' own), what find_controller(), find_sam_members() and ask_sam() return,
 *  RPC_X_BAD_STUB_DATA (who is said to be the domain's is not), or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS find_joined_members( struct member *members, DWORD count, struct joined_answer *answer )
{
    const struct member *found;
    NET_API_STATUS status;
    DWORD i;

    memset( answer, 0, sizeof(*answer) );
    if ((status = collect_members( members, count, is_wanted_name, answer ))) return status;
    if ((status = ask_controller( answer, ask_members ))) return status;
    found = answer->sam.records.items;
    for (i = 0; i < answer->asked_count; i++) members[answer->places[i]].sid = found[i].sid;
    return NERR_Success;
}

static NET_API_STATUS ask_names( struct sam *sam )
{
    struct joined_answer *answer = CONTAINING_RECORD( sam, struct joined_answer, sam );
    struct member *members;
    NET_API_STATUS status;
    DWORD i;

    if ((status = copy_asked( answer, &members ))) return status;
    for (i = 0; i < answer->asked_count; i++) members[i].use = 0;
    return name_sam_members( sam, members, answer->asked_count, &answer->others );
}

/************************************************************
 *                name_joined_members
 *
 * Finds the names of members of a local group of this computer that it does not know itself.
 *
 * PARAMS
 *  members [I/O] The members. Of those that are SidTypeUnknown, other domains' get names and uses where a controller knows
 *                them; all others stay as they are.
 *  count   [I]   How many there are.
 *  answer  [I/O] A struct joined_answer of zeroes, that has the names; for free_joined_answer(), on failure as well.
 *
 * RETURNS
 *  NERR_Success, or ERROR_NOT_ENOUGH_MEMORY. A controller that is out of reach is no failure: they are members all the same.
 */
NET_API_STATUS name_joined_members( struct member *members, DWORD count, void *context )
{
    struct joined_answer *answer = context;
    const struct member *named;
    NET_API_STATUS status;
    DWORD i;

    if ((status = collect_members( members, count, is_wanted_sid, answer ))) return status;
    if ((status = ask_controller( answer, ask_names ))) return status == ERROR_NOT_ENOUGH_MEMORY ? status : NERR_Success;
    named = answer->sam.records.items;
    for (i = 0; i < answer->asked_count; i++)
        if (named[i].use != SidTypeUnknown) members[answer->places[i]] = named[i];
    return NERR_Success;
}

/* ---- a user's groups -------------------------------------------------------------------------- */

/* Of a user of a domain that this one trusts: the user's own SID, which is all that its controllers tell. */
static NET_API_STATUS find_trusted_user( const WCHAR *server, const WCHAR *name, struct sid_list **sids )
{
    struct member user = { .domain_and_name = name };
    struct lsa_lookup lookup = { .members = &user, .count = 1 };
    NET_API_STATUS status;

    if (!(status = lookup_names( server, &lookup )))
    {
        if (!user.sid || user.use != SidTypeUser || !is_foreign_sid( user.sid )) status = NERR_UserNotFound;
        else if (!(status = make_sid_list( 1, sids )) && (status = add_sid( sids, user.sid, TRUE ))) release_sid_list( *sids );
    }
    free_remote_answer( &lookup.call );
    return status;
}

/************************************************************
 *                find_joined_user_sids
 *
 * Finds the SIDs by which a user who is none of this computer's can be a member of its local groups.
 *
 * PARAMS
 *  name  [I] The user's name, a domain's in front.
 *  flags [I] LG_INCLUDE_INDIRECT: also those of the user's groups; or 0.
 *  sids  [O] The SIDs, sorted, the caller's to give back with release_sid_list(); undefined on failure.
 *
 * RETURNS
 *  NERR_Success, NERR_UserNotFound (no such user; no domain in front, or this computer's; nothing is joined), what
 *  find_controller(), ask_sam() and lookup_names() return, or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS find_joined_user_sids( const WCHAR *name, DWORD flags, struct sid_list **sids )
{
    WCHAR server[MAX_SERVER_NAME];
    struct joined_domain domain;
    const WCHAR *own_name;
    NET_API_STATUS status;

    if (is_longer_than( name, MAX_DOMAIN_NAME + UNLEN ) || !has_foreign_domain( name )) return NERR_UserNotFound;
    if (get_joined_domain( &domain )) return NERR_UserNotFound;
    if ((status = find_controller( NULL, FALSE, server ))) return status;
    own_name = skip_joined_domain( &domain, name );
    return own_name ? get_sam_user_sids( server, own_name, flags, sids ) : find_trusted_user( server, name, sids );
}
