#!/usr/bin/env bash
# Takes the README's pictures from the last demonstration: run `make demo` first.
set -euo pipefail
cd "$(dirname "$0")/.."
from="${CARGO_TARGET_DIR:-target}/demo"
mkdir -p docs/pictures
for picture in home meeting-form aspirations sync-waiting roster; do
  cp "$from/$picture.png" "docs/pictures/$picture.png"
done
