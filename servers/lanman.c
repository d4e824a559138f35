/*
 * Questions to the Workstation and Server services of other computers
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
#include "rpc.h"
#include "rpcndr.h"

#include "wine/debug.h"

#include "descriptor.h"
#include "lanman.h"
#include "pack.h"
#include "local/sharedpath.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/************************************************************
 *                find_service
 *
 * Tells whether there is a Server service to be asked.
 *
 * PARAMS
 *  question [I/O] The question. Where its server is this computer, NULL, it becomes the one that the user has set.
 *
 * RETURNS
 *  FALSE: it is for this computer, which has none.
 *
 * NOTES
 *  To be called when all else is right, as it reads the registry.
 */
BOOL find_service( struct lanman_question *question )
{
    if (question->server) return TRUE;
    if (!get_local_server( question->local_server )) return FALSE;
    question->server = question->local_server;
    question->is_local = TRUE;
    return TRUE;
}

/* Where the Server service of this computer does not answer, it has not been started. */
static NET_API_STATUS call_service( const struct lanman_question *question, struct remote_call *call )
{
    NET_API_STATUS status = call_remote( question->server, question->iface, call );

    if (!question->is_local || (status != ERROR_BAD_NETPATH && status != RPC_S_SERVER_UNAVAILABLE)) return status;
    WARN( "LocalServer %s: status %lu\n", debugstr_w(question->server), status );
    return NERR_ServerNotStarted;
}

static NET_API_STATUS localize_paths( const struct lanman_question *question )
{
    const struct field *field = question->level->fields, *end = field + question->level->count;
    NET_API_STATUS status;
    BYTE *structure;
    WCHAR *path;
    DWORD i;

    for (; field < end; field++)
    {
        if (field->kind != FIELD_STRING || field->source != question->path) continue;
        structure = question->array.structures;
        for (i = 0; i < question->array.count; i++, structure += question->level->size)
        {
            memcpy( &path, structure + field->target, sizeof(path) );
            if (path && (status = localize_shared_path( path ))) return status;
        }
    }
    return NERR_Success;
}

static BOOL is_valid_array( const struct stub_run *run, const struct level *level, const BYTE *structures, DWORD count );

/* What NDR made of the bytes of a server need not be what the level has: see stub.c. */
static BOOL is_valid_pointer( const struct stub_run *run, const struct field *field, const BYTE *structure )
{
    const void *data;
    DWORD size;

    if (field->kind == FIELD_VALUE) return TRUE;
    memcpy( &data, structure + field->target, sizeof(data) );
    if (!data) return field->kind != FIELD_ARRAY || !get_sent_size( field, structure );
    if (field->kind == FIELD_STRING) return is_stub_string( run, data );
    if (field->kind == FIELD_SID) return is_stub_sid( run, data );

    size = get_sent_size( field, structure );
    if (field->kind == FIELD_ARRAY) return is_valid_array( run, field->items, data, size );
    return is_stub_array( run, data, size, 1 ) &&
           (field->kind != FIELD_DESCRIPTOR || is_valid_descriptor( data, size ));
}

static BOOL is_valid_array( const struct stub_run *run, const struct level *level, const BYTE *structures, DWORD count )
{
    unsigned int j;
    DWORD i;

    if (!is_stub_array( run, structures, count, level->size )) return FALSE;
    for (i = 0; i < count; i++, structures += level->size)
        for (j = 0; j < level->count; j++)
            if (!is_valid_pointer( run, &level->fields[j], structures )) return FALSE;
    return TRUE;
}

static NET_API_STATUS pack_answer( const struct stub_run *run, const struct lanman_question *question, BYTE **buffer )
{
    const struct lanman_array *array = &question->array;
    NET_API_STATUS status;

    if (!is_valid_array( run, question->level, array->structures, array->count )) return RPC_X_BAD_STUB_DATA;
    if (question->is_local && question->path && (status = localize_paths( question ))) return status;
    return pack_copies( question->level, array->structures, array->count, buffer );
}

static DWORD call_info( handle_t binding, void *args )
{
    struct lanman_question *question = args;

    question->array.count = 1;
    question->array.structures = NULL;
    return question->ask( binding, question );
}

/************************************************************
 *                ask_info
 *
 * Asks a service for one structure.
 *
 * PARAMS
 *  question [I/O] The question.
 *  buffer   [O]   The structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, RPC_X_BAD_STUB_DATA (an answer that is none), what the server
 *  returns, or what call_remote() does, but for NERR_ServerNotStarted where find_service() found one that does not answer.
 */
