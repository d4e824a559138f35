/*
 * What the tests ask other computers
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

#include <stddef.h>

#include "wine/test.h"
#include <windef.h>
#include <winbase.h>
#include <winuser.h>
#include <wincred.h>
#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmremutl.h>
#include <lmserver.h>
#include <lmwksta.h>

#include "program.h"
#include "questions.h"

static void ask_wksta_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetWkstaGetInfo( server, question->level, &reply->buffer );
}

static void ask_wksta_users( const struct question *question, WCHAR *server, struct reply *reply )
{
    DWORD resume = 0;

    reply->status = NetWkstaUserEnum( server, question->level, &reply->buffer, MAX_PREFERRED_LENGTH, &reply->count,
                                      &reply->total, &resume );
}

static void ask_wksta_transports( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetWkstaTransportEnum( server, question->level, &reply->buffer, MAX_PREFERRED_LENGTH, &reply->count,
                                           &reply->total, NULL );
}

static void ask_server_info( const struct question *question, WCHAR *server, struct reply *reply )
{
    reply->status = NetServerGetInfo( server, question->level, &reply->buffer );
}

static void ask_time( const struct question *question, WCHAR *server, struct reply *reply )
{
    (void)question;
    reply->status = NetRemoteTOD( server, &reply->buffer );
}

#define STRING(type, member)  (offsetof( type, member ) + 1)

/* More than one level of a function where the structures differ in kind. */
const struct question questions[] =
{
    { "NetWkstaGetInfo 100", "wkssvc", 0, ask_wksta_info, 100, sizeof(WKSTA_INFO_100),
      { STRING( WKSTA_INFO_100, wki100_computername ), STRING( WKSTA_INFO_100, wki100_langroup ) } },
    { "NetWkstaGetInfo 102", "wkssvc", 0, ask_wksta_info, 102, sizeof(WKSTA_INFO_102),
      { STRING( WKSTA_INFO_102, wki102_computername ), STRING( WKSTA_INFO_102, wki102_langroup ),
        STRING( WKSTA_INFO_102, wki102_lanroot ) } },
    { "NetWkstaUserEnum 0", "wkssvc", 2, ask_wksta_users, 0, sizeof(WKSTA_USER_INFO_0),
      { STRING( WKSTA_USER_INFO_0, wkui0_username ) } },
    { "NetWkstaUserEnum 1", "wkssvc", 2, ask_wksta_users, 1, sizeof(WKSTA_USER_INFO_1),
      { STRING( WKSTA_USER_INFO_1, wkui1_username ), STRING( WKSTA_USER_INFO_1, wkui1_logon_domain ),
        STRING( WKSTA_USER_INFO_1, wkui1_oth_domains ), STRING( WKSTA_USER_INFO_1, wkui1_logon_server ) } },
    { "NetWkstaTransportEnum 0", "wkssvc", 5, ask_wksta_transports, 0, sizeof(WKSTA_TRANSPORT_INFO_0),
      { STRING( WKSTA_TRANSPORT_INFO_0, wkti0_transport_name ),
        STRING( WKSTA_TRANSPORT_INFO_0, wkti0_transport_address ) } },
    { "NetServerGetInfo 101", "srvsvc", 21, ask_server_info, 101, sizeof(SERVER_INFO_101),
      { STRING( SERVER_INFO_101, sv101_name ), STRING( SERVER_INFO_101, sv101_comment ) } },
    { "NetServerGetInfo 102", "srvsvc", 21, ask_server_info, 102, sizeof(SERVER_INFO_102),
      { STRING( SERVER_INFO_102, sv102_name ), STRING( SERVER_INFO_102, sv102_comment ),
        STRING( SERVER_INFO_102, sv102_userpath ) } },
    { "NetRemoteTOD", "srvsvc", 28, ask_time, 0, sizeof(TIME_OF_DAY_INFO), { 0 } },
};

const unsigned int question_count = ARRAY_SIZE(questions);

/* what no function leaves behind */
#define UNDEFINED         0xdeadbeef
#define UNDEFINED_BUFFER  ((BYTE *)(ULONG_PTR)UNDEFINED)

static BOOL is_good_string( const struct reply *reply, DWORD array_size, DWORD size, const WCHAR *string )
{
    SIZE_T offset = (const BYTE *)string - reply->buffer, i;

    if (offset < array_size || offset >= size) return FALSE;
    for (i = 0; i < (size - offset) / sizeof(WCHAR); i++) if (!string[i]) return TRUE;
    return FALSE;
}

static const char *check_buffer( const struct question *question, const struct reply *reply, DWORD count )
{
    const DWORD *string;
    WCHAR *pointer;
    DWORD size, i;

    if (!reply->buffer) return count ? "no buffer for structures" : NULL;
    if (NetApiBufferSize( reply->buffer, &size )) return "a buffer that is none";
    if (count > size / question->size) return "more structures than the buffer holds";
    for (i = 0; i < count; i++)
        for (string = question->strings; string < question->strings + MAX_STRINGS && *string; string++)
        {
            memcpy( &pointer, reply->buffer + i * question->size + *string - 1, sizeof(pointer) );
            if (pointer && !is_good_string( reply, count * question->size, size, pointer )) return "a wild string";
        }
    return NULL;
}

const char *ask_question( const struct question *question, const WCHAR *server, NET_API_STATUS *status )
{
    struct reply reply = { UNDEFINED, UNDEFINED_BUFFER, UNDEFINED, UNDEFINED };
    const char *wrong = NULL;
    BOOL is_list;

    question->ask( question, (WCHAR *)server, &reply );
    is_list = reply.count != UNDEFINED || reply.total != UNDEFINED;
    *status = reply.status;
    if (reply.buffer == UNDEFINED_BUFFER) return "an undefined buffer";
    if (is_list && (reply.count == UNDEFINED || reply.total == UNDEFINED)) return "undefined counts";
    if (!reply.status || reply.status == ERROR_MORE_DATA)
    {
        wrong = check_buffer( question, &reply, is_list ? reply.count : 1 );
        if (NetApiBufferFree( reply.buffer )) wrong = "a buffer that cannot be freed";
    }
    else if (reply.buffer) wrong = "a buffer with an error";
    else if (is_list && (reply.count || reply.total)) wrong = "a count with an error";
    return wrong;
}

static void set_credential( WCHAR *server, const char *user, const char *password )
{
    CREDENTIALW credential = { .Type = CRED_TYPE_DOMAIN_PASSWORD, .TargetName = server, .Persist = CRED_PERSIST_SESSION };
    WCHAR wide_user[300], wide_password[300];

    credential.CredentialBlobSize = wsprintfW( wide_password, L"%.256hs", password ) * sizeof(WCHAR);
    credential.CredentialBlob = (BYTE *)wide_password;
    wsprintfW( wide_user, L"%.256hs", user );
    credential.UserName = wide_user;
    CredWriteW( &credential, 0 );
}

/* Asks all once: for tests/make-recorded. */
int print_answers( const char *server, const char *user, const char *password )
{
    WCHAR name[300];
    NET_API_STATUS status;
    const char *wrong;
    unsigned int i;

    wsprintfW( name, L"%.256hs", server );
    set_credential( name, user, password );
    for (i = 0; i < question_count; i++)
    {
        wrong = ask_question( &questions[i], name, &status );
        print( "%s: %lu%s%s\n", questions[i].name, status, wrong ? ", " : "", wrong ? wrong : "" );
    }
    CredDeleteW( name, CRED_TYPE_DOMAIN_PASSWORD, 0 );
    return STATUS_PASSED;
}
