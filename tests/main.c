/*
 * The test program's main function, and the functions behind wine/test.h
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
#include <wingdi.h>
#include <wincon.h>
#include <winnls.h>

#include "product.h"
#include "program.h"
#include "held.h"
#include "imports.h"
#include "generator.h"
#include "questions.h"
#include "hostile/rpcserver.h"

/*
 * usage: netapi32_test64.exe [TEST | all | report | table | unknown | misuse [WORD] | answers SERVER USER PASSWORD]
 *
 * report: all, and the table of behaviour.h with what this system does, in a file beside the program
 * table: the table alone, as in docs/behaviour.md
 * unknown: its rows whose behaviour on Windows is not known, with what this system does
 * misuse: what the functions do with each pointer that robustness.c has, or with those that have the
 *     word in their name, as docs/misuse.md puts it together
 * answers: asks a server once for all that tests/questions.c has
 *
 * Exit status: 0 all checks passed, 1 a check failed or a test crashed, 2 no such test or number,
 * 3 NETAPI32_TEST_REQUIRE=ours and the DLL loaded is another one.
 */

void func_address( void );
void func_aes( void );
void func_apibuffer( void );
void func_behaviour( void );
void func_computername( void );
void func_credentials( void );
void func_dc( void );
void func_descriptor( void );
void func_dfs( void );
void func_display( void );
void func_domain( void );
void func_exports( void );
void func_faults( void );
void func_forward( void );
void func_fuzz( void );
void func_group( void );
void func_hostile( void );
void func_hostiledns( void );
void func_hostilepipes( void );
void func_hostilesam( void );
void func_hostilenetlogon( void );
void func_interop( void );
void func_join( void );
void func_joined( void );
void func_kerberos( void );
void func_krbcrypt( void );
void func_literal( void );
void func_localgroup( void );
void func_localserver( void );
void func_locator( void );
void func_logon( void );
void func_midl( void );
void func_modals( void );
void func_netlogon( void );
void func_netmsg( void );
void func_netutils( void );
void func_ntlm( void );
void func_oom( void );
void func_change( void );
void func_pack( void );
void func_passwordpolicy( void );
void func_pipes( void );
void func_race( void );
void func_random( void );
void func_remote( void );
void func_remotegroup( void );
void func_remoteoom( void );
void func_remoteshare( void );
void func_remoteuser( void );
void func_robustness( void );
void func_rpcfuzz( void );
void func_schedule( void );
void func_sealed( void );
void func_server( void );
void func_servers( void );
void func_serverspipes( void );
void func_session( void );
void func_settings( void );
void func_share( void );
void func_siblings( void );
void func_smb( void );
void func_smbconnection( void );
void func_smbcrypt( void );
void func_smbfuzz( void );
void func_spnego( void );
void func_asn1( void );
void func_store( void );
void func_tcp( void );
void func_unload( void );
void func_use( void );
void func_user( void );
void func_userchange( void );
void func_wksta( void );

/* In place of TRUE for "twice": Wine's RPC loses blocks when a call fails, and its NTLM with each logon. So those that
 * the module allocated itself are counted. */
#define OWN_BLOCKS  2

/* For "twice" as well, or with TRUE: it hands over pointers that lead nowhere, or do once another thread has freed what is
 * there. In the others an access violation is a failure. */
#define VIOLATES  4

