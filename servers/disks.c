/*
 * The disk drives of other computers
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
#include "rpc.h"
#include "rpcndr.h"

#include "disks.h"
#include "reader.h"
#include "rpc/connection.h"

/*
 * This is the one function without client stubs. What is sent is strings in an array of fixed size (MS-SRVS, 2.2.4.91),
 * and Wine's NDR has no function for them, though it could read them: it lacks FC_WSTRING in its tables.
 */

#define DISK_ENUM_OPNUM  23

static void read_expected( struct reader *reader, DWORD number )
{
    if (read_number( reader ) != number) reader->failed = TRUE;
}

static void read_disk( struct reader *reader, struct disk_info *disk )
{
    const BYTE *name;
    DWORD length;

    memset( disk, 0, sizeof(*disk) );
    read_expected( reader, 0 );
    length = read_number( reader );
    if (!length || length > ARRAYSIZE(disk->name)) reader->failed = TRUE;
    if (!(name = read_bytes( reader, length * sizeof(WCHAR) ))) return;
    memcpy( disk->name, name, length * sizeof(WCHAR) );
    if (disk->name[length - 1]) reader->failed = TRUE;
}

/* The list may end with an empty name, which is counted. That one is no disk. */
static DWORD read_answer( struct reader *reader, struct lanman_question *question )
{
    struct disk_info *disks;
    DWORD i, count = read_number( reader );

    if (count > MAX_DISKS + 1) reader->failed = TRUE;
    if (read_number( reader ) && !reader->failed)   /* the array */
    {
        if (!(disks = stub_allocate( count * sizeof(*disks) ))) return ERROR_NOT_ENOUGH_MEMORY;
        read_expected( reader, count );
        read_expected( reader, 0 );
        read_expected( reader, count );
        for (i = 0; i < count && !reader->failed; i++) read_disk( reader, &disks[i] );
        while (i && !disks[i - 1].name[0]) i--;
        question->array.structures = disks;
        question->array.count = i;
    }
    else if (count) reader->failed = TRUE;
    read_number( reader );  /* how many there are: all */
    question->total = question->array.count;
    if (read_number( reader )) read_number( reader );  /* the resume handle */
    return read_number( reader );
}

/* NetrServerDiskEnum(), to be run in the place of a stub, and with exceptions like a stub's */
DWORD ask_disks( handle_t binding, struct lanman_question *question )
{
    /* the server's name, which is not looked at: none; level, no structures, length, no resume handle */
    static const DWORD request[] = { 0, 0, 0, 0, MAX_PREFERRED_LENGTH, 0 };
    struct reader reader = { NULL };
    RPC_STATUS status;
    DWORD result;
    BYTE *answer;

    status = ask_connection( (struct rpc_connection *)binding, DISK_ENUM_OPNUM, (const BYTE *)request, sizeof(request),
                             &answer, &reader.size );
    if (status) RaiseException( status, 0, 0, NULL );
    reader.start = answer;
    result = read_answer( &reader, question );
    /* All come at once; a program has nowhere to go on. */
    if (reader.failed || result == ERROR_MORE_DATA) RaiseException( RPC_X_BAD_STUB_DATA, 0, 0, NULL );
    return result;
}
