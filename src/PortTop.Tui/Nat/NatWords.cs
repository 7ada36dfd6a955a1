using System.Globalization;
using PortTop.Model;

namespace PortTop.Tui.Nat;

/// <summary>What is told of a NAT pool, in sentences; its page and its detail share them.</summary>
internal static class NatWords
{
    /// <summary>What a router's own sockets have to do with its NAT ports.</summary>
    internal static readonly string[] OwnSockets =
    [
        "This machine's own sockets choose from ip_local_port_range, whatever NAT has taken, and NAT chooses whatever they have: a port that both use towards different destinations is no conflict.",
        "The very same tuple (NAT address and port, destination and port) is one: the socket's packets leave with another port, which is a NAT port too; where its own flows are masqueraded and no port is left, connect() hangs without an error, and UDP fails with EPERM.",
    ];

    /// <summary>How likely a search fails.</summary>
    internal static string Search(NatUse use) => use switch
    {
        { SearchFailure: >= 1 } => "every search for a port fails: the packet is dropped, and the client times out",
        { IsExact: true } => "a range of 128 ports or fewer is searched whole: each free port is found",
        { SearchFailure: < .00005 } => "a search for a port looks at 248 ports at most; as they lie now hardly any fails",
        _ => Text($"a search for a port looks at 248 ports at most: {100 * use.SearchFailure:0.##} % fail as they lie now; the packet is dropped, and the client times out"),
    };

    /// <summary>Who is behind, with their flows.</summary>
    internal static string Clients(NatUse use, int most)
    {
        var named = string.Join(", ", use.Clients.Take(most).Select(static client => Text($"{(client.Namespace is { } name ? $"{name} ({client.Address})" : client.Address)} {client.Flows:N0}")));
        var more = use.ClientCount - Math.Min(most, use.Clients.Count);
        return (use.Bridge is { } bridge ? bridge + ": " : string.Empty) + (named.Length == 0 ? "nobody is known" : named) + (more > 0 ? Text($" and {more:N0} more") : string.Empty);
    }

    /// <summary>The range and the rule that gives it.</summary>
    internal static string Rule(NatUse use) => use.Rule is { } rule
        ? $"{NatRuleText.Describe(rule)}   ({Place(rule)})"
        : Text($"not known: {use.Range.Low}-{use.Range.High} is what a flow gets where a rule names no ports");

    /// <summary>Where a rule stands and who made it.</summary>
    internal static string Place(NatRule rule) => NatRuleText.Maker(rule.Maker) is { Length: > 0 } maker ? $"{rule.Place}, {maker}" : rule.Place;

    /// <summary>Whatever the culture of the machine.</summary>
    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
