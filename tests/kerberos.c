/*
 * Tests of Kerberos: messages, tickets and contexts, with a KDC that misbehaves
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
#include <winsock2.h>
#include <windef.h>
#include <winbase.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <dsgetdc.h>
#include <rpc.h>

#include "hex.h"
#define read_number read_variable   /* reader.h has another one */
#include "hostile/mutation.h"
#undef read_number

/* No export shows the functions as they are, so the test has a copy of them; those of encryption and connections have tests of
 * their own, with theirs. What the copy of kerberos.c asks the system for is the test's. */
#define get_setting        kdc_setting
#define get_text_setting   kdc_text_setting
#define get_joined_domain  kdc_joined_domain
#define locate_controller  kdc_locate_controller
#define is_same_name       kdc_same_name
#include "../rpc/krbmessage.c"
#include "../rpc/krbfile.c"
#include "../rpc/krbcontext.c"
#include "../rpc/kerberos.c"

#include "hostile/kdc.h"

static const WCHAR *kdc_address = L"127.0.0.1";
static unsigned int located;        /* how often the locator was asked */
static WCHAR located_domain[MAX_DOMAIN_NAME];

DWORD get_setting( const WCHAR *server, const WCHAR *name, DWORD standard )
{
    (void)server;
    return lstrcmpW( name, L"KdcPort" ) ? standard : kdc.port;
}

BOOL is_same_name( const WCHAR *a, const WCHAR *b )
{
    return !lstrcmpiW( a, b );
}

BOOL get_text_setting( const WCHAR *name, WCHAR *text, DWORD count )
{
    if (lstrcmpW( name, L"KdcAddress" ) || !kdc_address) return FALSE;
    lstrcpynW( text, kdc_address, count );
    return TRUE;
}

NET_API_STATUS get_joined_domain( struct joined_domain *domain )
{
    memset( domain, 0, sizeof(*domain) );
    lstrcpyW( domain->name, L"example.test" );
    lstrcpyW( domain->flat_name, L"EXAMPLE" );
    return NERR_Success;
}

NET_API_STATUS locate_controller( const WCHAR *domain, const GUID *guid, const WCHAR *site, ULONG flags,
                                  struct located_controller **controller )
{
    (void)guid, (void)site;
    ok( flags & DS_KDC_REQUIRED, "flags %#lx\n", flags );
    located++;
    lstrcpyW( located_domain, domain );
    if (lstrcmpiW( domain, L"example.test" )) return ERROR_NO_SUCH_DOMAIN;
    NetApiBufferAllocate( sizeof(**controller), (void **)controller );
    memset( *controller, 0, sizeof(**controller) );
    lstrcpyW( (*controller)->address, L"127.0.0.1" );
    return NERR_Success;
}

/*
 * Tickets that a KDC gives
 */

#define LIMIT  2000     /* milliseconds, in which all has to be over */

static struct credentials anna = { 1, sizeof(anna), L"example.test", L"anna", KDC_PASSWORD, { 0 } };

static NET_API_STATUS get_test_ticket( const struct credentials *credentials, const WCHAR *server, struct krb_ticket **ticket )
{
    struct endpoint endpoint = { .connect_limit = LIMIT, .call_limit = LIMIT };

    lstrcpyW( endpoint.server, server );
    endpoint.deadline = GetTickCount64() + 10 * LIMIT;
    *ticket = (struct krb_ticket *)1;
    return get_service_ticket( credentials, L"cifs", &endpoint, ticket );
}

static void check_ticket( const struct krb_ticket *ticket, const char *host, const char *realm )
{
    struct krb_principal server, client;

    set_principal( &client, 1, KDC_REALM, KDC_USER, NULL );
    set_principal( &server, 2, realm, "cifs", host );
    ok( ticket && is_same_principal( &ticket->server, &server ) && is_same_principal( &ticket->client, &client ) &&
        ticket->key.size == 32 && !memcmp( ticket->key.bytes, kdc.service_key.bytes, 32 ) && ticket->end > get_krb_time(),
        "no ticket, or another one\n" );
}

