/*
 * Tests of what DNS and domain controllers answer to the locator
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
#include <string.h>

#include <winsock2.h>
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>

#include "dnsanswer.h"
#include "hex.h"

/* both have one of this name */
#define read_number  read_number_of_variable
#include "hostile/mutation.h"
#undef read_number

/* No export shows the functions as they are, so the test has a copy of them; sockets and ASN.1 are those of tests/tcp.c and
 * tests/asn1.c. */
#define is_same_name      is_same_test_name
#define get_text_setting  get_test_setting
#include "../locator/dnsname.c"
#include "../locator/dnsquery.c"
#include "../locator/dns.c"
#include "../locator/cldap.c"

BOOL is_same_name( const WCHAR *a, const WCHAR *b ) { return !lstrcmpiW( a, b ); }

BOOL get_text_setting( const WCHAR *name, WCHAR *text, DWORD count )
{
    (void)name, (void)text, (void)count;
    return FALSE;
}

#define PAGE     0x1000
#define MUTANTS  1000000

static BYTE *pages;

/* where the memory ends that can be read */
static BYTE *put_at_end( const BYTE *bytes, DWORD size )
{
    return memcpy( pages + PAGE - size, bytes, size );
}

/* bytes; where the name stands in them; the name, NULL: none; where it ends */
static const struct
{
    const char  *bytes;
    DWORD        offset;
    const WCHAR *name;
    DWORD        behind;
}
names[] =
{
    { "00", 0, L"", 1 },
    { "016100", 0, L"a", 3 },
    { "01610262630000", 0, L"a.bc", 6 },
    { "0162000161c000", 3, L"a.b", 7 },
    { "0162000161c000c003", 7, L"a.b", 9 },
    { "03c3a46200", 0, L"\x00e4" L"b", 5 },
    { "", 0, NULL, 0 },
    { "01", 0, NULL, 0 },
    { "0161", 0, NULL, 0 },
    { "026100", 0, NULL, 0 },
    { "0161c000", 0, NULL, 0 },                 /* to itself */
    { "c000", 0, NULL, 0 },
    { "0161c00400", 0, NULL, 0 },               /* forwards */
    { "c0026100", 0, NULL, 0 },
    { "016100c000c003", 5, L"a", 7 },
    { "c002c000", 2, NULL, 0 },                 /* each to the other */
    { "0161c0", 0, NULL, 0 },
    { "4161", 0, NULL, 0 },                     /* kinds of labels that there are not */
    { "8161", 0, NULL, 0 },
    { "012e00", 0, NULL, 0 },                   /* characters that are none of a name's */
    { "015c00", 0, NULL, 0 },
    { "010000", 0, NULL, 0 },
    { "012000", 0, NULL, 0 },
    { "01ff00", 0, NULL, 0 },                   /* no UTF-8 */
};

