/*
 * What a domain's directory is asked, by LDAP
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
#include "winldap.h"
#include "rpc.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "controller.h"
#include "delay.h"
#include "directory.h"
#include "pack.h"
#include "local/computer.h"
#include "local/settings.h"
#include "rpc/credentials.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Wine's wldap32 speaks LDAP. What it was found to do, in Wine 8.0: it crashes where a bind has no credentials. With some it
 * authenticates by the package Negotiate, which seals what follows; a simple bind would send the password itself, so that there is none
 * here. It finds no ticket, since it asks for one of an address. A domain's DNS name with a password makes Kerberos overwrite
 * the user's tickets: so a user is told with the flat name, or with the DNS name behind him. And it waits for an answer as long as it
 * takes: so a thread waits, which the function leaves behind when its time is over.
 */

static LDAP *(CDECL *pldap_initW)( WCHAR *host, ULONG port );
static ULONG (CDECL *pldap_set_optionW)( LDAP *ldap, int option, void *value );
static ULONG (CDECL *pldap_bind_sW)( LDAP *ldap, WCHAR *dn, WCHAR *credentials, ULONG method );
static ULONG (CDECL *pldap_unbind)( LDAP *ldap );
static ULONG (CDECL *pldap_search_sW)( LDAP *ldap, WCHAR *base, ULONG scope, WCHAR *filter, WCHAR **attributes,
                                       ULONG attributes_only, LDAPMessage **result );
static ULONG (CDECL *pldap_search_ext_sW)( LDAP *ldap, WCHAR *base, ULONG scope, WCHAR *filter, WCHAR **attributes,
                                           ULONG attributes_only, LDAPControlW **server_controls,
                                           LDAPControlW **client_controls, struct l_timeval *timeout, ULONG size_limit,
                                           LDAPMessage **result );
static LDAPMessage *(CDECL *pldap_first_entry)( LDAP *ldap, LDAPMessage *result );
static LDAPMessage *(CDECL *pldap_next_entry)( LDAP *ldap, LDAPMessage *entry );
static WCHAR *(CDECL *pldap_get_dnW)( LDAP *ldap, LDAPMessage *entry );
static void (CDECL *pldap_memfreeW)( WCHAR *string );
static WCHAR **(CDECL *pldap_get_valuesW)( LDAP *ldap, LDAPMessage *entry, WCHAR *attribute );
static ULONG (CDECL *pldap_value_freeW)( WCHAR **values );
static ULONG (CDECL *pldap_msgfree)( LDAPMessage *result );
static ULONG (CDECL *pldap_create_page_controlW)( LDAP *ldap, ULONG size, struct berval *cookie, UCHAR critical,
                                                  LDAPControlW **control );
static ULONG (CDECL *pldap_control_freeW)( LDAPControlW *control );
static ULONG (CDECL *pldap_controls_freeW)( LDAPControlW **controls );
static ULONG (CDECL *pldap_parse_resultW)( LDAP *ldap, LDAPMessage *result, ULONG *code, WCHAR **matched, WCHAR **error,
                                           WCHAR ***referrals, LDAPControlW ***controls, BOOLEAN free );
static ULONG (CDECL *pldap_parse_page_controlW)( LDAP *ldap, LDAPControlW **controls, ULONG *total, struct berval **cookie );
static void (CDECL *pber_bvfree)( BERVAL *value );

static BOOL load_ldap(void)
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( ldap_initW ), DELAYED_IMPORT( ldap_set_optionW ), DELAYED_IMPORT( ldap_bind_sW ),
        DELAYED_IMPORT( ldap_unbind ), DELAYED_IMPORT( ldap_search_sW ), DELAYED_IMPORT( ldap_search_ext_sW ),
        DELAYED_IMPORT( ldap_first_entry ), DELAYED_IMPORT( ldap_next_entry ), DELAYED_IMPORT( ldap_get_dnW ),
        DELAYED_IMPORT( ldap_memfreeW ), DELAYED_IMPORT( ldap_get_valuesW ), DELAYED_IMPORT( ldap_value_freeW ),
        DELAYED_IMPORT( ldap_msgfree ), DELAYED_IMPORT( ldap_create_page_controlW ), DELAYED_IMPORT( ldap_control_freeW ),
        DELAYED_IMPORT( ldap_controls_freeW ), DELAYED_IMPORT( ldap_parse_resultW ),
        DELAYED_IMPORT( ldap_parse_page_controlW ), DELAYED_IMPORT( ber_bvfree ),
    };

    return load_imports( L"wldap32.dll", imports, ARRAYSIZE(imports) );
}

