/*
 * Names and passwords of the accounts of this computer, for programs that ask advapi32.dll
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

#include "ntstatus.h"
#define WIN32_NO_STATUS
#define _ADVAPI32_  /* its functions are defined here, not imported */
#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "winternl.h"
#include "ntsecapi.h"
#include "accctrl.h"
#include "aclapi.h"
#include "lmcons.h"
#include "lmerr.h"

#include "delay.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Wine's advapi32.dll knows the user and fixed tables of names. What NetUserAdd() and its relatives make is known to
 * our netapi32.dll alone. So here each question about a name, a SID or a password is put to netapi32.dll first, and
 * what is not about an account of ours to Wine's own, a copy of which is beside this module under the name
 * advapi32_host.dll. advapi32.spec forwards all other names there.
 *
 * netapi32.dll asks itself for names and SIDs, and gets this module, too: a thread that is in there goes to the host.
 */

#define DOMAIN_SIZE  256

/* RPC allows no more SIDs in a question to the security authority; [MS-LSAT] 2.2.17 */
#define MAX_QUESTIONS  20480

struct account
{
    WCHAR        name[UNLEN + 1];
    WCHAR        domain[DOMAIN_SIZE];
    SID_NAME_USE use;
    union
    {
        SID  sid;
        BYTE bytes[SECURITY_MAX_SID_SIZE];
    } sid, domain_sid;
};

static NET_API_STATUS (WINAPI *pwine_account_from_name)( const WCHAR *name, PSID sid, WCHAR *account, WCHAR *domain,
                                                         SID_NAME_USE *use );
static NET_API_STATUS (WINAPI *pwine_account_from_sid)( PSID sid, WCHAR *account, WCHAR *domain, SID_NAME_USE *use );
static NET_API_STATUS (WINAPI *pwine_check_password)( const WCHAR *name, const WCHAR *password );

static const struct delayed_import questions[] =
{
    DELAYED_IMPORT( wine_account_from_name ),
    DELAYED_IMPORT( wine_account_from_sid ),
    DELAYED_IMPORT( wine_check_password ),
};

NTSYSAPI BOOLEAN NTAPI RtlEqualSid( PSID sid1, PSID sid2 );
NTSYSAPI ULONG NTAPI RtlLengthSid( PSID sid );
NTSYSAPI BOOLEAN NTAPI RtlValidSid( PSID sid );

/* ---- the host -------------------------------------------------------------------------------- */

/* headers make macros of these */
#undef LookupAccountSidLocalA
#undef LookupAccountSidLocalW
BOOL WINAPI LookupAccountSidLocalA( PSID sid, char *name, DWORD *name_size, char *domain, DWORD *domain_size,
                                    SID_NAME_USE *use );
BOOL WINAPI LookupAccountSidLocalW( PSID sid, WCHAR *name, DWORD *name_size, WCHAR *domain, DWORD *domain_size,
                                    SID_NAME_USE *use );
/* as others declare them */
NTSTATUS WINAPI LsaLookupNames2( LSA_HANDLE policy, ULONG flags, ULONG count, LSA_UNICODE_STRING *names,
                                 LSA_REFERENCED_DOMAIN_LIST **domains, LSA_TRANSLATED_SID2 **sids );

#define HOST_FUNCTION(name) \
    static __typeof__(name) *p##name; \
    static const struct delayed_import import_##name = DELAYED_IMPORT( name )

HOST_FUNCTION( DuplicateTokenEx );
HOST_FUNCTION( LogonUserA );
HOST_FUNCTION( LogonUserW );
HOST_FUNCTION( LookupAccountNameA );
HOST_FUNCTION( LookupAccountNameW );
HOST_FUNCTION( LookupAccountSidA );
HOST_FUNCTION( LookupAccountSidLocalA );
HOST_FUNCTION( LookupAccountSidLocalW );
HOST_FUNCTION( LookupAccountSidW );
HOST_FUNCTION( LsaFreeMemory );
HOST_FUNCTION( LsaLookupNames );
HOST_FUNCTION( LsaLookupNames2 );
HOST_FUNCTION( LsaLookupSids );
HOST_FUNCTION( OpenProcessToken );
HOST_FUNCTION( SetEntriesInAclA );
HOST_FUNCTION( SetEntriesInAclW );

/* Sets the pointer to a function of the host. FALSE and the last error where the host lacks it. */
#define HOST_HAS(name)  host_has( &import_##name )

static BOOL host_has( const struct delayed_import *import )
{
    DWORD error = GetLastError();

    if (load_imports( L"advapi32_host.dll", import, 1 ))
    {
        SetLastError( error );
        return TRUE;
    }
    ERR( "advapi32_host.dll, the copy of Wine's own, is missing or lacks %s\n", import->name );
    SetLastError( ERROR_NOT_SUPPORTED );
    return FALSE;
}

/* ---- questions to netapi32.dll --------------------------------------------------------------- */

/* Of each thread: whether it is in a question. Without an entry point there is no one to tell of threads that end, so
 * the slot has no memory behind it. */
static LONG in_question = TLS_OUT_OF_INDEXES;

static BOOL begin_question(void)
{
    DWORD slot;

    if (in_question == (LONG)TLS_OUT_OF_INDEXES)
    {
        if ((slot = TlsAlloc()) == TLS_OUT_OF_INDEXES) return FALSE;
        if (InterlockedCompareExchange( &in_question, slot, TLS_OUT_OF_INDEXES ) != (LONG)TLS_OUT_OF_INDEXES)
            TlsFree( slot );
        else
            keep_loaded();
    }
    if (TlsGetValue( in_question )) return FALSE;
    TlsSetValue( in_question, &in_question );
    /* another netapi32.dll knows no accounts of ours */
    if (load_imports( L"netapi32.dll", questions, ARRAYSIZE( questions ) )) return TRUE;
    TlsSetValue( in_question, NULL );
    return FALSE;
}

static void end_question(void)
{
    TlsSetValue( in_question, NULL );
}

