/*
 * Kerberos: the tickets of the user, as the Linux system keeps them
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
#include <string.h>

#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "lmcons.h"
#include "lmapibuf.h"

#include "wine/debug.h"

#include "krbfile.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/* MIT's file format, versions 3 and 4, whose numbers have the highest byte first. The file is read, never written: its tickets
 * are the user's, who has got them with kinit, or by logging on. */

#define FORMAT_3  0x0503
#define FORMAT_4  0x0504

/* in bytes; a file has tickets for each service that was asked */
#define MAX_FILE_SIZE  (4 * 1024 * 1024)

static DWORD read_big_endian( struct reader *reader, DWORD size )
{
    const BYTE *bytes = read_bytes( reader, size );
    DWORD number = 0;

    for (; bytes && size; size--) number = number << 8 | *bytes++;
    return number;
}

static DWORD read_counted( struct reader *reader, const BYTE **bytes )
{
    DWORD size = read_big_endian( reader, 4 );

    *bytes = read_bytes( reader, size );
    return *bytes ? size : 0;
}

/* FALSE: it is too long for any, or not there. */
static BOOL read_file_principal( struct reader *reader, struct krb_principal *principal )
{
    const BYTE *bytes;
    DWORD count, size;

    memset( principal, 0, sizeof(*principal) );
    principal->type = read_big_endian( reader, 4 );
    count = read_big_endian( reader, 4 );
    size = read_counted( reader, &bytes );
    if (reader->failed || !count || count > KRB_MAX_COUNT || size >= sizeof(principal->realm) || memchr( bytes, 0, size ))
        return FALSE;
    memcpy( principal->realm, bytes, size );
    for (; count; count--)
    {
        size = read_counted( reader, &bytes );
        if (reader->failed || !add_krb_part( principal, (const char *)bytes, size )) return FALSE;
    }
    return TRUE;
}

/* Addresses, and what a ticket's user may do: they are passed over. */
static void skip_list( struct reader *reader )
{
    DWORD count = read_big_endian( reader, 4 );
    const BYTE *bytes;

    for (; count && !reader->failed; count--)
    {
        read_big_endian( reader, 2 );
        read_counted( reader, &bytes );
    }
}

/* seconds since 1970 */
static ULONGLONG get_file_time( DWORD seconds )
{
    return (seconds + 11644473600ull) * 10000000;
}

struct file_ticket
{
    struct krb_principal client;
    struct krb_principal server;
    LONG                 type;
    DWORD                key_size;
    const BYTE          *key;
    DWORD                end;
    DWORD                size;
    const BYTE          *bytes;
};

static BOOL read_file_ticket( struct reader *reader, DWORD format, struct file_ticket *ticket )
{
    const BYTE *second;
    unsigned int i;

    if (!read_file_principal( reader, &ticket->client ) || !read_file_principal( reader, &ticket->server )) return FALSE;
    ticket->type = (SHORT)read_big_endian( reader, 2 );
    if (format == FORMAT_3) read_big_endian( reader, 2 );   /* once more */
    ticket->key_size = read_counted( reader, &ticket->key );
    for (i = 0; i < 2; i++) read_big_endian( reader, 4 );
    ticket->end = read_big_endian( reader, 4 );
    read_big_endian( reader, 4 );       /* until when it can be renewed */
    read_big_endian( reader, 1 );
    read_big_endian( reader, 4 );
    skip_list( reader );
    skip_list( reader );
    ticket->size = read_counted( reader, &ticket->bytes );
    read_counted( reader, &second );
    return !reader->failed;
}

/* What any program may ask a KDC with: of the user, for the KDC of the user's realm. */
static BOOL is_users( const struct file_ticket *ticket, const struct krb_principal *user )
{
    const char *realm = ticket->server.parts + sizeof("krbtgt");

    return is_same_principal( &ticket->client, user ) && is_krb_tgt( &ticket->server ) && !strcmp( realm, user->realm ) &&
           !strcmp( ticket->server.realm, user->realm ) && ticket->key_size &&
           ticket->key_size == get_krb_key_size( ticket->type ) && ticket->size && ticket->size <= KRB_MAX_MESSAGE;
}

/* The caller's to free; NULL: no memory. */
static struct krb_ticket *copy_ticket( const struct file_ticket *found )
{
    struct krb_ticket *created;

    if (NetApiBufferAllocate( FIELD_OFFSET( struct krb_ticket, bytes[found->size] ), (void **)&created )) return NULL;
    created->client = found->client;
    created->server = found->server;
    memset( &created->key, 0, sizeof(created->key) );
    created->key.type = found->type;
    created->key.size = found->key_size;
    memcpy( created->key.bytes, found->key, found->key_size );
    created->end = get_file_time( found->end );
    created->size = found->size;
    memcpy( created->bytes, found->bytes, found->size );
    return created;
}

/************************************************************
 *                read_ticket_bytes
 *
 * PARAMS
 *  bytes  [I] A file of tickets.
 *  size   [I] In bytes.
 *  now    [I] The time, in a FILETIME's units.
 *  ticket [O] The user's for the KDC, which is valid for the longest time, the caller's to free with free_krb_ticket(); NULL:
 *             there is none that is valid.
 *
 * RETURNS
 *  Whether there is one. What comes behind something that is not well-formed does not count.
 */
enum krb_file_state read_ticket_bytes( const BYTE *bytes, DWORD size, ULONGLONG now, struct krb_ticket **ticket )
{
    struct reader reader = { bytes, size, 0, FALSE };
    struct krb_ticket *best = NULL;
    struct file_ticket read;
    DWORD format = read_big_endian( &reader, 2 );
    struct krb_principal user;

