#!/bin/sh
# wineserver: it takes along a program that starts as it ends
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: [WINE=wine] [WINESERVER=wineserver] [STARTS=24000] WINEPREFIX=DIR sh wineserver-start.sh
# where nothing else runs in the prefix. It is a matter of chance: of 24,000 starts seven were lost on Wine 8.0.
# Exit status: 0 each program has started, 1 one ended without having been run.

set -u
: "${WINEPREFIX:?a prefix}"
folder=$(mktemp -d) || exit 77
trap 'rm -rf "$folder"' EXIT
export WINEPREFIX WINEDEBUG=-all

lost=0 tried=0
while [ "$tried" -lt "${STARTS:-24000}" ]; do
    # a server that ends with its last program, as Debian's; one that is there already does so too
    "${WINESERVER:-wineserver}" -p0 2>/dev/null
    "${WINE:-wine}" cmd /c 'echo started' >"$folder/out" 2>&1 </dev/null
    tried=$((tried + 1))
    if grep -q started "$folder/out"; then continue; fi
    lost=$((lost + 1))
    sed -n "1s/^/start $tried said: /p" "$folder/out"
done
echo "$lost of $tried programs were not run"
[ "$lost" = 0 ]
