/*
 * The export table: forwards, and exports that are not supported
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

#include <ntstatus.h>
#define WIN32_NO_STATUS
#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <winternl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <nb30.h>

#include "product.h"

/* tools/make-unsupported makes them from the .spec files; elsewhere there are none */
#ifdef __has_include
# if __has_include("netapi32/unsupported_exports.h")
#  define HAVE_UNSUPPORTED_EXPORTS
# endif
#endif

enum result
{
    RESULT_STATUS, RESULT_NTSTATUS, RESULT_HRESULT, RESULT_BOOL, RESULT_PTR, RESULT_VOID
};

struct unsupported_export
{
    const char *module;
    const char *name;
    enum result result;
    const char *args;  /* the parameter list; NULL: the caller takes its arguments off the stack */
};

#define UNSUPPORTED(name, args)       { MODULE, #name, RESULT_STATUS, #args },
#define UNSUPPORTED_NT(name, args)    { MODULE, #name, RESULT_NTSTATUS, #args },
#define UNSUPPORTED_BOOL(name, args)  { MODULE, #name, RESULT_BOOL, #args },
#define UNSUPPORTED_PTR(name, args)   { MODULE, #name, RESULT_PTR, #args },
#define UNSUPPORTED_VOID(name, args)  { MODULE, #name, RESULT_VOID, #args },
#define UNSUPPORTED_HR(name, args)    { MODULE, #name, RESULT_HRESULT, #args },
#define UNSUPPORTED_CDECL(name)       { MODULE, #name, RESULT_STATUS, NULL },
#define UNSUPPORTED_NT_CDECL(name)    { MODULE, #name, RESULT_NTSTATUS, NULL },

static const struct unsupported_export unsupported_exports[] =
{
#ifdef HAVE_UNSUPPORTED_EXPORTS
# define MODULE "netapi32.dll"
# include "netapi32/unsupported_exports.h"
# undef MODULE
# define MODULE "browcli.dll"
# include "browcli/unsupported_exports.h"
# undef MODULE
# define MODULE "dsrole.dll"
# include "dsrole/unsupported_exports.h"
# undef MODULE
# define MODULE "logoncli.dll"
# include "logoncli/unsupported_exports.h"
# undef MODULE
# define MODULE "netutils.dll"
# include "netutils/unsupported_exports.h"
# undef MODULE
# define MODULE "samcli.dll"
# include "samcli/unsupported_exports.h"
# undef MODULE
# define MODULE "schedcli.dll"
# include "schedcli/unsupported_exports.h"
# undef MODULE
# define MODULE "srvcli.dll"
# include "srvcli/unsupported_exports.h"
# undef MODULE
# define MODULE "wkscli.dll"
# include "wkscli/unsupported_exports.h"
# undef MODULE
#endif
    { NULL, NULL, RESULT_VOID, NULL }
};

/*
 * Returns how many bytes a parameter list takes on i386's stack. make-unsupported writes
 * ULONG_PTR and ULONGLONG only; any other type is an error, -1.
 */
static int count_bytes( const char *args )
{
    static const char separators[] = "(), ";
    char buffer[1024], *token;
    int bytes = 0;

    if (!args) return 0;
    if (strlen( args ) >= sizeof(buffer)) return -1;
    strcpy( buffer, args );
    for (token = strtok( buffer, separators ); token; token = strtok( NULL, separators ))
    {
        if (!strcmp( token, "ULONG_PTR" )) bytes += 4;
        else if (!strcmp( token, "ULONGLONG" )) bytes += 8;
        else if (strcmp( token, "void" ) && strlen( token ) != 1) return -1;
    }
    return bytes;
}

/* Calls a function with so many bytes of arguments that are all the same, tells how many of them it took away. */
static ULONG_PTR call( void *function, ULONG_PTR value, int bytes, int *taken )
{
#ifdef _WIN64
    ULONG_PTR (WINAPI *proc)( ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR,
                              ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR,
                              ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR,
                              ULONG_PTR, ULONG_PTR ) = function;

    *taken = bytes;
    return proc( value, value, value, value, value, value, value, value, value, value,
                 value, value, value, value, value, value, value, value, value, value );
#else
    ULONG_PTR ret;
    char *before, *after;

    /* 256 bytes of them: a function that takes too many finds no return address of ours there,
     * the stack is set right from %esi */
    __asm__ volatile( "movl %%esp,%%esi\n\t"
                      "subl $256,%%esp\n\t"
                      "movl %%esp,%%edi\n\t"
                      "movl $64,%%ecx\n\t"
                      "cld\n\t"
                      "rep stosl\n\t"
                      "movl %%esp,%%edi\n\t"
                      "call *%%ebx\n\t"
                      "movl %%esp,%%edx\n\t"
                      "movl %%esi,%%esp\n\t"
                      : "=a" (ret), "=d" (after), "=D" (before)
                      : "b" (function), "0" (value)
                      : "ecx", "esi", "memory", "cc" );
    (void)bytes;
    *taken = after - before;
    return ret;
#endif
}

