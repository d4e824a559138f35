/*
 * Questions about a domain, at the controller that tests/host/samba-domain starts
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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ntstatus.h>
#define WIN32_NO_STATUS
#include <winsock2.h>
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <wincred.h>
#include <ntsecapi.h>
#include <sddl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>
#include <lmjoin.h>
#include <lmwksta.h>
#include <dsgetdc.h>
#include <dsrole.h>

#include "wine/test.h"
#include "product.h"
#include "program.h"

#define DS_TRY_NEXTCLOSEST_SITE  0x00040000
#define NO_FLAG                  0x10000000     /* one that has no meaning */

#define EXCEPTION_WINE_STUB  0x80000100

/*
 * tests/host/samba-domain sets in the environment: NETAPI32_DOMAIN_...
 *   SERVER                the controller's name
 *   NAME, FLAT            the domain's, DNS's and NetBIOS's; the prefix records it as the one that this computer has joined
 *   ADMIN, ADMIN_PASSWORD an administrator of it
 *   USER, PASSWORD        one who is none
 *   QUESTIONS             "near": which controller is near, alone; "sites": that, and what both controllers tell of sites
 *   SECOND                the second controller's name, for "sites"
 * What comes of each question is told as fact|QUESTION|ANSWER, for the script to compare it with what the controller's own tools
 * say. The answer is "status N" where the function fails, "lacks it" where the module has no such function, and "crashes".
 */
static WCHAR server[100], second[100], name[100], flat[20], admin[50], admin_password[50], user[50], password[50];

static void get_variable( const WCHAR *variable, WCHAR *value, DWORD size )
{
    WCHAR full[64] = L"NETAPI32_DOMAIN_";

    lstrcatW( full, variable );
    value[0] = 0;
    GetEnvironmentVariableW( full, value, size );
}

/* ---- the functions: Wine's own netapi32 lacks some ---------------------------------------------- */

/* no header of mingw-w64's or Wine's has it */
DWORD WINAPI DsGetDcNameWithAccountW( LPCWSTR, LPCWSTR, ULONG, LPCWSTR, GUID *, LPCWSTR, ULONG, PDOMAIN_CONTROLLER_INFOW * );

#define FUNCTIONS(X) \
    X(DsAddressToSiteNamesExW) X(DsAddressToSiteNamesW) X(DsEnumerateDomainTrustsW) X(DsGetDcCloseW) X(DsGetDcNameA) \
    X(DsGetDcNameW) X(DsGetDcNameWithAccountW) X(DsGetDcNextW) X(DsGetDcOpenW) X(DsGetDcSiteCoverageW) X(DsGetForestTrustInformationW) \
    X(DsGetSiteNameW) X(DsRoleFreeMemory) X(DsRoleGetPrimaryDomainInformation) X(I_NetLogonControl2) X(NetApiBufferFree) \
    X(NetEnumerateTrustedDomains) X(NetGetAnyDCName) X(NetGetDCName) X(NetGetJoinInformation) X(NetGetJoinableOUs) \
    X(NetGroupGetUsers) X(NetLocalGroupGetMembers) X(NetUserChangePassword) X(NetUserEnum) X(NetUserGetGroups) \
    X(NetUserGetInfo) X(NetUserGetLocalGroups) X(NetWkstaGetInfo)

#define DECLARE(function)  static __typeof__(function) *p##function;
FUNCTIONS(DECLARE)

static void load_functions(void)
{
    HMODULE module = LoadLibraryW( L"netapi32.dll" );

#define LOAD(function)  p##function = (void *)GetProcAddress( module, #function );
    FUNCTIONS(LOAD)
}

/* ---- an answer ---------------------------------------------------------------------------------- */

struct answer
{
    const char *words;              /* instead of the rest */
    DWORD       status;
    char        text[4000];
    char        parts[64][200];     /* of a list, to be sorted */
    unsigned int count;
};

static void tell( struct answer *answer, const char *format, ... )
{
    size_t used = strlen( answer->text );
    va_list args;

    va_start( args, format );
    vsnprintf( answer->text + used, sizeof(answer->text) - used, format, args );
    va_end( args );
    answer->text[sizeof(answer->text) - 1] = 0;
}

/* Several of them may be arguments of one call. */
static const char *narrow( const WCHAR *string )
{
    static char buffers[16][300];
    static unsigned int next;
    char *buffer = buffers[next++ % ARRAY_SIZE(buffers)];

    if (!string) return "-";
    if (!WideCharToMultiByte( CP_UTF8, 0, string, -1, buffer, sizeof(buffers[0]), NULL, NULL )) buffer[0] = 0;
    return buffer[0] ? buffer : "\"\"";
}

static const char *narrow_sid( PSID sid )
{
    const char *result = "no SID";
    WCHAR *string;

    if (!sid) return "-";
    if (ConvertSidToStringSidW( sid, &string ))
    {
        result = narrow( string );
        LocalFree( string );
    }
    return result;
}

static const char *narrow_guid( const GUID *guid )
{
    static char buffers[4][40];
    static unsigned int next;
    char *buffer = buffers[next++ % ARRAY_SIZE(buffers)];

    snprintf( buffer, sizeof(buffers[0]), "%08lx-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", guid->Data1, guid->Data2,
              guid->Data3, guid->Data4[0], guid->Data4[1], guid->Data4[2], guid->Data4[3], guid->Data4[4], guid->Data4[5],
              guid->Data4[6], guid->Data4[7] );
    return buffer;
}

static void add_part( struct answer *answer, const char *format, ... )
{
    va_list args;

    if (answer->count == ARRAY_SIZE(answer->parts)) return;
    va_start( args, format );
    vsnprintf( answer->parts[answer->count], sizeof(answer->parts[0]), format, args );
    va_end( args );
    answer->parts[answer->count++][sizeof(answer->parts[0]) - 1] = 0;
}