static void test_names(void)
{
    WCHAR name[MAX_DOMAIN_NAME + 1], text[400];
    BYTE bytes[512], wire[MAX_WIRE_NAME + 1];
    struct reader reader;
    unsigned int i;
    DWORD size;
    BOOL read;

    for (i = 0; i < ARRAY_SIZE(names); i++)
    {
        winetest_push_context( "%s", names[i].bytes );
        size = read_hex( names[i].bytes, bytes );
        reader = (struct reader){ put_at_end( bytes, size ), size, names[i].offset, FALSE };
        name[MAX_DOMAIN_NAME] = 0x5555;
        read = read_dns_name( &reader, name );
        ok( read == (names[i].name != NULL) && reader.failed == !read, "got %d\n", read );
        ok( !lstrcmpW( name, read && names[i].name ? names[i].name : L"" ), "got %s\n", wine_dbgstr_w( name ) );
        if (names[i].name) ok( reader.offset == names[i].behind, "ends at %lu\n", reader.offset );
        reader = (struct reader){ put_at_end( bytes, size ), size, names[i].offset, FALSE };
        if (names[i].name) ok( read_dns_name( &reader, NULL ) && reader.offset == names[i].behind, "not passed over\n" );
        winetest_pop_context();
    }

    /* the longest, and one more; with pointers the bytes would be fewer than the characters */
    for (i = 0; i < 260; i++)
    {
        memset( bytes, 0, sizeof(bytes) );
        for (size = 0; size + 2 <= i; size += 2) memcpy( bytes + size, "\1a", 2 );
        reader = (struct reader){ put_at_end( bytes, size + 1 ), size + 1, 0, FALSE };
        name[MAX_DOMAIN_NAME] = 0x5555;
        read = read_dns_name( &reader, name );
        ok( read == (size <= 254), "%lu bytes: got %d\n", size, read );
        if (read && size) ok( (DWORD)lstrlenW( name ) == size - 1, "%lu bytes: got %s\n", size, wine_dbgstr_w( name ) );
        ok( name[MAX_DOMAIN_NAME] == 0x5555, "%lu bytes: too much\n", size );
        reader = (struct reader){ bytes, size + 1, 0, FALSE };
        ok( read_dns_name( &reader, NULL ) == read, "%lu bytes: passed over\n", size );
    }

    /* pointers that lead to each other, no more of them than a name has labels */
    memcpy( bytes, "\1a\0", 3 );
    for (i = 0; i < 200; i++)
    {
        size = 3 + 2 * i;
        put_word( bytes + size, 0xc000 | (i ? size - 2 : 0) );
        reader = (struct reader){ bytes, size + 2, size, FALSE };
        read = read_dns_name( &reader, name );
        ok( read == (i < 127) && reader.failed == !read, "%u pointers: got %d\n", i + 1, read );
        ok( !lstrcmpW( name, read ? L"a" : L"" ), "%u pointers: got %s\n", i + 1, wine_dbgstr_w( name ) );
        reader = (struct reader){ bytes, size + 2, size, FALSE };
        ok( read_dns_name( &reader, NULL ) == read, "%u pointers: passed over\n", i + 1 );
    }

    /* what was written can be read */
    for (i = 1; i < ARRAY_SIZE(text); i++)
    {
        unsigned int j;

        for (j = 0; j < i; j++) text[j] = j % 8 == 7 && j < i - 1 ? '.' : 'a' + j % 26;
        text[i] = 0;
        wire[MAX_WIRE_NAME] = 0x55;
        size = write_dns_name( text, wire );
        ok( wire[MAX_WIRE_NAME] == 0x55, "%u characters: too much\n", i );
        ok( i <= 253 ? size == i + 2 : !size, "%u characters: %lu bytes\n", i, size );
        reader = (struct reader){ wire, size, 0, FALSE };
        if (size) ok( read_dns_name( &reader, name ) && !lstrcmpW( name, text ), "got %s\n", wine_dbgstr_w( name ) );
    }
    ok( write_dns_name( L"a.b.", wire ) == 5, "a dot at the end\n" );
    ok( !write_dns_name( L"", wire ) && !write_dns_name( L".", wire ) && !write_dns_name( L"a..b", wire ) &&
        !write_dns_name( L".a", wire ) && !write_dns_name( L"a b", wire ) && !write_dns_name( L"a\\b", wire ), "no names\n" );
    for (i = 0; i < 64; i++) text[i] = 'x';
    text[64] = 0;
    ok( !write_dns_name( text, wire ), "a label of 64\n" );
    text[63] = 0;
    ok( write_dns_name( text, wire ) == 65, "a label of 63\n" );
}

#define SERVICE  L"_ldap._tcp.dc._msdcs.example.test"

/* the messages that are damaged */
static struct question question;
static struct answer answer;
static struct dns_service services[MAX_SERVICES];
static BYTE dns_message[512], ping_message[1024];
static DWORD dns_size, ping_size;

static void make_messages(void)
{
    static const BYTE id[] = { 2, 4, 0, 0x12, 0x34, 0x56 };
    BYTE netlogon[512];
    DWORD size;

    ok( make_question( SERVICE, TYPE_SRV, &question ), "no question\n" );
    dns_size = make_dns_answer( question.bytes, question.size, 0x0100007f, 389, dns_message );
    size = make_netlogon_answer( "example.test", PING_FLAGS_OF_TEST, netlogon );
    ping_size = make_ping_answer( id, sizeof(id), netlogon, size, ping_message );
}

