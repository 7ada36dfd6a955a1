using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Polls a machine: the first of its namespaces, the one that is looked at and those that are near trouble in every poll, the others in
/// turn as the budget allows. A dump of one namespace walks the sockets of all of them, so that a hundred small ones cost a hundred times
/// what one does.
/// </summary>
internal sealed class MachinePoller : IDisposable
{
    /// <summary>This part of the budget is for namespaces that are read in turn.</summary>
    private const double TurnPart = .3;

    /// <summary>And these parts for counting sockets and for finding namespaces.</summary>
    private const double CountPart = .15;
    private const double SearchPart = .15;

    /// <summary>What the first poll may spend on namespaces beside the first: the screen is waited for.</summary>
    private static readonly TimeSpan FirstTurn = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(5);

    private readonly IMachineSource _machine;
    private readonly Func<TimeSpan> _elapsed;
    private readonly OwnerNumbers _numbers = new();
    private readonly UsageHistory _history = new();
    private readonly MachineEvents _events = new();
    private readonly Logs.LogBook _logs;
    private readonly Dictionary<uint, NamespaceRoom> _rooms = [];
    private readonly List<NamespaceRoom> _order = [];
    private readonly List<NamespaceRoom> _fresh = [];
    private readonly PacedWork _search;
    private readonly PacedWork _count;
    private readonly double _budget;
    private readonly AskingAllowance _asking = new();
    private readonly UpstreamTally _upstream;
    private readonly PoolNaming _naming;
    private readonly WorstPool _worst = new();
    private readonly Preferences _preferences;
    private NamespaceRoom? _looked;
    private Unseen? _unseen;
    private TimeSpan _credit = FirstTurn;
    private TimeSpan _polledAt;
    private int _polls;

    /// <summary>Polls a machine.</summary>
    /// <param name="machine">Its namespaces.</param>
    /// <param name="elapsed">A clock that no change of the time of day moves.</param>
    /// <param name="budget">The share of one core that the program may use.</param>
    /// <param name="upstream">The NAT that pools are counted against; null for none.</param>
    /// <param name="processorTime">The processor time that the program has used; null where nobody asks what it costs.</param>
    /// <param name="preferences">What a person holds to be near trouble, and how addresses are called.</param>
    internal MachinePoller(
        IMachineSource machine, Func<TimeSpan> elapsed, double budget, UpstreamBudget? upstream = null, Func<TimeSpan>? processorTime = null, Preferences? preferences = null)
    {
        _preferences = preferences ?? Preferences.Default;
        _naming = new PoolNaming(_preferences);
        _upstream = new UpstreamTally(upstream);
        _logs = new Logs.LogBook(elapsed, processorTime);
        (_machine, _elapsed, _budget) = (machine, elapsed, budget);
        _search = new PacedWork(elapsed, budget * SearchPart, LongestSearch);
        _count = new PacedWork(elapsed, budget * CountPart, LongestCount);
    }

    /// <summary>The processor time that the logs took at the last poll.</summary>
    internal TimeSpan LogCost => _logs.Cost;

    /// <summary>The processor time that questions about single ports took at the last poll.</summary>
    internal TimeSpan AskingCost => _asking.Cost;

    /// <summary>Owners were found that no snapshot has yet.</summary>
    internal bool HasOwnerNews => _fresh.Exists(static room => room.Poller.HasOwnerNews);

    /// <summary>Every process was looked into once: what is left to find is little.</summary>
    internal bool HasSeenAll => _fresh.TrueForAll(static room => room.Poller.HasSeenAll);

    /// <inheritdoc/>
    public void Dispose() => _order.ForEach(room => _machine.Close(room.Source));

    /// <summary>Polls once.</summary>
    /// <exception cref="SourceException">The first namespace could not be read.</exception>
    internal Snapshot Poll(DateTimeOffset time, Interest interest)
    {
        var now = _elapsed();
        if (_order.Count == 0 || _search.IsDue)
        {
            _search.Do(Find);
        }

        _credit += (now - _polledAt) * _budget * TurnPart;
        _credit = _credit < FirstTurn ? _credit : FirstTurn;
        _polledAt = now;
        _fresh.Clear();
        _asking.Begin();
        if (_order.Count > 1 && _count.IsDue)
        {
            _count.Do(CountSockets);
        }

        if (!MayWait(_order[0], interest))
        {
            Read(_order[0], time, now, interest);
        }

        ReadOthers(time, now, interest);
        _polls++;
        var merged = Merge(now);
        merged = merged with { Poll = _polls, Time = time, Pools = _worst.Next(merged.Pools, time) };
        var snapshot = _events.Add(_logs.Read(_machine.Logs, merged), _fresh, _order.Count > 1);
        _history.Record(snapshot);
        return snapshot with { History = _history };
    }

    /// <summary>A poll failed: the time line says so.</summary>
    internal void Fail(DateTimeOffset time, string reason)
    {
        if (_order.Count > 0)
        {
            _order[0].Poller.Fail(time, reason);
        }
    }

