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
#include <sddl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "accounts.h"
#include "answer.h"
#include "changes.h"
#include "groups.h"
#include "joined.h"
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

/* Wine's LSA has another name for one of the groups that Windows makes, and does not know what has been added. */
static void check_name( struct answer *answer, const WCHAR *name )
{
    WCHAR domain[256];
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD sid_size = sizeof(sid), domain_size = ARRAY_SIZE(domain);
    SID_NAME_USE use = 0;

    check_string( answer, name, "name" );
    if (LookupAccountNameW( NULL, name, sid, &sid_size, domain, &domain_size, &use ))
        check_account( name, sid, SidTypeAlias, NULL );
    else
        ok( under_wine() && (!lstrcmpW( name, L"Replicator" ) || get_alias_sid( name, sid )), "%s is not found\n",
            wine_dbgstr_w( name ) );
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

/* the account's name behind the domain's, when that is in front */
static const WCHAR *get_account_name( const WCHAR *domain_and_name )
{
    const WCHAR *name = domain_and_name;

    while (*name && *name != '\\') name++;
    return *name ? name + 1 : domain_and_name;
}

/* whose name a SID is, where the system itself knows it */
static void check_member( const WCHAR *name, PSID sid, SID_NAME_USE use )
{
    WCHAR *string, own_name[256], domain[256];
    DWORD name_size = ARRAY_SIZE(own_name), domain_size = ARRAY_SIZE(domain);
    SID_NAME_USE own_use;

    if (use == SidTypeUnknown)
    {
        ok( ConvertSidToStringSidW( sid, &string ), "no string\n" );
        ok( !lstrcmpW( name, string ), "%s has the name %s\n", wine_dbgstr_w( string ), wine_dbgstr_w( name ) );
        LocalFree( string );
        return;
    }
    if (!LookupAccountSidW( NULL, sid, own_name, &name_size, domain, &domain_size, &own_use ) && under_wine())
        ok( is_own_sid( sid ) && last_sub_authority( sid ) > 1000, "%s is not found\n", wine_dbgstr_w( name ) );
    else check_account( name, sid, use, NULL );
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
    check_member( member->lgrmi1_name, member->lgrmi1_sid, member->lgrmi1_sidusage );
}

static void check_member_2( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_2 *member = info;

    check_sid( answer, member->lgrmi2_sid );
    check_string( answer, member->lgrmi2_domainandname, "name" );
    check_member( get_account_name( member->lgrmi2_domainandname ), member->lgrmi2_sid, member->lgrmi2_sidusage );
}

static void check_member_3( struct answer *answer, const void *info )
{
    const LOCALGROUP_MEMBERS_INFO_3 *member = info;

    check_string( answer, member->lgrmi3_domainandname, "name" );
    ok( member->lgrmi3_domainandname[0], "got no name\n" );
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

static const struct enumeration groups =
    { "NetLocalGroupEnum", enum_groups, group_levels, ARRAY_SIZE(group_levels), 3, NULL, TRUE };
static const struct enumeration members =
    { "NetLocalGroupGetMembers", enum_members, member_levels, ARRAY_SIZE(member_levels), 1, NULL, FALSE };

static void test_enumerations(void)
{
    test_enumeration( &groups );
    enumerated = administrators;
    test_enumeration( &members );
    enumerated = guests;
    test_enumeration( &members );
}

/* The local groups of a Windows 10 that is no domain controller, each with a comment: Microsoft Learn, "Local accounts"
 * and "Security identifiers". Wine knows some of them. Those of domain controllers are not there. */
static void test_builtin(void)
{
    static const struct { DWORD id; const WCHAR *name; } expected[] =
    {
        { DOMAIN_ALIAS_RID_ADMINS, L"Administrators" },
        { DOMAIN_ALIAS_RID_USERS, L"Users" },
        { DOMAIN_ALIAS_RID_GUESTS, L"Guests" },
        { DOMAIN_ALIAS_RID_POWER_USERS, L"Power Users" },
        { DOMAIN_ALIAS_RID_BACKUP_OPS, L"Backup Operators" },
        { DOMAIN_ALIAS_RID_REPLICATOR, L"Replicator" },
        { DOMAIN_ALIAS_RID_REMOTE_DESKTOP_USERS, L"Remote Desktop Users" },
        { DOMAIN_ALIAS_RID_NETWORK_CONFIGURATION_OPS, L"Network Configuration Operators" },
        { DOMAIN_ALIAS_RID_MONITORING_USERS, L"Performance Monitor Users" },
        { DOMAIN_ALIAS_RID_LOGGING_USERS, L"Performance Log Users" },
        { DOMAIN_ALIAS_RID_DCOM_USERS, L"Distributed COM Users" },
        { 568, L"IIS_IUSRS" },
        { 569, L"Cryptographic Operators" },
        { 573, L"Event Log Readers" },
        { 578, L"Hyper-V Administrators" },
        { 579, L"Access Control Assistance Operators" },
        { 580, L"Remote Management Users" },
        { 581, L"System Managed Accounts Group" },
        { 583, L"Device Owners" },
    };
    static const WCHAR * const wrong[] =
        { L"Account Operators", L"Server Operators", L"Print Operators", L"Replicators",
          L"Pre-Windows 2000 Compatible Access" };
    DWORD i, j, read = 0, total, known = 0, name_size, domain_size;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    WCHAR name[GNLEN + 1], domain[256];
    LOCALGROUP_INFO_1 *infos = NULL;
    SID_NAME_USE use;

    if (!testing_ours()) return;    /* Windows' names are translated, and programs add some */
    check_status( NetLocalGroupEnum( NULL, 1, (BYTE **)&infos, MAX_PREFERRED_LENGTH, &read, &total, NULL ),
                  NERR_Success );
    for (i = 0; i < read; i++)
    {
        ok( infos[i].lgrpi1_comment[0] && lstrlenW( infos[i].lgrpi1_comment ) <= MAXCOMMENTSZ, "%s: got comment %s\n",
            wine_dbgstr_w( infos[i].lgrpi1_name ), wine_dbgstr_w( infos[i].lgrpi1_comment ) );
        for (j = 0; j < ARRAY_SIZE(wrong); j++)
            ok( lstrcmpW( infos[i].lgrpi1_name, wrong[j] ), "%s is there\n", wine_dbgstr_w( wrong[j] ) );
        for (j = 0; j < i; j++)
            ok( lstrcmpW( infos[i].lgrpi1_name, infos[j].lgrpi1_name ), "%s is there twice\n",
                wine_dbgstr_w( infos[i].lgrpi1_name ) );
    }
    memcpy( sid, administrators_sid, sizeof(sid) );
    for (j = 0; j < ARRAY_SIZE(expected); j++)
    {
        name_size = ARRAY_SIZE(name);
        domain_size = ARRAY_SIZE(domain);
        *GetSidSubAuthority( sid, 1 ) = expected[j].id;
        if (!LookupAccountSidW( NULL, sid, name, &name_size, domain, &domain_size, &use )) continue;
        known++;
        for (i = 0; i < read; i++) if (!lstrcmpW( infos[i].lgrpi1_name, expected[j].name )) break;
        ok( i < read, "%s is missing\n", wine_dbgstr_w( expected[j].name ) );
    }
    ok( known == read, "%lu local groups, %lu are listed\n", known, read );
    ok( known >= 10, "%lu local groups\n", known );
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

/* ---- who is in the groups that Windows makes -------------------------------------------------- */

static DWORD count_members( const WCHAR *alias )
{
    DWORD read = 0, total = 0;
    BYTE *buffer = NULL;

    NetLocalGroupGetMembers( NULL, alias, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    NetApiBufferFree( buffer );
    return read;
}

/* what level 2 tells of a member; an empty name: the SID is no member's */
static SID_NAME_USE find_member( const WCHAR *alias, PSID sid, WCHAR name[300] )
{
    LOCALGROUP_MEMBERS_INFO_2 *info = NULL;
    DWORD i, read = 0, total;
    SID_NAME_USE use = 0;

    name[0] = 0;
    NetLocalGroupGetMembers( NULL, alias, 2, (BYTE **)&info, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    for (i = 0; i < read; i++)
    {
        if (!EqualSid( info[i].lgrmi2_sid, sid )) continue;
        lstrcpynW( name, info[i].lgrmi2_domainandname, 300 );
        use = info[i].lgrmi2_sidusage;
    }
    NetApiBufferFree( info );
    return use;
}

static void check_well_known_member( const WCHAR *alias, WELL_KNOWN_SID_TYPE type )
{
    WCHAR name[300], wanted[300], domain[256], account[256];
    DWORD size = SECURITY_MAX_SID_SIZE, name_size = ARRAY_SIZE(account), domain_size = ARRAY_SIZE(domain);
    BYTE sid[SECURITY_MAX_SID_SIZE];
    SID_NAME_USE use, own_use = 0;

    CreateWellKnownSid( type, NULL, sid, &size );
    LookupAccountSidW( NULL, sid, account, &name_size, domain, &domain_size, &own_use );
    wsprintfW( wanted, L"%s\\%s", domain, account );
    use = find_member( alias, sid, name );
    ok( use == own_use && use == SidTypeWellKnownGroup, "%s: got use %u\n", wine_dbgstr_w( wanted ), use );
    ok( !lstrcmpW( name, wanted ), "%s has the name %s\n", wine_dbgstr_w( wanted ), wine_dbgstr_w( name ) );
}

/* an account of the computer's domain */
static void make_sid( BYTE *sid, DWORD id )
{
    USER_MODALS_INFO_2 *info = NULL;

    memset( sid, 0, SECURITY_MAX_SID_SIZE );
    if (NetUserModalsGet( NULL, 2, (BYTE **)&info )) return;
    CopySid( SECURITY_MAX_SID_SIZE, sid, info->usrmod2_domain_id );
    *GetSidSubAuthority( sid, (*GetSidSubAuthorityCount( sid ))++ ) = id;
    NetApiBufferFree( info );
}

/* Microsoft Learn, "Active Directory security groups": the members after an installation. The token tells of this
 * user. */
static void test_builtin_members(void)
{
    TOKEN_GROUPS *token_groups = get_token_info( TokenGroups );
    BYTE sid[SECURITY_MAX_SID_SIZE], users_sid[SECURITY_MAX_SID_SIZE];
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1], wanted[300], name[300], users[GNLEN + 1];
    DWORD size = ARRAY_SIZE(computer);

    GetComputerNameW( computer, &size );
    make_sid( sid, DOMAIN_USER_RID_ADMIN );
    ok( find_member( administrators, sid, name ) == SidTypeUser, "Administrator is not in Administrators\n" );
    if (testing_ours())
    {
        wsprintfW( wanted, L"%s\\Administrator", computer );
        ok( !lstrcmpiW( name, wanted ), "got name %s\n", wine_dbgstr_w( name ) );
        make_sid( sid, DOMAIN_USER_RID_GUEST );
        ok( find_member( guests, sid, name ) == SidTypeUser, "Guest is not in Guests\n" );
        wsprintfW( wanted, L"%s\\Guest", computer );
        ok( !lstrcmpiW( name, wanted ), "got name %s\n", wine_dbgstr_w( name ) );
        get_alias( WinBuiltinUsersSid, users_sid, users );
        check_well_known_member( users, WinInteractiveSid );
        check_well_known_member( users, WinAuthenticatedUserSid );
        ok( count_members( users ) == (is_in_token( token_groups, users_sid ) ? 3u : 2u), "Users has %lu members\n",
            count_members( users ) );
        enumerated = users;
        test_enumeration( &members );
        ok( !count_members( L"Replicator" ), "Replicator has members\n" );
    }
    HeapFree( GetProcessHeap(), 0, token_groups );
}

/* ---- adding and deleting ---------------------------------------------------------------------- */

/* what is told of a local group, and is to be told; returns the relative id */
#define check_alias( name, comment )  check_alias_( __LINE__, name, comment )
static DWORD check_alias_( unsigned int line, const WCHAR *name, const WCHAR *comment )
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    LOCALGROUP_INFO_1 *info = NULL;
    NET_API_STATUS status;

    status = NetLocalGroupGetInfo( NULL, name, 1, (BYTE **)&info );
    ok_( __FILE__, line )( !status, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
    if (status) return 0;
    ok_( __FILE__, line )( !lstrcmpW( info->lgrpi1_name, name ), "%s has the name %s\n", wine_dbgstr_w( name ),
                           wine_dbgstr_w( info->lgrpi1_name ) );
    ok_( __FILE__, line )( !lstrcmpW( info->lgrpi1_comment, comment ), "%s: got comment %s\n", wine_dbgstr_w( name ),
                           wine_dbgstr_w( info->lgrpi1_comment ) );
    NetApiBufferFree( info );
    ok_( __FILE__, line )( get_alias_sid( name, sid ), "%s has no SID\n", wine_dbgstr_w( name ) );
    ok_( __FILE__, line )( is_own_sid( sid ) && last_sub_authority( sid ) > 1000, "%s is of another domain\n",
                           wine_dbgstr_w( name ) );
    return last_sub_authority( sid );
}

static void check_no_such_alias( const WCHAR *name )
{
    BYTE *info = NULL;

    check_status( NetLocalGroupGetInfo( NULL, name, 0, &info ), NERR_GroupNotFound );
    NetApiBufferFree( info );
}

static void test_add_levels(void)
{
    LOCALGROUP_INFO_1 info = { (WCHAR *)TEST_ALIAS, (WCHAR *)L"one \"comment\"" };
    DWORD level, parm, id, last = 0;

    for (level = 0; level <= 1; level++)
    {
        check_parm( NetLocalGroupAdd( NULL, level, (BYTE *)&info, &parm ), NERR_Success, 0 );
        id = check_alias( TEST_ALIAS, level ? info.lgrpi1_comment : L"" );
        ok( id > last, "id %lu after %lu\n", id, last );        /* that of a deleted group is never used again */
        last = id;
        ok( !count_members( TEST_ALIAS ), "a new group has members\n" );
        check_status( NetLocalGroupDel( NULL, TEST_ALIAS ), NERR_Success );
        check_no_such_alias( TEST_ALIAS );
        check_status( NetLocalGroupDel( NULL, TEST_ALIAS ), NERR_GroupNotFound );
    }
    info.lgrpi1_comment = NULL;
    check_parm( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, &parm ), NERR_Success, 0 );
    check_alias( TEST_ALIAS, L"" );
    check_status( NetLocalGroupDel( NULL, TEST_ALIAS ), NERR_Success );
}

static void test_add_names(void)
{
    static const WCHAR * const bad_names[] = { NULL, L"", L".", L" . ", L"a.", L"a:b", L"a\"b", L"a*", L"\x1f" };
    static const WCHAR * const good_names[] =
        { L"netapi32", L"netapi32.test", L"netapi32 'test' group & (more) #1 - 100%!", L"1234567890netapi32",
          L"netapi32 \x0393\x03c1\x03ac\x03bc\x03bc\x03b1", L"netapi32 \x7ec4\x5225", L"netapi32 \xd83d\xde00",
          L"netapi32 \x00c4\x00d6\x00dc\x00df" };
    WCHAR name[GNLEN + 2], comment[MAXCOMMENTSZ + 2];
    LOCALGROUP_INFO_1 info = { name, comment };
    unsigned int i;
    DWORD parm;

    for (i = 0; i < ARRAY_SIZE(good_names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( good_names[i] ) );
        NetLocalGroupDel( NULL, good_names[i] );
        check_status( add_alias( good_names[i] ), NERR_Success );
        check_alias( good_names[i], L"a comment" );
        check_status( NetLocalGroupDel( NULL, good_names[i] ), NERR_Success );
        winetest_pop_context();
    }

    for (i = 0; i < ARRAY_SIZE(name); i++) name[i] = L"netapi32"[i % 8];
    for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = '"';
    name[GNLEN] = comment[MAXCOMMENTSZ] = 0;
    NetLocalGroupDel( NULL, name );
    check_parm( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, &parm ), NERR_Success, 0 );
    check_alias( name, comment );
    check_status( NetLocalGroupDel( NULL, name ), NERR_Success );
    if (!testing_ours()) return;        /* whether Windows tells it so is nobody's promise */

    name[GNLEN] = 'x';
    name[GNLEN + 1] = 0;
    check_parm( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER, LOCALGROUP_NAME_PARMNUM );
    info.lgrpi1_name = (WCHAR *)TEST_ALIAS;
    comment[MAXCOMMENTSZ] = '"';
    comment[MAXCOMMENTSZ + 1] = 0;
    check_parm( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                LOCALGROUP_COMMENT_PARMNUM );
    check_no_such_alias( TEST_ALIAS );
    info.lgrpi1_comment = NULL;
    for (i = 0; i < ARRAY_SIZE(bad_names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( bad_names[i] ) );
        info.lgrpi1_name = (WCHAR *)bad_names[i];
        check_parm( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                    LOCALGROUP_NAME_PARMNUM );
        check_status( NetLocalGroupAdd( NULL, 1, (BYTE *)&info, NULL ), ERROR_INVALID_PARAMETER );
        winetest_pop_context();
    }
}

static void test_add_existing(void)
{
    LOCALGROUP_INFO_0 info = { (WCHAR *)L"NETAPI32 Test Alias" };
    DWORD parm;

    check_status( add_alias( TEST_ALIAS ), NERR_Success );
    check_status( add_group( TEST_GROUP ), NERR_Success );
    check_status( add_user( TEST_USER ), NERR_Success );
    check_parm( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, &parm ), ERROR_ALIAS_EXISTS, 0 );
    check_alias( TEST_ALIAS, L"a comment" );
    info.lgrpi0_name = administrators;
    check_status( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, NULL ), ERROR_ALIAS_EXISTS );
    info.lgrpi0_name = (WCHAR *)L"netapi32 TEST group";
    check_status( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, NULL ), NERR_GroupExists );
    info.lgrpi0_name = (WCHAR *)L"netapi32 TEST user";
    check_status( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, NULL ), NERR_UserExists );
    check_no_such_alias( TEST_USER );
    check_no_such_alias( TEST_GROUP );
    delete_test_accounts();

    if (!testing_ours()) return;
    info.lgrpi0_name = (WCHAR *)L"none";
    check_status( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, NULL ), NERR_GroupExists );
    info.lgrpi0_name = (WCHAR *)L"replicator";
    check_status( NetLocalGroupAdd( NULL, 0, (BYTE *)&info, NULL ), ERROR_ALIAS_EXISTS );
    info.lgrpi0_name = (WCHAR *)TEST_ALIAS;
    check_parm( NetLocalGroupAdd( NULL, 2, (BYTE *)&info, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetLocalGroupAdd( NULL, 1002, (BYTE *)&info, &parm ), ERROR_INVALID_LEVEL, 0 );
    check_parm( NetLocalGroupAdd( NULL, 0, NULL, &parm ), ERROR_INVALID_PARAMETER, 0 );
    check_parm( NetLocalGroupAdd( L"no-such-computer.invalid", 0, (BYTE *)&info, &parm ), ERROR_BAD_NETPATH, 0 );
    check_no_such_alias( TEST_ALIAS );
}

