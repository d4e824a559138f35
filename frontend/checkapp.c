/*
 * Tells which netapi32 functions a Windows program uses, and who has them
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
 * usage: checkapp [--json] [--wine64 FOLDER] [--wine32 FOLDER] FILE...
 *     FOLDER   where Wine's own 64- or 32-bit DLLs are; not given, this Wine runs no such programs
 *     FILE     a Windows or a Unix path
 *
 * wine-netapi32 runs it. It is a Windows program, because every build of this project has a compiler for
 * those and needs none for Linux; what it reads, it takes as bytes that anybody may have written.
 *
 * What a function is, is told by the .spec files (exports.h is made from them), and by the file of Wine's own
 * DLL where a line of theirs, or a program, leads there.
 *
 * Exit status: 0 when there is code for each function that the programs use, 3 when there is not, 1 when a file
 * cannot be checked, 2 for bad usage.
 */

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#include <delayimp.h>

#define MAX_NAME 128            /* of a DLL or a function, with its end */
#define MAX_USES 1024           /* of one file: more than twice the functions that there are */
#define MAX_SECTIONS 96
#define MAX_ENTRIES 65536      /* of all tables of one file that are walked */
#define MAX_UNIX_PATH 4096
#define MAX_FILE (1u << 30)     /* what lies behind is no part of a program that runs */

/* Where programs find the functions: Windows has spread netapi32 over the others since 7. */
static const char *const modules[] =
{
    "netapi32", "netutils", "srvcli", "wkscli", "samcli", "logoncli", "dsrole", "browcli", "schedcli", "dfscli", "netbios"
};

static const struct export
{
    const char *module, *name, *target;
} exports[] =
{
#include "exports.h"
};

enum way { IMPORTED, DELAYED, BY_NAME };
static const char *const ways[] = { "imported", "delay-loaded", "by name" };

/* Each is worse than the one before. */
enum verdict { OURS, WINES, FAILS, ENDS, NO_START };
static const char *const verdicts[] = { "ours", "Wine's", "not supported", "not supported", "not supported" };
static const char *const json_verdicts[] = { "ours", "wine", "fails", "ends", "no-start" };

struct use
{
    const char *module;
    char name[MAX_NAME];
    enum way way;
    enum verdict verdict;
    const char *reason;
};

struct file
{
    const BYTE *data;
    size_t size;
    const char *error;          /* the first thing that is wrong with it, or NULL */
    unsigned int bits;          /* 64 or 32 */
    BOOL any_bits;              /* a .NET program that runs as either */
    ULONGLONG base;             /* the address that it is linked for */
    size_t sections, section_count;
    size_t directories, directory_count;
    unsigned int entries;       /* of tables, read so far */
    struct use *uses;           /* MAX_USES of them */
    unsigned int use_count;
};

/* ---- reading ---- */

/*
 * All that the tables of a file say goes through here. The first error is kept, and after it there are only
 * zeros to be read, which end every table.
 */
static BOOL read_at( struct file *file, size_t offset, void *buffer, size_t count )
{
    if (!file->error && (offset > file->size || count > file->size - offset))
        file->error = "it is cut short, or its headers are damaged";
    if (file->error)
    {
        memset( buffer, 0, count );
        return FALSE;
    }
    memcpy( buffer, file->data + offset, count );
    return TRUE;
}

static BOOL read_section( struct file *file, size_t index, IMAGE_SECTION_HEADER *section )
{
    return read_at( file, file->sections + index * sizeof(*section), section, sizeof(*section) );
}

/*
 * Where in the file the bytes are that will be at an address, which is relative to that of the program. The result
 * is the number of bytes from there to the end of the section, 0 when the file has nothing for that address.
 */
