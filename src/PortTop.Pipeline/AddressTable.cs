using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// The bind pools: what bind() can still get on each local address, whatever the destination (<c>inet_csk_find_open_port</c> in
/// <c>net/ipv4/inet_connection_sock.c</c>, <c>udp_lib_get_port</c> in <c>net/ipv4/udp.c</c>). A wildcard socket conflicts with every
/// address of its family, one of IPv6 with IPv4 too unless it is IPv6-only (<c>inet_rcv_saddr_equal</c>).
/// </summary>
internal sealed class AddressTable
{
    /// <summary>On a machine with more addresses than anyone reads, those without a socket are left out.</summary>
    private const int MaxIncluded = 64;

    private readonly Protocol _protocol;
    private readonly OwnerDesk _desk;
    private readonly FlowBook _flows;
    private readonly AddressSlots _slots = new();
    private readonly FamilySlots _families = new();
    private PortSpace? _ports;
    private PollMoment _moment;
    private uint _networkNamespace;
    private int _pass;

    /// <summary>An empty table.</summary>
    /// <param name="protocol">Whose ports.</param>
    /// <param name="desk">Who the owners of sockets are.</param>
    /// <param name="flows">What forecasts share.</param>
    internal AddressTable(Protocol protocol, OwnerDesk desk, FlowBook flows)
    {
        _protocol = protocol;
        _desk = desk;
        _flows = flows;
        Owners = new AddressOwners(_slots, _families.AnyIPv4, _families.AnyIPv6, desk);
    }

    /// <summary>Who has the sockets.</summary>
    internal AddressOwners Owners { get; }

    /// <summary>Begins a pass.</summary>
    internal void Begin(PollMoment moment, PortSpace ports, uint networkNamespace)
    {
        _pass++;
        _moment = moment;
        _ports = ports;
        _networkNamespace = networkNamespace;
        _families.Begin(moment.Poll, _pass);
        if (_protocol == Protocol.Tcp)
        {
            HoldEach(isWildcard: true);
            HoldEach(isWildcard: false);
        }
    }

    /// <summary>The place of a socket's local address, <see cref="AddressSlots.None"/> for a wildcard and for one too many.</summary>
    internal int IndexOf(in SocketRow row) => IndexOf(row.Source, row.Interface);

    /// <summary>A socket uses its port on the address at <paramref name="index"/>. Sockets of the wildcards come first.</summary>
    /// <param name="index">The place.</param>
    /// <param name="row">The socket.</param>
    /// <param name="step">What this poll saw of it.</param>
    /// <param name="isNew">This poll saw it first.</param>
    /// <param name="isBound">
    /// By all signs it was bound to its address. A socket bound to an address of IPv6 is IPv6-only from then on (<c>__inet6_bind</c>).
    /// </param>
    /// <returns>True when its port counts on its address by this socket.</returns>
    internal bool Add(int index, in SocketRow row, in FlowStep step, bool isNew = false, bool isBound = false)
    {
        if (isNew)
        {
            CountNew(index);
        }

        if (row.Source.IsWildcard)
        {
            _families.UseWildcard(row, step);
            return true;
        }

        if (index >= 0 && !Current(index).Use(row.SourcePort, row.State, step))
        {
            return false;
        }

        // A port that the address has already is among the ports of all addresses already.
        _families.Use(row, step, isBound);
        return true;
    }

    /// <summary>A socket by which a port counted is gone.</summary>
    internal void Leave(int index, in FlowStep step)
    {
        if (step.LeftBin == FlowStep.None)
        {
            return;
        }

        if (index >= 0)
        {
            Leave(_slots.At(index), step.LeftBin);
        }

        if (CountsForIPv4(index))
        {
            Leave(_families.AnyIPv4, step.LeftBin);
        }

        Leave(_families.AnyIPv6, step.LeftBin);
    }

    /// <summary>Something on this address binds before it connects, or is bound.</summary>
    /// <param name="address">The address.</param>
    /// <param name="boundTo">The interface that the socket is bound to.</param>
    /// <param name="isConnected">
    /// A socket that bound the wildcard has an address of its own once it is connected: it may have drawn from either pool.
    /// </param>
    internal void Evidence(IpAddress address, uint boundTo, bool isConnected = true)
    {
        if (address.IsWildcard)
        {
            _families.AnyOf(address).HasEvidence = true;
        }
        else
        {
            if (IndexOf(address, boundTo) is >= 0 and var index)
            {
                Current(index).HasEvidence = true;
            }

            _families.AnyOf(address).HasEvidence |= isConnected;
        }
    }

    /// <summary>What is remembered of a pool; null where there is none.</summary>
    internal PoolWatch? WatchOf(PoolKey key)
    {
        if (key.Source.IsWildcard)
        {
            return _families.AnyOf(key.Source).Watch;
        }

        var index = _slots.Find(key.Source, key.Interface);
        return index == AddressSlots.None ? null : _slots.At(index).Watch;
    }

    /// <summary>True when bind() on the address of a pool finds no port at an odd offset any more.</summary>
    internal bool IsOddTaken(int index) => index >= 0 && Current(index).IsOddTaken(_ports!);

    /// <summary>The same of bind() on all addresses.</summary>
    internal bool IsOddTakenOfAll() => _families.AnyIPv6.IsOddTaken(_ports!);

