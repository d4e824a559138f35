/*
 * Proof of upstream/24-local-accounts: an account that is in the registry is found by its name and by its SID
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o local-accounts.exe local-accounts.c -ladvapi32
 * It puts the record of a user into the prefix's registry (docs/accounts.md), looks it up, and takes it out again.
 * Exit status: 0 it is found, 1 it is not.
 */

#include <windows.h>
#include <sddl.h>
#include <stdio.h>
#include <string.h>

#define KEY   L"Software\\Wine\\NetApi32\\Accounts\\Users"
#define ID    1000000
#define NAME  L"upstream user"

static BYTE sid[SECURITY_MAX_SID_SIZE];

static BOOL find_name( const WCHAR *name )
{
    WCHAR domain[64], *text = NULL;
    DWORD sid_size = sizeof(sid), domain_size = ARRAYSIZE(domain);
    SID_NAME_USE use;

    if (!LookupAccountNameW( NULL, name, sid, &sid_size, domain, &domain_size, &use ))
    {
        printf( "LookupAccountNameW( %ls ): error %lu\n", name, GetLastError() );
        return FALSE;
    }
    ConvertSidToStringSidW( sid, &text );
    printf( "LookupAccountNameW( %ls ): %ls, use %d, domain %ls\n", name, text, use, domain );
    LocalFree( text );
    return use == SidTypeUser && *GetSidSubAuthority( sid, *GetSidSubAuthorityCount( sid ) - 1 ) == ID;
}

static BOOL find_sid(void)
{
    WCHAR name[64], domain[64];
    DWORD name_size = ARRAYSIZE(name), domain_size = ARRAYSIZE(domain);
    SID_NAME_USE use;

    if (!LookupAccountSidW( NULL, sid, name, &name_size, domain, &domain_size, &use ))
    {
        printf( "LookupAccountSidW(): error %lu\n", GetLastError() );
        return FALSE;
    }
    printf( "LookupAccountSidW(): %ls\\%ls, use %d\n", domain, name, use );
    return !wcscmp( name, NAME ) && use == SidTypeUser;
}

/* too little room: the size that is needed, and nothing else */
static BOOL is_told_sizes(void)
{
    DWORD sid_size = 0, domain_size = 0;
    SID_NAME_USE use;

    return !LookupAccountNameW( NULL, NAME, NULL, &sid_size, NULL, &domain_size, &use ) &&
           GetLastError() == ERROR_INSUFFICIENT_BUFFER && sid_size == GetLengthSid( sid ) && domain_size > 1;
}

int main(void)
{
    static const WCHAR record[] = L"Name=" NAME L"\0Comment=added\0";
    WCHAR value[16], full[MAX_COMPUTERNAME_LENGTH + 64];
    DWORD size = MAX_COMPUTERNAME_LENGTH + 1;
    BOOL found;
    HKEY key;

    setvbuf( stdout, NULL, _IONBF, 0 );
    wsprintfW( value, L"%08x", ID );
    if (RegCreateKeyExW( HKEY_LOCAL_MACHINE, KEY, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &key, NULL ) ||
        RegSetValueExW( key, value, 0, REG_MULTI_SZ, (const BYTE *)record, sizeof(record) )) return 77;
    found = find_name( NAME ) && find_sid() && is_told_sizes();
    GetComputerNameW( full, &size );
    lstrcatW( full, L"\\UPSTREAM User" );
    if (found) found = find_name( full );
    if (found) found = !find_name( L"nobody\\" NAME ) && !find_name( L"upstream" );
    RegDeleteValueW( key, value );
    /* it is gone with its record */
    if (found && find_name( NAME )) found = FALSE;
    RegCloseKey( key );
    printf( found ? "the account was found\n" : "the account was not found\n" );
    return !found;
}
