/*
 * Tests of aes.c: published examples, and what another implementation makes of longer texts
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
#include <wincrypt.h>
#include <lmcons.h>
#include <lmapibuf.h>

#include "hex.h"

/* No export shows the functions as they are, so the test has a copy of them. */
#include "../hash.c"
#include "../rpc/aes.c"

#define LONG_SIZE  5000

static struct aes *make_aes( const char *key )
{
    BYTE bytes[32];
    DWORD size = read_hex( key, bytes );
    struct aes *aes = create_aes( bytes, size );

    ok( aes != NULL, "there is no AES\n" );
    return aes;
}

/* RFC 4493, 4; NIST SP 800-38B, examples of AES-256 */
static const char cmac_text[] = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                                "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

static const struct
{
    const char *key;
    DWORD       size;
    const char *tag;
}
cmacs[] =
{
    { "2b7e151628aed2a6abf7158809cf4f3c", 0, "bb1d6929e95937287fa37d129b756746" },
    { "2b7e151628aed2a6abf7158809cf4f3c", 16, "070a16b46b4d4144f79bdd9dd04a287c" },
    { "2b7e151628aed2a6abf7158809cf4f3c", 40, "dfa66747de9ae63030ca32611497c827" },
    { "2b7e151628aed2a6abf7158809cf4f3c", 64, "51f0bebf7e3b9d92fc49741779363cfe" },
    { "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", 0, "028962f61b7bf89efc6b551f4667d983" },
    { "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", 16, "28a7023f452e8f82bd4bf28d8c37c35c" },
    { "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", 40, "aaf3d8f1de5640c232f5b169b9c911e6" },
    { "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", 64, "e1992190549f6ed5696a2c056c315410" },
};

static void test_cmac(void)
{
    BYTE text[64], tag[AES_BLOCK];
    unsigned int i, cut;
    struct aes *aes;
    BOOL ret;

    read_hex( cmac_text, text );
    for (i = 0; i < ARRAY_SIZE(cmacs); i++)
    {
        if (!(aes = make_aes( cmacs[i].key ))) return;
        for (cut = 0; cut <= cmacs[i].size; cut++)
        {
            const struct data_part parts[] = { { text, cut }, { text + cut, cmacs[i].size - cut } };

            ret = make_cmac( aes, parts, ARRAY_SIZE(parts), tag );
            ok( ret && is_hex( cmacs[i].tag, tag, sizeof(tag) ), "%u: cut at %u: got %s\n", i, cut, show_hex( tag, sizeof(tag) ) );
        }
        destroy_aes( aes );
    }
}

/* The first is of RFC 3610, 8; of GCM "The Galois/Counter Mode of Operation" (McGrew, Viega), appendix B; the last two of the
 * examples for NIST's validation, gcmEncryptExtIV, where nothing is encrypted: GMAC. */
