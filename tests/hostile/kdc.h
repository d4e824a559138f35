/*
 * A KDC that misbehaves
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

#ifndef NETAPI32_TESTS_HOSTILE_KDC_H
#define NETAPI32_TESTS_HOSTILE_KDC_H

/*
 * For kerberos.c, which has copies of rpc/krbmessage.c and rpc/krbcrypt.c: with what they write and read a KDC answers, too.
 * It knows one user, and each service's key is the same.
 */

enum kdc_deed
{
    DEED_NONE,
    /* what comes of the bytes, whatever they say */
    DEED_SILENT, DEED_CLOSED, DEED_NO_LENGTH, DEED_LONG, DEED_LONGEST, DEED_CUT, DEED_SLOW, DEED_GARBAGE, DEED_MORE,
    /* answers to somebody without a ticket */
    DEED_AS_NONCE, DEED_AS_SERVER, DEED_AS_REALM, DEED_AS_CLIENT, DEED_AS_CLIENT_REALM, DEED_AS_KEY, DEED_AS_TYPE, DEED_AS_TGS,
    DEED_AS_NO_PROOF, DEED_AS_NO_PROOF_KEY, DEED_AS_SHORT_KEY, DEED_AS_ENDLESS, DEED_AS_QUICK_KEY,
    DEED_AS_SLOW_KEY, DEED_AS_OLD_TYPES, DEED_AS_NO_TYPES, DEED_AS_TICKET, DEED_AS_MOVES,
    /* to somebody with one */
    DEED_TGS_NONCE, DEED_TGS_SERVER, DEED_TGS_REALM, DEED_TGS_CLIENT, DEED_TGS_KEY, DEED_TGS_AS, DEED_TGS_OLD_KEY, DEED_TGS_CIRCLE,
    DEED_TGS_CHAIN, DEED_TGS_LARGE,
    /* an error, which the number in kdc.error is */
    DEED_AS_ERROR, DEED_TGS_ERROR
};

#define KDC_REALM     "EXAMPLE.TEST"
#define KDC_USER      "anna"
#define KDC_PASSWORD  L"Passw0rd.2"
#define KDC_SALT      "a salt that is not the usual"

static struct
{
    SOCKET           socket;
    HANDLE           thread;
    volatile BOOL    ends;
    WORD             port;
    volatile LONG    requests;          /* that it has got */
    enum kdc_deed    deed;
    LONG             error;
    LONG             status;            /* in the error's data; 0: none */
    BOOL             is_list;           /* the data is a list of them */
    struct krb_key   user_key, tgt_key, service_key;
} kdc;

/* what a request says, as far as it matters */
struct kdc_request
{
    BOOL                 is_tgs;
    BOOL                 has_proof;
    DWORD                nonce;
    struct krb_principal client;        /* without a ticket */
    struct krb_principal server;
};

static BOOL read_kdc_request( const BYTE *message, DWORD size, struct kdc_request *request )
{
    BYTE type = size && message[0] == ASN1_APPLICATION( TGS_REQUEST ) ? TGS_REQUEST : AS_REQUEST;
    struct reader sequence, padata, body, content;

    memset( request, 0, sizeof(*request) );
    request->is_tgs = type == TGS_REQUEST;
    if (!read_outer( message, size, type, &sequence ) || !read_version( &sequence, 1, type )) return FALSE;
    if (!read_field( &sequence, 3, ASN1_SEQUENCE, &padata )) return FALSE;
    request->has_proof = !padata.failed;
    if (!read_needed( &sequence, 4, ASN1_SEQUENCE, &body ) || !is_at_end( &sequence )) return FALSE;
    if (!read_needed( &body, 0, ASN1_BITS, &content )) return FALSE;
    if (!read_field( &body, 1, ASN1_SEQUENCE, &content )) return FALSE;
    if (!content.failed && !read_name( &content, &request->client )) return FALSE;
    if (!read_principal( &body, 2, &request->server )) return FALSE;
    strcpy( request->client.realm, request->server.realm );
    return read_needed( &body, 5, ASN1_TIME, &content ) && read_needed( &body, 7, ASN1_INTEGER, &content ) &&
           read_unsigned( &content, &request->nonce ) && read_needed( &body, 8, ASN1_SEQUENCE, &content ) && is_at_end( &body );
}