static void test_tickets(void)
{
    static const struct { const WCHAR *domain, *user, *server; BOOL has_ticket; } names[] =
    {
        { L"EXAMPLE.TEST", L"anna", L"server.example.test", TRUE },
        { L"Example.Test", L"Anna", L"SERVER.example.test", TRUE },
        { L"EXAMPLE", L"anna", L"server.example.test", TRUE },
        { L"example", L"anna", L"server", TRUE },
        { L"example.test", L"anna", L"server.example.test.", TRUE },
        { NULL, L"anna@example.test", L"server.example.test", TRUE },
        { L"", L"anna@EXAMPLE.TEST", L"server.example.test", TRUE },
        { NULL, L"anna@EXAMPLE", L"server.example.test", TRUE },
        { NULL, L"anna", L"server.example.test", FALSE },
        { L"", L"anna", L"server.example.test", FALSE },
        { L"SERVER", L"anna", L"server.example.test", FALSE },
        { L".", L"anna", L"server.example.test", FALSE },
        { NULL, L"", L"server.example.test", FALSE },
        { L"example.test", L"anna", L"10.0.0.1", FALSE },
        { L"example.test", L"anna", L"fe80::1", FALSE },
        { L"example.test", L"anna", L"fe80--1.ipv6-literal.net", FALSE },
    };
    struct krb_ticket *ticket;
    NET_API_STATUS status;
    unsigned int i;
    LONG requests;

    kdc.deed = DEED_NONE;
    for (i = 0; i < ARRAY_SIZE(names); i++)
    {
        struct credentials credentials = { 1, sizeof(credentials), names[i].domain, names[i].user, KDC_PASSWORD, { 0 } };

        winetest_push_context( "%u", i );
        forget_tickets();
        requests = kdc.requests;
        status = get_test_ticket( &credentials, names[i].server, &ticket );
        requests = kdc.requests - requests;
        ok( !status && !ticket == !names[i].has_ticket, "got %lu, %p\n", status, ticket );
        ok( requests == (names[i].has_ticket ? 3 : 0), "%ld requests\n", requests );
        if (ticket) ok( !strncmp( ticket->server.parts + 5, "server", 6 ), "for %s\n", ticket->server.parts + 5 );
        free_krb_ticket( ticket );
        winetest_pop_context();
    }

    /* what is kept: the ticket for a server; with another one, or another password, it takes more */
    forget_tickets();
    status = get_test_ticket( &anna, L"one.example.test", &ticket );
    ok( !status, "got %lu\n", status );
    check_ticket( ticket, "one.example.test", KDC_REALM );
    free_krb_ticket( ticket );
    requests = kdc.requests;
    status = get_test_ticket( &anna, L"one.example.test", &ticket );
    ok( !status && kdc.requests == requests, "got %lu, %ld requests\n", status, kdc.requests - requests );
    check_ticket( ticket, "one.example.test", KDC_REALM );
    free_krb_ticket( ticket );
    status = get_test_ticket( &anna, L"two.example.test", &ticket );
    ok( !status && kdc.requests == requests + 1, "got %lu, %ld requests\n", status, kdc.requests - requests );
    check_ticket( ticket, "two.example.test", KDC_REALM );
    /* one that its server has refused is not */
    forget_service_ticket( ticket );
    free_krb_ticket( ticket );
    status = get_test_ticket( &anna, L"two.example.test", &ticket );
    ok( !status && kdc.requests == requests + 2, "got %lu, %ld requests\n", status, kdc.requests - requests );
    free_krb_ticket( ticket );
    status = get_test_ticket( &anna, L"one.example.test", &ticket );
    ok( !status && kdc.requests == requests + 2, "got %lu, %ld requests\n", status, kdc.requests - requests );
    free_krb_ticket( ticket );
    anna.password = L"another one";
    kdc.deed = DEED_AS_ERROR;
    kdc.error = KRB_WRONG_PASSWORD;
    status = get_test_ticket( &anna, L"one.example.test", &ticket );
    ok( status == ERROR_LOGON_FAILURE && !ticket, "got %lu, %p\n", status, ticket );
    anna.password = KDC_PASSWORD;
    status = get_test_ticket( &anna, L"one.example.test", &ticket );
    ok( !status && ticket, "got %lu, %p\n", status, ticket );
    free_krb_ticket( ticket );

    /* no more of them than there is room for */
    kdc.deed = DEED_NONE;
    for (i = 0; i < 2 * MAX_TICKETS; i++)
    {
        WCHAR name[64];

        wsprintfW( name, L"server%u.example.test", i );
        status = get_test_ticket( &anna, name, &ticket );
        ok( !status && ticket, "%u: got %lu, %p\n", i, status, ticket );
        free_krb_ticket( ticket );
    }
    {
        struct kept_ticket *kept;

        for (kept = tickets, i = 0; kept; kept = kept->next) i++;
        ok( i == MAX_TICKETS, "%u are kept\n", i );
    }
    forget_tickets();
    ok( !tickets, "something is kept\n" );
}

static const struct misdeed
{
    enum kdc_deed  deed;
    NET_API_STATUS status;
    BOOL           has_ticket;
    DWORD          time;        /* that it takes at least, in milliseconds */
    LONG           requests;    /* at most */
}
misdeeds[] =
{
    { DEED_SILENT, ERROR_TIMEOUT, FALSE, LIMIT - 500, 1 },
    { DEED_CLOSED, RPC_S_CALL_FAILED, FALSE, 0, 0 },
    { DEED_NO_LENGTH, RPC_S_PROTOCOL_ERROR, FALSE, 0, 1 },
    { DEED_LONG, RPC_S_PROTOCOL_ERROR, FALSE, 0, 1 },
    { DEED_LONGEST, RPC_S_PROTOCOL_ERROR, FALSE, 0, 1 },
    { DEED_CUT, RPC_S_CALL_FAILED, FALSE, 0, 1 },
    { DEED_SLOW, ERROR_TIMEOUT, FALSE, LIMIT - 500, 1 },
    { DEED_GARBAGE, RPC_S_PROTOCOL_ERROR, FALSE, 0, 1 },
    { DEED_MORE, RPC_S_PROTOCOL_ERROR, FALSE, 0, 1 },
    { DEED_AS_NONCE, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_SERVER, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_REALM, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_CLIENT, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_CLIENT_REALM, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_KEY, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_TYPE, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_TGS, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_SHORT_KEY, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_TICKET, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 },
    { DEED_AS_NO_PROOF, ERROR_LOGON_FAILURE, FALSE, 0, 1 },     /* The key is of the usual salt then, which is not this user's. */
    { DEED_AS_NO_PROOF_KEY, ERROR_LOGON_FAILURE, FALSE, 0, 1 },
    { DEED_AS_ENDLESS, ERROR_LOGON_FAILURE, FALSE, 0, 2 },
    { DEED_AS_QUICK_KEY, RPC_S_PROTOCOL_ERROR, FALSE, 0, 1 },
    { DEED_AS_SLOW_KEY, RPC_S_PROTOCOL_ERROR, FALSE, 0, 1 },
    { DEED_AS_OLD_TYPES, NERR_Success, FALSE, 0, 1 },
    { DEED_AS_NO_TYPES, NERR_Success, FALSE, 0, 1 },
    { DEED_AS_MOVES, ERROR_LOGON_FAILURE, FALSE, 0, 1 },
    { DEED_TGS_NONCE, RPC_S_PROTOCOL_ERROR, FALSE, 0, 3 },
    { DEED_TGS_SERVER, RPC_S_PROTOCOL_ERROR, FALSE, 0, 3 },
    { DEED_TGS_REALM, RPC_S_PROTOCOL_ERROR, FALSE, 0, 3 },
    { DEED_TGS_CLIENT, RPC_S_PROTOCOL_ERROR, FALSE, 0, 3 },
    { DEED_TGS_KEY, RPC_S_PROTOCOL_ERROR, FALSE, 0, 3 },
    { DEED_TGS_AS, RPC_S_PROTOCOL_ERROR, FALSE, 0, 3 },
    { DEED_TGS_OLD_KEY, NERR_Success, FALSE, 0, 3 },
    { DEED_TGS_CIRCLE, RPC_S_PROTOCOL_ERROR, FALSE, 0, 2 + MAX_REFERRALS },
    { DEED_TGS_CHAIN, NERR_Success, TRUE, 0, 6 },
    { DEED_TGS_LARGE, NERR_Success, TRUE, 0, 3 },
};

