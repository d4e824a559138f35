/*
 * Wine's debug channels in a native module
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

#include "wine/debug.h"

/*
 * The functions behind TRACE() and its relatives are Wine's ntdll's. Wine's modules reach them
 * through libwinecrt0, which Debian has for x86_64 only. Without them the channels are off.
 */

static void *ntdll_proc( const char *name )
{
    return (void *)GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), name );
}

unsigned char __cdecl __wine_dbg_get_channel_flags( struct __wine_debug_channel *channel )
{
    static unsigned char (__cdecl *get_channel_flags)( struct __wine_debug_channel *channel );

    if (!get_channel_flags) get_channel_flags = ntdll_proc( __func__ );
    if (!get_channel_flags) return channel->flags = 0;
    return get_channel_flags( channel );
}

const char * __cdecl __wine_dbg_strdup( const char *str )
{
    static const char * (__cdecl *strdup)( const char *str );

    if (!strdup) strdup = ntdll_proc( __func__ );
    return strdup ? strdup( str ) : "";
}

int __cdecl __wine_dbg_output( const char *str )
{
    static int (__cdecl *output)( const char *str );

    if (!output) output = ntdll_proc( __func__ );
    return output ? output( str ) : 0;
}

int __cdecl __wine_dbg_header( enum __wine_debug_class cls, struct __wine_debug_channel *channel,
                               const char *function )
{
    static int (__cdecl *header)( enum __wine_debug_class cls, struct __wine_debug_channel *channel,
                                  const char *function );

    if (!header) header = ntdll_proc( __func__ );
    return header ? header( cls, channel, function ) : -1;
}

/* mingw-w64's name for vsnprintf(), whose library code would bring in a C runtime */
int __cdecl __ms_vsnprintf( char *buffer, size_t size, const char *format, va_list args )
{
    static int (__cdecl *vsnprintf)( char *buffer, size_t size, const char *format, va_list args );
    int ret = -1;

    if (!size) return ret;
    buffer[0] = 0;
    if (!vsnprintf) vsnprintf = ntdll_proc( "_vsnprintf" );
    if (vsnprintf) ret = vsnprintf( buffer, size, format, args );
    buffer[size - 1] = 0;  /* ntdll's leaves a cut string open */
    return ret;
}
