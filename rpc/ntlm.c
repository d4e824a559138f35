/*
 * NTLM: the messages by which a client logs on
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
#include "winnls.h"
#include "lmcons.h"

#include "credentials.h"
#include "ntlm.h"

/*
 * MS-NLMP, version 2 alone. Why not Wine's own: it starts the program ntlm_auth of Samba's three times for a log-on, which takes
 * longer than all the rest of a first question, is not installed with Wine, and gets the password by a pipe; it checks half of
 * each signature; and the key by which passwords are encrypted it tells from Wine 10.0 on.
 */

#include "pshpack1.h"

struct ntlm_buffer
{
    WORD  length;
    WORD  maximum_length;
    DWORD offset;
};

struct ntlm_negotiate
{
    char               signature[8];
    DWORD              type;
    DWORD              flags;
    struct ntlm_buffer domain;
    struct ntlm_buffer workstation;
    BYTE               version[8];
};

struct ntlm_challenge
{
    char               signature[8];
    DWORD              type;
    struct ntlm_buffer target_name;
    DWORD              flags;
    BYTE               challenge[8];
    BYTE               reserved[8];
    struct ntlm_buffer target_info;
};

struct ntlm_authenticate
{
    char               signature[8];
    DWORD              type;
    struct ntlm_buffer lm_response;
    struct ntlm_buffer nt_response;
    struct ntlm_buffer domain;
    struct ntlm_buffer user;
    struct ntlm_buffer workstation;
    struct ntlm_buffer session_key;
    DWORD              flags;
    BYTE               version[8];
    BYTE               checksum[KEY_SIZE];      /* of all three messages */
};

/* 2.2.2.7: what the client's response proves, in front of the server's attributes */
struct ntlm_client_data
{
    BYTE      version;
    BYTE      highest_version;
    BYTE      reserved1[6];
    ULONGLONG time;
    BYTE      challenge[8];
    DWORD     reserved2;
};

/* 2.2.2.1 */
struct ntlm_attribute
{
    WORD id;
    WORD size;
};

#include "poppack.h"

#define NTLM_SIGNATURE     "NTLMSSP"
#define NTLM_NEGOTIATE     1
#define NTLM_CHALLENGE     2
#define NTLM_AUTHENTICATE  3

#define NTLM_UNICODE           0x00000001
#define NTLM_TARGET            0x00000004   /* the server's name is wanted */
#define NTLM_SIGN              0x00000010
#define NTLM_SEAL              0x00000020
#define NTLM_NTLM              0x00000200
#define NTLM_ANONYMOUS         0x00000800
#define NTLM_ALWAYS_SIGN       0x00008000
#define NTLM_EXTENDED_SECURITY 0x00080000
#define NTLM_TARGET_INFO       0x00800000
#define NTLM_128               0x20000000
#define NTLM_KEY_EXCHANGE      0x40000000

/* without any of these keys are short, or the same for all sessions with a password, or the proof says less */
#define NTLM_STRONG   (NTLM_UNICODE | NTLM_SIGN | NTLM_SEAL | NTLM_EXTENDED_SECURITY | NTLM_TARGET_INFO | NTLM_128 | NTLM_KEY_EXCHANGE)
#define NTLM_OFFERED  (NTLM_STRONG | NTLM_TARGET | NTLM_NTLM | NTLM_ALWAYS_SIGN)

enum { ATTRIBUTE_END, ATTRIBUTE_FLAGS = 6, ATTRIBUTE_TIME, ATTRIBUTE_TARGET = 9, ATTRIBUTE_CHANNEL };

#define HAS_CHECKSUM  2     /* a flag */

#define LM_RESPONSE_SIZE  24

/* of a challenge, in bytes; servers that have names of usual length send some 300 */
#define MAX_CHALLENGE  1500

/*
 * Messages, part by part
 */

