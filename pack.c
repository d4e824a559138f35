/*
 * Packs the answers of the network management functions, and takes apart what they are given
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

const struct level *find_level( const struct level *levels, unsigned int count, DWORD number )
{
    unsigned int i;

    for (i = 0; i < count; i++) if (levels[i].number == number) return &levels[i];
    return NULL;
}

const void *get_array_record( const struct record_source *source, DWORD index )
{
    return (const BYTE *)source->records + index * source->record_size;
}

/* So that the outputs are defined on every path: to be called before anything else.
 * ERROR_INVALID_PARAMETER where one is missing; the others are cleared all the same. */
NET_API_STATUS clear_outputs( const struct enum_args *args )
{
    if (args->buffer) *args->buffer = NULL;
    if (args->entries_read) *args->entries_read = 0;
    if (args->total_entries) *args->total_entries = 0;
    return args->buffer && args->entries_read && args->total_entries ? NERR_Success : ERROR_INVALID_PARAMETER;
}

/* An answer: the array of structures, after it what they point to, in the records' order. */
struct answer
{
    BYTE      *base;        /* NULL while the size is computed */
    ULONGLONG  size;        /* of what is in it so far */
    BOOL       copies;      /* see struct record_source */
};

static void *append( struct answer *answer, const void *data, SIZE_T size, SIZE_T alignment )
{
    void *target = NULL;

    answer->size = (answer->size + alignment - 1) & ~(ULONGLONG)(alignment - 1);
    if (answer->base) target = memcpy( answer->base + answer->size, data, size );
    answer->size += size;
    return target;
}

static void append_fields( struct answer *answer, const struct level *level, BYTE *info, const void *record );

/* An array of structures, and behind it what they point to. */
static void *append_items( struct answer *answer, const struct level *level, const BYTE *items, DWORD count )
{
    BYTE *copy;
    DWORD i;

    if (!count) return NULL;
    copy = append( answer, items, (SIZE_T)count * level->size, sizeof(void *) );
    for (i = 0; i < count; i++, items += level->size)
        append_fields( answer, level, copy ? copy + (SIZE_T)i * level->size : NULL, items );
    return copy;
}

static void append_field( struct answer *answer, const struct field *field, BYTE *info,
                          const void *record )
{
    const void *source = (const BYTE *)record + (answer->copies ? field->target : field->source);
    const void *data = NULL;
    void *copy = NULL;
    DWORD size;

    if (field->kind == FIELD_VALUE)
    {
        if (answer->base) memcpy( info + field->target, source, field->size );
        return;
    }

    memcpy( &data, source, sizeof(data) );
    if (data) switch (field->kind)
    {
    case FIELD_STRING:
        copy = append( answer, data, (wcslen( data ) + 1) * sizeof(WCHAR), sizeof(WCHAR) );
        break;
    case FIELD_SID:
        copy = append( answer, data, GetLengthSid( (PSID)data ), sizeof(DWORD) );
        break;
    case FIELD_DESCRIPTOR:
        size = answer->copies ? get_sent_size( field, record )
                              : GetSecurityDescriptorLength( (PSECURITY_DESCRIPTOR)data );
        copy = append( answer, data, size, sizeof(DWORD) );
        break;
    case FIELD_BYTES:
        if (answer->copies) copy = append( answer, data, get_sent_size( field, record ), sizeof(DWORD) );
        else copy = append( answer, ((const struct bytes *)data)->data,
                            ((const struct bytes *)data)->size, sizeof(DWORD) );
        break;
    case FIELD_ARRAY:
        copy = append_items( answer, field->items, data, get_sent_size( field, record ) );
        break;
    }
    if (answer->base) memcpy( info + field->target, &copy, sizeof(copy) );
}

static void append_fields( struct answer *answer, const struct level *level, BYTE *info, const void *record )
{
    unsigned int i;

    for (i = 0; i < level->count; i++)
        append_field( answer, &level->fields[i], info, record );
}

static void append_record( struct answer *answer, const struct level *level, DWORD index,
                           const void *record )
{
    append_fields( answer, level, answer->base ? answer->base + (SIZE_T)index * level->size : NULL, record );
}

/* Whether an answer has room for one more record behind those that fit already. The array is counted apart: its size is a
 * multiple of all alignments. */
BOOL fit_record( struct fitting *fitting, const void *record )
{
    struct answer answer = { NULL, fitting->pointed, fitting->copies };

    append_record( &answer, fitting->level, 0, record );
    if (answer.size + (fitting->count + 1ull) * fitting->level->size > fitting->max_length) return FALSE;
    fitting->pointed = answer.size;
    fitting->count++;
    return TRUE;
}

/************************************************************
 *                pack_enum
 *
 * Packs records into one buffer.
 *
 * PARAMS
 *  level         [I]   The level's structure.
 *  source        [I]   All records.
 *  max_length    [I]   How long the answer may be, in bytes; MAX_PREFERRED_LENGTH: no limit.
 *  resume        [I/O] Index of the first record that is wanted, and of the next one that will be; 0
 *                      at the end. NULL: from the first on.
 *  buffer        [O]   The answer, the caller's to free with NetApiBufferFree(); NULL on failure, and
 *                      when there are no records.
 *  entries_read  [O]   How many records it holds.
 *  total_entries [O]   How many there are from the first that is wanted on.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA (not all of them fit), NERR_BufTooSmall (not even one does) or
 *  ERROR_NOT_ENOUGH_MEMORY.
 *
 * NOTES
 *  Microsoft Learn, "Network Management Function Buffer Lengths": where there is not enough room for all, the
 *  status is ERROR_MORE_DATA, and the length is an advice. So one record is told even if it has no room, and who goes
 *  on until it is NERR_Success, as the page of NetLocalGroupGetMembers() wants it, gets to the end: after the last
 *  record, when it had no room either, comes an answer with none. NERR_BufTooSmall is for the functions whose pages
 *  list it: NetUserEnum() and some relatives.
 */
