using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes samples of connect pools once all their sockets were counted.</summary>
/// <param name="marks">The ports of the poll by what is known of them.</param>
/// <param name="desk">Who has the sockets, and who fails.</param>
/// <param name="flows">What forecasts share.</param>
internal sealed class PoolSampler(PortPass marks, OwnerDesk desk, FlowBook flows)
{
    /// <summary>The sample of a pool at one poll.</summary>
    internal PoolSample Sample(ref PoolAccumulator pool, PortSpace ports, PollMoment moment)
    {
        var freeEven = SuspectRule.FreeEven(pool, ports, marks);
        pool.FreeEvenBefore = freeEven;

        // A port that is closed and given out again while the kernel walks its table may be seen twice.
        var used = Math.Min(pool.Used, ports.Usable);
        var suspected = Math.Clamp(marks.Suspect - pool.UsedSuspect, 0, ports.Usable - used);
        var lower = ports.Usable - marks.Doubtful - pool.UsedProven - (ports.MayMissOne ? 1 : 0);
        var ledger = new PoolLedger(ports.Range.Size, ports.Reserved, ports.Listening, ports.BoundFirst, used)
        {
            Suspected = suspected,
            Reclaimable = pool.Reclaimable,
            MayMissOne = ports.MayMissOne,
            FreeLower = ports.Bound.IsCertain ? Math.Max(0, lower) : null,
        };
        var isSlow = freeEven <= 0 && ports.UsableEven >= PoolSample.SlowSearch;
        var failures = desk.Failures.Of(pool.Key);
        var reading = new PoolReading(pool.Key, ledger, pool.States, pool.Opened)
        {
            IsSlow = isSlow,
            Foreign = pool.Shared,
            Failures = failures,
            Failed = desk.Failures.RateOf(pool.Key, failures),
        };
        return desk.Name(pool.Watch.Next(reading, moment, flows), pool.Owners);
    }
}
