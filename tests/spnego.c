/*
 * Tests of spnego.c: tokens of Windows, and what is none
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
#include "../rpc/spnego.c"  /* asn1.c and reader.c are those of tests/asn1.c */

#define PAGE  0x1000

static BYTE *pages;

/* where the memory ends that can be read */
static BYTE *put_at_end( const BYTE *bytes, DWORD size )
{
    return memcpy( pages + PAGE - size, bytes, size );
}

/* What Microsoft's examples of keys have of NEGOTIATE: NEGOEX and NTLM, with a token of the former. Its token is not here. */
static const char hint_windows[] = "602806062b0601050502a01e301ca01a3018060a2b06010401823702021e060a2b06010401823702020a";
/* Samba's, as MS-SPNG 2.2.1 has it: NTLM, and a hint of names */
static const char hint_names[] = "604806062b0601050502a03e303ca00e300c060a2b06010401823702020aa32a3028a0261b246e6f745f646566"
                                 "696e65645f696e5f5246433431373840706c656173655f69676e6f7265";
static const char * const other_hints[] =
{
    "",
    "601a06062b0601050502a010300ea00c300a06082b060104018237021e",                   /* a length that leads beyond the end */
    "601c06062b0601050502a0123010a00e300c060a2b06010401823702021e",                 /* NEGOEX alone */
    "601c06062b0601050503a0123010a00e300c060a2b06010401823702020a",                 /* of another mechanism than SPNEGO */
    "600c06062b0601050502a0023000",                                                 /* no mechanisms */
    "601006062b0601050502a0063004a0023000",                                         /* none in the list of them */
    "601c06062b0601050502a1123010a00e300c060a2b06010401823702020a",                 /* another field */
    "601c06062b0601050502a0123010a10e300c060a2b06010401823702020a",
    "608006062b0601050502a0123010a00e300c060a2b06010401823702020a0000",             /* without a length */
    "601c06062b0601050502a0123010a00e3080060a2b06010401823702020a",
    "6085000000001c06062b0601050502a0123010a00e300c060a2b06010401823702020a",       /* a length of five bytes */
    "6084ffffffff06062b0601050502a0123010a00e300c060a2b06010401823702020a",         /* of 4 GB */
    "601c06062b0601050502a0123010a00e300c0684fffffffa2b0601040182370202",           /* one that goes round */
    "601c06062b0601050502a0123010a00e300c060a2b06010401823702020a00",               /* something behind it */
    "604806062b0601050502a03e303ca00e300c060a2b06010401823702020b",
};

static void test_hints(void)
{
    static const char * const hints[] =
    {
        hint_windows, hint_names,
        "602806062b0601050502a01e301ca01a3018060a2b06010401823702020a060a2b06010401823702021e",  /* NTLM first */
        "601c06062b0601050502a0123010a00e300c060a2b06010401823702020a",
        "60840000001c06062b0601050502a0123010a00e300c060a2b06010401823702020a",  /* a length of four bytes */
    };
    BYTE bytes[256], *hint;
    unsigned int i, value;
    DWORD size, j;

    for (i = 0; i < ARRAY_SIZE(hints); i++)
    {
        size = read_hex( hints[i], bytes );
        ok( has_ntlm( put_at_end( bytes, size ), size ), "hint %u: no NTLM\n", i );
        for (j = 0; j < size; j++) ok( !has_ntlm( put_at_end( bytes, j ), j ), "hint %u, %lu bytes: NTLM\n", i, j );
        /* whatever a byte becomes, nothing is read that is not there */
        for (j = 0; j < size; j++)
        {
            hint = put_at_end( bytes, size );
            for (value = 0; value < 256; value++)
            {
                hint[j] = value;
                has_ntlm( hint, size );
            }
        }
    }
    for (i = 0; i < ARRAY_SIZE(other_hints); i++)
    {
        size = read_hex( other_hints[i], bytes );
        ok( !has_ntlm( put_at_end( bytes, size ), size ), "other hint %u: NTLM\n", i );
    }
}

