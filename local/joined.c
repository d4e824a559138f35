/*
 * The domain that the Linux system has joined
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
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "winreg.h"
#include "sddl.h"
#include "lmcons.h"
#include "lmerr.h"

#include "wine/debug.h"

#include "delay.h"
#include "joined.h"
#include "pack.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define DOMAIN_KEY  L"Software\\Wine\\NetApi32\\Domain"

/* An empty string where there is none, or no such: one that is too long, or has an end in its midst. */
static void read_text( HKEY key, const WCHAR *name, WCHAR *text, DWORD count )
{
    DWORD type, size = count * sizeof(*text);
    LSTATUS status;

    /* Nothing in the registry sees to the end, which counts as a character where it is there. */
    memset( text, 0, count * sizeof(*text) );
    status = RegQueryValueExW( key, name, NULL, &type, (BYTE *)text, &size );
    if (!status && type == REG_SZ && !(size % sizeof(*text)) && !text[count - 1] &&
        size / sizeof(*text) <= (DWORD)lstrlenW( text ) + 1) return;
    if (status != ERROR_FILE_NOT_FOUND)
        WARN( "%s: error %ld, type %lu, %lu bytes, which is no text\n", debugstr_w(name), status, type, size );
    memset( text, 0, count * sizeof(*text) );
}

