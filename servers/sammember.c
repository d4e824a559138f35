/*
 * Members of other computers' local groups: their names and SIDs
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
#include "rpc.h"
#include "rpcndr.h"

#include "sammember.h"
#include "local/computer.h"

/*
 * The local security authority translates all of them, but over named pipes alone (MS-LSAT, 2.1). So the SAM is asked for
 * the accounts of its domains, this computer for those that are the same everywhere, and the authority for those that are
 * left, of other domains, which there are only at a domain's members.
 */

static const struct
{
    enum sam_domain domain;
    const WCHAR    *name;       /* NULL: as the server has it */
}
own_domains[] = { { SAM_ACCOUNT, NULL }, { SAM_BUILTIN, L"BUILTIN" } };

/* ids below it are those of accounts that Windows makes: MS-SAMR 3.1.1.9.2.1 */
#define FIRST_OWN_ID  1000

static const WCHAR *get_domain_name( const struct sam *sam, unsigned int index )
{
    return own_domains[index].name ? own_domains[index].name : sam->domain_name;
}

/* Its members are those that have no use yet. */
static NET_API_STATUS collect_others( const struct sam *sam, struct member *members, DWORD count,
                                      struct lsa_lookup *others )
{
    NET_API_STATUS status;
    DWORD i;

    others->count = 0;
    free_remote_answer( &others->call );
    others->call.begun = sam->call.begun;
    if ((status = allocate_sam_memory( count, sizeof(*members), (void **)&others->members ))) return status;
    for (i = 0; i < count; i++) if (!members[i].use) others->members[others->count++] = members[i];
    return NERR_Success;
}

static void put_others_back( struct member *members, DWORD count, const struct lsa_lookup *others )
{
    DWORD i, next = 0;

    for (i = 0; i < count; i++) if (!members[i].use) members[i] = others->members[next++];
}

/* One direction of the translation. Members that have a use are done. */
struct translation
{
    NET_API_STATUS (*ask_domain)( struct sam *sam, unsigned int index, struct member *members, DWORD count );
    NET_API_STATUS (*find_well_known)( struct member *member );
    NET_API_STATUS (*ask_authority)( struct sam *sam, struct member *members, DWORD count, struct lsa_lookup *others );
};

static NET_API_STATUS translate( const struct translation *translation, struct sam *sam, struct member *members,
                                 DWORD count, struct lsa_lookup *others )
{
    POLICY_HANDLE *domain;
    NET_API_STATUS status;
    unsigned int index;
    DWORD i;

    status = open_sam_domain( sam, SAM_ACCOUNT, &domain );
    for (index = 0; index < ARRAYSIZE(own_domains) && !status; index++)
        status = translation->ask_domain( sam, index, members, count );
    for (i = 0; i < count && !status; i++)
        if (!members[i].use) status = translation->find_well_known( &members[i] );
    return status ? status : translation->ask_authority( sam, members, count, others );
}

/* ---- SIDs to names ---------------------------------------------------------------------------- */

static NET_API_STATUS name_members_of( struct sam *sam, unsigned int index, struct member *members, DWORD count )
{
    PSID domain_sid = get_sam_domain_sid( sam, own_domains[index].domain );
    DWORD i, n = 0, *ids, *uses;
    NET_API_STATUS status;
    const WCHAR **names;

    if ((status = allocate_sam_memory( count, sizeof(*ids), (void **)&ids ))) return status;
    for (i = 0; i < count; i++) if (is_in_domain( members[i].sid, domain_sid )) ids[n++] = get_id( members[i].sid );
    if (!n) return NERR_Success;
    if ((status = allocate_sam_memory( n, sizeof(*uses), (void **)&uses ))) return status;
    if ((status = allocate_sam_memory( n, sizeof(*names), (void **)&names ))) return status;
    if ((status = lookup_sam_ids( sam, own_domains[index].domain, ids, n, names, uses ))) return status;

    for (n = i = 0; i < count && !status; i++)
    {
        if (!is_in_domain( members[i].sid, domain_sid )) continue;
        if (uses[n] == SidTypeUnknown) status = name_by_sid( &members[i] );
        else status = set_member_name( &members[i], uses[n], get_domain_name( sam, index ), names[n] );
        n++;
    }
    return status;
}

