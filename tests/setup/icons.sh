#!/usr/bin/env bash
# Draws the icon set from icons/source.svg. The same source gives the same bytes.
set -euo pipefail

readonly TAURI_CLI='@tauri-apps/cli@2.12.5'
readonly KEPT=(32x32.png 128x128.png 128x128@2x.png icon.png icon.icns icon.ico)

cd "$(dirname "$0")/../.."
drawn="$(mktemp -d)"
trap 'rm -rf "$drawn"' EXIT

# The tool writes the parts of icon.icns in an order of chance: an eight-byte header, then parts of (kind, length, bytes).
sort_icns() {
    python3 - "$1" <<'PYTHON'
import pathlib, struct, sys
file = pathlib.Path(sys.argv[1])
rest, parts = file.read_bytes()[8:], []
while rest:
    length = struct.unpack(">I", rest[4:8])[0]
    parts.append(rest[:length])
    rest = rest[length:]
body = b"".join(sorted(parts))
file.write_bytes(b"icns" + struct.pack(">I", len(body) + 8) + body)
PYTHON
}

npx --yes "$TAURI_CLI" icon icons/source.svg --output "$drawn" >/dev/null
sort_icns "$drawn/icon.icns"
for file in "${KEPT[@]}"; do
    cp "$drawn/$file" "icons/$file"
done
