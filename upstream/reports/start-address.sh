#!/bin/sh
# ntdll: one program in some thousands does not start
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: [WINE=wine] [WINEPREFIX=DIR] sh start-address.sh
# Exit status: 0 each can start, 1 Linux may put the loader's heap where Windows' shared data belongs, 77 that cannot be told.

set -u
folder=$(mktemp -d) || exit 77
trap 'rm -rf "$folder"' EXIT

# a 64-bit program that lives until its input ends
mkfifo "$folder/input" || exit 77
WINEDEBUG=-all "${WINE:-wine}" cmd <"$folder/input" >/dev/null 2>&1 &
program=$!
exec 3>"$folder/input"
tries=0
until grep -q '/x86_64-windows/kernel32\.dll' "/proc/$program/maps" 2>/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" = 100 ]; then echo "no 64-bit Wine program runs"; exit 77; fi
    sleep 0.1
done
cat "/proc/$program/maps" >"$folder/maps"
# the loader, and where its last part that is a file ends
loader=$(readlink "/proc/$program/exe")
exec 3>&-
wait "$program"

end=$(awk -v loader="$loader" '$6 == loader { sub( /.*-/, "", $1 ); end = $1 } END { print end }' "$folder/maps")
[ -n "$end" ] || exit 77
# Windows' shared data, and how far behind the loader Linux begins its heap at most
shared=$((0x7ffe0000)) range=$((0x40000000))
echo "$loader ends at 0x$end; Windows' shared data belongs at 0x7ffe0000"
# a preloader keeps the addresses
case $loader in *preloader*) exit 0 ;; esac
end=$((0x$end))
[ "$end" -gt "$shared" ] || [ $((shared - end)) -ge "$range" ]
