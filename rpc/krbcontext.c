/*
 * Kerberos: a connection's context, as GSS-API has it
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

#include "authentication.h"
#include "kerberos.h"
#include "krbcontext.h"

/* RFC 4121, for AES, and MS-KILE, 3.4.5: DCE/RPC has its own way with what comes around a message. */

struct krb_context
{
    struct krb_ticket *ticket;
    BOOL               is_dce;
    struct krb_proof   proof;
    BYTE               checksum[24];
    struct krb_key     key;             /* the session's, once the server has answered */
    BYTE               flags;           /* of tokens */
    ULONGLONG          to_server;       /* the number of the next message */
    ULONGLONG          from_server;
    DWORD              server_number;   /* as the server told it */
    struct krb_seal   *sealer;
    struct krb_seal   *unsealer;
    BYTE              *text;            /* NetApiBufferAllocate()'s, for what is encrypted */
    DWORD              text_space;
};

/* 4.1.1.1, and MS-KILE's */
#define GSS_MUTUAL     0x0002
#define GSS_REPLAY     0x0004
#define GSS_SEQUENCE   0x0008
#define GSS_SEAL       0x0010
#define GSS_SIGN       0x0020
#define GSS_DCE_STYLE  0x1000

/* 4.2.2 */
#define SENT_BY_ACCEPTOR  0x01
#define SEALED            0x02
#define ACCEPTOR_SUBKEY   0x04

#define HEADER_SIZE  16
#define FILLER_SIZE  16     /* MS-KILE's extra count: what is behind the text */
#define ROTATION     28     /* as the header tells it; the filler counts besides */

/* encrypted with the text, behind it */
#define TRAILER_SIZE  (FILLER_SIZE + HEADER_SIZE)

C_ASSERT( KRB_SIGNATURE_SIZE == HEADER_SIZE + TRAILER_SIZE + KRB_TAG + KRB_CONFOUNDER );
C_ASSERT( KRB_MIC_SIZE == HEADER_SIZE + KRB_TAG );

/* NULL is allowed. */
void destroy_krb_context( struct krb_context *context )
{
    if (!context) return;
    destroy_krb_seal( context->sealer );
    destroy_krb_seal( context->unsealer );
    free_krb_ticket( context->ticket );
    if (context->text) SecureZeroMemory( context->text, context->text_space );
    NetApiBufferFree( context->text );
    SecureZeroMemory( context, sizeof(*context) );
    NetApiBufferFree( context );
}

/************************************************************
 *                create_krb_context
 *
 * PARAMS
 *  ticket [I] For the server, of AES. It is the context's from here on, also on failure.
 *  is_dce [I] For DCE/RPC, which has a third message.
 *
 * RETURNS
 *  What destroy_krb_context() frees; NULL: no memory, or no random numbers.
 */
struct krb_context *create_krb_context( struct krb_ticket *ticket, BOOL is_dce )
{
    DWORD flags = GSS_MUTUAL | GSS_REPLAY | GSS_SEQUENCE | GSS_SEAL | GSS_SIGN | (is_dce ? GSS_DCE_STYLE : 0);
    struct krb_context *context;

    if (NetApiBufferAllocate( sizeof(*context), (void **)&context ))
    {
        free_krb_ticket( ticket );
        return NULL;
    }
    memset( context, 0, sizeof(*context) );
    context->ticket = ticket;
    context->is_dce = is_dce;
    context->checksum[0] = 16;      /* of the channel, which has no names */
    context->checksum[20] = flags;
    context->checksum[21] = flags >> 8;
    context->proof.checksum = context->checksum;
    context->proof.checksum_size = sizeof(context->checksum);
    make_krb_stamp( &context->proof.stamp );
    if (SystemFunction036( &context->proof.number, sizeof(context->proof.number) ) &&
        make_random_key( ticket->key.type, &context->proof.subkey ))
    {
        context->proof.number &= 0x3fffffff;
        context->to_server = context->proof.number;
        return context;
    }
    destroy_krb_context( context );
    return NULL;
}

