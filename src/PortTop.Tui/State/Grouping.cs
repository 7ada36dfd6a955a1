using PortTop.Model;
using PortTop.Tui.Keys;
using PortTop.Tui.Pools;

namespace PortTop.Tui.State;

/// <summary>Pools gathered by what they have in common, and the way into one group and back.</summary>
internal static class Grouping
{
    private static readonly int Kinds = Enum.GetValues<GroupKind>().Length;

    /// <summary>Gathers by the next thing, at last by none. Namespaces are left out where there is one.</summary>
    internal static UiState Next(UiState state)
    {
        var kind = (GroupKind)(((int)state.Group + 1) % Kinds);
        kind = kind == GroupKind.Namespace && state.Snapshot is not { Namespaces.Count: > 1 } ? kind + 1 : kind;
        return Begin(state, kind);
    }

    /// <summary>Gathers by something, with the first group selected.</summary>
    internal static UiState Begin(UiState state, GroupKind kind) => RowSet.Arrange(state with
    {
        Page = PageKind.None,
        Screen = ScreenKind.Pools,
        Opened = null,
        OpenedPool = null,
        Group = kind,
        Within = null,
        GroupSelection = default,
    });

    /// <summary>Shows the pools of the selected group.</summary>
    internal static UiState Enter(UiState state)
        => state.Groups.Count == 0 ? state : RowSet.Arrange(state with { Within = state.Groups[state.GroupSelection.Row].Id, Selected = null, SelectedRow = 0, Top = 0 });

    /// <summary>Back to the groups.</summary>
    internal static UiState Leave(UiState state) => RowSet.Arrange(state with { Within = null, Selected = null, SelectedRow = 0, Top = 0 });

    /// <summary>Moves the selection.</summary>
    internal static UiState Select(UiState state, UiAction action)
    {
        if (state.Groups.Count == 0)
        {
            return state;
        }

        if (action == UiAction.First)
        {
            return state with { GroupSelection = default };
        }

        var row = Moves.Move(state.GroupSelection.Row, action, new PoolsScreenLayout(state).PageSize, state.Groups.Count);
        return state with { GroupSelection = state.GroupSelection.Select(row, state.Groups, static group => group.Id) };
    }

    /// <summary>Sorts by the next column that is shown.</summary>
    internal static UiState NextSort(UiState state)
    {
        var shown = GroupTableLayout.For(state.Width).Select(static placed => placed.Column.Id).Prepend(PoolColumns.SeverityId).ToArray();
        return RowSet.Arrange(state with { GroupSort = shown[(Array.IndexOf(shown, state.GroupSort) + 1) % shown.Length] });
    }
}
