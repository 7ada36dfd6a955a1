using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.Processes;
using PortTop.Kernel.Procfs;
using PortTop.Kernel.SockDiag;
using PortTop.Kernel.Sysctl;
using PortTop.Kernel.Tracepoints;
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
    private readonly ProcNetCounters _counters;
    private readonly ProcessTable? _processes;
    private readonly FailureWatch? _failures;
    private ISocketTable _table;
    private string? _note;

    /// <summary>Chooses the way and opens nothing yet.</summary>
    /// <param name="choice">The way that is wanted.</param>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="open">Opens the channel of netlink; null for a recording's or the kernel's own.</param>
    /// <param name="recording">Netlink replies recorded by <c>ss -D</c>, which stand in for the kernel's; null for none.</param>
    /// <param name="watch">Whether failures are watched.</param>
    public KernelSocketSource(
        CollectorChoice choice, KernelRoots roots, Func<INetlinkChannel>? open = null, byte[]? recording = null, WatchChoice watch = WatchChoice.None)
    {
        _roots = roots;
        _isRecorded = recording is not null;
        var entrance = new OwnEntrance(roots.Proc);
        _sysctls = new PortSysctls(roots.Proc, entrance);
        _procfs = new ProcNetSockets(entrance);
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
        _counters = new ProcNetCounters(roots.Proc, entrance);
        _processes = _isRecorded ? null : new ProcessTable(roots);
        _sight.TellOwners(_processes switch
        {
            null => "a recording of sockets tells of no process",
            { IsContained: true } => "porttop runs in a container's pid namespace: of sockets of processes outside it only the user is told; on the host \"sudo porttop\" names them",
            { SeesAll: false } => "of other users' sockets only the user is told; \"sudo porttop\" names the processes, or CAP_SYS_PTRACE with CAP_DAC_READ_SEARCH",
            _ => null,
        });
        _failures = _isRecorded ? null : Watch(watch);
        if (_isRecorded)
        {
            _sight.TellFailures("a recording tells of none");
        }
    }

    /// <inheritdoc/>
    public IProcessTable? Processes => _processes;

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
    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink) => Read(table => table.ReadAlive(pool, range, sink));

    /// <inheritdoc/>
    public Surroundings ReadSurroundings()
    {
        if (_isRecorded)
        {
            return Surroundings.Unknown;
        }

        var addresses = LocalAddresses.Read();
        _failures?.TellAddresses(addresses.Select(static local => local.Address));
        return new Surroundings(addresses, _sysctls.ReadKnobs(_namespace.IsHost ? new SysctlFiles(_roots.System) : null));
    }

    /// <inheritdoc/>
    public FailureReading? ReadFailures()
    {
        var reading = _failures?.Take();
        if (_failures?.Problem is { } problem)
        {
            _sight.TellFailures(problem);
        }

        return reading;
    }

    /// <inheritdoc/>
    public IReadOnlyList<long?> ReadCounters() => _isRecorded ? [] : _counters.Read();

    /// <inheritdoc/>
    public void Dispose()
    {
        _failures?.Dispose();
        _netlink.Dispose();
    }

    /// <summary>Begins to watch; where that is refused the rest goes on without, and what is not seen is said.</summary>
    private FailureWatch? Watch(WatchChoice choice)
    {
        if (choice == WatchChoice.None)
        {
            _sight.TellFailures("the settings say so (\"failures\": \"none\")");
            return null;
        }

        try
        {
            var failures = new FailureWatch(_roots, _namespace.Inode, choice == WatchChoice.Syscalls);
            _sight.TellSyscalls(choice == WatchChoice.Syscalls ? failures.SyscallsProblem : "\"--watch-syscalls\" watches them, at a price for every system call of the machine");
            return failures;
        }
        catch (TraceException problem)
        {
            _sight.TellFailures(problem.Message);
            return null;
        }
    }

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
