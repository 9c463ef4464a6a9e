#!/usr/bin/env bash
# Installs the Debian packages named in the given lists, if any is missing. Asks for root only then.
# Usage: debian.sh app headless tests
set -euo pipefail

here="$(dirname "$0")"

wanted=()
for list in "$@"; do
    mapfile -t -O "${#wanted[@]}" wanted < <(grep -v '^#' "$here/debian-$list.txt")
done

if ! command -v dpkg-query apt-get >/dev/null; then
    echo "This is not Debian, so nothing was installed. Certkeep needs what Debian calls: ${wanted[*]}" >&2
    exit 0
fi

missing=()
for package in "${wanted[@]}"; do
    status="$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)"
    [[ "$status" == installed* ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

as_root=()
if [[ "$(id -u)" != 0 ]]; then
    command -v sudo >/dev/null || {
        echo "These packages are missing, and only root can install them: apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi

echo "Installing ${missing[*]}"
"${as_root[@]}" apt-get update --quiet
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
