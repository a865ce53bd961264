#!/usr/bin/env bash
# Builds Norma with its tests, runs them through CTest, and holds each step to its budget of time.
set -euo pipefail
# shellcheck source=setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

usage() {
  cat <<'TEXT'
usage: deploy/test.sh [--tier ci|full] [--filter REGEX]

On a bare Debian 12, as root or with sudo: installs the packages of deploy/packages.txt that are missing, builds the
release with all tests, and runs them through CTest, two at a time, with the output of those that fail. Then the tests of
engine, workflows and storage once more under the address and undefined-behaviour sanitizers, and the fuzz targets for
60 s in all. At the end it prints what each step took beside its budget, and CTest's closing lines. A step that fails
or is over its budget fails the run.

  --tier ci       what every change must pass (default)
  --tier full     all tests under both sanitizer builds (address, thread) as well, longer random tests, and each fuzz
                  target for 10 minutes
  --filter REGEX  only tests whose name matches, as for ctest -R

Tests see NORMA_TIER and, when ../shared/suites is there, NORMA_SUITES. A second run needs no network.
TEXT
}

tier=ci
filter=()
while (($#)); do
  case $1 in
    --tier) tier=${2:?--tier needs ci or full}; shift 2 ;;
    --filter) filter=(-R "${2:?--filter needs a regular expression}"); shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
if [[ $tier != ci && $tier != full ]]; then usage >&2; exit 2; fi

export NORMA_TIER=$tier
if [[ -z ${NORMA_SUITES:-} && -d $norma_root/../shared/suites ]]; then
  NORMA_SUITES=$(cd "$norma_root/../shared/suites" && pwd)
  export NORMA_SUITES
fi

# run_ctest PRESET ARGUMENTS...: keeps what CTest said in build/PRESET/ctest.log.
run_ctest() {
  local preset=$1 when_none=error
  shift
  if [[ $preset != release && ${#filter[@]} -gt 0 ]]; then when_none=ignore; fi
  (cd "$norma_root" && ctest --preset "$preset" -j2 --output-on-failure --no-tests="$when_none" "$@") 2>&1 |
    tee "$norma_root/build/$preset/ctest.log"
}

# test_programs PRESET AREA...: the GoogleTest programs of these areas that the build knows.
test_programs() {
  local preset=$1
  shift
  local areas
  areas=$(IFS='|'; echo "$*")
  ninja -C "$norma_root/build/$preset" -t targets all | sed -nE "s/^(norma_($areas)[a-z0-9_]*_test): phony$/\1/p" | sort -u
}

build_sanitized() {
  local preset=$1 programs
  shift
  norma_configure "$preset" >/dev/null
  mapfile -t programs < <(test_programs "$preset" "$@")
  if ((${#programs[@]} == 0)); then norma_die "no test programs of: $*"; fi
  norma_build "$preset" "${programs[@]}"
}

# Programs that were not built stand in CTest's list as NAME_NOT_BUILT, and are left out.
test_sanitized() { run_ctest "$1" -E '_NOT_BUILT' "${filter[@]}"; }

# One step a row: NAME | BUDGET in seconds | COMMAND. Add a step by adding a row.
ci_steps=(
  "packages            | 600 | norma_install_packages"
  "configure release   |  60 | norma_configure release"
  "build release       | 1200 | norma_build release all"
  "headers compile alone | 600 | norma_build release all_verify_interface_header_sets"
  "tests release       | 600 | run_ctest release ${filter[*]@Q}"
  "build asan          | 1200 | build_sanitized asan engine workflows storage"
  "tests asan          | 900 | test_sanitized asan"
  "build fuzz          | 1200 | $norma_root/tests/fuzz/run.sh --build"
  "tests fuzz, 60 s    | 180 | $norma_root/tests/fuzz/run.sh --total-seconds 60"
)
full_steps=(
  "build asan, all     | 1800 | norma_configure asan && norma_build asan all"
  "tests asan, all     | 1800 | run_ctest asan ${filter[*]@Q}"
  "build tsan, all     | 1800 | norma_configure tsan && norma_build tsan all"
  "tests tsan, all     | 1800 | run_ctest tsan ${filter[*]@Q}"
  "tests mutations     | 1200 | $norma_root/tests/engine/mutations/run.sh"
  "tests fuzz, 10 min each | 5400 | $norma_root/tests/fuzz/run.sh --seconds 600"
)

steps=("${ci_steps[@]}")
if [[ $tier == full ]]; then steps+=("${full_steps[@]}"); fi

# What CTest said last in each build, from the share of passed tests on.
closing_lines() {
  local preset
  for preset in tsan asan release; do
    local log=$norma_root/build/$preset/ctest.log
    if [[ ! -e $log || $log -ot $started ]]; then continue; fi
    printf '\nctest, %s:\n' "$preset"
    sed -n '/tests passed,/,$p' "$log"
  done
}

started=$(mktemp)
trap 'rm -f "$started"' EXIT
failed=0
for row in "${steps[@]}"; do
  IFS='|' read -r name budget command <<<"$row"
  name=${name%"${name##*[![:space:]]}"}
  run_step() { eval "$command"; }
  set +e
  norma_step "$name" "$((budget))" run_step
  status=$?
  set -e
  if ((status == 0)); then continue; fi
  failed=1
  # Without a build there is nothing to test; a failed test does not keep the next step from telling more.
  if [[ $name != tests* && $name != headers* ]]; then break; fi
done

set +e
norma_report_steps
over=$?
set -e
closing_lines
if ((failed || over)); then norma_die "not all well after $SECONDS s"; fi
norma_say "all well after $SECONDS s"
