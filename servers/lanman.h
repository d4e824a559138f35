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

#ifndef NETAPI32_LANMAN_H
#define NETAPI32_LANMAN_H

#include "local/computer.h"
#include "rpc/remote.h"

struct level;

/*
 * The services' functions are much alike, and send the structures of the information levels as they are:
 * so a family has, for each function, one that calls the stub, and no more.
 */

/* ..._CONTAINER, of any level */
struct lanman_array
{
    DWORD  count;
    void  *structures;
};

/* ..._ENUM_STRUCT, of any level */
struct lanman_list
{
    DWORD                level;
    struct lanman_array *array;
};

struct lanman_question
{
    const struct remote_interface *iface;
    /* calls the stub, which writes a structure's address to array.structures, or the other answers */
    DWORD             (*ask)( handle_t binding, struct lanman_question *question );
    const WCHAR        *server;
    const struct level *level;
    DWORD               max_length;
    WORD                path;       /* offset of a path in the family's record, see struct field; 0: it has none */
    BOOL                no_repeat;  /* ask_info(): It changes something, see struct remote_call. */
    BOOL                secret;     /* ask_status(): It goes over a connection that is sealed, or not at all. */
    /* the answer, which ask_info() and ask_list() make ready */
    struct lanman_array array;
    struct lanman_list  list;
    DWORD               total;
    DWORD              *resume;     /* NULL where the program has none */
    DWORD               resume_value;
    /* find_service(): this computer's Server service is asked */
    BOOL                is_local;
    WCHAR               local_server[MAX_SERVER_NAME];
};

BOOL find_service( struct lanman_question *question );
NET_API_STATUS ask_info( struct lanman_question *question, BYTE **buffer );
NET_API_STATUS ask_status( struct lanman_question *question, BOOL repeatable );
NET_API_STATUS ask_list( struct lanman_question *question, DWORD *resume, BYTE **buffer,
                         DWORD *entries_read, DWORD *total_entries );

#endif
