/*
 * netinfo - show what netapi32.dll tells about a computer
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
 * A console program like any other for Windows: it is built with mingw-w64's headers and import
 * libraries (netapi32, version; link with -municode) and does not know what it runs on. It asks
 * this computer, or the server named on its command line, as nobody or as the user named there,
 * one section after the other, says in words what it was told, and how large NetApiBufferSize
 * reports each answer to be.
 *
 * With /domain it asks about a domain instead: where its controllers are, its sites and trusts,
 * whether this computer has joined it, and who the user is there.
 *
 * A section that fails does not end the program. Every output is NULL or 0 before each call, so
 * that a function which reports success and leaves its outputs untouched does no harm.
 *
 * Exit status: 0 if the computer's own information could be read, or the domain's controller was
 * found, 1 if not, or if the server did not take the user, 2 for bad usage.
 */

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <wchar.h>
#include <winsock2.h>
#include <windows.h>
#include <lm.h>
#include <dsgetdc.h>
#include <dsrole.h>

#define MAX_COLUMNS 5
#define MAX_CELL 512        /* characters shown of one string, before escaping */
#define MAX_PADDING 40      /* a wider value pushes the rest of its own line only */
#define MAX_CALLS 1000      /* made for one list before giving up on its end */

static HANDLE output;
static WCHAR server_name[260];
static WCHAR *server;       /* "\\name", or NULL for this computer */

/* ---- output: UTF-8 into a file or a pipe, UTF-16 onto a console ---- */

static void put_text(const WCHAR *text)
{
    char bytes[3 * (6 * MAX_CELL + 4)];
    DWORD mode, length = (DWORD)wcslen(text);

    if (GetConsoleMode(output, &mode))
    {
        WriteConsoleW(output, text, length, &length, NULL);
        return;
    }
    length = WideCharToMultiByte(CP_UTF8, 0, text, length, bytes, sizeof(bytes), NULL, NULL);
    WriteFile(output, bytes, length, &length, NULL);
}

/* For the program's own words and for numbers; strings of others go through cell_text(). */
static void put(const WCHAR *format, ...)
{
    WCHAR text[1024];
    va_list args;

    va_start(args, format);
    _vsnwprintf(text, ARRAYSIZE(text), format, args);
    va_end(args);
    text[ARRAYSIZE(text) - 1] = 0;
    put_text(text);
}

/* ---- tables: the cells are collected first, then printed as wide as the widest ---- */

struct table
{
    size_t columns, count, capacity;
    WCHAR **cells;
};

static WCHAR *new_cell(struct table *table, size_t length)
{
    WCHAR *cell = calloc(length + 1, sizeof(*cell)), **cells = table->cells;

    if (table->count == table->capacity)
    {
        table->capacity = 2 * table->capacity + 64;
        cells = realloc(cells, table->capacity * sizeof(*cells));
    }
    if (!cell || !cells)
    {
        put(L"netinfo: out of memory\n");
        exit(1);
    }
    table->cells = cells;
    return cells[table->count++] = cell;
}

static void cell_format(struct table *table, const WCHAR *format, ...)
{
    WCHAR *cell = new_cell(table, 128);
    va_list args;

    va_start(args, format);
    _vsnwprintf(cell, 128, format, args);
    va_end(args);
}

/* No controls, no marks that turn the direction of the line, no halves of characters. */
static BOOL is_printable(WCHAR c)
{
    return c >= 0x20 && !(c >= 0x7f && c < 0xa0) && !(c >= 0x200e && c <= 0x200f)
        && !(c >= 0x2028 && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069)
        && !IS_LOW_SURROGATE(c) && !IS_HIGH_SURROGATE(c) && c != 0xfeff && c < 0xfff9;
}

static void cell_text(struct table *table, const WCHAR *text)
{
    const WCHAR *shown = !text ? L"(null)" : *text ? text : L"-";
    WCHAR *cell;
    size_t i;

    for (i = 0; i < MAX_CELL && shown[i]; i++) {}
    cell = new_cell(table, 6 * i + 3);
    for (i = 0; i < MAX_CELL && shown[i]; i++)
    {
        if (IS_SURROGATE_PAIR(shown[i], shown[i + 1]) && i + 1 < MAX_CELL)
        {
            *cell++ = shown[i++];
            *cell++ = shown[i];
        }
        else if (is_printable(shown[i])) *cell++ = shown[i];
        else cell += _snwprintf(cell, 7, L"\\u%04x", shown[i]);
    }
    if (i == MAX_CELL && shown[i]) wcscpy(cell, L"...");
}

/* Print the table, and leave it empty for the next one. */
static void print_table(struct table *table)
{
    size_t widths[MAX_COLUMNS] = {0}, i, length, column;

    for (i = 0; i < table->count; i++)
    {
        length = min(wcslen(table->cells[i]), MAX_PADDING);
        widths[i % table->columns] = max(widths[i % table->columns], length);
    }
    for (i = 0; i < table->count; i++)
    {
        column = i % table->columns;
        length = wcslen(table->cells[i]);
        put(column ? L"  " : L"    ");
        put_text(table->cells[i]);
        if (column + 1 == table->columns) put(L"\n");
        else if (length < widths[column]) put(L"%*ls", (int)(widths[column] - length), L"");
        free(table->cells[i]);
    }
    free(table->cells);
    memset(table, 0, sizeof(*table));
}