/* ---- changing --------------------------------------------------------------------------------- */

static void test_set_info(void)
{
    WCHAR comment[MAXCOMMENTSZ + 2], ignored[GNLEN + 2];
    LOCALGROUP_INFO_1 info = { ignored, comment };
    LOCALGROUP_INFO_0 name = { (WCHAR *)OTHER_ALIAS };
    LOCALGROUP_INFO_1002 comment_info = { comment };
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD parm, id;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(ignored); i++) ignored[i] = i <= GNLEN ? '\\' : 0;
    if (!testing_ours()) info.lgrpi1_name = (WCHAR *)TEST_ALIAS;
    check_status( add_alias( TEST_ALIAS ), NERR_Success );
    check_status( add_group( TEST_GROUP ), NERR_Success );
    check_status( add_user( TEST_USER ), NERR_Success );
    get_user_sid( TEST_USER, sid );
    check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, sid ), NERR_Success );
    id = check_alias( TEST_ALIAS, L"a comment" );
    lstrcpyW( comment, L"another one" );
    check_parm( NetLocalGroupSetInfo( NULL, L"netapi32 TEST alias", 1, (BYTE *)&info, &parm ), NERR_Success, 0 );
    check_alias( TEST_ALIAS, L"another one" );
    for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = i < MAXCOMMENTSZ ? 'c' : 0;
    check_parm( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 1002, (BYTE *)&comment_info, &parm ), NERR_Success, 0 );
    check_alias( TEST_ALIAS, comment );
    comment[0] = 0;
    check_status( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 1002, (BYTE *)&comment_info, NULL ), NERR_Success );
    check_alias( TEST_ALIAS, L"" );

    /* another name, and the same SID and members */
    check_parm( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 0, (BYTE *)&name, &parm ), NERR_Success, 0 );
    check_no_such_alias( TEST_ALIAS );
    ok( check_alias( OTHER_ALIAS, L"" ) == id, "the group has another SID\n" );
    ok( is_member_by_group( OTHER_ALIAS, sid ) && count_members( OTHER_ALIAS ) == 1, "it has other members\n" );
    ok( is_member_by_user( OTHER_ALIAS, TEST_USER, 0 ), "the user is in no such group\n" );
    name.lgrpi0_name = (WCHAR *)L"Netapi32 Other Alias";
    check_status( NetLocalGroupSetInfo( NULL, OTHER_ALIAS, 0, (BYTE *)&name, NULL ), NERR_Success );
    check_alias( L"Netapi32 Other Alias", L"" );
    check_status( add_alias( TEST_ALIAS ), NERR_Success );
    ok( !count_members( TEST_ALIAS ), "a new group has members\n" );
    name.lgrpi0_name = (WCHAR *)L"netapi32 test ALIAS";
    check_status( NetLocalGroupSetInfo( NULL, OTHER_ALIAS, 0, (BYTE *)&name, NULL ), ERROR_ALIAS_EXISTS );
    name.lgrpi0_name = administrators;
    check_status( NetLocalGroupSetInfo( NULL, OTHER_ALIAS, 0, (BYTE *)&name, NULL ), ERROR_ALIAS_EXISTS );
    name.lgrpi0_name = (WCHAR *)TEST_USER;
    check_refused( NetLocalGroupSetInfo( NULL, OTHER_ALIAS, 0, (BYTE *)&name, NULL ), NERR_UserExists );
    name.lgrpi0_name = (WCHAR *)TEST_GROUP;
    check_refused( NetLocalGroupSetInfo( NULL, OTHER_ALIAS, 0, (BYTE *)&name, NULL ), NERR_GroupExists );
    check_alias( L"Netapi32 Other Alias", L"" );
    check_refused( NetLocalGroupSetInfo( NULL, NO_SUCH_NAME, 1002, (BYTE *)&comment_info, NULL ), ERROR_NO_SUCH_ALIAS );

    if (testing_ours())
    {
        name.lgrpi0_name = (WCHAR *)L"bad\\name";
        check_parm( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 0, (BYTE *)&name, &parm ), ERROR_INVALID_PARAMETER,
                    LOCALGROUP_NAME_PARMNUM );
        for (i = 0; i < ARRAY_SIZE(comment); i++) comment[i] = i <= MAXCOMMENTSZ ? 'c' : 0;
        check_parm( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 1, (BYTE *)&info, &parm ), ERROR_INVALID_PARAMETER,
                    LOCALGROUP_COMMENT_PARMNUM );
        check_parm( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 1002, (BYTE *)&comment_info, &parm ),
                    ERROR_INVALID_PARAMETER,
                    LOCALGROUP_COMMENT_PARMNUM );
        check_alias( TEST_ALIAS, L"a comment" );
        check_parm( NetLocalGroupSetInfo( NULL, NULL, 1002, (BYTE *)&comment_info, &parm ), ERROR_INVALID_PARAMETER,
                    0 );
        check_parm( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 1002, NULL, &parm ), ERROR_INVALID_PARAMETER, 0 );
        check_parm( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 1001, (BYTE *)&name, &parm ), ERROR_INVALID_LEVEL, 0 );
        check_parm( NetLocalGroupSetInfo( L"\\x", TEST_ALIAS, 1002, (BYTE *)&comment_info, &parm ), ERROR_INVALID_NAME,
                    0 );
    }
    delete_test_accounts();
}