/* Tells which domain the account is in: that of its SID without the relative id. */
static void set_domain_sid( struct account *account )
{
    account->domain_sid = account->sid;
    if (account->domain_sid.sid.SubAuthorityCount) account->domain_sid.sid.SubAuthorityCount--;
}

/* A bad pointer faults here: a thread that survives a fault in a question would stay in it. */
static void touch( const volatile WCHAR *text )
{
    while (*text) text++;
}

/* Whether the host has a group of that name which no domain has, as Everyone: an account of ours hides none of those. */
static BOOL is_well_known( const WCHAR *name )
{
    DWORD sid_size = SECURITY_MAX_SID_SIZE, domain_size = DOMAIN_SIZE;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    WCHAR domain[DOMAIN_SIZE];
    SID_NAME_USE use;
    const WCHAR *c;

    for (c = name; *c; c++) if (*c == '\\') return FALSE;
    return HOST_HAS( LookupAccountNameW ) &&
           pLookupAccountNameW( NULL, name, sid, &sid_size, domain, &domain_size, &use ) && use == SidTypeWellKnownGroup;
}

/* TRUE where an account of ours has the name. Where the accounts cannot be read, the host may know it. */
static BOOL find_name( const WCHAR *name, struct account *account )
{
    NET_API_STATUS status = NERR_UserNotFound;
    DWORD error = GetLastError();

    touch( name );
    if (begin_question())
    {
        status = pwine_account_from_name( name, &account->sid, account->name, account->domain, &account->use );
        end_question();
    }
    if (status && status != NERR_UserNotFound) WARN( "%s: status %lu\n", debugstr_w( name ), status );
    if (!status && is_well_known( name )) status = NERR_UserNotFound;
    if (!status) set_domain_sid( account );
    SetLastError( error );
    return !status;
}

static BOOL find_sid( PSID sid, struct account *account )
{
    static const SID_IDENTIFIER_AUTHORITY nt_authority = { SECURITY_NT_AUTHORITY };
    NET_API_STATUS status = NERR_UserNotFound;
    DWORD error = GetLastError();
    const SID *given = sid;

    /* those of computers and of BUILTIN; for others netapi32.dll need not be loaded */
    if (!sid || !RtlValidSid( sid ) || given->SubAuthorityCount < 2 ||
        memcmp( &given->IdentifierAuthority, &nt_authority, sizeof(nt_authority) ) ||
        (given->SubAuthority[0] != SECURITY_NT_NON_UNIQUE && given->SubAuthority[0] != SECURITY_BUILTIN_DOMAIN_RID))
        return FALSE;
    if (begin_question())
    {
        status = pwine_account_from_sid( sid, account->name, account->domain, &account->use );
        end_question();
    }
    if (status && status != NERR_UserNotFound) WARN( "status %lu\n", status );
    if (!status)
    {
        memcpy( &account->sid, sid, RtlLengthSid( sid ) );
        set_domain_sid( account );
    }
    SetLastError( error );
    return !status;
}

/* ---- texts ----------------------------------------------------------------------------------- */

static BOOL is_equal( const WCHAR *name, const WCHAR *other )
{
    return CompareStringOrdinal( name, -1, other, -1, TRUE ) == CSTR_EQUAL;
}

/* Whether it is the name of this computer, NetBIOS' or DNS'. */
static BOOL is_own_name( const WCHAR *name )
{
    static const COMPUTER_NAME_FORMAT kinds[] =
        { ComputerNameNetBIOS, ComputerNameDnsHostname, ComputerNameDnsFullyQualified };
    WCHAR own[DOMAIN_SIZE];
    unsigned int i;
    DWORD size;

    for (i = 0; i < ARRAYSIZE( kinds ); i++)
    {
        size = ARRAYSIZE( own );
        if (GetComputerNameExW( kinds[i], own, &size ) && size && is_equal( name, own )) return TRUE;
    }
    return FALSE;
}

/* Whether a question for that system is one for this computer. */
static BOOL is_this_system( const WCHAR *system )
{
    if (!system || !system[0]) return TRUE;
    if (system[0] == '\\' && system[1] == '\\') system += 2;
    return is_own_name( system );
}

/* A copy that wide_free() wipes and frees; NULL for NULL, and without memory. */
static WCHAR *to_wide( const char *text )
{
    int size = text ? MultiByteToWideChar( CP_ACP, 0, text, -1, NULL, 0 ) : 0;
    WCHAR *wide;

    if (!size || !(wide = HeapAlloc( GetProcessHeap(), 0, size * sizeof(WCHAR) ))) return NULL;
    MultiByteToWideChar( CP_ACP, 0, text, -1, wide, size );
    return wide;
}

static void wide_free( WCHAR *wide )
{
    if (!wide) return;
    SecureZeroMemory( wide, lstrlenW( wide ) * sizeof(WCHAR) );
    HeapFree( GetProcessHeap(), 0, wide );
}

/* the size with the NUL, in characters of the caller's */
static DWORD text_size( const WCHAR *text, BOOL ansi )
{
    return ansi ? WideCharToMultiByte( CP_ACP, 0, text, -1, NULL, 0, NULL, NULL ) : lstrlenW( text ) + 1;
}

static void copy_text( void *to, DWORD size, const WCHAR *text, BOOL ansi )
{
    if (!to) return;
    if (ansi) WideCharToMultiByte( CP_ACP, 0, text, -1, to, size, NULL, NULL );
    else memcpy( to, text, size * sizeof(WCHAR) );
}

/* ---- names and SIDs -------------------------------------------------------------------------- */

/* As LookupAccountName() returns it. Where a buffer is too small, both sizes are what is needed, with the NUL; else
 * that of the domain is without it. */
