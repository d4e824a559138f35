/*
 * Compares the speed of netapi32.dll with the heap's and with that of Wine's own netapi32
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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include <lm.h>

/*
 * bench [--quick] [--seconds N] [FILE]
 *
 * Writes CSV tables to FILE, else to standard output; bench/report makes tables and a chart of
 * them. The second table is of questions to this computer, see below. In the first, four variants
 * take turns, in the same process and on the same heap:
 *   raw       ntdll's heap functions, called directly: the limit
 *   control   the same once more: how far it is from 1 tells what the noise is
 *   ours      the functions of the netapi32.dll that is loaded
 *   own       Wine's own, which we reach through netapi32_host.dll
 *
 * In each round all four do the same work, one after the other, in changing order. A ratio is of
 * two times of one round, and the median over the rounds is what is printed, together with the
 * bounds between which the true median lies (99 %; order statistics, so no matter how the noise
 * is distributed). Noise that lasts longer than a round thus hits both sides of the ratio, and
 * noise that is shorter than that hits a few rounds only.
 */

#define MAX_THREADS  8
#define MAX_ROUNDS   500
#define MAX_RING     16

#ifdef __x86_64__
#define BITS 64
#else
#define BITS 32
#endif

enum variant { RAW, CONTROL, OURS, OWN, VARIANTS };
enum operation { OP_ALLOCATE_FREE, OP_REALLOCATE, OP_SIZE, OPERATIONS };

static const char * const operation_names[OPERATIONS] = { "allocate+free", "reallocate", "size" };
static const unsigned int sizes[] = { 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576 };
static const unsigned int thread_counts[] = { 1, 2, 4, 8 };

struct heap_functions
{
    void *   (WINAPI *allocate)( HANDLE heap, ULONG flags, SIZE_T size );
    BOOLEAN  (WINAPI *free)( HANDLE heap, ULONG flags, void *ptr );
    void *   (WINAPI *reallocate)( HANDLE heap, ULONG flags, void *ptr, SIZE_T size );
    SIZE_T   (WINAPI *size)( HANDLE heap, ULONG flags, const void *ptr );
};

struct buffer_functions
{
    NET_API_STATUS (WINAPI *allocate)( DWORD size, void **buffer );
    NET_API_STATUS (WINAPI *free)( void *buffer );
    NET_API_STATUS (WINAPI *reallocate)( void *buffer, DWORD size, void **new_buffer );
    NET_API_STATUS (WINAPI *size)( void *buffer, DWORD *size );
};

static const char * const function_names[] =
    { "NetApiBufferAllocate", "NetApiBufferFree", "NetApiBufferReallocate", "NetApiBufferSize" };

static struct heap_functions heap_functions;
static struct buffer_functions ours, own;
static BOOL have_own;
static HANDLE heap;

static void die( const char *format, ... )
{
    va_list args;

    va_start( args, format );
    fprintf( stderr, "bench: " );
    vfprintf( stderr, format, args );
    fprintf( stderr, "\n" );
    va_end( args );
    exit( 1 );
}

/* ---- the work: the same for the heap's functions and for a netapi32's ------------------------ */

/*
 * A ring of live buffers is kept: each time the oldest makes room for a new one. So it is not a
 * heap's edge that is measured, where one and the same block at the end of the memory in use is
 * committed and decommitted with each call; and buffers live for a while, as a program's do.
 */
struct work
{
    enum operation operation;
    unsigned int size;
    unsigned int count;         /* of calls, or of chains of calls */
    unsigned int ring;          /* a power of two */
};