/* what the loader made of the file */
static const IMAGE_EXPORT_DIRECTORY *get_exports( HMODULE module, DWORD *size )
{
    const char *base = (const char *)module;
    const IMAGE_DOS_HEADER *dos = (const void *)base;
    const IMAGE_NT_HEADERS *nt = (const void *)(base + dos->e_lfanew);
    const IMAGE_DATA_DIRECTORY *dir;

    dir = &nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT];
    *size = dir->Size;
    return dir->VirtualAddress ? (const void *)(base + dir->VirtualAddress) : NULL;
}

/* Returns the module that an address lies in, NULL when it is in none. */
static HMODULE module_of( const void *address )
{
    HMODULE module = NULL;

    GetModuleHandleExW( GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                        GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT, address, &module );
    return module;
}

static const WCHAR *module_name( HMODULE module )
{
    static WCHAR path[MAX_PATH];
    WCHAR *p, *name = path;

    path[0] = 0;
    if (module) GetModuleFileNameW( module, path, MAX_PATH );
    for (p = path; *p; p++) if (*p == '\\') name = p + 1;
    return name;
}

static void test_export_table(void)
{
    HMODULE module = GetModuleHandleW( L"netapi32.dll" );
    const char *base = (const char *)module, *name, *previous = "";
    const IMAGE_EXPORT_DIRECTORY *exports;
    DWORD i, rva, size, forwards = 0;
    const DWORD *names, *functions;
    const WORD *ordinals;
    BOOL is_forward;
    void *proc;

    exports = get_exports( module, &size );
    ok( exports != NULL, "there are no exports\n" );
    if (!exports) return;
    names = (const DWORD *)(base + exports->AddressOfNames);
    functions = (const DWORD *)(base + exports->AddressOfFunctions);
    ordinals = (const WORD *)(base + exports->AddressOfNameOrdinals);

    for (i = 0; i < exports->NumberOfNames; i++)
    {
        name = base + names[i];
        winetest_push_context( "%s", name );

        /* the loader looks names up by halving */
        ok( strcmp( previous, name ) < 0, "the name stands behind %s\n", previous );
        previous = name;

        ok( ordinals[i] < exports->NumberOfFunctions, "got ordinal %u\n", ordinals[i] );
        rva = ordinals[i] < exports->NumberOfFunctions ? functions[ordinals[i]] : 0;
        ok( rva != 0, "the export has no address\n" );
        is_forward = rva >= (DWORD)((const char *)exports - base) &&
                     rva < (DWORD)((const char *)exports - base) + size;
        if (is_forward) forwards++;

        proc = (void *)GetProcAddress( module, name );
        ok( proc != NULL, "the export was not found%s%s\n", is_forward ? ", it leads to " : "",
            is_forward ? base + rva : "" );
        if (proc && is_forward)
            ok( module_of( proc ) && module_of( proc ) != module, "%s leads to %s\n",
                base + rva, wine_dbgstr_w( module_name( module_of( proc ) ) ) );
        else if (proc)
            ok( module_of( proc ) == module, "the address is in %s\n",
                wine_dbgstr_w( module_name( module_of( proc ) ) ) );

        winetest_pop_context();
    }
    trace( "%lu exports, %lu of them forwards\n", exports->NumberOfNames, forwards );
}

/* the functions this project has code for */
static void test_implemented(void)
{
    static const char * const names[] =
    {
        "NetApiBufferAllocate", "NetApiBufferFree", "NetApiBufferReallocate", "NetApiBufferSize",
        "NetapipBufferAllocate"
    };
    HMODULE module = GetModuleHandleW( L"netapi32.dll" );
    unsigned int i;
    void *proc;

    for (i = 0; i < ARRAY_SIZE(names); i++)
    {
        proc = (void *)GetProcAddress( module, names[i] );
        ok( module_of( proc ) == module, "%s is in %s\n", names[i],
            wine_dbgstr_w( module_name( module_of( proc ) ) ) );
    }
    ok( GetProcAddress( module, "NetApiBufferAllocate" ) ==
        GetProcAddress( module, "NetapipBufferAllocate" ), "NetapipBufferAllocate is another\n" );
}

