/*
 * Kerberos: tickets for services
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
#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "dsgetdc.h"
#include "rpc.h"

#include "wine/debug.h"

#include "credentials.h"
#include "delay.h"
#include "kerberos.h"
#include "krbfile.h"
#include "literal.h"
#include "smbconnection.h"
#include "local/computer.h"
#include "local/joined.h"
#include "local/settings.h"
#include "locator/locator.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define KDC_PORT  88

/* realms that lead to each other, and answers until a user has a ticket */
#define MAX_REFERRALS  8
#define MAX_ANSWERS    6

/* within this file: there is no ticket to be had, which need not be an error */
#define NO_TICKET  ERROR_NOT_FOUND

/*
 * Tickets that are kept, in memory alone. What they are known by tells nothing of the password.
 */

#define MAX_TICKETS  64

/* how long a realm counts as one that has no KDC, in a FILETIME's units: it takes time to find that out */
#define NO_KDC_TIME  (60 * 10000000ull)

struct kept_ticket
{
    struct kept_ticket *next;
    BYTE                id[SHA256_SIZE];
    ULONGLONG           end;            /* until when it counts */
    struct krb_ticket  *ticket;         /* NULL: there is none to be had */
};

static SRWLOCK tickets_lock = SRWLOCK_INIT;
static struct kept_ticket *tickets;
static BYTE id_key[SHA256_SIZE];        /* by which they are known, in this process */

static BOOL CALLBACK make_id_key( INIT_ONCE *once, void *param, void **context )
{
    (void)once, (void)param, (void)context;
    return SystemFunction036( id_key, sizeof(id_key) );
}

static BOOL make_id( const struct data_part *parts, unsigned int count, BYTE id[SHA256_SIZE] )
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    return InitOnceExecuteOnce( &once, make_id_key, NULL, NULL ) && hmac_sha256( id_key, sizeof(id_key), parts, count, id );
}

static void free_kept( struct kept_ticket *kept )
{
    free_krb_ticket( kept->ticket );
    NetApiBufferFree( kept );
}

/* The caller holds the lock. The link is NULL where there is none. */
static struct kept_ticket **find_kept( const BYTE id[SHA256_SIZE] )
{
    struct kept_ticket **link;

    for (link = &tickets; *link && memcmp( (*link)->id, id, sizeof((*link)->id) ); link = &(*link)->next) {}
    return link;
}

static struct krb_ticket *copy_krb_ticket( const struct krb_ticket *ticket )
{
    DWORD size = FIELD_OFFSET( struct krb_ticket, bytes[ticket->size] );
    struct krb_ticket *copy;

    return NetApiBufferAllocate( size, (void **)&copy ) ? NULL : memcpy( copy, ticket, size );
}

/* Wipes one that is kept, where there is one. */
static void forget_ticket( const BYTE id[SHA256_SIZE] )
{
    struct kept_ticket **link, *kept;

    AcquireSRWLockExclusive( &tickets_lock );
    link = find_kept( id );
    if ((kept = *link)) *link = kept->next;
    ReleaseSRWLockExclusive( &tickets_lock );
    if (kept) free_kept( kept );
}

/* FALSE: nothing is kept. Else the ticket is the caller's to free; NULL: there is none to be had. */
static BOOL find_ticket( const BYTE id[SHA256_SIZE], struct krb_ticket **ticket )
{
    struct kept_ticket *kept;
    BOOL found = FALSE, old = FALSE;

    *ticket = NULL;
    AcquireSRWLockShared( &tickets_lock );
    if ((kept = *find_kept( id )))
    {
        if ((old = kept->end <= get_krb_time())) found = FALSE;
        else found = !kept->ticket || (*ticket = copy_krb_ticket( kept->ticket ));
    }
    ReleaseSRWLockShared( &tickets_lock );
    if (old) forget_ticket( id );
    return found;
}

/* The oldest one makes room. */
static void keep_ticket( const BYTE id[SHA256_SIZE], const struct krb_ticket *ticket, ULONGLONG end )
{
    struct kept_ticket *kept, **link;
    unsigned int count = 0;

    keep_loaded();
    forget_ticket( id );
    if (NetApiBufferAllocate( sizeof(*kept), (void **)&kept )) return;
    memcpy( kept->id, id, sizeof(kept->id) );
    kept->end = end;
    kept->ticket = ticket ? copy_krb_ticket( ticket ) : NULL;
    if (ticket && !kept->ticket)
    {
        NetApiBufferFree( kept );
        return;
    }
    AcquireSRWLockExclusive( &tickets_lock );
    kept->next = tickets;
    tickets = kept;
    for (link = &tickets; (*link)->next; link = &(*link)->next) count++;
    kept = NULL;
    if (count >= MAX_TICKETS)
    {
        kept = *link;
        *link = NULL;
    }
    ReleaseSRWLockExclusive( &tickets_lock );
    if (kept) free_kept( kept );
}