static const struct test
{
    const char *name;
    void (*function)( void );
    int twice;  /* what it calls allocates for the first use and keeps that: the second run counts */
}
tests[] =
{
    { "apibuffer", func_apibuffer, TRUE },
    { "behaviour", func_behaviour, FALSE },
    { "robustness", func_robustness, VIOLATES },
    { "interop", func_interop, TRUE },
    { "midl", func_midl, VIOLATES },
    { "exports", func_exports, TRUE },
    { "forward", func_forward, TRUE | VIOLATES },
    { "netutils", func_netutils, FALSE },
    { "siblings", func_siblings, OWN_BLOCKS },
    { "netmsg", func_netmsg, FALSE },
    { "ntlm", func_ntlm, FALSE },
    { "locator", func_locator, FALSE },
    { "pack", func_pack, FALSE },
    { "wksta", func_wksta, TRUE },
    { "join", func_join, TRUE },
    { "joined", func_joined, TRUE },
    { "computername", func_computername, TRUE },
    { "dfs", func_dfs, TRUE },
    { "server", func_server, TRUE },
    { "share", func_share, TRUE },
    { "session", func_session, TRUE },
    { "use", func_use, TRUE },
    { "settings", func_settings, OWN_BLOCKS },
    { "localserver", func_localserver, OWN_BLOCKS },
    { "user", func_user, TRUE },
    { "userchange", func_userchange, TRUE },
    { "modals", func_modals, TRUE },
    { "passwordpolicy", func_passwordpolicy, TRUE },
    { "descriptor", func_descriptor, TRUE },
    { "literal", func_literal, FALSE },
    { "address", func_address, TRUE },
    { "tcp", func_tcp, TRUE },
    { "aes", func_aes, TRUE },
    { "kerberos", func_kerberos, TRUE },
    { "krbcrypt", func_krbcrypt, TRUE },
    { "smbcrypt", func_smbcrypt, TRUE },
    { "smbconnection", func_smbconnection, TRUE },
    { "spnego", func_spnego, FALSE },
    { "asn1", func_asn1, FALSE },
    { "display", func_display, TRUE },
    { "group", func_group, TRUE },
    { "localgroup", func_localgroup, TRUE },
    { "store", func_store, TRUE },
    { "logon", func_logon, TRUE },
    { "remote", func_remote, OWN_BLOCKS },
    { "remotegroup", func_remotegroup, OWN_BLOCKS },
    { "remoteuser", func_remoteuser, OWN_BLOCKS },
    { "credentials", func_credentials, OWN_BLOCKS },
    { "pipes", func_pipes, OWN_BLOCKS },
    { "sealed", func_sealed, OWN_BLOCKS },
    { "hostile", func_hostile, TRUE },
    { "hostilepipes", func_hostilepipes, TRUE },
    { "hostilesam", func_hostilesam, TRUE },
    { "hostilenetlogon", func_hostilenetlogon, TRUE },
    { "rpcfuzz", func_rpcfuzz, TRUE },
    { "servers", func_servers, TRUE },
    { "serverspipes", func_serverspipes, TRUE },
    { "smb", func_smb, TRUE },
    { "smbfuzz", func_smbfuzz, TRUE },
    { "unload", func_unload, TRUE },
    { "remoteshare", func_remoteshare, OWN_BLOCKS },
    { "oom", func_oom, TRUE },
    { "change", func_change, TRUE },
    { "remoteoom", func_remoteoom, TRUE },
    { "hostiledns", func_hostiledns, OWN_BLOCKS },
    { "dc", func_dc, TRUE },
    { "netlogon", func_netlogon, TRUE },
    { "domain", func_domain, OWN_BLOCKS },
    { "schedule", func_schedule, OWN_BLOCKS },
    { "faults", func_faults, FALSE },
    { "race", func_race, VIOLATES },
    { "random", func_random, FALSE },
    { "fuzz", func_fuzz, VIOLATES },
};

#ifdef _WIN64
# define BITS  64
#else
# define BITS  32
#endif
#define STRINGIFY(x)   STRINGIFY_(x)
#define STRINGIFY_(x)  #x
#define PROGRAM        "netapi32_test" STRINGIFY(BITS)

#define MAX_CONTEXTS  8
#define MAX_TODOS     8
#define TIMEOUT       (10 * 60 * 1000)

#define REQUIRE_VARIABLE   L"NETAPI32_TEST_REQUIRE"
#define COUNTERS_VARIABLE  L"NETAPI32_TEST_COUNTERS"
/* of a test that has parts: the name of the one that shall run; and that the first failure ends it, as one is enough */
#define PART_VARIABLE      "NETAPI32_TEST_PART"
#define STOP_VARIABLE      "NETAPI32_TEST_STOP"

/* shared by the child that runs a test and the parent that sums up, so that no kind of death
 * of the child loses what it counted */
