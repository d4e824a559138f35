/*
 * Gives damaged and malicious programs to checkapp.c's reader
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
 * usage: corrupt FILE...
 *
 * Each file is a good program. It is cut short, its tables get each of the values below at each place, and it gets
 * random changes, the same ones in each run; besides, there are programs made here whose tables have no end. Every
 * byte around the file is out of bounds to the reader, so that a read of one byte too many ends this program.
 */

#define wmain checkapp_main
#include "../../frontend/checkapp.c"
#undef wmain

#define RANDOM_RUNS 10000
#define TABLES_SIZE 1024        /* what is damaged of each table of a program, from its start */
#define LIMIT 5000              /* milliseconds for one run, which takes less than one: then it has no end */

static struct
{
    const char *what;           /* the run that is on, for the report of a fault */
    unsigned int offset, value;
    DWORD started;
} current;

static unsigned int runs, refused, failures, longest;

static BYTE *page;              /* the program: its last byte is the last one that may be read */
static size_t page_size;

static void report( const char *problem )
{
    printf( "corrupt: FAILED: %s: offset 0x%x, value 0x%x: %s\n", current.what, current.offset, current.value, problem );
    fflush( stdout );
    failures++;
}

static LONG WINAPI fault( EXCEPTION_POINTERS *pointers )
{
    (void)pointers;
    report( "the reader faults" );
    ExitProcess( 1 );
}

static DWORD WINAPI watch( void *arg )
{
    (void)arg;
    for (;;)
    {
        Sleep( 500 );
        if (GetTickCount() - current.started < LIMIT) continue;
        report( "the reader does not come to an end" );
        ExitProcess( 1 );
    }
}

/* Room for a program of that size, which ends where the memory does. */
static BYTE *get_room( size_t size )
{
    size_t room = (size + 0xfff) & ~(size_t)0xfff;
    DWORD old;

    if (page) VirtualFree( page, 0, MEM_RELEASE );
    page = VirtualAlloc( NULL, room + 0x1000, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE );
    page_size = room + 0x1000;
    if (!page || !VirtualProtect( page + room, 0x1000, PAGE_NOACCESS, &old )) exit( 2 );
    return page + room - size;
}

static BOOL is_well( const struct file *file )
{
    unsigned int i;
    const char *p;

    if (file->use_count > MAX_USES || (!file->error && file->bits != 32 && file->bits != 64)) return FALSE;
    for (i = 0; i < file->use_count; i++)
    {
        if (!find_module( file->uses[i].module ) || !memchr( file->uses[i].name, 0, MAX_NAME )) return FALSE;
        for (p = file->uses[i].name; *p; p++) if (*p <= ' ' || *p > '~') return FALSE;
    }
    return TRUE;
}

/* All that checkapp does with a program, and with a DLL of Wine's, whose file is read the same way. */
static const char *run( const BYTE *data, size_t size )
{
    static struct use uses[MAX_USES];
    char forward[MAX_NAME];
    struct file file = {0};
    const char *error;
    DWORD address;

    current.started = GetTickCount();
    file.data = data;
    file.size = size;
    file.uses = uses;
    read_uses( &file );
    if (!is_well( &file )) report( "the result is not well-formed" );
    if (!file.error) judge_uses( &file );
    error = file.error;
    if ((address = read_export( &file, "NetUserEnum", forward ))) is_stub( &file, "netapi32", address, "NetUserEnum" );
    runs++;
    if (error) refused++;
    if (GetTickCount() - current.started > longest) longest = GetTickCount() - current.started;
    return error;
}

/* ---- good programs, damaged ---- */

static BYTE *copy_to_room( const struct file *file, size_t size )
{
    return memcpy( get_room( size ), file->data, size );
}

static void cut_short( const struct file *file )
{
    size_t size, step;

    current.what = "cut short";
    for (size = 0; size < file->size; size += step)
    {
        step = size < 0x600 ? 1 : file->size / 64;
        current.offset = size;
        /* all that is cut here belongs to headers or sections */
        if (!run( copy_to_room( file, size ), size ) && size < 0x200) report( "taken for a whole program" );
    }
}

static void damage( BYTE *data, const struct file *file, size_t begin, size_t end )
{
    static const DWORD values[] =
    {
        0, 1, 4, 0x3c, 0xff, 0x1000, 0x8000, 0xffff, 0xfffff, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff
    };
    DWORD value;
    size_t offset;
    unsigned int i, width;

    current.what = "a value in a table";
    if (end > file->size) end = file->size;
    for (offset = begin; offset + sizeof(value) <= end; offset += 2)
        for (i = 0; i < ARRAYSIZE( values ) + 4; i++)
            for (width = 2; width <= 4; width += 2)
            {
                if (i < ARRAYSIZE( values )) value = values[i];
                else value = file->size + i - ARRAYSIZE( values ) - 2;
                current.offset = offset;
                current.value = value;
                memcpy( data + offset, &value, width );
                run( data, file->size );
                memcpy( data + offset, file->data + offset, sizeof(value) );
            }
}

