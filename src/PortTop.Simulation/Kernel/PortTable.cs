using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>Who has which port of the made-up kernel, and the searches for a free one.</summary>
/// <param name="random">Makes the starts of searches.</param>
internal sealed class PortTable(Random random)
{
    private readonly List<SimulatedSocket>?[] _byPort = new List<SimulatedSocket>?[65536];
    private readonly int[] _holders = new int[65536];
    private readonly Dictionary<TargetKey, TargetPorts> _targets = [];

    /// <summary>Of the addresses that somebody bound, the wildcard among them.</summary>
    private readonly Dictionary<IpAddress, AddressPorts> _addresses = [];
    private AddressPorts _everyAddress = new(1);
    private PortSettings _settings = new(new PortRange(1, 1), new PortSet(), default);

    /// <summary>Ports that connect() gives to nobody: reserved, or with a bind owner.</summary>
    internal PortBits Held { get; private set; } = new(1);

    private PortRange Range => _settings.Range;

    /// <summary>Takes a socket with its port.</summary>
    internal void Add(SimulatedSocket socket)
    {
        (_byPort[socket.Port] ??= []).Add(socket);
        if (socket.HoldsPort && ++_holders[socket.Port] == 1 && Range.Contains(socket.Port))
        {
            Held.Set(socket.Port - Range.Low);
        }

        CountAddress(socket, isComing: true);
        Block(socket);
    }

    /// <summary>A bound socket takes its address from the route.</summary>
    internal void MoveTo(SimulatedSocket socket, IpAddress source)
    {
        CountAddress(socket, isComing: false);
        socket.Source = source;
        CountAddress(socket, isComing: true);
    }

    /// <summary>A socket gives its port back. The last bind owner that leaves gives it back to connect() too (Linux 6.18).</summary>
    internal void Remove(SimulatedSocket socket)
    {
        Unblock(socket);
        CountAddress(socket, isComing: false);
        _ = _byPort[socket.Port]!.Remove(socket);
        if (socket.HoldsPort && --_holders[socket.Port] == 0 && Range.Contains(socket.Port) && !_settings.Reserved.Contains(socket.Port))
        {
            Held.Clear(socket.Port - Range.Low);
        }
    }

    /// <summary>A connected socket blocks its port for its own target.</summary>
    internal void Block(SimulatedSocket socket)
    {
        if (socket.DestinationPort != 0 && Range.Contains(socket.Port))
        {
            Of(socket.Target).Blocked.Set(socket.Port - Range.Low);
        }
    }

    /// <summary>A socket is not connected to its target any more.</summary>
    internal void Unblock(SimulatedSocket socket)
    {
        if (socket.DestinationPort != 0 && Range.Contains(socket.Port))
        {
            Of(socket.Target).Blocked.Clear(socket.Port - Range.Low);
        }
    }

    /// <summary>The connection of that port and target; null for none.</summary>
    internal SimulatedSocket? Find(ushort port, TargetKey target)
    {
        foreach (var socket in _byPort[port] ?? [])
        {
            if (socket.DestinationPort == target.Port && socket.Target == target)
            {
                return socket;
            }
        }

        return null;
    }

