/*
 * Records as lists of strings
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
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "pack.h"
#include "recordtext.h"

static BOOL read_number( const WCHAR *text, DWORD *number )
{
    ULONGLONG value = 0;

    if (!*text) return FALSE;
    for (; *text; text++)
    {
        if (*text < '0' || *text > '9') return FALSE;
        value = 10 * value + (*text - '0');
        if (value > MAXDWORD) return FALSE;
    }
    *number = value;
    return TRUE;
}

static int get_digit( WCHAR c )
{
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static BOOL read_hours( const WCHAR *text, struct text_hours *hours )
{
    unsigned int i;
    int high, low;

    for (i = 0; i < LOGON_HOURS_SIZE; i++, text += 2)
    {
        if ((high = get_digit( text[0] )) < 0 || (low = get_digit( text[1] )) < 0) return FALSE;
        hours->data[i] = high << 4 | low;
    }
    hours->bytes.size = LOGON_HOURS_SIZE;
    hours->bytes.data = hours->data;
    return !*text;
}

static const struct text_field *find_field( const struct text_format *format, const WCHAR *name, unsigned int length )
{
    unsigned int i;

    for (i = 0; i < format->count; i++)
        if (!wcsncmp( format->fields[i].name, name, length ) && !format->fields[i].name[length]) return &format->fields[i];
    return NULL;
}

/************************************************************
 *                read_text
 *
 * Makes a record of the text that the registry has.
 *
 * PARAMS
 *  format [I]   The fields that there are.
 *  text   [I]   The strings; the record points to them.
 *  size   [I]   Their size in bytes.
 *  record [I/O] The record; a member that no string is about stays.
 *  hours  [O]   Logon hours that the record points to; NULL where the format has none.
 *
 * RETURNS
 *  TRUE, or FALSE for what is none of our texts. What the record has then is what could be read.
 *
 * NOTES
 *  A field that the format does not know is one of a later version, and left alone.
 */
BOOL read_text( const struct text_format *format, WCHAR *text, DWORD size, void *record, struct text_hours *hours )
{
    const WCHAR *end = text + size / sizeof(*text), *value;
    const struct text_field *field;
    unsigned int length;
    BOOL valid = TRUE;
    BYTE *member;

    if (size % sizeof(*text) || (size && end[-1])) return FALSE;
    for (; text < end && *text; text += length + 1)
    {
        length = wcslen( text );
        if (!(value = wcschr( text, '=' ))) return FALSE;
        if (!(field = find_field( format, text, value++ - text ))) continue;
        member = (BYTE *)record + field->offset;
        switch (field->kind)
        {
        case TEXT_STRING:
            if (is_longer_than( value, field->limit )) valid = FALSE;
            else *(const WCHAR **)member = value;
            break;
        case TEXT_NUMBER:
            if (!read_number( value, (DWORD *)member )) valid = FALSE;
            break;
        case TEXT_HOURS:
            if (!read_hours( value, hours )) valid = FALSE;
            else *(const struct bytes **)member = &hours->bytes;
            break;
        }
    }
    return valid;
}

/* ---- writing ---------------------------------------------------------------------------------- */

/* Where a text goes: nowhere, for counting, or to memory. */
struct output
{
    WCHAR *text;
    DWORD  length;
};

static void put( struct output *output, const WCHAR *string, DWORD length )
{
    if (output->text) memcpy( output->text + output->length, string, length * sizeof(*string) );
    output->length += length;
}

static void put_number( struct output *output, DWORD number )
{
    WCHAR digits[10];
    unsigned int i = ARRAYSIZE(digits);

    do digits[--i] = '0' + number % 10;
    while (number /= 10);
    put( output, digits + i, ARRAYSIZE(digits) - i );
}

static void put_hours( struct output *output, const struct bytes *hours )
{
    static const WCHAR digits[] = L"0123456789abcdef";
    DWORD i;

    for (i = 0; i < LOGON_HOURS_SIZE; i++)
    {
        put( output, &digits[hours->data[i] >> 4], 1 );
        put( output, &digits[hours->data[i] & 15], 1 );
    }
}

static BOOL is_same_text( const WCHAR *a, const WCHAR *b )
{
    return a == b || (a && b && !wcscmp( a, b ));
}

static BOOL is_same_member( const struct text_field *field, const BYTE *a, const BYTE *b )
{
    const struct bytes *hours_a, *hours_b;

    switch (field->kind)
    {
    case TEXT_STRING:  return is_same_text( *(const WCHAR *const *)a, *(const WCHAR *const *)b );
    case TEXT_NUMBER:  return *(const DWORD *)a == *(const DWORD *)b;
    }
    hours_a = *(const struct bytes *const *)a;
    hours_b = *(const struct bytes *const *)b;
    return hours_a == hours_b || (hours_a && hours_b && !memcmp( hours_a->data, hours_b->data, LOGON_HOURS_SIZE ));
}

static void put_record( struct output *output, const struct text_format *format, const BYTE *record, const BYTE *base )
{
    const struct text_field *field;
    const BYTE *member;
    unsigned int i;

    for (i = 0; i < format->count; i++)
    {
        field = &format->fields[i];
        member = record + field->offset;
        if (is_same_member( field, member, base + field->offset )) continue;
        if (field->kind != TEXT_NUMBER && !*(const void *const *)member) continue;
        put( output, field->name, wcslen( field->name ) );
        put( output, L"=", 1 );
        switch (field->kind)
        {
        case TEXT_STRING:  put( output, *(const WCHAR *const *)member, wcslen( *(const WCHAR *const *)member ) ); break;
        case TEXT_NUMBER:  put_number( output, *(const DWORD *)member ); break;
        case TEXT_HOURS:   put_hours( output, *(const struct bytes *const *)member ); break;
        }
        put( output, L"", 1 );
    }
    put( output, L"", 1 );
}

/************************************************************
 *                write_text
 *
 * Makes the text of a record.
 *
 * PARAMS
 *  format [I] The fields that there are.
 *  record [I] The record.
 *  base   [I] What is as in this one is left out.
 *  text   [O] The strings, to be freed with NetApiBufferFree(); NULL on failure.
 *  size   [O] Their size in bytes.
 *
 * RETURNS
 *  NERR_Success or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS write_text( const struct text_format *format, const void *record, const void *base, WCHAR **text, DWORD *size )
{
    struct output output = { NULL, 0 };
    NET_API_STATUS status;

    *text = NULL;
    put_record( &output, format, record, base );
    *size = output.length * sizeof(**text);
    if ((status = NetApiBufferAllocate( *size, (void **)text ))) return status;
    output.text = *text;
    output.length = 0;
    put_record( &output, format, record, base );
    return NERR_Success;
}