    /// <summary>Looks for the owners of sockets for so long; false when there is nothing more to do until the next poll.</summary>
    internal bool Hunt(TimeSpan allowance, bool isSweeping)
    {
        foreach (var room in _fresh)
        {
            if (room.Poller.Hunt(allowance, isSweeping))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Looks once at a pool whose sockets come and go unseen (<see cref="Poller.Look"/>): in one namespace a poll, another one in the next.
    /// </summary>
    internal bool? Look(int look)
    {
        if (look > 0)
        {
            return _looked?.Poller.Look(_looked.Last!, look);
        }

        for (var i = 0; i < _fresh.Count; i++)
        {
            _looked = _fresh[(_polls + i) % _fresh.Count];
            if (_looked.Poller.Look(_looked.Last!, look) is { } found)
            {
                return found;
            }
        }

        _looked = null;
        return null;
    }

    /// <summary>The snapshot of the last poll with the owners that were found since.</summary>
    internal Snapshot Name(Snapshot snapshot)
    {
        _fresh.ForEach(static room => room.Name());
        var named = Merge(_polledAt);
        return snapshot with
        {
            Pools = _worst.Keep(named.Pools),
            BindPools = named.BindPools,
            Owners = named.Owners,
            Detail = named.Detail,
            Lookups = named.Lookups,
            Namespaces = named.Namespaces,
        };
    }

    /// <summary>Reads the sockets of one pool between polls, null before the first poll and where its namespace is gone.</summary>
    internal PoolDetail? ReadDetail(PoolKey key) => _rooms.TryGetValue(key.NetworkNamespace, out var room) ? room.Poller.ReadDetail(key) : null;

    /// <summary>Asks the kernel whether it still gives a port of a pool, in the namespace of the pool.</summary>
    internal ProbeAnswer Ask(PoolKey key)
    {
        if (!_rooms.TryGetValue(key.NetworkNamespace, out var room))
        {
            return PoolProbe.Gone;
        }

        var answer = PoolProbe.Ask(room.Source.Probe, key);
        room.Poller.Heed(key, answer);
        return answer;
    }

    /// <summary>
    /// The first namespace, in which nothing goes on, takes its turn too where its reading is dear: another one has very many sockets.
    /// </summary>
    private bool MayWait(NamespaceRoom home, Interest interest)
        => _order.Count > 1 && home.Last is not null && !IsNeeded(home, interest) && home.Cost > interest.Interval * _budget;

    private bool IsNeeded(NamespaceRoom room, Interest interest) => room.IsHot || _upstream.IsNear(room.Last) || interest.Detail?.NetworkNamespace == room.Place.Inode || (interest.SeesNat && room.Traffic is { Tracked: > 0 });

    private void ReadOthers(DateTimeOffset time, TimeSpan now, Interest interest)
    {
        var waiting = new List<NamespaceRoom>();
        foreach (var room in _order)
        {
            if (_fresh.Contains(room))
            {
                continue;
            }

            if (room != _order[0] && IsNeeded(room, interest))
            {
                Read(room, time, now, interest);
            }
            else
            {
                waiting.Add(room);
            }
        }

        // Who waits longest is next; of those that were never read who has most sockets.
        waiting.Sort(static (x, y) => x.ReadAt.CompareTo(y.ReadAt) is var order && order != 0 ? order : (y.Traffic?.Total ?? 0).CompareTo(x.Traffic?.Total ?? 0));
        foreach (var room in waiting)
        {
            if (_credit <= TimeSpan.Zero)
            {
                break;
            }

            Read(room, time, now, interest);
            _credit -= room.Cost;
        }
    }

    /// <summary>What another namespace tells is not worth the poll: one that goes away in the middle is no failure of the others.</summary>
    private void Read(NamespaceRoom room, DateTimeOffset time, TimeSpan now, Interest interest)
    {
        var start = _elapsed();
        try
        {
            room.Read(time, now, Of(room, interest));
            _fresh.Add(room);
        }
#pragma warning disable CA1031 // It is told beside that namespace; the next turn tries again.
        catch (Exception problem) when (room != _order[0] && problem is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            room.Fail(problem);
            _search.Hasten();
        }
        catch (SourceException)
        {
            // It may be gone, and another one go by its name.
            _search.Hasten();
            throw;
        }
        finally
        {
            room.Cost = _elapsed() - start;
        }
    }

    private static Interest Of(NamespaceRoom room, Interest interest)
        => interest.Detail is { } key && key.NetworkNamespace != room.Place.Inode ? interest with { Detail = null } : interest;

    private Snapshot Merge(TimeSpan now)
        => _naming.Apply(_upstream.Apply(MachineSnapshot.Make(_order[0].Last!, [.. _order.Select(room => room.Tell(now))], _unseen)));

    private void CountSockets()
    {
        foreach (var room in _order)
        {
            room.Count(_machine.ReadTraffic(room.Place));
        }
    }

    private void Find()
    {
        var list = _machine.Discover();
        _unseen = list.Unseen;
        _order.Clear();
        foreach (var place in list.Places)
        {
            if (_rooms.TryGetValue(place.Inode, out var room) && room.Place.Generation != place.Generation)
            {
                // The kernel gives a number out again at once: this is another one.
                _machine.Close(room.Source);
                _ = _rooms.Remove(place.Inode);
                room = null;
            }

            if (room is null)
            {
                var source = _machine.Open(place);
                room = new NamespaceRoom(place, source, () => new Poller(source, _elapsed, _numbers, _preferences, _asking));
                _rooms.Add(place.Inode, room);
                _count.Hasten();
            }

            room.Place = place;
            _order.Add(room);
        }

        foreach (var gone in _rooms.Values.Except(_order).ToArray())
        {
            _ = _rooms.Remove(gone.Place.Inode);
            _machine.Close(gone.Source);
        }
    }
}
