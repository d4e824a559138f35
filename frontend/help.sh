# help.sh: what the commands are, for users
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
# shellcheck disable=SC2154 # installed is wine-netapi32's

# what only the source has
source_commands=
[ -n "$installed" ] || source_commands='check bench survey build deps'
commands_known="run net check-app install uninstall status domain $source_commands help"
options_known='--prefix --build --wine --no-install --json --accounts --leave --quick --servers --domain --help --version'

# installed or not, the command is known; those of the source say where they are
is_command() {
    case $1 in run | net | check-app | install | uninstall | status | domain | check | bench | survey | build | deps | help) ;; *) return 1 ;; esac
}

# suggest WORD LIST: those that it may have been meant for, by their distance: letters that are missing, too many, or others
suggest() {
    case $1 in
        remove | delete | del | purge) echo "did you mean: uninstall"; return ;;
        test | tests) echo "did you mean: check"; return ;;
        start | exec) echo "did you mean: run"; return ;;
    esac
    # shellcheck disable=SC2086 # words
    printf '%s\n' "$1" $2 | awk '
        function smaller(a, b) { return a < b ? a : b }
        function distance(a, b,   i, j, d) {
            for (i = 0; i <= length(a); i++) d[i, 0] = i
            for (j = 0; j <= length(b); j++) d[0, j] = j
            for (i = 1; i <= length(a); i++)
                for (j = 1; j <= length(b); j++) {
                    d[i, j] = smaller(smaller(d[i - 1, j], d[i, j - 1]) + 1,
                                      d[i - 1, j - 1] + (substr(a, i, 1) != substr(b, j, 1)))
                    if (i > 1 && j > 1 && substr(a, i, 1) == substr(b, j - 1, 1) && substr(a, i - 1, 1) == substr(b, j, 1))
                        d[i, j] = smaller(d[i, j], d[i - 2, j - 2] + 1)
                }
            return d[length(a), length(b)]
        }
        NR == 1 { word = $0; next }
        distance(word, $0) <= (length(word) > 4 ? 2 : 1) || (length(word) > 2 && index($0, word) == 1) { found = found " " $0 }
        END { if (found) print "did you mean:" found }
    ' 2>/dev/null
}

usage() {
    cat <<'END' || return
usage: wine-netapi32 [OPTION...] COMMAND [ARGUMENT...]

Puts netapi32 for Wine, a netapi32.dll for Windows network management programs,
to use.

  run [APP.EXE [ARGUMENT...]]  run a Windows program on it
  net [COMMAND [ARGUMENT...]]  run its net.exe: users, groups, shares, services
  check-app APP.EXE [DLL...]   tell which of its functions a program uses
  install                      put it into a Wine prefix
  uninstall                    take it out of a prefix
  status                       tell what programs in a prefix get
  domain [NAME | --leave]      tell programs there which domain Linux has joined
END
    [ -n "$installed" ] || cat <<'END' || return
  check [PART...]              run the tests
  bench                        measure its speed
  survey                       call each function, with Wine's own and with it
  build                        build it
  deps                         install the Debian packages for that
END
    cat <<'END' || return
  help [COMMAND]               this text, or about a command

  --prefix DIR   the prefix (default: $WINEPREFIX, else ~/.wine; for run and
                 check-app one of its own)
  --wine FILE    the Wine to use (default: $WINE, else wine)
END
    if [ -n "$installed" ]; then
        echo "  --build DIR    where the prefix of its own is (default: ~/.cache/wine-netapi32)"
    else
        cat <<'END' || return
  --build DIR    where to build (default: 'build' beside this script)
  --no-install   install no packages; tell what is missing instead
END
    fi
    cat <<'END'
  --json         status, check-app and survey: print JSON
  -h, --help     this text, or with a command, about it
  -V, --version  the version

Nothing is changed outside the prefix and the build folder, packages aside.
END
}

# help_about COMMAND
help_about() {
    case $1 in
        run) cat <<'END' ;;
usage: wine-netapi32 run [APP.EXE [ARGUMENT...]]

Runs a Windows program on netapi32 for Wine, in a prefix of its own; without
APP.EXE the sample, netinfo.exe. In a clone of the source it installs first the
packages that are missing, builds what is needed, and makes the prefix. What
follows APP.EXE is the program's, options too. The exit status is the program's.

  --prefix DIR   run it in that prefix, and put the module there first

  wine-netapi32 run netinfo.exe '\\SERVER' USER
  wine-netapi32 run cmdkey.exe /add:SERVER /user:USER
  wine-netapi32 run --prefix ~/.wine -- APP.EXE --option
END
        net) cat <<'END' ;;
