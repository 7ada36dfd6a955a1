using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// What sockets without a device take from pools of sockets that are bound to one: an unbound socket's port is taken for all, a bound
/// one's only for its own device (<c>inet_bound_dev_eq</c> in <c>include/net/inet_sock.h</c>).
/// </summary>
internal sealed class DeviceSharing
{
    private readonly Dictionary<int, List<int>> _boundOf = [];
    private readonly HashSet<(int Pool, ushort Port)> _taken = [];

    /// <summary>The ports that <see cref="Apply"/> added, each with the index of the pool that it was added to.</summary>
    internal List<(int Pool, ushort Port)> Added { get; } = [];

    /// <summary>Adds the ports of unbound sockets to the pools of bound ones with the same two ends.</summary>
    /// <param name="pools">The pools.</param>
    /// <param name="sockets">The sockets.</param>
    /// <param name="pass">The pass that counts.</param>
    /// <param name="ports">The ports there are.</param>
    internal void Apply(PoolList pools, SocketTable sockets, int pass, PortSpace ports)
    {
        _boundOf.Clear();
        _taken.Clear();
        Added.Clear();
        if (pools.BoundToDevice == 0)
        {
            return;
        }

        foreach (var (key, index) in pools.Indexes)
        {
            if (key.Interface != 0 && pools.At(index).Pass == pass && pools.Indexes.TryGetValue(key with { Interface = 0 }, out var unbound))
            {
                if (!_boundOf.TryGetValue(unbound, out var bound))
                {
                    _boundOf.Add(unbound, bound = []);
                }

                bound.Add(index);
            }
        }

        if (_boundOf.Count > 0)
        {
            TakeBound(sockets, pass);
            AddUnbound(pools, sockets, pass, ports);
        }
    }

    private void TakeBound(SocketTable sockets, int pass)
    {
        var bound = _boundOf.Values.SelectMany(static pools => pools).ToHashSet();
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass == pass && !socket.Is(SocketMarks.Reclaimable | SocketMarks.OnHeldPort) && bound.Contains(socket.Pool))
            {
                _ = _taken.Add((socket.Pool, socket.Port));
            }
        }
    }

    private void AddUnbound(PoolList pools, SocketTable sockets, int pass, PortSpace ports)
    {
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass != pass || socket.Is(SocketMarks.Reclaimable | SocketMarks.OnHeldPort)
                || !_boundOf.TryGetValue(socket.Pool, out var bound))
            {
                continue;
            }

            foreach (var index in bound)
            {
                if (_taken.Add((index, socket.Port)))
                {
                    ref var pool = ref pools.At(index);
                    pool.Use(ports.IsEven(socket.Port));
                    pool.States.Add(socket.State);
                    pool.Shared++;
                    Added.Add((index, socket.Port));
                }
            }
        }
    }
}