static int __cdecl compare_parts( const void *left, const void *right ) { return strcmp( left, right ); }

static void tell_parts( struct answer *answer )
{
    unsigned int i;

    qsort( answer->parts, answer->count, sizeof(answer->parts[0]), compare_parts );
    for (i = 0; i < answer->count; i++) tell( answer, "%s%s", i ? " " : "", answer->parts[i] );
    if (!answer->count) tell( answer, "none" );
}

/* what a call that has failed leaves behind, and what one that succeeded may not */
static BOOL came( struct answer *answer, DWORD status, const void *address )
{
    const void *buffer = *(const void *const *)address;     /* which the call has set that is another argument */

    answer->status = status;
    if (!testing_ours()) return !status && buffer;
    ok( !status == !!buffer, "got status %lu, buffer %p\n", status, buffer );
    return !status && buffer;
}

/* an empty list may have no buffer */
static BOOL list_came( struct answer *answer, DWORD status, const void *address, const DWORD *count )
{
    if (!status && !*count)
    {
        answer->status = 0;
        return TRUE;
    }
    return came( answer, status, address );
}

#define WANT(function)  do { if (!p##function) { answer->words = "lacks it"; return; } } while (0)

/* ---- controllers -------------------------------------------------------------------------------- */

/* a question; what it is about stands in the row */
struct question
{
    const char *name;
    void (*ask)( const struct question *question, struct answer *answer );
    const WCHAR *what;
    DWORD        flags;       /* or the level, or whether it is to be refused */
    const WCHAR *where;      /* the server, or the site */
};

static const WCHAR by_name[] = L"name", by_flat_name[] = L"flat name", by_nothing[] = L"";

static const WCHAR *get_name( const struct question *question )
{
    return question->what == by_name ? name : question->what == by_flat_name ? flat :
           question->what == by_nothing ? NULL : question->what;
}

static BOOL find_controller( const struct question *question, struct answer *answer, DOMAIN_CONTROLLER_INFOW **info )
{
    *info = (void *)0xdeadbeef;
    return came( answer, pDsGetDcNameW( NULL, get_name( question ), NULL, question->where, question->flags, info ), info );
}

static void ask_controller( const struct question *question, struct answer *answer )
{
    DOMAIN_CONTROLLER_INFOW *info;

    WANT(DsGetDcNameW);
    if (!find_controller( question, answer, &info )) return;
    tell( answer, "%s %s %s", narrow( info->DomainControllerName ), narrow( info->DomainControllerAddress ),
          narrow( info->DomainName ) );
    pNetApiBufferFree( info );
}

static void ask_controller_more( const struct question *question, struct answer *answer )
{
    DOMAIN_CONTROLLER_INFOW *info;

    WANT(DsGetDcNameW);
    if (!find_controller( question, answer, &info )) return;
    tell( answer, "%s %s %s %s %lu", narrow_guid( &info->DomainGuid ), narrow( info->DnsForestName ), narrow( info->DcSiteName ),
          narrow( info->ClientSiteName ), info->DomainControllerAddressType );
    pNetApiBufferFree( info );
}

static void ask_controller_flags( const struct question *question, struct answer *answer )
{
    DOMAIN_CONTROLLER_INFOW *info;

    WANT(DsGetDcNameW);
    if (!find_controller( question, answer, &info )) return;
    tell( answer, "%08lx", info->Flags );
    pNetApiBufferFree( info );
}

/* in which site it is, and this computer */
static void ask_near_controller( const struct question *question, struct answer *answer )
{
    DOMAIN_CONTROLLER_INFOW *info;

    WANT(DsGetDcNameW);
    if (!find_controller( question, answer, &info )) return;
    tell( answer, "%s %s %s %s", narrow( info->DomainControllerName ), narrow( info->DcSiteName ),
          narrow( info->ClientSiteName ), info->Flags & DS_CLOSEST_FLAG ? "closest" : "far" );
    pNetApiBufferFree( info );
}

/* how long it takes, in milliseconds */
static void time_controller( const struct question *question, struct answer *answer )
{
    DWORD start = GetTickCount();
    DOMAIN_CONTROLLER_INFOW *info;

    WANT(DsGetDcNameW);
    if (!find_controller( question, answer, &info )) return;
    tell( answer, "%lu", GetTickCount() - start );
    pNetApiBufferFree( info );
}

static void ask_controller_by_guid( const struct question *question, struct answer *answer )
{
    DOMAIN_CONTROLLER_INFOW *info, *again = NULL;

    WANT(DsGetDcNameW);
    if (!find_controller( question, answer, &info )) return;
    if (came( answer, pDsGetDcNameW( NULL, NULL, &info->DomainGuid, NULL, 0, &again ), &again ))
        tell( answer, "%s", narrow( again->DomainControllerName ) );
    pNetApiBufferFree( info );
    pNetApiBufferFree( again );
}

static void ask_controller_a( const struct question *question, struct answer *answer )
{
    DOMAIN_CONTROLLER_INFOA *info = (void *)0xdeadbeef;
    char narrow_name[100];

    WANT(DsGetDcNameA);
    WideCharToMultiByte( CP_ACP, 0, get_name( question ), -1, narrow_name, sizeof(narrow_name), NULL, NULL );
    if (!came( answer, pDsGetDcNameA( NULL, narrow_name, NULL, NULL, question->flags, &info ), &info )) return;
    tell( answer, "%s %s %s", info->DomainControllerName, info->DomainControllerAddress, info->DomainName );
    pNetApiBufferFree( info );
}

