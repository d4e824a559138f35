/*
 * Tests of smbcrypt.c: Microsoft's examples, and messages that somebody has changed
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
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>

#include "hex.h"

/* No export shows the functions as they are, so the test has a copy of them. */
#include "../rpc/smbcrypt.c"

/* of Microsoft's "SMB 2 and SMB 3 security in Windows 10: the anatomy of signing and cryptographic keys", "Encryption in SMB 3.0:
 * A protocol perspective" and "SMB 3.1.1 Encryption in Windows 10" */
static const char preauth_300[] = "";
static const char preauth_311[] = "0dd13628cc3ed218ef9df9772d436d0887ab9814bfae63a80aa845f36909db79"
                                  "28622dddad522d9751640a459762c5a9d6bb084cbb3ce6bdadef5d5bce3c6c01";
static const char preauth_gcm[] = "b23f3cbfd69487d9832b79b1594a367cdd950909b774c3a4c412b4fcea9edddb"
                                  "a7db256ba2ea30e977f11f9b113247578e0e915c6d2a513b8f2fca5707dc8770";

static const struct example
{
    WORD        dialect, cipher;
    const char *preauth, *session_key, *keys[4];    /* in the order of enum key_use; NULL: not published */
}
examples[] =
{
    { SMB_DIALECT_300, SMB_AES_128_CCM, preauth_300, "7cd451825d0450d235424e44ba6e78cc",
      { "0b7e9c5cac36c0f6ea9ab275298cedce", "fad27796665b313ebb578f388632b4f7", "b0f0427f7ceb416d1d9dcc0cd4f99447",
        "bb23a4575aa26c721af525af15a87b4f" } },
    { SMB_DIALECT_302, SMB_AES_128_CCM, preauth_300, "b4546771b515f766a86735532dd6c4f0",
      { "f773cd23c18fd1e08ee510cada7cf852", "261b72350558f2e9dcf613070383edbf", "8fe2b57ec34d2db5b1a9727f526bbdb5",
        "77432f808ce99156b5bc6a3676d730d1" } },
    { SMB_DIALECT_311, SMB_AES_128_GCM, preauth_311, "270e1ba896585eeb7af3472d3b4c75a7",
      { "73fe7a9a77bef0bde49c650d8ccb5f76", "629bcbc54422a0f572b97f45989b6073", "e2af0dcefac68da71a0dfbd0d1350d74",
        "6d7ad7954e9ec61e907b4d473dc178ff" } },
    { SMB_DIALECT_311, SMB_AES_128_GCM, preauth_gcm, "419fddf34c1e001909d362ae7fb6af79",
      { NULL, "a2f5e80e5d59103034f32e52f698e5ec", "748c50868c90f302962a5c35f5f9a8bf", NULL } },
};

static void make_agreement( const struct example *example, struct smb_agreement *agreement )
{
    memset( agreement, 0, sizeof(*agreement) );
    agreement->dialect = example->dialect;
    agreement->cipher = example->cipher;
    agreement->signing = example->dialect < SMB_DIALECT_300 ? SMB_HMAC_SHA256 : SMB_AES_CMAC;
    read_hex( example->preauth, agreement->preauth );
}

static struct smb_keys *make_keys( const struct smb_agreement *agreement, const char *session_key, BOOL is_server )
{
    struct smb_agreement copy = *agreement;
    struct smb_keys *keys = NULL;
    NET_API_STATUS status;
    BYTE key[KEY_SIZE];

    copy.is_server = is_server;
    read_hex( session_key, key );
    status = create_smb_keys( &copy, key, &keys );
    ok( !status && keys, "dialect %x, cipher %u, signing %u: got %lu\n", copy.dialect, copy.cipher, copy.signing, status );
    return keys;
}

