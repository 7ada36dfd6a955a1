#!/usr/bin/env bash
# 100 network namespaces, one of them with 120,000 connections (240,000 sockets), others made and taken away all the while: how soon porttop knows of each,
# how often it reads the large one, what it costs, and whether descriptors or namespaces are left behind.
# usage: sudo namespaces.sh [SECONDS] [NAMESPACES] [CONNECTIONS]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60} count=${2:-100} connections=${3:-120000}
dotnet build -c Release --nologo -v quiet ../../src/PortTop >/dev/null
porttop=../../src/PortTop/bin/Release/net10.0/porttop
work=$(mktemp -d)
names=()
finish() {
  for pid in ${churn:-} ${watch:-} ${few:-} ${large:-}; do kill "$pid" 2>/dev/null || true; done
  for name in $(ip netns list | awk '/^ptn[0-9x]/ { print $1 }'); do ip netns delete "$name" || true; done
  rm -rf "$work"
}
trap finish EXIT
for i in $(seq "$count"); do
  ip netns add "ptn$i"
  ip -n "ptn$i" link set lo up
  names+=("ptn$i")
done
mkfifo "$work/few" "$work/large"
python3 scripts/namespaces.py "${names[@]:1}" <"$work/few" >"$work/few.out" & few=$!
ip netns exec ptn1 python3 scripts/connections.py "$connections" 20 <"$work/large" >"$work/large.out" & large=$!
exec 8>"$work/few" 9>"$work/large"
until grep -q ready "$work/few.out" && grep -q ready "$work/large.out"; do sleep 0.5; done
(
  while :; do
    ip netns add ptnx; sleep 0.3; ip netns delete ptnx; sleep 0.2
  done
) & churn=$!
$porttop -b -o json >"$work/polls" 2>"$work/errors" & watch=$!
sleep 10
before=$(ls "/proc/$watch/fd" | wc -l)
sleep $((seconds - 10))
after=$(ls "/proc/$watch/fd" | wc -l)
ticks=$(awk '{ print $14 + $15 }' "/proc/$watch/stat")
memory=$(awk '/VmRSS/ { print $2 / 1024 }' "/proc/$watch/status")
astray=$(readlink "/proc/$watch/task/"*/ns/net | sort -u | wc -l)
kill "$watch"
wait "$watch" 2>/dev/null || true
watch=
python3 - "$work/polls" "$count" <<'P'
import json, sys
from datetime import datetime
polls, seen, read, large, start, costs = set(), {}, set(), [], None, {}
for line in open(sys.argv[1]):
    try: poll = json.loads(line)
    except ValueError: continue
    now = datetime.fromisoformat(poll['time']).timestamp()
    start = start or now
    polls.add(poll['poll'])
    costs[poll['poll']] = (poll['cost'].get('core'), poll['interval'])
    if poll['namespace'] == 'ptn1': large.append(now)
    read.add(poll['namespace'])
    for place in poll.get('namespaces', []):
        if 'age' in place or 'sockets' in place: seen.setdefault(place['namespace'], now - start)
mine = {name: after for name, after in seen.items() if name.startswith('ptn') and name != 'ptnx'}
print(f"polls {len(polls)}; {len(mine)} of {sys.argv[2]} namespaces seen, the last after {max(mine.values()):.1f} s; sockets read of {len(read)}; the large one read in {len(large)} polls")
print("share of a core and interval by poll: " + ", ".join(f"{core or 0:.3f} {interval:g}s" for core, interval in costs.values()))
P
awk -v ticks="$ticks" -v seconds="$seconds" -v memory="$memory" -v before="$before" -v after="$after" -v astray="$astray" \
  'BEGIN { printf "%.1f %% of a core, %.0f MB resident, descriptors %d after 10 s and %d at the end, threads in %d namespace(s)\n", ticks / seconds, memory, before, after, astray }'
echo "errors: $(wc -l <"$work/errors")"
head -3 "$work/errors"
