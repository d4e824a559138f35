/*
 * Connections to the interfaces of servers: DCE/RPC's PDUs
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
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"

#include "wine/debug.h"

#include "channel.h"
#include "connection.h"
#include "credentials.h"
#include "interface.h"
#include "mechanism.h"
#include "ntlm.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * The PDUs: C706, chapter 12, with the security of MS-RPCE, 2.2.2.11
 */

#include "pshpack1.h"

enum pdu_type { PDU_REQUEST, PDU_RESPONSE = 2, PDU_FAULT, PDU_BIND = 11, PDU_BIND_ACK, PDU_BIND_NAK, PDU_AUTH3 = 16 };

#define FIRST_FRAGMENT  0x01
#define LAST_FRAGMENT   0x02
#define SIGNS_HEADERS   0x04    /* in a bind and its answer: MS-RPCE, 2.2.2.3 */

struct pdu_header
{
    BYTE  version;              /* 5 */
    BYTE  minor_version;        /* 0 */
    BYTE  type;
    BYTE  flags;
    BYTE  representation[4];    /* 0x10, 0, 0, 0: little-endian, ASCII, IEEE */
    WORD  length;
    WORD  auth_length;          /* of the verifier's value alone */
    DWORD call_id;
};

struct syntax_result
{
    WORD                  result;
    WORD                  reason;
    RPC_SYNTAX_IDENTIFIER syntax;
};

struct bind
{
    struct pdu_header     header;
    WORD                  max_send;
    WORD                  max_receive;
    DWORD                 group;
    BYTE                  context_count;
    BYTE                  reserved1[3];
    WORD                  context;
    BYTE                  syntax_count;
    BYTE                  reserved2;
    RPC_SYNTAX_IDENTIFIER interface_id;
    RPC_SYNTAX_IDENTIFIER syntax;
};

struct bind_ack
{
    struct pdu_header header;
    WORD              max_send;
    WORD              max_receive;
    DWORD             group;
    WORD              address_length;
    /* the address; from the next multiple of 4 on a result_list */
};

struct result_list
{
    BYTE                 count;
    BYTE                 reserved[3];
    struct syntax_result results[1];
};

struct bind_nak
{
    struct pdu_header header;
    WORD              reason;
};

struct auth3
{
    struct pdu_header header;
    DWORD             padding;
};

/* the header of a response as well, where the opnum is reserved */
struct request
{
    struct pdu_header header;
    DWORD             size_hint;
    WORD              context;
    WORD              opnum;
};

struct fault
{
    struct request request;
    DWORD          status;
};

struct auth_trailer
{
    BYTE  service;
    BYTE  level;
    BYTE  padding;      /* how many bytes of it are in front of this */
    BYTE  reserved;
    DWORD context;
};

#include "poppack.h"

/* servers take 1432 bytes at least */
#define MIN_MAX_FRAGMENT  1432
/* what the first messages need, with NTLM's tokens */
#define MIN_OUTPUT        5840
/* the length in a PDU's header has 16 bits */
#define MAX_OUTPUT        0xffff

/* A long answer is a row of fragments, of which several may have come when there is time to take them: what it costs is
 * to ask for them, not how many bytes they have. */
#define MIN_INPUT  (4 * 5840)

/* sealed data come in such blocks */
#define SEAL_ALIGNMENT  16

/* far more than any answer has: 10,000 users with all their properties take 10 MB */
#define MAX_ANSWER  (64 * 1024 * 1024)
#define MIN_ANSWER  (8 * 1024)
/* rpcrt4 reads some numbers before it looks whether they are there */
#define ANSWER_MARGIN  16

struct rpc_connection
{
    struct channel       *channel;
    ULONGLONG             deadline;         /* of the call, in GetTickCount64()'s time */
    ULONGLONG             function_deadline;
    DWORD                 time_limit;       /* for a call, in milliseconds */
    DWORD                 max_fragment;     /* that the server takes */
    DWORD                 call_id;
    BOOL                  is_authenticated;
    struct mechanism      mechanism;
    DWORD                 input_used;       /* of input, by the PDU that was looked at last */
    DWORD                 input_size;
    BYTE                 *answer;           /* NetApiBufferAllocate()'s, kept for the next call */
    DWORD                 answer_space;
    BYTE                 *input;            /* NetApiBufferAllocate()'s */
    DWORD                 input_space;
    BYTE                 *output;           /* the same, room for max_fragment */
    DWORD                 output_space;
};