static const struct
{
    enum aes_mode mode;
    const char   *key, *nonce, *added, *text, *sealed, *tag;
}
texts[] =
{
    { AES_CCM, "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf", "00000003020100a0a1a2a3a4a5", "0001020304050607",
      "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
      "588c979a61c663d2f066d0c2c0f989806d5f6b61dac384", "17e8d12cfdf926e0" },
    { AES_CCM, "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf", "00000004030201a0a1a2a3a4a5", "0001020304050607",
      "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
      "72c91a36e135f8cf291ca894085c87e3cc15c439c9e43a3b", "a091d56e10400916" },
    { AES_CCM, "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf", "00000005040302a0a1a2a3a4a5", "0001020304050607",
      "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
      "51b1e5f44a197d1da46b0f8e2d282ae871e838bb64da859657", "4adaa76fbd9fb0c5" },
    { AES_CCM, "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf", "00000006050403a0a1a2a3a4a5", "000102030405060708090a0b",
      "0c0d0e0f101112131415161718191a1b1c1d1e",
      "a28c6865939a9a79faaa5c4c2a9d4a91cdac8c", "96c861b9c9e61ef1" },
    { AES_CCM, "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf", "00000009080706a0a1a2a3a4a5", "0001020304050607",
      "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
      "0135d1b2c95f41d5d1d4fec185d166b8094e999dfed96c", "048c56602c97acbb7490" },
    { AES_CCM, "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf", "0000000c0b0a09a0a1a2a3a4a5", "000102030405060708090a0b",
      "0c0d0e0f101112131415161718191a1b1c1d1e",
      "07342594157785152b074098330abb141b947b", "566aa9406b4d999988dd" },
    { AES_GCM, "00000000000000000000000000000000", "000000000000000000000000", "", "", "", "58e2fccefa7e3061367f1d57a4e7455a" },
    { AES_GCM, "00000000000000000000000000000000", "000000000000000000000000", "", "00000000000000000000000000000000",
      "0388dace60b6a392f328c2b971b2fe78", "ab6e47d42cec13bdf53a67b21257bddf" },
    { AES_GCM, "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "",
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
      "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
      "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
      "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985", "4d5c2af327cd64a62cf35abd2ba6fab4" },
    { AES_GCM, "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
      "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
      "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
      "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091", "5bc94fbc3221a5db94fae95ae7121a47" },
    { AES_GCM, "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "", "",
      "530f8afbc74536b9a963b4f1c4cb738b" },
    { AES_GCM, "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
      "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
      "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
      "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662", "76fc6ece0f4e1768cddf8853bb2d551b" },
    { AES_GCM, "77be63708971c4e240d1cb79e8d77feb", "e0e00f19fed7ba0136a797f3", "7a43ec1d9c0a5a78a0b16533a6213cab", "", "",
      "209fcc8d3675ed938e9c7166709dd946" },
    { AES_GCM, "78dc4e0aaf52d935c3c01eea57428f00ca1fd475f5da86a49c8dd73d68c8e223", "d79cf22d504cc793c3fb6c8a",
      "b96baa8c1c75a671bfb2d08d06be5f36", "", "", "3e5d486aa2e30b22e040b85723a06e76" },
};

static BOOL is_zero( const BYTE *bytes, DWORD size )
{
    while (size && !*bytes) size--, bytes++;
    return !size;
}

/* Each bit of a part of what was sealed, the other way round. */
static void test_flipped( struct aes *aes, enum aes_mode mode, const struct aes_text *text, BYTE *part, DWORD size,
                          const char *name )
{
    BYTE sealed[64];
    DWORD bit;
    BOOL ret;

    memcpy( sealed, text->data, text->size );
    for (bit = 0; bit < 8 * size; bit++)
    {
        part[bit / 8] ^= 1 << bit % 8;
        ret = unseal_text( aes, mode, text );
        ok( !ret, "bit %lu of the %s: taken\n", bit, name );
        ok( is_zero( text->data, text->size ), "bit %lu of the %s: %s is left\n", bit, name, show_hex( text->data, text->size ) );
        memcpy( text->data, sealed, text->size );
        if (part != text->data) part[bit / 8] ^= 1 << bit % 8;
    }
}

