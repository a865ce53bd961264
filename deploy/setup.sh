# shellcheck shell=bash
# What run.sh and test.sh share: packages, configuring, building, timed steps. Sourced, never run.

norma_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
norma_step_names=()
norma_step_seconds=()
norma_step_budgets=()
norma_step_states=()

norma_say() { echo "norma: $*" >&2; }

norma_die() {
  norma_say "$*"
  exit 1
}

norma_as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    norma_die "neither root nor sudo: cannot install packages"
  fi
}

norma_packages() { sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$norma_root/deploy/packages.txt"; }

# Prints the packages of packages.txt that dpkg does not have installed.
norma_missing_packages() {
  local installed wanted
  mapfile -t wanted < <(norma_packages)
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
  LC_ALL=C comm -23 <(printf '%s\n' "${wanted[@]}" | LC_ALL=C sort -u) \
    <(sed -n 's/^installed //p' <<<"$installed" | LC_ALL=C sort -u)
}

# Installs what is missing; touches neither apt nor the network when nothing is.
norma_install_packages() {
  command -v dpkg-query >/dev/null || norma_die "this is not Debian; install by hand what stands in deploy/packages.txt"
  local missing
  missing=$(norma_missing_packages)
  if [[ -z $missing ]]; then
    norma_say "all packages are installed"
    return
  fi
  norma_say "installing: $(tr '\n' ' ' <<<"$missing")"
  norma_as_root apt-get -o DPkg::Lock::Timeout=300 -q update
  # shellcheck disable=SC2086
  norma_as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q install -y \
    --no-install-recommends $missing
}

# As many compilers as there are cores, and no more than memory holds at 1.5 GiB each.
norma_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo)
  if ((memory < 1)); then memory=1; fi
  echo $((cores < memory ? cores : memory))
}

# norma_configure PRESET
norma_configure() { (cd "$norma_root" && cmake --preset "$1"); }

# norma_build PRESET TARGET...: shows per line how much is done, of how much, and the seconds since the start.
norma_build() {
  local preset=$1
  shift
  (cd "$norma_root" && NINJA_STATUS='[%f/%t %es] ' cmake --build --preset "$preset" -j "$(norma_jobs)" --target "$@")
}

# norma_step NAME BUDGET_SECONDS COMMAND...: runs the command, notes what it took, and returns its status.
# The command runs in a subshell of its own under `set -e`, so call this outside of conditions.
norma_step() {
  local name=$1 budget=$2 started=$SECONDS status stops_on_error=
  shift 2
  norma_say "== $name"
  if [[ $- == *e* ]]; then stops_on_error=yes; fi
  set +e
  (
    set -e
    "$@"
  )
  status=$?
  if [[ -n $stops_on_error ]]; then set -e; fi
  local took=$((SECONDS - started)) state=ok
  if ((status != 0)); then
    state=FAILED
  elif ((took > budget)); then
    state=OVER
  fi
  norma_step_names+=("$name")
  norma_step_seconds+=("$took")
  norma_step_budgets+=("$budget")
  norma_step_states+=("$state")
  norma_say "== $name: $state after $took s"
  return "$status"
}

# Prints what each step took beside its budget; fails when a step failed or was over.
norma_report_steps() {
  local i status=0
  printf '\n%-34s %8s %8s  %s\n' step seconds budget state
  for i in "${!norma_step_names[@]}"; do
    printf '%-34s %8d %8d  %s\n' "${norma_step_names[i]}" "${norma_step_seconds[i]}" "${norma_step_budgets[i]}" \
      "${norma_step_states[i]}"
    if [[ ${norma_step_states[i]} != ok ]]; then status=1; fi
  done
  return "$status"
}
