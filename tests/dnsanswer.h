/*
 * Answers of DNS and of a domain's controller, for the tests that damage them
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

#ifndef NETAPI32_TESTS_DNSANSWER_H
#define NETAPI32_TESTS_DNSANSWER_H

#include <string.h>
#include <windef.h>
#include <winbase.h>

#define DNS_HEADER_SIZE  12
#define TYPE_OF_SRV      33

static inline BYTE *put_word_of_dns( BYTE *at, unsigned int word )
{
    at[0] = word >> 8;
    at[1] = word;
    return at + 2;
}

/* "dc1.example.test"; "pointer": where the rest stands, 0: nowhere */
static inline BYTE *put_dns_name( BYTE *at, const char *name, unsigned int pointer )
{
    size_t length;

    for (; *name; name += length + (name[length] == '.'))
    {
        length = strcspn( name, "." );
        *at++ = length;
        memcpy( at, name, length );
        at += length;
    }
    if (pointer) return put_word_of_dns( at, 0xc000 | pointer );
    *at++ = 0;
    return at;
}

/* The zone's name behind "_msdcs", in the question: where it begins; 0: there is none. */
static inline unsigned int find_zone( const BYTE *query, DWORD size )
{
    DWORD at = DNS_HEADER_SIZE, next;

    for (; at < size && query[at]; at = next)
    {
        next = at + 1 + query[at];
        if (query[at] == 6 && at + 7 < size && !memcmp( query + at + 1, "_msdcs", 6 )) return next;
    }
    return 0;
}

/* To a question for a service: "dc1" of the zone, with its address; to one for an address: that. "query" and "answer" may not be the
 * same. The size of the answer. */
static inline DWORD make_dns_answer( const BYTE *query, DWORD size, DWORD address, WORD port, BYTE *answer )
{
    unsigned int type = query[size - 4] << 8 | query[size - 3], zone = find_zone( query, size ), target;
    BYTE *at, *length;

    memcpy( answer, query, size );
    put_word_of_dns( answer + 2, 0x8180 );
    put_word_of_dns( answer + 6, 1 );
    put_word_of_dns( answer + 8, 0 );
    put_word_of_dns( answer + 10, type == TYPE_OF_SRV );
    at = put_word_of_dns( answer + size, 0xc000 | DNS_HEADER_SIZE );
    at = put_word_of_dns( at, type );
    at = put_word_of_dns( at, 1 );
    memset( at, 0, 4 );
    at += 4;
    length = at;
    at += 2;
    target = at + 6 - answer;
    if (type == TYPE_OF_SRV)
    {
        at = put_word_of_dns( put_word_of_dns( put_word_of_dns( at, 0 ), 100 ), port );
        at = put_dns_name( at, "dc1", zone );
        put_word_of_dns( length, at - length - 2 );
        at = put_word_of_dns( at, 0xc000 | target );
        at = put_word_of_dns( put_word_of_dns( at, 1 ), 1 );
        memset( at, 0, 4 );
        at = put_word_of_dns( at + 4, 4 );
    }
    else put_word_of_dns( length, 4 );
    memcpy( at, &address, 4 );
    return at + 4 - answer;
}

static const GUID domain_guid_of_test = { 0x0dff37d6, 0x8b25, 0x456e, { 0x86, 0x0a, 0xa9, 0x00, 0x79, 0x8a, 0xdb, 0x6a } };

#define PING_FLAGS_OF_TEST  0x3fd

/* names that a controller tells besides the domain's */
struct told_names
{
    const char *flat_domain;
    const char *flat_host;
    const char *site;
};

/* MS-ADTS 6.3.1.9, without what is around it: the domain is also the forest. The size. */
static inline DWORD make_named_answer( const char *domain, const struct told_names *names, DWORD flags, BYTE *answer )
{
    static const BYTE version[8] = { 5, 0, 0, 0, 0xff, 0xff, 0xff, 0xff };
    const unsigned int zone = 24;
    BYTE *at = answer, *name;

    *at++ = 23;
    *at++ = 0;
    *at++ = 0;
    *at++ = 0;
    memcpy( at, &flags, 4 );
    memcpy( at + 4, &domain_guid_of_test, 16 );
    at = put_dns_name( at + 20, domain, 0 );
    at = put_word_of_dns( at, 0xc000 | zone );
    at = put_dns_name( at, "dc1", zone );
    at = put_dns_name( at, names->flat_domain, 0 );
    at = put_dns_name( at, names->flat_host, 0 );
    *at++ = 0;
    name = at;
    at = put_dns_name( at, names->site, 0 );
    at = put_word_of_dns( at, 0xc000 | (unsigned int)(name - answer) );
    memcpy( at, version, sizeof(version) );
    return at + sizeof(version) - answer;
}

static const struct told_names usual_names = { "TESTDOMAIN", "DC1", "Default-First-Site-Name" };

static inline DWORD make_netlogon_answer( const char *domain, DWORD flags, BYTE *answer )
{
    return make_named_answer( domain, &usual_names, flags, answer );
}

static inline BYTE *put_ber( BYTE *at, BYTE tag, const void *content, DWORD size )
{
    *at++ = tag;
    *at++ = 0x82;
    at = put_word_of_dns( at, size );
    memcpy( at, content, size );
    return at + size;
}

/* The message around it. "id": of the question, as it stands there, with tag and length. */
static inline DWORD make_ping_answer( const BYTE *id, DWORD id_size, const void *netlogon, DWORD size, BYTE *answer )
{
    static BYTE first[1024], second[1024];
    BYTE *end;

    end = put_ber( first, 0x04, netlogon, size );
    end = put_ber( second, 0x31, first, end - first );
    memmove( second + 10, second, end - second );
    memcpy( second, "\x04\x08" "Netlogon", 10 );
    end = put_ber( first, 0x30, second, end + 10 - second );
    end = put_ber( second, 0x30, first, end - first );
    memmove( second + 2, second, end - second );
    memcpy( second, "\x04\x00", 2 );
    end = put_ber( first, 0x64, second, end + 2 - second );
    memcpy( second, id, id_size );
    memcpy( second + id_size, first, end - first );
    end = put_ber( answer, 0x30, second, id_size + (end - first) );
    return end - answer;
}

#endif