struct counters
{
    LONG passed;
    LONG failed;
    LONG todo;
    LONG skipped;
    LONG finished;
};

int winetest_interactive;
int winetest_debug = 1;

static struct counters own_counters, *counters = &own_counters;
static const struct test *current_test;
static const char *current_file = "";
static int current_line;
static char contexts[MAX_CONTEXTS][128];
static unsigned int context_count;
static int todos[MAX_TODOS];
static unsigned int todo_depth;

/* Every line goes out at once: redirected, or before a crash, none is late or lost. */
static void output( const char *text )
{
    DWORD written;

    WriteFile( GetStdHandle( STD_OUTPUT_HANDLE ), text, strlen( text ), &written, NULL );
}

static void append( char *buffer, size_t size, const char *format, va_list args )
{
    size_t len = strlen( buffer );
    int ret = _vsnprintf( buffer + len, size - len, format, args );

    if (ret < 0 || (size_t)ret >= size - len) strcpy( buffer + size - 5, "...\n" );
}

void print( const char *format, ... )
{
    char buffer[2048] = "";
    va_list args;

    va_start( args, format );
    append( buffer, sizeof(buffer), format, args );
    va_end( args );
    output( buffer );
}

static void report( const char *what, const char *format, va_list args )
{
    char buffer[2048];
    unsigned int i;

    _snprintf( buffer, 512, "%s:%d: %s", current_file, current_line, what );
    buffer[511] = 0;
    for (i = 0; i < context_count && i < MAX_CONTEXTS; i++)
    {
        strcat( buffer, contexts[i] );
        strcat( buffer, ": " );
    }
    append( buffer, sizeof(buffer), format, args );
    output( buffer );
}

BOOL is_wanted_part( const char *name )
{
    const char *wanted = getenv( PART_VARIABLE );

    return !wanted || !strcmp( wanted, name );
}

LONG count_failures( void )
{
    return counters->failed;
}

BOOL has_wanted_part( void )
{
    return getenv( PART_VARIABLE ) != NULL;
}

static int in_todo( void )
{
    unsigned int i;

    for (i = 0; i < todo_depth && i < MAX_TODOS; i++) if (todos[i]) return 1;
    return 0;
}

void test_location( const char *file, int line )
{
    const char *p;

    for (p = file; *p; p++) if (*p == '/' || *p == '\\') file = p + 1;
    current_file = file;
    current_line = line;
}

int test_ok( int condition, const char *format, ... )
{
    int is_todo = in_todo();
    va_list args;

    va_start( args, format );
    if (is_todo && !condition)
    {
        InterlockedIncrement( &counters->todo );
        if (winetest_debug > 0) report( "Test marked todo: ", format, args );
    }
    else if (is_todo || !condition)
    {
        InterlockedIncrement( &counters->failed );
        report( is_todo ? "Test succeeded inside todo block: " : "Test failed: ", format, args );
        if (getenv( STOP_VARIABLE )) TerminateProcess( GetCurrentProcess(), STATUS_FAILED );
    }
    else InterlockedIncrement( &counters->passed );
    va_end( args );
    return condition;
}

void test_skip( const char *format, ... )
{
    va_list args;

    va_start( args, format );
    InterlockedIncrement( &counters->skipped );
    report( "Tests skipped: ", format, args );
    va_end( args );
}

/* what a Windows version may lack, Wine has to have */
void test_win_skip( const char *format, ... )
{
    va_list args;

    va_start( args, format );
    InterlockedIncrement( under_wine() ? &counters->failed : &counters->skipped );
    report( under_wine() ? "Test failed: " : "Tests skipped: ", format, args );
    va_end( args );
}

void test_trace( const char *format, ... )
{
    va_list args;

    if (winetest_debug <= 0) return;
    va_start( args, format );
    report( "", format, args );
    va_end( args );
}

int test_is_wine( void )
{
    return under_wine();
}

int test_broken( int condition )
{
    return condition && !under_wine();
}

int test_begin_todo( int is_todo )
{
    if (todo_depth < MAX_TODOS) todos[todo_depth] = is_todo;
    todo_depth++;
    return 1;
}

int test_end_todo( void )
{
    todo_depth--;
    return 0;
}

