using System.Diagnostics;
using System.Globalization;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Evaluation;

/// <summary>
/// What forecasts cost: a full update, one of a quiet pool, and 10,000 pools at a poll a second with all that is remembered of them.
/// </summary>
internal static class ForecastBenchmark
{
    private const int Repetitions = 20_000;
    private const int Pools = 10_000;

    /// <summary>A quarter of an hour: the past is full.</summary>
    private const int Polls = 920;
    private const int Measured = 20;

    internal static int Run()
    {
        Report("full update", Median(static second => 300 + (second % 7), free: 6_000));
        Report("quiet pool", Median(static second => second % 3, free: 28_000));
        RunMany();
        return 0;
    }

    private static void Report(string what, double microseconds)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {microseconds:0.00} us (median)"));

    /// <summary>Feeds one pool with a rate, each connection living four seconds on average and 60 more in TIME-WAIT.</summary>
    private static double Median(Func<int, int> rate, int free)
    {
        const int WarmUp = 10_000;
        var forecaster = new Forecaster();
        var counts = new FlowCounts();
        var room = new ForecastRoom();
        var scale = new AgeScale(1);
        var lateness = new TimerLateness();
        var times = new double[Repetitions];
        for (var second = -WarmUp; second < Repetitions; second++)
        {
            Fill(counts, Math.Abs(second), rate);
            var start = Stopwatch.GetTimestamp();
            _ = forecaster.Update(counts, free, null, new ForecastMoment(second, scale, lateness), room);
            if (second >= 0)
            {
                times[second] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static void Fill(FlowCounts counts, int second, Func<int, int> rate)
    {
        counts.Clear();
        counts.Arrivals = rate(second);
        counts.EnteredTimeWait = rate(second);
        for (var bin = 0; bin < 5; bin++)
        {
            counts.Ages[bin] = (ushort)rate(second + bin);
            counts.Left[bin] = (ushort)(rate(second + bin) / 5);
        }

        for (var i = 0; i < FlowCounts.TimeWaitSeconds; i++)
        {
            counts.AddReleases(i, rate(second + i));
        }
    }

    private static void RunMany()
    {
        var clock = Stopwatch.StartNew();
        var source = new ManyPoolsSource(Pools);
        var poller = new Poller(source, () => clock.Elapsed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var interest = new Interest(TimeSpan.FromSeconds(1));
        var milliseconds = new List<double>();
        var read = new List<double>();
        Snapshot? last = null;
        for (var poll = 0; poll < Polls; poll++)
        {
            var start = Stopwatch.GetTimestamp();
            last = poller.Poll(DateTimeOffset.UnixEpoch.AddSeconds(poll), poll == 0 ? null : 1, interest);
            if (poll >= Polls - Measured)
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        var sink = new NoSink();
        for (var i = 0; i < Measured; i++)
        {
            var start = Stopwatch.GetTimestamp();
            source.ReadSockets(default, sink);
            read.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.Sort();
        read.Sort();
        var growth = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{last!.Pools.Count:N0} pools, {source.Sockets:N0} sockets: a poll takes {milliseconds[Measured / 2] - read[Measured / 2]:0.0} ms (and {read[Measured / 2]:0.0} to make the sockets up); after {Polls} polls {growth:0.0} MB of managed memory are held"));
        GC.KeepAlive(poller);
    }

    private sealed class NoSink : ISocketSink
    {
        public void Restart()
        {
        }

        public void Add(in SocketRow row)
        {
        }
    }
}
