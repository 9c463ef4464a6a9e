#!/usr/bin/env bash
# Proves the Debian package in a clean Debian 12: it installs, its desktop entry, icon and file types are there, it opens a file, it goes.
# Needs root and debootstrap; the system is made anew each time, in a temporary folder.
# Usage: check.sh PACKAGE
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
package="$(realpath "$1")"

readonly SUITE='bookworm'
readonly MIRROR="${DEBIAN_MIRROR:-http://deb.debian.org/debian}"
# What the proof needs; the package itself is installed before them, so that nothing of theirs helps it.
readonly TOOLS=(dbus-daemon desktop-file-utils libglib2.0-bin python3 shared-mime-info webkit2gtk-driver xauth xvfb)
readonly ENDINGS=(pem crt cer der p7b p12 pfx csr)
readonly ENTRY='usr/share/applications/Certkeep.desktop'

command -v debootstrap >/dev/null || {
    echo 'debootstrap is missing: apt-get install debootstrap' >&2
    exit 1
}

system="$(mktemp -d)"
chmod 755 "$system"
trap 'rm -rf --one-file-system "$system"' EXIT

# Within a world of its own: what is mounted and started there ends with it, and nothing of this system is mounted into it. Its first
# process is a shell, for a first process hears no signals that it does not wait for.
within() {
    unshare --mount --pid --fork --kill-child --mount-proc="$system/proc" \
        chroot "$system" env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        sh -c '"$@"; exit "$?"' first "$@"
}

install() {
    within apt-get install --yes --quiet --quiet --no-install-recommends "$@" >"$system/tmp/apt.log" 2>&1 || {
        tail -20 "$system/tmp/apt.log" >&2
        exit 1
    }
}

expect() {
    local what="$1"
    shift
    "$@" || {
        echo "Not so: $what" >&2
        exit 1
    }
    echo "  $what"
}

no_library_is_missing() {
    ! within ldd /usr/bin/certkeep | grep 'not found'
}

# The type of a file by its ending, and whether the desktop entry is offered for it.
opens_with_it() {
    local type
    echo 'not empty' >"$system/tmp/a.$1"
    type="$(within gio info --attributes=standard::content-type "/tmp/a.$1" | sed -n 's/.*content-type: //p')"
    within gio mime "$type" | grep 'Certkeep.desktop' >/dev/null
}

is_gone() {
    ! within dpkg-query --show certkeep 2>/dev/null && [[ ! -e "$system/usr/bin/certkeep" && ! -e "$system/$ENTRY" ]]
}

echo 'A clean Debian 12'
debootstrap --variant=minbase "$SUITE" "$system" "$MIRROR" >"$system.log" 2>&1 || {
    tail -5 "$system.log" >&2
    exit 1
}
rm "$system.log"
within apt-get update --quiet --quiet

cp "$package" "$system/tmp/certkeep.deb"
install /tmp/certkeep.deb
echo 'Installed'
expect 'has every library that it needs' no_library_is_missing
install "${TOOLS[@]}"
expect 'has a valid desktop entry' within desktop-file-validate "/$ENTRY"
for size in 32x32 128x128 256x256@2; do
    expect "has its icon in $size" test -s "$system/usr/share/icons/hicolor/$size/apps/certkeep.png"
done
for ending in "${ENDINGS[@]}"; do
    expect "is offered for files that end in .$ending" opens_with_it "$ending"
done

cp "$here/open.py" "$here/../fixtures/pem/leaf.crt.pem" "$here/../setup/bus.xml" "$system/tmp/"
expect 'opens, makes a vault and takes over the file that it was opened with' \
    within xvfb-run --auto-servernum dbus-run-session --config-file /tmp/bus.xml -- python3 /tmp/open.py /usr/bin/certkeep /tmp/leaf.crt.pem

within apt-get purge --yes --quiet --quiet certkeep >/dev/null
expect 'is gone when it is removed' is_gone