static void test_derive(void)
{
    /* NIST's examples for validation: HMAC_SHA256, the counter of 32 bits before the rest */
    static const struct { const char *key, *fixed, *made; } derived[] =
    {
        { "dd1d91b7d90b2bd3138533ce92b272fbf8a369316aefe242e659cc0ae238afe0",
          "01322b96b30acd197979444e468e1c5c6859bf1b1cf951b7e725303e237e46b864a145fab25e517b08f8683d0315bb2911d80a0e8aba17f3b413faac",
          "10621342bfb0fd40046c0e29f2cfdbf0" },
        { "e204d6d466aad507ffaf6d6dab0a5b26152c9e21e764370464e360c8fbc765c6",
          "7b03b98d9f94b899e591f3ef264b71b193fba7043c7e953cde23bc5384bc1a6293580115fae3495fd845dadbd02bd6455cf48d0f62b33e62364a3a80",
          "770dfab6a6a4a4bee0257ff335213f78d8287b4fd537d5c1fffa956910e7c779" },
    };
    BYTE key[32], fixed[64], made[32], session_key[KEY_SIZE];
    struct smb_agreement agreement;
    unsigned int i, use;
    DWORD size;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(derived); i++)
    {
        const struct data_part part = { fixed, read_hex( derived[i].fixed, fixed ) };

        read_hex( derived[i].key, key );
        size = strlen( derived[i].made ) / 2;
        ret = derive_key( key, sizeof(key), &part, 1, made, size );
        ok( ret && is_hex( derived[i].made, made, size ), "%u: got %s\n", i, show_hex( made, size ) );
    }
    for (i = 0; i < ARRAY_SIZE(examples); i++)
        for (use = SIGNING_KEY; use <= APPLICATION_KEY; use++)
        {
            if (!examples[i].keys[use]) continue;
            make_agreement( &examples[i], &agreement );
            read_hex( examples[i].session_key, session_key );
            ret = make_key( &agreement, session_key, use, made, KEY_SIZE );
            ok( ret && is_hex( examples[i].keys[use], made, KEY_SIZE ), "example %u, key %u: got %s\n", i, use,
                show_hex( made, KEY_SIZE ) );
        }
    /* of 32 bytes: another key, as its size is hashed, too; by Python's hmac */
    make_agreement( &examples[2], &agreement );
    read_hex( examples[2].session_key, session_key );
    ret = make_key( &agreement, session_key, CLIENT_KEY, made, 32 );
    ok( ret && is_hex( "049c27fd8a340262e32c643dea2ba507af7a4c085fd2505aeffcbdeae6d6d8ab", made, 32 ), "got %s\n",
        show_hex( made, 32 ) );
}

static void test_application_key(void)
{
    static const struct example old = { SMB_DIALECT_210, 0, preauth_300, "000102030405060708090a0b0c0d0e0f", { NULL } };
    struct smb_agreement agreement;
    struct smb_keys *keys;
    BYTE key[KEY_SIZE];
    unsigned int i;

    for (i = 0; i < 3; i++)
    {
        make_agreement( &examples[i], &agreement );
        if (!(keys = make_keys( &agreement, examples[i].session_key, i & 1 ))) continue;
        get_application_key( keys, key );
        ok( is_hex( examples[i].keys[APPLICATION_KEY], key, KEY_SIZE ), "example %u: got %s\n", i, show_hex( key, KEY_SIZE ) );
        ok( can_seal( keys ), "example %u: nothing is sealed\n", i );
        destroy_smb_keys( keys );
    }
    make_agreement( &old, &agreement );
    if (!(keys = make_keys( &agreement, old.session_key, FALSE ))) return;
    get_application_key( keys, key );
    ok( is_hex( old.session_key, key, KEY_SIZE ), "got %s\n", show_hex( key, KEY_SIZE ) );
    ok( !can_seal( keys ), "2.1 can seal\n" );
    destroy_smb_keys( keys );
}

/* the last request of the setup of a session, and the hash before it */
static const char hash_before[] = "2729e3440dfddd839e37193f6e8f20c20cefb3469e453a70cd980eec06b88357"
                                  "40a73760085633364c8989895ece81bf102deeb14d4b7d48afa76901a7a38387";
