#!/usr/bin/env bash
# `make bench-server`: a crowd of enrolled laptops before a release-built office. The first build takes long.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-system-packages.sh build >&2
cargo build --quiet --release --workspace --bin adinda-server --bin bench-server
programs="${CARGO_TARGET_DIR:-target}/release"
ADINDA_LOG=warn "$programs/bench-server" --server "$programs/adinda-server" "$@"