/* ---- what a status means ---- */

static const struct
{
    DWORD status;
    const WCHAR *words;
} meanings[] =
{
    {ERROR_ACCESS_DENIED, L"access is denied"},
    {ERROR_NOT_ENOUGH_MEMORY, L"out of memory"},
    {ERROR_NOT_SUPPORTED, L"the computer does not support this"},
    {ERROR_BAD_NETPATH, L"the computer was not found on the network"},
    {ERROR_INVALID_PARAMETER, L"a parameter is not valid"},
    {ERROR_CALL_NOT_IMPLEMENTED, L"this system does not have the function"},
    {ERROR_INVALID_LEVEL, L"the information level is not known here"},
    {ERROR_NETWORK_UNREACHABLE, L"the network cannot be reached"},
    {ERROR_LOGON_FAILURE, L"the user name or the password is wrong"},
    {ERROR_NO_SUCH_DOMAIN, L"the domain does not exist or cannot be reached"},
    {RPC_S_UNKNOWN_IF, L"the computer does not offer this interface"},
    {RPC_S_SERVER_UNAVAILABLE, L"the computer cannot be reached, or does not answer"},
    {RPC_S_PROCNUM_OUT_OF_RANGE, L"the computer does not have the function"},
    {EPT_S_NOT_REGISTERED, L"the computer has no endpoint for this"},
    {RPC_X_BAD_STUB_DATA, L"the computer sent an answer that cannot be read"},
    {ERROR_MORE_DATA, L"there is more, but no way or no end to asking for it"},
    {ERROR_NO_SITENAME, L"this computer is in no site"},
    {NERR_UserNotFound, L"there is no such user"},
    {ERROR_NO_BROWSER_SERVERS_FOUND, L"no list of servers is available"},
    {NERR_NetNotStarted, L"the Workstation driver is not started"},
    {NERR_ServerNotStarted, L"the Server service is not started"},
    {NERR_WkstaNotStarted, L"the Workstation service is not started"},
    {NERR_InternalError, L"an internal error happened"},
    {NERR_InvalidAPI, L"the server does not support the call"},
    {NERR_InvalidComputer, L"the computer name is not valid"},
    {NERR_DCNotFound, L"no domain controller was found"},
};

/* In words, from the table or from the system; valid until the next call. */
static const WCHAR *meaning(DWORD status)
{
    static WCHAR text[512];
    HMODULE messages = NULL;
    DWORD length, i;

    for (i = 0; i < ARRAYSIZE(meanings); i++)
        if (meanings[i].status == status) return meanings[i].words;
    if (status >= NERR_BASE && status < 3000)
        messages = LoadLibraryExW(L"netmsg.dll", NULL, LOAD_LIBRARY_AS_DATAFILE);
    length = FormatMessageW(FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK
                            | FORMAT_MESSAGE_FROM_SYSTEM
                            | (messages ? FORMAT_MESSAGE_FROM_HMODULE : 0),
                            messages, status, 0, text, ARRAYSIZE(text) - 1, NULL);
    if (messages) FreeLibrary(messages);
    while (length && (text[length - 1] <= ' ' || text[length - 1] == '.')) length--;
    text[length] = 0;
    return length ? text : L"status";
}

/* ---- which DLLs this program runs on ---- */

static void show_module(const WCHAR *name)
{
    static const WCHAR *const keys[] = {L"ProductName", L"ProductVersion", L"FileVersion"};
    struct table table = {.columns = 2};
    HMODULE module = GetModuleHandleW(name);
    WCHAR path[1024] = L"", query[64];
    DWORD size, ignored;
    UINT length = 0, i;
    WORD *language;
    WCHAR *value;
    void *block;

    put(L"%ls:%ls\n", name, module ? L"" : L" not loaded");
    if (!module) return;
    GetModuleFileNameW(module, path, ARRAYSIZE(path) - 1);
    cell_text(&table, L"Path");
    cell_text(&table, path);
    size = GetFileVersionInfoSizeW(path, &ignored);
    block = calloc(1, size + 1);
    if (!size || !block || !GetFileVersionInfoW(path, 0, size, block)
        || !VerQueryValueW(block, L"\\VarFileInfo\\Translation", (void **)&language, &length)
        || length < 2 * sizeof(*language))
    {
        cell_text(&table, L"Version");
        cell_text(&table, L"no version resource");
    }
    else for (i = 0; i < ARRAYSIZE(keys); i++)
    {
        _snwprintf(query, ARRAYSIZE(query), L"\\StringFileInfo\\%04x%04x\\%ls", language[0],
                   language[1], keys[i]);
        if (!VerQueryValueW(block, query, (void **)&value, &length) || !length) value = NULL;
        cell_text(&table, keys[i]);
        cell_text(&table, value);
    }
    print_table(&table);
    free(block);
}

