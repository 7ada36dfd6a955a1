#!/usr/bin/env bash
# What watching failures costs the machine's own system calls: getppid(), connect() that succeeds and connect() that finds no port, in nanoseconds,
# without PortTop, with PortTop, and with "--watch-syscalls", in turn, in a network and a mount namespace of its own.
# usage: sudo watch.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${WATCH_INSIDE:-}" ]; then
  dotnet build -c Release --nologo -v quiet ../../src/PortTop >/dev/null
  exec env WATCH_INSIDE=1 unshare --net --mount scripts/watch.sh "${1:-5}"
fi

ip link set lo up
sysctl -qw net.ipv4.ip_local_port_range="61000 61099" net.ipv4.tcp_tw_reuse=1
mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null || true
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/watch" scripts/watch.c
measure() { # NAME PORTTOP-OPTION...
  local name=$1 pid=
  shift
  if [ $# -gt 0 ]; then
    ../../src/PortTop/bin/Release/net10.0/porttop -b -o json "$@" >/dev/null &
    pid=$!
  fi
  "$work/watch" 4 >>"$work/$name"
  if [ -n "$pid" ]; then
    kill "$pid"
    wait "$pid" 2>/dev/null || true
  fi
}
for _ in $(seq "$1"); do
  measure without
  measure with -d 1
  measure with-syscalls -d 1 --watch-syscalls
done
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
for name in without with with-syscalls; do
  printf '%-14s getppid %s ns, connect %s ns, failing connect %s ns\n' "$name" \
    "$(awk '{ print $1 }' "$work/$name" | median)" "$(awk '{ print $2 }' "$work/$name" | median)" "$(awk '{ print $3 }' "$work/$name" | median)"
done
