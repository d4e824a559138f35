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

/* of seconds since 1970, UTC */
FILETIME file_time( DWORD seconds )
{
    ULONGLONG ticks = seconds * 10000000ull + EPOCH;
    FILETIME time = { (DWORD)ticks, (DWORD)(ticks >> 32) };

    return time;
}

/* Seconds since 1970, UTC, as the user's locale writes that date and time here. It lasts until the next call. */
const WCHAR *moment_text( DWORD seconds )
{
    static WCHAR text[160];
    SYSTEMTIME utc, local;
    WCHAR time[80];
    FILETIME file = file_time( seconds );

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
    for (i = 0; i < ARRAYSIZE(months); i++)
        if (length <= wcslen( months[i] ) && !_wcsnicmp( months[i], text, length )) return i + 1;
    return 0;
}

/* a part of a date: its digits, or without any the number of the month that it names */
struct date_part
{
    WORD   number;
    size_t digits;
};

/* The two or three parts of a date. FALSE where it has others, or more than one name. */
static BOOL split_date( const WCHAR *text, struct date_part parts[3], unsigned int *count )
{
    unsigned int names = 0;
    size_t length;

    for (*count = 0;; text++)
    {
        struct date_part *part = &parts[(*count)++];

        length = wcscspn( text, L"/-.," );
        part->number = 0;
        for (part->digits = 0; part->digits < length && text[part->digits] >= '0' && text[part->digits] <= '9'; part->digits++)
            part->number = part->number * 10 + text[part->digits] - '0';
        if (part->digits != length || !length || length > 4)
        {
            if (part->digits || !(part->number = month_of( text, length ))) return FALSE;
            names++;
        }
        text += length;
        if (!*text) return *count > 1 && names < 2;
        if (*count == 3) return FALSE;
    }
}

/* The parts of a date in the order of the user's locale: '0' month, day, year, '1' day, month, year, '2' year, month, day. */
static void order_parts( struct date_part *parts, unsigned int count, struct date_part **year, struct date_part **month,
                         struct date_part **day )
{
    struct date_part *others[2] = { NULL, NULL };
    WCHAR order[2];
    unsigned int i, other;

    *year = *month = *day = NULL;
    for (i = other = 0; i < count; i++)
    {
        if (!parts[i].digits) *month = &parts[i];
        else if (other < 2) others[other++] = &parts[i];
    }
    if (*month)
    {
        /* day and year, the year where it has four digits, else last */
        *day = others[0];
        *year = others[1];
        if (*year && (*day)->digits > 2)
        {
            *day = others[1];
            *year = others[0];
        }
        return;
    }
    if (!GetLocaleInfoW( LOCALE_USER_DEFAULT, LOCALE_IDATE, order, ARRAYSIZE(order) )) order[0] = '0';
    if (parts[0].digits > 2) order[0] = '2';
    i = 0;
    if (order[0] == '2' && count == 3) *year = &parts[i++];
    if (order[0] == '1') *day = &parts[i++];
    *month = &parts[i++];
    if (order[0] != '1') *day = &parts[i++];
    if (i < count) *year = &parts[i];
}

/* The first second of a day here, as seconds since 1970 UTC. FALSE where there is no such day, or it has no such number. */
static BOOL day_seconds( WORD year, WORD month, WORD day, DWORD *seconds )
{
    SYSTEMTIME local = { .wYear = year, .wMonth = month, .wDay = day }, utc, again;
    ULONGLONG ticks;
    FILETIME time;

    /* a day that the month does not have is another one */
    if (!SystemTimeToFileTime( &local, &time ) || !FileTimeToSystemTime( &time, &again ) || again.wDay != day) return FALSE;
    /* where the clock is put forward at midnight the day begins later; that midnight is in the evening before */
    for (; local.wHour < 3; local.wHour++)
    {
        if (!TzSpecificLocalTimeToSystemTime( NULL, &local, &utc ) || !SystemTimeToTzSpecificLocalTime( NULL, &utc, &again ))
            return FALSE;
        if (again.wDay == day) break;
    }
    if (again.wDay != day || !SystemTimeToFileTime( &utc, &time )) return FALSE;
    ticks = ((ULONGLONG)time.dwHighDateTime << 32) | time.dwLowDateTime;
    if (ticks < EPOCH || (ticks - EPOCH) / 10000000 >= TIMEQ_FOREVER) return FALSE;
    *seconds = (DWORD)((ticks - EPOCH) / 10000000);
    return TRUE;
}

