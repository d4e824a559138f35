/*
 * A server for SMB 2 and 3 that has pipes alone: right and wrong
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

#include <windef.h>
#include <winbase.h>
#include <winnls.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>

#include "mutation.h"
#include "smbserver.h"
#include "smbkeys.h"

/* Facts: MS-SMB2, MS-NLMP, MS-SPNG. The server is strict: what a client does that it may not do is a mistake, of which the
 * test is told. */

#define page   served_page
#define setup  (&served_page->smb)
#define notes  (&served_page->smb_notes)

#define STATUS_PENDING_NOW       0x00000103
#define STATUS_OVERFLOW          0x80000005     /* more of the message is there */
#define STATUS_WRONG             0xc000000d     /* STATUS_INVALID_PARAMETER */
#define STATUS_MORE_PROCESSING   0xc0000016
#define STATUS_DENIED            0xc0000022
#define STATUS_NO_NAME           0xc0000034
#define STATUS_LOGON             0xc000006d
#define STATUS_DISCONNECTED      0xc00000b0
#define STATUS_UNSUPPORTED       0xc00000bb
#define STATUS_NO_SHARE          0xc00000cc
#define STATUS_CANCELED          0xc0000120
#define STATUS_FILE_IS_CLOSED    0xc0000128
#define STATUS_BROKEN_PIPE       0xc000014b
#define STATUS_NO_SESSION        0xc0000203
#define STATUS_NO_TREE           0xc00000c9

#define SMB_TREE_DISCONNECT  4
#define SMB_ECHO             13

#define FSCTL_TRANSCEIVE  0x0011c017
#define FSCTL_VALIDATE    0x00140204

#define MAX_PIPES     64
#define MAX_OUTPUT    0x100000
#define MAX_HISTORY   16
#define MAX_NONCES    4096
#define MAX_IDS       8192
#define FIRST_TREE    5
#define SERVER_CAPABILITIES  0x05       /* DFS, large MTU */
#define CAN_ENCRYPT          0x40

enum protection { PROTECT_NONE, PROTECT_SIGN, PROTECT_SEAL };

/* a request, as far as its answer needs it */
struct request
{
    struct smb_header header;
    enum protection   protection;       /* of the answer */
    LONG              command;          /* or SMB_VALIDATE */
};

/* Pipes are of message mode: a fragment is a message, with its size in front of it here. */
struct pipe
{
    struct smb_connection *smb;
    struct connection     *connection;
    ULONGLONG              id;          /* 0: it is not open */
    BOOL                   is_broken;
    BOOL                   is_closed;
    BOOL                   is_waited_for;
    struct request         waiting;
    DWORD                  max_answer;
    BYTE                  *output;
    DWORD                  output_size;
    BYTE                  *input;       /* for the thread */
    DWORD                  input_size;
    HANDLE                 thread;
};

struct smb_connection
{
    CRITICAL_SECTION   lock;
    CONDITION_VARIABLE changed;
    send_bytes        *send;
    void              *context;
    BOOL               is_at_once;
    BOOL               is_gone;
    enum ending        ending;
    LONG               number;          /* of this connection */
    LONG               answers;
    BOOL               is_spoiled;      /* a misdeed was done */
    ULONGLONG          credits;         /* all that were granted */
    BYTE               ids[MAX_IDS];    /* 1: used */
    struct smb_agreement agreement;
    BYTE               preauth[PREAUTH_SIZE];
    BYTE               client_guid[16];
    DWORD              client_capabilities;
    WORD               client_mode;
    ULONGLONG          session_id;
    BOOL               has_session;
    BOOL               is_user;
    BOOL               is_sealed;       /* all has to be */
    BOOL               has_tree;
    BYTE               challenge[8];
    struct smb_keys *keys;
    struct smb_keys *other_keys;
    ULONGLONG          nonces[MAX_NONCES][2];
    DWORD              nonce_count;
    struct pipe        pipes[MAX_PIPES];
    ULONGLONG          next_id;
    struct { DWORD size; BYTE bytes[2048]; } history[MAX_HISTORY];
    DWORD              output_size;
    BYTE               output[MAX_SMB_MESSAGE + 0x1000];
    BYTE               second[MAX_SMB_MESSAGE + 0x1000];
};

static void note_mistake( const char *mistake )
{
    if (InterlockedIncrement( &notes->mistakes ) == 1) lstrcpynA( notes->mistake, mistake, sizeof(notes->mistake) );
}

static WORD get_word( const BYTE *bytes )
{
    return bytes[0] | bytes[1] << 8;
}

static DWORD get_dword( const BYTE *bytes )
{
    return get_word( bytes ) | (DWORD)get_word( bytes + 2 ) << 16;
}

static ULONGLONG get_qword( const BYTE *bytes )
{
    return get_dword( bytes ) | (ULONGLONG)get_dword( bytes + 4 ) << 32;
}

static void put( BYTE *bytes, ULONGLONG value, DWORD size )
{
    for (; size--; value >>= 8) *bytes++ = value;
}

/*
 * What goes over the wire. In front of each message is room for a frame and for what seals it, twice.
 */

#define HEADER_SIZE     sizeof(struct smb_header)
#define TRANSFORM_SIZE  sizeof(struct smb_transform)
#define FRAME_SIZE      4
#define ROOM            (FRAME_SIZE + 2 * TRANSFORM_SIZE)

struct outgoing
{
    BYTE           *bytes;      /* the frame in front of it is not a part of it */
    DWORD           size;
    enum protection protection;
    LONG            command;
};

static void patch( BYTE *bytes, DWORD size )
{
    const struct smb_misdeed *misdeed = &page->smb_misdeed;
    const struct smb_patch *patch;
    DWORD i, offset;
    BYTE byte;

    for (patch = misdeed->patches; patch < misdeed->patches + misdeed->patch_count; patch++)
        for (i = 0; i < patch->size; i++)
        {
            offset = patch->offset + (patch->offset < 0) * size + i;
            if (offset >= size) continue;
            byte = patch->value >> 8 * i;
            bytes[offset] = patch->flip ? bytes[offset] ^ byte : byte;
        }
}

/* Returns where it is. */
static BYTE *put_frame( const struct outgoing *out )
{
    BYTE *frame = out->bytes - FRAME_SIZE;

    frame[0] = 0;
    frame[1] = out->size >> 16;
    frame[2] = out->size >> 8;
    frame[3] = out->size;
    return frame;
}

static BOOL send_framed( struct smb_connection *smb, struct outgoing *out )
{
    return smb->send( smb->context, put_frame( out ), out->size + FRAME_SIZE );
}

static BOOL protect( struct smb_connection *smb, struct outgoing *out, struct smb_keys *keys )
{
    if (out->protection == PROTECT_NONE || !keys) return TRUE;
    if (out->protection == PROTECT_SIGN) return sign_message( keys, out->bytes, out->size );
    out->bytes -= TRANSFORM_SIZE;
    out->size += TRANSFORM_SIZE;
    return seal_message( keys, smb->session_id, out->bytes, out->size - TRANSFORM_SIZE );
}

/* What both sides hash, where the client does not know yet whom it talks to. */
static void hash_answer( struct smb_connection *smb, const struct outgoing *out )
{
    const struct smb_header *header = (const struct smb_header *)out->bytes;

    if (header->command == SMB_NEGOTIATE || (header->command == SMB_SESSION_SETUP && header->status == STATUS_MORE_PROCESSING))
        add_preauth( smb->preauth, out->bytes, out->size );
}

static BOOL is_smb_victim( struct smb_connection *smb, const struct outgoing *out )
{
    struct smb_misdeed *misdeed = &page->smb_misdeed;

    if (!misdeed->active || smb->number < (LONG)misdeed->connection_skip) return FALSE;
    if (misdeed->command != ANY_ANSWER && misdeed->command != out->command) return FALSE;
    return misdeed->number == ANY_ANSWER || misdeed->number == smb->answers;
}