/* 5.3: a ticket whose content is for the server alone */
static BYTE *put_ticket( BYTE *end, const struct krb_principal *server, DWORD size )
{
    BYTE *start = end - size;

    memset( start, 0x5a, size );
    start = put_field( start, 2, ASN1_OCTETS, end );
    start = put_element( put_integer( start, 0, KRB_AES256 ), ASN1_SEQUENCE, end );
    start = put_element( start, ASN1_FIELD( 3 ), end );
    start = put_integer( put_text( put_name( start, 2, server ), 1, server->realm ), 0, 5 );
    return put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( TICKET ), end );
}

/* what a KDC tells of the ticket */
struct kdc_reply
{
    BOOL                 is_tgs;
    DWORD                nonce;
    ULONGLONG            end;
    struct krb_principal client;
    struct krb_principal server;
    struct krb_key       key;           /* that the ticket is for */
    struct krb_key       with;          /* that it is encrypted by */
    LONG                 type;          /* which that is told to be */
    DWORD                ticket_size;
    BOOL                 is_bare;       /* there is no ticket */
};

static BYTE *put_reply_part( BYTE *end, const struct kdc_reply *reply )
{
    BYTE *start = end, *element;

    start = put_text( put_name( start, 10, &reply->server ), 9, reply->server.realm );
    start = put_time( start, 7, reply->end );
    start = put_time( start, 5, get_krb_time() );
    start = put_flags( start, 4, 0x40a10000 );
    start = put_integer( start, 2, reply->nonce );
    element = start;
    start = put_integer( put_time( start, 1, reply->end ), 0, 0 );
    start = put_element( start, ASN1_SEQUENCE, element );
    start = put_field( start, 1, ASN1_SEQUENCE, element );
    start = put_key( start, 0, &reply->key );
    return put_element( put_element( start, ASN1_SEQUENCE, end ),
                        ASN1_APPLICATION( reply->is_tgs ? TGS_REPLY_PART : AS_REPLY_PART ), end );
}

/* "start" is where it begins; it ends at the end of the room */
static BYTE *put_reply( BYTE *end, const struct kdc_reply *reply )
{
    BYTE *start = put_encrypted( put_reply_part( end, reply ), end, &reply->with, reply->is_tgs ? KRB_USE_TGS_REPLY : KRB_USE_AS_REPLY );
    BYTE *element, type = reply->is_tgs ? TGS_REPLY : AS_REPLY;

    if (reply->type != reply->with.type)    /* the number of the type, in the first field */
    {
        BYTE *p = start;
        while (memcmp( p, "\xa0\x03\x02\x01", 4 )) p++;
        p[4] = reply->type;
    }
    element = start = put_element( start, ASN1_FIELD( 6 ), end );
    if (!reply->is_bare) start = put_element( put_ticket( start, &reply->server, reply->ticket_size ), ASN1_FIELD( 5 ), element );
    start = put_text( put_name( start, 4, &reply->client ), 3, reply->client.realm );
    start = put_integer( put_integer( start, 1, type ), 0, 5 );
    return put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( type ), end );
}

static void set_principal( struct krb_principal *principal, LONG type, const char *realm, const char *first, const char *second )
{
    memset( principal, 0, sizeof(*principal) );
    principal->type = type;
    strcpy( principal->realm, realm );
    add_krb_part( principal, first, strlen( first ) );
    if (second) add_krb_part( principal, second, strlen( second ) );
}

static BYTE *put_error( BYTE *end, LONG code, const char *client_realm, const BYTE *data, DWORD size )
{
    struct krb_principal server;
    BYTE *start = end;

    set_principal( &server, KRB_SERVICE_NAME, KDC_REALM, "krbtgt", KDC_REALM );
    if (data) start = put_octets( start, data, size, ASN1_FIELD( 12 ) );
    start = put_text( put_name( start, 10, &server ), 9, server.realm );
    if (client_realm) start = put_text( start, 7, client_realm );
    start = put_integer( start, 6, code );
    start = put_time( put_integer( start, 5, 123456 ), 4, get_krb_time() );
    start = put_integer( put_integer( start, 1, 30 ), 0, 5 );
    return put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_APPLICATION( 30 ), end );
}

