/*
 * What the tests ask other computers
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

#ifndef NETAPI32_TESTS_QUESTIONS_H
#define NETAPI32_TESTS_QUESTIONS_H

#include <windef.h>
#include <winbase.h>
#include <lmcons.h>

struct reply
{
    NET_API_STATUS status;
    BYTE          *buffer;
    DWORD          count;       /* of the structures */
    DWORD          total;
};

#define MAX_POINTERS  10

/* a function with a remote form, at one level */
struct question
{
    const char *name;
    void      (*ask)( const struct question *question, WCHAR *server, struct reply *reply );
    DWORD       level;
    DWORD       size;           /* of the level's structure; 0: the function has no buffer */
    DWORD       pointers[MAX_POINTERS];  /* where they are in it, see questions.c */
};

extern const struct question questions[];
extern const unsigned int question_count;

/* Asks, and checks whatever comes: that the outputs are defined, the answer is in one buffer, and can be freed.
 * NULL: all is well; else what is not. */
const char *ask_question( const struct question *question, const WCHAR *server, NET_API_STATUS *status );

void set_credential( WCHAR *server, const char *user, const char *password );
int print_answers( const char *server, const char *user, const char *password );

#endif