/* Wipes one that its server has refused, where it is kept. Nothing but its server finds out that somebody on the way from the KDC
 * has put another one in its place: that shall not last as long as the ticket would. */
void forget_service_ticket( const struct krb_ticket *ticket )
{
    struct kept_ticket **link, *kept;

    AcquireSRWLockExclusive( &tickets_lock );
    for (link = &tickets; (kept = *link); link = &kept->next)
        if (kept->ticket && kept->ticket->size == ticket->size && !memcmp( kept->ticket->bytes, ticket->bytes, ticket->size )) break;
    if (kept) *link = kept->next;
    ReleaseSRWLockExclusive( &tickets_lock );
    if (kept) free_kept( kept );
}

/* Wipes all that are kept. */
void forget_tickets(void)
{
    struct kept_ticket *kept;

    AcquireSRWLockExclusive( &tickets_lock );
    while ((kept = tickets))
    {
        tickets = kept->next;
        free_kept( kept );
    }
    ReleaseSRWLockExclusive( &tickets_lock );
}

/*
 * The KDC
 */

/* while tickets are got */
struct errand
{
    const struct endpoint *endpoint;    /* for whom */
    ULONGLONG              deadline;
};

static BOOL make_no_kdc_id( const char *realm, BYTE id[SHA256_SIZE] )
{
    const struct data_part parts[] = { { "KDC", 4 }, { realm, strlen( realm ) } };

    return make_id( parts, ARRAYSIZE(parts), id );
}

/* Where a realm's KDC is; FALSE: nobody knows. again: The one that is known does not answer. The setting is for one that DNS
 * does not tell of. */
static BOOL find_kdc( const char *realm, BOOL again, struct endpoint *kdc )
{
    ULONG flags = DS_KDC_REQUIRED | DS_IS_DNS_NAME | DS_RETURN_DNS_NAME | (again ? DS_FORCE_REDISCOVERY : 0);
    struct located_controller *controller;
    WCHAR domain[MAX_DOMAIN_NAME];

    if (get_text_setting( L"KdcAddress", kdc->host, ARRAYSIZE(kdc->host) )) return TRUE;
    if (!MultiByteToWideChar( CP_UTF8, 0, realm, -1, domain, ARRAYSIZE(domain) ) ||
        locate_controller( domain, NULL, NULL, flags, &controller )) return FALSE;
    lstrcpynW( kdc->host, controller->address[0] ? controller->address : controller->name, ARRAYSIZE(kdc->host) );
    NetApiBufferFree( controller );
    return kdc->host[0] != 0;
}

static void make_kdc_port( DWORD number, WCHAR port[MAX_PORT] )
{
    WCHAR digits[MAX_PORT], *p = digits + MAX_PORT - 1;

    if (!number || number > 0xffff) number = KDC_PORT;
    for (*p = 0; number; number /= 10) *--p = '0' + number % 10;
    lstrcpyW( port, p );
}

static NET_API_STATUS open_kdc( const struct errand *errand, const char *realm, struct channel **channel )
{
    struct endpoint kdc = *errand->endpoint;
    NET_API_STATUS status = NO_TICKET;
    struct krb_ticket *none;
    BYTE id[SHA256_SIZE];
    BOOL has_id = make_no_kdc_id( realm, id );
    unsigned int tries;

    kdc.transport = &tcp_transport;
    kdc.deadline = errand->deadline;
    make_kdc_port( get_setting( NULL, L"KdcPort", KDC_PORT ), kdc.port );
    if (has_id && find_ticket( id, &none )) return NO_TICKET;
    /* One that was found before may be gone; then there may be another. */
    for (tries = 0; tries < 2 && status; tries++)
    {
        if (!find_kdc( realm, tries, &kdc )) break;
        status = kdc.transport->open( &kdc, NULL, channel );
        if (status == ERROR_NOT_ENOUGH_MEMORY) return status;
    }
    TRACE( "%s: %lu\n", debugstr_a(realm), status );
    if (!status) return NERR_Success;
    if (has_id) keep_ticket( id, NULL, get_krb_time() + NO_KDC_TIME );
    return NO_TICKET;
}

