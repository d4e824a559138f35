/*
 * What the SMB server is like, what it does wrong, and what it saw
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

#ifndef NETAPI32_TESTS_SMBDEEDS_H
#define NETAPI32_TESTS_SMBDEEDS_H

#include <windef.h>
#include <winbase.h>

enum ending
{
    ENDING_KEEP,        /* goes on to the next PDU */
    ENDING_CLOSE,
    ENDING_RESET,
    ENDING_SILENCE,     /* keeps the connection, until the client closes it */
    ENDING_DEAF,        /* does not even read, for some seconds */
};

/* to be changed while nobody is connected; all 0: what a Windows server is like */
struct smb_setup
{
    WORD  dialect;          /* the best that it speaks; 0: 3.1.1 */
    WORD  cipher;           /* the only one; 0: the client's first; NO_CIPHER */
    WORD  signing;          /* 3.1.1, with has_signing: the only algorithm */
    BOOL  has_signing;
    BOOL  no_contexts;      /* for signing */
    BOOL  raw_ntlm;         /* no SPNEGO */
    BOOL  seals;            /* it demands sealed sessions */
    BOOL  takes_guests;     /* unknown users are */
    BOOL  no_anonymous;
    BOOL  null_flag;        /* tells that an anonymous session is one */
    BOOL  knows_better;     /* somebody on the way took the better dialects out of the request: it notices */
    BOOL  says_pending;     /* before each answer of a pipe */
    BYTE  share_type;       /* 0: a pipe's */
    DWORD max_size;         /* of what pipes take and give; 0: 64 KiB */
    WCHAR user[32];         /* whom it lets in */
    WCHAR password[32];
};

#define NO_CIPHER  0xffff

enum smb_deed
{
    DEED_PATCH,         /* numbers of the answer are changed */
    DEED_CUT,           /* so many bytes of it are there */
    DEED_GROW,          /* so many are added */
    DEED_RAW,           /* the bytes, instead of it */
    DEED_TOKEN,         /* the bytes, in place of the token in it */
    DEED_STATUS,        /* an error's body; the status is the number */
    DEED_TWICE,         /* it comes so many times more */
    DEED_REPLAY,        /* so many answers ago it was right */
    DEED_OTHER_KEY,     /* signed or sealed with another session's key */
    DEED_PLAIN,         /* neither signed nor sealed */
    DEED_FALSE_SIGNATURE,   /* the flag, and zeros */
    DEED_SIGNED_ONLY,   /* not sealed */
    DEED_PENDING,       /* STATUS_PENDING so many times before; ~0: nothing else. With STAGE_PLAIN the answer knows of it. */
    DEED_BEFORE,        /* the bytes, as a message of the session's, so many times before; ~0: without end */
    DEED_BEFORE_RAW,    /* the same, with a frame in front of them */
    DEED_COMPOUND,      /* two answers in one message; the number is where the second one is said to be; 0: where it is */
    DEED_OTHER_SESSION, /* sealed, as another session's */
    DEED_NESTED,        /* sealed, and sealed once more */
    DEED_PIECES,        /* so many bytes at a time, with a delay */
    DEED_ENDING,        /* nothing is sent */
    DEED_MUTATE,        /* damaged at random: the number is one of how many */
};

enum smb_stage
{
    STAGE_PLAIN,        /* then it is signed or sealed */
    STAGE_WIRE,         /* what is signed or sealed already */
    STAGE_FRAME,        /* from the frame on */
};

struct smb_patch
{
    LONG      offset;       /* below 0: from the end on */
    DWORD     size;         /* of the number */
    BOOL      flip;         /* these bits, else this number */
    ULONGLONG value;
};

#define ANY_ANSWER    (-1)
#define SMB_VALIDATE  32    /* FSCTL_VALIDATE_NEGOTIATE_INFO, among the commands */

struct smb_misdeed
{
    volatile LONG    active;
    LONG             command;       /* whose answer it is */
    LONG             number;        /* which one of the connection's, from 0 on */
    BOOL             once;          /* it is done no second time */
    DWORD            connection_skip;   /* so many connections are served well before */
    enum smb_deed    deed;
    enum smb_stage   stage;
    DWORD            count;         /* the number of some deeds */
    DWORD            delay;         /* milliseconds before it */
    enum ending      ending;        /* afterwards */
    DWORD            patch_count;
    struct smb_patch patches[6];
    ULONGLONG        random;        /* the state of their generator */
    DWORD            size;
    BYTE             bytes[0x10000];
};

struct smb_notes
{
    volatile LONG done;             /* how often the misdeed was */
    volatile LONG connections;
    volatile LONG sessions;
    volatile LONG users;            /* sessions of those who proved who they are */
    volatile LONG answers;          /* of the connection that was asked last */
    volatile LONG requests[33];     /* by command */
    volatile LONG sealed;
    volatile LONG is_signed;
    volatile LONG open;             /* signed or not, from users, and readable, though it could be sealed */
    volatile LONG afterwards;       /* requests on connections that have had a misdeed, but those that end something */
    volatile LONG mistakes;         /* of the client */
    char          mistake[128];     /* the first one */
};

#endif
