using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Counts the connections from ports that the kernel did not hand out, by window and local address: below 1,024, and wherever programs
/// choose their ports outside the range.
/// </summary>
/// <param name="source">The network namespace.</param>
/// <param name="desk">Looks for the owners of sockets.</param>
/// <param name="flows">What forecasts share.</param>
internal sealed class PortWindows(ISocketSource source, OwnerDesk desk, FlowBook flows)
{
    /// <summary>What rresvport(3) and bindresvport(3) draw from. Programs that ask for less by number widen it.</summary>
    private static readonly PortRange Privileged = new(512, 1023);
    private static readonly PortSet Nothing = new();
    private static readonly PortRange AllPrivileged = new(1, 1023);

    private readonly SocketsByAddress _privileged = new(Protocol.Tcp, desk, flows);
    private readonly SocketsByAddress _chosen = new(Protocol.Tcp, desk, flows);
    private readonly List<PoolSample> _samples = [];
    private PortRange? _privilegedPorts;
    private PortRange? _chosenPorts;
    private bool _isUsed;

    /// <summary>Reads them. Where no program chose a port, nothing is read.</summary>
    /// <exception cref="SourceException">The sockets cannot be read.</exception>
    internal void Read(PollMoment moment, PortSpace ports, uint networkNamespace, IReadOnlyList<ushort> wantedPorts)
    {
        (_privilegedPorts, _chosenPorts) = Find(ports);
        _isUsed |= _privilegedPorts is not null || _chosenPorts is not null;
        if (!_isUsed)
        {
            return;
        }

        // Where none is left the tables still have to forget those of the poll before.
        _privileged.Begin(moment, Space(ports, _privilegedPorts ?? Privileged), networkNamespace, wantedPorts);
        _chosen.Begin(moment, Space(ports, _chosenPorts ?? PortRange.All), networkNamespace, wantedPorts);
        if (_privilegedPorts is { } low)
        {
            source.ReadSockets(low, new OutgoingSink(_privileged, ports));
        }

        if (_chosenPorts is not null)
        {
            foreach (var holder in ports.Bound.Holders)
            {
                if (IsChosen(holder, ports) && holder.Port > Privileged.High)
                {
                    _chosen.Add(RowOf(holder));
                }
            }
        }
    }

    /// <summary>Forgets sockets that are gone.</summary>
    internal void Sweep()
    {
        if (_isUsed)
        {
            _privileged.Sweep();
            _chosen.Sweep();
        }
    }

    /// <summary>Ends the poll, and adds the windows that something uses.</summary>
    internal void Finish(List<PoolSample> ranked)
    {
        if (!_isUsed)
        {
            return;
        }

        Add(_privileged, _privilegedPorts, WindowKind.Privileged, ranked);
        Add(_chosen, _chosenPorts, WindowKind.Chosen, ranked);
        _isUsed = _privilegedPorts is not null || _chosenPorts is not null;
    }

    /// <summary>Counts the owners anew, after some were found.</summary>
    internal void Recount()
    {
        if (_isUsed)
        {
            _privileged.Recount();
            _chosen.Recount();
        }
    }

    /// <summary>What is remembered of a window; null where there is none.</summary>
    internal PoolWatch? WatchOf(PoolKey key) => TableOf(key).WatchOf(AsBind(key));

    /// <summary>The sample of a window with its owners as they are known now.</summary>
    internal PoolSample Name(PoolSample sample)
        => TableOf(sample.Key).Name(sample with { Key = AsBind(sample.Key) }) with { Key = sample.Key };

    /// <summary>The number of the owner of a socket, <see cref="OwnerBook.Nobody"/> where none is known.</summary>
    internal int OwnerOf(PoolKey key, ulong identity) => TableOf(key).OwnerOf(identity);

    /// <summary>The ports that a window draws from, as the port space of a pool.</summary>
    internal PortSpace SpaceOf(PoolKey key, PortSpace ports, PortRange? ownRange) => Space(ports, key.Window switch
    {
        WindowKind.Privileged => _privilegedPorts ?? Privileged,
        WindowKind.OwnRange => ownRange ?? ports.Range,
        WindowKind.Served => new PortRange(key.Port, key.Port),
        _ => _chosenPorts ?? PortRange.All,
    });

