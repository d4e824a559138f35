# tests/host/shares.sh: the Server service of a real Samba server, what its own tools say of it, and clients that use it; for the
# tests that source tests/host/samba.sh as well, and set address, dir and administrator
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later

# shellcheck shell=sh
# shellcheck disable=SC2154 # tests/host/lib.sh, samba.sh and the scripts set them

client_pid=

# some more shares, and ones that can be changed
change_shares_by_command() {
    cat >>"$dir/smb.conf" <<END
    csc policy = documents
[unlike]
    comment = Another share
    path = $dir
    max connections = 7
[hidden\$]
    path = $dir
[global]
    log level = 1 rpc_srv:10 rpc_parse:10
END
    own_shares 1
}

# what rpcclient -d 10 shows of an answer as tests/remoteshare.c has it: a line a structure, its members between "|"; "total|..." of
# a list; "status|...". The times go on, so they are left out.
flatten() {
    perl -e '
        my %numbers = (WERR_OK => 0, WERR_ACCESS_DENIED => 5, WERR_INVALID_NAME => 123, WERR_INVALID_LEVEL => 124,
                       NT_STATUS_LOGON_FAILURE => 1326);
        my ($out, $status, $total, @lines);
        while (<>) {
            $out = 1 if /^ *out: struct srvsvc/;
            if (!$out) {
                $status = $1 if /(WERR_\w+|NT_STATUS_\w+)\W*$/;
            } elsif (/^ *\w+: struct srvsvc_Net\w+Info\d+$/) {
                push @lines, [];
            } elsif (/^ *result +: (\w+)/) {
                $status = $1;
                last;
            } elsif (/^ *totalentries +: 0x\w+ \((\d+)\)/) {
                $total = $1;
            } elsif (@lines && /^ *(\w+) +: (.*)/ && $1 !~ /^(?:(?:idle_|conn_)?time|__disk_\w+|resume_handle|totalentries)$/) {
                my $value = $2;
                if ($value =~ /^\x27(.*)\x27$/ || $value =~ /^\w+ \((\d+)\)$/ || $value =~ /^(NULL|S-[-\d]+)$/) {
                    push @{$lines[-1]}, $1;
                } elsif ($value =~ /^\w+ \(0x(\w+)\)$/) {
                    push @{$lines[-1]}, hex $1;
                }
            }
        }
        print join("|", @$_), "\n" for grep { "@$_" ne "" } @lines;
        print "total|$total\n" if defined $total && $status eq "WERR_OK";
        print "status|", $numbers{$status} // $status, "\n";'
}

# question WHO QUESTION: what rpcclient gets
question() { ask_samba 1 "$1" "$2" -d 10 2>&1 | flatten; }

# fact NAME TEXT: for the tests
fact() { export "NETAPI32_REMOTE_$1=$2"; }

# without_own_session QUESTION: rpcclient has one, without an open file
without_own_session() {
    if [ "$1" != netsessenum ]; then
        cat
        return
    fi
    awk -F '|' '/^total/ { print "total|" count + 0; next } /^status/ { print; next } $3 { print; count++ }'
}

# first_members COUNT
first_members() { awk -F '|' -v count="$1" '/^(total|status)/ || NF <= count { print; next } { NF = count; print }' OFS='|'; }

# no_level TEXT: what one gets at a level that Samba has not got, who gets TEXT at one that it has
no_level() {
    case $1 in
        *'status|0') echo 'status|124' ;;
        *) printf '%s\n' "$1" ;;
    esac
}