/* RFC 4120, 7.2.2: with its length in front, the highest byte first */
static NET_API_STATUS send_kdc( struct channel *channel, const BYTE *message, DWORD size, ULONGLONG deadline )
{
    BYTE *framed;
    NET_API_STATUS status;

    if ((status = NetApiBufferAllocate( 4 + size, (void **)&framed ))) return status;
    framed[0] = size >> 24;
    framed[1] = size >> 16;
    framed[2] = size >> 8;
    framed[3] = size;
    memcpy( framed + 4, message, size );
    status = channel->transport->send( channel, framed, 4 + size, TRUE, deadline );
    NetApiBufferFree( framed );
    return status;
}

static NET_API_STATUS receive_whole( struct channel *channel, BYTE *bytes, DWORD size, ULONGLONG deadline )
{
    NET_API_STATUS status;
    DWORD received;

    for (; size; size -= received, bytes += received)
        if ((status = channel->transport->receive( channel, bytes, size, deadline, &received ))) return status;
    return NERR_Success;
}

static NET_API_STATUS receive_kdc( struct channel *channel, BYTE **answer, DWORD *size, ULONGLONG deadline )
{
    NET_API_STATUS status;
    BYTE length[4];

    *answer = NULL;
    if ((status = receive_whole( channel, length, sizeof(length), deadline ))) return status;
    *size = (DWORD)length[0] << 24 | length[1] << 16 | length[2] << 8 | length[3];
    if (!*size || *size > KRB_MAX_MESSAGE) return RPC_S_PROTOCOL_ERROR;
    if ((status = NetApiBufferAllocate( *size, (void **)answer ))) return status;
    if (!(status = receive_whole( channel, *answer, *size, deadline ))) return NERR_Success;
    NetApiBufferFree( *answer );
    *answer = NULL;
    return status;
}

/* The answer is the caller's to free with NetApiBufferFree(). A KDC that is there and does not answer is an error. */
static NET_API_STATUS ask_kdc( const struct errand *errand, const char *realm, const BYTE *message, DWORD size, BYTE **answer,
                               DWORD *answer_size )
{
    struct channel *channel;
    NET_API_STATUS status;

    *answer = NULL;
    if ((status = open_kdc( errand, realm, &channel ))) return status;
    if (!(status = send_kdc( channel, message, size, errand->deadline )))
        status = receive_kdc( channel, answer, answer_size, errand->deadline );
    channel->transport->close( channel );
    return status;
}

/************************************************************
 *                map_krb_error
 *
 * PARAMS
 *  error [I] What a KDC or a server says.
 *
 * RETURNS
 *  What functions return for it; ERROR_NOT_FOUND: there is no ticket to be had for that server, or in that realm.
 *
 * NOTES
 *  A user who is unknown is told as a password that is wrong, as Windows does it for other computers. MS-KILE, 2.2.2: the
 *  status says more.
 */
NET_API_STATUS map_krb_error( const struct krb_error *error )
{
    LONG status = read_krb_status( error->data );

    TRACE( "error %ld, status %#lx\n", error->code, status );
    switch (error->code)
    {
    case KRB_NO_SERVER:
    case KRB_NO_TYPE: return NO_TICKET;
    case KRB_NO_CLIENT:
    case KRB_WRONG_PASSWORD: return ERROR_LOGON_FAILURE;
    case KRB_PASSWORD_EXPIRED: return status == STATUS_PASSWORD_MUST_CHANGE ? ERROR_PASSWORD_MUST_CHANGE : ERROR_PASSWORD_EXPIRED;
    case KRB_TICKET_EXPIRED: return ERROR_CONTEXT_EXPIRED;
    case KRB_TIME_SKEW: return ERROR_TIME_SKEW;
    }
    switch (status)     /* those that tell of accounts */
    {
    case STATUS_ACCOUNT_RESTRICTION:
    case STATUS_INVALID_LOGON_HOURS:
    case STATUS_INVALID_WORKSTATION:
    case STATUS_PASSWORD_EXPIRED:
    case STATUS_ACCOUNT_DISABLED:
    case STATUS_ACCOUNT_EXPIRED:
    case STATUS_PASSWORD_MUST_CHANGE:
    case STATUS_ACCOUNT_LOCKED_OUT: return map_smb_status( status );
    }
    return ERROR_LOGON_FAILURE;
}