static BOOL give_sid( const struct account *account, PSID sid, DWORD *sid_size, void *domain, DWORD *domain_size,
                      SID_NAME_USE *use, BOOL ansi )
{
    DWORD sid_needed = RtlLengthSid( (PSID)&account->sid ), needed = text_size( account->domain, ansi );
    BOOL fits = *sid_size >= sid_needed && *domain_size >= needed;

    *sid_size = sid_needed;
    *domain_size = fits ? needed - 1 : needed;
    if (!fits)
    {
        SetLastError( ERROR_INSUFFICIENT_BUFFER );
        return FALSE;
    }
    if (sid) memcpy( sid, &account->sid, sid_needed );
    copy_text( domain, needed, account->domain, ansi );
    *use = account->use;
    return TRUE;
}

/* As LookupAccountSid() returns it; the sizes as above. */
static BOOL give_name( const struct account *account, void *name, DWORD *name_size, void *domain, DWORD *domain_size,
                       SID_NAME_USE *use, BOOL ansi )
{
    DWORD name_needed = text_size( account->name, ansi ), needed = text_size( account->domain, ansi );
    BOOL fits = *name_size >= name_needed && *domain_size >= needed;

    *name_size = fits ? name_needed - 1 : name_needed;
    *domain_size = fits ? needed - 1 : needed;
    if (!fits)
    {
        SetLastError( ERROR_INSUFFICIENT_BUFFER );
        return FALSE;
    }
    copy_text( name, name_needed, account->name, ansi );
    copy_text( domain, needed, account->domain, ansi );
    *use = account->use;
    return TRUE;
}

/************************************************************
 *                LookupAccountNameW  (ADVAPI32.@)
 *
 * Finds the SID of a name.
 *
 * PARAMS
 *  system      [I] Which computer; NULL for this one. Others are the host's to ask.
 *  name        [I] The name, also as COMPUTER\name.
 *  sid         [O] The SID.
 *  sid_size    [I/O] Size of that buffer; the size of the SID.
 *  domain      [O] The domain of the account: the name of this computer, or BUILTIN.
 *  domain_size [I/O] Size of that buffer in characters; on success the length, without the NUL. Where a buffer is too
 *                    small, the size that is needed, with the NUL.
 *  use         [O] What kind of account it is.
 *
 * RETURNS
 *  TRUE, or FALSE and the last error: ERROR_INSUFFICIENT_BUFFER, or one of the host.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-lookupaccountnamew
 */
BOOL WINAPI LookupAccountNameW( const WCHAR *system, const WCHAR *name, PSID sid, DWORD *sid_size, WCHAR *domain,
                                DWORD *domain_size, SID_NAME_USE *use )
{
    struct account account;

    TRACE( "(%s %s %p %p %p %p %p)\n", debugstr_w( system ), debugstr_w( name ), sid, sid_size, domain, domain_size,
           use );

    if (name && is_this_system( system ) && find_name( name, &account ))
        return give_sid( &account, sid, sid_size, domain, domain_size, use, FALSE );
    return HOST_HAS( LookupAccountNameW ) &&
           pLookupAccountNameW( system, name, sid, sid_size, domain, domain_size, use );
}

/************************************************************
 *                LookupAccountNameA  (ADVAPI32.@)
 *
 * See LookupAccountNameW.
 */
BOOL WINAPI LookupAccountNameA( const char *system, const char *name, PSID sid, DWORD *sid_size, char *domain,
                                DWORD *domain_size, SID_NAME_USE *use )
{
    WCHAR *systemW = to_wide( system ), *nameW = to_wide( name );
    struct account account;
    BOOL found;

    TRACE( "(%s %s %p %p %p %p %p)\n", debugstr_a( system ), debugstr_a( name ), sid, sid_size, domain, domain_size,
           use );

    found = nameW && (systemW || !system) && is_this_system( systemW ) && find_name( nameW, &account );
    wide_free( systemW );
    wide_free( nameW );
    if (found) return give_sid( &account, sid, sid_size, domain, domain_size, use, TRUE );
    return HOST_HAS( LookupAccountNameA ) &&
           pLookupAccountNameA( system, name, sid, sid_size, domain, domain_size, use );
}

/************************************************************
 *                LookupAccountSidW  (ADVAPI32.@)
 *
 * Finds the name of a SID.
 *
 * PARAMS
 *  system      [I] Which computer; NULL for this one. Others are the host's to ask.
 *  sid         [I] The SID.
 *  name        [O] The name of the account.
 *  name_size   [I/O] Size of that buffer in characters; on success the length, without the NUL. Where a buffer is too
 *                    small, the size that is needed, with the NUL.
 *  domain      [O] The domain of the account: the name of this computer, or BUILTIN.
 *  domain_size [I/O] The same for that buffer.
 *  use         [O] What kind of account it is.
 *
 * RETURNS
 *  TRUE, or FALSE and the last error: ERROR_INSUFFICIENT_BUFFER, or one of the host.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-lookupaccountsidw
 */
BOOL WINAPI LookupAccountSidW( const WCHAR *system, PSID sid, WCHAR *name, DWORD *name_size, WCHAR *domain,
                               DWORD *domain_size, SID_NAME_USE *use )
{
    struct account account;

    TRACE( "(%s %p %p %p %p %p %p)\n", debugstr_w( system ), sid, name, name_size, domain, domain_size, use );

    if (is_this_system( system ) && find_sid( sid, &account ))
        return give_name( &account, name, name_size, domain, domain_size, use, FALSE );
    return HOST_HAS( LookupAccountSidW ) &&
           pLookupAccountSidW( system, sid, name, name_size, domain, domain_size, use );
}

/************************************************************
 *                LookupAccountSidA  (ADVAPI32.@)
 *
 * See LookupAccountSidW.
 */
BOOL WINAPI LookupAccountSidA( const char *system, PSID sid, char *name, DWORD *name_size, char *domain,
                               DWORD *domain_size, SID_NAME_USE *use )
{
    WCHAR *systemW = to_wide( system );
    struct account account;
    BOOL found;

    TRACE( "(%s %p %p %p %p %p %p)\n", debugstr_a( system ), sid, name, name_size, domain, domain_size, use );

    found = (systemW || !system) && is_this_system( systemW ) && find_sid( sid, &account );
    wide_free( systemW );
    if (found) return give_name( &account, name, name_size, domain, domain_size, use, TRUE );
    return HOST_HAS( LookupAccountSidA ) &&
           pLookupAccountSidA( system, sid, name, name_size, domain, domain_size, use );
}

