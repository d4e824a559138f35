/*
 * What a server sent, read number by number
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

#include "reader.h"

/* NULL where there are not so many bytes left. */
const BYTE *read_bytes( struct reader *reader, DWORD size )
{
    const BYTE *bytes = reader->start + reader->offset;

    if (reader->failed || reader->offset > reader->size || size > reader->size - reader->offset)
    {
        reader->failed = TRUE;
        return NULL;
    }
    reader->offset += size;
    return bytes;
}

/* 32 bits, aligned as NDR has them */
DWORD read_number( struct reader *reader )
{
    const BYTE *bytes;
    DWORD number = 0;

    reader->offset = (reader->offset + 3) & ~3u;
    if ((bytes = read_bytes( reader, sizeof(number) ))) memcpy( &number, bytes, sizeof(number) );
    return number;
}
