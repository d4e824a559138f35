/*
 * This computer's domains, by its LSA
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
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"

#include "computer.h"
#include "domain.h"

/* What the LSA knows, the caller's to free with LsaFreeMemory(); an LSA's error where it fails. */
NET_API_STATUS query_policy( DWORD class, void **info )
{
    LSA_OBJECT_ATTRIBUTES attributes = { .Length = sizeof(attributes) };
    LSA_HANDLE policy;
    NTSTATUS status;

    *info = NULL;
    if ((status = LsaOpenPolicy( NULL, &attributes, POLICY_VIEW_LOCAL_INFORMATION, &policy )))
        return LsaNtStatusToWinError( status );
    status = LsaQueryInformationPolicy( policy, class, info );
    LsaClose( policy );
    if (status) return LsaNtStatusToWinError( status );
    return *info ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

static struct
{
    WCHAR name[MAX_SERVER_NAME];
    BYTE  sid[SECURITY_MAX_SID_SIZE];
}
account_domain;

static NET_API_STATUS read_account_domain(void)
{
    POLICY_ACCOUNT_DOMAIN_INFO *info;
    NET_API_STATUS status;
    unsigned int length;

    if ((status = query_policy( PolicyAccountDomainInformation, (void **)&info ))) return status;
    length = info->DomainName.Buffer ? min( info->DomainName.Length / sizeof(WCHAR), MAX_SERVER_NAME - 1 ) : 0;
    memcpy( account_domain.name, info->DomainName.Buffer, length * sizeof(WCHAR) );
    account_domain.name[length] = 0;
    /* one sub-authority is the accounts' */
    if (info->DomainSid && IsValidSid( info->DomainSid ) &&
        *GetSidSubAuthorityCount( info->DomainSid ) < SID_MAX_SUB_AUTHORITIES)
        CopySid( sizeof(account_domain.sid), account_domain.sid, info->DomainSid );
    else status = NERR_InternalError;
    LsaFreeMemory( info );
    return status;
}

static BOOL CALLBACK know_account_domain( INIT_ONCE *once, void *status, void **context )
{
    (void)once, (void)context;
    return !(*(NET_API_STATUS *)status = read_account_domain());
}

/************************************************************
 *                get_account_domain
 *
 * Tells the domain of this computer's accounts, which stays the same as long as it runs.
 *
 * PARAMS
 *  name [O] Its name, the computer's. It and the SID are nobody's to free.
 *  sid  [O] Its SID, which has room for one more sub-authority.
 *
 * RETURNS
 *  NERR_Success, NERR_InternalError (the LSA has no such SID), ERROR_NOT_ENOUGH_MEMORY, or the LSA's error. After a
 *  failure the next call asks again.
 */
NET_API_STATUS get_account_domain( const WCHAR **name, PSID *sid )
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
    NET_API_STATUS status = NERR_Success;

    if (!InitOnceExecuteOnce( &once, know_account_domain, &status, NULL )) return status ? status : NERR_InternalError;
    *name = account_domain.name;
    *sid = account_domain.sid;
    return NERR_Success;
}
