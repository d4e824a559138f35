/*
 * Names and passwords of accounts that NetUserAdd() made, asked for by functions of advapi32.dll
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <ntsecapi.h>
#include <accctrl.h>
#include <aclapi.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "product.h"

/* which headers make macros of */
#undef LookupAccountSidLocalA
#undef LookupAccountSidLocalW

#define STATUS_SUCCESS          ((NTSTATUS)0x00000000)
#define STATUS_SOME_NOT_MAPPED  ((NTSTATUS)0x00000107)

/* with letters outside ASCII the A functions would depend on the code page */
#define USER      L"logon test"
#define USER_A    "logon test"
#define GROUP     L"Logon Testers"
#define PASSWORD  L"Long-Pa55word-1"

static BOOL (WINAPI *pLookupAccountSidLocalA)( PSID sid, char *name, DWORD *name_size, char *domain, DWORD *domain_size,
                                               SID_NAME_USE *use );
static BOOL (WINAPI *pLookupAccountSidLocalW)( PSID sid, WCHAR *name, DWORD *name_size, WCHAR *domain,
                                               DWORD *domain_size, SID_NAME_USE *use );
static NTSTATUS (WINAPI *pLsaLookupNames2)( LSA_HANDLE policy, ULONG flags, ULONG count, LSA_UNICODE_STRING *names,
                                            LSA_REFERENCED_DOMAIN_LIST **domains, LSA_TRANSLATED_SID2 **sids );

static WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1];
static BYTE user_sid[SECURITY_MAX_SID_SIZE], group_sid[SECURITY_MAX_SID_SIZE];

static void get_sid( const WCHAR *name, PSID sid )
{
    DWORD sid_size = SECURITY_MAX_SID_SIZE, domain_size = 256;
    WCHAR domain[256];
    SID_NAME_USE use;
    BOOL ret;

    memset( sid, 0, sid_size );
    ret = LookupAccountNameW( NULL, name, sid, &sid_size, domain, &domain_size, &use );
    ok( ret, "%s is not found, error %lu\n", wine_dbgstr_w( name ), GetLastError() );
}

/* https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-lookupaccountnamew */
static void test_name( const WCHAR *system, const WCHAR *name, SID_NAME_USE expected )
{
    DWORD sid_needed = 0, needed = 0, sid_size, size, error;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    SID_NAME_USE use = 0;
    WCHAR domain[256];
    BOOL ret;

    winetest_push_context( "%s", wine_dbgstr_w( name ) );
    SetLastError( 0xdeadbeef );
    ret = LookupAccountNameW( system, name, NULL, &sid_needed, NULL, &needed, &use );
    error = GetLastError();
    ok( !ret && error == ERROR_INSUFFICIENT_BUFFER, "returned %d, error %lu\n", ret, error );
    ok( needed == (DWORD)lstrlenW( computer ) + 1, "the domain needs %lu\n", needed );
    ok( !use, "got use %u\n", use );

    memset( sid, 0xcc, sizeof(sid) );
    sid_size = sid_needed - 1;
    size = ARRAY_SIZE(domain);
    ret = LookupAccountNameW( system, name, sid, &sid_size, domain, &size, &use );
    error = GetLastError();
    ok( !ret && error == ERROR_INSUFFICIENT_BUFFER, "short SID: returned %d, error %lu\n", ret, error );
    ok( sid_size == sid_needed, "short SID: needs %lu\n", sid_size );
    ok( sid[0] == 0xcc, "short SID: the buffer was written to\n" );

    sid_size = sid_needed;
    size = needed - 1;
    domain[0] = 'x';
    ret = LookupAccountNameW( system, name, sid, &sid_size, domain, &size, &use );
    error = GetLastError();
    ok( !ret && error == ERROR_INSUFFICIENT_BUFFER, "short domain: returned %d, error %lu\n", ret, error );
    ok( size == needed, "short domain: needs %lu\n", size );
    ok( domain[0] == 'x', "short domain: the buffer was written to\n" );

    sid_size = sid_needed;
    size = needed;
    SetLastError( 0xdeadbeef );
    ret = LookupAccountNameW( system, name, sid, &sid_size, domain, &size, &use );
    ok( ret, "failed, error %lu\n", GetLastError() );
    ok( GetLastError() == 0xdeadbeef, "got last error %lu\n", GetLastError() );
    ok( sid_size == sid_needed && GetLengthSid( sid ) == sid_needed, "got a SID of %lu bytes\n", sid_size );
    ok( size == needed - 1, "got a domain of %lu letters\n", size );
    ok( !lstrcmpiW( domain, computer ), "got domain %s\n", wine_dbgstr_w( domain ) );
    ok( use == expected, "got use %u\n", use );
    ok( EqualSid( sid, expected == SidTypeUser ? user_sid : group_sid ), "got another SID\n" );
    ok( last_sub_authority( sid ) > 1000, "got relative id %lu\n", last_sub_authority( sid ) );
    winetest_pop_context();
}

