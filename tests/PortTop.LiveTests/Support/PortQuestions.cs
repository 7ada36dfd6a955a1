using System.Diagnostics;
using System.Globalization;

namespace PortTop.LiveTests.Support;

/// <summary>
/// A process that asks the kernel for a single port again and again, as a PortTop does: by connect() without a packet, to 127.0.0.1 port
/// 1.
/// </summary>
internal sealed class PortQuestions : IDisposable
{
    private const string Script = """
        import errno, socket, struct, sys
        port, count = int(sys.argv[1]), int(sys.argv[2])
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        s.setblocking(False)
        for level, option in ((6, 30), (6, 34), (socket.SOL_SOCKET, socket.SO_REUSEADDR), (0, 24)):
            s.setsockopt(level, option, 1)
        s.bind(('127.93.7.1', 0))
        s.setsockopt(0, 51, struct.pack('I', port << 16 | port))
        print('asking', flush=True)
        held = sum(1 for _ in range(count) if s.connect_ex(('127.0.0.1', 1)) == errno.EADDRNOTAVAIL)
        print(held, flush=True)
        sys.stdin.read()
        """;

    private readonly Process _process;

    /// <summary>Begins to ask.</summary>
    /// <param name="network">In which namespace.</param>
    /// <param name="port">For which port.</param>
    /// <param name="count">How often.</param>
    internal PortQuestions(NetworkNamespace network, int port, int count)
    {
        Assert.SkipUnless(Command.Exists("python3"), "needs python3");
        string[] arguments = ["-c", Script, port.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)];
        _process = network.Start(Command.Prepare("python3", arguments));
        Read().ShouldBe("asking");
    }

    /// <summary>Its process id.</summary>
    internal int Id => _process.Id;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Waits until all was asked; how often the kernel said that the port is held.</summary>
    internal int Held() => int.Parse(Read(), CultureInfo.InvariantCulture);

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
}
