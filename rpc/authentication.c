/*
 * The identity of a connection: NTLM, by which all that is sent is sealed
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

#include <stdarg.h>
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"

#include "wine/debug.h"

#include "authentication.h"
#include "credentials.h"
#include "delay.h"
#include "ntlm.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define CONTEXT_FLAGS  (ISC_REQ_CONNECTION | ISC_REQ_USE_DCE_STYLE | ISC_REQ_MUTUAL_AUTH | ISC_REQ_INTEGRITY | \
                        ISC_REQ_CONFIDENTIALITY)

/* Wine 8.0's NTLM writes the challenge in base64 into a buffer of 1904 bytes, and beyond its end. Servers that have names of
 * usual length send some 300 bytes. */
#define MAX_CHALLENGE  1400

static SECURITY_STATUS (SEC_ENTRY *pAcquireCredentialsHandleW)( SEC_WCHAR *principal, SEC_WCHAR *package, ULONG use,
                                                                void *logon, void *data, SEC_GET_KEY_FN get_key,
                                                                void *argument, CredHandle *credential,
                                                                TimeStamp *expiry );
static SECURITY_STATUS (SEC_ENTRY *pDecryptMessage)( CtxtHandle *context, SecBufferDesc *message, ULONG number,
                                                     ULONG *quality );
static SECURITY_STATUS (SEC_ENTRY *pDeleteSecurityContext)( CtxtHandle *context );
static SECURITY_STATUS (SEC_ENTRY *pEncryptMessage)( CtxtHandle *context, ULONG quality, SecBufferDesc *message,
                                                     ULONG number );
static SECURITY_STATUS (SEC_ENTRY *pFreeCredentialsHandle)( CredHandle *credential );
static SECURITY_STATUS (SEC_ENTRY *pInitializeSecurityContextW)( CredHandle *credential, CtxtHandle *context,
                                                                 SEC_WCHAR *target, ULONG flags, ULONG reserved1,
                                                                 ULONG representation, SecBufferDesc *input,
                                                                 ULONG reserved2, CtxtHandle *new_context,
                                                                 SecBufferDesc *output, ULONG *attributes,
                                                                 TimeStamp *expiry );
static SECURITY_STATUS (SEC_ENTRY *pQueryContextAttributesW)( CtxtHandle *context, ULONG attribute, void *buffer );

static BOOL load_security(void)
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( AcquireCredentialsHandleW ),
        DELAYED_IMPORT( DecryptMessage ),
        DELAYED_IMPORT( DeleteSecurityContext ),
        DELAYED_IMPORT( EncryptMessage ),
        DELAYED_IMPORT( FreeCredentialsHandle ),
        DELAYED_IMPORT( InitializeSecurityContextW ),
        DELAYED_IMPORT( QueryContextAttributesW ),
    };

    return load_imports( L"secur32.dll", imports, ARRAYSIZE(imports) );
}

/************************************************************
 *                start_authentication
 *
 * PARAMS
 *  credentials    [I] Who it is. They are needed until end_authentication().
 *  host           [I] The server's name or address.
 *  authentication [O] To be given back with end_authentication().
 *
 * RETURNS
 *  RPC_S_OK, RPC_S_OUT_OF_MEMORY, or RPC_S_UNKNOWN_AUTHN_SERVICE (there is no NTLM).
 */
RPC_STATUS start_authentication( const struct credentials *credentials, const WCHAR *host,
                                 struct authentication *authentication )
{
    SEC_WINNT_AUTH_IDENTITY_W identity = { .Flags = SEC_WINNT_AUTH_IDENTITY_UNICODE };
    SECURITY_STATUS status;
    TimeStamp expiry;

    if (!load_security()) return RPC_S_UNKNOWN_AUTHN_SERVICE;
    identity.User = (USHORT *)credentials->user;
    identity.UserLength = wcslen( credentials->user );
    identity.Domain = (USHORT *)credentials->domain;
    identity.DomainLength = credentials->domain ? wcslen( credentials->domain ) : 0;
    identity.Password = (USHORT *)credentials->password;
    identity.PasswordLength = wcslen( credentials->password );
    status = pAcquireCredentialsHandleW( NULL, (SEC_WCHAR *)L"NTLM", SECPKG_CRED_OUTBOUND, NULL, &identity, NULL, NULL,
                                         &authentication->credential, &expiry );
    authentication->has_context = FALSE;
    lstrcpyW( authentication->target, L"host/" );
    lstrcatW( authentication->target, host );
    if (!status) return RPC_S_OK;
    if (status == SEC_E_INSUFFICIENT_MEMORY) return RPC_S_OUT_OF_MEMORY;
    WARN( "NTLM: %#lx: Wine needs the program ntlm_auth for it, which is a part of Samba's winbind\n", status );
    return RPC_S_UNKNOWN_AUTHN_SERVICE;
}

