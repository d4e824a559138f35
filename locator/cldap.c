/*
 * What controllers tell of themselves, over connectionless LDAP
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
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"
#include "lmaccess.h"

#include "asn1.h"
#include "cldap.h"
#include "dnsname.h"

/* MS-ADTS 6.3.3, and RFC 4511 for the messages. Wine's wldap32 has no connectionless LDAP. */

#ifndef UF_PARTIAL_SECRETS_ACCOUNT
#define UF_PARTIAL_SECRETS_ACCOUNT  0x04000000
#endif

#define SEARCH_REQUEST  ASN1_APPLICATION( 3 )
#define SEARCH_ENTRY    0x64    /* ASN1_APPLICATION( 4 ) */
#define FILTER_AND      ASN1_FIELD( 0 )
#define FILTER_EQUAL    ASN1_FIELD( 3 )

/* MS-ADTS 6.3.1.1 */
#define VERSION_5             0x00000002
#define VERSION_5EX           0x00000004
#define VERSION_CLOSEST_SITE  0x00000010
#define VERSION_NOT_NT4       0x01000000

/* 6.3.1.3: what an answer of the newest form is. That of a paused controller, and of one without the account, are refusals. */
#define LOGON_RESPONSE_EX  23

/*
 * Requests, from their ends on
 */

static BYTE *put_equal( BYTE *end, const char *attribute, const void *value, DWORD size )
{
    BYTE *start = put_element( put_bytes( end, value, size ), ASN1_OCTETS, end ), *middle = start;

    start = put_element( put_bytes( start, (const BYTE *)attribute, strlen( attribute ) ), ASN1_OCTETS, middle );
    return put_element( start, FILTER_EQUAL, end );
}

/* An account's kinds as SAM has them, MS-SAMR 2.2.1.12, which are others than UF_... For 0 it is all of them: without any Samba
 * knows no account. */
static DWORD get_account_kinds( DWORD flags )
{
    static const DWORD kinds = UF_TEMP_DUPLICATE_ACCOUNT | UF_NORMAL_ACCOUNT | UF_INTERDOMAIN_TRUST_ACCOUNT |
                               UF_WORKSTATION_TRUST_ACCOUNT | UF_SERVER_TRUST_ACCOUNT;

    if (!flags) flags = kinds | UF_PARTIAL_SECRETS_ACCOUNT;
    return (flags & kinds) >> 5 | (flags & UF_PARTIAL_SECRETS_ACCOUNT) >> 6;
}

/* NULL: it is too long. */
static BYTE *put_equal_text( BYTE *end, const char *attribute, const WCHAR *value )
{
    char text[MAX_DOMAIN_NAME];
    int size = WideCharToMultiByte( CP_UTF8, 0, value, -1, text, sizeof(text), NULL, NULL );

    return size > 1 ? put_equal( end, attribute, text, size - 1 ) : NULL;
}

/************************************************************
 *                write_ping
 *
 * PARAMS
 *  ping    [I] What a controller is asked for.
 *  id      [I] By which its answer is known, below 0x1000000.
 *  request [O] What it is sent.
 *
 * RETURNS
 *  The size in bytes; 0: a name is too long.
 */
DWORD write_ping( const struct ping *ping, DWORD id, BYTE request[MAX_PING] )
{
    static const BYTE search[] =
    {
        ASN1_OCTETS, 0, ASN1_ENUMERATED, 1, 0, ASN1_ENUMERATED, 1, 0,   /* the root, that alone, aliases as they are */
        ASN1_INTEGER, 1, 0, ASN1_INTEGER, 1, 0, ASN1_BOOLEAN, 1, 0      /* no limits, values too */
    };
    static const DWORD version = VERSION_5 | VERSION_5EX | VERSION_CLOSEST_SITE | VERSION_NOT_NT4;
    const BYTE bytes[4] = { 0, id >> 16, id >> 8, id };
    const DWORD kinds = get_account_kinds( ping->account_flags );
    BYTE *end = request + MAX_PING, *start = end, *filter, *search_start;

    start = put_element( put_bytes( start, (const BYTE *)"Netlogon", 8 ), ASN1_OCTETS, end );
    filter = start = put_element( start, ASN1_SEQUENCE, end );
    start = put_equal( start, "NtVer", &version, sizeof(version) );
    if (ping->account)
    {
        start = put_equal( start, "AAC", &kinds, sizeof(kinds) );
        if (!(start = put_equal_text( start, "User", ping->account ))) return 0;
    }
    if (ping->guid) start = put_equal( start, "DomainGuid", ping->guid, sizeof(*ping->guid) );
    if (ping->domain && !(start = put_equal_text( start, "DnsDomain", ping->domain ))) return 0;
    start = put_element( start, FILTER_AND, filter );
    start = search_start = put_element( put_bytes( start, search, sizeof(search) ), SEARCH_REQUEST, end );
    start = put_element( put_bytes( start, bytes, sizeof(bytes) ), ASN1_INTEGER, search_start );
    start = put_element( start, ASN1_SEQUENCE, end );
    memmove( request, start, end - start );
    return end - start;
}

/*
 * Answers
 */

static BOOL read_id( struct reader *message, DWORD *id )
{
    struct reader number;
    DWORD i;

    *id = 0;
    if (!read_element( message, ASN1_INTEGER, &number ) || !number.size || number.size > sizeof(*id)) return FALSE;
    for (i = 0; i < number.size; i++) *id = *id << 8 | number.start[i];
    return TRUE;
}

