/*
 * The password policy of other computers
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
#include "lmaccess.h"
#include "lmapibuf.h"
#include "rpc.h"
#include "rpcndr.h"

#include "pack.h"
#include "sam.h"
#include "samvalidate.h"

/*
 * What is sent: the program's structures, whose times are aligned in another way
 */

C_ASSERT( sizeof(NET_VALIDATE_PASSWORD_HASH) == sizeof(SAM_VALIDATE_PASSWORD_HASH) );
C_ASSERT( FIELD_OFFSET( NET_VALIDATE_PASSWORD_HASH, Hash ) == FIELD_OFFSET( SAM_VALIDATE_PASSWORD_HASH, Hash ) );

/* more passwords than any policy remembers, and more bytes than any hash has */
#define MAX_SENT_HISTORY  1024
#define MAX_SENT_HASH     1024

struct validation
{
    struct remote_call                      call;
    PASSWORD_POLICY_VALIDATION_TYPE         type;
    SAM_VALIDATE_INPUT_ARG                  input;
    SAM_VALIDATE_PASSWORD_HASH             *hashes;     /* of the history */
    const SAM_VALIDATE_STANDARD_OUTPUT_ARG *output;
};

static void set_time( LARGE_INTEGER *sent, const FILETIME *time, BOOL present )
{
    sent->u.LowPart = present ? time->dwLowDateTime : 0;
    sent->u.HighPart = present ? time->dwHighDateTime : 0;
}

/* A bad pointer faults here, where that is the program's fault. */
static NET_API_STATUS set_hash( SAM_VALIDATE_PASSWORD_HASH *sent, const NET_VALIDATE_PASSWORD_HASH *hash )
{
    DWORD i;

    sent->Hash = hash->Hash;
    sent->Length = hash->Hash ? hash->Length : 0;
    if (sent->Length > MAX_SENT_HASH) return ERROR_INVALID_PARAMETER;
    for (i = 0; i < sent->Length; i++) (void)((volatile BYTE *)sent->Hash)[i];
    return NERR_Success;
}

static NET_API_STATUS set_history( struct validation *validation, SAM_VALIDATE_PERSISTED_FIELDS *sent,
                                   const NET_VALIDATE_PERSISTED_FIELDS *fields )
{
    NET_API_STATUS status;
    DWORD i;

    if (!(fields->PresentFields & NET_VALIDATE_PASSWORD_HISTORY) || !fields->PasswordHistory ||
        !(fields->PresentFields & NET_VALIDATE_PASSWORD_HISTORY_LENGTH) || !fields->PasswordHistoryLength)
        return NERR_Success;
    if (fields->PasswordHistoryLength > MAX_SENT_HISTORY) return ERROR_INVALID_PARAMETER;
    status = NetApiBufferAllocate( fields->PasswordHistoryLength * sizeof(*validation->hashes), (void **)&validation->hashes );
    if (status) return status;
    sent->PasswordHistoryLength = fields->PasswordHistoryLength;
    sent->PasswordHistory = validation->hashes;
    for (i = 0; i < sent->PasswordHistoryLength && !status; i++)
        status = set_hash( &sent->PasswordHistory[i], &fields->PasswordHistory[i] );
    return status;
}

/* What is not present may be anything. */
static NET_API_STATUS set_fields( struct validation *validation, SAM_VALIDATE_PERSISTED_FIELDS *sent,
                                  const NET_VALIDATE_PERSISTED_FIELDS *fields )
{
    DWORD present = fields->PresentFields;

    sent->PresentFields = present;
    set_time( &sent->PasswordLastSet, &fields->PasswordLastSet, present & NET_VALIDATE_PASSWORD_LAST_SET );
    set_time( &sent->BadPasswordTime, &fields->BadPasswordTime, present & NET_VALIDATE_BAD_PASSWORD_TIME );
    set_time( &sent->LockoutTime, &fields->LockoutTime, present & NET_VALIDATE_LOCKOUT_TIME );
    sent->BadPasswordCount = present & NET_VALIDATE_BAD_PASSWORD_COUNT ? fields->BadPasswordCount : 0;
    return set_history( validation, sent, fields );
}

static NET_API_STATUS set_string( RPC_UNICODE_STRING *sent, const WCHAR *string )
{
    return set_counted_string( sent, string ? string : L"" );
}

static NET_API_STATUS set_change( struct validation *validation, const NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG *arg )
{
    SAM_VALIDATE_PASSWORD_CHANGE_INPUT_ARG *sent = &validation->input.ChangeInput;
    NET_API_STATUS status;

    sent->PasswordMatch = !!arg->PasswordMatch;
    if ((status = set_string( &sent->ClearPassword, arg->ClearPassword ))) return status;
    if ((status = set_string( &sent->UserAccountName, arg->UserAccountName ))) return status;
    return set_hash( &sent->HashedPassword, &arg->HashedPassword );
}

