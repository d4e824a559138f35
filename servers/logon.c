/*
 * What the Netlogon service of another computer tells of controllers, trusts and itself
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

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "winsock2.h"
#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"
#define _DSGETDCAPI_  /* no imports */
#include "dsgetdc.h"
#include "rpc.h"
#include "rpcndr.h"
#include "netlogon.h"

#include "lanman.h"
#include "logon.h"
#include "pack.h"
#include "locator/locator.h"

/*
 * Each function of the service begins with the server's name, which it compares with its own: none is right at all
 * addresses and for all names of it.
 */

/* no record: they are copied alone, see pack_copies() */
#define COPIED(kind, type, member) \
    { FIELD_##kind, MEMBER_SIZE( type, member ), offsetof( type, member ), 0, 0, 0, 0, NULL }

struct logon_question
{
    struct lanman_question question;
    const struct locator_question *asked;   /* of DsrGetDcNameEx2() */
    DWORD                  flags;           /* of the others */
    NETLOGON_CONTROL_STRUCT control;
};

/* Characters of names that could be a domain's, with a dot at its end, and a site's. */
#define MAX_DOMAIN_LENGTH  256
#define MAX_SITE_LENGTH    256

static BOOL is_name( const WCHAR *name, DWORD limit )
{
    return !name || !is_longer_than( name, limit );
}

/*
 * Controllers
 */

static const struct field controller_fields[] =
{
    COPIED( STRING, DOMAIN_CONTROLLER_INFOW, DomainControllerName ),
    COPIED( STRING, DOMAIN_CONTROLLER_INFOW, DomainControllerAddress ),
    COPIED( VALUE, DOMAIN_CONTROLLER_INFOW, DomainControllerAddressType ),
    COPIED( VALUE, DOMAIN_CONTROLLER_INFOW, DomainGuid ),
    COPIED( STRING, DOMAIN_CONTROLLER_INFOW, DomainName ),
    COPIED( STRING, DOMAIN_CONTROLLER_INFOW, DnsForestName ),
    COPIED( VALUE, DOMAIN_CONTROLLER_INFOW, Flags ),
    COPIED( STRING, DOMAIN_CONTROLLER_INFOW, DcSiteName ),
    COPIED( STRING, DOMAIN_CONTROLLER_INFOW, ClientSiteName ),
};

static const struct level controller_level = LEVEL( 0, DOMAIN_CONTROLLER_INFOW, controller_fields );

static DWORD get_controller( handle_t binding, struct lanman_question *question )
{
    const struct logon_question *logon = (const struct logon_question *)question;
    const struct locator_question *asked = logon->asked;

    return DsrGetDcNameEx2( binding, NULL, asked->account, asked->account_flags, asked->domain, (GUID *)asked->guid,
                            asked->site, asked->flags,
                            (DSR_CONTROLLER_INFO **)&question->array.structures );
}

/* DsrGetDcNameEx2(). The forest and both sites may be NULL. Or ERROR_INVALID_DOMAINNAME or ERROR_INVALID_PARAMETER: the
 * domain's or the site's name is too long to be one. */
NET_API_STATUS ask_controller( const WCHAR *server, const struct locator_question *asked,
                               DOMAIN_CONTROLLER_INFOW **controller )
{
    struct logon_question logon =
    {
        .question = { .iface = &remote_netlogon, .ask = get_controller, .server = server, .level = &controller_level },
        .asked = asked
    };
    NET_API_STATUS status;

    *controller = NULL;
    if (!is_name( asked->domain, MAX_DOMAIN_LENGTH )) return ERROR_INVALID_DOMAINNAME;
    if (!is_name( asked->site, MAX_SITE_LENGTH ) || !is_name( asked->account, UNLEN )) return ERROR_INVALID_PARAMETER;
    status = ask_info( &logon.question, (BYTE **)controller );
    if (status || ((*controller)->DomainControllerName && (*controller)->DomainControllerAddress &&
                   (*controller)->DomainName)) return status;
    NetApiBufferFree( *controller );
    *controller = NULL;
    return RPC_X_BAD_STUB_DATA;
}

/* an answer that is one string */
struct string_question
{
    struct remote_call call;
    const WCHAR       *server;
    const WCHAR       *domain;
    BOOL               is_any;
    NETLOGON_STRING    string;
    LONG               is_same_site;
};

/* Where the stub leaves the string is told, as it may be run again. */
NET_API_STATUS ask_logon_string( const WCHAR *server, struct remote_call *call, WCHAR *const *string, WCHAR **answer )
{
    NET_API_STATUS status;

    *answer = NULL;
    status = call_remote( server, &remote_netlogon, call );
    if (!status && !is_stub_string( &call->run, *string )) status = RPC_X_BAD_STUB_DATA;
    if (!status) status = pack_string( *string, answer );
    free_remote_answer( call );
    return status;
}

static DWORD get_dc_name( handle_t binding, void *args )
{
    struct string_question *question = args;

    question->string.String = NULL;
    if (question->is_any) return NetrGetAnyDCName( binding, NULL, question->domain, &question->string );
    return NetrGetDCName( binding, question->server, question->domain, &question->string );
}

/* NetrGetAnyDCName() or NetrGetDCName(), which has no way to leave the server's name out. Or ERROR_NO_SUCH_DOMAIN: the
 * domain's name is too long to be one. */
NET_API_STATUS ask_dc_name( const WCHAR *server, const WCHAR *domain, BOOL is_any, WCHAR **name )
{
    WCHAR server_name[2 + MAX_SERVER_NAME];
    struct string_question question =
    {
        .call = { .run = { .function = get_dc_name, .args = &question }, .repeatable = TRUE },
        .server = server_name, .domain = domain, .is_any = is_any
    };

    *name = NULL;
    if (!is_name( domain, MAX_DOMAIN_LENGTH )) return ERROR_NO_SUCH_DOMAIN;
    lstrcpyW( server_name, L"\\\\" );
    lstrcpynW( server_name + 2, server, MAX_SERVER_NAME );
    return ask_logon_string( server, &question.call, &question.string.String, name );
}

static DWORD get_time_service( handle_t binding, void *args )
{
    struct string_question *question = args;

    question->string.String = NULL;
    return NetrLogonGetTimeServiceParentDomain( binding, NULL, &question->string, &question->is_same_site );
}

/* NetrLogonGetTimeServiceParentDomain() */
NET_API_STATUS ask_time_service( const WCHAR *server, WCHAR **domain, BOOL *is_same_site )
{
    struct string_question question =
    {
        .call = { .run = { .function = get_time_service, .args = &question }, .repeatable = TRUE },
    };
    NET_API_STATUS status = ask_logon_string( server, &question.call, &question.string.String, domain );

    *is_same_site = !status && question.is_same_site;
    return status;
}

/*
 * The service's state
 */

static const struct field state_fields_1[] = { WHOLE( NETLOGON_INFO_1 ) };
static const struct field state_fields_2[] =
{
    COPIED( VALUE, NETLOGON_INFO_2, netlog2_flags ),
    COPIED( VALUE, NETLOGON_INFO_2, netlog2_pdc_connection_status ),
    COPIED( STRING, NETLOGON_INFO_2, netlog2_trusted_dc_name ),
    COPIED( VALUE, NETLOGON_INFO_2, netlog2_tc_connection_status ),
};
static const struct field state_fields_3[] = { WHOLE( NETLOGON_INFO_3 ) };
static const struct field state_fields_4[] =
{
    COPIED( STRING, NETLOGON_INFO_4, netlog4_trusted_dc_name ),
    COPIED( STRING, NETLOGON_INFO_4, netlog4_trusted_domain_name ),
};

#define STATE_LEVEL(n)  LEVEL( n, NETLOGON_INFO_##n, state_fields_##n )

static const struct level state_levels[] = { STATE_LEVEL( 1 ), STATE_LEVEL( 2 ), STATE_LEVEL( 3 ), STATE_LEVEL( 4 ) };

/* The server names the level once more. */
static DWORD take_state( struct lanman_question *question, const NETLOGON_CONTROL_QUERY_STRUCT *answer, DWORD status )
{
    if (status) return status;
    if (answer->Level != question->level->number) return RPC_X_BAD_STUB_DATA;
    question->array.structures = answer->Info.Info1;
    return NERR_Success;
}

static DWORD control_logon( handle_t binding, struct lanman_question *question )
{
    struct logon_question *logon = (struct logon_question *)question;
    NETLOGON_CONTROL_QUERY_STRUCT answer = { 0 };
    DWORD status = NetrLogonControl2Ex( binding, NULL, &logon->control, &answer );

    return take_state( question, &answer, status );
}

static DWORD control_older_logon( handle_t binding, struct lanman_question *question )
{
    const NETLOGON_CONTROL_STRUCT *control = &((struct logon_question *)question)->control;
    NETLOGON_CONTROL_QUERY_STRUCT answer = { 0 };
    DWORD status = NetrLogonControl( binding, NULL, control->FunctionCode, control->QueryLevel, &answer );

    return take_state( question, &answer, status );
}

static NET_API_STATUS control_server( const WCHAR *server, struct logon_question *logon, BYTE **buffer )
{
    const DWORD function = logon->control.FunctionCode;

    logon->question.iface = &remote_netlogon;
    logon->question.server = server;
    logon->question.level = FIND_LEVEL( state_levels, logon->control.QueryLevel );
    logon->question.no_repeat = function != NETLOGON_CONTROL_QUERY && function != NETLOGON_CONTROL_TC_QUERY &&
                                function != NETLOGON_CONTROL_FIND_USER && function != NETLOGON_CONTROL_QUERY_DNS_REG;
    *buffer = NULL;
    return logon->question.level ? ask_info( &logon->question, buffer ) : ERROR_INVALID_LEVEL;
}

/* NetrLogonControl2Ex(). The data are a domain's or a user's name, or a number, where the function is about such. Or
 * ERROR_INVALID_LEVEL. */
NET_API_STATUS ask_logon_control( const WCHAR *server, DWORD function, DWORD level, const void *data, BYTE **buffer )
{
    struct logon_question logon =
    {
        .question = { .ask = control_logon }, .control = { .FunctionCode = function, .QueryLevel = level }
    };

    if (function == NETLOGON_CONTROL_SET_DBFLAG) memcpy( &logon.control.Data.DebugFlag, data, sizeof(DWORD) );
    else logon.control.Data.UserName = (WCHAR *)data;
    return control_server( server, &logon, buffer );
}

/* NetrLogonControl(), for functions without data. Or ERROR_INVALID_LEVEL. */
NET_API_STATUS ask_older_logon_control( const WCHAR *server, DWORD function, DWORD level, BYTE **buffer )
{
    struct logon_question logon =
    {
        .question = { .ask = control_older_logon }, .control = { .FunctionCode = function, .QueryLevel = level }
    };

    return control_server( server, &logon, buffer );
}

/*
 * Trusts
 */

static const struct field trust_fields[] =
{
    COPIED( STRING, DS_DOMAIN_TRUSTSW, NetbiosDomainName ),
    COPIED( STRING, DS_DOMAIN_TRUSTSW, DnsDomainName ),
    COPIED( VALUE, DS_DOMAIN_TRUSTSW, Flags ),
    COPIED( VALUE, DS_DOMAIN_TRUSTSW, ParentIndex ),
    COPIED( VALUE, DS_DOMAIN_TRUSTSW, TrustType ),
    COPIED( VALUE, DS_DOMAIN_TRUSTSW, TrustAttributes ),
    COPIED( SID, DS_DOMAIN_TRUSTSW, DomainSid ),
    COPIED( VALUE, DS_DOMAIN_TRUSTSW, DomainGuid ),
};

static const struct level trust_level = LEVEL( 0, DS_DOMAIN_TRUSTSW, trust_fields );

static DWORD get_trusts( handle_t binding, struct lanman_question *question )
{
    question->array.count = 0;
    return DsrEnumerateDomainTrusts( binding, NULL, ((struct logon_question *)question)->flags,
                                     (NETLOGON_TRUSTED_DOMAIN_ARRAY *)&question->array );
}

/* MS-NRPC, 2.2.1.6.2: a domain's parent is in the list, too, where domains of the forest are listed, but for the root of
 * a tree. */
static BOOL has_parent( const DS_DOMAIN_TRUSTSW *trust, ULONG flags )
{
    return flags & DS_DOMAIN_IN_FOREST && trust->Flags & DS_DOMAIN_IN_FOREST && !(trust->Flags & DS_DOMAIN_TREE_ROOT);
}

static BOOL is_wanted( const DS_DOMAIN_TRUSTSW *trust, ULONG flags )
{
    return !flags || trust->Flags & flags;
}

/* Leaves out what was not asked for. RPC_X_BAD_STUB_DATA: trusts that cannot be. A server may tell a million of them, so that
 * where each parent comes is not counted for each child. */
static NET_API_STATUS filter_trusts( DS_DOMAIN_TRUSTSW *trusts, ULONG *count, ULONG flags )
{
    ULONG i, parent, wanted = 0, *places;
    NET_API_STATUS status;

    for (i = 0; i < *count; i++)
    {
        if (!trusts[i].NetbiosDomainName) return RPC_X_BAD_STUB_DATA;
        if (!has_parent( &trusts[i], flags )) trusts[i].ParentIndex = 0;
        else if (trusts[i].ParentIndex >= *count) return RPC_X_BAD_STUB_DATA;
    }
    if ((status = NetApiBufferAllocate( *count * sizeof(*places), (void **)&places ))) return status;
    for (i = 0; i < *count; i++)
    {
        places[i] = wanted;
        wanted += is_wanted( &trusts[i], flags );
    }
    for (i = 0; i < *count; i++)
    {
        if (!has_parent( &trusts[i], flags )) continue;
        parent = trusts[i].ParentIndex;
        trusts[i].ParentIndex = trusts[parent].Flags & flags ? places[parent] : 0;
    }
    for (i = wanted = 0; i < *count; i++) if (is_wanted( &trusts[i], flags )) trusts[wanted++] = trusts[i];
    NetApiBufferFree( places );
    *count = wanted;
    return NERR_Success;
}

/* Samba tells its own domain, which has all of these flags, for DS_DOMAIN_IN_FOREST alone. */
static ULONG widen_flags( ULONG flags )
{
    return flags & (DS_DOMAIN_TREE_ROOT | DS_DOMAIN_PRIMARY | DS_DOMAIN_NATIVE_MODE) ? flags | DS_DOMAIN_IN_FOREST : flags;
}

/* DsrEnumerateDomainTrusts(). No trusts have no buffer. */
NET_API_STATUS ask_trusts( const WCHAR *server, ULONG flags, DS_DOMAIN_TRUSTSW **trusts, ULONG *count )
{
    struct logon_question logon =
    {
        .question = { .iface = &remote_netlogon, .ask = get_trusts, .server = server, .level = &trust_level },
        .flags = widen_flags( flags )
    };
    NET_API_STATUS status;

    *count = 0;
    if ((status = ask_info( &logon.question, (BYTE **)trusts ))) return status;
    *count = logon.question.array.count;
    if ((status = filter_trusts( *trusts, count, flags ))) *count = 0;
    if (*count) return NERR_Success;
    NetApiBufferFree( *trusts );
    *trusts = NULL;
    return status;
}

struct domains_question
{
    struct remote_call call;
    DOMAIN_NAME_BUFFER names;
    LONG               nt_status;
};

static DWORD get_trusted_domains( handle_t binding, void *args )
{
    struct domains_question *question = args;

    memset( &question->names, 0, sizeof(question->names) );
    question->nt_status = NetrEnumerateTrustedDomains( binding, NULL, &question->names );
    return NERR_Success;
}

/* MS-NRPC, 2.2.1.6.1: strings behind one another, then an empty one. An empty list may be without any. */
static NET_API_STATUS pack_strings( const struct stub_run *run, const DOMAIN_NAME_BUFFER *names, WCHAR **buffer )
{
    SIZE_T count = names->DomainNameByteCount / sizeof(WCHAR), length = 0;
    const WCHAR *strings = (const WCHAR *)names->DomainNames;
    NET_API_STATUS status;

    if (!is_stub_array( run, strings, count, sizeof(WCHAR) )) return RPC_X_BAD_STUB_DATA;
    if (count)
    {
        while (length < count && (strings[length] || (length && strings[length - 1]))) length++;
        if (length == count) return RPC_X_BAD_STUB_DATA;
    }
    if ((status = NetApiBufferAllocate( max( length + 1, 2 ) * sizeof(WCHAR), (void **)buffer ))) return status;
    memset( *buffer, 0, max( length + 1, 2 ) * sizeof(WCHAR) );
    memcpy( *buffer, strings, length * sizeof(WCHAR) );
    return NERR_Success;
}

/* What of the trusts is meant by "trusted", for servers without the function, as Samba. */
static NET_API_STATUS list_trusted_domains( const WCHAR *server, WCHAR **names )
{
    DS_DOMAIN_TRUSTSW *trusts;
    NET_API_STATUS status;
    SIZE_T length = 2;
    ULONG count, i;
    WCHAR *next;

    if ((status = ask_trusts( server, DS_DOMAIN_DIRECT_OUTBOUND, &trusts, &count ))) return status;
    for (i = 0; i < count; i++) length += lstrlenW( trusts[i].NetbiosDomainName ) + 1;
    if (!(status = NetApiBufferAllocate( length * sizeof(WCHAR), (void **)names )))
    {
        memset( *names, 0, length * sizeof(WCHAR) );
        for (next = *names, i = 0; i < count; i++)
        {
            lstrcpyW( next, trusts[i].NetbiosDomainName );
            next += lstrlenW( next ) + (*next != 0);    /* An empty one would end the list. */
        }
    }
    NetApiBufferFree( trusts );
    return status;
}

/************************************************************
 *                ask_trusted_domains
 *
 * Asks for the names of the domains that a server's domain trusts.
 *
 * PARAMS
 *  server    [I] The server.
 *  names     [O] Strings behind one another, then an empty one, the caller's to free with NetApiBufferFree(); NULL on
 *                failure.
 *  nt_status [O] The server's status where it is an error, for which NERR_Success is returned; else STATUS_SUCCESS.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, RPC_X_BAD_STUB_DATA (an answer that is none), or what call_remote() does.
 */
NET_API_STATUS ask_trusted_domains( const WCHAR *server, WCHAR **names, NTSTATUS *nt_status )
{
    struct domains_question question =
    {
        .call = { .run = { .function = get_trusted_domains, .args = &question }, .repeatable = TRUE },
    };
    NET_API_STATUS status = call_remote( server, &remote_netlogon, &question.call );

    *names = NULL;
    *nt_status = status ? STATUS_SUCCESS : question.nt_status;
    if (!status && !*nt_status) status = pack_strings( &question.call.run, &question.names, names );
    free_remote_answer( &question.call );
    return status == ERROR_NOT_SUPPORTED ? list_trusted_domains( server, names ) : status;
}
