/*
 * Calls each function and level on this computer, and tells how the answers are
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

#include "../tests/calls.h"
#include "server.h"
#include "../tests/product.h"

/*
 * survey [--json | --check]
 * survey --server NAME
 *
 * A line for each call of tests/calls.h, with its verdict:
 *   right      the answer is complete and true, or it is the error that is documented for this computer
 *   error      an error
 *   untouched  NERR_Success, and the outputs are as they were before: the caller uses garbage
 *   wrong      NERR_Success, and something in the answer is not true; or success that changed nothing
 *   crash      the program ends
 *   hang       the call does not come back
 *   missing    there is no such export
 *
 * --json: as JSON, one call a line, which survey/report makes tables of
 * --check: only what is not right, and the sum as "N passed, N failed"
 * --server NAME: the calls of server.h at another computer, as JSON with what the answers tell, which survey/compare
 *   judges: "right" is an answer that is complete. NETAPI32_REMOTE_USER, ..._PASSWORD and ..._FILE are who asks, and a
 *   file that is open there.
 *
 * Calls are made in a process of their own, which is started again where a call has ended it.
 * Functions that would change the computer are not called on Windows.
 */

#define TIMEOUT  60000  /* for one call, in ms */

/* raised by a call of what a DLL of Wine's only has the name of */
#define EXCEPTION_WINE_STUB  0x80000100

#ifdef _WIN64
# define BITS  64
#else
# define BITS  32
#endif

struct result
{
    char  verdict[16];
    DWORD status;
    char  detail[100];
    char  value[8000];                  /* UTF-8: of a server's answer */
};

/* of this process and the one that makes the calls */
static struct shared
{
    LONG current;                       /* the call that is being made */
    char product[64];                   /* "" for Wine's own or Windows' */
    WCHAR server[300];                  /* "" for this computer */
    struct result results[CALL_COUNT + CHANGE_COUNT];
}
*shared;

static HMODULE netapi32;

static const struct call *rows = calls;
static unsigned int row_count = CALL_COUNT;

/* ---- judging an answer ----------------------------------------------------------------------- */

/* A complaint about an answer, in one buffer: there is one at a time. */
static const char *complaint( const char *format, ... )
{
    static char buffer[100];
    va_list args;

    va_start( args, format );
    _vsnprintf( buffer, sizeof(buffer) - 1, format, args );
    va_end( args );
    return buffer;
}

static struct
{
    const BYTE *start, *end;            /* of the answer */
}
answer;

/* what the name of a record names */
static struct subject
{
    BOOL known;
    BOOL current_user;
    SID_NAME_USE use;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    WCHAR first[256];                   /* the record's first text, without a domain */
}
subject;

static BOOL is_remote(void)
{
    return shared->server[0] != 0;
}

static BOOL is_inside( const void *ptr, SIZE_T size )
{
    return (const BYTE *)ptr >= answer.start && (const BYTE *)ptr < answer.end &&
           (SIZE_T)(answer.end - (const BYTE *)ptr) >= size;
}

static BOOL is_text( const WCHAR *text )
{
    for (; is_inside( text, sizeof(*text) ); text++) if (!*text) return TRUE;
    return FALSE;
}

static BOOL is_sid( PSID sid )
{
    return is_inside( sid, 8 ) && is_inside( sid, 8 + 4 * ((SID *)sid)->SubAuthorityCount ) && IsValidSid( sid );
}

/* Wine's LookupAccountName() does not know each name that its LookupAccountSid() gives. */
static BOOL find_sid( PSID sid, DWORD first, DWORD last, const WCHAR *wanted, SID_NAME_USE *use )
{
    WCHAR name[256], domain[256];
    DWORD rid, size, domain_size;

    for (rid = first; rid <= last; rid++)
    {
        *GetSidSubAuthority( sid, *GetSidSubAuthorityCount( sid ) - 1 ) = rid;
        size = domain_size = 256;
        if (LookupAccountSidW( NULL, sid, name, &size, domain, &domain_size, use ) && !lstrcmpiW( name, wanted ))
            return TRUE;
    }
    return FALSE;
}

