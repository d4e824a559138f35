/*
 * Names as DNS's messages have them: RFC 1035, 3.1 and 4.1.4
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

#include "dnsname.h"

#define MAX_LABEL  63

/* as many as a name has labels: a longer way, for each of thousands of records, would take up the processor for minutes */
#define MAX_POINTERS  (MAX_WIRE_NAME / 2)

/* the kind of a label; those of 0 have a length */
#define KIND     0xc0
#define POINTER  0xc0

/* What no name of a host, domain or site has, and what would make two labels of one. */
static BOOL is_plain_label( const WCHAR *label, int length )
{
    int i;

    for (i = 0; i < length; i++) if (label[i] <= ' ' || label[i] == 0x7f || wcschr( L".\\/\"", label[i] )) return FALSE;
    return TRUE;
}

/************************************************************
 *                read_dns_name
 *
 * PARAMS
 *  reader [I/O] A message, which goes on behind the name. Pointers lead into it.
 *  name   [O]   The name, without a dot at its end; an empty string: the root, or a failure. NULL: it is only passed over.
 *
 * RETURNS
 *  FALSE: there is no whole name, it is longer than names may be, or has characters that names have not. Then the reader has
 *  failed.
 */
BOOL read_dns_name( struct reader *reader, WCHAR name[MAX_DOMAIN_NAME] )
{
    DWORD before = reader->offset, behind = 0, length = 0, wire = 1, pointers = 0, size;
    struct reader labels = *reader;
    const BYTE *byte, *label;
    int added;

    if (name) name[0] = 0;
    while ((byte = read_bytes( &labels, 1 )))
    {
        size = *byte;
        if ((size & KIND) == POINTER)
        {
            if (!(byte = read_bytes( &labels, 1 )) || ++pointers > MAX_POINTERS) break;
            if (!behind) behind = labels.offset;
            /* Each one leads to before the last: so they come to an end. */
            if ((size = (size & ~KIND) << 8 | *byte) >= before) break;
            before = labels.offset = size;
            continue;
        }
        if (size & KIND) break;
        if (!size)
        {
            reader->offset = behind ? behind : labels.offset;
            return TRUE;
        }
        if (!(label = read_bytes( &labels, size ))) break;
        if ((wire += 1 + size) > MAX_WIRE_NAME) break;
        if (!name) continue;
        if (length) name[length++] = '.';
        added = MultiByteToWideChar( CP_UTF8, MB_ERR_INVALID_CHARS, (const char *)label, size, name + length, size );
        if (added <= 0 || !is_plain_label( name + length, added )) break;
        length += added;
        name[length] = 0;
    }
    if (name) name[0] = 0;
    reader->failed = TRUE;
    return FALSE;
}

/************************************************************
 *                write_dns_name
 *
 * PARAMS
 *  name [I] The name; a dot at its end is allowed.
 *  wire [O] As it stands in a message.
 *
 * RETURNS
 *  Its size in bytes; 0: it is no name, or is longer than names may be.
 */
DWORD write_dns_name( const WCHAR *name, BYTE wire[MAX_WIRE_NAME] )
{
    DWORD size = 0;
    int length, written;

    for (; *name; name += length + (name[length] == '.'))
    {
        length = wcscspn( name, L"." );
        if (!length || length > MAX_LABEL) return 0;
        written = min( MAX_LABEL, (int)(MAX_WIRE_NAME - size) - 2 );
        if (written <= 0 || !is_plain_label( name, length )) return 0;
        written = WideCharToMultiByte( CP_UTF8, 0, name, length, (char *)wire + size + 1, written, NULL, NULL );
        if (written <= 0) return 0;
        wire[size] = written;
        size += 1 + written;
    }
    if (!size) return 0;
    wire[size++] = 0;
    return size;
}
