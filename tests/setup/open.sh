#!/usr/bin/env bash
# Opens the app. Without a screen it opens on a virtual one, is photographed once it has painted, and closes again.
# Usage: open.sh BINARY PICTURE
set -euo pipefail

binary="$1"
picture="$2"

readonly PAINTED_COLOURS=32 # an empty window has two or three, a page with text has hundreds
readonly PATIENCE_SECONDS=60

colours_on_screen() {
    import -silent -window root "$picture" && identify -format '%k' "$picture"
}

wait_until_painted() {
    local seen
    for ((second = 0; second < PATIENCE_SECONDS; second++)); do
        sleep 1
        kill -0 "$app" 2>/dev/null || { echo 'Certkeep ended before its window was painted.' >&2; return 1; }
        seen="$(colours_on_screen)"
        ((seen < PAINTED_COLOURS)) || return 0
    done
    echo "Certkeep painted nothing within $PATIENCE_SECONDS seconds." >&2
    return 1
}

photograph() {
    "$binary" &
    app=$!
    trap 'kill "$app" 2>/dev/null || true' EXIT
    wait_until_painted
    sleep 1 # the page may still be fading in
    colours_on_screen >/dev/null
    trap - EXIT
    kill "$app"
    wait "$app" 2>/dev/null || true
}

if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" && -z "${CERTKEEP_PHOTOGRAPH:-}" ]]; then
    exec "$binary"
elif [[ -n "${CERTKEEP_PHOTOGRAPH:-}" ]]; then
    photograph
else
    echo 'There is no screen here, so Certkeep opens on a virtual one.'
    CERTKEEP_PHOTOGRAPH=1 NO_AT_BRIDGE=1 xvfb-run --auto-servernum --server-args='-screen 0 1280x800x24' \
        dbus-run-session --config-file "$(dirname "$0")/bus.xml" -- "$0" "$binary" "$picture"
    echo "This is what it showed: $picture"
fi
