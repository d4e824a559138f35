/*
 * Users
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
#include <stddef.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "answer.h"
#include "faulting.h"
#include "product.h"

#define LOGON_HOURS  21     /* bytes: Microsoft Learn, USER_INFO_2 */

/* ---- the levels ------------------------------------------------------------------------------- */

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
static const void *get_pointer( const BYTE *info, const struct member *member )
{
    return *(const void * const *)(info + member->offset);
}

static DWORD get_number( const BYTE *info, const struct member *member )
{
    return *(const DWORD *)(info + member->offset);
}

static void check_structure( struct answer *answer, const struct user_level *level, const BYTE *info )
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

static void compare_members( const BYTE *info, const struct member *member, const BYTE *other_info,
                             const struct member *other )
{
    const void *a, *b;

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

static void compare_levels( const struct user_level *level, const BYTE *info, const struct user_level *other,
                            const BYTE *other_info )
{
    unsigned int i, j;

    for (i = 0; i < level->count; i++)
        for (j = 0; j < other->count; j++)
            if (!strcmp( level->members[i].name, other->members[j].name ))
                compare_members( info, &level->members[i], other_info, &other->members[j] );
}

static const struct user_level *find_level( DWORD level )
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(user_levels); i++) if (user_levels[i].level == level) return &user_levels[i];
    return NULL;
}

static void *get_user( const WCHAR *name, DWORD level )
{
    BYTE *info = (BYTE *)0xdeadbeef;
    NET_API_STATUS status = NetUserGetInfo( NULL, name, level, &info );

    ok( status == NERR_Success, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
    return status ? NULL : info;
}

static void test_layout(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(user_levels); i++)
    {
        DWORD size = sizeof(void *) == 8 ? user_levels[i].size64 : user_levels[i].size32;

        ok( user_levels[i].size == size, "level %lu: %lu bytes, not %lu\n", user_levels[i].level,
            user_levels[i].size, size );
    }
    ok( sizeof(GROUP_USERS_INFO_0) == sizeof(void *), "got %u\n", (UINT)sizeof(GROUP_USERS_INFO_0) );
    ok( sizeof(GROUP_USERS_INFO_1) == 2 * sizeof(void *), "got %u\n", (UINT)sizeof(GROUP_USERS_INFO_1) );
    ok( sizeof(LOCALGROUP_USERS_INFO_0) == sizeof(void *), "got %u\n", (UINT)sizeof(LOCALGROUP_USERS_INFO_0) );
}

/* Each level of a user is one buffer, and tells what the others tell. */
static void check_levels_of( const WCHAR *name )
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

/* ---- the users there are ---------------------------------------------------------------------- */

static USER_INFO_0 *enum_names( DWORD *count )
{
    NET_API_STATUS status;
    USER_INFO_0 *names;
    DWORD total;

    status = NetUserEnum( NULL, 0, 0, (BYTE **)&names, MAX_PREFERRED_LENGTH, count, &total, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( *count == total, "got %lu of %lu\n", *count, total );
    ok( *count >= 1, "got no user\n" );
    return names;
}

static void test_levels(void)
{
    DWORD i, count;
    USER_INFO_0 *names = enum_names( &count );

    for (i = 0; i < count; i++) check_levels_of( names[i].usri0_name );
    NetApiBufferFree( names );
}

/* All at once: the users that NetUserGetInfo() tells of, in the same words. */
static void check_enum( const struct user_level *level, const USER_INFO_0 *names, DWORD count )
{
    DWORD i, read = 0xdeadbeef, total = 0xdeadbeef, resume = 0;
    BYTE *infos = (BYTE *)0xdeadbeef;
    struct answer answer;
    NET_API_STATUS status;

    status = NetUserEnum( L"", level->level, FILTER_NORMAL_ACCOUNT, &infos, MAX_PREFERRED_LENGTH, &read, &total,
                          &resume );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( read == count && total == count && !resume, "got %lu of %lu, resume handle %lu\n", read, total, resume );
    if (status) return;

    open_answer( &answer, infos, read * level->size );
    for (i = 0; i < min( read, count ); i++)
    {
        const BYTE *info = infos + i * level->size;
        BYTE *single = get_user( names[i].usri0_name, level->level );

        check_structure( &answer, level, info );
        if (single) compare_levels( level, info, level, single );
        NetApiBufferFree( single );
    }
    close_answer( &answer );
}

/* One at a time: as much room as each needs, and one byte less for none. */
static void check_walk( const struct user_level *level, const USER_INFO_0 *names, DWORD count )
{
    DWORD i, read, total, resume = 0, size;
    NET_API_STATUS status;
    BYTE *info;

    for (i = 0; i < count; i++)
    {
        info = get_user( names[i].usri0_name, level->level );
        NetApiBufferSize( info, &size );
        NetApiBufferFree( info );

        info = (BYTE *)0xdeadbeef;
        read = 0xdeadbeef;
        status = NetUserEnum( NULL, level->level, 0, &info, size - 1, &read, &total, &resume );
        ok( status == NERR_BufTooSmall, "%lu: got status %lu\n", i, status );
        ok( !info && !read && resume == i, "%lu: got %p, %lu, resume handle %lu\n", i, info, read, resume );
        ok( total == count - i, "%lu: got total %lu\n", i, total );

        status = NetUserEnum( NULL, level->level, 0, &info, size, &read, &total, &resume );
        ok( status == (i + 1 < count ? ERROR_MORE_DATA : NERR_Success), "%lu: got status %lu\n", i, status );
        ok( read == 1 && total == count - i, "%lu: got %lu of %lu\n", i, read, total );
        ok( resume == (i + 1) % count, "%lu: got resume handle %lu\n", i, resume );
        NetApiBufferFree( info );
    }
}

static void test_enum(void)
{
    DWORD i, count, read, total, resume;
    USER_INFO_0 *names = enum_names( &count );
    NET_API_STATUS status;
    BYTE *infos;

    for (i = 0; i < ARRAY_SIZE(user_levels); i++)
    {
        const struct user_level *level = &user_levels[i];

        if (!level->is_enumerated) continue;
        winetest_push_context( "level %lu", level->level );
        check_enum( level, names, count );
        if (testing_ours()) check_walk( level, names, count );
        winetest_pop_context();
    }
    NetApiBufferFree( names );

    /* the other kinds of accounts are machines' and domains' */
    status = NetUserEnum( NULL, 0, FILTER_WORKSTATION_TRUST_ACCOUNT | FILTER_SERVER_TRUST_ACCOUNT, &infos,
                          MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( !read && !total, "got %lu of %lu\n", read, total );
    if (testing_ours()) ok( !infos, "got %p\n", infos );
    NetApiBufferFree( infos );

    resume = 0xfffffff0;
    status = NetUserEnum( NULL, 0, 0, &infos, MAX_PREFERRED_LENGTH, &read, &total, &resume );
    if (testing_ours())
        ok( !status && !infos && !read && !total && !resume, "got %lu, %p, %lu of %lu, resume handle %lu\n",
            status, infos, read, total, resume );
    NetApiBufferFree( infos );
}

static void test_sids(void)
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1];
    DWORD i, count, size = ARRAY_SIZE(computer);
    USER_INFO_0 *names = enum_names( &count );

    GetComputerNameW( computer, &size );
    for (i = 0; i < count; i++)
    {
        USER_INFO_4 *info4 = get_user( names[i].usri0_name, 4 );
        USER_INFO_23 *info23 = get_user( names[i].usri0_name, 23 );

        if (info4) check_account( info4->usri4_name, info4->usri4_user_sid, SidTypeUser, computer );
        if (info23) check_account( info23->usri23_name, info23->usri23_user_sid, SidTypeUser, computer );
        NetApiBufferFree( info4 );
        NetApiBufferFree( info23 );
    }
    NetApiBufferFree( names );
}

