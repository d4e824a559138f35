/*
 * What the functions of all families begin with: their arguments
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

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"

#include "arguments.h"
#include "local/computer.h"

static NET_API_STATUS check_arguments( const WCHAR *server, const struct level *level, BOOL valid,
                                       const WCHAR **other )
{
    NET_API_STATUS status;

    if (!valid) return ERROR_INVALID_PARAMETER;
    if ((status = find_server( server, other ))) return status;
    return level ? NERR_Success : ERROR_INVALID_LEVEL;
}

/************************************************************
 *                begin_enum
 *
 * Begins a function that lists: its outputs are defined from here on.
 *
 * PARAMS
 *  server [I] The computer that is asked.
 *  args   [O] The outputs, and the level.
 *  valid  [I] Whether the function's other arguments are right.
 *  other  [O] The computer's name without backslashes; NULL for this computer, which is to answer itself.
 *
 * RETURNS
 *  NERR_Success, or the first of these: ERROR_INVALID_PARAMETER (an output is missing, or not valid),
 *  ERROR_INVALID_NAME (the computer), ERROR_INVALID_LEVEL.
 */
NET_API_STATUS begin_enum( const WCHAR *server, const struct enum_args *args, BOOL valid, const WCHAR **other )
{
    NET_API_STATUS status;

    if ((status = clear_outputs( args ))) return status;
    return check_arguments( server, args->level, valid, other );
}

/* The same for a function that tells one structure. */
NET_API_STATUS begin_get( const WCHAR *server, const struct level *level, BYTE **buffer, BOOL valid,
                          const WCHAR **other )
{
    if (!buffer) return ERROR_INVALID_PARAMETER;
    *buffer = NULL;
    return check_arguments( server, level, valid, other );
}

/* The same for a function that takes structures; parm_err may be missing. */
NET_API_STATUS begin_set( const WCHAR *server, const struct level *level, DWORD *parm_err, BOOL valid,
                          const WCHAR **other )
{
    if (parm_err) *parm_err = PARM_ERROR_NONE;
    return check_arguments( server, level, valid, other );
}