/* the function's time limit, as of questions by RPC; milliseconds */
#define DEFAULT_LIMIT  45000

#define PAGE_SIZE   500             /* entries that are asked for at a time; Active Directory sends 1,000 at most */
#define MAX_UNITS   100000
#define MAX_DN      0x4000          /* characters of one */

/* What the thread and the function have: it goes with the last of them. */
struct directory_question
{
    LONG                references;
    HANDLE              done;
    struct credentials *credentials;
    WCHAR               server[MAX_SERVER_NAME];
    NET_API_STATUS      status;
    const WCHAR       **units;
    DWORD               count;
    DWORD               room;
};

static void release_question( struct directory_question *question )
{
    if (InterlockedDecrement( &question->references )) return;
    while (question->count) NetApiBufferFree( (void *)question->units[--question->count] );
    NetApiBufferFree( question->units );
    release_credentials( question->credentials );
    if (question->done) CloseHandle( question->done );
    NetApiBufferFree( question );
}

static NET_API_STATUS map_ldap_error( ULONG error )
{
    switch (error)
    {
    case LDAP_SUCCESS:               return NERR_Success;
    case LDAP_INVALID_CREDENTIALS:   return ERROR_LOGON_FAILURE;
    case LDAP_INSUFFICIENT_RIGHTS:   return ERROR_ACCESS_DENIED;
    case LDAP_NO_MEMORY:             return ERROR_NOT_ENOUGH_MEMORY;
    case LDAP_SERVER_DOWN:
    case LDAP_UNAVAILABLE:
    case LDAP_BUSY:
    case LDAP_CONNECT_ERROR:
    case LDAP_TIMEOUT:               return ERROR_BAD_NETPATH;
    /* Wine's NTLM is not there, or the controller does without that */
    case LDAP_LOCAL_ERROR:
    case LDAP_AUTH_UNKNOWN:
    case LDAP_STRONG_AUTH_REQUIRED:
    case LDAP_AUTH_METHOD_NOT_SUPPORTED:
    case LDAP_INAPPROPRIATE_AUTH:    return ERROR_NOT_SUPPORTED;
    default:                         return RPC_X_BAD_STUB_DATA;
    }
}

/* ---- what an answer has ----------------------------------------------------------------------- */

static NET_API_STATUS add_unit( struct directory_question *question, const WCHAR *name )
{
    NET_API_STATUS status;
    const WCHAR **grown;
    WCHAR *copy;
    DWORD room;

    if (!name || is_longer_than( name, MAX_DN ) || question->count == MAX_UNITS) return RPC_X_BAD_STUB_DATA;
    if (question->count == question->room)
    {
        room = question->room ? 2 * question->room : 64;
        if ((status = NetApiBufferReallocate( question->units, room * sizeof(*grown), (void **)&grown ))) return status;
        question->units = grown;
        question->room = room;
    }
    if ((status = pack_string( name, &copy ))) return status;
    question->units[question->count++] = copy;
    return NERR_Success;
}

/* Whether the user who asks can make a computer's account in it. */
static BOOL takes_computers( LDAP *ldap, LDAPMessage *entry )
{
    WCHAR **values = pldap_get_valuesW( ldap, entry, (WCHAR *)L"allowedChildClassesEffective" );
    BOOL found = FALSE;
    DWORD i;

    for (i = 0; values && values[i] && !found; i++) found = is_same_name( values[i], L"computer" );
    if (values) pldap_value_freeW( values );
    return found;
}

