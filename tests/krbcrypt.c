/*
 * Tests of Kerberos' encryption
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
#include <lmapibuf.h>

#include "hex.h"

/* No export shows the functions as they are, so the test has a copy of them; those of hashes, AES and NTLM have tests of their
 * own, with theirs. */
#include "../rpc/krbcrypt.c"

/* RFC 3961, A.1 */
static void test_folding(void)
{
    static const struct { const char *text; DWORD size; const char *folded; } tests[] =
    {
        { "012345", 8, "be072631276b1955" },
        { "password", 7, "78a07b6caf85fa" },
        { "Rough Consensus, and Running Code", 8, "bb6ed30870b7f0e0" },
        { "password", 21, "59e4a8ca7c0385c3c37b3f6d2000247cb6e6bd5b3e" },
        { "MASSACHVSETTS INSTITVTE OF TECHNOLOGY", 24, "db3b0d8f0b061e603282b308a50841229ad798fab9540c1b" },
        { "Q", 21, "518a54a215a8452a518a54a215a8452a518a54a215" },
        { "ba", 21, "fb25d531ae8974499f52fd92ea9857c4ba24cf297e" },
        { "kerberos", 8, "6b65726265726f73" },
        { "kerberos", 16, "6b65726265726f737b9b5b2b93132b93" },
        { "kerberos", 21, "8372c236344e5f1550cd0747e15d62ca7a5a3bcea4" },
        { "kerberos", 32, "6b65726265726f737b9b5b2b93132b935c9bdcdad95c9899c4cae4dee6d6cae4" },
    };
    BYTE folded[32];
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(tests); i++)
    {
        fold_bytes( (const BYTE *)tests[i].text, strlen( tests[i].text ), folded, tests[i].size );
        ok( is_hex( tests[i].folded, folded, tests[i].size ), "%u: got %s\n", i, show_hex( folded, tests[i].size ) );
    }
}

/* RFC 3962, B */
static void test_stealing(void)
{
    static const char text[] = "I would like the General Gau's Chicken, please, and wonton soup.";
    static const char * const encrypted[] =
    {
        "c6353568f2bf8cb4d8a580362da7ff7f97",
        "fc00783e0efdb2c1d445d4c8eff7ed2297687268d6ecccc0c07b25e25ecfe5",
        "39312523a78662d5be7fcbcc98ebf5a897687268d6ecccc0c07b25e25ecfe584",
        "97687268d6ecccc0c07b25e25ecfe584b3fffd940c16a18c1b5549d2f838029e39312523a78662d5be7fcbcc98ebf5",
        "97687268d6ecccc0c07b25e25ecfe5849dad8bbb96c4cdc03bc103e1a194bbd839312523a78662d5be7fcbcc98ebf5a8",
        "97687268d6ecccc0c07b25e25ecfe58439312523a78662d5be7fcbcc98ebf5a84807efe836ee89a526730dbc2f7bc8409dad8bbb96c4cdc03bc103e1"
        "a194bbd8",
    };
    struct aes *aes = create_aes( (const BYTE *)"chicken teriyaki", 16 );
    BYTE bytes[1024], plain[1024], wanted[64];
    unsigned int i;
    DWORD size;
    BOOL ret;

    ok( aes != NULL, "there is no AES\n" );
    for (i = 0; i < ARRAY_SIZE(encrypted); i++)
    {
        size = read_hex( encrypted[i], wanted );
        memcpy( bytes, text, size );
        ret = encrypt_cts( aes, bytes, size );
        ok( ret && !memcmp( bytes, wanted, size ), "%lu bytes: got %s\n", size, show_hex( bytes, size ) );
        ret = decrypt_cts( aes, bytes, size );
        ok( ret && !memcmp( bytes, text, size ), "%lu bytes: another text\n", size );
    }
    for (size = 0; size < sizeof(plain); size++) plain[size] = size * 7 + size / 256;
    for (size = 0; size < sizeof(plain); size++)
    {
        memcpy( bytes, plain, sizeof(plain) );
        ret = encrypt_cts( aes, bytes, size );
        ok( ret == (size >= 16), "%lu bytes: got %d\n", size, ret );
        ok( size < 16 || memcmp( bytes, plain, size ), "%lu bytes: not encrypted\n", size );
        ok( !memcmp( bytes + size, plain + size, sizeof(plain) - size ), "%lu bytes: more has changed\n", size );
        ret = decrypt_cts( aes, bytes, size );
        ok( ret == (size >= 16) && !memcmp( bytes, plain, sizeof(plain) ), "%lu bytes: got %d, or another text\n", size, ret );
    }
    destroy_aes( aes );
}