static size_t find_address( struct file *file, ULONGLONG address, size_t *offset )
{
    IMAGE_SECTION_HEADER section;
    size_t i;

    for (i = 0; i < file->section_count && read_section( file, i, &section ); i++)
    {
        if (address < section.VirtualAddress) continue;
        if (address - section.VirtualAddress >= section.SizeOfRawData) continue;
        *offset = section.PointerToRawData + (size_t)(address - section.VirtualAddress);
        return section.SizeOfRawData - (size_t)(address - section.VirtualAddress);
    }
    return 0;
}

static BOOL read_address( struct file *file, ULONGLONG address, void *buffer, size_t count )
{
    size_t offset = 0;

    if (find_address( file, address, &offset ) < count && !file->error)
        file->error = "a table in it points to where the file has nothing: it is cut short, damaged or packed";
    return read_at( file, offset, buffer, count );
}

/* Characters that no name has are given as '?', so that it can be printed, in JSON too. */
static void read_name( struct file *file, ULONGLONG address, char *name )
{
    size_t i, offset, left = find_address( file, address, &offset );

    for (i = 0; i < MAX_NAME && i < left; i++)
    {
        if (!read_at( file, offset + i, &name[i], 1 ) || !name[i]) return;
        if (name[i] <= ' ' || name[i] > '~' || name[i] == '"' || name[i] == '\\') name[i] = '?';
    }
    name[0] = 0;
    if (!file->error) file->error = "a name in it is not in the file, or has no end";
}

static BOOL is_name_at( struct file *file, ULONGLONG address, const char *name )
{
    size_t offset, size = strlen( name ) + 1;

    return find_address( file, address, &offset ) >= size && !memcmp( file->data + offset, name, size );
}

/* Every entry of a table is counted, so that tables that never end, or all lead to one, come to an end here. */
static BOOL next_entry( struct file *file )
{
    if (!file->error && ++file->entries > MAX_ENTRIES) file->error = "its tables have no end";
    return !file->error;
}

static DWORD read_directory( struct file *file, unsigned int index )
{
    IMAGE_DATA_DIRECTORY directory = {0};

    if (index < file->directory_count)
        read_at( file, file->directories + index * sizeof(directory), &directory, sizeof(directory) );
    return directory.VirtualAddress;
}

static void read_optional_header( struct file *file, size_t offset, WORD machine )
{
    IMAGE_OPTIONAL_HEADER64 header64;
    IMAGE_OPTIONAL_HEADER32 header32;
    WORD magic;

    read_at( file, offset, &magic, sizeof(magic) );
    if (machine == IMAGE_FILE_MACHINE_AMD64 && magic == IMAGE_NT_OPTIONAL_HDR64_MAGIC)
    {
        read_at( file, offset, &header64, offsetof( IMAGE_OPTIONAL_HEADER64, DataDirectory ) );
        file->bits = 64;
        file->base = header64.ImageBase;
        file->directories = offset + offsetof( IMAGE_OPTIONAL_HEADER64, DataDirectory );
        file->directory_count = header64.NumberOfRvaAndSizes;
    }
    else if (machine == IMAGE_FILE_MACHINE_I386 && magic == IMAGE_NT_OPTIONAL_HDR32_MAGIC)
    {
        read_at( file, offset, &header32, offsetof( IMAGE_OPTIONAL_HEADER32, DataDirectory ) );
        file->bits = 32;
        file->base = header32.ImageBase;
        file->directories = offset + offsetof( IMAGE_OPTIONAL_HEADER32, DataDirectory );
        file->directory_count = header32.NumberOfRvaAndSizes;
    }
    else if (!file->error) file->error = "it is a program for another processor than x86_64 and i386";
}

/* A .NET program without native code may call itself a 32-bit one, and runs as what the computer is. */
static void read_net_header( struct file *file )
{
    const DWORD mask = COMIMAGE_FLAGS_ILONLY | COMIMAGE_FLAGS_32BITREQUIRED;
    DWORD address = read_directory( file, IMAGE_DIRECTORY_ENTRY_COM_DESCRIPTOR );
    IMAGE_COR20_HEADER header;

    if (!address || !read_address( file, address, &header, sizeof(header) )) return;
    file->any_bits = file->bits == 32 && (header.Flags & mask) == COMIMAGE_FLAGS_ILONLY;
}

