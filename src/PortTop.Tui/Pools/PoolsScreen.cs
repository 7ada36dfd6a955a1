using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>The first screen: verdict, range, pools by severity or in groups, the selected pool.</summary>
internal sealed class PoolsScreen : ScreenPart
{
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
            new VerdictBar(), new DemandLine(), new OnsetLine(), new WhyLine(static state => state.Advice, Screens.NormalHeight),
            new DoLine(static state => state.Advice, Screens.NormalHeight), new MessageBar(), new RangeBars(), scope);
        var rule = new TableRule(
            () => Table, () => _state.AreGroupsShown ? (_state.Groups.Count, " groups ") : (_state.Rows.Count, " pools "));
        PutBetween(scope, [_pools, _groups], rule, new PoolSummary());
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
                ? [PoolColumns.SeverityId, .. _groups.Columns.Select(static placed => placed.Column.Id)]
                : [PoolColumns.SeverityId, .. _pools.Columns.Select(static placed => placed.Column.Id).Where(IsSort)];
        }
    }

    /// <summary>The course of the last minute is a column that nothing is sorted by.</summary>
    private static bool IsSort(string column) => PoolColumns.Find(column) is not null;

    /// <inheritdoc/>
    internal override void Show(UiState state)
    {
        _state = state;
        _pools.Visible = !state.AreGroupsShown;
        _groups.Visible = state.AreGroupsShown;
        base.Show(state);
    }
}
