namespace PortTop.Model;

/// <summary>
/// The names that a person gave to addresses. An address with its port goes before the address, that before networks, of those the smallest
/// first.
/// </summary>
public sealed class AliasBook
{
    private readonly Dictionary<(IpAddress Address, ushort Port), AddressName> _exact = [];
    private readonly List<(AddressAlias Alias, AddressName Name)> _networks = [];

    /// <summary>A book of names.</summary>
    /// <param name="aliases">The names; of two for the same the later counts.</param>
    public AliasBook(IEnumerable<AddressAlias> aliases)
    {
        foreach (var alias in aliases)
        {
            var name = new AddressName(alias.Name, alias.IsOfNetwork);
            if (alias.IsOfNetwork)
            {
                _ = _networks.RemoveAll(known => known.Alias.Addresses == alias.Addresses);
                _networks.Add((alias, name));
            }
            else
            {
                _exact[(alias.Addresses.First, alias.Port)] = name;
            }
        }

        _networks.Sort(static (x, y) => y.Alias.PrefixLength.CompareTo(x.Alias.PrefixLength));
    }

    /// <summary>No names.</summary>
    public static AliasBook Empty { get; } = new([]);

    /// <summary>True where no address has a name.</summary>
    public bool IsEmpty => _exact.Count == 0 && _networks.Count == 0;

    /// <summary>The names of a setting, as <see cref="SettingDefinition.Items"/> reads it; what is wrong there is left out.</summary>
    public static AliasBook Read(string setting)
    {
        var aliases = new List<AddressAlias>();
        foreach (var item in SettingDefinition.Items(setting))
        {
            if (AddressAlias.TryParse(item, out var alias))
            {
                aliases.Add(alias);
            }
        }

        return aliases.Count == 0 ? Empty : new AliasBook(aliases);
    }

    /// <summary>The name of an address with a port, 0 for none; null where it has none.</summary>
    public AddressName? Find(IpAddress address, ushort port)
    {
        if ((port != 0 && _exact.TryGetValue((address, port), out var name)) || _exact.TryGetValue((address, 0), out name))
        {
            return name;
        }

        foreach (var network in _networks)
        {
            if (network.Alias.Addresses.Contains(address))
            {
                return network.Name;
            }
        }

        return null;
    }

    /// <summary>The names of both ends of a pool. A wildcard is no address of anybody.</summary>
    public PoolNames Of(in PoolKey pool) => IsEmpty
        ? default
        : new PoolNames(pool.Source.IsWildcard ? null : Find(pool.Source, 0), pool.HasDestination ? Find(pool.Destination, pool.Port) : null);
}