struct writer
{
    BYTE *bytes;        /* MAX_TOKEN of them */
    DWORD size;
    BOOL  failed;       /* There was no room. */
};

static void *put( struct writer *writer, const void *bytes, DWORD size )
{
    BYTE *start = writer->bytes + writer->size;

    if (writer->failed || size > MAX_TOKEN - writer->size)
    {
        writer->failed = TRUE;
        return NULL;
    }
    if (bytes) memcpy( start, bytes, size );
    else memset( start, 0, size );
    writer->size += size;
    return start;
}

static struct ntlm_buffer put_buffer( struct writer *writer, const void *bytes, DWORD size )
{
    const struct ntlm_buffer buffer = { size, size, writer->size };

    put( writer, bytes, size );
    return buffer;
}

static struct ntlm_buffer put_string( struct writer *writer, const WCHAR *string )
{
    return put_buffer( writer, string, wcslen( string ) * sizeof(*string) );
}

static void put_attribute( struct writer *writer, WORD id, const void *bytes, DWORD size )
{
    const struct ntlm_attribute attribute = { id, size };

    put( writer, &attribute, sizeof(attribute) );
    put( writer, bytes, size );
}

/*
 * What proves the password: 3.3.2
 */

void hmac_md5( const BYTE key[KEY_SIZE], const void *data, DWORD size, const void *more, DWORD more_size,
               BYTE digest[KEY_SIZE] )
{
    BYTE inner[64] = { 0 }, outer[64] = { 0 };
    unsigned int i;
    MD5_CTX md5;

    memcpy( inner, key, KEY_SIZE );
    memcpy( outer, key, KEY_SIZE );
    for (i = 0; i < sizeof(inner); i++)
    {
        inner[i] ^= 0x36;
        outer[i] ^= 0x5c;
    }
    MD5Init( &md5 );
    MD5Update( &md5, inner, sizeof(inner) );
    MD5Update( &md5, data, size );
    MD5Update( &md5, more, more_size );
    MD5Final( &md5 );
    memcpy( digest, md5.digest, KEY_SIZE );
    MD5Init( &md5 );
    MD5Update( &md5, outer, sizeof(outer) );
    MD5Update( &md5, digest, KEY_SIZE );
    MD5Final( &md5 );
    memcpy( digest, md5.digest, KEY_SIZE );
    SecureZeroMemory( &md5, sizeof(md5) );
    SecureZeroMemory( inner, sizeof(inner) );
    SecureZeroMemory( outer, sizeof(outer) );
}

/* The NT hash, of a password of so many bytes. */
void hash_nt_password( const WCHAR *password, DWORD size, BYTE hash[KEY_SIZE] )
{
    MD4_CTX md4;

    MD4Init( &md4 );
    MD4Update( &md4, (const BYTE *)password, size );
    MD4Final( &md4 );
    memcpy( hash, md4.digest, KEY_SIZE );
    SecureZeroMemory( &md4, sizeof(md4) );
}

/* NTOWFv2. FALSE: no user has so long a name. */
static BOOL hash_user( const struct credentials *credentials, BYTE key[KEY_SIZE] )
{
    const WCHAR *domain = credentials->domain ? credentials->domain : L"";
    int length = wcslen( credentials->user );
    WCHAR upper[UNLEN + 1];
    BYTE nt_hash[KEY_SIZE];

    if (!length || LCMapStringW( LOCALE_INVARIANT, LCMAP_UPPERCASE, credentials->user, length, upper,
                                 ARRAYSIZE(upper) ) != length) return FALSE;
    hash_nt_password( credentials->password, wcslen( credentials->password ) * sizeof(WCHAR), nt_hash );
    hmac_md5( nt_hash, upper, length * sizeof(WCHAR), domain, wcslen( domain ) * sizeof(WCHAR), key );
    SecureZeroMemory( nt_hash, sizeof(nt_hash) );
    return TRUE;
}

