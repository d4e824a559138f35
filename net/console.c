/*
 * Text to and from a console, a file or a pipe
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
 * A console gets UTF-16. A file or a pipe gets bytes of the console's output code page, as from Windows' net.exe, so that
 * "for /f" and "find" of a batch file read what they expect. Where there is no console, as for a program that was started from
 * a Unix script, they are UTF-8. Lines end in CR LF.
 */

struct text
{
    WCHAR *chars;
    size_t length, size;
};

static BOOL failed;         /* whether something could not be written */

/* of standard output: the exit status tells */
BOOL output_failed( void )
{
    return failed;
}

static void append( struct text *text, WCHAR c )
{
    if (text->length + 2 > text->size)
    {
        size_t size = text->size * 2 + 256;
        WCHAR *chars = realloc( text->chars, size * sizeof(*chars) );

        if (!chars) exit( EXIT_FAILED );
        text->chars = chars;
        text->size = size;
    }
    text->chars[text->length++] = c;
}

/* No controls, and no marks that turn the direction of the line: a name of somebody else's may not look like a line of ours. */
static BOOL is_printable( WCHAR c )
{
    return c >= 0x20 && !(c >= 0x7f && c < 0xa0) && c != 0x061c && !(c >= 0x200e && c <= 0x200f) &&
           !(c >= 0x2028 && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069);
}

static void append_number( struct text *text, ULONGLONG number )
{
    if (number >= 10) append_number( text, number / 10 );
    append( text, '0' + number % 10 );
}

/*
 * What the format may have: %s text, %u DWORD, %I ULONGLONG, %%; behind the % come a minus for text that stands on the left,
 * and the width, and for text behind a point how much of it is shown at most; * takes a width from the arguments.
 */
static void format_text( struct text *text, const WCHAR *format, va_list args )
{
    for (; *format; format++)
    {
        size_t width = 0, limit = ~(size_t)0, start, length, i;
        const WCHAR *string;
        BOOL left = FALSE;

        if (*format != '%' || *++format == '%')
        {
            if (*format == '\n') append( text, '\r' );
            append( text, *format );
            continue;
        }
        if (*format == '-') { left = TRUE; format++; }
        if (*format == '*') { width = va_arg( args, unsigned int ); format++; }
        while (*format >= '0' && *format <= '9') width = width * 10 + *format++ - '0';
        if (*format == '.')
            for (limit = 0, format++; *format >= '0' && *format <= '9'; format++) limit = limit * 10 + *format - '0';
        start = text->length;
        switch (*format)
        {
        case 's':
            string = va_arg( args, const WCHAR * );
            for (i = 0; string && string[i] && i < limit; i++) append( text, is_printable( string[i] ) ? string[i] : '?' );
            break;
        case 'u':
            append_number( text, va_arg( args, unsigned int ) );
            break;
        case 'I':
            append_number( text, va_arg( args, ULONGLONG ) );
            break;
        }
        length = text->length - start;
        if (length >= width) continue;
        for (i = length; i < width; i++) append( text, ' ' );
        if (left) continue;
        memmove( text->chars + start + width - length, text->chars + start, length * sizeof(WCHAR) );
        for (i = 0; i < width - length; i++) text->chars[start + i] = ' ';
    }
}

static UINT output_code_page( void )
{
    UINT code_page = GetConsoleOutputCP();

    return code_page ? code_page : CP_UTF8;
}

static BOOL write_bytes( HANDLE handle, const char *bytes, DWORD count )
{
    DWORD written;

    for (; count; bytes += written, count -= written)
        if (!WriteFile( handle, bytes, count, &written, NULL ) || !written) return FALSE;
    return TRUE;
}

static BOOL write_text( HANDLE handle, const struct text *text )
{
    UINT code_page = output_code_page();
    DWORD mode, written;
    size_t i;
    char *bytes;
    BOOL done;
    int count;

    /* a program without a window has nowhere to write to, and nobody reads it */
    if (!text->length || !handle || handle == INVALID_HANDLE_VALUE) return TRUE;
    if (GetConsoleMode( handle, &mode ))
    {
        for (i = 0; i < text->length; i += written)
            if (!WriteConsoleW( handle, text->chars + i, (DWORD)min( text->length - i, 4096 ), &written, NULL ) || !written)
                return FALSE;
        return TRUE;
    }
    count = WideCharToMultiByte( code_page, 0, text->chars, (int)text->length, NULL, 0, NULL, NULL );
    if (!count || !(bytes = malloc( count ))) return FALSE;
    count = WideCharToMultiByte( code_page, 0, text->chars, (int)text->length, bytes, count, NULL, NULL );
    done = write_bytes( handle, bytes, count );
    SecureZeroMemory( bytes, count );   /* a password that /random made may be in it */
    free( bytes );
    return done;
}

