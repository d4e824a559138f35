/*
 * Tests of shares, sessions, open files and the rest of the Server service at other computers
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
#include <stdio.h>
#include <stdlib.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winerror.h>
#include <sddl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmserver.h>
#include <lmshare.h>
#include <lmstats.h>

#include "answer.h"
#include "remote.h"

/*
 * tests/host/samba-shares has asked the server with rpcclient, and made a text of what came: a line for each structure, its
 * members in their order with "|" between them, and a line "total|..." for a list and one "status|...". The same is made
 * here of our answers. Beside what is in remote.h the environment has
 *   PART           what is to be done: an entry of "parts"
 *   LIST_...       the texts
 *   SHARED_FOLDER  a folder of the server, as it names it
 *   UNSUPPORTED    the status of what the server does not have, for that user
 *   CLIENT, CLIENT_USER   whose session there is
 *   CHANGE, AGAIN  what the server says to a change, and to the same once more
 *   LEVEL          of a change; FILE: number of one that is open
 *   LOCAL          1: the server is asked as this computer's own, see tests/host/samba-local
 */
static WCHAR server[300];       /* as the functions get it */
static BOOL is_local;

/* mingw-w64's header does not have it */
struct share_info_503
{
    SHARE_INFO_2 info;
    WCHAR *server_name;
    DWORD reserved;
    void *descriptor;
};

struct text
{
    WCHAR  characters[8192];
    size_t length;
};

static void add( struct text *text, const WCHAR *format, ... )
{
    va_list args;
    int length;

    va_start( args, format );
    length = _vsnwprintf( text->characters + text->length, ARRAY_SIZE(text->characters) - text->length, format, args );
    va_end( args );
    if (length > 0) text->length += length;
}

static void end_line( struct text *text )
{
    if (text->length && text->characters[text->length - 1] == '|') text->length--;
    add( text, L"\n" );
}

static void add_number( struct text *text, DWORD number )
{
    add( text, L"%lu|", number );
}

static void add_string( struct text *text, struct answer *answer, const WCHAR *string )
{
    if (string) check_string( answer, string, "string" );
    add( text, L"%ls|", string ? string : L"NULL" );
}

static void add_sid( struct text *text, PSID sid )
{
    WCHAR *string = NULL;

    if (sid) ok( ConvertSidToStringSidW( sid, &string ), "ConvertSidToStringSidW failed with %lu\n", GetLastError() );
    add( text, L"%ls|", string ? string : L"NULL" );
    LocalFree( string );
}

static void add_acl( struct text *text, const BYTE *descriptor, DWORD offset )
{
    const ACL *acl = (const ACL *)(descriptor + offset);
    DWORD i;

    if (!offset)
    {
        add( text, L"NULL|" );
        return;
    }
    add( text, L"%u|%u|%u|", acl->AclRevision, acl->AclSize, acl->AceCount );
    for (i = 0; i < acl->AceCount; i++)
    {
        ACCESS_ALLOWED_ACE *ace;

        if (!GetAce( (ACL *)acl, i, (void **)&ace )) break;
        add( text, L"%u|%u|%u|%lu|", ace->Header.AceType, ace->Header.AceFlags, ace->Header.AceSize, ace->Mask );
        add_sid( text, &ace->SidStart );
    }
}

/* rpcclient shows a self-relative descriptor's parts in this order */
static void add_descriptor( struct text *text, struct answer *answer, const BYTE *data, DWORD size )
{
    const SECURITY_DESCRIPTOR_RELATIVE *descriptor = (const SECURITY_DESCRIPTOR_RELATIVE *)data;

    add_number( text, size );
    if (!data)
    {
        add( text, L"NULL|" );
        return;
    }
    check_part( answer, data, size, "descriptor" );
    ok( IsValidSecurityDescriptor( (void *)data ), "an invalid descriptor\n" );
    add( text, L"%u|%u|", descriptor->Revision, descriptor->Control );
    add_sid( text, descriptor->Owner ? (void *)(data + descriptor->Owner) : NULL );
    add_sid( text, descriptor->Group ? (void *)(data + descriptor->Group) : NULL );
    add_acl( text, data, descriptor->Sacl );
    add_acl( text, data, descriptor->Dacl );
}

