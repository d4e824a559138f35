/*
 * Reads answers of servers by their formats, and writes others
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


#ifndef NETAPI32_TESTS_ANSWERS_H
#define NETAPI32_TESTS_ANSWERS_H

#include <stddef.h>
#include <string.h>
#include <windef.h>
#include <winbase.h>

#include "mutation.h"
#include "sequences.h"

/*
 * The formats: what there is in an answer, one by one
 *
 *  d  a number         i  a relative id     j  a display index   c  where a list goes on   t  the status
 *  n  how many items the next array has, or all together        z  how many bytes the next ones are
 *  x  a union's discriminant, or the level that is one           h  a context handle
 *  U  a counted string, W a string, S a SID, D bytes, L bytes of which some are sent: pointers to them
 *  k  a string without a pointer
 *  p( ) a pointer to a structure, a( ) to an array of structures, v( ) to an array of which some are sent
 *
 * Of those for one opnum the first is taken that has the answer's size. MS-SAMR, MS-SRVS, MS-WKST, MS-LSAT, MS-DFSNM,
 * MS-NRPC, MS-DSSP.
 */
static const struct answer_format
{
    const char *interface_name;
    WORD        opnum;
    const char *text;
} answer_formats[] =
{
    { "lsarpc", 0, "ht" },
    { "lsarpc", 44, "ht" },
    { "lsarpc", 57, "p(na(US)d)na(dUdd)dt" },
    { "dssetup", 0, "p(xddWWWdddd)t" },
    { "dssetup", 0, "p(xdd)t" },
    { "netdfs", 4, "xp(WWdna(dWW))t" },
    { "netdfs", 5, "p(xxp(na(WWdna(dWW))))p(c)t" },
    { "netlogon", 11, "Wt" },
    { "netlogon", 12, "xp(dd)t" },
    { "netlogon", 13, "Wt" },
    { "netlogon", 18, "xp(ddWd)t" },
    { "netlogon", 18, "xp(WW)t" },
    { "netlogon", 28, "Wt" },
    { "netlogon", 34, "p(WWdddddWWdWW)t" },
    { "netlogon", 35, "Wdt" },
    { "netlogon", 37, "p(na(U)a(U))t" },
    { "netlogon", 38, "p(na(U))t" },
    { "netlogon", 40, "na(WWddddSdddd)t" },
    { "netlogon", 43, "p(na(p(dxddxU)))t" },
    { "samr", 1, "ht" },
    { "samr", 5, "St" },
    { "samr", 6, "cp(na(iU))nt" },
    { "samr", 7, "ht" },
    { "samr", 8, "p(xdd)t" },
    { "samr", 8, "p(xddddd)t" },
    { "samr", 8, "p(xdddddd)t" },
    { "samr", 8, "p(xddUUUdddddddd)t" },
    { "samr", 13, "cp(na(iU))nt" },
    { "samr", 15, "cp(na(iU))nt" },
    { "samr", 16, "na(i)t" },
    { "samr", 17, "na(i)na(d)t" },
    { "samr", 18, "na(U)na(d)t" },
    { "samr", 19, "ht" },
    { "samr", 20, "p(xUddU)t" },
    { "samr", 25, "p(na(i)a(d))t" },
    { "samr", 27, "ht" },
    { "samr", 28, "p(xU)t" },
    { "samr", 28, "p(xUdU)t" },
    { "samr", 33, "na(S)t" },
    { "samr", 34, "ht" },
    { "samr", 36, "p(xddddddddddddUUUUUUUUUUddddddddiiddzLddd)t" },
    { "samr", 39, "p(na(id))t" },
    { "samr", 51, "ddxna(jidUUU)t" },
    { "samr", 51, "ddxna(jidUU)t" },
    { "samr", 57, "ht" },
    { "samr", 58, "t" },
    { "srvsvc", 8, "xxp(na(dddddWW))np(c)t" },
    { "srvsvc", 9, "xxp(na(dddWW))np(c)t" },
    { "srvsvc", 11, "t" },
    { "srvsvc", 12, "xxp(na(WWdddd))np(c)t" },
    { "srvsvc", 14, "p(d)t" },
    { "srvsvc", 15, "xxp(na(WdW))np(c)t" },
    { "srvsvc", 15, "xxp(na(WdWdddWW))np(c)t" },
    { "srvsvc", 15, "xxp(na(WdWdddWWzD))np(c)t" },
    { "srvsvc", 16, "xp(WdWdddWWzD)t" },
    { "srvsvc", 18, "t" },
    { "srvsvc", 21, "xp(dWdddW)t" },
    { "srvsvc", 21, "xp(dWdddWddddddW)t" },
    { "srvsvc", 23, "nv(k)np(c)t" },
    { "srvsvc", 28, "p(dddddddddddd)t" },
    { "wkssvc", 0, "xp(dWWdd)t" },
    { "wkssvc", 0, "xp(dWWddWd)t" },
    { "wkssvc", 1, "p(d)t" },
    { "wkssvc", 2, "xxp(na(WWWW))np(c)t" },
    { "wkssvc", 20, "Wdt" },
};

