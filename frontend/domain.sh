# domain.sh: the domain that the Linux system has joined, recorded in a prefix
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
# shellcheck disable=SC2154 # root, dlls and the rest are wine-netapi32's and prefix.sh's

# The module reads the record, local/joined.c: no program for Windows can ask winbind or sssd. It is in the file of the registry,
# which is written as the overrides are, while no program runs. Source tells who told it: winbind, sssd, or the user, hand; left
# where the user has the domain forgotten, so that nobody records it again unasked.
domain_key='Software\\Wine\\NetApi32\\Domain'
domain_values='flatname|forest|guid|name|sid|site|source'

# ---- the record ---------------------------------------------------------------------------------

# read_record: what the prefix records, as lines key=value, the keys in small letters
read_record() {
    section "$domain_key" "$(at system.reg)" | LC_ALL=C awk '/^"[A-Za-z]+"="[-A-Za-z0-9._]*"$/ {
        at = index($0, "=")
        print tolower(substr($0, 2, at - 3)) "=" substr($0, at + 2, length($0) - at - 2)
    }'
}

# kept NAME: of the record that was read
kept() { line "$record" | value "$1"; }

# is_recorded: whether it is one that the module takes
is_recorded() { [ -n "$(kept name)" ] && [ -n "$(kept flatname)" ]; }

# record_lines: what is learned, as the registry has it, sorted
record_lines() {
    for pair in "FlatName $flat" "Forest $forest" "Guid $guid" "Name $dns" "Sid $sid" "Site $site" "Source $source"; do
        [ -z "${pair#* }" ] || line "\"${pair%% *}\"=\"${pair#* }\""
    done
}

# write_record: what is learned becomes the record, at once; nothing changes where that fails
write_record() {
    to=$(at system.reg)
    # shellcheck disable=SC2034 # with_edits takes it
    edits=$(record_lines | key_edit no "$domain_values" "$domain_key")
    if cp -p "$to" "$to$state" 2>/dev/null && with_edits <"$to" >"$to$state" 2>/dev/null && mv -f "$to$state" "$to" 2>/dev/null; then
        record=$(read_record)
        return 0
    fi
    rm -f "$to$state" 2>/dev/null
    return 1
}

forget_learned() { dns='' flat='' forest='' site='' guid='' sid='' source=''; }

# keep_details: what is recorded of the same domain, and was not learned this time
keep_details() {
    is_same "$dns" "$(kept name)" || return 0
    : "${flat:=$(kept flatname)}" "${forest:=$(kept forest)}" "${site:=$(kept site)}" "${guid:=$(kept guid)}" "${sid:=$(kept sid)}"
}

# domain_facts: the domain that the prefix records
domain_facts() {
    record=$(read_record)
    is_recorded || return 0
    fact domain/name "$(kept name)"
    fact domain/flat_name "$(kept flatname)"
    fact domain/source "$(kept source)"
}

# ---- what others tell ---------------------------------------------------------------------------

# They come from outside: nothing else gets into the registry, or into a command. The lengths are local/joined.h's.

# is_name TEXT LENGTH
is_name() {
    case $1 in '' | *[!A-Za-z0-9._-]* | [.-]* | *. | *..*) return 1 ;; esac
    [ "${#1}" -le "$2" ]
}

is_dns_name() { is_name "$1" 255; }
# Active Directory's have no dot, and a DNS name that is told in its place is none
is_flat_name() { case $1 in *.*) return 1 ;; esac; is_name "$1" 15; }
is_site_name() { is_name "$1" 63; }
is_guid() { line "$1" | LC_ALL=C grep -Eqix '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'; }
is_domain_sid() { line "$1" | LC_ALL=C grep -Eqx 'S-1-5-21(-[0-9]{1,10}){3}'; }

# is_same NAME NAME: in any case of the letters
is_same() { [ "$(line "$1" | tr '[:upper:]' '[:lower:]')" = "$(line "$2" | tr '[:upper:]' '[:lower:]')" ]; }

# take_details FLAT FOREST SITE GUID SID: those of them that are some
take_details() {
    ! is_flat_name "$1" || flat=$1
    ! is_dns_name "$2" || forest=$2
    ! is_site_name "$3" || site=$3
    ! is_guid "$4" || guid=$4
    ! is_domain_sid "$5" || sid=$5
}

# ask_host COMMAND...: asks a program of the Linux system, for $patience seconds; the answer is in $answer, 64 KB of it. Sets
# $why and fails where there is none.
patience=5
ask_host() {
    answer='' why="there is no $1 here"
    have "$1" && have timeout || return
    # nothing of what it starts may keep a lock, or the pipe
    answer=$({ LC_ALL=C timeout -k 1 "$patience" "$@" 2>/dev/null </dev/null 8<&- 9<&-; printf '\nstatus %s\n' $?; } |
        head -c 65536 2>/dev/null | LC_ALL=C tr -c '\n -~' '?')
    asked=${answer##*status }
    case $asked in
        0) return 0 ;;
        124 | 137) why="$1 did not answer within $patience seconds" ;;
        *) why="$1 $2 failed" ;;
    esac
    return 1
}

