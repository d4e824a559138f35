/*
 * NET USE
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

#include "net.h"
#include <wincred.h>

/*
 * NetUseAdd() logs on to the server, so that a wrong password is told here. On Windows the connection is then that of the logon
 * session. In netapi32 for Wine it is the program's, and ends with it; so the user and the password are kept for the session in
 * the credential store, where the next programs find them. /delete forgets both; /savecred keeps them longer.
 */

static struct
{
    const WCHAR *delete, *user, *persistent, *savecred;
} given;

static const struct option options[] =
{
    { L"delete",     OPTION_FLAG,  &given.delete },
    { L"user",       OPTION_VALUE, &given.user },
    { L"persistent", OPTION_VALUE, &given.persistent },
    { L"savecred",   OPTION_FLAG,  &given.savecred },
    { NULL, 0, NULL }
};

static const WCHAR *status_text( DWORD status )
{
    switch (status)
    {
    case USE_OK:       return L"OK";
    case USE_PAUSED:   return L"Paused";
    case USE_SESSLOST: return L"Disconnected";
    case USE_NETERR:   return L"Error";
    case USE_CONN:     return L"Connecting";
    case USE_RECONN:   return L"Reconnecting";
    default:           return L"Unavailable";
    }
}

static BOOL is_remembered( const CREDENTIALW *credential )
{
    return credential->Type == CRED_TYPE_DOMAIN_PASSWORD && credential->Persist == CRED_PERSIST_SESSION &&
           credential->TargetName;
}

/* whether a connection, "\\server\share", is one to a server, "\\server" */
static BOOL is_of_server( const WCHAR *remote, const WCHAR *server )
{
    size_t length = wcslen( server );

    return !_wcsnicmp( remote, server, length ) && (!remote[length] || remote[length] == '\\');
}

static NET_API_STATUS read_uses( struct list *list )
{
    DWORD count, total, i, resume = 0;
    CREDENTIALW **credentials = NULL;
    unsigned int rounds = 0, known, j;
    NET_API_STATUS status;
    USE_INFO_1 *uses;
    WCHAR name[300];

    do
    {
        uses = NULL;
        count = 0;
        status = NetUseEnum( NULL, 1, (BYTE **)&uses, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; uses && i < count; i++)
            add_row( list, uses[i].ui1_remote, uses[i].ui1_local, status_text( uses[i].ui1_status ), NULL );
        NetApiBufferFree( uses );
    }
    while (more_rounds( status, count, &rounds ));
    known = list->count;
    count = 0;
    if (!CredEnumerateW( NULL, 0, &count, &credentials )) count = 0;
    for (i = 0; i < count; i++)
    {
        if (!is_remembered( credentials[i] ) || wcslen( credentials[i]->TargetName ) > 255) continue;
        wcscpy( name, L"\\\\" );
        wcscat( name, credentials[i]->TargetName );
        for (j = 0; j < known && !is_of_server( list->rows[j].cells[0], name ); j++) {}
        if (j == known) add_row( list, wcscat( name, L"\\IPC$" ), NULL, L"Disconnected", NULL );
    }
    if (credentials) CredFree( credentials );
    sort_list( list );
    return status;
}

static int list_uses( void )
{
    struct list list = { 0 };
    NET_API_STATUS status = read_uses( &list );
    unsigned int i;

    if (!status)
    {
        put( L"New connections will not be remembered.\n\n" );
        if (!list.count) put( L"There are no entries in the list.\n\n" );
        else
        {
            put( L"\nStatus       Local     Remote                    Network\n\n" );
            put_rule();
        }
        for (i = 0; i < list.count; i++)
        {
            put( L"%-12s %-9s %-25s ", list.rows[i].cells[2], list.rows[i].cells[1], list.rows[i].cells[0] );
            if (wcslen( list.rows[i].cells[0] ) > 25) put( L"\n%-49s", L"" );
            put( L"Microsoft Windows Network\n" );
        }
    }
    i = list.count;
    free_list( &list );
    if (status) return fail( status );
    return i ? done() : EXIT_DONE;
}

