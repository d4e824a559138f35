/*
 * Domain controllers: which one is asked
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

#ifndef NETAPI32_LOCATOR_H
#define NETAPI32_LOCATOR_H

#include "local/joined.h"

#define MAX_ADDRESS_TEXT  46

/* a controller that has answered; empty strings are unknown */
struct located_controller
{
    WCHAR name[MAX_DOMAIN_NAME];            /* DNS's */
    WCHAR flat_name[MAX_FLAT_NAME];
    WCHAR address[MAX_ADDRESS_TEXT];        /* in numbers */
    WCHAR domain[MAX_DOMAIN_NAME];
    WCHAR flat_domain[MAX_FLAT_NAME];
    WCHAR forest[MAX_DOMAIN_NAME];
    WCHAR site[MAX_SITE_NAME];
    WCHAR client_site[MAX_SITE_NAME];
    GUID  guid;                             /* the domain's */
    ULONG flags;                            /* DS_PDC_FLAG ... as the controller tells them */
};

/* what is looked for */
struct locator_question
{
    const WCHAR *domain;            /* DNS's or NetBIOS's */
    const GUID  *guid;              /* the domain's; NULL: any */
    const WCHAR *site;              /* whose controllers come first; NULL: this computer's */
    const WCHAR *account;           /* that the controller has to know; NULL: none */
    DWORD        account_flags;     /* UF_... that are allowed of it; 0: all */
    ULONG        flags;             /* DS_PDC_REQUIRED ... */
};

NET_API_STATUS locate( const struct locator_question *question, struct located_controller **controller );
NET_API_STATUS locate_controller( const WCHAR *domain, const GUID *guid, const WCHAR *site, ULONG flags,
                                  struct located_controller **controller );
NET_API_STATUS find_domain( const WCHAR *domain );
NET_API_STATUS name_controller_service( const WCHAR *domain, const WCHAR *site, ULONG flags, WCHAR *service, DWORD count );
BOOL is_dns_domain( const WCHAR *domain );

/* what mingw-w64's headers lack */
#define DS_TRY_NEXTCLOSEST_SITE          0x00040000
#define DS_DIRECTORY_SERVICE_6_REQUIRED  0x00080000
#define DS_WEB_SERVICE_REQUIRED          0x00100000
#define DS_DIRECTORY_SERVICE_8_REQUIRED  0x00200000
#define DS_DIRECTORY_SERVICE_9_REQUIRED  0x00400000
#define DS_DIRECTORY_SERVICE_10_REQUIRED 0x00800000

/* a service's name, its site's and its domain's, with dots and an end */
#define MAX_SERVICE_NAME  (MAX_DOMAIN_NAME + MAX_SITE_NAME + 64)

#endif
