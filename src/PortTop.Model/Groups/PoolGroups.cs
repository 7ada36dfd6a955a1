using System.Globalization;

namespace PortTop.Model;

/// <summary>Gathers pools by what they have in common.</summary>
public static class PoolGroups
{
    /// <summary>The names of all kinds, in the order of the key: none, destination, remoteIp.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Enum.GetValues<GroupKind>().Select(Id)];

    /// <summary>The kind of that name, upper and lower case alike; null where there is none.</summary>
    public static GroupKind? Find(string id)
        => Ids.ToList().FindIndex(known => string.Equals(known, id, StringComparison.OrdinalIgnoreCase)) is >= 0 and var kind ? (GroupKind)kind : null;

    /// <summary>The name of a kind in settings: remoteIp; none where pools stand alone.</summary>
    public static string Id(GroupKind kind) => kind == GroupKind.Pool ? "none" : char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    /// <summary>What pools are gathered by, in words: "remote IP".</summary>
    public static string Describe(GroupKind kind) => kind switch
    {
        GroupKind.RemoteIp => "remote IP",
        GroupKind.RemotePort => "remote port",
        GroupKind.Source => "source IP",
        _ => Id(kind),
    };

    /// <summary>Gathers pools.</summary>
    /// <param name="pools">The pools, worst first.</param>
    /// <param name="kind">What they are gathered by; <see cref="GroupKind.Pool"/> makes no group.</param>
    /// <returns>The groups, in the order of their worst pools.</returns>
    public static IReadOnlyList<PoolGroup> Of(IReadOnlyList<PoolSample> pools, GroupKind kind)
    {
        if (kind == GroupKind.Pool)
        {
            return [];
        }

        var byName = new Dictionary<string, List<PoolSample>>(StringComparer.Ordinal);
        var names = byName.GetAlternateLookup<ReadOnlySpan<char>>();
        var ordered = new List<(string Name, List<PoolSample> Pools)>();
        Span<char> text = stackalloc char[96];
        foreach (var pool in pools)
        {
            var name = text[..WriteName(pool, kind, text)];
            if (!names.TryGetValue(name, out var group))
            {
                group = [];
                names[name] = group;
                ordered.Add((name.ToString(), group));
            }

            group.Add(pool);
        }

        return [.. ordered.Select(group => new PoolGroup(new GroupId(kind, group.Name), group.Pools))];
    }

    private static int WriteName(PoolSample pool, GroupKind kind, Span<char> text) => kind switch
    {
        GroupKind.Destination => PoolAddressText.WriteDestination(pool, text),
        GroupKind.RemoteIp when pool.Key.HasDestination => pool.Key.Destination.TryFormat(text, out var written, default, null) ? written : 0,
        GroupKind.RemotePort when pool.Key.HasDestination => text.TryWrite(CultureInfo.InvariantCulture, $":{pool.Key.Port}", out var written) ? written : 0,
        GroupKind.RemoteIp or GroupKind.RemotePort => NumberText.WriteText("any", text),
        GroupKind.Source => PoolAddressText.WriteSource(pool, text),
        GroupKind.Owner => pool.Nat is { } nat ? OwnerText.Write(nat, text) : pool.Holder is { } holder ? OwnerText.WriteName(holder.Owner, text) : NumberText.WriteText("?", text),
        GroupKind.Namespace => NumberText.WriteText(pool.Namespace, text),
        GroupKind.State => NumberText.WriteText(PoolStatusText.Word(pool.Status.Condition), text),
        _ => 0,
    };
}
