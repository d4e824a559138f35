/*
 * What the tests share that change the accounts of this computer
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

#ifndef NETAPI32_TESTS_CHANGES_H
#define NETAPI32_TESTS_CHANGES_H

#include "wine/test.h"
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "groups.h"
#include "product.h"

/*
 * Only accounts of these names are added, changed and deleted, on Wine and on Windows. They are deleted before a test
 * as well: one that was ended may have left them.
 */
#define TEST_USER    L"netapi32 test user"
#define OTHER_USER   L"netapi32 other user"
#define TEST_GROUP   L"netapi32 test group"
#define OTHER_GROUP  L"netapi32 other group"
#define TEST_ALIAS   L"netapi32 test alias"
#define OTHER_ALIAS  L"netapi32 other alias"

/* Whether this process is an administrator's: nobody else may change accounts. */
static inline BOOL may_change_accounts(void)
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof(sid);
    BOOL is_member = FALSE;

    return (testing_ours() || !under_wine()) && CreateWellKnownSid( WinBuiltinAdministratorsSid, NULL, sid, &size ) &&
           CheckTokenMembership( NULL, sid, &is_member ) && is_member;
}

static inline void delete_test_accounts(void)
{
    static const WCHAR * const users[] = { TEST_USER, OTHER_USER };
    static const WCHAR * const groups[] = { TEST_GROUP, OTHER_GROUP };
    static const WCHAR * const aliases[] = { TEST_ALIAS, OTHER_ALIAS };
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(aliases); i++) NetLocalGroupDel( NULL, aliases[i] );
    for (i = 0; i < ARRAY_SIZE(users); i++) NetUserDel( NULL, users[i] );
    for (i = 0; i < ARRAY_SIZE(groups); i++) NetGroupDel( NULL, groups[i] );
}

/* A call that changes nothing: what our DLL returns, and of Windows, of which no page tells it, any error. */
#define check_refused( call, expected ) do { \
    NET_API_STATUS refusal_ = (call); \
    ok( testing_ours() ? refusal_ == (expected) : refusal_ != NERR_Success, #call ": got status %lu instead of %lu\n", \
        refusal_, (DWORD)(expected) ); \
    } while (0)

/* A user without a password, which takes less time. */
static inline NET_API_STATUS add_user( const WCHAR *name )
{
    USER_INFO_1 info = { .usri1_name = (WCHAR *)name, .usri1_priv = USER_PRIV_USER,
                         .usri1_flags = UF_SCRIPT | UF_PASSWD_NOTREQD | UF_ACCOUNTDISABLE };

    return NetUserAdd( NULL, 1, (BYTE *)&info, NULL );
}

static inline NET_API_STATUS add_group( const WCHAR *name )
{
    GROUP_INFO_1 info = { (WCHAR *)name, (WCHAR *)L"a comment" };

    return NetGroupAdd( NULL, 1, (BYTE *)&info, NULL );
}

static inline NET_API_STATUS add_alias( const WCHAR *name )
{
    LOCALGROUP_INFO_1 info = { (WCHAR *)name, (WCHAR *)L"a comment" };

    return NetLocalGroupAdd( NULL, 1, (BYTE *)&info, NULL );
}

/* FALSE: there is no such user, and the SID is all 0. */
static inline BOOL get_user_sid( const WCHAR *name, BYTE sid[SECURITY_MAX_SID_SIZE] )
{
    USER_INFO_23 *info = NULL;
    NET_API_STATUS status;

    memset( sid, 0, SECURITY_MAX_SID_SIZE );
    if ((status = NetUserGetInfo( NULL, name, 23, (BYTE **)&info ))) return FALSE;
    CopySid( SECURITY_MAX_SID_SIZE, sid, info->usri23_user_sid );
    NetApiBufferFree( info );
    return TRUE;
}

static inline BOOL get_group_sid( const WCHAR *name, BYTE sid[SECURITY_MAX_SID_SIZE] )
{
    GROUP_INFO_3 *info = NULL;

    memset( sid, 0, SECURITY_MAX_SID_SIZE );
    if (NetGroupGetInfo( NULL, name, 3, (BYTE **)&info )) return FALSE;
    CopySid( SECURITY_MAX_SID_SIZE, sid, info->grpi3_group_sid );
    NetApiBufferFree( info );
    return TRUE;
}

/* Groups tell no SID of theirs, when they are local: who asks advapi32 for it is told by this module. */
static inline BOOL get_alias_sid( const WCHAR *name, BYTE sid[SECURITY_MAX_SID_SIZE] )
{
    NET_API_STATUS (WINAPI *from_name)( const WCHAR *name, PSID sid, WCHAR *account, WCHAR *domain, SID_NAME_USE *use );
    DWORD sid_size = SECURITY_MAX_SID_SIZE, domain_size = 256;
    WCHAR account[UNLEN + 1], domain[256];
    SID_NAME_USE use;

    memset( sid, 0, SECURITY_MAX_SID_SIZE );
    from_name = (void *)GetProcAddress( GetModuleHandleW( L"netapi32.dll" ), "wine_account_from_name" );
    if (from_name) return !from_name( name, sid, account, domain, &use ) && use == SidTypeAlias;
    return LookupAccountNameW( NULL, name, sid, &sid_size, domain, &domain_size, &use ) && use == SidTypeAlias;
}

/* Whether a SID is one of the computer's account domain. */
static inline BOOL is_own_sid( PSID sid )
{
    USER_MODALS_INFO_2 *info = NULL;
    BOOL is_own;

    if (NetUserModalsGet( NULL, 2, (BYTE **)&info )) return FALSE;
    is_own = *GetSidSubAuthorityCount( sid ) == *GetSidSubAuthorityCount( info->usrmod2_domain_id ) + 1 &&
             !memcmp( GetSidSubAuthority( sid, 0 ), GetSidSubAuthority( info->usrmod2_domain_id, 0 ),
                      *GetSidSubAuthorityCount( info->usrmod2_domain_id ) * sizeof(DWORD) );
    NetApiBufferFree( info );
    return is_own;
}

/* Runs a function as a user who is no administrator. FALSE: this system makes no such token. */
static inline BOOL run_as_other( void (*function)(void) )
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    SID_AND_ATTRIBUTES disabled = { sid, 0 };
    DWORD size = sizeof(sid);
    HANDLE token, restricted;
    BOOL impersonates;

    CreateWellKnownSid( WinBuiltinAdministratorsSid, NULL, sid, &size );
    if (!OpenProcessToken( GetCurrentProcess(), TOKEN_QUERY | TOKEN_DUPLICATE | TOKEN_IMPERSONATE, &token ))
        return FALSE;
    impersonates = CreateRestrictedToken( token, 0, 1, &disabled, 0, NULL, 0, NULL, &restricted );
    CloseHandle( token );
    if (!impersonates) return FALSE;
    impersonates = ImpersonateLoggedOnUser( restricted );
    CloseHandle( restricted );
    if (!impersonates) return FALSE;
    if (!(impersonates = !may_change_accounts())) trace( "still an administrator\n" );
    else function();
    RevertToSelf();
    return impersonates;
}

#endif
