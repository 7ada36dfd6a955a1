using System.Globalization;
using System.Text;
using PortTop.Kernel;
using PortTop.Kernel.Logs;

namespace PortTop.Tests.Kernel.Logs;

/// <summary>Random pieces of writing, cut anywhere, with random rotation, read now and then: each sign counts exactly once.</summary>
public sealed class LogRotationTests : IDisposable
{
    private const int Courses = 60;
    private const int Steps = 80;

    private static readonly string[] Lines =
    [
        "EADDRNOTAVAIL", "connect() failed (99: Cannot assign requested address) EADDRNOTAVAIL", "dial tcp: connect: cannot assign requested address",
        "nothing", "", "os error 990", "cannot assign requested", "\0\u00ff\u0085 [Errno 99]", "EADDRNOTAVAI",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("porttop-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_sign_counts_exactly_once(bool isCopied)
    {
        for (var seed = 0; seed < Courses; seed++)
        {
            Run(seed, isCopied);
        }
    }

    private void Run(int seed, bool isCopied)
    {
        var random = new Random(seed);
        var log = Path.Combine(_root, $"{seed}{(isCopied ? "c" : "r")}.log");
        File.WriteAllText(log, "what stood there\n");
        using var logs = new LogTable([log], new KernelRoots(), new FrozenClock());
        logs.Read();
        var open = log;
        var pending = new StringBuilder();
        var written = 0;
        var isRotated = false;
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(10))
            {
                case 0 when !isRotated && isCopied && new FileInfo(log).Length > 0:
                    // A line that the cut divides stands whole in no file.
                    Flush(log, pending, pending.Length);
                    Rotate(log, () => File.Copy(log, log + ".1"));
                    using (var file = File.OpenWrite(log))
                    {
                        file.SetLength(0);
                    }

                    isRotated = true;
                    break;
                case 0 when !isRotated && !isCopied:
                    // The program goes on writing into the renamed file until it is told.
                    Rotate(log, () => File.Move(log, log + ".1"));
                    open = log + ".1";
                    isRotated = true;
                    break;
                case 1 when open != log:
                    // It ends its line before it opens the new one.
                    Flush(open, pending, pending.Length);
                    open = log;
                    break;
                case 2 or 3 or 4 when open == log || random.Next(2) == 0:
                    Read(logs);

                    // One rotation between two readings: of a file that came and went between them, or of which nothing was read, nobody knows.
                    isRotated = open != log || !File.Exists(log) || new FileInfo(log).Length == 0;
                    break;
                default:
                    var line = Lines[random.Next(Lines.Length)];
                    written += line.Contains("os error", StringComparison.Ordinal) || Lines.Skip(3).SkipLast(2).Append(Lines[^1]).Contains(line) ? 0 : 1;
                    pending.Append(CultureInfo.InvariantCulture, $"{step} {line} of {seed}\n");
                    Flush(open, pending, random.Next(pending.Length + 1));
                    break;
            }
        }

        Flush(open, pending, pending.Length);
        Read(logs);
        Read(logs).ShouldBe(written, $"seed {seed}");
    }

    private static long Read(LogTable logs) => logs.Read().Single().Signs.Sum(static sign => sign.Total);

    private static void Rotate(string log, Action toFirst)
    {
        for (var copy = 20; copy > 0; copy--)
        {
            if (File.Exists($"{log}.{copy}"))
            {
                File.Move($"{log}.{copy}", $"{log}.{copy + 1}", overwrite: true);
            }
        }

        toFirst();
    }

    private static void Flush(string path, StringBuilder pending, int length)
    {
        using var file = new FileStream(path, FileMode.Append);
        file.Write(Encoding.Latin1.GetBytes(pending.ToString(0, length)));
        pending.Remove(0, length);
    }
}
