using System.Diagnostics;
using System.Globalization;
using PortTop.Model;
using PortTop.Tests.Shared;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Evaluation;

/// <summary>Measures what a frame of the first screen costs and writes, on a made-up table of pools.</summary>
internal static class FrameBenchmark
{
    private const int Width = 120;
    private const int Height = 40;
    private const int Pools = 200;
    private const int Repetitions = 2000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    internal static int Run()
    {
        var states = new UiState[Repetitions];
        for (var i = 0; i < Repetitions; i++)
        {
            states[i] = State(i, changedRows: 5);
        }

        Report("five rows change", states);
        for (var i = 0; i < Repetitions; i++)
        {
            states[i] = State(i, changedRows: int.MaxValue);
        }

        Report("every row moves", states);
        return 0;
    }

    private static void Report(string what, UiState[] states)
    {
        var palette = new Palette(Enumerable.Range(0, Roles.Names.Count).Select(Look), ColorDepth.True);
        var encoder = new FrameEncoder(Width, Height);
        using var screen = new HeadlessScreen(states[0], Width, Height);

        // Long enough for the compiler's last tier.
        var warmUp = Stopwatch.StartNew();
        for (var i = 0; warmUp.Elapsed < WarmUp; i++)
        {
            encoder.Encode(screen.Show(states[i % states.Length]).Draw().Cells, palette);
        }

        var milliseconds = new double[states.Length];
        var written = new int[states.Length];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < states.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            written[i] = encoder.Encode(screen.Show(states[i]).Draw().Cells, palette).Length;
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(milliseconds);
        Array.Sort(written);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"frame {Width}x{Height}, {what}: median={milliseconds[milliseconds.Length / 2]:F4} ms allocated={allocated / states.Length} B written median={written[written.Length / 2]} B p95={written[written.Length * 95 / 100]} B"));
    }

    private static Style Look(int index)
        => Style.TryParse(index % 2 == 0 ? "bold #ff5555" : "#8a93a2", out var style, out _) ? style : default;

    private static UiState State(int poll, int changedRows)
    {
        var pools = new PoolSample[Pools];
        for (var i = 0; i < Pools; i++)
        {
            // A row has a new value when it is its turn: of the 30 that are shown, five each poll, or all of them.
            var turn = changedRows == int.MaxValue ? poll : i < 30 ? (i + poll) / 6 : 0;
            var used = 20_000 - (i * 97) + (turn * 37 * (i + 1) % 89);
            var states = default(StateCounts);
            for (var socket = 0; socket < Math.Min(used, 50); socket++)
            {
                states.Add(TcpState.Established);
            }

            pools[i] = new PoolSample
            {
                Key = new PoolKey(1, Protocol.Tcp, PoolKind.Connect, 0, IpAddress.FromIPv4(0x0a000001), IpAddress.FromIPv4(0x0a080000 + (uint)(changedRows == int.MaxValue ? (i + poll) % Pools : i)), 443),
                Ledger = new PoolLedger(28232, 0, 0, 0, used),
                States = states,
                Status = default,
                Opened = turn * 7 % 90,
                Net = turn % 7,
            };
        }

        var snapshot = new Snapshot
        {
            Poll = poll + 1,
            Time = DateTimeOffset.UnixEpoch.AddSeconds(poll),
            Source = new SourceDescription("netlink", "web-07", "host", 1, [], []),
            Interval = TimeSpan.FromSeconds(1),
            WantedInterval = TimeSpan.FromSeconds(1),
            Cost = new PollCost(12, 0.01),
            HoldersAge = TimeSpan.Zero,
            Ports = new PortSpace(new PortSettings(new PortRange(32768, 60999), new PortSet(), default), [], BoundPorts.Unknown),
            UsedByAnyone = 20_000,
            States = default,
            Pools = pools,
        };
        return UiReducer.Tick(UiReducer.Arrive(new UiState(), snapshot), snapshot.Time);
    }
}
