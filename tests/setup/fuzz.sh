#!/usr/bin/env bash
# Fuzzes the intake for so many seconds, beginning with the fixtures. What it finds lies in target/fuzz/found afterwards.
# usage: fuzz.sh <seconds>
set -euo pipefail

readonly VERSION='0.13.2'
# The most memory that one file may cost, in MB: scrypt alone may take 256.
readonly MEMORY_MAX=1024

cd "$(dirname "$0")/../.."
seconds="$1"
tools="$PWD/target/tools"
fuzz="$tools/bin/cargo-fuzz"
corpus="$PWD/target/fuzz/corpus"
found="$PWD/target/fuzz/found/"

if [[ "$("$fuzz" --version 2>/dev/null)" != "cargo-fuzz $VERSION" ]]; then
    cargo install --quiet --locked --root "$tools" "cargo-fuzz@$VERSION" >&2
fi

mkdir -p "$corpus" "$found"
# What is fuzzed is built from the very crates that the app is built from.
cp Cargo.lock tests/fuzz/Cargo.lock
# The fuzzer instruments by flags that the stable compiler keeps behind this variable.
export RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$PWD/target/fuzz/build"
PATH="$tools/bin:$PATH" cargo fuzz run intake --fuzz-dir tests/fuzz --sanitizer none "$corpus" tests/fixtures/pem -- \
    -max_total_time="$seconds" -timeout=20 -rss_limit_mb="$MEMORY_MAX" -max_len=16384 -artifact_prefix="$found" -print_final_stats=1