void winetest_push_context( const char *format, ... )
{
    va_list args;

    if (context_count < MAX_CONTEXTS)
    {
        contexts[context_count][0] = 0;
        va_start( args, format );
        append( contexts[context_count], sizeof(contexts[0]), format, args );
        va_end( args );
    }
    context_count++;
}

void winetest_pop_context( void )
{
    if (context_count) context_count--;
}

const char *wine_dbgstr_w( const WCHAR *str )
{
    static char buffers[8][300];
    static unsigned int next;
    char *buffer = buffers[next++ % ARRAY_SIZE(buffers)], *p = buffer;

    if (!str) return "(null)";
    *p++ = 'L';
    *p++ = '"';
    for (; *str && p < buffer + sizeof(buffers[0]) - 16; str++)
    {
        if (*str == '"' || *str == '\\') *p++ = '\\';
        if (*str >= ' ' && *str < 0x7f) *p++ = *str;
        else p += sprintf( p, "\\x%04x", *str );
    }
    strcpy( p, *str ? "\"..." : "\"" );
    return buffer;
}

static void print_summary( void )
{
    print( "%04lx:%s: %ld tests executed (%ld marked as todo, 0 as flaky, %ld failures), "
           "%ld skipped.\n", GetCurrentProcessId(), current_test->name,
           counters->passed + counters->todo + counters->failed, counters->todo,
           counters->failed, counters->skipped );
}

static LONG CALLBACK unhandled_exception( EXCEPTION_POINTERS *exception )
{
    EXCEPTION_RECORD *record = exception->ExceptionRecord;

    todo_depth = 0;  /* a crash is no known failure */
    test_ok( 0, "unhandled exception %08lx at %p, after this line was reached\n",
             record->ExceptionCode, record->ExceptionAddress );
    print_summary();
    TerminateProcess( GetCurrentProcess(), STATUS_FAILED );
    return EXCEPTION_EXECUTE_HANDLER;
}

/* Says which DLL is tested. Returns FALSE when it is not the one required. */
static BOOL identify( const WCHAR *name, BOOL quiet )
{
    HMODULE module = LoadLibraryW( name );
    WCHAR path[MAX_PATH] = L"not loaded", require[16] = L"";
    char utf8[5][3 * MAX_PATH];
    const WCHAR *strings[5] = { name, path, L"", L"", require };
    unsigned int i;

    if (module)
    {
        GetModuleFileNameW( module, path, MAX_PATH );
        strings[2] = version_string( module, L"ProductName" );
        strings[3] = version_string( module, L"FileVersion" );
    }
    GetEnvironmentVariableW( REQUIRE_VARIABLE, require, ARRAY_SIZE(require) );
    for (i = 0; i < ARRAY_SIZE(strings); i++)
    {
        utf8[i][0] = 0;
        WideCharToMultiByte( CP_UTF8, 0, strings[i], -1, utf8[i], sizeof(utf8[i]), NULL, NULL );
        utf8[i][sizeof(utf8[i]) - 1] = 0;
    }

    if (!quiet)
        print( PROGRAM ": testing %s: %s, product \"%s\", version \"%s\"\n",
               utf8[0], utf8[1], utf8[2], utf8[3] );
    if (!require[0]) return TRUE;
    if (lstrcmpW( require, L"ours" ))
    {
        print( PROGRAM ": NETAPI32_TEST_REQUIRE is \"%s\", it can only be \"ours\"\n", utf8[4] );
        return FALSE;
    }
    if (is_ours( module )) return TRUE;
    print( PROGRAM ": NETAPI32_TEST_REQUIRE=ours, but %s is not netapi32 for Wine's: "
           "nothing was tested\n", utf8[0] );
    return FALSE;
}

static BOOL identify_all( const char *test_name, BOOL quiet )
{
    BOOL ret = identify( L"netapi32.dll", quiet );

    if (!strcmp( test_name, "netutils" ) || !strcmp( test_name, "all" ))
        ret = identify( L"netutils.dll", quiet ) && ret;
    return ret;
}

