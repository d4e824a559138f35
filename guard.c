/*
 * The exception handlers of guard.h's calls
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

#include "guard.h"

BOOLEAN WINAPI RtlValidateHeap( HANDLE heap, ULONG flags, const void *ptr );

/* Tells whether a bad pointer raised the exception. All others go on to the program's handlers:
 * so does a fault in a heap that the program has damaged, which may hold its lock. */
static BOOL is_fault( DWORD code )
{
    return (code == EXCEPTION_ACCESS_VIOLATION || code == EXCEPTION_IN_PAGE_ERROR ||
            code == EXCEPTION_GUARD_PAGE || code == EXCEPTION_DATATYPE_MISALIGNMENT) &&
           RtlValidateHeap( GetProcessHeap(), 0, NULL );
}

DWORD WINAPI call_function( struct guarded_call *call )
{
    call->exception = 0;
    return call->function( call->args );
}

#ifdef __x86_64__

/* the filter in the scope table that GUARDED_CALL() leaves for __C_specific_handler */
LONG CALLBACK guard_fault( EXCEPTION_POINTERS *exception, void *frame )
{
    (void)frame;
    return is_fault( exception->ExceptionRecord->ExceptionCode ) ? EXCEPTION_EXECUTE_HANDLER
                                                                 : EXCEPTION_CONTINUE_SEARCH;
}

LONG CALLBACK guard_all( EXCEPTION_POINTERS *exception, void *frame )
{
    struct guarded_call *call = guarded_argument( frame );

    call->exception = exception->ExceptionRecord->ExceptionCode;
    return EXCEPTION_EXECUTE_HANDLER;
}

#else

/* Leaves the guarded call, from the handler of its frame. */
void guard_resume( EXCEPTION_RECORD *record, struct guard_frame *frame )
{
    RtlUnwind( frame, NULL, record, NULL );
    __asm__ volatile( "leal 24(%0),%%ebp\n\t"
                      "jmp *8(%0)" : : "r" (frame) );
    __builtin_unreachable();
}

EXCEPTION_DISPOSITION __cdecl guard_fault( EXCEPTION_RECORD *record, struct guard_frame *frame )
{
    if (IS_UNWINDING( record->ExceptionFlags ) || !is_fault( record->ExceptionCode ))
        return ExceptionContinueSearch;

    guard_resume( record, frame );
}

EXCEPTION_DISPOSITION __cdecl guard_all( EXCEPTION_RECORD *record, struct guard_frame *frame )
{
    struct guarded_call *call = guarded_argument( frame );

    if (IS_UNWINDING( record->ExceptionFlags )) return ExceptionContinueSearch;
    call->exception = record->ExceptionCode;
    guard_resume( record, frame );
}

#endif

/* Returns what the function returned, 0 after an exception, which goes on to no other handler. */
GUARDED_LOCAL_CALL( run_guarded, call_function, guard_all );
