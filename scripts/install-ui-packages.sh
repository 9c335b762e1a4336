#!/usr/bin/env bash
# Installs the UI's npm packages from ui/package-lock.json, when the lock file is newer than what is installed.
set -euo pipefail
cd "$(dirname "$0")/../ui"

if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "Building the UI needs Node 20.19, 22.12 or newer; this is $(node --version)." >&2
  exit 1
fi
# npm writes this file last, so an interrupted installation is begun again.
if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  npm ci --no-audit --no-fund
fi
