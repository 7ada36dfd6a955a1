using System.Diagnostics;
using System.Globalization;
using PortTop.Fuzzing;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Terminal;

/// <summary>The program on a terminal for a quarter of an hour, with a cat on the keyboard and somebody who pulls at the window.</summary>
[Trait("tier", "long")]
public sealed class SoakTests : IDisposable
{
    private const int Seconds = 900;
    private const int MostThreads = 8;

    /// <summary>q, Q, ^C, ^Z and ^\ end it or stop it, as they should.</summary>
    private static readonly byte[] Ends = [(byte)'q', (byte)'Q', 3, 26, 28];

    private readonly TmuxTerminal _terminal = new(120, 40);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Keys_sizes_and_polls_leave_it_as_it_was()
    {
        _terminal.StartPorttop("demo beats --speed 10 -d 0.2", expected: "payment-api");
        var id = _terminal.PorttopId();
        var descriptors = Descriptors(id);
        var seed = DateTime.UtcNow.DayOfYear;
        var random = new Random(seed);
        var keys = new RandomKeys(random);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(LongTier.Scale(Seconds)))
        {
            var bytes = keys.Next().Where(static key => !Ends.Contains(key)).ToArray();
            if (bytes.Length > 0)
            {
                _terminal.SendBytes(bytes);
            }

            if (random.Next(20) == 0)
            {
                _terminal.Resize(random.Next(20, 200), random.Next(6, 60));
            }
        }

        // Out of every page, prompt and group; a poll that comes then finds the screen as it was at the start.
        _terminal.Resize(120, 40);
        _terminal.Until(
            () =>
            {
                _terminal.Press("Escape", "r", "1");
                return _terminal.Screen.Contains("▸payment-api", StringComparison.Ordinal);
            },
            $"the first screen, after seed {seed}");
        _terminal.PorttopId().ShouldBe(id, $"seed {seed}");
        _terminal.WaitFor(" live");
        Deadline.Until(() => Descriptors(id) <= descriptors, "no descriptor is left open");
        if (ProgramEnvironment.Binary is not null)
        {
            Deadline.Until(() => Directory.GetDirectories($"/proc/{id}/task").Length <= MostThreads, $"{MostThreads} threads at rest");
            Resident(id).ShouldBeLessThan(45, "MB");
        }

        _terminal.Press("Q");
        _terminal.WaitFor("status 0");
    }

    private static int Descriptors(int id) => Directory.GetFiles($"/proc/{id}/fd").Length;

    private static double Resident(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").Single(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