/* all levels of a share but 1005 */
static void add_share( struct text *text, struct answer *answer, DWORD level, const BYTE *structure )
{
    const SHARE_INFO_502 *info = (const SHARE_INFO_502 *)structure;

    add_string( text, answer, info->shi502_netname );
    if (level == 0) return;
    add_number( text, info->shi502_type );
    add_string( text, answer, info->shi502_remark );
    if (level == 1) return;
    if (level == 501)
    {
        add_number( text, ((const SHARE_INFO_501 *)structure)->shi501_flags );
        return;
    }
    add_number( text, info->shi502_permissions );
    add_number( text, info->shi502_max_uses );
    add_number( text, info->shi502_current_uses );
    add_string( text, answer, info->shi502_path );
    add_string( text, answer, info->shi502_passwd );
    if (level == 2) return;
    add_descriptor( text, answer, info->shi502_security_descriptor, info->shi502_reserved );
}

static void add_flags( struct text *text, struct answer *answer, DWORD level, const BYTE *structure )
{
    (void)answer, (void)level;
    add_number( text, ((const SHARE_INFO_1005 *)structure)->shi1005_flags );
}

/* The times go on, and rpcclient has sessions of its own. Over pipes so have we, without an open file: Samba rounds the time at
 * which it began up, to some time that is yet to come. */
static void add_session( struct text *text, struct answer *answer, DWORD level, const BYTE *structure )
{
    const SESSION_INFO_1 *info = (const SESSION_INFO_1 *)structure;

    add_string( text, answer, info->sesi1_cname );
    if (level == 0) return;
    add_string( text, answer, info->sesi1_username );
    add_number( text, info->sesi1_num_opens );
    add_number( text, info->sesi1_user_flags );
    ok( !info->sesi1_num_opens || (info->sesi1_time && info->sesi1_time < 300 && info->sesi1_idle_time <= info->sesi1_time),
        "got %lu seconds, %lu of them idle\n", info->sesi1_time, info->sesi1_idle_time );
}

static void add_connection( struct text *text, struct answer *answer, DWORD level, const BYTE *structure )
{
    const CONNECTION_INFO_1 *info = (const CONNECTION_INFO_1 *)structure;

    add_number( text, info->coni1_id );
    if (level == 0) return;
    add_number( text, info->coni1_type );
    add_number( text, info->coni1_num_opens );
    add_number( text, info->coni1_num_users );
    add_string( text, answer, info->coni1_username );
    add_string( text, answer, info->coni1_netname );
}

static void add_file( struct text *text, struct answer *answer, DWORD level, const BYTE *structure )
{
    const FILE_INFO_3 *info = (const FILE_INFO_3 *)structure;

    add_number( text, info->fi3_id );
    if (level == 2) return;
    add_number( text, info->fi3_permissions );
    add_number( text, info->fi3_num_locks );
    add_string( text, answer, info->fi3_pathname );
    add_string( text, answer, info->fi3_username );
}

static void add_disk( struct text *text, struct answer *answer, DWORD level, const BYTE *structure )
{
    (void)answer, (void)level;
    add( text, L"%ls|", (const WCHAR *)structure );
}

static size_t line_length( const WCHAR *line )
{
    return wcscspn( line, L"\n" );
}

static int compare_lines( const void *a, const void *b )
{
    return wcscmp( *(WCHAR * const *)a, *(WCHAR * const *)b );
}

