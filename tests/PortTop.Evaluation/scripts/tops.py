#!/usr/bin/env python3
"""Start, weight and cost of porttop beside other tops, in one run on terminals of 120x40 of its own.

    tops.py PORTTOP [PROGRAM ...]     beside htop, btop and top where none is named; "PORTTOP demo" in quotes is porttop with arguments

Starts take turns, so that what else the machine does meets all of them alike. A row a program, medians:
  first     milliseconds from exec to the first byte on the terminal
  frame     to the end of the first frame: the last byte before the program is silent for SILENCE seconds
  resident  MB after REST seconds, of them private (RssAnon) in brackets; threads likewise
  cpu       % of a core over the seconds after that, by the clock of the scheduler
  bytes     written a second over the same time
"""
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import termios
import time

STARTS = 21
SILENCE = .02
REST = 5
WATCHED = 20


def start(command):
    ready, go = os.pipe()
    process, terminal = pty.fork()
    if process == 0:
        os.read(ready, 1)
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    os.close(ready)
    time.sleep(.05)
    begun = time.monotonic()
    os.write(go, b"x")
    os.close(go)
    return process, terminal, begun


def end(process, terminal):
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)


def first_frame(command):
    process, terminal, begun = start(command)
    first = last = None
    while last is None or time.monotonic() - last < SILENCE:
        if select.select([terminal], [], [], SILENCE if last else 2)[0]:
            try:
                os.read(terminal, 65536)
            except OSError:
                raise SystemExit(f"{command} ended at once")
            last = time.monotonic()
            first = first or last
        elif last is None:
            break
    end(process, terminal)
    if last is None:
        raise SystemExit(f"{command} wrote nothing")
    return 1000 * (first - begun), 1000 * (last - begun)


def processor_seconds(process):
    seconds = 0
    for thread in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{thread}/schedstat") as stat:
            seconds += int(stat.read().split()[0]) / 1e9
    return seconds


def status(process):
    with open(f"/proc/{process}/status") as lines:
        return {name: value.split()[0] for name, _, value in (line.partition(":") for line in lines) if value.strip()}


def at_rest(command):
    process, terminal, begun = start(command)
    written, used, since = 0, None, None
    while since is None or time.monotonic() - since < WATCHED:
        if select.select([terminal], [], [], .1)[0]:
            written += len(os.read(terminal, 65536))
        if since is None and time.monotonic() - begun > REST:
            written, used, since = 0, processor_seconds(process), time.monotonic()
    elapsed, told = time.monotonic() - since, status(process)
    used = processor_seconds(process) - used
    end(process, terminal)
    return int(told["VmRSS"]) / 1024, int(told["RssAnon"]) / 1024, int(told["Threads"]), 100 * used / elapsed, written / elapsed


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    others = sys.argv[2:] or [name for name in ("htop", "btop", "top") if shutil.which(name)]
    commands = [argument.split() for argument in [sys.argv[1], *others]]
    frames = {i: [] for i in range(len(commands))}
    for _ in range(STARTS):
        for i, command in enumerate(commands):
            frames[i].append(first_frame(command))
    print(f"{'':24}{'first':>8}{'frame':>8}{'resident':>18}{'threads':>9}{'cpu':>8}{'bytes':>8}")
    for i, command in enumerate(commands):
        first, frame = (statistics.median(column) for column in zip(*frames[i]))
        resident, private, threads, cpu, written = at_rest(command)
        name = " ".join([os.path.basename(command[0]), *command[1:]])
        print(f"{name:24}{first:8.1f}{frame:8.1f}{resident:10.1f} ({private:5.1f}){threads:9}{cpu:8.2f}{written:8.0f}")


main()