static void keep( struct smb_connection *smb, const struct outgoing *out )
{
    DWORD i = smb->answers % MAX_HISTORY, size = out->size + FRAME_SIZE;

    if (size > sizeof(smb->history[i].bytes)) size = 0;
    smb->history[i].size = size;
    memcpy( smb->history[i].bytes, put_frame( out ), size );
}

/* A message of the server's own, like the oplock break that nobody asked for. */
static BOOL send_extra( struct smb_connection *smb, const BYTE *bytes, DWORD size, enum protection protection )
{
    struct outgoing out = { smb->second + ROOM, size, protection, ANY_ANSWER };

    memcpy( out.bytes, bytes, size );
    if (size < HEADER_SIZE) out.protection = PROTECT_NONE;
    return protect( smb, &out, smb->keys ) && send_framed( smb, &out );
}

static BOOL send_pending( struct smb_connection *smb, const struct outgoing *out )
{
    BYTE bytes[HEADER_SIZE + 9] = { 0 };
    struct smb_header *header = (struct smb_header *)bytes;

    memcpy( bytes, out->bytes, HEADER_SIZE );
    header->status = STATUS_PENDING_NOW;
    header->flags |= SMB_ASYNC;
    header->async_id = header->message_id + 1;
    patch( bytes, sizeof(bytes) );
    bytes[HEADER_SIZE] = 9;
    return send_extra( smb, bytes, sizeof(bytes), out->protection );
}

static BOOL repeat_extra( struct smb_connection *smb, const struct outgoing *out )
{
    const struct smb_misdeed *misdeed = &page->smb_misdeed;
    DWORD count = misdeed->count, size = misdeed->size, i;
    BYTE bytes[0x400];

    size = min( size, sizeof(bytes) );
    memcpy( bytes, misdeed->bytes, size );
    if (smb->is_at_once) count = min( count, 10 );
    for (i = 0; i < count && (count != ~0u || misdeed->active); i++)
    {
        if (misdeed->deed == DEED_PENDING)
        {
            if (!send_pending( smb, out )) return FALSE;
            if (count == ~0u && !smb->is_at_once) Sleep( 50 );
        }
        else if (misdeed->deed == DEED_BEFORE)
        {
            if (!send_extra( smb, bytes, size, smb->keys ? out->protection : PROTECT_NONE )) return FALSE;
        }
        else if (!smb->send( smb->context, bytes, size )) return FALSE;
    }
    return count != ~0u || !smb->is_at_once;
}

/* The random places are in what is protected, or on the wire. */
static void mutate_message( struct outgoing *out, BOOL is_wire, struct generator *generator )
{
    DWORD start = is_wire || number_below( generator, 3 ) ? 0 : min( out->size, HEADER_SIZE );

    out->size = start + mutate( generator, out->bytes + start, out->size - start, out->size - start + 64 );
}

static BOOL send_pieces( struct smb_connection *smb, struct outgoing *out )
{
    const struct smb_misdeed *misdeed = &page->smb_misdeed;
    const BYTE *frame = put_frame( out );
    DWORD i, size = out->size + FRAME_SIZE, piece = max( misdeed->count, 1 ), delay = misdeed->delay;

    for (i = 0; i < size; i += piece)
    {
        if (delay && !smb->is_at_once) Sleep( delay );
        if (!smb->send( smb->context, frame + i, min( piece, size - i ) )) return FALSE;
    }
    return TRUE;
}

/* what is wrong with the answer before it is signed or sealed */
static void spoil_plain( struct outgoing *out )
{
    const struct smb_misdeed *misdeed = &page->smb_misdeed;
    struct smb_header *header = (struct smb_header *)out->bytes;
    DWORD at, length;

    switch (misdeed->deed)
    {
    case DEED_PATCH: patch( out->bytes, out->size ); break;
    case DEED_CUT: out->size = min( out->size, misdeed->count ); break;
    case DEED_GROW:
        memset( out->bytes + out->size, 0x5a, misdeed->count );
        out->size += misdeed->count;
        break;
    case DEED_STATUS:
        header->status = misdeed->count;
        memset( out->bytes + HEADER_SIZE, 0, 9 );
        out->bytes[HEADER_SIZE] = 9;
        out->size = HEADER_SIZE + 9;
        break;
    case DEED_TOKEN:
        at = header->command == SMB_NEGOTIATE ? HEADER_SIZE + 56 : HEADER_SIZE + 4;
        length = min( misdeed->size, 0xffff );
        memcpy( out->bytes + get_word( out->bytes + at ), misdeed->bytes, length );
        put( out->bytes + at + 2, length, 2 );
        out->size = get_word( out->bytes + at ) + length;
        if (header->command == SMB_NEGOTIATE) put( out->bytes + HEADER_SIZE + 6, 0, 2 );    /* no contexts behind it */
        break;
    case DEED_COMPOUND:
        length = (out->size + 7) & ~7u;
        memset( out->bytes + out->size, 0, length - out->size );
        memcpy( out->bytes + length, out->bytes, out->size );
        header->next = misdeed->count ? misdeed->count : length;
        out->size += length;
        break;
    default: break;
    }
}

/* Sends an answer as the misdeed has it. FALSE: the connection ends. */
static BOOL misbehave( struct smb_connection *smb, struct outgoing *out )
{
    struct smb_misdeed *misdeed = &page->smb_misdeed;
    struct generator generator = { misdeed->random };
    enum ending ending = misdeed->ending;
    enum smb_deed deed = misdeed->deed;
    enum smb_stage stage = misdeed->stage;
    struct smb_keys *keys = smb->keys;
    DWORD count = misdeed->count, i;
    BOOL sent = TRUE;

    if (deed == DEED_MUTATE)
    {
        if (number_below( &generator, count )) deed = DEED_PATCH, stage = ~0;   /* a good answer */
        else
        {
            InterlockedIncrement( &notes->done );
            stage = number_below( &generator, 4 ) ? STAGE_PLAIN : number_below( &generator, 8 ) ? STAGE_WIRE : STAGE_FRAME;
        }
        misdeed->random = generator.state;
    }
    else InterlockedIncrement( &notes->done );
    smb->is_spoiled = TRUE;
    if (misdeed->once) misdeed->active = FALSE;
    if (misdeed->delay && deed != DEED_PIECES && !smb->is_at_once) Sleep( misdeed->delay );

    if (deed == DEED_PENDING && stage == STAGE_PLAIN)
    {
        ((struct smb_header *)out->bytes)->flags |= SMB_ASYNC;
        ((struct smb_header *)out->bytes)->async_id = ((struct smb_header *)out->bytes)->message_id + 1;
    }
    if (stage == STAGE_PLAIN)
    {
        if (deed == DEED_MUTATE) mutate_message( out, FALSE, &generator );
        else spoil_plain( out );
    }
    hash_answer( smb, out );
    if (deed == DEED_OTHER_KEY) keys = smb->other_keys;
    if (deed == DEED_PLAIN || deed == DEED_FALSE_SIGNATURE) out->protection = PROTECT_NONE;
    if (deed == DEED_FALSE_SIGNATURE) ((struct smb_header *)out->bytes)->flags |= SMB_SIGNED;
    if (deed == DEED_SIGNED_ONLY) out->protection = PROTECT_SIGN;
    if (out->size < HEADER_SIZE && out->protection == PROTECT_SIGN) out->protection = PROTECT_NONE;
    if (deed == DEED_PENDING || deed == DEED_BEFORE || deed == DEED_BEFORE_RAW)
    {
        sent = repeat_extra( smb, out );
        if (count == ~0u) deed = DEED_ENDING;
    }
    if (deed == DEED_OTHER_SESSION) smb->session_id++;
    if (!protect( smb, out, keys )) return FALSE;
    if (deed == DEED_OTHER_SESSION) smb->session_id--;
    if (deed == DEED_NESTED && out->protection == PROTECT_SEAL && !protect( smb, out, keys )) return FALSE;
    keep( smb, out );

    if (stage == STAGE_WIRE)
    {
        if (deed == DEED_MUTATE) mutate_message( out, TRUE, &generator );
        else if (deed == DEED_CUT) out->size = min( out->size, count );
        else if (deed == DEED_GROW) { memset( out->bytes + out->size, 0x5a, count ); out->size += count; }
        else if (deed == DEED_PATCH) patch( out->bytes, out->size );
    }
    if (misdeed->deed == DEED_MUTATE) misdeed->random = generator.state;
    if (deed == DEED_RAW) sent = smb->send( smb->context, misdeed->bytes, min( misdeed->size, sizeof(misdeed->bytes) ) );
    else if (deed == DEED_REPLAY)
    {
        i = (smb->answers - count) % MAX_HISTORY;
        sent = smb->send( smb->context, smb->history[i].bytes, smb->history[i].size );
    }
    else if (deed == DEED_PIECES) sent = send_pieces( smb, out );
    else if (stage == STAGE_FRAME)
    {
        BYTE *frame = put_frame( out );

        out->size += FRAME_SIZE;
        if (deed == DEED_MUTATE) out->size = mutate( &generator, frame, out->size, out->size );
        else if (deed == DEED_CUT) out->size = min( out->size, count );
        else patch( frame, out->size );
        sent = smb->send( smb->context, frame, out->size );
    }
    else if (deed != DEED_ENDING)
    {
        sent = send_framed( smb, out );
        if (deed == DEED_TWICE) while (count-- && sent) sent = send_framed( smb, out );
    }
    smb->ending = ending;
    return sent && ending == ENDING_KEEP;
}