/* The proof that "data" begins with, and the key that goes with it. */
static void make_proof( const BYTE user_key[KEY_SIZE], const BYTE challenge[8], const BYTE *data, DWORD size,
                        BYTE proof[KEY_SIZE], BYTE base_key[KEY_SIZE] )
{
    hmac_md5( user_key, challenge, 8, data, size, proof );
    hmac_md5( user_key, proof, KEY_SIZE, NULL, 0, base_key );
}

/*
 * The server's challenge
 */

struct challenge
{
    DWORD       flags;
    BYTE        challenge[8];
    const BYTE *attributes;
    DWORD       attributes_size;
    BOOL        has_time;
    ULONGLONG   time;
};

/* FALSE: they lead outside. */
static BOOL next_attribute( const struct challenge *challenge, DWORD *offset, struct ntlm_attribute *attribute )
{
    if (*offset > challenge->attributes_size || challenge->attributes_size - *offset < sizeof(*attribute)) return FALSE;
    memcpy( attribute, challenge->attributes + *offset, sizeof(*attribute) );
    *offset += sizeof(*attribute);
    return attribute->size <= challenge->attributes_size - *offset;
}

static BOOL read_attributes( struct challenge *challenge )
{
    struct ntlm_attribute attribute;
    DWORD offset = 0;

    for (; next_attribute( challenge, &offset, &attribute ); offset += attribute.size)
    {
        if (attribute.id == ATTRIBUTE_END) return TRUE;
        if (attribute.id != ATTRIBUTE_TIME) continue;
        if (attribute.size != sizeof(challenge->time)) return FALSE;
        memcpy( &challenge->time, challenge->attributes + offset, sizeof(challenge->time) );
        challenge->has_time = TRUE;
    }
    return FALSE;
}

/* 2.2.1.2. A session that is not strong is not begun: not signed and sealed, or without a key of 128 bits that is this
 * session's alone. */
static BOOL read_challenge( const BYTE *message, DWORD size, struct challenge *challenge )
{
    struct ntlm_challenge header;
    FILETIME now;

    if (size < sizeof(header)) return FALSE;
    memcpy( &header, message, sizeof(header) );
    if (memcmp( header.signature, NTLM_SIGNATURE, sizeof(NTLM_SIGNATURE) ) || header.type != NTLM_CHALLENGE ||
        (header.flags & NTLM_STRONG) != NTLM_STRONG) return FALSE;
    memset( challenge, 0, sizeof(*challenge) );
    challenge->flags = header.flags;
    memcpy( challenge->challenge, header.challenge, sizeof(challenge->challenge) );
    if (header.target_info.offset > size || header.target_info.length > size - header.target_info.offset) return FALSE;
    challenge->attributes = message + header.target_info.offset;
    challenge->attributes_size = header.target_info.length;
    if (!read_attributes( challenge )) return FALSE;
    if (challenge->has_time) return TRUE;
    GetSystemTimeAsFileTime( &now );
    challenge->time = (ULONGLONG)now.dwHighDateTime << 32 | now.dwLowDateTime;
    return TRUE;
}

/* The server's, and the client's own, which say whom it means to ask: whoever passes the messages on cannot change that. */
static void put_attributes( struct writer *writer, const struct challenge *challenge, const WCHAR *target )
{
    static const BYTE no_channel[KEY_SIZE];
    struct ntlm_attribute attribute;
    DWORD offset = 0, flags = HAS_CHECKSUM;

    for (; next_attribute( challenge, &offset, &attribute ) && attribute.id != ATTRIBUTE_END; offset += attribute.size)
        if (attribute.id != ATTRIBUTE_FLAGS && attribute.id != ATTRIBUTE_TARGET && attribute.id != ATTRIBUTE_CHANNEL)
            put_attribute( writer, attribute.id, challenge->attributes + offset, attribute.size );
    put_attribute( writer, ATTRIBUTE_FLAGS, &flags, sizeof(flags) );
    put_attribute( writer, ATTRIBUTE_CHANNEL, no_channel, sizeof(no_channel) );
    put_attribute( writer, ATTRIBUTE_TARGET, target, wcslen( target ) * sizeof(*target) );
    put_attribute( writer, ATTRIBUTE_END, NULL, 0 );
    put( writer, NULL, sizeof(DWORD) );
}

