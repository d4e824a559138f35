# prefix.sh: puts the modules into a Wine prefix, takes them out, and tells what programs there get
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
# shellcheck disable=SC2154 # version, wine and dlls are wine-netapi32's

# A change of a prefix is a plan: a list of files, in an order in which the prefix works after each of them.
# What costs space comes first and no program sees it: backups, and each new file under another name beside
# its place. Then the manifest is written, then each file is renamed into its place. So a change that was cut
# short left the old state when there is no manifest, and otherwise one that install and uninstall both go on
# from: the manifest tells what stood there first, and the backups stay until the end.

# as in Makefile.in
modules='netapi32 browcli dsrole logoncli netmsg netutils samcli schedcli srvcli wkscli'
# for WINEDLLOVERRIDES: all or none of them, as those of newer Wines lead to each other
# shellcheck disable=SC2034 # wine-netapi32 uses it
module_list=$(printf %s "$modules" | tr ' ' ,)
# programs in place of Wine's own, which have overrides by the names of their files
commands='net.exe'
# By 'install --accounts' alone, and for single programs: advapi32, with a copy of Wine's own behind it, advapi32_host.
state=.wine-netapi32            # the folder in the prefix, and the end of the names of files on their way
manifest_format='wine-netapi32 manifest 4'
accounts_format='wine-netapi32 manifest 5'  # with advapi32, which those who read the others would leave half there
# the same, but those who read 1 know of netapi32 and netutils alone, those who read 2 and 3 of no programs
older_formats='wine-netapi32 manifest 1
wine-netapi32 manifest 2
wine-netapi32 manifest 3'
# keys of the registry, as its files have them
overrides_key='Software\\Wine\\DllOverrides'
programs_key='Software\\Wine\\AppDefaults'
accounts_key='Software\\Wine\\NetApi32\\Accounts'

# open_prefix PREFIX: makes it the one that the functions below are about
open_prefix() {
    check_prefix "$1"
    root=$1
    windows=$root/dosdevices/c:/windows
    manifest=$root/$state/manifest
    [ ! -f "$manifest" ] || head -n 1 "$manifest" |
        grep -qxF -e "$manifest_format" -e "$accounts_format" -e "$older_formats" ||
        die "$manifest is of another format" "use the wine-netapi32 that wrote it"
}

# at PATH: where a path of the manifest is
at() {
    case $1 in
        system32/* | syswow64/*) line "$windows/$1" ;;
        # Wine follows a link there, and so does a change
        *.reg) readlink -f "$root/$1" ;;
        *) line "$root/$1" ;;
    esac
}

# recorded WHAT [PATH]: what the manifest says of a path
recorded() {
    [ ! -f "$manifest" ] || sed -n "s|^$1${2:+ $2} ||p" "$manifest"
}

# installed_modules: those that the manifest has, for all programs, and the programs
installed_modules() {
    recorded placed | sed -n '/\/advapi32/d; s|^sys[^/]*/\([^ ]*\)\.dll file .*|\1|p; s|^sys[^/]*/\([^ ]*\.exe\) file .*|\1|p' | sort -u
}

# file_of MODULE: the name of its file
file_of() { case $1 in *.exe) line "$1" ;; *) line "$1.dll" ;; esac; }

# built_file ARCH MODULE: where it is built
built_file() { case $2 in *.exe) line "$dlls/$1-programs/$2" ;; *) line "$dlls/$1-windows/$2.dll" ;; esac; }

# line TEXT: some shells' echo would take a backslash for an escape
line() { printf '%s\n' "$1"; }

# value KEY: of the key=value lines on standard input
value() { sed -n "s|^$1=||p"; }

# ---- files --------------------------------------------------------------------------------------

# fingerprint FILE: by which the manifest knows it again
fingerprint() {
    if [ -h "$1" ]; then
        line "link $(readlink "$1")"
    elif [ -f "$1" ]; then
        sum=$(sha256sum <"$1")
        line "file ${sum%% *}"
    else
        echo nothing
    fi
}

# pe_machine FILE: the machine of a Windows program or DLL
pe_machine() {
    [ -f "$1" ] || return
    offset=$(od -An -tu4 -j60 -N4 "$1" 2>/dev/null | tr -d ' ')
    [ -n "$offset" ] || return
    case $(od -An -tx2 -j"$((offset + 4))" -N2 "$1" 2>/dev/null | tr -d ' ') in
        014c) echo i386 ;;
        8664) echo x86_64 ;;
    esac
}

# Wine's DLLs, and what older versions put into prefixes in their place, carry a signature behind the DOS header.
is_wines_own() {
    dd if="$1" bs=4 skip=16 count=5 2>/dev/null | tr -d '\000' | grep -qaE '^Wine (builtin|placeholder) DLL'
}

# Any version of ours: the product name in the version resource is UTF-16.
is_ours() { tr -d '\000' <"$1" | grep -qaF 'netapi32 for Wine'; }

# other_names FOLDER FILE: the DLL in other spellings, as NETAPI32.DLL: Wine prefers what the program wrote
other_names() {
    find "$windows/$1/." ! -name . -prune | sed 's|.*/||' | grep -ixF "$2" | grep -vxF "$2"
}

# ---- overrides ----------------------------------------------------------------------------------

# They are read and written in the file of the registry, while no program runs: exact for values of any type,
# all at once, and without Wine, which may be gone when somebody wants the prefix as it was.

# module_names: for awk's patterns
module_names() { line "$modules $commands${all:+ advapi32}" | tr -s ' \n' '||' | sed 's/^|//; s/|$//; s/[.]/[.]/g'; }

