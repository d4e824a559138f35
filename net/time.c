/*
 * NET TIME
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

#include "net.h"

static struct
{
    const WCHAR *domain, *set, *rtsdomain;
} given;

static const struct option options[] =
{
    { L"domain",    OPTION_MAYBE, &given.domain },
    { L"rtsdomain", OPTION_MAYBE, &given.rtsdomain },
    { L"set",       OPTION_FLAG,  &given.set },
    { NULL, 0, NULL }
};

/* Whose time it is without a server's name: the domain's, of one that has a clock to rely on for /rtsdomain. */
static NET_API_STATUS find_time_server( struct place *place )
{
    const WCHAR *domain = given.domain ? given.domain : given.rtsdomain;
    DOMAIN_CONTROLLER_INFOW *info;
    ULONG flags = given.rtsdomain ? DS_GOOD_TIMESERV_PREFERRED : DS_TIMESERV_REQUIRED;
    DWORD status = find_controller( domain ? domain : L"", flags, place, &info );

    if (info) NetApiBufferFree( info );
    return status == ERROR_NO_SUCH_DOMAIN ? MSG_NO_TIME_SERVER : status;
}

int net_time( int argc, WCHAR **argv )
{
    TIME_OF_DAY_INFO *info = NULL;
    NET_API_STATUS status;
    struct place place;
    struct words words;
    SYSTEMTIME time;
    FILETIME file;
    DWORD seconds;

    if (!parse_options( argc, argv, options, &words ) || words.count > 1 || (given.domain && given.rtsdomain))
        return misused();
    if (words.count && (given.domain || given.rtsdomain || !find_server( words.words[0], &place ))) return misused();
    if (!words.count && (status = find_time_server( &place ))) return fail( status );
    if ((status = NetRemoteTOD( place.server, (BYTE **)&info ))) return fail( status );
    seconds = info->tod_elapsedt;
    NetApiBufferFree( info );
    put( L"Current time at %s is %s\n\n", place.name, moment_text( seconds ) );
    if (given.set)
    {
        if (!confirm( L"Do you want to set the local computer's time to match that time?", TRUE )) return EXIT_FAILED;
        file = file_time( seconds );
        if (!FileTimeToSystemTime( &file, &time ) || !SetSystemTime( &time )) return fail( GetLastError() );
    }
    return done();
}
