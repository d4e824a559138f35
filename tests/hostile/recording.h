/*
 * The answers that tests/host/make-recorded wrote down
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

#ifndef NETAPI32_TESTS_RECORDING_H
#define NETAPI32_TESTS_RECORDING_H

#include <stdlib.h>
#include <string.h>
#include <windef.h>
#include <winbase.h>

struct recorded_call
{
    const char *interface_name;
    WORD        opnum;
    const BYTE *request;        /* stub data */
    DWORD       request_size;
    const BYTE *response;
    DWORD       response_size;
};

#include "recorded.h"

/* From the end on: in front there often is the name of a server. */
static inline DWORD count_differences( const struct recorded_call *call, const BYTE *request, DWORD size )
{
    DWORD i, count = abs( (int)(size - call->request_size) ) * 0x100;

    for (i = 1; i <= size && i <= call->request_size; i++) count += request[size - i] != call->request[call->request_size - i];
    return count;
}

/* The call that is most like the request; NULL where there is none of that opnum. */
static inline const struct recorded_call *find_recorded_call( const char *interface_name, WORD opnum, const BYTE *request,
                                                              DWORD size )
{
    const struct recorded_call *call, *best = NULL, *end = recorded_calls + sizeof(recorded_calls) / sizeof(*recorded_calls);
    DWORD differences, least = ~0u;

    for (call = recorded_calls; call < end; call++)
    {
        if (strcmp( call->interface_name, interface_name ) || call->opnum != opnum) continue;
        if ((differences = count_differences( call, request, size )) >= least) continue;
        least = differences;
        best = call;
    }
    return best;
}

#endif