/************************************************************
 *                LookupAccountSidLocalW  (ADVAPI32.@)
 *
 * Finds the name of a SID, at this computer. See LookupAccountSidW.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-lookupaccountsidlocalw
 */
BOOL WINAPI LookupAccountSidLocalW( PSID sid, WCHAR *name, DWORD *name_size, WCHAR *domain, DWORD *domain_size,
                                    SID_NAME_USE *use )
{
    struct account account;

    TRACE( "(%p %p %p %p %p %p)\n", sid, name, name_size, domain, domain_size, use );

    if (find_sid( sid, &account )) return give_name( &account, name, name_size, domain, domain_size, use, FALSE );
    return HOST_HAS( LookupAccountSidLocalW ) &&
           pLookupAccountSidLocalW( sid, name, name_size, domain, domain_size, use );
}

/************************************************************
 *                LookupAccountSidLocalA  (ADVAPI32.@)
 *
 * See LookupAccountSidLocalW.
 */
BOOL WINAPI LookupAccountSidLocalA( PSID sid, char *name, DWORD *name_size, char *domain, DWORD *domain_size,
                                    SID_NAME_USE *use )
{
    struct account account;

    TRACE( "(%p %p %p %p %p %p)\n", sid, name, name_size, domain, domain_size, use );

    if (find_sid( sid, &account )) return give_name( &account, name, name_size, domain, domain_size, use, TRUE );
    return HOST_HAS( LookupAccountSidLocalA ) &&
           pLookupAccountSidLocalA( sid, name, name_size, domain, domain_size, use );
}

/* ---- access control lists -------------------------------------------------------------------- */

/* Entries with the SIDs of accounts of ours in the place of their names, in one block with these. NULL in "resolved"
 * where there are none. Both kinds of entries have the same members. */
static DWORD resolve_entries( ULONG count, const EXPLICIT_ACCESSW *entries, BOOL ansi, EXPLICIT_ACCESSW **resolved )
{
    BYTE *sids = NULL;
    struct account account;
    ULONGLONG size;
    BOOL found;
    ULONG i;

    *resolved = NULL;
    if (!entries) return ERROR_SUCCESS;
    for (i = 0; i < count; i++)
    {
        const TRUSTEEW *trustee = &entries[i].Trustee;
        WCHAR *name = trustee->ptstrName;

        if (trustee->TrusteeForm != TRUSTEE_IS_NAME || !name) continue;
        if (ansi && !(name = to_wide( (char *)name ))) continue;
        found = find_name( name, &account );
        if (ansi) wide_free( name );
        if (!found) continue;

        if (!*resolved)
        {
            size = (ULONGLONG)count * (sizeof(**resolved) + SECURITY_MAX_SID_SIZE);
            if ((SIZE_T)size != size || !(*resolved = HeapAlloc( GetProcessHeap(), 0, size )))
                return ERROR_NOT_ENOUGH_MEMORY;
            memcpy( *resolved, entries, count * sizeof(**resolved) );
            sids = (BYTE *)(*resolved + count);
        }
        (*resolved)[i].Trustee.TrusteeForm = TRUSTEE_IS_SID;
        (*resolved)[i].Trustee.ptstrName = memcpy( sids + i * SECURITY_MAX_SID_SIZE, &account.sid,
                                                   RtlLengthSid( &account.sid ) );
    }
    return ERROR_SUCCESS;
}

/************************************************************
 *                SetEntriesInAclW  (ADVAPI32.@)
 *
 * Makes an access control list of another one and entries.
 *
 * PARAMS
 *  count   [I] How many entries there are.
 *  entries [I] The entries. The host finds no account of ours by its name, so it gets the SID.
 *  old_acl [I] The other list, or NULL.
 *  new_acl [O] The new list. The caller frees it by LocalFree().
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_NOT_ENOUGH_MEMORY, or an error of the host.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/aclapi/nf-aclapi-setentriesinaclw
 */
DWORD WINAPI SetEntriesInAclW( ULONG count, EXPLICIT_ACCESSW *entries, ACL *old_acl, ACL **new_acl )
{
    EXPLICIT_ACCESSW *resolved;
    DWORD ret;

    TRACE( "(%lu %p %p %p)\n", count, entries, old_acl, new_acl );

    ret = resolve_entries( count, entries, FALSE, &resolved );
    if (!ret) ret = HOST_HAS( SetEntriesInAclW ) ?
                    pSetEntriesInAclW( count, resolved ? resolved : entries, old_acl, new_acl ) : ERROR_NOT_SUPPORTED;
    HeapFree( GetProcessHeap(), 0, resolved );
    return ret;
}

/************************************************************
 *                SetEntriesInAclA  (ADVAPI32.@)
 *
 * See SetEntriesInAclW.
 */
DWORD WINAPI SetEntriesInAclA( ULONG count, EXPLICIT_ACCESSA *entries, ACL *old_acl, ACL **new_acl )
{
    EXPLICIT_ACCESSW *resolved;
    DWORD ret;

    TRACE( "(%lu %p %p %p)\n", count, entries, old_acl, new_acl );

    ret = resolve_entries( count, (EXPLICIT_ACCESSW *)entries, TRUE, &resolved );
    if (!ret) ret = HOST_HAS( SetEntriesInAclA ) ?
                    pSetEntriesInAclA( count, resolved ? (EXPLICIT_ACCESSA *)resolved : entries, old_acl, new_acl ) :
                    ERROR_NOT_SUPPORTED;
    HeapFree( GetProcessHeap(), 0, resolved );
    return ret;
}

/* ---- logons ---------------------------------------------------------------------------------- */