void end_authentication( struct authentication *authentication )
{
    if (authentication->has_context) pDeleteSecurityContext( &authentication->context );
    pFreeCredentialsHandle( &authentication->credential );
}

/************************************************************
 *                make_token
 *
 * PARAMS
 *  authentication [I/O] Of start_authentication().
 *  challenge      [I]   What the server sent; NULL for the first token, which asks for it.
 *  challenge_size [I]   In bytes.
 *  token          [O]   What it is to get.
 *  token_size     [O]   In bytes.
 *
 * RETURNS
 *  RPC_S_OK, or RPC_S_SEC_PKG_ERROR (a bad challenge, one that is too long for Wine or would make a weak session, or
 *  credentials that NTLM does not take).
 */
RPC_STATUS make_token( struct authentication *authentication, const BYTE *challenge, DWORD challenge_size,
                       BYTE token[MAX_TOKEN], DWORD *token_size )
{
    SecBuffer in = { challenge_size, SECBUFFER_TOKEN, (void *)challenge }, out = { MAX_TOKEN, SECBUFFER_TOKEN, token };
    SecBufferDesc input = { SECBUFFER_VERSION, 1, &in }, output = { SECBUFFER_VERSION, 1, &out };
    SecPkgContext_Sizes sizes;
    SECURITY_STATUS status;
    ULONG attributes;
    TimeStamp expiry;

    if (challenge && (challenge_size > MAX_CHALLENGE || !is_strong_challenge( challenge, challenge_size )))
    {
        WARN( "the challenge is too long, or for a weak session\n" );
        return RPC_S_SEC_PKG_ERROR;
    }
    status = pInitializeSecurityContextW( &authentication->credential, challenge ? &authentication->context : NULL,
                                          authentication->target, CONTEXT_FLAGS, 0, SECURITY_NETWORK_DREP, challenge ? &input : NULL, 0,
                                          &authentication->context, &output, &attributes, &expiry );
    /* Wine's NTLM leaves the attributes alone. */
    TRACE( "%#lx, %lu bytes\n", status, out.cbBuffer );
    if (status != SEC_E_OK && status != SEC_I_CONTINUE_NEEDED) return RPC_S_SEC_PKG_ERROR;
    authentication->has_context = TRUE;
    *token_size = out.cbBuffer;
    if (!challenge) return status == SEC_I_CONTINUE_NEEDED ? RPC_S_OK : RPC_S_SEC_PKG_ERROR;
    if (status || pQueryContextAttributesW( &authentication->context, SECPKG_ATTR_SIZES, &sizes ) ||
        sizes.cbSecurityTrailer > MAX_SIGNATURE) return RPC_S_SEC_PKG_ERROR;
    authentication->signature_size = sizes.cbSecurityTrailer;
    return RPC_S_OK;
}

/* What stays readable is signed all the same. */
static SecBufferDesc describe_parts( const struct sealed_parts *parts, SecBuffer buffers[4] )
{
    const SecBufferDesc message = { SECBUFFER_VERSION, 4, buffers };
    const ULONG readable = SECBUFFER_DATA | SECBUFFER_READONLY_WITH_CHECKSUM;

    buffers[0] = (SecBuffer){ parts->header_size, readable, parts->header };
    buffers[1] = (SecBuffer){ parts->body_size, SECBUFFER_DATA, parts->body };
    buffers[2] = (SecBuffer){ parts->trailer_size, readable, parts->trailer };
    buffers[3] = (SecBuffer){ parts->signature_size, SECBUFFER_TOKEN, parts->signature };
    return message;
}

RPC_STATUS seal_parts( struct authentication *authentication, const struct sealed_parts *parts )
{
    SecBuffer buffers[4];
    SecBufferDesc message = describe_parts( parts, buffers );

    return pEncryptMessage( &authentication->context, 0, &message, 0 ) ? RPC_S_SEC_PKG_ERROR : RPC_S_OK;
}

/* Signatures begin with it: MS-NLMP, 2.2.2.9. */
#define SIGNATURE_VERSION  1

/* RPC_S_ACCESS_DENIED: not from who has the password, or changed on the way. Wine's NTLM does not look at the first 8 of a
 * signature's 16 bytes: of these the version is checked here, the others are the first half of the checksum. */
RPC_STATUS unseal_parts( struct authentication *authentication, const struct sealed_parts *parts )
{
    SecBuffer buffers[4];
    SecBufferDesc message = describe_parts( parts, buffers );
    DWORD version;

    if (parts->signature_size < sizeof(version)) return RPC_S_ACCESS_DENIED;
    memcpy( &version, parts->signature, sizeof(version) );
    if (version != SIGNATURE_VERSION) return RPC_S_ACCESS_DENIED;
    return pDecryptMessage( &authentication->context, &message, 0, NULL ) ? RPC_S_ACCESS_DENIED : RPC_S_OK;
}
