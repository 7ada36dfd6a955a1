using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Finds local ports with many remote ends that never repeat: what a server accepted whose listener has gone looks like connections of this
/// machine, a pool each. connect() gives a port to several destinations too, but spreads them over the range: so many on one port come of
/// no chance.
/// </summary>
/// <param name="pools">The pools.</param>
internal sealed class ServedPorts(PoolList pools)
{
    /// <summary>So many ends where the kernel says that bind() holds the port, as it does of every accepted connection.</summary>
    private const int FewestHeld = 4;

    /// <summary>So many where it was not asked.</summary>
    private const int Fewest = 8;

    /// <summary>And more by this factor than connect() would have put there.</summary>
    private const double Excess = 8;

    private readonly Dictionary<(IpAddress Source, uint Interface, ushort Port), int> _ends = [];
    private readonly Dictionary<(IpAddress Source, uint Interface), int> _singles = [];
    private readonly Dictionary<PoolKey, List<int>> _served = [];
    private readonly List<(int Owner, StateCounts States)> _found = [];

    /// <summary>Sorts out the pools of a pass.</summary>
    /// <param name="pass">The number of the pass.</param>
    /// <param name="ports">The ports there are.</param>
    /// <param name="marks">What is known of them.</param>
    internal void Find(int pass, PortSpace ports, PortPass marks)
    {
        _ends.Clear();
        _singles.Clear();
        _served.Clear();
        for (var i = 0; i < pools.End; i++)
        {
            ref readonly var pool = ref pools.At(i);
            if (pool.Pass == pass && IsSingle(pool))
            {
                Count(_singles, (pool.Key.Source, pool.Key.Interface));
                Count(_ends, (pool.Key.Source, pool.Key.Interface, pool.Lowest[0]));
            }
        }

        foreach (var (place, ends) in _ends)
        {
            var others = _singles[(place.Source, place.Interface)];
            var isHeld = !ports.IsUsable(place.Port) || marks.IsHeld(place.Port);
            if (ends >= (isHeld ? FewestHeld : Fewest) && ends > Excess * others / Math.Max(1, ports.UsableEven))
            {
                _served.Add(
                    new PoolKey(0, Protocol.Tcp, PoolKind.Window, place.Interface, place.Source, default, place.Port)
                    {
                        Window = WindowKind.Served,
                    },
                    []);
            }
        }
    }

    /// <summary>True for a pool that is one end of a served port: it is counted there.</summary>
    internal bool TryTake(int index)
    {
        ref readonly var pool = ref pools.At(index);
        if (_served.Count == 0 || !IsSingle(pool) || !_served.TryGetValue(KeyOf(pool), out var ends))
        {
            return false;
        }

        ends.Add(index);
        return true;
    }

    /// <summary>Who has the sockets of a served port, as the pools are counted now.</summary>
    internal OwnerTally OwnersOf(PoolKey key)
    {
        var tally = default(OwnerTally);
        tally.Begin();
        foreach (var index in _served.GetValueOrDefault(key with { NetworkNamespace = 0 }) ?? [])
        {
            _found.Clear();
            var unknown = pools.At(index).Owners.Read(_found);
            _found.ForEach(found => tally.Add(found.Owner, found.States));
            if (unknown.Total > 0)
            {
                tally.Add(OwnerBook.Nobody, unknown);
            }
        }

        return tally;
    }

    /// <summary>The samples of the served ports, without their owners.</summary>
    internal IEnumerable<PoolSample> Sample(uint networkNamespace, PollMoment moment)
    {
        foreach (var (key, ends) in _served)
        {
            var states = default(StateCounts);
            ends.ForEach(index => states.Add(pools.At(index).States));
            yield return new PoolSample
            {
                Key = key with { NetworkNamespace = networkNamespace },
                Window = new PoolWindow(WindowKind.Served, new PortRange(key.Port, key.Port)) { Ends = ends.Count },
                Ledger = new PoolLedger(1, 0, 0, 0, 1) { HasNoSize = true },
                States = states,
                Status = new PoolStatus(PoolCondition.Steady, moment.Now, moment.IsFirst),
                SourcePorts = default(FewPorts).With(key.Port),
            };
        }
    }

    private static bool IsSingle(in PoolAccumulator pool) => pool.States.Total == 1 && !pool.HasChosen;

    private static PoolKey KeyOf(in PoolAccumulator pool)
        => new(0, Protocol.Tcp, PoolKind.Window, pool.Key.Interface, pool.Key.Source, default, pool.Lowest[0])
        {
            Window = WindowKind.Served,
        };

    private static void Count<T>(Dictionary<T, int> counts, T place)
        where T : notnull
        => counts[place] = counts.GetValueOrDefault(place) + 1;
}