static const char setup_request[] =
    "fe534d4240000100000000000100800000000000000000000300000000000000fffe0000000000001900000000100000000000000000000000000000"
    "000000001900000101000000000000005800cf010000000000000000a18201cb308201c7a0030a0101a28201aa048201a64e544c4d53535000030000"
    "001800180090000000ee00ee00a80000000c000c00580000001a001a0064000000120012007e0000001000100096010000158288e206038025000000"
    "0fecac77a5f385a8bf9c38c706eeeddcd3530055005400330031003100610064006d0069006e006900730074007200610074006f0072004400520049"
    "0056004500520033003100310000000000000000000000000000000000000000000000000063078eb639fe03e20a231c3ae3bf230801010000000000"
    "00a1a1f5adcbaed001bc4ad05f223cc90f0000000002000c0053005500540033003100310001000c0053005500540033003100310004000c00530055"
    "00540033003100310003000c0053005500540033003100310007000800a1a1f5adcbaed0010600040002000000080030003000000000000000000000"
    "0000300000b61fefcaa857ea57bf1edcebf8974b8e0eba5a6dfd9d07a31d11b548f8c9d0cc0a00100000000000000000000000000000000000090016"
    "0063006900660073002f005300550054003300310031000000000000000000000000003b9bdff38f5ee8f9663f11a0f4c03a78a31204100100000063"
    "775a9a5fd97f0600000000";

static void test_preauth(void)
{
    static const char request[] =
        "fe534d4240000100000000000000800000000000000000000100000000000000fffe0000000000000000000000000000000000000000000000000000"
        "0000000024000500010000003f000000ecd86f326276024f9f7752b89bb33f3a7000000002000000020210020003020311030000010026000000000001"
        "00200001003e38b8b81a9afb172278056f4898fd09a1b9976a49b2d771161fcd4d40df7d7d00000200060000000000020002000100";
    BYTE preauth[PREAUTH_SIZE] = { 0 }, message[1024];

    add_preauth( preauth, message, read_hex( request, message ) );
    ok( is_hex( "f035c2b2bab116e0dcf6a74e26670604d1bf6dda065913af7c30e93c1f025ac3"
                "ce2dd44d4de26524a785e5d8e06af0be1c74296fef05b045c3793a12b32c49df", preauth, sizeof(preauth) ), "got %s\n",
        show_hex( preauth, sizeof(preauth) ) );
    read_hex( hash_before, preauth );
    add_preauth( preauth, message, read_hex( setup_request, message ) );
    ok( is_hex( preauth_311, preauth, sizeof(preauth) ), "got %s\n", show_hex( preauth, sizeof(preauth) ) );
}

/* The response to it, signed by the server. */
static void test_signed_example(void)
{
    static const char response[] =
        "fe534d4240000100000000000100800009000000000000000300000000000000fffe0000000000001900000000100000ebe146da120ba25fc3376a49"
        "dfe31bc10900000048001d00a11b3019a0030a0100a3120410010000003b453cdc3524164200000000";
    BYTE message[128], copy[128];
    struct smb_agreement agreement;
    struct smb_keys *keys, *server_keys;
    DWORD size, bit;
    BOOL ret;

    make_agreement( &examples[2], &agreement );
    keys = make_keys( &agreement, examples[2].session_key, FALSE );
    server_keys = make_keys( &agreement, examples[2].session_key, TRUE );
    if (!keys || !server_keys) return;
    size = read_hex( response, message );
    memcpy( copy, message, size );
    ok( is_signed_message( keys, message, size ), "the example is not signed\n" );
    ok( !memcmp( message, copy, size ), "the message was changed\n" );
    for (bit = 0; bit < 8 * size; bit++)
    {
        message[bit / 8] ^= 1 << bit % 8;
        ok( !is_signed_message( keys, message, size ), "bit %lu: taken\n", bit );
        message[bit / 8] = copy[bit / 8];
    }
    ((struct smb_header *)message)->flags &= ~SMB_SIGNED;
    memset( ((struct smb_header *)message)->signature, 0x55, 16 );
    ret = sign_message( server_keys, message, size );
    ok( ret && !memcmp( message, copy, size ), "signed: got %s\n", show_hex( message, size ) );
    destroy_smb_keys( keys );
    destroy_smb_keys( server_keys );
}

