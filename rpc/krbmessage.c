/*
 * Kerberos: messages
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
#include "lmcons.h"
#include "lmapibuf.h"

#include "krbmessage.h"

/* RFC 4120, with the names of RFC 6806, and errors with the statuses of MS-KILE, 2.2.2. */

#define VERSION  5

enum { AS_REQUEST = 10, AS_REPLY, TGS_REQUEST, TGS_REPLY, AP_REQUEST, AP_REPLY, ERROR_MESSAGE = 30 };

/* the tags of what is encrypted in them, and of a ticket */
enum { TICKET = 1, AUTHENTICATOR, AS_REPLY_PART = 25, TGS_REPLY_PART, AP_REPLY_PART };

#define PA_TGS_REQUEST    1
#define PA_ENC_TIMESTAMP  2
#define PA_STATUS         3     /* MS-KILE, 2.2.2: a status, in an error's data */
#define PA_ETYPE_INFO2    19

#define AP_MUTUAL  0x20000000

/* A message is written from its end on. First it has its length in bytes, so that all of it can be wiped. */
struct message
{
    DWORD size;
    BYTE  bytes[1];
};

static BYTE *create_message( DWORD size )
{
    struct message *message;

    if (NetApiBufferAllocate( FIELD_OFFSET( struct message, bytes[size] ), (void **)&message )) return NULL;
    message->size = size;
    return message->bytes;
}

/* NULL is allowed. */
void free_krb_message( BYTE *bytes )
{
    struct message *message;

    if (!bytes) return;
    message = CONTAINING_RECORD( bytes, struct message, bytes );
    SecureZeroMemory( message->bytes, message->size );
    NetApiBufferFree( message );
}

/* What begins at start, and ends where the message does, goes to its beginning. */
static BYTE *finish_message( BYTE *message, BYTE *start, DWORD room, DWORD *size )
{
    *size = message + room - start;
    return memmove( message, start, *size );
}

/* NULL is allowed. */
void free_krb_ticket( struct krb_ticket *ticket )
{
    if (!ticket) return;
    SecureZeroMemory( ticket, FIELD_OFFSET( struct krb_ticket, bytes[ticket->size] ) );
    NetApiBufferFree( ticket );
}

/*
 * Names and times
 */

/* FALSE: there is no room for it, or it has an end in its midst. */
BOOL add_krb_part( struct krb_principal *principal, const char *part, DWORD size )
{
    if (principal->count == KRB_MAX_COUNT || size >= sizeof(principal->parts) - principal->size || memchr( part, 0, size )) return FALSE;
    memcpy( principal->parts + principal->size, part, size );
    principal->size += size;
    principal->parts[principal->size++] = 0;
    principal->count++;
    return TRUE;
}

