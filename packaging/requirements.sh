# Sourced by scripts that need programs of Debian's packages: "require PROGRAM=PACKAGE …" notes what is missing,
# "install_required" installs it where that may be done, and names it where not. Returns 1 where something is missing still.

missing_packages=()

require() {
  local pair
  for pair in "$@"; do
    type -P "${pair%%=*}" >/dev/null || missing_packages+=("${pair#*=}")
  done
}

# The same for a file that a package brings.
require_file() {
  [ -e "$1" ] || missing_packages+=("$2")
}

# The C library to link statically.
require_static_libc() {
  [ -n "$(find /usr/lib /usr/lib64 -maxdepth 2 -name libc.a -print -quit 2>/dev/null)" ] || missing_packages+=(libc6-dev)
}

install_required() {
  local as_root=()
  [ ${#missing_packages[@]} -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  if type -P apt-get >/dev/null && { [ ${#as_root[@]} -eq 0 ] || type -P sudo >/dev/null; }; then
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing_packages[@]}" >&2
  else
    echo "not installed, and cannot be installed from here: ${missing_packages[*]}" >&2
    return 1
  fi
}
