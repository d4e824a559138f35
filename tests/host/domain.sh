# tests/host/domain.sh: a Samba controller of an Active Directory domain, and a member of that, in namespaces of their own
#
# Copyright 2026 the netapi32 for Wine authors
# SPDX-License-Identifier: LGPL-2.1-or-later

# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the scripts use them; tests/host/lib.sh sets scratch, the front end prefix

# Controllers need root and the ports below 1024, write to /run and /var/lib/samba, and their clients want them to be the name
# server. So the script runs itself once more, in namespaces: its own network has the domain and nothing else, its own mounts put
# the controller's files in memory, and where its own first process ends the kernel ends all others.
#
# An ordinary user has them in a user namespace, in which he keeps his number and gets all capabilities. smbd is no use there, as it
# wants to be other users: such a domain is asked over TCP alone, and nobody joins it, which takes SMB. SAMBA_TRANSPORT=tcp has root
# do without SMB as well.

realm=EXAMPLE.TEST
dns_domain=example.test
flat_domain=EXAMPLE
base_dn=DC=example,DC=test
dc_name=dc1.$dns_domain
admin_password=Passw0rd.1
default_site=Default-First-Site-Name

# dc1, the member, and two that stand in DNS and do not work: dc2's computer refuses, dc3's is silent. In samba-sites dc2 works.
dc_address=10.99.0.1
member_address=10.99.0.2
refusing_address=10.99.0.3
silent_address=10.99.0.4

second_name=dc2.$dns_domain
second_address=10.98.0.1

dc_dir=/var/lib/samba/dc            # in memory
dc_config=$dc_dir/etc/smb.conf
second_dir=/var/lib/samba/dc2
second_config=$second_dir/etc/smb.conf
member_dir=/var/lib/samba/member
member_config=$member_dir/smb.conf

# the Python that has Samba's modules need not be the first in the path
samba_python() { "$(sed -n '1s/^#! *\([^ ]*\).*/\1/p' "$(command -v samba-tool)")" "$@"; }

# whether the domain has SMB
has_smb() { [ "$(id -u)" = 0 ] && [ "${SAMBA_TRANSPORT:-}" != tcp ]; }

# tells what is missing to run a domain; nothing when all is there
missing_domain() {
    for program in samba samba-tool net winbindd wbinfo rpcclient ldbsearch dig ip perl kinit unshare; do
        command -v "$program" >/dev/null || echo "$program"
    done
}

# in_namespaces COMMAND...
in_namespaces() {
    [ "$(id -u)" = 0 ] || set -- --user --map-current-user --keep-caps "$@"
    exec unshare --net --mount --pid --fork --kill-child=KILL --mount-proc "$@"
}

# enter_domain SCRIPT: runs it in the namespaces, and ends; returns in them. Before tests/host/lib.sh is read. A script that
# needs_smb=1 is skipped without it.
enter_domain() {
    [ -z "${NETAPI32_IN_DOMAIN:-}" ] || return 0
    missing=$(missing_domain | paste -s -d , - | sed 's/,/, /g')
    if [ -n "$missing" ]; then
        no_domain "missing: $missing"
        echo "    apt-get install --no-install-recommends samba samba-ad-dc samba-ad-provision samba-dsdb-modules" \
            "samba-vfs-modules winbind python3-samba krb5-user smbclient dnsutils ldb-tools iproute2"
        exit 0
    fi
    if [ -n "${needs_smb:-}" ] && ! has_smb; then
        no_domain "it needs SMB, and so root$([ "$(id -u)" != 0 ] || echo ' without SAMBA_TRANSPORT=tcp')"
        exit 0
    fi
    (in_namespaces ip link set lo up) 2>/dev/null || {
        no_domain "no namespaces can be made here$([ "$(id -u)" = 0 ] || echo ' by an ordinary user')"
        exit 0
    }
    # one that belongs to the network outside would make the programs' sockets there
    WINEPREFIX=$prefix "${wineserver:-wineserver}" -k 2>/dev/null
    WINEPREFIX=$prefix "${wineserver:-wineserver}" -w 2>/dev/null
    unset held_prefix
    # a signal ends all at once, also a program that waits for an answer; what the inner script would remove is in this folder, which
    # TMPDIR does not name: Debian's Wine 10.0 ends at once where it is set
    outer=$(mktemp -d) || exit
    (export NETAPI32_IN_DOMAIN="$outer"; in_namespaces "$1") </dev/null &
    inside=$!
    trap 'kill -KILL "$inside"; wait "$inside"; rm -rf "$outer"; exit 1' HUP INT TERM
    wait "$inside"
    status=$?
    rm -rf "$outer"
    exit "$status"
}

