/*
 * Tests of what descriptor.c takes for a security descriptor, and of what it sends
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
#include <sddl.h>

/* No export shows these functions as they are, so the test has a copy of them. */
#include "../servers/descriptor.c"

/* The pages end where nothing can be read: whoever reads on behind a descriptor ends the test. */
#define PAGE  4096

static BYTE *pages;

static BYTE *copy_to_end( const void *data, DWORD size )
{
    return memcpy( pages + PAGE - size, data, size );
}

static PSECURITY_DESCRIPTOR make_descriptor( const WCHAR *text, DWORD *size )
{
    PSECURITY_DESCRIPTOR descriptor = NULL;

    ok( ConvertStringSecurityDescriptorToSecurityDescriptorW( text, SDDL_REVISION_1, &descriptor, size ),
        "ConvertStringSecurityDescriptorToSecurityDescriptorW failed with %lu\n", GetLastError() );
    return descriptor;
}

/* reads all that a program reads of a descriptor, and copies it */
static void read_sid( const void *sid )
{
    BYTE copy[SECURITY_MAX_SID_SIZE];

    ok( GetLengthSid( (PSID)sid ) <= sizeof(copy), "a SID of %lu bytes\n", GetLengthSid( (PSID)sid ) );
    ok( CopySid( sizeof(copy), copy, (PSID)sid ), "CopySid failed with %lu\n", GetLastError() );
}

static void read_acl( ACL *acl )
{
    ACE_HEADER *ace;
    DWORD i;

    for (i = 0; i < acl->AceCount; i++)
    {
        if (!GetAce( acl, i, (void **)&ace )) break;
        if (ace->AceType <= SYSTEM_ALARM_ACE_TYPE) read_sid( &((ACCESS_ALLOWED_ACE *)ace)->SidStart );
    }
}

static void read_descriptor( const BYTE *data )
{
    const SECURITY_DESCRIPTOR_RELATIVE *descriptor = (const SECURITY_DESCRIPTOR_RELATIVE *)data;
    DWORD size = GetSecurityDescriptorLength( (PSECURITY_DESCRIPTOR)data );
    BYTE copy[PAGE];

    ok( size <= sizeof(copy), "%lu bytes\n", size );
    memcpy( copy, data, min( size, sizeof(copy) ) );
    ok( !memcmp( copy, data, min( size, sizeof(copy) ) ), "another copy\n" );
    if (descriptor->Owner) read_sid( data + descriptor->Owner );
    if (descriptor->Group) read_sid( data + descriptor->Group );
    if ((descriptor->Control & SE_DACL_PRESENT) && descriptor->Dacl) read_acl( (ACL *)(data + descriptor->Dacl) );
    if ((descriptor->Control & SE_SACL_PRESENT) && descriptor->Sacl) read_acl( (ACL *)(data + descriptor->Sacl) );
}

static const WCHAR * const texts[] =
{
    L"D:(A;;FA;;;WD)",
    L"O:BAG:BAD:(A;;FA;;;BA)(D;;FR;;;WD)",
    L"O:S-1-5-21-1-2-3-500G:SYD:(A;OICI;FA;;;SY)S:(AU;FASA;FA;;;WD)",
};

/* Cut anywhere, one is no descriptor any more, where its last part is at its end. */
static void test_cut( const BYTE *descriptor, DWORD size )
{
    BYTE absolute[PAGE];
    DWORD i;

    ok( is_valid_descriptor( copy_to_end( descriptor, size ), size ), "%lu bytes are none\n", size );
    for (i = 0; i < size; i++)
        ok( !is_valid_descriptor( copy_to_end( descriptor, i ), i ), "%lu of %lu bytes are one\n", i, size );

    memcpy( absolute, descriptor, size );
    ((SECURITY_DESCRIPTOR_RELATIVE *)absolute)->Control &= ~SE_SELF_RELATIVE;
    ok( !is_valid_descriptor( copy_to_end( absolute, size ), size ), "an absolute one\n" );
}

/* Each byte with each value: nobody reads behind what is taken for a descriptor. */
static void test_changed( const BYTE *descriptor, DWORD size )
{
    DWORD i, value, valid = 0;
    BYTE *copy;

    for (i = 0; i < size; i++)
        for (value = 0; value < 256; value++)
        {
            copy = copy_to_end( descriptor, size );
            copy[i] = value;
            if (!is_valid_descriptor( copy, size )) continue;
            read_descriptor( copy );
            valid++;
        }
    ok( valid > 0 && valid < size * 256, "%lu of %lu are descriptors\n", valid, size * 256 );
}

/* An ACL at the end, whose only ACE would be behind it. */
static void test_short_acl(void)
{
    struct
    {
        SECURITY_DESCRIPTOR_RELATIVE descriptor;
        ACL                          acl;
    }
    data = { { SECURITY_DESCRIPTOR_REVISION, 0, SE_SELF_RELATIVE | SE_DACL_PRESENT, 0, 0, 0, sizeof(data.descriptor) },
             { ACL_REVISION, 0, 0, 1, 0 } };
    WORD size;

    for (size = 0; size <= sizeof(data.acl) + 1; size++)
    {
        data.acl.AclSize = size;
        ok( !is_valid_descriptor( copy_to_end( &data, sizeof(data) ), sizeof(data) ), "an ACL of %u bytes\n", size );
    }
}