/* for an account; the flags are those of the kinds that are allowed */
static void ask_controller_for( const struct question *question, struct answer *answer )
{
    DOMAIN_CONTROLLER_INFOW *info = (void *)0xdeadbeef;

    WANT(DsGetDcNameWithAccountW);
    if (!came( answer, pDsGetDcNameWithAccountW( NULL, question->where, question->flags, get_name( question ), NULL, NULL, 0,
                                                 &info ), &info )) return;
    tell( answer, "%s %s %s", narrow( info->DomainControllerName ), narrow( info->DomainControllerAddress ),
          narrow( info->DomainName ) );
    pNetApiBufferFree( info );
}

/* all of them, in any order, as their weights are alike */
static void ask_controllers( const struct question *question, struct answer *answer )
{
    SOCKET_ADDRESS *addresses;
    HANDLE list = NULL;
    unsigned int i;
    ULONG count;
    WCHAR *host;

    WANT(DsGetDcOpenW);
    WANT(DsGetDcNextW);
    WANT(DsGetDcCloseW);
    answer->status = pDsGetDcOpenW( get_name( question ), question->where ? DS_ONLY_DO_SITE_NAME : 0, question->where, NULL, NULL,
                                    question->flags, &list );
    if (answer->status) return;
    for (i = 0; i < 100; i++)
    {
        addresses = NULL;
        host = NULL;
        count = 0;
        answer->status = pDsGetDcNextW( list, &count, &addresses, &host );
        if (answer->status == ERROR_FILEMARK_DETECTED) continue;
        if (answer->status) break;
        if (count && addresses[0].lpSockaddr->sa_family == AF_INET)
        {
            const BYTE *b = (const BYTE *)&((SOCKADDR_IN *)addresses[0].lpSockaddr)->sin_addr;

            add_part( answer, "%s=%u.%u.%u.%u", narrow( host ), b[0], b[1], b[2], b[3] );
        }
        else add_part( answer, "%s=%lu addresses", narrow( host ), count );
        pNetApiBufferFree( host );
        LocalFree( addresses );
    }
    if (answer->status == ERROR_NO_MORE_ITEMS) answer->status = 0;
    if (!answer->status) tell_parts( answer );
    pDsGetDcCloseW( list );
}

static void ask_dc_name( const struct question *question, struct answer *answer )
{
    BYTE *controller = (BYTE *)0xdeadbeef;

    WANT(NetGetDCName);
    if (!came( answer, pNetGetDCName( question->where, get_name( question ), &controller ), &controller )) return;
    tell( answer, "%s", narrow( (WCHAR *)controller ) );
    pNetApiBufferFree( controller );
}

static void ask_any_dc_name( const struct question *question, struct answer *answer )
{
    BYTE *controller = (BYTE *)0xdeadbeef;

    WANT(NetGetAnyDCName);
    if (!came( answer, pNetGetAnyDCName( question->where, get_name( question ), &controller ), &controller )) return;
    tell( answer, "%s", narrow( (WCHAR *)controller ) );
    pNetApiBufferFree( controller );
}

/* ---- sites and trusts --------------------------------------------------------------------------- */

static void ask_site( const struct question *question, struct answer *answer )
{
    WCHAR *site = (WCHAR *)0xdeadbeef;

    WANT(DsGetSiteNameW);
    if (!came( answer, pDsGetSiteNameW( question->where, &site ), &site )) return;
    tell( answer, "%s", narrow( site ) );
    pNetApiBufferFree( site );
}

static void ask_coverage( const struct question *question, struct answer *answer )
{
    WCHAR **sites = (WCHAR **)0xdeadbeef;
    ULONG count = 77, i;

    WANT(DsGetDcSiteCoverageW);
    if (!came( answer, pDsGetDcSiteCoverageW( question->where, &count, &sites ), &sites )) return;
    for (i = 0; i < count; i++) add_part( answer, "%s", narrow( sites[i] ) );
    tell_parts( answer );
    pNetApiBufferFree( sites );
}

static const char *const addresses[] = { "10.99.0.5", "10.98.1.1", "192.0.2.1" };

static void fill_addresses( SOCKADDR_IN address[ARRAY_SIZE(addresses)], SOCKET_ADDRESS entries[ARRAY_SIZE(addresses)] )
{
    unsigned int i, b[4];
    BYTE *bytes;

    memset( address, 0, ARRAY_SIZE(addresses) * sizeof(*address) );
    for (i = 0; i < ARRAY_SIZE(addresses); i++)
    {
        address[i].sin_family = AF_INET;
        bytes = (BYTE *)&address[i].sin_addr;
        sscanf( addresses[i], "%u.%u.%u.%u", &b[0], &b[1], &b[2], &b[3] );
        bytes[0] = b[0]; bytes[1] = b[1]; bytes[2] = b[2]; bytes[3] = b[3];
        entries[i].lpSockaddr = (SOCKADDR *)&address[i];
        entries[i].iSockaddrLength = sizeof(*address);
    }
}

static void ask_address_sites( const struct question *question, struct answer *answer )
{
    SOCKADDR_IN address[ARRAY_SIZE(addresses)];
    SOCKET_ADDRESS entries[ARRAY_SIZE(addresses)];
    WCHAR **sites = (WCHAR **)0xdeadbeef;
    unsigned int i;

    WANT(DsAddressToSiteNamesW);
    fill_addresses( address, entries );
    if (!came( answer, pDsAddressToSiteNamesW( question->where, ARRAY_SIZE(addresses), entries, &sites ), &sites )) return;
    for (i = 0; i < ARRAY_SIZE(addresses); i++) tell( answer, "%s%s", i ? " " : "", narrow( sites[i] ) );
    pNetApiBufferFree( sites );
}