static char fold_case( char c )
{
    return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

static BOOL is_same_text( const char *a, const char *b, DWORD size )
{
    for (; size && fold_case( *a ) == fold_case( *b ); size--, a++, b++) {}
    return !size;
}

static BOOL is_same_realm( const char *a, const char *b )
{
    DWORD size = strlen( a ) + 1;

    return size == strlen( b ) + 1 && is_same_text( a, b, size );
}

static BOOL is_same_name_of( const struct krb_principal *a, const struct krb_principal *b )
{
    return a->count == b->count && a->size == b->size && is_same_text( a->parts, b->parts, a->size );
}

/* Domains do not tell small letters from capital ones; what type a name is does not matter. */
BOOL is_same_principal( const struct krb_principal *a, const struct krb_principal *b )
{
    return is_same_realm( a->realm, b->realm ) && is_same_name_of( a, b );
}

/* whether it is a KDC's own: krbtgt/REALM */
BOOL is_krb_tgt( const struct krb_principal *principal )
{
    return principal->count == 2 && !strcmp( principal->parts, "krbtgt" );
}

ULONGLONG get_krb_time(void)
{
    FILETIME now;

    GetSystemTimeAsFileTime( &now );
    return (ULONGLONG)now.dwHighDateTime << 32 | now.dwLowDateTime;
}

/* A service refuses an authenticator whose time it has seen already, so each has another one. */
void make_krb_stamp( struct krb_stamp *stamp )
{
    static LONG count;
    SYSTEMTIME now;
    FILETIME time;

    GetSystemTime( &now );
    stamp->microseconds = now.wMilliseconds * 1000 + (DWORD)InterlockedIncrement( &count ) % 1000;
    now.wMilliseconds = 0;
    SystemTimeToFileTime( &now, &time );
    stamp->time = (ULONGLONG)time.dwHighDateTime << 32 | time.dwLowDateTime;
}

/*
 * Writing
 */

static BYTE *put_field( BYTE *start, BYTE number, BYTE tag, const BYTE *end )
{
    return put_element( put_element( start, tag, end ), ASN1_FIELD( number ), end );
}

static BYTE *put_integer( BYTE *end, BYTE number, LONG value )
{
    BYTE *start = end;
    LONG rest = value;

    do
    {
        *--start = rest;
        rest = rest >> 8;
    }
    while (rest != (*start & 0x80 ? -1 : 0));
    return put_field( start, number, ASN1_INTEGER, end );
}

static BYTE *put_flags( BYTE *end, BYTE number, DWORD flags )
{
    const BYTE bits[] = { 0, flags >> 24, flags >> 16, flags >> 8, flags };

    return put_field( put_bytes( end, bits, sizeof(bits) ), number, ASN1_BITS, end );
}

static BYTE *put_text( BYTE *end, BYTE number, const char *text )
{
    return put_field( put_bytes( end, (const BYTE *)text, strlen( text ) ), number, ASN1_STRING, end );
}

static BYTE *put_digits( BYTE *end, unsigned int number, unsigned int count )
{
    for (; count; count--, number /= 10) *--end = '0' + number % 10;
    return end;
}

static BYTE *put_time( BYTE *end, BYTE number, ULONGLONG time )
{
    const FILETIME filetime = { time, time >> 32 };
    SYSTEMTIME parts = { 0 };
    BYTE *start = end;

    FileTimeToSystemTime( &filetime, &parts );
    *--start = 'Z';
    start = put_digits( start, parts.wSecond, 2 );
    start = put_digits( start, parts.wMinute, 2 );
    start = put_digits( start, parts.wHour, 2 );
    start = put_digits( start, parts.wDay, 2 );
    start = put_digits( start, parts.wMonth, 2 );
    start = put_digits( start, parts.wYear, 4 );
    return put_field( start, number, ASN1_TIME, end );
}

static BYTE *put_name( BYTE *end, BYTE number, const struct krb_principal *name )
{
    const char *part = name->parts + name->size;
    BYTE *start = end, *element;

    while (part > name->parts)
    {
        const char *part_end = --part;

        while (part > name->parts && part[-1]) part--;
        element = start;
        start = put_element( put_bytes( start, (const BYTE *)part, part_end - part ), ASN1_STRING, element );
    }
    start = put_field( start, 1, ASN1_SEQUENCE, end );
    return put_field( put_integer( start, 0, name->type ), number, ASN1_SEQUENCE, end );
}

static BYTE *put_key( BYTE *end, BYTE number, const struct krb_key *key )
{
    BYTE *start = put_octets( end, key->bytes, key->size, ASN1_FIELD( 1 ) );

    return put_field( put_integer( start, 0, key->type ), number, ASN1_SEQUENCE, end );
}

/* Encrypts what begins at start and ends at end, and becomes shorter than it was: there has to be room behind it. "start"
 * gets where EncryptedData begins, without its field; NULL: no memory, or no cryptography. */
static BYTE *put_encrypted( BYTE *start, BYTE *end, const struct krb_key *key, DWORD use )
{
    DWORD size = end - start, behind = get_krb_overhead( key->type ) - get_krb_confounder_size( key->type );
    BYTE *text = start - behind - get_krb_confounder_size( key->type );

    /* The end is the message's, so what goes behind the text moves it. */
    memmove( start - behind, start, size );
    if (!encrypt_krb( key, use, text, size )) return NULL;
    start = put_element( put_element( text, ASN1_OCTETS, end ), ASN1_FIELD( 2 ), end );
    return put_element( put_integer( start, 0, key->type ), ASN1_SEQUENCE, end );
}

/*
 * Questions for a KDC
 */

static const LONG types[] = { KRB_AES256, KRB_AES128, KRB_RC4 };

/* what is in a request besides names and tickets, in bytes */
#define REQUEST_ROOM  1024

/* 5.4.1: KDC-REQ-BODY, in its field */
static BYTE *put_body( BYTE *end, const struct krb_question *question, BOOL is_tgs )
{
    static const BYTE forever[] = "20370913024805Z";
    BYTE *start = end, *element;
    unsigned int i;

    for (i = ARRAYSIZE(types); i--;)
    {
        element = start;
        *--start = types[i];    /* all of one byte */
        start = put_element( start, ASN1_INTEGER, element );
    }
    start = put_field( start, 8, ASN1_SEQUENCE, end );
    start = put_integer( start, 7, question->nonce );
    element = start;
    start = put_field( put_bytes( start, forever, sizeof(forever) - 1 ), 5, ASN1_TIME, element );
    start = put_name( start, 3, &question->server );
    start = put_text( start, 2, question->server.realm );
    if (!is_tgs) start = put_name( start, 1, &question->client );
    return put_element( put_flags( start, 0, question->options ), ASN1_SEQUENCE, end );
}

/* What begins at start is the request but for its type; it ends at end. */
static BYTE *put_request( BYTE *start, const BYTE *end, BYTE type )
{
    start = put_integer( put_integer( start, 2, type ), 1, VERSION );
    return put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( type ), end );
}

