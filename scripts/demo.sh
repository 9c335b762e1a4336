#!/usr/bin/env bash
# `make demo`: builds everything and plays the demonstration, on a virtual display if there is none.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-system-packages.sh window paper
scripts/build.sh
demo=${CARGO_TARGET_DIR:-target}/debug/demo

# A Wayland desktop's X screen shows nothing of its windows, so the demonstration has one of its own there too.
if [[ -n ${DISPLAY-} && -z ${WAYLAND_DISPLAY-} ]]; then
  exec "$demo"
fi
exec env -u WAYLAND_DISPLAY GDK_BACKEND=x11 xvfb-run --auto-servernum --server-args="-screen 0 1366x768x24" "$demo"
