#!/usr/bin/env bash
# Times a poll of PortTop beside a C program that receives the kernel's whole dump and throws it away, and beside "ss -Htan":
# 120,000 connections (240,000 sockets) in a network namespace of its own, all in one run. Prints times and ratios.
# usage: sudo poll.sh [CONNECTIONS] [DESTINATIONS]
set -euo pipefail
cd "$(dirname "$0")/.."
connections=${1:-120000} destinations=${2:-20} reps=5
if [ -z "${PORTTOP_POLL_INSIDE:-}" ]; then
  dotnet build -c Release --nologo -v quiet . >/dev/null
  exec env PORTTOP_POLL_INSIDE=1 unshare --net scripts/poll.sh "$connections" "$destinations"
fi

ip link set lo up
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/receive-and-discard" scripts/receive-and-discard.c
coproc HOLD { python3 scripts/connections.py "$connections" "$destinations"; }
hold_in=${HOLD[1]} hold_out=${HOLD[0]}
read -r -t 300 ready <&"$hold_out"
[ "$ready" = ready ]

porttop() { dotnet bin/Release/net10.0/PortTop.Evaluation.dll poll --reps $reps; }
ss_median() {
  for _ in $(seq $reps); do
    local start=$EPOCHREALTIME
    ss -Htan >/dev/null
    local end=$EPOCHREALTIME
    echo $((${end/./} - ${start/./}))
  done | sort -n | awk '{ t[NR] = $1 } END { printf "%.2f\n", t[int((NR + 1) / 2)] / 1000 }'
}

# Many short rounds in turn, so that what else the machine does meets all of them alike; the medians of the ratios count.
for round in $(seq 9); do
  discard=$("$work/receive-and-discard" $reps)
  line=$(porttop)
  ss=$(ss_median)
  poll=$(sed 's/.*median=\([0-9.]*\) .*/\1/' <<<"$line")
  echo "$poll $discard $ss" >>"$work/rounds"
  awk -v round="$round" -v p="$poll" -v d="$discard" -v s="$ss" 'BEGIN {
    printf "round %d: porttop %.1f ms, receive and discard %.1f ms (%.3f), ss -Htan %.1f ms (%.3f)\n", round, p, d, p / d, s, p / s }'
done
echo "$line"
median() { sort -n | awk '{ v[NR] = $1 } END { printf "%.3f", v[int((NR + 1) / 2)] }'; }
echo "median of 9 rounds: $(awk '{ print $1 / $2 }' "$work/rounds" | median) of receive-and-discard (bar 0.68), $(awk '{ print $1 / $3 }' "$work/rounds" | median) of ss -Htan (bar 0.29)"
exec {hold_in}>&-
wait