static RPC_STATUS send_output( struct rpc_connection *connection, DWORD size )
{
    const struct pdu_header *header = (const struct pdu_header *)connection->output;

    return connection->channel->transport->send( connection->channel, connection->output, size,
                                                 header->flags & LAST_FRAGMENT, connection->deadline );
}

static void start_call( struct rpc_connection *connection )
{
    connection->deadline = min( GetTickCount64() + connection->time_limit, connection->function_deadline );
    connection->call_id++;
}

static void make_header( const struct rpc_connection *connection, enum pdu_type type, BYTE flags, void *pdu )
{
    const struct pdu_header header = { .version = 5, .type = type, .flags = flags, .representation = { 0x10 },
                                       .call_id = connection->call_id };
    memcpy( pdu, &header, sizeof(header) );
}

/* Receives until there are so many bytes of a PDU. */
static RPC_STATUS fill_input( struct rpc_connection *connection, DWORD size )
{
    RPC_STATUS status;
    DWORD received;

    if (size > connection->input_space)
    {
        if (NetApiBufferReallocate( connection->input, size, (void **)&connection->input )) return RPC_S_OUT_OF_MEMORY;
        connection->input_space = size;
    }
    for (; connection->input_size < size; connection->input_size += received)
        if ((status = connection->channel->transport->receive( connection->channel,
                                                               connection->input + connection->input_size,
                                                               connection->input_space - connection->input_size,
                                                               connection->deadline, &received )))
            return status;
    return RPC_S_OK;
}

static BOOL is_valid_header( const struct rpc_connection *connection, const struct pdu_header *header )
{
    return header->version == 5 && !header->minor_version && header->representation[0] == 0x10 &&
           !header->representation[1] && header->length >= sizeof(*header) &&
           header->length <= connection->channel->max_fragment &&
           header->call_id == connection->call_id;
}

/* The PDU is valid until the next one is received; its length is that of its header. */
static RPC_STATUS receive_pdu( struct rpc_connection *connection, DWORD min_size, struct pdu_header **pdu )
{
    struct pdu_header *header;
    RPC_STATUS status;

    connection->input_size -= connection->input_used;
    memmove( connection->input, connection->input + connection->input_used, connection->input_size );
    connection->input_used = 0;

    if ((status = fill_input( connection, sizeof(*header) ))) return status;
    header = (struct pdu_header *)connection->input;
    if (!is_valid_header( connection, header )) return RPC_S_PROTOCOL_ERROR;
    if ((status = fill_input( connection, header->length ))) return status;
    *pdu = header = (struct pdu_header *)connection->input;     /* which may have been moved */
    connection->input_used = header->length;
    return header->length < min_size ? RPC_S_PROTOCOL_ERROR : RPC_S_OK;
}

/*
 * The security
 */

/* Makes room for what is sent; what is there stays. */
static RPC_STATUS grow_output( struct rpc_connection *connection, DWORD size )
{
    if (size <= connection->output_space) return RPC_S_OK;
    if (NetApiBufferReallocate( connection->output, size, (void **)&connection->output )) return RPC_S_OUT_OF_MEMORY;
    connection->output_space = size;
    return RPC_S_OK;
}

/* The PDU in output, of so many bytes, with a token. It cannot be cut in fragments: what is too long for one is not sent. */
static RPC_STATUS send_token( struct rpc_connection *connection, DWORD size, const BYTE *token, DWORD token_size )
{
    const struct auth_trailer trailer = { get_mechanism_service( &connection->mechanism ), RPC_C_AUTHN_LEVEL_PKT_PRIVACY, 0, 0, 0 };
    DWORD whole = size + (token_size ? sizeof(trailer) + token_size : 0);
    struct pdu_header *header;
    RPC_STATUS status;

    if (token_size > MAX_OUTPUT || whole > MAX_OUTPUT) return ERROR_NOT_SUPPORTED;
    if ((status = grow_output( connection, whole ))) return status;
    header = (struct pdu_header *)connection->output;
    if (token_size)
    {
        memcpy( connection->output + size, &trailer, sizeof(trailer) );
        memcpy( connection->output + size + sizeof(trailer), token, token_size );
    }
    header->length = whole;
    header->auth_length = token_size;
    return send_output( connection, whole );
}

