/*
 * Tells how long a program takes from its start to its first network management buffer
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
#include <string.h>
#include <windows.h>
#include <lm.h>

/*
 * Prints one line of CSV, for the columns
 *   bits,wine,netapi32,files,bytes,us
 * netapi32 is "own" for Wine's, "ours" for any other; files are those with the code of the
 * functions, bytes the sum of their sizes. The time runs from the creation of the process to the
 * end of the first NetApiBufferAllocate() and NetApiBufferFree().
 */

#ifdef __x86_64__
#define MACHINE "x86_64"
#else
#define MACHINE "i386"
#endif

/* Wine's DLLs carry a signature behind the DOS header. */
static BOOL is_builtin( HMODULE module )
{
    return !memcmp( (const char *)module + 0x40, "Wine builtin DLL", 16 );
}

static DWORD file_size( const WCHAR *path )
{
    WIN32_FILE_ATTRIBUTE_DATA data;

    if (!GetFileAttributesExW( path, GetFileExInfoStandard, &data )) return 0;
    return data.nFileSizeLow;
}

/* The path of one of Wine's own DLLs is made up: the environment names the folder of the file. */
static DWORD module_size( HMODULE module )
{
    WCHAR path[MAX_PATH] = L"", dir[MAX_PATH], file[MAX_PATH], variable[16];
    const WCHAR *name;
    DWORD size;
    unsigned int i;

    GetModuleFileNameW( module, path, MAX_PATH );
    if (!is_builtin( module )) return file_size( path );

    name = wcsrchr( path, '\\' );
    name = name ? name + 1 : path;
    for (i = 0; i < 100; i++)
    {
        _snwprintf( variable, ARRAYSIZE( variable ), L"WINEDLLDIR%u", i );
        if (!GetEnvironmentVariableW( variable, dir, MAX_PATH )) break;
        dir[MAX_PATH - 1] = 0;
        _snwprintf( file, MAX_PATH, L"%ls\\" MACHINE "-windows\\%ls",
                    wcsncmp( dir, L"\\??\\", 4 ) ? dir : dir + 4, name );
        file[MAX_PATH - 1] = 0;
        if ((size = file_size( file ))) return size;
    }
    return 0;
}

static ULONGLONG ticks( const FILETIME *time )
{
    return (ULONGLONG)time->dwHighDateTime << 32 | time->dwLowDateTime;
}

int wmain(void)
{
    const char * (CDECL *wine_get_version)(void);
    FILETIME now, created, unused;
    HMODULE module, code = NULL;
    void *buffer, *function;

    if (NetApiBufferAllocate( 64, &buffer ) || NetApiBufferFree( buffer )) return 1;

    GetSystemTimePreciseAsFileTime( &now );
    if (!GetProcessTimes( GetCurrentProcess(), &created, &unused, &unused, &unused )) return 1;

    /* the functions may be forwarded to netutils.dll */
    module = GetModuleHandleW( L"netapi32.dll" );
    function = GetProcAddress( module, "NetApiBufferAllocate" );
    GetModuleHandleExW( GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                        GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT, function, &code );
    wine_get_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ),
                                               "wine_get_version" );
    printf( "%u,%s,%s,%s,%lu,%lu\n", (unsigned int)sizeof(void *) * 8,
            wine_get_version ? wine_get_version() : "none", is_builtin( module ) ? "own" : "ours",
            code == module ? "netapi32.dll" : "netapi32.dll netutils.dll",
            module_size( module ) + (code == module ? 0 : module_size( code )),
            (DWORD)((ticks( &now ) - ticks( &created )) / 10) );
    return 0;
}
