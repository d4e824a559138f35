/*
 * SPNEGO: which authentication both sides want
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

#include "asn1.h"
#include "reader.h"
#include "spnego.h"

/* RFC 4178 and MS-SPNG, as far as a client needs it that offers NTLM alone, or Kerberos alone. */

static const BYTE spnego_oid[] = { 0x2b, 6, 1, 5, 5, 2 };                           /* 1.3.6.1.5.5.2 */
static const BYTE ntlm_oid[] = { 0x2b, 6, 1, 4, 1, 0x82, 0x37, 2, 2, 10 };          /* 1.3.6.1.4.1.311.2.2.10 */

static const BYTE krb_oids[2][9] =
{
    { 0x2a, 0x86, 0x48, 0x82, 0xf7, 0x12, 1, 2, 2 },    /* 1.2.840.48018.1.2.2, by which Windows has known it at all times */
    { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 1, 2, 2 }     /* 1.2.840.113554.1.2.2 */
};

/* Kerberos by both of its names: the same token is for either. NTLM is not among them, so that nobody can choose it instead. */
const BYTE kerberos_mechanisms[KERBEROS_MECHANISMS_SIZE] =
{
    ASN1_SEQUENCE, 22, ASN1_OID, 9, 0x2a, 0x86, 0x48, 0x82, 0xf7, 0x12, 1, 2, 2,
    ASN1_OID, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 1, 2, 2
};

/* A client that knows one alone offers the same at all times. */
const BYTE spnego_mechanisms[SPNEGO_MECHANISMS_SIZE] =
{
    ASN1_SEQUENCE, 2 + sizeof(ntlm_oid), ASN1_OID, sizeof(ntlm_oid), 0x2b, 6, 1, 4, 1, 0x82, 0x37, 2, 2, 10
};

static BOOL is_oid( const struct reader *reader, const BYTE *oid, DWORD size )
{
    return reader->size == size && !memcmp( reader->start, oid, size );
}

/* whether a hint offers a mechanism */
static BOOL has_mechanism( const BYTE *hint, DWORD size, const BYTE *wanted, DWORD wanted_size )
{
    struct reader reader = { hint, size, 0, FALSE }, token, oid, field, sequence, mechanisms;
    BOOL found = FALSE;

    if (!read_element( &reader, ASN1_APPLICATION( 0 ), &token ) || !is_at_end( &reader )) return FALSE;
    if (!read_element( &token, ASN1_OID, &oid ) || !is_oid( &oid, spnego_oid, sizeof(spnego_oid) )) return FALSE;
    if (!read_element( &token, ASN1_FIELD(0), &field ) || !is_at_end( &token )) return FALSE;
    if (!read_element( &field, ASN1_SEQUENCE, &sequence ) || !is_at_end( &field )) return FALSE;
    if (!read_field( &sequence, 0, ASN1_SEQUENCE, &mechanisms ) || mechanisms.failed) return FALSE;
    while (!is_at_end( &mechanisms ))
    {
        if (!read_element( &mechanisms, ASN1_OID, &oid )) return FALSE;
        if (is_oid( &oid, wanted, wanted_size )) found = TRUE;
    }
    return found;
}

/************************************************************
 *                has_ntlm
 *
 * PARAMS
 *  hint [I] What the response to NEGOTIATE has of authentication, a NegTokenInit2.
 *  size [I] Its size in bytes.
 *
 * RETURNS
 *  Whether the server offers NTLM; FALSE, too, for what is no such token.
 *
 * NOTES
 *  MS-SPNG 2.2.1; RFC 4178, 4.2.1; RFC 2743, 3.1.
 */
BOOL has_ntlm( const BYTE *hint, DWORD size )
{
    return has_mechanism( hint, size, ntlm_oid, sizeof(ntlm_oid) );
}

/* The same, of Kerberos. */
BOOL has_kerberos( const BYTE *hint, DWORD size )
{
    return has_mechanism( hint, size, krb_oids[0], sizeof(krb_oids[0]) ) ||
           has_mechanism( hint, size, krb_oids[1], sizeof(krb_oids[1]) );
}

/************************************************************
 *                read_spnego_answer
 *
 * PARAMS
 *  answer [I] What the server answered to a token, a NegTokenResp.
 *  size   [I] Its size in bytes.
 *  parsed [O] What it says.
 *
 * RETURNS
 *  TRUE, or FALSE: it is no such token. Then it says SPNEGO_REJECTED.
 *
 * NOTES
 *  RFC 4178, 4.2.2. Which mechanism the server took shows in its token; a checksum of the mechanisms protects nothing where
 *  there is one alone, as it is here.
 */