static BOOL find_name( const WCHAR *name, SID_NAME_USE *use )
{
    WCHAR domain[256];
    DWORD size = sizeof(subject.sid), domain_size = 256, length = lstrlenW( call_names[COMPUTER] );

    /* as English Windows has it; Wine has another name */
    if (under_wine() && !lstrcmpiW( name, L"Replicator" )) name = L"Replicators";
    if (LookupAccountNameW( NULL, name, subject.sid, &size, domain, &domain_size, use )) return TRUE;
    if (CompareStringOrdinal( name, min( (DWORD)lstrlenW( name ), length ), call_names[COMPUTER], length, TRUE ) ==
        CSTR_EQUAL && name[length] == '\\') name += length + 1;
    CopySid( sizeof(subject.sid), subject.sid, call_user_sid );
    return find_sid( subject.sid, DOMAIN_USER_RID_ADMIN, DOMAIN_GROUP_RID_USERS + 20, name, use );
}

static const char *check_subject( enum rule rule, const WCHAR *name )
{
    SID_NAME_USE use;
    BOOL right;

    if (!find_name( name, &use )) return complaint( "neither LookupAccountName nor LookupAccountSid knows %ls", name );
    switch (rule)
    {
    case IS_USER: right = use == SidTypeUser; break;
    case IS_GROUP: right = use == SidTypeGroup; break;
    case IS_ALIAS: right = use == SidTypeAlias || use == SidTypeWellKnownGroup; break;
    case IS_DOMAIN: right = use == SidTypeDomain; break;
    default: right = TRUE;
    }
    if (!right) return complaint( "%ls is something else (%d)", name, use );
    subject.known = TRUE;
    subject.use = use;
    subject.current_user = EqualSid( subject.sid, call_user_sid );
    return NULL;
}

static const char *check_text( enum rule rule, const WCHAR *text )
{
    const WCHAR *name;

    if (rule == IS_NULL) return text ? "a pointer that has to be NULL" : NULL;
    if (rule == IS_OPTIONAL && !text) return NULL;
    if (!text) return "a string is NULL";
    if (!is_text( text )) return "a string is not in the buffer";
    if (is_remote()) return NULL;
    name = wcsrchr( text, '\\' );
    if (!subject.first[0]) lstrcpynW( subject.first, name ? name + 1 : text, ARRAYSIZE(subject.first) );
    if (rule == IS_TEXT || rule == IS_OPTIONAL) return NULL;
    if (rule == IS_CONNECTION)
        return lstrcmpiW( text, call_names[OTHER_IPC] ) ? complaint( "%ls is not the connection", text ) : NULL;
    if (rule == IS_COMPUTER)
        return lstrcmpiW( text, call_names[COMPUTER] ) ? complaint( "%ls is not this computer", text ) : NULL;
    return check_subject( rule, text );
}

static const char *check_sid( PSID sid )
{
    WCHAR name[256], domain[256];
    DWORD size = 256, domain_size = 256;
    SID_NAME_USE use;

    if (!sid) return "a SID is NULL";
    if (!is_sid( sid )) return "a SID is not in the buffer";
    if (is_remote()) return NULL;
    if (subject.known) return EqualSid( sid, subject.sid ) ? NULL : "the SID is not that of the name";
    if (!LookupAccountSidW( NULL, sid, name, &size, domain, &domain_size, &use ))
        return "LookupAccountSid does not know a SID";
    return NULL;
}

static BOOL is_administrator(void)
{
    BYTE buffer[8192], sid[SECURITY_MAX_SID_SIZE];
    TOKEN_GROUPS *groups = (TOKEN_GROUPS *)buffer;
    DWORD i, size = sizeof(sid);
    HANDLE token;
    BOOL ret = FALSE;

    if (!CreateWellKnownSid( WinBuiltinAdministratorsSid, NULL, sid, &size )) return FALSE;
    if (!OpenProcessToken( GetCurrentProcess(), TOKEN_QUERY, &token )) return FALSE;
    if (GetTokenInformation( token, TokenGroups, buffer, sizeof(buffer), &size ))
        for (i = 0; i < groups->GroupCount; i++) if (EqualSid( groups->Groups[i].Sid, sid )) ret = TRUE;
    CloseHandle( token );
    return ret;
}