/* all results are looked at, and a sum of them goes out, so that no call can be left out */
static unsigned int __attribute__((noinline))
heap_work( const struct heap_functions *f, const struct work *work, LONGLONG *start, LONGLONG *end )
{
    void *ring[MAX_RING], *ptr;
    unsigned int i, n, failures = 0, mask = work->ring - 1;
    const unsigned int count = work->count;
    DWORD size = work->size, result, sum = 0;

    for (i = 0; i <= mask; i++)
        if (!(ring[i] = f->allocate( heap, 0, size ))) failures++;

    QueryPerformanceCounter( (LARGE_INTEGER *)start );
    switch (work->operation)
    {
    case OP_ALLOCATE_FREE:
        for (i = 0; i < count; i++)
        {
            if (!f->free( heap, 0, ring[i & mask] )) failures++;
            if (!(ring[i & mask] = f->allocate( heap, 0, size ))) failures++;
        }
        break;
    case OP_REALLOCATE:
        for (i = 0; i < count; i++)
        {
            if (!(ptr = f->allocate( heap, 0, 8 ))) failures++;
            for (n = 16; n <= size; n *= 2)
                if (!(ptr = f->reallocate( heap, 0, ptr, n ))) failures++;
            if (!f->free( heap, 0, ptr )) failures++;
        }
        break;
    case OP_SIZE:
        for (i = 0; i < count; i++)
        {
            if ((result = f->size( heap, 0, ring[i & mask] )) == ~0u) failures++;
            sum += result;
        }
        if (sum != count * size) failures++;
        break;
    default:
        break;
    }
    QueryPerformanceCounter( (LARGE_INTEGER *)end );

    for (i = 0; i <= mask; i++) f->free( heap, 0, ring[i] );
    return failures;
}

static unsigned int __attribute__((noinline))
buffer_work( const struct buffer_functions *f, const struct work *work,
             LONGLONG *start, LONGLONG *end )
{
    void *ring[MAX_RING], *ptr;
    unsigned int i, n, failures = 0, mask = work->ring - 1;
    const unsigned int count = work->count;
    DWORD size = work->size, result, sum = 0;

    for (i = 0; i <= mask; i++)
        if (f->allocate( size, &ring[i] )) failures++;

    QueryPerformanceCounter( (LARGE_INTEGER *)start );
    switch (work->operation)
    {
    case OP_ALLOCATE_FREE:
        for (i = 0; i < count; i++)
        {
            if (f->free( ring[i & mask] )) failures++;
            if (f->allocate( size, &ring[i & mask] )) failures++;
        }
        break;
    case OP_REALLOCATE:
        for (i = 0; i < count; i++)
        {
            if (f->allocate( 8, &ptr )) failures++;
            for (n = 16; n <= size; n *= 2)
                if (f->reallocate( ptr, n, &ptr )) failures++;
            if (f->free( ptr )) failures++;
        }
        break;
    case OP_SIZE:
        for (i = 0; i < count; i++)
        {
            if (f->size( ring[i & mask], &result )) failures++;
            sum += result;
        }
        if (sum != count * size) failures++;
        break;
    default:
        break;
    }
    QueryPerformanceCounter( (LARGE_INTEGER *)end );

    for (i = 0; i <= mask; i++) f->free( ring[i] );
    return failures;
}

static unsigned int do_work( enum variant variant, const struct work *work,
                             LONGLONG *start, LONGLONG *end )
{
    switch (variant)
    {
    case OURS: return buffer_work( &ours, work, start, end );
    case OWN:  return buffer_work( &own, work, start, end );
    default:   return heap_work( &heap_functions, work, start, end );
    }
}

/* ---- the threads ----------------------------------------------------------------------------- */

static struct
{
    SRWLOCK lock;
    CONDITION_VARIABLE go, done;
    unsigned int job, threads, running, failures;
    enum variant variant;
    struct work work;
    LONGLONG start, end;
} pool;

static DWORD WINAPI worker( void *arg )
{
    unsigned int index = (UINT_PTR)arg, failures, job = 0;
    LONGLONG start, end;

    AcquireSRWLockExclusive( &pool.lock );
    for (;;)
    {
        while (pool.job == job) SleepConditionVariableSRW( &pool.go, &pool.lock, INFINITE, 0 );
        job = pool.job;
        if (index >= pool.threads) continue;
        ReleaseSRWLockExclusive( &pool.lock );
        failures = do_work( pool.variant, &pool.work, &start, &end );
        AcquireSRWLockExclusive( &pool.lock );
        if (!pool.start || start < pool.start) pool.start = start;
        if (end > pool.end) pool.end = end;
        pool.failures += failures;
        if (!--pool.running) WakeConditionVariable( &pool.done );
    }
    return 0;
}

