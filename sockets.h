/*
 * Sockets, which are loaded when a function needs them
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

#ifndef NETAPI32_SOCKETS_H
#define NETAPI32_SOCKETS_H

#include "winsock2.h"
#include "ws2tcpip.h"

extern INT (WSAAPI *pGetAddrInfoW)( const WCHAR *name, const WCHAR *service, const ADDRINFOW *hints, ADDRINFOW **info );
extern void (WSAAPI *pFreeAddrInfoW)( ADDRINFOW *info );
extern INT (WSAAPI *pGetNameInfoW)( const SOCKADDR *address, socklen_t length, WCHAR *host, DWORD host_size, WCHAR *service,
                                   DWORD service_size, INT flags );
extern int (WSAAPI *pWSAStartup)( WORD version, WSADATA *data );
extern int (WSAAPI *pclosesocket)( SOCKET socket );
extern int (WSAAPI *pconnect)( SOCKET socket, const struct sockaddr *address, int length );
extern int (WSAAPI *pioctlsocket)( SOCKET socket, long command, u_long *arg );
extern int (WSAAPI *precv)( SOCKET socket, char *buffer, int length, int flags );
extern int (WSAAPI *pselect)( int count, fd_set *read, fd_set *write, fd_set *except, const struct timeval *timeout );
extern int (WSAAPI *psend)( SOCKET socket, const char *buffer, int length, int flags );
extern int (WSAAPI *psetsockopt)( SOCKET socket, int level, int option, const char *value, int length );
extern SOCKET (WSAAPI *psocket)( int family, int type, int protocol );
extern int (WSAAPI *precvfrom)( SOCKET socket, char *buffer, int length, int flags, struct sockaddr *from, int *from_length );
extern int (WSAAPI *psendto)( SOCKET socket, const char *buffer, int length, int flags, const struct sockaddr *to, int to_length );

/* what is waited for, and what has come of it; FD_SETSIZE of each kind at most */
struct socket_set
{
    fd_set readable;
    fd_set writable;    /* or connected */
    fd_set failed;      /* to connect */
};

BOOL load_sockets(void);
BOOL set_nonblocking( SOCKET socket );
void clear_sockets( struct socket_set *set );
void add_socket( struct socket_set *set, SOCKET socket, BOOL is_connecting );
BOOL has_socket( const fd_set *sockets, SOCKET socket );
void wait_for_sockets( struct socket_set *set, ULONGLONG until );
BOOL connect_tcp( const SOCKADDR *address, int length, DWORD time_limit, SOCKET *socket );

#endif