NET_API_STATUS pack_enum( const struct level *level, const struct record_source *source,
                          DWORD max_length, DWORD *resume, BYTE **buffer, DWORD *entries_read,
                          DWORD *total_entries )
{
    struct fitting fitting = { .level = level, .max_length = max_length, .copies = source->copies };
    DWORD i, count, first = resume ? min( *resume, source->count ) : 0;
    BOOL too_long = FALSE;
    struct answer answer;
    NET_API_STATUS status;
    void *base;

    *buffer = NULL;
    *entries_read = 0;
    *total_entries = source->count - first;

    for (i = first; i < source->count && fit_record( &fitting, source->get( source, i ) ); i++) {}
    if (!fitting.count && first < source->count)
    {
        fitting.max_length = MAX_PREFERRED_LENGTH;
        if (level->refused || !fit_record( &fitting, source->get( source, first ) )) return NERR_BufTooSmall;
        too_long = TRUE;
    }
    count = fitting.count;

    if (count)
    {
        if ((status = NetApiBufferAllocate( count * level->size + fitting.pointed, &base )))
        {
            *total_entries = 0;
            return status;
        }
        answer.base = base;
        answer.size = (ULONGLONG)count * level->size;
        answer.copies = source->copies;
        for (i = 0; i < count; i++)
            append_record( &answer, level, i, source->get( source, first + i ) );
        *buffer = base;
    }

    *entries_read = count;
    first += count;
    if (resume) *resume = first < source->count || too_long ? first : 0;
    return first < source->count || too_long ? ERROR_MORE_DATA : NERR_Success;
}

/* The same for what a program has handed in. */
NET_API_STATUS pack_records( const struct enum_args *args, const struct record_source *source )
{
    return pack_enum( args->level, source, args->max_length, args->resume, args->buffer, args->entries_read,
                      args->total_entries );
}

/* The same for one record, of any length. */
NET_API_STATUS pack_info( const struct level *level, const void *record, BYTE **buffer )
{
    const struct record_source source = { 1, get_array_record, record, 0, FALSE };
    DWORD entries_read, total_entries;

    return pack_enum( level, &source, MAX_PREFERRED_LENGTH, NULL, buffer, &entries_read, &total_entries );
}

/* The same for structures of the level, with all that they point to: an answer of another computer. */
NET_API_STATUS pack_copies( const struct level *level, const void *structures, DWORD count, BYTE **buffer )
{
    const struct record_source source = { count, get_array_record, structures, level->size, TRUE };
    DWORD entries_read, total_entries;

    return pack_enum( level, &source, MAX_PREFERRED_LENGTH, NULL, buffer, &entries_read, &total_entries );
}

/* An answer that is a string alone. */
NET_API_STATUS pack_string( const WCHAR *string, WCHAR **buffer )
{
    DWORD size = (wcslen( string ) + 1) * sizeof(WCHAR);
    NET_API_STATUS status = NetApiBufferAllocate( size, (void **)buffer );

    if (!status) memcpy( *buffer, string, size );
    return status;
}

/* without reading on behind the limit, in characters */
BOOL is_longer_than( const WCHAR *string, DWORD limit )
{
    DWORD i;

    for (i = 0; i <= limit; i++) if (!string[i]) return FALSE;
    return TRUE;
}

static BOOL unpack_field( const struct field *field, const BYTE *info, BYTE *record )
{
    const void *data;

    if (field->kind == FIELD_VALUE)
    {
        memcpy( record + field->source, info + field->target, field->size );
        return TRUE;
    }

    memcpy( &data, info + field->target, sizeof(data) );
    if (!data) return TRUE;
    switch (field->kind)
    {
    case FIELD_STRING:
        if (is_longer_than( data, field->limit )) return FALSE;
        break;
    case FIELD_SID:
        if (!IsValidSid( (PSID)data )) return FALSE;
        break;
    case FIELD_DESCRIPTOR:
        if (!IsValidSecurityDescriptor( (PSECURITY_DESCRIPTOR)data )) return FALSE;
        break;
    default:
        return TRUE;  /* a structure does not tell how many bytes there are */
    }
    memcpy( record + field->source, &data, sizeof(data) );
    return TRUE;
}

/************************************************************
 *                unpack_info
 *
 * Takes a structure apart that a program hands in.
 *
 * PARAMS
 *  level    [I]   The level's structure.
 *  info     [I]   The structure.
 *  record   [I/O] The family's record. The structure's strings and SIDs get into it, not copies of them.
 *                 What is no input at this level stays as it is, and so does what is NULL: the
 *                 family's default in what is added, what it was in what is changed.
 *  parm_err [O]   The number of the first bad field; untouched when there is none. NULL is allowed.
 *
 * RETURNS
 *  NERR_Success or ERROR_INVALID_PARAMETER (no structure, or one of its fields is bad).
 */
NET_API_STATUS unpack_info( const struct level *level, const void *info, void *record,
                            DWORD *parm_err )
{
    unsigned int i;

    if (!info) return ERROR_INVALID_PARAMETER;
    for (i = 0; i < level->count; i++)
    {
        const struct field *field = &level->fields[i];

        if (!field->parm || unpack_field( field, info, record )) continue;
        if (parm_err) *parm_err = field->parm;
        return ERROR_INVALID_PARAMETER;
    }
    return NERR_Success;
}