/* What begins at start and ends at end is the value. */
static BYTE *put_padata( BYTE *start, const BYTE *end, BYTE type )
{
    start = put_element( put_element( start, ASN1_OCTETS, end ), ASN1_FIELD( 2 ), end );
    start = put_element( put_integer( start, 1, type ), ASN1_SEQUENCE, end );
    return put_field( start, 3, ASN1_SEQUENCE, end );
}

/* 5.2.7.2: the time, as who has the key encrypts it */
static BYTE *put_timestamp( BYTE *end, const struct krb_key *key )
{
    struct krb_stamp stamp;
    BYTE *start;

    make_krb_stamp( &stamp );
    start = put_time( put_integer( end, 1, stamp.microseconds ), 0, stamp.time );
    if (!(start = put_encrypted( put_element( start, ASN1_SEQUENCE, end ), end, key, KRB_USE_TIME ))) return NULL;
    return put_padata( start, end, PA_ENC_TIMESTAMP );
}

/************************************************************
 *                make_as_request
 *
 * Asks a KDC for a ticket for a user, who has none yet.
 *
 * PARAMS
 *  question [I] Who wants what.
 *  key      [I] The user's; NULL: the KDC is to tell how it is made.
 *  size     [O] In bytes.
 *
 * RETURNS
 *  The message, the caller's to free with free_krb_message(); NULL: no memory, or no cryptography.
 */
BYTE *make_as_request( const struct krb_question *question, const struct krb_key *key, DWORD *size )
{
    DWORD room = REQUEST_ROOM + KRB_MAX_REALM + 2 * KRB_MAX_PARTS;
    BYTE *message = create_message( room ), *end, *start;

    if (!message) return NULL;
    end = message + room;
    start = put_element( put_body( end, question, FALSE ), ASN1_FIELD( 4 ), end );
    if (key && !(start = put_timestamp( start, key )))
    {
        free_krb_message( message );
        return NULL;
    }
    return finish_message( message, put_request( start, end, AS_REQUEST ), room, size );
}

/* 5.5.1: the authenticator, encrypted; proof: NULL for a KDC, which gets the checksum alone */
static BYTE *put_authenticator( BYTE *end, const struct krb_ticket *ticket, const struct krb_stamp *stamp,
                                const struct krb_proof *proof, LONG checksum_type, const BYTE *checksum, DWORD checksum_size )
{
    BYTE *start = end, *element;

    if (proof) start = put_key( put_integer( start, 7, proof->number ), 6, &proof->subkey );
    start = put_time( start, 5, stamp->time );
    start = put_integer( start, 4, stamp->microseconds );
    element = start;
    start = put_integer( put_octets( start, checksum, checksum_size, ASN1_FIELD( 1 ) ), 0, checksum_type );
    start = put_field( start, 3, ASN1_SEQUENCE, element );
    start = put_name( start, 2, &ticket->client );
    start = put_integer( put_text( start, 1, ticket->client.realm ), 0, VERSION );
    start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( AUTHENTICATOR ), end );
    return put_encrypted( start, end, &ticket->key, proof ? KRB_USE_AUTHENTICATOR : KRB_USE_TGS_AUTHENTICATOR );
}

/* What begins at start and ends at end is the authenticator. */
static BYTE *put_ap_request( BYTE *start, const BYTE *end, const struct krb_ticket *ticket, DWORD options )
{
    BYTE *element;

    element = start = put_element( start, ASN1_FIELD( 4 ), end );
    start = put_element( put_bytes( start, ticket->bytes, ticket->size ), ASN1_FIELD( 3 ), element );
    start = put_flags( start, 2, options );
    start = put_integer( put_integer( start, 1, AP_REQUEST ), 0, VERSION );
    return put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( AP_REQUEST ), end );
}

/* of an authenticator, in bytes, but for its checksum */
#define AUTHENTICATOR_ROOM  (REQUEST_ROOM + KRB_MAX_REALM + KRB_MAX_PARTS)

/************************************************************
 *                make_tgs_request
 *
 * Asks a KDC for a ticket for a service, with one for the KDC.
 *
 * PARAMS
 *  question [I] What is wanted.
 *  ticket   [I] Who wants it.
 *  size     [O] In bytes.
 *
 * RETURNS
 *  The message, the caller's to free with free_krb_message(); NULL: no memory, or no cryptography.
 */
