# wine.sh: the Wine in use, its server, programs on it, and the prefix of 'run' and 'check'
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
# shellcheck disable=SC2154 # the variables are wine-netapi32's

debian_arch() { dpkg --print-architecture 2>/dev/null; }

find_wine() {
    wine_given=${WINE:-}
    wine=$wine_given
    if [ -z "$wine" ]; then
        for name in wine wine-stable wine64 wine-development; do
            if have "$name"; then wine=$name; break; fi
        done
    elif ! have "$wine"; then
        die "there is no wine at '$wine'" "name one that exists: WINE=FILE or --wine FILE"
    fi
    ask_loader
    find_wineserver
}

# ask_loader: Wine's version, and which files 'wine' loads, in $loader and $ntdll: the dynamic linker tells, and no prefix is
# needed. Empty where it does not.
ask_loader() {
    wine_version='' loader='' ntdll=''
    [ -n "$wine" ] || return 0
    answer=$(WINEDEBUG=-all LC_ALL=C LD_DEBUG=files "$wine" --version 2>&1 </dev/null)
    wine_version=$(printf '%s\n' "$answer" | sed '/^ *[0-9]*:/d; /^$/d' 2>/dev/null)
    ntdll=$(printf '%s\n' "$answer" | sed -n 's|^ *[0-9]*:.calling init: \(/.*/ntdll\.so\)$|\1|p' 2>/dev/null)
    [ -n "$ntdll" ] || return 0
    # the last program that was started before it was loaded
    loader=$(printf '%s\n' "$answer" |
        sed -n '/calling init: .*\/ntdll\.so$/q; s|^ *[0-9]*:.initialize program: \(/.*\)$|\1|p' 2>/dev/null | tail -n 1 2>/dev/null)
}

# find_wineserver: the server that belongs to $wine, for this script and for those of the tests. It lies beside 'wine', beside
# the file that this leads to, or beside the loader; of a Wine in its build folder in a folder of its own.
find_wineserver() {
    wineserver=
    export wineserver
    named=$(command -v "${wine:-wine}")
    real=$(readlink -f "$named" 2>/dev/null)
    for server in "${WINESERVER:-}" "${named%/*}/wineserver" "${real%/*}/wineserver" "${loader:+${loader%/*}/wineserver}" \
        "${real%/*}/server/wineserver" "${real%/*}/../server/wineserver" \
        "${ntdll:+${ntdll%/*}/../wineserver}" "${ntdll:+${ntdll%/*}/../../server/wineserver}" wineserver wineserver-stable; do
        if [ -n "$server" ] && [ "$server" != /wineserver ] && have "$server"; then
            wineserver=$(command -v "$server")
            return
        fi
    done
}

# wine_in PREFIX PROGRAM...: Wine's own messages only where they were asked for. Its server gets no lock of this script.
wine_in() {
    in=$1
    shift
    drivers=
    # no display: the drivers would only complain
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || drivers='winex11.drv,winewayland.drv='
    ${replace:+exec} env WINEPREFIX="$in" WINEDEBUG="${WINEDEBUG:--all}" \
        WINEDLLOVERRIDES="${WINEDLLOVERRIDES:-}${WINEDLLOVERRIDES:+${drivers:+;}}$drivers" "$wine" "$@" 8<&- 9<&-
}

# quietly_in PREFIX PROGRAM...: for our own calls of Wine's tools, with the overrides in $own_overrides alone
quietly_in() (
    WINEDEBUG=-all
    # without such a locale Wine finds no file whose path has letters outside ASCII
    export LC_ALL=C.UTF-8
    WINEDLLOVERRIDES=${own_overrides:-}
    wine_in "$@" 2>/dev/null </dev/null
)

wineserver_in() {
    in=$1
    shift
    [ -n "$wineserver" ] || return 127
    env WINEPREFIX="$in" "$wineserver" "$@" 8<&- 9<&-
}

# end_wine PREFIX: ends all that Wine runs there, also what is just starting
end_wine() {
    for _ in 1 2 3 4 5; do
        wineserver_in "$1" -k >/dev/null 2>&1
        sleep 0.2
    done
}

# boot_prefix PREFIX OPTION: wineboot. It runs in the background, where the signals of a terminal do not reach it, as Wine goes on
# in processes of its own: on a signal all of them are ended here.
boot_prefix() (
    unset WINEARCH
    # without .NET and a browser engine, which would want to be downloaded
    WINEDLLOVERRIDES='mscoree,mshtml='
    booting=
    trap 'kill "$booting" 2>/dev/null; end_wine "$1"; exit 129' HUP
    trap 'kill "$booting" 2>/dev/null; end_wine "$1"; exit 130' INT
    trap 'kill "$booting" 2>/dev/null; end_wine "$1"; exit 143' TERM
    (replace=1 && wine_in "$1" wineboot "$2") &
    booting=$!
    wait $booting || exit
    if [ -n "$wineserver" ]; then
        wineserver_in "$1" -w &
        wait $!
    else
        # a Wine whose server is not known writes this file last
        for _ in $(seq 60); do [ ! -f "$1/userdef.reg" ] || break; sleep 1; done
    fi
    [ -f "$1/system.reg" ]
)

# ---- prefixes -----------------------------------------------------------------------------------

