#!/bin/sh
# Fuzzes every target for so many seconds each: tests/fuzz/run.sh [SECONDS] [TARGET...]
# Plain stable Rust and a C++ compiler are enough. It starts from the files that the tests know, and keeps what it finds on the
# way in tests/fuzz/corpus; what crashes, hangs or takes more than 1 GiB is left in tests/fuzz/artifacts. Put that into
# tests/fuzz/seeds/TARGET once it is mended: cargo test tries it from then on.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# -gt 0 ] && shift
targets=${*:-csv xlsx xls xlsb ods map number period address recipe book round names figure shown beside}
# The same versions of everything as the program has.
[ -f Cargo.lock ] || cp ../../Cargo.lock .
c="-Cllvm-args=-sanitizer-coverage"
RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module $c-level=4 $c-inline-8bit-counters $c-pc-table $c-trace-compares" \
    cargo build --release --target x86_64-unknown-linux-gnu
program=${CARGO_TARGET_DIR:-target}/x86_64-unknown-linux-gnu/release/levelbook-fuzz

# What a target starts from.
begin() {
    mkdir -p "corpus/$1"
    [ ! -f "words/$1.txt" ] || split -l 1 -a 4 "words/$1.txt" "corpus/$1/word-"
    for file in ../fixtures/*/input."$1" ../published_files/golden/*."$1"; do
        [ -f "$file" ] || continue
        to="corpus/$1/$(basename "$(dirname "$file")")-$(basename "$file")"
        part() { unzip -p "$file" "$1" 2>/dev/null || true; }
        case $1 in
        xlsx)
            # The workbook around a sheet is the same for all.
            for sheet in 1 2 3; do
                {
                    part "xl/worksheets/sheet$sheet.xml"
                    printf '\0'
                    part xl/sharedStrings.xml
                    printf '\0\0'
                    part xl/styles.xml
                } >"$to-$sheet"
            done
            ;;
        ods) part content.xml >"$to" ;;
        *) cp "$file" "$to" ;;
        esac
    done
}

mkdir -p artifacts
ended=0
for target in $targets; do
    begin "$target"
    seeds=
    [ -d "seeds/$target" ] && seeds="seeds/$target"
    # What is drawn begins with nothing and would stay at one number.
    length=
    [ "$target" != figure ] || length="-len_control=0 -max_len=160"
    echo "== $target, $seconds seconds"
    LEVELBOOK_FUZZ=$target "$program" "corpus/$target" $seeds $length -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix="artifacts/$target-" >"artifacts/$target.log" 2>&1 || ended=1
    grep -E "stat::|SUMMARY|DONE|ERROR|panicked|artifact|Test unit" "artifacts/$target.log" || true
done
exit $ended
