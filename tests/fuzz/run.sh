#!/bin/sh
# Fuzzes every target for so many seconds each: tests/fuzz/run.sh [SECONDS] [TARGET...]
# Plain stable Rust and a C++ compiler are enough. What crashes is left in tests/fuzz/artifacts.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# -gt 0 ] && shift
targets=${*:-csv xlsx xls ods number period address recipe book round names}
# The same versions of everything as the program has.
[ -f Cargo.lock ] || cp ../../Cargo.lock .
c="-Cllvm-args=-sanitizer-coverage"
RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module $c-level=4 $c-inline-8bit-counters $c-pc-table $c-trace-compares" \
    cargo build --release --target x86_64-unknown-linux-gnu
program=${CARGO_TARGET_DIR:-target}/x86_64-unknown-linux-gnu/release/levelbook-fuzz
mkdir -p artifacts
for target in $targets; do
    mkdir -p "corpus/$target"
    seeds=
    [ -d "seeds/$target" ] && seeds="seeds/$target"
    echo "== $target, $seconds seconds"
    LEVELBOOK_FUZZ=$target "$program" "corpus/$target" $seeds -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="artifacts/$target-" 2>&1 | grep -E "stat::|SUMMARY|DONE|ERROR|artifact" || true
done
