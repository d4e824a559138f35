/*
 * Makes answers of servers wrong that stay right NDR
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


#ifndef NETAPI32_TESTS_WRONG_H
#define NETAPI32_TESTS_WRONG_H

#include "answers.h"

/* The bytes of what is written new, until the next answer. */
static BYTE wrong_bytes[0x4000];
static DWORD wrong_bytes_size;

/* "size" bytes: those of the node as far as they go, then the "filling" */
static BYTE *new_bytes( struct node *node, DWORD size, BYTE filling )
{
    BYTE *bytes = wrong_bytes + wrong_bytes_size;

    if (size > sizeof(wrong_bytes) - wrong_bytes_size) return NULL;
    wrong_bytes_size += size;
    memset( bytes, filling, size );
    if (node->bytes) memcpy( bytes, node->bytes, min( size, node->size ) );
    node->bytes = bytes;
    node->size = size;
    return bytes;
}

/* a node of one of the kinds, at random; NULL: there is none */
static struct node *pick_node( struct answer *answer, struct generator *generator, const char *kinds )
{
    struct node *node, *picked = NULL;
    DWORD count = 0;

    for (node = answer->nodes + 1; node < answer->nodes + answer->count; node++)
        if (strchr( kinds, node->kind ) && !number_below( generator, ++count )) picked = node;
    return picked;
}

static BOOL set_value( struct node *node, DWORD value )
{
    BOOL is_changed = node && node->value != value;

    if (node) node->value = value;
    return is_changed;
}

/* 0xc0000000 and more: NTSTATUS; both interfaces' servers may send either */
static DWORD odd_status( struct generator *generator )
{
    static const DWORD statuses[] =
    {
        0, 1, 5, 8, 50, 87, 124, 234, 259, 1332, 2221, 2220, 2310, 0x102, 0x103, 0x105, 0x107, 0x7fffffff, 0x80000005,
        0x8000001a, 0xc0000001, 0xc0000008, 0xc000000d, 0xc0000017, 0xc0000022, 0xc0000024, 0xc0000064, 0xc0000066,
        0xc0000073, 0xc00000df, 0xc0000151, 0xffffffff
    };
    return statuses[number_below( generator, ARRAYSIZE(statuses) )];
}

static DWORD failing_status( struct generator *generator )
{
    DWORD status;

    do status = odd_status( generator ); while (!status);
    return status;
}

static BOOL answer_nothing( struct answer *answer, DWORD status )
{
    static const BYTE no_handle[20];
    struct node *node;

    if (answer->count < 3) return FALSE;    /* the root and a status */
    for (node = answer->nodes + 1; node < answer->nodes + answer->count; node++)
    {
        if (node->kind == 'h') node->bytes = no_handle;
        if (!strchr( "xAVYyIB", node->kind )) node->value = 0;
        if (strchr( "AV", node->kind )) node->value = node->sent = 0;
        if (node->kind == NODE_STRUCT && strchr( "AV", answer->nodes[node->parent].kind )) node->extra = -1;
        if (node->kind == 't') node->value = status;
    }
    return TRUE;
}

/* As if there were more, from the same place on, from the beginning, or from another one. Servers that really get on come
 * to an end: the module takes as much as it has memory for. */
static BOOL answer_more( struct answer *answer, struct generator *generator, BOOL is_nt, DWORD calls )
{
    struct node *context = pick_node( answer, generator, "c" );

    if (!pick_node( answer, generator, "n" )) return FALSE;
    if (number_below( generator, 2 )) set_value( context, number_below( generator, 4 ) - 1 );
    else if (calls < 200) set_value( context, calls );
    return set_value( pick_node( answer, generator, "t" ), is_nt ? 0x105 : 234 );
}

static BOOL change_handle( struct node *handle, const struct answer *other, struct generator *generator )
{
    BYTE *bytes;

    if (!handle || !(bytes = new_bytes( handle, handle->size, 0 ))) return FALSE;
    switch (number_below( generator, 4 ))
    {
    case 0: memset( bytes, 0, handle->size ); break;
    case 1: memset( bytes, 0xff, handle->size ); break;
    case 2: memset( bytes + 4, 0, handle->size - 4 ); break;
    default:
        if (!other || !memcmp( bytes, other->data, handle->size )) return FALSE;
        memcpy( bytes, other->data, handle->size );
    }
    return TRUE;
}

static DWORD near_number( struct generator *generator, DWORD number )
{
    switch (number_below( generator, 5 ))
    {
    case 0: return 0;
    case 1: return number - 1;
    case 2: return number + 1;
    case 3: return number * 2;
    default: return odd_number( generator );
    }
}