/* The message begins at smb->output + ROOM. */
static BOOL send_answer( struct smb_connection *smb, DWORD size, enum protection protection, LONG command )
{
    struct outgoing out = { smb->output + ROOM, size, protection, command };
    BOOL sent;

    if (smb->is_gone) return FALSE;
    notes->answers = smb->answers + 1;      /* before the client, and the test, go on */
    if (is_smb_victim( smb, &out )) sent = misbehave( smb, &out );
    else
    {
        hash_answer( smb, &out );
        sent = protect( smb, &out, smb->keys );
        keep( smb, &out );
        sent = sent && send_framed( smb, &out );
    }
    smb->answers++;
    if (!sent)
    {
        smb->is_gone = TRUE;
        if (smb->ending == ENDING_KEEP) smb->ending = ENDING_CLOSE;
    }
    return sent;
}

/* Answers with a body that may be in smb->output already. */
static BOOL respond( struct smb_connection *smb, const struct request *request, DWORD status, const void *body, DWORD size )
{
    struct smb_header *header = (struct smb_header *)(smb->output + ROOM);
    BYTE *place = smb->output + ROOM + HEADER_SIZE;

    *header = request->header;
    header->status = status;
    header->flags = SMB_RESPONSE | (request->header.flags & SMB_ASYNC);
    header->credits = max( 1, min( request->header.credits, 64 ) );
    header->next = 0;
    header->session_id = smb->session_id;
    memset( header->signature, 0, sizeof(header->signature) );
    smb->credits += header->credits;
    if (place != body && size) memcpy( place, body, size );
    return send_answer( smb, HEADER_SIZE + size, request->protection, request->command );
}

static BOOL refuse( struct smb_connection *smb, const struct request *request, DWORD status )
{
    static const BYTE body[9] = { 9 };

    return respond( smb, request, status, body, sizeof(body) );
}

/*
 * NEGOTIATE
 */

/* SPNEGO's first token: it has NTLM. RFC 4178, 4.2.1, in the DER of X.690. */
static const BYTE mechanisms[] =
{
    0x60, 0x1c, 0x06, 0x06, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x02, 0xa0, 0x12, 0x30, 0x10, 0xa0, 0x0e, 0x30, 0x0c,
    0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a
};

/* as a client sends it, which then has NTLM alone as well */
static const BYTE mechanism_list[] =
{
    0x30, 0x0c, 0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a
};

static const BYTE server_guid[16] = { 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 9, 10, 11, 12, 13, 14, 15, 16 };

static WORD pick_dialect( const BYTE *dialects, DWORD count, WORD best )
{
    WORD dialect, picked = 0;
    DWORD i;

    if (!best) best = SMB_DIALECT_311;
    for (i = 0; i < count; i++)
    {
        dialect = get_word( dialects + 2 * i );
        if (dialect <= best && dialect > picked && dialect < 0x2ff) picked = dialect;
        if (dialect <= best && dialect > picked && dialect >= SMB_DIALECT_300 && dialect <= SMB_DIALECT_311) picked = dialect;
    }
    return picked;
}

/* The client's first one that the server has, of a list of words. */
static WORD pick_algorithm( const BYTE *list, DWORD count, BOOL is_fixed, WORD fixed, WORD last )
{
    WORD algorithm;
    DWORD i;

    for (i = 0; i < count; i++)
    {
        algorithm = get_word( list + 2 * i );
        if (is_fixed ? algorithm == fixed : algorithm <= last) return algorithm;
    }
    return 0xffff;
}

/* Returns whether the client has told of its hashes. */
static BOOL read_contexts( struct smb_connection *smb, const BYTE *message, DWORD size, DWORD offset, WORD count,
                           BOOL *has_signing )
{
    BOOL has_preauth = FALSE;
    DWORD length, algorithms;
    WORD type, picked;

    *has_signing = FALSE;
    for (; count; count--, offset = (offset + 8 + length + 7) & ~7u)
    {
        if (offset > size || size - offset < 8 || (length = get_word( message + offset + 2 )) > size - offset - 8) return FALSE;
        if (length < 2) continue;
        type = get_word( message + offset );
        algorithms = get_word( message + offset + 8 );
        if (type == 1) has_preauth = length >= 6 && algorithms >= 1 && get_word( message + offset + 12 ) == 1;
        if ((type == 2 || type == 8) && length < 2 + 2 * algorithms) return FALSE;
        if (type == 2 && setup->cipher != NO_CIPHER)
        {
            picked = pick_algorithm( message + offset + 10, algorithms, setup->cipher != 0, setup->cipher, SMB_AES_256_GCM );
            if (picked != 0xffff) smb->agreement.cipher = picked;
        }
        if (type == 8 && !setup->no_contexts)
        {
            picked = pick_algorithm( message + offset + 10, algorithms, setup->has_signing, setup->signing, SMB_AES_GMAC );
            *has_signing = picked != 0xffff;
            if (*has_signing) smb->agreement.signing = picked;
        }
    }
    return has_preauth;
}

static DWORD put_context( BYTE *place, WORD type, const void *data, WORD size )
{
    memset( place, 0, 8 + ((size + 7) & ~7u) );
    put( place, type, 2 );
    put( place + 2, size, 2 );
    memcpy( place + 8, data, size );
    return 8 + size;
}

static DWORD put_contexts( const struct smb_connection *smb, BYTE *place, BOOL has_signing, WORD *count )
{
    BYTE preauth[38] = { 1, 0, 32, 0, 1, 0 }, one[4] = { 1, 0 };
    DWORD size;

    memset( preauth + 6, 0x77, 32 );
    size = put_context( place, 1, preauth, sizeof(preauth) );
    *count = 1;
    if (smb->agreement.cipher)
    {
        put( one + 2, smb->agreement.cipher, 2 );
        size = (size + 7) & ~7u;
        size += put_context( place + size, 2, one, sizeof(one) );
        ++*count;
    }
    if (has_signing)
    {
        put( one + 2, smb->agreement.signing, 2 );
        size = (size + 7) & ~7u;
        size += put_context( place + size, 8, one, sizeof(one) );
        ++*count;
    }
    return size;
}

