#!/bin/sh
# widl: the place of a pointer behind a structure within, in arrays, is wrong for 32-bit programs
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: [WIDL=widl] sh widl-pointer.sh
# Exit status: 0 the fault is gone, 1 it is there, 77 widl did not run.

set -u
folder=$(mktemp -d) || exit 77
trap 'rm -rf "$folder"' EXIT

cat >"$folder/a.idl" <<'END'
[uuid(00000000-0000-0000-0000-000000000001), version(1.0), pointer_default(unique)]
interface pointers
{
    typedef struct { long numbers[4]; } INNER;
    typedef struct { INNER inner; [string] wchar_t *text; } ITEM;
    typedef struct { long count; [size_is(count)] ITEM *items; } LIST;
    void take( [in] handle_t binding, [out] LIST *list );
}
END
"${WIDL:-widl}" -b i686-w64-mingw32 -Oicf -c -C "$folder/a.c" "$folder/a.idl" || exit 77

# the pointer of ITEM, of ITEM in the array, and of LIST
offsets=$(sed -n 's,.*Memory offset = \([0-9]*\).*,\1,p' "$folder/a.c" | tr '\n' ' ')
echo "the pointers are told to be at $offsets; 16 16 4 is right"
[ "$offsets" = '16 16 4 ' ]