/* "entries": how many there were, of whatever kind */
static NET_API_STATUS add_entries( struct directory_question *question, LDAP *ldap, LDAPMessage *result, DWORD *entries )
{
    NET_API_STATUS status = NERR_Success;
    LDAPMessage *entry;
    WCHAR *name;

    *entries = 0;
    for (entry = pldap_first_entry( ldap, result ); entry && !status; entry = pldap_next_entry( ldap, entry ))
    {
        ++*entries;
        if (!takes_computers( ldap, entry )) continue;
        name = pldap_get_dnW( ldap, entry );
        status = add_unit( question, name );
        if (name) pldap_memfreeW( name );
    }
    return status;
}

/* ---- asking ----------------------------------------------------------------------------------- */

static WCHAR *unit_attributes[] = { (WCHAR *)L"allowedChildClassesEffective", NULL };

/* What stands in the rootDSE: the domain's own entry. The caller frees it with NetApiBufferFree(). */
static NET_API_STATUS find_domain_entry( LDAP *ldap, WCHAR **base )
{
    WCHAR *attributes[] = { (WCHAR *)L"defaultNamingContext", NULL }, **values = NULL;
    LDAPMessage *result = NULL, *entry;
    NET_API_STATUS status;

    *base = NULL;
    status = map_ldap_error( pldap_search_sW( ldap, (WCHAR *)L"", LDAP_SCOPE_BASE, (WCHAR *)L"(objectClass=*)", attributes, 0,
                                              &result ));
    if (!status)
    {
        entry = pldap_first_entry( ldap, result );
        values = entry ? pldap_get_valuesW( ldap, entry, attributes[0] ) : NULL;
        if (!values || !values[0] || is_longer_than( values[0], MAX_DN )) status = RPC_X_BAD_STUB_DATA;
        else status = pack_string( values[0], base );
        if (values) pldap_value_freeW( values );
    }
    if (result) pldap_msgfree( result );
    return status;
}

/* The container where accounts are made that are told no place: by the name that it has in each domain, MS-ADTS 6.1.1.4.
 * A directory that does not know the name has none to tell. */
static NET_API_STATUS add_computers_container( struct directory_question *question, LDAP *ldap, const WCHAR *base )
{
    static const WCHAR prefix[] = L"<WKGUID=AA312825768811D1ADED00C04FD8D5CD,";
    DWORD entries, length = lstrlenW( base );
    LDAPMessage *result = NULL;
    NET_API_STATUS status;
    WCHAR *name;
    ULONG error;

    if ((status = NetApiBufferAllocate( sizeof(prefix) + (length + 1) * sizeof(WCHAR), (void **)&name ))) return status;
    memcpy( name, prefix, sizeof(prefix) );
    lstrcatW( name, base );
    lstrcatW( name, L">" );
    error = pldap_search_sW( ldap, name, LDAP_SCOPE_BASE, (WCHAR *)L"(objectClass=*)", unit_attributes, 0, &result );
    if (!error) status = add_entries( question, ldap, result, &entries );
    else if (error != LDAP_NO_SUCH_OBJECT && error != LDAP_INVALID_DN_SYNTAX) status = map_ldap_error( error );
    if (result) pldap_msgfree( result );
    NetApiBufferFree( name );
    return status;
}

/* Where a list goes on, from the control behind an answer: NULL where it does not. */
static NET_API_STATUS read_cookie( LDAP *ldap, LDAPMessage *result, struct berval **cookie )
{
    LDAPControlW **controls = NULL;
    ULONG code = LDAP_SUCCESS, total;
    NET_API_STATUS status;

    status = map_ldap_error( pldap_parse_resultW( ldap, result, &code, NULL, NULL, NULL, &controls, FALSE ));
    if (!status) status = map_ldap_error( code );
    if (!status && controls && !pldap_parse_page_controlW( ldap, controls, &total, cookie ) && *cookie && !(*cookie)->bv_len)
    {
        pber_bvfree( *cookie );
        *cookie = NULL;
    }
    if (controls) pldap_controls_freeW( controls );
    return status;
}

