/*
 * Kerberos: messages
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

#ifndef NETAPI32_KRBMESSAGE_H
#define NETAPI32_KRBMESSAGE_H

#include "asn1.h"
#include "krbcrypt.h"

/* of messages of a KDC, and of tickets, in bytes: a ticket holds the groups of its user */
#define KRB_MAX_MESSAGE  (256 * 1024)

/* in bytes, with their ends */
#define KRB_MAX_REALM  256
#define KRB_MAX_PARTS  512
/* far more than any name has */
#define KRB_MAX_COUNT  16

enum krb_name_type { KRB_USER_NAME = 1, KRB_SERVICE_NAME = 2, KRB_HOST_NAME = 3, KRB_ENTERPRISE_NAME = 10 };

/* who takes part, in UTF-8 */
struct krb_principal
{
    char         realm[KRB_MAX_REALM];
    LONG         type;
    unsigned int count;
    DWORD        size;
    char         parts[KRB_MAX_PARTS];      /* count of them, each with its end, in size bytes */
};

/* times are a FILETIME's */
struct krb_ticket
{
    struct krb_principal client;
    struct krb_principal server;
    struct krb_key       key;               /* that server and client share */
    ULONGLONG            end;               /* until when it is valid */
    DWORD                size;
    BYTE                 bytes[1];
};

/* what a KDC is asked, and has to answer */
struct krb_question
{
    struct krb_principal client;
    struct krb_principal server;            /* its realm is the KDC's */
    DWORD                options;
    DWORD                nonce;
};

#define KRB_CANONICALIZE  0x00010000        /* The KDC may name others, and other realms. */

/* how a password becomes a key */
struct krb_salt
{
    LONG        type;
    const BYTE *salt;                       /* within the message; NULL: the usual */
    DWORD       size;
    DWORD       iterations;
};

struct krb_error
{
    LONG          code;
    char          realm[KRB_MAX_REALM];     /* the client's, by KRB_WRONG_REALM; else an empty string is allowed */
    struct reader data;                     /* failed: there is none */
};

#define KRB_NO_CLIENT         6
#define KRB_NO_SERVER         7
#define KRB_NO_TYPE           14
#define KRB_CLIENT_REVOKED    18
#define KRB_PASSWORD_EXPIRED  23
#define KRB_WRONG_PASSWORD    24
#define KRB_NEEDS_PASSWORD    25
#define KRB_TICKET_EXPIRED    32
#define KRB_TIME_SKEW         37
#define KRB_WRONG_REALM       68

enum krb_use
{
    KRB_USE_TIME = 1, KRB_USE_AS_REPLY = 3, KRB_USE_TGS_CHECKSUM = 6, KRB_USE_TGS_AUTHENTICATOR = 7, KRB_USE_TGS_REPLY = 8,
    KRB_USE_AUTHENTICATOR = 11, KRB_USE_AP_REPLY = 12, KRB_USE_ACCEPTOR_SEAL = 22, KRB_USE_ACCEPTOR_SIGN = 23,
    KRB_USE_INITIATOR_SEAL = 24, KRB_USE_INITIATOR_SIGN = 25
};

/* of an authenticator, and what the answer to it has to tell again */
struct krb_stamp
{
    ULONGLONG time;
    DWORD     microseconds;
};

/* what a client proves of itself to a service */
struct krb_proof
{
    struct krb_stamp stamp;
    struct krb_key   subkey;
    DWORD            number;        /* of its first message, below 2^30 */
    const BYTE      *checksum;      /* GSS-API's */
    DWORD            checksum_size;
};

/* what the service proves */
struct krb_answer
{
    struct krb_stamp stamp;
    struct krb_key   subkey;        /* a size of 0: none */
    DWORD            number;
};

BOOL add_krb_part( struct krb_principal *principal, const char *part, DWORD size );
BOOL is_same_principal( const struct krb_principal *a, const struct krb_principal *b );
BOOL is_krb_tgt( const struct krb_principal *principal );
ULONGLONG get_krb_time(void);
void make_krb_stamp( struct krb_stamp *stamp );

BYTE *make_as_request( const struct krb_question *question, const struct krb_key *key, DWORD *size );
BYTE *make_tgs_request( const struct krb_question *question, const struct krb_ticket *ticket, DWORD *size );
BOOL read_krb_error( const BYTE *message, DWORD size, struct krb_error *error );
BOOL read_krb_salt( struct reader data, LONG type, struct krb_salt *salt );
LONG read_krb_status( struct reader data );
BOOL read_kdc_reply_type( BYTE *message, DWORD size, LONG *type, struct krb_salt *salt );
BOOL read_kdc_reply( BYTE *message, DWORD size, const struct krb_question *question, const struct krb_key *key, BOOL is_tgs,
                     struct krb_ticket **ticket );

BYTE *make_ap_request( const struct krb_ticket *ticket, const struct krb_proof *proof, DWORD *size );
BOOL read_ap_reply( BYTE *message, DWORD size, const struct krb_key *key, struct krb_answer *answer );
BYTE *make_ap_reply( const struct krb_key *key, const struct krb_stamp *stamp, DWORD number, DWORD *size );

void free_krb_message( BYTE *message );
void free_krb_ticket( struct krb_ticket *ticket );

#endif