static const char *check_number( enum rule rule, DWORD value )
{
    LONG (WINAPI *get_version)( OSVERSIONINFOW *info );
    OSVERSIONINFOW version = { .dwOSVersionInfoSize = sizeof(version) };
    DWORD expect;

    if (is_remote()) return NULL;
    switch (rule)
    {
    case IS_SID_USE:
        return value == (DWORD)subject.use ? NULL : complaint( "kind of SID %lu", value );
    case IS_RID:
        expect = *GetSidSubAuthority( subject.sid, *GetSidSubAuthorityCount( subject.sid ) - 1 );
        return value == expect ? NULL : complaint( "RID %lu, not %lu", value, expect );
    case IS_PRIVILEGE:
        expect = is_administrator() ? USER_PRIV_ADMIN : USER_PRIV_USER;
        if (subject.current_user ? value == expect : value <= USER_PRIV_ADMIN) return NULL;
        return complaint( "privilege %lu", value );
    case IS_USER_FLAGS:
        if (value & UF_NORMAL_ACCOUNT && (value & UF_SCRIPT) &&
            (!subject.current_user || !(value & (UF_ACCOUNTDISABLE | UF_LOCKOUT)))) return NULL;
        return complaint( "user flags %#lx", value );
    case IS_PLATFORM:
        return value == PLATFORM_ID_NT ? NULL : complaint( "platform %lu", value );
    default:
        get_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "RtlGetVersion" );
        get_version( &version );
        expect = rule == IS_MAJOR ? version.dwMajorVersion : version.dwMinorVersion;
        return value == expect ? NULL : complaint( "version part %lu, not %lu", value, expect );
    }
}

static const char *check_item( const struct item *item, const BYTE *record )
{
    const void *ptr;
    DWORD value;

    switch (item->rule)
    {
    case IS_SID_USE: case IS_RID: case IS_PRIVILEGE: case IS_USER_FLAGS:
    case IS_PLATFORM: case IS_MAJOR: case IS_MINOR:
        memcpy( &value, record + item->offset, sizeof(value) );
        return check_number( item->rule, value );
    case IS_SID:
        memcpy( &ptr, record + item->offset, sizeof(ptr) );
        return check_sid( (PSID)ptr );
    case IS_NUMBER:
        return NULL;
    case IS_DESCRIPTOR:
        memcpy( &ptr, record + item->offset, sizeof(ptr) );
        return !ptr || (is_inside( ptr, sizeof(SECURITY_DESCRIPTOR_RELATIVE) ) &&
                        IsValidSecurityDescriptor( (PSECURITY_DESCRIPTOR)ptr ) &&
                        is_inside( ptr, GetSecurityDescriptorLength( (PSECURITY_DESCRIPTOR)ptr ) )) ? NULL :
               "a security descriptor is not in the buffer";
    case IS_HOURS:
        memcpy( &ptr, record + item->offset, sizeof(ptr) );
        return !ptr || is_inside( ptr, 21 ) ? NULL : "the logon hours are not in the buffer";
    default:
        memcpy( &ptr, record + item->offset, sizeof(ptr) );
        return check_text( item->rule, ptr );
    }
}

static const char *check_time( const TIME_OF_DAY_INFO *info )
{
    ULONGLONG ticks;
    SYSTEMTIME time;
    FILETIME file_time;
    LONG difference;

    GetSystemTime( &time );
    SystemTimeToFileTime( &time, &file_time );
    ticks = ((ULONGLONG)file_time.dwHighDateTime << 32 | file_time.dwLowDateTime) / 10000000;
    difference = (LONG)((DWORD)(ticks - 11644473600ull) - info->tod_elapsedt);
    if (difference < -5 || difference > 5) return complaint( "the time is %ld seconds off", difference );
    if (info->tod_hours > 23 || info->tod_mins > 59 || info->tod_secs > 59 || info->tod_hunds > 99 ||
        info->tod_year != time.wYear || info->tod_month != time.wMonth || info->tod_weekday > 6)
        return "the parts of the time are not those of now";
    return NULL;
}

static const char *check_disks( const DISK_INFO_0 *disks, DWORD count )
{
    DWORD i, drives = 0;

    for (i = 0; i < count; i++)
    {
        if (disks[i].name[0] < 'A' || disks[i].name[0] > 'Z' || disks[i].name[1] != ':' || disks[i].name[2])
            return "no drive";
        drives |= 1u << (disks[i].name[0] - 'A');
    }
    /* Windows leaves out what is no disk */
    if (!(drives & 4) || drives & ~GetLogicalDrives()) return complaint( "drives %#lx", drives );
    return NULL;
}