/* One page, and the place of the next one. */
static NET_API_STATUS add_page( struct directory_question *question, LDAP *ldap, WCHAR *base, struct berval **cookie )
{
    LDAPControlW *controls[2] = { NULL };
    LDAPMessage *result = NULL;
    NET_API_STATUS status;
    DWORD entries = 0;

    status = map_ldap_error( pldap_create_page_controlW( ldap, PAGE_SIZE, *cookie, TRUE, &controls[0] ));
    if (*cookie) pber_bvfree( *cookie );
    *cookie = NULL;
    if (status) return status;
    status = map_ldap_error( pldap_search_ext_sW( ldap, base, LDAP_SCOPE_SUBTREE, (WCHAR *)L"(objectCategory=organizationalUnit)",
                                                  unit_attributes, 0, controls, NULL, NULL, 0, &result ));
    if (!status) status = add_entries( question, ldap, result, &entries );
    if (!status) status = read_cookie( ldap, result, cookie );
    /* a list that goes on has something in each part, or it would never end */
    if (!status && *cookie && !entries) status = RPC_X_BAD_STUB_DATA;
    if (result) pldap_msgfree( result );
    pldap_control_freeW( controls[0] );
    return status;
}

static NET_API_STATUS add_units( struct directory_question *question, LDAP *ldap, WCHAR *base )
{
    struct berval *cookie = NULL;
    NET_API_STATUS status;

    do status = add_page( question, ldap, base, &cookie );
    while (!status && cookie);
    if (cookie) pber_bvfree( cookie );
    return status;
}

/* Never without credentials, and never in the clear: see above. */
static NET_API_STATUS bind_to( const struct directory_question *question, LDAP *ldap )
{
    const struct credentials *credentials = question->credentials;
    SEC_WINNT_AUTH_IDENTITY_W identity = { .Flags = SEC_WINNT_AUTH_IDENTITY_UNICODE };
    WCHAR user[UNLEN + 1 + MAX_SERVER_NAME];
    const WCHAR *domain = credentials->domain ? credentials->domain : L"";

    if (is_longer_than( credentials->user, UNLEN ) || is_longer_than( domain, MAX_SERVER_NAME - 1 )) return ERROR_BAD_USERNAME;
    lstrcpyW( user, credentials->user );
    if (wcschr( domain, '.' ))
    {
        lstrcatW( user, L"@" );
        lstrcatW( user, domain );
        domain = L"";
    }
    identity.User = user;
    identity.UserLength = lstrlenW( user );
    identity.Domain = (WCHAR *)domain;
    identity.DomainLength = lstrlenW( domain );
    identity.Password = (WCHAR *)credentials->password;
    identity.PasswordLength = lstrlenW( credentials->password );
    return map_ldap_error( pldap_bind_sW( ldap, NULL, (WCHAR *)&identity, LDAP_AUTH_NEGOTIATE ));
}

static NET_API_STATUS ask_directory( struct directory_question *question )
{
    ULONG version = LDAP_VERSION3;
    WCHAR *base = NULL;
    NET_API_STATUS status;
    LDAP *ldap;

    if (!(ldap = pldap_initW( question->server, LDAP_PORT ))) return ERROR_BAD_NETPATH;
    status = map_ldap_error( pldap_set_optionW( ldap, LDAP_OPT_PROTOCOL_VERSION, &version ));
    /* other servers are never asked, whatever an answer says of them */
    if (!status) status = map_ldap_error( pldap_set_optionW( ldap, LDAP_OPT_REFERRALS, LDAP_OPT_OFF ));
    if (!status) status = bind_to( question, ldap );
    if (!status) status = find_domain_entry( ldap, &base );
    if (!status) status = add_computers_container( question, ldap, base );
    if (!status) status = add_units( question, ldap, base );
    NetApiBufferFree( base );
    pldap_unbind( ldap );
    return status;
}

static DWORD WINAPI run_question( void *arg )
{
    struct directory_question *question = arg;

    question->status = ask_directory( question );
    SetEvent( question->done );
    release_question( question );
    return 0;
}

