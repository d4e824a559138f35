/*
 * Whether names and SIDs of accounts agree with what LookupAccountName() and LookupAccountSid() say
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

#ifndef NETAPI32_TESTS_ACCOUNTS_H
#define NETAPI32_TESTS_ACCOUNTS_H

#include "wine/test.h"
#include <winnls.h>

#include "product.h"

/* Wine's LookupAccountSid() knows these, but its LookupAccountName() does not find them again. */
static inline BOOL is_found_by_sid_alone( const WCHAR *name )
{
    static const WCHAR * const names[] = { L"Administrator", L"Guest", L"None" };
    unsigned int i;

    for (i = 0; under_wine() && i < ARRAY_SIZE(names); i++) if (!lstrcmpW( names[i], name )) return TRUE;
    return FALSE;
}

static inline DWORD last_sub_authority( PSID sid )
{
    return *GetSidSubAuthority( sid, *GetSidSubAuthorityCount( sid ) - 1 );
}

/* An account that the system itself knows. domain: the name of the account's, NULL: any. */
static inline void check_account( const WCHAR *name, PSID sid, SID_NAME_USE use, const WCHAR *domain )
{
    WCHAR found_name[256], found_domain[256];
    BYTE found_sid[SECURITY_MAX_SID_SIZE];
    DWORD name_size = ARRAY_SIZE(found_name), domain_size = ARRAY_SIZE(found_domain);
    DWORD sid_size = sizeof(found_sid);
    SID_NAME_USE found_use = 0;

    ok( LookupAccountSidW( NULL, sid, found_name, &name_size, found_domain, &domain_size, &found_use ),
        "%s: the SID is not found, error %lu\n", wine_dbgstr_w( name ), GetLastError() );
    ok( !lstrcmpW( found_name, name ), "the SID of %s is that of %s\n", wine_dbgstr_w( name ),
        wine_dbgstr_w( found_name ) );
    ok( found_use == use, "%s: got use %u\n", wine_dbgstr_w( name ), found_use );
    if (domain)
        ok( CompareStringOrdinal( found_domain, -1, domain, -1, TRUE ) == CSTR_EQUAL, "%s: got domain %s\n",
            wine_dbgstr_w( name ), wine_dbgstr_w( found_domain ) );

    if (is_found_by_sid_alone( name )) return;
    domain_size = ARRAY_SIZE(found_domain);
    ok( LookupAccountNameW( NULL, name, found_sid, &sid_size, found_domain, &domain_size, &found_use ),
        "%s is not found, error %lu\n", wine_dbgstr_w( name ), GetLastError() );
    ok( EqualSid( sid, found_sid ), "%s has another SID\n", wine_dbgstr_w( name ) );
    ok( found_use == use, "%s: got use %u\n", wine_dbgstr_w( name ), found_use );
}

/* Information of this process's token, to be freed by HeapFree(); NULL on failure. */
static inline void *get_token_info( TOKEN_INFORMATION_CLASS class )
{
    DWORD size = 0;
    HANDLE token;
    void *info;

    if (!OpenProcessToken( GetCurrentProcess(), TOKEN_QUERY, &token )) return NULL;
    GetTokenInformation( token, class, NULL, 0, &size );
    info = HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, size );
    ok( GetTokenInformation( token, class, info, size, &size ), "no token information %u, error %lu\n", class,
        GetLastError() );
    CloseHandle( token );
    return info;
}

static inline BOOL is_in_token( const TOKEN_GROUPS *groups, PSID sid )
{
    DWORD i;

    for (i = 0; i < groups->GroupCount; i++)
        if (EqualSid( groups->Groups[i].Sid, sid )) return (groups->Groups[i].Attributes & SE_GROUP_ENABLED) != 0;
    return FALSE;
}

#endif