static void read_headers( struct file *file )
{
    struct { DWORD signature; IMAGE_FILE_HEADER header; } pe;
    IMAGE_SECTION_HEADER section;
    IMAGE_DOS_HEADER dos;
    size_t i;

    if (!file->size) file->error = "it is empty";
    else if (file->size < 2 || memcmp( file->data, "MZ", 2 )) file->error = "it is no Windows program";
    read_at( file, 0, &dos, sizeof(dos) );
    /* a negative offset becomes a large one */
    read_at( file, (DWORD)dos.e_lfanew, &pe, sizeof(pe) );
    if (!file->error && pe.signature != IMAGE_NT_SIGNATURE)
        file->error = "it is a program for DOS or 16-bit Windows, or damaged";
    read_optional_header( file, (size_t)(DWORD)dos.e_lfanew + sizeof(pe), pe.header.Machine );

    file->sections = (size_t)(DWORD)dos.e_lfanew + sizeof(pe) + pe.header.SizeOfOptionalHeader;
    file->section_count = pe.header.NumberOfSections;
    if (!file->error && file->section_count > MAX_SECTIONS) file->error = "it has more sections than Windows loads";
    for (i = 0; i < file->section_count && read_section( file, i, &section ); i++)
    {
        if (!section.SizeOfRawData) continue;
        if (section.PointerToRawData > file->size ||
            section.SizeOfRawData > file->size - section.PointerToRawData)
            file->error = "it is cut short: a section lies behind the end of the file";
    }
    if (!file->error) read_net_header( file );
}

/* ---- the functions that a file uses ---- */

static BOOL is_module( const char *name, const char *module )
{
    size_t length = strlen( module );

    return !_strnicmp( name, module, length ) && (!name[length] || !_stricmp( name + length, ".dll" ));
}

static const char *find_module( const char *name )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE( modules ); i++) if (is_module( name, modules[i] )) return modules[i];
    return NULL;
}

static const struct export *find_export( const char *module, const char *name )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE( exports ); i++)
        if (!strcmp( exports[i].module, module ) && !strcmp( exports[i].name, name )) return &exports[i];
    return NULL;
}

/* Whether a module is one of ours. */
static BOOL is_installed( const char *module )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE( exports ); i++) if (!strcmp( exports[i].module, module )) return TRUE;
    return FALSE;
}

/* The others have functions of their own, too: not those, which netapi32 never had. */
static BOOL is_known( const char *module, const char *name )
{
    return is_installed( module ) || find_export( "netapi32", name ) || name[0] == '#';
}

static void add_use( struct file *file, const char *module, const char *name, enum way way )
{
    struct use *use;
    unsigned int i;

    if (file->error || !is_known( module, name )) return;
    for (i = 0; i < file->use_count; i++)
    {
        use = &file->uses[i];
        /* the name of an import is a string in the file, too */
        if (!strcmp( use->name, name ) && (way == BY_NAME || !strcmp( use->module, module ))) return;
    }
    if (file->use_count == MAX_USES)
    {
        file->error = "it imports more functions than there are";
        return;
    }
    use = &file->uses[file->use_count++];
    memset( use, 0, sizeof(*use) );
    use->module = module;
    strcpy( use->name, name );
    use->way = way;
}