BYTE *make_tgs_request( const struct krb_question *question, const struct krb_ticket *ticket, DWORD *size )
{
    DWORD room = REQUEST_ROOM + KRB_MAX_REALM + KRB_MAX_PARTS + AUTHENTICATOR_ROOM + ticket->size, checksum_size;
    BYTE *message = create_message( room ), *end, *start, checksum[KRB_MAX_CHECKSUM];
    struct krb_stamp stamp;
    struct data_part body;
    LONG type;

    if (!message) return NULL;
    make_krb_stamp( &stamp );
    end = message + room;
    body.data = start = put_body( end, question, TRUE );
    body.size = end - start;
    if ((type = make_krb_checksum( &ticket->key, KRB_USE_TGS_CHECKSUM, &body, 1, checksum, &checksum_size )))
    {
        BYTE *element = start = put_element( start, ASN1_FIELD( 4 ), end );

        start = put_authenticator( start, ticket, &stamp, NULL, type, checksum, checksum_size );
        if (start)
        {
            start = put_padata( put_ap_request( start, element, ticket, 0 ), element, PA_TGS_REQUEST );
            return finish_message( message, put_request( start, end, TGS_REQUEST ), room, size );
        }
    }
    free_krb_message( message );
    return NULL;
}

/*
 * Reading
 */

/* FALSE: it is no number of 32 bits. */
static BOOL read_integer( const struct reader *content, LONG *value )
{
    const BYTE *byte = content->start, *end = content->start + content->size;

    if (content->failed || !content->size || content->size > sizeof(*value)) return FALSE;
    for (*value = *byte & 0x80 ? -1 : 0; byte < end; byte++) *value = (LONG)((DWORD)*value << 8 | *byte);
    return TRUE;
}

/* A field that has to be there. */
static BOOL read_needed( struct reader *sequence, BYTE number, BYTE tag, struct reader *content )
{
    return read_field( sequence, number, tag, content ) && !content->failed;
}

static BOOL read_number_field( struct reader *sequence, BYTE number, LONG *value )
{
    struct reader content;

    return read_needed( sequence, number, ASN1_INTEGER, &content ) && read_integer( &content, value );
}

static BOOL read_version( struct reader *sequence, BYTE number, LONG type )
{
    LONG version, found;

    return read_number_field( sequence, number, &version ) && version == VERSION &&
           read_number_field( sequence, number + 1, &found ) && found == type;
}

/* A number of 32 bits without a sign, which some write with one. */
static BOOL read_unsigned( const struct reader *content, DWORD *value )
{
    struct reader rest = *content;
    LONG number;

    if (rest.size == 5 && !rest.start[0])
    {
        rest.start++;
        rest.size--;
    }
    if (!read_integer( &rest, &number )) return FALSE;
    *value = number;
    return TRUE;
}

static BOOL read_realm( const struct reader *content, char realm[KRB_MAX_REALM] )
{
    if (content->failed || !content->size || content->size >= KRB_MAX_REALM || memchr( content->start, 0, content->size ))
        return FALSE;
    memcpy( realm, content->start, content->size );
    realm[content->size] = 0;
    return TRUE;
}

static BOOL read_name( const struct reader *content, struct krb_principal *name )
{
    struct reader sequence = *content, parts, part;

    name->count = name->size = 0;
    if (content->failed || !read_number_field( &sequence, 0, &name->type )) return FALSE;
    if (!read_needed( &sequence, 1, ASN1_SEQUENCE, &parts ) || !is_at_end( &sequence )) return FALSE;
    while (!is_at_end( &parts ))
        if (!read_element( &parts, ASN1_STRING, &part ) || !add_krb_part( name, (const char *)part.start, part.size ))
            return FALSE;
    return name->count != 0;
}

static BOOL read_principal( struct reader *sequence, BYTE number, struct krb_principal *principal )
{
    struct reader realm, name;

    return read_needed( sequence, number, ASN1_STRING, &realm ) && read_realm( &realm, principal->realm ) &&
           read_needed( sequence, number + 1, ASN1_SEQUENCE, &name ) && read_name( &name, principal );
}

/* Two digits; FALSE: no digits. */
static BOOL read_digits( const BYTE *text, WORD *number )
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return FALSE;
    *number = (text[0] - '0') * 10 + text[1] - '0';
    return TRUE;
}

static BOOL read_time( const struct reader *content, ULONGLONG *time )
{
    SYSTEMTIME parts = { 0 };
    FILETIME filetime;
    WORD century;

    if (content->failed || content->size != 15 || content->start[14] != 'Z' || !read_digits( content->start, &century ) ||
        !read_digits( content->start + 2, &parts.wYear ) || !read_digits( content->start + 4, &parts.wMonth ) ||
        !read_digits( content->start + 6, &parts.wDay ) || !read_digits( content->start + 8, &parts.wHour ) ||
        !read_digits( content->start + 10, &parts.wMinute ) || !read_digits( content->start + 12, &parts.wSecond )) return FALSE;
    parts.wYear += century * 100;
    if (!SystemTimeToFileTime( &parts, &filetime )) return FALSE;
    *time = (ULONGLONG)filetime.dwHighDateTime << 32 | filetime.dwLowDateTime;
    return TRUE;
}

