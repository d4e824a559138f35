/*
 * What the Netlogon service of another computer tells of the names that a forest claims
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
#include "winsock2.h"
#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "ntsecapi.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmaccess.h"
#include "lmapibuf.h"
#define _DSGETDCAPI_  /* no imports */
#include "dsgetdc.h"
#include "rpc.h"
#include "rpcndr.h"
#include "netlogon.h"

#include "lanman.h"
#include "logon.h"
#include "pack.h"

struct forest_question
{
    struct remote_call            call;
    const WCHAR                  *domain;
    DWORD                         flags;
    DSR_FOREST_TRUST_INFORMATION *information;
};

static DWORD get_forest_trust( handle_t binding, void *args )
{
    struct forest_question *question = args;

    question->information = NULL;
    return DsrGetForestTrustInformation( binding, NULL, question->domain, question->flags, &question->information );
}

/*
 * The answer's one buffer: the structure, the pointers to its records, the records, and what these point to. It is gone
 * through twice, the first time without a buffer, for its size.
 */
struct forest_copy
{
    BYTE     *base;
    ULONGLONG size;
};

static void *add( struct forest_copy *copy, const void *data, SIZE_T size, SIZE_T alignment )
{
    void *place;

    copy->size = (copy->size + alignment - 1) & ~(ULONGLONG)(alignment - 1);
    place = copy->base ? copy->base + copy->size : NULL;
    copy->size += size;
    if (place && data) memcpy( place, data, size );
    return place;
}

/* Behind it comes a null, for those who look no further. */
static void add_string( struct forest_copy *copy, const RPC_UNICODE_STRING *sent, LSA_UNICODE_STRING *string )
{
    USHORT length = sent->Length & ~(USHORT)1;
    WCHAR *place = add( copy, sent->Buffer, length, sizeof(WCHAR) );

    add( copy, L"", sizeof(WCHAR), sizeof(WCHAR) );
    if (!copy->base) return;
    string->Buffer = place;
    string->Length = length;
    string->MaximumLength = length == 0xfffe ? length : length + sizeof(WCHAR);
}

static BOOL is_string( const struct stub_run *run, const RPC_UNICODE_STRING *string )
{
    return is_stub_array( run, string->Buffer, string->Length / sizeof(WCHAR), sizeof(WCHAR) );
}

static BOOL is_record( const struct stub_run *run, const DSR_FOREST_TRUST_RECORD *record )
{
    const DSR_FOREST_TRUST_DATA *data;

    if (!is_stub_array( run, record, 1, sizeof(*record) )) return FALSE;
    data = &record->ForestTrustData;
    switch (record->ForestTrustType)
    {
    case ForestTrustTopLevelName:
    case ForestTrustTopLevelNameEx:
        return is_string( run, &data->TopLevelName );
    case ForestTrustDomainInfo:
        return is_stub_sid( run, data->DomainInfo.Sid ) && is_string( run, &data->DomainInfo.DnsName ) &&
               is_string( run, &data->DomainInfo.NetbiosName );
    default:
        return data->Data.Length <= MAX_FOREST_TRUST_BINARY_DATA_SIZE &&
               is_stub_array( run, data->Data.Buffer, data->Data.Length, 1 );
    }
}

static BOOL is_information( const struct stub_run *run, const DSR_FOREST_TRUST_INFORMATION *information )
{
    DWORD i;

    if (!is_stub_array( run, information, 1, sizeof(*information) ) ||
        information->RecordCount > MAX_RECORDS_IN_FOREST_TRUST_INFO ||
        !is_stub_array( run, information->Entries, information->RecordCount, sizeof(*information->Entries) )) return FALSE;
    for (i = 0; i < information->RecordCount; i++) if (!is_record( run, information->Entries[i].Record )) return FALSE;
    return TRUE;
}