/* ---- the user who runs this process ----------------------------------------------------------- */

static WCHAR current_name[UNLEN + 1];

/* the names of what is in the token and begins with "domain" are the wanted ones */
static void check_group_names( const WCHAR **names, DWORD count, PSID domain, SID_NAME_USE wanted )
{
    TOKEN_GROUPS *groups = get_token_info( TokenGroups );
    DWORD i, j, found = 0;

    for (i = 0; i < groups->GroupCount; i++)
    {
        WCHAR name[256], domain_name[256];
        DWORD name_size = ARRAY_SIZE(name), domain_size = ARRAY_SIZE(domain_name);
        PSID sid = groups->Groups[i].Sid;
        SID_NAME_USE use;

        if (!(groups->Groups[i].Attributes & SE_GROUP_ENABLED)) continue;
        if (*GetSidSubAuthorityCount( sid ) != *GetSidSubAuthorityCount( domain ) + 1) continue;
        if (!EqualPrefixSid( sid, domain ) &&
            memcmp( GetSidSubAuthority( sid, 0 ), GetSidSubAuthority( domain, 0 ),
                    *GetSidSubAuthorityCount( domain ) * sizeof(DWORD) )) continue;
        if (!LookupAccountSidW( NULL, sid, name, &name_size, domain_name, &domain_size, &use ) || use != wanted)
            continue;
        for (j = 0; j < count && lstrcmpW( names[j], name ); j++) ;
        ok( j < count, "the token has %s\n", wine_dbgstr_w( name ) );
        found++;
    }
    ok( found == count, "got %lu groups, the token has %lu\n", count, found );
    HeapFree( GetProcessHeap(), 0, groups );
}

static void test_current_user(void)
{
    static SID admins = { SID_REVISION, 2, { SECURITY_NT_AUTHORITY },
                          { SECURITY_BUILTIN_DOMAIN_RID } };
    BYTE admins_sid[SECURITY_MAX_SID_SIZE];
    TOKEN_USER *user = get_token_info( TokenUser );
    TOKEN_PRIMARY_GROUP *group = get_token_info( TokenPrimaryGroup );
    TOKEN_GROUPS *groups = get_token_info( TokenGroups );
    USER_INFO_4 *info = get_user( current_name, 4 );

    memcpy( admins_sid, &admins, sizeof(admins) );
    *GetSidSubAuthority( admins_sid, 1 ) = DOMAIN_ALIAS_RID_ADMINS;
    if (info && testing_ours())
    {
        ok( EqualSid( info->usri4_user_sid, user->User.Sid ), "got another SID\n" );
        ok( info->usri4_primary_group_id == last_sub_authority( group->PrimaryGroup ), "got group %lu, not %lu\n",
            info->usri4_primary_group_id, last_sub_authority( group->PrimaryGroup ) );
        ok( info->usri4_priv == (is_in_token( groups, admins_sid ) ? USER_PRIV_ADMIN : USER_PRIV_USER),
            "got privilege %lu\n", info->usri4_priv );
    }
    if (info)
    {
        ok( info->usri4_flags & UF_NORMAL_ACCOUNT, "got flags %#lx\n", info->usri4_flags );
        ok( info->usri4_flags & UF_SCRIPT, "got flags %#lx\n", info->usri4_flags );
        ok( !(info->usri4_flags & UF_ACCOUNTDISABLE), "got flags %#lx\n", info->usri4_flags );
        ok( info->usri4_units_per_week == UNITS_PER_WEEK, "got %lu units\n", info->usri4_units_per_week );
    }
    NetApiBufferFree( info );
    HeapFree( GetProcessHeap(), 0, user );
    HeapFree( GetProcessHeap(), 0, group );
    HeapFree( GetProcessHeap(), 0, groups );
}

