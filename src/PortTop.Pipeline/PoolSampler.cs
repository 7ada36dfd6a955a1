using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes samples of connect pools once all their sockets were counted.</summary>
/// <param name="marks">The ports of the poll by what is known of them.</param>
/// <param name="desk">Who has the sockets, and who fails.</param>
/// <param name="flows">What forecasts share.</param>
internal sealed class PoolSampler(PortPass marks, OwnerDesk desk, FlowBook flows)
{
    /// <summary>The sample of a pool at one poll.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="ports">The ports there are.</param>
    /// <param name="moment">The poll.</param>
    /// <param name="vacated">How many sockets went since the poll before, over all pools.</param>
    internal PoolSample Sample(ref PoolAccumulator pool, PortSpace ports, PollMoment moment, int vacated)
    {
        var freeEven = SuspectRule.FreeEven(pool, ports, marks);
        pool.FreeEvenBefore = freeEven;

        // A port that is closed and given out again while the kernel walks its table may be seen twice.
        var used = Math.Min(pool.Used, ports.Usable);
        var held = Math.Clamp(marks.Held - pool.UsedHeld, 0, ports.Usable - used);
        var suspected = Math.Clamp(marks.Suspect - pool.UsedSuspect, 0, ports.Usable - used - held);
        var missed = ports.MayMissOne ? 1 : 0;
        var lower = ports.Usable - marks.Held - marks.Doubtful - (pool.Used - pool.UsedHeld - pool.UsedDoubtful) - missed;
        var failures = desk.Failures.Of(pool.Key);
        if (failures is { IsNow: true } && lower <= 0)
        {
            // A failure is proof: no port was left a moment ago, and no more can have come back than sockets went. What looks free beyond that is held.
            var disproved = Math.Max(0, ports.Usable - used - held - vacated);
            held += disproved;
            suspected = Math.Min(suspected, ports.Usable - used - held);
        }

        var ledger = new PoolLedger(ports.Range.Size, ports.Reserved, ports.Listening, ports.BoundFirst + held, used)
        {
            Suspected = suspected,
            Reclaimable = pool.Reclaimable - pool.ReclaimableHeld,
            MayMissOne = ports.MayMissOne,
            FreeLower = ports.Bound.IsCertain ? Math.Max(0, lower) : null,
        };
        var likelyLower = marks.Uncleared == 0 && marks.Doubtful > 0 && lower > 0
            ? lower
            : ports.Usable - marks.Held - marks.Uncleared - (pool.Used - pool.UsedHeld - pool.UsedUncleared) - missed;
        var isWorking = pool.Opened > 0 && !moment.IsFirst && desk.Failures.Totals is not null && failures is null;
        ledger = ledger with { IsUnclear = lower <= 0 && likelyLower <= 0 && ledger.FreeUpper > 0 && !isWorking };
        var isSlow = freeEven <= 0 && ports.UsableEven >= PoolSample.SlowSearch;
        var reading = new PoolReading(pool.Key, ledger, pool.States, pool.Opened)
        {
            IsSlow = isSlow,
            Foreign = pool.Shared,
            Chosen = pool.Chosen,
            Failures = failures,
            Failed = desk.Failures.RateOf(pool.Key, failures),
        };
        return desk.Name(pool.Watch.Next(reading, moment, flows), pool.Owners);
    }
}