/* The name of the user where the domain can be that of our accounts, as a copy; else NERR_UserNotFound. */
static NET_API_STATUS own_user( const WCHAR *user, const WCHAR *domain, WCHAR **own )
{
    const WCHAR *at = NULL, *slash = NULL, *p;
    WCHAR prefix[DOMAIN_SIZE];
    SIZE_T len;

    *own = NULL;
    if (!user || !user[0]) return NERR_UserNotFound;
    for (p = user; *p; p++)
    {
        if (*p == '\\' && !slash) slash = p;
        if (*p == '@') at = p;
    }
    if (slash)
    {
        if ((domain && domain[0]) || slash == user || slash - user >= DOMAIN_SIZE) return NERR_UserNotFound;
        memcpy( prefix, user, (slash - user) * sizeof(WCHAR) );
        prefix[slash - user] = 0;
        domain = prefix;
        user = slash + 1;
    }
    if (domain && domain[0])
    {
        if (!is_equal( domain, L"." ) && !is_own_name( domain )) return NERR_UserNotFound;
        at = NULL;
    }
    else if (at && !is_own_name( at + 1 )) at = NULL;   /* a part of the name */

    len = at ? at - user : p - user;
    if (!(*own = HeapAlloc( GetProcessHeap(), 0, (len + 1) * sizeof(WCHAR) ))) return ERROR_NOT_ENOUGH_MEMORY;
    memcpy( *own, user, len * sizeof(WCHAR) );
    (*own)[len] = 0;
    return NERR_Success;
}

/* A token of the process's: there is none of another user. */
static BOOL make_token( DWORD type, HANDLE *token )
{
    HANDLE process;
    BOOL ret;

    if (!HOST_HAS( OpenProcessToken ) || !HOST_HAS( DuplicateTokenEx )) return FALSE;
    if (!pOpenProcessToken( GetCurrentProcess(), TOKEN_DUPLICATE | TOKEN_QUERY, &process )) return FALSE;
    ret = pDuplicateTokenEx( process, TOKEN_ALL_ACCESS, NULL, SecurityImpersonation,
                             type == LOGON32_LOGON_NETWORK ? TokenImpersonation : TokenPrimary, token );
    CloseHandle( process );
    return ret;
}

/* What the account's password and state say of a logon: an error for the last one, or NERR_UserNotFound where it is no
 * account of ours. */
static NET_API_STATUS check_logon( const WCHAR *name, const WCHAR *password, DWORD type )
{
    NET_API_STATUS status = NERR_UserNotFound;
    struct account account;

    switch (type)
    {
    case LOGON32_LOGON_NEW_CREDENTIALS:
        /* these are for other computers, which check them */
        return find_name( name, &account ) ? NERR_Success : NERR_UserNotFound;
    case LOGON32_LOGON_INTERACTIVE:
    case LOGON32_LOGON_NETWORK:
    case LOGON32_LOGON_BATCH:
    case LOGON32_LOGON_SERVICE:
    case LOGON32_LOGON_UNLOCK:
    case LOGON32_LOGON_NETWORK_CLEARTEXT:
        break;
    default:
        return find_name( name, &account ) ? ERROR_INVALID_LOGON_TYPE : NERR_UserNotFound;
    }

    if (password) touch( password );
    if (begin_question())
    {
        status = pwine_check_password( name, password ? password : L"" );
        end_question();
    }
    /* accounts with blank passwords are for those who sit at the computer */
    if (!status && (!password || !password[0]) &&
        (type == LOGON32_LOGON_NETWORK || type == LOGON32_LOGON_NETWORK_CLEARTEXT))
        status = ERROR_ACCOUNT_RESTRICTION;
    return status;
}

/* FALSE where it is the host's to decide. */
static BOOL log_on( const WCHAR *user, const WCHAR *domain, const WCHAR *password, DWORD type, HANDLE *token,
                    BOOL *ret )
{
    NET_API_STATUS status;
    DWORD error = GetLastError();
    WCHAR *name;

    if (!token) return FALSE;
    if (!(status = own_user( user, domain, &name ))) status = check_logon( name, password, type );
    HeapFree( GetProcessHeap(), 0, name );
    SetLastError( error );
    if (status == NERR_UserNotFound) return FALSE;
    if (status) SetLastError( status );
    *ret = !status && make_token( type, token );
    return TRUE;
}

/************************************************************
 *                LogonUserW  (ADVAPI32.@)
 *
 * Checks a user's password and gives a token.
 *
 * PARAMS
 *  user     [I] The name of the user, also as name@COMPUTER or COMPUTER\name where the domain is NULL.
 *  domain   [I] The domain: of our accounts are NULL, "." and the name of this computer.
 *  password [I] The password.
 *  type     [I] LOGON32_LOGON_...
 *  provider [I] LOGON32_PROVIDER_..., for the host.
 *  token    [O] For an account of ours a token of the process's own user: a primary one, for LOGON32_LOGON_NETWORK one
 *               for impersonation. The caller closes it.
 *
 * RETURNS
 *  TRUE, or FALSE and the last error: ERROR_LOGON_FAILURE, ERROR_ACCOUNT_DISABLED, ERROR_ACCOUNT_EXPIRED,
 *  ERROR_ACCOUNT_LOCKED_OUT, ERROR_ACCOUNT_RESTRICTION, ERROR_INVALID_LOGON_HOURS, ERROR_INVALID_LOGON_TYPE,
 *  ERROR_PASSWORD_EXPIRED, ERROR_PASSWORD_MUST_CHANGE, or one of the host.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-logonuserw
 */
BOOL WINAPI LogonUserW( const WCHAR *user, const WCHAR *domain, const WCHAR *password, DWORD type, DWORD provider,
                        HANDLE *token )
{
    BOOL ret;

    TRACE( "(%s %s ... %lu %lu %p)\n", debugstr_w( user ), debugstr_w( domain ), type, provider, token );

    if (log_on( user, domain, password, type, token, &ret )) return ret;
    return HOST_HAS( LogonUserW ) && pLogonUserW( user, domain, password, type, provider, token );
}

/************************************************************
 *                LogonUserA  (ADVAPI32.@)
 *
 * See LogonUserW.
 */
