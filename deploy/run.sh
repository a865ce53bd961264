#!/usr/bin/env bash
# Builds Norma, starts it with demo people, plays the main job and stays up.
set -euo pipefail
# shellcheck source=setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

usage() {
  cat <<'TEXT'
usage: deploy/run.sh [--once] [--data DIR] [--listen HOST:PORT]

On a bare Debian 12, as root or with sudo: installs the packages of deploy/packages.txt that are missing, builds the
release into build/release, starts the service with its own RocksDB, plays the main job (a need, an act, its adoption,
support, evaluation and amendment) through the public API, and prints a table of commands, turns and notifications.
Then it stays up, and prints where to look and how to log in. Stop it with Ctrl-C.

  --once              stop after the main job; the exit status is 0 only when every step was accepted and every
                      notification seen
  --data DIR          where the data lie (default var/demo in the checkout)
  --listen HOST:PORT  where to listen (default 127.0.0.1:8080); demo people exist on loopback alone

A second run needs no network and builds only what has changed. A cold build takes up to 10 minutes on 2 cores.
TEXT
}

data=$norma_root/var/demo
listen=127.0.0.1:8080
once=()
while (($#)); do
  case $1 in
    --once) once=(--once); shift ;;
    --data) data=$(realpath -m -- "${2:?--data needs a directory}"); shift 2 ;;
    --listen) listen=${2:?--listen needs HOST:PORT}; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

norma_step "packages" 600 norma_install_packages
norma_step "configure" 60 norma_configure release
norma_step "build" 600 norma_build release norma
norma_say "ready to start after $SECONDS s"

cd "$norma_root"
mkdir -p -- "$(dirname -- "$data")"
exec build/release/norma demo --data "$data" --listen "$listen" "${once[@]}"
