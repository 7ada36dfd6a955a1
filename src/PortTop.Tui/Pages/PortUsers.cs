using PortTop.Model;
using PortTop.Tui.Themes;
using static System.FormattableString;

namespace PortTop.Tui.Pages;

/// <summary>Who has which port of the range: listeners, what is bound, and the connections of each pool by their lowest ports.</summary>
internal static class PortUsers
{
    /// <summary>Where the texts begin: behind the longest usual name of a process.</summary>
    internal const int Column = 26;

    /// <summary>So many entries of each kind: the page is to be read, not to be searched.</summary>
    private const int Most = 40;

    /// <summary>The entries of the section.</summary>
    internal static IEnumerable<(string Key, string Text, Role Role)> List(Snapshot snapshot)
        => Holders(snapshot, snapshot.Ports.Listeners, "listens on")
            .Concat(Holders(snapshot, snapshot.Ports.Bound.Holders, "bound on"))
            .Concat(Pools(snapshot));

    private static IEnumerable<(string Key, string Text, Role Role)> Holders(
        Snapshot snapshot, IReadOnlyList<PortHolder> holders, string how)
    {
        var inRange = holders.Where(holder => holder.Kind != HolderKind.Chosen && snapshot.Ports.IsEphemeral(holder.Port))
            .GroupBy(holder => (Who: Who(snapshot, holder), holder.Address)).ToArray();
        foreach (var alike in inRange.Take(Most))
        {
            var ports = new PortSet();
            foreach (var holder in alike)
            {
                ports.Add(holder.Port);
            }

            yield return (alike.Key.Who, $"{Spaced(ports)} {how} {Address(alike.Key.Address)}", Role.Plain);
        }

        if (inRange.Length > Most)
        {
            yield return (string.Empty, Invariant($"and {inRange.Length - Most:N0} more"), Role.Muted);
        }
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Pools(Snapshot snapshot)
    {
        var pools = snapshot.Pools.Where(static pool => pool.SourcePorts.Count > 0 && !pool.Key.IsNat).ToArray();
        foreach (var pool in pools.Take(Most))
        {
            var more = pool.SourcePorts.Count < FewPorts.Most
                ? 0
                : Math.Max(0, pool.Ledger.Used + pool.Chosen + pool.Ledger.Reclaimable - FewPorts.Most);
            yield return (
                Who(pool),
                $"{pool.SourcePorts}{(more > 0 ? Invariant($" and {more:N0} more") : string.Empty)}: {Towards(pool)}",
                Role.Plain);
        }

        if (pools.Length > Most)
        {
            yield return (string.Empty, Invariant($"and {pools.Length - Most:N0} more pools"), Role.Muted);
        }
    }

    private static string Towards(PoolSample pool) => pool.Key.HasDestination ? AddressText.Describe(pool.Key, "to")
        : pool.Key.Protocol == Protocol.Udp ? $"UDP on {Address(pool.Key.Source)}" : AddressText.Describe(pool.Key, "to");

    private static string Who(Snapshot snapshot, in PortHolder holder) => snapshot.Owners.Of(holder) is { } owner
        ? OwnerText.Describe(owner) : "?";

    private static string Who(PoolSample pool)
    {
        Span<char> text = stackalloc char[96];
        return pool.Owners is [{ Sockets: > 0, Owner: var only }]
            ? OwnerText.Describe(only)
            : text[..OwnerText.Write(pool, text)].ToString();
    }

    private static string Address(IpAddress address) => address.IsIPv4 ? address.ToString() : $"[{address}]";

    private static string Spaced(PortSet ports) => ports.ToText(FewPorts.Most).Replace(",", ", ", StringComparison.Ordinal);
}
