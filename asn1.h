/*
 * ASN.1's basic encoding
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

#ifndef NETAPI32_ASN1_H
#define NETAPI32_ASN1_H

#include "reader.h"

#define ASN1_BOOLEAN     0x01
#define ASN1_INTEGER     0x02
#define ASN1_BITS        0x03
#define ASN1_OCTETS      0x04
#define ASN1_OID         0x06
#define ASN1_ENUMERATED  0x0a
#define ASN1_STRING      0x1b   /* a GeneralString */
#define ASN1_TIME        0x18   /* a GeneralizedTime */
#define ASN1_SEQUENCE    0x30
#define ASN1_SET         0x31
#define ASN1_FIELD(number)        (0xa0 | (number))
#define ASN1_APPLICATION(number)  (0x60 | (number))

BOOL is_at_end( const struct reader *reader );
BOOL is_next( const struct reader *reader, BYTE tag );
BOOL read_element( struct reader *reader, BYTE tag, struct reader *content );
BOOL read_field( struct reader *sequence, BYTE number, BYTE tag, struct reader *content );

BYTE *put_bytes( BYTE *end, const BYTE *bytes, DWORD size );
BYTE *put_element( BYTE *start, BYTE tag, const BYTE *end );
BYTE *put_octets( BYTE *end, const BYTE *bytes, DWORD size, BYTE field );

#endif
