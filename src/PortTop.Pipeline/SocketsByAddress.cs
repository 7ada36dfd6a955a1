using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Sorts sockets into pools by their local address: those of UDP, where one pool is for all that ask for no address, and those of TCP whose
/// programs choose their ports.
/// </summary>
/// <param name="protocol">UDP or TCP.</param>
/// <param name="desk">Looks for the owners of sockets.</param>
/// <param name="flows">What forecasts share.</param>
internal sealed class SocketsByAddress(Protocol protocol, OwnerDesk desk, FlowBook flows) : ISocketSink
{
    private readonly AddressTable _addresses = new(protocol, desk, flows);
    private readonly SocketTable _sockets = new();
    private readonly List<(SocketRow Row, int Socket, bool IsNew)> _rows = [];
    private PollMoment _moment;
    private PortSpace? _ports;
    private readonly Dictionary<(IpAddress Source, uint Interface), (FewPorts Lowest, List<ushort>? Asked)> _portsOf = [];
    private IReadOnlyList<ushort> _wantedPorts = [];
    private int _pass;

    /// <summary>Begins a poll.</summary>
    internal void Begin(PollMoment moment, PortSpace ports, uint networkNamespace, IReadOnlyList<ushort>? wantedPorts = null)
    {
        _wantedPorts = wantedPorts ?? [];
        _moment = moment;
        _addresses.Begin(moment, ports, networkNamespace);
        _ports = ports;
        Restart();
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _pass++;
        desk.Hunt.Forget(_sockets);
        _rows.Clear();
    }

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (!_ports!.IsEphemeral(row.SourcePort))
        {
            return;
        }

        var index = _sockets.FindOrAdd(row.Identity, out var isNew);
        ref var socket = ref _sockets.At(index);
        if (!isNew && socket.LastPass == _pass)
        {
            return;
        }

        if (isNew || socket.State != row.State)
        {
            desk.Note();
        }

        socket.FirstPoll = isNew ? _moment.Poll : socket.FirstPoll;
        socket.LastPass = _pass;
        socket.State = row.State;
        if (row.Inode != 0 && desk.Hunt.IsWanted(socket.Owner))
        {
            desk.Hunt.Want(_sockets, index, row.Inode, row.UserId);
        }

        _rows.Add((row, index, socket.FirstPoll == _moment.Poll));
    }

    /// <summary>Forgets the sockets that are gone.</summary>
    internal void Sweep()
    {
        if (_sockets.Sweep(_pass, Leave))
        {
            desk.Note();
        }
    }

    /// <summary>Ends the poll, once what is gone was swept, and adds the pools that something uses.</summary>
    internal void Finish(List<PoolSample> ranked)
    {
        Push(isWildcard: true);
        Push(isWildcard: false);
        if (!desk.IsCurrent)
        {
            Recount();
        }

        var first = ranked.Count;
        _addresses.Finish(ranked, []);
        NamePorts(CollectionsMarshal.AsSpan(ranked)[first..]);
    }

    /// <summary>
    /// Adds the lowest ports of each pool, and those that a filter asks about. Those of the wildcards count every socket.
    /// </summary>
    private void NamePorts(Span<PoolSample> pools)
    {
        _portsOf.Clear();
        var (all, allAsked) = (default(FewPorts), new List<ushort>());
        foreach (var (row, _, _) in _rows)
        {
            ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_portsOf, (row.Source, row.Interface), out _);
            found.Lowest = found.Lowest.With(row.SourcePort);
            all = all.With(row.SourcePort);
            if (_wantedPorts.Contains(row.SourcePort))
            {
                AddOnce(found.Asked ??= [], row.SourcePort);
                AddOnce(allAsked, row.SourcePort);
            }
        }

        foreach (ref var pool in pools)
        {
            var (lowest, asked) = pool.Key.Source.IsWildcard
                ? (all, allAsked)
                : _portsOf.GetValueOrDefault((pool.Key.Source, pool.Key.Interface));
            pool = pool with { SourcePorts = lowest, AskedPorts = asked ?? [] };
        }
    }

    /// <summary>Sockets may share a port.</summary>
    private static void AddOnce(List<ushort> ports, ushort port)
    {
        if (!ports.Contains(port))
        {
            ports.Add(port);
        }
    }

    /// <summary>Counts the owners anew. The pool of a socket is the place of its address here.</summary>
    internal void Recount()
    {
        _addresses.Owners.Begin([], _ports!);
        foreach (ref readonly var socket in _sockets.Entries)
        {
            if (socket.LastPass == _pass)
            {
                _addresses.Owners.Add(socket.Pool, socket.Owner, socket.State);
            }
        }

        _addresses.Owners.Complete();
    }

    /// <summary>What is remembered of a pool; null where there is none.</summary>
    internal PoolWatch? WatchOf(PoolKey key) => _addresses.WatchOf(key);

    /// <summary>The sample of a UDP pool with the owners as they are known now.</summary>
    internal PoolSample Name(PoolSample sample) => _addresses.Owners.Name(sample);

    /// <summary>The number of the owner of a socket, <see cref="OwnerBook.Nobody"/> where none is known.</summary>
    internal int OwnerOf(ulong identity) => _sockets.Find(identity) is >= 0 and var index ? _sockets.At(index).Owner : OwnerBook.Nobody;

    /// <summary>Tells everyone who has a socket.</summary>
    internal void Tell(HashSet<int> holding)
    {
        foreach (ref readonly var socket in _sockets.Entries)
        {
            if (socket.LastPass != 0 && socket.Owner != OwnerBook.Nobody)
            {
                _ = holding.Add(socket.Owner);
            }
        }
    }

    private void Leave(in TrackedSocket socket)
    {
        if (socket.Is(SocketMarks.Counted))
        {
            _addresses.Leave(socket.Pool, flows.Gone(socket));
        }
    }

    private void Push(bool isWildcard)
    {
        foreach (var (row, socket, isNew) in _rows)
        {
            if (row.Source.IsWildcard != isWildcard)
            {
                continue;
            }

            var address = _addresses.IndexOf(row);
            _sockets.At(socket).Pool = address;
            ref var tracked = ref _sockets.At(socket);
            var isCounted = _addresses.Add(address, row, flows.Step(tracked, row, isTimeWait: row.State == TcpState.TimeWait), isNew);
            tracked.Marks = isCounted ? SocketMarks.Counted : SocketMarks.None;

            if (protocol == Protocol.Tcp)
            {
                // That something binds there is told by those that hold ports.
                continue;
            }

            // Every socket is one of those that compete for the pool of all; a pool of its own has an address that something bound to.
            // What asks for no address of IPv6 meets those of IPv6 alone as well, which IPv4 does not.
            _addresses.Evidence(row.IsIPv6Only == true ? default : IpAddress.AnyIPv4, 0);
            if (!isWildcard && row.State != TcpState.Established)
            {
                _addresses.Evidence(row.Source, row.Interface, isConnected: false);
            }
        }
    }
}