/* Returns the time in ns per call (or chain of calls) and thread, by the clock on the wall. */
static double measure( enum variant variant, const struct work *work, unsigned int threads )
{
    static double ns;

    if (!ns)
    {
        LARGE_INTEGER frequency;

        QueryPerformanceFrequency( &frequency );
        ns = 1e9 / frequency.QuadPart;
    }
    AcquireSRWLockExclusive( &pool.lock );
    pool.variant = variant;
    pool.work = *work;
    pool.threads = pool.running = threads;
    pool.failures = 0;
    pool.start = pool.end = 0;
    pool.job++;
    WakeAllConditionVariable( &pool.go );
    while (pool.running) SleepConditionVariableSRW( &pool.done, &pool.lock, INFINITE, 0 );
    ReleaseSRWLockExclusive( &pool.lock );

    if (pool.failures)
        die( "%u calls failed or gave a wrong result: %s of %u bytes, variant %u", pool.failures,
             operation_names[work->operation], work->size, variant );
    return (pool.end - pool.start) * ns / work->count / threads;
}

static void start_threads(void)
{
    UINT_PTR i;

    InitializeSRWLock( &pool.lock );
    InitializeConditionVariable( &pool.go );
    InitializeConditionVariable( &pool.done );
    for (i = 0; i < MAX_THREADS; i++)
    {
        HANDLE thread = CreateThread( NULL, 0, worker, (void *)i, 0, NULL );

        if (!thread) die( "no thread: error %lu", GetLastError() );
        CloseHandle( thread );
    }
}

/* ---- the functions --------------------------------------------------------------------------- */

/* Wine's DLLs carry a signature behind the DOS header. */
static BOOL is_builtin( HMODULE module )
{
    return !memcmp( (const char *)module + 0x40, "Wine builtin DLL", 16 );
}

static HMODULE module_of( const void *address )
{
    HMODULE module = NULL;

    GetModuleHandleExW( GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                        GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT, address, &module );
    return module;
}

static BOOL get_functions( HMODULE module, struct buffer_functions *functions )
{
    FARPROC *procs = (FARPROC *)functions;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE( function_names ); i++)
        if (!module || !(procs[i] = GetProcAddress( module, function_names[i] ))) return FALSE;
    return TRUE;
}

/* Tells whose functions these are, from where they lie: an export may lead to another module. */
static void print_module( const char *name, const struct buffer_functions *functions )
{
    HMODULE module = module_of( functions->allocate );
    WCHAR path[MAX_PATH] = L"?";

    GetModuleFileNameW( module, path, MAX_PATH );
    fprintf( stderr, "bench: %-4s %ls%s\n", name, path, is_builtin( module ) ? ", Wine's" : "" );
}

static void find_functions(void)
{
    HMODULE ntdll = GetModuleHandleW( L"ntdll.dll" );

    heap = GetProcessHeap();
    heap_functions.allocate = (void *)GetProcAddress( ntdll, "RtlAllocateHeap" );
    heap_functions.free = (void *)GetProcAddress( ntdll, "RtlFreeHeap" );
    heap_functions.reallocate = (void *)GetProcAddress( ntdll, "RtlReAllocateHeap" );
    heap_functions.size = (void *)GetProcAddress( ntdll, "RtlSizeHeap" );

    if (!get_functions( LoadLibraryW( L"netapi32.dll" ), &ours ))
        die( "no netapi32.dll: error %lu", GetLastError() );
    print_module( "ours", &ours );
    if (is_builtin( module_of( ours.allocate ) )) die( "netapi32.dll is Wine's own" );

    if (!get_functions( LoadLibraryW( L"netapi32_host.dll" ), &own ))
    {
        fprintf( stderr, "bench: there is no netapi32_host.dll to compare with\n" );
        return;
    }
    print_module( "own", &own );
    /* Wine 10's netapi32 forwards to netutils, which may be ours */
    if (!is_builtin( module_of( own.allocate ) ))
        die( "Wine's own netapi32 leads to ours: start bench with WINEDLLOVERRIDES=netutils=b" );
    have_own = TRUE;
}

