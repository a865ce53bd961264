#!/usr/bin/env bash
# Measures Norma beside the ceiling of the same machine in the same run. See tests/bench/README.md.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tests/bench/run.sh commands [--connections N] [--seconds S] [--record-bytes B]
       tests/bench/run.sh statechart

commands prints one JSON object per line with figure, value, unit, ceiling, ratio, p50_ms, p99_ms, connections, accepted,
rejected and fsyncs: for 1, 16, 64 and 256 connections how often the disk alone can sync at that moment, then the
ceiling, then the product. Everything else goes to standard error.

statechart prints figure, value and unit of the engine alone: microsteps/s, the cost of a step of act.scxml beside its
target, and what an idle case takes. It fails when a target does not hold.

  --connections N   only this number of connections
  --seconds S       length of each measuring, after 1 s of warm-up (default 5)
  --record-bytes B  octets of a journal record of the ceiling; the product's mean turn (default 1200)

Environment: NORMA_BUILD_DIR, the release build (default build/release), built here when it lacks the programs;
NORMA_BENCH_DIR, where the databases are put, on a real disk (default var/bench).
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${NORMA_BUILD_DIR:-$root/build/release}
all_connections=(1 16 64 256)
seconds=5
record_bytes=1200
servers=()

# What limits.md names for a machine of this class, in commands/s, by connections.
declare -A anchors=([1]=3000 [16]=16800 [64]=30000 [256]=40000)

say() { echo "bench: $*" >&2; }
die() { say "$*"; exit 1; }

clean_up() {
  local server
  for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
  wait 2>/dev/null || true
  if [[ -n ${work:-} ]]; then rm -rf "$work"; fi
}

build_programs() {
  if [[ -x $build/tests/bench/norma_bench_ceiling && -x $build/tests/bench/norma_bench_load &&
    -x $build/tests/bench/norma_bench_statechart ]]; then return; fi
  say "building $build"
  (cd "$root" && cmake --preset release && cmake --build --preset release --target norma_bench) >&2
}

# await_line FILE PATTERN PID: prints the part after PATTERN of the first line of FILE that begins with it.
await_line() {
  local tries line
  for ((tries = 0; tries < 300; ++tries)); do
    line=$(grep -m1 "^$2" "$1" 2>/dev/null || true)
    if [[ -n $line ]]; then echo "${line#"$2"}"; return; fi
    kill -0 "$3" 2>/dev/null || { cat "$1" >&2; die "the server stopped before it listened"; }
    sleep 0.1
  done
  die "the server did not listen within 30 s"
}

stop_server() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# ceiling_figure CONNECTIONS: the bare server's line.
ceiling_figure() {
  local data=$work/ceiling-$1 address anchor=()
  "$build/tests/bench/norma_bench_ceiling" --data "$data" --record-bytes "$record_bytes" >"$data.log" 2>&1 &
  local server=$!
  servers+=("$server")
  address=$(await_line "$data.log" "listening on " "$server")
  if [[ -n ${anchors[$1]:-} ]]; then anchor=(--anchor "${anchors[$1]}"); fi
  "$build/tests/bench/norma_bench_load" --target "$address" --script fixed --figure durable_commands_ceiling \
    --connections "$1" --seconds "$seconds" --counter-name fsyncs "${anchor[@]}"
  stop_server "$server"
  rm -rf "$data"
}

# value_of LINE: the figure's value.
value_of() { sed -n 's/.*"value":\([0-9.]*\).*/\1/p' <<<"$1"; }

# product_figure CONNECTIONS CEILING: the product's line; nothing while there is no product or no script for it.
product_figure() {
  local data=$work/product-$1 address
  if [[ ! -x $build/norma ]] || ! "$build/tests/bench/norma_bench_load" --help | grep -q -- '--script .*lifecycle'; then
    say "no product figure: $build/norma and the script 'lifecycle' are both needed"
    return
  fi
  mkdir -p "$data"
  "$build/norma" serve --demo --data "$data/db" --listen 127.0.0.1:0 --demo-tokens "$data/tokens" >"$data.log" 2>&1 &
  local server=$!
  servers+=("$server")
  address=$(await_line "$data.log" "listening on " "$server")
  "$build/tests/bench/norma_bench_load" --target "$address" --script lifecycle --tokens "$data/tokens" \
    --figure durable_commands --connections "$1" --seconds "$seconds" --ceiling "$2" \
    --counter-path /metrics --counter-name norma_journal_syncs_total
  stop_server "$server"
  rm -rf "$data"
}

measure_commands() {
  local connections line
  for connections in "${all_connections[@]}"; do
    "$build/tests/bench/norma_bench_raw_sync" --file "$work/raw_sync" --seconds 1
    line=$(ceiling_figure "$connections")
    echo "$line"
    product_figure "$connections" "$(value_of "$line")"
  done
}

case ${1:-} in
  -h | --help) usage; exit 0 ;;
  commands) shift ;;
  statechart)
    if (($# > 1)); then usage >&2; exit 2; fi
    build_programs
    exec "$build/tests/bench/norma_bench_statechart"
    ;;
  *) usage >&2; exit 2 ;;
esac
while (($#)); do
  case $1 in
    --connections) all_connections=("${2:?--connections needs a number}"); shift 2 ;;
    --seconds) seconds=${2:?--seconds needs a number}; shift 2 ;;
    --record-bytes) record_bytes=${2:?--record-bytes needs a number}; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

build_programs
bench_dir=${NORMA_BENCH_DIR:-$root/var/bench}
mkdir -p "$bench_dir"
trap clean_up EXIT
work=$(mktemp -d "$bench_dir/run.XXXXXX")
measure_commands
