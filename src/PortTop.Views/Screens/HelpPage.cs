using PortTop.Model;

namespace PortTop.Views;

/// <summary>Help: the keys out of the key map, the columns out of the catalogue, the states, what is not seen, what was wrong with settings.</summary>
internal static class HelpPage
{
    internal static IReadOnlyList<PageLine> Lines(UiState state)
    {
        var lines = new PageLines(state.Width);
        lines.Section("Keys", KeyMap.All.Select(static binding => (binding.Names, binding.Meaning)));
        lines.Section("Columns", PoolColumns.All.Select(static column => (column.Header, column.Meaning)));
        lines.Section("States", StateGroup.All.Select(static group => (group.Name, group.Meaning)));
        lines.Section("What is not seen", state.Snapshot?.Source.Unseen.Select(static unseen => (unseen.What, unseen.Why)) ?? []);
        lines.Section("How sockets are read", state.Snapshot is { } snapshot
            ? snapshot.Source.Notes.Prepend(string.Empty).Select((note, i) => (i == 0 ? snapshot.Source.Collector : string.Empty, note))
            : []);
        lines.Section("Wrong in the settings", state.Notices.Select(static notice => (string.Empty, notice)));
        return lines.All;
    }
}