static void test_groups(void)
{
    TOKEN_USER *user = get_token_info( TokenUser );
    BYTE domain[SECURITY_MAX_SID_SIZE];
    const WCHAR *names[64];
    DWORD i, read = 0xdeadbeef, total = 0xdeadbeef;
    GROUP_USERS_INFO_0 *infos0;
    GROUP_USERS_INFO_1 *infos1;
    struct answer answer;
    NET_API_STATUS status;

    status = NetUserGetGroups( NULL, current_name, 0, (BYTE **)&infos0, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( read == total && read >= 1, "got %lu of %lu\n", read, total );
    if (status) return;
    open_answer( &answer, infos0, read * sizeof(*infos0) );
    for (i = 0; i < min( read, ARRAY_SIZE(names) ); i++)
    {
        names[i] = infos0[i].grui0_name;
        check_string( &answer, names[i], "name" );
    }
    if (testing_ours())
    {
        CopySid( sizeof(domain), domain, user->User.Sid );
        --*GetSidSubAuthorityCount( domain );
        check_group_names( names, read, domain, SidTypeGroup );
    }

    status = NetUserGetGroups( NULL, current_name, 1, (BYTE **)&infos1, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success, "got status %lu\n", status );
    for (i = 0; i < read; i++)
    {
        ok( !lstrcmpW( infos1[i].grui1_name, infos0[i].grui0_name ), "got %s and %s\n",
            wine_dbgstr_w( infos1[i].grui1_name ), wine_dbgstr_w( infos0[i].grui0_name ) );
        ok( infos1[i].grui1_attributes == (SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED),
            "got attributes %#lx\n", infos1[i].grui1_attributes );
    }
    close_answer( &answer );
    open_answer( &answer, infos1, read * sizeof(*infos1) );
    for (i = 0; i < read; i++) check_string( &answer, infos1[i].grui1_name, "name" );
    close_answer( &answer );
    HeapFree( GetProcessHeap(), 0, user );
}

/* Microsoft Learn, NetUserGetGroups and NetUserGetLocalGroups: ERROR_MORE_DATA where there is no room for all. */
static void test_groups_without_room(void)
{
    DWORD read = 0xdeadbeef, total = 0xdeadbeef;
    NET_API_STATUS status;
    BYTE *infos = NULL;

    if (!testing_ours()) return;
    status = NetUserGetGroups( NULL, current_name, 0, &infos, 1, &read, &total );
    ok( status == ERROR_MORE_DATA && read == 1 && total >= 1, "got status %lu, %lu of %lu\n", status, read, total );
    NetApiBufferFree( infos );
    infos = NULL;
    status = NetUserGetLocalGroups( NULL, current_name, 0, 0, &infos, 1, &read, &total );
    ok( status == ERROR_MORE_DATA && read == 1 && total >= 1, "got status %lu, %lu of %lu\n", status, read, total );
    NetApiBufferFree( infos );
}

static void check_local_groups( const WCHAR *name, DWORD flags )
{
    static SID builtin = { SID_REVISION, 1, { SECURITY_NT_AUTHORITY }, { SECURITY_BUILTIN_DOMAIN_RID } };
    DWORD i, read = 0xdeadbeef, total = 0xdeadbeef;
    LOCALGROUP_USERS_INFO_0 *infos;
    const WCHAR *names[64];
    struct answer answer;
    NET_API_STATUS status;

    winetest_push_context( "%s, flags %#lx", wine_dbgstr_w( name ), flags );
    status = NetUserGetLocalGroups( NULL, name, 0, flags, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status)
    {
        ok( read == total, "got %lu of %lu\n", read, total );
        open_answer( &answer, infos, read * sizeof(*infos) );
        for (i = 0; i < min( read, ARRAY_SIZE(names) ); i++)
        {
            names[i] = infos[i].lgrui0_name;
            check_string( &answer, names[i], "name" );
        }
        if (testing_ours()) check_group_names( names, read, &builtin, SidTypeAlias );
        close_answer( &answer );
    }
    winetest_pop_context();
}

static void test_local_groups(void)
{
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 1 + UNLEN + 1];
    DWORD size = MAX_COMPUTERNAME_LENGTH + 1, read, total;
    NET_API_STATUS status;
    BYTE *infos;

    test_groups_without_room();
    check_local_groups( current_name, 0 );
    check_local_groups( current_name, LG_INCLUDE_INDIRECT );
    GetComputerNameW( name, &size );
    lstrcatW( name, L"\\" );
    lstrcatW( name, current_name );
    check_local_groups( name, 0 );
    check_local_groups( name, LG_INCLUDE_INDIRECT );

    infos = (BYTE *)0xdeadbeef;
    read = total = 0xdeadbeef;
    status = NetUserGetLocalGroups( NULL, L"no-such-domain\\nobody", 0, 0, &infos, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status != NERR_Success, "got success\n" );
    if (testing_ours())
    {
        ok( status == NERR_UserNotFound, "got status %lu\n", status );
        ok( !infos && !read && !total, "got %p, %lu of %lu\n", infos, read, total );
        status = NetUserGetLocalGroups( NULL, current_name, 0, 0x80, &infos, MAX_PREFERRED_LENGTH, &read, &total );
        ok( status == ERROR_INVALID_PARAMETER, "unknown flags: got status %lu\n", status );
    }
}

