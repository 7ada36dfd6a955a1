#!/usr/bin/env bash
# tests/arm64/run.sh   proves what is 64-bit ARM's own without such a machine, by emulating its processor (qemu-user): the unit tests
# of what reads the kernel's bytes, a batch from a recorded dump and a demo, equal to those of the static file for x86-64, and the
# terminal that is given back after a fatal signal. Installs what it needs where it may. Ends with: N passed, N failed, N skipped
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/requirements.sh
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 LC_ALL=C.UTF-8

require qemu-aarch64-static=qemu-user-static aarch64-linux-gnu-gcc=gcc-aarch64-linux-gnu
require aarch64-linux-gnu-objcopy=binutils-aarch64-linux-gnu python3=python3 gcc=gcc objcopy=binutils
require_file /usr/aarch64-linux-gnu/lib/libc.a libc6-dev-arm64-cross
require_static_libc
install_required

emulate=(qemu-aarch64-static)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

judge() {
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $what" >&2
  fi
}

dotnet publish src/PortTop -p:PublishProfile=linux-arm64 -v quiet
ours=artifacts/linux-arm64/porttop
theirs=${PORTTOP_BINARY:-}
unset PORTTOP_BINARY
if [ -z "$theirs" ]; then
  dotnet publish src/PortTop -p:PublishProfile=linux-x64 -v quiet
  theirs=artifacts/linux-x64/porttop
fi

# The same words from both, but for the time and what it cost.
same() {
  local ignored='s/"time":"[^"]*"//g; s/"cost":{[^}]*}//g; s/"since":"[^"]*"//g'
  diff <("${emulate[@]}" "$ours" "$@" | sed "$ignored") <("$theirs" "$@" | sed "$ignored")
}

says() {
  local words=$1
  shift
  "${emulate[@]}" "$ours" "$@" | grep -q -- "$words"
}

judge "the version" same --version
judge "the page of the manual" same man
judge "the settings" same config --defaults
export TCPDIAG_FILE=tests/PortTop.Tests/Kernel/Recordings/mixed.netlink
judge "a batch from a recording" same -b -n 1 -o json
unset TCPDIAG_FILE
judge "a demo" says 'FAILING NOW .* payment-api\[811\]' demo beats -b -n 1
judge "an explanation" says 'short connections that payment-api\[811\] closes first' demo beats --explain
for signal in TERM:15 SEGV:11 ABRT:6 BUS:7; do
  judge "the terminal after SIG${signal%:*}" python3 tests/arm64/fatal.py "${signal#*:}" "${emulate[@]}" "$ours" demo
done

# The unit tests want the runtime, and that the libraries of such a machine.
root=$PWD/artifacts/arm64-root
if [ ! -e "$root/done" ]; then
  site=$(apt-get indextargets --format '$(SITE)' | head -n 1)
  mkdir -p "$root" "$work/lists/partial" "$work/cache/archives/partial"
  suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site $suite main" >"$work/sources.list"
  options=(-o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root
    -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache=$work/cache" -o Dir::State::status=/dev/null)
  apt-get -qq "${options[@]}" update
  (cd "$work" && apt-get -qq "${options[@]}" download libc6 libssl3 libstdc++6 libgcc-s1 zlib1g)
  for package in "$work"/*.deb; do
    dpkg-deb -x "$package" "$root"
  done
  touch "$root/done"
fi
dotnet publish tests/PortTop.Tests -c Release -r linux-arm64 --self-contained -o artifacts/arm64-tests -v quiet
# Code that is mapped twice, to be written and to be run, changes without the emulator's knowledge.
DOTNET_EnableWriteXorExecute=0 "${emulate[@]}" -L "$root" artifacts/arm64-tests/PortTop.Tests -noColor -noLogo -maxThreads 2 \
  -namespace PortTop.Tests.Kernel -namespace 'PortTop.Tests.Kernel.*' -namespace PortTop.Tests.Tui.Device | tee "$work/log"
skipped=0
if counts=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$work/log" | tail -n 1) && [ -n "$counts" ]; then
  read -r total errors fails skips <<<"$(grep -oE '[0-9]+' <<<"$counts" | tr '\n' ' ')"
  failed=$((failed + fails + errors)) skipped=$((skipped + skips)) passed=$((passed + total - fails - skips))
else
  failed=$((failed + 1))
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
