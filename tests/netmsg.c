/*
 * The texts of the network error codes
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
#include <winerror.h>
#include <lmcons.h>
#include <lmerr.h>

#include "product.h"

static const struct
{
    DWORD code;
    const char *name;
}
codes[] =
{
#define NERR( name )  { name, #name },
#ifdef __has_include
/* those of the compiler's lmerr.h */
# if __has_include("nerr.h")
#  include "nerr.h"
# endif
#endif
    NERR( NERR_UserNotFound )
};

/* The number of characters, or 0 and the last error. */
static DWORD get_text( HMODULE module, DWORD code, DWORD flags, WCHAR *text, DWORD size )
{
    text[0] = 0;
    SetLastError( 0xdeadbeef );
    return FormatMessageW( FORMAT_MESSAGE_FROM_HMODULE | flags, module, code, 0, text, size, NULL );
}

static void test_codes( HMODULE module )
{
    WCHAR text[512], before[512] = L"";
    unsigned int i;
    DWORD len;

    for (i = 0; i < ARRAY_SIZE(codes); i++)
    {
        winetest_push_context( "%s (%lu)", codes[i].name, codes[i].code );
        len = get_text( module, codes[i].code, FORMAT_MESSAGE_IGNORE_INSERTS, text, ARRAY_SIZE(text) );
        /* which of them each Windows has is not known */
        ok( (len > 10 && len == (DWORD)lstrlenW( text )) || broken( !len && !is_ours( module ) ), "got %lu characters, last error %lu: %s\n", len, GetLastError(),
            wine_dbgstr_w( text ) );
        if (is_ours( module ) && len > 2)
        {
            ok( !lstrcmpW( text + len - 2, L"\r\n" ), "the text has no end of a line: %s\n", wine_dbgstr_w( text ) );
            ok( lstrcmpW( text, before ), "the text is that of another code: %s\n", wine_dbgstr_w( text ) );
            lstrcpyW( before, text );
            /* programs that do not ignore inserts have none to give */
            ok( get_text( module, codes[i].code, 0, text, ARRAY_SIZE(text) ) == len, "the text has an insert\n" );
        }
        winetest_pop_context();
    }
    trace( "%u codes\n", (unsigned int)ARRAY_SIZE(codes) );
}

static void test_others( HMODULE module )
{
    static const DWORD others[] = { 0, 1, NERR_BASE, MAX_NERR };
    WCHAR text[512];
    unsigned int i;
    DWORD len;

    for (i = 0; i < ARRAY_SIZE(others); i++)
    {
        len = get_text( module, others[i], FORMAT_MESSAGE_IGNORE_INSERTS, text, ARRAY_SIZE(text) );
        ok( !len, "%lu: got %s\n", others[i], wine_dbgstr_w( text ) );
        ok( GetLastError() == ERROR_MR_MID_NOT_FOUND, "%lu: got last error %lu\n", others[i], GetLastError() );
    }
}

START_TEST(netmsg)
{
    /* the two ways in which programs do it */
    static const DWORD flags[] = { 0, LOAD_LIBRARY_AS_DATAFILE };
    HMODULE module;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(flags); i++)
    {
        winetest_push_context( "flags %lu", flags[i] );
        module = LoadLibraryExW( L"netmsg.dll", NULL, flags[i] );
        if (testing_ours()) ok( is_ours( module ), "it is not netapi32 for Wine's\n" );
        if (!module) win_skip( "there is no netmsg.dll, error %lu\n", GetLastError() );
        else
        {
            test_codes( module );
            if (is_ours( module )) test_others( module );
            FreeLibrary( module );
        }
        winetest_pop_context();
    }
}
