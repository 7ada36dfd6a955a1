namespace PortTop.Model;

/// <summary>One pool at one poll.</summary>
public sealed record PoolSample
{
    /// <summary>
    /// The number of ports at even offsets from which on the length of the kernel's search matters: about 55 ns a port (Linux 6.18: 16 µs
    /// before and 460 µs after 8,000 of them are taken).
    /// </summary>
    public const int SlowSearch = 1000;

    /// <summary>Which pool.</summary>
    public required PoolKey Key { get; init; }

    /// <summary>The window that its ports are of; null where they are of the ephemeral range.</summary>
    public PoolWindow? Window { get; init; }

    /// <summary>The ports that it draws from where they are not those of the ephemeral range: of source NAT, or of a window.</summary>
    public PortRange? OwnPorts => Nat?.Range ?? Window?.Ports;

    /// <summary>How its addresses are called.</summary>
    public PoolNames Names { get; init; }

    /// <summary>The network namespace that it is in, as <see cref="NamespacePlace.Label"/> has it.</summary>
    public string Namespace { get; init; } = NamespacePlace.HostName;

    /// <summary>The NAT of this machine that it leaves through; null where none is seen.</summary>
    public NatPassage? Passage { get; init; }

    /// <summary>That is another one than the first of those that are read.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Where its ports went.</summary>
    public required PoolLedger Ledger { get; init; }

    /// <summary>Its sockets by state.</summary>
    public required StateCounts States { get; init; }

    /// <summary>
    /// Those of its sockets whose ports are held for every target alike, because the application chose them with bind(), or somebody bound
    /// them since: they are in
    /// <see cref="States"/>, and their ports are among the listeners and bound ports of <see cref="Ledger"/>.
    /// </summary>
    public int Chosen { get; init; }

    /// <summary>Ports in TIME-WAIT that are not given out again: a part of <see cref="PoolLedger.Used"/>.</summary>
    public int HeldTimeWait => Math.Clamp(States.Of(TcpState.TimeWait) - Ledger.Reclaimable, 0, Ledger.Used);

    /// <summary>How it stands.</summary>
    public required PoolStatus Status { get; init; }

    /// <summary>It is full, fails or did a moment ago, fills, or is at risk.</summary>
    public bool IsTroubled => Status.Condition >= PoolCondition.AtRisk;

    /// <summary>What is foretold of it.</summary>
    public PoolForecast Forecast { get; init; } = new();

    /// <summary>What is asked of it beside what fits; null where nothing is known yet.</summary>
    public PoolDemand? Demand { get; init; }

    /// <summary>When connect() works and fails next; null where the pool is not full.</summary>
    public PoolBeats? Beats { get; init; }

    /// <summary>When its trouble began and what changed; null where there is none.</summary>
    public PoolOnset? Onset { get; init; }

    /// <summary>
    /// No port at an even offset is free, and each connect() looks at all of those first (<c>__inet_hash_connect</c>, since Linux 4.6):
    /// 20 to 30 times dearer than before, and no alarm. Never true of a range so small that it does not matter.
    /// </summary>
    public bool IsSlow { get; init; }

    /// <summary>Sockets first seen since the poll before, per second; null at the first poll.</summary>
    public double? Opened { get; init; }

    /// <summary>Change of used ports since the poll before, per second; null at the first poll.</summary>
    public double? Net { get; init; }

    /// <summary>Change of used ports per second, over about the last quarter of a minute; null at the first poll.</summary>
    public double? UseGrowth { get; init; }

    /// <summary>
    /// How many more sockets are alive (not in TIME-WAIT) each second, where their number has grown and grown for half a minute; 0 where it
    /// has not, null before that.
    /// </summary>
    public double? AliveGrowth { get; init; }

    /// <summary>How fast connections leak, between bounds; null where they do not, and where that is not known well enough.</summary>
    public PoolLeak? Leak { get; init; }

    /// <summary>The same as <see cref="AliveGrowth"/> of sockets in CLOSE-WAIT.</summary>
    public double? CloseWaitGrowth { get; init; }

    /// <summary>Its failed connect() calls; null where it had none since its last quiet time, and where they are not watched.</summary>
    public PoolFailures? Failures { get; init; }

    /// <summary>Failed connect() calls per second; null where they are not watched, and at the first poll.</summary>
    public double? Failed { get; init; }