/* The type of a key has to be known. */
static BOOL read_key( const struct reader *content, struct krb_key *key )
{
    struct reader sequence = *content, bytes;

    if (content->failed || !read_number_field( &sequence, 0, &key->type )) return FALSE;
    if (!read_needed( &sequence, 1, ASN1_OCTETS, &bytes ) || !is_at_end( &sequence )) return FALSE;
    key->size = get_krb_key_size( key->type );
    if (!key->size || bytes.size != key->size) return FALSE;
    memcpy( key->bytes, bytes.start, key->size );
    return TRUE;
}

/* EncryptedData; "cipher" is what the key of that type has encrypted. */
static BOOL read_encrypted( const struct reader *content, LONG *type, struct reader *cipher )
{
    struct reader sequence = *content, version;

    return !content->failed && read_number_field( &sequence, 0, type ) &&
           read_field( &sequence, 1, ASN1_INTEGER, &version ) && read_needed( &sequence, 2, ASN1_OCTETS, cipher ) &&
           is_at_end( &sequence );
}

/* The sequence within an element that is all of the message. */
static BOOL read_outer( const BYTE *message, DWORD size, BYTE tag, struct reader *sequence )
{
    struct reader reader = { message, size, 0, FALSE }, outer;

    return read_element( &reader, ASN1_APPLICATION( tag ), &outer ) && is_at_end( &reader ) &&
           read_element( &outer, ASN1_SEQUENCE, sequence ) && is_at_end( &outer );
}

/* A list of SEQUENCE { [first] INTEGER, [first + 1] OCTET STRING }: the next one. */
static BOOL read_typed( struct reader *list, LONG *type, struct reader *value )
{
    struct reader sequence;

    return read_element( list, ASN1_SEQUENCE, &sequence ) && read_number_field( &sequence, 1, type ) &&
           read_needed( &sequence, 2, ASN1_OCTETS, value ) && is_at_end( &sequence );
}

/*
 * Answers of a KDC
 */

/************************************************************
 *                read_krb_error
 *
 * PARAMS
 *  message [I] What came.
 *  size    [I] In bytes.
 *  error   [O] What it says; its data are within the message. Nothing proves whose it is.
 *
 * RETURNS
 *  FALSE: it is no error, or not well-formed.
 *
 * NOTES
 *  RFC 4120, 5.9.1.
 */
BOOL read_krb_error( const BYTE *message, DWORD size, struct krb_error *error )
{
    struct reader sequence, content;
    BYTE number;

    error->realm[0] = 0;
    if (!read_outer( message, size, ERROR_MESSAGE, &sequence ) || !read_version( &sequence, 0, ERROR_MESSAGE )) return FALSE;
    for (number = 2; number < 6; number++)      /* both sides' times */
        if (!read_field( &sequence, number, number % 2 ? ASN1_INTEGER : ASN1_TIME, &content )) return FALSE;
    if (!read_number_field( &sequence, 6, &error->code )) return FALSE;
    if (!read_field( &sequence, 7, ASN1_STRING, &content )) return FALSE;
    if (!content.failed && !read_realm( &content, error->realm )) error->realm[0] = 0;
    return read_field( &sequence, 8, ASN1_SEQUENCE, &content ) && read_field( &sequence, 9, ASN1_STRING, &content ) &&
           read_field( &sequence, 10, ASN1_SEQUENCE, &content ) && read_field( &sequence, 11, ASN1_STRING, &content ) &&
           read_field( &sequence, 12, ASN1_OCTETS, &error->data ) && is_at_end( &sequence );
}

/* 5.2.7.5: an entry of ETYPE-INFO2. FALSE: it is not well-formed. */
static BOOL read_info( struct reader *list, struct krb_salt *salt )
{
    struct reader sequence, text, parameters;

    memset( salt, 0, sizeof(*salt) );
    salt->iterations = KRB_MIN_ITERATIONS;
    if (!read_element( list, ASN1_SEQUENCE, &sequence ) || !read_number_field( &sequence, 0, &salt->type ) ||
        !read_field( &sequence, 1, ASN1_STRING, &text ) || !read_field( &sequence, 2, ASN1_OCTETS, &parameters ) ||
        !is_at_end( &sequence )) return FALSE;
    if (!text.failed)
    {
        salt->salt = text.start;
        salt->size = text.size;
    }
    if (parameters.failed || !get_krb_key_size( salt->type ) || salt->type == KRB_RC4) return TRUE;
    if (parameters.size != 4) return FALSE;
    salt->iterations = (DWORD)parameters.start[0] << 24 | parameters.start[1] << 16 | parameters.start[2] << 8 |
                       parameters.start[3];
    return TRUE;
}

