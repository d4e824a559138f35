/*
 * Servers whose Netlogon service lies about sites, trusts and itself, or what they are
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

#include <ntstatus.h>
#define WIN32_NO_STATUS
#include <winsock2.h>
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <ntsecapi.h>
#include <lm.h>
#include <dsgetdc.h>
#include <dsrole.h>
#include <rpc.h>

#include "product.h"
#include "program.h"
#include "rpcserver.h"

/*
 * The server is tests/hostile/rpcserver.c; here are the answers that it gives: right NDR that says what cannot be, and such as
 * no server sends.
 */

/* Not 127.0.0.1, which is this computer for the functions */
#define ADDRESS    L"127.0.0.23"
#define ADDRESS_A  "127.0.0.23"

/* MS-NRPC's opnums */
enum
{
    GET_DC_NAME = 11, CONTROL = 12, GET_ANY_DC_NAME = 13, CONTROL_2_EX = 18, TRUSTED_DOMAINS = 19, GET_SITE_NAME = 28,
    ADDRESS_SITES = 33, GET_DC_NAME_EX_2 = 34, TIME_SERVICE = 35, ADDRESS_SITES_EX = 37, SITE_COVERAGE = 38, TRUSTS = 40,
    FOREST_TRUST = 43
};
#define GET_ROLE  0
/* MS-WKST's */
#define GET_WORKSTATION       0
#define GET_JOIN_INFORMATION  20

#define FAULT_NO_SUCH_OPNUM  0x1c010002

NET_API_STATUS WINAPI NetLogonGetTimeServiceParentDomain( LPWSTR server, LPWSTR *domain, BOOL *is_same_site );

static struct rpc_server server;

static void *const garbage = (void *)0xdeadbeef;

/* ---- what the answers are made of ------------------------------------------------------------- */

static struct
{
    BYTE  bytes[0x40000];
    DWORD size;
}
built;

static void put_bytes( const void *bytes, DWORD size )
{
    memcpy( built.bytes + built.size, bytes, size );
    built.size += size;
}

static void put( DWORD number )
{
    while (built.size % sizeof(number)) built.bytes[built.size++] = 0;
    put_bytes( &number, sizeof(number) );
}

/* what a pointer to a string leads to; without the null at its end it is none */
static void put_string( const WCHAR *string, BOOL has_end )
{
    DWORD length = lstrlenW( string ) + has_end;

    put( length );
    put( 0 );
    put( length );
    put_bytes( string, length * sizeof(WCHAR) );
}

/* what a counted string's pointer leads to */
static void put_characters( const WCHAR *string, DWORD length, DWORD maximum )
{
    put( maximum );
    put( 0 );
    put( length );
    put_bytes( string, length * sizeof(WCHAR) );
}

static void begin(void)
{
    forget_connections( ADDRESS );
    clear_rules( &server );
    server.page->log_count = 0;
    built.size = 0;
}

static void give( const char *interface_name, LONG opnum, DWORD status )
{
    put( status );
    give_answer( &server, add_rule( &server, interface_name, opnum, 0, ALL_CALLS ), built.bytes, built.size );
    built.size = 0;
}

static BOOL is_failure( NET_API_STATUS status )
{
    return status == RPC_X_BAD_STUB_DATA || status == RPC_S_INVALID_BOUND;
}

#define check_failure( status )  ok( is_failure( status ), "got status %lu\n", status )
#define check_status( status, expected )  ok( status == (expected), "got status %lu\n", status )

/* ---- trusts ----------------------------------------------------------------------------------- */

struct sent_trust
{
    const WCHAR *netbios, *dns;
    DWORD        flags, parent;
    DWORD        sid_count;     /* of its subauthorities; 0: no SID */
};

static void put_sid( DWORD told, DWORD sent, BYTE revision )
{
    const BYTE start[8] = { revision, told, 0, 0, 0, 0, 0, 5 };
    DWORD i;

    put( sent );
    put_bytes( start, sizeof(start) );
    for (i = 0; i < sent; i++) put( i + 21 );
}

static void put_trusts( const struct sent_trust *trusts, DWORD told, DWORD sent )
{
    DWORD i, j;

    put( told );
    put( sent != 0 );
    if (!sent) return;
    put( told );
    for (i = 0; i < sent; i++)
    {
        put( trusts[i].netbios ? 0x100 + i : 0 );
        put( trusts[i].dns ? 0x200 + i : 0 );
        put( trusts[i].flags );
        put( trusts[i].parent );
        put( TRUST_TYPE_UPLEVEL );
        put( TRUST_ATTRIBUTE_WITHIN_FOREST );
        put( trusts[i].sid_count ? 0x300 + i : 0 );
        for (j = 0; j < 4; j++) put( 0x11111111 * (i + 1) );
    }
    for (i = 0; i < sent; i++)
    {
        if (trusts[i].netbios) put_string( trusts[i].netbios, TRUE );
        if (trusts[i].dns) put_string( trusts[i].dns, TRUE );
        if (trusts[i].sid_count) put_sid( trusts[i].sid_count, trusts[i].sid_count, SID_REVISION );
    }
}

#define FOREST    DS_DOMAIN_IN_FOREST
#define OUTBOUND  DS_DOMAIN_DIRECT_OUTBOUND

/* a root with a child and a grandchild, one of another forest, and one that trusts us alone */
static const struct sent_trust family[] =
{
    { L"OTHER", L"other.test", OUTBOUND, 7, 4 },
    { L"GRAND", L"grand.child.root.test", FOREST, 2, 4 },
    { L"CHILD", L"child.root.test", FOREST | OUTBOUND | DS_DOMAIN_PRIMARY, 3, 4 },
    { L"ROOT", L"root.test", FOREST | OUTBOUND | DS_DOMAIN_TREE_ROOT | DS_DOMAIN_DIRECT_INBOUND, 9, 4 },
    { L"OLD", NULL, DS_DOMAIN_DIRECT_INBOUND, 0, 0 },
};

static void answer_trusts( const struct sent_trust *trusts, DWORD told, DWORD sent, DWORD status )
{
    begin();
    put_trusts( trusts, told, sent );
    give( "netlogon", TRUSTS, status );
}

/* all of it is one buffer */
static BOOL is_inside( const void *buffer, const void *part )
{
    DWORD size;

    return !part || (!NetApiBufferSize( (void *)buffer, &size ) && (const BYTE *)part >= (const BYTE *)buffer &&
                     (const BYTE *)part < (const BYTE *)buffer + size);
}