/* "\\server\share": where the name of the server ends; 0 when it is no such name */
static size_t server_end( const WCHAR *name )
{
    size_t end;

    if (!is_server_name( name )) return 0;
    end = 2 + wcscspn( name + 2, L"\\" );
    return end > 2 && end < 258 ? end : 0;
}

/* The server as the credential store has it; the caller frees it. */
static WCHAR *target_of( const WCHAR *remote )
{
    WCHAR *target = copy_text( remote + 2 );

    target[server_end( remote ) - 2] = 0;
    return target;
}

static int show_use( const WCHAR *name )
{
    struct list list = { 0 };
    NET_API_STATUS status = read_uses( &list );
    unsigned int i;
    BOOL found = FALSE;

    for (i = 0; !status && i < list.count; i++)
    {
        if (_wcsicmp( list.rows[i].cells[0], name ) && _wcsicmp( list.rows[i].cells[1], name )) continue;
        put( L"%-18s%s\n%-18s%s\n", L"Local name", list.rows[i].cells[1], L"Remote name", list.rows[i].cells[0] );
        put( L"%-18s%s\n", L"Status", list.rows[i].cells[2] );
        found = TRUE;
    }
    free_list( &list );
    if (!status && !found) status = NERR_UseNotFound;
    return status ? fail( status ) : done();
}

/* "user", "domain\user" or "user@domain"; both stay until the program ends */
static void split_user( const WCHAR *user, WCHAR **name, WCHAR **domain )
{
    WCHAR *copy = copy_text( user ), *at = wcschr( copy, '\\' );

    *name = copy;
    *domain = NULL;
    if (!at) return;
    *at = 0;
    *domain = copy;
    *name = at + 1;
}

/* Logs on. A user whom /user names alone is asked for the password where the server wants one, as on Windows. */
static NET_API_STATUS connect_use( USE_INFO_2 *info, WCHAR *asked, size_t size )
{
    NET_API_STATUS status = NetUseAdd( NULL, 2, (BYTE *)info, NULL );
    WCHAR prompt[UNLEN + 64];

    if (status != ERROR_LOGON_FAILURE && status != ERROR_INVALID_PASSWORD && status != ERROR_ACCOUNT_RESTRICTION) return status;
    if (!given.user || !*given.user || info->ui2_password) return status;
    wcscat( wcsncat( wcscpy( prompt, L"Type the password for " ), given.user, UNLEN ), L":" );
    if (!ask_password( prompt, asked, size )) return status;
    info->ui2_password = asked;
    return NetUseAdd( NULL, 2, (BYTE *)info, NULL );
}

/* For the programs that run next. Whom /user does not name is who runs this; an empty name is nobody. */
static DWORD remember( const WCHAR *remote, WCHAR *password )
{
    CREDENTIALW credential = { .Type = CRED_TYPE_DOMAIN_PASSWORD };
    WCHAR user[UNLEN + 1];
    DWORD status = 0, size = ARRAYSIZE(user);

    if (!password) password = (WCHAR *)L"";
    if (!given.user && !*password) return NERR_Success;
    if (!given.user && !GetUserNameW( user, &size )) return GetLastError();

    credential.Persist = given.savecred ? CRED_PERSIST_LOCAL_MACHINE : CRED_PERSIST_SESSION;
    credential.TargetName = target_of( remote );
    credential.UserName = given.user ? (WCHAR *)given.user : user;
    credential.CredentialBlob = (BYTE *)password;
    credential.CredentialBlobSize = wcslen( password ) * sizeof(WCHAR);
    if (!CredWriteW( &credential, 0 )) status = GetLastError();
    free( credential.TargetName );
    return status;
}

