/*
 * Logging on to an SMB server: dialect, user, and the share of the named pipes
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

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "windef.h"
#include "winbase.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "rpc.h"

#include "wine/debug.h"

#include "credentials.h"
#include "mechanism.h"
#include "smblogon.h"
#include "spnego.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* while it goes on */
struct attempt
{
    struct smb_connection    *connection;
    const struct endpoint    *endpoint;
    const struct credentials *credentials;
    ULONGLONG                 deadline;
    struct smb_request        request;
    struct smb_agreement      agreement;
    struct smb_validation     validation;       /* what was offered, */
    struct smb_validated      validated;        /* and what the server said to it */
    BOOL                      uses_spnego;      /* else NTLM's tokens go bare */
    BOOL                      lacks_ntlm;       /* The server offers other ways alone. */
    BOOL                      lacks_kerberos;   /* Nor that. */
    struct mechanism          mechanism;
    const BYTE               *checksum;         /* SPNEGO's, in the last token of a user; NULL: none */
    DWORD                     checksum_size;
    WORD                      session_flags;
    BYTE                      key[KEY_SIZE];    /* the session's */
};

static NET_API_STATUS ask( struct attempt *attempt, WORD command, const void *fixed, DWORD fixed_size, const void *data,
                           DWORD data_size, LONG *answer )
{
    const struct smb_body body = { fixed, fixed_size, data, data_size };
    NET_API_STATUS status;

    if ((status = begin_request( attempt->connection, &attempt->request, command, &body, attempt->deadline )))
        return status;
    if ((status = finish_request( attempt->connection, &attempt->request, attempt->deadline ))) return status;
    *answer = get_response_status( &attempt->request );
    TRACE( "command %u: %#lx\n", command, *answer );
    return NERR_Success;
}

/*
 * The dialect: MS-SMB2, 3.2.4.2.2.2 and 3.2.5.2
 */

static const WORD dialects[] = { SMB_DIALECT_202, SMB_DIALECT_210, SMB_DIALECT_300, SMB_DIALECT_302, SMB_DIALECT_311 };

#include "pshpack1.h"

static const struct offer
{
    WORD               dialects[ARRAYSIZE(dialects)];
    WORD               padding1;
    struct smb_context preauth;
    WORD               hash_count;
    WORD               salt_size;
    WORD               hash;
    BYTE               salt[32];
    WORD               padding2;
    struct smb_context encryption;
    WORD               cipher_count;
    WORD               ciphers[4];
    BYTE               padding3[6];
    struct smb_context signing;
    WORD               signing_count;
    WORD               signings[3];
} offer =
{
    { SMB_DIALECT_202, SMB_DIALECT_210, SMB_DIALECT_300, SMB_DIALECT_302, SMB_DIALECT_311 }, 0,
    { SMB_PREAUTH_CONTEXT, 38, 0 }, 1, 32, SMB_SHA512, { 0 }, 0,
    { SMB_ENCRYPTION_CONTEXT, 10, 0 }, 4, { SMB_AES_128_GCM, SMB_AES_128_CCM, SMB_AES_256_GCM, SMB_AES_256_CCM }, { 0 },
    { SMB_SIGNING_CONTEXT, 8, 0 }, 3, { SMB_AES_GMAC, SMB_AES_CMAC, SMB_HMAC_SHA256 }
};

/* a server's contexts */
struct answered_context
{
    WORD size;
    WORD count;
    WORD first;         /* of the salt's size, or of the number that was agreed on */
    WORD second;
};

#include "poppack.h"

static BOOL is_offered( WORD number, const WORD *numbers, unsigned int count )
{
    unsigned int i;

    for (i = 0; i < count && numbers[i] != number; i++) {}
    return i < count;
}

