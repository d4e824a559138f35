/*
 * What the changes for Wine change, where Windows' behaviour is not known: not sent
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

/*
 * A test for each change that has none of its own: the change is upstream/N-NAME, the test NAME.
 * tests/host/upstream shows that it fails before the change, and passes from there on.
 */

#include "robustness.c"

START_TEST(keep)
{
    judging = TRUE;
    test_out_of_memory();
}

/* Wine as it is ends the program in the first call without output. */
START_TEST(newbuffer)
{
    NET_API_STATUS status;
    void *buffer;

    status = NetApiBufferAllocate( 100, &buffer );
    ok( status == NERR_Success, "Allocate returned %lu\n", status );
    status = NetApiBufferReallocate( buffer, 200, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate returned %lu\n", status );
    status = NetApiBufferReallocate( buffer, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate to 0 returned %lu\n", status );
    status = NetApiBufferReallocate( NULL, 200, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Reallocate of NULL returned %lu\n", status );
    ok( HeapSize( GetProcessHeap(), 0, buffer ) == 100, "the buffer is gone\n" );
    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

START_TEST(bytecount)
{
    NET_API_STATUS status;
    void *buffer;

    status = NetApiBufferAllocate( 100, &buffer );
    ok( status == NERR_Success, "Allocate returned %lu\n", status );
    status = NetApiBufferSize( buffer, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "Size returned %lu\n", status );
    status = NetApiBufferFree( buffer );
    ok( status == NERR_Success, "Free returned %lu\n", status );
}

/* A buffer that was freed, the middle of one in use, and no heap's memory. */
static void *no_buffers[3];

static void *make_no_buffers(void)
{
    char *live = NULL;

    NetApiBufferAllocate( 128, (void **)&live );
    no_buffers[0] = make_freed( 100 );
    no_buffers[1] = live + 64;
    no_buffers[2] = static_bytes + 64;
    memset( live, 0, 128 );
    return live;
}

START_TEST(size)
{
    void *live = make_no_buffers();
    NET_API_STATUS status;
    unsigned int i;
    DWORD size;

    for (i = 0; i < ARRAY_SIZE(no_buffers); i++)
    {
        size = 0xdeadbeef;
        status = NetApiBufferSize( no_buffers[i], &size );
        ok( status == ERROR_INVALID_PARAMETER, "%u: Size returned %lu\n", i, status );
        ok( !size, "%u: got size %lu\n", i, size );
    }
    status = NetApiBufferSize( live, &size );
    ok( status == NERR_Success, "Size returned %lu\n", status );
    ok( size == 128, "got size %lu\n", size );
    NetApiBufferFree( live );
}

START_TEST(free)
{
    void *live = make_no_buffers();
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(no_buffers); i++)
    {
        status = NetApiBufferFree( no_buffers[i] );
        ok( status == ERROR_INVALID_PARAMETER, "%u: Free returned %lu\n", i, status );
    }
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
    status = NetApiBufferFree( live );
    ok( status == NERR_Success, "Free returned %lu\n", status );
    status = NetApiBufferFree( NULL );
    ok( status == NERR_Success, "Free of NULL returned %lu\n", status );
}
