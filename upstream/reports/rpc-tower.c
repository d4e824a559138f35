/*
 * rpcrt4: towers lack the minor version of the RPC protocol.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o rpc-tower.exe rpc-tower.c
 * Exit status: 0 they have it, 1 they lack it.
 */

#include <windows.h>
#include <rpc.h>
#include <stdio.h>
#include <string.h>

struct tower
{
    DWORD length;
    BYTE bytes[1];
};

/* exported by name; no header has it */
static RPC_STATUS (WINAPI *construct)( RPC_SYNTAX_IDENTIFIER *object, RPC_SYNTAX_IDENTIFIER *syntax, char *protocol, char *endpoint,
                                       char *address, struct tower **tower );

int main(void)
{
    /* the interface of the endpoint mapper, and NDR */
    static RPC_SYNTAX_IDENTIFIER mapper = { {0xe1af8308, 0x5d1f, 0x11c9, {0x91, 0xa4, 8, 0, 0x2b, 0x14, 0xa0, 0xfa}}, {3, 0} };
    static RPC_SYNTAX_IDENTIFIER ndr = { {0x8a885d04, 0x1ceb, 0x11c9, {0x9f, 0xe8, 8, 0, 0x2b, 0x10, 0x48, 0x60}}, {2, 0} };
    /* C706, appendix L: one byte on the left, 0x0b for the connection-oriented protocol, two on the right */
    static const BYTE floor[] = { 1, 0, 0x0b, 2, 0, 0, 0 };
    struct tower *tower = NULL;
    RPC_STATUS status;

    if (!(construct = (void *)GetProcAddress( LoadLibraryW( L"rpcrt4.dll" ), "TowerConstruct" )))
    {
        printf( "no TowerConstruct()\n" );
        return 77;
    }
    if ((status = construct( &mapper, &ndr, (char *)"ncacn_ip_tcp", (char *)"135", (char *)"10.0.0.1", &tower )))
    {
        printf( "TowerConstruct() returned %ld\n", status );
        return 77;
    }
    /* behind the number of floors and the two floors of the interface and of NDR */
    if (tower->length >= 2 + 2 * 25 + sizeof(floor) && !memcmp( tower->bytes + 2 + 2 * 25, floor, sizeof(floor) ))
    {
        printf( "the third floor has the minor version\n" );
        return 0;
    }
    printf( "the third floor has %u bytes on its right hand side, not 2\n", tower->bytes[2 + 2 * 25 + 3] );
    return 1;
}
