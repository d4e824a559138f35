/*
 * Threads that end at the fault of a bad pointer
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

#ifndef NETAPI32_TESTS_FAULTING_H
#define NETAPI32_TESTS_FAULTING_H

#include <windef.h>
#include <winbase.h>

/* A program that survives a fault goes on with the module. Here the thread that had it ends. */

static DWORD faulting_thread;
static BOOL has_faulted;

static void end_thread(void)
{
    ExitThread( 0 );
}

static LONG CALLBACK catch_fault( EXCEPTION_POINTERS *exception )
{
    CONTEXT *context = exception->ContextRecord;

    if (GetCurrentThreadId() != faulting_thread ||
        exception->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION) return EXCEPTION_CONTINUE_SEARCH;
    has_faulted = TRUE;
    /* as if it had been called */
#ifdef __x86_64__
    context->Rip = (DWORD_PTR)end_thread;
    context->Rsp = (context->Rsp & ~(DWORD_PTR)15) - sizeof(void *);
#else
    context->Eip = (DWORD_PTR)end_thread;
    context->Esp = (context->Esp & ~(DWORD_PTR)15) - sizeof(void *);
#endif
    return EXCEPTION_CONTINUE_EXECUTION;
}

/* In a thread of its own. Returns whether it ended in time; the exit code is what the function returns. */
static inline BOOL run_thread( DWORD (WINAPI *function)( void * ), void *arg, DWORD *exit_code )
{
    HANDLE thread = CreateThread( NULL, 0, function, arg, CREATE_SUSPENDED, &faulting_thread );
    BOOL ended;

    has_faulted = FALSE;
    ResumeThread( thread );
    ended = !WaitForSingleObject( thread, 20000 );
    GetExitCodeThread( thread, exit_code );
    CloseHandle( thread );
    return ended;
}

/* The first function faults; the second one, which returns 0, must not wait for what that has left behind. */
#define check_fault( bad, good, arg )  check_fault_( __LINE__, __FILE__, bad, good, arg )
static inline void check_fault_( unsigned int line, const char *file, DWORD (WINAPI *bad)( void * ),
                                 DWORD (WINAPI *good)( void * ), DWORD_PTR arg )
{
    void *handler = AddVectoredExceptionHandler( 1, catch_fault );
    DWORD exit_code;

    run_thread( bad, (void *)arg, &exit_code );
    RemoveVectoredExceptionHandler( handler );
    ok_( file, line )( has_faulted, "%u: there was no fault\n", (unsigned int)arg );
    if (!run_thread( good, NULL, &exit_code )) ok_( file, line )( 0, "%u: the fault left a lock behind\n", (unsigned int)arg );
    else ok_( file, line )( !exit_code, "%u: returned %lu\n", (unsigned int)arg, exit_code );
}

#endif