/* FALSE: it is no answer to the question. */
static BOOL read_dns( const BYTE *message, DWORD size, DWORD *count )
{
    *count = 0;
    memset( &answer, 0x55, sizeof(answer) );
    memcpy( answer.bytes, message, size );
    if (!read_header( &question, size, &answer )) return FALSE;
    answer.reader.start = put_at_end( message, size );
    read_services( &answer, SERVICE, services, count );
    order_services( services, *count );
    return TRUE;
}

static BOOL read_ping( const BYTE *message, DWORD size, struct ping_answer *read )
{
    return read_ping_answer( put_at_end( message, size ), size, read );
}

static void test_messages(void)
{
    struct ping_answer ping;
    BYTE damaged[1024];
    unsigned int i;
    DWORD count, id;

    make_messages();
    ok( read_dns( dns_message, dns_size, &count ), "no answer\n" );
    ok( count == 1, "got %lu services\n", count );
    ok( !lstrcmpW( services[0].host.name, L"dc1.example.test" ) && services[0].port == 389 && services[0].weight == 100 &&
        services[0].host.address_count == 1, "another service\n" );
    for (i = 0; i < dns_size; i++)
        ok( !read_dns( dns_message, i, &count ) || !count || !services[0].host.address_count,
            "%u of %lu bytes have all\n", i, dns_size );
    memcpy( damaged, dns_message, dns_size );
    damaged[DNS_HEADER_SIZE + 2] ^= 0x20;
    ok( read_dns( damaged, dns_size, &count ), "a letter's case differs\n" );
    for (i = 0; i < question.size * 8; i++)
    {
        if (i / 8 >= 6 && i / 8 < DNS_HEADER_SIZE) continue;    /* numbers of records */
        memcpy( damaged, dns_message, dns_size );
        damaged[i / 8] ^= 1 << i % 8;
        /* flags that change nothing, and letters */
        if ((i / 8 == 2 && !(1 << i % 8 & 0xf8)) || i / 8 == 3 || (i / 8 > DNS_HEADER_SIZE && i % 8 == 5)) continue;
        ok( !read_dns( damaged, dns_size, &count ), "bit %u: it answers another question\n", i );
    }

    ok( read_ping( ping_message, ping_size, &ping ), "no answer\n" );
    ok( !lstrcmpW( ping.domain, L"example.test" ) && !lstrcmpW( ping.forest, L"example.test" ) &&
        !lstrcmpW( ping.host, L"dc1.example.test" ) && !lstrcmpW( ping.flat_domain, L"TESTDOMAIN" ) &&
        !lstrcmpW( ping.flat_host, L"DC1" ) && !lstrcmpW( ping.site, L"Default-First-Site-Name" ) &&
        !lstrcmpW( ping.client_site, ping.site ) && ping.flags == PING_FLAGS_OF_TEST &&
        !memcmp( &ping.guid, &domain_guid_of_test, sizeof(GUID) ), "another answer\n" );
    ok( read_ping_id( ping_message, ping_size, &id ), "no id\n" );
    ok( id == 0x123456, "got id %#lx\n", id );
    for (i = 0; i < ping_size; i++) ok( !read_ping( ping_message, i, &ping ), "%u of %lu bytes are enough\n", i, ping_size );
    /* what ends too soon in a message that is whole */
    count = make_netlogon_answer( "example.test", PING_FLAGS_OF_TEST, damaged );
    for (i = 0; i <= count; i++)
    {
        static const BYTE number[] = { 2, 1, 7 };
        BYTE message[1024];
        DWORD size = make_ping_answer( number, sizeof(number), damaged, i, message );

        ok( read_ping( message, size, &ping ) == (i == count), "%u of %lu bytes are enough\n", i, count );
    }
}

