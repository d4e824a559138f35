/*
 * One pointer, given by several threads at the same time
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>

#include "product.h"
#include "generator.h"

/*
 * In each round all threads get the same pointer, at the same time, and free it, reallocate it or ask for its
 * size. One ends the buffer's life, by freeing or by moving it; the others are told that it is none, or what
 * it was before. NETAPI32_TEST_MINUTES=60 gives each number of threads an hour, and counts what it comes to;
 * NETAPI32_TEST_SEED=0x... repeats what the threads do, not when.
 */
#define MOST_THREADS  8
#define VALIDATE      256        /* rounds from one look at the whole heap to the next */

enum action { FREE, TO_NOTHING, REALLOCATE, ASK_SIZE };
enum maker { ALLOCATED, REALLOCATED, HEAP_BLOCK, LOCAL_BLOCK, MAKERS };

static const DWORD sizes[] = { 0, 16, 40, 300, 4000, 20000, 100000, 0x40000, 400000, 0x100000 };

/* what one thread does in a round, and what comes of it */
struct part
{
    enum action action;
    DWORD size;                  /* to reallocate to */
    DWORD delay;
    NET_API_STATUS status;
    DWORD got_size;
    void *moved;
    char spare[64];              /* the threads' are in lines of their own */
};

static struct part parts[MOST_THREADS];
static struct generator generator;
static unsigned int thread_count, wins[ASK_SIZE + 1];
static BYTE *volatile buffer;    /* NULL: there are no more rounds */
static DWORD buffer_size;
static volatile LONG arrived, phase;
static unsigned int patience;    /* how often a thread looks before it lets others run */

/* Returns in all threads when the last one has come. */
static void meet(void)
{
    LONG now = phase;
    unsigned int i;

    if ((unsigned int)InterlockedIncrement( &arrived ) == thread_count)
    {
        arrived = 0;
        InterlockedExchange( &phase, now + 1 );
        return;
    }
    for (i = 0; phase == now; i++) if (i >= patience) SwitchToThread();
}

static void play( struct part *part )
{
    volatile DWORD delay = part->delay;

    part->moved = &part->moved;
    part->got_size = 0xdeadbeef;
    while (delay) delay--;
    switch (part->action)
    {
    case FREE: part->status = NetApiBufferFree( buffer ); break;
    case TO_NOTHING: part->status = NetApiBufferReallocate( buffer, 0, &part->moved ); break;
    case REALLOCATE: part->status = NetApiBufferReallocate( buffer, part->size, &part->moved ); break;
    default: part->status = NetApiBufferSize( buffer, &part->got_size );
    }
}

static DWORD CALLBACK thread_proc( void *arg )
{
    for (;;)
    {
        meet();
        if (!buffer) return 0;
        play( arg );
        meet();
    }
}

static void make_buffer( enum maker maker )
{
    void *made = NULL;

    switch (maker)
    {
    case ALLOCATED: NetApiBufferAllocate( buffer_size, &made ); break;
    case REALLOCATED:
        NetApiBufferAllocate( 8, &made );
        NetApiBufferReallocate( made, buffer_size + 1, &made );
        buffer_size++;
        break;
    case HEAP_BLOCK: made = HeapAlloc( GetProcessHeap(), 0, buffer_size ); break;
    default: made = LocalAlloc( LMEM_FIXED, buffer_size );
    }
    buffer = made;
    if (!made) ok( 0, "got no buffer of %lu bytes\n", buffer_size );
    else if (buffer_size) buffer[0] = buffer[buffer_size - 1] = 0x5a;
}

static void choose_parts(void)
{
    DWORD kind = next_number( &generator ), choice;
    unsigned int i;

    for (i = 0; i < thread_count; i++)
    {
        choice = next_number( &generator );
        /* mostly all of them free it; or one at least does; or none */
        parts[i].action = kind & 3 || (kind & 4 && !i) ? FREE : choice & 3;
        parts[i].size = sizes[1 + (choice >> 2) % (ARRAY_SIZE(sizes) - 1)] + 8;
        parts[i].delay = (choice >> 16) % 64;
    }
}

static BOOL is_size_of_round( DWORD size )
{
    unsigned int i;

    if (size == buffer_size) return TRUE;
    for (i = 0; i < thread_count; i++) if (parts[i].action == REALLOCATE && size == parts[i].size) return TRUE;
    return FALSE;
}

/* Says what happened in a round that went wrong. */
static void print_round( DWORD size, enum maker maker )
{
    unsigned int i;

    for (i = 0; i < thread_count; i++)
        trace( "%lu bytes, maker %u, thread %u: action %u, to %lu bytes: status %lu, size %lx, buffer %p\n", size, maker,
               i, parts[i].action, parts[i].size, parts[i].status, parts[i].got_size, parts[i].moved );
}

