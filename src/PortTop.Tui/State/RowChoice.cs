namespace PortTop.Tui.State;

/// <summary>Which row of a list is chosen. Rows are found by identity, so the choice stays on its row while the order moves.</summary>
/// <typeparam name="TId">What a row is known by.</typeparam>
/// <param name="Id">The row that the person chose, null while the choice stays with the first.</param>
/// <param name="Row">The place of the row in the list; a row that is gone leaves it where it was.</param>
public readonly record struct RowChoice<TId>(TId? Id, int Row)
    where TId : struct
{
    /// <summary>Finds the chosen row again among new rows.</summary>
    internal RowChoice<TId> Follow<TItem>(IReadOnlyList<TItem> items, Func<TItem, TId> idOf)
    {
        if (Id is not { } wanted)
        {
            return default;
        }

        var row = Row;
        for (var i = 0; i < items.Count; i++)
        {
            row = EqualityComparer<TId>.Default.Equals(idOf(items[i]), wanted) ? i : row;
        }

        return new RowChoice<TId>(Id, Math.Clamp(row, 0, Math.Max(0, items.Count - 1)));
    }

    /// <summary>Chooses a row; null stays with the first.</summary>
    internal static RowChoice<TId> Of<TItem>(int? row, IReadOnlyList<TItem> items, Func<TItem, TId> idOf)
        => row is { } chosen && chosen < items.Count ? new RowChoice<TId>(idOf(items[chosen]), chosen) : default;
}