# section KEY [FILE]: the lines of a key
section() {
    key=$1 LC_ALL=C awk '
        BEGIN { head = "[" tolower(ENVIRON["key"]) "]" }
        /^\[/ { inside = index(tolower($0), head) == 1 }
        inside && $0 != ""
    ' "${2:-$root/user.reg}"
}

# values_of KEY NAMES [FILE]: those of these names, as the file has them; long values have more than one line
values_of() {
    section "$1" "${3:-$root/user.reg}" | names=$2 LC_ALL=C awk '
        BEGIN { ours = "^\"[*]?(" ENVIRON["names"] ")\"=" }
        more || tolower($0) ~ ours { print; more = /\\$/ }
    '
}

# override_lines: those for our modules
override_lines() { values_of "$overrides_key" "$(module_names)"; }

has_key() { [ -n "$(section "$@")" ]; }

# app_override_lines: those of single programs: the program, a tab, the line
app_override_lines() {
    names="$(module_names)|advapi32" LC_ALL=C awk '
        BEGIN { ours = "^\"[*]?(" ENVIRON["names"] ")\"=" }
        /^\[/ {
            inside = 0
            head = "[software\\\\wine\\\\appdefaults\\\\"
            tail = index(tolower($0), "\\\\dlloverrides]")
            if (index(tolower($0), head) == 1 && tail) {
                inside = 1
                program = substr($0, length(head) + 1, tail - length(head) - 1)
            }
        }
        inside && tolower($0) ~ ours { print program "\t" $0 }
    ' "$root/user.reg"
}

# sorted_overrides: the lines on standard input, sorted as Wine sorts them
sorted_overrides() {
    LC_ALL=C awk '
        function name_of(value) { return tolower(substr(value, 2, index(value, "\"=") - 2)) }
        more { value[count] = value[count] "\n" $0 }
        !more { value[++count] = $0 }
        { more = /\\$/ }
        END {
            for (i = 1; i <= count; i++) {
                for (j = i; j > 1 && name_of(value[j]) < name_of(value[j - 1]); j--) {
                    swapped = value[j]
                    value[j] = value[j - 1]
                    value[j - 1] = swapped
                }
            }
            for (i = 1; i <= count; i++) print value[i]
        }
    '
}

# with_edits: the registry on standard input with the changes in $edits, each of which is
#   key KEEP NAMES KEY     these values of the key go; KEEP says what becomes of one without values: it stays for yes,
#                          goes for no, and for restore one that is not there, nor any below it, comes with its header
#   value LINE             goes into it; the lines are sorted ones
#   header LINE            of a key that is restored
# Each goes where Wine sorts it, so that the file is again what it was.
with_edits() {
    edits=$edits LC_ALL=C awk '
        function name_of(line) { return tolower(substr(line, 2, index(line, "\"=") - 2)) }
        # by which keys are sorted: nothing is smaller than what stands between two names
        function path_of(line) {
            sub(/\n.*/, "", line)
            sub(/\][ 0-9]*$/, "", line)
            line = tolower(substr(line, 2))
            gsub(/\\\\/, "\001", line)
            # letters outside ASCII come last, and brackets have a backslash in the file alone
            gsub(/\\x/, "\177", line)
            gsub(/\\/, "", line)
            return line
        }
        function put(line) {
            out[++outs] = header line "\n"
            header = ""
        }
        # puts the new values that sort before a name, all for an empty one
        function put_new(before) {
            while (next_new <= values[at] && (before == "" || name_of(value[at, next_new]) < before)) {
                do put(value[at, next_new]); while (value[at, next_new++] ~ /\\$/)
            }
        }
        function leave() {
            put_new("")
            if (header != "" && keep[at] != "no") out[++outs] = header
            header = ""
            at = 0
        }
        # the new keys that sort before a path, all for an empty one
        function print_new_keys(before,   i, j, edit) {
            for (i = 1; i <= edits; i++) {
                edit = order[i]
                if (done[edit] || (before != "" && path[edit] > before)) continue
                done[edit] = 1
                if (path[edit] in there) continue
                if (keep[edit] == "restore") { if (!(path[edit] in above)) printf "\n%s", headers[edit] }
                else if (values[edit]) {
                    printf "\n[%s]\n", key[edit]
                    for (j = 1; j <= values[edit]; j++) print value[edit, j]
                }
            }
        }
        BEGIN {
            count = split(ENVIRON["edits"], part, "\n")
            for (i = 1; i <= count; i++) {
                rest = substr(part[i], index(part[i], " ") + 1)
                if (part[i] ~ /^key /) {
                    split(rest, word, " ")
                    keep[++edits] = word[1]
                    ours[edits] = "^\"[*]?(" word[2] ")\"="
                    key[edits] = substr(rest, length(word[1] word[2]) + 3)
                    path[edits] = path_of("[" key[edits] "]")
                    edit_of[path[edits]] = edits
                    for (j = edits; j > 1 && path[order[j - 1]] > path[edits]; j--) order[j] = order[j - 1]
                    order[j] = edits
                }
                else if (part[i] ~ /^value /) value[edits, ++values[edits]] = rest
                else if (part[i] ~ /^header /) headers[edits] = headers[edits] rest "\n"
            }
        }
        at && (/^\[/ || $0 == "") { leave() }
        $0 == "" { blank = blank "\n"; next }
        /^\[/ && (path_of($0) in edit_of) {
            at = edit_of[path_of($0)]
            header = blank $0 "\n"
            blank = ""
            next_new = 1
            dropping = continued = 0
            next
        }
        !at { out[++outs] = blank $0 "\n"; blank = ""; next }
        /^#/ { header = header $0 "\n"; next }
        dropping || tolower($0) ~ ours[at] { dropping = /\\$/; next }
        !continued { put_new(name_of($0)) }
        { continued = /\\$/; put($0) }
        END {
            if (at) leave()
            # what is there now: keys, and those that are there because of others below them
            for (i = 1; i <= outs; i++) {
                line = out[i]
                if (line !~ /^\n*\[/) continue
                sub(/^\n*/, "", line)
                is_key[i] = line = path_of(line)
                there[line]
                while (sub(/\001[^\001]*$/, "", line)) above[line]
            }
            for (i = 1; i <= outs; i++) {
                if (i in is_key) print_new_keys(is_key[i])
                printf "%s", out[i]
            }
            print_new_keys("")
            printf "%s", blank
        }
    '
}

# key_edit KEEP NAMES KEY: the lines of the change, with the values on standard input
key_edit() {
    line "key $1 $2 $3"
    sed 's/^/value /'
}

# What makes Wine take ours. An own *netapi32 goes away meanwhile: for a DLL beside a program it comes first.
our_override_lines() {
    for module in $modules $commands ${all:+advapi32}; do line "\"$module\"=\"native,builtin\""; done | sorted_overrides
}

# ---- programs that get advapi32.dll, too --------------------------------------------------------

# registry_text: the text on standard input as Wine's server writes it into the file of the registry
registry_text() {
    iconv -f UTF-8 -t UTF-16BE | od -An -v -tx1 | tr -s ' ' '\n' | awk '
        function number(hex,   i, n) {
            for (i = 1; i <= length(hex); i++) n = n * 16 + index("0123456789abcdef", substr(hex, i, 1)) - 1
            return n
        }
        NF && high == "" { high = $1; next }
        NF { code[++count] = high $1; high = "" }
        END {
            for (i = 1; i <= count; i++) {
                n = number(code[i])
                if (n < 128) { printf "%s%c", (n == 91 || n == 93 ? "\\" : ""), n; continue }
                # a digit behind it would count
                next_code = i < count ? number(code[i + 1]) : 0
                if (next_code >= 128 || sprintf("%c", next_code ? next_code : 32) !~ /[0-9A-Fa-f]/)
                    sub(/^0+/, "", code[i])
                printf "\\x%s", code[i]
            }
            print ""
        }'
}

# name_programs PROGRAM...: sets $new_programs. Wine looks for the name of the file alone.
name_programs() {
    new_programs=
    for program; do
        name=${program##*[/\\]}
        case $name in
            '' | *[[:cntrl:]\"*:\<\>?\|]*)
                die "'$program' is no name of a program" "name its file: --accounts SETUP.EXE" ;;
            *.*) ;;
            *) die "'$program' has no ending" "Wine wants the whole name of the file: $name.exe" ;;
        esac
        name=$(printf '%s' "$name" | registry_text)
        new_programs="$new_programs$name
"
    done
    # custom actions of installers run in it
    [ -z "$new_programs" ] || new_programs=${new_programs}msiexec.exe
}

# in_list NAME LIST: whether it is a line of the list, in any case of the letters
in_list() { line "$2" | grep -qixF -e "$1"; }

# program_key NAME
program_key() { line "$programs_key\\\\$1\\\\DllOverrides"; }

# choose_programs: who gets advapi32.dll: those of the manifest, and those that are asked for now
choose_programs() {
    all=$(recorded accounts)
    [ "$accounts" != all ] || all=all
    programs=$(recorded program | sed 's/^[a-z]* //')
    while IFS= read -r name; do
        if [ -n "$name" ] && ! in_list "$name" "$programs"; then programs="$programs${programs:+
}$name"; fi
    done <<END
${new_programs:-}
END
    account_modules=
    [ -z "$all$programs" ] || account_modules=advapi32
}

# empty_key KEY: its lines for the manifest, where it has no values: Wine leaves it out while others are below it
empty_key() {
    lines=$(section "$1")
    if [ -n "$lines" ] && ! line "$lines" | grep -qv '^[[#]'; then line "$lines" | sed 's/^/empty-key /'; fi
}

# programs_before: the lines of the manifest about them
programs_before() {
    [ -z "$all" ] || line "accounts all"
    known=$(recorded program | sed 's/^[a-z]* //')
    [ -z "$known" ] || grep -E '^(program|program-override|empty-key) ' "$manifest"
    [ -z "$programs" ] || line "$programs" | while IFS= read -r name; do
        if in_list "$name" "$known"; then continue; fi
        key=$(program_key "$name")
        if has_key "$key"; then line "program present $name"; else line "program absent $name"; fi
        values_of "$key" advapi32 | sorted_overrides |
            name=$name awk '{ print "program-override " ENVIRON["name"] "\t" $0 }'
        empty_key "$programs_key\\\\$name"
    done
    [ -n "$known" ] || [ -z "$programs" ] || empty_key "$programs_key"
}

# install_edits, uninstall_edits: what becomes of the overrides
install_edits() {
    our_override_lines | key_edit yes "$(module_names)" "$overrides_key"
    [ -z "$programs" ] || line "$programs" | while IFS= read -r name; do
        line '"advapi32"="native,builtin"' | key_edit yes advapi32 "$(program_key "$name")"
    done
}

uninstall_edits() {
    keep=yes
    [ "$(recorded overrides)" != absent ] || keep=no
    recorded override | key_edit $keep "$(module_names)" "$overrides_key"
    recorded program | while read -r keep name; do
        case $keep in present) keep=yes ;; *) keep=no ;; esac
        recorded program-override | name=$name awk '
            index($0, ENVIRON["name"] "\t") == 1 { print substr($0, length(ENVIRON["name"]) + 2) }
        ' | key_edit $keep advapi32 "$(program_key "$name")"
    done
    recorded empty-key | while IFS= read -r text; do
        case $text in
            '['*) line "key restore - $(line "$text" | sed 's/^\[//; s/\][ 0-9]*$//')" ;;
        esac
        line "header $text"
    done
}

