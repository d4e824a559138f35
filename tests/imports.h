/*
 * The imports of a module, to be exchanged for functions of the tests
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

#ifndef NETAPI32_TESTS_IMPORTS_H
#define NETAPI32_TESTS_IMPORTS_H

#include <string.h>
#include <windef.h>
#include <winbase.h>

/* The entry of a function in the table of a module's imports; NULL for one that it does not import. */
static inline void **find_import( HMODULE module, const char *function )
{
    BYTE *base = (BYTE *)module;
    const IMAGE_NT_HEADERS *nt = (void *)(base + ((IMAGE_DOS_HEADER *)base)->e_lfanew);
    const IMAGE_DATA_DIRECTORY *dir = &nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    const IMAGE_IMPORT_DESCRIPTOR *import = (void *)(base + dir->VirtualAddress);

    for (; import->Name; import++)
    {
        const IMAGE_THUNK_DATA *name = (void *)(base + import->OriginalFirstThunk);
        void **entry = (void **)(base + import->FirstThunk);

        for (; name->u1.AddressOfData; name++, entry++)
        {
            if (IMAGE_SNAP_BY_ORDINAL( name->u1.Ordinal )) continue;
            if (!strcmp( (char *)((IMAGE_IMPORT_BY_NAME *)(base + name->u1.AddressOfData))->Name, function ))
                return entry;
        }
    }
    return NULL;
}

/* Where a module keeps the address of a function, in whatever table: delayed imports have one of the linker's own,
 * which gets it when the function is called first. */
static inline void **find_address( HMODULE module, void *function )
{
    BYTE *base = (BYTE *)module;
    const IMAGE_NT_HEADERS *nt = (void *)(base + ((IMAGE_DOS_HEADER *)base)->e_lfanew);
    const IMAGE_SECTION_HEADER *section = IMAGE_FIRST_SECTION( nt );
    unsigned int i;
    void **entry;
    DWORD j;

    for (i = 0; i < nt->FileHeader.NumberOfSections; i++)
    {
        if (!(section[i].Characteristics & IMAGE_SCN_MEM_WRITE)) continue;
        entry = (void **)(base + section[i].VirtualAddress);
        for (j = 0; j < section[i].Misc.VirtualSize / sizeof(*entry); j++)
            if (entry[j] == function) return &entry[j];
    }
    return NULL;
}

/* "original" gets the function that was there. It may be done again. */
static inline BOOL exchange_entry( void **entry, void *function, void *original )
{
    DWORD old;

    if (!entry) return FALSE;
    if (*entry == function) return TRUE;
    memcpy( original, entry, sizeof(*entry) );
    VirtualProtect( entry, sizeof(*entry), PAGE_READWRITE, &old );
    *entry = function;
    VirtualProtect( entry, sizeof(*entry), old, &old );
    return TRUE;
}

static inline BOOL exchange_import( HMODULE module, const char *name, void *function, void *original )
{
    return exchange_entry( find_import( module, name ), function, original );
}

#endif
