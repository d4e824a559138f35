/*
 * Tells which netapi32.dll and other modules programs of this architecture get in this prefix
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
#include <windows.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>

/*
 * usage: probe [--accounts] MODULE...
 *
 * wine-netapi32 runs it and reads its "key=value" lines:
 *   machine=       i386 or x86_64
 *   wine=          Wine's version, empty on Windows
 *   host=          the Unix path of Wine's own netapi32.dll for this architecture
 *   MODULE=        the file that is loaded, or empty when that fails
 *   MODULE_version=    its product name and version, empty for Wine's own
 *   MODULE_error=      why it is not loaded, 0 when it is
 * and the same three for netapi32_host, under which Wine's own stands behind ours; with --accounts:
 *   users=         how many users netapi32.dll has that were added
 *   users_found=   how many of them LookupAccountName() finds
 */

#ifdef __x86_64__
#define MACHINE "x86_64"
#else
#define MACHINE "i386"
#endif

static void print_line( const WCHAR *key, const char *suffix, const WCHAR *value )
{
    char buffer[4 * MAX_PATH];

    if (!WideCharToMultiByte( CP_UTF8, 0, value, -1, buffer, sizeof(buffer), NULL, NULL ))
        buffer[0] = 0;
    printf( "%ls%s=%s\n", key, suffix, buffer );
}

static void get_product( const WCHAR *path, WCHAR *product, DWORD count )
{
    WCHAR *name, *version;
    DWORD size = GetFileVersionInfoSizeW( path, NULL );
    void *info;
    UINT len;

    product[0] = 0;
    if (!size || !(info = HeapAlloc( GetProcessHeap(), 0, size ))) return;
    if (GetFileVersionInfoW( path, 0, size, info ) &&
        VerQueryValueW( info, L"\\StringFileInfo\\040904B0\\ProductName", (void **)&name, &len ) &&
        VerQueryValueW( info, L"\\StringFileInfo\\040904B0\\ProductVersion", (void **)&version, &len ))
        _snwprintf( product, count, L"%ls %ls", name, version );
    product[count - 1] = 0;
    HeapFree( GetProcessHeap(), 0, info );
}

static void print_module( const WCHAR *key )
{
    WCHAR path[MAX_PATH] = L"", product[128] = L"";
    WCHAR name[MAX_PATH];
    HMODULE module;
    DWORD error;

    _snwprintf( name, MAX_PATH, L"%ls.dll", key );
    name[MAX_PATH - 1] = 0;
    module = LoadLibraryExW( name, NULL, LOAD_LIBRARY_SEARCH_SYSTEM32 );
    error = module ? 0 : GetLastError();
    if (module)
    {
        GetModuleFileNameW( module, path, MAX_PATH );
        get_product( path, product, ARRAYSIZE( product ) );
    }
    print_line( key, "", path );
    print_line( key, "_version", product );
    printf( "%ls_error=%lu\n", key, error );
}

/* Wine's DLLs carry a signature behind the DOS header. */
static BOOL is_builtin( const WCHAR *path )
{
    static const char signature[] = "Wine builtin DLL";
    char header[0x40 + sizeof(signature) - 1];
    DWORD count = 0;
    HANDLE file = CreateFileW( path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL );

    if (file == INVALID_HANDLE_VALUE) return FALSE;
    if (!ReadFile( file, header, sizeof(header), &count, NULL )) count = 0;
    CloseHandle( file );
    return count == sizeof(header) && !memcmp( header + 0x40, signature, sizeof(signature) - 1 );
}

/* Wine names the folders of its DLLs in the environment: \??\Z:\usr\lib\wine and so on. */
static void print_host(void)
{
    char * (CDECL *unix_file_name)( const WCHAR *path );
    WCHAR variable[16], dir[MAX_PATH], path[MAX_PATH];
    char *host = NULL;
    unsigned int i;

    unix_file_name = (void *)GetProcAddress( GetModuleHandleW( L"kernel32.dll" ), "wine_get_unix_file_name" );
    for (i = 0; !host && unix_file_name && i < 100; i++)
    {
        _snwprintf( variable, ARRAYSIZE( variable ), L"WINEDLLDIR%u", i );
        if (!GetEnvironmentVariableW( variable, dir, MAX_PATH )) break;
        dir[MAX_PATH - 1] = 0;
        _snwprintf( path, MAX_PATH, L"%ls\\" MACHINE "-windows\\netapi32.dll",
                    wcsncmp( dir, L"\\??\\", 4 ) ? dir : dir + 4 );
        path[MAX_PATH - 1] = 0;
        if (is_builtin( path )) host = unix_file_name( path );
    }
    printf( "host=%s\n", host ? host : "" );
}

/* Relative ids below 1001 are those of accounts that Wine itself has. */
static void print_accounts(void)
{
    NET_API_STATUS (WINAPI *enum_users)( const WCHAR *server, DWORD level, DWORD filter, BYTE **buffer, DWORD maxlen,
                                         DWORD *count, DWORD *total, DWORD *resume );
    NET_API_STATUS (WINAPI *buffer_free)( void *buffer );
    BOOL (WINAPI *lookup)( const WCHAR *system, const WCHAR *name, PSID sid, DWORD *sid_size, WCHAR *domain,
                           DWORD *domain_size, SID_NAME_USE *use );
    HMODULE netapi32 = LoadLibraryW( L"netapi32.dll" ), advapi32 = LoadLibraryW( L"advapi32.dll" );
    DWORD count = 0, total, sid_size, domain_size, i, users = 0, found = 0;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    USER_INFO_20 *info = NULL;
    WCHAR domain[256];
    SID_NAME_USE use;

    enum_users = (void *)GetProcAddress( netapi32, "NetUserEnum" );
    buffer_free = (void *)GetProcAddress( netapi32, "NetApiBufferFree" );
    lookup = (void *)GetProcAddress( advapi32, "LookupAccountNameW" );
    if (enum_users && buffer_free && lookup &&
        !enum_users( NULL, 20, 0, (BYTE **)&info, MAX_PREFERRED_LENGTH, &count, &total, NULL ))
    {
        for (i = 0; i < count; i++)
        {
            if (info[i].usri20_user_id <= 1000) continue;
            users++;
            sid_size = sizeof(sid);
            domain_size = ARRAYSIZE( domain );
            if (lookup( NULL, info[i].usri20_name, sid, &sid_size, domain, &domain_size, &use )) found++;
        }
        buffer_free( info );
    }
    printf( "users=%lu\nusers_found=%lu\n", users, found );
}

int wmain( int argc, WCHAR **argv )
{
    const char * (CDECL *wine_get_version)(void);
    BOOL accounts = argc > 1 && !lstrcmpW( argv[1], L"--accounts" );
    int i;

    wine_get_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "wine_get_version" );
    printf( "machine=" MACHINE "\n" );
    printf( "wine=%s\n", wine_get_version ? wine_get_version() : "" );
    print_host();
    for (i = accounts ? 2 : 1; i < argc; i++) print_module( argv[i] );
    print_module( L"netapi32_host" );
    if (accounts) print_accounts();
    return 0;
}
