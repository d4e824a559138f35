/*
 * The server of the tests of functions at other computers
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

#ifndef NETAPI32_TESTS_REMOTE_H
#define NETAPI32_TESTS_REMOTE_H

#include "wine/test.h"
#include <wincred.h>

/*
 * What a script like tests/host/samba-info has asked the server's own tools stands in the environment: NETAPI32_REMOTE_...
 *   SERVER           the server's address
 *   USER, PASSWORD   who asks; nobody when they are missing
 *   and what the tests have each
 */
static inline const WCHAR *get_fact( const WCHAR *name, WCHAR value[300] )
{
    WCHAR variable[64] = L"NETAPI32_REMOTE_";

    lstrcatW( variable, name );
    value[0] = 0;
    GetEnvironmentVariableW( variable, value, 300 );
    return value;
}

static inline DWORD get_number( const WCHAR *name )
{
    WCHAR value[300];

    return wcstoul( get_fact( name, value ), NULL, 0 );
}

static inline void set_credential( WCHAR *server, const WCHAR *user )
{
    WCHAR password[300];
    CREDENTIALW credential = { .Type = CRED_TYPE_DOMAIN_PASSWORD, .TargetName = server,
                               .Persist = CRED_PERSIST_SESSION, .UserName = (WCHAR *)user };

    get_fact( L"PASSWORD", password );
    credential.CredentialBlob = (BYTE *)password;
    credential.CredentialBlobSize = lstrlenW( password ) * sizeof(WCHAR);
    ok( CredWriteW( &credential, 0 ), "CredWriteW failed with %lu\n", GetLastError() );
}

/* FALSE: no script has started a server. */
static inline BOOL begin_remote( WCHAR server[300] )
{
    WCHAR user[300];

    if (!get_fact( L"SERVER", server )[0])
    {
        skip( "no server; wine-netapi32 check samba starts one\n" );
        return FALSE;
    }
    get_fact( L"USER", user );
    if (user[0]) set_credential( server, user );
    return TRUE;
}

static inline void end_remote( const WCHAR *server )
{
    WCHAR user[300];

    get_fact( L"USER", user );
    if (user[0]) ok( CredDeleteW( server, CRED_TYPE_DOMAIN_PASSWORD, 0 ), "CredDeleteW failed\n" );
}

/* A script's server is the same for several runs of a test: the fact PHASE tells which part is next. */
struct phase
{
    const WCHAR *name;
    void       (*run)(void);
};

static inline void run_phase( const struct phase *phases, unsigned int count )
{
    unsigned int i, run = 0;
    WCHAR phase[300];

    get_fact( L"PHASE", phase );
    for (i = 0; i < count; i++)
        if (!lstrcmpW( phase, phases[i].name ))
        {
            phases[i].run();
            run++;
        }
    /* of another script's server there is nothing to be tested */
    ok( run == 1 || !phase[0], "there is no phase %s\n", wine_dbgstr_w( phase ) );
}

#endif
