/*
 * Members of other computers' local groups: their names and SIDs
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

#ifndef NETAPI32_SAMMEMBER_H
#define NETAPI32_SAMMEMBER_H

#include "lsa.h"
#include "sam.h"
#include "local/accounts.h"

/* For "ask". What the records get lives until free_sam_answer() and free_remote_answer( &others->call ): of those
 * members alone that no SAM knows. */
NET_API_STATUS name_sam_members( struct sam *sam, struct member *members, DWORD count, struct lsa_lookup *others );
NET_API_STATUS find_sam_members( struct sam *sam, struct member *members, DWORD count, struct lsa_lookup *others );

#endif