static void ask_address_subnets( const struct question *question, struct answer *answer )
{
    SOCKADDR_IN address[ARRAY_SIZE(addresses)];
    SOCKET_ADDRESS entries[ARRAY_SIZE(addresses)];
    WCHAR **sites = (WCHAR **)0xdeadbeef, **subnets = (WCHAR **)0xdeadbeef;
    unsigned int i;

    WANT(DsAddressToSiteNamesExW);
    fill_addresses( address, entries );
    if (!came( answer, pDsAddressToSiteNamesExW( question->where, ARRAY_SIZE(addresses), entries, &sites, &subnets ), &sites ))
        return;
    for (i = 0; i < ARRAY_SIZE(addresses); i++)
        tell( answer, "%s%s=%s", i ? " " : "", narrow( sites[i] ), narrow( subnets[i] ) );
    pNetApiBufferFree( sites );
    pNetApiBufferFree( subnets );
}

static void ask_trusts( const struct question *question, struct answer *answer )
{
    DS_DOMAIN_TRUSTSW *trusts = (void *)0xdeadbeef;
    ULONG count = 77, i;

    WANT(DsEnumerateDomainTrustsW);
    if (!list_came( answer, pDsEnumerateDomainTrustsW( (WCHAR *)question->where, question->flags, &trusts, &count ), &trusts,
                    &count )) return;
    for (i = 0; i < count; i++)
        add_part( answer, "%s/%s/%lx/%lu/%lx/%s", narrow( trusts[i].NetbiosDomainName ), narrow( trusts[i].DnsDomainName ),
                  trusts[i].Flags, trusts[i].TrustType, trusts[i].TrustAttributes, narrow_sid( trusts[i].DomainSid ) );
    tell_parts( answer );
    pNetApiBufferFree( trusts );
}

static void ask_trusted_domains( const struct question *question, struct answer *answer )
{
    WCHAR *names = (WCHAR *)0xdeadbeef, *p;

    WANT(NetEnumerateTrustedDomains);
    if (!came( answer, pNetEnumerateTrustedDomains( (WCHAR *)question->where, &names ), &names )) return;
    for (p = names; *p; p += lstrlenW( p ) + 1) add_part( answer, "%s", narrow( p ) );
    tell_parts( answer );
    pNetApiBufferFree( names );
}

static void ask_forest( const struct question *question, struct answer *answer )
{
    LSA_FOREST_TRUST_INFORMATION *info = (void *)0xdeadbeef;
    WCHAR text[200];
    ULONG i;

    WANT(DsGetForestTrustInformationW);
    if (!came( answer, pDsGetForestTrustInformationW( question->where, get_name( question ), 0, &info ), &info )) return;
    for (i = 0; i < info->RecordCount; i++)
    {
        LSA_FOREST_TRUST_RECORD *record = info->Entries[i];
        LSA_UNICODE_STRING *string = record->ForestTrustType == ForestTrustDomainInfo ?
                                     &record->ForestTrustData.DomainInfo.DnsName : &record->ForestTrustData.TopLevelName;

        lstrcpynW( text, string->Buffer, min( string->Length / sizeof(WCHAR) + 1, ARRAY_SIZE(text) ));
        add_part( answer, "%u:%s", record->ForestTrustType, narrow( text ) );
    }
    tell_parts( answer );
    pNetApiBufferFree( info );
}

/* ---- who has joined, and the roles -------------------------------------------------------------- */

static void ask_join( const struct question *question, struct answer *answer )
{
    NETSETUP_JOIN_STATUS type = 77;
    WCHAR *domain = (WCHAR *)0xdeadbeef;

    WANT(NetGetJoinInformation);
    if (!came( answer, pNetGetJoinInformation( question->where, &domain, &type ), &domain )) return;
    tell( answer, "%s %u", narrow( domain ), type );
    pNetApiBufferFree( domain );
}

static void ask_role( const struct question *question, struct answer *answer )
{
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *info = NULL;

    WANT(DsRoleGetPrimaryDomainInformation);
    if (!came( answer, pDsRoleGetPrimaryDomainInformation( question->where, DsRolePrimaryDomainInfoBasic, (BYTE **)&info ), &info ))
        return;
    tell( answer, "%u %s %s %s %s", info->MachineRole, narrow( info->DomainNameFlat ), narrow( info->DomainNameDns ),
          narrow( info->DomainForestName ), narrow_guid( &info->DomainGuid ) );
    pDsRoleFreeMemory( info );
}

static void ask_workstation( const struct question *question, struct answer *answer )
{
    WKSTA_INFO_100 *info = (void *)0xdeadbeef;

    WANT(NetWkstaGetInfo);
    if (!came( answer, pNetWkstaGetInfo( (WCHAR *)question->where, 100, (BYTE **)&info ), &info )) return;
    tell( answer, "%s", narrow( info->wki100_langroup ) );
    pNetApiBufferFree( info );
}

static void ask_control( const struct question *question, struct answer *answer )
{
    const WCHAR *data = get_name( question );
    BYTE *buffer = (BYTE *)0xdeadbeef;

    WANT(I_NetLogonControl2);
    if (!came( answer, pI_NetLogonControl2( question->where, data ? NETLOGON_CONTROL_TC_QUERY : NETLOGON_CONTROL_QUERY,
                                            question->flags, data ? (BYTE *)&data : NULL, &buffer ), &buffer )) return;
    if (question->flags == 1)
        tell( answer, "%lx %lu", ((NETLOGON_INFO_1 *)buffer)->netlog1_flags,
              ((NETLOGON_INFO_1 *)buffer)->netlog1_pdc_connection_status );
    else
        tell( answer, "%s %lu", narrow( ((NETLOGON_INFO_2 *)buffer)->netlog2_trusted_dc_name ),
              ((NETLOGON_INFO_2 *)buffer)->netlog2_tc_connection_status );
    pNetApiBufferFree( buffer );
}

/* ---- accounts ----------------------------------------------------------------------------------- */