static DWORD get_capabilities( const struct smb_connection *smb )
{
    DWORD capabilities = smb->agreement.dialect == SMB_DIALECT_202 ? 1 : SERVER_CAPABILITIES;

    if (smb->agreement.dialect >= SMB_DIALECT_300 && smb->agreement.dialect < SMB_DIALECT_311 && smb->agreement.cipher)
        capabilities |= CAN_ENCRYPT;
    return capabilities;
}

static BOOL negotiate( struct smb_connection *smb, const struct request *request, const BYTE *message, DWORD size )
{
    const BYTE *body = message + HEADER_SIZE;
    BYTE *answer = smb->output + ROOM + HEADER_SIZE;
    DWORD offset, most = setup->max_size ? setup->max_size : 0x10000;
    BOOL has_signing = FALSE;
    WORD count, contexts = 0;
    FILETIME now;

    if (smb->answers) { note_mistake( "a second NEGOTIATE" ); return FALSE; }
    if (size < HEADER_SIZE + 36 || get_word( body ) != 36 || (count = get_word( body + 2 )) * 2u > size - HEADER_SIZE - 36)
    {
        note_mistake( "NEGOTIATE" );
        return FALSE;
    }
    smb->client_mode = get_word( body + 4 );
    smb->client_capabilities = get_dword( body + 8 );
    memcpy( smb->client_guid, body + 12, 16 );
    smb->agreement.dialect = pick_dialect( body + 36, count, setup->dialect );
    if (!smb->agreement.dialect) return refuse( smb, request, STATUS_UNSUPPORTED );
    smb->agreement.signing = smb->agreement.dialect >= SMB_DIALECT_300 ? SMB_AES_CMAC : SMB_HMAC_SHA256;
    if (smb->agreement.dialect == SMB_DIALECT_300 || smb->agreement.dialect == SMB_DIALECT_302)
        smb->agreement.cipher = (smb->client_capabilities & CAN_ENCRYPT) && setup->cipher != NO_CIPHER ? SMB_AES_128_CCM : 0;
    if (smb->agreement.dialect == SMB_DIALECT_311 &&
        !read_contexts( smb, message, size, get_dword( body + 28 ), get_word( body + 32 ), &has_signing ))
    {
        note_mistake( "the contexts of NEGOTIATE" );
        return FALSE;
    }

    memset( answer, 0, 64 );
    put( answer, 65, 2 );
    put( answer + 2, 3, 2 );    /* signing is on, and needed */
    put( answer + 4, smb->agreement.dialect, 2 );
    memcpy( answer + 8, server_guid, sizeof(server_guid) );
    put( answer + 24, get_capabilities( smb ), 4 );
    put( answer + 28, most, 4 );
    put( answer + 32, most, 4 );
    put( answer + 36, most, 4 );
    GetSystemTimeAsFileTime( &now );
    memcpy( answer + 40, &now, sizeof(now) );
    offset = 64;
    put( answer + 56, HEADER_SIZE + offset, 2 );
    if (!setup->raw_ntlm)
    {
        memcpy( answer + offset, mechanisms, sizeof(mechanisms) );
        put( answer + 58, sizeof(mechanisms), 2 );
        offset += sizeof(mechanisms);
    }
    if (smb->agreement.dialect == SMB_DIALECT_311)
    {
        memset( answer + offset, 0, 8 );
        offset = (offset + 7) & ~7u;
        put( answer + 60, HEADER_SIZE + offset, 4 );
        offset += put_contexts( smb, answer + offset, has_signing, &contexts );
        put( answer + 6, contexts, 2 );
    }
    add_preauth( smb->preauth, message, size );
    return respond( smb, request, 0, answer, offset );
}

/*
 * SESSION_SETUP
 */

static const BYTE *find_ntlm( const BYTE *token, DWORD size, DWORD *left )
{
    DWORD i;

    for (i = 0; i + 12 <= size; i++)
        if (!memcmp( token + i, "NTLMSSP", 8 ))
        {
            *left = size - i;
            return token + i;
        }
    return NULL;
}

/* One tagged value in front of what it has. Returns where it begins. */
static BYTE *wrap_der( BYTE tag, BYTE *content, DWORD size )
{
    BYTE *start = content;

    if (size < 0x80) *--start = size;
    else
    {
        *--start = size;
        *--start = size >> 8;
        *--start = 0x82;
    }
    *--start = tag;
    return start;
}

/* SPNEGO's answer: RFC 4178, 4.2.2. state: 0 it is over, 1 it goes on */
static DWORD wrap_token( BYTE *place, BYTE state, const BYTE *token, DWORD size, const BYTE *mic )
{
    static const BYTE ntlm[] = { 0xa1, 0x0c, 0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a };
    BYTE buffer[0x600], *end = buffer + sizeof(buffer), *start = end;

    if (mic)
    {
        start -= 16;
        memcpy( start, mic, 16 );
        start = wrap_der( 0x04, start, end - start );
        start = wrap_der( 0xa3, start, end - start );
    }
    if (size)
    {
        start -= size;
        memcpy( start, token, size );
        start = wrap_der( 0x04, start, end - start );
        start = wrap_der( 0xa2, start, end - start );
        start -= sizeof(ntlm);
        memcpy( start, ntlm, sizeof(ntlm) );
    }
    start -= 5;
    memcpy( start, "\xa0\x03\x0a\x01", 4 );
    start[4] = state;
    start = wrap_der( 0x30, start, end - start );
    start = wrap_der( 0xa1, start, end - start );
    memcpy( place, start, end - start );
    return end - start;
}

static DWORD put_name( BYTE *place, WORD id, const WCHAR *name )
{
    DWORD length = lstrlenW( name ) * sizeof(WCHAR);

    put( place, id, 2 );
    put( place + 2, length, 2 );
    memcpy( place + 4, name, length );
    return 4 + length;
}

/* MS-NLMP, 2.2.1.2 */
static DWORD make_challenge( struct smb_connection *smb, DWORD client_flags, BYTE *token )
{
    static const WCHAR target[] = L"TESTSERVER1";
    const DWORD own = 0x00000001 | 0x00000004 | 0x00000010 | 0x00000020 | 0x00000200 | 0x00008000 | 0x00020000 | 0x00080000 |
                      0x00800000 | 0x02000000 | 0x20000000 | 0x40000000 | 0x80000000;
    const DWORD needed = 0x00820205;    /* what the server says, whatever it was asked */
    DWORD length = lstrlenW( target ) * sizeof(WCHAR), end;
    FILETIME now;
    unsigned int i;

    for (i = 0; i < sizeof(smb->challenge); i++) smb->challenge[i] = 0x10 * i + smb->number;
    memset( token, 0, 56 );
    memcpy( token, "NTLMSSP", 8 );
    put( token + 8, 2, 4 );
    put( token + 12, length, 2 );
    put( token + 14, length, 2 );
    put( token + 16, 56, 4 );
    put( token + 20, (client_flags & own) | needed, 4 );
    memcpy( token + 24, smb->challenge, sizeof(smb->challenge) );
    put( token + 44, 56 + length, 4 );
    memcpy( token + 48, "\x06\x01\xb1\x1d\0\0\0\x0f", 8 );
    memcpy( token + 56, target, length );
    end = 56 + length;
    end += put_name( token + end, 2, L"TESTGROUP" );
    end += put_name( token + end, 1, target );
    end += put_name( token + end, 4, L"test" );
    end += put_name( token + end, 3, L"testserver1.test" );
    put( token + end, 7, 2 );
    put( token + end + 2, sizeof(now), 2 );
    GetSystemTimeAsFileTime( &now );
    memcpy( token + end + 4, &now, sizeof(now) );
    end += 4 + sizeof(now);
    memset( token + end, 0, 4 );
    end += 4;
    put( token + 40, end - 56 - length, 2 );
    put( token + 42, end - 56 - length, 2 );
    return end;
}

