# shellcheck shell=bash
# For other scripts to source: `stage NAME COMMAND…` runs a command and says how long it took; at the end all stages.

stages_done=()

stage() {
  local name=$1 begun=$SECONDS
  shift
  stage_running=$name
  printf '\n==> %s\n' "$name"
  "$@"
  stages_done+=("$(printf '%5d s  %s' $((SECONDS - begun)) "$name")")
  stage_running=
  printf '<== %s\n' "${stages_done[-1]}"
}

stages_end() {
  local status=$?
  printf '\n%5d s  in all, of which\n' "$SECONDS"
  printf '%s\n' "${stages_done[@]}"
  if ((status != 0)); then
    printf 'FAILED in: %s\n' "${stage_running:-the last step}" >&2
  fi
}
trap stages_end EXIT