/*
 * The user's ticket: RFC 4120, 3.1
 */

/* NO_TICKET: too long a name */
static BOOL set_krb_server( struct krb_question *question, const char *service, const char *name, const char *realm )
{
    memset( &question->server, 0, sizeof(question->server) );
    question->server.type = KRB_SERVICE_NAME;
    lstrcpynA( question->server.realm, realm, sizeof(question->server.realm) );
    return add_krb_part( &question->server, service, strlen( service ) ) &&
           add_krb_part( &question->server, name, strlen( name ) );
}

static BOOL make_nonce( DWORD *nonce )
{
    if (!SystemFunction036( nonce, sizeof(*nonce) )) return FALSE;
    *nonce &= 0x7fffffff;       /* Some KDCs take it for a number with a sign. */
    return TRUE;
}

/* The usual salt: the realm and the name. */
static NET_API_STATUS make_user_key( const struct krb_principal *user, const WCHAR *password, const struct krb_salt *salt,
                                     LONG type, struct krb_key *key )
{
    char usual[KRB_MAX_REALM + KRB_MAX_PARTS], *end = usual;
    DWORD iterations = salt->type ? salt->iterations : KRB_MIN_ITERATIONS, i;

    if (salt->type && salt->salt)
        return make_password_key( type, password, salt->salt, salt->size, iterations, key ) ? NERR_Success : RPC_S_PROTOCOL_ERROR;
    for (i = 0; user->realm[i]; i++) *end++ = user->realm[i];
    for (i = 0; i < user->size; i++) if (user->parts[i]) *end++ = user->parts[i];
    return make_password_key( type, password, (BYTE *)usual, end - usual, iterations, key ) ? NERR_Success :
                                                                                             RPC_S_PROTOCOL_ERROR;
}

/* while a user gets the first ticket */
struct introduction
{
    struct krb_question question;
    const WCHAR        *password;
    BOOL                has_key;
    struct krb_key      key;
};

/* Goes on with what an error asks for. */
static NET_API_STATUS follow_error( struct introduction *introduction, const struct krb_error *error )
{
    struct krb_question *question = &introduction->question;
    NET_API_STATUS status;
    struct krb_salt salt;

    if (error->code == KRB_NEEDS_PASSWORD && !introduction->has_key)
    {
        if (!read_krb_salt( error->data, 0, &salt )) return NO_TICKET;      /* no key that this client could make */
        status = make_user_key( &question->client, introduction->password, &salt, salt.type, &introduction->key );
        introduction->has_key = !status;
        return status;
    }
    if (error->code == KRB_WRONG_REALM && question->options & KRB_CANONICALIZE && error->realm[0] &&
        strcmp( error->realm, question->client.realm ))
    {
        introduction->has_key = FALSE;
        strcpy( question->client.realm, error->realm );
        return set_krb_server( question, "krbtgt", error->realm, error->realm ) ? NERR_Success : RPC_S_PROTOCOL_ERROR;
    }
    return map_krb_error( error );
}

static NET_API_STATUS take_ticket( struct introduction *introduction, BYTE *answer, DWORD size, struct krb_ticket **ticket )
{
    BOOL has_proven = introduction->has_key;
    NET_API_STATUS status;
    struct krb_salt salt;
    LONG type;

    if (!read_kdc_reply_type( answer, size, &type, &salt ) || !get_krb_key_size( type )) return RPC_S_PROTOCOL_ERROR;
    if (!introduction->has_key || introduction->key.type != type)
    {
        status = make_user_key( &introduction->question.client, introduction->password, &salt, type, &introduction->key );
        if (status) return status;
    }
    if (read_kdc_reply( answer, size, &introduction->question, &introduction->key, FALSE, ticket )) return NERR_Success;
    /* Who need not prove the password gets a ticket without it, that cannot be read. */
    return has_proven ? RPC_S_PROTOCOL_ERROR : ERROR_LOGON_FAILURE;
}