/* Sealed messages of a client, and of its server. */
static const struct
{
    const struct example *example;
    const char *sealed, *text;
    ULONGLONG   session_id;
    BOOL        by_client;
}
sealed[] =
{
    { &examples[1],
      "fd534d4281a286535415445dae393921e44fa42e66e69a111892584fb5ed524a744da3ee87000000000001001100001400e40800"
      "25c8fee16605a437832d1cd52da9f4645333482a175fe5384563f45fcdafaef38bc62ba4d5c62897996625a44c29be5658de2e6117585779e7b59ffd"
      "971278d08580d7fa899e410e910eabf5aa1db43050b33b49182637759ac15d84bfcdf5b6b238993c0f4cf4d6012023f6c627297075d84b7803912d0a"
      "9639634453595ef3e33ffe4e7ac2ab",
      "fe534d4240000100000000000900400008000000000000000400000000000000fffe0000010000001100001400e40800000000000000000000000000"
      "000000003100700017000000000000000000000015010000390000020100000039020000000000000000000070000000"
      "00000000536d623320656e6372797074696f6e2074657374696e67", 0x8e40014000011, TRUE },
    { &examples[1],
      "fd534d42a6015530a18f6d9affe22afae8e66484860000000000000011000014"
      "00e4080050000000000001001100001400e40800dbf46435c5f14169293ce079"
      "e344479bf670227e49873f458672c3098dac467dd5809f369d67409166515787"
      "1483e01f7becd02064eac3e235f913668bbc2f097980d4b378f1993eff6e60d1"
      "77309e5b",
      "fe534d4240000100000000000900210009000000000000000400000000000000"
      "fffe0000010000001100001400e4080000000000000000000000000000000000"
      "11000000170000000000000000000000", 0x8e40014000011, FALSE },
    { &examples[3],
      "fd534d42bd73d97d2bc9001bcafac0fdff5feebcc7d6822d269caf48904c664c0000000087000000"
      "0000010025000000001000006ecdd2a7afc7b47763057a041b8fd4daffe990b70c9e09d36c084e02"
      "d14ef247f8bde38acf6256f8b1d3b56f77fbdeb312fea5e92cbcc1ed8fb2ebbfaa75e49a4a394bb4"
      "4576545567c24d4c014d47c9fbdfdafd2c4f9b72f8d256452620a299f48e29e53d6b61d1c13a19e9"
      "1af013f00d17e3abc2fc3d36c8c1b6b93973253852dbd442e46ee8",
      "fe534d4240000100000000000900010008000000000000000500000000000000fffe000001000000"
      "25000000001000000000000000000000000000000000000031007000170000000000000000000000"
      "0600000004000000010000000400000000000000000000007000000000000000536d623320656e63"
      "72797074696f6e2074657374696e67", 0x100000000025, TRUE },
    { &examples[3],
      "fd534d42acbe1cb7ed343adf1725ef144d90d4b0e06831dd2e8eb7b4000000000000000050000000"
      "00000100250000000010000026bbbf949983a6c1c796559d0f2c510cb651d1f7b6ac8ded32a2a0b8"
      "f2d793a815c6f6b848d69767a215841a42d400ae6ddb5f0b44173a014973321fdd7950da6179159b"
      "82e03c9e18a050ff0ea1c967",
      "fe534d4240000100000000000900010001000000000000000500000000000000fffe000001000000"
      "25000000001000000000000000000000000000000000000011000000170000000000000000000000", 0x100000000025, FALSE },
};

