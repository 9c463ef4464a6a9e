#!/usr/bin/env bash
# Puts pkilint, which judges certificates and revocation lists, into target/tools. It comes from PyPI, held to the hashes in pkilint.txt.
set -euo pipefail

cd "$(dirname "$0")/../.."
readonly WANTED='tests/setup/pkilint.txt'
readonly TOOL='target/tools/pkilint'

if ! cmp --silent "$WANTED" "$TOOL/installed.txt"; then
    rm -rf "$TOOL"
    python3 -m pip --quiet --disable-pip-version-check install --root-user-action=ignore --no-deps --only-binary=:all: --require-hashes \
        --requirement "$WANTED" --target "$TOOL" >&2
    cp "$WANTED" "$TOOL/installed.txt"
fi