# ---- the accounts ------------------------------------------------------------------------------

# They are netapi32.dll's to read and write; here they can only be taken away, as a whole.

# has_accounts: whether something has been changed of the computer's accounts
has_accounts() { key=$accounts_key LC_ALL=C awk '
    BEGIN { head = "[" tolower(ENVIRON["key"]) }
    /^\[/ && index(tolower($0), head) == 1 && substr($0, length(head) + 1) ~ /^(\]|\\\\)/ { found = 1; exit }
    END { exit !found }
' "$root/system.reg"; }

# uninstalled_system: the registry on standard input with the domain that was recorded before, if any, and without the accounts where
# that is asked for
uninstalled_system() {
    edits=$(recorded domain | key_edit no "$domain_values" "$domain_key")
    if [ -n "$accounts" ]; then without_accounts; else cat; fi | if [ -f "$manifest" ]; then with_edits; else cat; fi
}

# without_accounts: the registry on standard input without their key
without_accounts() {
    key=$accounts_key LC_ALL=C awk '
        BEGIN { head = "[" tolower(ENVIRON["key"]) }
        /^\[/ { gone = index(tolower($0), head) == 1 && substr($0, length(head) + 1) ~ /^(\]|\\\\)/ }
        $0 == "" { blank = blank "\n"; next }
        gone { blank = ""; next }
        { printf "%s", blank; blank = ""; print }
        END { printf "%s", blank }
    '
}

# ---- what is refused ----------------------------------------------------------------------------

check_prefix() {
    [ -d "$1" ] || die "there is no folder $1" "a Wine prefix is made by: WINEPREFIX='$1' wineboot"
    await_registry "$1"
    is_prefix "$1" || die "$1 is no Wine prefix" "a Wine prefix is made by: WINEPREFIX='DIR' wineboot"
    [ -n "$(find "$1" -prune -user "$(id -u)")" ] || die "$1 belongs to somebody else" \
        "run this as its owner: sudo -u '$(find "$1" -prune -printf %u 2>/dev/null)' wine-netapi32 ..."
    check_ways "$1"
}

is_prefix() { [ -f "$1/system.reg" ] && [ -f "$1/user.reg" ] && [ -d "$1/dosdevices/c:/windows/system32" ]; }

# await_registry PREFIX: of a new prefix, Wine's server writes the registry only when it ends, some seconds after wineboot
await_registry() {
    if is_prefix "$1" || [ ! -d "$1/dosdevices" ] || ! is_running "$1"; then return; fi
    say "waiting for Wine to finish with $1 ..."
    for _ in $(seq 60); do
        sleep 1
        is_running "$1" || return
    done
    is_prefix "$1" || die "Wine has not finished with $1, nor written its registry" \
        "end the programs that run there, or wait for them, and run this again"
}

# owner_of PATH PREFIX: which prefix it lies in, all links followed; empty when in none
owner_of() {
    owner=$(readlink -f "$1")
    while [ "${owner:-/}" != / ]; do
        owner=$(dirname "$owner")
        if is_prefix_beside "$owner" "$2"; then line "$owner"; break; fi
    done
}

# is_prefix_beside FOLDER PREFIX: half a prefix is one, too, but not where it is the half that PREFIX has links to
is_prefix_beside() {
    if [ -f "$1/system.reg" ] && [ -d "$1/dosdevices" ]; then return; fi
    for half in system.reg dosdevices; do
        if [ -e "$1/$half" ] && [ "$(readlink -f "$1/$half")" != "$(readlink -f "$2/$half")" ]; then return; fi
    done
    return 1
}

# check_ways PREFIX: whether no link leads a change into another prefix. A folder that no prefix owns, as on a larger disk,
# may hold this one's files; a DLL may be a link: a change replaces it, and writes nothing through it.
check_ways() {
    asked=$1 own=$(cd "$1" && pwd -P)
    set -- dosdevices dosdevices/c: dosdevices/c:/windows dosdevices/c:/windows/system32 dosdevices/c:/windows/syswow64 \
        system.reg user.reg userdef.reg
    # the first that leads astray is named, and that can be what c: leads to
    [ "$(readlink "$asked/dosdevices/c:")" != ../drive_c ] || set -- drive_c "$@"
    for way; do
        [ -e "$asked/$way" ] || continue
        other=$(owner_of "$asked/$way" "$asked")
        [ -z "$other" ] || [ "$other" = "$own" ] ||
            die "$asked/$way leads to $(readlink -f "$asked/$way"), in another prefix" \
            "what is changed there is changed in $other, too" \
            "name that prefix: --prefix '$other'" \
            "or put files of this prefix's own in the place of the link, then run the same command again"
    done
    # Wine's server writes into such a file, whatever its names
    for way in system.reg user.reg userdef.reg; do
        [ -z "$(find -H "$asked/$way" -prune -type f -links +1 2>/dev/null)" ] ||
            die "$asked/$way is a hard link: the file has another name elsewhere" \
                "what Wine changes there is changed in both; make it a file of its own:" \
                "cp -p '$asked/$way' '$asked/$way.own' && mv '$asked/$way.own' '$asked/$way'"
    done
    # the backups are this prefix's alone
    link=$(find "$asked/$state" -type l 2>/dev/null | head -n 1)
    [ -z "$link" ] || die "$link is a link to $(readlink "$link")" \
        "what is kept of a prefix lies in it: put what the link leads to in its place"
}

# wanted_folders PREFIX: the same for the architectures in $archs alone, for all when it is empty
wanted_folders() {
    system_folders "$1" | while read -r folder arch; do
        case " ${archs:-$arch} " in *" $arch "*) line "$folder $arch" ;; esac
    done
}

