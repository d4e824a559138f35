/*
 * Name servers and domain controllers that misbehave
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
#include <stdlib.h>
#include <string.h>

#include <winsock2.h>
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winreg.h>
#include <ntsecapi.h>
#include <lm.h>
#include <dsgetdc.h>

#include "dnsanswer.h"
#include "generator.h"
#include "product.h"

/*
 * Whatever a name server or a controller answers, DsGetDcName() returns in time, with an error or with the right answer. Both are
 * threads of this test, on the loopback interface. The domain's name tells them what to do wrong: "m7.test" is row 7; behind the
 * rows come pairs of them, a name server's and a controller's. Many are tried at the same time, as most take as long as a function
 * waits for an answer.
 */

#define SETTINGS_KEY  L"Software\\Wine\\NetApi32"

/* the most that a function takes, in milliseconds, on a machine that does much else */
#define DNS_LIMIT   4000
#define PING_LIMIT  3000
#define PROMPT      1000
#define TOLERANCE   4000

#define AT_ONCE  64     /* rows that are tried at the same time */
#define PAIRS    48

enum deed
{
    WELL,
    /* the name server's */
    DNS_SILENT, DNS_CUT, DNS_BYTE, DNS_COUNT, DNS_NO_COUNT, DNS_SIZE, DNS_TARGET, DNS_CODE, DNS_TRUNCATED, DNS_MANY, DNS_ELSEWHERE,
    DNS_NO_ADDRESS, DNS_WRONG_FIRST, DNS_OWNER, DNS_OWNER_POINTER, DNS_ALIASES, DNS_CIRCLE, DNS_SECTION, DNS_PORT, DNS_TTL,
    DNS_CASE, DNS_ADDRESS, DNS_TWICE, DNS_LATE, DNS_EDNS, DNS_OTHERS_FIRST, DNS_MAPPED,
    /* many services, of which the last one is good */
    LAST_OF_SILENT, LAST_OF_DEAD, LAST_AND_BEST,
    /* many services, the answers with whose addresses take long to read */
    DNS_SLOW,
    /* the controller's */
    FIRST_OF_PINGS,
    PING_SILENT = FIRST_OF_PINGS, PING_CUT, PING_BYTE, PING_ID, PING_ELSEWHERE, PING_OPCODE, PING_FLAGS, PING_DOMAIN, PING_LOOP,
    PING_GARBAGE, PING_WRONG_FIRST, PING_TWICE, PING_LATE, PING_LOST, PING_DONE, PING_NAMES
};

struct row
{
    enum deed   deed;
    int         number;     /* the deed's: where, what, how many, or milliseconds */
    ULONG       flags;      /* the question's */
    DWORD       status;
    DWORD       limit;
    const char *text;       /* of DNS_TARGET: the target's bytes */
    BOOL        of_address; /* The services' answer is good, but has no address: what is wrong is the answer that has it. */
    struct told_names names;
};

#define ROW( deed, number, flags, status, limit ) \
    { deed, number, flags, status, limit, NULL, FALSE, { NULL, NULL, NULL } }
#define OF_ADDRESS( deed, number, flags, status, limit ) \
    { deed, number, flags, status, limit, NULL, TRUE, { NULL, NULL, NULL } }
#define TARGET( text ) \
    { DNS_TARGET, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT, text, FALSE, { NULL, NULL, NULL } }
#define NAMES( status, limit, flat_domain, flat_host, site ) \
    { PING_NAMES, 0, 0, status, limit, NULL, FALSE, { flat_domain, flat_host, site } }

