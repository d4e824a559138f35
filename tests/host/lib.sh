# tests/host/lib.sh: what the tests in shell share; they end in the line 'NAME: N passed, N failed'
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later

# shellcheck shell=sh

passed=0
failed=0
skipped=0
name=$(basename "$0")
here=$(cd "$(dirname "$0")" && pwd -P)     # the top folder of the source
while [ ! -f "$here/configure.ac" ]; do here=$(dirname "$here"); done
scratch=$(mktemp -d "${NETAPI32_IN_DOMAIN:-${TMPDIR:-/tmp}}/netapi32 test.XXXXXX") || exit   # blanks in its name on purpose
held=
trap 'cleanup; release_wineserver; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

cleanup() { :; }

# the one that belongs to $wine: the front end has found it
wineserver() { command "${wineserver:-wineserver}" "$@"; }

# hold_wineserver PREFIX: Debian's wineserver ends with the last program, and takes the next one with it if that starts just then
# (docs/wine-bugs.md). A script that starts many programs has one that stays until the script ends.
hold_wineserver() {
    # the script that started this one has it
    [ "${held_prefix:-}" != "$1" ] || return 0
    for _ in $(seq 50); do
        # fails while another one is there
        if WINEPREFIX=$1 wineserver -p </dev/null >/dev/null 2>&1; then
            held=$1
            export held_prefix="$1"
            # Wine's services stay as well, with the output of the program that they start with: a pipe would not end
            # shellcheck disable=SC2154 # the front end sets it
            WINEPREFIX=$1 WINEDEBUG=-all WINEDLLOVERRIDES='winex11.drv,winewayland.drv=' "$wine" cmd /c ver \
                </dev/null >/dev/null 2>&1
            return
        fi
        sleep 0.2
    done
}

release_wineserver() { [ -z "$held" ] || WINEPREFIX=$held wineserver -k 2>/dev/null; }

# check WHAT COMMAND...: passes when the command succeeds; with NETAPI32_TEST_STOP=1 the first that does not ends the script
check() {
    what=$1
    shift
    if "$@" >"$scratch/out" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$name: FAILED: $what"
        sed 's/^/    | /' "$scratch/out" | tail -n 20
        [ "${NETAPI32_TEST_STOP:-}" != 1 ] || exit 1
    fi
}

# says TEXT COMMAND...: succeeds when the command's output has the text in it
says() {
    text=$1
    shift
    "$@" >"$scratch/said" 2>&1
    cat "$scratch/said"
    grep -qF -- "$text" "$scratch/said"
}

# exits STATUS COMMAND...
exits() {
    wanted=$1
    shift
    "$@"
    got=$?
    echo "exit status $got"
    [ "$got" = "$wanted" ]
}

not() { ! "$@"; }

skip() {
    skipped=$((skipped + 1))
    echo "$name: skipped: $1"
}

finish() {
    echo "$name: $passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ]
}