static void test_trusts(void)
{
    static const struct { DWORD flags, count, indexes[5], parents[5]; } rows[] =
    {
        { 0, 5, { 0, 1, 2, 3, 4 }, { 0 } },
        { DS_DOMAIN_VALID_FLAGS, 5, { 0, 1, 2, 3, 4 }, { 0, 2, 3 } },
        { FOREST, 3, { 1, 2, 3 }, { 1, 2, 0 } },
        { FOREST | OUTBOUND, 4, { 0, 1, 2, 3 }, { 0, 2, 3, 0 } },
        { OUTBOUND, 3, { 0, 2, 3 }, { 0 } },
        { DS_DOMAIN_PRIMARY, 1, { 2 }, { 0 } },
        { DS_DOMAIN_TREE_ROOT, 1, { 3 }, { 0 } },
        { DS_DOMAIN_DIRECT_INBOUND, 2, { 3, 4 }, { 0 } },
        { DS_DOMAIN_NATIVE_MODE, 0, { 0 }, { 0 } },
    };
    DS_DOMAIN_TRUSTSW *trusts;
    DS_DOMAIN_TRUSTSA *trusts_a;
    const struct sent_trust *sent;
    NET_API_STATUS status;
    unsigned int i;
    ULONG count, j;
    char dns[40];

    answer_trusts( family, 5, 5, 0 );
    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        winetest_push_context( "row %u", i );
        trusts = garbage;
        status = DsEnumerateDomainTrustsW( (WCHAR *)ADDRESS, rows[i].flags, &trusts, &count );
        check_status( status, ERROR_SUCCESS );
        ok( count == rows[i].count && !trusts == !count, "got %lu at %p\n", count, trusts );
        for (j = 0; !status && j < min( count, rows[i].count ); j++)
        {
            sent = &family[rows[i].indexes[j]];
            ok( !lstrcmpW( trusts[j].NetbiosDomainName, sent->netbios ), "%lu: got %s\n", j,
                wine_dbgstr_w( trusts[j].NetbiosDomainName ) );
            ok( !trusts[j].DnsDomainName == !sent->dns && (!sent->dns || !lstrcmpW( trusts[j].DnsDomainName, sent->dns )),
                "%lu: got %s\n", j, wine_dbgstr_w( trusts[j].DnsDomainName ) );
            ok( trusts[j].Flags == sent->flags, "%lu: got flags %#lx\n", j, trusts[j].Flags );
            ok( trusts[j].ParentIndex == rows[i].parents[j], "%lu: got parent %lu\n", j, trusts[j].ParentIndex );
            ok( trusts[j].TrustType == TRUST_TYPE_UPLEVEL && trusts[j].TrustAttributes == TRUST_ATTRIBUTE_WITHIN_FOREST,
                "%lu: got %lu, %lu\n", j, trusts[j].TrustType, trusts[j].TrustAttributes );
            ok( trusts[j].DomainGuid.Data1 == 0x11111111 * (rows[i].indexes[j] + 1), "%lu: got another GUID\n", j );
            ok( !trusts[j].DomainSid == !sent->sid_count, "%lu: got SID %p\n", j, trusts[j].DomainSid );
            if (sent->sid_count) ok( IsValidSid( trusts[j].DomainSid ) && *GetSidSubAuthority( trusts[j].DomainSid, 3 ) == 24,
                                     "%lu: got another SID\n", j );
            ok( is_inside( trusts, trusts[j].NetbiosDomainName ) && is_inside( trusts, trusts[j].DnsDomainName ) &&
                is_inside( trusts, trusts[j].DomainSid ), "%lu: it is not in the buffer\n", j );
        }
        NetApiBufferFree( trusts );

        trusts_a = garbage;
        status = DsEnumerateDomainTrustsA( (char *)ADDRESS_A, rows[i].flags, &trusts_a, &count );
        check_status( status, ERROR_SUCCESS );
        ok( count == rows[i].count && !trusts_a == !count, "got %lu at %p\n", count, trusts_a );
        for (j = 0; !status && j < min( count, rows[i].count ); j++)
        {
            sent = &family[rows[i].indexes[j]];
            WideCharToMultiByte( CP_ACP, 0, sent->dns ? sent->dns : L"", -1, dns, sizeof(dns), NULL, NULL );
            ok( !trusts_a[j].DnsDomainName == !sent->dns && (!sent->dns || !strcmp( trusts_a[j].DnsDomainName, dns )),
                "%lu: got %s\n", j, trusts_a[j].DnsDomainName );
            ok( trusts_a[j].ParentIndex == rows[i].parents[j] && trusts_a[j].Flags == sent->flags, "%lu: got %lu, %#lx\n", j,
                trusts_a[j].ParentIndex, trusts_a[j].Flags );
            ok( !trusts_a[j].DomainSid == !sent->sid_count && (!sent->sid_count || IsValidSid( trusts_a[j].DomainSid )),
                "%lu: got another SID\n", j );
            ok( is_inside( trusts_a, trusts_a[j].NetbiosDomainName ) && is_inside( trusts_a, trusts_a[j].DnsDomainName ) &&
                is_inside( trusts_a, trusts_a[j].DomainSid ), "%lu: it is not in the buffer\n", j );
        }
        NetApiBufferFree( trusts_a );
        winetest_pop_context();
    }
}

static void check_no_trusts( NET_API_STATUS expected )
{
    DS_DOMAIN_TRUSTSW *trusts = garbage;
    DS_DOMAIN_TRUSTSA *trusts_a = garbage;
    NET_API_STATUS status;
    ULONG count = 77;

    status = DsEnumerateDomainTrustsW( (WCHAR *)ADDRESS, FOREST | OUTBOUND, &trusts, &count );
    if (expected) check_status( status, expected );
    else check_failure( status );
    ok( !count && !trusts, "got %lu at %p\n", count, trusts );
    count = 77;
    status = DsEnumerateDomainTrustsA( (char *)ADDRESS_A, FOREST | OUTBOUND, &trusts_a, &count );
    if (expected) check_status( status, expected );
    else check_failure( status );
    ok( !count && !trusts_a, "got %lu at %p\n", count, trusts_a );
}

