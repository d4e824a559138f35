/*
 * The interpreter of client stubs: widl's format strings, packed and unpacked by rpcrt4.dll
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
#include "lmcons.h"
#include "lmerr.h"
#include "rpc.h"
#include "rpcndr.h"
#include "ndrtypes.h"

#include "wine/debug.h"

#include "connection.h"
#include "delay.h"
#include "memory.h"
#include "ndr.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * The functions of rpcrt4.dll
 */

static void (RPC_ENTRY *pNdrClientInitializeNew)( RPC_MESSAGE *message, MIDL_STUB_MESSAGE *stub,
                                                  MIDL_STUB_DESC *desc, unsigned int opnum );
static void (RPC_ENTRY *pNdrCorrelationInitialize)( MIDL_STUB_MESSAGE *stub, void *cache, ULONG cache_size, ULONG flags );
static unsigned char * (RPC_ENTRY *pNdrSimpleTypeMarshall)( MIDL_STUB_MESSAGE *stub, unsigned char *memory,
                                                            unsigned char format );
static unsigned char * (RPC_ENTRY *pNdrSimpleTypeUnmarshall)( MIDL_STUB_MESSAGE *stub, unsigned char *memory,
                                                              unsigned char format );

/* of a kind of types */
struct packer
{
    void            (RPC_ENTRY *size)( MIDL_STUB_MESSAGE *stub, unsigned char *memory, PFORMAT_STRING format );
    unsigned char * (RPC_ENTRY *pack)( MIDL_STUB_MESSAGE *stub, unsigned char *memory, PFORMAT_STRING format );
    unsigned char * (RPC_ENTRY *unpack)( MIDL_STUB_MESSAGE *stub, unsigned char **memory, PFORMAT_STRING format,
                                         unsigned char must_allocate );
};

static struct packer pointer, simple_struct, conformant_struct, conformant_varying_struct, complex_struct,
    conformant_array, conformant_varying_array, fixed_array, complex_array, conformant_string, encapsulated_union,
    non_encapsulated_union;

