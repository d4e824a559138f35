/*
 * Tests of local groups
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

#include "wine/test.h"
#include <winnls.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "answer.h"
#include "groups.h"
#include "product.h"

/* BUILTIN's, whose names Windows translates */
static WCHAR administrators[GNLEN + 1], guests[GNLEN + 1];
static BYTE administrators_sid[SECURITY_MAX_SID_SIZE], guests_sid[SECURITY_MAX_SID_SIZE];

/* the group whose members are enumerated */
static const WCHAR *enumerated;

static void test_layout(void)
{
    static const struct layout layouts[] =
    {
        LAYOUT( LOCALGROUP_INFO_0, 4, 8 ),
        LAYOUT( LOCALGROUP_INFO_1, 8, 16 ),
        LAYOUT( LOCALGROUP_INFO_1002, 4, 8 ),
        LAYOUT( LOCALGROUP_MEMBERS_INFO_0, 4, 8 ),
        LAYOUT( LOCALGROUP_MEMBERS_INFO_1, 12, 24 ),
        LAYOUT( LOCALGROUP_MEMBERS_INFO_2, 12, 24 ),
        LAYOUT( LOCALGROUP_MEMBERS_INFO_3, 4, 8 ),
        LAYOUT( LOCALGROUP_USERS_INFO_0, 4, 8 ),
    };

    check_layouts( layouts, ARRAY_SIZE(layouts) );
}

static BOOL get_alias( WELL_KNOWN_SID_TYPE type, BYTE *sid, WCHAR *name )
{
    DWORD sid_size = SECURITY_MAX_SID_SIZE, name_size = GNLEN + 1, domain_size = 256;
    WCHAR domain[256];
    SID_NAME_USE use;

    return CreateWellKnownSid( type, NULL, sid, &sid_size ) &&
           LookupAccountSidW( NULL, sid, name, &name_size, domain, &domain_size, &use );
}

/* ---- levels ----------------------------------------------------------------------------------- */

static void check_name( struct answer *answer, const WCHAR *name )
{
    WCHAR domain[256];
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD sid_size = sizeof(sid), domain_size = ARRAY_SIZE(domain);
    SID_NAME_USE use = 0;

    check_string( answer, name, "name" );
    ok( LookupAccountNameW( NULL, name, sid, &sid_size, domain, &domain_size, &use ), "%s is not found, error %lu\n",
        wine_dbgstr_w( name ), GetLastError() );
    check_account( name, sid, SidTypeAlias, NULL );
}

static void check_group_0( struct answer *answer, const void *info )
{
    const LOCALGROUP_INFO_0 *group = info;

    check_name( answer, group->lgrpi0_name );
}

static void check_group_1( struct answer *answer, const void *info )
{
    const LOCALGROUP_INFO_1 *group = info;

    check_name( answer, group->lgrpi1_name );
    check_string( answer, group->lgrpi1_comment, "comment" );
}

static void check_sid( struct answer *answer, PSID sid )
{
    ok( IsValidSid( sid ), "the SID is not valid\n" );
    check_part( answer, sid, GetLengthSid( sid ), "SID" );
}

/* the name behind the domain's is the account's */
static const WCHAR *get_account_name( const WCHAR *domain_and_name )
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1];
    DWORD size = ARRAY_SIZE(computer);
    const WCHAR *name = domain_and_name;

    while (*name && *name != '\\') name++;
    ok( *name == '\\', "no domain in %s\n", wine_dbgstr_w( domain_and_name ) );
    if (testing_ours() && GetComputerNameW( computer, &size ))
        ok( CompareStringOrdinal( computer, size, domain_and_name, name - domain_and_name, TRUE ) == CSTR_EQUAL,
            "%s is not of this computer\n", wine_dbgstr_w( domain_and_name ) );
    return *name ? name + 1 : name;
}

static void check_member_0( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_0 *member = info;

    check_sid( answer, member->lgrmi0_sid );
}

static void check_member_1( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_1 *member = info;

    check_sid( answer, member->lgrmi1_sid );
    check_string( answer, member->lgrmi1_name, "name" );
    check_account( member->lgrmi1_name, member->lgrmi1_sid, member->lgrmi1_sidusage, NULL );
}