static void test_misdeeds(void)
{
    struct krb_ticket *ticket;
    NET_API_STATUS status;
    ULONGLONG begun, took;
    unsigned int i;
    LONG requests;

    for (i = 0; i < ARRAY_SIZE(misdeeds); i++)
    {
        winetest_push_context( "deed %u", misdeeds[i].deed );
        forget_tickets();
        kdc.deed = misdeeds[i].deed;
        requests = kdc.requests;
        begun = GetTickCount64();
        status = get_test_ticket( &anna, L"server.example.test", &ticket );
        took = GetTickCount64() - begun;
        requests = kdc.requests - requests;
        ok( status == misdeeds[i].status && !ticket == !misdeeds[i].has_ticket, "got %lu, %p\n", status, ticket );
        ok( took >= misdeeds[i].time && took < LIMIT + 3000, "it took %lu ms\n", (DWORD)took );
        ok( requests <= misdeeds[i].requests, "%ld requests\n", requests );
        if (ticket && misdeeds[i].deed == DEED_TGS_CHAIN) check_ticket( ticket, "server.example.test", "REALM3.TEST" );
        if (ticket && misdeeds[i].deed == DEED_TGS_LARGE) ok( ticket->size > 100000, "%lu bytes\n", ticket->size );
        free_krb_ticket( ticket );
        winetest_pop_context();
    }
    /* a name that is no realm's: from realm to realm, with an end */
    {
        struct credentials upn = { 1, sizeof(upn), NULL, L"anna@example.test", KDC_PASSWORD, { 0 } };

        kdc.deed = DEED_AS_MOVES;
        requests = kdc.requests;
        status = get_test_ticket( &upn, L"server.example.test", &ticket );
        ok( status == RPC_S_PROTOCOL_ERROR && kdc.requests - requests == MAX_ANSWERS, "got %lu, %ld requests\n", status,
            kdc.requests - requests );
    }
}

static void test_errors(void)
{
    static const struct { LONG error, status; NET_API_STATUS as, tgs; } tests[] =
    {
        { KRB_NO_CLIENT, 0, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },
        { KRB_NO_SERVER, 0, NERR_Success, NERR_Success },
        { KRB_NO_TYPE, 0, NERR_Success, NERR_Success },
        { KRB_WRONG_PASSWORD, 0, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },
        { KRB_CLIENT_REVOKED, 0, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },
        { KRB_CLIENT_REVOKED, 0xc0000072, ERROR_ACCOUNT_DISABLED, ERROR_ACCOUNT_DISABLED },
        { KRB_CLIENT_REVOKED, 0xc0000234, ERROR_ACCOUNT_LOCKED_OUT, ERROR_ACCOUNT_LOCKED_OUT },
        { KRB_CLIENT_REVOKED, 0xc0000193, ERROR_ACCOUNT_EXPIRED, ERROR_ACCOUNT_EXPIRED },
        { KRB_CLIENT_REVOKED, 0xc000006f, ERROR_INVALID_LOGON_HOURS, ERROR_INVALID_LOGON_HOURS },
        { 12, 0xc0000070, ERROR_INVALID_WORKSTATION, ERROR_INVALID_WORKSTATION },
        { KRB_CLIENT_REVOKED, 0, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },
        { KRB_CLIENT_REVOKED, 0x00000105, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },       /* no status of an account */
        { KRB_CLIENT_REVOKED, 0xc0000005, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },
        { KRB_PASSWORD_EXPIRED, 0, ERROR_PASSWORD_EXPIRED, ERROR_PASSWORD_EXPIRED },
        { KRB_PASSWORD_EXPIRED, 0xc0000224, ERROR_PASSWORD_MUST_CHANGE, ERROR_PASSWORD_MUST_CHANGE },
        { KRB_TIME_SKEW, 0, ERROR_TIME_SKEW, ERROR_TIME_SKEW },
        { KRB_TICKET_EXPIRED, 0, ERROR_CONTEXT_EXPIRED, ERROR_CONTEXT_EXPIRED },
        { KRB_WRONG_REALM, 0, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },
        { 0x7fffffff, 0, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },
        { 0, 0, ERROR_LOGON_FAILURE, ERROR_LOGON_FAILURE },
    };
    struct krb_ticket *ticket;
    NET_API_STATUS status;
    unsigned int i, step;

    for (i = 0; i < ARRAY_SIZE(tests); i++)
        for (step = 0; step < 4; step++)
        {
            forget_tickets();
            kdc.deed = step % 2 ? DEED_TGS_ERROR : DEED_AS_ERROR;
            kdc.is_list = step / 2;
            kdc.error = tests[i].error;
            kdc.status = tests[i].status;
            status = get_test_ticket( &anna, L"server.example.test", &ticket );
            ok( status == (step % 2 ? tests[i].tgs : tests[i].as) && !ticket, "%u, step %u: got %lu, %p\n", i, step, status, ticket );
        }

    /* one that is kept is tried, then another one */
    forget_tickets();
    kdc.deed = DEED_NONE;
    status = get_test_ticket( &anna, L"server.example.test", &ticket );
    ok( !status, "got %lu\n", status );
    free_krb_ticket( ticket );
    kdc.deed = DEED_TGS_ERROR;
    kdc.error = KRB_TICKET_EXPIRED;
    kdc.status = 0;
    kdc.requests = 0;
    status = get_test_ticket( &anna, L"other.example.test", &ticket );
    ok( status == ERROR_CONTEXT_EXPIRED && !ticket && kdc.requests == 4, "got %lu, %ld requests\n", status, kdc.requests );
}