/* The kinds of accounts are SAM's, and all of them where none is named. */
static void test_kinds(void)
{
    static const DWORD kinds[][2] = /* UF_..., and SAM's */
    {
        { 0x200, 0x10 }, { 0x1000, 0x80 }, { 0x2000, 0x100 }, { 0x800, 0x40 }, { 0x100, 0x08 }, { 0x4000000, 0x100000 },
        { 0x1200, 0x90 }, { 0x1, 0 }, { 0, 0x1001d8 }
    };
    static const BYTE before[] = { 4, 3, 'A', 'A', 'C', 4, 4 };
    struct ping ping = { .domain = L"example.test", .account = L"PC1$" };
    BYTE request[MAX_PING], wanted[sizeof(before) + sizeof(DWORD)];
    DWORD size, i, j;

    memcpy( wanted, before, sizeof(before) );
    for (i = 0; i < ARRAY_SIZE(kinds); i++)
    {
        ping.account_flags = kinds[i][0];
        memcpy( wanted + sizeof(before), &kinds[i][1], sizeof(DWORD) );
        size = write_ping( &ping, 1, request );
        for (j = 0; j + sizeof(wanted) <= size && memcmp( request + j, wanted, sizeof(wanted) ); j++) ;
        ok( j + sizeof(wanted) <= size, "%#lx: the kinds are not %#lx\n", kinds[i][0], kinds[i][1] );
    }
}

/*
 * Answers of DNS with the records that a test wants
 */

static BYTE made[0x10000];
static DWORD made_size;

static void begin_answer( const WCHAR *name, WORD type )
{
    ok( make_question( name, type, &question ), "%s: no question\n", wine_dbgstr_w( name ) );
    memcpy( made, question.bytes, made_size = question.size );
    put_word_of_dns( made + 2, 0x8180 );
}

/* "part": 0: the answers, 1: authorities, 2: others, which come in that order; of the class, as "type" is in its lower half */
static void put_record( unsigned int part, const char *owner, DWORD type, const void *data, DWORD size )
{
    BYTE *at = put_dns_name( made + made_size, owner, 0 ), *count = made + 6 + 2 * part;

    put_word_of_dns( count, (count[0] << 8 | count[1]) + 1 );
    at = put_word_of_dns( at, type & 0xffff );
    at = put_word_of_dns( at, type >> 16 ? type >> 16 : CLASS_IN );
    memset( at, 0xff, 4 );
    at = put_word_of_dns( at + 4, size );
    memcpy( at, data, size );
    made_size = at + size - made;
}

static void put_name( const char *owner, WORD type, const char *name )
{
    BYTE data[MAX_WIRE_NAME + 1];

    put_record( 0, owner, type, data, put_dns_name( data, name, 0 ) - data );
}

static void put_service( const char *owner, WORD priority, WORD port, const char *host )
{
    BYTE data[6 + MAX_WIRE_NAME + 1], *at = put_word_of_dns( put_word_of_dns( put_word_of_dns( data, priority ), 7 ), port );

    put_record( 0, owner, TYPE_SRV, data, put_dns_name( at, host, 0 ) - data );
}

static DWORD read_made_services( const WCHAR *name )
{
    DWORD count = 0;

    memcpy( answer.bytes, made, made_size );
    ok( read_header( &question, made_size, &answer ), "no answer\n" );
    read_services( &answer, name, services, &count );
    order_services( services, count );
    return count;
}

static DWORD read_made_addresses( WORD type )
{
    static struct dns_host host;

    memset( &host, 0, sizeof(host) );
    lstrcpyW( host.name, L"dc1.example.test" );
    memcpy( answer.bytes, made, made_size );
    ok( read_header( &question, made_size, &answer ), "no answer\n" );
    read_addresses( &answer, type, &host );
    return host.address_count;
}