static BOOL put_text( DWORD where, const WCHAR *format, va_list args )
{
    struct text text = { 0 };
    BOOL done;

    format_text( &text, format, args );
    done = write_text( GetStdHandle( where ), &text );
    if (text.chars) SecureZeroMemory( text.chars, text.size * sizeof(WCHAR) );
    free( text.chars );
    return done;
}

/* onto standard output; what others named is shown with ? for what is not printable */
void put( const WCHAR *format, ... )
{
    va_list args;

    va_start( args, format );
    if (!put_text( STD_OUTPUT_HANDLE, format, args )) failed = TRUE;
    va_end( args );
}

/* onto standard error */
void complain( const WCHAR *format, ... )
{
    va_list args;

    va_start( args, format );
    put_text( STD_ERROR_HANDLE, format, args );
    va_end( args );
}

/* between the head of a table and its lines */
void put_rule( void )
{
    put( L"-------------------------------------------------------------------------------\n" );
}

/*
 * Reads a line from standard input, without its end. Where 'secret' is set a console does not show it. FALSE when there is
 * none, or it is longer than the buffer, which is wiped then.
 */
BOOL read_line( WCHAR *line, size_t size, BOOL secret )
{
    HANDLE input = GetStdHandle( STD_INPUT_HANDLE );
    DWORD mode, read, length = 0;
    BOOL found = FALSE;
    char bytes[1024];
    UINT code_page;
    WCHAR c;
    int count;

    line[0] = 0;
    if (GetConsoleMode( input, &mode ))
    {
        if (secret) SetConsoleMode( input, (mode | ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT) & ~ENABLE_ECHO_INPUT );
        while (ReadConsoleW( input, &c, 1, &read, NULL ) && read)
        {
            found = TRUE;
            if (c == '\n') break;
            if (c != '\r' && length < size) line[length++] = c;
        }
        SetConsoleMode( input, mode );
        if (secret) complain( L"\n" );
    }
    else
    {
        while (ReadFile( input, bytes + length, 1, &read, NULL ) && read)
        {
            found = TRUE;
            if (bytes[length] == '\n') break;
            if (bytes[length] != '\r' && length < sizeof(bytes) - 1) length++;
        }
        if (!(code_page = GetConsoleCP())) code_page = CP_UTF8;
        count = length ? MultiByteToWideChar( code_page, 0, bytes, length, line, (int)size ) : 0;
        SecureZeroMemory( bytes, sizeof(bytes) );
        if (length && (!count || length == sizeof(bytes) - 1)) found = FALSE;
        length = count;
    }
    if (length >= size) found = FALSE;
    if (found) line[length] = 0;
    else SecureZeroMemory( line, size * sizeof(*line) );
    return found;
}

/* Asks a question. /y and /n have answered it already; without any answer it is 'otherwise'. */
BOOL confirm( const WCHAR *question, BOOL otherwise )
{
    WCHAR line[1024];       /* room for all that read_line() reads of a pipe: a long answer is one, too */

    if (say_yes || say_no) return say_yes;
    for (;;)
    {
        put( L"%s (Y/N) [%s]: ", question, otherwise ? L"Y" : L"N" );
        if (!read_line( line, ARRAYSIZE(line), FALSE ))
        {
            put( L"\n" );
            return otherwise;
        }
        if (!line[0]) return otherwise;
        if ((line[0] | 0x20) == 'y') return TRUE;
        if ((line[0] | 0x20) == 'n') return FALSE;
    }
}

/* The prompt is no part of the output. FALSE when there is no line to read. */
BOOL ask_password( const WCHAR *prompt, WCHAR *password, size_t size )
{
    complain( L"%s ", prompt );
    if (read_line( password, size, TRUE )) return TRUE;
    complain( L"\nNo password could be read.\n" );
    return FALSE;
}

/* Asks twice, three times at most. */
BOOL ask_new_password( const WCHAR *prompt, WCHAR *password, size_t size )
{
    WCHAR again[PWLEN + 2];
    unsigned int i;
    BOOL same;

    for (i = 0; i < 3; i++)
    {
        if (!ask_password( prompt, password, size ) ||
            !ask_password( L"Retype the password to confirm:", again, ARRAYSIZE(again) )) break;
        same = !wcscmp( password, again );
        SecureZeroMemory( again, sizeof(again) );
        if (same) return TRUE;
        complain( L"The passwords do not match.\n" );
    }
    SecureZeroMemory( password, size * sizeof(*password) );
    return FALSE;
}