BOOL WINAPI LogonUserA( const char *user, const char *domain, const char *password, DWORD type, DWORD provider,
                        HANDLE *token )
{
    WCHAR *userW = to_wide( user ), *domainW = to_wide( domain ), *passwordW = to_wide( password );
    BOOL done = TRUE, ret = FALSE;

    TRACE( "(%s %s ... %lu %lu %p)\n", debugstr_a( user ), debugstr_a( domain ), type, provider, token );

    /* the host takes any password, so that not even a question without memory may go there */
    if ((user && !userW) || (domain && !domainW) || (password && !passwordW)) SetLastError( ERROR_NOT_ENOUGH_MEMORY );
    else done = log_on( userW, domainW, passwordW, type, token, &ret );
    wide_free( userW );
    wide_free( domainW );
    wide_free( passwordW );
    if (done) return ret;
    return HOST_HAS( LogonUserA ) && pLogonUserA( user, domain, password, type, provider, token );
}

/* ---- the security authority ------------------------------------------------------------------ */

/* Answers with accounts of ours are ours to free; which heap the host's are in is its own affair. */
struct lsa_block
{
    struct lsa_block *next;
    ULONG_PTR         unused;  /* what follows is aligned for all that may be in it */
};

static struct lsa_block *lsa_blocks;
static SRWLOCK lsa_lock = SRWLOCK_INIT;

static void *lsa_alloc( SIZE_T size )
{
    struct lsa_block *block = HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*block) + size );

    if (!block) return NULL;
    AcquireSRWLockExclusive( &lsa_lock );
    block->next = lsa_blocks;
    lsa_blocks = block;
    ReleaseSRWLockExclusive( &lsa_lock );
    return block + 1;
}

static BOOL lsa_free( void *buffer )
{
    struct lsa_block **link, *block;

    AcquireSRWLockExclusive( &lsa_lock );
    for (link = &lsa_blocks; (block = *link); link = &block->next)
    {
        if ((void *)(block + 1) != buffer) continue;
        *link = block->next;
        break;
    }
    ReleaseSRWLockExclusive( &lsa_lock );
    return block && HeapFree( GetProcessHeap(), 0, block );
}

/************************************************************
 *                LsaFreeMemory  (ADVAPI32.@)
 *
 * Frees what a function of the security authority returned.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/ntsecapi/nf-ntsecapi-lsafreememory
 */
NTSTATUS WINAPI LsaFreeMemory( void *buffer )
{
    TRACE( "(%p)\n", buffer );

    if (buffer && lsa_free( buffer )) return STATUS_SUCCESS;
    return HOST_HAS( LsaFreeMemory ) ? pLsaFreeMemory( buffer ) : STATUS_NOT_SUPPORTED;
}

static void free_accounts( struct account **accounts, ULONG count )
{
    ULONG i;

    if (!accounts) return;
    for (i = 0; i < count; i++) HeapFree( GetProcessHeap(), 0, accounts[i] );
    HeapFree( GetProcessHeap(), 0, accounts );
}

static BOOL find_in_names( const void *names, ULONG i, struct account *account )
{
    const LSA_UNICODE_STRING *name = (const LSA_UNICODE_STRING *)names + i;
    WCHAR text[DOMAIN_SIZE + 1 + UNLEN + 1];

    /* longer ones are no names of ours */
    if (!name->Length || name->Length >= sizeof(text)) return FALSE;
    memcpy( text, name->Buffer, name->Length );
    text[name->Length / sizeof(WCHAR)] = 0;
    return find_name( text, account );
}

static BOOL find_in_sids( const void *sids, ULONG i, struct account *account )
{
    return find_sid( ((const PSID *)sids)[i], account );
}

/* Sets an array of pointers with the accounts of ours among what is asked for, NULL where there is none. */
static NTSTATUS find_accounts( ULONG count, const void *items, struct account ***accounts,
                               BOOL (*find)( const void *items, ULONG i, struct account *account ) )
{
    struct account account;
    ULONG i;

    *accounts = NULL;
    if (!items || count > MAX_QUESTIONS) return STATUS_SUCCESS;
    for (i = 0; i < count; i++)
    {
        if (!find( items, i, &account )) continue;
        if (!*accounts &&
            !(*accounts = HeapAlloc( GetProcessHeap(), HEAP_ZERO_MEMORY, count * sizeof(**accounts) )))
            return STATUS_NO_MEMORY;
        if (!((*accounts)[i] = HeapAlloc( GetProcessHeap(), 0, sizeof(account) )))
        {
            free_accounts( *accounts, count );
            return STATUS_NO_MEMORY;
        }
        *(*accounts)[i] = account;
    }
    return STATUS_SUCCESS;
}

/* Whether the host has answered, so that what it did not find can be answered here. */
static BOOL is_answer( NTSTATUS status )
{
    return status == STATUS_SUCCESS || status == STATUS_SOME_NOT_MAPPED || status == STATUS_NONE_MAPPED;
}

static BOOL is_mapped( SID_NAME_USE use )
{
    return use != SidTypeUnknown && use != SidTypeInvalid;
}

static UNICODE_STRING put_text( const WCHAR *text, USHORT length, BYTE **data )
{
    UNICODE_STRING string;

    string.Length = length;
    string.MaximumLength = length + sizeof(WCHAR);
    string.Buffer = memcpy( *data, text, length );
    *data += string.MaximumLength;  /* the memory was zero */
    return string;
}

static PSID put_sid( PSID sid, BYTE **data )
{
    ULONG size = RtlLengthSid( sid );
    PSID ret = memcpy( *data, sid, size );

    *data += size;
    return ret;
}

/* The host's domains and those of our accounts, each once; the place of each account's domain in "index". NULL without
 * memory. */
