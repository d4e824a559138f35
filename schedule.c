/*
 * Scheduled jobs
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

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmat.h"

#include "wine/debug.h"

#include "delay.h"
#include "guard.h"
#include "local/computer.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * Wine's own netapi32 asks Wine's scheduler service, and where that does not run it raises an exception that it does not
 * take itself. Windows has no such jobs since Windows 8: each function returns ERROR_NOT_SUPPORTED.
 */

static NET_API_STATUS (WINAPI *pNetScheduleJobAdd)( const WCHAR *server, BYTE *job, DWORD *id );
static NET_API_STATUS (WINAPI *pNetScheduleJobDel)( const WCHAR *server, DWORD first, DWORD last );
static NET_API_STATUS (WINAPI *pNetScheduleJobEnum)( const WCHAR *server, BYTE **buffer, DWORD max_length,
                                                     DWORD *entries_read, DWORD *total_entries, DWORD *resume );
static NET_API_STATUS (WINAPI *pNetScheduleJobGetInfo)( const WCHAR *server, DWORD id, BYTE **buffer );

struct job_call
{
    DWORD  first;
    DWORD  last;
    DWORD *id;
    BYTE  *job;
    BYTE **buffer;
    DWORD *entries_read;
    DWORD *total_entries;
    DWORD *resume;
};

static DWORD add_job( void *args )
{
    struct job_call *call = args;

    return pNetScheduleJobAdd( NULL, call->job, call->id );
}

static DWORD delete_jobs( void *args )
{
    struct job_call *call = args;

    return pNetScheduleJobDel( NULL, call->first, call->last );
}

static DWORD enum_jobs( void *args )
{
    struct job_call *call = args;

    return pNetScheduleJobEnum( NULL, call->buffer, call->last, call->entries_read, call->total_entries, call->resume );
}

static DWORD get_job( void *args )
{
    struct job_call *call = args;

    return pNetScheduleJobGetInfo( NULL, call->first, call->buffer );
}

/* What Wine's own returns. ERROR_BAD_NETPATH for another computer, which it would answer for as if it were this one. */
static NET_API_STATUS ask_scheduler( const WCHAR *server, DWORD (*function)( void *args ), struct job_call *call )
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( NetScheduleJobAdd ),
        DELAYED_IMPORT( NetScheduleJobDel ),
        DELAYED_IMPORT( NetScheduleJobEnum ),
        DELAYED_IMPORT( NetScheduleJobGetInfo ),
    };
    struct guarded_call guarded = { function, call, 0 };
    NET_API_STATUS status;

    if ((status = check_server( server ))) return status;
    if (!load_imports( L"netapi32_host.dll", imports, ARRAYSIZE(imports) )) return ERROR_NOT_SUPPORTED;
    status = run_guarded( &guarded );
    TRACE( "status %lu, exception %#lx\n", status, guarded.exception );
    return guarded.exception ? ERROR_NOT_SUPPORTED : status;
}

/************************************************************
 *                NetScheduleJobAdd  (NETAPI32.@)
 *
 * Adds a job.
 *
 * PARAMS
 *  Servername [I] The computer; NULL is this one.
 *  Buffer     [I] An AT_INFO structure.
 *  JobId      [O] The job's number; 0 on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (a pointer is missing), ERROR_NOT_SUPPORTED (the scheduler does not run),
 *  what Wine's own returns, or what check_server() does.
 *
 * NOTES
 *  Microsoft Learn, lmat.h. Windows 8 and later: ERROR_NOT_SUPPORTED.
 */
NET_API_STATUS WINAPI NetScheduleJobAdd( LPCWSTR Servername, LPBYTE Buffer, LPDWORD JobId )
{
    struct job_call call = { .job = Buffer, .id = JobId };
    NET_API_STATUS status;

    TRACE( "(%s, %p, %p)\n", debugstr_w(Servername), Buffer, JobId );

    if (!JobId) return ERROR_INVALID_PARAMETER;
    *JobId = 0;
    if (!Buffer) return ERROR_INVALID_PARAMETER;
    if ((status = ask_scheduler( Servername, add_job, &call ))) *JobId = 0;
    return status;
}

