/*
 * The users of other computers
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
#include "lmaccess.h"
#include "rpc.h"
#include "rpcndr.h"

#include "sam.h"
#include "samuser.h"

struct users_question
{
    struct sam          sam;
    const struct level *level;
    DWORD               filter;
    DWORD               first;
    DWORD               max_length;
    struct user        *users;
    DWORD               count;
};

static NET_API_STATUS list_users( struct users_question *question )
{
    struct sam_account *accounts;
    NET_API_STATUS status;
    DWORD i;

    /* the bits that FILTER_... has, three places on */
    if ((status = list_sam_users( &question->sam, question->filter << 3, &accounts, &question->count )))
        return status;
    status = allocate_sam_memory( question->count, sizeof(*question->users), (void **)&question->users );
    if (status) return status;
    for (i = 0; i < question->count; i++)
    {
        question->users[i] = default_user;
        question->users[i].name = accounts[i].name;
        question->users[i].id = accounts[i].id;
    }
    return NERR_Success;
}

static NET_API_STATUS ask_users( struct sam *sam )
{
    struct users_question *question = (struct users_question *)sam;

    return list_users( question );
}

NET_API_STATUS enum_sam_users( const WCHAR *server, const struct level *level, DWORD filter, DWORD max_length,
                               DWORD *resume, BYTE **buffer, DWORD *entries_read, DWORD *total_entries )
{
    struct users_question question = {
        .sam = { .ask = ask_users, .access = SAM_READ_DOMAIN, .repeatable = TRUE },
        .level = level, .filter = filter, .first = resume ? *resume : 0, .max_length = max_length };
    struct record_source source = { .get = get_array_record, .record_size = sizeof(struct user) };
    NET_API_STATUS status;

    if (!(status = ask_sam( server, &question.sam )))
    {
        source.count = question.count;
        source.records = question.users;
        status = pack_enum( level, &source, max_length, resume, buffer, entries_read, total_entries );
    }
    free_sam_answer( &question.sam );
    return status;
}
