/*
 * dnsapi: an answer that ends in an SRV record is a bad packet.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o dns-srv.exe dns-srv.c -ldnsapi
 * Exit status: 0 it is read, 1 it is not.
 */

#define UNICODE
#include <windows.h>
#include <windns.h>
#include <stdio.h>
#include <string.h>

/* The answer to _ldap._tcp.x: one record, dc.x at port 389, in which the packet ends. The header is in the host's byte order. */
static const BYTE answer[] =
{
    0x34,0x12, 0x80,0x80, 1,0, 1,0, 0,0, 0,0,
    5,'_','l','d','a','p', 4,'_','t','c','p', 1,'x', 0, 0,33, 0,1,
    0xc0,12, 0,33, 0,1, 0,0,0,60, 0,12, 0,0, 0,100, 1,0x85, 2,'d','c', 1,'x', 0
};

int main(void)
{
    static union { BYTE bytes[512]; DNS_MESSAGE_BUFFER message; } packet;
    DNS_RECORD *records = NULL;
    const WCHAR *target;
    DNS_STATUS status;

    memcpy( packet.bytes, answer, sizeof(answer) );
    /* what DnsQuery() gives its server's answer to */
    if ((status = DnsExtractRecordsFromMessage_W( &packet.message, sizeof(answer), &records )))
    {
        printf( "DnsExtractRecordsFromMessage_W() returned %ld\n", status );
        return 1;
    }
    target = (const WCHAR *)records->Data.SRV.pNameTarget;
    printf( "type %u, %ls, port %u\n", records->wType, target, records->Data.SRV.wPort );
    return records->wType != DNS_TYPE_SRV || wcscmp( target, L"dc.x" ) || records->Data.SRV.wPort != 389;
}
