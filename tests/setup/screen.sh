#!/usr/bin/env bash
# Installs the screen's packages, if the lock file or Node.js changed since they were installed.
set -euo pipefail

cd "$(dirname "$0")/../../ui"

command -v npm >/dev/null || {
    echo 'Node.js 20.19 or newer with npm is needed to build the screen.' >&2
    exit 1
}

stamp=node_modules/.installed-from
state="$(node --version; sha256sum package-lock.json .npmrc)"
if [[ -f "$stamp" && "$(cat "$stamp")" == "$state" ]]; then
    exit 0
fi
npm ci --no-audit --no-fund
printf '%s\n' "$state" >"$stamp"