/* Records are of whom was asked for, or of its alias. */
static void test_owners(void)
{
    static const char service[] = "_ldap._tcp.dc._msdcs.example.test";
    static const BYTE address[] = { 10, 0, 0, 1 };
    char name[32], other[32];
    DWORD count;
    int i;

    begin_answer( SERVICE, TYPE_SRV );
    put_service( "_ldap._tcp.dc._msdcs.other.test", 0, 389, "dc9.other.test" );
    ok( !read_made_services( SERVICE ), "a service of another domain\n" );
    put_service( "_LDAP._tcp.DC._msdcs.Example.test", 0, 389, "dc1.example.test" );
    put_service( "_kerberos._tcp.dc._msdcs.example.test", 0, 88, "dc2.example.test" );
    put_record( 2, "DC1.example.TEST", TYPE_A, address, sizeof(address) );
    put_record( 2, "dc9.other.test", TYPE_A, address, sizeof(address) );
    count = read_made_services( SERVICE );
    ok( count == 1 && !lstrcmpW( services[0].host.name, L"dc1.example.test" ) && services[0].host.address_count == 1,
        "got %lu services\n", count );
    count = read_made_services( SERVICE L"." );
    ok( count == 1, "a dot at the end: got %lu services\n", count );

    /* in another part, or of another class */
    begin_answer( SERVICE, TYPE_SRV );
    put_record( 0, service, 3 << 16 | TYPE_SRV, "\0\0\0\0\1\x85\3dc1", 11 );
    put_record( 1, service, TYPE_SRV, "\0\0\0\0\1\x85\3dc1", 11 );
    put_record( 2, service, TYPE_SRV, "\0\0\0\0\1\x85\3dc1", 11 );
    ok( !read_made_services( SERVICE ), "a service where none is\n" );

    begin_answer( SERVICE, TYPE_SRV );
    put_service( "services.example.test", 0, 389, "dc1.example.test" );
    put_name( service, TYPE_CNAME, "services.example.test" );
    ok( read_made_services( SERVICE ) == 1, "an alias is not followed\n" );

    begin_answer( L"dc1.example.test", TYPE_A );
    put_record( 0, "dc2.example.test", TYPE_A, address, sizeof(address) );
    ok( !read_made_addresses( TYPE_A ), "another host's address\n" );
    put_record( 0, "dc1.example.test", TYPE_A, address, sizeof(address) );
    ok( read_made_addresses( TYPE_A ) == 1, "not the host's address\n" );
    ok( !read_made_addresses( TYPE_AAAA ), "an address of another kind\n" );

    /* as many aliases as are followed, in the worst order, and one more */
    for (i = 1; i <= MAX_ALIASES + 1; i++)
    {
        begin_answer( L"dc1.example.test", TYPE_A );
        sprintf( name, "a%d.test", i );
        put_record( 0, name, TYPE_A, address, sizeof(address) );
        for (count = i; count > 1; count--)
        {
            sprintf( name, "a%lu.test", count - 1 );
            sprintf( other, "A%lu.test", count );
            put_name( name, TYPE_CNAME, other );
        }
        put_name( "dc1.example.test", TYPE_CNAME, "a1.test" );
        ok( read_made_addresses( TYPE_A ) == (i <= MAX_ALIASES), "%d aliases\n", i );
    }

    /* circles, and what is no name */
    begin_answer( L"dc1.example.test", TYPE_A );
    put_name( "dc1.example.test", TYPE_CNAME, "dc1.example.test" );
    put_record( 0, "dc1.example.test", TYPE_A, address, sizeof(address) );
    ok( !read_made_addresses( TYPE_A ), "an alias of itself\n" );
    begin_answer( L"dc1.example.test", TYPE_A );
    put_name( "dc1.example.test", TYPE_CNAME, "a.test" );
    put_name( "a.test", TYPE_CNAME, "dc1.example.test" );
    put_record( 0, "dc1.example.test", TYPE_A, address, sizeof(address) );
    put_record( 0, "a.test", TYPE_A, address, sizeof(address) );
    ok( !read_made_addresses( TYPE_A ), "two aliases of each other\n" );
    begin_answer( L"dc1.example.test", TYPE_A );
    put_record( 0, "dc1.example.test", TYPE_CNAME, "\1a\0\0", 4 );
    put_record( 0, "a", TYPE_A, address, sizeof(address) );
    ok( !read_made_addresses( TYPE_A ), "an alias with something behind it\n" );
}