    /// <summary>How many ports sockets use on an address, those of the wildcard included; each counts once.</summary>
    internal int UsedOn(int index) => _slots.At(index).Used;

    /// <summary>
    /// Counts the addresses of this machine too on which there is no socket: all is left there but what the wildcards hold.
    /// </summary>
    internal void Include(IReadOnlyList<LocalAddress> addresses)
    {
        for (var i = 0; i < Math.Min(addresses.Count, MaxIncluded); i++)
        {
            if (IndexOf(addresses[i].Address, addresses[i].Interface) is >= 0 and var index)
            {
                _ = Current(index);
            }
        }
    }

    /// <summary>
    /// Ends the poll: forgets addresses that are gone and adds a sample of each other to <paramref name="all"/>, and to
    /// <paramref name="ranked"/> where something binds first.
    /// </summary>
    internal void Finish(List<PoolSample> ranked, List<PoolSample> all)
    {
        for (var i = 0; i < _slots.End; i++)
        {
            var slot = _slots.At(i);
            if (slot.Pass == _pass)
            {
                Publish(slot, KeyOf(slot.Address, slot.Zone));
            }
            else if (slot.Pass != 0)
            {
                _slots.Remove(i);
            }
        }

        Publish(_families.AnyIPv4, KeyOf(IpAddress.AnyIPv4, 0));
        Publish(_families.AnyIPv6, KeyOf(default, 0));
        all.Sort(static (x, y) => Order(x.Key).CompareTo(Order(y.Key)) is not 0 and var order ? order : x.Key.CompareTo(y.Key));

        void Publish(AddressSlot slot, PoolKey key)
        {
            // The search of bind() for TCP covers an even number of ports too; that of UDP covers all.
            var isTcp = _protocol == Protocol.Tcp;
            var sample = _desk.Name(slot.Sample(key, _ports!, !isTcp || _ports!.Bound.IsCertain, isTcp && _ports!.MayMissOne, _moment, _flows), slot.Owners);
            slot.IsWatched = slot.HasEvidence;
            all.Add(sample);
            if (slot.HasEvidence)
            {
                ranked.Add(sample);
            }
        }
    }

    /// <summary>The wildcards first.</summary>
    private static int Order(PoolKey key) => key.Source.IsWildcard ? 0 : 1;

    /// <summary>
    /// UDP that asks for no address competes with all sockets for one pool, as connect() for TCP does not: that is its connect pool.
    /// </summary>
    private PoolKey KeyOf(IpAddress address, uint zone)
        => new(_networkNamespace, _protocol, _protocol == Protocol.Udp && address.IsWildcard ? PoolKind.Connect : PoolKind.Bind, zone, address, default, 0);

    private void HoldEach(bool isWildcard)
    {
        Hold(_ports!.Listeners, isWildcard);
        Hold(_ports.Bound.Holders, isWildcard);
    }

    private void Hold(IReadOnlyList<PortHolder> holders, bool isWildcard)
    {
        for (var i = 0; i < holders.Count; i++)
        {
            var holder = holders[i];
            if (holder.Address.IsWildcard == isWildcard && _ports!.IsEphemeral(holder.Port))
            {
                Hold(holder);
            }
        }
    }

    private void Hold(in PortHolder holder)
    {
        // A connected socket is among the sockets of the dump too, by its state; that it chose its port is evidence.
        if (holder.Kind != HolderKind.Chosen)
        {
            _families.Hold(holder);
            if (IndexOf(holder.Address, holder.Interface) is >= 0 and var index)
            {
                Current(index).Hold(holder);
            }
        }

        if (holder.Kind != HolderKind.Listener)
        {
            Evidence(holder.Address, holder.Interface, isConnected: holder.Kind == HolderKind.Chosen);
        }
    }

    private void CountNew(int index)
    {
        if (index >= 0)
        {
            Current(index).Opened++;
        }

        _families.CountNew(CountsForIPv4(index));
    }

    /// <summary>
    /// A socket of an address of IPv6 takes its port from the wildcard of IPv4 at most: it is not counted there for certain.
    /// </summary>
    private bool CountsForIPv4(int index) => index < 0 || _slots.At(index).Address.IsIPv4;

    private void Leave(AddressSlot slot, int bin)
    {
        if (slot.IsWatched)
        {
            slot.Watch.Begin(_moment.Poll, _pass);
            slot.Watch.Counts.AddLeft(bin);
        }
    }

    /// <summary>The place of an address, <see cref="AddressSlots.None"/> for a wildcard and for one too many.</summary>
    private int IndexOf(IpAddress address, uint boundTo)
    {
        if (address.IsWildcard)
        {
            return AddressSlots.None;
        }

        var index = _slots.FindOrAdd(address, boundTo, out var isNew);
        if (isNew)
        {
            Begin(index);
        }

        return index;
    }

    /// <summary>The slot at a place, begun for this pass.</summary>
    private AddressSlot Current(int index)
    {
        if (_slots.At(index).Pass != _pass)
        {
            Begin(index);
        }

        return _slots.At(index);
    }

    private void Begin(int index)
    {
        var slot = _slots.At(index);
        slot.Begin(_moment.Poll, _pass, _families.WildcardOf(slot.Address));
    }
}