static const char *check_records( const struct call *call, const struct outputs *outputs, DWORD count )
{
    const BYTE *record = outputs->buffer;
    const char *bad;
    BOOL found = !call->found || is_remote();
    DWORD i, j;

    for (i = 0; i < count; i++, record += call->layout->size)
    {
        memset( &subject, 0, sizeof(subject) );
        for (j = 0; j < call->layout->count; j++)
            if ((bad = check_item( &call->layout->items[j], record ))) return bad;
        if (!lstrcmpiW( subject.first, call_name( call->found ) )) found = TRUE;
    }
    if (!found) return complaint( "%ls is not in there", call_name( call->found ) );
    if (is_remote()) return NULL;
    if (call->layout == &TIME_OF_DAY_INFO_layout) return check_time( outputs->buffer );
    if (call->layout == &DISK_INFO_0_layout) return check_disks( outputs->buffer, count );
    return NULL;
}

/* Where an answer ends: it is one block. */
static const char *set_answer( const struct call *call, const struct outputs *outputs, DWORD count )
{
    NET_API_STATUS (WINAPI *buffer_size)( void *buffer, DWORD *size );
    DWORD size = 0, least = count * (call->layout ? call->layout->size : 0);

    answer.start = outputs->buffer;
    answer.end = (const BYTE *)~(ULONG_PTR)0;
    if (call->options & OWN_FREE) return NULL;
    buffer_size = (void *)GetProcAddress( netapi32, "NetApiBufferSize" );
    if (!buffer_size || buffer_size( outputs->buffer, &size ) || !size) return "NetApiBufferSize fails";
    if (size < least) return complaint( "%lu bytes for %lu records", size, count );
    answer.end = answer.start + size;
    return NULL;
}

static BOOL is_enumeration( const struct call *call )
{
    return strchr( call->arguments, 't' ) != NULL || !strcmp( call->function, "NetQueryDisplayInformation" ) ||
           !strcmp( call->function, "NetDfsEnum" );
}

static const char *check_answer( const struct call *call, const struct outputs *outputs )
{
    BOOL is_enum = is_enumeration( call );
    DWORD count = is_enum ? outputs->read : 1;
    const char *bad;

    if (is_enum && !count) return call->options & MAY_BE_EMPTY || is_remote() ? NULL : "no records";
    if (strchr( call->arguments, 't' ) && outputs->total != count)
        return complaint( "%lu records of %lu", count, outputs->total );
    if (!outputs->buffer) return call->options & MAY_BE_NULL ? NULL : "no buffer";
    if ((bad = set_answer( call, outputs, count ))) return bad;
    if (call->layout == &JOIN_NAME_layout)
    {
        if (!is_text( outputs->buffer )) return "the name is not in the buffer";
        if (outputs->read < NetSetupUnjoined || outputs->read > NetSetupDomainName)
            return complaint( "join status %lu", outputs->read );
    }
    return call->layout ? check_records( call, outputs, count ) : NULL;
}

static BOOL is_untouched( const struct call *call, const struct outputs *outputs )
{
    return (strchr( call->arguments, 'b' ) && outputs->buffer == UNTOUCHED_POINTER) ||
           (strchr( call->arguments, 'r' ) && outputs->read == UNTOUCHED_DWORD) ||
           (strchr( call->arguments, 't' ) && outputs->total == UNTOUCHED_DWORD);
}

/* whether a string is anywhere in the answer */
static BOOL has_text( const WCHAR *text )
{
    SIZE_T size = (wcslen( text ) + 1) * sizeof(WCHAR);
    const BYTE *start;

    for (start = answer.start; is_inside( start, size ); start += sizeof(WCHAR)) if (!memcmp( start, text, size )) return TRUE;
    return FALSE;
}

/* Whether the call after one that changes something shows it. */
static const char *check_shown( const struct call *call, const struct outputs *outputs )
{
    const char *bad;
    DWORD number;

    if (!call->shown && !call->hidden && !call->shown_at) return NULL;
    if (!outputs->buffer || outputs->buffer == UNTOUCHED_POINTER) return call->hidden ? NULL : "what it changes is not there";
    if ((bad = set_answer( call->after, outputs, 0 ))) return bad;
    if (call->shown && !has_text( call->shown )) return complaint( "there is no %ls", call->shown );
    if (call->hidden && has_text( call->hidden )) return complaint( "%ls is still there", call->hidden );
    if (!call->shown_at) return NULL;
    memcpy( &number, answer.start + call->shown_at - 1, sizeof(number) );
    return number == call->shown_number ? NULL : complaint( "it is %lu, not %lu", number, call->shown_number );
}