static void test_bad_trusts(void)
{
    static const struct { struct sent_trust trust; DWORD told, sent, status; NET_API_STATUS expected; } rows[] =
    {
        { { L"N", L"n.test", OUTBOUND, 0, 4 }, 2, 1, 0, 0 },
        { { L"N", L"n.test", OUTBOUND, 0, 4 }, 0x10000001, 1, 0, 0 },
        { { L"N", L"n.test", OUTBOUND, 0, 4 }, MAXDWORD, 1, 0, 0 },
        { { L"N", L"n.test", OUTBOUND, 0, 4 }, 2, 0, 0, 0 },
        { { NULL, L"n.test", OUTBOUND, 0, 4 }, 1, 1, 0, 0 },
        { { L"N", L"n.test", OUTBOUND, 0, 16 }, 1, 1, 0, 0 },
        { { L"N", L"n.test", OUTBOUND, 0, 255 }, 1, 1, 0, 0 },
        { { L"N", L"n.test", FOREST, 1, 4 }, 1, 1, 0, 0 },
        { { L"N", L"n.test", FOREST, MAXDWORD, 4 }, 1, 1, 0, 0 },
        { { L"N", L"n.test", OUTBOUND, 0, 4 }, 1, 1, ERROR_NO_LOGON_SERVERS, ERROR_NO_LOGON_SERVERS },
        { { L"N", L"n.test", OUTBOUND, 0, 4 }, 1, 1, ERROR_MORE_DATA, 0 },
        { { L"N", L"n.test", OUTBOUND, 0, 4 }, 0, 0, ERROR_NO_TRUST_LSA_SECRET, ERROR_NO_TRUST_LSA_SECRET },
    };
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        winetest_push_context( "row %u", i );
        answer_trusts( &rows[i].trust, rows[i].told, rows[i].sent, rows[i].status );
        check_no_trusts( rows[i].expected );
        winetest_pop_context();
    }

    /* a name without an end, a SID whose numbers of subauthorities differ, and one of no revision */
    for (i = 0; i < 4; i++)
    {
        winetest_push_context( "trust %u", i );
        begin();
        put( 1 );
        put( 1 );
        put( 1 );
        put( 1 );
        put( 0 );
        put( OUTBOUND );
        put( 0 );
        put( 0 );
        put( 0 );
        put( i != 0 );
        put( 0 );
        put( 0 );
        put( 0 );
        put( 0 );
        put_string( L"NAME", i != 0 );
        if (i) put_sid( i == 1 ? 16 : i == 2 ? 255 : 4, 4, i == 3 ? 2 : SID_REVISION );
        give( "netlogon", TRUSTS, 0 );
        check_no_trusts( 0 );
        winetest_pop_context();
    }
}

/* ---- trusted domains -------------------------------------------------------------------------- */

static void answer_domains( const void *bytes, DWORD told, DWORD sent, DWORD status )
{
    begin();
    put( told );
    put( bytes != NULL );
    if (bytes)
    {
        put( told );
        put_bytes( bytes, sent );
    }
    give( "netlogon", TRUSTED_DOMAINS, status );
}

static void check_domains( NTSTATUS expected, const WCHAR *expected_names, DWORD size )
{
    WCHAR *names = garbage;
    NTSTATUS status = NetEnumerateTrustedDomains( (WCHAR *)ADDRESS, &names );
    DWORD buffer_size;

    ok( status == expected, "got %#lx\n", status );
    if (!expected_names) ok( !names, "got %p\n", names );
    else if (!status)
    {
        NetApiBufferSize( names, &buffer_size );
        ok( buffer_size >= size && !memcmp( names, expected_names, size ), "got %s\n", wine_dbgstr_w( names ) );
    }
    NetApiBufferFree( names );
}

static void test_trusted_domains(void)
{
    static const WCHAR two[] = L"ONE\0OTHER\0", none[] = L"\0";
    struct rule *rule;

    answer_domains( two, sizeof(two), sizeof(two), 0 );
    check_domains( STATUS_SUCCESS, two, sizeof(two) );
    answer_domains( none, sizeof(none), sizeof(none), 0 );
    check_domains( STATUS_SUCCESS, none, sizeof(none) );
    answer_domains( none, sizeof(WCHAR), sizeof(WCHAR), 0 );
    check_domains( STATUS_SUCCESS, none, sizeof(none) );
    answer_domains( NULL, 0, 0, 0 );
    check_domains( STATUS_SUCCESS, none, sizeof(none) );
    /* an end of one name alone, half of an end, none, and nothing where there should be something */
    answer_domains( two, sizeof(two) - sizeof(WCHAR), sizeof(two) - sizeof(WCHAR), 0 );
    check_domains( RPC_NT_BAD_STUB_DATA, NULL, 0 );
    answer_domains( two, sizeof(two) - 1, sizeof(two) - 1, 0 );
    check_domains( RPC_NT_BAD_STUB_DATA, NULL, 0 );
    answer_domains( two, 6, 6, 0 );
    check_domains( RPC_NT_BAD_STUB_DATA, NULL, 0 );
    answer_domains( NULL, 8, 0, 0 );
    check_domains( RPC_NT_BAD_STUB_DATA, NULL, 0 );
    /* statuses of both kinds */
    answer_domains( two, sizeof(two), sizeof(two), STATUS_ACCESS_DENIED );
    check_domains( STATUS_ACCESS_DENIED, NULL, 0 );
    answer_domains( two, sizeof(two), sizeof(two), ERROR_NO_LOGON_SERVERS );
    check_domains( STATUS_NO_LOGON_SERVERS, NULL, 0 );
    answer_domains( two, sizeof(two), sizeof(two), ERROR_NO_TRUST_SAM_ACCOUNT );
    check_domains( STATUS_NO_TRUST_SAM_ACCOUNT, NULL, 0 );
    answer_domains( two, sizeof(two), sizeof(two), STATUS_PENDING );
    check_domains( STATUS_UNSUCCESSFUL, NULL, 0 );

    /* a server without it */
    answer_trusts( family, 5, 5, 0 );
    rule = add_rule( &server, "netlogon", TRUSTED_DOMAINS, 0, ALL_CALLS );
    rule->fault = FAULT_NO_SUCH_OPNUM;
    check_domains( STATUS_SUCCESS, L"OTHER\0CHILD\0ROOT\0", sizeof(L"OTHER\0CHILD\0ROOT\0") );
    answer_trusts( family, 0, 0, 0 );
    rule = add_rule( &server, "netlogon", TRUSTED_DOMAINS, 0, ALL_CALLS );
    rule->fault = FAULT_NO_SUCH_OPNUM;
    check_domains( STATUS_SUCCESS, none, sizeof(none) );
}

/* ---- sites ------------------------------------------------------------------------------------ */

/* names as they are sent; of the first one its lengths are told */
struct sent_names
{
    DWORD        told, sent;        /* how many there are; sent 0: no array */
    WORD         length, maximum;   /* in bytes */
    const WCHAR *first, *second;    /* an empty one has no pointer */
};

static void put_lengths( const struct sent_names *names )
{
    DWORD i, second = lstrlenW( names->second ) * sizeof(WCHAR);

    if (!names->sent) return;
    put( names->told );
    put( names->length | names->maximum << 16 );
    put( names->first ? 0x1000 : 0 );
    for (i = 1; i < names->sent; i++)
    {
        put( second * 0x10001 );
        put( second ? 0x1000 + i : 0 );
    }
    if (names->first) put_characters( names->first, names->length / 2, names->maximum / 2 );
    for (i = 1; i < names->sent && second; i++) put_characters( names->second, second / 2, second / 2 );
}

