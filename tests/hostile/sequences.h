/*
 * Sequences of right and wrong answers
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


#ifndef NETAPI32_TESTS_SEQUENCES_H
#define NETAPI32_TESTS_SEQUENCES_H

#include <windef.h>

/* what a wrong answer has, in right NDR but for the numbers that are to agree with one another */
#define WRONG_KINDS \
    KIND( STATUS, "another status" ) \
    KIND( REFUSAL, "a failure's status, and nothing" ) \
    KIND( NOTHING, "success, and nothing" ) \
    KIND( MORE, "more to come, from some place on" ) \
    KIND( HANDLE, "another handle" ) \
    KIND( COUNT, "a count alone" ) \
    KIND( LONGER, "a longer list" ) \
    KIND( SHORTER, "a shorter list" ) \
    KIND( EMPTY, "an empty list" ) \
    KIND( ID, "another id" ) \
    KIND( INDEX, "another display index" ) \
    KIND( NUMBER, "another number" ) \
    KIND( UNION, "another arm of a union" ) \
    KIND( ARM, "two discriminants that differ" ) \
    KIND( NULL_POINTER, "no pointer" ) \
    KIND( SAME_POINTER, "a pointer twice" ) \
    KIND( LENGTHS, "a string's lengths" ) \
    KIND( STRING, "another string" ) \
    KIND( STRING_END, "a string's array" ) \
    KIND( SID, "another SID" ) \
    KIND( BYTES, "other bytes" ) \
    KIND( EXCHANGE, "another call's answer" ) \
    KIND( FAULT, "a fault" )

#define KIND( name, text )  WRONG_##name,
enum wrong_kind { WRONG_KINDS WRONG_KIND_COUNT };
#undef KIND

/* what the test and the module that answers itself have in common */
struct sequences
{
    BOOL          active;
    BOOL          alike;        /* what the first wrong one answers is answered alike from then on */
    DWORD         right;        /* the first answers are, so many of them */
    DWORD         one_of;       /* so many answers is wrong then; 0: none */
    ULONGLONG     random;       /* the state of their generator */
    DWORD         calls;        /* of the sequence */
    DWORD         wrong;        /* answers of the sequence */
    DWORD         handles;      /* that answers of the sequence gave, and that are not closed */
    DWORD         unknown_handles;  /* in requests: others */
    DWORD         bad_call;     /* a recorded answer that is not what answer_formats has, + 1 */
    DWORD         done[WRONG_KIND_COUNT];
};

/* No question asks as often. */
#define MAX_SEQUENCE_CALLS  20000

#endif
