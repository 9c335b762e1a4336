#!/usr/bin/env bash
# `make check`: format, lints, and the licences, bans and sources of dependencies. Changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stage.sh
source scripts/stage.sh

stage "install system packages" scripts/install-system-packages.sh build check
stage "install UI packages" scripts/install-ui-packages.sh
stage "install cargo-deny" scripts/install-cargo-deny.sh
stage "format of the Rust code" cargo fmt --all --check
stage "shell scripts" shellcheck --external-sources scripts/*.sh .ci/run
stage "the UI's types" npm --prefix ui run --silent check
stage "lint and format of the UI" npm --prefix ui run --silent lint
# The window's crate embeds the built UI, so there must be one.
stage "build the UI" npm --prefix ui run --silent build
stage "clippy" cargo clippy --workspace --all-targets --features adinda-tests/window -- --deny warnings
stage "licences, bans and sources" cargo deny check licenses bans sources