/* ---- bad input -------------------------------------------------------------------------------- */

/* the four functions that answer, as one */
enum function { GET_INFO, ENUM, GET_GROUPS, GET_LOCAL_GROUPS, FUNCTIONS };
static const char * const function_names[FUNCTIONS] =
    { "NetUserGetInfo", "NetUserEnum", "NetUserGetGroups", "NetUserGetLocalGroups" };

static NET_API_STATUS call( enum function function, const WCHAR *server, const WCHAR *name, DWORD level, BYTE **buffer,
                            DWORD *read, DWORD *total )
{
    switch (function)
    {
    case GET_INFO:
        return NetUserGetInfo( server, name, level, buffer );
    case ENUM:
        return NetUserEnum( server, level, 0, buffer, MAX_PREFERRED_LENGTH, read, total, NULL );
    case GET_GROUPS:
        return NetUserGetGroups( server, name, level, buffer, MAX_PREFERRED_LENGTH, read, total );
    default:
        return NetUserGetLocalGroups( server, name, level, 0, buffer, MAX_PREFERRED_LENGTH, read, total );
    }
}

/* expected: 0 for any error */
static void check_error( enum function function, const WCHAR *server, const WCHAR *name, DWORD level,
                         NET_API_STATUS expected )
{
    DWORD read = 0xdeadbeef, total = 0xdeadbeef;
    BYTE *buffer = (BYTE *)0xdeadbeef;
    NET_API_STATUS status = call( function, server, name, level, &buffer, &read, &total );

    ok( status && (!expected || status == expected), "server %s, user %s, level %lu: got status %lu, not %lu\n",
        wine_dbgstr_w( server ), wine_dbgstr_w( name ), level, status, expected );
    if (!testing_ours()) return;
    ok( !buffer, "got buffer %p\n", buffer );
    if (function != GET_INFO) ok( !read && !total, "got %lu of %lu\n", read, total );
}

static void test_bad_input(void)
{
    static const DWORD bad_levels[] = { 5, 12, 25, 100, 1000, 1006, 0xffffffff };
    /* Microsoft Learn, NetUserGetGroups: leading or trailing blanks, or an illegal character. NetUserGetLocalGroups has another
     * status for a trailing blank. */
    static const WCHAR * const blank_servers[] = { L" localhost", L"\\\\ localhost", L"local?host", L"local/host" };
    WCHAR long_name[UNLEN + 100];
    enum function function;
    DWORD read, total;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(long_name) - 1; i++) long_name[i] = 'x';
    long_name[i] = 0;
    for (function = 0; function < FUNCTIONS; function++)
    {
        winetest_push_context( "%s", function_names[function] );
        for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
            check_error( function, NULL, current_name, bad_levels[i], ERROR_INVALID_LEVEL );
        for (i = 0; testing_ours() && i < ARRAY_SIZE(bad_servers); i++)
            check_error( function, bad_servers[i], current_name, 0, 0 );
        for (i = 0; testing_ours() && i < ARRAY_SIZE(blank_servers); i++)
            check_error( function, blank_servers[i], current_name, 0, ERROR_INVALID_NAME );
        if (testing_ours())
            check_error( function, L"localhost ", current_name, 0,
                         function == GET_LOCAL_GROUPS ? ERROR_ACCESS_DENIED : ERROR_INVALID_NAME );
        if (function != ENUM)
        {
            check_error( function, NULL, L"no such user", 0, NERR_UserNotFound );
            check_error( function, NULL, long_name, 0, testing_ours() ? NERR_UserNotFound : 0 );
        }
        if (testing_ours())
        {
            if (function != ENUM) check_error( function, NULL, L"", 0, NERR_UserNotFound );
            if (function != ENUM) check_error( function, NULL, NULL, 0, ERROR_INVALID_PARAMETER );
            ok( call( function, NULL, current_name, 0, NULL, &read, &total ) == ERROR_INVALID_PARAMETER,
                "no buffer is no error\n" );
            buffer = (BYTE *)0xdeadbeef;
            total = 0xdeadbeef;
            if (function != GET_INFO)
            {
                ok( call( function, NULL, current_name, 0, &buffer, NULL, &total ) == ERROR_INVALID_PARAMETER,
                    "no entriesread is no error\n" );
                ok( !buffer && !total, "got %p, total %lu\n", buffer, total );
                ok( call( function, NULL, current_name, 0, &buffer, &read, NULL ) == ERROR_INVALID_PARAMETER,
                    "no totalentries is no error\n" );
            }
        }
        winetest_pop_context();
    }
    check_error( ENUM, NULL, NULL, 4, ERROR_INVALID_LEVEL );
    check_error( ENUM, NULL, NULL, 24, ERROR_INVALID_LEVEL );
    check_error( GET_GROUPS, NULL, current_name, 2, ERROR_INVALID_LEVEL );
    check_error( GET_LOCAL_GROUPS, NULL, current_name, 1, ERROR_INVALID_LEVEL );
}

static void test_own_names(void)
{
    WCHAR names[MAX_OWN_NAMES][300];
    unsigned int i, count = own_names( names );
    NET_API_STATUS status;
    BYTE *info;

    for (i = 0; i < count; i++)
    {
        status = NetUserGetInfo( names[i], current_name, 0, &info );
        ok( status == NERR_Success, "server %s: got status %lu\n", wine_dbgstr_w( names[i] ), status );
        if (!status) NetApiBufferFree( info );
    }
}

/* ---- adding and deleting ---------------------------------------------------------------------- */

static WCHAR test_name[] = L"netapi32 test";

