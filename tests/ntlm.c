/*
 * Tests of NTLM's messages, and of what its session signs and seals
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>

#include "hex.h"

/* No export shows the functions as they are, so the test has a copy of them. */
#include "../rpc/ntlm.c"
#include "../rpc/authentication.c"

#define PAGE  0x1000

static BYTE *pages;

/* where the memory ends that can be read */
static BYTE *put_at_end( const BYTE *bytes, DWORD size )
{
    return memcpy( pages + PAGE - size, bytes, size );
}

/* MS-NLMP, 4.2.1 and 4.2.4 */
static struct credentials example = { 1, sizeof(example), L"Domain", L"User", L"Password", { 0 } };
static const char server_challenge[] = "0123456789abcdef";
static const char example_info[] = "02000c0044006f006d00610069006e00" "01000c00530065007200760065007200" "00000000";
#define EXAMPLE_DATA  "0101000000000000" "0000000000000000" "aaaaaaaaaaaaaaaa" "00000000" \
                      "02000c0044006f006d00610069006e00" "01000c00530065007200760065007200" "00000000" "00000000"

static void test_proof(void)
{
    BYTE key[KEY_SIZE], challenge[8], data[256], proof[KEY_SIZE], base_key[KEY_SIZE], secret[KEY_SIZE];
    DWORD size = read_hex( EXAMPLE_DATA, data );
    BOOL ret;

    hash_nt_password( L"Password", 16, key );
    ok( is_hex( "a4f49c406510bdcab6824ee7c30fd852", key, KEY_SIZE ), "got %s\n", show_hex( key, KEY_SIZE ) );
    ret = hash_user( &example, key );
    ok( ret && is_hex( "0c868a403bfd7a93a3001ef22ef02e3f", key, KEY_SIZE ), "got %d, %s\n", ret, show_hex( key, KEY_SIZE ) );
    read_hex( server_challenge, challenge );
    make_proof( key, challenge, data, size, proof, base_key );
    ok( is_hex( "68cd0ab851e51c96aabc927bebef6a1c", proof, KEY_SIZE ), "got %s\n", show_hex( proof, KEY_SIZE ) );
    ok( is_hex( "8de40ccadbc14a82f15cb0ad0de95ca3", base_key, KEY_SIZE ), "got %s\n", show_hex( base_key, KEY_SIZE ) );
    memset( secret, 0x55, sizeof(secret) );
    encrypt_rc4( secret, sizeof(secret), base_key );
    ok( is_hex( "c5dad2544fc9799094ce1ce90bc9d03e", secret, KEY_SIZE ), "got %s\n", show_hex( secret, KEY_SIZE ) );
}