# system_folders PREFIX: its folders of system DLLs, a line each: folder and architecture
system_folders() {
    if grep -q '^#arch=win32' "$1/system.reg"; then
        line "system32 i386"
    else
        line "system32 x86_64"
        [ ! -d "$1/dosdevices/c:/windows/syswow64" ] || line "syswow64 i386"
    fi
}

check_writable() {
    while read -r folder arch; do
        for dir in "$root" "$windows/$folder"; do
            [ -w "$dir" ] || die "cannot write to $dir" \
                "let its owner write there: chmod u+w '$dir'" \
                "and when its file system is mounted read-only, mount it for writing"
        done
    done <<END
$(system_folders "$root")
END
}

# is_running PREFIX: whether Wine's server runs there
is_running() { [ -n "$wine" ] && wineserver_in "$1" -k0 >/dev/null 2>&1; }

# becomes_idle: Wine's server outlives the last program by some seconds
becomes_idle() {
    for tenth in $(seq 0 2 150); do
        is_running "$root" || return 0
        [ "$tenth" != 10 ] || say "Wine runs in $root; waiting some seconds for it to end ..."
        sleep 0.2
    done
    return 1
}

check_idle() {
    becomes_idle || die "programs run in $root" "end them, or have Wine end them all: WINEPREFIX='$root' wineserver -k"
}

# check_modules: whether what is to be installed is for the folders where it goes
check_modules() {
    while read -r folder arch; do
        for module in $modules $commands $account_modules; do
            dll=$(built_file "$arch" "$module")
            [ -f "$dll" ] || die "there is no $dll" "build it: wine-netapi32 build"
            made_for=$(pe_machine "$dll")
            [ "$made_for" = "$arch" ] || die "$dll is for ${made_for:-no machine known here}, $folder wants $arch" \
                "build it again: make clean && make"
        done
    done <<END
$(wanted_folders "$root")
END
}

# check_target PATH: whether nobody else's file is lost when it is replaced again
check_target() {
    target=$(at "$1")
    now=$(fingerprint "$target")
    # one behind a link would take in what is to replace the link
    if [ -d "$target" ] || { [ "$now" = nothing ] && [ -e "$target" ]; }; then
        die "$target is no file" "move it away: mv '$target' '$target.mine'"
    fi
    [ "$now" != nothing ] || return
    before=$(recorded replaced "$1")
    case $now in
        link\ * | "$before" | "$(recorded placed "$1")") return ;;
    esac
    if [ -n "$before" ] && ! is_wines_own "$target" && ! is_ours "$target"; then
        die "$target is neither what was installed nor what stood there before" \
            "move it away first: mv '$target' '$target.mine'"
    fi
}

