#!/usr/bin/env bash
# Installs what a build needs and builds the UI and the programs named, or all of them.
# The whole workspace is selected for the reason told in test.sh: what one target has built serves the next.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-system-packages.sh build
scripts/install-ui-packages.sh
npm --prefix ui run --silent build
if (($# == 0)); then
  cargo build --workspace --bins
else
  cargo build --workspace "${@/#/--bin=}"
fi