/* who is asked where the KDC is, and how often, where there is none */
static void test_locator(void)
{
    struct credentials other = { 1, sizeof(other), L"other.test", L"anna", KDC_PASSWORD, { 0 } };
    struct krb_ticket *ticket;
    NET_API_STATUS status;
    WORD port = kdc.port;
    unsigned int i;

    forget_tickets();
    kdc.deed = DEED_NONE;
    kdc_address = NULL;
    located = 0;
    status = get_test_ticket( &anna, L"server.example.test", &ticket );
    ok( !status && ticket && located == 3 && !lstrcmpW( located_domain, L"EXAMPLE.TEST" ), "got %lu, %p, asked %u times\n", status,
        ticket, located );
    free_krb_ticket( ticket );
    for (located = i = 0; i < 3; i++)
    {
        status = get_test_ticket( &other, L"server.example.test", &ticket );
        ok( !status && !ticket && located == 1, "got %lu, %p, asked %u times\n", status, ticket, located );
    }
    /* one that does not answer, and neither does the next one */
    forget_tickets();
    kdc.port = 1;
    for (located = i = 0; i < 3; i++)
    {
        status = get_test_ticket( &anna, L"server.example.test", &ticket );
        ok( !status && !ticket && located == 2, "got %lu, %p, asked %u times\n", status, ticket, located );
    }
    kdc.port = port;
    kdc_address = L"127.0.0.1";
    forget_tickets();
}

/*
 * Files of tickets
 */

struct file_writer
{
    BYTE  bytes[4096];
    DWORD size;
};

static void write_number( struct file_writer *writer, DWORD number, DWORD size )
{
    while (size) writer->bytes[writer->size++] = number >> 8 * --size;
}

static void write_counted( struct file_writer *writer, const void *bytes, DWORD size )
{
    write_number( writer, size, 4 );
    memcpy( writer->bytes + writer->size, bytes, size );
    writer->size += size;
}

static void write_principal( struct file_writer *writer, const char *realm, const char *first, const char *second )
{
    write_number( writer, 1, 4 );
    write_number( writer, second ? 2 : 1, 4 );
    write_counted( writer, realm, strlen( realm ) );
    write_counted( writer, first, strlen( first ) );
    if (second) write_counted( writer, second, strlen( second ) );
}

static DWORD get_unix_time( LONG more )
{
    ULONGLONG seconds = get_krb_time();
    FILETIME start = { 0xd53e8000, 0x019db1de };    /* 1970 */
    LARGE_INTEGER difference;

    difference.QuadPart = seconds - ((ULONGLONG)start.dwHighDateTime << 32 | start.dwLowDateTime);
    return (DWORD)((double)difference.QuadPart / 10000000.0) + more;
}

static void write_ticket( struct file_writer *writer, DWORD format, const char *client, const char *realm, const char *service,
                          const char *host, WORD type, DWORD key_size, DWORD end, BYTE first )
{
    static const BYTE key[32] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
    BYTE ticket[200];

    memset( ticket, first, sizeof(ticket) );
    write_principal( writer, KDC_REALM, client, NULL );
    write_principal( writer, realm, service, host );
    write_number( writer, type, 2 );
    if (format == FORMAT_3) write_number( writer, type, 2 );
    write_counted( writer, key, key_size );
    write_number( writer, 1, 4 );
    write_number( writer, 2, 4 );
    write_number( writer, end, 4 );
    write_number( writer, 0, 4 );
    write_number( writer, 0, 1 );
    write_number( writer, 0x40a10000, 4 );
    write_number( writer, 1, 4 );       /* an address */
    write_number( writer, 2, 2 );
    write_counted( writer, "\x7f\0\0\1", 4 );
    write_number( writer, 0, 4 );
    write_counted( writer, ticket, sizeof(ticket) );
    write_counted( writer, "", 0 );
}

static void start_file( struct file_writer *writer, DWORD format )
{
    writer->size = 0;
    write_number( writer, format, 2 );
    if (format == FORMAT_4)
    {
        write_number( writer, 12, 2 );      /* the header: how far the KDC's clock is off */
        write_number( writer, 1, 2 );
        write_number( writer, 8, 2 );
        write_number( writer, 0, 4 );
        write_number( writer, 0, 4 );
    }
    write_principal( writer, KDC_REALM, KDC_USER, NULL );
}

#define PAGE  0x1000

static BYTE *pages;

/* where the memory ends that can be read; up to 16 pages */
static BYTE *put_at_end( const BYTE *bytes, DWORD size )
{
    return memcpy( pages + 16 * PAGE - size, bytes, size );
}

static void test_files(void)
{
    const DWORD now = get_unix_time( 0 );
    struct file_writer file, whole;
    enum krb_file_state state;
    struct krb_ticket *ticket;
    unsigned int format, bit;
    DWORD size;

    for (format = FORMAT_3; format <= FORMAT_4; format++)
    {
        winetest_push_context( "format %#x", format );
        start_file( &file, format );
        state = read_ticket_bytes( put_at_end( file.bytes, file.size ), file.size, get_krb_time(), &ticket );
        ok( state == KRB_FILE_NONE && !ticket, "got %u\n", state );
        write_ticket( &file, format, KDC_USER, "X-CACHECONF:", "krb5_ccache_conf_data", "pa_type", 0, 0, 0, 1 );
        write_ticket( &file, format, KDC_USER, KDC_REALM, "cifs", "server", KRB_AES256, 32, now + 9999, 2 );
        write_ticket( &file, format, "berta", KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 32, now + 9999, 3 );
        write_ticket( &file, format, KDC_USER, KDC_REALM, "krbtgt", "OTHER.TEST", KRB_AES256, 32, now + 9999, 4 );
        write_ticket( &file, format, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, 16, 24, now + 9999, 5 );
        write_ticket( &file, format, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 16, now + 9999, 6 );
        state = read_ticket_bytes( put_at_end( file.bytes, file.size ), file.size, get_krb_time(), &ticket );
        ok( state == KRB_FILE_NONE && !ticket, "got %u\n", state );
        write_ticket( &file, format, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 32, now - 10, 7 );
        state = read_ticket_bytes( put_at_end( file.bytes, file.size ), file.size, get_krb_time(), &ticket );
        ok( state == KRB_FILE_EXPIRED && !ticket, "got %u\n", state );
        write_ticket( &file, format, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 32, now + 1000, 8 );
        write_ticket( &file, format, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES128, 16, now + 500, 9 );
        state = read_ticket_bytes( put_at_end( file.bytes, file.size ), file.size, get_krb_time(), &ticket );
        ok( state == KRB_FILE_VALID && ticket, "got %u\n", state );
        if (ticket) ok( ticket->size == 200 && ticket->bytes[0] == 8 && ticket->bytes[199] == 8 && ticket->key.type == KRB_AES256 &&
                        ticket->key.bytes[8] == 9 && ticket->key.size == 32 && !strcmp( ticket->client.parts, KDC_USER ) &&
                        !strcmp( ticket->server.realm, KDC_REALM ), "another ticket\n" );
        free_krb_ticket( ticket );

        whole = file;
        for (size = 0; size < whole.size; size++)
        {
            read_ticket_bytes( put_at_end( whole.bytes, size ), size, get_krb_time(), &ticket );
            free_krb_ticket( ticket );
        }
        for (bit = 0; bit < whole.size * 8; bit++)
        {
            BYTE *copy = put_at_end( whole.bytes, whole.size );

            copy[bit / 8] ^= 1 << bit % 8;
            read_ticket_bytes( copy, whole.size, get_krb_time(), &ticket );
            free_krb_ticket( ticket );
        }
        winetest_pop_context();
    }
    state = read_ticket_bytes( put_at_end( (const BYTE *)"\5\2", 2 ), 2, 0, &ticket );
    ok( state == KRB_FILE_NONE && !ticket, "got %u\n", state );
}

