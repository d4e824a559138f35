/*
 * The words and options of a command line
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

/* Options stand anywhere. Each may be shortened as long as it cannot be another one: /del, /comm:"text". /y and /n go with
 * every command. */

BOOL say_yes, say_no;

static const struct option *find_option( const struct option *options, const WCHAR *name, size_t length, unsigned int *found )
{
    const struct option *option, *match = NULL;

    for (*found = 0, option = options; option->name; option++)
    {
        if (_wcsnicmp( option->name, name, length )) continue;
        match = option;
        if (wcslen( option->name ) == length)
        {
            *found = 1;
            return match;
        }
        ++*found;
    }
    return match;
}

static const WCHAR empty[] = L"";

/* Says which value is wrong. Always FALSE. */
BOOL bad_value( const WCHAR *option, const WCHAR *text )
{
    complain( L"'%s' is no valid value for the option /%s.\n\n", text, option );
    return FALSE;
}

static BOOL set_option( const struct option *option, WCHAR *value )
{
    struct words *list = option->target;

    if (option->kind == OPTION_FLAG && value)
    {
        complain( L"The option /%s takes no value.\n\n", option->name );
        return FALSE;
    }
    if ((option->kind == OPTION_VALUE || option->kind == OPTION_LIST) && !value)
    {
        complain( L"The option /%s wants a value: /%s:value\n\n", option->name, option->name );
        return FALSE;
    }
    if (option->kind == OPTION_LIST)
    {
        list->words[list->count++] = value;
        return TRUE;
    }
    if (*(const WCHAR **)option->target)
    {
        complain( L"The option /%s is there twice.\n\n", option->name );
        return FALSE;
    }
    *(const WCHAR **)option->target = value ? value : empty;
    return TRUE;
}

/*
 * Sorts the arguments of a command into options and words. 'options' ends in one without a name. What it returns lasts as long
 * as the arguments; lists have room for all of these. FALSE when something is wrong, which has been said.
 */
BOOL parse_options( int argc, WCHAR **argv, const struct option *options, struct words *words )
{
    const WCHAR *yes = NULL, *no = NULL;
    const struct option common[] = { { L"yes", OPTION_FLAG, &yes }, { L"no", OPTION_FLAG, &no }, { NULL, 0, NULL } };
    const struct option *option;
    unsigned int found, found_common;
    size_t length;
    int i;

    words->count = 0;
    words->words = allocate( (argc + 1) * sizeof(*words->words) );
    for (option = options; option->name; option++)
        if (option->kind == OPTION_LIST)
        {
            struct words *list = option->target;
            list->count = 0;
            list->words = allocate( (argc + 1) * sizeof(*list->words) );
        }
    for (i = 0; i < argc; i++)
    {
        if (argv[i][0] != '/')
        {
            words->words[words->count++] = argv[i];
            continue;
        }
        length = wcscspn( argv[i] + 1, L":" );
        if (!length)
        {
            complain( L"The option %s is unknown.\n\n", argv[i] );
            return FALSE;
        }
        option = find_option( options, argv[i] + 1, length, &found );
        if (!found) option = find_option( common, argv[i] + 1, length, &found_common );
        else found_common = 0;
        if (found + found_common > 1)
        {
            complain( L"The option %s is not clear: write more of it.\n\n", argv[i] );
            return FALSE;
        }
        if (!option)
        {
            complain( L"The option %s is unknown.\n\n", argv[i] );
            return FALSE;
        }
        if (!set_option( option, argv[i][1 + length] ? argv[i] + length + 2 : NULL )) return FALSE;
    }
    if (yes && no)
    {
        complain( L"/yes and /no do not go together.\n\n" );
        return FALSE;
    }
    say_yes = yes != NULL;
    say_no = no != NULL;
    return TRUE;
}

BOOL parse_number( const WCHAR *option, const WCHAR *text, DWORD min, DWORD max, DWORD *number )
{
    ULONGLONG value = 0;
    const WCHAR *p;

    for (p = text; *p >= '0' && *p <= '9' && value <= MAXDWORD; p++) value = value * 10 + *p - '0';
    if (p == text || *p) return bad_value( option, text );
    if (value < min || value > max)
    {
        complain( L"The option /%s takes a number from %u to %u.\n\n", option, min, max );
        return FALSE;
    }
    *number = (DWORD)value;
    return TRUE;
}

BOOL parse_yes_no( const WCHAR *option, const WCHAR *text, BOOL *yes )
{
    size_t length = wcslen( text );

    if (!length) return bad_value( option, text );
    if (!_wcsnicmp( L"yes", text, length )) *yes = TRUE;
    else if (!_wcsnicmp( L"no", text, length )) *yes = FALSE;
    else return bad_value( option, text );
    return TRUE;
}

/* Whether these options of GROUP and LOCALGROUP go together, with a group's name and its members as words. */
BOOL is_group_command( unsigned int words, BOOL add, BOOL delete, BOOL comment )
{
    if (add && delete) return FALSE;
    if (delete && comment) return FALSE;
    if (!words) return !add && !delete && !comment;
    return words == 1 || ((add || delete) && !comment);
}