# line_of NUMBER: a line of the answer
line_of() { line "$answer" | sed -n "$1{s/ *\$//;p;}"; }

# labelled LABEL: the text behind 'LABEL   : ', the first
labelled() { line "$answer" | sed -n "s/^ *$1 *[:=] *//p" | sed -n '1{s/ *$//;p;}'; }

# The next two set $found: joined, none, where the system answers that it has joined no domain, or unknown, and $why.

# ask_winbind: of more than one domain it is the machine's own
ask_winbind() {
    found=unknown
    ask_host wbinfo --own-domain || return 0
    own=$(line_of 1)
    if ! is_flat_name "$own"; then why="winbind does not run, or names no domain"; return 0; fi
    if ! ask_host wbinfo -D "$own"; then
        # without a domain that name is the workgroup's, and winbind knows no such domain
        case $asked in 1) found=none why="winbind tells that the system has joined none" ;; esac
        return 0
    fi
    why="winbind tells no Active Directory domain for $own"
    [ "$(labelled 'Active Directory')" = Yes ] && [ "$(labelled Primary)" = Yes ] && is_dns_name "$(labelled Alt_Name)" || return 0
    found=joined source=winbind dns=$(labelled Alt_Name)
    take_details "$(labelled Name)" '' '' '' "$(labelled SID)"
    [ -n "$flat" ] || found=unknown
}

# ask_winbind_more: what takes a question to a controller
ask_winbind_more() {
    ask_host wbinfo "--dsgetdcname=$dns" || return 0
    is_same "$(line_of 5)" "$dns" || return 0
    take_details '' "$(line_of 6)" "$(line_of 9)" "$(line_of 4)" ''
}

# ask_sssd: realmd knows of it
ask_sssd() {
    found=unknown
    ask_host realm list || return 0
    dns=$(line "$answer" | awk '
        function finish() { if (type == "kerberos" && member && ad && name != "" && !told) { print name; told = 1 } }
        /^[^ ]/ { finish(); type = name = ""; member = ad = 0; next }
        $1 == "type:" { type = $2 }
        $1 == "domain-name:" { name = $2 }
        $1 == "configured:" { member = $2 == "kerberos-member" }
        $1 == "server-software:" { ad = $2 == "active-directory" }
        END { finish() }')
    if [ -z "$dns" ]; then found=none why="realm list has none"; return 0; fi
    if ! is_dns_name "$dns"; then dns='' why="realm list names none"; return 0; fi
    found=joined source=sssd
}

# ask_sssd_more: its NetBIOS name is nowhere but at a controller
ask_sssd_more() {
    ask_host adcli info "$dns" || return 0
    is_same "$(labelled domain-name)" "$dns" || return 0
    take_details "$(labelled domain-short)" "$(labelled domain-forest)" "$(labelled computer-site)" '' ''
}

# ask_system: both; $reasons has why there is none, and $found is 'none' where nobody could not tell, but one told so
ask_system() {
    forget_learned
    ask_winbind
    reasons=$why
    [ "$found" != joined ] || return 0
    by_winbind=$found
    forget_learned
    ask_sssd
    [ "$found" != joined ] || return 0
    reasons="$reasons; $why"
    [ "$by_winbind" = unknown ] || found=none
}

# ask_controller NAME: by DsGetDcName() of the module in the prefix; sets $found to joined, or $why
ask_controller() {
    found=unknown why="there is no program here that asks"
    while read -r _ arch; do
        program=$(probe_program "$root" "$arch")
        [ -n "$program" ] || continue
        answer=$(own_overrides='netapi32=n,b' quietly_in "$root" "$program" --domain "$1" | head -c 65536 |
            LC_ALL=C tr -d '\r' | LC_ALL=C tr -c '\n -~' '?')
        error=$(line "$answer" | value domain_error)
        [ -n "$error" ] || continue
        case $error in
            0) ;;
            1355) why="no controller of $1 is found"; return 0 ;;
            *) why="DsGetDcName returned error $(line "$error" | tr -cd 0-9)"; return 0 ;;
        esac
        name=$(line "$answer" | value domain_name)
        take_details "$(line "$answer" | value domain_flat)" "$(line "$answer" | value domain_forest)" \
            "$(line "$answer" | value domain_site)" "$(line "$answer" | value domain_guid)" \
            "$(line "$answer" | value domain_sid)"
        why="the controller tells no names that can be one's"
        is_dns_name "$name" && [ -n "$flat" ] || return 0
        if ! is_same "$name" "$1" && ! is_same "$flat" "$1"; then why="the controller is one of another domain, $name"; return 0; fi
        found=joined dns=$name
        return 0
    done <<END
