using PortTop.Kernel.Conntrack;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.Probe;
using PortTop.Kernel.Procfs;
using PortTop.Kernel.SockDiag;
using PortTop.Kernel.Sysctl;
using PortTop.Kernel.Tracepoints;
using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>
/// One network namespace of the running kernel as a source: sockets by netlink, by /proc/net where netlink is refused, ports by sysctl.
/// </summary>
public sealed class KernelSocketSource : ISocketSource, IDisposable
{
    private readonly HolderList _listeners = new(HolderKind.Listener);
    private readonly HolderList _chosenListeners = new(HolderKind.Listener);
    private readonly PortSysctls _sysctls;
    private readonly ProcNetSockets _procfs;
    private readonly SockDiagTable _netlink;
    private readonly UdpReader _udp;
    private readonly Sight _sight = new();
    private readonly bool _mayFallBack;
    private readonly bool _isRecorded;
    private readonly bool _isOwn;
    private readonly bool _ownsShare;
    private readonly MachineShare _share;
    private readonly INamespaceEntrance _entrance;
    private readonly NamespacePlace _place;
    private readonly ProcNetCounters _counters;
    private readonly NamespaceFailures? _failures;
    private ISocketTable _table;
    private string? _note;

    /// <summary>Reads the namespace that this program runs in. Chooses the way and opens nothing yet.</summary>
    /// <param name="choice">The way that is wanted.</param>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="open">Opens the channel of netlink; null for a recording's or the kernel's own.</param>
    /// <param name="recording">Netlink replies recorded by <c>ss -D</c>, which stand in for the kernel's; null for none.</param>
    /// <param name="watch">Whether failures are watched.</param>
    /// <param name="asksKernel">Whether the kernel may be asked for single ports.</param>
    public KernelSocketSource(
        CollectorChoice choice, KernelRoots roots, Func<INetlinkChannel>? open = null, byte[]? recording = null,
        WatchChoice watch = WatchChoice.None, bool asksKernel = true)
        : this(new MachineShare(roots, watch, recording is not null, open is not null, asksKernel), choice, null, null, open, recording)
    {
        _ownsShare = true;
    }

    /// <summary>Reads a namespace.</summary>
    /// <param name="share">What is there once for all.</param>
    /// <param name="choice">The way that is wanted.</param>
    /// <param name="entrance">The way in; null for the namespace that this program runs in.</param>
    /// <param name="place">Which namespace; null likewise.</param>
    /// <param name="open">Opens the channel of netlink; null for the kernel's own.</param>
    /// <param name="recording">Recorded replies; null for none.</param>
    internal KernelSocketSource(
        MachineShare share, CollectorChoice choice, INamespaceEntrance? entrance = null, NamespacePlace? place = null, Func<INetlinkChannel>? open = null, byte[]? recording = null)
    {
        _share = share;
        _isRecorded = recording is not null;
        _isOwn = entrance is null;
        _entrance = entrance ?? new OwnEntrance(share.Roots.Proc);
        _place = place ?? new NamespacePlace(share.Own.Inode, share.Own.Name);
        _sysctls = new PortSysctls(share.Roots.Proc, _entrance);
        _procfs = new ProcNetSockets(_entrance);
        _netlink = recording is null
            ? new SockDiagTable(open ?? (() => _entrance.OpenNetlink(LibC.NETLINK_SOCK_DIAG)), share.HasBoundInactive, keepsOpen: _isOwn)
            : new SockDiagTable(() => new RecordedSockDiag(recording), static () => false, isRecorded: true);
        _mayFallBack = choice == CollectorChoice.Auto && !_isRecorded;
        _table = choice == CollectorChoice.Procfs && !_isRecorded ? _procfs : _netlink;
        if (_mayFallBack && share.Modules.Tcp == false)
        {
            FallBack("the kernel module tcp_diag is not loaded, and porttop does not load it; \"modprobe tcp_diag\" makes polls quicker");
        }

        _udp = new UdpReader(_netlink.Dump, _procfs, mayUseNetlink: _table == _netlink && share.Modules.Udp == true);
        _counters = new ProcNetCounters(share.Roots.Proc, _entrance);
        Probe = _isRecorded ? null : new SourcePortProbe(share.Roots.Proc, _entrance);
        Asker = WhyNotAsk(isDialled: open is not null) is { } reason ? new SilentAsker(reason)
            : new HeldPortAsker(_sysctls, _entrance, share.WhySample, keepsOpen: _isOwn);
        Listening = _isRecorded ? null : new ListenProbe(this, _entrance);
        Nat = _isRecorded ? null : new ConntrackSource(share.Roots, _entrance, share.ConntrackModules);
        Processes = _isOwn ? share.Processes : new Processes.NamespaceProcesses(share.Processes!, share.Census!, _place.Inode);
        _failures = share.Failures?.Join(_place.Inode);
        _sight.TellOwners(share.OwnersProblem);
        _sight.TellFailures(share.FailuresProblem);
        _sight.TellSyscalls(share.SyscallsProblem);
    }

