/*
 * Tests of what reads numbers and elements of ASN.1 in what a server sent, and writes them
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>

#include "hex.h"

/* No export shows the functions as they are, so the test has a copy of them. */
#include "../asn1.c"
#include "../reader.c"

static void test_reader(void)
{
    static const BYTE bytes[11] = { 1, 0, 0, 0x80, 2, 3, 4, 5, 6, 7, 8 };
    struct reader reader = { bytes, sizeof(bytes), 0, FALSE };

    ok( read_number( &reader ) == 0x80000001, "another number\n" );
    ok( read_bytes( &reader, 1 ) == bytes + 4, "another place\n" );
    ok( !read_number( &reader ) && reader.failed, "a number that is not whole\n" );
    ok( !read_bytes( &reader, 0 ) && !read_bytes( &reader, 1 ) && !read_number( &reader ), "it goes on after a failure\n" );

    reader = (struct reader){ bytes, sizeof(bytes), 0, FALSE };
    ok( read_bytes( &reader, sizeof(bytes) ) == bytes && read_bytes( &reader, 0 ), "not all bytes\n" );
    ok( !read_number( &reader ), "a number behind the end, where its alignment leads\n" );
    reader = (struct reader){ bytes, sizeof(bytes), 1, FALSE };
    ok( !read_bytes( &reader, ~0u ) && !read_bytes( &reader, 0 ), "a size that leads around\n" );
}

static const struct
{
    const char *bytes;
    BYTE        tag;
    BOOL        read;
    DWORD       begin, size;    /* of the content */
}
elements[] =
{
    { "0400", ASN1_OCTETS, TRUE, 2, 0 },
    { "0401ff", ASN1_OCTETS, TRUE, 2, 1 },
    { "0401ff00", ASN1_OCTETS, TRUE, 2, 1 },
    { "048101ff", ASN1_OCTETS, TRUE, 3, 1 },            /* BER, though no DER */
    { "0484000000" "01ff", ASN1_OCTETS, TRUE, 6, 1 },
    { "", ASN1_OCTETS, FALSE, 0, 0 },
    { "04", ASN1_OCTETS, FALSE, 0, 0 },
    { "0401", ASN1_OCTETS, FALSE, 0, 0 },
    { "0402ff", ASN1_OCTETS, FALSE, 0, 0 },
    { "0401ff", ASN1_INTEGER, FALSE, 0, 0 },
    { "0480ff0000", ASN1_OCTETS, FALSE, 0, 0 },
    { "0481", ASN1_OCTETS, FALSE, 0, 0 },
    { "0482ff", ASN1_OCTETS, FALSE, 0, 0 },
    { "0484ffffffff", ASN1_OCTETS, FALSE, 0, 0 },
    { "04850000000000", ASN1_OCTETS, FALSE, 0, 0 },
    { "04850100000001ff", ASN1_OCTETS, FALSE, 0, 0 },   /* a number of more than 32 bits */
};

static void test_elements(void)
{
    struct reader reader, content;
    BYTE bytes[16];
    unsigned int i;
    BOOL read;

    for (i = 0; i < ARRAY_SIZE(elements); i++)
    {
        winetest_push_context( "%s", elements[i].bytes );
        reader = (struct reader){ bytes, read_hex( elements[i].bytes, bytes ), 0, FALSE };
        ok( is_next( &reader, elements[i].tag ) == (reader.size && bytes[0] == elements[i].tag), "another tag\n" );
        read = read_element( &reader, elements[i].tag, &content );
        ok( read == elements[i].read && content.failed == !read, "got %d\n", read );
        if (read && elements[i].read)
            ok( content.start == bytes + elements[i].begin && content.size == elements[i].size && !content.offset &&
                reader.offset == elements[i].begin + elements[i].size, "got %lu bytes\n", content.size );
        if (!read) ok( !content.start && !content.size, "content without an element\n" );
        winetest_pop_context();
    }
}

static void test_fields(void)
{
    static const struct { const char *bytes; BOOL read, there; } fields[] =
    {
        { "a1030201" "07", TRUE, TRUE },
        { "a2030201" "07", TRUE, FALSE },
        { "", TRUE, FALSE },
        { "a1030401" "07", FALSE, FALSE },
        { "a10402010700", FALSE, FALSE },
        { "a1020201" "07", FALSE, FALSE },
        { "a100", FALSE, FALSE },
    };
    struct reader reader, content;
    BYTE bytes[16];
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(fields); i++)
    {
        winetest_push_context( "%s", fields[i].bytes );
        reader = (struct reader){ bytes, read_hex( fields[i].bytes, bytes ), 0, FALSE };
        ok( read_field( &reader, 1, ASN1_INTEGER, &content ) == fields[i].read, "got the other\n" );
        if (fields[i].read) ok( content.failed != fields[i].there, "is it there?\n" );
        if (fields[i].there) ok( content.size == 1 && content.start[0] == 7, "another content\n" );
        if (fields[i].read && !fields[i].there) ok( !reader.offset, "something was read\n" );
        winetest_pop_context();
    }
}

/* What is written can be read, whatever its length. */
static void test_writing(void)
{
    static const DWORD sizes[] = { 0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000 };
    static BYTE content[0x10000], buffer[0x10000 + 32];
    struct reader reader, field, read;
    BYTE *start, *end = buffer + sizeof(buffer);
    unsigned int i;
    DWORD j;

    for (j = 0; j < sizeof(content); j++) content[j] = j * 7;
    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        start = put_octets( end, content, sizes[i], ASN1_FIELD( 2 ) );
        reader = (struct reader){ start, end - start, 0, FALSE };
        ok( read_element( &reader, ASN1_FIELD( 2 ), &field ) && is_at_end( &reader ), "%lu bytes: no field\n", sizes[i] );
        ok( read_element( &field, ASN1_OCTETS, &read ) && is_at_end( &field ) && read.size == sizes[i] &&
            !memcmp( read.start, content, sizes[i] ), "%lu bytes: other octets\n", sizes[i] );
    }
    start = put_element( put_bytes( end, (const BYTE *)"abc", 3 ), ASN1_SEQUENCE, end );
    ok( is_hex( "3003616263", start, end - start ), "got %s\n", show_hex( start, end - start ) );
    memset( buffer, 0, 0x80 );
    start = put_element( end - 0x80, ASN1_SEQUENCE, end );
    ok( end - start == 0x83 && is_hex( "308180", start, 3 ), "got %s\n", show_hex( start, 3 ) );
}

START_TEST(asn1)
{
    test_reader();
    test_elements();
    test_fields();
    test_writing();
}
