/*
 * NET SHARE
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

#include "net.h"
#include <aclapi.h>
#include <sddl.h>

#ifndef CSC_CACHE_NONE
#define CSC_MASK                0x30
#define CSC_CACHE_MANUAL_REINT  0x00
#define CSC_CACHE_AUTO_REINT    0x10
#define CSC_CACHE_VDO           0x20
#define CSC_CACHE_NONE          0x30
#endif

/* what /grant gives, as the dialogs of Windows have it */
#define SHARE_READ    (FILE_GENERIC_READ | FILE_GENERIC_EXECUTE)
#define SHARE_CHANGE  (SHARE_READ | FILE_GENERIC_WRITE | DELETE)
#define SHARE_FULL    FILE_ALL_ACCESS

static struct
{
    const WCHAR *delete, *remark, *users, *unlimited, *cache;
    struct words grant, remove;
} given;

static const struct option options[] =
{
    { L"delete",    OPTION_FLAG,  &given.delete },
    { L"remark",    OPTION_VALUE, &given.remark },
    { L"users",     OPTION_VALUE, &given.users },
    { L"unlimited", OPTION_FLAG,  &given.unlimited },
    { L"cache",     OPTION_VALUE, &given.cache },
    { L"grant",     OPTION_LIST,  &given.grant },
    { L"remove",    OPTION_LIST,  &given.remove },
    { NULL, 0, NULL }
};

static const struct
{
    const WCHAR *name, *text;
    DWORD flag;
} caches[] =
{
    { L"manual",      L"Manual caching of documents",                    CSC_CACHE_MANUAL_REINT },
    { L"documents",   L"Automatic caching of documents",                 CSC_CACHE_AUTO_REINT },
    { L"programs",    L"Automatic caching of programs and documents",    CSC_CACHE_VDO },
    { L"none",        L"Caching disabled",                               CSC_CACHE_NONE },
};

/* ---- lists ---- */

/* name and resource; what is longer than its column has a line of its own */
static void put_share( const WCHAR *name, const WCHAR *path, const WCHAR *remark )
{
    if (wcslen( name ) > 12) put( L"%s\n%-13s", name, L"" );
    else put( L"%-13s", name );
    if (wcslen( path ) > 31) put( L"%s\n%-45s", path, L"" );
    else put( L"%-32s", path );
    put( L"%-34s\n", remark );
}

/* the shares with their paths and remarks, sorted by their names */
static NET_API_STATUS read_shares( struct list *list )
{
    DWORD count, total, i, resume = 0;
    unsigned int rounds = 0;
    NET_API_STATUS status;
    SHARE_INFO_2 *shares;

    do
    {
        shares = NULL;
        count = 0;
        status = NetShareEnum( NULL, 2, (BYTE **)&shares, MAX_PREFERRED_LENGTH, &count, &total, &resume );
        if (status && status != ERROR_MORE_DATA) break;
        for (i = 0; shares && i < count; i++)
            add_row( list, shares[i].shi2_netname, shares[i].shi2_path, shares[i].shi2_remark, NULL );
        NetApiBufferFree( shares );
    }
    while (more_rounds( status, count, &rounds ));
    sort_list( list );
    return status;
}

static int list_shares( void )
{
    struct list list = { 0 };
    NET_API_STATUS status = read_shares( &list );
    unsigned int i;

    if (!status)
    {
        put( L"\nShare name   Resource                        Remark\n\n" );
        put_rule();
        for (i = 0; i < list.count; i++) put_share( list.rows[i].cells[0], list.rows[i].cells[1], list.rows[i].cells[2] );
    }
    free_list( &list );
    return status ? fail( status ) : done();
}

/* ---- one share ---- */

/*
 * Whether a call about a share is to be made again. A Samba server as this computer's has processes that learn of a new share
 * when they are asked for the list, and some time later. 'status' becomes that of Windows where there is no such share.
 */
#define MAX_TRIES 10

static BOOL try_again( const WCHAR *name, unsigned int *tries, NET_API_STATUS *status )
{
    DWORD count = 0, total, i, resume = 0;
    SHARE_INFO_0 *shares = NULL;

    if (*status != ERROR_INVALID_NAME && *status != ERROR_BAD_NET_NAME && *status != NERR_NetNameNotFound) return FALSE;
    if (++*tries == MAX_TRIES) return FALSE;
    if (NetShareEnum( NULL, 0, (BYTE **)&shares, MAX_PREFERRED_LENGTH, &count, &total, &resume )) return FALSE;
    for (i = 0; shares && i < count && _wcsicmp( shares[i].shi0_netname, name ); i++) {}
    NetApiBufferFree( shares );
    if (i == count)
    {
        *status = NERR_NetNameNotFound;
        return FALSE;
    }
    if (*tries > 1) Sleep( 200 );
    return TRUE;
}