static const struct row rows[] =
{
    ROW( WELL, 0, 0, NERR_Success, PROMPT ),
    ROW( WELL, 0, DS_PDC_REQUIRED | DS_RETURN_DNS_NAME, NERR_Success, PROMPT ),
    ROW( DNS_SILENT, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_CUT, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),         /* nothing but the datagram */
    ROW( DNS_CUT, 11, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_CUT, 12, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_CUT, 20, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_CUT, -25, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),       /* in the midst of the service's record */
    ROW( DNS_CUT, -8, 0, NERR_Success, PROMPT ),                   /* in that of the address, which is asked for then */
    ROW( DNS_BYTE, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),        /* another number */
    ROW( DNS_BYTE, 1, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_BYTE, 2, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),        /* no response, and another operation */
    ROW( DNS_BYTE, 5, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),        /* another number of questions */
    ROW( DNS_BYTE, 13, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),       /* another question */
    ROW( DNS_COUNT, 6, 0, NERR_Success, PROMPT ),                  /* more answers than there are, */
    ROW( DNS_COUNT, 8, 0, NERR_Success, PROMPT ),                  /* authorities, */
    ROW( DNS_COUNT, 10, 0, NERR_Success, PROMPT ),                 /* and other records */
    ROW( DNS_NO_COUNT, 6, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_NO_COUNT, 10, 0, NERR_Success, PROMPT ),
    ROW( DNS_SIZE, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),        /* of the service's data */
    ROW( DNS_SIZE, 5, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_SIZE, 7, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_SIZE, 0xffff, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    TARGET( "c0?" ),       /* a pointer to itself */
    TARGET( "ffff" ),      /* and beyond the end */
    TARGET( "00" ),        /* the root: there is no such service */
    TARGET( "4161" ),
    TARGET( "8161" ),
    TARGET( "0361006200" ),
    TARGET( "03612e6200" ),
    ROW( DNS_CODE, 1, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_CODE, 2, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_CODE, 3, 0, ERROR_NO_SUCH_DOMAIN, PROMPT ),           /* There is no such name: nobody else is asked. */
    ROW( DNS_CODE, 5, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_TRUNCATED, 0, 0, NERR_Success, PROMPT ),              /* and over TCP it is whole, */
    ROW( DNS_TRUNCATED, 1, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* never comes, */
    ROW( DNS_TRUNCATED, 2, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* is empty, */
    ROW( DNS_TRUNCATED, 3, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* is shorter than it says, */
    ROW( DNS_TRUNCATED, 4, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* answers another question, */
    ROW( DNS_TRUNCATED, 5, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* comes a byte at a time, too slowly, */
    ROW( DNS_TRUNCATED, 6, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* is as long as can be, and nothing, */
    ROW( DNS_TRUNCATED, 7, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* is the end of the connection, */
    ROW( DNS_TRUNCATED, 8, 0, NERR_Success, PROMPT ),              /* says that it is truncated, too, */
    ROW( DNS_TRUNCATED, 9, 0, NERR_Success, PROMPT ),              /* has more behind it, */
    ROW( DNS_TRUNCATED, 10, 0, NERR_Success, PROMPT ),             /* or comes in two parts */
    ROW( DNS_MANY, 1000, 0, NERR_Success, PING_LIMIT ),
    ROW( DNS_ELSEWHERE, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* another port answers */
    ROW( DNS_NO_ADDRESS, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_WRONG_FIRST, 0, 0, NERR_Success, PROMPT ),            /* what answers somebody else is passed over */
    ROW( DNS_OWNER, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_OWNER_POINTER, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_ALIASES, 1, 0, NERR_Success, PROMPT ),
    ROW( DNS_ALIASES, 8, 0, NERR_Success, PROMPT ),
    ROW( DNS_ALIASES, 9, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_ALIASES, 1000, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_CIRCLE, 1, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_CIRCLE, 3, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_SECTION, 8, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),     /* all of it are authorities, */
    ROW( DNS_SECTION, 10, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),    /* or other records */
    ROW( DNS_PORT, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),
    ROW( DNS_TTL, 0xff, 0, NERR_Success, PROMPT ),
    ROW( DNS_TTL, 0x7f, 0, NERR_Success, PROMPT ),
    ROW( DNS_CASE, 0, 0, NERR_Success, PROMPT ),
    ROW( DNS_ADDRESS, 0, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),     /* 0.0.0.0, */
    ROW( DNS_ADDRESS, 224, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* several hosts' */
    ROW( DNS_ADDRESS, 255, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),   /* and all hosts' */
    ROW( DNS_TWICE, 0, 0, NERR_Success, PROMPT ),
    ROW( DNS_LATE, 1300, 0, NERR_Success, PING_LIMIT ),            /* when the question was asked once more, */
    ROW( DNS_LATE, 3000, 0, ERROR_NO_SUCH_DOMAIN, DNS_LIMIT ),     /* and when nobody waits any longer */
    ROW( DNS_EDNS, 0, 0, NERR_Success, PROMPT ),
    ROW( DNS_OTHERS_FIRST, 0, 0, NERR_Success, PROMPT ),           /* records of other types and classes */
    OF_ADDRESS( WELL, 0, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_SILENT, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_CUT, 12, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_CUT, -1, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_BYTE, 1, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_BYTE, 13, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_COUNT, 6, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_SIZE, 3, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_SIZE, 16, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_CODE, 2, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_CODE, 3, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_TRUNCATED, 0, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_TRUNCATED, 1, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_TRUNCATED, 5, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_TRUNCATED, 6, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_TRUNCATED, 7, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_TRUNCATED, 10, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_ELSEWHERE, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_WRONG_FIRST, 0, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_OWNER, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_ALIASES, 8, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_ALIASES, 9, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_CIRCLE, 2, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_SECTION, 10, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    OF_ADDRESS( DNS_CASE, 0, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_TWICE, 0, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_LATE, 1300, 0, NERR_Success, PING_LIMIT ),
    OF_ADDRESS( DNS_EDNS, 0, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_OTHERS_FIRST, 0, 0, NERR_Success, PROMPT ),
    OF_ADDRESS( DNS_MAPPED, 0, 0, NERR_Success, PROMPT ),     /* none of IPv4, one in IPv6's form */
    ROW( LAST_OF_SILENT, 1, 0, NERR_Success, PROMPT ),
    ROW( LAST_OF_SILENT, 20, 0, NERR_Success, PROMPT ),
    ROW( LAST_OF_SILENT, 100, 0, NERR_Success, PING_LIMIT ),     /* more than are asked for at one time */
    ROW( LAST_OF_DEAD, 1, 0, NERR_Success, PROMPT ),
    ROW( LAST_OF_DEAD, 20, 0, NERR_Success, PING_LIMIT ),
    ROW( LAST_AND_BEST, 1000, 0, NERR_Success, PROMPT ),
    ROW( DNS_SLOW, 150, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_SILENT, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_CUT, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_CUT, 1, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_CUT, 40, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_CUT, -1, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_CUT, -40, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_BYTE, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),      /* tags and lengths */
    ROW( PING_BYTE, 1, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_BYTE, 4, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_BYTE, 10, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_BYTE, 16, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_ID, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_ELSEWHERE, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_OPCODE, 24, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),   /* paused */
    ROW( PING_OPCODE, 25, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),   /* knows no such account */
    ROW( PING_FLAGS, 0x1f8, DS_PDC_REQUIRED, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_FLAGS, 0x3bd, DS_TIMESERV_REQUIRED, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_FLAGS, 0x2fd, DS_WRITABLE_REQUIRED, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_FLAGS, 0x1fd, DS_GOOD_TIMESERV_PREFERRED, NERR_Success, PING_LIMIT ),    /* waited for, but not needed */
    ROW( PING_DOMAIN, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_LOOP, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_GARBAGE, 300, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_WRONG_FIRST, 0, 0, NERR_Success, PROMPT ),
    ROW( PING_TWICE, 0, 0, NERR_Success, PROMPT ),
    ROW( PING_LATE, 1300, 0, NERR_Success, PING_LIMIT ),
    ROW( PING_LATE, 3500, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),
    ROW( PING_LOST, 0, 0, NERR_Success, PING_LIMIT ),           /* what is asked first */
    ROW( PING_DONE, 0, 0, ERROR_NO_SUCH_DOMAIN, PING_LIMIT ),      /* the end of the search, without an entry */
    NAMES( NERR_Success, PROMPT, "NAME-1", "H_1$", "Default-First-Site-Name" ),
    NAMES( ERROR_NO_SUCH_DOMAIN, PING_LIMIT, "TEST.DOMAIN", "DC1", "Default-First-Site-Name" ),
    NAMES( ERROR_NO_SUCH_DOMAIN, PING_LIMIT, "TEST:DOMAIN", "DC1", "Default-First-Site-Name" ),
    NAMES( ERROR_NO_SUCH_DOMAIN, PING_LIMIT, "TESTDOMAIN", "DC.1", "Default-First-Site-Name" ),
    NAMES( ERROR_NO_SUCH_DOMAIN, PING_LIMIT, "TESTDOMAIN", "DC/1", "Default-First-Site-Name" ),
    NAMES( ERROR_NO_SUCH_DOMAIN, PING_LIMIT, "TESTDOMAIN", "DC\x01", "Default-First-Site-Name" ),
    NAMES( ERROR_NO_SUCH_DOMAIN, PING_LIMIT, "TESTDOMAIN", "DC1", "Default.First" ),
    NAMES( ERROR_NO_SUCH_DOMAIN, PING_LIMIT, "TESTDOMAIN", "DC1", "_sites.dc._msdcs" ),
    NAMES( ERROR_NO_SUCH_DOMAIN, PING_LIMIT, "TESTDOMAIN", "DC1", "Default/First" ),
};

/* numbers of rows */
static struct { WORD dns, ping; } pairs[PAIRS];

#define ROWS  ((int)ARRAY_SIZE(rows))
#define TRIED (ROWS + PAIRS)

static SOCKET dns_socket, dns_listener, ping_socket, other_socket;
static WORD dns_port, ping_port, other_port;
static volatile LONG ended, running;

static BOOL is_ping( const struct row *row ) { return row->deed >= FIRST_OF_PINGS; }

/* What the name server or the controller does for the one with this number. */
static const struct row *get_row( int number, BOOL of_ping )
{
    if (number >= ROWS) return &rows[of_ping ? pairs[number - ROWS].ping : pairs[number - ROWS].dns];
    return is_ping( &rows[number] ) == of_ping ? &rows[number] : &rows[0];
}

static void choose_pairs(void)
{
    DWORD seed = get_seed();
    struct generator generator;
    int i;

    start_numbers( &generator, seed, 0 );
    trace( "seed %#lx: " SEED_VARIABLE " repeats the pairs\n", seed );
    for (i = 0; i < PAIRS; i++)
    {
        do pairs[i].dns = next_number( &generator ) % ROWS; while (is_ping( &rows[pairs[i].dns] ));
        do pairs[i].ping = next_number( &generator ) % ROWS; while (!is_ping( &rows[pairs[i].ping] ));
    }
}

/* Which one a domain's name means: "m7.test", as labels of DNS or with dots, in any case. */
static int find_number( const BYTE *bytes, DWORD size )
{
    DWORD i, j;
    int number;

    for (i = 0; i + 3 < size; i++)
    {
        if ((bytes[i] | 0x20) != 'm' || bytes[i + 1] < '0' || bytes[i + 1] > '9') continue;
        for (number = 0, j = i + 1; j < size && j < i + 6 && bytes[j] >= '0' && bytes[j] <= '9'; j++)
            number = number * 10 + bytes[j] - '0';
        if (j + 5 <= size && !memcmp( bytes + j + 1, "test", 4 ) && number < TRIED) return number;
    }
    return -1;
}

static DWORD get_cut( int number, DWORD size )
{
    if (number < 0) return size + number;
    return min( (DWORD)number, size );
}

/* ---- messages, each the socket's or sent a while later ------------------------------------------ */

struct message
{
    SOCKET             socket;
    struct sockaddr_in to;
    DWORD              delay;
    DWORD              size;
    BYTE               bytes[ANYSIZE_ARRAY];
};

static DWORD WINAPI send_later( void *arg )
{
    struct message *message = arg;

    Sleep( message->delay );
    sendto( message->socket, (char *)message->bytes, message->size, 0, (struct sockaddr *)&message->to, sizeof(message->to) );
    free( message );
    InterlockedDecrement( &running );
    return 0;
}

static void start( DWORD (WINAPI *function)( void *arg ), void *arg )
{
    HANDLE thread;

    InterlockedIncrement( &running );
    if ((thread = CreateThread( NULL, 0, function, arg, 0, NULL ))) CloseHandle( thread );
    else InterlockedDecrement( &running );
}

static void send_message( SOCKET socket, const void *bytes, DWORD size, const struct sockaddr_in *to, DWORD delay )
{
    struct message *message;

    if (!delay) sendto( socket, bytes, size, 0, (const struct sockaddr *)to, sizeof(*to) );
    else if ((message = malloc( sizeof(*message) + size )))
    {
        message->socket = socket;
        message->to = *to;
        message->delay = delay;
        message->size = size;
        memcpy( message->bytes, bytes, size );
        start( send_later, message );
    }
}

/* ---- the name server ---------------------------------------------------------------------------- */

#define ADDRESS_SIZE  16    /* of an address' record, with a pointer for its owner */

static BYTE *put_record( BYTE *at, const char *owner, WORD type, WORD class, const void *data, WORD size )
{
    at = owner ? put_dns_name( at, owner, 0 ) : put_word_of_dns( at, 0xc000 | DNS_HEADER_SIZE );
    at = put_word_of_dns( put_word_of_dns( at, type ), class );
    memset( at, 0, 4 );
    at = put_word_of_dns( at + 4, size );
    memcpy( at, data, size );
    return at + size;
}

static BYTE *put_service( BYTE *at, WORD priority, WORD port, const char *host )
{
    BYTE data[6 + 256], *end = put_word_of_dns( put_word_of_dns( put_word_of_dns( data, priority ), 100 ), port );

    return put_record( at, NULL, TYPE_OF_SRV, 1, data, put_dns_name( end, host, 0 ) - data );
}

static WORD get_word( const BYTE *at ) { return at[0] << 8 | at[1]; }

static void add_count( BYTE *at, int count ) { put_word_of_dns( at, get_word( at ) + count ); }

/* the last one is good; what it has to offer stands behind the others that nobody knows, or that do not answer */
static DWORD put_many( const struct row *row, int number, DWORD query_size, BYTE *answer )
{
    static const DWORD loopback = 0x0100007f;
    BYTE *at = answer + query_size;
    char name[64];
    int i;

    for (i = 0; i < row->number; i++)
    {
        if (row->deed == LAST_AND_BEST) sprintf( name, "x%d", i );
        else sprintf( name, "s%d.m%d.test", i, number );
        at = put_service( at, row->deed == LAST_AND_BEST ? 9 : 1, other_port, name );
    }
    sprintf( name, "dc1.m%d.test", number );
    at = put_service( at, row->deed == LAST_AND_BEST ? 0 : 5, ping_port, name );
    put_word_of_dns( answer + 6, row->number + 1 );
    put_word_of_dns( answer + 10, 0 );
    for (i = 0; row->deed == LAST_OF_DEAD && i < row->number; i++)
    {
        sprintf( name, "s%d.m%d.test", i, number );
        at = put_record( at, name, 1, 1, &loopback, sizeof(loopback) );
        add_count( answer + 10, 1 );
    }
    return at - answer;
}

/* 1,000 more services, whose hosts nobody knows, behind the answer's own */
static DWORD add_services( BYTE *answer, DWORD size, int count )
{
    BYTE *at = answer + size - ADDRESS_SIZE;
    char name[16];
    int i;

    put_word_of_dns( answer + 6, 1 + count );
    put_word_of_dns( answer + 10, 0 );
    for (i = 0; i < count; i++)
    {
        sprintf( name, "x%d", i );
        at = put_service( at, 9, 389, name );
    }
    return at - answer;
}

static DWORD hex_digit( char digit ) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

/* In place of the target's name. */
static DWORD set_target( BYTE *answer, DWORD query_size, const char *text )
{
    BYTE *length = answer + query_size + 10, *at = length + 2 + 6;
    DWORD place = at - answer;

    for (; *text; text += 2)
    {
        if (text[1] == '?')
        {
            at = put_word_of_dns( at, 0xc000 | place );
            break;
        }
        *at++ = hex_digit( text[0] ) << 4 | hex_digit( text[1] );
    }
    put_word_of_dns( length, at - length - 2 );
    put_word_of_dns( answer + 10, 0 );
    return at - answer;
}

/* In front of the answer's own records, which become those of "owner"; NULL: they stay as they are. Returns the answer's size. */
static DWORD insert_records( BYTE *answer, DWORD query_size, DWORD size, const BYTE *records, DWORD records_size, int count,
                             const char *owner )
{
    static BYTE kept[0x10000];
    BYTE *at = answer + query_size;
    DWORD kept_size = size - query_size;

    memcpy( kept, at, kept_size );
    memcpy( at, records, records_size );
    at += records_size;
    add_count( answer + 6, count );
    if (owner)
    {
        at = put_dns_name( at, owner, 0 );
        memcpy( at, kept + 2, kept_size - 2 );
        return at + kept_size - 2 - answer;
    }
    memcpy( at, kept, kept_size );
    return at + kept_size - answer;
}

/* "count" aliases in a row; with "circle" the last one is the first one's again. Those in front are further from the question. */
static DWORD add_aliases( BYTE *answer, DWORD query_size, DWORD size, int count, BOOL circle )
{
    static BYTE records[0x10000];
    BYTE *at = records, data[64];
    char name[16], next[16];
    int i;

    if (get_word( answer + 10 ))    /* The address' owner is a pointer, to another place then. */
    {
        put_word_of_dns( answer + 10, 0 );
        size -= ADDRESS_SIZE;
    }
    for (i = count; i; i--)
    {
        sprintf( name, "a%d", i - 1 );
        sprintf( next, "a%d", circle && i == count ? 1 : i );
        if (circle && count == 1) at = put_record( at, NULL, 5, 1, "\xc0\x0c", 2 );
        else at = put_record( at, i == 1 ? NULL : name, 5, 1, data, put_dns_name( data, next, 0 ) - data );
    }
    sprintf( name, "a%d", count );
    return insert_records( answer, query_size, size, records, at - records, count, circle ? NULL : name );
}

static DWORD add_others( BYTE *answer, DWORD query_size, DWORD size )
{
    static const BYTE text[0x1000] = "\xff";
    static BYTE records[0x4000];
    BYTE *at = put_record( records, NULL, 16, 1, text, sizeof(text) );      /* TXT */

    at = put_record( at, NULL, 0xffff, 1, text, 0 );
    at = put_record( at, NULL, TYPE_OF_SRV, 3, text, 8 );                   /* class CH */
    at = put_record( at, "other.test", TYPE_OF_SRV, 1, text, 8 );
    at = put_record( at, NULL, 46, 1, text, 100 );                          /* RRSIG */
    return insert_records( answer, query_size, size, records, at - records, 5, NULL );
}

static void change_case( BYTE *answer, DWORD query_size )
{
    DWORD i;

    for (i = DNS_HEADER_SIZE; i < query_size - 4; i++)
        if ((answer[i] | 0x20) >= 'a' && (answer[i] | 0x20) <= 'z' && i % 2) answer[i] ^= 0x20;
}

static DWORD put_slow_services( int number, int count, DWORD query_size, BYTE *answer )
{
    BYTE *at = answer + query_size;
    char name[64];
    int i;

    for (i = 0; i < count; i++)
    {
        sprintf( name, "d%d.m%d.test", i, number );
        at = put_service( at, 1, other_port, name );
    }
    put_word_of_dns( answer + 6, count );
    put_word_of_dns( answer + 10, 0 );
    return at - answer;
}

/* Thousands of aliases whose owners stand behind thousands of pointers, in front of some that lead on: all of them are gone through
 * for each of these. */
static DWORD put_slow_addresses( DWORD query_size, BYTE *answer )
{
    static const BYTE empty_alias[10] = { 0, 5, 0, 1 };
    BYTE *at = answer + query_size, *chain = at + 12, data[32];
    DWORD place = chain - answer, last = place, records = 1;
    char name[16], next[16];
    int i;

    memcpy( chain, "\1x\0", 3 );
    for (i = 3; place + i < 0x3ff0; i += 2)
    {
        put_word_of_dns( chain + i, 0xc000 | last );
        last = place + i;
    }
    put_word_of_dns( at, 0xc000 | DNS_HEADER_SIZE );
    memcpy( at + 2, "\0\x10\0\1\0\0\0\0", 8 );     /* TXT */
    put_word_of_dns( at + 10, i );
    for (at = chain + i; at - answer < 58000; records++)
    {
        memcpy( put_word_of_dns( at, 0xc000 | last ), empty_alias, sizeof(empty_alias) );
        at += 2 + sizeof(empty_alias);
    }
    for (i = 0; i < 8; i++, records++)
    {
        sprintf( name, "a%d", i );
        sprintf( next, "a%d", i + 1 );
        at = put_record( at, i ? name : NULL, 5, 1, data, put_dns_name( data, next, 0 ) - data );
    }
    put_word_of_dns( answer + 6, records );
    put_word_of_dns( answer + 10, 0 );
    return at - answer;
}

/* What is wrong with an answer that goes wrong; its size. */
static DWORD misbehave_as_dns( const struct row *row, int number, DWORD query_size, BYTE *answer, DWORD size )
{
    BOOL is_service = answer[query_size - 3] == TYPE_OF_SRV;
    BYTE *record = answer + query_size, other[64];

    switch (row->deed)
    {
    case DNS_CUT: return get_cut( row->number, size );
    case DNS_BYTE: answer[row->number] ^= 0x81; break;
    case DNS_COUNT: put_word_of_dns( answer + row->number, 0xffff ); break;
    case DNS_NO_COUNT: put_word_of_dns( answer + row->number, 0 ); break;
    case DNS_SIZE: put_word_of_dns( record + 10, row->number ); break;
    case DNS_TARGET: return set_target( answer, query_size, row->text );
    case DNS_CODE: answer[3] = 0x80 | row->number; break;
    case DNS_MANY: return is_service ? add_services( answer, size, row->number ) : size;
    case DNS_OWNER: return insert_records( answer, query_size, size, other, 0, 0, "other.test" );
    case DNS_OWNER_POINTER: put_word_of_dns( record, 0xc000 | query_size ); break;
    case DNS_ALIASES: return add_aliases( answer, query_size, size, row->number, FALSE );
    case DNS_CIRCLE: return add_aliases( answer, query_size, size, row->number, TRUE );
    case DNS_SECTION:
        add_count( answer + row->number, get_word( answer + 6 ) );
        put_word_of_dns( answer + 6, 0 );
        break;
    case DNS_PORT: put_word_of_dns( record + 12 + 4, 0 ); break;
    case DNS_TTL: memset( record + 6, row->number, 4 ); break;
    case DNS_CASE: change_case( answer, query_size ); break;
    case DNS_ADDRESS: memset( answer + size - 4, row->number, 4 ); break;
    case DNS_EDNS:
        add_count( answer + 10, 1 );
        memcpy( answer + size, "\0\0\x29\xff\xff\xff\xff\xff\xff\0\4\0\1\0\0", 15 );
        return size + 15;
    case DNS_OTHERS_FIRST: return add_others( answer, query_size, size );
    case DNS_MAPPED:
        if (answer[query_size - 3] == 1)
        {
            put_word_of_dns( answer + 6, 0 );
            return query_size;
        }
        return put_record( record, NULL, 28, 1, "\0\0\0\0\0\0\0\0\0\0\xff\xff\x7f\0\0\1", 16 ) - answer;
    case DNS_SLOW:
        return is_service ? put_slow_services( number, row->number, query_size, answer ) : put_slow_addresses( query_size, answer );
    case LAST_OF_SILENT: case LAST_OF_DEAD: case LAST_AND_BEST:
        return is_service ? put_many( row, number, query_size, answer ) : size;
    case DNS_NO_ADDRESS:
        put_word_of_dns( answer + 10, 0 );
        if (is_service) return size - ADDRESS_SIZE;
        answer[3] = 0x83;
        return query_size;
    default: break;
    }
    return size;
}

/* Whether what a row does wrong is in the answer to a question of this type. */
static BOOL is_affected( const struct row *row, BOOL is_service )
{
    if (row->deed == DNS_NO_ADDRESS || row->deed == DNS_ADDRESS || row->deed == DNS_SLOW) return TRUE;
    return row->of_address ? !is_service : is_service;
}

/* The size; 0: there is none, as with the hosts of the services in front of the last one. */
static DWORD make_answer( int number, const BYTE *query, DWORD query_size, BYTE *answer )
{
    const struct row *row = get_row( number, FALSE );
    BOOL is_service = query[query_size - 3] == TYPE_OF_SRV;
    DWORD size = make_dns_answer( query, query_size, htonl( INADDR_LOOPBACK ), ping_port, answer );

    if (!is_service && query[DNS_HEADER_SIZE + 1] != 'd') return 0;
    if (is_affected( row, is_service )) return misbehave_as_dns( row, number, query_size, answer, size );
    if (!is_service || !row->of_address) return size;
    put_word_of_dns( answer + 10, 0 );
    return size - ADDRESS_SIZE;
}

static void answer_by_udp( int number, const BYTE *query, DWORD query_size, const struct sockaddr_in *from )
{
    static BYTE answer[0x20000];
    const struct row *row = get_row( number, FALSE );
    BOOL is_affected_here = is_affected( row, query[query_size - 3] == TYPE_OF_SRV );
    DWORD size = make_answer( number, query, query_size, answer ), delay = 0;
    SOCKET socket = dns_socket;

    if (!size && row->deed != DNS_CUT) return;
    if (is_affected_here)
    {
        if (row->deed == DNS_SILENT) return;
        if (row->deed == DNS_LATE) delay = row->number;
        if (row->deed == DNS_ELSEWHERE) socket = other_socket;
        if (row->deed == DNS_TWICE) send_message( socket, answer, size, from, 0 );
        if (row->deed == DNS_WRONG_FIRST)
        {
            answer[1] ^= 1;
            send_message( socket, answer, size, from, 0 );
            send_message( socket, answer, 5, from, 0 );
            answer[1] ^= 1;
        }
    }
    if (size > 60000 || (is_affected_here && row->deed == DNS_TRUNCATED))
    {
        answer[2] |= 2;
        size = query_size;
    }
    send_message( socket, answer, size, from, delay );
}

static DWORD WINAPI serve_dns( void *arg )
{
    static BYTE query[512];
    struct sockaddr_in from;
    int size, length, number;

    (void)arg;
    while (!ended)
    {
        length = sizeof(from);
        if ((size = recvfrom( dns_socket, (char *)query, sizeof(query), 0, (struct sockaddr *)&from, &length )) < 20) continue;
        if ((number = find_number( query, size )) >= 0) answer_by_udp( number, query, size, &from );
    }
    return 0;
}

/* Sends a part of an answer, waits, and sends the rest; FALSE: nobody takes it. */
static BOOL send_parts( SOCKET client, const BYTE *bytes, DWORD size, DWORD part, DWORD pause )
{
    DWORD sent;

    for (sent = 0; sent < size && !ended; sent += part)
    {
        if (sent) Sleep( pause );
        part = min( part, size - sent );
        if (send( client, (const char *)bytes + sent, part, 0 ) != (int)part) return FALSE;
    }
    return TRUE;
}

/* until the other end goes, or the test does */
static void hold( SOCKET client )
{
    struct timeval second = { 1, 0 };
    fd_set readable;
    char byte;

    while (!ended)
    {
        FD_ZERO( &readable );
        FD_SET( client, &readable );
        if (select( 0, &readable, NULL, NULL, &second ) && recv( client, &byte, 1, 0 ) <= 0) break;
    }
}

static void answer_by_tcp( SOCKET client )
{
    BYTE query[514], *answer = malloc( 0x20000 );
    const struct row *row;
    int number, got;
    DWORD size, limit = 5000;

    setsockopt( client, SOL_SOCKET, SO_RCVTIMEO, (char *)&limit, sizeof(limit) );
    got = answer ? recv( client, (char *)query, sizeof(query), 0 ) : 0;
    if (got > 22 && (number = find_number( query, got )) >= 0)
    {
        row = get_row( number, FALSE );
        size = make_answer( number, query + 2, got - 2, answer + 2 );
        put_word_of_dns( answer, min( size, 0xffff ) );
        switch (row->deed == DNS_TRUNCATED ? row->number : 0)
        {
        case 1: hold( client ); size = 0; break;
        case 2: put_word_of_dns( answer, 0 ); size = 2; break;
        case 3: size -= 30; break;
        case 4: answer[2] ^= 1; size += 2; break;
        case 5: send_parts( client, answer, size + 2, 1, 100 ); size = 0; break;
        case 6:
            memset( answer + 2, 0, 0xffff );
            put_word_of_dns( answer, size = 0xffff );
            break;
        case 7: size = 0; break;
        case 8: answer[4] |= 2; size += 2; break;
        case 9: memset( answer + 2 + size, 0x55, 1000 ); size += 1002; break;
        case 10: send_parts( client, answer, size + 2, size / 2, 200 ); size = 0; break;
        default: size += 2;
        }
        if (size) send( client, (char *)answer, size, 0 );
    }
    free( answer );
}

static DWORD WINAPI serve_connection( void *arg )
{
    SOCKET client = (SOCKET)arg;

    answer_by_tcp( client );
    closesocket( client );
    InterlockedDecrement( &running );
    return 0;
}

static DWORD WINAPI serve_dns_tcp( void *arg )
{
    SOCKET client;

    (void)arg;
    while (!ended && (client = accept( dns_listener, NULL, NULL )) != INVALID_SOCKET) start( serve_connection, (void *)client );
    return 0;
}

/* ---- the controller ----------------------------------------------------------------------------- */

static void answer_ping( int number, const BYTE *request, const struct sockaddr_in *from )
{
    static BYTE answer[2048], netlogon[1024], garbage[100], asked[TRIED][6];
    const struct row *row = get_row( number, TRUE );
    DWORD size, netlogon_size, flags = row->deed == PING_FLAGS ? (DWORD)row->number : PING_FLAGS_OF_TEST;
    SOCKET socket = row->deed == PING_ELSEWHERE ? other_socket : ping_socket;
    char domain[32];
    const BYTE *id;
    int i;

    /* the number of the question stands behind the first length, which is one of a byte or has 0x81 or 0x82 in front */
    id = request + (request[1] & 0x80 ? 2 + (request[1] & 0x7f) : 2);
    if (row->deed == PING_SILENT) return;
    if (row->deed == PING_LOST && memcmp( asked[number], id, sizeof(asked[number]) ))
    {
        memcpy( asked[number], id, sizeof(asked[number]) );
        return;
    }
    sprintf( domain, "m%d.test", row->deed == PING_DOMAIN ? number + 1 : number );
    netlogon_size = make_named_answer( domain, row->deed == PING_NAMES ? &row->names : &usual_names, flags, netlogon );
    if (row->deed == PING_OPCODE) netlogon[0] = row->number;
    if (row->deed == PING_LOOP) put_word_of_dns( netlogon + 24, 0xc018 );
    size = make_ping_answer( id, 2 + id[1], netlogon, netlogon_size, answer );
    if (row->deed == PING_CUT) size = get_cut( row->number, size );
    if (row->deed == PING_BYTE) answer[row->number] ^= 0x81;
    if (row->deed == PING_ID) answer[9] ^= 0x40;
    if (row->deed == PING_DONE)
    {
        answer[4 + 2 + id[1]] = 0x65;
        memcpy( answer + 4 + 2 + id[1] + 4, "\x0a\1\0\4\0\4\0", 7 );
    }
    if (row->deed == PING_WRONG_FIRST || row->deed == PING_GARBAGE)
        for (i = row->deed == PING_GARBAGE ? row->number : 3; i; i--)
        {
            memset( garbage, i, sizeof(garbage) );
            send_message( socket, garbage, sizeof(garbage), from, 0 );
        }
    if (row->deed == PING_GARBAGE) return;
    if (row->deed == PING_TWICE) send_message( socket, answer, size, from, 0 );
    send_message( socket, answer, size, from, row->deed == PING_LATE ? row->number : 0 );
}

static DWORD WINAPI serve_pings( void *arg )
{
    static BYTE request[2048];
    struct sockaddr_in from;
    int size, length, number;

    (void)arg;
    while (!ended)
    {
        length = sizeof(from);
        size = recvfrom( ping_socket, (char *)request, sizeof(request), 0, (struct sockaddr *)&from, &length );
        if (size >= 20 && (number = find_number( request, size )) >= 0) answer_ping( number, request, &from );
    }
    return 0;
}

static SOCKET make_socket( int type, WORD *port )
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons( *port ) };
    SOCKET made = socket( AF_INET, type, 0 );
    int length = sizeof(address), room = 0x100000;

    address.sin_addr.s_addr = htonl( INADDR_LOOPBACK );
    setsockopt( made, SOL_SOCKET, SO_RCVBUF, (char *)&room, sizeof(room) );
    if (bind( made, (struct sockaddr *)&address, length ) || getsockname( made, (struct sockaddr *)&address, &length ))
    {
        closesocket( made );
        return INVALID_SOCKET;
    }
    *port = ntohs( address.sin_port );
    return made;
}

/* ---- the questions ------------------------------------------------------------------------------ */

/* what a thread asks, and gets */
static struct
{
    HANDLE                   thread;
    DWORD                    status;
    DWORD                    time;
    DOMAIN_CONTROLLER_INFOW *info;
}
replies[ARRAY_SIZE(rows) + PAIRS];

static DWORD get_wanted_status( int number )
{
    DWORD status = get_row( number, FALSE )->status;

    return status ? status : get_row( number, TRUE )->status;
}

/* A name server's whole time, and a controller's, is the most that two deeds take. */
static DWORD get_limit( int number )
{
    if (number >= ROWS) return DNS_LIMIT + PING_LIMIT;
    return rows[number].limit;
}

static DWORD WINAPI ask_number( void *arg )
{
    int number = (int)(INT_PTR)arg;
    DWORD start = GetTickCount(), flags;
    WCHAR domain[32];

    wsprintfW( domain, L"m%d.test", number );
    flags = get_row( number, TRUE )->flags | get_row( number, FALSE )->flags;
    replies[number].info = (void *)(ULONG_PTR)0xdeadbeef;
    replies[number].status = DsGetDcNameW( NULL, domain, NULL, NULL, flags | DS_FORCE_REDISCOVERY, &replies[number].info );
    replies[number].time = GetTickCount() - start;
    return 0;
}

static void check_controller( int number, const DOMAIN_CONTROLLER_INFOW *info )
{
    const struct row *ping = get_row( number, TRUE );
    WCHAR domain[32], host[32];

    wsprintfW( domain, L"m%d.test", number );
    wsprintfW( host, L"\\\\dc1.m%d.test", number );
    ok( !lstrcmpW( info->DomainControllerName, host ) && !lstrcmpW( info->DomainControllerAddress, L"\\\\127.0.0.1" ) &&
        info->DomainControllerAddressType == DS_INET_ADDRESS && !lstrcmpW( info->DomainName, domain ) &&
        !lstrcmpW( info->DnsForestName, domain ) && !lstrcmpW( info->DcSiteName, L"Default-First-Site-Name" ) &&
        !lstrcmpW( info->ClientSiteName, L"Default-First-Site-Name" ), "got %s\n",
        wine_dbgstr_w( info->DomainControllerName ) );
    ok( !memcmp( &info->DomainGuid, &domain_guid_of_test, sizeof(GUID) ), "another GUID\n" );
    ok( info->Flags == ((ping->deed == PING_FLAGS ? (ULONG)ping->number : PING_FLAGS_OF_TEST) | DS_DNS_CONTROLLER_FLAG |
                        DS_DNS_DOMAIN_FLAG | DS_DNS_FOREST_FLAG), "got flags %#lx\n", info->Flags );
}

static void check_reply( int number )
{
    const struct row *dns = get_row( number, FALSE ), *ping = get_row( number, TRUE );
    DWORD wanted = get_wanted_status( number );

    winetest_push_context( "%d: dns %d %d%s, ping %d %d", number, dns->deed, dns->number, dns->of_address ? " of address" : "",
                           ping->deed, ping->number );
    /* What ought to be found on a machine that does much else: once more, alone. */
    if (!wanted && replies[number].status == ERROR_NO_SUCH_DOMAIN)
    {
        trace( "not found in %lu ms, asked once more\n", replies[number].time );
        ask_number( (void *)(INT_PTR)number );
    }
    ok( replies[number].status == wanted, "got status %lu\n", replies[number].status );
    ok( replies[number].time < get_limit( number ) + TOLERANCE, "took %lu ms\n", replies[number].time );
    if (replies[number].status) ok( !replies[number].info, "got %p\n", replies[number].info );
    else
    {
        check_controller( number, replies[number].info );
        NetApiBufferFree( replies[number].info );
    }
    winetest_pop_context();
}

/* FALSE: one has not ended, and will touch what the test has. */
static BOOL ask_some( int first, int count, DWORD *longest )
{
    BOOL all = TRUE;
    int i;

    for (i = first; i < first + count; i++)
    {
        replies[i].thread = CreateThread( NULL, 0, ask_number, (void *)(INT_PTR)i, 0, NULL );
        ok( replies[i].thread != NULL, "%d: no thread\n", i );
    }
    for (i = first; i < first + count; i++)
    {
        if (WaitForSingleObject( replies[i].thread, 60000 )) all = FALSE;
        ok( all, "%d does not end\n", i );
        CloseHandle( replies[i].thread );
        if (all) *longest = max( *longest, replies[i].time );
        if (all) check_reply( i );
    }
    return all;
}

/* The wineserver gives out the lowest one that is free. */
static DWORD count_handles(void)
{
    HANDLE event = CreateEventW( NULL, FALSE, FALSE, NULL );

    CloseHandle( event );
    return (DWORD)(ULONG_PTR)event / 4;
}

static void test_rows(void)
{
    DWORD before = 0, after, longest = 0;
    int i;

    for (i = 0; i < TRIED; i += AT_ONCE)
    {
        if (!ask_some( i, min( AT_ONCE, TRIED - i ), &longest )) ExitProcess( 1 );
        /* the first ones load what stays */
        if (!i) before = count_handles();
    }
    for (i = 0; running > 0 && i < 100; i++) Sleep( 100 );
    after = count_handles();
    ok( after < before + 32, "%lu handles before, %lu after\n", before, after );
    trace( "%d rows and %d pairs, the longest took %lu ms; %lu and %lu handles\n", ROWS, PAIRS, longest, before, after );
}

/* In place of what was found there is as much of what was not, so that no blocks are kept. */
static void forget_controllers(void)
{
    DOMAIN_CONTROLLER_INFOW *info;
    WCHAR domain[32];
    DWORD status;
    int row, i;

    for (row = 0; rows[row].deed != DNS_CODE || rows[row].number != 3; row++) {}
    for (i = 0; i < 64; i++)
    {
        wsprintfW( domain, L"x%d.m%d.test", i, row );
        info = (void *)(ULONG_PTR)0xdeadbeef;
        status = DsGetDcNameW( NULL, domain, NULL, NULL, DS_FORCE_REDISCOVERY, &info );
        ok( status == ERROR_NO_SUCH_DOMAIN && !info, "got status %lu\n", status );
    }
}

/* The lists are DNS's alone. */
static void test_list(void)
{
    SOCKET_ADDRESS *addresses;
    ULONG count, listed = 0;
    DWORD status;
    HANDLE list;
    WCHAR *host;
    int i;

    status = DsGetDcOpenW( L"m0.test", 0, NULL, NULL, NULL, 0, &list );
    ok( !status, "got status %lu\n", status );
    status = DsGetDcNextW( list, &count, &addresses, &host );
    ok( !status && count == 1 && !lstrcmpW( host, L"dc1.m0.test" ), "got status %lu, %lu addresses\n", status, count );
    if (!status)
    {
        const struct sockaddr_in *address = (const struct sockaddr_in *)addresses[0].lpSockaddr;

        ok( address->sin_family == AF_INET && address->sin_addr.s_addr == htonl( INADDR_LOOPBACK ) &&
            address->sin_port == htons( ping_port ), "another address\n" );
        LocalFree( addresses );
        NetApiBufferFree( host );
    }
    status = DsGetDcNextW( list, &count, &addresses, &host );
    ok( status == ERROR_NO_MORE_ITEMS && !count && !addresses && !host, "got status %lu\n", status );
    DsGetDcCloseW( list );

    for (i = 0; rows[i].deed != DNS_MANY; i++) {}
    {
        WCHAR domain[32];

        wsprintfW( domain, L"m%d.test", i );
        status = DsGetDcOpenW( domain, 0, NULL, NULL, NULL, 0, &list );
        ok( !status, "got status %lu\n", status );
        while (!DsGetDcNextW( list, NULL, NULL, &host ))
        {
            listed++;
            NetApiBufferFree( host );
        }
        ok( listed > 1 && listed <= 1001, "%lu of 1001 controllers\n", listed );
        DsGetDcCloseW( list );
    }
}

START_TEST(hostiledns)
{
    HANDLE servers[3];
    struct sockaddr_in own;
    WCHAR setting[32], kept[64];
    DWORD size = sizeof(kept), type;
    int length = sizeof(own), i;
    LSTATUS was;
    WSADATA data;
    HKEY key;

    if (!testing_ours())
    {
        skip( "no other module asks the name server of a setting\n" );
        return;
    }
    WSAStartup( MAKEWORD( 2, 2 ), &data );
    dns_port = ping_port = other_port = 0;
    ended = FALSE;
    dns_socket = make_socket( SOCK_DGRAM, &dns_port );
    dns_listener = make_socket( SOCK_STREAM, &dns_port );
    ping_socket = make_socket( SOCK_DGRAM, &ping_port );
    other_socket = make_socket( SOCK_DGRAM, &other_port );
    if (dns_socket == INVALID_SOCKET || dns_listener == INVALID_SOCKET || ping_socket == INVALID_SOCKET ||
        RegCreateKeyExW( HKEY_LOCAL_MACHINE, SETTINGS_KEY, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &key, NULL ))
    {
        skip( "no sockets, or no setting\n" );
        WSACleanup();
        return;
    }
    listen( dns_listener, 64 );
    was = RegQueryValueExW( key, L"DnsServer", NULL, &type, (BYTE *)kept, &size );
    wsprintfW( setting, L"127.0.0.1:%u", dns_port );
    RegSetValueExW( key, L"DnsServer", 0, REG_SZ, (BYTE *)setting, (lstrlenW( setting ) + 1) * sizeof(WCHAR) );
    servers[0] = CreateThread( NULL, 0, serve_dns, NULL, 0, NULL );
    servers[1] = CreateThread( NULL, 0, serve_dns_tcp, NULL, 0, NULL );
    servers[2] = CreateThread( NULL, 0, serve_pings, NULL, 0, NULL );

    choose_pairs();
    test_rows();
    test_list();
    forget_controllers();

    if (was) RegDeleteValueW( key, L"DnsServer" );
    else RegSetValueExW( key, L"DnsServer", 0, type, (BYTE *)kept, size );
    RegCloseKey( key );
    ended = TRUE;
    for (i = 0; running > 0 && i < 100; i++) Sleep( 100 );
    ok( !running, "%ld threads do not end\n", running );
    /* each waits for something to come */
    getsockname( dns_socket, (struct sockaddr *)&own, &length );
    sendto( other_socket, "", 1, 0, (struct sockaddr *)&own, length );
    getsockname( ping_socket, (struct sockaddr *)&own, &length );
    sendto( other_socket, "", 1, 0, (struct sockaddr *)&own, length );
    closesocket( dns_listener );
    for (i = 0; i < (int)ARRAY_SIZE(servers); i++)
    {
        ok( !WaitForSingleObject( servers[i], 10000 ), "server %d does not end\n", i );
        CloseHandle( servers[i] );
    }
    closesocket( dns_socket );
    closesocket( ping_socket );
    closesocket( other_socket );
    WSACleanup();
}
