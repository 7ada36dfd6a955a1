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
    private readonly HolderList _listeners = new(HolderKind.Listener);
    private readonly PortSysctls _sysctls;
    private readonly ProcNetSockets _procfs;
    private readonly SockDiagTable _netlink;
    private readonly UdpReader _udp;
    private readonly Sight _sight = new();
    private readonly bool _mayFallBack;
    private readonly bool _isRecorded;
    private readonly KernelRoots _roots;
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
        _roots = roots;
        _isRecorded = recording is not null;
        _sysctls = new PortSysctls(roots.Proc);
        _procfs = new ProcNetSockets(roots.Proc);
        _netlink = recording is null
            ? new SockDiagTable(open ?? (static () => new NetlinkSocket()), () => BoundInactiveSupport.IsPresent(roots.Types, roots.Proc))
            : new SockDiagTable(() => new RecordedSockDiag(recording), static () => false, isRecorded: true);
        _namespace = NetworkNamespace.Current(roots.Proc, roots.NamedNamespaces);
        _mayFallBack = choice == CollectorChoice.Auto && !_isRecorded;
        _table = choice == CollectorChoice.Procfs && !_isRecorded ? _procfs : _netlink;
        var modules = open is null && !_isRecorded ? DiagModules.Find(roots.Proc, roots.Modules) : new DiagModules(true, true);
        if (_mayFallBack && modules.Tcp == false)
        {
            FallBack("the kernel module tcp_diag is not loaded, and porttop does not load it; \"modprobe tcp_diag\" makes polls quicker");
        }

        _udp = new UdpReader(_netlink.Dump, _procfs, mayUseNetlink: _table == _netlink && modules.Udp == true);
    }

    /// <inheritdoc/>
    public SourceDescription Describe() => new(
        _table.Name,
        Environment.MachineName,
        _namespace.Name,
        _namespace.Inode,
        _note is null ? [] : [_note],
        _sight.Unseen);

    /// <inheritdoc/>
    public PortSettings ReadSettings() => _sysctls.ReadSettings();

    /// <inheritdoc/>
    public IReadOnlyList<PortHolder> ReadListeners(PortRange range)
    {
        Read(table => table.ReadListeners(range, _listeners));
        return _listeners.ToArray();
    }

    /// <inheritdoc/>
    public BoundPorts ReadBound()
    {
        var bound = BoundPorts.Unknown;
        Read(table => bound = table.ReadBound());
        _sight.Tell(bound, _table.Name);
        return bound;
    }

    /// <inheritdoc/>
    public void ReadSockets(PortRange range, ISocketSink sink) => Read(table => table.ReadConnected(range, sink));

    /// <inheritdoc/>
    public void ReadUdp(PortRange range, ISocketSink sink)
    {
        if (_isRecorded)
        {
            _sight.TellUdp("a recording of TCP sockets holds none");
            sink.Restart();
            return;
        }

        _sight.TellUdp(_udp.Read(range, sink));
    }

    /// <inheritdoc/>
    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink)
    {
        if (pool.Protocol == Protocol.Udp)
        {
            ReadUdp(range, sink);
        }
        else
        {
            Read(table => table.ReadPool(pool, range, sink));
        }
    }

    /// <inheritdoc/>
    public Surroundings ReadSurroundings()
        => _isRecorded
            ? Surroundings.Unknown
            : new Surroundings(LocalAddresses.Read(), _sysctls.ReadKnobs(_namespace.IsHost ? new SysctlFiles(_roots.System) : null));

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