# prepare_prefix PREFIX [domain]: the prefix of 'run' and 'check', made and kept up to date; with the domain of the Linux system
prepare_prefix() {
    if [ -z "$prefix_given" ]; then
        mkdir -p "$1" || die "cannot make the folder $1"
    fi
    lock 9 "$1"
    [ -n "$prefix_given" ] || update_prefix "$1"
    # first of all: Wine's server, which the others may start, stays for some seconds, and the registry is its own then
    [ -z "${2:-}" ] || [ ! -f "$1/$state/manifest" ] || record_domain "$1"
    if ! is_installed "$1"; then
        install_prefix "$1"
        [ -z "${2:-}" ] || record_domain "$1"
    fi
    unlock 9
}

# update_prefix PREFIX: it is made, or updated, where it was made by another Wine; the loader differs with 32-bit support
update_prefix() {
    current="$wine $wine_version $loader"
    if [ ! -f "$1/made-with" ]; then
        if [ -e "$1/dosdevices" ]; then
            say "the Wine prefix in $1 is half made; making it anew"
            end_wine "$1"
            find "$1" -mindepth 1 -delete
        fi
        step "making a Wine prefix in $1" boot_prefix "$1" -i || die_with_log "wineboot failed"
    elif [ "$(cat "$1/made-with")" != "$current" ]; then
        if ! step "updating the Wine prefix in $1" boot_prefix "$1" -u; then
            # one made without 32-bit Wine cannot be updated by a Wine that has both
            kept=$1.until-$(date +%Y%m%d-%H%M%S)
            mv "$1" "$kept" && mkdir "$1" || die "cannot move $1 out of the way"
            say "this Wine does not run in that prefix; it is kept in $kept"
            lock 9 "$1"
            step "making a Wine prefix in $1" boot_prefix "$1" -i || die_with_log "wineboot failed"
        fi
    fi
    echo "$current" >"$1/made-with"
}

# ---- programs -----------------------------------------------------------------------------------

# numbers FILE OFFSET COUNT SIZE: unsigned numbers of that size in a file
numbers() { od -An -v -tu"$4" -j"$2" -N"$(($3 * $4))" "$1" 2>/dev/null | tr -s ' \n' ' '; }

# fault_of FILE: why it is no program that Wine could start, empty when it may be one
fault_of() {
    if [ ! -e "$1" ]; then echo "there is no such file"; return; fi
    if [ -d "$1" ]; then echo "it is a folder"; return; fi
    if [ ! -f "$1" ]; then echo "it is no file"; return; fi
    if [ ! -r "$1" ]; then echo "it may not be read"; return; fi
    if [ ! -s "$1" ]; then echo "it is empty"; return; fi
    # what Wine starts by another program
    case $1 in *.[bB][aA][tT] | *.[cC][mM][dD] | *.[lL][nN][kK] | *.[mM][sS][iIpP] | *.[vV][bB][sS] | *.[jJ][sS]) return ;; esac
    case $(numbers "$1" 0 2 1) in
        ' 77 90 ' | ' 77 90') ;;
        ' 127 69 ' | ' 127 69') echo "it is a Linux program, and no Windows program"; return ;;
        *) echo "it is no Windows program"; return ;;
    esac
    size=$(wc -c <"$1")
    [ "$size" -ge 64 ] || { echo "it is cut short, or its headers are damaged"; return; }
    start=$(numbers "$1" 60 1 4 | tr -d ' ')
    [ "$((start + 24))" -le "$size" ] || { echo "it is cut short, or its headers are damaged"; return; }
    [ "$(numbers "$1" "$start" 1 4 | tr -d ' ')" = 17744 ] ||
        { echo "it is a program for DOS or 16-bit Windows, or damaged"; return; }
    [ -n "$(pe_machine "$1")" ] || { echo "it is a program for another processor than x86_64 and i386"; return; }
    # machine, sections, time stamp, symbols, size of the optional header, flags
    # shellcheck disable=SC2046 # words
    set -- "$1" $(numbers "$1" "$((start + 4))" 10 2)
    [ "$((${11} / 8192 % 2))" = 0 ] || { echo "it is a DLL, and no program"; return; }
    # each section tells its size and its place in the file
    end=$(numbers "$1" "$((start + 24 + ${10}))" "$(($3 * 10))" 4 |
        awk '{ for (i = 5; i <= NF; i += 10) if ($i && $i + $(i + 1) > end) end = $i + $(i + 1); print end + 0; if (NF != '"$(($3 * 10))"') print 4294967296 }' |
        tail -n 1)
    [ "$end" -le "$size" ] || echo "it is cut short: a section lies behind the end of the file"
}

# is_wine_program NAME: whether Wine has a program of that name, in the prefix or among its own; also when that cannot be told
is_wine_program() {
    known=
    for folder in "$prefix/dosdevices/c:/windows/system32" "$prefix/dosdevices/c:/windows" "${ntdll%-unix/ntdll.so}-windows"; do
        [ -d "$folder" ] || continue
        known=1
        [ -z "$(find -H "$folder" -maxdepth 1 \( -iname "$1" -o -iname "$1.exe" -o -iname "$1.bat" -o -iname "$1.cmd" \) 2>/dev/null)" ] ||
            return 0
    done
    [ -z "$known" ]
}
