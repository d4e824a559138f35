/*
 * Security descriptors, as they are sent
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
#include "lmapibuf.h"

#include "descriptor.h"

/* Windows' own functions that check these things trust the lengths in them. */

static BOOL is_valid_sid( const BYTE *data, DWORD size )
{
    const SID *sid = (const SID *)data;

    return size >= GetSidLengthRequired( 0 ) && sid->Revision == SID_REVISION &&
           sid->SubAuthorityCount <= SID_MAX_SUB_AUTHORITIES &&
           size >= GetSidLengthRequired( sid->SubAuthorityCount );
}

static BOOL is_valid_ace( const BYTE *data, DWORD size )
{
    const ACE_HEADER *ace = (const ACE_HEADER *)data;

    if (size < sizeof(*ace) || ace->AceSize < sizeof(*ace) || ace->AceSize > size) return FALSE;
    /* these have a SID behind the mask, and nothing else in between */
    if (ace->AceType > SYSTEM_ALARM_ACE_TYPE) return TRUE;
    return ace->AceSize >= FIELD_OFFSET( ACCESS_ALLOWED_ACE, SidStart ) &&
           is_valid_sid( data + FIELD_OFFSET( ACCESS_ALLOWED_ACE, SidStart ),
                         ace->AceSize - FIELD_OFFSET( ACCESS_ALLOWED_ACE, SidStart ) );
}

static BOOL is_valid_acl( const BYTE *data, DWORD size )
{
    const ACL *acl = (const ACL *)data;
    DWORD i, offset = sizeof(*acl);

    if (size < sizeof(*acl) || acl->AclSize < sizeof(*acl) || acl->AclSize > size) return FALSE;
    if (acl->AclRevision < ACL_REVISION || acl->AclRevision > ACL_REVISION_DS) return FALSE;
    for (i = 0; i < acl->AceCount; i++)
    {
        if (!is_valid_ace( data + offset, acl->AclSize - offset )) return FALSE;
        offset += ((const ACE_HEADER *)(data + offset))->AceSize;
    }
    return TRUE;
}

typedef BOOL part_function( const BYTE *data, DWORD size );

/* A part that is missing has no offset. */
static BOOL is_valid_part( part_function *is_valid, const BYTE *data, DWORD size, DWORD offset )
{
    if (!offset) return TRUE;
    return offset >= sizeof(SECURITY_DESCRIPTOR_RELATIVE) && offset < size && is_valid( data + offset, size - offset );
}

/* Whether what another computer sent is a self-relative security descriptor, with all its parts within its size. */
BOOL is_valid_descriptor( const BYTE *data, DWORD size )
{
    const SECURITY_DESCRIPTOR_RELATIVE *descriptor = (const SECURITY_DESCRIPTOR_RELATIVE *)data;

    if (size < sizeof(*descriptor) || descriptor->Revision != SECURITY_DESCRIPTOR_REVISION ||
        !(descriptor->Control & SE_SELF_RELATIVE))
        return FALSE;
    return is_valid_part( is_valid_sid, data, size, descriptor->Owner ) &&
           is_valid_part( is_valid_sid, data, size, descriptor->Group ) &&
           (!(descriptor->Control & SE_SACL_PRESENT) || is_valid_part( is_valid_acl, data, size, descriptor->Sacl )) &&
           (!(descriptor->Control & SE_DACL_PRESENT) || is_valid_part( is_valid_acl, data, size, descriptor->Dacl )) &&
           /* Programs copy as much; it counts twice what two parts share. */
           GetSecurityDescriptorLength( (PSECURITY_DESCRIPTOR)data ) <= size;
}

/************************************************************
 *                flatten_descriptor
 *
 * Makes a security descriptor of a program's ready to be sent.
 *
 * PARAMS
 *  descriptor [I] A valid one, absolute or self-relative; NULL is allowed.
 *  data       [O] The same, self-relative, the caller's to free with NetApiBufferFree(); NULL for none, and on failure.
 *  size       [O] Its size in bytes; 0 for none, and on failure.
 *
 * RETURNS
 *  NERR_Success, ERROR_NOT_ENOUGH_MEMORY, or a system error.
 */
NET_API_STATUS flatten_descriptor( PSECURITY_DESCRIPTOR descriptor, BYTE **data, DWORD *size )
{
    SECURITY_DESCRIPTOR_CONTROL control;
    NET_API_STATUS status;
    DWORD revision, length;

    *data = NULL;
    *size = 0;
    if (!descriptor) return NERR_Success;
    if (!GetSecurityDescriptorControl( descriptor, &control, &revision )) return GetLastError();
    length = GetSecurityDescriptorLength( descriptor );
    if ((status = NetApiBufferAllocate( length, (void **)data ))) return status;

    if (control & SE_SELF_RELATIVE) memcpy( *data, descriptor, length );
    else if (!MakeSelfRelativeSD( descriptor, *data, &length ))
    {
        status = GetLastError();
        NetApiBufferFree( *data );
        *data = NULL;
        return status;
    }
    *size = length;
    return NERR_Success;
}