/* ETYPE-INFO2 with one type, behind something else */
static BYTE *put_salt( BYTE *end, LONG type, const char *salt, DWORD iterations )
{
    const BYTE parameters[] = { iterations >> 24, iterations >> 16, iterations >> 8, iterations };
    BYTE *start = end, *element;

    if (iterations) start = put_octets( start, parameters, sizeof(parameters), ASN1_FIELD( 2 ) );
    if (salt) start = put_text( start, 1, salt );
    start = put_element( put_integer( start, 0, type ), ASN1_SEQUENCE, end );
    start = put_element( put_element( start, ASN1_SEQUENCE, end ), ASN1_OCTETS, end );
    start = put_element( put_integer( put_element( start, ASN1_FIELD( 2 ), end ), 1, PA_ETYPE_INFO2 ), ASN1_SEQUENCE, end );
    element = start;
    start = put_octets( start, (const BYTE *)"", 0, ASN1_FIELD( 2 ) );
    start = put_element( put_integer( start, 1, PA_ENC_TIMESTAMP ), ASN1_SEQUENCE, element );
    return put_element( start, ASN1_SEQUENCE, end );
}

/* MS-KILE, 2.2.2 */
static BYTE *put_status( BYTE *end, LONG status, BOOL is_list )
{
    const DWORD value[] = { status, 0, 1 };
    BYTE *start = put_octets( end, (const BYTE *)value, sizeof(value), ASN1_FIELD( 2 ) );

    start = put_element( put_integer( start, 1, PA_STATUS ), ASN1_SEQUENCE, end );
    return is_list ? put_element( start, ASN1_SEQUENCE, end ) : start;
}

#define KDC_ROOM  (KRB_MAX_MESSAGE + 4096)

static BYTE *put_needs_password( BYTE *end )
{
    BYTE data[256], *data_end = data + sizeof(data), *start;

    switch (kdc.deed)
    {
    case DEED_AS_QUICK_KEY: start = put_salt( data_end, KRB_AES256, KDC_SALT, 1 ); break;
    case DEED_AS_SLOW_KEY: start = put_salt( data_end, KRB_AES256, KDC_SALT, 0xffffffff ); break;
    case DEED_AS_OLD_TYPES: start = put_salt( data_end, 3, KDC_SALT, 0 ); break;
    case DEED_AS_NO_TYPES: start = data_end; break;
    default: start = put_salt( data_end, KRB_AES256, KDC_SALT, 4096 );
    }
    return put_error( end, KRB_NEEDS_PASSWORD, NULL, start, data_end - start );
}

static BYTE *answer_as( BYTE *end, const struct kdc_request *request )
{
    struct kdc_reply reply = { FALSE, request->nonce, get_krb_time() + 36000000000ull, request->client, request->server, kdc.tgt_key,
                               kdc.user_key, KRB_AES256, 300, FALSE };
    BYTE data[64], *data_start;

    if (kdc.deed == DEED_AS_ERROR)
    {
        data_start = put_status( data + sizeof(data), kdc.status, kdc.is_list );
        return put_error( end, kdc.error, NULL, kdc.status ? data_start : NULL, data + sizeof(data) - data_start );
    }
    if (kdc.deed == DEED_AS_MOVES)      /* from realm to realm, for ever */
        return put_error( end, KRB_WRONG_REALM, kdc.requests % 2 ? "ONE.TEST" : "OTHER.TEST", NULL, 0 );
    if (kdc.deed == DEED_AS_ENDLESS ||
        (!request->has_proof && kdc.deed != DEED_AS_NO_PROOF && kdc.deed != DEED_AS_NO_PROOF_KEY)) return put_needs_password( end );
    if (request->client.type == KRB_ENTERPRISE_NAME) set_principal( &reply.client, 1, KDC_REALM, KDC_USER, NULL );
    switch (kdc.deed)
    {
    case DEED_AS_NONCE: reply.nonce ^= 1; break;
    case DEED_AS_SERVER: set_principal( &reply.server, 2, KDC_REALM, "krbtgt", "OTHER.TEST" ); break;
    case DEED_AS_REALM: strcpy( reply.server.realm, "OTHER.TEST" ); break;
    case DEED_AS_CLIENT: set_principal( &reply.client, 1, KDC_REALM, "berta", NULL ); break;
    case DEED_AS_CLIENT_REALM: strcpy( reply.client.realm, "OTHER.TEST" ); break;
    case DEED_AS_NO_PROOF_KEY:
    case DEED_AS_KEY: reply.with.bytes[3] ^= 1; break;
    case DEED_AS_TYPE: reply.type = 16; break;
    case DEED_AS_TGS: reply.is_tgs = TRUE; break;
    case DEED_AS_SHORT_KEY: reply.key.size--; break;
    case DEED_AS_TICKET: reply.is_bare = TRUE; break;
    default: break;
    }
    return put_reply( end, &reply );
}