check_targets() {
    while read -r kind path source; do
        case $path in *.reg) ;; *) check_target "$path" ;; esac
    done <<END
$plan
END
}

# ---- asking Wine --------------------------------------------------------------------------------

# probe_program PREFIX ARCH: the program that asks, from the build or from an installed prefix
probe_program() {
    for program in "$dlls/$2-programs/probe.exe" "$1/$state/$2-probe.exe"; do
        if [ -f "$program" ]; then line "$program"; break; fi
    done
}

# probe PREFIX ARCH: what programs of that architecture get, as key=value lines; nothing when Wine runs none
probe() {
    program=$(probe_program "$1" "$2")
    # shellcheck disable=SC2086 # words
    [ -z "$program" ] || quietly_in "$1" "$program" $modules $commands | tr -d '\r'
}

# probe_accounts PREFIX ARCH: the same of programs that were named for --accounts
probe_accounts() {
    program=$(probe_program "$1" "$2")
    [ -z "$program" ] ||
        own_overrides='advapi32=n,b' quietly_in "$1" "$program" --accounts advapi32 advapi32_host | tr -d '\r'
}

# ask_wine: where the Wine in use keeps its own netapi32.dll, by architecture and by folder
ask_wine() {
    host_x86_64='' host_i386='' host_system32='' host_syswow64=''
    [ -n "$wine" ] || return 0
    while read -r folder arch; do
        host=$(probe "$root" "$arch" | value host)
        eval "host_$arch=\$host host_$folder=\$host"
        [ -z "$host" ] || [ "$(cd "$windows/$folder" && pwd -P)" != "$(cd "$(dirname "$host")" && pwd -P)" ] ||
            die "$windows/$folder is Wine's own folder, not one of this prefix" \
                "have Wine make the prefix anew: WINEPREFIX='DIR' wineboot"
    done <<END
$(system_folders "$root")
END
    check_idle
}

host_of() { if [ "$1" = i386 ]; then line "$host_i386"; else line "$host_x86_64"; fi; }

# ---- plans --------------------------------------------------------------------------------------

# A line of a plan: KIND PATH SOURCE, where KIND is file, link, nothing, overrides, or system: accounts and domain.

# in_order [-r]: the lines of a plan in an order in which the prefix works after each of them. Ours needs the link to
# Wine's own, and advapi32 the copy of it; the others come after the overrides because Wine 10's netapi32 calls
# netutils, and our netutils netapi32.
in_order() {
    awk '
        { rank = 4 }
        $2 ~ /probe\.exe$/ { rank = 0 }
        $2 ~ /_host\.dll$/ { rank = 1 }
        tolower($2) ~ /\/(netapi32|advapi32)\.dll$/ { rank = 2 }
        $1 == "overrides" { rank = 3 }
        { print rank, $0 }
    ' | sort -s -n -k 1,1 "$@" | cut -d ' ' -f 2-
}

# install_lines: what goes where; folders whose programs this Wine does not run are left out
install_lines() {
    while read -r folder arch; do
        host=$(host_of "$arch")
        if [ -z "$host" ]; then
            say "$folder: this Wine runs no $arch programs, left as it is"
            continue
        fi
        line "file $state/$arch-probe.exe $dlls/$arch-programs/probe.exe"
        line "link $folder/netapi32_host.dll $host"
        if [ -n "$account_modules" ]; then
            own=${host%/*}/advapi32.dll
            [ -f "$own" ] || die "there is no $own" "without Wine's own no program can get one for accounts"
            line "file $folder/advapi32_host.dll $own"
        fi
        for module in $modules $commands $account_modules; do
            file=$(file_of "$module")
            line "file $folder/$file $(built_file "$arch" "$module")"
            for name in $(other_names "$folder" "$file"); do line "nothing $folder/$name -"; done
        done
    done <<END
$(wanted_folders "$root")
END
    line "overrides user.reg -"
}

# uninstall_lines: what stood there first
uninstall_lines() {
    while read -r path kind what; do
        case $kind in
            file) what=$(original_file "$path") || return ;;
            link) what=$(original_link "$path" "$what") ;;
            # a Wine of today that has one, where the one that was had none
            nothing)
                if [ -z "$(recorded behind "$path")" ]; then
                    current=$(wines_current "$path")
                    [ -z "$current" ] || kind=file what=$current
                fi ;;
        esac
        line "$kind $path $what"
    done <<END
$(recorded replaced)
END
    line "overrides user.reg -"
}

# wines_current PATH: the file of the Wine in use that belongs at a path; empty when there is none, or no Wine
wines_current() {
    case $1 in
        system32/*) host=$host_system32 ;;
        *) host=$host_syswow64 ;;
    esac
    current=${host%/*}/${1##*/}
    [ -z "$host" ] || [ ! -f "$current" ] || line "$current"
}

backup_of() { line "$root/$state/backup/$1"; }

# original_file PATH: the backup; but when that is a DLL of a Wine that is gone, the one of today
original_file() {
    backup=$(backup_of "$1")
    current=$(wines_current "$1")
    if [ ! -f "$backup" ] && [ -z "$current" ]; then
        die "the backup $backup is gone" "have Wine make its own again: mv '$(at "$1")' '$(at "$1").ours'; wineboot -u"
    elif [ ! -f "$backup" ]; then
        line "$current"
    elif [ -z "$current" ] || ! is_wines_own "$backup" ||
        [ "$(fingerprint "$current")" = "$(recorded behind "$1")" ]; then
        line "$backup"
    else
        line "$current"
    fi
}