/* Of a group that Windows has made the comment can be another one. */
static void test_set_builtin(void)
{
    LOCALGROUP_INFO_1002 comment = { (WCHAR *)L"another" };
    LOCALGROUP_INFO_0 name = { (WCHAR *)OTHER_ALIAS };
    LOCALGROUP_INFO_1 *old = NULL, *new = NULL;

    check_status( NetLocalGroupGetInfo( NULL, guests, 1, (BYTE **)&old ), NERR_Success );
    check_status( NetLocalGroupSetInfo( NULL, guests, 1002, (BYTE *)&comment, NULL ), NERR_Success );
    check_status( NetLocalGroupGetInfo( NULL, guests, 1, (BYTE **)&new ), NERR_Success );
    ok( !lstrcmpW( new->lgrpi1_comment, L"another" ) && !lstrcmpW( new->lgrpi1_name, guests ), "got %s, comment %s\n",
        wine_dbgstr_w( new->lgrpi1_name ), wine_dbgstr_w( new->lgrpi1_comment ) );
    comment.lgrpi1002_comment = old->lgrpi1_comment;
    check_status( NetLocalGroupSetInfo( NULL, guests, 1002, (BYTE *)&comment, NULL ), NERR_Success );
    NetApiBufferFree( new );
    new = NULL;
    check_status( NetLocalGroupGetInfo( NULL, guests, 1, (BYTE **)&new ), NERR_Success );
    ok( !lstrcmpW( new->lgrpi1_comment, old->lgrpi1_comment ), "got comment %s\n",
        wine_dbgstr_w( new->lgrpi1_comment ) );
    NetApiBufferFree( new );
    NetApiBufferFree( old );
    if (!testing_ours()) return;
    /* MS-SAMR 3.1.5.7.2: with a relative id below 1000 it stays */
    check_status( NetLocalGroupDel( NULL, guests ), ERROR_SPECIAL_ACCOUNT );
    check_status( NetLocalGroupSetInfo( NULL, guests, 0, (BYTE *)&name, NULL ), ERROR_SPECIAL_ACCOUNT );
    check_status( NetLocalGroupDel( NULL, L"None" ), NERR_GroupNotFound );
    check_status( NetLocalGroupDel( NULL, L"Guest" ), NERR_GroupNotFound );
    check_status( NetLocalGroupDel( NULL, NO_SUCH_NAME ), NERR_GroupNotFound );
    check_status( NetLocalGroupDel( NULL, L"" ), NERR_GroupNotFound );
    check_status( NetLocalGroupDel( NULL, NULL ), ERROR_INVALID_PARAMETER );
    check_status( NetLocalGroupDel( L"\\x", guests ), ERROR_INVALID_NAME );
}