/* The same, of names: "wine-netapi32 domain" records no others. */
static void read_name( HKEY key, const WCHAR *name, WCHAR *text, DWORD count )
{
    WCHAR *c;

    read_text( key, name, text, count );
    for (c = text; *c; c++)
    {
        if ((*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '.' || *c == '-' ||
            *c == '_') continue;
        WARN( "%s: %s is no name\n", debugstr_w(name), debugstr_w(text) );
        memset( text, 0, count * sizeof(*text) );
        return;
    }
}

static int get_digit( WCHAR character )
{
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

/* 32 digits with dashes between them; zeros where it is none */
static void read_guid( HKEY key, const WCHAR *name, GUID *guid )
{
    /* where each byte stands in the text */
    static const BYTE places[sizeof(*guid)] = { 6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34 };
    BYTE bytes[sizeof(*guid)];
    WCHAR text[36 + 2];
    unsigned int i;
    int high, low;

    memset( guid, 0, sizeof(*guid) );
    read_text( key, name, text, ARRAYSIZE(text) );
    if (lstrlenW( text ) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return;
    for (i = 0; i < sizeof(bytes); i++)
    {
        if ((high = get_digit( text[places[i]] )) < 0 || (low = get_digit( text[places[i] + 1] )) < 0) return;
        bytes[i] = high << 4 | low;
    }
    memcpy( guid, bytes, sizeof(bytes) );
}

static BOOL read_sid( HKEY key, const WCHAR *name, BYTE sid[SECURITY_MAX_SID_SIZE] )
{
    WCHAR text[192];
    BOOL copied;
    PSID read;

    read_text( key, name, text, ARRAYSIZE(text) );
    if (!text[0] || !ConvertStringSidToSidW( text, &read )) return FALSE;
    /* one sub-authority is the accounts' */
    copied = *GetSidSubAuthorityCount( read ) < SID_MAX_SUB_AUTHORITIES && CopySid( SECURITY_MAX_SID_SIZE, sid, read );
    LocalFree( read );
    return copied;
}

/* What was read last, from the key that has stayed open since then. Whether it is as it was is one question to the wineserver, to
 * read it anew are ten. */
static struct
{
    SRWLOCK              lock;
    HKEY                 key;       /* NULL: not open */
    ULONGLONG            written;   /* when it was, in FILETIME's units; 0: nothing has been read that stays */
    struct joined_domain domain;
}
known;

/* What changes twice at one time would be seen once. */
#define SETTLED  10000000   /* a second */

static BOOL get_write_time( HKEY key, ULONGLONG *written )
{
    FILETIME time;

    if (RegQueryInfoKeyW( key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, &time )) return FALSE;
    *written = (ULONGLONG)time.dwHighDateTime << 32 | time.dwLowDateTime;
    return TRUE;
}

static BOOL is_settled( ULONGLONG written )
{
    FILETIME time;
    ULONGLONG now;

    GetSystemTimeAsFileTime( &time );
    now = (ULONGLONG)time.dwHighDateTime << 32 | time.dwLowDateTime;
    return now > written && now - written > SETTLED;
}

static void read_domain( HKEY key, struct joined_domain *domain )
{
    memset( domain, 0, sizeof(*domain) );
    read_name( key, L"Name", domain->name, ARRAYSIZE(domain->name) );
    read_name( key, L"FlatName", domain->flat_name, ARRAYSIZE(domain->flat_name) );
    read_name( key, L"Forest", domain->forest, ARRAYSIZE(domain->forest) );
    read_name( key, L"Site", domain->site, ARRAYSIZE(domain->site) );
    read_guid( key, L"Guid", &domain->guid );
    domain->has_sid = read_sid( key, L"Sid", domain->sid );
}

/* With the lock; a key that has been deleted is opened anew. */
static BOOL know_domain( BOOL *opened )
{
    ULONGLONG written;

    *opened = FALSE;
    if (known.key && !get_write_time( known.key, &written ))
    {
        RegCloseKey( known.key );
        known.key = NULL;
    }
    if (!known.key)
    {
        known.written = 0;
        if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, DOMAIN_KEY, 0, KEY_QUERY_VALUE | KEY_WOW64_64KEY, &known.key )) known.key = NULL;
        if (!known.key || !get_write_time( known.key, &written )) return FALSE;
        *opened = TRUE;
    }
    if (known.written == written) return TRUE;
    read_domain( known.key, &known.domain );
    known.written = is_settled( written ) ? written : 0;
    return TRUE;
}

/************************************************************
 *                get_joined_domain
 *
 * PARAMS
 *  domain [O] What is recorded; undefined on failure.
 *
 * RETURNS
 *  NERR_Success, or NERR_SetupNotJoined: nothing is recorded, or not both of its names are.
 */
NET_API_STATUS get_joined_domain( struct joined_domain *domain )
{
    BOOL is_known, opened;

    AcquireSRWLockExclusive( &known.lock );
    if ((is_known = know_domain( &opened ))) *domain = known.domain;
    ReleaseSRWLockExclusive( &known.lock );
    /* not with the lock, as it waits for the loader's */
    if (opened) keep_loaded();
    return is_known && domain->name[0] && domain->flat_name[0] ? NERR_Success : NERR_SetupNotJoined;
}

static BOOL is_name_of( const struct joined_domain *domain, const WCHAR *name, unsigned int length )
{
    return CompareStringOrdinal( name, length, domain->flat_name, -1, TRUE ) == CSTR_EQUAL ||
           CompareStringOrdinal( name, length, domain->name, -1, TRUE ) == CSTR_EQUAL;
}

/************************************************************
 *                find_joined_name
 *
 * Takes a name apart that may be of an account of the domain.
 *
 * PARAMS
 *  domain [I] The domain.
 *  name   [I] DOMAIN\user or user@domain, with either name of the domain.
 *  length [O] How many characters the user's name has.
 *
 * RETURNS
 *  Where in "name" the user's name begins; NULL: it is none of the domain's.
 */
const WCHAR *find_joined_name( const struct joined_domain *domain, const WCHAR *name, DWORD *length )
{
    const WCHAR *c;

    if (is_longer_than( name, MAX_DOMAIN_NAME + UNLEN )) return NULL;
    if ((c = wcschr( name, '\\' )))
    {
        *length = wcslen( c + 1 );
        return *length && is_name_of( domain, name, c - name ) ? c + 1 : NULL;
    }
    if (!(c = wcsrchr( name, '@' )) || c == name || !is_name_of( domain, c + 1, -1 )) return NULL;
    *length = c - name;
    return name;
}

/************************************************************
 *                get_joined_user
 *
 * Tells whether the user who runs this process is one of the domain. The Linux system knows: there he is DOMAIN\user by
 * winbind, and user@domain by sssd. Of the former Wine takes what is behind the backslash for its user, the latter as it is.
 *
 * PARAMS
 *  domain    [I] The domain.
 *  wine_user [I] Who that is to Wine.
 *  user      [O] His name in the domain; undefined when he is none of its.
 *
 * RETURNS
 *  TRUE: he is. FALSE: he is not, or that cannot be told: a system may call the domain's users by their names alone.
 */
BOOL get_joined_user( const struct joined_domain *domain, const WCHAR *wine_user, WCHAR user[UNLEN + 1] )
{
    WCHAR variable[MAX_DOMAIN_NAME + UNLEN + 1];
    const WCHAR *linux_user = wine_user, *name;
    DWORD length, size = GetEnvironmentVariableW( L"USER", variable, ARRAYSIZE(variable) );

    if (size >= ARRAYSIZE(variable)) return FALSE;
    if (size) linux_user = variable;
    if (!(name = find_joined_name( domain, linux_user, &length )) || length > UNLEN) return FALSE;
    memcpy( user, name, length * sizeof(*user) );
    user[length] = 0;
    /* else the thread acts as somebody else, or a program has changed its environment */
    return !lstrcmpiW( user, wine_user ) || !lstrcmpiW( linux_user, wine_user );
}