static NET_API_STATUS send_offer( struct attempt *attempt, LONG *answer )
{
    struct smb_validation *validation = &attempt->validation;
    struct smb_negotiate negotiate = { .size = 36 };
    struct offer made = offer;

    validation->capabilities = negotiate.capabilities = SMB_CAN_ENCRYPT;
    validation->security = negotiate.security = SMB_SIGNING_ENABLED | (attempt->mechanism.kind ? SMB_SIGNING_REQUIRED : 0);
    validation->dialect_count = negotiate.dialect_count = ARRAYSIZE(dialects);
    if (!SystemFunction036( &validation->client, sizeof(validation->client) ) ||
        !SystemFunction036( made.salt, sizeof(made.salt) )) return ERROR_NOT_SUPPORTED;
    negotiate.client = validation->client;
    negotiate.context_offset = sizeof(struct smb_header) + sizeof(negotiate) + FIELD_OFFSET( struct offer, preauth );
    negotiate.context_count = 3;
    return ask( attempt, SMB_NEGOTIATE, &negotiate, sizeof(negotiate), &made, sizeof(made), answer );
}

/* 2.2.4.1. There is one number in each context that a server answers. */
static BOOL read_context( struct attempt *attempt, WORD type, const BYTE *data, DWORD size, BOOL *has_preauth )
{
    WORD count, number;

    if (type != SMB_PREAUTH_CONTEXT && type != SMB_ENCRYPTION_CONTEXT && type != SMB_SIGNING_CONTEXT) return TRUE;
    if (size < 4) return FALSE;
    memcpy( &count, data, sizeof(count) );
    memcpy( &number, data + sizeof(count), sizeof(number) );
    if (count != 1) return FALSE;
    switch (type)
    {
    case SMB_PREAUTH_CONTEXT:   /* the salt's size comes first */
        if (size < 6 || *has_preauth) return FALSE;
        memcpy( &number, data + 4, sizeof(number) );
        *has_preauth = TRUE;
        return number == SMB_SHA512;
    case SMB_ENCRYPTION_CONTEXT:
        if (attempt->agreement.cipher) return FALSE;
        attempt->agreement.cipher = number;
        return !number || is_offered( number, offer.ciphers, ARRAYSIZE(offer.ciphers) );
    default:
        attempt->agreement.signing = number;
        return is_offered( number, offer.signings, ARRAYSIZE(offer.signings) );
    }
}

static BOOL read_contexts( struct attempt *attempt, const struct smb_negotiated *negotiated )
{
    DWORD offset = negotiated->context_offset, i;
    const struct smb_context *context;
    BOOL has_preauth = FALSE;
    const BYTE *data;

    for (i = 0; i < negotiated->context_count; i++)
    {
        if (offset % 8 || !(context = (void *)get_response_data( &attempt->request, offset, sizeof(*context) )))
            return FALSE;
        offset += sizeof(*context);
        if (!(data = get_response_data( &attempt->request, offset, context->size )) ||
            !read_context( attempt, context->type, data, context->size, &has_preauth )) return FALSE;
        offset = (offset + context->size + 7) & ~7u;
    }
    return has_preauth;
}

