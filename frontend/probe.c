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
#include <lmapibuf.h>
#include <dsgetdc.h>
#include <sddl.h>

/*
 * usage: probe [--accounts] {MODULE | PROGRAM.EXE}...
 *
 * wine-netapi32 runs it and reads its "key=value" lines:
 *   machine=       i386 or x86_64
 *   wine=          Wine's version, empty on Windows
 *   host=          the Unix path of Wine's own netapi32.dll for this architecture
 *   local_server=  what is set for this computer's Server service, see docs/remote.md; empty: nothing
 *   MODULE=        the file that is loaded, or empty when that fails
 *   MODULE_version=    its product name and version, empty for Wine's own
 *   MODULE_error=      why it is not loaded, 0 when it is
 *   PROGRAM.EXE=, PROGRAM.EXE_version=, PROGRAM.EXE_error=  the same of one of Windows' programs
 * and the same three for netapi32_host, under which Wine's own stands behind ours; with --accounts:
 *   users=         how many users netapi32.dll has that were added
 *   users_found=   how many of them LookupAccountName() finds
 *
 * usage: probe --domain NAME
 *
 * asks a controller of that domain, and prints
 *   domain_error=  what DsGetDcName() returned; nothing else follows but after 0
 *   domain_name=, domain_flat=, domain_forest=  its DNS and NetBIOS names, and its forest's
 *   domain_site=   this computer's
 *   domain_guid=   its GUID, and
 *   domain_sid=    its SID; each is empty where the controller does not tell
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

/* What Wine starts: ours knows the number of a message, Wine's own no such command. */
static BOOL runs_ours( WCHAR *path )
{
    SECURITY_ATTRIBUTES inherited = { sizeof(inherited), NULL, TRUE };
    STARTUPINFOW startup = { .cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES };
    PROCESS_INFORMATION process;
    WCHAR command[MAX_PATH + 32];
    DWORD result = 1;
    HANDLE nul;

    nul = CreateFileW( L"NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0, NULL );
    startup.hStdInput = startup.hStdOutput = startup.hStdError = nul;
    _snwprintf( command, ARRAYSIZE( command ), L"\"%ls\" helpmsg 2221", path );
    command[ARRAYSIZE( command ) - 1] = 0;
    if (CreateProcessW( path, command, NULL, NULL, TRUE, DETACHED_PROCESS, NULL, NULL, &startup, &process ))
    {
        if (WaitForSingleObject( process.hProcess, 30000 )) TerminateProcess( process.hProcess, 1 );
        GetExitCodeProcess( process.hProcess, &result );
        CloseHandle( process.hThread );
        CloseHandle( process.hProcess );
    }
    if (nul != INVALID_HANDLE_VALUE) CloseHandle( nul );
    return !result;
}

/* A program of the folder of system DLLs. The file tells whose it is, but Wine may run its own in place of it. */
static void print_program( const WCHAR *key )
{
    WCHAR path[MAX_PATH], product[128] = L"";
    UINT length = GetSystemDirectoryW( path, MAX_PATH - 64 );

    _snwprintf( path + length, MAX_PATH - length, L"\\%ls", key );
    path[MAX_PATH - 1] = 0;
    if (GetFileAttributesW( path ) == INVALID_FILE_ATTRIBUTES)
    {
        printf( "%ls=\n%ls_version=\n%ls_error=%lu\n", key, key, key, GetLastError() );
        return;
    }
    if (runs_ours( path )) get_product( path, product, ARRAYSIZE( product ) );
    print_line( key, "", path );
    print_line( key, "_version", product );
    printf( "%ls_error=0\n", key );
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

/* Where it is no line, it is no name either. */
static void print_local_server(void)
{
    WCHAR server[300] = L"";
    DWORD type, size = sizeof(server) - sizeof(WCHAR);
    HKEY key;
    WCHAR *p;

    if (!RegOpenKeyExW( HKEY_LOCAL_MACHINE, L"Software\\Wine\\NetApi32", 0, KEY_QUERY_VALUE | KEY_WOW64_64KEY, &key ))
    {
        if (RegQueryValueExW( key, L"LocalServer", NULL, &type, (BYTE *)server, &size ) || type != REG_SZ) server[0] = 0;
        RegCloseKey( key );
    }
    for (p = server; *p; p++) if (*p < ' ') { server[0] = 0; break; }
    print_line( L"local_server", "", server );
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

static void print_guid( const char *key, const GUID *guid )
{
    static const GUID none;

    printf( "%s=", key );
    if (memcmp( guid, &none, sizeof(none) ))
        printf( "%08lx-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", guid->Data1, guid->Data2, guid->Data3, guid->Data4[0],
                guid->Data4[1], guid->Data4[2], guid->Data4[3], guid->Data4[4], guid->Data4[5], guid->Data4[6],
                guid->Data4[7] );
    printf( "\n" );
}

/* what a controller tells whoever asks, or those as whom this program is asked for */
static void print_domain( const WCHAR *name )
{
    DWORD (WINAPI *get_dc)( const WCHAR *computer, const WCHAR *domain, GUID *guid, const WCHAR *site, ULONG flags,
                            DOMAIN_CONTROLLER_INFOW **info );
    NET_API_STATUS (WINAPI *get_modals)( const WCHAR *server, DWORD level, BYTE **buffer );
    NET_API_STATUS (WINAPI *buffer_free)( void *buffer );
    HMODULE netapi32 = LoadLibraryW( L"netapi32.dll" );
    DOMAIN_CONTROLLER_INFOW *dns = NULL, *flat = NULL;
    DWORD error = ERROR_PROC_NOT_FOUND;
    USER_MODALS_INFO_2 *modals = NULL;
    WCHAR *sid = NULL;

    get_dc = (void *)GetProcAddress( netapi32, "DsGetDcNameW" );
    get_modals = (void *)GetProcAddress( netapi32, "NetUserModalsGet" );
    buffer_free = (void *)GetProcAddress( netapi32, "NetApiBufferFree" );
    if (get_dc && get_modals && buffer_free)
        error = get_dc( NULL, name, NULL, NULL, DS_DIRECTORY_SERVICE_REQUIRED | DS_RETURN_DNS_NAME, &dns );
    printf( "domain_error=%lu\n", error );
    if (error) return;
    print_line( L"domain_name", "", dns->DomainName );
    print_line( L"domain_forest", "", dns->DnsForestName ? dns->DnsForestName : L"" );
    print_line( L"domain_site", "", dns->ClientSiteName ? dns->ClientSiteName : L"" );
    print_guid( "domain_guid", &dns->DomainGuid );
    if (!get_dc( NULL, name, NULL, NULL, DS_DIRECTORY_SERVICE_REQUIRED | DS_RETURN_FLAT_NAME, &flat ))
        print_line( L"domain_flat", "", flat->DomainName );
    if (!get_modals( dns->DomainControllerName, 2, (BYTE **)&modals ) && modals->usrmod2_domain_id &&
        ConvertSidToStringSidW( modals->usrmod2_domain_id, &sid )) print_line( L"domain_sid", "", sid );
    LocalFree( sid );
    if (modals) buffer_free( modals );
    if (flat) buffer_free( flat );
    buffer_free( dns );
}

int wmain( int argc, WCHAR **argv )
{
    const char * (CDECL *wine_get_version)(void);
    BOOL accounts = argc > 1 && !lstrcmpW( argv[1], L"--accounts" );
    int i;

    if (argc == 3 && !lstrcmpW( argv[1], L"--domain" ))
    {
        print_domain( argv[2] );
        return 0;
    }
    wine_get_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "wine_get_version" );
    printf( "machine=" MACHINE "\n" );
    printf( "wine=%s\n", wine_get_version ? wine_get_version() : "" );
    print_host();
    print_local_server();
    for (i = accounts ? 2 : 1; i < argc; i++)
    {
        size_t length = wcslen( argv[i] );

        if (length > 4 && !lstrcmpW( argv[i] + length - 4, L".exe" )) print_program( argv[i] );
        else print_module( argv[i] );
    }
    print_module( L"netapi32_host" );
    if (accounts) print_accounts();
    return 0;
}
