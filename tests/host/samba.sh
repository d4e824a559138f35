# tests/host/samba.sh: real Samba servers for the tests, of an ordinary user, on loopback addresses, in a scratch folder
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later

# shellcheck shell=sh
# shellcheck disable=SC2154 # tests/host/lib.sh sets here and scratch, the front end prefix and wine

# How programs reach the servers: "pipes", over SMB, which a server with default settings has, or "tcp", for which it has to be
# set up. Unset, it is tcp.
samba_transport=${SAMBA_TRANSPORT:-tcp}
case $samba_transport in
    pipes | tcp) ;;
    *) echo "SAMBA_TRANSPORT is pipes or tcp, not $samba_transport" >&2; exit 1 ;;
esac

# Each server has an address of its own, so that all of them, and those of tests that run at the same time, have the same ports.
smb_port=14450
epm_port=14135
samba_dir=$scratch/samba
samba_addresses=127.$((64 + $$ / 16384 % 128)).$(($$ / 64 % 256))
samba_pids=
# shellcheck disable=SC2034 # the scripts use it
samba_user=$(id -un)
nss_wrapper=${NSS_WRAPPER:-libnss_wrapper.so}

# tells what is missing to run Samba with accounts of its own, and to log on to it; nothing when all is there
missing_samba() {
    for program in smbd rpcclient pdbedit net perl; do
        command -v "$program" >/dev/null || echo "$program"
    done
    [ -n "$(find_dcerpcd)" ] || echo samba-dcerpcd
    if LD_PRELOAD=$nss_wrapper sh -c : 2>&1 | grep -q preload; then echo "$nss_wrapper"; fi
    # Samba refuses sessions of root's ordinary users, and would change the machine's files
    [ "$(id -u)" != 0 ] || echo "an ordinary user"
}

over_pipes() { [ "$samba_transport" = pipes ]; }

# own_accounts NUMBER: Samba's accounts are the system's; of this server they are those of the files passwd and group in its
# folder, in which scripts add and delete groups and their members
own_accounts() {
    dir=$samba_dir/$1
    getent passwd >"$dir/passwd" && getent group >"$dir/group" || return
    cat >"$dir/run" <<END
#!/bin/sh
LD_PRELOAD='$nss_wrapper' NSS_WRAPPER_PASSWD='$dir/passwd' NSS_WRAPPER_GROUP='$dir/group' exec "\$@"
END
    echo 40000 >"$dir/gid"  # of the next group, as Samba remembers each for long
    cat >"$dir/change" <<EOF
#!/bin/sh
# change add|delete GROUP; change join|leave GROUP USER. The file is read again when it is a second younger.
file='$dir/group' time=\$(stat -c %Y '$dir/group')
read -r gid <'$dir/gid'
echo \$((gid + 1)) >'$dir/gid'
awk -F: -v OFS=: -v what="\$1" -v group="\$2" -v user="\${3:-}" -v gid="\$gid" '
    \$1 != group { print; next }
    what == "delete" { next }
    what == "join" { \$4 = \$4 (\$4 == "" ? "" : ",") user }
    what == "leave" {
        n = split(\$4, members, ",")
        \$4 = ""
        for (i = 1; i <= n; i++) if (members[i] != user) \$4 = \$4 (\$4 == "" ? "" : ",") members[i]
    }
    { print }
    END { if (what == "add") print group, "x", gid, "" }' "\$file" >"\$file.new" &&
    touch -d "@\$((time + 1))" "\$file.new" && mv "\$file.new" "\$file" && echo "\$gid"
EOF
    chmod +x "$dir/change"
    cat >>"$dir/smb.conf" <<END
[global]
    add group script = '$dir/change' add '%g'
    delete group script = '$dir/change' delete '%g'
    add user to group script = '$dir/change' join '%g' '%u'
    delete user from group script = '$dir/change' leave '%g' '%u'
END
}

# with_pdb NUMBER COMMAND...: a tool of Samba's, on the server's database
with_pdb() {
    number=$1 program=$2
    shift 2
    "$samba_dir/$number/run" "$program" -s "$(samba_config "$number")" "$@"
}

# make_many_users NUMBER COUNT: of a server with accounts of its own, all at once in the database
make_many_users() {
    dir=$samba_dir/$1
    seq "$2" | awk '{ print "many" $1 ":x:" 50000 + $1 ":30002:Many Number " $1 ":/nonexistent:/bin/false" }' >>"$dir/passwd"
    seq "$2" | awk '{ print "many" $1 ":" 50000 + $1 ":XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX:" \
        "878D8014606CDA29677A44EFA1353FC7:[U          ]:LCT-5F000000:" }' >"$dir/smbpasswd"
    with_pdb "$1" pdbedit -i "smbpasswd:$dir/smbpasswd" >"$dir/pdbedit.out" 2>&1
}