static void answer_sites( LONG opnum, const struct sent_names *names, BOOL has_subnets )
{
    begin();
    put( 1 );
    put( names->told );
    put( names->sent ? 2 : 0 );
    if (opnum == ADDRESS_SITES_EX) put( has_subnets ? 3 : 0 );
    put_lengths( names );
    if (opnum == ADDRESS_SITES_EX && has_subnets) put_lengths( names );
    give( "netlogon", opnum, 0 );
}

static const struct { struct sent_names names; BOOL is_good, is_coverage; } name_rows[] =
{
    { { 2, 2, 8, 8, L"Main", L"Branch" }, TRUE, FALSE },
    { { 2, 2, 8, 12, L"Main", L"Branch" }, TRUE, FALSE },
    { { 2, 2, 0, 0, NULL, L"Branch" }, TRUE, FALSE },          /* a name that is empty */
    { { 2, 2, 8, 8, L"Ma\0n", L"Branch" }, FALSE, FALSE },
    { { 2, 2, 8, 8, NULL, L"Branch" }, FALSE, FALSE },
    { { 3, 2, 8, 8, L"Main", L"Branch" }, FALSE, FALSE },
    { { 2, 0, 8, 8, L"Main", L"Branch" }, FALSE, FALSE },
    { { 0x20000001, 2, 8, 8, L"Main", L"Branch" }, FALSE, FALSE },
    { { 1, 1, 8, 8, L"Main", L"" }, FALSE, TRUE },      /* of two addresses */
    { { 3, 3, 8, 8, L"Main", L"Branch" }, FALSE, TRUE },
};

static void test_address_sites(void)
{
    static const LONG opnums[] = { ADDRESS_SITES, ADDRESS_SITES_EX };
    SOCKADDR_IN address = { .sin_family = AF_INET };
    SOCKET_ADDRESS entries[2] = { { (SOCKADDR *)&address, sizeof(address) }, { NULL, 77 } };
    WCHAR **sites, **subnets;
    char **sites_a, **subnets_a;
    NET_API_STATUS status;
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(name_rows); i++)
        for (j = 0; j < 2; j++)
        {
            winetest_push_context( "row %u, opnum %ld", i, opnums[j] );
            answer_sites( opnums[j], &name_rows[i].names, TRUE );
            sites = subnets = garbage;
            if (j) status = DsAddressToSiteNamesExW( ADDRESS, 2, entries, &sites, &subnets );
            else status = DsAddressToSiteNamesW( ADDRESS, 2, entries, &sites );
            if (!name_rows[i].is_good)
            {
                check_failure( status );
                ok( !sites && (!j || !subnets), "got %p, %p\n", sites, subnets );
            }
            else
            {
                check_status( status, ERROR_SUCCESS );
                ok( !sites[0] == !name_rows[i].names.first && (!sites[0] || !lstrcmpW( sites[0], L"Main" )) &&
                    !lstrcmpW( sites[1], L"Branch" ), "got %s, %s\n", wine_dbgstr_w( sites[0] ), wine_dbgstr_w( sites[1] ) );
                ok( is_inside( sites, sites[0] ) && is_inside( sites, sites[1] ), "they are not in the buffer\n" );
                if (j) ok( !lstrcmpW( subnets[1], L"Branch" ), "got %s\n", wine_dbgstr_w( subnets[1] ) );
                if (j) NetApiBufferFree( subnets );
                NetApiBufferFree( sites );
            }
            sites_a = subnets_a = garbage;
            if (j) status = DsAddressToSiteNamesExA( ADDRESS_A, 2, entries, &sites_a, &subnets_a );
            else status = DsAddressToSiteNamesA( ADDRESS_A, 2, entries, &sites_a );
            ok( (status == ERROR_SUCCESS) == name_rows[i].is_good, "got %lu\n", status );
            if (status) ok( !sites_a && (!j || !subnets_a), "got %p, %p\n", sites_a, subnets_a );
            else
            {
                ok( !strcmp( sites_a[1], "Branch" ), "got %s\n", sites_a[1] );
                if (j) ok( !strcmp( subnets_a[1], "Branch" ), "got %s\n", subnets_a[1] );
                if (j) NetApiBufferFree( subnets_a );
                NetApiBufferFree( sites_a );
            }
            winetest_pop_context();
        }
    answer_sites( ADDRESS_SITES_EX, &name_rows[0].names, FALSE );
    sites = subnets = garbage;
    status = DsAddressToSiteNamesExW( ADDRESS, 2, entries, &sites, &subnets );
    check_failure( status );
    ok( !sites && !subnets, "got %p, %p\n", sites, subnets );

    /* nothing at all */
    begin();
    put( 0 );
    give( "netlogon", ADDRESS_SITES, 0 );
    sites = garbage;
    status = DsAddressToSiteNamesW( ADDRESS, 2, entries, &sites );
    check_failure( status );
    ok( !sites, "got %p\n", sites );
}

static void test_site_coverage(void)
{
    static const struct sent_names none = { .second = L"" };
    ULONG count, expected;
    NET_API_STATUS status;
    WCHAR **sites;
    char **sites_a;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(name_rows); i++)
    {
        winetest_push_context( "row %u", i );
        answer_sites( SITE_COVERAGE, &name_rows[i].names, FALSE );
        sites = garbage;
        count = 77;
        /* any number of sites will do, but each has a name */
        expected = (name_rows[i].is_good && name_rows[i].names.first) || name_rows[i].is_coverage ?
                   name_rows[i].names.told : 0;
        status = DsGetDcSiteCoverageW( ADDRESS, &count, &sites );
        if (!expected) check_failure( status );
        else check_status( status, ERROR_SUCCESS );
        ok( count == expected && !sites == !expected, "got %lu at %p\n", count, sites );
        if (expected) ok( !lstrcmpW( sites[0], L"Main" ), "got %s\n", wine_dbgstr_w( sites[0] ) );
        if (expected > 1) ok( !lstrcmpW( sites[1], L"Branch" ), "got %s\n", wine_dbgstr_w( sites[1] ) );
        NetApiBufferFree( sites );
        sites_a = garbage;
        status = DsGetDcSiteCoverageA( ADDRESS_A, &count, &sites_a );
        ok( !status == !!expected && count == expected && !sites_a == !expected, "got %lu, %lu at %p\n", status, count, sites_a );
        if (expected) ok( !strcmp( sites_a[0], "Main" ), "got %s\n", sites_a[0] );
        NetApiBufferFree( sites_a );
        winetest_pop_context();
    }
    answer_sites( SITE_COVERAGE, &none, FALSE );
    status = DsGetDcSiteCoverageW( ADDRESS, &count, &sites );
    check_status( status, ERROR_SUCCESS );
    ok( !count, "got %lu\n", count );
    NetApiBufferFree( sites );
}

/* ---- strings ---------------------------------------------------------------------------------- */

