using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The use of a pool in figures, below its charts.</summary>
internal static class UseLines
{
    private const int Minutes = 15;

    internal static IReadOnlyList<PageLine> Of(UiState state, int width, PoolSample pool)
    {
        if (state.Snapshot is not { History: { } history } snapshot)
        {
            return [];
        }

        Span<double> used = stackalloc double[Minutes + 1];
        history.CopyUsed(pool.Key, snapshot.Time, TimeSpan.FromMinutes(1), used);
        var parts = new List<string> { PanelWords.Text($"{pool.Ledger.Used:N0} now") };
        foreach (var minute in (ReadOnlySpan<int>)[1, 3, 5, 10, Minutes])
        {
            if (!double.IsNaN(used[Minutes - minute]))
            {
                parts.Add(PanelWords.Text($"{used[Minutes - minute]:N0} {minute} min before"));
            }
        }

        var lines = new PageLines(width);
        lines.Section(string.Empty, [
            ("used", string.Join(", ", parts), Role.Plain),
            ("of", PanelWords.Text($"{pool.Ledger.Capacity:N0} that this pool can ever have; pale is what is foretold"), Role.Muted),
        ]);
        return [.. lines.All.Skip(1)];
    }
}