# make_many_shares NUMBER COUNT: for a server that has not started
make_many_shares() {
    dir=$samba_dir/$1
    seq "$2" | awk -v dir="$dir" '{ printf "[share%d]\n    comment = Share number %d\n    path = %s/share\n", $1, $1, dir }' \
        >"$dir/shares.conf"
    printf '[global]\n    include = %s\n' "$dir/shares.conf" >>"$dir/smb.conf"
}

# need_samba: ends the script where there is no Samba, or something is also_missing; else programs may be run
need_samba() {
    missing=$({ missing_samba; [ -z "${also_missing:-}" ] || echo "$also_missing"; } | paste -s -d , - | sed 's/,/, /g')
    if [ -n "$missing" ]; then
        skip "no Samba; missing: $missing"
        echo "    as root: apt-get install --no-install-recommends samba smbclient libnss-wrapper python3-samba"
        finish
        exit
    fi
    hold_wineserver "$prefix"
    echo "$(smbd --version), $samba_transport"
}

# run PROGRAM [ARG...]: a Windows program, on our module; for run_limit seconds at most, with the file run_input for its input
run() {
    WINEPREFIX=$prefix WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES='netapi32,netutils=n,b;winex11.drv,winewayland.drv=' \
        timeout "${run_limit:-300}" "$wine" "$@" <"${run_input:-/dev/null}" 2>&1
}

# set_port SERVER: where programs find it; forget_port SERVER
set_port() {
    if over_pipes; then
        change_key add "$1" /v SmbPort /t REG_DWORD /d "$smb_port"
    else
        change_key add "$1" /v EndpointMapperPort /t REG_DWORD /d "$epm_port"
    fi
}
forget_port() { change_key delete "$1" >/dev/null; }
change_key() {
    key="$1 HKLM\\Software\\Wine\\NetApi32\\Servers\\$2"
    shift 2
    # shellcheck disable=SC2086 # the action and the key, neither with blanks
    run reg $key "$@" /f /reg:64
}

# own_users NUMBER: such a server adds and deletes users in its own file of them, too
own_users() {
    dir=$samba_dir/$1
    cat >"$dir/user" <<END
#!/bin/sh
# user add|delete NAME
exec 9>'$dir/user.lock'
flock 9
time=\$(stat -c %Y '$dir/passwd')
case \$1 in
    add) echo "\$2:x:\$((40000 + \$(wc -l <'$dir/passwd'))):30002::/nonexistent:/bin/false" >>'$dir/passwd' ;;
    delete) awk -F: -v user="\$2" '\$1 != user' '$dir/passwd' >'$dir/passwd.new' && mv '$dir/passwd.new' '$dir/passwd' ;;
esac
# libnss-wrapper sees a change by the time alone, in seconds
touch -d "@\$((time + 1))" '$dir/passwd'
END
    chmod +x "$dir/user"
    cat >>"$dir/smb.conf" <<END
[global]
    add user script = '$dir/user' add '%u'
    add machine script = '$dir/user' add '%u'
    delete user script = '$dir/user' delete '%u'
END
}

# own_shares NUMBER: shares can be added, changed and deleted: each is a file in the folder shares
own_shares() {
    dir=$samba_dir/$1
    mkdir "$dir/shares" && touch "$dir/shares/none" "$dir/shares.conf" || return
    cat >"$dir/change-share" <<END
# change-share add|change|delete CONFIG SHARE [PATH COMMENT USERS CACHING]
what=\$1 share='$dir/shares/'\$3
if [ "\$what" = delete ]; then
    rm "\$share"
else
    printf '[%s]\n    path = %s\n    comment = %s\n    max connections = %s\n' "\$3" "\$4" "\$5" "\$6" >"\$share"
fi
cat '$dir'/shares/* >'$dir/shares.new' && mv '$dir/shares.new' '$dir/shares.conf'
END
    cat >>"$dir/smb.conf" <<END
[global]
    add share command = sh "$dir/change-share" add
    change share command = sh "$dir/change-share" change
    delete share command = sh "$dir/change-share" delete
    include = $dir/shares.conf
END
}

find_dcerpcd() {
    prefix_of_samba=$(dirname "$(dirname "$(command -v smbd)")")
    for file in "$prefix_of_samba"/libexec/samba/samba-dcerpcd "$prefix_of_samba"/libexec/samba-dcerpcd \
        "$prefix_of_samba"/lib*/samba/samba-dcerpcd; do
        if [ -x "$file" ]; then echo "$file"; return; fi
    done
}

