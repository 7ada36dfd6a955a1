using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.Procfs;
using PortTop.Kernel.SockDiag;
using PortTop.Kernel.Sysctl;
using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>The running kernel as a source: sockets by netlink, by /proc/net where netlink is refused, ports by sysctl.</summary>
public sealed class KernelSocketSource : ISocketSource, IDisposable
{
    private static readonly Unseen[] AlwaysUnseen =
    [
        new("failures", "connect() failures are not watched; a full pool is told by its ports alone"),
        new("binds", "ports that are bound and not listening, and those of accepted connections, are taken from every target unseen: where there are such, \"free\" is what can be had at most"),
        new("UDP", "only TCP is read"),
        new("owners", "processes are not looked up; \"ss -tanp\" names them"),
        new("NAT", "ports taken by masquerading or by a gateway are not the host's and are not read"),
        new("namespaces", "only the network namespace that porttop runs in is read; \"ip netns exec NAME porttop\" or \"nsenter -t PID -n porttop\" reads another"),
    ];

    private readonly ListenerList _listeners = new();
    private readonly PortSysctls _sysctls;
    private readonly ProcNetTcp _procfs;
    private readonly SockDiagTable _netlink;
    private readonly bool _mayFallBack;
    private readonly NetworkNamespace _namespace;
    private ISocketTable _table;
    private string? _note;

    /// <summary>Chooses the way and opens nothing yet.</summary>
    /// <param name="choice">The way that is wanted.</param>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="open">Opens the channel of netlink; null for a recording's or the kernel's own.</param>
    /// <param name="recording">Netlink replies recorded by <c>ss -D</c>, which stand in for the kernel's; null for none.</param>
    public KernelSocketSource(CollectorChoice choice, KernelRoots roots, Func<INetlinkChannel>? open = null, byte[]? recording = null)
    {
        _sysctls = new PortSysctls(roots.Proc);
        _procfs = new ProcNetTcp(roots.Proc);
        _netlink = recording is null
            ? new SockDiagTable(open ?? (static () => new NetlinkSocket()))
            : new SockDiagTable(() => new RecordedSockDiag(recording), SockDiagTable.RecordedName);
        _namespace = NetworkNamespace.Current(roots.Proc, roots.NamedNamespaces);
        _mayFallBack = choice == CollectorChoice.Auto && recording is null;
        _table = choice == CollectorChoice.Procfs && recording is null ? _procfs : _netlink;
        if (_mayFallBack && open is null && SockDiagAvailability.IsPresent(roots.Proc, roots.Modules) == false)
        {
            FallBack("the kernel module tcp_diag is not loaded, and porttop does not load it; \"modprobe tcp_diag\" makes polls quicker");
        }
    }

    /// <inheritdoc/>
    public SourceDescription Describe() => new(
        _table.Name,
        Environment.MachineName,
        _namespace.Name,
        _namespace.Inode,
        _note is null ? [] : [_note],
        AlwaysUnseen);

    /// <inheritdoc/>
    public PortSpace ReadPortSpace()
    {
        var range = _sysctls.ReadRange();
        var reserved = _sysctls.ReadReserved();
        Read(table => table.ReadListeners(range, _listeners));
        return new PortSpace(range, reserved, _listeners.ToArray(), _sysctls.ReadReuse());
    }

    /// <inheritdoc/>
    public void ReadSockets(PortRange range, ISocketSink sink) => Read(table => table.ReadConnected(range, sink));

    /// <inheritdoc/>
    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink) => Read(table => table.ReadPool(pool, range, sink));

    /// <inheritdoc/>
    public void Dispose() => _netlink.Dispose();

    private void Read(Action<ISocketTable> read)
    {
        try
        {
            read(_table);
        }
        catch (NetlinkException problem) when (problem.IsRefusal && _mayFallBack)
        {
            FallBack($"netlink is refused ({problem.Message}), so /proc/net/tcp serves; polls are slower");
            read(_table);
        }
        catch (NetlinkException problem)
        {
            throw new SourceException(problem.IsRefusal ? problem.Message + "; \"--collector procfs\" reads /proc/net/tcp instead" : problem.Message, problem);
        }
    }

    private void FallBack(string note)
    {
        _note = note;
        _table = _procfs;
    }
}