static void sort_lines( WCHAR text[8192] )
{
    WCHAR copy[8192], *lines[64], *p = copy;
    size_t i, count = 0;

    wcscpy( copy, text );
    while (count < ARRAY_SIZE(lines))
    {
        lines[count++] = p;
        if (!(p = wcschr( p, '\n' ))) break;
        *p++ = 0;
    }
    ok( !p, "too many lines: %ls\n", text );
    qsort( lines, count, sizeof(*lines), compare_lines );
    for (i = 0, text[0] = 0; i < count; i++)
    {
        if (i) wcscat( text, L"\n" );
        wcscat( text, lines[i] );
    }
}

/* Whether the text is the one that rpcclient's answer gave. */
static void check_text( const char *name, DWORD level, struct text *text )
{
    static WCHAR expected[8192];
    const WCHAR *a = text->characters, *b = expected;
    WCHAR variable[64];

    swprintf( variable, ARRAY_SIZE(variable), L"NETAPI32_REMOTE_LIST_%hs_%lu", name, level );
    expected[0] = 0;
    GetEnvironmentVariableW( variable, expected, ARRAY_SIZE(expected) );
    if (!strcmp( name, "SESSIONS" ))
    {
        /* they are in any order, another one each time */
        sort_lines( text->characters );
        sort_lines( expected );
    }
    while (*a && *b && line_length( a ) == line_length( b ) && !wcsncmp( a, b, line_length( a ) ))
    {
        a += line_length( a );
        b += line_length( b );
        if (*a && *b) a++, b++;
    }
    ok( !*a && !*b, "got %.*ls, not %.*ls\n", (int)line_length( a ), a, (int)line_length( b ), b );
}

typedef void add_function( struct text *text, struct answer *answer, DWORD level, const BYTE *structure );
typedef NET_API_STATUS enum_function( DWORD level, BYTE **buffer, DWORD *count, DWORD *total, DWORD *resume );

struct list
{
    const char    *name;        /* of the texts */
    enum_function *function;
    add_function  *add;
    struct
    {
        DWORD  level;
        SIZE_T size;
    }
    levels[6];
};

static void check_list( const struct list *list, DWORD level, SIZE_T size )
{
    struct text text = { L"", 0 };
    DWORD i, count = 0xdead, total = 0xdead, resume = 0;
    struct answer answer = { NULL };
    BYTE *buffer = (BYTE *)1;
    NET_API_STATUS status;

    winetest_push_context( "%s %lu", list->name, level );
    status = list->function( level, &buffer, &count, &total, &resume );
    if (status) ok( !buffer && !count && !total, "got buffer %p, %lu of %lu with an error\n", buffer, count, total );
    if (!status) ok( !buffer == !count, "got buffer %p, %lu entries\n", buffer, count );
    if (buffer) open_answer( &answer, buffer, count * size );
    for (i = 0; !status && i < count; i++)
    {
        list->add( &text, &answer, level, buffer + i * size );
        end_line( &text );
    }
    if (buffer) close_answer( &answer );
    if (!status) add( &text, L"total|%lu\n", total );
    add( &text, L"status|%lu", status );
    check_text( list->name, level, &text );
    winetest_pop_context();
}

static void check_info( const char *name, DWORD level, SIZE_T size, add_function *add_info, NET_API_STATUS status, BYTE *buffer )
{
    struct text text = { L"", 0 };
    struct answer answer = { NULL };

    winetest_push_context( "%s %lu", name, level );
    ok( !status == !!buffer, "got status %lu with buffer %p\n", status, buffer );
    if (buffer)
    {
        open_answer( &answer, buffer, size );
        add_info( &text, &answer, level, buffer );
        end_line( &text );
        close_answer( &answer );
    }
    add( &text, L"status|%lu", status );
    check_text( name, level, &text );
    winetest_pop_context();
}

static NET_API_STATUS enum_shares( DWORD level, BYTE **buffer, DWORD *count, DWORD *total, DWORD *resume )
{
    return NetShareEnum( server, level, buffer, MAX_PREFERRED_LENGTH, count, total, resume );
}

static NET_API_STATUS enum_sticky( DWORD level, BYTE **buffer, DWORD *count, DWORD *total, DWORD *resume )
{
    return NetShareEnumSticky( server, level, buffer, MAX_PREFERRED_LENGTH, count, total, resume );
}