/* by Python's hmac and cryptography */
static const struct
{
    WORD        dialect, signing;
    BOOL        by_server;
    WORD        command;
    const char *signature;
}
signatures[] =
{
    { SMB_DIALECT_210, SMB_HMAC_SHA256, FALSE, SMB_IOCTL, "1c6c6e10c5900a8d9ba5bc2f3a73a9b5" },
    { SMB_DIALECT_311, SMB_HMAC_SHA256, FALSE, SMB_IOCTL, "fc6c32e316275d1b45edd45c083616f4" },
    { SMB_DIALECT_311, SMB_AES_CMAC, FALSE, SMB_IOCTL, "7b958effb2ed874e85174ddd273c2e19" },
    { SMB_DIALECT_311, SMB_AES_GMAC, FALSE, SMB_IOCTL, "c92edaab7332f64129b3f00db58d23cf" },
    { SMB_DIALECT_210, SMB_HMAC_SHA256, TRUE, SMB_IOCTL, "f4ff56556a998808a3a59e8538008603" },
    { SMB_DIALECT_311, SMB_HMAC_SHA256, TRUE, SMB_IOCTL, "093403de147bb80bbe1a88db4ea86e14" },
    { SMB_DIALECT_311, SMB_AES_CMAC, TRUE, SMB_IOCTL, "bbe5aa73352c0645561a02571d72116f" },
    { SMB_DIALECT_311, SMB_AES_GMAC, TRUE, SMB_IOCTL, "adbc532224c5d03bcf7ae507bce8f990" },
    { SMB_DIALECT_210, SMB_HMAC_SHA256, FALSE, SMB_CANCEL, "beffd4c25ec7763de51a7418263b990f" },
    { SMB_DIALECT_311, SMB_HMAC_SHA256, FALSE, SMB_CANCEL, "4ea999fd8e60001f75b57c33628ac199" },
    { SMB_DIALECT_311, SMB_AES_CMAC, FALSE, SMB_CANCEL, "bef7e75c09696f7acbb3761689d4a3fc" },
    { SMB_DIALECT_311, SMB_AES_GMAC, FALSE, SMB_CANCEL, "0141841dae9bebaa8d954ea7f79bc071" },
};

#define BODY  137

static DWORD make_message( BYTE *message, WORD command, BOOL by_server )
{
    struct smb_header *header = (struct smb_header *)message;
    unsigned int i;

    memset( message, 0, sizeof(*header) );
    header->protocol = SMB_PROTOCOL;
    header->size = sizeof(*header);
    header->credit_charge = header->credits = 1;
    header->command = command;
    header->flags = by_server ? SMB_RESPONSE : 0;
    header->message_id = 0x1122334455667788;
    header->process_id = 0xfeff;
    header->tree_id = 5;
    header->session_id = 0x100000000019;
    memset( header->signature, 0x77, sizeof(header->signature) );
    for (i = 0; i < BODY; i++) message[sizeof(*header) + i] = i;
    return sizeof(*header) + BODY;
}

/* Each message ends where the memory does. */
static BYTE *pages;
#define PAGES  0x20000

static BYTE *put_at_end( const BYTE *message, DWORD size )
{
    return memcpy( pages + PAGES - size, message, size );
}

static void test_signatures(void)
{
    BYTE bytes[sizeof(struct smb_header) + BODY], *message;
    struct smb_agreement agreement;
    struct smb_keys *keys[2], *signer, *checker;
    struct smb_header *header;
    DWORD size, bit, cut;
    unsigned int i;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(signatures); i++)
    {
        winetest_push_context( "signature %u", i );
        make_agreement( &examples[2], &agreement );
        agreement.dialect = signatures[i].dialect;
        agreement.signing = signatures[i].signing;
        if (agreement.dialect < SMB_DIALECT_300) agreement.cipher = 0;
        keys[0] = make_keys( &agreement, examples[2].session_key, FALSE );
        keys[1] = make_keys( &agreement, examples[2].session_key, TRUE );
        if (!keys[0] || !keys[1]) return;
        signer = keys[signatures[i].by_server];
        checker = keys[!signatures[i].by_server];

        size = make_message( bytes, signatures[i].command, signatures[i].by_server );
        message = put_at_end( bytes, size );
        header = (struct smb_header *)message;
        ok( !is_signed_message( checker, message, size ), "signed before it was\n" );
        ret = sign_message( signer, message, size );
        ok( ret && is_hex( signatures[i].signature, header->signature, 16 ), "got %s\n", show_hex( header->signature, 16 ) );
        ok( header->flags & SMB_SIGNED, "no flag\n" );
        ok( !memcmp( message + sizeof(*header), bytes + sizeof(*header), BODY ), "another message\n" );
        memcpy( bytes, message, size );
        ok( is_signed_message( checker, message, size ), "not taken\n" );
        ok( !is_signed_message( signer, message, size ), "one's own is taken\n" );
        ok( !memcmp( bytes, message, size ), "changed\n" );
        for (bit = 0; bit < 8 * size; bit++)
        {
            message[bit / 8] ^= 1 << bit % 8;
            ok( !is_signed_message( checker, message, size ), "bit %lu: taken\n", bit );
            message[bit / 8] = bytes[bit / 8];
        }
        /* right, but that it does not say so */
        header->flags &= ~SMB_SIGNED;
        ret = make_signature( signer, signer->signer, signatures[i].by_server, message, size, header->signature );
        ok( ret && !is_signed_message( checker, message, size ), "taken without the flag\n" );
        for (cut = 0; cut < size; cut++)
        {
            message = put_at_end( bytes, cut );
            ok( !is_signed_message( checker, message, cut ), "%lu bytes: taken\n", cut );
            ret = sign_message( signer, message, cut );
            ok( ret == (cut >= sizeof(*header)), "%lu bytes: %s\n", cut, ret ? "signed" : "not signed" );
            if (ret) ok( is_signed_message( checker, message, cut ), "%lu bytes: not taken\n", cut );
            else ok( !memcmp( message, bytes, cut ), "%lu bytes: changed\n", cut );
        }
        destroy_smb_keys( keys[0] );
        destroy_smb_keys( keys[1] );
        winetest_pop_context();
    }
}