static void test_texts(void)
{
    BYTE nonce[16], added[32], data[64], tag[AES_BLOCK], wanted[AES_BLOCK];
    struct aes_text text = { .nonce = nonce, .added = added, .data = data, .tag = tag };
    struct aes *aes;
    unsigned int i;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(texts); i++)
    {
        winetest_push_context( "text %u", i );
        if (!(aes = make_aes( texts[i].key ))) return;
        text.nonce_size = read_hex( texts[i].nonce, nonce );
        text.added_size = read_hex( texts[i].added, added );
        text.size = read_hex( texts[i].text, data );
        text.tag_size = read_hex( texts[i].tag, wanted );
        memset( tag, 0x55, sizeof(tag) );
        ret = seal_text( aes, texts[i].mode, &text );
        ok( ret && is_hex( texts[i].sealed, data, text.size ), "got %s\n", show_hex( data, text.size ) );
        ok( ret && !memcmp( tag, wanted, text.tag_size ), "tag: got %s\n", show_hex( tag, sizeof(tag) ) );
        ok( text.tag_size == sizeof(tag) || tag[text.tag_size] == 0x55, "written beyond the tag\n" );

        test_flipped( aes, texts[i].mode, &text, data, text.size, "text" );
        test_flipped( aes, texts[i].mode, &text, tag, text.tag_size, "tag" );
        test_flipped( aes, texts[i].mode, &text, nonce, text.nonce_size, "nonce" );
        test_flipped( aes, texts[i].mode, &text, added, text.added_size, "added data" );
        ret = unseal_text( aes, texts[i].mode, &text );
        ok( ret && is_hex( texts[i].text, data, text.size ), "unsealed: got %s\n", show_hex( data, text.size ) );

        if (texts[i].mode == AES_GCM && !text.size)
        {
            const struct data_part part = { added, text.added_size };

            ret = make_gmac( aes, nonce, &part, 1, tag );
            ok( ret && is_hex( texts[i].tag, tag, sizeof(tag) ), "GMAC: got %s\n", show_hex( tag, sizeof(tag) ) );
        }
        destroy_aes( aes );
        winetest_pop_context();
    }
}

static void test_sizes(void)
{
    static const struct
    {
        enum aes_mode mode;
        DWORD nonce_size, added_size, size, tag_size;
        BOOL  fits;
    }
    sizes[] =
    {
        { AES_CCM, 10, 0, 1, 16, FALSE }, { AES_CCM, 11, 0, 1, 16, TRUE }, { AES_CCM, 13, 0, 1, 16, TRUE },
        { AES_CCM, 14, 0, 1, 16, FALSE }, { AES_CCM, 11, 0, 1, 2, FALSE }, { AES_CCM, 11, 0, 1, 4, TRUE },
        { AES_CCM, 11, 0, 1, 5, FALSE }, { AES_CCM, 11, 0, 1, 18, FALSE }, { AES_CCM, 11, 0xfeff, 1, 16, TRUE },
        { AES_CCM, 11, 0xff00, 1, 16, FALSE }, { AES_CCM, 13, 0, 0xffff, 16, TRUE }, { AES_CCM, 13, 0, 0x10000, 16, FALSE },
        { AES_CCM, 12, 0, 0x10000, 16, TRUE }, { AES_CCM, 12, 0, 0x1000000, 16, FALSE }, { AES_CCM, 11, 0, 0x10000, 16, TRUE },
        { AES_CCM, 11, 0, 0, 16, TRUE },
        { AES_GCM, 11, 0, 1, 16, FALSE }, { AES_GCM, 12, 0, 1, 16, TRUE }, { AES_GCM, 13, 0, 1, 16, FALSE },
        { AES_GCM, 12, 0, 1, 3, FALSE }, { AES_GCM, 12, 0, 1, 17, FALSE }, { AES_GCM, 12, 0xff00, 1, 16, TRUE },
        { AES_GCM, 12, 0, 0, 16, TRUE },
    };
    struct aes *aes = make_aes( "000102030405060708090a0b0c0d0e0f" );
    BYTE *data = VirtualAlloc( NULL, 0x1000000, MEM_COMMIT, PAGE_READWRITE ), nonce[16] = { 0 }, tag[32];
    unsigned int i;
    BOOL ret;

    if (!aes || !data) return;
    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        const struct aes_text text = { nonce, sizes[i].nonce_size, data, sizes[i].added_size, data + 0xff00, sizes[i].size,
                                       tag, sizes[i].tag_size };

        if (sizes[i].size < 0x1000000 - 0xff00)
        {
            memset( data + 0xff00, i, sizes[i].size );
            ret = seal_text( aes, sizes[i].mode, &text );
            ok( ret == sizes[i].fits, "sizes %u: %s\n", i, ret ? "taken" : "refused" );
            ret = unseal_text( aes, sizes[i].mode, &text );
            ok( ret == sizes[i].fits, "sizes %u: unsealing: %s\n", i, ret ? "taken" : "refused" );
            ok( !sizes[i].size || data[0xff00 + sizes[i].size - 1] == (ret ? i : 0), "sizes %u: another text\n", i );
        }
        else ok( !seal_text( aes, sizes[i].mode, &text ), "sizes %u: taken\n", i );
    }
    destroy_aes( aes );
    VirtualFree( data, 0, MEM_RELEASE );
    for (i = 0; i < 64; i++)
    {
        if (i == 16 || i == 32) continue;
        aes = create_aes( (const BYTE *)cmac_text, i );
        ok( !aes, "a key of %u bytes is one\n", i );
        destroy_aes( aes );
    }
}