/* ---- statistics ------------------------------------------------------------------------------ */

struct cell
{
    struct work work;
    unsigned int threads;
    double times[VARIANTS][MAX_ROUNDS];
};

static struct cell *cells;
static unsigned int cell_count, rounds;

static int __cdecl compare_doubles( const void *a, const void *b )
{
    double left = *(const double *)a, right = *(const double *)b;

    return left < right ? -1 : left > right;
}

static double median( const double *values, double *low, double *high )
{
    static double sorted[MAX_ROUNDS];
    unsigned int half = 0, rank = 0;

    memcpy( sorted, values, rounds * sizeof(*values) );
    qsort( sorted, rounds, sizeof(*sorted), compare_doubles );

    /* the values of these ranks, from either end, enclose the median in 99 % of all cases:
     * n / 2 - 2.576 * sqrt( n ) / 2, rounded down */
    while ((half + 1) * (half + 1) * 1000 <= rounds * 6636) half++;
    if (rounds > half) rank = (rounds - half) / 2;
    if (rank) rank--;
    if (low) *low = sorted[rank];
    if (high) *high = sorted[rounds - 1 - rank];
    return (sorted[rounds / 2] + sorted[(rounds - 1) / 2]) / 2;
}

static void print_ratio( FILE *file, const struct cell *cell, enum variant variant,
                         enum variant base )
{
    static double ratios[MAX_ROUNDS];
    double low, high, ratio;
    unsigned int i;

    for (i = 0; i < rounds; i++) ratios[i] = cell->times[variant][i] / cell->times[base][i];
    ratio = median( ratios, &low, &high );
    fprintf( file, ",%.4f,%.4f,%.4f", ratio, low, high );
}

static const char *get_wine_version(void)
{
    const char * (CDECL *wine_get_version)(void);

    wine_get_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ),
                                               "wine_get_version" );
    return wine_get_version ? wine_get_version() : "none";
}

static void print_table( FILE *file, const char *version )
{
    unsigned int i;

    fprintf( file, "bits,wine,operation,size,threads,rounds,raw_ns,ours_ns,own_ns,"
                   "ours_ratio,ours_low,ours_high,own_ratio,own_low,own_high,"
                   "ours_to_own,ours_to_own_low,ours_to_own_high,"
                   "control_ratio,control_low,control_high\n" );
    for (i = 0; i < cell_count; i++)
    {
        const struct cell *cell = &cells[i];

        fprintf( file, "%u,%s,%s,%u,%u,%u,%.1f,%.1f,", BITS, version,
                 operation_names[cell->work.operation], cell->work.size, cell->threads, rounds,
                 median( cell->times[RAW], NULL, NULL ), median( cell->times[OURS], NULL, NULL ) );
        if (have_own) fprintf( file, "%.1f", median( cell->times[OWN], NULL, NULL ) );
        print_ratio( file, cell, OURS, RAW );
        if (have_own)
        {
            print_ratio( file, cell, OWN, RAW );
            print_ratio( file, cell, OURS, OWN );
        }
        else fprintf( file, ",,,,,," );
        print_ratio( file, cell, CONTROL, RAW );
        fprintf( file, "\n" );
    }
}

/* ---- questions to this computer -------------------------------------------------------------- */

/*
 * What a question takes that this computer answers itself: the call, and freeing its answer; ours and Wine's own in
 * turns. The first calls are not counted: what is asked once is there then. Wine's own answer is timed whatever it is:
 * its status stands beside it, and whether it is right is for the survey to tell.
 */

static WCHAR user_name[UNLEN + 1];
static DWORD read_count, total_count;

