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
        Flow = PoolFlow.Of(pool);
        _siblings = new Lazy<IReadOnlyList<SiblingAddress>>(() => new SiblingAddresses(snapshot).Of(pool.Key));
        _range = new Lazy<RangeOffer?>(() => RangeOffer.Find(snapshot));
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

    /// <summary>The pool is full, failing, filling, or so full that it needs little more.</summary>
    internal bool IsTroubled => Pool.Failures is not null || Pool.Status.Condition >= PoolCondition.AtRisk
        || Ledger.UsedRatio >= TightShare || Pool.Status.SettlesAt >= TightShare;

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
    internal string Holder => Pool.Holder is { } holder ? OwnerText.Describe(holder.Owner) : "the application";

    /// <summary>The process that has most of the ports; null where none is known.</summary>
    internal ProcessDescription? Process => Pool.Holder?.Owner is { IsGone: false } owner ? owner.Process : null;

    /// <summary>The pool's sockets in the words of ss(8): dst 10.8.0.12:5432, or of a pool without a destination src 10.0.2.15.</summary>
    internal string Match => Pool.Key.HasDestination ? "dst " + Target : Pool.Key.Source.IsWildcard ? string.Empty : $"src {Pool.Key.Source}";

    /// <summary>The target: 10.8.0.12:5432.</summary>
    internal string Target
    {
        get
        {
            Span<char> text = stackalloc char[64];
            return text[..AddressText.WriteDestination(Pool.Key, text)].ToString();
        }
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