static BOOL read_negotiated( struct attempt *attempt, struct smb_logon *logon )
{
    const struct smb_negotiated *negotiated = get_response_body( &attempt->request, sizeof(*negotiated), 65 );
    struct smb_agreement *agreement = &attempt->agreement;
    const BYTE *hint;

    if (!negotiated || !is_offered( negotiated->dialect, dialects, ARRAYSIZE(dialects) )) return FALSE;
    agreement->dialect = negotiated->dialect;
    agreement->signing = negotiated->dialect >= SMB_DIALECT_300 ? SMB_AES_CMAC : SMB_HMAC_SHA256;
    if (negotiated->dialect == SMB_DIALECT_311)
    {
        if (!read_contexts( attempt, negotiated )) return FALSE;
    }
    else if (negotiated->dialect >= SMB_DIALECT_300 && negotiated->capabilities & SMB_CAN_ENCRYPT)
        agreement->cipher = SMB_AES_128_CCM;

    if (!(hint = get_response_data( &attempt->request, negotiated->token_offset, negotiated->token_size )) &&
        negotiated->token_size) return FALSE;
    attempt->uses_spnego = negotiated->token_size != 0;
    attempt->lacks_ntlm = attempt->uses_spnego && !has_ntlm( hint, negotiated->token_size );
    attempt->lacks_kerberos = !attempt->uses_spnego || !has_kerberos( hint, negotiated->token_size );
    attempt->validated.capabilities = negotiated->capabilities;
    attempt->validated.server = negotiated->server;
    attempt->validated.security = negotiated->security;
    attempt->validated.dialect = negotiated->dialect;
    logon->max_transact = min( negotiated->max_transact, MAX_SMB_DATA );
    logon->max_read = min( negotiated->max_read, MAX_SMB_DATA );
    logon->max_write = min( negotiated->max_write, MAX_SMB_DATA );
    return min( logon->max_transact, min( logon->max_read, logon->max_write ) ) >= MIN_SMB_DATA;
}

static void hash_response( struct attempt *attempt )
{
    add_preauth( attempt->connection->preauth, attempt->request.response, attempt->request.response_size );
}

static NET_API_STATUS negotiate( struct attempt *attempt, struct smb_logon *logon )
{
    NET_API_STATUS status;
    LONG answer;

    attempt->connection->is_hashed = TRUE;
    if ((status = send_offer( attempt, &answer ))) return status;
    if (answer) return map_smb_status( answer );
    hash_response( attempt );
    if (!read_negotiated( attempt, logon )) return RPC_S_PROTOCOL_ERROR;
    TRACE( "dialect %#x, cipher %u, signing %u\n", attempt->agreement.dialect, attempt->agreement.cipher,
           attempt->agreement.signing );
    if (attempt->mechanism.kind == MECHANISM_KERBEROS && !attempt->lacks_kerberos) return NERR_Success;
    if (attempt->mechanism.kind == MECHANISM_KERBEROS)
        use_ntlm( attempt->credentials, L"cifs", attempt->endpoint, &attempt->mechanism );
    return attempt->lacks_ntlm ? ERROR_NOT_SUPPORTED : NERR_Success;
}

/*
 * The user: MS-SMB2, 3.2.4.2.3 and 3.2.5.3
 */

/* A token of NTLM, or one that is wrapped already. */
static NET_API_STATUS send_token( struct attempt *attempt, const BYTE *token, DWORD size, LONG *answer )
{
    struct smb_session_setup setup =
    {
        .size = 25, .security = attempt->validation.security,
        .token_offset = sizeof(struct smb_header) + sizeof(setup), .token_size = size
    };

    if (size > 0xffff) return ERROR_NOT_SUPPORTED;
    return ask( attempt, SMB_SESSION_SETUP, &setup, sizeof(setup), token, size, answer );
}

static NET_API_STATUS send_setup( struct attempt *attempt, const BYTE *token, DWORD size, BOOL is_first, LONG *answer )
{
    DWORD room = size + attempt->checksum_size + SPNEGO_ROOM;
    NET_API_STATUS status;
    BYTE *wrapped;

    if (!attempt->uses_spnego) return send_token( attempt, token, size, answer );
    if ((status = NetApiBufferAllocate( room, (void **)&wrapped ))) return status;
    if (!is_first) size = wrap_next_token( token, size, attempt->checksum, attempt->checksum_size, wrapped );
    else if (attempt->mechanism.kind == MECHANISM_KERBEROS) size = wrap_kerberos_token( token, size, wrapped );
    else size = wrap_first_token( token, size, wrapped );
    status = send_token( attempt, wrapped, size, answer );
    SecureZeroMemory( wrapped, room );
    NetApiBufferFree( wrapped );
    return status;
}

