#!/bin/sh
# Faults on purpose, further than `cargo test` goes: tests/faults/run.sh quick (minutes) or full (an hour and more).
# LEVELBOOK_PROGRAM names another build of the program, such as target/release/levelbook. LEVELBOOK_SEED repeats a run.
set -eu
cd "$(dirname "$0")/../.."
reach=${1:-quick}
case $reach in quick | full) ;; *) echo "usage: $0 quick|full" >&2; exit 2 ;; esac
export LEVELBOOK_FAULTS="$reach"
cargo test --test faults -- --nocapture --test-threads=1
# Every odd file is answered where no process may have more than 2 GB.
cargo test --no-run --test bad_inputs --test corpus --test damaged_files
(
    ulimit -v 2000000
    cargo test --test bad_inputs --test corpus --test damaged_files -- --nocapture --test-threads=1
)
cargo test --test cancelled
if [ "$reach" = full ]; then
    tests/fuzz/run.sh "${FUZZ_SECONDS:-600}"
fi