static void check_member_2( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_2 *member = info;

    check_sid( answer, member->lgrmi2_sid );
    check_string( answer, member->lgrmi2_domainandname, "name" );
    check_account( get_account_name( member->lgrmi2_domainandname ), member->lgrmi2_sid, member->lgrmi2_sidusage, NULL );
}

static void check_member_3( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_3 *member = info;

    check_string( answer, member->lgrmi3_domainandname, "name" );
    get_account_name( member->lgrmi3_domainandname );
}

static const struct enum_level group_levels[] =
{
    { 0, sizeof(LOCALGROUP_INFO_0), FALSE, check_group_0 },
    { 1, sizeof(LOCALGROUP_INFO_1), FALSE, check_group_1 },
};

static const struct enum_level member_levels[] =
{
    { 0, sizeof(LOCALGROUP_MEMBERS_INFO_0), TRUE, check_member_0 },
    { 1, sizeof(LOCALGROUP_MEMBERS_INFO_1), TRUE, check_member_1 },
    { 2, sizeof(LOCALGROUP_MEMBERS_INFO_2), TRUE, check_member_2 },
    { 3, sizeof(LOCALGROUP_MEMBERS_INFO_3), FALSE, check_member_3 },
};

/* ---- asking ----------------------------------------------------------------------------------- */

static NET_API_STATUS enum_groups( const WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                   DWORD *total, DWORD_PTR *resume )
{
    return NetLocalGroupEnum( server, level, buffer, max_length, read, total, resume );
}

static NET_API_STATUS enum_members( const WCHAR *server, DWORD level, BYTE **buffer, DWORD max_length, DWORD *read,
                                    DWORD *total, DWORD_PTR *resume )
{
    return NetLocalGroupGetMembers( server, enumerated, level, buffer, max_length, read, total, resume );
}

static void test_enumerations(void)
{
    static const struct enumeration groups =
        { "NetLocalGroupEnum", enum_groups, group_levels, ARRAY_SIZE(group_levels), 3, NULL, TRUE };
    static const struct enumeration members =
        { "NetLocalGroupGetMembers", enum_members, member_levels, ARRAY_SIZE(member_levels), 1, NULL, FALSE };

    test_enumeration( &groups );
    enumerated = administrators;
    test_enumeration( &members );
    enumerated = guests;
    test_enumeration( &members );
}

/* the BUILTIN domain's aliases that the system knows are those that are listed, no more, no less */
static void test_completeness(void)
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    WCHAR name[GNLEN + 1], domain[256];
    DWORD i, id, read = 0, total, known = 0;
    LOCALGROUP_INFO_0 *infos = NULL;
    SID_NAME_USE use;

    if (!under_wine()) return;      /* Windows has names for aliases that are not there */
    check_status( NetLocalGroupEnum( NULL, 0, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &read, &total, NULL ),
                  NERR_Success );
    memcpy( sid, administrators_sid, sizeof(sid) );
    for (id = 0; id < 2000; id++)
    {
        DWORD name_size = ARRAY_SIZE(name), domain_size = ARRAY_SIZE(domain);

        *GetSidSubAuthority( sid, 1 ) = id;
        if (!LookupAccountSidW( NULL, sid, name, &name_size, domain, &domain_size, &use )) continue;
        known++;
        for (i = 0; i < read; i++) if (!lstrcmpW( infos[i].lgrpi0_name, name )) break;
        ok( i < read, "%s is missing\n", wine_dbgstr_w( name ) );
    }
    ok( known == read, "%lu aliases, %lu are listed\n", known, read );
    NetApiBufferFree( infos );
}

static const struct group_calls calls =
    { "NetLocalGroupGetInfo", NetLocalGroupGetInfo, NetLocalGroupGetMembers, ERROR_NO_SUCH_ALIAS };

static void test_info(void)
{
    static const DWORD bad_levels[] = { 2, 3, 1002, 0xffffffff };

    check_group_levels( &calls, administrators, group_levels, ARRAY_SIZE(group_levels) );
    check_bad_group_levels( &calls, administrators, bad_levels, ARRAY_SIZE(bad_levels) );
}

