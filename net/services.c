/*
 * NET START, STOP, PAUSE and CONTINUE
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

#define MAX_WAIT  30000     /* ms without progress, as Windows waits for a service that tells no time */

static const struct option no_options[] = { { NULL, 0, NULL } };

/* What a service is called in messages. It lasts until the next call. */
static const WCHAR *display_name( SC_HANDLE manager, const WCHAR *name )
{
    static WCHAR display[512];
    DWORD size = ARRAYSIZE(display);

    if (GetServiceDisplayNameW( manager, name, display, &size )) return display;
    return name;
}

/* By its name or the one that is shown. NULL when that fails, which has been said. */
static SC_HANDLE open_service( SC_HANDLE manager, const WCHAR *given, DWORD access )
{
    WCHAR key[512];
    DWORD size = ARRAYSIZE(key), error;
    SC_HANDLE service;

    if ((service = OpenServiceW( manager, given, access ))) return service;
    error = GetLastError();
    if (error == ERROR_SERVICE_DOES_NOT_EXIST && GetServiceKeyNameW( manager, given, key, &size ))
    {
        if ((service = OpenServiceW( manager, key, access ))) return service;
        error = GetLastError();
    }
    fail( error == ERROR_SERVICE_DOES_NOT_EXIST || error == ERROR_INVALID_NAME ? NERR_BadServiceName : error );
    return NULL;
}

static int list_services( void )
{
    SC_HANDLE manager = OpenSCManagerW( NULL, NULL, SC_MANAGER_ENUMERATE_SERVICE );
    ENUM_SERVICE_STATUSW *services = NULL;
    DWORD size = 0, needed = 0, count, i, resume = 0, error = ERROR_SUCCESS;
    struct list list = { 0 };

    if (!manager) return fail( GetLastError() );
    do
    {
        if (needed)
        {
            free( services );
            services = allocate( size = needed + 4096 );
        }
        count = resume = 0;
        if (EnumServicesStatusW( manager, SERVICE_WIN32, SERVICE_ACTIVE, services, size, &needed, &count, &resume ))
            error = ERROR_SUCCESS;
        else error = GetLastError();
    }
    while (error == ERROR_MORE_DATA && needed + size < 16 * 1024 * 1024);
    for (i = 0; !error && i < count; i++)
    {
        const ENUM_SERVICE_STATUSW *service = &services[i];
        const WCHAR *name;

        if (service->ServiceStatus.dwCurrentState == SERVICE_STOPPED) continue;
        name = service->lpDisplayName && *service->lpDisplayName ? service->lpDisplayName : service->lpServiceName;
        add_row( &list, name, NULL, NULL, NULL );
    }
    free( services );
    CloseServiceHandle( manager );
    if (!error)
    {
        sort_list( &list );
        put( L"These Windows services are started:\n\n" );
        for (i = 0; i < list.count; i++) put( L"   %s\n", list.rows[i].cells[0] );
        put( L"\n" );
    }
    free_list( &list );
    return error ? fail( error ) : done();
}

/* Waits until a service has left a state. One that does not get on is given up; 'status' is what it told last. */
static BOOL wait_for( SC_HANDLE service, DWORD pending, SERVICE_STATUS *status )
{
    DWORD waited = 0, checkpoint = 0, limit;

    for (;;)
    {
        if (!QueryServiceStatus( service, status )) return FALSE;
        if (status->dwCurrentState != pending) return TRUE;
        if (status->dwCheckPoint != checkpoint)
        {
            checkpoint = status->dwCheckPoint;
            waited = 0;
        }
        limit = status->dwWaitHint > MAX_WAIT ? min( status->dwWaitHint, 10 * MAX_WAIT ) : MAX_WAIT;
        if (waited > limit) return TRUE;
        Sleep( 100 );
        waited += 100;
    }
}

static int told( BOOL done, const WCHAR *name, const WCHAR *what )
{
    if (done) put( L"The %s service was %s successfully.\n\n", name, what );
    else complain( L"The %s service could not be %s.\n\n", name, what );
    return done ? EXIT_DONE : EXIT_FAILED;
}

static int start_service( SC_HANDLE manager, const WCHAR *given )
{
    SC_HANDLE service = open_service( manager, given, SERVICE_START | SERVICE_QUERY_STATUS );
    const WCHAR *name = display_name( manager, given );
    SERVICE_STATUS status = { 0 };
    DWORD error;
    int result;

    if (!service) return EXIT_FAILED;
    if (!StartServiceW( service, 0, NULL ))
    {
        error = GetLastError();
        result = fail( error == ERROR_SERVICE_ALREADY_RUNNING ? NERR_ServiceInstalled : error );
    }
    else
    {
        put( L"The %s service is starting.\n", name );
        if (!wait_for( service, SERVICE_START_PENDING, &status )) result = fail( GetLastError() );
        else
        {
            result = told( status.dwCurrentState == SERVICE_RUNNING, name, L"started" );
            if (result && status.dwWin32ExitCode) fail( status.dwWin32ExitCode );
        }
    }
    CloseServiceHandle( service );
    return result;
}

/* those that run and need it have to be stopped first: with a question */
static int stop_dependents( SC_HANDLE manager, SC_HANDLE service, const WCHAR *name );