static const USER_INFO_1 plain_user =
{
    .usri1_name = test_name,
    .usri1_password = (WCHAR *)L"A Pa55word",
    .usri1_priv = USER_PRIV_USER,
    .usri1_flags = UF_SCRIPT,
};

/* NULL members are empty strings in the answer, and the rest is as Windows makes a new account. */
static void test_add_plain_user(void)
{
    USER_INFO_1 user = plain_user;
    DWORD parm = 0xdeadbeef, read, total;
    GROUP_USERS_INFO_0 *groups;
    NET_API_STATUS status;
    USER_INFO_4 *info;

    status = NetUserAdd( NULL, 1, (BYTE *)&user, &parm );
    ok( status == NERR_Success, "got status %lu\n", status );
    ok( !parm, "got parameter %lu\n", parm );
    check_levels_of( test_name );
    if ((info = get_user( L"NETAPI32 Test", 4 )))
    {
        ok( !lstrcmpW( info->usri4_name, test_name ), "got name %s\n", wine_dbgstr_w( info->usri4_name ) );
        ok( info->usri4_home_dir && !info->usri4_home_dir[0], "got %s\n", wine_dbgstr_w( info->usri4_home_dir ) );
        ok( info->usri4_comment && !info->usri4_comment[0], "got %s\n", wine_dbgstr_w( info->usri4_comment ) );
        ok( info->usri4_script_path && !info->usri4_script_path[0], "got %s\n",
            wine_dbgstr_w( info->usri4_script_path ) );
        ok( info->usri4_flags == (UF_SCRIPT | UF_NORMAL_ACCOUNT), "got flags %#lx\n", info->usri4_flags );
        ok( info->usri4_priv == USER_PRIV_USER, "got privilege %lu\n", info->usri4_priv );
        ok( info->usri4_acct_expires == TIMEQ_FOREVER, "got %lu\n", info->usri4_acct_expires );
        ok( info->usri4_max_storage == USER_MAXSTORAGE_UNLIMITED, "got %lu\n", info->usri4_max_storage );
        ok( info->usri4_primary_group_id == DOMAIN_GROUP_RID_USERS, "got group %lu\n", info->usri4_primary_group_id );
        ok( last_sub_authority( info->usri4_user_sid ) > 1000, "got id %lu\n", last_sub_authority( info->usri4_user_sid ) );
        NetApiBufferFree( info );
    }
    status = NetUserGetGroups( NULL, test_name, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &read, &total );
    ok( status == NERR_Success && read == 1, "got status %lu, %lu groups\n", status, read );
    NetApiBufferFree( groups );

    status = NetUserAdd( NULL, 1, (BYTE *)&user, &parm );
    ok( status == NERR_UserExists, "got status %lu\n", status );
    user.usri1_name = (WCHAR *)L"NetAPI32 TEST";
    status = NetUserAdd( NULL, 1, (BYTE *)&user, NULL );
    ok( status == NERR_UserExists, "another case: got status %lu\n", status );
    status = NetUserDel( NULL, L"netapi32 TEST" );
    ok( status == NERR_Success, "got status %lu\n", status );
    status = NetUserDel( NULL, test_name );
    ok( status == NERR_UserNotFound, "got status %lu\n", status );
}

static void fill_user( USER_INFO_3 *user )
{
    memset( user, 0, sizeof(*user) );
    user->usri3_name = test_name;
    user->usri3_priv = USER_PRIV_USER;
    user->usri3_home_dir = (WCHAR *)L"C:\\home";
    user->usri3_comment = (WCHAR *)L"a comment";
    user->usri3_flags = UF_SCRIPT | UF_PASSWD_CANT_CHANGE;
    user->usri3_script_path = (WCHAR *)L"logon.cmd";
    user->usri3_full_name = (WCHAR *)L"Full Name";
    user->usri3_usr_comment = (WCHAR *)L"a user's comment";
    user->usri3_parms = (WCHAR *)L"parms";
    user->usri3_workstations = (WCHAR *)L"ONE,TWO";
    user->usri3_acct_expires = 2000000000;
    user->usri3_max_storage = 1000000;
    user->usri3_units_per_week = UNITS_PER_WEEK;
    user->usri3_country_code = 49;
    user->usri3_code_page = 850;
    user->usri3_primary_group_id = DOMAIN_GROUP_RID_USERS;
    user->usri3_profile = (WCHAR *)L"\\\\server\\profile";
    user->usri3_home_dir_drive = (WCHAR *)L"H:";
    user->usri3_password_expired = 7;
}

/* What is handed in comes back. The bytes that are free to be overwritten after the call are not what is kept. */
static void test_add_full_user(void)
{
    USER_INFO_3 user, *info;
    WCHAR comment[] = L"mine";
    NET_API_STATUS status;
    USER_INFO_2 user2;

    fill_user( &user );
    user.usri3_comment = comment;
    status = NetUserAdd( NULL, 3, (BYTE *)&user, NULL );
    ok( status == NERR_Success, "got status %lu\n", status );
    lstrcpyW( comment, L"gone" );
    check_levels_of( test_name );
    if ((info = get_user( test_name, 3 )))
    {
        ok( !lstrcmpW( info->usri3_comment, L"mine" ), "got %s\n", wine_dbgstr_w( info->usri3_comment ) );
        ok( info->usri3_password_expired == 1, "got %lu\n", info->usri3_password_expired );
        /* what the account itself has */
        user.usri3_comment = info->usri3_comment;
        user.usri3_flags |= UF_NORMAL_ACCOUNT;
        user.usri3_user_id = info->usri3_user_id;
        user.usri3_logon_hours = info->usri3_logon_hours;
        user.usri3_logon_server = info->usri3_logon_server;
        user.usri3_password_expired = 1;
        compare_levels( find_level( 3 ), (BYTE *)info, find_level( 3 ), (BYTE *)&user );
        NetApiBufferFree( info );
    }
    NetUserDel( NULL, test_name );

    fill_user( &user );
    memcpy( &user2, &user, sizeof(user2) );  /* level 3 begins like level 2 */
    status = NetUserAdd( NULL, 2, (BYTE *)&user2, NULL );
    ok( status == NERR_Success, "level 2: got status %lu\n", status );
    check_levels_of( test_name );
    NetUserDel( NULL, test_name );
    user.usri3_priv = USER_PRIV_ADMIN;
    status = NetUserAdd( NULL, 3, (BYTE *)&user, NULL );
    ok( status == NERR_Success, "level 3 ignores the privilege: got status %lu\n", status );
    if ((info = get_user( test_name, 3 ))) ok( info->usri3_priv == USER_PRIV_USER, "got %lu\n", info->usri3_priv );
    NetApiBufferFree( info );
    NetUserDel( NULL, test_name );
}