static NET_API_STATUS enum_sessions( DWORD level, BYTE **buffer, DWORD *count, DWORD *total, DWORD *resume )
{
    return NetSessionEnum( server, NULL, NULL, level, buffer, MAX_PREFERRED_LENGTH, count, total, resume );
}

static NET_API_STATUS enum_connections( DWORD level, BYTE **buffer, DWORD *count, DWORD *total, DWORD *resume )
{
    return NetConnectionEnum( server, (WCHAR *)L"public", level, buffer, MAX_PREFERRED_LENGTH, count, total, resume );
}

static NET_API_STATUS enum_files( DWORD level, BYTE **buffer, DWORD *count, DWORD *total, DWORD *resume )
{
    DWORD_PTR handle = *resume;
    NET_API_STATUS status = NetFileEnum( server, NULL, NULL, level, buffer, MAX_PREFERRED_LENGTH, count, total, &handle );

    *resume = handle;
    return status;
}

static NET_API_STATUS enum_disks( DWORD level, BYTE **buffer, DWORD *count, DWORD *total, DWORD *resume )
{
    return NetServerDiskEnum( server, level, buffer, MAX_PREFERRED_LENGTH, count, total, resume );
}

#define SHARE_LEVELS \
    { { 0, sizeof(SHARE_INFO_0) }, { 1, sizeof(SHARE_INFO_1) }, { 2, sizeof(SHARE_INFO_2) }, \
      { 502, sizeof(SHARE_INFO_502) }, { 503, sizeof(struct share_info_503) } }

static const struct list lists[] =
{
    { "SHARES", enum_shares, add_share, SHARE_LEVELS },
    { "STICKY", enum_sticky, add_share, SHARE_LEVELS },
    { "SESSIONS", enum_sessions, add_session,
      { { 0, sizeof(SESSION_INFO_0) }, { 1, sizeof(SESSION_INFO_1) }, { 2, sizeof(SESSION_INFO_2) },
        { 10, sizeof(SESSION_INFO_10) }, { 502, sizeof(SESSION_INFO_502) } } },
    { "CONNECTIONS", enum_connections, add_connection, { { 0, sizeof(CONNECTION_INFO_0) }, { 1, sizeof(CONNECTION_INFO_1) } } },
    { "FILES", enum_files, add_file, { { 2, sizeof(FILE_INFO_2) }, { 3, sizeof(FILE_INFO_3) } } },
    { "DISKS", enum_disks, add_disk, { { 0, 3 * sizeof(WCHAR) } } },
};

static void test_share_infos(void)
{
    static const struct { DWORD level; SIZE_T size; } levels[] =
    {
        { 0, sizeof(SHARE_INFO_0) }, { 1, sizeof(SHARE_INFO_1) }, { 2, sizeof(SHARE_INFO_2) },
        { 501, sizeof(SHARE_INFO_501) }, { 502, sizeof(SHARE_INFO_502) }, { 503, sizeof(struct share_info_503) },
        { 1005, sizeof(SHARE_INFO_1005) },
    };
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        buffer = (BYTE *)1;
        status = NetShareGetInfo( server, (WCHAR *)L"public", levels[i].level, &buffer );
        check_info( "SHARE", levels[i].level, levels[i].size, levels[i].level == 1005 ? add_flags : add_share, status,
                    buffer );
    }
    buffer = (BYTE *)1;
    status = NetShareGetInfo( server, (WCHAR *)L"no-such-share", 1, &buffer );
    check_info( "NO_SHARE", 1, 0, add_share, status, buffer );
}

