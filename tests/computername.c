/*
 * Tests of names of computers, workgroups and domains
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
#include <ws2tcpip.h>
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <iptypes.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmjoin.h>
#include <lmwksta.h>

#include "answer.h"

#define UNTOUCHED  ((WCHAR **)0xdeadbeef)

#define OF_63       L"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg"

/* What is told without asking DNS. Which of the documented errors Windows gives is not known. */
static void test_validate(void)
{
    static const struct
    {
        const WCHAR       *name;
        NETSETUP_NAME_TYPE type;
        NET_API_STATUS     status;
    }
    rows[] =
    {
        { L"NEWPC-01", NetSetupMachine, NERR_Success },
        { L"a", NetSetupMachine, NERR_Success },
        { L"12345", NetSetupMachine, NERR_Success },
        { L"ABCDEFGHIJKLMNO", NetSetupMachine, NERR_Success },
        { L"NEW.PC", NetSetupMachine, NERR_Success },
        { L"ABCDEFGHIJKLMNOP", NetSetupMachine, ERROR_INVALID_COMPUTERNAME },
        { L"", NetSetupMachine, ERROR_INVALID_COMPUTERNAME },
        { L".PC", NetSetupMachine, ERROR_INVALID_COMPUTERNAME },
        { L"PC\t", NetSetupMachine, ERROR_INVALID_COMPUTERNAME },
        { L"OFFICE", NetSetupWorkgroup, NERR_Success },
        { L"Two Words", NetSetupWorkgroup, NERR_Success },
        { L"ABCDEFGHIJKLMNOP", NetSetupWorkgroup, NERR_InvalidWorkgroupName },
        { L"", NetSetupWorkgroup, NERR_InvalidWorkgroupName },
        { L"a*b", NetSetupWorkgroup, NERR_InvalidWorkgroupName },
        { L"", NetSetupDomain, ERROR_NO_SUCH_DOMAIN },
        { L"a b.example", NetSetupDomain, ERROR_NO_SUCH_DOMAIN },
        { L"", NetSetupNonExistentDomain, ERROR_INVALID_DOMAINNAME },
        { L"example..organization.org", NetSetupNonExistentDomain, ERROR_INVALID_DOMAINNAME },
        { L"newpc-01", NetSetupDnsMachine, NERR_Success },
        { L"newpc-01.example.org", NetSetupDnsMachine, NERR_Success },
        { OF_63, NetSetupDnsMachine, NERR_Success },
        { OF_63 L"h", NetSetupDnsMachine, NERR_InvalidComputer },
        { L"", NetSetupDnsMachine, NERR_InvalidComputer },
        { L"new_pc", NetSetupDnsMachine, DNS_ERROR_NON_RFC_NAME },
        { L"new pc", NetSetupDnsMachine, DNS_ERROR_INVALID_NAME_CHAR },
        { L"new*pc", NetSetupDnsMachine, DNS_ERROR_INVALID_NAME_CHAR },
        { NULL, NetSetupMachine, ERROR_INVALID_PARAMETER },
        { L"a", NetSetupUnknown, ERROR_INVALID_PARAMETER },
        { L"a", 6, ERROR_INVALID_PARAMETER },
        { L"a", -1, ERROR_INVALID_PARAMETER },
    };
    static const WCHAR bad[] = L"\\/:*?\"<>|";
    WCHAR name[] = L"A?B";
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(rows); i++)
    {
        status = NetValidateName( NULL, rows[i].name, NULL, NULL, rows[i].type );
        ok( status == rows[i].status || broken( !testing_ours() ),
            "row %u, %s: got status %lu\n", i, debugstr_w( rows[i].name ), status );
    }
    if (!testing_ours()) return;
    for (i = 0; bad[i]; i++)
    {
        name[1] = bad[i];
        status = NetValidateName( NULL, name, NULL, NULL, NetSetupMachine );
        ok( status == ERROR_INVALID_COMPUTERNAME, "%s: got status %lu\n", debugstr_w( name ), status );
        status = NetValidateName( NULL, name, NULL, NULL, NetSetupWorkgroup );
        ok( status == NERR_InvalidWorkgroupName, "%s: got status %lu\n", debugstr_w( name ), status );
    }
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        status = NetValidateName( bad_servers[i], L"a", NULL, NULL, NetSetupMachine );
        ok( status == (bad_servers[i][0] == '\\' ? ERROR_INVALID_NAME : ERROR_BAD_NETPATH), "%s: got status %lu\n",
            debugstr_w( bad_servers[i] ), status );
    }
}

static void check_names( const WCHAR *server, NET_COMPUTER_NAME_TYPE type, DWORD expected )
{
    WCHAR **names = UNTOUCHED, dns_name[256];
    DWORD count = 77, size = ARRAY_SIZE(dns_name);
    struct answer answer;
    NET_API_STATUS status;

    status = NetEnumerateComputerNames( server, type, 0, &count, &names );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( count == expected, "got %lu names\n", count );
    if (!expected) ok( !names, "got names %p\n", names );
    if (status || !count || !expected) return;

    GetComputerNameExW( ComputerNameDnsFullyQualified, dns_name, &size );
    ok( !lstrcmpW( names[0], dns_name ), "got name %s, not %s\n", debugstr_w( names[0] ), debugstr_w( dns_name ) );
    open_answer( &answer, names, count * sizeof(*names) );
    check_string( &answer, names[0], "name" );
    close_answer( &answer );
}

