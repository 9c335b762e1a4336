#!/usr/bin/env bash
# `make run`: builds the window and opens it. Without a display it opens on a virtual one with a throw-away book,
# has its picture taken, and is closed again.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh adinda
target=${CARGO_TARGET_DIR:-target}

if [[ -n ${DISPLAY-} || -n ${WAYLAND_DISPLAY-} ]]; then
  exec "$target/debug/adinda"
fi

scripts/install-system-packages.sh window
mkdir -p "$target/run"
picture=$target/run/window.png
scratch=$(mktemp -d)
started=()

close_everything() {
  if ((${#started[@]} > 0)); then
    kill "${started[@]}" 2>/dev/null || true
    wait "${started[@]}" 2>/dev/null || true
  fi
  rm -rf "$scratch"
}
trap close_everything EXIT

# Waits until a command succeeds, and gives up after a minute or when one of the programs has ended.
wait_until() {
  local what=$1 begun=$SECONDS pid
  shift
  until "$@"; do
    for pid in "${started[@]}"; do
      if ! kill -0 "$pid" 2>/dev/null; then
        echo "A program ended while waiting for $what:" >&2
        tail -n 20 "$scratch"/*.log >&2
        exit 1
      fi
    done
    if ((SECONDS - begun > 60)); then
      echo "Waited a minute in vain for $what:" >&2
      tail -n 20 "$scratch"/*.log >&2
      exit 1
    fi
    sleep 0.2
  done
}

# Drawn is what has the many colours of smoothed letters, and no more of them than a moment ago.
colours_before=0
window_is_drawn() {
  local colours
  import -window root "$picture"
  colours=$(identify -format %k "$picture")
  if ((colours > 16 && colours == colours_before)); then
    return 0
  fi
  colours_before=$colours
  return 1
}

# Xvfb looks for a free display by itself and writes its number once it listens.
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$scratch/display" >"$scratch/xvfb.log" 2>&1 &
started+=($!)
wait_until "the virtual display" test -s "$scratch/display"
DISPLAY=:$(tr -d '[:space:]' <"$scratch/display")
export DISPLAY

(umask 077 && { od -An -N32 -tx1 /dev/urandom | tr -d ' \n' && echo; } >"$scratch/key")
ADINDA_DATA=$scratch/data ADINDA_KEY_FILE=$scratch/key "$target/debug/adinda" >"$scratch/adinda.log" 2>&1 &
started+=($!)
wait_until "the window to be drawn" window_is_drawn

echo "No display here, so the window was opened on a virtual one. Its picture: $picture"