static void test_names(void)
{
    check_group_names( &calls, administrators );
    if (testing_ours()) check_no_group( &calls, L"None" );
    if (testing_ours()) check_no_group( &calls, L"BUILTIN\\" );
}

/* ---- membership ------------------------------------------------------------------------------- */

static BOOL is_member_by_group( const WCHAR *group, PSID user )
{
    LOCALGROUP_MEMBERS_INFO_0 *info = NULL;
    DWORD i, read = 0, total;
    BOOL found = FALSE;

    check_status( NetLocalGroupGetMembers( NULL, group, 0, (BYTE **)&info, MAX_PREFERRED_LENGTH, &read, &total, NULL ),
                  NERR_Success );
    for (i = 0; i < read; i++) if (EqualSid( info[i].lgrmi0_sid, user )) found = TRUE;
    NetApiBufferFree( info );
    return found;
}

static BOOL is_member_by_user( const WCHAR *group, const WCHAR *user, DWORD flags )
{
    LOCALGROUP_USERS_INFO_0 *info = NULL;
    DWORD i, read = 0, total;
    BOOL found = FALSE;

    check_status( NetUserGetLocalGroups( NULL, user, 0, flags, (BYTE **)&info, MAX_PREFERRED_LENGTH, &read, &total ),
                  NERR_Success );
    for (i = 0; i < read; i++) if (!lstrcmpW( info[i].lgrui0_name, group )) found = TRUE;
    NetApiBufferFree( info );
    return found;
}

static BOOL is_enabled_in_token( const TOKEN_GROUPS *groups, const WCHAR *name )
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD sid_size = sizeof(sid), domain_size = 256;
    WCHAR domain[256];
    SID_NAME_USE use;

    return LookupAccountNameW( NULL, name, sid, &sid_size, domain, &domain_size, &use ) && is_in_token( groups, sid );
}

static void check_membership( const WCHAR *group, const USER_INFO_23 *user, const TOKEN_GROUPS *groups_of_user,
                              DWORD *count )
{
    BOOL is_member = is_member_by_group( group, user->usri23_user_sid );

    winetest_push_context( "%s in %s", wine_dbgstr_w( user->usri23_name ), wine_dbgstr_w( group ) );
    ok( is_member == is_member_by_user( group, user->usri23_name, 0 ), "the group says %d, the user not\n", is_member );
    if (testing_ours())
        ok( is_member == is_member_by_user( group, user->usri23_name, LG_INCLUDE_INDIRECT ),
            "the group says %d, the user indirectly not\n", is_member );
    if (groups_of_user)
    {
        *count += is_member;
        if (testing_ours())
            ok( is_member == is_enabled_in_token( groups_of_user, group ), "the token disagrees\n" );
    }
    winetest_pop_context();
}

static void test_membership(void)
{
    TOKEN_GROUPS *token_groups = get_token_info( TokenGroups );
    TOKEN_USER *token_user = get_token_info( TokenUser );
    DWORD i, j, read = 0, total, user_count, of_this_user = 0, in_token = 0;
    USER_INFO_23 *users = get_users( &user_count );
    LOCALGROUP_INFO_0 *infos = NULL;
    BOOL is_known = FALSE, is_this;

    check_status( NetLocalGroupEnum( NULL, 0, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &read, &total, NULL ),
                  NERR_Success );
    for (j = 0; j < user_count; j++)
    {
        is_this = EqualSid( users[j].usri23_user_sid, token_user->User.Sid );
        is_known |= is_this;
        for (i = 0; i < read; i++)
            check_membership( infos[i].lgrpi0_name, &users[j], is_this ? token_groups : NULL, &of_this_user );
    }
    /* on Windows a user may be in a group by way of another group, or have lost one's rights */
    if (testing_ours() && is_known)
    {
        for (i = 0; i < token_groups->GroupCount; i++)
            if (EqualPrefixSid( token_groups->Groups[i].Sid, (PSID)administrators_sid ) &&
                (token_groups->Groups[i].Attributes & SE_GROUP_ENABLED)) in_token++;
        ok( of_this_user == in_token, "a member of %lu groups, the token has %lu\n", of_this_user, in_token );
        ok( in_token > 0, "the token has no local group\n" );
    }
    NetApiBufferFree( infos );
    NetApiBufferFree( users );
    HeapFree( GetProcessHeap(), 0, token_user );
    HeapFree( GetProcessHeap(), 0, token_groups );
}