    /// <summary>True when no socket on the address, or on all, has the port.</summary>
    internal bool IsBindable(IpAddress source, ushort port)
    {
        foreach (var socket in _byPort[port] ?? [])
        {
            if (source.IsWildcard || socket.Source.IsWildcard || socket.Source == source)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What a target blocks.</summary>
    internal TargetPorts Of(TargetKey target)
    {
        if (!_targets.TryGetValue(target, out var ports))
        {
            _targets.Add(target, ports = new TargetPorts(Range.Size, random.Next(Range.Size)));
        }

        return ports;
    }

    /// <summary>
    /// An offset that connect() is given: all even ones, then all odd ones (<c>__inet_hash_connect</c>); of an odd number of ports one may
    /// be missed. Null where none is free.
    /// </summary>
    internal int? Search(TargetPorts ports, int? start)
    {
        const int Perturbation = 8;
        var size = Range.Size;
        var remaining = size > 1 ? size & ~1 : size;
        var first = (start ?? ports.Start) % remaining & ~1;
        for (var parity = 0; parity < Math.Min(2, remaining); parity++)
        {
            if (!ports.Blocked.LeavesAny(Held, parity))
            {
                continue;
            }

            var offset = first + parity;
            for (var i = 0; i < remaining; i += 2, offset += 2)
            {
                offset = offset >= size ? offset - remaining : offset;
                if (!ports.Blocked[offset] && !Held[offset])
                {
                    ports.Start = (ports.Start + i + (2 * random.Next(Perturbation)) + 2) % remaining;
                    return offset;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// A port that bind() to port 0 is given: all odd offsets, then all even ones (<c>inet_csk_find_open_port</c>). Null where none is
    /// free.
    /// </summary>
    internal ushort? SearchBind(IpAddress source, int? start)
    {
        var remaining = Range.Size > 1 ? Range.Size & ~1 : Range.Size;
        var first = (start ?? random.Next(remaining)) | 1;
        var (own, every) = source.IsWildcard ? (_everyAddress.Taken, _everyAddress.Taken) : (PortsOf(source).Taken, PortsOf(Wildcard).Taken);
        for (var pass = 0; pass < 2; pass++)
        {
            var isAny = own.LeavesAny(every, 1 - pass);
            var offset = first - pass;
            for (var i = 0; i < remaining && isAny; i += 2, offset += 2)
            {
                offset = offset >= Range.Size ? offset - remaining : offset;
                var port = (ushort)(Range.Low + offset);
                if (!own[offset] && !every[offset] && !_settings.Reserved.Contains(port))
                {
                    return port;
                }
            }
        }

        return null;
    }

    /// <summary>Counts everything anew, by other settings.</summary>
    internal void Rebuild(PortSettings settings, IEnumerable<SimulatedSocket> sockets)
    {
        _settings = settings;
        Held = new PortBits(Range.Size);
        for (int port = Range.Low; port <= Range.High; port++)
        {
            if (_holders[port] > 0 || settings.Reserved.Contains((ushort)port))
            {
                Held.Set(port - Range.Low);
            }
        }

        _targets.Clear();
        _addresses.Clear();
        _everyAddress = new AddressPorts(Range.Size);
        foreach (var socket in sockets)
        {
            Block(socket);
            CountAddress(socket, isComing: true);
        }
    }

    /// <summary>The wildcards of both families compete with each other.</summary>
    private static IpAddress Wildcard => IpAddress.AnyIPv4;

    /// <summary>The ports of an address, counted when somebody first binds it.</summary>
    private AddressPorts PortsOf(IpAddress address)
    {
        if (!_addresses.TryGetValue(address, out var ports))
        {
            _addresses.Add(address, ports = new AddressPorts(Range.Size));
            foreach (var socket in _byPort.Skip(Range.Low).Take(Range.Size).SelectMany(static sockets => sockets ?? []))
            {
                if (AddressOf(socket) == address)
                {
                    ports.Add(socket.Port - Range.Low);
                }
            }
        }

        return ports;
    }

    private void CountAddress(SimulatedSocket socket, bool isComing)
    {
        if (!Range.Contains(socket.Port))
        {
            return;
        }

        Count(_everyAddress);
        if (_addresses.TryGetValue(AddressOf(socket), out var ports))
        {
            Count(ports);
        }

        void Count(AddressPorts counted)
        {
            if (isComing)
            {
                counted.Add(socket.Port - Range.Low);
            }
            else
            {
                counted.Remove(socket.Port - Range.Low);
            }
        }
    }

    private static IpAddress AddressOf(SimulatedSocket socket) => socket.Source.IsWildcard ? Wildcard : socket.Source;
}