/* each calls the function with the arguments behind it, of which "buffer" is the answer's */
#define QUESTION_CALL(function, ...) \
    static NET_API_STATUS ask_##function( FARPROC proc, BYTE **buffer ) \
    { return ((__typeof__( &function ))(void *)proc)( __VA_ARGS__ ); }
#define WHOLE_LIST  MAX_PREFERRED_LENGTH, &read_count, &total_count

QUESTION_CALL( NetUserGetInfo, NULL, user_name, 1, buffer )
QUESTION_CALL( NetUserEnum, NULL, 0, 0, buffer, WHOLE_LIST, NULL )
QUESTION_CALL( NetUserGetGroups, NULL, user_name, 0, buffer, WHOLE_LIST )
QUESTION_CALL( NetUserGetLocalGroups, NULL, user_name, 0, LG_INCLUDE_INDIRECT, buffer, WHOLE_LIST )
QUESTION_CALL( NetUserModalsGet, NULL, 2, buffer )
QUESTION_CALL( NetLocalGroupEnum, NULL, 1, buffer, WHOLE_LIST, NULL )
QUESTION_CALL( NetLocalGroupGetInfo, NULL, L"Administrators", 1, buffer )
QUESTION_CALL( NetLocalGroupGetMembers, NULL, L"Administrators", 3, buffer, WHOLE_LIST, NULL )
QUESTION_CALL( NetQueryDisplayInformation, NULL, 1, 0, 100, MAX_PREFERRED_LENGTH, &read_count, (void **)buffer )
QUESTION_CALL( NetWkstaGetInfo, NULL, 100, buffer )
QUESTION_CALL( NetWkstaUserGetInfo, NULL, 1, buffer )
QUESTION_CALL( NetServerGetInfo, NULL, 101, buffer )
QUESTION_CALL( NetRemoteTOD, NULL, buffer )
QUESTION_CALL( NetStatisticsGet, NULL, (WCHAR *)L"LanmanWorkstation", 0, 0, buffer )

static NET_API_STATUS ask_NetGetJoinInformation( FARPROC proc, BYTE **buffer )
{
    NETSETUP_JOIN_STATUS type;

    return ((__typeof__( &NetGetJoinInformation ))(void *)proc)( NULL, (WCHAR **)buffer, &type );
}

/* Not a function that is linked, which is ours: the address of one. */
struct side
{
    FARPROC        proc;
    NET_API_STATUS status;
    double         times[MAX_ROUNDS];   /* in ns a call; of no side where there is no proc */
};

static struct question
{
    const char     *function;
    const char     *level;
    NET_API_STATUS (*ask)( FARPROC proc, BYTE **buffer );
    unsigned int    count;              /* of calls, in a round */
    struct side     ours, own;
}
questions[] =
{
#define QUESTION(function, level)  { #function, level, ask_##function, 0, { NULL, 0, { 0 } }, { NULL, 0, { 0 } } }
    QUESTION( NetUserGetInfo, " 1" ),
    QUESTION( NetUserEnum, " 0" ),
    QUESTION( NetUserGetGroups, " 0" ),
    QUESTION( NetUserGetLocalGroups, " 0" ),
    QUESTION( NetUserModalsGet, " 2" ),
    QUESTION( NetLocalGroupEnum, " 1" ),
    QUESTION( NetLocalGroupGetInfo, " 1" ),
    QUESTION( NetLocalGroupGetMembers, " 3" ),
    QUESTION( NetQueryDisplayInformation, " 1" ),
    QUESTION( NetWkstaGetInfo, " 100" ),
    QUESTION( NetWkstaUserGetInfo, " 1" ),
    QUESTION( NetServerGetInfo, " 101" ),
    QUESTION( NetRemoteTOD, "" ),
    QUESTION( NetStatisticsGet, " 0" ),
    QUESTION( NetGetJoinInformation, "" ),
};