/* the real file, in a place that the environment names */
/* /etc/passwd is root's, as somebody else's file in /tmp is that user's. */
static void test_owner(void)
{
    HANDLE file = open_unix( UNIX_PREFIX L"\\etc\\passwd" );
    WCHAR number[16];

    if (file == INVALID_HANDLE_VALUE || !get_user_number( number, ARRAY_SIZE(number) ))
    {
        skip( "there is no such file\n" );
        return;
    }
    ok( is_own_file( file ) == !lstrcmpW( number, L"0" ), "user %s: got %d\n", wine_dbgstr_w( number ), is_own_file( file ) );
    CloseHandle( file );
}

static void test_environment(void)
{
    static const WCHAR unix_path[] = L"\\\\?\\unix\\tmp\\";
    char old[MAX_PATH] = "", name[64], variable[80];
    BOOL had = GetEnvironmentVariableA( "KRB5CCNAME", old, sizeof(old) ) != 0;
    enum krb_file_state state;
    struct krb_ticket *ticket;
    struct file_writer file;
    NET_API_STATUS status;
    WCHAR path[128];
    DWORD written;
    HANDLE handle;
    unsigned int i;

    wsprintfA( name, "netapi32-krb-%lx", GetCurrentProcessId() );
    wsprintfW( path, L"%s%S", unix_path, name );
    handle = CreateFileW( path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL );
    if (handle == INVALID_HANDLE_VALUE)
    {
        skip( "there is no Unix file to be made\n" );
        return;
    }
    start_file( &file, FORMAT_4 );
    write_ticket( &file, FORMAT_4, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 32, get_unix_time( 1000 ), 8 );
    WriteFile( handle, file.bytes, file.size, &written, NULL );
    CloseHandle( handle );
    for (i = 0; i < 2; i++)
    {
        wsprintfA( variable, "%s/tmp/%s", i ? "" : "FILE:", name );
        SetEnvironmentVariableA( "KRB5CCNAME", variable );
        state = read_ticket_file( &ticket );
        ok( state == KRB_FILE_VALID && ticket, "%s: got %u\n", variable, state );
        ok( has_user_ticket(), "%s: no ticket\n", variable );
        if (ticket) memcpy( &kdc.tgt_key, &ticket->key, sizeof(kdc.tgt_key) );
        free_krb_ticket( ticket );
    }
    /* with it, and no password; another server takes one more question, with another ticket of the user's all of them */
    kdc.deed = DEED_NONE;
    kdc.requests = 0;
    status = get_test_ticket( NULL, L"server.example.test", &ticket );
    ok( !status && kdc.requests == 1, "got %lu, %ld requests\n", status, kdc.requests );
    check_ticket( ticket, "server.example.test", KDC_REALM );
    free_krb_ticket( ticket );
    status = get_test_ticket( NULL, L"server.example.test", &ticket );
    ok( !status && kdc.requests == 1, "got %lu, %ld requests\n", status, kdc.requests );
    free_krb_ticket( ticket );

    start_file( &file, FORMAT_4 );
    write_ticket( &file, FORMAT_4, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 32, get_unix_time( 1000 ), 9 );
    handle = CreateFileW( path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL );
    WriteFile( handle, file.bytes, file.size, &written, NULL );
    CloseHandle( handle );
    status = get_test_ticket( NULL, L"server.example.test", &ticket );
    ok( !status && kdc.requests == 2, "got %lu, %ld requests\n", status, kdc.requests );
    free_krb_ticket( ticket );

    start_file( &file, FORMAT_4 );
    write_ticket( &file, FORMAT_4, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 32, get_unix_time( -5 ), 8 );
    handle = CreateFileW( path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL );
    WriteFile( handle, file.bytes, file.size, &written, NULL );
    CloseHandle( handle );
    status = get_test_ticket( NULL, L"server.example.test", &ticket );
    ok( status == ERROR_CONTEXT_EXPIRED && !ticket && kdc.requests == 2, "got %lu, %ld requests\n", status, kdc.requests );
    ok( !has_user_ticket(), "a ticket\n" );
    DeleteFileW( path );
    status = get_test_ticket( NULL, L"server.example.test", &ticket );
    ok( !status && !ticket, "got %lu, %p\n", status, ticket );
    SetEnvironmentVariableA( "KRB5CCNAME", "KEYRING:persistent:1000" );
    status = get_test_ticket( NULL, L"server.example.test", &ticket );
    ok( !status && !ticket, "got %lu, %p\n", status, ticket );
    SetEnvironmentVariableA( "KRB5CCNAME", had ? old : NULL );
    forget_tickets();
}

/*
 * Messages
 */