static void check_add( DWORD level, const void *info, NET_API_STATUS expected, DWORD expected_parm )
{
    DWORD parm = 0xdeadbeef;
    NET_API_STATUS status = NetUserAdd( NULL, level, (BYTE *)info, &parm );

    ok( status == expected, "got status %lu, not %lu\n", status, expected );
    ok( parm == expected_parm, "got parameter %lu, not %lu\n", parm, expected_parm );
    if (!status) NetUserDel( NULL, test_name );
    status = NetUserAdd( NULL, level, (BYTE *)info, NULL );
    ok( status == expected, "got status %lu, not %lu\n", status, expected );
    if (!status) NetUserDel( NULL, test_name );
}

static void test_bad_names(void)
{
    static const WCHAR * const names[] =
    {
        L"", L" ", L"...", L" . ", L"ends.", L"a\"b", L"a/b", L"a\\b", L"a[b", L"a]b", L"a:b", L"a|b", L"a<b", L"a>b",
        L"a+b", L"a=b", L"a;b", L"a?b", L"a*b", L"a,b", L"a\x1f" L"b", L"a name of 21 letters!"
    };
    static const WCHAR * const groups[] = { L"None", L"none", L"Administrators", L"USERS" };
    USER_INFO_1 user = plain_user;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( names[i] ) );
        user.usri1_name = (WCHAR *)names[i];
        check_add( 1, &user, NERR_BadUsername, USER_NAME_PARMNUM );
        winetest_pop_context();
    }
    user.usri1_name = NULL;
    check_add( 1, &user, NERR_BadUsername, USER_NAME_PARMNUM );
    for (i = 0; i < ARRAY_SIZE(groups); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( groups[i] ) );
        user.usri1_name = (WCHAR *)groups[i];
        check_add( 1, &user, NERR_GroupExists, 0 );
        winetest_pop_context();
    }
    user.usri1_name = current_name;
    check_add( 1, &user, NERR_UserExists, 0 );
}

static void test_bad_users(void)
{
    WCHAR long_string[PWLEN + MAXCOMMENTSZ + PATHLEN + 2];
    USER_INFO_3 user3;
    USER_INFO_1 user;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(long_string) - 1; i++) long_string[i] = 'x';
    long_string[i] = 0;

    check_add( 1, NULL, ERROR_INVALID_PARAMETER, 0 );
    user = plain_user;
    check_add( 0, &user, ERROR_INVALID_LEVEL, 0 );
    check_add( 5, &user, ERROR_INVALID_LEVEL, 0 );
    check_add( 23, &user, ERROR_INVALID_LEVEL, 0 );
    user.usri1_password = long_string;
    check_add( 1, &user, NERR_PasswordTooShort, USER_PASSWORD_PARMNUM );
    user.usri1_password = long_string + ARRAY_SIZE(long_string) - 1 - PWLEN;
    check_add( 1, &user, NERR_Success, 0 );
    user = plain_user;
    user.usri1_comment = long_string;
    check_add( 1, &user, ERROR_INVALID_PARAMETER, USER_COMMENT_PARMNUM );
    user = plain_user;
    user.usri1_home_dir = long_string;
    check_add( 1, &user, ERROR_INVALID_PARAMETER, USER_HOME_DIR_PARMNUM );
    user = plain_user;
    user.usri1_priv = USER_PRIV_ADMIN;
    check_add( 1, &user, ERROR_INVALID_PARAMETER, USER_PRIV_PARMNUM );
    user = plain_user;
    user.usri1_flags |= UF_WORKSTATION_TRUST_ACCOUNT;
    check_add( 1, &user, ERROR_INVALID_PARAMETER, USER_FLAGS_PARMNUM );

    fill_user( &user3 );
    user3.usri3_primary_group_id = DOMAIN_GROUP_RID_ADMINS;
    check_add( 3, &user3, ERROR_INVALID_PARAMETER, USER_PRIMARY_GROUP_PARMNUM );
    fill_user( &user3 );
    user3.usri3_profile = long_string;
    check_add( 3, &user3, ERROR_INVALID_PARAMETER, USER_PROFILE_PARMNUM );
}

