using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Counts the sockets of pools by owner, after a dump and again when owners were found.</summary>
/// <param name="pools">The pools.</param>
/// <param name="sockets">The sockets.</param>
/// <param name="addresses">The bind pools of their addresses.</param>
/// <param name="desk">Who the owners are.</param>
internal sealed class OwnerCount(PoolList pools, SocketTable sockets, AddressTable addresses, OwnerDesk desk)
{
    /// <summary>Counts the sockets of a pass.</summary>
    /// <param name="pass">Its number.</param>
    /// <param name="ports">The ports there are.</param>
    internal void Count(int pass, PortSpace ports)
    {
        for (var i = 0; i < pools.End; i++)
        {
            pools.At(i).Owners.Begin();
        }

        addresses.Owners.Begin(ports.Bound.Holders, ports);
        AddSockets(pass, onHeldPorts: false);
        for (var i = 0; i < pools.End; i++)
        {
            ref var pool = ref pools.At(i);
            if (pool.Pass == pass)
            {
                addresses.Owners.Add(pool.Address, pool.Owners);
            }
        }

        // Those on held ports the addresses have from the holders already.
        AddSockets(pass, onHeldPorts: true);
        addresses.Owners.Complete();
    }

    private void AddSockets(int pass, bool onHeldPorts)
    {
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass == pass && socket.Pool != TrackedSocket.NoPool && socket.Is(SocketMarks.OnHeldPort) == onHeldPorts)
            {
                pools.At(socket.Pool).Owners.Add(socket.Owner, socket.State);
            }
        }
    }

    /// <summary>The sample of a connect pool with the owners as they are known now.</summary>
    internal PoolSample Name(PoolSample sample)
    {
        var index = pools.Find(sample.Key);
        return index == TrackedSocket.NoPool ? sample : desk.Name(sample, pools.At(index).Owners);
    }

    /// <summary>How many suspected sockets each owner has, by the number that stands for all of its numbers.</summary>
    internal Dictionary<int, int> CountSuspects(int pass)
    {
        var counts = new Dictionary<int, int>();
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass == pass && socket.Owner != OwnerBook.Nobody && socket.Is(SocketMarks.Suspect))
            {
                var owner = desk.Book.Resolve(socket.Owner);
                counts[owner] = counts.GetValueOrDefault(owner) + 1;
            }
        }

        return counts;
    }

    /// <summary>Tells everyone who has a socket.</summary>
    internal void Tell(HashSet<int> holding)
    {
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass != 0 && socket.Owner != OwnerBook.Nobody)
            {
                _ = holding.Add(socket.Owner);
            }
        }
    }
}
