using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Who has the sockets on each local address.</summary>
/// <param name="slots">The addresses.</param>
/// <param name="anyIPv4">What the wildcard of IPv4 conflicts with.</param>
/// <param name="anyIPv6">What the wildcard of IPv6 conflicts with.</param>
/// <param name="desk">Who the owners are.</param>
internal sealed class AddressOwners(AddressSlots slots, AddressSlot anyIPv4, AddressSlot anyIPv6, OwnerDesk desk)
{
    private readonly List<(int Owner, StateCounts States)> _found = [];

    /// <summary>Begins to count, with the sockets that hold ports against every target: those are in no dump of connected ones.</summary>
    internal void Begin(IReadOnlyList<PortHolder> holders, PortSpace ports)
    {
        for (var i = 0; i < slots.End; i++)
        {
            slots.At(i).Owners.Begin();
        }

        anyIPv4.Owners.Begin();
        anyIPv6.Owners.Begin();
        foreach (var holder in holders)
        {
            if (ports.IsEphemeral(holder.Port))
            {
                var owner = desk.Holders.OwnerOf(holder);
                var state = holder.Kind == HolderKind.Chosen ? TcpState.Established : TcpState.Close;
                Add(slots.Find(holder.Address, holder.Interface), owner, state);
            }
        }
    }

    /// <summary>
    /// Counts a socket on the address at a place by its owner; one without a place, on a wildcard for one, conflicts with the wildcards
    /// alone.
    /// </summary>
    internal void Add(int index, int owner, TcpState state)
    {
        if (index >= 0)
        {
            slots.At(index).Owners.Add(owner, state);
        }
        else
        {
            anyIPv4.Owners.Add(owner, state);
            anyIPv6.Owners.Add(owner, state);
        }
    }

    /// <summary>Counts the sockets of a pool on the address at a place.</summary>
    internal void Add(int index, in OwnerTally pool)
    {
        if (index >= 0)
        {
            Merge(pool, ref slots.At(index).Owners);
        }
        else
        {
            Merge(pool, ref anyIPv4.Owners);
            Merge(pool, ref anyIPv6.Owners);
        }
    }

    /// <summary>Everything was counted by its address: the wildcards conflict with all of it.</summary>
    internal void Complete()
    {
        for (var i = 0; i < slots.End; i++)
        {
            Merge(slots.At(i).Owners, ref anyIPv4.Owners);
            Merge(slots.At(i).Owners, ref anyIPv6.Owners);
        }
    }

    private void Merge(in OwnerTally from, ref OwnerTally into)
    {
        _found.Clear();
        var unknown = from.Read(_found);
        foreach (var (owner, states) in _found)
        {
            into.Add(owner, states);
        }

        if (unknown.Total > 0)
        {
            into.Add(OwnerBook.Nobody, unknown);
        }
    }

    /// <summary>The sample of one of the pools of addresses with the owners as they are known now.</summary>
    internal PoolSample Name(PoolSample sample)
    {
        if (sample.Key.Source.IsWildcard)
        {
            return desk.Name(sample, (sample.Key.Source.IsIPv4 ? anyIPv4 : anyIPv6).Owners);
        }

        var index = slots.Find(sample.Key.Source, sample.Key.Interface);
        return index >= 0 ? desk.Name(sample, slots.At(index).Owners) : sample;
    }
}