/* ---- members ---------------------------------------------------------------------------------- */

/* The SID and the name of somebody in each level's answer: TEST_ALIAS has no other member. */
static void check_only_member( PSID sid, const WCHAR *name, SID_NAME_USE use )
{
    LOCALGROUP_MEMBERS_INFO_0 *info0 = NULL;
    LOCALGROUP_MEMBERS_INFO_1 *info1 = NULL;
    LOCALGROUP_MEMBERS_INFO_2 *info2 = NULL;
    LOCALGROUP_MEMBERS_INFO_3 *info3 = NULL;
    BYTE **const buffers[] = { (BYTE **)&info0, (BYTE **)&info1, (BYTE **)&info2, (BYTE **)&info3 };
    DWORD i, read, total;

    for (i = 0; i < ARRAY_SIZE(buffers); i++)
    {
        read = total = 0;
        check_status( NetLocalGroupGetMembers( NULL, TEST_ALIAS, i, buffers[i], MAX_PREFERRED_LENGTH, &read, &total,
                                               NULL ),
                      NERR_Success );
        ok( read == 1 && total == 1, "level %lu: got %lu of %lu\n", i, read, total );
        if (read != 1) break;
    }
    if (i == ARRAY_SIZE(buffers))
    {
        ok( EqualSid( info0->lgrmi0_sid, sid ), "level 0: got another SID\n" );
        ok( EqualSid( info1->lgrmi1_sid, sid ), "level 1: got another SID\n" );
        ok( EqualSid( info2->lgrmi2_sid, sid ), "level 2: got another SID\n" );
        ok( info1->lgrmi1_sidusage == use, "level 1: got use %u\n", info1->lgrmi1_sidusage );
        ok( info2->lgrmi2_sidusage == use, "level 2: got use %u\n", info2->lgrmi2_sidusage );
        if (testing_ours() || use == SidTypeUser)
        {
            ok( !lstrcmpiW( info1->lgrmi1_name, get_account_name( name ) ), "level 1: got name %s\n",
                wine_dbgstr_w( info1->lgrmi1_name ) );
            ok( !lstrcmpiW( info2->lgrmi2_domainandname, name ), "level 2: got name %s\n",
                wine_dbgstr_w( info2->lgrmi2_domainandname ) );
        }
        ok( !lstrcmpW( info3->lgrmi3_domainandname, info2->lgrmi2_domainandname ), "level 3: got name %s\n",
            wine_dbgstr_w( info3->lgrmi3_domainandname ) );
    }
    for (i = 0; i < ARRAY_SIZE(buffers); i++) NetApiBufferFree( *buffers[i] );
}

static void add_test_accounts(void)
{
    check_status( add_alias( TEST_ALIAS ), NERR_Success );
    check_status( add_alias( OTHER_ALIAS ), NERR_Success );
    check_status( add_group( TEST_GROUP ), NERR_Success );
    check_status( add_user( TEST_USER ), NERR_Success );
    check_status( add_user( OTHER_USER ), NERR_Success );
}

/* who can be a member of an added group, and who not: what is said to each of the changes */
struct member_case
{
    const char *about;
    const WCHAR *name;      /* NULL: the SID alone is handed in */
    PSID sid;
    NET_API_STATUS add, delete, set;
    const WCHAR *told;      /* the name that is told, the computer's in front where it begins with a backslash */
    SID_NAME_USE use;
    BOOL ours;              /* Windows may do something else */
};

/* what the three changes say */
#define INVALID  ERROR_INVALID_MEMBER, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_INVALID_MEMBER
#define MISSING  ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER
#define REFUSED  ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER

/* The two that hand in one are tried as well. */
static NET_API_STATUS change_one( const struct member_case *c, BOOL add )
{
    LOCALGROUP_MEMBERS_INFO_0 sid = { c->sid };
    LOCALGROUP_MEMBERS_INFO_3 name = { (WCHAR *)c->name };

    if (c->name)
        return add ? NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)&name, 1 )
                   : NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, (BYTE *)&name, 1 );
    return add ? NetLocalGroupAddMembers( NULL, TEST_ALIAS, 0, (BYTE *)&sid, 1 )
               : NetLocalGroupDelMembers( NULL, TEST_ALIAS, 0, (BYTE *)&sid, 1 );
}

static NET_API_STATUS set_one( const struct member_case *c )
{
    LOCALGROUP_MEMBERS_INFO_0 sid = { c->sid };
    LOCALGROUP_MEMBERS_INFO_3 name = { (WCHAR *)c->name };

    return NetLocalGroupSetMembers( NULL, TEST_ALIAS, c->name ? 3 : 0, c->name ? (BYTE *)&name : (BYTE *)&sid, 1 );
}

static void check_good_member( const struct member_case *c )
{
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1], told[300];
    DWORD size = ARRAY_SIZE(computer);

    GetComputerNameW( computer, &size );
    wsprintfW( told, L"%s%s", c->told[0] == '\\' ? computer : L"", c->told );
    check_status( change_one( c, FALSE ), ERROR_MEMBER_NOT_IN_ALIAS );
    check_status( change_one( c, TRUE ), NERR_Success );
    check_only_member( c->sid, told, c->use );
    check_status( change_one( c, TRUE ), ERROR_MEMBER_IN_ALIAS );
    check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, c->sid ), ERROR_MEMBER_IN_ALIAS );
    check_only_member( c->sid, told, c->use );
    check_status( change_one( c, FALSE ), NERR_Success );
    ok( !count_members( TEST_ALIAS ), "still a member\n" );
    check_status( NetLocalGroupDelMember( NULL, TEST_ALIAS, c->sid ), ERROR_MEMBER_NOT_IN_ALIAS );
    check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, c->sid ), NERR_Success );
    check_status( set_one( c ), NERR_Success );
    check_only_member( c->sid, told, c->use );
    check_status( NetLocalGroupDelMember( NULL, TEST_ALIAS, c->sid ), NERR_Success );
    check_status( set_one( c ), NERR_Success );
    check_only_member( c->sid, told, c->use );
    check_status( change_one( c, FALSE ), NERR_Success );
    ok( !count_members( TEST_ALIAS ), "still a member\n" );
}

/* An error: nothing changes. */
static void check_bad_member( const struct member_case *c )
{
    BYTE sid[SECURITY_MAX_SID_SIZE];

    get_user_sid( OTHER_USER, sid );
    check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, sid ), NERR_Success );
    check_refused( change_one( c, TRUE ), c->add );
    check_refused( change_one( c, FALSE ), c->delete );
    check_refused( set_one( c ), c->set );
    if (!c->name)
    {
        check_refused( NetLocalGroupAddMember( NULL, TEST_ALIAS, c->sid ), c->add );
        check_refused( NetLocalGroupDelMember( NULL, TEST_ALIAS, c->sid ), c->delete );
    }
    ok( is_member_by_group( TEST_ALIAS, sid ) && count_members( TEST_ALIAS ) == 1, "there are other members now\n" );
    check_status( NetLocalGroupDelMember( NULL, TEST_ALIAS, sid ), NERR_Success );
}

