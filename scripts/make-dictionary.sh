#!/usr/bin/env bash
# Makes crates/wire/data/dictionary from the domain's names and the phrases in tests/src/dictionary.
# Only together with a new protocol number: laptops and office with different dictionaries don't understand each other.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --workspace --bin make-dictionary
"${CARGO_TARGET_DIR:-target}/debug/make-dictionary" crates/wire/data/dictionary
