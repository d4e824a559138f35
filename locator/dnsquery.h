/*
 * Questions to name servers
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


#ifndef NETAPI32_DNSQUERY_H
#define NETAPI32_DNSQUERY_H

#include "dnsname.h"
#include "sockets.h"

/* RFC 1035, 3.2.2, and RFC 2782 and 3596 */
enum { TYPE_A = 1, TYPE_CNAME = 5, TYPE_AAAA = 28, TYPE_SRV = 33 };
#define CLASS_IN  1

#define HEADER_SIZE  12
#define MAX_MESSAGE  0xffff
#define MAX_SERVERS  8

struct name_server
{
    SOCKADDR_STORAGE address;
    int              length;
};

struct question
{
    BYTE  bytes[HEADER_SIZE + MAX_WIRE_NAME + 4];
    DWORD size;
};

struct answer
{
    struct reader reader;       /* behind the question */
    WORD          flags;
    WORD          answers;
    WORD          others;       /* authorities and additional records */
    BYTE          bytes[MAX_MESSAGE];
};

/* who is asked, and room for the answer to one question */
struct asker
{
    DWORD              server_count;
    struct name_server servers[MAX_SERVERS];
    struct answer      answer;
};

/* a question while it is asked: one server after the other, twice, each by UDP, and by TCP where the answer is longer */
struct query
{
    NET_API_STATUS  status;     /* ERROR_IO_PENDING until it has ended */
    DWORD           tries;
    ULONGLONG       until;      /* when this one ends, milliseconds of GetTickCount64() */
    SOCKET          socket;
    BOOL            by_tcp;
    BOOL            sent;       /* by TCP, as the rest is: */
    BYTE           *stream;     /* what has come, NetApiBufferAllocate()'s */
    DWORD           received;
    struct question question;
};

WORD read_word( struct reader *reader );
NET_API_STATUS create_asker( struct asker **asker );
void begin_query( struct asker *asker, struct query *query, const WCHAR *name, WORD type );
void add_query( const struct query *query, struct socket_set *set, ULONGLONG *until );
BOOL continue_query( struct asker *asker, struct query *query, const struct socket_set *set );
void end_query( struct query *query, NET_API_STATUS status );
NET_API_STATUS ask( struct asker *asker, const WCHAR *name, WORD type, ULONGLONG deadline );

#endif
