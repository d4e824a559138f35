/*
 * A server of our own for DCE/RPC, which does what it is told: right and wrong
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

#ifndef NETAPI32_TESTS_RPCSERVER_H
#define NETAPI32_TESTS_RPCSERVER_H

#include <windef.h>
#include <winbase.h>

#include "sequences.h"
#include "smbdeeds.h"

/*
 * It is a process of its own, so that nothing of it counts as the client's. It has one port on a loopback address, for all
 * interfaces and the endpoint mapper, and one for SMB, whose pipes answer the same (pdus.c, smbserver.c). It gives the answers that
 * stand in recorded.h, and does one misdeed, which the test writes into the memory that both share. start_rpc_server() puts its
 * ports and the time limit into the registry, start_smb_server() likewise; how it is asked is what differs.
 */

/* C706, chapter 12 */
enum pdu_type { PDU_REQUEST, PDU_RESPONSE = 2, PDU_FAULT, PDU_BIND = 11, PDU_BIND_ACK, PDU_BIND_NAK, PDU_ALTER_CONTEXT,
                PDU_ALTER_CONTEXT_RESP, PDU_AUTH3, PDU_SHUTDOWN, PDU_CO_CANCEL, PDU_ORPHANED };

#define PDU_FIRST  0x01
#define PDU_LAST   0x02

#define PDU_FRAG_LENGTH  8      /* where it is in the header */
#define PDU_CALL_ID      12
#define PDU_HEADER       16
#define REQUEST_HEADER   24     /* with alloc_hint, context and opnum; the response's likewise */
#define MAX_FRAGMENT     4280

#define MAX_MISDEED  0x80000

/* what is sent instead of an answer */
struct misdeed
{
    volatile LONG active;
    char          interface_name[12];
    LONG          opnum;            /* of the call whose answer it is; BIND_ANSWER: the bind's */
    DWORD         skip;             /* how often it is answered rightly before */
    BOOL          once;             /* it is done no second time */
    BOOL          own_call_id;      /* else each PDU gets the client's */
    DWORD         size;             /* of the bytes */
    DWORD         repeat_from;      /* from there on they are sent again and again, until the client closes; size: once */
    DWORD         piece;            /* bytes that are sent together; 0: all */
    DWORD         delay;            /* milliseconds before each piece */
    enum ending   ending;
    DWORD         mutations;        /* not 0: instead, one of so many answers is damaged at random, and sent */
    ULONGLONG     random;           /* the state of their generator */
    BOOL          is_patch;         /* the bytes are those of the right answer, but for one number */
    DWORD         patch_offset;     /* in the stub data */
    DWORD         patch_value;
    BYTE          bytes[MAX_MISDEED];
};

#define BIND_ANSWER  (-1)

/*
 * What answers say, in sequences: "the third SamrOpenUser says STATUS_NO_SUCH_USER". A rule holds for some of the calls of an
 * opnum, counted since clear_rules(); where several do, all are applied, in their order. The answers are right NDR, the
 * recorded ones or those that a rule brings, with other numbers at known places: the status is the last DWORD of each, an
 * [out] handle the first five, a resume handle of SAM's lists the first one.
 */
struct rule
{
    char          interface_name[12];
    LONG          opnum;
    DWORD         first;            /* the first call that it is for, from 0 on */
    DWORD         count;            /* how many calls */
    DWORD         delay;            /* milliseconds before the answer */
    DWORD         fault;            /* not 0: the status of a fault instead of an answer */
    BOOL          has_answer;       /* instead of the recorded one: */
    DWORD         answer;           /* where it is in rule_answers */
    DWORD         answer_size;
    DWORD         patch_count;
    struct { LONG offset; DWORD value; } patches[8];    /* offset: in the stub data, or below 0 from their end on */
    volatile LONG calls;            /* how many came */
    volatile LONG applied;
};

#define MAX_RULES         16
#define MAX_RULE_ANSWERS  0x60000
#define ALL_CALLS         (~0u)

#define MAX_LOG  4096

/* a request that came */
struct logged_request
{
    char interface_name[12];
    LONG opnum;
    LONG answer;        /* the recorded call that answers it; -1: none does */
};

struct server_page
{
    volatile LONG  port;            /* 0 until it listens */
    volatile LONG  smb_port;
    BOOL           over_pipes;      /* how it is asked */
    volatile LONG  connections;     /* so far */
    volatile LONG  requests;
    volatile LONG  done;            /* how often the misdeed was */
    volatile LONG  open;            /* connections now */
    volatile LONG  longest_request; /* bytes that a client sent in one fragment, or in several of one call */
    volatile LONG  log_count;       /* of the requests since a test made it 0, but for those to the endpoint mapper */
    struct logged_request log[MAX_LOG];
    struct misdeed misdeed;
    struct smb_setup smb;
    struct smb_misdeed smb_misdeed;
    struct smb_notes smb_notes;
    DWORD          rule_count;
    struct rule    rules[MAX_RULES];
    DWORD          rule_answers_size;
    BYTE           rule_answers[MAX_RULE_ANSWERS];
    struct sequences sequences;
};

struct rpc_server
{
    WCHAR               address[16];
    HANDLE              process;
    HANDLE              mapping;
    struct server_page *page;
};

/* Time limits of its clients, in milliseconds: what no answer takes, however busy the machine is, and for a server that
 * lets them wait. They hold from its start on. */
#define TIME_LIMIT        15000
#define SHORT_TIME_LIMIT  1000

BOOL start_rpc_server( struct rpc_server *server, const WCHAR *address, DWORD time_limit );
BOOL start_smb_server( struct rpc_server *server, const WCHAR *address, DWORD time_limit );
void stop_rpc_server( struct rpc_server *server );

/* Rules, see struct rule; to be changed while nobody asks. */
void clear_rules( struct rpc_server *server );
struct rule *add_rule( struct rpc_server *server, const char *interface_name, LONG opnum, DWORD first, DWORD count );
void give_answer( struct rpc_server *server, struct rule *rule, const void *answer, DWORD size );
void patch_answer( struct rule *rule, LONG offset, DWORD value );

#define STATUS_OFFSET  (-(LONG)sizeof(DWORD))

/* The module keeps no connection to the server: its next question connects again, and learns of new settings. */
void forget_connections( const WCHAR *address );

/* The same page without a server: for the module of tests/hostile/rpcfuzz.c, which answers itself. */
BOOL open_page( struct rpc_server *server, const WCHAR *name );
BOOL write_settings( const struct rpc_server *server, DWORD time_limit );

int run_rpc_server( const char *address, const char *mapping );

struct recorded_call;

const struct recorded_call *get_recorded_calls( unsigned int *count );

/* Writes a PDU's header, and where it is a response alloc_hint and context as well. Returns its size. */
DWORD write_header( BYTE *pdu, enum pdu_type type, BYTE flags, DWORD length, DWORD call_id );

#endif