# no_domain WHY
no_domain() {
    echo "$(basename "$0"): skipped: no domain; $1"
    echo "$(basename "$0"): 0 passed, 0 failed, 1 skipped"
}

# make_network: in the namespaces
make_network() {
    ip link set lo up || return
    if has_smb; then transport=ncacn_np; else transport=ncacn_ip_tcp; fi
    for address in "$dc_address" "$member_address" "$refusing_address" "$silent_address"; do
        ip address add "$address/32" dev lo || return
    done
    resolv=$(readlink -f /etc/resolv.conf)
    for folder in /run /etc/samba /var/lib/samba /var/cache/samba /var/log/samba; do
        [ ! -d "$folder" ] || mount -t tmpfs tmpfs "$folder" || return
    done
    mkdir -p /run/samba "$scratch/etc" "${resolv%/*}" || return
    printf 'nameserver %s\nsearch %s\n' "$dc_address" "$dns_domain" >"$scratch/etc/resolv.conf"
    # where the system's own resolver has it, it is a link to /run
    [ -e "$resolv" ] || : >"$resolv"
    mount --bind "$scratch/etc/resolv.conf" "$resolv" || return
    # the domain alone: no name of this machine, no library that asks another service
    printf '127.0.0.1 localhost\n' >"$scratch/etc/hosts"
    printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$scratch/etc/nsswitch.conf"
    mount --bind "$scratch/etc/hosts" /etc/hosts && mount --bind "$scratch/etc/nsswitch.conf" /etc/nsswitch.conf
}

# tool ARGUMENT...: samba-tool. Without SMB the shares' files can have no owners but this user.
tool() {
    if has_smb; then
        samba-tool "$@"
        return
    fi
    samba_python -c 'import runpy, sys, samba.provision
samba.provision.setsysvolacl = lambda *arguments: None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")' "$(command -v samba-tool)" "$@"
}

# without_smb CONFIG: of a controller
without_smb() {
    has_smb || sed -i 's/^\[global\]/&\n\tserver services = -s3fs, -winbindd/' "$1"
}

make_controller() {
    tool domain provision --server-role=dc --realm="$realm" --domain="$flat_domain" --host-name=dc1 \
        --host-ip="$dc_address" --adminpass="$admin_password" --dns-backend=SAMBA_INTERNAL --targetdir="$dc_dir" \
        --option="interfaces=$dc_address" --option='bind interfaces only=yes' --option='dns forwarder=' || return
    without_smb "$dc_config" || return
    cp "$dc_dir/private/krb5.conf" "$scratch/etc/krb5.conf"
    fill_domain
}

