namespace PortTop.Model;

/// <summary>What causes and remedies are judged by: one pool at one poll, and what lies around it.</summary>
internal sealed class DiagnosisFacts
{
    /// <summary>From here on a pool that stays where it is has little left for a bad day.</summary>
    private const double TightShare = .8;

    private readonly Lazy<IReadOnlyList<SiblingAddress>> _siblings;
    private readonly Lazy<RangeOffer?> _range;

    internal DiagnosisFacts(Snapshot snapshot, PoolSample pool)
    {
        Snapshot = snapshot;
        Pool = pool;
        Flow = UpstreamDemand.Flow(pool);
        _siblings = new Lazy<IReadOnlyList<SiblingAddress>>(() => new SiblingAddresses(snapshot).Of(pool.Key));
        _range = new Lazy<RangeOffer?>(() => RangeOffer.Find(snapshot, pool.Key.Protocol));
    }

    internal Snapshot Snapshot { get; }

    internal PoolSample Pool { get; }

    internal PoolLedger Ledger => Pool.Ledger;

    /// <summary>The flow as it is.</summary>
    internal PoolFlow Flow { get; }

    /// <summary>Other local addresses for the same target.</summary>
    internal IReadOnlyList<SiblingAddress> Siblings => _siblings.Value;

    /// <summary>A wider range; null where there is none worth having.</summary>
    internal RangeOffer? Range => _range.Value;

    /// <summary>The pool is full, failing, filling, or so full that it needs little more; not one that empties by itself.</summary>
    internal bool IsTroubled => Pool.Failures is not null || Pool.Status.Condition >= PoolCondition.Countdown || (!IsEmptying && IsTight);

    private bool IsTight => Pool.Status.Condition >= PoolCondition.AtRisk || Pool.Status.SettlesAt >= TightShare || (Ledger.UsedRatio >= TightShare && !HasRoom);

    /// <summary>Hardly anybody asks any more.</summary>
    private bool IsEmptying => Pool.Demand is { Mean: < .5, IsAtLeast: false } && HasRoom;

    /// <summary>Most of what is used comes back by itself, and what is asked for leaves room.</summary>
    private bool HasRoom => TimeWait * 2 > Ledger.Used && Flow.Foresee() is { Kind: ProspectKind.Settles, Share: < TightShare };

    /// <summary>Ports in TIME-WAIT that nobody is given.</summary>
    internal int TimeWait => Pool.HeldTimeWait;

    internal int CloseWait => Pool.States.Of(TcpState.CloseWait);

    internal int SynSent => Pool.States.Of(TcpState.SynSent);

    internal int Established => Pool.States.Of(TcpState.Established);

    /// <summary>Closed here, and still held because the peer does not answer that.</summary>
    internal int HalfClosed => Pool.States.Of(TcpState.FinWait1) + Pool.States.Of(TcpState.FinWait2) + Pool.States.Of(TcpState.LastAck) + Pool.States.Of(TcpState.Closing);

    /// <summary>Sockets that are not in TIME-WAIT.</summary>
    internal int Alive => Pool.States.Total - Pool.States.Of(TcpState.TimeWait);

    /// <summary>Who has most of the ports, in words.</summary>
    internal string Holder => Name(Pool.Holder);

    /// <summary>Who has most sockets in CLOSE-WAIT: nobody else can close them.</summary>
    internal PoolOwner? Leaker => Most(static owner => owner.States.Of(TcpState.CloseWait));

    /// <summary>Who has most sockets in TIME-WAIT: who holds its connections open has none.</summary>
    internal PoolOwner? Closer => Most(static owner => owner.States.Of(TcpState.TimeWait) + owner.Estimated);

    /// <summary>Who has nearly all of the ports; null where several have them, for then it is not known whose grow.</summary>
    internal PoolOwner? Grower
    {
        get
        {
            const double NearlyAll = .8;
            return Pool.Holder is { } holder && holder.Sockets >= NearlyAll * Ledger.Used ? holder : null;
        }
    }

    /// <summary>An owner in words.</summary>
    internal static string Name(PoolOwner? owner) => owner is null ? "the application" : OwnerText.Describe(owner.Owner);

    /// <summary>The process of an owner; null where none is known, and where it has ended.</summary>
    internal static ProcessDescription? ProcessOf(PoolOwner? owner) => owner?.Owner is { IsGone: false } known ? known.Process : null;

    /// <summary>The pool's sockets in the words of ss(8): dst 10.8.0.12:5432, or of a pool without a destination src 10.0.2.15.</summary>
    internal string Match
    {
        get
        {
            Span<char> text = stackalloc char[64];
            var key = Pool.Key;
            return key.HasDestination ? string.Concat("dst ", text[..AddressText.WriteEndpoint(key.Destination, 0, key.Port, text)])
                : key.Source.IsWildcard ? string.Empty
                : key.Source.IsIPv4 ? $"src {key.Source}" : $"src [{key.Source}]";
        }
    }

    /// <summary>The target: 10.8.0.12:5432, by name and address where it has a name.</summary>
    internal string Target => PoolAddressText.DescribeTarget(Pool);

    private PoolOwner? Most(Func<PoolOwner, int> count)
    {
        PoolOwner? most = null;
        foreach (var owner in Pool.Owners)
        {
            most = count(owner) > (most is null ? 0 : count(most)) ? owner : most;
        }

        return most;
    }

    /// <summary>The share of used ports that a count of them is.</summary>
    internal double ShareOf(int count) => Ledger.Used <= 0 ? 0 : (double)count / Ledger.Used;

    /// <summary>The growth per second of a counter of the namespace; 0 where it is not known.</summary>
    internal double RateOf(string counter)
    {
        foreach (var sample in Snapshot.Counters)
        {
            if (sample.Counter.Id == counter)
            {
                return sample.Rate ?? 0;
            }
        }

        return 0;
    }

    /// <summary>The value of a counter or gauge; null where it is not known.</summary>
    internal long? ValueOf(string counter)
    {
        foreach (var sample in Snapshot.Counters)
        {
            if (sample.Counter.Id == counter)
            {
                return sample.Value;
            }
        }

        return null;
    }

    /// <summary>The running value of a sysctl that is a number; null where there is none.</summary>
    internal int? Number(string name) => int.TryParse(Sysctl(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The running value of a sysctl; null where there is none.</summary>
    internal string? Sysctl(string name)
    {
        foreach (var knob in Snapshot.Surroundings.Knobs)
        {
            if (knob.Name == name)
            {
                return knob.Running;
            }
        }

        return null;
    }
}
