#!/bin/sh
# widl: interpreted stubs send the binding handle
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: [WIDL=widl] sh widl-handle.sh
# Exit status: 0 the fault is gone, 1 it is there, 77 widl did not run.

set -u
folder=$(mktemp -d) || exit 77
trap 'rm -rf "$folder"' EXIT

cat >"$folder/a.idl" <<'END'
[uuid(00000000-0000-0000-0000-000000000001), version(1.0)]
interface handle
{
    void f( [in] handle_t binding, [in] long a );
}
END
"${WIDL:-widl}" -b x86_64-w64-mingw32 -Oicf -c -C "$folder/a.c" "$folder/a.idl" || exit 77

# the description of f() has a comment for each parameter
if grep -q '(parameter binding)' "$folder/a.c"; then
    echo "f()'s format string has $(sed -n 's,.*/\* \(.*\) params \*/,\1,p' "$folder/a.c") parameters; its handle is one of them"
    exit 1
fi
grep -q '(parameter a)' "$folder/a.c" || exit 77
echo "f()'s format string has the parameter 'a' alone"
