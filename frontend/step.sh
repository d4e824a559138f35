# step.sh: words to the user, steps that take a while, Ctrl-C, locks
#
# A part of wine-netapi32, which reads it.
#
# Copyright 2026 the netapi32 for Wine authors
#
# This library is free software; you can redistribute it and/or
# modify it under the terms of the GNU Lesser General Public
# License as published by the Free Software Foundation; either
# version 2.1 of the License, or (at your option) any later version.
#
# This library is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
# Lesser General Public License for more details.
#
# You should have received a copy of the GNU Lesser General Public
# License along with this library; if not, write to the Free Software
# Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA


# shellcheck shell=sh
# shellcheck disable=SC2154 # build and error_status are wine-netapi32's

say() { printf 'wine-netapi32: %s\n' "$*" >&2; }

# die WHAT ADVICE...
die() {
    say "error: $1"
    shift
    for advice; do [ -z "$advice" ] || printf '    %s\n' "$advice" >&2; done
    exit "${error_status:-1}"
}

# misused WHAT ADVICE...: a command line that cannot be understood
misused() {
    error_status=2
    die "$@"
}

have() { command -v "$1" >/dev/null 2>&1; }

# ---- steps --------------------------------------------------------------------------------------

# step WHAT COMMAND...: runs a command that takes a while, its output in a log. It runs in the foreground: Ctrl-C ends
# what it has started as well, and this script goes on when that has ended.
step() {
    what=$1 started=$(date +%s)
    log=$build/log/$(printf '%s' "$what" | tr -c 'A-Za-z0-9\n' '-').log
    shift
    mkdir -p "$build/log" || die "cannot write to $build" "name another folder: --build DIR"
    printf 'wine-netapi32: %s ...' "$what" >&2
    if [ -t 2 ]; then
        tick &
        ticker=$!
    fi
    unfinished=$what
    # Wine's server outlives what starts it, and must not hold a lock
    (
        trap 'exit 129' HUP
        trap 'exit 130' INT
        trap 'exit 143' TERM
        "$@"
    ) >"$log" 2>&1 </dev/null 8<&- 9<&-
    result=$?
    case $result in 129 | 130 | 143) interrupted $result ;; esac
    unfinished=
    stop_ticker
    if [ $result = 0 ]; then
        printf ' done (%s s)\n' "$(($(date +%s) - started))" >&2
        return 0
    fi
    printf ' failed\n' >&2
    return 1
}

tick() {
    while sleep 1; do printf '\rwine-netapi32: %s ... %s s' "$what" "$(($(date +%s) - started))" >&2; done
}

ticker=
stop_ticker() {
    [ -n "$ticker" ] || return 0
    kill "$ticker" 2>/dev/null
    wait "$ticker" 2>/dev/null
    ticker=
    printf '\rwine-netapi32: %s ...' "$what" >&2
}

# die_with_log WHAT ADVICE...: the same as die, with the end of the last step's log
die_with_log() {
    tail -n 15 "$log" | sed 's/^/    | /' >&2
    what=$1
    shift
    die "$what" "all of it: $log" "$@"
}

# ---- Ctrl-C -------------------------------------------------------------------------------------

# interrupted STATUS: says what is half done, and ends as the signal would have ended this script
unfinished=
interrupted() {
    trap '' HUP INT TERM
    stop_ticker
    if [ -n "$unfinished" ]; then
        printf ' interrupted\n' >&2
        say "half done: $unfinished; the next command does it again"
    fi
    signal=INT
    [ "$1" != 129 ] || signal=HUP
    [ "$1" != 143 ] || signal=TERM
    trap - "$signal"
    kill -s "$signal" $$
    exit "$1"
}

heed_signals() {
    trap 'interrupted 129' HUP
    trap 'interrupted 130' INT
    trap 'interrupted 143' TERM
}

# ---- locks --------------------------------------------------------------------------------------

# lock NUMBER FOLDER: until unlock NUMBER, or the end of this script however it ends, nobody else has the folder. It is
# the folder itself that is locked, so no file is left. 8 is for the build folder, 9 for a prefix.
lock() {
    have flock && [ -r "$2" ] || return 0
    eval "exec $1<\"\$2\""
    flock -n -E 77 "$1" 2>/dev/null
    # another status: folders there cannot be locked
    [ $? = 77 ] || return 0
    say "waiting for another wine-netapi32, which is at work in $2 ..."
    flock "$1"
}

unlock() { eval "exec $1<&-"; }
