/*
 * Changing the users of other computers
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
#include <string.h>

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "windef.h"
#include "winbase.h"
#include "winternl.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "rpc.h"
#include "rpcndr.h"

#include "password.h"
#include "sam.h"
#include "samchange.h"
#include "samuser.h"

void WINAPI RtlSecondsSince1970ToTime( DWORD seconds, LARGE_INTEGER *time );    /* winternl.h has it not */

/*
 * What is to be changed
 */

/* MS-SAMR's numbers of what SAMPR_USER_ALL_INFORMATION has */
#define USER_ALL_USERNAME           0x00000001
#define USER_ALL_FULLNAME           0x00000002
#define USER_ALL_PRIMARYGROUPID     0x00000008
#define USER_ALL_ADMINCOMMENT       0x00000010
#define USER_ALL_USERCOMMENT        0x00000020
#define USER_ALL_HOMEDIRECTORY      0x00000040
#define USER_ALL_HOMEDIRECTORYDRIVE 0x00000080
#define USER_ALL_SCRIPTPATH         0x00000100
#define USER_ALL_PROFILEPATH        0x00000200
#define USER_ALL_WORKSTATIONS       0x00000400
#define USER_ALL_LOGONHOURS         0x00002000
#define USER_ALL_ACCOUNTEXPIRES     0x00080000
#define USER_ALL_USERACCOUNTCONTROL 0x00100000
#define USER_ALL_PARAMETERS         0x00200000
#define USER_ALL_COUNTRYCODE        0x00400000
#define USER_ALL_CODEPAGE           0x00800000
#define USER_ALL_NTPASSWORDPRESENT  0x01000000
#define USER_ALL_PASSWORDEXPIRED    0x08000000

/* What a record's members are to SAM, the right that each takes, and where strings go. */
#define VALUE_MEMBER(member, bit, right) \
    { offsetof( struct user, member ), 0, bit, right }
#define STRING_MEMBER(member, bit, target, right) \
    { offsetof( struct user, member ), offsetof( SAMPR_USER_ALL_INFORMATION, target ), bit, right }

static const struct sam_member
{
    WORD  source;
    WORD  target;
    DWORD bit;
    DWORD right;
}
sam_members[] =
{
    VALUE_MEMBER( flags, USER_ALL_USERACCOUNTCONTROL, USER_WRITE_ACCOUNT ),
    VALUE_MEMBER( account_expires, USER_ALL_ACCOUNTEXPIRES, USER_WRITE_ACCOUNT ),
    VALUE_MEMBER( primary_group_id, USER_ALL_PRIMARYGROUPID, USER_WRITE_ACCOUNT ),
    VALUE_MEMBER( country_code, USER_ALL_COUNTRYCODE, USER_WRITE_PREFERENCES ),
    VALUE_MEMBER( code_page, USER_ALL_CODEPAGE, USER_WRITE_PREFERENCES ),
    VALUE_MEMBER( password_expired, USER_ALL_PASSWORDEXPIRED, USER_FORCE_PASSWORD_CHANGE ),
    STRING_MEMBER( name, USER_ALL_USERNAME, UserName, USER_WRITE_ACCOUNT ),
    STRING_MEMBER( full_name, USER_ALL_FULLNAME, FullName, USER_WRITE_ACCOUNT ),
    STRING_MEMBER( comment, USER_ALL_ADMINCOMMENT, AdminComment, USER_WRITE_ACCOUNT ),
    STRING_MEMBER( user_comment, USER_ALL_USERCOMMENT, UserComment, USER_WRITE_PREFERENCES ),
    STRING_MEMBER( home_dir, USER_ALL_HOMEDIRECTORY, HomeDirectory, USER_WRITE_ACCOUNT ),
    STRING_MEMBER( home_dir_drive, USER_ALL_HOMEDIRECTORYDRIVE, HomeDirectoryDrive, USER_WRITE_ACCOUNT ),
    STRING_MEMBER( script_path, USER_ALL_SCRIPTPATH, ScriptPath, USER_WRITE_ACCOUNT ),
    STRING_MEMBER( profile, USER_ALL_PROFILEPATH, ProfilePath, USER_WRITE_ACCOUNT ),
    STRING_MEMBER( workstations, USER_ALL_WORKSTATIONS, WorkStations, USER_WRITE_ACCOUNT ),
    STRING_MEMBER( parms, USER_ALL_PARAMETERS, Parameters, USER_WRITE_ACCOUNT ),
};

