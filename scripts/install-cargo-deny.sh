#!/usr/bin/env bash
# Installs cargo-deny, which checks licences, bans and sources of the Rust dependencies, unless it is there already.
set -euo pipefail

if ! cargo deny --version >/dev/null 2>&1; then
  echo "Installing cargo-deny. It is built from source once, which takes some minutes."
  cargo install --locked cargo-deny
fi
