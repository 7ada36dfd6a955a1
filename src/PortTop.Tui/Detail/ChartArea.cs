namespace PortTop.Tui.Detail;

/// <summary>Where a chart stands: a title, rows of columns, and a line below for the time.</summary>
/// <param name="X">Its first column.</param>
/// <param name="Row">The row of its title.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows below the title, the line for the time among them.</param>
internal readonly record struct ChartArea(int X, int Row, int Width, int Height)
{
    /// <summary>The first column that is drawn in.</summary>
    internal int Left => X + 2;

    /// <summary>The columns that are drawn in.</summary>
    internal int Columns => Math.Max(0, Width - 3);

    /// <summary>The rows of columns.</summary>
    internal int Rows => Math.Max(1, Height - 1);

    /// <summary>The highest row.</summary>
    internal int Top => Row + 1;

    /// <summary>The lowest row of columns.</summary>
    internal int Bottom => Row + Rows;
}
