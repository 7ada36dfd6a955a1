using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Finds which pools are of a program that may use a part of the range only (<c>IP_LOCAL_PORT_RANGE</c>): no socket table tells, one socket
/// of the pool is asked. A pool a poll, the first in their order whose turn it is.
/// </summary>
/// <param name="processes">The processes; null where there are none to ask.</param>
internal sealed class OwnRanges(IProcessTable? processes)
{
    /// <summary>So many sockets are asked at a poll: to find the descriptor of one takes up to a third of a millisecond.</summary>
    private const int MostAsked = 1;

    /// <summary>After so many polls a pool is asked again: another program may use it.</summary>
    private const int AskedEvery = 60;

    private int _asked;

    /// <summary>Begins a poll.</summary>
    internal void Begin() => _asked = 0;

    /// <summary>Asks for the range of a pool, where it is its turn.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="owner">Who has the socket that is asked.</param>
    /// <param name="range">The ephemeral range.</param>
    /// <param name="poll">The number of the poll.</param>
    internal void Ask(ref PoolAccumulator pool, Owner? owner, PortRange range, int poll)
    {
        if (processes is null || pool.AliveInode == 0 || owner?.Process is not { } process || _asked >= MostAsked
            || (pool.OwnRangeAsked != 0 && poll - pool.OwnRangeAsked < AskedEvery))
        {
            return;
        }

        _asked++;
        var own = processes.ReadPortRange(process.ProcessId, pool.AliveInode, out var isRead);
        if (isRead)
        {
            pool.OwnRangeAsked = poll;
            pool.OwnRange = own is { } part ? Effective(part, range) : null;
        }
    }

    /// <summary>The sample of the part of the range that the program of a pool may use.</summary>
    internal static PoolSample Sample(ref PoolAccumulator pool, PoolSample whole, PortSpace ports, PortPass marks, PollMoment moment)
    {
        var part = pool.OwnRange!.Value;
        var space = new PortSpace(ports.Settings with { Range = part }, ports.AllListeners, ports.Bound);
        var used = Math.Min(pool.UsedOwn, space.Usable);
        var held = Math.Min(marks.AllHeld.CountIn(part), space.Usable - used);
        var ledger = new PoolLedger(part.Size, space.Reserved, space.Listening, space.BoundFirst + held, used)
        {
            MayMissOne = space.MayMissOne,
        };
        ledger = ledger with
        {
            FreeLower = ports.Bound.IsCertain && marks.Doubtful == 0 ? Math.Max(0, ledger.Free - (ledger.MayMissOne ? 1 : 0)) : null,
        };
        pool.OwnWatch ??= new PoolWatch();
        var key = whole.Key with { Kind = PoolKind.Window, Window = WindowKind.OwnRange };
        return pool.OwnWatch.Next(
            new PoolReading(key, ledger, whole.States, 0) { SourcePorts = whole.SourcePorts, AskedPorts = whole.AskedPorts },
            moment, flows: null) with
        {
            Window = new PoolWindow(WindowKind.OwnRange, part),
            Owners = whole.Owners,
            Unattributed = whole.Unattributed,
            NoProcess = whole.NoProcess,
            Opened = whole.Opened,
        };
    }

    /// <summary>
    /// Each end counts where it lies in the range (<c>inet_sk_get_local_port_range</c>): a part can only be smaller. Null where that leaves
    /// the whole range.
    /// </summary>
    private static PortRange? Effective(PortRange part, PortRange range)
    {
        var (low, high) = (range.Contains(part.Low) ? part.Low : range.Low, range.Contains(part.High) ? part.High : range.High);
        return low > high || (low == range.Low && high == range.High) ? null : new PortRange(low, high);
    }
}