static void make_key( LONG type, struct krb_key *key )
{
    DWORD i;

    key->type = type;
    key->size = type == KRB_AES256 ? 32 : 16;
    for (i = 0; i < key->size; i++) key->bytes[i] = i + 1;
}

static const char * const texts[] =
{
    "", "0123456789abcde", "0123456789abcdef", "Kerberos has three heads, of which each wants something."
};

/* as another program has encrypted them */
static const struct { LONG type; DWORD use; const char *text, *encrypted; } encryptions[] =
{
    { KRB_AES128, 3, texts[0],
      "171f648a4c82b774a7bc170d71c2be1509b6b16a42eb4ffcb205402b" },
    { KRB_AES128, 3, texts[1],
      "8feed383f537273f66c1216f1e3de34d171f648a4c82b774a7bc170d71c2beaedeec4a181e7ad3d66a7883" },
    { KRB_AES128, 3, texts[2],
      "04a41ec55796cd2e5025238cfa541fe9171f648a4c82b774a7bc170d71c2be1515410694de12ba82a9c829ce" },
    { KRB_AES128, 3, texts[3],
      "171f648a4c82b774a7bc170d71c2be15026e0f6ce540b9a33ec38b5070f98ef21573af7371024f52e1dc23c1845dd587"
      "d37dc7ccd2d4bb08e3946d97d78a7a8fd6b39c26d023852c45ab537ef8a4f6a66c3c1403" },
    { KRB_AES128, 11, texts[0],
      "92cc6b17366795bc132ab01c737adc677f7ec9d49aef468e5e63e7b7" },
    { KRB_AES128, 11, texts[1],
      "ac964c65123ba921d6bfe8b019b2756592cc6b17366795bc132ab01c737adc1cbf326b72114360187478cf" },
    { KRB_AES128, 11, texts[2],
      "0c4bcb37f39ba340e312d3af5924d1d592cc6b17366795bc132ab01c737adc67239acfac7f287ab2af6f8cf0" },
    { KRB_AES128, 11, texts[3],
      "92cc6b17366795bc132ab01c737adc67f9b8108160125b1fa8ccf0f085211d234994b6ff5696a57ce3ef1b7e43c1e230"
      "bc299739dc2557d83e74b23686deb759d52fd1f1ba218601c77f0951aba36027c8b44a1a" },
    { KRB_AES256, 3, texts[0],
      "df3a8df038112829f58f1eeba2270a13208bd5f962439b2293b9a1e4" },
    { KRB_AES256, 3, texts[1],
      "3aabacd102df4ceac2f614f8e05a729cdf3a8df038112829f58f1eeba2270ae07a37bba9ba88cd5ae7ea0c" },
    { KRB_AES256, 3, texts[2],
      "a5124ae02b9546518f9c2fbcbda06db6df3a8df038112829f58f1eeba2270a1365d2a0698a6c867be3275a4b" },
    { KRB_AES256, 3, texts[3],
      "df3a8df038112829f58f1eeba2270a13aa64a3f596b7a2ab3b6fc4fadada0d4f116548c623238999eb2071741973b007"
      "f7f4f35e0d1f14550764b7878f8d0cf6a750c9eeba02d7adfb3676c96a962634450a5efa" },
    { KRB_AES256, 11, texts[0],
      "34115b28188e03de8b7ead1c7a38338a4ad5870f06ea89c4b8b7285f" },
    { KRB_AES256, 11, texts[1],
      "a327dab09bf89f41c3a8e0eeeff9d86434115b28188e03de8b7ead1c7a38334fb14c8207aab41e16e9b298" },
    { KRB_AES256, 11, texts[2],
      "fe07188b4b3cc3c69ab0b2ae1b04849434115b28188e03de8b7ead1c7a38338af32b3dc012b3f4e464a4f6f0" },
    { KRB_AES256, 11, texts[3],
      "34115b28188e03de8b7ead1c7a38338aa3374ada25b993621666aac6ea0649853259ea3bfd8b5e5907b067d3c7d69633"
      "8c3ae9f45bd3002d0e01f41e4e2bf808eb644c5eadafddbc4b245930fa94fd6ce483ae55" },
    { KRB_RC4, 3, texts[0],
      "b13b3383f1de0f7850c58efa6084129b046b7b78a7b157f2" },
    { KRB_RC4, 3, texts[1],
      "295a508e8e6f65f55c5a7a80e30cc8d23100549470151e73f63a4abba746644bdef7223c248571" },
    { KRB_RC4, 3, texts[2],
      "46cbe74371cf2f5c20247aebc0edc716391326b7b7827664e04c484ac24d1d74766bf0ec2ddc74aa" },
    { KRB_RC4, 3, texts[3],
      "41600f95ce07e0982bce4e14eee24581f624b0f0878c959fd39a0d3cee941e956b4c69e6173922b5346d1326355beaa7"
      "b9a305dc3f3f5fdeda711c60f2c8020232b32ba0ddbff187c9c96148ba9a0d68" },
    { KRB_RC4, 11, texts[0],
      "3ca4715db0a2cb92c2e5fe2ccb213b51d5fee552fa645f9c" },
    { KRB_RC4, 11, texts[1],
      "912866559cad445debf8033450769698c4b66fd717a27d513734cd551ed83a03b31698277ad6a1" },
    { KRB_RC4, 11, texts[2],
      "c98b2cf325acd4b3ec028ba6fbb224712e2d1090f1bce468ae699aa6aca2c632027d0eb617f5307f" },
    { KRB_RC4, 11, texts[3],
      "d2820de26af52ae48a767fa719f2205491ee45d7467d657bcf20a6695495605a5fa70bc1ba4ad908c6fe8c3938744681"
      "8c539d8a7acf3729fff30decb4d060d04b4761854f14c779b3499281529ca74a" },
};

