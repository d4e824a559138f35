/*
 * What Wine's own netapi32 does, called so that it ends no program
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
#include "windef.h"
#include "winbase.h"
#include "winternl.h"
#include "ntsecapi.h"
#define _DSGETDCAPI_  /* no imports */
#include "dsgetdc.h"

#include "wine/debug.h"

#include "delay.h"
#include "guard.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

NTSTATUS WINAPI RtlDeleteSecurityObject( PSECURITY_DESCRIPTOR *descriptor );

/* Wine's own reads and writes by whatever pointers it is given. */
struct text_call
{
    const WCHAR *from;
    WCHAR       *to;
    DWORD       *size;
};

static DWORD (WINAPI *pDavGetHTTPFromUNCPath)( const WCHAR *path, WCHAR *url, DWORD *size );
static DWORD (WINAPI *pDavGetUNCFromHTTPPath)( const WCHAR *url, WCHAR *path, DWORD *size );

static DWORD make_url( void *args )
{
    struct text_call *call = args;

    return pDavGetHTTPFromUNCPath( call->from, call->to, call->size );
}

static DWORD make_path( void *args )
{
    struct text_call *call = args;

    return pDavGetUNCFromHTTPPath( call->from, call->to, call->size );
}

static DWORD call_dav( DWORD (*function)( void *args ), struct text_call *call )
{
    static const struct delayed_import imports[] =
        { DELAYED_IMPORT( DavGetHTTPFromUNCPath ), DELAYED_IMPORT( DavGetUNCFromHTTPPath ) };
    struct guarded_call guarded = { function, call, 0 };
    DWORD status;

    if (!call->from || !call->size) return ERROR_INVALID_PARAMETER;
    if (!load_imports( L"netapi32_host.dll", imports, ARRAYSIZE(imports) )) return ERROR_NOT_SUPPORTED;
    status = run_guarded( &guarded );
    TRACE( "status %lu, exception %#lx\n", status, guarded.exception );
    return guarded.exception ? ERROR_INVALID_PARAMETER : status;
}

/************************************************************
 *                DavGetHTTPFromUNCPath  (NETAPI32.@)
 *
 * Makes a URL of the path of a file on a WebDAV server.
 *
 * PARAMS
 *  UncPath  [I]   The path.
 *  HttpPath [O]   The URL. NULL is allowed.
 *  lpSize   [I/O] Its size in characters, with the end: that of the buffer, then that of the URL.
 *
 * RETURNS
 *  ERROR_SUCCESS, ERROR_INVALID_PARAMETER (an argument is missing, is a pointer that leads nowhere, or is no path of
 *  that kind), ERROR_INSUFFICIENT_BUFFER, or what else Wine's own returns.
 *
 * NOTES
 *  Microsoft Learn, davclnt.h. Wine's own is wrong for odd URLs, as Wine's tests know.
 */
DWORD WINAPI DavGetHTTPFromUNCPath( LPCWSTR UncPath, LPWSTR HttpPath, LPDWORD lpSize )
{
    struct text_call call = { UncPath, HttpPath, lpSize };

    TRACE( "(%p, %p, %p)\n", UncPath, HttpPath, lpSize );

    return call_dav( make_url, &call );
}

/************************************************************
 *                DavGetUNCFromHTTPPath  (NETAPI32.@)
 *
 * Makes the path of a file on a WebDAV server of its URL.
 *
 * PARAMS
 *  HttpPath [I]   The URL.
 *  UncPath  [O]   The path. NULL is allowed.
 *  lpSize   [I/O] Its size in characters, with the end: that of the buffer, then that of the path.
 *
 * RETURNS
 *  As DavGetHTTPFromUNCPath().
 *
 * NOTES
 *  As DavGetHTTPFromUNCPath().
 */
DWORD WINAPI DavGetUNCFromHTTPPath( LPCWSTR HttpPath, LPWSTR UncPath, LPDWORD lpSize )
{
    struct text_call call = { HttpPath, UncPath, lpSize };

    TRACE( "(%p, %p, %p)\n", HttpPath, UncPath, lpSize );

    return call_dav( make_path, &call );
}

/* The two that are ntdll's. */
struct nt_call
{
    void       *target;
    const char *string;
};

static DWORD delete_security_object( void *args )
{
    struct nt_call *call = args;

    return RtlDeleteSecurityObject( call->target );
}

static DWORD init_string( void *args )
{
    struct nt_call *call = args;

    RtlInitAnsiString( call->target, call->string );
    return 0;
}

/************************************************************
 *                NetpDeleteSecurityObject  (NETAPI32.@)
 *
 * Frees a security descriptor that NetpCreateSecurityObject() made.
 *
 * PARAMS
 *  descriptor [I/O] The address of the pointer to it.
 *
 * RETURNS
 *  What RtlDeleteSecurityObject() does; STATUS_INVALID_PARAMETER (no address, or a pointer that leads nowhere).
 *
 * NOTES
 *  No page of Microsoft's has it; that it is ntdll's function is known from Wine.
 */
NTSTATUS WINAPI NetpDeleteSecurityObject( PSECURITY_DESCRIPTOR *descriptor )
{
    struct nt_call call = { descriptor, NULL };
    struct guarded_call guarded = { delete_security_object, &call, 0 };
    NTSTATUS status;

    TRACE( "(%p)\n", descriptor );

    if (!descriptor) return STATUS_INVALID_PARAMETER;
    status = run_guarded( &guarded );
    return guarded.exception ? STATUS_INVALID_PARAMETER : status;
}

/************************************************************
 *                NetpInitOemString  (NETAPI32.@)
 *
 * Makes a counted string of one that ends in a null.
 *
 * PARAMS
 *  target [O] The counted string. It is left alone when it, or the string, leads nowhere.
 *  string [I] The string, which is not copied; NULL is an empty one.
 *
 * RETURNS
 *  Nothing.
 *
 * NOTES
 *  No page of Microsoft's has it; that it is ntdll's function is known from Wine.
 */
void WINAPI NetpInitOemString( STRING *target, const char *string )
{
    struct nt_call call = { target, string };
    struct guarded_call guarded = { init_string, &call, 0 };

    TRACE( "(%p, %p)\n", target, string );

    if (target) run_guarded( &guarded );
}