static BYTE room[KDC_ROOM];
#define ROOM_END  (room + sizeof(room))

static void make_test_reply( BOOL is_tgs, struct krb_question *question, struct kdc_reply *reply )
{
    memset( question, 0, sizeof(*question) );
    set_principal( &question->client, 1, KDC_REALM, KDC_USER, NULL );
    set_principal( &question->server, 2, KDC_REALM, is_tgs ? "cifs" : "krbtgt", is_tgs ? "server" : KDC_REALM );
    question->nonce = 0x12345678;
    memset( reply, 0, sizeof(*reply) );
    reply->is_tgs = is_tgs;
    reply->nonce = question->nonce;
    reply->end = get_krb_time() + 10000000000ull;
    reply->client = question->client;
    reply->server = question->server;
    reply->key = kdc.service_key;
    reply->with = kdc.tgt_key;
    reply->type = KRB_AES256;
    reply->ticket_size = 100;
}

/* a message that a client makes is what a KDC reads */
static void test_requests(void)
{
    struct krb_question question = { .nonce = 0x7fffffff, .options = KRB_CANONICALIZE };
    char longest[256], realm[KRB_MAX_REALM];
    struct krb_ticket *ticket;
    struct kdc_request request;
    unsigned int i;
    BYTE *message;
    DWORD size;

    memset( longest, 'x', sizeof(longest) - 1 );
    longest[255] = 0;
    memset( realm, 'R', sizeof(realm) - 1 );
    realm[sizeof(realm) - 1] = 0;
    for (i = 0; i < 2; i++)
    {
        set_principal( &question.client, 1, i ? realm : KDC_REALM, i ? longest : KDC_USER, i ? "yy" : NULL );
        set_principal( &question.server, 2, i ? realm : KDC_REALM, i ? longest : "krbtgt", i ? longest : KDC_REALM );
        message = make_as_request( &question, i ? &kdc.user_key : NULL, &size );
        ok( message && read_kdc_request( message, size, &request ), "%u: no request\n", i );
        ok( !request.is_tgs && request.has_proof == !!i && request.nonce == question.nonce &&
            is_same_principal( &request.client, &question.client ) && is_same_principal( &request.server, &question.server ),
            "%u: another one\n", i );
        free_krb_message( message );

        ticket = HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*ticket) + 70000 );
        ticket->client = question.client;
        ticket->key = kdc.tgt_key;
        ticket->size = i ? 70000 : 100;
        message = make_tgs_request( &question, ticket, &size );
        ok( message && read_kdc_request( message, size, &request ), "%u: no request\n", i );
        ok( request.is_tgs && request.has_proof && request.nonce == question.nonce &&
            is_same_principal( &request.server, &question.server ), "%u: another one\n", i );
        free_krb_message( message );
        HeapFree( GetProcessHeap(), 0, ticket );
    }
}

static BOOL read_copy( const BYTE *start, DWORD size, const struct krb_question *question, BOOL is_tgs, struct krb_ticket **ticket )
{
    struct krb_salt salt;
    LONG type;
    BYTE *copy = put_at_end( start, size );

    read_kdc_reply_type( copy, size, &type, &salt );
    return read_kdc_reply( copy, size, question, &kdc.tgt_key, is_tgs, ticket );
}

/* Damages answers: whatever comes of it, nothing is read that is not there, and a ticket is one that was asked for. */
static void test_damage(void)
{
    DWORD count = 3000, seed = get_seed(), i, j, size, damage, nonce;
    struct generator generator;
    struct krb_question question;
    struct krb_ticket *ticket;
    struct krb_answer answer;
    struct kdc_reply reply;
    struct krb_error error;
    struct krb_salt salt;
    BYTE *start, *damaged, plain[1024], *plain_start, *message;
    unsigned int kind, taken = 0;
    struct file_writer file;
    LONG type;

    if (!read_variable( "NETAPI32_TEST_MUTANTS", 100000000, &count )) ok( 0, "NETAPI32_TEST_MUTANTS is no number\n" );
    trace( "%lu times of each kind, seed %#lx\n", count, seed );
    start_numbers( &generator, seed, 88 );
    damaged = HeapAlloc( GetProcessHeap(), 0, 4096 );
    start_file( &file, FORMAT_4 );
    write_ticket( &file, FORMAT_4, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 32, ~0u, 7 );
    write_ticket( &file, FORMAT_4, KDC_USER, KDC_REALM, "krbtgt", KDC_REALM, KRB_AES256, 32, ~0u, 8 );
    for (kind = 0; kind < 7; kind++)
        for (i = 0; i < count; i++)
        {
            make_test_reply( kind % 2, &question, &reply );
            switch (kind)
            {
            case 0:
            case 1: start = put_reply( ROOM_END, &reply ); break;
            case 2:
            case 3: start = put_reply_part( ROOM_END, &reply ); break;
            case 4:
                plain_start = put_salt( plain + sizeof(plain), KRB_AES256, KDC_SALT, 4096 );
                start = put_error( ROOM_END, KRB_NEEDS_PASSWORD, "X.TEST", plain_start, plain + sizeof(plain) - plain_start );
                break;
            case 5:
                plain_start = put_status( plain + sizeof(plain), 0xc0000072, i % 2 );
                start = put_error( ROOM_END, KRB_CLIENT_REVOKED, NULL, plain_start, plain + sizeof(plain) - plain_start );
                break;
            default:
                start = ROOM_END - file.size;
                memcpy( start, file.bytes, file.size );
            }
            size = ROOM_END - start;
            memcpy( damaged, start, size );
            for (j = 0, damage = 1 + number_below( &generator, 4 ); j < damage; j++)
                size = mutate_once( &generator, damaged, size, 4096 );
            ticket = NULL;
            switch (kind)
            {
            case 0:
            case 1:
                if (read_copy( damaged, size, &question, kind, &ticket )) taken++;
                ok( !ticket || (ticket->end == reply.end / 10000000 * 10000000 && ticket->key.size == 32), "kind %u: another ticket\n",
                    kind );
                break;
            case 2:
            case 3:
                NetApiBufferAllocate( sizeof(*ticket), (void **)&ticket );
                memset( ticket, 0, sizeof(*ticket) );
                if (size && read_reply_part( put_at_end( damaged, size ), size, &nonce, ticket ))
                    ok( ticket->key.size && ticket->key.size == get_krb_key_size( ticket->key.type ) && ticket->server.count,
                        "kind %u: no ticket\n", kind );
                break;
            case 4:
            case 5:
                if (!read_krb_error( put_at_end( damaged, size ), size, &error )) break;
                map_krb_error( &error );
                if (read_krb_salt( error.data, 0, &salt )) ok( get_krb_key_size( salt.type ), "type %ld\n", salt.type );
                break;
            default:
                read_ticket_bytes( put_at_end( damaged, size ), size, get_krb_time(), &ticket );
                ok( !ticket || ticket->key.size == get_krb_key_size( ticket->key.type ), "no ticket\n" );
            }
            free_krb_ticket( ticket );
        }
    /* those that are encrypted rightly, by a server that misbehaves */
    for (i = 0; i < count / 16; i++)
    {
        struct krb_stamp stamp;
        BYTE *end = ROOM_END;

        make_krb_stamp( &stamp );
        message = make_ap_reply( &kdc.tgt_key, &stamp, 77, &size );
        start = put_integer( put_key( put_integer( end, 3, 0x40000000 ), 2, &kdc.service_key ), 1, 5 );
        start = put_time( start, 0, stamp.time );
        start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( AP_REPLY_PART ), end );
        memcpy( damaged, start, end - start );
        size = end - start;
        if (i) size = mutate_once( &generator, damaged, size, 4096 );
        memcpy( end - size, damaged, size );
        start = put_element( put_encrypted( end - size, end, &kdc.tgt_key, KRB_USE_AP_REPLY ), ASN1_FIELD( 2 ), end );
        start = put_integer( put_integer( start, 1, AP_REPLY ), 0, 5 );
        start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( AP_REPLY ), end );
        size = end - start;
        if (read_ap_reply( put_at_end( start, size ), size, &kdc.tgt_key, &answer ))
            ok( answer.subkey.size == get_krb_key_size( answer.subkey.type ) || !answer.subkey.size, "a key of %lu bytes\n",
                answer.subkey.size );
        else ok( i, "not taken as it is\n" );
        free_krb_message( message );
    }
    make_test_reply( FALSE, &question, &reply );
    start = put_reply( ROOM_END, &reply );
    ok( read_copy( start, ROOM_END - start, &question, FALSE, &ticket ) && ticket, "not taken as it is\n" );
    free_krb_ticket( ticket );
    type = 0;
    start = put_reply( ROOM_END, &reply );
    ok( read_kdc_reply_type( start, ROOM_END - start, &type, &salt ) && type == KRB_AES256, "type %ld\n", type );
    HeapFree( GetProcessHeap(), 0, damaged );
    (void)taken;
}