/* Everyone and its like, which no domain has */
static NET_API_STATUS name_well_known_member( struct member *member )
{
    DWORD name_size = UNLEN + 1, domain_size = MAX_SERVER_NAME;
    WCHAR name[UNLEN + 1], domain[MAX_SERVER_NAME], *copy;
    NET_API_STATUS status;
    SID_NAME_USE use;

    if (!LookupAccountSidW( NULL, member->sid, name, &name_size, domain, &domain_size, &use ) ||
        use != SidTypeWellKnownGroup) return NERR_Success;
    if ((status = allocate_sam_memory( wcslen( name ) + 1, sizeof(WCHAR), (void **)&copy ))) return status;
    return set_member_name( member, use, domain, wcscpy( copy, name ) );
}

static NET_API_STATUS name_others( struct sam *sam, struct member *members, DWORD count, struct lsa_lookup *others )
{
    NET_API_STATUS status;
    DWORD i;

    if ((status = collect_others( sam, members, count, others )) || !others->count) return status;
    /* An authority that cannot be asked leaves them without a name; they are members all the same. */
    if ((status = lookup_sids( sam->server, others )) && status != ERROR_NOT_ENOUGH_MEMORY)
        for (status = NERR_Success, i = 0; i < others->count && !status; i++)
            status = name_by_sid( &others->members[i] );
    put_others_back( members, count, others );
    return status;
}

/************************************************************
 *                name_sam_members
 *
 * Finds the names of members.
 *
 * PARAMS
 *  sam     [I/O] The server.
 *  members [I/O] The members' SIDs, and nothing else. Their names and uses: those that the server does not know
 *                have the SID's string for a name, and are SidTypeUnknown.
 *  count   [I]   How many there are.
 *  others  [I/O] The question for the authority, of zeroes the first time.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, RPC_X_BAD_STUB_DATA, or what the server returns.
 */
NET_API_STATUS name_sam_members( struct sam *sam, struct member *members, DWORD count, struct lsa_lookup *others )
{
    static const struct translation to_names = { name_members_of, name_well_known_member, name_others };

    return translate( &to_names, sam, members, count, others );
}

/* ---- names to SIDs ---------------------------------------------------------------------------- */

/* whether a domain can have it: the name alone, or NULL where another one's stands in front */
static const WCHAR *get_own_name( const struct sam *sam, unsigned int index, const struct member *member )
{
    const WCHAR *name = skip_domain( get_domain_name( sam, index ), member->domain_and_name );

    return !member->use && !wcschr( name, '\\' ) ? name : NULL;
}

static NET_API_STATUS set_member_sid( struct member *member, DWORD use, PSID domain_sid, DWORD id )
{
    NET_API_STATUS status;

    if (use == SidTypeUnknown) return NERR_Success;
    if ((status = allocate_sam_memory( 1, SECURITY_MAX_SID_SIZE, &member->sid ))) return status;
    make_sid( member->sid, domain_sid, id );
    member->use = use;
    return NERR_Success;
}

/* Samba's domain controllers find Builtin's aliases in the account domain as well, where no account has their ids. */
static NET_API_STATUS check_alias( struct sam *sam, unsigned int index, DWORD id, DWORD *use )
{
    const WCHAR *name;

    if (*use != SidTypeAlias || own_domains[index].domain != SAM_ACCOUNT || id >= FIRST_OWN_ID) return NERR_Success;
    return lookup_sam_ids( sam, SAM_ACCOUNT, &id, 1, &name, use );
}