/* an item of zeroes, where there is none to be repeated */
static void add_item( struct answer *answer, struct node *list )
{
    static const BYTE zeroes[0x100];
    const BYTE *data = answer->data;
    DWORD size = answer->size;
    WORD *link = &list->child, item = answer->count;

    answer->data = zeroes;
    answer->size = sizeof(zeroes);
    answer->place = 0;
    add_node( answer, list - answer->nodes, &link, NODE_STRUCT )->extra = -1;
    read_items( answer, item, list->target );
    answer->data = data;
    answer->size = size;
}

/* Items of a list are written more often, or not. */
static void change_items( struct answer *answer, struct node *list, struct generator *generator, enum wrong_kind kind,
                          DWORD count )
{
    DWORD chosen = number_below( generator, list->sent ), i = 0;
    WORD item;

    if (!list->child) add_item( answer, list );
    for (item = list->child; item; item = answer->nodes[item].next, i++)
    {
        if (kind == WRONG_EMPTY) answer->nodes[item].extra = -1;
        else if (i == chosen) answer->nodes[item].extra += (LONG)(count - list->sent);
    }
    list->value = list->sent = count;
}

/* With the list either all that has its length changes, or its own count alone; or that stays, as does what was asked. */
static BOOL change_list( struct answer *answer, struct generator *generator, enum wrong_kind kind )
{
    struct node *list = pick_node( answer, generator, "AV" ), *node, *own;
    DWORD old, count, all = number_below( generator, 2 );
    WORD end = answer->count;

    if (!list || list->sent != (old = list->value) || (kind != WRONG_LONGER && !old)) return FALSE;
    if (kind == WRONG_LONGER) count = old + (number_below( generator, 4 ) ? 1 : number_below( generator, 16 ) ? 2 * old : 300);
    else count = kind == WRONG_EMPTY ? 0 : old - 1;
    if (count == old) count++;
    for (own = &answer->nodes[list->parent]; own > answer->nodes && own->kind != 'n'; own--) {}
    for (node = answer->nodes + 1; node < answer->nodes + end; node++)
    {
        if (node == own || (all && node->kind == 'n' && node->value == old)) node->value = count;
        if (node == list || (all && strchr( "AV", node->kind ) && node->value == old && node->sent == old))
            change_items( answer, node, generator, kind, count );
    }
    return TRUE;
}

static BOOL change_id( struct answer *answer, struct generator *generator, const char *kinds )
{
    static const DWORD ids[] = { 0, 1, 500, 501, 512, 513, 999, 1000, 1001, 0x7fffffff, 0xffffffff };
    struct node *id = pick_node( answer, generator, kinds ), *other = pick_node( answer, generator, kinds );

    return set_value( id, id == other ? ids[number_below( generator, ARRAYSIZE(ids) )] : other->value );
}

static BOOL change_union( struct answer *answer, struct generator *generator, BOOL all )
{
    static const DWORD levels[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 20, 21, 26, 100, 101, 102, 501, 502, 503, 0xffff };
    struct node *chosen = pick_node( answer, generator, "x" ), *node;
    DWORD level = levels[number_below( generator, ARRAYSIZE(levels) )], old, count = 0;

    if (!chosen || (old = chosen->value) == level) return FALSE;
    for (node = answer->nodes + 1; node < answer->nodes + answer->count; node++)
        if (node->kind == 'x') { count++; if (all) node->value = level; }
    if (!all) chosen->value = level;
    return all || count > 1;
}

static BOOL change_lengths( struct node *lengths, struct generator *generator )
{
    DWORD length, maximum;

    if (!lengths) return FALSE;
    length = lengths->value & 0xffff;
    maximum = lengths->value >> 16;
    switch (number_below( generator, 7 ))
    {
    case 0: length = 0; break;
    case 1: length ^= 1; break;
    case 2: maximum ^= 1; break;
    case 3: length += 2; break;
    case 4: maximum = length - 2; break;
    case 5: length = maximum = 0xfffe; break;
    default: length = odd_number( generator ); maximum = odd_number( generator );
    }
    return set_value( lengths, (length & 0xffff) | maximum << 16 );
}

/* The lengths that lie before its pointer follow. */
static BOOL change_string( struct answer *answer, struct node *string, struct generator *generator )
{
    struct node *lengths;
    DWORD size;
    BYTE *bytes;

    if (!string) return FALSE;
    size = string->size;
    switch (number_below( generator, 5 ))
    {
    case 0: size = 0; break;
    case 1: size += 2; break;
    case 2: size = max( size, 2 ) - 2; break;    /* its end, where it has one */
    case 3: size = 2 * number_below( generator, 1000 ); break;
    default: break;
    }
    bytes = new_bytes( string, size, number_below( generator, 2 ) * 'x' );
    if (!bytes) return FALSE;
    if (size && number_below( generator, 2 )) memset( bytes + (number_below( generator, size ) & ~1u), 0, 2 );
    else if (size) memset( bytes + (number_below( generator, size ) & ~1u), next_number( generator ), 2 );
    string->value = string->sent = size / 2;
    lengths = &answer->nodes[string->parent - 1];
    if (string->kind == NODE_STRING && lengths->kind == NODE_LENGTHS) lengths->value = size | size << 16;
    return TRUE;
}

