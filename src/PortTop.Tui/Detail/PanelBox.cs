namespace PortTop.Tui.Detail;

/// <summary>The cells of a panel: a title, and rows below it.</summary>
/// <param name="Width">Its columns.</param>
/// <param name="Rows">The rows below the title.</param>
/// <param name="HasNeighbour">Another panel stands at its left, behind a line.</param>
internal readonly record struct PanelBox(int Width, int Rows, bool HasNeighbour)
{
    /// <summary>The row of the title.</summary>
    internal const int Row = 0;

    /// <summary>The first row below the title.</summary>
    internal const int First = 1;

    /// <summary>The row behind the last.</summary>
    internal int End => First + Rows;

    /// <summary>The column behind the last.</summary>
    internal int Right => Width;

    /// <summary>The first column that is written in: one blank, and another behind the line at the left.</summary>
    internal int Left => HasNeighbour ? 2 : 1;
}