static void damage_tables( struct file *file )
{
    static const unsigned int tables[] =
    {
        IMAGE_DIRECTORY_ENTRY_IMPORT, IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT, IMAGE_DIRECTORY_ENTRY_EXPORT,
        IMAGE_DIRECTORY_ENTRY_COM_DESCRIPTOR
    };
    BYTE *data = copy_to_room( file, file->size );
    size_t offset;
    unsigned int i;

    damage( data, file, 0, 0x400 );
    for (i = 0; i < ARRAYSIZE( tables ); i++)
        if (find_address( file, read_directory( file, tables[i] ), &offset ))
            damage( data, file, offset, offset + TABLES_SIZE );
}

static unsigned int get_random( unsigned int limit )
{
    static unsigned int state = 2463534242u;

    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % limit;
}

static void damage_at_random( const struct file *file )
{
    BYTE *data = copy_to_room( file, file->size );
    unsigned int i, j, changes;

    current.what = "random changes";
    for (i = 0; i < RANDOM_RUNS; i++)
    {
        current.offset = i;
        changes = 1 + get_random( 16 );
        for (j = 0; j < changes; j++)
            data[get_random( get_random( 2 ) ? 0x400 : file->size )] = get_random( 2 ) ? get_random( 256 ) : 0xff;
        run( data, file->size );
        memcpy( data, file->data, file->size );
    }
}

/* ---- programs whose tables have no end ---- */

#define HEADERS_SIZE 0x2000

/* A program of one section, which is as large as memory for it is given, and is loaded at HEADERS_SIZE. */
static BYTE *make_program( size_t section_size, WORD section_count )
{
    BYTE *data = get_room( HEADERS_SIZE + section_size );
    IMAGE_DOS_HEADER *dos = (IMAGE_DOS_HEADER *)data;
    IMAGE_NT_HEADERS64 *nt = (IMAGE_NT_HEADERS64 *)(dos + 1);
    IMAGE_SECTION_HEADER *section = (IMAGE_SECTION_HEADER *)(nt + 1);
    WORD i;

    dos->e_magic = IMAGE_DOS_SIGNATURE;
    dos->e_lfanew = sizeof(*dos);
    nt->Signature = IMAGE_NT_SIGNATURE;
    nt->FileHeader.Machine = IMAGE_FILE_MACHINE_AMD64;
    nt->FileHeader.NumberOfSections = section_count;
    nt->FileHeader.SizeOfOptionalHeader = sizeof(nt->OptionalHeader);
    nt->OptionalHeader.Magic = IMAGE_NT_OPTIONAL_HDR64_MAGIC;
    nt->OptionalHeader.NumberOfRvaAndSizes = IMAGE_NUMBEROF_DIRECTORY_ENTRIES;
    nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT].VirtualAddress = HEADERS_SIZE;
    for (i = 0; i < section_count && (BYTE *)(section + 1) <= data + HEADERS_SIZE; i++, section++)
    {
        section->VirtualAddress = section->PointerToRawData = HEADERS_SIZE;
        section->SizeOfRawData = section_size;
    }
    return data;
}

/* Each descriptor leads to the same table of functions, which is as long. */
static size_t make_endless_imports( BYTE *section, size_t size )
{
    IMAGE_IMPORT_DESCRIPTOR *descriptor = (IMAGE_IMPORT_DESCRIPTOR *)section;
    ULONGLONG *table = (ULONGLONG *)(section + size / 2);
    size_t i, count = size / 2 / sizeof(*descriptor), names = size - 64;

    memcpy( section + names, "netapi32.dll", 13 );
    memcpy( section + names + 16, "\0\0NetUserEnum", 14 );
    for (i = 0; i < count; i++)
    {
        descriptor[i].Name = HEADERS_SIZE + names;
        descriptor[i].FirstThunk = HEADERS_SIZE + size / 2;
    }
    for (i = 0; (BYTE *)(table + i + 1) <= section + names; i++) table[i] = HEADERS_SIZE + names + 16;
    return names;
}

static void expect( BYTE *data, size_t size, const char *what, const char *wanted )
{
    const char *error;

    current.what = what;
    error = run( data, size );
    if (wanted ? !error || !strstr( error, wanted ) : !!error) report( error ? error : "no error" );
}

static void run_endless(void)
{
    const size_t size = 0x800000;
    BYTE *data;
    size_t names;

    data = make_program( size, 1 );
    names = make_endless_imports( data + HEADERS_SIZE, size );
    expect( data, HEADERS_SIZE + size, "import tables without end", "have no end" );

    memset( data + HEADERS_SIZE + sizeof(IMAGE_IMPORT_DESCRIPTOR), 0, sizeof(IMAGE_IMPORT_DESCRIPTOR) );
    expect( data, HEADERS_SIZE + size, "a table of functions without end", "have no end" );

    memset( data + HEADERS_SIZE + size / 2 + sizeof(ULONGLONG), 0, sizeof(ULONGLONG) );
    expect( data, HEADERS_SIZE + size, "one function: a good program", NULL );

    memset( data + HEADERS_SIZE + names, 'n', 64 );
    expect( data, HEADERS_SIZE + size, "a name without an end", "no end" );

    data = make_program( 0x1000, 97 );
    expect( data, HEADERS_SIZE + 0x1000, "too many sections", "more sections" );
    data = make_program( 0x1000, 0xffff );
    expect( data, HEADERS_SIZE + 0x1000, "far too many sections", "more sections" );
    data = make_program( 0x800000, 96 );
    memset( data + HEADERS_SIZE, 'N', 0x800000 );
    expect( data, HEADERS_SIZE + 0x800000, "sections upon each other", "a name in it" );
}

