namespace PortTop.Tui.Detail;

/// <summary>Where a panel stands: a title, and rows below it.</summary>
/// <param name="X">Its first column.</param>
/// <param name="Row">The row of its title; -1 for a panel that is not shown.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Rows">The rows below the title.</param>
internal readonly record struct PanelArea(int X, int Row, int Width, int Rows)
{
    /// <summary>A panel that is not shown.</summary>
    internal static PanelArea None { get; } = new(0, -1, 0, 0);

    /// <summary>The first row below the title.</summary>
    internal int First => Row + 1;

    /// <summary>The row behind the last.</summary>
    internal int End => Row + 1 + Rows;

    /// <summary>The column behind the last.</summary>
    internal int Right => X + Width;

    /// <summary>
    /// The first column that is written in: one blank, and another behind the line that parts it from the panel at its left.
    /// </summary>
    internal int Left => X == 0 ? 1 : X + 2;

    /// <summary>It is shown.</summary>
    internal bool IsShown => Row >= 0 && Rows > 0;
}