static void drop_session( struct smb_connection *smb )
{
    destroy_smb_keys( smb->keys );
    destroy_smb_keys( smb->other_keys );
    smb->keys = smb->other_keys = NULL;
    smb->has_session = smb->is_user = smb->is_sealed = smb->has_tree = FALSE;
}

static BOOL start_session( struct smb_connection *smb, enum server_logon logon, const BYTE key[KEY_SIZE] )
{
    BYTE other[KEY_SIZE];
    unsigned int i;

    smb->has_session = TRUE;
    InterlockedIncrement( &notes->sessions );
    if (logon != CLIENT_USER) return TRUE;
    InterlockedIncrement( &notes->users );
    smb->is_user = TRUE;
    for (i = 0; i < KEY_SIZE; i++) other[i] = key[i] ^ 0x55;
    memcpy( smb->agreement.preauth, smb->preauth, PREAUTH_SIZE );
    smb->agreement.is_server = TRUE;
    return !create_smb_keys( &smb->agreement, key, &smb->keys ) && !create_smb_keys( &smb->agreement, other, &smb->other_keys );
}

static BOOL set_up_session( struct smb_connection *smb, struct request *request, const BYTE *message, DWORD size )
{
    const BYTE *body = message + HEADER_SIZE, *token;
    BYTE *answer = smb->output + ROOM + HEADER_SIZE, bytes[0x400], key[KEY_SIZE], mic[16];
    DWORD offset, length, status = 0;
    enum server_logon logon;
    BOOL is_spnego, has_mic;
    WORD flags = 0;

    if (size < HEADER_SIZE + 24 || get_word( body ) != 25 || (offset = get_word( body + 12 )) > size ||
        (length = get_word( body + 14 )) > size - offset || !(token = find_ntlm( message + offset, length, &length )))
    {
        note_mistake( "SESSION_SETUP" );
        return FALSE;
    }
    is_spnego = token != message + offset;
    has_mic = token[8] != 1 && length > 84 && !memcmp( token + length - 20, "\xa3\x12\x04\x10\x01\0\0\0", 8 );
    if (is_spnego == setup->raw_ntlm) note_mistake( is_spnego ? "SPNEGO, which the server does not offer" : "raw NTLM" );
    if (smb->has_session) drop_session( smb );
    add_preauth( smb->preauth, message, size );
    put( answer, 9, 2 );
    put( answer + 4, HEADER_SIZE + 8, 2 );
    if (token[8] == 1)
    {
        smb->session_id = 0x0000040000000001 + 4 * smb->number;
        length = make_challenge( smb, length >= 16 ? get_dword( token + 12 ) : 0, bytes );
        status = STATUS_MORE_PROCESSING;
    }
    else
    {
        if (request->header.session_id != smb->session_id || !smb->session_id) note_mistake( "another session in SESSION_SETUP" );
        logon = log_on_client( setup->user, setup->password, smb->challenge, token, length, key );
        if (logon == CLIENT_REFUSED && setup->takes_guests) logon = CLIENT_GUEST;
        if (logon == CLIENT_REFUSED) return refuse( smb, request, STATUS_LOGON );
        if (logon == CLIENT_ANONYMOUS && setup->no_anonymous) return refuse( smb, request, STATUS_DENIED );
        if (!start_session( smb, logon, key )) return FALSE;
        request->protection = smb->keys ? PROTECT_SIGN : PROTECT_NONE;
        smb->is_sealed = setup->seals;
        if (smb->is_user) sign_mechanisms( key, mechanism_list, sizeof(mechanism_list), mic );
        if (logon == CLIENT_GUEST) flags |= 1;
        if (logon == CLIENT_ANONYMOUS && setup->null_flag) flags |= 2;
        if (setup->seals) flags |= 4;
        length = 0;
    }
    if (is_spnego) length = wrap_token( answer + 8, status ? 1 : 0, bytes, length, has_mic && smb->is_user ? mic : NULL );
    else memcpy( answer + 8, bytes, length );
    put( answer + 2, flags, 2 );
    put( answer + 6, length, 2 );
    return respond( smb, request, status, answer, 8 + length );
}

/*
 * The pipes
 */

static DWORD get_message_size( const struct pipe *pipe )
{
    return pipe->output_size ? get_dword( pipe->output ) : 0;
}

/* The first message, or a part of it. */
static void answer_read( struct smb_connection *smb, struct pipe *pipe )
{
    struct request *request = &pipe->waiting;
    BYTE *answer = smb->output + ROOM + HEADER_SIZE;
    DWORD length = get_message_size( pipe ), size, start = request->header.command == SMB_READ ? 16 : 48, status = 0, left;

    pipe->is_waited_for = FALSE;
    if (!pipe->output_size)
    {
        refuse( smb, request, pipe->is_closed ? STATUS_FILE_IS_CLOSED : STATUS_BROKEN_PIPE );
        return;
    }
    size = min( length, pipe->max_answer );
    if (size < length) status = STATUS_OVERFLOW;
    memset( answer, 0, start );
    memcpy( answer + start, pipe->output + 4, size );
    if (start == 16)
    {
        put( answer, 17, 2 );
        answer[2] = HEADER_SIZE + start;
        put( answer + 4, size, 4 );
    }
    else
    {
        put( answer, 49, 2 );
        put( answer + 4, FSCTL_TRANSCEIVE, 4 );
        put( answer + 8, pipe->id, 8 );
        put( answer + 16, ~pipe->id, 8 );
        put( answer + 24, HEADER_SIZE + start, 4 );
        put( answer + 32, HEADER_SIZE + start, 4 );
        put( answer + 36, size, 4 );
    }
    left = length - size;
    if (left)
    {
        memmove( pipe->output + 4, pipe->output + 4 + size, pipe->output_size - 4 - size );
        put( pipe->output, left, 4 );
        pipe->output_size -= size;
    }
    else
    {
        memmove( pipe->output, pipe->output + 4 + size, pipe->output_size - 4 - size );
        pipe->output_size -= 4 + size;
    }
    WakeAllConditionVariable( &smb->changed );
    respond( smb, request, status, answer, start + size );
}

static void wait_for_pipe( struct smb_connection *smb, struct pipe *pipe, const struct request *request, DWORD max_answer )
{
    if (pipe->is_waited_for) note_mistake( "a pipe is read twice at a time" );
    pipe->is_waited_for = TRUE;
    pipe->waiting = *request;
    pipe->max_answer = max_answer;
    if (setup->says_pending)
    {
        BYTE bytes[HEADER_SIZE + 9] = { 0 };
        struct smb_header *header = (struct smb_header *)bytes;

        pipe->waiting.header.flags |= SMB_ASYNC;
        pipe->waiting.header.async_id = request->header.message_id + 1000;
        *header = pipe->waiting.header;
        header->status = STATUS_PENDING_NOW;
        header->flags = SMB_RESPONSE | SMB_ASYNC;
        header->credits = 1;
        header->session_id = smb->session_id;
        smb->credits++;
        bytes[HEADER_SIZE] = 9;
        send_extra( smb, bytes, sizeof(bytes), request->protection );
        pipe->waiting.header.credits = 0;
    }
    if (pipe->output_size || pipe->is_broken) answer_read( smb, pipe );
}

static DWORD get_pdu_size( const BYTE *bytes, DWORD size )
{
    DWORD length;

    if (size < PDU_HEADER) return size;
    length = get_word( bytes + PDU_FRAG_LENGTH );
    return length >= PDU_HEADER && length <= size ? length : size;
}

