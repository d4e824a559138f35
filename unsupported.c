/*
 * Exports without code: each returns an error instead of ending the program
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

#include "ntstatus.h"
#define WIN32_NO_STATUS
#include "windef.h"
#include "winbase.h"
#include "winternl.h"
#include "lmcons.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

static inline void unsupported( const char *name )
{
    FIXME( "%s is not supported\n", name );
}

/* The functions stand in the module's .spec; tools/make-unsupported lists them as these macros.
 * The arguments are there for their size, which a stdcall function has to know on i386. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

#define UNSUPPORTED(name, args) \
    NET_API_STATUS WINAPI unsupported_##name args \
    { \
        unsupported( #name ); \
        return ERROR_NOT_SUPPORTED; \
    }
#define UNSUPPORTED_NT(name, args) \
    NTSTATUS WINAPI unsupported_nt_##name args \
    { \
        unsupported( #name ); \
        return STATUS_NOT_SUPPORTED; \
    }
#define UNSUPPORTED_HR(name, args) \
    HRESULT WINAPI unsupported_hr_##name args \
    { \
        unsupported( #name ); \
        return HRESULT_FROM_WIN32( ERROR_NOT_SUPPORTED ); \
    }
#define UNSUPPORTED_BOOL(name, args) \
    BOOL WINAPI unsupported_bool_##name args \
    { \
        unsupported( #name ); \
        SetLastError( ERROR_NOT_SUPPORTED ); \
        return FALSE; \
    }
#define UNSUPPORTED_PTR(name, args) \
    void * WINAPI unsupported_ptr_##name args \
    { \
        unsupported( #name ); \
        SetLastError( ERROR_NOT_SUPPORTED ); \
        return NULL; \
    }
#define UNSUPPORTED_VOID(name, args) \
    void WINAPI unsupported_void_##name args \
    { \
        unsupported( #name ); \
    }
#define UNSUPPORTED_CDECL(name) \
    NET_API_STATUS WINAPIV unsupported_##name( void ) \
    { \
        unsupported( #name ); \
        return ERROR_NOT_SUPPORTED; \
    }

#define UNSUPPORTED_NT_CDECL(name) \
    NTSTATUS WINAPIV unsupported_nt_##name( void ) \
    { \
        unsupported( #name ); \
        return STATUS_NOT_SUPPORTED; \
    }

#include "unsupported_exports.h"
