/*
 * NET STATISTICS
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

/* the SDK's names of the services; NetStatisticsGet() wants them */
#define WORKSTATION_SERVICE  L"LanmanWorkstation"
#define SERVER_SERVICE       L"LanmanServer"

static const struct option no_options[] = { { NULL, 0, NULL } };

static void put_start( const WCHAR *title, DWORD seconds )
{
    put( L"%s Statistics for \\\\%s\n\n\n", title, computer_name() );
    put( L"Statistics since %s\n\n\n", moment_text( seconds ) );
}

static void put_workstation( const STAT_WORKSTATION_0 *info )
{
    const struct { const WCHAR *label; ULONGLONG number; } lines[] =
    {
        { L"Bytes received",                           info->BytesReceived.QuadPart },
        { L"Server Message Blocks (SMBs) received",    info->SmbsReceived.QuadPart },
        { L"Bytes transmitted",                        info->BytesTransmitted.QuadPart },
        { L"Server Message Blocks (SMBs) transmitted", info->SmbsTransmitted.QuadPart },
        { L"Read operations",                          info->ReadOperations },
        { L"Write operations",                         info->WriteOperations },
        { L"Raw reads denied",                         info->RawReadsDenied },
        { L"Raw writes denied",                        info->RawWritesDenied },
        { NULL, 0 },
        { L"Network errors",                           info->NetworkErrors },
        { L"Connections made",                         (ULONGLONG)info->CoreConnects + info->Lanman20Connects +
                                                       info->Lanman21Connects + info->LanmanNtConnects },
        { L"Reconnections made",                       info->Reconnects },
        { L"Server disconnects",                       info->ServerDisconnects },
        { NULL, 0 },
        { L"Sessions started",                         info->Sessions },
        { L"Hung sessions",                            info->HungSessions },
        { L"Failed sessions",                          info->FailedSessions },
        { L"Failed operations",                        (ULONGLONG)info->InitiallyFailedOperations +
                                                       info->FailedCompletionOperations },
        { L"Use count",                                info->UseCount },
        { L"Failed use count",                         info->FailedUseCount },
    };
    unsigned int i;

    put_start( L"Workstation", (DWORD)info->StatisticsStartTime.QuadPart );
    for (i = 0; i < ARRAYSIZE(lines); i++)
    {
        if (lines[i].label) put( L"  %-45s%I\n", lines[i].label, lines[i].number );
        else put( L"\n" );
    }
    put( L"\n" );
}

static int show_workstation( void )
{
    STAT_WORKSTATION_0 *info = NULL;
    NET_API_STATUS status = NetStatisticsGet( NULL, (WCHAR *)WORKSTATION_SERVICE, 0, 0, (BYTE **)&info );

    if (status) return fail( status );
    put_workstation( info );
    NetApiBufferFree( info );
    return done();
}

static ULONGLONG kilobytes( DWORD high, DWORD low )
{
    return (((ULONGLONG)high << 32) | low) / 1024;
}

static int show_server( void )
{
    STAT_SERVER_0 *info = NULL;
    NET_API_STATUS status = NetStatisticsGet( NULL, (WCHAR *)SERVER_SERVICE, 0, 0, (BYTE **)&info );

    if (status) return fail( status );
    put_start( L"Server", info->sts0_start );
    put( L"%-35s%u\n", L"Sessions accepted", info->sts0_sopens );
    put( L"%-35s%u\n", L"Sessions timed-out", info->sts0_stimedout );
    put( L"%-35s%u\n\n", L"Sessions errored-out", info->sts0_serrorout );
    put( L"%-35s%I\n", L"Kilobytes sent", kilobytes( info->sts0_bytessent_high, info->sts0_bytessent_low ) );
    put( L"%-35s%I\n\n", L"Kilobytes received", kilobytes( info->sts0_bytesrcvd_high, info->sts0_bytesrcvd_low ) );
    put( L"%-35s%u\n\n", L"Mean response time (msec)", info->sts0_avresponse );
    put( L"%-35s%u\n", L"System errors", info->sts0_syserrors );
    put( L"%-35s%u\n", L"Permission violations", info->sts0_permerrors );
    put( L"%-35s%u\n\n", L"Password violations", info->sts0_pwerrors );
    put( L"%-35s%u\n", L"Files accessed", info->sts0_fopens );
    put( L"%-35s%u\n", L"Communication devices accessed", info->sts0_devopens );
    put( L"%-35s%u\n\n", L"Print jobs spooled", info->sts0_jobsqueued );
    put( L"Times buffers exhausted\n\n" );
    put( L"  %-33s%u\n", L"Big buffers", info->sts0_bigbufneed );
    put( L"  %-33s%u\n\n", L"Request buffers", info->sts0_reqbufneed );
    NetApiBufferFree( info );
    return done();
}

static int list_services( void )
{
    BYTE *info = NULL;

    put( L"Statistics are available for the following running services:\n\n" );
    if (!NetStatisticsGet( NULL, (WCHAR *)SERVER_SERVICE, 0, 0, &info )) put( L"   Server\n" );
    NetApiBufferFree( info );
    info = NULL;
    if (!NetStatisticsGet( NULL, (WCHAR *)WORKSTATION_SERVICE, 0, 0, &info )) put( L"   Workstation\n" );
    NetApiBufferFree( info );
    put( L"\n" );
    return done();
}

int net_statistics( int argc, WCHAR **argv )
{
    struct words words;

    if (!parse_options( argc, argv, no_options, &words ) || words.count > 1) return misused();
    if (!words.count) return list_services();
    if (!_wcsicmp( words.words[0], L"workstation" ) || !_wcsicmp( words.words[0], L"wksta" ) ||
        !_wcsicmp( words.words[0], L"redirector" ) || !_wcsicmp( words.words[0], L"rdr" )) return show_workstation();
    if (!_wcsicmp( words.words[0], L"server" ) || !_wcsicmp( words.words[0], L"srv" )) return show_server();
    return misused();
}