static NET_API_STATUS find_members_of( struct sam *sam, unsigned int index, struct member *members, DWORD count )
{
    PSID domain_sid = get_sam_domain_sid( sam, own_domains[index].domain );
    DWORD i, n = 0, *ids, *uses, *indices;
    NET_API_STATUS status;
    const WCHAR **names;

    if ((status = allocate_sam_memory( count, sizeof(*names), (void **)&names ))) return status;
    if ((status = allocate_sam_memory( count, sizeof(*indices), (void **)&indices ))) return status;
    for (i = 0; i < count; i++)
    {
        if (!(names[n] = get_own_name( sam, index, &members[i] ))) continue;
        indices[n++] = i;
    }
    if (!n) return NERR_Success;
    if ((status = allocate_sam_memory( n, sizeof(*ids), (void **)&ids ))) return status;
    if ((status = allocate_sam_memory( n, sizeof(*uses), (void **)&uses ))) return status;
    status = lookup_sam_names( sam, own_domains[index].domain, names, n, ids, uses );
    for (i = 0; i < n && !status; i++)
        if (!(status = check_alias( sam, index, ids[i], &uses[i] )))
            status = set_member_sid( &members[indices[i]], uses[i], domain_sid, ids[i] );
    return status;
}

static NET_API_STATUS find_well_known_member( struct member *member )
{
    DWORD sid_size = SECURITY_MAX_SID_SIZE, domain_size = MAX_SERVER_NAME;
    WCHAR domain[MAX_SERVER_NAME];
    NET_API_STATUS status;
    SID_NAME_USE use;
    PSID sid;

    if ((status = allocate_sam_memory( 1, sid_size, &sid ))) return status;
    if (LookupAccountNameW( NULL, member->domain_and_name, sid, &sid_size, domain, &domain_size, &use ) &&
        use == SidTypeWellKnownGroup)
    {
        member->sid = sid;
        member->use = use;
    }
    return NERR_Success;
}

static NET_API_STATUS find_others( struct sam *sam, struct member *members, DWORD count, struct lsa_lookup *others )
{
    NET_API_STATUS status;
    DWORD i;

    if ((status = collect_others( sam, members, count, others )) || !others->count) return status;
    status = lookup_names( sam->server, others );
    for (i = 0; i < others->count; i++)
    {
        /* where the lookup failed, SIDs may be those of a try before, whose memory is gone */
        if (!status && others->members[i].sid) continue;
        /* one without a domain, or with the server's in front, would be its own */
        if (!status || !wcschr( others->members[i].domain_and_name, '\\' ) ||
            skip_domain( sam->domain_name, others->members[i].domain_and_name ) != others->members[i].domain_and_name)
            return ERROR_NO_SUCH_MEMBER;
        /* what servers say who have an authority for named pipes alone */
        if (status == ERROR_ACCESS_DENIED || status == ERROR_LOGON_FAILURE) return ERROR_NOT_SUPPORTED;
        return status;
    }
    put_others_back( members, count, others );
    return NERR_Success;
}

/************************************************************
 *                find_sam_members
 *
 * Finds the SIDs of members.
 *
 * PARAMS
 *  sam     [I/O] The server.
 *  members [I/O] The members' names, with or without a domain, in domain_and_name. Their SIDs and uses.
 *  count   [I]   How many there are.
 *  others  [I/O] The question for the authority, of zeroes the first time.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_MEMBER, ERROR_NOT_SUPPORTED (one of another domain, which cannot be asked for),
 *  ERROR_NOT_ENOUGH_MEMORY, RPC_X_BAD_STUB_DATA, or what the server returns.
 */
NET_API_STATUS find_sam_members( struct sam *sam, struct member *members, DWORD count, struct lsa_lookup *others )
{
    static const struct translation to_sids = { find_members_of, find_well_known_member, find_others };
    DWORD i;

    for (i = 0; i < count; i++)
    {
        members[i].use = 0;
        members[i].sid = NULL;
    }
    return translate( &to_sids, sam, members, count, others );
}
