using System.Globalization;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// What becomes of owners from poll to poll: who began to take ports, who ended, who runs out of descriptors. Each is told once.
/// </summary>
internal sealed class OwnerEvents
{
    /// <summary>An owner that takes less than this share of a target's ports is not worth an event.</summary>
    private const double NotableShare = 0.01;
    private const int NotablePorts = 10;

    /// <summary>So many events of owners are told at one poll; of more only how many there were.</summary>
    private const int MostAtOnce = 5;

    /// <summary>Descriptors are told of again once less than this share was used.</summary>
    private const double CalmRatio = 0.8;

    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private readonly Dictionary<int, Owner> _notable = [];
    private readonly HashSet<int> _ended = [];
    private readonly HashSet<int> _near = [];
    private readonly List<PortEvent> _told = [];

    /// <summary>The processes that are present: one that shared sockets may be told of under another owner.</summary>
    private readonly HashSet<(int Process, ulong Start)> _processes = [];
    private DateTimeOffset? _begin;

    /// <summary>Compares a poll with the one before.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="isRunning">True while an owner runs.</param>
    internal IReadOnlyList<PortEvent> Take(Snapshot snapshot, Func<Owner, bool> isRunning)
    {
        // What began a moment before the first poll is news too: it may be why somebody looks.
        _begin ??= snapshot.Time - Recent;
        _told.Clear();
        var notable = Math.Max(NotablePorts, snapshot.Ports.Usable * NotableShare);
        var present = new HashSet<int>();
        _processes.Clear();
        foreach (var sample in snapshot.Owners.Owners)
        {
            _ = present.Add(sample.Owner.Id);
            _processes.UnionWith(sample.Owner.Processes.Select(static process => (process.ProcessId, process.StartTicks)));
            if (sample.Owner.Process is not null)
            {
                Compare(snapshot.Time, sample, notable);
            }
        }

        Forget(snapshot.Time, present, isRunning);
        return Bound(snapshot.Time);
    }

    private void Compare(DateTimeOffset now, OwnerSample sample, double notable)
    {
        var owner = sample.Owner;
        if (owner.IsGone)
        {
            if (_notable.Remove(owner.Id) && _ended.Add(owner.Id))
            {
                Add(now, PortEventKind.OwnerGone, string.Create(CultureInfo.InvariantCulture, $"{OwnerText.Describe(owner)}; {sample.Ports:N0} of its sockets hold ports still"));
            }

            return;
        }

        if (sample.Ports + sample.Bound >= notable)
        {
            if (_notable.TryAdd(owner.Id, owner) && owner.Process!.Started is { } started && started >= _begin)
            {
                Add(started, PortEventKind.OwnerStarted, OwnerText.Describe(owner) + " started, and takes ports");
            }
        }

        CompareDescriptors(now, sample);
    }

    private void CompareDescriptors(DateTimeOffset now, OwnerSample sample)
    {
        if (sample.Descriptors is not { } use)
        {
            return;
        }

        if (use.Ratio < CalmRatio)
        {
            _ = _near.Remove(sample.Owner.Id);
        }
        else if (use.IsNear && _near.Add(sample.Owner.Id))
        {
            Add(now, PortEventKind.DescriptorsNear, string.Create(
                CultureInfo.InvariantCulture,
                $"{OwnerText.Describe(sample.Owner)} has {use.Used:N0} of {use.Soft:N0} descriptors; {(use.IsFull ? "it fails with EMFILE" : "at the limit it fails with EMFILE")}"));
        }
    }

    /// <summary>Who has nothing any more ended without leaving TIME-WAIT behind, or merely closed all: that is not worth a word.</summary>
    private void Forget(DateTimeOffset now, HashSet<int> present, Func<Owner, bool> isRunning)
    {
        foreach (var (id, owner) in _notable.Where(pair => !present.Contains(pair.Key)).ToArray())
        {
            if (isRunning(owner))
            {
                continue;
            }

            _ = _notable.Remove(id);
            if (!owner.Processes.Any(process => _processes.Contains((process.ProcessId, process.StartTicks))))
            {
                Add(now, PortEventKind.OwnerGone, OwnerText.Describe(owner with { IsGone = true }) + "; it holds no port any more");
            }
        }

        _ended.IntersectWith(present);
        _near.RemoveWhere(id => !present.Contains(id) && !_notable.ContainsKey(id));
    }

    private PortEvent[] Bound(DateTimeOffset now) => _told.Count <= MostAtOnce
        ? [.. _told]
        : [.. _told.Take(MostAtOnce), new PortEvent(now, _told[MostAtOnce].Kind, string.Create(CultureInfo.InvariantCulture, $"and {_told.Count - MostAtOnce:N0} more owners"))];

    private void Add(DateTimeOffset time, PortEventKind kind, string text) => _told.Add(new PortEvent(time, kind, text));
}