static void test_names(void)
{
    WCHAR name[256], system[MAX_COMPUTERNAME_LENGTH + 3];
    DWORD sid_size, size, error;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    char domain[256];
    SID_NAME_USE use;
    BOOL ret;

    test_name( NULL, USER, SidTypeUser );
    test_name( NULL, L".\\" USER, SidTypeUser );
    wsprintfW( name, L"%ls\\%ls", computer, USER );
    test_name( NULL, name, SidTypeUser );
    wsprintfW( system, L"\\\\%ls", computer );
    test_name( system, USER, SidTypeUser );
    test_name( computer, USER, SidTypeUser );
    test_name( NULL, L"LOGON TEST", SidTypeUser );
    test_name( NULL, GROUP, SidTypeAlias );

    sid_size = size = 0;
    ret = LookupAccountNameA( NULL, USER_A, NULL, &sid_size, NULL, &size, &use );
    error = GetLastError();
    ok( !ret && error == ERROR_INSUFFICIENT_BUFFER, "A: returned %d, error %lu\n", ret, error );
    ok( sid_size == GetLengthSid( user_sid ), "A: the SID needs %lu\n", sid_size );
    ok( size == (DWORD)lstrlenW( computer ) + 1, "A: the domain needs %lu\n", size );
    ret = LookupAccountNameA( NULL, USER_A, sid, &sid_size, domain, &size, &use );
    ok( ret, "A: failed, error %lu\n", GetLastError() );
    ok( EqualSid( sid, user_sid ), "A: got another SID\n" );
    ok( size == strlen( domain ) && size == (DWORD)lstrlenW( computer ), "A: got a domain of %lu letters\n", size );
    ok( use == SidTypeUser, "A: got use %u\n", use );

    /* what the system knows, and what nobody does */
    get_sid( L"Everyone", sid );
    ok( IsWellKnownSid( sid, WinWorldSid ), "got another SID for Everyone\n" );
    sid_size = sizeof(sid);
    size = sizeof(domain);
    ret = LookupAccountNameA( NULL, "nobody of that name", sid, &sid_size, domain, &size, &use );
    error = GetLastError();
    ok( !ret && error == ERROR_NONE_MAPPED, "returned %d, error %lu\n", ret, error );
}