/* ---- how a member of an answer is shown ---- */

static void text(struct table *table, const void *member)
{
    cell_text(table, *(WCHAR *const *)member);
}

static void number(struct table *table, const void *member)
{
    cell_format(table, L"%lu", *(const DWORD *)member);
}

static void hex(struct table *table, const void *member)
{
    cell_format(table, L"0x%08lx", *(const DWORD *)member);
}

static void version(struct table *table, const void *member)
{
    const DWORD *parts = member;    /* the minor version follows the major one */

    cell_format(table, L"%lu.%lu", parts[0] & MAJOR_VERSION_MASK, parts[1]);
}

/* Seconds. */
static void duration(struct table *table, const void *member)
{
    DWORD time = *(const DWORD *)member;

    if (time == TIMEQ_FOREVER) cell_text(table, L"never");
    else cell_format(table, L"%lu d %02lu:%02lu:%02lu", time / 86400, time / 3600 % 24,
                     time / 60 % 60, time % 60);
}

static void share_type(struct table *table, const void *member)
{
    static const WCHAR *const types[] = {L"disk", L"printer", L"device", L"IPC"};
    DWORD type = *(const DWORD *)member, kind = type & 0xff;

    cell_format(table, L"%ls%ls%ls", kind < ARRAYSIZE(types) ? types[kind] : L"unknown",
                type & STYPE_SPECIAL ? L", special" : L"",
                type & STYPE_TEMPORARY ? L", temporary" : L"");
}

static void account_state(struct table *table, const void *member)
{
    DWORD flags = *(const DWORD *)member;

    cell_format(table, L"%ls%ls", flags & UF_ACCOUNTDISABLE ? L"disabled" : L"enabled",
                flags & UF_LOCKOUT ? L", locked out" : L"");
}

static void file_access(struct table *table, const void *member)
{
    DWORD rights = *(const DWORD *)member;

    cell_format(table, L"%ls%ls%ls", rights & PERM_FILE_READ ? L"r" : L"-",
                rights & PERM_FILE_WRITE ? L"w" : L"-", rights & PERM_FILE_CREATE ? L"c" : L"-");
}

static void date(struct table *table, const void *member)
{
    const TIME_OF_DAY_INFO *info = member;

    cell_format(table, L"%04lu-%02lu-%02lu %02lu:%02lu:%02lu.%02lu", info->tod_year,
                info->tod_month, info->tod_day, info->tod_hours, info->tod_mins, info->tod_secs,
                info->tod_hunds);
}

static void time_zone(struct table *table, const void *member)
{
    LONG west = *(const LONG *)member;

    if (west == -1) cell_text(table, L"not defined");
    else cell_format(table, L"%+ld minutes", (LONG)(0 - (DWORD)west));
}

/* ---- the questions ---- */

struct answer
{
    void *buffer;               /* what NetApiBufferFree gets */
    const BYTE *data;           /* the entries, if they are not in the buffer itself */
    DWORD level, entries, total;
    DWORD resume;               /* most functions' resume handle */
    DWORD_PTR long_resume;      /* the one of NetLocalGroupEnum, NetGroupEnum and NetFileEnum */
};

static NET_API_STATUS computer(struct answer *a)
{
    return NetWkstaGetInfo(server, a->level, (BYTE **)&a->buffer);
}

static NET_API_STATUS server_info(struct answer *a)
{
    return NetServerGetInfo(server, a->level, (BYTE **)&a->buffer);
}

static NET_API_STATUS own_user(struct answer *a)
{
    return NetWkstaUserGetInfo(NULL, a->level, (BYTE **)&a->buffer);
}

static NET_API_STATUS logons(struct answer *a)
{
    return NetWkstaUserEnum(server, a->level, (BYTE **)&a->buffer, MAX_PREFERRED_LENGTH,
                            &a->entries, &a->total, &a->resume);
}

static NET_API_STATUS users(struct answer *a)
{
    return NetUserEnum(server, a->level, FILTER_NORMAL_ACCOUNT, (BYTE **)&a->buffer,
                       MAX_PREFERRED_LENGTH, &a->entries, &a->total, &a->resume);
}

static NET_API_STATUS local_groups(struct answer *a)
{
    return NetLocalGroupEnum(server, a->level, (BYTE **)&a->buffer, MAX_PREFERRED_LENGTH,
                             &a->entries, &a->total, &a->long_resume);
}

static NET_API_STATUS groups(struct answer *a)
{
    return NetGroupEnum(server, a->level, (BYTE **)&a->buffer, MAX_PREFERRED_LENGTH,
                        &a->entries, &a->total, &a->long_resume);
}

static NET_API_STATUS shares(struct answer *a)
{
    return NetShareEnum(server, a->level, (BYTE **)&a->buffer, MAX_PREFERRED_LENGTH,
                        &a->entries, &a->total, &a->resume);
}

