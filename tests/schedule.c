/*
 * Tests of scheduled jobs
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmat.h>

#include "product.h"

#define OTHER  L"\\\\no-such-computer.invalid"

/* Windows has none since Windows 8; under Wine the scheduler service may run. */
static BOOL is_missing( NET_API_STATUS status )
{
    return status == ERROR_NOT_SUPPORTED;
}

static void test_enum( void )
{
    DWORD read = 0xdead, total = 0xdead, resume = 0;
    BYTE *buffer = (BYTE *)0xdead;
    NET_API_STATUS status;

    status = NetScheduleJobEnum( NULL, &buffer, MAX_PREFERRED_LENGTH, &read, &total, &resume );
    ok( status == NERR_Success || is_missing( status ), "got status %lu\n", status );
    if (status) ok( !buffer && !read && !total, "got buffer %p, %lu of %lu\n", buffer, read, total );
    else NetApiBufferFree( buffer );

    read = total = 0xdead;
    buffer = (BYTE *)0xdead;
    status = NetScheduleJobEnum( OTHER, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( status == ERROR_BAD_NETPATH, "another computer: got status %lu\n", status );
    ok( !buffer && !read && !total, "got buffer %p, %lu of %lu\n", buffer, read, total );

    read = total = 0xdead;
    status = NetScheduleJobEnum( NULL, NULL, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !read && !total, "got status %lu, %lu of %lu\n", status, read, total );
    buffer = (BYTE *)0xdead;
    status = NetScheduleJobEnum( NULL, &buffer, MAX_PREFERRED_LENGTH, NULL, &total, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !buffer, "got status %lu, buffer %p\n", status, buffer );
    status = NetScheduleJobEnum( NULL, &buffer, MAX_PREFERRED_LENGTH, &read, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
}

static void test_one( void )
{
    AT_INFO info = { 3600000, 0, 0, 0, (WCHAR *)L"no-such-program.exe" };
    NET_API_STATUS status;
    BYTE *buffer;
    DWORD id;

    id = 0xdead;
    status = NetScheduleJobAdd( OTHER, (BYTE *)&info, &id );
    ok( status == ERROR_BAD_NETPATH && !id, "got status %lu, job %lu\n", status, id );
    id = 0xdead;
    status = NetScheduleJobAdd( NULL, NULL, &id );
    ok( status == ERROR_INVALID_PARAMETER && !id, "got status %lu, job %lu\n", status, id );
    status = NetScheduleJobAdd( NULL, (BYTE *)&info, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );

    id = 0xdead;
    status = NetScheduleJobAdd( NULL, (BYTE *)&info, &id );
    ok( status == NERR_Success || is_missing( status ), "got status %lu\n", status );
    if (status) ok( !id, "got job %lu\n", id );

    buffer = (BYTE *)0xdead;
    status = NetScheduleJobGetInfo( NULL, id ? id : 1, &buffer );
    ok( id ? !status : status != NERR_Success, "got status %lu\n", status );
    ok( !status == !!buffer, "got status %lu, buffer %p\n", status, buffer );
    NetApiBufferFree( buffer );
    buffer = (BYTE *)0xdead;
    status = NetScheduleJobGetInfo( OTHER, 1, &buffer );
    ok( status == ERROR_BAD_NETPATH && !buffer, "got status %lu, buffer %p\n", status, buffer );
    status = NetScheduleJobGetInfo( NULL, 1, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );

    status = NetScheduleJobDel( OTHER, 1, 1 );
    ok( status == ERROR_BAD_NETPATH, "got status %lu\n", status );
    status = NetScheduleJobDel( NULL, id ? id : 1, id ? id : 1 );
    ok( id ? !status : status != NERR_Success, "got status %lu\n", status );
}

/* Once a first call has made what Wine's own keeps, there is nothing more. */
START_TEST(schedule)
{
    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    test_enum();
    test_one();
}