/* NULL for what SAM does not have, as the disk space, and what follows from other things */
static const struct sam_member *find_sam_member( const struct field *field )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(sam_members); i++) if (sam_members[i].source == field->source) return &sam_members[i];
    return NULL;
}

struct changes
{
    SAMPR_USER_ALL_INFORMATION all;
    DWORD                      rights;      /* USER_... that the change takes */
    const WCHAR               *password;    /* NULL: it stays */
};

static void add_change( struct changes *changes, DWORD bit, DWORD right )
{
    changes->all.WhichFields |= bit;
    changes->rights |= right;
}

static void set_time( OLD_LARGE_INTEGER *time, DWORD seconds )
{
    LARGE_INTEGER value = { .QuadPart = MAXLONGLONG };     /* never */

    if (seconds != TIMEQ_FOREVER) RtlSecondsSince1970ToTime( seconds, &value );
    time->LowPart = value.u.LowPart;
    time->HighPart = value.u.HighPart;
}

static void set_value( SAMPR_USER_ALL_INFORMATION *all, const struct field *field, const struct user *user )
{
    switch (field->source)
    {
    case offsetof( struct user, flags ): all->UserAccountControl = get_sam_control( user->flags ); break;
    case offsetof( struct user, account_expires ): set_time( &all->AccountExpires, user->account_expires ); break;
    case offsetof( struct user, primary_group_id ): all->PrimaryGroupId = user->primary_group_id; break;
    case offsetof( struct user, country_code ): all->CountryCode = user->country_code; break;
    case offsetof( struct user, code_page ): all->CodePage = user->code_page; break;
    case offsetof( struct user, password_expired ): all->PasswordExpired = !!user->password_expired; break;
    }
}

/* Strings that are NULL stay as they are on the server. */
static NET_API_STATUS change_member( struct changes *changes, const struct field *field, const struct user *user )
{
    const struct sam_member *member = find_sam_member( field );
    NET_API_STATUS status;
    const WCHAR *string;

    if (!member) return NERR_Success;
    if (field->kind == FIELD_STRING)
    {
        memcpy( &string, (const BYTE *)user + field->source, sizeof(string) );
        if (!string) return NERR_Success;
        status = set_counted_string( (RPC_UNICODE_STRING *)((BYTE *)&changes->all + member->target), string );
        if (status) return status;
    }
    else set_value( &changes->all, field, user );
    add_change( changes, member->bit, member->right );
    return NERR_Success;
}

/* Days, hours or minutes of a week: MS-SAMR's SAMPR_LOGON_HOURS. */
static BOOL is_week( DWORD units )
{
    return units == 7 || units == UNITS_PER_WEEK || units == UNITS_PER_WEEK * 60;
}

static NET_API_STATUS change_hours( struct changes *changes, const struct field *field, const void *info,
                                    const struct user *user )
{
    memcpy( &changes->all.LogonHours.LogonHours, (const BYTE *)info + field->target, sizeof(BYTE *) );
    if (!changes->all.LogonHours.LogonHours) return NERR_Success;
    if (!is_week( user->units_per_week )) return ERROR_INVALID_PARAMETER;
    changes->all.LogonHours.UnitsPerWeek = user->units_per_week;
    add_change( changes, USER_ALL_LOGONHOURS, USER_WRITE_ACCOUNT );
    return NERR_Success;
}

/************************************************************
 *                find_changes
 *
 * Tells what a structure that a program handed in changes.
 *
 * PARAMS
 *  changes  [O] The changes, whose strings are the record's.
 *  level    [I] The structure's level.
 *  info     [I] The structure.
 *  user     [I] What unpack_info() made of it; strings that it has not are NULL.
 *  renames  [I] Whether its name is one that the user is to get.
 *  parm_err [O] The number of what is bad; untouched when nothing is. NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (the units of the logon hours, or a string that is too long to be sent) or
 *  ERROR_NOT_SUPPORTED (a flag that is not changed here).
 */
