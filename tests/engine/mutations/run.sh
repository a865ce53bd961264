#!/usr/bin/env bash
# Breaks the engine one line at a time and shows which tests notice. See tests/README.md.
set -euo pipefail
# shellcheck source=../../../deploy/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../../deploy/setup.sh"

usage() {
  cat <<'TEXT'
usage: tests/engine/mutations/run.sh [--jobs N] [NAME...]

Applies each mutation of mutations.txt (or those named) to a copy of its source, links the tests with it, and prints for
each which of them fail: own (tests/engine/statechart_*), w3c, scion. It fails when a mutation no longer applies, when a
mutant survives all three, and when one that is marked as changing nothing is noticed.

Environment: NORMA_BUILD_DIR, a configured release build (default build/release); NORMA_SUITES, as for the tests.
TEXT
}

list=$norma_root/tests/engine/mutations/mutations.txt
build=${NORMA_BUILD_DIR:-$norma_root/build/release}
jobs=$(nproc)
names=()

# field NAME KIND: the line of a mutation that begins with KIND, or its file for KIND 'file'.
field() {
  awk -v name="$1" -v kind="$2" '
    /^[a-z_0-9]+ \|/ { split($0, part, / *\| */); here = part[1] == name; if (here && kind == "file") print part[2] }
    here && kind != "file" && substr($0, 1, 2) == kind " " { print substr($0, 3) }' "$list"
}

# mutate NAME SOURCE: the source with its line replaced; fails unless the line is there once.
mutate() {
  FROM=$(field "$1" '<') TO=$(field "$1" '>') awk '
    { line = $0; sub(/^[ \t]+/, "", line) }
    line == ENVIRON["FROM"] { print ENVIRON["TO"]; ++found; next }
    { print }
    END { exit found != 1 }' "$2"
}

# failing PROGRAM FILTER: whether the tests fail, crash or do not end.
failing() { ! timeout 60 "$1" --gtest_brief=1 --gtest_filter="$2" >/dev/null 2>&1; }

# one NAME: prints one line of the report.
one() {
  local name=$1 file source work state killers=()
  file=$(field "$name" file)
  source=engine/statechart/$file
  work=$build/mutants/$name
  mkdir -p "$work"
  if ! mutate "$name" "$norma_root/$source" >"$work/$file"; then
    printf '%-36s %-15s %s\n' "$name" "$file" "DOES NOT APPLY"
    return
  fi
  local compile link
  compile=$(ninja -C "$build" -t commands "engine/CMakeFiles/norma_engine.dir/statechart/$file.o" | tail -n 1)
  compile=$(sed -E "s# -MF [^ ]+# -MF $work/d#; s# -o [^ ]+# -o $work/$file.o#; s# -c [^ ]+# -w -c $work/$file#; s# -Werror##" <<<"$compile")
  link=$(ninja -C "$build" -t commands norma_mutation_test | tail -n 1 | sed 's/ && :$//; s/^: && //')
  link=$(sed -E "s# -o [^ ]+# -o $work/mutant $work/$file.o#" <<<"$link")
  if ! (cd "$build" && eval "$compile" && eval "$link") >"$work/log" 2>&1; then
    printf '%-36s %-15s %s\n' "$name" "$file" "DOES NOT COMPILE, see $work/log"
    return
  fi
  if failing "$work/mutant" '-Bench.*'; then killers+=(own); fi
  if failing "$work/mutant" 'Bench.PassesW3c*'; then killers+=(w3c); fi
  if failing "$work/mutant" 'Bench.PassesScion*'; then killers+=(scion); fi
  state=${killers[*]:-}
  if [[ -n $(field "$name" '=') ]]; then
    state=${state:+NOTICED, although marked: $state}
    state=${state:-equivalent}
  fi
  printf '%-36s %-15s %s\n' "$name" "$file" "${state:-SURVIVES}"
  rm -rf "$work"
}

if [[ ${1:-} == --one ]]; then
  one "$2"
  exit 0
fi
while (($#)); do
  case $1 in
    --jobs) jobs=${2:?--jobs needs a number}; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) names+=("$1"); shift ;;
  esac
done
if ((${#names[@]} == 0)); then mapfile -t names < <(sed -nE 's/^([a-z_0-9]+) \|.*/\1/p' "$list"); fi
if [[ -n $(printf '%s\n' "${names[@]}" | sort | uniq -d) ]]; then norma_die "a name is there twice"; fi
if [[ -z ${NORMA_SUITES:-} ]]; then
  if [[ ! -d $norma_root/../shared/suites ]]; then norma_die "the external suites are not here; set NORMA_SUITES"; fi
  NORMA_SUITES=$(cd "$norma_root/../shared/suites" && pwd)
fi
export NORMA_SUITES NORMA_SOURCE_DIR=$norma_root NORMA_BUILD_DIR=$build

if [[ ! -f $build/build.ninja ]]; then norma_configure release >&2; fi
cmake --build "$build" -j "$jobs" --target norma_mutation_test >&2
if ! timeout 120 "$build/tests/engine/mutations/norma_mutation_test" --gtest_brief=1 >&2; then
  norma_die "the tests fail without any mutation"
fi

report=$build/mutants.txt
norma_say "${#names[@]} mutations, $jobs at a time; the report is $report"
printf '%s\n' "${names[@]}" | xargs -P "$jobs" -I {} "${BASH_SOURCE[0]}" --one {} | tee "$report"
killed=$(grep -cE ' (own|w3c|scion)( |$)' "$report" || true)
equivalent=$(grep -cE ' equivalent$' "$report" || true)
norma_say "$killed killed, $equivalent equivalent, $((${#names[@]} - killed - equivalent)) otherwise, after $SECONDS s"
for suite in own w3c scion; do norma_say "$suite kills $(grep -cE " [a-z0-9. ]*\b$suite\b" "$report" || true)"; done
if grep -E 'SURVIVES|DOES NOT|NOTICED' "$report" >&2; then exit 1; fi
if (($(wc -l <"$report") != ${#names[@]})); then norma_die "not every mutation was tried"; fi
