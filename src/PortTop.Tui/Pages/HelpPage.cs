using System.Drawing;
using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Keys;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pages;

/// <summary>
/// Help: the keys out of the key map, the columns out of the catalogue, the states, what is not seen, what was wrong with settings.
/// </summary>
internal sealed class HelpPage : LinesView
{
    private static readonly (string Key, string Text)[] Words =
    [
        ("reserved", "ip_local_reserved_ports: given to nobody who does not ask for them by number"),
        ("listeners", "ports with a listener, on any address: connect() gives them to nobody"),
        ("bound first", "ports of sockets that are bound and idle, or connected from a port that the application chose: gone for every target"),
        ("suspected", "ports that by all signs a connected socket took with bind() to port 0, or by accept(): gone for every target too, but the kernel does not say so"),
        ("owner", "the process that holds a socket, found in /proc/PID/fd; of TIME-WAIT the one that held it while it lived; ~ where connections too short to be seen alive are shared out"),
        ("gone (790)", "a process that ended; its ports may be held in TIME-WAIT"),
        ("FAILING", "connect() finds no port, seen as it happens, now or within the last 65 s: ports of a full pool come back within a minute and are gone at once"),
        ("files", "descriptors that a process has open, of its soft limit: at the limit it fails with EMFILE before ports run out"),
        ("in use", "ports that this pool's own sockets use"),
        ("TIME-WAIT", "ports held for 60 s after a close, and why they are not given out again"),
        ("*FULL", "* before a state: it is so for less than five seconds"),
        ("exact", "every port is accounted for; otherwise free lies between two bounds: all doubtful ports taken, and none"),
        ("slow", "half of a pool of 2,000 ports or more is used: each connect() looks through that half first, 20 to 30 times dearer; no alarm"),
        ("odd range", "the kernel's search covers an even number of ports: the last one of an odd number may be out of reach"),
        ("bind ... any", "what bind() before connect() draws from, towards all targets together; when it is empty it fails with EADDRINUSE"),
        ("UDP any", "all that UDP has, for all targets together; when it is empty connect() and sendto() fail with EAGAIN"),
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<PageLine> Write(UiState state, Size screen)
    {
        var lines = new PageLines(screen.Width);
        lines.Section("Keys", KeyMap.All.Select(static binding => (binding.Names, binding.Meaning)));
        lines.Section("While a filter is written", PromptKeys.All.Select(static binding => (binding.Names, binding.Meaning)));
        lines.Section("Filter", FilterFields.All.Select(static field => (field.Example, field.Meaning)));
        lines.Section("Columns", PoolColumns.All.Select(static column => (column.Header, column.Meaning)));
        lines.Section("Columns of groups", GroupColumns.All.Select(static column => (column.Header, column.Meaning)));
        lines.Section("Words", Words);
        lines.Section("States", StateGroup.All.Select(static group => (group.Name, group.Meaning)));
        lines.Section("What is not seen", state.Snapshot?.Source.Unseen.Select(static unseen => (unseen.What, unseen.Why)) ?? []);
        lines.Section("The NAT behind which the machine may be", UpstreamLine.Describe(state.Snapshot));
        lines.Section("How sockets are read", state.Snapshot is { } snapshot
            ? snapshot.Source.Notes.Prepend(string.Empty).Select((note, i) => (i == 0 ? snapshot.Source.Collector : string.Empty, note))
            : []);
        lines.Section("Wrong in the settings", state.Notices.Select(static notice => (string.Empty, notice)));
        return lines.All;
    }
}
