using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>In which network namespace that is which stands beside it, on screens that show several.</summary>
internal static class Where
{
    private const string Label = "  in ";

    internal static void Draw(ref Pen pen, UiState state)
    {
        if (state.Snapshot is { Namespaces.Count: > 1 } && state.Ground is { } ground && pen.Room >= Label.Length + ground.Source.Namespace.Length)
        {
            pen.Text(Label, Role.Muted);
            pen.Text(ground.Source.Namespace, Role.Title);
        }
    }
}
