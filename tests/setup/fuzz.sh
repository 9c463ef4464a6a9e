#!/usr/bin/env bash
# Fuzzes the intake for so many seconds, beginning with the fixtures. What it finds lies in target/fuzz/found afterwards.
# usage: fuzz.sh <seconds>
set -euo pipefail

# The most memory that one file may cost, in MB: scrypt alone may take 256.
readonly MEMORY_MAX=1024
# Seconds for one file with its password, on a busy machine.
readonly TIMEOUT=60
# What makes the compiler count branches and compared values, as cargo-fuzz sets it.
readonly WATCHED='-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
    -Cllvm-args=-sanitizer-coverage-trace-compares'

cd "$(dirname "$0")/../.."
seconds="$1"
corpus="$PWD/target/fuzz/corpus"
found="$PWD/target/fuzz/found/"
# Named, so that only what is fuzzed is watched, and not what builds it.
machine="$(rustc -vV | sed -n 's/^host: //p')"

mkdir -p "$corpus" "$found"
# What is fuzzed is built from the very crates that the app is built from.
cp Cargo.lock tests/fuzz/Cargo.lock
RUSTFLAGS="${WATCHED//$'\n'/ }" \
    cargo build --release --manifest-path tests/fuzz/Cargo.toml --target-dir target/fuzz/build --target "$machine"
# Of what it says, only the beginning, a beat now and then, what was found and the sum.
"target/fuzz/build/$machine/release/intake" "$corpus" tests/fixtures/pem \
    -max_total_time="$seconds" -timeout="$TIMEOUT" -rss_limit_mb="$MEMORY_MAX" -max_len=16384 -artifact_prefix="$found" -print_final_stats=1 \
    2> >(sed -u '/\(NEW\|REDUCE\|NEW_FUNC\|RELOAD\)[ []/d; /# Uses: /d' >&2)