static NET_API_STATUS ask_for_tgt( const struct errand *errand, struct introduction *introduction, BYTE **answer, DWORD *size )
{
    struct krb_question *question = &introduction->question;
    NET_API_STATUS status;
    BYTE *message;
    DWORD message_size;

    *answer = NULL;
    if (!make_nonce( &question->nonce )) return ERROR_NOT_SUPPORTED;
    if (!(message = make_as_request( question, introduction->has_key ? &introduction->key : NULL, &message_size )))
        return ERROR_NOT_ENOUGH_MEMORY;
    status = ask_kdc( errand, question->server.realm, message, message_size, answer, size );
    free_krb_message( message );
    return status;
}

static NET_API_STATUS get_tgt( const struct errand *errand, const struct krb_principal *client, const WCHAR *password,
                               struct krb_ticket **ticket )
{
    struct introduction introduction = { .question = { .client = *client }, .password = password };
    struct krb_question *question = &introduction.question;
    NET_API_STATUS status = NERR_Success;
    struct krb_error error;
    unsigned int i;
    BYTE *answer;
    DWORD size;

    *ticket = NULL;
    if (client->type == KRB_ENTERPRISE_NAME) question->options = KRB_CANONICALIZE;
    if (!set_krb_server( question, "krbtgt", client->realm, client->realm )) return NO_TICKET;
    for (i = 0; i < MAX_ANSWERS && !status && !*ticket; i++)
    {
        if ((status = ask_for_tgt( errand, &introduction, &answer, &size ))) break;
        if (read_krb_error( answer, size, &error )) status = follow_error( &introduction, &error );
        else status = take_ticket( &introduction, answer, size, ticket );
        NetApiBufferFree( answer );
    }
    SecureZeroMemory( &introduction.key, sizeof(introduction.key) );
    return status || *ticket ? status : RPC_S_PROTOCOL_ERROR;
}

/*
 * Tickets for services: 3.3, with the referrals of RFC 6806
 */

static NET_API_STATUS ask_for_service( const struct errand *errand, const struct krb_question *question,
                                       const struct krb_ticket *tgt, struct krb_ticket **ticket )
{
    NET_API_STATUS status;
    struct krb_error error;
    BYTE *message, *answer;
    DWORD message_size, size;

    *ticket = NULL;
    if (!(message = make_tgs_request( question, tgt, &message_size ))) return ERROR_NOT_ENOUGH_MEMORY;
    status = ask_kdc( errand, question->server.realm, message, message_size, &answer, &size );
    free_krb_message( message );
    if (status) return status;
    if (read_krb_error( answer, size, &error )) status = map_krb_error( &error );
    else if (!read_kdc_reply( answer, size, question, &tgt->key, TRUE, ticket )) status = RPC_S_PROTOCOL_ERROR;
    NetApiBufferFree( answer );
    return status;
}

/* The KDC's own realm, in the name of a ticket for it. */
static const char *get_tgt_realm( const struct krb_ticket *tgt )
{
    return tgt->server.parts + sizeof("krbtgt");
}

static NET_API_STATUS follow_referrals( const struct errand *errand, const char *service, const char *host,
                                        const struct krb_ticket *tgt, struct krb_ticket **ticket )
{
    struct krb_question question = { .client = tgt->client, .options = KRB_CANONICALIZE };
    struct krb_ticket *referral = NULL;
    NET_API_STATUS status;
    unsigned int i;

    *ticket = NULL;
    for (i = 0; i < MAX_REFERRALS; i++)
    {
        if (!make_nonce( &question.nonce ) || !set_krb_server( &question, service, host, get_tgt_realm( tgt ) )) return NO_TICKET;
        status = ask_for_service( errand, &question, tgt, ticket );
        free_krb_ticket( referral );
        if (status) return status;
        if (!is_krb_tgt( &(*ticket)->server )) return NERR_Success;
        tgt = referral = *ticket;
        *ticket = NULL;
    }
    free_krb_ticket( referral );
    return RPC_S_PROTOCOL_ERROR;
}

/*
 * Who, and for what
 */

/* map: letters, as LCMapStringW() has it; 0: they stay. FALSE: there is no text, or no room for it. */
static BOOL make_utf8( const WCHAR *text, DWORD map, char *utf8, DWORD size )
{
    WCHAR mapped[KRB_MAX_PARTS];
    int length = lstrlenW( text );

    if (!length || length >= KRB_MAX_PARTS) return FALSE;
    lstrcpyW( mapped, text );
    if (map && LCMapStringW( LOCALE_INVARIANT, map, text, length, mapped, length ) != length) return FALSE;
    return WideCharToMultiByte( CP_UTF8, 0, mapped, -1, utf8, size, NULL, NULL ) > 0;
}

