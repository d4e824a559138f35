/*
 * Conformance tests of what a computer is to others on the network
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

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winnls.h>
#include <winerror.h>
#include <winternl.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmremutl.h>
#include <lmserver.h>
#include <lmstats.h>
#include <lmwksta.h>
#include <lmjoin.h>

#include "services.h"

LONG WINAPI RtlGetVersion( OSVERSIONINFOEXW *version );

static const struct size types[] =
{
    TYPE_SIZE( SERVER_INFO_100, 16, 8 ),
    TYPE_SIZE( SERVER_INFO_101, 40, 24 ),
    TYPE_SIZE( SERVER_INFO_102, 72, 52 ),
    TYPE_SIZE( TIME_OF_DAY_INFO, 48, 48 ),
    TYPE_SIZE( STAT_WORKSTATION_0, 216, 216 ),
    TYPE_SIZE( STAT_SERVER_0, 68, 68 ),
    TYPE_SIZE( SERVER_TRANSPORT_INFO_0, 40, 20 ),
    TYPE_SIZE( SERVER_TRANSPORT_INFO_1, 48, 24 ),
};

/* 100 ns since 1601 to seconds since 1970 */
static DWORD seconds_since_1970( ULONGLONG time )
{
    return time / 10000000 - 11644473600ull;
}

static ULONGLONG get_time(void)
{
    FILETIME time;

    GetSystemTimeAsFileTime( &time );
    return ((ULONGLONG)time.dwHighDateTime << 32) | time.dwLowDateTime;
}

/* ---- NetServerGetInfo ------------------------------------------------------------------------- */

static void check_software( const SERVER_INFO_101 *info )
{
    DWORD type = info->sv101_type;
    OSVERSIONINFOEXW version;

    memset( &version, 0, sizeof(version) );
    version.dwOSVersionInfoSize = sizeof(version);
    RtlGetVersion( &version );
    ok( (info->sv101_version_major & MAJOR_VERSION_MASK) == version.dwMajorVersion &&
        info->sv101_version_minor == version.dwMinorVersion, "got version %lu.%lu, not %lu.%lu\n",
        info->sv101_version_major, info->sv101_version_minor, version.dwMajorVersion, version.dwMinorVersion );
    ok( type & SV_TYPE_WORKSTATION, "got type %#lx\n", type );
    ok( type & SV_TYPE_NT, "got type %#lx\n", type );
    ok( !(type & SV_TYPE_SERVER_NT) == (version.wProductType != VER_NT_SERVER),
        "got type %#lx, product type %u\n", type, version.wProductType );
    ok( !(type & (SV_TYPE_DOMAIN_CTRL | SV_TYPE_DOMAIN_BAKCTRL)) ==
        (version.wProductType != VER_NT_DOMAIN_CONTROLLER), "got type %#lx, product type %u\n", type,
        version.wProductType );
    if (testing_ours()) ok( !(type & SV_TYPE_SERVER), "it shares nothing, and got type %#lx\n", type );
}

static void check_settings( struct answer *answer, const SERVER_INFO_102 *info )
{
    check_string( answer, info->sv102_userpath, "user path" );
    ok( info->sv102_users != 0, "got no users\n" );
    ok( info->sv102_announce >= 1 && info->sv102_announce <= 65535, "got announce %lu\n", info->sv102_announce );
    ok( info->sv102_anndelta <= 65535, "got anndelta %lu\n", info->sv102_anndelta );
    ok( info->sv102_hidden == SV_VISIBLE || info->sv102_hidden == SV_HIDDEN, "got hidden %d\n",
        info->sv102_hidden );
    if (!testing_ours()) return;
    ok( info->sv102_disc == 15, "got disc %ld\n", info->sv102_disc );
    ok( info->sv102_hidden == SV_VISIBLE, "got hidden %d\n", info->sv102_hidden );
    ok( info->sv102_announce == 240, "got announce %lu\n", info->sv102_announce );
    ok( info->sv102_anndelta == 3000, "got anndelta %lu\n", info->sv102_anndelta );
    ok( info->sv102_licenses == SV_USERS_PER_LICENSE, "got licenses %lu\n", info->sv102_licenses );
}