/* ---- changing --------------------------------------------------------------------------------- */

/* The rest of this file changes nothing, or nothing for longer than the process lives: where the DLL is another one,
 * it could change the computer. */

static void test_add(void)
{
    static const WCHAR * const bad_names[] = { NULL, L"", L".", L"a.", L"a:b", L"a\"b", L"a*", L"\x1f" };
    WCHAR name[GNLEN + 2], comment[MAXCOMMENTSZ + 2];
    LOCALGROUP_INFO_1 info = { name, comment };
    DWORD level, parm;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(name); i++) name[i] = 'n';
    name[GNLEN] = 0;
    for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = '"';
    comment[MAXCOMMENTSZ] = 0;

    for (level = 0; level <= 1; level++)
    {
        check_parm( NetLocalGroupAdd( NULL, level, (BYTE *)&info, &parm ), ERROR_ACCESS_DENIED, 0 );
        name[GNLEN] = 'n';
        name[GNLEN + 1] = 0;
        check_parm( NetLocalGroupAdd( NULL, level, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                    LOCALGROUP_NAME_PARMNUM );
        name[GNLEN] = 0;
    }
    comment[MAXCOMMENTSZ] = '"';
    comment[MAXCOMMENTSZ + 1] = 0;
    check_parm( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                LOCALGROUP_COMMENT_PARMNUM );
    info.lgrpi1_comment = NULL;
    check_parm( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, &parm ), ERROR_ACCESS_DENIED, 0 );
    for (i = 0; i < ARRAY_SIZE(bad_names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( bad_names[i] ) );
        info.lgrpi1_name = (WCHAR *)bad_names[i];
        check_parm( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                    LOCALGROUP_NAME_PARMNUM );
        check_status( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, NULL ), ERROR_INVALID_PARAMETER );
        winetest_pop_context();
    }
    info.lgrpi1_name = (WCHAR *)L"administrators";
    check_parm( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, &parm ), ERROR_ALIAS_EXISTS, 0 );
    info.lgrpi1_name = (WCHAR *)L"none";
    check_parm( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, &parm ), NERR_GroupExists, 0 );
    info.lgrpi1_name = (WCHAR *)L"guest";
    check_parm( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, &parm ), NERR_UserExists, 0 );

    check_parm( NetLocalGroupAdd( NULL, 2, (BYTE *)&info, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetLocalGroupAdd( NULL, 1002, (BYTE *)&info, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetLocalGroupAdd( NULL, 0, NULL, &parm ), ERROR_INVALID_PARAMETER, 0 );
    check_parm( NetLocalGroupAdd( L"no-such-computer.invalid", 0, (BYTE *)&info, &parm ), ERROR_BAD_NETPATH, 0 );
}

static void test_set_info_and_deletion(void)
{
    WCHAR comment[MAXCOMMENTSZ + 2], ignored[GNLEN + 2];
    LOCALGROUP_INFO_1 info = { ignored, comment };
    LOCALGROUP_INFO_0 name = { (WCHAR *)L"new name" };
    LOCALGROUP_INFO_1002 comment_info = { comment };
    DWORD parm;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(ignored); i++) ignored[i] = i <= GNLEN ? '\\' : 0;
    for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = 'c';
    comment[MAXCOMMENTSZ + 1] = 0;
    check_parm( NetLocalGroupSetInfo( NULL, guests, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                LOCALGROUP_COMMENT_PARMNUM );
    check_parm( NetLocalGroupSetInfo( NULL, guests, 1002, (BYTE *)&comment_info, &parm ), ERROR_INVALID_PARAMETER,
                LOCALGROUP_COMMENT_PARMNUM );
    comment[MAXCOMMENTSZ] = 0;
    check_parm( NetLocalGroupSetInfo( NULL, guests, 1, (BYTE *)&info, &parm ), ERROR_ACCESS_DENIED, 0 );
    check_parm( NetLocalGroupSetInfo( NULL, guests, 1002, (BYTE *)&comment_info, &parm ), ERROR_ACCESS_DENIED, 0 );

    check_parm( NetLocalGroupSetInfo( NULL, guests, 0, (BYTE *)&name, &parm ), ERROR_ACCESS_DENIED, 0 );
    name.lgrpi0_name = (WCHAR *)L"bad\\name";
    check_parm( NetLocalGroupSetInfo( NULL, guests, 0, (BYTE *)&name, &parm ), ERROR_INVALID_PARAMETER,
                LOCALGROUP_NAME_PARMNUM );
    name.lgrpi0_name = administrators;
    check_parm( NetLocalGroupSetInfo( NULL, guests, 0, (BYTE *)&name, &parm ), ERROR_ALIAS_EXISTS, 0 );

    check_parm( NetLocalGroupSetInfo( NULL, NO_SUCH_NAME, 1002, (BYTE *)&comment_info, &parm ), ERROR_NO_SUCH_ALIAS, 0 );
    check_parm( NetLocalGroupSetInfo( NULL, NULL, 1002, (BYTE *)&comment_info, &parm ), ERROR_INVALID_PARAMETER, 0 );
    check_parm( NetLocalGroupSetInfo( NULL, guests, 1002, NULL, &parm ), ERROR_INVALID_PARAMETER, 0 );
    check_parm( NetLocalGroupSetInfo( NULL, guests, 1001, (BYTE *)&name, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetLocalGroupSetInfo( L"\\x", guests, 1002, (BYTE *)&comment_info, &parm ), ERROR_INVALID_NAME, 0 );
    check_status( NetLocalGroupSetInfo( NULL, guests, 1002, (BYTE *)&comment_info, NULL ), ERROR_ACCESS_DENIED );

    check_status( NetLocalGroupDel( NULL, guests ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupDel( NULL, NO_SUCH_NAME ), NERR_GroupNotFound );
    check_status( NetLocalGroupDel( NULL, NULL ), ERROR_INVALID_PARAMETER );
    check_status( NetLocalGroupDel( L"\\x", guests ), ERROR_INVALID_NAME );
}

/* who can be a member, by SID: what is said to each of the three changes of the group of guests */
struct sid_case
{
    const char *name;
    PSID sid;
    NET_API_STATUS add, delete, set;
};

static void check_sid_case( const struct sid_case *c )
{
    LOCALGROUP_MEMBERS_INFO_0 info = { c->sid };

    winetest_push_context( "%s", c->name );
    check_status( NetLocalGroupAddMembers( NULL, guests, 0, (BYTE *)&info, 1 ), c->add );
    check_status( NetLocalGroupAddMember( NULL, guests, c->sid ), c->add );
    check_status( NetLocalGroupDelMembers( NULL, guests, 0, (BYTE *)&info, 1 ), c->delete );
    check_status( NetLocalGroupDelMember( NULL, guests, c->sid ), c->delete );
    check_status( NetLocalGroupSetMembers( NULL, guests, 0, (BYTE *)&info, 1 ), c->set );
    winetest_pop_context();
}

/* an account of the domain that the user is in */
static void make_sid( BYTE *sid, PSID user, DWORD id )
{
    CopySid( SECURITY_MAX_SID_SIZE, sid, user );
    *GetSidSubAuthority( sid, *GetSidSubAuthorityCount( sid ) - 1 ) = id;
}

static void test_sids(void)
{
    BYTE guest[SECURITY_MAX_SID_SIZE], none[SECURITY_MAX_SID_SIZE], domain_admins[SECURITY_MAX_SID_SIZE];
    BYTE nobody[SECURITY_MAX_SID_SIZE], foreign[SECURITY_MAX_SID_SIZE], invalid[SECURITY_MAX_SID_SIZE];
    BYTE everyone[SECURITY_MAX_SID_SIZE], builtin[SECURITY_MAX_SID_SIZE];
    TOKEN_USER *user = get_token_info( TokenUser );
    const struct sid_case cases[] =
    {
        { "a member", guest, ERROR_MEMBER_IN_ALIAS, ERROR_ACCESS_DENIED, ERROR_ACCESS_DENIED },
        { "this user", user->User.Sid, ERROR_ACCESS_DENIED, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_ACCESS_DENIED },
        { "a group", none, ERROR_ACCESS_DENIED, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_ACCESS_DENIED },
        { "everyone", everyone, ERROR_ACCESS_DENIED, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_ACCESS_DENIED },
        { "an alias", administrators_sid, ERROR_INVALID_MEMBER, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_INVALID_MEMBER },
        { "a domain", builtin, ERROR_INVALID_MEMBER, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_INVALID_MEMBER },
        { "a name without an account", domain_admins, ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER },
        { "an unused id", nobody, ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER },
        { "another domain's", foreign, ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER },
        { "no valid SID", invalid, ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER },
        { "no SID", NULL, ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER },
    };
    DWORD size;
    unsigned int i;

    make_sid( guest, user->User.Sid, DOMAIN_USER_RID_GUEST );
    make_sid( none, user->User.Sid, DOMAIN_GROUP_RID_USERS );
    make_sid( domain_admins, user->User.Sid, DOMAIN_GROUP_RID_ADMINS );
    make_sid( nobody, user->User.Sid, 54321 );
    make_sid( foreign, user->User.Sid, DOMAIN_USER_RID_GUEST );
    *GetSidSubAuthority( foreign, 1 ) ^= 1;
    memset( invalid, 0xff, sizeof(invalid) );
    size = sizeof(everyone);
    CreateWellKnownSid( WinWorldSid, NULL, everyone, &size );
    size = sizeof(builtin);
    CreateWellKnownSid( WinBuiltinDomainSid, NULL, builtin, &size );

    for (i = 0; i < ARRAY_SIZE(cases); i++) check_sid_case( &cases[i] );
    HeapFree( GetProcessHeap(), 0, user );
}

static void test_member_names(void)
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1], qualified[300], longest[5000];
    DWORD size = ARRAY_SIZE(computer);
    const struct
    {
        const WCHAR *name;
        NET_API_STATUS add, delete;
    }
    cases[] =
    {
        { L"guest", ERROR_MEMBER_IN_ALIAS, ERROR_ACCESS_DENIED },
        { qualified, ERROR_MEMBER_IN_ALIAS, ERROR_ACCESS_DENIED },
        { L"Administrator", ERROR_ACCESS_DENIED, ERROR_MEMBER_NOT_IN_ALIAS },
        { L"None", ERROR_ACCESS_DENIED, ERROR_MEMBER_NOT_IN_ALIAS },
        { L"Everyone", ERROR_ACCESS_DENIED, ERROR_MEMBER_NOT_IN_ALIAS },
        { L"Users", ERROR_INVALID_MEMBER, ERROR_MEMBER_NOT_IN_ALIAS },
        { L"BUILTIN\\Users", ERROR_INVALID_MEMBER, ERROR_MEMBER_NOT_IN_ALIAS },
        { L"no such domain\\guest", ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER },
        { NO_SUCH_NAME, ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER },
        { L"", ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER },
        { longest, ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER },
        { NULL, ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER },
    };
    LOCALGROUP_MEMBERS_INFO_3 info[2];
    unsigned int i;

    GetComputerNameW( computer, &size );
    lstrcpyW( qualified, computer );
    CharLowerW( qualified );
    lstrcatW( qualified, L"\\Guest" );
    for (i = 0; i < ARRAY_SIZE(longest); i++) longest[i] = i < ARRAY_SIZE(longest) - 1 ? 'x' : 0;

    info[0].lgrmi3_domainandname = (WCHAR *)L"Guest";
    for (i = 0; i < ARRAY_SIZE(cases); i++)
    {
        winetest_push_context( "%s", cases[i].name == longest ? "a long name" : wine_dbgstr_w( cases[i].name ) );
        info[1].lgrmi3_domainandname = (WCHAR *)cases[i].name;
        check_status( NetLocalGroupAddMembers( NULL, guests, 3, (BYTE *)&info[1], 1 ), cases[i].add );
        /* the second of an array is looked at as well */
        check_status( NetLocalGroupDelMembers( NULL, guests, 3, (BYTE *)info, 2 ), cases[i].delete );
        winetest_pop_context();
    }
}

typedef NET_API_STATUS (WINAPI *change_function)( LPCWSTR server, LPCWSTR group, DWORD level, LPBYTE buf, DWORD count );

static void test_bad_changes(void)
{
    static const change_function functions[] =
        { NetLocalGroupAddMembers, NetLocalGroupDelMembers, NetLocalGroupSetMembers };
    static const DWORD bad_levels[] = { 1, 2, 4, 0xffffffff };
    LOCALGROUP_MEMBERS_INFO_3 info = { (WCHAR *)L"Guest" };
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(functions); i++)
    {
        winetest_push_context( "function %u", i );
        for (j = 0; j < ARRAY_SIZE(bad_levels); j++)
            check_status( functions[i]( NULL, guests, bad_levels[j], (BYTE *)&info, 1 ), ERROR_INVALID_LEVEL );
        check_status( functions[i]( NULL, NO_SUCH_NAME, 3, (BYTE *)&info, 1 ), NERR_GroupNotFound );
        check_status( functions[i]( NULL, NULL, 3, (BYTE *)&info, 1 ), ERROR_INVALID_PARAMETER );
        check_status( functions[i]( NULL, guests, 3, NULL, 1 ), ERROR_INVALID_PARAMETER );
        check_status( functions[i]( NULL, guests, 3, NULL, 0 ), ERROR_ACCESS_DENIED );
        check_status( functions[i]( L"\\x", guests, 3, (BYTE *)&info, 1 ), ERROR_INVALID_NAME );
        winetest_pop_context();
    }
    check_status( NetLocalGroupAddMember( NULL, NO_SUCH_NAME, administrators_sid ), NERR_GroupNotFound );
    check_status( NetLocalGroupDelMember( L"\\x", guests, administrators_sid ), ERROR_INVALID_NAME );
}