    /// <summary>True for the sockets that a window counts; null for what counts all on its address and its ports.</summary>
    internal static Func<SocketRow, bool>? CountedBy(PoolKey key, PortSpace ports)
    {
        var listening = ports.AllListeners.Select(static listener => listener.Port).ToHashSet();
        return key.Window switch
        {
            WindowKind.Privileged => row => !listening.Contains(row.SourcePort),
            WindowKind.Chosen => row => !ports.Range.Contains(row.SourcePort) && ports.Bound.Contains(row.Identity),
            _ => null,
        };
    }

    /// <summary>Tells everyone who has a socket.</summary>
    internal void Tell(HashSet<int> holding)
    {
        _privileged.Tell(holding);
        _chosen.Tell(holding);
    }

    private SocketsByAddress TableOf(PoolKey key) => key.Window == WindowKind.Privileged ? _privileged : _chosen;

    private static PoolKey AsBind(PoolKey key) => key with { Kind = PoolKind.Bind, Window = WindowKind.None };

    /// <summary>A program that asks for a port by number gets a reserved one too.</summary>
    private static PortSpace Space(PortSpace ports, PortRange window)
        => new(ports.Settings with { Range = window, Reserved = Nothing }, ports.AllListeners, ports.Bound);

    private static bool IsChosen(in PortHolder holder, PortSpace ports)
        => holder.Kind == HolderKind.Chosen && !ports.Range.Contains(holder.Port);

    private static (PortRange? Privileged, PortRange? Chosen) Find(PortSpace ports)
    {
        var (privileged, chosen) = ((PortRange?)null, (PortRange?)null);
        foreach (var holder in ports.Bound.Holders)
        {
            if (!IsChosen(holder, ports))
            {
                continue;
            }

            if (holder.Port <= Privileged.High)
            {
                privileged = holder.Port < Privileged.Low ? AllPrivileged : privileged ?? Privileged;
            }
            else
            {
                // They are in the order of ports.
                chosen = new PortRange(chosen?.Low ?? holder.Port, holder.Port);
            }
        }

        return (privileged, chosen);
    }

    /// <summary>A bind pool is made of an address; what is told of a window is what it has of all that programs bind there.</summary>
    private void Add(SocketsByAddress table, PortRange? ports, WindowKind kind, List<PoolSample> ranked)
    {
        _samples.Clear();
        table.Finish(_samples);
        foreach (var sample in _samples)
        {
            if (ports is { } window && !sample.Key.Source.IsWildcard && sample.Ledger.Used > 0)
            {
                ranked.Add(AsWindow(sample, new PoolWindow(kind, window)));
            }
        }
    }

    private static PoolSample AsWindow(PoolSample sample, PoolWindow window)
    {
        var key = sample.Key with { Kind = PoolKind.Window, Window = window.Kind };
        return window.Kind == WindowKind.Privileged ? sample with { Key = key, Window = window } : sample with
        {
            Key = key,
            Window = window,
            Ledger = sample.Ledger with { HasNoSize = true, FreeLower = null, IsUnclear = false },
            Status = new PoolStatus(PoolCondition.Steady, sample.Status.Since, sample.Status.SinceBeforeWatch),
        };
    }

    private static SocketRow RowOf(in PortHolder holder) => new()
    {
        Identity = holder.Identity,
        Source = holder.Address,
        SourcePort = holder.Port,
        Destination = holder.Address.IsIPv4 ? IpAddress.AnyIPv4 : default,
        DestinationPort = 0,
        State = holder.State,
        Interface = holder.Interface,
        UserId = holder.UserId,
        Inode = holder.Inode,
    };

    /// <summary>Leaves out what a listener accepted.</summary>
    private sealed class OutgoingSink(SocketsByAddress table, PortSpace ports) : ISocketSink
    {
        private readonly HashSet<ushort> _listening = [.. ports.AllListeners.Select(static listener => listener.Port)];

        public void Restart() => table.Restart();

        public void Add(in SocketRow row)
        {
            if (!_listening.Contains(row.SourcePort))
            {
                table.Add(row);
            }
        }
    }
}
