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


#ifndef NETAPI32_RECORDTEXT_H
#define NETAPI32_RECORDTEXT_H

/*
 * A record as the registry keeps it: REG_MULTI_SZ, strings "Field=text". What is as in another record, the one that a new account
 * begins with, is left out.
 */

enum text_kind
{
    TEXT_STRING,    /* const WCHAR * */
    TEXT_NUMBER,    /* DWORD */
    TEXT_HOURS,     /* const struct bytes *, of 21: logon hours */
};

struct text_field
{
    const WCHAR *name;
    BYTE kind;
    WORD offset;        /* in the record */
    WORD limit;         /* of a string, in characters */
};

struct text_format
{
    unsigned int count;
    const struct text_field *fields;
};

#define LOGON_HOURS_SIZE  21

/* what a record that is read needs besides its text */
struct text_hours
{
    struct bytes bytes;
    BYTE         data[LOGON_HOURS_SIZE];
};

BOOL read_text( const struct text_format *format, WCHAR *text, DWORD size, void *record, struct text_hours *hours );
NET_API_STATUS write_text( const struct text_format *format, const void *record, const void *base, WCHAR **text, DWORD *size );

#endif