#define ACE_WITHOUT_SID  17     /* of a type that has something else behind the mask, or nothing that is known */

/* What is wrong though all of it lies within its size. */
static void test_wrong_parts(void)
{
    static const BYTE good[] =
    {
        1, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0,    /* a DACL alone */
        2, 0, 48, 0, 2, 0, 0, 0,                                            /* the ACL, of two */
        0, 0, 20, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,        /* an ACE with a SID */
        0, 0, 20, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
    };
    static const struct
    {
        const char *what;
        struct { BYTE offset, value; } changes[4];
    }
    tests[] =
    {
        { "an ACL of revision 1", { { 20, 1 } } },
        { "an ACL of revision 5", { { 20, 5 } } },
        { "an ACE without a length", { { 24, 1 }, { 28, ACE_WITHOUT_SID }, { 30, 0 } } },
        { "an ACE shorter than its header", { { 24, 1 }, { 28, ACE_WITHOUT_SID }, { 30, 3 } } },
        { "a SID that ends behind its ACE", { { 24, 1 }, { 37, 2 } } },
        { "a SID of revision 2", { { 36, 2 } } },
        { "an owner in the header", { { 1, 1 }, { 2, 0 }, { 4, 1 } } },
    };
    BYTE data[200] = { 0 };
    unsigned int i, j;

    ok( is_valid_descriptor( good, sizeof(good) ), "the good one is none\n" );
    for (i = 0; i < ARRAY_SIZE(tests); i++)
    {
        memcpy( data, good, sizeof(good) );
        for (j = 0; j < ARRAY_SIZE(tests[i].changes) && tests[i].changes[j].offset; j++)
            data[tests[i].changes[j].offset] = tests[i].changes[j].value;
        ok( !is_valid_descriptor( data, sizeof(good) ), "%s\n", tests[i].what );
    }
    /* an owner with more sub-authorities than a SID has room for */
    memset( data, 0, sizeof(data) );
    memcpy( data, good, 2 );
    data[3] = 0x80;
    data[4] = 20;
    data[20] = 1;
    data[21] = SID_MAX_SUB_AUTHORITIES;
    ok( is_valid_descriptor( data, sizeof(data) ), "a long SID is none\n" );
    data[21]++;
    ok( !is_valid_descriptor( data, sizeof(data) ), "a SID that is too long\n" );
}

static void test_flatten( PSECURITY_DESCRIPTOR relative, DWORD size )
{
    SECURITY_DESCRIPTOR absolute;
    NET_API_STATUS status;
    BOOL present, defaulted;
    DWORD length = 0xdead;
    ACL *dacl = NULL;
    BYTE *data = (BYTE *)1;

    status = flatten_descriptor( relative, &data, &length );
    ok( !status && length == size && !memcmp( data, relative, size ), "got %lu, %lu bytes\n", status, length );
    NetApiBufferFree( data );

    InitializeSecurityDescriptor( &absolute, SECURITY_DESCRIPTOR_REVISION );
    GetSecurityDescriptorDacl( relative, &present, &dacl, &defaulted );
    SetSecurityDescriptorDacl( &absolute, TRUE, dacl, FALSE );
    status = flatten_descriptor( &absolute, &data, &length );
    ok( !status && is_valid_descriptor( data, length ), "got %lu, %lu bytes\n", status, length );
    if (!status) ok( !memcmp( data + ((SECURITY_DESCRIPTOR_RELATIVE *)data)->Dacl, dacl, dacl->AclSize ), "another ACL\n" );
    NetApiBufferFree( data );
}

START_TEST(descriptor)
{
    PSECURITY_DESCRIPTOR descriptor;
    NET_API_STATUS status;
    unsigned int i;
    DWORD size, old;
    BYTE *data = (BYTE *)1;

    pages = VirtualAlloc( NULL, 2 * PAGE, MEM_COMMIT, PAGE_READWRITE );
    VirtualProtect( pages + PAGE, PAGE, PAGE_NOACCESS, &old );
    for (i = 0; i < ARRAY_SIZE(texts); i++)
    {
        winetest_push_context( "%s", debugstr_w( texts[i] ) );
        descriptor = make_descriptor( texts[i], &size );
        test_cut( descriptor, size );
        test_changed( descriptor, size );
        test_flatten( descriptor, size );
        LocalFree( descriptor );
        winetest_pop_context();
    }
    test_short_acl();
    test_wrong_parts();
    status = flatten_descriptor( NULL, &data, &size );
    ok( !status && !data && !size, "none: got %lu, %p, %lu bytes\n", status, data, size );
    VirtualFree( pages, 0, MEM_RELEASE );
}