/* 4.2.4.4, with text in front and behind that stays readable: a signature is of all, and of it alone */
static void test_seal(void)
{
    static const WCHAR text[] = L"Plaintext";
    struct authentication client, server;
    struct sealed_message message;
    BYTE key[KEY_SIZE], buffer[64], damaged[64], signature[NTLM_SIGNATURE_SIZE];
    const DWORD size = sizeof(text) - sizeof(*text);
    unsigned int i, bit;

    memset( key, 0x55, sizeof(key) );
    start_stream( key, "session key to client-to-server signing key magic constant",
                  "session key to client-to-server sealing key magic constant", &client.to_server );
    server.from_server = client.to_server;
    ok( is_hex( "4788dc861b4782f35d43fd98fe1a2d39", client.to_server.key, KEY_SIZE ), "got %s\n",
        show_hex( client.to_server.key, KEY_SIZE ) );
    memcpy( buffer, text, size );
    message = (struct sealed_message){ buffer, size, buffer, size };
    seal( &client, &message );
    ok( is_hex( "54e50165bf1936dc996020c1811b0f06fb5f", buffer, size ), "got %s\n", show_hex( buffer, size ) );
    ok( is_hex( "010000007fb38ec5c55d497600000000", buffer + size, NTLM_SIGNATURE_SIZE ), "got %s\n",
        show_hex( buffer + size, NTLM_SIGNATURE_SIZE ) );
    ok( unseal( &server, &message ) && !memcmp( buffer, text, size ), "not unsealed\n" );

    for (i = 0; i < 3; i++)     /* the streams go on */
    {
        memcpy( buffer, "head", 4 );
        memcpy( buffer + 4, text, size );
        memcpy( buffer + 4 + size, "tail", 4 );
        message = (struct sealed_message){ buffer, size + 8, buffer + 4, size };
        seal( &client, &message );
        ok( !memcmp( buffer, "head", 4 ) && !memcmp( buffer + 4 + size, "tail", 4 ), "the readable parts have changed\n" );
        ok( memcmp( buffer + 4, text, size ), "it can be read\n" );
        ok( buffer[4 + size + 4 + 12] == i + 1, "message %u has another number\n", i );
        for (bit = 0; bit < (size + 8 + NTLM_SIGNATURE_SIZE) * 8; bit++)
        {
            struct authentication copy = server;

            memcpy( damaged, buffer, sizeof(damaged) );
            damaged[bit / 8] ^= 1 << bit % 8;
            message.start = damaged;
            message.part = damaged + 4;
            ok( !unseal( &copy, &message ), "message %u, bit %u: unsealed\n", i, bit );
        }
        message.start = buffer;
        message.part = buffer + 4;
        memcpy( damaged, buffer, sizeof(damaged) );
        ok( unseal( &server, &message ) && !memcmp( buffer + 4, text, size ), "message %u: not unsealed\n", i );
        message.start = damaged;
        message.part = damaged + 4;
        if (!i)
        {
            struct authentication copy = server;
            ok( !unseal( &copy, &message ), "unsealed a second time\n" );
        }
    }

    /* what is signed alone has the same signature as with nothing sealed */
    server.from_server = client.to_server;
    memcpy( buffer, text, size );
    make_signature( &client.to_server, buffer, size, signature );
    memcpy( buffer + size, signature, sizeof(signature) );
    message = (struct sealed_message){ buffer, size, buffer, 0 };
    ok( unseal( &server, &message ), "a wrong signature\n" );
}

/* A challenge; "time": with the server's. */
static DWORD make_challenge( DWORD flags, BOOL time, BYTE *message )
{
    struct ntlm_challenge header = { NTLM_SIGNATURE, NTLM_CHALLENGE, { 0, 0, 0 }, flags, { 0 }, { 0 }, { 0, 0, 0 } };
    BYTE *info = message + sizeof(header) + 8;      /* a version, as servers send it */
    DWORD size = read_hex( example_info, info );

    memset( message + sizeof(header), 0, 8 );
    read_hex( server_challenge, header.challenge );
    if (time) size = size - 4 + read_hex( "07000800" "0102030405060708" "0600040000000000" "00000000", info + size - 4 );
    header.target_info.length = header.target_info.maximum_length = size;
    header.target_info.offset = info - message;
    memcpy( message, &header, sizeof(header) );
    return info - message + size;
}

/* The attribute of a response; its size is ~0 where there is none. */
static const BYTE *find_attribute( const BYTE *data, DWORD size, WORD id, DWORD *found )
{
    struct ntlm_attribute attribute;
    const BYTE *result = NULL;
    DWORD offset = sizeof(struct ntlm_client_data);

    *found = ~0u;
    for (; offset + sizeof(attribute) <= size; offset += attribute.size)
    {
        memcpy( &attribute, data + offset, sizeof(attribute) );
        offset += sizeof(attribute);
        if (attribute.id == ATTRIBUTE_END) break;
        if (attribute.id != id) continue;
        ok( !result, "attribute %u is there twice\n", id );
        result = data + offset;
        *found = attribute.size;
    }
    ok( offset + 4 == size, "the attributes end at %lu of %lu\n", offset, size );
    return result;
}