static void test_delete(void)
{
    NET_API_STATUS status;

    status = NetUserDel( NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetUserDel( NULL, L"no such user" );
    ok( status == NERR_UserNotFound, "got status %lu\n", status );
    status = NetUserDel( NULL, current_name );
    ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
    status = NetUserDel( L"\\\\", current_name );
    ok( status == ERROR_INVALID_NAME, "got status %lu\n", status );
}

/* ---- changing --------------------------------------------------------------------------------- */

/* Wine cannot change an account: that is said last. */
static void check_set( const WCHAR *name, DWORD level, const void *info, NET_API_STATUS expected, DWORD expected_parm )
{
    DWORD parm = 0xdeadbeef;
    NET_API_STATUS status = NetUserSetInfo( NULL, name, level, (BYTE *)info, &parm );

    ok( status == expected, "level %lu: got status %lu, not %lu\n", level, status, expected );
    ok( parm == expected_parm, "level %lu: got parameter %lu, not %lu\n", level, parm, expected_parm );
}

static void test_set_info(void)
{
    static const DWORD string_levels[] =
        { 0, 1003, 1006, 1007, 1009, 1011, 1012, 1013, 1014, 1023, 1052, 1053 };
    static const DWORD number_levels[] = { 1005, 1008, 1010, 1017, 1018, 1020, 1024, 1025, 1051 };
    static const DWORD bad_levels[] = { 5, 10, 20, 23, 1000, 1001, 1004, 1015, 1054, 0xffffffff };
    WCHAR long_string[1000];
    USER_INFO_1007 info = { (WCHAR *)L"text" };
    USER_INFO_1 user = plain_user;
    USER_INFO_21 encrypted;
    unsigned int i;

    memset( &encrypted, 0, sizeof(encrypted) );
    for (i = 0; i < ARRAY_SIZE(long_string) - 1; i++) long_string[i] = 'x';
    long_string[i] = 0;
    for (i = 0; i < ARRAY_SIZE(string_levels); i++)
    {
        info.usri1007_comment = (WCHAR *)L"text";
        check_set( current_name, string_levels[i], &info, ERROR_ACCESS_DENIED, 0 );
        check_set( L"no such user", string_levels[i], &info, NERR_UserNotFound, 0 );
        info.usri1007_comment = long_string;
        check_set( current_name, string_levels[i], &info,
                   string_levels[i] == 0 ? NERR_BadUsername :
                   string_levels[i] == 1003 ? NERR_PasswordTooShort : ERROR_INVALID_PARAMETER,
                   string_levels[i] == 0 ? USER_NAME_PARMNUM : string_levels[i] - 1000 );
    }
    for (i = 0; i < ARRAY_SIZE(number_levels); i++)
    {
        check_set( current_name, number_levels[i], &(DWORD){ 1 }, ERROR_ACCESS_DENIED, 0 );
        check_set( current_name, number_levels[i], NULL, ERROR_INVALID_PARAMETER, 0 );
    }
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++) check_set( current_name, bad_levels[i], &info, ERROR_INVALID_LEVEL, 0 );
    check_set( current_name, 1, &user, ERROR_ACCESS_DENIED, 0 );
    check_set( current_name, 21, &encrypted, ERROR_ACCESS_DENIED, 0 );
    check_set( NULL, 1, &user, ERROR_INVALID_PARAMETER, 0 );
}

static void test_set_groups(void)
{
    GROUP_USERS_INFO_1 groups[] = { { (WCHAR *)L"None", 7 }, { (WCHAR *)L"no such group", 7 } };
    GROUP_USERS_INFO_0 names[] = { { (WCHAR *)L"None" }, { NULL } };
    NET_API_STATUS status;

    status = NetUserSetGroups( NULL, current_name, 0, (BYTE *)names, 1 );
    ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
    status = NetUserSetGroups( NULL, current_name, 0, (BYTE *)names, 2 );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetUserSetGroups( NULL, current_name, 1, (BYTE *)groups, 1 );
    ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
    status = NetUserSetGroups( NULL, current_name, 1, (BYTE *)groups, 2 );
    ok( status == NERR_GroupNotFound, "got status %lu\n", status );
    status = NetUserSetGroups( NULL, L"no such user", 0, (BYTE *)names, 1 );
    ok( status == NERR_UserNotFound, "got status %lu\n", status );
    status = NetUserSetGroups( NULL, current_name, 2, (BYTE *)names, 1 );
    ok( status == ERROR_INVALID_LEVEL, "got status %lu\n", status );
    status = NetUserSetGroups( NULL, current_name, 0, NULL, 1 );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetUserSetGroups( NULL, NULL, 0, (BYTE *)names, 1 );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetUserSetGroups( L"\\\\", current_name, 0, (BYTE *)names, 1 );
    ok( status == ERROR_INVALID_NAME, "got status %lu\n", status );
}

/* The passwords are wrong ones: where Wine has libnetapi, that says so. */
static void test_change_password(void)
{
    WCHAR long_password[PWLEN + 2];
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(long_password) - 1; i++) long_password[i] = 'x';
    long_password[i] = 0;
    status = NetUserChangePassword( NULL, current_name, L"wrong", L"new" );
    ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
    status = NetUserChangePassword( NULL, NULL, L"wrong", L"new" );
    ok( status == ERROR_ACCESS_DENIED, "got status %lu\n", status );
    status = NetUserChangePassword( NULL, L"no such user", L"wrong", L"new" );
    ok( status == NERR_UserNotFound, "got status %lu\n", status );
    status = NetUserChangePassword( NULL, current_name, NULL, L"new" );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetUserChangePassword( NULL, current_name, L"wrong", NULL );
    ok( status == ERROR_INVALID_PARAMETER, "got status %lu\n", status );
    status = NetUserChangePassword( NULL, current_name, L"wrong", long_password );
    ok( status == NERR_PasswordTooShort, "got status %lu\n", status );
    status = NetUserChangePassword( L"\\\\", current_name, L"wrong", L"new" );
    ok( status == ERROR_INVALID_NAME, "got status %lu\n", status );
}

/* ---- threads ---------------------------------------------------------------------------------- */