static BYTE *answer_tgs( BYTE *end, const struct kdc_request *request )
{
    struct kdc_reply reply = { TRUE, request->nonce, get_krb_time() + 36000000000ull, { .type = 1 }, request->server,
                               kdc.service_key, kdc.tgt_key, KRB_AES256, 300, FALSE };
    BYTE data[64], *data_start;
    char realm[32];

    set_principal( &reply.client, 1, KDC_REALM, KDC_USER, NULL );
    switch (kdc.deed)
    {
    case DEED_TGS_ERROR:
        data_start = put_status( data + sizeof(data), kdc.status, kdc.is_list );
        return put_error( end, kdc.error, NULL, kdc.status ? data_start : NULL, data + sizeof(data) - data_start );
    case DEED_TGS_NONCE: reply.nonce ^= 1; break;
    case DEED_TGS_SERVER: set_principal( &reply.server, 2, KDC_REALM, "cifs", "other.example.test" ); break;
    case DEED_TGS_REALM: strcpy( reply.server.realm, "OTHER.TEST" ); break;
    case DEED_TGS_CLIENT: set_principal( &reply.client, 1, KDC_REALM, "berta", NULL ); break;
    case DEED_TGS_KEY: reply.with = kdc.user_key; break;
    case DEED_TGS_AS: reply.is_tgs = FALSE; break;
    case DEED_TGS_OLD_KEY: reply.key.type = KRB_RC4; reply.key.size = 16; break;
    case DEED_TGS_CIRCLE: set_principal( &reply.server, 2, request->server.realm, "krbtgt",
                                         strcmp( request->server.realm, KDC_REALM ) ? KDC_REALM : "OTHER.TEST" );
        reply.key = kdc.tgt_key;
        break;
    case DEED_TGS_CHAIN:    /* three realms, then the ticket */
        if (!strcmp( request->server.realm, "REALM3.TEST" )) break;
        wsprintfA( realm, "REALM%c.TEST", strcmp( request->server.realm, KDC_REALM ) ? request->server.realm[5] + 1 : '1' );
        set_principal( &reply.server, 2, request->server.realm, "krbtgt", realm );
        reply.key = kdc.tgt_key;
        break;
    case DEED_TGS_LARGE: reply.ticket_size = 100000; break;
    default: break;
    }
    return put_reply( end, &reply );
}

static BOOL receive_kdc_bytes( SOCKET socket, BYTE *bytes, DWORD size )
{
    int got;

    for (; size; size -= got, bytes += got) if ((got = recv( socket, (char *)bytes, size, 0 )) <= 0) return FALSE;
    return TRUE;
}

static void wait_for_end( SOCKET socket )
{
    char byte;

    while (!kdc.ends && recv( socket, &byte, 1, 0 ) > 0) {}
}

