#!/usr/bin/env bash
# Times how soon PortTop names the owners of what it shows beside "ss -Htanp": 2,000 processes with 150,000 descriptors, 37 connections each,
# in a network namespace of its own. Prints times and the ratio.
# usage: sudo owners.sh [PROCESSES] [CONNECTIONS] [FILES]
set -euo pipefail
cd "$(dirname "$0")/.."
processes=${1:-2000} connections=${2:-37} files=${3:-1}
if [ -z "${PORTTOP_OWNERS_INSIDE:-}" ]; then
  dotnet build -c Release --nologo -v quiet . >/dev/null
  exec env PORTTOP_OWNERS_INSIDE=1 unshare --net scripts/owners.sh "$processes" "$connections" "$files"
fi

ip link set lo up
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/processes" scripts/processes.c
coproc HOLD { "$work/processes" "$processes" "$connections" "$files" 20; }
hold_in=${HOLD[1]} hold_out=${HOLD[0]} hold_pid=$HOLD_PID
read -r -t 300 ready <&"$hold_out"
[ "$ready" = ready ]
echo "$processes processes, $(cat /proc/[0-9]*/stat 2>/dev/null | wc -l) in all, $(ls /proc/[0-9]*/fd 2>/dev/null | grep -c '^[0-9]') descriptors"
line=$(dotnet bin/Release/net10.0/PortTop.Evaluation.dll owners)
echo "$line"
start=$EPOCHREALTIME
ss -Htanp >/dev/null
end=$EPOCHREALTIME
owner=$(sed -n 's/.*has an owner \([0-9]*\) ms after.*/\1/p' <<<"$line")
every=$(sed -n 's/.*sockets after \([0-9]*\) ms;.*/\1/p' <<<"$line")
awk -v s="$((${end/./} - ${start/./}))" -v o="$owner" -v e="$every" 'BEGIN {
  printf "ss -Htanp %.0f ms; an owner of each shown pool takes 1/%.0f of it (bar 1/15), every socket 1/%.0f\n", s / 1000, s / 1000 / o, s / 1000 / e }'
exec {hold_in}>&-
wait "$hold_pid"