/* Wine's LSA does not know an added user, but the accounts do. */
static void test_added_user(void)
{
    USER_INFO_1 info = { .usri1_name = (WCHAR *)L"alias test", .usri1_password = (WCHAR *)L"Secret 1 secret",
                         .usri1_priv = USER_PRIV_USER, .usri1_flags = UF_SCRIPT };
    LOCALGROUP_MEMBERS_INFO_3 name = { info.usri1_name };
    USER_INFO_23 *user = NULL;

    check_status( NetUserAdd( NULL, 1, (BYTE *)&info, NULL ), NERR_Success );
    check_status( NetUserGetInfo( NULL, info.usri1_name, 23, (BYTE **)&user ), NERR_Success );
    check_status( NetLocalGroupAddMember( NULL, guests, user->usri23_user_sid ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupDelMember( NULL, guests, user->usri23_user_sid ), ERROR_MEMBER_NOT_IN_ALIAS );
    check_status( NetLocalGroupAddMembers( NULL, guests, 3, (BYTE *)&name, 1 ), ERROR_ACCESS_DENIED );
    test_membership();
    check_status( NetUserDel( NULL, info.usri1_name ), NERR_Success );
    check_status( NetLocalGroupAddMember( NULL, guests, user->usri23_user_sid ), ERROR_NO_SUCH_MEMBER );
    NetApiBufferFree( user );
}

START_TEST(localgroup)
{
    test_layout();
    if (under_wine() && !testing_ours())
    {
        skip( "Wine's own has no local groups\n" );
        return;
    }
    if (!get_alias( WinBuiltinAdministratorsSid, administrators_sid, administrators ) ||
        !get_alias( WinBuiltinGuestsSid, guests_sid, guests ))
    {
        ok( 0, "the local groups have no names\n" );
        return;
    }
    test_enumerations();
    test_completeness();
    test_info();
    test_names();
    test_membership();
    if (!testing_ours())
    {
        skip( "not changing this computer\n" );
        return;
    }
    test_add();
    test_set_info_and_deletion();
    test_sids();
    test_member_names();
    test_bad_changes();
    test_added_user();
}
