#!/usr/bin/env bash
# `make bench-sync [WORKLOAD=folder]`: what a sync costs on a bad line, one JSON line for each system and case.
# Without a folder the work is invented from a seed. Beside a folder named `peers` with a `run.sh` (PouchDB, Anki), and
# with them installed in BENCH_HOME as its head tells, they do the same work in the same run.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-system-packages.sh build >&2
cargo build --quiet --workspace --bin bench-sync
arguments=()
[[ -n ${WORKLOAD-} ]] && arguments+=(--workload "$WORKLOAD")
"${CARGO_TARGET_DIR:-target}/debug/bench-sync" "${arguments[@]}" "$@"

peers="${WORKLOAD:+$WORKLOAD/../peers/run.sh}"
if [[ -z ${WORKLOAD-} || ! -x $peers ]]; then
  echo "No peers beside the workload: they are left out." >&2
elif [[ -z ${BENCH_HOME-} ]]; then
  echo "BENCH_HOME isn't set: PouchDB and Anki are left out." >&2
else
  installed=()
  [[ -d $BENCH_HOME/node_modules/pouchdb ]] && installed+=(pouch)
  [[ -x $BENCH_HOME/v/bin/python ]] && installed+=(anki)
  if ((${#installed[@]} > 0)); then
    KA=1 SHAPES="64000,600" "$peers" "${installed[@]}" | node scripts/name-peer-figures.mjs
  fi
fi
