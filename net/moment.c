/*
 * Dates, times and the hours of a week
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

#define DAY_HOURS   24
#define WEEK_HOURS  (7 * DAY_HOURS)

static const WCHAR *const days[] = { L"Sunday", L"Monday", L"Tuesday", L"Wednesday", L"Thursday", L"Friday", L"Saturday" };

#define EPOCH  116444736000000000ull    /* 1970, in the 100 ns of a FILETIME */

/* since 1970, UTC */
DWORD now_seconds( void )
{
    FILETIME time;

    GetSystemTimeAsFileTime( &time );
    return (DWORD)(((((ULONGLONG)time.dwHighDateTime << 32) | time.dwLowDateTime) - EPOCH) / 10000000);
}

/* Seconds since 1970, UTC, as the user's locale writes that date and time here. It lasts until the next call. */
const WCHAR *moment_text( DWORD seconds )
{
    static WCHAR text[160];
    SYSTEMTIME utc, local;
    WCHAR time[80];
    ULONGLONG ticks = seconds * 10000000ull + EPOCH;
    FILETIME file = { (DWORD)ticks, (DWORD)(ticks >> 32) };

    text[0] = time[0] = 0;
    if (!FileTimeToSystemTime( &file, &utc ) || !SystemTimeToTzSpecificLocalTime( NULL, &utc, &local )) return text;
    if (!GetDateFormatW( LOCALE_USER_DEFAULT, DATE_SHORTDATE, &local, NULL, text, 78 )) text[0] = 0;
    if (!GetTimeFormatW( LOCALE_USER_DEFAULT, 0, &local, NULL, time, 78 )) time[0] = 0;
    wcscat( wcscat( text, L" " ), time );
    return text;
}

/* ---- dates ---- */

static WORD month_of( const WCHAR *text, size_t length )
{
    static const WCHAR *const months[] = { L"January", L"February", L"March", L"April", L"May", L"June", L"July", L"August",
                                           L"September", L"October", L"November", L"December" };
    WORD i;

    if (length < 3) return 0;
    for (i = 0; i < ARRAYSIZE(months); i++) if (length <= wcslen( months[i] ) && !_wcsnicmp( months[i], text, length )) return i + 1;
    return 0;
}

/*
 * A date in the order of the user's locale, "12/31/2026", or "2026-12-31", or with the month's name, "31,Dec,2026": the first second
 * of that day here, as seconds since 1970 UTC. Years of two digits are those from 1970 to 2069.
 */
BOOL parse_date( const WCHAR *text, DWORD *seconds )
{
    WORD parts[3], month = 0, month_at = 3, i;
    SYSTEMTIME local = { 0 }, utc, again;
    const WCHAR *p = text;
    size_t length, year_digits = 0, digits[3];
    WCHAR order[2];
    FILETIME time;
    ULONGLONG ticks;

    for (i = 0; i < 3; i++)
    {
        length = wcscspn( p, L"/-.," );
        digits[i] = 0;
        parts[i] = 0;
        if (length && p[0] >= '0' && p[0] <= '9')
        {
            for (; digits[i] < length; digits[i]++)
            {
                if (p[digits[i]] < '0' || p[digits[i]] > '9' || digits[i] == 4) return FALSE;
                parts[i] = parts[i] * 10 + p[digits[i]] - '0';
            }
        }
        else
        {
            if (month_at != 3 || !(month = month_of( p, length ))) return FALSE;
            month_at = i;
        }
        p += length;
        if (i < 2 && !*p++) return FALSE;
    }
    if (*p) return FALSE;
    if (!GetLocaleInfoW( LOCALE_USER_DEFAULT, LOCALE_IDATE, order, ARRAYSIZE(order) )) order[0] = '0';
    if (digits[0] > 2) order[0] = '2';
    if (month_at != 3)
    {
        /* the two others: day and year, the year where it has four digits, else last */
        WORD first = month_at == 0 ? 1 : 0, second = month_at == 2 ? 1 : 2;

        if (digits[first] > 2) { i = first; first = second; second = i; }
        local.wDay = parts[first];
        local.wYear = parts[second];
        year_digits = digits[second];
        local.wMonth = month;
    }
    else switch (order[0])
    {
    case '1': local.wDay = parts[0]; local.wMonth = parts[1]; local.wYear = parts[2]; year_digits = digits[2]; break;
    case '2': local.wYear = parts[0]; local.wMonth = parts[1]; local.wDay = parts[2]; year_digits = digits[0]; break;
    default:  local.wMonth = parts[0]; local.wDay = parts[1]; local.wYear = parts[2]; year_digits = digits[2]; break;
    }
    if (year_digits <= 2) local.wYear += local.wYear < 70 ? 2000 : 1900;
    if (!local.wDay || !local.wMonth || !TzSpecificLocalTimeToSystemTime( NULL, &local, &utc ) ||
        !SystemTimeToFileTime( &utc, &time ) || !SystemTimeToTzSpecificLocalTime( NULL, &utc, &again )) return FALSE;
    /* a day that the month does not have */
    if (again.wDay != local.wDay || again.wMonth != local.wMonth) return FALSE;
    ticks = ((ULONGLONG)time.dwHighDateTime << 32) | time.dwLowDateTime;
    if (ticks < EPOCH || (ticks - EPOCH) / 10000000 >= TIMEQ_FOREVER) return FALSE;
    *seconds = (DWORD)((ticks - EPOCH) / 10000000);
    return TRUE;
}

/* ---- the hours of a week ---- */