/* A resume handle goes to the server as it is. */
static void test_resume(void)
{
    DWORD count, total, rest, rest_total, resume = 1;
    SHARE_INFO_0 *shares, *others;
    NET_API_STATUS status;

    status = NetShareEnum( server, 0, (BYTE **)&shares, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( !status && count > 1, "got status %lu, %lu shares\n", status, count );
    status = NetShareEnum( server, 0, (BYTE **)&others, MAX_PREFERRED_LENGTH, &rest, &rest_total, &resume );
    ok( !status && rest == count - 1, "got status %lu, %lu shares\n", status, rest );
    if (!status) ok( !lstrcmpW( others->shi0_netname, shares[1].shi0_netname ), "got %ls\n", others->shi0_netname );
    NetApiBufferFree( shares );
    NetApiBufferFree( others );
}

/* Samba sends all sessions, whomever it is asked for. */
static void test_session_info(void)
{
    static const DWORD levels[] = { 0, 1, 2, 10 };
    static const SIZE_T sizes[] = { sizeof(SESSION_INFO_0), sizeof(SESSION_INFO_1), sizeof(SESSION_INFO_2),
                                    sizeof(SESSION_INFO_10) };
    WCHAR client[2 + 300] = L"\\\\", user[300];
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    get_fact( L"CLIENT", client + 2 );
    get_fact( L"CLIENT_USER", user );
    for (i = 0; i < ARRAY_SIZE(levels); i++)
    {
        buffer = (BYTE *)1;
        status = NetSessionGetInfo( server, client, user, levels[i], &buffer );
        check_info( "SESSION", levels[i], sizes[i], add_session, status, buffer );
    }
    buffer = (BYTE *)1;
    status = NetSessionGetInfo( server, client, (WCHAR *)L"no-such-user", 1, &buffer );
    ok( status == NERR_UserNotFound && !buffer, "no user: got status %lu, %p\n", status, buffer );
    buffer = (BYTE *)1;
    status = NetSessionGetInfo( server, (WCHAR *)L"\\\\no-such-client", user, 0, &buffer );
    ok( status == NERR_ClientNameNotFound && !buffer, "no client: got status %lu, %p\n", status, buffer );
}

/* what Samba does not have */
static void test_unsupported(void)
{
    static WCHAR * const services[] = { (WCHAR *)L"LanmanServer", (WCHAR *)L"LanmanWorkstation" };
    DWORD i, count, total, type = 0xdead, expected = get_number( L"UNSUPPORTED" );
    NET_API_STATUS status;
    BYTE *buffer;

    for (i = 0; i < 2; i++)
    {
        buffer = (BYTE *)1;
        status = NetFileGetInfo( server, 1, 2 + i, &buffer );
        ok( status == expected && !buffer, "NetFileGetInfo %lu: got status %lu, %p\n", 2 + i, status, buffer );
        if (is_local) continue;     /* there is an answer here */
        buffer = (BYTE *)1;
        count = total = 0xdead;
        status = NetServerTransportEnum( server, i, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
        ok( status == expected, "NetServerTransportEnum %lu: got status %lu\n", i, status );
        ok( !buffer && !count && !total, "NetServerTransportEnum %lu: got %lu of %lu, %p\n", i, count, total, buffer );
        buffer = (BYTE *)1;
        status = NetStatisticsGet( server, services[i], 0, 0, &buffer );
        ok( status == expected && !buffer, "%ls: got status %lu, %p\n", services[i], status, buffer );
    }
    status = NetShareCheck( server, (WCHAR *)L"C:", &type );
    ok( status == expected && type == 0xdead, "NetShareCheck: got status %lu, type %#lx\n", status, type );
}

static void test_lists(void)
{
    unsigned int i, j;

    for (i = 0; i < ARRAY_SIZE(lists) - is_local; i++)     /* the disks of this computer are its own */
        for (j = 0; lists[i].levels[j].size; j++)
            check_list( &lists[i], lists[i].levels[j].level, lists[i].levels[j].size );
    test_share_infos();
    test_unsupported();
}

static void test_sessions(void)
{
    test_lists();
    test_resume();
    test_session_info();
}

/* ---- changes, which tests/host/samba-shares then looks for ---- */

/* The test is run twice: what cannot be done again fails then, or is done to another share. */
static unsigned int runs;

static void check_change( NET_API_STATUS status, const char *what )
{
    ok( status == get_number( runs > 1 ? L"AGAIN" : L"CHANGE" ), "%s, run %u: got status %lu\n", what, runs, status );
}

static void check_parm( NET_API_STATUS status, const DWORD *parm, const char *what )
{
    check_change( status, what );
    ok( *parm == PARM_ERROR_NONE, "%s: got bad member %lu\n", what, *parm );
}

static WCHAR *get_folder(void)
{
    static WCHAR folder[300];

    get_fact( L"SHARED_FOLDER", folder );
    return folder;
}

/* In one piece, LocalFree() frees it. */
static PSECURITY_DESCRIPTOR make_descriptor(void)
{
    PSECURITY_DESCRIPTOR descriptor = NULL;

    ok( ConvertStringSecurityDescriptorToSecurityDescriptorW( L"O:BAG:BAD:(A;;FA;;;BA)(A;;FR;;;WD)", SDDL_REVISION_1,
                                                              &descriptor, NULL ),
        "ConvertStringSecurityDescriptorToSecurityDescriptorW failed with %lu\n", GetLastError() );
    return descriptor;
}

/* The same with pointers to the parts of the other one. */
static void make_absolute( SECURITY_DESCRIPTOR *descriptor, PSECURITY_DESCRIPTOR relative )
{
    BOOL present, defaulted;
    ACL *dacl = NULL;
    PSID owner = NULL;

    InitializeSecurityDescriptor( descriptor, SECURITY_DESCRIPTOR_REVISION );
    ok( GetSecurityDescriptorDacl( relative, &present, &dacl, &defaulted ) && present, "no ACL\n" );
    SetSecurityDescriptorDacl( descriptor, TRUE, dacl, FALSE );
    ok( GetSecurityDescriptorOwner( relative, &owner, &defaulted ), "no owner\n" );
    SetSecurityDescriptorOwner( descriptor, owner, FALSE );
    SetSecurityDescriptorGroup( descriptor, owner, FALSE );
}

static void test_add(void)
{
    WCHAR added[] = L"added1", guarded[] = L"guarded1";
    SHARE_INFO_502 info = { .shi502_netname = added, .shi502_type = STYPE_DISKTREE,
                            .shi502_remark = (WCHAR *)L"of level 2", .shi502_max_uses = 4, .shi502_path = get_folder() };
    PSECURITY_DESCRIPTOR relative = make_descriptor();
    SECURITY_DESCRIPTOR descriptor;
    DWORD parm = 0xdead;

    added[5] = guarded[7] = '0' + runs;
    make_absolute( &descriptor, relative );
    check_parm( NetShareAdd( server, 2, (BYTE *)&info, &parm ), &parm, "level 2" );
    info.shi502_netname = guarded;
    info.shi502_remark = (WCHAR *)L"of level 502, \x00fc" L"ber alles";
    info.shi502_max_uses = SHI_USES_UNLIMITED;
    info.shi502_reserved = 0xdeadbeef;  /* no length */
    info.shi502_security_descriptor = &descriptor;
    check_parm( NetShareAdd( server, 502, (BYTE *)&info, &parm ), &parm, "level 502" );
    LocalFree( relative );
}

static void test_set(void)
{
    SHARE_INFO_502 info = { .shi502_netname = (WCHAR *)L"added1", .shi502_type = STYPE_DISKTREE,
                            .shi502_remark = (WCHAR *)L"set at level 2", .shi502_max_uses = 5, .shi502_path = get_folder() };
    SHARE_INFO_1004 remark = { (WCHAR *)L"set at level 1004" };
    DWORD parm = 0xdead;

    if (get_number( L"LEVEL" ) == 2)
        check_parm( NetShareSetInfo( server, (WCHAR *)L"added1", 2, (BYTE *)&info, &parm ), &parm, "level 2" );
    else if (get_number( L"LEVEL" ) == 1004)
        check_parm( NetShareSetInfo( server, (WCHAR *)L"added1", 1004, (BYTE *)&remark, &parm ), &parm, "level 1004" );
    else
    {
        info.shi502_remark = (WCHAR *)L"set at level 502";
        info.shi502_security_descriptor = make_descriptor();
        check_parm( NetShareSetInfo( server, (WCHAR *)L"added1", 502, (BYTE *)&info, &parm ), &parm, "level 502" );
        LocalFree( info.shi502_security_descriptor );
    }
}

static void test_delete(void)
{
    WCHAR added[] = L"added1", guarded[] = L"guarded1";

    added[5] = guarded[7] = '0' + runs;
    check_change( NetShareDel( server, added, 0 ), "NetShareDel" );
    check_change( NetShareDelSticky( server, guarded, 0 ), "NetShareDelSticky" );
}

static void test_server_comment(void)
{
    SERVER_INFO_1005 info = { (WCHAR *)L"a comment of level 1005" };
    SERVER_INFO_101 whole = { .sv101_name = (WCHAR *)L"", .sv101_comment = (WCHAR *)L"a comment of level 101" };
    DWORD parm = 0xdead;

    check_parm( NetServerSetInfo( server, 1005, (BYTE *)&info, &parm ), &parm, "level 1005" );
    check_parm( NetServerSetInfo( server, 101, (BYTE *)&whole, &parm ), &parm, "level 101" );
}

/* Samba's processes learn of a change a little later. */
static void wait_until_closed(void)
{
    DWORD count = 1, total;
    NET_API_STATUS status;
    unsigned int tries;
    BYTE *buffer;

    for (tries = 0; tries < 50 && count; tries++)
    {
        status = NetFileEnum( server, NULL, NULL, 3, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL );
        if (status) break;
        NetApiBufferFree( buffer );
        if (count) Sleep( 100 );
    }
    ok( !count, "%lu files are still open, status %lu\n", count, status );
}

static void test_close_files(void)
{
    if (runs > 1) wait_until_closed();
    check_change( NetFileClose( server, get_number( L"FILE" ) ), "NetFileClose" );
}

static void wait_for_session_end( WCHAR *client, WCHAR *user )
{
    unsigned int tries;
    BYTE *buffer;

    for (tries = 0; tries < 50; tries++)
    {
        if (NetSessionGetInfo( server, client, user, 1, &buffer )) break;
        NetApiBufferFree( buffer );
        Sleep( 100 );
    }
    ok( tries < 50, "%ls is still there\n", user );
}

static void test_end_session(void)
{
    WCHAR client[2 + 300] = L"\\\\", user[300];

    get_fact( L"CLIENT", client + 2 );
    get_fact( L"CLIENT_USER", user );
    if (runs > 1) wait_for_session_end( client, user );
    check_change( NetSessionDel( server, client, user ), "NetSessionDel" );
}

static const struct
{
    const WCHAR *name;
    void (*function)(void);
}
parts[] =
{
    { L"lists", test_lists },           /* whoever asks */
    { L"sessions", test_sessions },     /* an administrator, and there is a session */
    { L"add", test_add },
    { L"set", test_set },
    { L"delete", test_delete },
    { L"comment", test_server_comment },
    { L"close", test_close_files },
    { L"end", test_end_session },
};

START_TEST(remoteshare)
{
    WCHAR part[300], name[300];
    unsigned int i;

    if (!get_fact( L"PART", part )[0])
    {
        skip( "no server; wine-netapi32 check samba-shares starts one\n" );
        return;
    }
    if (!begin_remote( name )) return;
    is_local = get_number( L"LOCAL" ) != 0;
    lstrcpyW( server, is_local ? L"" : name );
    runs++;
    for (i = 0; i < ARRAY_SIZE(parts); i++) if (!lstrcmpW( parts[i].name, part )) break;
    ok( i < ARRAY_SIZE(parts), "there is no part %ls\n", part );
    if (i < ARRAY_SIZE(parts)) parts[i].function();
    end_remote( name );
}
