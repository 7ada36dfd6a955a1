using PortTop.Tui.Bars;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Pools;

/// <summary>The first screen: verdict, range, pools by severity or in groups, the selected pool.</summary>
internal sealed class PoolsScreen : ScreenPart
{
    /// <summary>A lower screen keeps the rows for the table.</summary>
    private const int NormalHeight = 20;

    private readonly PoolsTable _pools;
    private readonly GroupsTable _groups;
    private UiState _state = new();

    /// <summary>The screen.</summary>
    /// <param name="apply">Takes what is chosen.</param>
    internal PoolsScreen(Apply apply)
    {
        var scope = new FilterBar(apply);
        Action<int?> choose = row => apply(state => UiReducer.Choose(state, row));
        _pools = new PoolsTable(choose);
        _groups = new GroupsTable(choose) { Visible = false };
        Stack(
            new VerdictBar(), new DemandLine(), new OnsetLine(), new WhyLine(static state => state.Advice, NormalHeight),
            new DoLine(static state => state.Advice, NormalHeight), new MessageBar(), new RangeBars(), scope);
        var summary = new PoolSummary { Y = Pos.AnchorEnd() };
        var rule = new TableRule(
            () => Table, () => _state.AreGroupsShown ? (_state.Groups.Count, " groups ") : (_state.Rows.Count, " pools "), NormalHeight);
        rule.Y = Pos.Func(below => below!.Frame.Y - (ScreenHeight >= NormalHeight ? 1 : 0), summary);
        Add(summary);
        foreach (var table in (RowsView[])[_pools, _groups])
        {
            table.Y = Pos.Bottom(scope);
            table.Height = Dim.Func(below => Math.Max(0, below!.Frame.Y - scope.Frame.Bottom), rule);
            Add(table);
        }

        // It tells what the table shows, and so is shown after it.
        Add(rule);
    }

    /// <summary>The table that is shown.</summary>
    internal RowsView Table => _state.AreGroupsShown ? _groups : _pools;

    /// <summary>The columns that rows can be sorted by, as they stand from left to right, severity before them.</summary>
    internal IReadOnlyList<string> Sorts
    {
        get
        {
            _pools.Place();
            return _state.AreGroupsShown
                ? [Model.PoolColumns.SeverityId, .. _groups.Columns.Select(static placed => placed.Column.Id)]
                : [Model.PoolColumns.SeverityId, .. _pools.Columns.Select(static placed => placed.Column.Id).Where(static id => Model.PoolColumns.Find(id) is not null)];
        }
    }

    private int ScreenHeight => App?.Screen.Height ?? NormalHeight;

    /// <inheritdoc/>
    internal override void Show(UiState state)
    {
        _state = state;
        _pools.Visible = !state.AreGroupsShown;
        _groups.Visible = state.AreGroupsShown;
        base.Show(state);
    }
}