/* how long the trailer is, with what is behind it; 0: there is none, ~0: the PDU cannot hold it */
static DWORD get_trailer_size( const struct pdu_header *header, DWORD min_size )
{
    DWORD size = header->auth_length ? header->auth_length + sizeof(struct auth_trailer) : 0;

    return size <= header->length - min_size ? size : ~0u;
}

static RPC_STATUS send_auth3( struct rpc_connection *connection, const BYTE *token, DWORD token_size )
{
    struct auth3 auth3 = { .padding = 0 };

    make_header( connection, PDU_AUTH3, FIRST_FRAGMENT | LAST_FRAGMENT, &auth3 );
    memcpy( connection->output, &auth3, sizeof(auth3) );
    return send_token( connection, sizeof(auth3), token, token_size );
}

static RPC_STATUS answer_ntlm( struct rpc_connection *connection, const BYTE *challenge, DWORD size )
{
    BYTE token[MAX_TOKEN];
    DWORD token_size;

    if (!make_token( &connection->mechanism.ntlm, challenge, size, token, &token_size )) return RPC_S_SEC_PKG_ERROR;
    return send_auth3( connection, token, token_size );
}

/* Headers are signed as well, or nothing is sent. */
static RPC_STATUS answer_kerberos( struct rpc_connection *connection, const struct pdu_header *header, BYTE *proof, DWORD size )
{
    struct krb_context *kerberos = connection->mechanism.kerberos;
    DWORD token_size;
    RPC_STATUS status;
    BYTE *token;

    if ((status = read_krb_token( kerberos, proof, size ))) return status;
    if (!(header->flags & SIGNS_HEADERS)) return RPC_S_SEC_PKG_ERROR;
    if (!(token = make_last_krb_token( kerberos, &token_size ))) return RPC_S_OUT_OF_MEMORY;
    status = send_auth3( connection, token, token_size );
    free_krb_message( token );
    return status;
}

/* Answers what is in a bind's answer, with a PDU that has no answer. */
static RPC_STATUS answer_challenge( struct rpc_connection *connection, struct pdu_header *header )
{
    DWORD size = get_trailer_size( header, sizeof(struct bind_ack) );
    BYTE *token = (BYTE *)header + header->length - header->auth_length;

    if (size == ~0u || !size) return RPC_S_SEC_PKG_ERROR;
    if (connection->mechanism.kind == MECHANISM_KERBEROS)
        return answer_kerberos( connection, header, token, header->auth_length );
    return answer_ntlm( connection, token, header->auth_length );
}

/* body_size: with its padding */
static struct sealed_message find_parts( BYTE *pdu, DWORD body_size )
{
    const struct sealed_message message =
    {
        pdu, sizeof(struct request) + body_size + sizeof(struct auth_trailer), pdu + sizeof(struct request), body_size
    };
    return message;
}

/* Seals the fragment in output. */
static RPC_STATUS seal_request( struct rpc_connection *connection, DWORD body_size, DWORD *length )
{
    DWORD padding = -body_size % SEAL_ALIGNMENT, signature_size = get_signature_size( &connection->mechanism );
    const struct auth_trailer trailer = { get_mechanism_service( &connection->mechanism ), RPC_C_AUTHN_LEVEL_PKT_PRIVACY, padding, 0, 0 };
    struct sealed_message message = find_parts( connection->output, body_size + padding );
    struct pdu_header *header = (struct pdu_header *)connection->output;

    memset( message.part + body_size, 0, padding );
    memcpy( message.part + message.part_size, &trailer, sizeof(trailer) );
    *length = header->length = message.size + signature_size;
    header->auth_length = signature_size;
    return seal_by( &connection->mechanism, &message ) ? RPC_S_OK : RPC_S_OUT_OF_MEMORY;
}

/* Returns the size of the body without its padding. */
static RPC_STATUS unseal_response( struct rpc_connection *connection, struct pdu_header *header, DWORD *body_size )
{
    DWORD size = get_trailer_size( header, sizeof(struct request) );
    struct sealed_message message;
    struct auth_trailer trailer;

    if (size == ~0u || header->auth_length != get_signature_size( &connection->mechanism )) return RPC_S_PROTOCOL_ERROR;
    message = find_parts( (BYTE *)header, header->length - size - sizeof(struct request) );
    memcpy( &trailer, message.part + message.part_size, sizeof(trailer) );
    if (trailer.service != get_mechanism_service( &connection->mechanism ) ||
        trailer.level != RPC_C_AUTHN_LEVEL_PKT_PRIVACY || trailer.context ||
        trailer.padding > message.part_size) return RPC_S_PROTOCOL_ERROR;
    if (!unseal_by( &connection->mechanism, &message )) return RPC_S_ACCESS_DENIED;
    *body_size = message.part_size - trailer.padding;
    return RPC_S_OK;
}

