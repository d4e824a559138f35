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

/* Each line goes out by itself, as %s is for one line. 'head' stands before the lines that do not begin with a blank, 'tail'
 * before those that do. */
static void say_lines( void (*say)( const WCHAR *format, ... ), const WCHAR *lines, const WCHAR *head, const WCHAR *tail )
{
    WCHAR text[256];
    size_t length;

    for (; *lines; lines += length + (lines[length] != 0))
    {
        length = wcscspn( lines, L"\n" );
        wcsncpy( text, lines, min( length, ARRAYSIZE(text) - 1 ) );
        text[min( length, ARRAYSIZE(text) - 1 )] = 0;
        say( L"%s%s\n", lines[0] == ' ' ? tail : head, text );
    }
    say( L"\n" );
}

/* On standard error after a command line that cannot be understood, else on standard output. */
void put_syntax( const struct command *command, BOOL error )
{
    void (*say)( const WCHAR *format, ... ) = error ? complain : put;

    say( L"The syntax of this command is:\n\n" );
    say_lines( say, command->syntax, L"NET ", L"    " );
}

static void put_help( const struct command *command )
{
    put_syntax( command, FALSE );
    say_lines( put, command->help, L"", L"" );
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