/*
 * A connection's context: the server's side is the test's
 */

static struct krb_context *make_context( BOOL is_dce, BOOL has_subkey )
{
    struct krb_ticket *ticket;
    struct krb_context *context;

    NetApiBufferAllocate( sizeof(*ticket), (void **)&ticket );
    memset( ticket, 0, sizeof(*ticket) );
    ticket->key = kdc.service_key;
    ticket->size = 1;
    set_principal( &ticket->client, 1, KDC_REALM, KDC_USER, NULL );
    context = create_krb_context( ticket, is_dce );
    ok( context != NULL, "no context\n" );
    (void)has_subkey;
    return context;
}

/* 3.2.4: the service's proof, with a frame or without */
static BYTE *put_proof( BYTE *end, const struct krb_stamp *stamp, const struct krb_key *subkey, DWORD number, const struct krb_key *key,
                        BYTE kind )
{
    const BYTE kinds[] = { kind, 0 };
    BYTE *start = put_integer( end, 3, number );

    if (subkey) start = put_key( start, 2, subkey );
    start = put_time( put_integer( start, 1, stamp->microseconds ), 0, stamp->time );
    start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( AP_REPLY_PART ), end );
    start = put_element( put_encrypted( start, end, key, KRB_USE_AP_REPLY ), ASN1_FIELD( 2 ), end );
    start = put_integer( put_integer( start, 1, AP_REPLY ), 0, 5 );
    start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( AP_REPLY ), end );
    if (!kind) return start;
    start = put_bytes( start, kinds, sizeof(kinds) );
    start = put_element( put_bytes( start, krb_oid, sizeof(krb_oid) ), ASN1_OID, start );
    return put_element( start, ASN1_APPLICATION( 0 ), end );
}

/* what the other end has: the same, turned round */
static void make_other_end( const struct krb_context *context, struct krb_context *other )
{
    memset( other, 0, sizeof(*other) );
    other->key = context->key;
    other->flags = context->flags;
    other->sealer = create_krb_seal( &context->key, KRB_USE_ACCEPTOR_SEAL );
    other->to_server = context->from_server;
}

/* As the server seals: the same but for who it is. */
static void seal_as_server( struct krb_context *other, const struct sealed_message *message )
{
    other->flags |= SENT_BY_ACCEPTOR;
    ok( seal_krb( other, message ), "not sealed\n" );
}