usage: wine-netapi32 net [COMMAND [ARGUMENT...]]

Runs the net.exe of netapi32 for Wine, with the commands and options of Windows'
own, in the same prefix as 'run'. What follows 'net' is net.exe's. The exit
status is net.exe's: 0, 1 it is called wrongly, 2 an error.

  --prefix DIR   run it in that prefix, and put the module there first; it
                 stands in front of COMMAND

  wine-netapi32 net user anna Secret1 /add
  wine-netapi32 net localgroup Administrators anna /add
  wine-netapi32 net view '\\SERVER'
  wine-netapi32 net help
END
        check-app) cat <<'END' ;;
usage: wine-netapi32 check-app [--json] APP.EXE [DLL...]

Tells which netapi32 functions a Windows program uses, and whether there is code
for them. It does not start the program.

Exit status: 0 there is code for each, 3 not for each, 1 a file cannot be
checked, 2 it is called wrongly.
END
        install) cat <<'END' ;;
usage: wine-netapi32 install [--prefix DIR] [--accounts PROGRAM.EXE...]

Puts netapi32 for Wine into a prefix that exists, builds it before where needed,
and prints the status. No program may run in the prefix. Default: $WINEPREFIX,
else ~/.wine.

  --accounts PROGRAM.EXE...  users and groups that programs add can be found by
                 name and can log on in these programs, and in msiexec.exe: they
                 get advapi32.dll from here, too (LookupAccountName, LogonUser).
                 A later install keeps them.
  --accounts=all  the same for every program. Where it fails, none starts.
END
        uninstall) cat <<'END' ;;
usage: wine-netapi32 uninstall [--accounts] [--prefix DIR]

Takes netapi32 for Wine out of a prefix, which is then as it was before. No
program may run there. Default: $WINEPREFIX, else ~/.wine. Users and groups that
programs added stay in the registry.

  --accounts     remove those as well
END
        status) cat <<'END' ;;
usage: wine-netapi32 status [--json] [--prefix DIR]

Tells which netapi32.dll programs in a prefix get. Default: $WINEPREFIX, else
~/.wine.

Exit status: 0 it is this one, as installed; 1 it is not installed, or not as it
was installed; 2 it is called wrongly; 3 that cannot be told, as there is no
prefix, or no Wine.
END
        domain) cat <<'END' ;;
usage: wine-netapi32 domain [--prefix DIR] [DNSNAME | --leave]

Records in a prefix which Active Directory domain the Linux system has joined,
as winbind or sssd tells, and prints it. Programs there are then told that they
run on a member of it. 'install' and 'run' record it as well. No program may run
in the prefix when something changes. Default: $WINEPREFIX, else ~/.wine.

  DNSNAME        record that domain in place of the system's, after asking a
                 controller of it
  --leave        forget the domain; install and run do not record one again,
                 until 'domain' does

Exit status: 0 a domain is recorded, or with --leave none is; 1 none is, or an
error; 2 it is called wrongly.
END
        check) cat <<'END' ;;
usage: wine-netapi32 check [PART...]

Builds it, and runs all tests, or some: spec, modules, 64, 32, survey, net,
front-end, domain, terminal, prefix, check-app, deb, sealed, samba (or one of
samba-info, samba-credentials, samba-shares, samba-local, samba-users,
samba-groups, samba-net, samba-restart, samba-survey, samba-pipes, samba-domain,
samba-member, samba-sites), over named pipes where SAMBA_TRANSPORT=pipes is
set; with WINE_SRC=DIR, the source of Wine, wine-tests too. Only when named:
clients, wrong-answers, long, mutants, reports, upstream.

Ends with 'N passed, N failed' or 'N passed, N failed, N skipped'.
END
        bench) cat <<'END' ;;
usage: wine-netapi32 bench [--quick | --accounts | --servers | --domain]

Measures its speed against Wine's own and the bare heap; with --accounts with
1,000 and 10,000 users of this computer, which are added and deleted; with
--servers at another computer, a Samba server, against rpcclient; with
--domain, as root, the search for a domain controller against winbind.
END
        survey) cat <<'END' ;;
usage: wine-netapi32 survey [--json] [FILE...]

Calls each function and level, with Wine's own and with this one, and prints
what the answers are, as a table or as JSON; with FILEs that --json has written,
on this and other Wines, a table of those.
END
        build) cat <<'END' ;;
usage: wine-netapi32 build [--build DIR]

Builds the modules, the programs and the tests, for 64 and 32 bits.
END
        deps) cat <<'END' ;;
usage: wine-netapi32 deps

Installs the Debian packages that building and testing need, as root or through
sudo. It tries again what was tried in vain before.
END
        *) usage ;;
    esac
}
