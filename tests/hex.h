/*
 * Bytes that tests have as text
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

#ifndef NETAPI32_TESTS_HEX_H
#define NETAPI32_TESTS_HEX_H

#include <string.h>

#include <windef.h>
#include <winbase.h>

/* The bytes of a text of hexadecimal digits; returns how many they are. */
static inline DWORD read_hex( const char *text, BYTE *bytes )
{
    DWORD i, digit, count;

    for (count = 0; *text; count++)
        for (i = bytes[count] = 0; i < 2; i++, text++)
        {
            digit = *text <= '9' ? *text - '0' : (*text | 0x20) - 'a' + 10;
            bytes[count] = bytes[count] << 4 | digit;
        }
    return count;
}

static inline BOOL is_hex( const char *text, const BYTE *bytes, DWORD size )
{
    BYTE wanted[1024];

    return strlen( text ) <= 2 * sizeof(wanted) && read_hex( text, wanted ) == size && !memcmp( wanted, bytes, size );
}

/* a text that is told when a check fails */
static inline const char *show_hex( const BYTE *bytes, DWORD size )
{
    static const char digits[] = "0123456789abcdef";
    static char text[2 * 64 + 4];
    DWORD i;

    for (i = 0; i < size && i < 64; i++)
    {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    strcpy( text + 2 * i, i < size ? "..." : "" );
    return text;
}

#endif