/* Of the KDC's types the one that this client likes best, or the wanted one. */
static BOOL find_info( struct reader list, LONG type, struct krb_salt *salt )
{
    struct krb_salt info;
    unsigned int i, best = ARRAYSIZE(types);

    while (!is_at_end( &list ))
    {
        if (!read_info( &list, &info )) return FALSE;
        for (i = 0; i < best && types[i] != info.type; i++) {}
        if (i == best || (type && info.type != type)) continue;
        best = i;
        *salt = info;
    }
    return best < ARRAYSIZE(types);
}

/* PA-DATA: a list of them */
static BOOL find_salt( struct reader list, LONG type, struct krb_salt *salt )
{
    struct reader value, infos;
    LONG found;

    while (!is_at_end( &list ))
    {
        if (!read_typed( &list, &found, &value )) return FALSE;
        if (found != PA_ETYPE_INFO2) continue;
        return read_element( &value, ASN1_SEQUENCE, &infos ) && is_at_end( &value ) && find_info( infos, type, salt );
    }
    return FALSE;
}

/************************************************************
 *                read_krb_salt
 *
 * PARAMS
 *  data [I] An error's.
 *  type [I] Which type of key; 0: the best one.
 *  salt [O] How the KDC makes it of a password.
 *
 * RETURNS
 *  FALSE: the data tell of none that this client knows.
 */
BOOL read_krb_salt( struct reader data, LONG type, struct krb_salt *salt )
{
    struct reader list;

    return !data.failed && read_element( &data, ASN1_SEQUENCE, &list ) && is_at_end( &data ) && find_salt( list, type, salt );
}

static LONG get_status( const struct reader *value )
{
    LONG status;

    if (value->size < sizeof(status)) return 0;
    memcpy( &status, value->start, sizeof(status) );
    return status;
}

/* MS-KILE, 2.2.2: the status in an error's data, alone or in a list; 0: none. */
LONG read_krb_status( struct reader data )
{
    struct reader list, value, first;
    LONG type;

    if (data.failed || !read_element( &data, ASN1_SEQUENCE, &list ) || !is_at_end( &data )) return 0;
    first = list;
    if (read_number_field( &first, 1, &type ))
        return type == PA_STATUS && read_needed( &first, 2, ASN1_OCTETS, &value ) ? get_status( &value ) : 0;
    while (!is_at_end( &list ))
    {
        if (!read_typed( &list, &type, &value )) return 0;
        if (type == PA_STATUS) return get_status( &value );
    }
    return 0;
}

struct reply
{
    struct reader        padata;
    struct krb_principal client;
    struct reader        ticket;        /* with its tag */
    LONG                 type;          /* of the key */
    struct reader        cipher;
};

/* 5.3: a ticket, as far as it can be read, whose key is the server's */
static BOOL read_ticket( struct reader *content )
{
    struct krb_principal server;
    struct reader sequence, encrypted, cipher;
    LONG number;

    return read_outer( content->start, content->size, TICKET, &sequence ) && read_number_field( &sequence, 0, &number ) &&
           number == VERSION && read_principal( &sequence, 1, &server ) &&
           read_needed( &sequence, 3, ASN1_SEQUENCE, &encrypted ) && is_at_end( &sequence ) &&
           read_encrypted( &encrypted, &number, &cipher );
}

static BOOL read_reply( const BYTE *message, DWORD size, BOOL is_tgs, struct reply *reply )
{
    BYTE type = is_tgs ? TGS_REPLY : AS_REPLY;
    struct reader sequence, encrypted;

    return read_outer( message, size, type, &sequence ) && read_version( &sequence, 0, type ) &&
           read_field( &sequence, 2, ASN1_SEQUENCE, &reply->padata ) && read_principal( &sequence, 3, &reply->client ) &&
           read_element( &sequence, ASN1_FIELD( 5 ), &reply->ticket ) && read_ticket( &reply->ticket ) &&
           read_needed( &sequence, 6, ASN1_SEQUENCE, &encrypted ) && is_at_end( &sequence ) &&
           read_encrypted( &encrypted, &reply->type, &reply->cipher );
}

/************************************************************
 *                read_kdc_reply_type
 *
 * PARAMS
 *  message [I] What came, to make_as_request()'s.
 *  size    [I] In bytes.
 *  type    [O] The type of the user's key by which it is encrypted.
 *  salt    [O] How that is made; of type 0 where the message does not say.
 *
 * RETURNS
 *  FALSE: it is no answer to that.
 */
