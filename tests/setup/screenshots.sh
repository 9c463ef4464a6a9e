#!/usr/bin/env bash
# Takes over the pictures that the desktop tests made for the README, made small.
set -euo pipefail

cd "$(dirname "$0")/.."
mkdir -p screenshots
mogrify -path screenshots -strip +dither -colors 200 -define png:compression-level=9 -define png:compression-filter=0 output/pictures/*.png
ls -l screenshots