/* A Kerberos name; FALSE: it is an address, or too long. */
static BOOL get_host( const WCHAR *server, char *host, DWORD size )
{
    WCHAR literal[MAX_ADDRESS];
    const WCHAR *p;
    DWORD length;

    for (p = server; *p == '.' || (*p >= '0' && *p <= '9'); p++) {}
    if (!*p || wcschr( server, ':' ) || parse_ipv6_literal( server, literal )) return FALSE;
    if (!make_utf8( server, LCMAP_LOWERCASE, host, size )) return FALSE;
    length = strlen( host );
    if (host[length - 1] == '.') host[length - 1] = 0;
    return host[0] != 0;
}

/* The DNS name of the realm of a user; FALSE: nobody knows one, or the user is the server's own. */
static BOOL get_realm( const struct credentials *credentials, WCHAR realm[MAX_DOMAIN_NAME] )
{
    const WCHAR *domain = credentials->domain, *at = wcsrchr( credentials->user, '@' );
    struct joined_domain joined;

    if (!domain || !*domain) domain = at ? at + 1 : L"";
    if (!*domain || *domain == '.' || lstrlenW( domain ) >= MAX_DOMAIN_NAME) return FALSE;
    lstrcpyW( realm, domain );
    if (wcschr( domain, '.' )) return TRUE;
    if (get_joined_domain( &joined ) || !is_same_name( joined.flat_name, domain )) return FALSE;
    lstrcpyW( realm, joined.name );
    return TRUE;
}

static BOOL get_client( const struct credentials *credentials, struct krb_principal *client )
{
    BOOL has_domain = credentials->domain && *credentials->domain;
    WCHAR realm[MAX_DOMAIN_NAME];
    char user[KRB_MAX_PARTS];

    memset( client, 0, sizeof(*client) );
    if (!get_realm( credentials, realm ) || !make_utf8( realm, LCMAP_UPPERCASE, client->realm, sizeof(client->realm) ) ||
        !make_utf8( credentials->user, 0, user, sizeof(user) )) return FALSE;
    client->type = has_domain ? KRB_USER_NAME : KRB_ENTERPRISE_NAME;
    return add_krb_part( client, user, strlen( user ) );
}

/* who wants what */
struct wish
{
    struct errand      errand;
    const char        *service;
    const char        *host;
    struct data_part   who[3];          /* what tells apart whose tickets they are */
};

static BOOL make_wish_id( const struct wish *wish, BOOL is_service, BYTE id[SHA256_SIZE] )
{
    const struct data_part parts[] =
    {
        wish->who[0], wish->who[1], wish->who[2],
        { wish->service, is_service ? strlen( wish->service ) + 1 : 0 }, { wish->host, is_service ? strlen( wish->host ) : 0 }
    };

    return make_id( parts, ARRAYSIZE(parts), id );
}

static NET_API_STATUS get_ticket_with( const struct wish *wish, const struct krb_ticket *tgt, struct krb_ticket **ticket )
{
    NET_API_STATUS status = follow_referrals( &wish->errand, wish->service, wish->host, tgt, ticket );
    BYTE id[SHA256_SIZE];

    if (!status && make_wish_id( wish, TRUE, id )) keep_ticket( id, *ticket, (*ticket)->end );
    return status;
}

/* With a password. A ticket that was kept is not the last word: the KDC may not like it any more. */
static NET_API_STATUS get_password_ticket( const struct wish *wish, const struct krb_principal *client, const WCHAR *password,
                                           struct krb_ticket **ticket )
{
    struct krb_ticket *tgt;
    NET_API_STATUS status;
    BYTE id[SHA256_SIZE];

    if (!make_wish_id( wish, FALSE, id )) return ERROR_NOT_SUPPORTED;
    if (find_ticket( id, &tgt ) && tgt)
    {
        status = get_ticket_with( wish, tgt, ticket );
        free_krb_ticket( tgt );
        if (!status || status == NO_TICKET || GetTickCount64() >= wish->errand.deadline) return status;
        forget_ticket( id );
    }
    if ((status = get_tgt( &wish->errand, client, password, &tgt ))) return status;
    keep_ticket( id, tgt, tgt->end );
    status = get_ticket_with( wish, tgt, ticket );
    free_krb_ticket( tgt );
    return status;
}

