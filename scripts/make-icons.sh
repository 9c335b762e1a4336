#!/usr/bin/env bash
# Makes the icons that bundles need from icons/adinda.svg. Run it after changing the drawing, and commit the result.
set -euo pipefail
cd "$(dirname "$0")/.."

# The version is that of the tauri crate's command line; `tauri icon` writes far more than a desktop needs.
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
npx --yes @tauri-apps/cli@2.12.5 icon icons/adinda.svg --output "$made"
for icon in 32x32.png 128x128.png 128x128@2x.png icon.ico icon.icns icon.png; do
  cp "$made/$icon" "icons/$icon"
done
