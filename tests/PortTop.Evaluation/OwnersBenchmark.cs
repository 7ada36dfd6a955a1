using System.Diagnostics;
using System.Globalization;
using System.Reactive.Subjects;
using PortTop.Kernel;
using PortTop.Model;
using PortTop.Pipeline;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Evaluation;

/// <summary>
/// Times how soon the owners of what a screen shows are known, and what knowing them costs at each poll when nothing changes.
/// </summary>
internal static class OwnersBenchmark
{
    private const int ShownPools = 40;
    private const int SettlingPolls = 8;
    private const int Repetitions = 21;
    private const double Budget = 0.02;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    internal static int Run()
    {
        using var source = new KernelSocketSource(CollectorChoice.Netlink, new KernelRoots());
        TimeFirst(source);
        var with = new SteadyPolls(source);
        var without = new SteadyPolls(new UnownedSource(source));
        double[] costs = [.. Enumerable.Range(0, Repetitions).Select(_ => with.Next() - without.Next()).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"nothing changes: owners cost {costs[Repetitions / 2]:F2} ms of processor time a poll (median of {Repetitions}; a poll without {without.Median:F2} ms)"));
        return 0;
    }

    /// <summary>The program as it runs: polls on their beat, and the search between them.</summary>
    private static void TimeFirst(KernelSocketSource source)
    {
        using var scheduler = new ThreadScheduler("polls");
        using var interest = new BehaviorSubject<Interest>(new Interest(Interval));
        using var isOver = new ManualResetEventSlim();
        var clock = Stopwatch.StartNew();
        TimeSpan? first = null;
        TimeSpan? owned = null;
        TimeSpan? complete = null;
        var due = TimeSpan.Zero;
        var late = TimeSpan.Zero;
        var polls = 0;
        var unknown = 0;
        var monitor = new Monitor(source, scheduler, static () => Environment.CpuUsage.TotalTime, WatchBudget.Of(Budget));
        using (monitor.Watch(interest).Subscribe(outcome =>
        {
            var snapshot = (outcome as PollSucceeded)?.Snapshot ?? (outcome as OwnersRead)?.Snapshot;
            if (snapshot is null)
            {
                return;
            }

            var now = clock.Elapsed;
            first ??= now;
            unknown = snapshot.Pools.Take(ShownPools).Sum(static pool => pool.Unattributed);
            owned ??= snapshot.Pools.Take(ShownPools).All(static pool => pool.Owners.Count > 0) ? now : null;
            complete ??= unknown == 0 ? now : null;
            if (outcome is PollSucceeded)
            {
                late = polls++ > 0 && now - due > late ? now - due : late;
                due = now + snapshot.Interval;
                if (polls == SettlingPolls)
                {
                    isOver.Set();
                }
            }
        }))
        {
            isOver.Wait();
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first attribution: each of the first {ShownPools} pools has an owner {(owned - first)?.TotalMilliseconds:F0} ms after the first poll was shown, each of their sockets after {(complete - first)?.TotalMilliseconds:F0} ms; no poll of {polls} was more than {late.TotalMilliseconds:F0} ms late; {unknown} sockets unknown at the end"));
    }

    private sealed class SteadyPolls(ISocketSource source)
    {
        private readonly Poller _poller = new(source, static () => Stopwatch.GetElapsedTime(0));
        private readonly List<double> _costs = [];
        private DateTimeOffset _now = DateTimeOffset.UtcNow;
        private bool _isWarm;

        internal double Median => _costs.Order().ElementAt(_costs.Count / 2);

        /// <summary>Polls and looks for owners until there is nothing more to do; returns the milliseconds of processor time.</summary>
        internal double Next()
        {
            for (var i = 0; !_isWarm && i < SettlingPolls; i++)
            {
                Poll();
            }

            _isWarm = true;
            var start = Environment.CpuUsage.TotalTime;
            Poll();
            var cost = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
            _costs.Add(cost);
            return cost;
        }

        private void Poll()
        {
            _ = _poller.Poll(_now += Interval, 1, new Interest(Interval));
            while (_poller.Hunt(Interval, isSweeping: true))
            {
            }
        }
    }
}