/*
 * The bind
 */

/* What the server is told first of who asks; its memory is the caller's to free. NULL, with a size of 0: nobody. */
static RPC_STATUS make_bind_token( struct rpc_connection *connection, BYTE **token, DWORD *size )
{
    RPC_STATUS status;

    *token = NULL;
    *size = 0;
    switch (connection->mechanism.kind)
    {
    case MECHANISM_NONE:
        return RPC_S_OK;
    case MECHANISM_NTLM:
        if (!(status = NetApiBufferAllocate( MAX_TOKEN, (void **)token )))
            make_token( &connection->mechanism.ntlm, NULL, 0, *token, size );
        return status;
    case MECHANISM_KERBEROS:
        *token = make_first_krb_token( connection->mechanism.kerberos, size );
        break;
    }
    return *token ? RPC_S_OK : RPC_S_OUT_OF_MEMORY;
}

static RPC_STATUS send_bind( struct rpc_connection *connection, const RPC_SYNTAX_IDENTIFIER *interface_id )
{
    struct bind bind =
    {
        .max_send = connection->channel->max_fragment, .max_receive = connection->channel->max_fragment,
        .context_count = 1, .syntax_count = 1, .interface_id = *interface_id, .syntax = ndr_syntax
    };
    BYTE flags = FIRST_FRAGMENT | LAST_FRAGMENT, *token;
    RPC_STATUS status;
    DWORD token_size;

    if ((status = make_bind_token( connection, &token, &token_size ))) return status;
    if (connection->mechanism.kind == MECHANISM_KERBEROS) flags |= SIGNS_HEADERS;
    make_header( connection, PDU_BIND, flags, &bind );
    memcpy( connection->output, &bind, sizeof(bind) );
    status = send_token( connection, sizeof(bind), token, token_size );
    if (token) SecureZeroMemory( token, token_size );
    NetApiBufferFree( token );
    return status;
}

/* The reasons: C706, 12.6.3.1, and MS-RPCE, 2.2.2.5. */
static RPC_STATUS map_bind_nak( const struct pdu_header *header )
{
    const struct bind_nak *nak = (const struct bind_nak *)header;

    if (header->length < sizeof(*nak)) return RPC_S_PROTOCOL_ERROR;
    switch (nak->reason)
    {
    case 1:
    case 2: return RPC_S_SERVER_TOO_BUSY;
    case 8: return RPC_S_UNKNOWN_AUTHN_SERVICE;
    case 9: return RPC_S_ACCESS_DENIED;
    default: return RPC_S_CALL_FAILED_DNE;
    }
}

static RPC_STATUS map_rejection( const struct syntax_result *result )
{
    if (result->result == 2 && result->reason == 1) return RPC_S_UNKNOWN_IF;
    if (result->result == 2 && result->reason == 2) return RPC_S_UNSUPPORTED_TRANS_SYN;
    return RPC_S_CALL_FAILED_DNE;
}

static RPC_STATUS read_bind_ack( struct rpc_connection *connection, const struct pdu_header *header )
{
    const struct bind_ack *ack = (const struct bind_ack *)header;
    const struct result_list *list;
    DWORD start, trailer;

    if (header->length < sizeof(*ack)) return RPC_S_PROTOCOL_ERROR;
    trailer = get_trailer_size( header, sizeof(*ack) );
    start = (sizeof(*ack) + ack->address_length + 3) & ~3u;
    if (trailer == ~0u || start + sizeof(*list) > header->length - trailer) return RPC_S_PROTOCOL_ERROR;
    list = (const struct result_list *)((const BYTE *)header + start);
    if (list->count != 1) return RPC_S_PROTOCOL_ERROR;
    if (list->results->result) return map_rejection( list->results );
    if (memcmp( &list->results->syntax, &ndr_syntax, sizeof(ndr_syntax) )) return RPC_S_UNSUPPORTED_TRANS_SYN;
    if (ack->max_receive < MIN_MAX_FRAGMENT) return RPC_S_PROTOCOL_ERROR;
    connection->max_fragment = min( ack->max_receive, connection->channel->max_fragment );
    return grow_output( connection, connection->max_fragment );
}