static void get_sid_of_string( const WCHAR *string, BYTE sid[SECURITY_MAX_SID_SIZE] )
{
    PSID converted;

    memset( sid, 0, SECURITY_MAX_SID_SIZE );
    if (!ConvertStringSidToSidW( string, &converted )) return;
    CopySid( SECURITY_MAX_SID_SIZE, sid, converted );
    LocalFree( converted );
}

static void test_members(void)
{
    BYTE user[SECURITY_MAX_SID_SIZE], group[SECURITY_MAX_SID_SIZE], none[SECURITY_MAX_SID_SIZE],
        guest[SECURITY_MAX_SID_SIZE];
    BYTE system[SECURITY_MAX_SID_SIZE], everyone[SECURITY_MAX_SID_SIZE], interactive[SECURITY_MAX_SID_SIZE];
    BYTE authenticated[SECURITY_MAX_SID_SIZE], builtin[SECURITY_MAX_SID_SIZE], alias[SECURITY_MAX_SID_SIZE];
    BYTE nobody[SECURITY_MAX_SID_SIZE], domain_admins[SECURITY_MAX_SID_SIZE], deleted[SECURITY_MAX_SID_SIZE];
    BYTE unknown_builtin[SECURITY_MAX_SID_SIZE], invalid[SECURITY_MAX_SID_SIZE], domain[SECURITY_MAX_SID_SIZE];
    BYTE foreign[SECURITY_MAX_SID_SIZE];
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1], qualified[300], lower[300], qualified_group[300], qualified_alias[300];
    WCHAR longest[5000], foreign_string[] = L"S-1-5-21-1111-2222-3333-4444";
    DWORD i, size = ARRAY_SIZE(computer);
    const struct member_case cases[] =
    {
        /* an account of this computer, as programs write it */
        { "name", TEST_USER, user, 0, 0, 0, L"\\" TEST_USER, SidTypeUser, FALSE },
        { "name in another case", L"NETAPI32 Test USER", user, 0, 0, 0, L"\\" TEST_USER, SidTypeUser, FALSE },
        { "computer and name", qualified, user, 0, 0, 0, L"\\" TEST_USER, SidTypeUser, FALSE },
        { "both in another case", lower, user, 0, 0, 0, L"\\" TEST_USER, SidTypeUser, FALSE },
        { "a period for the computer", L".\\" TEST_USER, user, 0, 0, 0, L"\\" TEST_USER, SidTypeUser, TRUE },
        { "SID", NULL, user, 0, 0, 0, L"\\" TEST_USER, SidTypeUser, FALSE },
        { "SID of Guest", NULL, guest, 0, 0, 0, L"\\Guest", SidTypeUser, TRUE },
        { "name of Guest", L"guest", guest, 0, 0, 0, L"\\Guest", SidTypeUser, TRUE },
        { "group", TEST_GROUP, group, 0, 0, 0, L"\\" TEST_GROUP, SidTypeGroup, TRUE },
        { "computer and group", qualified_group, group, 0, 0, 0, L"\\" TEST_GROUP, SidTypeGroup, TRUE },
        { "SID of a group", NULL, group, 0, 0, 0, L"\\" TEST_GROUP, SidTypeGroup, TRUE },
        { "None", L"None", none, 0, 0, 0, L"\\None", SidTypeGroup, TRUE },

        /* those that are on every computer; the names are English */
        { "SID of SYSTEM", NULL, system, 0, 0, 0, L"NT AUTHORITY\\SYSTEM", SidTypeWellKnownGroup, FALSE },
        { "NT AUTHORITY\\SYSTEM", L"NT AUTHORITY\\SYSTEM", system, 0, 0, 0, L"NT AUTHORITY\\SYSTEM",
          SidTypeWellKnownGroup, TRUE },
        { "SYSTEM", L"system", system, 0, 0, 0, L"NT AUTHORITY\\SYSTEM", SidTypeWellKnownGroup, TRUE },
        { "Everyone", L"Everyone", everyone, 0, 0, 0, L"Everyone", SidTypeWellKnownGroup, TRUE },
        { "SID of Everyone", NULL, everyone, 0, 0, 0, L"Everyone", SidTypeWellKnownGroup, FALSE },
        { "INTERACTIVE", L"INTERACTIVE", interactive, 0, 0, 0, L"NT AUTHORITY\\INTERACTIVE", SidTypeWellKnownGroup,
          TRUE },
        { "Authenticated Users", L"NT AUTHORITY\\Authenticated Users", authenticated, 0, 0, 0,
          L"NT AUTHORITY\\Authenticated Users", SidTypeWellKnownGroup, TRUE },

        /* of another computer, which cannot be asked: its SID is its name, as what is told has to be of use for
         * changes */
        { "SID that nobody knows", NULL, foreign, 0, 0, 0, foreign_string, SidTypeUnknown, TRUE },
        { "its string", foreign_string, foreign, 0, 0, 0, foreign_string, SidTypeUnknown, TRUE },

        /* who can be no member */
        { "a local group", OTHER_ALIAS, NULL, INVALID, 0, 0, 0 },
        { "the group itself", TEST_ALIAS, NULL, INVALID, 0, 0, 0 },
        { "computer and local group", qualified_alias, NULL, INVALID, 0, 0, 0 },
        { "SID of a local group", NULL, alias, INVALID, 0, 0, 0 },
        { "BUILTIN\\Users", L"BUILTIN\\Users", NULL, INVALID, 0, 0, 0 },
        { "Users", L"Users", NULL, INVALID, 0, 0, 0 },
        { "SID of Administrators", NULL, administrators_sid, INVALID, 0, 0, 0 },
        { "unused id of BUILTIN", NULL, unknown_builtin, INVALID, 0, 0, TRUE },
        { "BUILTIN", NULL, builtin, INVALID, 0, 0, TRUE },
        { "the computer's domain", NULL, domain, INVALID, 0, 0, TRUE },
        { "the computer", computer, NULL, INVALID, 0, 0, TRUE },

        /* who is not there: MS-SAMR 3.1.5.8.4 */
        { "deleted user's SID", NULL, deleted, MISSING, 0, 0, 0 },
        { "unused id", NULL, nobody, MISSING, 0, 0, 0 },
        { "a name without an account", NULL, domain_admins, MISSING, 0, 0, TRUE },
        { "Domain Admins", L"Domain Admins", NULL, MISSING, 0, 0, TRUE },
        { "another computer's", L"no such domain\\guest", NULL, MISSING, 0, 0, 0 },
        { "BUILTIN and a user", L"BUILTIN\\" TEST_USER, NULL, MISSING, 0, 0, 0 },
        { "no name of an account", NO_SUCH_NAME, NULL, MISSING, 0, 0, 0 },
        { "no SID", L"S-1-", NULL, MISSING, 0, 0, TRUE },
        { "empty name", L"", NULL, MISSING, 0, 0, TRUE },
        { "long name", longest, NULL, REFUSED, 0, 0, TRUE },
        { "no valid SID", NULL, invalid, REFUSED, 0, 0, TRUE },
        { "neither name nor SID", NULL, NULL, REFUSED, 0, 0, TRUE },
    };

    GetComputerNameW( computer, &size );
    wsprintfW( qualified, L"%s\\%s", computer, TEST_USER );
    wsprintfW( qualified_group, L"%s\\%s", computer, TEST_GROUP );
    wsprintfW( qualified_alias, L"%s\\%s", computer, OTHER_ALIAS );
    lstrcpyW( lower, qualified );
    CharLowerW( lower );
    for (i = 0; i < ARRAY_SIZE(longest); i++) longest[i] = i < ARRAY_SIZE(longest) - 1 ? 'x' : 0;
    memset( invalid, 0xff, sizeof(invalid) );
    get_sid_of_string( foreign_string, foreign );

    add_test_accounts();
    get_user_sid( TEST_USER, user );
    get_group_sid( TEST_GROUP, group );
    get_alias_sid( OTHER_ALIAS, alias );
    make_sid( none, DOMAIN_GROUP_RID_USERS );
    make_sid( guest, DOMAIN_USER_RID_GUEST );
    make_sid( nobody, 54321 );
    make_sid( domain_admins, DOMAIN_GROUP_RID_ADMINS );
    make_sid( domain, 0 );
    --*GetSidSubAuthorityCount( domain );
    memcpy( unknown_builtin, administrators_sid, sizeof(unknown_builtin) );
    *GetSidSubAuthority( unknown_builtin, 1 ) = 54321;
    size = sizeof(system);
    CreateWellKnownSid( WinLocalSystemSid, NULL, system, &size );
    size = sizeof(everyone);
    CreateWellKnownSid( WinWorldSid, NULL, everyone, &size );
    size = sizeof(interactive);
    CreateWellKnownSid( WinInteractiveSid, NULL, interactive, &size );
    size = sizeof(authenticated);
    CreateWellKnownSid( WinAuthenticatedUserSid, NULL, authenticated, &size );
    size = sizeof(builtin);
    CreateWellKnownSid( WinBuiltinDomainSid, NULL, builtin, &size );
    get_user_sid( OTHER_USER, deleted );
    check_status( NetUserDel( NULL, OTHER_USER ), NERR_Success );
    check_status( add_user( OTHER_USER ), NERR_Success );

    for (i = 0; i < ARRAY_SIZE(cases); i++)
    {
        if (cases[i].ours && !testing_ours()) continue;
        winetest_push_context( "%s", cases[i].about );
        if (cases[i].told) check_good_member( &cases[i] );
        else check_bad_member( &cases[i] );
        winetest_pop_context();
    }
    delete_test_accounts();
}