# lists USER%PASSWORD: all that there is
lists() {
    for level in 0 1 2 502 503; do
        fact "LIST_SHARES_$level" "$(question "$1" "netshareenumall $level")"
        fact "LIST_STICKY_$level" "$(question "$1" "netshareenum $level")"
    done
    for level in 0 1 2 501 502 503 1005; do
        fact "LIST_SHARE_$level" "$(question "$1" "netsharegetinfo public $level")"
    done
    # Samba tells that it has not got the level in a form that Samba alone can read
    if [ "$NETAPI32_REMOTE_LIST_SHARES_503" = 'status|124' ]; then
        for list in SHARES STICKY SHARE; do fact "LIST_${list}_503" 'status|1783'; done
    fi
    # rpcclient itself is connected to it; over pipes we are as well
    shares=$(printf '%s\n' "$NETAPI32_REMOTE_LIST_SHARES_2" | awk -F '|' '/^IPC/ { $6-- } { print }' OFS='|')
    over_pipes || fact LIST_SHARES_2 "$shares"
    fact LIST_NO_SHARE_1 "$(question "$1" 'netsharegetinfo no-such-share 1')"
    for level in 0 1; do fact "LIST_CONNECTIONS_$level" "$(question "$1" "netconnenum $level public")"; done
    fact LIST_DISKS_0 "$(question "$1" netdiskenum)"

    # rpcclient asks for one level of these, which is one that Samba has
    files=$(question "$1" netfileenum)
    fact LIST_FILES_3 "$files"
    case $files in
        'status|1326') fact LIST_FILES_2 "$files" ;;
        *) fact LIST_FILES_2 'status|124' ;;    # whoever asks
    esac
    sessions=$(question "$1" netsessenum)
    one_session=$(printf '%s\n' "$sessions" | without_own_session netsessenum)
    over_pipes || sessions=$one_session
    fact LIST_SESSIONS_1 "$sessions"
    fact LIST_SESSIONS_0 "$(printf '%s\n' "$sessions" | first_members 1)"
    for level in 2 10 502; do fact "LIST_SESSIONS_$level" "$(no_level "$sessions")"; done
    sessions=$(printf '%s\n' "$one_session" | grep -v ^total)
    fact LIST_SESSION_1 "$sessions"
    fact LIST_SESSION_0 "$(printf '%s\n' "$sessions" | first_members 1)"
    for level in 2 10; do fact "LIST_SESSION_$level" "$(no_level "$sessions")"; done
}

# be USER PASSWORD
be() {
    fact USER "$1"
    fact PASSWORD "$2"
}

# part WHO BITS PART
part() {
    fact PART "$3"
    check "$1: $3, $2-bit" run "$build/netapi32_test$2.exe" remoteshare
}

# each_part WHO PART: in both bitnesses
each_part() {
    for bits in $bitnesses; do part "$1" "$bits" "$2"; done
}

# answers TEXT QUESTION: what rpcclient tells an administrator. Samba's processes learn of a change a little later, and of
# a new share when they are asked for the list.
answers() {
    for _ in $(seq 20); do
        ask_samba 1 "$administrator" 'netshareenumall 1' >/dev/null
        answer=$(question "$administrator" "$2" | without_own_session "$2")
        if [ "$answer" = "$1" ]; then return; fi
        sleep 0.2
    done
    printf '%s\n' "$answer"
    return 1
}

# begin_client USER PASSWORD: one that has a file open
begin_client() {
    rm -f "$scratch/client"
    mkfifo "$scratch/client"
    smbclient -s "$(samba_config 1)" -p "$smb_port" -U "$1%$2" "//$address/public" <"$scratch/client" >"$scratch/client.out" 2>&1 &
    client_pid=$!
    exec 9>"$scratch/client"
    echo 'open file.txt' >&9
    for _ in $(seq 50); do
        sleep 0.2
        if question "$administrator" netfileenum | grep -q 'file\.txt'; then return; fi
    done
    return 1
}

# open_file: its number
open_file() { question "$administrator" netfileenum | sed -n '1s/|.*//p'; }

end_client() {
    [ -n "$client_pid" ] || return 0
    exec 9>&-
    wait "$client_pid"
    client_pid=
}

# sample BITS PROGRAM [ARG...]: with an administrator's password for its input
sample() {
    run_input=$scratch/password
    echo 'Secret 1' >"$run_input"
    case $1 in
        64) arch=x86_64 ;;
        32) arch=i386 ;;
    esac
    program=$2
    shift 2
    run "$build/$arch-programs/$program" "$@"
    sample_status=$?
    run_input=
    return "$sample_status"
}

# has_lines TEXT...: the file said has lines like these
has_lines() {
    cat "$scratch/said"
    for text; do grep -q -- "$text" "$scratch/said" || { echo "no line like: $text"; return 1; }; done
}
