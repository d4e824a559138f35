/*
 * SMB 2 and 3: what goes over the wire, as far as named pipes need it
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

#ifndef NETAPI32_SMB_H
#define NETAPI32_SMB_H

/* The Open Specification MS-SMB2, chapter 2. Offsets count from the message's header. */

#include "pshpack1.h"

/* 2.1: in front of each message over TCP */
struct smb_frame
{
    BYTE zero;
    BYTE length[3];             /* of the message, the highest byte first */
};

/* 2.2.1 */
struct smb_header
{
    DWORD     protocol;         /* SMB_PROTOCOL */
    WORD      size;             /* 64 */
    WORD      credit_charge;
    DWORD     status;           /* of a response */
    WORD      command;
    WORD      credits;          /* wanted, or granted */
    DWORD     flags;
    DWORD     next;
    ULONGLONG message_id;
    union
    {
        struct
        {
            DWORD process_id;
            DWORD tree_id;
        };
        ULONGLONG async_id;     /* with SMB_ASYNC */
    };
    ULONGLONG session_id;
    BYTE      signature[16];
};

/* 2.2.41: in front of a sealed message */
struct smb_transform
{
    DWORD     protocol;         /* SMB_TRANSFORM_PROTOCOL */
    BYTE      signature[16];
    BYTE      nonce[16];
    DWORD     size;             /* of the message */
    WORD      reserved;
    WORD      flags;            /* 1: it is encrypted */
    ULONGLONG session_id;
};

#define SMB_PROTOCOL            0x424d53fe  /* 0xfe, "SMB" */
#define SMB_TRANSFORM_PROTOCOL  0x424d53fd

enum smb_command
{
    SMB_NEGOTIATE, SMB_SESSION_SETUP, SMB_LOGOFF, SMB_TREE_CONNECT, SMB_CREATE = 5, SMB_CLOSE, SMB_READ = 8, SMB_WRITE,
    SMB_IOCTL = 11, SMB_CANCEL
};

#define SMB_RESPONSE  0x00000001    /* from the server */
#define SMB_ASYNC     0x00000002
#define SMB_SIGNED    0x00000008

#define SMB_DIALECT_202  0x0202
#define SMB_DIALECT_210  0x0210
#define SMB_DIALECT_300  0x0300
#define SMB_DIALECT_302  0x0302
#define SMB_DIALECT_311  0x0311

/* 2.2.3.1.2 */
#define SMB_AES_128_CCM  1
#define SMB_AES_128_GCM  2
#define SMB_AES_256_CCM  3
#define SMB_AES_256_GCM  4

/* 2.2.3.1.7 */
#define SMB_HMAC_SHA256  0
#define SMB_AES_CMAC     1
#define SMB_AES_GMAC     2

#define SMB_SIGNING_ENABLED   1
#define SMB_SIGNING_REQUIRED  2

#define SMB_CAN_ENCRYPT  0x40   /* a capability, below 3.1.1 */

/* 2.2.3; dialects and, for 3.1.1, contexts follow */
struct smb_negotiate
{
    WORD  size;                 /* 36 */
    WORD  dialect_count;
    WORD  security;
    WORD  reserved1;
    DWORD capabilities;
    GUID  client;
    DWORD context_offset;
    WORD  context_count;
    WORD  reserved2;
};

/* 2.2.4 */
struct smb_negotiated
{
    WORD      size;             /* 65 */
    WORD      security;
    WORD      dialect;
    WORD      context_count;
    GUID      server;
    DWORD     capabilities;
    DWORD     max_transact;
    DWORD     max_read;
    DWORD     max_write;
    ULONGLONG time;
    ULONGLONG start_time;
    WORD      token_offset;
    WORD      token_size;
    DWORD     context_offset;
};

/* 2.2.3.1: each begins at a multiple of 8 */
struct smb_context
{
    WORD  type;
    WORD  size;                 /* of the data behind it */
    DWORD reserved;
};

#define SMB_PREAUTH_CONTEXT     1
#define SMB_ENCRYPTION_CONTEXT  2
#define SMB_SIGNING_CONTEXT     8

#define SMB_SHA512  1

/* 2.2.5 */
struct smb_session_setup
{
    WORD      size;             /* 25 */
    BYTE      flags;
    BYTE      security;
    DWORD     capabilities;
    DWORD     channel;
    WORD      token_offset;
    WORD      token_size;
    ULONGLONG previous_session;
};