/************************************************************
 *                NetScheduleJobDel  (NETAPI32.@)
 *
 * Deletes jobs.
 *
 * PARAMS
 *  Servername [I] The computer; NULL is this one.
 *  MinJobId   [I] The first job's number.
 *  MaxJobId   [I] The last one's.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_SUPPORTED (the scheduler does not run), what Wine's own returns, or what check_server() does.
 *
 * NOTES
 *  As NetScheduleJobAdd().
 */
NET_API_STATUS WINAPI NetScheduleJobDel( LPCWSTR Servername, DWORD MinJobId, DWORD MaxJobId )
{
    struct job_call call = { .first = MinJobId, .last = MaxJobId };

    TRACE( "(%s, %lu, %lu)\n", debugstr_w(Servername), MinJobId, MaxJobId );

    return ask_scheduler( Servername, delete_jobs, &call );
}

/************************************************************
 *                NetScheduleJobEnum  (NETAPI32.@)
 *
 * Lists the jobs.
 *
 * PARAMS
 *  Servername             [I]   The computer; NULL is this one.
 *  PointerToBuffer        [O]   An array of AT_ENUM structures, the caller's to free with NetApiBufferFree(); NULL on
 *                               failure.
 *  PrefferedMaximumLength [I]   Size in bytes that the answer may have; MAX_PREFERRED_LENGTH: any.
 *  EntriesRead            [O]   Number of the structures; 0 on failure.
 *  TotalEntries           [O]   Number of those that there are from the resume handle on; 0 on failure.
 *  ResumeHandle           [I/O] 0 for the first call, then what the last one left; NULL is allowed.
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA, ERROR_INVALID_PARAMETER (an output is missing), ERROR_NOT_SUPPORTED (the scheduler does
 *  not run), what Wine's own returns, or what check_server() does.
 *
 * NOTES
 *  As NetScheduleJobAdd().
 */
NET_API_STATUS WINAPI NetScheduleJobEnum( LPCWSTR Servername, LPBYTE *PointerToBuffer, DWORD PrefferedMaximumLength,
                                          LPDWORD EntriesRead, LPDWORD TotalEntries, LPDWORD ResumeHandle )
{
    struct job_call call = { .buffer = PointerToBuffer, .last = PrefferedMaximumLength, .entries_read = EntriesRead,
                             .total_entries = TotalEntries, .resume = ResumeHandle };
    NET_API_STATUS status;

    TRACE( "(%s, %p, %lu, %p, %p, %p)\n", debugstr_w(Servername), PointerToBuffer, PrefferedMaximumLength, EntriesRead,
           TotalEntries, ResumeHandle );

    if (PointerToBuffer) *PointerToBuffer = NULL;
    if (EntriesRead) *EntriesRead = 0;
    if (TotalEntries) *TotalEntries = 0;
    if (!PointerToBuffer || !EntriesRead || !TotalEntries) return ERROR_INVALID_PARAMETER;
    status = ask_scheduler( Servername, enum_jobs, &call );
    if (!status || status == ERROR_MORE_DATA) return status;
    *PointerToBuffer = NULL;
    *EntriesRead = *TotalEntries = 0;
    return status;
}

/************************************************************
 *                NetScheduleJobGetInfo  (NETAPI32.@)
 *
 * Tells about a job.
 *
 * PARAMS
 *  Servername      [I] The computer; NULL is this one.
 *  JobId           [I] The job's number.
 *  PointerToBuffer [O] An AT_INFO structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (no output), ERROR_NOT_SUPPORTED (the scheduler does not run), what Wine's own
 *  returns, or what check_server() does.
 *
 * NOTES
 *  As NetScheduleJobAdd().
 */
NET_API_STATUS WINAPI NetScheduleJobGetInfo( LPCWSTR Servername, DWORD JobId, LPBYTE *PointerToBuffer )
{
    struct job_call call = { .first = JobId, .buffer = PointerToBuffer };
    NET_API_STATUS status;

    TRACE( "(%s, %lu, %p)\n", debugstr_w(Servername), JobId, PointerToBuffer );

    if (!PointerToBuffer) return ERROR_INVALID_PARAMETER;
    *PointerToBuffer = NULL;
    if ((status = ask_scheduler( Servername, get_job, &call ))) *PointerToBuffer = NULL;
    return status;
}