/* https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-lookupaccountsidw */
static void test_sids(void)
{
    DWORD name_needed = 0, needed = 0, name_size, size, error;
    char nameA[256], domainA[256];
    WCHAR name[256], domain[256];
    SID_NAME_USE use = 0;
    BOOL ret;

    SetLastError( 0xdeadbeef );
    ret = LookupAccountSidW( NULL, user_sid, NULL, &name_needed, NULL, &needed, &use );
    error = GetLastError();
    ok( !ret && error == ERROR_INSUFFICIENT_BUFFER, "returned %d, error %lu\n", ret, error );
    ok( name_needed == ARRAY_SIZE(USER), "the name needs %lu\n", name_needed );
    ok( needed == (DWORD)lstrlenW( computer ) + 1, "the domain needs %lu\n", needed );

    name_size = name_needed - 1;
    size = needed;
    ret = LookupAccountSidW( NULL, user_sid, name, &name_size, domain, &size, &use );
    error = GetLastError();
    ok( !ret && error == ERROR_INSUFFICIENT_BUFFER, "short name: returned %d, error %lu\n", ret, error );
    ok( name_size == name_needed, "short name: needs %lu\n", name_size );

    name_size = name_needed;
    size = needed - 1;
    ret = LookupAccountSidW( NULL, user_sid, name, &name_size, domain, &size, &use );
    error = GetLastError();
    ok( !ret && error == ERROR_INSUFFICIENT_BUFFER, "short domain: returned %d, error %lu\n", ret, error );
    ok( size == needed, "short domain: needs %lu\n", size );

    name_size = name_needed;
    size = needed;
    SetLastError( 0xdeadbeef );
    ret = LookupAccountSidW( NULL, user_sid, name, &name_size, domain, &size, &use );
    ok( ret, "failed, error %lu\n", GetLastError() );
    ok( GetLastError() == 0xdeadbeef, "got last error %lu\n", GetLastError() );
    ok( name_size == name_needed - 1 && size == needed - 1, "got sizes %lu, %lu\n", name_size, size );
    ok( !lstrcmpW( name, USER ), "got name %s\n", wine_dbgstr_w( name ) );
    ok( !lstrcmpiW( domain, computer ), "got domain %s\n", wine_dbgstr_w( domain ) );
    ok( use == SidTypeUser, "got use %u\n", use );

    name_size = size = sizeof(nameA);
    ret = LookupAccountSidA( NULL, user_sid, nameA, &name_size, domainA, &size, &use );
    ok( ret, "A: failed, error %lu\n", GetLastError() );
    ok( !strcmp( nameA, USER_A ) && name_size == strlen( nameA ), "A: got name %s, %lu letters\n", nameA, name_size );

    if (pLookupAccountSidLocalW && pLookupAccountSidLocalA)
    {
        name_size = size = ARRAY_SIZE(name);
        ret = pLookupAccountSidLocalW( group_sid, name, &name_size, domain, &size, &use );
        ok( ret, "local: failed, error %lu\n", GetLastError() );
        ok( !lstrcmpW( name, GROUP ), "local: got name %s\n", wine_dbgstr_w( name ) );
        ok( use == SidTypeAlias, "local: got use %u\n", use );
        name_size = size = sizeof(nameA);
        ret = pLookupAccountSidLocalA( user_sid, nameA, &name_size, domainA, &size, &use );
        ok( ret, "local, A: failed, error %lu\n", GetLastError() );
        ok( !strcmp( nameA, USER_A ), "local, A: got name %s\n", nameA );
    }
    else skip( "there is no LookupAccountSidLocal\n" );
}

static void set_string( LSA_UNICODE_STRING *string, const WCHAR *text )
{
    string->Buffer = (WCHAR *)text;
    string->Length = lstrlenW( text ) * sizeof(WCHAR);
    string->MaximumLength = string->Length + sizeof(WCHAR);
}

static BOOL is_string( const LSA_UNICODE_STRING *string, const WCHAR *text )
{
    return CompareStringOrdinal( string->Buffer, string->Length / sizeof(WCHAR), text, -1, TRUE ) == CSTR_EQUAL;
}

