namespace PortTop.Tui.Keys;

/// <summary>How keys move through a list.</summary>
internal static class Moves
{
    /// <summary>True for a key that moves, where there is something to move through.</summary>
    internal static bool Is(UiAction action) => action is UiAction.Up or UiAction.Down or UiAction.HalfPageUp or UiAction.HalfPageDown or UiAction.PageUp or UiAction.PageDown or UiAction.First or UiAction.Last;

    /// <summary>The row that a key leads to.</summary>
    /// <param name="row">The row now.</param>
    /// <param name="action">The key.</param>
    /// <param name="page">How many rows are shown at once.</param>
    /// <param name="count">How many there are.</param>
    internal static int Move(int row, UiAction action, int page, int count)
    {
        var moved = action switch
        {
            UiAction.Up => row - 1,
            UiAction.Down => row + 1,
            UiAction.HalfPageUp => row - Math.Max(1, page / 2),
            UiAction.HalfPageDown => row + Math.Max(1, page / 2),
            UiAction.PageUp => row - page,
            UiAction.PageDown => row + page,
            UiAction.First => 0,
            UiAction.Last => count - 1,
            _ => row,
        };
        return Math.Clamp(moved, 0, Math.Max(0, count - 1));
    }
}