static NET_API_STATUS sessions(struct answer *a)
{
    return NetSessionEnum(server, NULL, NULL, a->level, (BYTE **)&a->buffer,
                          MAX_PREFERRED_LENGTH, &a->entries, &a->total, &a->resume);
}

static NET_API_STATUS files(struct answer *a)
{
    return NetFileEnum(server, NULL, NULL, a->level, (BYTE **)&a->buffer, MAX_PREFERRED_LENGTH,
                       &a->entries, &a->total, &a->long_resume);
}

/* This answer is a string and a number apart: put together here. */
struct join
{
    const WCHAR *state;
    WCHAR *name;
};

static NET_API_STATUS join(struct answer *a)
{
    static const WCHAR *const states[] =
        {L"unknown", L"not joined", L"in a workgroup", L"in a domain"};
    static struct join result;
    NETSETUP_JOIN_STATUS state = NetSetupUnknownStatus;
    NET_API_STATUS status;

    result.name = NULL;
    status = NetGetJoinInformation(server, &result.name, &state);
    result.state = (size_t)state < ARRAYSIZE(states) ? states[state] : L"not known here";
    a->buffer = result.name;
    a->data = (const BYTE *)&result;
    return status;
}

static NET_API_STATUS time_of_day(struct answer *a)
{
    return NetRemoteTOD(server, (BYTE **)&a->buffer);
}

static NET_API_STATUS policy(struct answer *a)
{
    return NetUserModalsGet(server, a->level, (BYTE **)&a->buffer);
}

/* ---- the sections ---- */

enum
{
    LIST = 1,           /* any number of entries, one a line; else one, a member a line */
    VITAL = 2,          /* the exit status is about this one */
    LOCAL = 4,          /* the function knows of this computer only */
    INSTEAD = 8         /* asked only if the level of the section before was refused */
};

