#!/bin/sh
# widl: functions share the last one's switch_is
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: [WIDL=widl] sh widl-switch.sh
# Exit status: 0 the fault is gone, 1 it is there, 77 widl did not run.

set -u
folder=$(mktemp -d) || exit 77
trap 'rm -rf "$folder"' EXIT

cat >"$folder/a.idl" <<'END'
[uuid(00000000-0000-0000-0000-000000000001), version(1.0), pointer_default(unique)]
interface switches
{
    typedef [switch_type(long)] union { [case(1)] long a; [default] ; } U;
    long f( [in] handle_t binding, [in] long level, [in, switch_is(level)] U *u );
    long g( [in] handle_t binding, [in] long first, [in] long second, [in] long level, [in, switch_is(level)] U *u );
}
END
"${WIDL:-widl}" -b x86_64-w64-mingw32 -Oicf -c -C "$folder/a.c" "$folder/a.idl" || exit 77

# where f() and g() look for the union's description; level is at another place of the stack in each
offsets=$(sed -n '/(parameter u)/,/type offset/s,.*type offset = \([0-9]*\).*,\1,p' "$folder/a.c" | tr '\n' ' ')
# shellcheck disable=SC2086 # two numbers
set -- $offsets
[ $# = 2 ] || exit 77
echo "the descriptions of f()'s and g()'s parameter are at $1 and $2"
[ "$1" != "$2" ]
