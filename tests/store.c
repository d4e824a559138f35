/*
 * Tests of the accounts' store: several processes at once, processes that are ended, and a damaged registry
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
#include <windef.h>
#include <winbase.h>
#include <winreg.h>
#include <winternl.h>
#include <sddl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmaccess.h>
#include <lmapibuf.h>

#include "generator.h"
#include "imports.h"
#include "product.h"
#include "program.h"
#include "registrycalls.h"

/*
 * The prefix has one store: what it had before is put aside, and back in the end. NETAPI32_TEST_MINUTES has all of it as
 * often as the guarantees say: 8 processes with 1,000 writes each, 500 processes that are ended, 100,000 damaged stores.
 */

#define STORE_KEY    L"Software\\Wine\\NetApi32\\Accounts"
#define ASIDE_KEY    L"Software\\Wine\\NetApi32\\AccountsAside"
#define BASE_KEY     L"Software\\Wine\\NetApi32\\AccountsBase"
#define LOCK_NAME    L"Global\\netapi32_accounts"

#define PROCESSES    8
#define ACCOUNTS     64         /* of each kind, of each process */
#define FIRST_ID     1001
#define MOST_IDS     0x8000
#define PATIENCE     120000     /* in milliseconds */
#define ALL_USERS    L"store_all"
#define GROUP_USERS  L"store_group"

enum kind { USERS, GROUPS, ALIASES, KINDS };

/* what a process has done, as it goes on */
struct model
{
    BYTE  present[KINDS][ACCOUNTS];
    WORD  comment[KINDS][ACCOUNTS];
    BYTE  in_alias[ACCOUNTS];           /* whether the user is in the local group that all processes write to */
    BYTE  in_group[ACCOUNTS];
    DWORD force_logoff;                 /* the policy that it wrote last; 0: none */
    LONG  is_pending;                   /* the next has been begun */
    DWORD pending[3];                   /* action, kind, number */
    DWORD value;
    LONG  writes;
};

/* shared by the processes, of either bitness */
struct shared
{
    LONG         started;
    LONG         done;
    LONG         failures;
    LONG         ids[MOST_IDS];         /* how often each was given to an account */
    struct model models[PROCESSES];
};

static struct shared *shared;
static HANDLE shared_mapping;
static struct generator generator;
static BOOL is_long, is_short;

static NET_API_STATUS (WINAPI *account_from_name)( const WCHAR *name, PSID sid, WCHAR *account, WCHAR *domain,
                                                   SID_NAME_USE *use );

/* ---- the registry ----------------------------------------------------------------------------- */

static HKEY open_key( const WCHAR *path )
{
    HKEY key = NULL;

    RegCreateKeyExW( HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &key, NULL );
    return key;
}

static void delete_key( const WCHAR *path )
{
    HKEY key;

    if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, L"Software\\Wine\\NetApi32", 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, &key )) return;
    RegDeleteTreeW( key, path + lstrlenW( L"Software\\Wine\\NetApi32\\" ) );
    RegCloseKey( key );
}

static BOOL has_key( const WCHAR *path )
{
    HKEY key;

    if (RegOpenKeyExW( HKEY_LOCAL_MACHINE, path, 0, KEY_READ | KEY_WOW64_64KEY, &key )) return FALSE;
    RegCloseKey( key );
    return TRUE;
}

/* "to" becomes what "from" is; when that is not there, it is not either. */
static void copy_key( const WCHAR *from, const WCHAR *to )
{
    HKEY source, target;

    delete_key( to );
    if (!has_key( from )) return;
    source = open_key( from );
    target = open_key( to );
    if (RegCopyTreeW( source, NULL, target )) ok( 0, "%s was not copied\n", wine_dbgstr_w(from) );
    RegCloseKey( source );
    RegCloseKey( target );
}

static void set_value( const WCHAR *path, const WCHAR *name, DWORD type, const void *data, DWORD size )
{
    HKEY root = open_key( STORE_KEY ), key;

    if (!RegCreateKeyExW( root, path, 0, NULL, 0, KEY_WRITE, NULL, &key, NULL ))
    {
        RegSetValueExW( key, name, 0, type, data, size );
        RegCloseKey( key );
    }
    RegCloseKey( root );
}

static void delete_value( const WCHAR *path, const WCHAR *name )
{
    HKEY root = open_key( STORE_KEY ), key;

    if (!RegOpenKeyExW( root, path, 0, KEY_WRITE, &key ))
    {
        RegDeleteValueW( key, name );
        RegCloseKey( key );
    }
    RegCloseKey( root );
}

static ULONGLONG get_stamp( const WCHAR *name )
{
    HKEY root = open_key( STORE_KEY );
    DWORD size = 0x40000;
    BYTE *data = malloc( size );
    ULONGLONG stamp = 0;

    if (!RegQueryValueExW( root, name, NULL, NULL, data, &size ) && size >= sizeof(stamp)) memcpy( &stamp, data, sizeof(stamp) );
    free( data );
    RegCloseKey( root );
    return stamp;
}

/* Somebody who edits the registry has to make the stamp another one. */
static void change_stamp(void)
{
    ULONGLONG stamp = get_stamp( L"Stamp" ) + 1000;

    set_value( L"", L"Stamp", REG_BINARY, &stamp, sizeof(stamp) );
}

/* What a state of the store is, as a text: without what each change makes another one, and times. */
struct dump
{
    DWORD length;
    WCHAR text[0x8000];
};

static void append( struct dump *dump, const WCHAR *text, DWORD length )
{
    if (dump->length + length >= ARRAY_SIZE(dump->text)) length = 0;
    memcpy( dump->text + dump->length, text, length * sizeof(WCHAR) );
    dump->length += length;
    dump->text[dump->length] = 0;
}

static void append_data( struct dump *dump, DWORD type, const BYTE *data, DWORD size )
{
    static const WCHAR digits[] = L"0123456789abcdef";
    const WCHAR *text = (const WCHAR *)data;
    DWORD i;

    if (type == REG_MULTI_SZ && size >= sizeof(WCHAR))
    {
        for (; *text; text += lstrlenW( text ) + 1)
        {
            if (!wcsncmp( text, L"PasswordSet=", 12 )) continue;
            append( dump, text, lstrlenW( text ) );
            append( dump, L";", 1 );
        }
        return;
    }
    for (i = 0; i < size; i++)
    {
        append( dump, &digits[data[i] >> 4], 1 );
        append( dump, &digits[data[i] & 15], 1 );
    }
}

static void dump_key( struct dump *dump, HKEY parent, const WCHAR *name )
{
    WCHAR value[300];
    static BYTE data[0x4000];
    DWORD i, name_length, size, type;
    HKEY key;

    if (RegOpenKeyExW( parent, name, 0, KEY_READ | KEY_WOW64_64KEY, &key )) return;
    if (lstrlenW( name ) == 8)      /* of members; others may be there or not */
    {
        append( dump, name, 8 );
        append( dump, L"\n", 1 );
    }
    for (i = 0; name_length = ARRAY_SIZE(value), size = sizeof(data),
                !RegEnumValueW( key, i, value, &name_length, NULL, &type, data, &size ); i++)
    {
        if (!lstrcmpW( value, L"Stamp" ) || !lstrcmpW( value, L"State" ) || !lstrcmpW( value, L"Version" )) continue;
        append( dump, name, lstrlenW( name ) );
        append( dump, L"\\", 1 );
        append( dump, value, name_length );
        append( dump, L"=", 1 );
        append_data( dump, type, data, size );
        append( dump, L"\n", 1 );
    }
    for (i = 0; name_length = ARRAY_SIZE(value), !RegEnumKeyExW( key, i, value, &name_length, NULL, NULL, NULL, NULL ); i++)
        dump_key( dump, key, value );
    RegCloseKey( key );
}

