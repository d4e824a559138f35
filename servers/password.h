/*
 * Passwords on their way to a security account manager
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

#ifndef NETAPI32_PASSWORD_H
#define NETAPI32_PASSWORD_H

#include "rpc/crypt.h"
#include "samr.h"

extern const BYTE tcp_session_key[KEY_SIZE];

BOOL encrypt_password( const WCHAR *password, const BYTE session_key[KEY_SIZE],
                       SAMPR_ENCRYPTED_USER_PASSWORD_NEW *encrypted );
BOOL encrypt_own_password( const WCHAR *old_password, const WCHAR *new_password, SAMPR_ENCRYPTED_USER_PASSWORD *encrypted,
                           ENCRYPTED_NT_OWF_PASSWORD *encrypted_old );

#endif