static const char *check_change( const struct call *call )
{
    FARPROC function = call->after ? call_function( netapi32, call->after->function ) : NULL;
    struct outputs outputs;
    const char *bad;
    DWORD status;

    if (!function) return NULL;
    status = make_call( function, call->after, &outputs );
    if (status != call->after_status) bad = complaint( "%s returns %lu afterwards", call->after->function, status );
    else bad = status ? NULL : check_shown( call, &outputs );
    undo_call( netapi32, call->after, status, &outputs );
    return bad;
}

/* ---- the process that makes the calls -------------------------------------------------------- */

static void set_result( struct result *result, const char *verdict, const char *detail )
{
    char *p;

    strcpy( result->verdict, verdict );
    lstrcpynA( result->detail, detail, sizeof(result->detail) );
    for (p = result->detail; *p; p++) if (*p == '"' || *p == '\\' || *p == '|' || (BYTE)*p < ' ') *p = '/';
}

static void judge_call( const struct call *call, struct result *result )
{
    FARPROC function = call_function( netapi32, call->function );
    struct outputs outputs;
    const char *bad;

    if (!function)
    {
        set_result( result, "missing", "" );
        return;
    }
    result->status = make_call( function, call, &outputs );

    if (call->options & NO_STATUS)
    {
        result->status = 0;
        set_result( result, "right", "" );
        return;
    }
    if (result->status && result->status == call->refusal && !is_remote())
        set_result( result, "right", "the error that is documented" );
    else if (result->status)
        set_result( result, "error", "" );
    else if (is_untouched( call, &outputs ))
        set_result( result, "untouched", "" );
    else if (call->refusal && call->options & WRITES)
        set_result( result, "wrong", "success, and nothing is changed" );
    else if (strchr( call->arguments, 'b' ) && (bad = check_answer( call, &outputs )))
        set_result( result, "wrong", bad );
    else if ((bad = check_change( call )))
        set_result( result, "wrong", bad );
    else
    {
        set_result( result, "right", "" );
        if (is_remote() && strchr( call->arguments, 'b' ))
            tell_answer( result->value, sizeof(result->value), call, outputs.buffer, is_enumeration( call ) ? outputs.read : 1 );
        else if (is_remote() && strchr( call->arguments, 'r' ))
            tell( result->value, sizeof(result->value), "%lu|", outputs.read );
    }
    if (strcmp( result->verdict, "untouched" ) && strcmp( result->verdict, "wrong" ) &&
        !undo_call( netapi32, call, result->status, &outputs ))
        set_result( result, "wrong", "success, and nothing is changed" );
}

static LONG CALLBACK end_quietly( EXCEPTION_POINTERS *exception )
{
    TerminateProcess( GetCurrentProcess(), exception->ExceptionRecord->ExceptionCode );
    return EXCEPTION_EXECUTE_HANDLER;
}

static void get_setting( const WCHAR *name, WCHAR value[300] )
{
    value[0] = 0;
    GetEnvironmentVariableW( name, value, 300 );
}

static void init_rows(void)
{
    WCHAR file[300];

    init_calls();
    if (!is_remote()) return;
    get_setting( L"NETAPI32_REMOTE_FILE", file );
    row_count = init_server_calls( shared->server, wcstoul( file, NULL, 0 ) );
    rows = server_calls;
}

/* What comes of it is seen by the calls. */
static void log_on(void)
{
    NET_API_STATUS (WINAPI *use_add)( WCHAR *server, DWORD level, BYTE *info, DWORD *parm );
    WCHAR user[300], password[300], resource[310];
    USE_INFO_2 info = { .ui2_remote = resource, .ui2_username = user, .ui2_password = password, .ui2_asg_type = USE_IPC };
    DWORD parm;

    get_setting( L"NETAPI32_REMOTE_USER", user );
    get_setting( L"NETAPI32_REMOTE_PASSWORD", password );
    wsprintfW( resource, L"\\\\%s\\IPC$", shared->server );
    if (user[0] && (use_add = (void *)call_function( netapi32, "NetUseAdd" )))
        use_add( NULL, 2, (BYTE *)&info, &parm );
}