static NET_API_STATUS ask_site( WCHAR **string )
{
    return DsGetSiteNameW( ADDRESS, string );
}

static NET_API_STATUS ask_site_a( WCHAR **string )
{
    return DsGetSiteNameA( ADDRESS_A, (char **)string );
}

static NET_API_STATUS ask_dc( WCHAR **string )
{
    return NetGetDCName( ADDRESS, L"EXAMPLE", (BYTE **)string );
}

static NET_API_STATUS ask_any_dc( WCHAR **string )
{
    return NetGetAnyDCName( ADDRESS, NULL, (BYTE **)string );
}

static NET_API_STATUS ask_time_service( WCHAR **string )
{
    BOOL is_same_site = 77;
    NET_API_STATUS status = NetLogonGetTimeServiceParentDomain( (WCHAR *)ADDRESS, string, &is_same_site );

    ok( is_same_site == !status, "got %d\n", is_same_site );
    return status;
}

static void test_strings(void)
{
    static const struct { LONG opnum; NET_API_STATUS (*ask)( WCHAR **string ); } rows[] =
    {
        { GET_SITE_NAME, ask_site }, { GET_SITE_NAME, ask_site_a }, { GET_DC_NAME, ask_dc }, { GET_ANY_DC_NAME, ask_any_dc },
        { TIME_SERVICE, ask_time_service },
    };
    NET_API_STATUS status;
    unsigned int i, kind;
    WCHAR *string;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
        for (kind = 0; kind < 5; kind++)
        {
            winetest_push_context( "row %u, kind %u", i, kind );
            begin();
            put( kind != 1 );
            if (kind != 1) put_string( kind == 3 ? L"" : L"A name", kind != 2 );
            if (rows[i].opnum == TIME_SERVICE) put( 1 );
            give( "netlogon", rows[i].opnum, kind == 4 ? ERROR_NO_SUCH_DOMAIN : 0 );
            string = garbage;
            status = rows[i].ask( &string );
            if (kind == 0 || kind == 3)
            {
                check_status( status, NERR_Success );
                if (rows[i].ask == ask_site_a) ok( !strcmp( (char *)string, kind ? "" : "A name" ), "got %s\n", (char *)string );
                else ok( !lstrcmpW( string, kind ? L"" : L"A name" ), "got %s\n", wine_dbgstr_w( string ) );
                NetApiBufferFree( string );
            }
            else
            {
                if (kind == 4) check_status( status, ERROR_NO_SUCH_DOMAIN );
                else check_failure( status );
                ok( !string, "got %p\n", string );
            }
            winetest_pop_context();
        }
}

/* ---- controllers ------------------------------------------------------------------------------ */

#define CONTROLLER_STRINGS  6

/* missing: a string that has no pointer; endless: one without an end; CONTROLLER_STRINGS: none */
static void answer_controller( unsigned int missing, unsigned int endless )
{
    static const WCHAR *const strings[CONTROLLER_STRINGS] =
        { L"\\\\DC2", L"\\\\10.1.1.1", L"other.test", L"forest.test", L"Branch", L"Main" };
    unsigned int i;

    begin();
    put( 1 );
    for (i = 0; i < CONTROLLER_STRINGS; i++)
    {
        put( i == missing ? 0 : 0x100 + i );
        if (i == 1)
        {
            put( DS_INET_ADDRESS );
            put( 0x12345678 );
            put( 2 );
            put( 3 );
            put( 4 );
        }
        if (i == 3) put( DS_PDC_FLAG | DS_DS_FLAG );
    }
    for (i = 0; i < CONTROLLER_STRINGS; i++) if (i != missing) put_string( strings[i], i != endless );
    give( "netlogon", GET_DC_NAME_EX_2, 0 );
}

static void test_controllers(void)
{
    DOMAIN_CONTROLLER_INFOW *info;
    DOMAIN_CONTROLLER_INFOA *info_a;
    NET_API_STATUS status;
    WCHAR long_name[300];
    unsigned int i;

    for (i = 0; i <= CONTROLLER_STRINGS; i++)
    {
        winetest_push_context( "string %u", i );
        answer_controller( i, CONTROLLER_STRINGS );
        info = garbage;
        status = DsGetDcNameW( ADDRESS, L"other.test", NULL, NULL, 0, &info );
        if (i < 3)      /* what no controller is without */
        {
            check_failure( status );
            ok( !info, "got %p\n", info );
        }
        else
        {
            check_status( status, ERROR_SUCCESS );
            ok( !lstrcmpW( info->DomainControllerName, L"\\\\DC2" ), "got %s\n", wine_dbgstr_w( info->DomainControllerName ) );
            ok( !lstrcmpW( info->DomainControllerAddress, L"\\\\10.1.1.1" ) &&
                info->DomainControllerAddressType == DS_INET_ADDRESS, "got another address\n" );
            ok( info->DomainGuid.Data1 == 0x12345678 && info->Flags == (DS_PDC_FLAG | DS_DS_FLAG), "got %#lx, %#lx\n",
                info->DomainGuid.Data1, info->Flags );
            ok( !info->DnsForestName == (i == 3) && !info->DcSiteName == (i == 4) && !info->ClientSiteName == (i == 5),
                "got %p, %p, %p\n", info->DnsForestName, info->DcSiteName, info->ClientSiteName );
            if (i != 5) ok( !lstrcmpW( info->ClientSiteName, L"Main" ), "got %s\n", wine_dbgstr_w( info->ClientSiteName ) );
            ok( is_inside( info, info->ClientSiteName ), "it is not in the buffer\n" );
            NetApiBufferFree( info );
            status = DsGetDcNameA( ADDRESS_A, "other.test", NULL, NULL, 0, &info_a );
            check_status( status, ERROR_SUCCESS );
            ok( !strcmp( info_a->DomainName, "other.test" ), "got %s\n", info_a->DomainName );
            NetApiBufferFree( info_a );
        }
        if (i < CONTROLLER_STRINGS)
        {
            answer_controller( CONTROLLER_STRINGS, i );
            info = garbage;
            status = DsGetDcNameW( ADDRESS, NULL, NULL, NULL, 0, &info );
            check_failure( status );
            ok( !info, "got %p\n", info );
        }
        winetest_pop_context();
    }
    begin();
    put( 0 );
    give( "netlogon", GET_DC_NAME_EX_2, 0 );
    info = garbage;
    status = DsGetDcNameW( ADDRESS, NULL, NULL, NULL, 0, &info );
    check_failure( status );
    ok( !info, "got %p\n", info );

    /* names that are none are not sent */
    for (i = 0; i < ARRAY_SIZE(long_name) - 1; i++) long_name[i] = 'x';
    long_name[i] = 0;
    begin();
    info = garbage;
    status = DsGetDcNameW( ADDRESS, long_name, NULL, NULL, 0, &info );
    check_status( status, ERROR_INVALID_DOMAINNAME );
    ok( !info, "got %p\n", info );
    status = DsGetDcNameW( ADDRESS, NULL, NULL, long_name, 0, &info );
    check_status( status, ERROR_INVALID_PARAMETER );
    status = NetGetAnyDCName( ADDRESS, long_name, (BYTE **)&info );
    check_status( status, ERROR_NO_SUCH_DOMAIN );
    ok( !server.page->log_count, "the server was asked\n" );
}

