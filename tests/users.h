/*
 * The levels of users
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

#ifndef NETAPI32_TESTS_USERS_H
#define NETAPI32_TESTS_USERS_H

#include <stddef.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "answer.h"
#include "product.h"

#define LOGON_HOURS  21     /* bytes: Microsoft Learn, USER_INFO_2 */

enum kind { NUMBER, STRING, PASSWORD, SID_, HOURS };

/* A member of a level's structure. Members of one name tell the same at all levels. */
struct member
{
    const char *name;
    enum kind   kind;
    unsigned int offset;
};

struct user_level
{
    DWORD level;
    DWORD size;
    DWORD size32, size64;       /* computed by hand from Microsoft Learn's structures */
    const struct member *members;
    unsigned int count;
    BOOL is_enumerated;
};

#define MEMBER(n, kind, name)  { #name, kind, offsetof( USER_INFO_##n, usri##n##_##name ) }
#define LEVEL(n, size32, size64, is_enumerated) \
    { n, sizeof(USER_INFO_##n), size32, size64, members_##n, ARRAY_SIZE(members_##n), is_enumerated }

#define MEMBERS_1(n) \
    MEMBER( n, STRING, name ), \
    MEMBER( n, PASSWORD, password ), \
    MEMBER( n, NUMBER, password_age ), \
    MEMBER( n, NUMBER, priv ), \
    MEMBER( n, STRING, home_dir ), \
    MEMBER( n, STRING, comment ), \
    MEMBER( n, NUMBER, flags ), \
    MEMBER( n, STRING, script_path )
#define MEMBERS_2(n) \
    MEMBERS_1( n ), \
    MEMBER( n, NUMBER, auth_flags ), \
    MEMBER( n, STRING, full_name ), \
    MEMBER( n, STRING, usr_comment ), \
    MEMBER( n, STRING, parms ), \
    MEMBER( n, STRING, workstations ), \
    MEMBER( n, NUMBER, last_logon ), \
    MEMBER( n, NUMBER, last_logoff ), \
    MEMBER( n, NUMBER, acct_expires ), \
    MEMBER( n, NUMBER, max_storage ), \
    MEMBER( n, NUMBER, units_per_week ), \
    MEMBER( n, HOURS, logon_hours ), \
    MEMBER( n, NUMBER, bad_pw_count ), \
    MEMBER( n, NUMBER, num_logons ), \
    MEMBER( n, STRING, logon_server ), \
    MEMBER( n, NUMBER, country_code ), \
    MEMBER( n, NUMBER, code_page )
#define MEMBERS_3(n) \
    MEMBER( n, NUMBER, primary_group_id ), \
    MEMBER( n, STRING, profile ), \
    MEMBER( n, STRING, home_dir_drive ), \
    MEMBER( n, NUMBER, password_expired )

static const struct member members_0[] = { MEMBER( 0, STRING, name ) };
static const struct member members_1[] = { MEMBERS_1( 1 ) };
static const struct member members_2[] = { MEMBERS_2( 2 ) };
static const struct member members_3[] = { MEMBERS_2( 3 ), MEMBER( 3, NUMBER, user_id ), MEMBERS_3( 3 ) };
static const struct member members_4[] = { MEMBERS_2( 4 ), MEMBER( 4, SID_, user_sid ), MEMBERS_3( 4 ) };
static const struct member members_10[] =
{
    MEMBER( 10, STRING, name ),
    MEMBER( 10, STRING, comment ),
    MEMBER( 10, STRING, usr_comment ),
    MEMBER( 10, STRING, full_name ),
};
static const struct member members_11[] =
{
    MEMBER( 11, STRING, name ),
    MEMBER( 11, STRING, comment ),
    MEMBER( 11, STRING, usr_comment ),
    MEMBER( 11, STRING, full_name ),
    MEMBER( 11, NUMBER, priv ),
    MEMBER( 11, NUMBER, auth_flags ),
    MEMBER( 11, NUMBER, password_age ),
    MEMBER( 11, STRING, home_dir ),
    MEMBER( 11, STRING, parms ),
    MEMBER( 11, NUMBER, last_logon ),
    MEMBER( 11, NUMBER, last_logoff ),
    MEMBER( 11, NUMBER, bad_pw_count ),
    MEMBER( 11, NUMBER, num_logons ),
    MEMBER( 11, STRING, logon_server ),
    MEMBER( 11, NUMBER, country_code ),
    MEMBER( 11, STRING, workstations ),
    MEMBER( 11, NUMBER, max_storage ),
    MEMBER( 11, NUMBER, units_per_week ),
    MEMBER( 11, HOURS, logon_hours ),
    MEMBER( 11, NUMBER, code_page ),
};
static const struct member members_20[] =
{
    MEMBER( 20, STRING, name ),
    MEMBER( 20, STRING, full_name ),
    MEMBER( 20, STRING, comment ),
    MEMBER( 20, NUMBER, flags ),
    MEMBER( 20, NUMBER, user_id ),
};
static const struct member members_23[] =
{
    MEMBER( 23, STRING, name ),
    MEMBER( 23, STRING, full_name ),
    MEMBER( 23, STRING, comment ),
    MEMBER( 23, NUMBER, flags ),
    MEMBER( 23, SID_, user_sid ),
};
static const struct member members_24[] =
{
    MEMBER( 24, NUMBER, internet_identity ),
    MEMBER( 24, NUMBER, flags ),
    MEMBER( 24, STRING, internet_provider_name ),
    MEMBER( 24, STRING, internet_principal_name ),
    MEMBER( 24, SID_, user_sid ),
};

static const struct user_level user_levels[] =
{
    LEVEL( 0, 4, 8, TRUE ),
    LEVEL( 1, 32, 56, TRUE ),
    LEVEL( 2, 96, 152, TRUE ),
    LEVEL( 3, 116, 184, TRUE ),
    LEVEL( 4, 116, 192, FALSE ),
    LEVEL( 10, 16, 32, TRUE ),
    LEVEL( 11, 80, 128, TRUE ),
    LEVEL( 20, 20, 32, TRUE ),
    LEVEL( 23, 20, 40, TRUE ),
    LEVEL( 24, 20, 32, FALSE ),
};

/* What all members of an answer are: bytes of structures of a level. */
static inline const void *get_pointer( const BYTE *info, const struct member *member )
{
    return *(const void * const *)(info + member->offset);
}

static inline DWORD get_number( const BYTE *info, const struct member *member )
{
    return *(const DWORD *)(info + member->offset);
}

static inline void check_structure( struct answer *answer, const struct user_level *level, const BYTE *info )
{
    unsigned int i;

    for (i = 0; i < level->count; i++)
    {
        const struct member *member = &level->members[i];
        const void *pointer = member->kind == NUMBER ? NULL : get_pointer( info, member );

        switch (member->kind)
        {
        case STRING:
            if (pointer || testing_ours()) check_string( answer, pointer, member->name );
            break;
        case PASSWORD:
            ok( !pointer, "a password is told\n" );
            break;
        case SID_:
            ok( pointer && IsValidSid( (PSID)pointer ), "no SID\n" );
            if (pointer) check_part( answer, pointer, GetLengthSid( (PSID)pointer ), member->name );
            break;
        case HOURS:
            ok( pointer != NULL, "no logon hours\n" );
            if (pointer) check_part( answer, pointer, LOGON_HOURS, member->name );
            break;
        case NUMBER:
            break;
        }
    }
}

static inline void compare_members( const BYTE *info, const struct member *member, const BYTE *other_info,
                             const struct member *other )
{
    const void *a, *b;

    if (!strcmp( member->name, "password_age" ))    /* time goes on */
    {
        ok( get_number( info, member ) - get_number( other_info, other ) + 10 <= 20, "%s is %lu and %lu\n", member->name,
            get_number( info, member ), get_number( other_info, other ) );
        return;
    }
    if (member->kind == NUMBER)
    {
        ok( get_number( info, member ) == get_number( other_info, other ), "%s is %#lx and %#lx\n",
            member->name, get_number( info, member ), get_number( other_info, other ) );
        return;
    }
    a = get_pointer( info, member );
    b = get_pointer( other_info, other );
    ok( !a == !b, "%s is %p and %p\n", member->name, a, b );
    if (!a || !b) return;
    switch (member->kind)
    {
    case STRING:
        ok( !lstrcmpW( a, b ), "%s is %s and %s\n", member->name, wine_dbgstr_w( a ), wine_dbgstr_w( b ) );
        break;
    case SID_:
        ok( EqualSid( (PSID)a, (PSID)b ), "%s differs\n", member->name );
        break;
    case HOURS:
        ok( !memcmp( a, b, LOGON_HOURS ), "%s differ\n", member->name );
        break;
    default:
        break;
    }
}

static inline void compare_levels( const struct user_level *level, const BYTE *info, const struct user_level *other,
                            const BYTE *other_info )
{
    unsigned int i, j;

    for (i = 0; i < level->count; i++)
        for (j = 0; j < other->count; j++)
            if (!strcmp( level->members[i].name, other->members[j].name ))
                compare_members( info, &level->members[i], other_info, &other->members[j] );
}

static inline const struct user_level *find_level( DWORD level )
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(user_levels); i++) if (user_levels[i].level == level) return &user_levels[i];
    return NULL;
}