static void send_kdc_answer( SOCKET socket, BYTE *start, DWORD size )
{
    DWORD length = size, i;

    switch (kdc.deed)
    {
    case DEED_NO_LENGTH: length = 0; break;
    case DEED_LONG: length = KRB_MAX_MESSAGE + 1; break;
    case DEED_LONGEST: length = 0xffffffff; break;
    case DEED_GARBAGE: memset( start, 0x30, size ); break;
    case DEED_MORE: start--; length = ++size; break;     /* a byte in front: no message begins so */
    default: break;
    }
    start -= 4;
    start[0] = length >> 24;
    start[1] = length >> 16;
    start[2] = length >> 8;
    start[3] = length;
    if (kdc.deed == DEED_CUT) send( socket, (char *)start, size / 2, 0 );
    else if (kdc.deed == DEED_SLOW) for (i = 0; i < size + 4 && !kdc.ends && send( socket, (char *)start + i, 1, 0 ) == 1; i++) Sleep( 100 );
    else send( socket, (char *)start, size + 4, 0 );
    if (kdc.deed == DEED_LONG || kdc.deed == DEED_LONGEST) wait_for_end( socket );
}

static void serve_kdc_client( SOCKET socket, BYTE *room )
{
    struct kdc_request request;
    BYTE length[4], *start, *end = room + KDC_ROOM;
    DWORD size;

    if (kdc.deed == DEED_CLOSED || !receive_kdc_bytes( socket, length, sizeof(length) )) return;
    size = length[0] << 24 | length[1] << 16 | length[2] << 8 | length[3];
    if (size > KDC_ROOM || !receive_kdc_bytes( socket, room, size )) return;
    InterlockedIncrement( &kdc.requests );
    if (kdc.deed == DEED_SILENT)
    {
        wait_for_end( socket );
        return;
    }
    if (!read_kdc_request( room, size, &request ))
    {
        ok( 0, "a request that is not well-formed\n" );
        return;
    }
    start = request.is_tgs ? answer_tgs( end, &request ) : answer_as( end, &request );
    send_kdc_answer( socket, start, end - start );
}

static DWORD WINAPI run_kdc( void *arg )
{
    BYTE *room = HeapAlloc( GetProcessHeap(), 0, KDC_ROOM );
    SOCKET socket;

    (void)arg;
    while (!kdc.ends && (socket = accept( kdc.socket, NULL, NULL )) != INVALID_SOCKET)
    {
        if (!kdc.ends) serve_kdc_client( socket, room );
        closesocket( socket );
    }
    HeapFree( GetProcessHeap(), 0, room );
    return 0;
}

static BOOL start_kdc(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    int size = sizeof(address);
    DWORD i;

    memset( &kdc, 0, sizeof(kdc) );
    address.sin_addr.s_addr = htonl( INADDR_LOOPBACK );
    kdc.socket = socket( AF_INET, SOCK_STREAM, IPPROTO_TCP );
    if (bind( kdc.socket, (struct sockaddr *)&address, sizeof(address) ) || listen( kdc.socket, 8 ) ||
        getsockname( kdc.socket, (struct sockaddr *)&address, &size )) return FALSE;
    kdc.port = ntohs( address.sin_port );
    if (!make_password_key( KRB_AES256, KDC_PASSWORD, (const BYTE *)KDC_SALT, strlen( KDC_SALT ), 4096, &kdc.user_key )) return FALSE;
    kdc.tgt_key.type = kdc.service_key.type = KRB_AES256;
    kdc.tgt_key.size = kdc.service_key.size = 32;
    for (i = 0; i < 32; i++)
    {
        kdc.tgt_key.bytes[i] = i * 3;
        kdc.service_key.bytes[i] = i * 5;
    }
    return (kdc.thread = CreateThread( NULL, 0, run_kdc, NULL, 0, NULL )) != NULL;
}

static void stop_kdc(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons( kdc.port ) };
    SOCKET waker = socket( AF_INET, SOCK_STREAM, IPPROTO_TCP );

    kdc.ends = TRUE;
    address.sin_addr.s_addr = htonl( INADDR_LOOPBACK );
    connect( waker, (struct sockaddr *)&address, sizeof(address) );
    ok( !WaitForSingleObject( kdc.thread, 20000 ), "the KDC goes on\n" );
    closesocket( waker );
    closesocket( kdc.socket );
    CloseHandle( kdc.thread );
}

#endif