/* NTLM's token in a response; NULL: there is none. */
static const BYTE *get_token( struct attempt *attempt, const struct smb_session_answer *answered, DWORD *size )
{
    const BYTE *token = get_response_data( &attempt->request, answered->token_offset, answered->token_size );
    struct spnego_answer answer;

    *size = answered->token_size;
    if (!token || !attempt->uses_spnego) return token;
    if (!read_spnego_answer( token, answered->token_size, &answer ) || answer.state == SPNEGO_REJECTED) return NULL;
    *size = answer.size;
    return answer.token;
}

/* The server asks for the proof of what the first message said. */
static NET_API_STATUS start_setup( struct attempt *attempt, const BYTE *token, DWORD size, const BYTE **challenge,
                                   DWORD *challenge_size )
{
    const struct smb_session_answer *answered;
    NET_API_STATUS status;
    LONG answer;

    if ((status = send_setup( attempt, token, size, TRUE, &answer ))) return status;
    if (answer != STATUS_MORE_PROCESSING_REQUIRED) return answer ? map_smb_status( answer ) : RPC_S_PROTOCOL_ERROR;
    hash_response( attempt );
    attempt->connection->session_id = ((const struct smb_header *)attempt->request.response)->session_id;
    if (!attempt->connection->session_id ||
        !(answered = get_response_body( &attempt->request, sizeof(*answered), 9 ))) return RPC_S_PROTOCOL_ERROR;
    *challenge = get_token( attempt, answered, challenge_size );
    return *challenge ? NERR_Success : RPC_S_PROTOCOL_ERROR;
}

/* The server lets in. */
static const struct smb_session_answer *end_setup( struct attempt *attempt )
{
    const struct smb_session_answer *answered = get_response_body( &attempt->request, sizeof(*answered), 9 );

    attempt->connection->is_hashed = FALSE;
    memcpy( attempt->agreement.preauth, attempt->connection->preauth, PREAUTH_SIZE );
    if (answered) attempt->session_flags = answered->flags;
    return answered;
}

static NET_API_STATUS finish_setup( struct attempt *attempt, const BYTE *token, DWORD size )
{
    NET_API_STATUS status;
    LONG answer;

    if ((status = send_setup( attempt, token, size, FALSE, &answer ))) return status;
    if (answer == STATUS_MORE_PROCESSING_REQUIRED) return RPC_S_PROTOCOL_ERROR;
    if (answer) return map_smb_status( answer );
    /* What the last token says is not of interest: its signature tells whose it is. */
    return end_setup( attempt ) ? NERR_Success : RPC_S_PROTOCOL_ERROR;
}

static NET_API_STATUS set_up_anonymous( struct attempt *attempt )
{
    BYTE token[MAX_TOKEN];
    const BYTE *challenge;
    NET_API_STATUS status;
    DWORD size = make_anonymous_token( FALSE, token );

    if ((status = start_setup( attempt, token, size, &challenge, &size ))) return status;
    size = make_anonymous_token( TRUE, token );
    if ((status = finish_setup( attempt, token, size ))) return status;
    /* Nobody has no key. */
    return attempt->session_flags & SMB_SESSION_ENCRYPT ? ERROR_ACCESS_DENIED : NERR_Success;
}

static NET_API_STATUS set_up_user( struct attempt *attempt )
{
    struct authentication *authentication = &attempt->mechanism.ntlm;
    BYTE token[MAX_TOKEN], checksum[NTLM_SIGNATURE_SIZE];
    const BYTE *challenge;
    NET_API_STATUS status;
    DWORD size;

    make_token( authentication, NULL, 0, token, &size );
    if ((status = start_setup( attempt, token, size, &challenge, &size ))) return status;
    if (!make_token( authentication, challenge, size, token, &size )) return ERROR_LOGON_FAILURE;
    make_signature( &authentication->to_server, spnego_mechanisms, sizeof(spnego_mechanisms), checksum );
    attempt->checksum = checksum;
    attempt->checksum_size = sizeof(checksum);
    memcpy( attempt->key, authentication->key, KEY_SIZE );
    status = finish_setup( attempt, token, size );
    attempt->checksum = NULL;
    attempt->checksum_size = 0;
    return status;
}