# original_link PATH TARGET: the same for a link, as Proton has them
original_link() {
    case $2 in
        /*) target=$2 ;;
        *) target=$(dirname "$(at "$1")")/$2 ;;
    esac
    current=$(wines_current "$1")
    if [ -e "$target" ] || [ -z "$current" ]; then line "$2"; else line "$current"; fi
}

# ---- changing a prefix --------------------------------------------------------------------------

# act COMMAND...: one step of a change. The tests end the script before a step of their choice.
steps=0
act() {
    steps=$((steps + 1))
    [ "$steps" != "${WINE_NETAPI32_KILL_AT:-}" ] || kill -KILL $$
    "$@"
}

# with_plan COMMAND...: runs it with each line of the plan
with_plan() {
    while read -r kind path source; do
        act "$@" "$kind" "$path" "$source" || return
    done <<END
$plan
END
}

# stage KIND PATH SOURCE: makes what is to be at PATH, beside it
stage() {
    to=$(at "$2")$state
    case $1 in
        file) cp -p "$3" "$to" ;;
        link) ln -sfn "$3" "$to" ;;
        # the copy is for the mode of the file
        overrides) cp -p "$root/user.reg" "$to" && with_edits <"$root/user.reg" >"$to" ;;
        system) cp -p "$root/system.reg" "$to" && uninstalled_system <"$root/system.reg" >"$to" ;;
    esac
}

# put KIND PATH: at once, so that no program ever sees half a file, and never through a link
put() {
    to=$(at "$2")
    case $1 in
        nothing) rm -f "$to" ;;
        *) mv -f "$to$state" "$to" ;;
    esac
}

# sweep: takes away what a change that was cut short left, but for what the manifest needs
sweep() {
    rm -f "$windows/system32/"*"$state" "$windows/syswow64/"*"$state" "$(at user.reg)$state" "$(at system.reg)$state" \
        "$root/$state/"*"$state"
    [ -f "$manifest" ] || rm -rf "${root:?}/$state"
}

# for failures before the first file is in its place
give_up() {
    sweep
    die "cannot write to $root; nothing has changed there" "see what room there is: df '$root'"
}

put_plan() {
    with_plan put || die "cannot write to $(at "$path")" "the prefix works; mend that, and run the same command again"
}

# back_up KIND PATH: unless it is our own, or the manifest knows already what stood there first
back_up() {
    case $2 in *.reg | "$state"/*) return ;; esac
    [ -z "$(recorded replaced "$2")" ] || return 0
    original=$(at "$2")
    if [ ! -f "$original" ] || [ -h "$original" ]; then return 0; fi
    # ours without a manifest: what it replaced is unknown, Wine's own the best to put back
    if is_ours "$original"; then original=$(wines_current "$2"); fi
    [ -z "$original" ] || cp -p "$original" "$(backup_of "$2")"
}

# new_modules: those that the manifest does not have
new_modules() {
    known=" $(installed_modules | tr '\n' ' ')"
    for module in $modules $commands; do
        case $known in *" $module "*) ;; *) line "$module" ;; esac
    done
}

# overrides_before: the lines of the manifest about them
overrides_before() {
    if [ -f "$manifest" ]; then
        grep '^overrides ' "$manifest"
    elif has_key "$overrides_key"; then
        line "overrides present"
    else
        line "overrides absent"
    fi
    {
        recorded override
        # of modules that the version in the manifest did not have, if any
        modules=$(new_modules) commands=
        [ -z "$(recorded accounts)" ] || all=
        [ -z "$modules$all" ] || override_lines
    } | sorted_overrides | sed 's/^/override /'
}

# domain_before: the lines of the manifest about what was recorded when it was not installed yet
domain_before() {
    if [ -f "$manifest" ]; then recorded domain
    else values_of "$domain_key" "$domain_values" "$root/system.reg"; fi | sed 's/^/domain /'
}

# files_of_plan: the lines of the manifest about files; of two for the same path the first counts
files_of_plan() {
    [ ! -f "$manifest" ] || grep -E '^(replaced|behind) ' "$manifest"
    while read -r kind path source; do
        case $path in
            *.reg) continue ;;
            "$state"/*) ;;
            *)
                if [ -z "$(recorded replaced "$path")" ]; then
                    first=$(backup_of "$path")
                    [ -f "$first" ] || first=$(at "$path")
                    line "replaced $path $(fingerprint "$first")"
                    current=$(wines_current "$path")
                    [ -z "$current" ] || line "behind $path $(fingerprint "$current")"
                fi ;;
        esac
        case $kind in
            file) line "placed $path $(fingerprint "$source")" ;;
            link) line "placed $path link $source" ;;
            nothing) line "placed $path nothing" ;;
        esac
    done <<END
$plan
END
    [ ! -f "$manifest" ] || grep '^placed ' "$manifest"
}

write_manifest() {
    {
        if [ -n "$account_modules" ]; then line "$accounts_format"; else line "$manifest_format"; fi
        line "# What install replaced, and what it placed. The files that were replaced are in the folder backup."
        line "version $version"
        overrides_before
        programs_before
        domain_before
        files_of_plan | awk '!seen[$1, $2]++' | sort
    } >"$manifest$state" && mv "$manifest$state" "$manifest"
}

install_prefix() {
    open_prefix "$1"
    choose_programs
    check_writable
    check_modules
    check_idle
    ask_wine
    [ -n "$host_x86_64$host_i386" ] ||
        die "$wine does not run in $1" "see what it says: WINEPREFIX='$1' $wine cmd /c ver"
    plan=$(install_lines | in_order)
    check_targets
    act sweep
    edits=$(install_edits)
    if ! act mkdir -p "$root/$state/backup/system32" "$root/$state/backup/syswow64" ||
        ! with_plan back_up || ! with_plan stage || ! act write_manifest; then
        give_up
    fi
    put_plan
}

# uninstall_prefix PREFIX: and the accounts as well, where that is asked for
uninstall_prefix() {
    open_prefix "$1"
    check_writable
    check_idle
    system_lines=
    if { [ -n "$accounts" ] && has_accounts; } || { [ -f "$manifest" ] && has_key "$domain_key" "$root/system.reg"; }; then
        system_lines="system system.reg -"
    fi
    if [ ! -f "$manifest" ]; then
        [ -n "$system_lines" ] || [ -d "$root/$state" ] || die "netapi32 for Wine is not installed in $1" \
            "$(! has_accounts || line "to remove its accounts: wine-netapi32 uninstall --accounts --prefix '$1'")"
        plan=$system_lines
        act sweep
        [ -z "$plan" ] || with_plan stage || give_up
        [ -z "$plan" ] || put_plan
        [ -n "$plan" ] || say "what a change that was cut short had left is gone"
        return
    fi
    # an older version did not know all of them, and their overrides are the user's
    modules=$(installed_modules) commands=
    all=$(recorded accounts)
    ask_wine
    plan=$(uninstall_lines) || exit
    plan=$(line "$plan${system_lines:+
}$system_lines" | in_order -r)
    check_targets
    act sweep
    edits=$(uninstall_edits)
    with_plan stage || give_up
    put_plan
    act rm "$manifest"
    act rm -rf "${root:?}/$state"
}

# host_is_current FOLDER HOST: whether the copy of Wine's own advapi32.dll is that of today
host_is_current() { [ -z "$2" ] || cmp -s "${2%/*}/advapi32.dll" "$windows/$1/advapi32_host.dll"; }

# is_installed PREFIX: whether the modules of this build are in place
is_installed() {
    open_prefix "$1"
    [ -f "$manifest" ] || return
    while read -r folder arch; do
        if [ -z "$(recorded placed "$folder/netapi32.dll")" ]; then
            # left out when this Wine ran no such programs
            [ -z "$(probe "$root" "$arch" | value host)" ] || return
            continue
        fi
        for module in $modules $commands; do
            cmp -s "$(built_file "$arch" "$module")" "$windows/$folder/$(file_of "$module")" || return
        done
        [ -f "$windows/$folder/netapi32_host.dll" ] || return
        [ -n "$(recorded placed "$folder/advapi32.dll")" ] || continue
        cmp -s "$dlls/$arch-windows/advapi32.dll" "$windows/$folder/advapi32.dll" || return
        host_is_current "$folder" "$(probe "$root" "$arch" | value host)" || return
    done <<END
$(wanted_folders "$1")
END
}

# ---- status -------------------------------------------------------------------------------------

# The facts are key=value lines; a slash in a key makes an object in JSON, a number an array.
fact() { printf '%s=%s\n' "$1" "$2"; }

problem() {
    problems=$((problems + 1))
    fact "problems/$problems" "$1"
}

# override_text: 'NAME VALUE' of registry lines as "netapi32"="native,builtin"
override_text() { sed -n 's/^"\([^"]*\)"="\(.*\)"$/\1 \2/p; t; s/^"\([^"]*\)"=\(.*\)$/\1 \2/p'; }

override_facts() {
    values_of "$overrides_key" "$(module_names)|advapi32" | override_text |
        while read -r name setting; do fact "overrides/$name" "$setting"; done
    app_override_lines | while IFS='	' read -r program setting; do
        line "$setting" | override_text | while read -r name setting; do
            fact "programs/$program/$name" "$setting"
        done
    done
}

# module_facts FOLDER MODULE ANSWER: what programs get, and whether the file is the one that was installed
module_facts() {
    file_name=$(file_of "$2")
    file=$(fingerprint "$windows/$1/$file_name")
    loaded=$(line "$3" | value "$2")
    product=$(line "$3" | value "$2_version")
    placed=$(recorded placed "$1/$file_name")
    case $file in
        "$placed") verdict="as installed" ;;
        nothing) if [ -n "$loaded" ] && [ -z "$product" ]; then verdict="Wine's own"; else verdict="not there"; fi ;;
        *)
            if is_ours "$windows/$1/$file_name"; then verdict="ours, modified"
            elif is_wines_own "$windows/$1/$file_name"; then verdict="Wine's own"
            else verdict="not ours"; fi ;;
    esac
    fact "$1/$2/path" "$loaded"
    fact "$1/$2/product" "$product"
    fact "$1/$2/file" "$verdict"
    fact "$1/$2/sha256" "$(line "$file" | sed -n 's/^file //p')"
    if [ -z "$placed" ]; then
        [ -z "$(recorded placed "$1/netapi32.dll")" ] || problem "$1: $file_name is not installed"
        return
    fi
    if [ -z "$loaded" ]; then
        problem "$1: $file_name does not load, error $(line "$3" | value "$2_error")"
    elif [ "$product" != "netapi32 for Wine $(recorded version)" ]; then
        problem "$1: programs get another $file_name"
    fi
    [ "$verdict" = "as installed" ] || problem "$1: the file $file_name is $verdict"
}

# host_facts FOLDER ANSWER: whether Wine's own stands behind ours
host_facts() {
    host=$(line "$2" | value host)
    link=$(readlink "$windows/$1/netapi32_host.dll")
    fact "$1/wines_own" "$host"
    fact "$1/netapi32_host" "$link"
    [ -n "$(recorded placed "$1/netapi32_host.dll")" ] || return
    if [ "$link" != "$host" ]; then
        problem "$1: Wine's own netapi32.dll is $host, but netapi32_host.dll leads to ${link:-nothing}"
    elif [ -z "$(line "$2" | value netapi32_host)" ]; then
        problem "$1: netapi32_host.dll does not load, error $(line "$2" | value netapi32_host_error)"
    fi
}

# accounts_facts FOLDER ARCH ANSWER: what programs get that were named for --accounts
accounts_facts() {
    if [ -z "$(recorded placed "$1/advapi32.dll")" ]; then
        problem "$1: advapi32.dll is not installed"
        return
    fi
    host=$(line "$3" | value host)
    named=$(probe_accounts "$root" "$2")
    module_facts "$1" advapi32 "$named"
    if [ -z "$(line "$named" | value advapi32_host)" ]; then
        fact "$1/advapi32_host" "not there"
        problem "$1: advapi32_host.dll does not load, error $(line "$named" | value advapi32_host_error)"
    elif host_is_current "$1" "$host"; then
        fact "$1/advapi32_host" current
    else
        fact "$1/advapi32_host" stale
        problem "$1: advapi32_host.dll is the copy of an advapi32.dll that Wine does not have any more"
    fi
    users=$(line "$named" | value users) found=$(line "$named" | value users_found)
    [ "$users" = "$found" ] || problem "$1: LookupAccountName finds $found of $users users that were added"
}

# folder_facts FOLDER ARCH
folder_facts() {
    answer=$(probe "$root" "$2")
    fact "$1/programs" "$2"
    # a Wine without the other half says so itself, on standard output
    if [ -z "$(line "$answer" | value machine)" ]; then
        fact "$1/runs" false
        return
    fi
    runs=$((runs + 1))
    fact "$1/runs" true
    local_server=$(line "$answer" | value local_server)
    for module in $modules $commands; do module_facts "$1" "$module" "$answer"; done
    host_facts "$1" "$answer"
    [ -z "$account_modules" ] || [ -z "$(recorded placed "$1/netapi32.dll")" ] || accounts_facts "$1" "$2" "$answer"
    [ ! -f "$manifest" ] || [ -n "$(recorded placed "$1/netapi32.dll")" ] || problem "$1: nothing is installed there"
}

# program_facts: who finds accounts in advapi32.dll
program_facts() {
    number=0
    [ -z "$all" ] || fact accounts/all true
    [ -z "$programs" ] || while IFS= read -r name; do
        number=$((number + 1))
        fact "accounts/programs/$number" "$name"
        [ "$(values_of "$(program_key "$name")" advapi32)" = '"advapi32"="native,builtin"' ] ||
            problem "the override of advapi32 for $name is not what install made it"
    done <<END
$programs
END
    if has_accounts; then fact accounts/kept true; else fact accounts/kept false; fi
}

prefix_facts() {
    problems=0 runs=0 local_server=
    choose_programs
    fact prefix "$root"
    fact version "$version"
    fact installed "$(recorded version)"
    if [ ! -f "$manifest" ]; then
        problem "netapi32 for Wine is not installed"
    elif [ "$(recorded version)" != "$version" ]; then
        problem "netapi32 for Wine $(recorded version) is installed, this is $version"
    fi
    while read -r folder arch; do
        folder_facts "$folder" "$arch"
    done <<END
$(system_folders "$root")
END
    [ "$runs" != 0 ] || problem "$wine runs nothing there"
    override_facts
    program_facts
    fact local_server "$local_server"
    domain_facts
    if [ "$problems" = 0 ]; then fact well true; else fact well false; fi
}

facts_to_json() {
    awk '
        function quoted(text) {
            gsub(/[\\"]/, "\\\\&", text)
            gsub(/\t/, "\\t", text)
            return "\"" text "\""
        }
        function new_line() { printf "\n%" 2 * depth "s", "" }
        function enter(bracket) {
            depth++
            filled[depth] = 0
            end[depth] = bracket == "[" ? "]" : "}"
            printf "%s", bracket
        }
        function leave(bracket) {
            bracket = end[depth--]
            new_line()
            printf "%s", bracket
        }
        # begins an entry of the object or array that is open
        function entry(name) {
            if (filled[depth]) printf ","
            filled[depth] = 1
            new_line()
            if (end[depth] != "]") printf "%s: ", quoted(name)
        }
        BEGIN { enter("{") }
        {
            at = index($0, "=")
            text = substr($0, at + 1)
            parts = split(substr($0, 1, at - 1), part, "/")
            for (same = 1; same < depth && same < parts && part[same] == open[same]; same++) ;
            while (depth > same) leave()
            while (depth < parts) {
                open[depth] = part[depth]
                entry(part[depth])
                enter(part[depth + 1] ~ /^[0-9]+$/ ? "[" : "{")
            }
            entry(part[parts])
            printf "%s", text == "true" || text == "false" ? text : quoted(text)
        }
        END { while (depth) leave(); print "" }
    '
}

# of KEY: its value among the facts
of() { line "$facts" | value "$1"; }

print_facts() {
    while read -r folder arch; do
        line "$folder, for $arch programs:"
        if [ "$(of "$folder/runs")" = false ]; then
            line "  this Wine runs none"
            continue
        fi
        line "$facts" | folder=$folder/ awk '
            index($0, ENVIRON["folder"]) != 1 { next }
            {
                at = index($0, "=")
                split(substr($0, 1, at - 1), key, "/")
                text = substr($0, at + 1)
            }
            key[3] == "path" { path = text }
            key[3] == "product" { product = text == "" ? "" : text ", " }
            key[3] == "file" {
                printf "  %-12s  %s%s\n", key[2] (key[2] ~ /\.exe$/ ? "" : ".dll"), product, text
                if (path == "") print "                it does not load"
                else if (tolower(path) !~ /^c:\\windows\\system32\\/) print "                " path
            }
        '
        line "  behind it     $(of "$folder/netapi32_host" | grep . || of "$folder/wines_own")"
    done <<END
$(system_folders "$root")
END
    line "$facts" | sed -n 's|^overrides/\([^=]*\)=\(.*\)|override \1: "\2"|p
        s|^programs/\(.*\)/\([^=/]*\)=\(.*\)|override \2 for \1: "\3"|p'
    if [ "$(of accounts/all)" = true ]; then
        line "accounts: every program finds them by name"
    elif [ -n "$(of accounts/programs/1)" ]; then
        named=$(line "$facts" | sed -n 's|^accounts/programs/[0-9]*=||p' | paste -sd , - | sed 's/,/, /g')
        line "accounts: found by name in $named"
    elif [ -n "$(of installed)" ]; then
        line "accounts: netapi32.dll alone knows those that are added, others do not (LookupAccountName, LogonUser ...)"
        line "  so that they do: wine-netapi32 install --accounts PROGRAM.EXE --prefix '$root'"
    fi
    [ -z "$(of local_server)" ] || line "Server service: that of $(of local_server), by the setting LocalServer"
    [ -z "$(of domain/name)" ] || line "domain: $(of domain/name), NetBIOS name $(of domain/flat_name)"
    if [ "$(of well)" = true ]; then
        if line "$facts" | grep -q '^syswow64/runs=true\|^system32/programs=i386'; then
            line "all is well"
        else
            line "all is well, for 64-bit programs; 32-bit programs do not run here"
        fi
    else
        line "not well: $(line "$facts" | sed -n 's|^problems/[0-9]*=||p' | paste -sd ';' - | sed 's/;/; /g')"
        line "  to mend it: wine-netapi32 install --prefix '$root'"
    fi
}

# print_status PREFIX [--json]: succeeds only when all is well; what cannot be told has an exit status of its own
print_status() {
    open_prefix "$1"
    [ -n "$wine" ] || die "no wine found" "name it: --wine FILE, or install it: apt-get install wine"
    asked_by=$(system_folders "$root" | while read -r folder arch; do probe_program "$root" "$arch"; done)
    [ -n "$asked_by" ] || die "there is no program here to ask Wine with, and none in $root" \
        "build it: wine-netapi32 build"
    facts=$(prefix_facts)
    if [ "${2:-}" = --json ]; then text=$(line "$facts" | facts_to_json); else text=$(print_facts); fi
    line "$text" 2>/dev/null || die "cannot write to standard output"
    line "$facts" | grep -q '/runs=true$' || return "$error_status"
    [ "$(of well)" = true ]
}