static RPC_STATUS bind_connection( struct rpc_connection *connection, const RPC_SYNTAX_IDENTIFIER *interface_id )
{
    struct pdu_header *header;
    RPC_STATUS status;

    start_call( connection );
    if ((status = send_bind( connection, interface_id ))) return status;
    if ((status = receive_pdu( connection, sizeof(*header), &header ))) return status;
    if (header->type == PDU_BIND_NAK) return map_bind_nak( header );
    if (header->type != PDU_BIND_ACK || (~header->flags & (FIRST_FRAGMENT | LAST_FRAGMENT))) return RPC_S_PROTOCOL_ERROR;
    if ((status = read_bind_ack( connection, header ))) return status;
    return connection->is_authenticated ? answer_challenge( connection, header ) : RPC_S_OK;
}

static void free_connection( struct rpc_connection *connection )
{
    NetApiBufferFree( connection->input );
    NetApiBufferFree( connection->output );
    NetApiBufferFree( connection->answer );
    NetApiBufferFree( connection );
}

static struct rpc_connection *create_connection(void)
{
    struct rpc_connection *created;

    if (NetApiBufferAllocate( sizeof(*created), (void **)&created )) return NULL;
    memset( created, 0, sizeof(*created) );
    created->input_space = MIN_INPUT;
    if (!NetApiBufferAllocate( MIN_INPUT, (void **)&created->input ) &&
        !NetApiBufferAllocate( MIN_OUTPUT, (void **)&created->output ))
    {
        created->output_space = MIN_OUTPUT;
        return created;
    }
    free_connection( created );
    return NULL;
}

static RPC_STATUS authenticate( const struct endpoint *endpoint, const struct credentials *credentials,
                                struct rpc_connection *connection )
{
    NET_API_STATUS status = start_mechanism( credentials, L"host", endpoint, TRUE, &connection->mechanism );

    if (!status && endpoint->needs_seal && connection->mechanism.kind == MECHANISM_NONE) status = ERROR_NO_USER_SESSION_KEY;
    connection->is_authenticated = connection->mechanism.kind != MECHANISM_NONE;
    return status;
}

/************************************************************
 *                open_connection
 *
 * PARAMS
 *  endpoint     [I/O] Where the interface is; its host becomes the address that answered.
 *  interface_id [I]   The interface.
 *  credentials  [I]   Who asks, needed as long as the connection; NULL: the user, who may have a ticket. One without a name:
 *                     nobody.
 *  connection   [O]   To be given back with close_connection(); NULL on failure.
 *
 * RETURNS
 *  RPC_S_OK, RPC_S_OUT_OF_MEMORY, ERROR_TIMEOUT, or why there is no connection: a status of the transport's,
 *  or of RPC.
 */
RPC_STATUS open_connection( struct endpoint *endpoint, const RPC_SYNTAX_IDENTIFIER *interface_id,
                            struct credentials *credentials, struct rpc_connection **connection )
{
    struct rpc_connection *opened;
    RPC_STATUS status;

    *connection = NULL;
    if (!(opened = create_connection())) return RPC_S_OUT_OF_MEMORY;
    opened->time_limit = endpoint->call_limit;
    opened->function_deadline = endpoint->deadline;
    if ((status = endpoint->transport->open( endpoint, credentials, &opened->channel )))
    {
        free_connection( opened );
        return status;
    }
    /* MS-SAMR, 2.1: what SMB protects RPC does not protect again. */
    if (!endpoint->transport->logs_on && (status = authenticate( endpoint, credentials, opened )))
    {
        close_connection( opened );
        return status;
    }
    if (!(status = bind_connection( opened, interface_id )))
    {
        *connection = opened;
        return RPC_S_OK;
    }
    if (opened->mechanism.kind == MECHANISM_KERBEROS) forget_context_ticket( opened->mechanism.kerberos );
    close_connection( opened );
    return status;
}

void close_connection( struct rpc_connection *connection )
{
    connection->channel->transport->close( connection->channel );
    end_mechanism( &connection->mechanism );
    free_connection( connection );
}

/* The key by which passwords are encrypted. FALSE: nobody authenticated. */
BOOL get_connection_key( const struct rpc_connection *connection, BYTE key[KEY_SIZE] )
{
    const struct channel *channel = connection->channel;

    if (channel->transport->logs_on) return channel->transport->get_key( channel, key );
    if (connection->is_authenticated) get_mechanism_key( &connection->mechanism, key );
    return connection->is_authenticated;
}