static void check_authenticate( BYTE *token, DWORD size, const BYTE *challenge, DWORD challenge_size, BOOL time,
                                const WCHAR *target, const BYTE key[KEY_SIZE] )
{
    struct ntlm_authenticate header;
    BYTE user_key[KEY_SIZE], proof[KEY_SIZE], base_key[KEY_SIZE], secret[KEY_SIZE], all[4096], number[8];
    const BYTE *data, *attribute;
    DWORD data_size, found, first_size;

    memcpy( &header, token, sizeof(header) );
    ok( !memcmp( header.signature, "NTLMSSP", 8 ) && header.type == 3, "another message\n" );
    ok( (header.flags & NTLM_STRONG) == NTLM_STRONG && !(header.flags & ~NTLM_OFFERED), "flags %#lx\n", header.flags );
    ok( header.domain.length == 12 && !memcmp( token + header.domain.offset, L"Domain", 12 ), "another domain\n" );
    ok( header.user.length == 8 && !memcmp( token + header.user.offset, L"User", 8 ), "another user\n" );
    ok( header.session_key.offset + header.session_key.length == size, "something behind the key\n" );

    data = token + header.nt_response.offset + KEY_SIZE;
    data_size = header.nt_response.length - KEY_SIZE;
    hash_user( &example, user_key );
    read_hex( server_challenge, number );
    make_proof( user_key, number, data, data_size, proof, base_key );
    ok( !memcmp( proof, token + header.nt_response.offset, KEY_SIZE ), "a wrong proof\n" );
    memcpy( secret, token + header.session_key.offset, KEY_SIZE );
    encrypt_rc4( secret, KEY_SIZE, base_key );
    ok( header.session_key.length == KEY_SIZE && !memcmp( secret, key, KEY_SIZE ), "another key\n" );

    attribute = find_attribute( data, data_size, 2, &found );
    ok( found == 12 && !memcmp( attribute, L"Domain", 12 ), "the server's attribute is missing\n" );
    attribute = find_attribute( data, data_size, ATTRIBUTE_TARGET, &found );
    ok( found == wcslen( target ) * 2 && !memcmp( attribute, target, found ), "another target\n" );
    attribute = find_attribute( data, data_size, ATTRIBUTE_FLAGS, &found );
    ok( header.lm_response.length == 24, "an LM response of %u bytes\n", header.lm_response.length );
    ok( found == 4 && attribute[0] == 2, "no flag tells of the checksum\n" );
    first_size = make_ntlm_negotiate( all );
    memcpy( all + first_size, challenge, challenge_size );
    memset( token + FIELD_OFFSET( struct ntlm_authenticate, checksum ), 0, KEY_SIZE );
    memcpy( all + first_size + challenge_size, token, size );
    hmac_md5( key, all, first_size + challenge_size + size, NULL, 0, secret );
    ok( !memcmp( secret, header.checksum, KEY_SIZE ), "a wrong checksum\n" );
    ok( is_hex( "000000000000000000000000000000000000000000000000", token + header.lm_response.offset, 24 ),
        "an LM response\n" );
    if (time) ok( !memcmp( data + 8, "\1\2\3\4\5\6\7\10", 8 ), "another time than the server's\n" );
}

static void test_messages(void)
{
    static const DWORD strong[] = { NTLM_UNICODE, NTLM_SIGN, NTLM_SEAL, NTLM_EXTENDED_SECURITY, NTLM_TARGET_INFO, NTLM_128,
                                    NTLM_KEY_EXCHANGE };
    BYTE message[512], damaged[512], token[MAX_TOKEN + 1], key[KEY_SIZE], other_key[KEY_SIZE];
    DWORD size, token_size, time, i, flags = 0xe28a8235 | NTLM_SEAL | NTLM_TARGET_INFO;

    size = make_ntlm_negotiate( token );
    ok( size == 40 && !memcmp( token, "NTLMSSP\0\1\0\0", 12 ), "got %s\n", show_hex( token, size ) );
    for (time = 0; time < 2; time++)
    {
        size = make_challenge( flags, time, message );
        memset( token, 0x55, sizeof(token) );
        ok( make_ntlm_authenticate( &example, L"cifs/server", put_at_end( message, size ), size, token, &token_size, key ),
            "no message\n" );
        ok( token_size <= MAX_TOKEN && token[MAX_TOKEN] == 0x55, "got %lu bytes\n", token_size );
        check_authenticate( token, token_size, message, size, time, L"cifs/server", key );
        make_ntlm_authenticate( &example, L"cifs/server", message, size, token, &token_size, other_key );
        ok( memcmp( key, other_key, KEY_SIZE ), "the same key again\n" );

        for (i = 0; i < size; i++)
            ok( !make_ntlm_authenticate( &example, L"cifs/server", put_at_end( message, i ), i, token, &token_size, key ) &&
                !token_size, "%lu of %lu bytes were taken\n", i, size );
        /* attributes that end too soon, the message with them */
        for (i = 0; i < ((struct ntlm_challenge *)message)->target_info.length; i++)
        {
            memcpy( damaged, message, size );
            ((struct ntlm_challenge *)damaged)->target_info.length = i;
            token_size = ((struct ntlm_challenge *)damaged)->target_info.offset + i;
            ok( !make_ntlm_authenticate( &example, L"cifs/server", put_at_end( damaged, token_size ), token_size, token,
                                         &token_size, key ), "%lu bytes of attributes were taken\n", i );
        }
        /* Whatever else is damaged, it stays inside. */
        for (i = 0; i < size * 8; i++)
        {
            memcpy( damaged, message, size );
            damaged[i / 8] ^= 1 << i % 8;
            memset( token, 0x55, sizeof(token) );
            make_ntlm_authenticate( &example, L"cifs/server", put_at_end( damaged, size ), size, token, &token_size, key );
            ok( token_size <= MAX_TOKEN && token[MAX_TOKEN] == 0x55, "bit %lu: got %lu bytes\n", i, token_size );
        }
    }
    for (i = 0; i < ARRAY_SIZE(strong); i++)
    {
        size = make_challenge( flags & ~strong[i], TRUE, message );
        ok( !make_ntlm_authenticate( &example, L"cifs/server", message, size, token, &token_size, key ),
            "a session without %#lx\n", strong[i] );
    }
}