static void check_server_info( DWORD level, BYTE *buffer )
{
    static const SIZE_T sizes[] =
        { sizeof(SERVER_INFO_100), sizeof(SERVER_INFO_101), sizeof(SERVER_INFO_102) };
    const SERVER_INFO_101 *info = (const SERVER_INFO_101 *)buffer;
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 1] = L"";
    DWORD size = ARRAY_SIZE(name);
    struct answer answer;

    GetComputerNameW( name, &size );
    open_answer( &answer, buffer, sizes[level - 100] );
    check_string( &answer, info->sv101_name, "name" );
    ok( info->sv101_platform_id == PLATFORM_ID_NT, "got platform %lu\n", info->sv101_platform_id );
    ok( !lstrcmpiW( info->sv101_name, name ), "got name %s, not %s\n", debugstr_w( info->sv101_name ),
        debugstr_w( name ) );
    if (level >= 101)
    {
        check_string( &answer, info->sv101_comment, "comment" );
        check_software( info );
    }
    if (level >= 102) check_settings( &answer, (const SERVER_INFO_102 *)buffer );
    close_answer( &answer );
}

static void test_get_info(void)
{
    static const DWORD bad_levels[] = { 0, 1, 99, 103, 402, 403, 502, 503, 599, 1005, ~0u };
    WCHAR names[MAX_OWN_NAMES][300];
    NET_API_STATUS status;
    unsigned int i, count;
    BYTE *buffer;
    DWORD level;

    for (level = 100; level <= 102; level++)
    {
        winetest_push_context( "level %lu", level );
        buffer = garbage();
        status = NetServerGetInfo( NULL, level, &buffer );
        ok( status == NERR_Success || broken( level == 102 && status == ERROR_ACCESS_DENIED ),
            "got status %lu\n", status );
        if (!status) check_server_info( level, buffer );
        winetest_pop_context();
    }
    for (i = 0; i < ARRAY_SIZE(bad_levels); i++)
    {
        buffer = garbage();
        status = NetServerGetInfo( NULL, bad_levels[i], &buffer );
        if (testing_ours())
        {
            ok( status == ERROR_INVALID_LEVEL, "level %lu: got status %lu\n", bad_levels[i], status );
            ok( !buffer, "level %lu: got buffer %p\n", bad_levels[i], buffer );
        }
        else if (!status) NetApiBufferFree( buffer );
    }
    count = own_names( names );
    for (i = 0; i < count; i++)
    {
        buffer = NULL;
        status = NetServerGetInfo( names[i], 101, &buffer );
        ok( status == NERR_Success, "%s: got status %lu\n", debugstr_w( names[i] ), status );
        if (!status && testing_ours()) check_server_info( 101, buffer );
        else NetApiBufferFree( buffer );
    }
    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        buffer = garbage();
        status = NetServerGetInfo( (WCHAR *)bad_servers[i], 101, &buffer );
        ok( status != NERR_Success, "%s: got a success\n", debugstr_w( bad_servers[i] ) );
        if (testing_ours()) ok( !buffer, "%s: got buffer %p\n", debugstr_w( bad_servers[i] ), buffer );
    }
    if (!testing_ours()) return;
    status = NetServerGetInfo( NULL, 101, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no buffer: got status %lu\n", status );
}

/* ---- NetServerDiskEnum ------------------------------------------------------------------------ */

static void check_disks( WCHAR *disks, DWORD count )
{
    DWORD drives = GetLogicalDrives(), seen = 0, i;
    struct answer answer;

    open_answer( &answer, disks, count * 3 * sizeof(WCHAR) );
    for (i = 0; i < count; i++)
    {
        const WCHAR *disk = disks + 3 * i;

        ok( disk[0] >= 'A' && disk[0] <= 'Z' && disk[1] == ':' && !disk[2], "disk %lu is %#x %#x %#x\n", i,
            disk[0], disk[1], disk[2] );
        if (disk[0] < 'A' || disk[0] > 'Z') continue;
        ok( !(seen >> (disk[0] - 'A')), "%c: is out of order\n", disk[0] );
        seen |= 1u << (disk[0] - 'A');
    }
    ok( !(seen & ~drives), "got disks %#lx, there are %#lx\n", seen, drives );
    if (testing_ours()) ok( seen == drives, "got disks %#lx, there are %#lx\n", seen, drives );
    close_answer( &answer );
}

static NET_API_STATUS enum_disks( const WCHAR *server, DWORD level, BYTE **buffer, DWORD *read, DWORD *total,
                                  DWORD_PTR *resume )
{
    return NetServerDiskEnum( (WCHAR *)server, level, buffer, MAX_PREFERRED_LENGTH, read, total,
                              (DWORD *)resume );
}