static LONG own_blocks;
static void * (WINAPI *heap_allocate)( HANDLE heap, ULONG flags, SIZE_T size );
static BOOLEAN (WINAPI *heap_free)( HANDLE heap, ULONG flags, void *ptr );

static void * WINAPI counting_heap_allocate( HANDLE heap, ULONG flags, SIZE_T size )
{
    void *ptr = heap_allocate( heap, flags, size );

    if (ptr) InterlockedIncrement( &own_blocks );
    return ptr;
}

static BOOLEAN WINAPI counting_heap_free( HANDLE heap, ULONG flags, void *ptr )
{
    BOOLEAN freed = heap_free( heap, flags, ptr );

    if (freed && ptr) InterlockedDecrement( &own_blocks );
    return freed;
}

static BOOL can_count_own_blocks( void )
{
    HMODULE module = GetModuleHandleW( L"netapi32.dll" );

    return testing_ours() &&
           exchange_import( module, "RtlAllocateHeap", counting_heap_allocate, &heap_allocate ) &&
           exchange_import( module, "RtlFreeHeap", counting_heap_free, &heap_free );
}

/* A thread that looks up a name which nobody waits for any more has its blocks until it ends. */
#define PATIENCE  30000  /* milliseconds */

static LONG count_again( BOOL own, LONG before )
{
    LONG after = own ? own_blocks : count_blocks();
    unsigned int i;

    for (i = 0; after > before && i < PATIENCE / 100; i++)
    {
        Sleep( 100 );
        after = own ? own_blocks : count_blocks();
    }
    return after;
}

/* Runs a test, after which there are as many blocks as before. */
static void run_and_count( const struct test *test )
{
    BOOL own = test->twice == OWN_BLOCKS, judging = testing_ours();
    BOOL counting = own ? can_count_own_blocks() : can_count_blocks();
    LONG before, after;

    if (test->twice & ~VIOLATES) test->function();
    before = own ? own_blocks : count_blocks();
    test->function();
    after = judging ? count_again( own, before ) : own ? own_blocks : count_blocks();
    test_location( __FILE__, __LINE__ );
    if (!counting) test_skip( "the blocks of this system's heap cannot be counted\n" );
    else if (judging) test_ok( after == before, "%s lost %ld blocks\n", test->name, after - before );
    else if (after != before) test_trace( "%s lost %ld blocks\n", test->name, after - before );
}

/* whatever handler may wait for it */
static BOOL is_violation( DWORD code )
{
    switch (code)
    {
    case EXCEPTION_ACCESS_VIOLATION:
    case EXCEPTION_ARRAY_BOUNDS_EXCEEDED:
    case EXCEPTION_DATATYPE_MISALIGNMENT:
    case EXCEPTION_GUARD_PAGE:
    case EXCEPTION_ILLEGAL_INSTRUCTION:
    case EXCEPTION_IN_PAGE_ERROR:
    case EXCEPTION_INT_DIVIDE_BY_ZERO:
    case EXCEPTION_PRIV_INSTRUCTION:
    case EXCEPTION_STACK_OVERFLOW:
    case 0xc0000374:    /* STATUS_HEAP_CORRUPTION */
    case 0xc0000409:    /* STATUS_STACK_BUFFER_OVERRUN */ return TRUE;
    default: return FALSE;
    }
}

/* Before any handler: what is taken there would pass for a refused answer. */
static LONG CALLBACK end_at_violation( EXCEPTION_POINTERS *exception )
{
    const EXCEPTION_RECORD *record = exception->ExceptionRecord;

    if (!is_violation( record->ExceptionCode )) return EXCEPTION_CONTINUE_SEARCH;
    InterlockedIncrement( &counters->failed );
    InterlockedIncrement( &counters->finished );
    print( "%s:%d: Test failed: violation %#lx at %p, of the address %p\n", current_file, current_line, record->ExceptionCode,
           record->ExceptionAddress, record->NumberParameters > 1 ? (void *)record->ExceptionInformation[1] : NULL );
    return end_program( exception );
}