    /// <inheritdoc/>
    public IProcessTable? Processes { get; }

    /// <inheritdoc/>
    public INatSource? Nat { get; }

    /// <inheritdoc/>
    IPortProbe? ISocketSource.Probe => Probe;

    /// <inheritdoc/>
    public IPortAsker Asker { get; }

    /// <summary>Asks whether a server could take a port in this namespace; null for a recording.</summary>
    public ListenProbe? Listening { get; }

    /// <summary>Asks for ports in this namespace; null for a recording.</summary>
    public SourcePortProbe? Probe { get; }

    /// <inheritdoc/>
    public SourceDescription Describe() => new(
        _table.Name,
        Environment.MachineName,
        _place.Label,
        _place.Inode,
        [.. new[] { _note, WhyUnwatched is { } why ? "connect() failures are not watched: " + why : null }.OfType<string>()],
        _sight.Unseen)
    {
        WhyUnwatched = WhyUnwatched,
        EntryCommand = _isOwn ? null : _place.EntryCommand,
    };

    /// <inheritdoc/>
    public PortSettings ReadSettings() => _sysctls.ReadSettings();

    /// <inheritdoc/>
    public IReadOnlyList<PortHolder> ReadListeners(PortRange range)
    {
        Read(table => table.ReadListeners(range, _listeners));
        var listeners = _listeners.ToArray();
        var isTold = false;
        Read(table => isTold = table.ReadChosenListeners(_chosenListeners));
        for (var i = 0; i < listeners.Length && isTold; i++)
        {
            listeners[i] = listeners[i] with { IsPortChosen = _chosenListeners.Contains(listeners[i].Identity) };
        }

        return listeners;
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
    public void ReadAlive(PortRange range, ISocketSink sink) => Read(table => table.ReadAlive(range, sink));

    /// <inheritdoc/>
    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink) => Read(table => table.ReadAlive(pool, range, sink));

    /// <inheritdoc/>
    public Surroundings ReadSurroundings()
    {
        if (_isRecorded)
        {
            return Surroundings.Unknown;
        }

        LocalAddress[] addresses = [.. AddressDump.Read(() => _entrance.OpenNetlink(LibC.NETLINK_ROUTE)).Where(static found => !found.IsDown).Select(static found => new LocalAddress(found.Address, found.Interface))];
        if (_failures is not null)
        {
            _share.Failures!.TellAddresses(_failures, addresses.Select(static local => local.Address));
        }

        return new Surroundings(addresses, _sysctls.ReadKnobs(_place.IsHost ? new SysctlFiles(_share.Roots.System) : null)) { Cloud = _share.Cloud };
    }

    /// <inheritdoc/>
    public FailureReading? ReadFailures()
    {
        if (_failures is null)
        {
            return null;
        }

        var reading = _share.Failures!.Take(_failures);
        if (_share.Failures.Problem is { } problem)
        {
            _sight.TellFailures(problem);
        }

        return reading;
    }

    /// <inheritdoc/>
    public IReadOnlyList<long?> ReadCounters() => _isRecorded ? [] : _counters.Read();

    /// <summary>Ends the reading of this namespace.</summary>
    public void Dispose()
    {
        _netlink.Dispose();
        (Asker as IDisposable)?.Dispose();
        if (_failures is not null)
        {
            _share.Failures!.Leave(_failures);
        }

        if (_ownsShare)
        {
            _share.Dispose();
        }
    }

    private string? WhyUnwatched => _failures is null && !_isRecorded ? _share.WhyUnwatched : null;

    /// <summary>
    /// Other sockets, or another /proc, than those of the kernel that would answer: its answers would be about something else.
    /// </summary>
    private string? WhyNotAsk(bool isDialled)
        => _isRecorded ? "a recording cannot be asked"
            : isDialled || _share.Roots.Proc != KernelRoots.DefaultProc ? "what is read is not what the kernel here would answer about"
            : _share.AsksKernel ? null : "the settings say so (\"askKernel\": \"never\")";

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
