/*
 * The calls of each function and level at another computer, and what their answers tell
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


#ifndef NETAPI32_SURVEY_SERVER_H
#define NETAPI32_SURVEY_SERVER_H

#include <sddl.h>
#include <lmdfs.h>

#include "../tests/calls.h"

/*
 * The calls that read are those of tests/calls.h, about the accounts that tests/host/samba-survey makes. Each that changes
 * something has an account or share of its own, so that what it did can be looked at when all calls have been made.
 */

/* the arguments that name accounts and shares of the server */
#define SERVER_USER         L"u1"
#define SERVER_GROUP        L"Few"
#define SERVER_LOCAL_GROUP  L"Few Local"
#define SERVER_SHARE        L"public"

/* who has a file open */
#define CLIENT       L"\\\\127.0.0.1"
#define CLIENT_USER  L"daemon"

#define CHANGED   (WCHAR *)L"changed"
#define PASSWORD  (WCHAR *)L"Secret 7"
#define U2        (WCHAR *)L"TESTSERVER1\\u2"

/* the structure of the highest level begins like those of the lower ones */
#define USER_INPUT_3(name, password) &(USER_INFO_3){ \
    (WCHAR *)name, password, 0, USER_PRIV_USER, (WCHAR *)L"C:\\home", CHANGED, UF_SCRIPT | UF_NORMAL_ACCOUNT, \
    (WCHAR *)L"script.bat", 0, (WCHAR *)L"Full Name", NULL, NULL, NULL, 0, 0, TIMEQ_FOREVER, USER_MAXSTORAGE_UNLIMITED, \
    UNITS_PER_WEEK, NULL, 0, 0, NULL, 0, 0, 0, DOMAIN_GROUP_RID_USERS, (WCHAR *)L"\\\\server\\profile", (WCHAR *)L"H:", 0 }
#define GROUP_INPUT_3(name)  &(GROUP_INFO_2){ (WCHAR *)name, CHANGED, 0, 7 }
#define SHARE_INPUT_502(name) &(SHARE_INFO_502){ \
    (WCHAR *)name, STYPE_DISKTREE, CHANGED, 0, 5, 0, (WCHAR *)L"C:\\tmp", NULL, 0, NULL }
#define STRING_INPUT(string)  &(WCHAR *){ (WCHAR *)string }
#define NUMBER_INPUT(number)  &(DWORD){ number }

#define USER_SET(level, input)  { "NetUserSetInfo", "snlip", level, .text = L"set" #level, .data = input, .options = WRITES }
#define GROUP_MEMBER(function, name)  { function, "sno", 0, .text = name, .other_text = L"u2", .options = WRITES }
#define MEMBERS(function, level, name, input) \
    { function, "snlif", level, .text = name, .data = input, .flags = 1, .options = WRITES }
#define ADD(function, level, input)  { function, "slip", level, .data = input, .options = WRITES }
#define SET(function, level, name, input)  { function, "snlip", level, .text = name, .data = input, .options = WRITES }
#define DELETE_ONE(function, arguments, name)  { function, arguments, 0, .text = name, .options = WRITES }