/* ---- several members -------------------------------------------------------------------------- */

/* all of an array is done, or none of it */
static void test_arrays(void)
{
    LOCALGROUP_MEMBERS_INFO_3 users[] = { { (WCHAR *)TEST_USER }, { (WCHAR *)OTHER_USER } };
    LOCALGROUP_MEMBERS_INFO_3 twice[] = { { (WCHAR *)TEST_USER }, { (WCHAR *)L"NETAPI32 TEST USER" } };
    LOCALGROUP_MEMBERS_INFO_3 unknown[] = { { (WCHAR *)TEST_USER }, { (WCHAR *)NO_SUCH_NAME } };
    LOCALGROUP_MEMBERS_INFO_3 with_alias[] = { { (WCHAR *)TEST_USER }, { (WCHAR *)OTHER_ALIAS } };
    LOCALGROUP_MEMBERS_INFO_0 sids[2];
    BYTE user[SECURITY_MAX_SID_SIZE], other[SECURITY_MAX_SID_SIZE];

    add_test_accounts();
    get_user_sid( TEST_USER, user );
    get_user_sid( OTHER_USER, other );
    sids[0].lgrmi0_sid = user;
    sids[1].lgrmi0_sid = other;

    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)unknown, 2 ), ERROR_NO_SUCH_MEMBER );
    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)with_alias, 2 ), ERROR_INVALID_MEMBER );
    check_refused( NetLocalGroupSetMembers( NULL, TEST_ALIAS, 3, (BYTE *)unknown, 2 ), ERROR_NO_SUCH_MEMBER );
    check_refused( NetLocalGroupSetMembers( NULL, TEST_ALIAS, 3, (BYTE *)with_alias, 2 ), ERROR_INVALID_MEMBER );
    ok( !count_members( TEST_ALIAS ), "half of it was done\n" );
    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 0, (BYTE *)&sids[1], 1 ), NERR_Success );
    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)users, 2 ), ERROR_MEMBER_IN_ALIAS );
    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 0, (BYTE *)sids, 2 ), ERROR_MEMBER_IN_ALIAS );
    ok( is_member_by_group( TEST_ALIAS, other ) && count_members( TEST_ALIAS ) == 1, "half of it was done\n" );
    check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, (BYTE *)users, 2 ), ERROR_MEMBER_NOT_IN_ALIAS );
    check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, (BYTE *)unknown, 2 ), ERROR_NO_SUCH_MEMBER );
    ok( is_member_by_group( TEST_ALIAS, other ) && count_members( TEST_ALIAS ) == 1, "half of it was done\n" );
    check_status( NetLocalGroupSetMembers( NULL, TEST_ALIAS, 3, (BYTE *)users, 1 ), NERR_Success );
    ok( is_member_by_group( TEST_ALIAS, user ) && count_members( TEST_ALIAS ) == 1, "it has other members\n" );
    check_status( NetLocalGroupSetMembers( NULL, TEST_ALIAS, 0, (BYTE *)sids, 2 ), NERR_Success );
    ok( count_members( TEST_ALIAS ) == 2, "it has other members\n" );
    ok( is_member_by_user( TEST_ALIAS, TEST_USER, 0 ) && is_member_by_user( TEST_ALIAS, OTHER_USER, 0 ),
        "the users disagree\n" );
    check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, (BYTE *)users, 2 ), NERR_Success );
    ok( !count_members( TEST_ALIAS ), "it has members\n" );
    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)users, 2 ), NERR_Success );
    ok( count_members( TEST_ALIAS ) == 2, "it has other members\n" );

    if (testing_ours())
    {
        check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, NULL, 0 ), NERR_Success );
        check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, NULL, 0 ), NERR_Success );
        ok( count_members( TEST_ALIAS ) == 2, "it has other members\n" );
        check_status( NetLocalGroupSetMembers( NULL, TEST_ALIAS, 3, NULL, 0 ), NERR_Success );
        ok( !count_members( TEST_ALIAS ), "it has members\n" );
        check_status( NetLocalGroupSetMembers( NULL, TEST_ALIAS, 3, (BYTE *)twice, 2 ), NERR_Success );
        ok( count_members( TEST_ALIAS ) == 1, "it has other members\n" );
        check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, (BYTE *)twice, 2 ), NERR_Success );
        check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)twice, 2 ), NERR_Success );
        ok( count_members( TEST_ALIAS ) == 1, "it has other members\n" );
    }
    delete_test_accounts();
}

/* Who is deleted is in no group any more, neither is another one of the name. */
static void test_deleted_members(void)
{
    BYTE user[SECURITY_MAX_SID_SIZE], other[SECURITY_MAX_SID_SIZE], group[SECURITY_MAX_SID_SIZE];
    LOCALGROUP_MEMBERS_INFO_3 name = { (WCHAR *)L"netapi32 renamed" };
    USER_INFO_0 new_name = { name.lgrmi3_domainandname };
    WCHAR told[300];

    NetUserDel( NULL, new_name.usri0_name );
    add_test_accounts();
    get_user_sid( TEST_USER, user );
    get_user_sid( OTHER_USER, other );
    get_group_sid( TEST_GROUP, group );
    check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, user ), NERR_Success );
    check_status( NetLocalGroupAddMember( NULL, OTHER_ALIAS, user ), NERR_Success );
    check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, other ), NERR_Success );
    if (testing_ours()) check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, group ), NERR_Success );
    check_status( NetUserDel( NULL, TEST_USER ), NERR_Success );
    ok( !is_member_by_group( TEST_ALIAS, user ) && !count_members( OTHER_ALIAS ), "a deleted user is a member\n" );
    ok( is_member_by_group( TEST_ALIAS, other ), "another user is no member any more\n" );
    check_status( add_user( TEST_USER ), NERR_Success );
    ok( !is_member_by_user( TEST_ALIAS, TEST_USER, 0 ), "a new user is a member\n" );
    get_user_sid( TEST_USER, user );
    check_status( NetLocalGroupDelMember( NULL, TEST_ALIAS, user ), ERROR_MEMBER_NOT_IN_ALIAS );
    if (testing_ours())
    {
        ok( is_member_by_group( TEST_ALIAS, group ), "the group is no member\n" );
        check_status( NetGroupDel( NULL, TEST_GROUP ), NERR_Success );
        ok( !is_member_by_group( TEST_ALIAS, group ), "a deleted group is a member\n" );
    }
    ok( count_members( TEST_ALIAS ) == 1, "got %lu members\n", count_members( TEST_ALIAS ) );

    /* a member stays one under another name */
    check_status( NetUserSetInfo( NULL, OTHER_USER, 0, (BYTE *)&new_name, NULL ), NERR_Success );
    ok( find_member( TEST_ALIAS, other, told ) == SidTypeUser, "the renamed user is no member\n" );
    ok( !lstrcmpW( get_account_name( told ), new_name.usri0_name ), "got name %s\n", wine_dbgstr_w( told ) );
    check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, (BYTE *)&name, 1 ), NERR_Success );
    check_status( NetUserDel( NULL, new_name.usri0_name ), NERR_Success );

    /* and the members of a deleted group are in no group of its name */
    get_user_sid( TEST_USER, user );
    check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, user ), NERR_Success );
    check_status( NetLocalGroupDel( NULL, TEST_ALIAS ), NERR_Success );
    ok( !is_member_by_user( TEST_ALIAS, TEST_USER, 0 ), "a member of a deleted group\n" );
    check_status( add_alias( TEST_ALIAS ), NERR_Success );
    ok( !count_members( TEST_ALIAS ), "a new group has members\n" );
    delete_test_accounts();
}