/* The functions of one DLL. Old linkers wrote addresses where base has to be taken off. */
static void add_imports( struct file *file, DWORD dll, DWORD table, DWORD base, enum way way )
{
    ULONGLONG entry, by_ordinal = file->bits == 64 ? IMAGE_ORDINAL_FLAG64 : IMAGE_ORDINAL_FLAG32;
    size_t size = file->bits / 8;
    char name[MAX_NAME];
    const char *module;

    read_name( file, dll, name );
    if (file->error || !(module = find_module( name ))) return;
    for (; next_entry( file ); table += size)
    {
        entry = 0;
        if (!read_address( file, table, &entry, size ) || !entry) return;
        if (entry & by_ordinal) sprintf( name, "#%u", (WORD)entry );
        else read_name( file, entry - base + sizeof(WORD), name );
        add_use( file, module, name, way );
    }
}

static void add_ordinary_imports( struct file *file )
{
    DWORD address = read_directory( file, IMAGE_DIRECTORY_ENTRY_IMPORT );
    IMAGE_IMPORT_DESCRIPTOR entry;

    for (; address && next_entry( file ); address += sizeof(entry))
    {
        if (!read_address( file, address, &entry, sizeof(entry) ) || !entry.Name || !entry.FirstThunk) return;
        add_imports( file, entry.Name, entry.OriginalFirstThunk ? entry.OriginalFirstThunk : entry.FirstThunk,
                     0, IMPORTED );
    }
}

static void add_delayed_imports( struct file *file )
{
    DWORD base, address = read_directory( file, IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT );
    ImgDelayDescr entry;

    for (; address && next_entry( file ); address += sizeof(entry))
    {
        if (!read_address( file, address, &entry, sizeof(entry) ) || !entry.rvaDLLName) return;
        base = entry.grAttrs & dlattrRva ? 0 : (DWORD)file->base;
        add_imports( file, entry.rvaDLLName - base, entry.rvaINT - base, base, DELAYED );
    }
}

/* ---- names for GetProcAddress ---- */

static BOOL is_name_character( BYTE c )
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/* Whether text stands in the file at offset, in any case, as bytes (step 1) or as UTF-16 (step 2). */
static BOOL is_text_at( const struct file *file, size_t offset, const char *text, unsigned int step )
{
    size_t i, length = strlen( text );

    if (length * step > file->size - offset) return FALSE;
    for (i = 0; i < length; i++)
    {
        if ((file->data[offset + i * step] | 0x20) != (text[i] | 0x20)) return FALSE;
        if (step == 2 && file->data[offset + i * step + 1]) return FALSE;
    }
    return TRUE;
}

/* The first of the texts that stands anywhere in the file. */
static const char *find_text( const struct file *file, const char *const *texts, unsigned int count )
{
    BYTE begins[256] = {0};
    unsigned int i, found = count;
    size_t offset;

    for (i = 0; i < count; i++) begins[texts[i][0] & ~0x20] = begins[texts[i][0] | 0x20] = 1;
    for (offset = 0; offset < file->size; offset++)
    {
        if (!begins[file->data[offset]]) continue;
        for (i = 0; i < found; i++)
            if (is_text_at( file, offset, texts[i], 1 ) || is_text_at( file, offset, texts[i], 2 )) found = i;
    }
    return found < count ? texts[found] : NULL;
}

/*
 * The function whose name stands at offset: the longest one, as Go's strings have no end. Some languages add
 * the W of a name themselves.
 */
static const struct export *find_name_at( const struct file *file, size_t offset, BOOL have_end )
{
    const struct export *found = NULL;
    size_t length, longest = 0, left = file->size - offset;
    const char *name, *text = (const char *)file->data + offset;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE( exports ); i++)
    {
        name = exports[i].name;
        for (length = 0; length < left && name[length] && name[length] == text[length]; length++) ;
        if (name[length] && !(have_end && !strcmp( name + length, "W" ))) continue;
        if (have_end && (length == left || text[length])) continue;
        if (length <= longest) continue;
        longest = length;
        found = &exports[i];
    }
    return found;
}