static NET_API_STATUS get_share( WCHAR *name, DWORD level, void *info )
{
    unsigned int tries = 0;
    NET_API_STATUS status;

    do status = NetShareGetInfo( NULL, name, level, info );
    while (try_again( name, &tries, &status ));
    return status;
}

static const WCHAR *right_text( DWORD mask )
{
    if ((mask & SHARE_FULL) == SHARE_FULL || mask & GENERIC_ALL) return L"FULL";
    if ((mask & SHARE_CHANGE) == SHARE_CHANGE) return L"CHANGE";
    if ((mask & FILE_GENERIC_READ) == FILE_GENERIC_READ || mask & GENERIC_READ) return L"READ";
    return L"SPECIAL";
}

/* Who may use it: one line for each entry. */
static void put_permissions( SECURITY_DESCRIPTOR *descriptor )
{
    const WCHAR *label = L"Permission";
    BOOL present, defaulted;
    ACL *list = NULL;
    DWORD i;

    if (!descriptor || !GetSecurityDescriptorDacl( descriptor, &present, &list, &defaulted ) || !present || !list)
    {
        put( L"%-18sEveryone, FULL\n", label );
        return;
    }
    for (i = 0; i < list->AceCount; i++)
    {
        WCHAR name[256], domain[256], *text = NULL;
        DWORD name_size = ARRAYSIZE(name), domain_size = ARRAYSIZE(domain);
        ACCESS_ALLOWED_ACE *ace;
        SID_NAME_USE use;

        if (!GetAce( list, i, (void **)&ace )) break;
        if (ace->Header.AceType != ACCESS_ALLOWED_ACE_TYPE && ace->Header.AceType != ACCESS_DENIED_ACE_TYPE) continue;
        if (!LookupAccountSidW( NULL, &ace->SidStart, name, &name_size, domain, &domain_size, &use ))
        {
            domain[0] = name[0] = 0;
            if (!ConvertSidToStringSidW( &ace->SidStart, &text )) text = NULL;
        }
        put( L"%-18s%s%s%s, %s\n", label, domain, domain[0] ? L"\\" : L"", text ? text : name,
             ace->Header.AceType == ACCESS_DENIED_ACE_TYPE ? L"DENY" : right_text( ace->Mask ) );
        LocalFree( text );
        label = L"";
    }
    if (*label) put( L"%-18sNobody\n", label );
}

/* the users of a share, as its connections tell */
static void put_users( const WCHAR *name )
{
    CONNECTION_INFO_1 *connections = NULL;
    DWORD count = 0, total, i, resume = 0;
    struct list list = { 0 };

    /* who may not ask sees the share all the same */
    if (!NetConnectionEnum( NULL, (WCHAR *)name, 1, (BYTE **)&connections, MAX_PREFERRED_LENGTH, &count, &total, &resume ))
        for (i = 0; connections && i < count; i++) add_row( &list, connections[i].coni1_username, NULL, NULL, NULL );
    NetApiBufferFree( connections );
    sort_list( &list );
    put( L"%-18s", L"Users" );
    for (i = 0; i < list.count; i++)
    {
        if (i && i % 3 == 0) put( L"\n%-18s", L"" );
        put( L"%-21s", list.rows[i].cells[0] );
    }
    put( L"\n" );
    free_list( &list );
}

static const WCHAR *cache_text( DWORD flags )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(caches); i++) if (caches[i].flag == (flags & CSC_MASK)) return caches[i].text;
    return L"";
}

static int show_share( WCHAR *name )
{
    SHARE_INFO_1005 *flags = NULL;
    SHARE_INFO_502 *full = NULL;
    SHARE_INFO_2 *info = NULL;
    NET_API_STATUS status;

    if ((status = get_share( name, 2, &info ))) return fail( status );
    put( L"%-18s%s\n", L"Share name", info->shi2_netname );
    put( L"%-18s%s\n", L"Path", info->shi2_path );
    put( L"%-18s%s\n", L"Remark", info->shi2_remark );
    if (info->shi2_max_uses == SHI_USES_UNLIMITED) put( L"%-18s%s\n", L"Maximum users", L"No limit" );
    else put( L"%-18s%u\n", L"Maximum users", info->shi2_max_uses );
    put_users( info->shi2_netname );
    if (!get_share( name, 1005, &flags )) put( L"%-18s%s\n", L"Caching", cache_text( flags->shi1005_flags ) );
    if (!get_share( name, 502, &full )) put_permissions( full->shi502_security_descriptor );
    NetApiBufferFree( info );
    NetApiBufferFree( flags );
    NetApiBufferFree( full );
    return done();
}