/* Of more services than there is room for those stay that are to be tried first, wherever they stand. */
static void test_many_services(void)
{
    unsigned int i, last, found;
    char host[16];
    DWORD count;

    for (last = 0; last <= 1000; last += 500)
    {
        begin_answer( L"_ldap._tcp.a", TYPE_SRV );
        for (i = 0; i <= 1000; i++)
        {
            sprintf( host, "h%u", i );
            put_service( "_ldap._tcp.a", i == last ? 1 : i % 2 ? 7 : 3, 389, host );
        }
        count = read_made_services( L"_ldap._tcp.a" );
        ok( count == MAX_SERVICES, "got %lu services\n", count );
        sprintf( host, "h%u", last );
        ok( services[0].priority == 1 && services[0].host.name[0] == 'h' &&
            (unsigned int)_wtoi( services[0].host.name + 1 ) == last, "%u: the best one is %s, priority %u\n", last,
            wine_dbgstr_w( services[0].host.name ), services[0].priority );
        for (i = 1, found = 0; i < count; i++) found += services[i].priority == 3;
        ok( found == count - 1, "%u: %u of %lu services are good ones\n", last, found, count );
    }
}

/* Nobody is asked at these addresses. */
static void test_addresses(void)
{
    static const struct { BYTE bytes[16]; BOOL is_taken; } addresses[] =
    {
        { { 10, 0, 0, 1 }, TRUE },
        { { 127, 0, 0, 1 }, TRUE },
        { { 223, 255, 255, 254 }, TRUE },
        { { 0, 0, 0, 0 }, FALSE },
        { { 0, 1, 2, 3 }, FALSE },
        { { 224, 0, 0, 1 }, FALSE },
        { { 239, 255, 255, 255 }, FALSE },
        { { 240, 0, 0, 1 }, FALSE },
        { { 255, 255, 255, 255 }, FALSE },
    };
    static const struct { BYTE bytes[16]; BOOL is_taken; } addresses6[] =
    {
        { { 0x20, 1, 0xd, 0xb8, [15] = 1 }, TRUE },
        { { [15] = 1 }, TRUE },
        { { 0 }, FALSE },
        { { 0xff, 2, [15] = 1 }, FALSE },
        { { [10] = 0xff, 0xff, 10, 0, 0, 1 }, TRUE },
        { { [10] = 0xff, 0xff, 0, 0, 0, 0 }, FALSE },
        { { [10] = 0xff, 0xff, 224, 0, 0, 1 }, FALSE },
    };
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(addresses); i++)
    {
        begin_answer( L"dc1.example.test", TYPE_A );
        put_record( 0, "dc1.example.test", TYPE_A, addresses[i].bytes, 4 );
        ok( read_made_addresses( TYPE_A ) == (DWORD)addresses[i].is_taken, "address %u\n", i );
    }
    for (i = 0; i < ARRAY_SIZE(addresses6); i++)
    {
        begin_answer( L"dc1.example.test", TYPE_AAAA );
        put_record( 0, "dc1.example.test", TYPE_AAAA, addresses6[i].bytes, 16 );
        ok( read_made_addresses( TYPE_AAAA ) == (DWORD)addresses6[i].is_taken, "IPv6 address %u\n", i );
    }
    for (i = 0; i <= 17; i++)
    {
        begin_answer( L"dc1.example.test", TYPE_A );
        put_record( 0, "dc1.example.test", i == 16 ? TYPE_AAAA : TYPE_A, addresses6[0].bytes, i );
        ok( read_made_addresses( TYPE_A ) == (i == 4), "an address of %u bytes\n", i );
    }
    begin_answer( L"dc1.example.test", TYPE_A );
    for (i = 0; i < 100; i++) put_record( 0, "dc1.example.test", TYPE_A, addresses[0].bytes, 4 );
    ok( read_made_addresses( TYPE_A ) == MAX_ADDRESSES, "more addresses than there is room for\n" );
}

