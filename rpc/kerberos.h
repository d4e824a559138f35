/*
 * Kerberos: tickets for services
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

#ifndef NETAPI32_KERBEROS_H
#define NETAPI32_KERBEROS_H

#include "channel.h"
#include "krbmessage.h"

/*
 * Why not Wine's package Kerberos: with a password it overwrites the tickets of the user, and which file they are in cannot be
 * changed from here; it needs libraries that may be missing, and some versions do not tell the session's key. See
 * docs/domains.md.
 */

struct credentials;

NET_API_STATUS get_service_ticket( const struct credentials *credentials, const WCHAR *service, const struct endpoint *endpoint,
                                   struct krb_ticket **ticket );
NET_API_STATUS map_krb_error( const struct krb_error *error );
BOOL has_user_ticket(void);
void forget_service_ticket( const struct krb_ticket *ticket );
void forget_tickets(void);

#endif
