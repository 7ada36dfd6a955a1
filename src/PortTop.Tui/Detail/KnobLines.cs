using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>Each sysctl with its value, what the files say that are read at boot, and what it does.</summary>
internal static class KnobLines
{
    /// <summary>Behind the longest name.</summary>
    private const int NameColumn = 28;

    internal static IReadOnlyList<PageLine> Of(UiState state, int width, Snapshot ground)
    {
        var lines = new PageLines(width);
        lines.Section("Of " + ground.Source.Namespace + "; PortTop changes none of them", ground.Surroundings.Knobs.SelectMany(Describe), NameColumn);
        if (ground.Surroundings.Knobs.Any(static knob => knob.IsBootUnknown))
        {
            lines.Section("At boot", [("sysctl.d", "its files set the host's own namespace; what sets the values of this one is not known")]);
        }

        return lines.All;
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Describe(Knob knob)
    {
        var line = new KnobLine(knob);
        var value = knob.Running is null ? line.Remark : line.Remark.Length > 0 ? line.Value + "   " + line.Remark : line.Value;
        yield return (line.Name, value, line.Role == Role.Plain ? Role.Title : line.Role);
        if (KnobMeaning.Of(knob.Name) is { } meaning)
        {
            yield return (string.Empty, meaning, Role.Muted);
        }

        if (knob is { Default: { Length: > 0 } usual, Running: { } running } && usual != running)
        {
            yield return (string.Empty, "the kernel's own value is " + usual, Role.Muted);
        }
    }
}