/* ---- changes ---- */

/* "name,{read|change|full}" for SetEntriesInAcl() */
static BOOL parse_grant( WCHAR *text, EXPLICIT_ACCESSW *entry )
{
    WCHAR *right = wcsrchr( text, ',' );
    size_t length = right ? wcslen( right + 1 ) : 0;
    DWORD mask = 0;

    if (length && right != text)
    {
        if (!_wcsnicmp( L"read", right + 1, length )) mask = SHARE_READ;
        else if (!_wcsnicmp( L"change", right + 1, length )) mask = SHARE_CHANGE;
        else if (!_wcsnicmp( L"full", right + 1, length )) mask = SHARE_FULL;
    }
    if (!mask) return bad_value( L"grant", text );
    *right = 0;
    BuildExplicitAccessWithNameW( entry, text, mask, SET_ACCESS, NO_INHERITANCE );
    return TRUE;
}

/*
 * The access list that a share gets: 'old' is the one that it has, or NULL. The caller frees it with LocalFree(). An account
 * that is not known is told by its name.
 */
static int make_access( ACL *old, ACL **list )
{
    unsigned int i, count = given.grant.count + given.remove.count;
    EXPLICIT_ACCESSW *entries = allocate( count * sizeof(*entries) );
    BYTE sid[SECURITY_MAX_SID_SIZE];
    SID_NAME_USE use;
    WCHAR domain[256];
    DWORD status;

    for (i = 0; i < count; i++)
    {
        DWORD sid_size = sizeof(sid), domain_size = ARRAYSIZE(domain);

        if (i >= given.grant.count)
            BuildExplicitAccessWithNameW( &entries[i], given.remove.words[i - given.grant.count], 0, REVOKE_ACCESS,
                                          NO_INHERITANCE );
        else if (!parse_grant( given.grant.words[i], &entries[i] )) return misused();
        if (!LookupAccountNameW( NULL, entries[i].Trustee.ptstrName, sid, &sid_size, domain, &domain_size, &use ))
            return fail_about( MSG_NO_ACCOUNT, entries[i].Trustee.ptstrName );
    }
    status = SetEntriesInAclW( count, entries, old, list );
    free( entries );
    return status ? fail( status ) : EXIT_DONE;
}

static BOOL parse_cache( DWORD *flag )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(caches); i++)
        if (*given.cache && !_wcsnicmp( caches[i].name, given.cache, wcslen( given.cache ) ))
        {
            *flag = caches[i].flag;
            return TRUE;
        }
    return bad_value( L"cache", given.cache );
}

static NET_API_STATUS set_cache( WCHAR *name, DWORD flag )
{
    SHARE_INFO_1005 *old = NULL, flags;
    NET_API_STATUS status = get_share( name, 1005, &old );
    DWORD parm;

    if (status) return status;
    flags.shi1005_flags = (old->shi1005_flags & ~CSC_MASK) | flag;
    NetApiBufferFree( old );
    return NetShareSetInfo( NULL, name, 1005, (BYTE *)&flags, &parm );
}

/* The folder that a word of the command line means: C:\dir\ is C:\dir, but C:\ stays. */
static NET_API_STATUS get_folder( const WCHAR *text, WCHAR path[MAX_PATH] )
{
    DWORD length = GetFullPathNameW( text, MAX_PATH, path, NULL );

    if (!length) return ERROR_INVALID_NAME;
    if (length >= MAX_PATH) return ERROR_FILENAME_EXCED_RANGE;
    if (length > 3 && path[length - 1] == '\\') path[length - 1] = 0;
    return NERR_Success;
}

/* "NAME=path" */
static int add_share( WCHAR *word, WCHAR *equals, DWORD users, DWORD cache )
{
    SECURITY_DESCRIPTOR descriptor;
    SHARE_INFO_502 info = { 0 };
    NET_API_STATUS status;
    WCHAR path[MAX_PATH];
    ACL *list = NULL;
    DWORD parm;
    int result;

    *equals = 0;
    if ((status = get_folder( equals + 1, path ))) return fail( status );
    info.shi502_netname = word;
    info.shi502_type = STYPE_DISKTREE;
    info.shi502_remark = (WCHAR *)(given.remark ? given.remark : L"");
    info.shi502_max_uses = users;
    info.shi502_path = path;
    if (given.grant.count)
    {
        if ((result = make_access( NULL, &list ))) return result;
        InitializeSecurityDescriptor( &descriptor, SECURITY_DESCRIPTOR_REVISION );
        SetSecurityDescriptorDacl( &descriptor, TRUE, list, FALSE );
        info.shi502_security_descriptor = &descriptor;
    }
    status = NetShareAdd( NULL, list ? 502 : 2, (BYTE *)&info, &parm );
    LocalFree( list );
    if (!status && given.cache && (status = set_cache( word, cache ))) NetShareDel( NULL, word, 0 );
    if (status) return fail( status );
    put( L"%s was shared successfully.\n\n", word );
    return EXIT_DONE;
}