/* the names of accounts of ours, of the system's and of nobody's in one question */
static void test_lsa(void)
{
    static const WCHAR * const questions[] = { USER, L"Everyone", L"nobody of that name", GROUP };
    LSA_UNICODE_STRING names[ARRAY_SIZE(questions)];
    LSA_REFERENCED_DOMAIN_LIST *domains;
    LSA_OBJECT_ATTRIBUTES attributes;
    BYTE everyone[SECURITY_MAX_SID_SIZE];
    LSA_TRANSLATED_NAME *translated;
    LSA_TRANSLATED_SID2 *sids;
    LSA_TRANSLATED_SID *ids;
    LSA_HANDLE policy;
    NTSTATUS status;
    PSID asked[4];
    unsigned int i;

    memset( &attributes, 0, sizeof(attributes) );
    attributes.Length = sizeof(attributes);
    status = LsaOpenPolicy( NULL, &attributes, POLICY_LOOKUP_NAMES, &policy );
    ok( !status, "LsaOpenPolicy returned %#lx\n", status );
    for (i = 0; i < ARRAY_SIZE(questions); i++) set_string( &names[i], questions[i] );

    status = pLsaLookupNames2( policy, 0, ARRAY_SIZE(names), names, &domains, &sids );
    ok( status == STATUS_SOME_NOT_MAPPED, "returned %#lx\n", status );
    ok( sids[0].Use == SidTypeUser && EqualSid( sids[0].Sid, user_sid ), "the user has use %u\n", sids[0].Use );
    ok( sids[1].Use == SidTypeWellKnownGroup && IsWellKnownSid( sids[1].Sid, WinWorldSid ), "Everyone has use %u\n",
        sids[1].Use );
    ok( sids[2].Use == SidTypeUnknown && sids[2].DomainIndex == -1, "nobody has use %u, domain %ld\n", sids[2].Use,
        sids[2].DomainIndex );
    ok( sids[3].Use == SidTypeAlias && EqualSid( sids[3].Sid, group_sid ), "the group has use %u\n", sids[3].Use );
    ok( sids[0].DomainIndex == sids[3].DomainIndex, "the domains are %ld, %ld\n", sids[0].DomainIndex,
        sids[3].DomainIndex );
    i = sids[0].DomainIndex;
    ok( i < domains->Entries, "got domain %u of %lu\n", i, domains->Entries );
    ok( is_string( &domains->Domains[i].Name, computer ), "got domain %s\n",
        wine_dbgstr_w( domains->Domains[i].Name.Buffer ) );
    ok( EqualPrefixSid( domains->Domains[i].Sid, domains->Domains[i].Sid ) &&
        GetLengthSid( domains->Domains[i].Sid ) == GetLengthSid( user_sid ) - sizeof(DWORD),
        "the domain's SID has %lu bytes\n", GetLengthSid( domains->Domains[i].Sid ) );
    status = LsaFreeMemory( domains );
    ok( !status, "LsaFreeMemory returned %#lx\n", status );
    status = LsaFreeMemory( sids );
    ok( !status, "LsaFreeMemory returned %#lx\n", status );

    status = pLsaLookupNames2( policy, 0, 1, names, &domains, &sids );
    ok( status == STATUS_SUCCESS, "one name: returned %#lx\n", status );
    ok( domains->Entries == 1, "one name: got %lu domains\n", domains->Entries );
    LsaFreeMemory( domains );
    LsaFreeMemory( sids );

    /* the system's: what is not of ours goes through */
    status = pLsaLookupNames2( policy, 0, 1, names + 1, &domains, &sids );
    ok( status == STATUS_SUCCESS, "Everyone: returned %#lx\n", status );
    LsaFreeMemory( domains );
    LsaFreeMemory( sids );

    status = LsaLookupNames( policy, ARRAY_SIZE(names), names, &domains, &ids );
    ok( status == STATUS_SOME_NOT_MAPPED, "returned %#lx\n", status );
    ok( ids[0].Use == SidTypeUser && ids[0].RelativeId == last_sub_authority( user_sid ),
        "the user has use %u, id %lu\n", ids[0].Use, ids[0].RelativeId );
    ok( ids[3].Use == SidTypeAlias && ids[3].RelativeId == last_sub_authority( group_sid ),
        "the group has use %u, id %lu\n", ids[3].Use, ids[3].RelativeId );
    LsaFreeMemory( domains );
    LsaFreeMemory( ids );

    get_sid( L"Everyone", everyone );
    asked[0] = everyone;
    asked[1] = user_sid;
    asked[2] = group_sid;
    status = LsaLookupSids( policy, 3, asked, &domains, &translated );
    ok( status == STATUS_SUCCESS, "LsaLookupSids returned %#lx\n", status );
    ok( translated[0].Use == SidTypeWellKnownGroup && is_string( &translated[0].Name, L"Everyone" ),
        "Everyone has use %u\n", translated[0].Use );
    ok( translated[1].Use == SidTypeUser && is_string( &translated[1].Name, USER ), "the user has use %u\n",
        translated[1].Use );
    ok( translated[2].Use == SidTypeAlias && is_string( &translated[2].Name, GROUP ), "the group has use %u\n",
        translated[2].Use );
    i = translated[1].DomainIndex;
    ok( i < domains->Entries && is_string( &domains->Domains[i].Name, computer ), "got domain %u of %lu\n", i,
        domains->Entries );
    LsaFreeMemory( domains );
    LsaFreeMemory( translated );
    LsaClose( policy );
}

