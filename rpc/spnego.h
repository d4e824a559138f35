/*
 * SPNEGO: which authentication both sides want
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

#ifndef NETAPI32_SPNEGO_H
#define NETAPI32_SPNEGO_H

/* more than what is put around a token, in bytes */
#define SPNEGO_ROOM  64

enum spnego_state { SPNEGO_COMPLETED, SPNEGO_INCOMPLETE, SPNEGO_REJECTED, SPNEGO_WANTS_MIC, SPNEGO_NO_STATE };

struct spnego_answer
{
    enum spnego_state state;
    const BYTE       *token;    /* in the answer; NULL: there is none */
    DWORD             size;
    const BYTE       *checksum; /* of the mechanisms, in the answer; NULL: there is none */
    DWORD             checksum_size;
};

BOOL has_kerberos( const BYTE *hint, DWORD size );
BOOL has_ntlm( const BYTE *hint, DWORD size );
DWORD wrap_first_token( const BYTE *token, DWORD size, BYTE *wrapped );
DWORD wrap_kerberos_token( const BYTE *token, DWORD size, BYTE *wrapped );
DWORD wrap_next_token( const BYTE *token, DWORD size, const BYTE *checksum, DWORD checksum_size, BYTE *wrapped );

/* what the checksum is of: the mechanisms that the first token offers, in DER */
#define SPNEGO_MECHANISMS_SIZE  14

extern const BYTE spnego_mechanisms[SPNEGO_MECHANISMS_SIZE];

/* the same, of the first token with Kerberos */
#define KERBEROS_MECHANISMS_SIZE  24

extern const BYTE kerberos_mechanisms[KERBEROS_MECHANISMS_SIZE];
BOOL read_spnego_answer( const BYTE *answer, DWORD size, struct spnego_answer *parsed );

#endif