/* Kinds of nodes: d i j c t n z x h, as above, and what there is behind pointers. */
#define NODE_POINTER  'P'
#define NODE_LENGTHS  'l'   /* of a counted string, and its maximum */
#define NODE_STRUCT   'E'
#define NODE_ARRAY    'A'
#define NODE_VARYING  'V'   /* an array, with first and sent */
#define NODE_STRING   'Y'
#define NODE_INLINE   'k'
#define NODE_SOME     'y'   /* bytes, with first and sent */
#define NODE_SID      'I'
#define NODE_BYTES    'B'

#define MAX_NODES  400      /* of an answer; 0 is the root, and no node where a child or the next one is meant */

struct node
{
    char        kind;
    DWORD       value;          /* a number, a referent, an array's maximum */
    DWORD       first, sent;
    DWORD       size;
    const BYTE *bytes;
    const char *target;         /* the format of what a pointer points to */
    LONG        extra;          /* a structure is written so many times more; -1: not at all */
    WORD        child, next, parent;
};

struct answer
{
    const BYTE *data;
    DWORD       size, place;
    BOOL        is_bad;
    WORD        count;
    struct node nodes[MAX_NODES];
};

static DWORD read_word( struct answer *answer )
{
    DWORD value = 0;

    answer->place = (answer->place + 3) & ~3u;
    if (answer->place + 4 > answer->size) answer->is_bad = TRUE;
    else memcpy( &value, answer->data + answer->place, sizeof(value) );
    answer->place += 4;
    return value;
}

static void read_bytes( struct answer *answer, struct node *node, DWORD size )
{
    if (answer->place > answer->size || size > answer->size - answer->place) answer->is_bad = TRUE;
    else
    {
        node->bytes = answer->data + answer->place;
        node->size = size;
        answer->place += size;
    }
}

/* *link: where the last node of the list has to be entered */
static struct node *add_node( struct answer *answer, WORD parent, WORD **link, char kind )
{
    struct node *node = &answer->nodes[answer->count];

    if (answer->count == MAX_NODES - 1) answer->is_bad = TRUE;
    else **link = answer->count++;
    memset( node, 0, sizeof(*node) );
    node->kind = kind;
    node->parent = parent;
    *link = &node->next;
    return node;
}

static const char *behind_brackets( const char *format )
{
    unsigned int depth = 0;

    do depth += (*format == '(') - (*format == ')'); while (*format++ && depth);
    return format;
}

/* What a structure has itself: what its pointers point to comes later. */
static const char *read_item( struct answer *answer, WORD parent, WORD **link, const char *format )
{
    struct node *node;

    if (*format == 'U') add_node( answer, parent, link, NODE_LENGTHS )->value = read_word( answer );
    if (!strchr( "UWSDLpav", *format ))
    {
        node = add_node( answer, parent, link, *format );
        if (*format == 'k') { node->first = read_word( answer ); node->sent = read_word( answer ); }
        if (*format == 'k') read_bytes( answer, node, node->sent * sizeof(WCHAR) );
        else if (*format == 'h') read_bytes( answer, node, 20 );
        else node->value = read_word( answer );
        return format + 1;
    }
    node = add_node( answer, parent, link, NODE_POINTER );
    node->value = read_word( answer );
    node->target = format;
    return strchr( "pav", *format ) ? behind_brackets( format + 1 ) : format + 1;
}

static void read_items( struct answer *answer, WORD parent, const char *format )
{
    WORD *link = &answer->nodes[parent].child;

    while (*format && *format != ')' && !answer->is_bad) format = read_item( answer, parent, &link, format );
}

static void read_targets( struct answer *answer, WORD first );