static int run_test( const struct test *test )
{
    current_test = test;
    test_location( test->name, 0 );
    if (!(test->twice & VIOLATES)) AddVectoredExceptionHandler( 1, end_at_violation );
    SetUnhandledExceptionFilter( unhandled_exception );
    run_and_count( test );
    InterlockedIncrement( &counters->finished );
    print_summary();
    return counters->failed ? STATUS_FAILED : STATUS_PASSED;
}

/* Starts this program once more. */
BOOL start_self( const WCHAR *arguments, HANDLE standard_output, PROCESS_INFORMATION *process )
{
    WCHAR path[MAX_PATH], command[MAX_PATH + 64];
    STARTUPINFOW startup;

    GetModuleFileNameW( NULL, path, MAX_PATH );
    wsprintfW( command, L"\"%s\" %s", path, arguments );
    memset( &startup, 0, sizeof(startup) );
    startup.cb = sizeof(startup);
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = GetStdHandle( STD_INPUT_HANDLE );
    startup.hStdOutput = standard_output;
    startup.hStdError = GetStdHandle( STD_ERROR_HANDLE );
    return CreateProcessW( path, command, NULL, NULL, TRUE, 0, NULL, NULL, &startup, process );
}

LONG CALLBACK end_program( EXCEPTION_POINTERS *exception )
{
    TerminateProcess( GetCurrentProcess(), exception->ExceptionRecord->ExceptionCode );
    return EXCEPTION_EXECUTE_HANDLER;
}

DWORD run_self( const WCHAR *arguments, char *buffer, DWORD size )
{
    SECURITY_ATTRIBUTES inherited = { sizeof(inherited), NULL, TRUE };
    PROCESS_INFORMATION process;
    HANDLE read_end, write_end;
    DWORD exit_code = ~0u, count, len = 0;

    buffer[0] = 0;
    if (!CreatePipe( &read_end, &write_end, &inherited, 0 )) return exit_code;
    SetHandleInformation( read_end, HANDLE_FLAG_INHERIT, 0 );
    if (start_self( arguments, write_end, &process ))
    {
        CloseHandle( write_end );
        while (len < size - 1 && ReadFile( read_end, buffer + len, size - 1 - len, &count, NULL ) && count)
            len += count;
        buffer[len] = 0;
        if (WaitForSingleObject( process.hProcess, TIMEOUT )) TerminateProcess( process.hProcess, ~0u );
        GetExitCodeProcess( process.hProcess, &exit_code );
        CloseHandle( process.hThread );
        CloseHandle( process.hProcess );
    }
    else CloseHandle( write_end );
    CloseHandle( read_end );
    return exit_code;
}

/* Runs a test as a process of its own. Whatever ends it, it ends no other test. */
static void run_child( const struct test *test )
{
    PROCESS_INFORMATION process;
    DWORD exit_code = 0, wait, timeout = TIMEOUT + get_minutes() * 2 * 60000;
    WCHAR name[32];

    memset( counters, 0, sizeof(*counters) );
    wsprintfW( name, L"%hs", test->name );
    if (!start_self( name, GetStdHandle( STD_OUTPUT_HANDLE ), &process ))
    {
        print( PROGRAM ": %s was not started, error %lu\n", test->name, GetLastError() );
        counters->failed++;
        return;
    }
    wait = WaitForSingleObject( process.hProcess, timeout );
    if (wait)
    {
        print( PROGRAM ": %s did not end in %lu seconds\n", test->name, timeout / 1000 );
        TerminateProcess( process.hProcess, STATUS_FAILED );
        WaitForSingleObject( process.hProcess, 10000 );
    }
    GetExitCodeProcess( process.hProcess, &exit_code );
    if (wait || !counters->finished || (exit_code && !counters->failed))
    {
        print( PROGRAM ": %s ended with status %lx before or after its last check\n",
               test->name, exit_code );
        if (wait || !counters->failed) counters->failed++;
    }
    CloseHandle( process.hThread );
    CloseHandle( process.hProcess );
}

static BOOL is_named( const struct test *test, char **names )
{
    if (!*names) return TRUE;
    for (; *names; names++) if (!strcmp( *names, test->name )) return TRUE;
    return FALSE;
}

