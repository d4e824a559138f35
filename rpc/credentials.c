/*
 * Credentials for other computers
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
#include "wincred.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "credentials.h"
#include "delay.h"
#include "local/computer.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* Wine's CryptProtectMemory() leaves everything as it is. So what protects passwords is that there is one copy of
 * each, which is wiped as soon as nobody refers to it. */

static const WCHAR *append_string( WCHAR **end, const WCHAR *string, DWORD length )
{
    WCHAR *copy = *end;

    memcpy( copy, string, length * sizeof(*copy) );
    copy[length] = 0;
    *end += length + 1;
    return copy;
}

static BOOL has_null( const WCHAR *string, DWORD length )
{
    DWORD i;

    for (i = 0; i < length && string[i]; i++) {}
    return i < length;
}

/************************************************************
 *                create_credentials
 *
 * PARAMS
 *  domain          [I] NULL where the user's name has it in front, or where there is none.
 *  user            [I] An empty string, without domain and password: nobody.
 *  password        [I] Need not be terminated.
 *  password_length [I] In characters.
 *  credentials     [O] The caller's to give back with release_credentials(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_BAD_USERNAME (no user, but a domain or a password: nobody else shall be asked as instead),
 *  ERROR_INVALID_PASSWORD (a null in it, which would cut it) or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS create_credentials( const WCHAR *domain, const WCHAR *user, const WCHAR *password,
                                   DWORD password_length, struct credentials **credentials )
{
    const WCHAR *separator = domain ? NULL : wcschr( user, '\\' );
    DWORD size, user_length, domain_length = domain ? wcslen( domain ) : 0;
    NET_API_STATUS status;
    WCHAR *end;

    *credentials = NULL;
    if (separator)
    {
        domain = user;
        domain_length = separator - user;
        user = separator + 1;
    }
    user_length = wcslen( user );
    if (!user_length && (domain_length || separator || password_length)) return ERROR_BAD_USERNAME;
    if (has_null( password, password_length )) return ERROR_INVALID_PASSWORD;

    size = FIELD_OFFSET( struct credentials, strings[domain_length + user_length + password_length + 3] );
    if ((status = NetApiBufferAllocate( size, (void **)credentials ))) return status;
    (*credentials)->references = 1;
    (*credentials)->size = size;
    end = (*credentials)->strings;
    (*credentials)->domain = domain ? append_string( &end, domain, domain_length ) : NULL;
    (*credentials)->user = append_string( &end, user, user_length );
    (*credentials)->password = append_string( &end, password, password_length );
    return NERR_Success;
}

struct credentials *share_credentials( struct credentials *credentials )
{
    if (credentials) InterlockedIncrement( &credentials->references );
    return credentials;
}

/* NULL is allowed. */
void release_credentials( struct credentials *credentials )
{
    if (!credentials || InterlockedDecrement( &credentials->references )) return;
    SecureZeroMemory( credentials, credentials->size );
    NetApiBufferFree( credentials );
}

BOOL is_same_credentials( const struct credentials *a, const struct credentials *b )
{
    return is_same_name( a->user, b->user ) && !wcscmp( a->password, b->password ) &&
           (a->domain && b->domain ? is_same_name( a->domain, b->domain ) : a->domain == b->domain);
}

/*
 * Those that the process was given for servers, by NetUseAdd()
 */

struct server_credentials
{
    struct server_credentials *next;
    struct credentials        *credentials;
    WCHAR                      server[MAX_SERVER_NAME];
};

static SRWLOCK given_lock = SRWLOCK_INIT;
static struct server_credentials *given;

/* The caller holds the lock. The link is NULL where there are none. */
static struct server_credentials **find_given( const WCHAR *server )
{
    struct server_credentials **link;

    for (link = &given; *link && !is_same_name( (*link)->server, server ); link = &(*link)->next) {}
    return link;
}

/* Gives a server's calls credentials, where it has none yet. */
NET_API_STATUS add_server_credentials( const WCHAR *server, struct credentials *credentials )
{
    struct server_credentials *added;
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(*added), (void **)&added ))) return status;
    keep_loaded();
    added->credentials = share_credentials( credentials );
    lstrcpynW( added->server, server, ARRAYSIZE(added->server) );
    AcquireSRWLockExclusive( &given_lock );
    added->next = given;
    given = added;
    ReleaseSRWLockExclusive( &given_lock );
    return NERR_Success;
}

/* Takes them back, where there are any. */
void remove_server_credentials( const WCHAR *server )
{
    struct server_credentials **link, *taken;

    AcquireSRWLockExclusive( &given_lock );
    link = find_given( server );
    if ((taken = *link)) *link = taken->next;
    ReleaseSRWLockExclusive( &given_lock );
    if (!taken) return;
    release_credentials( taken->credentials );
    NetApiBufferFree( taken );
}

/* The caller's to give back with release_credentials(); NULL: none were given. */
struct credentials *get_server_credentials( const WCHAR *server )
{
    struct server_credentials *found;
    struct credentials *credentials;

    AcquireSRWLockShared( &given_lock );
    found = *find_given( server );
    credentials = found ? share_credentials( found->credentials ) : NULL;
    ReleaseSRWLockShared( &given_lock );
    return credentials;
}

/************************************************************
 *                read_credentials
 *
 * Asks the Windows credential store.
 *
 * PARAMS
 *  server      [I] The computer, without backslashes.
 *  credentials [O] What the store has for it, the caller's to give back with release_credentials(); NULL
 *                  when it has nothing, and on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PASSWORD (no characters), what create_credentials() returns, or why the store cannot
 *  tell: what it has may not be left out.
 */
NET_API_STATUS read_credentials( const WCHAR *server, struct credentials **credentials )
{
    CREDENTIALW *stored;
    NET_API_STATUS status;

    *credentials = NULL;
    if (!CredReadW( server, CRED_TYPE_DOMAIN_PASSWORD, 0, &stored ))
    {
        status = GetLastError();
        /* none for this server, or no store at all */
        return status == ERROR_NOT_FOUND || status == ERROR_NO_SUCH_LOGON_SESSION ? NERR_Success : status;
    }
    TRACE( "%s: %s\n", debugstr_w(server), debugstr_w(stored->UserName) );
    if (stored->CredentialBlobSize % sizeof(WCHAR)) status = ERROR_INVALID_PASSWORD;
    else status = create_credentials( NULL, stored->UserName ? stored->UserName : L"", (WCHAR *)stored->CredentialBlob,
                                      stored->CredentialBlobSize / sizeof(WCHAR), credentials );
    SecureZeroMemory( stored->CredentialBlob, stored->CredentialBlobSize );
    CredFree( stored );
    return status;
}