BOOL read_spnego_answer( const BYTE *answer, DWORD size, struct spnego_answer *parsed )
{
    struct reader reader = { answer, size, 0, FALSE }, field, sequence, state, mechanism, token, checksum;

    parsed->state = SPNEGO_REJECTED;
    parsed->token = NULL;
    parsed->size = 0;
    parsed->checksum = NULL;
    parsed->checksum_size = 0;
    if (!read_element( &reader, ASN1_FIELD(1), &field ) || !is_at_end( &reader )) return FALSE;
    if (!read_element( &field, ASN1_SEQUENCE, &sequence ) || !is_at_end( &field )) return FALSE;
    if (!read_field( &sequence, 0, ASN1_ENUMERATED, &state ) || !read_field( &sequence, 1, ASN1_OID, &mechanism ) ||
        !read_field( &sequence, 2, ASN1_OCTETS, &token ) || !read_field( &sequence, 3, ASN1_OCTETS, &checksum ) ||
        !is_at_end( &sequence ))
        return FALSE;
    if (!state.failed && (state.size != 1 || state.start[0] >= SPNEGO_NO_STATE)) return FALSE;
    parsed->state = state.failed ? SPNEGO_NO_STATE : state.start[0];
    parsed->token = token.start;
    parsed->size = token.size;
    parsed->checksum = checksum.start;
    parsed->checksum_size = checksum.size;
    return TRUE;
}

/* ---- writing */

static DWORD finish( BYTE *wrapped, const BYTE *start, const BYTE *end )
{
    memmove( wrapped, start, end - start );
    return end - start;
}

static DWORD wrap_first( const BYTE *offered, DWORD offered_size, const BYTE *token, DWORD size, BYTE *wrapped )
{
    BYTE *end = wrapped + size + SPNEGO_ROOM, *start = put_octets( end, token, size, ASN1_FIELD(2) ), *mechanisms = start;

    start = put_element( put_bytes( start, offered, offered_size ), ASN1_FIELD(0), mechanisms );
    start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_FIELD(0), end );
    mechanisms = start;
    start = put_element( put_bytes( start, spnego_oid, sizeof(spnego_oid) ), ASN1_OID, mechanisms );
    return finish( wrapped, put_element( start, ASN1_APPLICATION( 0 ), end ), end );
}

/************************************************************
 *                wrap_first_token
 *
 * PARAMS
 *  token   [I] The first token of NTLM.
 *  size    [I] Its size in bytes.
 *  wrapped [O] The NegTokenInit with it. There is room for SPNEGO_ROOM bytes more than the token has.
 *
 * RETURNS
 *  How many bytes that is.
 *
 * NOTES
 *  RFC 4178, 4.2.1, with NTLM alone.
 */
DWORD wrap_first_token( const BYTE *token, DWORD size, BYTE *wrapped )
{
    return wrap_first( spnego_mechanisms, sizeof(spnego_mechanisms), token, size, wrapped );
}

/* The same, with Kerberos. */
DWORD wrap_kerberos_token( const BYTE *token, DWORD size, BYTE *wrapped )
{
    return wrap_first( kerberos_mechanisms, sizeof(kerberos_mechanisms), token, size, wrapped );
}

/************************************************************
 *                wrap_next_token
 *
 * PARAMS
 *  token         [I] A further token; NULL: none.
 *  size          [I] Its size in bytes.
 *  checksum      [I] Of the mechanisms that were offered, signed; NULL: none.
 *  checksum_size [I] Its size in bytes.
 *  wrapped       [O] The NegTokenResp with both. There is room for SPNEGO_ROOM bytes more than they have.
 *
 * RETURNS
 *  How many bytes that is.
 *
 * NOTES
 *  RFC 4178, 4.2.2 and 5. Samba wants the checksum with an NTLM message that has one of its own.
 */
DWORD wrap_next_token( const BYTE *token, DWORD size, const BYTE *checksum, DWORD checksum_size, BYTE *wrapped )
{
    BYTE *end = wrapped + size + checksum_size + SPNEGO_ROOM, *start = end;

    if (checksum) start = put_octets( end, checksum, checksum_size, ASN1_FIELD(3) );
    if (token) start = put_octets( start, token, size, ASN1_FIELD(2) );
    start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_FIELD(1), end );
    return finish( wrapped, start, end );
}