/* Groups of Windows' have others besides; what is added is taken out again. */
static void test_change_builtin_members(void)
{
    LOCALGROUP_MEMBERS_INFO_3 user = { (WCHAR *)TEST_USER }, administrator = { (WCHAR *)L"Administrator" };
    const WCHAR * const aliases[] = { administrators, guests };
    BYTE sid[SECURITY_MAX_SID_SIZE], admin[SECURITY_MAX_SID_SIZE];
    DWORD i, count, read = 0, total;
    LOCALGROUP_MEMBERS_INFO_0 *old = NULL;
    USER_INFO_1 *info = NULL;

    check_status( add_user( TEST_USER ), NERR_Success );
    get_user_sid( TEST_USER, sid );
    for (i = 0; i < ARRAY_SIZE(aliases); i++)
    {
        count = count_members( aliases[i] );
        check_status( NetLocalGroupAddMembers( NULL, aliases[i], 3, (BYTE *)&user, 1 ), NERR_Success );
        ok( count_members( aliases[i] ) == count + 1 && is_member_by_group( aliases[i], sid ),
            "there are other members\n" );
        ok( is_member_by_user( aliases[i], TEST_USER, 0 ), "the user is in no such group\n" );
        check_status( NetUserGetInfo( NULL, TEST_USER, 1, (BYTE **)&info ), NERR_Success );
        ok( info->usri1_priv == (i ? USER_PRIV_GUEST : USER_PRIV_ADMIN), "got privilege %lu\n", info->usri1_priv );
        NetApiBufferFree( info );
        check_status( NetLocalGroupAddMembers( NULL, aliases[i], 3, (BYTE *)&user, 1 ), ERROR_MEMBER_IN_ALIAS );
        check_status( NetLocalGroupDelMembers( NULL, aliases[i], 3, (BYTE *)&user, 1 ), NERR_Success );
        ok( count_members( aliases[i] ) == count && !is_member_by_group( aliases[i], sid ),
            "there are other members\n" );
    }
    if (testing_ours())
    {
        make_sid( admin, DOMAIN_USER_RID_ADMIN );
        check_status( NetLocalGroupGetMembers( NULL, administrators, 0, (BYTE **)&old, MAX_PREFERRED_LENGTH, &read,
                                               &total, NULL ),
                      NERR_Success );
        check_status( NetLocalGroupDelMembers( NULL, administrators, 3, (BYTE *)&administrator, 1 ),
                      ERROR_SPECIAL_ACCOUNT );
        check_status( NetLocalGroupDelMember( NULL, administrators, admin ), ERROR_SPECIAL_ACCOUNT );
        check_status( NetLocalGroupSetMembers( NULL, administrators, 3, (BYTE *)&user, 1 ), ERROR_SPECIAL_ACCOUNT );
        check_status( NetLocalGroupSetMembers( NULL, administrators, 3, NULL, 0 ), ERROR_SPECIAL_ACCOUNT );
        ok( count_members( administrators ) == read && is_member_by_group( administrators, admin ),
            "there are other members\n" );
        check_status( NetLocalGroupSetMembers( NULL, administrators, 3, (BYTE *)&administrator, 1 ), NERR_Success );
        ok( count_members( administrators ) == 1, "there are other members\n" );
        check_status( NetLocalGroupSetMembers( NULL, administrators, 0, (BYTE *)old, read ), NERR_Success );
        ok( count_members( administrators ) == read, "there are other members\n" );
        /* elsewhere he is one of all */
        check_status( NetLocalGroupAddMember( NULL, guests, admin ), NERR_Success );
        check_status( NetLocalGroupDelMember( NULL, guests, admin ), NERR_Success );
        NetApiBufferFree( old );
    }
    delete_test_accounts();
}

typedef NET_API_STATUS (WINAPI *change_function)( LPCWSTR server, LPCWSTR group, DWORD level, LPBYTE buf, DWORD count );

static void test_bad_changes(void)
{
    static const change_function functions[] =
        { NetLocalGroupAddMembers, NetLocalGroupDelMembers, NetLocalGroupSetMembers };
    static const DWORD bad_levels[] = { 1, 2, 4, 0xffffffff };
    LOCALGROUP_MEMBERS_INFO_3 info = { (WCHAR *)TEST_USER };
    unsigned int i, j;

    add_test_accounts();
    for (i = 0; i < ARRAY_SIZE(functions); i++)
    {
        winetest_push_context( "function %u", i );
        check_refused( functions[i]( NULL, NO_SUCH_NAME, 3, (BYTE *)&info, 1 ), NERR_GroupNotFound );
        check_refused( functions[i]( NULL, TEST_GROUP, 3, (BYTE *)&info, 1 ), NERR_GroupNotFound );
        check_refused( functions[i]( NULL, TEST_USER, 3, (BYTE *)&info, 1 ), NERR_GroupNotFound );
        for (j = 0; testing_ours() && j < ARRAY_SIZE(bad_levels); j++)
            check_status( functions[i]( NULL, TEST_ALIAS, bad_levels[j], (BYTE *)&info, 1 ), ERROR_INVALID_LEVEL );
        if (testing_ours())
        {
            check_status( functions[i]( NULL, NULL, 3, (BYTE *)&info, 1 ), ERROR_INVALID_PARAMETER );
            check_status( functions[i]( NULL, TEST_ALIAS, 3, NULL, 1 ), ERROR_INVALID_PARAMETER );
            check_status( functions[i]( L"\\x", TEST_ALIAS, 3, (BYTE *)&info, 1 ), ERROR_INVALID_NAME );
        }
        winetest_pop_context();
    }
    if (testing_ours())
    {
        check_status( NetLocalGroupAddMember( NULL, NO_SUCH_NAME, administrators_sid ), NERR_GroupNotFound );
        check_status( NetLocalGroupDelMember( NULL, NO_SUCH_NAME, administrators_sid ), NERR_GroupNotFound );
        check_status( NetLocalGroupDelMember( L"\\x", TEST_ALIAS, administrators_sid ), ERROR_INVALID_NAME );
    }
    ok( !count_members( TEST_ALIAS ), "it has members\n" );
    delete_test_accounts();
}

/* ---- many ------------------------------------------------------------------------------------- */

#define MANY  300
#define SOME  60      /* of which each call reads all */

static const WCHAR *many_name( unsigned int i )
{
    static WCHAR name[64];

    wsprintfW( name, L"netapi32 alias %u", i );
    return name;
}

static void test_many(void)
{
    struct enumeration many_groups = groups, many_members = members;
    LOCALGROUP_MEMBERS_INFO_0 infos[MANY];
    BYTE sids[MANY][SECURITY_MAX_SID_SIZE];
    WCHAR string[64];
    unsigned int i;

    for (i = 0; i < SOME; i++) check_status( add_alias( many_name( i ) ), NERR_Success );
    check_status( add_alias( TEST_ALIAS ), NERR_Success );
    for (i = 0; i < MANY; i++)
    {
        wsprintfW( string, L"S-1-5-21-1111-2222-3333-%u", 1000 + i );
        get_sid_of_string( string, sids[i] );
        infos[i].lgrmi0_sid = sids[i];
    }
    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 0, (BYTE *)infos, MANY ), NERR_Success );
    ok( count_members( TEST_ALIAS ) == MANY, "got %lu members\n", count_members( TEST_ALIAS ) );
    check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 0, (BYTE *)(infos + SOME), MANY - SOME ), NERR_Success );
    ok( count_members( TEST_ALIAS ) == SOME, "got %lu members\n", count_members( TEST_ALIAS ) );
    many_groups.at_least = SOME + 1;
    many_members.at_least = SOME;
    test_enum_level( &many_groups, &group_levels[0] );
    test_enum_level( &many_groups, &group_levels[1] );
    enumerated = TEST_ALIAS;
    for (i = 0; i < ARRAY_SIZE(member_levels); i++) test_enum_level( &many_members, &member_levels[i] );
    check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 0, (BYTE *)infos, SOME - 1 ), NERR_Success );
    ok( count_members( TEST_ALIAS ) == 1 && is_member_by_group( TEST_ALIAS, sids[SOME - 1] ), "got other members\n" );
}

static void delete_many(void)
{
    unsigned int i;

    for (i = 0; i < SOME; i++) NetLocalGroupDel( NULL, many_name( i ) );
    delete_test_accounts();
}

/* ---- others ----------------------------------------------------------------------------------- */

static void change_as_other(void)
{
    LOCALGROUP_MEMBERS_INFO_3 user = { (WCHAR *)TEST_USER }, other = { (WCHAR *)OTHER_USER };
    LOCALGROUP_INFO_1002 comment = { (WCHAR *)L"another" };

    check_status( add_alias( L"netapi32 third alias" ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupDel( NULL, OTHER_ALIAS ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupSetInfo( NULL, TEST_ALIAS, 1002, (BYTE *)&comment, NULL ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)&user, 1 ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupSetMembers( NULL, TEST_ALIAS, 3, (BYTE *)&user, 1 ), ERROR_ACCESS_DENIED );
    check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, (BYTE *)&other, 1 ), ERROR_ACCESS_DENIED );
}

