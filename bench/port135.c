/*
 * Leads a program's connections to port 135 to the port that the environment names
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

/* rpcclient looks for the endpoint mapper at no other port, where an ordinary user's Samba cannot have it. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int connect( int fd, const struct sockaddr *address, socklen_t length )
{
    int (*original)( int fd, const struct sockaddr *address, socklen_t length );
    const char *port = getenv( "EPM_PORT" );
    struct sockaddr_in in;

    *(void **)&original = dlsym( RTLD_NEXT, "connect" );
    if (!port || address->sa_family != AF_INET || length != sizeof(in)) return original( fd, address, length );
    memcpy( &in, address, sizeof(in) );
    if (in.sin_port == htons( 135 )) in.sin_port = htons( atoi( port ) );
    return original( fd, (const struct sockaddr *)&in, length );
}
