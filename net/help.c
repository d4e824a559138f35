/*
 * NET HELP, and the syntax of each command
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

/* On standard error after a command line that cannot be understood, else on standard output. */
void put_syntax( const struct command *command, BOOL error )
{
    void (*say)( const WCHAR *format, ... ) = error ? complain : put;
    const WCHAR *line = command->syntax, *end;

    say( L"The syntax of this command is:\n\n" );
    for (; *line; line = end + (*end != 0))
    {
        WCHAR text[256];
        size_t length;

        end = line + wcscspn( line, L"\n" );
        length = min( (size_t)(end - line), ARRAYSIZE(text) - 1 );
        memcpy( text, line, length * sizeof(WCHAR) );
        text[length] = 0;
        say( L"%s%s\n", line[0] == ' ' ? L"    " : L"NET ", text );
    }
    say( L"\n" );
}

/* The words of a help are ours; %s of put() is for one line, so each goes out by itself. */
static void put_help( const struct command *command )
{
    const WCHAR *line, *end;
    WCHAR text[256];
    size_t length;

    put_syntax( command, FALSE );
    for (line = command->help; *line; line = end + (*end != 0))
    {
        end = line + wcscspn( line, L"\n" );
        length = min( (size_t)(end - line), ARRAYSIZE(text) - 1 );
        memcpy( text, line, length * sizeof(WCHAR) );
        text[length] = 0;
        put( L"%s\n", text );
    }
    put( L"\n" );
}

static void put_commands( void )
{
    const struct command *command;
    unsigned int i = 0;

    put( L"The syntax of this command is:\n\nNET\n    [" );
    for (command = commands; command->names; command++)
    {
        WCHAR name[32];
        size_t length = wcscspn( command->names, L" " );

        if (!command->help) continue;
        memcpy( name, command->names, length * sizeof(WCHAR) );
        name[length] = 0;
        _wcsupr( name );
        if (i) put( i % 8 ? L" | " : L" |\n     " );
        put( L"%s", name );
        i++;
    }
    put( L"]\n\nNET HELP command, or NET command /HELP, tells about a command, NET HELPMSG number about an error.\n\n" );
}

int net_help( int argc, WCHAR **argv )
{
    const struct command *command;
    int i = 0;

    while (i < argc && argv[i][0] == '/') i++;
    if (i == argc || !_wcsicmp( argv[i], L"commands" ) || !_wcsicmp( argv[i], L"names" ))
    {
        put_commands();
        return EXIT_DONE;
    }
    command = find_command( argv[i] );
    if (!command || !command->help)
    {
        complain( L"There is no help for NET %s.\n\n", argv[i] );
        return EXIT_FAILED;
    }
    put_help( command );
    return EXIT_DONE;
}