/* What answers the PDUs sends it here. */
static BOOL send_to_pipe( void *context, const BYTE *bytes, DWORD size )
{
    struct pipe *pipe = context;
    struct smb_connection *smb = pipe->smb;
    DWORD length;

    EnterCriticalSection( &smb->lock );
    for (; size && !pipe->is_closed && !smb->is_gone; bytes += length, size -= length)
    {
        length = get_pdu_size( bytes, size );
        while (pipe->output_size + 4 + length > MAX_OUTPUT && !pipe->is_closed && !smb->is_gone && !smb->is_at_once)
            SleepConditionVariableCS( &smb->changed, &smb->lock, INFINITE );
        if (pipe->output_size + 4 + length > MAX_OUTPUT) break;
        put( pipe->output + pipe->output_size, length, 4 );
        memcpy( pipe->output + pipe->output_size + 4, bytes, length );
        pipe->output_size += 4 + length;
        if (pipe->is_waited_for) answer_read( smb, pipe );
    }
    LeaveCriticalSection( &smb->lock );
    return !size;
}

static void end_pipe( struct smb_connection *smb, struct pipe *pipe )
{
    EnterCriticalSection( &smb->lock );
    pipe->is_broken = TRUE;
    if (pipe->is_waited_for) answer_read( smb, pipe );
    LeaveCriticalSection( &smb->lock );
}

/* a PDU that the client wrote; 0: the pipe was closed */
static DWORD take_input( struct smb_connection *smb, struct pipe *pipe, BYTE *bytes )
{
    DWORD size = 0;

    EnterCriticalSection( &smb->lock );
    while (!pipe->input_size && !pipe->is_closed && !smb->is_gone)
        SleepConditionVariableCS( &smb->changed, &smb->lock, INFINITE );
    if (!pipe->is_closed && !smb->is_gone)
    {
        size = get_dword( pipe->input );
        memcpy( bytes, pipe->input + 4, size );
        memmove( pipe->input, pipe->input + 4 + size, pipe->input_size - 4 - size );
        pipe->input_size -= 4 + size;
    }
    LeaveCriticalSection( &smb->lock );
    return size;
}

static DWORD WINAPI serve_pipe( void *arg )
{
    struct pipe *pipe = arg;
    struct smb_connection *smb = pipe->smb;
    BYTE *bytes = HeapAlloc( GetProcessHeap(), 0, MAX_SMB_MESSAGE );
    enum ending ending = ENDING_KEEP;
    DWORD size;

    while (bytes && ending == ENDING_KEEP && (size = take_input( smb, pipe, bytes )))
        ending = answer_pdu( pipe->connection, bytes, size );
    if (ending == ENDING_DEAF) Sleep( 5 * SHORT_TIME_LIMIT );
    if (ending == ENDING_RESET)
    {
        EnterCriticalSection( &smb->lock );
        smb->is_gone = TRUE;
        smb->ending = ENDING_RESET;
        smb->send( smb->context, NULL, 0 );
        LeaveCriticalSection( &smb->lock );
    }
    /* with silence the client waits until it closes the pipe */
    if (ending != ENDING_SILENCE) end_pipe( smb, pipe );
    HeapFree( GetProcessHeap(), 0, bytes );
    return 0;
}

static void close_pipe( struct smb_connection *smb, struct pipe *pipe )
{
    pipe->is_closed = TRUE;
    if (pipe->is_waited_for) answer_read( smb, pipe );
    WakeAllConditionVariable( &smb->changed );
}

/* without the lock */
static void free_pipe( struct pipe *pipe )
{
    if (pipe->thread)
    {
        WaitForSingleObject( pipe->thread, INFINITE );
        CloseHandle( pipe->thread );
    }
    if (pipe->connection) free_connection( pipe->connection );
    HeapFree( GetProcessHeap(), 0, pipe->input );
    HeapFree( GetProcessHeap(), 0, pipe->output );
    memset( pipe, 0, sizeof(*pipe) );
}

static BOOL open_pipe( struct smb_connection *smb, struct pipe *pipe )
{
    pipe->smb = smb;
    pipe->id = ++smb->next_id + 0x1234567800000000;
    pipe->output = HeapAlloc( GetProcessHeap(), 0, MAX_OUTPUT );
    if (!smb->is_at_once) pipe->input = HeapAlloc( GetProcessHeap(), 0, MAX_OUTPUT );
    pipe->connection = create_connection( send_to_pipe, pipe );
    if (!pipe->output || !pipe->connection) return FALSE;
    if (!smb->is_at_once) pipe->thread = CreateThread( NULL, 0, serve_pipe, pipe, 0, NULL );
    return smb->is_at_once || pipe->thread;
}

/* A pipe that is closed, and whose thread has ended, is free again. */
static struct pipe *find_free_pipe( struct smb_connection *smb )
{
    struct pipe *pipe;

    for (pipe = smb->pipes; pipe < smb->pipes + MAX_PIPES; pipe++)
    {
        if (pipe->id && pipe->is_closed && (!pipe->thread || !WaitForSingleObject( pipe->thread, 0 ))) free_pipe( pipe );
        if (!pipe->id) return pipe;
    }
    return NULL;
}

static struct pipe *find_pipe( struct smb_connection *smb, const BYTE *id )
{
    struct pipe *pipe;

    for (pipe = smb->pipes; pipe < smb->pipes + MAX_PIPES; pipe++)
        if (pipe->id && !pipe->is_closed && pipe->id == get_qword( id ) && ~pipe->id == get_qword( id + 8 )) return pipe;
    return NULL;
}

static void write_pipe( struct smb_connection *smb, struct pipe *pipe, const BYTE *bytes, DWORD size )
{
    if (smb->is_at_once)
    {
        if (size < PDU_HEADER || answer_pdu( pipe->connection, bytes, size ) != ENDING_KEEP) end_pipe( smb, pipe );
        return;
    }
    if (pipe->input_size + 4 + size > MAX_OUTPUT) return;
    put( pipe->input + pipe->input_size, size, 4 );
    memcpy( pipe->input + pipe->input_size + 4, bytes, size );
    pipe->input_size += 4 + size;
    WakeAllConditionVariable( &smb->changed );
}

/*
 * The requests
 */

static BOOL connect_tree( struct smb_connection *smb, struct request *request, const BYTE *message, DWORD size )
{
    static const WCHAR ipc[] = L"\\IPC$";
    const BYTE *body = message + HEADER_SIZE;
    DWORD offset, length;
    BYTE answer[16] = { 16 };
    WCHAR end[5];

    if (size < HEADER_SIZE + 8 || get_word( body ) != 9 || (offset = get_word( body + 4 )) > size ||
        (length = get_word( body + 6 )) > size - offset || length < 14)
    {
        note_mistake( "TREE_CONNECT" );
        return FALSE;
    }
    memcpy( end, message + offset + length - sizeof(end), sizeof(end) );
    if (message[offset] != '\\' || message[offset + 2] != '\\') note_mistake( "a path without a server" );
    if (memcmp( end, ipc, sizeof(end) ) && (end[1] | 32) != 'i') return refuse( smb, request, STATUS_NO_SHARE );
    smb->has_tree = TRUE;
    request->header.tree_id = FIRST_TREE;
    answer[2] = setup->share_type ? setup->share_type : 2;
    put( answer + 4, 0x30, 4 );
    put( answer + 12, 0x001f00a9, 4 );
    return respond( smb, request, 0, answer, sizeof(answer) );
}

static BOOL create_file( struct smb_connection *smb, const struct request *request, const BYTE *message, DWORD size )
{
    static const WCHAR *const names[] = { L"srvsvc", L"wkssvc", L"samr", L"lsarpc", L"netdfs", L"netlogon" };
    const BYTE *body = message + HEADER_SIZE;
    DWORD offset, length, i;
    BYTE answer[89] = { 89, 0, 0, 0, 1 };
    struct pipe *pipe;

    if (size < HEADER_SIZE + 56 || get_word( body ) != 57 || (offset = get_word( body + 44 )) > size ||
        (length = get_word( body + 46 )) > size - offset || body[3])
    {
        note_mistake( "CREATE" );
        return FALSE;
    }
    if (length > 2 && message[offset] == '\\') note_mistake( "a pipe's name with a backslash" );
    for (i = 0; i < ARRAYSIZE(names); i++)
        if (length == lstrlenW( names[i] ) * sizeof(WCHAR) && !memcmp( message + offset, names[i], length )) break;
    if (i == ARRAYSIZE(names)) return refuse( smb, request, STATUS_NO_NAME );
    if (!(pipe = find_free_pipe( smb )) || !open_pipe( smb, pipe )) return refuse( smb, request, STATUS_WRONG );
    put( answer + 56, 0x80, 4 );
    put( answer + 64, pipe->id, 8 );
    put( answer + 72, ~pipe->id, 8 );
    return respond( smb, request, 0, answer, 88 );
}

