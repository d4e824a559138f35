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

#ifndef NETAPI32_PACK_H
#define NETAPI32_PACK_H

#include <stddef.h>
#include <string.h>

/*
 * Each family has one record, a struct that holds all that its functions tell of a user, a share ...
 * The structures of its information levels are described as data: which member of the record goes
 * where. So a new level is a table, and the same tables serve local answers, those of remote
 * servers, and the structures that a program hands in.
 *
 * What a member of the record is, and what becomes of it:
 *   VALUE   a number, or a struct of numbers: copied
 *   STRING  const WCHAR *: a copy of the string in the answer's buffer; NULL stays NULL
 *   SID     PSID: likewise
 *   DESCRIPTOR  a security descriptor, self-relative in a record that is packed: likewise
 *   BYTES   const struct bytes *: likewise, the bytes alone
 *   ARRAY   an array of structures, which are level's themselves and are told by other computers alone: likewise, with all that
 *           they point to
 */
enum field_kind { FIELD_VALUE, FIELD_STRING, FIELD_SID, FIELD_DESCRIPTOR, FIELD_BYTES, FIELD_ARRAY };

struct bytes
{
    DWORD       size;
    const BYTE *data;
};

struct field
{
    BYTE kind;
    BYTE size;          /* of a value */
    WORD target;        /* offset in the level's structure */
    WORD source;        /* offset in the record */
    WORD parm;          /* the field's number for parm_err, 0 for one that is no input */
    WORD limit;         /* of a string that is handed in, in characters */
    WORD length;        /* of a descriptor, or bytes: offset in the level's structure of what tells their size, as sent; of an
                         * array: their number */
    const struct level *items;  /* of an array: its structures */
};

struct level
{
    DWORD               number;
    WORD                size;       /* of the level's structure */
    WORD                count;      /* of the fields */
    const struct field *fields;
    BOOL                refused;    /* in a list that has no room for one, see pack_enum() */
};

#define MEMBER_SIZE(type, member)  sizeof(((type *)0)->member)

/* a compile error where the structure's member and the record's are of different sizes */
#define EQUAL_MEMBER_SIZE(type, member, record, source) \
    (MEMBER_SIZE( type, member ) * \
     sizeof(char[MEMBER_SIZE( type, member ) == MEMBER_SIZE( record, source ) ? 1 : -1]))

/* INPUT: for the levels that are handed in as well */
#define INPUT(kind, type, member, record, source, parm, limit) \
    { FIELD_##kind, EQUAL_MEMBER_SIZE( type, member, record, source ), \
      offsetof( type, member ), offsetof( record, source ), parm, limit, 0, NULL }
/* DESCRIPTOR, BYTES */
#define SIZED_INPUT(kind, type, member, length, record, source, parm) \
    { FIELD_##kind, EQUAL_MEMBER_SIZE( type, member, record, source ), \
      offsetof( type, member ), offsetof( record, source ), parm, 0, \
      offsetof( type, length ) * sizeof(char[MEMBER_SIZE( type, length ) == sizeof(DWORD) ? 1 : -1]), NULL }
#define FIELD(kind, type, member, record, source)  INPUT( kind, type, member, record, source, 0, 0 )

/* of a level whose structure has no pointers, and is the record itself */
#define WHOLE(type) \
    { FIELD_VALUE, sizeof(type) * sizeof(char[sizeof(type) <= 0xff ? 1 : -1]), 0, 0, 0, 0, 0, NULL }

#define LEVEL(number, type, fields)  { number, sizeof(type), ARRAYSIZE(fields), fields, FALSE }

/* of a function whose page on Microsoft Learn lists NERR_BufTooSmall */
#define REFUSED_LEVEL(number, type, fields)  { number, sizeof(type), ARRAYSIZE(fields), fields, TRUE }

/* NetGroupSetInfo() and its relatives change a name at level 0 alone: the others without it, the first field */
#define NAMELESS_LEVEL(number, type, fields)  { number, sizeof(type), ARRAYSIZE(fields) - 1, fields + 1, FALSE }

/* The records of an enumeration, one at a time: an array of them, or what "get" makes of each.
 * A record lives until the next call, what it points to as long as the source. */
struct record_source
{
    DWORD        count;
    const void * (*get)( const struct record_source *source, DWORD index );
    const void  *records;       /* for get_array_record() */
    SIZE_T       record_size;
    BOOL         copies;        /* The records are the level's structures themselves. */
};

const void *get_array_record( const struct record_source *source, DWORD index );

/* What a program hands to a function that lists: see pack_enum(). */
struct enum_args
{
    const struct level *level;          /* NULL where there is none of its number */
    DWORD               max_length;
    DWORD              *resume;
    BYTE              **buffer;
    DWORD              *entries_read;
    DWORD              *total_entries;
};

/* How many records fit into an answer of pack_enum()'s: each is told to fit_record(), so that whoever makes the records
 * needs not make more than that. */
struct fitting
{
    const struct level *level;
    DWORD               max_length;
    BOOL                copies;     /* see struct record_source */
    DWORD               count;      /* of the records that fit so far */
    ULONGLONG           pointed;    /* bytes that they point to */
};

BOOL fit_record( struct fitting *fitting, const void *record );

/* The size that a structure tells of its field, or the number of an array's, where it is what another computer sent, or is sent. */
static inline DWORD get_sent_size( const struct field *field, const void *structure )
{
    DWORD size;

    memcpy( &size, (const BYTE *)structure + field->length, sizeof(size) );
    return size;
}

const struct level *find_level( const struct level *levels, unsigned int count, DWORD number );
#define FIND_LEVEL(levels, number)  find_level( levels, ARRAYSIZE(levels), number )

NET_API_STATUS clear_outputs( const struct enum_args *args );
NET_API_STATUS pack_info( const struct level *level, const void *record, BYTE **buffer );
NET_API_STATUS pack_copies( const struct level *level, const void *structures, DWORD count, BYTE **buffer );
NET_API_STATUS pack_string( const WCHAR *string, WCHAR **buffer );
NET_API_STATUS pack_enum( const struct level *level, const struct record_source *source,
                          DWORD max_length, DWORD *resume, BYTE **buffer, DWORD *entries_read,
                          DWORD *total_entries );
NET_API_STATUS pack_records( const struct enum_args *args, const struct record_source *source );

/* Some functions have a resume handle of a pointer's size. An index needs its lower half alone; the upper one, which a
 * program may have left undefined, or not made room for, is neither read nor written. */
static inline DWORD *resume_index( DWORD_PTR *handle )
{
    return (DWORD *)handle;
}

BOOL is_longer_than( const WCHAR *string, DWORD limit );
NET_API_STATUS unpack_info( const struct level *level, const void *info, void *record,
                            DWORD *parm_err );

#endif