/* ---- the service's state ---------------------------------------------------------------------- */

/* numbers: how many follow the level and the pointer; string: what the pointer at that place leads to */
static void answer_state( LONG opnum, DWORD level, DWORD pointer, const DWORD *numbers, DWORD count, const WCHAR *string,
                          BOOL has_end )
{
    DWORD i;

    begin();
    put( level );
    put( pointer );
    for (i = 0; pointer && i < count; i++) put( numbers[i] );
    if (pointer && string) put_string( string, has_end );
    give( "netlogon", opnum, 0 );
}

static NET_API_STATUS ask_state( DWORD level, void *info )
{
    const WCHAR *name = L"EXAMPLE";

    *(void **)info = garbage;
    return I_NetLogonControl2( ADDRESS, NETLOGON_CONTROL_TC_QUERY, level, (BYTE *)&name, info );
}

static void check_no_state( DWORD level )
{
    NET_API_STATUS status;
    BYTE *info;

    status = ask_state( level, &info );
    check_failure( status );
    ok( !info, "got %p\n", info );
}

static void test_states(void)
{
    static const DWORD numbers_2[] = { 1, ERROR_NO_LOGON_SERVERS, 0x100, 3 }, without_name[] = { 1, 2, 0, 3 };
    static const DWORD numbers_3[] = { 1, 2, 3, 4, 5, 6, 7 };
    NETLOGON_INFO_1 *info_1;
    NETLOGON_INFO_2 *info_2;
    NETLOGON_INFO_3 *info_3;
    NET_API_STATUS status;
    BYTE *info;
    DWORD level;

    answer_state( CONTROL_2_EX, 2, 1, numbers_2, 4, L"\\\\DC2", TRUE );
    status = ask_state( 2, &info_2 );
    check_status( status, NERR_Success );
    ok( info_2->netlog2_flags == 1 && info_2->netlog2_pdc_connection_status == ERROR_NO_LOGON_SERVERS &&
        info_2->netlog2_tc_connection_status == 3, "got other numbers\n" );
    ok( !lstrcmpW( info_2->netlog2_trusted_dc_name, L"\\\\DC2" ) && is_inside( info_2, info_2->netlog2_trusted_dc_name ),
        "got %s\n", wine_dbgstr_w( info_2->netlog2_trusted_dc_name ) );
    NetApiBufferFree( info_2 );
    answer_state( CONTROL_2_EX, 2, 1, without_name, 4, NULL, TRUE );
    status = ask_state( 2, &info_2 );
    check_status( status, NERR_Success );
    ok( !info_2->netlog2_trusted_dc_name, "got %p\n", info_2->netlog2_trusted_dc_name );
    NetApiBufferFree( info_2 );
    answer_state( CONTROL_2_EX, 3, 1, numbers_3, 7, NULL, TRUE );
    status = ask_state( 3, &info_3 );
    check_status( status, NERR_Success );
    ok( info_3->netlog3_logon_attempts == 2 && info_3->netlog3_reserved5 == 7, "got other numbers\n" );
    NetApiBufferFree( info_3 );
    answer_state( CONTROL, 1, 1, numbers_3, 2, NULL, TRUE );
    status = I_NetLogonControl( ADDRESS, NETLOGON_CONTROL_QUERY, 1, (BYTE **)&info_1 );
    check_status( status, NERR_Success );
    ok( info_1->netlog1_flags == 1 && info_1->netlog1_pdc_connection_status == 2, "got other numbers\n" );
    NetApiBufferFree( info_1 );

    answer_state( CONTROL_2_EX, 2, 0, numbers_2, 4, NULL, TRUE );
    check_no_state( 2 );
    answer_state( CONTROL_2_EX, 2, 1, numbers_2, 4, L"\\\\DC2", FALSE );
    check_no_state( 2 );
    answer_state( CONTROL, 1, 0, NULL, 0, NULL, TRUE );
    info = garbage;
    status = I_NetLogonControl( ADDRESS, NETLOGON_CONTROL_QUERY, 1, &info );
    check_failure( status );
    ok( !info, "got %p\n", info );
    /* another arm of the union than was asked for */
    for (level = 0; level < 6; level++)
    {
        if (level == 2) continue;
        winetest_push_context( "level %lu", level );
        answer_state( CONTROL_2_EX, level, 1, numbers_3, 7, NULL, TRUE );
        status = ask_state( 2, &info );
        ok( status && !info, "got %lu, %p\n", status, info );     /* the status may be read from another place */
        winetest_pop_context();
    }
    answer_state( CONTROL_2_EX, 3, 1, numbers_3, 7, NULL, TRUE );
    check_no_state( 1 );
    /* what there is no level of is not asked for */
    begin();
    info = garbage;
    status = I_NetLogonControl2( ADDRESS, NETLOGON_CONTROL_QUERY, 5, NULL, &info );
    check_status( status, ERROR_INVALID_LEVEL );
    ok( !info && !server.page->log_count, "got %p\n", info );
    status = I_NetLogonControl( ADDRESS, NETLOGON_CONTROL_QUERY, 2, &info );
    check_status( status, ERROR_NOT_SUPPORTED );
    ok( !server.page->log_count, "the server was asked\n" );
}

/* ---- a forest's names ------------------------------------------------------------------------- */

enum record_kind
{
    GOOD_NAME, GOOD_EXCLUSION, GOOD_DOMAIN, GOOD_DATA, NO_NAME, NO_SID, BAD_SID, SHORT_DATA, WITHOUT_DATA, NO_RECORD, RECORD_KINDS
};

