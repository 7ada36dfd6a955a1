using PortTop.Model;
using PortTop.Tui.Nat;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>
/// What there is to say of a pool of source NAT: its rule, how likely a search fails, who is behind, and what this machine's own sockets
/// have to do with it.
/// </summary>
internal static class NatLines
{
    /// <summary>So many clients are named.</summary>
    private const int MostClients = 12;

    /// <summary>The lines.</summary>
    internal static IReadOnlyList<PageLine> Of(UiState state, int width, PoolSample pool, NatUse use)
    {
        var lines = new PageLines(width);
        lines.Section(string.Empty, Lines(state, pool, use));
        return [.. lines.All.Skip(1)];
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Lines(UiState state, PoolSample pool, NatUse use)
    {
        yield return ("rule", NatWords.Rule(use), Role.Plain);
        yield return ("search", NatWords.Search(use), use.SearchFailure >= .01 ? Role.AtRisk : Role.Plain);
        yield return ("behind", NatWords.Clients(use, MostClients), Role.Plain);
        if (use.Untranslated > 0)
        {
            yield return ("not translated", NatWords.Text($"{use.Untranslated:N0} of the used ports are of flows that no rule translated: this machine's own, or incoming ones from that address and port"), Role.Plain);
        }

        if (pool.Net is { } net)
        {
            yield return ("change", NatWords.Text($"{net:+0.#;-0.#;0} ports a second from the reading of the table before"), Role.Plain);
        }

        if (state.Snapshot?.Around(pool.Key).Nat is { Age: { } age })
        {
            yield return ("read", NatWords.Text($"{age.TotalSeconds:0.#} s before this poll"), Role.Muted);
        }

        for (var i = 0; i < NatWords.OwnSockets.Length; i++)
        {
            yield return (i == 0 ? "own sockets" : string.Empty, NatWords.OwnSockets[i], Role.Muted);
        }
    }
}