static void test_other(void)
{
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)OTHER_USER };

    add_test_accounts();
    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)&member, 1 ), NERR_Success );
    if (!run_as_other( change_as_other )) skip( "there is no token without the administrators\n" );
    check_alias( TEST_ALIAS, L"a comment" );
    check_alias( OTHER_ALIAS, L"a comment" );
    check_no_such_alias( L"netapi32 third alias" );
    ok( count_members( TEST_ALIAS ) == 1 && is_member_by_user( TEST_ALIAS, OTHER_USER, 0 ),
        "there are other members\n" );
    delete_test_accounts();
}

/* ---- a domain that nobody knows --------------------------------------------------------------- */

#define DOMAIN_NAME  L"netapi32-test.invalid"
#define FLAT_DOMAIN  L"NETAPI32TEST"
#define DOMAIN_SID   L"S-1-5-21-1004336348-1177238915-682003330"

static const WCHAR *get_qualified_name( const WCHAR *name )
{
    static WCHAR qualified[300];
    DWORD size = MAX_COMPUTERNAME_LENGTH + 1;

    GetComputerNameW( qualified, &size );
    lstrcatW( qualified, L"\\" );
    return lstrcatW( qualified, name );
}

/* what is asked of a controller takes as long as finding none */
#define MAX_SEARCH  120000
#define MAX_LOCAL   5000

static void record_domain( HKEY key, const WCHAR *name, const WCHAR *text )
{
    RegSetValueExW( key, name, 0, REG_SZ, (const BYTE *)text, (lstrlenW( text ) + 1) * sizeof(WCHAR) );
}

static NET_API_STATUS list_aliases_of( const WCHAR *user, DWORD flags, DWORD *read )
{
    DWORD total = 77;
    BYTE *buffer = (BYTE *)0xdeadbeef;
    NET_API_STATUS status = NetUserGetLocalGroups( NULL, user, 0, flags, &buffer, MAX_PREFERRED_LENGTH, read, &total );

    ok( !status || (!buffer && !*read && !total), "%s: got %p, %lu of %lu\n", wine_dbgstr_w( user ), buffer, *read, total );
    if (!status) NetApiBufferFree( buffer );
    return status;
}

/* Names that need no controller, whatever is recorded. */
static void check_local_names( PSID user )
{
    static const WCHAR * const missing[] = { L".\\no such account", L"BUILTIN\\no such", L"NT AUTHORITY\\no such", L"\\x",
                                             L"a\\b\\c", L"no such account", FLAT_DOMAIN, FLAT_DOMAIN L"\\" };
    LOCALGROUP_MEMBERS_INFO_3 member = { (WCHAR *)TEST_USER };
    DWORD i, read, begun = GetTickCount();
    NET_API_STATUS status;

    check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)&member, 1 ), NERR_Success );
    check_only_member( user, get_qualified_name( TEST_USER ), SidTypeUser );
    ok( is_member_by_user( TEST_ALIAS, TEST_USER, LG_INCLUDE_INDIRECT ), "the user is no member\n" );
    check_status( NetLocalGroupDelMembers( NULL, TEST_ALIAS, 3, (BYTE *)&member, 1 ), NERR_Success );
    for (i = 0; i <= ARRAY_SIZE(missing); i++)
    {
        const WCHAR *name = i < ARRAY_SIZE(missing) ? missing[i] : get_qualified_name( L"no such account" );

        member.lgrmi3_domainandname = (WCHAR *)name;
        status = NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)&member, 1 );
        ok( status == ERROR_NO_SUCH_MEMBER, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
        status = list_aliases_of( name, 0, &read );
        ok( status == NERR_UserNotFound, "%s: got status %lu\n", wine_dbgstr_w( name ), status );
    }
    ok( GetTickCount() - begun < MAX_LOCAL, "it took %lu ms\n", GetTickCount() - begun );
}

/* Members of the domain that the prefix records, of which no controller is found: nothing changes, and SIDs are their names. */
static void test_joined(void)
{
    static const WCHAR * const names[] = { FLAT_DOMAIN L"\\anna", L"netapi32TEST\\anna", DOMAIN_NAME L"\\anna", L"OTHER\\anna" };
    NET_API_STATUS (WINAPI * const functions[])( LPCWSTR, LPCWSTR, DWORD, LPBYTE, DWORD ) =
        { NetLocalGroupAddMembers, NetLocalGroupDelMembers, NetLocalGroupSetMembers };
    LOCALGROUP_MEMBERS_INFO_3 members[2] = { { (WCHAR *)OTHER_USER } };
    WCHAR computer[MAX_COMPUTERNAME_LENGTH + 1];
    DWORD begun, read, size = ARRAY_SIZE(computer);
    BYTE user[SECURITY_MAX_SID_SIZE];
    NET_API_STATUS status;
    unsigned int i, j;
    PSID sid;
    HKEY key;

    if (!testing_ours() || !(key = put_record_aside())) return;
    add_test_accounts();
    get_user_sid( TEST_USER, user );
    ConvertStringSidToSidW( DOMAIN_SID L"-1105", &sid );

    /* without a record */
    check_local_names( user );
    for (i = 0; i < ARRAY_SIZE(names); i++)
    {
        members[1].lgrmi3_domainandname = (WCHAR *)names[i];
        check_status( NetLocalGroupAddMembers( NULL, TEST_ALIAS, 3, (BYTE *)members, 2 ), ERROR_NO_SUCH_MEMBER );
        check_status( list_aliases_of( names[i], LG_INCLUDE_INDIRECT, &read ), NERR_UserNotFound );
    }
    ok( !count_members( TEST_ALIAS ), "got %lu members\n", count_members( TEST_ALIAS ) );

    record_domain( key, L"Name", DOMAIN_NAME );
    record_domain( key, L"FlatName", FLAT_DOMAIN );
    record_domain( key, L"Sid", DOMAIN_SID );
    check_local_names( user );

    /* a SID needs no controller, but its name does */
    begun = GetTickCount();
    check_status( NetLocalGroupAddMember( NULL, TEST_ALIAS, sid ), NERR_Success );
    ok( GetTickCount() - begun < MAX_LOCAL, "it took %lu ms\n", GetTickCount() - begun );
    check_only_member( sid, DOMAIN_SID L"-1105", SidTypeUnknown );

    for (i = 0; i < ARRAY_SIZE(names); i++)
    {
        winetest_push_context( "%s", wine_dbgstr_w( names[i] ) );
        members[1].lgrmi3_domainandname = (WCHAR *)names[i];
        begun = GetTickCount();
        for (j = 0; j < (i ? 1 : ARRAY_SIZE(functions)); j++)
        {
            status = functions[j]( NULL, TEST_ALIAS, 3, (BYTE *)members, 2 );
            ok( status == ERROR_NO_SUCH_DOMAIN, "function %u: got status %lu\n", j, status );
        }
        if (!i) check_status( list_aliases_of( names[i], 0, &read ), ERROR_NO_SUCH_DOMAIN );
        check_status( list_aliases_of( names[i], LG_INCLUDE_INDIRECT, &read ), ERROR_NO_SUCH_DOMAIN );
        ok( GetTickCount() - begun < MAX_SEARCH, "it took %lu ms\n", GetTickCount() - begun );
        winetest_pop_context();
    }
    ok( count_members( TEST_ALIAS ) == 1 && is_member_by_group( TEST_ALIAS, sid ), "there are other members\n" );
    check_status( NetLocalGroupDelMember( NULL, TEST_ALIAS, sid ), NERR_Success );

    /* the name of this computer's own domain is stronger than the recorded one's */
    GetComputerNameW( computer, &size );
    record_domain( key, L"FlatName", computer );
    check_local_names( user );
    LocalFree( sid );
    delete_test_accounts();
    put_record_back();
}

START_TEST(localgroup)
{
    BOOL changing = may_change_accounts();

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
    if (changing) delete_many();
    test_enumerations();
    test_builtin();
    test_builtin_members();
    test_info();
    test_names();
    test_membership();
    if (!changing)
    {
        skip( "this user may not change accounts\n" );
        return;
    }
    test_add_levels();
    test_add_names();
    test_add_existing();
    test_set_info();
    test_set_builtin();
    test_members();
    test_arrays();
    test_deleted_members();
    test_change_builtin_members();
    test_bad_changes();
    test_many();
    delete_many();
    test_other();
    test_joined();
    test_membership();
}