static void check_no_names( const WCHAR *server, NET_COMPUTER_NAME_TYPE type, ULONG reserved, NET_API_STATUS expected )
{
    WCHAR **names = UNTOUCHED;
    DWORD count = 77;
    NET_API_STATUS status;

    status = NetEnumerateComputerNames( server, type, reserved, &count, &names );
    ok( status == expected, "got status %lu, not %lu\n", status, expected );
    ok( !count && !names, "got %lu names, %p\n", count, names );
}

/* On Windows an administrator alone may ask. */
static void test_enumerate(void)
{
    WCHAR own[MAX_OWN_NAMES][300], **names = UNTOUCHED;
    unsigned int i, count;
    NET_API_STATUS status;
    DWORD number = 77;

    if (!testing_ours())
    {
        skip( "other names of this computer are not known\n" );
        return;
    }
    check_names( NULL, NetPrimaryComputerName, 1 );
    check_names( NULL, NetAlternateComputerNames, 0 );
    check_names( NULL, NetAllComputerNames, 1 );
    count = own_names( own );
    for (i = 0; i < count; i++) check_names( own[i], NetAllComputerNames, 1 );

    check_no_names( NULL, NetComputerNameTypeMax, 0, ERROR_INVALID_PARAMETER );
    check_no_names( NULL, -1, 0, ERROR_INVALID_PARAMETER );
    check_no_names( NULL, NetAllComputerNames, 1, ERROR_INVALID_PARAMETER );
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
        check_no_names( bad_servers[i], NetAllComputerNames, 0,
                        bad_servers[i][0] == '\\' ? ERROR_INVALID_NAME : ERROR_BAD_NETPATH );
    status = NetEnumerateComputerNames( NULL, NetAllComputerNames, 0, NULL, &names );
    ok( status == ERROR_INVALID_PARAMETER && !names, "got status %lu, names %p\n", status, names );
    status = NetEnumerateComputerNames( NULL, NetAllComputerNames, 0, &number, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !number, "got status %lu, %lu names\n", status, number );
}

static void check_address( const SOCKADDR *address, DWORD size, BOOL is_own )
{
    NET_API_STATUS status;
    WCHAR name[80];
    DWORD length = ARRAY_SIZE(name);
    BYTE *info = NULL;

    if (WSAAddressToStringW( (SOCKADDR *)address, size, NULL, name, &length )) return;
    status = NetWkstaGetInfo( name, 100, &info );
    ok( is_own ? !status : status == ERROR_BAD_NETPATH, "%s: got status %lu\n", debugstr_w( name ), status );
    NetApiBufferFree( info );
}

/* The same address on a link that is none. */
static void check_other_link( const IP_ADAPTER_UNICAST_ADDRESS *unicast )
{
    SOCKADDR_IN6 address = { .sin6_family = AF_INET6 };

    if (unicast->Address.lpSockaddr->sa_family != AF_INET6) return;
    address.sin6_addr = ((SOCKADDR_IN6 *)unicast->Address.lpSockaddr)->sin6_addr;
    address.sin6_scope_id = 0x7ffffff0;
    if (IN6_IS_ADDR_LINKLOCAL( &address.sin6_addr )) check_address( (SOCKADDR *)&address, sizeof(address), FALSE );
}

/* Each address of this computer's adapters is this computer. */
static void test_addresses(void)
{
    static SOCKADDR_IN nobody = { .sin_family = AF_INET };
    ULONG (WINAPI *get_addresses)( ULONG family, ULONG flags, void *reserved, IP_ADAPTER_ADDRESSES *adapters, ULONG *size );
    const IP_ADAPTER_UNICAST_ADDRESS *unicast;
    IP_ADAPTER_ADDRESSES *adapters, *adapter;
    unsigned int count = 0;
    ULONG size = 0x10000;
    WSADATA data;

    if (!testing_ours()) return;
    get_addresses = (void *)GetProcAddress( LoadLibraryW( L"iphlpapi.dll" ), "GetAdaptersAddresses" );
    adapters = HeapAlloc( GetProcessHeap(), 0, size );
    if (!adapters || !get_addresses || get_addresses( AF_UNSPEC, 0, NULL, adapters, &size ))
    {
        skip( "the adapters are not known\n" );
        HeapFree( GetProcessHeap(), 0, adapters );
        return;
    }
    WSAStartup( MAKEWORD( 2, 2 ), &data );
    for (adapter = adapters; adapter; adapter = adapter->Next)
        for (unicast = adapter->FirstUnicastAddress; unicast; unicast = unicast->Next, count++)
        {
            check_address( unicast->Address.lpSockaddr, unicast->Address.iSockaddrLength, TRUE );
            check_other_link( unicast );
        }
    trace( "%u addresses\n", count );
    nobody.sin_addr.s_addr = INADDR_BROADCAST;  /* no TCP goes there */
    check_address( (SOCKADDR *)&nobody, sizeof(nobody), FALSE );
    HeapFree( GetProcessHeap(), 0, adapters );
    WSACleanup();
}

START_TEST(computername)
{
    test_validate();
    test_enumerate();
    test_addresses();
}
