/*
 * ASN.1's basic encoding (BER), and the distinguished one (DER)
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

/*
 * Reading: X.690
 */

BOOL is_at_end( const struct reader *reader )
{
    return reader->offset == reader->size;
}

BOOL is_next( const struct reader *reader, BYTE tag )
{
    return !reader->failed && !is_at_end( reader ) && reader->start[reader->offset] == tag;
}

/* Goes on behind the element, whose content it gives. */
BOOL read_element( struct reader *reader, BYTE tag, struct reader *content )
{
    const BYTE *bytes;
    DWORD count, size;

    memset( content, 0, sizeof(*content) );
    content->failed = TRUE;
    if (!(bytes = read_bytes( reader, 2 )) || bytes[0] != tag) return FALSE;
    if ((size = bytes[1]) & 0x80)
    {
        count = size & 0x7f;
        if (!count || count > sizeof(size)) return FALSE;   /* 0: it has no length, but an end */
        if (!(bytes = read_bytes( reader, count ))) return FALSE;
        for (size = 0; count; count--) size = size << 8 | *bytes++;
    }
    if (!(bytes = read_bytes( reader, size ))) return FALSE;
    content->start = bytes;
    content->size = size;
    content->failed = FALSE;
    return TRUE;
}

/* A field that holds one element; FALSE: it is not well-formed. Where it is left out, the content is empty and has failed. */
BOOL read_field( struct reader *sequence, BYTE number, BYTE tag, struct reader *content )
{
    struct reader field;

    memset( content, 0, sizeof(*content) );
    content->failed = TRUE;
    if (!is_next( sequence, ASN1_FIELD( number ) )) return TRUE;
    return read_element( sequence, ASN1_FIELD( number ), &field ) && read_element( &field, tag, content ) && is_at_end( &field );
}

/*
 * Writing: from the end on, as an element begins with its length
 */

BYTE *put_bytes( BYTE *end, const BYTE *bytes, DWORD size )
{
    return memcpy( end - size, bytes, size );
}

/* what begins at start, and ends at end, becomes the content of an element */
BYTE *put_element( BYTE *start, BYTE tag, const BYTE *end )
{
    DWORD size = end - start, rest;

    if (size < 0x80) *--start = size;
    else
    {
        BYTE *length = start;

        for (rest = size; rest; rest >>= 8) *--start = rest;
        rest = length - start;
        *--start = 0x80 | rest;
    }
    *--start = tag;
    return start;
}

BYTE *put_octets( BYTE *end, const BYTE *bytes, DWORD size, BYTE field )
{
    return put_element( put_element( put_bytes( end, bytes, size ), ASN1_OCTETS, end ), field, end );
}