static int add_use( WCHAR *device, WCHAR *remote, WCHAR *password )
{
    WCHAR asked[PWLEN + 2], share[600], *name = NULL, *domain = NULL;
    USE_INFO_2 info = { 0 };
    NET_API_STATUS status;
    int result;

    if (wcslen( remote ) > 590) return misused();
    wcscpy( share, remote );
    /* a server alone means its IPC$ */
    if (!share[server_end( share )]) wcscat( share, L"\\IPC$" );
    if (password && !wcscmp( password, L"*" ))
    {
        if (!ask_password( L"Type the password:", asked, ARRAYSIZE(asked) )) return EXIT_MISUSED;
        password = asked;
    }
    if (given.user) split_user( given.user, &name, &domain );
    info.ui2_local = device;
    info.ui2_remote = share;
    info.ui2_password = password;
    info.ui2_asg_type = _wcsicmp( share + server_end( share ), L"\\IPC$" ) ? USE_WILDCARD : USE_IPC;
    info.ui2_username = name;
    info.ui2_domainname = domain;
    status = connect_use( &info, asked, ARRAYSIZE(asked) );
    if (!status && (status = remember( share, info.ui2_password )))
        NetUseDel( NULL, device ? device : share, USE_LOTS_OF_FORCE );
    result = status ? fail( status ) : done();
    if (info.ui2_password) SecureZeroMemory( info.ui2_password, wcslen( info.ui2_password ) * sizeof(WCHAR) );
    return result;
}

static int delete_use( WCHAR *name )
{
    NET_API_STATUS status;
    WCHAR *target;

    status = NetUseDel( NULL, name, say_yes ? USE_LOTS_OF_FORCE : USE_NOFORCE );
    if (server_end( name ))
    {
        CREDENTIALW *credential = NULL;

        target = target_of( name );
        if (CredReadW( target, CRED_TYPE_DOMAIN_PASSWORD, 0, &credential ))
        {
            if ((is_remembered( credential ) || given.savecred) && CredDeleteW( target, CRED_TYPE_DOMAIN_PASSWORD, 0 ))
                status = NERR_Success;
            CredFree( credential );
        }
        free( target );
    }
    return status ? fail( status ) : EXIT_DONE;
}

static int delete_uses( const WCHAR *name )
{
    struct list list = { 0 };
    WCHAR *copy = copy_text( name );
    NET_API_STATUS status;
    unsigned int i;
    int result = EXIT_DONE;

    if (wcscmp( name, L"*" ))
    {
        if (!(result = delete_use( copy ))) put( L"%s was deleted successfully.\n\n", name );
    }
    else if ((status = read_uses( &list ))) result = fail( status );
    else if (!list.count) put( L"There are no entries in the list.\n\n" );
    else
    {
        put( L"You have these remote connections:\n\n" );
        for (i = 0; i < list.count; i++) put( L"    %-15s %s\n", list.rows[i].cells[1], list.rows[i].cells[0] );
        put( L"Continuing will cancel the connections.\n\n" );
        if (!confirm( L"Do you want to continue this operation?", FALSE )) result = EXIT_FAILED;
        for (i = 0; !result && i < list.count; i++)
            result = delete_use( list.rows[i].cells[list.rows[i].cells[1][0] ? 1 : 0] );
        if (!result) result = done();
    }
    free_list( &list );
    free( copy );
    return result;
}

int net_use( int argc, WCHAR **argv )
{
    WCHAR *device = NULL, *remote = NULL, *password = NULL;
    struct words words;
    unsigned int i = 0;
    BOOL persistent;

    if (!parse_options( argc, argv, options, &words ) || words.count > 3 ||
        (given.persistent && !parse_yes_no( L"persistent", given.persistent, &persistent ))) return misused();
    if (!words.count && (given.delete || given.user)) return misused();
    if (!words.count) return given.persistent ? done() : list_uses();
    if (given.delete) return words.count == 1 && !given.user ? delete_uses( words.words[0] ) : misused();
    if (!server_end( words.words[i] )) device = words.words[i++];
    if (device && words.count == 1 && !given.user) return show_use( device );
    if (i < words.count && server_end( words.words[i] )) remote = words.words[i++];
    if (i < words.count) password = words.words[i++];
    if (!remote || i != words.count) return misused();
    /* the system takes a letter by itself where none is wanted */
    if (device && !wcscmp( device, L"*" )) device = NULL;
    return add_use( device, remote, password );
}