static NET_API_STATUS find_changes( struct changes *changes, const struct level *level, const void *info,
                                    const struct user *user, BOOL renames, DWORD *parm_err )
{
    NET_API_STATUS status = NERR_Success;
    unsigned int i;
    DWORD parm = 0;

    memset( changes, 0, sizeof(*changes) );
    for (i = 0; i < level->count && !status; i++)
    {
        const struct field *field = &level->fields[i];

        parm = field->kind == FIELD_BYTES ? USER_UNITS_PER_WEEK_PARMNUM : field->parm;
        if (field->kind == FIELD_BYTES) status = change_hours( changes, field, info, user );
        else if (field->parm && (field->source != offsetof( struct user, name ) || renames))
            status = change_member( changes, field, user );
    }
    if (status && parm_err) *parm_err = parm;
    /* SAM has it in the account's security descriptor */
    if (!status && (user->flags & UF_PASSWD_CANT_CHANGE)) status = ERROR_NOT_SUPPORTED;
    if ((changes->password = user->password))
        add_change( changes, USER_ALL_NTPASSWORDPRESENT, USER_FORCE_PASSWORD_CHANGE );
    return status;
}

static LONG write_password( struct sam *sam, POLICY_HANDLE *user, const struct changes *changes,
                            const BYTE session_key[KEY_SIZE], SAMPR_USER_INFO_BUFFER *info )
{
    info->Internal4New.I1 = changes->all;
    if (!encrypt_password( changes->password, session_key, &info->Internal4New.UserPassword ))
        return STATUS_UNSUCCESSFUL;
    return SamrSetInformationUser2( sam->binding, user, UserInternal4InformationNew, info );
}

/* A password goes to nobody but the server that knows the user: over a connection that both have authenticated, and that is
 * sealed. Its encryption by a session key comes on top, as that of Windows' servers over TCP is a number that everybody knows. */
static NET_API_STATUS check_connection( const struct sam *sam, const struct changes *changes )
{
    return !changes->password || is_sealed_call( &sam->call ) ? NERR_Success : ERROR_NO_USER_SESSION_KEY;
}

/* All at once, so that it is done or not. Samba has the key of the authentication, Windows that of TCP; a server to which
 * a password makes no sense has the other. */
static NET_API_STATUS write_changes( struct sam *sam, POLICY_HANDLE *user, const struct changes *changes )
{
    LONG result = STATUS_WRONG_PASSWORD;
    SAMPR_USER_INFO_BUFFER *info;
    BYTE session_key[KEY_SIZE];
    NET_API_STATUS status;

    if (!changes->all.WhichFields) return NERR_Success;
    if ((status = check_connection( sam, changes ))) return status;
    if ((status = allocate_sam_memory( 1, sizeof(*info), (void **)&info ))) return status;
    if (!changes->password)
    {
        info->All = changes->all;
        return map_sam_status( SamrSetInformationUser2( sam->binding, user, UserAllInformation, info ));
    }
    if (get_session_key( &sam->call, session_key ))
    {
        result = write_password( sam, user, changes, session_key, info );
        SecureZeroMemory( session_key, sizeof(session_key) );
    }
    if (result == STATUS_WRONG_PASSWORD) result = write_password( sam, user, changes, tcp_session_key, info );
    return result == STATUS_WRONG_PASSWORD ? ERROR_NO_USER_SESSION_KEY : map_sam_status( result );
}

/*
 * Users
 */

struct change_question
{
    struct sam          sam;
    const WCHAR        *name;
    const struct level *level;
    const struct user  *user;
    struct changes      changes;
    DWORD              *parm_err;
    DWORD               id;         /* of the user whom ask_add() has added so far, and may be undone; 0: of none */
};

