/*
 * NET HELPMSG
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

#include "net.h"

int net_helpmsg( int argc, WCHAR **argv )
{
    WCHAR *text;
    DWORD number;

    if (argc != 1) return misused();
    for (number = 0, text = argv[0]; *text >= '0' && *text <= '9' && number < 100000000; text++)
        number = number * 10 + *text - '0';
    if (text == argv[0] || *text) return misused();
    if (!(text = message_text( number ))) return fail_about( MSG_NO_SUCH_MESSAGE, argv[0] );
    put( L"\n%s\n\n", text );
    free( text );
    return EXIT_DONE;
}
