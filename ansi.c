/*
 * Strings of the system's code page, for the functions that take and give them
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

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"

#include "ansi.h"

BOOL widen( const char *string, struct wide_name *wide )
{
    wide->name = string ? wide->buffer : NULL;
    return !string || MultiByteToWideChar( CP_ACP, 0, string, -1, wide->buffer, ARRAYSIZE(wide->buffer) );
}

DWORD narrow_size( const WCHAR *string )
{
    return string ? WideCharToMultiByte( CP_ACP, 0, string, -1, NULL, 0, NULL, NULL ) : 0;
}

/* The string goes to *next, which then is behind it; "size" bytes are left there, and what remains of them is. */
char *narrow( const WCHAR *string, char **next, DWORD *size )
{
    char *start = *next;
    int length;

    if (!string) return NULL;
    length = WideCharToMultiByte( CP_ACP, 0, string, -1, start, *size, NULL, NULL );
    *next += length;
    *size -= length;
    return start;
}
