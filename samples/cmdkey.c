/*
 * cmdkey - the Windows credential store, for those that Wine brings no such program
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

/*
 * A console program like any other for Windows, as netinfo.c; it is linked to advapi32. Of Windows' own cmdkey it has what
 * servers need: it keeps as which user a server is asked, takes that back, and lists what is kept, but no password.
 *
 * Exit status: 0, 1 if the store refuses or has no such entry, 2 for bad usage.
 */

#include <stdarg.h>
#include <stdio.h>
#include <wchar.h>
#include <windows.h>
#include <wincred.h>

static HANDLE output;

/* UTF-8 into a file or a pipe, UTF-16 onto a console */
static void put(const WCHAR *format, ...)
{
    static WCHAR text[2048];
    static char bytes[3 * ARRAYSIZE(text)];
    DWORD mode, length;
    va_list args;

    va_start(args, format);
    _vsnwprintf(text, ARRAYSIZE(text) - 1, format, args);
    va_end(args);
    length = (DWORD)wcslen(text);
    if (GetConsoleMode(output, &mode))
    {
        WriteConsoleW(output, text, length, &length, NULL);
        return;
    }
    length = WideCharToMultiByte(CP_UTF8, 0, text, length, bytes, sizeof(bytes), NULL, NULL);
    WriteFile(output, bytes, length, &length, NULL);
}

static int usage(int result)
{
    output = GetStdHandle(result ? STD_ERROR_HANDLE : STD_OUTPUT_HANDLE);
    put(L"usage: cmdkey /add:SERVER /user:[DOMAIN\\]USER [/pass[:PASSWORD]]\n"
        L"       cmdkey /delete:SERVER\n"
        L"       cmdkey /list\n"
        L"Keep as which user a server is asked, forget it, or list what is kept. Without PASSWORD it\n"
        L"is asked for.\n");
    return result;
}

static int fail(const WCHAR *server)
{
    DWORD error = GetLastError();

    output = GetStdHandle(STD_ERROR_HANDLE);
    if (error == ERROR_NOT_FOUND) put(L"cmdkey: there are no credentials for %.300ls\n", server);
    else put(L"cmdkey: %.300ls: error %lu\n", server, error);
    return 1;
}

/* A line, without its end, from a console, where it is not shown, or as UTF-8 from a file or pipe. */
static BOOL read_password(WCHAR *password, DWORD size)
{
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode, length = 0, read;
    char bytes[1024];

    if (GetConsoleMode(input, &mode))
    {
        SetConsoleMode(input, mode & ~ENABLE_ECHO_INPUT);
        if (!ReadConsoleW(input, password, size - 1, &length, NULL)) length = 0;
        SetConsoleMode(input, mode);
        put(L"\n");
    }
    else
    {
        while (length < sizeof(bytes) && ReadFile(input, bytes + length, 1, &read, NULL) && read
               && bytes[length] != '\n') length++;
        length = MultiByteToWideChar(CP_UTF8, 0, bytes, length, password, size - 1);
        SecureZeroMemory(bytes, sizeof(bytes));
    }
    password[length] = 0;
    password[wcscspn(password, L"\r\n")] = 0;
    return length != 0;
}

/* password: NULL for one that is asked for */
static int add(WCHAR *server, WCHAR *user, const WCHAR *given)
{
    CREDENTIALW credential = {.Type = CRED_TYPE_DOMAIN_PASSWORD, .Persist = CRED_PERSIST_LOCAL_MACHINE};
    WCHAR asked[257];
    BOOL done;

    if (!given)
    {
        output = GetStdHandle(STD_ERROR_HANDLE);
        put(L"password of %.300ls for %.300ls: ", user, server);
        if (!read_password(asked, ARRAYSIZE(asked)))
        {
            put(L"there is none to read\n");
            return 1;
        }
        given = asked;
    }
    credential.TargetName = server;
    credential.UserName = user;
    credential.CredentialBlob = (BYTE *)given;
    credential.CredentialBlobSize = (DWORD)(wcslen(given) * sizeof(*given));
    done = CredWriteW(&credential, 0);
    if (given == asked) SecureZeroMemory(asked, sizeof(asked));
    return done ? 0 : fail(server);
}

static int list(void)
{
    CREDENTIALW **credentials = NULL;
    DWORD count = 0, i;

    output = GetStdHandle(STD_OUTPUT_HANDLE);
    if (!CredEnumerateW(NULL, 0, &count, &credentials) && GetLastError() != ERROR_NOT_FOUND) return fail(L"the store");
    for (i = 0; i < count; i++)
        if (credentials[i]->Type == CRED_TYPE_DOMAIN_PASSWORD)
            put(L"%.300ls  %.600ls\n", credentials[i]->TargetName, credentials[i]->UserName ? credentials[i]->UserName : L"-");
    if (credentials) CredFree(credentials);
    return 0;
}

/* What is behind an option's colon; NULL: it is another option, or has nothing there. */
static WCHAR *value_of(WCHAR *argument, const WCHAR *option)
{
    size_t length = wcslen(option);

    if ((argument[0] != '/' && argument[0] != '-') || _wcsnicmp(argument + 1, option, length)) return NULL;
    return argument[1 + length] == ':' && argument[2 + length] ? argument + 2 + length : NULL;
}

static BOOL is_option(const WCHAR *argument, const WCHAR *option)
{
    return (argument[0] == '/' || argument[0] == '-') && !_wcsicmp(argument + 1, option);
}

int wmain(int argc, WCHAR **argv)
{
    WCHAR *added = NULL, *deleted = NULL, *user = NULL, *password = NULL, *value;
    int i;

    if (argc == 2 && (is_option(argv[1], L"?") || !wcscmp(argv[1], L"--help"))) return usage(0);
    if (argc == 2 && is_option(argv[1], L"list")) return list();
    for (i = 1; i < argc; i++)
    {
        if ((value = value_of(argv[i], L"add")) && !added) added = value;
        else if ((value = value_of(argv[i], L"delete")) && !deleted) deleted = value;
        else if ((value = value_of(argv[i], L"user")) && !user) user = value;
        else if ((value = value_of(argv[i], L"pass")) && !password) password = value;
        else if (!is_option(argv[i], L"pass")) return usage(2);
    }
    if (added && user && !deleted) return add(added, user, password);
    if (!deleted || argc != 2) return usage(2);
    return CredDeleteW(deleted, CRED_TYPE_DOMAIN_PASSWORD, 0) ? 0 : fail(deleted);
}
