using PortTop.Kernel.Netlink;
using PortTop.Model;

namespace PortTop.Kernel.SockDiag;

/// <summary>The TCP sockets as sock_diag shows them: the quick way, with cookies.</summary>
/// <param name="open">Opens a channel to the kernel or to a recording.</param>
/// <param name="hasBoundInactive">Finds out whether the kernel tells of bound sockets; asked once, and only while none was seen.</param>
/// <param name="keepsOpen">False where each dump opens a channel of its own: one that is open keeps its network namespace alive.</param>
/// <param name="isRecorded">A recording answers, which gives the same sockets whatever is asked.</param>
public sealed class SockDiagTable(Func<INetlinkChannel> open, Func<bool> hasBoundInactive, bool keepsOpen = true, bool isRecorded = false) : ISocketTable, IDisposable
{
    /// <summary>The word for the kernel itself.</summary>
    public const string NetlinkName = "netlink";

    /// <summary>The word for a recorded dump.</summary>
    public const string RecordedName = "recorded";

    private readonly SockDiagDump _dump = new(open, keepsOpen);
    private readonly HolderList _boundOnly = new(HolderKind.BoundOnly);
    private readonly HolderList _chosen = new(HolderKind.Chosen);
    private bool? _seesBoundOnly;

    /// <inheritdoc/>
    public string Name => isRecorded ? RecordedName : NetlinkName;

    /// <summary>The dumps themselves, which UDP sockets are read by too.</summary>
    internal SockDiagDump Dump => _dump;

    /// <inheritdoc/>
    public void ReadListeners(PortRange range, ISocketSink sink) => _dump.ReadListeners(range, sink);

    /// <inheritdoc/>
    public bool ReadChosenListeners(ISocketSink sink)
    {
        if (!isRecorded)
        {
            _dump.ReadChosen(sink, InetDiagRequest.ListenState);
        }

        return !isRecorded;
    }

    /// <inheritdoc/>
    public void ReadConnected(PortRange range, ISocketSink sink) => _dump.ReadConnected(range, sink);

    /// <inheritdoc/>
    public BoundPorts ReadBound()
    {
        _dump.ReadBoundOnly(_boundOnly);
        PortHolder[] holders = _boundOnly.ToArray();
        if (isRecorded)
        {
            // Which port was chosen is told by the kernel's filter alone, and a recording cannot be filtered.
            return new BoundPorts(holders, SeesBoundOnly: false, SeesChosen: false);
        }

        _seesBoundOnly = holders.Length > 0 || (_seesBoundOnly ?? hasBoundInactive());
        _dump.ReadChosen(_chosen);
        holders = [.. holders, .. _chosen.ToArray()];
        Array.Sort(holders, PortHolder.Compare);
        return new BoundPorts(holders, _seesBoundOnly.Value, SeesChosen: true);
    }

    /// <inheritdoc/>
    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink)
    {
        if (pool.HasDestination)
        {
            _dump.ReadTowards(pool.Destination, pool.Port, range, sink, withInfo: true);
        }
        else if (pool.Source.IsWildcard)
        {
            _dump.ReadConnected(range, sink);
        }
        else
        {
            _dump.ReadFrom(pool.Source, range, sink);
        }
    }

    /// <inheritdoc/>
    public void ReadAlive(PortRange range, ISocketSink sink) => _dump.ReadConnected(range, sink, InetDiagRequest.AliveStates);

    /// <inheritdoc/>
    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink) => _dump.ReadTowards(pool.Destination, pool.Port, range, sink, InetDiagRequest.AliveStates);

    /// <inheritdoc/>
    public void Dispose() => _dump.Dispose();
}
