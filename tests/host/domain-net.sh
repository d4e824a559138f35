# tests/host/domain-net.sh: net.exe in a domain; for tests that source tests/host/domain.sh and samba.sh as well, and have recorded it
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later

# shellcheck shell=sh
# shellcheck disable=SC2154 # tests/host/lib.sh, samba.sh and the scripts set them

# net_says STATUS TEXT ARG...: the exit status, and whether a line is like the text
net_says() {
    wanted=$1 text=$2
    shift 2
    run "$net_program" "$@" >"$scratch/net"
    status=$?
    cat "$scratch/net"
    [ "$status" = "$wanted" ] && tr -d '\r' <"$scratch/net" | grep -q -e "$text"
}

# members_by_controller GROUP: a line for the group, and one for each member, as the controller's own tool tells
members_by_controller() { read_directory distinguishedName "(sAMAccountName=$1)"; read_directory member "(sAMAccountName=$1)"; }

has_no_members() {
    members_by_controller "$1" >"$scratch/members"
    cat "$scratch/members"
    [ "$(wc -l <"$scratch/members")" = 1 ]
}

# net_in_domain BITS
net_in_domain() {
    net_program='C:\windows\system32\net.exe'
    [ "$1" = 64 ] || [ ! -d "$prefix/drive_c/windows/syswow64" ] || net_program='C:\windows\syswow64\net.exe'
    check "net.exe, $1-bit: nobody adds a group" net_says 2 "System error 5 has occurred" group netgroup /add /domain
    check "net.exe, $1-bit: a user of the domain" net_says 0 'completed successfully' use "\\\\$dc_name\\IPC\$" "$admin_password" \
        "/user:$flat_domain\\Administrator"
    check "net.exe, $1-bit: the users" net_says 0 "^User accounts for ..$dc_name\$" user /domain
    check "net.exe, $1-bit: the controller is told" grep -q "processed at a domain controller for domain $dns_domain" "$scratch/net"
    check "net.exe, $1-bit: a user" net_says 0 '^Global Group memberships  *\*Domain Users' user anna /domain
    check "net.exe, $1-bit: the groups" net_says 0 '^\*Domain Admins$' group /domain
    check "net.exe, $1-bit: members" net_says 0 '^Administrator  *$' group 'Domain Admins' /domain
    check "net.exe, $1-bit: local groups" net_says 0 '^\*Administrators$' localgroup /domain
    check "net.exe, $1-bit: the policy" net_says 0 '^Minimum password length:  *[0-9]' accounts /domain
    # the service of the time is smbd's
    ! has_smb || check "net.exe, $1-bit: the time" net_says 0 "^Current time at ..$dc_name is [0-9]" time /domain
    # over TCP controllers take no passwords
    if has_smb; then netuser_password=Passw0rd.7; else netuser_password=; fi
    check "net.exe, $1-bit: a new user" net_says 0 'completed successfully' user netuser ${netuser_password:+"$netuser_password"} /add \
        /domain '/comment:of the test'
    check "net.exe, $1-bit: ... is shown" net_says 0 '^Comment  *of the test$' user netuser /domain
    check "net.exe, $1-bit: ... is disabled" net_says 0 'completed successfully' user netuser /active:no /domain
    check "net.exe, $1-bit: ... as told" net_says 0 '^Account active  *No$' user netuser /domain
    check "net.exe, $1-bit: a group" net_says 0 'completed successfully' group netgroup /add /domain
    check "net.exe, $1-bit: ... gets a member" net_says 0 'completed successfully' group netgroup netuser /add /domain
    check "net.exe, $1-bit: ... as the controller tells" says CN=netuser, members_by_controller netgroup
    check "net.exe, $1-bit: ... and loses it" net_says 0 'completed successfully' group netgroup netuser /delete /domain
    check "net.exe, $1-bit: ... as the controller tells, too" has_no_members netgroup
    check "net.exe, $1-bit: the group goes" net_says 0 'completed successfully' group netgroup /delete /domain
    check "net.exe, $1-bit: the user goes" net_says 0 'completed successfully' user netuser /delete /domain
    check "net.exe, $1-bit: ... once" net_says 2 'NET HELPMSG 2221' user netuser /delete /domain
    check "net.exe, $1-bit: the end" net_says 0 'deleted successfully' use "\\\\$dc_name\\IPC\$" /delete
}
