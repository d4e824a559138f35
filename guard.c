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

#ifdef __x86_64__

/* the filter in the scope table that GUARDED_CALL() leaves for __C_specific_handler */
LONG CALLBACK guard_fault( EXCEPTION_POINTERS *exception, void *frame )
{
    (void)frame;
    return is_fault( exception->ExceptionRecord->ExceptionCode ) ? EXCEPTION_EXECUTE_HANDLER
                                                                 : EXCEPTION_CONTINUE_SEARCH;
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

#endif
