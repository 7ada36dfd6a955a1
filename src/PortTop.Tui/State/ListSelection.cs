namespace PortTop.Tui.State;

/// <summary>Which row of a list is selected. Rows are found by identity, so the selection stays on its row while the order moves.</summary>
/// <typeparam name="TId">What a row is known by.</typeparam>
/// <param name="Id">The row that the person chose, null while the selection stays with the first.</param>
/// <param name="Row">The row of the selection.</param>
/// <param name="Top">The first row that is shown.</param>
public readonly record struct ListSelection<TId>(TId? Id, int Row, int Top)
    where TId : struct
{
    /// <summary>Finds the chosen row again among new rows, and keeps the selection among them and on the screen.</summary>
    internal ListSelection<TId> Follow<TItem>(IReadOnlyList<TItem> items, Func<TItem, TId> idOf, int page)
    {
        var row = Row;
        for (var i = 0; i < items.Count && Id is not null; i++)
        {
            row = EqualityComparer<TId>.Default.Equals(idOf(items[i]), Id.Value) ? i : row;
        }

        row = Id is null ? 0 : Math.Clamp(row, 0, Math.Max(0, items.Count - 1));
        var top = Math.Clamp(Top, Math.Max(0, row - page + 1), row);
        return new ListSelection<TId>(Id, row, Math.Min(top, Math.Max(0, items.Count - page)));
    }

    /// <summary>Selects a row.</summary>
    internal ListSelection<TId> Select<TItem>(int row, IReadOnlyList<TItem> items, Func<TItem, TId> idOf)
        => this with { Row = row, Id = row < items.Count ? idOf(items[row]) : null };
}