/* Each record begins at a multiple of 8. */
static void put_record( enum record_kind kind )
{
    static const DWORD types[RECORD_KINDS] = { 0, 1, 2, 7, 0, 2, 2, 7, 7 };
    static const BYTE data[] = { 1, 2, 3, 4, 5 };

    while (built.size % 8) built.bytes[built.size++] = 0;
    put( 5 );                   /* flags */
    put( types[kind] | 0x77770000 );    /* with what aligns the next number */
    put( 0x11223344 );          /* time */
    put( 0x01d00000 );
    put( types[kind] );
    switch (types[kind])
    {
    case 0:
    case 1:
        put( 8 * 0x10001 );
        put( kind != NO_NAME );
        if (kind != NO_NAME) put_characters( L"name", 4, 4 );
        break;
    case 2:
        put( kind != NO_SID );
        put( 8 * 0x10001 );
        put( 2 );
        put( 6 * 0x10001 );
        put( 3 );
        if (kind != NO_SID) put_sid( kind == BAD_SID ? 16 : 4, 4, SID_REVISION );
        put_characters( L"dns.", 4, 4 );
        put_characters( L"NET", 3, 3 );
        break;
    default:
        put( kind == SHORT_DATA ? 0x8000 : sizeof(data) );
        put( kind != WITHOUT_DATA );
        if (kind == WITHOUT_DATA) break;
        put( kind == SHORT_DATA ? 0x8000 : sizeof(data) );
        put_bytes( data, sizeof(data) );
    }
}

static void answer_forest( DWORD told, const enum record_kind *kinds, DWORD sent )
{
    DWORD i;

    begin();
    put( 1 );
    put( told );
    put( sent != 0 );
    if (sent) put( told );
    for (i = 0; i < sent; i++) put( kinds[i] == NO_RECORD ? 0 : 0x100 + i );
    for (i = 0; i < sent; i++) if (kinds[i] != NO_RECORD) put_record( kinds[i] );
    give( "netlogon", FOREST_TRUST, 0 );
}

static void check_no_forest(void)
{
    LSA_FOREST_TRUST_INFORMATION *info = garbage;
    NET_API_STATUS status = DsGetForestTrustInformationW( ADDRESS, NULL, 0, &info );

    check_failure( status );
    ok( !info, "got %p\n", info );
}

static void test_forest(void)
{
    static const enum record_kind good[] = { GOOD_NAME, GOOD_EXCLUSION, GOOD_DOMAIN, GOOD_DATA };
    LSA_FOREST_TRUST_INFORMATION *info;
    LSA_FOREST_TRUST_DOMAIN_INFO *domain;
    LSA_FOREST_TRUST_BINARY_DATA *data;
    static enum record_kind many[MAX_RECORDS_IN_FOREST_TRUST_INFO + 1];
    enum record_kind kind;
    NET_API_STATUS status;
    DWORD i;

    answer_forest( 4, good, 4 );
    status = DsGetForestTrustInformationW( ADDRESS, L"other.test", 0, &info );
    check_status( status, ERROR_SUCCESS );
    if (!status)
    {
        ok( info->RecordCount == 4, "got %lu records\n", info->RecordCount );
        for (i = 0; i < 4; i++)
        {
            ok( is_inside( info, info->Entries[i] ) && info->Entries[i]->Flags == 5 &&
                info->Entries[i]->Time.QuadPart == 0x01d0000011223344, "record %lu is another one\n", i );
            ok( info->Entries[i]->ForestTrustType == (i == 3 ? 7 : i), "got type %u\n", info->Entries[i]->ForestTrustType );
        }
        for (i = 0; i < 2; i++)
            ok( info->Entries[i]->ForestTrustData.TopLevelName.Length == 8 &&
                !lstrcmpW( info->Entries[i]->ForestTrustData.TopLevelName.Buffer, L"name" ), "record %lu has another name\n", i );
        domain = &info->Entries[2]->ForestTrustData.DomainInfo;
        ok( IsValidSid( domain->Sid ) && *GetSidSubAuthority( domain->Sid, 3 ) == 24 && is_inside( info, domain->Sid ),
            "got another SID\n" );
        ok( !lstrcmpW( domain->DnsName.Buffer, L"dns." ) && !lstrcmpW( domain->NetbiosName.Buffer, L"NET" ) &&
            domain->NetbiosName.Length == 6, "got other names\n" );
        data = &info->Entries[3]->ForestTrustData.Data;
        ok( data->Length == 5 && is_inside( info, data->Buffer ) && data->Buffer[4] == 5, "got other data\n" );
        NetApiBufferFree( info );
    }
    answer_forest( 0, NULL, 0 );
    status = DsGetForestTrustInformationW( ADDRESS, NULL, 0, &info );
    check_status( status, ERROR_SUCCESS );
    if (!status) ok( !info->RecordCount && !info->Entries, "got %lu records at %p\n", info->RecordCount, info->Entries );
    if (!status) NetApiBufferFree( info );

    for (kind = NO_NAME; kind < RECORD_KINDS; kind++)
    {
        winetest_push_context( "kind %u", kind );
        answer_forest( 1, &kind, 1 );
        check_no_forest();
        winetest_pop_context();
    }
    answer_forest( 5, good, 4 );
    check_no_forest();
    answer_forest( 4, good, 0 );
    check_no_forest();
    answer_forest( 0x20000001, good, 4 );
    check_no_forest();
    begin();
    put( 0 );
    give( "netlogon", FOREST_TRUST, 0 );
    check_no_forest();
    /* so many that there can be, and one more */
    for (i = 0; i < ARRAY_SIZE(many); i++) many[i] = GOOD_DATA;
    answer_forest( MAX_RECORDS_IN_FOREST_TRUST_INFO, many, MAX_RECORDS_IN_FOREST_TRUST_INFO );
    status = DsGetForestTrustInformationW( ADDRESS, NULL, 0, &info );
    check_status( status, ERROR_SUCCESS );
    if (!status) ok( info->RecordCount == MAX_RECORDS_IN_FOREST_TRUST_INFO, "got %lu records\n", info->RecordCount );
    if (!status) NetApiBufferFree( info );
    answer_forest( MAX_RECORDS_IN_FOREST_TRUST_INFO + 1, many, MAX_RECORDS_IN_FOREST_TRUST_INFO + 1 );
    check_no_forest();
}

/* ---- roles ------------------------------------------------------------------------------------ */

static void answer_role( DWORD level, DWORD pointer, BOOL has_end )
{
    begin();
    put( pointer );
    if (pointer)
    {
        put( level );
        put( DsRole_RoleMemberServer | 0x77770000 );    /* with what aligns the next number */
        put( DSROLE_PRIMARY_DOMAIN_GUID_PRESENT );
        put( 1 );
        put( 2 );
        put( 0 );
        put( 0x12345678 );
        put( 0 );
        put( 0 );
        put( 0 );
        put_string( L"FLAT", TRUE );
        put_string( L"dns.test", has_end );
    }
    give( "dssetup", GET_ROLE, 0 );
}

