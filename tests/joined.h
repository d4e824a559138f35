/*
 * The domain that the prefix records, put aside while a test has another one, or none
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

#ifndef NETAPI32_TESTS_JOINED_H
#define NETAPI32_TESTS_JOINED_H

#include "wine/test.h"
#include <winreg.h>

#define DOMAIN_KEY  L"Software\\Wine\\NetApi32\\Domain"

static struct
{
    const WCHAR *name;
    LSTATUS      status;
    DWORD        type;
    DWORD        size;
    BYTE         data[2048];
}
joined_values[] = { { .name = L"Name" }, { .name = L"FlatName" }, { .name = L"Forest" }, { .name = L"Site" },
                    { .name = L"Guid" }, { .name = L"Sid" } };
static HKEY joined_key;
static BOOL joined_key_was_there;

static inline void clear_joined_record( HKEY key )
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(joined_values); i++) RegDeleteValueW( key, joined_values[i].name );
}

/* the key, where there is no record then; NULL: that cannot be */
static inline HKEY put_record_aside(void)
{
    LSTATUS status;
    unsigned int i;
    DWORD how = 0;

    status = RegCreateKeyExW( HKEY_LOCAL_MACHINE, DOMAIN_KEY, 0, NULL, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, &joined_key,
                              &how );
    ok( !status, "RegCreateKeyExW returned %ld\n", status );
    if (status) return NULL;
    joined_key_was_there = how == REG_OPENED_EXISTING_KEY;
    for (i = 0; i < ARRAY_SIZE(joined_values); i++)
    {
        joined_values[i].size = sizeof(joined_values[i].data);
        joined_values[i].status = RegQueryValueExW( joined_key, joined_values[i].name, NULL, &joined_values[i].type,
                                                    joined_values[i].data, &joined_values[i].size );
    }
    clear_joined_record( joined_key );
    return joined_key;
}

static inline void put_record_back(void)
{
    unsigned int i;

    clear_joined_record( joined_key );
    for (i = 0; i < ARRAY_SIZE(joined_values); i++)
        if (!joined_values[i].status)
            RegSetValueExW( joined_key, joined_values[i].name, 0, joined_values[i].type, joined_values[i].data,
                            joined_values[i].size );
    RegCloseKey( joined_key );
    if (!joined_key_was_there) RegDeleteKeyExW( HKEY_LOCAL_MACHINE, DOMAIN_KEY, KEY_WOW64_64KEY, 0 );
}

#endif