/* 3.3.2. "response" gets where it is, its proof at the beginning. */
static BOOL put_nt_response( struct writer *writer, const struct challenge *challenge, const WCHAR *target,
                             const BYTE user_key[KEY_SIZE], const BYTE client_challenge[8],
                             struct ntlm_buffer *response, BYTE base_key[KEY_SIZE] )
{
    struct ntlm_client_data data = { .version = 1, .highest_version = 1, .time = challenge->time };
    BYTE *proof = put( writer, NULL, KEY_SIZE );

    response->offset = writer->size - KEY_SIZE;
    memcpy( data.challenge, client_challenge, sizeof(data.challenge) );
    put( writer, &data, sizeof(data) );
    put_attributes( writer, challenge, target );
    if (writer->failed) return FALSE;
    response->length = response->maximum_length = writer->size - response->offset;
    make_proof( user_key, challenge->challenge, proof + KEY_SIZE, response->length - KEY_SIZE, proof, base_key );
    return TRUE;
}

/* 3.1.5.1.2: over the three messages. It is there without the server's time as well, which somebody may have taken out. */
static void put_checksum( const BYTE *challenge, DWORD challenge_size, BYTE *token, DWORD token_size,
                          const BYTE key[KEY_SIZE] )
{
    struct ntlm_authenticate *header = (struct ntlm_authenticate *)token;
    BYTE first[sizeof(struct ntlm_negotiate) + MAX_CHALLENGE];
    DWORD size = make_ntlm_negotiate( first );

    memcpy( first + size, challenge, challenge_size );
    hmac_md5( key, first, size + challenge_size, token, token_size, header->checksum );
}

/* random: the client's challenge, then the session's key */
static BOOL make_authenticate( const struct credentials *credentials, const WCHAR *target, const struct challenge *challenge,
                               const BYTE user_key[KEY_SIZE], const BYTE random[8 + KEY_SIZE], struct writer *writer )
{
    struct ntlm_authenticate header = { NTLM_SIGNATURE, NTLM_AUTHENTICATE, .flags = challenge->flags & NTLM_OFFERED };
    WCHAR workstation[MAX_COMPUTERNAME_LENGTH + 1];
    DWORD size = ARRAYSIZE(workstation);
    BYTE base_key[KEY_SIZE], encrypted[KEY_SIZE];

    if (!GetComputerNameW( workstation, &size )) workstation[0] = 0;
    put( writer, NULL, sizeof(header) );
    header.domain = put_string( writer, credentials->domain ? credentials->domain : L"" );
    header.user = put_string( writer, credentials->user );
    header.workstation = put_string( writer, workstation );
    /* Nothing proves the password in it: that would be good for another server as well. */
    header.lm_response = put_buffer( writer, NULL, LM_RESPONSE_SIZE );
    if (!put_nt_response( writer, challenge, target, user_key, random, &header.nt_response, base_key )) return FALSE;
    memcpy( encrypted, random + 8, KEY_SIZE );
    encrypt_rc4( encrypted, KEY_SIZE, base_key );
    SecureZeroMemory( base_key, sizeof(base_key) );
    header.session_key = put_buffer( writer, encrypted, sizeof(encrypted) );
    memcpy( writer->bytes, &header, sizeof(header) );
    return !writer->failed;
}

/************************************************************
 *                make_ntlm_negotiate
 *
 * PARAMS
 *  token [O] The first message, which is always the same.
 *
 * RETURNS
 *  Its length in bytes.
 *
 * NOTES
 *  MS-NLMP, 2.2.1.1.
 */