static BOOL close_file( struct smb_connection *smb, const struct request *request, const BYTE *message, DWORD size )
{
    BYTE answer[60] = { 60 };
    struct pipe *pipe;

    if (size < HEADER_SIZE + 24 || get_word( message + HEADER_SIZE ) != 24) { note_mistake( "CLOSE" ); return FALSE; }
    if (!(pipe = find_pipe( smb, message + HEADER_SIZE + 8 ))) return refuse( smb, request, STATUS_FILE_IS_CLOSED );
    close_pipe( smb, pipe );
    return respond( smb, request, 0, answer, sizeof(answer) );
}

static BOOL read_file( struct smb_connection *smb, const struct request *request, const BYTE *message, DWORD size )
{
    const BYTE *body = message + HEADER_SIZE;
    DWORD most = setup->max_size ? setup->max_size : 0x10000;
    struct pipe *pipe;

    if (size < HEADER_SIZE + 48 || get_word( body ) != 49 || get_dword( body + 4 ) > most)
    {
        note_mistake( "READ" );
        return refuse( smb, request, STATUS_WRONG );
    }
    if (!(pipe = find_pipe( smb, body + 16 ))) return refuse( smb, request, STATUS_FILE_IS_CLOSED );
    wait_for_pipe( smb, pipe, request, get_dword( body + 4 ) );
    return TRUE;
}

static BOOL write_file( struct smb_connection *smb, const struct request *request, const BYTE *message, DWORD size )
{
    const BYTE *body = message + HEADER_SIZE;
    DWORD offset, length, most = setup->max_size ? setup->max_size : 0x10000;
    BYTE answer[16] = { 17 };
    struct pipe *pipe;

    if (size < HEADER_SIZE + 48 || get_word( body ) != 49 || (offset = get_word( body + 2 )) > size ||
        (length = get_dword( body + 4 )) > size - offset || length > most)
    {
        note_mistake( "WRITE" );
        return refuse( smb, request, STATUS_WRONG );
    }
    if (!(pipe = find_pipe( smb, body + 16 ))) return refuse( smb, request, STATUS_FILE_IS_CLOSED );
    if (pipe->is_broken) return refuse( smb, request, STATUS_DISCONNECTED );
    put( answer + 4, length, 4 );
    if (!respond( smb, request, 0, answer, sizeof(answer) )) return FALSE;
    write_pipe( smb, pipe, message + offset, length );
    return TRUE;
}

/* MS-SMB2, 3.3.5.15.12 */
static BOOL validate( struct smb_connection *smb, struct request *request, const BYTE *input, DWORD size )
{
    BYTE answer[48 + 24] = { 49 };
    WORD count, dialect;

    request->command = SMB_VALIDATE;
    if (size < 24 || (count = get_word( input + 22 )) * 2u > size - 24 || get_dword( input ) != smb->client_capabilities ||
        memcmp( input + 4, smb->client_guid, 16 ) || get_word( input + 20 ) != smb->client_mode)
    {
        note_mistake( "another negotiation in FSCTL_VALIDATE_NEGOTIATE_INFO" );
        return FALSE;
    }
    dialect = pick_dialect( input + 24, count, setup->knows_better ? SMB_DIALECT_311 : setup->dialect );
    if (dialect != smb->agreement.dialect)
    {
        if (!setup->knows_better) note_mistake( "other dialects in FSCTL_VALIDATE_NEGOTIATE_INFO" );
        return FALSE;
    }
    put( answer + 4, FSCTL_VALIDATE, 4 );
    memset( answer + 8, 0xff, 16 );
    put( answer + 24, HEADER_SIZE + 48, 4 );
    put( answer + 32, HEADER_SIZE + 48, 4 );
    put( answer + 36, 24, 4 );
    put( answer + 48, get_capabilities( smb ), 4 );
    memcpy( answer + 52, server_guid, sizeof(server_guid) );
    put( answer + 68, 3, 2 );
    put( answer + 70, smb->agreement.dialect, 2 );
    return respond( smb, request, 0, answer, sizeof(answer) );
}

static BOOL control_file( struct smb_connection *smb, struct request *request, const BYTE *message, DWORD size )
{
    const BYTE *body = message + HEADER_SIZE;
    DWORD offset, length, most = setup->max_size ? setup->max_size : 0x10000;
    struct pipe *pipe;

    if (size < HEADER_SIZE + 56 || get_word( body ) != 57 || (offset = get_dword( body + 24 )) > size ||
        (length = get_dword( body + 28 )) > size - offset || length > most || get_dword( body + 44 ) > most ||
        get_dword( body + 48 ) != 1)
    {
        note_mistake( "IOCTL" );
        return refuse( smb, request, STATUS_WRONG );
    }
    if (get_dword( body + 4 ) == FSCTL_VALIDATE) return validate( smb, request, message + offset, length );
    if (get_dword( body + 4 ) != FSCTL_TRANSCEIVE) return refuse( smb, request, STATUS_UNSUPPORTED );
    if (!(pipe = find_pipe( smb, body + 8 ))) return refuse( smb, request, STATUS_FILE_IS_CLOSED );
    if (pipe->is_broken) return refuse( smb, request, STATUS_DISCONNECTED );
    if (pipe->output_size) note_mistake( "FSCTL_PIPE_TRANSCEIVE, and there is something to read" );
    if (!smb->is_at_once) wait_for_pipe( smb, pipe, request, get_dword( body + 44 ) );
    write_pipe( smb, pipe, message + offset, length );
    if (smb->is_at_once) wait_for_pipe( smb, pipe, request, get_dword( body + 44 ) );
    return TRUE;
}

static void cancel( struct smb_connection *smb, const struct smb_header *header )
{
    struct pipe *pipe;

    for (pipe = smb->pipes; pipe < smb->pipes + MAX_PIPES; pipe++)
    {
        if (!pipe->id || !pipe->is_waited_for) continue;
        if ((header->flags & SMB_ASYNC) ? pipe->waiting.header.async_id != header->async_id ||
            !(pipe->waiting.header.flags & SMB_ASYNC) : pipe->waiting.header.message_id != header->message_id) continue;
        pipe->is_waited_for = FALSE;
        refuse( smb, &pipe->waiting, STATUS_CANCELED );
    }
}

static BOOL dispatch( struct smb_connection *smb, struct request *request, const BYTE *message, DWORD size )
{
    static const BYTE empty[4] = { 4 };
    WORD command = request->header.command;

    if (!smb->answers && command != SMB_NEGOTIATE) { note_mistake( "no NEGOTIATE" ); return FALSE; }
    switch (command)
    {
    case SMB_NEGOTIATE: return negotiate( smb, request, message, size );
    case SMB_SESSION_SETUP: return set_up_session( smb, request, message, size );
    case SMB_CANCEL:
        cancel( smb, &request->header );
        return TRUE;
    case SMB_ECHO: return respond( smb, request, 0, empty, sizeof(empty) );
    }
    if (!smb->has_session || request->header.session_id != smb->session_id)
    {
        note_mistake( "another session" );
        return refuse( smb, request, STATUS_NO_SESSION );
    }
    if (command == SMB_LOGOFF)
    {
        respond( smb, request, 0, empty, sizeof(empty) );
        drop_session( smb );
        return TRUE;
    }
    if (command == SMB_TREE_CONNECT) return connect_tree( smb, request, message, size );
    if (!smb->has_tree || request->header.tree_id != FIRST_TREE)
    {
        note_mistake( "another tree" );
        return refuse( smb, request, STATUS_NO_TREE );
    }
    switch (command)
    {
    case SMB_TREE_DISCONNECT:
        smb->has_tree = FALSE;
        return respond( smb, request, 0, empty, sizeof(empty) );
    case SMB_CREATE: return create_file( smb, request, message, size );
    case SMB_CLOSE: return close_file( smb, request, message, size );
    case SMB_READ: return read_file( smb, request, message, size );
    case SMB_WRITE: return write_file( smb, request, message, size );
    case SMB_IOCTL: return control_file( smb, request, message, size );
    }
    return refuse( smb, request, STATUS_UNSUPPORTED );
}