/* Until when all the calls have to be done that the next function makes. */
void set_connection_deadline( struct rpc_connection *connection, ULONGLONG deadline )
{
    connection->function_deadline = deadline;
}

/* Whether what goes over it is encrypted, and comes from who knows the password. */
BOOL is_sealed_connection( const struct rpc_connection *connection )
{
    const struct channel *channel = connection->channel;

    if (channel->transport->logs_on) return channel->transport->is_sealed( channel );
    return connection->is_authenticated;
}

/* Whether it can be used for a call that must not be made twice. */
BOOL is_idle_connection( const struct rpc_connection *connection )
{
    return connection->input_size == connection->input_used &&
           connection->channel->transport->is_idle( connection->channel );
}

/*
 * The calls
 */

static RPC_STATUS send_fragment( struct rpc_connection *connection, WORD opnum, BYTE flags, const BYTE *body,
                                 DWORD size, DWORD whole_size )
{
    struct request request = { .size_hint = whole_size, .opnum = opnum };
    DWORD length = sizeof(request) + size;
    RPC_STATUS status = RPC_S_OK;

    make_header( connection, PDU_REQUEST, flags, &request );
    request.header.length = length;
    memcpy( connection->output, &request, sizeof(request) );
    memcpy( connection->output + sizeof(request), body, size );
    if (connection->is_authenticated) status = seal_request( connection, size, &length );
    if (!status) status = send_output( connection, length );
    SecureZeroMemory( connection->output + sizeof(request), size );     /* There may be a password in it. */
    return status;
}

static RPC_STATUS send_request( struct rpc_connection *connection, WORD opnum, const BYTE *body, DWORD size )
{
    DWORD space = connection->max_fragment - sizeof(struct request), whole_size = size, part;
    BYTE flags = FIRST_FRAGMENT;
    RPC_STATUS status;

    if (connection->is_authenticated)
        space = (space - sizeof(struct auth_trailer) - get_signature_size( &connection->mechanism )) & ~(SEAL_ALIGNMENT - 1);
    do
    {
        part = min( size, space );
        if (part == size) flags |= LAST_FRAGMENT;
        if ((status = send_fragment( connection, opnum, flags, body, part, whole_size ))) return status;
        body += part;
        size -= part;
        flags = 0;
    }
    while (size);
    return RPC_S_OK;
}

/* Whether a system error is one that no program takes for an answer, and that lets no call be made again. */
static BOOL is_failure( DWORD error )
{
    switch (error)
    {
    case RPC_S_COMM_FAILURE:
    case RPC_S_CALL_FAILED_DNE:
    case RPC_S_UNKNOWN_IF: return FALSE;
    case RPC_S_ACCESS_DENIED:
    case RPC_S_OUT_OF_MEMORY: return TRUE;
    default: return (error >= RPC_S_INVALID_STRING_BINDING && error <= RPC_X_BAD_STUB_DATA) ||
                    (error >= RPC_S_CALL_CANCELLED && error <= RPC_S_GROUP_MEMBER_NOT_FOUND);
    }
}

/* C706, appendix E. No signature proves that a fault is the server's: it is a failure, whatever it says. */
static RPC_STATUS map_fault( DWORD fault )
{
    static const struct { DWORD fault, status; } faults[] =
    {
        { 0x1c000001, RPC_S_ZERO_DIVIDE },
        { 0x1c000002, RPC_S_ADDRESS_ERROR },
        { 0x1c000003, RPC_S_FP_DIV_ZERO },
        { 0x1c000004, RPC_S_FP_UNDERFLOW },
        { 0x1c000005, RPC_S_FP_OVERFLOW },
        { 0x1c000006, RPC_S_INVALID_TAG },
        { 0x1c000007, RPC_S_INVALID_BOUND },
        { 0x1c00000d, RPC_S_CALL_CANCELLED },
        { 0x1c00001b, RPC_S_OUT_OF_MEMORY },
        { 0x1c010002, RPC_S_PROCNUM_OUT_OF_RANGE },
        { 0x1c01000b, RPC_S_PROTOCOL_ERROR },
        { 0x1c010014, RPC_S_SERVER_TOO_BUSY },
        { 0x1c010017, RPC_S_UNSUPPORTED_TYPE },
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(faults); i++) if (faults[i].fault == fault) return faults[i].status;
    /* Windows' servers send system errors as they are. */
    return is_failure( fault ) ? fault : RPC_S_CALL_FAILED;
}