static void add_names( struct file *file )
{
    static const char *const go[] = { "Go buildinf:" };
    const char *module = find_text( file, modules, ARRAYSIZE( modules ) );
    const struct export *export;
    BYTE begins[256] = {0};
    BOOL have_end;
    unsigned int i;
    size_t offset;

    /* who loads no such DLL asks for no function of it */
    if (!module) return;
    have_end = !find_text( file, go, ARRAYSIZE( go ) );
    for (i = 0; i < ARRAYSIZE( exports ); i++) begins[(BYTE)exports[i].name[0]] = 1;
    for (offset = 0; offset < file->size && !file->error; offset++)
    {
        if (!begins[file->data[offset]]) continue;
        if (have_end && offset && is_name_character( file->data[offset - 1] )) continue;
        if (!(export = find_name_at( file, offset, have_end ))) continue;
        add_use( file, find_export( module, export->name ) ? module : export->module, export->name, BY_NAME );
    }
}

/* All of it is read before anything is judged. */
static void read_uses( struct file *file )
{
    read_headers( file );
    add_ordinary_imports( file );
    add_delayed_imports( file );
    if (!file->error) add_names( file );
}

/* ---- files ---- */

/* Unix paths come as they are; Wine takes them under another name, wherever its drives lead. */
static const WCHAR *windows_path( const WCHAR *path, WCHAR buffer[MAX_UNIX_PATH + 16] )
{
    WCHAR *p;

    if (path[0] != '/' || wcslen( path ) > MAX_UNIX_PATH) return path;
    wcscpy( buffer, L"\\\\?\\unix" );
    wcscat( buffer, path );
    for (p = buffer; *p; p++) if (*p == '/') *p = '\\';
    return buffer;
}

static void load_file( const WCHAR *path, struct file *file )
{
    static WCHAR buffer[MAX_UNIX_PATH + 16];
    LARGE_INTEGER size;
    DWORD count = 0;
    HANDLE handle;
    BYTE *data;

    memset( file, 0, sizeof(*file) );
    handle = CreateFileW( windows_path( path, buffer ), GENERIC_READ,
                          FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL );
    if (handle == INVALID_HANDLE_VALUE)
    {
        file->error = GetLastError() == ERROR_ACCESS_DENIED ? "it is a folder, or may not be read"
                                                            : "there is no such file";
        return;
    }
    if (GetFileType( handle ) != FILE_TYPE_DISK || !GetFileSizeEx( handle, &size )) file->error = "it is no file";
    else
    {
        file->size = size.QuadPart > MAX_FILE ? MAX_FILE : (size_t)size.QuadPart;
        file->data = data = malloc( file->size + 1 );
        file->uses = calloc( MAX_USES, sizeof(*file->uses) );
        if (!data || !file->uses) file->error = "there is not enough memory to read it";
        else if (!ReadFile( handle, data, (DWORD)file->size, &count, NULL ) || count != file->size)
            file->error = "it cannot be read";
    }
    CloseHandle( handle );
}

static void free_file( struct file *file )
{
    free( (void *)file->data );
    free( file->uses );
    memset( file, 0, sizeof(*file) );
}

/* ---- Wine's own DLLs ---- */

static const WCHAR *wine_folders[2];    /* of 64- and of 32-bit DLLs, or NULL where it runs no such programs */

static struct wine_dll
{
    char name[MAX_NAME];
    unsigned int bits;
    struct file file;
} wine_dlls[16];                        /* those that were asked for */

/* Wine's own DLL, or NULL when it has none of that name. */
static struct file *load_wine_dll( const char *module, unsigned int bits )
{
    const WCHAR *folder = wine_folders[bits == 32];
    struct wine_dll *dll = wine_dlls;
    static WCHAR path[MAX_UNIX_PATH];
    unsigned int i;

    for (i = 0; folder && i < ARRAYSIZE( wine_dlls ); i++, dll++)
    {
        if (!dll->name[0])
        {
            _snwprintf( path, MAX_UNIX_PATH - 1, L"%ls%hs%hs.dll", folder, folder[0] == '/' ? "/" : "\\", module );
            strcpy( dll->name, module );
            dll->bits = bits;
            load_file( path, &dll->file );
            if (!dll->file.error) read_headers( &dll->file );
        }
        if (dll->bits == bits && !strcmp( dll->name, module ))
            return dll->file.error ? NULL : &dll->file;
    }
    return NULL;
}