static LSA_REFERENCED_DOMAIN_LIST *merge_domains( const LSA_REFERENCED_DOMAIN_LIST *host, struct account **accounts,
                                                  ULONG count, LONG *index )
{
    ULONG i, j, entries = host ? host->Entries : 0;
    LSA_REFERENCED_DOMAIN_LIST *list = NULL;
    LSA_TRUST_INFORMATION *all;
    SIZE_T size;
    BYTE *data;

    if (!(all = HeapAlloc( GetProcessHeap(), 0, (entries + count) * sizeof(*all) ))) return NULL;
    if (entries) memcpy( all, host->Domains, entries * sizeof(*all) );
    for (i = 0; i < count; i++)
    {
        if (!accounts[i]) continue;
        for (j = 0; j < entries; j++) if (all[j].Sid && RtlEqualSid( all[j].Sid, &accounts[i]->domain_sid )) break;
        index[i] = j;
        if (j < entries) continue;
        all[j].Name.Buffer = accounts[i]->domain;
        all[j].Name.Length = lstrlenW( accounts[i]->domain ) * sizeof(WCHAR);
        all[j].Sid = &accounts[i]->domain_sid;
        entries++;
    }

    size = sizeof(*list) + entries * sizeof(*all);
    for (j = 0; j < entries; j++)
        size += (all[j].Sid ? RtlLengthSid( all[j].Sid ) : 0) + all[j].Name.Length + sizeof(WCHAR);
    if ((list = lsa_alloc( size )))
    {
        list->Entries = entries;
        list->Domains = (LSA_TRUST_INFORMATION *)(list + 1);
        /* the SIDs first, as they have to be aligned */
        data = (BYTE *)(list->Domains + entries);
        for (j = 0; j < entries; j++) if (all[j].Sid) list->Domains[j].Sid = put_sid( all[j].Sid, &data );
        for (j = 0; j < entries; j++)
        {
            UNICODE_STRING name = put_text( all[j].Name.Buffer, all[j].Name.Length, &data );

            memcpy( &list->Domains[j].Name, &name, sizeof(name) );
        }
    }
    HeapFree( GetProcessHeap(), 0, all );
    return list;
}

/* What the three functions below have in common: the accounts of ours, and the host's answer, which is freed when ours
 * is made of it. */
struct lsa_question
{
    ULONG                       count;
    struct account            **accounts;
    LONG                       *index;         /* of the accounts' domains */
    NTSTATUS                    status;        /* the host's */
    LSA_REFERENCED_DOMAIN_LIST *host_domains;
    void                       *host_items;
    LSA_REFERENCED_DOMAIN_LIST *domains;
    void                       *items;
};

static BOOL begin_answer( struct lsa_question *question, SIZE_T size )
{
    if (!(question->index = HeapAlloc( GetProcessHeap(), 0, question->count * sizeof(*question->index) ))) return FALSE;
    question->domains = merge_domains( question->host_domains, question->accounts, question->count, question->index );
    return question->domains && (question->items = lsa_alloc( size ));
}

static NTSTATUS end_answer( struct lsa_question *question, ULONG mapped, LSA_REFERENCED_DOMAIN_LIST **domains,
                            void *items )
{
    if (question->host_domains && HOST_HAS( LsaFreeMemory )) pLsaFreeMemory( question->host_domains );
    if (question->host_items && HOST_HAS( LsaFreeMemory )) pLsaFreeMemory( question->host_items );
    free_accounts( question->accounts, question->count );
    HeapFree( GetProcessHeap(), 0, question->index );
    if (!question->items)
    {
        if (question->domains) lsa_free( question->domains );
        return is_answer( question->status ) ? STATUS_NO_MEMORY : question->status;
    }
    *domains = question->domains;
    memcpy( items, &question->items, sizeof(question->items) );
    return mapped == question->count ? STATUS_SUCCESS : STATUS_SOME_NOT_MAPPED;
}

/************************************************************
 *                LsaLookupNames2  (ADVAPI32.@)
 *
 * Finds the SIDs of names.
 *
 * PARAMS
 *  policy  [I] The policy, for the host.
 *  flags   [I] For the host.
 *  count   [I] How many names there are.
 *  names   [I] The names.
 *  domains [O] The domains in which they were found. The caller frees it by LsaFreeMemory().
 *  sids    [O] The SIDs, in the order of the names. The caller frees it by LsaFreeMemory().
 *
 * RETURNS
 *  STATUS_SUCCESS, STATUS_SOME_NOT_MAPPED, STATUS_NO_MEMORY, or what the host says.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/ntsecapi/nf-ntsecapi-lsalookupnames2
 */
NTSTATUS WINAPI LsaLookupNames2( LSA_HANDLE policy, ULONG flags, ULONG count, LSA_UNICODE_STRING *names,
                                 LSA_REFERENCED_DOMAIN_LIST **domains, LSA_TRANSLATED_SID2 **sids )
{
    struct lsa_question question = { .count = count };
    LSA_TRANSLATED_SID2 *host, *items;
    SIZE_T size = count * sizeof(*items);
    ULONG i, mapped = 0;
    NTSTATUS status;
    BYTE *data;

    TRACE( "(%p %#lx %lu %p %p %p)\n", policy, flags, count, names, domains, sids );

    if (!HOST_HAS( LsaLookupNames2 )) return STATUS_NOT_SUPPORTED;
    if ((status = find_accounts( count, names, &question.accounts, find_in_names ))) return status;
    if (!question.accounts) return pLsaLookupNames2( policy, flags, count, names, domains, sids );

    question.status = pLsaLookupNames2( policy, flags, count, names, &question.host_domains,
                                        (LSA_TRANSLATED_SID2 **)&question.host_items );
    host = question.host_items;
    for (i = 0; i < count; i++)
    {
        if (question.accounts[i]) size += RtlLengthSid( &question.accounts[i]->sid );
        else if (host && is_mapped( host[i].Use ) && host[i].Sid) size += RtlLengthSid( host[i].Sid );
    }
    if (is_answer( question.status ) && begin_answer( &question, size ))
    {
        items = question.items;
        data = (BYTE *)(items + count);
        for (i = 0; i < count; i++)
        {
            items[i].Use = SidTypeUnknown;
            items[i].DomainIndex = -1;
            if (question.accounts[i])
            {
                items[i].Use = question.accounts[i]->use;
                items[i].Sid = put_sid( &question.accounts[i]->sid, &data );
                items[i].DomainIndex = question.index[i];
            }
            else if (host && is_mapped( host[i].Use ))
            {
                items[i] = host[i];
                if (host[i].Sid) items[i].Sid = put_sid( host[i].Sid, &data );
            }
            if (is_mapped( items[i].Use )) mapped++;
        }
    }
    return end_answer( &question, mapped, domains, sids );
}

