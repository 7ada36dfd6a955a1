using PortTop.Tui.Bars;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Owners;

/// <summary>Who takes ports, over all pools: a row an owner, and below the table what there is to say of the selected one.</summary>
internal sealed class OwnersScreen : ScreenPart
{
    private UiState _state = new();

    /// <summary>The screen.</summary>
    /// <param name="apply">Takes what is chosen.</param>
    internal OwnersScreen(Apply apply)
    {
        var scope = new FilterBar(apply);
        Stack(new VerdictBar(), new MessageBar(), scope);
        Table = new OwnersTable(row => apply(state => UiReducer.Choose(state, row)));
        PutBetween(scope, [Table], new TableRule(() => Table, Count), new OwnerSummary());
    }

    /// <summary>The table.</summary>
    internal OwnersTable Table { get; }

    /// <inheritdoc/>
    internal override void Show(UiState state)
    {
        _state = state;
        base.Show(state);
    }

    private (int Count, string Word) Count()
        => (_state.Filter.IsEmpty ? _state.Snapshot?.Owners.Count ?? 0 : _state.OwnerRows.Count, " owners ");
}