static int make_calls( const WCHAR *mapping_name, unsigned int first )
{
    HANDLE mapping = OpenFileMappingW( FILE_MAP_ALL_ACCESS, FALSE, mapping_name );
    unsigned int i;
    DWORD status;

    shared = mapping ? MapViewOfFile( mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0 ) : NULL;
    netapi32 = LoadLibraryExW( L"netapi32.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32 );
    if (!shared || !netapi32) return 1;

    SetUnhandledExceptionFilter( end_quietly );
    if (is_ours( netapi32 ))
        _snprintf( shared->product, sizeof(shared->product) - 1, "%ls %ls", version_string( netapi32, L"ProductName" ),
                   version_string( netapi32, L"ProductVersion" ) );
    init_rows();
    if (is_remote()) log_on();
    else if (is_ours( netapi32 )) delete_own_accounts( netapi32 );
    for (i = first; i < row_count; i++)
    {
        InterlockedExchange( &shared->current, i );
        if ((rows[i].options & WRITES || rows[i].before) && !is_remote() && !under_wine())
        {
            set_result( &shared->results[i], "not called", "it would change this computer" );
            continue;
        }
        status = make_call_before( netapi32, &rows[i] );
        judge_call( &rows[i], &shared->results[i] );
        undo_call_before( netapi32, &rows[i], status );
    }
    InterlockedExchange( &shared->current, i );
    return 0;
}

/* ---- the process that prints ----------------------------------------------------------------- */

static HANDLE start_calls( const WCHAR *mapping_name, unsigned int first )
{
    WCHAR path[MAX_PATH], command[MAX_PATH + 100];
    STARTUPINFOW startup = { .cb = sizeof(startup) };
    PROCESS_INFORMATION process;

    GetModuleFileNameW( NULL, path, MAX_PATH );
    wsprintfW( command, L"\"%s\" --calls %s %u", path, mapping_name, first );
    if (!CreateProcessW( path, command, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process )) return NULL;
    CloseHandle( process.hThread );
    return process.hProcess;
}

/* Waits until it has ended, or one call takes too long. */
static DWORD wait_for_calls( HANDLE process )
{
    LONG seen = -1;
    DWORD exit_code = 0;

    while (WaitForSingleObject( process, TIMEOUT ))
    {
        if (shared->current == seen)
        {
            TerminateProcess( process, WAIT_TIMEOUT );
            WaitForSingleObject( process, TIMEOUT );
            break;
        }
        seen = shared->current;
    }
    GetExitCodeProcess( process, &exit_code );
    return exit_code;
}

static BOOL survey( const WCHAR *server )
{
    WCHAR name[64];
    unsigned int first = 0;
    HANDLE mapping, process;
    struct result *result;
    char detail[32];
    DWORD exit_code;

    wsprintfW( name, L"netapi32_survey_%08x", GetCurrentProcessId() );
    mapping = CreateFileMappingW( INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, sizeof(*shared), name );
    shared = mapping ? MapViewOfFile( mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0 ) : NULL;
    if (!shared) return FALSE;
    lstrcpynW( shared->server, server, ARRAYSIZE(shared->server) );
    init_rows();

    while (first < row_count)
    {
        shared->current = -1;
        if (!(process = start_calls( name, first ))) return FALSE;
        exit_code = wait_for_calls( process );
        CloseHandle( process );
        if (shared->current < 0) return FALSE;
        first = shared->current;
        if (first == row_count) break;

        result = &shared->results[first++];
        if (exit_code == WAIT_TIMEOUT) set_result( result, "hang", "" );
        else if (exit_code == EXCEPTION_WINE_STUB) set_result( result, "crash", "not implemented" );
        else
        {
            sprintf( detail, "exception %08lx", exit_code );
            set_result( result, "crash", detail );
        }
    }
    return TRUE;
}

/* What tells this call from others of the function and level, and stands in the table. */
static const char *arguments_of( const struct call *call )
{
    static const char * const names[NAMES] = { [EMPTY] = "an empty name", [COMPUTER] = "computer",
        [COMPUTER_UNC] = "//computer" };
    static char buffer[100];

    buffer[0] = 0;
    if (call->about) strcpy( buffer, call->about );
    if (call->server && call->server != OTHER_COMPUTER) sprintf( buffer, "server: %s", names[call->server] );
    if (call->name == DOMAIN_USER) strcat( buffer, "computer/user" );
    if (call->name == WORKSTATION || call->name == SERVER) sprintf( buffer, "%ls", call_names[call->name] );
    if (call->flags == FILTER_NORMAL_ACCOUNT && strchr( call->arguments, 'r' ) &&
        !strcmp( call->function, "NetUserEnum" )) strcat( buffer, "normal accounts" );
    return buffer;
}

static BOOL has_levels( const struct call *call )
{
    return strchr( call->arguments, 'l' ) != NULL;
}

static void print_value( const char *value )
{
    printf( ", \"value\": \"" );
    for (; *value; value++)
    {
        if (*value == '"' || *value == '\\') putchar( '\\' );
        if ((BYTE)*value < ' ') printf( "\\u%04x", *value );
        else putchar( *value );
    }
    putchar( '"' );
}

static void print_json(void)
{
    const char * (CDECL *wine_get_version)(void);
    OSVERSIONINFOW version = { .dwOSVersionInfoSize = sizeof(version) };
    LONG (WINAPI *get_version)( OSVERSIONINFOW *info );
    unsigned int i;

    wine_get_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "wine_get_version" );
    get_version = (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "RtlGetVersion" );
    get_version( &version );
    printf( "{\"survey\": 1, \"system\": \"" );
    if (wine_get_version) printf( "Wine %s", wine_get_version() );
    else printf( "Windows %lu.%lu.%lu", version.dwMajorVersion, version.dwMinorVersion, version.dwBuildNumber );
    printf( "\", \"netapi32\": \"%s\", \"bits\": %d, \"calls\": [\n", shared->product[0] ? shared->product : "own", BITS );
    for (i = 0; i < row_count; i++)
    {
        printf( "{\"function\": \"%s\", \"level\": \"", rows[i].function );
        if (has_levels( &rows[i] )) printf( "%lu", rows[i].level );
        printf( "\", \"arguments\": \"%s\", \"clients\": \"%s\", \"verdict\": \"%s\", \"status\": %lu, \"detail\": \"%s\"",
                arguments_of( &rows[i] ), rows[i].clients ? rows[i].clients : "", shared->results[i].verdict,
                shared->results[i].status, shared->results[i].detail );
        if (is_remote()) print_value( shared->results[i].value );
        printf( "}%s\n", i + 1 < row_count ? "," : "" );
    }
    printf( "]}\n" );
}

