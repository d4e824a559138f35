# packages.sh: the Debian packages that building, testing and 32-bit programs need
#
# A part of wine-netapi32, which reads it; it is not installed.
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

wine_headers() { echo '#include <guiddef.h>' | widl -E /dev/stdin 2>/dev/null | grep -q '/guiddef\.h"'; }

missing_packages() {
    case $(debian_arch) in
        i386) bits=32 ;;
        *) bits=64 ;;
    esac
    have make || echo make
    have zip || echo zip
    if [ -z "$wine" ]; then echo "wine wine$bits"; fi
    have "${WINEBUILD:-winebuild}" && have "${WIDL:-widl}" && have "${WINEGCC:-winegcc}" || echo "wine$bits-tools"
    [ -n "${WINE_CPPFLAGS:-}" ] || wine_headers || echo libwine-dev
    have "${x86_64_CC:-x86_64-w64-mingw32-gcc}" || echo gcc-mingw-w64-x86-64-win32
    have "${i386_CC:-i686-w64-mingw32-gcc}" || echo gcc-mingw-w64-i686-win32
}

# as_root COMMAND...: as root, through sudo where needed
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] && return
    have sudo || return
    # asks for the password here, where it is seen
    if [ -t 0 ]; then sudo -v; else sudo -n true 2>/dev/null; fi
}

# may_install: only what builds or tests installs packages, and no question does
may_install() {
    [ -z "$no_install" ] || return
    case $command in
        run | check | deps | build | install) can_be_root ;;
        *) return 1 ;;
    esac
}

apt_install() {
    # an update that fails in part does not matter when the packages are found all the same
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update || echo "apt-get update failed, going on"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@"
}

# package_sources: a text that changes with what this machine can install
package_sources() {
    {
        cat /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/apt/preferences /etc/apt/preferences.d/*
        ls -l --time-style=+%s /var/lib/apt/lists
        dpkg --print-foreign-architectures
    } 2>/dev/null | grep -v -e lock -e partial -e auxfiles | cksum
}

# What was tried in vain is not tried again until the sources change, but by 'deps'.
was_tried() { [ "$command" != deps ] && grep -qxF "$(package_sources) $*" "$build/log/tried" 2>/dev/null; }
remember_tried() { echo "$(package_sources) $*" >>"$build/log/tried"; }

lock_build() {
    mkdir -p "$build" 2>/dev/null || die "cannot make the folder $build" "name another: --build DIR"
    lock 8 "$build"
}

install_packages() {
    # shellcheck disable=SC2046 # words, one a package
    set -- $(missing_packages)
    [ $# != 0 ] || return 0
    if ! have apt-get; then
        die "something is missing to build with, and this machine has no apt-get" \
            "install what Debian has in these packages: $*"
    elif ! may_install; then
        die "packages are missing; install them as root:" \
            "apt-get update && apt-get install --no-install-recommends $*"
    elif was_tried "$*"; then
        die "apt-get could not install $*" "what it said: $build/log/packages.log" "to try again: wine-netapi32 deps"
    fi
    lock_build
    # shellcheck disable=SC2046 # words; somebody else may have installed them meanwhile
    set -- $(missing_packages)
    [ $# != 0 ] || { find_wine; return; }
    if ! step "installing packages: $*" apt_install "$@"; then
        cp "$log" "$build/log/packages.log"
        remember_tried "$*"
        die_with_log "apt-get could not install the packages" "apt-get install --no-install-recommends $*"
    fi
    find_wine
}

# kernel_runs_32: whether Linux starts 32-bit programs, by one that only ends well. With wine32 Debian's Wine 10.0 starts nothing at
# all where it does not.
kernel_runs_32() {
    trial=$(mktemp -d) || return
    # the headers of an i386 ELF file with one segment; xor eax, eax; inc eax; xor ebx, ebx; int 0x80
    printf '\177ELF\1\1\1\0\0\0\0\0\0\0\0\0\2\0\3\0\1\0\0\0\124\200\4\10\64\0\0\0\0\0\0\0\0\0\0\0\64\0\40\0\1\0\0\0\0\0\0\0' >"$trial/program"
    printf '\1\0\0\0\0\0\0\0\0\200\4\10\0\200\4\10\133\0\0\0\133\0\0\0\5\0\0\0\0\20\0\0\61\300\100\61\333\315\200' >>"$trial/program"
    chmod +x "$trial/program"
    "$trial/program" >/dev/null 2>&1
    status=$?
    rm -rf "$trial"
    [ $status = 0 ]
}

# install_wine32: for 32-bit programs on a 64-bit machine whose Wine starts none. They are wanted, not needed: leaves the
# reason in $no32 when it fails.
install_wine32() {
    if [ "$(debian_arch)" != amd64 ] || [ -n "$wine_given" ] ||
        dpkg-query -W -f '${Status}' wine32:i386 2>/dev/null | grep -q ' installed'; then
        no32="this Wine starts none"
        return 1
    fi
    wine32_command='dpkg --add-architecture i386 && apt-get update && apt-get install wine32:i386'
    if ! may_install; then
        no32="wine32:i386 is not installed; as root: $wine32_command"
        return 1
    fi
    if ! kernel_runs_32; then
        no32="this machine's Linux starts none"
        return 1
    fi
    no32="wine32:i386 cannot be installed from this machine's package sources"
    ! was_tried wine32:i386 || return
    added=
    if ! dpkg --print-foreign-architectures | grep -qx i386; then
        as_root dpkg --add-architecture i386 && added=1
    fi
    if ! step "installing wine32:i386, for 32-bit programs" apt_install wine32:i386; then
        no32="$no32 ($log)"
        [ -z "$added" ] || as_root dpkg --remove-architecture i386
        remember_tried wine32:i386
        return 1
    fi
    no32=
    find_wine
}

# starts_32: whether Wine starts a 32-bit program, one of its own in a prefix that is made for it
starts_32() {
    scratch=$(mktemp -d) || return
    boot_prefix "$scratch" -i
    quietly_in "$scratch" 'c:\windows\syswow64\cmd.exe' /c exit 7
    status=$?
    end_wine "$scratch"
    rm -rf "$scratch"
    [ $status = 7 ]
}

# deps: what is there afterwards. Without 32-bit Wine all but 32-bit programs can be built and tested: no error.
deps() {
    install_packages
    lock_build
    # shellcheck disable=SC2046 # words, one a package
    set -- $(missing_packages)
    [ $# = 0 ] || die "packages are missing still: $*" "see what apt-get says: apt-get install --no-install-recommends $*"
    if [ "$(debian_arch)" = i386 ] || step "asking Wine for a 32-bit program" starts_32 || install_wine32; then
        say "all packages are there"
    else
        say "the packages for building and for 64-bit programs are there"
        say "32-bit programs will not run: $no32"
    fi
}

# ---- building -----------------------------------------------------------------------------------

configure() {
    # a relative name without blanks, wherever the source is
    ln -sfn "$here" source && source/configure
}

# build TARGET WHAT
build() {
    mkdir -p "$build" 2>/dev/null || die "cannot make the folder $build" "name another: --build DIR"
    [ -w "$build" ] || die "cannot write to $build" "name another folder: --build DIR"
    cd "$build" || exit
    if [ ! -f config.status ] || [ ! -f Makefile ] || [ -n "$(find "$here/configure" -newer config.status)" ]; then
        step "configuring" configure || die_with_log "configure failed"
    fi
    if ! make -q "$1" >/dev/null 2>&1; then
        step "building${2:+ $2}" make -j"$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)" "$1" ||
            die_with_log "the build failed"
    fi
    cd "$OLDPWD" || exit
}