/* By which request a message answers. FALSE: it is none. */
BOOL read_ping_id( const BYTE *message, DWORD size, DWORD *id )
{
    struct reader reader = { message, size, 0, FALSE }, content;

    return read_element( &reader, ASN1_SEQUENCE, &content ) && read_id( &content, id );
}

/* The value of "Netlogon". FALSE: there is none. */
static BOOL find_value( const BYTE *message, DWORD size, struct reader *value )
{
    struct reader reader = { message, size, 0, FALSE }, content, entry, name, attributes, attribute, type, values;
    DWORD id;

    if (!read_element( &reader, ASN1_SEQUENCE, &content ) || !read_id( &content, &id )) return FALSE;
    if (!read_element( &content, SEARCH_ENTRY, &entry ) || !read_element( &entry, ASN1_OCTETS, &name )) return FALSE;
    if (!read_element( &entry, ASN1_SEQUENCE, &attributes )) return FALSE;
    while (read_element( &attributes, ASN1_SEQUENCE, &attribute ))
    {
        if (!read_element( &attribute, ASN1_OCTETS, &type ) || !read_element( &attribute, ASN1_SET, &values )) return FALSE;
        if (type.size == 8 && !_strnicmp( (const char *)type.start, "netlogon", 8 ))
            return read_element( &values, ASN1_OCTETS, value );
    }
    return FALSE;
}

static WORD read_short( struct reader *reader )
{
    const BYTE *bytes = read_bytes( reader, 2 );

    return bytes ? bytes[0] | bytes[1] << 8 : 0;
}

static DWORD read_long( struct reader *reader )
{
    DWORD low = read_short( reader );

    return low | (DWORD)read_short( reader ) << 16;
}

/* FALSE: there is none, or it is longer than such names are. */
static BOOL read_name( struct reader *reader, WCHAR *name, DWORD count )
{
    WCHAR text[MAX_DOMAIN_NAME];

    name[0] = 0;
    if (!read_dns_name( reader, text )) return FALSE;
    if ((DWORD)lstrlenW( text ) >= count)
    {
        reader->failed = TRUE;
        return FALSE;
    }
    lstrcpyW( name, text );
    return TRUE;
}

/* MS-SRVS 2.2.2.8, the names of domains and computers; a dot would make DNS's name of it. */
static BOOL is_flat_character( WCHAR c ) { return c > ' ' && !wcschr( L"\"/\\[]:|<>+=;,?*.", c ); }

/* It becomes a label of a service's name: letters, digits and hyphens by RFC 1123, 2.1, with the underscores and the letters of
 * other alphabets that Windows' DNS allows. */
static BOOL is_site_character( WCHAR c )
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c >= 0xa0;
}

/* A name that has no parts, and no other characters; it may be empty. */
static void read_label( struct reader *reader, WCHAR *name, DWORD count, BOOL (*is_allowed)( WCHAR c ) )
{
    if (!read_name( reader, name, count )) return;
    for (; *name; name++) if (!is_allowed( *name )) reader->failed = TRUE;
}

/************************************************************
 *                read_ping_answer
 *
 * PARAMS
 *  message [I] What a controller has sent.
 *  size    [I] Its size in bytes.
 *  answer  [O] What it tells; undefined on failure.
 *
 * RETURNS
 *  FALSE: it is no answer, or a refusal, does not tell the names of the domain and of the controller, or tells a NetBIOS name or
 *  a site that is none.
 *
 * NOTES
 *  MS-ADTS 6.3.1.9. The next closest site is there when the version says so, but Samba has no room for it.
 */
BOOL read_ping_answer( const BYTE *message, DWORD size, struct ping_answer *answer )
{
    struct reader reader;
    const BYTE *guid;

    memset( answer, 0, sizeof(*answer) );
    if (!find_value( message, size, &reader )) return FALSE;
    if (read_short( &reader ) != LOGON_RESPONSE_EX) return FALSE;
    read_short( &reader );
    answer->flags = read_long( &reader );
    if (!(guid = read_bytes( &reader, sizeof(answer->guid) ))) return FALSE;
    memcpy( &answer->guid, guid, sizeof(answer->guid) );
    read_name( &reader, answer->forest, ARRAYSIZE(answer->forest) );
    read_name( &reader, answer->domain, ARRAYSIZE(answer->domain) );
    read_name( &reader, answer->host, ARRAYSIZE(answer->host) );
    read_label( &reader, answer->flat_domain, ARRAYSIZE(answer->flat_domain), is_flat_character );
    read_label( &reader, answer->flat_host, ARRAYSIZE(answer->flat_host), is_flat_character );
    read_dns_name( &reader, NULL );     /* the account's */
    read_label( &reader, answer->site, ARRAYSIZE(answer->site), is_site_character );
    read_label( &reader, answer->client_site, ARRAYSIZE(answer->client_site), is_site_character );
    if (reader.failed || !answer->domain[0] || !answer->host[0]) return FALSE;
    /* what follows the names is its version and two numbers more, 8 bytes */
    if (reader.size - reader.offset > 8)
        read_label( &reader, answer->next_site, ARRAYSIZE(answer->next_site), is_site_character );
    return !reader.failed && reader.size - reader.offset >= 8;
}