/* names: of the tests, up to a NULL; none: all of them */
static int run_all( char **names )
{
    LONG passed = 0, failed = 0, skipped = 0;
    WCHAR name[64];
    HANDLE mapping;
    unsigned int i;

    wsprintfW( name, L"netapi32_test_%08x", GetCurrentProcessId() );
    mapping = CreateFileMappingW( INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0,
                                  sizeof(*counters), name );
    counters = mapping ? MapViewOfFile( mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0 ) : NULL;
    if (!counters || !SetEnvironmentVariableW( COUNTERS_VARIABLE, name ))
    {
        print( PROGRAM ": no memory to share, error %lu\n", GetLastError() );
        return STATUS_FAILED;
    }
    for (i = 0; i < ARRAY_SIZE(tests); i++)
    {
        if (!is_named( &tests[i], names )) continue;
        run_child( &tests[i] );
        passed += counters->passed + counters->todo;
        failed += counters->failed;
        skipped += counters->skipped;
    }
    print( PROGRAM ": %ld passed, %ld failed, %ld skipped\n", passed, failed, skipped );
    return failed ? STATUS_FAILED : STATUS_PASSED;
}

static void print_windows_version( void )
{
    LONG (WINAPI *get_version)( OSVERSIONINFOEXW *info );
    const char * (__cdecl *wine_version)( void );
    OSVERSIONINFOEXW info;

    memset( &info, 0, sizeof(info) );
    info.dwOSVersionInfoSize = sizeof(info);
    get_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "RtlGetVersion" );
    wine_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "wine_get_version" );
    if (get_version) get_version( &info );
    print( PROGRAM ": Windows %lu.%lu, build %lu, service pack %u, %s%s%s\n", info.dwMajorVersion,
           info.dwMinorVersion, info.dwBuildNumber, info.wServicePackMajor,
           info.wProductType == VER_NT_WORKSTATION ? "workstation" : "server",
           wine_version ? "; this is Wine " : "", wine_version ? wine_version() : "" );
}

static BOOL are_tests( char **names )
{
    unsigned int i;

    for (; *names; names++)
    {
        for (i = 0; i < ARRAY_SIZE(tests) && strcmp( *names, tests[i].name ); i++) ;
        if (i == ARRAY_SIZE(tests)) return FALSE;
    }
    return TRUE;
}

/* Writes it all to a file: for a tester who starts the program by a double click. */
static int run_report( char **names )
{
    static const WCHAR name[] = L"netapi32-report-" STRINGIFY(BITS) L".txt";
    SECURITY_ATTRIBUTES inherited = { sizeof(inherited), NULL, TRUE };
    HANDLE console = GetStdHandle( STD_OUTPUT_HANDLE ), file;
    WCHAR path[MAX_PATH + ARRAY_SIZE(name)], *p;
    DWORD processes[2];
    int ret;

    GetModuleFileNameW( NULL, path, MAX_PATH );
    for (p = path + lstrlenW( path ); p > path && p[-1] != '\\'; p--) ;
    lstrcpyW( p, name );
    file = CreateFileW( path, FILE_APPEND_DATA | SYNCHRONIZE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited,
                        CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL );
    if (file == INVALID_HANDLE_VALUE)
    {
        print( "%ls cannot be written, error %lu: copy the program to a folder of yours\n", path, GetLastError() );
        return STATUS_FAILED;
    }
    print( "Running %s; the report goes to\n%ls ...\n", *names ? "the tests named" : "all tests, some minutes", path );
    SetStdHandle( STD_OUTPUT_HANDLE, file );
    print_windows_version();
    ret = identify_all( "all", FALSE ) ? run_all( names ) : STATUS_WRONG_DLL;
    print( "\nThe four functions, case by case:\n\n" );
    print_behaviour( TRUE );
    print( "\nWhat this decides, of Windows' behaviour that was not known:\n\n" );
    print_decided();
    CloseHandle( file );
    SetStdHandle( STD_OUTPUT_HANDLE, console );
    print( "Done: %s.\n", ret == STATUS_PASSED ? "no test failed" : "tests failed" );
    if (GetConsoleProcessList( processes, 2 ) == 1)  /* the window is ours alone, and would close */
    {
        print( "Press Enter.\n" );
        getchar();
    }
    return ret;
}