static const struct section
{
    const WCHAR *title;
    NET_API_STATUS (*ask)(struct answer *answer);
    DWORD level, flags;
    size_t size;
    struct
    {
        const WCHAR *name;
        void (*show)(struct table *table, const void *member);
        size_t offset;
    } members[MAX_COLUMNS + 1];
} sections[] =
{
#define AT(type, member) offsetof(type, member)
    {L"computer", computer, 100, VITAL, sizeof(WKSTA_INFO_100), {
        {L"Name", text, AT(WKSTA_INFO_100, wki100_computername)},
        {L"Domain or workgroup", text, AT(WKSTA_INFO_100, wki100_langroup)},
        {L"Platform", number, AT(WKSTA_INFO_100, wki100_platform_id)},
        {L"Version", version, AT(WKSTA_INFO_100, wki100_ver_major)}}},
    {L"computer, in full", computer, 102, 0, sizeof(WKSTA_INFO_102), {
        {L"LAN root", text, AT(WKSTA_INFO_102, wki102_lanroot)},
        {L"Users logged on", number, AT(WKSTA_INFO_102, wki102_logged_on_users)}}},
    {L"server", server_info, 101, 0, sizeof(SERVER_INFO_101), {
        {L"Name", text, AT(SERVER_INFO_101, sv101_name)},
        {L"Comment", text, AT(SERVER_INFO_101, sv101_comment)},
        {L"Platform", number, AT(SERVER_INFO_101, sv101_platform_id)},
        {L"Version", version, AT(SERVER_INFO_101, sv101_version_major)},
        {L"Type", hex, AT(SERVER_INFO_101, sv101_type)}}},
    {L"this user", own_user, 1, LOCAL, sizeof(WKSTA_USER_INFO_1), {
        {L"User", text, AT(WKSTA_USER_INFO_1, wkui1_username)},
        {L"Logon domain", text, AT(WKSTA_USER_INFO_1, wkui1_logon_domain)},
        {L"Other domains", text, AT(WKSTA_USER_INFO_1, wkui1_oth_domains)},
        {L"Logon server", text, AT(WKSTA_USER_INFO_1, wkui1_logon_server)}}},
    {L"logged on", logons, 1, LIST, sizeof(WKSTA_USER_INFO_1), {
        {L"User", text, AT(WKSTA_USER_INFO_1, wkui1_username)},
        {L"Logon domain", text, AT(WKSTA_USER_INFO_1, wkui1_logon_domain)},
        {L"Logon server", text, AT(WKSTA_USER_INFO_1, wkui1_logon_server)}}},
    {L"users", users, 20, LIST, sizeof(USER_INFO_20), {
        {L"Name", text, AT(USER_INFO_20, usri20_name)},
        {L"ID", number, AT(USER_INFO_20, usri20_user_id)},
        {L"State", account_state, AT(USER_INFO_20, usri20_flags)},
        {L"Full name", text, AT(USER_INFO_20, usri20_full_name)},
        {L"Comment", text, AT(USER_INFO_20, usri20_comment)}}},
    {L"users, without IDs", users, 10, LIST | INSTEAD, sizeof(USER_INFO_10), {
        {L"Name", text, AT(USER_INFO_10, usri10_name)},
        {L"Full name", text, AT(USER_INFO_10, usri10_full_name)},
        {L"Comment", text, AT(USER_INFO_10, usri10_comment)}}},
    {L"users, names only", users, 0, LIST | INSTEAD, sizeof(USER_INFO_0), {
        {L"Name", text, AT(USER_INFO_0, usri0_name)}}},
    {L"local groups", local_groups, 1, LIST, sizeof(LOCALGROUP_INFO_1), {
        {L"Name", text, AT(LOCALGROUP_INFO_1, lgrpi1_name)},
        {L"Comment", text, AT(LOCALGROUP_INFO_1, lgrpi1_comment)}}},
    {L"groups", groups, 0, LIST, sizeof(GROUP_INFO_0), {
        {L"Name", text, AT(GROUP_INFO_0, grpi0_name)}}},
    {L"shares", shares, 1, LIST, sizeof(SHARE_INFO_1), {
        {L"Name", text, AT(SHARE_INFO_1, shi1_netname)},
        {L"Type", share_type, AT(SHARE_INFO_1, shi1_type)},
        {L"Remark", text, AT(SHARE_INFO_1, shi1_remark)}}},
    {L"sessions", sessions, 10, LIST, sizeof(SESSION_INFO_10), {
        {L"Computer", text, AT(SESSION_INFO_10, sesi10_cname)},
        {L"User", text, AT(SESSION_INFO_10, sesi10_username)},
        {L"Time", duration, AT(SESSION_INFO_10, sesi10_time)},
        {L"Idle", duration, AT(SESSION_INFO_10, sesi10_idle_time)}}},
    {L"sessions, with what is open", sessions, 1, LIST | INSTEAD, sizeof(SESSION_INFO_1), {
        {L"Computer", text, AT(SESSION_INFO_1, sesi1_cname)},
        {L"User", text, AT(SESSION_INFO_1, sesi1_username)},
        {L"Open", number, AT(SESSION_INFO_1, sesi1_num_opens)},
        {L"Time", duration, AT(SESSION_INFO_1, sesi1_time)},
        {L"Idle", duration, AT(SESSION_INFO_1, sesi1_idle_time)}}},
    {L"open files", files, 3, LIST, sizeof(FILE_INFO_3), {
        {L"ID", number, AT(FILE_INFO_3, fi3_id)},
        {L"Access", file_access, AT(FILE_INFO_3, fi3_permissions)},
        {L"Locks", number, AT(FILE_INFO_3, fi3_num_locks)},
        {L"User", text, AT(FILE_INFO_3, fi3_username)},
        {L"Path", text, AT(FILE_INFO_3, fi3_pathname)}}},
    {L"join state", join, 0, 0, sizeof(struct join), {
        {L"State", text, AT(struct join, state)},
        {L"Name", text, AT(struct join, name)}}},
    {L"time", time_of_day, 0, 0, sizeof(TIME_OF_DAY_INFO), {
        {L"UTC", date, AT(TIME_OF_DAY_INFO, tod_elapsedt)},
        {L"Time zone", time_zone, AT(TIME_OF_DAY_INFO, tod_timezone)},
        {L"Seconds since 1970", number, AT(TIME_OF_DAY_INFO, tod_elapsedt)},
        {L"Milliseconds running", number, AT(TIME_OF_DAY_INFO, tod_msecs)}}},
    {L"account policy", policy, 0, 0, sizeof(USER_MODALS_INFO_0), {
        {L"Shortest password", number, AT(USER_MODALS_INFO_0, usrmod0_min_passwd_len)},
        {L"Passwords expire after", duration, AT(USER_MODALS_INFO_0, usrmod0_max_passwd_age)},
        {L"Change allowed after", duration, AT(USER_MODALS_INFO_0, usrmod0_min_passwd_age)},
        {L"Logoff forced after", duration, AT(USER_MODALS_INFO_0, usrmod0_force_logoff)},
        {L"Passwords remembered", number, AT(USER_MODALS_INFO_0, usrmod0_password_hist_len)}}},
#undef AT
};

static void add_entry(struct table *table, const struct section *section, const BYTE *entry)
{
    size_t columns = 0, i;

    while (columns < MAX_COLUMNS && section->members[columns].name) columns++;
    table->columns = section->flags & LIST ? columns : 2;
    if (section->flags & LIST && !table->count)
        for (i = 0; i < columns; i++) cell_text(table, section->members[i].name);
    for (i = 0; i < columns; i++)
    {
        if (!(section->flags & LIST)) cell_text(table, section->members[i].name);
        section->members[i].show(table, entry + section->members[i].offset);
    }
}

/* Take the entries of one answer, not more than its size has room for, and free the answer. */
static DWORD take_answer(struct table *table, const struct section *section,
                         const struct answer *answer, DWORD *bytes)
{
    const WCHAR *title = section->title;
    NET_API_STATUS status;
    DWORD size = 0, i;

    status = NetApiBufferSize(answer->buffer, &size);
    if (status) put(L"%ls: NetApiBufferSize: %ls (%lu)\n", title, meaning(status), status);
    *bytes += size;
    for (i = 0; i < answer->entries; i++)
    {
        if (answer->data) add_entry(table, section, answer->data);
        else if (!status && (i + 1) * section->size > size) break;
        else add_entry(table, section, (const BYTE *)answer->buffer + i * section->size);
    }
    status = NetApiBufferFree(answer->buffer);
    if (status) put(L"%ls: NetApiBufferFree: %ls (%lu)\n", title, meaning(status), status);
    return i;
}