static void read_target( struct answer *answer, WORD pointer )
{
    static const char formats[] = "UWSDLpav", kinds[] = { NODE_STRING, NODE_STRING, NODE_SID, NODE_BYTES, NODE_SOME,
                                                          NODE_STRUCT, NODE_ARRAY, NODE_VARYING };
    const char *format = answer->nodes[pointer].target;
    WORD *link = &answer->nodes[pointer].child, number = answer->count, i;
    struct node *node = add_node( answer, pointer, &link, kinds[strchr( formats, *format ) - formats] );

    node->target = format + 2;
    if (node->kind != NODE_STRUCT) node->sent = node->value = read_word( answer );
    if (strchr( "VYy", node->kind )) { node->first = read_word( answer ); node->sent = read_word( answer ); }
    if (node->kind == NODE_STRUCT) read_items( answer, number, node->target );
    else if (node->kind == NODE_STRING) read_bytes( answer, node, node->sent * sizeof(WCHAR) );
    else if (node->kind == NODE_SID) read_bytes( answer, node, 8 + node->sent * 4 );
    else if (!strchr( "AV", node->kind )) read_bytes( answer, node, node->sent );
    else
        for (i = 0, link = &node->child; i < node->sent && !answer->is_bad; i++)
        {
            WORD item = answer->count;

            add_node( answer, number, &link, NODE_STRUCT )->target = node->target;
            read_items( answer, item, node->target );
        }
    read_targets( answer, node->child );
}

static void read_targets( struct answer *answer, WORD first )
{
    WORD i;

    for (i = first; i && !answer->is_bad; i = answer->nodes[i].next)
        if (answer->nodes[i].kind == NODE_STRUCT) read_targets( answer, answer->nodes[i].child );
        else if (answer->nodes[i].kind == NODE_POINTER && answer->nodes[i].value) read_target( answer, i );
}

/* Parameters: what a pointer among them points to comes at once. */
static BOOL read_answer( struct answer *answer, const char *format, const BYTE *data, DWORD size )
{
    WORD *link, first;

    memset( answer, 0, offsetof( struct answer, nodes ) + sizeof(answer->nodes[0]) );
    answer->data = data;
    answer->size = size;
    answer->count = 1;
    link = &answer->nodes[0].child;
    while (*format && !answer->is_bad)
    {
        first = answer->count;
        format = read_item( answer, 0, &link, format );
        read_targets( answer, first );
    }
    return !answer->is_bad && answer->place == size;
}

/* The answer that comes of it. */
struct output
{
    BYTE *bytes;
    DWORD size, space;
};

static void write_bytes( struct output *output, const void *bytes, DWORD size )
{
    if (size > output->space - output->size) return;
    memcpy( output->bytes + output->size, bytes, size );
    output->size += size;
}

static void write_word( struct output *output, DWORD value )
{
    static const BYTE padding[4];

    write_bytes( output, padding, -output->size & 3 );
    write_bytes( output, &value, sizeof(value) );
}

static void write_node( struct output *output, const struct node *nodes, const struct node *node )
{
    LONG times;
    WORD i;

    if (strchr( "dijctnzxlPAVYyIB", node->kind )) write_word( output, node->value );
    if (strchr( "VYyk", node->kind )) { write_word( output, node->first ); write_word( output, node->sent ); }
    if (node->bytes) write_bytes( output, node->bytes, node->size );
    if (node->kind == NODE_POINTER) return;
    for (times = node->extra; times >= 0; times--)
        for (i = node->child; i; i = nodes[i].next) write_node( output, nodes, &nodes[i] );
}

static void write_targets( struct output *output, const struct node *nodes, const struct node *node )
{
    LONG times;
    WORD i;

    if (node->kind == NODE_POINTER)
    {
        if (!node->value || !node->child) return;
        node = &nodes[node->child];
        write_node( output, nodes, node );
    }
    for (times = node->extra; times >= 0; times--)
        for (i = node->child; i; i = nodes[i].next) write_targets( output, nodes, &nodes[i] );
}

static DWORD write_answer( const struct answer *answer, BYTE *bytes, DWORD space )
{
    struct output output = { bytes, 0, space };
    WORD i;

    for (i = answer->nodes[0].child; i; i = answer->nodes[i].next)
    {
        write_node( &output, answer->nodes, &answer->nodes[i] );
        write_targets( &output, answer->nodes, &answer->nodes[i] );
    }
    return output.size;
}

#endif