/* what Python's cryptography makes of texts of several calls: the last 16 bytes, and the tag */
static const struct
{
    DWORD       key_size;
    const char *cmac, *gmac, *gcm, *gcm_tag, *ccm, *ccm_tag;
}
longs[] =
{
    { 16, "c25b6c31d8ce7ef8e1adba7c241a3dec", "8004d743a02d7c94f8ded46965950c0a", "3b497a3f54bb09838f6883f201ce5b4a",
      "bd7724e9fef7be0cdd347e0beef8b245", "545099f55d5b2da9e85743b9acb0d10a", "c6f463249d64ffcaecd721bc238d1e58" },
    { 32, "26e99d46d90290c829469f535886c054", "ebc05292b949e931c201cd49f21245c4", "37b8bee46db7075f342ab78dd968c9f6",
      "dadc27cfecaa7c51b09f33ea1b5b0186", "46a8947a730363865bef40192a53db97", "5ef04c5a118fa0c56b483556449f0151" },
};

static void test_long(void)
{
    BYTE key[32], plain[LONG_SIZE], data[LONG_SIZE], tag[AES_BLOCK], nonce[12] = { 0 };
    unsigned int i, mode;
    struct aes *aes;
    BOOL ret;

    for (i = 0; i < sizeof(key); i++) key[i] = i;
    for (i = 0; i < LONG_SIZE; i++) plain[i] = i * 7;
    for (i = 0; i < ARRAY_SIZE(longs); i++)
    {
        const struct data_part parts[] = { { plain, 64 }, { plain + 64, LONG_SIZE - 64 } };

        if (!(aes = create_aes( key, longs[i].key_size ))) continue;
        ret = make_cmac( aes, parts, ARRAY_SIZE(parts), tag );
        ok( ret && is_hex( longs[i].cmac, tag, sizeof(tag) ), "%u: CMAC: got %s\n", i, show_hex( tag, sizeof(tag) ) );
        ret = make_gmac( aes, nonce, parts, ARRAY_SIZE(parts), tag );
        ok( ret && is_hex( longs[i].gmac, tag, sizeof(tag) ), "%u: GMAC: got %s\n", i, show_hex( tag, sizeof(tag) ) );
        for (mode = AES_CCM; mode <= AES_GCM; mode++)
        {
            const struct aes_text text = { nonce, mode == AES_CCM ? 11 : 12, plain, 32, data, LONG_SIZE, tag, sizeof(tag) };

            memcpy( data, plain, LONG_SIZE );
            ret = seal_text( aes, mode, &text );
            ok( ret && is_hex( mode == AES_CCM ? longs[i].ccm : longs[i].gcm, data + LONG_SIZE - 16, 16 ), "%u: mode %u: got %s\n",
                i, mode, show_hex( data + LONG_SIZE - 16, 16 ) );
            ok( is_hex( mode == AES_CCM ? longs[i].ccm_tag : longs[i].gcm_tag, tag, sizeof(tag) ), "%u: mode %u: tag %s\n",
                i, mode, show_hex( tag, sizeof(tag) ) );
            ret = unseal_text( aes, mode, &text );
            ok( ret && !memcmp( data, plain, LONG_SIZE ), "%u: mode %u: another text\n", i, mode );
        }
        destroy_aes( aes );
    }
}

START_TEST(aes)
{
    test_cmac();
    test_texts();
    test_sizes();
    test_long();
}