static void test_forwards(void)
{
    HMODULE module = GetModuleHandleW( L"netapi32.dll" ), host;
    DWORD (WINAPI *pNetpNetBiosStatusToApiStatus)( DWORD nrc );
    DWORD status;

    pNetpNetBiosStatusToApiStatus = (void *)GetProcAddress( module, "NetpNetBiosStatusToApiStatus" );
    ok( pNetpNetBiosStatusToApiStatus != NULL, "NetpNetBiosStatusToApiStatus is not exported\n" );
    if (!pNetpNetBiosStatusToApiStatus) return;

    ok( module_of( pNetpNetBiosStatusToApiStatus ) != module, "NetpNetBiosStatusToApiStatus is no forward\n" );
    host = GetModuleHandleW( L"netapi32_host.dll" );
    ok( host != NULL, "netapi32_host.dll is not loaded\n" );
    ok( module_of( pNetpNetBiosStatusToApiStatus ) == host, "NetpNetBiosStatusToApiStatus is in %s\n",
        wine_dbgstr_w( module_name( module_of( pNetpNetBiosStatusToApiStatus ) ) ) );

    status = pNetpNetBiosStatusToApiStatus( NRC_DUPNAME );
    ok( status == NERR_AlreadyExists, "got status %lu\n", status );
}

/* What Wine's own netapi32 answers must not end a program either: without arguments, and with the address of nothing
 * for each, none of them raises an exception. */
static void test_calls_of_forwards(void)
{
    static BYTE nothing[4096];
    HMODULE module = GetModuleHandleW( L"netapi32.dll" );
    const char *base = (const char *)module, *name;
    const IMAGE_EXPORT_DIRECTORY *exports;
    unsigned int called = 0;
    DWORD i, rva, size;
    void *proc;
    int taken;

    if (!(exports = get_exports( module, &size ))) return;
    for (i = 0; i < exports->NumberOfNames; i++)
    {
        name = base + ((const DWORD *)(base + exports->AddressOfNames))[i];
        rva = ((const DWORD *)(base + exports->AddressOfFunctions))
            [((const WORD *)(base + exports->AddressOfNameOrdinals))[i]];
        if (rva < (DWORD)((const char *)exports - base) || rva >= (DWORD)((const char *)exports - base) + size) continue;
        winetest_push_context( "%s", name );
        proc = (void *)GetProcAddress( module, name );
        ok( proc != NULL, "the export was not found\n" );
        if (proc)
        {
            call( proc, 0, 0, &taken );
            call( proc, (ULONG_PTR)nothing, 0, &taken );
            memset( nothing, 0, sizeof(nothing) );
            called++;
        }
        winetest_pop_context();
    }
    ok( called > 0, "there is no forward\n" );
    trace( "%u forwards called\n", called );
}

static void check_unsupported( const struct unsupported_export *export )
{
    HMODULE module = LoadLibraryA( export->module );
    int bytes = count_bytes( export->args ), taken = -1;
    ULONG_PTR ret;
    void *proc;
    DWORD error;

    ok( bytes >= 0, "the test does not know these arguments: %s\n", export->args );
    proc = (void *)GetProcAddress( module, export->name );
    ok( proc != NULL, "it is not exported\n" );
    ok( module_of( proc ) == module, "it is in %s\n",
        wine_dbgstr_w( module_name( module_of( proc ) ) ) );
    if (!proc || bytes < 0)
    {
        FreeLibrary( module );
        return;
    }

    SetLastError( 0xdeadbeef );
    ret = call( proc, 0, bytes, &taken );
    error = GetLastError();
    ok( taken == bytes, "it took %d of %d argument bytes\n", taken, bytes );

    switch (export->result)
    {
    case RESULT_STATUS:
        ok( (DWORD)ret == ERROR_NOT_SUPPORTED, "got status %lu\n", (DWORD)ret );
        break;
    case RESULT_NTSTATUS:
        ok( (NTSTATUS)ret == STATUS_NOT_SUPPORTED, "got status %08lx\n", (DWORD)ret );
        break;
    case RESULT_HRESULT:
        ok( (HRESULT)ret == HRESULT_FROM_WIN32( ERROR_NOT_SUPPORTED ), "got result %08lx\n",
            (DWORD)ret );
        break;
    case RESULT_BOOL:
        ok( !(DWORD)ret, "got %lu\n", (DWORD)ret );
        ok( error == ERROR_NOT_SUPPORTED, "got last error %lu\n", error );
        break;
    case RESULT_PTR:
        ok( !ret, "got %p\n", (void *)ret );
        ok( error == ERROR_NOT_SUPPORTED, "got last error %lu\n", error );
        break;
    case RESULT_VOID:
        break;
    }
    FreeLibrary( module );
}

static void test_unsupported(void)
{
    const struct unsupported_export *export;

    if (!unsupported_exports[0].name)
    {
        skip( "the test was built without the list of unsupported exports\n" );
        return;
    }
    for (export = unsupported_exports; export->name; export++)
    {
        winetest_push_context( "%s of %s", export->name, export->module );
        check_unsupported( export );
        winetest_pop_context();
    }
    trace( "%u unsupported exports\n", (unsigned int)ARRAY_SIZE(unsupported_exports) - 1 );
}

START_TEST(exports)
{
    if (!testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's\n" );
        return;
    }
    test_implemented();
    test_forwards();
    test_calls_of_forwards();
    test_export_table();
    test_unsupported();
}
