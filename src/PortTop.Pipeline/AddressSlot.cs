using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The ports that are taken from bind() on one local address.</summary>
internal sealed class AddressSlot
{
    private readonly PortSet _ports = new();

    /// <summary>Of the wildcard of IPv4 alone, and so made when they are needed.</summary>
    private PortSet? _uncertain;
    private PortSet? _unlikely;

    internal IpAddress Address { get; private set; }

    internal uint Zone { get; private set; }

    /// <summary>The pass that the counts belong to; 0 for a place that is free.</summary>
    internal int Pass { get; private set; }

    /// <summary>Something binds on this address before it connects.</summary>
    internal bool HasEvidence { get; set; }

    internal int Opened { get; set; }

    /// <summary>How many ports sockets use.</summary>
    internal int Used => _used;

    /// <summary>What is remembered from poll to poll.</summary>
    internal PoolWatch Watch { get; private set; } = new();

    /// <summary>Something bound on this address when it was last looked: its future is of interest.</summary>
    internal bool IsWatched { get; set; }

    internal OwnerTally Owners;
    private StateCounts _states;
    private int _listeners;
    private int _bound;
    private int _used;

    /// <summary>Begins to count for a pass, with what is taken from every address of the family.</summary>
    internal void Begin(int poll, int pass, AddressSlot? wildcard)
    {
        Pass = pass;
        Watch.Begin(poll, pass);
        HasEvidence = false;
        Opened = 0;
        _uncertain?.Clear();
        _unlikely?.Clear();
        _ports.Clear();
        _states = wildcard?._states ?? default;
        _listeners = wildcard?._listeners ?? 0;
        _bound = wildcard?._bound ?? 0;
        _used = wildcard?._used ?? 0;
        if (wildcard is not null)
        {
            _ports.Add(wildcard._ports);
        }
    }

    /// <summary>Gives this place to an address.</summary>
    internal void Assign(IpAddress address, uint zone)
    {
        Address = address;
        Zone = zone;
        Watch = new PoolWatch();
        IsWatched = false;
    }

    /// <summary>Frees this place.</summary>
    internal void Release() => Pass = 0;

    /// <summary>A listener or a bound socket takes a port.</summary>
    internal void Hold(in PortHolder holder)
    {
        if (_ports.TryAdd(holder.Port))
        {
            _listeners += holder.Kind == HolderKind.Listener ? 1 : 0;
            _bound += holder.Kind == HolderKind.Listener ? 0 : 1;
        }
    }

    /// <summary>A socket uses a port; each port counts once, by the first socket on it. True when this is the first.</summary>
    internal bool Use(ushort port, TcpState state, in FlowStep step)
    {
        if (!_ports.TryAdd(port))
        {
            return false;
        }

        _used++;
        _states.Add(state);
        if (IsWatched)
        {
            Watch.Counts.Add(step);
        }

        return true;
    }

    /// <summary>A socket uses a port, though it may be of the one kind that does not take it from this address.</summary>
    /// <param name="port">The port.</param>
    /// <param name="isUnlikely">By all signs it is of that kind.</param>
    internal void MayUse(ushort port, bool isUnlikely) => (isUnlikely ? _unlikely ??= new PortSet() : _uncertain ??= new PortSet()).Add(port);

    /// <summary>True when bind() finds no port at an odd offset any more, where it looks first: it then takes even ones.</summary>
    internal bool IsOddTaken(PortSpace ports)
        => ports.Range.Size > 1 && _ports.CountIn(ports.Range) - _ports.CountEven(ports.Range) >= ports.EphemeralOdd - (ports.MayMissOne ? 1 : 0);

    /// <summary>The sample of this poll.</summary>
    internal PoolSample Sample(PoolKey key, PortSpace ports, bool isComplete, bool mayMissOne, PollMoment moment, FlowBook flows)
    {
        var certain = _ports.Count;
        var likely = Join(ref _uncertain, _ports);
        var all = Join(ref _unlikely, _uncertain ?? _ports);
        var ledger = new PoolLedger(ports.Range.Size, ports.Reserved, _listeners, _bound, _used)
        {
            Suspected = likely - certain,
            MayMissOne = mayMissOne,
        };
        var lower = ledger.Free - (all - likely) - (mayMissOne ? 1 : 0);
        ledger = ledger with { FreeLower = isComplete ? Math.Max(0, lower) : null, IsUnclear = lower <= 0 && ledger.FreeUpper > 0 };
        return Watch.Next(new PoolReading(key, ledger, _states, Opened) { Foreign = _listeners + _bound }, moment, IsWatched ? flows : null);
    }

    /// <summary>How many ports are in either; those of <paramref name="certain"/> alone where there are no others.</summary>
    private static int Join(ref PortSet? doubtful, PortSet certain)
    {
        doubtful?.Add(certain);
        return (doubtful ?? certain).Count;
    }
}
