#!/usr/bin/env bash
# Builds the fuzz targets with Clang and runs them, one after the other. See tests/fuzz/README.md.
set -euo pipefail
# shellcheck source=../../deploy/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../deploy/setup.sh"

usage() {
  cat <<'TEXT'
usage: tests/fuzz/run.sh [--seconds N | --total-seconds N] [--seed N] [TARGET...]
       tests/fuzz/run.sh --build
       tests/fuzz/run.sh --input FILE TARGET

Runs each target (all by default) for N seconds (default 60), or all together for N seconds, on the seeds of
tests/fuzz/corpus and on what earlier runs found. It fails at the first finding and says how to repeat it.

  --build        only build them
  --input FILE   give one input to a target, to repeat a finding
  --seed N       what libFuzzer draws from; printed, drawn anew when not given

Targets: definition lint expression tagged_json session migration_plan command_json http_target
TEXT
}

all_targets=(definition lint expression tagged_json session migration_plan command_json http_target)
targets=()
seconds=60
total_seconds=
seed=$((RANDOM * 32768 + RANDOM + 1))
input=
only_build=
while (($#)); do
  case $1 in
    --seconds) seconds=${2:?--seconds needs a number}; shift 2 ;;
    --total-seconds) total_seconds=${2:?--total-seconds needs a number}; shift 2 ;;
    --seed) seed=${2:?--seed needs a number}; shift 2 ;;
    --input) input=${2:?--input needs a file}; shift 2 ;;
    --build) only_build=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) targets+=("$1"); shift ;;
  esac
done
if ((${#targets[@]} == 0)); then targets=("${all_targets[@]}"); fi
for target in "${targets[@]}"; do
  if [[ ! -f $norma_root/tests/fuzz/${target}_fuzz.cc ]]; then
    norma_say "there is no target $target"
    usage >&2
    exit 2
  fi
done

build=$norma_root/build/fuzz
if [[ ! -f $build/build.ninja ]]; then norma_configure fuzz >&2; fi
norma_build fuzz "${targets[@]/#/norma_fuzz_}" >&2
if [[ -n $only_build ]]; then exit 0; fi

# binutils name the functions of a finding, so that LLVM's own tools need not be there.
ASAN_SYMBOLIZER_PATH=${ASAN_SYMBOLIZER_PATH:-$(command -v addr2line)}
export ASAN_SYMBOLIZER_PATH ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=0} UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

if [[ -n $input ]]; then
  if ((${#targets[@]} != 1)); then usage >&2; exit 2; fi
  exec "$build/tests/fuzz/norma_fuzz_${targets[0]}" "$input"
fi

if [[ -n $total_seconds ]]; then seconds=$(((total_seconds + ${#targets[@]} - 1) / ${#targets[@]})); fi
for target in "${targets[@]}"; do
  corpus=$build/corpora/$target
  artifacts=$build/findings/$target-
  log=$build/$target.log
  dictionary=$norma_root/tests/fuzz/dictionaries/$target.txt
  mkdir -p "$corpus" "$build/findings"
  options=(-max_total_time="$seconds" -seed="$seed" -timeout=30 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1
    -detect_leaks=0 # After each input; at the end the sanitizer looks for them all the same.
    -artifact_prefix="$artifacts")
  if [[ -f $dictionary ]]; then options+=(-dict="$dictionary"); fi
  norma_say "fuzz $target for $seconds s, seed $seed"
  if ! "$build/tests/fuzz/norma_fuzz_$target" "${options[@]}" "$corpus" "$norma_root/tests/fuzz/corpus/$target" \
    >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    norma_say "$target found something; repeat it with: tests/fuzz/run.sh --input FILE $target (files: $artifacts*)"
    exit 1
  fi
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  coverage=$(sed -n 's/.*cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
  norma_say "$target: $runs inputs, $coverage places reached, nothing found"
done
