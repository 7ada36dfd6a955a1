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
    /// <param name="changes">How many sockets came and went.</param>
    /// <param name="askedPorts">Those of its ports that a filter asks about.</param>
    internal PoolSample Sample(
        ref PoolAccumulator pool, PortSpace ports, PollMoment moment, in PoolChanges changes, IReadOnlyList<ushort> askedPorts)
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

        // A failure is proof, and so is the kernel's no: no port was left then, and no more can have come back than sockets went. What
        // looks free beyond that is held. Where more
        // than that is free for certain, who fails has a range of its own.
        // TIME-WAIT that grew old enough to be given out again came back too.
        var reclaimable = pool.Reclaimable - pool.ReclaimableHeld;
        var proven = pool.Watch.Proof?.FreeUpper(changes, ports, reclaimable, moment.Poll);
        proven = failures is { IsNow: true }
            ? Math.Min(proven ?? int.MaxValue, changes.Vacated + Math.Max(0, reclaimable - pool.Watch.Reclaimable)) : proven;
        pool.Watch.Reclaimable = reclaimable;
        if (proven is { } most && lower <= most)
        {
            held += Math.Max(0, ports.Usable - used - held - most);
            suspected = Math.Min(suspected, ports.Usable - used - held);
        }

        lower = pool.Watch.Proof?.ProvesFree(changes, ports, moment.Poll) == true ? Math.Max(1, lower) : lower;
        suspected = Math.Min(suspected, ports.Usable - used - held - Math.Clamp(lower, 0, ports.Usable - used - held));

        var ledger = new PoolLedger(ports.Range.Size, ports.Reserved, ports.Listening, ports.BoundFirst + held, used)
        {
            Suspected = suspected,
            Reclaimable = reclaimable,
            MayMissOne = ports.MayMissOne,
            FreeLower = ports.Bound.IsCertain ? Math.Clamp(lower, 0, ports.Usable - used - held) : null,
        };
        var likelyLower = marks.Uncleared == 0 && marks.Doubtful > 0 && lower > 0
            ? lower
            : ports.Usable - marks.Held - marks.Uncleared - (pool.Used - pool.UsedHeld - pool.UsedUncleared) - missed;
        var isWorking = pool.Opened > 0 && !moment.IsFirst && desk.Failures.Totals is not null && failures is null;
        ledger = ledger with { IsUnclear = lower <= 0 && likelyLower <= 0 && ledger.FreeUpper > 0 && !isWorking && !marks.IsOnlySettling };
        var isSlow = freeEven <= 0 && ports.UsableEven >= PoolSample.SlowSearch;
        var reading = new PoolReading(pool.Key, ledger, pool.States, pool.Opened)
        {
            IsSlow = isSlow,
            Foreign = pool.Shared,
            Chosen = pool.Chosen,
            SourcePorts = pool.Lowest,
            AskedPorts = askedPorts,
            Failures = failures,
            Failed = desk.Failures.RateOf(pool.Key, failures),
        };
        return desk.Name(pool.Watch.Next(reading, moment, flows), pool.Owners);
    }
}
