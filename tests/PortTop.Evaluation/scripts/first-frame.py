#!/usr/bin/env python3
"""Milliseconds from the start of a program to a word on its terminal, and the processor time that it took by then.

    first-frame.py PORTTOP [WORD]     21 starts; the word is "reading" where none is given

A frame that waits for a busy processor is late, whatever it costs: read the processor time too.
"""
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time

STARTS = 21


def start(program, word):
    process, terminal = pty.fork()
    if process == 0:
        time.sleep(.02)
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.execv(program, [program])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    time.sleep(.02)
    begun, output = time.monotonic(), b""
    while word not in output and time.monotonic() - begun < 10:
        if select.select([terminal], [], [], 1)[0]:
            output += os.read(terminal, 65536)
    wall = time.monotonic() - begun
    with open(f"/proc/{process}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return 1000 * wall, 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


runs = [start(sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else "reading").encode()) for _ in range(STARTS)]
walls, times = zip(*runs)
print(f"first frame: median {statistics.median(walls):.0f} ms, best {min(walls):.0f}, worst {max(walls):.0f}; processor time {statistics.median(times):.0f} ms")
