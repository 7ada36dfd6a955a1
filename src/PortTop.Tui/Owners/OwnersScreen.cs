using PortTop.Tui.Bars;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Owners;

/// <summary>Who takes ports, over all pools: a row an owner, and below the table what there is to say of the selected one.</summary>
internal sealed class OwnersScreen : ScreenPart
{
    /// <summary>A lower screen keeps the rows for the table.</summary>
    private const int NormalHeight = 20;

    private UiState _state = new();

    /// <summary>The screen.</summary>
    /// <param name="apply">Takes what is chosen.</param>
    internal OwnersScreen(Apply apply)
    {
        var scope = new FilterBar(apply);
        Stack(new VerdictBar(), new MessageBar(), scope);
        var summary = new OwnerSummary { Y = Pos.AnchorEnd() };
        var rule = new TableRule(() => Table!, () => (_state.Filter.IsEmpty ? _state.Snapshot?.Owners.Count ?? 0 : _state.OwnerRows.Count, " owners "), NormalHeight);
        rule.Y = Pos.Func(below => below!.Frame.Y - ((App?.Screen.Height ?? NormalHeight) >= NormalHeight ? 1 : 0), summary);
        Table = new OwnersTable(row => apply(state => UiReducer.Choose(state, row)))
        {
            Y = Pos.Bottom(scope),
            Height = Dim.Func(below => Math.Max(0, below!.Frame.Y - scope.Frame.Bottom), rule),
        };

        // The rule tells what the table shows, and so is shown after it.
        Add(summary, Table, rule);
    }

    /// <summary>The table.</summary>
    internal OwnersTable Table { get; }

    /// <inheritdoc/>
    internal override void Show(UiState state)
    {
        _state = state;
        base.Show(state);
    }
}