static void test_sealed_examples(void)
{
    BYTE bytes[256], text[256], *transform;
    struct smb_agreement agreement;
    struct smb_transform *header;
    DWORD size, text_size, bit, cut;
    struct smb_keys *keys, *own;
    unsigned int i;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(sealed); i++)
    {
        winetest_push_context( "sealed %u", i );
        make_agreement( sealed[i].example, &agreement );
        keys = make_keys( &agreement, sealed[i].example->session_key, sealed[i].by_client );
        own = make_keys( &agreement, sealed[i].example->session_key, !sealed[i].by_client );
        if (!keys || !own) return;
        size = read_hex( sealed[i].sealed, bytes );
        text_size = read_hex( sealed[i].text, text );
        transform = put_at_end( bytes, size );
        header = (struct smb_transform *)transform;
        ret = unseal_message( keys, transform, size );
        ok( ret && size == sizeof(*header) + text_size && !memcmp( header + 1, text, text_size ), "got %s\n",
            show_hex( (BYTE *)(header + 1), text_size ) );
        ok( header->session_id == sealed[i].session_id && !memcmp( header, bytes, sizeof(*header) ), "another header\n" );
        put_at_end( bytes, size );
        ok( !unseal_message( own, transform, size ), "one's own is taken\n" );
        for (bit = 0; bit < 8 * size; bit++)
        {
            put_at_end( bytes, size );
            transform[bit / 8] ^= 1 << bit % 8;
            ok( !unseal_message( keys, transform, size ), "bit %lu: taken\n", bit );
            ok( memcmp( header + 1, text, text_size ), "bit %lu: decrypted\n", bit );
        }
        for (cut = 0; cut < size; cut++)
        {
            transform = put_at_end( bytes, cut );
            ok( !unseal_message( keys, transform, cut ), "%lu bytes: taken\n", cut );
            if (cut < sizeof(*header)) continue;
            ((struct smb_transform *)transform)->size = cut - sizeof(*header);
            ok( !unseal_message( keys, transform, cut ), "%lu bytes, and it says so: taken\n", cut );
        }
        destroy_smb_keys( keys );
        destroy_smb_keys( own );
        winetest_pop_context();
    }
}

static BYTE plain[65536];