/* NetUserAdd(). A user who is there but could not be described is no result. */
static NET_API_STATUS ask_add( struct sam *sam )
{
    struct change_question *question = (struct change_question *)sam;
    POLICY_HANDLE *domain, *user;
    DWORD id, granted, *control;
    RPC_UNICODE_STRING name;
    NET_API_STATUS status;
    LONG result;

    question->id = 0;
    if ((status = check_connection( sam, &question->changes ))) return status;
    if ((status = open_sam_domain( sam, SAM_ACCOUNT, &domain ))) return status;
    if ((status = set_counted_string( &name, question->user->name ))) return status;
    if ((status = next_sam_object( sam, &user ))) return status;
    control = &question->changes.all.UserAccountControl;
    if (!(*control & USER_ACCOUNT_TYPES)) *control |= USER_NORMAL_ACCOUNT;
    result = SamrCreateUser2InDomain( sam->binding, domain, &name, *control & USER_ACCOUNT_TYPES,
                                      question->changes.rights | DELETE, user, &granted, &id );
    if ((status = add_sam_object( sam, result ))) return status;
    /* What nobody vouches for names no user to be deleted over another connection. */
    if (is_sealed_call( &sam->call )) question->id = id;
    if ((status = write_changes( sam, user, &question->changes )) &&
        !delete_sam_handle( SamrDeleteUser( sam->binding, user ), user )) question->id = 0;
    return status;
}

/* Where an exception ended ask_add(), and its connection: the user who was added, if it is the same server that answers. */
static NET_API_STATUS ask_undo_add( struct sam *sam )
{
    struct change_question *question = (struct change_question *)sam;
    NET_API_STATUS status;
    POLICY_HANDLE *user;
    DWORD id;

    if (!is_sealed_call( &sam->call )) return ERROR_ACCESS_DENIED;
    if ((status = find_sam_user( sam, question->user->name, &id ))) return status;
    if (id != question->id) return NERR_UserNotFound;
    if ((status = open_sam_user( sam, id, DELETE, &user ))) return status;
    return delete_sam_handle( SamrDeleteUser( sam->binding, user ), user );
}

NET_API_STATUS add_sam_user( const WCHAR *server, const struct level *level, const void *info,
                             const struct user *user, DWORD *parm_err )
{
    struct change_question question = { .sam = { .ask = ask_add, .access = SAM_READ_DOMAIN | DOMAIN_CREATE_USER },
                                        .user = user };
    NET_API_STATUS status;

    if ((status = find_changes( &question.changes, level, info, user, FALSE, parm_err ))) return status;
    status = ask_sam_status( server, &question.sam );
    if (status && question.id)
    {
        question.sam.ask = ask_undo_add;
        ask_sam_status( server, &question.sam );
    }
    return status;
}

/* NetUserDel(). The server takes the user out of its own groups, but not out of Builtin's aliases. That comes last: a user
 * whom it does not delete, as the last administrator, stays in all of them. The SID of one who is gone can be removed as
 * well; where that fails it is told, as a server might give the SID to somebody else. */
static NET_API_STATUS ask_delete( struct sam *sam )
{
    struct change_question *question = (struct change_question *)sam;
    POLICY_HANDLE *builtin, *user;
    NET_API_STATUS status;
    PSID sid;
    DWORD id;

    if ((status = find_sam_user( sam, question->name, &id ))) return status;
    if ((status = open_sam_user( sam, id, DELETE, &user ))) return status;
    if ((status = open_sam_domain( sam, SAM_BUILTIN, &builtin ))) return status;
    if ((status = make_sam_sid( sam, id, &sid ))) return status;
    if ((status = delete_sam_handle( SamrDeleteUser( sam->binding, user ), user ))) return status;
    return map_sam_status( SamrRemoveMemberFromForeignDomain( sam->binding, builtin, sid ));
}

NET_API_STATUS delete_sam_user( const WCHAR *server, const WCHAR *name )
{
    struct change_question question = { .sam = { .ask = ask_delete, .access = SAM_READ_DOMAIN }, .name = name };

    return ask_sam_status( server, &question.sam );
}

/* whether a member of the record is handed in at a level */
static BOOL has_input( const struct level *level, WORD source )
{
    unsigned int i;

    for (i = 0; i < level->count; i++)
        if (level->fields[i].parm && level->fields[i].source == source) return TRUE;
    return FALSE;
}