static LSA_FOREST_TRUST_RECORD *add_record( struct forest_copy *copy, const DSR_FOREST_TRUST_RECORD *sent )
{
    const DSR_FOREST_TRUST_DATA *data = &sent->ForestTrustData;
    LSA_FOREST_TRUST_RECORD *place, scratch, *record;
    void *part;

    place = add( copy, NULL, sizeof(*place), sizeof(LARGE_INTEGER) );
    record = place ? place : &scratch;
    memset( record, 0, sizeof(*record) );
    record->Flags = sent->Flags;
    record->ForestTrustType = (LSA_FOREST_TRUST_RECORD_TYPE)sent->ForestTrustType;
    record->Time.QuadPart = sent->Time;
    switch (sent->ForestTrustType)
    {
    case ForestTrustTopLevelName:
    case ForestTrustTopLevelNameEx:
        add_string( copy, &data->TopLevelName, &record->ForestTrustData.TopLevelName );
        break;
    case ForestTrustDomainInfo:
        part = add( copy, data->DomainInfo.Sid, GetLengthSid( data->DomainInfo.Sid ), sizeof(DWORD) );
        record->ForestTrustData.DomainInfo.Sid = part;
        add_string( copy, &data->DomainInfo.DnsName, &record->ForestTrustData.DomainInfo.DnsName );
        add_string( copy, &data->DomainInfo.NetbiosName, &record->ForestTrustData.DomainInfo.NetbiosName );
        break;
    default:
        part = add( copy, data->Data.Buffer, data->Data.Length, 1 );
        record->ForestTrustData.Data.Length = data->Data.Length;
        record->ForestTrustData.Data.Buffer = data->Data.Length ? part : NULL;
        break;
    }
    return place;
}

static void add_information( struct forest_copy *copy, const DSR_FOREST_TRUST_INFORMATION *sent )
{
    LSA_FOREST_TRUST_INFORMATION *information = add( copy, NULL, sizeof(*information), sizeof(void *) );
    LSA_FOREST_TRUST_RECORD **entries = add( copy, NULL, sent->RecordCount * sizeof(*entries), sizeof(void *) );
    LSA_FOREST_TRUST_RECORD *record;
    DWORD i;

    for (i = 0; i < sent->RecordCount; i++)
    {
        record = add_record( copy, sent->Entries[i].Record );
        if (entries) entries[i] = record;
    }
    if (!information) return;
    information->RecordCount = sent->RecordCount;
    information->Entries = sent->RecordCount ? entries : NULL;
}

static NET_API_STATUS pack_information( const struct stub_run *run, const DSR_FOREST_TRUST_INFORMATION *sent,
                                        LSA_FOREST_TRUST_INFORMATION **information )
{
    struct forest_copy copy = { NULL, 0 };
    NET_API_STATUS status;
    void *base;

    if (!is_information( run, sent )) return RPC_X_BAD_STUB_DATA;
    add_information( &copy, sent );
    if (copy.size > MAXLONG) return ERROR_NOT_ENOUGH_MEMORY;    /* records may be one and the same */
    if ((status = NetApiBufferAllocate( copy.size, &base ))) return status;
    copy.base = base;
    copy.size = 0;
    add_information( &copy, sent );
    *information = base;
    return NERR_Success;
}

/* DsrGetForestTrustInformation(). With DS_GFTI_UPDATE_TDO it is not asked another time. */
NET_API_STATUS ask_forest_trust( const WCHAR *server, const WCHAR *domain, DWORD flags, LSA_FOREST_TRUST_INFORMATION **trust )
{
    struct forest_question question =
    {
        .call = { .run = { .function = get_forest_trust, .args = &question }, .repeatable = !(flags & DS_GFTI_UPDATE_TDO) },
        .domain = domain, .flags = flags
    };
    NET_API_STATUS status = call_remote( server, &remote_netlogon, &question.call );

    *trust = NULL;
    if (!status) status = pack_information( &question.call.run, question.information, trust );
    free_remote_answer( &question.call );
    return status;
}