/*
 * The same with a ticket: RFC 4178, 4.2.2
 */

/* Reads the server's own proof. The checksum has to be right where there is one. */
static NET_API_STATUS read_proof( struct attempt *attempt, const struct smb_session_answer *answered,
                                  struct spnego_answer *answer )
{
    struct krb_context *kerberos = attempt->mechanism.kerberos;
    const BYTE *token = get_response_data( &attempt->request, answered->token_offset, answered->token_size );
    NET_API_STATUS status;
    BYTE *copy;

    if (!token || !read_spnego_answer( token, answered->token_size, answer ) || !answer->token) return RPC_S_PROTOCOL_ERROR;
    /* The response is needed as it is, for its signature. */
    if ((status = NetApiBufferAllocate( answer->size, (void **)&copy ))) return status;
    memcpy( copy, answer->token, answer->size );
    status = read_krb_token( kerberos, copy, answer->size );
    NetApiBufferFree( copy );
    if (status) return status;
    if (answer->state == SPNEGO_REJECTED) return RPC_S_ACCESS_DENIED;
    if (answer->checksum && !is_krb_mic( kerberos, kerberos_mechanisms, sizeof(kerberos_mechanisms), answer->checksum,
                                         answer->checksum_size )) return RPC_S_ACCESS_DENIED;
    return NERR_Success;
}

static void take_ticket_key( struct attempt *attempt )
{
    const struct krb_key *key = get_krb_session_key( attempt->mechanism.kerberos );

    memcpy( attempt->key, key->bytes, KEY_SIZE );
    memcpy( attempt->agreement.full_key, key->bytes, key->size );
    attempt->agreement.full_size = key->size;
}

/* A server that does not like the first of the names of Kerberos wants to be sure that nobody has changed them. */
static NET_API_STATUS confirm_mechanisms( struct attempt *attempt )
{
    BYTE checksum[KRB_MIC_SIZE];
    NET_API_STATUS status;

    if (!make_krb_mic( attempt->mechanism.kerberos, kerberos_mechanisms, sizeof(kerberos_mechanisms), checksum ))
        return ERROR_NOT_ENOUGH_MEMORY;
    attempt->checksum = checksum;
    attempt->checksum_size = sizeof(checksum);
    status = finish_setup( attempt, NULL, 0 );
    attempt->checksum = NULL;
    attempt->checksum_size = 0;
    return status;
}

static NET_API_STATUS take_proof( struct attempt *attempt, LONG answer )
{
    BOOL is_done = !answer;
    const struct smb_session_answer *answered;
    struct spnego_answer spnego;
    NET_API_STATUS status;

    attempt->connection->session_id = ((const struct smb_header *)attempt->request.response)->session_id;
    if (!is_done) hash_response( attempt );
    answered = is_done ? end_setup( attempt ) : get_response_body( &attempt->request, sizeof(*answered), 9 );
    if (!attempt->connection->session_id || !answered) return RPC_S_PROTOCOL_ERROR;
    if ((status = read_proof( attempt, answered, &spnego ))) return status;
    take_ticket_key( attempt );
    if (is_done) return spnego.state == SPNEGO_COMPLETED || spnego.state == SPNEGO_NO_STATE ? NERR_Success : RPC_S_PROTOCOL_ERROR;
    return confirm_mechanisms( attempt );
}

static NET_API_STATUS set_up_ticket( struct attempt *attempt )
{
    NET_API_STATUS status;
    BYTE *token;
    DWORD size;
    LONG answer;

    if (!(token = make_first_krb_token( attempt->mechanism.kerberos, &size ))) return ERROR_NOT_ENOUGH_MEMORY;
    status = send_setup( attempt, token, size, TRUE, &answer );
    SecureZeroMemory( token, size );
    NetApiBufferFree( token );
    if (status) return status;
    if (answer && answer != STATUS_MORE_PROCESSING_REQUIRED) return map_smb_status( answer );
    return take_proof( attempt, answer );
}