static BOOL has_entry( ACL *acl, PSID sid, DWORD mask )
{
    ACCESS_ALLOWED_ACE *ace;
    DWORD i;

    for (i = 0; acl && i < acl->AceCount; i++)
    {
        if (!GetAce( acl, i, (void **)&ace )) return FALSE;
        if (ace->Header.AceType == ACCESS_ALLOWED_ACE_TYPE && EqualSid( &ace->SidStart, sid ) && ace->Mask == mask)
            return TRUE;
    }
    return FALSE;
}

static void test_acl(void)
{
    BYTE everyone[SECURITY_MAX_SID_SIZE];
    EXPLICIT_ACCESSW entries[2], before[2];
    EXPLICIT_ACCESSA entryA;
    ACL *acl = NULL;
    DWORD ret;

    get_sid( L"Everyone", everyone );
    memset( entries, 0, sizeof(entries) );
    entries[0].grfAccessPermissions = 0x10;
    entries[0].grfAccessMode = GRANT_ACCESS;
    entries[0].Trustee.TrusteeForm = TRUSTEE_IS_NAME;
    entries[0].Trustee.TrusteeType = TRUSTEE_IS_USER;
    entries[0].Trustee.ptstrName = (WCHAR *)USER;
    entries[1] = entries[0];
    entries[1].grfAccessPermissions = 0x20;
    entries[1].Trustee.TrusteeType = TRUSTEE_IS_WELL_KNOWN_GROUP;
    entries[1].Trustee.ptstrName = (WCHAR *)L"Everyone";
    memcpy( before, entries, sizeof(entries) );
    ret = SetEntriesInAclW( 2, entries, NULL, &acl );
    ok( ret == ERROR_SUCCESS, "returned %lu\n", ret );
    ok( has_entry( acl, user_sid, 0x10 ), "no entry for the user\n" );
    ok( has_entry( acl, everyone, 0x20 ), "no entry for Everyone\n" );
    ok( !memcmp( before, entries, sizeof(entries) ), "the entries were changed\n" );
    LocalFree( acl );

    memcpy( &entryA, entries, sizeof(entryA) );
    entryA.Trustee.ptstrName = (char *)USER_A;
    acl = NULL;
    ret = SetEntriesInAclA( 1, &entryA, NULL, &acl );
    ok( ret == ERROR_SUCCESS, "A: returned %lu\n", ret );
    ok( has_entry( acl, user_sid, 0x10 ), "A: no entry for the user\n" );
    LocalFree( acl );
}

static DWORD log_on( const WCHAR *user, const WCHAR *domain, const WCHAR *password, DWORD type, TOKEN_TYPE *token_type )
{
    HANDLE token = NULL;
    DWORD size, error;

    SetLastError( 0xdeadbeef );
    if (!LogonUserW( user, domain, password, type, LOGON32_PROVIDER_DEFAULT, &token )) return GetLastError();
    error = GetLastError();
    ok( error == 0xdeadbeef, "got last error %lu\n", error );
    ok( GetTokenInformation( token, TokenType, token_type, sizeof(*token_type), &size ), "no token, error %lu\n",
        GetLastError() );
    ok( CloseHandle( token ), "the token cannot be closed, error %lu\n", GetLastError() );
    return ERROR_SUCCESS;
}