BOOL read_kdc_reply_type( BYTE *message, DWORD size, LONG *type, struct krb_salt *salt )
{
    struct reply reply;

    if (!read_reply( message, size, FALSE, &reply )) return FALSE;
    *type = reply.type;
    if (reply.padata.failed || !find_salt( reply.padata, reply.type, salt )) memset( salt, 0, sizeof(*salt) );
    return TRUE;
}

/* 5.4.2: EncKDCRepPart */
static BOOL read_reply_part( const BYTE *plain, DWORD size, DWORD *nonce, struct krb_ticket *ticket )
{
    struct reader sequence, content;
    BYTE number;

    /* Some KDCs have the one's tag for both. */
    if (!read_outer( plain, size, plain[0] == ASN1_APPLICATION( AS_REPLY_PART ) ? AS_REPLY_PART : TGS_REPLY_PART, &sequence ))
        return FALSE;
    if (!read_needed( &sequence, 0, ASN1_SEQUENCE, &content ) || !read_key( &content, &ticket->key )) return FALSE;
    if (!read_needed( &sequence, 1, ASN1_SEQUENCE, &content )) return FALSE;
    if (!read_needed( &sequence, 2, ASN1_INTEGER, &content ) || !read_unsigned( &content, nonce )) return FALSE;
    if (!read_field( &sequence, 3, ASN1_TIME, &content )) return FALSE;
    if (!read_needed( &sequence, 4, ASN1_BITS, &content )) return FALSE;
    for (number = 5; number < 7; number++) if (!read_field( &sequence, number, ASN1_TIME, &content )) return FALSE;
    if (!read_needed( &sequence, 7, ASN1_TIME, &content ) || !read_time( &content, &ticket->end )) return FALSE;
    if (!read_field( &sequence, 8, ASN1_TIME, &content )) return FALSE;
    /* Addresses, and what else there may be, do not matter. */
    return read_principal( &sequence, 9, &ticket->server );
}

/* Whether what came is what was asked for, or, where that is allowed, leads there: names of clients that the KDC knows by
 * another name, and tickets for the KDC of another realm. */
static BOOL is_wanted( const struct krb_question *question, const struct krb_ticket *ticket, BOOL is_tgs )
{
    if (!is_same_realm( ticket->server.realm, question->server.realm )) return FALSE;
    if (is_tgs)
    {
        if (!is_same_principal( &ticket->client, &question->client )) return FALSE;
        return is_same_name_of( &ticket->server, &question->server ) ||
               (question->options & KRB_CANONICALIZE && is_krb_tgt( &ticket->server ));
    }
    if (!is_same_name_of( &ticket->server, &question->server ) ||
        !is_same_realm( ticket->client.realm, question->client.realm )) return FALSE;
    return question->options & KRB_CANONICALIZE || is_same_name_of( &ticket->client, &question->client );
}

/************************************************************
 *                read_kdc_reply
 *
 * PARAMS
 *  message  [I/O] What came; it is decrypted in place, and wiped.
 *  size     [I]   In bytes.
 *  question [I]   What it has to answer.
 *  key      [I]   By which it has to be encrypted: the user's, or that of the ticket which it was asked with.
 *  is_tgs   [I]   With a ticket.
 *  ticket   [O]   The caller's to free with free_krb_ticket(); NULL on failure.
 *
 * RETURNS
 *  FALSE: it is no answer to that, or from somebody else, or there is no memory.
 *
 * NOTES
 *  RFC 4120, 3.1.5 and 3.3.4.
 */
BOOL read_kdc_reply( BYTE *message, DWORD size, const struct krb_question *question, const struct krb_key *key, BOOL is_tgs,
                     struct krb_ticket **ticket )
{
    struct krb_ticket *created;
    struct reply reply;
    DWORD plain_size, nonce;
    BYTE *plain;
    BOOL ret;

    *ticket = NULL;
    if (!read_reply( message, size, is_tgs, &reply ) || reply.type != key->type) return FALSE;
    if (NetApiBufferAllocate( FIELD_OFFSET( struct krb_ticket, bytes[reply.ticket.size] ), (void **)&created )) return FALSE;
    memset( created, 0, FIELD_OFFSET( struct krb_ticket, bytes ) );
    created->client = reply.client;
    created->size = reply.ticket.size;
    memcpy( created->bytes, reply.ticket.start, created->size );
    ret = decrypt_krb( key, is_tgs ? KRB_USE_TGS_REPLY : KRB_USE_AS_REPLY, message + (reply.cipher.start - message),
                       reply.cipher.size, &plain, &plain_size ) &&
          plain_size && read_reply_part( plain, plain_size, &nonce, created ) && nonce == question->nonce &&
          is_wanted( question, created, is_tgs );
    SecureZeroMemory( message, size );
    if (ret) *ticket = created;
    else free_krb_ticket( created );
    return ret;
}