/* These follow from the groups that the user is in: a program hands in what it was told. */
static NET_API_STATUS check_privileges( struct change_question *question, POLICY_HANDLE *handle, DWORD id )
{
    const struct user *user = question->user;
    struct user current = default_user;
    NET_API_STATUS status;
    DWORD parm;

    current.id = id;
    if ((status = read_sam_privileges( &question->sam, handle, &current ))) return status;
    if (has_input( question->level, offsetof( struct user, priv ) ) && current.priv != user->priv)
        parm = USER_PRIV_PARMNUM;
    else if (has_input( question->level, offsetof( struct user, auth_flags ) ) && current.auth_flags != user->auth_flags)
        parm = USER_AUTH_FLAGS_PARMNUM;
    else return NERR_Success;
    if (question->parm_err) *question->parm_err = parm;
    return ERROR_INVALID_PARAMETER;
}

/* Flags without a kind of account leave it as it is. */
static NET_API_STATUS keep_kind( struct sam *sam, POLICY_HANDLE *user, DWORD *control )
{
    SAMPR_USER_INFO_BUFFER *info = NULL;
    NET_API_STATUS status;

    status = map_sam_status( SamrQueryInformationUser( sam->binding, user, UserControlInformation, &info ));
    if (status) return status;
    if (!is_stub_array( &sam->call.run, info, 1, sizeof(info->Control) )) return RPC_X_BAD_STUB_DATA;
    *control |= info->Control.UserAccountControl & USER_ACCOUNT_TYPES;
    return NERR_Success;
}

/* NetUserSetInfo() */
static NET_API_STATUS ask_set( struct sam *sam )
{
    struct change_question *question = (struct change_question *)sam;
    BOOL has_privileges = has_input( question->level, offsetof( struct user, priv ) ) ||
                          has_input( question->level, offsetof( struct user, auth_flags ) );
    BOOL has_control = question->changes.all.WhichFields & USER_ALL_USERACCOUNTCONTROL;
    DWORD id, *control = &question->changes.all.UserAccountControl;
    DWORD rights = question->changes.rights;
    NET_API_STATUS status;
    POLICY_HANDLE *user;

    if (has_privileges) rights |= USER_LIST_GROUPS;
    if (has_control) rights |= USER_READ_ACCOUNT;
    if ((status = find_sam_user( sam, question->name, &id )) || !rights) return status;
    if ((status = open_sam_user( sam, id, rights, &user ))) return status;
    if (has_privileges && (status = check_privileges( question, user, id ))) return status;
    if (has_control && !(*control & USER_ACCOUNT_TYPES) && (status = keep_kind( sam, user, control ))) return status;
    return write_changes( sam, user, &question->changes );
}

NET_API_STATUS set_sam_user( const WCHAR *server, const WCHAR *name, const struct level *level, const void *info,
                             const struct user *user, DWORD *parm_err )
{
    struct change_question question = { .sam = { .ask = ask_set,
                                                 .access = SAM_READ_DOMAIN | DOMAIN_GET_ALIAS_MEMBERSHIP },
                                        .name = name, .level = level, .user = user, .parm_err = parm_err };
    NET_API_STATUS status;

    switch (level->number)
    {
    case 21:        /* passwords that are encrypted already, in ways that servers do not take any more */
    case 22:
    case 1018:      /* the disk space and the logon server: SAM does not have them */
    case 1023:
        return ERROR_NOT_SUPPORTED;
    }
    if ((status = find_changes( &question.changes, level, info, user, !level->number, parm_err ))) return status;
    return ask_sam_status( server, &question.sam );
}

/*
 * Their groups
 */

struct set_groups_question
{
    struct sam          sam;
    const WCHAR        *name;
    const struct level *level;
    const BYTE         *groups;     /* the program's structures */
    DWORD               count;
    DWORD              *ids;        /* those of their groups */
};

