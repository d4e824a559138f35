/*
 * What another computer is in its domain
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
#include <stddef.h>

#include "windef.h"
#include "winbase.h"
#include "winerror.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"
#include "dsrole.h"
#include "lmwksta.h"
#include "rpc.h"
#include "rpcndr.h"
#include "dssetup.h"
#include "wkssvc.h"

#include "lanman.h"
#include "pack.h"
#include "role.h"

static DWORD get_role( handle_t binding, struct lanman_question *question )
{
    /* the structures are the union's members themselves */
    return DsRolerGetPrimaryDomainInformation( binding, (DSROLER_PRIMARY_DOMAIN_INFO_LEVEL)question->level->number,
                                               (DSROLER_PRIMARY_DOMAIN_INFORMATION **)&question->array.structures );
}

/* Behind 16 bits of a role or a state there is what aligns the next number, which may be anything. */
static void clear_padding( DWORD level, BYTE *structure )
{
    if (level == DsrolerUpgradeStatus) ((DSROLER_UPGRADE_STATUS_INFO *)structure)->Padding = 0;
    else ((DSROLER_PRIMARY_DOMAIN_INFO_BASIC *)structure)->Padding = 0;     /* it is in front in the others */
}

/************************************************************
 *                ask_role
 *
 * Asks a server what it is in its domain.
 *
 * PARAMS
 *  server [I] The server.
 *  level  [I] The level, 1 to 3.
 *  buffer [O] The level's structure, the caller's to free with NetApiBufferFree(); NULL on failure.
 *
 * RETURNS
 *  What ask_info() does.
 */
NET_API_STATUS ask_role( const WCHAR *server, const struct level *level, BYTE **buffer )
{
    struct lanman_question question =
    {
        .iface = &remote_dssetup, .ask = get_role, .server = server, .level = level
    };

    NET_API_STATUS status = ask_info( &question, buffer );

    if (!status) clear_padding( level->number, *buffer );
    return status;
}

/* of the level: the rest is not looked at */
static const struct field membership_fields[] =
{
    { FIELD_VALUE, MEMBER_SIZE( DSROLE_PRIMARY_DOMAIN_INFO_BASIC, MachineRole ),
      offsetof( DSROLE_PRIMARY_DOMAIN_INFO_BASIC, MachineRole ), 0, 0, 0, 0, NULL },
};
static const struct level membership_level =
    LEVEL( DsRolePrimaryDomainInfoBasic, DSROLE_PRIMARY_DOMAIN_INFO_BASIC, membership_fields );

static NET_API_STATUS ask_whether_in_domain( const WCHAR *server, BOOL *in_domain )
{
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *info;
    NET_API_STATUS status;

    if ((status = ask_role( server, &membership_level, (BYTE **)&info ))) return status;
    if ((unsigned int)info->MachineRole > DsRole_RolePrimaryDomainController) status = RPC_X_BAD_STUB_DATA;
    else *in_domain = info->MachineRole != DsRole_RoleStandaloneWorkstation &&
                      info->MachineRole != DsRole_RoleStandaloneServer;
    NetApiBufferFree( info );
    return status;
}

static const struct field group_fields[] =
{
    { FIELD_STRING, MEMBER_SIZE( WKSTA_INFO_100, wki100_langroup ), offsetof( WKSTA_INFO_100, wki100_langroup ), 0, 0, 0, 0,
      NULL },
};
static const struct level group_level = LEVEL( 100, WKSTA_INFO_100, group_fields );

static DWORD get_group( handle_t binding, struct lanman_question *question )
{
    return NetrWkstaGetInfo( binding, question->server, question->level->number,
                             (WKSTA_INFO *)&question->array.structures );
}

/************************************************************
 *                ask_membership
 *
 * Asks a server what it has joined, whose Workstation service does not tell, as Samba's: for the name that this service has
 * otherwise, and what the server is in its domain. (With the latter Samba's members tell their own name.)
 *
 * PARAMS
 *  server    [I] The server.
 *  name      [O] The domain's NetBIOS name, or the workgroup's, the caller's to free with NetApiBufferFree(); NULL on
 *                failure.
 *  in_domain [O] Whether it is a domain's; FALSE on failure.
 *
 * RETURNS
 *  What ask_info() does.
 */
NET_API_STATUS ask_membership( const WCHAR *server, WCHAR **name, BOOL *in_domain )
{
    struct lanman_question question =
    {
        .iface = &remote_wkssvc, .ask = get_group, .server = server, .level = &group_level
    };
    WKSTA_INFO_100 *info;
    NET_API_STATUS status;

    *name = NULL;
    *in_domain = FALSE;
    if ((status = ask_info( &question, (BYTE **)&info ))) return status;
    if (!info->wki100_langroup) status = RPC_X_BAD_STUB_DATA;
    else if (!(status = ask_whether_in_domain( server, in_domain ))) status = pack_string( info->wki100_langroup, name );
    NetApiBufferFree( info );
    if (status) *in_domain = FALSE;
    return status;
}
