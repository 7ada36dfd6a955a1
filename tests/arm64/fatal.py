"""Ends a program on a terminal by a signal, and looks whether the terminal is as it was: fatal.py NUMBER COMMAND ...

Exit status 0 when the alternate screen is left, the cursor shown and the line set as before, and the program ended by that signal
or with the status that a shell has for it."""
import os
import pty
import select
import signal
import sys
import termios
import time

number, command = int(sys.argv[1]), sys.argv[2:]
process, terminal = pty.fork()
if process == 0:
    os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
    os.execvp(command[0], command)
before = termios.tcgetattr(terminal)
output, deadline = b"", time.monotonic() + 60
sent = False
while time.monotonic() < deadline:
    if select.select([terminal], [], [], 1)[0]:
        try:
            output += os.read(terminal, 65536)
        except OSError:
            break
    if not sent and b"FAILING NOW" in output:
        # Each thread has its own mask: the signal is for the whole process, as a shell's kill sends it.
        os.kill(process, number)
        sent = True
_, status = os.waitpid(process, 0)
problems = []
if not sent:
    problems.append("the screen did not come")
if output.rfind(b"\x1b[?1049l") < output.rfind(b"\x1b[?1049h"):
    problems.append("the alternate screen was not left")
if output.rfind(b"\x1b[?25h") < output.rfind(b"\x1b[?25l"):
    problems.append("the cursor is hidden")
if os.waitstatus_to_exitcode(status) not in (-number, 128 + number):
    problems.append(f"it ended with {status:#x}, not by {signal.Signals(number).name}")
try:
    if termios.tcgetattr(terminal) != before:
        problems.append("the line is set otherwise")
except termios.error:
    pass
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(bool(problems))