static const GROUP_USERS_INFO_1 *get_group_info( const struct set_groups_question *question, DWORD index )
{
    return (const GROUP_USERS_INFO_1 *)(question->groups + (SIZE_T)index * question->level->size);
}

static NET_API_STATUS find_groups( struct set_groups_question *question )
{
    const WCHAR **names;
    NET_API_STATUS status;
    DWORD i, *uses;

    if ((status = allocate_sam_memory( question->count, sizeof(*names), (void **)&names ))) return status;
    if ((status = allocate_sam_memory( question->count, sizeof(*uses), (void **)&uses ))) return status;
    status = allocate_sam_memory( question->count, sizeof(*question->ids), (void **)&question->ids );
    if (status) return status;
    for (i = 0; i < question->count; i++) names[i] = get_group_info( question, i )->grui1_name;
    status = lookup_sam_names( &question->sam, SAM_ACCOUNT, names, question->count, question->ids, uses );
    for (i = 0; i < question->count && !status; i++) if (uses[i] != SidTypeGroup) status = NERR_GroupNotFound;
    return status;
}

static BOOL is_in_groups( const SAMPR_GET_GROUPS_BUFFER *groups, DWORD id )
{
    DWORD i;

    for (i = 0; i < groups->MembershipCount; i++) if (groups->Groups[i].RelativeId == id) return TRUE;
    return FALSE;
}

static BOOL is_wanted( const struct set_groups_question *question, DWORD id )
{
    DWORD i;

    for (i = 0; i < question->count; i++) if (question->ids[i] == id) return TRUE;
    return FALSE;
}

static NET_API_STATUS add_to_group( struct set_groups_question *question, DWORD index, DWORD user )
{
    DWORD attributes = question->level->number ? get_group_info( question, index )->grui1_attributes : GROUP_ATTRIBUTES;
    struct sam *sam = &question->sam;
    unsigned int opened = sam->object_count;
    POLICY_HANDLE *group;
    NET_API_STATUS status;

    if ((status = open_sam_group( sam, question->ids[index], GROUP_ADD_MEMBER, &group ))) return status;
    status = map_sam_status( SamrAddMemberToGroup( sam->binding, group, user, attributes ));
    close_sam_objects( sam, opened );
    return status;
}

static NET_API_STATUS remove_from_group( struct sam *sam, DWORD id, DWORD user )
{
    unsigned int opened = sam->object_count;
    POLICY_HANDLE *group;
    NET_API_STATUS status;

    if ((status = open_sam_group( sam, id, GROUP_REMOVE_MEMBER, &group ))) return status;
    status = map_sam_status( SamrRemoveMemberFromGroup( sam->binding, group, user ));
    close_sam_objects( sam, opened );
    return status;
}

/* NetUserSetGroups(). Groups are added first: a user who was in none would be more than the half of a change. */
static NET_API_STATUS ask_set_groups( struct sam *sam )
{
    struct set_groups_question *question = (struct set_groups_question *)sam;
    const SAMPR_GET_GROUPS_BUFFER *groups;
    NET_API_STATUS status;
    POLICY_HANDLE *user;
    DWORD i, id;

    if ((status = find_groups( question ))) return status;
    if ((status = find_sam_user( sam, question->name, &id ))) return status;
    if ((status = open_sam_user( sam, id, USER_LIST_GROUPS, &user ))) return status;
    if ((status = read_sam_groups( sam, user, &groups ))) return status;
    for (i = 0; i < question->count && !status; i++)
        if (!is_in_groups( groups, question->ids[i] )) status = add_to_group( question, i, id );
    for (i = 0; i < groups->MembershipCount && !status; i++)
        if (!is_wanted( question, groups->Groups[i].RelativeId ))
            status = remove_from_group( sam, groups->Groups[i].RelativeId, id );
    return status;
}

NET_API_STATUS set_sam_user_groups( const WCHAR *server, const WCHAR *name, const struct level *level,
                                    const void *groups, DWORD count )
{
    struct set_groups_question question = { .sam = { .ask = ask_set_groups, .access = SAM_READ_DOMAIN },
                                            .name = name, .level = level, .groups = groups, .count = count };

    return ask_sam_status( server, &question.sam );
}