/* An answer with a NetBIOS name or a site that is none is none. */
static void test_told_names(void)
{
    static const struct { struct told_names names; BOOL is_taken; } rows[] =
    {
        { { "TESTDOMAIN", "DC1", "Default-First-Site-Name" }, TRUE },
        { { "", "", "" }, TRUE },
        { { "A", "B$", "site_1" }, TRUE },
        { { "fifteen-letters", "D\xc3\x84", "Z\xc3\xbcrich" }, TRUE },
        { { "sixteen-letters-", "DC1", "site" }, FALSE },
        { { "A.B", "DC1", "site" }, FALSE },
        { { "A/B", "DC1", "site" }, FALSE },
        { { "A*", "DC1", "site" }, FALSE },
        { { "A", "D.C", "site" }, FALSE },
        { { "A", "D|C", "site" }, FALSE },
        { { "A", "D C", "site" }, FALSE },
        { { "A", "D\nC", "site" }, FALSE },
        { { "A", "DC1", "a.site" }, FALSE },
        { { "A", "DC1", "a/site" }, FALSE },
        { { "A", "DC1", "a,site" }, FALSE },
        { { "A", "DC1", "a=site" }, FALSE },
        { { "A", "DC1", "a\x1fsite" }, FALSE },
        { { "A", "DC1", "sixty-three-letters-are-what-a-label-may-have-at-most-in-any-na" }, TRUE },
    };
    static const BYTE id[] = { 2, 1, 7 }, next[] = { 1, 'n', 0 }, bad[] = { 1, '=', 0 };
    BYTE netlogon[512], message[1024];
    struct ping_answer ping;
    unsigned int i;
    DWORD size;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        size = make_named_answer( "example.test", &rows[i].names, PING_FLAGS_OF_TEST, netlogon );
        size = make_ping_answer( id, sizeof(id), netlogon, size, message );
        ok( read_ping( message, size, &ping ) == rows[i].is_taken, "row %u\n", i );
    }
    /* the next closest site stands in front of the version */
    for (i = 0; i < 2; i++)
    {
        size = make_netlogon_answer( "example.test", PING_FLAGS_OF_TEST, netlogon );
        memmove( netlogon + size - 8 + sizeof(next), netlogon + size - 8, 8 );
        memcpy( netlogon + size - 8, i ? bad : next, sizeof(next) );
        size = make_ping_answer( id, sizeof(id), netlogon, size + sizeof(next), message );
        ok( read_ping( message, size, &ping ) == !i, "next site %u\n", i );
        if (!i) ok( !lstrcmpW( ping.next_site, L"n" ), "got %s\n", wine_dbgstr_w( ping.next_site ) );
    }
}

/* A question has what it was made with. */
static void test_ping(void)
{
    static const GUID guid = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } };
    struct ping ping = { .domain = L"example.test" };
    WCHAR name[300];
    BYTE request[MAX_PING];
    DWORD size, id, i;

    size = write_ping( &ping, 0x123456, request );
    ok( read_ping_id( request, size, &id ), "no id in %lu bytes\n", size );
    ok( id == 0x123456, "got id %#lx\n", id );
    for (i = 0; i < ARRAY_SIZE(name); i++) name[i] = 'n';
    name[255] = 0;
    ping = (struct ping){ name, &guid, name, 0x1000 };
    size = write_ping( &ping, 1, request );
    ok( size && size <= MAX_PING, "got %lu bytes\n", size );
    name[255] = 'n';
    name[256] = 0;
    ok( !write_ping( &ping, 1, request ), "a name that is too long\n" );
}

static void damage( struct generator *generator, BYTE *message, DWORD *size )
{
    DWORD i, times = 1 + number_below( generator, 4 ), at, length;

    for (i = 0; i < times && *size; i++)
    {
        at = number_below( generator, *size );
        switch (number_below( generator, 5 ))
        {
        case 0: message[at] ^= 1 << number_below( generator, 8 ); break;
        case 1: message[at] = number_below( generator, 256 ); break;
        case 2: message[at] = number_below( generator, 2 ) ? 0xff : 0xc0; break;
        case 3: *size = at; break;
        default:
            length = number_below( generator, min( 16, *size - at ) );
            memmove( message + number_below( generator, *size - length + 1 ), message + at, length );
        }
    }
}