static NET_API_STATUS set_reset( struct validation *validation, const NET_VALIDATE_PASSWORD_RESET_INPUT_ARG *arg )
{
    SAM_VALIDATE_PASSWORD_RESET_INPUT_ARG *sent = &validation->input.ResetInput;
    NET_API_STATUS status;

    sent->PasswordMustChangeAtNextLogon = !!arg->PasswordMustChangeAtNextLogon;
    sent->ClearLockout = !!arg->ClearLockout;
    if ((status = set_string( &sent->ClearPassword, arg->ClearPassword ))) return status;
    if ((status = set_string( &sent->UserAccountName, arg->UserAccountName ))) return status;
    return set_hash( &sent->HashedPassword, &arg->HashedPassword );
}

/* Each of the structures begins with the fields. */
static NET_API_STATUS set_input( struct validation *validation, const void *arg )
{
    SAM_VALIDATE_AUTHENTICATION_INPUT_ARG *sent = &validation->input.AuthenticationInput;
    NET_API_STATUS status;

    if ((status = set_fields( validation, &sent->InputPersistedFields, arg ))) return status;
    if (validation->type == SamValidatePasswordChange) return set_change( validation, arg );
    if (validation->type == SamValidatePasswordReset) return set_reset( validation, arg );
    sent->PasswordMatched = !!((const NET_VALIDATE_AUTHENTICATION_INPUT_ARG *)arg)->PasswordMatched;
    return NERR_Success;
}

/*
 * What comes back
 */

static const struct field hash_fields[] =
{
    { FIELD_VALUE, sizeof(DWORD), offsetof( NET_VALIDATE_PASSWORD_HASH, Length ), 0, 0, 0, 0, NULL },
    { FIELD_BYTES, sizeof(BYTE *), offsetof( NET_VALIDATE_PASSWORD_HASH, Hash ), 0, 0, 0,
      offsetof( NET_VALIDATE_PASSWORD_HASH, Length ), NULL },
};
static const struct level hash_level = LEVEL( 0, NET_VALIDATE_PASSWORD_HASH, hash_fields );

static const struct field output_fields[] =
{
    WHOLE( NET_VALIDATE_OUTPUT_ARG ),
    { FIELD_ARRAY, sizeof(NET_VALIDATE_PASSWORD_HASH *),
      offsetof( NET_VALIDATE_OUTPUT_ARG, ChangedPersistedFields.PasswordHistory ), 0, 0, 0,
      offsetof( NET_VALIDATE_OUTPUT_ARG, ChangedPersistedFields.PasswordHistoryLength ), &hash_level },
};
static const struct level output_level = LEVEL( 0, NET_VALIDATE_OUTPUT_ARG, output_fields );

static const WORD statuses[] =
{
    [SamValidateSuccess] = NERR_Success,
    [SamValidatePasswordMustChange] = NERR_PasswordMustChange,
    [SamValidateAccountLockedOut] = NERR_AccountLockedOut,
    [SamValidatePasswordExpired] = NERR_PasswordExpired,
    [SamValidatePasswordIncorrect] = NERR_BadPassword,
    [SamValidatePasswordIsInHistory] = NERR_PasswordHistConflict,
    [SamValidatePasswordTooShort] = NERR_PasswordTooShort,
    [SamValidatePasswordTooLong] = NERR_PasswordTooLong,
    [SamValidatePasswordNotComplexEnough] = NERR_PasswordNotComplexEnough,
    [SamValidatePasswordTooRecent] = NERR_PasswordTooRecent,
    [SamValidatePasswordFilterError] = NERR_PasswordFilterError,
};

static BOOL is_valid_output( const struct stub_run *run, const SAM_VALIDATE_STANDARD_OUTPUT_ARG *output )
{
    const SAM_VALIDATE_PERSISTED_FIELDS *fields = &output->ChangedPersistedFields;
    DWORD i;

    if (!is_stub_array( run, output, 1, sizeof(*output) )) return FALSE;
    if ((DWORD)output->ValidationStatus >= ARRAYSIZE(statuses)) return FALSE;
    if (!is_stub_array( run, fields->PasswordHistory, fields->PasswordHistoryLength, sizeof(*fields->PasswordHistory) ))
        return FALSE;
    for (i = 0; i < fields->PasswordHistoryLength; i++)
        if (!is_stub_array( run, fields->PasswordHistory[i].Hash, fields->PasswordHistory[i].Length, 1 )) return FALSE;
    return TRUE;
}