/* Returns the time in ns per call. */
static double ask( const struct question *question, struct side *side, const struct buffer_functions *f,
                   unsigned int count )
{
    LARGE_INTEGER start, end, frequency;
    unsigned int i;
    BYTE *buffer;

    QueryPerformanceFrequency( &frequency );
    QueryPerformanceCounter( &start );
    for (i = 0; i < count; i++)
    {
        buffer = NULL;
        side->status = question->ask( side->proc, &buffer );
        if (buffer) f->free( buffer );
    }
    QueryPerformanceCounter( &end );
    return (end.QuadPart - start.QuadPart) * 1e9 / frequency.QuadPart / count;
}

/* What Wine has not implemented raises this, and ends the program; here the thread that tries it. */
#define EXCEPTION_WINE_STUB  0x80000100

static DWORD trying_thread;

static LONG CALLBACK end_stub( EXCEPTION_POINTERS *info )
{
    if (info->ExceptionRecord->ExceptionCode == EXCEPTION_WINE_STUB && GetCurrentThreadId() == trying_thread)
        ExitThread( 1 );
    return EXCEPTION_CONTINUE_SEARCH;
}

static DWORD CALLBACK try_question( void *arg )
{
    struct question *question = arg;

    trying_thread = GetCurrentThreadId();
    ask( question, &question->own, &own, 1 );
    return 0;
}

static BOOL is_implemented( struct question *question )
{
    HANDLE thread = CreateThread( NULL, 0, try_question, question, 0, NULL );
    DWORD code = 1;

    WaitForSingleObject( thread, INFINITE );
    GetExitCodeThread( thread, &code );
    CloseHandle( thread );
    return !code;
}

static void prepare_questions( double target_ns )
{
    HMODULE our_module = LoadLibraryW( L"netapi32.dll" );
    HMODULE own_module = have_own ? LoadLibraryW( L"netapi32_host.dll" ) : NULL;
    void *handler = AddVectoredExceptionHandler( TRUE, end_stub );
    DWORD size = ARRAYSIZE( user_name );
    unsigned int i;
    double ns;

    GetUserNameW( user_name, &size );
    for (i = 0; i < ARRAYSIZE( questions ); i++)
    {
        struct question *question = &questions[i];

        if (!(question->ours.proc = GetProcAddress( our_module, question->function )))
            die( "there is no %s", question->function );
        ask( question, &question->ours, &ours, 10 );
        if (question->ours.status) die( "%s: status %lu", question->function, question->ours.status );
        ns = ask( question, &question->ours, &ours, 10 );
        question->count = target_ns / ns < 10 ? 10 : target_ns / ns;

        if (own_module) question->own.proc = GetProcAddress( own_module, question->function );
        if (question->own.proc && !is_implemented( question )) question->own.proc = NULL;
        if (question->own.proc) ask( question, &question->own, &own, 10 );
    }
    RemoveVectoredExceptionHandler( handler );
}

static void ask_round(void)
{
    unsigned int i, turn;

    for (i = 0; i < ARRAYSIZE( questions ); i++)
    {
        struct question *question = &questions[i];

        for (turn = 0; turn < 2; turn++)
        {
            if ((rounds + turn) % 2)
                question->ours.times[rounds] = ask( question, &question->ours, &ours, question->count );
            else if (question->own.proc)
                question->own.times[rounds] = ask( question, &question->own, &own, question->count );
        }
    }
    rounds++;
}

static void print_questions( FILE *file, const char *version )
{
    static double ratios[MAX_ROUNDS];
    double low, high, ratio;
    unsigned int i, j;

    fprintf( file, "bits,wine,question,rounds,ours_us,own_us,own_status,"
                   "ours_to_own,ours_to_own_low,ours_to_own_high\n" );
    for (i = 0; i < ARRAYSIZE( questions ); i++)
    {
        const struct question *question = &questions[i];

        fprintf( file, "%u,%s,%s%s,%u,%.3f,", BITS, version, question->function, question->level, rounds,
                 median( question->ours.times, NULL, NULL ) / 1000 );
        if (question->own.proc)
        {
            for (j = 0; j < rounds; j++) ratios[j] = question->ours.times[j] / question->own.times[j];
            ratio = median( ratios, &low, &high );
            fprintf( file, "%.3f,%lu,%.4f,%.4f,%.4f\n", median( question->own.times, NULL, NULL ) / 1000,
                     question->own.status, ratio, low, high );
        }
        else fprintf( file, ",,,,\n" );
    }
}

