using PortTop.Model;

namespace PortTop.Tests.Tui;

/// <summary>A pool that short connections fill, poll by poll: 610 a second from the 120th second on, of which 455 fit.</summary>
internal static class FlowScenes
{
    private const int Seconds = 195;
    private const int StepAt = 120;

    private static readonly PortSpace Ports = Samples.Space("32768-60999");

    /// <summary>A poll while it fills, with all before it remembered.</summary>
    internal static Snapshot Filling() => Course(Seconds - 45);

    /// <summary>The same a little later: full, and failing in beats.</summary>
    internal static Snapshot Full() => Course(Seconds);

    private static Snapshot Course(int seconds)
    {
        var history = new UsageHistory();
        var snapshot = At(0, Samples.Time);
        for (var second = 0; second <= seconds; second++)
        {
            snapshot = At(second, Samples.Time.AddSeconds(second - seconds)) with { History = history };
            history.Record(snapshot);
        }

        return snapshot;
    }

    private static int Used(int second) => Math.Min(Ports.Usable, second < StepAt ? 2_480 : 2_480 + (570 * (second - StepAt)));

    private static Snapshot At(int second, DateTimeOffset time)
    {
        var step = time.AddSeconds(StepAt - second);
        var used = Used(second);
        var isFull = used == Ports.Usable;
        var pool = Samples.Pool(
            5432, used, isFull ? 0 : 610, isFull ? 0 : 570, ports: Ports, states: Samples.States((TcpState.TimeWait, used - 305), (TcpState.Established, 305)), fullSeconds: 30)
            .OwnedBy((OwnerSamples.Payment, used, 0));
        var left = (Ports.Usable - used) / 570.0;
        var forecast = second < StepAt + 4 ? new PoolForecast()
            : new PoolForecast { State = isFull ? ForecastState.Full : ForecastState.Countdown, Seconds = left, Earliest = left * .95, Latest = left * 1.06, Shown = left, Peak = Ports.Usable };
        pool = pool with
        {
            Forecast = forecast,
            Status = PoolStatus.Next(null, pool.Ledger, forecast, isFull ? time.AddSeconds(-30) : time, firstPoll: false),
            Demand = new PoolDemand
            {
                Asks = second < StepAt ? 40 : 610,
                Mean = second < StepAt ? 40 : 610,
                ActiveSeconds = .5,
                TimeWaitSeconds = 61.5,
                Fits = 455,
                HalfFreeSeconds = used > 14_116 ? 27 : 0,
                AllFreeSeconds = 62,
            },
            Onset = second < StepAt + 4 ? null : new PoolOnset(OnsetKind.MoreAsked, step) { Before = 40, After = 610, Cause = "payment-api[811] restarted", CauseTime = step.AddSeconds(-6) },
        };
        pool = isFull ? pool.Failing(610, 6_100) with { Onset = pool.Onset, Demand = pool.Demand } : pool;
        return Samples.Snapshot([pool], Ports, new PoolDetail(pool.Key, [], used) { Outlook = Outlook(used) }) with
        {
            Poll = second + 1,
            Time = time,
            Failures = new FailureTotals(isFull ? 6_100 : 0, isFull ? 610 : 0, 0),
        };
    }

    /// <summary>The ports of the minute before the step come back, and then those of the load.</summary>
    private static PoolOutlook Outlook(int used)
    {
        double[] releases = [.. Enumerable.Range(0, PoolOutlook.Seconds).Select(second => second < 12 || second > 58 ? 40.0 : 610.0)];
        double[] uses = [.. Enumerable.Range(1, PoolOutlook.Seconds).Select(second => Math.Min(Ports.Usable, used + (570.0 * second)))];
        return new PoolOutlook(releases, uses);
    }
}