static NET_API_STATUS get_users_ticket( struct wish *wish, struct krb_ticket **ticket )
{
    struct krb_ticket *tgt;
    NET_API_STATUS status;
    BYTE id[SHA256_SIZE];

    switch (read_ticket_file( &tgt ))
    {
    case KRB_FILE_EXPIRED: return ERROR_CONTEXT_EXPIRED;
    case KRB_FILE_NONE: return NO_TICKET;
    case KRB_FILE_VALID: break;
    }
    /* Those that were got with another ticket of the user's are not found again. */
    wish->who[0] = (struct data_part){ tgt->bytes, tgt->size };
    if (make_wish_id( wish, TRUE, id ) && find_ticket( id, ticket )) status = *ticket ? NERR_Success : NO_TICKET;
    else status = get_ticket_with( wish, tgt, ticket );
    free_krb_ticket( tgt );
    return status;
}

static NET_API_STATUS get_any_ticket( const struct credentials *credentials, struct wish *wish, struct krb_ticket **ticket )
{
    struct krb_principal client;
    BYTE id[SHA256_SIZE];

    if (!credentials) return get_users_ticket( wish, ticket );
    if (!credentials->user[0] || !get_client( credentials, &client )) return NO_TICKET;
    wish->who[0] = (struct data_part){ client.realm, strlen( client.realm ) + 1 };
    wish->who[1] = (struct data_part){ client.parts, client.size };
    wish->who[2] = (struct data_part){ credentials->password, lstrlenW( credentials->password ) * sizeof(WCHAR) };
    if (make_wish_id( wish, TRUE, id ) && find_ticket( id, ticket )) return *ticket ? NERR_Success : NO_TICKET;
    return get_password_ticket( wish, &client, credentials->password, ticket );
}

/************************************************************
 *                get_service_ticket
 *
 * PARAMS
 *  credentials [I] Who wants it; NULL: the user, by the ticket that kinit or the log-on has left. One without a name: nobody.
 *  service     [I] What of the server is asked: L"cifs" or L"host".
 *  endpoint    [I] The server, and within which time.
 *  ticket      [O] The ticket, the caller's to free with free_krb_ticket(); NULL on failure, and where there is none to be had.
 *
 * RETURNS
 *  NERR_Success; also, without a ticket: nobody, a user without a realm or a ticket, an address instead of a name, no KDC that
 *  could be found, a server that it does not know, or no key of a type that is common to both. Else why the user does not get
 *  one: ERROR_LOGON_FAILURE (a password that is wrong), ERROR_PASSWORD_EXPIRED, ERROR_PASSWORD_MUST_CHANGE,
 *  ERROR_ACCOUNT_DISABLED, ERROR_ACCOUNT_EXPIRED, ERROR_ACCOUNT_LOCKED_OUT and the like, ERROR_CONTEXT_EXPIRED (the user's
 *  ticket is too old), ERROR_TIME_SKEW (one of both clocks is wrong), ERROR_TIMEOUT, RPC_S_CALL_FAILED (the KDC has closed the
 *  connection), RPC_S_PROTOCOL_ERROR (it answers something else), ERROR_NOT_SUPPORTED or ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS get_service_ticket( const struct credentials *credentials, const WCHAR *service, const struct endpoint *endpoint,
                                   struct krb_ticket **ticket )
{
    char service_name[16], host[KRB_MAX_PARTS / 2];
    struct wish wish =
    {
        .errand = { endpoint, min( GetTickCount64() + endpoint->call_limit, endpoint->deadline ) },
        .service = service_name, .host = host
    };
    NET_API_STATUS status;

    *ticket = NULL;
    if (!get_host( endpoint->server, host, sizeof(host) ) ||
        !make_utf8( service, LCMAP_LOWERCASE, service_name, sizeof(service_name) )) return NERR_Success;
    status = get_any_ticket( credentials, &wish, ticket );
    if (!status && (*ticket)->key.type == KRB_RC4)      /* too weak for sessions */
    {
        free_krb_ticket( *ticket );
        *ticket = NULL;
    }
    TRACE( "%s: %lu, %s\n", debugstr_a(host), status, *ticket ? "a ticket" : "no ticket" );
    return status == NO_TICKET ? NERR_Success : status;
}

/* Whether the user has one, for the KDC. */
BOOL has_user_ticket(void)
{
    struct krb_ticket *ticket;
    BOOL found = read_ticket_file( &ticket ) == KRB_FILE_VALID;

    free_krb_ticket( ticket );
    return found;
}
