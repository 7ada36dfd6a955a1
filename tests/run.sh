#!/usr/bin/env bash
# tests/run.sh --fast   builds and runs the unit tests: no privilege, under a minute after the build
# tests/run.sh          builds everything and proves the product: unit tests, and live tests of the static file in network namespaces and
#                       real terminals; of the long tests a few per cent. About eleven minutes on two cores
# tests/run.sh --long   all of the long tests (random command lines, soaks, constant loads), and the tests about rates, ranges, bursts and owners twenty
#                       times beside two busy loops
# Each ends with one line: N passed, N failed, N skipped.
#
# Installs first, where it may, the Debian packages that it needs. As root (or with sudo) nothing is skipped; otherwise each skipped test
# says which privilege it lacks. PORTTOP_BINARY=FILE tests that program and publishes none.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/requirements.sh
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

tier=${1:-}
case $tier in
  '' | --fast | --long) ;;
  *)
    echo "tests/run.sh takes --fast, --long or nothing, not \"$tier\"" >&2
    exit 2
    ;;
esac

is_published() {
  [ -z "${PORTTOP_BINARY:-}" ] && [ "$(uname -m)" = x86_64 ]
}

install_packages() {
  require ip=iproute2 tmux=tmux strace=strace python3=python3 setpriv=util-linux pgrep=procps kill=procps nft=nftables iptables=iptables
  require zsh=zsh fish=fish groff=groff-base mandoc=mandoc rpmbuild=rpm dpkg-deb=dpkg
  if is_published; then
    require gcc=gcc objcopy=binutils
    require_static_libc
  fi
  install_required || echo "tests that need them are skipped" >&2
}

# The static file is what is shipped, and so what is tested. Where it cannot be made the live tests take the build for the runtime.
publish() {
  is_published || return 0
  missing_packages=()
  require gcc=gcc objcopy=binutils
  require_static_libc
  if [ ${#missing_packages[@]} -eq 0 ]; then
    dotnet publish src/PortTop -p:PublishProfile=linux-x64 -v quiet
    export PORTTOP_BINARY=$PWD/artifacts/linux-x64/porttop
  else
    echo "no static file is made here, which takes gcc, binutils and libc6-dev: the live tests run the build for the runtime" >&2
  fi
}

logs=$(mktemp -d)
# Whoever ends this script ends what it started: jobs in the background do not hear of Ctrl-C.
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$logs"' EXIT
trap 'exit 130' INT TERM
runs=0
suites=()

# Runs tests of a suite in the background; what they write is shown at once and kept.
start() {
  local suite=$1
  shift
  runs=$((runs + 1))
  "tests/$suite/bin/Release/net10.0/$suite" -noColor -noLogo "$@" > >(grep --line-buffered -v '^Ok, passed' | tee "$logs/$runs") 2>&1 &
  suites+=("$!")
}

# Where the others test the static file: some classes with the build for the runtime too.
start_with_runtime() {
  [ -n "${PORTTOP_BINARY:-}" ] || return 0
  local -x PORTTOP_BINARY=
  start PortTop.LiveTests -trait builds=both -maxThreads 2
}

# Waits for all that was started, and adds it up.
passed=0 failed=0 skipped=0
finish() {
  local log counts total errors fails skips
  wait "${suites[@]}" || true
  suites=()
  for log in "$logs"/*; do
    # The last lines are on their way still.
    for _ in {1..50}; do
      grep -q 'Total: ' "$log" && break
      sleep 0.1
    done
    # "   PortTop.Tests  Total: 362, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.262s"
    if counts=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1) && [ -n "$counts" ]; then
      read -r total errors fails skips <<<"$(grep -oE '[0-9]+' <<<"$counts" | tr '\n' ' ')"
      failed=$((failed + fails + errors)) skipped=$((skipped + skips)) passed=$((passed + total - fails - skips))
      [ "$total" -gt 0 ] || { echo "a suite ran no test" >&2; failed=$((failed + 1)); }
    else
      echo "a suite ended without a summary" >&2
      failed=$((failed + 1))
    fi
    rm -f "$log"
  done
}

case $tier in
  --fast)
    dotnet build tests/PortTop.Tests -c Release -v quiet
    start PortTop.Tests
    finish
    ;;
  '')
    install_packages
    dotnet build PortTop.sln -c Release -v quiet
    publish
    start PortTop.Tests
    start PortTop.LiveTests -trait- runs=alone -trait- runs=apart -trait- runs=long -trait- runs=kernels
    start PortTop.LiveTests -trait runs=apart
    start_with_runtime
    finish
    start PortTop.LiveTests -trait runs=alone
    finish
    ;;
  --long)
    require debootstrap=debootstrap
    install_packages
    dotnet build PortTop.sln -c Release -v quiet
    publish
    export TEST_PERCENT=100
    busy=()
    start PortTop.Tests -trait tier=long
    start PortTop.LiveTests -trait tier=long
    finish
    start PortTop.LiveTests -trait runs=long
    finish
    for _ in 1 2; do
      (while :; do :; done) &
      busy+=("$!")
    done
    for round in {1..20}; do
      echo "round $round of 20, beside two busy loops"
      start PortTop.LiveTests -trait race=yes -trait- runs=alone
      finish
      start PortTop.LiveTests -trait race=yes -trait runs=alone
      finish
    done
    kill "${busy[@]}"
    ;;
esac

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