DWORD make_ntlm_negotiate( BYTE *token )
{
    const struct ntlm_negotiate negotiate = { NTLM_SIGNATURE, NTLM_NEGOTIATE, NTLM_OFFERED, { 0 }, { 0 }, { 0 } };

    memcpy( token, &negotiate, sizeof(negotiate) );
    return sizeof(negotiate);
}

/************************************************************
 *                make_ntlm_authenticate
 *
 * PARAMS
 *  credentials    [I] Who logs on.
 *  target         [I] What of whom is asked: cifs/SERVER.
 *  challenge      [I] What the server answered to the first message.
 *  challenge_size [I] In bytes.
 *  token          [O] The message that proves who it is.
 *  token_size     [O] In bytes.
 *  key            [O] The session's, by which all is signed and sealed.
 *
 * RETURNS
 *  FALSE: a bad challenge, or one that would make a weak session; or there is no room for the names.
 *
 * NOTES
 *  MS-NLMP, 2.2.1.3, 3.1.5.1.2 and 3.3.2. Whoever does not know the password does not get at the key: so a server that
 *  signs with it is the right one.
 */
BOOL make_ntlm_authenticate( const struct credentials *credentials, const WCHAR *target, const BYTE *challenge,
                             DWORD challenge_size, BYTE token[MAX_TOKEN], DWORD *token_size, BYTE key[KEY_SIZE] )
{
    struct writer writer = { .bytes = token };
    BYTE user_key[KEY_SIZE], random[8 + KEY_SIZE];
    struct challenge parsed;
    BOOL done;

    *token_size = 0;
    if (challenge_size > MAX_CHALLENGE || !read_challenge( challenge, challenge_size, &parsed ) ||
        !hash_user( credentials, user_key )) return FALSE;
    if ((done = SystemFunction036( random, sizeof(random) ) &&
                make_authenticate( credentials, target, &parsed, user_key, random, &writer )))
    {
        memcpy( key, random + 8, KEY_SIZE );
        *token_size = writer.size;
        put_checksum( challenge, challenge_size, token, writer.size, key );
    }
    SecureZeroMemory( user_key, sizeof(user_key) );
    SecureZeroMemory( random, sizeof(random) );
    return done;
}

/************************************************************
 *                make_anonymous_token
 *
 * Says that nobody logs on.
 *
 * PARAMS
 *  is_answer [I] Whether it answers the server's challenge; else it asks for that.
 *  token     [O] The message.
 *
 * RETURNS
 *  Its length in bytes.
 *
 * NOTES
 *  MS-NLMP, 2.2.1.1, 2.2.1.3, and 3.2.5.1.2: an LM response of one null, and no other.
 */
DWORD make_anonymous_token( BOOL is_answer, BYTE *token )
{
    const DWORD flags = NTLM_UNICODE | NTLM_TARGET | NTLM_NTLM | NTLM_ALWAYS_SIGN | NTLM_EXTENDED_SECURITY | NTLM_128;
    const struct ntlm_negotiate negotiate = { NTLM_SIGNATURE, NTLM_NEGOTIATE, flags, { 0 }, { 0 }, { 0 } };
    const struct ntlm_buffer none = { 0, 0, sizeof(struct ntlm_authenticate) };
    const struct ntlm_authenticate authenticate =
    {
        NTLM_SIGNATURE, NTLM_AUTHENTICATE, { 1, 1, sizeof(struct ntlm_authenticate) }, none, none, none, none, none,
        flags | NTLM_ANONYMOUS, { 0 }, { 0 }
    };

    if (!is_answer)
    {
        memcpy( token, &negotiate, sizeof(negotiate) );
        return sizeof(negotiate);
    }
    memcpy( token, &authenticate, sizeof(authenticate) );
    token[sizeof(authenticate)] = 0;
    return sizeof(authenticate) + 1;
}