static void dump_members( struct dump *dump, const WCHAR *name, BOOL is_alias )
{
    DWORD i, read = 0, total;
    BYTE *buffer = NULL;

    if (is_alias) NetLocalGroupGetMembers( NULL, name, 3, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    else NetGroupGetUsers( NULL, name, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    for (i = 0; i < read; i++)
    {
        const WCHAR *member = is_alias ? ((LOCALGROUP_MEMBERS_INFO_3 *)buffer)[i].lgrmi3_domainandname
                                       : ((GROUP_USERS_INFO_0 *)buffer)[i].grui0_name;

        append( dump, L" ", 1 );
        append( dump, member, lstrlenW( member ) );
    }
    append( dump, L"\n", 1 );
    NetApiBufferFree( buffer );
}

static void dump_name( struct dump *dump, const WCHAR *name, const WCHAR *comment )
{
    append( dump, name, lstrlenW( name ) );
    append( dump, L":", 1 );
    append( dump, comment, lstrlenW( comment ) );
}

/* the registry's values, and what the functions tell */
static void dump_store( struct dump *dump )
{
    USER_MODALS_INFO_0 *modals;
    DWORD i, read, total;
    BYTE *buffer;

    dump->length = 0;
    NetUserDel( NULL, L"store_nobody" );    /* which finishes what has been begun */
    dump_key( dump, HKEY_LOCAL_MACHINE, STORE_KEY );
    if (!NetUserEnum( NULL, 1, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ))
    {
        for (i = 0; i < read; i++)
        {
            dump_name( dump, ((USER_INFO_1 *)buffer)[i].usri1_name, ((USER_INFO_1 *)buffer)[i].usri1_comment );
            append( dump, L"\n", 1 );
        }
        NetApiBufferFree( buffer );
    }
    if (!NetGroupEnum( NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ))
    {
        for (i = 0; i < read; i++)
        {
            dump_name( dump, ((GROUP_INFO_1 *)buffer)[i].grpi1_name, ((GROUP_INFO_1 *)buffer)[i].grpi1_comment );
            dump_members( dump, ((GROUP_INFO_1 *)buffer)[i].grpi1_name, FALSE );
        }
        NetApiBufferFree( buffer );
    }
    if (!NetLocalGroupEnum( NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ))
    {
        for (i = 0; i < read; i++)
        {
            dump_name( dump, ((LOCALGROUP_INFO_1 *)buffer)[i].lgrpi1_name, ((LOCALGROUP_INFO_1 *)buffer)[i].lgrpi1_comment );
            dump_members( dump, ((LOCALGROUP_INFO_1 *)buffer)[i].lgrpi1_name, TRUE );
        }
        NetApiBufferFree( buffer );
    }
    if (!NetUserModalsGet( NULL, 0, (BYTE **)&modals ))
    {
        append_data( dump, REG_BINARY, (BYTE *)modals, sizeof(*modals) );
        NetApiBufferFree( modals );
    }
}

static BOOL is_same_dump( const struct dump *a, const struct dump *b )
{
    return a->length == b->length && !memcmp( a->text, b->text, a->length * sizeof(WCHAR) );
}

/* ---- writes ----------------------------------------------------------------------------------- */

static NET_API_STATUS add_user( const WCHAR *name, const WCHAR *comment )
{
    USER_INFO_1 info =
    {
        .usri1_name = (WCHAR *)name, .usri1_comment = (WCHAR *)comment, .usri1_priv = USER_PRIV_USER,
        .usri1_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT,
    };

    return NetUserAdd( NULL, 1, (BYTE *)&info, NULL );
}

static NET_API_STATUS add_group( const WCHAR *name, const WCHAR *comment )
{
    GROUP_INFO_1 info = { (WCHAR *)name, (WCHAR *)comment };

    return NetGroupAdd( NULL, 1, (BYTE *)&info, NULL );
}

static NET_API_STATUS add_alias( const WCHAR *name, const WCHAR *comment )
{
    LOCALGROUP_INFO_1 info = { (WCHAR *)name, (WCHAR *)comment };

    return NetLocalGroupAdd( NULL, 1, (BYTE *)&info, NULL );
}

static NET_API_STATUS add_account( enum kind kind, const WCHAR *name, const WCHAR *comment )
{
    return kind == USERS ? add_user( name, comment ) : kind == GROUPS ? add_group( name, comment ) : add_alias( name, comment );
}

static NET_API_STATUS delete_account( enum kind kind, const WCHAR *name )
{
    return kind == USERS ? NetUserDel( NULL, name ) : kind == GROUPS ? NetGroupDel( NULL, name ) : NetLocalGroupDel( NULL, name );
}

/* The structures of the three levels are the same: a comment. */
static NET_API_STATUS set_comment( enum kind kind, const WCHAR *name, const WCHAR *comment )
{
    USER_INFO_1007 info = { (WCHAR *)comment };

    return kind == USERS ? NetUserSetInfo( NULL, name, 1007, (BYTE *)&info, NULL ) :
           kind == GROUPS ? NetGroupSetInfo( NULL, name, 1002, (BYTE *)&info, NULL ) :
           NetLocalGroupSetInfo( NULL, name, 1002, (BYTE *)&info, NULL );
}

static NET_API_STATUS get_comment( enum kind kind, const WCHAR *name, WCHAR comment[64] )
{
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    comment[0] = 0;
    status = kind == USERS ? NetUserGetInfo( NULL, name, 1, &buffer ) :
             kind == GROUPS ? NetGroupGetInfo( NULL, name, 1, &buffer ) : NetLocalGroupGetInfo( NULL, name, 1, &buffer );
    if (status) return status;
    lstrcpynW( comment, kind == USERS ? ((USER_INFO_1 *)buffer)->usri1_comment :
                        kind == GROUPS ? ((GROUP_INFO_1 *)buffer)->grpi1_comment :
                        ((LOCALGROUP_INFO_1 *)buffer)->lgrpi1_comment, 64 );
    NetApiBufferFree( buffer );
    return NERR_Success;
}

static NET_API_STATUS not_found( enum kind kind )
{
    return kind == USERS ? NERR_UserNotFound : NERR_GroupNotFound;
}

static NET_API_STATUS change_member( const WCHAR *alias, const WCHAR *member, BOOL add )
{
    LOCALGROUP_MEMBERS_INFO_3 info = { (WCHAR *)member };

    return add ? NetLocalGroupAddMembers( NULL, alias, 3, (BYTE *)&info, 1 )
               : NetLocalGroupDelMembers( NULL, alias, 3, (BYTE *)&info, 1 );
}

static NET_API_STATUS set_force_logoff( DWORD value )
{
    USER_MODALS_INFO_1004 info = { value };

    return NetUserModalsSet( NULL, 1004, (BYTE *)&info, NULL );
}

static DWORD get_id_of_account( const WCHAR *name )
{
    WCHAR account[UNLEN + 1], domain[256];
    BYTE sid[SECURITY_MAX_SID_SIZE];
    SID_NAME_USE use;

    if (!account_from_name || account_from_name( name, (PSID)sid, account, domain, &use )) return 0;
    return *GetSidSubAuthority( sid, *GetSidSubAuthorityCount( sid ) - 1 );
}

/* ---- a process that writes -------------------------------------------------------------------- */

enum action { ADD_OR_SET, DELETE_ACCOUNT, CHANGE_ALIAS, CHANGE_GROUP, SET_POLICY, ACTIONS };

static void get_name( unsigned int process, enum kind kind, unsigned int number, WCHAR name[32] )
{
    wsprintfW( name, L"store_%c%u_%u", "uga"[kind], process, number );
}

static void note_id( const WCHAR *name )
{
    DWORD id = get_id_of_account( name );

    ok( id >= FIRST_ID && id - FIRST_ID < MOST_IDS, "%s has the id %lu\n", wine_dbgstr_w(name), id );
    if (id >= FIRST_ID && id - FIRST_ID < MOST_IDS)
        ok( !InterlockedExchange( &shared->ids[id - FIRST_ID], 1 ), "%s has the id %lu, which another account has had\n",
            wine_dbgstr_w(name), id );
}

/* What the write that is pending makes of the model. */
static void apply( struct model *model )
{
    DWORD kind = model->pending[1], number = model->pending[2];

    switch (model->pending[0])
    {
    case ADD_OR_SET:
        model->present[kind][number] = TRUE;
        model->comment[kind][number] = model->value;
        break;
    case DELETE_ACCOUNT:
        model->present[kind][number] = FALSE;
        if (kind == USERS) model->in_alias[number] = model->in_group[number] = FALSE;
        break;
    case CHANGE_ALIAS:  model->in_alias[number] ^= 1; break;
    case CHANGE_GROUP:  model->in_group[number] ^= 1; break;
    case SET_POLICY:    model->force_logoff = model->value; break;
    }
    model->writes++;
    model->is_pending = FALSE;
}

static NET_API_STATUS write_pending( const struct model *model, unsigned int process, BOOL *is_new )
{
    DWORD kind = model->pending[1], number = model->pending[2];
    WCHAR name[32], comment[32];

    *is_new = FALSE;
    get_name( process, kind, number, name );
    wsprintfW( comment, L"comment %u", model->value );
    switch (model->pending[0])
    {
    case ADD_OR_SET:
        *is_new = !model->present[kind][number];
        return *is_new ? add_account( kind, name, comment ) : set_comment( kind, name, comment );
    case DELETE_ACCOUNT:  return delete_account( kind, name );
    case CHANGE_ALIAS:    return change_member( ALL_USERS, name, !model->in_alias[number] );
    case CHANGE_GROUP:    return model->in_group[number] ? NetGroupDelUser( NULL, GROUP_USERS, name )
                                                         : NetGroupAddUser( NULL, GROUP_USERS, name );
    default:              return set_force_logoff( model->value );
    }
}

/* One that makes sense: mostly additions, and nothing about an account that is not there. */
static void choose_write( struct model *model, unsigned int process )
{
    static const BYTE actions[] = { ADD_OR_SET, ADD_OR_SET, ADD_OR_SET, DELETE_ACCOUNT, CHANGE_ALIAS, CHANGE_ALIAS,
                                    CHANGE_GROUP, SET_POLICY };
    DWORD action = actions[next_number( &generator ) % ARRAY_SIZE(actions)];
    DWORD kind = next_number( &generator ) % KINDS, number = next_number( &generator ) % ACCOUNTS;

    if (action == CHANGE_ALIAS || action == CHANGE_GROUP) kind = USERS;
    if (!model->present[kind][number] && action != SET_POLICY) action = ADD_OR_SET;
    model->pending[0] = action;
    model->pending[1] = kind;
    model->pending[2] = number;
    model->value = (process + 1) * 7000 + next_number( &generator ) % 7000;
    InterlockedExchange( &model->is_pending, TRUE );
}

static void write_once( struct model *model, unsigned int process, BOOL note )
{
    NET_API_STATUS status;
    WCHAR name[32];
    BOOL is_new;

    choose_write( model, process );
    status = write_pending( model, process, &is_new );
    ok( !status, "process %u, write %ld: action %lu of kind %lu, number %lu: got status %lu\n", process, model->writes,
        model->pending[0], model->pending[1], model->pending[2], status );
    if (status) return;
    get_name( process, model->pending[1], model->pending[2], name );
    apply( model );
    if (is_new && note) note_id( name );
}

/* ---- what there is, against what should be ---------------------------------------------------- */

/* Members of the groups that all processes write to, from their names. */
static BOOL read_member_name( const WCHAR *name, unsigned int *process, unsigned int *number )
{
    const WCHAR *own = wcsstr( name, L"store_u" );

    return own && swscanf( own, L"store_u%u_%u", process, number ) == 2 && *process < PROCESSES && *number < ACCOUNTS;
}

static void check_members( BOOL is_alias )
{
    static BYTE found[PROCESSES][ACCOUNTS];
    const struct model *model;
    unsigned int process, number;
    DWORD i, read = 0, total;
    NET_API_STATUS status;
    const WCHAR *member;
    BYTE *buffer = NULL;

    memset( found, 0, sizeof(found) );
    if (is_alias)
        status = NetLocalGroupGetMembers( NULL, ALL_USERS, 3, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    else status = NetGroupGetUsers( NULL, GROUP_USERS, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( !status, "the members: got status %lu\n", status );
    for (i = 0; i < read; i++)
    {
        member = is_alias ? ((LOCALGROUP_MEMBERS_INFO_3 *)buffer)[i].lgrmi3_domainandname
                          : ((GROUP_USERS_INFO_0 *)buffer)[i].grui0_name;
        if (!read_member_name( member, &process, &number )) ok( 0, "%s is a member\n", wine_dbgstr_w(member) );
        else if (found[process][number]++) ok( 0, "%s is a member twice\n", wine_dbgstr_w(member) );
    }
    NetApiBufferFree( buffer );
    for (process = 0; process < PROCESSES; process++)
    {
        model = &shared->models[process];
        for (number = 0; number < ACCOUNTS; number++)
            if (found[process][number] != (is_alias ? model->in_alias : model->in_group)[number])
                ok( 0, "user %u of process %u is %sin the %s\n", number, process, found[process][number] ? "" : "not ",
                    is_alias ? "local group" : "group" );
    }
}

static DWORD count_listed( enum kind kind )
{
    DWORD i, read = 0, total, count = 0;
    BYTE *buffer = NULL;
    const WCHAR *name;

    if (kind == USERS) NetUserEnum( NULL, 0, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    if (kind == GROUPS) NetGroupEnum( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    if (kind == ALIASES) NetLocalGroupEnum( NULL, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    for (i = 0; i < read; i++)
    {
        name = ((const WCHAR *const *)buffer)[i];
        if (!wcsncmp( name, L"store_", 6 ) && name[6] == "uga"[kind] && name[7] >= '0' && name[7] <= '9') count++;
    }
    NetApiBufferFree( buffer );
    return count;
}

static void check_accounts( unsigned int processes )
{
    WCHAR name[32], comment[64], wanted[32];
    unsigned int process, number, kind, count;
    const struct model *model;
    NET_API_STATUS status;

    for (kind = 0; kind < KINDS; kind++)
    {
        for (process = count = 0; process < processes; process++)
            for (number = 0; number < ACCOUNTS; number++)
            {
                model = &shared->models[process];
                get_name( process, kind, number, name );
                status = get_comment( kind, name, comment );
                wsprintfW( wanted, L"comment %u", model->comment[kind][number] );
                count += model->present[kind][number];
                if (status != (model->present[kind][number] ? NERR_Success : not_found( kind )))
                    ok( 0, "%s: got status %lu\n", wine_dbgstr_w(name), status );
                else if (!status && lstrcmpW( comment, wanted ))
                    ok( 0, "%s: got %s instead of %s\n", wine_dbgstr_w(name), wine_dbgstr_w(comment), wine_dbgstr_w(wanted) );
            }
        ok( count_listed( kind ) == count, "kind %u: %lu are listed, of %u\n", kind, count_listed( kind ), count );
    }
}

/* The policy is what one of them wrote last. */
static void check_policy( unsigned int processes )
{
    USER_MODALS_INFO_0 *modals = NULL;
    NET_API_STATUS status;
    unsigned int i;

    status = NetUserModalsGet( NULL, 0, (BYTE **)&modals );
    ok( !status, "got status %lu\n", status );
    if (status) return;
    for (i = 0; i < processes && shared->models[i].force_logoff != modals->usrmod0_force_logoff; i++) ;
    ok( i < processes || modals->usrmod0_force_logoff == TIMEQ_FOREVER, "got %lu\n", modals->usrmod0_force_logoff );
    NetApiBufferFree( modals );
}

static void check_all( unsigned int processes )
{
    check_accounts( processes );
    check_members( TRUE );
    check_members( FALSE );
    check_policy( processes );
}

/* ---- children --------------------------------------------------------------------------------- */

static BOOL open_shared( const WCHAR *name, BOOL create )
{
    shared_mapping = create ? CreateFileMappingW( INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, sizeof(*shared), name )
                            : OpenFileMappingW( FILE_MAP_ALL_ACCESS, FALSE, name );
    shared = shared_mapping ? MapViewOfFile( shared_mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0 ) : NULL;
    return shared != NULL;
}

static void close_shared(void)
{
    UnmapViewOfFile( shared );
    CloseHandle( shared_mapping );
}

static void find_private_functions(void)
{
    account_from_name = (void *)GetProcAddress( GetModuleHandleW( L"netapi32.dll" ), "wine_account_from_name" );
}

/* Writes, waits for the others, and looks at what all have written. */
static void write_and_check( unsigned int process, unsigned int writes )
{
    DWORD start = GetTickCount();
    unsigned int i;

    InterlockedIncrement( &shared->started );
    while (shared->started < PROCESSES && GetTickCount() - start < PATIENCE) Sleep( 1 );
    for (i = 0; i < writes; i++) write_once( &shared->models[process], process, TRUE );
    InterlockedIncrement( &shared->done );
    while (shared->done < PROCESSES && GetTickCount() - start < 10 * PATIENCE) Sleep( 1 );
    check_all( PROCESSES );
}

static void write_forever( unsigned int process )
{
    InterlockedIncrement( &shared->started );
    for (;;) write_once( &shared->models[process], process, FALSE );
}

static NET_API_STATUS run_step( unsigned int step );

/* ends the process before its nth call of a registry function */
static void end_here(void)
{
    TerminateProcess( GetCurrentProcess(), 77 );
}

/*
 * store-child MAPPING COMMAND NUMBER COUNT SEED
 *
 * The exit status is the number of failures, up to 50; of a step, the status that its function returned.
 */
int run_store_child( int argc, char **argv )
{
    WCHAR mapping[64];
    unsigned int number, count;

    if (argc != 5) return STATUS_USAGE;
    find_private_functions();
    wsprintfW( mapping, L"%hs", argv[0] );
    if (!open_shared( mapping, FALSE )) return 50;
    number = atoi( argv[2] );
    count = atoi( argv[3] );
    start_numbers( &generator, strtoul( argv[4], NULL, 10 ), number );
    if (!strcmp( argv[1], "probe" )) return testing_ours() ? 78 : 50;
    if (!strcmp( argv[1], "write" )) write_and_check( number, count );
    if (!strcmp( argv[1], "forever" )) write_forever( number );
    if (!strcmp( argv[1], "add" )) return add_user( L"store_other", L"" );
    if (!strcmp( argv[1], "step" ))
    {
        if (!take_registry_calls( GetModuleHandleW( L"netapi32.dll" ) )) return 50;
        start_bad_calls( count, FALSE, end_here );
        return run_step( number );
    }
    return count_failures() > 50 ? 50 : count_failures();
}

static WCHAR mapping_name[64];

/* This program, or the one of the other bitness beside it. */
static BOOL get_program( BOOL other, WCHAR path[MAX_PATH] )
{
    WCHAR *digits;

    GetModuleFileNameW( NULL, path, MAX_PATH );
    digits = path + lstrlenW( path ) - 6;
    if (!other) return TRUE;
    if (digits <= path || (wcsncmp( digits, L"64.", 3 ) && wcsncmp( digits, L"32.", 3 ))) return FALSE;
    memcpy( digits, digits[0] == '6' ? L"32" : L"64", 2 * sizeof(WCHAR) );
    return GetFileAttributesW( path ) != INVALID_FILE_ATTRIBUTES;
}

static HANDLE start_child( BOOL other, const WCHAR *command, unsigned int number, unsigned int count, DWORD seed )
{
    WCHAR path[MAX_PATH], line[2 * MAX_PATH];
    PROCESS_INFORMATION process;
    STARTUPINFOW startup = { .cb = sizeof(startup) };

    if (!get_program( other, path )) return NULL;
    wsprintfW( line, L"\"%s\" store-child %s %s %u %u %u", path, mapping_name, command, number, count, seed );
    if (!CreateProcessW( path, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process )) return NULL;
    CloseHandle( process.hThread );
    return process.hProcess;
}

static DWORD end_child( HANDLE process )
{
    DWORD exit_code = ~0u;

    if (WaitForSingleObject( process, 10 * PATIENCE )) TerminateProcess( process, ~0u );
    GetExitCodeProcess( process, &exit_code );
    CloseHandle( process );
    return exit_code;
}

static DWORD run_child( BOOL other, const WCHAR *command, unsigned int number, unsigned int count, DWORD seed )
{
    HANDLE process = start_child( other, command, number, count, seed );

    return process ? end_child( process ) : ~0u;
}

/* ---- the tests: several processes ------------------------------------------------------------- */

static void make_shared_groups(void)
{
    NET_API_STATUS status;

    delete_key( STORE_KEY );
    memset( shared, 0, sizeof(*shared) );
    status = add_alias( ALL_USERS, L"" );
    ok( !status, "got status %lu\n", status );
    note_id( ALL_USERS );
    status = add_group( GROUP_USERS, L"" );
    ok( !status, "got status %lu\n", status );
    note_id( GROUP_USERS );
}

static void test_processes( DWORD seed, unsigned int writes )
{
    BOOL has_other = run_child( TRUE, L"probe", 0, 0, 0 ) == 78;
    HANDLE processes[PROCESSES];
    DWORD start, exit_code;
    LONG total = 0;
    unsigned int i;

    make_shared_groups();
    start = GetTickCount();
    for (i = 0; i < PROCESSES; i++) processes[i] = start_child( has_other && i % 2, L"write", i, writes, seed );
    for (i = 0; i < PROCESSES; i++)
    {
        ok( processes[i] != NULL, "process %u was not started\n", i );
        if (!processes[i]) InterlockedIncrement( &shared->started );
        exit_code = processes[i] ? end_child( processes[i] ) : ~0u;
        ok( !exit_code, "process %u ended with %lu\n", i, exit_code );
        total += shared->models[i].writes;
    }
    ok( total == (LONG)(PROCESSES * writes), "%ld writes\n", total );
    check_all( PROCESSES );
    trace( "%u processes%s, %ld writes, %lu ms\n", PROCESSES, has_other ? ", half of them of the other bitness" : "", total,
           GetTickCount() - start );
}

/* The last write of a process that was ended has been done, or not. */
static void settle_pending( struct model *model, unsigned int process )
{
    DWORD kind = model->pending[1], number = model->pending[2];
    WCHAR name[32], comment[64], wanted[32];
    USER_MODALS_INFO_0 *modals;
    BOOL is_done = FALSE;
    LOCALGROUP_USERS_INFO_0 *groups = NULL;
    DWORD i, read = 0, total;

    if (!model->is_pending) return;
    NetUserDel( NULL, L"store_nobody" );    /* which finishes it */
    get_name( process, kind, number, name );
    wsprintfW( wanted, L"comment %u", model->value );
    switch (model->pending[0])
    {
    case ADD_OR_SET:
        is_done = !get_comment( kind, name, comment ) && !lstrcmpW( comment, wanted );
        break;
    case DELETE_ACCOUNT:
        is_done = get_comment( kind, name, comment ) == not_found( kind );
        break;
    case CHANGE_ALIAS:
        NetUserGetLocalGroups( NULL, name, 0, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &read, &total );
        for (i = 0; i < read; i++) if (!lstrcmpW( groups[i].lgrui0_name, ALL_USERS )) is_done = TRUE;
        if (model->in_alias[number]) is_done = !is_done;
        break;
    case CHANGE_GROUP:
        NetUserGetGroups( NULL, name, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &read, &total );
        for (i = 0; i < read; i++) if (!lstrcmpW( groups[i].lgrui0_name, GROUP_USERS )) is_done = TRUE;
        if (model->in_group[number]) is_done = !is_done;
        break;
    case SET_POLICY:
        if (NetUserModalsGet( NULL, 0, (BYTE **)&modals )) break;
        is_done = modals->usrmod0_force_logoff == model->value;
        NetApiBufferFree( modals );
        break;
    }
    NetApiBufferFree( groups );
    if (is_done) apply( model );
    model->is_pending = FALSE;
}

static void test_ended_processes( DWORD seed, unsigned int count )
{
    unsigned int i, pending = 0;
    DWORD start, began = GetTickCount();
    HANDLE process;

    make_shared_groups();
    for (i = 0; i < count; i++)
    {
        shared->started = 0;
        if (!(process = start_child( FALSE, L"forever", i % 2, 0, seed + i ))) break;
        start = GetTickCount();
        while (!shared->started && GetTickCount() - start < PATIENCE) Sleep( 1 );
        start = next_number( &generator ) % 30000;
        if (start > 10000) Sleep( start / 1000 );
        TerminateProcess( process, 77 );
        ok( end_child( process ) == 77, "process %u ended by itself\n", i );
        pending += !!shared->models[i % 2].is_pending;
        settle_pending( &shared->models[i % 2], i % 2 );
        if (!is_long || i % 10 == 9 || i == count - 1) check_all( 2 );
        ok( get_stamp( L"Stamp" ) == get_stamp( L"State" ), "process %u: the last change is unfinished\n", i );
    }
    ok( i == count, "%u processes were started\n", i );
    trace( "%u processes were ended, %u of them in a write, after %ld writes; %lu ms\n", i, pending,
           shared->models[0].writes + shared->models[1].writes, GetTickCount() - began );
}

/* ---- the tests: ended at each step ------------------------------------------------------------ */

static void make_base_store(void)
{
    LOCALGROUP_MEMBERS_INFO_3 members[] = { { (WCHAR *)L"store_anna" }, { (WCHAR *)L"Everyone" }, { (WCHAR *)L"store_group" } };

    delete_key( STORE_KEY );
    ok( !add_user( L"store_anna", L"one" ), "no user\n" );
    ok( !add_user( L"store_bob", L"two" ), "no user\n" );
    ok( !add_group( L"store_group", L"three" ), "no group\n" );
    ok( !add_alias( L"store_alias", L"four" ), "no local group\n" );
    ok( !NetLocalGroupAddMembers( NULL, L"store_alias", 3, (BYTE *)members, 3 ), "no members\n" );
    ok( !NetGroupAddUser( NULL, L"store_group", L"store_anna" ), "no member\n" );
    ok( !set_comment( USERS, L"Guest", L"five" ), "no comment\n" );
    ok( !set_force_logoff( 5000 ), "no policy\n" );
}

static const struct
{
    const char *name;
    BOOL        is_fresh;       /* without a store */
}
steps[] =
{
    { "the first user", TRUE },
    { "a user", FALSE },
    { "a group", FALSE },
    { "a local group", FALSE },
    { "a user's deletion", FALSE },
    { "a group's deletion", FALSE },
    { "a local group's deletion", FALSE },
    { "a user's name", FALSE },
    { "members of Users", FALSE },
    { "all members", FALSE },
    { "a user's groups", FALSE },
    { "the policy", FALSE },
    { "the first policy", TRUE },
};

static NET_API_STATUS run_step( unsigned int step )
{
    LOCALGROUP_MEMBERS_INFO_3 members[] = { { (WCHAR *)L"store_bob" }, { (WCHAR *)L"Everyone" } };
    GROUP_USERS_INFO_0 group = { (WCHAR *)L"store_group" };
    USER_INFO_0 name = { (WCHAR *)L"store_carol" };

    switch (step)
    {
    case 0:
    case 1:   return add_user( L"store_new", L"new" );
    case 2:   return add_group( L"store_new", L"new" );
    case 3:   return add_alias( L"store_new", L"new" );
    case 4:   return NetUserDel( NULL, L"store_anna" );
    case 5:   return NetGroupDel( NULL, L"store_group" );
    case 6:   return NetLocalGroupDel( NULL, L"store_alias" );
    case 7:   return NetUserSetInfo( NULL, L"store_anna", 0, (BYTE *)&name, NULL );
    case 8:   return NetLocalGroupAddMembers( NULL, L"Users", 3, (BYTE *)members, 2 );
    case 9:   return NetLocalGroupSetMembers( NULL, L"store_alias", 3, (BYTE *)members, 2 );
    case 10:  return NetUserSetGroups( NULL, L"store_bob", 0, (BYTE *)&group, 1 );
    default:  return set_force_logoff( 6000 );
    }
}

static struct dump before, after, now;

static void make_step_store( const WCHAR *base, BOOL is_fresh )
{
    if (is_fresh) delete_key( STORE_KEY );
    else copy_key( base, STORE_KEY );
    if (!is_fresh) change_stamp();
}

/* A registry call fails, and with "all" those after it too: something between that, and an end of the process. */
static BOOL fail_step( unsigned int step, unsigned int n, BOOL all )
{
    NET_API_STATUS status;
    BOOL reached;

    make_step_store( BASE_KEY, steps[step].is_fresh );
    start_bad_calls( n, all, NULL );
    status = run_step( step );
    reached = stop_bad_calls();
    dump_store( &now );
    if (!reached || !status) ok( !status && is_same_dump( &now, &after ), "call %u%s: got status %lu, and another state\n", n,
                                 all ? " and all that follow" : "", status );
    else ok( is_same_dump( &now, &before ) || is_same_dump( &now, &after ), "call %u%s: it is neither the old state nor the new\n",
             n, all ? " and all that follow" : "" );
    return reached;
}

static BOOL end_step( unsigned int step, unsigned int n )
{
    DWORD exit_code;

    make_step_store( BASE_KEY, steps[step].is_fresh );
    exit_code = run_child( FALSE, L"step", step, n, 0 );
    dump_store( &now );
    if (exit_code == 77)
        ok( is_same_dump( &now, &before ) || is_same_dump( &now, &after ), "ended at call %u: it is neither the old state nor the "
            "new\n", n );
    else ok( !exit_code && is_same_dump( &now, &after ), "ended at no call: got status %lu, or another state\n", exit_code );
    return exit_code == 77;
}

static void test_steps(void)
{
    unsigned int step, n, ended = 0, failed = 0;
    NET_API_STATUS status;

    if (!take_registry_calls( GetModuleHandleW( L"netapi32.dll" ) )) ok( 0, "the module's registry calls were not found\n" );
    make_base_store();
    copy_key( STORE_KEY, BASE_KEY );
    for (step = 0; step < (is_short ? 2 : ARRAY_SIZE(steps)); step++)
    {
        winetest_push_context( "%s", steps[step].name );
        make_step_store( BASE_KEY, steps[step].is_fresh );
        dump_store( &before );
        status = run_step( step );
        ok( !status, "got status %lu\n", status );
        dump_store( &after );
        ok( !is_same_dump( &before, &after ), "nothing has changed\n" );
        for (n = 1; n < 500 && (is_long || step % 4 == 1) && fail_step( step, n, FALSE ); n++) failed++;
        for (n = 1; n < 500 && fail_step( step, n, TRUE ); n++) failed++;
        if (is_long || (!is_short && step == 4))
            for (n = 1; n < 500 && end_step( step, n ); n += is_long ? 1 : 4) ended++;
        winetest_pop_context();
    }
    trace( "%u processes were ended at a step, %u calls failed\n", ended, failed );
}

/* ---- the tests: a damaged store --------------------------------------------------------------- */

/* What the module traces as an error: its functions for that are found by GetProcAddress(). */
static unsigned int errors_traced;
static char last_error[512];
static FARPROC (WINAPI *get_proc_address)( HMODULE module, const char *name );

static unsigned char __cdecl get_error_flag( void *channel )
{
    (void)channel;
    return 1 << 1;
}

static int __cdecl begin_error( int class, void *channel, const char *function )
{
    (void)channel;
    (void)function;
    return class == 1 ? 0 : -1;
}

static int __cdecl take_error( const char *text )
{
    errors_traced++;
    lstrcpynA( last_error, text, sizeof(last_error) );
    return 0;
}

static FARPROC WINAPI get_tracing_function( HMODULE module, const char *name )
{
    if (!strcmp( name, "__wine_dbg_get_channel_flags" )) return (FARPROC)(void *)get_error_flag;
    if (!strcmp( name, "__wine_dbg_header" )) return (FARPROC)(void *)begin_error;
    if (!strcmp( name, "__wine_dbg_output" )) return (FARPROC)(void *)take_error;
    return get_proc_address( module, name );
}

static BOOL take_traces(void)
{
    return exchange_import( GetModuleHandleW( L"netapi32.dll" ), "GetProcAddress", get_tracing_function, &get_proc_address );
}

/* The values of the store that is damaged. */
struct value
{
    WCHAR path[64];
    WCHAR name[200];
    DWORD type;
    DWORD size;
    BYTE  data[0x1000];
};
static struct value *values;
static unsigned int value_count;
#define MOST_VALUES  100

static void collect_values( HKEY parent, const WCHAR *path )
{
    DWORD i, name_length;
    struct value *value;
    WCHAR name[64];
    HKEY key;

    if (RegOpenKeyExW( parent, path, 0, KEY_READ | KEY_WOW64_64KEY, &key )) return;
    for (i = 0; value_count < MOST_VALUES; i++)
    {
        value = &values[value_count];
        name_length = ARRAY_SIZE(value->name);
        value->size = sizeof(value->data);
        if (RegEnumValueW( key, i, value->name, &name_length, NULL, &value->type, value->data, &value->size )) break;
        lstrcpyW( value->path, path );
        value_count++;
    }
    for (i = 0; name_length = 32, !RegEnumKeyExW( key, i, name, &name_length, NULL, NULL, NULL, NULL ); i++)
    {
        WCHAR below[64];

        wsprintfW( below, L"%s%s%s", path, *path ? L"\\" : L"", name );
        collect_values( parent, below );
    }
    RegCloseKey( key );
}

/* An account of the base store, and what can be said of it. */
static struct victim
{
    enum kind    kind;
    const WCHAR *name;
    const WCHAR *comment;       /* NULL: any */
    DWORD        id;
    BOOL         is_touched;
}
victims[] =
{
    { USERS, L"store_anna", L"one", 0, FALSE },
    { USERS, L"store_bob", L"two", 0, FALSE },
    { GROUPS, L"store_group", L"three", 0, FALSE },
    { ALIASES, L"store_alias", L"four", 0, FALSE },
    { USERS, L"Guest", L"five", 0, FALSE },
    { USERS, L"Administrator", NULL, 0, FALSE },
    { GROUPS, L"None", NULL, 0, FALSE },
    { ALIASES, L"Administrators", NULL, 0, FALSE },
    { ALIASES, L"Users", NULL, 0, FALSE },
};

static BOOL policy_is_touched, all_is_touched, version_is_touched;

static void touch( const struct value *value )
{
    unsigned int i, kind = !lstrcmpiW( value->path, L"Users" ) ? USERS : !lstrcmpiW( value->path, L"Groups" ) ? GROUPS : ALIASES;
    WCHAR name[16];

    if (!value->path[0])
    {
        if (!lstrcmpiW( value->name, L"Policy" )) policy_is_touched = TRUE;
        if (!lstrcmpiW( value->name, L"Version" )) version_is_touched = TRUE;
        if (!lstrcmpiW( value->name, L"State" )) all_is_touched = TRUE;     /* it may be a change that is done now */
        return;
    }
    for (i = 0; i < ARRAY_SIZE(victims); i++)
    {
        wsprintfW( name, L"%08x", victims[i].id );
        if (victims[i].kind == kind && !lstrcmpiW( value->name, name )) victims[i].is_touched = TRUE;
    }
}

static const WCHAR *const bad_texts[] =
{
    L"Name=\0", L"Name=a\\b\0", L"Name\0", L"=\0", L"Name=store_carol\0Flags=99999999999\0", L"Flags=x\0", L"LogonHours=12\0",
    L"Name=.\0", L"Name=store_bob\0", L"Name=Administrator\0", L"Name=Users\0", L"Comment=alone\0", L"Name=x", L"x\0\0\0Name=y\0",
    L"Unknown=field\0Name=store_dora\0", L"Flags=4294967295\0AccountExpires=1\0PrimaryGroup=4294967295\0Name=store_eve\0",
    L"Name=store_fred\0Password=x\0", L"Name=00000220\0",
};

static const struct { const WCHAR *path, *name; } junk[] =
{
    { L"Users", L"zzz" }, { L"Users", L"00000001" }, { L"Users", L"ffffffff" }, { L"Users", L"fffffffe" }, { L"Users", L"" },
    { L"Groups", L"000003e9" }, { L"Aliases", L"000003eb" }, { L"Groups", L"000003ec" }, { L"Aliases", L"00000220" },
    { L"Aliases", L"00000201" }, { L"Groups", L"00000220" }, { L"Users", L"000001f4" }, { L"Groups", L"00000201" },
    { L"Members\\00000220", L"BA" }, { L"Members\\00000221", L"S-1-5" }, { L"Members\\000003ec", L"S-1-5-21-0-0-0-9999" },
    { L"Members\\000003ec", L"S-1-5-21-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16-17-18-19-20" }, { L"Members\\000003ec", L"S-1-0" },
    { L"Members\\000003ec", L"S-1-5-21-0-0-0-4294967295" }, { L"Members\\00009999", L"S-1-1-0" }, { L"Members\\nobody", L"S-1-1-0" },
    { L"Members\\000003ec", L"s-1-1-00" }, { L"Members\\000003eb", L"S-1-1" }, { L"", L"Unknown" }, { L"Unknown", L"x" },
};

static const WCHAR *const keys[] =
{
    L"Users", L"Groups", L"Aliases", L"Members", L"Members\\000003ec", L"Members\\000003eb", L"",
};

static DWORD text_size( const WCHAR *text )
{
    const WCHAR *end = text;

    while (*end) end += lstrlenW( end ) + 1;
    return (end + 1 - text) * sizeof(WCHAR);
}

static void damage_data( struct value *value )
{
    DWORD i, count = 1 + next_number( &generator ) % 4, size;

    switch (next_number( &generator ) % 6)
    {
    case 0:
        for (i = 0; i < count && value->size; i++)
            value->data[next_number( &generator ) % value->size] ^= 1 << next_number( &generator ) % 8;
        break;
    case 1:
        if (value->size) value->size = next_number( &generator ) % value->size;
        break;
    case 2:
        value->type = next_number( &generator ) % 2 ? next_number( &generator ) % 13 : next_number( &generator );
        break;
    case 3:
        size = min( next_number( &generator ) % 300, sizeof(value->data) - value->size );
        for (i = 0; i < size; i++) value->data[value->size++] = next_number( &generator );
        break;
    case 4:
        value->size = 0;
        break;
    default:
        i = next_number( &generator ) % ARRAY_SIZE(bad_texts);
        value->size = text_size( bad_texts[i] );
        memcpy( value->data, bad_texts[i], value->size );
        value->type = REG_MULTI_SZ;
        all_is_touched = TRUE;      /* it may take another one's name */
        break;
    }
}

static void damage_once(void)
{
    static struct value value;
    unsigned int i;

    switch (next_number( &generator ) % 8)
    {
    default:
        value = values[next_number( &generator ) % value_count];
        if (!lstrcmpW( value.name, L"Stamp" ) && next_number( &generator ) % 4) return;
        touch( &value );
        damage_data( &value );
        set_value( value.path, value.name, value.type, value.data, value.size );
        break;
    case 5:
        value = values[next_number( &generator ) % value_count];
        touch( &value );
        delete_value( value.path, value.name );
        break;
    case 6:
        i = next_number( &generator ) % ARRAY_SIZE(junk);
        value = values[next_number( &generator ) % value_count];
        all_is_touched = TRUE;
        set_value( junk[i].path, junk[i].name, value.type, value.data, next_number( &generator ) % 2 ? value.size : 0 );
        break;
    case 7:
        i = next_number( &generator ) % ARRAY_SIZE(keys);
        all_is_touched = policy_is_touched = TRUE;
        if (keys[i][0])
        {
            HKEY root = open_key( STORE_KEY );

            RegDeleteTreeW( root, keys[i] );
            RegCloseKey( root );
        }
        else delete_key( STORE_KEY );
        break;
    }
}

/* Of the last change, what tells that it is done, or begun: numbers that no damaged store had before. */
static void set_stamps( ULONGLONG stamp )
{
    static BYTE state[0x4000];
    ULONGLONG last = stamp;
    DWORD size = sizeof(state);
    HKEY root = open_key( STORE_KEY );

    if (!(next_number( &generator ) % 4))       /* begun, and not done */
    {
        last--;
        all_is_touched = TRUE;
    }
    if (!RegQueryValueExW( root, L"State", NULL, NULL, state, &size ) && size >= sizeof(stamp))
    {
        memcpy( state, &stamp, sizeof(stamp) );
        RegSetValueExW( root, L"State", 0, REG_BINARY, state, size );
    }
    RegSetValueExW( root, L"Stamp", 0, REG_BINARY, (BYTE *)&last, sizeof(last) );
    RegCloseKey( root );
}

/* Whether it is a status that a damaged account may give; it counts those that are. */
static unsigned int damaged_count;
static void check_status( const char *what, NET_API_STATUS status, NET_API_STATUS allowed )
{
    if (status == ERROR_NO_SUCH_ALIAS) status = NERR_GroupNotFound;
    if (status == ERROR_BADDB) damaged_count++;
    else if (status && status != allowed) ok( 0, "%s: got status %lu\n", what, status );
}

static void read_group( const WCHAR *name, enum kind kind )
{
    DWORD read, total;
    BYTE *buffer = NULL;

    if (kind == ALIASES)
        check_status( "NetLocalGroupGetMembers",
                      NetLocalGroupGetMembers( NULL, name, 2, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ), NERR_GroupNotFound );
    else
        check_status( "NetGroupGetUsers",
                      NetGroupGetUsers( NULL, name, 1, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ), NERR_GroupNotFound );
    NetApiBufferFree( buffer );
}

static void read_user( const WCHAR *name )
{
    DWORD read, total;
    BYTE *buffer = NULL;

    check_status( "NetUserGetInfo", NetUserGetInfo( NULL, name, 4, &buffer ), NERR_UserNotFound );
    NetApiBufferFree( buffer );
    check_status( "NetUserGetGroups", NetUserGetGroups( NULL, name, 1, &buffer, MAX_PREFERRED_LENGTH, &read, &total ),
                  NERR_UserNotFound );
    NetApiBufferFree( buffer );
    check_status( "NetUserGetLocalGroups",
                  NetUserGetLocalGroups( NULL, name, 0, LG_INCLUDE_INDIRECT, &buffer, MAX_PREFERRED_LENGTH, &read, &total ),
                  NERR_UserNotFound );
    NetApiBufferFree( buffer );
}

static void read_lists(void)
{
    BYTE *buffer = NULL;
    DWORD level, read, total;
    void *entries = NULL;

    for (level = 0; level <= 3; level++)
    {
        check_status( "NetUserEnum", NetUserEnum( NULL, level, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ), 0 );
        NetApiBufferFree( buffer );
        check_status( "NetGroupEnum", NetGroupEnum( NULL, level, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ), 0 );
        NetApiBufferFree( buffer );
        check_status( "NetUserModalsGet", NetUserModalsGet( NULL, level, &buffer ), 0 );
        NetApiBufferFree( buffer );
    }
    check_status( "NetLocalGroupEnum", NetLocalGroupEnum( NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ), 0 );
    NetApiBufferFree( buffer );
    for (level = 1; level <= 3; level += 2)
    {
        check_status( "NetQueryDisplayInformation",
                      NetQueryDisplayInformation( NULL, level, 0, 100, MAX_PREFERRED_LENGTH, &read, &entries ), ERROR_MORE_DATA );
        NetApiBufferFree( entries );
    }
}

static void read_account( enum kind kind, const WCHAR *name )
{
    if (kind == USERS) read_user( name );
    else read_group( name, kind );
}

/* Deletes a damaged account; what Wine has is there again then, as Wine has it. */
static void delete_damaged( enum kind kind, const WCHAR *name )
{
    NET_API_STATUS status;
    WCHAR comment[64];
    unsigned int i;

    for (i = 0; i < 8 && get_comment( kind, name, comment ) == ERROR_BADDB; i++)
    {
        status = delete_account( kind, name );
        ok( !status || status == ERROR_MEMBERS_PRIMARY_GROUP, "%s: got status %lu\n", wine_dbgstr_w(name), status );
        if (status) return;
    }
    ok( i < 8, "%s is damaged after its deletion\n", wine_dbgstr_w(name) );
}

/* of the accounts that are in the registry, whole or not */
static DWORD get_largest_id(void)
{
    static const WCHAR *const paths[] = { L"Users", L"Groups", L"Aliases" };
    DWORD j, id, length, largest = 0;
    HKEY root = open_key( STORE_KEY ), key;
    WCHAR name[300], *end;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(paths); i++)
    {
        if (RegOpenKeyExW( root, paths[i], 0, KEY_READ, &key )) continue;
        for (j = 0; length = ARRAY_SIZE(name), !RegEnumValueW( key, j, name, &length, NULL, NULL, NULL, NULL ); j++)
        {
            id = wcstoul( name, &end, 16 );
            if (length == 8 && !*end && id < MAXLONG) largest = max( largest, id );
        }
        RegCloseKey( key );
    }
    RegCloseKey( root );
    return largest;
}

static void repair_store(void)
{
    DWORD id, largest = get_largest_id();
    NET_API_STATUS status;
    WCHAR digits[16];
    unsigned int i;

    status = add_user( L"store_repair", L"six" );
    ok( !status, "an addition: got status %lu\n", status );
    id = get_id_of_account( L"store_repair" );
    ok( id > largest, "it has the id %lu, where there is one of %lu\n", id, largest );
    status = set_force_logoff( 7000 );
    ok( !status, "the policy: got status %lu\n", status );
    for (i = 0; i < ARRAY_SIZE(victims); i++)
    {
        delete_damaged( victims[i].kind, victims[i].name );
        wsprintfW( digits, L"%08x", victims[i].id );
        delete_damaged( victims[i].kind, digits );
    }
    ok( get_stamp( L"Stamp" ) == get_stamp( L"State" ), "the stamps are not the same after a write\n" );
    ok( get_stamp( L"Stamp" ) != 0, "there is no stamp after a write\n" );
    damaged_count = 0;
    read_lists();
    for (i = 0; i < ARRAY_SIZE(victims); i++) read_account( victims[i].kind, victims[i].name );
    ok( !damaged_count, "%u answers tell of damage\n", damaged_count );
    status = NetUserDel( NULL, L"store_repair" );
    ok( !status, "the deletion: got status %lu\n", status );
}

static void check_victims(void)
{
    NET_API_STATUS status;
    WCHAR comment[64], digits[16];
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(victims); i++)
    {
        read_account( victims[i].kind, victims[i].name );
        wsprintfW( digits, L"%08x", victims[i].id );
        read_account( victims[i].kind, digits );
        if (victims[i].is_touched || all_is_touched) continue;
        status = get_comment( victims[i].kind, victims[i].name, comment );
        ok( !status, "%s, which is whole: got status %lu\n", wine_dbgstr_w(victims[i].name), status );
        if (!status && victims[i].comment)
            ok( !lstrcmpW( comment, victims[i].comment ), "%s: got %s\n", wine_dbgstr_w(victims[i].name), wine_dbgstr_w(comment) );
    }
}

static BOOL has_other_version(void)
{
    DWORD version = 0, type = 0, size = sizeof(version);
    HKEY root = open_key( STORE_KEY );
    LSTATUS status;

    status = RegQueryValueExW( root, L"Version", NULL, &type, (BYTE *)&version, &size );
    RegCloseKey( root );
    return status != ERROR_FILE_NOT_FOUND && (status || type != REG_DWORD || size != sizeof(version) || version != 1);
}

static void check_other_version(void)
{
    static const DWORD version = 1;
    WCHAR comment[64];

    ok( get_comment( USERS, L"store_anna", comment ) == ERROR_REVISION_MISMATCH, "another version can be read\n" );
    ok( add_user( L"store_new", L"" ) == ERROR_REVISION_MISMATCH, "another version can be written\n" );
    ok( errors_traced > 0, "nothing was traced\n" );
    set_value( L"", L"Version", REG_DWORD, &version, sizeof(version) );
}

static void damage_store( DWORD seed, DWORD n )
{
    static ULONGLONG stamp;
    unsigned int i, count;

    start_numbers( &generator, seed, n );
    copy_key( BASE_KEY, STORE_KEY );
    for (i = 0; i < ARRAY_SIZE(victims); i++) victims[i].is_touched = FALSE;
    policy_is_touched = all_is_touched = version_is_touched = FALSE;
    if (!stamp) stamp = get_stamp( L"Stamp" ) + 100000;
    stamp += next_number( &generator ) % 2 ? 1 : 1000;
    set_stamps( stamp );
    for (count = 1 + next_number( &generator ) % 3; count; count--) damage_once();
    errors_traced = damaged_count = 0;
    if (version_is_touched && has_key( STORE_KEY ) && has_other_version()) check_other_version();
    check_victims();
    read_lists();
    if (damaged_count)
        ok( errors_traced && strstr( last_error, "NetApi32" ), "got no trace of the damage: %s\n", last_error );
    repair_store();
}

static void test_damage( DWORD seed, DWORD count )
{
    DWORD start = GetTickCount(), i, failures, damaged = 0;

    make_base_store();
    values = calloc( MOST_VALUES, sizeof(*values) );
    value_count = 0;
    for (i = 0; i < ARRAY_SIZE(victims); i++) victims[i].id = 0;
    for (i = 0; i < 4; i++) victims[i].id = get_id_of_account( victims[i].name );
    victims[4].id = DOMAIN_USER_RID_GUEST;
    victims[5].id = DOMAIN_USER_RID_ADMIN;
    victims[6].id = DOMAIN_GROUP_RID_USERS;
    victims[7].id = DOMAIN_ALIAS_RID_ADMINS;
    victims[8].id = DOMAIN_ALIAS_RID_USERS;
    copy_key( STORE_KEY, BASE_KEY );
    {
        HKEY root = open_key( STORE_KEY );

        collect_values( root, L"" );
        RegCloseKey( root );
    }
    for (i = 0; i < count; i++)
    {
        failures = count_failures();
        winetest_push_context( "store %lu", i );
        damage_store( seed, i );
        winetest_pop_context();
        damaged += damaged_count || errors_traced;
        if (count_failures() != (LONG)failures)
        {
            trace( "store %lu of seed %#lx failed\n", i, seed );
            break;
        }
    }
    trace( "%lu damaged stores, %lu of them with an error, %lu ms\n", i, damaged, GetTickCount() - start );
    free( values );
}

/* ---- the tests: one thing each ---------------------------------------------------------------- */

/* Wine 8.0 does not count the handles of a process, but gives the lowest one that is free. */
static UINT_PTR get_next_handle(void)
{
    HANDLE event = CreateEventW( NULL, FALSE, FALSE, NULL );

    CloseHandle( event );
    return (UINT_PTR)event;
}

/* A key that is made anew has other stamps: what a process knows of the old one is old. */
static void test_deleted_store(void)
{
    WCHAR comment[64];
    unsigned int i;
    DWORD status;
    UINT_PTR next;

    delete_key( STORE_KEY );
    ok( !get_comment( USERS, L"Guest", comment ), "there is no Guest\n" );
    ok( !add_user( L"store_anna", L"" ), "no user\n" );
    delete_key( STORE_KEY );
    status = get_comment( USERS, L"store_anna", comment );
    ok( status == NERR_UserNotFound, "without a key: got status %lu\n", status );
    ok( !add_user( L"store_anna", L"" ), "no user\n" );
    delete_key( STORE_KEY );
    status = run_child( FALSE, L"add", 0, 0, 0 );
    ok( !status, "another process: got status %lu\n", status );
    status = get_comment( USERS, L"store_other", comment );
    ok( !status, "the other process's: got status %lu\n", status );
    status = get_comment( USERS, L"store_anna", comment );
    ok( status == NERR_UserNotFound, "one of the deleted key: got status %lu\n", status );

    next = get_next_handle();
    for (i = 0; i < 20; i++)
    {
        delete_key( STORE_KEY );
        status = add_user( L"store_anna", L"" );
        ok( !status, "key %u: got status %lu\n", i, status );
    }
    ok( get_next_handle() <= next + 8, "the next handle is %#x, before 20 deleted keys %#x\n", (unsigned int)get_next_handle(),
        (unsigned int)next );
}

static DWORD WINAPI take_lock( void *arg )
{
    HANDLE mutex = CreateMutexW( NULL, FALSE, LOCK_NAME );

    (void)arg;
    return WaitForSingleObject( mutex, 1000 );
}

/* A thread that ends with the lock leaves it to the next one; one that keeps it is waited for. */
static void test_lock(void)
{
    HANDLE thread = CreateThread( NULL, 0, take_lock, NULL, 0, NULL ), mutex;
    DWORD status, start;

    WaitForSingleObject( thread, PATIENCE );
    CloseHandle( thread );
    delete_key( STORE_KEY );
    status = add_user( L"store_anna", L"" );
    ok( !status, "after the thread that had the lock: got status %lu\n", status );
    status = run_child( FALSE, L"add", 0, 0, 0 );
    ok( !status, "the lock is still held: got status %lu\n", status );
    if (!is_long) return;
    mutex = CreateMutexW( NULL, FALSE, LOCK_NAME );
    WaitForSingleObject( mutex, 1000 );
    start = GetTickCount();
    status = run_child( FALSE, L"add", 0, 0, 0 );
    ok( status == ERROR_SEM_TIMEOUT, "while the lock is held: got status %lu after %lu ms\n", status, GetTickCount() - start );
    ReleaseMutex( mutex );
    CloseHandle( mutex );
}

static void set_text( const WCHAR *path, const WCHAR *name, const WCHAR *text )
{
    set_value( path, name, REG_MULTI_SZ, text, text_size( text ) );
}

/* The names that an edited store has twice, or not at all. */
static void test_names(void)
{
    USER_INFO_3 *info;
    WCHAR comment[64];
    NET_API_STATUS status;

    make_base_store();
    set_text( L"Users", L"00000500", L"Name=Administrator\0Comment=false\0" );
    set_text( L"Users", L"00000501", L"Name=store_bob\0Comment=false\0" );
    set_text( L"Users", L"00000502", L"Name=store_bob\0Flags=x\0" );
    set_value( L"Users", L"00000503", REG_MULTI_SZ, NULL, 0 );
    set_value( L"Groups", L"00000504", REG_BINARY, "x", 1 );
    change_stamp();
    errors_traced = 0;
    status = NetUserGetInfo( NULL, L"Administrator", 3, (BYTE **)&info );
    ok( !status, "got status %lu\n", status );
    if (!status)
    {
        ok( info->usri3_user_id == DOMAIN_USER_RID_ADMIN, "Administrator has the id %lu\n", info->usri3_user_id );
        NetApiBufferFree( info );
    }
    ok( errors_traced == 3, "%u errors were traced, the last: %s\n", errors_traced, last_error );
    ok( !get_comment( USERS, L"store_bob", comment ) && !lstrcmpW( comment, L"two" ), "got %s\n", wine_dbgstr_w(comment) );
    ok( !NetUserDel( NULL, L"store_bob" ), "store_bob was not deleted\n" );
    ok( !get_comment( USERS, L"store_bob", comment ) && !lstrcmpW( comment, L"false" ), "got %s\n", wine_dbgstr_w(comment) );
    ok( !NetUserDel( NULL, L"store_bob" ), "the second store_bob was not deleted\n" );
    status = get_comment( USERS, L"store_bob", comment );
    ok( status == ERROR_BADDB, "the damaged store_bob: got status %lu\n", status );
    ok( !NetUserDel( NULL, L"store_bob" ), "the damaged store_bob was not deleted\n" );
    status = get_comment( USERS, L"store_bob", comment );
    ok( status == NERR_UserNotFound, "got status %lu\n", status );
    status = get_comment( USERS, L"00000503", comment );
    ok( status == ERROR_BADDB, "an empty user: got status %lu\n", status );
    ok( !NetUserDel( NULL, L"00000503" ), "the empty user was not deleted\n" );
    ok( !NetGroupDel( NULL, L"00000504" ), "the damaged group was not deleted\n" );
}

/* What is damaged of an account that Wine has goes, and leaves that. */
static void test_damaged_builtin(void)
{
    WCHAR comment[64], wanted[64];
    NET_API_STATUS status;
    unsigned int i;
    static const struct { enum kind kind; const WCHAR *path, *id, *name; } accounts[] =
    {
        { USERS, L"Users", L"000001f5", L"Guest" },
        { GROUPS, L"Groups", L"00000201", L"None" },
        { ALIASES, L"Aliases", L"00000220", L"Administrators" },
    };

    delete_key( STORE_KEY );
    for (i = 0; i < ARRAY_SIZE(accounts); i++)
    {
        status = get_comment( accounts[i].kind, accounts[i].name, wanted );
        ok( !status, "%s: got status %lu\n", wine_dbgstr_w(accounts[i].name), status );
        status = delete_account( accounts[i].kind, accounts[i].name );
        ok( status == ERROR_SPECIAL_ACCOUNT || status == NERR_SpeGroupOp, "%s: got status %lu\n", wine_dbgstr_w(accounts[i].name),
            status );
        set_text( accounts[i].path, accounts[i].id, L"Comment=changed\0Flags=x\0Attributes=x\0" );
        change_stamp();
        status = get_comment( accounts[i].kind, accounts[i].name, comment );
        ok( status == ERROR_BADDB, "%s, damaged: got status %lu\n", wine_dbgstr_w(accounts[i].name), status );
        status = delete_account( accounts[i].kind, accounts[i].name );
        ok( !status, "%s: got status %lu\n", wine_dbgstr_w(accounts[i].name), status );
        status = get_comment( accounts[i].kind, accounts[i].name, comment );
        ok( !status && !lstrcmpW( comment, wanted ), "%s: got status %lu, %s\n", wine_dbgstr_w(accounts[i].name), status,
            wine_dbgstr_w(comment) );
    }
}

/* An account that is made gets nothing that is left of one before, wherever that has been. */
static void test_ids(void)
{
    static const DWORD too_large = 0xfffffff0;
    DWORD id;

    make_base_store();
    delete_value( L"", L"NextId" );
    set_value( L"Members\\00000220", L"S-1-5-21-0-0-0-2000", REG_NONE, NULL, 0 );
    set_value( L"Members\\00000900", L"S-1-1-0", REG_NONE, NULL, 0 );
    change_stamp();
    ok( !add_user( L"store_new", L"" ), "no user\n" );
    id = get_id_of_account( L"store_new" );
    ok( id == 0x901, "got the id %#lx\n", id );
    set_value( L"", L"NextId", REG_DWORD, &too_large, sizeof(too_large) );
    change_stamp();
    ok( !add_user( L"store_other", L"" ), "no user\n" );
    id = get_id_of_account( L"store_other" );
    ok( id == 0x902, "got the id %#lx\n", id );
}

/* A SID that is not written as it would be found again is none. */
static void test_member_names(void)
{
    static const WCHAR *const names[] =
    {
        L"BA", L"S-1-5-0x20-544", L"S-1-5-32-0544", L"S-1", L"", L"S-1-5-21-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
    };
    static SID sids[] =
    {
        { SID_REVISION, 1, { { 1, 0, 0, 0, 0, 5 } }, { 1 } },
        { SID_REVISION, 0, { { 0, 0, 0, 0, 0, 77 } }, { 0 } },
        { SID_REVISION, 1, { { 0, 0, 0x7f, 0xff, 0xff, 0xff } }, { 0xffffffff } },
    };
    LOCALGROUP_MEMBERS_INFO_0 *members = NULL;
    DWORD read = 0, total;
    NET_API_STATUS status;
    unsigned int i;

    make_base_store();
    for (i = 0; i < ARRAY_SIZE(names); i++) set_value( L"Members\\000003ec", names[i], REG_NONE, NULL, 0 );
    set_value( L"Members\\000003ec", L"s-1-5-18", REG_NONE, NULL, 0 );
    change_stamp();
    errors_traced = 0;
    status = NetLocalGroupGetMembers( NULL, L"store_alias", 0, (BYTE **)&members, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( !status && read == 4, "got status %lu, %lu members\n", status, read );
    ok( errors_traced == ARRAY_SIZE(names), "%u errors were traced\n", errors_traced );
    NetApiBufferFree( members );

    /* nor is one that cannot be written */
    for (i = 0; i < ARRAY_SIZE(sids); i++)
    {
        LOCALGROUP_MEMBERS_INFO_0 member = { &sids[i] };

        status = NetLocalGroupAddMembers( NULL, L"store_alias", 0, (BYTE *)&member, 1 );
        ok( status == (i < 2 ? ERROR_NO_SUCH_MEMBER : NERR_Success), "SID %u: got status %lu\n", i, status );
        change_stamp();
        members = NULL;
        status = NetLocalGroupGetMembers( NULL, L"store_alias", 0, (BYTE **)&members, MAX_PREFERRED_LENGTH, &read, &total, NULL );
        ok( !status && read == (i < 2 ? 4 : 5), "SID %u: got status %lu, %lu members\n", i, status, read );
        NetApiBufferFree( members );
    }
}

/* What another version has made is left alone, also what it has not finished. */
static void test_other_version(void)
{
    ULONGLONG stamp;
    DWORD version = 2;

    make_base_store();
    dump_store( &before );
    stamp = get_stamp( L"Stamp" ) - 1;
    set_value( L"", L"Stamp", REG_BINARY, &stamp, sizeof(stamp) );
    set_value( L"", L"Version", REG_DWORD, &version, sizeof(version) );
    delete_value( L"", L"Policy" );             /* which the last change has made */
    ok( set_force_logoff( 8000 ) == ERROR_REVISION_MISMATCH, "another version was written\n" );
    ok( add_user( L"store_new", L"" ) == ERROR_REVISION_MISMATCH, "another version was written\n" );
    ok( get_stamp( L"Stamp" ) == stamp, "another version's change was finished\n" );
    version = 1;
    set_value( L"", L"Version", REG_DWORD, &version, sizeof(version) );
    dump_store( &after );                       /* now it is ours */
    ok( is_same_dump( &before, &after ), "the change was not finished\n" );
}

/* Many accounts, which are changed where they are; threads read meanwhile. */
#define MANY     400
#define THREADS  3

static LONG threads_left, wrong_counts;

static DWORD WINAPI read_many( void *arg )
{
    DWORD read, total, least = MANY;
    BYTE *buffer;

    (void)arg;
    while (threads_left)
    {
        if (NetUserEnum( NULL, 1, 0, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL ) || read < least)
            InterlockedIncrement( &wrong_counts );
        else least = read;
        NetApiBufferFree( buffer );
    }
    return 0;
}

static DWORD WINAPI write_many( void *arg )
{
    unsigned int i, thread = (UINT_PTR)arg;
    DWORD failed = 0;
    WCHAR name[32];

    for (i = 0; i < 50; i++)
    {
        wsprintfW( name, L"store_t%u_%u", thread, i );
        failed += !!add_user( name, name );
        failed += !!change_member( L"store_many", name, TRUE );
    }
    InterlockedDecrement( &threads_left );
    return failed;
}

static void test_threads(void)
{
    HANDLE threads[2 * THREADS];
    LOCALGROUP_MEMBERS_INFO_0 *members = NULL;
    DWORD exit_code, read = 0, total;
    WCHAR text[64], digits[16], name[32], comment[64];
    unsigned int i, j;

    delete_key( STORE_KEY );
    ok( !add_alias( L"store_many", L"" ), "no local group\n" );
    for (i = 0; i < MANY; i++)
    {
        memset( text, 0, sizeof(text) );
        wsprintfW( text, L"Name=store_%u", i );
        wsprintfW( digits, L"%08x", 0x1000 + i );
        set_value( L"Users", digits, REG_MULTI_SZ, text, (lstrlenW( text ) + 2) * sizeof(WCHAR) );
    }
    change_stamp();
    threads_left = THREADS;
    wrong_counts = 0;
    for (i = 0; i < THREADS; i++) threads[i] = CreateThread( NULL, 0, write_many, (void *)(UINT_PTR)i, 0, NULL );
    for (i = 0; i < THREADS; i++) threads[THREADS + i] = CreateThread( NULL, 0, read_many, NULL, 0, NULL );
    for (i = 0; i < 2 * THREADS; i++)
    {
        WaitForSingleObject( threads[i], PATIENCE );
        GetExitCodeThread( threads[i], &exit_code );
        ok( !exit_code, "thread %u: %lu writes failed\n", i, exit_code );
        CloseHandle( threads[i] );
    }
    ok( !wrong_counts, "%ld lists were wrong\n", wrong_counts );
    for (i = 0; i < THREADS; i++)
        for (j = 0; j < 50; j++)
        {
            wsprintfW( name, L"store_t%u_%u", i, j );
            if (get_comment( USERS, name, comment ) || lstrcmpW( comment, name ))
                ok( 0, "%s: got %s\n", wine_dbgstr_w(name), wine_dbgstr_w(comment) );
        }
    NetLocalGroupGetMembers( NULL, L"store_many", 0, (BYTE **)&members, MAX_PREFERRED_LENGTH, &read, &total, NULL );
    ok( read == THREADS * 50, "%lu members\n", read );
    NetApiBufferFree( members );
    /* what is written is what this process knows */
    dump_store( &before );
    change_stamp();
    dump_store( &after );
    ok( is_same_dump( &before, &after ), "the registry has something else\n" );
}

/* ---- all of it -------------------------------------------------------------------------------- */

/* Wine's own has no store, and who is no administrator writes none. */
static BOOL can_write(void)
{
    NET_API_STATUS status;

    if (!under_wine() || !testing_ours())
    {
        skip( "this netapi32.dll is not netapi32 for Wine's, or Windows has accounts of its own\n" );
        return FALSE;
    }
    find_private_functions();
    status = NetUserDel( NULL, L"store_nobody" );
    if (status != ERROR_ACCESS_DENIED) return TRUE;
    skip( "who is no administrator changes no accounts\n" );
    return FALSE;
}

START_TEST(store)
{
    static BOOL is_second;      /* The first run is for what is kept, and short. */
    unsigned int scale = is_second ? 10 : 1;
    DWORD seed = get_seed();

    if (!take_traces() || !can_write()) return;
    is_long = is_second && get_minutes();
    is_short = !is_second;
    is_second = TRUE;
    trace( "seed %#lx\n", seed );
    start_numbers( &generator, seed, 0 );
    wsprintfW( mapping_name, L"netapi32_store_%08x", GetCurrentProcessId() );
    if (!open_shared( mapping_name, TRUE ))
    {
        ok( 0, "no memory to share, error %lu\n", GetLastError() );
        return;
    }
    /* else a test before this one was ended */
    if (!has_key( ASIDE_KEY ))
    {
        copy_key( STORE_KEY, ASIDE_KEY L"\\Accounts" );
        RegCloseKey( open_key( ASIDE_KEY ) );
    }

    if (is_wanted_part( "names" )) test_names();
    if (is_wanted_part( "builtin" )) test_damaged_builtin();
    if (is_wanted_part( "ids" )) test_ids();
    if (is_wanted_part( "members" )) test_member_names();
    if (is_wanted_part( "version" )) test_other_version();
    if (is_wanted_part( "deleted" )) test_deleted_store();
    if (is_wanted_part( "lock" )) test_lock();
    if (is_wanted_part( "threads" )) test_threads();
    if (is_wanted_part( "damage" )) test_damage( seed, is_long ? 100000 : 10 * scale );
    if (is_wanted_part( "processes" )) test_processes( seed, is_long ? 1000 : 10 * scale );
    if (is_wanted_part( "ended" )) test_ended_processes( seed, is_long ? 500 : scale );
    if (is_wanted_part( "steps" )) test_steps();

    copy_key( ASIDE_KEY L"\\Accounts", STORE_KEY );
    delete_key( ASIDE_KEY );
    delete_key( BASE_KEY );
    NetUserDel( NULL, L"store_nobody" );    /* what this process knows is that again */
    close_shared();
}
