using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Terminal;

/// <summary>
/// Over a link that takes less than the screen has to say, frames are dropped and never queued: a key shows as soon as the link has room
/// for it.
/// </summary>
[Collection(nameof(SlowLinkAlone))]
[Runs(RunsAttribute.Alone, "it keeps a processor busy for most of a minute, and others tell time meanwhile")]
public sealed class SlowLinkTests
{
    /// <summary>
    /// What the kernel itself keeps of a pseudoterminal: the buffers of the line (8192, pty_common_install in drivers/tty/pty.c) and of its
    /// reader (N_TTY_BUF_SIZE).
    /// </summary>
    private const int KernelBuffers = 8192 + 4096;

    /// <summary>No screen of 120x40 takes more to draw from nothing.</summary>
    private const int Frame = 8192;

    /// <summary>A pseudoterminal of 120x40 that is read at 2 kB/s while the screen changes ten times a second.</summary>
    private const string Script = """
        import fcntl, json, os, pty, re, select, struct, sys, termios, time

        RATE, SLICE = 2000, .05
        process, terminal = pty.fork()
        if process == 0:
            time.sleep(.1)
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            os.execv(sys.argv[1], [sys.argv[1], "demo", "-d", "0.1", "--speed", "20"])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        output = b""


        def read(size):
            global output
            if not select.select([terminal], [], [], 0)[0]:
                return True
            try:
                got = os.read(terminal, size)
            except OSError:
                return False
            output += got
            return got != b""


        def until(*words, limit=60):
            '''Bytes and seconds at the pace of the link until one of the words has come.'''
            start, begun, last = len(output), time.monotonic(), time.monotonic()
            while not any(word.encode() in output[start:] for word in words):
                if time.monotonic() - begun > limit:
                    sys.exit("not seen: " + words[0])
                time.sleep(SLICE)
                now = time.monotonic()
                if not read(int(RATE * (now - last))):
                    break
                last = now
            return len(output) - start, time.monotonic() - begun


        def saturate(seconds):
            end, last = time.monotonic() + seconds, time.monotonic()
            while time.monotonic() < end:
                time.sleep(SLICE)
                now = time.monotonic()
                read(int(RATE * (now - last)))
                last = now


        while b"FAILING NOW" not in output:
            select.select([terminal], [], [], 1)
            read(65536)
        start = len(output)
        saturate(4)
        report = {"saturated": len(output) - start}
        os.write(terminal, b"?")
        report["help"] = until("the row above", "the row below", "a page up")
        saturate(12)
        os.write(terminal, b"\x1b")
        report["back"] = until("OWNER", "DESTINATION", "EACH")
        saturate(2)
        os.write(terminal, b"Q")
        report["quit"] = until("\x1b[?1049l")
        begun = time.monotonic()
        while os.waitpid(process, os.WNOHANG)[0] == 0 and time.monotonic() - begun < 20:
            read(65536)
            time.sleep(.01)
        report["end"] = time.monotonic() - begun
        print(json.dumps(report))
        """;

    [Fact]
    public void Frames_are_dropped_and_never_queued()
    {
        Assert.SkipUnless(Command.Exists("python3"), "needs python3");
        var result = Command.Run("python3", ["-c", Script, Porttop.Path]);
        result.Status.ShouldBe(0, result.Errors);
        using var report = JsonDocument.Parse(result.Output);
        var root = report.RootElement;

        foreach (var key in (string[])["help", "back", "quit"])
        {
            root.GetProperty(key)[0].GetInt32().ShouldBeLessThan(KernelBuffers + (2 * Frame), key);
        }

        root.GetProperty("back")[0].GetInt32().ShouldBeLessThan(root.GetProperty("help")[0].GetInt32() + (2 * Frame), "it does not grow with the wait");
        root.GetProperty("end").GetDouble().ShouldBeLessThan(5, "once the link has taken the last bytes nothing is waited for; about 0 s");
    }
}
