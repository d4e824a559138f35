/*
 * Times the search for a domain controller, for bench/domain
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
#include <stdio.h>
#include <windows.h>
#include <lm.h>
#include <dsgetdc.h>

/*
 * locate DOMAIN COUNT
 *
 * Prints one line of CSV:
 *   controller,first,cold,warm
 * Mean times in microseconds: of the process's first DsGetDcName(), of COUNT with DS_FORCE_REDISCOVERY, and of 1000 times as many
 * that are answered by what was found before; each with freeing the answer.
 */

static double now_us(void)
{
    LARGE_INTEGER counter, frequency;

    QueryPerformanceCounter( &counter );
    QueryPerformanceFrequency( &frequency );
    return counter.QuadPart * 1e6 / frequency.QuadPart;
}

/* The mean time of "count" calls; the name is the last one's, 256 characters. */
static double locate( const WCHAR *domain, ULONG flags, int count, WCHAR *name )
{
    DOMAIN_CONTROLLER_INFOW *info;
    double start = now_us();
    DWORD status;
    int i;

    for (i = 0; i < count; i++)
    {
        if ((status = DsGetDcNameW( NULL, domain, NULL, NULL, flags, &info )))
        {
            fprintf( stderr, "locate: error %lu\n", status );
            ExitProcess( 1 );
        }
        lstrcpynW( name, info->DomainControllerName, 256 );
        NetApiBufferFree( info );
    }
    return (now_us() - start) / count;
}

int wmain( int argc, WCHAR *argv[] )
{
    double first, cold, warm;
    WCHAR name[256];
    int count;

    if (argc != 3 || (count = _wtoi( argv[2] )) <= 0 || count > 100000)
    {
        fprintf( stderr, "usage: locate DOMAIN COUNT\n" );
        return 2;
    }
    first = locate( argv[1], 0, 1, name );
    cold = locate( argv[1], DS_FORCE_REDISCOVERY, count, name );
    warm = locate( argv[1], 0, 1000 * count, name );
    printf( "%ls,%.1f,%.1f,%.3f\n", name, first, cold, warm );
    return 0;
}