static void test_seal(void)
{
    static const DWORD sizes[] = { 1, 15, 16, 17, 200, 1007, 1008, 1009, 4096, 65535, 65536 };
    struct smb_agreement agreement;
    struct smb_keys *client, *server;
    BYTE *transform, nonce[16];
    struct smb_transform *header;
    unsigned int i;
    WORD cipher;
    BOOL ret;

    make_agreement( &examples[2], &agreement );
    for (cipher = SMB_AES_128_CCM; cipher <= SMB_AES_256_GCM; cipher++)
    {
        winetest_push_context( "cipher %u", cipher );
        agreement.cipher = cipher;
        client = make_keys( &agreement, examples[2].session_key, FALSE );
        server = make_keys( &agreement, examples[2].session_key, TRUE );
        if (!client || !server) return;
        memset( nonce, 0, sizeof(nonce) );
        for (i = 0; i < ARRAY_SIZE(sizes); i++)
        {
            transform = pages + PAGES - sizeof(*header) - sizes[i];
            header = (struct smb_transform *)transform;
            memset( header, 0x55, sizeof(*header) );
            memcpy( header + 1, plain, sizes[i] );
            ret = seal_message( client, 0x123456789abcdef0, transform, sizes[i] );
            ok( ret, "%lu bytes: not sealed\n", sizes[i] );
            ok( header->protocol == SMB_TRANSFORM_PROTOCOL && header->flags == 1 && !header->reserved &&
                header->size == sizes[i] && header->session_id == 0x123456789abcdef0, "%lu bytes: got %s\n", sizes[i],
                show_hex( transform, sizeof(*header) ) );
            ok( memcmp( header->nonce, nonce, sizeof(nonce) ), "%lu bytes: the nonce of the one before\n", sizes[i] );
            memcpy( nonce, header->nonce, sizeof(nonce) );
            if (sizes[i] >= 15) ok( memcmp( header + 1, plain, sizes[i] ), "%lu bytes: in clear\n", sizes[i] );
            ret = unseal_message( server, transform, sizeof(*header) + sizes[i] );
            ok( ret && !memcmp( header + 1, plain, sizes[i] ), "%lu bytes: unsealed: another text\n", sizes[i] );

            ret = seal_message( server, 1, transform, sizes[i] );
            ok( ret && unseal_message( client, transform, sizeof(*header) + sizes[i] ) && !memcmp( header + 1, plain, sizes[i] ),
                "%lu bytes: the server's is not taken\n", sizes[i] );
        }
        client->nonce = ~(ULONGLONG)0 - 1;
        ok( seal_message( client, 1, pages, 100 ), "the last nonce is not used\n" );
        ok( !seal_message( client, 1, pages, 100 ), "a nonce is used twice\n" );
        ok( !seal_message( client, 1, pages, 100 ), "a nonce is used again\n" );
        destroy_smb_keys( client );
        destroy_smb_keys( server );
        winetest_pop_context();
    }
    agreement.cipher = 0;
    if (!(client = make_keys( &agreement, examples[2].session_key, FALSE ))) return;
    ok( !can_seal( client ), "it can seal without a cipher\n" );
    ok( !seal_message( client, 1, pages, 100 ) && !unseal_message( client, pages, 200 ), "sealed without a cipher\n" );
    destroy_smb_keys( client );
}

/* Only what MS-SMB2 has together. */
static void test_agreements(void)
{
    static const WORD dialects[] = { 0, 0x0201, SMB_DIALECT_202, SMB_DIALECT_210, 0x02ff, SMB_DIALECT_300, SMB_DIALECT_302,
                                     SMB_DIALECT_311, 0x0312, 0xffff };
    struct smb_agreement agreement;
    BYTE key[KEY_SIZE] = { 1 };
    NET_API_STATUS status;
    struct smb_keys *keys;
    unsigned int i;
    BOOL possible;

    memset( &agreement, 0, sizeof(agreement) );
    for (i = 0; i < ARRAY_SIZE(dialects); i++)
        for (agreement.cipher = 0; agreement.cipher < 6; agreement.cipher++)
            for (agreement.signing = 0; agreement.signing < 4; agreement.signing++)
            {
                agreement.dialect = dialects[i];
                possible = (i == 2 || i == 3) ? !agreement.cipher && agreement.signing == SMB_HMAC_SHA256 :
                           (i == 5 || i == 6) ? agreement.cipher <= SMB_AES_128_CCM && agreement.signing == SMB_AES_CMAC :
                           i == 7 && agreement.cipher <= SMB_AES_256_GCM && agreement.signing <= SMB_AES_GMAC;
                keys = (void *)1;
                status = create_smb_keys( &agreement, key, &keys );
                ok( status == (possible ? NERR_Success : ERROR_NOT_SUPPORTED) && !keys == !possible,
                    "dialect %x, cipher %u, signing %u: got %lu, %p\n", dialects[i], agreement.cipher, agreement.signing, status,
                    keys );
                if (!status) destroy_smb_keys( keys );
            }
    destroy_smb_keys( NULL );
}