#define PACKER(kind, packer)  { "Ndr" #kind "BufferSize", &packer.size }, { "Ndr" #kind "Marshall", &packer.pack }, \
                              { "Ndr" #kind "Unmarshall", &packer.unpack }

/* No stub may run before it returned TRUE. */
BOOL load_ndr(void)
{
    static const struct delayed_import imports[] =
    {
        DELAYED_IMPORT( NdrClientInitializeNew ),
        DELAYED_IMPORT( NdrCorrelationInitialize ),
        DELAYED_IMPORT( NdrSimpleTypeMarshall ),
        DELAYED_IMPORT( NdrSimpleTypeUnmarshall ),
        PACKER( Pointer, pointer ),
        PACKER( SimpleStruct, simple_struct ),
        PACKER( ConformantStruct, conformant_struct ),
        PACKER( ConformantVaryingStruct, conformant_varying_struct ),
        PACKER( ComplexStruct, complex_struct ),
        PACKER( ConformantArray, conformant_array ),
        PACKER( ConformantVaryingArray, conformant_varying_array ),
        PACKER( FixedArray, fixed_array ),
        PACKER( ComplexArray, complex_array ),
        PACKER( ConformantString, conformant_string ),
        PACKER( EncapsulatedUnion, encapsulated_union ),
        PACKER( NonEncapsulatedUnion, non_encapsulated_union ),
    };

    return load_imports( L"rpcrt4.dll", imports, ARRAYSIZE(imports) );
}

static const struct packer *find_packer( unsigned char type )
{
    switch (type)
    {
    case FC_RP:
    case FC_UP: return &pointer;
    case FC_STRUCT:
    case FC_PSTRUCT: return &simple_struct;
    case FC_CSTRUCT:
    case FC_CPSTRUCT: return &conformant_struct;
    case FC_CVSTRUCT: return &conformant_varying_struct;
    case FC_BOGUS_STRUCT: return &complex_struct;
    case FC_CARRAY: return &conformant_array;
    case FC_CVARRAY: return &conformant_varying_array;
    case FC_SMFARRAY:
    case FC_LGFARRAY: return &fixed_array;
    case FC_BOGUS_ARRAY: return &complex_array;
    case FC_C_WSTRING: return &conformant_string;
    case FC_ENCAPSULATED_UNION: return &encapsulated_union;
    case FC_NON_ENCAPSULATED_UNION: return &non_encapsulated_union;
    default:
        ERR( "no interface of ours has the type %#x\n", type );
        RaiseException( RPC_S_UNSUPPORTED_TYPE, 0, 0, NULL );
        return NULL;
    }
}

/*
 * The format of a procedure: Microsoft Learn, "RPC NDR engine", "Procedure header descriptor" and the pages after
 * it. Such as widl -Oicf makes it for explicit handles.
 */

#include "pshpack1.h"

struct procedure_header
{
    BYTE handle_type;       /* 0: explicit */
    BYTE flags;             /* Oi_... */
    /* a DWORD of flags with Oi_HAS_RPCFLAGS; then a procedure_place */
};

struct procedure_place
{
    WORD opnum;
    WORD stack_size;
    BYTE handle[4];         /* FC_BIND_PRIMITIVE, and where it is: first */
    WORD client_size;
    WORD server_size;
    BYTE flags;
    BYTE count;             /* of the parameters */
    BYTE extension_size;    /* where the flags say so: with itself, and with more flags behind it */
    BYTE extension_flags;
};

#define HAS_EXTENSION       0x40
#define HAS_NEW_CORR_DESCS  0x01    /* of widl after Wine 8: what tells the sizes of arrays and the arms of unions is longer */

struct parameter
{
    PARAM_ATTRIBUTES attributes;
    WORD             stack_offset;
    WORD             type;          /* an offset in the types' formats; where it is a base type, itself */
};

#include "poppack.h"

struct procedure
{
    unsigned int            opnum;
    unsigned int            count;
    const struct parameter *parameters;
    BOOL                    has_new_corr_descs;
};

static struct procedure read_procedure( PFORMAT_STRING format )
{
    const struct procedure_header *header = (const void *)format;
    const struct procedure_place *place = (const void *)(format + sizeof(*header) +
                                                         (header->flags & Oi_HAS_RPCFLAGS ? sizeof(DWORD) : 0));
    BOOL has_extension = (place->flags & HAS_EXTENSION) != 0;
    const BYTE *end = &place->extension_size + (has_extension ? place->extension_size : 0);
    const struct procedure procedure = { place->opnum, place->count, (const void *)end,
                                         has_extension && (place->extension_flags & HAS_NEW_CORR_DESCS) };

    return procedure;
}

/*
 * The call
 */

/* where the argument itself is, or for what is handed over by its address, the address */
static unsigned char *get_memory( const struct parameter *parameter, unsigned char *argument )
{
    const PARAM_ATTRIBUTES *attributes = &parameter->attributes;
    BOOL is_value = attributes->IsBasetype ? !attributes->IsSimpleRef : attributes->IsByValue;

    return is_value ? argument : *(unsigned char **)argument;
}

static PFORMAT_STRING get_type( const MIDL_STUB_MESSAGE *stub, const struct parameter *parameter )
{
    return stub->StubDesc->pFormatTypes + parameter->type;
}

/* a number with what aligns it */
#define MAX_NUMBER_SIZE  16

/* on the wire */
static unsigned int get_number_size( unsigned char type )
{
    switch (type)
    {
    case FC_BYTE:
    case FC_CHAR:
    case FC_SMALL:
    case FC_USMALL: return 1;
    case FC_WCHAR:
    case FC_SHORT:
    case FC_USHORT:
    case FC_ENUM16: return 2;
    case FC_HYPER: return 8;
    default: return 4;
    }
}

/* rpcrt4 leaves it to its callers to look whether the number is there. */
static void unpack_number( MIDL_STUB_MESSAGE *stub, unsigned char *memory, unsigned char type )
{
    unsigned int size = get_number_size( type );

    stub->Buffer += -(ULONG_PTR)stub->Buffer & (size - 1);
    if (stub->Buffer > stub->BufferEnd || (SIZE_T)(stub->BufferEnd - stub->Buffer) < size)
        RaiseException( RPC_X_BAD_STUB_DATA, 0, 0, NULL );
    pNdrSimpleTypeUnmarshall( stub, memory, type );
}

static void size_parameter( MIDL_STUB_MESSAGE *stub, const struct parameter *parameter )
{
    unsigned char *argument = stub->StackTop + parameter->stack_offset;
    PFORMAT_STRING type = get_type( stub, parameter );

    if (parameter->attributes.IsSimpleRef && !*(void **)argument)
        RaiseException( RPC_X_NULL_REF_POINTER, 0, 0, NULL );
    if (!parameter->attributes.IsIn) return;
    if (parameter->attributes.IsBasetype) stub->BufferLength += MAX_NUMBER_SIZE;
    else find_packer( *type )->size( stub, get_memory( parameter, argument ), type );
}

static void pack_parameter( MIDL_STUB_MESSAGE *stub, const struct parameter *parameter )
{
    unsigned char *memory;
    PFORMAT_STRING type;

    if (!parameter->attributes.IsIn) return;
    memory = get_memory( parameter, stub->StackTop + parameter->stack_offset );
    type = get_type( stub, parameter );
    if (!parameter->attributes.IsBasetype) find_packer( *type )->pack( stub, memory, type );
    else if ((BYTE)parameter->type != FC_IGNORE) pNdrSimpleTypeMarshall( stub, memory, parameter->type );
}

static void unpack_parameter( MIDL_STUB_MESSAGE *stub, const struct parameter *parameter, LONG_PTR *result )
{
    unsigned char *argument = stub->StackTop + parameter->stack_offset, *memory;
    PFORMAT_STRING type = get_type( stub, parameter );

    if (!parameter->attributes.IsOut) return;
    if (parameter->attributes.IsReturn) argument = (unsigned char *)result;
    if (parameter->attributes.IsBasetype)
        unpack_number( stub, get_memory( parameter, argument ), parameter->type );
    else if (parameter->attributes.IsByValue)
    {
        memory = argument;
        find_packer( *type )->unpack( stub, &memory, type, FALSE );
    }
    else find_packer( *type )->unpack( stub, (unsigned char **)argument, type, FALSE );
}

static void pack_question( MIDL_STUB_MESSAGE *stub, const struct procedure *procedure )
{
    unsigned int i;

    stub->BufferLength = 0;
    for (i = 0; i < procedure->count; i++) size_parameter( stub, &procedure->parameters[i] );
    if (!(stub->Buffer = stub_allocate( stub->BufferLength ))) RaiseException( RPC_S_OUT_OF_MEMORY, 0, 0, NULL );
    stub->RpcMsg->Buffer = stub->Buffer;
    stub->RpcMsg->BufferLength = stub->BufferLength;
    for (i = 0; i < procedure->count; i++) pack_parameter( stub, &procedure->parameters[i] );
}

static void unpack_answer( MIDL_STUB_MESSAGE *stub, const struct procedure *procedure, BYTE *answer, DWORD size,
                           LONG_PTR *result )
{
    unsigned int i;

    stub->RpcMsg->Buffer = stub->Buffer = stub->BufferStart = answer;
    stub->RpcMsg->BufferLength = stub->BufferLength = size;
    stub->BufferEnd = answer + size;
    stub->Offset = stub->ActualCount = 0;
    for (i = 0; i < procedure->count; i++) unpack_parameter( stub, &procedure->parameters[i], result );
}

/* what rpcrt4's own interpreter hands over */
#define CORRELATION_CACHE_SIZE  1024

/* What goes wrong is an exception, which run_stubs() takes. What rpcrt4 has allocated for the call then is
 * stub_allocate()'s. */
static LONG_PTR call_procedure( MIDL_STUB_DESC *desc, PFORMAT_STRING format, void **arguments )
{
    const struct procedure procedure = read_procedure( format );
    struct rpc_connection *connection = arguments[0];
    ULONG cache[CORRELATION_CACHE_SIZE / sizeof(ULONG)];
    MIDL_STUB_MESSAGE stub;
    RPC_MESSAGE message;
    LONG_PTR result = 0;
    RPC_STATUS status;
    BYTE *answer;
    DWORD size;

    memset( &stub, 0, sizeof(stub) );
    pNdrClientInitializeNew( &message, &stub, desc, procedure.opnum );
    stub.StackTop = (unsigned char *)arguments;
    if (procedure.has_new_corr_descs) pNdrCorrelationInitialize( &stub, cache, sizeof(cache), 0 );
    pack_question( &stub, &procedure );
    status = ask_connection( connection, procedure.opnum, message.Buffer, stub.Buffer - (BYTE *)message.Buffer,
                             &answer, &size );
    SecureZeroMemory( message.Buffer, stub.Buffer - (BYTE *)message.Buffer );   /* There may be a password in it. */
    TRACE( "opnum %u: %ld, %lu bytes\n", procedure.opnum, status, size );
    if (status) RaiseException( status, 0, 0, NULL );
    begin_unpacking( &stub, size );
    unpack_answer( &stub, &procedure, answer, size, &result );
    end_unpacking();
    return result;
}

/* For stubs on x86_64 the arguments follow one another; on i386 there is one, where they are. */
LONG_PTR __cdecl call_server( MIDL_STUB_DESC *desc, PFORMAT_STRING format, ... )
{
    LONG_PTR result;
    va_list args;

    va_start( args, format );
#ifdef __x86_64__
    result = call_procedure( desc, format, (void **)args );
#else
    result = call_procedure( desc, format, va_arg( args, void ** ) );
#endif
    va_end( args );
    return result;
}

/* Stubs call it by this name, which the headers have for rpcrt4.dll's. */
#ifdef __x86_64__
__asm__( ".text\n\t"
         ".globl NdrClientCall2\n"
         "NdrClientCall2:\n\t"
         "jmp call_server\n" );
#else
__asm__( ".text\n\t"
         ".globl _NdrClientCall2\n"
         "_NdrClientCall2:\n\t"
         "jmp _call_server\n" );
#endif