static BOOL change_string_end( struct node *string, struct generator *generator )
{
    DWORD number;

    if (!string) return FALSE;
    switch (number_below( generator, 4 ))
    {
    case 0: return set_value( string, near_number( generator, string->value ) );
    case 1:
        string->first = 1 + number_below( generator, 4 );
        return TRUE;
    case 2:
        if (string->size < 2) return FALSE;
        string->size -= 2;
        string->sent--;
        return TRUE;
    default:
        number = string->sent;
        string->sent = near_number( generator, number );
        return string->sent != number;
    }
}

static BOOL change_sid( struct node *sid, struct generator *generator )
{
    static const BYTE counts[] = { 0, 1, 2, 4, 5, 14, 15, 16, 255 };
    BYTE count, *bytes;

    if (!sid) return FALSE;
    count = counts[number_below( generator, ARRAYSIZE(counts) )];
    if (!(bytes = new_bytes( sid, sid->size, 0 ))) return FALSE;
    switch (number_below( generator, 5 ))
    {
    case 0: bytes[0] = number_below( generator, 4 ) * 85; break;
    case 1: bytes[1] = count; break;
    case 2: bytes[2 + number_below( generator, sid->size - 2 )] = next_number( generator ); break;
    default:
        if (!(bytes = new_bytes( sid, 8 + count * 4, 1 ))) return FALSE;
        bytes[1] = sid->value = count;
    }
    return TRUE;
}

/* Their size, which lies before their pointer, follows. */
static BOOL change_bytes( struct answer *answer, struct node *some, struct generator *generator )
{
    DWORD size;

    if (!some) return FALSE;
    size = number_below( generator, 2 ) ? some->size : number_below( generator, 2 * some->size + 2 );
    if (!new_bytes( some, size, 0 )) return FALSE;
    if (size && number_below( generator, 4 ))
        ((BYTE *)some->bytes)[number_below( generator, size )] = number_below( generator, 2 ) ? 0 : next_number( generator );
    some->value = some->sent = size;
    if (answer->nodes[some->parent - 1].kind == 'z' && some->kind == NODE_BYTES) answer->nodes[some->parent - 1].value = size;
    return TRUE;
}

static BOOL change_pointer( struct answer *answer, struct generator *generator, BOOL is_null )
{
    struct node *pointer = pick_node( answer, generator, "P" ), *other = pick_node( answer, generator, "P" );

    if (!pointer || !pointer->value || !other->value) return FALSE;
    return set_value( pointer, is_null ? 0 : other->value );
}

/* One kind of wrong; "other": an answer of the same kind, of another call. FALSE: the answer has nothing for it. */
static BOOL make_wrong( struct answer *answer, struct generator *generator, enum wrong_kind kind, BOOL is_nt, DWORD calls,
                        const struct answer *other )
{
    struct node *node;

    switch (kind)
    {
    case WRONG_STATUS: return set_value( pick_node( answer, generator, "t" ), odd_status( generator ) );
    case WRONG_REFUSAL: return answer_nothing( answer, failing_status( generator ) );
    case WRONG_NOTHING: return answer_nothing( answer, 0 );
    case WRONG_MORE: return answer_more( answer, generator, is_nt, calls );
    case WRONG_HANDLE: return change_handle( pick_node( answer, generator, "h" ), other, generator );
    case WRONG_COUNT:
        node = pick_node( answer, generator, "nz" );
        return set_value( node, near_number( generator, node ? node->value : 0 ) );
    case WRONG_LONGER:
    case WRONG_SHORTER:
    case WRONG_EMPTY: return change_list( answer, generator, kind );
    case WRONG_ID: return change_id( answer, generator, "i" );
    case WRONG_INDEX: return change_id( answer, generator, "j" );
    case WRONG_NUMBER:
        return set_value( pick_node( answer, generator, "d" ),
                          number_below( generator, 2 ) ? odd_number( generator ) : number_below( generator, 16 ) );
    case WRONG_UNION: return change_union( answer, generator, TRUE );
    case WRONG_ARM: return change_union( answer, generator, FALSE );
    case WRONG_NULL_POINTER: return change_pointer( answer, generator, TRUE );
    case WRONG_SAME_POINTER: return change_pointer( answer, generator, FALSE );
    case WRONG_LENGTHS: return change_lengths( pick_node( answer, generator, "l" ), generator );
    case WRONG_STRING: return change_string( answer, pick_node( answer, generator, "Yk" ), generator );
    case WRONG_STRING_END: return change_string_end( pick_node( answer, generator, "Yk" ), generator );
    case WRONG_SID: return change_sid( pick_node( answer, generator, "I" ), generator );
    case WRONG_BYTES: return change_bytes( answer, pick_node( answer, generator, "By" ), generator );
    default: return FALSE;
    }
}

#endif