static BYTE everybody[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
static BYTE some_hours[21] = { 0x12, 0x34 };

/* the server's namespace, which it names itself */
static WCHAR dfs_root[100], dfs_link[100];

LAYOUT( DFS_INFO_1, AT( DFS_INFO_1, EntryPath, IS_TEXT ) );
LAYOUT( DFS_INFO_2, AT( DFS_INFO_2, EntryPath, IS_TEXT ), AT( DFS_INFO_2, Comment, IS_TEXT ), AT( DFS_INFO_2, State, IS_NUMBER ),
        AT( DFS_INFO_2, NumberOfStorages, IS_NUMBER ) );
LAYOUT( DFS_INFO_3, AT( DFS_INFO_3, EntryPath, IS_TEXT ), AT( DFS_INFO_3, Comment, IS_TEXT ), AT( DFS_INFO_3, State, IS_NUMBER ),
        AT( DFS_INFO_3, NumberOfStorages, IS_NUMBER ) );
LAYOUT( DFS_INFO_100, AT( DFS_INFO_100, Comment, IS_TEXT ) );

#define POLICY(type, what) \
    { VALIDATE_PASSWORD, 0, &NET_VALIDATE_OUTPUT_ARG_layout, .flags = type, .input = PASSWORD_INPUT, .about = what }

/* those that have no computer's name for an argument, or are about this computer's names in tests/calls.h */
static const struct call reads[] =
{
    { DFS_GET_INFO, 1, &DFS_INFO_1_layout, .text = dfs_link }, { DFS_GET_INFO, 2, &DFS_INFO_2_layout, .text = dfs_link },
    { DFS_GET_INFO, 3, &DFS_INFO_3_layout, .text = dfs_link }, { DFS_GET_INFO, 4, .text = dfs_link },
    { DFS_GET_INFO, 100, &DFS_INFO_100_layout, .text = dfs_link },
    { DFS_ENUM, 1, &DFS_INFO_1_layout, .text = dfs_root }, { DFS_ENUM, 2, &DFS_INFO_2_layout, .text = dfs_root },
    { DFS_ENUM, 3, &DFS_INFO_3_layout, .text = dfs_root }, { DFS_ENUM, 4, .text = dfs_root },
    POLICY( NetValidatePasswordReset, "reset" ), POLICY( NetValidatePasswordChange, "change" ),
    POLICY( NetValidateAuthentication, "authentication" ),
};

#define READ_COUNT  (sizeof(reads) / sizeof(reads[0]))

static const struct call changes[] =
{
    ADD( "NetUserAdd", 1, USER_INPUT_3( L"add1", PASSWORD ) ),
    ADD( "NetUserAdd", 2, USER_INPUT_3( L"add2", PASSWORD ) ),
    DELETE_ONE( "NetUserDel", "sn", L"del" ),
    USER_SET( 1, USER_INPUT_3( L"set1", NULL ) ),
    USER_SET( 2, USER_INPUT_3( L"set2", NULL ) ),
    USER_SET( 3, USER_INPUT_3( L"set3", NULL ) ),
    USER_SET( 1003, STRING_INPUT( L"Secret 7" ) ),
    USER_SET( 1006, STRING_INPUT( L"C:\\home" ) ),
    USER_SET( 1007, STRING_INPUT( L"changed" ) ),
    USER_SET( 1008, NUMBER_INPUT( UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_ACCOUNTDISABLE ) ),
    USER_SET( 1009, STRING_INPUT( L"script.bat" ) ),
    USER_SET( 1010, NUMBER_INPUT( 0 ) ),
    USER_SET( 1011, STRING_INPUT( L"Full Name" ) ),
    USER_SET( 1012, STRING_INPUT( L"changed" ) ),
    USER_SET( 1020, (&(USER_INFO_1020){ UNITS_PER_WEEK, some_hours }) ),
    { "NetUserSetGroups", "snlif", 0, .text = L"setgroups", .data = (WCHAR *[]){ (WCHAR *)L"Primary", (WCHAR *)L"Few" },
      .flags = 2, .options = WRITES },
    { "NetUserChangePassword", "snoi", 0, .text = L"change", .other_text = L"Secret 3", .data = L"Secret 7", .options = WRITES },
    ADD( "NetUserModalsSet", 0, (&(USER_MODALS_INFO_0){ 6, 4320000, 172800, TIMEQ_FOREVER, 5 }) ),
    ADD( "NetUserModalsSet", 3, (&(USER_MODALS_INFO_3){ 3600, 1200, 5 }) ),

    ADD( "NetGroupAdd", 0, GROUP_INPUT_3( L"GroupAdd0" ) ),
    ADD( "NetGroupAdd", 1, GROUP_INPUT_3( L"GroupAdd1" ) ),
    ADD( "NetGroupAdd", 2, GROUP_INPUT_3( L"GroupAdd2" ) ),
    DELETE_ONE( "NetGroupDel", "sn", L"GroupDel" ),
    GROUP_MEMBER( "NetGroupAddUser", L"GroupAddUser" ),
    GROUP_MEMBER( "NetGroupDelUser", L"GroupDelUser" ),
    MEMBERS( "NetGroupSetUsers", 0, L"GroupSetUsers", STRING_INPUT( L"u2" ) ),
    SET( "NetGroupSetInfo", 1, L"GroupSet1", GROUP_INPUT_3( L"GroupSet1" ) ),
    SET( "NetGroupSetInfo", 1002, L"GroupSet1002", STRING_INPUT( L"changed" ) ),
    ADD( "NetLocalGroupAdd", 0, GROUP_INPUT_3( L"LocalAdd0" ) ),
    ADD( "NetLocalGroupAdd", 1, GROUP_INPUT_3( L"LocalAdd1" ) ),
    DELETE_ONE( "NetLocalGroupDel", "sn", L"LocalDel" ),
    MEMBERS( "NetLocalGroupAddMembers", 0, L"LocalAddMembers0", &(PSID){ everybody } ),
    MEMBERS( "NetLocalGroupAddMembers", 3, L"LocalAddMembers3", &(WCHAR *){ U2 } ),
    MEMBERS( "NetLocalGroupDelMembers", 0, L"LocalDelMembers0", &(PSID){ everybody } ),
    MEMBERS( "NetLocalGroupDelMembers", 3, L"LocalDelMembers3", &(WCHAR *){ U2 } ),
    MEMBERS( "NetLocalGroupSetMembers", 0, L"LocalSetMembers0", &(PSID){ everybody } ),
    MEMBERS( "NetLocalGroupSetMembers", 3, L"LocalSetMembers3", &(WCHAR *){ U2 } ),
    SET( "NetLocalGroupSetInfo", 1, L"LocalSet1", GROUP_INPUT_3( L"LocalSet1" ) ),
    SET( "NetLocalGroupSetInfo", 1002, L"LocalSet1002", STRING_INPUT( L"changed" ) ),

    { "NetWkstaSetInfo", "slip", 502, .data = &(WKSTA_INFO_502){ .wki502_keep_conn = 600 }, .options = WRITES },
    ADD( "NetShareAdd", 2, SHARE_INPUT_502( L"add2" ) ),
    ADD( "NetShareAdd", 502, SHARE_INPUT_502( L"add502" ) ),
    SET( "NetShareSetInfo", 2, L"set2", SHARE_INPUT_502( L"set2" ) ),
    SET( "NetShareSetInfo", 502, L"set502", SHARE_INPUT_502( L"set502" ) ),
    SET( "NetShareSetInfo", 1004, L"set1004", STRING_INPUT( L"changed" ) ),
    DELETE_ONE( "NetShareDel", "sn0", L"del" ),
    /* after the calls that read them */
    { "NetFileClose", "sf", 0, .options = WRITES },
    { "NetSessionDel", "sno", 0, .text = CLIENT, .other_text = CLIENT_USER, .options = WRITES },
};

#define CHANGE_COUNT  (sizeof(changes) / sizeof(changes[0]))

static BOOL is_remotable( const struct call *call )
{
    BOOL is_use = !strncmp( call->function, "NetUse", 6 ) && call->function[6] != 'r';

    return strchr( call->arguments, 's' ) && !is_use && !call->server && !call->undo &&
           !(call->options & (WRITES | LOCAL)) &&
           call->name != DOMAIN_USER &&
           !(call->flags & FILTER_NORMAL_ACCOUNT) && strncmp( call->function, "DsRole", 6 );
}

static struct call server_calls[CALL_COUNT + READ_COUNT + CHANGE_COUNT];

/* Names the server's accounts, for a file that is open there. Returns how many calls there are. */
static unsigned int init_server_calls( const WCHAR *server, DWORD file )
{
    unsigned int i, count = 0;

    wsprintfW( call_names[OTHER_COMPUTER], L"\\\\%s", server );
    wsprintfW( dfs_root, L"\\\\%.80s\\dfs", server );
    wsprintfW( dfs_link, L"%s\\link", dfs_root );
    lstrcpyW( call_names[USER], SERVER_USER );
    lstrcpyW( call_names[GROUP], SERVER_GROUP );
    lstrcpyW( call_names[ALIAS], SERVER_LOCAL_GROUP );
    lstrcpyW( call_names[NEW_NAME], SERVER_SHARE );
    for (i = 0; i < CALL_COUNT; i++) if (is_remotable( &calls[i] )) server_calls[count++] = calls[i];
    for (i = 0; i < READ_COUNT; i++) server_calls[count++] = reads[i];
    for (i = 0; i < CHANGE_COUNT; i++) server_calls[count++] = changes[i];
    for (i = 0; i < count; i++)
    {
        struct call *call = &server_calls[i];

        call->server = OTHER_COMPUTER;
        if (strstr( call->function, "File" )) call->flags = file;
        if (!strcmp( call->function, "NetSessionGetInfo" )) call->text = CLIENT, call->other_text = CLIENT_USER;
        if (!strcmp( call->function, "NetConnectionEnum" )) call->text = SERVER_SHARE;
    }
    return count;
}

/* ---- what an answer tells -------------------------------------------------------------------- */

static void tell( char *value, SIZE_T size, const char *format, ... )
{
    SIZE_T length = strlen( value );
    va_list args;

    va_start( args, format );
    _vsnprintf( value + length, size - length - 1, format, args );
    va_end( args );
}

static void tell_text( char *value, SIZE_T size, const WCHAR *text )
{
    SIZE_T length = strlen( value );

    if (text) WideCharToMultiByte( CP_UTF8, 0, text, -1, value + length, size - length - 1, NULL, NULL );
}

static void tell_sid( char *value, SIZE_T size, PSID sid )
{
    WCHAR *string;

    if (!sid || !ConvertSidToStringSidW( sid, &string )) return;
    tell_text( value, size, string );
    LocalFree( string );
}

/* the owner, the group, and who may do what */
static void tell_descriptor( char *value, SIZE_T size, PSECURITY_DESCRIPTOR descriptor )
{
    PSID owner = NULL, group = NULL;
    BOOL present, defaulted;
    ACCESS_ALLOWED_ACE *ace;
    ACL *acl = NULL;
    DWORD i;

    if (!descriptor) return;
    GetSecurityDescriptorOwner( descriptor, &owner, &defaulted );
    GetSecurityDescriptorGroup( descriptor, &group, &defaulted );
    GetSecurityDescriptorDacl( descriptor, &present, &acl, &defaulted );
    tell_sid( value, size, owner );
    tell( value, size, "," );
    tell_sid( value, size, group );
    for (i = 0; acl && i < acl->AceCount; i++)
    {
        if (!GetAce( acl, i, (void **)&ace )) break;
        tell( value, size, ",%u %u %lu ", ace->Header.AceType, ace->Header.AceFlags, ace->Mask );
        tell_sid( value, size, &ace->SidStart );
    }
}

static void tell_item( char *value, SIZE_T size, const struct item *item, const BYTE *record )
{
    const void *ptr;
    DWORD number, i;

    memcpy( &ptr, record + item->offset, sizeof(ptr) );
    memcpy( &number, record + item->offset, sizeof(number) );
    switch (item->rule)
    {
    case IS_NULL: case IS_PRIVILEGE: return;   /* nobody else tells */
    case IS_SID: tell_sid( value, size, (PSID)ptr ); break;
    case IS_DESCRIPTOR: tell_descriptor( value, size, (PSECURITY_DESCRIPTOR)ptr ); break;
    case IS_HOURS: for (i = 0; ptr && i < 21; i++) tell( value, size, "%02x", ((const BYTE *)ptr)[i] ); break;
    case IS_TEXT: case IS_OPTIONAL: case IS_COMPUTER: case IS_USER: case IS_GROUP: case IS_ALIAS: case IS_DOMAIN:
    case IS_ACCOUNT: tell_text( value, size, ptr ); break;
    default: tell( value, size, "%lu", number );
    }
    tell( value, size, "|" );
}

/* a line for each record, a "|" behind each member */
static void tell_answer( char *value, SIZE_T size, const struct call *call, const BYTE *records, DWORD count )
{
    DWORD i, j;

    for (i = 0; call->layout && i < count; i++, records += call->layout->size)
    {
        if (i) tell( value, size, "\n" );
        if (call->layout == &DISK_INFO_0_layout || call->layout == &JOIN_NAME_layout) tell( value, size, "%ls|", (const WCHAR *)records );
        for (j = 0; j < call->layout->count; j++) tell_item( value, size, &call->layout->items[j], records );
    }
}

#endif