/* Each id once, and no more than were granted. */
static void check_id( struct smb_connection *smb, const struct smb_header *header )
{
    WORD charge = max( header->credit_charge, 1 ), i;

    if (header->command == SMB_CANCEL) return;
    if (header->message_id + charge > smb->credits) { note_mistake( "more requests than credits" ); return; }
    for (i = 0; i < charge; i++)
    {
        if (header->message_id + i >= MAX_IDS) return;
        if (smb->ids[header->message_id + i]) note_mistake( "a message id twice" );
        smb->ids[header->message_id + i] = 1;
    }
}

static void check_nonce( struct smb_connection *smb, const BYTE nonce[16] )
{
    DWORD i;

    for (i = 0; i < smb->nonce_count; i++)
        if (!memcmp( smb->nonces[i], nonce, 16 )) { note_mistake( "a nonce twice" ); return; }
    if (smb->nonce_count < MAX_NONCES) memcpy( smb->nonces[smb->nonce_count++], nonce, 16 );
}

static BOOL unseal( struct smb_connection *smb, BYTE **message, DWORD *size )
{
    struct smb_transform *transform = (struct smb_transform *)*message;

    if (*size < TRANSFORM_SIZE + HEADER_SIZE || !smb->keys || transform->session_id != smb->session_id || transform->flags != 1 ||
        transform->size != *size - TRANSFORM_SIZE || !unseal_message( smb->keys, *message, *size ))
    {
        note_mistake( "a message that cannot be unsealed" );
        return FALSE;
    }
    check_nonce( smb, transform->nonce );
    InterlockedIncrement( &notes->sealed );
    *message += TRANSFORM_SIZE;
    *size -= TRANSFORM_SIZE;
    return TRUE;
}

/* FALSE: the server would not answer it. */
static BOOL check_protection( struct smb_connection *smb, BYTE *message, DWORD size, BOOL is_sealed )
{
    const struct smb_header *header = (struct smb_header *)message;

    if (is_sealed) return TRUE;
    if (header->flags & SMB_SIGNED)
    {
        if (!smb->keys) { note_mistake( "signed without a key" ); return TRUE; }
        if (!is_signed_message( smb->keys, message, size )) { note_mistake( "a wrong signature" ); return FALSE; }
        InterlockedIncrement( &notes->is_signed );
    }
    else if (smb->keys && header->command != SMB_CANCEL && header->command != SMB_SESSION_SETUP)
    {
        note_mistake( "a request is not signed" );
        return FALSE;
    }
    if (smb->is_user && smb->agreement.cipher && header->command != SMB_SESSION_SETUP && header->command != SMB_LOGOFF &&
        header->command != SMB_CLOSE && header->command != SMB_CANCEL) InterlockedIncrement( &notes->open );
    return TRUE;
}

static enum ending answer_message( struct smb_connection *smb, BYTE *message, DWORD size )
{
    struct request request = { .protection = PROTECT_NONE };
    BOOL is_sealed = size > 4 && get_dword( message ) == SMB_TRANSFORM_PROTOCOL;

    if (is_sealed && !unseal( smb, &message, &size )) return ENDING_CLOSE;
    if (size < HEADER_SIZE || get_dword( message ) != SMB_PROTOCOL || get_word( message + 4 ) != HEADER_SIZE)
    {
        note_mistake( "no header of SMB" );
        return ENDING_CLOSE;
    }
    memcpy( &request.header, message, HEADER_SIZE );
    request.command = request.header.command;
    if (request.header.command < 32)
    {
        InterlockedIncrement( &notes->requests[request.header.command] );
        if (request.header.command == SMB_IOCTL && size > HEADER_SIZE + 8 &&
            get_dword( message + HEADER_SIZE + 4 ) == FSCTL_VALIDATE) InterlockedIncrement( &notes->requests[SMB_VALIDATE] );
    }
    if (smb->is_spoiled && request.header.command != SMB_CANCEL && request.header.command != SMB_CLOSE &&
        request.header.command != SMB_LOGOFF && request.header.command != SMB_TREE_DISCONNECT) InterlockedIncrement( &notes->afterwards );
    if (request.header.flags & SMB_RESPONSE) { note_mistake( "an answer" ); return ENDING_CLOSE; }
    if (request.header.next) { note_mistake( "a compound request" ); return ENDING_CLOSE; }
    check_id( smb, &request.header );
    if (!check_protection( smb, message, size, is_sealed )) return ENDING_CLOSE;
    if (smb->is_sealed && !is_sealed && request.header.command != SMB_CANCEL && request.header.command > SMB_SESSION_SETUP)
        return refuse( smb, &request, STATUS_DENIED ) ? ENDING_KEEP : smb->ending;
    request.protection = is_sealed ? PROTECT_SEAL : smb->keys ? PROTECT_SIGN : PROTECT_NONE;
    if (!dispatch( smb, &request, message, size )) return smb->ending == ENDING_KEEP ? ENDING_CLOSE : smb->ending;
    return smb->is_gone ? smb->ending : ENDING_KEEP;
}

/************************************************************
 *                answer_smb
 *
 * PARAMS
 *  smb     [I/O] Of create_smb_connection().
 *  message [I/O] One that came, without its frame; it is unsealed in place.
 *  size    [I]   In bytes.
 *
 * RETURNS
 *  How it goes on with the connection.
 */
enum ending answer_smb( struct smb_connection *smb, BYTE *message, DWORD size )
{
    enum ending ending;

    EnterCriticalSection( &smb->lock );
    ending = smb->is_gone ? smb->ending : answer_message( smb, message, size );
    LeaveCriticalSection( &smb->lock );
    return ending;
}

struct smb_connection *create_smb_connection( send_bytes *send, void *context )
{
    struct smb_connection *smb = HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*smb) );

    if (!smb) return NULL;
    InitializeCriticalSection( &smb->lock );
    InitializeConditionVariable( &smb->changed );
    smb->send = send;
    smb->context = context;
    smb->credits = 1;
    smb->number = InterlockedIncrement( &notes->connections ) - 1;
    return smb;
}

struct smb_connection *create_smb_connection_at_once( send_bytes *send, void *context )
{
    struct smb_connection *smb = create_smb_connection( send, context );

    if (smb) smb->is_at_once = TRUE;
    return smb;
}

/* Nobody waits any more for what the pipes say. */
void break_smb_pipes( struct smb_connection *smb )
{
    EnterCriticalSection( &smb->lock );
    smb->is_gone = TRUE;
    WakeAllConditionVariable( &smb->changed );
    LeaveCriticalSection( &smb->lock );
}

void free_smb_connection( struct smb_connection *smb )
{
    unsigned int i;

    break_smb_pipes( smb );
    for (i = 0; i < MAX_PIPES; i++) if (smb->pipes[i].id) free_pipe( &smb->pipes[i] );
    drop_session( smb );
    DeleteCriticalSection( &smb->lock );
    HeapFree( GetProcessHeap(), 0, smb );
}