NET_API_STATUS ask_info( struct lanman_question *question, BYTE **buffer )
{
    struct remote_call call = { .run = { .function = call_info, .args = question }, .repeatable = !question->no_repeat };
    NET_API_STATUS status;

    *buffer = NULL;
    if (!(status = call_service( question, &call ))) status = pack_answer( &call.run, question, buffer );
    free_remote_answer( &call );
    return status == ERROR_MORE_DATA ? RPC_X_BAD_STUB_DATA : status;     /* There is no more of one structure. */
}

struct status_call
{
    struct remote_call      call;
    struct lanman_question *question;
};

static DWORD call_status( handle_t binding, void *args )
{
    struct status_call *asked = args;

    if (asked->question->secret && !is_sealed_call( &asked->call )) return ERROR_NO_USER_SESSION_KEY;
    return asked->question->ask( binding, asked->question );
}

/************************************************************
 *                ask_status
 *
 * Asks a service for a status, and whatever of its own the question has room for.
 *
 * PARAMS
 *  question   [I/O] The question.
 *  repeatable [I]   Whether it changes nothing, see struct remote_call.
 *
 * RETURNS
 *  What the server returns, ERROR_NO_USER_SESSION_KEY (a secret, and nobody authenticated), or what ask_info() does where
 *  nothing is returned.
 */
NET_API_STATUS ask_status( struct lanman_question *question, BOOL repeatable )
{
    struct status_call asked = { { .run = { .function = call_status, .args = &asked }, .repeatable = repeatable }, question };
    NET_API_STATUS status = call_service( question, &asked.call );

    free_remote_answer( &asked.call );
    return status;
}

static DWORD call_list( handle_t binding, void *args )
{
    struct lanman_question *question = args;

    question->array.count = 0;
    question->array.structures = NULL;
    question->list.level = question->level->number;
    question->list.array = &question->array;
    question->total = 0;
    if (question->resume) question->resume = &question->resume_value;
    return question->ask( binding, question );
}

/* A server that has more tells structures, and where to go on: who goes on gets to the end. None that fit is an answer
 * where there is a limit. */
static NET_API_STATUS check_progress( const struct lanman_question *question, const DWORD *resume )
{
    if (!question->array.count)
        return question->max_length == MAX_PREFERRED_LENGTH ? RPC_X_BAD_STUB_DATA : NERR_BufTooSmall;
    return resume && question->resume_value == *resume ? RPC_X_BAD_STUB_DATA : NERR_Success;
}

/************************************************************
 *                ask_list
 *
 * Asks a service for structures.
 *
 * PARAMS
 *  question      [I/O] The question.
 *  resume        [I/O] Where to go on, 0 for the first call. NULL is allowed.
 *  buffer        [O]   The structures, the caller's to free with NetApiBufferFree(); NULL on failure, and
 *                      when there are none.
 *  entries_read  [O]   How many there are in the buffer; 0 on failure.
 *  total_entries [O]   How many there are from the resume handle on, as the server tells; 0 on failure.
 *
 * RETURNS
 *  What ask_info() does, ERROR_MORE_DATA: the server has more, or NERR_BufTooSmall: but tells none of it.
 */
NET_API_STATUS ask_list( struct lanman_question *question, DWORD *resume, BYTE **buffer,
                         DWORD *entries_read, DWORD *total_entries )
{
    struct remote_call call = { .run = { .function = call_list, .args = question }, .repeatable = TRUE };
    NET_API_STATUS status, packed;

    *buffer = NULL;
    *entries_read = *total_entries = 0;
    question->resume = resume;
    question->resume_value = resume ? *resume : 0;
    status = call_service( question, &call );
    if (!status || status == ERROR_MORE_DATA)
    {
        /* Without the container the server does not know the level, and what comes behind it was read amiss. */
        if (question->list.array != &question->array) status = RPC_X_BAD_STUB_DATA;
        else if (status && (packed = check_progress( question, resume ))) status = packed;
        else if ((packed = pack_answer( &call.run, question, buffer ))) status = packed;
        else
        {
            *entries_read = question->array.count;
            *total_entries = question->total;
            if (resume) *resume = question->resume_value;
        }
    }
    free_remote_answer( &call );
    return status;
}