#define ADDERS       3
#define ENUMERATORS  3
#define ROUNDS       10
#define BURST        10     /* users that a thread adds before it deletes them */

static LONG running, failures, enumerations;

/* The number is a value of the record, the others are strings of it and of the account: where one is another
 * user's, they disagree. */
static void set_thread_name( WCHAR name[LM20_UNLEN + 1], DWORD number )
{
    _snwprintf( name, LM20_UNLEN + 1, L"thread user %lu", number );
}

static void add_and_delete( DWORD thread )
{
    DWORD i, number = thread * ROUNDS * BURST + 1;
    WCHAR name[LM20_UNLEN + 1];
    USER_INFO_3 user;

    fill_user( &user );
    user.usri3_name = user.usri3_full_name = user.usri3_comment = name;
    for (i = 0; i < ROUNDS * BURST; i++)
    {
        user.usri3_country_code = number + i;
        set_thread_name( name, number + i );
        if (NetUserAdd( NULL, 3, (BYTE *)&user, NULL )) InterlockedIncrement( &failures );
        if (i % BURST < BURST - 1) continue;
        for (user.usri3_country_code -= BURST - 1; user.usri3_country_code <= number + i; user.usri3_country_code++)
        {
            set_thread_name( name, user.usri3_country_code );
            if (NetUserDel( NULL, name )) InterlockedIncrement( &failures );
        }
    }
}

static DWORD WINAPI adder( void *number )
{
    add_and_delete( (DWORD_PTR)number );
    InterlockedDecrement( &running );
    return 0;
}

/* A user is there with all that belongs to it, or not at all. */
static BOOL is_whole( const USER_INFO_3 *user )
{
    WCHAR name[LM20_UNLEN + 1];

    if (user->usri3_user_id <= 1000) return TRUE;  /* none of the threads' */
    set_thread_name( name, user->usri3_country_code );
    return !lstrcmpW( user->usri3_name, name ) && !lstrcmpW( user->usri3_full_name, name ) &&
           !lstrcmpW( user->usri3_comment, name );
}

static DWORD WINAPI enumerator( void *arg )
{
    DWORD i, read, total;
    USER_INFO_3 *users;

    (void)arg;
    while (running)
    {
        if (NetUserEnum( NULL, 3, 0, (BYTE **)&users, MAX_PREFERRED_LENGTH, &read, &total, NULL ))
        {
            InterlockedIncrement( &failures );
            continue;
        }
        for (i = 0; i < read; i++) if (!is_whole( &users[i] )) InterlockedIncrement( &failures );
        NetApiBufferFree( users );
        InterlockedIncrement( &enumerations );
    }
    return 0;
}

static void test_threads(void)
{
    HANDLE threads[ADDERS + ENUMERATORS];
    DWORD i, before, after;
    DWORD_PTR number;

    NetApiBufferFree( enum_names( &before ) );
    running = ADDERS;
    for (i = 0; i < ENUMERATORS; i++) threads[i] = CreateThread( NULL, 0, enumerator, NULL, 0, NULL );
    for (number = 0; number < ADDERS; number++)
        threads[i++] = CreateThread( NULL, 0, adder, (void *)number, 0, NULL );
    ok( WaitForMultipleObjects( ARRAY_SIZE(threads), threads, TRUE, 120000 ) == WAIT_OBJECT_0, "a thread hangs\n" );
    for (i = 0; i < ARRAY_SIZE(threads); i++) CloseHandle( threads[i] );
    ok( !failures, "%ld failures\n", failures );
    ok( enumerations > 0, "nothing was enumerated\n" );
    NetApiBufferFree( enum_names( &after ) );
    ok( before == after, "%lu users before, %lu after\n", before, after );
    trace( "%ld enumerations beside %d additions\n", enumerations, ADDERS * ROUNDS * BURST );
}

static DWORD WINAPI delete_bad_name( void *arg )
{
    (void)arg;
    return NetUserDel( NULL, (WCHAR *)(ULONG_PTR)0xdeadbeef );
}

static DWORD WINAPI add_and_delete_user( void *arg )
{
    USER_INFO_1 user = { .usri1_name = (WCHAR *)L"faulting", .usri1_priv = USER_PRIV_USER, .usri1_flags = UF_SCRIPT };
    NET_API_STATUS status = NetUserAdd( NULL, 1, (BYTE *)&user, NULL );

    (void)arg;
    return status ? status : NetUserDel( NULL, L"faulting" );
}

/* What a function that tells something has allocated for it would be lost by its fault. */
static void test_bad_pointer(void)
{
    USER_INFO_1 user = { .usri1_name = (WCHAR *)L"present", .usri1_priv = USER_PRIV_USER, .usri1_flags = UF_SCRIPT };

    ok( !NetUserAdd( NULL, 1, (BYTE *)&user, NULL ), "it was not added\n" );
    check_fault( delete_bad_name, add_and_delete_user, 0 );
    ok( !NetUserDel( NULL, L"present" ), "it was not deleted\n" );
}

START_TEST(user)
{
    DWORD size = ARRAY_SIZE(current_name);

    GetUserNameW( current_name, &size );
    test_layout();
    test_levels();
    test_enum();
    test_sids();
    test_current_user();
    test_groups();
    test_local_groups();
    test_bad_input();
    test_own_names();
    if (!testing_ours())
    {
        skip( "accounts are changed only where that lasts as long as the process\n" );
        return;
    }
    test_add_plain_user();
    test_add_full_user();
    test_bad_names();
    test_bad_users();
    test_delete();
    test_set_info();
    test_set_groups();
    test_change_password();
    test_threads();
    test_bad_pointer();
}
