"""Holds N connections to DESTINATIONS loopback addresses, port 9000, and before that binds BOUND ports (0 when left out), until its
standard input ends. Says "ready".

For a network namespace of one's own. The descriptor limit of a process may not be raised everywhere, so one process holds
at most 19,000 sockets."""

import os
import resource
import socket
import sys

count, destinations = int(sys.argv[1]), int(sys.argv[2])
bound = int(sys.argv[3]) if len(sys.argv) > 3 else 0
per_process = min(19_000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 100 - bound - destinations)


def address(i):
    return f"127.{i // 62500}.{i // 250 % 250}.{i % 250 + 1}"


with open("/proc/sys/net/core/somaxconn", "w") as limit:
    limit.write("1000000")
servers = []
for i in range(destinations):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((address(i), 9000))
    server.listen(1_000_000)
    servers.append(server)

others = []
for i in range(bound):
    other = socket.socket()
    other.bind(("127.0.0.1", 0))
    others.append(other)

hold, release = os.pipe()
reports = []
for first in range(0, count, per_process):
    report, done = os.pipe()
    if os.fork() == 0:
        os.close(release)
        kept = []
        for i in range(first, min(count, first + per_process)):
            client = socket.socket()
            client.connect((address(i % destinations), 9000))
            kept.append(client)
        os.write(done, b"1")
        os.read(hold, 1)
        os._exit(0)
    os.close(done)
    reports.append(report)

if any(os.read(report, 1) != b"1" for report in reports):
    sys.exit("some connections failed")
print("ready", flush=True)
sys.stdin.read()