/* Counts in the parent's memory, when there is a parent that counts. */
static BOOL find_parent( void )
{
    WCHAR name[64];
    DWORD len = GetEnvironmentVariableW( COUNTERS_VARIABLE, name, ARRAY_SIZE(name) );
    HANDLE mapping;
    void *view;

    if (!len || len >= ARRAY_SIZE(name)) return FALSE;
    if (!(mapping = OpenFileMappingW( FILE_MAP_ALL_ACCESS, FALSE, name ))) return FALSE;
    if (!(view = MapViewOfFile( mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0 ))) return FALSE;
    counters = view;
    return TRUE;
}

static BOOL check_number( const char *name, DWORD largest )
{
    DWORD number;

    if (read_number( name, largest, &number )) return TRUE;
    print( PROGRAM ": %s is \"%s\", it can only be a number from 0 to %lu, decimal or with 0x before it\n",
           name, getenv( name ), largest );
    return FALSE;
}

static int get_option( const char *name, int value )
{
    const char *text = getenv( name );

    return text ? atoi( text ) : value;
}

int main( int argc, char **argv )
{
    unsigned int i;
    DWORD processes[2];
    BOOL is_child;

    winetest_interactive = get_option( "WINETEST_INTERACTIVE", 0 );
    winetest_debug = get_option( "WINETEST_DEBUG", 1 );
    SetErrorMode( SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX );

    if (!check_number( SEED_VARIABLE, MAXDWORD ) || !check_number( MINUTES_VARIABLE, MAX_MINUTES ))
        return STATUS_USAGE;

    if (argc == 4 && !strcmp( argv[1], "serve" )) return run_rpc_server( argv[2], argv[3] );
    if (argc > 2 && !strcmp( argv[1], "store-child" )) return run_store_child( argc - 2, argv + 2 );
    if (argc == 2 && !strcmp( argv[1], "all" ))
        return identify_all( argv[1], FALSE ) ? run_all( argv + argc ) : STATUS_WRONG_DLL;
    if (argc == 3 && !strcmp( argv[1], "row" )) return behaviour_row( argv[2] );
    if (argc == 4 && !strcmp( argv[1], "user" )) return tell_user( argv[2], argv[3] );
    if (argc == 2 && !strcmp( argv[1], "table" ))
    {
        print_behaviour( FALSE );
        return STATUS_PASSED;
    }
    if (argc == 2 && !strcmp( argv[1], "unknown" ))
    {
        print_decided();
        return STATUS_PASSED;
    }
    if (argc == 2 && !strcmp( argv[1], "policy" )) return print_policy();
    if (argc == 4 && !strcmp( argv[1], "misuse" )) return misuse_row( argv[2], argv[3] );
    if ((argc == 2 || argc == 3) && !strcmp( argv[1], "misuse" )) return print_misuse( argc == 3 ? argv[2] : "" );
    if (argc == 5 && !strcmp( argv[1], "answers" )) return print_answers( argv[2], argv[3], argv[4] );
    /* a double click: no arguments, and a console window of its own */
    if ((argc >= 2 && !strcmp( argv[1], "report" ) && are_tests( argv + 2 )) ||
        (argc == 1 && !under_wine() && GetConsoleProcessList( processes, 2 ) == 1))
        return run_report( argv + min( argc, 2 ) );

    for (i = 0; argc == 2 && i < ARRAY_SIZE(tests); i++)
    {
        if (strcmp( argv[1], tests[i].name )) continue;
        is_child = find_parent();
        return identify_all( argv[1], is_child ) ? run_test( &tests[i] ) : STATUS_WRONG_DLL;
    }

    print( "usage: " PROGRAM ".exe [TEST | all | report [TEST...] | table | unknown | misuse [WORD] | answers SERVER USER PASSWORD]\n\nTests:\n" );
    for (i = 0; i < ARRAY_SIZE(tests); i++) print( "    %s\n", tests[i].name );
    return argc > 1 ? STATUS_USAGE : STATUS_PASSED;
}