/* From here on nothing is believed that the key does not protect. */
static NET_API_STATUS protect( struct attempt *attempt, struct smb_logon *logon )
{
    struct smb_connection *connection = attempt->connection;
    const struct smb_request *request = &attempt->request;
    struct smb_keys *keys;
    NET_API_STATUS status;

    /* So a server says that it does not know the user: a guest, who could be anybody's, with nothing protected. */
    if (attempt->session_flags & (SMB_SESSION_GUEST | SMB_SESSION_ANONYMOUS)) return ERROR_LOGON_FAILURE;
    if ((status = create_smb_keys( &attempt->agreement, attempt->key, &keys ))) return status;
    if (!is_signed_message( keys, request->response, request->response_size ))
    {
        destroy_smb_keys( keys );
        return RPC_S_ACCESS_DENIED;
    }
    connection->keys = keys;
    connection->is_sealed = can_seal( keys );
    if (!connection->is_sealed && (attempt->session_flags & SMB_SESSION_ENCRYPT || attempt->endpoint->needs_seal))
        return ERROR_NO_USER_SESSION_KEY;
    get_application_key( keys, logon->key );
    logon->has_key = TRUE;
    return NERR_Success;
}

static NET_API_STATUS set_up_session( struct attempt *attempt, struct smb_logon *logon )
{
    NET_API_STATUS status;

    if (attempt->mechanism.kind == MECHANISM_NONE)
    {
        if (attempt->endpoint->needs_seal) return ERROR_NO_USER_SESSION_KEY;
        return set_up_anonymous( attempt );
    }
    status = attempt->mechanism.kind == MECHANISM_KERBEROS ? set_up_ticket( attempt ) : set_up_user( attempt );
    if (!status) status = protect( attempt, logon );
    if (status && attempt->mechanism.kind == MECHANISM_KERBEROS) forget_context_ticket( attempt->mechanism.kerberos );
    return status;
}

/*
 * The share: MS-SMB2, 3.2.4.2.4 and 3.2.5.5
 */

static NET_API_STATUS connect_tree( struct attempt *attempt )
{
    static const WCHAR share[] = L"\\IPC$";
    struct smb_tree_connect connect = { 9, 0, sizeof(struct smb_header) + sizeof(connect), 0 };
    WCHAR path[2 + MAX_SERVER_NAME + ARRAYSIZE(share)];
    const struct smb_header *header;
    const struct smb_tree *tree;
    NET_API_STATUS status;
    LONG answer;

    lstrcpyW( path, L"\\\\" );
    lstrcatW( path, attempt->endpoint->server );
    lstrcatW( path, share );
    connect.path_size = lstrlenW( path ) * sizeof(*path);
    status = ask( attempt, SMB_TREE_CONNECT, &connect, sizeof(connect), path, connect.path_size, &answer );
    if (status) return status;
    if (answer) return map_smb_status( answer );
    header = (const struct smb_header *)attempt->request.response;
    tree = get_response_body( &attempt->request, sizeof(*tree), 16 );
    /* what was pending has lost the tree's number */
    if (!tree || tree->type != SMB_PIPE_TREE || header->flags & SMB_ASYNC) return RPC_S_PROTOCOL_ERROR;
    if (tree->flags & SMB_TREE_ENCRYPT && !attempt->connection->is_sealed) return ERROR_ACCESS_DENIED;
    attempt->connection->tree_id = header->tree_id;
    return NERR_Success;
}