static void free_wine_dlls(void)
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE( wine_dlls ); i++) free_file( &wine_dlls[i].file );
}

/* The address of an exported function, or 0; forward gets what stands there when it is another DLL's. */
static DWORD read_export( struct file *dll, const char *name, char *forward )
{
    DWORD i, address, rva, directory = read_directory( dll, IMAGE_DIRECTORY_ENTRY_EXPORT );
    IMAGE_DATA_DIRECTORY range;
    IMAGE_EXPORT_DIRECTORY table;
    WORD ordinal;

    forward[0] = 0;
    if (!directory || !read_address( dll, directory, &table, sizeof(table) )) return 0;
    read_at( dll, dll->directories + IMAGE_DIRECTORY_ENTRY_EXPORT * sizeof(range), &range, sizeof(range) );
    for (i = 0; i < table.NumberOfNames && !dll->error; i++)
    {
        read_address( dll, table.AddressOfNames + i * sizeof(rva), &rva, sizeof(rva) );
        if (!is_name_at( dll, rva, name )) continue;
        read_address( dll, table.AddressOfNameOrdinals + i * sizeof(ordinal), &ordinal, sizeof(ordinal) );
        read_address( dll, table.AddressOfFunctions + ordinal * sizeof(address), &address, sizeof(address) );
        if (address - directory < range.Size) read_name( dll, address, forward );
        return address;
    }
    return 0;
}

/*
 * Where Wine has a name and no code, winebuild writes a function that loads the addresses of the DLL's and of the
 * function's name, and ends the program. Code of its own has no use for both at its very beginning.
 */
static BOOL is_stub( struct file *dll, const char *module, DWORD address, const char *name )
{
    BOOL has_dll = FALSE, has_function = FALSE;
    char dll_name[MAX_NAME + 4];
    ULONGLONG target;
    unsigned int i;
    size_t offset;
    DWORD value;

    sprintf( dll_name, "%s.dll", module );
    for (i = 0; i < 32; i++)
    {
        if (find_address( dll, address + i, &offset ) < sizeof(value)) break;
        read_at( dll, offset, &value, sizeof(value) );
        if (dll->bits == 64) target = (ULONGLONG)address + i + sizeof(value) + (LONG)value;
        else target = (DWORD)(value - dll->base);
        if (is_name_at( dll, target, dll_name )) has_dll = TRUE;
        if (is_name_at( dll, target, name )) has_function = TRUE;
    }
    return has_dll && has_function;
}

/* ---- the verdict ---- */

static enum verdict judge( unsigned int bits, const char *module, const char *name, enum way way,
                           unsigned int depth, const char **reason );

/* A name that another DLL has: "netapi32_host.NetFoo", "netutils.NetFoo" ... */
static enum verdict judge_forward( unsigned int bits, const char *forward, enum way way, unsigned int depth,
                                   const char **reason )
{
    const char *name = strrchr( forward, '.' );
    char module[MAX_NAME];

    if (!name || name == forward || depth > 8)
    {
        *reason = "leads to no function; calling it ends the program";
        return ENDS;
    }
    sprintf( module, "%.*s", (int)(name - forward), forward );
    return judge( bits, module, name + 1, way, depth + 1, reason );
}

