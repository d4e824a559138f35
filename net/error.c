/*
 * What is said of an error, and the exit status
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

/*
 * Texts of network errors are those of netmsg.dll, of others those of the system. Beside them are net.exe's own messages, with
 * the numbers that NET HELPMSG knows them by; %1 is a name.
 */
static const struct
{
    DWORD        number;
    const WCHAR *text;
} own_messages[] =
{
    { MSG_DONE,             L"The command completed successfully." },
    { MSG_CONTROLLER_ONLY,  L"This command can be used only on a Windows Domain Controller." },
    { MSG_NOT_STARTED,      L"The %1 service is not started." },
    { MSG_NO_ACCOUNT,       L"There is no such global user or group: %1." },
    { MSG_NO_SUCH_MESSAGE,  L"%1 is not a valid Windows network message number." },
    { MSG_NO_TIME_SERVER,   L"Could not locate a time-server." },
    /* Wine's system has no text for it */
    { ERROR_NO_BROWSER_SERVERS_FOUND, L"The list of servers for this workgroup is not currently available." },
};

static const WCHAR *own_text( DWORD number )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(own_messages); i++) if (own_messages[i].number == number) return own_messages[i].text;
    return NULL;
}

/* those from 3000 on are net.exe's */
static BOOL is_own( DWORD number )
{
    return number > MAX_NERR && number < 6000 && own_text( number );
}

static BOOL is_network( DWORD number )
{
    return (number >= NERR_BASE && number <= MAX_NERR) || is_own( number );
}

/* A message with a name in the place of its %1, where it has one. The caller frees it with free(). */
static WCHAR *with_name( const WCHAR *message, const WCHAR *name )
{
    const WCHAR *at = wcsstr( message, L"%1" );
    WCHAR *text;

    if (!at) return copy_text( message );
    text = allocate( (wcslen( message ) + wcslen( name ) + 1) * sizeof(WCHAR) );
    memcpy( text, message, (at - message) * sizeof(WCHAR) );
    return wcscat( wcscat( text, name ), at + 2 );
}

/*
 * The text of a number, on one line and without its end, or NULL; of net.exe's own messages with *** for a name, as Windows has
 * them. The caller frees it with free().
 */
WCHAR *message_text( DWORD number )
{
    /* the mask is that of no line breaks */
    DWORD flags = FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK, length = 0;
    WCHAR *buffer = NULL, *text;
    HMODULE module;

    if (is_own( number )) return with_name( own_text( number ), L"***" );
    if (number >= NERR_BASE && number < 6000 && (module = LoadLibraryExW( L"netmsg.dll", NULL, LOAD_LIBRARY_AS_DATAFILE )))
    {
        length = FormatMessageW( flags | FORMAT_MESSAGE_FROM_HMODULE, module, number, 0, (WCHAR *)&buffer, 0, NULL );
        FreeLibrary( module );
    }
    if (!length) length = FormatMessageW( flags | FORMAT_MESSAGE_FROM_SYSTEM, NULL, number, 0, (WCHAR *)&buffer, 0, NULL );
    if (!length) return own_text( number ) ? copy_text( own_text( number ) ) : NULL;
    while (length && wcschr( L"\r\n ", buffer[length - 1] )) buffer[--length] = 0;
    text = copy_text( buffer );
    LocalFree( buffer );
    return text;
}

/* the end of a command that did what it was told */
int done( void )
{
    put( L"%s\n\n", own_text( MSG_DONE ) );
    return EXIT_DONE;
}

/* Tells a status of a function, any but success. Returns the exit status. */
int fail( DWORD status )
{
    WCHAR *text = message_text( status );

    if (is_network( status ))
    {
        complain( L"%s\n\n", text ? text : L"A network error has occurred." );
        complain( L"More help is available by typing NET HELPMSG %u.\n\n", status );
    }
    else
    {
        complain( L"System error %u has occurred.\n\n", status );
        if (text) complain( L"%s\n\n", text );
    }
    free( text );
    return EXIT_FAILED;
}

/* Tells one of net.exe's own messages about a name. Returns the exit status. */
int fail_about( DWORD message, const WCHAR *name )
{
    WCHAR *text = with_name( own_text( message ), name );

    complain( L"%s\n\n", text );
    free( text );
    complain( L"More help is available by typing NET HELPMSG %u.\n\n", message );
    return EXIT_FAILED;
}