/* Returns how many mistakes there are. Nothing may be said before the buffer was freed: that allocates. */
static unsigned int judge_round(void)
{
    unsigned int i, ends = 0, mistakes = 0, frees = 0;
    NET_API_STATUS status;
    BYTE *moved = NULL;
    DWORD left = buffer_size;

    for (i = 0; i < thread_count; i++)
    {
        struct part *part = &parts[i];
        BOOL won = !part->status;

        if (part->status && part->status != ERROR_INVALID_PARAMETER) mistakes++;
        switch (part->action)
        {
        case FREE:
            frees++;
            if (won) ends++;
            break;
        case TO_NOTHING:
            frees++;
            if (won) ends++;
            if (part->moved != (won ? NULL : (void *)&part->moved)) mistakes++;
            break;
        case REALLOCATE:
            if (!won && part->moved != &part->moved) mistakes++;
            if (won && part->moved != buffer)
            {
                ends++;
                moved = part->moved;
            }
            if (won) left = min( left, part->size );
            break;
        default:
            if (won ? !is_size_of_round( part->got_size ) : part->got_size) mistakes++;
        }
        if (won) wins[part->action]++;
    }
    if (ends > 1 || (frees && !ends)) mistakes++;

    status = NetApiBufferFree( buffer );
    if (status != (ends ? ERROR_INVALID_PARAMETER : NERR_Success)) mistakes++;
    if (moved)
    {
        if (left && moved[0] != 0x5a) mistakes++;
        if (NetApiBufferFree( moved )) mistakes++;
    }
    return mistakes;
}

/* No block is in use twice. */
static unsigned int check_next_buffers(void)
{
    BYTE *next[4] = { NULL };
    unsigned int i, j, count = buffer_size < 0x80000 ? 4 : 2, mistakes = 0;

    for (i = 0; i < count; i++)
    {
        if (NetApiBufferAllocate( buffer_size, (void **)&next[i] )) mistakes++;
        for (j = 0; j < i; j++)
            if (next[i] < next[j] + buffer_size + !buffer_size && next[j] < next[i] + buffer_size + !buffer_size) mistakes++;
    }
    for (i = 0; i < count; i++) if (NetApiBufferFree( next[i] )) mistakes++;
    return mistakes;
}

/* Returns FALSE when one went wrong: the heap is not what it was. */
static BOOL run_round( unsigned int round )
{
    DWORD number = next_number( &generator ), size;
    enum maker maker = number & 4 ? ALLOCATED : (number >> 4) % MAKERS;
    BOOL queue = round > 1 && !(number >> 20 & 7);  /* threads that start need the heap as well */
    unsigned int mistakes;
    volatile DWORD wait = 3000;

    buffer_size = sizes[(number >> 8) % ARRAY_SIZE(sizes)];
    make_buffer( maker );
    if (!buffer) return FALSE;
    choose_parts();
    size = buffer_size;
    /* now and then the others come to stand in a row before the heap */
    if (queue) HeapLock( GetProcessHeap() );
    meet();
    if (queue)
    {
        while (wait) wait--;
        HeapUnlock( GetProcessHeap() );
    }
    play( &parts[0] );
    meet();
    mistakes = judge_round() + check_next_buffers();
    if (!(round % VALIDATE) && !HeapValidate( GetProcessHeap(), 0, NULL )) mistakes++;
    if (!mistakes) return TRUE;
    print_round( size, maker );
    ok( 0, "%u threads, round %u: %u mistakes\n", thread_count, round, mistakes );
    return FALSE;
}

static void test_threads( unsigned int count, unsigned int rounds, DWORD minutes )
{
    HANDLE threads[MOST_THREADS];
    DWORD start = GetTickCount();
    SYSTEM_INFO info;
    unsigned int i;
    BOOL good;

    GetSystemInfo( &info );
    patience = count > info.dwNumberOfProcessors ? 20 : 1000;
    thread_count = count;
    memset( wins, 0, sizeof(wins) );
    for (i = 1; i < count; i++)
    {
        threads[i] = CreateThread( NULL, 0, thread_proc, &parts[i], 0, NULL );
        ok( threads[i] != NULL, "thread %u was not started, error %lu\n", i, GetLastError() );
        if (!threads[i]) return;
    }
    i = 0;
    do good = run_round( ++i );
    while (good && (minutes ? GetTickCount() - start < minutes * 60000 : i < rounds));
    buffer = NULL;
    meet();
    for (rounds = i, i = 1; i < count; i++)
    {
        WaitForSingleObject( threads[i], INFINITE );
        CloseHandle( threads[i] );
    }
    ok( HeapValidate( GetProcessHeap(), 0, NULL ), "the process heap is damaged\n" );
    trace( "%u threads, %u rounds: one of them freed it %u times, %u times by Reallocate; %u were reallocated, "
           "%u told a size; %lu seconds\n", count, rounds, wins[FREE], wins[TO_NOTHING], wins[REALLOCATE], wins[ASK_SIZE],
           (GetTickCount() - start) / 1000 );
}

START_TEST(race)
{
    DWORD seed = get_seed(), minutes = get_minutes();

    if (!testing_ours())
    {
        skip( "the process heap may be damaged by DLLs other than ours\n" );
        return;
    }
    trace( "seed 0x%08lx: NETAPI32_TEST_SEED repeats it\n", seed );
    start_numbers( &generator, seed, 0 );
    test_threads( 2, 40000, minutes );
    test_threads( 4, 8000, minutes );
    test_threads( 8, 4000, minutes );
}
