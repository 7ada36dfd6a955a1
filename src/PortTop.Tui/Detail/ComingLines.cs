using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>How many ports come back out of TIME-WAIT by when, below the chart.</summary>
internal static class ComingLines
{
    internal static IReadOnlyList<PageLine> Of(UiState state, int width, PoolSample pool)
    {
        if (state.IsPast || pool.HeldTimeWait == 0 || state.Snapshot?.Detail is not { Outlook: { } outlook } detail || detail.Key != pool.Key)
        {
            return [];
        }

        var asks = pool.Demand?.Mean ?? 0;
        var entries = new List<(string, string, Role)>();
        foreach (var seconds in (ReadOnlySpan<int>)[1, 5, 10, 30, PoolOutlook.Seconds])
        {
            var back = outlook.Releases.Take(seconds).Sum();
            var isEnough = back >= asks * seconds;
            entries.Add((
                PanelWords.Text($"within {seconds} s"),
                PanelWords.Text($"{back,7:N0} ports come back") + (asks > 0 ? PanelWords.Text($", {asks * seconds:N0} are asked for") : string.Empty),
                isEnough ? Role.Plain : Role.AtRisk));
        }

        var lines = new PageLines(width);
        lines.Section(string.Empty, entries);
        return [.. lines.All.Skip(1)];
    }
}
