#!/usr/bin/env bash
# Records the sockets of a small population in a network namespace of its own, as sock_diag and as /proc/net show it.
# usage: sudo record.sh, in this folder; it overwrites mixed.netlink, mixed.tcp and mixed.tcp6.
set -euo pipefail
cd "$(dirname "$0")"
if [ -z "${INSIDE:-}" ]; then
  dotnet build -c Release --nologo -v quiet ../../../PortTop.Evaluation >/dev/null
  exec env INSIDE=1 unshare --net ./record.sh
fi
ip link set lo up
sysctl -q net.ipv4.ip_local_port_range="40000 40999"
read -r -d '' population <<'PYTHON' || true
import socket, sys, time

def server(family, address, port):
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(128)
    return listener

four, six, inside = server(socket.AF_INET, "127.0.0.2", 5432), server(socket.AF_INET6, "::1", 443), server(socket.AF_INET, "0.0.0.0", 40500)
kept = []
def connect(family, address, listener, count, then=lambda client, child: None):
    for _ in range(count):
        client = socket.socket(family)
        client.connect(address)
        child, _ = listener.accept()
        then(client, child)
        kept.append((client, child))

connect(socket.AF_INET, ("127.0.0.2", 5432), four, 7)                                             # ESTAB
connect(socket.AF_INET, ("127.0.0.2", 5432), four, 5, lambda client, child: child.close())        # CLOSE-WAIT here, FIN-WAIT-2 there
connect(socket.AF_INET, ("127.0.0.2", 5432), four, 3, lambda client, child: (client.close(), child.close()))  # TIME-WAIT
connect(socket.AF_INET6, ("::1", 443), six, 4)                                                    # IPv6
connect(socket.AF_INET6, ("::ffff:127.0.0.2", 5432), four, 2)                                     # v4-mapped
connect(socket.AF_INET, ("127.0.0.1", 40500), inside, 1)                                          # its server listens in the range
time.sleep(0.2)
print("ready", flush=True)
sys.stdin.read()
PYTHON
coproc HOLD { python3 -c "$population"; }
hold_in=${HOLD[1]}
read -r ready <&"${HOLD[0]}"
[ "$ready" = ready ]
cat /proc/net/tcp >mixed.tcp
cat /proc/net/tcp6 >mixed.tcp6
dotnet ../../../PortTop.Evaluation/bin/Release/net10.0/PortTop.Evaluation.dll record "$PWD/mixed.netlink"
ss -tanH | awk '{ print $1 }' | sort | uniq -c
exec {hold_in}>&-
wait