static void ask_user( const struct question *question, struct answer *answer )
{
    USER_INFO_3 *info = (void *)0xdeadbeef;

    WANT(NetUserGetInfo);
    if (!came( answer, pNetUserGetInfo( question->where, question->what, 3, (BYTE **)&info ), &info )) return;
    tell( answer, "%s %lu %lu %s %s", narrow( info->usri3_name ), info->usri3_user_id, info->usri3_primary_group_id,
          info->usri3_flags & UF_ACCOUNTDISABLE ? "disabled" : "enabled",
          info->usri3_acct_expires == TIMEQ_FOREVER ? "forever" : info->usri3_acct_expires == 1577836800 ? "expired" : "other" );
    pNetApiBufferFree( info );
}

static void ask_users( const struct question *question, struct answer *answer )
{
    USER_INFO_0 *users = (void *)0xdeadbeef;
    DWORD count = 77, total, i;

    WANT(NetUserEnum);
    if (!list_came( answer, pNetUserEnum( question->where, 0, question->flags, (BYTE **)&users, MAX_PREFERRED_LENGTH, &count, &total,
                                     NULL ), &users, &count )) return;
    for (i = 0; i < count; i++) add_part( answer, "%s", narrow( users[i].usri0_name ) );
    tell_parts( answer );
    pNetApiBufferFree( users );
}

static void tell_groups( struct answer *answer, DWORD status, GROUP_USERS_INFO_0 *groups, DWORD count )
{
    DWORD i;

    if (!list_came( answer, status, &groups, &count )) return;
    for (i = 0; i < count; i++) add_part( answer, "%s", narrow( groups[i].grui0_name ) );
    tell_parts( answer );
    pNetApiBufferFree( groups );
}

static void ask_groups( const struct question *question, struct answer *answer )
{
    GROUP_USERS_INFO_0 *groups = (void *)0xdeadbeef;
    DWORD count = 77, total, status;

    WANT(NetUserGetGroups);
    status = pNetUserGetGroups( question->where, question->what, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &count, &total );
    tell_groups( answer, status, groups, count );
}

