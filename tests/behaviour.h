/*
 * What the four functions do, case by case
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
 * ROW( id, call, evidence, known, ours )
 *
 * One table for the tests (behaviour.c has the function of that id, which makes the call and says
 * what came), the report that the test program writes on Windows, and docs/behaviour.md.
 *
 * evidence says how Windows' behaviour is known: DOCUMENTED by Microsoft Learn or the SDK's
 * annotations, PROVEN by Wine's tests, which run on Windows, MEASURED on a Windows, or UNKNOWN.
 * known is what Windows does, "" where that is unknown; ours what netapi32 for Wine does.
 */

ROW( allocate, "Allocate( 100, &p )", DOCUMENTED,
     "0; p a buffer", "0; p a buffer" )
ROW( allocate_null, "Allocate( 100, NULL )", PROVEN,
     "87; last error untouched", "87; last error untouched" )
ROW( allocate_zero_null, "Allocate( 0, NULL )", PROVEN,
     "87; last error untouched", "87; last error untouched" )
ROW( allocate_zero, "Allocate( 0, &p )", PROVEN,
     "0; p a buffer; Size 0; Free 0", "0; p a buffer; Size 0; Free 0" )
ROW( allocate_too_much, "Allocate( 0xfffffff0, &p ), 32-bit", UNKNOWN,
     "", "8; p NULL" )
ROW( free_buffer, "Free( p )", DOCUMENTED,
     "0", "0" )
ROW( free_null, "Free( NULL )", DOCUMENTED,
     "0", "0" )
ROW( free_twice, "Free( p ), the second time", UNKNOWN,
     "", "87; heap intact" )
ROW( free_interior, "Free( p + 16 )", UNKNOWN,
     "", "87; heap intact" )
ROW( free_variable, "Free( &p )", UNKNOWN,
     "", "87; heap intact" )
ROW( free_static, "Free of static data", UNKNOWN,
     "", "87; heap intact" )
ROW( free_other_heap, "Free of another heap's block", UNKNOWN,
     "", "87; heap intact" )
ROW( free_unmapped, "Free of an unmapped address", UNKNOWN,
     "", "87; heap intact" )
ROW( reallocate_null, "Reallocate( NULL, 100, &p )", PROVEN,
     "0; p a buffer", "0; p a buffer" )
ROW( reallocate_grow, "Reallocate( p, 5000, &p ), p of 100 bytes", PROVEN,
     "0; p a buffer; bytes kept", "0; p a buffer; bytes kept" )
ROW( reallocate_zero, "Reallocate( p, 0, &p )", PROVEN,
     "0; p NULL", "0; p NULL" )
ROW( reallocate_null_zero, "Reallocate( NULL, 0, &p )", UNKNOWN,
     "", "0; p NULL" )
ROW( reallocate_no_output, "Reallocate( p, 200, NULL )", UNKNOWN,
     "", "87; p valid" )
ROW( reallocate_too_much, "Reallocate( p, 0xfffffff0, &q ), 32-bit", UNKNOWN,
     "", "8; q untouched; p valid" )
ROW( reallocate_freed, "Reallocate( p, 200, &q ), p freed", UNKNOWN,
     "", "87; q untouched; heap intact" )
ROW( reallocate_static, "Reallocate of static data", UNKNOWN,
     "", "87; q untouched; heap intact" )
ROW( size, "Size( p, &n ), p of 13 bytes", PROVEN,
     "0; n at least 13", "0; n at least 13" )
ROW( size_exact, "Size( p, &n ), p of 13 bytes, exactly", UNKNOWN,
     "", "n 13" )
ROW( size_null, "Size( NULL, &n )", PROVEN,
     "87", "87" )
ROW( size_null_output, "Size( NULL, &n ), the output", UNKNOWN,
     "", "n 0" )
ROW( size_no_output, "Size( p, NULL )", UNKNOWN,
     "", "87" )
ROW( size_freed, "Size( p, &n ), p freed", UNKNOWN,
     "", "87; n 0" )
ROW( size_static, "Size of static data", UNKNOWN,
     "", "87; n 0" )
ROW( last_error, "the last error after calls that succeed", UNKNOWN,
     "", "untouched" )
ROW( private_name, "NetapipBufferAllocate( 100, &p )", DOCUMENTED,
     "0; p a buffer", "0; p a buffer" )