/*
 * A date in the order of the user's locale, "12/31/2026", or "2026-12-31", or with the month's name, "Dec,31,2026": the first
 * second of that day here, as seconds since 1970 UTC. Years of two digits are those from 1970 to 2069; without a year, "12/31",
 * it is the next such day.
 */
BOOL parse_date( const WCHAR *text, DWORD *seconds )
{
    struct date_part parts[3], *year, *month, *day;
    unsigned int count, i;
    SYSTEMTIME now;
    WORD number;

    if (!split_date( text, parts, &count )) return FALSE;
    order_parts( parts, count, &year, &month, &day );
    if (month->digits > 2 || day->digits > 2) return FALSE;
    if (year)
    {
        number = year->number;
        if (year->digits <= 2) number += number < 70 ? 2000 : 1900;
        return day_seconds( number, month->number, day->number, seconds );
    }
    GetLocalTime( &now );
    /* 29 February may be eight years away */
    for (i = 0; i <= 8; i++)
        if (day_seconds( now.wYear + i, month->number, day->number, seconds ) && *seconds > now_seconds()) return TRUE;
    return FALSE;
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

/* "8am-5pm", or one hour, "8am": from the first one until before the last, at most until midnight */
static BOOL parse_hour_range( const WCHAR *text, size_t length, unsigned int *first, unsigned int *last )
{
    size_t part;

    for (part = 0; part < length && text[part] != '-'; part++) {}
    if (!parse_hour( text, part, first )) return FALSE;
    *last = *first + 1;
    if (part < length && !parse_hour( text + part + 1, length - part - 1, last )) return FALSE;
    if (!*last) *last = DAY_HOURS;
    return *first < *last && *last <= DAY_HOURS;
}

/* "M-F", or one day, "M": sets those that are meant */
static BOOL parse_day_range( const WCHAR *text, size_t length, BOOL day_is[7] )
{
    unsigned int day, last;
    size_t part;

    for (part = 0; part < length && text[part] != '-'; part++) {}
    if (!parse_day( text, part, &day )) return FALSE;
    last = day;
    if (part < length && !parse_day( text + part + 1, length - part - 1, &last )) return FALSE;
    for (;; day = (day + 1) % 7)
    {
        day_is[day] = TRUE;
        if (day == last) return TRUE;
    }
}

static void allow_hours( const BOOL day_is[7], unsigned int first, unsigned int last, BYTE hours[21] )
{
    unsigned int day, hour, bit;

    for (day = 0; day < 7; day++)
        for (hour = first; day_is[day] && hour < last; hour++)
        {
            bit = utc_hour( day * DAY_HOURS + hour );
            hours[bit / 8] |= 1 << bit % 8;
        }
}

/*
 * As /times has them: days and times, "M-F,08:00-17:00;Sa,8am-1pm", of a week here. "all" is each hour, an empty text is none.
 * 'hours' is what an account has: a bit an hour, the first that of Sunday at midnight UTC.
 */
BOOL parse_hours( const WCHAR *text, BYTE hours[21] )
{
    BOOL day_is[7] = { 0 }, any_day = FALSE, any_time = FALSE;
    unsigned int first, last;
    size_t length;

    memset( hours, 0, 21 );
    if (!_wcsicmp( text, L"all" ))
    {
        memset( hours, 0xff, 21 );
        return TRUE;
    }
    while (*text)
    {
        length = wcscspn( text, L",;" );
        if (text[0] >= '0' && text[0] <= '9')
        {
            if (!any_day || !parse_hour_range( text, length, &first, &last )) return FALSE;
            allow_hours( day_is, first, last, hours );
            any_time = TRUE;
        }
        else
        {
            if (any_time || !parse_day_range( text, length, day_is )) return FALSE;
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