static void test_roles(void)
{
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *info;
    DSROLE_OPERATION_STATE_INFO *operation;
    DSROLE_UPGRADE_STATUS_INFO *upgrade;
    DWORD status, level;

    answer_role( 1, 1, TRUE );
    status = DsRoleGetPrimaryDomainInformation( ADDRESS, DsRolePrimaryDomainInfoBasic, (BYTE **)&info );
    check_status( status, ERROR_SUCCESS );
    if (!status)
    {
        ok( info->MachineRole == DsRole_RoleMemberServer && info->Flags == DSROLE_PRIMARY_DOMAIN_GUID_PRESENT &&
            info->DomainGuid.Data1 == 0x12345678, "got %u, %#lx\n", info->MachineRole, info->Flags );
        ok( !lstrcmpW( info->DomainNameFlat, L"FLAT" ) && !lstrcmpW( info->DomainNameDns, L"dns.test" ) &&
            !info->DomainForestName, "got other names\n" );
        ok( is_inside( info, info->DomainNameFlat ) && is_inside( info, info->DomainNameDns ), "they are not in the buffer\n" );
        DsRoleFreeMemory( info );
    }
    begin();
    put( 1 );
    put( DsRoleUpgradeStatus );
    put( 7 );
    put( DsRoleServerBackup | 0x77770000 );
    give( "dssetup", GET_ROLE, 0 );
    status = DsRoleGetPrimaryDomainInformation( ADDRESS, DsRoleUpgradeStatus, (BYTE **)&upgrade );
    check_status( status, ERROR_SUCCESS );
    if (!status) ok( upgrade->OperationState == 7 && upgrade->PreviousServerState == DsRoleServerBackup, "got %lu, %u\n",
                     upgrade->OperationState, upgrade->PreviousServerState );
    if (!status) DsRoleFreeMemory( upgrade );
    begin();
    put( 1 );
    put( DsRoleOperationState | DsRoleOperationNeedReboot << 16 );
    give( "dssetup", GET_ROLE, 0 );
    status = DsRoleGetPrimaryDomainInformation( ADDRESS, DsRoleOperationState, (BYTE **)&operation );
    check_status( status, ERROR_SUCCESS );
    if (!status) ok( operation->OperationState == DsRoleOperationNeedReboot, "got %u\n", operation->OperationState );
    if (!status) DsRoleFreeMemory( operation );

    for (level = 0; level < 6; level++)
    {
        winetest_push_context( "level %lu", level );
        answer_role( level, level != 1, level != 5 );
        info = garbage;
        status = DsRoleGetPrimaryDomainInformation( ADDRESS, DsRolePrimaryDomainInfoBasic, (BYTE **)&info );
        /* the other levels' structures are shorter, and without pointers */
        if (level != 2 && level != 3) ok( status && !info, "got %lu, %p\n", status, info );
        else if (status) ok( !info, "got %p\n", info );
        else
        {
            ok( !info->DomainNameFlat && !info->DomainNameDns && !info->DomainForestName, "got names\n" );
            DsRoleFreeMemory( info );
        }
        winetest_pop_context();
    }
    answer_role( 1, 1, FALSE );
    info = garbage;
    status = DsRoleGetPrimaryDomainInformation( ADDRESS, DsRolePrimaryDomainInfoBasic, (BYTE **)&info );
    check_failure( status );
    ok( !info, "got %p\n", info );
}

/* What NetGetJoinInformation() tells of a server whose Workstation service does not. */
static void test_membership(void)
{
    static const struct { DWORD role; NETSETUP_JOIN_STATUS type; } rows[] =
    {
        { DsRole_RoleStandaloneWorkstation, NetSetupWorkgroupName },
        { DsRole_RoleMemberWorkstation, NetSetupDomainName },
        { DsRole_RoleStandaloneServer, NetSetupWorkgroupName },
        { DsRole_RoleMemberServer, NetSetupDomainName },
        { DsRole_RoleBackupDomainController, NetSetupDomainName },
        { DsRole_RolePrimaryDomainController, NetSetupDomainName },
        { DsRole_RolePrimaryDomainController + 1, NetSetupUnknownStatus },
        { 0xffff, NetSetupUnknownStatus },
    };
    NETSETUP_JOIN_STATUS type;
    NET_API_STATUS status;
    unsigned int i, j;
    WCHAR *name;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        winetest_push_context( "row %u", i );
        begin();
        add_rule( &server, "wkssvc", GET_JOIN_INFORMATION, 0, ALL_CALLS )->fault = FAULT_NO_SUCH_OPNUM;
        put( 1 );
        put( 1 );
        put( rows[i].role );
        for (j = 0; j < 8; j++) put( 0 );
        give( "dssetup", GET_ROLE, 0 );
        name = garbage;
        status = NetGetJoinInformation( ADDRESS, &name, &type );
        ok( type == rows[i].type, "got type %d\n", type );
        if (rows[i].type == NetSetupUnknownStatus)
        {
            check_failure( status );
            ok( !name, "got %p\n", name );
        }
        else
        {
            check_status( status, NERR_Success );
            ok( !lstrcmpW( name, L"TESTGROUP" ), "got %s\n", wine_dbgstr_w( name ) );
        }
        NetApiBufferFree( name );
        winetest_pop_context();
    }
    /* without the name, without the role, and any other failure */
    for (i = 0; i < 3; i++)
    {
        winetest_push_context( "failure %u", i );
        begin();
        add_rule( &server, "wkssvc", GET_JOIN_INFORMATION, 0, ALL_CALLS )->fault = i == 2 ? 5 : FAULT_NO_SUCH_OPNUM;
        if (i == 0) add_rule( &server, "wkssvc", GET_WORKSTATION, 0, ALL_CALLS )->fault = 5;
        if (i == 1) add_rule( &server, "dssetup", GET_ROLE, 0, ALL_CALLS )->fault = 5;
        name = garbage;
        status = NetGetJoinInformation( ADDRESS, &name, &type );
        check_status( status, ERROR_ACCESS_DENIED );
        ok( !name && type == NetSetupUnknownStatus, "got %p, %d\n", name, type );
        winetest_pop_context();
    }
}

static const struct
{
    const char *name;
    void      (*test)(void);
}
parts[] =
{
    { "trusts", test_trusts },
    { "bad trusts", test_bad_trusts },
    { "trusted domains", test_trusted_domains },
    { "address sites", test_address_sites },
    { "site coverage", test_site_coverage },
    { "strings", test_strings },
    { "controllers", test_controllers },
    { "states", test_states },
    { "forest", test_forest },
    { "roles", test_roles },
    { "membership", test_membership },
};

/* NETAPI32_TEST_PART=NAME runs one of the parts. */
START_TEST(hostilenetlogon)
{
    unsigned int i;

    if (!testing_ours())
    {
        skip( "the settings of servers are this module's alone\n" );
        return;
    }
    if (!start_rpc_server( &server, ADDRESS, TIME_LIMIT ))
    {
        ok( 0, "the server did not start\n" );
        return;
    }
    for (i = 0; i < ARRAY_SIZE(parts); i++) if (is_wanted_part( parts[i].name )) parts[i].test();
    forget_connections( ADDRESS );
    stop_rpc_server( &server );
}