# fill_domain: three sites with a subnet each, users of every kind, groups in groups, computers, places for them, and a trust. All of it by
# one program: samba-tool takes seconds for each.
fill_domain() {
    samba_python - "$dc_config" "$base_dn" <<'END'
import sys, ldb
from samba import param, sites, subnets, dsdb
from samba.auth import system_session
from samba.ndr import ndr_pack
from samba.dcerpc import security
from samba.samdb import SamDB

lp = param.LoadParm()
lp.load(sys.argv[1])
base = sys.argv[2]
db = SamDB(session_info=system_session(), lp=lp)
config = db.get_config_basedn()

# passwords may be changed at once, and back again
change = ldb.Message(ldb.Dn(db, base))
for name, value in ('minPwdAge', '0'), ('pwdHistoryLength', '0'):
    change[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
db.modify(change)

for unit in 'Machines', 'People':
    db.add({'dn': 'OU=%s,%s' % (unit, base), 'objectClass': 'organizationalUnit'})
for user, password in ('anna', 'Passw0rd.2'), ('berta', 'Passw0rd.3'), ('dora', 'Passw0rd.4'), ('emil', 'Passw0rd.5'):
    db.newuser(user, password, givenname=user.capitalize(), description='User ' + user)
db.disable_account('(sAMAccountName=dora)')
change = ldb.Message(ldb.Dn(db, 'CN=Emil,CN=Users,' + base))
# the first of January 2020
change['accountExpires'] = ldb.MessageElement('132223104000000000', ldb.FLAG_MOD_REPLACE, 'accountExpires')
db.modify(change)

db.newgroup('inner')
db.newgroup('outer')
for group in 'staff', 'helpers':
    db.newgroup(group, grouptype=dsdb.GTYPE_SECURITY_DOMAIN_LOCAL_GROUP)
for group, member in ('inner', 'anna'), ('outer', 'inner'), ('staff', 'outer'), ('outer', 'berta'), ('helpers', 'inner'):
    db.add_remove_group_members(group, [member])
# disabled, as nobody has joined; and one that may log on
db.newcomputer('pc1', computerou='OU=Machines')
db.newcomputer('pc2', computerou='OU=Machines', prepare_oldjoin=True)

for site in 'Branch', 'Depot':
    sites.create_site(db, config, site)
subnets.create_subnet(db, config, '10.99.0.0/24', 'Default-First-Site-Name')
subnets.create_subnet(db, config, '10.98.0.0/16', 'Branch')
subnets.create_subnet(db, config, '10.97.0.0/16', 'Depot')

db.add({'dn': 'CN=other.test,CN=System,' + base, 'objectClass': 'trustedDomain', 'trustPartner': 'other.test',
        'flatName': 'OTHER', 'trustDirection': '3', 'trustType': '2', 'trustAttributes': '8',
        'securityIdentifier': ndr_pack(security.dom_sid('S-1-5-21-11-22-33'))}, ['relax:0'])
END
}

# start_controller: returns when DNS has its records; those of the other two are added
start_controller() {
    samba -F --no-process-group -M standard -s "$dc_config" >"$scratch/samba.log" 2>&1 </dev/null &
    for _ in $(seq 120); do
        sleep 0.5
        dig +time=1 +tries=1 +short SRV "_ldap._tcp.$default_site._sites.dc._msdcs.$dns_domain" 2>/dev/null | grep -q dc1 &&
            ask_controller "getdcname $flat_domain" >/dev/null 2>&1 &&
            ldbsearch -H "ldap://$dc_name" -s base -b '' defaultNamingContext >/dev/null 2>&1 && return
    done
    cat "$scratch/samba.log"
    return 1
}

# add_dead_controllers: dc2, which refuses, and dc3, which is silent
add_dead_controllers() {
    perl -MIO::Socket::INET -e '
        my @sockets = (IO::Socket::INET->new(LocalAddr => "$ARGV[0]:389", Proto => "udp") || die "$!\n");
        for my $port (88, 135, 389, 445) {
            push @sockets, IO::Socket::INET->new(LocalAddr => "$ARGV[0]:$port", Listen => 20) || die "$!\n";
        }
        print "silent\n"; close STDOUT; sleep 100000;' "$silent_address" >"$scratch/silent" &
    # dc2 alone in its site
    add_records <<END
$dns_domain dc2 $refusing_address
$dns_domain dc3 $silent_address
_msdcs.$dns_domain _ldap._tcp.dc dc2.$dns_domain 389
_msdcs.$dns_domain _ldap._tcp.dc dc3.$dns_domain 389
_msdcs.$dns_domain _ldap._tcp.Branch._sites.dc dc2.$dns_domain 389
END
}

# add_records: to the domain's DNS, of standard input, lines ZONE NAME ADDRESS or ZONE NAME HOST PORT
add_records() {
    cat >"$scratch/records"
    samba_python - "$dc_config" "$dc_name" "$admin_password" "$scratch/records" <<'END'
import sys
from samba import param, credentials
from samba.dcerpc import dnsp, dnsserver
from samba.dnsserver import ARecord, SRVRecord

config, server, password, records = sys.argv[1:]
lp = param.LoadParm()
lp.load(config)
creds = credentials.Credentials()
creds.guess(lp)
creds.set_username('Administrator')
creds.set_password(password)
dns = dnsserver.dnsserver('ncacn_ip_tcp:%s[sign]' % server, lp, creds)
for zone, name, target, *port in map(str.split, open(records)):
    buf = dnsserver.DNS_RPC_RECORD_BUF()
    buf.rec = SRVRecord(target, int(port[0]), 0, 100) if port else ARecord(target)
    dns.DnssrvUpdateRecord2(dnsserver.DNS_CLIENT_VERSION_LONGHORN, 0, server, zone, name, buf, None)
END
}

# have_dead_controllers: DNS knows them
have_dead_controllers() {
    [ "$(dig +short SRV "_ldap._tcp.dc._msdcs.$dns_domain" | wc -l)" = 3 ]
}

# make_second_controller: dc2, of the site Branch, by replication; without SMB
make_second_controller() {
    mkdir -p "$second_dir/run" && ip address add "$second_address/32" dev lo || return
    tool domain join "$dns_domain" DC -U "$flat_domain\\Administrator%$admin_password" --site=Branch --server="$dc_name" \
        --dns-backend=SAMBA_INTERNAL --targetdir="$second_dir" --option='netbios name=DC2' \
        --option="interfaces=$second_address" --option='bind interfaces only=yes' --option='dns forwarder=' \
        --option="pid directory=$second_dir/run" --option="ncalrpc dir=$second_dir/run/ncalrpc" || return
    without_smb "$second_config"
}

# start_second_controller: returns when both name servers have its records, which replication takes to it
start_second_controller() {
    samba -F --no-process-group -M standard -s "$second_config" >"$scratch/samba2.log" 2>&1 </dev/null &
    add_records <<END || return
_msdcs.$dns_domain _ldap._tcp.dc $second_name 389
_msdcs.$dns_domain _ldap._tcp.gc $second_name 3268
_msdcs.$dns_domain _kerberos._tcp.dc $second_name 88
_msdcs.$dns_domain _ldap._tcp.Branch._sites.dc $second_name 389
_msdcs.$dns_domain _ldap._tcp.Branch._sites.gc $second_name 3268
_msdcs.$dns_domain _kerberos._tcp.Branch._sites.dc $second_name 88
END
    for _ in $(seq 120); do
        sleep 0.5
        for server in "$dc_address" "$second_address"; do
            dig "@$server" +time=1 +tries=1 +short SRV "_kerberos._tcp.Branch._sites.dc._msdcs.$dns_domain" 2>/dev/null |
                grep -q dc2 || continue 2
            dig "@$server" +time=1 +tries=1 +short A "$second_name" 2>/dev/null | grep -qxF "$second_address" || continue 2
        done
        ldbsearch -H "ldap://$second_name" -s base -b '' defaultNamingContext >/dev/null 2>&1 && return
    done
    cat "$scratch/samba2.log"
    return 1
}

# move_to ADDRESS: from where this computer asks the controllers
move_to() {
    ip address replace "$1/32" dev lo || return
    for controller in "$dc_address" "$second_address"; do
        ip route replace local "$controller" dev lo table local proto kernel scope host src "$1" || return
    done
}

# descendants PROCESS: it, and all that it has started
descendants() {
    echo "$1"
    for child in $(ps -o pid= --ppid "$1"); do descendants "$child"; done
}

# signal_controller SIGNAL PROCESS: its name server is a part of it
signal_controller() {
    # shellcheck disable=SC2046 # words, one a process
    kill -s "$1" $(descendants "$2")
}

# make_member: joined as a Linux host is, with winbindd
make_member() {
    mkdir -p "$member_dir/private" "$member_dir/lock" "$member_dir/state" "$member_dir/cache" "$member_dir/pid" \
        "$member_dir/ncalrpc" "$member_dir/winbindd" || return
    cat >"$member_config" <<END
[global]
    workgroup = $flat_domain
    realm = $realm
    security = ads
    netbios name = MEMBER1
    interfaces = $member_address
    bind interfaces only = yes
    private dir = $member_dir/private
    lock directory = $member_dir/lock
    state directory = $member_dir/state
    cache directory = $member_dir/cache
    pid directory = $member_dir/pid
    ncalrpc dir = $member_dir/ncalrpc
    winbindd socket directory = $member_dir/winbindd
    log file = $member_dir/log.%m
    idmap config * : backend = tdb
    idmap config * : range = 100000-199999
END
    # a controller that has just started refuses at times
    for _ in 1 2 3 4 5; do
        net ads join -s "$member_config" -U "Administrator%$admin_password" --no-dns-updates && break
        sleep 1
    done
    winbindd -F --no-process-group -s "$member_config" >"$scratch/winbindd.log" 2>&1 </dev/null &
    for _ in $(seq 60); do
        sleep 0.5
        member wbinfo -p >/dev/null 2>&1 && return
    done
    cat "$scratch/winbindd.log"
    return 1
}

# member COMMAND...: what the member's users run
member() { WINBINDD_SOCKET_DIR=$member_dir/winbindd "$@"; }

# ask_controller COMMAND: rpcclient, as an administrator
ask_controller() {
    rpcclient -s "$dc_config" -U "$flat_domain\\Administrator%$admin_password" -c "$1" "$transport:${dc_name}[sign]"
}

# find_controller: what the locator of Samba's clients finds: name, address and its kind, GUID, domain, forest, flags, the
# controller's site and this computer's, a line each
find_controller() {
    if has_smb; then
        member wbinfo --dsgetdcname="$dns_domain"
        return
    fi
    net lookup dsgetdcname "$dns_domain" -s "$dc_config" | sed -n "
        s/^ *\\(dc_unc\\|dc_address\\|domain_name\\|forest_name\\|dc_site_name\\|client_site_name\\) *: '\\(.*\\)'$/\\2/p
        s/^ *dc_address_type .*(\\([0-9]*\\))$/\\1/p; s/^ *domain_guid *: //p; s/^ *dc_flags *: \\(0x[0-9a-f]*\\).*/\\1/p"
}

# read_directory ATTRIBUTE FILTER [OPTION...]: of each entry, sorted
read_directory() {
    attribute=$1 filter=$2
    shift 2
    ldbsearch -H "$dc_dir/private/sam.ldb" "$@" "$filter" "$attribute" 2>/dev/null | sed -n "s/^$attribute: //p" | sort
}

# ---- what programs are told ---------------------------------------------------------------------

# Of scripts that read tests/host/samba.sh as well.

domain_key='HKLM\Software\Wine\NetApi32\Domain'
recorded=

# record_domain GUID: the domain as that of this computer; forget_domain: what was recorded before, again
record_domain() {
    run reg export "$domain_key" "Z:$scratch/domain.reg" /y /reg:64
    recorded=1
    sid=$(read_directory objectSid '(objectClass=domainDNS)' -s base -b "$base_dn")
    printf '%s\n' REGEDIT4 '' '[HKEY_LOCAL_MACHINE\Software\Wine\NetApi32\Domain]' "\"Name\"=\"$dns_domain\"" \
        "\"FlatName\"=\"$flat_domain\"" "\"Forest\"=\"$dns_domain\"" "\"Site\"=\"$default_site\"" "\"Guid\"=\"$1\"" \
        "\"Sid\"=\"$sid\"" | sed 's/$/\r/' >"$scratch/record.reg"
    run reg import "Z:$scratch/record.reg" /reg:64
}

forget_domain() {
    if [ -n "$recorded" ]; then
        run reg delete "$domain_key" /f /reg:64
        [ ! -s "$scratch/domain.reg" ] || run reg import "Z:$scratch/domain.reg" /reg:64
    fi >/dev/null 2>&1
}

# expect QUESTION ANSWER WHO
expect() { printf '%s|%s|%s\n' "$1" "$2" "$3" >>"$scratch/expected"; }

# take_facts FILE: of what the program has told, as QUESTION|ANSWER; the test runs twice, the first time counts
take_facts() {
    tr -d '\r' <"$scratch/told" | sed -n 's/^fact|//p' | awk -F '|' '!seen[$1]++' >"$1"
}

# facts BITS: of this module, to $scratch/ours-BITS
facts() {
    export NETAPI32_DOMAIN_SERVER="$dc_name" NETAPI32_DOMAIN_NAME="$dns_domain" NETAPI32_DOMAIN_FLAT="$flat_domain" \
        NETAPI32_DOMAIN_ADMIN=Administrator NETAPI32_DOMAIN_ADMIN_PASSWORD="$admin_password" \
        NETAPI32_DOMAIN_USER=anna NETAPI32_DOMAIN_PASSWORD=Passw0rd.2
    NETAPI32_TEST_REQUIRE=ours run "$build/netapi32_test$1.exe" domain >"$scratch/told"
    status=$?
    cat "$scratch/told"
    take_facts "$scratch/ours-$1"
    [ "$status" = 0 ]
}

# answer_of FILE QUESTION
answer_of() { awk -F '|' -v question="$2" '$1 == question { print substr($0, length($1) + 2) }' "$1"; }

# is_right QUESTION EXPECTED GOT
is_right() {
    printf 'expected: %s\ngot:      %s\n' "$2" "$3"
    [ "$2" = "$3" ]
}

# judge BITS
judge() {
    while IFS='|' read -r question answer who <&4; do
        check "$question, $1-bit ($who)" is_right "$question" "$answer" "$(answer_of "$scratch/ours-$1" "$question")"
    done 4<"$scratch/expected"
}