# samba_address NUMBER: of a server, 1 to 3
samba_address() { echo "$samba_addresses.$(($$ % 64 * 4 + $1))"; }

# samba_config NUMBER
samba_config() { echo "$samba_dir/$1/smb.conf"; }

# make_samba NUMBER: the folder of a server that is named TESTSERVERn
make_samba() {
    dir=$samba_dir/$1
    mkdir -p "$dir/rpcd" "$dir/share" "$dir/private" "$dir/lock" "$dir/state" "$dir/cache" "$dir/pid" \
        "$dir/ncalrpc" || return
    printf '#!/bin/sh\nexec "$@"\n' >"$dir/run"
    chmod +x "$dir/run"
    cat >"$dir/smb.conf" <<END
[global]
    workgroup = TESTGROUP
    netbios name = TESTSERVER$1
    server string = Test server $1
    interfaces = $(samba_address "$1")/8
    bind interfaces only = yes
    smb ports = $smb_port
    private dir = $dir/private
    lock directory = $dir/lock
    state directory = $dir/state
    cache directory = $dir/cache
    pid directory = $dir/pid
    ncalrpc dir = $dir/ncalrpc
    log file = $dir/log.%m
    disable spoolss = yes
    load printers = no
[public]
    comment = A share for all
    path = $dir/share
    guest ok = yes
END
    over_pipes || set_up_tcp
}

# set_up_tcp: the server in the folder dir can be reached over TCP, too
set_up_tcp() {
    printf '[global]\n    rpc start on demand helpers = no\n    map to guest = bad user\n' >>"$dir/smb.conf"
    # The interfaces wanted, and the registry, which the services read. An ordinary user cannot have the endpoint mapper's
    # ports: see start_samba.
    dcerpcd=$(find_dcerpcd)
    for rpcd in epmapper classic lsad winreg; do
        cat >"$dir/rpcd/rpcd_$rpcd" <<END
#!/bin/sh
case " \$* " in
    *" --list-interfaces "*)
        '${dcerpcd%/*}/rpcd_$rpcd' "\$@" | sed '/ncacn_ip_tcp:\\[135\\]/d; /ncacn_http:/d' ;;
    *) exec '${dcerpcd%/*}/rpcd_$rpcd' "\$@" ;;
esac
END
        chmod +x "$dir/rpcd/rpcd_$rpcd"
    done
}

# add_samba_user NUMBER USER PASSWORD: one who is a user of this machine
add_samba_user() {
    printf '%s\n%s\n' "$3" "$3" | with_pdb "$1" pdbedit -t -a -u "$2"
}

# add_samba_admins NUMBER: this user's group becomes the server's administrators
add_samba_admins() {
    with_pdb "$1" net groupmap add sid=S-1-5-32-544 unixgroup="$(id -gn)" type=builtin ntgroup=Administrators
}