/* The server has refused the ticket: the next context gets another one. */
void forget_context_ticket( const struct krb_context *context )
{
    forget_service_ticket( context->ticket );
}

/* It has a size of 0 until the server has answered. */
const struct krb_key *get_krb_session_key( const struct krb_context *context )
{
    return &context->key;
}

/*
 * The messages
 */

static const BYTE krb_oid[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 1, 2, 2 };     /* 1.2.840.113554.1.2.2 */

#define FRAME_ROOM  32

/* RFC 4121, 4.1: puts the mechanism and the kind in front. Frees the message. */
static BYTE *frame_message( BYTE *message, DWORD *size )
{
    static const BYTE kind[] = { 1, 0 };
    BYTE *framed, *start, *end;

    if (!message) return NULL;
    if (!NetApiBufferAllocate( *size + FRAME_ROOM, (void **)&framed ))
    {
        end = framed + *size + FRAME_ROOM;
        start = put_bytes( end, message, *size );
        start = put_bytes( start, kind, sizeof(kind) );
        start = put_element( put_bytes( start, krb_oid, sizeof(krb_oid) ), ASN1_OID, start );
        start = put_element( start, ASN1_APPLICATION( 0 ), end );
        *size = end - start;
        memmove( framed, start, *size );
    }
    else framed = NULL;
    free_krb_message( message );
    return framed;
}

/* What is in the frame, and its kind; FALSE: there is none. */
static BOOL unframe( BYTE **token, DWORD *size, WORD *kind )
{
    struct reader reader = { *token, *size, 0, FALSE }, content, oid;
    const BYTE *bytes;

    if (!read_element( &reader, ASN1_APPLICATION( 0 ), &content ) || !is_at_end( &reader )) return FALSE;
    if (!read_element( &content, ASN1_OID, &oid ) || oid.size != sizeof(krb_oid) ||
        memcmp( oid.start, krb_oid, sizeof(krb_oid) ) || !(bytes = read_bytes( &content, 2 ))) return FALSE;
    *kind = bytes[0] << 8 | bytes[1];
    *size = content.size - content.offset;
    *token += bytes + 2 - *token;
    return TRUE;
}

/************************************************************
 *                make_first_krb_token
 *
 * PARAMS
 *  context [I] The context.
 *  size    [O] In bytes.
 *
 * RETURNS
 *  What the server gets, the caller's to free with NetApiBufferFree(); NULL: no memory, or no cryptography. DCE/RPC has it
 *  without a frame.
 */
BYTE *make_first_krb_token( struct krb_context *context, DWORD *size )
{
    BYTE *message = make_ap_request( context->ticket, &context->proof, size ), *token = NULL;

    if (!context->is_dce) return frame_message( message, size );
    if (message && !NetApiBufferAllocate( *size, (void **)&token )) memcpy( token, message, *size );
    free_krb_message( message );
    return token;
}

/* From here on both have the same key, which is the server's where it has chosen one. */
static BOOL take_answer( struct krb_context *context, const struct krb_answer *answer )
{
    const struct krb_stamp *stamp = &context->proof.stamp;

    if (answer->stamp.time != stamp->time || answer->stamp.microseconds != stamp->microseconds) return FALSE;
    context->key = answer->subkey.size ? answer->subkey : context->proof.subkey;
    context->flags = answer->subkey.size ? ACCEPTOR_SUBKEY : 0;
    context->from_server = context->server_number = answer->number;
    if (context->key.type == KRB_RC4) return FALSE;
    context->sealer = create_krb_seal( &context->key, KRB_USE_INITIATOR_SEAL );
    context->unsealer = create_krb_seal( &context->key, KRB_USE_ACCEPTOR_SEAL );
    return context->sealer && context->unsealer;
}

/************************************************************
 *                read_krb_token
 *
 * PARAMS
 *  context [I/O] The context.
 *  token   [I]   What the server has answered to the first message; it is wiped.
 *  size    [I]   In bytes.
 *
 * RETURNS
 *  NERR_Success: it is the server that the ticket is for. ERROR_LOGON_FAILURE, ERROR_TIME_SKEW or another one of
 *  map_krb_error()'s: it does not take the ticket. RPC_S_ACCESS_DENIED: somebody else, or no answer to that.
 */