static void test_encryption(void)
{
    BYTE bytes[256], copy[256], *plain;
    DWORD size, plain_size, i, bit, length;
    struct krb_key key, other;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(encryptions); i++)
    {
        winetest_push_context( "%lu", i );
        make_key( encryptions[i].type, &key );
        length = strlen( encryptions[i].text );
        size = read_hex( encryptions[i].encrypted, bytes );
        ok( size == length + get_krb_overhead( key.type ), "%lu bytes\n", size );
        memcpy( copy, bytes, size );
        ret = decrypt_krb( &key, encryptions[i].use, copy, size, &plain, &plain_size );
        ok( ret && plain_size == length && !memcmp( plain, encryptions[i].text, length ), "not decrypted\n" );

        memcpy( copy + get_krb_confounder_size( key.type ), encryptions[i].text, length );
        ok( encrypt_krb( &key, encryptions[i].use, copy, length ), "not encrypted\n" );
        ok( memcmp( copy, bytes, size ), "always the same\n" );
        ret = decrypt_krb( &key, encryptions[i].use, copy, size, &plain, &plain_size );
        ok( ret && plain_size == length && !memcmp( plain, encryptions[i].text, length ), "not decrypted\n" );

        for (bit = 0; bit < size * 8; bit++)
        {
            memcpy( copy, bytes, size );
            copy[bit / 8] ^= 1 << bit % 8;
            ret = decrypt_krb( &key, encryptions[i].use, copy, size, &plain, &plain_size );
            ok( !ret && !plain && !plain_size, "bit %lu: decrypted\n", bit );
            ok( !copy[0] && !copy[size - 1], "bit %lu: something is left\n", bit );
        }
        for (bit = 0; bit < size; bit++)
        {
            memcpy( copy, bytes, size );
            ok( !decrypt_krb( &key, encryptions[i].use, copy, bit, &plain, &plain_size ), "%lu bytes: decrypted\n", bit );
        }
        memcpy( copy, bytes, size );
        ok( !decrypt_krb( &key, encryptions[i].use + 1, copy, size, &plain, &plain_size ), "for another use\n" );
        other = key;
        other.bytes[5] ^= 1;
        memcpy( copy, bytes, size );
        ok( !decrypt_krb( &other, encryptions[i].use, copy, size, &plain, &plain_size ), "with another key\n" );
        other = key;
        other.type = 16;
        memcpy( copy, bytes, size );
        ok( !decrypt_krb( &other, encryptions[i].use, copy, size, &plain, &plain_size ), "with another type of key\n" );
        winetest_pop_context();
    }
}

