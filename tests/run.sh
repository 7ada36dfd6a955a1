#!/usr/bin/env bash
# Builds everything and runs every test. Installs first, where it may, the Debian packages that the live tests need.
# As root (or with sudo) nothing is skipped; otherwise each skipped test says which privilege it lacks.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

declare -A package_of=([ip]=iproute2 [tmux]=tmux [python3]=python3 [setpriv]=util-linux [pgrep]=procps [kill]=procps [nft]=nftables [iptables]=iptables)
missing=()
for tool in "${!package_of[@]}"; do
  type -P "$tool" >/dev/null || missing+=("${package_of[$tool]}")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  if type -P apt-get >/dev/null && { [ ${#as_root[@]} -eq 0 ] || type -P sudo >/dev/null; }; then
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
  else
    echo "not installed, and cannot be installed from here: ${missing[*]}; tests that need them are skipped" >&2
  fi
fi

dotnet build PortTop.sln -c Release -v quiet

passed=0 failed=0 skipped=0
for suite in PortTop.Tests PortTop.LiveTests; do
  log=$(mktemp)
  "tests/$suite/bin/Release/net10.0/$suite" -noColor 2>&1 | tee "$log" || true
  # "   PortTop.Tests  Total: 362, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.262s"
  if counts=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1) && [ -n "$counts" ]; then
    read -r total errors fails skips <<<"$(grep -oE '[0-9]+' <<<"$counts" | tr '\n' ' ')"
    failed=$((failed + fails + errors)) skipped=$((skipped + skips)) passed=$((passed + total - fails - skips))
    [ "$total" -gt 0 ] || { echo "$suite ran no test" >&2; failed=$((failed + 1)); }
  else
    echo "$suite ended without a summary" >&2
    failed=$((failed + 1))
  fi
  rm -f "$log"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
