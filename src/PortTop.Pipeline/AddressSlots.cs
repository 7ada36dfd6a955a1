using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The local addresses with bind pools, by address and by place. Places are used again.</summary>
internal sealed class AddressSlots
{
    /// <summary>The place of an address that has none.</summary>
    internal const int None = -1;

    /// <summary>
    /// So many addresses have a bind pool of their own, 8 KB each; where sockets have more, those of the others count for the wildcards
    /// alone. Who uses a whole IPv6 prefix for sources binds each for itself.
    /// </summary>
    private const int MaxAddresses = 1024;

    private readonly List<AddressSlot> _slots = [];
    private readonly Stack<int> _free = new();
    private readonly Dictionary<(IpAddress Address, uint Zone), int> _indexes = [];

    /// <summary>Rows of one address follow each other.</summary>
    private (IpAddress Address, uint Zone) _last;
    private int _lastIndex = None;

    /// <summary>The first place that was never taken.</summary>
    internal int End => _slots.Count;

    /// <summary>The slot at a place.</summary>
    internal AddressSlot At(int index) => _slots[index];

    /// <summary>The place of an address, <see cref="None"/> when it has none.</summary>
    internal int Find(IpAddress address, uint boundTo)
        => _indexes.TryGetValue((address, address.IsLinkLocalIPv6 ? boundTo : 0), out var index) ? index : None;

    /// <summary>
    /// The place of an address, <see cref="None"/> for one too many. Link-local ones mean something on their interface alone.
    /// </summary>
    internal int FindOrAdd(IpAddress address, uint boundTo, out bool isNew)
    {
        isNew = false;
        var key = (address, address.IsLinkLocalIPv6 ? boundTo : 0);
        if (_lastIndex != None && _last == key)
        {
            return _lastIndex;
        }

        if (!_indexes.TryGetValue(key, out var index))
        {
            index = Take();
            if (index == None)
            {
                return None;
            }

            _slots[index].Assign(address, key.Item2);
            _indexes.Add(key, index);
            isNew = true;
        }

        (_last, _lastIndex) = (key, index);
        return index;
    }

    /// <summary>Forgets an address.</summary>
    internal void Remove(int index)
    {
        _indexes.Remove((_slots[index].Address, _slots[index].Zone));
        _slots[index].Release();
        _free.Push(index);
        _lastIndex = None;
    }

    private int Take()
    {
        if (_free.TryPop(out var index))
        {
            return index;
        }

        if (_slots.Count == MaxAddresses)
        {
            return None;
        }

        _slots.Add(new AddressSlot());
        return _slots.Count - 1;
    }
}