static inline void *get_user( const WCHAR *name, DWORD level )
{
    BYTE *info = (BYTE *)0xdeadbeef;
    NET_API_STATUS status = NetUserGetInfo( NULL, name, level, &info );

    ok( status == NERR_Success, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
    return status ? NULL : info;
}

/* Each level of a user is one buffer, and tells what the others tell. */
static inline void check_levels_of( const WCHAR *name )
{
    const struct user_level *level3 = find_level( 3 ), *level4 = find_level( 4 );
    USER_INFO_3 *info3 = get_user( name, 3 );
    USER_INFO_4 *info4 = get_user( name, 4 );
    unsigned int i;

    if (!info3 || !info4) return;
    ok( last_sub_authority( info4->usri4_user_sid ) == info3->usri3_user_id, "got id %lu\n", info3->usri3_user_id );
    for (i = 0; i < ARRAY_SIZE(user_levels); i++)
    {
        const struct user_level *level = &user_levels[i];
        struct answer answer;
        BYTE *info;

        winetest_push_context( "%s level %lu", wine_dbgstr_w( name ), level->level );
        if ((info = get_user( name, level->level )))
        {
            open_answer( &answer, info, level->size );
            check_structure( &answer, level, info );
            compare_levels( level, info, level3, (BYTE *)info3 );
            compare_levels( level, info, level4, (BYTE *)info4 );
            close_answer( &answer );
        }
        winetest_pop_context();
    }
    NetApiBufferFree( info3 );
    NetApiBufferFree( info4 );
}

#endif
