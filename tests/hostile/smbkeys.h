/*
 * The keys of the SMB server, and whom it lets in
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

#ifndef NETAPI32_TESTS_SMBKEYS_H
#define NETAPI32_TESTS_SMBKEYS_H

#include <windef.h>
#include <winbase.h>
#include <lmcons.h>

#include "../../rpc/smb.h"
#include "../../rpc/smbcrypt.h"

enum server_logon { CLIENT_REFUSED, CLIENT_ANONYMOUS, CLIENT_GUEST, CLIENT_USER };

/* Whose NTLM message it is, and the key of the session that it begins. */
enum server_logon log_on_client( const WCHAR *user, const WCHAR *password, const BYTE challenge[8], const BYTE *token, DWORD size,
                                BYTE key[KEY_SIZE] );
void sign_mechanisms( const BYTE key[KEY_SIZE], const BYTE *list, DWORD size, BYTE signature[16] );

#endif