static void test_wrap(void)
{
    static const DWORD sizes[] = { 0, 1, 40, 90, 100, 127, 128, 200, 255, 256, 257, 1000, 65535, 65536 };
    static BYTE token[65536], wrapped[65536 + 16 + SPNEGO_ROOM + 1];
    static const BYTE checksum[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
    struct spnego_answer answer;
    unsigned int i;
    DWORD size, end, sign, j;
    BOOL ret;

    /* the first tokens of Microsoft's example */
    size = read_hex( "4e544c4d5353500001000000978208e200000000000000000000000000000000060380250000000f", token );
    size = wrap_first_token( token, size, wrapped );
    ok( is_hex( "604806062b0601050502a03e303ca00e300c060a2b06010401823702020aa22a0428"
                "4e544c4d5353500001000000978208e200000000000000000000000000000000060380250000000f", wrapped, size ), "got %s\n",
        show_hex( wrapped, size ) );

    for (j = 0; j < sizeof(token); j++) token[j] = j * 3;
    for (i = 0; i < ARRAY_SIZE(sizes); i++)
    {
        for (sign = 0; sign < 2; sign++)
        {
            end = size = sizes[i] + sign * sizeof(checksum) + SPNEGO_ROOM;
            memset( wrapped, 0x55, sizeof(wrapped) );
            size = wrap_next_token( token, sizes[i], sign ? checksum : NULL, sign ? sizeof(checksum) : 0, wrapped );
            ok( size > sizes[i] && size < end, "%lu bytes: got %lu\n", sizes[i], size );
            ok( wrapped[end] == 0x55, "%lu bytes: written beyond the room\n", sizes[i] );
            memset( &answer, 0x55, sizeof(answer) );
            ret = read_spnego_answer( wrapped, size, &answer );
            ok( ret && answer.state == SPNEGO_NO_STATE && answer.size == sizes[i] && !memcmp( answer.token, token, sizes[i] ),
                "%lu bytes: got %d, %u, %lu bytes\n", sizes[i], ret, answer.state, answer.size );
            /* the checksum is last, in field 3 */
            if (sign) ok( !memcmp( wrapped + size - sizeof(checksum) - 4, "\xa3\x12\x04\x10", 4 ) &&
                          !memcmp( wrapped + size - sizeof(checksum), checksum, sizeof(checksum) ), "no checksum\n" );
            else ok( answer.token == wrapped + size - sizes[i], "%lu bytes: something behind\n", sizes[i] );
        }

        memset( wrapped, 0x55, sizeof(wrapped) );
        size = wrap_first_token( token, sizes[i], wrapped );
        ok( size > sizes[i] && size < sizes[i] + SPNEGO_ROOM, "first, %lu bytes: got %lu\n", sizes[i], size );
        ok( wrapped[sizes[i] + SPNEGO_ROOM] == 0x55, "first, %lu bytes: written beyond the room\n", sizes[i] );
        ok( has_ntlm( wrapped, size ), "first, %lu bytes: no NTLM\n", sizes[i] );
        ok( !memcmp( wrapped + size - sizes[i], token, sizes[i] ), "first, %lu bytes: another token\n", sizes[i] );
    }
}

static const struct
{
    const char       *answer;
    BOOL              ret;
    enum spnego_state state;
    const char       *token;    /* NULL: none */
}
answers[] =
{
    /* Windows': the challenge (cut), and the end */
    { "a121301fa0030a0101a10c060a2b06010401823702020aa20a04084e544c4d53535000", TRUE, SPNEGO_INCOMPLETE, "4e544c4d53535000" },
    { "a11b3019a0030a0100a3120410010000003b453cdc3524164200000000", TRUE, SPNEGO_COMPLETED, NULL },
    { "a1073005a0030a0102", TRUE, SPNEGO_REJECTED, NULL },
    { "a1073005a0030a0103", TRUE, SPNEGO_WANTS_MIC, NULL },
    { "a1023000", TRUE, SPNEGO_NO_STATE, NULL },
    { "a1063004a2020400", TRUE, SPNEGO_NO_STATE, "" },
    { "a1073005a0030a0104", FALSE, SPNEGO_REJECTED, NULL },             /* a state that is none */
    { "a1083006a0040a020000", FALSE, SPNEGO_REJECTED, NULL },           /* of two bytes */
    { "a1063004a0020a00", FALSE, SPNEGO_REJECTED, NULL },               /* of none */
    { "a1073005a003020100", FALSE, SPNEGO_REJECTED, NULL },             /* a number, not a state */
    { "a1083006a0040a010000", FALSE, SPNEGO_REJECTED, NULL },           /* something behind it */
    { "a1083006a0030a010000", FALSE, SPNEGO_REJECTED, NULL },
    { "a1073005a0030a010000", FALSE, SPNEGO_REJECTED, NULL },
    { "a1083005a0030a010000", FALSE, SPNEGO_REJECTED, NULL },
    { "a10c300aa0030a0100a0030a0100", FALSE, SPNEGO_REJECTED, NULL },   /* twice */
    { "a10b3009a2020400a0030a0100", FALSE, SPNEGO_REJECTED, NULL },     /* in another order */
    { "a10b3009a0030a0100a4020400", FALSE, SPNEGO_REJECTED, NULL },     /* a field that there is not */
    { "a10b3009a0030a0100a1020601", FALSE, SPNEGO_REJECTED, NULL },     /* a mechanism that ends elsewhere */
    { "a10b3009a0030a0100a3020401", FALSE, SPNEGO_REJECTED, NULL },     /* a checksum that does */
    { "a1803005a0030a01000000", FALSE, SPNEGO_REJECTED, NULL },
    { "a1073080a0030a0100", FALSE, SPNEGO_REJECTED, NULL },
    { "a10c300aa284fffffffc0484ffffff", FALSE, SPNEGO_REJECTED, NULL },
    { "a1073005a1030a0100", FALSE, SPNEGO_REJECTED, NULL },
    { "a0073005a0030a0100", FALSE, SPNEGO_REJECTED, NULL },
    { "", FALSE, SPNEGO_REJECTED, NULL },
};

static void test_answers(void)
{
    BYTE bytes[256], token[64], *answer;
    struct spnego_answer parsed;
    unsigned int i, value;
    DWORD size, j;
    BOOL ret;

    for (i = 0; i < ARRAY_SIZE(answers); i++)
    {
        winetest_push_context( "answer %u", i );
        size = read_hex( answers[i].answer, bytes );
        answer = put_at_end( bytes, size );
        memset( &parsed, 0x55, sizeof(parsed) );
        ret = read_spnego_answer( answer, size, &parsed );
        ok( ret == answers[i].ret && parsed.state == answers[i].state, "got %d, state %d\n", ret, parsed.state );
        ok( !parsed.token == !answers[i].token, "%s token\n", parsed.token ? "a" : "no" );
        if (answers[i].token)
            ok( parsed.size == read_hex( answers[i].token, token ) && !memcmp( parsed.token, token, parsed.size ),
                "got %lu bytes, %s\n", parsed.size, show_hex( parsed.token, parsed.size ) );
        else ok( !parsed.size, "got %lu bytes\n", parsed.size );

        for (j = 0; j < size && answers[i].ret; j++)
        {
            memset( &parsed, 0x55, sizeof(parsed) );
            ret = read_spnego_answer( put_at_end( bytes, j ), j, &parsed );
            ok( !ret && parsed.state == SPNEGO_REJECTED && !parsed.token && !parsed.size, "%lu bytes: got %d\n", j, ret );
        }
        for (j = 0; j < size; j++)
        {
            answer = put_at_end( bytes, size );
            for (value = 0; value < 256; value++)
            {
                answer[j] = value;
                ret = read_spnego_answer( answer, size, &parsed );
                if (ret && parsed.token) ok( parsed.token >= answer && parsed.token + parsed.size <= answer + size,
                                             "byte %lu is %02x: a token elsewhere\n", j, value );
            }
        }
        winetest_pop_context();
    }
}

START_TEST(spnego)
{
    DWORD old;

    pages = VirtualAlloc( NULL, 2 * PAGE, MEM_COMMIT, PAGE_READWRITE );
    VirtualProtect( pages + PAGE, PAGE, PAGE_NOACCESS, &old );
    test_hints();
    test_wrap();
    test_answers();
    VirtualFree( pages, 0, MEM_RELEASE );
}