static int print_lines( BOOL all )
{
    unsigned int i, passed = 0, failed = 0, skipped = 0;

    for (i = 0; i < row_count; i++)
    {
        const struct result *result = &shared->results[i];
        BOOL right = !strcmp( result->verdict, "right" );

        if (right) passed++;
        else if (!strcmp( result->verdict, "not called" )) skipped++;
        else failed++;
        if (right && !all) continue;
        printf( "%s", rows[i].function );
        if (has_levels( &rows[i] )) printf( " %lu", rows[i].level );
        if (*arguments_of( &rows[i] )) printf( " (%s)", arguments_of( &rows[i] ) );
        printf( ": %s", result->verdict );
        if (result->status) printf( " %lu", result->status );
        printf( "%s%s\n", result->detail[0] ? ": " : "", result->detail );
    }
    printf( "survey%d: %u passed, %u failed, %u skipped\n", BITS, passed, failed, skipped );
    return failed != 0;
}

int wmain( int argc, WCHAR **argv )
{
    const WCHAR *option = argc > 1 ? argv[1] : L"";

    if (argc == 4 && !lstrcmpW( option, L"--calls" )) return make_calls( argv[2], _wtoi( argv[3] ) );
    if (argc != (lstrcmpW( option, L"--server" ) ? argc > 1 ? 2 : 1 : 3) ||
        (argc == 2 && lstrcmpW( option, L"--json" ) && lstrcmpW( option, L"--check" )))
    {
        fprintf( stderr, "usage: survey [--json | --check | --server NAME]\n" );
        return 2;
    }
    if (!survey( !lstrcmpW( option, L"--server" ) ? argv[2] : L"" ))
    {
        fprintf( stderr, "survey: no process could be started, or it loaded no netapi32.dll\n" );
        return 1;
    }
    if (!lstrcmpW( option, L"--json" ) || is_remote())
    {
        print_json();
        return 0;
    }
    return print_lines( !lstrcmpW( option, L"" ) ) && !lstrcmpW( option, L"--check" );
}