/* Ask until there is no more and print all that came. */
static NET_API_STATUS show_section(const struct section *section)
{
    DWORD calls = 0, answers = 0, bytes = 0, shown = 0, promised = 0;
    struct answer answer = {.level = section->level}, before;
    BOOL stuck, list = section->flags & LIST;
    struct table table = {0};
    NET_API_STATUS status;

    do
    {
        answer.buffer = NULL;
        answer.total = 0;
        answer.entries = list ? 0 : 1;
        before = answer;
        status = section->ask(&answer);
        if (status && status != ERROR_MORE_DATA) answer.entries = 0;
        promised += answer.entries;
        if (answer.buffer)
        {
            shown += take_answer(&table, section, &answer, &bytes);
            answers++;
        }
        /* A long handle may stay the same while the server goes on; a short one may not. */
        stuck = (answer.resume == before.resume
                 && (!answer.long_resume
                     || (answer.long_resume == before.long_resume && !answer.entries)))
             || ++calls == MAX_CALLS;
    } while (status == ERROR_MORE_DATA && !stuck);

    put(L"%ls", section->title);
    if (status && !shown) put(L": not available: %ls (%lu)", meaning(status), status);
    else
    {
        if (list) put(shown ? L": %lu" : L": none", shown);
        if (answers > 1) put(L" (%lu bytes in %lu answers)", bytes, answers);
        else put(answers ? L" (%lu bytes)" : L" (success, but no answer came)", bytes);
    }
    put(L"\n");
    print_table(&table);
    if (shown < promised && (list || answers))
        put(L"    cut short: %lu of %lu came\n", shown, promised);
    if (shown && status)
        put(L"    the list ends early: %ls (%lu)\n", meaning(status), status);
    if (!status && shown < promised) return ERROR_INVALID_DATA;
    return shown ? NERR_Success : status;
}

/* ---- the user that a server is asked as ---- */

static WCHAR ipc_share[ARRAYSIZE(server_name) + 5];     /* "\\\\name\\IPC$", when there is a user */

