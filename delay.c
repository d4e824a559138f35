/*
 * Modules that are loaded when a function needs them
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

#include "windef.h"
#include "winbase.h"

#include "delay.h"

/************************************************************
 *                load_imports
 *
 * Loads a module, and keeps it: the modules that the network needs bring many others with them, and most
 * programs that have this one never use them.
 *
 * PARAMS
 *  module  [I] Its name.
 *  imports [I] Which functions to find in it, and the pointers to set. Threads that do it at the same time
 *              set the same.
 *  count   [I] How many there are, at least one.
 *
 * RETURNS
 *  TRUE: all pointers are set. FALSE: there is no such module, or a function is missing in it.
 */
BOOL load_imports( const WCHAR *module, const struct delayed_import *imports, unsigned int count )
{
    void **function = imports[count - 1].function;
    HMODULE handle;
    unsigned int i;

    if (*function) return TRUE;  /* it is set last */
    if (!(handle = LoadLibraryExW( module, NULL, LOAD_LIBRARY_SEARCH_SYSTEM32 ))) return FALSE;
    for (i = 0; i < count; i++)
    {
        function = imports[i].function;
        if (!(*function = (void *)GetProcAddress( handle, imports[i].name ))) return FALSE;
    }
    return TRUE;
}

/* What this module has once it asked another computer, or knows a password: connections, threads that look up names, and
 * programs that NTLM has started. In DllMain() none of them could be given back: that waits for others that the loader's
 * lock keeps waiting. So the module stays, and what it has serves the next who loads it. */
void keep_loaded(void)
{
    HMODULE module;

    GetModuleHandleExW( GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (const WCHAR *)keep_loaded,
                        &module );
}