static int set_share( WCHAR *name, DWORD users, DWORD cache )
{
    SECURITY_DESCRIPTOR descriptor;
    SHARE_INFO_1501 access = { 0 };
    SHARE_INFO_502 *info = NULL;
    BOOL present, defaulted;
    NET_API_STATUS status;
    ACL *list = NULL, *old = NULL;
    DWORD parm;
    int result = EXIT_DONE;

    if ((status = get_share( name, 502, &info ))) return fail( status );
    if (given.grant.count || given.remove.count)
    {
        if (!info->shi502_security_descriptor ||
            !GetSecurityDescriptorDacl( info->shi502_security_descriptor, &present, &old, &defaulted ) || !present) old = NULL;
        result = make_access( old, &list );
        InitializeSecurityDescriptor( &descriptor, SECURITY_DESCRIPTOR_REVISION );
        SetSecurityDescriptorDacl( &descriptor, TRUE, list, FALSE );
        access.shi1501_security_descriptor = &descriptor;
    }
    if (!result)
    {
        if (given.remark) info->shi502_remark = (WCHAR *)given.remark;
        if (given.users || given.unlimited) info->shi502_max_uses = users;
        /* its first members are level 2, whose number of users Samba takes, unlike that of level 502 */
        if (given.remark || given.users || given.unlimited) status = NetShareSetInfo( NULL, name, 2, (BYTE *)info, &parm );
        if (!status && list) status = NetShareSetInfo( NULL, name, 1501, (BYTE *)&access, &parm );
        if (!status && given.cache) status = set_cache( name, cache );
        if (status) result = fail( status );
    }
    LocalFree( list );
    NetApiBufferFree( info );
    return result ? result : done();
}

/* The names of the shares that are meant: by the name of one, or by the path that is shared. */
static NET_API_STATUS find_shares( const WCHAR *name, struct list *names )
{
    struct list shares = { 0 };
    NET_API_STATUS status;
    WCHAR path[MAX_PATH];
    unsigned int i;

    if (!wcschr( name, ':' ))
    {
        add_row( names, name, NULL, NULL, NULL );
        return NERR_Success;
    }
    if ((status = get_folder( name, path ))) return status;
    status = read_shares( &shares );
    for (i = 0; !status && i < shares.count; i++)
        if (!_wcsicmp( shares.rows[i].cells[1], path )) add_row( names, shares.rows[i].cells[0], NULL, NULL, NULL );
    free_list( &shares );
    return status || names->count ? status : NERR_NetNameNotFound;
}

static int delete_share( const WCHAR *name )
{
    struct list list = { 0 };
    NET_API_STATUS status = find_shares( name, &list );
    unsigned int i;

    for (i = 0; !status && i < list.count; i++)
    {
        unsigned int tries = 0;

        do status = NetShareDel( NULL, list.rows[i].cells[0], 0 );
        while (try_again( list.rows[i].cells[0], &tries, &status ));
        if (!status) put( L"%s was deleted successfully.\n\n", list.rows[i].cells[0] );
    }
    free_list( &list );
    return status ? fail( status ) : EXIT_DONE;
}

int net_share( int argc, WCHAR **argv )
{
    DWORD users = SHI_USES_UNLIMITED, cache = 0;
    struct words words;
    WCHAR *equals;
    BOOL change;

    if (!parse_options( argc, argv, options, &words )) return misused();
    change = given.remark || given.users || given.unlimited || given.cache || given.grant.count || given.remove.count;
    if (words.count > 1 || (!words.count && (change || given.delete)) || (given.delete && change) ||
        (given.users && given.unlimited) || (given.users && !parse_number( L"users", given.users, 1, MAXLONG, &users )) ||
        (given.cache && !parse_cache( &cache ))) return misused();
    if (!words.count) return list_shares();
    equals = wcschr( words.words[0], '=' );
    if (equals && (given.delete || given.remove.count || equals == words.words[0] || !equals[1])) return misused();
    if (equals) return add_share( words.words[0], equals, users, cache );
    if (given.delete) return delete_share( words.words[0] );
    if (change) return set_share( words.words[0], users, cache );
    return show_share( words.words[0] );
}