$(system_folders "$root")
END
}

# ---- install and run ----------------------------------------------------------------------------

# record_domain PREFIX: where the system has joined a domain. Nobody waits long for it, and nothing fails because of it; what the
# user has recorded, or forgotten, stays. The prefix is locked.
record_domain() {
    root=$1 patience=2
    record=$(read_record)
    case $(kept source) in left | hand) return 0 ;; esac
    forget_learned
    ask_winbind
    if [ "$found" != joined ] && ! is_recorded; then
        forget_learned
        ask_sssd
    fi
    [ "$found" = joined ] || return 0
    if is_recorded && [ "$dns" = "$(kept name)" ] && { [ -z "$flat" ] || [ "$flat" = "$(kept flatname)" ]; }; then return 0; fi
    "ask_${source}_more"
    if [ -z "$flat" ] || is_running "$root"; then return 0; fi
    write_record || :
}

# ---- the command --------------------------------------------------------------------------------

print_record() {
    line "$(kept name), NetBIOS name $(kept flatname)"
    forest=$(kept forest) site=$(kept site)
    line "  forest    ${forest:-unknown}"
    line "  site      ${site:-unknown}"
    line "  GUID      $(kept guid | grep . || echo unknown)"
    line "  SID       $(kept sid | grep . || echo unknown)"
    case $(kept source) in
        winbind | sssd) line "  recorded  as $(kept source) tells" ;;
        *) line "  recorded  by hand" ;;
    esac
}

# save_record: or ends with what is in the way
save_record() {
    [ "$(record_lines)" != "$(line "$record" | recorded_lines)" ] || return 0
    check_writable
    check_idle
    write_record || die "cannot write to $root; nothing has changed there" "see what room there is: df '$root'"
}

# recorded_lines: the record on standard input in the form of record_lines
recorded_lines() {
    sed -n 's/^flatname=\(.*\)/"FlatName"="\1"/p; s/^forest=\(.*\)/"Forest"="\1"/p; s/^guid=\(.*\)/"Guid"="\1"/p
        s/^name=\(.*\)/"Name"="\1"/p; s/^sid=\(.*\)/"Sid"="\1"/p; s/^site=\(.*\)/"Site"="\1"/p
        s/^source=\(.*\)/"Source"="\1"/p' | LC_ALL=C sort
}

leave_domain() {
    name=$(kept name)
    forget_learned
    source=left
    save_record
    if [ -n "$name" ]; then line "$name is forgotten"; else line "no domain was recorded"; fi
    line "  install and run record none from now on; to record the one of the Linux system again:"
    line "  wine-netapi32 domain --prefix '$root'"
}

# record_by_hand NAME
record_by_hand() {
    is_dns_name "$1" || die "'$1' is no name of a domain" "name it as DNS does: wine-netapi32 domain EXAMPLE.COM --prefix '$root'"
    [ -n "$wine" ] || die "no wine found" "name it: --wine FILE, or install it: apt-get install wine"
    forget_learned
    ask_controller "$1"
    [ "$found" = joined ] || die "$1 is not recorded: $why" \
        "see whether DNS knows it: host -t SRV _ldap._tcp.dc._msdcs.$1"
    source=hand
    save_record
    print_record
}

refresh_domain() {
    if [ "$(kept source)" = hand ] && is_recorded; then
        print_record
        return
    fi
    ask_system
    if [ "$found" = joined ]; then
        "ask_${source}_more"
        if [ -z "$flat$(kept flatname)" ]; then ask_controller "$dns"; fi
        keep_details
        [ -n "$flat" ] || die "the Linux system has joined $dns, but its NetBIOS name is not known: $why" \
            "when a controller can be reached: wine-netapi32 domain --prefix '$root'"
        save_record
    elif [ "$found" = none ] && is_recorded; then
        say "the Linux system has left $(kept name): $reasons"
        forget_learned
        save_record
        return "$error_status"
    elif is_recorded; then
        say "warning: it cannot be told whether that is still so: $reasons"
    else
        die "no domain is recorded in $root, and the Linux system tells of none: $reasons" \
            "join one, as root: realm join EXAMPLE.COM" \
            "or record one by its name: wine-netapi32 domain EXAMPLE.COM --prefix '$root'"
    fi
    print_record
}

# domain PREFIX [NAME | --leave]
domain() {
    open_prefix "$1"
    [ -f "$manifest" ] || die "netapi32 for Wine is not installed in $1" "put it there: wine-netapi32 install --prefix '$1'"
    record=$(read_record)
    case ${2:-} in
        '') refresh_domain ;;
        --leave) leave_domain ;;
        *) record_by_hand "$2" ;;
    esac
}