    *ticket = NULL;
    if (format != FORMAT_3 && format != FORMAT_4) return KRB_FILE_NONE;
    if (format == FORMAT_4) read_bytes( &reader, read_big_endian( &reader, 2 ) );
    if (!read_file_principal( &reader, &user )) return KRB_FILE_NONE;
    while (reader.offset < reader.size && read_file_ticket( &reader, format, &read ))
    {
        if (!is_users( &read, &user ) || (best && get_file_time( read.end ) <= best->end)) continue;
        free_krb_ticket( best );
        if (!(best = copy_ticket( &read ))) return KRB_FILE_NONE;
    }
    if (!best) return KRB_FILE_NONE;
    if (best->end > now)
    {
        *ticket = best;
        return KRB_FILE_VALID;
    }
    free_krb_ticket( best );
    return KRB_FILE_EXPIRED;
}

/*
 * The file
 */

#define UNIX_PREFIX  L"\\\\?\\unix"

static HANDLE open_unix( const WCHAR *path )
{
    return CreateFileW( path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL );
}

/* The user's number, digits, as Linux tells it; FALSE: it does not. */
static BOOL get_user_number( WCHAR *number, DWORD count )
{
    HANDLE file = open_unix( UNIX_PREFIX L"\\proc\\self\\status" );
    char text[1024 + 1], *p = NULL;
    DWORD size = 0, i;

    if (file == INVALID_HANDLE_VALUE) return FALSE;
    if (ReadFile( file, text, sizeof(text) - 1, &size, NULL ))
    {
        text[size] = 0;
        p = strstr( text, "\nUid:" );
    }
    CloseHandle( file );
    if (!p) return FALSE;
    for (p += 5; *p == '\t' || *p == ' '; p++) {}
    for (i = 0; i < count - 1 && p[i] >= '0' && p[i] <= '9'; i++) number[i] = p[i];
    number[i] = 0;
    return i != 0;
}

/* FALSE: there is no room for it, it is no file, or nobody says where. */
static BOOL get_file_path( WCHAR *path, DWORD count )
{
    static const WCHAR usual[] = UNIX_PREFIX L"\\tmp\\krb5cc_";
    const DWORD prefix = ARRAYSIZE(UNIX_PREFIX) - 1;
    WCHAR name[MAX_PATH], *file = name, *p;
    DWORD length = GetEnvironmentVariableW( L"KRB5CCNAME", name, ARRAYSIZE(name) );

    if (length >= ARRAYSIZE(name)) return FALSE;
    if (!length)
    {
        if (count <= ARRAYSIZE(usual)) return FALSE;
        lstrcpyW( path, usual );
        return get_user_number( path + ARRAYSIZE(usual) - 1, count - (ARRAYSIZE(usual) - 1) );
    }
    if (!wcsncmp( name, L"FILE:", 5 )) file += 5;
    if (*file != '/' || prefix + lstrlenW( file ) >= count) return FALSE;
    lstrcpyW( path, UNIX_PREFIX );
    lstrcatW( path, file );
    for (p = path + prefix; *p; p++) if (*p == '/') *p = '\\';
    return TRUE;
}

/* Whether it is the user's, and not put there by somebody else, as anybody can in /tmp: who knows a ticket's key can be any
 * server to whoever asks with it. Wine tells of what is another Unix user's that it is the anonymous user's. */
static BOOL is_own_file( HANDLE file )
{
    struct { SECURITY_DESCRIPTOR_RELATIVE header; BYTE owner[SECURITY_MAX_SID_SIZE]; } descriptor;
    BOOL is_default;
    PSID owner;
    DWORD size;

    return GetKernelObjectSecurity( file, OWNER_SECURITY_INFORMATION, &descriptor, sizeof(descriptor), &size ) &&
           GetSecurityDescriptorOwner( &descriptor, &owner, &is_default ) && owner && !IsWellKnownSid( owner, WinAnonymousSid );
}

/* The caller's to wipe and free; NULL: there is none that can be read. */
static BYTE *read_all( HANDLE file, DWORD *size )
{
    DWORD room = GetFileSize( file, NULL ), got;
    BYTE *bytes;

    *size = 0;
    if (!room || room > MAX_FILE_SIZE || NetApiBufferAllocate( room, (void **)&bytes )) return NULL;
    while (*size < room && ReadFile( file, bytes + *size, room - *size, &got, NULL ) && got) *size += got;
    return bytes;
}

/************************************************************
 *                read_ticket_file
 *
 * PARAMS
 *  ticket [O] As of read_ticket_bytes().
 *
 * RETURNS
 *  Whether the user has one: in the file that the environment variable KRB5CCNAME names, else in /tmp/krb5cc_ with the user's
 *  number, where that is the user's own. What else libkrb5 knows than files cannot be read from here.
 */
enum krb_file_state read_ticket_file( struct krb_ticket **ticket )
{
    WCHAR path[ARRAYSIZE(UNIX_PREFIX) + MAX_PATH];
    enum krb_file_state state = KRB_FILE_NONE;
    HANDLE file;
    BYTE *bytes;
    DWORD size;

    *ticket = NULL;
    if (!get_file_path( path, ARRAYSIZE(path) )) return KRB_FILE_NONE;
    if ((file = open_unix( path )) == INVALID_HANDLE_VALUE) return KRB_FILE_NONE;
    if (!is_own_file( file )) WARN( "%s is another user's\n", debugstr_w(path) );
    else if ((bytes = read_all( file, &size )))
    {
        state = read_ticket_bytes( bytes, size, get_krb_time(), ticket );
        SecureZeroMemory( bytes, size );
        NetApiBufferFree( bytes );
    }
    CloseHandle( file );
    TRACE( "%s: %u\n", debugstr_w(path), state );
    return state;
}
