/*
 * net.exe: what its files share
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

#ifndef __NET_NET_H
#define __NET_NET_H

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <winsock2.h>
#include <windows.h>
#include <lm.h>
#include <dsgetdc.h>

/* Exit statuses, as those of Windows' net.exe: of what failed, whether the number is a system error or one of the network's, it
 * is 2 in public reports ("System error 1219 has occurred." among them). */
enum exit_status
{
    EXIT_DONE = 0,
    EXIT_MISUSED = 1,       /* the command line cannot be understood; nothing was done */
    EXIT_FAILED = 2,        /* an error that has a number */
};

/* of messages that are net.exe's own, with the numbers that Windows has for them */
#define MSG_DONE                3502
#define MSG_CONTROLLER_ONLY     3515
#define MSG_NOT_STARTED         3521
#define MSG_NO_ACCOUNT          3783
#define MSG_NO_SUCH_MESSAGE     3871
#define MSG_NO_TIME_SERVER      3912

/* ---- console.c ---- */

void put( const WCHAR *format, ... );
void complain( const WCHAR *format, ... );
void put_rule( void );
BOOL output_failed( void );
BOOL read_line( WCHAR *line, size_t size, BOOL secret );
BOOL confirm( const WCHAR *question, BOOL otherwise );
BOOL ask_password( const WCHAR *prompt, WCHAR *password, size_t size );
BOOL ask_new_password( const WCHAR *prompt, WCHAR *password, size_t size );

/* ---- options.c ---- */

enum option_kind
{
    OPTION_FLAG,            /* /add                 target: const WCHAR *, L"" when given */
    OPTION_VALUE,           /* /comment:text        target: const WCHAR *, the text, which may be empty */
    OPTION_MAYBE,           /* /domain[:name]       target: const WCHAR *, the text, or L"" */
    OPTION_LIST,            /* /grant:text, again   target: struct words */
};

struct words
{
    WCHAR      **words;
    unsigned int count;
};

struct option
{
    const WCHAR     *name;
    enum option_kind kind;
    void            *target;
};

extern BOOL say_yes, say_no;

BOOL parse_options( int argc, WCHAR **argv, const struct option *options, struct words *words );
BOOL is_group_command( unsigned int words, BOOL add, BOOL delete, BOOL comment );
BOOL parse_number( const WCHAR *option, const WCHAR *text, DWORD min, DWORD max, DWORD *number );
BOOL parse_yes_no( const WCHAR *option, const WCHAR *text, BOOL *yes );
BOOL bad_value( const WCHAR *option, const WCHAR *text );
int misused( void );

/* ---- error.c ---- */

int done( void );
int fail( DWORD status );
int fail_about( DWORD message, const WCHAR *name );
WCHAR *message_text( DWORD number );

/* ---- list.c ---- */

#define MAX_CELLS 4

struct row
{
    WCHAR *cells[MAX_CELLS];
    DWORD  numbers[MAX_CELLS];
};

struct list
{
    struct row  *rows;
    unsigned int count, size;
};

void *allocate( size_t size );
WCHAR *copy_text( const WCHAR *text );
struct row *add_row( struct list *list, const WCHAR *first, const WCHAR *second, const WCHAR *third, const WCHAR *fourth );
void sort_list( struct list *list );
void free_list( struct list *list );
unsigned int widest( const struct list *list, unsigned int cell, unsigned int least );
void put_names( const struct list *list );
void put_memberships( const WCHAR *label, const struct list *list );

/* Calls a function that lists something until it has told all: sets 'status', with 'entries' and 'count' in each round. */
#define MAX_ROUNDS 100000

BOOL more_rounds( NET_API_STATUS status, DWORD count, unsigned int *rounds );

/* ---- server.c ---- */

struct place
{
    WCHAR       name[2 + 256];      /* "\\server" */
    WCHAR      *server;             /* the same for the functions, or NULL for this computer */
    const WCHAR *computer;          /* without the backslashes */
};

DWORD find_controller( const WCHAR *domain, ULONG flags, struct place *place, DOMAIN_CONTROLLER_INFOW **found );
BOOL find_place( const WCHAR *domain, struct place *place );
BOOL find_server( const WCHAR *name, struct place *place );
const WCHAR *computer_name( void );
BOOL is_controller( void );
NET_API_STATUS without_server( NET_API_STATUS status );
BOOL is_server_name( const WCHAR *word );

/* ---- moment.c ---- */

const WCHAR *moment_text( DWORD seconds );
FILETIME file_time( DWORD seconds );
BOOL parse_date( const WCHAR *text, DWORD *seconds );
DWORD now_seconds( void );
BOOL parse_hours( const WCHAR *text, BYTE hours[21] );
void put_hours( const BYTE *hours );

/* ---- the commands ---- */

struct command
{
    const WCHAR *names;             /* its name, and others that it is known by, each behind a blank */
    int        (*run)( int argc, WCHAR **argv );
    const WCHAR *syntax;            /* lines behind NET */
    const WCHAR *help;              /* what it does, in our words; NULL for what is not there */
};

extern const struct command commands[];
const struct command *find_command( const WCHAR *name );
void put_syntax( const struct command *command, BOOL error );

int net_accounts( int argc, WCHAR **argv );
int net_computer( int argc, WCHAR **argv );
int net_config( int argc, WCHAR **argv );
int net_continue( int argc, WCHAR **argv );
int net_file( int argc, WCHAR **argv );
int net_group( int argc, WCHAR **argv );
int net_help( int argc, WCHAR **argv );
int net_helpmsg( int argc, WCHAR **argv );
int net_localgroup( int argc, WCHAR **argv );
int net_pause( int argc, WCHAR **argv );
int net_session( int argc, WCHAR **argv );
int net_share( int argc, WCHAR **argv );
int net_start( int argc, WCHAR **argv );
int net_statistics( int argc, WCHAR **argv );
int net_stop( int argc, WCHAR **argv );
int net_time( int argc, WCHAR **argv );
int net_use( int argc, WCHAR **argv );
int net_user( int argc, WCHAR **argv );
int net_view( int argc, WCHAR **argv );

#endif /* __NET_NET_H */
