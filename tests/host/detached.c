/*
 * Runs a program without a console, with nothing for its input and output, as services and programs with windows may
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
#include <windows.h>

/* What stands behind its own name is the command line; the exit status is that of the program. */
int wmain( void )
{
    STARTUPINFOW startup = { .cb = sizeof(startup), .dwFlags = STARTF_USESTDHANDLES };
    WCHAR *line = GetCommandLineW(), end = *line == '"' ? '"' : ' ';
    PROCESS_INFORMATION process;
    DWORD status = 255;

    for (line++; *line && *line != end; line++) {}
    if (*line) line++;
    while (*line == ' ') line++;
    if (!CreateProcessW( NULL, line, NULL, NULL, FALSE, DETACHED_PROCESS, NULL, NULL, &startup, &process )) return 254;
    WaitForSingleObject( process.hProcess, INFINITE );
    GetExitCodeProcess( process.hProcess, &status );
    CloseHandle( process.hThread );
    CloseHandle( process.hProcess );
    return status;
}