static RPC_STATUS grow_answer( struct rpc_connection *connection, DWORD size )
{
    DWORD space = max( MIN_ANSWER, connection->answer_space );

    if (size > MAX_ANSWER) return RPC_S_PROTOCOL_ERROR;
    size += ANSWER_MARGIN;
    if (size <= connection->answer_space) return RPC_S_OK;
    while (space < size) space *= 2;
    if (NetApiBufferReallocate( connection->answer, space, (void **)&connection->answer )) return RPC_S_OUT_OF_MEMORY;
    connection->answer_space = space;
    return RPC_S_OK;
}

/* Frees a long answer, which is not valid any more then: a server would have each idle connection keep one. */
void drop_answer( struct rpc_connection *connection )
{
    if (connection->answer_space <= MIN_ANSWER) return;
    NetApiBufferFree( connection->answer );
    connection->answer = NULL;
    connection->answer_space = 0;
}

/* what a server says in place of a response */
static RPC_STATUS map_refusal( const struct pdu_header *header )
{
    const struct fault *fault = (const struct fault *)header;

    if (header->type != PDU_FAULT || header->length < sizeof(*fault)) return RPC_S_PROTOCOL_ERROR;
    TRACE( "fault %#lx\n", fault->status );
    return map_fault( fault->status );
}

static RPC_STATUS receive_fragment( struct rpc_connection *connection, BYTE first, DWORD *size, BOOL *is_last )
{
    struct pdu_header *header;
    RPC_STATUS status;
    DWORD body_size;

    if ((status = receive_pdu( connection, sizeof(struct request), &header ))) return status;
    if (header->type != PDU_RESPONSE) return map_refusal( header );
    if ((header->flags & FIRST_FRAGMENT) != first || ((struct request *)header)->context) return RPC_S_PROTOCOL_ERROR;
    *is_last = header->flags & LAST_FRAGMENT;
    body_size = header->length - sizeof(struct request);
    if (connection->is_authenticated)
    {
        if ((status = unseal_response( connection, header, &body_size ))) return status;
    }
    else if (header->auth_length) return RPC_S_PROTOCOL_ERROR;
    if (!body_size && !*is_last) return RPC_S_PROTOCOL_ERROR;
    if ((status = grow_answer( connection, *size + body_size ))) return status;
    memcpy( connection->answer + *size, (struct request *)header + 1, body_size );
    *size += body_size;
    return RPC_S_OK;
}

/************************************************************
 *                ask_connection
 *
 * Makes a call.
 *
 * PARAMS
 *  connection    [I/O] After a failure it can only be closed.
 *  opnum         [I]   The operation.
 *  question      [I]   Its arguments, as NDR has them.
 *  question_size [I]   In bytes.
 *  answer        [O]   What it returns, the same way; valid until the next call, drop_answer() or
 *                      close_connection().
 *  answer_size   [O]   In bytes.
 *
 * RETURNS
 *  RPC_S_OK, ERROR_TIMEOUT, RPC_S_CALL_FAILED_DNE (the connection is broken, and the server has not got the
 *  question), RPC_S_CALL_FAILED (it may have), RPC_S_PROTOCOL_ERROR (not what DCE/RPC answers),
 *  RPC_S_OUT_OF_MEMORY, RPC_S_ACCESS_DENIED, RPC_S_SEC_PKG_ERROR, or what the server's fault says.
 */
RPC_STATUS ask_connection( struct rpc_connection *connection, WORD opnum, const BYTE *question, DWORD question_size,
                           BYTE **answer, DWORD *answer_size )
{
    BYTE first = FIRST_FRAGMENT;
    RPC_STATUS status;
    BOOL is_last;

    *answer = NULL;
    *answer_size = 0;
    start_call( connection );
    drop_answer( connection );
    if ((status = send_request( connection, opnum, question, question_size )))
        return status == RPC_S_CALL_FAILED ? RPC_S_CALL_FAILED_DNE : status;
    do
    {
        if ((status = receive_fragment( connection, first, answer_size, &is_last ))) return status;
        first = 0;
    }
    while (!is_last);
    memset( connection->answer + *answer_size, 0, ANSWER_MARGIN );
    *answer = connection->answer;
    return RPC_S_OK;
}