static FILETIME get_time( const LARGE_INTEGER *time )
{
    const FILETIME told = { time->u.LowPart, time->u.HighPart };

    return told;
}

static NET_API_STATUS pack_output( const SAM_VALIDATE_STANDARD_OUTPUT_ARG *output, NET_VALIDATE_OUTPUT_ARG **buffer )
{
    const SAM_VALIDATE_PERSISTED_FIELDS *fields = &output->ChangedPersistedFields;
    const NET_VALIDATE_OUTPUT_ARG told =
    {
        .ChangedPersistedFields =
        {
            .PresentFields = fields->PresentFields,
            .PasswordLastSet = get_time( &fields->PasswordLastSet ),
            .BadPasswordTime = get_time( &fields->BadPasswordTime ),
            .LockoutTime = get_time( &fields->LockoutTime ),
            .BadPasswordCount = fields->BadPasswordCount,
            .PasswordHistoryLength = fields->PasswordHistoryLength,
            .PasswordHistory = fields->PasswordHistoryLength ? (NET_VALIDATE_PASSWORD_HASH *)fields->PasswordHistory : NULL,
        },
        .ValidationStatus = statuses[output->ValidationStatus],
    };

    return pack_copies( &output_level, &told, 1, (BYTE **)buffer );
}

/*
 * The whole
 */

static DWORD ask_validation( handle_t binding, void *args )
{
    struct validation *validation = args;
    SAM_VALIDATE_OUTPUT_ARG *output = NULL;
    NET_API_STATUS status;

    if (!is_sealed_call( &validation->call )) return ERROR_NO_USER_SESSION_KEY;
    status = map_sam_status( SamrValidatePassword( binding, validation->type, &validation->input, &output ));
    /* the three cases have one structure */
    validation->output = status ? NULL : &output->AuthenticationOutput;
    return status;
}

static DWORD ask_whether_known( handle_t binding, void *args )
{
    POLICY_HANDLE handle = { 0 };

    (void)args;
    if (!SamrConnect2( binding, NULL, &handle, MAXIMUM_ALLOWED )) SamrCloseHandle( binding, &handle );
    return NERR_Success;
}

/* Samba refuses to validate in the way in which it tells, in place of a first answer, that it does not know the user. */
static NET_API_STATUS explain_refusal( const WCHAR *server )
{
    struct remote_call call = { .run = { .function = ask_whether_known }, .repeatable = TRUE };
    NET_API_STATUS status = call_remote( server, &remote_samr, &call );

    free_remote_answer( &call );
    return status ? status : ERROR_ACCESS_DENIED;
}

static NET_API_STATUS ask_policy( const WCHAR *server, struct validation *validation, NET_VALIDATE_OUTPUT_ARG **output )
{
    NET_API_STATUS status;

    validation->call.run.function = ask_validation;
    validation->call.run.args = validation;
    validation->call.repeatable = TRUE;
    if (!(status = call_remote( server, &remote_samr_tcp, &validation->call )))
    {
        if (is_valid_output( &validation->call.run, validation->output )) status = pack_output( validation->output, output );
        else status = RPC_X_BAD_STUB_DATA;
    }
    free_remote_answer( &validation->call );
    return status == ERROR_LOGON_FAILURE ? explain_refusal( server ) : status;
}

/************************************************************
 *                validate_sam_password
 *
 * Asks a server whether its policy allows a password.
 *
 * PARAMS
 *  server [I] Its name or address.
 *  type   [I] NetValidateAuthentication, NetValidatePasswordChange or NetValidatePasswordReset.
 *  arg    [I] The NET_VALIDATE_..._INPUT_ARG structure of that type.
 *  output [O] The answer, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER (a string, hash or history that is too long to be sent), ERROR_NOT_ENOUGH_MEMORY,
 *  ERROR_NO_USER_SESSION_KEY (nobody authenticated), RPC_X_BAD_STUB_DATA (an answer that is none), what the server returns, or
 *  what call_remote() does.
 *
 * NOTES
 *  MS-SAMR 3.1.5.13.7: it is asked over TCP, sealed. The password itself is sent.
 */
NET_API_STATUS validate_sam_password( const WCHAR *server, NET_VALIDATE_PASSWORD_TYPE type, const void *arg,
                                      NET_VALIDATE_OUTPUT_ARG **output )
{
    struct validation validation = { .type = (PASSWORD_POLICY_VALIDATION_TYPE)type };
    NET_API_STATUS status;

    *output = NULL;
    if (!(status = set_input( &validation, arg ))) status = ask_policy( server, &validation, output );
    NetApiBufferFree( validation.hashes );
    return status;
}