/*
 * With a service
 */

/************************************************************
 *                make_ap_request
 *
 * PARAMS
 *  ticket [I] For the service.
 *  proof  [I] What goes with it.
 *  size   [O] In bytes.
 *
 * RETURNS
 *  The message, which asks the service to prove itself too, the caller's to free with free_krb_message(); NULL: no memory, or
 *  no cryptography.
 */
BYTE *make_ap_request( const struct krb_ticket *ticket, const struct krb_proof *proof, DWORD *size )
{
    DWORD room = REQUEST_ROOM + AUTHENTICATOR_ROOM + proof->checksum_size + ticket->size;
    BYTE *message = create_message( room ), *end, *start;

    if (!message) return NULL;
    end = message + room;
    /* RFC 4121, 4.1.1: the checksum of GSS-API */
    start = put_authenticator( end, ticket, &proof->stamp, proof, 0x8003, proof->checksum, proof->checksum_size );
    if (start) return finish_message( message, put_ap_request( start, end, ticket, AP_MUTUAL ), room, size );
    free_krb_message( message );
    return NULL;
}

/************************************************************
 *                read_ap_reply
 *
 * PARAMS
 *  message [I/O] The service's answer, decrypted in place, and wiped.
 *  size    [I]   In bytes.
 *  key     [I]   The ticket's.
 *  answer  [O]   What it says.
 *
 * RETURNS
 *  FALSE: it is none, or from somebody else.
 */
BOOL read_ap_reply( BYTE *message, DWORD size, const struct krb_key *key, struct krb_answer *answer )
{
    struct reader sequence, content, cipher;
    DWORD plain_size;
    BOOL ret = FALSE;
    BYTE *plain;
    LONG type, microseconds;

    memset( answer, 0, sizeof(*answer) );
    if (!read_outer( message, size, AP_REPLY, &sequence ) || !read_version( &sequence, 0, AP_REPLY ) ||
        !read_needed( &sequence, 2, ASN1_SEQUENCE, &content ) || !is_at_end( &sequence ) ||
        !read_encrypted( &content, &type, &cipher ) || type != key->type) return FALSE;
    if (decrypt_krb( key, KRB_USE_AP_REPLY, message + (cipher.start - message), cipher.size, &plain, &plain_size ) &&
        read_outer( plain, plain_size, AP_REPLY_PART, &sequence ) && read_needed( &sequence, 0, ASN1_TIME, &content ) &&
        read_time( &content, &answer->stamp.time ) && read_number_field( &sequence, 1, &microseconds ) &&
        read_field( &sequence, 2, ASN1_SEQUENCE, &content ) && (content.failed || read_key( &content, &answer->subkey )) &&
        read_field( &sequence, 3, ASN1_INTEGER, &content ) && is_at_end( &sequence ) &&
        (content.failed || read_unsigned( &content, &answer->number )))
    {
        answer->stamp.microseconds = microseconds;
        ret = TRUE;
    }
    SecureZeroMemory( message, size );
    return ret;
}

/************************************************************
 *                make_ap_reply
 *
 * The client's own answer to the service's, which DCE/RPC wants.
 *
 * PARAMS
 *  key    [I] The ticket's.
 *  stamp  [I] Of the client's first message.
 *  number [I] That the service has told.
 *  size   [O] In bytes.
 *
 * RETURNS
 *  The message, the caller's to free with free_krb_message(); NULL: no memory, or no cryptography.
 *
 * NOTES
 *  MS-KILE, 3.4.5.1.
 */
BYTE *make_ap_reply( const struct krb_key *key, const struct krb_stamp *stamp, DWORD number, DWORD *size )
{
    BYTE *message = create_message( REQUEST_ROOM ), *end = message + REQUEST_ROOM, *start = end;
    const BYTE number_bytes[] = { 0, number >> 24, number >> 16, number >> 8, number };
    unsigned int i;

    if (!message) return NULL;
    /* without zeros in front that it does not need */
    for (i = 0; i < 4 && !number_bytes[i] && !(number_bytes[i + 1] & 0x80); i++) {}
    start = put_bytes( start, number_bytes + i, sizeof(number_bytes) - i );
    start = put_field( start, 3, ASN1_INTEGER, end );
    start = put_time( put_integer( start, 1, stamp->microseconds ), 0, stamp->time );
    start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( AP_REPLY_PART ), end );
    if ((start = put_encrypted( start, end, key, KRB_USE_AP_REPLY )))
    {
        start = put_element( start, ASN1_FIELD( 2 ), end );
        start = put_integer( put_integer( start, 1, AP_REPLY ), 0, VERSION );
        start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( AP_REPLY ), end );
        return finish_message( message, start, REQUEST_ROOM, size );
    }
    free_krb_message( message );
    return NULL;
}