/* of an hour of the week here, which one it is in UTC: accounts keep those */
static unsigned int utc_hour( unsigned int hour )
{
    TIME_ZONE_INFORMATION zone;
    LONG bias;

    switch (GetTimeZoneInformation( &zone ))
    {
    case TIME_ZONE_ID_DAYLIGHT: bias = zone.Bias + zone.DaylightBias; break;
    case TIME_ZONE_ID_STANDARD: bias = zone.Bias + zone.StandardBias; break;
    default:                    bias = zone.Bias; break;
    }
    /* half hours of a zone count down */
    return (hour * 60 + WEEK_HOURS * 60 + bias) / 60 % WEEK_HOURS;
}

/* M, T, W, Th, F, Sa, Su, or more of the name */
static BOOL parse_day( const WCHAR *text, size_t length, unsigned int *day )
{
    unsigned int i, found = 0;

    if (length == 1 && (*text | 0x20) == 't')
    {
        *day = 2;
        return TRUE;
    }
    for (i = 0; length && i < ARRAYSIZE(days); i++)
        if (length <= wcslen( days[i] ) && !_wcsnicmp( days[i], text, length )) { *day = i; found++; }
    return found == 1;
}

/* 8, 08:00, 8am, 8pm, 8:00 p.m.: full hours */
static BOOL parse_hour( const WCHAR *text, size_t length, unsigned int *hour )
{
    const WCHAR *p = text, *end = text + length;
    unsigned int value = 0;

    for (; p < end && *p >= '0' && *p <= '9' && p < text + 2; p++) value = value * 10 + *p - '0';
    if (p == text) return FALSE;
    if (end - p >= 3 && !wcsncmp( p, L":00", 3 )) p += 3;
    while (p < end && *p == ' ') p++;
    if (p < end)
    {
        BOOL afternoon = (*p | 0x20) == 'p';

        if (!afternoon && (*p | 0x20) != 'a') return FALSE;
        if (++p < end && *p == '.') p++;
        if (p < end && (*p | 0x20) == 'm') p++;
        else return FALSE;
        if (p < end && *p == '.') p++;
        if (!value || value > 12) return FALSE;
        value = value % 12 + (afternoon ? 12 : 0);
    }
    if (p != end || value > 24) return FALSE;
    *hour = value;
    return TRUE;
}

/*
 * As /times has them: days and times, "M-F,08:00-17:00;Sa,8am-1pm", of a week here. "all" is each hour, an empty text is none.
 * 'hours' is what an account has: a bit an hour, the first that of Sunday at midnight UTC.
 */
BOOL parse_hours( const WCHAR *text, BYTE hours[21] )
{
    BOOL day_is[7] = { 0 }, any_day = FALSE, any_time = FALSE;
    unsigned int first, last, day, hour, bit;
    size_t length, part;

    memset( hours, 0, 21 );
    if (!_wcsicmp( text, L"all" ))
    {
        memset( hours, 0xff, 21 );
        return TRUE;
    }
    while (*text)
    {
        length = wcscspn( text, L",;" );
        for (part = 0; part < length && text[part] != '-'; part++) {}
        if (text[0] >= '0' && text[0] <= '9')
        {
            if (!any_day || !parse_hour( text, part, &first )) return FALSE;
            last = first + 1;
            if (part < length && !parse_hour( text + part + 1, length - part - 1, &last )) return FALSE;
            if (!last) last = DAY_HOURS;
            if (first >= last) return FALSE;
            for (day = 0; day < 7; day++)
                for (hour = first; day_is[day] && hour < last; hour++)
                {
                    bit = utc_hour( day * DAY_HOURS + hour );
                    hours[bit / 8] |= 1 << bit % 8;
                }
            any_time = TRUE;
        }
        else
        {
            if (any_time || !parse_day( text, part, &first )) return FALSE;
            last = first;
            if (part < length && !parse_day( text + part + 1, length - part - 1, &last )) return FALSE;
            for (day = first;; day = (day + 1) % 7)
            {
                day_is[day] = TRUE;
                if (day == last) break;
            }
            any_day = TRUE;
        }
        text += length;
        if (*text == ';' || !*text)
        {
            if (!any_time) return FALSE;
            memset( day_is, 0, sizeof(day_is) );
            any_day = any_time = FALSE;
        }
        if (*text && !*++text) return FALSE;
    }
    return TRUE;
}

static const WCHAR *hour_text( unsigned int hour, WCHAR text[80] )
{
    SYSTEMTIME time = { .wYear = 2001, .wMonth = 1, .wDay = 1, .wHour = hour % DAY_HOURS };

    if (!GetTimeFormatW( LOCALE_USER_DEFAULT, TIME_NOSECONDS, &time, NULL, text, 80 )) text[0] = 0;
    return text;
}

/* The line of an account's hours; NULL is each. */
void put_hours( const BYTE *hours )
{
    const WCHAR *label = L"Logon hours allowed";
    BOOL allowed[WEEK_HOURS];
    unsigned int i, count = 0, day, hour, start;
    WCHAR from[80], to[80];

    for (i = 0; i < WEEK_HOURS; i++)
    {
        unsigned int bit = utc_hour( i );

        allowed[i] = !hours || (hours[bit / 8] >> bit % 8 & 1);
        count += allowed[i];
    }
    if (!count || count == WEEK_HOURS)
    {
        put( L"%-29s%s\n", label, count ? L"All" : L"None" );
        return;
    }
    for (day = 0; day < 7; day++)
        for (hour = 0; hour < DAY_HOURS; hour++)
        {
            if (!allowed[day * DAY_HOURS + hour]) continue;
            for (start = hour; hour < DAY_HOURS && allowed[day * DAY_HOURS + hour]; hour++) {}
            put( L"%-29s%s %s - %s\n", label, days[day], hour_text( start, from ), hour_text( hour, to ) );
            label = L"";
        }
}