/* https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-logonuserw */
static void test_logon(void)
{
    static const struct { DWORD type; TOKEN_TYPE token; } types[] =
    {
        { LOGON32_LOGON_INTERACTIVE, TokenPrimary },
        { LOGON32_LOGON_NETWORK, TokenImpersonation },
        { LOGON32_LOGON_BATCH, TokenPrimary },
        { LOGON32_LOGON_SERVICE, TokenPrimary },
        { LOGON32_LOGON_NETWORK_CLEARTEXT, TokenPrimary },
    };
    WCHAR name[256];
    USER_INFO_1008 flags;
    USER_INFO_1003 password;
    NET_API_STATUS status;
    TOKEN_TYPE token;
    unsigned int i;
    HANDLE handle;
    DWORD error;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(types); i++)
    {
        token = 0;
        error = log_on( USER, L".", PASSWORD, types[i].type, &token );
        ok( !error, "type %lu: error %lu\n", types[i].type, error );
        ok( token == types[i].token, "type %lu: got token type %u\n", types[i].type, token );
        error = log_on( USER, L".", L"wrong", types[i].type, &token );
        ok( error == ERROR_LOGON_FAILURE, "type %lu, wrong password: error %lu\n", types[i].type, error );
    }
    error = log_on( USER, L".", PASSWORD, 77, &token );
    ok( error == ERROR_INVALID_LOGON_TYPE, "type 77: error %lu\n", error );
    error = log_on( USER, computer, L"wrong", LOGON32_LOGON_NETWORK, &token );
    ok( error == ERROR_LOGON_FAILURE, "the computer as domain: error %lu\n", error );
    error = log_on( USER, NULL, NULL, LOGON32_LOGON_NETWORK, &token );
    ok( error == ERROR_LOGON_FAILURE, "no password: error %lu\n", error );
    wsprintfW( name, L"%ls@%ls", USER, computer );
    error = log_on( name, NULL, L"wrong", LOGON32_LOGON_NETWORK, &token );
    ok( error == ERROR_LOGON_FAILURE, "user@computer, wrong password: error %lu\n", error );
    error = log_on( name, NULL, PASSWORD, LOGON32_LOGON_NETWORK, &token );
    ok( !error, "user@computer: error %lu\n", error );
    wsprintfW( name, L"%ls\\%ls", computer, USER );
    error = log_on( name, NULL, L"wrong", LOGON32_LOGON_NETWORK, &token );
    ok( error == ERROR_LOGON_FAILURE, "computer\\user, wrong password: error %lu\n", error );
    error = log_on( name, NULL, PASSWORD, LOGON32_LOGON_NETWORK, &token );
    ok( !error, "computer\\user: error %lu\n", error );

    ret = LogonUserA( USER_A, ".", "wrong", LOGON32_LOGON_NETWORK, LOGON32_PROVIDER_DEFAULT, &handle );
    error = GetLastError();
    ok( !ret && error == ERROR_LOGON_FAILURE, "A, wrong password: returned %d, error %lu\n", ret, error );
    ret = LogonUserA( USER_A, ".", "Long-Pa55word-1", LOGON32_LOGON_NETWORK, LOGON32_PROVIDER_DEFAULT, &handle );
    ok( ret, "A: error %lu\n", GetLastError() );
    if (ret) CloseHandle( handle );

    flags.usri1008_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_ACCOUNTDISABLE;
    status = NetUserSetInfo( NULL, USER, 1008, (BYTE *)&flags, NULL );
    ok( !status, "disabling returned %lu\n", status );
    error = log_on( USER, L".", PASSWORD, LOGON32_LOGON_NETWORK, &token );
    ok( error == ERROR_ACCOUNT_DISABLED, "disabled: error %lu\n", error );

    /* accounts with blank passwords are for those at the computer */
    flags.usri1008_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_PASSWD_NOTREQD | UF_DONT_EXPIRE_PASSWD;
    status = NetUserSetInfo( NULL, USER, 1008, (BYTE *)&flags, NULL );
    ok( !status, "enabling returned %lu\n", status );
    password.usri1003_password = (WCHAR *)L"";
    status = NetUserSetInfo( NULL, USER, 1003, (BYTE *)&password, NULL );
    ok( !status, "a blank password returned %lu\n", status );
    error = log_on( USER, L".", L"", LOGON32_LOGON_NETWORK, &token );
    ok( error == ERROR_ACCOUNT_RESTRICTION, "blank password, network: error %lu\n", error );
    error = log_on( USER, L".", L"", LOGON32_LOGON_INTERACTIVE, &token );
    ok( !error, "blank password, interactive: error %lu\n", error );
}