/* One descriptor, and functions under names of their own. */
static void make_imports( BYTE *section, unsigned int count, const char *first_name )
{
    IMAGE_IMPORT_DESCRIPTOR *descriptor = (IMAGE_IMPORT_DESCRIPTOR *)section;
    ULONGLONG *table = (ULONGLONG *)(section + 0x100);
    unsigned int i, names = 0x100 + (count + 1) * sizeof(*table);

    descriptor->Name = HEADERS_SIZE + 0x80;
    descriptor->FirstThunk = HEADERS_SIZE + 0x100;
    memcpy( section + 0x80, "netapi32.dll", 13 );
    for (i = 0; i < count; i++, names += 16)
    {
        table[i] = HEADERS_SIZE + names;
        sprintf( (char *)section + names + 2, "Function%u", i );
    }
    if (first_name) memcpy( section + table[0] - HEADERS_SIZE + 2, first_name, strlen( first_name ) + 1 );
}

static void run_made(void)
{
    static const char *const ends[] = { "n", "NETAPI3", "NetUserEnu", "DsGetDcName" };
    static char long_name[MAX_NAME + 1];
    const size_t size = 0x10000;
    IMAGE_EXPORT_DIRECTORY *table;
    IMAGE_NT_HEADERS64 *nt;
    unsigned int i;
    BYTE *data;

    data = make_program( size, 1 );
    make_imports( data + HEADERS_SIZE, MAX_USES, NULL );
    expect( data, HEADERS_SIZE + size, "as many functions as there may be", NULL );
    make_imports( data + HEADERS_SIZE, MAX_USES + 1, NULL );
    expect( data, HEADERS_SIZE + size, "more functions", "more functions than there are" );

    memset( long_name, 'n', MAX_NAME );
    data = make_program( size, 1 );
    make_imports( data + HEADERS_SIZE, 1, long_name );
    expect( data, HEADERS_SIZE + size, "a long name", "no end" );
    long_name[MAX_NAME - 1] = 0;
    make_imports( data + HEADERS_SIZE, 1, long_name );
    expect( data, HEADERS_SIZE + size, "a name as long as may be", NULL );
    make_imports( data + HEADERS_SIZE, 1, "\x1b[31m\"\\\xff\n" );
    expect( data, HEADERS_SIZE + size, "a name that no terminal likes", NULL );

    data = make_program( size, 1 );
    nt = (IMAGE_NT_HEADERS64 *)(data + sizeof(IMAGE_DOS_HEADER));
    nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT].VirtualAddress = HEADERS_SIZE + 0x200;
    table = (IMAGE_EXPORT_DIRECTORY *)(data + HEADERS_SIZE + 0x200);
    table->NumberOfNames = 1;
    table->AddressOfNames = HEADERS_SIZE + 0x300;
    *(DWORD *)(data + HEADERS_SIZE + 0x300) = HEADERS_SIZE + size - 3;
    memcpy( data + HEADERS_SIZE + size - 3, "Net", 3 );
    expect( data, HEADERS_SIZE + size, "an export that the end cuts off", NULL );

    for (i = 0; i < ARRAYSIZE( ends ); i++)
    {
        data = make_program( size, 1 );
        if (ends[i][0] == 'N' || ends[i][0] == 'D') memcpy( data + HEADERS_SIZE + 0x100, "netapi32.dll", 13 );
        memcpy( data + HEADERS_SIZE + size - strlen( ends[i] ), ends[i], strlen( ends[i] ) );
        current.offset = i;
        expect( data, HEADERS_SIZE + size, "a name that the end cuts off", NULL );
    }
}

int wmain( int argc, WCHAR **argv )
{
    struct file file;
    int i;

    SetUnhandledExceptionFilter( fault );
    current.started = GetTickCount();
    CloseHandle( CreateThread( NULL, 0, watch, NULL, 0, NULL ) );
    for (i = 1; i < argc; i++)
    {
        load_file( argv[i], &file );
        if (!file.error) read_headers( &file );
        current.what = "the file as it is";
        if (file.error) report( file.error );
        else
        {
            cut_short( &file );
            damage_tables( &file );
            damage_at_random( &file );
        }
        free_file( &file );
    }
    run_endless();
    run_made();
    if (!refused || refused == runs) report( "not one of the files is refused, or each is" );
    printf( "corrupt: %u files, %u of them refused, %u failures, the longest took %u ms\n", runs, refused, failures,
            longest );
    return failures != 0;
}