/* ---- the run --------------------------------------------------------------------------------- */

static void calibrate( struct cell *cell, double target_ns )
{
    double ns;

    /* the first ones make the heap set up what it keeps for the size */
    cell->work.count = 64;
    measure( RAW, &cell->work, cell->threads );
    measure( RAW, &cell->work, cell->threads );
    for (;;)
    {
        ns = measure( RAW, &cell->work, cell->threads ) * cell->threads;
        if (ns * cell->work.count > target_ns / 4 || cell->work.count > 10000000) break;
        cell->work.count *= 4;
    }
    cell->work.count = target_ns / ns + 1;
    if (cell->work.count < 4) cell->work.count = 4;
}

static void make_cells( double target_ns )
{
    unsigned int operation, size, threads;

    cells = calloc( OPERATIONS * ARRAYSIZE( sizes ) * ARRAYSIZE( thread_counts ), sizeof(*cells) );
    if (!cells) die( "out of memory" );
    for (operation = 0; operation < OPERATIONS; operation++)
        for (threads = 0; threads < ARRAYSIZE( thread_counts ); threads++)
            for (size = 0; size < ARRAYSIZE( sizes ); size++)
            {
                struct cell *cell = &cells[cell_count++];

                cell->work.operation = operation;
                cell->work.size = sizes[size];
                cell->work.ring = sizes[size] <= 65536 ? MAX_RING : 4;
                cell->threads = thread_counts[threads];
                calibrate( cell, target_ns );
            }
}

static void run_round(void)
{
    unsigned int i, turn, variant, first = rounds % VARIANTS;

    for (i = 0; i < cell_count; i++)
    {
        for (turn = 0; turn < VARIANTS; turn++)
        {
            variant = (first + (rounds / VARIANTS % 2 ? VARIANTS - turn : turn)) % VARIANTS;
            if (variant != OWN || have_own)
                cells[i].times[variant][rounds] = measure( variant, &cells[i].work,
                                                           cells[i].threads );
        }
    }
    rounds++;
}

int wmain( int argc, WCHAR *argv[] )
{
    double target_ns = 4e6;
    DWORD seconds = 120, start, first;
    FILE *file = stdout;
    int i;

    for (i = 1; i < argc; i++)
    {
        if (!wcscmp( argv[i], L"--quick" ))
        {
            target_ns = 2e6;
            seconds = 18;
        }
        else if (!wcscmp( argv[i], L"--seconds" ) && i + 1 < argc) seconds = _wtoi( argv[++i] );
        else if (argv[i][0] == '-' || file != stdout)
            die( "usage: bench [--quick] [--seconds N] [FILE]" );
        else if (!(file = _wfopen( argv[i], L"wb" ))) die( "cannot write to %ls", argv[i] );
    }

    start = GetTickCount();
    find_functions();
    start_threads();
    make_cells( target_ns );
    /* with fewer than eight not even the extremes enclose the median in 99 % of all cases */
    while (rounds < 8 || (rounds < MAX_ROUNDS && GetTickCount() - start < seconds * 1000))
        run_round();
    print_table( file, get_wine_version() );
    fprintf( stderr, "bench: %u rounds in %lu s\n", rounds, (GetTickCount() - start) / 1000 );

    /* a fifth of the time */
    first = GetTickCount();
    rounds = 0;
    prepare_questions( target_ns );
    while (rounds < 8 || (rounds < MAX_ROUNDS && GetTickCount() - first < seconds * 200)) ask_round();
    print_questions( file, get_wine_version() );
    if (fflush( file ) || ferror( file )) die( "the table could not be written" );
    fprintf( stderr, "bench: questions: %u rounds in %lu s\n", rounds, (GetTickCount() - first) / 1000 );
    return 0;
}
