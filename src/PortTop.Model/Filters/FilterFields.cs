namespace PortTop.Model;

/// <summary>
/// The catalogue of fields. A new field is added here and is then known to the filter of screen, batch, check and explain, to its messages,
/// and to help.
/// </summary>
public static class FilterFields
{
    /// <summary>Every field, in the order of help.</summary>
    public static IReadOnlyList<FilterField> All { get; } =
    [
        new("dst", "remote address: one, with its port or without; its beginning; a network; from-to; `any`: a pool that counts for every destination", "dst:10.8.",
            ["destination", "dest", "daddr", "remote", "to"], AddressTerm.MakeDestination),
        new("dport", "remote port: one, a list, a range, or compared", "dport:5432,8000-8100", ["dstport", "rport"], PortTerm.Make),
        new("sport", "local port: a pool with a socket on it; page `i` tells who has it", "sport:8080",
            ["srcport", "lport"], SourcePortTerm.Make),
        new("src", "local address, of NAT the NAT's own, as `dst`; `any`: the wildcard", "src:10.0.2.0/24", ["source", "saddr", "local", "from"], AddressTerm.MakeSource),
        new("name", "what the setting `aliases` calls the local or the remote address, or their networks", "name:orders-db", ["alias"],
            Text(static (pool, pattern) => pattern.Fits(pool.Names.Source?.Name) || pattern.Fits(pool.Names.Destination?.Name), isUnknown: null)),
        new("owner", "who has sockets of the pool or fails to get one: process, its id, unit, container, pod; of NAT who is behind; `?`: nobody is known", "owner:payment-api",
            ["process", "proc", "comm", "pid", "unit", "container", "pod"], Text(OwnerSearch.IsOwner, OwnerSearch.IsUnknown)),
        new("user", "the user who has them, by name or number", "user=www-data", ["uid"], Text(OwnerSearch.IsUser, OwnerSearch.IsUnknown)),
        new("cmd", "in the command line of who has them", "cmd:orders.jar", ["cmdline", "command"], Text(OwnerSearch.IsCommand, OwnerSearch.IsUnknown)),
        new("ns", "the network namespace, by name or inode", "ns=host", ["netns", "namespace"],
            Text(static (pool, pattern) => pattern.Fits(pool.Namespace) || pattern.Is(pool.Key.NetworkNamespace), isUnknown: null)),
        new("state",
            "how it stands: `full`, `failing`, `failed`, `waves`, `filling`, `unclear`, `at-risk`, `settles`, `steady`, `slow`, "
            + "`trouble` (at risk or worse); or a TCP state that it has sockets in", "state:close-wait",
            [], Words(FilterStates.All)) { Values = Names(FilterStates.All) },
        new("kind", "what shares the ports: `connect`, `bind`, `udp`, `window`: ports that the kernel did not hand out; `nat`",
            "kind:nat", ["type"], Words(FilterKinds.Kinds)) { Values = Names(FilterKinds.Kinds) },
        new("proto", "`tcp`, `udp`", "proto:udp", ["protocol"], Words(FilterKinds.Protocols)) { Values = Names(FilterKinds.Protocols) },
        .. FigureFields.All,
    ];

    private static Dictionary<string, FilterField> ByName { get; } = All
        .SelectMany(static field => field.Aliases.Prepend(field.Name).Select(name => (Name: name, Field: field)))
        .ToDictionary(static entry => entry.Name, static entry => entry.Field, StringComparer.OrdinalIgnoreCase);

    /// <summary>The field of that name, by its other names too, upper and lower case alike; null when there is none.</summary>
    public static FilterField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Why there is no such field, and which one may be meant.</summary>
    internal static string WhyUnknown(string name) => name.ToUpperInvariant() switch
    {
        "PORT" => "\"port\" is not known; did you mean dport, the remote one, or sport, the local one?",
        "IP" or "ADDR" or "ADDRESS" or "HOST" => $"\"{name}\" is not known; did you mean dst, the remote address, or src, the local one?",
        _ => FilterMessages.DidYouMean(name, ByName.Keys)
            ?? $"there is no field \"{name}\"; there are {string.Join(", ", All.Select(static field => field.Name))}; what is meant as text goes in quotes",
    };

    private static FilterTermMaker Text(Func<PoolSample, TextPattern, bool> isFound, Func<PoolSample, bool>? isUnknown)
        => (string value, FilterOperator comparison, out string problem) => TextTerm.Make(isFound, isUnknown, value, comparison, out problem);

    private static string[] Names(IReadOnlyList<FilterWord> words) => [.. words.Where(static word => !word.IsAlias).Select(static word => word.Name)];

    private static FilterTermMaker Words(IReadOnlyList<FilterWord> words)
        => (string value, FilterOperator comparison, out string problem) => PoolTerm.Make(words, value, comparison, out problem);
}