/* 3.2.5.14.12: nobody made the offer smaller on its way. 3.1.1 has it in the keys; whom no key protects nobody can tell. */
static NET_API_STATUS validate( struct attempt *attempt )
{
    static const struct smb_file no_file = { ~(ULONGLONG)0, ~(ULONGLONG)0 };
    struct { struct smb_validation validation; WORD dialects[ARRAYSIZE(dialects)]; } data;
    struct smb_ioctl ioctl = { .size = 57, .code = SMB_VALIDATE_NEGOTIATE, .file = no_file, .flags = SMB_IS_FSCTL };
    const struct smb_ioctl_answer *answered;
    NET_API_STATUS status;
    const BYTE *validated;
    LONG answer;

    data.validation = attempt->validation;
    memcpy( data.dialects, dialects, sizeof(dialects) );
    ioctl.input_offset = sizeof(struct smb_header) + sizeof(ioctl);
    ioctl.input_size = sizeof(data);
    ioctl.max_output = sizeof(struct smb_validated);
    if ((status = ask( attempt, SMB_IOCTL, &ioctl, sizeof(ioctl), &data, sizeof(data), &answer ))) return status;
    /* Servers need not know the question; that they do not is signed, or sealed. */
    if (answer == STATUS_FILE_CLOSED || answer == STATUS_INVALID_DEVICE_REQUEST || answer == STATUS_NOT_SUPPORTED ||
        answer == STATUS_FS_DRIVER_REQUIRED) return NERR_Success;
    if (answer) return RPC_S_ACCESS_DENIED;
    answered = get_response_body( &attempt->request, sizeof(*answered), 49 );
    if (!answered || answered->output_size != sizeof(attempt->validated)) return RPC_S_PROTOCOL_ERROR;
    validated = get_response_data( &attempt->request, answered->output_offset, answered->output_size );
    if (!validated) return RPC_S_PROTOCOL_ERROR;
    return memcmp( validated, &attempt->validated, sizeof(attempt->validated) ) ? RPC_S_ACCESS_DENIED : NERR_Success;
}

/************************************************************
 *                log_on
 *
 * PARAMS
 *  connection  [I/O] open_smb_connection()'s; after a failure it can only be closed.
 *  endpoint    [I]   Where it leads, and within which time.
 *  credentials [I]   Who asks; NULL: the user, who may have a ticket. One without a name: nobody.
 *  logon       [O]   What came of it.
 *
 * RETURNS
 *  NERR_Success, or why the user is not let in: ERROR_LOGON_FAILURE (also: as a guest only), ERROR_NO_USER_SESSION_KEY
 *  (nothing can be sealed), ERROR_NOT_SUPPORTED (the server does not take NTLM), ERROR_ACCESS_DENIED (also: the answers
 *  are not from who knows the password), what start_mechanism(), map_smb_status() and finish_request() return.
 *
 * NOTES
 *  MS-SMB2. A session with a user is signed, and sealed where server and dialect can.
 */
NET_API_STATUS log_on( struct smb_connection *connection, const struct endpoint *endpoint,
                       const struct credentials *credentials, struct smb_logon *logon )
{
    struct attempt attempt =
    {
        .connection = connection, .endpoint = endpoint, .credentials = credentials,
        .deadline = min( GetTickCount64() + endpoint->call_limit, endpoint->deadline )
    };
    NET_API_STATUS status;

    memset( logon, 0, sizeof(*logon) );
    if (!(status = start_mechanism( credentials, L"cifs", endpoint, FALSE, &attempt.mechanism )) &&
        !(status = negotiate( &attempt, logon )) && !(status = set_up_session( &attempt, logon )))
        status = connect_tree( &attempt );
    if (!status && connection->keys && attempt.agreement.dialect < SMB_DIALECT_311) status = validate( &attempt );
    end_mechanism( &attempt.mechanism );
    SecureZeroMemory( attempt.key, sizeof(attempt.key) );
    SecureZeroMemory( &attempt.agreement, sizeof(attempt.agreement) );
    NetApiBufferFree( attempt.request.response );
    return status;
}
