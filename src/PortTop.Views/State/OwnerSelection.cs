using PortTop.Model;

namespace PortTop.Views;

/// <summary>Which owner is selected in the view of owners.</summary>
/// <param name="Id">The owner that the person chose, null while the selection stays with the first row.</param>
/// <param name="Row">The row of the selection.</param>
/// <param name="Top">The first row that is shown.</param>
public readonly record struct OwnerSelection(int? Id, int Row, int Top)
{
    /// <summary>Finds the chosen owner again among new rows, and keeps the selection among them and on the screen.</summary>
    internal OwnerSelection Follow(IReadOnlyList<OwnerSample> owners, int page)
    {
        var row = Row;
        for (var i = 0; i < owners.Count && Id is not null; i++)
        {
            row = owners[i].Owner.Id == Id ? i : row;
        }

        row = Id is null ? 0 : Math.Clamp(row, 0, Math.Max(0, owners.Count - 1));
        var top = Math.Clamp(Top, Math.Max(0, row - page + 1), row);
        return new OwnerSelection(Id, row, Math.Min(top, Math.Max(0, owners.Count - page)));
    }

    /// <summary>Selects a row.</summary>
    internal OwnerSelection Select(int row, IReadOnlyList<OwnerSample> owners) => this with { Row = row, Id = row < owners.Count ? owners[row].Owner.Id : null };
}
