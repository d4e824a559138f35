/*
 * SIDs and names of accounts, as other computers know them: their local security authority
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
#include "winternl.h"
#include "sddl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"
#include "lsarpc.h"

#include "lsa.h"
#include "samlsa.h"
#include "local/accounts.h"

#define POLICY_LOOKUP_NAMES  0x00000800  /* The SDK's ntsecapi.h has MS-LSAD's types as well. */

/* The Open Specification MS-LSAT allows as many at a time: 2.2.18, 3.1.4.5. */
#define MAX_SIDS   20480
#define MAX_NAMES  1000

/* a client that knows of forests: MS-LSAT, 2.2.16 */
#define CLIENT_REVISION  2

/* ---- SIDs to names ---------------------------------------------------------------------------- */

/* What Windows' programs show of an account that is gone. In a run's function alone. */
NET_API_STATUS name_by_sid( struct member *member )
{
    WCHAR *string, *copy;
    SIZE_T size;

    if (!ConvertSidToStringSidW( member->sid, &string )) return GetLastError();
    size = (wcslen( string ) + 1) * sizeof(WCHAR);
    if ((copy = stub_allocate( size ))) memcpy( copy, string, size );
    LocalFree( string );
    member->use = SidTypeUnknown;
    member->name = member->domain_and_name = copy;
    return copy ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

/* In a run's function alone; the name is not copied. Everyone and its like have an empty domain. */
NET_API_STATUS set_member_name( struct member *member, SID_NAME_USE use, const WCHAR *domain, const WCHAR *name )
{
    SIZE_T length = wcslen( domain );
    WCHAR *joined;

    member->use = use;
    member->name = member->domain_and_name = name;
    if (!length) return NERR_Success;
    if (!(joined = stub_allocate( (length + 1 + wcslen( name ) + 1) * sizeof(WCHAR) ))) return ERROR_NOT_ENOUGH_MEMORY;
    memcpy( joined, domain, length * sizeof(WCHAR) );
    joined[length] = '\\';
    wcscpy( joined + length + 1, name );
    member->domain_and_name = joined;
    return NERR_Success;
}

static NET_API_STATUS set_name( struct stub_run *run, const LSAPR_REFERENCED_DOMAIN_LIST *domains,
                                const LSAPR_TRANSLATED_NAME_EX *name, struct member *member )
{
    const WCHAR *string, *domain = L"";
    NET_API_STATUS status;

    if (!is_account_use( name->Use )) return name_by_sid( member );
    if ((status = get_stub_string( run, &name->Name, &string ))) return status;
    if (name->DomainIndex >= 0)
    {
        if (!domains || (DWORD)name->DomainIndex >= domains->Entries) return RPC_X_BAD_STUB_DATA;
        if ((status = get_stub_string( run, &domains->Domains[name->DomainIndex].Name, &domain ))) return status;
    }
    return set_member_name( member, name->Use, domain, string );
}

/* NULL is a list, too. */
static BOOL is_domain_list( const struct stub_run *run, const LSAPR_REFERENCED_DOMAIN_LIST *domains )
{
    return !domains || (is_stub_array( run, domains, 1, sizeof(*domains) ) &&
                        is_stub_array( run, domains->Domains, domains->Entries, sizeof(*domains->Domains) ));
}

static NET_API_STATUS ask_names( handle_t binding, POLICY_HANDLE *policy, struct stub_run *run,
                                 struct member *members, DWORD count )
{
    LSAPR_REFERENCED_DOMAIN_LIST *domains = NULL;
    LSAPR_TRANSLATED_NAMES_EX names = { 0 };
    LSAPR_SID_ENUM_BUFFER sids = { .Entries = count };
    NET_API_STATUS result = NERR_Success;
    DWORD i, mapped = 0;
    NTSTATUS status;

    if (!(sids.SidInfo = stub_allocate( count * sizeof(*sids.SidInfo) ))) return ERROR_NOT_ENOUGH_MEMORY;
    for (i = 0; i < count; i++) sids.SidInfo[i].Sid = members[i].sid;

    status = LsarLookupSids2( binding, policy, &sids, &domains, &names, LsapLookupWksta, &mapped, 0,
                              CLIENT_REVISION );
    if (status == STATUS_NONE_MAPPED)
    {
        for (i = 0; i < count && !result; i++) result = name_by_sid( &members[i] );
        return result;
    }
    if (status && status != STATUS_SOME_NOT_MAPPED) return map_nt_status( status );

    if (!is_domain_list( run, domains ) || names.Entries != count ||
        !is_stub_array( run, names.Names, count, sizeof(*names.Names) )) return RPC_X_BAD_STUB_DATA;
    for (i = 0; i < count && !result; i++) result = set_name( run, domains, &names.Names[i], &members[i] );
    return result;
}

/* ---- names to SIDs ---------------------------------------------------------------------------- */

static NET_API_STATUS set_sid( const struct stub_run *run, const LSAPR_TRANSLATED_SID_EX2 *sid, struct member *member )
{
    if (!is_account_use( sid->Use )) return NERR_Success;
    if (!is_stub_sid( run, sid->Sid )) return RPC_X_BAD_STUB_DATA;
    member->use = sid->Use;
    member->sid = sid->Sid;
    return NERR_Success;
}

static NET_API_STATUS ask_sids( handle_t binding, POLICY_HANDLE *policy, struct stub_run *run,
                                struct member *members, DWORD count )
{
    LSAPR_REFERENCED_DOMAIN_LIST *domains = NULL;
    LSAPR_TRANSLATED_SIDS_EX2 sids = { 0 };
    NET_API_STATUS result = NERR_Success;
    RPC_UNICODE_STRING *names;
    DWORD i, mapped = 0;
    NTSTATUS status;

    if (!(names = stub_allocate( count * sizeof(*names) ))) return ERROR_NOT_ENOUGH_MEMORY;
    for (i = 0; i < count; i++)
    {
        members[i].use = SidTypeUnknown;
        members[i].sid = NULL;
        if ((result = set_counted_string( &names[i], members[i].domain_and_name ))) return result;
    }

    status = LsarLookupNames3( binding, policy, count, names, &domains, &sids, LsapLookupWksta, &mapped, 0,
                               CLIENT_REVISION );
    if (status == STATUS_NONE_MAPPED) return NERR_Success;
    if (status && status != STATUS_SOME_NOT_MAPPED) return map_nt_status( status );

    if (sids.Entries != count || !is_stub_array( run, sids.Sids, count, sizeof(*sids.Sids) ))
        return RPC_X_BAD_STUB_DATA;
    for (i = 0; i < count && !result; i++) result = set_sid( run, &sids.Sids[i], &members[i] );
    return result;
}

/* ---- both ------------------------------------------------------------------------------------- */

struct question
{
    NET_API_STATUS   (*ask)( handle_t binding, POLICY_HANDLE *policy, struct stub_run *run,
                             struct member *members, DWORD count );
    DWORD              max_count;   /* for one call */
    struct lsa_lookup *lookup;
};

static DWORD run_lookup( handle_t binding, void *args )
{
    LSAPR_OBJECT_ATTRIBUTES attributes = { .Length = sizeof(attributes) };
    const struct question *question = args;
    struct lsa_lookup *lookup = question->lookup;
    NET_API_STATUS status;
    POLICY_HANDLE policy;
    DWORD first, count;

    status = map_nt_status( LsarOpenPolicy2( binding, NULL, &attributes, POLICY_LOOKUP_NAMES, &policy ) );
    if ((status = check_handle( status, &policy ))) return status;
    for (first = 0; first < lookup->count && !status; first += count)
    {
        count = min( lookup->count - first, question->max_count );
        status = question->ask( binding, &policy, &lookup->call.run, lookup->members + first, count );
    }
    LsarClose( binding, &policy );
    return status;
}

static NET_API_STATUS look_up( const WCHAR *server, const struct question *question )
{
    struct lsa_lookup *lookup = question->lookup;

    lookup->call.run.function = run_lookup;
    lookup->call.run.args = (void *)question;
    lookup->call.repeatable = TRUE;
    return lookup->count ? call_remote( server, &remote_lsarpc, &lookup->call ) : NERR_Success;
}

/************************************************************
 *                lookup_sids
 *
 * Asks a server for the names of SIDs.
 *
 * PARAMS
 *  server [I]   The server.
 *  lookup [I/O] The members' SIDs, which are valid. Their names and uses: those that the server does not know
 *               have the SID's string for a name, and are SidTypeUnknown.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, RPC_X_BAD_STUB_DATA (an answer that is none), what the server
 *  returns, or what call_remote() does.
 */
NET_API_STATUS lookup_sids( const WCHAR *server, struct lsa_lookup *lookup )
{
    const struct question question = { ask_names, MAX_SIDS, lookup };

    return look_up( server, &question );
}

/************************************************************
 *                lookup_names
 *
 * Asks a server for the SIDs of names.
 *
 * PARAMS
 *  server [I]   The server.
 *  lookup [I/O] The members' names, with or without a domain, in domain_and_name. Their SIDs and uses: those
 *               that the server does not know have no SID, and are SidTypeUnknown.
 *
 * RETURNS
 *  What lookup_sids() does.
 */
NET_API_STATUS lookup_names( const WCHAR *server, struct lsa_lookup *lookup )
{
    const struct question question = { ask_sids, MAX_NAMES, lookup };

    return look_up( server, &question );
}