static void test_long_names(void)
{
    static WCHAR name[40001];
    struct credentials credentials = { 1, sizeof(credentials), NULL, name, L"Password", { 0 } };
    BYTE message[512], token[MAX_TOKEN + 1], key[KEY_SIZE];
    DWORD size = make_challenge( 0xe28a8235 | NTLM_SEAL, TRUE, message ), token_size, i, length = 0;
    BOOL ret;

    for (i = 1; i < ARRAY_SIZE(name); i = i < 400 ? i + 1 : i * 10)
    {
        while (length < i) name[length++] = 'a';
        name[length] = 0;
        memset( token, 0x55, sizeof(token) );
        credentials.domain = NULL;
        credentials.user = name;
        ret = make_ntlm_authenticate( &credentials, L"cifs/server", message, size, token, &token_size, key );
        ok( ret == (i <= UNLEN + 1), "user of %lu characters: got %d\n", i, ret );
        ok( token_size <= MAX_TOKEN && token[MAX_TOKEN] == 0x55, "got %lu bytes\n", token_size );
        credentials.domain = name;
        credentials.user = L"User";
        ret = make_ntlm_authenticate( &credentials, L"cifs/server", message, size, token, &token_size, key );
        ok( ret == (i < 800), "domain of %lu characters: got %d\n", i, ret );
        ok( token_size <= MAX_TOKEN && token[MAX_TOKEN] == 0x55, "got %lu bytes\n", token_size );
    }
    credentials.domain = NULL;
    credentials.user = L"";
    ok( !make_ntlm_authenticate( &credentials, L"cifs/server", message, size, token, &token_size, key ), "nobody\n" );
}

static void test_anonymous(void)
{
    BYTE token[MAX_TOKEN];
    struct ntlm_authenticate header;
    DWORD size;

    size = make_anonymous_token( FALSE, token );
    ok( size == 40 && !memcmp( token, "NTLMSSP\0\1\0\0", 12 ), "got %s\n", show_hex( token, size ) );
    size = make_anonymous_token( TRUE, token );
    memcpy( &header, token, sizeof(header) );
    ok( size == sizeof(header) + 1 && header.type == 3 && header.flags & NTLM_ANONYMOUS, "got %s\n", show_hex( token, size ) );
    ok( header.lm_response.length == 1 && !token[header.lm_response.offset] && !header.nt_response.length &&
        !header.user.length && !header.session_key.length, "it names somebody\n" );
}

START_TEST(ntlm)
{
    DWORD old;

    pages = VirtualAlloc( NULL, 2 * PAGE, MEM_COMMIT, PAGE_READWRITE );
    VirtualProtect( pages + PAGE, PAGE, PAGE_NOACCESS, &old );
    test_proof();
    test_seal();
    test_messages();
    test_long_names();
    test_anonymous();
    VirtualFree( pages, 0, MEM_RELEASE );
}