    /// <summary>
    /// What applications asked for since the poll before, per second: opened and failed; null where one of them is unknown.
    /// </summary>
    public double? AskedLast => Opened + Failed;

    /// <summary>
    /// What applications ask for per second, over the last seconds where that is known and since the poll before elsewhere; null where
    /// neither is.
    /// </summary>
    public double? Asks => Demand?.Asks ?? AskedLast;

    /// <summary>The lowest of the ports that its sockets are on, closed ones too.</summary>
    public FewPorts SourcePorts { get; init; }

    /// <summary>Those of the ports that a filter asks about that its sockets are on.</summary>
    public IReadOnlyList<ushort> AskedPorts { get; init; } = [];

    /// <summary>Who has its sockets, most first, and behind them who only fails to get one; empty where nobody is known.</summary>
    public IReadOnlyList<PoolOwner> Owners { get; init; } = [];

    /// <summary>
    /// Who has most of its sockets. Null where nobody is known, and where more sockets have no process, or none that is known yet, than the
    /// first has: then he is not whose it is.
    /// </summary>
    public PoolOwner? Holder => Owners is [{ Sockets: > 0 } first, ..] && first.Sockets >= Unknown ? first : null;

    /// <summary>Sockets of which nobody can be said to have them: neither seen nor, where they are closed, estimated.</summary>
    public int Unknown
    {
        get
        {
            var estimated = 0;
            for (var i = 0; i < Owners.Count; i++)
            {
                estimated += Owners[i].Estimated;
            }

            return Math.Max(0, Unattributed - estimated);
        }
    }

    /// <summary>
    /// Those of <see cref="Unattributed"/> that every process was asked about, and that none has (<see cref="Owner.IsNoProcess"/>).
    /// </summary>
    public int NoProcess { get; init; }

    /// <summary>No process has more of its sockets than any process.</summary>
    public bool IsNoProcess => NoProcess > 0 && Holder is null && NoProcess * 2 > Unknown;

    /// <summary>
    /// Who fails most now, or where nobody does who failed most; null where nobody is known. It need not be who has the ports.
    /// </summary>
    public PoolOwner? Failing
    {
        get
        {
            PoolOwner? most = null;
            for (var i = 0; i < Owners.Count; i++)
            {
                var owner = Owners[i];
                if (owner.Failures > 0 && !IsPast(owner)
                    && (most is null || (owner.Failed ?? 0, owner.Failures).CompareTo((most.Failed ?? 0, most.Failures)) > 0))
                {
                    most = owner;
                }
            }

            return most;
        }
    }

    /// <summary>Its process has ended, it fails no more, and a process that runs has ports: what it did is over.</summary>
    private bool IsPast(PoolOwner owner) => owner.Owner.IsGone && !(owner.Failed > 0) && Holder is { Owner.IsGone: false };

    /// <summary>
    /// How far a NAT that the machine cannot see is used up by its destination; null where none is counted against, and where the pool does
    /// not go through it.
    /// </summary>
    public PoolUpstream? Upstream { get; init; }

    /// <summary>The NAT is nearer to its end than the pool's own ports, which are not used up.</summary>
    public bool IsUpstreamNearer => Upstream is { } upstream && upstream.IsNearerThan(this);

    /// <summary>The NAT is nearer, and nearly used up or filling: state, demand and diagnosis go by it.</summary>
    public bool IsUpstreamTrouble => IsUpstreamNearer && Upstream!.IsAtRisk;

    /// <summary>
    /// The share that is used of whichever limit is nearer: its own ports or the NAT. Above 1 where the NAT lets through more than was
    /// said.
    /// </summary>
    public double NearerRatio => IsUpstreamNearer ? Upstream!.Ratio : Ledger.UsedRatio;

    /// <summary>Sockets that nobody was seen to hold, those with an estimated owner among them.</summary>
    public int Unattributed { get; init; }

    /// <summary>What is told of a pool of source NAT; null of all others.</summary>
    public NatUse? Nat { get; init; }

    /// <summary>
    /// Seconds from one use of a port to its next, on average: the ports that connect() draws from over what is opened. Half of them, at
    /// even offsets, while that half is not used up. Null where nothing was opened.
    /// </summary>
    public double? PortReturnSeconds => Opened > 0 && Key.IsTcpConnect
        ? (Ledger.Used * 2 >= Ledger.Capacity ? Ledger.Capacity : Ledger.Capacity / 2.0) / Opened
        : null;
}
