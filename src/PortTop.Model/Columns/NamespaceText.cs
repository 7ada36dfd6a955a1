using System.Globalization;

namespace PortTop.Model;

/// <summary>Network namespaces as text.</summary>
public static class NamespaceText
{
    /// <summary>A reading that is older is said to be.</summary>
    private const double AgedSeconds = 2;

    /// <summary>"32768-60999, 3 reserved, 1,204 sockets, 12 pools, worst 41% 10.8.0.12:5432, 3 processes, read 8 s ago".</summary>
    public static string Describe(NamespaceSample place)
    {
        var parts = new List<string>();
        if (place.Problem is { } problem)
        {
            parts.Add(problem);
        }

        if (place.Reading is { } reading)
        {
            var range = reading.Ports.Range;
            parts.Add(Text($"{range.Low}-{range.High}"));
            if (reading.Ports.Reserved > 0)
            {
                parts.Add(Text($"{reading.Ports.Reserved:N0} reserved"));
            }
        }

        parts.Add(Sockets(place));
        if (place.Reading is { Pools: { Count: > 0 and var pools } list })
        {
            parts.Add(Text($"{pools:N0} {(pools == 1 ? "pool" : "pools")}, worst {Share(list[0])} {PoolAddressText.Describe(list[0], "->")}"));
            if (list[0].Failures is not null)
            {
                parts.Add("FAILING");
            }
        }

        if (place.Place.Processes > 0)
        {
            parts.Add(Text($"{place.Place.Processes:N0} {(place.Place.Processes == 1 ? "process" : "processes")}"));
        }

        if (place.Reading is null && place.Problem is null)
        {
            parts.Add("only counted: not yet its turn to be read");
        }
        else if (place.Age.TotalSeconds >= AgedSeconds)
        {
            parts.Add(Text($"read {place.Age.TotalSeconds:0} s ago"));
        }

        return string.Join(", ", parts.Where(static part => part.Length > 0));
    }

    /// <summary>"7 namespaces: host; shop/api-7f9c, read 8 s ago; ...", as far as there is room.</summary>
    public static string Summary(IReadOnlyList<NamespaceSample> places)
    {
        const int Named = 8;
        var names = places.Take(Named).Select(static place => place.Place.Label + (place.Reading is null ? " (only counted)" : place.Age.TotalSeconds >= AgedSeconds ? Text($" ({place.Age.TotalSeconds:0} s ago)") : string.Empty));
        return Text($"{places.Count:N0}: {string.Join(", ", names)}{(places.Count > Named ? Text($" and {places.Count - Named:N0} more") : string.Empty)}");
    }

    private static string Sockets(NamespaceSample place)
    {
        if (place.Traffic is { } traffic)
        {
            return Text($"{traffic.Total:N0} {(traffic.Total == 1 ? "socket" : "sockets")}{(traffic.Tracked > 0 ? Text($", {traffic.Tracked:N0} tracked flows") : string.Empty)}");
        }

        return place.Reading is { } reading ? Text($"{reading.States.Total:N0} on the range") : string.Empty;
    }

    private static string Share(PoolSample pool)
    {
        Span<char> text = stackalloc char[16];
        return text[..NumberText.WriteShare(pool.Ledger.UsedRatio, text)].ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
