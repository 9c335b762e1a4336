#!/usr/bin/env bash
# `make test`: installs what is missing and runs every test, at last those in the real window.
#
# All calls of cargo select the whole workspace. Cargo chooses the features of dependencies by the packages selected,
# so that any other selection would build hundreds of crates a second time.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stage.sh
source scripts/stage.sh

window_tests=(--workspace --features adinda-tests/window --test window)

in_virtual_screen() {
  # Even on a desktop: the tests' windows would be in the way, and would see the real screen's size.
  env -u WAYLAND_DISPLAY GDK_BACKEND=x11 xvfb-run --auto-servernum --server-args="-screen 0 1366x768x24" "$@"
}

stage "install system packages" scripts/install-system-packages.sh build window paper
stage "install UI packages" scripts/install-ui-packages.sh
stage "check the UI's types" npm --prefix ui run --silent check
stage "UI tests" npm --prefix ui run --silent test
stage "build the UI" npm --prefix ui run --silent build
stage "build programs and tests" cargo build --workspace --all-targets
stage "build the tests in the window" cargo test "${window_tests[@]}" --no-run
stage "Rust tests" cargo test --workspace
stage "tests in the real window" in_virtual_screen cargo test "${window_tests[@]}" -- --test-threads=1
