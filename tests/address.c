/*
 * Tests of what address.c takes for this computer's addresses
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

#include <winsock2.h>
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>

/* This computer's adapters and its clock are what they are, so the test has a copy of the code with its own. */
#define load_imports      load_test_imports
#define GetTickCount64    get_test_time
#define find_own_address  copied_find_own_address
static ULONGLONG get_test_time(void);
#include "../local/address.c"

#define MAX_TEST_ADDRESSES  300

static ULONGLONG test_time = 100000;
static IP_ADAPTER_UNICAST_ADDRESS test_addresses[MAX_TEST_ADDRESSES];
static SOCKADDR_IN6 test_sockets[MAX_TEST_ADDRESSES];
static unsigned int address_count, adapters_asked;
static ULONG test_error;
static BOOL asks_meanwhile;

static ULONGLONG get_test_time(void)
{
    return test_time;
}

static DWORD CALLBACK ask_meanwhile( void *arg )
{
    BOOL is_own;

    (void)arg;
    return find_own_address( L"192.0.2.77", &is_own );
}

/* Another thread asks while this one is asked: it must not wait until this one is done. */
static void start_other_thread(void)
{
    HANDLE thread;

    if (!asks_meanwhile) return;
    asks_meanwhile = FALSE;
    thread = CreateThread( NULL, 0, ask_meanwhile, NULL, 0, NULL );
    ok( !WaitForSingleObject( thread, 2000 ), "the other thread waits for this one\n" );
    CloseHandle( thread );
}

static ULONG WINAPI get_test_adapters( ULONG family, ULONG flags, void *reserved, IP_ADAPTER_ADDRESSES *adapters, ULONG *size )
{
    unsigned int i;

    (void)family, (void)flags, (void)reserved;
    if (*size < sizeof(*adapters))
    {
        *size = sizeof(*adapters);
        return ERROR_BUFFER_OVERFLOW;
    }
    adapters_asked++;
    start_other_thread();
    if (test_error) return test_error;
    memset( adapters, 0, sizeof(*adapters) );
    if (address_count) adapters->FirstUnicastAddress = test_addresses;
    for (i = 0; i < address_count; i++)
    {
        test_addresses[i].Address.lpSockaddr = (SOCKADDR *)&test_sockets[i];
        test_addresses[i].Next = i + 1 < address_count ? &test_addresses[i + 1] : NULL;
    }
    return ERROR_SUCCESS;
}

BOOL load_imports( const WCHAR *module, const struct delayed_import *imports, unsigned int count )
{
    (void)module, (void)count;
    *(void **)imports[0].function = (void *)get_test_adapters;
    return TRUE;
}

static void add_ipv4( DWORD number )
{
    SOCKADDR_IN *address = (SOCKADDR_IN *)&test_sockets[address_count++];

    address->sin_family = AF_INET;
    address->sin_addr.s_addr = (number & 0xff) << 24 | (number & 0xff00) << 8 | (number >> 8 & 0xff00) | number >> 24;
}

static void add_ipv6( const WCHAR *number, ULONG scope )
{
    SOCKADDR_IN6 *address = &test_sockets[address_count++];
    USHORT port;
    ULONG none;

    address->sin6_family = AF_INET6;
    RtlIpv6StringToAddressExW( number, &address->sin6_addr, &none, &port );
    address->sin6_scope_id = scope;
}

#define check( name, expected )  check_( __LINE__, name, expected )
static void check_( unsigned int line, const WCHAR *name, BOOL expected )
{
    BOOL is_own = 77;
    NET_API_STATUS status = find_own_address( name, &is_own );

    ok_( __FILE__, line )( !status && is_own == expected, "%s: got status %lu, %d\n", debugstr_w( name ), status, is_own );
}

static void forget_addresses(void)
{
    memset( test_sockets, 0, sizeof(test_sockets) );
    memset( &own, 0, sizeof(own) );
    address_count = adapters_asked = 0;
}

static void test_names(void)
{
    static const WCHAR *const no_addresses[] = { L"", L"server", L"192.0.2.1.", L"[2001:db8::1]", L"[2001:db8::1]:135",
                                                 L"192.0.2.1:135", L"2001:db8::1::", L"fe80::1%eth0", L"fe80::1%" };
    unsigned int i;

    forget_addresses();
    for (i = 0; i < ARRAY_SIZE(no_addresses); i++) check( no_addresses[i], FALSE );
    check( L"127.0.0.1", TRUE );
    check( L"::1", TRUE );
    ok( !adapters_asked, "the adapters were asked for what they need not be asked for\n" );
    check( L"192.0.2.1", FALSE );
}

static void test_adapters(void)
{
    unsigned int i;

    forget_addresses();
    add_ipv4( 0xc0000201 );
    add_ipv6( L"2001:db8::1", 0 );
    check( L"192.0.2.1", TRUE );
    check( L"192.0.2.2", FALSE );
    check( L"::ffff:192.0.2.1", TRUE );
    check( L"2001:DB8:0::1", TRUE );
    check( L"2001:db8::2", FALSE );
    ok( adapters_asked == 1, "the adapters were asked %u times\n", adapters_asked );

    /* more than are remembered */
    forget_addresses();
    for (i = 0; i < MAX_TEST_ADDRESSES; i++) add_ipv4( 0xc0000200 + i );
    check( L"192.0.2.255", TRUE );
    check( L"192.0.3.0", FALSE );
}

/* The same address on another link is another computer's. */
static void test_scopes(void)
{
    forget_addresses();
    add_ipv6( L"fe80::1", 2 );
    add_ipv6( L"fe80::1", 5 );
    check( L"fe80::1%2", TRUE );
    check( L"fe80::1%5", TRUE );
    check( L"fe80::1%3", FALSE );
    check( L"fe80::2%2", FALSE );
    check( L"fe80::1", TRUE );
}

/* An address that goes or comes is noticed, but the adapters are not asked each time. */
static void test_age(void)
{
    forget_addresses();
    add_ipv4( 0xc0000201 );
    check( L"192.0.2.1", TRUE );
    test_time += FRESH - 1;
    address_count = 0;
    add_ipv4( 0xc0000202 );
    check( L"192.0.2.1", TRUE );
    check( L"192.0.2.2", FALSE );
    test_time++;
    check( L"192.0.2.1", FALSE );
    check( L"192.0.2.2", TRUE );
    ok( adapters_asked == 2, "the adapters were asked %u times\n", adapters_asked );

    test_time += FRESH;
    test_error = ERROR_NO_DATA;
    check( L"192.0.2.2", FALSE );
    test_error = ERROR_SUCCESS;
}

static void test_threads(void)
{
    forget_addresses();
    asks_meanwhile = TRUE;
    check( L"192.0.2.1", FALSE );
    ok( adapters_asked == 2, "the adapters were asked %u times\n", adapters_asked );
}

START_TEST(address)
{
    test_names();
    test_adapters();
    test_scopes();
    test_age();
    test_threads();
}
