#!/usr/bin/env bash
# tests/kernels/run.sh [SUITE …]   boots the newest kernel of each Debian release named (bookworm, which has 6.1; bullseye 5.10; trixie
# 6.12; all of them without a name) in qemu, and runs on it the live tests about ports, TIME-WAIT, UDP, failures, owners and the screen,
# and those that are about such kernels only. Software emulation: six minutes each. Installs what it needs where it may.
# Ends with: N passed, N failed, N skipped
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/requirements.sh
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 LC_ALL=C

require qemu-system-x86_64=qemu-system-x86 busybox=busybox-static cpio=cpio modprobe=kmod dpkg-deb=dpkg
require ip=iproute2 tmux=tmux python3=python3 pgrep=procps gcc=gcc objcopy=binutils
require_static_libc
install_required

suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(bookworm bullseye trixie)
kernels=$PWD/artifacts/kernels
mkdir -p "$kernels"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Unpacks the newest kernel of a release, unless that is done already, and tells its folder.
fetch_kernel() {
  local suite=$1 site package options=(-o APT::Sandbox::User=root)
  if ! grep -q "VERSION_CODENAME=$suite" /etc/os-release; then
    site=$(apt-get indextargets --format '$(SITE)' | head -n 1)
    mkdir -p "$work/$suite/lists/partial" "$work/$suite/cache/archives/partial"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site $suite main" >"$work/$suite/sources.list"
    options+=(-o "Dir::Etc::SourceList=$work/$suite/sources.list" -o Dir::Etc::SourceParts=-
      -o "Dir::State::Lists=$work/$suite/lists" -o "Dir::Cache=$work/$suite/cache")
    apt-get -qq "${options[@]}" update >&2
  fi
  package=$(apt-cache "${options[@]}" depends linux-image-amd64 | awk '$1 == "Depends:" { print $2; exit }')
  if [ ! -d "$kernels/$package" ]; then
    (cd "$work" && apt-get -qq "${options[@]}" download "$package" >&2)
    dpkg-deb -x "$work/$package"_*.deb "$kernels/$package.new"
    mv "$kernels/$package.new" "$kernels/$package"
  fi
  echo "$kernels/$package"
}

dotnet build tests/PortTop.LiveTests -c Release -v quiet
if [ -z "${PORTTOP_BINARY:-}" ]; then
  dotnet publish src/PortTop -p:PublishProfile=linux-x64 -v quiet
  PORTTOP_BINARY=$PWD/artifacts/linux-x64/porttop
fi

# Without what opens 28,232 connections or goes by rates, which an emulated processor is too slow for.
tests=()
for class in UsersExperiment HeldPort BoundFirst ChosenPort FirstSight UdpAddress OlderKernel KernelAgreement Owner FailureSight \
  Probe LiveScreen GivingBack; do
  tests+=(-class "*.${class}Tests")
done
for slow in With_the_runtime_too 'The_whole_default_range_*' 'Twenty_eight_thousand_*' 'Rates_and_the_moment_*'; do
  tests+=(-method- "*.$slow")
done
passed=0 failed=0 skipped=0
for suite in "${suites[@]}"; do
  folder=$(fetch_kernel "$suite")
  release=$(basename "$folder"/lib/modules/*)
  [ -d "$folder/lib/modules" ] || release=$(basename "$folder"/usr/lib/modules/*)
  modules=$(find "$folder" -type d -path "*/modules/$release" | head -n 1)
  echo "== $suite: Linux $release"
  tests/kernels/boot.sh "$folder/boot/vmlinuz-$release" "$modules" "cd '$PWD'
    uname -a
    modprobe -a tcp_diag udp_diag dummy veth || true
    export PORTTOP_BINARY='$PORTTOP_BINARY'
    tests/PortTop.LiveTests/bin/Release/net10.0/PortTop.LiveTests -noColor -noLogo -maxThreads 3 ${tests[*]@Q}" | tee "$work/log"
  # "   PortTop.LiveTests  Total: 62, Errors: 0, Failed: 1, Skipped: 9, Not Run: 0, Time: 1.262s"
  if counts=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$work/log" | tail -n 1) && [ -n "$counts" ]; then
    read -r total errors fails skips <<<"$(grep -oE '[0-9]+' <<<"$counts" | tr '\n' ' ')"
    failed=$((failed + fails + errors)) skipped=$((skipped + skips)) passed=$((passed + total - fails - skips))
  else
    echo "Linux $release did not get through the tests" >&2
    failed=$((failed + 1))
  fi
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