/* Whatever an answer is, nothing behind it is read, and what is told stays in its bounds. */
static void test_damaged(void)
{
    DWORD mutants = MUTANTS, i, size, count, seed = get_seed(), taken = 0;
    struct generator generator;
    struct ping_answer ping;
    BYTE damaged[1024];

    read_number_of_variable( "NETAPI32_TEST_MUTANTS", MAXLONG, &mutants );
    trace( "seed %#lx: " SEED_VARIABLE " repeats it\n", seed );
    start_numbers( &generator, seed, 0 );
    for (i = 0; i < mutants; i++)
    {
        size = dns_size;
        memcpy( damaged, dns_message, size );
        damage( &generator, damaged, &size );
        /* most answer the question, so that more of them is read */
        if (number_below( &generator, 4 ) && size >= question.size) memcpy( damaged, question.bytes, 2 );
        read_dns( damaged, size, &count );
        ok( count <= MAX_SERVICES, "mutant %lu: %lu services\n", i, count );
        taken += count;
        while (count--) ok( services[count].host.address_count <= MAX_ADDRESSES, "mutant %lu: too many addresses\n", i );

        size = ping_size;
        memcpy( damaged, ping_message, size );
        damage( &generator, damaged, &size );
        if (read_ping( damaged, size, &ping ))
        {
            ok( ping.domain[0] && ping.host[0] && lstrlenW( ping.domain ) < MAX_DOMAIN_NAME &&
                lstrlenW( ping.flat_host ) < MAX_FLAT_NAME && lstrlenW( ping.site ) < MAX_SITE_NAME, "mutant %lu\n", i );
            taken++;
        }
    }
    trace( "%lu times each, %lu taken\n", mutants, taken );
    ok( !mutants || taken, "none was taken\n" );
}

/* Thousands of records, each of whose owners is a label behind thousands of pointers, and in front of aliases, so that they are
 * gone through once for each. */
static void test_slow_names(void)
{
    DWORD i, records = 0, start, time, count = 0, behind;
    char name[16], next[16];
    BYTE chain[0x4000];

    begin_answer( SERVICE, TYPE_SRV );
    behind = made_size + 11 + sizeof(SERVICE) / sizeof(WCHAR);
    memcpy( chain, "\1x\0", 3 );
    for (i = 3; behind + i + 2 < 0x3ff0; i += 2) put_word_of_dns( chain + i, 0xc000 | (behind + (i == 3 ? 0 : i - 2)) );
    put_record( 0, "_ldap._tcp.dc._msdcs.example.test", 16, chain, i );
    ok( !memcmp( made + behind, "\1x\0", 3 ), "it is elsewhere\n" );
    for (; made_size < 0xfe00; records++)
    {
        put_word_of_dns( made + made_size, 0xc000 | (behind + i - 2) );
        memcpy( made + made_size + 2, "\0\5\0\1\0\0\0\0\0\0", 10 );
        made_size += 12;
    }
    put_word_of_dns( made + 6, 1 + records );
    for (i = 0; i < 8; i++)
    {
        sprintf( name, "a%lu", i );
        sprintf( next, "a%lu", i + 1 );
        put_name( i ? name : "_ldap._tcp.dc._msdcs.example.test", TYPE_CNAME, next );
    }
    memcpy( answer.bytes, made, made_size );
    ok( read_header( &question, made_size, &answer ), "no answer\n" );
    start = GetTickCount();
    read_services( &answer, SERVICE, services, &count );
    time = GetTickCount() - start;
    ok( !count && time < 1000, "%lu services, in %lu ms\n", count, time );
}

START_TEST(locator)
{
    DWORD old;

    pages = VirtualAlloc( NULL, 2 * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE );
    VirtualProtect( pages + PAGE, PAGE, PAGE_NOACCESS, &old );
    test_names();
    test_slow_names();
    test_messages();
    test_owners();
    test_many_services();
    test_addresses();
    test_told_names();
    test_kinds();
    test_ping();
    test_damaged();
    VirtualFree( pages, 0, MEM_RELEASE );
}