static void ask_group_users( const struct question *question, struct answer *answer )
{
    GROUP_USERS_INFO_0 *users = (void *)0xdeadbeef;
    DWORD count = 77, total, status;

    WANT(NetGroupGetUsers);
    status = pNetGroupGetUsers( question->where, question->what, 0, (BYTE **)&users, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    tell_groups( answer, status, users, count );
}

static void ask_local_groups( const struct question *question, struct answer *answer )
{
    LOCALGROUP_USERS_INFO_0 *groups = (void *)0xdeadbeef;
    DWORD count = 77, total, status;

    WANT(NetUserGetLocalGroups);
    status = pNetUserGetLocalGroups( question->where, question->what, 0, question->flags, (BYTE **)&groups, MAX_PREFERRED_LENGTH,
                                     &count, &total );
    tell_groups( answer, status, (GROUP_USERS_INFO_0 *)groups, count );
}

static void ask_local_group_members( const struct question *question, struct answer *answer )
{
    LOCALGROUP_MEMBERS_INFO_3 *members = (void *)0xdeadbeef;
    DWORD count = 77, total, status;

    WANT(NetLocalGroupGetMembers);
    status = pNetLocalGroupGetMembers( question->where, question->what, 3, (BYTE **)&members, MAX_PREFERRED_LENGTH, &count, &total,
                                       NULL );
    tell_groups( answer, status, (GROUP_USERS_INFO_0 *)members, count );
}

/* and back again: each test runs twice */
static void change_password( const struct question *question, struct answer *answer )
{
    static const WCHAR new_password[] = L"Passw0rd.new";
    const WCHAR *domain = question->where ? question->where : get_name( question );

    WANT(NetUserChangePassword);
    answer->status = pNetUserChangePassword( domain, user, question->flags ? L"wrong" : password, new_password );
    if (answer->status) return;
    answer->status = pNetUserChangePassword( domain, user, new_password, password );
    tell( answer, "changed" );
}

static void ask_units( const struct question *question, struct answer *answer )
{
    WCHAR **units = (WCHAR **)0xdeadbeef;
    DWORD count = 77, i;

    WANT(NetGetJoinableOUs);
    if (!list_came( answer, pNetGetJoinableOUs( NULL, get_name( question ), question->flags ? user : admin,
                                           question->flags ? password : admin_password, &count, &units ), &units, &count )) return;
    for (i = 0; i < count; i++) add_part( answer, "%s", narrow( units[i] ) );
    tell_parts( answer );
    pNetApiBufferFree( units );
}

/* ---- all of it ---------------------------------------------------------------------------------- */

#define ALL_TRUSTS  (DS_DOMAIN_IN_FOREST | DS_DOMAIN_DIRECT_OUTBOUND | DS_DOMAIN_PRIMARY | DS_DOMAIN_DIRECT_INBOUND)

static const struct question questions[] =
{
    { "DsGetDcNameW", ask_controller, by_name, 0, NULL },
    { "DsGetDcNameW: more", ask_controller_more, by_name, 0, NULL },
    { "DsGetDcNameW: Flags", ask_controller_flags, by_name, 0, NULL },
    { "DsGetDcNameW: the joined domain", ask_controller, by_nothing, 0, NULL },
    { "DsGetDcNameW: flat name", ask_controller, by_flat_name, 0, NULL },
    { "DsGetDcNameW: by GUID", ask_controller_by_guid, by_name, 0, NULL },
    { "DsGetDcNameW: PDC", ask_controller, by_name, DS_PDC_REQUIRED, NULL },
    { "DsGetDcNameW: GC", ask_controller, by_name, DS_GC_SERVER_REQUIRED, NULL },
    { "DsGetDcNameW: KDC", ask_controller, by_name, DS_KDC_REQUIRED, NULL },
    { "DsGetDcNameW: TIMESERV", ask_controller, by_name, DS_TIMESERV_REQUIRED, NULL },
    { "DsGetDcNameW: WRITABLE", ask_controller, by_name, DS_WRITABLE_REQUIRED, NULL },
    { "DsGetDcNameW: DIRECTORY_SERVICE", ask_controller, by_name, DS_DIRECTORY_SERVICE_REQUIRED, NULL },
    { "DsGetDcNameW: IP", ask_controller, by_name, DS_IP_REQUIRED, NULL },
    { "DsGetDcNameW: RETURN_DNS_NAME", ask_controller, by_flat_name, DS_RETURN_DNS_NAME, NULL },
    { "DsGetDcNameW: RETURN_FLAT_NAME", ask_controller, by_name, DS_RETURN_FLAT_NAME, NULL },
    { "DsGetDcNameW: IS_DNS_NAME", ask_controller, by_name, DS_IS_DNS_NAME, NULL },
    { "DsGetDcNameW: IS_FLAT_NAME", ask_controller, by_flat_name, DS_IS_FLAT_NAME, NULL },
    { "DsGetDcNameW: FORCE_REDISCOVERY", ask_controller, by_name, DS_FORCE_REDISCOVERY, NULL },
    { "DsGetDcNameW: AVOID_SELF", ask_controller, by_name, DS_AVOID_SELF, NULL },
    { "DsGetDcNameW: TRY_NEXTCLOSEST_SITE", ask_controller, by_name, DS_TRY_NEXTCLOSEST_SITE, NULL },
    { "DsGetDcNameW: a site", ask_controller, by_name, 0, L"Branch" },
    { "DsGetDcNameW: no such domain", ask_controller, L"nowhere.test", 0, NULL },
    { "DsGetDcNameW: a DNS name that is a flat one", ask_controller, by_name, DS_IS_FLAT_NAME, NULL },
    { "DsGetDcNameW: PDC and GC", ask_controller, by_name, DS_PDC_REQUIRED | DS_GC_SERVER_REQUIRED, NULL },
    { "DsGetDcNameW: IS_DNS_NAME and IS_FLAT_NAME", ask_controller, by_name, DS_IS_DNS_NAME | DS_IS_FLAT_NAME, NULL },
    { "DsGetDcNameW: RETURN_DNS_NAME and RETURN_FLAT_NAME",
      ask_controller, by_name, DS_RETURN_DNS_NAME | DS_RETURN_FLAT_NAME, NULL },
    { "DsGetDcNameW: a flag that is none", ask_controller, by_name, NO_FLAG, NULL },
    { "DsGetDcNameA", ask_controller_a, by_name, 0, NULL },
    { "DsGetDcNameWithAccountW: a user", ask_controller_for, by_name, 0, L"anna" },
    { "DsGetDcNameWithAccountW: a user as one", ask_controller_for, by_name, UF_NORMAL_ACCOUNT, L"anna" },
    { "DsGetDcNameWithAccountW: a user as a computer", ask_controller_for, by_name, UF_WORKSTATION_TRUST_ACCOUNT, L"anna" },
    { "DsGetDcNameWithAccountW: a computer as one", ask_controller_for, by_name, UF_WORKSTATION_TRUST_ACCOUNT, L"PC2$" },
    { "DsGetDcNameWithAccountW: a computer as a user", ask_controller_for, by_name, UF_NORMAL_ACCOUNT, L"PC2$" },
    { "DsGetDcNameWithAccountW: a computer as either", ask_controller_for, by_name,
      UF_NORMAL_ACCOUNT | UF_WORKSTATION_TRUST_ACCOUNT, L"PC2$" },
    { "DsGetDcNameWithAccountW: a controller as one", ask_controller_for, by_name, UF_SERVER_TRUST_ACCOUNT, L"DC1$" },
    { "DsGetDcNameWithAccountW: a disabled computer", ask_controller_for, by_name, UF_WORKSTATION_TRUST_ACCOUNT, L"PC1$" },
    { "DsGetDcNameWithAccountW: a disabled user", ask_controller_for, by_name, 0, L"dora" },
    { "DsGetDcNameWithAccountW: no such user", ask_controller_for, by_name, 0, L"nobody" },
    { "DsGetDcNextW", ask_controllers, by_name, 0, NULL },
    { "DsGetDcNextW: a site", ask_controllers, by_name, 0, L"Default-First-Site-Name" },
    { "DsGetDcNextW: PDC", ask_controllers, by_name, DS_PDC_REQUIRED, NULL },
    { "DsGetDcNextW: GC", ask_controllers, by_name, DS_GC_SERVER_REQUIRED, NULL },
    { "DsGetDcNextW: KDC", ask_controllers, by_name, DS_KDC_REQUIRED, NULL },
    { "NetGetDCName", ask_dc_name, by_nothing, 0, NULL },
    { "NetGetDCName: flat name", ask_dc_name, by_flat_name, 0, NULL },
    { "NetGetDCName: no such domain", ask_dc_name, L"NOWHERE", 0, NULL },
    { "NetGetDCName: at the controller", ask_dc_name, by_flat_name, 0, server },
    { "NetGetAnyDCName", ask_any_dc_name, by_nothing, 0, NULL },
    { "NetGetAnyDCName: flat name", ask_any_dc_name, by_flat_name, 0, NULL },
    { "NetGetAnyDCName: at the controller", ask_any_dc_name, by_flat_name, 0, server },
    { "DsGetSiteNameW", ask_site, by_nothing, 0, NULL },
    { "DsGetSiteNameW: the controller's", ask_site, by_nothing, 0, server },
    { "DsGetDcSiteCoverageW", ask_coverage, by_nothing, 0, server },
    { "DsAddressToSiteNamesW", ask_address_sites, by_nothing, 0, server },
    { "DsAddressToSiteNamesExW", ask_address_subnets, by_nothing, 0, server },
    { "DsEnumerateDomainTrustsW: PRIMARY", ask_trusts, by_nothing, DS_DOMAIN_PRIMARY, server },
    { "DsEnumerateDomainTrustsW: IN_FOREST", ask_trusts, by_nothing, DS_DOMAIN_IN_FOREST, server },
    { "DsEnumerateDomainTrustsW: DIRECT_OUTBOUND", ask_trusts, by_nothing, DS_DOMAIN_DIRECT_OUTBOUND, server },
    { "DsEnumerateDomainTrustsW: all", ask_trusts, by_nothing, ALL_TRUSTS, server },
    { "DsEnumerateDomainTrustsW: of this computer", ask_trusts, by_nothing, ALL_TRUSTS, NULL },
    { "DsEnumerateDomainTrustsW: a flag that is none", ask_trusts, by_nothing, NO_FLAG, server },
    { "NetEnumerateTrustedDomains", ask_trusted_domains, by_nothing, 0, server },
    { "DsGetForestTrustInformationW", ask_forest, by_nothing, 0, server },
    { "NetGetJoinInformation", ask_join, by_nothing, 0, NULL },
    { "NetGetJoinInformation: the controller's", ask_join, by_nothing, 0, server },
    { "NetWkstaGetInfo", ask_workstation, by_nothing, 0, NULL },
    { "NetWkstaGetInfo: the controller's", ask_workstation, by_nothing, 0, server },
    { "DsRoleGetPrimaryDomainInformation", ask_role, by_nothing, 0, NULL },
    { "DsRoleGetPrimaryDomainInformation: the controller's", ask_role, by_nothing, 0, server },
    { "I_NetLogonControl2: QUERY 1", ask_control, by_nothing, 1, server },
    { "I_NetLogonControl2: QUERY 2", ask_control, by_nothing, 2, server },
    { "I_NetLogonControl2: TC_QUERY 2", ask_control, by_flat_name, 2, server },
    { "NetUserGetInfo", ask_user, L"anna", 0, server },
    { "NetUserGetInfo: disabled", ask_user, L"dora", 0, server },
    { "NetUserGetInfo: expired", ask_user, L"emil", 0, server },
    { "NetUserGetInfo: a computer", ask_user, L"PC1$", 0, server },
    { "NetUserGetInfo: no such user", ask_user, L"nobody", 0, server },
    { "NetUserGetInfo: of the domain", ask_user, L"anna", 0, name },
    { "NetUserGetInfo: of the domain, flat name", ask_user, L"anna", 0, flat },
    { "NetUserEnum: users", ask_users, by_nothing, FILTER_NORMAL_ACCOUNT, server },
    { "NetUserEnum: computers", ask_users, by_nothing, FILTER_WORKSTATION_TRUST_ACCOUNT, server },
    { "NetUserEnum: controllers", ask_users, by_nothing, FILTER_SERVER_TRUST_ACCOUNT, server },
    { "NetUserGetGroups", ask_groups, L"anna", 0, server },
    { "NetGroupGetUsers", ask_group_users, L"inner", 0, server },
    { "NetGroupGetUsers: a group in it", ask_group_users, L"outer", 0, server },
    { "NetGroupGetUsers: primary group", ask_group_users, L"Domain Users", 0, server },
    { "NetUserGetLocalGroups: INDIRECT", ask_local_groups, L"anna", LG_INCLUDE_INDIRECT, server },
    { "NetLocalGroupGetMembers", ask_local_group_members, L"staff", 0, server },
    { "NetUserChangePassword: the domain", change_password, by_name, 0, NULL },
    { "NetUserChangePassword: flat name", change_password, by_flat_name, 0, NULL },
    { "NetUserChangePassword: the controller", change_password, by_nothing, 0, server },
    { "NetUserChangePassword: wrong password", change_password, by_name, TRUE, NULL },
    { "NetGetJoinableOUs", ask_units, by_name, 0, NULL },
    { "NetGetJoinableOUs: a user", ask_units, by_name, TRUE, NULL },
};

/* where the computer is, and what answers, changes between one run and the next */
static const struct question site_questions[] =
{
    { "time", time_controller, by_name, 0, NULL },
    { "DsGetDcNameW", ask_near_controller, by_name, 0, NULL },
    { "DsGetDcNameW: FORCE_REDISCOVERY", ask_near_controller, by_name, DS_FORCE_REDISCOVERY, NULL },
    { "time: FORCE_REDISCOVERY", time_controller, by_name, DS_FORCE_REDISCOVERY, NULL },
    { "DsGetDcNameW: the joined domain", ask_near_controller, by_nothing, 0, NULL },
    { "DsGetDcNameW: TRY_NEXTCLOSEST_SITE", ask_near_controller, by_name, DS_TRY_NEXTCLOSEST_SITE, NULL },
    { "DsGetDcNameW: KDC", ask_near_controller, by_name, DS_KDC_REQUIRED, NULL },
    { "DsGetSiteNameW", ask_site, by_nothing, 0, NULL },
#define NEAR_QUESTIONS  8           /* the others are about both of them */
    { "DsGetDcNameW: PDC", ask_near_controller, by_name, DS_PDC_REQUIRED, NULL },
    { "DsGetDcNameW: the first site", ask_near_controller, by_name, 0, L"Default-First-Site-Name" },
    { "DsGetDcNameW: the second site", ask_near_controller, by_name, 0, L"Branch" },
    { "DsGetDcNameW: a site without a controller", ask_near_controller, by_name, 0, L"Depot" },
    { "DsGetDcNextW", ask_controllers, by_name, 0, NULL },
    { "DsGetDcNextW: the first site", ask_controllers, by_name, 0, L"Default-First-Site-Name" },
    { "DsGetDcNextW: the second site", ask_controllers, by_name, 0, L"Branch" },
    { "NetGetDCName", ask_dc_name, by_nothing, 0, NULL },
    { "DsGetSiteNameW: the first controller's", ask_site, by_nothing, 0, server },
    { "DsGetSiteNameW: the second controller's", ask_site, by_nothing, 0, second },
    { "DsGetDcSiteCoverageW: the first controller's", ask_coverage, by_nothing, 0, server },
    { "DsGetDcSiteCoverageW: the second controller's", ask_coverage, by_nothing, 0, second },
    { "DsAddressToSiteNamesW: at the first controller", ask_address_sites, by_nothing, 0, server },
    { "DsAddressToSiteNamesW: at the second controller", ask_address_sites, by_nothing, 0, second },
    { "DsAddressToSiteNamesExW: at the second controller", ask_address_subnets, by_nothing, 0, second },
    { "NetUserGetInfo: at the second controller", ask_user, L"anna", 0, second },
};

static struct
{
    const struct question *question;
    struct answer          answer;
} current;

static DWORD CALLBACK ask_current( void *unused )
{
    (void)unused;
    current.question->ask( current.question, &current.answer );
    return 0;
}

static DWORD asking_thread;

/* Wine's own functions that are stubs raise an exception. */
static LONG CALLBACK end_thread( EXCEPTION_POINTERS *exception )
{
    DWORD code = exception->ExceptionRecord->ExceptionCode;

    if (GetCurrentThreadId() != asking_thread || (code != EXCEPTION_WINE_STUB && code != (DWORD)EXCEPTION_ACCESS_VIOLATION))
        return EXCEPTION_CONTINUE_SEARCH;
    current.answer.words = code == EXCEPTION_WINE_STUB ? "lacks it" : "crashes";
    ExitThread( 1 );
}

/* of ours a crash ends the test */
static void ask( const struct question *question )
{
    HANDLE thread;

    memset( &current.answer, 0, sizeof(current.answer) );
    current.question = question;
    if (testing_ours()) ask_current( NULL );
    else if ((thread = CreateThread( NULL, 0, ask_current, NULL, CREATE_SUSPENDED, &asking_thread )))
    {
        ResumeThread( thread );
        if (WaitForSingleObject( thread, 60000 ))
        {
            TerminateThread( thread, 1 );
            current.answer.words = "hangs";
        }
        CloseHandle( thread );
    }
    if (current.answer.words) print( "fact|%s|%s\n", question->name, current.answer.words );
    else if (current.answer.status) print( "fact|%s|status %lu\n", question->name, current.answer.status );
    else print( "fact|%s|%s\n", question->name, current.answer.text );
}

static void set_credential( WCHAR *target )
{
    WCHAR full[80];
    CREDENTIALW credential = { .Type = CRED_TYPE_DOMAIN_PASSWORD, .TargetName = target, .Persist = CRED_PERSIST_SESSION,
                               .UserName = full, .CredentialBlob = (BYTE *)admin_password,
                               .CredentialBlobSize = lstrlenW( admin_password ) * sizeof(WCHAR) };

    _snwprintf( full, ARRAY_SIZE(full), L"%ls\\%ls", flat, admin );
    full[ARRAY_SIZE(full) - 1] = 0;
    ok( CredWriteW( &credential, 0 ), "CredWriteW failed with %lu\n", GetLastError() );
}

START_TEST(domain)
{
    /* What was found by one name is known by others in the next round, and kept: two rounds before blocks are counted. */
    static unsigned int rounds = 2;
    const struct question *list = questions;
    unsigned int i, count = ARRAY_SIZE(questions);
    void *handler = NULL;
    WCHAR which[10];

    get_variable( L"SERVER", server, ARRAY_SIZE(server) );
    if (!server[0])
    {
        skip( "no domain; wine-netapi32 check samba-domain makes one\n" );
        return;
    }
    get_variable( L"NAME", name, ARRAY_SIZE(name) );
    get_variable( L"FLAT", flat, ARRAY_SIZE(flat) );
    get_variable( L"ADMIN", admin, ARRAY_SIZE(admin) );
    get_variable( L"ADMIN_PASSWORD", admin_password, ARRAY_SIZE(admin_password) );
    get_variable( L"USER", user, ARRAY_SIZE(user) );
    get_variable( L"PASSWORD", password, ARRAY_SIZE(password) );
    get_variable( L"SECOND", second, ARRAY_SIZE(second) );
    get_variable( L"QUESTIONS", which, ARRAY_SIZE(which) );
    if (which[0])
    {
        list = site_questions;
        count = lstrcmpW( which, L"near" ) ? ARRAY_SIZE(site_questions) : NEAR_QUESTIONS;
    }
    load_functions();
    set_credential( server );
    if (second[0]) set_credential( second );
    set_credential( name );
    set_credential( flat );
    if (!testing_ours()) handler = AddVectoredExceptionHandler( TRUE, end_thread );
    for (i = 0; i < rounds * count; i++) ask( &list[i % count] );
    rounds = 1;
    if (handler) RemoveVectoredExceptionHandler( handler );
    ok( CredDeleteW( server, CRED_TYPE_DOMAIN_PASSWORD, 0 ), "CredDeleteW failed\n" );
    ok( !second[0] || CredDeleteW( second, CRED_TYPE_DOMAIN_PASSWORD, 0 ), "CredDeleteW failed\n" );
    ok( CredDeleteW( name, CRED_TYPE_DOMAIN_PASSWORD, 0 ), "CredDeleteW failed\n" );
    ok( CredDeleteW( flat, CRED_TYPE_DOMAIN_PASSWORD, 0 ), "CredDeleteW failed\n" );
    SecureZeroMemory( admin_password, sizeof(admin_password) );
    SecureZeroMemory( password, sizeof(password) );
}