static enum verdict judge_wine( unsigned int bits, const char *module, const char *name, enum way way,
                                unsigned int depth, const char **reason )
{
    struct file *dll = load_wine_dll( module, bits );
    char forward[MAX_NAME];
    DWORD address;

    if (!dll)
    {
        *reason = "this Wine lacks the DLL";
        return way == IMPORTED ? NO_START : way == DELAYED ? ENDS : FAILS;
    }
    if (!(address = read_export( dll, name, forward )))
    {
        *reason = way == BY_NAME ? "the DLL does not have it" : "the DLL does not have it; calling it ends the program";
        return way == BY_NAME ? FAILS : ENDS;
    }
    if (forward[0]) return judge_forward( bits, forward, way, depth, reason );
    if (!is_stub( dll, module, address, name )) return WINES;
    *reason = "a stub in this Wine; calling it ends the program";
    return ENDS;
}

static enum verdict judge( unsigned int bits, const char *module, const char *name, enum way way,
                           unsigned int depth, const char **reason )
{
    const struct export *export = find_export( module, name );

    if (name[0] == '#')
    {
        *reason = "by its number, which is another function's in each version";
        return FAILS;
    }
    if (!strcmp( module, "netapi32_host" )) return judge_wine( bits, "netapi32", name, way, depth, reason );
    if (!is_installed( module )) return judge_wine( bits, module, name, way, depth, reason );
    if (!export)
    {
        *reason = "unknown; calling it ends the program";
        return ENDS;
    }
    if (strchr( export->target, '.' )) return judge_forward( bits, export->target, way, depth, reason );
    if (strncmp( export->target, "unsupported_", 12 )) return OURS;
    *reason = "returns an error";
    return FAILS;
}

static int __cdecl compare_uses( const void *a, const void *b )
{
    const struct use *left = a, *right = b;
    int order = strcmp( left->module, right->module );

    return order ? order : strcmp( left->name, right->name );
}

static void judge_uses( struct file *file )
{
    struct use *use;

    qsort( file->uses, file->use_count, sizeof(*file->uses), compare_uses );
    if (file->any_bits && wine_folders[0]) file->bits = 64;
    for (use = file->uses; use < file->uses + file->use_count; use++)
        use->verdict = judge( file->bits, use->module, use->name, use->way, 0, &use->reason );
}

/* ---- output ---- */

static struct totals
{
    unsigned int counts[NO_START + 1], functions;
    unsigned int no_bits;       /* 64 or 32 when this Wine runs no such program, else 0 */
} totals;

/* UTF-8 without control characters; in JSON, for a place inside quotation marks. */
static void put_path( FILE *stream, const WCHAR *path, BOOL json )
{
    static char text[3 * MAX_UNIX_PATH];
    char *p;

    if (!WideCharToMultiByte( CP_UTF8, 0, path, -1, text, sizeof(text), NULL, NULL )) strcpy( text, "?" );
    for (p = text; *p; p++)
    {
        if (json && (*p == '"' || *p == '\\')) putc( '\\', stream );
        putc( (BYTE)*p < ' ' || *p == 0x7f ? '?' : *p, stream );
    }
}

static void put_file( const WCHAR *path, const struct file *file )
{
    const struct use *use;

    put_path( stdout, path, FALSE );
    printf( ": %u-bit\n", file->bits );
    for (use = file->uses; use < file->uses + file->use_count; use++)
    {
        printf( "    %s.%-*s  %-12s  %s", use->module, 36 - (int)strlen( use->module ), use->name,
                ways[use->way], verdicts[use->verdict] );
        if (use->reason) printf( ":\n        %s", use->reason );
        printf( "\n" );
    }
}

static void put_json_file( const WCHAR *path, const struct file *file )
{
    const struct use *use;

    printf( "    {\"path\": \"" );
    put_path( stdout, path, TRUE );
    if (file->error)
    {
        printf( "\", \"error\": \"%s\"}", file->error );
        return;
    }
    printf( "\", \"bits\": %u, \"functions\": [", file->bits );
    for (use = file->uses; use < file->uses + file->use_count; use++)
    {
        printf( "%s\n        {\"dll\": \"%s\", \"name\": \"%s\", \"found\": \"%s\", \"verdict\": \"%s\"",
                use == file->uses ? "" : ",", use->module, use->name, ways[use->way], json_verdicts[use->verdict] );
        if (use->reason) printf( ", \"reason\": \"%s\"", use->reason );
        printf( "}" );
    }
    printf( "]}" );
}