NET_API_STATUS read_krb_token( struct krb_context *context, BYTE *token, DWORD size )
{
    struct krb_answer answer;
    struct krb_error error;
    NET_API_STATUS status;
    WORD kind = 0;
    BOOL ret;

    if (context->key.size) return RPC_S_ACCESS_DENIED;      /* not twice */
    if (!unframe( &token, &size, &kind ) && !context->is_dce) return RPC_S_ACCESS_DENIED;
    if (read_krb_error( token, size, &error ))
    {
        status = map_krb_error( &error );
        return status == ERROR_NOT_FOUND ? ERROR_LOGON_FAILURE : status;
    }
    if (kind != (context->is_dce ? 0 : 0x0200)) return RPC_S_ACCESS_DENIED;
    ret = read_ap_reply( token, size, &context->ticket->key, &answer ) && take_answer( context, &answer );
    SecureZeroMemory( &answer, sizeof(answer) );
    return ret ? NERR_Success : RPC_S_ACCESS_DENIED;
}

/* DCE/RPC's third message, the caller's to free with free_krb_message(); NULL: no memory, or no cryptography. */
BYTE *make_last_krb_token( struct krb_context *context, DWORD *size )
{
    return make_ap_reply( &context->ticket->key, &context->proof.stamp, context->server_number, size );
}

/*
 * What is signed: 4.2.6.1
 */

static void put_number( BYTE bytes[8], ULONGLONG number )
{
    unsigned int i;

    for (i = 8; i--; number >>= 8) bytes[i] = number;
}

static BOOL make_mic( const struct krb_context *context, DWORD use, BYTE flags, ULONGLONG number, const BYTE *message, DWORD size,
                      BYTE mic[KRB_MIC_SIZE] )
{
    const struct data_part parts[] = { { message, size }, { mic, HEADER_SIZE } };
    BYTE checksum[KRB_MAX_CHECKSUM];
    DWORD checksum_size;

    mic[0] = mic[1] = 4;
    mic[2] = flags;
    memset( mic + 3, 0xff, 5 );
    put_number( mic + 8, number );
    if (!make_krb_checksum( &context->key, use, parts, ARRAYSIZE(parts), checksum, &checksum_size )) return FALSE;
    memcpy( mic + HEADER_SIZE, checksum, KRB_TAG );
    return TRUE;
}

/* Signs a message that can be read. */
BOOL make_krb_mic( struct krb_context *context, const BYTE *message, DWORD size, BYTE mic[KRB_MIC_SIZE] )
{
    return make_mic( context, KRB_USE_INITIATOR_SIGN, context->flags, context->to_server++, message, size, mic );
}

/* FALSE: not the server's. */
BOOL is_krb_mic( struct krb_context *context, const BYTE *message, DWORD size, const BYTE *mic, DWORD mic_size )
{
    BYTE wanted[KRB_MIC_SIZE];

    return make_mic( context, KRB_USE_ACCEPTOR_SIGN, context->flags | SENT_BY_ACCEPTOR, context->from_server++, message, size,
                     wanted ) && mic_size == sizeof(wanted) && is_same_secret( wanted, mic, sizeof(wanted) );
}

/*
 * What is sealed: 4.2.6.2, and MS-KILE, 3.4.5.4.1. What is encrypted, the confounder, the text, the trailer, with the tag behind
 * it, is turned round until only the text is where it was: the rest is in the signature.
 */

static void make_header( BYTE header[HEADER_SIZE], BYTE flags, ULONGLONG number )
{
    memset( header, 0, HEADER_SIZE );
    header[0] = 5;
    header[1] = 4;
    header[2] = flags | SEALED;
    header[3] = 0xff;
    header[5] = FILLER_SIZE;
    put_number( header + 8, number );
}

static BOOL grow_text( struct krb_context *context, DWORD size )
{
    if (size <= context->text_space) return TRUE;
    if (context->text) SecureZeroMemory( context->text, context->text_space );
    NetApiBufferFree( context->text );
    context->text = NULL;
    context->text_space = 0;
    if (NetApiBufferAllocate( size, (void **)&context->text )) return FALSE;
    context->text_space = size;
    return TRUE;
}