static void test_disks(void)
{
    static const DWORD lengths[] = { MAX_PREFERRED_LENGTH, 1000, 6, 1, 0 };  /* ignored, as documented */
    static const DWORD level = 0;
    static const DWORD bad_levels[] = { 1, 2, 100, ~0u };
    struct outputs outputs;
    NET_API_STATUS status;
    unsigned int i;
    DWORD resume;

    for (i = 0; i < ARRAY_SIZE(lengths); i++)
    {
        winetest_push_context( "prefmaxlen %lu", lengths[i] );
        init_outputs( &outputs );
        resume = 0;
        status = NetServerDiskEnum( NULL, 0, &outputs.buffer, lengths[i], &outputs.read, &outputs.total, &resume );
        ok( status == NERR_Success || broken( status == ERROR_ACCESS_DENIED ), "got status %lu\n", status );
        if (!status)
        {
            ok( outputs.read >= 1 && outputs.read <= 26, "got %lu disks\n", outputs.read );
            ok( outputs.total == outputs.read, "got %lu of %lu disks\n", outputs.read, outputs.total );
            ok( !resume, "got resume handle %lu\n", resume );
            check_disks( (WCHAR *)outputs.buffer, outputs.read );
        }
        winetest_pop_context();
    }

    status = NetServerDiskEnum( NULL, 0, &outputs.buffer, MAX_PREFERRED_LENGTH, &outputs.read, &outputs.total,
                                NULL );
    ok( status == NERR_Success || broken( status == ERROR_ACCESS_DENIED ), "got status %lu\n", status );
    if (!status) NetApiBufferFree( outputs.buffer );
    if (!testing_ours()) return;
    check_service_enum( "NetServerDiskEnum", enum_disks, &level, 0, bad_levels, ARRAY_SIZE(bad_levels) );
}

/* ---- NetServerTransportEnum ------------------------------------------------------------------- */

static NET_API_STATUS enum_transports( const WCHAR *server, DWORD level, BYTE **buffer, DWORD *read,
                                       DWORD *total, DWORD_PTR *resume )
{
    return NetServerTransportEnum( (WCHAR *)server, level, buffer, MAX_PREFERRED_LENGTH, read, total,
                                   (DWORD *)resume );
}

/* Microsoft Learn, SERVER_TRANSPORT_INFO_1: the server's NetBIOS name, 16 characters, of which the last is a blank; the
 * address of the network adapter; the domain to which the server announces itself. */
static void check_transport( struct answer *answer, const SERVER_TRANSPORT_INFO_1 *info, DWORD level,
                             const WKSTA_TRANSPORT_INFO_0 *workstation )
{
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 1] = L"";
    char expected[17] = "                ", narrow[MAX_COMPUTERNAME_LENGTH + 1] = "";
    DWORD size = ARRAY_SIZE(name);
    NETSETUP_JOIN_STATUS type;
    WCHAR *domain = NULL;

    check_string( answer, info->svti1_transportname, "transport name" );
    check_string( answer, info->svti1_networkaddress, "network address" );
    ok( info->svti1_transportaddresslength == 16, "got a transport address of %lu\n", info->svti1_transportaddresslength );
    check_part( answer, info->svti1_transportaddress, 16, "transport address" );
    GetComputerNameW( name, &size );
    WideCharToMultiByte( CP_OEMCP, 0, name, -1, narrow, sizeof(narrow), NULL, NULL );
    memcpy( expected, narrow, strlen( narrow ) );
    ok( !memcmp( info->svti1_transportaddress, expected, 16 ), "got another name than %s\n", expected );
    ok( !info->svti1_numberofvcs, "got %lu clients\n", info->svti1_numberofvcs );
    ok( !lstrcmpW( info->svti1_transportname, workstation->wkti0_transport_name ), "the workstation has another transport\n" );
    ok( !lstrcmpW( info->svti1_networkaddress, workstation->wkti0_transport_address ), "the workstation has another address\n" );
    if (!level) return;
    check_string( answer, info->svti1_domain, "domain" );
    NetGetJoinInformation( NULL, &domain, &type );
    ok( domain && !lstrcmpW( info->svti1_domain, domain ), "got domain %s\n", debugstr_w( info->svti1_domain ) );
    NetApiBufferFree( domain );
}

