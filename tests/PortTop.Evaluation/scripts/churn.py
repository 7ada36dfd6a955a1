"""Opens and closes connections as quickly as it can, until its standard input ends. Says "ready".

  churn.py serve ADDRESS           answers on ports 9000 to 9019: closes what the client closed
  churn.py run ADDRESS HOLD        holds HOLD connections, and opens and closes others without a pause

For network namespaces of one's own."""

import os
import select
import socket
import sys

PORTS = range(9000, 9020)
WORKERS = 2


def serve(address):
    poll = select.epoll()
    sockets = {}
    for port in PORTS:
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind((address, port))
        server.listen(4096)
        sockets[server.fileno()] = (server, True)
        poll.register(server, select.EPOLLIN)
    yield
    while True:
        for descriptor, _ in poll.poll():
            connection, listens = sockets[descriptor]
            if listens:
                accepted, _ = connection.accept()
                sockets[accepted.fileno()] = (accepted, False)
                poll.register(accepted, select.EPOLLIN)
            else:
                poll.unregister(connection)
                del sockets[descriptor]
                connection.close()


def run(address, hold):
    held = []
    for i in range(hold // WORKERS):
        client = socket.socket()
        client.connect((address, PORTS[i % len(PORTS)]))
        held.append(client)
    yield
    i = 0
    while True:
        client = socket.socket()
        client.connect((address, PORTS[i % len(PORTS)]))
        client.close()
        i += 1


def start(work):
    ready, done = os.pipe()
    child = os.fork()
    if child == 0:
        next(work)
        os.write(done, b"1")
        next(work)
        os._exit(0)
    if os.read(ready, 1) != b"1":
        sys.exit("a worker failed")
    return child


role, address = sys.argv[1], sys.argv[2]
children = [start(serve(address) if role == "serve" else run(address, int(sys.argv[3]))) for _ in range(WORKERS)]
print("ready", flush=True)
sys.stdin.read()
for child in children:
    os.kill(child, 9)
    os.waitpid(child, 0)