/* The tag is of the message as it is before it is sealed; context->text has what is around it. */
static BOOL make_message_tag( const struct krb_context *context, const struct krb_seal *seal,
                              const struct sealed_message *message, BYTE tag[KRB_TAG] )
{
    const BYTE *text = context->text, *end = message->start + message->size, *part_end = message->part + message->part_size;
    const struct data_part parts[] =
    {
        { text, KRB_CONFOUNDER },
        { message->start, message->part - message->start },
        { text + KRB_CONFOUNDER, message->part_size },
        { part_end, end - part_end },
        { text + KRB_CONFOUNDER + message->part_size, TRAILER_SIZE }
    };

    return make_krb_tag( seal, parts, ARRAYSIZE(parts), tag );
}

/* Writes the signature behind the message. FALSE: no memory, or no cryptography. */
BOOL seal_krb( struct krb_context *context, const struct sealed_message *message )
{
    DWORD size = KRB_CONFOUNDER + message->part_size + TRAILER_SIZE;
    BYTE *signature = message->start + message->size, *text, *trailer, header[HEADER_SIZE], tag[KRB_TAG];

    if (!grow_text( context, size )) return FALSE;
    text = context->text;
    trailer = text + KRB_CONFOUNDER + message->part_size;
    make_header( header, context->flags, context->to_server++ );
    if (!SystemFunction036( text, KRB_CONFOUNDER )) return FALSE;
    memcpy( text + KRB_CONFOUNDER, message->part, message->part_size );
    memset( trailer, 0xff, FILLER_SIZE );
    memcpy( trailer + FILLER_SIZE, header, HEADER_SIZE );
    if (!make_message_tag( context, context->sealer, message, tag ) || !encrypt_krb_text( context->sealer, text, size ))
    {
        SecureZeroMemory( text, size );
        return FALSE;
    }
    header[7] = ROTATION;
    memcpy( signature, header, HEADER_SIZE );
    memcpy( signature + HEADER_SIZE, trailer, TRAILER_SIZE );
    memcpy( signature + HEADER_SIZE + TRAILER_SIZE, tag, KRB_TAG );
    memcpy( signature + HEADER_SIZE + TRAILER_SIZE + KRB_TAG, text, KRB_CONFOUNDER );
    memcpy( message->part, text + KRB_CONFOUNDER, message->part_size );
    return TRUE;
}

/* FALSE: not from who has the key, or changed on the way. */
BOOL unseal_krb( struct krb_context *context, const struct sealed_message *message )
{
    DWORD size = KRB_CONFOUNDER + message->part_size + TRAILER_SIZE;
    BYTE *signature = message->start + message->size, *text, *trailer, header[HEADER_SIZE], tag[KRB_TAG];
    BOOL ret;

    if (!grow_text( context, size )) return FALSE;
    text = context->text;
    trailer = text + KRB_CONFOUNDER + message->part_size;
    make_header( header, context->flags | SENT_BY_ACCEPTOR, context->from_server++ );
    memcpy( text, signature + HEADER_SIZE + TRAILER_SIZE + KRB_TAG, KRB_CONFOUNDER );
    memcpy( text + KRB_CONFOUNDER, message->part, message->part_size );
    memcpy( trailer, signature + HEADER_SIZE, TRAILER_SIZE );
    ret = decrypt_krb_text( context->unsealer, text, size ) &&
          make_message_tag( context, context->unsealer, message, tag ) &&
          is_same_secret( tag, signature + HEADER_SIZE + TRAILER_SIZE, KRB_TAG ) &&
          !memcmp( trailer + FILLER_SIZE, header, HEADER_SIZE );
    header[7] = ROTATION;
    if ((ret = ret && !memcmp( signature, header, HEADER_SIZE ))) memcpy( message->part, text + KRB_CONFOUNDER, message->part_size );
    SecureZeroMemory( text, size );
    return ret;
}
