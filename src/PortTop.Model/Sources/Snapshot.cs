namespace PortTop.Model;

/// <summary>One network namespace at one poll: what screens draw and reports write. Never changed once published.</summary>
public sealed record Snapshot
{
    /// <summary>The number of the poll, from 1.</summary>
    public required int Poll { get; init; }

    /// <summary>When the poll began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Where the readings come from and what they cannot show.</summary>
    public required SourceDescription Source { get; init; }

    /// <summary>The interval between polls in force.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The interval that was asked for; shorter than <see cref="Interval"/> where the budget stretches it.</summary>
    public required TimeSpan WantedInterval { get; init; }

    /// <summary>More of a core may be used than usual, and <see cref="Interval"/> is shorter for it; null where it is not.</summary>
    public RaisedBudget? Raised { get; init; }

    /// <summary>What watching costs.</summary>
    public required PollCost Cost { get; init; }

    /// <summary>Which ports can be handed out.</summary>
    public required PortSpace Ports { get; init; }

    /// <summary>How long before this poll the sockets that hold ports against every target were read.</summary>
    public required TimeSpan HoldersAge { get; init; }

    /// <summary>Connections from ports outside the range; null where that cannot be told.</summary>
    public OutsidePorts? Outside { get; init; }

    /// <summary>Who has the local ports that a filter asks about.</summary>
    public IReadOnlyList<PortLookup> Lookups { get; init; } = [];

    /// <summary>The same in every namespace where something is on them, and in the first in any case.</summary>
    public IEnumerable<PortLookup> LookupsEverywhere => Namespaces.Count == 0 ? Lookups
        : Namespaces.SelectMany(static (place, i) => (place.Reading?.Lookups ?? []).Where(lookup => i == 0 || lookup.Occupants.Count > 0));

    /// <summary>
    /// Connections to the target that somebody asks about, from ports that connect() gives to nobody: outside the range, or reserved. Null
    /// where nobody asks, or they cannot be read.
    /// </summary>
    public int? OutsideOfTarget { get; init; }

    /// <summary>Local addresses and sysctls.</summary>
    public Surroundings Surroundings { get; init; } = Surroundings.Unknown;

    /// <summary>What a person holds to be near trouble, and how addresses are called.</summary>
    public Preferences Preferences { get; init; } = Preferences.Default;

    /// <summary>The NAT that pools are counted against and that the machine cannot see; null where none is.</summary>
    public UpstreamBudget? Upstream { get; init; }

    /// <summary>How many ports that other pools can have at least one pool uses.</summary>
    public required int UsedByAnyone { get; init; }

    /// <summary>How many usable ports sockets hold that by all signs took them with bind(): no pool counts them as free.</summary>
    public int Suspected { get; init; }

    /// <summary>
    /// How many usable ports have a socket of which nobody can say whether bind() took its port, because the kernel was not asked;
    /// suspected ones are among them.
    /// </summary>
    public int Doubtful { get; init; }

    /// <summary>What the kernel answered about single ports.</summary>
    public PortAnswers Asking { get; init; }

    /// <summary>
    /// How many ports of the range, not reserved and without a listener, bind() holds: the dump tells so, or the kernel answered so.
    /// </summary>
    public int BoundFirst => Ports.BoundFirst + Asking.Held;

    /// <summary>How many ports a target can be given that has no connection yet, by all that is seen.</summary>
    public int FreeForAny => Ports.Usable - Asking.Held - Suspected;

    /// <summary>How many it can be given at least; null where sockets that hold ports cannot be seen.</summary>
    public int? FreeForAnyLower
        => Ports.Bound.IsCertain ? Math.Max(0, Ports.Usable - Asking.Held - Doubtful - (Ports.MayMissOne ? 1 : 0)) : null;

    /// <summary>The sockets of all connect pools by state.</summary>
    public required StateCounts States { get; init; }

    /// <summary>The pools, worst first: connect pools, UDP, and bind pools where something binds before it connects.</summary>
    public required IReadOnlyList<PoolSample> Pools { get; init; }

    /// <summary>What bind() before connect() can still get, for every local TCP address in use and for the wildcard.</summary>
    public IReadOnlyList<PoolSample> BindPools { get; init; } = [];

    /// <summary>Source NAT; null where this network namespace has no connection tracking.</summary>
    public NatReading? Nat { get; init; }

    /// <summary>Failed connect() calls; null where they are not watched.</summary>
    public FailureTotals? Failures { get; init; }

