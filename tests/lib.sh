# tests/lib.sh: what the tests in shell share; they end in the line 'NAME: N passed, N failed'
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later

# shellcheck shell=sh

passed=0
failed=0
skipped=0
name=$(basename "$0")
# shellcheck disable=SC2034 # the scripts use it
here=$(cd "$(dirname "$0")/.." && pwd -P)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/netapi32 test.XXXXXX") || exit   # blanks in its name on purpose
trap 'cleanup; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

cleanup() { :; }

# check WHAT COMMAND...: passes when the command succeeds
check() {
    what=$1
    shift
    if "$@" >"$scratch/out" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$name: FAILED: $what"
        sed 's/^/    | /' "$scratch/out" | tail -n 20
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
