/*
 * A server of DCE/RPC over TCP on 127.0.0.1 that answers as a program wants it, and a client's calls
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * For the programs rpc-*.c beside it. C706, 12.6, has the messages.
 */

#include <winsock2.h>
#include <windows.h>
#include <rpc.h>
#include <rpcdcep.h>
#include <stdio.h>
#include <string.h>

#ifdef __GNUC__
# define UNUSED __attribute__((unused))
#else
# define UNUSED
#endif

enum { REQUEST = 0, RESPONSE = 2, FAULT = 3, BIND = 11, BIND_ACK = 12, AUTH3 = 16 };

#include <pshpack1.h>

struct header
{
    BYTE version, minor, type, flags;
    BYTE representation[4];
    WORD size, auth_size;
    DWORD call;
};

struct message
{
    struct header header;
    BYTE body[65536];
};

#include <poppack.h>

/* An interface that nobody has. */
static RPC_CLIENT_INTERFACE client_interface =
{
    sizeof(client_interface),
    { {0x5f9fdb1a, 0x7a5e, 0x4f0f, {0x9a, 0x3c, 0x0a, 0x7b, 0x52, 0x1c, 0x6e, 0x11}}, {1, 0} },
    { {0x8a885d04, 0x1ceb, 0x11c9, {0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60}}, {2, 0} },
    NULL, 0, NULL, 0, 0, 0
};

static UNUSED void (*serve)( SOCKET );
static UNUSED LONG connections;

static BOOL read_all( SOCKET socket, void *bytes, int size )
{
    while (size)
    {
        int count = recv( socket, bytes, size, 0 );

        if (count <= 0) return FALSE;
        bytes = (char *)bytes + count;
        size -= count;
    }
    return TRUE;
}

/* One fragment; FALSE where the connection has ended. */
static UNUSED BOOL read_message( SOCKET socket, struct message *message )
{
    return read_all( socket, &message->header, sizeof(message->header) ) && message->header.size >= sizeof(message->header) &&
           read_all( socket, message->body, message->header.size - sizeof(message->header) );
}

static UNUSED void send_message( SOCKET socket, BYTE type, DWORD call, const void *body, WORD size, WORD auth_size )
{
    static const BYTE little_endian[4] = { 0x10, 0, 0, 0 };
    struct message message = { .header = { 5, 0, type, 3, {0}, sizeof(struct header) + size, auth_size, call } };

    memcpy( message.header.representation, little_endian, sizeof(little_endian) );
    memcpy( message.body, body, size );
    send( socket, (char *)&message, message.header.size, 0 );
}

/* The answer to a bind: the largest fragment that the server takes, and a token of the security package's, or none. */
static UNUSED void send_bind_ack( SOCKET socket, const struct message *bind, WORD largest, const void *token, WORD token_size )
{
    BYTE body[2048] = {0};
    DWORD group = 1;
    WORD size = 36;

    memcpy( body, &largest, 2 );
    memcpy( body + 2, &largest, 2 );
    memcpy( body + 4, &group, 4 );
    /* no secondary address, aligned; one result: accepted */
    body[12] = 1;
    memcpy( body + 20, &client_interface.TransferSyntax, 20 );
    size = 40;
    if (token_size)
    {
        /* the type and level that the client has asked for */
        memcpy( body + size, bind->body + bind->header.size - sizeof(bind->header) - bind->header.auth_size - 8, 8 );
        body[size + 2] = 0;
        memcpy( body + size + 8, token, token_size );
        size += 8 + token_size;
    }
    send_message( socket, BIND_ACK, bind->header.call, body, size, token_size );
}

static UNUSED void send_response( SOCKET socket, DWORD call, DWORD hint, const void *data, WORD size )
{
    BYTE body[256] = {0};

    memcpy( body, &hint, 4 );
    memcpy( body + 8, data, size );
    send_message( socket, RESPONSE, call, body, 8 + size, 0 );
}

static UNUSED void send_fault( SOCKET socket, DWORD call, DWORD status )
{
    BYTE body[16] = {0};

    memcpy( body + 8, &status, 4 );
    send_message( socket, FAULT, call, body, sizeof(body), 0 );
}

static DWORD CALLBACK serve_connection( void *socket )
{
    serve( (SOCKET)socket );
    closesocket( (SOCKET)socket );
    return 0;
}

static DWORD CALLBACK accept_connections( void *listener )
{
    SOCKET socket;

    while ((socket = accept( (SOCKET)listener, NULL, NULL )) != INVALID_SOCKET)
    {
        InterlockedIncrement( &connections );
        CloseHandle( CreateThread( NULL, 0, serve_connection, (void *)socket, 0, NULL ) );
    }
    return 0;
}

/* Ends the program where there is no network. Returns the port. */
static UNUSED WORD start_server( void (*function)( SOCKET ) )
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    int size = sizeof(address);
    WSADATA data;
    SOCKET listener;

    setvbuf( stdout, NULL, _IONBF, 0 );
    serve = function;
    address.sin_addr.s_addr = htonl( INADDR_LOOPBACK );
    if (WSAStartup( MAKEWORD( 2, 2 ), &data ) || (listener = socket( AF_INET, SOCK_STREAM, 0 )) == INVALID_SOCKET ||
        bind( listener, (struct sockaddr *)&address, sizeof(address) ) || listen( listener, 10 ) ||
        getsockname( listener, (struct sockaddr *)&address, &size ))
    {
        printf( "no server on 127.0.0.1: error %d\n", WSAGetLastError() );
        exit( 77 );
    }
    CloseHandle( CreateThread( NULL, 0, accept_connections, (void *)listener, 0, NULL ) );
    return ntohs( address.sin_port );
}

static UNUSED RPC_BINDING_HANDLE make_binding( WORD port )
{
    RPC_BINDING_HANDLE binding = NULL;
    RPC_STATUS status;
    WCHAR text[64];

    wsprintfW( text, L"ncacn_ip_tcp:127.0.0.1[%u]", port );
    if ((status = RpcBindingFromStringBindingW( text, &binding )))
    {
        printf( "no binding: error %ld\n", status );
        exit( 77 );
    }
    return binding;
}

/* A call with so many bytes that are 0x11. The message has the answer then, to be freed by I_RpcFreeBuffer(), as stubs do also
 * after a call that has failed. */
static UNUSED RPC_STATUS call( RPC_BINDING_HANDLE binding, RPC_MESSAGE *message, DWORD size )
{
    RPC_STATUS status;

    memset( message, 0, sizeof(*message) );
    message->Handle = binding;
    message->DataRepresentation = 0x10;
    message->RpcInterfaceInformation = &client_interface;
    message->ProcNum = 0x80000000;  /* RPC_FLAGS_VALID_BIT */
    message->BufferLength = size;
    if ((status = I_RpcGetBuffer( message )))
    {
        message->Buffer = NULL;
        return status;
    }
    memset( message->Buffer, 0x11, size );
    return I_RpcSendReceive( message );
}
