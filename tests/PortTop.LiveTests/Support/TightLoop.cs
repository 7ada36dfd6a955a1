using System.Diagnostics;
using System.Globalization;

namespace PortTop.LiveTests.Support;

/// <summary>
/// An application that does one thing in a tight loop, in a process of its own: nobody forks there, so close() is the end of a socket.
/// A call that fails for want of a port is counted; whatever else fails ends it.
/// </summary>
internal sealed class TightLoop : IDisposable
{
    private const string Script = """
        import errno, os, socket, struct, sys, threading
        os.closerange(3, 65536)
        what, address, port, own, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
        server = socket.socket()
        server.bind((address, port))
        server.listen(64)
        def give_back(s):
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            s.close()
        def connected(to, listener):
            s = socket.socket()
            try:
                s.connect(to)
            except OSError:
                s.close()
                raise
            return s, listener.accept()[0]
        def left():
            got = []
            while True:
                try:
                    got += connected((address, port), server)
                except OSError as problem:
                    if problem.errno != errno.EADDRNOTAVAIL: raise
                    for s in got: give_back(s)
                    return len(got) // 2
        def connect():
            for s in connected((address, port), server): give_back(s)
        def bind():
            # A neighbour comes and goes, on ports that are asked about meanwhile.
            ends = connected((address, port), server)
            s = socket.socket()
            try:
                s.bind(('0.0.0.0', 0))
            finally:
                s.close()
                for s in ends: give_back(s)
        def restart():
            listener = socket.socket()
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(('0.0.0.0', own))
                listener.listen(64)
            except OSError:
                listener.close()
                raise
            # What it accepts stays on its port for the moment in which there is no server.
            ends = connected((address, own), listener)
            listener.close()
            for s in ends: give_back(s)
        act = {'connect': connect, 'bind': bind, 'restart': restart}[what]
        def loop(goes_on):
            made = failed = 0
            while goes_on(made):
                made += 1
                try:
                    act()
                except OSError as problem:
                    if problem.errno not in (errno.EADDRNOTAVAIL, errno.EADDRINUSE): raise
                    failed += 1
            print(made, failed, flush=True)
        held = [connected((address, port), server) for _ in range(count)]
        print(left(), flush=True)
        loop(lambda made: made < 1000)
        ended = threading.Event()
        threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
        loop(lambda made: not ended.is_set())
        """;

    private readonly Process _process;

    /// <summary>Begins, and waits until it has done it a thousand times.</summary>
    /// <param name="network">Where.</param>
    /// <param name="what"><c>connect</c>, and give back; <c>bind</c> any port of any address; <c>restart</c> a server.</param>
    /// <param name="address">The address that it connects to.</param>
    /// <param name="port">A port of that, outside of the range.</param>
    /// <param name="own">The port of the server that restarts.</param>
    /// <param name="held">So many connections are held all the time.</param>
    internal TightLoop(NetworkNamespace network, string what, string address, int port, int own, int held = 0)
    {
        Assert.SkipUnless(Command.Exists("python3"), "needs python3");
        string[] numbers = [.. ((int[])[port, own, held]).Select(static number => number.ToString(CultureInfo.InvariantCulture))];
        _process = network.Start(Command.Prepare("python3", ["-c", Script, what, address, .. numbers]));
        Left = Read()[0];
        FailedAlone = Read()[1];
    }

    /// <summary>How many ports connect() had left beforehand.</summary>
    internal int Left { get; }

    /// <summary>How many of the first thousand failed.</summary>
    internal int FailedAlone { get; }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>Ends it; returns how often it did it since the first thousand, and how often that failed.</summary>
    internal (int Made, int Failed) End()
    {
        _process.StandardInput.Close();
        var answer = Read();
        return (answer[0], answer[1]);
    }

    private int[] Read()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        line.Wait(Deadline.Patience).ShouldBeTrue("the loop stands still");
        var words = line.Result?.Split(' ') ?? throw new ShouldAssertException(_process.StandardError.ReadToEnd());
        return [.. words.Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
    }
}