/* a function of netapi32.dll that looks up names itself */
static void test_members(void)
{
    LOCALGROUP_MEMBERS_INFO_3 member;
    WCHAR name[256];
    NET_API_STATUS status;

    wsprintfW( name, L"%ls\\%ls", computer, USER );
    member.lgrmi3_domainandname = name;
    status = NetLocalGroupAddMembers( NULL, GROUP, 3, (BYTE *)&member, 1 );
    ok( !status, "NetLocalGroupAddMembers returned %lu\n", status );
    member.lgrmi3_domainandname = (WCHAR *)L"Everyone";
    status = NetLocalGroupAddMembers( NULL, GROUP, 3, (BYTE *)&member, 1 );
    ok( !status, "Everyone: NetLocalGroupAddMembers returned %lu\n", status );
}

START_TEST(logon)
{
    HMODULE module = GetModuleHandleW( L"advapi32.dll" );
    LOCALGROUP_INFO_0 group = { (WCHAR *)GROUP };
    DWORD size = ARRAY_SIZE(computer);
    NET_API_STATUS status;
    USER_INFO_1 user;

    if (under_wine() && !is_ours( module ))
    {
        skip( "Wine's own advapi32.dll knows no accounts of NetUserAdd()\n" );
        return;
    }
    if (under_wine() && !GetProcAddress( GetModuleHandleW( L"netapi32.dll" ), "wine_check_password" ))
    {
        skip( "this netapi32.dll tells others of no accounts\n" );
        return;
    }
    pLookupAccountSidLocalA = (void *)GetProcAddress( module, "LookupAccountSidLocalA" );
    pLookupAccountSidLocalW = (void *)GetProcAddress( module, "LookupAccountSidLocalW" );
    pLsaLookupNames2 = (void *)GetProcAddress( module, "LsaLookupNames2" );
    GetComputerNameW( computer, &size );

    memset( &user, 0, sizeof(user) );
    user.usri1_name = (WCHAR *)USER;
    user.usri1_password = (WCHAR *)PASSWORD;
    user.usri1_priv = USER_PRIV_USER;
    user.usri1_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_DONT_EXPIRE_PASSWD;
    status = NetUserAdd( NULL, 1, (BYTE *)&user, NULL );
    if (status == ERROR_ACCESS_DENIED)
    {
        skip( "only an administrator may make accounts\n" );
        return;
    }
    ok( !status, "NetUserAdd returned %lu\n", status );
    status = NetLocalGroupAdd( NULL, 0, (BYTE *)&group, NULL );
    ok( !status, "NetLocalGroupAdd returned %lu\n", status );
    get_sid( USER, user_sid );
    get_sid( GROUP, group_sid );

    test_names();
    test_sids();
    test_lsa();
    test_acl();
    test_logon();
    test_members();

    status = NetLocalGroupDel( NULL, GROUP );
    ok( !status, "NetLocalGroupDel returned %lu\n", status );
    status = NetUserDel( NULL, USER );
    ok( !status, "NetUserDel returned %lu\n", status );
}