/* As whom: the user that the program names, else the one as whom the controller is asked by everything else. */
static NET_API_STATUS find_credentials( const WCHAR *server, const WCHAR *account, const WCHAR *password,
                                        struct credentials **credentials )
{
    NET_API_STATUS status = NERR_Success;

    if (account)
    {
        if (!password) password = L"";
        status = create_credentials( NULL, account, password, lstrlenW( password ), credentials );
    }
    else if (!(*credentials = get_server_credentials( server ))) status = read_credentials( server, credentials );
    if (!status && (!*credentials || !(*credentials)->user[0])) status = ERROR_ACCESS_DENIED;
    return status;
}

/* The strings stand behind the pointers. */
static NET_API_STATUS pack_units( const struct directory_question *question, DWORD *count, WCHAR ***units )
{
    SIZE_T size = question->count * sizeof(WCHAR *);
    NET_API_STATUS status;
    WCHAR *text;
    DWORD i;

    for (i = 0; i < question->count; i++) size += (lstrlenW( question->units[i] ) + 1) * sizeof(WCHAR);
    if (size > MAXLONG) return ERROR_NOT_ENOUGH_MEMORY;
    if ((status = NetApiBufferAllocate( size, (void **)units ))) return status;
    text = (WCHAR *)(*units + question->count);
    for (i = 0; i < question->count; i++)
    {
        (*units)[i] = lstrcpyW( text, question->units[i] );
        text += lstrlenW( text ) + 1;
    }
    *count = question->count;
    return NERR_Success;
}

/* The thread has a reference of its own. */
static NET_API_STATUS wait_for_answer( struct directory_question *question )
{
    DWORD limit = get_setting( question->server, L"CallTimeout", DEFAULT_LIMIT );
    HANDLE thread;

    if (!(question->done = CreateEventW( NULL, TRUE, FALSE, NULL ))) return ERROR_NOT_ENOUGH_MEMORY;
    keep_loaded();
    InterlockedIncrement( &question->references );
    if (!(thread = CreateThread( NULL, 0, run_question, question, 0, NULL )))
    {
        InterlockedDecrement( &question->references );
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    CloseHandle( thread );
    if (WaitForSingleObject( question->done, limit ) == WAIT_OBJECT_0) return question->status;
    WARN( "%s does not answer\n", debugstr_w(question->server) );
    return ERROR_BAD_NETPATH;
}

/************************************************************
 *                list_joinable_units
 *
 * Asks a domain's directory where a computer's account can be made.
 *
 * PARAMS
 *  domain   [I] The domain's name.
 *  account  [I] The user as whom it is asked: the name alone, DOMAIN\user or user@domain. NULL: the one as whom the controller
 *               is asked by other functions.
 *  password [I] That user's password; NULL is an empty one.
 *  count    [O] How many units there are; undefined on failure.
 *  units    [O] Their distinguished names, one buffer, the caller's to free with NetApiBufferFree(); undefined on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NO_SUCH_DOMAIN and what find_controller() returns, ERROR_ACCESS_DENIED (nobody to ask as, or the directory
 *  refuses), ERROR_LOGON_FAILURE, ERROR_BAD_USERNAME, ERROR_NOT_SUPPORTED (no wldap32.dll; the user cannot be authenticated without
 *  sending the password), ERROR_BAD_NETPATH (the controller does not answer), RPC_X_BAD_STUB_DATA (an answer that is none),
 *  what create_credentials() and read_credentials() return, or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS list_joinable_units( const WCHAR *domain, const WCHAR *account, const WCHAR *password, DWORD *count,
                                    WCHAR ***units )
{
    struct directory_question *question;
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( sizeof(*question), (void **)&question ))) return status;
    memset( question, 0, sizeof(*question) );
    question->references = 1;
    status = find_controller( domain, FALSE, question->server );
    if (!status) status = find_credentials( question->server, account, password, &question->credentials );
    if (!status && !load_ldap()) status = ERROR_NOT_SUPPORTED;
    if (!status) status = wait_for_answer( question );
    if (!status) status = pack_units( question, count, units );
    release_question( question );
    return status;
}