static void test_contexts(void)
{
    struct krb_key subkey = { KRB_AES128, 16, { 1, 2, 3 } };
    struct krb_stamp other_stamp;
    struct krb_context *context, other;
    struct sealed_message message;
    BYTE bytes[256], copy[256], mic[KRB_MIC_SIZE], wanted[KRB_MIC_SIZE], *token, *start;
    unsigned int is_dce, has_subkey, i, bit;
    NET_API_STATUS status;
    DWORD size;

    for (is_dce = 0; is_dce < 2; is_dce++)
        for (has_subkey = 0; has_subkey < 2; has_subkey++)
        {
            winetest_push_context( "%u, %u", is_dce, has_subkey );
            context = make_context( is_dce, has_subkey );
            token = make_first_krb_token( context, &size );
            ok( token && size > 100 && token[0] == (is_dce ? ASN1_APPLICATION( AP_REQUEST ) : ASN1_APPLICATION( 0 )), "no token\n" );
            NetApiBufferFree( token );

            /* proofs that are none */
            for (i = 0; i < 5; i++)
            {
                other_stamp = context->proof.stamp;
                if (i == 0) other_stamp.time += 10000000;
                if (i == 1) other_stamp.microseconds ^= 1;
                start = put_proof( ROOM_END, &other_stamp, NULL, 5, i == 2 ? &kdc.user_key : &kdc.service_key,
                                   is_dce ? (i == 3 ? 2 : 0) : (i == 3 ? 0 : i == 4 ? 1 : 2) );
                if (is_dce && i == 4) start[0]++;
                status = read_krb_token( context, start, ROOM_END - start );
                ok( status == RPC_S_ACCESS_DENIED && !get_krb_session_key( context )->size, "proof %u: got %lu\n", i, status );
            }
            start = put_error( ROOM_END, KRB_TIME_SKEW, NULL, NULL, 0 );
            status = read_krb_token( context, start, ROOM_END - start );
            ok( status == (is_dce ? ERROR_TIME_SKEW : RPC_S_ACCESS_DENIED), "got %lu\n", status );

            start = put_proof( ROOM_END, &context->proof.stamp, has_subkey ? &subkey : NULL, 0x12345678, &kdc.service_key, is_dce ? 0 : 2 );
            status = read_krb_token( context, start, ROOM_END - start );
            ok( !status, "got %lu\n", status );
            ok( get_krb_session_key( context )->size == (has_subkey ? 16 : 32), "another key\n" );
            start = put_proof( ROOM_END, &context->proof.stamp, NULL, 0x12345678, &kdc.service_key, is_dce ? 0 : 2 );
            status = read_krb_token( context, start, ROOM_END - start );
            ok( status == RPC_S_ACCESS_DENIED, "a second one: got %lu\n", status );

            /* signatures: each is of one message */
            ok( make_krb_mic( context, (const BYTE *)"text", 4, mic ), "no signature\n" );
            ok( !is_krb_mic( context, (const BYTE *)"text", 4, mic, sizeof(mic) ), "it is the client's own\n" );
            ok( make_mic( context, KRB_USE_ACCEPTOR_SIGN, context->flags | SENT_BY_ACCEPTOR, 0x12345679, (const BYTE *)"text", 4,
                          wanted ), "no signature\n" );
            ok( is_krb_mic( context, (const BYTE *)"text", 4, wanted, sizeof(wanted) ), "it is the server's\n" );
            ok( !is_krb_mic( context, (const BYTE *)"text", 4, wanted, sizeof(wanted) ), "a second time\n" );
            context->from_server = 0x12345679;
            ok( !is_krb_mic( context, (const BYTE *)"Text", 4, wanted, sizeof(wanted) ), "of another text\n" );
            context->from_server = 0x12345679;
            ok( !is_krb_mic( context, (const BYTE *)"text", 4, wanted, sizeof(wanted) - 1 ), "a shorter one\n" );

            /* what is sealed */
            context->from_server = 0xffffffff;
            make_other_end( context, &other );
            for (i = 0; i < 3; i++)
            {
                memset( bytes, 'x', sizeof(bytes) );
                memcpy( bytes, "headthis is sealedtail", 22 );
                message = (struct sealed_message){ bytes, 22, bytes + 4, 14 };
                seal_as_server( &other, &message );
                ok( !memcmp( bytes, "head", 4 ) && !memcmp( bytes + 18, "tail", 4 ) && memcmp( bytes + 4, "this is sealed", 14 ),
                    "not sealed\n" );
                ok( bytes[22 + KRB_SIGNATURE_SIZE] == 'x' && bytes[22] == 5 && bytes[23] == 4 && bytes[25] == 0xff && bytes[27] == 16 &&
                    bytes[29] == 28, "another signature: %s\n", show_hex( bytes + 22, KRB_SIGNATURE_SIZE ) );
                memcpy( copy, bytes, sizeof(copy) );
                for (bit = 0; bit < (22 + KRB_SIGNATURE_SIZE) * 8; bit++)
                {
                    ULONGLONG number = context->from_server;

                    memcpy( bytes, copy, sizeof(bytes) );
                    bytes[bit / 8] ^= 1 << bit % 8;
                    ok( !unseal_krb( context, &message ), "bit %u: unsealed\n", bit );
                    context->from_server = number;
                }
                memcpy( bytes, copy, sizeof(bytes) );
                ok( unseal_krb( context, &message ) && !memcmp( bytes, "headthis is sealedtail", 22 ), "not unsealed\n" );
                memcpy( bytes, copy, sizeof(bytes) );
                ok( !unseal_krb( context, &message ), "unsealed a second time\n" );
                context->from_server--;
            }
            destroy_krb_seal( other.sealer );
            NetApiBufferFree( other.text );
            destroy_krb_context( context );
            winetest_pop_context();
        }
}

static BOOL is_part( const char *name )
{
    const char *part = getenv( "NETAPI32_TEST_PART" );

    return !part || !*part || !strcmp( part, name );
}

START_TEST(kerberos)
{
    WSADATA data;

    WSAStartup( MAKEWORD( 2, 2 ), &data );
    if (!start_kdc())
    {
        ok( 0, "no KDC\n" );
        return;
    }
    pages = VirtualAlloc( NULL, 17 * PAGE, MEM_RESERVE, PAGE_NOACCESS );
    pages = VirtualAlloc( pages, 16 * PAGE, MEM_COMMIT, PAGE_READWRITE );
    if (is_part( "requests" )) test_requests();
    if (is_part( "files" )) test_files();
    if (is_part( "contexts" )) test_contexts();
    if (is_part( "damage" )) test_damage();
    if (is_part( "tickets" )) test_tickets();
    if (is_part( "misdeeds" )) test_misdeeds();
    if (is_part( "errors" )) test_errors();
    if (is_part( "locator" )) test_locator();
    if (is_part( "owner" )) test_owner();
    if (is_part( "environment" )) test_environment();
    forget_tickets();
    stop_kdc();
    VirtualFree( pages, 0, MEM_RELEASE );
    WSACleanup();
}
