using PortTop.Kernel.Netlink;
using PortTop.Model;

namespace PortTop.Kernel.SockDiag;

/// <summary>The TCP sockets as sock_diag shows them: the quick way, with cookies.</summary>
/// <param name="open">Opens a channel to the kernel or to a recording.</param>
/// <param name="name">The way, in a word.</param>
public sealed class SockDiagTable(Func<INetlinkChannel> open, string name = SockDiagTable.NetlinkName) : ISocketTable, IDisposable
{
    /// <summary>The word for the kernel itself.</summary>
    public const string NetlinkName = "netlink";

    /// <summary>The word for a recorded dump.</summary>
    public const string RecordedName = "recorded";

    private readonly SockDiagDump _dump = new(open);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void ReadListeners(PortRange range, ISocketSink sink) => _dump.ReadListeners(range, sink);

    /// <inheritdoc/>
    public void ReadConnected(PortRange range, ISocketSink sink) => _dump.ReadConnected(range, sink);

    /// <inheritdoc/>
    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink) => _dump.ReadTowards(pool.Destination, pool.Port, range, sink);

    /// <inheritdoc/>
    public void Dispose() => _dump.Dispose();
}