/* A line, without its end, from a console, where it is not shown, or as UTF-8 from a file or pipe. */
static BOOL read_password(WCHAR *password, DWORD size)
{
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode, length = 0, read;
    char bytes[512];

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

/* All calls to the server are this user's until the program ends, or disconnect(). */
static BOOL connect_as(WCHAR *user)
{
    WCHAR password[257], *name = wcschr(user, '\\');
    NET_API_STATUS status;
    USE_INFO_2 use = {0};

    output = GetStdHandle(STD_ERROR_HANDLE);
    put(L"password of %.200ls for %ls: ", user, server);
    if (!read_password(password, ARRAYSIZE(password)))
    {
        put(L"there is none to read\n");
        return FALSE;
    }
    _snwprintf(ipc_share, ARRAYSIZE(ipc_share), L"%ls\\IPC$", server);
    use.ui2_remote = ipc_share;
    use.ui2_asg_type = USE_IPC;
    use.ui2_password = password;
    use.ui2_username = name ? name + 1 : user;
    use.ui2_domainname = name ? user : NULL;
    if (name) *name = 0;
    status = NetUseAdd(NULL, 2, (BYTE *)&use, NULL);
    SecureZeroMemory(password, sizeof(password));
    if (name) *name = '\\';
    if (!status) return TRUE;
    put(L"%ls is not asked as %.200ls: %ls (%lu)\n", server, user, meaning(status), status);
    ipc_share[0] = 0;
    return FALSE;
}

static void disconnect(void)
{
    if (ipc_share[0]) NetUseDel(NULL, ipc_share, USE_FORCE);
}

/* ---- a domain ---- */

static void line(struct table *table, const WCHAR *name, const WCHAR *value)
{
    table->columns = 2;
    cell_text(table, name);
    cell_text(table, value);
}

static void failed(const WCHAR *title, DWORD status)
{
    put(L"%ls: not available: %ls (%lu)\n", title, meaning(status), status);
}

static void show_controller(const DOMAIN_CONTROLLER_INFOW *info)
{
    static const struct { ULONG flag; const WCHAR *name; } roles[] =
    {
        {DS_PDC_FLAG, L"PDC"}, {DS_GC_FLAG, L"global catalog"}, {DS_KDC_FLAG, L"KDC"},
        {DS_TIMESERV_FLAG, L"time server"}, {DS_WRITABLE_FLAG, L"writable"}, {DS_CLOSEST_FLAG, L"closest"},
    };
    struct table table = {0};
    WCHAR words[128] = L"";
    const GUID *g = &info->DomainGuid;
    size_t i;

    put(L"controller\n");
    line(&table, L"Name", info->DomainControllerName);
    line(&table, L"Address", info->DomainControllerAddress);
    line(&table, L"Domain", info->DomainName);
    line(&table, L"Forest", info->DnsForestName);
    line(&table, L"Site", info->DcSiteName);
    line(&table, L"This computer's site", info->ClientSiteName);
    for (i = 0; i < ARRAYSIZE(roles); i++)
    {
        if (!(info->Flags & roles[i].flag)) continue;
        if (words[0]) wcscat(words, L", ");
        wcscat(words, roles[i].name);
    }
    line(&table, L"It is", words);
    cell_text(&table, L"GUID of the domain");
    cell_format(&table, L"{%08lx-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x}", g->Data1, g->Data2, g->Data3,
                g->Data4[0], g->Data4[1], g->Data4[2], g->Data4[3], g->Data4[4], g->Data4[5], g->Data4[6],
                g->Data4[7]);
    print_table(&table);
}

/* All that DNS knows, whether they work or not. */
static void show_controllers(const WCHAR *domain)
{
    struct table table = {.columns = 2};
    SOCKET_ADDRESS *addresses;
    HANDLE list = NULL;
    ULONG count, found = 0;
    WCHAR *host;
    DWORD status;

    status = DsGetDcOpenW(domain, 0, NULL, NULL, NULL, 0, &list);
    while (!status && found < MAX_CALLS)
    {
        host = NULL;
        addresses = NULL;
        count = 0;
        if ((status = DsGetDcNextW(list, &count, &addresses, &host))) break;
        cell_text(&table, host);
        if (count && addresses && addresses[0].lpSockaddr->sa_family == AF_INET)
        {
            const BYTE *b = (const BYTE *)&((SOCKADDR_IN *)addresses[0].lpSockaddr)->sin_addr;

            cell_format(&table, L"%u.%u.%u.%u", b[0], b[1], b[2], b[3]);
        }
        else cell_format(&table, L"%lu addresses", count);
        found++;
        NetApiBufferFree(host);
        LocalFree(addresses);
    }
    if (list) DsGetDcCloseW(list);
    if (status && status != ERROR_NO_MORE_ITEMS) failed(L"controllers in DNS", status);
    else put(L"controllers in DNS: %lu\n", found);
    print_table(&table);
}

static void show_sites(const WCHAR *controller)
{
    struct table table = {.columns = 1};
    WCHAR **sites = NULL, *site = NULL;
    ULONG count = 0, i;
    DWORD status;

    status = DsGetSiteNameW(NULL, &site);
    if (status) failed(L"site of this computer", status);
    else
    {
        put(L"site of this computer\n");
        cell_text(&table, site);
        print_table(&table);
        NetApiBufferFree(site);
    }
    table.columns = 1;
    status = DsGetDcSiteCoverageW(controller, &count, &sites);
    if (status || !sites)
    {
        failed(L"sites of the controller", status);
        return;
    }
    put(L"sites of the controller: %lu\n", count);
    for (i = 0; i < count; i++) cell_text(&table, sites[i]);
    print_table(&table);
    NetApiBufferFree(sites);
}

static void show_trusts(WCHAR *controller)
{
    struct table table = {.columns = 3};
    DS_DOMAIN_TRUSTSW *trusts = NULL;
    ULONG count = 0, flags, i;
    DWORD status;

    status = DsEnumerateDomainTrustsW(controller, DS_DOMAIN_IN_FOREST | DS_DOMAIN_PRIMARY | DS_DOMAIN_DIRECT_OUTBOUND
                                      | DS_DOMAIN_DIRECT_INBOUND, &trusts, &count);
    if (status)
    {
        failed(L"trusts", status);
        return;
    }
    put(count ? L"trusts: %lu\n" : L"trusts: none\n", count);
    for (i = 0; trusts && i < count; i++)
    {
        flags = trusts[i].Flags;
        cell_text(&table, trusts[i].NetbiosDomainName);
        cell_text(&table, trusts[i].DnsDomainName);
        cell_format(&table, L"%ls%ls%ls", flags & DS_DOMAIN_PRIMARY ? L"itself" :
                    flags & DS_DOMAIN_IN_FOREST ? L"in the forest" : L"outside",
                    flags & DS_DOMAIN_DIRECT_OUTBOUND ? L", trusted" : L"",
                    flags & DS_DOMAIN_DIRECT_INBOUND ? L", trusting" : L"");
    }
    print_table(&table);
    NetApiBufferFree(trusts);
}

static void show_join(void)
{
    static const WCHAR *const roles[] = {L"workstation", L"workstation in a domain", L"server",
                                         L"server in a domain", L"backup controller", L"primary controller"};
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *role = NULL;
    struct table table = {0};
    struct answer answer = {0};
    struct join *joined;
    DWORD status;

    status = join(&answer);
    if (status) failed(L"join state", status);
    else
    {
        joined = (struct join *)answer.data;
        line(&table, L"State", joined->state);
        line(&table, L"Name", joined->name);
        put(L"join state\n");
        print_table(&table);
        NetApiBufferFree(answer.buffer);
    }
    status = DsRoleGetPrimaryDomainInformation(NULL, DsRolePrimaryDomainInfoBasic, (BYTE **)&role);
    if (status || !role)
    {
        failed(L"role of this computer", status);
        return;
    }
    put(L"role of this computer\n");
    line(&table, L"Role", (size_t)role->MachineRole < ARRAYSIZE(roles) ? roles[role->MachineRole] : L"not known here");
    line(&table, L"Domain", role->DomainNameFlat);
    line(&table, L"DNS name", role->DomainNameDns);
    line(&table, L"Forest", role->DomainForestName);
    print_table(&table);
    DsRoleFreeMemory(role);
}

static void show_user(const WCHAR *controller)
{
    struct table table = {0};
    GROUP_USERS_INFO_0 *groups = NULL;
    DWORD status, count = 0, total = 0, i;
    WKSTA_USER_INFO_1 *user = NULL;

    status = NetWkstaUserGetInfo(NULL, 1, (BYTE **)&user);
    if (status || !user)
    {
        failed(L"this user", status);
        return;
    }
    put(L"this user\n");
    line(&table, L"User", user->wkui1_username);
    line(&table, L"Logon domain", user->wkui1_logon_domain);
    line(&table, L"Logon server", user->wkui1_logon_server);
    print_table(&table);
    status = NetUserGetGroups(controller, user->wkui1_username, 0, (BYTE **)&groups, MAX_PREFERRED_LENGTH, &count, &total);
    if (status) failed(L"groups of this user in the domain", status);
    else
    {
        put(L"groups of this user in the domain: %lu\n", count);
        table.columns = 1;
        for (i = 0; groups && i < count; i++) cell_text(&table, groups[i].grui0_name);
        print_table(&table);
    }
    NetApiBufferFree(groups);
    NetApiBufferFree(user);
}

/* A domain by its name, or the one that this computer has joined. */
static int show_domain(const WCHAR *name)
{
    DOMAIN_CONTROLLER_INFOW *info = NULL;
    DWORD status;

    show_join();
    status = DsGetDcNameW(NULL, name, NULL, NULL, DS_RETURN_DNS_NAME, &info);
    if (status || !info)
    {
        failed(L"controller", status);
        return 1;
    }
    show_controller(info);
    show_controllers(info->DomainName);
    show_sites(info->DomainControllerName);
    show_trusts(info->DomainControllerName);
    show_user(info->DomainControllerName);
    NetApiBufferFree(info);
    return 0;
}

/* ---- the command line ---- */

/* Keep the name with its two backslashes, whether it came with them or not. */
static BOOL take_server(const WCHAR *name)
{
    size_t length, i;

    if (name[0] == '\\' && name[1] == '\\') name += 2;
    else if (name[0] == '-') return FALSE;
    length = wcslen(name);
    if (!length || length + 3 > ARRAYSIZE(server_name)) return FALSE;
    for (i = 0; i < length; i++)
        if (!is_printable(name[i]) || wcschr(L" \\/\"*?<>|", name[i])) return FALSE;
    wcscpy(server_name, L"\\\\");
    wcscpy(server_name + 2, name);
    server = server_name;
    return TRUE;
}

int wmain(int argc, WCHAR **argv)
{
    BOOL domain = argc > 1 && !wcscmp(argv[1], L"/domain");
    BOOL help = argc == 2 && (!wcscmp(argv[1], L"--help") || !wcscmp(argv[1], L"/?"));
    NET_API_STATUS status = NERR_Success;
    int result = 0;
    size_t i;

    output = GetStdHandle(help || argc < 2 ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE);
    if (help || argc > 3 || (argc > 1 && !domain && !take_server(argv[1])) || (argc == 3 && !argv[2][0]))
    {
        put(L"usage: netinfo [\\\\server [[domain\\]user]]\n"
            L"       netinfo /domain [name]\n"
            L"Show what netapi32.dll tells about this computer, or about the server; it is asked as\n"
            L"nobody, or as the user, whose password is asked for. Or about the domain, which is the\n"
            L"one that this computer has joined when there is no name.\n");
        return help ? 0 : 2;
    }
    if (argc == 3 && !domain && !connect_as(argv[2])) return 1;
    output = GetStdHandle(STD_OUTPUT_HANDLE);
    if (domain) return show_domain(argc == 3 ? argv[2] : NULL);

    show_module(L"netapi32.dll");
    show_module(L"netutils.dll");
    put(L"asking %ls\n\n", server ? server : L"this computer");
    for (i = 0; i < ARRAYSIZE(sections); i++)
    {
        if (sections[i].flags & INSTEAD && status != ERROR_INVALID_LEVEL
            && status != ERROR_NOT_SUPPORTED && status != ERROR_ACCESS_DENIED) continue;
        if (sections[i].flags & LOCAL && server)
        {
            put(L"%ls: not asked, it is about this computer only\n", sections[i].title);
            continue;
        }
        status = show_section(&sections[i]);
        if (status && sections[i].flags & VITAL) result = 1;
    }
    disconnect();
    return result;
}
