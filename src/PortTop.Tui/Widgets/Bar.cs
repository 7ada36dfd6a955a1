using PortTop.Model;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>Bars made of whole and part cells.</summary>
internal static class Bar
{
    private const int WideColumns = 12;

    /// <summary>
    /// Draws the share of a pool in use. On a wide bar a tick stands at the half: from there on each connect() searches longer.
    /// </summary>
    internal static void DrawUse(ref Pen pen, PoolSample pool, int columns, Role role, Glyphs glyphs)
    {
        var start = pen.X;
        Draw(ref pen, pool.NearerRatio, columns, role, glyphs);
        var tick = start + (columns / 2);
        if (columns >= WideColumns && pool is { Key.IsTcpConnect: true, IsUpstreamNearer: false } && pool.Ledger.UsedRatio * columns <= columns / 2)
        {
            pen.MoveTo(tick);
            pen.Fill(glyphs.Tick, 1, Role.Muted);
            pen.MoveTo(start + columns);
        }
    }

    /// <summary>Draws a share of <paramref name="columns"/> cells. Anything above nothing shows, and only all fills it.</summary>
    internal static void Draw(ref Pen pen, double share, int columns, Role role, Glyphs glyphs)
    {
        var ink = Roles.Ink(role);
        var parts = glyphs.Parts.Count;
        var all = columns * parts;
        var filled = (int)Math.Round(Math.Clamp(share, 0, 1) * all);
        if (share > 0 && share < 1)
        {
            filled = Math.Clamp(filled, 1, Math.Max(1, all - 1));
        }

        var end = pen.X + columns;
        pen.Fill(glyphs.Parts[parts - 1], filled / parts, ink);
        if (filled % parts > 0)
        {
            pen.Fill(glyphs.Parts[(filled % parts) - 1], 1, ink);
        }

        pen.MoveTo(end);
    }

    /// <summary>
    /// Shares <paramref name="columns"/> cells out among parts in proportion, one cell at least for each part that is not empty,
    /// and writes the cells of each into <paramref name="cells"/>. They sum to <paramref name="columns"/> unless all parts are empty
    /// or there are more of them than columns.
    /// </summary>
    internal static void Apportion(ReadOnlySpan<int> parts, int columns, Span<int> cells)
    {
        long total = 0;
        foreach (var part in parts)
        {
            total += part;
        }

        cells.Clear();
        if (total == 0)
        {
            return;
        }

        var given = 0;
        var largest = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            cells[i] = parts[i] == 0 ? 0 : Math.Max(1, (int)Math.Round((double)parts[i] * columns / total));
            given += cells[i];
            largest = cells[i] > cells[largest] ? i : largest;
        }

        // Rounding and the cells of tiny parts come off the largest part, or go to it.
        cells[largest] = Math.Max(0, cells[largest] + columns - given);
    }

    /// <summary>
    /// The filling of a state in a bar of states, by its place in the breakdown: without colour too the three that people look for differ.
    /// </summary>
    internal static char Filling(int group, Glyphs glyphs) => glyphs.StateFillings[Math.Min(group, glyphs.StateFillings.Count - 1)];

    /// <summary>Draws the states of a pool, or of all, as one bar.</summary>
    internal static void DrawStates(ref Pen pen, in StateCounts states, int columns, Glyphs glyphs)
    {
        var groups = StateGroup.All;
        Span<int> parts = stackalloc int[groups.Count];
        Span<int> cells = stackalloc int[groups.Count];
        for (var i = 0; i < groups.Count; i++)
        {
            parts[i] = groups[i].Count(states);
        }

        Apportion(parts, columns, cells);
        for (var i = 0; i < groups.Count; i++)
        {
            pen.Fill(Filling(i, glyphs), cells[i], Roles.Of(groups[i]));
        }
    }
}