/************************************************************
 *                LsaLookupNames  (ADVAPI32.@)
 *
 * Finds the relative ids of names.
 *
 * PARAMS
 *  policy  [I] The policy, for the host.
 *  count   [I] How many names there are.
 *  names   [I] The names.
 *  domains [O] The domains in which they were found. The caller frees it by LsaFreeMemory().
 *  sids    [O] The relative ids, in the order of the names. The caller frees it by LsaFreeMemory().
 *
 * RETURNS
 *  STATUS_SUCCESS, STATUS_SOME_NOT_MAPPED, STATUS_NO_MEMORY, or what the host says.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/ntsecapi/nf-ntsecapi-lsalookupnames
 */
NTSTATUS WINAPI LsaLookupNames( LSA_HANDLE policy, ULONG count, LSA_UNICODE_STRING *names,
                                LSA_REFERENCED_DOMAIN_LIST **domains, LSA_TRANSLATED_SID **sids )
{
    struct lsa_question question = { .count = count };
    LSA_TRANSLATED_SID *host, *items;
    ULONG i, mapped = 0;
    NTSTATUS status;

    TRACE( "(%p %lu %p %p %p)\n", policy, count, names, domains, sids );

    if (!HOST_HAS( LsaLookupNames )) return STATUS_NOT_SUPPORTED;
    if ((status = find_accounts( count, names, &question.accounts, find_in_names ))) return status;
    if (!question.accounts) return pLsaLookupNames( policy, count, names, domains, sids );

    question.status = pLsaLookupNames( policy, count, names, &question.host_domains,
                                       (LSA_TRANSLATED_SID **)&question.host_items );
    host = question.host_items;
    if (is_answer( question.status ) && begin_answer( &question, count * sizeof(*items) ))
    {
        items = question.items;
        for (i = 0; i < count; i++)
        {
            items[i].Use = SidTypeUnknown;
            items[i].DomainIndex = -1;
            if (question.accounts[i])
            {
                const SID *sid = &question.accounts[i]->sid.sid;

                items[i].Use = question.accounts[i]->use;
                items[i].RelativeId = sid->SubAuthority[sid->SubAuthorityCount - 1];
                items[i].DomainIndex = question.index[i];
            }
            else if (host && is_mapped( host[i].Use )) items[i] = host[i];
            if (is_mapped( items[i].Use )) mapped++;
        }
    }
    return end_answer( &question, mapped, domains, sids );
}

/************************************************************
 *                LsaLookupSids  (ADVAPI32.@)
 *
 * Finds the names of SIDs.
 *
 * PARAMS
 *  policy  [I] The policy, for the host.
 *  count   [I] How many SIDs there are.
 *  sids    [I] The SIDs.
 *  domains [O] Their domains. The caller frees it by LsaFreeMemory().
 *  names   [O] The names, in the order of the SIDs. The caller frees it by LsaFreeMemory().
 *
 * RETURNS
 *  STATUS_SUCCESS, STATUS_SOME_NOT_MAPPED, STATUS_NO_MEMORY, or what the host says.
 *
 * NOTES
 *  https://learn.microsoft.com/en-us/windows/win32/api/ntsecapi/nf-ntsecapi-lsalookupsids
 */
NTSTATUS WINAPI LsaLookupSids( LSA_HANDLE policy, ULONG count, PSID *sids, LSA_REFERENCED_DOMAIN_LIST **domains,
                               LSA_TRANSLATED_NAME **names )
{
    struct lsa_question question = { .count = count };
    LSA_TRANSLATED_NAME *host, *items;
    SIZE_T size = count * sizeof(*items);
    ULONG i, mapped = 0;
    NTSTATUS status;
    BYTE *data;

    TRACE( "(%p %lu %p %p %p)\n", policy, count, sids, domains, names );

    if (!HOST_HAS( LsaLookupSids )) return STATUS_NOT_SUPPORTED;
    if ((status = find_accounts( count, sids, &question.accounts, find_in_sids ))) return status;
    if (!question.accounts) return pLsaLookupSids( policy, count, sids, domains, names );

    question.status = pLsaLookupSids( policy, count, sids, &question.host_domains,
                                      (LSA_TRANSLATED_NAME **)&question.host_items );
    host = question.host_items;
    for (i = 0; i < count; i++)
    {
        size += sizeof(WCHAR);
        if (question.accounts[i]) size += lstrlenW( question.accounts[i]->name ) * sizeof(WCHAR);
        else if (host && host[i].Name.Buffer) size += host[i].Name.Length;
    }
    if (is_answer( question.status ) && begin_answer( &question, size ))
    {
        items = question.items;
        data = (BYTE *)(items + count);
        for (i = 0; i < count; i++)
        {
            UNICODE_STRING name = { 0, 0, NULL };

            items[i].Use = SidTypeUnknown;
            items[i].DomainIndex = -1;
            if (question.accounts[i])
            {
                items[i].Use = question.accounts[i]->use;
                items[i].DomainIndex = question.index[i];
                name = put_text( question.accounts[i]->name, lstrlenW( question.accounts[i]->name ) * sizeof(WCHAR),
                                 &data );
            }
            else if (host)
            {
                /* of one that is unknown the host may give the SID as text */
                items[i] = host[i];
                if (host[i].Name.Buffer) name = put_text( host[i].Name.Buffer, host[i].Name.Length, &data );
            }
            memcpy( &items[i].Name, &name, sizeof(name) );
            if (is_mapped( items[i].Use )) mapped++;
        }
    }
    return end_answer( &question, mapped, domains, names );
}