# start_samba NUMBER: returns when it answers nobody, or samba_probe, which is "port" where it may answer nobody at all
start_samba() {
    dir=$samba_dir/$1
    rm -f "$dir/pids"
    # each in a process group of its own: when they end they end their group
    if over_pipes; then
        # it starts samba-dcerpcd itself, when somebody asks for a pipe
        start_process "$1" smbd "$dir/run" smbd -F -s "$dir/smb.conf" -l "$dir"
    else
        # of one that was stopped: it would pass for this one's
        rm -f "$dir/ncalrpc/EPMAPPER"
        start_process "$1" dcerpcd "$dir/run" "$(find_dcerpcd)" -F -s "$dir/smb.conf" -l "$dir" \
            "$dir/rpcd/rpcd_epmapper" "$dir/rpcd/rpcd_classic" "$dir/rpcd/rpcd_lsad" "$dir/rpcd/rpcd_winreg"
        start_process "$1" smbd smbd -F -s "$dir/smb.conf" -l "$dir"
    fi
    for _ in $(seq 200); do
        sleep 0.1
        over_pipes || [ -S "$dir/ncalrpc/EPMAPPER" ] || continue
        if [ "${samba_probe:-}" = port ]; then
            perl -MIO::Socket::INET -e 'exit !IO::Socket::INET->new($ARGV[0])' "$(samba_address "$1"):$smb_port" || continue
        else
            ask_samba "$1" "${samba_probe:-%}" srvinfo >"$dir/ready" 2>&1 || continue
        fi
        over_pipes || start_relay "$1" "$(samba_address "$1")" "$epm_port=$dir/ncalrpc/EPMAPPER"
        return 0
    done
    cat "$dir/ready" "$dir"/*.out "$dir"/log.*
    return 1
}

# start_process NUMBER NAME COMMAND...: it ends with the server; what it says is in NAME.out
start_process() {
    processes=$samba_dir/$1/pids output=$samba_dir/$1/$2.out
    shift 2
    "$@" >"$output" 2>&1 &
    samba_pids="$samba_pids $!"
    echo $! >>"$processes"
}

# start_relay NUMBER ARGUMENT...: until the server ends
start_relay() {
    number=$1
    shift
    start_process "$number" relay perl "$here/tests/hostile/relay" "$@"
}

# log_pdus NUMBER OTHER: the server can be asked at the address of OTHER as well, and $samba_dir/NUMBER/pdus tells of each
# connection and PDU, or message of SMB, there. Over TCP its interfaces have the first ports of Samba's range.
log_pdus() {
    rm -f "$samba_dir/$1/pdus"
    if over_pipes; then
        start_relay "$1" --log "$samba_dir/$1/pdus" "$(samba_address "$2")" "$smb_port=$(samba_address "$1"):$smb_port"
    else
        # shellcheck disable=SC2046 # words, one a port
        start_relay "$1" --log "$samba_dir/$1/pdus" "$(samba_address "$2")" \
            "$epm_port=$samba_dir/$1/ncalrpc/EPMAPPER" $(seq 49152 49159 | sed "s/.*/&=$(samba_address "$1"):&/")
    fi
    for _ in $(seq 50); do
        if [ -f "$samba_dir/$1/pdus" ]; then return; fi
        sleep 0.1
    done
    return 1
}

# count_pdus NUMBER COMMAND...: how many connections and requests the command makes there, those to the endpoint mapper first.
# Over pipes: the connections, the requests of SMB, and what these are: "1 8: NEGOTIATE 1 SESSION_SETUP 2 sealed 5".
count_pdus() {
    pdus=$samba_dir/$1/pdus
    shift
    : >"$pdus"
    "$@" >"$scratch/counted" 2>&1 || { cat "$scratch/counted" >&2; return 1; }
    over_pipes && awk '
        $2 == "connection" { connections++ }
        $2 == "smb" && $3 == ">" { requests++; if (!count[$4]++) names[++kinds] = $4 }
        END {
            printf "%d %d:", connections, requests
            for (i = 1; i <= kinds; i++) printf " %s %d", names[i], count[names[i]]
            print ""
        }' "$pdus" && return
    awk -v epm="$epm_port" '
        $2 == "connection" { if ($1 == epm) mapper++; else connections++ }
        $2 == "pdu" && $3 == 0 { if ($1 == epm) mapped++; else requests++ }
        END { print mapper + 0, mapped + 0, connections + 0, requests + 0 }' "$pdus"
}

# stop_samba NUMBER
stop_samba() {
    stopped=$1
    # shellcheck disable=SC2046 # words, one a process
    set -- $(cat "$samba_dir/$1/pids")
    kill "$@"
    wait "$@"
    stop_helpers "$stopped"
}

# stop_helpers NUMBER: what smbd has started outlives it
stop_helpers() {
    helper=$(cat "$samba_dir/$1/pid/samba-dcerpcd.pid" 2>/dev/null) || return 0
    for _ in $(seq 50); do
        # its number may be another process's by now
        grep -aqF -- "--configfile=$samba_dir/$1/smb.conf" "/proc/$helper/cmdline" 2>/dev/null || return 0
        kill "$helper"
        sleep 0.1
    done
    return 1
}

# for the tests' cleanup()
stop_all_samba() {
    # shellcheck disable=SC2086 # words, one a process
    if [ -n "$samba_pids" ]; then
        kill $samba_pids
        wait $samba_pids
    fi 2>/dev/null
    samba_pids=
    for server in "$samba_dir"/*/smb.conf; do
        if [ -f "$server" ]; then stop_helpers "$(basename "${server%/smb.conf}")"; fi
    done
}

# ask_samba NUMBER USER%PASSWORD COMMAND [OPTION...]: rpcclient, the reference
ask_samba() {
    number=$1 account=$2 question=$3
    shift 3
    rpcclient -s "$(samba_config "$number")" -p "$smb_port" -U "$account" "$@" -c "$question" "$(samba_address "$number")"
}