static void put_verdict( BOOL json, int status )
{
    const unsigned int *counts = totals.counts;
    unsigned int unsupported = counts[FAILS] + counts[ENDS] + counts[NO_START];
    char text[128];

    if (status == 1) strcpy( text, "not known: a file cannot be checked" );
    else if (totals.no_bits) sprintf( text, "will not run: this Wine runs no %u-bit programs", totals.no_bits );
    else if (!totals.functions) strcpy( text, "uses no function of netapi32, as far as can be seen" );
    else if (!unsupported) strcpy( text, "should work, as far as netapi32 goes: there is code for all of it" );
    else if (counts[NO_START]) strcpy( text, "will not start: this Wine lacks a DLL that it is linked to" );
    else if (counts[ENDS]) sprintf( text, "may work; calls that end it: %u of %u functions", counts[ENDS],
                                    totals.functions );
    else sprintf( text, "may work; not supported: %u of %u functions", unsupported, totals.functions );

    if (json)
        printf( "  ],\n  \"ours\": %u, \"wine\": %u, \"unsupported\": %u,\n  \"verdict\": \"%s\", \"exit_status\": %d\n}\n",
                counts[OURS], counts[WINES], unsupported, text, status );
    else if (status != 1)
        printf( "%u functions: %u ours, %u Wine's, %u not supported\nverdict: %s\n", totals.functions, counts[OURS],
                counts[WINES], unsupported, text );
}

/* ---- the command line ---- */

/* Whether the file can be checked. */
static BOOL check_file( const WCHAR *path, BOOL json )
{
    unsigned int i;
    struct file file;
    BOOL well;

    load_file( path, &file );
    if (!file.error) read_uses( &file );
    if (!file.error) judge_uses( &file );
    if (json) put_json_file( path, &file );
    if (file.error)
    {
        fprintf( stderr, "wine-netapi32: error: " );
        put_path( stderr, path, FALSE );
        fprintf( stderr, ": %s\n", file.error );
    }
    else if (!json) put_file( path, &file );
    if ((well = !file.error))
    {
        for (i = 0; i < file.use_count; i++) totals.counts[file.uses[i].verdict]++;
        totals.functions += file.use_count;
        if (!wine_folders[file.bits == 32]) totals.no_bits = file.bits;
    }
    free_file( &file );
    return well;
}

int wmain( int argc, WCHAR **argv )
{
    int i, first, status = 0;
    BOOL json = FALSE;

    for (first = 1; first < argc && !wcsncmp( argv[first], L"--", 2 ); first++)
    {
        if (!wcscmp( argv[first], L"--json" )) json = TRUE;
        else if (first + 1 < argc && !wcscmp( argv[first], L"--wine64" )) wine_folders[0] = argv[++first];
        else if (first + 1 < argc && !wcscmp( argv[first], L"--wine32" )) wine_folders[1] = argv[++first];
        else break;
    }
    if (first == argc || argv[first][0] == '-')
    {
        fprintf( stderr, "usage: checkapp [--json] [--wine64 FOLDER] [--wine32 FOLDER] FILE...\n" );
        return 2;
    }

    _setmode( _fileno( stdout ), _O_BINARY );
    if (json) printf( "{\n  \"files\": [\n" );
    for (i = first; i < argc; i++)
    {
        if (!check_file( argv[i], json )) status = 1;
        if (json) printf( i + 1 < argc ? ",\n" : "\n" );
    }
    if (!status && (totals.counts[FAILS] || totals.counts[ENDS] || totals.counts[NO_START] || totals.no_bits))
        status = 3;
    put_verdict( json, status );
    free_wine_dlls();
    return fflush( stdout ) ? 1 : status;
}