/* One thread sends while another one receives, with the same keys. */
#define ROUNDS  20000

struct direction
{
    struct smb_keys *keys;
    const BYTE      *received;
    DWORD            size, failed;
};

static DWORD WINAPI receive( void *arg )
{
    struct direction *direction = arg;
    BYTE transform[512];
    unsigned int i;

    for (i = 0; i < ROUNDS; i++)
    {
        memcpy( transform, direction->received, direction->size );
        if (!unseal_message( direction->keys, transform, direction->size ) ||
            !is_signed_message( direction->keys, transform + sizeof(struct smb_transform),
                                direction->size - sizeof(struct smb_transform) ))
            direction->failed++;
    }
    return 0;
}

static void test_threads(void)
{
    BYTE received[512], sent[512], *message = sent + sizeof(struct smb_transform);
    struct smb_keys *client, *server;
    struct smb_agreement agreement;
    struct direction direction;
    DWORD size, failed;
    HANDLE thread;
    unsigned int i;

    make_agreement( &examples[2], &agreement );
    for (agreement.signing = SMB_HMAC_SHA256; agreement.signing <= SMB_AES_GMAC; agreement.signing++)
    {
        agreement.cipher = agreement.signing == SMB_AES_CMAC ? SMB_AES_128_CCM : SMB_AES_128_GCM;
        client = make_keys( &agreement, examples[2].session_key, FALSE );
        server = make_keys( &agreement, examples[2].session_key, TRUE );
        if (!client || !server) return;
        size = make_message( received + sizeof(struct smb_transform), SMB_IOCTL, TRUE );
        ok( sign_message( server, received + sizeof(struct smb_transform), size ) && seal_message( server, 1, received, size ),
            "signing %u: no message\n", agreement.signing );
        direction.keys = client;
        direction.received = received;
        direction.size = sizeof(struct smb_transform) + size;
        direction.failed = failed = 0;
        thread = CreateThread( NULL, 0, receive, &direction, 0, NULL );
        for (i = 0; i < ROUNDS; i++)
        {
            make_message( message, SMB_IOCTL, FALSE );
            if (!sign_message( client, message, size ) || !seal_message( client, 1, sent, size ) ||
                !unseal_message( server, sent, sizeof(struct smb_transform) + size ) || !is_signed_message( server, message, size ))
                failed++;
        }
        WaitForSingleObject( thread, INFINITE );
        CloseHandle( thread );
        ok( !failed && !direction.failed, "signing %u: %lu sent and %lu received of %u are wrong\n", agreement.signing, failed,
            direction.failed, ROUNDS );

        /* neither has anything of the other */
        destroy_aes( client->checker );
        destroy_aes( client->unsealer );
        client->checker = client->unsealer = NULL;
        make_message( message, SMB_IOCTL, FALSE );
        ok( sign_message( client, message, size ) && seal_message( client, 1, sent, size ), "signing %u: not sent\n",
            agreement.signing );
        destroy_aes( server->signer );
        destroy_aes( server->sealer );
        server->signer = server->sealer = NULL;
        ok( unseal_message( server, sent, sizeof(struct smb_transform) + size ) && is_signed_message( server, message, size ),
            "signing %u: not received\n", agreement.signing );
        destroy_smb_keys( client );
        destroy_smb_keys( server );
    }
}

START_TEST(smbcrypt)
{
    unsigned int i;
    DWORD old;

    for (i = 0; i < sizeof(plain); i++) plain[i] = i * 13;
    pages = VirtualAlloc( NULL, PAGES + 0x1000, MEM_COMMIT, PAGE_READWRITE );
    VirtualProtect( pages + PAGES, 0x1000, PAGE_NOACCESS, &old );
    test_derive();
    test_application_key();
    test_preauth();
    test_signed_example();
    test_signatures();
    test_sealed_examples();
    test_seal();
    test_agreements();
    test_threads();
    VirtualFree( pages, 0, MEM_RELEASE );
}