/* As NetServerGetInfo() and its relatives it answers, whether there is a service or not. */
static void test_transports(void)
{
    static const DWORD sizes[] = { sizeof(SERVER_TRANSPORT_INFO_0), sizeof(SERVER_TRANSPORT_INFO_1) };
    static const DWORD bad_levels[] = { 4, 100, ~0u };
    static const DWORD level_0 = 0;
    WKSTA_TRANSPORT_INFO_0 *workstation = NULL;
    DWORD i, level, count = 0, total;
    struct outputs outputs;
    struct answer answer;
    NET_API_STATUS status;

    check_service_enum( "NetServerTransportEnum", enum_transports, &level_0, 0, bad_levels, ARRAY_SIZE(bad_levels) );
    if (!testing_ours()) return;

    status = NetWkstaTransportEnum( NULL, 0, (BYTE **)&workstation, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    ok( !status || status == ERROR_NETWORK_UNREACHABLE, "NetWkstaTransportEnum returned %lu\n", status );
    for (level = 0; level < ARRAY_SIZE(sizes); level++)
    {
        winetest_push_context( "level %lu", level );
        init_outputs( &outputs );
        status = enum_transports( NULL, level, &outputs.buffer, &outputs.read, &outputs.total, &outputs.resume );
        ok( status == NERR_Success, "got status %lu\n", status );
        ok( outputs.read == count && outputs.total == count, "got %lu of %lu, the workstation has %lu\n", outputs.read,
            outputs.total, count );
        if (count && outputs.read == count)
        {
            open_answer( &answer, outputs.buffer, count * sizes[level] );
            for (i = 0; i < count; i++)
                check_transport( &answer, (SERVER_TRANSPORT_INFO_1 *)(outputs.buffer + i * sizes[level]), level,
                                 &workstation[i] );
            close_answer( &answer );
            /* Microsoft Learn, NetServerTransportEnum */
            init_outputs( &outputs );
            status = NetServerTransportEnum( NULL, level, &outputs.buffer, 10, &outputs.read, &outputs.total, NULL );
            ok( status == NERR_BufTooSmall && !outputs.buffer && !outputs.read && outputs.total == count,
                "got status %lu, %p, %lu of %lu\n", status, outputs.buffer, outputs.read, outputs.total );
        }
        winetest_pop_context();
    }
    NetApiBufferFree( workstation );
}

/* ---- NetRemoteTOD ----------------------------------------------------------------------------- */

/* where the clock stands between two looks at it */
static void check_time( const TIME_OF_DAY_INFO *info, ULONGLONG before, ULONGLONG after )
{
    static const BYTE days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    SYSTEMTIME time;
    ULONGLONG seen;
    FILETIME utc;

    ok( info->tod_month >= 1 && info->tod_month <= 12, "got month %lu\n", info->tod_month );
    if (info->tod_month < 1 || info->tod_month > 12) return;
    ok( info->tod_day >= 1 && info->tod_day <= days[info->tod_month - 1], "got day %lu\n", info->tod_day );
    ok( info->tod_hunds <= 99, "got hundredths %lu\n", info->tod_hunds );

    memset( &time, 0, sizeof(time) );
    time.wYear = info->tod_year;
    time.wMonth = info->tod_month;
    time.wDay = info->tod_day;
    time.wHour = info->tod_hours;
    time.wMinute = info->tod_mins;
    time.wSecond = info->tod_secs;
    time.wMilliseconds = info->tod_hunds * 10;
    ok( SystemTimeToFileTime( &time, &utc ), "%lu-%lu-%lu %lu:%lu:%lu is no time\n", info->tod_year,
        info->tod_month, info->tod_day, info->tod_hours, info->tod_mins, info->tod_secs );
    seen = ((ULONGLONG)utc.dwHighDateTime << 32) | utc.dwLowDateTime;
    ok( seen >= before - 100000 && seen <= after, "got a time %d ms after the clock's\n",
        (int)((LONGLONG)(seen - before) / 10000) );
    ok( info->tod_elapsedt == seconds_since_1970( seen ), "got %lu seconds since 1970, the date says %lu\n",
        info->tod_elapsedt, seconds_since_1970( seen ) );
    /* 1970-01-01 was a Thursday */
    ok( info->tod_weekday == (info->tod_elapsedt / 86400 + 4) % 7, "got weekday %lu\n", info->tod_weekday );
}

static LONG get_time_zone( ULONGLONG now )
{
    FILETIME utc = { (DWORD)now, now >> 32 }, local;

    FileTimeToLocalFileTime( &utc, &local );
    return (LONG)((LONGLONG)(now - (((ULONGLONG)local.dwHighDateTime << 32) | local.dwLowDateTime)) / 600000000);
}

static void test_time_of_day(void)
{
    DWORD adjustment, increment, ticks_before, ticks_after;
    TIME_OF_DAY_INFO *info = garbage();
    ULONGLONG before, after;
    struct answer answer;
    NET_API_STATUS status;
    unsigned int i;
    BOOL disabled;
    BYTE *buffer;

    ticks_before = GetTickCount();
    before = get_time();
    status = NetRemoteTOD( NULL, (BYTE **)&info );
    after = get_time();
    ticks_after = GetTickCount();
    ok( status == NERR_Success, "got status %lu\n", status );
    if (status) return;

    open_answer( &answer, info, sizeof(*info) );
    check_time( info, before, after );
    ok( info->tod_timezone == get_time_zone( before ), "got time zone %ld, not %ld\n", info->tod_timezone,
        get_time_zone( before ) );
    GetSystemTimeAdjustment( &adjustment, &increment, &disabled );
    if (testing_ours())
    {
        ok( info->tod_msecs - ticks_before <= ticks_after - ticks_before, "got %lu ms, not %lu to %lu\n",
            info->tod_msecs, ticks_before, ticks_after );
        ok( info->tod_tinterval == increment / 1000, "got interval %lu, not that of %lu * 100 ns\n",
            info->tod_tinterval, increment );
    }
    ok( info->tod_tinterval >= 1 && info->tod_tinterval <= 10000, "got interval %lu\n", info->tod_tinterval );
    close_answer( &answer );

    for (i = 0; i < ARRAY_SIZE(bad_servers); i++)
    {
        buffer = garbage();
        status = NetRemoteTOD( bad_servers[i], &buffer );
        ok( status != NERR_Success, "%s: got a success\n", debugstr_w( bad_servers[i] ) );
        if (testing_ours()) ok( !buffer, "%s: got buffer %p\n", debugstr_w( bad_servers[i] ), buffer );
    }
    if (!testing_ours()) return;
    status = NetRemoteTOD( NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no buffer: got status %lu\n", status );
}

/* ---- NetStatisticsGet ------------------------------------------------------------------------- */

static void check_counters( const BYTE *buffer, SIZE_T start, SIZE_T size )
{
    SIZE_T i;

    for (i = start; i < size && !buffer[i]; i++) ;
    ok( i == size, "nobody counts, and byte %u is %#x\n", (unsigned int)i, buffer[i] );
}

static void check_statistics( WCHAR *service, SIZE_T size, SIZE_T start_size )
{
    TIME_OF_DAY_INFO *time;
    struct answer answer;
    NET_API_STATUS status;
    BYTE *buffer = garbage();
    DWORD expected;

    winetest_push_context( "%s", debugstr_w( service ) );
    /* Microsoft Learn, TIME_OF_DAY_INFO: milliseconds since the system's reset; STAT_SERVER_0 and STAT_WORKSTATION_0: when
     * counting started, which is the same */
    status = NetRemoteTOD( NULL, (BYTE **)&time );
    ok( status == NERR_Success, "NetRemoteTOD returned %lu\n", status );
    if (status) return;
    expected = time->tod_elapsedt - time->tod_msecs / 1000;
    NetApiBufferFree( time );
    status = NetStatisticsGet( NULL, service, 0, 0, &buffer );
    ok( status == NERR_Success, "got status %lu\n", status );
    if (!status)
    {
        open_answer( &answer, buffer, size );
        if (testing_ours())
        {
            /* each second is cut off somewhere */
            ok( *(DWORD *)buffer - expected + 1 <= 2, "got start %lu, booted %lu\n", *(DWORD *)buffer, expected );
            check_counters( buffer, sizeof(DWORD), size );
        }
        else trace( "start %08lx%08lx, booted %lu\n", start_size == 8 ? ((DWORD *)buffer)[1] : 0,
                    *(DWORD *)buffer, expected );
        close_answer( &answer );
    }
    winetest_pop_context();
}

static void check_statistics_error( const WCHAR *server, const WCHAR *service, DWORD level, DWORD options,
                                    NET_API_STATUS expected )
{
    BYTE *buffer = garbage();
    NET_API_STATUS status = NetStatisticsGet( (WCHAR *)server, (WCHAR *)service, level, options, &buffer );

    ok( status == expected, "%s, %s, %lu, %lu: got status %lu\n", debugstr_w( server ), debugstr_w( service ),
        level, options, status );
    ok( !buffer, "%s, %s, %lu, %lu: got buffer %p\n", debugstr_w( server ), debugstr_w( service ), level,
        options, buffer );
}

static void test_statistics(void)
{
    static WCHAR * const workstation[] =
        { (WCHAR *)L"LanmanWorkstation", (WCHAR *)L"lanmanworkstation", (WCHAR *)L"LANMANWORKSTATION" };
    static WCHAR * const server[] = { (WCHAR *)L"LanmanServer", (WCHAR *)L"lanmanserver" };
    static const WCHAR * const others[] = { L"", L"Lanman", L"LanmanServers", L"Spooler", L"Lanman Server" };
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(workstation); i++)
        check_statistics( workstation[i], sizeof(STAT_WORKSTATION_0), sizeof(LARGE_INTEGER) );
    for (i = 0; i < ARRAY_SIZE(server); i++)
        check_statistics( server[i], sizeof(STAT_SERVER_0), sizeof(DWORD) );
    if (!testing_ours()) return;

    for (i = 0; i < ARRAY_SIZE(others); i++) check_statistics_error( NULL, others[i], 0, 0, ERROR_NOT_SUPPORTED );
    check_statistics_error( NULL, NULL, 0, 0, ERROR_INVALID_PARAMETER );
    check_statistics_error( NULL, server[0], 1, 0, ERROR_INVALID_LEVEL );
    check_statistics_error( NULL, workstation[0], ~0u, 0, ERROR_INVALID_LEVEL );
    check_statistics_error( NULL, server[0], 0, STATSOPT_CLR, ERROR_INVALID_PARAMETER );
    check_statistics_error( NULL, workstation[0], 0, STATSOPT_CLR, ERROR_INVALID_PARAMETER );
    check_statistics_error( bad_servers[0], server[0], 0, 0, ERROR_INVALID_NAME );
    check_statistics_error( L"no-such-computer.invalid", server[0], 0, 0, ERROR_BAD_NETPATH );
    status = NetStatisticsGet( NULL, server[0], 0, 0, NULL );
    ok( status == ERROR_INVALID_PARAMETER, "no buffer: got status %lu\n", status );
}

static void check_servers( const WCHAR *server, DWORD level, NET_API_STATUS expected )
{
    BYTE *buffer = (BYTE *)1;
    DWORD count = 77, total = 77;
    NET_API_STATUS status;

    status = NetServerEnum( server, level, &buffer, MAX_PREFERRED_LENGTH, &count, &total, SV_TYPE_ALL, NULL, NULL );
    ok( status == expected, "%s, level %lu: got status %lu, not %lu\n", debugstr_w( server ), level, status, expected );
    ok( !buffer && !count && !total, "got buffer %p, %lu of %lu servers\n", buffer, count, total );
    buffer = (BYTE *)1;
    count = total = 77;
    status = NetServerEnumEx( server, level, &buffer, MAX_PREFERRED_LENGTH, &count, &total, SV_TYPE_ALL, NULL, L"A" );
    ok( status == expected, "%s, level %lu: got status %lu, not %lu\n", debugstr_w( server ), level, status, expected );
    ok( !buffer && !count && !total, "got buffer %p, %lu of %lu servers\n", buffer, count, total );
}

static void test_servers(void)
{
    BYTE *buffer = (BYTE *)1;
    NET_API_STATUS status;
    DWORD count = 77;

    if (!testing_ours()) return;
    check_servers( NULL, 100, ERROR_NO_BROWSER_SERVERS_FOUND );
    check_servers( L"localhost", 101, ERROR_NO_BROWSER_SERVERS_FOUND );
    check_servers( NULL, 102, ERROR_INVALID_LEVEL );
    check_servers( bad_servers[0], 100, ERROR_INVALID_NAME );
    check_servers( L"no-such-computer.invalid", 100, ERROR_BAD_NETPATH );
    status = NetServerEnum( NULL, 100, &buffer, MAX_PREFERRED_LENGTH, &count, NULL, SV_TYPE_ALL, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER && !buffer && !count, "got status %lu, %p, %lu\n", status, buffer, count );
}

START_TEST(server)
{
    check_sizes( types, ARRAY_SIZE(types) );
    test_get_info();
    test_disks();
    test_transports();
    test_time_of_day();
    test_statistics();
    test_servers();
}
