/*
 * Calls that survive a fault in the function called
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

#ifndef NETAPI32_GUARD_H
#define NETAPI32_GUARD_H

/*
 * GUARDED_CALL( name, function, nargs, failed )
 *
 * Defines the stdcall function "name" in assembly. It hands its nargs pointer-sized arguments
 * (four at most) to the imported stdcall function "function", and returns what that returns, or
 * "failed" when it faults on a bad pointer. The prototype in C is the user's.
 *
 * GUARDED_LOCAL_CALL( name, function, filter )
 *
 * Likewise for a function of this module with one argument, which the user's filter gets from
 * guarded_argument(). After an exception that the filter takes, "name" returns 0.
 *
 * wine/exception.h's __TRY guards any block of code, but built with GCC it saves a jmp_buf and
 * links a frame whenever the block is entered. Here a call that raises nothing pays no more than
 * one call instruction on x86_64, where the rest stands in tables, and on i386 the six pushes of
 * a registration record.
 */

#ifdef __x86_64__

#define GUARDED_CODE(name, save, call, filter, nargs, result) \
    __asm__( ".text\n\t" \
             ".globl " #name "\n\t" \
             ".def " #name "; .scl 2; .type 32; .endef\n\t" \
             ".seh_proc " #name "\n" \
             #name ":\n\t" \
             save \
             "subq $0x28,%rsp\n\t" \
             ".seh_stackalloc 0x28\n\t" \
             ".seh_endprologue\n\t" \
             ".seh_handler __C_specific_handler, @except\n\t" \
             ".seh_handlerdata\n\t" \
             ".long 1\n\t" \
             ".rva 1f, 2f, " #filter ", 3f\n\t" \
             ".text\n" \
             "1:\tcallq " call "\n\t" \
             "nop\n"  /* keeps the return address inside the guarded range */ \
             "2:\taddq $0x28,%rsp\n\t" \
             "ret\n" \
             "3:\tmovq $" #result ",%rax\n\t" \
             "addq $0x28,%rsp\n\t" \
             "ret\n\t" \
             ".seh_endproc\n" )

#define GUARDED_CALL(name, function, nargs, failed) \
    GUARDED_CODE( name, "", "*__imp_" #function "(%rip)", guard_fault, nargs, failed )
#define GUARDED_LOCAL_CALL(name, function, filter) \
    GUARDED_CODE( name, "movq %rcx,8(%rsp)\n\t", #function, filter, 1, 0 )

/* what GUARDED_LOCAL_CALL() saved, for its filter */
static inline void *guarded_argument( void *frame )
{
    return ((void **)frame)[6];
}

#else

/* the registration record that the code pushes at -24(%ebp) */
struct guard_frame
{
    struct guard_frame *previous;
    void *handler;
    void *resume;
};

static inline void *guarded_argument( void *frame )
{
    return ((void **)frame)[8];
}

void guard_resume( EXCEPTION_RECORD *record, struct guard_frame *frame ) __attribute__((noreturn));

#define GUARD_BYTES_1  "4"
#define GUARD_BYTES_2  "8"
#define GUARD_BYTES_3  "12"
#define GUARD_BYTES_4  "16"
#define GUARD_PUSH_1   "pushl 8(%ebp)\n\t"
#define GUARD_PUSH_2   "pushl 12(%ebp)\n\t" GUARD_PUSH_1
#define GUARD_PUSH_3   "pushl 16(%ebp)\n\t" GUARD_PUSH_2
#define GUARD_PUSH_4   "pushl 20(%ebp)\n\t" GUARD_PUSH_3

/* The pushes end in a struct guard_frame at -24(%ebp). */
#define GUARDED_CODE(name, call, filter, nargs, result) \
    __asm__( ".text\n\t" \
             ".globl _" #name "@" GUARD_BYTES_##nargs "\n\t" \
             ".def _" #name "@" GUARD_BYTES_##nargs "; .scl 2; .type 32; .endef\n" \
             "_" #name "@" GUARD_BYTES_##nargs ":\n\t" \
             "pushl %ebp\n\t" \
             "movl %esp,%ebp\n\t" \
             "pushl %ebx\n\t" \
             "pushl %esi\n\t" \
             "pushl %edi\n\t" \
             "pushl $3f\n\t" \
             "pushl $_" #filter "\n\t" \
             "pushl %fs:0\n\t" \
             "movl %esp,%fs:0\n\t" \
             GUARD_PUSH_##nargs \
             "call " call "\n\t" \
             "popl %fs:0\n\t" \
             "leave\n\t" \
             "ret $" GUARD_BYTES_##nargs "\n" \
             "3:\tleal -24(%ebp),%esp\n\t" \
             "popl %fs:0\n\t" \
             "movl -4(%ebp),%ebx\n\t" \
             "movl -8(%ebp),%esi\n\t" \
             "movl -12(%ebp),%edi\n\t" \
             "movl $" #result ",%eax\n\t" \
             "leave\n\t" \
             "ret $" GUARD_BYTES_##nargs "\n" )

#define GUARDED_CALL(name, function, nargs, failed) \
    GUARDED_CODE( name, "*__imp__" #function "@" GUARD_BYTES_##nargs, guard_fault, nargs, failed )
#define GUARDED_LOCAL_CALL(name, function, filter) \
    GUARDED_CODE( name, "_" #function "@4", filter, 1, 0 )

#endif

/* A call of a function that may raise any exception. */
struct guarded_call
{
    DWORD (*function)( void *args );
    void   *args;
    DWORD   exception;  /* [O] its code; 0: the function returned */
};

DWORD WINAPI run_guarded( struct guarded_call *call );

#endif