/* 2.2.6 */
struct smb_session_answer
{
    WORD size;                  /* 9 */
    WORD flags;
    WORD token_offset;
    WORD token_size;
};

#define SMB_SESSION_GUEST      1
#define SMB_SESSION_ANONYMOUS  2
#define SMB_SESSION_ENCRYPT    4

/* 2.2.9, 2.2.10 */
struct smb_tree_connect
{
    WORD size;                  /* 9 */
    WORD flags;
    WORD path_offset;
    WORD path_size;
};

struct smb_tree
{
    WORD  size;                 /* 16 */
    BYTE  type;
    BYTE  reserved;
    DWORD flags;
    DWORD capabilities;
    DWORD access;
};

#define SMB_PIPE_TREE     2
#define SMB_TREE_ENCRYPT  0x8000

struct smb_file
{
    ULONGLONG persistent;
    ULONGLONG temporary;
};

/* 2.2.13, 2.2.14 */
struct smb_create
{
    WORD      size;             /* 57 */
    BYTE      flags;
    BYTE      oplock;
    DWORD     impersonation;
    ULONGLONG create_flags;
    ULONGLONG reserved;
    DWORD     access;
    DWORD     attributes;
    DWORD     sharing;
    DWORD     disposition;
    DWORD     options;
    WORD      name_offset;
    WORD      name_size;
    DWORD     contexts_offset;
    DWORD     contexts_size;
};

struct smb_created
{
    WORD            size;       /* 89 */
    BYTE            oplock;
    BYTE            flags;
    DWORD           action;
    ULONGLONG       times[4];
    ULONGLONG       allocated;
    ULONGLONG       end_of_file;
    DWORD           attributes;
    DWORD           reserved;
    struct smb_file file;
    DWORD           contexts_offset;
    DWORD           contexts_size;
};

/* 2.2.15 */
struct smb_close
{
    WORD            size;       /* 24 */
    WORD            flags;
    DWORD           reserved;
    struct smb_file file;
};

/* 2.2.19, 2.2.20 */
struct smb_read
{
    WORD            size;       /* 49 */
    BYTE            padding;
    BYTE            flags;
    DWORD           length;
    ULONGLONG       offset;
    struct smb_file file;
    DWORD           minimum;
    DWORD           channel;
    DWORD           remaining;
    WORD            channel_offset;
    WORD            channel_size;
    BYTE            data;       /* none, but it has to be there */
};

struct smb_read_answer
{
    WORD  size;                 /* 17 */
    BYTE  data_offset;
    BYTE  reserved1;
    DWORD data_size;
    DWORD remaining;
    DWORD reserved2;
};

/* 2.2.21, 2.2.22 */
struct smb_write
{
    WORD            size;       /* 49 */
    WORD            data_offset;
    DWORD           length;
    ULONGLONG       offset;
    struct smb_file file;
    DWORD           channel;
    DWORD           remaining;
    WORD            channel_offset;
    WORD            channel_size;
    DWORD           flags;
};

struct smb_written
{
    WORD  size;                 /* 17 */
    WORD  reserved;
    DWORD count;
    DWORD remaining;
    WORD  channel_offset;
    WORD  channel_size;
};

/* 2.2.31, 2.2.32 */
struct smb_ioctl
{
    WORD            size;       /* 57 */
    WORD            reserved1;
    DWORD           code;
    struct smb_file file;
    DWORD           input_offset;
    DWORD           input_size;
    DWORD           max_input;
    DWORD           output_offset;
    DWORD           output_size;
    DWORD           max_output;
    DWORD           flags;
    DWORD           reserved2;
};

struct smb_ioctl_answer
{
    WORD            size;       /* 49 */
    WORD            reserved1;
    DWORD           code;
    struct smb_file file;
    DWORD           input_offset;
    DWORD           input_size;
    DWORD           output_offset;
    DWORD           output_size;
    DWORD           flags;
    DWORD           reserved2;
};

#define SMB_IS_FSCTL  1

#define SMB_PIPE_TRANSCEIVE     0x0011c017
#define SMB_VALIDATE_NEGOTIATE  0x00140204

/* 2.2.31.4; dialects follow */
struct smb_validation
{
    DWORD capabilities;
    GUID  client;
    WORD  security;
    WORD  dialect_count;
};

/* 2.2.32.6 */
struct smb_validated
{
    DWORD capabilities;
    GUID  server;
    WORD  security;
    WORD  dialect;
};

#include "poppack.h"

#endif