    /// <summary>Who holds ports.</summary>
    public OwnerTable Owners { get; init; } = OwnerTable.Unknown;

    /// <summary>Counters of the network namespace that belong to the story; those that this kernel has.</summary>
    public IReadOnlyList<CounterSample> Counters { get; init; } = [];

    /// <summary>The logs that are watched; none where nobody asked for any.</summary>
    public IReadOnlyList<LogSample> Logs { get; init; } = [];

    /// <summary>What happened, the newest last, as far back as is remembered.</summary>
    public IReadOnlyList<PortEvent> Events { get; init; } = [];

    /// <summary>Those of <see cref="Events"/> that this poll saw first.</summary>
    public IReadOnlyList<PortEvent> NewEvents { get; init; } = [];

    /// <summary>
    /// Every network namespace that is read, the one that this poll is of first; empty where there is only that one. Where there are others
    /// <see cref="Pools"/>, <see cref="Failures"/>, <see cref="Owners"/> and <see cref="Events"/> are those of all of them, and all else is
    /// of the first: <see cref="Around"/> has the others'.
    /// </summary>
    public IReadOnlyList<NamespaceSample> Namespaces { get; init; } = [];

    /// <summary>The reading of the namespace that a pool is in.</summary>
    public Snapshot Around(PoolKey pool)
    {
        for (var i = 0; i < Namespaces.Count; i++)
        {
            if (Namespaces[i].Place.Inode == pool.NetworkNamespace && Namespaces[i].Reading is { } reading)
            {
                return reading;
            }
        }

        return this;
    }

    /// <summary>The namespace that a pool is in; null where only one is read, or it is gone.</summary>
    public NamespacePlace? PlaceOf(PoolKey pool)
    {
        for (var i = 0; i < Namespaces.Count; i++)
        {
            if (Namespaces[i].Place.Inode == pool.NetworkNamespace)
            {
                return Namespaces[i].Place;
            }
        }

        return null;
    }

    /// <summary>
    /// The first namespace and the others that were read in this poll, each as a snapshot of its own that shares number, time, interval and
    /// cost of the poll. The first also has what is of the machine: <see cref="Namespaces"/>, which says how old its own reading is, and
    /// <see cref="Logs"/>.
    /// </summary>
    public IEnumerable<Snapshot> Apart()
    {
        if (Namespaces.Count == 0)
        {
            return [this];
        }

        return Namespaces.Where(static (place, i) => place.IsFresh || (i == 0 && place.Reading is not null)).Select((place, i) => place.Reading! with
        {
            Poll = Poll,
            Time = Time,
            Interval = Interval,
            WantedInterval = WantedInterval,
            Cost = Cost,
            Source = SourceOf(place, isFirst: i == 0),
            Pools = [.. Pools.Where(pool => pool.Key.NetworkNamespace == place.Place.Inode)],
            Namespaces = i == 0 ? Namespaces : [],
            Logs = i == 0 ? Logs : [],
            NewEvents = [.. place.IsFresh ? place.Reading.NewEvents : [], .. i == 0 ? NewEvents.Where(static happened => happened.Kind == PortEventKind.LogSign) : []],
        });
    }

    /// <summary>What is not seen of namespaces is told once, in the first line of a poll.</summary>
    private SourceDescription SourceOf(NamespaceSample place, bool isFirst)
    {
        var own = place.Reading!.Source;
        return isFirst ? own with { Unseen = [.. own.Unseen, .. Source.Unseen.Where(static unseen => unseen.What == Unseen.Namespaces)] } : own;
    }

    /// <summary>
    /// The reading of a namespace in which no port can be given to anybody; of another one than the first only where somebody asks for one.
    /// Null where there is none.
    /// </summary>
    public Snapshot? Starved
    {
        get
        {
            if (Ports.Usable <= 0)
            {
                return this;
            }

            for (var i = 0; i < Namespaces.Count; i++)
            {
                if (Namespaces[i].Reading is { Ports.Usable: <= 0, Failures.Total: > 0 } starved)
                {
                    return starved;
                }
            }

            return null;
        }
    }

    /// <summary>A poll is itself alone: two that say the same are two.</summary>
    public bool Equals(Snapshot? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The last quarter of an hour; null where nothing is remembered.</summary>
    public UsageHistory? History { get; init; }

    /// <summary>The sockets of the pool that a person looks at, null when nobody does.</summary>
    public PoolDetail? Detail { get; init; }
}
