#!/usr/bin/env bash
# Installs the system packages that are missing, for the purposes named: build, window, paper, check.
# Does nothing when all are there. On systems without apt it looks for the programs and libraries and says what lacks.
set -euo pipefail

declare -A packages=(
  [build]="build-essential pkg-config libwebkit2gtk-4.1-dev libssl-dev libdbus-1-dev xdg-utils"
  [window]="xvfb xauth webkit2gtk-driver imagemagick" # the window on a virtual screen, driven and photographed
  [paper]="poppler-utils cups-daemon cups-client cups-filters" # reading the PDFs that tests make, and printing them
  [check]="shellcheck"
)
declare -A libraries=([build]="webkit2gtk-4.1 openssl dbus-1")
declare -A programs=(
  [build]="cc pkg-config"
  [window]="Xvfb xvfb-run WebKitWebDriver import identify"
  [paper]="pdftotext pdfinfo pdffonts lp lpadmin lpstat"
  [check]="shellcheck"
)

main() {
  local purpose
  for purpose in "$@"; do
    if [[ -z ${packages[$purpose]-} ]]; then
      echo "$0: unknown purpose '$purpose' (known: ${!packages[*]})" >&2
      exit 2
    fi
  done
  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_with_apt "$@"
  else
    say_what_lacks "$@"
  fi
}

install_with_apt() {
  local purpose package missing=()
  for purpose in "$@"; do
    for package in ${packages[$purpose]}; do
      if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
        missing+=("$package")
      fi
    done
  done
  if ((${#missing[@]} == 0)); then
    return
  fi
  echo "Installing system packages: ${missing[*]}"
  local as_root=(env DEBIAN_FRONTEND=noninteractive)
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "Neither root nor sudo. As root, please run: apt-get install ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo "${as_root[@]}")
  fi
  # Another apt may be at work: wait for it rather than fail.
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=400 update -qq
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=400 install -y --no-install-recommends "${missing[@]}"
}

say_what_lacks() {
  local purpose name missing=()
  for purpose in "$@"; do
    for name in ${programs[$purpose]}; do
      command -v "$name" >/dev/null || missing+=("the program $name")
    done
    for name in ${libraries[$purpose]-}; do
      pkg-config --exists "$name" 2>/dev/null || missing+=("the library $name with its headers")
    done
  done
  if ((${#missing[@]} > 0)); then
    echo "This system has no apt, so please install by its own means:" >&2
    printf '  %s\n' "${missing[@]}" >&2
    echo "(On Debian these are in: $(for purpose in "$@"; do printf '%s ' "${packages[$purpose]}"; done))" >&2
    exit 1
  fi
}

main "$@"