static void test_checksums(void)
{
    static const struct { LONG type, checksum; const char *bytes; } tests[] =
    {
        { KRB_AES128, 15, "38b9f183ad16451853602b59" },
        { KRB_AES256, 16, "83ab1659c19df9a96c2b9590" },
        { KRB_RC4, -138, "c712a4945f2042674d57479d69540884" },
        { 3, 0, "" },
    };
    const struct data_part part = { texts[3], strlen( texts[3] ) };
    BYTE checksum[KRB_MAX_CHECKSUM];
    struct krb_key key;
    unsigned int i;
    DWORD size;
    LONG type;

    for (i = 0; i < ARRAY_SIZE(tests); i++)
    {
        make_key( tests[i].type, &key );
        type = make_krb_checksum( &key, 6, &part, 1, checksum, &size );
        ok( type == tests[i].checksum && is_hex( tests[i].bytes, checksum, size ), "%u: got %ld, %s\n", i, type,
            show_hex( checksum, size ) );
    }
}

static void test_passwords(void)
{
    static const struct { const WCHAR *password; const char *salt; DWORD iterations; const char *keys[3]; } tests[] =
    {
        { L"password", "ATHENA.MIT.EDUraeburn", 4096,
          { "fca822951813fb252154c883f5ee1cf4", "01b897121d933ab44b47eb5494db15e50eb74530dbdae9b634d65020ff5d88c1",
            "8846f7eaee8fb117ad06bdd830b7586c" } },
        { L"Passw0rd.2", "EXAMPLE.TESTanna", 4096,
          { "de855c147c171719418f47ff9866ff53", "21922b78921d97485ba155e8fbb866c584cdcef34e8a4e752078f717575a24ed",
            "da790f45f4e20c61a4a172e529cd15e2" } },
        { L"p\xe4ssw\xf6rd\xd834\xdd1e", "EXAMPLE.TESTj\xc3\xbcrgen", 5000,
          { "8f6b2d4a455a3c6e9b3a9fd598d3651e", "18ae659097ffce8f4e33e41528ca3d7882396514a03b893e087402f12ef1e261",
            "aa5471d4925fc2fb5aefc7e5c760c4f9" } },
    };
    static const LONG types[] = { KRB_AES128, KRB_AES256, KRB_RC4 };
    struct krb_key key;
    unsigned int i, j;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(tests); i++)
        for (j = 0; j < ARRAY_SIZE(types); j++)
        {
            ret = make_password_key( types[j], tests[i].password, (const BYTE *)tests[i].salt, strlen( tests[i].salt ),
                                     tests[i].iterations, &key );
            ok( ret && key.type == types[j] && is_hex( tests[i].keys[j], key.bytes, key.size ), "%u, type %ld: got %s\n", i,
                types[j], show_hex( key.bytes, key.size ) );
        }
    ok( !make_password_key( KRB_AES256, L"x", (const BYTE *)"x", 1, 4095, &key ), "a key that can be guessed\n" );
    ok( !make_password_key( KRB_AES256, L"x", (const BYTE *)"x", 1, 0, &key ), "a key that can be guessed\n" );
    ok( !make_password_key( KRB_AES256, L"x", (const BYTE *)"x", 1, 65537, &key ), "a key that takes for ever\n" );
    ok( !make_password_key( KRB_AES256, L"x", (const BYTE *)"x", 1, ~0u, &key ), "a key that takes for ever\n" );
    ok( !make_password_key( 16, L"x", (const BYTE *)"x", 1, 4096, &key ), "a key of another type\n" );
    ok( make_password_key( KRB_AES256, L"", (const BYTE *)"", 0, 4096, &key ), "no key of an empty password\n" );
    ok( make_random_key( KRB_AES256, &key ) && key.size == 32 && key.bytes[31] | key.bytes[30] | key.bytes[29], "no key\n" );
}

START_TEST(krbcrypt)
{
    test_folding();
    test_stealing();
    test_encryption();
    test_checksums();
    test_passwords();
}