static int stop_opened( SC_HANDLE manager, SC_HANDLE service, const WCHAR *name )
{
    SERVICE_STATUS status = { 0 };
    DWORD error;
    int result;

    if ((result = stop_dependents( manager, service, name ))) return result;
    if (!ControlService( service, SERVICE_CONTROL_STOP, &status ))
    {
        error = GetLastError();
        if (error == ERROR_SERVICE_NOT_ACTIVE) return fail_about( MSG_NOT_STARTED, name );
        if (error == ERROR_INVALID_SERVICE_CONTROL || error == ERROR_SERVICE_CANNOT_ACCEPT_CTRL)
            error = NERR_ServiceCtlNotValid;
        return fail( error );
    }
    put( L"The %s service is stopping.\n", name );
    if (!wait_for( service, SERVICE_STOP_PENDING, &status )) return fail( GetLastError() );
    return told( status.dwCurrentState == SERVICE_STOPPED, name, L"stopped" );
}

static int stop_dependents( SC_HANDLE manager, SC_HANDLE service, const WCHAR *name )
{
    DWORD needed = 0, count = 0, i;
    ENUM_SERVICE_STATUSW *services;
    SC_HANDLE dependent;
    int result = EXIT_DONE;

    if (EnumDependentServicesW( service, SERVICE_ACTIVE, NULL, 0, &needed, &count ) || GetLastError() != ERROR_MORE_DATA)
        return EXIT_DONE;
    services = allocate( needed );
    if (!EnumDependentServicesW( service, SERVICE_ACTIVE, services, needed, &needed, &count )) count = 0;
    if (count)
    {
        put( L"The following services are dependent on the %s service.\n", name );
        put( L"Stopping the %s service will also stop these services.\n\n", name );
        for (i = 0; i < count; i++) put( L"   %s\n", services[i].lpDisplayName );
        put( L"\n" );
        if (!confirm( L"Do you want to continue this operation?", FALSE )) result = EXIT_FAILED;
    }
    /* in the order in which they can be stopped */
    for (i = 0; !result && i < count; i++)
    {
        SERVICE_STATUS status;

        if (!(dependent = OpenServiceW( manager, services[i].lpServiceName, SERVICE_STOP | SERVICE_QUERY_STATUS )))
        {
            result = fail( GetLastError() );
            break;
        }
        if (ControlService( dependent, SERVICE_CONTROL_STOP, &status ))
        {
            put( L"The %s service is stopping.\n", services[i].lpDisplayName );
            if (!wait_for( dependent, SERVICE_STOP_PENDING, &status )) result = fail( GetLastError() );
            else result = told( status.dwCurrentState == SERVICE_STOPPED, services[i].lpDisplayName, L"stopped" );
        }
        else if (GetLastError() != ERROR_SERVICE_NOT_ACTIVE) result = fail( GetLastError() );
        CloseServiceHandle( dependent );
    }
    free( services );
    return result;
}

static int stop_service( SC_HANDLE manager, const WCHAR *given )
{
    SC_HANDLE service = open_service( manager, given, SERVICE_STOP | SERVICE_QUERY_STATUS | SERVICE_ENUMERATE_DEPENDENTS );
    WCHAR *name;
    int result;

    if (!service) return EXIT_FAILED;
    name = copy_text( display_name( manager, given ) );
    result = stop_opened( manager, service, name );
    free( name );
    CloseServiceHandle( service );
    return result;
}

static int control_service( SC_HANDLE manager, const WCHAR *given, DWORD control, DWORD pending, DWORD wanted,
                            const WCHAR *what )
{
    SC_HANDLE service = open_service( manager, given, SERVICE_PAUSE_CONTINUE | SERVICE_QUERY_STATUS );
    const WCHAR *name = display_name( manager, given );
    SERVICE_STATUS status = { 0 };
    int result;

    if (!service) return EXIT_FAILED;
    if (!ControlService( service, control, &status ))
    {
        DWORD error = GetLastError();

        if (error == ERROR_SERVICE_NOT_ACTIVE) result = fail_about( MSG_NOT_STARTED, name );
        else if (error == ERROR_INVALID_SERVICE_CONTROL || error == ERROR_SERVICE_CANNOT_ACCEPT_CTRL)
            result = fail( NERR_ServiceCtlNotValid );
        else result = fail( error );
    }
    else if (!wait_for( service, pending, &status )) result = fail( GetLastError() );
    else result = told( status.dwCurrentState == wanted, name, what );
    CloseServiceHandle( service );
    return result;
}

/* a name of several words wants quotes */
static int with_service( int argc, WCHAR **argv, int (*act)( SC_HANDLE manager, const WCHAR *name ) )
{
    SC_HANDLE manager;
    struct words words;
    int result;

    if (!parse_options( argc, argv, no_options, &words ) || words.count != 1) return misused();
    if (!(manager = OpenSCManagerW( NULL, NULL, SC_MANAGER_CONNECT ))) return fail( GetLastError() );
    result = act( manager, words.words[0] );
    CloseServiceHandle( manager );
    return result;
}

static int pause_service( SC_HANDLE manager, const WCHAR *name )
{
    return control_service( manager, name, SERVICE_CONTROL_PAUSE, SERVICE_PAUSE_PENDING, SERVICE_PAUSED, L"paused" );
}

static int continue_service( SC_HANDLE manager, const WCHAR *name )
{
    return control_service( manager, name, SERVICE_CONTROL_CONTINUE, SERVICE_CONTINUE_PENDING, SERVICE_RUNNING, L"continued" );
}

int net_start( int argc, WCHAR **argv )
{
    if (!argc) return list_services();
    return with_service( argc, argv, start_service );
}

int net_stop( int argc, WCHAR **argv )
{
    return with_service( argc, argv, stop_service );
}

int net_pause( int argc, WCHAR **argv )
{
    return with_service( argc, argv, pause_service );
}

int net_continue( int argc, WCHAR **argv )
{
    return with_service( argc, argv, continue_service );
}
